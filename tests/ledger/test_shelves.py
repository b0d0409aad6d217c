"""What grouping keeps in a file comes back as it was; who stands beside whom is told in order."""

import sqlite3

import pytest

from reportedly.ledger.shelves import TABLES, Shelves
from reportedly.link.stories import Memory

PAGES = [(0, "a", 738_000, b"one"), (1, "b", None, b""), (2, "c", 738_001, b"\x00\xff")]
LINE = [(7, 10, 0), (7, 20, 1), (7, 30, 2), (8, 20, 2)]


@pytest.fixture
def shelves() -> Shelves:
    connection = sqlite3.connect(":memory:")
    for statement in TABLES:
        connection.execute(statement)
    made = Shelves(connection)
    made.keep_pages(PAGES)
    made.keep_states((number, page.encode()) for number, page, *_ in PAGES)
    made.enter(LINE)
    return made


def test_empty() -> None:
    """A file without pages says so."""
    connection = sqlite3.connect(":memory:")
    for statement in TABLES:
        connection.execute(statement)
    made = Shelves(connection)
    assert (made.last(), made.numbers(), made.beside(7, 20, 4)) == (-1, [], ([], []))


def test_pages_come_back(shelves: Shelves) -> None:
    """Pages are found by id and number, many at once."""
    assert dict(shelves.find(["a", "c", "z"])) == {"a": 0, "c": 2}
    assert sorted(shelves.pages(range(2000))) == PAGES
    assert (shelves.last(), shelves.numbers()) == (2, [0, 1, 2])


def test_states_are_replaced(shelves: Shelves) -> None:
    """What is known of a page is what was said last."""
    shelves.keep_states([(1, b"new")])
    assert dict(shelves.states([0, 1, 9])) == {0: b"a", 1: b"new"}


def test_dropped(shelves: Shelves) -> None:
    """A page that is dropped is gone, and what was known of it."""
    shelves.drop([1])
    assert (shelves.numbers(), list(shelves.find(["b"])), list(shelves.states([1]))) == ([0, 2], [], [])


@pytest.mark.parametrize(
    ("line", "place", "most", "expected"),
    [
        (7, 20, 4, ([(10, 0)], [(30, 2)])),  # who stands there is no neighbour
        (7, 25, 4, ([(20, 1), (10, 0)], [(30, 2)])),
        (7, 25, 1, ([(20, 1)], [(30, 2)])),
        (7, 5, 4, ([], [(10, 0), (20, 1), (30, 2)])),
        (9, 20, 4, ([], [])),
    ],
)
def test_beside(
    shelves: Shelves, line: int, place: int, most: int, expected: tuple[list[tuple[int, int]], list[tuple[int, int]]]
) -> None:
    """Neighbours in a line come from both sides, the nearest first."""
    assert shelves.beside(line, place, most) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((7, 10, 30, 3), 1),  # not those who stand there themselves
        ((7, 9, 31, 3), 3),
        ((7, 9, 31, 2), 2),
        ((8, 10, 30, 3), 1),
        ((9, 10, 30, 3), 0),
    ],
)
def test_between(shelves: Shelves, asked: tuple[int, int, int, int], expected: int) -> None:
    """Those between two places in a line are counted, up to so many; in a file and in memory alike."""
    memory = Memory()
    memory.enter(LINE)
    assert [store.between(*asked) for store in (shelves, memory)] == [expected, expected]


def test_leave(shelves: Shelves) -> None:
    """Who leaves one line stays in the others."""
    shelves.leave([(7, 30, 2)])
    assert shelves.beside(7, 25, 4) == ([(20, 1), (10, 0)], [])
    assert shelves.beside(8, 25, 4) == ([(20, 2)], [])
