"""The ledger: the only writer, and the door to all that can be asked of it."""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from msgspec.structs import replace

from reportedly.errors import LedgerError, NotFoundError
from reportedly.ledger import file
from reportedly.ledger.accounts import Accounts
from reportedly.ledger.beside import Beside
from reportedly.ledger.books import Books
from reportedly.ledger.claimants import Claimants
from reportedly.ledger.excerpts import Excerpts
from reportedly.ledger.latest import Latest
from reportedly.ledger.lists import Lists
from reportedly.ledger.pages import Pages
from reportedly.ledger.pending import Queue
from reportedly.ledger.prints import Prints
from reportedly.ledger.questions import Questions
from reportedly.ledger.readings import Readings, to_article
from reportedly.ledger.rows import Cell, storable, to_columns, to_words
from reportedly.ledger.shelves import Shelves
from reportedly.records import (
    Article,
    Capture,
    Judgement,
    Provenance,
    Reading,
    Rejection,
    Report,
    id_of,
    utc_now,
)

_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
_PART = ("SAVEPOINT page", "RELEASE page", "ROLLBACK TO page", "RELEASE page")
"""How a transaction, and a page's part of one, begins, ends, and is taken back."""


class Addition(StrEnum):
    """What adding a page came to."""

    NEW = "new"
    UNCHANGED = "unchanged"  # the same page, though a newer version may have read it anew
    REVISED = "revised"  # the address was known, with another text or other credits


