"""A report in a reader's words: numbers as intervals, days, who a source is, how sure a reading is.

Page text is hostile until it has been through `neutral`; nothing else here or in `show` prints any.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportedly.ledger import Row
from reportedly.outlets import host_of
from reportedly.records import (
    Amount,
    Article,
    Claim,
    Judgement,
    JudgementKind,
    Kind,
    Origins,
    Report,
    SourceKind,
    Span,
    Stamp,
    Story,
    Tier,
    Value,
    Weight,
    When,
)

if TYPE_CHECKING:
    from reportedly.resolve.status import Band

# ------------------------------------------------------------------ hostile text

_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060-\u2064\ufeff]")  # soft hyphens, joiners, harmless marks
_HOSTILE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # terminal control: ESC, CSI, backspace, …
    "\u202a-\u202e\u2066-\u2069"  # text that turns the direction of what follows
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and letters nobody sees
    "\ud800-\udfff]"  # halves of pairs, which no terminal takes
)


def neutral(text: str) -> str:
    r"""Return text on one line, with nothing in it that moves, colours or hides what a terminal shows.

    >>> neutral("The mill\n  is \x1b[31mclosed\u202e.")
    'The mill is �[31mclosed�.'
    """
    return neutral_piece(text).strip()


def neutral_piece(text: str) -> str:
    """Return the same for a piece of text that goes on: a space at its ends stays."""
    return _HOSTILE.sub("\ufffd", re.sub(r"\s+", " ", _UNSEEN.sub("", text)))


def escaped(json_text: str) -> str:
    r"""Return JSON with the same signs written out: what it says stays, and no terminal obeys it.

    >>> escaped('{"text": "\u202eon"}')
    '{"text": "\\u202eon"}'
    """
    return _HOSTILE.sub(lambda found: _written_out(found[0]), json_text)


def _written_out(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def bounded(text: str, characters: int) -> str:
    """Return text cut at a word's end, with a mark where it was cut.

    >>> bounded("The mill at Lowmoor is closed.", 20)
    'The mill at Lowmoor …'
    """
    if len(text) <= characters:
        return text
    head = text[:characters]
    return f"{head[: head.rfind(' ')] if ' ' in head else head} …"


_OPENS, _CLOSES = "“„«", "”»"
_LOOSE = " ,;:–—-"  # what ends a passage on its page and says nothing beside it


def in_marks(words: str) -> str:
    """Return a page's words between one pair of quotation marks, whatever marks they bring, whole or half.

    >>> in_marks("the mill is closed"), in_marks('"It is closed."'), in_marks("“It was open.")
    ('“the mill is closed”', '“It is closed.”', '“It was open.”')
    >>> in_marks('"There is no run,"'), in_marks('it would end "within a year"'), in_marks("‘It’s over’")
    ('“There is no run”', '“it would end ‘within a year’”', '“It’s over”')
    """
    words = words.strip(" ").rstrip(_LOOSE)
    bare = words[1:-1].strip(" ").rstrip(_LOOSE) if _is_quoted(words) else _without_half(words)
    return f"“{_inner(bare)}”"


def _is_quoted(words: str) -> bool:
    """Whether words stand between one pair of marks, and not only begin and end with marks of several."""
    first, last, between = words[:1], words[-1:], words[1:-1]
    if first == last == '"':
        return '"' not in between
    if first in ("‘", "'") and last in ("’", "'") and len(words) > 1:
        return "‘" not in between
    is_pair = first in tuple(_OPENS) and last in (*_CLOSES, "“")
    return is_pair and not any(mark in between for mark in _OPENS + _CLOSES)


def _without_half(words: str) -> str:
    """Return words without a mark at their beginning or end whose other half is not there."""
    is_odd, open_ones = words.count('"') % 2 == 1, _open_ones(words)
    if words[:1] in ('"', *_OPENS) and (is_odd or open_ones > 0):
        return words[1:].lstrip(" ")
    if words[-1:] in ('"', *_CLOSES, "“") and (is_odd or open_ones < 0):
        return words[:-1].rstrip(_LOOSE)
    return words


def _inner(words: str) -> str:
    """Return words with their double marks made single, as they stand within double ones; what is open is closed."""
    first, *others = words.split('"')
    words = first + "".join(f"{'’' if place % 2 else '‘'}{half}" for place, half in enumerate(others))
    is_open = len(others) % 2 == 1 or _open_ones(words) > 0
    return words.translate(_SINGLE) + ("’" if is_open else "")


def _open_ones(words: str) -> int:
    """Return how many more marks open than close, straight ones aside; after „ the mark “ closes, as in German."""
    turned = words.count("“") if "„" in words else -words.count("“")
    return words.count("„") + words.count("«") - words.count("”") - words.count("»") - turned


_SINGLE = str.maketrans("“„”", "‘‚’")


# ------------------------------------------------------------------ numbers


_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(value: float) -> str:
    """Return a number as it is printed in English.

    >>> number(11000.0), number(3.25), number(1.2e9), number(1234567.0)
    ('11,000', '3.25', '1.2 billion', '1,234,567')
    """
    for scale, name in _SCALES:
        if abs(value) >= scale and value % (scale / 1000) == 0:
            return f"{value / scale:,.12g} {name}"
    return f"{int(value):,}" if value.is_integer() else f"{value:,.12g}"


_CLOCK = "minutes after midnight"


def interval(value: Value) -> str:
    """Return a value as an interval with what it counts.

    >>> interval(Value(95, None, "people", counted="deaths"))
    'at least 95 deaths'
    >>> interval(Value(5, 5, "percent", change="fell by"))
    'fell by 5%'
    >>> interval(Value(1 / 3, 1 / 3, "fraction", counted="voters"))
    '33.3% (voters)'
    >>> interval(Value(None, 300, "square mile"))
    'at most 300 square miles'
    >>> interval(Value(2e6, 3e6, "EUR"))
    '2 to 3 million EUR'
    >>> interval(Value(20000, 99999, "people", approx=True, counted="troops"))
    '20,000 to 99,999 troops, approximate'
    """
    shown = _SHOWN.get(value.unit, number)
    bounds = _bounds(*(None if bound is None else shown(float(bound)) for bound in (value.low, value.high)))
    is_point = value.low == value.high
    change = f"{neutral(value.change)} " if value.change else ""
    about = "about " if value.approx and is_point else ""
    return f"{change}{about}{bounds}{_what(value)}{', approximate' if value.approx and not is_point else ''}"


def figures(value: Value) -> str:
    """Return a value as an interval, without what it counts: where that is told beside it.

    >>> figures(Value(95, None, "people", counted="deaths")), figures(Value(11000, 11000, "troops", approx=True))
    ('at least 95', 'about 11,000')
    >>> figures(Value(5, 5, "percent", change="fell by"))
    'fell by 5%'
    """
    unit = value.unit if value.unit in ("percent", "fraction", _CLOCK) else ""
    change = value.change if value.change in ("rose by", "fell by", "from") else None
    return interval(replace(value, unit=unit, counted=None, change=change))


def in_si(amount: Amount) -> str:
    """Return an amount in SI units.

    >>> in_si(Amount(8046.72, None, "metre"))
    'at least 8,047 metres'
    """
    low, high = (None if bound is None else float(f"{bound:.4g}") for bound in (amount.low, amount.high))
    return interval(Value(low, high, amount.unit))


def _bounds(low: str | None, high: str | None) -> str:
    if low == high and low is not None:
        return low
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    scale = next((name for _, name in _SCALES if low.endswith(f" {name}") and high.endswith(f" {name}")), "")
    return f"{low.removesuffix(scale).rstrip(' ')} to {high}"


_SAYS_ALL = ("deaths", _CLOCK)
"""Units beside which what is counted says no more."""


def _what(value: Value) -> str:
    """Return what is counted, or the unit, or both where one does not say the other."""
    unit, counted = neutral(value.unit), neutral(value.counted or "")
    if unit in _SAYS_ALL:
        return "" if unit == _CLOCK else f" {unit}"
    if unit in ("percent", "fraction"):
        return f"% ({counted})" if counted else "%"
    if unit in ("people", "") or unit in counted.split():
        return f" {counted or unit}".rstrip()
    many = unit if value.low == value.high == 1 else _plural(unit)
    return f" {many} ({counted})" if counted else f" {many}"


_FEET = {"foot": "feet", "penny": "pence", "inch": "inches", "hertz": "hertz", "kelvin": "kelvin"}


def _plural(unit: str) -> str:
    """Return a unit of measure in the plural; symbols, currencies and what is plural already stay as they are.

    >>> [_plural(unit) for unit in ("square mile", "pound (weight)", "barrel per day", "km", "EUR", "cubic foot")]
    ['square miles', 'pounds (weight)', 'barrels per day', 'km', 'EUR', 'cubic feet']
    """
    counted, tail, rest = unit, "", ""
    for mark in (" per ", " (", " of "):
        if mark in counted:
            counted, tail, rest = counted.partition(mark)
    if counted.startswith("degree "):
        return unit.replace("degree ", "degrees ", 1)
    *before, head = counted.split(" ")
    if len(head) < 4 or not head.islower() or head.endswith("s") or head in ("percent", "fraction", "people"):
        return unit
    return " ".join([*before, _FEET.get(head, f"{head}s")]) + tail + rest


def short(value: Value) -> str:
    """Return a value as a sign and figures, without what it counts: for a place where there is little room.

    >>> short(Value(95, None, "people")), short(Value(None, 300, "EUR")), short(Value(20000, 99999, "troops"))
    ('≥ 95', '≤ 300', '20,000–99,999')
    >>> short(Value(11000, 11000, "troops", approx=True)), short(Value(5, 5, "percent", change="fell by"))
    ('≈ 11,000', 'fell by 5%')
    """
    shown, unit = _SHOWN.get(value.unit, number), "%" if value.unit in ("percent", "fraction") else ""
    low, high = (None if bound is None else f"{shown(float(bound))}{unit}" for bound in (value.low, value.high))
    change = f"{neutral(value.change)} " if value.change in ("rose by", "fell by", "from") else ""
    if low is None or high is None:
        return f"{change}{f'≤ {high}' if low is None else f'≥ {low}'}"
    if low != high:
        return f"{change}{low}–{high}"
    return f"{change}{'≈ ' if value.approx else ''}{low}"


def _clock(minutes: float) -> str:
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}"


def _share(part: float) -> str:
    return number(float(f"{part * 100:.3g}"))


_SHOWN = {_CLOCK: _clock, "fraction": _share}
"""Units whose numbers are written in another way than other numbers."""


# ------------------------------------------------------------------ days

_NAME, _REASON = 60, 300  # characters of who rules, and why


def day(when: date) -> str:
    """Return a day as it is printed.

    >>> day(date(2031, 5, 6))
    '6 May 2031'
    """
    return f"{when.day} {when:%b} {when.year}"


def ruled(ruling: Judgement) -> str:
    """Return on whose word two claims cannot both hold, or can: "confirmed by Ada Orr, 6 May 2031: one river"."""
    by = "confirmed by" if ruling.kind is JudgementKind.CONTRADICTION else "ruled by"
    why = f": {bounded(neutral(ruling.why), _REASON)}" if ruling.why else ""
    return f"{by} {bounded(neutral(ruling.who), _NAME)}, {day(ruling.made_at.date())}{why}"


OUTCOMES = {"true": "met", "false": "not met", "open": "still open"}
"""What a person may say became of a forecast, in a word or two."""

UNRULED = "nobody has ruled what became of it"
"""What is said of a forecast whose day is over where no person said anything."""


def became(ruling: Judgement) -> str:
    """Return in a word or two what a person says became of a forecast: "met", "not met", "still open"."""
    return OUTCOMES.get(ruling.outcome or "", "settled")


def outcome(ruling: Judgement) -> str:
    """Return what a person says became of a forecast: "reported met", "reported not met", "still open"."""
    return f"{'' if ruling.outcome == 'open' else 'reported '}{became(ruling)}"


def days(when: When) -> str | None:
    """Return a time as precisely as the text allows it, and no more so; ``None`` where it names no day.

    >>> days(When(date(2031, 5, 1), date(2031, 5, 31), "month")), days(When(None, date(2031, 5, 6), "interval"))
    ('May 2031', 'until 6 May 2031')
    """
    start, end = when.start, when.end
    if start is None or end is None:
        one = start or end
        return f"{'until' if start is None else 'from'} {day(one)}" if one else None
    if start == end:
        return day(start)
    if when.grain == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%b} {start.year}"
    if when.grain == "year" and start.year == end.year:
        return str(start.year)
    return f"{day(start)} to {day(end)}"


def time(when: When, article: Article) -> str:
    """Return a time: its days, else the words."""
    return days(when) or (neutral(article.words(when.words)) if when.words else "some time")


def published(stamp: Stamp | None) -> str:
    """Return the day a page gives for itself."""
    return day(stamp.day) if stamp else "no date"


# ------------------------------------------------------------------ sources


def outlet(article: Article) -> str:
    """Return who publishes a page: by name, else by its address; a page without either says so."""
    return neutral(article.outlet.name if article.outlet else host_of(article.url or "")) or _UNKNOWN


def title(article: Article) -> str:
    """Return a page's headline; where it has none, how it begins."""
    if headline := neutral(article.headline or ""):
        return headline
    begins = neutral(article.text[: 2 * _BEGINNING])
    return in_marks(bounded(begins, _BEGINNING)) if begins else "(no headline)"


