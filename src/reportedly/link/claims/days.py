"""When a claim was said: as the page tells, else, for a page without a day, near the day of the pages like it.

A page without a day still says "on Sunday" or "November 7". Beside the pages like it, which have days, that is one day:
the nearest of that name. What even those do not tell is about the day of the pages like it, and is marked as such.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from reportedly.link.claims.measures import GROWS, measure_of
from reportedly.link.claims.sayings import Saying
from reportedly.records import Report, Status, When

Counts = Mapping[str, set[int]]
"""The counts of one page that can only grow, by what they count."""

RECENT_DAYS = 10
"""Days before a page's own within which it says when somebody spoke; an earlier one is a day spoken of."""

_FEWEST = 20  # a smaller count may be of anything
_LITTLE_MORE = 1.35  # times a count: as much as it grows in about a day
_ROUND = 10  # a multiple of it may be told for days
_NEAR = 20  # days around the pages like it in which a named day of the month lies
_LATER = 45  # days by which what a page retells may be later than the pages it was put with
_SPOKE = re.compile(r"\b(?:said|told|reported|announced|confirmed|posted|wrote|stated|published)\b", re.IGNORECASE)
_BESIDE = 40  # code points before a day in which it says so
_BEFORE = 3  # days before those of the pages like it that a page may be from, by any day it names
_AFTER = 4  # days after those of the pages like it that a page can still be from
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(r"\b(mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?\b", re.IGNORECASE)
_WEEK = re.compile(r"\b(earlier )?(this|last) week\b", re.IGNORECASE)
_MONTH = (
    "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\.? (\d{{1,2}})\b")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}\b")


def said(one: Saying) -> date | None:
    """Return the day on which a report has its claimant say it: as it says, else the page's; ``None`` if neither.

    Of "last week", the middle.
    """
    when = one.report.said_on
    told = _middle(when) if when else None
    is_recent = told is not None and (one.day is None or 0 <= (one.day - told).days <= RECENT_DAYS)
    return told if is_recent else one.day


def _middle(when: When) -> date | None:
    """The middle of a day or some days; ``None`` of a longer time, and of what has no start or end."""
    if when.start is None or when.end is None or (when.end - when.start).days > RECENT_DAYS:
        return None
    return when.start + (when.end - when.start) // 2


def about(one: Saying) -> date | None:
    """Return about when it was said: as the page tells, else as its words tell near the day of the pages like it."""
    if known := said(one):
        return known
    return near(one.said_words, one.placed) if one.placed else None


def near(words: str, middle: date) -> date:
    """Return the day that some words name, next to a day known roughly; that one, where they name none.

    >>> near("on Sunday", date(2031, 5, 6)), near("May 3", date(2031, 5, 6)), near("earlier", date(2031, 5, 6))
    (datetime.date(2031, 5, 4), datetime.date(2031, 5, 3), datetime.date(2031, 5, 6))
    """
    for found in _MONTH_DAY.finditer(words):
        if named := _in_year(found[1], int(found[2]), middle):
            return named
    for found in _DAY_MONTH.finditer(words):
        if named := _in_year(found[2], int(found[1]), middle):
            return named
    if weekday := _WEEKDAY.search(words):
        wanted = _WEEKDAYS.index(weekday[1][:3].casefold())
        return min((middle + timedelta(step) for step in range(-4, 3)), key=lambda day: (day.weekday() - wanted) % 7)
    if week := _WEEK.search(words):
        monday = middle - timedelta(middle.weekday())
        if week[2].casefold() == "last":
            return monday - timedelta(4)
        return monday + timedelta(middle.weekday() // (4 if week[1] else 2))
    return middle


def latest_named(text: str, middle: date) -> date:
    """Return the last day, by month and day, that a text names near another; that one, where it names none.

    A day well before is left out, unless somebody spoke then: of what happened pages tell for long.

    >>> latest_named("It broke on May 3, and on 5 May (the day of the fair in 1990) was mended.", date(2031, 5, 6))
    datetime.date(2031, 5, 5)
    """
    places = [(found.start(), _in_year(found[1], int(found[2]), middle)) for found in _MONTH_DAY.finditer(text)]
    places += [(found.start(), _in_year(found[2], int(found[1]), middle)) for found in _DAY_MONTH.finditer(text)]
    named = [
        day
        for start, day in places
        if day and (day >= middle - timedelta(_BEFORE) or _SPOKE.search(text, max(0, start - _BESIDE), start))
    ]
    return max((day for day in named if day <= middle + timedelta(_AFTER)), default=middle)


def told_with(counts: Counts, dated: Sequence[tuple[date, Counts]], middle: date) -> date | None:
    """Return the first day on which pages with a day tell the highest count of a page without one, or little more.

    A count that can only grow tells the day: a page that has 217 dead is from when others had. ``None`` if none had.

    Args:
        counts: On the page.
        dated: The same of the pages that have a day.
        middle: About when it is from; days farther from it do not count.
    """
    highest = {kind: max(some) for kind, some in counts.items()}
    near = [(day, others) for day, others in dated if abs((day - middle).days) <= _NEAR]
    found = [
        day
        for day, others in near
        for kind, count in highest.items()
        if any(count <= other <= _LITTLE_MORE * count for other in others.get(kind, ()))
    ]
    return min(found, default=None)


def not_before(claims: Iterable[Sequence[Saying]]) -> dict[str, date]:
    """Return, for pages without a day, the day by which what they retell had been said, one report aside.

    A page is no older than what it retells; but one of its reports may have been taken for a later one.

    Args:
        claims: Each the reports of one claim.
    """
    placed: dict[str, date] = {}
    firsts: defaultdict[str, list[date]] = defaultdict(list)
    for some in claims:
        first = min((day for one in some if one.day and (day := said(one))), default=None)
        for one in some if first else ():
            if one.day is None and one.placed and first and abs((first - one.placed).days) <= _LATER:
                placed[one.page] = one.placed
                firsts[one.page].append(first)
    return {page: max(placed[page], sorted(days)[-2:][0]) for page, days in firsts.items()}


def counts_of(reports: Iterable[Report]) -> Counts:
    """Return the counts that can only grow, by kind, without round ones, which tell no day."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for report in reports:
        value = report.value
        if value is None or report.status is Status.PREDICTED or (value.change or "").endswith("by"):
            continue
        kind, count = measure_of(value).kind, value.low if value.low is not None else value.high
        if kind in GROWS and count is not None and count >= _FEWEST and count % _ROUND:
            found[kind].add(int(count))
    return found


def _in_year(month: str, day: int, middle: date) -> date | None:
    """Return a day of a month in the year in which it lies near another day; ``None`` where it does in none."""
    number = _MONTHS.index(month[:3].casefold()) + 1
    for year in (middle.year, middle.year - 1, middle.year + 1):
        try:
            named = date(year, number, day)
        except ValueError:
            continue
        if abs((named - middle).days) <= _NEAR:
            return named
    return None
