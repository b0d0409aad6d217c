"""What all questions to a ledger have in common: statements on one file, and how they are put together."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from typing import TypeVar

from reportedly.errors import NotFoundError, UsageError
from reportedly.ledger.query import VIEWED
from reportedly.ledger.rows import Cell, folded, from_columns, storable

T = TypeVar("T")

AT_ONCE = 500
"""Rows asked for in one statement."""

SEEN = ", ".join(f"'{kind.value}'" for kind in VIEWED)
"""The kinds of report that are counted, as SQL lists them."""

Explained = Callable[[], AbstractContextManager[None]]
"""Turns what the database complains about into errors that say the way out."""


class Asked:
    """Questions to the file of one ledger."""

    def __init__(self, connection: sqlite3.Connection, explained: Explained) -> None:
        self._connection, self._explained = connection, explained

    def _row(self, sql: str, *cells: Cell) -> sqlite3.Row | None:
        return next(self._rows(sql, *cells), None)

    def _one(self, sql: str, *cells: Cell) -> sqlite3.Row:
        """Return the row of a statement that has exactly one, as one that counts."""
        (row,) = self._rows(sql, *cells)
        return row

    def _rows(self, sql: str, *cells: Cell) -> Iterator[sqlite3.Row]:
        with self._explained(), closing(self._connection.execute(sql, cells)) as cursor:
            yield from cursor

    def _pairs(self, sql: str, keys: Collection[str]) -> dict[str, str]:
        """Return what a statement of two columns tells of some keys; ``{}`` in it stands for their marks."""
        found: dict[str, str] = {}
        for marks, some in batches(keys):
            found.update((str(key), str(value)) for key, value in self._rows(sql.replace("{}", marks), *some))
        return found

    def _records(self, kind: type[T], table: str, keys: Collection[str], *, key: str = "id") -> dict[str, T]:
        """Return records of a table by their keys; unknown keys are left out."""
        found: dict[str, T] = {}
        for marks, some in batches(keys):
            rows = self._rows(f"SELECT * FROM {table} WHERE {key} IN ({marks})", *some)  # noqa: S608  # names of ours
            found.update((str(row[key]), from_columns(kind, row)) for row in rows)
        return found


def batches(keys: Collection[T]) -> Iterator[tuple[str, Sequence[T]]]:
    """Yield keys in such numbers as one statement takes, each time with as many marks."""
    every = tuple(keys)
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        yield ", ".join("?" * len(some)), some


def listed(cells: Iterable[str]) -> str:
    """Return texts as one parameter, however many there are: a list for ``json_each``."""
    return json.dumps([storable(cell) for cell in cells])


def with_words(column: str, words: str | None) -> tuple[str, list[Cell]]:
    """Return the condition that a column of text has some words, with capitals as they may be; none for no words."""
    wanted = folded(words or "")
    return " AND ".join([f"{column} LIKE ?" for _ in wanted]), [storable(f"%{word}%") for word in wanted]


def named(words: str | None) -> tuple[str, list[Cell]]:
    """Return the condition that an entity has some words among its names, whatever their order; none for no words."""
    wanted = folded(words or "")
    return " AND ".join(["words LIKE ?" for _ in wanted]), [f"% {word}%" for word in wanted]


def between(prefix: str) -> tuple[str, str]:
    """Return the bounds between which ids lie that begin so: the first included, the last not."""
    return storable(prefix), storable(f"{prefix}\U0010ffff")  # no id holds that letter


def only(ids: Sequence[str], what: str, prefix: str) -> str:
    """Return the one id that is meant by how it begins, out of the first few that begin so, in order.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several; they are named.
    """
    if not ids or (ids[0] and not prefix):  # nothing begins no id, unless it is one
        raise NotFoundError(what, prefix)
    if len(ids) > 1 and prefix not in ids:
        shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
        raise UsageError(f"{prefix!r} begins the id of more than one {what}: {shown}; give more of it")
    return ids[0]
