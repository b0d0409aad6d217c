"""Numbers in running text, as intervals with a unit and what is counted.

What is written as a number is found in `numerals`. Here **hedges** before and after it open a bound or make it
approximate; the words that follow, or else what was spoken of shortly before, say **what is counted**; and what
measures or counts nothing is left out.

Ages, scores and "one" as a pronoun are no quantities; a duration ("three months") is a time and left to `times`. A unit
of measure is named in the singular ("square kilometre", "percent", "EUR"), what is counted in the plural ("troops",
"homes"); the dead without further description have the unit "deaths".

The words stand in tables of the language (`english`), each row with an example in tests/resolve/test_quantities.py.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from reportedly.english import alternation
from reportedly.records import Part, Span, Value
from reportedly.resolve import english_numbers as english
from reportedly.resolve.numerals import Number, numbers

_BACK_CHARACTERS = 240  # how far back in its sentence what is counted is looked for
_HEAD_WORDS = 6  # how many words what is counted may have

# ------------------------------------------------------------------ hedges

_NEGATIVE = re.compile(r"\bminus\s$|(?<![\w%])[-−]$", re.IGNORECASE)
_BEFORE_LENGTH = max(len(words.split()) for words in english.BEFORE)
_AFTER_WORDS = re.compile(rf",?\s?(?P<words>{alternation(english.AFTER)})(?!\w)(?!\s[\d])", re.IGNORECASE)
_ODD = re.compile(r"[- ]odd\b", re.IGNORECASE)


_METRES = re.compile(r"(?<=\dm)\s(?:tall|high|wide|long|deep|above|below|away|from)\b")


def _hedged(text: str, number: Number) -> Number:
    """Open a bound or make it approximate, as the words before and after it tell."""
    if not number.unit and _METRES.match(text, number.end):  # "10m tall" is no ten million
        number = replace(number, low=(number.low or 0) / 1e6, high=(number.high or 0) / 1e6, unit="metre")
    bounds, start = _hedges_before(text, number.start)
    after = _AFTER_WORDS.match(text, number.end)
    end = number.end
    if after:
        bounds, end = {*bounds, english.AFTER[after["words"].lower()]}, after.end()
    elif odd := _ODD.match(text, number.end):
        number = replace(number, high=(number.high or 0) + _last_place(number.low or 0) - 1, approx=True)
        end = odd.end()
    interval = number.low != number.high and number.kind not in ("vague", "figures")
    low = None if "ceiling" in bounds and not interval else number.low
    high = None if "floor" in bounds and not interval else number.high
    approx = (number.approx and not {"ceiling", "floor"} & bounds) or "about" in bounds
    return replace(number, low=low, high=high, approx=approx, start=start, end=end)


def _hedges_before(text: str, at: int) -> tuple[set[str], int]:
    """Return what the hedges before a place do, and where they begin."""
    line = text[max(0, at - 64) : at]
    words = [(match.start() + at - len(line), match[0].lower()) for match in re.finditer(r"[^\s(“\"‘]+", line)][-8:]
    bounds: set[str] = set()
    start, end = at, len(words)
    while end:
        for length in range(min(_BEFORE_LENGTH, end), 0, -1):
            bound = english.BEFORE.get(" ".join(word for _, word in words[end - length : end]))
            if bound is not None:
                break
        else:
            break
        end -= length
        if bound:
            bounds.add(bound)
            start = words[end][0]
    return bounds, start


def _last_place(n: float) -> float:
    """Return the worth of a number's last digit that is not nought: 10 for 90, 100 for 300."""
    place = 1.0
    while n and n % (place * 10) == 0:
        place *= 10
    return place


# ------------------------------------------------------------------ units and what is counted


class _Counted(NamedTuple):
    """What a number counts: its unit, the words for it and their normal form, and where it all ends."""

    unit: str
    words: str | None
    measure: str | None
    end: int
    own: bool = True  # whether the number's own words say it, and not what was spoken of before


_GLUED = re.compile(
    rf"\s?-?(?P<unit>{alternation([*english.MEASURES, *english.MONEY])})(?P<s>s|es)?(?!\w)", re.IGNORECASE
)
_MAGNITUDE = re.compile(r"\bmagnitude[- ](?:of\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_WEIGHED = re.compile(r"\sof\s[a-z]|\s(?:heavier|lighter)", re.IGNORECASE)
_RATE = re.compile(
    r"[ -](?:(?:a|an|per|every|each)[ -](second|minute|hour|day|week|month|year)\b"
    r"|(daily|weekly|monthly|annually|yearly|hourly)\b)"
)
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annually": "year",
    "yearly": "year",
    "hourly": "hour",
}

