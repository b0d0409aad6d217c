"""Claimants: who is cited, and for each what they are reported to have said and what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict, replace

from reportedly import clashes, forecasts, wording
from reportedly.errors import NotFoundError
from reportedly.ledger import Ledger, to_value
from reportedly.ledger.claimants import Cited, ClaimantOrder, Said, Track, Travelled
from reportedly.records import Claim, Digest, Entity, EntityKind, Judgement, Point, Relation, RelationKind
from reportedly.serve import links, words
from reportedly.serve.drawings import counted, numbers, plots
from reportedly.serve.outcomes import Became, became
from reportedly.serve.pages.against import plain_ruling
from reportedly.serve.paging import Page, paged
from reportedly.serve.views import Entry, Feed, Plain, Table, View, add

router = APIRouter()

LISTED = 50
"""Claimants on one page of the list, and claims on one page of a claimant."""

_FORECASTS, _AGAINST, _TRACKS, _VALUES, _NAMES, _RELAYS = 12, 12, 3, 100, 12, 8  # of each, what one page tells

KINDS: Mapping[EntityKind, str] = {
    EntityKind.PERSON: "people",
    EntityKind.BODY: "bodies",
    EntityKind.STATE: "states",
    EntityKind.UNNAMED: "unnamed",
    EntityKind.DOCUMENT: "documents",
    EntityKind.GROUP: "groups",
    EntityKind.OUTLET: "outlets",
}
"""What claimants of a kind are called, in the order in which they are offered."""


# ------------------------------------------------------------------ the list


def claimants(request: Request, q: str = "", kind: str = "", by: str = "", page: Page = 1) -> View:
    """Return who is cited: those with most claims first, or by name."""
    ledger = request.app.state.house.reading()
    of, order = _kind(kind), ClaimantOrder.NAME if by == ClaimantOrder.NAME else ClaimantOrder.CLAIMS
    found = ledger.claimants.listed(words=q, kind=of, order=order, limit=LISTED + 1, offset=LISTED * (page - 1))
    some, is_more = found[:LISTED], len(found) > LISTED
    asked = {"q": q, "kind": of.value if of else "", "by": order.value if by else ""}
    return View(
        "claimants.html",
        "Claimants",
        {
            "some": some,
            "asked": asked,
            "order": order,
            "kinds": KINDS,
            "paged": paged(request.url.path, asked, page, LISTED, len(some), is_more=is_more),
        },
        lambda: [dict(zip(_CITED, _cited(one), strict=True)) for one in some],
        lambda: Table(_CITED, [_cited(one) for one in some]),
        section=links.CLAIMANTS,
        called="This list",
    )


def _kind(text: str) -> EntityKind | None:
    return next((kind for kind in EntityKind if kind.value == text), None)


_CITED = ("id", "name", "kind", "claims", "stories", "last_said_on")


def _cited(one: Cited) -> tuple[str | int | None, ...]:
    kind, last = one.kind.value if one.kind else None, one.last.isoformat() if one.last else None
    return one.id, words.clean(one.name), kind, one.claims, one.stories, last


# ------------------------------------------------------------------ one claimant


class Line(Struct, frozen=True):
    """A claim as a claimant's page lists it."""

    claim: Claim
    line: Point | Claim  # the point, or the claim where nobody else makes it
    first: str | None  # who told it first: the earliest page's outlet, or whom that page has it from
    is_page: bool  # whether that is the page's outlet
    became: Became | None  # of a forecast
    newer: Claim | None  # what revises it

    @property
    def standing(self) -> str:
        """What became of it, in words."""
        if self.newer is not None:
            value = self.newer.value
            return f"revised: {wording.interval(value)}" if value else "revised"
        return self.became.line if self.became else "stands"


class Counted(Struct, frozen=True):
    """One thing that a claimant counts in one story, drawn."""

    track: Track
    summary: str
    figure: Markup
    twin: Markup


class Against(Struct, frozen=True):
    """Two claims of which one is the claimant's, that do not go together."""

    relation: Relation
    source: Claim
    target: Claim
    ruling: Judgement | None = None  # on which it stands, where a person ruled

    @property
    def is_contradiction(self) -> bool:
        """Whether both cannot hold; else one denies the other."""
        return self.relation.kind is RelationKind.CONTRADICTS


