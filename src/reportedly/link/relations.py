"""What two claims of one story have to do with each other: revises, contradicts, denies, or only looks like it.

Numbers are compared where they count one thing (`claims.measures`). A claimant who gives another number later revises
the one before. Two claimants contradict each other where their numbers are of one scope and of about one time and
cannot both hold; where they differ in one of these, the relation says in which. A count that only grew from one day to
the next is another period; one that fell is not. Claims without a number contradict where they say of the same, in like
words, that it is and that it is not; what is put as a denial denies.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import replace

from reportedly import states
from reportedly.link.claims.measures import (
    GROWS,
    Measure,
    has_one_scope,
    has_same_number,
    is_compatible,
    is_of_one_kind,
)
from reportedly.link.claims.points import Profile
from reportedly.link.claims.sayings import Saying, Turns, are_apart, likeness
from reportedly.link.claims.ties import Cast, is_short_for
from reportedly.link.judged import Judged, latest
from reportedly.records import CLASHES, Claim, EntityKind, Relation, RelationKind, Status, Value, fold

PUBLIC = "public"
"""The authorities, by no other name."""

LOCAL = "local"
"""Those of a region or a town, and whoever coordinates the rescue there."""

NEAR_DAYS = 4
"""Days between two numbers that are of about one time, where what is counted does not grow from day to day."""

GROWN_DAYS = 1
"""The same, where it does, and the later number is the higher one."""

FALL_DAYS = 7
"""The same, where the later number is the lower one of a count that can only grow."""

OPPOSED = 0.5
"""Likeness, of what two claims say of whom they name, from which yes and no are about one thing."""

_SHARED = 2
_ALONE = 0.75  # the same, where they name nothing that both have
_ALL_OF_IT = 0.9  # the same, where they share one word
_RATIO = 2.6  # between two counts of one thing; what is fewer still is a part, or something else
_MOST = 60  # claims of one measure that are compared with one another, and each further one with the two before it


class Stated(Struct, frozen=True):
    """A claim as relations need it."""

    claim: Claim
    profile: Profile
    pages: Mapping[str, int]  # that tell it, and where among the page's reports they first do
    speaker: str | None  # in whose name it is said: the body, for whoever speaks for it
    is_own: bool = False  # whether pages say it in their own voice only

    @property
    def day(self) -> date | None:
        """When it was said; where no page tells, about when."""
        return self.claim.said_on

    @property
    def told_day(self) -> date | None:
        """When it was said, if a page tells."""
        return None if self.claim.is_placed else self.claim.said_on


def relations(stated: Sequence[Stated], cast: Cast, judged: Judged = Judged()) -> list[Relation]:  # noqa: B008  # frozen
    """Return the relations between the claims of one story; the order of the claims makes no difference.

    Whether two can both hold is told as people say, where they do.
    """
    some = sorted(stated, key=lambda one: (one.day or date.max, one.claim.id))
    found = {
        (r.source, r.target): r for r in (*_opposed(some, cast), *_points_back(some, cast), *_none_here(some, cast))
    }
    for relation in (*_between(some, cast), *_revised(some)):
        found.setdefault((relation.source, relation.target), relation)
    told = _ruled(list(found.values()), some, judged) if judged.clashes else found.values()
    return sorted(told, key=lambda one: (one.kind.value, one.source, one.target))


# ------------------------------------------------------------------ as people ruled


def _ruled(found: Sequence[Relation], some: Sequence[Stated], judged: Judged) -> Iterator[Relation]:
    """Yield relations as people say they are, and contradictions that only people see."""
    reports = {one.claim.id: one.claim.reports for one in some}
    clashing = {frozenset((one.source, one.target)) for one in found if one.kind in CLASHES}
    for one in found:
        pair = frozenset((one.source, one.target))
        cannot = latest(judged.clashes, reports[one.source], reports[one.target])
        told = _as_ruled(one, cannot=cannot)
        if told is one or one.kind in CLASHES or pair not in clashing:  # what clashes already is told once
            yield told
            clashing |= {pair} if told.kind in CLASHES else set()
    for earlier, later in _held_against(some, judged):
        if frozenset((earlier, later)) not in clashing:
            yield Relation(RelationKind.CONTRADICTS, later, earlier, "a person says that both cannot hold")


def _as_ruled(one: Relation, *, cannot: bool | None) -> Relation:
    """Return a relation as a person says it is; whoever replaced a number with another does so, whatever is ruled."""
    is_clash = one.kind in CLASHES
    if cannot is None or one.kind is RelationKind.REVISES or (not cannot and not is_clash):
        return one
    if not cannot:
        return replace(one, kind=RelationKind.NONE, why="a person says that both can hold")
    if is_clash:
        return replace(one, why=f"{one.why}; a person says so too")
    why = f"a person says that both cannot hold; else it would be told as {one.kind.value}: {one.why}"
    return replace(one, kind=RelationKind.CONTRADICTS, why=why)


def _held_against(some: Sequence[Stated], judged: Judged) -> Iterator[tuple[str, str]]:
    """Yield, once each, pairs of claims of which people say last that both cannot hold; the earlier claim first."""
    at = {report: place for place, one in enumerate(some) for report in one.claim.reports}
    pairs = {frozenset(at[report] for report in pair if report in at) for pair in judged.clashes}
    for earlier, later in sorted(sorted(pair) for pair in pairs if len(pair) == 2):
        a, b = some[earlier].claim, some[later].claim
        if latest(judged.clashes, a.reports, b.reports):
            yield a.id, b.id


# ------------------------------------------------------------------ numbers of one claimant


def _revised(some: Sequence[Stated]) -> Iterator[Relation]:
    """Yield, for each claimant and measure, what each number revises: the one before."""
    series: defaultdict[tuple[str, str, bool], list[Stated]] = defaultdict(list)
    for one in some:
        is_change = one.profile.value is not None and (one.profile.value.change or "").endswith("by")
        if one.profile.value and one.speaker and not (one.is_own or is_change or one.profile.is_negative):
            series[one.speaker, one.claim.measure or "", one.profile.is_open].append(one)
    for track in series.values():
        for old, new in pairwise(_in_order(track)):
            a, b = old.profile.value, new.profile.value
            if a and b and _is_later(old, new, a, b) and not has_same_number(a, b):
                change = _middle(b) - _middle(a)
                why = f"{old.claim.name}: {_direction(change)} from one day to another"
                yield Relation(RelationKind.REVISES, new.claim.id, old.claim.id, why, change)


def speakers(claimants: Sequence[str | None], cast: Cast) -> list[str | None]:
    """Return in whose name each claimant of a story speaks.

    Authorities of no state that any page names are those of the one state whose authorities are named.
    """
    found = [speaker(claimant, cast) for claimant in claimants]
    for level in (PUBLIC, f"{PUBLIC} {LOCAL}"):
        of_states = {one for one in found if one and one.rpartition(" ")[0] == level and one != f"{PUBLIC} {LOCAL}"}
        only = of_states.pop() if len(of_states) == 1 else level
        found = [only if one == level else one for one in found]
    return found


def scope_of(measure: Measure, speaker: str | None) -> str:
    """Return where a number counts; of the authorities of a state, who say no place, in the country."""
    level, _, code = (speaker or "").partition(" ")
    state = states.by_code(code) if level == PUBLIC else None
    is_whole = measure.kind in GROWS and measure.scope in {"", "(country)"}
    return fold(state.name) if state and is_whole else measure.scope


def in_full(claimants: Sequence[str | None], cast: Cast) -> list[str | None]:
    """Return each claimant of a story; the body it is short for, where just one that speaks there has such a name.

    "The agency coordinating the rescue" is the one body named in full that does.
    """
    named = {claimant for claimant in claimants if claimant}
    named |= {one for claimant in named if (one := speaker(claimant, cast)) in cast.by_id and one}
    bodies = sorted(one for one in named if cast.by_id[one].kind is EntityKind.BODY)
    longer = {one: [other for other in bodies if other != one and is_short_for(one, other, cast)] for one in bodies}
    short = {one: others[0] for one, others in longer.items() if len(others) == 1 and not longer[others[0]]}
    offices = [one for one in bodies if cast.is_office(one)]
    proper = [one for one in offices if _is_proper(cast.by_id[one].name)]
    if len(proper) == 1:
        short |= dict.fromkeys((one for one in offices if one != proper[0]), proper[0])
    return [short.get(one, one) if one else None for one in claimants]


def _is_proper(name: str) -> bool:
    """Whether a name is written as one, in capitals: "River Rescue Centre", not "the rescue centre there"."""
    words = [word for word in name.split() if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)


def speaker(claimant: str | None, cast: Cast) -> str | None:
    """Return in whose name somebody speaks: the body they speak for, else they themselves.

    "Authorities", "officials" and "rescuers" of one state are one public voice: theirs is the official count.
    """
    if claimant is None:
        return None
    if cast.is_public(claimant) and len(cast.states(claimant)) < 2:
        level = f"{PUBLIC} {LOCAL}" if cast.is_local(claimant) else PUBLIC
        return f"{level} {''.join(cast.states(claimant))}".strip()
    line = cast.line(claimant)
    inner = [at for at in line if cast.by_id[at].kind in {EntityKind.PERSON, EntityKind.BODY}]
    return inner[-1] if inner else line[0]


def _is_later(old: Stated, new: Stated, a: Value, b: Value) -> bool:
    """Whether one number was said later than another: on a later day, or on one day, of what can only grow, if higher.

    Where only the days of pages like it say when it was, it must not fall either.
    """
    grows = old.profile.measure is not None and old.profile.measure.kind in GROWS
    rise = _middle(b) - _middle(a)
    if old.told_day and new.told_day:
        return old.told_day < new.told_day or (grows and rise > 0)
    return not grows or rise >= 0


def _in_order(track: Sequence[Stated]) -> list[Stated]:
    """Return a track's numbers, the oldest first; of one day, or none, the lower first of what can only grow."""

    def place(one: Stated) -> tuple[date, float, bool, str]:
        assert one.profile.value  # asked for those that have one
        grows = one.profile.measure is not None and one.profile.measure.kind in GROWS
        return one.day or date.max, _middle(one.profile.value) if grows else 0.0, one.claim.is_placed, one.claim.id

    return sorted(track, key=place)


