"""Stories: the articles about one happening, and what ties each page to its story.

Every page looks at the pages like it (`near`). The more alike they are, the denser it lies; it then belongs with the
page it is most like among the denser ones, and so up to a peak: the page in the middle of a story. Pages that no denser
page is like enough are peaks (Rodriguez and Laio 2014, "Clustering by fast search and find of density peaks"). How like
two pages are is measured on each taken together with its nearest pages, which stands for the centroids that clusters of
news are commonly compared by (Miranda et al. 2018, Saravanakumar et al. 2021): a late page that retells little of a
story still lies among pages that tell more.

A page that meets nobody denser looks one step farther, at the pages near those near it: so the middles of two parts of
one story hear of each other, however long the story is.

Each step looks at a bounded number of pages, and none at the order in which they came: stories are a function of the
set of pages. What changes when a page comes or goes is what lies near it, and `Stories` works that out alone, with the
pages of a store that this touches and no others.

A war told for a year is several stories: nobody is compared over more than a month, nor belongs to a peak farther off
than `SPAN_DAYS`. A page without a day is placed by the pages like it.
"""

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from reportedly.link.stories.about import Kind, Traits, traits
from reportedly.link.stories.near import KEPT, Moves, Shelf
from reportedly.link.stories.pages import Liked, Page, Pages, State
from reportedly.link.stories.store import Memory, Store
from reportedly.records import Story, Tie, id_of

__all__ = ["SPAN_DAYS", "Changed", "Stories", "Story", "Tie", "Traits", "stories", "traits"]

SPAN_DAYS = 35
"""Days between a page and its story's middle, at most."""

# Chosen on the gold of `evaluate clusters` and the annotated stories (docs/link.md):
_COMPANY = 9  # pages like it that a page is taken together with
_COMPANION = 0.16  # likeness from which on
_BESIDE = 3.0  # what a companion weighs beside the page itself, times its likeness: who has little company stands alone
_LIKE = 0.14  # likeness of two pages from which one may belong with the other
_TOGETHER = 0.45  # the same, each taken together with its company
_FARTHER = 0.6  # the same, of a page near one that is near
_SHOWN_TERMS = 8  # of a tie


def stories(found: Iterable[Traits]) -> list[Story]:
    """Return the stories of some pages, by first page; each page is in one, and may be alone in it.

    The result is the same in whatever order the pages come. An id is of one text: a page that comes twice counts once.
    """
    shelf = Stories()
    shelf.add(found)
    return shelf.all()


class Changed(Struct, frozen=True):
    """What pages that came or went did to the stories."""

    pages: frozenset[str]  # whose story may be another than before, and one of each story they left
    stories_before: frozenset[str]  # ids of the stories that all of these were in


