"""Whether a number is a level or a change of one: "rose *by* 5 %", "rose *to* 5 %", "rose *from* 5 %".

A value that is no level as it stands says so in `Value.change`:

| change | the value is |
|---|---|
| ``rose by``, ``fell by`` | how much it changed: "rose 5 %", "a 5 % drop", "5 % lower" |
| ``rose to``, ``fell to`` | the level it came to; for a ratio, how many times as much |
| ``from`` | the level it had before, which nobody claims of now |
"""

import re

from reportedly.english import alternation
from reportedly.resolve.quantities import english

_REACH = 90  # code points back to the verb
_SHARES = frozenset({"percent", "fraction", "percentage points", "basis points", "points", "cent", "penny"})
"""Units of which a verb straight before them always tells a change."""
_VERB = re.compile(rf"\b(?P<verb>{alternation(english.MOVES)})\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:!?\n]|[.,]\s|\b(?:and|but|while|when|who|which|that)\s")
_LINK = re.compile(r"\b(?P<link>by|to|from|of)(?:\s(?:about|between|only|just|an?|another|the|as))?\s$", re.IGNORECASE)
_ADVERBS = re.compile(
    r"\s(?:(?:\w+ly|more\sthan|just|only|another|a|an|some|further|back|as\smuch\sas|even|about|around|almost|some)\s){0,3}",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"(?:above|below|past|beyond|under|north\sof|south\sof)\b", re.IGNORECASE)
"""Rose *above* 4,000: the level and not the change."""
_IDIOM = re.compile(rf"\b(?:{alternation(english.IDIOMS_WITH_UP)})\s$")
_PARTICLES = ("up", "down", "higher", "lower")
_AFTER = re.compile(
    rf"\s(?:(?:\w+ly|\w+-on-\w+|annual|year-over-year|overnight|pay|price|sharp|steep|record)\s){{0,2}}(?P<noun>{alternation(english.MOVED)})\b(?!\sthan\s\d)",
    re.IGNORECASE,
)
_MOST_BETWEEN = {"by": 6, "to": 6, "from": 1, "of": 0}
"""Words between verb and link, at most: "raised *its forecast for the year* to 5 %"."""
_ON = re.compile(r"[^.;\n]{0,24}?\sto\s(?:\w+\s){0,3}\S?\d")


def change(text: str, start: int, end: int, unit: str, before: str | None) -> str | None:
    """Return what change a value tells of; None for a plain level.

    Args:
        text: The text it stands in.
        start: Where its words begin, with its hedges.
        end: Where number and unit end.
        unit: Its unit; a verb that can have an object tells no change of things straight before them.
        before: The change of the value before it in the same clause, which "to" and "from" go on with.

    >>> text = "Output fell from 9 to 7 tonnes."
    >>> change(text, 17, 18, "", None), change(text, 22, 30, "tonne", "from")
    ('from', 'fell to')
    """
    if text[max(0, start - 1) : start] == "+":
        return "rose by"
    link = _LINK.search(text, max(0, start - 24), start)
    moved = _moved(text, start)
    if moved:
        verb, at = moved
        way = english.MOVES[verb]
        told = _linked(text, verb, at, link, end) if link else None
        if told:
            return told
        has_object = unit not in _SHARES and verb in (english.MOVING_MONEY if unit.isupper() else english.MOVING_THINGS)
        if not link and not has_object and _ADVERBS.fullmatch(text, at, start):
            return f"{way} {'to' if _LEVEL.match(text, start) else 'by'}"
    if before and link and link["link"].lower() in ("to", "from"):
        return _named(link["link"].lower(), before.split()[0])
    if link and link["link"].lower() == "from" and _ON.match(text, end):
        return "from"
    after = _AFTER.match(text, end)
    return f"{english.MOVED[after['noun'].lower()]} by" if after and unit in _SHARES else None


def moved_by(text: str, start: int, *, is_measured: bool) -> bool:
    """Whether a verb of change stands straight before a place, so that what follows is how much it changed.

    >>> moved_by("It fell 3 feet to 40 feet", 8, is_measured=True)
    True
    """
    moved = _moved(text, start)
    with_objects = english.MOVING_MONEY if is_measured else english.MOVING_THINGS
    return bool(moved and moved[0] not in with_objects and _ADVERBS.fullmatch(text, moved[1], start))


def _linked(text: str, verb: str, at: int, link: re.Match[str], end: int) -> str | None:
    """Return the change that verb and link tell, if they stand close enough to belong together."""
    word = link["link"].lower()
    if word == "of" and (verb in _PARTICLES or verb not in english.MOVED):
        return None
    is_near = len(text[at : link.start()].split()) <= _MOST_BETWEEN[word]
    return _named(word, english.MOVES[verb]) if is_near or (word == "from" and _ON.match(text, end)) else None


def _named(link: str, way: str) -> str:
    if link == "from":
        return "from"
    return f"{'rose' if way == 'from' else way} {'to' if link == 'to' else 'by'}"


def _moved(text: str, start: int) -> tuple[str, int] | None:
    """Return the last verb of change in the clause before a place, and where it ends."""
    begin = max(0, start - _REACH)
    for clause in _CLAUSE.finditer(text, begin, start):
        begin = clause.end()
    last = next(reversed([*_VERB.finditer(text, begin, start)]), None)
    if last is None or (last["verb"] in _PARTICLES and _IDIOM.search(text, begin, last.start())):
        return None
    return last["verb"].lower(), last.end()
