"""What a number counts, and whether two numbers can be one, or both be so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import article, span
from reportedly.link.claims.measures import (
    Measure,
    has_one_scope,
    has_same_number,
    is_compatible,
    is_of_one_kind,
    measure_of,
)
from reportedly.records import Place, Value
from tellings import at_least, at_most, count


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("people killed", "deaths"),
        ("dead", "deaths"),
        ("fatalities", "deaths"),
        ("injured", "injured"),
        ("wounded soldiers", "injured"),
        ("missing people", "missing"),
        ("people killed or missing", "deaths+missing"),  # two fates are a measure of their own
        ("casualties", "deaths+injured"),
        ("residents evacuated", "evacuated"),
        ("troops", "people"),
        ("troops per day", "people per day"),
        ("sirens", "siren"),
        ("houses destroyed", "house"),
        ("children", "children"),  # of one sort: not just people
        ("children killed", "deaths"),
    ],
)
def test_kinds(measure: str, kind: str) -> None:
    """A number of people is of what became of them; of things, of the thing; a flow is no stock."""
    assert measure_of(count(9, measure)).kind == kind


@pytest.mark.parametrize(("unit", "kind"), [("EUR", "EUR"), ("percent", "percent"), ("", "number")])
def test_kind_without_words(unit: str, kind: str) -> None:
    """A number beside which nothing is counted is of its unit."""
    assert measure_of(count(9, None, unit=unit)).kind == kind


def test_what_else_is_said_tells_measures_apart() -> None:
    """Dead migrants are deaths, but not all of them; "people" says nothing of who they are."""
    migrants, all_of_them = measure_of(count(9, "migrants killed")), measure_of(count(9, "people killed"))
    assert migrants.kind == all_of_them.kind
    assert migrants.words != all_of_them.words
    assert measure_of(count(9, "people")).is_vague
    assert not all_of_them.is_vague
    assert not measure_of(count(9, "soldiers")).is_vague


@pytest.mark.parametrize(
    ("measure", "nations"),
    [
        ("peruvian soldiers", {"PE"}),
        ("soldiers from chile", {"CL"}),
        ("peruvian and chilean soldiers", {"PE", "CL"}),
        ("soldiers", set()),
        ("soldiers @ peru", set()),  # where they are, not whose
    ],
)
def test_nations(measure: str, nations: set[str]) -> None:
    """Whose people are counted is read off the words for them."""
    assert measure_of(count(9, measure)).nations == nations


@pytest.mark.parametrize(
    ("measure", "text", "scope"),
    [
        ("deaths @ karvel", "9 people died across the country", "karvel"),  # what the measure says goes first
        ("deaths", "9 people died nationwide", "(country)"),
        ("deaths", "9 people died in the region", "(province)"),
        ("deaths", "9 people died in the town", "(city)"),
        ("deaths", "9 people died at the hospital", "(hospital)"),
        ("soldiers", "9 soldiers entered Peru", "peru"),
        ("deaths", "9 people died", ""),
        ("soldiers @ north", "9 soldiers of the North", ""),  # a quarter of the sky is no place
    ],
)
def test_scopes(measure: str, text: str, scope: str) -> None:
    """Where a number counts is what the measure says, else the words of the content."""
    assert measure_of(count(9, measure), text=text).scope == scope


def test_scope_of_the_places_named() -> None:
    """The one place that a content names is where its number counts; of two, neither."""
    words = "9 people died in Karvel and Oss"
    karvel, oss = (Place(name, span(article(words), name)) for name in ("Karvel", "Oss"))
    assert measure_of(count(9, "deaths"), [karvel], words).scope == "karvel"
    assert measure_of(count(9, "deaths"), [karvel, oss], words).scope == ""


@pytest.mark.parametrize("text", ["9 of the victims died", "An additional 9 people died", "A further 9 people died"])
def test_a_part_is_not_the_whole(text: str) -> None:
    """Nine of the dead, or nine more of them, are another measure than nine dead."""
    whole, part = (measure_of(count(9, "deaths"), text=told) for told in ("9 people died", text))
    assert whole.words != part.words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (count(95, "deaths"), count(95, "deaths"), True),
        (at_least(95, "deaths"), count(95, "deaths"), True),  # told less exactly
        (at_most(95, "deaths"), count(95, "deaths"), True),
        (at_least(95, "deaths"), at_most(95, "deaths"), False),  # a floor and a cap are two claims
        (count(95, "deaths"), count(96, "deaths"), False),
        (at_least(95, "deaths"), count(96, "deaths"), False),
        (at_least(95, "deaths"), at_least(96, "deaths"), False),
        (count(95, "deaths"), count(95, "deaths", high=120), False),
        (count(10_000, "troops", approx=True), count(10_100, "troops"), True),  # rounded
        (count(10_000, "troops"), count(10_100, "troops"), False),
        (count(10_000, "troops", approx=True), count(10_900, "troops"), False),
        (count(0, "deaths"), count(0, "deaths"), True),
    ],
)
def test_has_same_number(one: Value, other: Value, *, same: bool) -> None:
    """A bound is the number it bounds; only "about" allows for rounding."""
    assert has_same_number(one, other) is has_same_number(other, one) is same


def test_rounding_can_be_refused() -> None:
    """Where a number must be the same to the digit, "about" allows for nothing."""
    assert not has_same_number(
        count(10_000, "troops", approx=True), count(10_100, "troops", approx=True), rounded=False
    )


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (at_least(95, "deaths"), count(217, "deaths"), True),
        (at_least(217, "deaths"), count(95, "deaths"), False),
        (at_most(95, "deaths"), count(217, "deaths"), False),
        (at_least(95, "deaths"), at_most(217, "deaths"), True),
        (at_least(217, "deaths"), at_most(95, "deaths"), False),
        (count(11_000, "troops", approx=True), count(10_000, "troops"), True),  # a tenth either way
        (count(12_000, "troops", approx=True), count(10_000, "troops"), False),
        (count(10_000, "troops", high=20_000), count(20_000, "troops", high=30_000), True),
    ],
)
def test_is_compatible(one: Value, other: Value, *, both: bool) -> None:
    """Two numbers can both hold where their intervals meet."""
    assert is_compatible(one, other) is is_compatible(other, one) is both


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("deaths", "people killed", True),
        ("deaths", "injured", False),
        ("deaths", "people killed or missing", False),
        ("people", "deaths", True),  # vague: it may be either
        ("people", "sirens", False),
        ("peruvian soldiers", "soldiers", True),  # whose is left unsaid
        ("peruvian soldiers", "chilean soldiers", False),
        ("peruvian and chilean soldiers", "chilean soldiers", True),
    ],
)
def test_is_of_one_kind(one: str, other: str, *, is_one: bool) -> None:
    """What is counted may be one sort where nothing that is said of it is at odds."""
    assert is_of_one_kind(measure_of(count(9, one)), measure_of(count(9, other))) is is_one


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("karvel", "karvel", True),
        ("karvel", "oss", False),
        ("karvel", "", True),
        ("karvel", "karvel region", True),  # one name in the other
        ("peru", "(country)", True),  # nationwide, on a page of that state
        ("karvel", "(country)", False),
        ("(city)", "(country)", False),
    ],
)
def test_has_one_scope(one: str, other: str, *, is_one: bool) -> None:
    """Two numbers are of two places only where both say where, and say it apart."""
    assert has_one_scope(Measure("deaths", scope=one), Measure("deaths", scope=other)) is is_one


BOUNDS = st.integers(0, 10**5).map(float)


@st.composite
def values(draw: st.DrawFn) -> Value:
    """Intervals, floors and caps, rough or not."""
    low, high = sorted((draw(BOUNDS), draw(BOUNDS)))
    form = draw(st.sampled_from(("exact", "range", "floor", "cap")))
    found = Value(low, low if form == "exact" else high, "people", approx=draw(st.booleans()))
    return replace(found, high=None) if form == "floor" else replace(found, low=None) if form == "cap" else found


MEASURES = st.builds(
    Measure,
    st.sampled_from(("people", "deaths", "deaths+missing", "siren")),
    st.frozensets(st.sampled_from(("PE", "CL")), max_size=2),
    st.sampled_from(("", "karvel", "karvel region", "oss", "peru", "(country)")),
    st.frozensets(st.sampled_from(("part", "migrant")), max_size=2),
    st.booleans(),
    st.booleans(),
)


@given(values(), values())
def test_numbers_are_compared_alike_from_either_side(one: Value, other: Value) -> None:
    """Which of two numbers comes first makes no difference; a number is itself, and can hold with itself."""
    assert has_same_number(one, other) == has_same_number(other, one)
    assert is_compatible(one, other) == is_compatible(other, one)
    assert has_same_number(one, one)
    assert is_compatible(one, one)


@given(values(), values())
def test_one_number_can_hold_twice(one: Value, other: Value) -> None:
    """What is taken for one number never contradicts itself."""
    if has_same_number(one, other):
        assert is_compatible(one, other)


@given(MEASURES, MEASURES)
def test_measures_are_compared_alike_from_either_side(one: Measure, other: Measure) -> None:
    """Which of two measures comes first makes no difference; a measure is of its own kind and place."""
    assert is_of_one_kind(one, other) == is_of_one_kind(other, one)
    assert has_one_scope(one, other) == has_one_scope(other, one)
    assert is_of_one_kind(one, one)
    assert has_one_scope(one, one)
