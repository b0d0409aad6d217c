"""Quantities in the terms of their gold sets, whose conventions are met here and nowhere else."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, key_of, place_of, told
from reportedly.models import Models
from reportedly.records import Value
from reportedly.resolve.quantities import values

_LONG_NAMES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "HKD": "hong kong dollar",
    "INR": "rupee",
    "ILS": "shekel",
    "km": "kilometre",
    "m": "metre",
    "cm": "centimetre",
    "mm": "millimetre",
    "kg": "kilogram",
    "tonne": "metric ton",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "degree Celsius": "celsius",
    "": "-",
    "degree Fahrenheit": "fahrenheit",
    "percent": "percentage",
    "pound (weight)": "pound-mass",
}
_PERSONS = set(
    """
    people troops soldiers fighters officers civilians residents workers members deaths passengers protesters
    demonstrators migrants refugees children students lawmakers miners
    """.split()  # noqa: SIM905  # words read better as words
)
_RISING = re.compile(
    r"\b(?:rose|rise[sn]?|rising|gain(?:s|ed)?|climb(?:s|ed)?|jump(?:s|ed)?|grew|grow[sn]?|increased?|up)\b[^.;]*$"
)
_FALLING = re.compile(
    r"\b(?:fell|falls?|fallen|falling|los[et]s?|drop(?:s|ped)?|slid|slip(?:s|ped)?|decreased?|down)\b[^.;]*$"
)
_CHANGE_REACH = 30  # code points before a number


def predictions(_path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the values in each text, in the terms of its corpus."""
    for row in told(gold, progress):
        text: str = row["text"]
        to_terms = _in_corpus_terms if "quantities" in row else _in_hard_terms
        yield {**key_of(row), "quantities": [to_terms(value, text) for value in values(text)]}


def _in_hard_terms(value: Value, _text: str) -> Json:
    """Return a value as hard lists have it: any number of persons is counted in "person", things in the singular."""
    unit = "person" if value.unit in _PERSONS else _singular(value.unit)
    return {**place_of(value.words), "low": value.low, "high": value.high, "unit": unit, "approx": value.approx}


def _in_corpus_terms(value: Value, text: str) -> Json:
    """Return a value as NewsQuant has it: an open bound is a point with a change, a unit what one counts, singular."""
    change = ">" if value.high is None else "<" if value.low is None else "~" if value.approx else "="
    if change == "=" and value.unit == "percent" and value.words:
        before = text[max(0, value.words.start - _CHANGE_REACH) : value.words.start]
        change = "up" if _RISING.search(before) else "down" if _FALLING.search(before) else change
    low = value.low if value.low is not None else value.high
    high = value.high if value.high is not None else value.low
    head, per, span = value.unit.partition(" per ")
    unit = f"{_LONG_NAMES.get(head) or _singular(value.counted or head)}{per}{span}"
    return {**place_of(value.words), "low": low, "high": high, "unit": unit, "change": change}


def _singular(words: str) -> str:
    """Return a noun phrase in the singular, as far as endings show it.

    >>> _singular("lost families"), _singular("homes"), _singular("people")
    ('lost family', 'home', 'people')
    """
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words
