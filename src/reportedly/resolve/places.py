"""Place names → the gazetteer: which of the places so called an article means, where it lies, how large it is.

Everything in an article helps to tell: a kind that is written beside the name ("Marsh region"), a place named right
after it ("Paris, Texas"), the countries, divisions and counties that its other names point to, and else the number of
people. How much each counts was fitted on news with known places (training/places.py).
One name means one place throughout an article, unless what is written beside it says otherwise.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp, log, log10
from types import MappingProxyType
from typing import NamedTuple

from reportedly.records import Article, Mention, Part, Place
from reportedly.resolve.gazetteer import KINDS, Entry, Gazetteer, gazetteer
from reportedly.resolve.place_weights import SENSE
from reportedly.resolve.toponyms import Scan, Toponym, is_place

_NO_TEXT: Mapping[Part, str] = MappingProxyType({})
_INSIDE = re.compile(r",\s(?:in\s)?(?:\w+\s)?|\s\(|\sin\s(?:(?:the\s)?\w+\s)?")
_ROUNDS = 3


def places(
    mentions: Iterable[Mention],
    text: Mapping[Part, str] = _NO_TEXT,
    *,
    known: Gazetteer | None = None,
    home: str | None = None,
) -> tuple[Place, ...]:
    """Return the places an article names, in reading order; one the gazetteer lacks keeps its name only.

    Args:
        mentions: Of one article.
        text: The article's texts.
        known: The gazetteer; the package's own, where none is given.
        home: A country or place whose news the outlet tells, as the gazetteer names it; of namesakes those there are likelier.
    """
    table = known or gazetteer()
    listed = tuple(mentions)
    toponyms = [t for part in Part if part in text for t in Scan(text[part], listed, part, table).toponyms()]
    named = [t for t in toponyms if is_place(t)]
    return tuple(
        place_of(toponym, entry)
        for toponym, entry in zip(named, resolved(named, text, known=table, home=home), strict=True)
        if toponym.role in ("name", "site")
    )


def texts_of(article: Article) -> dict[Part, str]:
    """Return an article's texts without its furniture, but with its dateline: that names a place."""
    texts = {part: article.plain(part) for part in Part}
    if line := article.dateline:
        body = texts[Part.BODY]
        texts[Part.BODY] = body[: line.start] + article.words(line) + body[line.end :]
    return texts


def place_of(toponym: Toponym, entry: Entry | None) -> Place:
    """Return a name with the place it means, if the gazetteer has it."""
    if entry is None:
        return Place(toponym.words, toponym.span)
    where = (entry.gid, entry.latitude, entry.longitude, entry.country)
    return Place(toponym.words, toponym.span, KINDS[entry.kind], *where)


# ------------------------------------------------------------------ which of them


class _Name(NamedTuple):
    """Names that mean the same place: same words, same kind beside them, same place named after them."""

    toponym: Toponym
    outer: tuple[Entry, ...]  # what the place named right after it may be: "Paris, Texas"
    inner: tuple[Entry, ...]  # and the one right before it

    @property
    def key(self) -> tuple[str, str, tuple[int, ...]]:
        """The same for names that mean the same place throughout an article."""
        return (*self.toponym.key, tuple(e.number for e in self.outer))


def resolved(
    toponyms: Sequence[Toponym], text: Mapping[Part, str], *, known: Gazetteer, home: str | None = None
) -> list[Entry | None]:
    """Return the place each name means; None where the gazetteer has none so called."""
    names = _beside(toponyms, text)
    units: dict[tuple[str, str, tuple[int, ...]], _Name] = {}
    for name in names:
        units.setdefault(name.key, name)
    at_home = known.named(home) if home else ()
    senses = _Senses(list(units.values()), at_home)
    best = dict(zip(units, senses.best(), strict=True))
    return [best[name.key] for name in names]


def _beside(toponyms: Sequence[Toponym], text: Mapping[Part, str]) -> list[_Name]:
    """Tell each name of the one it stands right before or after, as in "Paris, Texas"."""
    out = [_Name(toponym, (), ()) for toponym in toponyms]
    for at, (name, after) in enumerate(pairwise(toponyms)):
        near = after.span.part is name.span.part and 0 < after.span.start - name.span.end <= 24
        if near and _INSIDE.fullmatch(text.get(name.span.part, ""), name.span.end, after.span.start):
            outer = tuple(o for o in after.entries if any(_holds(o, e) for e in name.entries))
            inner = tuple(e for e in name.entries if any(_holds(o, e) for o in after.entries))
            out[at] = out[at]._replace(outer=outer)
            out[at + 1] = out[at + 1]._replace(inner=inner)
    return out


