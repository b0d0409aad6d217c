"""Times the text names, resolved against the article's day, as precise as the text allows.

One scan finds what names a time; each shape has its reader, which gives the first and last day meant and a TIMEX3 value.
A day without a year or week lies in the past unless the words before it speak of the future. Where the article has no day,
only what names its year is resolved; the rest keeps its words and has no days.

Spans are ISO weeks, calendar months and quarters; seasons are those of the north. Horizons go by convention: "within days"
is 7 days, "in the coming weeks" 8 weeks, "by December" its last day.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from reportedly.english import DAYS, MONTHS, alternation
from reportedly.records import Part, Span, When
from reportedly.resolve import english

_LOOK_BACK = 100  # characters before an expression in which its tense is looked for

# ------------------------------------------------------------------ the scan


class _Shape(NamedTuple):
    """One way a time is written, and an example."""

    name: str
    pattern: str
    example: str


_MONTH = rf"(?-i:{MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = rf"(?-i:{DAYS})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NUMBER = rf"\d{{1,4}}|an?|half\san?|(?:a\s)?couple(?:\sof)?|(?:a\s)?few|several|(?:{alternation(w for w, n in english.SMALL.items() if n >= 20)})(?:-\w+)?|{alternation(english.SMALL)}"
_UNIT = rf"(?:{alternation(english.UNITS_OF_TIME)})s?"
_PART = r"early|mid|late|(?:the\s)?(?:start|beginning|middle|end)\sof"

SHAPES = (
    _Shape("iso", rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)", "2031-05-06"),
    _Shape("date", rf"(?:{_WEEKDAY},?\s\(?)?(?P<month>{_MONTH})\s(?P<day>{_DAY})\b(?!,\d)(?:\s?(?:[-–]|to|and|through)\s?(?:(?P<month2>{_MONTH})\s)?(?P<day2>{_DAY})\b(?![,.]?\d|%))?(?:,?\s(?P<year>{_YEAR})\b)?", "July 28 to August 3"),
    _Shape("date", rf"(?:{_WEEKDAY},?\s(?:the\s)?)?(?P<day>{_DAY})(?:(?:\sof)?\s(?P<month>{_MONTH}))?\s?(?:[-–]|to|and|or)\s?(?P<day2>{_DAY})(?:\sof)?\s(?P<month2>{_MONTH})(?:,?\s(?P<year>{_YEAR})\b)?", "6 and 10 August"),
    _Shape("date", rf"(?:{_WEEKDAY},?\s(?:the\s)?)?(?P<day>{_DAY})(?:\sof)?\s(?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR})\b)?", "6 May 2031"),
    _Shape("month", rf"(?:(?P<part>{_PART})[-\s])?(?:(?P<which>last|next|this)\s)?(?P<month>(?-i:{MONTHS}))\b(?:,?\s(?:of\s)?(?P<year>{_YEAR})\b)?", "early November"),
    _Shape("from_day", rf"(?P<n>a|one|two|three)\sweeks?\sfrom\s(?P<weekday>{_WEEKDAY})", "a week from Monday"),
    _Shape("weekday", rf"(?:(?P<which>last|next|this(?:\scoming)?|coming|the\s(?:previous|coming))\s)?(?P<weekday>{_WEEKDAY})(?:\s(?:morning|afternoon|evening|night))?(?:\s(?:of\s)?(?P<week>last|next|this)\sweek)?", "next Friday"),
    _Shape("deictic", r"yesterday|today|tomorrow|tonight|overnight|last\snight|this\s(?:morning|afternoon|evening)|the\sday\s(?:before\syesterday|after\stomorrow)", "last night"),
    _Shape("ago", rf"(?P<n>{_NUMBER})\s(?P<unit>{_UNIT})\s(?P<way>ago|earlier|later|before|prior|from\snow|hence)", "three weeks ago"),
    _Shape("within", rf"within\s(?:a\smatter\sof\s)?(?:the\s(?:next|coming)\s)?(?:(?P<n>{_NUMBER})\s)?(?P<unit>{_UNIT})\b(?P<of>\sof\b)?", "within 24 hours"),
    _Shape("around", rf"(?:(?:in|over|for|during)\s)?(?:the\s)?(?P<way>coming|next|upcoming|past|last|previous|recent)\s(?:(?P<n>{_NUMBER})\s)?(?P<unit>{_UNIT}(?<=s))", "in the coming weeks"),
    _Shape("quarter", rf"(?:the\s)?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[-\s](?P<unit>quarter|half)(?:\sof\s(?:(?P<year>{_YEAR})|(?P<which>last|this|next|the)\syear))?", "the first quarter of 2031"),
    _Shape("period", rf"(?:(?P<part>earlier|later|{_PART})\s)?(?P<which>last|next|this|the\s(?:previous|past|coming)|coming)\s(?P<unit>week|weekend|month|year|quarter|decade|century)", "earlier this month"),
    _Shape("period", rf"(?P<part>{_PART})\s(?P<which>the)\s(?P<unit>week|month|year|decade|century)", "the end of the month"),
    _Shape("season", rf"(?:(?P<which>this|last|next|the|in|since|during)\s)(?:the\s)?(?P<season>spring|summer|autumn|winter|fall(?=\sof\s\d))(?:(?:\sof)?\s(?P<year>{_YEAR}))?|(?P<which2>this|last|next)\s(?P<season2>fall)", "this autumn"),
    _Shape("decade", rf"(?:the\s)?(?:(?P<part>early|mid|late)[-\s])?(?:the\s)?(?P<decade>(?:1[5-9]|20)\d0)s", "the early 1990s"),
    _Shape("year", rf"(?:(?P<part>{_PART})[-\s])?(?P<year>{_YEAR})(?![-–,.]?\d|%)", "2024"),
    _Shape("ordinal", rf"the\s(?P<day>\d{{1,2}}(?:st|nd|rd|th))(?:\s\(local\stime\))?(?=[^\w\s]|$|\s(?:at|that|when|in|and|to|as|local)\b)", "the 10th (local time)"),
    _Shape("duration", rf"(?P<n>{_NUMBER})[-\s](?P<unit>{_UNIT})", "30 months"),
)  # fmt: skip
_NAMED = re.compile(r"\?P<\w+>")
_SCAN = re.compile(
    r"(?<![\w$£€.,-])(?:" + "|".join(f"({_NAMED.sub('?:', shape.pattern)})" for shape in SHAPES) + r")(?!\w)", re.IGNORECASE
)
_ONE = tuple(re.compile(shape.pattern, re.IGNORECASE) for shape in SHAPES)

# ------------------------------------------------------------------ days


class _Days(NamedTuple):
    """First and last day meant, how precise, and the TIMEX3 value."""

    start: date | None
    end: date | None
    grain: str = "vague"
    value: str | None = None


_NO_DAYS = _Days(None, None)
_MONTH_NUMBER = {name[:3].lower(): n for n, name in enumerate(MONTHS.split("|"), 1)}
_WEEKDAY_NUMBER = {name.lower(): n for n, name in enumerate(DAYS.split("|"))}


def _day(day: date) -> _Days:
    return _Days(day, day, "day", day.isoformat())


def _week(day: date) -> _Days:
    monday = day - timedelta(day.weekday())
    year, week, _ = day.isocalendar()
    return _Days(monday, monday + timedelta(6), "interval", f"{year}-W{week:02}")


def _month(year: int, month: int) -> _Days:
    """Return a month; one outside 1 to 12 counts on into the years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return _Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month", f"{year}-{month:02}")


