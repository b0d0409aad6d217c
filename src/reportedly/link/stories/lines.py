"""Lines: all pages that hold one pair of terms, by day; each page looks at those who stand nearest in its lines.

Whoever stands next to a page has that page next to it, so that one page that comes or goes is noticed by few,
however many hold the pair. Among pages of one day a hash decides, another one for each line: pages that share many
pairs stand together in some. One page in four stands in a second line too, made of such pages alone, one in sixteen in
a third one, and so on (the layers of Malkov and Yashunin 2018): there it sees farther, and so the far ends of a long
line hear of one another.

A page whose day is not known stands in no line by day before it has been placed. To that end all pages stand in lines
of a second sort, by hash alone, for the pairs of their heaviest terms.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np

from reportedly.link.stories.pages import Page
from reportedly.link.stories.store import LineRow, Store

_TELLING = 12  # terms of a page whose pairs have a line by day
_HASHED = 8  # the same, a line by hash
_ASIDE = 3  # pages seen before oneself in a line, and behind
_LAYERS = 8
_LAYER_BITS = 2  # one page in four stands in the next layer
_DAY_BITS = 22  # of a place: the day; the other bits are a hash
_LINE_BITS = 47
_HEAP = 100_000
_STANDINGS = 1024  # kept at hand: where a page comes, those around it are asked for again and again

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Standing = np.ndarray[tuple[int, int], np.dtype[np.uint64]]
"""Lines in which a page stands, and its place in each."""

_ODD = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(_STANDINGS)
def by_day(page: Page, when: int | None) -> Standing:
    """Return where a page stands by its day; pages that nobody could place stand among themselves."""
    layers = min(_LAYERS, ((page.rank & -page.rank).bit_length() - 1) // _LAYER_BITS + 1)
    pairs = _pairs(page, _TELLING)
    lines = np.concatenate([_mixed(pairs + np.uint64(layer + 1)) for layer in range(layers)])
    return _standing(lines, page.rank, when or 0)


@lru_cache(_STANDINGS)
def by_hash(page: Page) -> Standing:
    """Return where a page stands, whatever its day."""
    return _standing(_mixed(_pairs(page, _HASHED)), page.rank, 0)


def day_of(place: int) -> int:
    """Return the day of a place in a line by day; 0 where it is not known."""
    return place >> 63 - _DAY_BITS


def _standing(lines: Hashes, rank: int, day: int) -> Standing:
    lines = lines >> np.uint64(64 - _LINE_BITS)
    spread = _mixed(lines ^ np.uint64(rank)) >> np.uint64(_DAY_BITS + 1)
    places = spread | np.uint64(day << 63 - _DAY_BITS)
    return np.stack((lines, places), axis=1)


def _pairs(page: Page, most: int) -> Hashes:
    """Return a hash for each pair of a page's heaviest terms, sorted and once each."""
    forms = b"".join(map(_hash, page.forms()[:most]))
    hashes = np.sort(np.frombuffer(forms, ">u8").astype(np.uint64))
    first, second = _triangle(len(hashes))
    pairs = np.sort(_mixed(hashes)[first] * _ODD + hashes[second])
    is_first = np.ones(len(pairs), np.bool_)  # `np.unique` takes 20 ms when a process first calls it
    np.not_equal(pairs[1:], pairs[:-1], out=is_first[1:])
    return pairs[is_first]


@lru_cache(_TELLING + 1)
def _triangle(size: int) -> tuple[Numbers, Numbers]:
    """Return which places among so many make the first and the second one of each pair."""
    first, second = np.triu_indices(size, 1)
    return first, second


@lru_cache(1 << 16)
def _hash(form: str) -> bytes:
    return hashlib.blake2b(form.encode("utf-8", "replace"), digest_size=8).digest()


def _mixed(values: Hashes) -> Hashes:
    """Return hashes of hashes (the finaliser of SplitMix64, Steele et al. 2014)."""
    values = (values ^ values >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ values >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return values ^ values >> np.uint64(31)


class Lines:
    """The lines of a store; whoever enters or leaves them parts pairs of pages, or lets them meet."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def enter(self, number: int, standing: Standing) -> set[tuple[int, int]]:
        """Let a page stand in lines; return the pairs that are farther apart now."""
        apart = self._facing(standing)
        self._store.enter((line, place, number) for line, place in standing.tolist())
        return apart

    def leave(self, number: int, standing: Standing) -> set[tuple[int, int]]:
        """Take a page out of lines; return the pairs that are closer now."""
        self._store.leave((line, place, number) for line, place in standing.tolist())
        return self._facing(standing)

    def enter_all(self, rows: Iterable[tuple[int, Standing]]) -> None:
        """Let many pages stand in lines, without a look at who else does."""
        held = list(rows)
        if not held:
            return
        numbers, standings = zip(*held, strict=True)
        owners = np.repeat(np.array(numbers, np.int64), [len(one) for one in standings])
        joined = np.concatenate(standings)
        order = np.lexsort((joined[:, 1], joined[:, 0]))
        self._store.enter(_rows(joined, owners, order))

    def around(self, standing: Standing, when: int | None = None, window_days: int = 0) -> set[int]:
        """Return who stands near those places, no more than so many days away; with no day given, on any day."""
        found = set[int]()
        for line, place in standing.tolist():
            before, behind = self._store.beside(line, place, _ASIDE)
            found.update(n for at, n in (*before, *behind) if when is None or abs(day_of(at) - when) <= window_days)
        return found

    def are_near(self, standing: Standing, other: Standing) -> bool:
        """Whether two pages, which stand there, are near each other in one of their lines."""
        theirs = dict(zip(*other.T.tolist(), strict=True))
        both = ((line, place, theirs[line]) for line, place in standing.tolist() if line in theirs)
        return any(
            self._store.between(line, min(place, there), max(place, there), _ASIDE) < _ASIDE
            for line, place, there in both
            if place != there
        )

    def _facing(self, standing: Standing) -> set[tuple[int, int]]:
        """Return the pairs that are within sight of each other, but for one more page at those places."""
        found = set[tuple[int, int]]()
        for line, place in standing.tolist():
            before, behind = self._store.beside(line, place, _ASIDE)
            for nth, (_, one) in enumerate(before):
                if (facing := _ASIDE - 1 - nth) < len(behind):
                    other = behind[facing][1]
                    found.add((min(one, other), max(one, other)))
        return found


def _rows(joined: Standing, owners: Numbers, order: Numbers) -> Iterator[LineRow]:
    """Yield rows as they stand, a heap at a time."""
    for start in range(0, len(order), _HEAP):
        heap = order[start : start + _HEAP]
        for (line, place), number in zip(joined[heap].tolist(), owners[heap].tolist(), strict=True):
            yield line, place, number