_NEXT = re.compile(r"[ \u00a0]([^\W\d_][\w’'-]*)")
_OF = re.compile(
    r"\s(?:number\s)?of\s(?:(?:the|its|his|her|their|our|all|these|those)\s)?(?:\d[\d,]*\s)?(?!them\b|which\b|whom\b)"
)
_SINGULAR_S = re.compile(r"(?:ous|ss|us|is|'s|’s|less|ics)$")
_PEOPLES = re.compile(english.PEOPLES)
_BACK = re.compile(rf"\b(?:{english.BACK}|{english.PEOPLES})\b")
_STRONG = re.compile(r"[- ]strong\b")
_STATE = "dead|killed|died|dying|perished|missing|injured|wounded|hurt|unaccounted"
_STATE_AFTER = re.compile(
    r"(?:\swho)?(?:\s(?:have|has|had|were|was|are|is|been|be|being|confirmed|reported|feared|presumed|already|officially|now|still|also|listed|as|"
    rf"originally|remain|remained|to|both|people)){{0,5}}\s(?P<state>{_STATE})\b(?:,?\s(?P<link>or|and)\s(?P<other>{_STATE})\b)?",
    re.IGNORECASE,
)
_STATE_BEFORE = re.compile(
    r"\b(?P<state>kill(?:ed|s|ing)?|claim(?:ed|s|ing)?|injur(?:ed|es|ing)|wound(?:ed|ing)|dead|deaths\sof|bodies\sof)[\s:](?:(?:the\s)?(?:lives\sof\s)?)$",
    re.IGNORECASE,
)


def _unit(text: str, number: Number) -> _Counted | None:
    """Return the unit of measure or currency the number bears, if it does."""
    if number.unit:
        return _rated(text, _Counted(number.unit, None, None, number.end))
    if _MAGNITUDE.search(text, max(0, number.start - 32), number.start):
        return _Counted("magnitude", None, "magnitude", number.end)
    of = _OF.match(text, number.end) if number.kind == "vague" else None  # "thousands of dollars"
    match = _GLUED.match(text, of.end() - 1 if of else number.end)
    name = match["unit"].lower() if match else ""
    if not match or (name in english.MONEY and name == "pound" and _WEIGHED.match(text, match.end())):
        return None
    unit = english.MEASURES.get(name) or english.MONEY[name]
    return _rated(text, _Counted(unit, None, None, match.end()))


def _rated(text: str, counted: _Counted) -> _Counted:
    """Add "per day" where the words after it say so."""
    match = _RATE.match(text, counted.end)
    if not match:
        return counted
    per = f" per {match[1] or _ADVERBS[match[2]]}"
    return counted._replace(unit=counted.unit + per, measure=counted.measure and counted.measure + per, end=match.end())


def _head(text: str, at: int, *, single: bool) -> tuple[int, int, str] | None:
    """Return where the noun phrase after a number stands, and its head: the last plural; for one, the last word."""
    of = _OF.match(text, at)
    start = pos = of.end() - 1 if of else at
    found = None
    for _ in range(_HEAD_WORDS):
        match = _NEXT.match(text, pos)
        joins = match and match[1] == "and" and not found and pos > start  # "Danish and Norse troops"
        if not match or (match[1].lower() in english.STOPS and not joins):
            break
        pos = match.end()
        if single or _is_plural(match[1]):
            found = (start + 1, pos, match[1])
        elif found:
            break
    return found


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in english.PLURALS or (len(lower) > 3 and lower.endswith("s") and not _SINGULAR_S.search(lower))


def _counted(text: str, number: Number, before: Value | None) -> _Counted:
    """Return what is counted: a unit, the noun after the number, what became of people, or what it goes back to."""
    unit = _unit(text, number)
    if unit:
        return unit
    strong = _STRONG.match(text, number.end)
    head = _head(
        text, strong.end() if strong else number.end, single=1.0 in (number.low, number.high) or number.kind == "none"
    )
    end = head[1] if head else number.end
    after = _STATE_AFTER.match(text, end)
    states = _states_after(after) if after else _states_before(text, number.start)
    back = None
    if not states and (not head or head[2].lower() in english.NOBODIES):
        back, at = _back(text, number.start)
        if before and before.words and before.measure and not head and before.words.start >= at >= 0:
            return _Counted(before.unit, before.counted, before.measure, end, own=False)
    if head and back and "toll" in back:
        states = ["killed"]
    words = text[head[0] : head[1]] if head else back or ("people" if number.kind == "vague" or states else None)
    if not words:
        return _Counted("", None, None, end)
    counted = words if head or back else None
    own = back is None or head is not None
    return _rated(
        text, _Counted(_unit_of(words, states), counted, _measure(words, states), after.end() if after else end, own)
    )


