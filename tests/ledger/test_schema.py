"""Ledger files: made, brought up to date, and refused where they are not ours to change."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import article, capture, reading, report
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, file, schema


def execute(path: Path, *statements: str) -> None:
    """Run statements on a file, past the ledger."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def made(path: Path) -> Path:
    """Make a ledger that holds one page."""
    page = article()
    with Ledger.open(path) as ledger:
        ledger.add(capture(), reading(page, [report(page, "The mill is closed", "Ada Orr")]))
    return path


def test_a_new_file_says_whose_it_is(tmp_path: Path) -> None:
    """A ledger carries its owner and version in its header, and is in write-ahead mode."""
    path = made(tmp_path / "new" / "folder" / "a.sqlite")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_older_file_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a file of an older version adds the steps it lacks; its rows stay."""
    path = made(tmp_path / "a.sqlite")
    newer = (*schema.MIGRATIONS, ("ALTER TABLE articles ADD COLUMN mood TEXT", "CREATE TABLE moods (name TEXT) STRICT"))
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    with pytest.raises(LedgerError, match="older Reportedly; any `reportedly add` brings it up to date"):
        Ledger.open(path, read_only=True)
    with Ledger.open(path) as ledger:
        assert ledger.counts().reports == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT mood FROM articles").fetchall() == [(None,)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(newer),)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """Steps are taken together or not at all."""
    path = made(tmp_path / "a.sqlite")
    broken = (*schema.MIGRATIONS, ("CREATE TABLE moods (name TEXT)", "CREATE TABLE moods (name TEXT)"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            schema.migrate(connection, str(path), broken)
        assert schema.version(connection, str(path), broken) == len(schema.MIGRATIONS)
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'moods'").fetchone() == (0,)


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    """A ledger of a version to come is refused, with the way out."""
    path = made(tmp_path / "a.sqlite")
    execute(path, "PRAGMA user_version = 999")
    for read_only in (False, True):
        with pytest.raises(LedgerError, match=r"newer Reportedly .*upgrade with `pip install -U reportedly`"):
            Ledger.open(path, read_only=read_only)


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE plants (name TEXT)",),
        ("PRAGMA application_id = 77",),
        ("PRAGMA user_version = 3", "CREATE TABLE plants (name TEXT)"),
    ],
)
def test_another_programs_database_is_left_alone(tmp_path: Path, statements: tuple[str, ...]) -> None:
    """A database of another program is refused, and not a byte of it changes."""
    path = tmp_path / "plants.sqlite"
    execute(path, *statements)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="another program; name another file with --ledger"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_text_file_is_left_alone(tmp_path: Path) -> None:
    """A file that is no database is refused, and stays what it was."""
    diary = tmp_path / "diary.txt"
    diary.write_text("Dear diary, " * 200)
    with pytest.raises(LedgerError, match="is not a ledger; name another file with --ledger"):
        Ledger.open(diary)
    assert diary.read_text() == "Dear diary, " * 200


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no ledger, and the message says what is wanted."""
    with pytest.raises(LedgerError, match="cannot be opened; see that it is a file"):
        Ledger.open(tmp_path)


def test_a_missing_ledger_is_not_made_for_reading(tmp_path: Path) -> None:
    """Asking a ledger that is not there says how it comes to be, and makes nothing."""
    with pytest.raises(LedgerError, match="there is none yet; `reportedly add` makes it"):
        Ledger.open(tmp_path / "none.sqlite", read_only=True)
    assert not any(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A path through a file is refused, with the way out."""
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="name another file with --ledger"):
        Ledger.open(tmp_path / "file" / "a.sqlite")


def test_a_file_another_process_is_making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file is waited for while another process makes it, and then taken as that one made it."""
    path = tmp_path / "a.sqlite"
    monkeypatch.setattr(file, "BUSY_S", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="another program is writing to it"):
            Ledger.open(path)
        other.execute("ROLLBACK")
    assert made(path) == path


def test_an_empty_file_is_no_old_ledger(tmp_path: Path) -> None:
    """A file without a byte says so, and becomes a ledger when something is added."""
    path = tmp_path / "ledger.sqlite"
    path.touch()
    with pytest.raises(LedgerError, match="is an empty file; any `reportedly add` makes a ledger of it"):
        Ledger.open(path, read_only=True)
    with Ledger.open(path) as ledger:
        assert ledger.counts().pages == 0
