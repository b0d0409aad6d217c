"""Readers of the shapes that name spans: counted from a day, of the calendar, or only so long or so often."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from reportedly.english import alternation
from reportedly.resolve.quantities import english as english_numbers
from reportedly.resolve.times import calendar, english
from reportedly.resolve.times.calendar import NOTHING, Days
from reportedly.resolve.times.context import Context
from reportedly.resolve.times.words import (
    LESS_THAN_A_DAY,
    MONTH_NUMBER,
    Read,
    added,
    at_time,
    digits,
    group,
    how_many,
    length,
    said_year,
    turn_of,
    unit_of,
    year_of,
)

# ------------------------------------------------------------------ counted from a day


def _ago(m: Read, ctx: Context) -> Days:
    """Read "three weeks ago" from the article's day, "two years earlier" from the time named just before."""
    unit, way, n = unit_of(m["unit"]), m["way"].lower(), how_many(m.groupdict().get("n"))
    backward = way in ("ago", "earlier", "before", "prior")
    if n is None:
        return NOTHING._replace(value="PAST_REF") if way == "ago" else NOTHING
    if way in ("ago", "from now", "hence"):
        return _year_before(ctx) if _is_compared(ctx, unit, n, way) else _moved(ctx.today, -n if backward else n, unit)
    if way == "after" or (way == "before" and (ctx.before == "the" or not ctx.follows(_CLAUSE_END))):
        return NOTHING._replace(value=length(n, unit))  # from something that happened: "two years before the war"
    if unit == "year" and n == 1 and _is_compared(ctx, unit, n, way):
        return _year_before(ctx)
    return _from_anchor(ctx, -n if backward else n, unit)


def _from_anchor(ctx: Context, n: float, unit: str) -> Days:
    near = ctx.anchor(unit)
    if not near or not near.start:
        return NOTHING
    if unit == "year" and near.value and near.grain != "day" and n == int(n):
        return calendar.years_away(near, int(n))
    known = near.grain in ("day", unit)
    return _moved(near.start, n, unit) if known or unit in ("year", "decade") else NOTHING


def _moved(day: date, n: float, unit: str) -> Days:
    if unit in LESS_THAN_A_DAY:
        return calendar.on(day)
    return _WITH.get(unit, calendar.on)(calendar.moved(day, n, unit))


def _is_compared(ctx: Context, unit: str, n: float, way: str) -> bool:
    return unit == "year" and n == 1 and way in ("ago", "earlier", "before") and ctx.precedes(_COMPARED)


def _year_before(ctx: Context) -> Days:
    """Read "from $4 million a year ago": the quarter spoken of, a year before; else last year."""
    quarter = ctx.named.quarter if ctx.named.is_of_quarter else None
    return calendar.years_away(quarter or calendar.year_with(ctx.today), -1)


def _year_ago(_m: Read, ctx: Context) -> Days:
    return _year_before(ctx)


_COMPARED = re.compile(english.COMPARED.replace(" ", r"\s"), re.IGNORECASE)
_CLAUSE_END = re.compile(english.CLAUSE_END.replace(" ", r"\s"))


def _within(m: Read, ctx: Context) -> Days:
    """Read "within days", "within 24 hours"; "within a week of it" counts from a day not named."""
    unit = unit_of(m["unit"])
    if not m["of"] and ctx.tense != "past":
        return _ahead(ctx, m, unit)
    return NOTHING._replace(value=length(how_many(m["n"]), unit))


def _ahead(ctx: Context, m: Read, unit: str) -> Days:
    """Return the days up to a due day; where it is not said how many: 7 days, 8 weeks, and open beyond."""
    n = m.groupdict().get("n") or ("a" if m["unit"].lower() == unit else None)
    many = how_many(m.groupdict().get("most")) or how_many(n)
    value = length(how_many(n), unit)
    if ctx.day is None:
        return NOTHING._replace(value=value)
    if unit in LESS_THAN_A_DAY:
        away = max(1, round((many or 1) / 24)) if unit == "hour" else 1
        return Days(ctx.day, ctx.day + timedelta(away), "interval", value)
    if many is None:
        usual = {"day": timedelta(7), "week": timedelta(weeks=8)}.get(unit)
        return Days(ctx.day, ctx.day + usual if usual else None, "interval", value)
    return Days(ctx.day, calendar.moved(ctx.day, many, unit), "interval", value)


