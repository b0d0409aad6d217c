"""How sure a text presents what one of its words tells, as a score of a fitted table.

`status` judges a whole claim, by the words that show it; this judges any one word, and it knows what is not so from
what may be: "no soldier has *crossed*" is asserted, and the crossing scores low. Nothing calls it unless somebody asks.

The words around a word speak for and against it: its helping verbs, the verb that governs its infinitive, the negation,
modal or condition nearest to it and what stands between. Each is a feature with a weight; ``training/certainty.py``
fitted the weights, from the features found here.
"""

import gzip
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from reportedly.resolve.status import english_certainty as english

_TABLE = Path(__file__).parents[1] / "data" / "certainty-en.tsv.gz"
_TOKEN = re.compile(r"\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ll|ve|d|m)\b|\w+(?:[-.]\w+)*|[^\w\s]")
_BEFORE, _AFTER = 400, 160  # characters around a word that are looked at
_REACH = 14  # words before a word that may speak of it
_NEAR = 3
_HELPERS = 4  # "might not have been"
_THAT = 13  # words back to a "that"
_NEGATED = 4
_NOWHERE = "-"


def certainty(text: str, at: int) -> float:
    """Return how sure a text presents what the word at a place tells, from -3 (surely not) to 3 (surely).

    The score is not calibrated: from 1.5 it reads as a fact, to -1.5 as something that is not so. It tells how the text
    puts it, on whosever word, and nothing of whether it is true.

    Args:
        text: A sentence, or a clause; what stands far from the word is not looked at.
        at: Where the word begins, in code points.

    >>> text = "The ferry sank, and the bridge may close."
    >>> certainty(text, text.index("sank")) > certainty(text, text.index("close"))
    True
    """
    weights = _weights()
    score = weights["base"] + sum(weights.get(feature, 0.0) for feature in features(text, at))
    return stretched(score, weights["low"], weights["high"])


def stretched(score: float, low: float, high: float) -> float:
    """Return a score on a scale on which `low` is -1.5 and `high` is 1.5; none leaves -3 to 3."""
    ends = ((-3.0, -3.0), (low, -1.5), (high, 1.5), (3.0, 3.0))
    score = min(3.0, max(-3.0, score))
    (a, to_a), (b, to_b) = next((ends[n], ends[n + 1]) for n in range(3) if score <= ends[n + 1][0])
    return to_a + (score - a) * (to_b - to_a) / (b - a)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """Return the table: the weight of each feature, in hundredths there; "base", "low" and "high" are its constants."""
    with gzip.open(_TABLE, "rt", encoding="utf-8") as lines:
        pairs = (line.rstrip("\n").split("\t") for line in lines)
        return {name: int(weight) / 100 for name, weight in pairs}


# ------------------------------------------------------------------ features


def features(text: str, at: int) -> Iterator[str]:
    """Yield the features of the word at a place; one that is there twice is yielded twice."""
    before = _tokens(text[max(0, at - _BEFORE) : at])
    own, *after = _tokens(text[at : at + _AFTER]) or [_NOWHERE]
    left, ending = [_known(token) for token in before[-_REACH:]], _ending(own)
    yield f"own:{_known(own)}"
    yield f"before:{left[-1] if left else _NOWHERE}"
    yield from (f"near:{word}" for word in left[-_NEAR:])
    yield from (f"clause:{word}" for word in _clause(left))
    yield from _helpers(before, ending)
    yield from _embedder(before)
    for name, signs in english.SIGNS.items():
        yield from (f"{name}:{how}" for how in _nearest(before[-_REACH:], signs, ending))
    yield from _around(before, after)


def _tokens(text: str) -> list[str]:
    return [_plain(token) for token in _TOKEN.findall(text)]


@lru_cache(maxsize=8192)
def _plain(token: str) -> str:
    """Return a token in lower case; a number as 0, and "n't" as "not"."""
    token = token.lower().replace("’", "'")
    return "0" if token[0].isdigit() else english.FULL.get(token, token)


@lru_cache(maxsize=8192)
def _known(token: str) -> str:
    """Return a word of the grammar as it is, and the stem of any other.

    >>> _known("could"), _known("planned"), _known("plans")
    ('could', 'plan', 'plan')
    """
    if token in english.GRAMMAR:
        return token
    ending = next((e for e in english.INFLECTIONS if token.endswith(e) and len(token) - len(e) >= 3), "")
    stem = token.removesuffix(ending)
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem


def _ending(token: str) -> str:
    """Return what a word's ending makes of it, a tense or a noun."""
    return next((e for e in english.ENDINGS if token.endswith(e) and len(token) > len(e) + 2), "")


def _clause(left: Sequence[str]) -> Sequence[str]:
    """Return the words back to the last stop."""
    stop = next((n for n in range(len(left), 0, -1) if left[n - 1] in english.STOPS), 0)
    return left[stop:]


def _helpers(before: Sequence[str], ending: str) -> Iterator[str]:
    """Yield the helping verbs before a word as one chain, and what governs it as an infinitive."""
    start = len(before)
    while start and (before[start - 1] in english.HELPERS or before[start - 1].endswith("ly")):
        start -= 1
    chain = " ".join([token for token in before[start:] if token in english.HELPERS][-_HELPERS:])
    yield f"helpers:{chain} {ending}"
    if start > 1 and before[start - 1] == "to":
        yield from _governed(before, start - 2, "governor")


def _embedder(before: Sequence[str]) -> Iterator[str]:
    """Yield what says the clause with "that" in which a word stands."""
    that = next((n for n in range(len(before) - 1, max(0, len(before) - _THAT), -1) if before[n] == "that"), 0)
    if that:
        yield from _governed(before, that - 1, "says")


def _governed(before: Sequence[str], at: int, name: str) -> Iterator[str]:
    """Yield a verb that governs, and that it is negated: who did not *refuse to go* may have gone."""
    verb = _known(before[at])
    yield f"{name}:{verb}"
    if english.NEGATIONS & {*before[max(0, at - _NEGATED) : at]}:
        yield f"not {name}:{verb}"


def _nearest(left: Sequence[str], signs: frozenset[str], ending: str) -> Iterator[str]:
    """Yield how far before a word the nearest of some signs stands, and whether a clause ends or begins between."""
    back = next((n for n, token in enumerate(reversed(left), 1) if token in signs), 0)
    if back:
        between = left[len(left) - back + 1 :]
        far = 1 + (back > 2) + (back > 4) + (back > 7)
        cut = next((mark for mark, words in (("|", english.STOPS), ("c", english.JOINTS)) if words & {*between}), "")
        yield f"{far}{cut}"
        yield f"{far}{cut} {ending}"


def _around(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield what is said of the whole sentence: a question, a condition."""
    if "?" in after:
        yield "whole:?"
    if "if" in before:
        yield "whole:if <"
    if "if" in after:
        yield "whole:if >"
    if english.UNREAL & {*before, *after}:
        yield "whole:would"
