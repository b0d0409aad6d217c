"""How much of an article's text is read, and how little besides.

Words are runs of letters and digits, casefolded; a page's shingles are the multiset of its runs of four words (the
whole text, if shorter). Precision and recall are the shingles in both texts over the shingles predicted, and over
those in gold: per page, then the mean over pages; F1 is that of the two means, as the field's article-extraction
benchmark has it. Beside it: pages whose text has furniture (precision below .8) and pages that lost text (recall
below .8).

Gold rows are ``{"id", "text"}``, predictions the same; a missing id counts as an empty text.
"""

import re
from collections import Counter
from collections.abc import Sequence

from reportedly.evaluate.matching import Json

_WORD = re.compile(r"\w+")
_SHINGLE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text, each with how often it stands there.

    >>> shingles("One two, three four five.").total()
    2
    """
    words = _WORD.findall(text.casefold())
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def score(gold: Sequence[Json], predictions: Sequence[Json]) -> Json:
    """Score predicted article texts against the marked ones."""
    told = {row["id"]: row["text"] or "" for row in predictions}
    wanted = {row["id"]: row["text"] or "" for row in gold}
    pairs = [_compared(text, told.get(key, "")) for key, text in wanted.items()]
    p, r = (sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1))
    return {
        "pages": len(pairs),
        "precision": p,
        "recall": r,
        "f1": 2 * p * r / (p + r) if p + r else 0.0,
        "with furniture": sum(pair[0] < 0.8 for pair in pairs),
        "lost text": sum(pair[1] < 0.8 for pair in pairs),
    }


def _compared(wanted: str, told: str) -> tuple[float, float]:
    """Return precision and recall of one page."""
    want, got = shingles(wanted), shingles(told)
    both = (want & got).total()
    return both / got.total() if got else float(not want), both / want.total() if want else 1.0


def table(figures: Json) -> list[tuple[str, ...]]:
    """Lay the figures out, heading first."""
    return [
        ("", "P", "R", "F1", "pages", "with furniture", "lost text"),
        (
            "text",
            *(f"{figures[key]:.3f}" for key in ("precision", "recall", "f1")),
            *(str(figures[key]) for key in ("pages", "with furniture", "lost text")),
        ),
    ]
