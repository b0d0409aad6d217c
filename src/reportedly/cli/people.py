"""Commands that ask who says what and who counts what, over claims; where nothing is linked, over reports."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import click

from reportedly import tracks
from reportedly.cli import ask, linked, options
from reportedly.ledger import Ledger, Query
from reportedly.ledger.rows import folded
from reportedly.records import Ambiguous, Claim, Entity, RelationKind

AS_REPORTS = click.option(
    "--reports",
    "as_reports",
    is_flag=True,
    help="List reports page by page, as where nothing is linked; --all-kinds and --icd203 do too.",
)

_LONG = 4  # letters of a word that also finds longer ones

# ------------------------------------------------------------------ who


@click.command(
    cls=options.Command,
    short_help="Say who somebody is, and list what they say.",
    examples=("reportedly who dray", "reportedly who waterworks spokeswoman", "reportedly who dray --reports"),
)
@click.argument("name", nargs=-1, required=True)
@AS_REPORTS
@options.listing
def who(name: tuple[str, ...], *, as_reports: bool, listing: options.Listing) -> None:
    """Say who is meant by a name or a role, and list what they are reported to say, as claims.

    Of each: how pages write the name, for whom they speak, what is in doubt; then their claims, and what became of
    their forecasts. Case, accents and order do not matter.
    """
    words = " ".join(name)
    with options.linked(listing.ledger) as opened:
        found = _meant(opened, words)
        if found and not (as_reports or listing.is_of_reports):
            _print_people(opened, found, listing)
        else:
            ask.list_reports(listing, Query(claimant=words))


def _meant(ledger: Ledger, words: str) -> list[tuple[Entity, list[Claim]]]:
    """Return the entities of a name, else those whose role has these words; whoever says most comes first."""
    entities = {entity.id: entity for _, entity in ledger.books.named(words)}
    if not any(list(ledger.books.claims(claimant=entity)) for entity in entities):
        for row in list(ledger.reports(Query(claimant=words))):
            claim = ledger.books.claim_of(row.report.id)
            entity = ledger.books.entity(ledger.books.claim(claim).claimant or "") if claim else None
            if entity:
                entities[entity.id] = entity
    best = {each: ledger.books.entity(each) or entity for each, entity in entities.items()}
    found = [(entity, list(ledger.books.claims(claimant=each))) for each, entity in best.items()]
    return sorted(found, key=lambda pair: (-sum(len(claim.reports) for claim in pair[1]), pair[0].name, pair[0].id))


def _print_people(ledger: Ledger, found: Sequence[tuple[Entity, list[Claim]]], listing: options.Listing) -> None:
    from reportedly.cli import lines  # noqa: PLC0415  # start-up

    left, is_more = listing.most, False
    for entity, claims in found:
        some = [one for one in claims if not (listing.no_own_voice and _is_own(ledger, one))]
        shown = some[:left]
        if listing.as_json:
            told = [lines.claim(one, linked.reports_of(ledger, one), ledger) for one in shown]
            line = [lines.entity(above) for above in _line(ledger, entity)]
            doubts = [lines.doubt(doubt) for doubt, _ in _doubts(ledger, entity)]
            options.print_json({**lines.entity(entity), "belongs_to": line, "doubts": doubts, "claims": told})
        else:
            _print_person(ledger, entity, shown)
        is_more = is_more or len(shown) < len(some)
        if left is not None and (left := left - len(shown)) <= 0:
            is_more = is_more or entity is not found[-1][0]
            break
    if is_more:
        click.echo("there are more; `--limit N` shows N claims", err=True)


def _print_person(ledger: Ledger, entity: Entity, claims: Sequence[Claim]) -> None:
    from reportedly.cli import boards, screens  # noqa: PLC0415  # start-up
    from reportedly.forecasts import Forecasts  # noqa: PLC0415

    screen, forecasts = screens.Screen(), Forecasts(ledger)
    boards.person(screen, entity, _line(ledger, entity), _doubts(ledger, entity))
    for one in claims:
        more = [boards.outcome(forecasts.outcome(one))] if one.horizon else []
        boards.claims(screen, boards.said(ledger, one), *linked.ids(ledger, one), more=more)


def _is_own(ledger: Ledger, claim: Claim) -> bool:
    return all(row.report.is_own for row in linked.reports_of(ledger, claim))


def _line(ledger: Ledger, entity: Entity) -> list[Entity]:
    """Return to whom somebody belongs: the body, its state."""
    line: list[Entity] = []
    at = entity.parent
    while at and at not in {one.id for one in line} and (above := ledger.books.entity(at)):
        line.append(above)
        at = above.parent
    return line


def _doubts(ledger: Ledger, entity: Entity) -> list[tuple[Ambiguous, list[str]]]:
    """Return in which names somebody may be meant, each with whom it may name."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Ambiguous, list[str]]] = {}
    for _, doubt in ledger.books.doubts():
        if entity.id in (doubt.entity, *doubt.candidates):
            known = [ledger.books.entity(each) for each in doubt.candidates]
            found[doubt.name, doubt.candidates] = doubt, [one.name for one in known if one]
    return list(found.values())


