"""The queue: addresses and uploaded files that wait to be read, and what became of each.

No row here says anything about the news: it is the state of an errand, and changes as the errand goes on. What was read
stands in the ledger's other tables; the bytes of a file are forgotten here once it was.
"""

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct

from reportedly.errors import UsageError
from reportedly.ledger.asked import listed
from reportedly.ledger.desk import Desk
from reportedly.ledger.rows import Cell, storable
from reportedly.records import id_of

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE pending (
        row INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL,  -- or the name of the file
        url TEXT,  -- of a file: the address it was saved from, as whoever brought it says
        sha256 TEXT NOT NULL,  -- of the file; empty for an address
        size INTEGER NOT NULL,  -- bytes of the file
        body BLOB,  -- of the file, compressed with zlib, until it is read
        who TEXT NOT NULL,
        added_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        state TEXT NOT NULL,
        outcome TEXT NOT NULL,
        pages TEXT NOT NULL,  -- JSON: ids of the articles that came of it
        tries INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX pending_open ON pending (address, sha256) WHERE state IN ('waiting', 'reading')",
    "CREATE INDEX pending_state ON pending (state, row)",
)
"""The statements that make the tables."""

MAX_WAITING = 10_000
"""Rows that may wait at a time."""

MAX_BYTES = 64_000_000
"""Bytes of one file at most."""

MAX_BYTES_WAITING = 512_000_000
"""Bytes of all files that wait, at most."""

MAX_ADDRESS = 2_000
"""Characters of an address or a file's name at most."""

MAX_TRIES = 3
"""Times that reading a row may end the worker before the row is given up."""

_KNOWN = """
    WITH given (address) AS (SELECT value FROM json_each(?))
    SELECT address FROM articles WHERE address IN (SELECT address FROM given)
    UNION
    SELECT address FROM pending WHERE sha256 = '' AND state <> 'rejected' AND address IN (SELECT address FROM given)
"""

_SHOWN_PAGES = 50  # articles of one file that are kept with its row


class State(StrEnum):
    """How far a row of the queue is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    REJECTED = "rejected"


class Pending(Struct, frozen=True):
    """An address, or a file somebody brought, and what became of it."""

    id: str
    address: str  # of a file: its name
    is_file: bool
    size: int  # of the file, in bytes
    url: str | None  # of a file: the address it was saved from; of a page that a feed named: the feed
    who: str
    added_at: datetime
    changed_at: datetime
    state: State
    outcome: str  # in words; while it is read: what is being done
    pages: tuple[str, ...]  # ids of the articles that came of it; of many the first

    @property
    def named_by(self) -> str | None:
        """The feed that names the page, if one does: its address, or the name of its file."""
        return None if self.is_file else self.url

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being read."""
        return self.state in {State.WAITING, State.READING}


class Queue(Desk):
    """The rows that wait to be read, of one ledger."""

    # ------------------------------------------------------------------ what waits

    def add(self, address: str, *, who: str, body: bytes | None = None, url: str | None = None) -> Pending:
        """Put an address, or a file, at the end of the queue; where it waits already, return that row.

        Args:
            address: To be fetched; with a body, the file's name.
            who: Who brings it.
            body: The file's bytes.
            url: The address the file was saved from, if known; without a body, the feed that names the page.

        Raises:
            UsageError: it is empty or too long, the file is too large, or too much waits already.
        """
        name = storable(" ".join(address.split()))
        if not name:
            raise UsageError("there is no address; give one as https://courier.example/mill-closes")
        if len(name) > MAX_ADDRESS or len(url or "") > MAX_ADDRESS:
            raise UsageError(f"an address has more than {MAX_ADDRESS:,} characters; give a shorter one")
        if body is not None and len(body) > MAX_BYTES:
            raise UsageError(f"{name}: more than {MAX_BYTES // 1_000_000} MB; use `reportedly add` for it")
        digest = sha256(body).hexdigest() if body is not None else ""
        with self._transaction():
            known = self._row(
                "SELECT * FROM pending WHERE address = ? AND sha256 = ? AND state IN ('waiting', 'reading')",
                name,
                digest,
            )
            if known:
                return _pending(known)
            self._check_room(len(body or b""))
            at, last = self._at(), self._one("SELECT coalesce(max(row), 0) AS row FROM pending")["row"]
            row: tuple[Cell, ...] = (
                id_of("pending", str(last), name, digest, at),
                name,
                storable(url) if url else None,
                digest,
                len(body or b""),
                zlib.compress(body) if body is not None else None,
                storable(who),
                at,
                at,
            )
            self._do(
                "INSERT INTO pending (id, address, url, sha256, size, body, who, added_at, changed_at, state, outcome, "
                "pages, tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', '', '[]', 0)",
                *row,
            )
            added = self._row("SELECT * FROM pending WHERE id = ?", row[0])
        assert added is not None  # just now
        return _pending(added)

    def unknown(self, addresses: Sequence[str]) -> list[str]:
        """Return those of some addresses that are new here: no page of them is read, waits or was brought.

        What was left out may be tried again.
        """
        known = {str(row["address"]) for row in self._rows(_KNOWN, listed(addresses))}
        return [one for one in addresses if storable(one) not in known]

    def _check_room(self, size: int) -> None:
        found = self._one(
            "SELECT count(*) AS number, coalesce(sum(size), 0) AS size FROM pending "
            "WHERE state IN ('waiting', 'reading')"
        )
        if found["number"] >= MAX_WAITING or found["size"] + size > MAX_BYTES_WAITING:
            raise UsageError(
                "the queue is full; wait until some of it is read, or use `reportedly add`, which needs no queue"
            )

    def rows(self, *, limit: int, before: str | None = None) -> list[Pending]:
        """Return rows, the last that came first.

        Args:
            limit: How many.
            before: The id of a row: go on after that one.
        """
        where, cells = ("WHERE row < (SELECT row FROM pending WHERE id = ?)", (before,)) if before else ("", ())
        sql = f"SELECT * FROM pending {where} ORDER BY row DESC LIMIT ?"  # noqa: S608  # ours
        return [_pending(row) for row in self._rows(sql, *cells, limit)]

    def by_id(self, pending: str) -> Pending | None:
        """Return a row."""
        found = self._row("SELECT * FROM pending WHERE id = ?", pending)
        return _pending(found) if found else None

    def counts(self) -> Mapping[State, int]:
        """Return how many rows are in each state."""
        found = dict.fromkeys(State, 0)
        for row in self._rows("SELECT state, count(*) AS number FROM pending GROUP BY state"):
            found[State(row["state"])] = int(row["number"])
        return found

    # ------------------------------------------------------------------ for whoever reads it

    def take(self) -> Pending | None:
        """Mark the row that waits longest as being read, and return it; ``None`` where nothing waits."""
        with self._transaction():
            found = self._row("SELECT id FROM pending WHERE state = 'waiting' ORDER BY row LIMIT 1")
            if found is None:
                return None
            self._change(found["id"], State.READING, "")
            return self.by_id(found["id"])

    def body(self, pending: str) -> bytes:
        """Return the bytes of a file that waits or is being read; none for an address."""
        found = self._row("SELECT body FROM pending WHERE id = ?", pending)
        return zlib.decompress(found["body"]) if found and found["body"] is not None else b""

    def tell(self, pending: str, doing: str) -> None:
        """Note what is being done for a row."""
        with self._transaction():
            self._change(pending, State.READING, doing)

    def finish(self, pending: str, state: State, outcome: str, pages: Sequence[str] = ()) -> None:
        """Note what became of a row, and forget its bytes."""
        with self._transaction():
            self._change(pending, state, outcome)
            kept = json.dumps(list(dict.fromkeys(pages))[:_SHOWN_PAGES])
            self._do("UPDATE pending SET body = NULL, pages = ? WHERE id = ?", kept, pending)

    def resume(self) -> int:
        """Let what a killed worker was reading wait again; give up what ended it too often. Return how many wait.

        Call it while nobody reads.
        """
        with self._transaction():
            at = self._at()
            self._do(
                "UPDATE pending SET state = 'rejected', body = NULL, changed_at = ?, outcome = ? "
                "WHERE state = 'reading' AND tries + 1 >= ?",
                at,
                f"reading it ended the reader {MAX_TRIES} times; it is given up",
                MAX_TRIES,
            )
            self._do("UPDATE pending SET state = 'waiting', outcome = '', tries = tries + 1 WHERE state = 'reading'")
            return self.counts()[State.WAITING]

    # ------------------------------------------------------------------ the file

    def _change(self, pending: str, state: State, outcome: str) -> None:
        self._do(
            "UPDATE pending SET state = ?, outcome = ?, changed_at = ? WHERE id = ?",
            state.value,
            storable(outcome),
            self._at(),
            pending,
        )


def _pending(row: sqlite3.Row) -> Pending:
    return Pending(
        row["id"],
        row["address"],
        bool(row["sha256"]),
        row["size"],
        row["url"],
        row["who"],
        datetime.fromisoformat(row["added_at"]),
        datetime.fromisoformat(row["changed_at"]),
        State(row["state"]),
        row["outcome"],
        tuple(json.loads(row["pages"])),
    )
