"""The words of an expression of time: how many, which unit, which year, as numbers and TIMEX3 lengths."""

import re

from reportedly.english import DAYS, MONTHS
from reportedly.resolve.quantities import english as english_numbers
from reportedly.resolve.times import english
from reportedly.resolve.times.calendar import Days
from reportedly.resolve.times.context import Context

Read = re.Match[str]
"""An expression, matched by its shape."""

LESS_THAN_A_DAY = frozenset({"second", "minute", "hour"})
MONTH_NUMBER = {name[:3].lower(): n for n, name in enumerate(MONTHS.split("|"), 1)}
WEEKDAY_NUMBER = {name.lower(): n for n, name in enumerate(DAYS.split("|"))}


def group(m: Read, *groups: str) -> str:
    """Return the first of some groups that is there, in lower case."""
    found = m.groupdict()
    return next((words.lower() for group in groups if (words := found.get(group))), "")


def digits(words: str) -> int:
    """Return the number that opens some words: "3rd" is 3."""
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]  # the shape has digits there


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def how_many(words: str | None) -> float | None:
    """Return what a number word of time stands for; None for "few" and "several".

    >>> [how_many(words) for words in ("2 1/2", "a couple of", "twenty-one", "one and a half", "several")]
    [2.5, 2.0, 21.0, 1.5, None]
    """
    if not words:
        return None
    total, *rest = [
        _one_number(word) for word in re.findall(r"[\d./]+|[½¼¾]|[a-z]+", words.lower().replace(" a half", " half"))
    ]
    known = [n for n in (total, *rest) if n is not None]
    if not known or re.search(r"few|several|many|dozens|hundreds", words, re.IGNORECASE):
        return None
    if "couple" in words.lower():
        return 2.0
    if re.search(r"hundred$", words, re.IGNORECASE):
        return known[0] * 100
    return 0.5 if re.match(r"half\b", words, re.IGNORECASE) else sum(known)


def _one_number(word: str) -> float | None:
    if word in _FRACTIONS:
        return _FRACTIONS[word]
    if word[0].isdigit():
        whole, _, part = word.partition("/")
        return float(whole) / float(part) if part.strip("0.") else float(whole.rstrip("."))
    return english_numbers.SMALL.get(word, english.FEW.get(word))


def year_of(words: str) -> int:
    """Return a year in digits or as it is spoken.

    >>> [year_of(words) for words in ("1996", "nineteen ninety-six", "two thousand and five")]
    [1996, 1996, 2005]
    """
    if words[0].isdigit():
        return int(words)
    first, *rest = (word for word in re.findall(r"[a-z]+", words.lower()) if word not in ("and", "oh", "thousand"))
    return {"nineteen": 1900, "twenty": 2000}.get(first, 2000) + int(
        sum(english_numbers.SMALL.get(word, 0) for word in rest)
    )


def unit_of(words: str) -> str:
    """Return the unit that a word counts: "nights" are days."""
    return english.UNITS_OF_TIME[words.lower().removesuffix("s")]


def turn_of(which: str | None) -> int:
    """Return -1 for last, 0 for this, 1 for next."""
    word = (which or "this").lower().removeprefix("the ").split()[0]
    return english.TURNS.get(word, 0)


def length(n: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length: P3M, PT24H, PXD, P2Y6M.

    >>> [length(2.5, "year"), length(None, "week"), length(24, "hour"), length(0.5, "hour")]
    ['P2Y6M', 'PXW', 'PT24H', 'PT30M']
    """
    if n is not None and n != int(n) and unit in _SMALLER:
        per, smaller = _SMALLER[unit]
        rest = length(round(n % 1 * per), smaller)
        return length(n // 1, unit) + rest.removeprefix("PT" if unit == "hour" else "P") if n >= 1 else rest
    return _LENGTHS[unit].format("X" if n is None else f"{n:g}")


_LENGTHS = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M",
    "quarter": "P{}Q", "year": "P{}Y", "decade": "P{}DE", "century": "P{}CE",
}  # fmt: skip
_SMALLER = {"year": (12, "month"), "hour": (60, "minute"), "day": (24, "hour")}


def added(value: str, rest: str) -> str:
    """Return two lengths as one.

    >>> added("PT2H", "PT41M"), added("P1Y", "P3M"), added("P1D", "PT3H")
    ('PT2H41M', 'P1Y3M', 'P1DT3H')
    """
    return value + rest.removeprefix("PT" if "T" in value else "P")


def said_year(m: Read, ctx: Context) -> int | None:
    """Return the year an expression names: "2031", "last year"; None where it names none."""
    year, turn = group(m, "year", "year2", "year3"), group(m, "turn", "turn2")
    if year:
        return year_of(year)
    return ctx.today.year + turn_of(turn) if turn else None


def at_time(day: Days, part: str | None) -> Days:
    """Add a part of the day, "morning", to the value of a day."""
    return day._replace(value=f"{day.value}{english.PARTS_OF_DAY[part.lower()]}") if part else day