# ------------------------------------------------------------------ numbers


@click.command(
    cls=options.Command,
    short_help="Draw numbers over time: who counts what, and since when.",
    examples=("reportedly numbers", "reportedly numbers deaths", "reportedly numbers percent --story 3f2a9c1b"),
)
@click.argument("words", nargs=-1)
@linked.STORY
@AS_REPORTS
@options.listing
def numbers(words: tuple[str, ...], story: str | None, *, as_reports: bool, listing: options.Listing) -> None:
    """List the numbers under what they count: each claimant's over time, with what is behind each.

    WORDS narrow it to what is counted, in any wording ("dead" finds deaths), or to a unit. Claimants are never joined.
    Numbers under one heading may still differ in what exactly they count, where, and up to when.
    """
    named = " ".join(words) or None
    normal = named and _normal(named)
    with options.linked(listing.ledger) as opened:
        is_linked = opened.books.sizes().claims > 0
        if is_linked and not (as_reports or listing.is_of_reports):
            _print_numbers(opened, listing, linked.story_id(opened, story), [each for each in (named, normal) if each])
        else:
            ask.list_reports(listing, Query(measure=named, normal=normal, with_value=True), is_track=True)


def _normal(words: str) -> str | None:
    """Return what some words count, in its normal form."""
    from reportedly.resolve.quantities import values  # noqa: PLC0415  # start-up

    return next((value.measure for value in values(f"2 {words}")), None)


def _print_numbers(ledger: Ledger, listing: options.Listing, story: str | None, any_of: Sequence[str]) -> None:
    known = tracks.revisions(ledger.books.relations(RelationKind.REVISES, story=story))
    groups = list(_measures(ledger, story, any_of, known, no_own_voice=listing.no_own_voice))
    every = [(measure, claim) for measure, claims in groups for claim in claims]
    shown = every[: listing.most]
    by_measure: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for measure, claim in shown:
        by_measure[measure].append(claim)
    for measure, claims in by_measure.items():
        _print_measure(ledger, measure, claims, known, as_json=listing.as_json)
    linked.tell_end(len(shown), is_more=len(shown) < len(every))


def _measures(
    ledger: Ledger, story: str | None, any_of: Sequence[str], known: tracks.Revisions, *, no_own_voice: bool
) -> Iterator[tuple[tuple[str, str], list[Claim]]]:
    """Yield what is counted, in which story, with each claimant's numbers in order; what most claimants count first."""
    some = [
        claim
        for claim in list(ledger.books.claims(story=story, with_value=True))
        if (not any_of or any(_counts(claim, words) for words in any_of))
        and not (no_own_voice and _is_own(ledger, claim))
    ]
    for measure, of_story, claims in tracks.measures(some, known):
        yield (measure, of_story), claims


def _counts(claim: Claim, words: str) -> bool:
    """Whether a claim's number counts what some words say, or has that unit."""
    value = claim.value
    told = [claim.measure, value and value.measure, value and value.counted, value and value.unit]
    known = set(folded(" ".join(each for each in told if each)))
    return all(
        word in known or (len(word) >= _LONG and any(other.startswith(word) for other in known))
        for word in folded(words)
    )


def _print_measure(
    ledger: Ledger, measure: tuple[str, str], claims: Sequence[Claim], known: tracks.Revisions, *, as_json: bool
) -> None:
    """Print the numbers of one measure in one story."""
    from rich.text import Text  # noqa: PLC0415  # start-up

    from reportedly import wording  # noqa: PLC0415
    from reportedly.cli import boards, lines, screens  # noqa: PLC0415

    counted = [boards.Counted(boards.said(ledger, claim), claim.id in known.revised) for claim in claims]
    if as_json:
        for one in counted:
            options.print_json(lines.number(one.said.claim, is_revised=one.is_revised))
        return
    screen = screens.Screen()
    head = Text(wording.neutral(measure[0]), "bold underline")
    screen.print(head.append(f"  story {measure[1][: options.ID]}", "not bold not underline dim"))
    boards.numbers(screen, counted)
