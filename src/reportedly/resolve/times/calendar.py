"""Spans of the calendar with their TIMEX3 values: days, ISO weeks, months, quarters, seasons, years, decades."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


class Days(NamedTuple):
    """First and last day meant, how precise, and the TIMEX3 value. An open side is ``None``."""

    start: date | None
    end: date | None
    grain: str = "vague"
    value: str | None = None


NOTHING = Days(None, None)
"""An expression of time that names no day of its own."""


def on(day: date) -> Days:
    """Return one day."""
    return Days(day, day, "day", day.isoformat())


def week_with(day: date) -> Days:
    """Return the ISO week of a day, Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    year, week, _ = day.isocalendar()
    return Days(monday, monday + timedelta(6), "interval", f"{year}-W{week:02}")


def weekend_with(day: date) -> Days:
    """Return Saturday and Sunday of a day's week."""
    week = week_with(day)
    return week._replace(start=day - timedelta(day.weekday() - 5), value=f"{week.value}-WE")


def _first(year: int, month: int) -> date:
    """Return the first of a month; one outside 1 to 12 counts on into the years."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _last(year: int, month: int) -> date:
    return _first(year, month + 1) - timedelta(1)


def of_month(year: int, month: int) -> Days:
    """Return a month; one outside 1 to 12 counts on into the years."""
    first = _first(year, month)
    return Days(first, _last(year, month), "month", f"{first.year}-{first.month:02}")


def month_with(day: date) -> Days:
    """Return the month of a day."""
    return of_month(day.year, day.month)


def of_quarter(year: int, quarter: int) -> Days:
    """Return a quarter, 1 to 4, of the calendar year."""
    return Days(_first(year, quarter * 3 - 2), _last(year, quarter * 3), "interval", f"{year}-Q{quarter}")


def of_half(year: int, half: int) -> Days:
    """Return the first or second half of a year."""
    return Days(_first(year, half * 6 - 5), _last(year, half * 6), "interval", f"{year}-H{half}")


def of_season(year: int, code: str, month: int) -> Days:
    """Return the three months from a month on, under a season's TIMEX3 code."""
    return Days(_first(year, month), _last(year, month + 2), "interval", f"{year}-{code}")


def of_year(year: int) -> Days:
    """Return a year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year", str(year))


def year_with(day: date) -> Days:
    """Return the year of a day."""
    return of_year(day.year)


def of_decade(first: int, least: int = 0, most: int = 9) -> Days:
    """Return a decade by its first year, or the years `least` to `most` of it."""
    return Days(date(first + least, 1, 1), date(first + most, 12, 31), "interval", str(first // 10))


def of_century(first: int) -> Days:
    """Return a century by its first year, 1900."""
    return Days(date(first, 1, 1), date(first + 99, 12, 31), "interval", str(first // 100))


def moved(day: date, n: float, unit: str) -> date:
    """Return a day so many units later, earlier where n is negative; less than a day counts as one.

    >>> moved(date(2031, 3, 31), -1, "month")
    datetime.date(2031, 2, 28)
    """
    if unit in _MONTHS_IN:
        there = _first(day.year, day.month + int(n * _MONTHS_IN[unit]))
        return there.replace(day=min(day.day, monthrange(there.year, there.month)[1]))
    return (
        day + timedelta(n * {"week": 7, "day": 1}[unit])
        if unit in ("week", "day")
        else day + timedelta(1 if n > 0 else -1)
    )


def years_away(span: Days, years: int) -> Days:
    """Return the same quarter, month or season of another year.

    >>> years_away(of_month(2032, 2), -1)
    Days(start=datetime.date(2031, 2, 1), end=datetime.date(2031, 2, 28), grain='month', value='2031-02')
    """
    start = span.start and moved(span.start, years, "year")
    end = span.end and moved(span.end + timedelta(1), years, "year") - timedelta(1)
    value = span.value and re.sub(r"^\d{4}", lambda year: str(int(year[0]) + years), span.value)
    return span._replace(start=start, end=end, value=value)


def weeks_away(span: Days, weeks: int) -> Days:
    """Return a day so many weeks later; its clock time or part of the day stays.

    >>> weeks_away(Days(date(2031, 5, 7), date(2031, 5, 7), "day", "2031-05-07T09:00"), 1).value
    '2031-05-14T09:00'
    """
    away = timedelta(7 * weeks)
    start, end = span.start and span.start + away, span.end and span.end + away
    return span._replace(start=start, end=end, value=f"{start}{(span.value or '')[10:]}")


def from_to(first: Days, last: Days, *, is_past: bool) -> Days | None:
    """Return two times as one interval; two that lie the wrong way round are a week apart, or a year.

    >>> from_to(of_month(2031, 11), of_month(2031, 3), is_past=False).value
    '2031-11/2032-03'
    """
    if not first.start or not last.end:
        return None
    gap = (first.start - last.end).days
    if gap > 0:
        is_week = first.grain == last.grain == "day" and gap < 7
        away = weeks_away if is_week else years_away
        first, last = (away(first, -1), last) if is_past else (first, away(last, 1))
    if not first.start or not last.end or first.start > last.end or gap > 366:
        return None
    return Days(first.start, last.end, "interval", f"{first.value}/{last.value}")


def middle(span: Days) -> date | None:
    """Return the day by which half of a span has passed; of a year or a month, the last of its first half.

    >>> middle(part_of(of_year(2031), "mid")), middle(part_of(of_month(2031, 5), "mid"))
    (datetime.date(2031, 6, 30), datetime.date(2031, 5, 15))
    """
    if not span.start or not span.end:
        return None
    if re.fullmatch(r"\d{4}", span.value or ""):
        return date(span.start.year, 6, 30)
    if re.fullmatch(r"\d{4}-\d\d", span.value or ""):
        return span.start.replace(day=15)
    return span.start + (span.end - span.start) / 2


def until(end: date, n: float, unit: str) -> Days:
    """Return so many whole units that end with a day: the three months to the end of June."""
    return Days(moved(end + timedelta(1), -n, unit), end, "interval")


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches.

    >>> easter(2031)
    datetime.date(2031, 4, 13)
    """
    golden, century = year % 19, year // 100
    correction = (century - (8 * century + 13) // 25 - century // 4 + 19 * golden + 15) % 30
    moon = correction - (correction // 28) * (1 - (29 // (correction + 1)) * ((21 - golden) // 11))
    sunday = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))


def part_of(whole: Days, part: str | None) -> Days:
    """Return what "early", "mid-", "late", "the end of" leave of a span: its thirds, or its last day.

    >>> part_of(of_month(2031, 11), "early").end
    datetime.date(2031, 11, 10)
    """
    if not part or not whole.start or not whole.end:
        return whole
    part, start, end = part.lower().removeprefix("the "), whole.start, whole.end
    third = round(((end - start).days + 1) / 3)
    if part.startswith("end"):
        start = end
    elif part in ("early", "earlier") or part.startswith(("start", "begin")):
        end = start + timedelta(third - 1)
    elif part.startswith("mid"):
        start, end = start + timedelta(third), end - timedelta(third)
    else:
        start = end - timedelta(third - 1)
    return whole._replace(start=start, end=end, grain="interval")