def _holds(outer: Entry, inner: Entry) -> bool:
    """Whether a place lies in a country or division."""
    return outer.number in inner.areas


class _Senses:
    """Weighs what each name of an article may mean, again and again, as the others become clear."""

    def __init__(self, names: Sequence[_Name], home: Sequence[Entry]) -> None:
        self.names = names
        self.elsewhere = self._said_elsewhere()
        self.still = [[weigh(self.signs(name, entry, home)) for entry in name.toponym.entries] for name in names]
        self.shares = [_softmax(scores) for scores in self.still]

    def best(self) -> list[Entry | None]:
        """Return the likeliest place of each name."""
        for _ in range(_ROUNDS):
            self.shares = [_softmax(scores) for scores in self.scores()]
        return [
            name.toponym.entries[max(range(len(shares)), key=shares.__getitem__)] if shares else None
            for name, shares in zip(self.names, self.shares, strict=True)
        ]

    def scores(self) -> Iterator[list[float]]:
        """Yield each name's scores, in the light of the others."""
        for name, still, evidence in zip(self.names, self.still, self.evidence(), strict=True):
            yield [score + weigh(evidence[at]) for at, score in enumerate(still)]

    def evidence(self) -> Iterator[list[dict[str, float]]]:
        """Yield, for each name and place, how much the article's other names point to where it lies."""
        mass: dict[int, float] = defaultdict(float)
        own: list[dict[int, float]] = []
        for name, shares in zip(self.names, self.shares, strict=True):
            mine: dict[int, float] = defaultdict(float)
            for entry, share in zip(name.toponym.entries, shares, strict=True):
                for area in (entry.number, *entry.areas):
                    mine[area] += share
            for area, share in mine.items():
                mass[area] += share
            own.append(mine)
        total = sum(1 for name in self.names if name.toponym.entries)
        for name, mine in zip(self.names, own, strict=True):
            yield [_evidence(entry, mass, mine, total - 1) for entry in name.toponym.entries]

    def _said_elsewhere(self) -> dict[str, set[int]]:
        """Collect, by name, the places that are said beside it somewhere in the article."""
        out: dict[str, set[int]] = defaultdict(set)
        for name in self.names:
            key = name.toponym.key[0]
            out[key].update(e.number for e in name.toponym.entries if any(_holds(o, e) for o in name.outer))
        return out

    def signs(self, name: _Name, entry: Entry, home: Sequence[Entry]) -> dict[str, float]:
        """Return what speaks for a place by itself and by what stands beside the name."""
        signs = {"people": log10(entry.population), f"kind {entry.kind}": 1.0}
        if entry.by:
            signs[f"by {entry.by}"] = 1.0
        if entry.by == "'" and entry.kind in "PK":
            signs["city by another name"] = 1.0
        kinds = name.toponym.kinds
        if kinds:
            signs[f"kind {entry.kind} beside it" if entry.kind in kinds else "other kind beside it"] = 1.0
        elif entry.kind == "E":
            signs["county without a word for it"] = 1.0
        if name.outer:
            signs[
                "lies in what follows" if any(_holds(o, entry) for o in name.outer) else "lies not in what follows"
            ] = 1.0
        elif entry.number in self.elsewhere[name.toponym.key[0]]:
            signs["said elsewhere"] = 1.0
        if name.inner:
            signs["holds what precedes" if any(_holds(entry, i) for i in name.inner) else "holds not what precedes"] = (
                1.0
            )
        for place in home:
            if place.number in entry.areas or place.number == entry.number:
                signs["home"] = 1.0
            elif place.areas and place.areas[-1] in entry.areas:
                signs["home country"] = 1.0
        return signs


def _evidence(entry: Entry, mass: Mapping[int, float], own: Mapping[int, float], total: int) -> dict[str, float]:
    out: dict[str, float] = {}
    for level, area in zip(("country", "division", "county"), reversed((entry.number, *entry.areas)), strict=False):
        others = max(0.0, mass[area] - own[area])
        out[f"others in {level}"] = log(1 + others)
        out[f"share in {level}"] = others / total if total else 0.0
    return out


def weigh(signs: Mapping[str, float]) -> float:
    """Return how well a place fits, by the signs for and against it."""
    return sum(SENSE.get(sign, 0.0) * value for sign, value in signs.items())


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores, default=0.0)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
