"""The command by which a person rules: what is one claim, point, story, source, and what became of a forecast."""

import getpass
import shlex
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from reportedly import wording
from reportedly.cli import options
from reportedly.ledger import Ledger
from reportedly.records import Ambiguous, Judgement, JudgementKind

if TYPE_CHECKING:
    from reportedly.cli.screens import Screen

_WORDS = 160
"""Characters of a judgement's words that are shown."""


class Group(options.Command, click.Group):
    """A command with commands of its own, and examples."""


def somebody() -> str:
    """Return who is at the keyboard, as the environment has it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user, as in some containers
        return "somebody"


@click.group(
    "judge",
    cls=Group,
    short_help="Rule what is one claim, point, story or source; list rulings.",
    examples=(
        "reportedly judge same-claim 3f2a9c1b 77aa0c1d --why 'one press conference'",
        "reportedly judge not-same 'Ada Orr' 'Ben Orr'",
        "reportedly judge outcome 3f2a9c1b false --evidence https://courier.example/water-still-off",
        "reportedly judge list",
    ),
)
def judge() -> None:
    """Rule where linking is wrong or in doubt; the ledger is linked again at once by it.

    A ruling points at words on pages, or at names, and is a row of its own: it survives every new linking, and is never
    edited. `undo` takes one back. For a claim's id, the report that words it best is taken.
    """


# ------------------------------------------------------------------ what the rulings share


class Ruling(Struct, frozen=True):
    """Who rules, why, in which ledger; the fields are named as the options are."""

    ledger: Path | None
    why: str
    who: str
    as_json: bool


_RULING = options.every(
    click.option("--why", metavar="WORDS", default="", help="The reason; it is kept with the ruling."),
    click.option("--who", metavar="NAME", help="Who rules; default: the name you are logged in by."),
    options.asking,
)


def ruling(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a ruling, collected in the argument `by`."""

    @wraps(command)
    def collected(*, ledger: Path | None, why: str, who: str | None, as_json: bool, **other: object) -> None:
        command(by=Ruling(ledger, why, who or somebody(), as_json), **other)

    return _RULING(collected)  # type: ignore[no-any-return]  # click's decorators are Any


def _judge(
    by: Ruling,
    kind: JudgementKind,
    *,
    reports: tuple[str, ...] = (),
    pages: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    outcome: str | None = None,
    undoes: str | None = None,
    why: str | None = None,
) -> None:
    """Store a ruling, link what it touches, and say what came of it."""
    from reportedly import judging  # noqa: PLC0415  # start-up
    from reportedly.cli import lines, screens  # noqa: PLC0415

    Ledger.open(options.ledger_path(by.ledger), read_only=True).close()  # a ruling makes no ledger
    with Ledger.open(options.ledger_path(by.ledger)) as opened, screens.Bar("linking", None) as bar:
        made = judging.judge(
            opened,
            kind,
            who=by.who,
            reports=reports,
            pages=pages,
            names=names,
            outcome=outcome,
            undoes=undoes,
            why=by.why if why is None else why,
            progress=bar.tell,
        )
        unknown = [name for name in names if not judging.is_known(opened, name)]
        linked = options.linked_account(opened)
    if by.as_json:
        options.print_json(lines.judgement(made))
    else:
        click.echo(
            f"{made.kind.value}: judgement {made.id}; `reportedly judge undo {made.id[: options.ID]}` takes it back"
        )
        click.echo(linked)
    for name in unknown:
        told = f"nobody here is named “{wording.neutral(name)}”; the ruling waits until somebody is"
        click.echo(told, err=True)


def _pair(name: str, kind: JudgementKind, help_: str, *, of: str, metavar: str, example: str) -> click.Command:
    """Return the command of a ruling on two of something."""

    def command(pair: tuple[str, ...], by: Ruling) -> None:
        _judge(by, kind, **{of: pair})  # type: ignore[arg-type]  # `of` names one of the targets

    decorated = click.argument("pair", nargs=2, metavar=f"{metavar} {metavar}")(ruling(command))
    examples = (f"reportedly judge {name} {example}",)
    return click.command(name, cls=options.Command, help=help_, short_help=help_, examples=examples)(decorated)


