"""The command that takes a ledger along, in every format that leaves the house."""

import codecs
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from reportedly import wording
from reportedly.cli import options
from reportedly.errors import UsageError
from reportedly.exports import FORMATS, File, Folder, Selection, export
from reportedly.ledger import Ledger, Progress

STDOUT = Path("-")

_LISTED = "\n".join(f"  {name:<12}{known.about}" for name, known in FORMATS.items())


@click.command(
    "export",
    cls=options.Command,
    short_help="Write the ledger, or one story of it, for others to read.",
    help="Write the ledger's pages as they now stand, or those of one story, with all that is known of them.\n\n"
    f"\b\n{_LISTED}\n\n"
    "docs/exports.md says what is in each. Several files (tables, parquet) go into a folder, or into a .zip. What is "
    "there already is not replaced, unless you say so. Offsets count Unicode code points.",
    examples=(
        "reportedly export -o reports.jsonl",
        "reportedly export --format csv -o reports.csv",
        "reportedly export --format ledger -o ledger.json",
        "reportedly export --format tables --story 3f2a9c1b --out story.zip",
        "reportedly export --format warc --out pages.warc.gz",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="jsonl",
    show_default=True,
    metavar="FORMAT",
    help="One of those above.",
)
@click.option("--json", "form", flag_value="jsonl", help="The same as --format jsonl.")
@click.option("--story", metavar="ID", help="Only this story; the beginning of its id is enough.")
@click.option(
    "-o",
    "--out",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    default=STDOUT,
    metavar="PATH",
    help="Where to: a file, a folder, a .zip; default, or -: print it.",
)
@click.option("--force", is_flag=True, help="Replace what is there already.")
@options.all_kinds
@options.ledger_file
def export_(form: str, story: str | None, out: Path, ledger: Path | None, *, force: bool, all_kinds: bool) -> None:
    """Write the ledger, or one story of it; the decorator has the help."""
    with options.opened(ledger) as opened, _progress(is_shown=out != STDOUT or not options.is_terminal()) as progress:
        chosen = opened.books.story(story) if story else None
        selection = Selection(opened, chosen, options.kinds(all_kinds=all_kinds), progress)
        if out == STDOUT:
            with _printed(form) as printed:
                export(selection, form, printed)
        else:
            _spare(opened, out)
            export(selection, form, out, replace=force)


def _spare(ledger: Ledger, out: Path) -> None:
    """Refuse to write over the one file that must not be lost."""
    if out.exists() and out.samefile(ledger.path):
        raise UsageError(f"{out} is the ledger itself; name another file with -o")


@contextmanager
def _progress(*, is_shown: bool) -> Iterator[Progress]:
    if not is_shown:
        yield lambda *_: None
        return
    from reportedly.cli import screens  # noqa: PLC0415  # start-up

    with screens.Bar("exporting", None) as bar:
        yield lambda what, done, total: bar.tell(what, done, max(done, total))


@contextmanager
def _printed(form: str) -> Iterator[BinaryIO]:
    """Lend standard output: exact for a program, harmless for a terminal."""
    kind = FORMATS[form].kind
    if isinstance(kind, Folder):
        raise UsageError(f"{form} is several files; name a folder or a .zip with --out")
    if not options.is_terminal():
        yield sys.stdout.buffer
        return
    if not kind.is_text:
        raise UsageError(f"{form} is nothing to look at; name a file with --out")
    screen = _Screen(is_json=form not in _NO_JSON)
    yield cast("BinaryIO", screen)
    screen.finish()


_NO_JSON = frozenset({"csv", "cite"})
assert all(isinstance(FORMATS[form].kind, File) for form in _NO_JSON)


class _Screen(io.RawIOBase):
    """A terminal: what is written to it is shown line by line, and commands nothing."""

    def __init__(self, *, is_json: bool) -> None:
        self._is_json, self._line = is_json, ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def writable(self) -> bool:
        """Tell that it may be written."""
        return True

    def write(self, words: Any) -> int:  # noqa: ANN401  # bytes of any sort
        """Show the lines that are whole."""
        some = bytes(words)
        *lines, self._line = (self._line + self._decoder.decode(some)).split("\n")
        for line in lines:
            self._show(line)
        return len(some)

    def finish(self) -> None:
        """Show what is left."""
        if self._line:
            self._show(self._line)

    def _show(self, line: str) -> None:
        click.echo(wording.escaped(line) if self._is_json else wording.neutral(line))
