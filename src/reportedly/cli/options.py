"""What the commands share: their options, the ledger they open, JSON on standard output, the account of a run."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct
from msgspec.structs import asdict

from reportedly import settings, wording
from reportedly.ledger import VIEWED, Ledger, Row, to_line, to_page
from reportedly.records import Kind, Reading, Rejection

if TYPE_CHECKING:
    from reportedly.linking import Came

AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any])
_Option = Callable[[Any], Any]

LISTED = 40
"""Reports listed on a terminal unless more are asked for; a file or a pipe gets all."""

ID = 8
"""Digits of an id that are shown; any beginning that is unique finds the row."""


class Command(click.Command):
    """A command whose help ends with examples."""

    def __init__(self, *args: Any, examples: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401  # as click has them
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # as above
        """Write the examples, each on its line."""
        with formatter.section("Examples"):
            for example in self.examples:
                formatter.write(f"  {example}\n")


as_json: _Option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines instead of text.")
all_kinds: _Option = click.option(
    "--all-kinds", is_flag=True, help="Show intentions and acts too, not only statements and beliefs."
)
no_own_voice: _Option = click.option("--no-own-voice", is_flag=True, help="Leave out what a page says itself.")
icd203: _Option = click.option(
    "--icd203",
    is_flag=True,
    help="Give words like “likely” their band of ICD 203, by which a page hardly meant them.",
)
ledger_file: _Option = click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The ledger; default: REPORTEDLY_LEDGER, else one file in your data folder.",
)
limit: _Option = click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Show so many at most; default: {LISTED} on a terminal, else all.",
)


def every(*options: _Option) -> _Option:
    """Return several options as one."""

    def apply(command: AnyCommand) -> AnyCommand:
        for option in reversed(options):
            command = option(command)
        return command

    return apply


asking = every(ledger_file, as_json)

# ------------------------------------------------------------------ the ledger


def ledger_path(given: Path | None) -> Path:
    """Return the ledger's file: as given, as set, else in the user's data folder."""
    if chosen := given or settings.load().ledger:
        return chosen
    import platformdirs  # noqa: PLC0415  # start-up

    return platformdirs.user_data_path("reportedly") / "ledger.sqlite"


def opened(given: Path | None) -> Ledger:
    """Return the ledger, open for reading."""
    return Ledger.open(ledger_path(given), read_only=True)


@contextmanager
def linked(given: Path | None) -> Iterator[Ledger]:
    """Hold the ledger, open for reading; say at the end what of it waits to be linked."""
    with opened(given) as ledger:
        try:
            yield ledger
        finally:
            if waits := waiting(ledger):
                click.echo(waits, err=True)


def waiting(ledger: Ledger) -> str | None:
    """Return what came into a ledger since it was linked last, in one line; ``None`` where nothing did."""
    books = ledger.books
    if books.state("unfinished") is not None:
        return "linking was stopped before its end; `reportedly link` does it again"
    waits = books.waiting()
    if waits.added:
        some = wording.count(len(waits.added), "page")
        return f"{some} {'waits' if len(waits.added) == 1 else 'wait'} to be linked; `reportedly link` links them"
    return "a judgement waits to be taken up; `reportedly link` does it" if waits.judged else None


def link(ledger: Ledger, *, everything: bool = False) -> "Came":
    """Link what came into a ledger, with a bar."""
    from reportedly import linking  # noqa: PLC0415  # start-up
    from reportedly.cli import screens  # noqa: PLC0415

    with screens.Bar("linking", None) as bar:
        return linking.link(ledger, everything=everything, progress=bar.tell)


def sizes(ledger: Ledger) -> dict[str, int]:
    """Return how much there is of what linking makes, by name."""
    return {"pages": ledger.counts().pages, **asdict(ledger.books.sizes())}


def linked_account(ledger: Ledger) -> str:
    """Return the same in one line."""
    names = {"stories": "story", "copies": "copy"}
    told = [wording.count(number, names.get(name, name[:-1])) for name, number in sizes(ledger).items()]
    return f"linked: {', '.join(told)}"


def is_terminal() -> bool:
    """Whether a person is looking."""
    return sys.stdout.isatty()


def kinds(*, all_kinds: bool) -> tuple[Kind, ...]:
    """Return the kinds of report to show."""
    return tuple(Kind) if all_kinds else VIEWED


# ------------------------------------------------------------------ lists


class Listing(Struct, frozen=True):
    """How a list is asked for; the fields are named as the options are."""

    ledger: Path | None
    as_json: bool
    all_kinds: bool
    no_own_voice: bool
    icd203: bool
    limit: int | None

    @property
    def is_of_reports(self) -> bool:
        """Whether it asks for what only reports have: other kinds, probability words."""
        return self.all_kinds or self.icd203

    @property
    def most(self) -> int | None:
        """How many reports to show at most."""
        return self.limit or (LISTED if is_terminal() and not self.as_json else None)


def listing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a list, collected in the argument `listing`."""

    @wraps(command)
    def collected(
        *,
        ledger: Path | None,
        as_json: bool,
        all_kinds: bool,
        no_own_voice: bool,
        icd203: bool,
        limit: int | None,
        **other: object,
    ) -> None:
        command(listing=Listing(ledger, as_json, all_kinds, no_own_voice, icd203, limit), **other)

    return every(all_kinds, no_own_voice, icd203, limit, asking)(collected)  # type: ignore[no-any-return]  # click's are Any