_IDS, _PAGES, _NAMES = "3f2a9c1b 77aa0c1d", "https://courier.example/a 77aa0c1d", "'Ada Orr' 'Mayor Orr'"
_PAIRS = (
    ("same-claim", JudgementKind.SAME_CLAIM, "Rule that two reports are of one claim.", "reports", "REPORT", _IDS),
    ("other-claim", JudgementKind.OTHER_CLAIM, "Rule that two reports are of two claims.", "reports", "REPORT", _IDS),
    ("same-point", JudgementKind.SAME_POINT, "Rule that two claims say the same.", "reports", "REPORT", _IDS),
    ("other-point", JudgementKind.OTHER_POINT, "Rule that two claims do not say the same.", "reports", "REPORT", _IDS),
    ("same-story", JudgementKind.SAME_STORY, "Rule that two pages are about one happening.", "pages", "PAGE", _PAGES),
    ("other-story", JudgementKind.OTHER_STORY, "Put the second page out of the story.", "pages", "PAGE", _PAGES),
    ("same", JudgementKind.SAME_ENTITY, "Rule that two names are one person, body or outlet.", "names", "NAME", _NAMES),
    ("not-same", JudgementKind.OTHER_ENTITY, "Rule that two names are not.", "names", "NAME", _NAMES),
    ("same-origin", JudgementKind.SAME_ORIGIN, "Rule that the words of two go back to one.", "names", "NAME", _NAMES),
    ("other-origin", JudgementKind.OTHER_ORIGIN, "Rule that they do not.", "names", "NAME", _NAMES),
    (
        "contradiction",
        JudgementKind.CONTRADICTION,
        "Rule that two claims cannot both hold.",
        "reports",
        "CLAIM",
        _IDS,
    ),
    (
        "no-contradiction",
        JudgementKind.NOT_CONTRADICTION,
        "Rule that two claims do not contradict each other.",
        "reports",
        "CLAIM",
        _IDS,
    ),
)  # fmt: skip

for _name, _kind, _help, _of, _metavar, _example in _PAIRS:
    judge.add_command(_pair(_name, _kind, _help, of=_of, metavar=_metavar, example=_example))


@judge.command(
    "chain",
    cls=options.Command,
    short_help="Rule how a report came here: the outlet first, the claimant last.",
    examples=("reportedly judge chain 3f2a9c1b 'The Globe' Reuters 'Ada Orr'",),
)
@click.argument("report")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@ruling
def chain(report: str, names: tuple[str, ...], by: Ruling) -> None:
    """Rule how a report came here: NAMEs from the page's outlet through each relay to the claimant."""
    _judge(by, JudgementKind.CHAIN, reports=(report,), names=names)


@judge.command(
    "outcome",
    cls=options.Command,
    short_help="Say what became of a forecast, and by what it shows.",
    examples=("reportedly judge outcome 3f2a9c1b true --evidence 'the water came back on Friday, says the Argus'",),
)
@click.argument("claim")
@click.argument("outcome", type=click.Choice(("true", "false", "open")))
@click.option("--evidence", metavar="URL-OR-WORDS", default="", help="What shows it; needed unless it is open.")
@ruling
def outcome(claim: str, outcome: str, evidence: str, by: Ruling) -> None:
    """Say what became of a forecast: it was met, it was not, or it is still open. Reportedly itself never says so."""
    if outcome != "open" and not evidence.strip():
        raise click.UsageError("say what shows it with --evidence: an address, or words")
    why = "; ".join(part for part in (evidence.strip(), by.why) if part)
    _judge(by, JudgementKind.OUTCOME, reports=(claim,), outcome=outcome, why=why)


