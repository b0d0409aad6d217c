"""Numbers in running text, as intervals with a unit and what is counted.

What is written as a number is found in `numerals`. Here **hedges** before and after it open a bound or make it
approximate; what it **counts** is said by `counted`, whether it tells a **change** by `changes`; and what measures or
counts nothing is left out.

Ages, scores and "one" as a pronoun are no quantities; a duration ("three months") is a time and left to `times`. A unit
of measure is named in the singular ("square kilometre", "percent", "EUR"), what is counted in the plural ("troops",
"homes"); the dead without further description have the unit "deaths".

The words stand in tables of the language (`english`), each row with an example in tests/resolve/test_quantities.py.
"""

import re
from itertools import zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from reportedly.english import alternation, level
from reportedly.records import Part, Span, Value
from reportedly.resolve.quantities import english
from reportedly.resolve.quantities.changes import change
from reportedly.resolve.quantities.counted import Counted, counted, plural
from reportedly.resolve.quantities.numerals import Number, numbers
from reportedly.resolve.quantities.units import rate_after, span_after

# ------------------------------------------------------------------ hedges

_NEGATIVE = re.compile(r"(?<!plus\sor\s)\bminus[\s-]$|(?<![\w%])[-−]$", re.IGNORECASE)
_BEFORE_LENGTH = max(len(words.split()) for words in english.BEFORE)
_AFTER_WORDS = re.compile(rf",?\s?(?P<words>{alternation(english.AFTER)})(?!\w)(?!\s[\d])", re.IGNORECASE)
_ADDED = re.compile(r"\s(?:or\sminus\b|[£$€]|(?:an?|the|its|their|his|her|another)\s)", re.IGNORECASE)
"""After "plus", something is added: "£2m *plus* £1m in fees"."""
_ADDED_TO_MONEY = re.compile(r"\s(?!(?:in|on|for|from|by|at|since|to|and|over)\b)\w", re.IGNORECASE)
_RISEN = re.compile(
    rf"\b(?:(?:{alternation(english.MOVING_UP)})|(?:{alternation(english.TALLIES)})\s(?:(?:is|was|stands|stood|has\sgone|now|already|currently)\s){{0,2}})\s?$",
    re.IGNORECASE,
)
"""Before "up to": it rose to that, "prices *crept* up to 4 %", "the *toll is* up to 45"."""
_ODD = re.compile(r"[- ]odd\b", re.IGNORECASE)
_SUB = re.compile(r"\bsub-$", re.IGNORECASE)
_METRES = re.compile(r"(?<=\dm)\s(?:tall|high|wide|long|deep|above|below|away|from)\b")


_WATERS = re.compile(rf"\b{english.WATERS}\b", re.IGNORECASE)
_COSTLY = re.compile(rf"\b{english.COSTLY}\b|[£$€]", re.IGNORECASE)
_DEPTH_ENDS = re.compile(
    r"\s?[^\w\s]|\s?$|\s(?:of\ssnow|of\swater|and|or|to|from|in|at|on|after|before|by|over|while|when|as)\b",
    re.IGNORECASE,
)
_HIGHEST = 300
_SENTENCE_END = re.compile(r"[.!?\n]\s")


def _hedged(text: str, number: Number) -> Number:
    """Open a bound or make it approximate, as the words before and after it tell."""
    if not number.unit and (_METRES.match(text, number.end) or _is_depth(text, number)):  # "10m tall" is no ten million
        number = replace(number, low=(number.low or 0) / 1e6, high=(number.high or 0) / 1e6, unit="metre")
    bounds, start = _hedges_before(text, number.start)
    if _SUB.search(text, max(0, number.start - 4), number.start):
        bounds, start = {"ceiling"}, number.start - 4
    after = _AFTER_WORDS.match(text, number.end)
    end = number.end
    if after and not _is_added(text, after, number):
        bounds, end = {*bounds, english.AFTER[after["words"].lower()]}, after.end()
    elif odd := _ODD.match(text, number.end):
        number = replace(number, high=(number.high or 0) + _last_place(number.low or 0) - 1, approx=True)
        end = odd.end()
    interval = number.low != number.high and number.kind not in ("vague", "figures")
    low = None if "ceiling" in bounds and not interval else number.low
    high = None if "floor" in bounds and not interval else number.high
    approx = (number.approx and not {"ceiling", "floor"} & bounds) or "about" in bounds
    return replace(number, low=low, high=high, approx=approx, start=start, end=end)