def _year(year: int) -> _Days:
    return _Days(date(year, 1, 1), date(year, 12, 31), "year", str(year))


def _season(year: int, season: str) -> _Days:
    code, month = english.SEASONS[season]
    return _Days(_month(year, month).start, _month(year, month + 2).end, "interval", f"{year}-{code}")


def _quarter(year: int, quarter: int) -> _Days:
    return _Days(_month(year, quarter * 3 - 2).start, _month(year, quarter * 3).end, "interval", f"{year}-Q{quarter}")


def _moved(day: date, n: float, unit: str) -> date:
    """Return a day so many units later, or earlier where n is negative; months keep the day as far as they have it."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        months = int(n * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
        there = _month(day.year, day.month + months).start
        return there.replace(day=min(day.day, monthrange(there.year, there.month)[1])) if there else day
    return day + timedelta({"week": 7, "day": 1}.get(unit, 0) * n if unit in ("week", "day") else (1 if n > 0 else -1))


def _part(days: _Days, part: str | None) -> _Days:
    """Return the part of a span of days that "early", "mid-", "the end of" leave."""
    if not part or not days.start or not days.end:
        return days
    part = part.lower().removeprefix("the ")
    third = ((days.end - days.start).days + 1) / 3
    if part.startswith("end"):
        return days._replace(start=days.end, grain="interval")
    if part in ("early", "earlier") or part.startswith(("start", "begin")):
        return days._replace(end=days.start + timedelta(round(third) - 1), grain="interval")
    if part.startswith("mid"):
        return days._replace(start=days.start + timedelta(round(third)), end=days.end - timedelta(round(third)), grain="interval")
    return days._replace(start=days.end - timedelta(round(third) - 1), grain="interval")


# ------------------------------------------------------------------ what a reader knows


_FUTURE = re.compile(rf"(?<!\w)(?:(?P<future>{english.FUTURE})|(?P<past>{english.PAST}))(?!\w)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True)
class _Context:
    """An expression's surroundings: the article's day, if it has one, and the words before."""

    text: str
    start: int
    end: int
    today: date
    forecast: bool = False  # in a forecast, what lies open is to come

    @cached_property
    def is_future(self) -> bool:
        """Whether the words before speak of what is to come: the last that tells decides."""
        if self.forecast:
            return True
        before = self.text[max(0, self.start - _LOOK_BACK) : self.start]
        ends = [match.end() for match in _SENTENCE.finditer(before)]
        told = None
        for told in _FUTURE.finditer(before, ends[-1] if ends else 0):
            pass
        return bool(told and told["future"])

    @property
    def before(self) -> str:
        """The word right before, in lower case."""
        return (self.text[max(0, self.start - 12) : self.start].split() or [""])[-1].lower()


_Read = re.Match[str]


def _how_many(words: str | None) -> float | None:
    """Return what a number word of time stands for; None for "few" and "several"."""
    if not words:
        return None
    last = words.lower().replace("-", " ").split()
    if last[0].isdigit():
        return float(last[0])
    found = [english.SMALL.get(word, english.FEW.get(word)) for word in last]
    known = [n for n in found if n is not None]
    if "few" in last or "several" in last or not known:
        return None
    return 2.0 if "couple" in last else 0.5 if "half" in last else sum(known)


def _unit(words: str) -> str:
    return english.UNITS_OF_TIME[words.lower().removesuffix("s")]


def _turn(ctx: _Context, which: str | None) -> int:
    """Return -1 for last, 0 for this, 1 for next."""
    word = (which or "this").lower().removeprefix("the ").split()[0]
    return {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(word, 0)


# ------------------------------------------------------------------ readers, one a shape


def _iso(m: _Read, _ctx: _Context) -> _Days:
    return _day(date(int(m["year"]), int(m["month"]), int(m["day"])))


def _date(m: _Read, ctx: _Context) -> _Days:
    """Read "Oct. 30", "6 May 2031", "July 28 to August 3", "between 6 and 10 August"."""
    first, last = m["month"] or m["month2"], m.groupdict().get("month2") or m["month"]
    day, until = _number(m["day"]), _number(m.groupdict().get("day2") or m["day"])
    month, month2 = _MONTH_NUMBER[first[:3].lower()], _MONTH_NUMBER[last[:3].lower()]
    year = int(m["year"]) if m["year"] else _nearest_year(ctx, month, day)
    start, end = date(year, month, day), date(year + (month2 < month), month2, until)
    return _day(start) if start == end else _Days(start, end, "interval")


def _number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]  # the shape has digits there


def _nearest_year(ctx: _Context, month: int, day: int) -> int:
    """Return the year of a day that names none: it has passed, unless it is near or the future is spoken of."""
    ahead = (date(ctx.today.year, month, min(day, 28)) - ctx.today).days
    if ctx.is_future:
        return ctx.today.year + (ahead < -31)
    return ctx.today.year - (ahead > 31) + (ahead < -335)


def _named_month(m: _Read, ctx: _Context) -> _Days | None:
    """Read "in August", "early November", "by December", "August 2031"; "May" and "March" need a word that says so."""
    alone = not (m["part"] or m["which"] or m["year"])
    if m["month"] in ("May", "March") and alone and ctx.before not in _BEFORE_MONTH:
        return None
    month = _MONTH_NUMBER[m["month"][:3].lower()]
    if m["year"]:
        year = int(m["year"])
    elif m["which"]:
        year = ctx.today.year + {-1: -(month >= ctx.today.month), 0: 0, 1: month <= ctx.today.month}[_turn(ctx, m["which"])]
    else:
        future = ctx.is_future or (ctx.before in ("by", "until") and month >= ctx.today.month)
        year = ctx.today.year + (month < ctx.today.month if future else -(month > ctx.today.month))
    return _part(_month(year, month), m["part"])


def _weekday(m: _Read, ctx: _Context) -> _Days:
    """Read "on Tuesday": the last one, today's included; the coming one where the future is spoken of."""
    ahead = _WEEKDAY_NUMBER[m["weekday"].lower()] - ctx.today.weekday()
    which, week = (m["which"] or "").lower().removeprefix("the "), m["week"]
    if week or which == "next":
        return _day(ctx.today + timedelta(ahead + 7 * _turn(ctx, week or "next")))
    if which in ("last", "previous"):
        return _day(ctx.today + timedelta(ahead - 7 * (ahead >= 0)))
    if which or ctx.is_future or ctx.before in ("by", "until", "before"):
        return _day(ctx.today + timedelta(ahead + 7 * (ahead < 0)))
    return _day(ctx.today + timedelta(ahead - 7 * (ahead > 0)))


