"""Pages as grouping works with them: fetched from a store when asked for, and written back when they have changed."""

import hashlib
import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count, islice

import numpy as np

from reportedly.link.stories.about import Kind, Term, Traits
from reportedly.link.stories.store import PageRow, Store

Places = np.ndarray[tuple[int], np.dtype[np.int32]]
Parts = np.ndarray[tuple[int], np.dtype[np.uint16]]
Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Liked = tuple[int, float]
"""The number of a page, and how like another it is."""

WHOLE = 10_000
"""Parts a share is told in; products of whole numbers are exact, in whatever order they are added."""

_KINDS = {Kind.NAME: b"n", Kind.NUMBER: b"d", Kind.WORD: b"w"}
_KIND_OF = {code[0]: kind for kind, code in _KINDS.items()}
_MILLION = 1_000_000
_HEAD = struct.Struct("<i?dddiii5I")
# Of a state: when, whether complete, density, own, length, peak, parent, how like it; how many of each follow.


@dataclass(slots=True, eq=False)
class Page:
    """A page as it came."""

    id: str
    day: int | None  # proleptic ordinal, as the page has it
    rank: int  # 63 bits of a hash of the page's id: orders pages, and says nothing about them
    packed: bytes
    words: Places  # of its terms in the vocabulary of this process
    shares: Parts  # of its terms, of `WHOLE`
    square: float  # inner product of its shares with themselves

    def forms(self) -> list[str]:
        """Return the forms of the page's terms, the heaviest first."""
        return _forms(self.packed)

    def terms(self) -> dict[str, tuple[float, Kind]]:
        """Return the page's share and kind of each of its terms, the heaviest first."""
        size = len(self.shares)
        kinds = map(_KIND_OF.__getitem__, self.packed[2 + 2 * size : 2 + 3 * size])
        shares: list[float] = (self.shares / WHOLE).tolist()
        return dict(zip(_forms(self.packed), zip(shares, kinds, strict=True), strict=True))


def _packed(terms: Sequence[Term]) -> bytes:
    shares = struct.pack(f"<H{len(terms)}H", len(terms), *(round(term.share * WHOLE) for term in terms))
    forms = "\n".join(term.form for term in terms).encode("utf-8", "replace")
    return shares + b"".join(_KINDS[term.kind] for term in terms) + forms


def _size(packed: bytes) -> int:
    return packed[0] | packed[1] << 8


def _forms(packed: bytes) -> list[str]:
    size = _size(packed)
    return packed[2 + 3 * size :].decode("utf-8").split("\n") if size else []


@dataclass(slots=True)
class State:
    """What grouping found out about a page; other pages stand in it by their numbers."""

    when: int | None = None  # its day, or the day of the pages like it
    near: tuple[Liked, ...] = ()  # pages like it, the likest first, and some to spare
    is_complete: bool = True  # whether these are all that it met
    density: float = 0.0  # how like it its company is, altogether
    own: float = 0.0  # inner product of the page's shares with those and its company's
    length: float = 0.0  # squared length of its shares taken together with its company's
    climbs: tuple[Liked, ...] = ()  # denser pages it may belong with, the likest first
    parent: Liked | None = None  # the one it belongs with
    peak: int = -1  # the page in the middle of its story; -1 before it has one
    seen_by: set[int] = field(default_factory=set)  # those that have it near
    below: set[int] = field(default_factory=set)  # those that may belong with it
    under: set[int] = field(default_factory=set)  # of a peak: the pages of its story

    def pack(self) -> bytes:
        """Return it as bytes."""
        parent, like = self.parent or (-1, 0.0)
        when, parts = -1 if self.when is None else self.when, (self.seen_by, self.below, self.under)
        sizes = (len(self.near), len(self.climbs), *map(len, parts))
        head = _HEAD.pack(
            when,
            self.is_complete,
            self.density,
            self.own,
            self.length,
            self.peak,
            parent,
            round(like * _MILLION),
            *sizes,
        )
        liked = [*self.near, *self.climbs]
        likes = (round(one * _MILLION) for _, one in liked)
        body = [*likes, *(number for number, _ in liked), *chain.from_iterable(map(sorted, parts))]
        return head + struct.pack(f"<{len(body)}i", *body)


def _unpacked(packed: bytes) -> State:
    when, is_complete, density, own, length, peak, parent, like, *sizes = _HEAD.unpack_from(packed)
    body = iter(struct.unpack_from(f"<{(len(packed) - _HEAD.size) // 4}i", packed, _HEAD.size))
    likes = [one / _MILLION for one in islice(body, sizes[0] + sizes[1])]
    near, climbs, *sets = [tuple(islice(body, size)) for size in sizes]
    liked = tuple(zip((*near, *climbs), likes, strict=True))
    held = None if parent < 0 else (parent, like / _MILLION)
    day = None if when < 0 else when
    return State(
        day, liked[: sizes[0]], is_complete, density, own, length, liked[sizes[0] :], held, peak, *map(set, sets)
    )