def _is_depth(text: str, number: Number) -> bool:
    """Whether "4.8m" is so many metres by what is spoken of: "the river rose from 2.1m to 4.8m"."""
    if (
        text[number.end - 1] != "m"
        or not (number.high or 0) < _HIGHEST * 1e6
        or not _DEPTH_ENDS.match(text, number.end)
    ):
        return False
    begin = max(
        [match.end() for match in _SENTENCE_END.finditer(text, max(0, number.start - 100), number.start)]
        or [max(0, number.start - 100)]
    )
    end = _SENTENCE_END.search(text, number.end, number.end + 40)
    near = text[begin : end.start() if end else number.end + 40]
    return bool(_WATERS.search(near)) and not _COSTLY.search(near)


def _is_added(text: str, hedge: re.Match[str], number: Number) -> bool:
    """Whether a "plus" after a number adds something to it: "£2m plus interest", "52, plus or minus 3"."""
    if hedge["words"].lower() != "plus":
        return False
    return bool(_ADDED.match(text, hedge.end()) or (number.unit and _ADDED_TO_MONEY.match(text, hedge.end())))


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
        if (
            bound == "ceiling"
            and words[end - length][1] == "up"
            and _RISEN.search(line, 0, words[end - length][0] - at + len(line))
        ):
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


# ------------------------------------------------------------------ what is no quantity

_AGED = re.compile(
    r"\bage[ds]?\s(?:(?:of|about|around|only|just|over|under|between|from)\s){0,2}(?:\d{1,2}(?:,|,?\sand|\sor|\sto)\s){0,4}$",
    re.IGNORECASE,
)
_BOTH_AGED = re.compile(r"(?:,\s\d{1,2}){0,3}\s(?:and|or|to)\s\d{1,2}[\s-]years?[\s-](?:old|of\sage)\b")
_PERSON_OF = re.compile(rf"\b(?:{alternation(english.ONE_PERSON)})\sof\s(?:(?:only|just)\s)?$", re.IGNORECASE)
_TURNED = re.compile(
    r"\b(?:(?:he|she|who)\s(?:is|was|will\sbe|would\sbe)|turn(?:ed|s|ing)?|life\sexpectancy\s(?:\w+\s){0,5}(?:is|was|of|to))"
    r"\s(?:(?:only|just|now)\s)?$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]+,\s$")
