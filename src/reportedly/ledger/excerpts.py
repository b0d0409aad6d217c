"""Pieces of one story as its pages show them: each in one statement, and no more rows than are shown.

The counting, ordering and cutting is the database's; the rows that come back are those on the screen. `Books` has
everything there is, `Beside` what stands beside any reports and claims, `Lists` what goes on for many pages.
"""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date

from msgspec import Struct

from reportedly.ledger.asked import Asked, listed
from reportedly.ledger.rows import folded, from_columns
from reportedly.records import Article, Claim, Copy, Place, Point, Relation, RelationKind, Story, Tie

BEGINNING = 200
"""Code points of its text that a page's head has."""

_LONGEST_RUN = 40  # claims, one revising the other, that are followed back


class Mark(Struct, frozen=True):
    """What relations say of a line of a story: how often, and a claim on the other side."""

    kind: RelationKind
    count: int
    against: int = 0  # in how many of them the other claim denies, revises … one of this line
    other: str | None = None  # the id of such a claim


class Seen(Struct, frozen=True):
    """A place that reports of a story name, and how many do."""

    place: Place
    reports: int


class Carried(Struct, frozen=True):
    """A page whose text others of its story carry."""

    first: str | None  # article id; None where neither page of a pair shows which was first
    pairs: int  # how many pages carry it; of ``None``, pairs
    copies: tuple[Copy, ...]  # the first of them


