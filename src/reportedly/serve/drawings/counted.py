"""From what a ledger holds to charts: the claims with a number, and what revises what."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reportedly import tracks, wording
from reportedly.ledger import Row
from reportedly.records import Claim, Entity, EntityKind, Relation, Status, Value
from reportedly.serve.drawings.numbers import Chart, Step, Track
from reportedly.serve.drawings.widths import cut

_CLOCK = "minutes after midnight"
_SHARES = ("percent", "fraction")
_HEADS = ("people", "deaths")
_LEVELS = frozenset({Status.ASSERTED, Status.ESTIMATED, Status.BELIEVED})
_WORDS = 40  # characters of a number's own words, as "dozens"
_ABOUT = 120


def charts(
    claims: Iterable[Claim],
    relations: Iterable[Relation] = (),
    *,
    cast: Mapping[str, Entity],
    link: Callable[[Claim], str],
    rows: Mapping[str, Row] | None = None,
) -> tuple[Chart, ...]:
    """Return a chart for each thing that is counted, that which most claimants count first.

    What is counted in several places ("deaths @ hospital", "deaths @ country") is one chart: a track says where.

    Args:
        claims: Of one story; those without a number are passed over.
        relations: Those that revise say what is superseded.
        cast: Who is who in the story.
        link: Gives the address of a claim's page.
        rows: Reports by their ids, as many as there are at hand: a claim's first one tells who told it first, its
            lead the words of its number.
    """
    known, at_hand = tracks.revisions(relations), rows or {}
    families: defaultdict[tuple[str, str], list[tuple[str, list[Claim]]]] = defaultdict(list)
    for measure, _, some in tracks.measures(claims, known):
        plain, _, where = measure.partition(" @ ")
        for unit, alike in _by_unit(some).items():
            families[plain, unit].append((where, alike))

    def told(claim: Claim) -> Step:
        return _step(claim, at_hand, is_revised=claim.id in known.revised, href=link(claim))

    found = [_chart(of, family, _about(of, at_hand), cast, told) for family, of in families.items()]
    return tuple(
        sorted(found, key=lambda chart: (-len({t.who for t in chart.tracks}), -chart.size, chart.title, chart.unit))
    )


def _by_unit(claims: Sequence[Claim]) -> Mapping[str, list[Claim]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        assert claim.value  # `measures` passes over those without
        found[claim.value.unit].append(claim)
    return found


def _chart(
    of: Sequence[tuple[str, list[Claim]]],
    family: tuple[str, str],
    about: str,
    cast: Mapping[str, Entity],
    told: Callable[[Claim], Step],
) -> Chart:
    measure, unit = family
    every = [claim for _, claims in of for claim in claims]
    found = sorted((track for where, claims in of for track in _tracks(where, claims, cast, told)), key=_weight(every))
    title, mark, _ = measure.partition(" (")
    is_said = not unit or unit in title.split() or unit in _HEADS
    is_bare = bool(mark) or (title == unit and unit not in _HEADS)
    return Chart(
        wording.neutral(title),
        tuple(found),
        "" if is_said else wording.neutral(unit),
        about if is_bare else "",
        next((name for name, _ in Counter(claim.measure for claim in every if claim.measure).most_common(1)), None),
    )


def _weight(claims: Sequence[Claim]) -> Callable[[Track], tuple[int, str, str]]:
    """Return what puts tracks in order: whoever is reported most first."""
    sizes: defaultdict[str, int] = defaultdict(int)
    for claim in claims:
        sizes[claim.claimant or ""] += len(claim.reports)
    return lambda track: (-sizes[track.who], track.who, track.counts)


def _tracks(
    where: str, claims: Sequence[Claim], cast: Mapping[str, Entity], told: Callable[[Claim], Step]
) -> Iterator[Track]:
    by_claimant: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_claimant[claim.claimant or ""].append(claim)
    for who, some in by_claimant.items():
        known = cast.get(who)
        yield Track(
            who=who,
            name=some[0].name or (known.name if known else "") or "nobody named",
            steps=tuple(told(claim) for claim in some),
            counts=where,
            is_unnamed=known is not None and known.kind is EntityKind.UNNAMED,
            is_one=bool(who),
        )


def _step(claim: Claim, rows: Mapping[str, Row], *, is_revised: bool, href: str) -> Step:
    value = claim.value
    assert value  # `measures` passes over claims without
    first = rows.get(claim.reports[0])
    return Step(
        label=_label(claim, value, rows),
        low=value.low,
        high=value.high,
        day=claim.said_on,
        is_about=claim.is_placed,
        is_revised=is_revised,
        holds=claim.status in _LEVELS,
        approx=value.approx,
        status=claim.status.value,
        told=wording.interval(value),
        first=wording.outlet(first.article) if first else "",
        href=href,
        kept_off=_kept_off(claim, value),
    )


def _label(claim: Claim, value: Value, rows: Mapping[str, Row]) -> str:
    """Return a number as a mark has it: without what it counts, and what is no level with a word that says so."""
    bare = wording.figures(value)
    lead = rows.get(claim.lead)
    if value.approx and value.low != value.high:
        bare = bare.removesuffix(", approximate")
        words = lead.article.words(value.words) if lead and lead.report.value == value and value.words else ""
        bare = f"“{cut(words, most=_WORDS)}”: {bare}" if words and not any(c.isdigit() for c in words) else bare
    return bare if claim.status in _LEVELS else f"{bare}, {claim.status.value}"


def _kept_off(claim: Claim, value: Value) -> str | None:
    if claim.status is Status.DENIED:
        return "it is denied"
    if value.change in ("rose by", "fell by"):
        return "it says how much it changed"
    if value.change == "from":
        return "it says what it was before"
    return "it is a time of day" if value.unit == _CLOCK else None


def _about(of: Sequence[tuple[str, list[Claim]]], rows: Mapping[str, Row]) -> str:
    """Return the words of the most reported claim: a bare "EUR" does not say what is counted."""
    claim = max((claim for _, claims in of for claim in claims), key=lambda one: (len(one.reports), one.id))
    if not (lead := rows.get(claim.lead)):
        return ""
    words = " … ".join(lead.article.words(span) for span in lead.report.content)
    return wording.in_marks(wording.bounded(wording.neutral(words), _ABOUT))
