"""Which pages are like which: found by pairs of words, measured by all their words, each by a bounded number of looks.

Two pages are compared if they share a pair of their fourteen heaviest terms. A pair that many pages share shows six of
them for each ten days, whichever have the lowest hash; so the work for a page does not grow with the ledger, and who is
shown depends on no order of arrival. Likeness is the cosine of the terms, more for
pages of one day and less with each day between them.
"""

import hashlib
from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from reportedly.link.stories.about import Traits

_TELLING = 14  # terms of a page that it is looked up by, in pairs
_SHOWN = 6  # pages that one pair of terms shows for each ten days, and for all pages without a day
_SAMPLED = 12  # pages of any day that one pair shows to a page without a day
_BUCKET_DAYS = 10
_COMPARED = 48  # pages measured for one page, those sharing most pairs
_KEPT = 24  # of these kept, the likest
_ALIKE = 0.06  # cosine below which two pages have nothing to do with each other
_PLACERS = 8  # the likest pages, which say when a page without a day is from
_PLACING = 0.25  # cosine they need for it
_PLACED = 0.35  # of their likeness, what must be of pages that have a day themselves
WINDOW_DAYS = 31
"""Days between two pages beyond which they are not compared."""

_SAME_DAY = 1.5  # what likeness is multiplied by for pages of one day; 1 where a day is not known
_LAST_DAY = 0.6  # for pages a window apart

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Entry = tuple[int, int]
"""A page as others are ordered: hash of its id, number on the shelf."""


@dataclass(slots=True)
class Shown:
    """The pages that hold one pair of terms."""

    pages: list[int] = field(default_factory=list)
    lowest: dict[int | None, list[Entry]] = field(default_factory=dict)  # by ten days; None: without a day
    sample: list[Entry] = field(default_factory=list)  # of all with a day
    views: dict[int | None, tuple[int, ...]] = field(default_factory=dict)  # worked out from these, until one comes

    def add(self, entry: Entry, bucket: int | None) -> None:
        """Take a page in; whom the pair shows may change."""
        self.pages.append(entry[1])
        self.views.clear()
        _keep(self.lowest.setdefault(bucket, []), entry, _SHOWN)
        if bucket is not None:
            _keep(self.sample, entry, _SAMPLED)

    def seen_from(self, bucket: int | None) -> tuple[int, ...]:
        """Return the pages shown to one of those ten days, or to one without a day."""
        if (view := self.views.get(bucket)) is None:
            near = [self.sample] if bucket is None else [self.lowest.get(other, []) for other in _around(bucket)]
            view = tuple(number for entries in (self.lowest.get(None, []), *near) for _, number in entries)
            self.views[bucket] = view
        return view

    def shows(self, entry: Entry, bucket: int | None) -> bool:
        """Whether the pair shows this page to anybody."""
        return entry in self.lowest[bucket] or entry in self.sample


def _keep(lowest: list[Entry], entry: Entry, most: int) -> None:
    insort(lowest, entry)
    del lowest[most:]


