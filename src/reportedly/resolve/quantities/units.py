"""Units: what money and measured numbers are given in, rates, spans of time, and the same amount in SI units.

The names of units stand in `english_units.py`; a unit of measure is named in the singular ("square kilometre",
"percent", "EUR"), a rate as "barrel per day".
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from reportedly.english import alternation
from reportedly.records import Value
from reportedly.resolve.quantities import english_units as english

# ------------------------------------------------------------------ as written


class Unit(NamedTuple):
    """A unit as found: its name, and where its words end."""

    name: str
    end: int


_CODES = rf"(?-i:{alternation(english.CODES)})"  # in small letters some are words: "cop", "pen"


def _spaced(sign: str) -> str:
    """Return a pattern for a sign; "HK$" may be written "HK $", but "a $5 fine" is in no Australian dollars."""
    letters = sign.removesuffix("$")
    return rf"{letters}\s?\$" if sign.endswith("$") and len(letters) > 1 else re.escape(sign)


PREFIX = rf"(?:{_CODES}|{'|'.join(map(_spaced, sorted(english.SIGNS, key=len, reverse=True)))})"
"""What stands before an amount of money."""


def currency(sign: str) -> str:
    """Return the currency that a prefix stands for.

    >>> currency("hk $"), currency("eur")
    ('HKD', 'EUR')
    """
    return english.SIGNS.get("".join(sign.split())) or english.SIGNS.get(sign) or sign.upper()


_WORDS: Mapping[str, str] = {**english.SIGNS, **english.MONEY, **english.MEASURES}
_PAIRS = alternation(symbol for symbol in english.AFTER_A_SPACE if len(symbol) > 1)
_NO_LETTER = r"(?![\w’'-]|\.\w)"
_UNIT = re.compile(
    rf"[\s\u00a0]?-?(?P<code>{_CODES})(?!\w)"
    rf"|(?-i:\s?(?P<pair>{_PAIRS})){_NO_LETTER}"  # "MB" is tried before "mb"
    rf"|[\s\u00a0]?-?(?P<word>{alternation(_WORDS)})(?:s|es)?(?![\w$])"
    rf"|(?-i:\s?(?P<spaced>{alternation(english.AFTER_A_SPACE)})|(?P<symbol>{alternation(english.SYMBOLS)})){_NO_LETTER}",
    re.IGNORECASE,
)
_WEIGHED = re.compile(r"\sof\s[a-z]|\s(?:heavier|lighter|overweight)", re.IGNORECASE)
_WEIGHING = re.compile(r"\b(?:weigh\w*|drop(?:ped|s)?|shed|los[et]|losing|gain\w*|lift\w*|heavy)\s(?:\w+\s){0,2}$")
_SMALL = 1000
"""Below it "won" after a number is a verb, "five won", and "a 25-pound parcel" weighs that much."""

_PER = re.compile(
    rf"(?:\sper\s|-per-|/|[ -](?:a|an|every|each)[ -](?!(?:{alternation(w for w in english.PER if w[0].isdigit())})\b))"
    rf"(?!(?:{alternation(english.SPANS_OF_TIME)})\s(?:{alternation(english.FROM_THEN)}|before(?=[.,;]|$))\b)"
    rf"(?P<per>{alternation(english.PER)})\b(?!-)|[ -](?P<adverb>{alternation(english.ADVERBS)})\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"[\s-](?:of\s)?(?:(?:more|additional|consecutive|straight|full|long|business|working|calendar|solid|whole)\s)?"
    rf"(?P<span>{alternation(english.SPANS_OF_TIME)})(?:s|es)?\b(?P<old>[\s-](?:olds?\b|of\sage\b))?",
    re.IGNORECASE,
)


def unit_after(text: str, at: int, *, amount: float | None = None) -> Unit | None:
    """Return the unit that the words after a number name, if they do.

    >>> unit_after("40 sq km of marsh", 2)
    Unit(name='square kilometre', end=8)
    """
    match = _UNIT.match(text, at)
    if not match:
        return None
    if match["code"]:
        return Unit(match["code"], match.end())
    if match["word"] is None:
        return Unit(english.SYMBOLS[match["pair"] or match["spaced"] or match["symbol"]], match.end())
    word = match["word"].lower()
    if word == "pound" and (
        (text[at] == "-" and (amount or 0) < _SMALL)
        or _WEIGHED.match(text, match.end())
        or _WEIGHING.search(text, max(0, at - 32), at)
    ):
        return Unit("pound (weight)", match.end())
    if word == "won" and (amount or 0) < _SMALL:
        return None
    return Unit(_WORDS[word], match.end())


def rate_after(text: str, at: int) -> Unit | None:
    """Return what a rate is counted by: " per day" after "60,000 barrels".

    >>> rate_after("60,000 barrels a day", 14)
    Unit(name=' per day', end=20)
    """
    match = _PER.match(text, at)
    if not match:
        return None
    per = english.PER[match["per"].lower()] if match["per"] else english.ADVERBS[match["adverb"].lower()]
    return Unit(f" per {per}", match.end())


def span_after(text: str, at: int) -> Unit | None:
    """Return the unit of a span of time, or of an age.

    >>> span_after("three full years", 5), span_after("3 months old", 1)
    (Unit(name='year', end=16), Unit(name='months of age', end=12))
    """
    match = _SPAN.match(text, at)
    if not match or match["span"].isupper():  # "20 SEC filings"
        return None
    name = english.SPANS_OF_TIME[match["span"].lower()]
    return Unit(f"{name}s of age" if match["old"] else name, match.end())


# ------------------------------------------------------------------ the same in SI units


class _InSI(NamedTuple):
    unit: str
    factor: float
    offset: float = 0.0


SI: Mapping[str, _InSI] = MappingProxyType({
    "km": _InSI("metre", 1000.0), "decimetre": _InSI("metre", 0.1), "cm": _InSI("metre", 0.01),
    "mm": _InSI("metre", 0.001), "micrometre": _InSI("metre", 1e-6), "nanometre": _InSI("metre", 1e-9),
    "mile": _InSI("metre", 1609.344), "yard": _InSI("metre", 0.9144), "foot": _InSI("metre", 0.3048),
    "inch": _InSI("metre", 0.0254), "nautical mile": _InSI("metre", 1852.0),
    "square kilometre": _InSI("square metre", 1e6), "square mile": _InSI("square metre", 2_589_988.110336),
    "square foot": _InSI("square metre", 0.09290304), "square yard": _InSI("square metre", 0.83612736),
    "acre": _InSI("square metre", 4046.8564224), "hectare": _InSI("square metre", 10_000.0),
    "litre": _InSI("cubic metre", 0.001), "millilitre": _InSI("cubic metre", 1e-6),
    "cubic foot": _InSI("cubic metre", 0.028316846592), "gallon": _InSI("cubic metre", 0.003785411784),
    "barrel": _InSI("cubic metre", 0.158987294928), "cubic kilometre": _InSI("cubic metre", 1e9),
    "gram": _InSI("kg", 0.001), "milligram": _InSI("kg", 1e-6), "tonne": _InSI("kg", 1000.0),
    "kilotonne": _InSI("kg", 1e6), "megatonne": _InSI("kg", 1e9), "gigatonne": _InSI("kg", 1e12),
    "ton": _InSI("kg", 907.18474), "pound (weight)": _InSI("kg", 0.45359237), "ounce": _InSI("kg", 0.028349523125),
    "degree Celsius": _InSI("kelvin", 1.0, 273.15), "degree Fahrenheit": _InSI("kelvin", 5 / 9, 459.67 * 5 / 9),
    "km/h": _InSI("metre per second", 1 / 3.6), "mph": _InSI("metre per second", 0.44704),
    "knot": _InSI("metre per second", 1852 / 3600),
    "kilowatt": _InSI("watt", 1e3), "megawatt": _InSI("watt", 1e6), "gigawatt": _InSI("watt", 1e9),
    "terawatt": _InSI("watt", 1e12), "horsepower": _InSI("watt", 745.6998715822702),
    "kilowatt-hour": _InSI("joule", 3.6e6), "megawatt-hour": _InSI("joule", 3.6e9),
    "gigawatt-hour": _InSI("joule", 3.6e12), "terawatt-hour": _InSI("joule", 3.6e15),
    "calorie": _InSI("joule", 4.184), "kilocalorie": _InSI("joule", 4184.0), "kilojoule": _InSI("joule", 1000.0),
    "kilohertz": _InSI("hertz", 1e3), "megahertz": _InSI("hertz", 1e6), "gigahertz": _InSI("hertz", 1e9),
    "hectopascal": _InSI("pascal", 100.0), "psi": _InSI("pascal", 6894.757293168),
    "minute": _InSI("second", 60.0), "hour": _InSI("second", 3600.0), "day": _InSI("second", 86_400.0),
    "week": _InSI("second", 604_800.0), "millisecond": _InSI("second", 0.001),
})  # fmt: skip
"""A unit → the SI unit (mass in kg) it is converted to, the factor, and what is added after."""


def to_si(value: Value) -> Value | None:
    """Return the same amount in SI units, to stand beside the original; None where there is nothing to convert.

    A rate keeps what it is counted by. US gallons and short tons are meant, as in most news. Shares, money and what is
    counted have no SI unit, nor has a difference of temperatures.

    >>> in_metres = to_si(Value(5.0, None, "mile"))
    >>> in_metres and (in_metres.low, in_metres.high, in_metres.unit)
    (8046.72, None, 'metre')
    """
    name, per, by = value.unit.partition(" per ")
    into = SI.get(name)
    is_difference = per or (value.change or "").endswith("by")  # 2 degrees more are no 275 kelvin
    if into is None or (into.offset and is_difference):
        return None
    return replace(
        value, low=_converted(value.low, into), high=_converted(value.high, into), unit=f"{into.unit}{per}{by}"
    )


def _converted(bound: float | None, into: _InSI) -> float | None:
    return None if bound is None else float(f"{bound * into.factor + into.offset:.12g}")
