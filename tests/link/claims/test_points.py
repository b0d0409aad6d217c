"""Claims made points: what can be one number, one measure, one thing said; and no two claims that are at odds."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportedly.link.claims.grouping import Book
from reportedly.link.claims.measures import Measure, is_compatible
from reportedly.link.claims.points import Profile, is_one_measure, is_one_number, points, profile, sureness
from reportedly.link.judged import Judged
from reportedly.records import Status, Value, When
from tellings import at_least, at_most, count, heard, said, span_of_days


def deaths(low: float, *, approx: bool = False, change: str | None = None) -> Value:
    return replace(count(low, "deaths @ karvel"), approx=approx, change=change)


def floor(low: float) -> Value:
    return at_least(low, "deaths @ karvel")


def cap(high: float) -> Value:
    return at_most(high, "deaths @ karvel")


def between(low: float, high: float) -> Value:
    return count(low, "deaths @ karvel", high=high)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (deaths(31), deaths(31), True),
        (deaths(31), deaths(32), False),
        (deaths(11_000, approx=True), deaths(10_900), True),
        # floors: what lies little above is the same told more exactly
        (floor(10_000), deaths(10_900), True),
        (floor(10_000), deaths(11_500), False),
        (floor(10_000), deaths(9_900), False),
        (floor(10_000), floor(11_000), True),  # both round
        (floor(202), floor(217), False),  # both counted: one later
        (floor(202), floor(200), True),  # one round
        (floor(217), deaths(217), True),
        # caps
        (cap(10_000), deaths(9_500), True),
        (cap(10_000), deaths(8_000), False),
        (cap(10_000), deaths(10_500), False),
        # rough words
        (between(20_000, 99_999), between(30_000, 99_999), True),
        (between(20_000, 99_999), floor(50_000), False),  # a bound ties no rough word
        (between(20_000, 99_999), deaths(50_000), True),
        (between(10_000, 12_000), floor(11_000), True),  # no rough word
        # changes
        (deaths(31, change="rose by"), deaths(31, change="rose by"), True),
        (deaths(31, change="rose by"), deaths(31, change="fell by"), False),
        (deaths(31, change="rose by"), deaths(31), False),
        (deaths(31, change="rose to"), deaths(31), True),  # a level
    ],
)
def test_is_one_number(one: Value, other: Value, *, is_one: bool) -> None:
    """Several claimants may mean one number, exactly, roughly or by a bound near it; never one far off."""
    assert is_one_number(one, other) is is_one_number(other, one) is is_one


BOUNDS = st.integers(1, 400).map(float)
VALUES = st.one_of(
    BOUNDS.map(deaths),
    BOUNDS.map(floor),
    BOUNDS.map(cap),
    st.tuples(BOUNDS, BOUNDS).map(lambda pair: between(min(pair), max(pair))),
    BOUNDS.map(lambda low: deaths(low, approx=True)),
)


@given(VALUES, VALUES)
def test_one_number_can_hold_for_both(one: Value, other: Value) -> None:
    """What is taken for one number is so from either side, and can be so for both claimants."""
    assert is_one_number(one, other) == is_one_number(other, one)
    if is_one_number(one, other):
        assert is_compatible(one, other)


KARVEL = Measure("deaths", scope="karvel", is_people=True)


@pytest.mark.parametrize(
    ("other", "near", "is_one"),
    [
        (KARVEL, 0.0, True),
        (Measure("deaths", is_people=True), 0.0, True),  # nobody says where else
        (Measure("deaths", scope="oss", is_people=True), 1.0, False),
        (Measure("injured", scope="karvel", is_people=True), 1.0, False),
        (Measure("people", is_people=True), 0.0, False),  # vague
        (Measure("people", is_people=True), 0.9, True),  # but in the same words
        (Measure("deaths", frozenset({"PE"}), "karvel", is_people=True), 0.0, False),
        (Measure("deaths", frozenset({"PE"}), "karvel", is_people=True), 0.9, True),
        (Measure("deaths", scope="karvel", words=frozenset({"part"}), is_people=True), 0.0, False),
    ],
)
def test_is_one_measure(other: Measure, near: float, *, is_one: bool) -> None:
    """What one of two numbers leaves unsaid is made up for by like words, what is at odds by nothing."""
    assert is_one_measure(KARVEL, other, near) is is_one_measure(other, KARVEL, near) is is_one


def claim(  # one report of it
    words: str,
    value: Value | None = None,
    *,
    by: str = "board",
    on: int | None = 6,
    status: Status = Status.ASSERTED,
    times: tuple[When, ...] = (),
) -> Profile:
    """A claim with one report."""
    one = said(words, value=value, status=status, times=times)
    return profile(Book([heard(one, "globe", by, on=on, page_id=f"{by}: {words}")]))


DEAD = "31 people were killed in Karvel"
PROFILES = [
    claim(DEAD, deaths(31)),
    claim(DEAD, deaths(31), by="union"),
    claim("At least 30 people were killed in Karvel", floor(30), by="orr"),
    claim("35 people were killed in Karvel", deaths(35), by="loe"),
    claim("31 people were hurt in Karvel", count(31, "injured @ karvel"), by="vik"),
    claim("31 people were killed in Oss", count(31, "deaths @ oss"), by="vik"),
    claim("31 people were killed in Karvel", deaths(31), by="ash", status=Status.DENIED),
    claim("The old dam leaks at its foot"),
    claim("The dam leaks at its old foot", by="union"),
    claim("The old dam does not leak at its foot", by="loe"),
    claim("The old dam may leak at its foot", by="orr", status=Status.POSSIBLE),
    claim("The fair at Oss opens on Friday", by="vik"),
]


def test_points_of_a_story() -> None:
    """Numbers that can be one are of one point, and so are like words; a claim nobody shares is of none."""
    assert sorted(map(sorted, points(PROFILES))) == [[0, 1, 2], [7, 8]]


@given(st.randoms(use_true_random=False))
def test_points_never_join_what_contradicts(draw: random.Random) -> None:
    """In a point no claim is at odds with another; each claim is in one point at most; order makes no difference."""
    order = list(range(len(PROFILES)))
    draw.shuffle(order)
    found = points([PROFILES[i] for i in order])
    placed = [[order[i] for i in group] for group in found]
    assert sorted(map(sorted, placed)) == [[0, 1, 2], [7, 8]]


@given(st.lists(VALUES, min_size=2, max_size=12))
def test_no_chain_of_numbers_runs_away(values: list[Value]) -> None:
    """However near each number is to the next, any two claims of a point can both hold and are one number."""
    some = [claim(DEAD, value, by=f"claimant {i}") for i, value in enumerate(values)]
    for group in points(some):
        for i in group:
            assert all(is_one_number(values[i], values[j]) and is_compatible(values[i], values[j]) for j in group)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (claim(DEAD, deaths(31)), claim(DEAD, deaths(31), by="union", on=8), True),
        (
            claim(DEAD, deaths(31), times=(span_of_days(1, 3),)),
            claim(DEAD, deaths(31), by="union", times=(span_of_days(4, 6),)),
            False,  # of two weeks
        ),
        (claim(DEAD, deaths(31)), claim(DEAD, by="union"), False),  # one without a number
        (claim("It rained", deaths(31)), claim("A pump broke", between(20, 99), by="union"), False),  # a rough word
        (claim(DEAD, deaths(31)), claim(DEAD, between(20, 99), by="union"), True),  # the same in like words
        (claim("The old dam leaks at its foot"), claim("The old dam does not leak at its foot"), False),
        (claim("The old dam leaks at its foot"), claim("The old dam may leak", status=Status.POSSIBLE), False),
    ],
)
def test_sureness(one: Profile, other: Profile, *, is_one: bool) -> None:
    """Two claims say one thing where number, time and words allow it, from either side."""
    assert sureness(one, other) == pytest.approx(sureness(other, one))
    assert (sureness(one, other) > 0) is is_one


def test_what_people_ruled_of_points() -> None:
    """Two claims judged of one point are, whatever they say; judged of two, they never are."""
    some = [claim(DEAD, deaths(31)), claim(DEAD, deaths(31), by="union"), claim("The old dam leaks", by="loe")]
    ids = [one.reports[0] for one in some]
    assert [sorted(group) for group in points(some)] == [[0, 1]]
    assert points(some, Judged(other_point=frozenset({frozenset(ids[:2])}))) == []
    ruled = points(some, Judged(same_point=frozenset({frozenset(ids[1:])})))
    assert [sorted(group) for group in ruled] == [[0, 1, 2]]


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([deaths(33), deaths(31), deaths(33)], 33, 33),
        ([deaths(31), floor(31), deaths(31)], 31, None),  # most drop the "at least" of the claimant
        ([deaths(31)] * 6 + [floor(31)], 31, 31),  # one of seven may have made it up
        ([deaths(33), deaths(31), deaths(31)], 31, 31),
    ],
)
def test_the_number_of_a_claim(values: list[Value], low: float, high: float | None) -> None:
    """A claim has the number most reports give; a bound that enough of them keep goes first."""
    some = [heard(said(DEAD, value=value), f"outlet {i}", "board") for i, value in enumerate(values)]
    found = profile(Book(some)).value
    assert found is not None
    assert (found.low, found.high) == (low, high)


def test_the_measure_of_a_claim() -> None:
    """What most reports leave unsaid is taken from those that say it, a place only from half of them."""
    bare, placed = count(31, "deaths"), count(31, "deaths @ karvel")
    for values, scope in (([bare, placed], "karvel"), ([bare, bare, placed], ""), ([placed, placed, bare], "karvel")):
        some = [heard(said("31 died", value=value), f"outlet {i}", "board") for i, value in enumerate(values)]
        found = profile(Book(some)).measure
        assert found is not None
        assert (found.kind, found.scope) == ("deaths", scope)
