"""Short ways to make records by hand: the words are given, the offsets found.

>>> from builders import article, report
>>> mill = article("The mill is closed, Ada Orr said.")
>>> report(mill, "The mill is closed, Ada Orr said", "Ada Orr").claimant.name
'Ada Orr'
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from reportedly.records import (
    Article,
    Attribution,
    Capture,
    Given,
    Kind,
    Outlet,
    Part,
    Provenance,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Stamp,
    Status,
    Tier,
    Value,
    id_of,
)

NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)
"""When everything here was captured."""

PROVENANCE = Provenance("0.1.0", "weights-1", "names-1")

COURIER = Outlet("Lowmoor Courier", ("Courier",), ("courier.example",), kind="newspaper", country="GB")


def capture(
    text: str = "The mill is closed, Ada Orr said.",
    *,
    url: str | None = "https://courier.example/mill",
    path: str | None = None,
    key: str | None = None,
) -> Capture:
    """Return a text as it came in."""
    return Capture(text.encode(), "text/plain", NOON, url=url, path=path, given=Given(key=key))


def article(
    text: str = "The mill is closed, Ada Orr said.",
    *,
    of: Capture | None = None,
    headline: str | None = None,
    outlet: Outlet | None = COURIER,
    published: date | None = date(2031, 5, 6),
) -> Article:
    """Return a text as it is read, by default of a capture of just this text."""
    page = of or capture(text)
    return Article(
        id=id_of(page.address, text),
        capture_id=page.id,
        address=page.address,
        text=text,
        headline=headline,
        url=page.url,
        outlet=outlet,
        published=Stamp(published, None, "given") if published else None,
    )


def span(page: Article, words: str) -> Span:
    """Return where words stand for the first time: in the body, else in the headline."""
    part = Part.BODY if words in page.text else Part.HEADLINE
    start = (page.text if part is Part.BODY else page.headline or "").index(words)
    return Span(start, start + len(words), part)


def source(name: str | None, kind: SourceKind | None = None, *, role: str | None = None) -> Source:
    """Return a link of a chain: a person, or nobody."""
    return Source(name, kind or (SourceKind.PERSON if name else SourceKind.NOBODY), role=role)


def report(
    page: Article,
    words: str,
    *chain: Source | str | None,
    kind: Kind = Kind.STATEMENT,
    status: Status = Status.ASSERTED,
    value: Value | None = None,
    horizon: date | None = None,
    hedge: str | None = None,
) -> Report:
    """Return a report of some words of a page; the chain begins with the page's outlet, which is added."""
    evidence = span(page, words)
    outlet = Source(page.outlet.name if page.outlet else None, SourceKind.OUTLET)
    links = (outlet, *(link if isinstance(link, Source) else source(link) for link in chain))
    return Report(
        id=id_of(page.id, words, *(link.name for link in links)),
        article_id=page.id,
        chain=links,
        content=(evidence,),
        evidence=evidence,
        kind=kind,
        status=status,
        tier=Tier.BOTH if chain else None,
        score=0.75 if chain else 0.0,
        value=value,
        horizon=horizon,
        hedge=span(page, hedge) if hedge else None,
    )


def attribution(page: Article, who: str, cue: str, content: str, *, kind: Kind | None = Kind.STATEMENT) -> Attribution:
    """Return an attribution of some words of a page."""
    return Attribution((span(page, who),), (span(page, cue),), (span(page, content),), kind, 0.75, Tier.BOTH)


def reading(
    page: Article,
    reports: Sequence[Report] = (),
    attributions: Sequence[Attribution] = (),
    *,
    provenance: Provenance = PROVENANCE,
) -> Reading:
    """Return a page with what was read from it."""
    return Reading(page, tuple(attributions), tuple(reports), provenance)
