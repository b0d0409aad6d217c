"""What a number counts: a unit of measure, the noun after it, what became of people, or what was spoken of before.

Beside the words as written stands a normal form, the measure, so that values line up across pages: "12 soldiers died"
and "killed 12 troops" are both "deaths (troops killed)", found by either name; "12 dead", "killed 12", "12 bodies" and
"the toll rose to 12" are all "deaths"; half of the voters and 50 % of them are both a "share of voters".
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportedly.english import alternation
from reportedly.records import Value
from reportedly.resolve.quantities import english
from reportedly.resolve.quantities.numerals import Number
from reportedly.resolve.quantities.units import Unit, rate_after, unit_after

_BACK_CHARACTERS = 240  # how far back what is counted is looked for
_HEAD_WORDS = 6  # how many words what is counted may have


class Counted(NamedTuple):
    """What a number counts: its unit, the words for it and their normal form, and where it all ends."""

    unit: str
    words: str | None
    measure: str | None
    end: int
    back: int | None = None  # where what was spoken of before stands; None: the number's own words say it

    @property
    def own(self) -> bool:
        """Whether the number's own words say what is counted."""
        return self.back is None


def counted(text: str, number: Number, before: Value | None) -> Counted:
    """Return what a number counts, given the value before it in its text."""
    return measured(text, number) or _things(text, number, before)


# ------------------------------------------------------------------ what is measured

_MAGNITUDE = re.compile(r"\bmagnitude[- ](?:of\s)?(?:\w+\s){0,2}$", re.IGNORECASE)
_OF = re.compile(
    r"\s(?:number\s)?of\s(?:(?:the|its|his|her|their|our|all|these|those)\s)?(?:(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)\s)?(?!them\b|which\b|whom\b)"
)
_OF_A = re.compile(r"\s(?:of\s)?an?\s")
_PARTS = ("percent", "fraction")


def measured(text: str, number: Number) -> Counted | None:
    """Return the unit of measure or currency the number bears, if it does."""
    if number.unit and not (number.kind == "part" and _unit_of_part(text, number)):
        return _shared(text, number, _rated(text, Counted(number.unit, None, None, number.end)))
    if _MAGNITUDE.search(text, max(0, number.start - 32), number.start):
        return Counted("magnitude", None, "magnitude", number.end)
    unit = _unit_of_part(text, number) if number.kind == "part" else _unit_of_number(text, number)
    return _shared(text, number, _rated(text, Counted(unit.name, None, None, unit.end))) if unit else None


def _unit_of_number(text: str, number: Number) -> Unit | None:
    of = _OF.match(text, number.end) if number.kind == "vague" else None  # "thousands of dollars"
    return unit_after(text, of.end() - 1 if of else number.end, amount=number.high)


def _unit_of_part(text: str, number: Number) -> Unit | None:
    """Return the unit of "half a mile", "three-quarters of a mile", "½ mile"."""
    of = _OF_A.match(text, number.end)
    if not of and text[number.end - 1].isalpha():
        return None
    return unit_after(text, of.end() - 1 if of else number.end)


def _rated(text: str, what: Counted) -> Counted:
    """Add "per day" where the words after it say so."""
    rate = rate_after(text, what.end)
    if not rate:
        return what
    return what._replace(unit=what.unit + rate.name, measure=what.measure and what.measure + rate.name, end=rate.end)


def _shared(text: str, number: Number, what: Counted) -> Counted:
    """Add of what a share is one: "5 % of voters", "one in five voters"."""
    if what.unit not in _PARTS or not (number.kind == "share" or _OF.match(text, what.end)):
        return what
    head = _head(text, what.end, single=False)
    if not head:
        return what
    words = text[head.start : head.end]
    return what._replace(words=words, measure=f"share of {_measure(words, ())}", end=head.end)


# ------------------------------------------------------------------ what is counted

