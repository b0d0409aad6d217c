"""The command line: read arguments and print; decide nothing.

Exit codes: 0 fine; 1 something was left out; 2 wrong use, or a command that could not be done; 130 stopped by Ctrl-C.
"""

import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from reportedly import wording
from reportedly.cli import ask, bring, check, house, judge, linked, options, people, rooms, take
from reportedly.errors import ReportedlyError

__all__ = ["COMMANDS", "main", "reportedly"]

COMMANDS: dict[str, tuple[click.Command, ...]] = {
    "Bring pages in": (bring.read, bring.add, bring.link, bring.demo),
    "Ask what was linked": (
        linked.stories,
        linked.story,
        linked.claims,
        linked.claim,
        linked.point,
        people.who,
        people.numbers,
        linked.contradictions,
        linked.due,
        house.check,
    ),
    "Ask for pages and words": (ask.reports, ask.search, ask.show, ask.rejections),
    "Rule": (judge.judge,),
    "Open the reading room": (rooms.serve, rooms.mcp, rooms.accounts),
    "Take along, measure": (take.export_, check.evaluate),
}
"""Every command, under the heading that `--help` gives it."""

FAILED, STOPPED, UNHEARD = 2, 130, 141  # the last two as shells have them: SIGINT, SIGPIPE


class _Commands(options.Command, click.Group):
    """The commands, in the order of the table; what goes wrong is one line on standard error."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # as click has it
        """Write the commands under their headings."""
        for heading, commands in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(str(command.name), command.get_short_help_str(80)) for command in commands])

    def invoke(self, ctx: click.Context) -> None:
        """Run a command."""
        try:
            try:
                super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
        except BrokenPipeError:
            _hush()
            ctx.exit(UNHEARD)
        except KeyboardInterrupt:
            ctx.exit(STOPPED)
        except ReportedlyError as error:
            _tell(str(error))
            ctx.exit(FAILED)
        except OSError as error:
            _hush()
            where = f": {error.filename}" if error.filename else ""
            _tell(f"{error.strerror or error}{where}; mend it and run it again")
            ctx.exit(FAILED)


def _tell(what: str) -> None:
    click.echo(f"reportedly: {wording.neutral(what)}", err=True)


def _hush() -> None:
    """Let nothing more be written to standard output, not even by Python on its way out."""
    with suppress(OSError):  # it is no file: a test reads it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    "reportedly",
    cls=_Commands,
    examples=(
        "reportedly demo                            what comes of the sample stories",
        "reportedly read https://… | story.txt      print who said what",
        "reportedly add saved-pages/                the same, into a ledger",
        "reportedly stories                         what it is about",
        "reportedly point 3f2a9c1b                  who says it, on how many independent origins",
    ),
    commands={str(command.name): command for commands in COMMANDS.values() for command in commands},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="reportedly", message="reportedly %(version)s")
def reportedly() -> None:
    """Keep the books on the news: who said what, on whose word, with what number and how sure.

    Reportedly reads news pages on this machine and says who says so and how it came here; never whether it is true.
    Each command has examples: reportedly COMMAND --help.

    Exit codes: 0 fine; 1 something was left out; 2 wrong use, or a command that could not be done; 130 stopped.
    """


def main() -> NoReturn:
    """Run the command line, and end the process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # terminals that know no Korean, file names that are no text
    reportedly.main(prog_name="reportedly")
