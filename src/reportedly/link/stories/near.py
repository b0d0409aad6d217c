"""Which pages are like which: found where they stand in line, measured by all their words.

A page is compared with those near it in its lines (`lines`), so that the work for a page does not grow with the ledger
and whom it meets depends on no order of arrival. Likeness is the cosine of the terms, more for pages of one day and
less with each day between them. It is the same from both sides: a page that comes is measured once, and whoever it is
more like than those they had is told.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.link.stories import lines
from reportedly.link.stories.lines import Lines, Standing
from reportedly.link.stories.pages import WHOLE, Liked, Pages
from reportedly.link.stories.store import Store

KEPT = 20
"""Pages near a page, at most: the likest."""

_SPARE = 8  # more of them, so that when one goes the next is at hand
_ALIKE = 0.06  # likeness below which two pages have nothing to do with each other
_PLACERS = 8  # the likest pages, which say when a page without a day is from
_PLACING = 0.25  # cosine they need for it
_PLACED = 0.35  # of their likeness, what must be of pages that have a day themselves
WINDOW_DAYS = 31
"""Days between two pages beyond which they are not compared."""

_SAME_DAY = 1.5  # what likeness is multiplied by for pages of one day
_NO_DAY = 1.0  # for pages of which one has no day, nor could be placed
_LAST_DAY = 0.6  # for pages a window apart


@dataclass(slots=True)
class Moves:
    """What comes of pages that come and go."""

    fresh: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    whole: set[int] = field(default_factory=set)  # pages that look at all of their lines anew
    shifted: set[int] = field(default_factory=set)  # of these, those placed on another day
    apart: set[tuple[int, int]] = field(default_factory=set)  # pairs that no longer stand near each other in some line
    closer: set[tuple[int, int]] = field(default_factory=set)  # pairs that do so in one more
    moved: set[int] = field(default_factory=set)  # pages that have others near than before, or in another measure


class Shelf:
    """Pages laid out so that those like one another are found; who is near whom is a function of the set of pages."""

    def __init__(self, pages: Pages, store: Store) -> None:
        self._pages = pages
        self._lines = Lines(store)

    # ------------------------------------------------------------------ pages come and go

    def come(self, fresh: Sequence[int], *, is_first: bool) -> Moves:
        """Lay pages out; `is_first` says that there are no others."""
        moves = Moves(fresh=set(fresh), whole=set(fresh))
        undated = {number for number in fresh if self._pages.page(number).day is None}
        hashed = ((number, lines.by_hash(self._pages.page(number))) for number in fresh)
        if is_first:
            self._lines.enter_all(hashed)
        else:
            for number, standing in hashed:
                undated |= self._undated(standing)
                moves.apart |= self._with_undated(self._lines.enter(number, standing))
        self._place(undated, moves)
        if is_first:
            self._lines.enter_all((number, self._standing(number)) for number in fresh)
        else:
            for number in fresh:
                moves.apart |= self._lines.enter(number, self._standing(number))
        self._settle(moves)
        return moves

    def go(self, gone: Sequence[int]) -> Moves:
        """Take pages away; nobody has them near afterwards, and they nobody."""
        moves, undated = Moves(gone=set(gone)), set[int]()
        for number in gone:
            moves.closer |= self._lines.leave(number, self._standing(number))
            standing = lines.by_hash(self._pages.page(number))
            closer = self._lines.leave(number, standing)
            undated |= self._undated(standing)
            moves.closer |= self._with_undated(closer)
        self._place(undated - moves.gone, moves)
        self._settle(moves)
        return moves

    def _standing(self, number: int) -> Standing:
        return lines.by_day(self._pages.page(number), self._pages.when(number))

    # ------------------------------------------------------------------ when a page is from

    def _undated(self, standing: Standing) -> set[int]:
        """Return the pages without a day among those near some places."""
        found = self._lines.around(standing)
        self._pages.fetch(found)
        return {number for number in found if self._pages.page(number).day is None}

    def _with_undated(self, pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
        """Return those pairs that may meet in lines by hash: one of the two has no day."""
        return {(one, other) for one, other in pairs if self._is_undated(one) or self._is_undated(other)}

    def _is_undated(self, number: int) -> bool:
        return self._pages.page(number).day is None

    def _place(self, undated: set[int], moves: Moves) -> None:
        """Settle when pages are from that do not say so; those that were elsewhere stand in other lines then."""
        for number in sorted(undated):
            when = self._placed(number)
            if when == self._pages.state(number).when:
                continue
            if number in moves.fresh:  # it has just come, and stands nowhere yet
                self._pages.changing(number).when = when
                continue
            moves.closer |= self._lines.leave(number, self._standing(number))
            self._pages.changing(number).when = when
            moves.apart |= self._lines.enter(number, self._standing(number))
            moves.shifted.add(number)
        moves.whole |= moves.shifted

    def _placed(self, number: int) -> int | None:
        """Return the middle of the days of pages like one; None where too few of them have a day themselves."""
        others = self._lines.around(lines.by_hash(self._pages.page(number)))
        likest = [one for one in self._likest(number, others, is_dated=False)[:_PLACERS] if one[1] >= _PLACING]
        dated = [(likeness, day) for other, likeness in likest if (day := self._pages.page(other).day) is not None]
        if sum(likeness for likeness, _ in dated) >= _PLACED * sum(likeness for _, likeness in likest):
            return _middle(dated)
        return None

    # ------------------------------------------------------------------ who is near

    def _settle(self, moves: Moves) -> None:
        """Settle who is near whom: whole looks for those who moved, and a word to those they met or left."""
        self._pages.fetch_states({number for pair in moves.apart | moves.closer for number in pair})
        for number in moves.gone | moves.shifted:
            for other in sorted(self._pages.state(number).seen_by):
                self._part(other, number, moves)
        for one, other in moves.apart:
            if self._is_seen(one, other, moves) and not self._are_near(one, other):
                self._part(one, other, moves)
                self._part(other, one, moves)
        for number in moves.gone:
            self._keep(number, (), moves)
        offers = [offer for number in sorted(moves.whole) for offer in self._look(number, moves)]
        for one, other in sorted(moves.closer):
            if not {one, other} & (moves.gone | moves.shifted):
                offers += self._meeting(one, other, moves)
        for number, liked in offers:
            if number not in moves.whole:
                self._offer(number, liked, moves)

    def _is_seen(self, one: int, other: int, moves: Moves) -> bool:
        """Whether one of two pages has the other near, and has not been told to look anew."""
        return any(
            b in (number for number, _ in self._pages.state(a).near)
            for a, b in ((one, other), (other, one))
            if a not in moves.whole and a not in moves.gone
        )

    def _are_near(self, one: int, other: int) -> bool:
        if self._lines.are_near(self._standing(one), self._standing(other)):
            return True
        if not (self._is_undated(one) or self._is_undated(other)):
            return False
        return self._lines.are_near(*(lines.by_hash(self._pages.page(number)) for number in (one, other)))

    def _part(self, number: int, other: int, moves: Moves) -> None:
        """Take a page from those near another, which looks for one in its stead if it may have overlooked some."""
        near = self._pages.state(number).near
        left = tuple(one for one in near if one[0] != other)
        if number in moves.whole or number in moves.gone or len(left) == len(near):
            return
        if len(left) < KEPT and not self._pages.state(number).is_complete:
            moves.whole.add(number)
        else:
            self._keep(number, left, moves)

    def _look(self, number: int, moves: Moves) -> list[tuple[int, Liked]]:
        """Settle which pages one is like; return what to tell these if it stands where it did not before."""
        likest = self._likest(number, self._neighbours(number))
        self._keep(number, tuple(likest[: KEPT + _SPARE]), moves, is_complete=len(likest) <= KEPT + _SPARE)
        if number not in moves.fresh and number not in moves.shifted:
            return []
        return [(other, (number, likeness)) for other, likeness in likest if other not in moves.whole]

    def _neighbours(self, number: int) -> set[int]:
        """Return the pages that stand near a page: by day, and where one of the two has none, by hash."""
        page = self._pages.page(number)
        others = self._lines.around(self._standing(number), self._pages.when(number) or 0, WINDOW_DAYS)
        hashed = lines.by_hash(page)
        return others | (self._lines.around(hashed) if page.day is None else self._undated(hashed))

    def _meeting(self, one: int, other: int, moves: Moves) -> list[tuple[int, Liked]]:
        """Return what to tell two pages that stand closer now."""
        if {one, other} <= moves.whole or ((one, other) in moves.apart and not self._are_near(one, other)):
            return []
        likeness = [likeness for _, likeness in self._likest(one, {other})]
        return [(a, (b, like)) for like in likeness for a, b in ((one, other), (other, one)) if a not in moves.whole]

    def _offer(self, number: int, liked: Liked, moves: Moves) -> None:
        """Put a page among those near another, if it is likelier than the last of them."""
        near, is_complete = self._pages.state(number).near, self._pages.state(number).is_complete
        if any(liked[0] == other for other, _ in near):
            return
        at = bisect(near, self._rank(liked), key=self._rank)
        if not is_complete and at == len(near):  # others that were overlooked may be likelier
            return
        self._keep(
            number,
            (*near[:at], liked, *near[at:])[: KEPT + _SPARE],
            moves,
            is_complete=is_complete and len(near) < KEPT + _SPARE,
        )

    def _rank(self, liked: Liked) -> tuple[float, int]:
        """Return what puts pages near another in order."""
        return -liked[1], self._pages.page(liked[0]).rank

    def _keep(self, number: int, near: tuple[Liked, ...], moves: Moves, *, is_complete: bool | None = None) -> None:
        """Settle who is near a page, and whether that is everybody like it (not said: as it was)."""
        held = self._pages.state(number).near
        if is_complete not in (None, self._pages.state(number).is_complete):
            self._pages.changing(number).is_complete = bool(is_complete)
        if near == held:
            return
        before, after = {other for other, _ in held}, {other for other, _ in near}
        for other in before - after:
            self._pages.changing(other).seen_by.discard(number)
        for other in after - before:
            self._pages.changing(other).seen_by.add(number)
        self._pages.changing(number).near = near
        moves.moved.add(number)

    # ------------------------------------------------------------------ how like

    def _likest(self, number: int, others: set[int], *, is_dated: bool = True) -> list[Liked]:
        """Return how like some others a page is, the likest first; with `is_dated`, also by the days between them."""
        if not others:
            return []
        self._pages.fetch(others)
        order = list(others)
        with self._pages.spread(number) as scratch:
            products = self._pages.measured(order)(scratch)
        when, found = self._pages.when(number) if is_dated else None, []
        for other, product in zip(order, products, strict=True):
            closeness = _closeness(when, self._pages.when(other)) if is_dated else 1.0
            likeness = round(product / WHOLE**2 * closeness, 6)
            if likeness >= _ALIKE:
                found.append((-likeness, self._pages.page(other).rank, other))
        return [(other, -likeness) for likeness, _, other in sorted(found)]


def _closeness(one: int | None, other: int | None) -> float:
    if one is None or other is None:
        return _NO_DAY
    gap = abs(one - other)
    return 0.0 if gap > WINDOW_DAYS else _SAME_DAY - (_SAME_DAY - _LAST_DAY) * gap / WINDOW_DAYS


def _middle(known: Sequence[tuple[float, int]]) -> int | None:
    """Return the weighted median of some days."""
    half, passed = sum(likeness for likeness, _ in known) / 2, 0.0
    for likeness, day in sorted(known, key=lambda one: one[1]):
        passed += likeness
        if passed >= half:
            return day
    return None
