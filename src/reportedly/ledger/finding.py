"""Reports looked for by words and by what stands beside them, with how many there are of each kind.

What is looked in is made by linking (`finds`, `found_places`): the reports of pages as they now stand.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reportedly.ledger.query import BY_MATCH, VIEWED, Query, Row, match
from reportedly.ledger.rows import Cell, folded
from reportedly.records import Status

COUNTED = 5_000
"""Reports that are counted at most, and put in order by how well they match: of more, the latest that came in."""

SHOWN = 12
"""Values of a facet that are told at most."""


class Search(Struct, frozen=True):
    """Which reports to look for; each condition that is set narrows them."""

    words: str | None = None  # of the evidence, the headline or the claimant, as `Query.words`
    claimant: str | None = None  # an entity id
    outlet: str | None = None  # a name, as `outlets.outlet_of` gives it
    story: str | None = None  # an id
    place: str | None = None  # a name; case and accents do not matter
    first: date | None = None  # of the page's day
    last: date | None = None
    status: Status | None = None
    unit: str | None = None  # of the value: "people", "EUR"
    low: float | None = None  # values that can be as high as this
    high: float | None = None  # values that can be as low as this

    @property
    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return self == Search()


class Facet(Struct, frozen=True):
    """One value that reports found have in common, and how many have it."""

    value: str  # as `Search` takes it
    name: str  # for a reader
    count: int


class Found(Struct, frozen=True):
    """What was found."""

    rows: tuple[Row, ...]  # those asked for: the best match first, or the latest that came in
    total: int  # at most `COUNTED`
    is_all: bool  # whether there are no more than that
    facets: dict[str, tuple[Facet, ...]]  # by the name of the field of `Search`; those with most reports first


FACETS = ("claimant", "outlet", "story", "status", "unit", "place")
"""What reports found are counted by."""


def _hits(search: Search, columns: str, beside: str = "") -> tuple[str, list[Cell]]:
    """Return the statement that finds some columns of the rows of a search, and its parameters.

    Raises:
        UsageError: the words have neither letter nor digit.
    """
    conditions = list(_conditions(search))
    words = "JOIN words ON words.rowid = f.row" if search.words else ""
    where = " AND ".join(condition for condition, _ in conditions)
    sql = f"SELECT {columns} FROM finds AS f {beside} {words} WHERE {where}"  # noqa: S608  # words of ours
    return sql, [cell for _, cells in conditions for cell in cells]


def to_counts(search: Search) -> tuple[str, list[Cell]]:
    """Return the statement that counts what is found: one row a facet's value, and one for the whole."""
    sql, cells = _hits(search, "f.row, f.story, f.claimant, f.name, f.outlet, f.status, f.unit")
    by = " UNION ALL ".join(map(_count, FACETS))
    return (
        f"WITH hits AS MATERIALIZED ({sql} ORDER BY {_latest(search)} LIMIT {COUNTED + 1}) "  # noqa: S608  # words of ours
        f"SELECT 'all' AS facet, '' AS value, '' AS name, count(*) AS number FROM hits UNION ALL {by}"
    ), cells


def to_page(search: Search, *, by_match: bool, limit: int, offset: int) -> tuple[str, list[Cell]]:
    """Return the statement that finds the ids of the reports to show."""
    sql, cells = _hits(search, "r.id AS id", "JOIN reports AS r ON r.row = f.row")
    order = BY_MATCH.replace("r.row", "f.row") if by_match and search.words else _latest(search)
    return f"{sql} ORDER BY {order} LIMIT ? OFFSET ?", [*cells, limit, offset]


def _latest(search: Search) -> str:
    """Return what puts the latest first; the full-text table goes through its own rows that way, and can stop."""
    return "words.rowid DESC" if search.words else "f.row DESC"


def _count(facet: str) -> str:
    value, name, more = {
        "claimant": ("claimant", "min(hits.name)", "WHERE claimant IS NOT NULL"),
        "outlet": ("outlet", "outlet", ""),
        "story": ("story", "(SELECT title FROM digests AS d WHERE d.story = hits.story)", ""),
        "status": ("status", "status", ""),
        "unit": ("unit", "unit", "WHERE unit IS NOT NULL"),
        "place": ("p.place", "p.place", "CROSS JOIN found_places AS p ON p.row = hits.row"),
    }[facet]
    return (
        f"SELECT * FROM (SELECT '{facet}' AS facet, {value} AS value, {name} AS name, count(*) AS number "  # noqa: S608
        f"FROM hits {more} GROUP BY {value} ORDER BY 4 DESC, 2 LIMIT {SHOWN})"
    )


def _conditions(search: Search) -> Iterator[tuple[str, list[Cell]]]:
    yield f"f.kind IN ({', '.join('?' * len(VIEWED))})", [kind.value for kind in VIEWED]
    if search.words:
        yield "words MATCH ?", [match(Query(words=search.words))]
    for column, value in (
        ("claimant", search.claimant),
        ("outlet", search.outlet),
        ("story", search.story),
        ("status", search.status.value if search.status else None),
        ("unit", search.unit),
    ):
        if value is not None:
            yield f"f.{column} = ?", [value]
    if search.place is not None:
        yield "f.row IN (SELECT row FROM found_places WHERE place = ?)", [" ".join(folded(search.place))]
    if search.first:
        yield "f.day >= ?", [search.first.isoformat()]
    if search.last:
        yield "f.day <= ?", [search.last.isoformat()]
    if search.low is not None:
        yield "(f.high >= ? OR (f.high IS NULL AND f.low IS NOT NULL))", [search.low]
    if search.high is not None:
        yield "(f.low <= ? OR (f.low IS NULL AND f.high IS NOT NULL))", [search.high]
