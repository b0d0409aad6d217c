"""Times resolved against the article's day, and the day a forecast falls due."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Part, When
from reportedly.resolve.times import filed_on, horizon, times
from reportedly.resolve.times.english_shapes import OPENERS, SHAPES, Shape
from reportedly.resolve.times.expressions import SCAN

WEDNESDAY = date(2031, 5, 7)


def only(text: str, day: date | None = WEDNESDAY) -> When:
    """Return the one time of a text."""
    found = times(text, day=day)
    assert len(found) == 1, [when.words and when.words.of(text) for when in found]
    return found[0]


DATES = [
    ("on 2031-05-06", "2031-05-06", "2031-05-06", "2031-05-06"),
    ("on May 6, 2030", "2030-05-06", "2030-05-06", "2030-05-06"),
    ("on 6 May 2030", "2030-05-06", "2030-05-06", "2030-05-06"),
    ("on 6 May last year", "2030-05-06", "2030-05-06", "2030-05-06"),
    ("on Tuesday, May 6th", "2031-05-06", "2031-05-06", "2031-05-06"),
    ("on Monday, May 6", "2030-05-06", "2030-05-06", "2030-05-06"),  # the year in which it was a Monday
    ("on Apr. 30", "2031-04-30", "2031-04-30", "2031-04-30"),
    ("on December 30", "2030-12-30", "2030-12-30", "2030-12-30"),  # it has passed
    ("it will open on December 30", "2031-12-30", "2031-12-30", "2031-12-30"),
    ("a dividend payable July 15", "2031-07-15", "2031-07-15", "2031-07-15"),
    ("results will be released on Jan. 31", "2032-01-31", "2032-01-31", "2032-01-31"),
    ("the last week of October", "2030-10-25", "2030-10-31", None),
    ("the first Monday of May", "2031-05-05", "2031-05-05", "2031-05-05"),
    ("the second weekend of May", "2031-05-10", "2031-05-11", None),
    ("the last Friday of April", "2031-04-25", "2031-04-25", "2031-04-25"),
    ("the third day of May", "2031-05-03", "2031-05-03", "2031-05-03"),
    ("the hearing on June 3", "2031-06-03", "2031-06-03", "2031-06-03"),  # near, and no word tells
    ("from April 28 to May 3", "2031-04-28", "2031-05-03", "2031-04-28/2031-05-03"),
    ("between 2 and 4 May", "2031-05-02", "2031-05-04", "2031-05-02/2031-05-04"),
    ("on April 27-28", "2031-04-27", "2031-04-28", "2031-04-27/2031-04-28"),
    ("on the 3rd (local time), it said", "2031-05-03", "2031-05-03", "2031-05-03"),
    ("on the 10th, it said", "2031-04-10", "2031-04-10", "2031-04-10"),
    ("the wall fell on 30 May", "2030-05-30", "2030-05-30", "2030-05-30"),  # it has been
    ("sales began on 30 May", "2030-05-30", "2030-05-30", "2030-05-30"),
    ("it is expected on 30 May", "2031-05-30", "2031-05-30", "2031-05-30"),
    ("on Christmas Eve", "2030-12-24", "2030-12-24", "2030-12-24"),
    ("last Thanksgiving", "2030-11-28", "2030-11-28", "2030-11-28"),
    ("on Good Friday 2030", "2030-04-19", "2030-04-19", "2030-04-19"),
    ("during Easter week", "2031-04-07", "2031-04-13", "2031-W15"),
]
NEAR = [
    # weekdays: past, unless the future is spoken of
    ("on Tuesday", "2031-05-06", "2031-05-06", "2031-05-06"),
    ("on Wednesday", "2031-05-07", "2031-05-07", "2031-05-07"),
    ("the court will rule on Tuesday", "2031-05-13", "2031-05-13", "2031-05-13"),
    ("on Tuesday the court will rule", "2031-05-13", "2031-05-13", "2031-05-13"),
    ("she said on Tuesday it would open", "2031-05-06", "2031-05-06", "2031-05-06"),
    ("the plan to end it, he told reporters Tuesday", "2031-05-06", "2031-05-06", "2031-05-06"),
    ("ahead of the vote the court on Tuesday issued a writ", "2031-05-06", "2031-05-06", "2031-05-06"),
    ("they will look past Tuesday's ruling", "2031-05-06", "2031-05-06", "2031-05-06"),
    ("they will watch Tuesday's election", "2031-05-13", "2031-05-13", "2031-05-13"),
    ("it was put off until Tuesday", None, "2031-05-13", "2031-05-13"),
    ("Until Tuesday, nobody had come", None, "2031-05-06", "2031-05-06"),
    ("they had filed it by Tuesday", None, "2031-05-06", "2031-05-06"),
    ("By Tuesday forty had been found", None, "2031-05-06", "2031-05-06"),
    ("forty were promised and should be there by Friday", None, "2031-05-09", "2031-05-09"),
    # what goes by a timetable is told in the present; a chance is of what is to come
    ("voters go to the polls on Tuesday", "2031-05-13", "2031-05-13", "2031-05-13"),
    ("the ferry leaves at 9am on Friday", "2031-05-09", "2031-05-09", "2031-05-09T09:00"),
    ("the council next meets on Monday", "2031-05-12", "2031-05-12", "2031-05-12"),
    ("the ban takes effect on Friday", "2031-05-09", "2031-05-09", "2031-05-09"),
    ("shops open on Friday", "2031-05-09", "2031-05-09", "2031-05-09"),
    ("she said shops open on Friday", "2031-05-09", "2031-05-09", "2031-05-09"),
    ("Ede host Oss on Saturday", "2031-05-10", "2031-05-10", "2031-05-10"),
    ("the fair takes place on Saturday", "2031-05-10", "2031-05-10", "2031-05-10"),
    ("the final is on Saturday", "2031-05-10", "2031-05-10", "2031-05-10"),
    ("talks resume on Friday", "2031-05-09", "2031-05-09", "2031-05-09"),
    ("two runs on Sunday", "2031-05-04", "2031-05-04", "2031-05-04"),
    ("the vote on Sunday", "2031-05-04", "2031-05-04", "2031-05-04"),
    ("his return on Sunday", "2031-05-04", "2031-05-04", "2031-05-04"),
    ("a 70 percent chance of hail on Sunday", "2031-05-11", "2031-05-11", "2031-05-11"),
    ("a pact is unlikely on Sunday", "2031-05-11", "2031-05-11", "2031-05-11"),
    ("last Monday", "2031-05-05", "2031-05-05", "2031-05-05"),
    ("next Friday", "2031-05-16", "2031-05-16", "2031-05-16"),
    ("this coming Friday", "2031-05-09", "2031-05-09", "2031-05-09"),
    ("Friday last week", "2031-05-02", "2031-05-02", "2031-05-02"),
    ("a week from Monday", "2031-05-19", "2031-05-19", "2031-05-19"),
    ("on Tuesday evening", "2031-05-06", "2031-05-06", "2031-05-06TEV"),
    # today and beside it
    ("yesterday", "2031-05-06", "2031-05-06", "2031-05-06"),
    ("yesterday morning", "2031-05-06", "2031-05-06", "2031-05-06TMO"),
    ("at mid-afternoon yesterday", "2031-05-06", "2031-05-06", "2031-05-06TAF"),
    ("tomorrow", "2031-05-08", "2031-05-08", "2031-05-08"),
    ("the day before yesterday", "2031-05-05", "2031-05-05", "2031-05-05"),
    ("later in the day", "2031-05-07", "2031-05-07", "2031-05-07"),
    ("overnight", "2031-05-06", "2031-05-07", None),
    ("the river should peak overnight", "2031-05-07", "2031-05-08", None),
    ("last night", "2031-05-06", "2031-05-06", "2031-05-06TNI"),
    # clock times, as printed
    ("at 5:30 p.m. on Tuesday", "2031-05-06", "2031-05-06", "2031-05-06T17:30"),
    ("at 6 a.m. (0400 GMT) yesterday", "2031-05-06", "2031-05-06", "2031-05-06T06:00"),
    ("at 14:30 GMT", "2031-05-07", "2031-05-07", "2031-05-07T14:30"),
    ("around noon on Friday", "2031-05-02", "2031-05-02", "2031-05-02T12:00"),
    ("at 7:36 on Tuesday", "2031-05-06", "2031-05-06", "2031-05-06T07:36"),
    ("the count rose from 112 to 130 on Friday", "2031-05-02", "2031-05-02", "2031-05-02"),  # no clock time
    ("at 12:15 a.m.", "2031-05-07", "2031-05-07", "2031-05-07T00:15"),
]
SPANS = [
    ("last week", "2031-04-28", "2031-05-04", "2031-W18"),
    ("earlier this week", "2031-05-05", "2031-05-07", "2031-W19"),
    ("over the weekend", "2031-05-03", "2031-05-04", "2031-W18-WE"),
    ("the shop will close over the weekend", "2031-05-10", "2031-05-11", "2031-W19-WE"),
    ("the week after next", "2031-05-19", "2031-05-25", "2031-W21"),
    ("earlier this month", "2031-05-01", "2031-05-07", "2031-05"),
    ("next month", "2031-06-01", "2031-06-30", "2031-06"),
    ("last year", "2030-01-01", "2030-12-31", "2030"),
    ("later this year", "2031-05-07", "2031-12-31", "2031"),
    ("for the full year", "2031-01-01", "2031-12-31", "2031"),
    ("in the current fiscal year", "2031-01-01", "2031-12-31", "2031"),
    ("at year-end", "2031-12-31", "2031-12-31", "2031"),
    ("in August", "2030-08-01", "2030-08-31", "2030-08"),
    ("in August last year", "2030-08-01", "2030-08-31", "2030-08"),
    ("last August", "2030-08-01", "2030-08-31", "2030-08"),
    ("it will close in August", "2031-08-01", "2031-08-31", "2031-08"),
    ("early April", "2031-04-01", "2031-04-10", "2031-04"),
    ("mid-October 2030", "2030-10-11", "2030-10-21", "2030-10"),
    ("in 2028", "2028-01-01", "2028-12-31", "2028"),
    ("in fiscal 2028", "2028-01-01", "2028-12-31", "2028"),
    ("in nineteen ninety-six", "1996-01-01", "1996-12-31", "1996"),
    ("by the year two thousand", None, "2000-12-31", "2000"),
    ("1994-97", "1994-01-01", "1997-12-31", "1994/1997"),
    ("the early 1990s", "1990-01-01", "1993-12-31", "199"),
    ("the second half of the '80s", "1985-01-01", "1989-12-31", "198"),
    ("the 19th century", "1800-01-01", "1899-12-31", "18"),
    ("the second half of the 20th century", "1950-01-01", "1999-12-31", "19"),
    ("half a century ago", "1980-01-01", "1989-12-31", "198"),
    ("the first quarter", "2031-01-01", "2031-03-31", "2031-Q1"),
    ("the third quarter", "2030-07-01", "2030-09-30", "2030-Q3"),
    ("next year's third quarter", "2032-07-01", "2032-09-30", "2032-Q3"),
    ("Q3 2030", "2030-07-01", "2030-09-30", "2030-Q3"),
    ("the second half of 2030", "2030-07-01", "2030-12-31", "2030-H2"),
    ("sales in the quarter rose", "2031-01-01", "2031-03-31", "2031-Q1"),  # the one just past
    ("in the current quarter", "2031-04-01", "2031-06-30", "2031-Q2"),
    ("this autumn", "2031-09-01", "2031-11-30", "2031-FA"),
    ("last winter", "2030-12-01", "2031-02-28", "2030-WI"),
    ("spring 2029", "2029-03-01", "2029-05-31", "2029-SP"),
]
COUNTED = [
    ("three days ago", "2031-05-04", "2031-05-04", "2031-05-04"),
    ("three weeks ago", "2031-04-14", "2031-04-20", "2031-W16"),
    ("two years ago", "2029-01-01", "2029-12-31", "2029"),
    ("two decades ago", "2010-01-01", "2019-12-31", "201"),
    ("over the past 24 hours", "2031-05-06", "2031-05-07", "PT24H"),
    ("in the last five years", "2026-05-07", "2031-05-07", "P5Y"),
    ("within days", "2031-05-07", "2031-05-14", "PXD"),
    ("in the coming weeks", "2031-05-07", "2031-07-02", "PXW"),
    ("in the days ahead", "2031-05-07", "2031-05-14", "PXD"),
    ("within 48 hours", "2031-05-07", "2031-05-09", "PT48H"),
    ("within two to three weeks", "2031-05-07", "2031-05-28", "P2W"),
    # one side is open
    ("since Tuesday", "2031-05-06", None, "2031-05-06"),
    ("since 2028", "2028-01-01", None, "2028"),
    ("by the end of the month", None, "2031-05-31", "2031-05"),
    ("by December", None, "2031-12-31", "2031-12"),
    ("it will end before Friday", None, "2031-05-08", "2031-05-09"),
    ("it will start after May 12", "2031-05-13", None, "2031-05-12"),
    ("it is shut until at least Sunday", "2031-05-11", None, "2031-05-11"),
    ("it is to be paid no later than Friday", None, "2031-05-09", "2031-05-09"),
    ("pay no later than Friday", None, "2031-05-09", "2031-05-09"),
    ("by the middle of next year", None, "2032-06-30", "2032"),
    ("by mid-June", None, "2031-06-15", "2031-06"),
    ("shortly after midnight on Monday", "2031-05-05", "2031-05-05", "2031-05-05T00:00"),
    ("floods grew after Monday's rain", "2031-05-05", "2031-05-05", "2031-05-05"),
    # from one to the other
    ("it was shut from Monday to Wednesday", "2031-05-05", "2031-05-07", "2031-05-05/2031-05-07"),
    ("it rained from Tuesday to Thursday", "2031-04-29", "2031-05-01", "2031-04-29/2031-05-01"),
    ("it rained from Saturday until Monday", "2031-05-03", "2031-05-05", "2031-05-03/2031-05-05"),
    ("will be shut from Thursday to Tuesday", "2031-05-08", "2031-05-13", "2031-05-08/2031-05-13"),
    (
        "will be shut from 10pm on Friday to 5am on Monday",
        "2031-05-09",
        "2031-05-12",
        "2031-05-09T22:00/2031-05-12T05:00",
    ),
    ("it ran from November to March", "2030-11-01", "2031-03-31", "2030-11/2031-03"),
    ("it will run from November to March", "2031-11-01", "2032-03-31", "2031-11/2032-03"),
    ("she worked there between May and August", "2030-05-01", "2030-08-31", "2030-05/2030-08"),
    ("from 1998 until 2004", "1998-01-01", "2004-12-31", "1998/2004"),
    ("between 2010 and 2014", "2010-01-01", "2014-12-31", "2010/2014"),
    # no days of their own
    ("two years earlier", None, None, None),
    ("a month after the flood", None, None, "P1M"),
    ("more than in the 14 months before, they said", None, None, "P14M"),
    ("for nearly 30 months", None, None, "P30M"),
    ("for 2 1/2 years", None, None, "P2Y6M"),
    ("for two hours and 41 minutes", None, None, "PT2H41M"),
    ("for a year and three months", None, None, "P1Y3M"),
    ("for an hour and a half", None, None, "PT1H30M"),
    ("two more weeks", None, None, "P2W"),
    ("on 31 June", None, None, None),
    ("from May 6 to 2", None, None, None),
]
ON_REQUEST = [
    ("They now number ten.", "vague", "PRESENT_REF"),
    ("It is currently shut.", "vague", "PRESENT_REF"),
    ("It recently reopened.", "vague", "PAST_REF"),
    ("In the past, it flooded.", "vague", "PAST_REF"),
    ("It will soon reopen.", "vague", "FUTURE_REF"),
    ("More may come in the near future.", "vague", "FUTURE_REF"),
    ("It rained for weeks.", "vague", "PXW"),
    ("in recent months", "vague", "PXM"),
    ("It is swept every day.", "set", "P1D"),
    ("It is swept every other day.", "set", "P2D"),
    ("The ferry goes every Friday.", "set", "XXXX-WXX-5"),
    ("It is shut on Sundays.", "set", "XXXX-WXX-7"),
    ("They meet Monday nights.", "set", "XXXX-WXX-1TNI"),
    ("It goes twice a week.", "set", "P1W"),
    ("It is swept daily.", "set", "P1D"),
]


@pytest.mark.parametrize(("text", "start", "end", "value"), [*DATES, *NEAR, *SPANS, *COUNTED])
def test_times(text: str, start: str | None, end: str | None, value: str | None) -> None:
    """An expression stands for its first and last day; an open side has none."""
    when = only(text)
    assert (when.start and str(when.start), when.end and str(when.end), when.value) == (start, end, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # "earlier", "later", "that day" count from what was named before, as precisely as it was
        ("In 2019 it closed. Two years earlier a wing fell in.", "Two years earlier", "2017"),
        ("On 2 May it began. Three days later it ended.", "Three days later", "2031-05-05"),
        ("It fell in August 2030, more than a year earlier.", "a year earlier", "2029-08"),
        ("He left on 2 May. Earlier that day it rained.", "Earlier that day", "2031-05-02"),
        ("It opened in March 2030. The following month it shut.", "The following month", "2030-04"),
        ("He came on 2 May. The day before, it had rained.", "The day before", "2031-05-01"),
        ("On 2 May it fell. The night before, it had rained.", "The night before", "2031-05-01TNI"),
        ("Shops open at 7am and close at 10pm on Friday.", "7am", "2031-05-09T07:00"),  # one day for both
        ("On Tuesday the bank met. At 6 p.m. it rose.", "6 p.m.", "2031-05-06T18:00"),
        ("The bell went just before 11pm on Monday 28 April.", "11pm", "2031-04-28T23:00"),
        ("The bank said on Monday, of last week's storm, that the same day it closed.", "the same day", "2031-05-05"),
        # business news compares with the same quarter of the year before, and goes on speaking of its own
        ("In the fourth quarter it made $4 million, up from $3 million a year ago.", "a year ago", "2029-Q4"),
        (
            "In the fourth quarter it lost a cent a share. In the year-ago quarter it had made three.",
            "the year-ago quarter",
            "2029-Q4",
        ),
        (
            "Third-quarter sales fell, from $3 million a year earlier. Costs rose in the quarter.",
            "the quarter",
            "2030-Q3",
        ),
        ("In the quarter ended Jan. 31 it lost money.", "the quarter", "2030-Q4"),
        ("For the year ended March 31 it lost money.", "the year", "P1Y"),
        ("In the year to March it lost money.", "the year", "P1Y"),
        ("In the three months to February it lost money.", "three months", "P3M"),
        # an autumn, a month is of the year spoken of
        ("It was passed in the spring of 2029 and repealed in the autumn.", "in the autumn", "2029-FA"),
        ("It was signed in April 2029 and repealed in June.", "June", "2029-06"),
        ("It was signed in October 2029 and repealed in June.", "June", "2030-06"),
        ("In the first nine months of 2030 it rained.", "the first nine months", "P9M"),
        ("Profit was $3 million, against $2 million a year ago.", "a year ago", "2030"),
    ],
)
def test_times_that_need_others(text: str, words: str, value: str) -> None:
    """Some times count from one named before, or from what follows."""
    (when,) = (when for when in times(text, day=WEDNESDAY) if when.words and when.words.of(text) == words)
    assert when.value == value
    assert when.start


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Sales fell in the year to March.", date(2030, 4, 1), date(2031, 3, 31)),
        ("Sales fell in the three months to February.", date(2030, 12, 1), date(2031, 2, 28)),
        ("Sales will rise in the fiscal year ending June 30.", date(2030, 7, 1), date(2031, 6, 30)),
    ],
)
def test_years_of_other_months(text: str, start: date, end: date) -> None:
    """A year or some months are counted back from the month they run to."""
    when = times(text, day=WEDNESDAY)[0]
    assert (when.start, when.end) == (start, end)


@pytest.mark.parametrize("text", ["the 10-year bond fell", "a two-year loan", "a 90-minute film"])
def test_kinds_of_thing(text: str) -> None:
    """A length that tells a kind of thing is no time of what happened, and told on request only."""
    assert times(text, day=WEDNESDAY) == ()
    assert len(times(text, day=WEDNESDAY, every=True)) == 1


def test_quarter_of_other_months() -> None:
    """A quarter that ended in January began in November, though it goes under the name of the calendar's."""
    when = times("In the quarter ended Jan. 31 it lost money.", day=WEDNESDAY)[0]
    assert (when.start, when.end, when.value) == (date(2030, 11, 1), date(2031, 1, 31), "2030-Q4")


