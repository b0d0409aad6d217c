"""When a claim was said: by the page, by its words, by the pages like it."""

from datetime import date

import pytest
from msgspec.structs import replace

from reportedly.link.claims.days import about, counts_of, latest_named, near, not_before, said, told_with
from reportedly.link.claims.sayings import Saying
from reportedly.records import Report, Status, Value, When
from tellings import at_least, count, day, heard
from tellings import said as says


def one(on: int | None = 6, *, said_on: When | None = None, placed: date | None = None, words: str = "") -> Saying:
    found = heard(says("The mill is closed", said_on=said_on), on=on)
    return replace(found, placed=placed, said_words=words)


@pytest.mark.parametrize(
    ("on", "said_on", "expected"),
    [
        (6, None, day(6)),
        (6, When(day(4), day(4), "day"), day(4)),
        (14, When(day(4), day(4), "day"), day(4)),  # ten days back still says when
        (15, When(day(4), day(4), "day"), day(15)),  # a day that is spoken of
        (6, When(day(7), day(7), "day"), day(6)),  # nobody spoke tomorrow
        (6, When(day(1), date(2031, 5, 31), "month"), day(6)),  # too rough
        (None, When(day(4), day(4), "day"), day(4)),
        (None, None, None),
    ],
)
def test_said(on: int | None, said_on: When | None, expected: date | None) -> None:
    """The day that the page says it was said on goes before the page's own, where it is a recent day."""
    assert said(one(on, said_on=said_on)) == expected


def test_about_is_said_where_that_is_known() -> None:
    """Only what no page tells is told by the pages like it."""
    assert about(one(6, placed=day(9))) == day(6)
    assert about(one(None, placed=day(9))) == day(9)
    assert about(one(None, placed=day(9), words="on Tuesday")) == day(6)
    assert about(one(None)) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on May 3", day(3)),
        ("on the 3rd of May", day(3)),
        ("on 3 May", day(3)),
        ("on Monday", day(5)),  # 9 May 2031 is a Friday
        ("late on Friday", day(9)),
        ("on Sunday", day(11)),  # nearer than the one before
        ("Sept. 3", day(9)),  # no such day is near
        ("Feb 30 and May 4", day(4)),  # no such day at all
        ("earlier", day(9)),
    ],
)
def test_near(words: str, expected: date) -> None:
    """A day that is named by its weekday or without its year is the one next to the day known roughly."""
    assert near(words, day(9)) == expected


def test_near_a_new_year() -> None:
    """A day of December is last year's on a page of January."""
    assert near("on Dec. 30", date(2031, 1, 3)) == date(2030, 12, 30)
    assert near("on January 2", date(2030, 12, 30)) == date(2031, 1, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It broke on May 6 and was mended on 7 May.", day(7)),
        ("It broke on May 3 and was mended on 5 May.", day(9)),  # pages tell for long of what happened
        ("It broke on May 3, and a warden spoke; he said on 5 May that it holds.", day(5)),  # somebody spoke then
        ("It will be mended on May 19.", day(9)),  # still to come
        ("It broke on March 3.", day(9)),  # long past
        ("It broke.", day(9)),
    ],
)
def test_latest_named(text: str, expected: date) -> None:
    """A page without a day is from the last day that it names near those of the pages like it."""
    assert latest_named(text, day(9)) == expected


DATED = [(day(5), {"deaths": {95}}), (day(7), {"deaths": {158}}), (day(8), {"deaths": {158, 217}})]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"deaths": {158}}, day(7)),  # the first day on which others had as many
        ({"deaths": {95, 158}}, day(7)),  # the highest tells
        ({"deaths": {140}}, day(7)),  # or little more
        ({"deaths": {300}}, None),
        ({"injured": {158}}, None),  # of something else
        ({}, None),
    ],
)
def test_told_with(counts: dict[str, set[int]], expected: date | None) -> None:
    """A count that can only grow tells from which day a page is."""
    assert told_with(counts, DATED, day(9)) == expected


def test_told_with_pages_of_about_that_time_only() -> None:
    """The same count a month on tells nothing."""
    assert told_with({"deaths": {158}}, DATED, date(2031, 6, 9)) is None


def report(value: Value | None, status: Status = Status.ASSERTED) -> Report:
    return heard(says("9 people died", value=value, status=status)).report


@pytest.mark.parametrize(
    ("value", "status", "found"),
    [
        (count(158, "deaths"), Status.ASSERTED, {"deaths": {158}}),
        (at_least(158, "deaths"), Status.ASSERTED, {"deaths": {158}}),
        (count(158, "deaths"), Status.PREDICTED, {}),
        (count(158, "deaths", change="rose by"), Status.ASSERTED, {}),
        (count(160, "deaths"), Status.ASSERTED, {}),  # round: told for days
        (count(19, "deaths"), Status.ASSERTED, {}),  # small: may be of anything
        (count(158, "missing"), Status.ASSERTED, {}),  # who is missing is found
        (None, Status.ASSERTED, {}),
    ],
)
def test_counts_of(value: Value | None, status: Status, found: dict[str, set[int]]) -> None:
    """Counts that tell a day are exact, of what can only grow, and have come about."""
    assert dict(counts_of([report(value, status)])) == found


def retold(place: int, first: int, *, by: str = "undated") -> list[Saying]:
    """A claim that a page with a day has, and one without."""
    words = says(f"Mill {place} is closed")
    later = replace(heard(words, "echo", "board", on=None, page_id=by), placed=day(6))
    return [heard(words, on=first, page_id=f"{place}"), later]


@pytest.mark.parametrize(
    ("firsts", "expected"),
    [
        ((9, 12), day(9)),  # all but one of what it retells had been said by then
        ((9, 12, 20), day(12)),
        ((9,), day(9)),
        ((2, 3), day(6)),  # it says nothing new: from when it was put
    ],
)
def test_a_page_is_no_older_than_what_it_retells(firsts: tuple[int, ...], expected: date) -> None:
    """Pages without a day are from after the claims that they share with pages that have one."""
    assert not_before(retold(place, first) for place, first in enumerate(firsts)) == {"undated": expected}


def test_the_middle_of_last_week() -> None:
    """Who spoke last week spoke about its middle."""
    assert said(one(14, said_on=When(day(5), day(11), "interval"))) == day(8)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The board said this week", day(7)),  # 9 May 2031 is a Friday
        ("The board said earlier this week", day(6)),
        ("as it said last week", day(1)),
    ],
)
def test_near_some_week(words: str, expected: date) -> None:
    """Of the week the page was put in, or the one before, about the middle."""
    assert near(words, day(9)) == expected


def test_ordinary_words_are_no_months() -> None:
    """Marines and what may be are no days of March and May."""
    assert latest_named("The blast killed 12 marines; up to 7 may have fled, all 8 decided.", day(9)) == day(9)


def test_days_of_what_happened_do_not_date_a_page() -> None:
    """Pages tell for long of a day on which something happened, but say when somebody spoke."""
    assert latest_named("It has been dry since 2 May.", day(9)) == day(9)
    assert latest_named("The board said on 2 May that it was dry.", day(9)) == day(2)
