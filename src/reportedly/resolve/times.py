"""Times the text names, resolved against the article's day, as precise as the text allows.

One scan finds what names a time; each shape has its reader, which gives the first and last day meant and a TIMEX3
value. A day without a year or week lies in the past unless the words before it speak of the future. Where the article
has no day, only what names its year is resolved; the rest keeps its words and has no days.

Spans are ISO weeks, calendar months and quarters; seasons are those of the north. Horizons go by convention: "within
days" is 7 days, "in the coming weeks" 8 weeks, "by December" its last day.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from reportedly.english import DAYS, MONTHS, alternation
from reportedly.records import Part, Span, When
from reportedly.resolve import days, english_numbers
from reportedly.resolve import english_times as english
from reportedly.resolve.days import NOTHING, Days

_LOOK_BACK = 100  # characters before an expression in which its tense is looked for

# ------------------------------------------------------------------ the scan


class Shape(NamedTuple):
    """One way a time is written, and an example. A blank stands for any white space."""

    name: str
    pattern: str
    example: str


_MONTH = rf"(?-i:{MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = rf"(?-i:{DAYS})"
_ON = rf"(?:{_WEEKDAY},? (?:the |\()?)?"  # "Tuesday, ", "Tuesday (" before a date
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_OF_YEAR = rf"(?:,? (?P<year>{_YEAR})\b)?"
_TENS = alternation(word for word, n in english_numbers.SMALL.items() if n >= 20)
_SMALL = rf"(?:{_TENS})(?:-\w+)?|{alternation(english_numbers.SMALL)}"
_N = rf"(?P<n>\d{{1,4}}|an?|half an?|(?:a )?couple(?: of)?|(?:a )?few|several|{_SMALL})"
_UNIT = rf"(?P<unit>(?:{alternation(english.UNITS_OF_TIME)})s?)"
_PART = r"early|mid|late|(?:the )?(?:start|beginning|middle|end) of"
_TURN = r"last|next|this|the (?:previous|past|coming)|coming"

SHAPES = (
    Shape("iso", rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)", "2031-05-06"),
    Shape(
        "date",
        rf"{_ON}(?P<month>{_MONTH}) (?P<day>{_DAY})\b(?!,\d)"
        rf"(?: ?(?:[-–]|to|and|through) ?(?:(?P<month2>{_MONTH}) )?(?P<day2>{_DAY})\b(?![,.]?\d|%))?{_OF_YEAR}",
        "July 28 to August 3",
    ),
    Shape(
        "date",
        rf"{_ON}(?P<day>{_DAY})(?:(?: of)? (?P<month>{_MONTH}))? ?(?:[-–]|to|and|or) ?"
        rf"(?P<day2>{_DAY})(?: of)? (?P<month2>{_MONTH}){_OF_YEAR}",
        "6 and 10 August",
    ),
    Shape("date", rf"{_ON}(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH}){_OF_YEAR}", "6 May 2031"),
    Shape(
        "month",
        rf"(?:(?P<part>{_PART})[- ])?(?:(?P<which>last|next|this) )?(?P<month>(?-i:{MONTHS}))\b"
        rf"(?:,? (?:of )?(?P<year>{_YEAR})\b)?",
        "early November",
    ),
    Shape("from_day", rf"(?P<n>a|one|two|three) weeks? from (?P<weekday>{_WEEKDAY})", "a week from Monday"),
    Shape(
        "weekday",
        rf"(?:(?P<which>{_TURN}|this coming) )?(?P<weekday>{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?"
        r"(?: (?:of )?(?P<week>last|next|this) week)?",
        "next Friday",
    ),
    Shape("deictic", r"yesterday|today|tomorrow|tonight|overnight|last night", "last night"),
    Shape("deictic", r"this (?:morning|afternoon|evening)|the day (?:before yesterday|after tomorrow)", "this morning"),
    Shape("ago", rf"{_N} {_UNIT} (?P<way>ago|earlier|later|before|prior|from now|hence)", "three weeks ago"),
    Shape(
        "within",
        rf"within (?:a matter of )?(?:the (?:next|coming) )?(?:{_N} )?{_UNIT}\b(?P<of> of\b)?",
        "within 24 hours",
    ),
    Shape(
        "around",
        r"(?:(?:in|over|for|during) )?(?:the )?(?P<way>coming|next|upcoming|past|last|previous|recent) "
        rf"(?:{_N} )?{_UNIT}(?<=s)",
        "in the coming weeks",
    ),
    Shape(
        "quarter",
        r"(?:the )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[- ](?P<unit>quarter|half)"
        rf"(?: of (?:(?P<year>{_YEAR})|(?P<which>last|this|next|the) year))?",
        "the first quarter of 2031",
    ),
    Shape(
        "period",
        rf"(?:(?P<part>earlier|later|{_PART}) )?(?P<which>{_TURN}) "
        r"(?P<unit>week|weekend|month|year|quarter|decade|century)",
        "earlier this month",
    ),
    Shape(
        "period", rf"(?P<part>{_PART}) (?P<which>the) (?P<unit>week|month|year|decade|century)", "the end of the month"
    ),
    Shape(
        "season",
        r"(?P<which>this|last|next|the|in|since|during) (?:the )?(?P<season>spring|summer|autumn|winter)"
        rf"(?:(?: of)? (?P<year>{_YEAR}))?",
        "this autumn",
    ),
    Shape(
        "season", rf"(?P<which>this|last|next|the) (?P<season>fall)(?: of (?P<year>{_YEAR})|(?<!the fall))", "last fall"
    ),
    Shape(
        "decade", r"(?:the )?(?:(?P<part>early|mid|late)[- ])?(?:the )?(?P<decade>(?:1[5-9]|20)\d0)s", "the early 1990s"
    ),
    Shape("year", rf"(?:(?P<part>{_PART})[- ])?(?P<year>{_YEAR})(?![-–,.]?\d|%)", "2024"),
    Shape(
        "ordinal",
        r"the (?P<day>\d{1,2}(?:st|nd|rd|th))(?: \(local time\))?(?=[^\w\s]|$| (?:at|that|when|in|and|to|as|local)\b)",
        "the 10th (local time)",
    ),
    Shape("duration", rf"{_N}[- ]{_UNIT}", "30 months"),
)
_ONE = tuple(re.compile(shape.pattern.replace(" ", r"\s"), re.IGNORECASE) for shape in SHAPES)
_NAMED = re.compile(r"\?P<\w+>")
SCAN = re.compile(
    r"(?<![\w$£€.,-])(?:" + "|".join(f"({_NAMED.sub('?:', one.pattern)})" for one in _ONE) + r")(?!\w)", re.IGNORECASE
)

# ------------------------------------------------------------------ what a reader knows

_MONTH_NUMBER = {name[:3].lower(): n for n, name in enumerate(MONTHS.split("|"), 1)}
_WEEKDAY_NUMBER = {name.lower(): n for n, name in enumerate(DAYS.split("|"))}
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
        told = [match["future"] for match in _FUTURE.finditer(before, ends[-1] if ends else 0)]
        return bool(told and told[-1])

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
    found = [english_numbers.SMALL.get(word, english.FEW.get(word)) for word in last]
    known = [n for n in found if n is not None]
    if "few" in last or "several" in last or not known:
        return None
    return 2.0 if "couple" in last else 0.5 if "half" in last else sum(known)


def _unit(words: str) -> str:
    return english.UNITS_OF_TIME[words.lower().removesuffix("s")]


def _turn(which: str | None) -> int:
    """Return -1 for last, 0 for this, 1 for next."""
    word = (which or "this").lower().removeprefix("the ").split()[0]
    return {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(word, 0)


# ------------------------------------------------------------------ readers, one a shape


def _iso(m: _Read, _ctx: _Context) -> Days:
    return days.on(date(int(m["year"]), int(m["month"]), int(m["day"])))


def _date(m: _Read, ctx: _Context) -> Days:
    """Read "Oct. 30", "6 May 2031", "July 28 to August 3", "between 6 and 10 August"."""
    first, last = m["month"] or m["month2"], m.groupdict().get("month2") or m["month"]
    day, until = _number(m["day"]), _number(m.groupdict().get("day2") or m["day"])
    month, month2 = _MONTH_NUMBER[first[:3].lower()], _MONTH_NUMBER[last[:3].lower()]
    year = int(m["year"]) if m["year"] else _nearest_year(ctx, month, day)
    start, end = date(year, month, day), date(year + (month2 < month), month2, until)
    return days.on(start) if start == end else Days(start, end, "interval")


def _number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]  # the shape has digits there


def _nearest_year(ctx: _Context, month: int, day: int) -> int:
    """Return the year of a day that names none: it has passed, unless it is near or the future is spoken of."""
    ahead = (date(ctx.today.year, month, min(day, 28)) - ctx.today).days
    if ctx.is_future:
        return ctx.today.year + (ahead < -31)
    return ctx.today.year - (ahead > 31) + (ahead < -335)


def _named_month(m: _Read, ctx: _Context) -> Days | None:
    """Read "in August", "early November", "by December", "August 2031"; "May" and "March" need a word that says so."""
    alone = not (m["part"] or m["which"] or m["year"])
    if m["month"] in ("May", "March") and alone and ctx.before not in english.BEFORE_MONTH:
        return None
    month = _MONTH_NUMBER[m["month"][:3].lower()]
    if m["year"]:
        year = int(m["year"])
    elif m["which"]:
        year = ctx.today.year + {-1: -(month >= ctx.today.month), 0: 0, 1: month <= ctx.today.month}[_turn(m["which"])]
    else:
        future = ctx.is_future or (ctx.before in ("by", "until") and month >= ctx.today.month)
        year = ctx.today.year + (month < ctx.today.month if future else -(month > ctx.today.month))
    return days.part_of(days.of_month(year, month), m["part"])


def _weekday(m: _Read, ctx: _Context) -> Days:
    """Read "on Tuesday": the last one, today's included; the coming one where the future is spoken of."""
    ahead = _WEEKDAY_NUMBER[m["weekday"].lower()] - ctx.today.weekday()
    which, week = (m["which"] or "").lower().removeprefix("the "), m["week"]
    if week or which == "next":
        return days.on(ctx.today + timedelta(ahead + 7 * _turn(week or "next")))
    if which in ("last", "previous"):
        return days.on(ctx.today + timedelta(ahead - 7 * (ahead >= 0)))
    if which or ctx.is_future or ctx.before in ("by", "until", "before"):
        return days.on(ctx.today + timedelta(ahead + 7 * (ahead < 0)))
    return days.on(ctx.today + timedelta(ahead - 7 * (ahead > 0)))