def _from_day(m: _Read, ctx: _Context) -> _Days:
    ahead = (_WEEKDAY_NUMBER[m["weekday"].lower()] - ctx.today.weekday()) % 7
    return _day(ctx.today + timedelta(ahead + 7 * (_how_many(m["n"]) or 1)))


def _deictic(m: _Read, ctx: _Context) -> _Days:
    words = " ".join(m[0].lower().split())
    yesterday = ctx.today - timedelta(1)
    if words == "overnight":
        return _Days(yesterday, ctx.today, "interval")
    if words == "last night":
        return _day(yesterday)._replace(value=f"{yesterday.isoformat()}TNI")
    away = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(words, 0)
    time = {"tonight": "TNI", "this morning": "TMO", "this afternoon": "TAF", "this evening": "TEV"}.get(words, "")
    found = _day(ctx.today + timedelta(away))
    return found._replace(value=f"{found.value}{time}")


def _ago(m: _Read, ctx: _Context) -> _Days:
    """Read "three weeks ago"; "two years earlier" counts from a day the words do not name."""
    n, unit, way = _how_many(m["n"]), _unit(m["unit"]), m["way"].lower()
    if n is None or way not in ("ago", "from now", "hence") or unit in ("second", "minute", "hour"):
        return _day(ctx.today) if way == "ago" and unit in ("second", "minute", "hour") else _NO_DAYS
    there = _moved(ctx.today, -n if way == "ago" else n, unit)
    return {"week": _week, "month": _month_of, "quarter": _month_of, "year": _year_of}.get(unit, _day)(there)


