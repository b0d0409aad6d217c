"""The numbers of a whole text, each with what it counts: a bare one counts what was spoken of before it.

`quantities` sees a number and its own words; here the numbers of an article stand together. "158 died, 155 of them in
the east" counts the dead twice; "2,140 people, up from 1,900" counts people twice; "1.5 billion" is in the money the
text spoke of last.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest

from msgspec.structs import replace

from reportedly.records import Amount, Part, Span, Value
from reportedly.resolve import english
from reportedly.resolve.quantities import to_si, values
from reportedly.resolve.quantities.numerals import CLOCK, numbers

REACH = 600
"""Code points back that a bare number looks for what it counts."""
_MOST_BACK = 40
"""And values back."""
_MONEY_FROM = 1e6
"""A bare number from here on is money where money was spoken of."""
_BESIDE = 240
"""Code points around victims in which the dead are spoken of; half of them after."""
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_SPANS = frozenset({"minute", "hour", "day", "week", "month", "year"})
_COUNTED = frozenset(
    {"people", "deaths", "troops", "soldiers", "injured", "missing", "casualties", "homes", "households"}
)  # units that a bare number takes over


def counts(text: str, *, part: Part = Part.BODY) -> tuple[Value, ...]:
    """Return the quantities of a text in reading order, without those that are denied or somebody's age.

    What is told place by place is one each, however small.

    >>> [(v.low, v.unit) for v in counts("At least 158 people have died, 155 of them in the east.")]
    [(158.0, 'deaths'), (155.0, 'deaths')]
    >>> [(v.low, v.unit) for v in counts("It lent 2 million euros in May. By June it was 3.5 million.")]
    [(2000000.0, 'EUR'), (3500000.0, 'EUR')]
    >>> [(v.low, v.unit) for v in counts("Ten people died in Harlow, three in Brennock and one in Kess.")]
    [(10.0, 'deaths'), (3.0, 'deaths'), (1.0, 'deaths')]
    """
    out: list[Value] = []
    for value in (v for v in values(text, part=part) if v.words and not _is_untold(text, v.words)):
        out.append(_of_the_dead(_capped(_counting_like(out, value, text), text), text))
    return tuple(map(_with_si, _with_places(text, out)))


def _with_places(text: str, found: Sequence[Value]) -> Iterator[Value]:
    """Yield counts, and after each what the sentence tells place by place: "213 of them in Harlow, *three* in Kess"."""
    for value, after in zip_longest(found, found[1:]):
        yield value
        assert value.words is not None  # `counts` keeps those that have some
        begin = value.words.end
        if value.unit not in _COUNTED or not english.PLACED.match(text, begin):
            continue
        stop = _SENTENCE_END.search(text, begin)
        limit = min(stop.start() if stop else len(text), after.words.start if after and after.words else len(text))
        for number in numbers(text[begin:limit]):
            start, end = begin + number.start, begin + number.end
            is_told = english.AND.search(text, begin, start) and english.PLACED.match(text, end)
            if is_told and number.kind in ("plain", "words") and not number.unit:
                words = replace(value.words, start=start, end=end)
                yield replace(value, low=number.low, high=number.high, approx=False, words=words, change=None)


def _with_si(value: Value) -> Value:
    """Put a measured amount in SI units beside the original.

    >>> [value.si for value in counts("The fire spread for 5 miles.")]
    [Amount(low=8046.72, high=8046.72, unit='metre')]
    """
    found = to_si(value)
    return replace(value, si=Amount(found.low, found.high, found.unit)) if found else value


def _capped(value: Value, text: str) -> Value:
    """Open a number below that something may only grow to: "the force may grow to 100,000" is up to 100,000.

    >>> [(v.low, v.high) for v in counts("The force may grow to 100,000 men, up from 50,000.")]
    [(None, 100000.0), (50000.0, 50000.0)]
    """
    assert value.words is not None  # `counts` keeps those that have some
    before = text[max(0, value.words.start - 40) : value.words.start]
    return replace(value, low=None) if value.low == value.high and english.MAY_GROW.search(before) else value


def _counting_like(before: Sequence[Value], value: Value, text: str) -> Value:
    """Give a value that does not say itself what it counts the unit of one before it."""
    assert value.words is not None  # `counts` keeps those that have some
    at = value.words.start
    near = list(takewhile(lambda v: v.words is not None and at - v.words.end < REACH, reversed(before[-_MOST_BACK:])))
    last = near[0] if near else None
    if last and last.unit in _COUNTED and _is_bare(last, value, text):
        return replace(value, unit=last.unit, counted=last.counted, measure=last.measure)
    money = next((v.unit for v in near if _is_money(v.unit)), None)
    if money and not value.unit and (value.high or value.low or 0) >= _MONEY_FROM:
        return replace(value, unit=money)
    return value


def _is_bare(last: Value, value: Value, text: str) -> bool:
    """Whether a value has no unit of its own: one it has was guessed from another line, or across an "up from"."""
    assert value.words is not None  # `counts` keeps those that have some
    assert last.words is not None
    if not value.unit or english.OF_THEM.match(text, value.words.end):
        return True
    if not value.counted or value.counted in text[value.words.start : value.words.end + len(value.counted) + 40]:
        return False
    noun = text.rfind(value.counted, last.words.end, value.words.start)
    between = text[max(noun, last.words.end) : value.words.start]
    return noun < 0 or "\n" in between or bool(english.COMPARED.search(between))


def _of_the_dead(value: Value, text: str) -> Value:
    """Count victims among the dead where the text speaks of the dead beside them; else they are people.

    >>> [v.unit for v in counts("Many died. So far 51 victims have names. Thieves robbed 12 guests.")]
    ['deaths', 'guests']
    """
    words = value.words
    assert words is not None  # `counts` keeps those that have some
    if value.measure != "people" or not (value.counted or "").casefold().endswith("victims"):
        return value
    near = text[max(0, words.start - _BESIDE) : words.end + _BESIDE // 2]
    return replace(value, unit="deaths", measure="deaths") if english.DEAD.search(near) else value


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _is_untold(text: str, words: Span) -> bool:
    """Whether a number is denied ("not 12", "did not lose 200 men") or somebody's age: no value of the report."""
    before, after = text[max(0, words.start - 45) : words.start], text[words.end : words.end + 2]
    is_age = english.AGE_BEFORE.search(before) or (
        before.endswith(", ") and after[:1] == "," and words.end - words.start < 3
    )
    return bool(is_age or english.NEGATED_BEFORE.search(before))


