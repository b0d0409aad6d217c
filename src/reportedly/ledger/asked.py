"""What pages of the reading room ask for beside the records themselves: in few statements, however much there is.

Everything here is bounded by what is shown, or is a sum that the database works out.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from datetime import datetime
from typing import TypeVar

from reportedly.ledger.query import VIEWED
from reportedly.ledger.rows import Cell, folded, from_columns, storable
from reportedly.records import Claim, Digest, Entity, Point, Relation, RelationKind

T = TypeVar("T")

AT_ONCE = 500
"""Rows asked for in one statement."""

SEEN = ", ".join(f"'{kind.value}'" for kind in VIEWED)
"""The kinds of report that are counted, as SQL lists them."""


class Asked:
    """Questions to the file of one ledger."""

    def __init__(self, connection: sqlite3.Connection, explained: Callable[[], AbstractContextManager[None]]) -> None:
        self._connection, self._explained = connection, explained

    def _row(self, sql: str, *cells: Cell) -> sqlite3.Row | None:
        return next(self._rows(sql, *cells), None)

    def _one(self, sql: str, *cells: Cell) -> sqlite3.Row:
        (row,) = self._rows(sql, *cells)
        return row

    def _rows(self, sql: str, *cells: Cell) -> Iterator[sqlite3.Row]:
        with self._explained(), closing(self._connection.execute(sql, cells)) as cursor:
            yield from cursor

    def _pairs(self, sql: str, keys: Sequence[str]) -> dict[str, str]:
        """Return what a statement of two columns tells of some keys; ``{}`` in it stands for their marks."""
        found: dict[str, str] = {}
        for marks, some in batches(keys):
            found.update((str(key), str(value)) for key, value in self._rows(sql.replace("{}", marks), *some))
        return found


def batches(keys: Sequence[T]) -> Iterator[tuple[str, Sequence[T]]]:
    """Yield keys in such numbers as one statement takes, each time with as many marks."""
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        yield ", ".join("?" * len(some)), some


def with_words(column: str, words: str | None) -> tuple[str, list[Cell]]:
    """Return the condition that a column of text has some words, with capitals as they may be; none for no words."""
    wanted = folded(words or "")
    return " AND ".join([f"{column} LIKE ?" for _ in wanted]), [storable(f"%{word}%") for word in wanted]


class Beside(Asked):
    """What stands beside reports and claims, for all of a page at once."""

    def claims_of(self, reports: Sequence[str]) -> dict[str, str]:
        """Return the claim of each of some reports, all by their ids; those that are not linked are left out."""
        return self._pairs("SELECT report, claim FROM claim_of WHERE report IN ({})", reports)

    def points_of(self, claims: Sequence[str]) -> dict[str, Point]:
        """Return the point of each of some claims, by the claim's id; claims nobody else makes are left out."""
        ids = self._pairs("SELECT claim, point FROM point_of WHERE claim IN ({})", claims)
        points: dict[str, Point] = {}
        for marks, some in batches(sorted(set(ids.values()))):
            found = self._rows(f"SELECT * FROM points WHERE id IN ({marks})", *some)  # noqa: S608  # marks
            points.update((row["id"], from_columns(Point, row)) for row in found)
        return {claim: points[point] for claim, point in ids.items()}

    def claims(self, ids: Sequence[str]) -> dict[str, Claim]:
        """Return claims by their ids; unknown ids are left out."""
        claims: dict[str, Claim] = {}
        for marks, some in batches(ids):
            found = self._rows(f"SELECT * FROM claims WHERE id IN ({marks})", *some)  # noqa: S608  # marks
            claims.update((row["id"], from_columns(Claim, row)) for row in found)
        return claims

    def outlets_of(self, reports: Sequence[str]) -> dict[str, str]:
        """Return whose page each of some reports stands on, by the report's id; of pages as they now stand."""
        sql = "SELECT r.id, f.outlet FROM reports AS r JOIN finds AS f ON f.row = r.row WHERE r.id IN ({})"
        return self._pairs(sql, reports)

    def relays_of(self, reports: Sequence[str]) -> dict[str, str]:
        """Return whom the pages of some reports have it from, next to the claimant, where they name somebody."""
        return self._pairs(
            "SELECT r.id, c.name FROM reports AS r JOIN chains AS c ON c.report = r.row WHERE r.id IN ({}) "
            "AND c.name IS NOT NULL AND c.position > 0 "
            "AND c.position = (SELECT max(position) FROM chains WHERE report = r.row) - 1",
            reports,
        )

    def addresses_of(self, reports: Sequence[str]) -> dict[str, str]:
        """Return the address of the page that each of some reports stands on, by the report's id."""
        return self._pairs(
            "SELECT r.id, a.address FROM reports AS r JOIN articles AS a ON a.row = r.article WHERE r.id IN ({})",
            reports,
        )

    def came(self, reports: Sequence[str]) -> dict[str, datetime]:
        """Return when the page that each of some reports stands on came in, by the report's id."""
        sql = "SELECT r.id, a.added_at FROM reports AS r JOIN articles AS a ON a.row = r.article WHERE r.id IN ({})"
        return {report: datetime.fromisoformat(at) for report, at in self._pairs(sql, reports).items()}

    def cast(self, story: str, entities: Sequence[str]) -> dict[str, Entity]:
        """Return who some entities are in a story, by their ids."""
        found: dict[str, Entity] = {}
        for marks, some in batches(entities):
            sql = f"SELECT * FROM entities WHERE home = ? AND id IN ({marks})"  # noqa: S608  # marks
            found.update((row["id"], from_columns(Entity, row)) for row in self._rows(sql, storable(story), *some))
        return found

    def digests(self, stories: Sequence[str]) -> dict[str, Digest]:
        """Return stories in a line, by their ids; unknown ids are left out."""
        digests: dict[str, Digest] = {}
        for marks, some in batches(stories):
            found = self._rows(f"SELECT * FROM digests WHERE story IN ({marks})", *some)  # noqa: S608  # marks
            digests.update((row["story"], from_columns(Digest, row)) for row in found)
        return digests

    def relations_of(self, claims: Sequence[str], *kinds: RelationKind, limit: int) -> list[Relation]:
        """Return relations, of some kinds, that one of some claims has with any other; no more than so many."""
        found: Mapping[tuple[str, str, str], Relation] = {}
        wanted = ", ".join("?" * len(kinds))
        for marks, some in batches(claims):
            sql = (
                f"SELECT * FROM relations WHERE source IN ({marks}) AND +kind IN ({wanted}) UNION "  # noqa: S608  # marks
                f"SELECT * FROM relations WHERE target IN ({marks}) AND +kind IN ({wanted}) "
                "ORDER BY kind, source, target LIMIT ?"
            )
            of = [kind.value for kind in kinds]
            rows = self._rows(sql, *some, *of, *some, *of, limit - len(found))
            found = {
                **found,
                **{(row["kind"], row["source"], row["target"]): from_columns(Relation, row) for row in rows},
            }
        return list(found.values())