_NEXT = re.compile(r"[ \u00a0]([^\W\d_][\w’'-]*)")
_SINGULAR_S = re.compile(r"(?:ous|ss|us|is|'s|’s|less|ics)$")
_STRONG = re.compile(r"[- ]strong\b")
_TIMES = re.compile(r"\s(?:as|the|that|more|higher|larger|greater|bigger|its|their|what)\b")


class _Head(NamedTuple):
    """A noun phrase and its last word."""

    start: int
    end: int
    noun: str


def _head(text: str, at: int, *, single: bool) -> _Head | None:
    """Return the noun phrase after a number: up to the last plural; of one, up to the last word."""
    of = _OF.match(text, at)
    start = pos = of.end() - 1 if of else at
    single = single and not of  # "one of the boats"
    found = None
    for _ in range(_HEAD_WORDS):
        match = _NEXT.match(text, pos)
        joins = match and match[1] == "and" and not found and pos > start  # "Danish and Norse troops"
        if not match or (match[1].lower() in english.STOPS and not joins):
            break
        if single and found and _is_plural(match[1]):  # "one proposal asks"
            break
        pos = match.end()
        if single or _is_plural(match[1]):
            found = _Head(start + 1, pos, match[1])
        elif found:
            break
    return found


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in english.PLURALS or (len(lower) > 3 and lower.endswith("s") and not _SINGULAR_S.search(lower))


def _things(text: str, number: Number, before: Value | None) -> Counted:
    strong = _STRONG.match(text, number.end)
    single = 1.0 in (number.low, number.high) or number.kind == "none"
    head = _head(text, strong.end() if strong else number.end, single=single)
    states = _states(text, number, head)
    head = states.head or head
    if head and head.noun == "times" and _TIMES.match(text, head.end):
        return Counted("ratio", None, None, head.end)
    end = max(states.end, head.end if head else number.end)
    back = None
    if not states.names and (not head or head.noun.lower() in english.NOBODIES) and _may_go_back(text, number):
        back = _back(text, number)
        since = back.start if back else number.start - _BACK_CHARACTERS
        if not head and _has_own_verb(text, number, before, back):
            return _rated(text, Counted("people", None, "people", end))
        if not head and before and before.words and before.words.start >= since and _is_of_things(before):
            return _as_before(text, before, end, before.words.start)
    if head and back and "toll" in back.noun:
        states = states._replace(names=("killed",))
    words = text[head.start : head.end] if head else _unnamed(number, states, back)
    if head and head.noun.lower() == "lives" and not states.names and not _are_lost(text, number, head):
        saved = " saved" if _SAVED.search(text, max(0, number.start - 12), number.start) else ""
        return Counted("people", words, f"lives{saved}", end)
    if not words:
        return Counted("", None, None, end)
    named = words if head or back else None
    goes_back = None if head or not back else back.start
    return _rated(text, Counted(_unit_of(words, states.names), named, _measure(words, states.names), end, goes_back))


def _as_before(text: str, before: Value, end: int, back: int) -> Counted:
    """Return what the value before counts, by a rate of its own: "1,200 cases a day, up from 400 a day"."""
    what = Counted(before.unit, before.counted, before.measure, end, back)
    if not rate_after(text, end):
        return what
    unit, measure = before.unit.partition(" per ")[0], (before.measure or "").partition(" per ")[0]
    return _rated(text, what._replace(unit=unit, measure=measure or None))


def _has_own_verb(text: str, number: Number, before: Value | None, back: _Head | None) -> bool:
    """Whether it counts people of whom something else is said than of the dead or injured before, if of any."""
    own = _OWN_VERB.match(text, number.end)
    if not own:
        return False
    if not back and not (before and _is_of_things(before)):
        return english.OWN_VERBS[own["verb"].lower()] == "people"
    spoken_of = f"{before.measure if before else ''} {back.noun if back else ''}".lower().split()
    return any(word in english.STATES or word in english.AFTER_STATES for word in spoken_of)


