"""Readers of the shapes that name days: dates, holidays, days of the week, parts of the day, clock times."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from reportedly.resolve.times import calendar, english
from reportedly.resolve.times.calendar import NOTHING, Days
from reportedly.resolve.times.context import Context
from reportedly.resolve.times.words import (
    MONTH_NUMBER,
    WEEKDAY_NUMBER,
    Read,
    at_time,
    digits,
    group,
    how_many,
    said_year,
    turn_of,
)


def _iso(m: Read, _ctx: Context) -> Days:
    return calendar.on(date(int(m["year"]), int(m["month"]), int(m["day"])))


def _date(m: Read, ctx: Context) -> Days:
    """Read "Oct. 30", "6 May 2031", "July 28 to August 3", "between 6 and 10 August"."""
    first, last = m["month"] or m["month2"], m.groupdict().get("month2") or m["month"]
    day, until = digits(m["day"]), digits(m.groupdict().get("day2") or m["day"])
    month, month2 = MONTH_NUMBER[first[:3].lower()], MONTH_NUMBER[last[:3].lower()]
    year = said_year(m, ctx)
    if year is None:
        year = _on_weekday(m["weekday"], ctx.year_of(date(ctx.today.year, month, min(day, 28))), month, day)
    start, end = date(year, month, day), date(year + (month2 < month), month2, until)
    if end < start:
        return NOTHING
    return calendar.on(start) if start == end else Days(start, end, "interval", f"{start}/{end}")


def _on_weekday(weekday: str | None, year: int, month: int, day: int) -> int:
    """Return the year in which the day falls on its weekday, where it is this one or beside it.

    >>> _on_weekday("Monday", 2031, 10, 28), _on_weekday(None, 2031, 10, 28)
    (2030, 2031)
    """
    wanted = WEEKDAY_NUMBER[weekday.lower()] if weekday else None
    near = (year, year - 1, year + 1) if wanted is not None else ()
    return next((y for y in near if date(y, month, day).weekday() == wanted), year)


def _named_month(m: Read, ctx: Context) -> Days | None:
    """Read "in August", "early November", "by December", "August 2031"; "May" and "March" need a word that says so."""
    year, now = said_year(m, ctx), None
    alone = not (m["part"] or m["which"] or year)
    is_word = m["month"] in ("May", "March") and alone
    if is_word and ctx.before not in english.BEFORE_MONTH and not ctx.precedes(_AFTER_MONTH):
        return None
    month = MONTH_NUMBER[m["month"][:3].lower()]
    if year is None:
        now = ctx.today
        spoken_of = ctx.year_spoken_of if ctx.before == "in" and not m["which"] else None
        if spoken_of and spoken_of.start:  # "signed in April 2030 and repealed in May"
            year = spoken_of.start.year + (month < spoken_of.start.month)
        else:
            year = now.year + (_turned(m["which"], month, now) if m["which"] else _away(ctx, month, now))
    return calendar.part_of(calendar.of_month(year, month), m["part"])


_AFTER_MONTH = re.compile(english.AFTER_MONTH.replace(" ", r"\s"))


def _turned(which: str, month: int, now: date) -> int:
    return {-1: -(month >= now.month), 0: 0, 1: month <= now.month}[turn_of(which)]


def _away(ctx: Context, month: int, now: date) -> int:
    """How many years away the month is that names none: the last one, unless the future is spoken of."""
    if ctx.is_to_come:
        return int(month < now.month)
    near = 0 if ctx.tense else 2
    ahead = (month - now.month) % 12
    return (now.month + ahead > 12) if ahead <= near else -(month > now.month)


def _holiday(m: Read, ctx: Context) -> Days:
    """Read "on Christmas Day", "last Thanksgiving": the nearest one that the words around allow."""
    rule = next(rule for name, rule in english.HOLIDAYS.items() if re.fullmatch(name, " ".join(m["holiday"].split())))
    now = ctx.today if not m["year"] else None
    if now is None:
        day = _feast(int(m["year"]), rule)
    elif m["which"]:
        this = _feast(now.year, rule)
        day = _feast(now.year + {-1: -(this >= now), 0: 0, 1: this <= now}[turn_of(m["which"])], rule)
    else:
        day = _feast(ctx.year_of(_feast(now.year, rule)), rule)
    span = (m["span"] or "").strip().lower()
    return calendar.weekend_with(day) if span == "weekend" else calendar.week_with(day) if span else calendar.on(day)


def _feast(year: int, rule: tuple[int, int] | str) -> date:
    if isinstance(rule, tuple):
        return date(year, *rule)
    if rule.startswith("Easter"):
        return calendar.easter(year) + timedelta(int(rule.split()[1]))
    month, nth, weekday = rule.split()
    first = date(year, int(month), 1)
    return first + timedelta((WEEKDAY_NUMBER[weekday.lower()] - first.weekday()) % 7 + 7 * (english.ORDINALS[nth] - 1))


def _ordinal(m: Read, ctx: Context) -> Days:
    """Read "on the 10th": this month's, last month's where it is still to come, next month's where it has passed."""
    day, today = digits(m["day"]), ctx.today
    away = (day < today.day) if ctx.is_future else -(day > today.day)
    first = calendar.of_month(today.year, today.month + away).start
    return calendar.on(first.replace(day=day)) if first else NOTHING


# ------------------------------------------------------------------ days of the week, parts of the day, clock times


