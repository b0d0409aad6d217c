"""What the tables of the desk share: rows that change, over one ledger's connection."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import datetime

from reportedly.ledger.rows import Cell

Context = Callable[[], AbstractContextManager[None]]


class Desk:
    """Statements on one ledger's file."""

    def __init__(
        self, connection: sqlite3.Connection, explained: Context, transaction: Context, now: Callable[[], datetime]
    ) -> None:
        """Work on a connection.

        Args:
            connection: To a file with our tables; rows come as `sqlite3.Row`.
            explained: Turns what the database complains about into errors that say the way out.
            transaction: Makes one transaction of what happens inside.
            now: The clock that stamps rows.
        """
        self._connection, self._explained, self._transaction, self._now = connection, explained, transaction, now

    def _at(self) -> str:
        return self._now().isoformat()

    def _do(self, sql: str, *cells: Cell) -> int:
        """Run a statement; return the row it inserted, if it did."""
        with self._explained():
            return int(self._connection.execute(sql, cells).lastrowid or 0)

    def _row(self, sql: str, *cells: Cell) -> sqlite3.Row | None:
        return next(self._rows(sql, *cells), None)

    def _counted(self, sql: str, *cells: Cell) -> sqlite3.Row:
        """Return the one row of a statement that counts."""
        (row,) = self._rows(sql, *cells)
        return row

    def _rows(self, sql: str, *cells: Cell) -> Iterator[sqlite3.Row]:
        with self._explained(), closing(self._connection.execute(sql, cells)) as cursor:
            yield from cursor
