"""Which articles of many are compared: those with a key in common, as long as they are few.

A passage that hundreds of pages have (a notice, a famous sentence) must not make the pairs quadratic, nor one page more
a matter of hundreds of comparisons. So, of the articles with a key in common, in canonical order, the `CROWD` earliest
are compared with one another, and each later one with the `NEAR` before it. Copies in their hundreds still hang
together, a page published after all others takes no pair away, any page more or less changes a bounded number of pairs,
and which pairs are compared is a function of the set.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reportedly.link.copies.sketch import Keys
from reportedly.records import Article

CROWD = 16
"""How many of the articles with a key in common, from the earliest on, are compared with one another."""

NEAR = 2
"""With how many of those before it each later one is compared."""

Place = tuple[int, int]
"""Where an article stands in canonical order: its time, then the `mark` of its id."""

_DAY = 4096  # the minutes of a day anywhere on earth, in a day of UTC, and some
_UNDATED = 2**31 - 1


def mark(article_id: str) -> int:
    """Return a signed 64-bit number for an id: among a million, two have the same with odds of 1 in 37 million."""
    return int.from_bytes(blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def canonical(article: Article) -> Place:
    """Return what articles are put in order by: the minute of publication, the undated last; then a hash of the id.

    A page that tells only its day comes before those of that day that tell the minute. Both numbers stay the same for
    ever, and the first takes four bytes.
    """
    if not (stamp := article.published):
        return _UNDATED, mark(article.id)
    midnight = (stamp.day.toordinal() - 719_163) * 1440  # minutes from 1970 on
    minute = stamp.instant.timestamp() // 60 - midnight + 1440 if stamp.instant else 0
    time = midnight // 1440 * _DAY + min(max(int(minute), 0), _DAY - 1)
    return min(time, _UNDATED - 1), mark(article.id)


def earlier(place: int) -> range:
    """Return which of the articles with a key in common, by their places among them, one is compared with for its sake.

    Those after it that it is compared with have it among theirs.

    >>> [list(earlier(place)) for place in (0, 2, 16, 99)]
    [[], [0, 1], [14, 15], [97, 98]]
    """
    return range(place) if place < CROWD else range(place - NEAR, place)


def candidates(keys: Sequence[Keys]) -> Iterator[tuple[int, list[int]]]:
    """Yield each article of a canonical order with the earlier ones it is compared with, if any; as places, in order.

    So the words of those that are compared soon after one another stay at hand.

    Args:
        keys: Those of each article, in canonical order.
    """
    later, earlier = np.divmod(_pairs(keys), max(1, len(keys)))
    bounds = np.flatnonzero(np.diff(later, prepend=-1, append=-1)).tolist()
    for begin, end in pairwise(bounds):
        yield int(later[begin]), earlier[begin:end].tolist()


def _pairs(keys: Sequence[Keys]) -> NDArray[np.int64]:
    """Return the pairs to be compared, each as one number: the later place times their number, and the earlier."""
    places = np.repeat(np.arange(len(keys), dtype=np.int64), [len(some) for some in keys])
    every = np.concatenate([np.zeros(0, np.int64), *keys])
    order = np.argsort(every, kind="stable")  # articles with one key in common stay in canonical order
    every, places = every[order], places[order]
    rank = np.arange(len(every)) - np.searchsorted(every, every, "left")
    found = [np.zeros(0, np.int64)]
    for step in range(1, max(CROWD, NEAR + 1)):
        later = np.flatnonzero((rank >= step) & ((rank < CROWD) | (step <= NEAR)))
        found.append(np.unique(places[later] * len(keys) + places[later - step]))
    return np.unique(np.concatenate(found))
