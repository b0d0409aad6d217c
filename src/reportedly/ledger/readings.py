"""What was read into a ledger, asked for: reports, articles, captures, what was left out, what people ruled."""

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from reportedly.errors import NotFoundError
from reportedly.ledger.asked import Asked, batches, between, only
from reportedly.ledger.finding import COUNTED, Facet, Found, Search, to_counts, to_page
from reportedly.ledger.query import BY_TRACK, Query, Row, to_sql
from reportedly.ledger.rows import Cell, columns, from_columns, reader, storable
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
)

_AS_VIEWED = Query()


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


class Readings(Asked):
    """Questions to what was read into a ledger."""

    # ------------------------------------------------------------------ what is there already

    def has(self, capture: Capture, provenance: Provenance) -> bool:
        """Whether these bytes of this address were read into the ledger by these versions; one indexed look-up."""
        found = self._row(
            "SELECT 1 FROM readings WHERE capture_id = ? AND provenance = (SELECT row FROM provenance WHERE key = ?)",
            capture.id,
            provenance.key,
        )
        return found is not None

    def rejected(self, capture: Capture, provenance: Provenance) -> Rejection | None:
        """Return why these versions could not read these bytes of this address, if they tried; one indexed look-up."""
        row = self._row(
            "SELECT * FROM rejections WHERE capture_id = ? AND provenance = (SELECT row FROM provenance WHERE key = ?)",
            capture.id,
            provenance.key,
        )
        return from_columns(Rejection, row) if row else None

    # ------------------------------------------------------------------ reports

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

    def _reports(self, sql: str, cells: list[Cell]) -> Iterator[Row]:
        """Yield the reports a statement selects from the table; articles in turn are read once."""
        article_of = lru_cache(maxsize=64)(self._article_at)
        for row in self._rows(sql, *cells):
            links = self._rows("SELECT * FROM chains WHERE report = ? ORDER BY position", row["row"])
            chain = tuple(from_columns(Source, link) for link in links)
            yield Row(from_columns(Report, row, chain=chain), *article_of(row["article"]))

    def _chains(self, reports: Sequence[int]) -> dict[int, list[Source]]:
        """Return the chains of some reports, by their rows."""
        chains: dict[int, list[Source]] = {}
        for marks, some in batches(reports):
            sql = f"SELECT * FROM chains WHERE report IN ({marks}) ORDER BY report, position"  # noqa: S608  # marks
            for link in self._rows(sql, *some):
                chains.setdefault(link["report"], []).append(from_columns(Source, link))
        return chains

    # ------------------------------------------------------------------ articles

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
        return Reading(to_article(row), attributions, reports, self._provenance(row["provenance"]))

    def articles(self) -> Iterator[Article]:
        """Yield the articles as they now stand, in the order they came in."""
        for row in self._rows("SELECT * FROM current_articles ORDER BY row"):
            yield to_article(row)

    def at_address(self, address: str) -> tuple[Article, tuple[Report, ...]] | None:
        """Return the article that now stands at an address, with its reports."""
        row = self._row("SELECT * FROM current_articles WHERE address = ?", storable(address))
        return (to_article(row), self._reports_of([row["row"]])[row["row"]]) if row else None

    def texts(self, articles: Iterable[str]) -> Iterator[Article]:
        """Yield articles, by their ids; of several versions the current one."""
        for article in articles:
            yield to_article(self._newest(article))

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
                yield to_article(row), reports[row["row"]]

    def _newest(self, article: str) -> sqlite3.Row:
        row = self._row("SELECT * FROM articles WHERE id = ? ORDER BY row DESC LIMIT 1", article)
        if row is None:
            raise NotFoundError("article", article)
        return row

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

    def _articles_at(self, rows: Sequence[int]) -> dict[int, tuple[Article, Provenance]]:
        """Return the articles in some rows, each with what read it."""
        found = {}
        provenance = lru_cache(maxsize=None)(self._provenance)
        for marks, some in batches(rows):
            for row in self._rows(f"SELECT * FROM articles WHERE row IN ({marks})", *some):  # noqa: S608  # marks
                found[int(row["row"])] = (to_article(row), provenance(row["provenance"]))
        return found

    def _article_at(self, row: int) -> tuple[Article, Provenance]:
        return self._articles_at([row])[row]

    def _provenance(self, row: int) -> Provenance:
        found = self._one("SELECT * FROM provenance WHERE row = ?", row)
        return from_columns(Provenance, found)

    def has_pages(self) -> bool:
        """Whether anything was ever read into it."""
        return self._row("SELECT 1 FROM articles LIMIT 1") is not None

    # ------------------------------------------------------------------ captures, and what was left out

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

    # ------------------------------------------------------------------ what people ruled

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

    # ------------------------------------------------------------------ how much there is

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

    # ------------------------------------------------------------------ what all of these ask

    def _by_id(self, table: str, what: str, prefix: str) -> tuple[str, list[Cell]]:
        """Return the statement that finds the one row of a table whose id begins so."""
        sql = f"SELECT DISTINCT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 6"  # noqa: S608  # ours
        one = only([str(row["id"]) for row in self._rows(sql, *between(prefix))], what, prefix)
        return f"SELECT * FROM {table} WHERE id = ? ORDER BY row DESC LIMIT 1", [one]  # noqa: S608  # a name of ours


_RULED_IN = """(
    j.quotes = '[]' OR EXISTS (
        SELECT 1 FROM json_each(j.quotes) AS q WHERE json_extract(q.value, '$.address') IN (
            SELECT a.address FROM stories AS s, json_each(s.pages) AS p JOIN articles AS a ON a.id = p.value
            WHERE s.id = ?
        )
    )
)"""

_OF_LINKS = f"report, {columns(Source)}"
_OF_REPORTS = f"row, article, {columns(Report, without=('chain',))}"
"""The columns of a report's row that are read back."""


def _spread(statement: tuple[str, list[Cell]]) -> tuple[str, *tuple[Cell, ...]]:
    """Return a statement and its parameters in one."""
    sql, cells = statement
    return (sql, *cells)


def to_article(row: sqlite3.Row) -> Article:
    """Return the article of a row."""
    return from_columns(Article, row)
