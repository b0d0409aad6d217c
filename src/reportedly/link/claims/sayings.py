"""What one report says, in a form in which reports are compared.

The words of a content weigh what they say about what it is about (inverse document frequency, from the table that
ships); endings are taken off (Porter's stemmer), and words that news uses for one thing are one.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache, cached_property, lru_cache

import Stemmer
from msgspec import Struct

from reportedly import states
from reportedly.link.claims import english
from reportedly.link.claims.measures import Measure, measure_of, none_of
from reportedly.link.stories.words import tokens, weight
from reportedly.records import Report, Status, Value

_COMMON = 2.2  # weight of a word below which it says nothing about what a sentence is about
_NAME = 0.4  # how much a name says beside another word as rare: all of a story have its names
_STATE = 1.0  # what a state says, which all of a story have
_NUMBER = 3.0
_LONGEST = 4_000  # code points of a content that are compared
_OPEN = frozenset({Status.POSSIBLE, Status.PREDICTED})


Period = tuple[date, date]
"""First and last day."""


def are_apart(one: Period | None, other: Period | None) -> bool:
    """Whether two stretches of time, both known, have no day in common."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


class Turns(StrEnum):
    """Which report before it on its page a report denies without repeating it."""

    LAST = "the last one: no evidence of that"
    NUMBER = "the last one with a number: that number is wrong"
    MOST_TOLD = "the one that most tell: the reports, these rumours"


class Saying(Struct, frozen=True, dict=True):  # with what is asked of it again and again
    """One report as it is compared: who says it through whom, and what."""

    report: Report
    page: str
    day: date | None  # when the page said it
    order: tuple[str, str, int]  # of its page among all pages, and its own on the page
    chain: tuple[str | None, ...]  # an entity for each link, the page's outlet first; None for nobody
    terms: Mapping[str, float]  # stem → share; the squares add up to 1
    predicate: Mapping[str, float]  # of these, what is said of whom it names; the squares add up to 1, too
    measure: Measure | None
    is_negative: bool
    words: str  # of its content
    outlet: str | None = None  # the page's own, as an entity
    placed: date | None = None  # of a page without a day: the day the pages like it are from
    said_words: str = ""  # that say when it was said
    is_first_hand: bool = False  # whether the words say that the page's own outlet was told
    turns: Turns | None = None  # which report before it it says is not so, without repeating it
    none_of: frozenset[str] = frozenset()  # kinds of people of whom it says that there are none
    is_here: bool = False  # whether it speaks of a place without naming it: "here", "there"
    is_credit: bool = False  # whether the last outlet is named by a credit only: the agency's own words
    period: Period | None = None  # of when its number counts, where it names one stretch of more than a day

    @cached_property
    def until(self) -> date | None:
        """The last day that its content names, up to the page's own: up to when its number counts."""
        ends = [when.end for when in self.report.times if when.end and (self.day is None or when.end <= self.day)]
        return max(ends, default=None)

    @cached_property
    def value(self) -> Value | None:
        """The number, where there is one."""
        return self.report.value

    @cached_property
    def is_open(self) -> bool:
        """Whether it says what may be or will be."""
        return self.report.status in _OPEN

    @property
    def wording(self) -> tuple[object, ...]:
        """All that tells whether two reports say the same; equal for those that say it in one sentence."""
        number = (self.value.low, self.value.high, self.value.approx, self.value.change) if self.value else None
        put = self.is_negative, self.is_open, self.report.horizon, self.period
        return id(self.terms), number, self.measure, *put  # sentences that pages share have their terms in common

    @cached_property
    def root(self) -> str | None:
        """Whom the chain ends with; ``None`` for nobody."""
        return self.chain[-1]


def terms(text: str, *, without: Iterable[str] = ()) -> dict[str, float]:
    """Return the words of a text and what each says of what it is about; the squares add up to 1.

    Names are marked with ``^``, states with ``=``.

    Args:
        text: In English.
        without: Numbers that are compared as values.
    """
    left_out = frozenset(without)
    found: dict[str, float] = {}
    text = english.NEGATIVE.sub(" ", text[:_LONGEST])
    for start, end, state, _ in reversed(list(states.mentioned(text))):
        found[f"={state.code}"] = _STATE
        text = f"{text[:start]} {text[end:]}"
    for token in tokens(text):
        if token.is_number:
            if token.form not in left_out:
                found[token.form] = _NUMBER
            continue
        if token.form in english.SCALES:
            continue
        form, worth = _term(token.form, is_name=token.is_capital)
        form = f"^{form}" if token.is_capital else form
        if worth > 0:
            found[form] = max(worth, found.get(form, 0.0))
    length = math.sqrt(sum(worth * worth for worth in found.values())) or 1.0
    return {form: worth / length for form, worth in found.items()}