def _around(m: Read, ctx: Context) -> Days:
    """Read "in the coming weeks", "over the past 24 hours", "in recent weeks"."""
    way, unit, many = m["way"].lower(), unit_of(m["unit"]), how_many(m.groupdict().get("n"))
    value = length(many, unit)
    if way in ("coming", "next", "upcoming", "in"):
        return _ahead(ctx, m, unit)
    if many is None or way == "following" or ctx.day is None:
        return NOTHING._replace(value=value)
    hours = unit in LESS_THAN_A_DAY
    start = ctx.day - timedelta(max(1, round(many / 24))) if hours else calendar.moved(ctx.day, -many, unit)
    return Days(start, ctx.day, "interval", value)


def _first_of(m: Read, ctx: Context) -> Days:
    """Read "the first nine months" before "of 2031" or "of the year"."""
    n, unit = how_many(m["n"]), unit_of(m["unit"])
    value = length(n, unit)
    if ctx.day is None and not m["year"]:
        return NOTHING._replace(value=value)
    year = said_year(m, ctx) or ctx.today.year
    if n is None:
        return NOTHING._replace(value=value)
    if m["end"].lower() in ("last", "final"):
        return calendar.until(date(year, 12, 31), n, unit)._replace(value=value)
    first = date(year, 1, 1)
    return Days(first, calendar.moved(first, n, unit) - timedelta(1), "interval", value)


# ------------------------------------------------------------------ spans of the calendar


def _named_quarter(m: Read, ctx: Context) -> Days:
    """Read "the first quarter": this year's, or last year's where it is still to come; "the second half of 2031"."""
    q = group(m, "q")
    n = int(q) if q.isdigit() else english.ORDINALS.get(q) or digits(q)
    half = group(m, "unit") == "half"
    of = calendar.of_half if half else calendar.of_quarter
    if half and n > 2:
        return NOTHING
    year = said_year(m, ctx)
    if group(m, "ago", "ago2"):
        spoken_of = ctx.named.quarter
        return of((spoken_of.start if spoken_of and spoken_of.start else ctx.today).year - 1, n)
    if year is not None:
        return of(year, n)
    found = of(ctx.today.year, n)
    passed = ctx.is_future or not found.start or found.start <= ctx.today
    return found if passed else of(ctx.today.year - 1, n)


def _quarter_meant(m: Read, ctx: Context) -> Days | None:
    """Read "the quarter": the one that "ended July 31", was named before, or has just passed."""
    ended = ctx.follows(_ENDED)
    if ended:
        return _quarter_to(*_end_of(ended, ctx))
    year, ago = said_year(m, ctx), group(m, "ago", "ago2")
    meant = ctx.named.quarter or calendar.of_quarter(*_last_quarter(ctx.today))
    if year is not None and meant.start:
        return calendar.years_away(meant, year - meant.start.year)
    if m[0].lower().startswith(("this", "the current")):
        return _calendar("quarter", ctx.today)
    return calendar.years_away(meant, -1) if ago else meant


_ENDED = re.compile(english.ENDED.replace(" ", r"\s"))


def _end_of(ended: Read, ctx: Context) -> tuple[int, int]:
    """Return year and month of "ended July 31"."""
    month = MONTH_NUMBER[ended["month"][:3].lower()]
    return int(ended["year"]) if ended["year"] else ctx.year_of(date(ctx.today.year, month, 1)), month