class Excerpts(Asked):
    """Pieces of one story, as screens show them."""

    # ------------------------------------------------------------------ pages

    def days(self, story: str) -> Story:
        """Return a story without its pages, but for its days; of an unknown one, without days."""
        row = self._row("SELECT first_day, last_day FROM stories WHERE id = ?", story)
        first, last = (row["first_day"], row["last_day"]) if row else (None, None)
        return Story(story, (), (), *(date.fromisoformat(one) if one else None for one in (first, last)))

    def ties(self, story: str, *, limit: int, offset: int = 0) -> list[Tie]:
        """Return what ties some pages to their story, in the order of its days."""
        sql = (
            "SELECT each.value AS tie FROM stories AS s, json_each(s.ties) AS each WHERE s.id = ? "
            "ORDER BY each.key LIMIT ? OFFSET ?"
        )
        return [from_columns(_Tied, row).tie for row in self._rows(sql, story, limit, offset)]

    def heads(self, articles: Collection[str]) -> dict[str, Article]:
        """Return articles by their ids, with no more of the text than how it begins, and neither credits nor furniture.

        Unknown ids are left out; of several versions the newest is taken.
        """
        sql = f"SELECT {_HEAD} FROM articles AS a WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.row"  # noqa: S608  # ours
        return {row["id"]: _head(row) for row in self._rows(sql, listed(articles))}

    def heads_of(self, reports: Collection[str]) -> dict[str, Article]:
        """Return, for reports by their ids, the article each stands in, as `heads` does."""
        sql = (
            f"SELECT r.id AS report, {_HEAD} FROM reports AS r JOIN articles AS a ON a.row = r.article "  # noqa: S608  # ours
            "WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.row"
        )
        return {str(row["report"]): _head(row) for row in self._rows(sql, listed(reports))}

    def unreadable(self, story: str) -> int:
        """Return at how many addresses of a story's pages something newer could not be read."""
        sql = f"""
            SELECT count(DISTINCT j.address) AS number FROM rejections AS j
            JOIN articles AS a ON a.address = j.address AND a.added_at < j.added_at
            WHERE a.id IN ({_PAGES})
        """  # noqa: S608  # ours
        return int(self._one(sql, story)["number"])

    # ------------------------------------------------------------------ lines: points, and claims nobody else makes

    def lines(self, story: str, *, limit: int, offset: int = 0) -> list[Point | Claim]:
        """Return the points of a story, and the claims nobody else makes: those that most outlets carry first."""
        sql = """
            SELECT id, 0 AS lone, outlets, json_extract(weight, '$.reports') AS reports, json_array_length(claims) AS n
            FROM points WHERE story = ?1
            UNION ALL
            SELECT id, 1, outlets, json_extract(weight, '$.reports'), 1 FROM claims
            WHERE story = ?1 AND id NOT IN (SELECT each.value FROM points, json_each(claims) AS each WHERE story = ?1)
            ORDER BY 3 DESC, 4 DESC, 5 DESC, 1 LIMIT ?2 OFFSET ?3
        """
        found = [(str(row["id"]), bool(row["lone"])) for row in self._rows(sql, story, limit, offset)]
        claims = self._records(Claim, "claims", [one for one, is_lone in found if is_lone])
        points = self._records(Point, "points", [one for one, is_lone in found if not is_lone])
        return [claims[one] if is_lone else points[one] for one, is_lone in found]

    def voices(self, lines: Collection[str], *, each: int) -> dict[str, list[Claim]]:
        """Return, for points and claims by their ids, the last claim of each claimant; who most outlets carry first.

        What its claimant has revised since is passed over. No more than `each` a line.
        """
        sql = f"""
            WITH own AS ({_OWN}), last AS (
                SELECT own.line, c.id, c.outlets, row_number() OVER (
                    PARTITION BY own.line, c.claimant
                    ORDER BY EXISTS (SELECT 1 FROM relations WHERE target = c.id AND +kind = 'revises'),
                             c.said_on DESC, c.size DESC, c.id
                ) AS nth FROM own JOIN claims AS c ON c.id = own.claim
            ), voices AS (
                SELECT line, id, row_number() OVER (PARTITION BY line ORDER BY outlets DESC, id) AS place
                FROM last WHERE nth = 1
            )
            SELECT v.line AS line, c.* FROM voices AS v JOIN claims AS c ON c.id = v.id
            WHERE v.place <= ?2 ORDER BY v.line, v.place
        """  # noqa: S608  # ours
        found: dict[str, list[Claim]] = {}
        for row in self._rows(sql, listed(lines), each):
            found.setdefault(str(row["line"]), []).append(from_columns(Claim, row))
        return found

    def marks(self, lines: Collection[str]) -> dict[str, list[Mark]]:
        """Return, for points and claims by their ids, what relations say of them."""
        sql = f"""
            WITH own AS ({_OWN}), found AS (
                SELECT own.line, r.kind, 0 AS is_target, r.source || ' ' || r.target AS pair, r.target AS other
                FROM own JOIN relations AS r ON r.source = own.claim
                UNION ALL
                SELECT own.line, r.kind, 1, r.source || ' ' || r.target, r.source
                FROM own JOIN relations AS r ON r.target = own.claim
            )
            SELECT line, kind, count(DISTINCT pair) AS number, count(DISTINCT iif(is_target, pair, NULL)) AS against,
                min(iif(is_target, other, NULL)) AS other
            FROM found GROUP BY line, kind ORDER BY line, kind
        """  # noqa: S608  # ours
        found: dict[str, list[Mark]] = {}
        for row in self._rows(sql, listed(lines)):
            mark = Mark(RelationKind(row["kind"]), int(row["number"]), int(row["against"]), row["other"])
            found.setdefault(str(row["line"]), []).append(mark)
        return found

    def firsts(self, lines: Collection[str]) -> dict[str, tuple[str, str]]:
        """Return, for points and claims by their ids, who told it first: a report, and the claim it is of."""
        sql = f"""
            WITH own AS ({_OWN}), told AS (
                SELECT own.line, own.claim, r.id AS report, row_number() OVER (
                    PARTITION BY own.line
                    ORDER BY coalesce(a.day, '9999'), coalesce(json_extract(a.published, '$.instant'), ''), a.id, r.row
                ) AS nth
                FROM own JOIN claims AS c ON c.id = own.claim
                JOIN reports AS r ON r.id = json_extract(c.reports, '$[0]') JOIN articles AS a ON a.row = r.article
            )
            SELECT line, report, claim FROM told WHERE nth = 1
        """  # noqa: S608  # ours
        return {str(row["line"]): (str(row["report"]), str(row["claim"])) for row in self._rows(sql, listed(lines))}

    # ------------------------------------------------------------------ relations

    def kinds(self, story: str) -> dict[RelationKind, int]:
        """Return how many relations of each kind a story has."""
        sql = "SELECT kind, count(*) AS number FROM relations WHERE story = ? GROUP BY kind"
        return {RelationKind(row["kind"]): int(row["number"]) for row in self._rows(sql, story)}

    def relations(self, story: str, kinds: Sequence[RelationKind], *, limit: int, offset: int = 0) -> list[Relation]:
        """Return relations of a story, of some kinds in that order; of each, those that most outlets carry first."""
        sql = """
            SELECT r.* FROM relations AS r JOIN json_each(?2) AS k ON k.value = r.kind
            JOIN claims AS a ON a.id = r.source JOIN claims AS b ON b.id = r.target
            WHERE r.story = ?1 ORDER BY k.key, a.outlets + b.outlets DESC, r.source, r.target LIMIT ?3 OFFSET ?4
        """
        found = self._rows(sql, story, listed(kinds), limit, offset)
        return [from_columns(Relation, row) for row in found]

    def runs(self, story: str, *, limit: int, among: Collection[str] | None = None) -> list[tuple[str, ...]]:
        """Return claims of one claimant that revise each other, the oldest first; those that most outlets carry first.

        Args:
            story: Its id.
            limit: How many runs.
            among: Only those whose last claim is one of these.
        """
        only = "AND r.source IN (SELECT value FROM json_each(?3))" if among is not None else ""
        sql = f"""
            WITH RECURSIVE heads AS (
                SELECT DISTINCT r.source AS claim FROM relations AS r
                WHERE r.story = ?1 AND r.kind = 'revises' {only}
                AND NOT EXISTS (SELECT 1 FROM relations AS n WHERE n.target = r.source AND +n.kind = 'revises')
            ), chosen AS (
                SELECT h.claim FROM heads AS h JOIN claims AS c ON c.id = h.claim
                ORDER BY c.outlets DESC, h.claim LIMIT ?2
            ), run AS (
                SELECT claim AS head, claim, 0 AS depth FROM chosen
                UNION
                SELECT run.head, r.target, run.depth + 1 FROM run JOIN relations AS r ON r.source = run.claim
                WHERE +r.kind = 'revises' AND run.depth < {_LONGEST_RUN}
            )
            SELECT run.head AS head, run.claim AS claim, max(run.depth) AS depth FROM run
            JOIN claims AS c ON c.id = run.head
            GROUP BY run.head, run.claim ORDER BY c.outlets DESC, run.head, 3 DESC
        """  # noqa: S608  # ours
        found: dict[str, list[str]] = {}
        for row in self._rows(sql, story, limit, *([listed(among)] if among is not None else [])):
            found.setdefault(str(row["head"]), []).append(str(row["claim"]))
        return [tuple(run) for run in found.values()]

    def runs_with(self, story: str, claim: str) -> list[tuple[str, ...]]:
        """Return the runs, as `runs` does, that a claim stands in."""
        sql = f"""
            WITH RECURSIVE newer AS (
                SELECT ?1 AS claim, 0 AS depth
                UNION
                SELECT r.source, newer.depth + 1 FROM newer JOIN relations AS r ON r.target = newer.claim
                WHERE +r.kind = 'revises' AND newer.depth < {_LONGEST_RUN}
            )
            SELECT DISTINCT claim FROM newer
        """  # noqa: S608  # ours
        return self.runs(story, limit=3, among=[str(row["claim"]) for row in self._rows(sql, claim)])

    def forecasts(self, story: str, *, limit: int) -> tuple[list[Claim], int]:
        """Return forecasts of a story that name a day, the earliest day first, and how many there are.

        Where there are more, those that most outlets carry are taken.
        """
        sql = """
            SELECT *, count(*) OVER () AS number FROM claims WHERE story = ? AND horizon IS NOT NULL
            ORDER BY outlets DESC, id LIMIT ?
        """
        rows = list(self._rows(sql, story, limit))
        found = sorted((from_columns(Claim, row) for row in rows), key=lambda one: (one.horizon or date.max, one.id))
        return found, int(rows[0]["number"]) if rows else 0

    # ------------------------------------------------------------------ numbers and places

    def counted(self, story: str, *, limit: int, offset: int = 0) -> tuple[list[str], int]:
        """Return what is counted twice or more in a story, what most claimants count first; and how many there are.

        "deaths @ hospital" and "deaths @ country" count one thing, "deaths".
        """
        sql = f"""
            SELECT counted, count(*) OVER () AS number FROM ({_COUNTED})
            GROUP BY counted HAVING count(*) > 1 AND count(DISTINCT said_on) > 0
            ORDER BY count(DISTINCT claimant) DESC, count(*) DESC, counted LIMIT ?2 OFFSET ?3
        """  # noqa: S608  # ours
        rows = list(self._rows(sql, story, limit, offset))
        return [str(row["counted"]) for row in rows], int(rows[0]["number"]) if rows else 0

    def counts(self, story: str, counted: Collection[str], *, limit: int) -> list[Claim]:
        """Return the claims of a story that count some things, as `counted` names them; most carried first."""
        sql = f"""
            SELECT * FROM claims WHERE id IN (
                SELECT id FROM ({_COUNTED}) WHERE counted IN (SELECT value FROM json_each(?2))
                ORDER BY outlets DESC, id LIMIT ?3
            )
        """  # noqa: S608  # ours
        return [from_columns(Claim, row) for row in self._rows(sql, story, listed(counted), limit)]

    def places(self, story: str, *, limit: int) -> tuple[list[Seen], int]:
        """Return the places that reports of a story name, the most named first, and how many reports name none."""
        sql = """
            SELECT p.number AS number, r.places AS places, p.place AS place FROM (
                SELECT place, count(*) AS number, max(row) AS row FROM found_places WHERE story = ?
                GROUP BY place ORDER BY 2 DESC, 1 LIMIT ?
            ) AS p JOIN reports AS r ON r.row = p.row ORDER BY p.number DESC, p.place
        """
        seen = []
        for row in self._rows(sql, story, limit):
            named = from_columns(_Placed, row).place_of(str(row["place"]))
            seen += [Seen(named, int(row["number"]))] if named else []
        nowhere = """
            SELECT count(*) AS number FROM finds AS f WHERE f.story = ?1
            AND f.row NOT IN (SELECT row FROM found_places WHERE story = ?1)
        """
        return seen, int(self._one(nowhere, story)["number"])

    # ------------------------------------------------------------------ copies

    def carried(self, story: str, *, limit: int, each: int, offset: int = 0) -> tuple[list[Carried], int]:
        """Return the pages of a story whose text others of it carry, those with most first, and how many there are.

        Args:
            story: Its id.
            limit: How many pages.
            each: How many copies of each.
            offset: How many pages are passed over.
        """
        sql = f"""
            WITH pages AS ({_PAGES_OF}), pairs AS (
                SELECT c.*, count(*) OVER (PARTITION BY c.first) AS number,
                    row_number() OVER (PARTITION BY c.first ORDER BY max(c.share_a, c.share_b) DESC, c.a, c.b) AS nth
                FROM pages JOIN copies AS c ON c.a = pages.page
                WHERE c.b IN (SELECT page FROM pages) AND c.kind <> 'speech'
            ), ranked AS (
                SELECT *, dense_rank() OVER (ORDER BY first IS NULL, number DESC, first) AS place FROM pairs
            )
            SELECT *, (SELECT max(place) FROM ranked) AS total FROM ranked
            WHERE place > ?4 AND place <= ?4 + ?2 AND nth <= ?3 ORDER BY place, nth
        """  # noqa: S608  # ours
        found: dict[str | None, list[sqlite3.Row]] = {}
        total = 0
        for row in self._rows(sql, story, limit, each, offset):
            found.setdefault(row["first"], []).append(row)
            total = int(row["total"])
        carried = [
            Carried(first, int(rows[0]["number"]), tuple(from_columns(Copy, row) for row in rows))
            for first, rows in found.items()
        ]
        return carried, total


