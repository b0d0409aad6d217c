"""Times the text names, resolved against the article's day, as precise as the text allows.

One scan finds what names a time (`english_shapes.py`); each shape has its reader (`days.py`,
`spans.py`), which gives the first and last day meant and a TIMEX3 value. A day without a year or week lies in the
past unless the words around speak of the future; "a year earlier" counts from the time named before. Where the article
has no day, only what names its year is resolved; the rest keeps its words and has no days.

Spans are ISO weeks, calendar months and quarters; seasons are those of the north. Horizons go by convention: "within
days" is 7 days, "in the coming weeks" 8 weeks, "by December" its last day.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from msgspec.structs import replace

from reportedly.english import DAYS, level
from reportedly.records import Part, Span, When
from reportedly.resolve.times import calendar, days, english, spans
from reportedly.resolve.times.calendar import NOTHING, Days
from reportedly.resolve.times.context import Context, Named, NoDayError
from reportedly.resolve.times.english_shapes import OPENERS, SHAPES

_BLANK = r"\s"
_ONE = tuple(re.compile(rf"{shape.pattern.replace(' ', _BLANK)}(?!\w)", re.IGNORECASE) for shape in SHAPES)
_NAMED = re.compile(r"\?P<\w+>")
_ANY = "|".join(f"({_NAMED.sub('?:', shape.pattern)})" for shape in SHAPES).replace(" ", _BLANK)
SCAN = re.compile(rf"(?<![\w$£€.,/-])(?-i:(?={OPENERS}))(?:{_ANY})(?!\w)", re.IGNORECASE)
_READERS = {**days.READERS, **spans.READERS}
_FROM_TO = tuple(
    (re.compile(first.replace(" ", _BLANK), re.IGNORECASE), re.compile(second.replace(" ", _BLANK)))
    for first, second in (english.FROM_TO, english.BETWEEN_AND)
)
_LONGEST_LINK = 16
_OR_THEN = re.compile(english.OR_THEN.replace(" ", _BLANK))
_WEEKDAY = re.compile(rf"(?:[\d:.apm\s]{{1,10}}(?:on\s)?)?(?:{DAYS})(?:\s(?:{'|'.join(english.PARTS_OF_DAY)}))?")
_ATTRIBUTE = re.compile(r"[-–][a-z]+(?<!s)\Z")
_CLOCK = re.compile(r"\dT|^P")
_LATER_TODAY = re.compile(english.LATER_TODAY, re.IGNORECASE)


def times(text: str, *, day: date | None, part: Part = Part.BODY, every: bool = False) -> tuple[When, ...]:
    """Return the times of a text, in reading order, resolved against the article's day.

    Args:
        text: The text of one part of an article.
        day: The article's day, as printed; None where it has none.
        part: The part the text is.
        every: Also what names neither days nor a length: "now", "recently", "every Friday", "for weeks".

    >>> [(str(w.start), str(w.end), w.value) for w in times("It has rained since Monday.", day=date(2031, 5, 7))]
    [('2031-05-05', 'None', '2031-05-05')]
    """
    return tuple(
        When(meant.start, meant.end, meant.grain, Span(start, ctx.end, part), meant.value)
        for meant, start, ctx in _found(level(text), day, forecast=False)
        if every or not (_is_vague(meant) or _is_attribute(meant, ctx))
    )


def _is_vague(meant: Days) -> bool:
    """Whether a time names neither days nor a length; what waits for a day is not vague."""
    value = meant.value or ""
    is_open = meant.grain == "set" or value.endswith("_REF") or value.startswith(("PX", "PTX"))
    return is_open and not meant.start and not meant.end


def _is_attribute(meant: Days, ctx: Context) -> bool:
    """Whether a length tells a kind of thing: "the 10-year bond"."""
    is_length = (meant.value or "").startswith("P") and not meant.start
    return is_length and bool(_ATTRIBUTE.search(ctx.text, ctx.start, ctx.end)) and bool(ctx.follows(_NOUN))


_NOUN = re.compile(r"\s[A-Za-z]")


def filed_on(dateline: str, *, published: date | None) -> date | None:
    """Return the day an article was filed, from which its times are seen.

    A page published in the small hours, or stamped in another time zone, may bear another day than its reporter had.

    Args:
        dateline: The mark that opens the text; it may name a day.
        published: The day the page gives for itself, if any.

    >>> filed_on("OSS, May 6 (KNA) —", published=date(2031, 5, 7))
    datetime.date(2031, 5, 6)
    """
    named = next((when.start for when in times(dateline, day=published) if when.start and when.grain == "day"), None)
    if published is None or named is None:
        return published or named
    return named if abs((named - published).days) <= 1 else published


def horizon(text: str, *, said: date | None) -> date | None:
    """Return the day by which a forecast falls due, by its own words; None where they name none.

    Args:
        text: The clause that holds the forecast.
        said: When it was said; without it, only "by" a time that names its year is understood.

    >>> horizon("the bridge could reopen within days", said=date(2031, 5, 7))
    datetime.date(2031, 5, 14)
    """
    text = level(text)
    due: tuple[date, int] | None = None
    for meant, start, ctx in _found(text, said, forecast=True):
        if due and not _OR_THEN.fullmatch(text, due[1], start):
            break
        if meant.end and not ctx.is_beside_told and _is_ahead(meant, ctx):
            due = meant.end, ctx.end
    if due:
        return due[0]
    return said if _LATER_TODAY.search(text) else None


def _is_ahead(meant: Days, ctx: Context) -> bool:
    """Whether a time lies ahead, and does not only lead up to the day: no "over the past week", "fell this week"."""
    if ctx.day is None:
        return meant.start is None  # "by the end of 2031"; else it may have been
    if ctx.lead and ctx.lead[0] == "before" and ctx.is_negated:
        return False
    first, last = meant.start or meant.end or ctx.day, meant.end or ctx.day
    if ctx.tense == "past":
        return first > ctx.day
    return last > ctx.day or first == last == ctx.day


def _found(text: str, day: date | None, *, forecast: bool) -> Iterator[tuple[Days, int, Context]]:
    """Yield what each time of a text means, where its words begin, and its surroundings."""
    last: tuple[Days, Context] | None = None
    for meant, ctx in _each(text, day, forecast=forecast):
        both = last and _from_to(*last, meant, ctx)
        if last and both:
            last = both, replace(last[1], end=ctx.end)
            continue
        if last:
            yield *_led(*last), last[1]
        last = meant, ctx
    if last:
        yield *_led(*last), last[1]


def _from_to(first: Days, before: Context, last: Days, ctx: Context) -> Days | None:
    """Return "from Monday to Wednesday" as one interval."""
    if ctx.start - before.end > _LONGEST_LINK:
        return None
    head = ctx.text[max(0, before.start - 24) : before.start]
    for opens, links in _FROM_TO:
        if opens.search(head) and links.fullmatch(ctx.text, before.end, ctx.start):
            with suppress(ValueError, OverflowError):  # before the year 1
                if first.end and last.start and (last.start - first.end).days > 6 and _WEEKDAY.fullmatch(ctx.words):
                    last = calendar.weeks_away(last, -1)  # "from Sunday until Monday": the next after it
                return calendar.from_to(first, last, is_past=not before.is_future)
    return None


def _each(text: str, day: date | None, *, forecast: bool) -> Iterator[tuple[Days, Context]]:
    """Yield what each expression of time means by itself."""
    named = Named(day)
    for match in SCAN.finditer(text):
        ctx = Context(text, match.start(), match.end(), day, named, forecast)
        meant = _resolved((match.lastindex or 1) - 1, ctx)
        if meant:
            named.add(ctx.end, meant)
            yield meant, ctx


def _resolved(row: int, ctx: Context) -> Days | None:
    """Return the days an expression stands for; none where that takes a day the article has not, or no such day is."""
    match = _ONE[row].match(ctx.text, ctx.start)
    if not match:
        return None
    try:
        return _READERS[SHAPES[row].name](match, ctx)
    except (ValueError, OverflowError, NoDayError):  # the 31st of June; a million years ago; "Tuesday" of no week
        return NOTHING


def _led(meant: Days, ctx: Context) -> tuple[Days, int]:
    """Open a side: "since Tuesday" has no end, "by the end of the month" no start; tell where the words begin."""
    if ctx.lead is None or not meant.start or not meant.end or "/" in (meant.value or ""):
        return meant, ctx.start
    side, start = ctx.lead
    if side in ("before", "after") and _CLOCK.search(meant.value or ""):
        return meant, ctx.start
    with suppress(OverflowError):  # after the year 9999
        return _opened(meant, meant.start, meant.end, side, ctx), start
    return meant, ctx.start


def _opened(meant: Days, first: date, last: date, side: str, ctx: Context) -> Days:
    """Open a side of some days: "before Thursday" ends the day before, "by mid-May" in the middle of May."""
    if side in ("from", "after"):
        return Days(last + timedelta(1) if side == "after" else first, None, "interval", meant.value)
    is_middle = ctx.text[ctx.start : ctx.start + 7].lower().startswith(("mid", "the mid"))
    end = calendar.middle(meant) if is_middle else last
    return Days(None, first - timedelta(1) if side == "before" else end, "interval", meant.value)