@lru_cache(maxsize=1 << 16)
def _term(word: str, *, is_name: bool) -> tuple[str, float]:
    """Return the form a word is compared in, and its worth."""
    worth = max(0.0, weight(word, is_name=is_name) - _COMMON) * (_NAME if is_name else 1.0)
    stemmed = stemmer(word)
    return alike().get(stemmed, stemmed), min(worth, 6.0)


@cache
def _porter() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("porter")


@lru_cache(maxsize=1 << 16)
def stemmer(word: str) -> str:
    """Return a word without its endings (Porter 1980)."""
    stemmed: str = _porter().stemWord(word)
    return stemmed


@cache
def alike() -> dict[str, str]:
    """Return, for the stem of each word that news uses for another, and of each form of a verb, the one for all."""
    out: dict[str, str] = {}
    for row in (*english.ALIKE.split(";"), *english.FORMS.split(";")):
        stems = [stemmer(word) for word in row.split()]
        first = next((out[one] for one in stems if one in out), stems[0])
        for one in stems:
            out.setdefault(one, first)
    return out


@lru_cache(maxsize=1 << 12)  # pages of a story share sentences
def _weighed(text: str, without: frozenset[str]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the terms of a text, and the predicate among them."""
    words = terms(text, without=without)
    return words, predicate(words)


@lru_cache(maxsize=1 << 12)
def is_negative(text: str) -> bool:
    """Whether what a text says is turned round.

    >>> is_negative("no bodies were found"), is_negative("no fewer than 90 died"), is_negative("90 died")
    (True, False, False)
    """
    return english.NEGATIVE.search(english.NO_TURN.sub(" ", text)) is not None


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return how alike two texts are by their words, 0 to 1: the cosine, or most of what the shorter has in common."""
    if len(a) > len(b):
        a, b = b, a
    near = 0.0
    for form in a:
        if form in b:
            near += a[form] * b[form]
    return near


def _is_turned(text: str, report: Report) -> bool:
    """Whether a report says that something is not so."""
    if report.value:
        return report.status is Status.DENIED or _is_wrong(text)
    return is_negative(text) != (report.status is Status.DENIED)


@lru_cache(maxsize=1 << 12)
def _is_wrong(text: str) -> bool:
    """Whether what a text says of a number is that it is not so."""
    return english.OF_NUMBERS.search(text) is not None


@lru_cache(maxsize=1 << 12)
def _is_here(text: str) -> bool:
    return english.HERE.search(text) is not None


def is_said(form: str) -> bool:
    """Whether a term is what is said, and neither a name nor a number."""
    return form[0] not in "^=" and not form[0].isdigit()


def predicate(terms: Mapping[str, float]) -> dict[str, float]:
    """Return the terms of a text that are what it says of whom it names; the squares add up to 1, if there are any."""
    some = {form: share for form, share in terms.items() if is_said(form)}
    length = math.sqrt(sum(share * share for share in some.values()))
    return {form: share / length for form, share in some.items()} if length else {}


def _turns(report: Report, text: str) -> Turns | None:
    """Return what a content says is not so by "that number", "the reports"; ``None`` if it says so of nothing."""
    match = english.POINTS_BACK.match(text)
    if not match:
        return None
    is_denial = is_negative(match.group()) or english.OF_NUMBERS.search(match.group())
    if not is_denial and report.status is not Status.DENIED:
        return None
    return Turns.MOST_TOLD if match["many"] else Turns.NUMBER if match["number"] else Turns.LAST


def saying(  # what a report stands among
    report: Report,
    text: str,
    *,
    page: str,
    day: date | None,
    order: tuple[str, str, int],
    chain: tuple[str | None, ...],
    placed: date | None = None,
    said_words: str = "",
    is_first_hand: bool = False,
) -> Saying:
    """Return a report as it is compared; `text` is the words of its content."""
    numbers = []
    if report.value:
        numbers = [f"{bound:g}" for bound in (report.value.low, report.value.high) if bound is not None]
        numbers += [f"{int(bound)}" for bound in (report.value.low, report.value.high) if bound is not None]
    words, said = _weighed(text, frozenset(numbers))
    return Saying(
        report,
        page,
        day,
        order,
        chain,
        words,
        said,
        measure_of(report.value, report.places, text) if report.value else None,
        _is_turned(text, report),
        text,
        outlet=chain[0],
        placed=placed,
        said_words=said_words,
        is_first_hand=is_first_hand,
        turns=None if report.value else _turns(report, text),
        none_of=frozenset() if report.value else none_of(text),
        is_here=_is_here(text),
        is_credit=report.tier is None and len(chain) > 1,
        period=_period(report),
    )


def _period(report: Report) -> Period | None:
    spans = [(when.start, when.end) for when in report.times if when.start and when.end and when.start < when.end]
    return spans[0] if len(spans) == 1 else None
