"""Which of the places so called a name means, in the light of the article's other names.

Each other name is a hint at where the article's places lie: at a country, a division, a county, and a square of the
map; the clearer what it means, the stronger. So the places are weighed again and again, as the others become clear.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, log, log10
from typing import NamedTuple

from reportedly.english import alternation
from reportedly.records import Part
from reportedly.resolve.places import english
from reportedly.resolve.places.gazetteer import Entry, key_of
from reportedly.resolve.places.toponyms import Toponym
from reportedly.resolve.places.weights import SENSE

ROUNDS = 3
"""How often the places are weighed again."""
UNSURE = 0.25
"""The likelihood of a name's likeliest place up to which it is a guess, as with a county that has thirty namesakes."""
BESIDE = 24
"""Code points between a name and that of the place it lies in, at most."""
SQUARE = 2
"""Degrees of a square of the map; there are two nets of them, one shifted, so that neighbours share one."""
HINT = 50
"""How much more than another a name counts that is the first to point somewhere."""

_LEVELS = ("country", "division", "county")

_BODY = re.compile(rf"\b(?:{alternation(english.NATIONAL)})\b")
_ENCLOSED = re.compile(r"[,.;)]")

Signs = dict[str, float]


class Name(NamedTuple):
    """A name, and what stands beside it."""

    toponym: Toponym
    outer: tuple[Entry, ...] = ()  # what the place named right after it may be: "Paris, Texas"
    inner: tuple[Entry, ...] = ()  # and the one right before it
    is_followed: bool = False  # whether a name stands there, known or not
    is_enclosed: bool = False  # whether that one stands between commas: "in Paris, Texas, on Monday"

    @property
    def words(self) -> str:
        """The name, however it is spelled."""
        return key_of(self.toponym.words)

    @property
    def key(self) -> tuple[tuple[int, ...], str, tuple[int, ...]]:
        """The same for names that mean the same place throughout an article."""
        may_mean, outer = (tuple(entry.number for entry in some) for some in (self.toponym.entries, self.outer))
        return may_mean, self.toponym.kinds, outer


def meant(toponyms: Sequence[Toponym], text: Mapping[Part, str], *, home: Sequence[Entry] = ()) -> list[Entry | None]:
    """Return the place each name means, in their order; None where the gazetteer has none so called.

    What it lacks, but is said to lie in a place ("Quist, Marsh Coast"), gets that place, without its id.

    Args:
        toponyms: Of one article, in reading order.
        text: The article's texts.
        home: What the home of its outlet may be.
    """
    names = beside(toponyms, text)
    nations = national(text)
    units = {name.key: name for name in reversed(names)}
    best = dict(zip(units, Senses(list(units.values()), home, nations).best(), strict=True))
    found = [best[name.key] for name in names]
    return [
        around._replace(gid=None) if entry is None and around and name.is_followed else entry
        for name, entry, around in zip(names, found, [*found[1:], None][: len(found)], strict=True)
    ]


def national(text: Mapping[Part, str]) -> frozenset[str]:
    """Return the countries whose bodies of the state are named.

    >>> sorted(national({Part.BODY: "Snow is likely, the Met Office said."}))
    ['GB']
    """
    return frozenset(
        english.NATIONAL[body] for words in text.values() for body in _BODY.findall(words.replace("The ", "the "))
    )


def beside(toponyms: Sequence[Toponym], text: Mapping[Part, str]) -> list[Name]:
    """Tell each name of the one it stands right before or after, as in "Paris, Texas"."""
    names = [Name(toponym) for toponym in toponyms]
    for at, (first, second) in enumerate(pairwise(toponyms)):
        start, end = first.span.end, second.span.start
        if first.span.part is not second.span.part or not 0 < end - start <= BESIDE:
            continue
        words = text.get(first.span.part, "")
        if english.INSIDE.fullmatch(words, start, end):
            outer, inner = nested(second.entries, first.entries)
            is_enclosed = words[start:end] == ", " and bool(_ENCLOSED.match(words, second.span.end))
            names[at] = names[at]._replace(outer=outer, is_followed=True, is_enclosed=is_enclosed)
            names[at + 1] = names[at + 1]._replace(inner=inner)
    return names


