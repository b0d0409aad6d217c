"""Who may read and rule: people with a password, their sessions, and failed tries to get in.

Passwords are kept as Argon2id hashes, session tokens as SHA-256; neither leaves the ledger, not even in an export.
"""

import re
import secrets
import sqlite3
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from msgspec import Struct

from reportedly.errors import NotFoundError, UsageError
from reportedly.ledger.desk import Desk

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE accounts (
        name TEXT PRIMARY KEY,
        role TEXT NOT NULL,
        password TEXT NOT NULL,  -- Argon2id, with salt and cost
        created_at TEXT NOT NULL,
        disabled_at TEXT
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE sessions (
        token TEXT PRIMARY KEY,  -- SHA-256 of it
        account TEXT NOT NULL REFERENCES accounts (name),
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX sessions_account ON sessions (account)",
    """
    CREATE TABLE logins (
        row INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        name TEXT NOT NULL,  -- as it was tried, cut
        peer TEXT NOT NULL  -- the address the try came from
    ) STRICT
    """,
    "CREATE INDEX logins_at ON logins (at)",
)
"""The statements that make the tables."""

SESSION = timedelta(days=7)
"""How long a session lasts."""

MIN_PASSWORD, MAX_PASSWORD = 12, 200
"""Characters of a password."""

WINDOW = timedelta(minutes=15)
"""Failed logins are counted over so long."""

MAX_TRIES, MAX_TRIES_PEER, MAX_TRIES_NAME = 5, 20, 50
"""Failed logins in that time: of one name from one address, from one address, of one name."""

_NAME = re.compile(r"[\w][\w .@+-]{0,59}")


class Role(StrEnum):
    """What an account may do."""

    READER = "reader"  # look
    EDITOR = "editor"  # look, bring pages, rule


class Account(Struct, frozen=True):
    """Somebody who may get in."""

    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None = None


class Accounts(Desk):
    """The accounts of one ledger."""

    # ------------------------------------------------------------------ people

    def add(self, name: str, role: Role, password: str) -> Account:
        """Make an account.

        Raises:
            UsageError: there is one of that name, the name is none, or the password is too short or too long.
        """
        clean = _clean(name)
        if not _NAME.fullmatch(clean):
            raise UsageError(f"{name!r} is no name for an account; give up to 60 letters, digits, dots or dashes")
        hashed = _hasher().hash(_checked(password))
        with self._transaction():
            if self.get(clean):
                raise UsageError(f"there is an account {clean!r}; `reportedly accounts password {clean}` changes it")
            made = Account(clean, role, self._now())
            self._do(
                "INSERT INTO accounts VALUES (?, ?, ?, ?, NULL)", clean, role.value, hashed, made.created_at.isoformat()
            )
        return made

    def every(self) -> list[Account]:
        """Return all accounts, by name."""
        return [_account(row) for row in self._rows("SELECT * FROM accounts ORDER BY name")]

    def get(self, name: str) -> Account | None:
        """Return an account, by its name; case makes no difference."""
        row = self._row("SELECT * FROM accounts WHERE name = ?", _clean(name))
        return _account(row) if row else None

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; it is let in again if it was not, and its sessions end.

        Raises:
            NotFoundError: there is no such account.
            UsageError: the password is too short or too long.
        """
        hashed = _hasher().hash(_checked(password))
        with self._transaction():
            self._known(name)
            self._do("UPDATE accounts SET password = ?, disabled_at = NULL WHERE name = ?", hashed, _clean(name))
            self._do("DELETE FROM sessions WHERE account = ?", _clean(name))
            self._do("DELETE FROM logins WHERE name = ?", _clean(name))

    def disable(self, name: str) -> None:
        """Let an account in no more, and end its sessions; its rulings stay.

        Raises:
            NotFoundError: there is no such account.
        """
        with self._transaction():
            self._known(name)
            at = self._at()
            self._do("UPDATE accounts SET disabled_at = coalesce(disabled_at, ?) WHERE name = ?", at, _clean(name))
            self._do("DELETE FROM sessions WHERE account = ?", _clean(name))

    def _known(self, name: str) -> None:
        if self.get(name) is None:
            raise NotFoundError("account", name)

    # ------------------------------------------------------------------ getting in

    def log_in(self, name: str, password: str, *, peer: str) -> str | None:
        """Return the token of a new session; ``None`` where name and password do not fit, or were tried too often.

        A try is counted before it is looked at, so that tries at the same moment are counted too.

        Args:
            name: Of the account.
            password: As given.
            peer: The address the try comes from.
        """
        clean = _clean(name)[:60]
        if self.is_throttled(clean, peer):
            return None
        with self._transaction():
            self._do("DELETE FROM logins WHERE at < ?", (self._now() - WINDOW).isoformat())
            tried = self._do("INSERT INTO logins (at, name, peer) VALUES (?, ?, ?)", self._at(), clean, peer)
        row = self._row("SELECT * FROM accounts WHERE name = ?", clean)
        fits = _fits(row["password"] if row else _nobodys(), password)
        if row is None or not fits or row["disabled_at"] is not None:
            return None
        token = secrets.token_urlsafe(32)
        with self._transaction():
            self._do("DELETE FROM logins WHERE row = ? OR (name = ? AND peer = ?)", tried, clean, peer)
            self._do("DELETE FROM sessions WHERE expires_at < ?", self._at())
            self._do(
                "INSERT INTO sessions VALUES (?, ?, ?, ?)",
                _digest(token),
                clean,
                self._at(),
                (self._now() + SESSION).isoformat(),
            )
        return token

    def is_throttled(self, name: str, peer: str) -> bool:
        """Whether so many tries failed lately that none is looked at for a while."""
        row = self._one(
            "SELECT count(*) FILTER (WHERE name = ?1 AND peer = ?2) AS of_both, "
            "count(*) FILTER (WHERE peer = ?2) AS of_peer, count(*) FILTER (WHERE name = ?1) AS of_name "
            "FROM logins WHERE at >= ?3",
            _clean(name)[:60],
            peer,
            (self._now() - WINDOW).isoformat(),
        )
        limits = (("of_both", MAX_TRIES), ("of_peer", MAX_TRIES_PEER), ("of_name", MAX_TRIES_NAME))
        return any(int(row[column]) >= most for column, most in limits)

    def session(self, token: str) -> Account | None:
        """Return whose session it is; ``None`` where there is none, it is over, or the account is let in no more."""
        row = self._row(
            "SELECT a.* FROM sessions AS s JOIN accounts AS a ON a.name = s.account "
            "WHERE s.token = ? AND s.expires_at > ? AND a.disabled_at IS NULL",
            _digest(token),
            self._at(),
        )
        return _account(row) if row else None

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._transaction():
            self._do("DELETE FROM sessions WHERE token = ?", _digest(token))


@cache
def _hasher() -> PasswordHasher:
    """Return what hashes passwords, at the cost that RFC 9106 gives for little memory."""
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Return a hash that no password fits: so an unknown name takes as long as a known one."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _fits(hashed: str, password: str) -> bool:
    try:
        return _hasher().verify(hashed, password[:MAX_PASSWORD])
    except VerifyMismatchError:
        return False


def _checked(password: str) -> str:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise UsageError(f"a password has {MIN_PASSWORD} to {MAX_PASSWORD} characters; take a longer one")
    return password


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "backslashreplace")).hexdigest()


def _clean(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _account(row: sqlite3.Row) -> Account:
    disabled = row["disabled_at"]
    return Account(
        row["name"],
        Role(row["role"]),
        datetime.fromisoformat(row["created_at"]),
        datetime.fromisoformat(disabled) if disabled else None,
    )
