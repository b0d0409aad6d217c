"""Copies: near-duplicate articles, pickups of agency copy, and passages of one article inside another.

Finding them among a million pages takes two steps.

1. `keys` gives an article some hundred 64-bit keys out of its words alone, and only articles with a key in common are
   compared. The keys are of two sorts:

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

2. `compared` looks at the words of two articles, and at nothing else.

A passage that hundreds of pages have (a notice, a famous sentence) does not make the pairs quadratic: of the articles
with a key in common the `CROWD` earliest are compared with one another, and each later one with the `HUBS` earliest.
So copies in their hundreds still hang together, a later page takes away no pair, and which pairs are compared is a
function of the set.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly import outlets
from reportedly.link.copies.english import STOCK
from reportedly.link.copies.passages import Shared, shared
from reportedly.link.copies.words import Hashes, Words, mixed, shingles, words_of
from reportedly.records import Article, Copy, CopyKind, Credit, Passage, Span, fold

CROWD = 16
"""How many of the articles with a key in common, from the earliest on, are compared with one another."""

HUBS = 2
"""How many of them every later one is compared with."""

MAX_FINGERPRINTS = 512

_BANDS, _ROWS = 16, 2
_BAND_WORDS = 3
_FINGERPRINT_WORDS, _WINDOW = 6, 6
_SEEDS = mixed(np.arange(1, _BANDS * _ROWS + 1, dtype=np.uint64))

# Words that whole copies have in common at least; of all the words of the shorter, and of the longer one.
_MIN_WHOLE_WORDS, _WHOLE_OF_SHORTER, _WHOLE_OF_LONGER = 25, 0.5, 0.3
_MIN_FLASH_WORDS, _FLASH = 10, 0.8  # or so many of both

# Words that a passage has in common at least, in all and in a row; and of all its words on the longer side.
_PARAGRAPH, _LONG_SENTENCE, _SENTENCE, _MIN_IN_A_ROW = 25, 20, 11, 6
_PARAGRAPH_DENSITY, _SENTENCE_DENSITY = 0.6, 0.85

_SLACK = 3  # words at either end of a passage, at one of which its sentence may begin or end
_NEAR = 12  # letters before a sentence, among which the end of another stands
_BEFORE = re.compile(r"(?:^|\n|[.!?…。؟।:–—][\"'”’»)\]]*\s)[^\w\n]*$")
_AFTER = re.compile(r"[^\w\n.!?…。؟।]*(?:[.!?…。؟।\n]|$)")

# Of the names and numbers in it, those that both have; fewer show a form filled in otherwise.
_SAME_IN_WHOLE, _SAME_IN_PARAGRAPH, _SAME_IN_SENTENCE = 0.6, 0.5, 0.75
_MIN_PARTICULARS = 3

_QUOTED = re.compile(r'“[^”\n]*”?|"[^"\n]*"?|«[^»\n]*»?|„[^“”\n]*[“”]?')
_MOSTLY, _MAX_PARAGRAPH = 0.7, 3_000  # letters, of a paragraph before the passage


# ------------------------------------------------------------------ keys


def keys(article: Article) -> tuple[int, ...]:
    """Return an article's keys: sorted, signed 64-bit numbers, some hundred; none of an article of a few words.

    Articles without a key in common are not compared.
    """
    return tuple(_keys(article).tolist())


def _keys(article: Article) -> NDArray[np.int64]:
    hashes = words_of(article).hashes
    return np.unique(np.concatenate([_bands(hashes), _fingerprints(hashes)]).view(np.int64))


def _bands(hashes: Hashes) -> Hashes:
    runs = np.unique(shingles(hashes, _BAND_WORDS))
    if not len(runs):
        return runs
    least = np.array([mixed(runs ^ seed).min() for seed in _SEEDS], dtype=np.uint64).reshape(_BANDS, _ROWS)
    return np.array([shingles(band ^ seed, _ROWS)[0] for band, seed in zip(least, _SEEDS, strict=False)], np.uint64)


def _fingerprints(hashes: Hashes) -> Hashes:
    runs = shingles(hashes, _FINGERPRINT_WORDS)
    if len(runs) < _WINDOW:
        return runs[:0]
    least = np.lib.stride_tricks.sliding_window_view(runs, _WINDOW).min(axis=1)
    return np.unique(least)[:MAX_FINGERPRINTS]


# ------------------------------------------------------------------ two articles


def compared(a: Article, b: Article) -> Copy | None:
    """Return what two articles have in common; ``None`` where it is neither a passage nor most of their text.

    It depends on the two articles alone, and is the same whichever comes first. Revisions of one page are no copies.

    - *Whole* copies have half of the shorter and three tenths of the longer one in common, 25 words at
      least, or four fifths of both and 10 words.
    - A *passage* has 25 words with not many others between, or is a sentence of 11 words or more, at both its ends,
      with next to none exchanged, or 20 words inside one. What unrelated pages say word for word (`english.STOCK`) is
      none, nor what pages of one outlet have in common: its notices and its own background.
    - A *form* filled in with other names and numbers on either page (weather, results) is nothing in common.
    - It is *speech* where both pages quote it: they may have heard it apart, and it shows no copying.
    """
    if a.id == b.id or a.address == b.address:
        return None
    a, b = sorted((a, b), key=lambda article: article.id)
    words_a, words_b = words_of(a), words_of(b)
    alike = shared(words_a, words_b)
    together = sum(passage.words for passage in alike)
    shares = [min(1.0, together / max(1, len(words))) for words in (words_a, words_b)]
    is_whole = _is_whole(alike, words_a, words_b)
    passages = [_passage(found, a, b) for found in alike if is_whole or _is_told(found, a, b)]
    if not passages or (_is_of_one_outlet(a, b) and not is_whole):
        return None
    credited, first, evidence = _direction(a, b)
    return Copy(
        a=a.id,
        b=b.id,
        kind=CopyKind.WHOLE if is_whole else _kind(passages),
        passages=tuple(passages),
        share_a=shares[0],
        share_b=shares[1],
        credited=credited,
        first=first,
        evidence=evidence,
    )


def _kind(passages: Sequence[Passage]) -> CopyKind:
    return CopyKind.SPEECH if all(passage.is_speech for passage in passages) else CopyKind.PASSAGE


def _is_of_one_outlet(a: Article, b: Article) -> bool:
    return a.outlet is not None and b.outlet is not None and _name(a.outlet.name) == _name(b.outlet.name)


def _spans(found: Shared, a: Article, b: Article) -> tuple[Span, Span]:
    (a_from, a_to), (b_from, b_to) = found.sides
    words_a, words_b = words_of(a), words_of(b)
    return (
        Span(int(words_a.starts[a_from]), int(words_a.ends[a_to - 1])),
        Span(int(words_b.starts[b_from]), int(words_b.ends[b_to - 1])),
    )


def _passage(found: Shared, a: Article, b: Article) -> Passage:
    in_a, in_b = _spans(found, a, b)
    return Passage(in_a, in_b, found.words, _is_quoted(a.text, in_a) and _is_quoted(b.text, in_b))


def _is_quoted(text: str, span: Span) -> bool:
    """Whether most of a span stands in quotation marks; one left open holds to the end of its paragraph."""
    earliest = max(0, span.start - _MAX_PARAGRAPH)
    paragraph = max(earliest, text.rfind("\n", earliest, span.start) + 1)
    quoted = sum(
        max(0, min(match.end(), span.end) - max(match.start(), span.start))
        for match in _QUOTED.finditer(text, paragraph, span.end)
    )
    return quoted > _MOSTLY * (span.end - span.start)


def _is_told(found: Shared, a: Article, b: Article) -> bool:
    """Whether a passage is no mere formula or name: some sentences, or a long one, or a short one from end to end."""
    density = found.words / max(end - start for start, end in found.sides)
    if found.longest < _MIN_IN_A_ROW or found.words < _SENTENCE or _is_form(found, words_of(a), words_of(b)):
        return False
    if found.words >= _PARAGRAPH:
        return density >= _PARAGRAPH_DENSITY
    if density < _SENTENCE_DENSITY or STOCK.search(_spans(found, a, b)[0].of(a.text)):
        return False
    return found.words >= _LONG_SENTENCE or _is_sentence(found, a, b)


def _particulars(found: Shared, a: Words, b: Words) -> tuple[int, int]:
    """Return how many names and numbers a passage has in common, and how many it has on the side that has more."""
    (a_from, a_to), (b_from, b_to) = found.sides
    same = sum(sum(a.particulars[run.a : run.a + run.length]) for run in found.runs)
    return same, max(sum(a.particulars[a_from:a_to]), sum(b.particulars[b_from:b_to]))


def _is_form(found: Shared, a: Words, b: Words) -> bool:
    """Whether a passage is a form, filled in with other names and numbers on either page."""
    same, most = _particulars(found, a, b)
    if found.words < _PARAGRAPH:
        return same < _SAME_IN_SENTENCE * most
    return most >= _MIN_PARTICULARS and same < _SAME_IN_PARAGRAPH * most


def _is_whole(alike: Sequence[Shared], a: Words, b: Words) -> bool:
    """Whether passages make up most of two articles, with its share of their names and numbers."""
    together = sum(found.words for found in alike)
    share, of_longer = sorted((together / max(1, len(a)), together / max(1, len(b))), reverse=True)
    if together < _MIN_WHOLE_WORDS:
        return together >= _MIN_FLASH_WORDS and of_longer >= _FLASH
    if share < _WHOLE_OF_SHORTER or of_longer < _WHOLE_OF_LONGER:
        return False
    same = sum(_particulars(found, a, b)[0] for found in alike)
    return same >= _SAME_IN_WHOLE * share * min((a, b), key=len).particulars.count(1)


def _is_sentence(found: Shared, a: Article, b: Article) -> bool:
    """Whether a passage begins and ends with a sentence on both pages, but for a word or two."""
    words_a, words_b = words_of(a), words_of(b)
    (a_from, a_to), (b_from, b_to) = found.sides
    return any(
        _begins(a.text, words_a.starts[a_from + n]) and _begins(b.text, words_b.starts[b_from + n])
        for n in range(_SLACK)
    ) and any(
        _AFTER.match(a.text, words_a.ends[a_to - 1 - n]) and _AFTER.match(b.text, words_b.ends[b_to - 1 - n])
        for n in range(_SLACK)
    )


def _begins(text: str, start: int) -> bool:
    return _BEFORE.search(text[max(0, start - _NEAR) : start]) is not None


# ------------------------------------------------------------------ which was first


def _direction(a: Article, b: Article) -> tuple[str | None, str | None, str | None]:
    """Return who supplied the text, which article is the first, and what shows it."""
    of_b = next((credit for credit in a.credits if _is_of(credit, b)), None)
    of_a = next((credit for credit in b.credits if _is_of(credit, a)), None)
    if of_a and of_b:
        return None, None, None
    if credit := of_a or of_b:
        return credit.outlet, (a if of_a else b).id, _told(credit)
    if credit := _common(a.credits, b.credits):
        return credit.outlet, None, _told(credit)
    return None, *_earlier(a, b)


def _is_of(credit: Credit, article: Article) -> bool:
    """Whether a credit names an article's outlet."""
    return article.outlet is not None and _name(credit.outlet) == _name(article.outlet.name)


