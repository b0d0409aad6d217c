"""Where two articles have the same words in the same order: shared passages, with words changed here and there.

Seeds are runs of three words that both have. Seeds in a row make a *run*; runs that follow one another in both texts,
with few other words between, make a passage (seed, chain and extend, as in the search for text reuse in newspapers:
Smith, Cordell and Mullen, American Literary History 27(3), 2015). Passages may come in another order on either page.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reportedly.link.copies.words import GRAM, MAX_WORDS, Words, few_of_each

ANCHOR = 5
"""Words in a row that a passage grows from."""

_GAP = 8  # other words at most between two runs of a passage, on either side
_TRIM = 3  # words that a run may overlap the one before
_BITS = 16  # enough for twice MAX_WORDS
_MAX_RUNS = 4_000  # of more, the longest: a page of one word said over and over must not stop the rest


Run = tuple[int, int, int]
"""Words in a row that two texts share: the first one's place in one text and in the other, and how many they are."""


class Shared(Struct, frozen=True):
    """A shared passage: runs one after the other in both texts."""

    runs: tuple[Run, ...]
    words: int  # that both have, in the same order
    longest: int  # of them in a row

    @classmethod
    def of(cls, *runs: Run) -> "Shared":
        """Return the passage of some runs."""
        lengths = [length for _, _, length in runs]
        return cls(runs, sum(lengths), max(lengths))

    @property
    def sides(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """First word and the one after the last, in both texts."""
        (a, b, _), (last_a, last_b, length) = self.runs[0], self.runs[-1]
        return (a, last_a + length), (b, last_b + length)


class Common(Struct, frozen=True):
    """The runs one text has in common with each of several others, in no order; none lies in another."""

    other: NDArray[np.int64]  # which of the others
    at: NDArray[np.int64]  # first word, in the one
    at_other: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def with_other(self, other: int) -> list[Run]:
        """Return those with one of the others: first word here, first word there, words."""
        begin, end = np.searchsorted(self.other, (other, other + 1)).tolist()
        here, there, lengths = (every[begin:end].tolist() for every in (self.at, self.at_other, self.lengths))
        return list(zip(here, there, lengths, strict=True))

    def runs(self, other: int, *, is_first: bool) -> list[Run]:
        """Return those with one of the others, longest first; the one is the first text, or the second."""
        known = self.with_other(other)
        turned = known if is_first else [(there, here, length) for here, there, length in known]
        longest = sorted((-length, a, b) for a, b, length in turned)[:_MAX_RUNS]
        return [(a, b, -length) for length, a, b in longest]


def common(one: Words, others: Sequence[Words]) -> Common:
    """Return the runs a text has in common with others, all of them looked up at once."""
    sizes = np.array([len(other.grams) for other in others], np.int64)
    grams = np.concatenate([np.zeros(0, np.uint64), *(other.grams for other in others)])
    which = np.repeat(np.arange(len(others)), sizes)
    own = one.grams[one.places_of_grams]
    may_be = np.zeros(1 << 16, np.bool_)  # by the last bits, which rule most of them out
    may_be[own.astype(np.uint16)] = True
    known = np.flatnonzero(may_be[grams.astype(np.uint16)])
    left, right = np.searchsorted(own, grams[known], "left"), np.searchsorted(own, grams[known], "right")
    known, left, number = (every[left < right] for every in (known, left, right - left))
    few = few_of_each(which[known] * len(own) + left)
    known, left, number = known[few], left[few], number[few]
    within = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
    at = one.places_of_grams[np.repeat(left, number) + within].astype(np.int64)
    other = which[known]
    at_other = known - (np.cumsum(sizes) - sizes)[other]
    return _joined(np.repeat(other, number), at, np.repeat(at_other, number))


def _joined(other: NDArray[np.int64], at: NDArray[np.int64], at_other: NDArray[np.int64]) -> Common:
    """Return runs of three words put together to the longest there are."""
    seeds = np.sort(((other << _BITS) + (at_other - at) + MAX_WORDS << _BITS) + at)  # one after another: one more
    begins = np.flatnonzero(np.diff(seeds, prepend=-2) != 1)
    lengths = np.diff(begins, append=len(seeds)) + GRAM - 1
    rest, at = np.divmod(seeds[begins], 1 << _BITS)
    other, shift = np.divmod(rest, 1 << _BITS)
    return Common(other, at, at + shift - MAX_WORDS, lengths)


def shared(runs: Sequence[Run], a: Words, b: Words, *, anchor: int = ANCHOR) -> list[Shared]:
    """Return the passages two texts share, apart but for a word or two, in the order of the first text.

    Args:
        runs: What they have in common, longest first.
        a: The first text.
        b: The other one.
        anchor: How many words in a row a passage has at least. The others are the same for any number.
    """
    anchors = [run for run in runs if run[2] >= anchor]
    table = _Table(sorted(runs), sorted(map(_mirrored, runs)), bytearray(len(a)), bytearray(len(b)))
    return sorted((table.grown(run) for run in anchors if table.is_free(run)), key=lambda found: found.runs[0])


def _mirrored(run: Run) -> Run:
    """Return the same words counted from the end of both texts; mirrored once more, it is what it was."""
    a, b, length = run
    return -a - length, -b - length, length


class _Table(Struct, frozen=True):
    """The runs of two texts, and which words are in a passage already."""

    onward: list[Run]  # in the order of the first text
    backward: list[Run]  # mirrored, in the order of the first text read from its end
    taken_a: bytearray
    taken_b: bytearray

    def is_free(self, run: Run) -> bool:
        """Whether more than half of a run, on both sides, belongs to no passage yet."""
        a, b, length = run
        return 2 * max(self.taken_a.count(1, a, a + length), self.taken_b.count(1, b, b + length)) < length

    def grown(self, anchor: Run) -> Shared:
        """Return the passage around a run, up to where another begins, and take its words."""
        before = takewhile(self.is_free, map(_mirrored, _following(_mirrored(anchor), self.backward)))
        after = takewhile(self.is_free, _following(anchor, self.onward))
        found = Shared.of(*reversed([*before]), anchor, *after)
        (a_from, a_to), (b_from, b_to) = found.sides
        self.taken_a[a_from:a_to] = b"\1" * (a_to - a_from)
        self.taken_b[b_from:b_to] = b"\1" * (b_to - b_from)
        return found


def _following(run: Run, runs: list[Run]) -> Iterator[Run]:
    """Yield the runs that follow one in both texts, each near the one before."""
    at = _next(run, runs)
    while at is not None:
        yield at
        at = _next(at, runs)


def _next(run: Run, runs: list[Run]) -> Run | None:
    """Return the nearest run after another; what overlaps is cut off its beginning."""
    end_a, end_b = run[0] + run[2], run[1] + run[2]
    fitting = []
    for at in range(bisect_left(runs, (end_a - _TRIM, end_b - _TRIM, 0)), len(runs)):
        a, b, length = runs[at]
        if a > end_a + _GAP:
            break
        if b < end_b - _TRIM or b > end_b + _GAP:
            continue
        cut = max(end_a - a, end_b - b, 0)
        gap_a, gap_b, rest = a + cut - end_a, b + cut - end_b, length - cut
        if rest >= 2 and gap_a <= rest + 2 and gap_b <= rest + 2 and gap_a <= _GAP and gap_b <= _GAP:
            fitting.append((gap_a + gap_b - rest, (a + cut, b + cut, rest)))
    return min(fitting)[1] if fitting else None
