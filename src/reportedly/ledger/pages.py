"""Pages as lists show them: of one outlet, of one address, and which outlets there are."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from reportedly.errors import NotFoundError
from reportedly.ledger.asked import SEEN, Asked, batches, with_words
from reportedly.ledger.rows import Cell, from_columns, storable
from reportedly.records import Report, SourceKind

OUTLET = "coalesce(json_extract(a.outlet, '$.name'), a.address)"
"""Whose page a row of the articles is, as `outlets.outlet_of` tells it of what `read` makes; it has an index."""

_NOW = "NOT EXISTS (SELECT 1 FROM articles AS later WHERE later.supersedes = a.row)"
_ENDING = """
    (SELECT c.position || ' ' || c.kind || CASE WHEN c.kind = 'outlet' AND c.position > 0
     THEN (SELECT iif(t.tier IS NULL, ' own', '') FROM reports AS t WHERE t.row = c.report) ELSE '' END
     FROM chains AS c WHERE c.report = told.row ORDER BY c.position DESC LIMIT 1)
"""
"""How a report's chain ends: the place of its last link, its kind, and whether an outlet's words are its own."""

_BEGINNING = 160  # code points of a page's text, where it has no headline


class Way(StrEnum):
    """How a page has what it reports."""

    FIRST_HAND = "first_hand"  # it cites the claimant, and nobody between
    RELAYED = "relayed"  # another outlet, or another relay, stands between it and the claimant, or is all it cites
    OWN = "own"  # nobody is cited: the page says it itself
    NOBODY = "nobody"  # the words attribute, and name nobody: "was reportedly"


def way_of(report: Report) -> Way:
    """Return how a page has what it reports: as `Pages.ways` counts it."""
    return _way(len(report.chain) - 1, report.claimant.kind, is_own=report.is_own)


def _way(place: int, last: SourceKind, *, is_own: bool) -> Way:
    if is_own:
        return Way.OWN
    if last is SourceKind.NOBODY:
        return Way.NOBODY
    return Way.FIRST_HAND if place <= 1 and last is not SourceKind.OUTLET else Way.RELAYED


class OutletOrder(StrEnum):
    """What outlets are put in order by."""

    PAGES = "pages"  # most first
    NAME = "name"


class OutletLine(Struct, frozen=True):
    """An outlet in a line."""

    name: str
    pages: int
    first: date | None  # the days of its pages, as far as they tell
    last: date | None


class Ways(Struct, frozen=True):
    """Reports by the way in which the page has them (`Way`): the four add up to all of them."""

    reports: int = 0
    first_hand: int = 0
    relayed: int = 0
    own: int = 0
    nobody: int = 0
    unnamed: int = 0  # of all of them: the claimant is people without a name


class Copying(Struct, frozen=True):
    """Pages of an outlet by what they share with pages of other outlets; no page is counted twice."""

    pages: int = 0
    carried: int = 0  # its text is, whole or for the most part, another outlet's, which had it first
    open: int = 0  # it has its text in common with another outlet's page, and neither shows which came first
    lent: int = 0  # others carry its text, and it carries nobody's
    passages: int = 0  # only passages are in common
    reports_on_carried: int = 0  # reports on the pages that are `carried`


class PageLine(Struct, frozen=True):
    """A page in a line."""

    row: int
    id: str
    headline: str | None
    begins: str
    language: str
    day: date | None
    story: str | None
    added_at: datetime  # when it came in


class Revision(Struct, frozen=True):
    """An article as it stood at its address for a while; read again by a newer version, it is listed once."""

    id: str
    added_at: datetime
    captured_at: datetime


class Kept(Struct, frozen=True):
    """What is known of the bytes an article was read from, without the bytes."""

    sha256: str
    media_type: str
    captured_at: datetime


class Pages(Asked):
    """The pages of a ledger as they now stand, as lists show them."""

    def outlets(
        self, *, words: str | None = None, order: OutletOrder = OutletOrder.PAGES, limit: int, offset: int = 0
    ) -> list[OutletLine]:
        """Return the outlets that pages are of.

        Args:
            words: Of their names; case does not matter.
            order: What puts them in order.
            limit: How many.
            offset: After how many.
        """
        condition, cells = with_words(OUTLET, words)
        by = "name COLLATE NOCASE, name" if order is OutletOrder.NAME else "pages DESC, name COLLATE NOCASE, name"
        rows = self._rows(
            f"SELECT {OUTLET} AS name, count(*) AS pages, min(a.day) AS first, max(a.day) AS last FROM articles AS a "  # noqa: S608
            f"WHERE {_NOW} {f'AND {condition}' if condition else ''} "
            f"GROUP BY {OUTLET} ORDER BY {by} LIMIT ? OFFSET ?",
            *cells,
            limit,
            offset,
        )
        return [from_columns(OutletLine, row) for row in rows]

    def outlet(self, name: str) -> OutletLine:
        """Return an outlet in a line.

        Raises:
            NotFoundError: no page as it now stands is of it.
        """
        row = self._one(
            "SELECT ? AS name, count(*) AS pages, min(a.day) AS first, max(a.day) AS last "  # noqa: S608  # ours
            f"FROM articles AS a WHERE {OUTLET} = ? AND {_NOW}",
            storable(name),
            storable(name),
        )
        if not row["pages"]:
            raise NotFoundError("outlet", name)
        return from_columns(OutletLine, row)

    def of_outlet(self, name: str, *, limit: int, offset: int = 0) -> list[PageLine]:
        """Return the pages of an outlet, the latest day first, those without a day last."""
        rows = self._rows(
            f"SELECT a.row, a.id, a.headline, substr(a.text, 1, {_BEGINNING}) AS begins, a.language, a.day, "  # noqa: S608
            "s.story, a.added_at "
            f"FROM articles AS a LEFT JOIN story_pages AS s ON s.page = a.id WHERE {OUTLET} = ? AND {_NOW} "
            "ORDER BY a.day DESC, a.row DESC LIMIT ? OFFSET ?",
            storable(name),
            limit,
            offset,
        )
        return [from_columns(PageLine, row) for row in rows]

    # ------------------------------------------------------------------ how an outlet has what it reports

    def ways(self, name: str) -> Ways:
        """Return how an outlet has what its pages report: statements and beliefs, of pages as they now stand."""
        told = f"SELECT row, '' AS page FROM finds WHERE outlet = ? AND kind IN ({SEEN})"  # noqa: S608  # kinds
        return self._ways(told, storable(name)).get("", Ways())

    def ways_of(self, pages: Sequence[PageLine]) -> dict[str, Ways]:
        """Return the same for each of some pages, by their ids; pages that report nothing are left out."""
        found: dict[str, Ways] = {}
        of = {str(page.row): page.id for page in pages}
        for marks, some in batches(sorted(page.row for page in pages)):
            told = f"SELECT row, article AS page FROM reports WHERE article IN ({marks}) AND kind IN ({SEEN})"  # noqa: S608
            found.update((of[page], ways) for page, ways in self._ways(told, *some).items())
        return found

    def _ways(self, told: str, *cells: Cell) -> dict[str, Ways]:
        """Return how some reports came to their pages, by what the statement calls the page."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        sql = f"SELECT page, {_ENDING} AS ending, count(*) AS number FROM ({told}) AS told GROUP BY 1, 2"  # noqa: S608
        for row in self._rows(sql, *cells):
            place, last, *own = row["ending"].split(" ")
            kind = SourceKind(last)
            way = _way(int(place), kind, is_own=kind is SourceKind.OUTLET and (place == "0" or bool(own)))
            unnamed = int(row["number"]) * (kind is SourceKind.UNNAMED)
            found[str(row["page"])].update({way.value: row["number"], "reports": row["number"], "unnamed": unnamed})
        return {page: Ways(**counts) for page, counts in found.items()}

    def copying(self, name: str) -> Copying:
        """Return what an outlet's pages have in common with pages of other outlets."""
        row = self._one(
            f"""
            WITH own AS MATERIALIZED (SELECT a.row, a.id FROM articles AS a WHERE {OUTLET} = ?1 AND {_NOW}),
            pairs AS (
                SELECT own.row, own.id, c.b AS other, c.kind, c.first FROM own JOIN copies AS c ON c.a = own.id
                UNION ALL SELECT own.row, own.id, c.a, c.kind, c.first FROM own JOIN copies AS c ON c.b = own.id
            ),
            each_page AS MATERIALIZED (
                SELECT row, max(kind = 'whole' AND first = other) AS carried,
                       max(kind = 'whole' AND first IS NULL) AS open,
                       max(kind = 'whole' AND first = id) AS lent, max(kind = 'passage') AS passages
                FROM pairs WHERE other NOT IN (SELECT id FROM own) GROUP BY row
            )
            SELECT (SELECT count(*) FROM own) AS pages,
                   coalesce(sum(carried = 1), 0) AS carried,
                   coalesce(sum(carried IS NOT 1 AND open = 1), 0) AS open,
                   coalesce(sum(carried IS NOT 1 AND open IS NOT 1 AND lent = 1), 0) AS lent,
                   coalesce(sum(carried IS NOT 1 AND open IS NOT 1 AND lent IS NOT 1 AND passages = 1), 0) AS passages,
                   (SELECT count(*) FROM each_page JOIN reports AS r ON r.article = each_page.row
                    WHERE carried = 1 AND r.kind IN ({SEEN})) AS reports_on_carried
            FROM each_page
            """,  # noqa: S608  # names of ours
            storable(name),
        )
        return from_columns(Copying, row)

    def carried_from(self, pages: Sequence[PageLine]) -> dict[str, str]:
        """Return, for those of some pages whose text is another outlet's, whose it is; by their ids."""
        found: dict[str, str] = {}
        for marks, some in batches([page.id for page in pages]):
            own = f"(SELECT {OUTLET} FROM articles AS a WHERE a.id = page)"  # noqa: S608  # ours
            rows = self._rows(
                f"""
                WITH pairs AS (
                    SELECT b AS page, a AS other FROM copies WHERE b IN ({marks}) AND kind = 'whole' AND first = a
                    UNION ALL SELECT a, b FROM copies WHERE a IN ({marks}) AND kind = 'whole' AND first = b
                )
                SELECT page, min({OUTLET}) AS outlet FROM pairs JOIN articles AS a ON a.id = pairs.other
                WHERE {OUTLET} <> {own} GROUP BY page
                """,  # noqa: S608  # marks
                *some,
                *some,
            )
            found.update((str(row["page"]), str(row["outlet"])) for row in rows)
        return found

    # ------------------------------------------------------------------ of one address

    def revisions(self, address: str, *, limit: int) -> list[Revision]:
        """Return the articles that stood at an address, the latest first; each once, where it stood first."""
        rows = self._rows(
            "SELECT a.id, min(a.added_at) AS added_at, min(c.captured_at) AS captured_at FROM articles AS a "
            "JOIN captures AS c ON c.id = a.capture_id WHERE a.address = ? GROUP BY a.id "
            "ORDER BY min(a.row) DESC LIMIT ?",
            storable(address),
            limit,
        )
        return [from_columns(Revision, row) for row in rows]

    def kept(self, capture: str) -> Kept:
        """Return what is known of a capture's bytes, by its id.

        Raises:
            NotFoundError: there is no such capture.
        """
        row = self._row("SELECT sha256, media_type, captured_at FROM captures WHERE id = ?", capture)
        if row is None:
            raise NotFoundError("capture", capture)
        return from_columns(Kept, row)

    def texts(self, articles: Sequence[str]) -> dict[str, str]:
        """Return the texts of some articles, by their ids."""
        return self._pairs("SELECT id, text FROM articles WHERE id IN ({})", articles)
