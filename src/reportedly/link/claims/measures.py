"""What a number counts, taken apart: whom or what, what became of it, of which nations, where, in which unit.

Two numbers can be of one measure only if none of these is at odds. "Killed" and "killed or missing" are two; a number
told without a place may be the one told with it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from reportedly import states
from reportedly.link.claims.english import (
    ADDED,
    AT_FIRST,
    FATES,
    NO_TURN,
    NONE_OF,
    PART,
    PEOPLE,
    SCOPES,
    SOLDIERS,
    SORTS,
)
from reportedly.link.stories.words import stem
from reportedly.records import Place, Value, fold

_EMPTY = frozenset({"per", "day", "dprk", "and", "or", "the", "a", "of", "in"})
_INTO = re.compile(r"\b(?:entered|enter|entering) (?:the )?$", re.IGNORECASE)
_QUARTERS = frozenset({"north", "south", "east", "west"})
_PART = "part"  # said of a number that is one of another's: "12 of them"
_TURN = 0.02  # of a number: what rounding may take from it or add to it


GROWS = frozenset({"deaths", "injured", "arrested", "rescued", "evacuated", "displaced", "identified", "autopsies"})
"""The kinds of measure whose count can only grow."""


class Measure(Struct, frozen=True):
    """What a number counts."""

    kind: str  # "people", "deaths", "injured+deaths", "EUR", "minutes after midnight", or the thing counted: "siren"
    nations: frozenset[str] = frozenset()  # ISO codes, as the words name them
    scope: str = ""  # where it counts, folded; "" where nothing says
    words: frozenset[str] = frozenset()  # what else is said of it: "special", "operation"
    is_people: bool = False
    is_army: bool = False

    @property
    def is_vague(self) -> bool:
        """Whether it says next to nothing of what it counts: "people"."""
        return self.kind == "people" and not self.nations and not self.is_army


@lru_cache(maxsize=1 << 16)
def _taken_apart(measure: str | None, counted: str | None, unit: str) -> Measure:
    if not measure:
        return Measure(unit or "number")
    plain, _, scope = measure.partition(" @ ")
    scope = "" if scope in _QUARTERS else scope  # "the North" is a state
    written = counted if counted and fold(counted)[-4:] == fold(plain.partition(" (")[0])[-4:] else plain.title()
    nations = frozenset(state.code for text in (written, plain.title()) for _, _, state, _ in states.mentioned(text))
    bare, _, _ = plain.partition(" (")
    for start, end, _, _ in reversed(list(states.mentioned(bare.title()))):
        bare = f"{bare[:start]} people {bare[end:]}"
    tokens = [fold(word).strip(".,'’") for word in bare.replace("-", " ").split()]
    fates = {fate for word in tokens if word in FATES for fate in FATES[word].split("+")}
    army = any(word in SOLDIERS for word in tokens)
    left = [word for word in tokens if word not in FATES and word not in PEOPLE and word not in _EMPTY]
    sorts = {stem(word) for word in left if word in SORTS}
    nouns = [word for word in left if word not in SORTS and not word.endswith(("ed", "en", "ing", "out"))]
    people = bool(sorts) or not nouns or any(word in PEOPLE for word in tokens)
    kind = "+".join(sorted(fates)) if people else ""
    kind = kind or ("+".join(sorted(sorts)) if sorts else "people" if people else stem(nouns[-1]))
    rest = {stem(word) for word in left} - {kind} | (fates if not people else set())
    return Measure(
        f"{kind} per day" if "per day" in plain else kind, nations, fold(scope), frozenset(rest), people, army
    )


def measure_of(value: Value, places: Iterable[Place] = (), text: str = "") -> Measure:
    """Return what a value counts; where, if only the content says it, from the one place named there, or its words.

    >>> measure_of(Value(9, 9, "soldiers", counted="North Korean soldiers", measure="north korean troops")).nations
    frozenset({'KP'})
    """
    found = _taken_apart(value.measure, value.counted, value.unit)
    if not found.scope and len(entered := {state.name for state in _entered(text)}) == 1:
        return replace(found, scope=fold(entered.pop()))
    named = {fold(place.name) for place in places} - _QUARTERS if not found.scope else set()
    if len(named) == 1:
        return replace(found, scope=named.pop())
    said = _scope_told(text) if not found.scope else ""
    found = replace(found, scope=said) if said else found
    told = _told_of(text) - {_PART} if found.scope else _told_of(text)
    return replace(found, words=found.words | told) if told else found


@lru_cache(maxsize=1 << 12)  # pages of a story share sentences
def _scope_told(text: str) -> str:
    """Where a content says its number counts without naming a place; "" where it does not."""
    return next((name for name, words in SCOPES if words.search(text)), "")


@lru_cache(maxsize=1 << 12)
def _told_of(text: str) -> frozenset[str]:
    """What a content says of how its number stands to others."""
    marks = {_PART: PART, "added": ADDED, "at first": AT_FIRST}
    return frozenset(mark for mark, words in marks.items() if words.search(text))


@lru_cache(maxsize=1 << 12)
def none_of(text: str) -> frozenset[str]:
    """Return the kinds of people of whom a text says that there are none.

    >>> sorted(none_of("no bodies were found, and nobody is missing")), none_of("no fewer than 12 bodies")
    (['deaths'], frozenset())
    """
    matches = NONE_OF.finditer(NO_TURN.sub(" ", text))
    found = (word.casefold() for match in matches for word in match.groups() if word)
    return frozenset(fate for word in found if word in FATES for fate in FATES[word].split("+"))


def _entered(text: str) -> Iterator[states.State]:
    """Yield the states that a content says somebody came into: "entered Russia"."""
    for start, _, state, _ in states.mentioned(text) if "enter" in text.casefold() else ():
        if _INTO.search(text, 0, start):
            yield state


def has_same_number(a: Value, b: Value, *, rounded: bool = True) -> bool:
    """Whether two values may be one number told twice: "at least 95" and 95 may, 95 and 96, or a floor and a cap, not.

    "About" makes no difference, but rounding is allowed for where one of them says about, unless `rounded` is false.
    """
    if a.low == b.low and a.high == b.high:
        return True
    is_rounded = rounded and (a.approx or b.approx)
    if _is_close(a.low, b.low, rounded=is_rounded) and _is_close(a.high, b.high, rounded=is_rounded):
        return True
    for one, other in ((a, b), (b, a)):
        if one.low is not None and one.low == one.high:
            open_side = other.low if other.high is None else other.high if other.low is None else None
            if open_side is not None and _is_close(one.low, open_side, rounded=False):
                return True
    return False


def _is_close(x: float | None, y: float | None, *, rounded: bool) -> bool:
    if x is None or y is None:
        return x is y
    return abs(x - y) <= (_TURN if rounded else 1e-6) * max(abs(x), abs(y))


def is_compatible(a: Value, b: Value) -> bool:
    """Whether two values can both be so: their intervals meet, "about" taken for a tenth either way."""
    (a_low, a_high), (b_low, b_high) = _interval(a), _interval(b)
    return a_low <= b_high and b_low <= a_high


def _interval(value: Value) -> tuple[float, float]:
    slack = 0.1 if value.approx else 0.0
    low = float("-inf") if value.low is None else value.low - slack * abs(value.low)
    high = float("inf") if value.high is None else value.high + slack * abs(value.high)
    return low, high


def is_of_one_kind(a: Measure, b: Measure) -> bool:
    """Whether two numbers may count the same sort of thing, wherever it is."""
    if a.kind != b.kind and not ((a.is_vague and b.is_people) or (b.is_vague and a.is_people)):
        return False
    return not (a.nations and b.nations) or not a.nations.isdisjoint(b.nations)


def has_one_scope(a: Measure, b: Measure) -> bool:
    """Whether nothing says that two numbers are of two places."""
    one, other = _scope(a), _scope(b)
    return not one or not other or one == other or one in other or other in one


def _scope(measure: Measure) -> str:
    """The scope, a state by name as the country: a page of that state says "nationwide"."""
    return _as_country(measure.scope) if measure.scope else ""


@lru_cache(maxsize=1 << 12)
def _as_country(scope: str) -> str:
    return "(country)" if states.by_name(scope) else scope
