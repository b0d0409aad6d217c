"""Accounts: who has the password gets in, for a while; who guesses is made to wait."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reportedly.errors import NotFoundError, UsageError
from reportedly.ledger import Ledger, Role, accounts

PASSWORD = "a mill on the Arden"
PEER = "192.0.2.7"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2031, 5, 6, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Callable[[], datetime]) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite", now=clock) as made:
        made.accounts.add("Ada", Role.EDITOR, PASSWORD)
        yield made


def test_the_password_opens_a_session(ledger: Ledger) -> None:
    """Name, in any case, and password give a token, and the token says who it is."""
    token = ledger.accounts.log_in("ADA ", PASSWORD, peer=PEER)
    assert token is not None
    account = ledger.accounts.session(token)
    assert account is not None
    assert (account.name, account.role) == ("ada", Role.EDITOR)


@pytest.mark.parametrize(
    ("name", "password"), [("ada", PASSWORD.upper()), ("ada", ""), ("ben", PASSWORD), ("", ""), ("ada' --", "x")]
)
def test_nothing_else_does(ledger: Ledger, name: str, password: str) -> None:
    """Another password, another name or none opens nothing."""
    assert ledger.accounts.log_in(name, password, peer=PEER) is None


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --"])
def test_a_made_up_token_is_nobodys(ledger: Ledger, token: str) -> None:
    """Only tokens that were handed out are sessions."""
    assert ledger.accounts.session(token) is None


def test_neither_password_nor_token_stands_in_the_file(ledger: Ledger) -> None:
    """The file holds hashes: nobody who reads it can get in by it."""
    token = ledger.accounts.log_in("ada", PASSWORD, peer=PEER)
    assert token is not None
    ledger.close()
    with closing(sqlite3.connect(ledger.path)) as connection:
        told = "\n".join(connection.iterdump())
    assert "$argon2id$" in told
    assert PASSWORD not in told
    assert token not in told


@pytest.mark.parametrize(
    "why", ["it is a week old", "who has it logs out", "the account is closed", "the password is changed"]
)
def test_sessions_end(ledger: Ledger, clock: Clock, why: str) -> None:
    """A session ends with time, by hand, and with what its account loses."""
    token = ledger.accounts.log_in("ada", PASSWORD, peer=PEER)
    assert token is not None
    match why:
        case "it is a week old":
            clock.now += accounts.SESSION
        case "who has it logs out":
            ledger.accounts.log_out(token)
        case "the account is closed":
            ledger.accounts.disable("ada")
        case _:
            ledger.accounts.set_password("ada", "another password")
    assert ledger.accounts.session(token) is None


def test_a_closed_account_stays_closed_until_it_has_another_password(ledger: Ledger) -> None:
    """Whoever is let in no more is so with the right password too."""
    ledger.accounts.disable("ada")
    assert ledger.accounts.log_in("ada", PASSWORD, peer=PEER) is None
    ledger.accounts.set_password("ada", "another password")
    assert ledger.accounts.log_in("ada", "another password", peer=PEER) is not None


def test_guessing_is_throttled(ledger: Ledger, clock: Clock) -> None:
    """After five tries from one address even the right password waits a quarter of an hour; from elsewhere it works."""
    for _ in range(accounts.MAX_TRIES):
        assert ledger.accounts.log_in("ada", "a guess at it", peer=PEER) is None
    assert ledger.accounts.log_in("ada", PASSWORD, peer=PEER) is None
    assert ledger.accounts.log_in("ada", PASSWORD, peer="192.0.2.8") is not None
    clock.now += accounts.WINDOW + timedelta(seconds=1)
    assert ledger.accounts.log_in("ada", PASSWORD, peer=PEER) is not None


def test_many_names_from_one_address_are_throttled(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who tries many names is stopped as well."""
    monkeypatch.setattr(accounts, "MAX_TRIES_PEER", 3)
    for number in range(3):
        ledger.accounts.log_in(f"name{number}", "a guess at it", peer=PEER)
    assert ledger.accounts.is_throttled("ada", PEER)
    assert not ledger.accounts.is_throttled("ada", "192.0.2.8")


@pytest.mark.parametrize(
    ("name", "password", "says"),
    [
        ("ada", PASSWORD, "there is an account 'ada'"),
        ("", PASSWORD, "no name"),
        ("a\x1b[31m", PASSWORD, "no name"),
        ("ben", "short", "12 to 200 characters"),
        ("ben", "x" * 201, "12 to 200 characters"),
    ],
)
def test_what_is_no_account(ledger: Ledger, name: str, password: str, says: str) -> None:
    """A taken name, no name, and a password too short to keep anybody out are refused."""
    with pytest.raises(UsageError, match=says):
        ledger.accounts.add(name, Role.READER, password)


def test_an_unknown_account_is_told(ledger: Ledger) -> None:
    """Closing nobody's account is an error that says where the names are."""
    with pytest.raises(NotFoundError, match=r"no account 'ben' .* `reportedly accounts list`"):
        ledger.accounts.disable("ben")
