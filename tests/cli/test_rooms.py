"""Opening the reading room, and who may get in."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import Result

from linked_pages import fill
from reportedly.ledger import Ledger

Run = Callable[..., Result]
PASSWORD = "a mill on the Arden"


def test_accounts_are_made_and_closed(run: Run, tmp_path: Path) -> None:
    """An account is made with a password from standard input; it is listed with its role, and closed."""
    assert run("accounts", "add", "Ada", "--role", "editor", given=f"{PASSWORD}\n").exit_code == 0
    assert run("accounts", "add", "ben", given=f"{PASSWORD}\n").stdout == "reader ben may get in\n"
    assert run("accounts", "disable", "ben").exit_code == 0
    listed = [json.loads(line) for line in run("accounts", "list", "--json").stdout.splitlines()]
    assert [(one["name"], one["role"], one["disabled_at"] is None) for one in listed] == [
        ("ada", "editor", True),
        ("ben", "reader", False),
    ]
    assert run("accounts", "password", "ben", given="another password\n").exit_code == 0
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        assert ledger.accounts.log_in("ben", "another password", peer="x") is not None
        assert ledger.accounts.log_in("ada", PASSWORD, peer="x") is not None


@pytest.mark.parametrize(
    ("words", "given", "says"),
    [
        (["add", "ada"], "short\n", "12 to 200 characters"),
        (["add", "\x1b[31m"], f"{PASSWORD}\n", "no name for an account"),
        (["disable", "nobody"], "", "`reportedly accounts list` lists what there is"),
    ],
)
def test_what_is_no_account_says_so(run: Run, words: list[str], given: str, says: str) -> None:
    """A short password, a strange name, nobody's name: one line with the way out, exit code 2."""
    failed = run("accounts", *words, given=given)
    assert failed.exit_code == 2
    assert says in failed.stderr
    assert "\x1b" not in failed.stderr


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--accounts"]])
def test_others_are_let_in_only_with_accounts(run: Run, options: list[str]) -> None:
    """At another address nothing is opened before there is an editor's account."""
    assert run("accounts", "add", "ben", given=f"{PASSWORD}\n").exit_code == 0  # a reader is not enough
    failed = run("serve", *options)
    assert failed.exit_code == 2
    assert "reportedly accounts add NAME --role editor" in failed.stderr


def test_a_taken_port_says_so(run: Run, tmp_path: Path) -> None:
    """Where another program has the port, the message says how to take another."""
    fill(tmp_path / "ledger.sqlite")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        failed = run("serve", "--port", str(taken.getsockname()[1]))
    assert failed.exit_code == 2
    assert "--port 0 for any" in failed.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_room_opens_and_closes(tmp_path: Path, how: signal.Signals) -> None:
    """The command prints where it is, answers there, and ends in good order at Ctrl-C and SIGTERM, with its worker."""
    path = tmp_path / "ledger.sqlite"
    fill(path)
    line = [sys.executable, "-m", "reportedly", "serve", "--ledger", str(path), "--port", "0"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as room:
        assert room.stdout is not None
        where = re.search(r"http://127\.0\.0\.1:\d+/", room.stdout.readline())
        assert where is not None
        with urlopen(where[0]) as answer:
            assert b"Stories" in answer.read()
        room.send_signal(how)
        assert room.wait() == 0
