"""One story linked: its reports made claims and points, with their origins, relations and tracks.

Everything here is a function of the story's pages, reports and of people's judgements, and of nothing else; so a page
that comes asks for its own story to be linked again, and no other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.link import origins, relations
from reportedly.link.claims import measures, points
from reportedly.link.claims.grouping import Book, books, names_most
from reportedly.link.claims.sayings import Saying, saying
from reportedly.link.claims.ties import Cast
from reportedly.link.copies.pairs import canonical
from reportedly.link.entities import Named, entities, glosses
from reportedly.link.entities.who import Entities
from reportedly.records import Article, Claim, Distortion, Kind, Point, Relation, Report, Status, id_of

KINDS = (Kind.STATEMENT, Kind.BELIEF)
"""The kinds of report that claims are made of."""


@dataclass(frozen=True, slots=True)
class Told:
    """A page of a story, with what it reports."""

    article: Article
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking makes of one story."""

    story: str
    entities: Entities
    claims: tuple[Claim, ...]
    points: tuple[Point, ...]
    relations: tuple[Relation, ...]


def linked(story: str, told: Iterable[Told]) -> Linked:
    """Link the pages of one story; the order in which they come makes no difference.

    Args:
        story: Its id.
        told: Its pages, each with its reports; only statements and beliefs are linked.
    """
    pages = sorted(told, key=lambda page: canonical(page.article))
    who = _who(story, pages)
    cast = Cast(who.by_id)
    sayings = [one for page in pages for one in _sayings(page, who)]
    some = sorted(books(sayings, cast), key=lambda book: book.first.order)
    profiles = [points.profile(book) for book in some]
    names = _measure_names(some, profiles, cast)
    claims = [_claim(story, book, profiles[i], names.get(i), cast) for i, book in enumerate(some)]
    groups = [_point(story, [claims[i] for i in group], [some[i] for i in group], cast) for group in points.points(profiles)]
    stated = [
        relations.Stated(claims[i], profiles[i], frozenset(one.page for one in some[i].sayings)) for i in range(len(some))
    ]
    return Linked(story, who, tuple(claims), tuple(groups), tuple(relations.relations(stated, cast)))


def _who(story: str, pages: Sequence[Told]) -> Entities:
    named = [
        Named(report.id, page.article.id, report.chain, story)
        for page in pages
        for report in page.reports
        if report.kind in KINDS
    ]
    return entities(named, glosses={page.article.id: list(glosses(page.article.text)) for page in pages})


def _sayings(page: Told, who: Entities) -> Iterable[Saying]:
    article = page.article
    day, instant, _ = canonical(article)
    for place, report in enumerate(page.reports):
        if report.kind in KINDS:
            yield saying(
                report,
                " … ".join(article.words(span) for span in report.content),
                page=article.id,
                day=article.published.day if article.published else None,
                order=(day + instant, article.id, place),
                chain=who.of(report.id),
            )


# ------------------------------------------------------------------ claims


def _claim(story: str, book: Book, profile: points.Profile, measure: str | None, cast: Cast) -> Claim:
    some = sorted(book.sayings, key=lambda one: one.order)
    head = names_most(book, cast)
    lead = _best_worded(some, profile)
    return Claim(
        id=id_of("claim", some[0].report.id),
        story=story,
        claimant=head,
        name=cast.by_id[head].name if head else None,
        reports=tuple(one.report.id for one in some),
        lead=lead.report.id,
        status=_status(some),
        origins=origins.of_claim(book, cast),
        value=profile.value,
        measure=measure,
        said_on=_said_on(some),
        horizon=_horizon(some),
        distorted=tuple(_distorted(some, profile)),
    )


def _best_worded(some: Sequence[Saying], profile: points.Profile) -> Saying:
    """Return the report with the claim's number that has most to say, and is no headline if others are not."""
    fitting = [one for one in some if one.value == profile.value] or list(some)
    return max(fitting, key=lambda one: (len(one.terms), [-ord(c) for c in one.report.id]))


