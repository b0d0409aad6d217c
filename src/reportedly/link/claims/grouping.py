"""Reports made claims: the surest pairs first, and no claim with two claimants or two numbers.

Pairs of reports are tested one by one (`ties`), with frozen thresholds. Claims are made by joining the surest pair
first (single linkage, Sneath and Sokal 1973) under constraints: a join that would put two named claimants, two numbers
of one measure, or yes and no into one claim is refused. Equal pairs are taken in the order of the reports' ids, so that
the outcome is a function of the set of reports.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import TypeVar

from reportedly.link.claims.measures import has_same_number
from reportedly.link.claims.sayings import Saying
from reportedly.link.claims.ties import (
    Cast,
    Whose,
    is_called_so,
    is_own_voice,
    is_relayed,
    is_same_number,
    relayer,
    says_the_same,
    whose,
)
from reportedly.link.judged import Judged, holds
from reportedly.records import EntityKind

T = TypeVar("T")

MOST = 40
"""Of reports that share a key, so many are compared with one another, and each further one with the first two."""

_NAMED = frozenset({EntityKind.PERSON, EntityKind.BODY, EntityKind.STATE, EntityKind.GROUP})
_UNNAMED = frozenset({EntityKind.UNNAMED, EntityKind.DOCUMENT})
_SHOWN = 3  # reports of a claim that stand for it
_KEY_TERMS = 5  # the terms of a report without a number by which others are found, in pairs with its source


@dataclass(slots=True)
class Book:
    """Reports taken for one claim."""

    sayings: list[Saying]
    named: set[str] = field(default_factory=set)  # claimants with a name, without those whose bodies they are
    how: dict[str, Whose] = field(default_factory=dict)  # report → how it came in
    relayers: set[str] = field(default_factory=set)  # outlets that pages name as having it

    @property
    def reports(self) -> list[str]:
        """The ids of its reports."""
        return [one.report.id for one in self.sayings]

    @property
    def first(self) -> Saying:
        """The first of its reports, in canonical order."""
        return min(self.sayings, key=lambda saying: saying.order)


def books(sayings: Sequence[Saying], cast: Cast, judged: Judged = Judged()) -> list[Book]:  # noqa: B008  # frozen
    """Return the claims that some reports of one story are of, each as its reports; what people ruled holds."""
    found = _joined([one for one in sayings if not is_own_voice(one, cast)], cast, judged)
    own = _joined_own([one for one in sayings if is_own_voice(one, cast)], judged)
    found = _attached(found, cast, judged)
    return _as_ruled(_with_nobody(found, own, cast, judged), cast, judged)


def _as_ruled(found: list[Book], cast: Cast, judged: Judged) -> list[Book]:
    """Join the claims of which people say that they are one."""
    home = {one.report.id: book for book in found for one in book.sayings}
    for pair in sorted(map(sorted, judged.same_claim)):
        if len(pair) == 2 and all(report in home for report in pair) and home[pair[0]] is not home[pair[1]]:
            a, b = (home[report] for report in pair)
            _take(a, b, Whose.RULED, cast)
            home.update((one.report.id, a) for one in b.sayings)
    return list({id(book): book for book in home.values()}.values())


# ------------------------------------------------------------------ pairs


def _joined(sayings: Sequence[Saying], cast: Cast, judged: Judged) -> list[Book]:
    """Join reports that name somebody."""
    pairs, wordings = [], _wordings(sayings)
    known: dict[tuple[int, int, Whose], float] = {}  # how surely two wordings are of one claim
    for a, b in _pairs(sayings, cast):
        how = Whose.SAME if a.root == b.root else whose(a, b, cast)
        if how is None or how is Whose.VAGUE:
            continue
        key = wordings[a.report.id], wordings[b.report.id], how
        sure = known.get(key)
        if sure is None:
            sure = known[key] = says_the_same(a, b, how)
        if sure:
            pairs.append((how is not Whose.SAME, -sure, a.report.id, b.report.id, how))
    by_id = {one.report.id: one for one in sayings}
    home = {key: Book([one], _named(one, cast), relayers=_relayers(one, cast)) for key, one in by_id.items()}
    for _, _, one, other, how in sorted(pairs):
        left, right = home[one], home[other]
        if left is not right and _may_join(left, right, cast, judged):
            _take(left, right, how, cast)
            home.update((saying.report.id, left) for saying in right.sayings)
    return list({id(book): book for book in home.values()}.values())


def _wordings(sayings: Sequence[Saying]) -> dict[str, int]:
    """Number, by report, what reports say: those that say it in the same words have one number."""
    numbers: dict[tuple[object, ...], int] = {}
    return {one.report.id: numbers.setdefault(one.wording, len(numbers)) for one in sayings}


def _pairs(sayings: Sequence[Saying], cast: Cast) -> Iterator[tuple[Saying, Saying]]:
    """Yield the pairs of reports that have a key in common, each once."""
    by_key: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    ordered = sorted(sayings, key=lambda saying: saying.order)
    for place, one in enumerate(ordered):
        for key in _keys(one, cast):
            by_key[key].append(place)
    for a, b in {pair for some in by_key.values() for pair in pairs_of(some)}:
        if a != b:  # both bounds of a number may be one key
            yield ordered[a], ordered[b]


def pairs_of(some: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Yield the pairs among some that are compared: all of the first `MOST`, and of each further one two."""
    yield from combinations(some[:MOST], 2)
    for late in some[MOST:]:
        yield some[0], late
        yield some[1], late


