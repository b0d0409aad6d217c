"""What is new in a ledger: what came in last or since a moment, what fell due, how far linking and reading are."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from msgspec import Struct

from reportedly.ledger.asked import AT_ONCE, Asked, batches, listed
from reportedly.ledger.pending import State
from reportedly.ledger.rows import Cell, from_columns
from reportedly.records import Claim, Rejection, Relation, RelationKind

TABLES: tuple[str, ...] = ("CREATE INDEX articles_added ON articles (added_at)",)
"""The statements that lead to the tables of the next version."""

ARRIVALS = 40
"""Reports of one story, the latest, that are looked at for what is new."""


class Arrival(Struct, frozen=True):
    """A report that came in."""

    story: str
    report: str
    claim: str | None
    outlet: str


class Left(Struct, frozen=True):
    """What was left out, and when."""

    row: int
    rejection: Rejection
    at: datetime


class Tally(Struct, frozen=True):
    """How much there is, as far as it is cheap to tell."""

    pages: int  # articles as they now stand
    reports: int  # of those that were linked
    rejections: int


class Queued(Struct, frozen=True):
    """A row of the queue as the front page shows it."""

    address: str
    state: str
    outcome: str
    added_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being read."""
        return self.state in {State.WAITING, State.READING}


class Latest(Asked):
    """Questions about what is new; each is one statement, or one for five hundred rows."""

    # ------------------------------------------------------------------ since a moment

    def changed(self, since: datetime) -> int:
        """Return how many stories have a page that came in since."""
        return self._number("SELECT count(*) FROM digests WHERE changed_at > ?", since.isoformat())

    def mark(self, since: datetime) -> int:
        """Return the last row of the reports that were in at a moment: what came since has a later one."""
        sql = """
            SELECT row FROM reports
            WHERE article <= (SELECT row FROM articles WHERE added_at <= ? ORDER BY added_at DESC LIMIT 1)
            ORDER BY article DESC, position DESC LIMIT 1
        """
        return self._number(sql, since.isoformat())

    def arrivals(self, stories: Sequence[str], after: int) -> list[Arrival]:
        """Return the reports of some stories that came in after a `mark`, of each story the latest `ARRIVALS`.

        A report that was there before, on a page that a newer version read again, is none.
        """
        if not stories:
            return []
        one = """
            SELECT * FROM (
                SELECT f.story, r.id AS report, f.claim, f.outlet FROM finds AS f JOIN reports AS r ON r.row = f.row
                WHERE f.story = ? AND f.row > ?
                AND NOT EXISTS (SELECT 1 FROM reports AS old WHERE old.id = r.id AND old.row <= ?)
                ORDER BY f.row DESC LIMIT ?
            )
        """
        sql = " UNION ALL ".join([one] * len(stories))
        cells = [cell for story in stories for cell in (story, after, after, ARRIVALS)]
        return [Arrival(*row) for row in self._rows(sql, *cells)]

    def reports(self, *, story: str | None = None, claims: Collection[str] = (), limit: int) -> list[str]:
        """Return the ids of the reports that came in last, of a story or of some claims; the last one first."""
        if story is not None:
            sql = """
                SELECT r.id FROM finds AS f JOIN reports AS r ON r.row = f.row
                WHERE f.story = ? ORDER BY f.row DESC LIMIT ?
            """
            return [str(row["id"]) for row in self._rows(sql, story, limit)]
        sql = """
            SELECT r.id FROM claims AS c, json_each(c.reports) AS each JOIN reports AS r ON r.id = each.value
            JOIN finds AS f ON f.row = r.row
            WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY f.row DESC LIMIT ?
        """
        return [str(row["id"]) for row in self._rows(sql, listed(claims), limit)]

    def is_new(self, claims: Sequence[str], after: int) -> set[str]:
        """Return those of some claims that no page told before a `mark`."""
        found: set[str] = set()
        for marks, some in batches(claims):
            sql = f"""
                SELECT c.id FROM claims AS c WHERE c.id IN ({marks}) AND NOT EXISTS (
                    SELECT 1 FROM json_each(c.reports) AS told JOIN reports AS r ON r.id = told.value WHERE r.row <= ?
                )
            """  # noqa: S608  # marks
            found.update(str(row["id"]) for row in self._rows(sql, *some, after))
        return found

    def contradictions(self, stories: Sequence[str]) -> dict[str, Relation]:
        """Return, for those of some stories that have any, one contradiction of each."""
        if not stories:
            return {}
        one = "SELECT * FROM (SELECT * FROM relations WHERE story = ? AND kind = ? ORDER BY source, target LIMIT 1)"
        cells = [cell for story in stories for cell in (story, RelationKind.CONTRADICTS.value)]
        rows = self._rows(" UNION ALL ".join([one] * len(stories)), *cells)
        return {str(row["story"]): from_columns(Relation, row) for row in rows}

    # ------------------------------------------------------------------ forecasts

    def fell_due(self, stories: Sequence[str], first: date, last: date) -> list[Claim]:
        """Return the forecasts of some stories that fall due between two days; the latest first."""
        sql = """
            SELECT * FROM claims WHERE horizon BETWEEN ? AND ? AND +story IN (SELECT value FROM json_each(?))
            ORDER BY horizon DESC, id DESC LIMIT ?
        """
        cells = (first.isoformat(), last.isoformat(), listed(stories), AT_ONCE)
        return [from_columns(Claim, row) for row in self._rows(sql, *cells)]

    # ------------------------------------------------------------------ what is in, what is not

    def unlinked(self, most: int) -> int:
        """Return how many pages came in that are not linked yet; of more than `most`, one more than that."""
        sql = """
            SELECT count(*) FROM (
                SELECT 1 FROM current_articles
                WHERE row > coalesce((SELECT CAST(value AS INTEGER) FROM linking WHERE key = 'article'), 0) LIMIT ?
            )
        """
        return self._number(sql, most + 1)

    def tally(self) -> Tally:
        """Return how many pages, reports and rejections there are."""
        pages = self._number("SELECT count(*) - count(supersedes) FROM articles")
        reports = self._number("SELECT count(*) FROM finds")
        return Tally(pages, reports, self._number("SELECT count(*) FROM rejections"))

    def last_ruling(self) -> int:
        """Return the row of the last ruling; 0 where there is none."""
        return self._number("SELECT max(row) FROM judgements")

    def queued(self, *, limit: int) -> list[Queued]:
        """Return the rows of the queue that came last, the latest first; files are not read for it."""
        sql = "SELECT address, state, outcome, added_at FROM pending ORDER BY row DESC LIMIT ?"
        return [from_columns(Queued, row) for row in self._rows(sql, limit)]

    def rejections(self, *, limit: int, before: int | None = None) -> list[Left]:
        """Return what was left out, the latest first.

        Args:
            limit: How much.
            before: The row of the one to go on after.
        """
        where, cells = ("WHERE row < ?", (before,)) if before is not None else ("", ())
        sql = f"SELECT * FROM rejections {where} ORDER BY row DESC LIMIT ?"  # noqa: S608  # ours
        return [
            Left(int(row["row"]), from_columns(Rejection, row), datetime.fromisoformat(row["added_at"]))
            for row in self._rows(sql, *cells, limit)
        ]

    # ------------------------------------------------------------------ the file

    def _number(self, sql: str, *cells: Cell) -> int:
        row = self._row(sql, *cells)
        return int(row[0]) if row and row[0] is not None else 0