@pytest.mark.parametrize(("text", "grain", "value"), ON_REQUEST)
def test_times_on_request(text: str, grain: str, value: str) -> None:
    """What names neither days nor a length is told on request only, so that no report is given "now" for its time."""
    assert times(text, day=WEDNESDAY) == ()
    (when,) = times(text, day=WEDNESDAY, every=True)
    assert (when.start, when.end, when.grain, when.value) == (None, None, grain, value)


@pytest.mark.parametrize(
    "text",
    [
        "It may rain",
        "They march on",
        "2031 people came",
        "a day at the mill",
        "the 62-year-old",
        "37 years old",
        "a matter of the day",
        "the quarter of a million",
        "the year of the flood",
        "prices fall",
        "temperatures in the 80s",
        "a 20-20 draw",
        "Oss Today",
        "Resolution 1546",
        "Q1: What was it",
        "three-quarters of them",
        "its quarter-century low",
        "the 2031/32 season",
        "the 16th and 17th centuries were",
        "goals in the 23rd and 78th minutes",
        "this may one day happen",
        "12 weeks older",
    ],
)
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
    ("dateline", "published", "filed"),
    [
        ("OSS, May 6 (KNA) —", WEDNESDAY, date(2031, 5, 6)),
        ("OSS, May 8 (KNA) —", WEDNESDAY, date(2031, 5, 8)),
        ("OSS (KNA) —", WEDNESDAY, WEDNESDAY),
        ("OSS, April 2 (KNA) —", WEDNESDAY, WEDNESDAY),  # an old text, put out again
        ("OSS, 6 May 2031 (KNA) —", None, date(2031, 5, 6)),
        ("OSS, 6 May (KNA) —", None, None),
        ("", None, None),
    ],
)
def test_filed_on(dateline: str, published: date | None, filed: date | None) -> None:
    """Times are seen from the dateline's day, where it has one beside the page's own."""
    assert filed_on(dateline, published=published) == filed


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
        ("will mend the weir within 24 hours of the verdict", None),  # from a day not named
        ("will open next month", "2031-06-30"),
        ("by the end of the year", "2031-12-31"),
        ("will be rebuilt in three years", "2034-05-07"),
        ("the rain would ease at 6:00 p.m.", "2031-05-07"),
        ("an imminent assault", None),
        ("will study the flood of 3 May", None),
        ("the toll will rise", None),
        ("will be back in a few days", "2031-05-14"),
        ("will last two to three weeks", None),
        ("could take over by early 2033", "2033-05-02"),
        ("will be there by year-end", "2031-12-31"),
        ("is to be finished before Christmas", "2031-12-24"),
        ("will reopen late on Thursday or early on Friday", "2031-05-09"),
        ("will be shut from Monday to Wednesday", "2031-05-14"),
        ("a pact is unlikely before the summer", "2031-05-31"),
        ("a pact is unlikely by mid-2032", "2032-06-30"),
        ("there will be no ferries before Friday", None),
        ("will be shut until at least Friday", None),
        ("will grow in the fiscal year ending June 30", "2031-06-30"),
        ("will open at noon on Friday", "2031-05-09"),
        ("the rain would ease by early evening", "2031-05-07"),
        ("the toll will rise, the minister said on Monday", None),  # when it was said
        ("water rose in March and it may go on", None),
        ("the board warned this week that it could fail", None),
        ("it has worsened over the past week and may fail", None),
        ("forty were promised and should be there by December", "2031-12-31"),
        ("the sand brought in last week may be gone by Friday", "2031-05-09"),
        ("troops are now ready", None),
        ("the wall, which fell before dawn on Monday, may be rebuilt", None),
        ("trains will run every Friday", None),
    ],
)
def test_horizon(text: str, due: str | None) -> None:
    """A forecast falls due on the last day its words name; "imminent" names none."""
    found = horizon(text, said=WEDNESDAY)
    assert (found and str(found)) == due


