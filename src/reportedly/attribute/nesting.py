"""Attributions inside attributions: "X, citing Y", "Y told X", "Y, as quoted by X", "in an interview with X".

Each of the rules in `english` finds, in the sentence of an attribution, a second source and says on which side of the
first it stands: *inside* (the first cites it) or *outside* (it relays the first).
"""

from collections.abc import Iterator

from msgspec import Struct

from reportedly.attribute.english import MEDIA, RULES, STATES
from reportedly.attribute.ranges import Range, Ranges


class Second(Struct, frozen=True):
    """A further source in the sentence of an attribution."""

    source: Range
    cue: Range
    inside: bool  # the first source cites it; else it relays the first


def seconds(text: str, start: int, end: int) -> Iterator[Second]:
    """Yield the further sources of one sentence, in reading order.

    >>> text = RULES[0].example
    >>> [(text[slice(*s.source)], s.inside) for s in seconds(text, 0, len(text))]
    [('two engineers', True)]
    """
    hits = [(m, rule) for rule in RULES for m in rule.pattern.finditer(text, start, end)]
    for match, rule in sorted(hits, key=lambda hit: hit[0].start("cue")):
        first, last = match.span("source")
        if text[last - 1] == "." and not text[first:last].endswith(STATES):
            last -= 1
        yield Second((first, last), match.span("cue"), rule.inside)


def is_outlet(text: str, words: Range, outlets: Ranges) -> bool:
    """Whether an outlet is meant by some words: "told CNN" relays, "told lawmakers" does not."""
    return bool(outlets.touching(words) or MEDIA.search(text, *words))