def _quarter_to(year: int, month: int) -> Days:
    """The three months to the end of one, under the value of the calendar quarter they lie most in."""
    first, value = calendar.of_month(year, month - 2).start, calendar.of_month(year, month - 1).start
    last = calendar.of_month(year, month).end
    if not first or not value:
        return NOTHING
    return Days(first, last, "interval", calendar.of_quarter(value.year, (value.month + 2) // 3).value)


def _last_quarter(day: date) -> tuple[int, int]:
    now = (day.month + 2) // 3
    return (day.year, now - 1) if now > 1 else (day.year - 1, 4)


def _named_before(m: Read, ctx: Context) -> Days | None:
    """Read "the quarter", "the year-ago period", "that day", "the following month": counted from what was named."""
    unit, way = m["unit"].lower(), group(m, "way")
    if unit == "period" and not group(m, "ago", "ago2", "year", "year2", "turn") and "latest" not in m[0].lower():
        return None
    if unit in ("quarter", "period") and way == "":
        return _quarter_meant(m, ctx) if not ctx.follows(_OF_AMOUNT) else None
    near = ctx.anchor("day" if unit in english.PARTS_OF_DAY else unit)
    since = near.start if near and near.start else ctx.today if way in ("", *english.PREVIOUS) else None
    if since is None:
        return NOTHING
    turn, time = turn_of(way), unit if unit in english.PARTS_OF_DAY else None
    kind = "day" if time else unit
    return at_time(_calendar(kind, calendar.moved(since, turn, unit_of(kind)) if turn else since), time)


_OF_AMOUNT = re.compile(english.OF_AMOUNT.replace(" ", r"\s"))


def _the_span(m: Read, ctx: Context) -> Days | None:
    """Read "for the year", "of the month": this one; "the year ended March 31" is the twelve months to then."""
    if ctx.before not in english.BEFORE_THE_SPAN or ctx.follows(_OTHER_SPAN):
        return None
    unit, ended = m["unit"].lower(), ctx.follows(_ENDED)
    return _ended(ended, ctx, 1, unit) if ended and unit == "year" else _calendar(unit, ctx.today)


def _ended(ended: Read, ctx: Context, n: float, unit: str) -> Days:
    """Read "the year to March", "three months ended Jan. 31": so many whole units to the end of a month."""
    last = calendar.of_month(*_end_of(ended, ctx)).end
    return calendar.until(last, n, unit)._replace(value=length(n, unit)) if last else NOTHING


_OTHER_SPAN = re.compile(english.AFTER_THE_SPAN.replace(" ", r"\s"))


def _period(m: Read, ctx: Context) -> Days:
    """Read "last week", "earlier this month", "the end of the year", "the past week", "the current year"."""
    unit, which, part = m["unit"].lower(), m["which"].lower(), (m.groupdict().get("part") or "").lower()
    ended = ctx.follows(_ENDED) if which == "the" and unit == "year" else None
    if ended:
        return _ended(ended, ctx, 1, unit)
    if which == "the past":
        return Days(calendar.moved(ctx.today, -1, unit_of(unit)), ctx.today, "interval", length(1, unit_of(unit)))
    if which == "the coming" or (which == "coming" and unit != "weekend"):
        return Days(ctx.today, calendar.moved(ctx.today, 1, unit_of(unit)), "interval", length(1, unit_of(unit)))
    turn = turn_of("last" if which == "this past" else which)
    found = _calendar(unit, calendar.moved(ctx.today, turn, unit_of(unit)) if turn else ctx.today)
    if turn == 0 and part == "earlier":
        return found._replace(end=ctx.today, grain="interval")
    if turn == 0 and part == "later":
        return found._replace(start=ctx.today, grain="interval")
    return calendar.part_of(found, part)


def _after_next(m: Read, ctx: Context) -> Days:
    """Read "the week after next"."""
    unit = m["unit"].lower()
    return _calendar(unit, calendar.moved(ctx.today, 2, unit_of(unit)))


def _weekend(_m: Read, ctx: Context) -> Days:
    """Read "over the weekend": the one just past, or the coming one where the future is spoken of."""
    coming = calendar.weekend_with(ctx.today)
    if ctx.is_to_come or (coming.start and coming.start <= ctx.today):
        return coming
    return calendar.weekend_with(ctx.today - timedelta(7))


def _year_end(m: Read, ctx: Context) -> Days:
    """Read "by year-end", "at the quarter's end", "year-end 2031"."""
    whole = calendar.of_year(int(m["year"])) if m["year"] else _calendar(m["unit"].lower(), ctx.today)
    return calendar.part_of(whole, "end of")


def _calendar(unit: str, day: date) -> Days:
    """Return the week, month, … century a day lies in."""
    if unit == "quarter":
        return calendar.of_quarter(day.year, (day.month + 2) // 3)
    if unit == "century":
        return calendar.of_century(day.year // 100 * 100)
    return _WITH.get(unit, calendar.on)(day)


def _decade_with(day: date) -> Days:
    return calendar.of_decade(day.year // 10 * 10)


_WITH: Mapping[str, Callable[[date], Days]] = {
    "week": calendar.week_with,
    "weekend": calendar.weekend_with,
    "month": calendar.month_with,
    "quarter": calendar.month_with,
    "year": calendar.year_with,
    "decade": _decade_with,
    "century": _decade_with,  # "a century ago" is no more precise
}


def _season(m: Read, ctx: Context) -> Days | None:
    """Read "this autumn", "last winter", "in the spring of 2031", "the early summer"."""
    code, month = english.SEASONS[m["season"].lower()]
    which = m["which"].lower()
    part = group(m, "part") or (which if which in ("early", "mid", "late") else None)
    year = int(m["year"]) if m["year"] else ctx.today.year
    found = calendar.of_season(year, code, month)
    spoken_of = ctx.year_spoken_of if which in ("in", "the", "in the") and not m["year"] else None
    if spoken_of and spoken_of.start:
        return calendar.part_of(calendar.of_season(spoken_of.start.year, code, month), part)
    if m["year"] or which == "this" or not found.start or not found.end:
        return calendar.part_of(found, part)
    if which == "next":
        away = int(found.start <= ctx.today)
    elif which in ("last", "this past"):
        away = -(found.end >= ctx.today)
    else:
        away = (found.end < ctx.today) if ctx.is_to_come else -(found.start > ctx.today)
    return calendar.part_of(calendar.years_away(found, away), part)


def _named_decade(m: Read, ctx: Context) -> Days:
    first = int(re.sub(r"\D", "", m["decade"]))
    if first < 100:
        first += 1900 if ctx.day is None or first > ctx.day.year % 100 else ctx.day.year // 100 * 100
    half = {"first": (0, 4), "second": (5, 9), "last": (5, 9)}.get(group(m, "half"), (0, 9))
    least, most = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(group(m, "part"), half)
    return calendar.of_decade(first, least, most)


def _century(m: Read, _ctx: Context) -> Days:
    n = english.ORDINALS.get(group(m, "n")) or digits(m["n"])
    whole = calendar.of_century((n - 1) * 100)
    if m["half"] and whole.start and whole.end:
        middle = date(whole.start.year + 50, 1, 1)
        is_first = m["half"].lower() == "first"
        return whole._replace(end=middle - timedelta(1)) if is_first else whole._replace(start=middle)
    return calendar.part_of(whole, m["part"])


def _years(m: Read, _ctx: Context) -> Days:
    """Read "1994-97", "2028 to 2031"."""
    first = int(m["year"])
    last = int(m["until"]) if len(m["until"]) == 4 else first // 100 * 100 + int(m["until"])
    return Days(date(first, 1, 1), date(last, 12, 31), "interval", f"{first}/{last}") if last > first else NOTHING


def _named_year(m: Read, ctx: Context) -> Days | None:
    if ctx.before in english.NO_YEAR or _COUNTED.match(ctx.text, ctx.end):
        return None
    return calendar.part_of(calendar.of_year(year_of(m["year"])), m.groupdict().get("part"))


_COUNTED = re.compile(rf"\s(?:{alternation(english_numbers.NEVER_YEARS)})\b")

# ------------------------------------------------------------------ how long, how often, about when


def _duration(m: Read, ctx: Context) -> Days | None:
    """Read "30 months", which names no day; after "in" and in a forecast, the days up to it."""
    unit, words = unit_of(m["unit"]), m["n"]
    n = how_many(words)
    if words.lower() in ("a", "an") and ctx.before not in english.BEFORE_SPAN:
        return None
    if m[0].lower() == "one day" and ctx.before in english.BEFORE_ONE_DAY:
        return None
    if ctx.before == "in" and ctx.is_future and unit not in ("second", "minute"):
        return _ahead(ctx, m, unit)
    if n is not None and m.groupdict().get("half"):
        n += 0.5
    ended = ctx.follows(_ENDED) if n and unit in ("month", "year") and ctx.day else None
    if ended and n:
        return _ended(ended, ctx, n, unit)
    more = m.groupdict().get("n2")
    if more and n is not None:
        return NOTHING._replace(value=added(length(n, unit), length(how_many(more), unit_of(m["unit2"]))))
    return NOTHING._replace(value=length(n, unit))


def _set(m: Read, _ctx: Context) -> Days:
    """Read "every day", "every two weeks", "twice a week", "daily"."""
    found = m.groupdict()
    often = group(m, "often")
    if often:
        return Days(None, None, "set", english.OFTEN[often])
    n = how_many(found.get("n")) or (2 if "other" in (found.get("other") or "") else 1)
    return Days(None, None, "set", length(n, unit_of(m["unit"])))


def _vague(m: Read, _ctx: Context) -> Days:
    """Read "recently", "now", "soon"."""
    return NOTHING._replace(value=f"{(m.lastgroup or '').upper()}_REF")


READERS: Mapping[str, Callable[[Read, Context], Days | None]] = {
    "first_of": _first_of,
    "ago": _ago,
    "year_ago": _year_ago,
    "within": _within,
    "around": _around,
    "quarter": _named_quarter,
    "named_before": _named_before,
    "period": _period,
    "the_span": _the_span,
    "after_next": _after_next,
    "weekend": _weekend,
    "year_end": _year_end,
    "season": _season,
    "decade": _named_decade,
    "century": _century,
    "years": _years,
    "year": _named_year,
    "set": _set,
    "duration": _duration,
    "vague": _vague,
}
"""The name of a shape → its reader. ``None``: these words name no time after all."""