_AGE_AFTER = re.compile(r",|\.|\s(?:and|was|who|from)\b")
_AGE_ENDS = re.compile(r"\s?(?:[.,;:!?)\n]|$|(?:by|when|in|on|at|and|or|to|this|next|last)\b)")
_OLDEST = 120
_YEAR_BEFORE = re.compile(rf"(?:\b(?:{alternation(english.BEFORE_YEAR)})[\s-]|[(/–-])$", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:average|total|sum|maximum|minimum|median)\sof\s$", re.IGNORECASE)
_YEARS = re.compile(r"\d{4}\s?(?:[-–]|to|and)\s?\d{2,4}")
_LAST_WORD = re.compile(r"([\w’'-]+)[\s-]$")
_LIST_MARK = re.compile(r"(?:^|\n)\s*\(?$")
_GROUP_OF = re.compile(r"\bgroup\sof\s$", re.IGNORECASE)
_ONE = re.compile(r"\s(?:person|man|woman|boy|girl|child|soldier|civilian|worker|officer|driver|passenger)\b")
_NO_ONE = re.compile(
    r"\b(?:no|the|same|this|that|every|each|any|some|which|what|good|another|one|by|on|number|only)[\s-]$",
    re.IGNORECASE,
)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:;“\"\n])\s*$")
_NOBODY = re.compile(r"\b(?:no|not)[\s-]$", re.IGNORECASE)
_ALL_BUT = re.compile(r"\ball\sbut\s$", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"[\s-](?:another|by\sone|on\sone|day\b|thing\b|way\b|time\b|side\b|hand,|more\b|who\b|or\b|off\b)", re.IGNORECASE
)
_NAMED = re.compile(r"-?[A-Za-z]|\s?[’']s\b")
_COMPOUND = re.compile(r"-(?P<of>[a-z]{3,})(?![\w-])|\s(?P<near>[a-z]{3,})(?=\s(?!and\b|of\b)[a-z]{3,})")
_SCORE = re.compile(r"[-–]\d")
_SCORE_BEFORE = re.compile(r"\b\d{1,2}[-–]$")
_SHARED = re.compile(
    r"\s(?:of|the|its|their|his|our|all)\s(?!(?:an?\s)?(?:hour|minute|day|century|mile)\b)", re.IGNORECASE
)
_ONE_OF_TWO = re.compile(r"\b(?:first|second|latter|opening|closing|final)[\s-]$", re.IGNORECASE)
_SHARE_ENDS = re.compile(
    r"(?![ -][a-z])|\s(?:compared|from|to|in|since|over|on|this|last|after|as|and|or|by)\b", re.IGNORECASE
)
_TO = re.compile(
    r"\b(?:to|will|would|could|can|may|might|should|must|than|almost|nearly|about|roughly|not|over)\s$", re.IGNORECASE
)
_DOUBLED = re.compile(r"\s(?:the|its|their|his|her|our|that|what|those|this|last)\b", re.IGNORECASE)
_DOUBLE_AS = re.compile(r"\s(?:as|down|up|back|check)\b", re.IGNORECASE)
_SHARE_BEFORE = re.compile(r"\b(?:by|than|to)\s$", re.IGNORECASE)
_GIVEN_NAME = re.compile(r"(?<![.!?:]\s)(?<![\n“\"])\b[A-Za-z]*[A-Z][\w’'&-]*\s$")
_EMERGENCY = re.compile(r"\s(?:emergency|calls?|call\scent|operators?|hotline|number|lines?)\b", re.IGNORECASE)
_CALLING = re.compile(
    r"\b(?:call|dial|phone|ring|rang)(?:ed|ing|s|ling)?\s(?:the\s)?$|\btext(?:ed|ing)?\s(?:\S{1,20}\s)?to\s$",
    re.IGNORECASE,
)
_PAIRED = re.compile(
    rf"\b(?:{alternation(english.NUMBERED)})s\s\d{{1,4}}(?:,\s\d{{1,4}}){{0,3}}(?:,|\s(?:and|or|to))\s$", re.IGNORECASE
)
_CALLED = {"112", "911", "999", "000", "111", "110", "119", "101"}