def _from_day(m: _Read, ctx: _Context) -> Days:
    ahead = (_WEEKDAY_NUMBER[m["weekday"].lower()] - ctx.today.weekday()) % 7
    return days.on(ctx.today + timedelta(ahead + 7 * (_how_many(m["n"]) or 1)))


def _deictic(m: _Read, ctx: _Context) -> Days:
    words = " ".join(m[0].lower().split())
    yesterday = ctx.today - timedelta(1)
    if words == "overnight":
        return Days(yesterday, ctx.today, "interval")
    if words == "last night":
        return days.on(yesterday)._replace(value=f"{yesterday.isoformat()}TNI")
    away = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(words, 0)
    time = {"tonight": "TNI", "this morning": "TMO", "this afternoon": "TAF", "this evening": "TEV"}.get(words, "")
    found = days.on(ctx.today + timedelta(away))
    return found._replace(value=f"{found.value}{time}")


def _ago(m: _Read, ctx: _Context) -> Days:
    """Read "three weeks ago"; "two years earlier" counts from a day the words do not name."""
    n, unit, way = _how_many(m["n"]), _unit(m["unit"]), m["way"].lower()
    if n is None or way not in ("ago", "from now", "hence") or unit in ("second", "minute", "hour"):
        return days.on(ctx.today) if way == "ago" and unit in ("second", "minute", "hour") else NOTHING
    return _WITH.get(unit, days.on)(days.moved(ctx.today, -n if way == "ago" else n, unit))


