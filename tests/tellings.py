"""Short ways to tell a story by hand and link it: who says what, in which outlet, on which day of May 2031.

>>> from tellings import BOARD, count, linked_pages, page, said, shown
>>> dead = said("31 people were killed in Karvel", BOARD, value=count(31, "deaths @ karvel"))
>>> [shown(claim) for claim in linked_pages(page("Globe", 6, dead)).claims]
['Karvel River Board 31']
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from builders import article, capture, report, source
from reportedly.link import Linked, Told, linked
from reportedly.link.claims.sayings import Saying, saying
from reportedly.link.judged import Judged
from reportedly.records import (
    Claim,
    Copy,
    Entity,
    EntityKind,
    Kind,
    Outlet,
    Report,
    Source,
    SourceKind,
    Status,
    Story,
    Tier,
    Value,
    When,
    id_of,
)

BOARD = source("Karvel River Board", SourceKind.BODY)
FARMERS = source("Karvel Farmers' Union", SourceKind.BODY)
ORR = source("Ada Orr", role="spokeswoman for the Karvel River Board")
LOE = source("Ben Loe")


def via(name: str) -> Source:
    """Return an outlet as a link of a chain."""
    return source(name, SourceKind.OUTLET)


def people(words: str) -> Source:
    """Return people without a name: "two officials"."""
    return source(words, SourceKind.UNNAMED)


def day(number: int) -> date:
    """Return a day of May 2031."""
    return date(2031, 5, number)


def span_of_days(first: int, last: int) -> When:
    """Return some days of May 2031, as a content names them."""
    return When(day(first), day(last), "day" if first == last else "interval")


def count(  # as a page words it
    low: float | None, measure: str | None, *, high: float | None = None, unit: str = "people", **more: str | bool
) -> Value:
    """Return a number of a measure: N, or from N to another; `at_least` and `at_most` are its open forms."""
    counted = measure.partition(" @ ")[0] if measure else None
    found = Value(low, low if high is None else high, unit, counted=counted, measure=measure)
    return replace(found, **more)


def at_least(low: float, measure: str, unit: str = "people") -> Value:
    """Return a number's floor."""
    return replace(count(low, measure, unit=unit), high=None)


def at_most(high: float, measure: str, unit: str = "people") -> Value:
    """Return a number's cap."""
    return replace(count(high, measure, unit=unit), low=None)


class Said(Struct, frozen=True):
    """What one page has somebody say."""

    words: str
    chain: tuple[Source, ...] = ()
    value: Value | None = None
    status: Status = Status.ASSERTED
    horizon: date | None = None
    times: tuple[When, ...] = ()
    said_on: When | None = None
    kind: Kind = Kind.STATEMENT


def said(words: str, *chain: Source, **more: object) -> Said:
    """Return what somebody says; the outlet is added by its page."""
    return replace(Said(words, chain), **more)


def page(outlet: str, of: int | None, *told: Said, text: str | None = None) -> Told:
    """Return a page of an outlet, by its day; its text is what is said on it, unless given."""
    body = text or " ".join(f"{one.words}." for one in told)
    came = capture(body, url=f"https://{outlet.replace(' ', '-').casefold()}.example/{of}/{id_of(body)}")
    on = article(body, of=came, outlet=Outlet(outlet), published=day(of) if of else None)
    return Told(on, tuple(_report(Told(on, ()), one) for one in told))


def _report(on: Told, one: Said) -> Report:
    made = report(
        on.article, one.words, *one.chain, kind=one.kind, status=one.status, value=one.value, horizon=one.horizon
    )
    return replace(made, times=one.times, said_on=one.said_on)


def linked_pages(*pages: Told, copies: Iterable[Copy] = (), judged: Judged | None = None) -> Linked:
    """Link pages as one story."""
    ids = tuple(one.article.id for one in pages)
    story = Story("story", ids, (), None, None)
    return linked(story, pages, copies=copies, judged=judged or Judged())


def shown(claim: Claim) -> str:
    """Return a claim's claimant and number: "Ada Orr 31"."""
    value = claim.value
    bound = (value.low if value.low is not None else value.high) if value else None
    return f"{claim.name or 'nobody'}{f' {bound:g}' if bound is not None else ''}"


def claim_of(found: Linked, one: Report) -> Claim:
    """Return the claim a report is of."""
    return next(claim for claim in found.claims if one.id in claim.reports)


def related(found: Linked) -> list[tuple[str, str, str]]:
    """Return the relations of a story: kind, and both claims as `shown`."""
    names = {claim.id: shown(claim) for claim in found.claims}
    return sorted((one.kind.value, names[one.source], names[one.target]) for one in found.relations)


# ------------------------------------------------------------------ below pages


def entity(key: str, kind: EntityKind, name: str | None = None, **more: object) -> Entity:
    """Return an entity under an id that can be read."""
    return replace(Entity(key, name or key, kind), **more)


def heard(one: Said, *chain: str | None, on: int | None = 6, place: int = 0, page_id: str | None = None) -> Saying:
    """Return what somebody says as it is compared; its chain is ids of entities, the outlet's first."""
    links = chain or ("globe", "board")
    at = page_id or f"{links[0]} {on}"
    made = _report(page(f"{at}", on, one), one)
    return saying(
        replace(made, id=id_of(at, str(place), one.words, *links), tier=Tier.BOTH if len(links) > 1 else None),
        one.words,
        page=at,
        day=day(on) if on else None,
        order=(day(on).isoformat() if on else "9999", at, place),
        chain=links,
    )
