"""Claims made points: what several claimants each assert.

Two claims are of one point where their numbers count one thing, in one place and at one time, and can be one number
("about 11,000", "at least 10,000", "10,900"); or where their words say the same of the same, neither against the other.
Joined are the surest pairs first, and a point takes no claim that is at odds with one it has, nor one that is like one
of its claims and unlike the others; so a bound ties no two numbers together that lie apart, and no chain runs away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from reportedly.link.claims.grouping import Book, pairs_of
from reportedly.link.claims.measures import Measure, has_one_scope, has_same_number, is_compatible, is_of_one_kind
from reportedly.link.claims.sayings import Period, Saying, are_apart, likeness
from reportedly.link.claims.ties import alike
from reportedly.link.judged import Judged, holds, latest
from reportedly.records import Status, Value

T = TypeVar("T")

LIKE = 0.5
"""Likeness, of what two claims say of whom they name, from which two claimants say one thing without a number."""

_NEAR = 0.3  # the same by all words
_SHARED = 2  # words that they share beside names
_ONE_WORD = 0.6  # likeness from which one word is enough, where they name the same
_ANY = 0.15  # likeness that each claim of a point has with each other one
_ROOM = 1.12  # how far above a lower bound, or below an upper one, a number still is the same one told less exactly
_ROUND = 2  # digits, zeros at its end aside, that a round number has at most
_WIDE = 2.0  # ends of a range, one over the other, from which it is a rough word: "tens of thousands"
_UNSAID = 0.35  # likeness by words that makes up for what one of two numbers leaves unsaid: whose they are
_KEPT = 6  # one in so many reports must keep "at least" for it to be the claim's
_SAME_NUMBER, _SAME_PLACE = 0.3, 0.5  # what makes a pair surer: one number told by both, one place
_DAYS = 30  # between two claims of one number
_SHOWN = 6  # reports of a claim that are compared with those of another
_PREFIX = 6  # telling terms of a report by which others are found


class Profile(Struct, frozen=True):
    """A claim as it is compared with others: its reports, and what most of them count."""

    sayings: tuple[Saying, ...]
    value: Value | None
    measure: Measure | None
    is_open: bool
    is_negative: bool
    is_denied: bool
    reports: tuple[str, ...] = ()  # ids, of all of them
    period: Period | None = None  # of when it counts, if it says
    until: date | None = None  # up to when, if it says

    @property
    def order(self) -> tuple[str, str, int]:
        """What puts claims in order: the first report's place."""
        return self.sayings[0].order


def profile(book: Book) -> Profile:
    """Return what most reports of a claim say."""
    some = tuple(sorted(book.sayings, key=lambda one: one.order))
    lead = _lead(some)
    return Profile(
        some[:_SHOWN],
        lead.value,
        measure_of_most(some),
        sum(one.is_open for one in some) * 2 > len(some),
        sum(one.is_negative for one in some) * 2 > len(some),
        sum(one.report.status is Status.DENIED for one in some) * 2 > len(some),
        tuple(one.report.id for one in some),
        next((one.period for one in some if one.period), None),
        min((one.until for one in some if one.until), default=None),
    )


def _lead(some: Sequence[Saying]) -> Saying:
    """The first report with the value most of them give; a bound that a sixth of them keep goes before a number."""
    counts = Counter((one.value.low, one.value.high) for one in some if one.value)
    if not counts:
        return some[0]
    bounds = {key: n for key, n in counts.items() if None in key and _KEPT * n >= counts.total()} or counts
    best = max(bounds.values())
    return next(one for one in some if one.value and bounds.get((one.value.low, one.value.high)) == best)


def measure_of_most(some: Sequence[Saying]) -> Measure | None:
    """Return what most of a claim's reports count; what few say and none gainsay is taken from those."""
    found = [one.measure for one in some if one.measure]
    if not found:
        return None
    kind = _most(one.kind for one in found if not one.is_vague) or found[0].kind
    nations = _most(one.nations for one in found if one.nations) or frozenset()
    placed = [one.scope for one in found if one.scope]
    scope = (_most(placed) or "") if 2 * len(placed) >= len(found) else ""
    words = _most(one.words for one in found) or frozenset()
    people, army = any(one.is_people for one in found), any(one.is_army for one in found)
    return Measure(kind, nations, scope, words, people, army)


def _most(some: Iterable[T]) -> T | None:
    counts = Counter(some)
    return min(counts, key=lambda one: (-counts[one], *_in_order(one)), default=None)


def _in_order(one: object) -> list[str]:
    """Return what puts values in order, the same in every process: sets by what is in them."""
    return sorted(map(str, one)) if isinstance(one, frozenset) else [str(one)]


def points(profiles: Sequence[Profile], judged: Judged = Judged()) -> list[list[int]]:  # noqa: B008  # frozen
    """Return the claims that assert the same, as places in the list; claims nobody else makes are left out.

    What people ruled holds.
    """
    order = {i: one.order for i, one in enumerate(profiles)}
    pairs = sorted((-sure, min(order[a], order[b]), max(order[a], order[b]), a, b) for sure, a, b in _pairs(profiles))
    home = {i: [i] for i in range(len(profiles))}
    for _, _, _, a, b in pairs:
        ones, others = home[a], home[b]
        if ones is others or not all(
            _may_stand_together(profiles[x], profiles[y], judged) for x in ones for y in others
        ):
            continue
        ones.extend(others)
        home.update((i, ones) for i in others)
    for a, b in _ruled(profiles, judged):
        if home[a] is not home[b]:
            home[a].extend(home[b])
            home.update((i, home[a]) for i in home[b])
    found = {id(some): sorted(some, key=lambda i: order[i]) for some in home.values() if len(some) > 1}
    return sorted(found.values(), key=lambda some: order[some[0]])