@judge.command(
    "undo",
    cls=options.Command,
    short_help="Take a ruling back; it stays on record.",
    examples=("reportedly judge undo 3f2a9c1b --why 'wrong page'",),
)
@click.argument("judgement")
@ruling
def undo(judgement: str, by: Ruling) -> None:
    """Take a ruling back. Both rows stay on record; undoing the undoing puts it in force again."""
    _judge(by, JudgementKind.UNDO, undoes=judgement)


# ------------------------------------------------------------------ what was ruled


@judge.command(
    "list",
    cls=options.Command,
    short_help="List rulings, and what waits for one.",
    examples=("reportedly judge list", "reportedly judge list --json"),
)
@options.asking
def listed(ledger: Path | None, *, as_json: bool) -> None:
    """List the rulings in force, those taken back, those whose words are no longer there, and names in doubt."""
    from reportedly.cli import lines  # noqa: PLC0415  # start-up

    with options.linked(ledger) as opened:
        if as_json:
            for state, judgement in _states(opened):
                options.print_json({"state": state, **lines.judgement(judgement)})
            for _, doubt in opened.books.doubts():
                options.print_json({"state": "in doubt", **lines.doubt(doubt)})
        else:
            _print_list(opened)


IN_FORCE, UNDONE, UNFIT = "in force", "taken back", "its words or names are no longer there"
"""How a ruling stands."""


def _states(ledger: Ledger) -> Iterator[tuple[str, Judgement]]:
    """Yield each ruling with how it stands, the oldest first; that one takes another back is told of the other."""
    from reportedly import judging  # noqa: PLC0415  # start-up

    current = list(ledger.judgements(in_force=True))
    unfit = {one.id for one in judging.unfit(ledger, current)}
    in_force = {one.id for one in current}
    for one in ledger.judgements():
        if one.kind is not JudgementKind.UNDO:
            yield UNFIT if one.id in unfit else IN_FORCE if one.id in in_force else UNDONE, one


def _print_list(ledger: Ledger) -> None:
    from reportedly.cli import boards, screens  # noqa: PLC0415  # start-up

    screen, states = screens.Screen(), list(_states(ledger))
    for state in (IN_FORCE, UNFIT, UNDONE):
        some = [one for each, one in states if each == state]
        if some:
            boards.section(screen, state.capitalize())
            for one in some:
                _print_one(screen, one)
    doubts = [doubt for _, doubt in ledger.books.doubts()]
    if doubts:
        boards.section(screen, "In doubt, for you to judge")
        for doubt in doubts:
            _print_doubt(screen, ledger, doubt)
    if not states and not doubts:
        click.echo("nothing was ruled, and nothing is in doubt", err=True)


def _print_one(screen: "Screen", one: Judgement) -> None:
    from rich.text import Text  # noqa: PLC0415  # start-up

    head = Text(one.kind.value, "bold").append(f" · {wording.neutral(one.who)}, {wording.day(one.made_at.date())}")
    if one.outcome:
        head.append(f" · {wording.neutral(one.outcome)}")
    screen.indented(head.append(f" · {one.id[: options.ID]}", "dim"))
    if one.names:
        screen.indented(Text(" · ".join(map(wording.neutral, one.names))), 4)
    for quote in one.quotes:
        words = wording.in_marks(wording.bounded(wording.neutral(quote.exact), _WORDS))
        screen.indented(Text(words).append(f"  {wording.neutral(quote.address)}", "cyan"), 4)
    if one.why:
        screen.indented(Text(wording.neutral(one.why), "italic"), 4)
    screen.print()


def _print_doubt(screen: "Screen", ledger: Ledger, doubt: Ambiguous) -> None:
    from rich.text import Text  # noqa: PLC0415  # start-up

    name = wording.neutral(doubt.name)
    known = [one for each in doubt.candidates if (one := ledger.books.entity(each))]
    some = " or ".join(wording.neutral(one.name) for one in known)
    screen.indented(Text(name, "bold").append(f" may be {some}: {wording.neutral(doubt.why)}", "not bold"))
    for one in known[:1]:
        screen.indented(
            Text(f"reportedly judge same {shlex.quote(name)} {shlex.quote(wording.neutral(one.name))}", "dim"), 4
        )
    screen.print()