def _keys(one: Saying, cast: Cast) -> Iterator[tuple[object, ...]]:
    """Yield what reports of one claim share: a bound of the number, or whoever is cited and a telling word."""
    if one.value:
        yield from (("number", bound) for bound in _bounds(one))
        return
    cited = {at for link in one.chain[1:] if link for at in cast.line(link)} or {""}
    yield from ((link, form) for form in _telling(one) for link in cited)


def _bounds(one: Saying) -> list[float]:
    """The bounds of a report's number, to two digits: what is told roughly must meet what is told exactly."""
    known = (one.value.low, one.value.high) if one.value else ()
    return [float(f"{bound:.2g}") for bound in known if bound is not None]


def _telling(one: Saying) -> list[str]:
    """The words of a report without a number by which others are found."""
    return sorted(one.terms, key=lambda form: (-one.terms[form], form))[:_KEY_TERMS]


def _named(one: Saying, cast: Cast) -> set[str]:
    """The claimant, if a person, a body or several: two of these are two claims."""
    is_named = one.root and not cast.is_described(one.root) and cast.kind(one.root) in _NAMED
    return {one.root} if one.root and is_named else set()


def _may_join(a: Book, b: Book, cast: Cast, judged: Judged) -> bool:
    """Whether two claims may be one: nobody else asserts it, nothing else, not the opposite, and no person says no."""
    if holds(judged.other_claim, a.reports, b.reports):
        return False
    if not all(_may_be_one(one, other, cast) for one in a.named for other in b.named):
        return False
    is_apart = a.relayers and b.relayers and a.relayers.isdisjoint(b.relayers)
    return not (is_apart and not a.named and not b.named) and _agree(a, b)


def _may_be_one(one: str, other: str, cast: Cast) -> bool:
    """Whether two claimants with a name are one, one speaks for the other, or one name is short for the other."""
    return one in cast.line(other) or other in cast.line(one) or is_called_so(one, other, cast)


def _relayers(one: Saying, cast: Cast) -> set[str]:
    """The outlets that a page names as having it."""
    return {link for link in one.chain[1:] if link and link != one.outlet and cast.kind(link) is EntityKind.OUTLET}


def _agree(a: Book, b: Book) -> bool:
    """Whether no number of one is at odds with one of the other."""
    ones, others = ([s.value for s in book.sayings if s.value] for book in (a, b))
    return all(has_same_number(x, y) for x in ones[:4] for y in others[:4])


def _take(a: Book, b: Book, how: Whose, cast: Cast) -> None:
    a.sayings.extend(b.sayings)
    a.how.update(b.how)
    for one in b.sayings:
        a.how.setdefault(one.report.id, how)
    a.relayers |= b.relayers
    a.named |= b.named
    a.named = {one for one in a.named if not any(one != other and one in cast.line(other) for other in a.named)}


# ------------------------------------------------------------------ vague sources


def _attached(found: list[Book], cast: Cast, judged: Judged) -> list[Book]:
    """Give what "officials" of a state, or the state itself, are said to say to the one of that state who says it."""
    out: list[Book] = []
    vague: list[Book] = []
    for book in found:
        (vague if _is_vague(book, cast) else out).append(book)
    for book in sorted(vague, key=lambda one: one.first.order):
        some = book.sayings[:_SHOWN]
        fitting = (b for b in out if any(_fits(x, y, cast) for x in some for y in b.sayings[: 2 * _SHOWN]))
        fits = list(islice(fitting, 2))
        if len(fits) == 1 and _may_join(fits[0], book, cast, judged):
            _take(fits[0], book, Whose.VAGUE, cast)
        else:
            out.append(book)
    return out


def _is_vague(book: Book, cast: Cast) -> bool:
    """Whether all its sources are a state, people of one whom no outlet is said to have, or called by what they are."""
    return all(
        one.root
        and (
            cast.kind(one.root) is EntityKind.STATE
            or cast.is_described(one.root)
            or (cast.kind(one.root) in _UNNAMED and not is_relayed(one, cast))
        )
        for one in book.sayings
    )


