"""The file a ledger is in: opened, made ready to be written, and what goes wrong with it told in words that help."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.errors import LedgerError
from reportedly.ledger import schema

BUSY_S = 10.0
"""How long a writer waits for another one."""

_CACHE_KB = 65_536
"""What a writer keeps of the file at hand, in KB at most: with SQLite's own 2,000 a story is written twice."""

REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full; make room and run the same command again: what was stored is kept",
    sqlite3.SQLITE_READONLY: "may not be written; change its permissions, or name another file with --ledger",
    sqlite3.SQLITE_BUSY: "another program is writing to it and did not finish in time; let it end, then run the same "
    "command again: what was stored is kept",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; see that it is a file, and that it and its folder may be written",
    sqlite3.SQLITE_IOERR: "cannot be read or written (input/output error); check the disk, then run the command again",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a copy, or save what is left with `sqlite3 FILE .recover`",
    sqlite3.SQLITE_NOTADB: "is not a ledger; name another file with --ledger",
}
"""What the database complains about, by its code: what to say of it."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database and the disk complain about into errors that say the way out; our own bugs pass."""
    try:
        yield
    except OSError as error:
        raise LedgerError(str(path), f"{error.strerror}; name another file with --ledger") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the finer code in the upper bits
        if code not in REASONS:
            raise
        raise LedgerError(str(path), REASONS[code]) from error


def connect(path: Path, *, read_only: bool, is_shared: bool) -> sqlite3.Connection:
    """Return a connection to a file; one that writes makes the file, and its folders, where there are none."""
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not os.access(path, os.W_OK):
            raise LedgerError(str(path), REASONS[sqlite3.SQLITE_READONLY])
        return sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=not is_shared)
    if not path.exists():
        raise LedgerError(str(path), "there is none yet; `reportedly add` makes it")
    is_frozen = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    options = "mode=ro&immutable=1" if is_frozen else "mode=ro"  # readers share a file beside it, if they may make one
    address = f"{path.absolute().as_uri()}?{options}"
    return sqlite3.connect(address, timeout=BUSY_S, isolation_level=None, uri=True, check_same_thread=not is_shared)


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Raise if a file that will only be read is not of the newest version."""
    if not path.stat().st_size:
        raise LedgerError(str(path), "is an empty file; any `reportedly add` makes a ledger of it")
    if schema.version(connection, str(path), schema.MIGRATIONS) < len(schema.MIGRATIONS):
        raise LedgerError(str(path), "was made by an older Reportedly; any `reportedly add` brings it up to date")


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make a file ready to be written: durable at every commit, readable meanwhile, of the newest version."""
    schema.version(connection, str(path), schema.MIGRATIONS)  # before anything of it is changed
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    _log_ahead(connection)
    schema.migrate(connection, str(path), schema.MIGRATIONS)


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; for a new file that another process is making, this does not wait by itself."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
