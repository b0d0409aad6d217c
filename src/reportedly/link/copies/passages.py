"""Where two articles have the same words in the same order: shared passages, with words changed here and there.

Seeds are runs of three words that both have. Seeds in a row make a *run*; runs that follow one another in both texts,
with few other words between, make a passage (seed, chain and extend, as in the search for text reuse in newspapers:
Smith, Cordell and Mullen, American Literary History 27(3), 2015). Passages may come in another order on either page.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from reportedly.link.copies.words import GRAM, Places, Words

_ANCHOR = 5  # words of the run a passage grows from
_GAP = 8  # other words at most between two runs of a passage, on either side
_TRIM = 3  # words that a run may overlap the one before
_MAX_RUNS = 4_000  # of more, the longest: a page of one word said over and over must not stop the rest


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Words in a row that two texts share: `length` of them, from word `a` of one and word `b` of the other."""

    a: int
    b: int
    length: int

    def without_first(self, number: int) -> "Run":
        """Return the rest after some words."""
        return Run(self.a + number, self.b + number, self.length - number)

    def mirrored(self) -> "Run":
        """Return the same words counted from the end of both texts; mirrored once more, it is what it was."""
        return Run(-self.a - self.length, -self.b - self.length, self.length)


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared passage: runs one after the other in both texts."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> int:
        """How many words both have, in the same order."""
        return sum(run.length for run in self.runs)

    @property
    def longest(self) -> int:
        """How many of them stand in a row."""
        return max(run.length for run in self.runs)

    @property
    def sides(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """First word and the one after the last, in both texts."""
        first, last = self.runs[0], self.runs[-1]
        return (first.a, last.a + last.length), (first.b, last.b + last.length)


def shared(a: Words, b: Words) -> list[Shared]:
    """Return the passages two texts share, apart but for a word or two, in the order of the first text."""
    runs = _runs(a, b)
    table = _Table(sorted(runs), sorted(run.mirrored() for run in runs), bytearray(len(a)), bytearray(len(b)))
    anchors = [run for run in runs if run.length >= _ANCHOR]
    return sorted((table.grown(anchor) for anchor in anchors if table.is_free(anchor)), key=lambda found: found.runs[0])


def _runs(a: Words, b: Words) -> list[Run]:
    """Return the longest runs two texts share, longest first; none lies in another."""
    from_a, from_b = _seeds(a, b)
    shift = from_b - from_a
    order = np.lexsort((from_a, shift))
    from_a, shift = from_a[order], shift[order]
    begins = np.flatnonzero(np.r_[True, (np.diff(shift) != 0) | (np.diff(from_a) != 1)][: len(order)])
    lengths = np.diff(np.r_[begins, len(order)]) + GRAM - 1
    longest = np.lexsort((shift[begins], from_a[begins], -lengths))[:_MAX_RUNS]
    chosen = begins[longest]
    rows = zip(from_a[chosen].tolist(), shift[chosen].tolist(), lengths[longest].tolist(), strict=True)
    return [Run(at, at + moved, length) for at, moved, length in rows]


def _seeds(a: Words, b: Words) -> tuple[Places, Places]:
    """Return where the runs of three words that both texts have begin, in one and in the other."""
    left = np.searchsorted(a.grams, b.grams, "left")
    number = np.searchsorted(a.grams, b.grams, "right") - left
    within = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    return a.gram_places[np.repeat(left, number) + within], np.repeat(b.gram_places, number)


@dataclass(frozen=True, slots=True)
class _Table:
    """The runs of two texts, and which words are in a passage already."""

    onward: list[Run]  # in the order of the first text
    backward: list[Run]  # mirrored, in the order of the first text read from its end
    taken_a: bytearray
    taken_b: bytearray

    def is_free(self, run: Run) -> bool:
        """Whether more than half of a run, on both sides, belongs to no passage yet."""
        taken_a = sum(self.taken_a[run.a : run.a + run.length])
        taken_b = sum(self.taken_b[run.b : run.b + run.length])
        return 2 * max(taken_a, taken_b) < run.length

    def grown(self, anchor: Run) -> Shared:
        """Return the passage around a run, up to where another begins, and take its words."""
        before = [run.mirrored() for run in _following(anchor.mirrored(), self.backward)]
        before = list(takewhile(self.is_free, before))
        after = takewhile(self.is_free, _following(anchor, self.onward))
        found = Shared((*reversed(before), anchor, *after))
        (a_from, a_to), (b_from, b_to) = found.sides
        self.taken_a[a_from:a_to] = bytes([1]) * (a_to - a_from)
        self.taken_b[b_from:b_to] = bytes([1]) * (b_to - b_from)
        return found


def _following(run: Run, runs: list[Run]) -> Iterator[Run]:
    """Yield the runs that follow one in both texts, each near the one before."""
    at = _next(run, runs)
    while at is not None:
        yield at
        at = _next(at, runs)


def _next(run: Run, runs: list[Run]) -> Run | None:
    """Return the nearest run after another; what overlaps is cut off its beginning."""
    end_a, end_b = run.a + run.length, run.b + run.length
    fitting = []
    for at in range(bisect_left(runs, Run(end_a - _TRIM, end_b - _TRIM, 0)), len(runs)):
        other = runs[at]
        if other.a > end_a + _GAP:
            break
        rest = other.without_first(max(end_a - other.a, end_b - other.b, 0))
        gap = max(rest.a - end_a, rest.b - end_b)
        if rest.length >= max(2, other.length - _TRIM) and gap <= min(_GAP, rest.length + 2):
            fitting.append((rest.a - end_a + rest.b - end_b - rest.length, rest))
    return min(fitting)[1] if fitting else None
