"""How numbers are written: the scan of a text for them, what each stands for, and two that make one interval.

A number is found together with what only looks like one (dates, ordinals, telephone numbers, names with numbers), which
is left out here. Each shape is a row of `SHAPES` with its example.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from reportedly.english import MONTHS, alternation, words
from reportedly.resolve.quantities import english, units
from reportedly.resolve.quantities.changes import moved_by

# ------------------------------------------------------------------ the scan


class Shape(NamedTuple):
    """One way a number, or what only looks like one, is written; `kind` names who reads it."""

    kind: str
    pattern: str
    example: str


_MONTH = rf"(?-i:(?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|(?:jan|feb|aug|sept?|oct|nov|dec)\.)"
_SCALE = rf"(?:{alternation(word for word in english.SCALES if len(word) > 3)})"
_LETTERS = rf"(?:{alternation(word for word in english.SCALES if len(word) <= 3)})"
_ABBREVIATED = rf"(?:{alternation(word for word in english.SCALES if len(word) in (2, 3))})"
_SUFFIX = rf"(?:-?{_LETTERS}\b|\s{_ABBREVIATED}\b|(?:[ -]?{_SCALE}\b){{0,2}})"
_AT = "|".join(rf"(?<={word}\s)" for word in words("at by or to about around until before after between since"))
_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS = alternation(word for word, n in english.SMALL.items() if n >= 20)
_SMALL = rf"(?:(?:{_TENS})(?:[ -]{_ONES})?|{alternation(english.SMALL)})"
_HOUR = rf"(?:\d{{1,2}}|{_SMALL})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_GAP = "[, \u00a0\u202f\u2009\u200b'’]"
_DIGITS = rf"(?:\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\d)|\d{{1,2}}(?:,\d{{2}}){{1,4}},\d{{3}}(?!\d)|\d+)"
_GLYPHS = "".join(english.GLYPHS)

SHAPES = (
    Shape("out", r"https?://\S+|www\.\S+", "https://courier.example/2031"),
    Shape(
        "out",
        r"\d{4}-\d\d-\d\d|(?:19|20)\d\d[-–]\d\d(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)",
        "6/5/31",
    ),
    Shape(
        "part",
        rf"(?:\d{{1,3}}[ -]?)?[{_GLYPHS}]"
        rf"|(?:\d{{1,3}}[ -])?\d{{1,2}}[/⁄]\d{{1,3}}(?=[ -](?:of|an?|miles?|inch(?:es)?|cups?)\b)",
        "2½",
    ),
    Shape("out", r"\d+[/⁄]\d+", "24/7"),
    Shape("power", r"\d+(?:\.\d+)?\s?[×x]\s?10\s?\^?[-−–+]?\d{1,2}", "2×10^8"),
    Shape("plain", r"\d{1,3}(?:\.\d{3}){2,4}(?![\d.])", "1.250.000"),
    Shape(
        "out",
        r"\d+(?:\.\d+){2,}|(?:1[-. ]|\+?)\(?\d{2,4}\)?[-. ]\d{3,4}[-.]\d{3,4}(?!,?\d)"
        r"|\(?0\d{2,4}\)?\s\d{3,4}\s?\d{3,4}(?!,?\d)|\+\d[\d ()-]{7,20}\d",
        "555-010-0199",
    ),
    Shape(
        "clock",
        r"\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?|hrs\b|GMT\b|UTC\b)|\d{1,2}:\d\d(?::\d\d)?"
        r"|(?<=\bat\s)\d{1,2}\.[0-5]\d(?=\s(?:(?:on|in)\sthe|that|this|yesterday|tomorrow|last)\s(?:morning|afternoon|evening|night)\b)",
        "7.36am",
    ),
    Shape("clock", r"\d{1,2}\s?[ap](?:\.\s?)?m\b\.?|[0-2]\d[0-5]\d\s?(?:GMT|UTC|hrs)\b", "8 p.m."),
    Shape(
        "clock",
        rf"(?:(?:{_AT})(?:{_HOUR}\s(?:or|and|to)\s)?{_HOUR}|{_HOUR}\so['’]clock)"
        r"\s(?:in\sthe\s(?:morning|afternoon|evening)|at\snight)",
        "nine o'clock at night",
    ),
    Shape("clock", rf"(?:\d{{1,2}}|{_SMALL})\so['’]clock", "nine o'clock"),
    Shape(
        "out",
        rf"{_MONTH}\s{_DAY}\b(?!,\d{{3}})(?:\s?(?:[-–]|to|and)\s?\d{{1,2}}\b(?!,\d{{3}}|[\d%]))?(?:,?\s\d{{4}}\b)?|{_MONTH},?\s\d{{4}}\b",
        "May 6-8, 2031",
    ),
    Shape("out", rf"{_DAY}(?:\s?(?:[-–]|to|and|or)\s?{_DAY})?(?:\sof)?\s{_MONTH}(?:,?\s\d{{4}}\b)?", "6 and 10 May"),
    Shape("decade", r"(?:early|mid|late)[- ](?:to[- ]late[- ])?[2-9]0s", "mid-30s"),
    Shape(
        "out",
        r"\d+(?:,\d{3})*(?:st|nd|rd|th)\b|\d{2,4}s\b|(?!(?:minus|sub|to|or|and|under|over|some|near)-)[^\W\d]\w{0,11}-\d[\w.-]*",
        "V-31",
    ),
    Shape("out", r"(?:single|double|triple)[- ](?:digits?|figures?|deckers?|standards?|check\w*)", "double-digit"),
    Shape("age", rf"(?:\d+(?:,\d{{3}})*|{_SMALL})[- ](?:year|month|week|day)s?[- ]olds?\b", "71-year-old"),
    Shape(
        "out",
        r"\d+(?:th|st|nd|rd)?\s(?-i:(?:[A-Z]\w+\s){0,3}(?:Brigade|Division|Regiment|Battalion|Squadron|Street|Avenue|Road"
        r"|Lane|Drive|Way|Boulevard|St|Ave|Rd|Blvd)\b)",
        "810 Marsh Brigade",
    ),
    Shape(
        "share",
        rf"(?:\d{{1,3}}|{_SMALL})\s(?:in|out\sof)\s(?:every\s)?(?:an?\s{_SCALE}|\d{{1,3}}(?![,.\d%])|{_SMALL})\b(?!\s{_SCALE}|-)",
        "one in five",
    ),
    Shape("figures", r"(?:(?:low|mid|high)[- ])?(?:four|five|six|seven|eight|nine)-figure", "low six-figure"),
    Shape(
        "fold",
        rf"(?:{_SMALL}|\d{{1,3}})-?fold|twice(?=\s(?:as\s(?:many|much|high|large|big|likely)|the\s(?:number|size|amount|rate|price)|that)\b)"
        rf"|(?:{alternation(english.CHANGES)})(?:e[ds]?|ing)",
        "threefold",
    ),
    Shape(
        "vague",
        rf"(?:an?\s)?(?:several|few|couple(?:\sof)?)\s{_SCALE}s?|(?:tens|hundreds)\sof\s{_SCALE}s|a\scouple\sof",
        "a couple of thousand",
    ),
    Shape(
        "vague",
        r"(?:dozens|hundreds|thousands|millions|billions|trillions|scores(?=\sof))(?:\s(?:and|upon)\s(?:dozens|hundreds|thousands))?",
        "dozens and dozens",
    ),
    Shape("none", r"not\sa\ssingle", "not a single"),
    Shape(
        "plain",
        rf"(?:{_SMALL}\sand\sa\shalf|half\sa|an?|{_SMALL})(?:[ -]{_SCALE}){{1,2}}"
        rf"(?:\sand\sa\shalf\b|(?:(?:,?\sand\s|,?\s|-){_SMALL}(?:[ -]{_SCALE})*){{0,4}})",
        "two thousand five hundred",
    ),
    Shape("part", rf"(?:an?|one|two|three|four|\d)[- ](?:{alternation(english.PARTS)})s?|half", "two-thirds"),
    Shape("plain", _SMALL, "twenty-one"),
    Shape("money", rf"{units.PREFIX}\s?[-−]?(?:{_DIGITS}(?:\.\d+)?|\.\d+){_SUFFIX}", "$5.4bn"),
    Shape("plain", rf"(?:{_DIGITS}(?:\.\d+)?|\.\d+){_SUFFIX}", "2.5 million"),
)
SCAN = re.compile(
    r"(?<![\w.,])(?:"
    + "|".join(f"({shape.pattern})" for shape in SHAPES)
    + r")(?:(?<=[^\W\d_])(?!\w)|(?<![^\W\d_])(?!\d))",
    re.IGNORECASE,
)


CLOCK = "minutes after midnight"
_PART_OF_DAY = re.compile(r"morning|afternoon|evening|night")
_DAWN = 6
"""At so many hours at night it is morning."""


class Number(Struct, frozen=True):
    """A number as written: where, between which bounds, and what it brings along."""

    low: float | None
    high: float | None
    unit: str = ""
    approx: bool = False
    scale: float = 1.0  # what words or letters after the figures multiply them by
    kind: str = "plain"
    start: int = 0
    end: int = 0


def _scanned(text: str) -> Iterator[Number]:
    """Yield every number in reading order, each for itself."""
    for match in SCAN.finditer(text):
        kind = SHAPES[(match.lastindex or 0) - 1].kind
        if kind != "out" and (read := _read(kind, match[0].lower())):
            yield replace(read, start=match.start(), end=match.end())


@lru_cache(maxsize=4096)
def _read(kind: str, words: str) -> Number | None:
    """Return what a shape's words stand for; None where they stand for no number after all.

    >>> _read("vague", "tens of thousands").low
    20000.0
    """
    return _READERS[kind](words)


# ------------------------------------------------------------------ what each shape stands for

_FIGURES = re.compile(rf"[-−]?(?:{_DIGITS}(?:\.\d{{3}}){{2,}}|{_DIGITS}(?:\.\d+)?|\.\d+)")
_WORD = re.compile(r"[a-z]+|\d+")
_LONGEST = 18  # digits


def _exactly(n: float, **more: object) -> Number:
    return replace(Number(n, n), **more)


def _plain(words: str) -> Number | None:
    """Read "11,000", "2.5 million", "1.8m", "two thousand five hundred", "half a million"."""
    figures = _FIGURES.match(words)
    if not figures:
        return _in_words(words)
    digits = re.sub(_GAP, "", figures[0].replace("−", "-"))
    if len(digits) > _LONGEST:
        return None
    is_grouped = digits.count(".") > 1 or re.fullmatch(
        r"\d{1,3}\.000", digits
    )  # nobody writes three decimals of nought
    scale = 1.0
    for word in _WORD.findall(words[figures.end() :]):
        scale *= english.SCALES[word]
    return _exactly(round(float(digits.replace(".", "") if is_grouped else digits) * scale, 6), scale=scale)


def _in_words(words: str) -> Number:
    total, group, scale = 0.0, 0.0, 1.0
    before = ""
    for word in _WORD.findall(words.replace("and a half", "half")):
        if word == "half" and before in english.SCALES:  # "a million and a half"
            total, group = (total + scale / 2, group) if scale >= 1000 else (total, group + scale / 2)
        elif word in english.SCALES:
            scale = english.SCALES[word]
            group = (group or 1.0) * scale
            if scale >= 1000:
                total, group = total + group, 0.0
        elif word == "half":
            group += 0.5
        elif word not in ("a", "an", "and"):
            group += english.SMALL[word]
        before = word
    return _exactly(total + group, scale=scale, kind="words" if scale == 1.0 else "plain")


def _money(words: str) -> Number | None:
    """Read "$5.4bn", "rs 50 lakh"."""
    figures = _FIGURES.search(words)
    amount = _plain(words[figures.start() :]) if figures else None
    if not figures or not amount:
        return None
    return replace(amount, unit=units.currency(words[: figures.start()].strip()), kind="money")


def _power(words: str) -> Number:
    """Read "2×10^8"."""
    many, tens = re.split(r"\s?[×x]\s?10\s?\^?", words, maxsplit=1)
    return _exactly(float(many) * 10.0 ** int(re.sub("[−–]", "-", tens)))


def _clock(words: str) -> Number | None:
    """Read "7.36am", "20:12", "nine o'clock" as minutes after midnight."""
    figures = re.match(r"(\d{1,2})[:.](\d\d)|(\d\d)(\d\d)\s?[guh]|(\d{1,2})", words)
    hour, minute = (int(n) for n in ([g for g in figures.groups() if g] + ["0"])[:2]) if figures else (0, 0)
    if not figures:
        hour = int(english.SMALL[words.split(maxsplit=1)[0]])
    if part := _PART_OF_DAY.search(words):
        return _hours(words[: part.start()], part[0])
    half = re.search(r"([ap])\.?\s?m", words)
    if half:
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    return _exactly(60.0 * hour + minute, unit=CLOCK, kind="clock") if hour <= 24 and minute < 60 else None


def _hours(words: str, part: str) -> Number:
    """Read "eight or nine", of a part of the day."""
    told = [word for word in re.findall(r"[\w-]+", words) if word.isdigit() or word in english.SMALL]
    hours = [int(word) if word.isdigit() else int(english.SMALL[word]) for word in told]
    late = part != "morning" and not (part == "night" and hours[-1] % 12 < _DAWN)
    low, high = (60.0 * (hour % 12 + 12 * late) for hour in (hours[0], hours[-1]))
    return Number(min(low, high), max(low, high), unit=CLOCK, kind="clock")


def _age(words: str) -> Number | None:
    """Read "71-year-old"."""
    number, unit = re.split(r"[- ](?=year|month|week|day)", words, maxsplit=1)
    return _exactly(_how_many(number), unit=f"{re.split('s?[- ]', unit)[0]}s of age", kind="age")


def _vague(words: str) -> Number:
    """Read "dozens", "several hundred", "tens of thousands", "a couple of thousand"."""
    named = [
        word.removesuffix("s")
        for word in _WORD.findall(words)
        if word.removesuffix("s") in english.VAGUE or word == "tens"
    ]
    if "couple" in words:
        return _exactly(2.0 * (english.SCALES[named[-1]] if named else 1.0), approx=True, kind="vague")
    low, few, high = english.VAGUE[named[-1]]
    if " of " in words:
        times = 10.0 if named[0] == "ten" else 100.0
        return Number(low * times, (high + 1) * times - 1, approx=True, kind="vague")
    return Number(few if "few" in words or "several" in words else low, high, approx=True, kind="vague")


def _part(words: str) -> Number:
    """Read "two-thirds", "a quarter", "half", "2½", "1/16"."""
    if not words[-1].isalpha():
        return _exactly(
            _in_parts(words), unit="" if words[0].isdigit() and "/" not in words else "fraction", kind="part"
        )
    many, _, part = words.replace("-", " ").rpartition(" ")
    parts = english.PARTS[part if part in english.PARTS else part.removesuffix("s")]
    return _exactly(_how_many(many or "one") / parts, unit="fraction", kind="part")


def _in_parts(words: str) -> float:
    """Return what "2½", "1/16", "1 3/4" come to."""
    whole, *parts = re.split(rf"[ -]|(?=[{_GLYPHS}])", words)
    total = 0.0
    for piece in (p for p in (whole, *parts) if p):
        over, _, under = piece.replace("⁄", "/").partition("/")
        total += english.GLYPHS.get(piece) or float(over) / (float(under) or 1.0 if under else 1.0)
    return total


def _share(words: str) -> Number | None:
    """Read "one in five", "nine out of ten", "one in a million"."""
    many, whole = re.split(r" in (?:every )?| out of (?:every )?", words, maxsplit=1)
    of = _how_many(whole)
    return _exactly(_how_many(many) / of, unit="fraction", kind="share") if _how_many(many) < of else None


def _how_many(words: str) -> float:
    number = _plain(words) if words not in ("a", "an") else None
    return number.low or 1.0 if number else 1.0


def _fold(words: str) -> Number:
    """Read "threefold", "doubled"."""
    if words == "twice":
        return _exactly(2.0, unit="ratio", kind="fold")
    for stem, times in english.CHANGES.items():
        if words.startswith(stem):
            return _exactly(times, unit="ratio", kind="fold")
    return _exactly(_how_many(words.removesuffix("fold").rstrip("-")), unit="ratio", kind="fold")


def _figures(words: str) -> Number:
    """Read "low six-figure" as a third of the way from 100,000 to a million."""
    count, part = _how_many(words.removesuffix("-figure").split()[-1].split("-")[-1]), words[:3]
    least, most = {"low": (1.0, 3.0), "mid": (4.0, 6.0), "hig": (7.0, 10.0)}.get(part, (1.0, 10.0))
    unit = 10.0 ** (count - 1)
    return Number(least * unit, most * unit - (most == 10.0), approx=True, kind="figures")


def _decade(words: str) -> Number:
    """Read "mid-30s", of a person's age."""
    least, most = {"ear": (0, 3), "mid": (4, 6), "lat": (7, 9)}[words[:3]]
    tens = float(words[-3:-1])
    return Number(tens + least, tens + most, unit="years of age", approx=True, kind="decade")


