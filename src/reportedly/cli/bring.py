"""Commands that bring pages in: to look at, into a ledger, and the samples."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from msgspec import Struct
from msgspec.structs import asdict

from reportedly import samples, settings, wording
from reportedly.cli import options
from reportedly.ledger import Ledger, Row, to_page
from reportedly.records import Capture, Given, Reading, Reject, Rejection

if TYPE_CHECKING:
    from reportedly.cli import screens

READ, ADDED = ("read", "rejected"), ("new", "unchanged", "revised", "rejected")
"""What pages come to, in the order of the account."""

STOPPED = 130
"""The exit code of what was stopped by Ctrl-C, as shells have it."""

# ------------------------------------------------------------------ what to bring in


class Pages(Struct, frozen=True):
    """What is to be brought in; the fields are named as the options are."""

    places: tuple[str, ...]
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None

    @property
    def given(self) -> Given:
        """What whoever brings them says about them."""
        return Given(outlet=self.outlet, published=self.published, title=self.title)

    def captures(self, reject: Reject) -> Iterator[Capture]:
        """Bring the pages in."""
        from reportedly import ingest  # noqa: PLC0415  # start-up

        return ingest.captures(self.places, settings=settings.load(), given=self.given, url=self.url, reject=reject)

    def bar(self, what: str) -> "screens.Bar":
        """Return a bar as long as there are pages."""
        from reportedly import ingest  # noqa: PLC0415  # start-up
        from reportedly.cli import screens  # noqa: PLC0415

        return screens.Bar(what, ingest.count(self.places))


def _iso(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    """Check a day or time before anything is read."""
    if text is not None:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            wanted = "give one as 2031-05-06 or 2031-05-06T14:30Z"
            raise click.BadParameter(f"{text!r} is no day or time; {wanted}") from None
    return text


def _address(_context: click.Context, _option: click.Parameter, url: str | None) -> str | None:
    """Check an address before anything is read."""
    if url is not None and not (urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname):
        raise click.BadParameter(f"{url!r} is no address; give one as https://courier.example/mill-closes")
    return url


_BRINGING = options.every(
    click.argument("places", nargs=-1, required=True, metavar="PLACES…"),
    click.option("--outlet", metavar="NAME", help="Who publishes the pages; outranks what they show."),
    click.option("--published", metavar="DAY", callback=_iso, help="When, as 2031-05-06; outranks what they show."),
    click.option("--title", metavar="WORDS", help="The headline; outranks what the page shows."),
    click.option("--url", metavar="URL", callback=_address, help="The address of the one file given."),
)


def bringing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the arguments and options that say what to bring in, collected in the argument `pages`."""

    @wraps(command)
    def collected(
        *,
        places: tuple[str, ...],
        outlet: str | None,
        published: str | None,
        title: str | None,
        url: str | None,
        **other: object,
    ) -> None:
        command(pages=Pages(places, outlet, published, title, url), **other)

    return _BRINGING(collected)  # type: ignore[no-any-return]  # click's decorators are Any


# ------------------------------------------------------------------ read


@click.command(
    cls=options.Command,
    short_help="Print who said what; store nothing.",
    examples=(
        "reportedly read https://courier.example/mill-closes",
        'reportedly read story.txt --outlet "Lowmoor Courier" --published 2031-05-06',
        "pbpaste | reportedly read -",
        "reportedly read saved-pages/ --json > reports.jsonl",
    ),
)
@bringing
@options.all_kinds
@options.no_own_voice
@options.icd203
@options.as_json
def read(pages: Pages, *, all_kinds: bool, no_own_voice: bool, icd203: bool, as_json: bool) -> None:
    """Read pages and print who said what, on whose word; store nothing.

    PLACES are addresses of pages or feeds, files (HTML, text, JSON Lines, OPML), folders, or - for standard input.
    """
    run, kinds = options.Run(), options.kinds(all_kinds=all_kinds)
    with pages.bar("reading") as bar:
        for capture, reading in _readings(pages, run, bar):
            rows = [row for row in options.rows(reading) if row.report.kind in kinds]
            if no_own_voice:
                rows = [row for row in rows if not row.report.is_own]
            with bar.hidden():
                _print(rows, reading, capture, icd203=icd203, as_json=as_json)
    if run.rejections or run.counts["read"] != 1:
        run.tell(READ)
    raise click.exceptions.Exit(run.exit_code)


def _readings(pages: Pages, run: options.Run, bar: "screens.Bar") -> Iterator[tuple[Capture, Reading]]:
    from reportedly import models, pipeline  # noqa: PLC0415  # start-up

    def reject(rejection: Rejection) -> None:
        run.reject(rejection)
        bar.advance()

    most = settings.load().max_characters
    for capture in pages.captures(reject):
        for reading in pipeline.readings([capture], models=models.load(), reject=reject, max_characters=most):
            run.counts["read"] += 1
            yield capture, reading
            bar.advance()


def _print(rows: list[Row], reading: Reading, capture: Capture, *, icd203: bool, as_json: bool) -> None:
    if as_json:
        page = to_page(reading.article, capture)
        for row in rows:
            options.print_json(options.line(row, page, icd203=icd203))
    else:
        from reportedly.cli import screens  # noqa: PLC0415  # start-up

        screen = screens.Screen(icd203=icd203)
        screens.heading(screen, reading.article)
        screens.blocks(screen, rows)
    sys.stdout.flush()  # page by page, also into a pipe