def _around(bucket: int) -> range:
    reach = -(-WINDOW_DAYS // _BUCKET_DAYS)
    return range(bucket - reach, bucket + reach + 1)


def _bucket(day: int | None) -> int | None:
    return None if day is None else day // _BUCKET_DAYS


@dataclass(slots=True)
class Page:
    """A page on the shelf."""

    traits: Traits
    rank: int  # hash of the page's id: orders pages, and says nothing about them
    day: int | None  # proleptic ordinal, as the page has it
    words: np.ndarray[tuple[int], np.dtype[np.int32]]
    shares: Vector
    keys: tuple[int, ...]
    when: int | None = None  # its day, or the day of the pages like it
    near: tuple[tuple[int, float], ...] = ()  # pages like it and how much, the likest first


class Shelf:
    """Pages laid out so that those like one another are found; what it holds is a function of the set of pages."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.numbers: dict[str, int] = {}
        self._vocabulary: dict[str, int] = {}
        self._shown: dict[int, int | Shown] = {}  # most pairs of terms are one page's alone
        self._scratch = np.zeros(1 << 16)

    # ------------------------------------------------------------------ laying out

    def put(self, traits: Traits) -> int:
        """Lay a page out and return its number; nothing is compared yet."""
        rank = int.from_bytes(hashlib.blake2b(traits.page.encode("utf-8", "replace"), digest_size=8).digest())
        terms = [self._vocabulary.setdefault(term.form, len(self._vocabulary)) for term in traits.terms]
        day = traits.day.toordinal() if traits.day else None
        words, shares = np.array(terms, np.int32), np.array([term.share for term in traits.terms], np.float64)
        keys = tuple(a << 32 | b for a, b in combinations(sorted(terms[:_TELLING]), 2))
        page = Page(traits, rank, day, words, shares, keys)
        number = self.numbers[traits.page] = len(self.pages)
        self.pages.append(page)
        for key in keys:
            self._show(key, number)
        while len(self._vocabulary) > len(self._scratch):
            self._scratch = np.zeros(2 * len(self._scratch))
        return number

    def _show(self, key: int, number: int) -> None:
        held = self._shown.get(key)
        if held is None:
            self._shown[key] = number
            return
        if isinstance(held, int):
            first, held = held, Shown()
            held.add((self.pages[first].rank, first), _bucket(self.pages[first].day))
            self._shown[key] = held
        held.add((self.pages[number].rank, number), _bucket(self.pages[number].day))

    def watchers(self, number: int) -> set[int]:
        """Return the pages whose view a page may have changed by coming, or by being placed on another day."""
        page, found = self.pages[number], {number}
        entry, bucket = (page.rank, number), _bucket(page.day)
        for key in page.keys:
            held = self._shown[key]
            if isinstance(held, int) or not held.shows(entry, bucket):
                continue
            reach = None if bucket is None else _around(bucket)
            for other in held.pages:
                day = self.pages[other].day
                if reach is None or day is None or day // _BUCKET_DAYS in reach:
                    found.add(other)
        return found

    # ------------------------------------------------------------------ comparing

    def place(self, number: int) -> bool:
        """Settle when a page is from, its day or else the middle of the days of pages like it; tell if that is new."""
        page = self.pages[number]
        when = page.day
        if when is None:
            likest = [one for one in self._likest(number, None)[:_PLACERS] if one[1] >= _PLACING]
            dated = [(likeness, day) for other, likeness in likest if (day := self.pages[other].day) is not None]
            if sum(likeness for likeness, _ in dated) >= _PLACED * sum(likeness for _, likeness in likest):
                when = _middle(dated)
        is_new, page.when = when != page.when, when
        return is_new

    def look(self, number: int) -> bool:
        """Settle which pages a page is like; tell if they are others than before, or like it in another measure."""
        page = self.pages[number]
        near = tuple(self._likest(number, page.when, fading=True)[:_KEPT])
        is_new, page.near = near != page.near, near
        return is_new

    def _likest(self, number: int, when: int | None, *, fading: bool = False) -> list[tuple[int, float]]:
        """Return the pages shown to a page and their likeness, the likest first."""
        others = self._candidates(number, _bucket(when))
        if not others:
            return []
        with self.spread(number) as scratch:
            cosines = self.products(others, scratch)
        found = []
        for other, cosine in zip(others, cosines, strict=True):
            likeness = round(cosine * (self._closeness(when, self.pages[other].when) if fading else 1.0), 6)
            if likeness >= _ALIKE:
                found.append((-likeness, self.pages[other].rank, other))
        return [(other, -likeness) for likeness, _, other in sorted(found)]

    def _candidates(self, number: int, bucket: int | None) -> list[int]:
        page, counts = self.pages[number], Counter[int]()
        for key in page.keys:
            held = self._shown[key]
            if not isinstance(held, int):
                counts.update(held.seen_from(bucket))
        counts.pop(number, None)
        if len(counts) <= _COMPARED:
            return list(counts)
        order = sorted((-count, self.pages[other].rank, other) for other, count in counts.items())
        return [other for _, _, other in order[:_COMPARED]]

    @staticmethod
    def _closeness(one: int | None, other: int | None) -> float:
        if one is None or other is None:
            return 1.0
        gap = abs(one - other)
        return 0.0 if gap > WINDOW_DAYS else _SAME_DAY - (_SAME_DAY - _LAST_DAY) * gap / WINDOW_DAYS

    # ------------------------------------------------------------------ measuring

    @contextmanager
    def spread(self, number: int, others: Sequence[tuple[int, float]] = ()) -> Iterator[Vector]:
        """Spread a page's terms over the vocabulary, and those of others on top, each as many times as it is given."""
        scratch, touched = self._scratch, [self.pages[number].words]
        scratch[self.pages[number].words] = self.pages[number].shares
        for other, times in others:
            page = self.pages[other]
            scratch[page.words] += times * page.shares
            touched.append(page.words)
        try:
            yield scratch
        finally:
            for words in touched:
                scratch[words] = 0.0

    def products(self, others: Sequence[int], scratch: Vector) -> list[float]:
        """Return the inner product of what is spread with each of some pages."""
        pages = [self.pages[other] for other in others]
        sizes = np.array([len(page.words) for page in pages])
        joined = scratch[np.concatenate([page.words for page in pages])] * np.concatenate([p.shares for p in pages])
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        sums: list[float] = np.add.reduceat(joined, starts).tolist()
        return sums


def _middle(known: Sequence[tuple[float, int]]) -> int | None:
    """Return the weighted median of some days."""
    half, passed = sum(likeness for likeness, _ in known) / 2, 0.0
    for likeness, day in sorted(known, key=lambda one: one[1]):
        passed += likeness
        if passed >= half:
            return day
    return None