def _within(m: _Read, ctx: _Context) -> Days:
    """Read "within days", "within 24 hours"; "within a week of it" counts from a day not named."""
    return NOTHING if m["of"] else _ahead(ctx.today, m["n"], _unit(m["unit"]))


def _ahead(today: date, n: str | None, unit: str) -> Days:
    """Return the days up to a due day; where it is not said how many: 7 days, 8 weeks, and open beyond."""
    many = _how_many(n)
    if unit in ("second", "minute", "hour"):
        return Days(today, today + timedelta(max(1, round((many or 1) / 24)) if unit == "hour" else 1), "interval")
    if many is None:
        usual = {"day": timedelta(7), "week": timedelta(weeks=8)}.get(unit)
        return Days(today, today + usual if usual else None, "interval")
    return Days(today, days.moved(today, many, unit), "interval")


def _around(m: _Read, ctx: _Context) -> Days:
    """Read "in the coming weeks", "over the past 24 hours"."""
    way, unit = m["way"].lower(), _unit(m["unit"])
    if way in ("coming", "next", "upcoming"):
        return _ahead(ctx.today, m["n"], unit)
    many = _how_many(m["n"])
    if many is None:
        return NOTHING._replace(value="PAST_REF" if way == "recent" else None)
    hours = unit in ("second", "minute", "hour")
    start = ctx.today - timedelta(max(1, round(many / 24))) if hours else days.moved(ctx.today, -many, unit)
    return Days(start, ctx.today, "interval")