def _are_lost(text: str, number: Number, head: _Head) -> bool:
    """Whether lives are deaths: "claimed 12 lives", "12 lives were lost"; not "saved 12 lives"."""
    return bool(_LOST.search(text, max(0, number.start - 12), number.start) or _LIVES_LOST.match(text, head.end))


def _is_of_things(value: Value) -> bool:
    """Whether a value counts what a later number may count too: no share, no change."""
    return bool(value.measure and value.unit not in _PARTS and not (value.change or "").endswith("by"))


def _unnamed(number: Number, states: "_States", back: _Head | None) -> str | None:
    """What a number without a noun of its own counts: "killed 12", or what was spoken of before."""
    if back:
        return back.noun
    return "people" if number.kind == "vague" or english.PEOPLE_STATES.issuperset(states.names or ("",)) else None


# ------------------------------------------------------------------ what became of it

_STATE = alternation(english.AFTER_STATES)
_VERB = rf"\s(?:have|has|had|were|was|are|is|{alternation(english.FINITE_STATES)})\b"
_WORD = rf"\s(?!(?:{alternation({*english.CLAUSE_WORDS, *english.SMALL})})\b)[^\W\d][\w’'-]*"
_STATE_AFTER = re.compile(
    r"[\"”’»]?(?:\s(?:more|others))?"
    rf"(?:,\s[^,.;\n]{{1,60}},(?={_VERB})"
    rf"|\s(?:in|at|on|across|from|near|aboard|inside)(?:{_WORD}){{1,5}}?(?={_VERB})|\s(?:aboard|inside)(?={_VERB}))?"
    r"(?:\swho)?(?:\s(?:have|has|had|were|was|are|is|been|be|being|confirmed|reported|feared|presumed|already|officially"
    r"|now|still|also|listed|as|originally|remain|remained|to|both|people|left|either|badly|seriously|severely|slightly|believed|thought|understood|known|said|likely)){0,5}"
    rf"\s(?P<state>{_STATE})\b(?:,?\s(?P<link>or|and)\s(?P<other>{_STATE})\b)?",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?<!\ball)(?<!\bdeaths)\sof\s(?:the|its|their|his|her|our|these|those)\s$", re.IGNORECASE)
"""Before a number: what became of some of them, or none, is not said of all, "none *of the* 48 sailors was hurt"."""
_STATE_BEFORE = re.compile(
    rf"\b(?P<state>{alternation(english.BEFORE_STATES)})[\s:](?:(?:the\s)?(?:lives\sof\s)?)$", re.IGNORECASE
)


_SAVED = re.compile(r"\b(?:sav(?:e|es|ed|ing)|spar(?:e|es|ed|ing))\s$", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|cost(?:s|ing)?|los(?:e|es|t|ing|s\sof)|t(?:ake|akes|ook|aken|aking)|end(?:s|ed|ing)?|dead|killed)\s$",
    re.IGNORECASE,
)
_LIVES_LOST = re.compile(
    r"\s(?:(?:have|has|had|been|were|are|being|already)\s){0,3}(?:lost|claimed|taken|cut\sshort|ended)\b"
)
_OWN_VERB = re.compile(
    rf"\s(?:(?:others|more|are|were|have|had|been|being|believed|also|still)\s){{0,3}}(?:(?P<verb>{alternation(english.OWN_VERBS)}))\b",
    re.IGNORECASE,
)
"""After a number without a noun: people who did so, not those who died before, "1,900 *lost* their homes"."""


class _States(NamedTuple):
    """What became of what is counted, where the words for it end, and a noun that follows them."""

    names: tuple[str, ...] = ()
    end: int = 0
    head: _Head | None = None


