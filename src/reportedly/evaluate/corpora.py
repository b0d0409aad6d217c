"""Gold sets: where they lie, their rows, and their texts as captures.

A set is found by its path, or by its name inside the folder that ``REPORTEDLY_DATA`` names.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from reportedly.errors import GoldError
from reportedly.evaluate.matching import Json
from reportedly.records import Capture, Given, utc_now

_SUFFIXES = ("", ".jsonl.gz", ".jsonl")


class GoldSet(Struct, frozen=True):
    """What a measure's gold looks like.

    Attributes:
        folder: Its usual folder inside ``REPORTEDLY_DATA``.
        file: Its usual file there; empty where the folder itself is the set.
        keys: What each row must have; one of a tuple's names suffices.
    """

    folder: str
    file: str
    keys: tuple[tuple[str, ...], ...]


SETS = {
    "pages": GoldSet("pages", "gold.jsonl.gz", (("id",), ("url",), ("text",))),
    "attribution": GoldSet("polnear", "dev.jsonl.gz", (("id",), ("text",), ("attributions",))),
    "quantities": GoldSet("quantities", "quantities.dev.jsonl.gz", (("id",), ("text",), ("quantities", "span"))),
    "times": GoldSet("times", "times.dev.jsonl.gz", (("id",), ("text",), ("dct",), ("timex", "span"))),
    "places": GoldSet("places", "places.dev.jsonl.gz", (("id",), ("text",), ("toponyms", "span"))),
    "certainty": GoldSet("certainty", "certainty.dev.jsonl.gz", (("id",), ("text",), ("targets", "span"))),
    "copies": GoldSet("copies", "reuse_gold.jsonl", (("src",), ("dst",), ("kind",), ("spans",))),
    "clusters": GoldSet("copies", "stories.jsonl", (("id",), ("text",), ("story",))),
    "stories": GoldSet("stories", "", ()),
}


# ------------------------------------------------------------------ finding


def found(what: str, gold: Path | None, data: Path | None) -> Path:
    """Return where a gold set lies.

    Args:
        what: The measure, a name of `SETS`.
        gold: A path, or a name inside `data`, with or without its suffix; a folder stands for its usual file. Not
            given: the usual set.
        data: The folder of all gold sets, if there is one.

    Raises:
        GoldError: it is nowhere.
    """
    usual = SETS[what]
    roots = ([gold] if gold else []) + ([data / (gold or usual.folder)] if data else [])
    for root in roots:
        for suffix in _SUFFIXES:
            path = root.with_name(root.name + suffix)
            if path.is_dir() and usual.file:
                path = path / usual.file
            if path.is_file() if usual.file else story_folders(path):
                return path
    where = f"at {' or '.join(map(str, roots))}" if roots else "to be found, since REPORTEDLY_DATA is not set"
    raise GoldError(
        f"no gold for `{what}` {where}. Name its path, or set REPORTEDLY_DATA to the folder that holds "
        f"{usual.folder}/{usual.file} (docs/evaluate.md says where each set comes from)"
    )


def story_folders(path: Path) -> list[Path]:
    """Return the folder itself if it holds an annotated story, else those in it that do."""
    return [path] if (path / "gold.json").is_file() else sorted(found.parent for found in path.glob("*/gold.json"))


# ------------------------------------------------------------------ rows


def rows(path: Path, keys: Sequence[Sequence[str]] = ()) -> list[Json]:
    """Return the rows of a JSON Lines file, packed or not.

    Raises:
        GoldError: it cannot be read, or a row lacks one of the keys.
    """
    try:
        return [_row(line, number, keys) for number, line in _lines(path)]
    except (OSError, EOFError, ValueError) as error:
        raise GoldError(f"{path} cannot be read as JSON Lines ({error}); see docs/evaluate.md for the form") from error


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _row(line: str, number: int, keys: Sequence[Sequence[str]]) -> Json:
    row = json.loads(line)
    missing = [" or ".join(names) for names in keys if not isinstance(row, dict) or not any(n in row for n in names)]
    if missing or not isinstance(row, dict):
        raise ValueError(f"line {number} has no {', '.join(missing)}")
    return row


# ------------------------------------------------------------------ captures


def text_capture(text: str, given: Given, *, url: str | None = None, now: datetime | None = None) -> Capture:
    """Return a text as if it had been handed to us, code point for code point."""
    body = text.encode("utf-8", "surrogatepass")
    return Capture(body, "text/plain", now or utc_now(), url=url, charset="utf-8", given=given)


def page_capture(path: Path, row: Json) -> Capture:
    """Return a saved page of the pages set: ``html/ID.html.gz`` beside the gold file."""
    saved = path.parent / "html" / f"{row['id']}.html.gz"
    try:
        body = gzip.decompress(saved.read_bytes())
    except (OSError, EOFError) as error:
        raise GoldError(f"{saved} cannot be read ({error}); the saved pages lie in html/ beside the gold") from error
    return Capture(body, "text/html", utc_now(), url=row["url"], path=str(saved), given=Given(key=row["id"]))


def story_captures(pages: Sequence[Json]) -> list[Capture]:
    """Return the pages of an annotated story as texts with what is known of each."""
    return [
        text_capture(
            page["text"],
            Given(page.get("outlet"), page.get("published"), page.get("title"), page["id"]),
            url=page.get("url"),
        )
        for page in pages
    ]


def ledger(path: Path) -> Json:
    """Return a ledger file.

    Raises:
        GoldError: it cannot be read or is no JSON object.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path} cannot be read as a ledger file ({error}); see docs/ledger.md") from error
    if not isinstance(found, dict):
        raise GoldError(f"{path} is no ledger file; `reportedly export --format ledger` writes one")
    return found
