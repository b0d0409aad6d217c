"""`reportedly export`: formats, where they go, and what a terminal is spared."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import linked_pages
from builders import article, capture, reading, report
from reportedly.exports import FORMATS, File
from reportedly.ledger import Ledger

Run = Callable[..., Result]

TEXTS = [name for name, known in FORMATS.items() if isinstance(known.kind, File) and known.kind.is_text]


@pytest.fixture
def book(run: Run) -> Run:
    """Return what runs a command on a ledger of six linked pages."""
    linked_pages.fill(Path("ledger.sqlite"))
    return run


@pytest.mark.parametrize("form", TEXTS)
def test_what_is_printed_is_what_is_written(book: Run, form: str) -> None:
    """Printed, printed by asking for it, or written: the bytes are the same."""
    printed = book("export", "--format", form)
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert book("export", "--format", form, "--out", "-").stdout_bytes == printed.stdout_bytes
    assert book("export", "--format", form, "-o", "out").stdout == ""
    assert Path("out").read_bytes() == printed.stdout_bytes


def test_one_story(book: Run) -> None:
    """The beginning of a story's id is enough; what is none is told."""
    (story,) = (json.loads(line)["id"] for line in book("stories", "--json").stdout.splitlines())
    assert book("export", "--format", "tables", "--story", story[:8], "--out", "story.zip").exit_code == 0
    with zipfile.ZipFile("story.zip") as zipped:
        assert json.loads(zipped.read("datapackage.json"))["name"] == f"reportedly-{story}"
    result = book("export", "--story", "nonsense")
    assert result.exit_code == 2
    assert "no story 'nonsense' in this ledger" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "tables"), "tables is several files; name a folder or a .zip with --out"),
        (("--out", "old"), "old is there already; name another file, or have it replaced with --force"),
        (("--out", "ledger.sqlite", "--force"), "ledger.sqlite is the ledger itself; name another file with -o"),
        (("--format", "tables", "--out", "ledger.sqlite", "--force"), "ledger.sqlite is the ledger itself"),
    ],
)
def test_what_is_refused(book: Run, arguments: tuple[str, ...], told: str) -> None:
    """Wrong use is one line on standard error, and changes nothing."""
    Path("old").write_text("kept")
    result = book("export", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"reportedly: {told}")
    assert Path("old").read_text() == "kept"
    assert book("reports").exit_code == 0


def test_what_is_there_is_replaced_when_asked(book: Run) -> None:
    """With --force a file is replaced."""
    Path("old").write_text("kept")
    assert book("export", "--out", "old", "--force").exit_code == 0
    assert Path("old").read_text(encoding="utf-8").startswith('{"page": ')


def test_a_device_is_written_to(book: Run) -> None:
    """What is no file is not there to be replaced."""
    assert book("export", "--out", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("form", TEXTS)
def test_a_terminal_is_spared(run: Run, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """What a page says commands no terminal, in no format."""
    words = "\x9b2J\u202egone"
    hostile = capture(f"Ada Orr: {words}", url="https://courier.example/hostile")
    page = article(hostile.body.decode(), of=hostile, headline=words)
    with Ledger.open(Path("ledger.sqlite")) as ledger:
        ledger.add(hostile, reading(page, [report(page, words, "Ada Orr")]))
    monkeypatch.setattr("reportedly.cli.options.is_terminal", lambda: True)
    screen = run("export", "--format", form).stdout
    assert not set("\x9b\u202e") & set(screen)
    assert len(screen) > 40


def test_bytes_are_nothing_to_look_at(book: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal is not given what is no text."""
    assert book("export", "--format", "warc").stdout_bytes.startswith(b"\x1f\x8b")
    monkeypatch.setattr("reportedly.cli.options.is_terminal", lambda: True)
    result = book("export", "--format", "warc")
    assert result.exit_code == 2
    assert result.stderr == "reportedly: warc is nothing to look at; name a file with --out\n"