class _Found(NamedTuple):
    """A number with all that was found about it."""

    text: str
    number: Number  # as written, without its hedges
    hedged: Number
    counted: Counted

    @property
    def before(self) -> str:
        """The words before the number."""
        return self.text[max(0, self.number.start - 48) : self.number.start]

    @property
    def is_bare(self) -> bool:
        """Whether it has no hedge."""
        return (self.number.start, self.number.end) == (self.hedged.start, self.hedged.end)

    @property
    def is_quantity(self) -> bool:
        """Whether it measures or counts: not a year, a score, a list mark or part of a name."""
        kind = self.number.kind
        is_named = kind in ("plain", "words") and not self.counted.unit and _NAMED.match(self.text, self.hedged.end)
        if is_named or _ALL_BUT.search(self.before):  # "all but three" of a whole that nobody says
            return False
        if kind == "words" and self.number.high == 1:
            return self._is_one
        if kind == "fold":
            return self._is_fold
        if kind == "part":
            return bool(self.counted.unit != "fraction" or self._is_share)
        if kind not in ("plain", "words") or not self.is_bare:
            return True
        return not (self._is_year or self._is_mark or self._is_name)

    @property
    def is_age(self) -> bool:
        """Whether it is an age: "Ada Orr, 71, said", "aged 9", "a man of 71"."""
        n, end = self.number.high or 0, self.number.end
        if self.number.scale > 1.0 or n >= _OLDEST:
            return False
        before = self.text[max(0, self.hedged.start - 64) : self.hedged.start]
        if _AGED.search(before) or _BOTH_AGED.match(self.text, end):
            return True
        if _PERSON_OF.search(before) and not (self.counted.words and self.counted.own):  # "a man of 12 trades"
            return True
        if self.counted.unit and self.counted.own:
            return False
        if _NAME_BEFORE.search(self.before) and _AGE_AFTER.match(self.text, end):
            return self.is_bare
        return bool(_TURNED.search(before) and _AGE_ENDS.match(self.text, end))

    @property
    def uncounted(self) -> Counted | None:
        """What it is where it is no quantity but a number: an age, one of a kind, a compound; None for the rest."""
        if self.is_age:
            return Counted("years of age", None, None, self.hedged.end)
        if self.number.kind == "words" and self.number.high == 1 and self.is_bare and not self._is_one:
            in_name = self.text[self.number.start].isupper() and not _SENTENCE_BEFORE.search(self.before)
            apart = in_name or _NO_ONE.search(self.before) or _NO_COUNT.match(self.text, self.number.end)
            return None if apart else self.counted
        if self.number.kind == "plain" and not self.counted.unit and not float(self.number.low or 0.0).is_integer():
            return None if self._is_mark or self._is_labelled else self.counted
        compound = _COMPOUND.match(self.text, self.number.end) if self.number.kind in ("plain", "words") else None
        if not compound or self.counted.unit or self._is_mark or self._is_year or self._is_labelled:
            return None
        noun = compound["of"] or compound["near"]
        if noun in english.STOPS or noun.endswith(("ing", "ed", "ly")):
            return None
        return Counted(plural(noun), noun, plural(noun), compound.end())

    @property
    def _is_one(self) -> bool:
        """Whether "one" counts: "at least one", "one person", "one dead"; not "one of them", "more than one front"."""
        end = self.number.end
        if self.text[self.hedged.start : end].lower().startswith("more than"):
            return False
        if _NOBODY.search(self.before):
            return False
        if not self.is_bare:
            return not self.text.startswith((" another", " by one"), end)
        if self.counted.measure == "deaths" or (self.counted.unit and not self.counted.words):
            return True
        return bool(_ONE.match(self.text, end))

    @property
    def _is_fold(self) -> bool:
        """Whether "double" says how many times as much: "to double", "double the price"; not "double taxation"."""
        word = self.text[self.number.start : self.number.end].lower()
        if not word.endswith(("e", "es")) or word == "twice":
            return True
        is_verb = _TO.search(self.before) and not _DOUBLE_AS.match(self.text, self.number.end)
        return bool(is_verb or _DOUBLED.match(self.text, self.number.end))

    @property
    def _is_share(self) -> bool:
        """Whether "a third", "half" is a share: "a third of them", "by a quarter", "nearly half"; not "a third man"."""
        end = self.number.end
        if _ONE_OF_TWO.search(self.before):
            return False
        if _SHARED.match(self.text, end) or self.text[end - 1] in "sS" or not self.text[end - 1].isalpha():
            return True
        return bool(_SHARE_ENDS.match(self.text, end)) and (not self.is_bare or bool(_SHARE_BEFORE.search(self.before)))

    @property
    def _is_year(self) -> bool:
        n = self.number.high or 0
        if _YEARS.fullmatch(self.text, self.number.start, self.number.end):
            return self.number.low is not None and self.number.low >= 1000
        if self.number.end - self.number.start != 4 or self.number.low != n or not 1500 <= n < 2100:
            return False
        if _TOTAL.search(self.before):
            return False
        head = (self.counted.words or "").split()[-1:]
        if self.counted.own and self.counted.unit and (not head or head[0].lower() in english.NEVER_YEARS):
            return False
        return n >= 1900 or not head or bool(_YEAR_BEFORE.search(self.before))

    @property
    def _is_mark(self) -> bool:
        """Whether it numbers an item of a list, or is a score: "1. Close the gate", "won 3-2"."""
        after = self.text[self.number.end : self.number.end + 1]
        marked = bool(_LIST_MARK.search(self.before)) and after in (".", ")")
        first = not (self.counted.own and self.counted.unit) and _SCORE.match(self.text, self.number.end)
        return marked or bool(first or _SCORE_BEFORE.search(self.before))

    @property
    def _is_name(self) -> bool:
        """Whether it is part of a name, "Flight 12", or too small to count nothing in particular."""
        if self._is_labelled:
            return True
        if (self.counted.unit and self.counted.own) or self.number.scale > 1.0:
            return False
        last = _LAST_WORD.search(self.before)
        is_named = last and last[1] != last[1].lower() and last[1].lower() not in english.STOPS
        n = self.number.high or 0.0
        return n < 10 or bool(is_named)

    @property
    def _is_labelled(self) -> bool:
        """Whether what stands before it makes it part of a name: "Article 5", "the Group of 20", "the Orr 11 Pro"."""
        words = self.text[self.number.start : self.number.end]
        if len(words) > 2 and words.isdigit() and not self.counted.unit and _CALLING.search(self.before):
            return True
        if words in _CALLED and (_CALLING.search(self.before) or _EMERGENCY.match(self.text, self.number.end)):
            return True
        last = _LAST_WORD.search(self.before)
        word = last[1].lower() if last else ""
        is_pair = not self.counted.unit and (word.removesuffix("s") in english.NUMBERED or _PAIRED.search(self.before))
        if word in english.LABELS or is_pair or _GROUP_OF.search(self.before):
            return True
        after = self.text[self.number.end : self.number.end + 2].strip()
        return words.isdigit() and after.isupper() and bool(_GIVEN_NAME.search(self.before))