def _month_of(day: date) -> _Days:
    return _month(day.year, day.month)


def _year_of(day: date) -> _Days:
    return _year(day.year)


def _within(m: _Read, ctx: _Context) -> _Days:
    """Read "within days", "within 24 hours"; "within a week of taking office" counts from a day the words do not name."""
    return _NO_DAYS if m["of"] else _ahead(ctx.today, m["n"], _unit(m["unit"]))


def _ahead(today: date, n: str | None, unit: str) -> _Days:
    """Return the days up to a due day; where it is not said how many: 7 days, 8 weeks, and open beyond."""
    many = _how_many(n)
    if unit in ("second", "minute", "hour"):
        return _Days(today, today + timedelta(max(1, round((many or 1) / 24)) if unit == "hour" else 1), "interval")
    if many is None:
        usual = {"day": timedelta(7), "week": timedelta(weeks=8)}.get(unit)
        return _Days(today, today + usual if usual else None, "interval")
    return _Days(today, _moved(today, many, unit), "interval")


def _around(m: _Read, ctx: _Context) -> _Days:
    """Read "in the coming weeks", "over the past 24 hours"."""
    way, unit = m["way"].lower(), _unit(m["unit"])
    if way in ("coming", "next", "upcoming"):
        return _ahead(ctx.today, m["n"], unit)
    many = _how_many(m["n"])
    if many is None:
        return _NO_DAYS._replace(value="PAST_REF" if way == "recent" else None)
    hours = unit in ("second", "minute", "hour")
    start = ctx.today - timedelta(max(1, round(many / 24))) if hours else _moved(ctx.today, -many, unit)
    return _Days(start, ctx.today, "interval")


