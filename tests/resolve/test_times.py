"""Times resolved against the article's day, and the day a forecast falls due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Part, When
from reportedly.resolve.english_time_shapes import SHAPES, Shape
from reportedly.resolve.times import SCAN, horizon, times

WEDNESDAY = date(2031, 5, 7)


def only(text: str, day: date | None = WEDNESDAY) -> When:
    """Return the one time of a text."""
    found = times(text, day=day)
    assert len(found) == 1, [when.words and when.words.of(text) for when in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "start", "end", "value"),
    [
        # dates in all usual spellings
        ("on 2031-05-06", "2031-05-06", "2031-05-06", "2031-05-06"),
        ("on May 6, 2030", "2030-05-06", "2030-05-06", "2030-05-06"),
        ("on 6 May 2030", "2030-05-06", "2030-05-06", "2030-05-06"),
        ("on Tuesday, May 6th", "2031-05-06", "2031-05-06", "2031-05-06"),
        ("on Apr. 30", "2031-04-30", "2031-04-30", "2031-04-30"),
        ("on December 30", "2030-12-30", "2030-12-30", "2030-12-30"),  # it has passed
        ("it will open on December 30", "2031-12-30", "2031-12-30", "2031-12-30"),
        ("from April 28 to May 3", "2031-04-28", "2031-05-03", None),
        ("between 2 and 4 May", "2031-05-02", "2031-05-04", None),
        ("on April 27-28", "2031-04-27", "2031-04-28", None),
        ("on the 3rd (local time), it said", "2031-05-03", "2031-05-03", "2031-05-03"),
        ("on the 10th, it said", "2031-04-10", "2031-04-10", "2031-04-10"),
        # weekdays: past, unless the future is spoken of
        ("on Tuesday", "2031-05-06", "2031-05-06", "2031-05-06"),
        ("on Wednesday", "2031-05-07", "2031-05-07", "2031-05-07"),
        ("the court will rule on Tuesday", "2031-05-13", "2031-05-13", "2031-05-13"),
        ("she said on Tuesday it would open", "2031-05-06", "2031-05-06", "2031-05-06"),
        ("last Monday", "2031-05-05", "2031-05-05", "2031-05-05"),
        ("next Friday", "2031-05-16", "2031-05-16", "2031-05-16"),
        ("this coming Friday", "2031-05-09", "2031-05-09", "2031-05-09"),
        ("a week from Monday", "2031-05-19", "2031-05-19", "2031-05-19"),
        # near the article's day
        ("yesterday", "2031-05-06", "2031-05-06", "2031-05-06"),
        ("tomorrow", "2031-05-08", "2031-05-08", "2031-05-08"),
        ("overnight", "2031-05-06", "2031-05-07", None),
        ("last night", "2031-05-06", "2031-05-06", "2031-05-06TNI"),
        # spans of the calendar
        ("last week", "2031-04-28", "2031-05-04", "2031-W18"),
        ("earlier this week", "2031-05-05", "2031-05-07", "2031-W19"),
        ("earlier this month", "2031-05-01", "2031-05-07", "2031-05"),
        ("next month", "2031-06-01", "2031-06-30", "2031-06"),
        ("last year", "2030-01-01", "2030-12-31", "2030"),
        ("later this year", "2031-05-07", "2031-12-31", "2031"),
        ("in August", "2030-08-01", "2030-08-31", "2030-08"),
        ("it will close in August", "2031-08-01", "2031-08-31", "2031-08"),
        ("early April", "2031-04-01", "2031-04-10", "2031-04"),
        ("mid-October 2030", "2030-10-11", "2030-10-21", "2030-10"),
        ("in 2028", "2028-01-01", "2028-12-31", "2028"),
        ("the early 1990s", "1990-01-01", "1993-12-31", "199"),
        ("the first quarter", "2031-01-01", "2031-03-31", "2031-Q1"),
        ("the third quarter", "2030-07-01", "2030-09-30", "2030-Q3"),
        ("the second half of 2030", "2030-07-01", "2030-12-31", "2030-H2"),
        ("this autumn", "2031-09-01", "2031-11-30", "2031-FA"),
        ("last winter", "2030-12-01", "2031-02-28", "2030-WI"),
        # counted from the article's day
        ("three days ago", "2031-05-04", "2031-05-04", "2031-05-04"),
        ("three weeks ago", "2031-04-14", "2031-04-20", "2031-W16"),
        ("two years ago", "2029-01-01", "2029-12-31", "2029"),
        ("over the past 24 hours", "2031-05-06", "2031-05-07", "PT24H"),
        ("within days", "2031-05-07", "2031-05-14", "PXD"),
        ("in the coming weeks", "2031-05-07", "2031-07-02", "PXW"),
        ("within 48 hours", "2031-05-07", "2031-05-09", "PT48H"),
        # one side is open
        ("since Tuesday", "2031-05-06", None, "2031-05-06"),
        ("since 2028", "2028-01-01", None, "2028"),
        ("by the end of the month", None, "2031-05-31", "2031-05"),
        ("by December", None, "2031-12-31", "2031-12"),
        # no days of their own
        ("two years earlier", None, None, None),
        ("for nearly 30 months", None, None, "P30M"),
        ("on 31 June", None, None, None),
    ],
)
def test_times(text: str, start: str | None, end: str | None, value: str | None) -> None:
    """An expression stands for its first and last day; an open side has none."""
    when = only(text)
    assert (when.start and str(when.start), when.end and str(when.end), when.value) == (start, end, value)


@pytest.mark.parametrize("text", ["It may rain", "They march on", "2031 people came", "a day at the mill", "Sundays"])
def test_no_times(text: str) -> None:
    """Words that only look like a month, a year or a day are left alone."""
    assert times(text, day=WEDNESDAY) == ()


def test_without_a_day() -> None:
    """Where the article has no day, what names its year is resolved; the rest keeps its words only."""
    text = "since Tuesday, on 6 May 2030, in 2028, last week"
    found = times(text, day=None)
    assert [when.start and str(when.start) for when in found] == [None, "2030-05-06", "2028-01-01", None]
    assert [when.words and when.words.of(text) for when in found][-1] == "last week"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("an attack could begin within days", "2031-05-14"),
        ("the bridge will open in the coming days", "2031-05-14"),
        ("talks could go on over the next few weeks", "2031-07-02"),
        ("will be there by December", "2031-12-31"),
        ("will close in March", "2032-03-31"),
        ("will rule by Friday", "2031-05-09"),
        ("is expected on Tuesday", "2031-05-13"),
        ("will end the strike within 24 hours", "2031-05-08"),
        ("will end the strike within 24 hours of taking office", None),  # from a day not named
        ("will open next month", "2031-06-30"),
        ("by the end of the year", "2031-12-31"),
        ("will be rebuilt in three years", "2034-05-07"),
        ("the rain would ease at 6:00 p.m.", "2031-05-07"),
        ("an imminent assault", None),
        ("will study the flood of 3 May", None),
        ("the toll will rise", None),
    ],
)
def test_horizon(text: str, due: str | None) -> None:
    """A forecast falls due on the last day its words name; "imminent" names none."""
    found = horizon(text, said=WEDNESDAY)
    assert (found and str(found)) == due


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.name} {shape.example}")
def test_every_shape_has_a_true_example(shape: Shape) -> None:
    """The example of each row of the scan is read, whole or up to what it looks ahead to, and by a row of its name."""
    found = SCAN.match(shape.example)
    assert found
    assert SHAPES[(found.lastindex or 0) - 1].name == shape.name
    assert shape.example[found.end() :] in ("", " of 2031")


@given(
    st.text(alphabet="0123456789 ,.-stndrh", max_size=20),
    st.sampled_from(["May ", "last ", "in the coming ", "since ", "the ", "in ", "a century ago ", "9999 "]),
    st.dates(),
)
def test_any_text(tail: str, head: str, day: date) -> None:
    """Whatever the text and the day: spans lie in the text, and no interval ends before it starts."""
    text = head + tail + head
    for when in times(text, day=day, part=Part.HEADLINE):
        assert when.words
        assert 0 <= when.words.start < when.words.end <= len(text)
        assert when.words.part is Part.HEADLINE
        assert when.start is None or when.end is None or when.start <= when.end


@pytest.mark.parametrize("piece", ["6 to ", "in the ", "early ", "May ", "\n", "1."])
def test_long_lines(piece: str) -> None:
    """A long line of almost-times takes time in proportion to its length."""
    times(piece * (30_000 // len(piece)), day=WEDNESDAY)