def nested(outer: Sequence[Entry], inner: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the places that hold one of the others, and the others that they hold."""
    holding = {entry.number for entry in outer} & {area for entry in inner for area in entry.areas}
    held = tuple(entry for entry in inner if not holding.isdisjoint(entry.areas))
    return tuple(entry for entry in outer if entry.number in holding), held


# ------------------------------------------------------------------ weighing


class Candidate(NamedTuple):
    """What a name may mean."""

    entry: Entry
    signs: Signs  # what speaks for it by itself, and by what stands beside the name
    grounds: tuple[tuple[str, int], ...]  # where it lies: country, division, county, and squares of the map


class Senses:
    """Weighs what each name of an article may mean."""

    def __init__(
        self,
        names: Sequence[Name],
        home: Sequence[Entry] = (),
        nations: Container[str] = (),
        weights: Mapping[str, float] = SENSE,
    ) -> None:
        said: dict[str, set[int]] = defaultdict(set)  # by name, what is said beside it somewhere in the article
        for name in names:
            said[name.words].update(entry.number for entry in nested(name.outer, name.toponym.entries)[1])
        self.candidates = [
            [Candidate(e, _signs(name, e, said[name.words], home, nations), _grounds(e)) for e in name.toponym.entries]
            for name in names
        ]
        self.weigh(weights)

    def weigh(self, weights: Mapping[str, float]) -> None:
        """Weigh the candidates by a table of weights."""
        still = [[_weight(c.signs, weights) for c in candidates] for candidates in self.candidates]
        self.shares = [_shares(scores) for scores in still]
        for _ in range(ROUNDS):
            moved = [[_weight(signs, weights) for signs in evidence] for evidence in self.evidence()]
            self.shares = [
                _shares([a + b for a, b in zip(*pair, strict=True)]) for pair in zip(still, moved, strict=True)
            ]

    def best(self) -> list[Entry | None]:
        """Return the likeliest place of each name; None where it is hardly likelier than its namesakes."""
        return [_likeliest(*both) for both in zip(self.candidates, self.shares, strict=True)]

    def evidence(self) -> Iterator[list[Signs]]:
        """Yield, for each name and place, how much the article's other names point to where it lies."""
        total: dict[int, float] = defaultdict(float)
        owns: list[dict[int, float]] = []
        for candidates, shares in zip(self.candidates, self.shares, strict=True):
            own: dict[int, float] = defaultdict(float)
            for candidate, share in zip(candidates, shares, strict=True):
                for _, ground in candidate.grounds:
                    own[ground] += share
            for ground, share in own.items():
                total[ground] += share
            owns.append(own)
        others = max(1, sum(1 for candidates in self.candidates if candidates) - 1)
        for candidates, own in zip(self.candidates, owns, strict=True):
            yield [_evidence(candidate, total, own, others) for candidate in candidates]


def _signs(name: Name, entry: Entry, said: Container[int], home: Sequence[Entry], nations: Container[str]) -> Signs:
    signs = {"people": log10(entry.population), f"kind {entry.kind}": 1.0}
    if entry.by == "'" and entry.kind in "PK":
        signs["city by another name"] = 1.0
    if name.toponym.kinds:
        signs[f"kind {entry.kind} beside it" if entry.kind in name.toponym.kinds else "other kind beside it"] = 1.0
    elif entry.kind == "E":
        signs["county without a word for it"] = 1.0
    if name.outer:
        is_held = any(outer.number in entry.areas for outer in name.outer)
        signs["lies in what follows" if is_held else "lies not in what follows"] = 1.0
        if is_held and name.is_enclosed:
            signs["lies in what stands between commas"] = 1.0
    elif entry.number in said:
        signs["said elsewhere"] = 1.0
    if name.inner:
        holds = any(entry.number in inner.areas for inner in name.inner)
        signs["holds what precedes" if holds else "holds not what precedes"] = 1.0
    if entry.country in nations:
        signs["its country's body"] = 1.0
    for place in home:
        if place.kind != "C" and place.number in (entry.number, *entry.areas):
            signs["home"] = 1.0
        elif entry.country and place.country == entry.country:
            signs["home country"] = 1.0
    return signs


def _grounds(entry: Entry) -> tuple[tuple[str, int], ...]:
    areas = tuple(zip(_LEVELS, reversed((entry.number, *entry.areas)), strict=False))
    if entry.kind not in "EPK":
        return areas
    nets = ((entry.latitude + shift, entry.longitude + shift) for shift in (90, 90 + SQUARE / 2))
    squares = (-1 - net - 2 * (int(a // SQUARE) * 1000 + int((b + 180) // SQUARE)) for net, (a, b) in enumerate(nets))
    return (*areas, *(("near", square) for square in squares))


def _evidence(candidate: Candidate, total: Mapping[int, float], own: Mapping[int, float], others: int) -> Signs:
    out: Signs = {}
    for level, ground in candidate.grounds:
        share = max(0.0, total[ground] - own[ground])
        out[f"others in {level}"] = max(out.get(f"others in {level}", 0.0), log(1 + share))
        out[f"hint of {level}"] = max(out.get(f"hint of {level}", 0.0), log(1 + HINT * share))
        out[f"share in {level}"] = max(out.get(f"share in {level}", 0.0), share / others)
    return out


def _likeliest(candidates: Sequence[Candidate], shares: Sequence[float]) -> Entry | None:
    """Return the place with the largest share; a city and the county around it do not compete."""
    if not candidates:
        return None
    best = candidates[shares.index(max(shares))].entry
    there = sum(share for (entry, *_), share in zip(candidates, shares, strict=True) if _is_near(entry, best))
    return best if there > UNSURE else None


def _is_near(one: Entry, other: Entry) -> bool:
    return abs(one.latitude - other.latitude) < 1 and abs(one.longitude - other.longitude) < 1


def _weight(signs: Signs, weights: Mapping[str, float]) -> float:
    return sum(weights.get(sign, 0.0) * value for sign, value in signs.items())


def _shares(scores: Sequence[float]) -> list[float]:
    top = max(scores, default=0.0)
    powers = [exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]