def _named_quarter(m: _Read, ctx: _Context) -> _Days:
    n = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}.get(m["q"].lower(), 4)
    year = int(m["year"]) if m["year"] else ctx.today.year + _turn(ctx, m["which"])
    if m["unit"].lower() == "half":
        return _Days(_month(year, n * 6 - 5).start, _month(year, n * 6).end, "interval", f"{year}-H{n}") if n < 3 else _NO_DAYS
    found = _quarter(year, n)
    late = not (m["year"] or m["which"]) and not ctx.is_future and found.start and found.start > ctx.today
    return _quarter(year - 1, n) if late else found


def _period(m: _Read, ctx: _Context) -> _Days:
    """Read "last week", "earlier this month", "the end of the year"."""
    unit, words, part = m["unit"].lower(), m["which"].lower(), (m["part"] or "").lower()
    turn = _turn(ctx, words)
    if words in ("the past", "the coming", "coming"):
        days = (_moved(ctx.today, -1, _unit(unit)), ctx.today) if words == "the past" else (ctx.today, _moved(ctx.today, 1, _unit(unit)))
        return _Days(*days, "interval")
    found = _calendar(unit, ctx.today, turn)
    if turn == 0 and part in ("earlier", "later"):
        return found._replace(**({"end": ctx.today} if part == "earlier" else {"start": ctx.today}), grain="interval")
    return _part(found, part)