_BEGINNING = 80
"""Characters that stand for a headline that is not there."""

_UNKNOWN = "outlet not known"


def names(report: Report, article: Article) -> list[str]:
    """Return the names of a report's chain, from the page's outlet outward."""
    return [outlet(article), *(neutral(link.name or "") or "nobody named" for link in report.chain[1:])]


def claimant(report: Report, article: Article) -> tuple[str, str]:
    """Return who asserts it first-hand, and what is to be known of them: a role, or that they are unnamed."""
    source, name = report.claimant, names(report, article)[-1]
    if report.is_own:
        return f"{'the page' if name == _UNKNOWN else name} itself", "in its own voice"
    if source.kind is SourceKind.UNNAMED:
        return name, "(unnamed)"
    if source.kind is SourceKind.DOCUMENT:
        return name, "(a document)"
    return name, neutral(source.role or "")


# ------------------------------------------------------------------ how sure

SURENESS = {
    Tier.BOTH: "read surely: grammar and network agree",
    Tier.GRAMMAR: "read less surely: grammar alone",
    Tier.NETWORK: "read less surely: network alone",
    None: "nobody is cited",
}
"""How sure we are that a report is read right, by who found its attribution."""


def manner(report: Report) -> str:
    """Return how the claimant puts it; what is no statement says so."""
    return report.status.value if report.kind is Kind.STATEMENT else f"{report.kind.value}, {report.status.value}"


