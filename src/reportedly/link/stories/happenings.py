"""Stories: the articles about one happening, and what ties each page to its story.

Every page looks at the pages like it (`near`). The more alike they are, the denser it lies; it then belongs with the
page it is most like among the denser ones, and so up to a peak: the page in the middle of a story. Pages that no denser
page is like enough are peaks (Rodriguez and Laio 2014, "Clustering by fast search and find of density peaks"). How like
two pages are is measured on each taken together with its nearest pages, which stands for the centroids that clusters of
news are commonly compared by (Miranda et al. 2018, Saravanakumar et al. 2021): a late page that retells little of a
story still lies among pages that tell more.

Each step looks at a bounded number of pages, and none at the order in which they came: stories are a function of the
set of pages. What changes when a page comes is what lies near it, and `Stories.add` works that out alone.

A war told for a year is several stories: nobody is compared over more than a month, nor belongs to a peak farther off
than `SPAN_DAYS`. A page without a day is placed by the pages like it.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.link.stories.about import Kind, Term, Traits, traits
from reportedly.link.stories.near import Shelf
from reportedly.records import Story, Tie, id_of

__all__ = ["SPAN_DAYS", "Stories", "Story", "Tie", "Traits", "stories", "traits"]

SPAN_DAYS = 35
"""Days between a page and its story's middle, at most."""

# Chosen on the gold of `evaluate clusters` and the annotated stories (docs/link.md):
_COMPANY = 10  # pages like it that a page is taken together with
_COMPANION = 0.16  # likeness from which on
_BESIDE = 3.0  # what a companion weighs beside the page itself, times its likeness: who has little company stands alone
_LIKE = 0.18  # likeness of two pages from which one may belong with the other
_TOGETHER = 0.45  # the same, each taken together with its company
_SHOWN_TERMS = 8  # of a tie


def stories(found: Iterable[Traits]) -> list[Story]:
    """Return the stories of some pages, by first page; each page is in one, and may be alone in it.

    The result is the same in whatever order the pages come. An id is of one text: a page that comes twice counts once.
    """
    shelf = Stories()
    shelf.add(found)
    return shelf.all()


