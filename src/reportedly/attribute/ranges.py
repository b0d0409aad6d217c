"""Half-open ranges of one text, in code points, and quick ways to find those near a place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Range = tuple[int, int]


def overlap(a: Range, b: Range) -> int:
    """Return how many code points two ranges share.

    >>> overlap((0, 5), (3, 9))
    2
    """
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def holds(outer: Range, inner: Range) -> bool:
    """Whether one range lies inside another."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


class Ranges:
    """Ranges in the order of their starts; they may overlap."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self.all = sorted(ranges)
        self._starts = [start for start, _ in self.all]
        self._longest = max((end - start for start, end in self.all), default=0)

    def number(self, at: int) -> int:
        """Return the place in the list of the last range that begins at or before a place; 0 where none does."""
        return max(0, bisect_right(self._starts, at) - 1)

    def starting_in(self, start: int, end: int) -> list[Range]:
        """Return the ranges that begin from one place on and before another.

        >>> Ranges([(0, 4), (4, 7), (9, 12)]).starting_in(1, 9)
        [(4, 7)]
        """
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def touching(self, place: Range) -> list[Range]:
        """Return the ranges that share a code point with another.

        >>> Ranges([(0, 4), (4, 7), (9, 12)]).touching((6, 10))
        [(4, 7), (9, 12)]
        """
        return [r for r in self.starting_in(place[0] - self._longest, place[1]) if r[1] > place[0]]
