"""Where pages, what was found out about them and the lines they stand in are kept: what grouping asks of a store.

A store knows nothing of news: it keeps plain values under numbers and gives them back. `Memory` keeps them in
dictionaries; a ledger keeps them in its file.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

Place = tuple[int, int]
"""A place in a line and the number of the page that stands there."""

PageRow = tuple[int, str, int | None, bytes]
"""A page's number, its id, its day (proleptic ordinal) and its terms, packed."""

StateRow = tuple[int, bytes]
"""A page's number, and what grouping found out about it, packed."""

LineRow = tuple[int, int, int]
"""A line, a place in it, the number of the page that stands there."""


class Store(Protocol):
    """What `Stories` keeps its pages in. All integers fit 63 bits, and none is negative."""

    def last(self) -> int:
        """Return the greatest number of a page; -1 where there is none."""
        ...

    def numbers(self) -> Iterable[int]:
        """Return the numbers of all pages."""
        ...

    def find(self, pages: Sequence[str]) -> Iterable[tuple[str, int]]:
        """Return the numbers of those among some page ids that are kept."""
        ...

    def pages(self, numbers: Sequence[int]) -> Iterable[PageRow]:
        """Return the rows of some pages, in any order."""
        ...

    def states(self, numbers: Sequence[int]) -> Iterable[StateRow]:
        """Return what is known of some pages, in any order."""
        ...

    def keep_pages(self, rows: Iterable[PageRow]) -> None:
        """Keep new pages."""
        ...

    def keep_states(self, rows: Iterable[StateRow]) -> None:
        """Keep what is known of some pages, instead of what was."""
        ...

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget pages and what is known of them; the lines are left to `leave`."""
        ...

    def enter(self, rows: Iterable[LineRow]) -> None:
        """Let pages stand in lines."""
        ...

    def leave(self, rows: Iterable[LineRow]) -> None:
        """Take pages out of lines."""
        ...

    def beside(self, line: int, place: int, most: int) -> tuple[Sequence[Place], Sequence[Place]]:
        """Return who stands before and behind a place in a line, at most so many each, the nearest first."""
        ...

    def between(self, line: int, place: int, other: int, most: int) -> int:
        """Return how many stand between two places in a line, the lesser one first; of so many or more, so many."""
        ...


class Memory:
    """A store of dictionaries, gone with the process."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._pages: dict[int, PageRow] = {}
        self._states: dict[int, bytes] = {}
        self._lines: dict[int, list[Place]] = {}

    def last(self) -> int:
        """Return the greatest number of a page; -1 where there is none."""
        return max(self._pages, default=-1)

    def numbers(self) -> Iterator[int]:
        """Return the numbers of all pages."""
        return iter(list(self._pages))

    def find(self, pages: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Return the numbers of those among some page ids that are kept."""
        return ((page, self._numbers[page]) for page in pages if page in self._numbers)

    def pages(self, numbers: Sequence[int]) -> Iterator[PageRow]:
        """Return the rows of some pages."""
        return (self._pages[number] for number in numbers)

    def states(self, numbers: Sequence[int]) -> Iterator[StateRow]:
        """Return what is known of some pages."""
        return ((number, self._states[number]) for number in numbers)

    def keep_pages(self, rows: Iterable[PageRow]) -> None:
        """Keep new pages."""
        for row in rows:
            self._pages[row[0]] = row
            self._numbers[row[1]] = row[0]

    def keep_states(self, rows: Iterable[StateRow]) -> None:
        """Keep what is known of some pages, instead of what was."""
        self._states.update(rows)

    def drop(self, numbers: Iterable[int]) -> None:
        """Forget pages and what is known of them."""
        for number in numbers:
            _, page, *_ = self._pages.pop(number)
            del self._numbers[page], self._states[number]

    def enter(self, rows: Iterable[LineRow]) -> None:
        """Let pages stand in lines."""
        for line, place, number in rows:
            insort(self._lines.setdefault(line, []), (place, number))

    def leave(self, rows: Iterable[LineRow]) -> None:
        """Take pages out of lines."""
        for line, place, number in rows:
            self._lines[line].remove((place, number))
            if not self._lines[line]:
                del self._lines[line]

    def beside(self, line: int, place: int, most: int) -> tuple[Sequence[Place], Sequence[Place]]:
        """Return who stands before and behind a place in a line, at most so many each, the nearest first."""
        held = self._lines.get(line, [])
        before, behind = bisect_left(held, (place, 0)), bisect_right(held, place, key=lambda one: one[0])
        return held[max(0, before - most) : before][::-1], held[behind : behind + most]

    def between(self, line: int, place: int, other: int, most: int) -> int:
        """Return how many stand between two places in a line, the lesser one first; of so many or more, so many."""
        held = self._lines.get(line, [])
        return min(most, bisect_left(held, (other, 0)) - bisect_right(held, place, key=lambda one: one[0]))