def _states_after(match: re.Match[str]) -> list[str]:
    return [match["state"], match["link"], match["other"]] if match["link"] else [match["state"]]


def _states_before(text: str, at: int) -> list[str]:
    match = _STATE_BEFORE.search(text, max(0, at - 32), at)
    return [match["state"].split()[0]] if match else []


def _back(text: str, at: int) -> tuple[str | None, int]:
    """Return what was last spoken of that can be counted, in the sentence or shortly before it, and where."""
    begin = max(0, at - _BACK_CHARACTERS)
    found = [*_BACK.finditer(text, begin, at)][-1:]
    return (found[0][0], found[0].start()) if found else (None, begin)


def _state_of(words: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(english.STATES.get(word.lower(), word.lower()) for word in words))


def _unit_of(words: str, states: Sequence[str]) -> str:
    head = words.rsplit(maxsplit=1)[-1]
    lower, state = head.lower(), english.STATES.get(head.lower()) or _state_of(states)
    if _PEOPLES.fullmatch(head):
        return "people"
    if lower in english.NOBODIES or lower == "toll":
        return "deaths" if state == "killed" else "people"
    if lower in english.COLLECTIVES:
        return english.MEASURED[lower]
    return lower if _is_plural(lower) else _plural(lower)


def _plural(noun: str) -> str:
    return english.IRREGULAR.get(noun, f"{noun}s")


def _measure(words: str, states: Sequence[str]) -> str:
    """Return the normal form: "north korean troops", "deaths", "missing people", "people killed or injured"."""
    *modifiers, head = words.lower().split()
    head = english.IRREGULAR.get(head, head)
    state = english.STATES.get(head) or _state_of(states)
    group = " ".join([*(word for word in modifiers if word not in english.FILLERS), english.MEASURED.get(head, head)])
    if head in english.NOBODIES or head == "toll":
        group = "people"
    if state == "killed" and group == "people":
        return "deaths"
    if not state:
        return group
    return f"{group} {state}" if " " in state or group != "people" else f"{state} people"


# ------------------------------------------------------------------ what is no quantity

_AGED = re.compile(r"\bage[ds]?\s(?:of\s)?$")
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]+,\s$")
_AGE_AFTER = re.compile(r",|\.|\s(?:and|was|who|from)\b")
_YEAR_BEFORE = re.compile(rf"(?:\b(?:{alternation(english.BEFORE_YEAR)})[\s-]|[(/–-])$", re.IGNORECASE)
_YEARS = re.compile(r"\d{4}\s?(?:[-–]|to)\s?\d{4}")
_LAST_WORD = re.compile(r"([\w’'-]+)[\s-]$")
_TIME_AFTER = re.compile(
    rf"[\s-](?:of\s)?(?:(?:more|consecutive|straight|full|long|business|working)\s)?(?:{alternation(english.SPANS_OF_TIME)})(?:s|es)?\b",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"(?:^|\n)\s*\(?$")
_GROUP_OF = re.compile(r"\bgroup\sof\s$", re.IGNORECASE)
_ONE = re.compile(r"\s(?:person|man|woman|boy|girl|child|soldier|civilian|worker|officer|driver|passenger)\b")
_NAMED = re.compile(r"-?[A-Za-z]|\s?[’']s\b")
_SCORE = re.compile(r"[-–]\d")
_SCORE_BEFORE = re.compile(r"\b\d{1,2}[-–]$")
_SHARED = re.compile(
    r"\s(?:of|the|its|their|his|our|all)\s(?!(?:an?\s)?(?:hour|minute|day|century|mile)\b)", re.IGNORECASE
)
_SHARE_ENDS = re.compile(
    r"(?![ -][a-z])|\s(?:compared|from|to|in|since|over|on|this|last|after|as|and|or|by)\b", re.IGNORECASE
)
_SHARE_BEFORE = re.compile(r"\b(?:by|than|to)\s$", re.IGNORECASE)


