"""Commands that ask what linking made of a ledger: claims, points, contradictions, forecasts."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportedly.cli import options
from reportedly.errors import NotFoundError
from reportedly.ledger import Ledger, Row
from reportedly.records import CLASHES, LOOKALIKES, Claim, Point, Relation, Status, Story, utc_now

if TYPE_CHECKING:
    from reportedly.behind import Behind
    from reportedly.cli.boards import Related

NOTHING = "nothing found; `reportedly claims` lists what there is"
NONE = "no claims here; `reportedly add PLACES…` reads pages into the ledger and links them"

SAID = 12
"""Points of a story that are shown unless more are asked for."""

STORY = click.option("--story", metavar="ID", help="Only of this story: the beginning of its id.")

# ------------------------------------------------------------------ what the commands share


def reports_of(ledger: Ledger, claim: Claim) -> tuple[Row, ...]:
    """Return the reports of a claim, the earliest page first."""
    from reportedly import behind  # noqa: PLC0415  # start-up

    return behind.reports(ledger, claim.reports)


def all_behind(ledger: Ledger, one: Claim | Point) -> "Behind":
    """Return all that stands behind a claim or a point."""
    from reportedly import behind  # noqa: PLC0415  # start-up

    return behind.of_claim(ledger, one) if isinstance(one, Claim) else behind.of_point(ledger, one)


def story_id(ledger: Ledger, prefix: str | None) -> str | None:
    """Return the id of the story whose id begins so."""
    return ledger.books.story(prefix).id if prefix else None


def ids(ledger: Ledger, claim: Claim) -> tuple[str, ...]:
    """Return what goes on from a claim: its point, its story."""
    point = ledger.books.point_of(claim.id)
    return (*([f"point {point[: options.ID]}"] if point else []), f"story {claim.story[: options.ID]}")


def tell_end(count: int, *, is_more: bool, none: str = NOTHING) -> None:
    """Say on standard error that nothing was found, or that there is more."""
    if not count:
        click.echo(none, err=True)
    elif is_more:
        click.echo(f"{count:,} shown, there are more; `--limit N` shows N", err=True)


def most(limit: int | None, *, as_json: bool) -> int | None:
    """Return how many of a list to show at most."""
    return limit or (options.LISTED if options.is_terminal() and not as_json else None)


# ------------------------------------------------------------------ stories


@click.command(
    cls=options.Command,
    short_help="List stories: the pages about one happening.",
    examples=("reportedly stories", "reportedly stories -n 5", "reportedly stories --json"),
)
@options.limit
@options.asking
def stories(limit: int | None, ledger: Path | None, *, as_json: bool) -> None:
    """List stories, those with most pages first: headline, days, pages, outlets, publishers, claimants, id."""
    from reportedly.cli import lines, screens, storyboard  # noqa: PLC0415  # start-up

    with options.linked(ledger) as opened:
        found = iter(list(opened.books.stories()))
        count = 0
        for story in islice(found, most(limit, as_json=as_json)):
            one = storyboard.told(opened, story)
            if as_json:
                options.print_json(lines.story(story, one.headline, one.weight))
            else:
                storyboard.heading(screens.Screen(), one)
            count += 1
        tell_end(count, is_more=next(found, None) is not None, none=NONE.replace("claims", "stories"))


# ------------------------------------------------------------------ one story


@click.command(
    cls=options.Command,
    short_help="Show a story: its pages, what is said in it, what contradicts what.",
    examples=("reportedly story 3f2a9c1b", "reportedly story 3f2a9c1b -n 50"),
)
@click.argument("prefix", metavar="ID")
@click.option(
    "-n", "--limit", type=click.IntRange(min=1), metavar="N", help=f"Show so many points at most; default: {SAID}."
)
@options.asking
def story(prefix: str, limit: int | None, ledger: Path | None, *, as_json: bool) -> None:
    """Show a story: its pages day by day with what ties each to it, its points by weight, contradictions, forecasts.

    ID is the beginning of a story's id.
    """
    with options.linked(ledger) as opened:
        print_story(opened, opened.books.story(prefix), limit or SAID, as_json=as_json)


def print_story(ledger: Ledger, story: Story, limit: int, *, as_json: bool) -> None:
    """Print a story, as a screen or as one object."""
    from reportedly.cli import screens, storyboard  # noqa: PLC0415  # start-up

    if as_json:
        options.print_json(storyboard.to_object(ledger, story))
    else:
        storyboard.whole(screens.Screen(), ledger, story, limit)


# ------------------------------------------------------------------ claims


@click.command(
    cls=options.Command,
    short_help="List claims: one claimant's one assertion, all its reports.",
    examples=(
        "reportedly claims",
        "reportedly claims --by dray --status predicted",
        "reportedly claims --json > claims.jsonl",
    ),
)
@STORY
@click.option("--by", metavar="NAME", help="Only by this claimant: words of a name.")
@click.option("--status", type=click.Choice([status.value for status in Status]), help="Only what is put this way.")
@options.no_own_voice
@options.limit
@options.asking
def claims(
    story: str | None,
    by: str | None,
    status: str | None,
    limit: int | None,
    ledger: Path | None,
    *,
    no_own_voice: bool,
    as_json: bool,
) -> None:
    """List claims, those that most pages report first: who, the words, the number, since when, who carries it.

    A claim is one claimant's one assertion, however many pages report it. `reports` lists these page by page.
    """
    with options.linked(ledger) as opened:
        wanted = Status(status) if status else None
        found = _claims(opened, story_id(opened, story), by, wanted, no_own_voice=no_own_voice)
        count = 0
        for claim, rows in islice(found, most(limit, as_json=as_json)):
            print_claim(opened, claim, rows, as_json=as_json)
            count += 1
        is_narrowed = bool(story or by or status or no_own_voice)
        tell_end(count, is_more=next(found, None) is not None, none=NOTHING if is_narrowed else NONE)


def _claims(
    ledger: Ledger, story: str | None, by: str | None, status: Status | None, *, no_own_voice: bool
) -> Iterator[tuple[Claim, tuple[Row, ...]]]:
    who = {entity.id for _, entity in ledger.books.named(by)} if by is not None else None
    for claim in list(ledger.books.claims(story=story)):
        if (who is None or claim.claimant in who) and status in (None, claim.status):
            rows = reports_of(ledger, claim)
            if not (no_own_voice and all(row.report.is_own for row in rows)):
                yield claim, rows


def print_claim(ledger: Ledger, claim: Claim, rows: tuple[Row, ...], *, as_json: bool) -> None:
    """Print a claim, as a block or as a line of JSON."""
    from reportedly.cli import boards, lines, screens  # noqa: PLC0415  # start-up

    if as_json:
        options.print_json(lines.claim(claim, rows, ledger))
    else:
        boards.claims(screens.Screen(), boards.Said(claim, rows, boards.who_makes(ledger, claim)), *ids(ledger, claim))


# ------------------------------------------------------------------ one claim, one point

_EVERY = click.option(
    "--all", "every", is_flag=True, help="Show every page, copy and relation, however many there are."
)


@click.command(
    cls=options.Command,
    short_help="Show a claim: how it came here from its origin, and why so many.",
    examples=("reportedly claim 3f2a9c1b", "reportedly claim 3f2a9c1b --all"),
)
@click.argument("prefix", metavar="ID")
@_EVERY
@options.asking
def claim(prefix: str, ledger: Path | None, *, every: bool, as_json: bool) -> None:
    """Show all that stands behind a claim: its origin, the chains from there to each page, what may be the same.

    ID is the beginning of a claim's id. `point` shows the same of what several claimants say.
    """
    with options.linked(ledger) as opened:
        print_behind(opened, all_behind(opened, opened.books.claim(prefix)), every=every, as_json=as_json)


@click.command(
    cls=options.Command,
    short_help="Show a point: who says it, on how many independent origins it rests.",
    examples=("reportedly point 3f2a9c1b", "reportedly point 3f2a9c1b --json"),
)
@click.argument("prefix", metavar="ID")
@_EVERY
@options.asking
def point(prefix: str, ledger: Path | None, *, every: bool, as_json: bool) -> None:
    """Show all that stands behind a point, which several claimants may assert: how many independent origins, and why.

    ID is the beginning of a point's id, or of a claim's: its point is shown, or the claim alone if nobody else says it.
    """
    with options.linked(ledger) as opened:
        print_behind(opened, all_behind(opened, point_of(opened, prefix)), every=every, as_json=as_json)


def point_of(ledger: Ledger, prefix: str) -> Point | Claim:
    """Return the point whose id begins so, or that of the claim whose id does; else the claim."""
    books = ledger.books
    try:
        return books.point(prefix)
    except NotFoundError:
        pass
    try:
        one = books.claim(prefix)
    except NotFoundError:
        raise NotFoundError("point or claim", prefix) from None
    known = books.point_of(one.id)
    return books.point(known) if known else one


def print_behind(ledger: Ledger, one: "Behind", *, every: bool, as_json: bool) -> None:
    """Print all that stands behind a claim or a point."""
    from reportedly.cli import boards, lines, screens  # noqa: PLC0415  # start-up

    own = {each.id: each for each in one.claims}
    found = [each for each in ledger.books.relations(story=one.story) if {each.source, each.target} & own.keys()]
    if as_json:
        options.print_json(lines.whole(one, found, ledger))
    else:
        boards.whole(screens.Screen(), one, list(_related(ledger, own, found)), every=every)


def _related(ledger: Ledger, own: dict[str, Claim], relations: Sequence[Relation]) -> Iterator["Related"]:
    """Yield relations as seen from the claims shown, each with the other claim."""
    from reportedly import clashes  # noqa: PLC0415  # start-up
    from reportedly.cli import boards  # noqa: PLC0415

    rulings = clashes.rulings(ledger, relations)
    for each in relations:
        this, other = (each.source, each.target) if each.source in own else (each.target, each.source)
        told = boards.said(ledger, own.get(other) or ledger.books.claim(other))
        yield boards.Related(each, own[this], told, rulings.get(each))


# ------------------------------------------------------------------ contradictions


@click.command(
    cls=options.Command,
    short_help="List claims that cannot both hold, with both sides' words.",
    examples=("reportedly contradictions", "reportedly contradictions --all --json"),
)
@STORY
@click.option("--all", "every", is_flag=True, help="Also those that only look like one, each with the reason.")
@options.limit
@options.asking
def contradictions(story: str | None, limit: int | None, ledger: Path | None, *, every: bool, as_json: bool) -> None:
    """List claims that contradict or deny each other: who, the words, since when, and why they cannot both hold.

    Numbers of another period, another scope or another definition, and lower bounds, are no contradiction; `--all`
    lists them too, and says which it is.
    """
    with options.linked(ledger) as opened:
        kinds = (*CLASHES, *(LOOKALIKES if every else ()))
        given = story_id(opened, story)
        found = iter([each for kind in kinds for each in opened.books.relations(kind, story=given)])
        count = 0
        for relation in islice(found, most(limit, as_json=as_json)):
            print_relation(opened, relation, as_json=as_json)
            count += 1
        none = "no contradictions found" + ("" if every else "; `--all` lists what only looks like one")
        tell_end(count, is_more=next(found, None) is not None, none=none)


def print_relation(ledger: Ledger, relation: Relation, *, as_json: bool) -> None:
    """Print two claims and what they have to do with each other."""
    from reportedly import clashes  # noqa: PLC0415  # start-up
    from reportedly.cli import boards, lines, screens  # noqa: PLC0415

    one, other = (boards.said(ledger, ledger.books.claim(claim)) for claim in (relation.source, relation.target))
    if as_json:
        told = [lines.claim(each.claim, each.rows, ledger) for each in (one, other)]
        options.print_json({**lines.ruled(ledger, [relation])[0], "claims": told})
    else:
        ruling = clashes.rulings(ledger, [relation]).get(relation)
        boards.clash(screens.Screen(), relation, one, other, ruling)


# ------------------------------------------------------------------ forecasts


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no day; give one as 2031-05-06") from None


@click.command(
    cls=options.Command,
    short_help="List forecasts that have fallen due, and what may settle them.",
    examples=("reportedly due", "reportedly due --as-of 2031-05-06", "reportedly due --all"),
)
@click.option("--as-of", metavar="DAY", callback=_day, help="The day by which they fell due; default: today.")
@click.option("--all", "every", is_flag=True, help="Also those that are not yet due.")
@STORY
@options.limit
@options.asking
def due(
    as_of: date | None, story: str | None, limit: int | None, ledger: Path | None, *, every: bool, as_json: bool
) -> None:
    """List forecasts that have fallen due, the earliest first: who made them, the words, what became of them.

    What became of one is what a person said with `judge outcome`. Later claims of the same story that share its telling
    words are offered beside it: they may settle it, and may not; nothing is decided here.
    """
    with options.linked(ledger) as opened:
        given = story_id(opened, story)
        day = None if every else as_of or utc_now().date()
        found = (claim for claim in list(opened.books.due(day)) if given in (None, claim.story))
        count = 0
        for forecast in islice(found, most(limit, as_json=as_json)):
            print_forecast(opened, forecast, as_json=as_json)
            count += 1
        tell_end(
            count, is_more=next(found, None) is not None, none="no forecast has fallen due; `--all` lists those to come"
        )


def print_forecast(ledger: Ledger, forecast: Claim, *, as_json: bool) -> None:
    """Print a forecast, what became of it, and what may settle it."""
    from rich.text import Text  # noqa: PLC0415  # start-up

    from reportedly.cli import boards, lines, screens  # noqa: PLC0415
    from reportedly.forecasts import Forecasts  # noqa: PLC0415

    forecasts = Forecasts(ledger)
    outcome, settlers = forecasts.outcome(forecast), forecasts.settlers(forecast)
    one = boards.said(ledger, forecast)
    if as_json:
        marked = {"outcome": outcome.outcome, "evidence": outcome.why, "who": outcome.who} if outcome else None
        offered = [{"claim": each.claim.id, "shared": each.shared} for each in settlers]
        options.print_json({**lines.claim(forecast, one.rows, ledger), "outcome": marked, "may_be_settled_by": offered})
        return
    more = [boards.outcome(outcome)]
    for each in settlers:
        offered_by = boards.brief(boards.said(ledger, each.claim), boards.LEAF_WORDS)
        more.append(Text("may be settled by ", "dim").append_text(offered_by))
    boards.claims(screens.Screen(), one, *ids(ledger, forecast), more=more)
