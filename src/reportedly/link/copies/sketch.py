"""The keys of an article: numbers made of its words alone, some of which two articles with the same text share.

They are of two sorts:

- *Bands*, for articles much alike. The article is the set of its runs of three words. A MinHash of a set is the
  least of its members' hashes under one of many hash functions; two sets with the Jaccard similarity s (runs in
  both over runs in either) have the same one with probability s (Broder, 1997). 32 MinHashes are cut into 16
  bands of 2, and a band is a key. A pair shares a key with the probability 1 - (1 - s²)^16: .15 at s = .1, .48
  at .2, .78 at .3, .94 at .4, .99 at .5 and above (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets,
  section 3.4). One word exchanged breaks three runs, so that with one word in ten exchanged s is about .57.
- *Fingerprints*, for shared passages. Of every 6 runs of six words that follow one another the least hash is
  kept (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). Two articles that have 11 words in a row in
  common have a fingerprint in common, wherever they stand; about one word in four begins one. Of an article of
  more than 2,000 words or so the 512 least are kept, so that two long articles keep the same ones.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.link.copies.words import Hashes, mixed, shingles, words_of
from reportedly.records import Article

Keys = NDArray[np.int64]
_Number = TypeVar("_Number", np.int64, np.uint64)

MAX_FINGERPRINTS = 512

_BANDS, _ROWS = 16, 2
_BAND_WORDS = 3
_FINGERPRINT_WORDS, _WINDOW = 6, 6
_SEEDS = mixed(np.arange(1, _BANDS * _ROWS + 1, dtype=np.uint64))


def keys(article: Article) -> tuple[int, ...]:
    """Return an article's keys: sorted, signed 64-bit numbers, some hundred; none of an article of a few words.

    Articles without a key in common are not compared.
    """
    return tuple(keys_of(article).tolist())


def keys_of(article: Article) -> Keys:
    """Return the same as an array."""
    hashes = words_of(article).hashes
    return _distinct(np.concatenate([_bands(hashes), _fingerprints(hashes)]).view(np.int64))


def _bands(hashes: Hashes) -> Hashes:
    runs = shingles(hashes, _BAND_WORDS)
    if not len(runs):
        return runs
    least = np.concatenate([mixed(runs ^ seeds).min(axis=1) for seeds in _SEEDS.reshape(-1, 4, 1)])
    first, second = least.reshape(_BANDS, _ROWS).T ^ _SEEDS[:_BANDS]
    return mixed(mixed(first) ^ second)


def _fingerprints(hashes: Hashes) -> Hashes:
    runs = shingles(hashes, _FINGERPRINT_WORDS)
    if len(runs) < _WINDOW:
        return runs[:0]
    least = np.lib.stride_tricks.sliding_window_view(runs, _WINDOW).min(axis=1)
    return _distinct(least)[:MAX_FINGERPRINTS]


def _distinct(numbers: NDArray[_Number]) -> NDArray[_Number]:
    """Return numbers sorted and once each, as `np.unique` does, which takes 40 ms when a process first calls it."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])]