def band(row: Row) -> "Band | None":
    """Return the band of ICD 203 that a report's hedge stands for, if it is a word of probability."""
    from reportedly.resolve.status import band as band_of  # noqa: PLC0415  # start-up

    return band_of(row.article.words(row.report.hedge)) if row.report.hedge else None


def probability(band: "Band") -> str:
    """Return a band as it is shown: "ICD 203: likely, 55–80 %"."""
    return f"ICD 203: {band.name}, {band.low * 100:.0f}–{band.high * 100:.0f} %"


# ------------------------------------------------------------------ what was linked


def count(number: int, what: str) -> str:
    """Return how many there are of something.

    >>> count(1, "outlet"), count(1200, "story"), count(2, "day")
    ('1 outlet', '1,200 stories', '2 days')
    """
    many = f"{what[:-1]}ies" if what.endswith("y") and what[-2:-1] not in tuple("aeiou") else f"{what}s"
    return f"{number:,} {what if number == 1 else many}"


def origins(origins: Origins) -> str:
    """Return how many independent origins there are.

    >>> origins(Origins(2, 3)), origins(Origins(1, 1)), origins(Origins(0, 1)), origins(Origins(0, 0))
    ('2–3 independent origins', '1 independent origin', '0–1 independent origins', 'no origin')
    """
    least, most = origins.at_least, origins.at_most
    if not most:
        return "no origin"
    return count(most, "independent origin") if least == most else f"{least}–{most} independent origins"