def _fits(one: Saying, other: Saying, cast: Cast) -> bool:
    """Whether a vague source may be another; not people without a name whom two outlets each say they spoke to."""
    if _are_two_outlets_people(one, other, cast):
        return False
    how = whose(one, other, cast)
    if how is None and one.root and other.root:
        a, b = cast.states(one.root), cast.states(other.root)
        is_unsaid = cast.is_described(one.root) and not a and cast.kind(other.root) is not EntityKind.OUTLET
        how = Whose.VAGUE if (a and a == b) or is_unsaid else None
    is_exact = not one.value or not other.value or has_same_number(one.value, other.value, rounded=False)
    return how is not None and is_exact and says_the_same(one, other, how) > 0


def _are_two_outlets_people(one: Saying, other: Saying, cast: Cast) -> bool:
    is_unnamed = all(cast.kind(saying.root) in _UNNAMED for saying in (one, other))
    is_relayed_one = is_relayed(one, cast) or is_relayed(other, cast)
    return is_unnamed and not is_relayed_one and relayer(one, cast) != relayer(other, cast)


# ------------------------------------------------------------------ pages that name nobody


def _joined_own(own: Sequence[Saying], judged: Judged) -> list[Book]:
    """Join what one outlet says in its own voice twice."""
    found: list[Book] = []
    by_key: defaultdict[tuple[object, ...], list[Book]] = defaultdict(list)
    for one in sorted(own, key=lambda saying: saying.order):
        keys = [(one.root or one.outlet, *key) for key in _own_keys(one)]
        near = {id(book): book for key in keys for book in by_key[key][:MOST]}
        for book in near.values():
            is_parted = judged.other_claim and holds(judged.other_claim, book.reports, [one.report.id])
            if not is_parted and says_the_same(book.sayings[0], one, Whose.SAME):
                book.sayings.append(one)
                break
        else:
            found.append(Book([one]))
            for key in keys:
                by_key[key].append(found[-1])
    return found


def _own_keys(one: Saying) -> Iterator[tuple[object, ...]]:
    """Yield what two reports of one outlet that say the same share: a bound of the number, or a telling word."""
    if one.value:
        yield from (("number", bound) for bound in _bounds(one))
    else:
        yield from (("word", form) for form in _telling(one))


def _with_nobody(found: list[Book], own: list[Book], cast: Cast, judged: Judged) -> list[Book]:
    """Put what pages say in their own voice with the one claim it repeats."""
    by_number: defaultdict[float, list[Book]] = defaultdict(list)
    for book in found:
        for bound in {bound for one in book.sayings for bound in _bounds(one)}:
            by_number[bound].append(book)
    out = list(found)
    for book in own:
        one = book.sayings[0]
        near = {id(b): b for bound in _bounds(one) for b in by_number.get(bound, ())}
        fits = [b for b in near.values() if any(_repeats(one, two) for two in b.sayings[:8])]
        own_page = [b for b in fits if any(two.page == one.page for two in b.sayings)]
        chosen = own_page if len(own_page) == 1 else fits
        if len(chosen) == 1 and not holds(judged.other_claim, chosen[0].reports, book.reports):
            _take(chosen[0], book, Whose.NOBODY, cast)
        else:
            out.append(book)
    return out


def _repeats(one: Saying, other: Saying) -> bool:
    """Whether a page that names nobody gives somebody's number: of the same measure and place, at about that time."""
    if not is_same_number(one, other) or one.measure is None or other.measure is None:
        return False
    is_elsewhere = one.measure.scope and other.measure.scope and one.measure.scope != other.measure.scope
    return not one.measure.is_vague and not is_elsewhere


def names_most(book: Book, cast: Cast) -> str | None:
    """Return who asserts a claim first-hand: of those its chains end with, whoever says most of who it is.

    A person goes before the body they speak for, people without a name before the outlet that has it from them.
    """
    rank = {
        EntityKind.PERSON: 0, EntityKind.BODY: 1, EntityKind.GROUP: 1, EntityKind.STATE: 2,
        EntityKind.UNNAMED: 3, EntityKind.DOCUMENT: 4, EntityKind.OUTLET: 5,
    }  # fmt: skip
    counts = Counter(one.root for one in book.sayings if one.root and not is_own_voice(one, cast))
    if not counts:
        counts = Counter(one.root for one in book.sayings if one.root and len(one.chain) > 1) or Counter(
            one.outlet for one in book.sayings if one.root is not None and one.outlet
        )
    relayed = {one.root for one in book.sayings if is_relayed(one, cast)}
    return min(
        counts,
        key=lambda who: (rank[cast.by_id[who].kind], cast.is_described(who), who not in relayed, -counts[who], who),
        default=None,
    )