class Pages:
    """The pages of a store that were asked for, and those that are new; what changed is written back by `flush`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pages: dict[int, Page] = {}
        self._states: dict[int, State] = {}
        self._numbers: dict[str, int] = {}
        self._fresh: set[int] = set()
        self._changed: set[int] = set()
        self._gone: set[int] = set()
        self._next = store.last() + 1
        self.is_empty = self._next == 0  # so that the first pages need not look for others
        self._vocabulary: defaultdict[str, int] = defaultdict(count().__next__)
        self._scratch = np.zeros(1 << 12)

    # ------------------------------------------------------------------ which pages there are

    def find(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the numbers of those among some page ids that are here."""
        asked = list(ids)
        if unknown := [page for page in asked if page not in self._numbers]:
            self._numbers.update((page, n) for page, n in self._store.find(unknown) if n not in self._gone)
        return {page: self._numbers[page] for page in asked if page in self._numbers}

    def numbers(self) -> list[int]:
        """Return the numbers of all pages."""
        return [*(number for number in self._store.numbers() if number not in self._gone), *sorted(self._fresh)]

    def put(self, found: Iterable[Traits]) -> list[int]:
        """Take in those pages that are not here yet; return their numbers."""
        was_empty, self.is_empty = self.is_empty, False
        return [
            self._put(one)
            for one in found
            if one.page not in self._numbers and (was_empty or not self.find([one.page]))
        ]

    def _put(self, one: Traits) -> int:
        number, self._next = self._next, self._next + 1
        day = one.day.toordinal() if one.day else None
        self._take((number, one.page, day, _packed(one.terms)))
        self._states[number] = State(when=day)
        self._fresh.add(number)
        self._changed.add(number)
        return number

    def drop(self, number: int) -> None:
        """Forget a page."""
        self._numbers.pop(self._pages.pop(number).id, None)
        self._states.pop(number, None)
        self._changed.discard(number)
        if number in self._fresh:
            self._fresh.discard(number)
        else:
            self._gone.add(number)

    def flush(self) -> None:
        """Write back what is new and what has changed."""
        self._store.drop(sorted(self._gone))
        self._store.keep_pages(self._row(number) for number in sorted(self._fresh))
        self._store.keep_states((number, self._states[number].pack()) for number in sorted(self._changed))
        self._gone.clear()
        self._fresh.clear()
        self._changed.clear()

    # ------------------------------------------------------------------ one by one

    def page(self, number: int) -> Page:
        """Return a page as it came."""
        if number not in self._pages:
            self.fetch((number,))
        return self._pages[number]

    def state(self, number: int) -> State:
        """Return what is known of a page, to be read only."""
        if number not in self._states:
            self.fetch_states((number,))
        return self._states[number]

    def changing(self, number: int) -> State:
        """Return what is known of a page, to be changed."""
        self._changed.add(number)
        return self.state(number)

    def when(self, number: int) -> int | None:
        """Return the day of a page, or else that of the pages like it."""
        day = self.page(number).day
        return self.state(number).when if day is None else day

    def fetch(self, numbers: Iterable[int]) -> None:
        """Have pages at hand, in one go."""
        if wanted := [number for number in numbers if number not in self._pages]:
            for row in self._store.pages(wanted):
                self._take(row)

    def fetch_states(self, numbers: Iterable[int]) -> None:
        """Have what is known of pages at hand, in one go."""
        if wanted := [number for number in numbers if number not in self._states]:
            self._states.update((number, _unpacked(packed)) for number, packed in self._store.states(wanted))

    def _take(self, row: PageRow) -> None:
        number, page, day, packed = row
        rank = int.from_bytes(hashlib.blake2b(page.encode("utf-8", "replace"), digest_size=8).digest()) >> 1
        known = self._vocabulary
        words = np.fromiter(map(known.__getitem__, _forms(packed)), np.int32, _size(packed))
        shares = np.frombuffer(packed, "<u2", _size(packed), 2)
        whole = shares.astype(np.float64)
        square = float(whole @ whole)
        self._pages[number] = Page(page, day, rank, packed, words, shares, square)
        self._numbers[page] = number
        while len(known) > len(self._scratch):
            self._scratch = np.zeros(2 * len(self._scratch))

    def _row(self, number: int) -> PageRow:
        page = self._pages[number]
        return number, page.id, page.day, page.packed

    # ------------------------------------------------------------------ measuring

    @contextmanager
    def spread(self, number: int, others: Sequence[Liked] = ()) -> Iterator[Vector]:
        """Spread a page's shares over the vocabulary, and those of others on top, each as many times as it is given."""
        pages = [self.page(number), *(self.page(other) for other, _ in others)]
        times = np.repeat([1.0, *(times for _, times in others)], [len(page.words) for page in pages])
        words, shares = _joined(pages)
        np.add.at(self._scratch, words, times * shares)  # one after another
        try:
            yield self._scratch
        finally:
            self._scratch[words] = 0.0

    def measured(self, others: Sequence[int]) -> Callable[[Vector], list[float]]:
        """Return what tells the inner product of what is spread with each of some pages, which must be at hand."""
        pages = [self._pages[other] for other in others]
        starts = np.cumsum([0, *(len(page.words) for page in pages[:-1])])
        words, shares = _joined(pages)
        return lambda scratch: np.add.reduceat(scratch[words] * shares, starts).tolist()


def _joined(pages: Sequence[Page]) -> tuple[Places, Parts]:
    """Return the words of pages, and their shares."""
    return np.concatenate([page.words for page in pages]), np.concatenate([page.shares for page in pages])