def _weekday(m: Read, ctx: Context) -> Days:
    """Read "on Tuesday": the last one, today's included; the coming one where the future is spoken of."""
    ahead = WEEKDAY_NUMBER[m["weekday"].lower()] - ctx.today.weekday()
    which, week = (m["which"] or "").lower().removeprefix("the "), m["week"]
    if week or which == "next":
        away = ahead + 7 * turn_of(week or "next")
    elif which in ("last", "previous", "this past"):
        away = ahead - 7 * (ahead >= 0)
    elif which or ctx.is_to_come:
        away = ahead + 7 * (ahead < 0)
    else:
        away = ahead - 7 * (ahead > 0)
    return at_time(calendar.on(ctx.today + timedelta(away)), m["time"])


def _weekday_set(m: Read, _ctx: Context) -> Days:
    """Read "every Friday", "on Sundays", "Monday nights"."""
    number, time = WEEKDAY_NUMBER[group(m, "weekday", "weekday2")] + 1, group(m, "time", "time2", "time3")
    return Days(None, None, "set", f"XXXX-WXX-{number}{english.PARTS_OF_DAY[time] if time else ''}")


def _from_day(m: Read, ctx: Context) -> Days:
    ahead = (WEEKDAY_NUMBER[m["weekday"].lower()] - ctx.today.weekday()) % 7
    return calendar.on(ctx.today + timedelta(ahead + 7 * (how_many(m["n"]) or 1)))


_AWAY = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2, "last night": -1}


def _deictic(m: Read, ctx: Context) -> Days | None:
    """Read "yesterday morning", "overnight"; no time is the "Today" of a name, as in "Oss Today"."""
    if m["word"] == "Today" and ctx.is_in_name:
        return None
    word, time = " ".join(m["word"].lower().split()), group(m, "time", "time2")
    if word == "overnight" and ctx.is_future:
        return Days(ctx.today, ctx.today + timedelta(1), "interval")
    if word == "overnight":
        return Days(ctx.today - timedelta(1), ctx.today, "interval")
    time = "night" if word in ("tonight", "last night") else time
    return at_time(calendar.on(ctx.today + timedelta(_AWAY.get(word, 0))), time)


def _clock(m: Read, ctx: Context) -> Days:
    """Read "5:30 p.m. on Tuesday", "14:30 GMT"; without a day, on the one named before, else the article's."""
    found = m.groupdict()
    hour, minute = (
        int(group(m, "hour", "hour2") or (12 if found.get("word", "").lower() == "noon" else 0)),
        group(m, "minute", "minute2") or "00",
    )
    if found.get("half"):
        hour = hour % 12 + 12 * (found["half"].lower() == "p")
    if hour > 23 or (found.get("word") and not m["day"] and ctx.before not in english.BEFORE_CLOCK):
        return NOTHING
    day = _day_of_clock(m["day"], ctx)
    return day._replace(value=f"{day.value}T{hour:02}:{minute}")


def _day_of_clock(word: str | None, ctx: Context) -> Days:
    date_after = next(filter(None, map(ctx.follows, _DATE_AFTER)), None) if word is None else None
    if date_after:
        return _date(date_after, ctx)
    later = _DAY_OF_BOTH.match(ctx.text, ctx.end, ctx.end + 80) if word is None else None
    word = later["day"] if later else word
    if word is None:
        near = ctx.anchor("day")
        return calendar.on(near.start) if near and near.start else calendar.on(ctx.today)
    if word.lower() in ("yesterday", "today", "tomorrow"):
        return calendar.on(ctx.today + timedelta(_AWAY.get(word.lower(), 0)))
    ahead = WEEKDAY_NUMBER[word.lower()] - ctx.today.weekday()
    return calendar.on(ctx.today + timedelta(ahead + 7 * (ahead < 0) if ctx.is_to_come else ahead - 7 * (ahead > 0)))


_DAY_OF_BOTH = re.compile(english.DAY_OF_BOTH.replace(" ", r"\s"))
_DATE_AFTER = tuple(re.compile(date_after.replace(" ", r"\s")) for date_after in english.DATE_AFTER)


def _nth_of(m: Read, ctx: Context) -> Days:
    """Read "the last week of October", "the first Monday of May"; weeks are counted from the month's first or last."""
    month, unit, nth = (
        MONTH_NUMBER[m["month"][:3].lower()],
        m["unit"].lower(),
        english.ORDINALS.get(m["nth"].lower(), 0),
    )
    year = said_year(m, ctx)
    whole = calendar.of_month(year or ctx.year_of(date(ctx.today.year, month, 1)), month)
    if not whole.start or not whole.end:
        return NOTHING
    weekday = {"weekend": 5}.get(unit, WEEKDAY_NUMBER.get(unit, 0))
    step, first = (1, whole.start) if unit == "day" else (7, whole.start)
    if step == 7 and unit != "week":
        first += timedelta((weekday - first.weekday()) % 7)
    length = {"week": 7, "weekend": 2}.get(unit, 1)
    start = first + timedelta(step * (nth - 1))
    if not nth:
        last = whole.end - timedelta(length - 1)
        start = last if unit in ("week", "day") else last - timedelta((last.weekday() - weekday) % 7)
    end = start + timedelta(length - 1)
    return calendar.on(start) if length == 1 else Days(start, end, "interval")


READERS: Mapping[str, Callable[[Read, Context], Days | None]] = {
    "iso": _iso,
    "date": _date,
    "month": _named_month,
    "holiday": _holiday,
    "ordinal": _ordinal,
    "clock": _clock,
    "nth_of": _nth_of,
    "from_day": _from_day,
    "weekday_set": _weekday_set,
    "weekday": _weekday,
    "deictic": _deictic,
}
"""The name of a shape → its reader. ``None``: these words name no time after all."""