def _none(_words: str) -> Number:
    """Read "not a single"."""
    return _exactly(0.0, kind="none")


_READERS: Mapping[str, Callable[[str], Number | None]] = {
    "plain": _plain,
    "money": _money,
    "power": _power,
    "clock": _clock,
    "age": _age,
    "vague": _vague,
    "part": _part,
    "share": _share,
    "fold": _fold,
    "figures": _figures,
    "decade": _decade,
    "none": _none,
}

# ------------------------------------------------------------------ joining

_LINK = re.compile(
    r"(?P<link>-?\s?(?:[-–—]|to[\s-]|up\sto\s)\s?(?:as\s(?:many|much|high)\sas\s|about\s|around\s|nearly\s|almost\s)?|\sand\s|-?\sor\s(?:even\s)?)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|some\s|around\s|roughly\s)?$", re.IGNORECASE)
_ALL_BUT = re.compile(r"\ball\sbut\s$", re.IGNORECASE)
_OF = re.compile(r"\sof\s(?:the|its|their|his|her|our|all|these|those)\s", re.IGNORECASE)
_CHANGE = re.compile(rf"\b(?:{english.RISING})\b[^.;]{{0,40}}\bfrom\s(?:\w+\s){{0,2}}$", re.IGNORECASE)
_BY = re.compile(r"\bby\s(?:\w+\s){0,2}$", re.IGNORECASE)
_REACH = 48  # code points between two ends
_WIDEST = 3.0  # from the lower end to the higher, in "by 5 to 12 boats"; beyond, the change and what it came to