def test_openers_lose_nothing() -> None:
    """What the scan passes over at its first word is no time of any shape."""
    unguarded = re.compile(SCAN.pattern.replace(f"(?-i:(?={OPENERS}))", ""), re.IGNORECASE)
    assert unguarded.pattern != SCAN.pattern
    text = ". ".join([row[0] for table in (DATES, NEAR, SPANS, COUNTED, ON_REQUEST) for row in table])
    for version in (text, text.upper(), text.title()):
        assert [m.span() for m in SCAN.finditer(version)] == [m.span() for m in unguarded.finditer(version)]


def test_horizon_without_a_day() -> None:
    """Where nobody knows when it was said, only "by" a year tells when it falls due."""
    assert horizon("will be rebuilt by the end of 2033", said=None) == date(2033, 12, 31)
    assert horizon("could be worse than in 1994", said=None) is None
    assert horizon("could reopen within days", said=None) is None


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.name} {shape.example}")
def test_every_shape_has_a_true_example(shape: Shape) -> None:
    """The example of each row of the scan is read, whole or up to what it looks ahead to, and by a row of its name."""
    found = SCAN.match(shape.example)
    assert found
    assert SHAPES[(found.lastindex or 0) - 1].name == shape.name
    assert shape.example[found.end() :] in ("", " of 2031")


