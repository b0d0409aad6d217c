"""Place names → the gazetteer: which of the places so called an article means, where it lies, how large it is.

Everything in an article helps to tell: a kind that is written beside the name ("Marsh region"), a place named right
after it ("Paris, Texas"), the countries that other names and peoples of the article point to, and else the number of
people.
One name means one place throughout an article, unless what is written beside it says otherwise.
"""

import gzip
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from math import log10
from types import MappingProxyType
from typing import NamedTuple

from reportedly.records import Mention, Part, Place, Span, Who
from reportedly.resolve import english_places as english

_NO_TEXT: Mapping[Part, str] = MappingProxyType({})

# ------------------------------------------------------------------ the gazetteer


class Entry(NamedTuple):
    """A place of the gazetteer."""

    kind: str  # "C" country, "D" first-level division, "K" capital, "P" other city
    gid: int
    country: str
    division: str
    latitude: float
    longitude: float
    population: int
    usual: bool  # whether the name it was found by is its usual one
    people: bool  # whether it was found by the name of its people


_PRECISION = {"C": "country", "D": "region", "K": "city", "P": "city"}


class Gazetteer:
    """Places by name; a line is taken apart when its name is first asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            for name in line[line.rindex("\t") + 1 :].rstrip("\n").split("|"):
                self._lines[_key(name)].append(line)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return the places so called, none twice; demonyms are found with their country."""
        key = _key(name)
        entries = [_entry(line, key) for line in self._lines.get(key, ())]
        entries += [_entry(line, "~" + key) for form in _singulars(key) for line in self._lines.get("~" + form, ())]
        return tuple({entry.gid: entry for entry in reversed(entries)}.values())


def _entry(line: str, key: str) -> Entry:
    kind, gid, country, division, latitude, longitude, population, names = line.rstrip("\n").split("\t")
    usual = _key(names.split("|", 1)[0]) == key
    return Entry(
        kind,
        int(gid),
        country,
        division,
        float(latitude),
        float(longitude),
        int(population),
        usual,
        key.startswith("~"),
    )