# ------------------------------------------------------------------ all of it

_THOUSANDS = re.compile(
    r"[1-9]\d{0,2}\.\d{3}"
)  # "2.500 soldiers", as written on the Continent: there is no half of one
_PER = re.compile(r"\s(?:per|an?|each|on\saverage)\b")
_OF_A = re.compile(r"\s(?:of\s)?an?(?=\s)")
_NEAR = 60  # code points between a change and what goes on with it: "fell by 5 % … to 40"


def values(text: str, *, part: Part = Part.BODY, every: bool = False) -> tuple[Value, ...]:
    """Return every quantity of a text, in reading order.

    Args:
        text: Any text.
        part: Which part of an article it is.
        every: Also yield what is a number but no quantity: ages ("years of age"), spans of time ("month"), clock times
            ("minutes after midnight"), "one" as a count, and numbers in compounds ("a 12-member board").

    >>> [(v.low, v.high, v.unit) for v in values("At least 40 homes and up to £2 million were lost.")]
    [(40.0, None, 'homes'), (None, 2000000.0, 'GBP')]
    >>> [(v.low, v.unit) for v in values("Ada Orr, 71, held one gate for three hours.", every=True)]
    [(71.0, 'years of age'), (1.0, 'gates'), (3.0, 'hour')]
    """
    found: list[Value] = []
    text = level(text)
    for number in numbers(text):
        before = found[-1] if found else None
        if before and before.words and number.start < before.words.end and " per " in before.unit:
            continue  # "40 per 100,000 people"
        value = _value(text, number, before, part, every=every)
        if value:
            found.append(value)
    return tuple(_with_unit_of_next(text, *pair) for pair in zip_longest(found, found[1:]))


