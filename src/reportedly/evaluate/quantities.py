"""Quantities in the terms of their gold sets, whose conventions are met here and nowhere else.

NewsQuant and the Recognizers sentences have lost some of their signs ("PS6m" for "£6m", "10, 000"), which are put back
before reading. They count ages, spans of time, "one" of something and the G of "5G", name units in full ("kilometre per
hour"), have "more than 60" as the point 60 with the change ``>``, "5 %" as 5 ``percentage``, "dozens" as 12, "hundreds"
as 100 to 1,000, and the two ends of a change ("fell from 9 to 7") as one quantity.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from reportedly.english import alternation
from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, key_of, place_of, told
from reportedly.models import Models
from reportedly.records import Value
from reportedly.resolve.quantities import values
from reportedly.resolve.quantities.english import MOVED

_LONG_NAMES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "HKD": "hong kong dollar",
    "NZD": "new zealand dollar",
    "SGD": "singapore dollar",
    "TWD": "new taiwan dollar",
    "INR": "rupee",
    "LKR": "sri lankan rupee",
    "PKR": "pakistani rupee",
    "ILS": "shekel",
    "MYR": "malaysian ringgit",
    "MXN": "mexican peso",
    "CRC": "costa rican colón",
    "LAK": "lao kip",
    "RUB": "russian ruble",
    "KRW": "south korean won",
    "CHF": "swiss franc",
    "SEK": "swedish krona",
    "NOK": "norwegian krone",
    "DKK": "danish krone",
    "PLN": "polish złoty",
    "ZAR": "south african rand",
    "TRY": "turkish lira",
    "BRL": "brazilian real",
    "THB": "thai baht",
    "IDR": "indonesian rupiah",
    "PHP": "philippine peso",
    "NGN": "nigerian naira",
    "UAH": "ukrainian hryvnia",
    "AED": "united arab emirates dirham",
    "SAR": "saudi riyal",
    "FIM": "finnish markka",
    "ESP": "peseta",
    "BTC": "bitcoin",
    "km": "kilometre",
    "cm": "centimetre",
    "mm": "millimetre",
    "kg": "kilogram",
    "tonne": "metric ton",
    "gigatonne": "gigaton",
    "megatonne": "megaton",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "degree Celsius": "celsius",
    "degree Fahrenheit": "fahrenheit",
    "percent": "percentage",
    "percentage points": "percentage point",
    "basis points": "basis point",
    "pound (weight)": "pound-mass",
    "deaths": "people",
    "ratio": "count",
    "times": "count",
    "": "-",
}
_NOT_COUNTED = ("minutes after midnight",)
_PERSONS = set(
    """
    people troops soldiers fighters officers civilians residents workers members deaths passengers protesters
    demonstrators migrants refugees children students lawmakers miners
    """.split()  # noqa: SIM905  # words read better as words
)
_LOST: Mapping[re.Pattern[str], str] = {
    re.compile(r"\bPS(?=\d)"): "£",
    re.compile(r"\bY=(?=\d)"): "¥",
    re.compile(r"\bdeg(?=[CF]\b)"): "°",
    re.compile(r"(?<=\d), (?=\d{3}\b(?!,? ?\d))"): ",",
    re.compile(r"(?<=\d) - (?=(?:a|year|month|week|day)\b)"): "-",
    re.compile(r"(?<=year) - (?=old)"): "-",
    re.compile(r"(?<=\s)- (?=\d+ (?:°|deg))"): "-",
    re.compile(r"\b(HK|US|AU|NZ|[Cc]|hk|us|au|nz) (?=\$)"): r"\1",
}
"""What stands in the texts of the sets for a sign that was lost, or for one that stood without a space."""
_SPANS: Mapping[tuple[float | None, float | None], tuple[float, float]] = {
    (24.0, 99.0): (12.0, 12.0),
    **{(2 * n, 10 * n - 1): (n, 10 * n) for n in (1e2, 1e3, 1e4, 1e5, 1e6, 1e9)},
}
"""What "dozens", "hundreds", "thousands" … stand for here and there."""
_GENERATION = re.compile(r"\b[2-6](?=G\b)")
_JUST = {"just under": "<", "just over": ">", "slightly more": ">", "slightly less": "<", "slightly over": ">"}
_AVERAGE = re.compile(
    r"\b(?:averag(?:e[ds]?|ing)|roughly|about|around|approximately)\s(?:of\s|is\s|\$)?$", re.IGNORECASE
)

_A_RISE = re.compile(rf"\s(?:\w+\s)?(?:{alternation(MOVED)})\b")
"""After a value, a change that the corpora do not count as one: "a 3 percent *drop*", "3 percent *lower*"."""


def predictions(_path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the values in each text, in the terms of its corpus."""
    for row in told(gold, progress):
        found = _in_corpus_terms(row["text"]) if "quantities" in row else map(_in_hard_terms, values(row["text"]))
        yield {**key_of(row), "quantities": [*found]}