@cache
def _key(name: str) -> str:
    """Return a name's key: without accents, case, full stops and article."""
    plain = (
        name
        if name.isascii()
        else "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    )
    key = plain.casefold().replace("’", "'").replace(".", "").replace("-", " ")
    return key.removeprefix("the ").removesuffix("'s").removesuffix("'").strip()


def _singulars(key: str) -> tuple[str, ...]:
    return (key, key[:-1]) if key.endswith("s") else (key,)


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer that comes with the package."""
    packed = files("reportedly.resolve").joinpath("data/gazetteer-en.tsv.gz").read_bytes()
    return Gazetteer(gzip.decompress(packed).decode("utf-8").splitlines())


# ------------------------------------------------------------------ which of them


class _Name(NamedTuple):
    """A name at a place of the text, and what may be meant."""

    span: Span
    words: str
    entries: tuple[Entry, ...]
    typed: bool = False  # "region", "oblast" stands beside it
    outer: tuple[Entry, ...] = ()  # what the place named right after it may be: "Paris, Texas"
    inner: tuple[Entry, ...] = ()  # and the one right before it

    @property
    def key(self) -> tuple[str, bool]:
        """The same for names that mean the same place throughout an article."""
        return _key(self.words), self.typed


_TYPE_AFTER = re.compile(rf"\s(?:{english.REGION_WORDS})\b", re.IGNORECASE)
_TYPE_INSIDE = re.compile(rf"\s(?:{english.REGION_WORDS})$|^(?:{english.REGION_WORDS})\sof\s", re.IGNORECASE)
_TYPE_BEFORE = re.compile(rf"(?:(?:{english.REGION_WORDS})\sof\s(?:the\s)?|\bCounty,\s)$", re.IGNORECASE)
_INSIDE = re.compile(r",\s(?:in\s)?(?:\w+\s)?|\s\(|\sin\s(?:(?:the\s)?\w+\s)?")


def places(
    mentions: Iterable[Mention], text: Mapping[Part, str] = _NO_TEXT, *, known: Gazetteer | None = None
) -> tuple[Place, ...]:
    """Return the places that mentions name, in their order; one the gazetteer lacks keeps its name only.

    Args:
        mentions: Of one article; peoples count as evidence for their country.
        text: The article's texts, for the words beside a name.
        known: The gazetteer; the package's own, where none is given.
    """
    table = known or gazetteer()
    relevant = [m for m in mentions if m.is_name and m.who in (Who.PLACE, Who.GROUP)]
    names = _beside([_name(m, text.get(m.span.part, ""), table) for m in relevant], text)
    votes = _Votes({name.key: name.entries[0].country for name in names if len({e.country for e in name.entries}) == 1})
    votes = _Votes({name.key: entry.country for name in names if (entry := _best(name, votes))})
    sense: dict[tuple[str, bool], Entry | None] = {}
    for name in names:
        if name.key not in sense or name.outer:
            sense[name.key] = _best(name, votes)
    return tuple(
        _place(name, _best(name, votes) if name.outer else sense[name.key])
        for name, mention in zip(names, relevant, strict=True)
        if mention.who is Who.PLACE
    )


class _Votes:
    """Which countries the names of an article point to; each name has one vote, and none for itself."""

    def __init__(self, votes: Mapping[tuple[str, bool], str]) -> None:
        self._votes = votes
        self._counts = Counter(votes.values())

    def of_others(self, name: _Name, country: str) -> int:
        """Return how many other names point to a country."""
        return self._counts[country] - (self._votes.get(name.key) == country)


def _beside(names: Sequence[_Name], text: Mapping[Part, str]) -> list[_Name]:
    """Tell each name of the one it stands right before or after, as in "Paris, Texas"."""
    out = list(names)
    for at, (name, after) in enumerate(zip_longest(names, names[1:])):
        if not after or after.span.part is not name.span.part or after.span.start - name.span.end > 24:
            continue
        if _INSIDE.fullmatch(text.get(name.span.part, ""), name.span.end, after.span.start):
            out[at] = out[at]._replace(outer=after.entries)
            out[at + 1] = out[at + 1]._replace(inner=name.entries)
    return out


def _name(mention: Mention, text: str, table: Gazetteer) -> _Name:
    span, words = mention.span, mention.span.of(text) or mention.name
    core = _TYPE_INSIDE.sub("", words)
    before = text[max(0, span.start - 24) : span.start]
    typed = core != words or bool(_TYPE_AFTER.match(text, span.end) or _TYPE_BEFORE.search(before))
    return _Name(span, words, table.named(words) or table.named(core), typed)


def _best(name: _Name, votes: _Votes) -> Entry | None:
    """Return the place that fits best; None where the gazetteer has none so called."""
    return max(name.entries, key=lambda entry: _weight(entry, name, votes.of_others(name, entry.country)), default=None)


def _weight(entry: Entry, name: _Name, votes: int) -> float:
    """Return how well a place fits a name: by people, kind, what stands beside it, and the article's other names."""
    weight = log10(entry.population + 10) + {"C": 2.5, "K": 1.0, "D": -0.8, "P": 0.0}[entry.kind]
    weight -= 0.0 if entry.usual or entry.kind == "C" else 0.7
    if name.typed:
        weight += 6.0 if entry.kind == "D" else -1.0
    weight += 1.5 + 2.0 * log10(votes) if votes else 0.0
    beside = any(_holds(outer, entry) for outer in name.outer) or any(_holds(entry, inner) for inner in name.inner)
    return weight + (8.0 if beside else 0.0)


def _holds(outer: Entry, inner: Entry) -> bool:
    """Whether a place lies in a country or division."""
    if outer.gid == inner.gid or outer.country != inner.country or inner.kind == "C":
        return False
    return outer.kind == "C" or (outer.kind == "D" and inner.kind != "D" and outer.division == inner.division)


def _place(name: _Name, entry: Entry | None) -> Place:
    if entry is None:
        return Place(name.words, name.span)
    return Place(
        name.words, name.span, _PRECISION[entry.kind], entry.gid, entry.latitude, entry.longitude, entry.country
    )
