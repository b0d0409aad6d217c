"""The door: every format, where it goes, and what it never does."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import article, capture, reading, report
from reportedly.errors import UsageError
from reportedly.exports import FORMATS, File, Selection, export
from reportedly.ledger import Ledger
from reportedly.records import Kind

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
EVERY = list(FORMATS)
ONE_FILE = [name for name, known in FORMATS.items() if isinstance(known.kind, File)]
SEVERAL = [name for name in FORMATS if name not in ONE_FILE]
TEXTS = [name for name, known in FORMATS.items() if isinstance(known.kind, File) and known.kind.is_text]

Exported = Callable[..., bytes]


@pytest.mark.parametrize("form", EVERY)
def test_the_same_ledger_gives_the_same_bytes(exported: Exported, form: str) -> None:
    """An export is a function of the ledger: no clock, no chance."""
    first = exported(form)
    assert len(first) > 300
    assert exported(form) == first


@pytest.mark.parametrize("form", TEXTS)
def test_texts_are_utf8_without_nul(exported: Exported, form: str) -> None:
    """What cannot be told in UTF-8, and NUL, leaves as U+FFFD."""
    text = exported(form).decode("utf-8")
    assert "\0" not in text
    assert "\ufffd" in text


@pytest.mark.parametrize("form", EVERY)
def test_one_story_is_part_of_the_whole(exported: Exported, form: str) -> None:
    """Of one story only its pages leave: nothing of the two that are not in it."""
    part = exported(form, story=True)
    if form in SEVERAL:
        with zipfile.ZipFile(io.BytesIO(part)) as zipped:
            part = b"".join(zipped.read(name) for name in zipped.namelist())
    assert b"moor.example/a" not in part
    assert b"well-known" not in part
    assert len(part) > 300


@pytest.mark.parametrize("form", TEXTS)
def test_an_empty_ledger_can_be_written(tmp_path: Path, form: str) -> None:
    """Where there is nothing, it is said in good form."""
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        export(Selection(ledger), form, tmp_path / "out")
    assert "urn:x-reportedly:report" not in (tmp_path / "out").read_text(encoding="utf-8")


def test_the_docs_say_by_whom_each_is_checked() -> None:
    """docs/exports.md tells of every format, in order, which reader of others takes it and what it is held against."""
    _, _, rest = DOCS.read_text(encoding="utf-8").partition("\n## Checked by whom\n")
    told = re.findall(r"^\| `([\w.-]+)` \| (.+) \| (.+) \|$", rest.partition("\n## ")[0], re.MULTILINE)
    assert [form for form, _, _ in told] == EVERY


# ------------------------------------------------------------------ where it goes


@pytest.mark.parametrize("form", ONE_FILE)
def test_a_file_is_what_a_stream_gets(exported: Exported, ledger: Ledger, tmp_path: Path, form: str) -> None:
    """The bytes are the same wherever they go, and nothing else is left beside them."""
    export(Selection(ledger), form, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == exported(form)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("form", SEVERAL)
def test_a_folder_has_what_a_zip_has(ledger: Ledger, tmp_path: Path, form: str) -> None:
    """Several files go into a folder or into a zip, and are the same either way."""
    export(Selection(ledger), form, tmp_path / "new" / "folder")
    export(Selection(ledger), form, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as zipped:
        assert zipped.testzip() is None
        names = sorted(zipped.namelist())
        assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == names
        assert all(zipped.read(name) == (tmp_path / "new" / "folder" / name).read_bytes() for name in names)


@pytest.mark.parametrize(
    ("form", "out", "told"),
    [
        ("csv", "file", "is there already; name another file, or have it replaced with --force"),
        ("csv", "full", "is a folder; name a file in it"),
        ("tables", "file", "is a file; name a folder, or a file that ends in .zip"),
        ("tables", "full", "is not empty; name a new folder or a .zip, or have its files replaced with --force"),
        ("tables", "old.zip", "is there already"),
        ("nonsense", "new", "there is no format 'nonsense'; take one of jsonl, csv, "),
    ],
)
def test_what_is_refused(ledger: Ledger, tmp_path: Path, form: str, out: str, told: str) -> None:
    """What is there stays as it is, unless its owner says otherwise."""
    (tmp_path / "full").mkdir()
    for name in ("file", "old.zip", "full/kept"):
        (tmp_path / name).write_text("kept")
    with pytest.raises(UsageError, match=re.escape(told)):
        export(Selection(ledger), form, tmp_path / out)
    assert all((tmp_path / name).read_text() == "kept" for name in ("file", "old.zip", "full/kept"))


def test_what_may_be_replaced_is(ledger: Ledger, tmp_path: Path) -> None:
    """With leave, a file is replaced, and a folder keeps what is not ours."""
    (tmp_path / "folder").mkdir()
    for name in ("file", "folder/claims.csv", "folder/kept"):
        (tmp_path / name).write_text("old")
    export(Selection(ledger), "csv", tmp_path / "file", replace=True)
    export(Selection(ledger), "tables", tmp_path / "folder", replace=True)
    assert (tmp_path / "file").read_text().startswith("id,page,")
    assert (tmp_path / "folder/claims.csv").read_text().startswith("id,story,")
    assert (tmp_path / "folder/kept").read_text() == "old"


def test_a_run_that_fails_leaves_what_was_there(ledger: Ledger, tmp_path: Path) -> None:
    """A file has its name only when it is whole; half of one is not left behind."""

    def stop(_what: str, _done: int, _total: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "out").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        export(Selection(ledger, progress=stop), "records", tmp_path / "out", replace=True)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "old")]


def test_a_folder_that_is_not_there(ledger: Ledger, tmp_path: Path) -> None:
    """The error names the file that was asked for."""
    with pytest.raises(FileNotFoundError) as caught:
        export(Selection(ledger), "csv", tmp_path / "none" / "out.csv")
    assert caught.value.filename == str(tmp_path / "none" / "out.csv")


def test_an_extra_that_is_missing_is_named(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a package is not installed, the error says how to install it, and no file is left."""

    def missing(name: str) -> None:
        raise ImportError(name)

    for form in ("parquet", "warc"):
        monkeypatch.setattr(f"reportedly.exports.{form}.import_module", missing)
        with pytest.raises(UsageError, match=re.escape(f"pip install 'reportedly[{form}]'")):
            export(Selection(ledger), form, tmp_path / "out.zip")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ as it stands


