"""Forecasts by the day they fall due: overdue, soon, later; and those of which people say what became of them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from fastapi import APIRouter, Request
from msgspec import Struct

from reportedly import forecasts
from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.link.judged import attached
from reportedly.records import Claim, Judgement, JudgementKind
from reportedly.serve import links, words
from reportedly.serve.outcomes import Became, became
from reportedly.serve.views import Entry, Feed, Plain, Table, View, add

router = APIRouter()

SOON = timedelta(days=30)
"""Until when a forecast falls due soon."""

FEW, SHOWN = 8, 40
"""Forecasts in each part of the whole page, and on a page of one part."""

_FEED = 50


class Part(Struct, frozen=True):
    """One part of the page: forecasts whose day lies between two."""

    key: str
    title: str
    says: str
    latest_first: bool = False

    def days(self, today: date) -> tuple[date | None, date | None]:
        """Return the first and the last day of the part."""
        match self.key:
            case "overdue":
                return None, today - timedelta(days=1)
            case "soon":
                return today, today + SOON
        return today + SOON + timedelta(days=1), None


PARTS = (
    Part("overdue", "Overdue", "Their day went by, and nobody has ruled what became of them.", latest_first=True),
    Part("soon", "Due within 30 days", "Their day is today or comes soon."),
    Part("later", "Due later", "Their day is further ahead."),
)

SETTLED = "settled"
"""The part of those of which somebody says what became of them."""


class Due(Struct, frozen=True):
    """A forecast, and what became of it."""

    claim: Claim
    became: Became


class Shown(Struct, frozen=True):
    """A part with the forecasts that are shown of it."""

    key: str
    title: str
    says: str
    number: int  # forecasts whose day lies there; rulings, of those that are settled
    found: tuple[Due, ...]
    left_out: int  # ruled, and told of elsewhere
    more: str | None


def due(request: Request, part: str | None = None, after: str | None = None) -> View:
    """Return the forecasts of all parts, some of each; or those of one part, page by page."""
    house = request.app.state.house
    ledger, today = house.reading(), house.now().date()
    known = [one.key for one in PARTS]
    if part is not None and part not in (*known, SETTLED):
        raise UsageError(f"there is no part of that name; it is one of {', '.join(known)}, {SETTLED}")
    shelf = _Shelf(ledger, today, SHOWN if part else FEW, after if part else None)
    parts = shelf.parts([one for one in PARTS if part in (None, one.key)], with_settled=part in (None, SETTLED))
    return View(
        "due.html",
        "Forecasts",
        {"parts": parts, "is_whole": part is None, "today": today, "any": any(one.number for one in parts)},
        lambda: {one.key: [_object(due) for due in one.found] for one in parts},
        lambda: Table(_COLUMNS, [_cells(one.key, due) for one in parts for due in one.found]),
        lambda: _feed(ledger, today),
        section=links.DUE,
    )


add(router, links.DUE, due)


# ------------------------------------------------------------------ the parts


class _Shelf(Struct, frozen=True):
    """The parts, as far as one page shows them."""

    ledger: Ledger
    today: date
    limit: int
    after: str | None  # where in its part the page begins

    def parts(self, some: Sequence[Part], *, with_settled: bool) -> list[Shown]:
        """Return some parts; each page that somebody ruled on is read once."""
        page = cache(self.ledger.at_address)
        found = {part.key: self._found(part) for part in some}
        rulings = self._rulings() if with_settled else []
        start = next((place + 1 for place, one in enumerate(rulings) if one.id == self.after), 0)
        settled = rulings[start : start + self.limit]
        claims = self._claims(settled, page)
        ruled = forecasts.outcomes(
            self.ledger, [*(one for claims in found.values() for one in claims), *claims], page=page
        )
        shown = [self._part(part, found[part.key], ruled) for part in some]
        if with_settled:
            more = settled[-1].id if len(settled) == self.limit and start + self.limit < len(rulings) else None
            told = [self._due(one, ruled) for one in claims if ruled.get(one.id) in settled]
            shown.append(
                _settled(len(rulings), sorted(told, key=lambda one: _ruled_at(one.became.ruling), reverse=True), more)
            )
        return shown

    def _found(self, part: Part) -> list[Claim]:
        first, last = part.days(self.today)
        at, _, claim = (self.after or "").partition("/")
        return self.ledger.lists.forecasts(
            first, last, limit=self.limit, after=(at, claim) if claim else None, latest_first=part.latest_first
        )

    def _rulings(self) -> list[Judgement]:
        """Return what people ruled on forecasts, the latest first; that one is open again is no outcome."""
        found = list(self.ledger.judgements(JudgementKind.OUTCOME, in_force=True))
        return [one for one in reversed(found) if not forecasts.is_open(one)]

    def _claims(self, rulings: Sequence[Judgement], page: forecasts.Page) -> list[Claim]:
        """Return the forecasts that some rulings are on."""
        reports = attached(reversed(rulings), page).outcomes
        claims = self.ledger.beside.claims_of(sorted(reports))
        return list(self.ledger.books.claims_by_id(sorted(set(claims.values()))).values())

    def _due(self, claim: Claim, ruled: Mapping[str, Judgement]) -> Due:
        return Due(claim, became(claim.horizon or self.today, self.today, ruled.get(claim.id)))

    def _part(self, part: Part, found: Sequence[Claim], ruled: Mapping[str, Judgement]) -> Shown:
        told = tuple(self._due(one, ruled) for one in found if forecasts.is_open(ruled.get(one.id)))
        more = f"{found[-1].horizon}/{found[-1].id}" if len(found) == self.limit else None
        return Shown(
            part.key,
            part.title,
            part.says,
            self.ledger.lists.number_of_forecasts(*part.days(self.today)),
            told,
            len(found) - len(told),
            links.query(links.DUE, part=part.key, after=more) if more else None,
        )


def _settled(number: int, told: Sequence[Due], more: str | None) -> Shown:
    """Return the part of those of which somebody says what became of them, the last ruled first."""
    return Shown(
        SETTLED,
        "Met, or not met",
        "On whose word: a person ruled it, and a later ruling can say otherwise.",
        number,
        tuple(told),
        0,
        links.query(links.DUE, part=SETTLED, after=more) if more else None,
    )


def _ruled_at(ruling: Judgement | None) -> datetime:
    return ruling.made_at if ruling else datetime.min.replace(tzinfo=UTC)


# ------------------------------------------------------------------ other forms

_COLUMNS = (
    "part", "claim", "story", "due", "words", "claimant", "said_on", "status", "outlets", "outcome", "ruled_by",
    "ruled_at", "why",
)  # fmt: skip


def _cells(part: str, one: Due) -> tuple[str | float | None, ...]:
    claim, ruling = one.claim, one.became.ruling
    outcome = None if forecasts.is_open(ruling) else one.became.outcome
    return (
        part, claim.id, claim.story, words.iso(claim.horizon), claim.words, claim.name,
        words.iso(claim.said_on) or None, claim.status.value, claim.weight.outlets, outcome,
        ruling.who if ruling else None, words.iso(ruling.made_at) if ruling else None, ruling.why if ruling else None,
    )  # fmt: skip


def _object(one: Due) -> Plain:
    told: Mapping[str, Plain] = dict(zip(_COLUMNS, _cells("", one), strict=True))
    return {name: value for name, value in told.items() if name != "part"} | {"link": links.claim(one.claim.id)}


def _feed(ledger: Ledger, today: date) -> Feed:
    """Return the forecasts whose day went by last."""
    found = ledger.lists.forecasts(None, today - timedelta(days=1), limit=_FEED, latest_first=True)
    ruled = forecasts.outcomes(ledger, found)
    open_ = [one for one in found if forecasts.is_open(ruled.get(one.id))]
    return Feed("Forecasts that fell due", tuple(map(_entry, open_)))


def _entry(claim: Claim) -> Entry:
    fell = datetime.combine(claim.horizon or date.min, time(), UTC) + timedelta(days=1)
    said = f"said by {claim.name}" if claim.name else "nobody is named for it"
    return Entry(
        f"due:{claim.id}",
        links.claim(claim.id),
        f"Fell due on {words.day(claim.horizon)}: “{words.clean(claim.words, 160)}”",
        fell,
        f"{words.clean(claim.words)} ({words.clean(said)}; {words.clean(claim.status.value)})",
    )
