"""What two articles have in common, by their words and nothing else; and which are fully or largely the same."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from reportedly import outlets
from reportedly.link.copies.english import STOCK
from reportedly.link.copies.passages import Common, Run, Shared, common, shared
from reportedly.link.copies.words import Words, words_of
from reportedly.records import Article, Copy, CopyKind, Credit, Passage, Span, fold

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
    return next(comparisons(a, [b]), None)


def comparisons(one: Article, others: Sequence[Article]) -> Iterator[Copy]:
    """Yield what one article has in common with others, as `compared` does; much faster for many at once."""
    others = [other for other in others if one.id != other.id and one.address != other.address]
    words, their_words = words_of(one), [words_of(other) for other in others]
    runs = common(words, their_words)
    for n, may_be_whole in _hopeful(runs, words, their_words):
        is_first = one.id < others[n].id
        a, b = (words, their_words[n]) if is_first else (their_words[n], words)
        found = runs.runs(n, is_first=is_first)
        if (may_be_whole or _has_passage(found, a, b)) and (copy := _copy(a, b, found)):
            yield copy


def _hopeful(runs: Common, one: Words, others: Sequence[Words]) -> list[tuple[int, bool]]:
    """Return with which of the others the runs may come to a copy, and whether to a whole one.

    They do if all of them stand in passages.
    """
    words, longest = (
        np.bincount(runs.other, counted, len(others)) for counted in (runs.lengths, runs.lengths >= _MIN_IN_A_ROW)
    )
    lengths = np.array([len(other) for other in others], dtype=np.int64)
    shorter, longer = np.minimum(lengths, len(one)), np.maximum(lengths, len(one))
    is_flash = (words >= _MIN_FLASH_WORDS) & (words >= _FLASH * longer) & (_FLASH * longer < _MIN_WHOLE_WORDS)
    is_long = (
        (words >= _MIN_WHOLE_WORDS) & (words >= _WHOLE_OF_SHORTER * shorter) & (words >= _WHOLE_OF_LONGER * longer)
    )
    is_passage = (longest > 0) & (words >= _SENTENCE)
    found = []
    for n in np.flatnonzero(is_flash | is_long | is_passage).tolist():
        may_be_whole = bool(is_flash[n]) or (bool(is_long[n]) and _may_have_particulars(runs, n, one, others[n]))
        if may_be_whole or is_passage[n]:
            found.append((n, may_be_whole))
    return found


def _may_have_particulars(runs: Common, n: int, one: Words, other: Words) -> bool:
    """Whether the runs with one of the others may have as many names and numbers as a whole copy has."""
    same = sum(
        max(one.particulars.count(1, at, at + length), other.particulars.count(1, there, there + length))
        for at, there, length in runs.with_other(n)
    )
    least = min(one.particulars.count(1), other.particulars.count(1))
    return same >= _SAME_IN_WHOLE * _WHOLE_OF_SHORTER * least


def _has_passage(runs: Sequence[Run], a: Words, b: Words) -> bool:
    alike = shared(runs, a, b, anchor=_MIN_IN_A_ROW)
    return any(_is_told(found, a, b) for found in alike)


def _copy(a: Words, b: Words, runs: Sequence[Run]) -> Copy | None:
    alike = shared(runs, a, b)
    together = sum(passage.words for passage in alike)
    shares = [min(1.0, together / max(1, len(words))) for words in (a, b)]
    is_whole = _is_whole(alike, a, b)
    passages = [_passage(found, a, b) for found in alike if is_whole or _is_told(found, a, b)]
    if not passages or (_is_of_one_outlet(a.article, b.article) and not is_whole):
        return None
    credited, first, evidence = _direction(a.article, b.article)
    return Copy(
        a=a.article.id,
        b=b.article.id,
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


def _spans(found: Shared, a: Words, b: Words) -> tuple[Span, Span]:
    (a_from, a_to), (b_from, b_to) = found.sides
    return (
        Span(int(a.starts[a_from]), int(a.ends[a_to - 1])),
        Span(int(b.starts[b_from]), int(b.ends[b_to - 1])),
    )


def _passage(found: Shared, a: Words, b: Words) -> Passage:
    in_a, in_b = _spans(found, a, b)
    return Passage(in_a, in_b, found.words, _is_quoted(a.article.text, in_a) and _is_quoted(b.article.text, in_b))


def _is_quoted(text: str, span: Span) -> bool:
    """Whether most of a span stands in quotation marks; one left open holds to the end of its paragraph."""
    earliest = max(0, span.start - _MAX_PARAGRAPH)
    paragraph = max(earliest, text.rfind("\n", earliest, span.start) + 1)
    quoted = sum(
        max(0, min(match.end(), span.end) - max(match.start(), span.start))
        for match in _QUOTED.finditer(text, paragraph, span.end)
    )
    return quoted > _MOSTLY * (span.end - span.start)


def _is_told(found: Shared, a: Words, b: Words) -> bool:
    """Whether a passage is no mere formula or name: some sentences, or a long one, or a short one from end to end."""
    if found.longest < _MIN_IN_A_ROW or found.words < _SENTENCE:
        return False
    is_paragraph = found.words >= _PARAGRAPH
    density = found.words / max(end - start for start, end in found.sides)
    if density < (_PARAGRAPH_DENSITY if is_paragraph else _SENTENCE_DENSITY) or _is_form(found, a, b):
        return False
    if is_paragraph:
        return True
    if STOCK.search(_spans(found, a, b)[0].of(a.article.text)):
        return False
    return found.words >= _LONG_SENTENCE or _is_sentence(found, a, b)


def _particulars(found: Shared, a: Words, b: Words) -> tuple[int, int]:
    """Return how many names and numbers a passage has in common, and how many it has on the side that has more."""
    (a_from, a_to), (b_from, b_to) = found.sides
    same = sum(a.particulars.count(1, at, at + length) for at, _, length in found.runs)
    return same, max(a.particulars.count(1, a_from, a_to), b.particulars.count(1, b_from, b_to))


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


def _is_sentence(found: Shared, a: Words, b: Words) -> bool:
    """Whether a passage begins and ends with a sentence on both pages, but for a word or two."""
    text_a, text_b = a.article.text, b.article.text
    (a_from, a_to), (b_from, b_to) = found.sides
    return any(
        _begins(text_a, a.starts[a_from + n]) and _begins(text_b, b.starts[b_from + n]) for n in range(_SLACK)
    ) and any(
        _AFTER.match(text_a, a.ends[a_to - 1 - n]) and _AFTER.match(text_b, b.ends[b_to - 1 - n]) for n in range(_SLACK)
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


@lru_cache(1 << 12)
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