# ------------------------------------------------------------------ add


@click.command(
    cls=options.Command,
    short_help="Read pages into the ledger.",
    examples=(
        "reportedly add https://courier.example/mill-closes",
        "reportedly add https://courier.example/feed.xml",
        "reportedly add saved-pages/ --ledger mill.sqlite",
        "reportedly add pages.jsonl --json > outcomes.jsonl",
        "reportedly add january/ --no-link && reportedly add february/",
    ),
)
@bringing
@click.option("--no-link", is_flag=True, help="Leave what came in to a later `reportedly link`.")
@options.asking
def add(pages: Pages, ledger: Path | None, *, no_link: bool, as_json: bool) -> None:
    """Read pages into the ledger, and link them with what is there.

    PLACES are addresses of pages or feeds, files (HTML, text, JSON Lines, OPML), folders, or - for standard input. A
    page that is there already is not read again; one that has changed is stored as a revision. Stop it when you like:
    each page is stored as soon as it is read, and the same command goes on where it stopped.
    """
    run, path = options.Run(), options.ledger_path(ledger)
    try:
        with Ledger.open(path) as opened:
            _add(pages, opened, run, tell=options.print_json if as_json else _nobody)
            if not no_link:
                options.link(opened)
            reports, linked = opened.counts().reports, options.waiting(opened) or options.linked_account(opened)
    except KeyboardInterrupt:
        run.tell(ADDED)
        click.echo("stopped; what is counted here is stored, and the same command goes on from it", err=True)
        raise click.exceptions.Exit(STOPPED) from None
    run.tell(ADDED)
    click.echo(f"{reports:,} reports in {wording.neutral(str(path))}; `reportedly reports` lists them", err=True)
    click.echo(linked, err=True)
    raise click.exceptions.Exit(run.exit_code)


def _add(pages: Pages, ledger: Ledger, run: options.Run, *, tell: Callable[[object], None]) -> None:
    """Read pages into a ledger; tell what became of each, as JSON has it."""
    from reportedly import bringing, models  # noqa: PLC0415  # start-up

    with pages.bar("adding") as bar:

        def reject(rejection: Rejection) -> None:
            run.reject(rejection)
            tell({"outcome": "rejected", **_plain(rejection)})
            bar.advance()

        added = bringing.bring(
            pages.places,
            ledger=ledger,
            settings=settings.load(),
            models=models.load,
            provenance=models.provenance(),
            reject=reject,
            given=pages.given,
            url=pages.url,
        )
        for capture, outcome in added:
            if outcome is not bringing.Outcome.REJECTED:
                run.counts[outcome.value] += 1
                tell({"outcome": outcome.value, "address": capture.address, "stage": None, "reason": None})
                bar.advance()


def _plain(rejection: Rejection) -> dict[str, str]:
    return {"address": rejection.address, "stage": rejection.stage, "reason": rejection.reason}


def _nobody(_outcome: object) -> None:
    """Told of what nobody asked for."""


# ------------------------------------------------------------------ link


@click.command(
    cls=options.Command,
    short_help="Link what came in: claims, points, origins, stories.",
    examples=("reportedly link", "reportedly link --all", "reportedly link --json"),
)
@click.option("--all", "everything", is_flag=True, help="Throw away what linking made before, and make it anew.")
@options.asking
def link(ledger: Path | None, *, everything: bool, as_json: bool) -> None:
    """Link what came into the ledger since it was linked last, and say what there is.

    Pages are put into stories, reports of one claimant's one assertion become a claim, claims that say the same a
    point, and for each of these independent origins are counted. `add` does this by itself, unless told not to.
    """
    with Ledger.open(options.ledger_path(ledger)) as opened:
        came = options.link(opened, everything=everything)
        if as_json:
            options.print_json({"linked": asdict(came), **options.sizes(opened)})
            return
        click.echo(f"{wording.count(came.pages, 'page')} came in; {wording.count(came.stories, 'story')} linked")
        click.echo(options.linked_account(opened))


# ------------------------------------------------------------------ demo


@click.command(
    cls=options.Command,
    short_help="Read the sample stories and show what comes of it.",
    examples=(
        "reportedly demo",
        "reportedly demo --ledger demo.sqlite && reportedly who dray --ledger demo.sqlite",
    ),
)
@click.option("--ledger", type=click.Path(path_type=Path), metavar="FILE", help="Keep the ledger; default: forget it.")
@options.as_json
def demo(ledger: Path | None, *, as_json: bool) -> None:
    """Read the sample stories that come with Reportedly, and show what comes of it.

    Three invented stories, as some fifty pages of invented outlets tell them. Nothing leaves this machine.
    """
    run = options.Run()
    with TemporaryDirectory() as folder, Ledger.open(ledger or Path(folder) / "demo.sqlite") as opened:
        places = tuple(str(samples.pages(story)) for story in samples.stories())
        _add(Pages(places), opened, run, tell=_nobody)
        options.link(opened)
        run.tell(ADDED)
        if as_json:
            with options.asked(opened.reports()) as rows:
                options.print_lines(rows, opened)
        else:
            from reportedly.cli import screens, tour  # noqa: PLC0415  # start-up

            tour.tour(screens.Screen(), opened, kept=ledger)
    raise click.exceptions.Exit(run.exit_code)
