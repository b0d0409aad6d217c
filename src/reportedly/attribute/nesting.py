"""Attributions inside attributions: "X, citing Y", "Y told X", "Y, as quoted by X", "in an interview with X".

Each rule finds, in the sentence of an attribution, a second source and says on which side of the first it stands: *inside*
(the first cites it) or *outside* (it relays the first).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Range = tuple[int, int]

_TO = r"(?:[^,;:.“”\"()]|(?<=[A-Z])\.){2,70}?"  # U.S. officials
_NAME = (
    r"(?:the\s+|The\s+|an?\s+|public\s+|state\s+|local\s+|[a-z]+\s+){0,3}[A-Z][\w.’'&-]*(?:\s+(?:[A-Z][\w.’'&-]*|of|and|the|news|agency|television|radio|TV|"
    r"publication|newspaper|broadcaster|channel|network|magazine|daily|website|media|state))*"
)
_PAPER = r"the\s+(?:[a-z]+\s+)?(?:newspaper|paper|outlet|agency|network|broadcaster|channel|publication|magazine|news agency|daily|station|site)"
_END = (
    r"(?=\s+(?:as saying|as having|saying|that|who|which|said|says|on|in|late|last|early|earlier|at|by|and said|for|the|he|she|they|an?)\b"
    r"|\s*[,;:“”\"()—–]|(?<!\b[A-Z]\.[A-Z])\.(?=\s|$)|$)"
)


@dataclass(frozen=True, slots=True)
class Second:
    """A further source in the sentence of an attribution."""

    source: Range
    cue: Range
    inside: bool  # the first source cites it; else it relays the first


@dataclass(frozen=True, slots=True)
class Rule:
    """How a second source shows, with a sentence it exists for."""

    pattern: re.Pattern[str]
    inside: bool
    example: str


RULES: tuple[Rule, ...] = (
    Rule(
        re.compile(rf"\b(?P<cue>citing|quoting|refer(?:s|red|ring) to|with reference to|which cited|who cited|which quoted|who quoted)\s+(?P<source>{_TO}){_END}"),
        inside=True,
        example="Orsany Wire reported, citing two engineers, that the gate had stuck.",
    ),
    Rule(
        re.compile(rf"\b(?P<cue>(?:cited|quoted|quotes|cites|(?:was|were|is|are) quoting))\s+(?P<source>{_TO})\s+as\s+(?:saying|having|telling)\b"),
        inside=True,
        example="Orsany Wire quoted a guard as saying that the sirens were off.",
    ),
    Rule(
        re.compile(r"\b(?P<cue>quotes|quoted|cites|cited)\s+(?P<source>[^“”\";:]{2,90}?),?\s+who\s+(?:has\s+|had\s+|also\s+)?(?:said|told|says)\b"),
        inside=True,
        example="Orsany Wire quoted the guard, Tam Orr, who said that the sirens were off.",
    ),
    Rule(
        re.compile(rf",\s+(?P<source>(?:{_NAME}|{_PAPER}))\s+(?P<cue>(?:also\s+|has\s+|had\s+|later\s+)?(?:reports|reported|said|says|writes|wrote|notes|noted))(?:\s+(?:on\s+)?\w+day)?\s*\.?\s*$"),
        inside=False,
        example="Nine people died, according to the mayor, Orsany Wire reported.",
    ),
    Rule(
        re.compile(rf"\b(?P<cue>(?:as\s+)?(?:cited|quoted|reported|carried|relayed)\s+by|as\s+told\s+to|per|via)\s+(?P<source>(?:{_NAME}|{_PAPER})){_END}"),
        inside=False,
        example="Nine people died, according to officials cited by Orsany Wire.",
    ),
    Rule(
        re.compile(rf"\b(?P<cue>told|tells|telling|speaking to|spoke to|speaks to|in comments to|in remarks to|comments to)\s+(?P<source>(?:{_NAME}|{_PAPER})){_END}"),
        inside=False,
        example="The mayor told Radio Kess that the bridge would hold.",
    ),
    Rule(
        re.compile(rf"\b(?P<cue>[Ii]n\s+an?\s+(?:\w+\s+)?(?:interview|conversation|phone call)\s+(?:with|to|for|on|by)|interviewed\s+by)\s+(?P<source>(?:{_NAME}|{_PAPER})){_END}"),
        inside=False,
        example="In an interview with Radio Kess the mayor said that the bridge would hold.",
    ),
)  # fmt: skip


def seconds(text: str, start: int, end: int) -> Iterator[Second]:
    """Yield the further sources of one sentence, in reading order.

    >>> text = RULES[0].example
    >>> [(text[slice(*s.source)], s.inside) for s in seconds(text, 0, len(text))]
    [('two engineers', True)]
    """
    hits = [(m, rule) for rule in RULES for m in rule.pattern.finditer(text, start, end)]
    for match, rule in sorted(hits, key=lambda hit: hit[0].start("cue")):
        first, last = match.span("source")
        if text[last - 1] == "." and not text[first:last].endswith(("U.S.", "U.N.", "U.K.")):
            last -= 1
        yield Second((first, last), match.span("cue"), rule.inside)


_MEDIA = re.compile(
    r"\b(?:television|radio|TV|media|newspaper|news agency|magazine|daily|broadcaster|network|outlet|publication|website|channel)\b"
)


def is_outlet(text: str, words: Range, outlets: Sequence[Range]) -> bool:
    """Whether an outlet is meant by some words: "told CNN" relays, "told lawmakers" does not."""
    return any(a < words[1] and words[0] < b for a, b in outlets) or bool(_MEDIA.search(text, *words))
