"""The copies of a set of articles, and how they change when articles come and go.

What must be known of the other articles for that is their keys, in a `Store`: of a hundred thousand articles one more
is compared with those few dozen it shares a crowd with, and these alone are read again.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from msgspec import Struct, field

from reportedly.link.copies import crowds
from reportedly.link.copies.crowds import Place, candidates, canonical, mark
from reportedly.link.copies.pairs import comparisons
from reportedly.link.copies.sketch import Keys, keys_of
from reportedly.link.copies.words import WORDS_AT_HAND, words_of
from reportedly.records import Article, Copy

Entry = tuple[int, int, str, tuple[int, ...]]
"""What is stored of an article: its place (time and mark), its id, and its keys, sorted."""


class Store(Protocol):
    """The keys of a set of articles. Numbers are signed and have 64 bits, times 32."""

    def is_empty(self) -> bool:
        """Whether there is no article."""

    def find(self, mark: int) -> Entry | None:
        """Return what is stored of an article."""

    def before(self, key: int, place: Place, number: int) -> list[Place]:
        """Return the places of the last so many articles before a place that have a key, in order."""

    def after(self, key: int, place: Place, number: int) -> list[Place]:
        """Return the places of the first so many articles after a place that have a key, in order."""

    def put(self, entries: Iterable[Entry]) -> None:
        """Store articles, none of which is stored."""

    def drop(self, mark: int) -> None:
        """Remove a stored article."""


class MemoryStore:
    """A store that ends with the process."""

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}
        self._places: dict[int, list[Place]] = {}

    def is_empty(self) -> bool:
        """Whether there is no article."""
        return not self._entries

    def find(self, mark: int) -> Entry | None:
        """Return what is stored of an article."""
        return self._entries.get(mark)

    def before(self, key: int, place: Place, number: int) -> list[Place]:
        """Return the places of the last so many articles before a place that have a key, in order."""
        places = self._places.get(key, [])
        end = bisect_left(places, place)
        return places[max(0, end - number) : end]

    def after(self, key: int, place: Place, number: int) -> list[Place]:
        """Return the places of the first so many articles after a place that have a key, in order."""
        places = self._places.get(key, [])
        begin = bisect_right(places, place)
        return places[begin : begin + number]

    def put(self, entries: Iterable[Entry]) -> None:
        """Store articles, none of which is stored."""
        for entry in entries:
            self._entries[entry[1]] = entry
            for key in entry[3]:
                insort(self._places.setdefault(key, []), entry[:2])

    def drop(self, mark: int) -> None:
        """Remove a stored article."""
        time, _, _, keys = self._entries.pop(mark)
        for key in keys:
            self._places[key].remove((time, mark))
            if not self._places[key]:
                del self._places[key]


_Name = TypeVar("_Name", int, str)
_Pair = tuple[int, int]  # marks, the lesser first


class Changed(Struct, frozen=True):
    """What came of a change: copies to be stored, in place of those of the same articles, and copies that are none."""

    copies: tuple[Copy, ...]  # by ids; some may have been there before
    gone: tuple[tuple[str, str], ...]  # pairs of ids, a < b; some may never have been copies


def copies(articles: Iterable[Article]) -> list[Copy]:
    """Return all copies in a set of articles, by their ids; the order of the articles does not matter."""
    ordered = sorted({article.id: article for article in articles}.values(), key=canonical)
    return _among([keys_of(article) for article in ordered], ordered.__getitem__)


def _among(keys: Sequence[Keys], article: Callable[[int], Article]) -> list[Copy]:
    """Return the copies among articles that have these keys, in canonical order."""
    found: list[Copy] = []
    for later, earlier in candidates(keys):
        found += comparisons(article(later), [article(other) for other in earlier])
    return _ordered(found)


def _in_order(a: _Name, b: _Name) -> tuple[_Name, _Name]:
    return (a, b) if a < b else (b, a)


def _ordered(found: Iterable[Copy]) -> list[Copy]:
    return sorted(found, key=lambda copy: (copy.a, copy.b))


class Index:
    """A set of articles whose copies are kept by the caller, who stores what is found and removes what is gone.

    After any number of changes, in any order and by any number of processes, they are those that `copies` finds among
    the articles that are left.

    Args:
        store: The keys of the articles. It is the caller who sees to it that a change is stored whole or not at all.
        article: Returns an article by its id: any in the set, those being added too.
    """

    def __init__(self, store: Store, article: Callable[[str], Article]) -> None:
        self._store, self._article = store, article

    def add(self, articles: Iterable[Article]) -> Changed:
        """Add articles. One that is there already, by its id, is replaced: its time or its credits may be others.

        The first ones are best added together: they are compared as `copies` does it.
        """
        heads: dict[str, Place] = {}
        keys: dict[str, Keys] = {}
        for article in articles:
            heads[article.id], keys[article.id] = canonical(article), keys_of(article)
        ids = sorted(heads, key=heads.__getitem__)
        entries = ((*heads[one], one, tuple(keys[one].tolist())) for one in ids)
        if not self._store.is_empty():
            return self._step_by_step((), entries)
        self._store.put(entries)
        article_of = lru_cache(WORDS_AT_HAND)(self._article)
        found = _among([keys[one] for one in ids], lambda place: article_of(ids[place]))
        words_of.cache_clear()  # of all articles: what is linked next needs the room
        return Changed(tuple(found), ())

    def remove(self, ids: Iterable[str]) -> Changed:
        """Remove articles; those that are not there are left out."""
        return self._step_by_step(sorted(set(ids)), ())

    def _step_by_step(self, without: Iterable[str], entries: Iterable[Entry]) -> Changed:
        change = _Change()
        for one in without:
            self._drop(mark(one), change)
        for entry in entries:
            self._drop(entry[1], change)
            here, away = self._ties(entry)
            change.tied.update(here)
            change.untied.update(away)
            self._store.put([entry])
        return self._came_of(change)

    def _drop(self, one: int, change: "_Change") -> None:
        """Remove an article, if it is there."""
        if entry := self._store.find(one):
            self._store.drop(one)
            here, away = self._ties(entry)
            change.tied.update(away)
            change.untied.update(here)
            change.dropped[one] = entry[2]

    def _ties(self, entry: Entry) -> tuple[set[_Pair], set[_Pair]]:
        """Return which pairs its keys tie only when an article is there, and which only when it is away, as it is."""
        here: set[_Pair] = set()
        away: set[_Pair] = set()
        for key in entry[3]:
            first, others = self._around(key, entry[:2])
            with_it, without = _pairs(sorted([*others, entry[:2]]), first), _pairs(others, first)
            here |= with_it - without
            away |= without - with_it
        return here, away

    def _around(self, key: int, place: Place) -> tuple[int, list[Place]]:
        """Return those with a key whose pairs depend on whether there is one at a place; and the rank of the first.

        After the `CROWD` earliest these are a few on either side, and their exact rank is no matter.
        """
        before = self._store.before(key, place, crowds.CROWD)
        if len(before) < crowds.CROWD:
            return 0, before + self._store.after(key, place, crowds.CROWD + 1 - len(before))
        return crowds.CROWD, before[-crowds.NEAR :] + self._store.after(key, place, crowds.NEAR)

    # -------------------------------------------------------------- what came of it

    def _came_of(self, change: "_Change") -> Changed:
        entry = cache(self._store.find)
        article_of = lru_cache(WORDS_AT_HAND)(self._article)
        untied = {pair for pair in change.untied if not self._is_tied(*map(entry, pair))}
        others: dict[int, list[int]] = defaultdict(list)
        tied = change.tied - untied
        number = Counter(one for pair in tied for one in pair)
        for pair in sorted(tied):
            one, other = sorted(pair, key=lambda one: (-number[one], one))
            others[one].append(other)

        def name(one: int) -> str:
            known = entry(one)
            return known[2] if known else change.dropped[one]

        found: list[Copy] = []
        for one, some in others.items():
            found += comparisons(article_of(name(one)), [article_of(name(other)) for other in some])
        gone = {_in_order(name(a), name(b)) for a, b in untied | (change.untied & change.tied)}
        return Changed(tuple(_ordered(found)), tuple(sorted(gone - {(copy.a, copy.b) for copy in found})))

    def _is_tied(self, a: Entry | None, b: Entry | None) -> bool:
        """Whether two articles are there and some key ties them."""
        if not a or not b:
            return False
        (earlier, later), shared = sorted((a[:2], b[:2])), set(a[3]).intersection(b[3])
        for key in shared:
            before = self._store.before(key, later, crowds.CROWD)
            if any(before[rank] == earlier for rank in crowds.earlier(len(before))):
                return True
        return False


class _Change(Struct, frozen=True):
    """What steps did to the pairs: a pair may have been tied by one and untied by another, or by another key."""

    tied: set[_Pair] = field(default_factory=set)
    untied: set[_Pair] = field(default_factory=set)
    dropped: dict[int, str] = field(default_factory=dict)  # mark → id


def _pairs(places: Sequence[Place], first: int) -> set[_Pair]:
    """Return the pairs among articles with a key in common, by their marks, the first of them having some rank."""
    return {
        _in_order(places[other - first][1], one[1])
        for rank, one in enumerate(places, first)
        for other in crowds.earlier(rank)
        if other >= first
    }