def uncounted(text: str, *, part: Part = Part.BODY) -> tuple[Value, ...]:
    """Return the numbers of a text that count nothing: clock times in minutes after midnight, and how long it lasts.

    >>> [(v.low, v.high, v.unit) for v in uncounted("The gate broke at 8:12 p.m. and was shut for up to 30 hours.")]
    [(1212.0, 1212.0, 'minutes after midnight'), (None, 30.0, 'hours')]
    """
    if not english.UNCOUNTED.search(text):
        return ()
    every = [value for value in values(text, part=part, every=True) if value.words]
    clocks = [_clock(text, value) for value in every if value.unit == CLOCK]
    lasting = [_lasting(value) for value in every if value.unit in _SPANS and _is_lasting(text, value)]
    return tuple(sorted([*clocks, *lasting], key=lambda value: value.words or Span(0, 0)))


def _is_lasting(text: str, value: Value) -> bool:
    """Whether a span of time says how long or how often: "for 30 hours", "on four days"; not "30 hours after it"."""
    assert value.words is not None  # `uncounted` keeps those that have some
    before = text[max(0, value.words.start - 16) : value.words.start]
    return bool(english.LASTING.search(before) and not english.APART.match(text, value.words.end))


def _lasting(value: Value) -> Value:
    return replace(value, unit=f"{value.unit}s", counted=None, measure=None)


def _clock(text: str, value: Value) -> Value:
    """Open a clock time as the words before it tell: "after 8 p.m.", "by noon", "shortly before nine"."""
    words = value.words
    assert words is not None  # `uncounted` keeps those that have some
    end = words.end - (text[words.end - 1] == ".")  # "a.m." may end the sentence
    value = replace(value, words=replace(words, end=end))
    bound = english.CLOCK_BOUND.search(text, max(0, words.start - 24), words.start)
    if not bound or value.low != value.high:
        return value
    not_before = bound["ceiling"] and english.NOT_YET.search(text, max(0, words.start - 90), words.start)
    low = None if bound["ceiling"] and not not_before else value.low
    high = None if bound["floor"] or not_before else value.high
    return replace(value, low=low, high=high, approx=value.approx or bool(bound["about"]))
