"""How the claimant puts it: asserted, estimated, believed, possible, predicted or denied, and the words that show it.

Two things tell. The **cue** says what the claimant does with the content (denies it, estimates it, expects it); the
**content** says it in its own main clause ("may", "will", "is believed to"). What stands in a relative or adverbial
clause of the content says nothing of the whole. Where the claim is about a number, only what reaches that number tells:
of "the toll may rise, with 40 dead so far", the 40 are asserted. A number that somebody asks about, calls for or will
not confirm ("declined to say whether 40 had died") is possible at most, in the outlet's own voice too.

Negative content is no denial: "no soldier has crossed" is asserted; "denied that it paid" is denied.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.english import level
from reportedly.records import Status
from reportedly.resolve.status import english


class _Found(NamedTuple):
    """A sign and where it stands."""

    status: Status | None
    words: str
    start: int
    row: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)


class _Signs:
    """A table of signs as one pattern; at one place the earlier row wins."""

    def __init__(self, rows: Sequence[english.Sign]) -> None:
        self.rows = rows
        self.pattern = re.compile(
            r"(?:(?<!\w)|(?=n?['’](?:t|ll|d|re|s)\b))(?:" + "|".join(f"({row.pattern})" for row in rows) + r")(?!\w)",
            re.IGNORECASE,
        )

    def found(self, text: str) -> list[_Found]:
        """Return the signs in reading order."""
        rows = ((m, m.lastindex or 1) for m in self.pattern.finditer(text))
        return [_Found(self.rows[row - 1].status, m[0], m.start(), row) for m, row in rows]


class Band(NamedTuple):
    """A band of probability, as ICD 203 has them."""

    name: str
    low: float
    high: float


_CUES, _LEANINGS, _SIGNS = _Signs(english.CUES), _Signs(english.LEANINGS), _Signs(english.SIGNS)
_OF_NUMBERS = _Signs(english.OF_NUMBERS)
_ASIDES = re.compile(english.ASIDES)
_RELATIVE = re.compile(english.RELATIVE)
_TAKEN_AS_SO = re.compile(english.TAKEN_AS_SO)
_BREAK = re.compile(english.BREAKS)
_CONDITION = re.compile(english.CONDITION)
_ESTIMATES = re.compile(rf"\b(?:{english.TELLING_NOUNS})\b", re.IGNORECASE)
_PROBABILITY = re.compile(rf"\b(?:{english.PROBABILITY})\b", re.IGNORECASE)
_BANDS = [(Band(*row[:3]), re.compile(row[3], re.IGNORECASE)) for row in english.BANDS]
_LONGEST = 2000  # characters of a content that are looked at
_NEAR = 60  # characters in which something may ask for a number
_OPEN = frozenset({Status.POSSIBLE, Status.PREDICTED})

_Sure = tuple[Status, str | None]


def status(content: str, *, cue: str = "", source: str = "", at: int | None = None) -> _Sure:
    """Return how a claim is put, and the words that show it: they stand in the content, or else in the cue or source.

    Args:
        content: The words attributed, or a sentence of the outlet's own.
        cue: The words that attribute; empty where nobody is cited.
        source: Who is cited; an estimate or assessment says itself how sure it is.
        at: Where in the content the number begins that the claim is about.

    >>> status("the bridge may be closed", cue="said")
    (<Status.POSSIBLE: 'possible'>, 'may')
    >>> status("the bridge is very likely to close", cue="said")
    (<Status.PREDICTED: 'predicted'>, 'very likely')
    >>> status("the bridge was closed", cue="denied")
    (<Status.DENIED: 'denied'>, 'denied')
    """
    content, cue, source = level(content), level(cue), level(source)
    opening = next((word for word in (" of", " to") if content.startswith(f"{word[1:]} ")), "")
    firm = _of_cue(_CUES, cue)
    if firm:
        return firm
    by_content = _of_content(content[:_LONGEST], at)
    leaning = _of_cue(_LEANINGS, cue, opening)
    if leaning and (not by_content or by_content[0] in (Status.BELIEVED, Status.ESTIMATED)):
        return leaning
    estimate = _ESTIMATES.search(source)
    return by_content or ((Status.ESTIMATED, estimate[0]) if estimate else (Status.ASSERTED, None))


def band(words: str) -> Band | None:
    """Return the band of probability that words stand for, in the terms of ICD 203; ``None`` for all other words.

    After Intelligence Community Directive 203, "Analytic Standards" (2 January 2015), D.6.e(2)(a). A newspaper's
    "likely" was hardly written with that table at hand, so nothing is ever given a band unless somebody asks for it.

    >>> band("very likely")
    Band(name='very likely', low=0.8, high=0.95)
    >>> band("may")
    """
    plain = " ".join(words.split())
    return next((found for found, pattern in _BANDS if pattern.fullmatch(plain)), None)


@lru_cache(maxsize=4096)
def _of_cue(table: _Signs, cue: str, opening: str = "") -> _Sure | None:
    """Return what the claimant does with the content, where it is more than saying; `opening`: how that begins."""
    found = table.found(cue[:_LONGEST] + opening)
    if not found:
        return None
    best = min(found, key=lambda sign: sign.row)
    return (best.status, best.words[: len(cue) - best.start]) if best.status else None


def _of_content(content: str, at: int | None) -> _Sure | None:
    """Return the first sign of the main clause; "I think" gives way to what follows it."""
    signs = _signs(content, at)
    asides = [span for span in _asides(content) if not _holds(span, at)]
    main = [sign for sign in signs if not any(_holds(span, sign.start) for span in asides)]
    if not main and signs and _CONDITION.match(content):
        main = signs[-1:]
    if not main:
        return None
    first = main[0]
    if first.words.casefold().startswith(english.OWN_VIEW):
        first = next((s for s in main[1:] if s.status in _OPEN), first)
    if first.status in (None, Status.ASSERTED):
        return None
    return first.status, _graded(content, first)


def _asides(content: str) -> list[tuple[int, int]]:
    """Return where the clauses stand that say nothing of the whole."""
    return [m.span() for m in _ASIDES.finditer(content)]


def _holds(span: tuple[int, int], at: int | None) -> bool:
    return at is not None and span[0] <= at < span[1]


def _signs(content: str, at: int | None) -> list[_Found]:
    """Return the signs of a content in reading order, of a number those that reach it."""
    signs = [
        s for s in _SIGNS.found(content) if s.status and not _RELATIVE.search(content[max(0, s.start - 8) : s.start])
    ]
    if at is None:
        return signs
    before = [s for s in _OF_NUMBERS.found(content[:at]) if not _TAKEN_AS_SO.search(content, s.end, at)]
    signs = sorted([s for s in before if at - s.end < _NEAR] + signs, key=lambda sign: sign.start)
    home = next(
        (span for span in _asides(content) if _holds(span, at) and not _CONDITION.match(content, span[0])), None
    )
    return [s for s in signs if _reaches(content, s, at) and (home is None or _holds(home, s.start))]


def _reaches(content: str, sign: _Found, at: int) -> bool:
    """Whether a sign speaks of what stands at a place: nothing breaks in between."""
    if at < sign.start and sign.words.endswith(english.OPENS):
        return False
    start, end = (at, sign.start + 1) if at <= sign.start else (sign.end, at)
    return not _BREAK.search(content, start, end)


def _graded(content: str, sign: _Found) -> str:
    """Return a sign's words; a probability with all that grades it."""
    end = sign.start + len(sign.words)
    for found in _PROBABILITY.finditer(content, max(0, sign.start - 40), end + 40):
        if found.start() <= end + 1 and found.end() >= sign.start:
            return found[0]
    return sign.words
