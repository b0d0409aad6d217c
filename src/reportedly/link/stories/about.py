"""What an article is about, in a few dozen weighted words: all that grouping into stories needs to know of it."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from reportedly.link.stories import words
from reportedly.link.stories.words import Token
from reportedly.records import Article, Part

_READ = 2500  # code points of the body: news tells what happened first, and pages differ in how much follows
_MOST = 96  # terms kept: the heaviest
_COMMON = 2.0  # weight below which a word says nothing about what an article is about (1 article in 7 has it)
_NAME = 1.5  # how much more a rare name says than another word as rare; a country says no more than other words do
_COMMON_NAME, _RARE_NAME = 4.5, 7.5  # weights between which that grows
_NUMBER = 3.0
_NUMBER_ABROAD = 5.0  # in a language without a table of weights, where words say less
_BLANKS = re.compile(" {2,}")


class Kind(StrEnum):
    """What sort of term it is."""

    NAME = "name"
    NUMBER = "number"
    WORD = "word"


class Term(Struct, frozen=True):
    """A word, name or number an article is about, and how much of the article it is."""

    form: str  # as compared: small letters, no plural ending, no marks between thousands
    kind: Kind
    share: float  # the squares of an article's shares add up to 1


class Traits(Struct, frozen=True):
    """What an article is about: a pure function of the article, at most 96 terms, the heaviest first."""

    page: str  # the article's id
    day: date | None
    terms: tuple[Term, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain values, small enough to be kept beside the article."""
        day = self.day.isoformat() if self.day else None
        return {"page": self.page, "day": day, "terms": [[t.form, t.kind.value, t.share] for t in self.terms]}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Traits":
        """Return the traits that `to_json` wrote."""
        day = date.fromisoformat(plain["day"]) if plain["day"] else None
        return cls(plain["page"], day, tuple(Term(form, Kind(kind), share) for form, kind, share in plain["terms"]))


def traits(article: Article) -> Traits:
    """Return what an article is about, from its headline and the beginning of its body; furniture is left out.

    Each word weighs what `words.weight` says, more where the article repeats it (1 + ln of how often: Salton and
    Buckley 1988) and where it is a name. The work is bounded, however long the article is.
    """
    found = words.tokens(_beginning(article), language=article.language)
    day = article.published.day if article.published else None
    return Traits(article.id, day, _terms(found, article.language))


def _beginning(article: Article) -> str:
    headline = article.plain(Part.HEADLINE)[:_READ]
    body = _BLANKS.sub(" ", article.plain(Part.BODY)[: 4 * _READ]).lstrip()  # blanked furniture uses up nothing
    told_twice = not headline or body.startswith(headline)
    return body[:_READ] if told_twice else f"{headline}\n{body}"[:_READ]


def _terms(found: Sequence[Token], language: str) -> tuple[Term, ...]:
    times = Counter(token.form for token in found)
    names = Counter(token.form for token in found if token.is_capital)
    names.subtract(token.form for token in found if token.is_small)
    numbers = {token.form for token in found if token.is_number}
    heavy = []
    for form, count in times.items():
        kind = Kind.NUMBER if form in numbers else Kind.NAME if names[form] > 0 else Kind.WORD
        if worth := _worth(form, kind, language):
            heavy.append((worth * (1 + math.log(count)), form, kind))
    heavy.sort(key=lambda one: (-one[0], one[1]))
    length = math.sqrt(sum(worth * worth for worth, _, _ in heavy[:_MOST])) or 1.0
    return tuple(Term(form, kind, round(worth / length, 4)) for worth, form, kind in heavy[:_MOST])


def _worth(form: str, kind: Kind, language: str) -> float:
    if kind is Kind.NUMBER:
        return 0.0 if len(form) < 2 else _NUMBER if language == "en" else _NUMBER_ABROAD
    weight = words.weight(form, language=language, is_name=kind is Kind.NAME)
    rarity = min(1.0, max(0.0, (weight - _COMMON_NAME) / (_RARE_NAME - _COMMON_NAME)))
    more = 1 + (_NAME - 1) * rarity if kind is Kind.NAME else 1.0
    return max(0.0, weight - _COMMON) * more
