"""Every setting: name, default, unit, one line of help.

Each can be set in the environment as ``REPORTEDLY_<NAME>``; `load` reads them. docs/settings.md shows this table.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import get_type_hints

from reportedly.errors import UsageError

MAX_CHARACTERS = 120_000
"""Characters of one article, at most, where nobody sets it; no news article is that long."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, with its defaults."""

    ledger: Path | None = field(
        default=None, metadata={"help": "the ledger file; default: reportedly/ledger.sqlite in the user's data folder"}
    )
    data: Path | None = field(
        default=None, metadata={"help": "folder with gold data, for `evaluate` and the gold tests"}
    )
    user_agent: str = field(
        default="Reportedly/0.1 (+https://pypi.org/project/reportedly/; reads news pages on a person's order)",
        metadata={"help": "what we call ourselves when fetching"},
    )
    max_bytes: int = field(default=20_000_000, metadata={"help": "bytes of one page at most; a larger one is rejected"})
    timeout_s: float = field(default=20.0, metadata={"help": "seconds to wait for a connection or for the next bytes"})
    deadline_s: float = field(
        default=60.0, metadata={"help": "seconds one page may take in all, redirects and retries included"}
    )
    retries: int = field(
        default=3, metadata={"help": "tries after the first, for answers that may pass (429, 5xx, broken connections)"}
    )
    backoff_s: float = field(
        default=0.5, metadata={"help": "seconds before the first retry; doubled for each further one"}
    )
    pause_s: float = field(
        default=1.0, metadata={"help": "seconds between two requests to one host; robots.txt may ask for more"}
    )
    max_redirects: int = field(default=5, metadata={"help": "redirects followed, each checked like a first address"})
    max_characters: int = field(
        default=MAX_CHARACTERS,
        metadata={"help": "characters of one article at most; a longer one is rejected as no news article"},
    )
    private_addresses: bool = field(
        default=False, metadata={"help": "allow private, loopback and link-local addresses"}
    )
    robots: bool = field(default=True, metadata={"help": "keep to robots.txt"})


def _parse(name: str, text: str, kind: object) -> object:
    try:
        if kind is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.strip().lower()]
        if kind is int:
            return int(text)
        if kind is float:
            return float(text)
    except (KeyError, ValueError):
        wanted = {bool: "yes or no", int: "a whole number", float: "a number"}[kind]  # type: ignore[index]  # one of the three above
        raise UsageError(f"REPORTEDLY_{name.upper()}={text!r}: give {wanted}") from None
    return Path(text).expanduser() if kind == Path | None else text


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, as the environment changes them.

    Raises:
        UsageError: a variable holds what its setting cannot.
    """
    kinds = get_type_hints(Settings)
    given = {
        f.name: environ[f"REPORTEDLY_{f.name.upper()}"]
        for f in fields(Settings)
        if environ.get(f"REPORTEDLY_{f.name.upper()}")
    }
    return Settings(**{name: _parse(name, text, kinds[name]) for name, text in given.items()})  # type: ignore[arg-type]  # typed by _parse
