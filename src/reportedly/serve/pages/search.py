"""Search: reports by words and by what stands beside them, narrowed by facets, saved as a feed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from fastapi import APIRouter, Request
from msgspec import Struct
from msgspec.structs import asdict

from reportedly import outlets, wording
from reportedly.errors import NotFoundError, UsageError
from reportedly.ledger import Facet, Found, Ledger, Row, Search
from reportedly.ledger.finding import COUNTED
from reportedly.ledger.rows import folded
from reportedly.records import SourceKind, Status
from reportedly.serve import links, words
from reportedly.serve.views import Entry, Feed, Plain, Table, View, add

router = APIRouter()

SHOWN = 20
"""Reports on one page."""

MOST = 200
"""Reports on one page at most, where the address asks for more."""

MOST_LETTERS = 300
"""Characters of anything that is asked at most."""

_FEED = 50  # reports of a feed
_WORDS = 400  # characters of a report that are shown


# ------------------------------------------------------------------ what is asked


class Asked(Struct, frozen=True):
    """What stands in the address, as it was typed."""

    q: str = ""
    claimant: str = ""
    outlet: str = ""
    story: str = ""
    place: str = ""
    first: str = ""
    last: str = ""
    status: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """Return what an address asks."""
        return cls(**{name: given.get(name, "").strip()[: MOST_LETTERS + 1] for name in cls.__struct_fields__})

    def parts(self, **changed: str) -> dict[str, str]:
        """Return what is asked, with some of it changed, as `links.query` takes it; what is empty is left out."""
        own = asdict(self)
        return {name: value for name, value in {**own, **changed}.items() if value}

    def link(self, **changed: str) -> str:
        """Return the address that asks for it, with some of it changed."""
        return links.query(links.SEARCH, **self.parts(**changed))


def to_search(asked: Asked) -> tuple[Search, list[str]]:
    """Return what to look for, and what is wrong with what was typed; that is not looked for."""
    wrong = [
        f"{name}: more than {MOST_LETTERS} characters; give fewer."
        for key, name in _NAMES.items()
        if len(getattr(asked, key)) > MOST_LETTERS
    ]
    if asked.q and not folded(asked.q):
        wrong.append(f"“{words.clean(asked.q, 80)}” has neither letter nor digit; give a word.")
    if asked.place and not folded(asked.place):
        wrong.append(f"Place: “{words.clean(asked.place, 80)}” has neither letter nor digit; give a name.")
    first, last = _day(asked.first, "From", wrong), _day(asked.last, "To", wrong)
    if first and last and first > last:
        wrong.append("The first day is after the last; exchange the two.")
    low, high = _number(asked.low, "At least", wrong), _number(asked.high, "At most", wrong)
    if low is not None and high is not None and low > high:
        wrong.append("The lowest value is above the highest; exchange the two.")
    status = _status(asked.status, wrong)
    found = Search(
        asked.q or None,
        asked.claimant or None,
        asked.outlet or None,
        asked.story or None,
        asked.place or None,
        first,
        last,
        status,
        asked.unit or None,
        low,
        high,
    )
    return found, wrong


_NAMES = {
    "q": "Words", "claimant": "Claimant", "outlet": "Outlet", "story": "Story", "place": "Place", "first": "From",
    "last": "To", "status": "Status", "unit": "Unit", "low": "At least", "high": "At most",
}  # fmt: skip


def _day(typed: str, name: str, wrong: list[str]) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        wrong.append(f"{name}: “{words.clean(typed, 40)}” is no day; give one as 2031-05-06.")
        return None


_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def _number(typed: str, name: str, wrong: list[str]) -> float | None:
    if not typed:
        return None
    plain = typed.replace(",", "").replace(" ", "")
    if _NUMBER.fullmatch(plain) is None:
        wrong.append(f"{name}: “{words.clean(typed, 40)}” is no number; give one as 1,200 or 0.5.")
        return None
    return float(plain)


def _status(typed: str, wrong: list[str]) -> Status | None:
    if not typed:
        return None
    if typed not in set(Status):
        wrong.append(f"Status: “{words.clean(typed, 40)}” is none; it is one of {', '.join(Status)}.")
        return None
    return Status(typed)


def _whole(typed: str | None, least: int, most: int, usual: int) -> int:
    """Return a whole number of an address, within bounds; the usual one where there is none."""
    return min(most, max(least, int(typed))) if typed and typed.isascii() and typed.isdecimal() else usual


# ------------------------------------------------------------------ what is shown


class Piece(Struct, frozen=True):
    """Some of a report's words, and whether they are what was looked for."""

    words: str
    is_hit: bool