def _in_hard_terms(value: Value) -> Json:
    """Return a value as hard lists have it: any number of persons is counted in "person", things in the singular."""
    unit, low, high = "person" if value.unit in _PERSONS else _singular(value.unit), value.low, value.high
    if unit == "basis point":
        unit = "fraction"
        low, high = (None if bound is None else bound / 10_000 for bound in (low, high))
    return {**place_of(value.words), "low": low, "high": high, "unit": unit, "approx": value.approx}


# ------------------------------------------------------------------ NewsQuant and the Recognizers


def _in_corpus_terms(text: str) -> Iterator[Json]:
    """Yield the values of a text as the corpora have them."""
    text = _repaired(text)
    found = [value for value in values(text, every=True) if value.unit not in _NOT_COUNTED]
    joined = False
    for value, after in zip_longest(found, found[1:]):
        if joined:
            joined = False
            continue
        joined = after is not None and _is_one_change(text, value, after)
        yield _changed(value, after) if joined and after else _point(value, text)
    for match in _GENERATION.finditer(text):
        n = float(match[0])
        yield {
            "s": match.start(),
            "e": match.end() + 1,
            "low": n,
            "high": n,
            "unit": "generation wireless",
            "change": "=",
        }


def _repaired(text: str) -> str:
    for lost, sign in _LOST.items():
        text = lost.sub(sign, text)
    return text


def _is_one_change(text: str, value: Value, after: Value) -> bool:
    """Whether two values are the ends of one change: "from 9 to 7", "to 7 from 9"; not "7, up from 9"."""
    changes = {value.change or "", after.change or ""}
    if "from" not in changes or not any(change.endswith(" to") for change in changes):
        return False
    between = text[value.words.end : after.words.start] if value.words and after.words else ""
    return value.unit == after.unit and len(between) < (48 if value.change == "from" else 8)


def _changed(value: Value, after: Value) -> Json:
    earlier, later = (value, after) if value.change == "from" else (after, value)
    has_fallen = (later.change or "").startswith("fell")
    return {**_named(later), "low": earlier.low, "high": later.low, "change": "down" if has_fallen else "="}


def _point(value: Value, text: str) -> Json:
    """Return a value with its open bound closed, and the change that says so."""
    low, high = _SPANS.get((value.low, value.high)) or (value.low, value.high)
    low, high = (high if low is None else low), (low if high is None else high)
    return {**_named(value), "low": low, "high": high, "change": _sign(value, text)}


def _sign(value: Value, text: str) -> str:
    words = value.words.of(text).lower() if value.words else ""
    before = text[: value.words.start] if value.words else ""
    if value.high is None or value.low is None:
        return ">" if value.high is None else "<"
    just = next((sign for just, sign in _JUST.items() if words.startswith(just)), None)
    if just or value.low != value.high:
        return just or "="
    after = text[value.words.end : value.words.end + 24] if value.words else ""
    if value.change in ("rose by", "fell by") and not _A_RISE.match(after) and not before.endswith(" of "):
        return "up" if value.change == "rose by" else "down"
    return (
        "~" if (value.approx and not words.startswith(("nearly", "almost"))) or _AVERAGE.search(before[-24:]) else "="
    )


def _named(value: Value) -> Json:
    """Return where a value stands and its unit in full, in the singular; for what is counted, the words for it."""
    head, per, span = value.unit.partition(" per ")
    name = _LONG_NAMES.get(head) or _singular((value.counted or head).replace(" and ", " "))
    if head.endswith(" of age"):
        name = head.replace("s of age", " of age")
    return {**place_of(value.words), "unit": f"{name}{per}{_LONG_NAMES.get(span, span) if span else ''}"}


_IRREGULAR = {"children": "child", "men": "man", "women": "woman"}


def _singular(words: str) -> str:
    """Return a noun phrase in the singular, as far as endings show it.

    >>> _singular("lost families"), _singular("homes"), _singular("people"), _singular("bosses"), _singular("children")
    ('lost family', 'home', 'people', 'boss', 'child')
    """
    rest, space, head = words.rpartition(" ")
    if head in _IRREGULAR:
        return f"{rest}{space}{_IRREGULAR[head]}"
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    if words.endswith(("sses", "shes", "ches", "xes")):
        return words[:-2]
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words