def _status(some: Sequence[Saying]) -> Status:
    counts = Counter(one.report.status for one in some)
    return min(counts, key=lambda status: (-counts[status], list(Status).index(status)))


def _said_on(some: Sequence[Saying]) -> date | None:
    """Return the earliest day on which it was said, as far as the pages tell."""
    return min((day for one in some if (day := said(one))), default=None)


def said(one: Saying) -> date | None:
    """Return the day on which a report has its claimant say it: as it says, else the page's day."""
    when = one.report.said_on
    if when and when.grain == "day" and when.start and (one.day is None or when.start <= one.day):
        return when.start
    return one.day


def _horizon(some: Sequence[Saying]) -> date | None:
    counts = Counter(one.report.horizon for one in some if one.report.horizon)
    return min(counts, key=lambda due: (-counts[due], due), default=None)


def _distorted(some: Sequence[Saying], profile: points.Profile) -> Iterable[Distortion]:
    """Yield the reports that tell a claim otherwise than most do."""
    if len(some) < 3:
        return
    for one in some:
        if one.is_negative != profile.is_negative:
            yield Distortion(one.report.id, "a lost negation" if profile.is_negative else "a negation that the others lack")
        elif one.measure and profile.measure and not measures.is_of_one_kind(one.measure, profile.measure):
            yield Distortion(one.report.id, f"counts something else: {one.value.counted if one.value else ''}")


def _measure_names(some: Sequence[Book], profiles: Sequence[points.Profile], cast: Cast) -> dict[int, str]:
    """Return what each claim counts, by one name for what is one measure of one claimant.

    A measure told without its place or nation is the one of the same claimant that is told with it, if there is but one.
    """
    keys: dict[int, tuple[str, tuple[str, ...], str]] = {}
    by_claimant: defaultdict[str | None, list[int]] = defaultdict(list)
    for i, profile in enumerate(profiles):
        if profile.measure:
            keys[i] = (profile.measure.kind, tuple(sorted(profile.measure.nations)), profile.measure.scope)
            by_claimant[names_most(some[i], cast)].append(i)
    for mine in by_claimant.values():
        for i in mine:
            keys[i] = _completed(keys[i], [keys[j] for j in mine])
    words: defaultdict[tuple[str, tuple[str, ...], str], Counter[str]] = defaultdict(Counter)
    for i, key in keys.items():
        for one in some[i].sayings:
            if one.value:
                words[key][(one.value.measure or one.value.unit).partition(" @ ")[0]] += 1
    names = {key: min(counts, key=lambda w: (-counts[w], w)) for key, counts in words.items()}
    return {i: f"{names[key]} @ {key[2]}" if key[2] else names[key] for i, key in keys.items()}


def _completed(
    key: tuple[str, tuple[str, ...], str], others: Sequence[tuple[str, tuple[str, ...], str]]
) -> tuple[str, tuple[str, ...], str]:
    kind, nations, scope = key
    if not nations:
        known = {other[1] for other in others if other[0] == kind and other[1]}
        nations = known.pop() if len(known) == 1 else nations
    if not scope:
        places = {other[2] for other in others if other[0] == kind and other[2] and (not nations or other[1] == nations)}
        scope = places.pop() if len(places) == 1 else scope
    return kind, nations, scope


# ------------------------------------------------------------------ points


def _point(story: str, claims: Sequence[Claim], some: Sequence[Book], cast: Cast) -> Point:
    lead = min(claims, key=lambda claim: (-len(claim.reports), claim.id))
    ordered = sorted(claims, key=lambda claim: (-len(claim.reports), claim.id))
    return Point(
        id_of("point", *sorted(claim.id for claim in claims)[:1]),
        story,
        tuple(claim.id for claim in ordered),
        origins.of_point(some, cast),
        lead.id,
    )


def by_report(found: Linked) -> Mapping[str, str]:
    """Return the claim of each report."""
    return {report: claim.id for claim in found.claims for report in claim.reports}


__all__ = ["Linked", "Told", "by_report", "linked", "replace"]