def _with_unit_of_next(text: str, value: Value, after: Value | None) -> Value:
    """Give the 40 of "rose from 40 to 60 boats" what is counted after it."""
    if value.change != "from" or not value.words or not after or not after.words:
        return value
    if (value.unit and value.measure != after.measure) or text[value.words.end : after.words.start].strip() != "to":
        return value
    return replace(value, unit=after.unit, counted=after.counted, measure=after.measure)


def _value(text: str, number: Number, before: Value | None, part: Part, *, every: bool) -> Value | None:
    hedged = _hedged(text, number)
    what = _meant(text, number, hedged, before, every=every)
    if what is None:
        return None
    moved = _change(text, hedged, what, before)
    is_difference = moved is not None and moved.endswith("by")
    if is_difference and what.back is not None and _SENTENCE_END.search(text, what.back, hedged.start):
        what = Counted("", None, None, what.end)  # what grew by 12 is not what was counted a sentence ago
    measure = f"change in {what.measure}" if is_difference and what.measure else what.measure
    low, high = _bounds(text, number, hedged, what)
    words = Span(hedged.start, what.end, part)
    return Value(low, high, what.unit, hedged.approx, what.words, measure, words, moved)


def _meant(text: str, number: Number, hedged: Number, before: Value | None, *, every: bool) -> Counted | None:
    """Return what a number measures or counts; None where it is not asked for, or no number at all."""
    other = _other(text, number, hedged)
    if other is not None:
        return other if every else None
    found = _Found(text, number, hedged, counted(text, hedged, before))
    return (found.uncounted if every else None) or (found.counted if found.is_quantity and not found.is_age else None)


def _other(text: str, number: Number, hedged: Number) -> Counted | None:
    """Return the unit of an age, a clock time or a span of time, which are no quantities."""
    if number.kind in ("age", "clock"):
        return Counted(number.unit, None, None, hedged.end)
    of = _OF_A.match(text, hedged.end) if number.kind == "part" else None  # "half an hour"
    span = span_after(text, of.end() if of else hedged.end) if not number.unit or number.kind == "part" else None
    if not span:
        return None
    if _AGED.search(text[max(0, hedged.start - 32) : hedged.start]):  # "the age of 5 years"
        return Counted(f"{span.name}s of age", None, None, span.end)
    rate = rate_after(text, span.end)
    return Counted(span.name + rate.name if rate else span.name, None, None, rate.end if rate else span.end)


def _change(text: str, number: Number, what: Counted, before: Value | None) -> str | None:
    """Return which change a value tells of; "doubled" came to twice as much."""
    if number.kind == "fold":
        return "fell to" if (number.low or number.high or 1.0) < 1.0 else "rose to"
    told = change(text, number.start, what.end, what.unit, _earlier(text, number, before))
    is_interval = None not in (number.low, number.high) and number.low != number.high
    return None if told == "from" and is_interval and number.kind == "plain" else told


def _earlier(text: str, number: Number, before: Value | None) -> str | None:
    """Return the change of the value before, where the sentence goes on with it."""
    if before is None or before.words is None or number.start - before.words.end >= _NEAR:
        return None
    return None if _SENTENCE_END.search(text, before.words.end, number.start) else before.change


def _bounds(text: str, number: Number, hedged: Number, what: Counted) -> tuple[float | None, float | None]:
    """Return the bounds: below nought after "minus", and in thousands where 2.500 are counted whole."""
    low, high = hedged.low, hedged.high
    is_whole = what.words and (number.high or 0) < 1000 and _THOUSANDS.fullmatch(text, number.start, number.end)
    if is_whole and not _PER.match(text, what.end):
        low, high = (None if bound is None else round(bound * 1000.0) for bound in (low, high))
    if (
        what.own
        and low is not None
        and high is not None
        and _NEGATIVE.search(text, max(0, number.start - 7), number.start)
    ):
        low, high = -high, -low
    return low, high