def _calendar(unit: str, today: date, turn: int) -> _Days:
    there = _moved(today, turn, english.UNITS_OF_TIME[unit]) if turn else today
    if unit == "weekend":
        week = _week(there)
        return week._replace(start=week.end and week.end - timedelta(1), value=f"{week.value}-WE")
    if unit == "decade":
        return _decades(there.year // 10 * 10)
    if unit == "century":
        first = there.year // 100 * 100
        return _Days(date(first, 1, 1), date(first + 99, 12, 31), "interval", str(first // 100))
    if unit == "quarter":
        return _quarter(there.year, (there.month + 2) // 3)
    return {"week": _week, "month": _month_of, "year": _year_of}[unit](there)


def _named_season(m: _Read, ctx: _Context) -> _Days:
    """Read "this autumn", "last winter", "in the spring of 2031"."""
    season, which = (m["season"] or m["season2"]).lower(), (m["which"] or m["which2"] or "").lower()
    if m["year"]:
        return _season(int(m["year"]), season)
    year = ctx.today.year + (_turn(ctx, which) if which in ("last", "next") else 0)
    found = _season(year, season)
    if which == "last" and (before := _season(year + 1, season)).end and before.end and before.end < ctx.today:
        return before
    if which in ("the", "in", "since", "during") and found.start and found.start > ctx.today and not ctx.is_future:
        return _season(year - 1, season)
    return found


def _named_decade(m: _Read, _ctx: _Context) -> _Days:
    return _in_decade(int(m["decade"]), (m["part"] or "").lower())


def _decades(first: int) -> _Days:
    return _Days(date(first, 1, 1), date(first + 9, 12, 31), "interval", str(first // 10))


def _in_decade(first: int, part: str) -> _Days:
    least, most = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return _decades(first)._replace(start=date(first + least, 1, 1), end=date(first + most, 12, 31))


def _named_year(m: _Read, ctx: _Context) -> _Days | None:
    if ctx.before in _NO_YEAR or _COUNTED.match(ctx.text, ctx.end):
        return None
    return _part(_year(int(m["year"])), m["part"])


def _ordinal(m: _Read, ctx: _Context) -> _Days:
    """Read "on the 10th": this month's, or last month's where it is still to come."""
    day = _number(m["day"])
    here = _month_of(ctx.today) if day <= ctx.today.day or ctx.is_future else _month(ctx.today.year, ctx.today.month - 1)
    if ctx.is_future and day < ctx.today.day:
        here = _month(ctx.today.year, ctx.today.month + 1)
    return _day(here.start.replace(day=day)) if here.start else _NO_DAYS


def _duration(m: _Read, ctx: _Context) -> _Days | None:
    """Read "30 months", which names no day; after "in" and in a forecast, the day that lies so far ahead."""
    n, unit = _how_many(m["n"]), _unit(m["unit"])
    if m["n"].lower() in ("a", "an") and ctx.before not in _BEFORE_SPAN:
        return None
    if ctx.before == "in" and ctx.is_future and n is not None and unit not in ("second", "minute"):
        return _ahead(ctx.today, m["n"], unit)
    amount = "X" if n is None else f"{n:g}"
    return _NO_DAYS._replace(value={"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M",
                                    "quarter": "P{}Q", "year": "P{}Y", "decade": "P{}DE", "century": "P{}CE"}[unit].format(amount))  # fmt: skip


_BEFORE_MONTH = frozenset("in by since until till of last next this during through from before after late early mid throughout".split())
_BEFORE_SPAN = frozenset("for in after within over about nearly almost than lasting takes take took lasted once roughly under".split())
_NO_YEAR = frozenset("some about around nearly almost over than least roughly approximately to- no. number flight room".split())
_COUNTED = re.compile(r"\s(?:people|men|women|children|troops|soldiers|homes|houses|dead|deaths|killed|jobs|workers|votes|miles|km|metres|meters|tons|tonnes)\b")
_READERS: Mapping[str, Callable[[_Read, _Context], _Days | None]] = {
    "iso": _iso, "date": _date, "month": _named_month, "from_day": _from_day, "weekday": _weekday, "deictic": _deictic, "ago": _ago,
    "within": _within, "around": _around, "quarter": _named_quarter, "period": _period, "season": _named_season,
    "decade": _named_decade, "year": _named_year, "ordinal": _ordinal, "duration": _duration,
}  # fmt: skip
_ABSOLUTE = frozenset(("iso", "decade", "year"))  # these name their year; dates and months may

# ------------------------------------------------------------------ all of it


def times(text: str, *, day: date | None, part: Part = Part.BODY) -> tuple[When, ...]:
    """Return every time of a text, in reading order, resolved against the article's day.

    >>> [(str(w.start), str(w.end), w.value) for w in times("It has rained since Monday.", day=date(2031, 5, 7))]
    [('2031-05-05', 'None', '2031-05-05')]
    """
    return tuple(
        When(days.start, days.end, days.grain, Span(start, end, part), days.value) for days, start, end in _found(text, day, forecast=False)
    )


def horizon(text: str, *, said: date | None) -> date | None:
    """Return the day by which a forecast falls due, by its own words; None where they name none.

    Args:
        text: The clause that holds the forecast.
        said: When it was said.

    >>> horizon("the bridge could reopen within days", said=date(2031, 5, 7))
    datetime.date(2031, 5, 14)
    """
    due = [days.end for days, _, _ in _found(text, said, forecast=True) if days.end and said and days.end >= said]
    return due[0] if due else said if _TODAY.search(text) else None


_TODAY = re.compile(r"\b(?:by|at|before|until|from)\s(?:early\s|late\s|mid[- ])?(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|noon|midnight|evening|nightfall|dawn|midday)", re.IGNORECASE)


def _found(text: str, day: date | None, *, forecast: bool) -> Iterator[tuple[_Days, int, int]]:
    for match in _SCAN.finditer(text):
        row = (match.lastindex or 1) - 1
        context = _Context(text, match.start(), match.end(), day or date(1, 1, 1), forecast)
        found = _resolved(row, context, known=day is not None)
        if found:
            yield _led(found, context)


def _resolved(row: int, ctx: _Context, *, known: bool) -> _Days | None:
    """Return the days an expression stands for; none where that takes a day the article has not, or no such day is."""
    name, match = SHAPES[row].name, _ONE[row].match(ctx.text, ctx.start, ctx.end)
    if not match:
        return None
    if not known and name != "duration" and name not in _ABSOLUTE and not match.groupdict().get("year"):
        return _NO_DAYS
    try:
        return _READERS[name](match, ctx)
    except (ValueError, OverflowError):  # the 31st of June; a million years ago
        return _NO_DAYS


def _led(days: _Days, ctx: _Context) -> tuple[_Days, int, int]:
    """Open a side: "since Tuesday" has no end, "by the end of the month" no start."""
    side = english.LEADS.get(ctx.before)
    if side is None or not days.start or not days.end:
        return days, ctx.start, ctx.end
    start = ctx.text.lower().rindex(ctx.before, 0, ctx.start)
    opened = days._replace(end=None) if side == "from" else days._replace(start=None)
    return opened._replace(grain="interval"), start, ctx.end