def _name(name: str) -> str:
    known = outlets.by_name(name)
    return fold(known.name if known else name)


def _told(credit: Credit) -> str:
    return f"{credit.form} names {credit.outlet}"


def _common(a: Sequence[Credit], b: Sequence[Credit]) -> Credit | None:
    """Return the credit both pages have, or which one has where the other has none."""
    if a and b:
        names = {_name(credit.outlet) for credit in b}
        return next((credit for credit in a if _name(credit.outlet) in names), None)
    return next(iter((*a, *b)), None)


def _earlier(a: Article, b: Article) -> tuple[str | None, str | None]:
    """Return the article published earlier, if both pages say when; days must lie two apart, for the time zones."""
    if a.published is None or b.published is None:
        return None, None
    if a.published.instant and b.published.instant:
        one, other = a.published.instant, b.published.instant
        evidence = f"published {min(one, other):%Y-%m-%d %H:%M} and {max(one, other):%Y-%m-%d %H:%M} UTC"
        return (None, None) if one == other else ((a if one < other else b).id, evidence)
    day, other_day = a.published.day, b.published.day
    if abs((day - other_day).days) < 2:
        return None, None
    return (a if day < other_day else b).id, f"published {min(day, other_day)} and {max(day, other_day)}"


# ------------------------------------------------------------------ many articles


