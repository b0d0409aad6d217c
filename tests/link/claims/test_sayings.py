"""A report as it is compared: what it says, whether it is turned round, what it points back to, of when it counts."""

import itertools
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.claims.sayings import Turns, are_apart, is_negative, is_said, likeness, predicate, terms
from reportedly.records import Status, When
from tellings import count, day, heard, said, span_of_days


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("The dam is not safe", True),
        ("Nobody was hurt", True),
        ("The dam isn’t safe", True),
        ("The report is false", True),
        ("The pump failed to start", True),
        ("The board denied a leak", True),
        ("The dam is safe", False),
        ("No fewer than 90 people died", False),
        ("The dam was not only old", False),
        ("It will no doubt rain", False),
        ("90 homes are without power", False),
        ("Not only was the dam old, it was never mended", True),  # one of two "no" turns nothing round
        ("The knot at Notley holds", False),
    ],
)
def test_is_negative(text: str, *, negative: bool) -> None:
    """A "no" turns a sentence round, unless it stands in a phrase that says yes."""
    assert is_negative(text) is negative


@pytest.mark.parametrize(
    ("words", "status", "turned"),
    [
        ("There was a leak at the dam", Status.ASSERTED, False),
        ("There was a leak at the dam", Status.DENIED, True),
        ("There was no leak at the dam", Status.ASSERTED, True),
        ("There was no leak at the dam", Status.DENIED, False),  # denies that there was none
    ],
)
def test_a_denial_turns_round(words: str, status: Status, *, turned: bool) -> None:
    """Whoever denies that it is so says that it is not; whoever denies that it is not, that it is."""
    assert heard(said(words, status=status)).is_negative is turned


def test_a_no_beside_a_number_is_for_something_else() -> None:
    """In "31 dead, and no end" the number stands; one that is called wrong does not."""
    ended = said("31 people were killed and there is no end of it", value=count(31, "deaths"))
    wrong = said("It is untrue that 31 people were killed", value=count(31, "deaths"))
    assert not heard(ended).is_negative
    assert heard(wrong).is_negative


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Troops were sent to Peru", "The soldiers were dispatched to the Peruvian coast"),
        ("An earthquake destroyed the clinic", "A quake wrecked the hospital"),
        ("Floods struck", "A flood strikes"),
        ("The outage has begun", "The blackout began"),
        ("Nine people died in the flood", "Floods killed nine persons"),
    ],
)
def test_words_that_news_uses_for_one_thing(one: str, other: str) -> None:
    """Two wordings of one thing share what they say."""
    assert len(predicate(terms(one)).keys() & predicate(terms(other)).keys()) >= 2


def test_terms_tell_names_states_and_numbers_apart() -> None:
    """A name and a state are marked; a number that is compared as a value is left out, its scale says nothing."""
    found = terms("The dam at Karvel cost Peru 40 million euros", without=["40"])
    assert {"^karvel", "=PE"} <= set(found)
    assert not {"40", "million", "euro"} & set(found)
    assert "40" in terms("The dam at Karvel cost Peru 40 million euros")
    assert {form for form in found if not is_said(form)} == {"^karvel", "=PE"}


def test_a_no_is_no_term() -> None:
    """What is said, and that it is not so, are compared apart."""
    assert terms("The dam is not safe") == terms("The dam is safe")


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        ("There is no evidence of that", Turns.LAST),
        ("No proof of it was found", Turns.LAST),
        ("The report is false", Turns.LAST),
        ("This claim is baseless", Turns.LAST),
        ("That is not true", Turns.LAST),
        ("That is not yet confirmed", Turns.LAST),
        ("Vik said that there is no evidence of that", Turns.LAST),
        ("The number is wrong", Turns.NUMBER),
        ("That figure is untrue", Turns.NUMBER),
        ("The reports are false", Turns.MOST_TOLD),
        ("These rumours are groundless", Turns.MOST_TOLD),
        ("All the media reports are false", None),  # only one word may stand before them
        ("The reports are alarming", None),  # denies nothing
        ("The dam is not safe", None),  # says itself what is not so
    ],
)
def test_what_a_denial_points_back_to(words: str, turns: Turns | None) -> None:
    """A denial is of the last thing told, of the last number, or of what most tell, as its words point."""
    assert heard(said(words)).turns is turns


