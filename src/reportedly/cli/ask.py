"""Commands that ask a ledger, and change nothing in it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import click
from msgspec.structs import asdict, replace

from reportedly.cli import linked, options
from reportedly.errors import NotFoundError
from reportedly.ledger import Ledger, Query, Row, to_page, with_words
from reportedly.records import Article, Claim, Point, Status, Story

NOTHING = "nothing found; `reportedly reports` lists what there is"
EMPTY = "no reports here; `reportedly add PLACES…` reads pages into the ledger"

# ------------------------------------------------------------------ lists


@click.command(
    cls=options.Command,
    short_help="List the ledger's reports, page by page.",
    examples=(
        "reportedly reports",
        'reportedly reports --outlet "Hallin Post" --status denied',
        "reportedly reports --json > reports.jsonl",
    ),
)
@click.option("--outlet", metavar="NAME", help="Only pages of this outlet: words of its name, or its domain.")
@click.option("--status", type=click.Choice([status.value for status in Status]), help="Only what is put this way.")
@options.listing
def reports(outlet: str | None, status: str | None, *, listing: options.Listing) -> None:
    """List the ledger's reports, page by page: who says what, on whose word.

    `claims` lists them by who says it, one claim for all pages that report it.
    """
    query = Query(outlet=outlet, status=Status(status) if status else None)
    list_reports(listing, query, none=NOTHING if outlet or status else EMPTY)


@click.command(
    cls=options.Command,
    short_help="Find reports by their words.",
    examples=("reportedly search dam crack", "reportedly search '\"whole streets\" dray'"),
)
@click.argument("words", nargs=-1, required=True)
@options.listing
def search(words: tuple[str, ...], *, listing: options.Listing) -> None:
    """Find reports by words of theirs, of the headline or of the claimant; the best match comes first.

    A word of four letters or more also finds longer ones that begin with it. A passage between double quotation marks
    is taken as it is; the shell wants single ones around those.
    """
    list_reports(listing, Query(words=" ".join(words)))


def list_reports(asked: options.Listing, query: Query, *, none: str = NOTHING, is_track: bool = False) -> None:
    """Print the reports a query asks for."""
    query = replace(query, kinds=options.kinds(all_kinds=asked.all_kinds))
    with options.opened(asked.ledger) as ledger, options.asked(_rows(ledger, query, is_track=is_track)) as found:
        rows = (row for row in found if not (asked.no_own_voice and row.report.is_own))
        shown = islice(rows, asked.most)
        if asked.as_json:
            count = options.print_lines(shown, ledger, icd203=asked.icd203)
        else:
            count = _print_text(shown, icd203=asked.icd203, is_track=is_track)
        if not count:
            click.echo(none, err=True)
        elif next(rows, None):
            click.echo(f"{count:,} shown, there are more; `--limit N` shows N", err=True)


def _rows(ledger: Ledger, query: Query, *, is_track: bool) -> Iterator[Row]:
    return ledger.measures(query) if is_track else ledger.reports(query)


def _print_text(rows: Iterable[Row], *, icd203: bool, is_track: bool) -> int:
    from reportedly.cli import screens  # noqa: PLC0415  # start-up

    return (screens.tracks if is_track else screens.listing)(screens.Screen(icd203=icd203), rows)


@click.command(
    cls=options.Command,
    short_help="List what was left out, and why.",
    examples=("reportedly rejections", "reportedly rejections --json"),
)
@options.asking
def rejections(ledger: Path | None, *, as_json: bool) -> None:
    """List what `add` left out, each with its reason and the stage that found it; the oldest first."""
    with options.opened(ledger) as opened:
        for rejection in opened.rejections():
            if as_json:
                options.print_json(asdict(rejection))
            else:
                click.echo(options.told(rejection))


# ------------------------------------------------------------------ one


@click.command(
    cls=options.Command,
    short_help="Show all that is known of a report, a page, or anything with an id.",
    examples=("reportedly show 3f2a9c1b", "reportedly show 3f2a9c1b --json"),
)
@click.argument("prefix", metavar="ID")
@options.icd203
@options.asking
def show(prefix: str, ledger: Path | None, *, icd203: bool, as_json: bool) -> None:
    """Show all that is known of one report, or of one page with its reports; or a claim, a point, a story.

    ID is the beginning of an id, as the lists show it. Of a report: source, cue and content in their sentence, with
    offsets; the bytes they were read from, when those came, and which versions read them; the claim and the point it is
    linked to.
    """
    with options.linked(ledger) as opened:
        found = _found(opened, prefix)
        if isinstance(found, Row):
            _print_report(opened, found, icd203=icd203, as_json=as_json)
        elif isinstance(found, Article):
            _print_page(opened, found, icd203=icd203, as_json=as_json)
        elif isinstance(found, Story):
            linked.print_story(opened, found, linked.SAID, as_json=as_json)
        else:
            linked.print_behind(opened, linked.all_behind(opened, found), every=False, as_json=as_json)


def _found(ledger: Ledger, prefix: str) -> Row | Article | Claim | Point | Story:
    """Return the one report whose id begins so; or else the page, the claim, the point, the story."""
    books = ledger.books
    tries: tuple[Callable[[], Row | Article | Claim | Point | Story], ...] = (
        lambda: ledger.report(prefix),
        lambda: ledger.article(prefix),
        lambda: books.claim(prefix),
        lambda: books.point(prefix),
        lambda: books.story(prefix),
    )
    for attempt in tries:
        try:
            return attempt()
        except NotFoundError:
            continue
    raise NotFoundError("report, page, claim, point or story", prefix)


def _print_report(ledger: Ledger, row: Row, *, icd203: bool, as_json: bool) -> None:
    capture, books = ledger.capture(row.article), ledger.books
    claim = books.claim_of(row.report.id)
    point = books.point_of(claim) if claim else None
    if as_json:
        told = options.line(row, to_page(row.article, capture), icd203=icd203)
        options.print_json({**told, "claim": claim, "point": point})
        return
    from reportedly.cli import screens  # noqa: PLC0415  # start-up

    screens.whole_report(screens.Screen(icd203=icd203), row, capture, claim=claim, point=point)


def _print_page(ledger: Ledger, article: Article, *, icd203: bool, as_json: bool) -> None:
    reading, capture = ledger.reading(article.id), ledger.capture(article)
    if as_json:
        page = to_page(article, capture)
        told = with_words(reading.attributions, article)
        lines = [options.line(row, page["id"], icd203=icd203) for row in options.rows(reading)]
        story = ledger.books.story_of(article.id)
        found = {"page": page, "text": article.text, "attributions": told, "reports": lines, "story": story}
        options.print_json(found)
        return
    from reportedly.cli import screens  # noqa: PLC0415  # start-up

    screens.whole_page(screens.Screen(icd203=icd203), reading, capture, story=ledger.books.story_of(article.id))
