"""Long lists, a page at a time: each page begins after a place, so that none costs more than it shows."""

from datetime import date

from reportedly.ledger.asked import Asked
from reportedly.ledger.rows import Cell, columns, from_columns
from reportedly.records import Article, Claim, Digest, Judgement, Point, Relation, RelationKind, Status

Edge = tuple[str, str, str, str]
"""Story, kind, source, target."""


class Lists(Asked):
    """The lists of a ledger."""

    def digests(self, *, limit: int, before: tuple[str, str] | None = None) -> list[tuple[Digest, str]]:
        """Return stories in a line, each with when the latest of its pages came in; the one that changed last first.

        Args:
            limit: How many.
            before: When the last one of those before changed, and its story's id: go on after that.
        """
        where, cells = ("WHERE (changed_at, story) < (?, ?)", before) if before else ("", ())
        sql = f"SELECT * FROM digests {where} ORDER BY changed_at DESC, story DESC LIMIT ?"  # noqa: S608  # ours
        return [(from_columns(Digest, row), str(row["changed_at"])) for row in self._rows(sql, *cells, limit)]

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
        return [from_columns(Claim, row) for row in self._rows(sql, *cells, limit)]

    def points(self, *, limit: int, after: str = "", story: str | None = None) -> list[Point]:
        """Return points in the order of their ids, those after one of them."""
        where, cells = _where([("id > ?", after), ("story = ?", story)])
        sql = f"SELECT {columns(Point)} FROM points {where} ORDER BY id LIMIT ?"  # noqa: S608  # words of ours
        return [from_columns(Point, row) for row in self._rows(sql, *cells, limit)]

    def articles(self, *, limit: int, after: int = 0, story: str | None = None) -> list[tuple[int, Article]]:
        """Return articles as they now stand, with their rows, in the order they came in: those after one of them."""
        within = "id IN (SELECT page FROM story_pages WHERE story = ?)"
        where, cells = _where([("row > ?", after), (within, story)])
        sql = f"SELECT row, {columns(Article)} FROM current_articles {where} ORDER BY row LIMIT ?"  # noqa: S608  # ours
        return [(row["row"], from_columns(Article, row)) for row in self._rows(sql, *cells, limit)]

    def relations(
        self, *kinds: RelationKind, limit: int, after: Edge = ("", "", "", ""), story: str | None = None
    ) -> list[tuple[Edge, Relation]]:
        """Return relations of some kinds or of all, each with its place in the list: those after one of them."""
        where, cells = _where([("story = ?", story)], "(story, kind, source, target) > (?, ?, ?, ?)")
        within = f"AND kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        sql = f"SELECT * FROM relations {where} {within} ORDER BY story, kind, source, target LIMIT ?"  # noqa: S608  # ours
        found = self._rows(sql, *cells, *after, *(kind.value for kind in kinds), limit)
        return [
            ((row["story"], row["kind"], row["source"], row["target"]), from_columns(Relation, row)) for row in found
        ]

    def forecasts(
        self, first: date | None = None, last: date | None = None, *, limit: int, after: tuple[str, str] | None = None,
        offset: int = 0, latest_first: bool = False, story: str | None = None,
    ) -> list[Claim]:  # fmt: skip
        """Return forecasts that fall due between two days, both of them included, by that day.

        Args:
            first: The first day; ``None`` for as early as there are any.
            last: The last one; ``None`` for as late.
            limit: How many.
            after: The day and the id of the one that they come after.
            offset: How many to pass over, where what they came after is not known.
            latest_first: Whether to begin with the last day.
            story: Only those of one.
        """
        conditions, cells = ["horizon BETWEEN ? AND ?"], [*_days(first, last)]
        if after:
            conditions.append(f"(horizon, id) {'<' if latest_first else '>'} (?, ?)")
            cells += after
        if story:
            conditions.append("story = ?")
            cells.append(story)
        order = "horizon DESC, id DESC" if latest_first else "horizon, id"
        sql = f"SELECT * FROM claims WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608  # ours
        return [from_columns(Claim, row) for row in self._rows(sql, *cells, limit, offset)]

    def number_of_forecasts(self, first: date | None, last: date | None) -> int:
        """Return how many forecasts fall due between two days."""
        sql = "SELECT count(*) AS number FROM claims WHERE horizon BETWEEN ? AND ?"
        return int(self._one(sql, *_days(first, last))["number"])

    def judgements(self, *, limit: int, after: int = 0) -> list[tuple[int, Judgement]]:
        """Return judgements with their rows, in the order they were made: those after one of them."""
        sql = f"SELECT row, {columns(Judgement)} FROM judgements WHERE row > ? ORDER BY row LIMIT ?"  # noqa: S608  # ours
        return [(row["row"], from_columns(Judgement, row)) for row in self._rows(sql, after, limit)]


def _where(given: list[tuple[str, Cell]], *also: str | None) -> tuple[str, list[Cell]]:
    """Return the condition of a statement, and the cells of those that are given."""
    known = [(condition, cell) for condition, cell in given if cell is not None]
    conditions = [condition for condition, _ in known] + [condition for condition in also if condition]
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), [cell for _, cell in known]


def _days(first: date | None, last: date | None) -> tuple[str, str]:
    """Return two days as cells; one that is not given lies before or after all others."""
    return first.isoformat() if first else "", last.isoformat() if last else "9999-12-31"