class Ledger(Readings):
    """One file of articles, attributions, reports and rejections; rows are added and superseded, never erased.

    Open it with `open`, best in a ``with`` statement. Any number of processes may read while one writes.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]) -> None:
        super().__init__(connection, lambda: file.explained(path))
        self._now = now
        self._is_together = False
        self.path = path

    # ------------------------------------------------------------------ opening

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, is_shared: bool = False, now: Callable[[], datetime] = utc_now
    ) -> Self:
        """Open a ledger; make the file and its folders where there are none, bring an older file up to date.

        Args:
            path: The file.
            read_only: Do neither: a missing or older file is an error.
            is_shared: Another thread than the one that opened it will use or close it, one at a time.
            now: The clock that stamps rows.

        Raises:
            LedgerError: it cannot be opened, is no ledger, or was made by a newer version.
        """
        with file.explained(path):
            connection = file.connect(path, read_only=read_only, is_shared=is_shared)
            try:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA foreign_keys = ON")
                if read_only:
                    file.check_version(connection, path)
                else:
                    file.prepare(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, now)

    def close(self) -> None:
        """Close the file; what was added is in it since `add` returned."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is added and rejected inside: much faster for many pages.

        What was added is seen inside at once, and is on the disk when the block is left; an error that leaves it takes
        back all of it. Until then other writers wait, so leave it every few hundred pages. A page that cannot be added
        is taken back alone where its error is caught inside. A block inside another one is part of it.

        Raises:
            LedgerError: the file cannot be written; nothing of the block is stored.
        """
        if self._is_together:
            yield
            return
        with self._transaction():
            self._is_together = True
            try:
                yield
                self._check_together()
            finally:
                self._is_together = False

    @contextmanager
    def as_it_stands(self) -> Iterator[None]:
        """Have all questions asked inside answered from the ledger as it now is, whoever writes to it meanwhile.

        Nothing can be added inside. Leave it soon: as long as it lasts, what others write cannot be tidied away.
        """
        if self._connection.in_transaction:  # it does already
            yield
            return
        with self._explained():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with self._explained():
                self._connection.execute("ROLLBACK")

    def _check_together(self) -> None:
        """Raise if the database has ended the transaction of the block by itself, as it does when the disk is full."""
        if not self._connection.in_transaction:
            reason = file.REASONS[sqlite3.SQLITE_FULL]
            raise LedgerError(str(self.path), f"lost what was being added together: {reason}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of what happens inside, or nothing; where pages are added together, within their transaction."""
        if self._is_together:
            self._check_together()
        begin, commit, *take_back = _PART if self._is_together else _WHOLE
        with self._explained():
            self._connection.execute(begin)
            try:
                yield
                self._connection.execute(commit)
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    for statement in take_back:
                        self._connection.execute(statement)
                raise

    # ------------------------------------------------------------------ adding

    def add(self, capture: Capture, reading: Reading) -> Addition:
        """Store a capture and what was read from it, all or nothing. Added again, it changes nothing.

        The article supersedes the one that stood at its address, be it another text or an older version's reading; the
        last one added is the current one. A capture that shows the same article again adds no more than itself.

        Raises:
            LedgerError: the file cannot be written; nothing of the reading is stored.
        """
        if reading.provenance is None:
            raise ValueError("a reading is stored with its provenance; `pipeline.readings` fills it in")
        capture_id = capture.id
        with self._transaction():
            provenance = self._add_provenance(reading.provenance)
            self._add_capture(capture, capture_id)
            if self._row("SELECT 1 FROM readings WHERE capture_id = ? AND provenance = ?", capture_id, provenance):
                return Addition.UNCHANGED
            old = self._row("SELECT * FROM current_articles WHERE address = ?", storable(reading.article.address))
            is_same = old is not None and replace(to_article(old), capture_id=capture_id) == reading.article
            if old is not None and is_same and old["provenance"] == provenance:
                article: int = old["row"]
            else:
                article = self._add_reading(reading, provenance, supersedes=old["row"] if old else None)
            self._insert("readings", {"capture_id": capture_id, "provenance": provenance, "article": article})
            if old is None:
                return Addition.NEW
            return Addition.UNCHANGED if is_same or old["capture_id"] == capture_id else Addition.REVISED

    def _add_provenance(self, provenance: Provenance) -> int:
        known = self._row("SELECT row FROM provenance WHERE key = ?", provenance.key)
        if known:
            return int(known["row"])
        return self._insert("provenance", {"key": provenance.key, **to_columns(provenance)})

    def _add_capture(self, capture: Capture, capture_id: str) -> None:
        if self._row("SELECT 1 FROM captures WHERE id = ?", capture_id):
            return
        cells: dict[str, Cell] = {
            "id": capture_id,
            "address": storable(capture.address),
            "sha256": capture.sha256,
            "body": zlib.compress(capture.body),
            "added_at": self._now().isoformat(),
        }
        self._insert("captures", cells | to_columns(capture, without=("body",)))

    def _add_reading(self, reading: Reading, provenance: int, *, supersedes: int | None) -> int:
        """Insert an article with its attributions and reports; return its row."""
        origin: dict[str, Cell] = {"provenance": provenance, "supersedes": supersedes}
        article = self._insert("articles", origin | {"added_at": self._now().isoformat()} | to_columns(reading.article))
        place: dict[str, Cell] = {"article": article, "provenance": provenance}
        for position, attribution in enumerate(reading.attributions):
            self._insert("attributions", place | {"position": position} | to_columns(attribution))
        for position, report in enumerate(reading.reports):
            self._add_report(report, reading.article, place | {"position": position})
        return article

    def _add_report(self, report: Report, article: Article, place: dict[str, Cell]) -> None:
        name = report.claimant.name
        cells = to_columns(report, without=("chain",)) | {"claimant": None if name is None else storable(name)}
        row = self._insert("reports", place | cells)
        for position, source in enumerate(report.chain):
            self._insert("chains", {"report": row, "position": position} | to_columns(source))
        self._insert("words", {"rowid": row, **to_words(report, article)})

    def _insert(self, table: str, cells: dict[str, Cell]) -> int:
        sql = _insertion(table, tuple(cells))
        return int(self._connection.execute(sql, tuple(cells.values())).lastrowid or 0)

    # ------------------------------------------------------------------ judging

    def judge(self, judgement: Judgement) -> bool:
        """Store a person's ruling; tell if it is new. It takes effect when the ledger is linked.

        Raises:
            LedgerError: the file cannot be written.
            NotFoundError: it takes back a judgement that is not there.
        """
        with self._transaction():
            if self._row("SELECT 1 FROM judgements WHERE id = ?", judgement.id):
                return False
            if judgement.undoes and not self._row("SELECT 1 FROM judgements WHERE id = ?", judgement.undoes):
                raise NotFoundError("judgement", judgement.undoes)
            self._insert("judgements", to_columns(judgement))
        return True

    # ------------------------------------------------------------------ rejecting

    def reject(
        self, rejection: Rejection, capture: Capture | None = None, provenance: Provenance | None = None
    ) -> None:
        """Store what was left out and why; the same again adds no row.

        Args:
            rejection: Stage, address and reason.
            capture: What could not be read; absent where nothing could be brought in.
            provenance: Which versions could not read it: a newer one will try again.

        Raises:
            LedgerError: the file cannot be written.
        """
        capture_id = capture.id if capture else None
        key = id_of(*to_columns(rejection).values(), capture_id, provenance.key if provenance else None)  # type: ignore[arg-type]  # three texts
        with self._transaction():
            if self._row("SELECT 1 FROM rejections WHERE id = ?", key):
                return
            if capture and capture_id:
                self._add_capture(capture, capture_id)
            cells: dict[str, Cell] = {
                "id": key,
                "capture_id": capture_id,
                "provenance": self._add_provenance(provenance) if provenance else None,
                "added_at": self._now().isoformat(),
            }
            self._insert("rejections", cells | to_columns(rejection))

    # ------------------------------------------------------------------ what else there is to ask

    @property
    def books(self) -> Books:
        """What linking made of the pages."""
        return Books(self._connection, self._explained)

    @property
    def lists(self) -> Lists:
        """Long lists, a page at a time."""
        return Lists(self._connection, self._explained)

    @property
    def latest(self) -> Latest:
        """What is new."""
        return Latest(self._connection, self._explained)

    @property
    def pending(self) -> Queue:
        """What waits to be read."""
        return Queue(self._connection, self._explained, self._transaction, self._now)

    @property
    def accounts(self) -> Accounts:
        """Who may get in."""
        return Accounts(self._connection, self._explained, self._transaction, self._now)

    @property
    def questions(self) -> Questions:
        """What linking is unsure of."""
        return Questions(self._connection, self._explained, self._transaction, self._now)

    @property
    def claimants(self) -> Claimants:
        """Who is cited, what each is reported to have said, and what is counted."""
        return Claimants(self._connection, self._explained)

    @property
    def pages(self) -> Pages:
        """Pages as lists show them, and which outlets there are."""
        return Pages(self._connection, self._explained)

    @property
    def beside(self) -> Beside:
        """What stands beside reports and claims."""
        return Beside(self._connection, self._explained)

    @property
    def excerpts(self) -> Excerpts:
        """Pieces of one story, as screens show them."""
        return Excerpts(self._connection, self._explained)

    @property
    def shelves(self) -> Shelves:
        """Where grouping into stories keeps its pages."""
        return Shelves(cast("sqlite3.Connection", _Plain(self._connection)))

    @property
    def prints(self) -> Prints:
        """Where the search for copies keeps its keys."""
        return Prints(cast("sqlite3.Connection", _Plain(self._connection)))


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # columns are fields of records


class _Plain:
    """A connection whose rows come as plain tuples."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, cells: Sequence[Cell] = ()) -> sqlite3.Cursor:
        """Run a statement."""
        return self._cursor().execute(sql, cells)

    def executemany(self, sql: str, rows: Iterable[Sequence[Cell]]) -> sqlite3.Cursor:
        """Run a statement for each of some rows."""
        return self._cursor().executemany(sql, rows)

    def _cursor(self) -> sqlite3.Cursor:
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor
