"""What the tables of the desk share: rows that change, over one ledger's connection."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from reportedly.ledger.asked import Asked, Explained
from reportedly.ledger.rows import Cell


class Desk(Asked):
    """Statements on one ledger's file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        explained: Explained,
        transaction: Callable[[], AbstractContextManager[None]],
        now: Callable[[], datetime],
    ) -> None:
        """Work on a connection.

        Args:
            connection: To a file with our tables; rows come as `sqlite3.Row`.
            explained: Turns what the database complains about into errors that say the way out.
            transaction: Makes one transaction of what happens inside.
            now: The clock that stamps rows.
        """
        super().__init__(connection, explained)
        self._transaction, self._now = transaction, now

    def _at(self) -> str:
        return self._now().isoformat()

    def _do(self, sql: str, *cells: Cell) -> int:
        """Run a statement; return the row it inserted, if it did."""
        with self._explained():
            return int(self._connection.execute(sql, cells).lastrowid or 0)
