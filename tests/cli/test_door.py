"""The door itself: help, start-up, exit codes, pipes that close."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from reportedly.cli import COMMANDS, reportedly

Run = Callable[..., Result]

EVERY = [command for commands in COMMANDS.values() for command in commands]
ENDS = [
    (f"{command.name} {name}".strip(), one)
    for command in EVERY
    for name, one in (command.commands.items() if isinstance(command, click.Group) else [("", command)])
]
"""Every command that does something, by what is typed: a group's commands instead of the group."""


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in a shell, `reportedly` being this Python's."""
    line = command.replace("reportedly ", f"{sys.executable} -m reportedly ")
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.parametrize(("name", "command"), ENDS, ids=[name for name, _ in ENDS])
def test_every_command_has_help_with_examples(run: Run, name: str, command: click.Command) -> None:
    """Each command explains itself, each option too, and shows how it is used."""
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert f"\nExamples:\n  reportedly {name}" in result.stdout
    assert all(option.help for option in command.params if isinstance(option, click.Option))


SILENT = {"serve", "mcp", "accounts add", "accounts password", "accounts disable"}
"""Commands that answer no question: they open a service, or ask for a password and say that it is done."""


@pytest.mark.parametrize(("name", "command"), [(name, command) for name, command in ENDS if name not in SILENT])
def test_every_command_speaks_json(name: str, command: click.Command) -> None:
    """Programs can use every command that answers anything."""
    assert "--json" in [option for each in command.params for option in each.opts], name


def test_help_lists_every_command(run: Run) -> None:
    """The table of commands is all there is, under its headings."""
    told = run("--help").stdout
    assert set(reportedly.commands) == {command.name for command in EVERY}
    for heading, commands in COMMANDS.items():
        assert f"\n{heading}:\n" in told
        assert all(f"\n  {command.name} " in told for command in commands)


def test_version(run: Run) -> None:
    """`--version` says which one this is."""
    assert run("--version").stdout.startswith("reportedly 0.")


def test_help_loads_nothing_heavy() -> None:
    """Help comes at once: no weights, no toolkit, no network."""
    heavy = "numpy onnxruntime spacy tokenizers httpx2 trafilatura rich platformdirs reportedly.pipeline"
    code = (
        "import sys\nfrom reportedly.cli import reportedly\n"
        "reportedly.main(['claims', '--help'], standalone_mode=False)\n"
        f"assert not set({heavy.split()}) & set(sys.modules), set({heavy.split()}) & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        ("reportedly --version", 0, ""),
        ("reportedly claims --ledger none.sqlite", 2, "reportedly: ledger none.sqlite: there is none yet"),
        ("reportedly --help | true", None, ""),
        ("reportedly export --help > /dev/full", None, None),
    ],
)
def test_as_a_process(tmp_path: Path, command: str, code: int | None, told: str | None) -> None:
    """`python -m reportedly` is the same; whatever happens there is no traceback."""
    done = shell(f"cd {tmp_path} && {command}")
    assert code is None or done.returncode == code
    assert "Traceback" not in done.stderr
    assert told is None or done.stderr.startswith(told)