@contextmanager
def asked(rows: Iterator[Row]) -> Iterator[Iterator[Row]]:
    """Hold a question that may end before all its answers are heard, and must end before the ledger is closed."""
    try:
        yield rows
    finally:
        if isinstance(rows, Generator):
            rows.close()


def rows(reading: Reading) -> list[Row]:
    """Return a reading's reports, each with its page."""
    assert reading.provenance is not None  # the pipeline fills it in
    return [Row(report, reading.article, reading.provenance) for report in reading.reports]


def print_json(item: object) -> None:
    """Print one thing as a line of JSON, harmless to a terminal."""
    click.echo(wording.escaped(json.dumps(item, ensure_ascii=False)))


def line(row: Row, page: Any, *, icd203: bool = False) -> dict[str, Any]:  # noqa: ANN401  # JSON
    """Return a report as JSON has it, with the band of its probability words where that is asked for."""
    told: dict[str, Any] = to_line(row, page)
    return {**told, "icd203": band._asdict() if (band := wording.band(row)) else None} if icd203 else told


def print_lines(rows: Iterable[Row], ledger: Ledger, *, icd203: bool = False) -> int:
    """Print reports as JSON Lines; return how many there were."""
    page_of = lru_cache(maxsize=64)(lambda article: to_page(article, ledger.capture(article)))
    count = 0
    for row in rows:
        print_json(line(row, page_of(row.article), icd203=icd203))
        count += 1
    return count


# ------------------------------------------------------------------ runs


class Run:
    """What became of the pages of a run."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.rejections: list[Rejection] = []

    def reject(self, rejection: Rejection) -> None:
        """Note what was left out."""
        self.counts["rejected"] += 1
        self.rejections.append(rejection)

    def tell(self, order: Sequence[str]) -> None:
        """Say on standard error what was left out and why, and how many pages came to what."""
        for rejection in self.rejections:
            click.echo(f"left out {told(rejection)}", err=True)
        click.echo(wording.account({name: self.counts[name] for name in order}), err=True)

    @property
    def exit_code(self) -> int:
        """0 if everything came in, 1 if something was left out."""
        return 1 if self.rejections else 0


def told(rejection: Rejection) -> str:
    """Return a rejection in one line."""
    return f"{wording.neutral(rejection.address)}: {wording.neutral(rejection.reason)} ({rejection.stage})"