_HEAD = (
    f"a.id, a.capture_id, a.address, substr(a.text, 1, {BEGINNING}) AS text, a.headline, a.url, a.outlet, a.language, "
    "a.published, a.modified, a.undated, a.byline"
)
_PAGES_OF = "SELECT each.value AS page FROM stories AS s, json_each(s.pages) AS each WHERE s.id = ?1"
_PAGES = _PAGES_OF.replace("?1", "?")
_OWN = """
    SELECT p.id AS line, each.value AS claim FROM points AS p, json_each(p.claims) AS each
    WHERE p.id IN (SELECT value FROM json_each(?1))
    UNION ALL
    SELECT id, id FROM claims WHERE id IN (SELECT value FROM json_each(?1))
"""
_MEASURE = (
    "coalesce(measure, json_extract(value, '$.measure'), json_extract(value, '$.counted'), "
    "nullif(json_extract(value, '$.unit'), ''), 'numbers without a unit')"
)
_COUNTED = (
    f"SELECT id, claimant, said_on, outlets, substr({_MEASURE}, 1, instr({_MEASURE} || ' @ ', ' @ ') - 1) AS counted "  # noqa: S608  # ours
    "FROM claims WHERE story = ?1 AND value IS NOT NULL"
)


class _Tied(Struct, frozen=True):
    """A tie, as a row of one column has it."""

    tie: Tie


class _Placed(Struct, frozen=True):
    """The places of a report, as a row has them."""

    places: tuple[Place, ...]

    def place_of(self, folding: str) -> Place | None:
        """Return the one of a name, given as reports are found by it."""
        return next((one for one in self.places if " ".join(folded(one.name)) == folding), None)


def _head(row: sqlite3.Row) -> Article:
    return from_columns(Article, row, dateline=None, credits=(), furniture=())
