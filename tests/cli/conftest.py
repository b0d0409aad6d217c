"""The commands, run as a shell would, on a house that reads without weights."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import PROVENANCE, article, reading, report
from reportedly import models, pipeline
from reportedly.cli import reportedly
from reportedly.records import Capture, Reading, Reject, Rejection

Run = Callable[..., Result]


def readings(captures: Iterable[Capture], *, reject: Reject, **_: object) -> Iterator[Reading]:
    """Read "Ada Orr: The mill is closed." as what it says; text without a colon is no article."""
    for capture in captures:
        text = capture.body.decode()
        if ": " not in text:
            reject(Rejection("read", capture.address, "there is no article in it; give a page that has one"))
            continue
        page = article(text, of=capture, headline=capture.given.title)
        name, words = text.split(": ", 1)
        yield reading(page, [report(page, words.strip(), *([name] if name else []))] if words.strip() else [])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what runs a command line in an empty folder, with its ledger there."""
    monkeypatch.setattr(pipeline, "readings", readings)
    monkeypatch.setattr(models, "load", lambda: None)
    monkeypatch.setattr(models, "provenance", lambda: PROVENANCE)
    monkeypatch.chdir(tmp_path)
    environment = {"REPORTEDLY_LEDGER": str(tmp_path / "ledger.sqlite"), "COLUMNS": "80", "NO_COLOR": "1"}

    def ran(*arguments: str, given: str | bytes | None = None) -> Result:
        return CliRunner(env=environment).invoke(reportedly, list(arguments), input=given)

    return ran