@given(
    st.text(alphabet="0123456789 ,.-stndrh", max_size=20),
    st.sampled_from(
        [
            "May ",
            "last ",
            "Sunday, May ",
            "Easter ",
            "the quarter ended May ",
            "the past ",
            "a year earlier ",
            "in the coming ",
            "since ",
            "the ",
            "in ",
            "a century ago ",
            "9999 ",
            "after 9999 ",
            "before ",
            "from Monday to Sunday ",
            "between May and April ",
        ]
    ),
    st.dates(),
)
def test_any_text(tail: str, head: str, day: date) -> None:
    """Whatever the text and the day: spans lie in the text, and no interval ends before it starts."""
    text = head + tail + head
    for when in times(text, day=day, part=Part.HEADLINE, every=True):
        assert when.words
        assert 0 <= when.words.start < when.words.end <= len(text)
        assert when.words.part is Part.HEADLINE
        assert when.start is None or when.end is None or when.start <= when.end


@pytest.mark.parametrize(
    "piece",
    [
        "6 to ",
        "in the ",
        "early ",
        "May ",
        "\n",
        "1.",
        "the fiscal ",
        "a year ago ",
        "Q3 ",
        "two ",
        "said ",
        "from Monday to ",
    ],
)
def test_long_lines(piece: str) -> None:
    """A long line of almost-times takes time in proportion to its length."""
    times(piece * (30_000 // len(piece)), day=WEDNESDAY)
