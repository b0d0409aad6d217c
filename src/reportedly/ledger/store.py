"""The ledger: the only writer, and what can be asked of it."""

import os
import sqlite3
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from reportedly.errors import LedgerError, NotFoundError
from reportedly.ledger import schema
from reportedly.ledger.accounts import Accounts
from reportedly.ledger.asked import Asked, batches, between, only
from reportedly.ledger.beside import Beside
from reportedly.ledger.books import Books
from reportedly.ledger.claimants import Claimants
from reportedly.ledger.excerpts import Excerpts
from reportedly.ledger.finding import COUNTED, Facet, Found, Search, to_counts, to_page
from reportedly.ledger.latest import Latest
from reportedly.ledger.lists import Lists
from reportedly.ledger.pages import Pages
from reportedly.ledger.pending import Queue
from reportedly.ledger.prints import Prints
from reportedly.ledger.query import BY_TRACK, Query, Row, to_sql
from reportedly.ledger.questions import Questions
from reportedly.ledger.rows import Cell, columns, from_columns, reader, storable, to_columns, to_words
from reportedly.ledger.shelves import Shelves
from reportedly.records import (
    Article,
    Attribution,
    Capture,
    Judgement,
    JudgementKind,
    Provenance,
    Reading,
    Rejection,
    Report,
    Source,
    id_of,
    utc_now,
)

BUSY_S = 10.0
"""How long a writer waits for another one."""

_AS_VIEWED = Query()

_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
_PART = ("SAVEPOINT page", "RELEASE page", "ROLLBACK TO page", "RELEASE page")
"""How a transaction, and a page's part of one, begins, ends, and is taken back."""

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full; make room and run the same command again: what was stored is kept",
    sqlite3.SQLITE_READONLY: "may not be written; change its permissions, or name another file with --ledger",
    sqlite3.SQLITE_BUSY: "another program is writing to it and did not finish in time; let it end, then run the same "
    "command again: what was stored is kept",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; see that it is a file, and that it and its folder may be written",
    sqlite3.SQLITE_IOERR: "cannot be read or written (input/output error); check the disk, then run the command again",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a copy, or save what is left with `sqlite3 FILE .recover`",
    sqlite3.SQLITE_NOTADB: "is not a ledger; name another file with --ledger",
}


T = TypeVar("T")


class Addition(StrEnum):
    """What adding a page came to."""

    NEW = "new"
    UNCHANGED = "unchanged"  # the same page, though a newer version may have read it anew
    REVISED = "revised"  # the address was known, with another text or other credits


class Counts(Struct, frozen=True):
    """What a ledger holds."""

    pages: int  # articles as they now stand
    revisions: int  # earlier articles, superseded
    attributions: int  # of the pages as they now stand, as are the reports
    reports: int
    rejections: int
    captures: int


class Coverage(Struct, frozen=True):
    """What an answer out of a ledger rests on."""

    pages: int  # addresses of which an article stands in it
    rejections: int
    waiting: int  # articles that came in and are not linked yet