class Stories:
    """Stories that are kept up to date as pages come; after each `add` they are what `stories` makes of all pages."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._density: list[float] = []
        self._own: list[float] = []  # inner product of a page's terms with those and its company's
        self._length: list[float] = []  # squared length of its terms taken together with its company's
        self._seen_by: defaultdict[int, set[int]] = defaultdict(set)  # page → those that have it near
        self._climbs: list[tuple[tuple[int, float], ...]] = []  # denser pages a page may belong with, the likest first
        self._below: defaultdict[int, set[int]] = defaultdict(set)  # page → those that may belong with it
        self._parent: list[tuple[int, float] | None] = []
        self._peak: list[int] = []
        self._under: defaultdict[int, set[int]] = defaultdict(set)  # peak → its pages

    # ------------------------------------------------------------------ pages come

    def add(self, found: Iterable[Traits]) -> set[str]:
        """Take pages in; return the ids of the pages whose story may be another than before, theirs among them."""
        fresh = {one.page: one for one in found if one.page not in self._shelf.numbers}
        numbers = [self._put(fresh[page]) for page in sorted(fresh)]
        watching = set[int]().union(*map(self._shelf.watchers, numbers)) if numbers else set()
        placed = {number for number in watching if self._shelf.place(number)}
        for number in placed - set(numbers):
            watching |= self._shelf.watchers(number)
        moved = {number for number in sorted(watching) if self._look(number)}
        return self._climb(moved | placed)

    def _put(self, one: Traits) -> int:
        number = self._shelf.put(one)
        self._density.append(0.0)
        self._own.append(1.0)
        self._length.append(1.0)
        self._climbs.append(())
        self._parent.append(None)
        self._peak.append(number)
        self._under[number].add(number)
        return number

    def _look(self, number: int) -> bool:
        """Settle a page's company; tell if it changed."""
        page = self._shelf.pages[number]
        before = {other for other, _ in page.near}
        if not self._shelf.look(number):
            return False
        after = {other for other, _ in page.near}
        for other in before - after:
            self._seen_by[other].discard(number)
        for other in after - before:
            self._seen_by[other].add(number)
        self._density[number] = round(sum(likeness for _, likeness in page.near[:_COMPANY]), 6)
        company = self._company(number)
        with self._shelf.spread(number, company) as scratch:
            members = [number, *(other for other, _ in company)]
            products = self._shelf.products(members, scratch)
        self._own[number] = products[0]
        self._length[number] = products[0] + sum(w * p for (_, w), p in zip(company, products[1:], strict=True))
        return True

    def _company(self, number: int) -> list[tuple[int, float]]:
        """Return a page's nearest pages, and what each weighs beside it."""
        near = self._shelf.pages[number].near[:_COMPANY]
        return [(other, _BESIDE * likeness) for other, likeness in near if likeness >= _COMPANION]

    # ------------------------------------------------------------------ to whom a page belongs

    def _climb(self, moved: set[int]) -> set[str]:
        """Settle anew to whom those pages belong, and all pages whose answer hangs on theirs."""
        stale = moved.union(*(self._seen_by[number] for number in moved))
        for number in stale:
            self._settle_climbs(number)
        queue = [(self._height(number), number) for number in stale]
        heapq.heapify(queue)
        waiting, touched = set(stale), set[int]()
        while queue:
            _, number = heapq.heappop(queue)
            if number not in waiting:
                continue
            waiting.discard(number)
            touched.add(number)
            if self._settle_peak(number):
                for other in self._below[number] - waiting:
                    waiting.add(other)
                    heapq.heappush(queue, (self._height(other), other))
        return {self._shelf.pages[number].traits.page for number in touched}

    def _height(self, number: int) -> tuple[float, int]:
        """Return what orders pages from the densest down."""
        return -self._density[number], self._shelf.pages[number].rank

    def _settle_climbs(self, number: int) -> None:
        height, pages = self._height(number), self._shelf.pages
        denser = [other for other, like in pages[number].near if like >= _LIKE and self._height(other) < height]
        measured = zip(denser, self._likeness(number, denser), strict=True)
        ranked = sorted((-like, pages[other].rank, other) for other, like in measured if like >= _TOGETHER)
        for other, _ in self._climbs[number]:
            self._below[other].discard(number)
        self._climbs[number] = tuple((other, -like) for like, _, other in ranked)
        for other, _ in self._climbs[number]:
            self._below[other].add(number)

    def _likeness(self, number: int, others: Sequence[int]) -> list[float]:
        """Return how like a page is to some others, each taken together with its company, but without the other one.

        So two pages that have nobody else are measured by themselves.
        """
        if not others:
            return []
        companies = [dict(self._company(other)) for other in others]
        mine = dict(self._company(number))
        everyone = sorted({number, *others}.union(*companies))
        with self._shelf.spread(number) as scratch:
            alone = dict(zip(everyone, self._shelf.products(everyone, scratch), strict=True))
        with self._shelf.spread(number, list(mine.items())) as scratch:
            joint = dict(zip(everyone, self._shelf.products(everyone, scratch), strict=True))
        measured = []
        for other, company in zip(others, companies, strict=True):
            a, b = mine.get(other, 0.0), company.get(number, 0.0)
            theirs_mine = alone[other] + sum(times * alone[one] for one, times in company.items())
            product = joint[other] + sum(times * joint[one] for one, times in company.items())
            product += a * b * alone[other] - b * joint[number] - a * self._own[other]
            left = self._length[number] - 2 * a * joint[other] + a * a * self._square(other)
            right = self._length[other] - 2 * b * theirs_mine + b * b * alone[number]
            measured.append(round(product / math.sqrt(left * right), 6) if left > 0 and right > 0 else 0.0)
        return measured

    def _square(self, number: int) -> float:
        shares = self._shelf.pages[number].shares
        return float(shares @ shares)

    def _settle_peak(self, number: int) -> bool:
        """Settle a page's story; tell if it changed."""
        before = self._peak[number]
        parent = next((one for one in self._climbs[number] if self._is_within_reach(number, self._peak[one[0]])), None)
        peak = number if parent is None else self._peak[parent[0]]
        self._parent[number], self._peak[number] = parent, peak
        self._under[before].discard(number)
        self._under[peak].add(number)
        return peak != before

    def _is_within_reach(self, number: int, peak: int) -> bool:
        mine, theirs = self._shelf.pages[number].when, self._shelf.pages[peak].when
        if mine is None or theirs is None:
            return mine is None  # a page with a day hangs on no page that nobody could place
        return abs(mine - theirs) <= SPAN_DAYS

    # ------------------------------------------------------------------ what came of it

    def all(self) -> list[Story]:
        """Return all stories, by first page."""
        return self._told(number for number, pages in self._under.items() if pages)

    def of(self, pages: Iterable[str]) -> list[Story]:
        """Return the stories of some pages, by first page."""
        return self._told({self._peak[self._shelf.numbers[page]] for page in pages})

    def _told(self, peaks: Iterable[int]) -> list[Story]:
        return [
            story for _, story in sorted(((_order(s[0]), s[1]) for s in map(self._story, peaks)), key=lambda s: s[0])
        ]

    def _story(self, peak: int) -> tuple[Traits, Story]:
        members = sorted((self._shelf.pages[number].traits for number in self._under[peak]), key=_order)
        ids = tuple(one.page for one in members)
        days = [one.day for one in members if one.day]
        ties = tuple(self._tie(self._shelf.numbers[page]) for page in ids)
        ends = (days[0], days[-1]) if days else (None, None)
        return members[0], Story(id_of("story", ids[0]), ids, ties, *ends)

    def _tie(self, number: int) -> Tie:
        page, parent = self._shelf.pages[number], self._parent[number]
        placed = date.fromordinal(page.when) if page.when is not None and page.day is None else None
        if parent is None:
            return Tie(page.traits.page, None, 1.0, placed=placed)
        other = self._shelf.pages[parent[0]]
        shared = _shared(page.traits, other.traits)
        apart = None if page.day is None or other.day is None else abs(page.day - other.day)
        names, numbers, words = (
            tuple(t.form for t in shared if t.kind is kind) for kind in (Kind.NAME, Kind.NUMBER, Kind.WORD)
        )
        return Tie(page.traits.page, other.traits.page, parent[1], names, numbers, words, apart, placed)


def _order(one: Traits) -> tuple[bool, date, str]:
    """Return what puts pages into canonical order: by day, those without one last, then by id."""
    return one.day is None, one.day or date.min, one.page


def _shared(one: Traits, other: Traits) -> list[Term]:
    theirs = {term.form: term.share for term in other.terms}
    both = [(-term.share * theirs[term.form], term.form, term) for term in one.terms if term.form in theirs]
    return [term for _, _, term in sorted(both, key=lambda found: found[:2])[:_SHOWN_TERMS]]
