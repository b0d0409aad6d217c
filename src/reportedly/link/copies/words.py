"""The words of an article as numbers, for comparing it with others.

Words are runs of letters and digits of the body, without capitals and accents (1,500 is one word); dateline and
furniture are left out. Each stands for its 64-bit hash, which is the same on every machine and in every run. Where a
script puts no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each letter is a word.
"""

import re
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from reportedly.records import Article, Part, fold

Hashes = NDArray[np.uint64]
Places = NDArray[np.int32]

MAX_WORDS = 20_000
"""Of a longer article the rest is not compared."""

GRAM = 3
"""Words in a row that two texts must share before they are looked at there."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MAX_PLACES = 4  # where the same words come back on one page, further places are left out
_NO_SPACES = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_APART = re.compile(rf"(\d+(?:[.,]\d+)+|[{_NO_SPACES}]|[^\W{_NO_SPACES}_]+)")
_NUMBER_MARKS = str.maketrans("", "", ".,")
_OPENS = frozenset('\n“"‘«([')  # before the first word of a sentence
_CLOSES = frozenset('.!?:;”"')  # and before the space before it


WORDS_AT_HAND = 131_072
"""Articles whose words are kept, some 30 bytes a word: making them anew takes longer than to compare them."""


class Words(Struct, frozen=True, eq=False, dict=True):  # and with what few articles are asked for, once it is
    """An article's words in reading order, with where they stand in its body (code points)."""

    article: Article
    hashes: Hashes
    starts: Places
    ends: Places
    grams: Hashes  # runs of three words, in reading order

    def __len__(self) -> int:
        return len(self.hashes)

    @cached_property
    def places_of_grams(self) -> Places:
        """Which word each run of three words begins with, the runs sorted; four times each at most."""
        return few_of_each(self.grams).astype(np.int32)

    @cached_property
    def particulars(self) -> bytes:
        """For each 1 for a number, and for a capital inside a sentence, most likely of a name; else 0."""
        text = self.article.plain(Part.BODY)
        return bytes(not text[start].islower() and _is_particular(text, start) for start in self.starts.tolist())


@lru_cache(maxsize=WORDS_AT_HAND)
def words_of(article: Article) -> Words:
    """Return the words of an article's body, dateline and furniture left out."""
    pieces = _APART.split(article.plain(Part.BODY), MAX_WORDS)  # what is no word, a word, and so on
    bounds = np.fromiter(map(len, pieces), np.int32, len(pieces)).cumsum(dtype=np.int32)
    hashes = np.frombuffer(b"".join(map(_hash, pieces[1::2])), ">u8").astype(np.uint64)
    grams = (hashes[:-2] * _ODD + hashes[1:-1]) * _ODD + hashes[2:]
    return Words(article, hashes, bounds[:-1:2], bounds[1::2], grams)


def few_of_each(numbers: Hashes | NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where numbers stand, the least first; of one that comes back often the first places."""
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    return order[np.arange(len(ordered)) - np.searchsorted(ordered, ordered, "left") < _MAX_PLACES]


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> bytes:
    plain = fold(word.translate(_NUMBER_MARKS)) if word[0].isdigit() else fold(word)
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _is_particular(text: str, start: int) -> bool:
    """Whether the word that starts there is most likely a number or a name, in a script that has capitals."""
    first = text[start]
    if not first.isupper():
        return first.isdigit()
    return start > 1 and text[start - 1] not in _OPENS and text[start - 2] not in _CLOSES


def shingles(hashes: Hashes, size: int) -> Hashes:
    """Return the hash of each run of so many words, in reading order; none where there are fewer words.

    >>> a, b = np.array([1, 2, 3, 4], np.uint64), np.array([2, 3, 9], np.uint64)
    >>> bool(shingles(a, 2)[1] == shingles(b, 2)[0]), len(shingles(a, 5))
    (True, 0)
    """
    number = max(0, len(hashes) - size + 1)
    out = np.zeros(number, dtype=np.uint64)
    for step in range(size if number else 0):
        out = mixed(out ^ hashes[step : step + number])
    return out


def mixed(hashes: Hashes) -> Hashes:
    """Return each number scattered over 64 bits (the finaliser of SplitMix64; Steele, Lea and Flood, 2014)."""
    out = hashes + _ODD
    out = (out ^ (out >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    out = (out ^ (out >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return out ^ (out >> np.uint64(31))
