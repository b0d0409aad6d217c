"""The keys by which articles with the same text are found: what `link` asks of its store, kept in the ledger's file.

A page is known by its mark, a 64-bit number. For a page of a hundred keys there are a hundred rows of some 32 bytes in
`prints`, in the order in which they are asked for, and one of a kilobyte in `printed`, which has its keys once more.
"""

import sqlite3
from array import array
from collections.abc import Iterable
from sys import byteorder

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE printed (
        mark INTEGER PRIMARY KEY,
        time INTEGER NOT NULL,  -- the first thing pages are put in order by, then the mark
        id TEXT NOT NULL,  -- of the article
        keys BLOB NOT NULL  -- sorted; 8 bytes each, signed, the lowest first
    ) STRICT
    """,
    """
    CREATE TABLE prints (
        key INTEGER NOT NULL,
        time INTEGER NOT NULL,
        mark INTEGER NOT NULL,
        PRIMARY KEY (key, time, mark)
    ) STRICT, WITHOUT ROWID
    """,
)
"""What makes the tables."""

_Place = tuple[int, int]
_Entry = tuple[int, int, str, tuple[int, ...]]

_BEFORE = """
    SELECT time, mark FROM prints WHERE key = ? AND (time, mark) < (?, ?) ORDER BY time DESC, mark DESC LIMIT ?
"""
_AFTER = "SELECT time, mark FROM prints WHERE key = ? AND (time, mark) > (?, ?) ORDER BY time, mark LIMIT ?"
_ROWS_AT_ONCE = 1 << 16


class Prints:
    """The keys of the articles of a ledger; rows go when their article is replaced. The transaction is the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def is_empty(self) -> bool:
        """Whether there is no article."""
        return self._connection.execute("SELECT 1 FROM printed LIMIT 1").fetchone() is None

    def find(self, mark: int) -> _Entry | None:
        """Return what is stored of an article: time, mark, id and keys."""
        row = self._connection.execute("SELECT time, mark, id, keys FROM printed WHERE mark = ?", (mark,)).fetchone()
        return (row[0], row[1], row[2], tuple(_numbers(row[3]))) if row else None

    def before(self, key: int, place: _Place, number: int) -> list[_Place]:
        """Return the places of the last so many articles before a place that have a key, in order."""
        return [(row[0], row[1]) for row in self._connection.execute(_BEFORE, (key, *place, number))][::-1]

    def after(self, key: int, place: _Place, number: int) -> list[_Place]:
        """Return the places of the first so many articles after a place that have a key, in order."""
        return [(row[0], row[1]) for row in self._connection.execute(_AFTER, (key, *place, number))]

    def put(self, entries: Iterable[_Entry]) -> None:
        """Store articles, none of which is stored; many at once are written in the order of their keys."""
        keys, times, marks = array("q"), array("q"), array("q")
        for time, mark, one, own in entries:
            self._connection.execute("INSERT INTO printed VALUES (?, ?, ?, ?)", (mark, time, one, _bytes(own)))
            keys.extend(own)
            times.extend([time] * len(own))
            marks.extend([mark] * len(own))
        import numpy as np  # noqa: PLC0415  # start-up

        order = np.lexsort((marks, times, keys))
        columns = [np.frombuffer(column, np.int64) for column in (keys, times, marks)] if keys else []
        for at in range(0, len(keys), _ROWS_AT_ONCE):
            rows = (column[order[at : at + _ROWS_AT_ONCE]].tolist() for column in columns)
            self._connection.executemany("INSERT INTO prints VALUES (?, ?, ?)", zip(*rows, strict=True))

    def drop(self, mark: int) -> None:
        """Remove a stored article."""
        if entry := self.find(mark):
            rows = ((key, entry[0], mark) for key in entry[3])
            self._connection.executemany("DELETE FROM prints WHERE key = ? AND time = ? AND mark = ?", rows)
            self._connection.execute("DELETE FROM printed WHERE mark = ?", (mark,))


def _bytes(keys: Iterable[int]) -> bytes:
    numbers = array("q", keys)
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(packed: bytes) -> list[int]:
    numbers = array("q", packed)
    if byteorder == "big":
        numbers.byteswap()
    return numbers.tolist()