def weight(behind: Weight, of: Origins) -> str:
    """Return who carries and who says something: outlets, publishers, claimants, origins."""
    numbers = ((behind.outlets, "outlet"), (behind.publishers, "publisher"), (behind.claimants, "claimant"))
    return " · ".join([*(count(number, what) for number, what in numbers), origins(of)])


def said_on(claim: Claim) -> str:
    """Return when a claim was first said, as far as pages tell; "about" where no page does."""
    if claim.said_on is None:
        return "on no day known"
    return f"about {day(claim.said_on)}" if claim.is_placed else day(claim.said_on)


def between(story: Story) -> str:
    """Return the days of a story, from the first to the last."""
    first, last = story.first_day, story.last_day
    if first is None or last is None:
        return "no date"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{f'{first.day} {first:%b}' if first.year == last.year else day(first)} – {day(last)}"


# ------------------------------------------------------------------ what is known of one


def counted(measure: str) -> str:
    """Return what is counted as it is read: the place it is counted at, and what words are only the beginnings of.

    >>> counted("deaths @ karvel"), counted("EUR (damag, trader)"), counted("share of customers")
    ('deaths, karvel', 'EUR (damag…, trader…)', 'share of customers')
    """
    what, _, where = neutral(measure).partition(" @ ")
    name, mark, stems = what.rpartition(" (")
    if mark and stems.endswith(")") and stems not in _WHOLE:
        what = f"{name} ({', '.join(f'{stem}…' for stem in stems[:-1].split(', '))})"
    return f"{what}, {where}" if where else what