def _named_quarter(m: _Read, ctx: _Context) -> Days:
    """Read "the first quarter": this year's, or last year's where it is still to come; "the second half of 2031"."""
    n = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}.get(m["q"].lower(), 4)
    year = int(m["year"]) if m["year"] else ctx.today.year + _turn(m["which"])
    if m["unit"].lower() == "half":
        return days.of_half(year, n) if n < 3 else NOTHING
    found = days.of_quarter(year, n)
    passed = m["year"] or m["which"] or ctx.is_future or not found.start or found.start <= ctx.today
    return found if passed else days.of_quarter(year - 1, n)


def _period(m: _Read, ctx: _Context) -> Days:
    """Read "last week", "earlier this month", "the end of the year", "the past week"."""
    unit, which, part = m["unit"].lower(), m["which"].lower(), (m["part"] or "").lower()
    if which == "the past":
        return Days(days.moved(ctx.today, -1, _unit(unit)), ctx.today, "interval")
    if which.endswith("coming"):
        return Days(ctx.today, days.moved(ctx.today, 1, _unit(unit)), "interval")
    turn = _turn(which)
    found = _calendar(unit, days.moved(ctx.today, turn, _unit(unit)) if turn else ctx.today)
    if turn == 0 and part == "earlier":
        return found._replace(end=ctx.today, grain="interval")
    if turn == 0 and part == "later":
        return found._replace(start=ctx.today, grain="interval")
    return days.part_of(found, part)