class Ledger(Asked):
    """One file of articles, attributions, reports and rejections; rows are added and superseded, never erased.

    Open it with `open`, best in a ``with`` statement. Any number of processes may read while one writes.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, now: Callable[[], datetime]) -> None:
        super().__init__(connection, lambda: _explained(path))
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
        with _explained(path):
            connection = _connection(path, read_only=read_only, is_shared=is_shared)
            try:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA foreign_keys = ON")
                if read_only:
                    _check_version(connection, path)
                else:
                    _prepare(connection, path)
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
            raise LedgerError(str(self.path), f"lost what was being added together: {_REASONS[sqlite3.SQLITE_FULL]}")

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

    def has(self, capture: Capture, provenance: Provenance) -> bool:
        """Whether these bytes of this address were read into the ledger by these versions; one indexed look-up."""
        found = self._row(
            "SELECT 1 FROM readings WHERE capture_id = ? AND provenance = (SELECT row FROM provenance WHERE key = ?)",
            capture.id,
            provenance.key,
        )
        return found is not None

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
            is_same = old is not None and replace(_article(old), capture_id=capture_id) == reading.article
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

    def judgements(
        self, *kinds: JudgementKind, in_force: bool = False, story: str | None = None
    ) -> Iterator[Judgement]:
        """Yield people's rulings, the oldest first.

        Args:
            kinds: Only of these kinds; of all, if none is given.
            in_force: Only those that nobody took back.
            story: Only those with words on pages of this story, by its id, and those on names, which hold for all.
        """
        wanted = (*kinds, JudgementKind.UNDO) if kinds else tuple(JudgementKind)
        within, cells = (f"AND {_RULED_IN}", (story,)) if story is not None else ("", ())
        marks = ", ".join("?" * len(wanted))
        sql = f"SELECT * FROM judgements AS j WHERE kind IN ({marks}) {within} ORDER BY row"  # noqa: S608  # words of ours
        found = [from_columns(Judgement, row) for row in self._rows(sql, *(kind.value for kind in wanted), *cells)]
        undone: set[str] = set()
        for one in reversed(found):  # taking back what takes back puts it in force again
            if one.undoes and one.id not in undone:
                undone.add(one.undoes)
        kept = (one for one in found if one.id not in undone and one.kind is not JudgementKind.UNDO)
        yield from kept if in_force else (one for one in found if not kinds or one.kind in kinds)

    def judgement(self, prefix: str) -> Judgement:
        """Return the ruling whose id begins so; it raises what `report` raises."""
        sql, cells = self._by_id("judgements", "judgement", prefix)
        row = self._one(sql, *cells)
        return from_columns(Judgement, row)

    # ------------------------------------------------------------------ what linking works with

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

    def has_pages(self) -> bool:
        """Whether anything was ever read into it."""
        return self._row("SELECT 1 FROM articles LIMIT 1") is not None

    def latest_judgements(self, *, limit: int) -> list[tuple[Judgement, bool]]:
        """Return the rulings made last, the latest first, each with whether it is in force."""
        some = list(self._rows("SELECT * FROM judgements ORDER BY row DESC LIMIT ?", limit))
        found = [from_columns(Judgement, row) for row in some]
        undone = self._undone([one.id for one in found])
        return [(one, one.id not in undone) for one in found]

    def _undone(self, ids: Sequence[str]) -> set[str]:
        """Return which of some rulings were taken back, and were not put in force again."""
        taken: set[str] = set()
        for row in self._rows("SELECT id, undoes FROM judgements WHERE undoes IS NOT NULL ORDER BY row DESC"):
            if row["id"] not in taken:
                taken.add(row["undoes"])
        return taken & set(ids)

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

    def texts(self, articles: Iterable[str]) -> Iterator[Article]:
        """Yield articles, by their ids; of several versions the current one."""
        for article in articles:
            yield _article(self._newest(article))

    def told(self, articles: Iterable[str]) -> Iterator[tuple[Article, tuple[Report, ...]]]:
        """Yield articles, by their ids, each with its reports; of several versions the current one."""
        for marks, some in batches(tuple(articles)):
            rows = self._rows(f"SELECT * FROM articles WHERE id IN ({marks}) ORDER BY row", *some)  # noqa: S608  # marks
            newest = {str(row["id"]): row for row in rows}
            reports = self._reports_of([row["row"] for row in newest.values()])
            for article in some:
                if article not in newest:
                    raise NotFoundError("article", article)
                row = newest[article]
                yield _article(row), reports[row["row"]]

    def _newest(self, article: str) -> sqlite3.Row:
        row = self._row("SELECT * FROM articles WHERE id = ? ORDER BY row DESC LIMIT 1", article)
        if row is None:
            raise NotFoundError("article", article)
        return row

    def at_address(self, address: str) -> tuple[Article, tuple[Report, ...]] | None:
        """Return the article that now stands at an address, with its reports."""
        row = self._row("SELECT * FROM current_articles WHERE address = ?", storable(address))
        return (_article(row), self._reports_of([row["row"]])[row["row"]]) if row else None

    def _reports_of(self, articles: Sequence[int]) -> Mapping[int, tuple[Report, ...]]:
        """Return the reports of some rows of articles, few enough for one statement, in the order of each."""
        marks = ", ".join("?" * len(articles))
        told = f"FROM reports WHERE article IN ({marks})"
        sql = f"SELECT {_OF_LINKS} FROM chains WHERE report IN (SELECT row {told}) ORDER BY report, position"  # noqa: S608
        chains = defaultdict[int, list[Source]](list)
        to_link = reader(Source, tuple(_OF_LINKS.split(", ")))
        for link in self._rows(sql, *articles):
            chains[link["report"]].append(to_link(link))
        found = defaultdict[int, list[Report]](list)
        to_report = reader(Report, tuple(_OF_REPORTS.split(", ")), ("chain",))
        for row in self._rows(f"SELECT {_OF_REPORTS} {told} ORDER BY article, position", *articles):
            found[row["article"]].append(to_report(row, chain=tuple(chains[row["row"]])))
        return {article: tuple(found[article]) for article in articles}

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

    def rejected(self, capture: Capture, provenance: Provenance) -> Rejection | None:
        """Return why these versions could not read these bytes of this address, if they tried; one indexed look-up."""
        row = self._row(
            "SELECT * FROM rejections WHERE capture_id = ? AND provenance = (SELECT row FROM provenance WHERE key = ?)",
            capture.id,
            provenance.key,
        )
        return from_columns(Rejection, row) if row else None

    # ------------------------------------------------------------------ asking

    def reports(self, query: Query = _AS_VIEWED) -> Iterator[Row]:
        """Yield the reports a query asks for: as they came in, or, where words are searched, the best match first.

        Raises:
            UsageError: the query's words have neither letter nor digit.
        """
        return self._reports(*to_sql(query))

    def search(self, search: Search, *, limit: int = 20, offset: int = 0, latest_first: bool = False) -> Found:
        """Return reports of pages as they now stand that a search asks for, and how many there are of each kind.

        Where there are no more than `COUNTED`, the best match comes first, else, or if asked, the latest that came in.

        Raises:
            UsageError: the search's words have neither letter nor digit.
        """
        total, counts = 0, defaultdict[str, list[Facet]](list)
        for row in self._rows(*_spread(to_counts(search))):
            if row["facet"] == "all":
                total = int(row["number"])
            else:
                counts[row["facet"]].append(Facet(row["value"], row["name"], row["number"]))
        is_all = total <= COUNTED
        by_match = is_all and not latest_first
        ids = [
            row["id"] for row in self._rows(*_spread(to_page(search, by_match=by_match, limit=limit, offset=offset)))
        ]
        found = {row.report.id: row for row in self.reports_by_id(ids)}
        facets = {name: tuple(some) for name, some in counts.items()}
        return Found(tuple(found[one] for one in ids), min(total, COUNTED), is_all, facets)

    def measures(self, query: Query = _AS_VIEWED) -> Iterator[Row]:
        """Yield the reports with a value: by what is counted, then by claimant, then by time."""
        return self._reports(*to_sql(replace(query, with_value=True), order=BY_TRACK))

    def report(self, prefix: str) -> Row:
        """Return the report whose id begins so; of several versions the newest.

        Raises:
            NotFoundError: there is none.
            UsageError: there are several; they are named.
        """
        return next(self._reports(*self._by_id("reports", "report", prefix)))

    def reports_by_id(self, ids: Sequence[str]) -> list[Row]:
        """Return reports by their ids, of several versions the newest, in the order they came in.

        Raises:
            NotFoundError: there is no report of one of the ids.
        """
        rows: dict[str, sqlite3.Row] = {}
        for marks, some in batches(ids):
            found = self._rows(f"SELECT {_OF_REPORTS} FROM reports WHERE id IN ({marks}) ORDER BY row", *some)  # noqa: S608  # marks
            rows.update((row["id"], row) for row in found)
        for missing in (one for one in ids if one not in rows):
            raise NotFoundError("report", missing)
        chains = self._chains(sorted(row["row"] for row in rows.values()))
        articles = self._articles_at(sorted({row["article"] for row in rows.values()}))
        return [
            Row(from_columns(Report, row, chain=tuple(chains.get(row["row"], ()))), *articles[row["article"]])
            for row in sorted(rows.values(), key=lambda row: int(row["row"]))
        ]

    def _chains(self, reports: Sequence[int]) -> dict[int, list[Source]]:
        """Return the chains of some reports, by their rows."""
        chains: dict[int, list[Source]] = {}
        for marks, some in batches(reports):
            sql = f"SELECT * FROM chains WHERE report IN ({marks}) ORDER BY report, position"  # noqa: S608  # marks
            for link in self._rows(sql, *some):
                chains.setdefault(link["report"], []).append(from_columns(Source, link))
        return chains

    def _articles_at(self, rows: Sequence[int]) -> dict[int, tuple[Article, Provenance]]:
        """Return the articles in some rows, each with what read it."""
        found = {}
        provenance = lru_cache(maxsize=None)(self._provenance)
        for marks, some in batches(rows):
            for row in self._rows(f"SELECT * FROM articles WHERE row IN ({marks})", *some):  # noqa: S608  # marks
                found[int(row["row"])] = (_article(row), provenance(row["provenance"]))
        return found

    def article(self, prefix: str) -> Article:
        """Return the article whose id begins so; it raises what `report` raises."""
        return self.reading(prefix).article

    def reading(self, prefix: str) -> Reading:
        """Return the article whose id begins so, with all that was read from it; it raises what `report` raises."""
        sql, cells = self._by_id("articles", "article", prefix)
        row = self._one(sql, *cells)
        found = self._rows("SELECT * FROM attributions WHERE article = ? ORDER BY position", row["row"])
        attributions = tuple(from_columns(Attribution, attribution) for attribution in found)
        reports = self._reports_of([row["row"]])[row["row"]]
        return Reading(_article(row), attributions, reports, self._provenance(row["provenance"]))

    def articles(self) -> Iterator[Article]:
        """Yield the articles as they now stand, in the order they came in."""
        for row in self._rows("SELECT * FROM current_articles ORDER BY row"):
            yield _article(row)

    def capture(self, article: Article) -> Capture:
        """Return the bytes an article was read from, and how they came."""
        row = self._row("SELECT * FROM captures WHERE id = ?", article.capture_id)
        if row is None:
            raise NotFoundError("capture", article.capture_id)
        return from_columns(Capture, row, body=zlib.decompress(row["body"]))

    def captures(self) -> Iterator[Capture]:
        """Yield all bytes that ever came in, in the order of their capture; also those that could not be read."""
        ids = [str(row["id"]) for row in self._rows("SELECT id FROM captures ORDER BY captured_at, id")]
        for one in ids:
            row = self._one("SELECT * FROM captures WHERE id = ?", one)
            yield from_columns(Capture, row, body=zlib.decompress(row["body"]))

    def rejections(self) -> Iterator[Rejection]:
        """Yield all that was ever left out, the oldest first."""
        for row in self._rows("SELECT * FROM rejections ORDER BY row"):
            yield from_columns(Rejection, row)

    def counts(self) -> Counts:
        """Return how much of each there is."""
        row = self._one(
            """
            SELECT (SELECT count(*) FROM current_articles),
                   (SELECT count(*) FROM articles) - (SELECT count(*) FROM current_articles),
                   (SELECT count(*) FROM attributions AS t JOIN current_articles AS a ON a.row = t.article),
                   (SELECT count(*) FROM reports AS r JOIN current_articles AS a ON a.row = r.article),
                   (SELECT count(*) FROM rejections),
                   (SELECT count(*) FROM captures)
            """
        )
        return Counts(*row)

    def coverage(self) -> Coverage:
        """Return what an answer out of the ledger rests on; quick, however much it holds."""
        row = self._one(
            """
            SELECT (SELECT count(*) FROM articles WHERE supersedes IS NULL),
                   (SELECT count(*) FROM rejections),
                   (SELECT count(*) FROM articles WHERE row > coalesce(
                       (SELECT CAST(value AS INTEGER) FROM linking WHERE key = 'article'), 0))
            """
        )
        return Coverage(*row)

    def _by_id(self, table: str, what: str, prefix: str) -> tuple[str, list[Cell]]:
        """Return the statement that finds the one row of a table whose id begins so."""
        sql = f"SELECT DISTINCT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 6"  # noqa: S608  # ours
        one = only([str(row["id"]) for row in self._rows(sql, *between(prefix))], what, prefix)
        return f"SELECT * FROM {table} WHERE id = ? ORDER BY row DESC LIMIT 1", [one]  # noqa: S608  # a name of ours

    def _reports(self, sql: str, cells: list[Cell]) -> Iterator[Row]:
        """Yield the reports a statement selects from the table; articles in turn are read once."""
        article_of = lru_cache(maxsize=64)(self._article_at)
        for row in self._rows(sql, *cells):
            links = self._rows("SELECT * FROM chains WHERE report = ? ORDER BY position", row["row"])
            chain = tuple(from_columns(Source, link) for link in links)
            yield Row(from_columns(Report, row, chain=chain), *article_of(row["article"]))

    def _article_at(self, row: int) -> tuple[Article, Provenance]:
        found = self._one("SELECT * FROM articles WHERE row = ?", row)
        return _article(found), self._provenance(found["provenance"])

    def _provenance(self, row: int) -> Provenance:
        found = self._one("SELECT * FROM provenance WHERE row = ?", row)
        return from_columns(Provenance, found)


_RULED_IN = """(
    j.quotes = '[]' OR EXISTS (
        SELECT 1 FROM json_each(j.quotes) AS q WHERE json_extract(q.value, '$.address') IN (
            SELECT a.address FROM stories AS s, json_each(s.pages) AS p JOIN articles AS a ON a.id = p.value
            WHERE s.id = ?
        )
    )
)"""


_CACHE_KB = 65_536
"""What a writer keeps of the file at hand, in KB at most: with SQLite's own 2,000 a story is written twice."""


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # columns are fields of records


