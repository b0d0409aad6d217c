"""Who is cited, what each is reported to have said, and what is counted: lists and sums over all stories."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from reportedly.errors import NotFoundError
from reportedly.ledger.asked import SEEN, Asked, named, with_words
from reportedly.ledger.rows import Cell, from_columns, storable
from reportedly.records import Claim, EntityKind, Relation, RelationKind


class Cited(Struct, frozen=True):
    """A claimant in a line."""

    id: str  # of the entity
    name: str
    kind: EntityKind | None  # None: nothing tells
    claims: int
    stories: int
    last: date | None  # the last day on which it said something, as far as pages tell


class ClaimantOrder(StrEnum):
    """What claimants are put in order by."""

    CLAIMS = "claims"  # most first
    NAME = "name"


class Said(Struct, frozen=True):
    """How much a claimant is reported to have said."""

    claims: int
    stories: int
    forecasts: int  # claims with a day on which they fall due
    first: date | None
    last: date | None


class Travelled(Struct, frozen=True):
    """How a claimant's words came to the pages that report them."""

    reports: int
    outlets: int
    first_hand: int  # reports whose page names nobody between itself and the claimant
    first_hand_outlets: int
    own: int  # reports in the claimant's own voice: it is the page's outlet
    relays: tuple[tuple[str, int], ...]  # who passed them on, with in how many reports; most first


class Counting(Struct, frozen=True):
    """Something that is counted, by how many claims, in how many stories."""

    measure: str
    values: int
    stories: int
    claimants: int


class Track(Struct, frozen=True):
    """How many values one story has of one measure."""

    story: str
    measure: str
    values: int
    last: date | None


_SAID = (
    "SELECT claimant AS id, min(name) AS name, count(*) AS claims FROM claims WHERE claimant IS NOT NULL {} "
    "GROUP BY claimant"
)
_OF_EACH = """
    (SELECT e.kind FROM entities AS e WHERE e.id = said.id LIMIT 1) AS kind,
    (SELECT count(DISTINCT c.story) FROM claims AS c WHERE c.claimant = said.id) AS stories,
    (SELECT max(c.said_on) FROM claims AS c WHERE c.claimant = said.id) AS last
"""
_OPPOSING = (RelationKind.CONTRADICTS.value, RelationKind.DENIES.value)


