"""What linking is unsure of, as a person may rule it: found by index, page by page; and what was put aside.

A question that was ruled, or that a person could not tell, is *put aside* under its key: it is not asked again, until
the ruling is taken back. That is a list of what was looked at, and has no part in linking.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from reportedly.ledger.desk import Desk
from reportedly.ledger.rows import from_columns, storable
from reportedly.records import Ambiguous, Claim, Point, Relation, RelationKind

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE asides (
        key TEXT PRIMARY KEY,
        who TEXT NOT NULL,
        at TEXT NOT NULL,
        words TEXT NOT NULL,  -- the question, and what was said of it
        judgements TEXT NOT NULL  -- JSON: the ids of what was ruled; empty where nothing was
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX asides_at ON asides (at)",
    """
    CREATE INDEX points_unsure ON points (outlets DESC, id)
    WHERE json_extract(origins, '$.at_least') < json_extract(origins, '$.at_most')
    """,
    "CREATE INDEX claims_distorted ON claims (id) WHERE distorted <> '[]'",
    "CREATE INDEX relations_kind ON relations (kind, story, source, target)",
    "CREATE INDEX reports_unsure ON reports (score) WHERE tier = 'network' AND score < 0.5",
)
"""The statements that make the tables."""


class Aside(Struct, frozen=True):
    """A question that was put aside."""

    key: str
    who: str
    at: datetime
    words: str
    judgements: tuple[str, ...]  # the ids of what was ruled


class Questions(Desk):
    """What is unsure in one ledger."""

    # ------------------------------------------------------------------ what is unsure

    def doubts(self, *, story: str | None = None, limit: int, offset: int = 0) -> list[tuple[str, Ambiguous]]:
        """Return names that may be several entities', each with the story it stands in."""
        where, cells = ("WHERE home = ?", (story,)) if story else ("", ())
        sql = f"SELECT * FROM doubts {where} ORDER BY home, place LIMIT ? OFFSET ?"  # noqa: S608  # ours
        return [(str(row["home"]), from_columns(Ambiguous, row)) for row in self._rows(sql, *cells, limit, offset)]

    def unsure_points(
        self, *, story: str | None = None, point: str | None = None, limit: int, offset: int = 0
    ) -> list[Point]:
        """Return points some of whose origins may be one, those that most outlets carry first."""
        sql = (
            "SELECT * FROM points WHERE json_extract(origins, '$.at_least') < json_extract(origins, '$.at_most')"  # noqa: S608  # ours
            f"{' AND story = ?' if story else ''}{' AND id = ?' if point else ''}"
            " ORDER BY outlets DESC, id LIMIT ? OFFSET ?"
        )
        cells = [one for one in (story, point) if one]
        return [from_columns(Point, row) for row in self._rows(sql, *cells, limit, offset)]

    def relations(
        self,
        kinds: Sequence[RelationKind],
        *,
        story: str | None = None,
        claims: Sequence[str] = (),
        limit: int,
        offset: int = 0,
    ) -> list[tuple[str, Relation]]:
        """Return relations of some kinds, each with its story; if claims are given, only those that touch one."""
        kind_marks, marks = ", ".join("?" * len(kinds)), ", ".join("?" * len(claims))
        sql = (
            f"SELECT * FROM relations WHERE kind IN ({kind_marks}){' AND story = ?' if story else ''}"  # noqa: S608
            f"{f' AND (source IN ({marks}) OR target IN ({marks}))' if claims else ''}"
            " ORDER BY kind, story, source, target LIMIT ? OFFSET ?"
        )
        cells = [*(kind.value for kind in kinds), *([story] if story else []), *claims, *claims]
        found = self._rows(sql, *cells, limit, offset)
        return [(str(row["story"]), from_columns(Relation, row)) for row in found]

    def distorted(self, *, story: str | None = None, limit: int, offset: int = 0) -> list[Claim]:
        """Return claims that some of their reports tell otherwise."""
        sql = (
            f"SELECT * FROM claims WHERE distorted <> '[]'{' AND story = ?' if story else ''} "  # noqa: S608  # ours
            "ORDER BY id LIMIT ? OFFSET ?"
        )
        return [from_columns(Claim, row) for row in self._rows(sql, *([story] if story else []), limit, offset)]

    def low_scores(self, *, story: str | None = None, limit: int, offset: int = 0) -> list[tuple[str, str]]:
        """Return reports that were found with a low score, the lowest first: the id of each, and its story."""
        sql = (
            "SELECT r.id, f.story FROM reports AS r JOIN finds AS f ON f.row = r.row "  # noqa: S608  # ours
            f"WHERE r.tier = 'network' AND r.score < 0.5 AND f.claim IS NOT NULL{' AND f.story = ?' if story else ''} "
            "ORDER BY r.score, r.row LIMIT ? OFFSET ?"
        )
        found = self._rows(sql, *([story] if story else []), limit, offset)
        return [(str(row["id"]), str(row["story"])) for row in found]

    # ------------------------------------------------------------------ what was put aside

    def put_aside(self, key: str, *, who: str, words: str, judgements: Sequence[str] = ()) -> None:
        """Ask a question no more; what was put aside before under this key is replaced."""
        with self._transaction():
            self._do(
                "INSERT OR REPLACE INTO asides VALUES (?, ?, ?, ?, ?)",
                key,
                storable(who),
                self._at(),
                storable(words),
                json.dumps(list(judgements)),
            )

    def ask_again(self, key: str) -> None:
        """Ask a question again."""
        with self._transaction():
            self._do("DELETE FROM asides WHERE key = ?", key)

    def ruled_by(self, judgement: str) -> Aside | None:
        """Return the question that a ruling answered, perhaps along with others."""
        sql = "SELECT * FROM asides WHERE EXISTS (SELECT 1 FROM json_each(judgements) WHERE value = ?)"
        row = self._row(sql, judgement)
        return _aside(row) if row else None

    def asides(self, *, limit: int) -> list[Aside]:
        """Return what was put aside without a ruling, the latest first."""
        sql = "SELECT * FROM asides WHERE judgements = '[]' ORDER BY at DESC LIMIT ?"
        return [_aside(row) for row in self._rows(sql, limit)]

    def put_aside_of(self, keys: Sequence[str]) -> set[str]:
        """Return which of some questions were put aside; at most 500 at a time."""
        sql = f"SELECT key FROM asides WHERE key IN ({', '.join('?' * len(keys))})"  # noqa: S608  # marks
        return {str(row["key"]) for row in self._rows(sql, *keys)}


def _aside(row: sqlite3.Row) -> Aside:
    judgements = tuple(json.loads(row["judgements"]))
    return Aside(row["key"], row["who"], datetime.fromisoformat(row["at"]), row["words"], judgements)