def copies(articles: Iterable[Article]) -> list[Copy]:
    """Return all copies in a set of articles, by their ids; the order of the articles does not matter."""
    ordered = sorted({article.id: article for article in articles}.values(), key=canonical)
    pairs = _candidates([_keys(article) for article in ordered])
    found = (compared(ordered[i], ordered[j]) for j, i in pairs)
    return sorted((copy for copy in found if copy), key=lambda copy: (copy.a, copy.b))


def canonical(article: Article) -> tuple[str, str, str]:
    """Return what articles are put in order by: the day and instant of publication, the undated last, then the id."""
    stamp = article.published
    day = stamp.day.isoformat() if stamp else "9999"
    return day, stamp.instant.isoformat() if stamp and stamp.instant else "", article.id


def partners(place: int, number: int) -> tuple[int, ...]:
    """Return which of the articles with a key in common, in canonical order, the one at a place is compared with.

    A ledger that keeps keys asks this for each key of a new article. Where the new one is among the `CROWD` earliest of
    more than that, it has moved two others on, now at the places `HUBS` and `CROWD`: their pairs are to be found anew.

    >>> partners(1, 4), partners(99, 120)
    ((0, 2, 3), (0, 1))
    """
    near = number if place < HUBS else min(number, CROWD) if place < CROWD else HUBS
    return tuple(other for other in range(near) if other != place)