def _pairs(profiles: Sequence[Profile]) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs of claims that say one thing, each with how surely."""
    by_key: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number in sorted(range(len(profiles)), key=lambda i: profiles[i].order):
        for key in sorted({key for one in profiles[number].sayings for key in _keys(one)}, key=repr):
            by_key[key].append(number)
    seen = set()
    for some in by_key.values():
        for a, b in pairs_of(some):
            pair = (min(a, b), max(a, b))
            if pair not in seen:
                seen.add(pair)
                if sure := sureness(profiles[a], profiles[b]):
                    yield sure, *pair


def _keys(one: Saying) -> Iterator[tuple[object, ...]]:
    if one.value and one.measure:
        yield ("number", "people" if one.measure.is_people else one.measure.kind)
        return
    for form in sorted(one.predicate, key=lambda form: (-one.predicate[form], form))[:_PREFIX]:
        yield ("word", form)


def _predicates(one: Profile) -> list[Mapping[str, float]]:
    """Return the predicates of a claim's reports, those that share one sentence once."""
    return list({id(saying.predicate): saying.predicate for saying in one.sayings}.values())


def sureness(a: Profile, b: Profile) -> float:
    """Return how surely two claims say one thing; 0 for not."""
    if _kind(a) != _kind(b):
        return 0.0
    if a.value and b.value and a.measure and b.measure:
        if not is_one_number(a.value, b.value) or not is_of_one_kind(a.measure, b.measure):
            return 0.0
        near = max(likeness(one, other) for one in _predicates(a) for other in _predicates(b))
        if not is_one_measure(a.measure, b.measure, near):
            return 0.0
        if (
            are_apart(a.period, b.period)
            or _days_apart(a, b) > _DAYS
            or ((_is_wide(a.value) or _is_wide(b.value)) and near < _UNSAID / 2)
        ):
            return 0.0
        is_here = a.measure.scope == b.measure.scope != ""
        return 1.0 + _SAME_NUMBER * has_same_number(a.value, b.value) + _SAME_PLACE * is_here + near
    return max(_same_words(one, other) for one in a.sayings for other in b.sayings)


def _kind(one: Profile) -> tuple[bool, ...]:
    """What must be the same in two claims that say one thing."""
    return one.is_denied, one.is_open, one.is_negative, one.value is not None


def _same_words(one: Saying, other: Saying) -> float:
    said = likeness(one.predicate, other.predicate)
    if said < LIKE:
        return 0.0
    shared, near = len(one.predicate.keys() & other.predicate.keys()), alike(one, other)
    is_due = one.report.horizon is not None and one.report.horizon == other.report.horizon
    if shared == 1 and said >= _ONE_WORD and near >= LIKE:
        return near
    return near if near >= _NEAR and shared >= _SHARED - is_due else 0.0


def _days_apart(a: Profile, b: Profile) -> int:
    gaps = [abs((x.day - y.day).days) for x in a.sayings for y in b.sayings if x.day and y.day]
    return min(gaps, default=0)


def is_one_measure(a: Measure, b: Measure, near: float) -> bool:
    """Whether two numbers count one thing in one place; `near`, how alike their words are, stands in for the unsaid."""
    if not is_of_one_kind(a, b) or not has_one_scope(a, b):
        return False
    is_told = a.nations == b.nations and a.words == b.words and not a.is_vague and not b.is_vague
    return is_told or near >= _UNSAID


def _is_wide(value: Value) -> bool:
    return value.low is not None and value.high is not None and value.high >= _WIDE * value.low > 0


def _are_counted_apart(a: Value, b: Value) -> bool:
    """Whether two lower bounds are counted, not round, and differ: "at least 202" and "at least 217"."""
    if a.high is not None or b.high is not None or a.low == b.low:
        return False
    return all(low is not None and len(f"{abs(low):.0f}".strip("0")) > _ROUND for low in (a.low, b.low))


def is_one_number(a: Value, b: Value) -> bool:
    """Whether two values can be one number, told exactly, roughly or by a bound near it."""
    if a.change in {"rose by", "fell by"} or b.change in {"rose by", "fell by"}:
        return a.change == b.change and has_same_number(a, b)
    if not is_compatible(a, b) or _are_counted_apart(a, b):
        return False
    if (_is_wide(a) and None in (b.low, b.high)) or (_is_wide(b) and None in (a.low, a.high)):
        return False
    for one, other in ((a, b), (b, a)):
        if one.high is None and one.low and (other.low or 0) > _ROOM * one.low:
            return False
        if one.low is None and one.high and (other.high or float("inf")) * _ROOM < one.high:
            return False
    return True


def _ruled(profiles: Sequence[Profile], judged: Judged) -> Iterator[tuple[int, int]]:
    """Yield the claims of which people say that they are of one point."""
    at = {report: i for i, one in enumerate(profiles) for report in one.reports} if judged.same_point else {}
    for pair in sorted(map(sorted, judged.same_point)):
        if len(pair) == 2 and all(report in at for report in pair):
            yield at[pair[0]], at[pair[1]]


def _may_stand_together(a: Profile, b: Profile, judged: Judged) -> bool:
    """Whether two claims of a point are not at odds: no two numbers, something in common, and no person says no."""
    if holds(judged.other_point, a.reports, b.reports) or latest(judged.clashes, a.reports, b.reports):
        return False
    if a.value and b.value and a.measure and b.measure:
        return is_one_number(a.value, b.value) and has_one_scope(a.measure, b.measure)
    return likeness(a.sayings[0].terms, b.sayings[0].terms) >= _ANY