class Claimants(Asked):
    """Who is cited, and what they are reported to have said."""

    def listed(
        self,
        *,
        words: str | None = None,
        kind: EntityKind | None = None,
        order: ClaimantOrder = ClaimantOrder.CLAIMS,
        limit: int,
        offset: int = 0,
    ) -> list[Cited]:
        """Return claimants; an outlet is one where it is cited, or speaks in its own voice, and comes only if asked.

        Args:
            words: Of any of their names; case and accents do not matter.
            kind: Only of this kind; without one, of every kind but outlets.
            order: What puts them in order.
            limit: How many.
            offset: After how many.
        """
        sql, cells = _said(words)
        where = "kind = ?" if kind else f"kind IS NOT '{EntityKind.OUTLET.value}'"
        by = "name COLLATE NOCASE, id" if order is ClaimantOrder.NAME else "claims DESC, name COLLATE NOCASE, id"
        # Put in order inside, and looked at one by one outside: what those have that are not shown is not looked up.
        rows = self._rows(
            f"SELECT said.*, {_OF_EACH} FROM ({sql} ORDER BY {by} LIMIT -1) AS said WHERE {where} LIMIT ? OFFSET ?",  # noqa: S608
            *cells,
            *([kind.value] if kind else []),
            limit,
            offset,
        )
        return [from_columns(Cited, row) for row in rows]

    # ------------------------------------------------------------------ of one

    def said(self, entity: str) -> Said:
        """Return how much a claimant is reported to have said; nothing, where it is none."""
        row = self._one(
            "SELECT count(*) AS claims, count(DISTINCT story) AS stories, count(horizon) AS forecasts, "
            "min(said_on) AS first, max(said_on) AS last FROM claims WHERE claimant = ?",
            storable(entity),
        )
        return from_columns(Said, row)

    def aliases(self, entity: str, *, limit: int) -> list[tuple[str, int]]:
        """Return how pages write a claimant's name, in all stories, each with how often; most often first."""
        rows = self._rows(
            "SELECT json_extract(each.value, '$[0]') AS alias, sum(json_extract(each.value, '$[1]')) AS number "
            "FROM entities AS e, json_each(e.aliases) AS each WHERE e.id = ? GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
            storable(entity),
            limit,
        )
        return [(str(row["alias"]), int(row["number"])) for row in rows]

    def speaking_for(self, entity: str, *, limit: int) -> list[tuple[str, str]]:
        """Return who speaks for a claimant or belongs to it: ids and names, by name."""
        rows = self._rows(
            "SELECT id, min(name) AS name FROM entities WHERE parent = ? GROUP BY id ORDER BY 2 COLLATE NOCASE, id "
            "LIMIT ?",
            storable(entity),
            limit,
        )
        return [(str(row["id"]), str(row["name"])) for row in rows]

    def claims(self, entity: str, *, limit: int, offset: int = 0) -> list[Claim]:
        """Return what a claimant is reported to have said: by story, the one with the latest word first."""
        rows = self._rows(
            "WITH mine AS (SELECT id, said_on, story, max(said_on) OVER (PARTITION BY story) AS latest "
            "FROM claims WHERE claimant = ?1), "
            "shown AS (SELECT id, row_number() OVER (ORDER BY latest DESC, story, said_on DESC, id) AS place FROM mine "
            "ORDER BY place LIMIT ?2 OFFSET ?3) "
            "SELECT c.* FROM shown JOIN claims AS c ON c.id = shown.id ORDER BY shown.place",
            storable(entity),
            limit,
            offset,
        )
        return [from_columns(Claim, row) for row in rows]

    def forecasts(self, entity: str, *, limit: int, offset: int = 0) -> list[Claim]:
        """Return a claimant's forecasts that name a day: those that fall due last come first."""
        rows = self._rows(
            "SELECT * FROM claims WHERE claimant = ? AND horizon IS NOT NULL "
            "ORDER BY horizon DESC, id LIMIT ? OFFSET ?",
            storable(entity),
            limit,
            offset,
        )
        return [from_columns(Claim, row) for row in rows]

    def against(self, entity: str, *, limit: int) -> list[Relation]:
        """Return what contradicts or denies a claimant's claims, and what they contradict or deny; by story."""
        kinds = ", ".join("?" * len(_OPPOSING))
        sides = " UNION ".join(
            f"SELECT r.* FROM claims AS c JOIN relations AS r ON r.{end} = c.id "  # noqa: S608  # marks
            f"WHERE c.claimant = ? AND +r.kind IN ({kinds})"
            for end in ("source", "target")
        )
        cells = [storable(entity), *_OPPOSING]
        rows = self._rows(f"{sides} ORDER BY kind, story, source, target LIMIT ?", *cells, *cells, limit)
        return [from_columns(Relation, row) for row in rows]

    def tracks(self, entity: str, *, limit: int) -> list[Track]:
        """Return what a claimant gave more than one number of, in one story: that with most numbers first."""
        rows = self._rows(
            "SELECT story, measure, count(*) AS 'values', max(said_on) AS last FROM claims "
            "WHERE claimant = ? AND measure IS NOT NULL AND value IS NOT NULL GROUP BY story, measure "
            "HAVING count(*) > 1 ORDER BY 3 DESC, 4 DESC, story, measure LIMIT ?",
            storable(entity),
            limit,
        )
        return [from_columns(Track, row) for row in rows]

    def travelled(self, entity: str, *, limit: int) -> Travelled:
        """Return how a claimant's words came to the pages: at first hand, or by whom.

        Args:
            entity: The claimant.
            limit: How many relays to name.
        """
        row = self._one(
            f"""
            WITH told AS MATERIALIZED (
                SELECT f.row, f.outlet, (SELECT count(*) FROM chains WHERE report = f.row) AS links
                FROM finds AS f WHERE f.claimant = ? AND f.kind IN ({SEEN})
            )
            SELECT count(*) AS reports, count(DISTINCT outlet) AS outlets, coalesce(sum(links = 2), 0) AS first_hand,
                   count(DISTINCT CASE WHEN links = 2 THEN outlet END) AS first_hand_outlets,
                   coalesce(sum(links < 2), 0) AS own
            FROM told
            """,  # noqa: S608  # kinds
            storable(entity),
        )
        relays = self._rows(
            f"""
            SELECT c.name, count(*) AS number FROM finds AS f JOIN chains AS c ON c.report = f.row
            WHERE f.claimant = ? AND f.kind IN ({SEEN}) AND c.position > 0 AND c.name IS NOT NULL
              AND c.position < (SELECT max(position) FROM chains WHERE report = f.row)
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?
            """,  # noqa: S608  # kinds
            storable(entity),
            limit,
        )
        found = tuple((str(one["name"]), int(one["number"])) for one in relays)
        return Travelled(**dict(zip(row.keys(), row, strict=True)), relays=found)

    # ------------------------------------------------------------------ what is counted

    def measures(self, *, words: str | None = None, limit: int, offset: int = 0) -> list[Counting]:
        """Return what is counted, that with most numbers first.

        Args:
            words: Of what is counted.
            limit: How many.
            offset: After how many.
        """
        condition, cells = with_words("measure", words)
        where = f"AND {condition}" if condition else ""
        rows = self._rows(
            "SELECT measure, count(*) AS 'values', count(DISTINCT story) AS stories, "  # noqa: S608  # ours
            f"count(DISTINCT claimant) AS claimants FROM claims WHERE measure IS NOT NULL {where} "
            "GROUP BY measure ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?",
            *cells,
            limit,
            offset,
        )
        return [from_columns(Counting, row) for row in rows]

    def counting(self, measure: str, story: str | None = None) -> Counting:
        """Return how many claims count something, in one story or in all.

        Raises:
            NotFoundError: none does.
        """
        where, cells = ("AND story = ?", [storable(story)]) if story else ("", [])
        row = self._one(
            "SELECT ? AS measure, count(*) AS 'values', count(DISTINCT story) AS stories, "  # noqa: S608  # ours
            f"count(DISTINCT claimant) AS claimants FROM claims WHERE measure = ? {where}",
            storable(measure),
            storable(measure),
            *cells,
        )
        found = from_columns(Counting, row)
        if not found.values:
            raise NotFoundError("measure", measure)
        return found

    def counted_in(self, measure: str, *, limit: int, offset: int = 0) -> list[Track]:
        """Return the stories in which something is counted, that with most numbers first."""
        rows = self._rows(
            "SELECT story, measure, count(*) AS 'values', max(said_on) AS last FROM claims WHERE measure = ? "
            "GROUP BY story ORDER BY 3 DESC, 4 DESC, story LIMIT ? OFFSET ?",
            storable(measure),
            limit,
            offset,
        )
        return [from_columns(Track, row) for row in rows]

    def values(
        self, measure: str, *, story: str, claimant: str | None = None, limit: int, offset: int = 0
    ) -> Iterator[Claim]:
        """Yield the claims that count something in one story: by day, then by id; those without a day last.

        Args:
            measure: What is counted.
            story: Where.
            claimant: Only by this one.
            limit: How many.
            offset: After how many.
        """
        where, cells = ("AND claimant = ?", [storable(claimant)]) if claimant else ("", [])
        rows = self._rows(
            f"SELECT * FROM claims WHERE measure = ? AND story = ? {where} "  # noqa: S608  # ours
            "ORDER BY said_on IS NULL, said_on, id LIMIT ? OFFSET ?",
            storable(measure),
            storable(story),
            *cells,
            limit,
            offset,
        )
        for row in rows:
            yield from_columns(Claim, row)


def _said(words: str | None) -> tuple[str, list[Cell]]:
    """Return the statement that counts what each claimant said, of those one of whose names has some words."""
    condition, cells = named(words)
    among = f"AND claimant IN (SELECT id FROM entities WHERE {condition})" if condition else ""  # noqa: S608  # ours
    return _SAID.format(among), cells
