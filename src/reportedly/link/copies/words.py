"""The words of an article as numbers, for comparing it with others.

Words are runs of letters and digits of the body, without capitals and accents (1,500 is one word); dateline and
furniture are left out. Each stands for its 64-bit hash, which is the same on every machine and in every run. Where a
script puts no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each letter is a word.
"""

import re
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import islice

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

_MAX_PLACES = 4  # where the same words come back on one page, further places are left out
_NO_SPACES = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|[{_NO_SPACES}]|[^\W{_NO_SPACES}_]+")
_NUMBER_MARKS = str.maketrans("", "", ".,")
_OPENS = frozenset('\n“"‘«([')  # before the first word of a sentence
_CLOSES = frozenset('.!?:;”"')  # and before the space before it


WORDS_AT_HAND = 131_072
"""Articles whose words are kept, some 30 bytes a word: making them anew takes longer than to compare them."""


class Words(Struct, frozen=True, eq=False, dict=True):  # and with what few articles are asked for, once it is
    """An article's words in reading order, with where they stand in its body (code points)."""

    article: Article
    hashes: Hashes
    grams: Hashes  # runs of three words, sorted; four times each at most
    gram_places: Places  # the word each of them begins with

    def __len__(self) -> int:
        return len(self.hashes)

    @property
    def starts(self) -> Places:
        """Where each begins."""
        return self._places[0]

    @property
    def ends(self) -> Places:
        """Where each ends."""
        return self._places[1]

    @cached_property
    def _places(self) -> tuple[Places, Places]:
        spans = [match.span() for match in islice(_WORD.finditer(self.article.plain(Part.BODY)), MAX_WORDS)]
        starts, ends = np.array(spans, dtype=np.int32).reshape(-1, 2).T.copy()
        return starts, ends

    @cached_property
    def particulars(self) -> bytes:
        """For each 1 for a number, and for a capital inside a sentence, most likely of a name; else 0."""
        text = self.article.plain(Part.BODY)
        return bytes(_is_particular(text, start) for start in self.starts.tolist())


@lru_cache(maxsize=WORDS_AT_HAND)
def words_of(article: Article) -> Words:
    """Return the words of an article's body, dateline and furniture left out."""
    words = _WORD.findall(article.plain(Part.BODY))[:MAX_WORDS]
    hashes = np.array([_hash(word) for word in words], dtype=np.uint64)
    return Words(article, hashes, *_few_of_each(shingles(hashes, GRAM)))


def _few_of_each(grams: Hashes) -> tuple[Hashes, Places]:
    """Return runs of words sorted, and where they begin; of those that come back often the first places."""
    order = np.argsort(grams, kind="stable")
    ordered = grams[order]
    first = np.searchsorted(ordered, ordered, "left")
    few = np.arange(len(ordered)) - first < _MAX_PLACES
    return ordered[few], order[few].astype(np.int32)


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    plain = fold(word.translate(_NUMBER_MARKS)) if word[0].isdigit() else fold(word)
    return int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


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
    out = hashes + np.uint64(0x9E3779B97F4A7C15)
    out = (out ^ (out >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    out = (out ^ (out >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return out ^ (out >> np.uint64(31))