def _middle(value: Value) -> float:
    bounds = [bound for bound in (value.low, value.high) if bound is not None]
    return sum(bounds) / len(bounds)


def _direction(change: float) -> str:
    return "more" if change > 0 else "less" if change < 0 else "put otherwise"


# ------------------------------------------------------------------ numbers of several claimants


def _between(some: Sequence[Stated], cast: Cast) -> Iterator[Relation]:
    by_kind: defaultdict[str, list[Stated]] = defaultdict(list)
    for one in some:
        if one.profile.value and one.profile.measure and not one.profile.measure.is_vague:
            is_bare = not one.profile.value.measure  # a sum, a share: one measure by its words only
            by_kind[(one.claim.measure or "") if is_bare else _family(one.profile.measure)].append(one)
    for group in by_kind.values():
        for a, b in _pairs(group):
            if not _is_one_voice(a, b, cast) and (relation := _compared(a, b)):
                yield relation


def _pairs(some: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    yield from combinations(some[:_MOST], 2)
    for at in range(_MOST, len(some)):
        yield some[at - 1], some[at]
        yield some[at - 2], some[at]


def _family(measure: Measure) -> str:
    """Return what the measures share that may be taken for one another: "deaths" and "deaths or missing"."""
    return "deaths" if "deaths" in measure.kind else measure.kind


def _is_one_voice(a: Stated, b: Stated, cast: Cast) -> bool:
    """Whether one of two claimants speaks for the other, or is unknown."""
    one, other = a.claim.claimant, b.claim.claimant
    if not one or not other or one == other or a.speaker == b.speaker or (a.is_own and b.is_own):
        return True
    return one in cast.line(other) or other in cast.line(one)


def _compared(a: Stated, b: Stated) -> Relation | None:
    """Return what two claimants' numbers of one sort have to do with each other; ``None`` where they agree."""
    x, y, m, n = a.profile.value, b.profile.value, a.profile.measure, b.profile.measure
    if not x or not y or not m or not n or not _may_clash(a, b, x, y):
        return None
    if _are_two_things(m, n) and not _is_soon(a, b):
        return None
    found = _difference(a, b, m, n) or _clash(a, b, (m, x), (n, y))
    return Relation(found[0], b.claim.id, a.claim.id, found[1]) if found else None


def _may_clash(a: Stated, b: Stated, x: Value, y: Value) -> bool:
    """Whether two numbers are near enough to be taken for a contradiction: other ones, levels, and of like size."""
    is_level = not any((value.change or "").endswith("by") or value.change == "from" for value in (x, y))
    is_alike = a.profile.is_open == b.profile.is_open and not x.unit == y.unit == "percent"
    is_level = is_level and not (a.profile.is_negative or b.profile.is_negative)  # it is not 44: that gives no number
    return is_level and is_alike and not has_same_number(x, y) and _ratio(x, y) <= _RATIO


def _difference(a: Stated, b: Stated, m: Measure, n: Measure) -> tuple[RelationKind, str] | None:
    """Return in what two numbers differ beside themselves; ``None`` where they are of one measure and scope."""
    if _are_two_things(m, n):
        return (
            RelationKind.OTHER_DEFINITION,
            f"{a.claim.measure or m.kind} and {b.claim.measure or n.kind} are not the same",
        )
    is_later = a.profile.until and b.profile.until and a.profile.until != b.profile.until
    if is_later or are_apart(a.profile.period, b.profile.period):
        return RelationKind.OTHER_PERIOD, "they count at two times"
    if not has_one_scope(m, n):
        return RelationKind.OTHER_SCOPE, f"{m.scope.strip('()')} and {n.scope.strip('()')} are two places"
    return None


def _clash(
    a: Stated, b: Stated, one: tuple[Measure, Value], two: tuple[Measure, Value]
) -> tuple[RelationKind, str] | None:
    """Return what two numbers of one sort have to do with each other: a clash, or a bound or days between them."""
    (measure, x), (other, y) = one, two
    if is_compatible(x, y):
        is_bound = None in (x.low, x.high, y.low, y.high) and _is_soon(a, b)
        return (RelationKind.LOWER_BOUND, "a bound leaves room for the other number") if is_bound else None
    if measure.scope != other.scope:
        where = (measure.scope or other.scope).strip("()")
        return RelationKind.OTHER_SCOPE, f"only one says where: {where}"
    if _is_of_one_time(a, b, measure, x, y):
        return RelationKind.CONTRADICTS, "one measure, scope and time, and numbers that cannot both hold"
    return RelationKind.OTHER_PERIOD, _days(a, b)


def _is_soon(a: Stated, b: Stated) -> bool:
    """Whether two claims are of days near enough to be taken for a contradiction at all."""
    return a.day is None or b.day is None or abs((a.day - b.day).days) <= FALL_DAYS


def _ratio(x: Value, y: Value) -> float:
    """Return how many times the smaller of two numbers goes into the larger."""
    low, high = sorted((abs(_middle(x)), abs(_middle(y))))
    return high / low if low else float("inf")


def _are_two_things(m: Measure, n: Measure) -> bool:
    """Whether two measures count two things, or of one thing say of whom or which in other words."""
    return m.kind != n.kind or m.nations != n.nations or m.words != n.words


def _is_of_one_time(a: Stated, b: Stated, measure: Measure, x: Value, y: Value) -> bool:
    """Whether two numbers, the earlier first, are of about one time; one page that has both tells them side by side."""
    grows = measure.kind in GROWS
    one, other = (a.told_day, b.told_day) if grows else (a.day, b.day)
    if one is None or other is None:
        return not grows and not a.pages.keys().isdisjoint(b.pages)
    gap = abs((other - one).days)
    if not grows:
        return gap <= NEAR_DAYS
    if a.is_own or b.is_own:  # whoever names nobody retells the count of an earlier hour
        return False
    return gap <= (FALL_DAYS if _middle(y) < _middle(x) else GROWN_DAYS)


def _days(a: Stated, b: Stated) -> str:
    """Return in words why two numbers are not taken to be of one time."""
    if a.told_day is None or b.told_day is None:
        return "the pages do not say of when both are"
    if a.is_own or b.is_own:
        return "a page that names nobody may have the count of an earlier hour"
    gap = abs((b.told_day - a.told_day).days)
    return f"said {gap} {'day' if gap == 1 else 'days'} apart, on {a.told_day} and {b.told_day}"


# ------------------------------------------------------------------ yes and no


def _opposed(some: Sequence[Stated], cast: Cast) -> Iterator[Relation]:
    """Yield denials, and claims of which one says that it is and the other that it is not."""
    by_word: defaultdict[str, list[Stated]] = defaultdict(list)
    for one in some:
        for form in _telling(one):
            by_word[form].append(one)
    seen: set[tuple[str, str]] = set()
    found: list[Relation] = []
    for group in by_word.values():
        for a, b in _pairs(group):
            key = (a.claim.id, b.claim.id)
            if key not in seen:
                seen.add(key)
                found += [relation] if (relation := _yes_and_no(a, b, cast)) else []
    by_id = {one.claim.id: one for one in some}

    def far(relation: Relation) -> tuple[bool, int, str]:
        """How far it is that one answers the other: one page has both, many tell it."""
        no, yes = by_id[relation.source], by_id[relation.target]
        return no.pages.keys().isdisjoint(yes.pages), -len(yes.claim.reports), yes.claim.id

    answered: dict[str, Relation] = {}
    for relation in sorted(found, key=far):
        if by_id[relation.source].profile.value:  # who denies a number denies it to somebody
            answered.setdefault(relation.source, relation)
        else:
            yield relation
    yield from answered.values()


def _points_back(some: Sequence[Stated], cast: Cast) -> Iterator[Relation]:
    """Yield denials of what a page tells just before them, by somebody else: "the reports", "no evidence of that"."""
    by_page: defaultdict[str, list[tuple[int, Stated]]] = defaultdict(list)
    for one in some:
        for page, at in one.pages.items():
            by_page[page].append((at, one))
    for told in by_page.values():
        told.sort(key=lambda pair: (pair[0], pair[1].claim.id))
    for no in some:
        for saying in no.profile.sayings:
            before = [one for at, one in by_page[saying.page] if at < saying.order[2]] if saying.turns else []
            others = [one for one in before if not one.profile.is_negative and not _is_one_voice(no, one, cast)]
            if saying.turns is Turns.NUMBER:
                others = [one for one in others if one.profile.value]
            if saying.turns is Turns.MOST_TOLD:
                others.sort(key=lambda one: -len(one.claim.reports))
            yes = others[0 if saying.turns is Turns.MOST_TOLD else -1] if others else None
            if yes:
                yield _told(no, yes)


def _none_here(some: Sequence[Stated], cast: Cast) -> Iterator[Relation]:
    """Yield contradictions of a count "here" with what a page tells before it: that there are none of them."""
    for no in some:
        kinds = {kind for saying in no.profile.sayings for kind in saying.none_of}
        for yes in some if kinds else ():
            value, measure = yes.profile.value, yes.profile.measure
            is_count = value and measure and measure.kind in kinds and (value.low or 0) > 0
            if is_count and not _is_one_voice(no, yes, cast):
                pages = [s.page for s in yes.profile.sayings if s.is_here and s.measure and not s.measure.scope]
                if any(page in no.pages and no.pages[page] < yes.pages[page] for page in pages):
                    yield Relation(
                        RelationKind.CONTRADICTS,
                        no.claim.id,
                        yes.claim.id,
                        "one says that there are none, the other counts some",
                    )


def _telling(one: Stated) -> Iterable[str]:
    lead = one.profile.sayings[0].predicate
    return sorted(lead, key=lambda form: (-lead[form], form))[:8]


def _yes_and_no(a: Stated, b: Stated, cast: Cast) -> Relation | None:
    one, other = a.profile, b.profile
    if one.is_negative == other.is_negative or _is_one_voice(a, b, cast):
        return None
    no, yes = (a, b) if one.is_negative else (b, a)
    if one.is_denied != other.is_denied:
        no, yes = (a, b) if one.is_denied else (b, a)
    if one.value and other.value and one.measure and other.measure:
        is_it = has_same_number(one.value, other.value) and is_of_one_kind(one.measure, other.measure)
        return _told(no, yes) if is_it and has_one_scope(one.measure, other.measure) else None
    return _told(no, yes) if _may_answer(no, yes) and _speak_of_one(no, yes) else None


def _may_answer(no: Stated, yes: Stated) -> bool:
    """Whether a "no" can be said to a "yes": of about that time, to a forecast once it is due, no doubt to a doubt."""
    is_soon = no.day is None or yes.day is None or abs((no.day - yes.day).days) <= FALL_DAYS
    due = yes.claim.horizon
    is_early = yes.claim.status is Status.PREDICTED and not (due and no.day and due <= no.day)
    return is_soon and not is_early and not (no.profile.is_open and yes.profile.is_open)


def _speak_of_one(no: Stated, yes: Stated) -> bool:
    """Whether a "no" and a "yes" are about one thing, by their words; to a number, the more of them must be in both."""
    pairs = [(x, y) for x in no.profile.sayings for y in yes.profile.sayings]
    near, shared = max(_held(x, y) for x, y in pairs)
    if shared < _SHARED:
        return near >= _ALL_OF_IT and _is_plain(no, yes)
    is_to_number = yes.profile.value is not None and no.profile.value is None and not no.profile.is_denied
    if is_to_number:
        return near >= _ALL_OF_IT
    return near >= (OPPOSED if any(_names(x) & _names(y) for x, y in pairs) else _ALONE)


def _is_plain(no: Stated, yes: Stated) -> bool:
    """Whether two claims say of about one day, without a number or doubt, that it is and that it is not."""
    some = (no.profile, yes.profile)
    is_near = no.day is not None and yes.day is not None and abs((no.day - yes.day).days) <= NEAR_DAYS
    return is_near and not any(one.value or one.is_open for one in some)


def _names(one: Saying) -> set[str]:
    """The names and states that a report's words have."""
    return {form for form in one.terms if form[0] in "^="}


def _told(no: Stated, yes: Stated) -> Relation:
    kind = (
        RelationKind.DENIES
        if no.profile.is_denied or any(one.turns for one in no.profile.sayings)
        else RelationKind.CONTRADICTS
    )
    return Relation(kind, no.claim.id, yes.claim.id, "one says that it is so, the other that it is not")


def _held(no: Saying, yes: Saying) -> tuple[float, int]:
    """Return how much of what a "no" says stands in a "yes" too, names aside, and in how many words."""
    shared = no.predicate.keys() & yes.predicate.keys()
    held = math.fsum(no.predicate[form] ** 2 for form in shared)
    return min(held, 1.3 * likeness(no.predicate, yes.predicate)), len(shared)