class Shown(Struct, frozen=True):
    """All that a claimant's page shows."""

    who: Entity
    said: Said
    lines: tuple[Line, ...]  # by story
    forecasts: tuple[Line, ...]
    stories: Mapping[str, Digest]
    counted: tuple[Counted, ...]
    against: tuple[Against, ...]
    travelled: Travelled
    aliases: tuple[tuple[str, int], ...]
    parent: Entity | None
    spoken_for_by: tuple[tuple[str, str], ...]

    @property
    def by_story(self) -> Iterator[tuple[Digest | None, list[Line]]]:
        """The claims with their stories."""
        for story, some in groupby(self.lines, key=lambda line: line.claim.story):
            yield self.stories.get(story), list(some)


def claimant(request: Request, entity: str, page: Page = 1) -> View:
    """Return a claimant."""
    house = request.app.state.house
    ledger: Ledger = house.reading()
    who = ledger.books.entity(entity)
    if who is None:
        raise NotFoundError("claimant", entity)
    claims = ledger.claimants.claims(who.id, limit=LISTED + 1, offset=LISTED * (page - 1))
    found = _shown(ledger, who, claims[:LISTED], house.now().date())
    return View(
        "claimant.html",
        who.name,
        {
            "shown": found,
            "who": who,
            "paged": paged(request.url.path, {}, page, LISTED, len(found.lines), is_more=len(claims) > LISTED),
            "kind": KINDS[who.kind],
        },
        lambda: _object(found),
        lambda: Table(_COLUMNS, [_row(line, found) for line in found.lines]),
        lambda: _feed(ledger, found),
        section=links.CLAIMANTS,
        called="This claimant",
    )


add(router, links.CLAIMANTS, claimants)
add(router, "/claimants/{entity}", claimant)


def _shown(ledger: Ledger, who: Entity, claims: Sequence[Claim], today: date) -> Shown:
    asked, beside = ledger.claimants, ledger.beside
    forecasts = asked.forecasts(who.id, limit=_FORECASTS)
    every = {claim.id: claim for claim in (*claims, *forecasts)}
    lines = _lines(ledger, every, today)
    against = _against(ledger, asked.against(who.id, limit=_AGAINST))
    counts = tuple(_counted(ledger, who, asked.tracks(who.id, limit=_TRACKS)))
    stories = {claim.story for claim in every.values()} | {one.track.story for one in counts}
    return Shown(
        who,
        asked.said(who.id),
        tuple(lines[claim.id] for claim in claims),
        tuple(lines[claim.id] for claim in forecasts),
        beside.digests(sorted(stories)),
        counts,
        against,
        asked.travelled(who.id, limit=_RELAYS),
        tuple(asked.aliases(who.id, limit=_NAMES)),
        ledger.books.entity(who.parent) if who.parent else None,
        tuple(asked.speaking_for(who.id, limit=_NAMES)),
    )


def _lines(ledger: Ledger, claims: Mapping[str, Claim], today: date) -> dict[str, Line]:
    beside = ledger.beside
    points = beside.points_of(claims)
    earliest = [claim.reports[0] for claim in claims.values()]
    pages, relays = beside.outlets_of(earliest), beside.relays_of(earliest)
    revising = beside.relations_of(claims, RelationKind.REVISES, limit=4 * LISTED)
    newer = {one.target: one.source for one in revising if one.target in claims}
    later = {**claims, **ledger.books.claims_by_id(sorted(set(newer.values()) - set(claims)))}
    ruled = forecasts.outcomes(ledger, [claim for claim in claims.values() if claim.horizon])
    return {
        claim.id: Line(
            claim,
            points.get(claim.id, claim),
            relays.get(claim.reports[0]) or pages.get(claim.reports[0]),
            claim.reports[0] not in relays,
            became(claim.horizon, today, ruled.get(claim.id)) if claim.horizon else None,
            later.get(newer.get(claim.id, "")),
        )
        for claim in claims.values()
    }