class Stories:
    """Stories that are kept up to date as pages come and go: at any time they are what `stories` makes of all pages.

    Pages are fetched from the store when they are touched. In which lines they stand is written at once, all else by
    `flush`; so flush before the store's transaction ends, and after a rollback begin anew with another `Stories`.
    """

    def __init__(self, store: Store | None = None) -> None:
        kept = Memory() if store is None else store
        self._pages = Pages(kept)
        self._shelf = Shelf(self._pages, kept)
        self._before: dict[int, frozenset[int]] = {}  # peak → its pages, as they were before this change

    # ------------------------------------------------------------------ pages come and go

    def add(self, found: Iterable[Traits]) -> Changed:
        """Take pages in; those that are there already change nothing."""
        is_first = self._pages.is_empty
        fresh = self._pages.put(found)
        return self._change(self._shelf.come(fresh, is_first=is_first))

    def remove(self, pages: Iterable[str]) -> Changed:
        """Let pages go; those that are not there change nothing."""
        return self._change(self._shelf.go(sorted(self._pages.find(set(pages)).values())))

    def flush(self) -> None:
        """Write what has changed to the store."""
        self._pages.flush()

    def _change(self, moves: Moves) -> Changed:
        """Settle the stories anew after pages came, went or were placed on another day."""
        self._before.clear()
        moved = (moves.moved - moves.gone) | moves.fresh
        gathered = {number for number in sorted(moved) if self._gather(number)}
        lonely = self._lonely_around(moved)
        around = (other for number in gathered for other in self._pages.state(number).seen_by)
        stale = moved | lonely | {other for other in around if not gathered.isdisjoint(self._liked(other))}
        for number in sorted(stale):
            self._settle_climbs(number, None if number in moved or number in lonely else gathered)
        for number in moves.gone:
            self._leave(number)
        under = (self._pages.state(number).under for number in moves.shifted)  # how far off their middle is, is new
        touched = self._climb(stale.union(*under)) | moves.fresh | moves.shifted
        for number in touched:
            self._remember(self._pages.state(number).peak)
        changed = self._told_changed(touched, moves.gone)
        for number in moves.gone:
            self._pages.drop(number)
        return changed

    def _lonely_around(self, moved: set[int]) -> set[int]:
        """Return the pages that found nobody denser near them, and looked as far as those who moved."""
        around = moved
        for _ in range(2):
            self._pages.fetch_states(around)
            around = around.union(*(self._pages.state(number).seen_by for number in around))
        self._pages.fetch_states(around)
        return {number for number in around if self._is_lonely(self._pages.state(number))}

    @staticmethod
    def _is_lonely(state: State) -> bool:
        return not state.climbs or state.climbs[0][0] not in {other for other, _ in state.near[:KEPT]}

    def _told_changed(self, touched: set[int], gone: set[int]) -> Changed:
        pages = {self._pages.page(number).id for number in (touched | set(self._before)) - gone}
        return Changed(frozenset(pages), frozenset(map(self._story_id, filter(None, self._before.values()))))

    def _story_id(self, numbers: Iterable[int]) -> str:
        held = list(numbers)
        self._pages.fetch(held)
        return id_of("story", min(map(self._pages.page, held), key=_order).id)

    def _remember(self, peak: int) -> None:
        """Keep in mind which pages a story had before this change."""
        if peak >= 0 and peak not in self._before:
            self._before[peak] = frozenset(self._pages.state(peak).under)

    # ------------------------------------------------------------------ a page and its company

    def _gather(self, number: int) -> bool:
        """Settle how dense a page lies and what it is together with its company; tell if that changed."""
        state, company = self._pages.state(number), self._company(number)
        density = round(sum(likeness for _, likeness in state.near[:_COMPANY]), 6)
        members = [number, *(other for other, _ in company)]
        self._pages.fetch(members)
        own = length = 0.0
        if len(self._pages.page(number).words):
            with self._pages.spread(number, company) as scratch:
                own, *products = self._pages.measured(members)(scratch)
            length = own + sum(times * product for (_, times), product in zip(company, products, strict=True))
        if (density, own, length) == (state.density, state.own, state.length):
            return False
        state = self._pages.changing(number)
        state.density, state.own, state.length = density, own, length
        return True

    def _company(self, number: int) -> list[Liked]:
        """Return a page's nearest pages, and what each weighs beside it."""
        near = self._pages.state(number).near[:_COMPANY]
        return [(other, _BESIDE * likeness) for other, likeness in near if likeness >= _COMPANION]

    # ------------------------------------------------------------------ to whom a page belongs

    def _climb(self, waiting: set[int]) -> set[int]:
        """Settle anew to whom those pages belong, and all whose answer hangs on theirs; return whose is another now."""
        queue = [(self._height(number), number) for number in waiting]
        heapq.heapify(queue)
        touched = set[int]()
        while queue:
            _, number = heapq.heappop(queue)
            if number not in waiting:
                continue
            waiting.discard(number)
            peak, parent = self._pages.state(number).peak, self._pages.state(number).parent
            self._settle_peak(number)
            state = self._pages.state(number)
            if (peak, parent) != (state.peak, state.parent):
                touched.add(number)
            if peak != state.peak:
                for other in state.below - waiting:
                    waiting.add(other)
                    heapq.heappush(queue, (self._height(other), other))
        return touched

    def _height(self, number: int) -> tuple[float, int]:
        """Return what orders pages from the densest down."""
        return -self._pages.state(number).density, self._pages.page(number).rank

    def _settle_climbs(self, number: int, gathered: set[int] | None) -> None:
        """Settle with whom a page may belong; where only pages that were gathered are another than before, by these."""
        near, same = self._liked(number), list[Liked]()
        if gathered is not None:
            same = [one for one in self._pages.state(number).climbs if one[0] not in gathered]
            near = [other for other in near if other in gathered]
        climbs = self._ranked(same + self._denser(number, near, _TOGETHER))
        self._keep_climbs(number, climbs or self._ranked(self._denser(number, self._farther(number), _FARTHER)))

    def _liked(self, number: int) -> list[int]:
        """Return the pages near a page that it may belong with."""
        return [other for other, like in self._pages.state(number).near[:KEPT] if like >= _LIKE]

    def _denser(self, number: int, others: Sequence[int], least: float) -> list[Liked]:
        """Return those denser pages among some that a page is like enough to be with."""
        self._pages.fetch_states(others)
        self._pages.fetch(others)
        height = self._height(number)
        denser = sorted((o for o in others if self._height(o) < height), key=self._height)[:KEPT]
        measured = zip(denser, self._likeness(number, denser), strict=True)
        return [(other, like) for other, like in measured if like >= least]

    def _ranked(self, found: Iterable[Liked]) -> tuple[Liked, ...]:
        """Return pages by how like they are, the likest first."""
        return tuple(sorted(found, key=lambda one: (-one[1], self._pages.page(one[0]).rank, one[0])))

    def _farther(self, number: int) -> list[int]:
        """Return the pages near those near a page, which it may not have met."""
        near = [other for other, _ in self._pages.state(number).near[:KEPT]]
        self._pages.fetch_states(near)
        found = {other for one in near for other, _ in self._pages.state(one).near[:KEPT]}
        return sorted(found - {number, *near})

    def _keep_climbs(self, number: int, climbs: tuple[Liked, ...]) -> None:
        held = self._pages.state(number).climbs
        if climbs == held:
            return
        before, after = {other for other, _ in held}, {other for other, _ in climbs}
        for other in before - after:
            self._pages.changing(other).below.discard(number)
        for other in after - before:
            self._pages.changing(other).below.add(number)
        self._pages.changing(number).climbs = climbs

    def _likeness(self, number: int, others: Sequence[int]) -> list[float]:
        """Return how like a page is to some others, each taken together with its company, but without the other one.

        So two pages that have nobody else are measured by themselves.
        """
        if not others:
            return []
        pages, me = self._pages, self._pages.state(number)
        companies = [dict(self._company(other)) for other in others]
        mine = dict(self._company(number))
        everyone = sorted({number, *others}.union(*companies))
        pages.fetch(everyone)
        products = pages.measured(everyone)
        with pages.spread(number) as scratch:
            alone = dict(zip(everyone, products(scratch), strict=True))
        with pages.spread(number, list(mine.items())) as scratch:
            joint = dict(zip(everyone, products(scratch), strict=True))
        measured = []
        for other, company in zip(others, companies, strict=True):
            a, b, they = mine.get(other, 0.0), company.get(number, 0.0), pages.state(other)
            theirs_mine = alone[other] + sum(times * alone[one] for one, times in company.items())
            product = joint[other] + sum(times * joint[one] for one, times in company.items())
            product += a * b * alone[other] - b * joint[number] - a * they.own
            left = me.length - 2 * a * joint[other] + a * a * pages.page(other).square
            right = they.length - 2 * b * theirs_mine + b * b * alone[number]
            measured.append(round(product / math.sqrt(left * right), 6) if left > 0 and right > 0 else 0.0)
        return measured

    def _settle_peak(self, number: int) -> None:
        """Settle a page's story."""
        state = self._pages.state(number)
        parent = next((one for one in state.climbs if self._is_within_reach(number, one[0])), None)
        peak = number if parent is None else self._pages.state(parent[0]).peak
        if parent != state.parent:
            self._pages.changing(number).parent = parent
        if peak != state.peak:
            self._leave_peak(number)
            self._remember(peak)
            self._pages.changing(peak).under.add(number)
            self._pages.changing(number).peak = peak

    def _leave_peak(self, number: int) -> None:
        before = self._pages.state(number).peak
        self._remember(before)
        if before >= 0:
            self._pages.changing(before).under.discard(number)

    def _leave(self, number: int) -> None:
        """Take a page that goes out of its story."""
        self._keep_climbs(number, ())
        self._leave_peak(number)

    def _is_within_reach(self, number: int, other: int) -> bool:
        """Whether a page may be of the other's story."""
        mine, theirs = self._pages.when(number), self._pages.when(self._pages.state(other).peak)
        if mine is None or theirs is None:
            return mine is None  # a page with a day hangs on no page that nobody could place
        return abs(mine - theirs) <= SPAN_DAYS

    # ------------------------------------------------------------------ what came of it

    def all(self) -> list[Story]:
        """Return all stories, by first page."""
        numbers = self._pages.numbers()
        self._pages.fetch_states(numbers)
        return self._told(number for number in numbers if self._pages.state(number).under)

    def of(self, pages: Iterable[str]) -> list[Story]:
        """Return the stories of some pages, by first page; pages that are not there have none."""
        numbers = set(self._pages.find(pages).values())
        self._pages.fetch_states(numbers)
        return self._told({self._pages.state(number).peak for number in numbers})

    def _told(self, peaks: Iterable[int]) -> list[Story]:
        found = [self._story(peak) for peak in peaks]
        return [story for _, story in sorted(found, key=lambda one: one[0])]

    def _story(self, peak: int) -> tuple[tuple[bool, int, str], Story]:
        """Return a story and what orders it among others."""
        numbers = self._pages.state(peak).under
        self._pages.fetch(numbers)
        self._pages.fetch_states(numbers)
        members = sorted(((self._pages.page(number), number) for number in numbers), key=lambda one: _order(one[0]))
        terms = {number: page.terms() for page, number in members}
        days = [date.fromordinal(page.day) for page, _ in members if page.day is not None]
        ties = tuple(self._tie(number, terms) for _, number in members)
        first, ends = members[0][0], (days[0], days[-1]) if days else (None, None)
        return _order(first), Story(id_of("story", first.id), tuple(page.id for page, _ in members), ties, *ends)

    def _tie(self, number: int, terms: Mapping[int, Mapping[str, tuple[float, Kind]]]) -> Tie:
        page, state = self._pages.page(number), self._pages.state(number)
        placed = date.fromordinal(state.when) if state.when is not None and page.day is None else None
        if state.parent is None:
            return Tie(page.id, None, 1.0, placed=placed)
        to, likeness = state.parent
        other, mine, theirs = self._pages.page(to), terms[number], terms[to]
        both = sorted((-mine[form][0] * theirs[form][0], form) for form in mine.keys() & theirs.keys())
        shared = [form for _, form in both[:_SHOWN_TERMS]]
        apart = None if page.day is None or other.day is None else abs(page.day - other.day)
        names, numbers, words = (
            tuple(form for form in shared if mine[form][1] is kind) for kind in (Kind.NAME, Kind.NUMBER, Kind.WORD)
        )
        return Tie(page.id, other.id, likeness, names, numbers, words, apart, placed)


def _order(one: Page) -> tuple[bool, int, str]:
    """Return what puts pages into canonical order: by day, those without one last, then by id."""
    return one.day is None, one.day or 0, one.id