_WHOLE = frozenset({"weight)"})
"""What stands in brackets in the name of a unit."""


def measure(report: Report) -> str:
    """Return what a report's number counts: as a heading for all numbers that count the same."""
    value = report.value
    return neutral((value.measure or value.counted or value.unit) if value else "") or "numbers without a unit"


def spans(report: Report) -> Iterator[tuple[str, Span]]:
    """Yield what was found for a report, and where its words stand."""
    yield from (("source", span) for span in report.source)
    yield from (("relay", link.words) for link in report.chain[1:-1] if link.words)
    yield from (("cue", span) for span in report.cue)
    yield from (("content", span) for span in report.content)
    if report.hedge:
        yield "hedge", report.hedge
    if report.value and report.value.words:
        yield "number", report.value.words
    if report.said_on and report.said_on.words:
        yield "said on", report.said_on.words
    yield from (("time", when.words) for when in report.times if when.words)
    yield from (("place", place.words) for place in report.places)


def self_told(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what a page says of itself, each with what shows it."""
    stamp, modified = article.published, article.modified
    yield "dated", _evident(stamp) if stamp else f"not known: {neutral(article.undated or 'no date was found')}"
    if modified:
        yield "changed", _evident(modified)
    if article.byline:
        yield "byline", neutral(article.byline)
    for credit in article.credits:
        yield "credit", f"{neutral(credit.outlet)}, by its {credit.form}"
    yield "language", neutral(article.language)


def _evident(stamp: Stamp) -> str:
    return f"{day(stamp.day)} ({neutral(stamp.evidence)})"


# ------------------------------------------------------------------ the account of a run


def pages(count: int) -> str:
    """Return a number of pages.

    >>> pages(1), pages(1200)
    ('1 page', '1,200 pages')
    """
    return f"{count:,} page{'' if count == 1 else 's'}"


def account(parts: dict[str, int]) -> str:
    """Return what became of the pages of a run, as a sum; what is nought is left out.

    >>> account({"new": 30, "unchanged": 0, "rejected": 1})
    'pages in 31 = 30 new + 1 rejected'
    """
    told = [f"{count:,} {name}" for name, count in parts.items() if count]
    return f"pages in {sum(parts.values()):,}" + (f" = {' + '.join(told)}" if told else "")