def _states(text: str, number: Number, head: _Head | None) -> _States:
    """Return what became of them: "12 *were killed or missing*", "*killed* 12", "12 *wounded* sailors"."""
    after = _STATE_AFTER.match(text, head.end if head else number.end)
    if after and not _WHOLE.search(text, max(0, number.start - 16), number.start):
        states = [english.AFTER_STATES[after[group].lower()] for group in ("state", "other") if after[group]]
        link = f" {after['link'].lower()} " if after["link"] else ""
        names = (link.join(states),) if len(set(states)) > 1 else (states[0],)
        beside = None if head else _head(text, after.end(), single=False)
        return _States(names, beside.end if beside else after.end(), beside)
    before = _STATE_BEFORE.search(text, max(0, number.start - 32), number.start)
    if not before:
        return _States()
    verb, noun = before["state"].lower(), head.noun.lower() if head else ""
    if verb.startswith("claim") and noun not in ("", "lives", "victims"):
        return _States()
    return _States((english.BEFORE_STATES[verb],))


# ------------------------------------------------------------------ what was spoken of before

_PEOPLES = re.compile(english.PEOPLES)
_BACK = re.compile(rf"\b(?:{english.BACK}|{english.PEOPLES})\b")
_PLACED = re.compile(r"\b(?:at|on|in|page|no|number)\.?\s$", re.IGNORECASE)
_PUT = re.compile(
    r"\b(?:put|puts|putting|stands?|stood|standing|remain(?:s|ed)?|stay(?:s|ed)?|estimate[ds]?|gave|counts?|sets?|runs?|ran|running|averag\w+)\b",
    re.IGNORECASE,
)


def _may_go_back(text: str, number: Number) -> bool:
    """Whether a number may count what was spoken of before: not 2.5, nor the 12 of "at 12" or "12 each"."""
    if text.startswith(" each", number.end):
        return False
    if not all(bound is None or float(bound).is_integer() for bound in (number.low, number.high)):
        return False
    is_point = number.low == number.high and number.kind in ("plain", "words")
    is_placed = is_point and _PLACED.search(text, max(0, number.start - 8), number.start)
    return not is_placed or bool(_PUT.search(text, max(0, number.start - 48), number.start))  # "put the dead at 40"


def _back(text: str, number: Number) -> _Head | None:
    """Return what was last spoken of that can be counted, in the sentence or shortly before it."""
    found = [*_BACK.finditer(text, max(0, number.start - _BACK_CHARACTERS), number.start)][-1:]
    return _Head(found[0].start(), found[0].end(), found[0][0]) if found else None


# ------------------------------------------------------------------ its normal form


def _unit_of(words: str, states: Sequence[str]) -> str:
    head = words.rsplit(maxsplit=1)[-1]
    lower, state = head.lower(), english.STATES.get(head.lower()) or "".join(states[:1])
    if _PEOPLES.fullmatch(head):
        return "people"
    if lower in english.NOBODIES or lower == "toll":
        return "deaths" if state == "killed" else "people"
    if lower in english.COLLECTIVES:
        return english.COLLECTIVES[lower]
    return lower if _is_plural(lower) else plural(lower)


def plural(noun: str) -> str:
    """Return the plural of what is counted.

    >>> plural("boat"), plural("person"), plural("city")
    ('boats', 'people', 'cities')
    """
    if noun in english.IRREGULAR:
        return english.IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x")) else f"{noun}s"


def _measure(words: str, states: Sequence[str]) -> str:
    """Return the normal form: "north korean troops", "deaths", "missing people", "people killed or injured"."""
    *modifiers, head = words.lower().split()
    head = english.IRREGULAR.get(head, head)
    first = english.AFTER_STATES.get(modifiers[0]) if modifiers else None  # "2,000 displaced people"
    state = english.STATES.get(head) or "".join(states[:1]) or first or ""
    kept = [word for word in modifiers[bool(first) :] if word not in english.FILLERS]
    group = " ".join([*kept, english.MEASURED.get(head, head)])
    if head in english.NOBODIES or head == "toll":
        group = "people"
    if state == "killed" and group == "people":
        return "deaths"
    if not state:
        return group
    what = f"{group} {state}" if " " in state or group != "people" else f"{state} people"
    return f"deaths ({what})" if state == "killed" and head not in english.ANIMALS else what
