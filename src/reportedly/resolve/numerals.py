"""How numbers are written: the scan of a text for them, what each stands for, and two that make one interval.

A number is found together with what only looks like one (dates, clock times, ordinals, telephone numbers, names with
numbers), which is left out here. Each shape is a row of `SHAPES` with its example.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from reportedly.english import MONTHS, alternation
from reportedly.resolve import english_numbers as english

# ------------------------------------------------------------------ the scan


class Shape(NamedTuple):
    """One way a number, or what only looks like one, is written; `kind` names who reads it."""

    kind: str
    pattern: str
    example: str


_MONTH = rf"(?-i:(?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_SCALE = rf"(?:{alternation(word for word in english.SCALES if len(word) > 3)})"
_SUFFIX = rf"(?:{alternation(word for word in english.SCALES if len(word) <= 3)})"
_ONES = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS = alternation(word for word, n in english.SMALL.items() if n >= 20)
_SMALL = rf"(?:(?:{_TENS})(?:[ -]{_ONES})?|{alternation(english.SMALL)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

SHAPES = (
    Shape("out", r"https?://\S+|www\.\S+", "https://courier.example/2031"),
    Shape("out", r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d)|\d+/\d+", "6/5/31"),
    Shape(
        "out", r"\d+(?:\.\d+){2,}|\+?\(?\d{2,4}\)?[-. ]\d{3,4}[-.]\d{3,4}(?![\d,])|\+\d[\d ()-]{7,20}\d", "555-010-0199"
    ),
    Shape("out", r"\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\b\.?|hrs\b|GMT\b|UTC\b)|\d{1,2}:\d\d(?::\d\d)?", "7.36am"),
    Shape("out", r"\d{1,2}\s?[ap]\.?m\b\.?|[0-2]\d[0-5]\d\s?(?:GMT|UTC|hrs)\b", "8 p.m."),
    Shape("out", rf"(?:\d{{1,2}}|{_SMALL})\so['’]clock", "nine o'clock"),
    Shape(
        "out",
        rf"{_MONTH}\s{_DAY}\b(?!,\d{{3}})(?:\s?(?:[-–]|to|and)\s?\d{{1,2}}\b(?!,\d{{3}}|[\d%]))?(?:,?\s\d{{4}}\b)?|{_MONTH},?\s\d{{4}}\b",
        "May 6-8, 2031",
    ),
    Shape("out", rf"{_DAY}(?:\s?(?:[-–]|to|and|or)\s?{_DAY})?(?:\sof)?\s{_MONTH}(?:,?\s\d{{4}}\b)?", "6 and 10 May"),
    Shape("decade", r"(?:early|mid|late)[- ](?:to[- ]late[- ])?[2-9]0s", "mid-30s"),
    Shape("out", r"\d+(?:,\d{3})*(?:st|nd|rd|th)\b|\d{2,4}s\b|[^\W\d]\w{0,11}-\d[\w.-]*", "V-31"),
    Shape("out", rf"(?:\d+|{_SMALL})[- ](?:year|month|week|day)s?[- ]olds?\b|aged?\s\d+", "71-year-old"),
    Shape(
        "out",
        r"\d+(?:th|st|nd|rd)?\s(?:[A-Z]\w+\s){0,3}(?:Brigade|Division|Regiment|Battalion|Squadron|Street|Avenue)\b",
        "810 Marsh Brigade",
    ),
    Shape(
        "share",
        rf"(?:\d{{1,3}}|{_SMALL})\s(?:in|out\sof)\s(?:every\s)?(?:an?\s{_SCALE}|\d{{1,3}}(?![,.\d%])|{_SMALL})\b(?!\s{_SCALE}|-)",
        "one in five",
    ),
    Shape("figures", r"(?:(?:low|mid|high)[- ])?(?:four|five|six|seven|eight|nine)-figure", "low six-figure"),
    Shape("fold", rf"(?:{_SMALL}|\d{{1,3}})-?fold|(?:{alternation(english.CHANGES)})(?:e[ds]?|ing)", "threefold"),
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
        rf"(?:(?:,?\sand\s|,?\s|-){_SMALL}(?:[ -]{_SCALE})*){{0,4}}",
        "two thousand five hundred",
    ),
    Shape("part", rf"(?:an?|one|two|three|four|\d)[- ](?:{alternation(english.PARTS)})s?|half", "two-thirds"),
    Shape("plain", _SMALL, "twenty-one"),
    Shape(
        "money",
        rf"(?:{alternation(english.CURRENCIES)})\s?\d[\d,.\u00a0]*(?<=\d)(?:-?{_SUFFIX}\b|(?:[ -]?{_SCALE}\b){{0,2}})",
        "$5.4bn",
    ),
    Shape(
        "plain",
        rf"(?:\d{{1,3}}(?:[, \u00a0\u202f]\d{{3}})+(?!\d)|\d+)(?:\.\d+)?(?:-?{_SUFFIX}\b|(?:[ -]?{_SCALE}\b){{0,2}})",
        "2.5 million",
    ),
)
SCAN = re.compile(
    r"(?<![\w.,])(?:"
    + "|".join(f"({shape.pattern})" for shape in SHAPES)
    + r")(?:(?<=[^\W\d_])(?!\w)|(?<![^\W\d_])(?!\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
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

_FIGURES = re.compile(r"\d[\d,.]*(?:[ \u00a0\u202f]\d{3})*(?:\.\d+)?")
_WORD = re.compile(r"[a-z]+|\d+")


def _exactly(n: float, **more: object) -> Number:
    return replace(Number(n, n), **more)  # type: ignore[arg-type]  # fields of Number


def _plain(words: str) -> Number | None:
    """Read "11,000", "2.5 million", "1.8m", "two thousand five hundred", "half a million"."""
    figures = _FIGURES.match(words)
    if not figures:
        return _in_words(words)
    digits = re.sub(r"[, \u00a0\u202f]", "", figures[0])
    if len(digits) > 18:
        return None
    if re.fullmatch(r"\d{1,3}\.000", digits):  # "11.000": nobody writes three decimals of nought
        digits = digits.replace(".", "")
    scale = 1.0
    for word in _WORD.findall(words[figures.end() :]):
        scale *= english.SCALES[word]
    return _exactly(round(float(digits) * scale, 6), scale=scale)


def _in_words(words: str) -> Number:
    total, group, scale = 0.0, 0.0, 1.0
    for word in _WORD.findall(words.replace("and a half", "half")):
        if word in english.SCALES:
            scale = english.SCALES[word]
            group = (group or 1.0) * scale
            if scale >= 1000:
                total, group = total + group, 0.0
        elif word == "half":
            group += 0.5
        elif word not in ("a", "an", "and"):
            group += english.SMALL[word]
    return _exactly(total + group, scale=scale, kind="words" if scale == 1.0 else "plain")


def _money(words: str) -> Number | None:
    """Read "$5.4bn", "rs 50 lakh"."""
    figures = _FIGURES.search(words)
    amount = _plain(words[figures.start() :]) if figures else None
    return (
        figures and amount and replace(amount, unit=english.CURRENCIES[words[: figures.start()].strip()], kind="money")
    )


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
    """Read "two-thirds", "a quarter", "half"."""
    many, _, part = words.replace("-", " ").rpartition(" ")
    parts = english.PARTS[part if part in english.PARTS else part.removesuffix("s")]
    return _exactly(_how_many(many or "one") / parts, unit="fraction", kind="part")


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
    r"(?:%|\spercent|\sper\scent)?"
    r"(?P<link>\s?(?:[-–—]|to|up\sto)\s?(?:as\smany\sas\s|about\s|around\s)?|\sand\s|\sor\s)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|some\s|around\s)?$", re.IGNORECASE)
_OF = re.compile(r"\sof\s(?:the|its|their|his|her|our|all|these|those)\s", re.IGNORECASE)
_CHANGE = re.compile(rf"\b(?:{english.RISING})\b[^.;]{{0,40}}\bfrom\s(?:\w+\s){{0,2}}$", re.IGNORECASE)


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
        interval = _interval(text, here, after) if after and after.start - here.end < 24 else None
        skip = interval is not None
        yield interval or here


def _interval(text: str, first: Number, last: Number) -> Number | None:
    """Return the one number two make together, if they do: "11 to 12,000" or "half of the 300"."""
    if first.kind == "part" and last.kind == "plain" and _OF.fullmatch(text, first.end, last.start):
        of = (first.low or 0.0) * (last.low or 0.0)
        return replace(last, low=of, high=of, start=first.start)
    if not _are_ends(text, first, last) or first.low is None or last.high is None:
        return None
    low = first.low * _shared_scale(first, last)
    if low >= last.high:
        return None
    return replace(last, low=low, unit=first.unit or last.unit, approx=first.approx or last.approx, start=first.start)


def _are_ends(text: str, first: Number, last: Number) -> bool:
    """Whether two numbers are so linked: by "to" or a dash, by "and" after "between", by "or" from one to the next."""
    link = _LINK.fullmatch(text, first.end, last.start)
    alike = {first.kind, last.kind} <= {"plain", "words", "money"} and (not first.unit or last.unit in ("", first.unit))
    if not link or not alike:
        return False
    before, word = text[max(0, first.start - 60) : first.start], link["link"].strip().lower()
    if word == "and":
        return bool(_BETWEEN.search(before))
    if word == "or":
        return first.kind == "words" and first.low is not None and last.low == first.low + 1
    return not _CHANGE.search(before)


def _shared_scale(first: Number, last: Number) -> float:
    """Return what the first end must be multiplied by: in "2 to 3 million", "11 to 12,000" the last brings it along."""
    low, high = first.low or 0.0, last.high or 0.0
    if first.scale == 1.0 and last.scale > 1.0 and low * last.scale < high:
        return last.scale
    if low < 1000 <= high and high % 1000 == 0 and low * 1000 < high <= low * 10_000:
        return 1000.0
    return 1.0