def test_a_denied_content_points_back_by_its_status() -> None:
    """The cue can hold the denial: he denied the reports."""
    assert heard(said("the reports", status=Status.DENIED)).turns is Turns.MOST_TOLD
    assert heard(said("the reports")).turns is None


def test_a_number_of_its_own_points_nowhere() -> None:
    """Who gives another number answers with that."""
    assert heard(said("The number is wrong and 12 were killed", value=count(12, "deaths"))).turns is None


@pytest.mark.parametrize(
    ("times", "period"),
    [
        ((span_of_days(1, 4),), (day(1), day(4))),
        ((span_of_days(4, 4),), None),  # a day is no stretch
        ((span_of_days(1, 2), span_of_days(3, 4)), None),  # one of two: which is not told
        ((When(day(1), None, "interval"),), None),  # not over yet
        ((span_of_days(1, 2), span_of_days(4, 4)), (day(1), day(2))),
        ((), None),
    ],
)
def test_period(times: tuple[When, ...], period: tuple[date, date] | None) -> None:
    """A number counts in the one stretch of days that its content names."""
    assert heard(said("9 people died", times=times, value=count(9, "deaths"))).period == period


@pytest.mark.parametrize(
    ("on", "times", "until"),
    [
        (6, (span_of_days(1, 4),), 4),
        (6, (span_of_days(1, 4), span_of_days(5, 5)), 5),
        (6, (span_of_days(5, 9),), None),  # ends after the page
        (None, (span_of_days(5, 9),), 9),
        (6, (), None),
    ],
)
def test_until(on: int | None, times: tuple[When, ...], until: int | None) -> None:
    """A number counts up to the last day that its content names, unless that is still to come."""
    assert heard(said("9 people died", times=times, value=count(9, "deaths")), on=on).until == (until and day(until))


DAYS = st.dates(date(2031, 5, 1), date(2031, 5, 20))
PERIODS = st.none() | st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


@given(PERIODS, PERIODS)
def test_periods_are_apart_from_either_side(one: tuple[date, date] | None, other: tuple[date, date] | None) -> None:
    """Two stretches are apart only where both are known and no day is in both."""
    shared = one and other and max(one[0], other[0]) <= min(one[1], other[1])
    assert are_apart(one, other) == are_apart(other, one) == (bool(one and other) and not shared)


WORDS = ("dam", "Karvel", "leak", "broke", "the", "Peru", "troops", "sent", "40", "bridge", "not", "Oss", "quake")
TERMS = st.lists(st.sampled_from(WORDS), max_size=8).map(lambda words: terms(" ".join(words)))


@given(TERMS, TERMS)
def test_likeness_is_the_same_from_either_side(one: dict[str, float], other: dict[str, float]) -> None:
    """Likeness lies from 0 to 1, whichever text comes first; nothing is more like a text than itself."""
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert -1e-9 <= likeness(one, other) <= 1 + 1e-9
    assert likeness(one, one) == pytest.approx(1.0 if one else 0.0)


@given(TERMS)
def test_a_predicate_is_what_is_said_of_whom_a_text_names(one: dict[str, float]) -> None:
    """Names, states and numbers are left out; what is left keeps its proportions, and its squares add up to 1."""
    found = predicate(one)
    assert set(found) == {form for form in one if is_said(form)}
    assert math.fsum(share * share for share in found.values()) == pytest.approx(1.0 if found else 0.0)
    for form, other in itertools.combinations(found, 2):
        assert found[form] * one[other] == pytest.approx(found[other] * one[form])