def numbers(text: str) -> Iterator[Number]:
    """Yield every number of a text in reading order, an interval as one."""
    return _joined(text, list(_scanned(text)))


def _joined(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """Make one interval of two numbers that are its ends: "11 to 12,000", "between 20 and 30", "two or three"."""
    skip = False
    for here, after in zip_longest(numbers, numbers[1:]):
        if skip:
            skip = False
            continue
        interval = _interval(text, here, after) if after and after.start - here.end < _REACH else None
        skip = interval is not None
        yield interval or here


def _interval(text: str, first: Number, last: Number) -> Number | None:
    """Return the one number two make together, if they do: "11 to 12,000" or "half of the 300"."""
    if whole := _of_whole(text, first, last):
        return whole
    if not _are_ends(text, first, last) or first.low is None or last.high is None:
        return None
    low, high = first.low * _shared_scale(first, last), last.high
    if last.kind in _PARTS:
        low, high = min(low, high), max(low, high)
    before = text[max(0, first.start - 60) : first.start]
    if low >= high or _CHANGE.search(before):
        return None
    if high > _WIDEST * low and (_BY.search(before) or _has_moved(text, first)):
        return None
    approx = first.approx or last.approx
    return replace(last, low=low, high=high, unit=first.unit or last.unit, approx=approx, start=first.start)


def _has_moved(text: str, number: Number) -> bool:
    """Whether a number is how much something changed, before what it came to: "fell *3 feet* to 1,037 feet"."""
    is_measured = bool(number.unit or units.unit_after(text, number.end))
    return moved_by(text, number.start, is_measured=is_measured)


_ENDS = ({"plain", "words", "money"}, {"share", "part"}, {"plain", "words", "age"}, {"clock"})
"""Kinds of number that may be the two ends of one interval."""
_PARTS = {"share", "part"}


def _of_whole(text: str, part: Number, whole: Number) -> Number | None:
    """Return what a part comes to: "half of the 300", "three quarters of a million", "all but three of the 40"."""
    if part.low is None or whole.low is None or whole.kind not in ("plain", "words"):
        return None
    of = _OF.fullmatch(text, part.end, whole.start)
    if part.kind == "part" and whole.kind == "plain":
        is_scale = text[whole.start] in "aA" and text[part.end : whole.start] == " of "
        n, start = part.low * whole.low if of or is_scale else 0.0, part.start
    else:
        but = _ALL_BUT.search(text, max(0, part.start - 8), part.start) if of else None
        n, start = (whole.low - part.low, but.start()) if but else (0.0, 0)
    return replace(whole, low=n, high=n, start=start) if n > 0 else None


def _are_ends(text: str, first: Number, last: Number) -> bool:
    """Whether two numbers are so linked: by "to" or a dash, by "and" after "between", by "or" from one to the next."""
    if not any({first.kind, last.kind} <= kinds for kinds in _ENDS) or (
        first.unit and last.unit not in ("", first.unit)
    ):
        return False
    link = _link(text, first, last)
    if link == "and":
        return bool(_BETWEEN.search(text[max(0, first.start - 60) : first.start]))
    if link == "or":
        return first.kind == last.kind == "words" and first.low is not None and last.low == first.low + 1
    return link is not None


def _link(text: str, first: Number, last: Number) -> str | None:
    """Return the word that links two numbers; a unit may stand after the first that stands after the last."""
    at = first.end
    if not _LINK.match(text, at) and (unit := units.unit_after(text, at)):
        other = units.unit_after(text, last.end)
        if not other or other.name != unit.name:
            return None
        at = unit.end
    link = _LINK.fullmatch(text, at, last.start)
    if not link:
        return None
    words = link["link"].lower().strip().strip("-").split()
    return words[0] if words else "-"


def _shared_scale(first: Number, last: Number) -> float:
    """Return what the first end must be multiplied by: in "2 to 3 million", "11 to 12,000" the last brings it along."""
    low, high = first.low or 0.0, last.high or 0.0
    if first.scale == 1.0 and last.scale > 1.0 and low * last.scale < high:
        return last.scale
    if low < 1000 <= high and high % 1000 == 0 and low * 1000 < high <= low * 10_000:
        return 1000.0
    return 1.0
