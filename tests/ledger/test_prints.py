"""The keys of articles in a file: what was put in comes out, in order, and is gone when it is dropped."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from reportedly.ledger.prints import TABLES, Prints

LEAST, MOST = -(2**63), 2**63 - 1
ENTRIES = (
    (-5, 9, "old", (LEAST, 7)),
    (3, -1, "one", (7, MOST)),
    (3, 2, "two", (7,)),
    (2**31 - 1, LEAST, "undated", (7, 8)),
    (4, 4, "no keys", ()),
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """Return a connection to a file in memory, with the tables and the entries in it."""
    with closing(sqlite3.connect(":memory:")) as made:
        for table in TABLES:
            made.execute(table)
        Prints(made).put(reversed(ENTRIES))
        yield made


def test_what_was_put_in_is_found(connection: sqlite3.Connection) -> None:
    """Entries come back as they were; of others there is nothing."""
    prints = Prints(connection)
    assert [prints.find(entry[1]) for entry in ENTRIES] == list(ENTRIES)
    assert prints.find(12345) is None
    assert not prints.is_empty()


@pytest.mark.parametrize(
    ("key", "place", "number", "expected"),
    [
        (7, (3, 0), 9, ([(-5, 9), (3, -1)], [(3, 2), (2**31 - 1, LEAST)])),
        (7, (3, 0), 1, ([(3, -1)], [(3, 2)])),
        (7, (3, 2), 9, ([(-5, 9), (3, -1)], [(2**31 - 1, LEAST)])),  # itself is neither
        (LEAST, (0, 0), 9, ([(-5, 9)], [])),
        (MOST, (0, 0), 9, ([], [(3, -1)])),
        (9, (0, 0), 9, ([], [])),
    ],
)
def test_neighbours(
    connection: sqlite3.Connection,
    key: int,
    place: tuple[int, int],
    number: int,
    expected: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    """Those with a key come in the order of their places, the nearest few before and after a place."""
    prints = Prints(connection)
    assert (prints.before(key, place, number), prints.after(key, place, number)) == expected


def test_dropped(connection: sqlite3.Connection) -> None:
    """What is dropped leaves no row; dropping what is not there is no error."""
    prints = Prints(connection)
    for entry in ENTRIES:
        prints.drop(entry[1])
        prints.drop(entry[1])
    assert prints.is_empty()
    assert not connection.execute("SELECT 1 FROM prints").fetchone()


def test_the_transaction_is_the_callers(connection: sqlite3.Connection) -> None:
    """Nothing is stored for good before the caller says so."""
    connection.rollback()
    assert Prints(connection).is_empty()
