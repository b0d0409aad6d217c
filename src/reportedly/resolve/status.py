"""How the claimant puts it: asserted, estimated, believed, possible, predicted or denied, and the words that show it.

Two things tell. The **cue** says what the claimant does with the content (denies it, estimates it, expects it); the
**content** says it in its own main clause ("may", "will", "is believed to"). What stands in a relative or adverbial
clause of the content says nothing of the whole.

Negative content is no denial: "no soldier has crossed" is asserted; "denied that it paid" is denied.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from reportedly.records import Status
from reportedly.resolve import english_status as english


class _Signs:
    """A table of signs as one pattern; at one place the earlier row wins."""

    def __init__(self, rows: Sequence[english.Sign]) -> None:
        self.rows = rows
        self.pattern = re.compile(r"(?<!\w)(?:" + "|".join(f"({row.pattern})" for row in rows) + r")(?!\w)")

    def found(self, text: str) -> list[tuple[Status, str, int, int]]:
        """Return status, words, place and row of each sign, in reading order."""
        return [
            (self.rows[(m.lastindex or 1) - 1].status, m[0], m.start(), m.lastindex or 1)
            for m in self.pattern.finditer(text)
        ]


_CUES, _LEANINGS, _SIGNS = _Signs(english.CUES), _Signs(english.LEANINGS), _Signs(english.SIGNS)
_ASIDES = re.compile(english.ASIDES)
_RELATIVE = re.compile(r"\w that $")
_CONDITION = re.compile(r"\s*[\"“'‘]?(?:If|When|Once|Should)\b")
_ESTIMATES = re.compile(rf"\b(?:{english.TELLING_NOUNS})\b", re.IGNORECASE)
_LONGEST = 2000  # characters of a content that are looked at

_Sure = tuple[Status, str | None]


def status(content: str, *, cue: str = "", source: str = "") -> _Sure:
    """Return how a claim is put, and the words that show it: they stand in the content, or else in the cue or source.

    Args:
        content: The words attributed, or a sentence of the outlet's own.
        cue: The words that attribute; empty where nobody is cited.
        source: Who is cited; an estimate or assessment says itself how sure it is.

    >>> status("the bridge may be closed", cue="said")
    (<Status.POSSIBLE: 'possible'>, 'may')
    >>> status("the bridge was closed", cue="denied")
    (<Status.DENIED: 'denied'>, 'denied')
    """
    firm = _of_cue(_CUES, cue)
    if firm:
        return firm
    by_content = _of_content(content[:_LONGEST])
    leaning = _of_cue(_LEANINGS, cue, of=content.startswith("of "))
    if leaning and (not by_content or by_content[0] in (Status.BELIEVED, Status.ESTIMATED)):
        return leaning
    estimate = _ESTIMATES.search(source)
    return by_content or ((Status.ESTIMATED, estimate[0]) if estimate else (Status.ASSERTED, None))


@lru_cache(maxsize=4096)
def _of_cue(table: _Signs, cue: str, *, of: bool = False) -> _Sure | None:
    """Return what the claimant does with the content, where it is more than saying; `of`: the content begins so."""
    found = table.found((cue[:_LONGEST] + " of" * of).lower())
    if not found:
        return None
    how, words, start = min(found, key=lambda sign: sign[3])[:3]
    return how, cue[start : start + len(words)]


def _of_content(content: str) -> _Sure | None:
    """Return the first sign of the main clause; "I think" gives way to what follows it."""
    asides = [m.span() for m in _ASIDES.finditer(content)]
    signs = _SIGNS.found(content)
    main = [
        s
        for s in signs
        if not any(a <= s[2] < e for a, e in asides) and not _RELATIVE.search(content[max(0, s[2] - 8) : s[2]])
    ]
    if not main and signs and _CONDITION.match(content):
        main = signs[-1:]
    if not main:
        return None
    first = main[0]
    if first[1].lower().startswith(("i ", "we ")):
        first = next((s for s in chain(main[1:]) if s[0] in (Status.PREDICTED, Status.POSSIBLE)), first)
    return None if first[0] is Status.ASSERTED else first[:2]
