"""Times in the terms of their gold sets (TIMEX3), whose conventions are met here and nowhere else.

The corpora mark both ends of an interval, each for itself, count quarters in months and decades in years, and take "two
days later" for the length of two days wherever it falls; "before Thursday" is Thursday to them. AQUAINT, for the most
part, has the day alone for "Friday morning" and "Friday night".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from reportedly.errors import GoldError
from reportedly.evaluate.findings import days_of
from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, key_of, place_of, told
from reportedly.models import Models
from reportedly.records import Span, When
from reportedly.resolve.times import times

_BETWEEN = re.compile(r"\s?(?:[-–]|\b(?:up to|to|and|or|until|till|through)\b)\s?")
_TIME_OF_DAY = re.compile(r"\dT")
_PART_OF_DAY = re.compile(r"(?<=\d)T(?:MO|AF|EV|NI)$")
_LATER = re.compile(r"\s(?:later|earlier|before)$", re.IGNORECASE)
_BESIDE = re.compile(r"(?:before|prior to|after|later than)\b", re.IGNORECASE)
_LONG = re.compile(r"P(\d+)(Q|DE|CE)")
_AS = {"Q": (3, "M"), "DE": (10, "Y"), "CE": (100, "Y")}


def predictions(_path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the times each text names, seen from its day."""
    for row in told(gold, progress):
        day, text = _day(row), row["text"]
        found = times(text, day=day, every=True)
        if "corpus" in row:
            found = tuple(said for when in found for said in _in_corpus_terms(when, text, day))
        if row.get("corpus") == "AQUAINT":
            found = tuple(replace(when, value=_PART_OF_DAY.sub("", when.value or "") or None) for when in found)
        yield {**key_of(row), "timex": [_timex(when) for when in found]}


def _day(row: Json) -> date:
    try:
        return date.fromisoformat(row["dct"][:10])
    except ValueError as error:
        raise GoldError(f"row {row['id']} of the gold has no day in `dct` ({error}); see docs/evaluate.md") from error


def _in_corpus_terms(when: When, text: str, day: date) -> Iterator[When]:
    if when.words is None:
        return
    words = when.words.of(text)
    between = _BETWEEN.search(words)
    if "/" in (when.value or "") and between:
        yield from _both_ends(when.value or "", when.words, between)
    elif _LATER.search(words) and "year" not in words:
        yield from (replace(it, words=when.words) for it in times(f"for {_LATER.sub('', words)}", day=day, every=True))
    else:
        when = _as_named(when) if _BESIDE.match(words) else when
        yield replace(when, value=_LONG.sub(_in_years, when.value) if when.value else None)


def _in_years(length: re.Match[str]) -> str:
    factor, unit = _AS[length[2]]
    return f"P{int(length[1]) * factor}{unit}"


def _both_ends(values: str, words: Span, between: re.Match[str]) -> Iterator[When]:
    """Tell "July 28 to August 3" as the two days it names, "1994-97" as the two years."""
    spans = replace(words, end=words.start + between.start()), replace(words, start=words.start + between.end())
    for value, span in zip(values.split("/"), spans, strict=True):
        yield _as_named(When(None, None, "interval", span, value))


def _as_named(when: When) -> When:
    """Give a time the days of its value: the corpora's "before Thursday" is Thursday."""
    days = days_of(when.value)
    return replace(when, start=days[0], end=days[1] - timedelta(1)) if days else when


def _timex(when: When) -> Json:
    value = when.value or ""
    kind = "DATE"
    if when.grain == "set":
        kind = "SET"
    elif value.startswith("P") and not value.endswith("_REF"):
        kind = "DURATION"
    elif _TIME_OF_DAY.search(value):
        kind = "TIME"
    days = {side: day.isoformat() if day else None for side, day in (("start", when.start), ("end", when.end))}
    return {**place_of(when.words), **days, "value": when.value, "type": kind}