_OF_LINKS = f"report, {columns(Source)}"
_OF_REPORTS = f"row, article, {columns(Report, without=('chain',))}"
"""The columns of a report's row that are read back."""


def _spread(statement: tuple[str, list[Cell]]) -> tuple[str, *tuple[Cell, ...]]:
    """Return a statement and its parameters in one."""
    sql, cells = statement
    return (sql, *cells)


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


def _article(row: sqlite3.Row) -> Article:
    return from_columns(Article, row)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the database and the disk complain about into errors that say the way out; our own bugs pass."""
    try:
        yield
    except OSError as error:
        raise LedgerError(str(path), f"{error.strerror}; name another file with --ledger") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the finer code in the upper bits
        if code not in _REASONS:
            raise
        raise LedgerError(str(path), _REASONS[code]) from error


def _connection(path: Path, *, read_only: bool, is_shared: bool) -> sqlite3.Connection:
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise LedgerError(str(path), _REASONS[sqlite3.SQLITE_READONLY])
        return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=not is_shared)
    if not path.exists():
        raise LedgerError(str(path), "there is none yet; `reportedly add` makes it")
    is_frozen = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    options = "mode=ro&immutable=1" if is_frozen else "mode=ro"  # readers share a file beside it, if they may make one
    address = f"{path.absolute().as_uri()}?{options}"
    return sqlite3.connect(address, timeout=BUSY_S, isolation_level=None, uri=True, check_same_thread=not is_shared)


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    if not path.stat().st_size:
        raise LedgerError(str(path), "is an empty file; any `reportedly add` makes a ledger of it")
    if schema.version(connection, str(path), schema.MIGRATIONS) < len(schema.MIGRATIONS):
        raise LedgerError(str(path), "was made by an older Reportedly; any `reportedly add` brings it up to date")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make a file ready to be written: durable at every commit, readable meanwhile, of the newest version."""
    schema.version(connection, str(path), schema.MIGRATIONS)  # before anything of it is changed
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    _log_ahead(connection)
    schema.migrate(connection, str(path), schema.MIGRATIONS)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; for a new file that another process is making, this does not wait by itself."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
