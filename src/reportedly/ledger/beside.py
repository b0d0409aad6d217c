"""What stands beside reports and claims: the outlet, the point, the relations … of all on a page, in few statements.

Everything here is bounded by what is shown. What a record is by its id, `Books` tells.
"""

from collections.abc import Collection
from datetime import datetime

from reportedly.ledger.asked import Asked, batches, listed
from reportedly.ledger.rows import from_columns, storable
from reportedly.records import Claim, Digest, Entity, Judgement, Point, Relation, RelationKind


class Beside(Asked):
    """What stands beside reports and claims, for all of a page at once."""

    # ------------------------------------------------------------------ reports

    def claims_of(self, reports: Collection[str]) -> dict[str, str]:
        """Return the claim of each of some reports, all by their ids; those that are not linked are left out."""
        return self._pairs("SELECT report, claim FROM claim_of WHERE report IN ({})", reports)

    def outlets_of(self, reports: Collection[str]) -> dict[str, str]:
        """Return whose page each of some reports stands on, by the report's id; of pages as they now stand."""
        sql = "SELECT r.id, f.outlet FROM reports AS r JOIN finds AS f ON f.row = r.row WHERE r.id IN ({})"
        return self._pairs(sql, reports)

    def relays_of(self, reports: Collection[str]) -> dict[str, str]:
        """Return whom the pages of some reports have it from, next to the claimant, where they name somebody."""
        return self._pairs(
            "SELECT r.id, c.name FROM reports AS r JOIN chains AS c ON c.report = r.row WHERE r.id IN ({}) "
            "AND c.name IS NOT NULL AND c.position > 0 "
            "AND c.position = (SELECT max(position) FROM chains WHERE report = r.row) - 1",
            reports,
        )

    def came(self, reports: Collection[str]) -> dict[str, datetime]:
        """Return when some reports came in, by their ids; of one that was read again, when it did so first."""
        sql = (
            "SELECT r.id, min(a.added_at) FROM reports AS r JOIN articles AS a ON a.row = r.article "
            "WHERE r.id IN ({}) GROUP BY r.id"
        )
        return {report: datetime.fromisoformat(at) for report, at in self._pairs(sql, reports).items()}

    # ------------------------------------------------------------------ claims

    def points_of(self, claims: Collection[str]) -> dict[str, Point]:
        """Return the point of each of some claims, by the claim's id; claims nobody else makes are left out."""
        ids = self._pairs("SELECT claim, point FROM point_of WHERE claim IN ({})", claims)
        points = self._records(Point, "points", sorted(set(ids.values())))
        return {claim: points[point] for claim, point in ids.items()}

    def relations_of(self, claims: Collection[str], *kinds: RelationKind, limit: int | None = None) -> list[Relation]:
        """Return what some claims have to do with others and with each other, by kind.

        Args:
            claims: Their ids.
            kinds: Only relations of these kinds; of all, if none is given.
            limit: How many; ``None`` for all.
        """
        # The plus keeps the index on kinds out of it: it would go through all relations of a kind in the ledger.
        of = "AND +kind IN (SELECT value FROM json_each(?2))" if kinds else ""
        sql = f"""
            SELECT * FROM relations WHERE source IN (SELECT value FROM json_each(?1)) {of}
            UNION SELECT * FROM relations WHERE target IN (SELECT value FROM json_each(?1)) {of}
            ORDER BY kind, source, target LIMIT ?3
        """  # noqa: S608  # ours
        rows = self._rows(sql, listed(claims), listed(kinds), -1 if limit is None else limit)
        return [from_columns(Relation, row) for row in rows]

    def ruled_near(self, rulings: Collection[Judgement], claims: Collection[str]) -> list[Judgement]:
        """Return those of some rulings that quote a page which tells one of some claims."""
        addresses = {quote.address for ruling in rulings for quote in ruling.quotes}
        told_at = self.told_at(claims, addresses) if addresses else set[str]()
        return [ruling for ruling in rulings if any(quote.address in told_at for quote in ruling.quotes)]

    def told_at(self, claims: Collection[str], addresses: Collection[str]) -> set[str]:
        """Return those of some addresses at which a page tells one of some claims."""
        found: set[str] = set()
        for marks, some in batches(claims):
            sql = f"""
                SELECT DISTINCT a.address FROM claims AS c, json_each(c.reports) AS told
                JOIN reports AS r ON r.id = told.value JOIN articles AS a ON a.row = r.article
                WHERE c.id IN ({marks}) AND a.address IN (SELECT value FROM json_each(?))
            """  # noqa: S608  # marks
            found.update(str(row["address"]) for row in self._rows(sql, *some, listed(addresses)))
        return found

    def leads(self, lines: Collection[str]) -> dict[str, tuple[Point | Claim, str]]:
        """Return points and claims by their ids, each with the words it is shown by; unknown ids are left out."""
        points = self._records(Point, "points", lines)
        claims = self._records(Claim, "claims", {*lines, *(one.lead for one in points.values())})
        found: dict[str, tuple[Point | Claim, str]] = {
            line: (claims[line], claims[line].words) for line in lines if line in claims
        }
        return found | {one.id: (one, claims[one.lead].words) for one in points.values()}

    # ------------------------------------------------------------------ who and where

    def cast(self, story: str, entities: Collection[str]) -> dict[str, Entity]:
        """Return who some entities are in a story, by their ids."""
        found: dict[str, Entity] = {}
        for marks, some in batches(entities):
            sql = f"SELECT * FROM entities WHERE home = ? AND id IN ({marks})"  # noqa: S608  # marks
            found.update((row["id"], from_columns(Entity, row)) for row in self._rows(sql, storable(story), *some))
        return found

    def digests(self, stories: Collection[str]) -> dict[str, Digest]:
        """Return stories in a line, by their ids; unknown ids are left out."""
        return self._records(Digest, "digests", stories, key="story")
