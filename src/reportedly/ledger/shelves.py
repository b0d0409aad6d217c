"""Where grouping keeps its pages: rows of a ledger's file, fetched one by one or many at once, never all.

What stands here is derived: it can be dropped and made again from the articles. The bytes are the writer's own. A line
is one stretch of a table's key, so that who stands beside a place is found by one look at the index.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE shelf_pages (
        number INTEGER PRIMARY KEY,
        page TEXT NOT NULL UNIQUE,  -- the article's id
        day INTEGER,  -- proleptic ordinal
        terms BLOB NOT NULL
    ) STRICT
    """,
    # Apart from the pages, which stay as they are: this is written whenever a page like it comes or goes.
    """
    CREATE TABLE shelf_states (
        number INTEGER PRIMARY KEY,
        state BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE shelf_lines (
        line INTEGER NOT NULL,
        place INTEGER NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (line, place, number)
    ) STRICT, WITHOUT ROWID
    """,
)
"""The statements that make the tables."""

Place = tuple[int, int]
_AT_ONCE = 500  # rows asked for in one statement
_BESIDE = """
    SELECT * FROM (SELECT place, number FROM shelf_lines WHERE line = ?1 AND place < ?2 ORDER BY place DESC LIMIT ?3)
    UNION ALL
    SELECT * FROM (SELECT place, number FROM shelf_lines WHERE line = ?1 AND place > ?2 ORDER BY place LIMIT ?3)
"""
_BETWEEN = "SELECT 1 FROM shelf_lines WHERE line = ? AND place > ? AND place < ? LIMIT ?"


class Shelves:
    """The pages that grouping into stories keeps in a ledger's file; the transaction is the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Work on a connection whose database has `TABLES`; rows must come as plain tuples."""
        self._connection = connection

    def last(self) -> int:
        """Return the greatest number of a page; -1 where there is none."""
        ((last,),) = self._connection.execute("SELECT max(number) FROM shelf_pages")
        return -1 if last is None else int(last)

    def numbers(self) -> list[int]:
        """Return the numbers of all pages, in order."""
        return [number for (number,) in self._connection.execute("SELECT number FROM shelf_pages ORDER BY number")]

    def find(self, pages: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Yield the numbers of those among some page ids that are kept."""
        return self._among("SELECT page, number FROM shelf_pages WHERE page IN", pages)

    def pages(self, numbers: Sequence[int]) -> Iterator[tuple[int, str, int | None, bytes]]:
        """Yield the rows of some pages, in any order."""
        return self._among("SELECT number, page, day, terms FROM shelf_pages WHERE number IN", numbers)

    def states(self, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Yield what is known of some pages, in any order."""
        return self._among("SELECT number, state FROM shelf_states WHERE number IN", numbers)

    def _among(self, query: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
        rest = iter(values)
        while some := tuple(islice(rest, _AT_ONCE)):
            yield from self._connection.execute(f"{query} ({','.join('?' * len(some))})", some)

    def keep_pages(self, rows: Iterable[tuple[int, str, int | None, bytes]]) -> None:
        """Keep new pages."""
        self._connection.executemany("INSERT INTO shelf_pages VALUES (?, ?, ?, ?)", rows)

    def keep_states(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Keep what is known of some pages, instead of what was."""
        self._connection.executemany("INSERT OR REPLACE INTO shelf_states VALUES (?, ?)", rows)

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget pages and what is known of them; the lines are left to `leave`."""
        rows = [(number,) for number in numbers]
        self._connection.executemany("DELETE FROM shelf_pages WHERE number = ?", rows)
        self._connection.executemany("DELETE FROM shelf_states WHERE number = ?", rows)

    def enter(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Let pages stand in lines; quick where the rows come in order."""
        self._connection.executemany("INSERT INTO shelf_lines VALUES (?, ?, ?)", rows)

    def leave(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """Take pages out of lines."""
        self._connection.executemany("DELETE FROM shelf_lines WHERE line = ? AND place = ? AND number = ?", rows)

    def beside(self, line: int, place: int, most: int) -> tuple[list[Place], list[Place]]:
        """Return who stands before and behind a place in a line, at most so many each, the nearest first."""
        found = self._connection.execute(_BESIDE, (line, place, most)).fetchall()
        before = sum(1 for at, _ in found if at < place)
        return found[:before], found[before:]

    def between(self, line: int, place: int, other: int, most: int) -> int:
        """Return how many stand between two places in a line, the lesser one first; of so many or more, so many."""
        return len(self._connection.execute(_BETWEEN, (line, place, other, most)).fetchall())