class Result(Struct, frozen=True):
    """A report that was found."""

    row: Row
    claim: str | None
    terms: tuple[str, ...]

    @property
    def pieces(self) -> list[Piece]:
        """Its words, in pieces."""
        return list(pieces(words.clean(self.row.words, _WORDS), self.terms))

    @property
    def chain(self) -> list[tuple[str, bool]]:
        """The links of its chain by name, from the reader outward, each with whether it is unnamed."""
        names = wording.names(self.row.report, self.row.article)
        return [
            (name, link.kind is SourceKind.UNNAMED) for name, link in zip(names, self.row.report.chain, strict=True)
        ]

    @property
    def value(self) -> str:
        """Its number, in words."""
        return wording.interval(self.row.report.value) if self.row.report.value else ""

    @property
    def outlet(self) -> str:
        """Whose page it stands on, as the search for an outlet takes it."""
        return outlets.outlet_of(self.row.article)


class Chip(Struct, frozen=True):
    """A condition that is set, and the address without it."""

    words: str
    without: str


class Group(Struct, frozen=True):
    """A facet: what reports found have in common, each with the address that narrows to it."""

    name: str
    title: str
    choices: tuple[tuple[Facet, str], ...]


_WORD = re.compile(r"\w+")


def pieces(text: str, terms: Sequence[str]) -> Iterator[Piece]:
    """Yield a text in pieces: words that were looked for apart from the others.

    >>> [piece.words for piece in pieces("Forty dead at the dam", ("dead", "dam")) if piece.is_hit]
    ['dead', 'dam']
    """
    at = 0
    for found in _WORD.finditer(text):
        if not any(_is_hit(folded(found[0]), term) for term in terms):
            continue
        if found.start() > at:
            yield Piece(text[at : found.start()], is_hit=False)
        yield Piece(found[0], is_hit=True)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:], is_hit=False)


def _is_hit(own: Sequence[str], term: str) -> bool:
    """Whether a word is what was looked for; a term of four letters or more also finds longer words."""
    return any(word == term or (len(term) >= 4 and word.startswith(term)) for word in own)


TITLES = {
    "claimant": "Claimant", "status": "Status", "outlet": "Outlet", "story": "Story", "place": "Place", "unit": "Unit",
}  # fmt: skip
"""What narrows, in the order in which it stands on the page."""


def groups(asked: Asked, found: Found) -> list[Group]:
    """Return the facets that narrow what was found: those not chosen yet, with two values at least."""
    made = []
    for name, title in TITLES.items():
        facets = [facet for facet in found.facets.get(name, ()) if facet.value]  # no unit is nothing to ask for
        if not getattr(asked, name) and any(facet.count < found.total for facet in facets):
            choices = tuple((facet, asked.link(**{name: facet.value})) for facet in facets)
            made.append(Group(name, title, choices))
    return made


def chips(ledger: Ledger, asked: Asked, found: Found | None) -> list[Chip]:
    """Return the conditions that are set, each with the address that drops it."""
    told = {name: getattr(asked, name) for name in _NAMES if name != "q" and getattr(asked, name)}
    if "claimant" in told:
        known = ledger.books.entity(asked.claimant)
        told["claimant"] = known.name if known else asked.claimant
    if "story" in told:
        told["story"] = _title(ledger, asked.story)
    if "place" in told and found and found.rows:
        told["place"] = _place(found.rows, asked.place)
    return [
        Chip(f"{_NAMES[name]}: {words.clean(value, 120)}", asked.link(**{name: ""})) for name, value in told.items()
    ]


def _title(ledger: Ledger, story: str) -> str:
    try:
        return ledger.books.digest(story).title
    except NotFoundError:
        return story


def _place(rows: Sequence[Row], typed: str) -> str:
    """Return a place as a page writes it."""
    named = (place.name for row in rows for place in row.report.places if folded(place.name) == folded(typed))
    return next(named, typed)


# ------------------------------------------------------------------ the view


