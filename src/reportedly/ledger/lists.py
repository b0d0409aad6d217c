"""Long lists, a page at a time: each page begins after a place, so that none costs more than it shows."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from reportedly.ledger.rows import Cell, columns, from_columns
from reportedly.records import Article, Claim, Judgement, Point, Relation, RelationKind, Status

Edge = tuple[str, str, str, str]
"""Story, kind, source, target."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a ledger."""

    rows: Callable[..., Iterator[sqlite3.Row]]  # a statement and its cells → rows

    def claims(
        self,
        *,
        limit: int,
        after: str = "",
        story: str | None = None,
        claimant: str | None = None,
        measure: str | None = None,
        status: Status | None = None,
        with_value: bool = False,
    ) -> list[Claim]:
        """Return claims in the order of their ids, those after one of them."""
        given: list[tuple[str, Cell]] = [
            ("id > ?", after),
            ("story = ?", story),
            ("claimant = ?", claimant),
            ("measure = ?", measure),
            ("status = ?", status.value if status else None),
        ]
        where, cells = _where(given, "value IS NOT NULL" if with_value else None)
        sql = f"SELECT {columns(Claim)} FROM claims {where} ORDER BY id LIMIT ?"  # noqa: S608  # words of ours
        return [from_columns(Claim, row) for row in self.rows(sql, *cells, limit)]

    def points(self, *, limit: int, after: str = "", story: str | None = None) -> list[Point]:
        """Return points in the order of their ids, those after one of them."""
        where, cells = _where([("id > ?", after), ("story = ?", story)])
        sql = f"SELECT {columns(Point)} FROM points {where} ORDER BY id LIMIT ?"  # noqa: S608  # words of ours
        return [from_columns(Point, row) for row in self.rows(sql, *cells, limit)]

    def articles(self, *, limit: int, after: int = 0, story: str | None = None) -> list[tuple[int, Article]]:
        """Return articles as they now stand, with their rows, in the order they came in: those after one of them."""
        within = "id IN (SELECT page FROM story_pages WHERE story = ?)"
        where, cells = _where([("row > ?", after), (within, story)])
        sql = f"SELECT row, {columns(Article)} FROM current_articles {where} ORDER BY row LIMIT ?"  # noqa: S608  # ours
        return [(row["row"], from_columns(Article, row)) for row in self.rows(sql, *cells, limit)]

    def relations(
        self, *kinds: RelationKind, limit: int, after: Edge = ("", "", "", ""), story: str | None = None
    ) -> list[tuple[Edge, Relation]]:
        """Return relations of some kinds or of all, each with its place in the list: those after one of them."""
        where, cells = _where([("story = ?", story)], "(story, kind, source, target) > (?, ?, ?, ?)")
        within = f"AND kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        sql = f"SELECT * FROM relations {where} {within} ORDER BY story, kind, source, target LIMIT ?"  # noqa: S608  # ours
        found = self.rows(sql, *cells, *after, *(kind.value for kind in kinds), limit)
        return [
            ((row["story"], row["kind"], row["source"], row["target"]), from_columns(Relation, row)) for row in found
        ]

    def forecasts(
        self, *, limit: int, after: tuple[str, str] = ("", ""), first: date | None = None, last: date | None = None
    ) -> list[Claim]:
        """Return claims that name a day by which they fall due, the earliest first: those after one of them."""
        days: list[tuple[str, Cell]] = [
            ("horizon >= ?", first.isoformat() if first else None),
            ("horizon <= ?", last.isoformat() if last else None),
        ]
        where, cells = _where(days, "horizon IS NOT NULL AND (horizon, id) > (?, ?)")
        sql = f"SELECT {columns(Claim)} FROM claims {where} ORDER BY horizon, id LIMIT ?"  # noqa: S608  # words of ours
        return [from_columns(Claim, row) for row in self.rows(sql, *cells, *after, limit)]

    def judgements(self, *, limit: int, after: int = 0) -> list[tuple[int, Judgement]]:
        """Return judgements with their rows, in the order they were made: those after one of them."""
        sql = f"SELECT row, {columns(Judgement)} FROM judgements WHERE row > ? ORDER BY row LIMIT ?"  # noqa: S608  # ours
        return [(row["row"], from_columns(Judgement, row)) for row in self.rows(sql, after, limit)]


def _where(given: list[tuple[str, Cell]], *also: str | None) -> tuple[str, list[Cell]]:
    """Return the condition of a statement, and the cells of those that are given."""
    known = [(condition, cell) for condition, cell in given if cell is not None]
    conditions = [condition for condition, _ in known] + [condition for condition in also if condition]
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), [cell for _, cell in known]
