"""Outlets: which there are, and for each its pages and how it has what they report."""

from fastapi import APIRouter, Request
from msgspec import Struct
from msgspec.structs import asdict

from reportedly import outlets as table
from reportedly import wording
from reportedly.ledger import Ledger
from reportedly.ledger.pages import Copying, OutletLine, OutletOrder, PageLine, Way, Ways
from reportedly.records import Digest, Outlet
from reportedly.serve import links, words
from reportedly.serve.paging import Page, paged
from reportedly.serve.views import Entry, Feed, Plain, Table, View, add

router = APIRouter()

LISTED = 50
"""Outlets on one page of the list."""

PAGES = 30
"""Pages of an outlet on one page of it."""


class Counted(Struct, frozen=True):
    """A number about an outlet, with the words for how it is counted."""

    name: str
    number: int
    of: int
    how: str

    @property
    def share(self) -> str:
        """How much of all it is: "34%"; nothing, where there is nothing to be a part of."""
        return f"{100 * self.number / self.of:.0f}%" if self.of else ""


_WAYS: dict[Way, tuple[str, str]] = {
    Way.FIRST_HAND: (
        "first-hand",
        "the page cites who asserts it, and nobody stands between: its chain is the outlet and the claimant",
    ),
    Way.RELAYED: (
        "relayed",
        "the page has it through another: a relay stands in its chain, or another outlet is all that it cites",
    ),
    Way.OWN: ("in its own voice", "nobody is cited: the page, or the agency whose copy it is, says it itself"),
    Way.NOBODY: ("from nobody named", "the words attribute it, and name nobody: “was reportedly”"),
}

_COPIES: dict[str, tuple[str, str]] = {
    "carried": (
        "carry another outlet’s text",
        "the text is the same as that of another outlet’s page, fully or for the most part, and the other had it first",
    ),
    "open": ("share their text", "the same, but neither page shows which of them had it first"),
    "lent": ("are carried by others", "others carry the page’s text, and it carries nobody’s"),
    "passages": ("share passages", "no more than a paragraph or a sentence is the same as on another outlet’s page"),
}


class Listed(Struct, frozen=True):
    """A page of the outlet in a line."""

    page: PageLine
    ways: Ways
    carried_from: str | None
    story: Digest | None


class Shown(Struct, frozen=True):
    """All that an outlet's page shows."""

    line: OutletLine
    known: Outlet | None  # its row in the table of outlets
    ways: Ways
    copying: Copying
    pages: tuple[Listed, ...]

    @property
    def reported(self) -> list[Counted]:
        """How the outlet has what it reports; these add up to all reports."""
        return [Counted(name, getattr(self.ways, way), self.ways.reports, how) for way, (name, how) in _WAYS.items()]

    @property
    def across(self) -> list[Counted]:
        """What cuts across the ways."""
        unnamed = "the claimant is people without a name: “officials”, “a senior diplomat”"
        carried = "they stand on pages that carry another outlet’s text (below)"
        return [
            Counted("unnamed", self.ways.unnamed, self.ways.reports, unnamed),
            Counted("copied", self.copying.reports_on_carried, self.ways.reports, carried),
        ]

    @property
    def copied(self) -> list[Counted]:
        """What its pages share with pages of others; no page is counted twice."""
        return [
            Counted(name, getattr(self.copying, key), self.copying.pages, how) for key, (name, how) in _COPIES.items()
        ]


def outlets(request: Request, name: str = "", q: str = "", by: str = "", page: Page = 1) -> View:
    """Return an outlet, or, where none is named, those that there are."""
    ledger = request.app.state.house.reading()
    if name:
        return _outlet(request, ledger, name, page)
    order = OutletOrder.NAME if by == OutletOrder.NAME else OutletOrder.PAGES
    found = ledger.pages.outlets(words=q, order=order, limit=LISTED + 1, offset=LISTED * (page - 1))
    some, asked = found[:LISTED], {"q": q, "by": order.value if by else ""}
    rows = [(words.clean(one.name), one.pages, words.iso(one.first), words.iso(one.last)) for one in some]
    columns = ("name", "pages", "first_day", "last_day")
    return View(
        "outlets.html",
        "Outlets",
        {
            "some": some,
            "asked": asked,
            "order": order,
            "paged": paged(request.url.path, asked, page, LISTED, len(some), is_more=len(found) > LISTED),
        },
        lambda: [dict(zip(columns, row, strict=True)) for row in rows],
        lambda: Table(columns, rows),
        section=links.CLAIMANTS,
        called="This list",
    )


add(router, links.OUTLETS, outlets)


def _outlet(request: Request, ledger: Ledger, name: str, page: int) -> View:
    asked = ledger.pages
    line = asked.outlet(name)
    pages = asked.of_outlet(name, limit=PAGES + 1, offset=PAGES * (page - 1))
    found = Shown(
        line, table.by_name(name), asked.ways(name), asked.copying(name), tuple(_listed(ledger, pages[:PAGES]))
    )
    return View(
        "outlet.html",
        name,
        {
            "shown": found,
            "name": name,
            "paged": paged(request.url.path, {"name": name}, page, PAGES, len(found.pages), is_more=len(pages) > PAGES),
        },
        lambda: _object(found),
        lambda: Table(_COLUMNS, [_row(one) for one in found.pages]),
        lambda: _feed(found),
        section=links.CLAIMANTS,
        called="This outlet",
    )


def _listed(ledger: Ledger, pages: list[PageLine]) -> list[Listed]:
    ways, carried = ledger.pages.ways_of(pages), ledger.pages.carried_from(pages)
    stories = ledger.beside.digests(sorted({page.story for page in pages if page.story}))
    return [
        Listed(page, ways.get(page.id, Ways()), carried.get(page.id), stories.get(page.story or "")) for page in pages
    ]


# ------------------------------------------------------------------ other forms

_COLUMNS = (
    "page", "day", "headline", "story", "reports", *(way.value for way in Way), "unnamed", "text_of",
)  # fmt: skip


def _row(one: Listed) -> tuple[str | int | None, ...]:
    page, ways = one.page, one.ways
    return (
        page.id,
        page.day.isoformat() if page.day else None,
        words.clean(page.headline),
        page.story,
        ways.reports,
        *(getattr(ways, way) for way in Way),
        ways.unnamed,
        one.carried_from,
    )


def _object(found: Shown) -> Plain:
    return {
        "name": found.line.name,
        "publisher": found.known.publisher if found.known else None,
        "pages": found.line.pages,
        "first_day": words.iso(found.line.first) or None,
        "last_day": words.iso(found.line.last) or None,
        "reports": {**asdict(found.ways)},
        "counted_how": {way.value: how for way, (_, how) in _WAYS.items()},
        "copying": {**asdict(found.copying)},
        "copying_counted_how": {key: how for key, (_, how) in _COPIES.items()},
        "latest": [dict(zip(_COLUMNS, _row(one), strict=True)) for one in found.pages],
    }


def _feed(found: Shown) -> Feed:
    entries = [
        Entry(
            f"article:{one.page.id}",
            links.article(one.page.id),
            words.clean(one.page.headline) or wording.bounded(words.clean(one.page.begins), 80) or "(no headline)",
            one.page.added_at,
            wording.count(one.ways.reports, "report"),
        )
        for one in found.pages
    ]
    return Feed(words.clean(found.line.name, 120), tuple(sorted(entries, key=lambda one: one.updated, reverse=True)))