def search(request: Request) -> View:
    """Return the reports that an address asks for, or what is wrong with it."""
    given = request.query_params
    asked = Asked.of(given)
    wanted, wrong = to_search(asked)
    ledger = request.app.state.house.reading()
    limit = _whole(given.get("limit"), 1, MOST, SHOWN)
    start = _whole(given.get("start"), 0, COUNTED, 0)
    latest = given.get("order") == "latest"
    found = None if wrong else _found(ledger, wanted, limit, start, wrong, latest_first=latest)
    results = _results(ledger, found.rows, asked) if found else []
    paging = {"limit": str(limit) if limit != SHOWN else "", "order": "latest" if latest else ""}
    shown = {
        "asked": asked,
        "wrong": wrong,
        "found": found,
        "results": results,
        "start": start,
        "end": start + len(results),
        "chips": chips(ledger, asked, found),
        "groups": groups(asked, found) if found else [],
        "is_by_match": bool(found and asked.q and found.is_all and not latest),
        "orders": (asked.link(), asked.link(order="latest")),
        "before": asked.link(**paging, start=str(max(0, start - limit)) if start > limit else "") if start else None,
        "after": _after(asked, found, start, limit, paging) if found else None,
        "statuses": tuple(Status),
        "counted": COUNTED,
    }
    return View(
        "search.html",
        f"{words.clean(asked.q, 60)} · Search" if asked.q else "Search",
        shown,
        lambda: _object(asked, wrong, found, results, start),
        lambda: Table(_COLUMNS, [_cells(result) for result in results]),
        lambda: _feed(ledger, asked, wanted, wrong),
        section=links.SEARCH,
        called="This search",
        status=400 if wrong else 200,
    )


add(router, links.SEARCH, search)


def _found(
    ledger: Ledger, wanted: Search, limit: int, start: int, wrong: list[str], *, latest_first: bool
) -> Found | None:
    try:
        return ledger.search(wanted, limit=limit, offset=start, latest_first=latest_first)
    except UsageError as error:
        wrong.append(f"{error}.")
        return None


def _after(asked: Asked, found: Found, start: int, limit: int, paging: Mapping[str, str]) -> str | None:
    following = start + limit
    if following >= (found.total if found.is_all else COUNTED):
        return None
    return asked.link(**paging, start=str(following))


def _results(ledger: Ledger, rows: Sequence[Row], asked: Asked) -> list[Result]:
    claims = ledger.beside.claims_of([row.report.id for row in rows])
    terms = tuple(folded(asked.q))
    return [Result(row, claims.get(row.report.id), terms) for row in rows]


# ------------------------------------------------------------------ other forms


def _object(asked: Asked, wrong: Sequence[str], found: Found | None, results: Sequence[Result], start: int) -> Plain:
    if found is None:
        return {"search": dict(asked.parts()), "wrong": list(wrong)}
    return {
        "search": dict(asked.parts()),
        "total": found.total,
        "is_all": found.is_all,
        "start": start,
        "reports": [_one(result) for result in results],
        "facets": {
            name: [{"value": one.value, "name": one.name, "count": one.count} for one in some]
            for name, some in found.facets.items()
        },
    }


def _one(result: Result) -> dict[str, Plain]:
    row = result.row
    value = row.report.value
    return {
        "report": row.report.id,
        "claim": result.claim,
        "article": row.article.id,
        "link": links.article(row.article.id, row.report.id),
        "headline": row.article.headline,
        "outlet": result.outlet,
        "published": row.article.published.day.isoformat() if row.article.published else None,
        "words": row.words,
        "chain": [name for name, _ in result.chain],
        "status": row.report.status.value,
        "value": {"low": value.low, "high": value.high, "unit": value.unit, "approx": value.approx} if value else None,
    }


_COLUMNS = (
    "report", "claim", "article", "headline", "outlet", "published", "words", "claimant", "chain", "status", "low",
    "high", "unit",
)  # fmt: skip


def _cells(result: Result) -> tuple[str | float | None, ...]:
    row, names = result.row, [name for name, _ in result.chain]
    value = row.report.value
    return (
        row.report.id, result.claim, row.article.id, row.article.headline, result.outlet,
        row.article.published.day.isoformat() if row.article.published else None, row.words, names[-1],
        " ← ".join(names), row.report.status.value, value.low if value else None, value.high if value else None,
        value.unit if value else None,
    )  # fmt: skip


def _feed(ledger: Ledger, asked: Asked, wanted: Search, wrong: Sequence[str]) -> Feed:
    """Return the reports that came in last, whatever matches best."""
    title = f"Search: {words.clean(asked.q, 60)}" if asked.q else "Search: all reports"
    rows = () if wrong else ledger.search(wanted, limit=_FEED, latest_first=True).rows
    came = ledger.beside.came([row.report.id for row in rows])
    return Feed(title, tuple(_entry(row, came[row.report.id]) for row in rows))


def _entry(row: Row, came: datetime) -> Entry:
    names = " ← ".join(wording.names(row.report, row.article))
    return Entry(
        f"report:{row.report.id}",
        links.article(row.article.id, row.report.id),
        words.clean(row.words, _WORDS),
        came,
        f"{names}: “{words.clean(row.words)}”. {words.clean(wording.title(row.article), 200)}",
    )