def _calendar(unit: str, day: date) -> Days:
    """Return the week, month, … century a day lies in."""
    if unit == "quarter":
        return days.of_quarter(day.year, (day.month + 2) // 3)
    if unit == "decade":
        return days.of_decade(day.year // 10 * 10)
    if unit == "century":
        return days.of_century(day.year // 100 * 100)
    return _WITH.get(unit, days.on)(day)


def _season(m: _Read, ctx: _Context) -> Days:
    """Read "this autumn", "last winter", "in the spring of 2031"."""
    code, month = english.SEASONS[m["season"].lower()]
    which, year = m["which"].lower(), int(m["year"]) if m["year"] else ctx.today.year
    found = days.of_season(year, code, month)
    if m["year"] or which == "this" or not found.start or not found.end:
        return found
    if which == "next":
        return found if found.start > ctx.today else days.of_season(year + 1, code, month)
    to_come = found.start > ctx.today and not ctx.is_future
    return days.of_season(year - 1, code, month) if to_come or (which == "last" and found.end >= ctx.today) else found


def _named_decade(m: _Read, _ctx: _Context) -> Days:
    least, most = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((m["part"] or "").lower(), (0, 9))
    return days.of_decade(int(m["decade"]), least, most)


def _named_year(m: _Read, ctx: _Context) -> Days | None:
    if ctx.before in english.NO_YEAR or _COUNTED.match(ctx.text, ctx.end):
        return None
    return days.part_of(days.of_year(int(m["year"])), m["part"])


def _ordinal(m: _Read, ctx: _Context) -> Days:
    """Read "on the 10th": this month's, last month's where it is still to come, next month's where it has passed."""
    day, today = _number(m["day"]), ctx.today
    away = (day < today.day) if ctx.is_future else -(day > today.day)
    first = days.of_month(today.year, today.month + away).start
    return days.on(first.replace(day=day)) if first else NOTHING


def _duration(m: _Read, ctx: _Context) -> Days | None:
    """Read "30 months", which names no day; after "in" and in a forecast, the days up to it."""
    n, unit = _how_many(m["n"]), _unit(m["unit"])
    if m["n"].lower() in ("a", "an") and ctx.before not in english.BEFORE_SPAN:
        return None
    if ctx.before == "in" and ctx.is_future and n is not None and unit not in ("second", "minute"):
        return _ahead(ctx.today, m["n"], unit)
    return NOTHING._replace(value=_SPAN_VALUES[unit].format("X" if n is None else f"{n:g}"))


_WITH: Mapping[str, Callable[[date], Days]] = {
    "week": days.week_with,
    "weekend": days.weekend_with,
    "month": days.month_with,
    "quarter": days.month_with,
    "year": days.year_with,
}
_SPAN_VALUES = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "quarter": "P{}Q",
    "year": "P{}Y",
    "decade": "P{}DE",
    "century": "P{}CE",
}
_COUNTED = re.compile(rf"\s(?:{alternation(english_numbers.NEVER_YEARS)})\b")
_READERS: Mapping[str, Callable[[_Read, _Context], Days | None]] = {
    "iso": _iso,
    "date": _date,
    "month": _named_month,
    "from_day": _from_day,
    "weekday": _weekday,
    "deictic": _deictic,
    "ago": _ago,
    "within": _within,
    "around": _around,
    "quarter": _named_quarter,
    "period": _period,
    "season": _season,
    "decade": _named_decade,
    "year": _named_year,
    "ordinal": _ordinal,
    "duration": _duration,
}

# ------------------------------------------------------------------ all of it


def times(text: str, *, day: date | None, part: Part = Part.BODY) -> tuple[When, ...]:
    """Return every time of a text, in reading order, resolved against the article's day.

    >>> [(str(w.start), str(w.end), w.value) for w in times("It has rained since Monday.", day=date(2031, 5, 7))]
    [('2031-05-05', 'None', '2031-05-05')]
    """
    return tuple(
        When(meant.start, meant.end, meant.grain, Span(start, end, part), meant.value)
        for meant, start, end in _found(text, day, forecast=False)
    )


def horizon(text: str, *, said: date | None) -> date | None:
    """Return the day by which a forecast falls due, by its own words; None where they name none.

    Args:
        text: The clause that holds the forecast.
        said: When it was said.

    >>> horizon("the bridge could reopen within days", said=date(2031, 5, 7))
    datetime.date(2031, 5, 14)
    """
    if said is None:
        return None
    due = (meant.end for meant, _, _ in _found(text, said, forecast=True) if meant.end and meant.end >= said)
    return next(due, said if _LATER_TODAY.search(text) else None)


_LATER_TODAY = re.compile(english.LATER_TODAY, re.IGNORECASE)


def _found(text: str, day: date | None, *, forecast: bool) -> Iterator[tuple[Days, int, int]]:
    for match in SCAN.finditer(text):
        row = (match.lastindex or 1) - 1
        ctx = _Context(text, match.start(), match.end(), day or date.min, forecast)
        if forecast and ctx.before in english.BACKWARD:
            continue
        meant = _resolved(row, ctx, known=day is not None)
        if meant:
            yield _led(meant, ctx)


def _resolved(row: int, ctx: _Context, *, known: bool) -> Days | None:
    """Return the days an expression stands for; none where that takes a day the article has not, or no such day is."""
    name, match = SHAPES[row].name, _ONE[row].match(ctx.text, ctx.start, ctx.end)
    if not match:
        return None
    absolute = name in ("iso", "decade", "year", "duration") or match.groupdict().get("year")
    if not known and not absolute:
        return NOTHING
    try:
        return _READERS[name](match, ctx)
    except (ValueError, OverflowError):  # the 31st of June; a million years ago
        return NOTHING


def _led(meant: Days, ctx: _Context) -> tuple[Days, int, int]:
    """Open a side: "since Tuesday" has no end, "by the end of the month" no start."""
    side = english.LEADS.get(ctx.before)
    if side is None or not meant.start or not meant.end:
        return meant, ctx.start, ctx.end
    start = ctx.text.lower().rindex(ctx.before, max(0, ctx.start - 12), ctx.start)
    opened = meant._replace(end=None) if side == "from" else meant._replace(start=None)
    return opened._replace(grain="interval"), start, ctx.end