def _against(ledger: Ledger, relations: Sequence[Relation]) -> tuple[Against, ...]:
    claims = ledger.books.claims_by_id(sorted({end for one in relations for end in (one.source, one.target)}))
    rulings = clashes.rulings(ledger, relations, claims=claims)
    return tuple(Against(one, claims[one.source], claims[one.target], rulings.get(one)) for one in relations)


def _counted(ledger: Ledger, who: Entity, some: Sequence[Track]) -> Iterator[Counted]:
    values = [
        list(ledger.claimants.values(one.measure, story=one.story, claimant=who.id, limit=_VALUES)) for one in some
    ]
    ids = [claim.id for claims in values for claim in claims]
    relations = ledger.beside.relations_of(ids, RelationKind.REVISES, limit=2 * _VALUES * _TRACKS)
    for place, (one, claims) in enumerate(zip(some, values, strict=True)):
        for number, chart in enumerate(_charts(claims, relations, who)):
            key = f"n{place}-{number}"
            named = replace(chart, title=f"{chart.title} {chart.unit} · {place + 1}")  # tables have names apart
            yield Counted(one, numbers.summary(chart), plots.figure(chart, key), numbers.twin(named))


def _charts(claims: Sequence[Claim], relations: Sequence[Relation], who: Entity) -> tuple[numbers.Chart, ...]:
    return counted.charts(claims, relations, cast={who.id: who}, link=lambda claim: links.claim(claim.id))


# ------------------------------------------------------------------ other forms

_COLUMNS = (
    "claim", "story", "point", "said_on", "about_day", "words", "value", "low", "high", "unit", "measure", "status",
    "due", "became", "first_told_by", "reports", "outlets", "origins_at_least", "origins_at_most",
)  # fmt: skip


def _row(one: Line, _found: Shown) -> tuple[str | int | float | None, ...]:
    claim, value = one.claim, one.claim.value
    return (
        claim.id,
        claim.story,
        one.line.id if isinstance(one.line, Point) else None,
        claim.said_on.isoformat() if claim.said_on else None,
        "yes" if claim.is_placed else "no",
        words.clean(claim.words),
        wording.interval(value) if value else None,
        value.low if value else None,
        value.high if value else None,
        value.unit if value else None,
        claim.measure,
        claim.status.value,
        claim.horizon.isoformat() if claim.horizon else None,
        one.standing,
        one.first,
        claim.weight.reports,
        claim.weight.outlets,
        one.line.origins.at_least,
        one.line.origins.at_most,
    )


def _object(found: Shown) -> Plain:
    who = found.who
    return {
        "id": who.id,
        "name": who.name,
        "kind": who.kind.value,
        "aliases": [{"name": name, "times": times} for name, times in found.aliases],
        "speaks_for": {"id": found.parent.id, "name": found.parent.name, "why": who.why} if found.parent else None,
        "spoken_for_by": [{"id": key, "name": name} for key, name in found.spoken_for_by],
        "claims": found.said.claims,
        "stories": found.said.stories,
        "forecasts": found.said.forecasts,
        "travelled": {**asdict(found.travelled), "relays": [[name, times] for name, times in found.travelled.relays]},
        "said": [_line(line, found) for line in found.lines],
        "forecasts_latest": [_line(line, found) for line in found.forecasts],
        "against": [
            {
                "kind": one.relation.kind.value,
                "from": one.source.id,
                "to": one.target.id,
                "why": one.relation.why,
                "ruling": plain_ruling(one.ruling),
            }
            for one in found.against
        ],
    }


def _line(line: Line, found: Shown) -> Plain:
    told = dict(zip(_COLUMNS, _row(line, found), strict=True))
    return {**told, "value": to_value(line.claim.value)}


def _feed(ledger: Ledger, found: Shown) -> Feed:
    came = ledger.beside.came([line.claim.reports[0] for line in found.lines])
    entries = [
        Entry(
            f"claim:{line.claim.id}",
            links.claim(line.claim.id),
            f"{words.clean(found.who.name, 80)}: {words.clean(line.claim.words, 160)}",
            came[line.claim.reports[0]],
            f"{line.claim.status.value}; {words.whole(line.line.weight, line.line.origins)}",
        )
        for line in found.lines
    ]
    return Feed(words.clean(found.who.name, 120), tuple(sorted(entries, key=lambda one: one.updated, reverse=True)))
