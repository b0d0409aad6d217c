"""The docs tell all there is, every command, option, setting and error; their commands are real; the tutorial runs."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain
from pathlib import Path

import click
import pytest

from reportedly import errors
from reportedly.cli import COMMANDS, reportedly
from reportedly.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted([*DOCS.glob("*.md"), DOCS.parent / "README.md"])
EVERY = [command for commands in COMMANDS.values() for command in commands]

ENDS = [
    *EVERY,
    *(one for command in EVERY if isinstance(command, click.Group) for one in command.commands.values()),
]
"""The same, with the commands of groups."""

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$|((?:^ {4}.*\n)+)", re.MULTILINE | re.DOTALL)


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(page: str) -> Iterator[tuple[str, str]]:
    """Yield a page's blocks of code, each with its language."""
    for found in _BLOCK.finditer(page):
        yield (found[1] or "", found[2]) if found[2] is not None else ("", found[3])


# ------------------------------------------------------------------ everything is told


@pytest.mark.parametrize("command", EVERY, ids=lambda command: str(command.name))
def test_every_command_and_option_is_documented(command: click.Command) -> None:
    """Each command has its place in docs/commands.md, and each option is named there."""
    page = text("commands.md")
    assert f"### `{command.name}`" in page
    inner = list(command.commands.values()) if isinstance(command, click.Group) else []
    assert [one.name for one in inner if f"`{command.name} {one.name}" not in page] == []
    missing = [
        name
        for each in (command, *inner)
        for option in each.params
        if isinstance(option, click.Option)
        for name in option.opts
        if not re.search(rf"`{re.escape(name)}[ `]", page)
    ]
    assert not missing


def test_every_setting_is_documented() -> None:
    """docs/settings.md has each setting with its default and its help, and none that is not there."""
    rows = re.findall(r"^\| `REPORTEDLY_(\w+)` \| (.*?) \| (.*) \|$", text("settings.md"), re.MULTILINE)
    told = [(one.name.upper(), shown(one.default), one.metadata["help"]) for one in fields(Settings)]
    assert rows == told


def test_every_dependency_is_explained() -> None:
    """docs/dependencies.md has a reason for each package that pyproject.toml asks for."""
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = [*project["project"]["dependencies"], *chain(*extras), *project["dependency-groups"]["dev"]]
    page = text("dependencies.md")
    assert [name for one in asked if (name := re.split(r"[=<>]", one)[0]) not in page] == []


def shown(default: object) -> str:
    """Return a default as the table has it."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "none" if default is None else f"`{default}`"


def test_every_error_is_documented() -> None:
    """docs/commands.md has each error, and so has the tree at the top of errors.py."""
    kinds = [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert [name for name in kinds if f"| `{name}` |" not in text("commands.md")] == []
    assert [name for name in kinds if name not in str(errors.__doc__)] == []


def test_every_exit_code_is_documented() -> None:
    """The exit codes of the docs are those of the help."""
    told = re.findall(r"^\| (\d+) \|", text("commands.md"), re.MULTILINE)
    assert told == ["0", "1", "2", "130", "141"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A page links to pages there are."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


# ------------------------------------------------------------------ commands are real


def commands_in(page: Path) -> Iterator[list[str]]:
    """Yield the command lines of a page that can be taken as they stand, without `reportedly`."""
    for _, block in blocks(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            found = re.match(r"\s*(?:[\w.]+=\S+ )*(?:\.venv/bin/)?reportedly ([a-z]+ .*?)\s*$", line)
            if found and not re.search(r"…|\w\|\w", line):
                yield until_shell(found[1])


def until_shell(line: str) -> list[str]:
    """Return the words of a command line up to where the shell goes on with something else.

    >>> until_shell("claims --json > claims.jsonl  # all of them")
    ['claims', '--json']
    """
    words = shlex.split(line, comments=True)
    ends = [number for number, word in enumerate(words) if word in ("|", "||", "&&", ">")]
    return words[: ends[0]] if ends else words


def is_understood(words: list[str]) -> None:
    """Have a command line taken apart, and nothing done."""
    command: click.Command = reportedly.commands[words[0]]
    while isinstance(command, click.Group) and words[1:]:
        command, words = command.commands[words[1]], words[1:]
    with command.make_context(words[0], words[1:]):
        pass


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_docs_are_understood(page: Path) -> None:
    """What a reader copies is a command, with options it has."""
    for words in commands_in(page):
        is_understood(words)


@pytest.mark.parametrize("command", ENDS, ids=lambda command: str(command.name))
def test_examples_in_help_are_understood(command: click.Command) -> None:
    """What `--help` shows can be typed."""
    for example in getattr(command, "examples", ()):
        if line := re.search(r"reportedly (.*)", example):
            is_understood(until_shell(line[1]))


# ------------------------------------------------------------------ the tutorial runs


@pytest.mark.weights
def test_the_tutorial_runs(tmp_path: Path) -> None:
    """Each command of the tutorial works in an empty folder, and its screen is the one shown."""
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "reportedly"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reportedly "$@"\n')
    shim.chmod(0o755)
    (tmp_path / "desk").mkdir()
    environment = {name: word for name, word in os.environ.items() if not name.startswith("REPORTEDLY_")}
    environment |= {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "COLUMNS": "100"}
    environment["REPORTEDLY_LEDGER"] = str(tmp_path / "ledger.sqlite")  # the data folder is not the same everywhere
    screen = ""
    for language, block in blocks(text("tutorial.md")):
        if language == "sh":
            screen = ran(block, tmp_path / "desk", environment)
        elif language == "text":
            assert not (lost := missing_lines(block, screen)), f"{lost} in\n{screen}"


def ran(block: str, folder: Path, environment: dict[str, str]) -> str:
    """Return what a shell prints for a block of commands."""
    line = ["bash", "-e", "-c", f"exec 2>&1\n{block}"]
    done = subprocess.run(line, stdout=subprocess.PIPE, text=True, cwd=folder, env=environment, check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


def missing_lines(shown: str, screen: str) -> list[str]:
    """Return the lines of a screen in the docs that the true one does not have, in this order; "…" is anything."""
    lines = iter(screen.splitlines())
    wanted = [line for line in shown.splitlines() if line.strip(" …")]
    return [line for line in wanted if not any(is_like(line, true) for true in lines)]


def is_like(shown: str, true: str) -> bool:
    """Whether a line is as shown, "…" being anything."""
    return re.fullmatch(".*".join(re.escape(part) for part in shown.split("…")), true) is not None