class _Found(NamedTuple):
    """A number with all that was found about it."""

    text: str
    number: Number  # as written, without its hedges
    hedged: Number
    counted: _Counted

    @property
    def before(self) -> str:
        """The words before the number."""
        return self.text[max(0, self.number.start - 24) : self.number.start]

    @property
    def is_bare(self) -> bool:
        """Whether it has no hedge."""
        return (self.number.start, self.number.end) == (self.hedged.start, self.hedged.end)

    @property
    def is_quantity(self) -> bool:
        """Whether it measures or counts: not a duration, a year, an age, a score, a list mark or part of a name."""
        kind, end = self.number.kind, self.number.end
        if not self.number.unit and _TIME_AFTER.match(self.text, self.hedged.end):
            return False
        if kind in ("plain", "words") and not self.counted.unit and _NAMED.match(self.text, end):
            return False
        if kind == "words" and self.number.high == 1:
            return self._is_one
        if kind == "part":
            return self._is_share
        if kind not in ("plain", "words") or not self.is_bare:
            return True
        return not (self._is_age or self._is_year or self._is_mark or self._is_name)

    @property
    def _is_one(self) -> bool:
        """Whether "one" counts: "at least one", "one person", "one dead"; not "one of them", "over one another"."""
        end = self.number.end
        if not self.is_bare:
            return not self.text.startswith((" another", " by one"), end)
        return bool(_ONE.match(self.text, end) or _STATE_AFTER.match(self.text, end))

    @property
    def _is_share(self) -> bool:
        """Whether "a third", "half" is a share: "a third of them", "by a quarter", "nearly half"; not "a third man"."""
        end = self.number.end
        if _SHARED.match(self.text, end) or self.text[end - 1] in "sS":
            return True
        return bool(_SHARE_ENDS.match(self.text, end)) and (not self.is_bare or bool(_SHARE_BEFORE.search(self.before)))

    @property
    def _is_age(self) -> bool:
        """Whether it is an age: "Ada Orr, 71, said", "aged 9"."""
        if self.number.scale > 1.0 or (self.number.high or 0) >= 120:
            return False
        named = _NAME_BEFORE.search(self.before) and _AGE_AFTER.match(self.text, self.number.end)
        return bool(named or _AGED.search(self.before))

    @property
    def _is_year(self) -> bool:
        n = self.number.high or 0
        if _YEARS.fullmatch(self.text, self.number.start, self.number.end):
            return self.number.low is not None and 1000 <= self.number.low < n < 2100
        if self.number.end - self.number.start != 4 or self.number.low != n or not 1500 <= n < 2100:
            return False
        head = (self.counted.words or "").split()[-1:]
        if head and head[0].lower() in english.NEVER_YEARS and self.counted.own:
            return False
        return n >= 1900 or not head or bool(_YEAR_BEFORE.search(self.before))

    @property
    def _is_mark(self) -> bool:
        """Whether it numbers an item of a list, or is a score: "1. Close the gate", "won 3-2"."""
        after = self.text[self.number.end : self.number.end + 1]
        marked = bool(_LIST_MARK.search(self.before)) and after in (".", ")")
        first = not self.counted.own and _SCORE.match(self.text, self.number.end)
        return marked or bool(first or _SCORE_BEFORE.search(self.before))

    @property
    def _is_name(self) -> bool:
        """Whether it is part of a name, "Flight 12", "the Group of 20", or too small to count nothing in particular."""
        last = _LAST_WORD.search(self.before)
        word = last[1] if last else ""
        if word.lower() in english.LABELS or _GROUP_OF.search(self.before):
            return True
        if (self.counted.unit and self.counted.own) or self.number.scale > 1.0:
            return False
        return (self.number.high or 0) < 10 or word[:1].isupper()


# ------------------------------------------------------------------ all of it

_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)


def values(text: str, *, part: Part = Part.BODY) -> tuple[Value, ...]:
    """Return every quantity of a text, in reading order.

    >>> [(v.low, v.high, v.unit) for v in values("At least 40 homes and up to £2 million were lost.")]
    [(40.0, None, 'homes'), (None, 2000000.0, 'GBP')]
    """
    found: list[Value] = []
    for number in numbers(text):
        value = _value(text, number, found[-1] if found else None, part)
        if value:
            found.append(value)
    return tuple(_with_unit_of_next(text, *pair) for pair in zip_longest(found, found[1:]))


def _with_unit_of_next(text: str, value: Value, after: Value | None) -> Value:
    """Give the 40 of "rose from 40 to 60 boats" what is counted after it."""
    if not value.words or not after or not after.words:
        return value
    start, end = value.words.start, value.words.end
    if not _FROM.search(text, max(0, start - 6), start) or text[end : after.words.start].strip() != "to":
        return value
    return replace(value, unit=after.unit, counted=after.counted, measure=after.measure)


def _value(text: str, number: Number, before: Value | None, part: Part) -> Value | None:
    hedged = _hedged(text, number)
    counted = _counted(text, hedged, before)
    if not _Found(text, number, hedged, counted).is_quantity:
        return None
    low, high = _signed(text, hedged) if counted.own else (hedged.low, hedged.high)
    words = Span(hedged.start, counted.end, part)
    return Value(low, high, counted.unit, hedged.approx, counted.words, counted.measure, words)


def _signed(text: str, number: Number) -> tuple[float | None, float | None]:
    """Return the bounds, below nought after "minus"."""
    if number.low is None or number.high is None or not _NEGATIVE.search(text, max(0, number.start - 7), number.start):
        return number.low, number.high
    return -number.high, -number.low