def test_what_comes_in_meanwhile_waits(tmp_path: Path) -> None:
    """An export tells of one moment, whatever is written while it runs."""
    file = tmp_path / "ledger.sqlite"
    with Ledger.open(file) as writer:
        _add(writer, 0)
        with Ledger.open(file, read_only=True) as reader:
            came = iter(range(1, 100))
            selection = Selection(reader, progress=lambda *_: _add(writer, next(came)))
            out = io.BytesIO()
            export(selection, "ledger", out)
        assert writer.counts().pages > 1
    assert out.getvalue().count(b'"headline": ') == 1


def _add(ledger: Ledger, number: int) -> None:
    came = capture(f"The mill is closed, {number} said.", url=f"https://courier.example/{number}")
    page = article(came.body.decode(), of=came)
    ledger.add(came, reading(page, [report(page, "The mill is closed", "Ada Orr")]))


def test_kinds_can_be_asked_for(tmp_path: Path) -> None:
    """Statements and beliefs leave unless others are asked for."""
    came = capture()
    page = article(of=came)
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        ledger.add(came, reading(page, [report(page, "The mill is closed", "Ada Orr", kind=Kind.INTENTION)]))
        for kinds, count in ((tuple(Kind), 1), ((Kind.STATEMENT,), 0)):
            for form in ("records", "annotations", "ninjs", "prov", "schema.org"):
                out = io.BytesIO()
                export(Selection(ledger, kinds=kinds), form, out)
                assert (b"urn:x-reportedly:report" in out.getvalue() or b'"type": "report"' in out.getvalue()) == count


# ------------------------------------------------------------------ the docs


def test_the_docs_name_every_format() -> None:
    """docs/exports.md tells of each format, and of none that is not there."""
    told = re.findall(r"^\| `([\w.]+)` \|", DOCS.read_text(encoding="utf-8").partition("## In detail")[0], re.MULTILINE)
    assert told == EVERY
