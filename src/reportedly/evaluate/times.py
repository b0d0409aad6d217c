"""Times in the terms of their gold sets (TIMEX3), whose conventions are met here and nowhere else.

The corpora mark both ends of an interval, each for itself, count quarters in months and decades in years, and take "two
days later" for the length of two days wherever it falls. AQUAINT, for the most part, has the day alone for "Friday
morning" and "Friday night".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, key_of, place_of, told
from reportedly.models import Models
from reportedly.records import Span, When
from reportedly.resolve.times import times

_BETWEEN = re.compile(r"\s?(?:[-–]|\b(?:to|and|or|through)\b)\s?")
_TIME_OF_DAY = re.compile(r"\dT")
_PART_OF_DAY = re.compile(r"(?<=\d)T(?:MO|AF|EV|NI)$")
_LATER = re.compile(r"\s(?:later|earlier|before)$", re.IGNORECASE)
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
    if when.value is None and when.start and when.end and between:
        yield from _both_ends(when, when.words, between, is_years=not re.search(r"[A-Z]", words))
    elif _LATER.search(words) and "year" not in words:
        yield from (replace(it, words=when.words) for it in times(f"for {_LATER.sub('', words)}", day=day, every=True))
    else:
        yield replace(when, value=_LONG.sub(_in_years, when.value) if when.value else None)


def _in_years(length: re.Match[str]) -> str:
    factor, unit = _AS[length[2]]
    return f"P{int(length[1]) * factor}{unit}"


def _both_ends(when: When, words: Span, between: re.Match[str], *, is_years: bool) -> Iterator[When]:
    """Tell "July 28 to August 3" as the two days it names, "1994-97" as the two years."""
    spans = replace(words, end=words.start + between.start()), replace(words, start=words.start + between.end())
    for day, span in zip((when.start, when.end), spans, strict=True):
        assert day is not None  # the caller has both
        yield When(day, day, "day", span, str(day.year) if is_years else day.isoformat())


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