def _candidates(keys_of: Sequence[NDArray[np.int64]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles that share a key, as places in canonical order, the later first; in order.

    So the words of the earliest, which many are compared with, stay at hand.
    """
    places = np.repeat(np.arange(len(keys_of), dtype=np.int64), [len(some) for some in keys_of])
    every = np.concatenate([np.zeros(0, np.int64), *keys_of])
    order = np.argsort(every, kind="stable")  # articles with one key in common stay in canonical order
    every, places = every[order], places[order]
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]]) if len(every) else every
    first = np.repeat(starts, np.diff(np.r_[starts, len(every)]))
    rank = np.arange(len(every)) - first
    found = [np.zeros(0, np.int64)]
    for hub in range(CROWD):
        later = (rank > hub) & ((rank < CROWD) | (hub < HUBS))
        found.append(np.unique(places[later] * len(keys_of) + places[first[later] + hub]))
    for pair in np.unique(np.concatenate(found)).tolist():
        yield divmod(pair, len(keys_of))


def groups(found: Iterable[Copy]) -> list[tuple[str, ...]]:
    """Return the articles with fully or largely the same text, as sorted groups of ids; passages join nothing."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.setdefault(one, one) != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for copy in found:
        if copy.kind is CopyKind.WHOLE:
            ends = sorted((root(copy.a), root(copy.b)))
            parent[ends[1]] = ends[0]
    members = defaultdict(list)
    for one in sorted(parent):
        members[root(one)].append(one)
    return sorted(tuple(some) for some in members.values())
