"""The gazetteer: places by their names, in one file that is read as it lies.

The file has a line of JSON (how many places, the countries' codes), then the places, 16 bytes each, then the names:
one line a name, sorted by its key, with the numbers of the places so called. Nothing is taken apart before it is
asked for: a name is looked up in the 4 kB where it must stand, and a place is unpacked when a name leads to it.
"""

import json
import math
import struct
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_PLACE = struct.Struct("<IffHBB")  # GeoNames id, latitude, longitude, area + 1, kind, people
_BLOCK = 4096
_STEPS = 20
"""People are kept as a twentieth of a power of ten."""

KINDS = {
    "Z": "region",  # a continent, or a part of one
    "C": "country",
    "D": "region",  # a first-level division
    "E": "region",  # a second-level division: a county, a district
    "K": "city",  # a capital
    "P": "city",
    "R": "region",  # a river
    "W": "region",  # a lake, a sea
    "M": "region",  # mountains, a mountain
    "I": "region",  # an island, islands
    "N": "region",  # other land: a desert, a cape
}
"""What a place is, and how precisely its coordinates tell where it lies."""


class Place(NamedTuple):
    """A place as it goes into the gazetteer.

    Names: the usual one first. One of a people begins with ``~``; one that only holds as it is written, capitals and
    full stops included ("Ga."), with ``=``.
    """

    kind: str
    gid: int  # GeoNames id; 0 for none
    latitude: float
    longitude: float
    population: int
    area: int | None  # the number, in the list packed, of the place it lies in; that one is packed before it
    names: tuple[str, ...]
    country: str = ""  # of a country: its code


class Entry(NamedTuple):
    """A place of the gazetteer, found by one of its names."""

    number: int
    kind: str
    gid: int | None
    latitude: float
    longitude: float
    population: float
    country: str | None
    areas: tuple[int, ...]  # the numbers of the places it lies in, the smallest first
    by: str = ""  # the name it was found by: "" the usual one, "'" another, "~" its people's, "=" a short form


# ------------------------------------------------------------------ names and their keys


@lru_cache(maxsize=1 << 15)
def key_of(name: str) -> str:
    """Return a name's key: without accents, case, full stops and article.

    >>> key_of("the São  Francisco"), key_of("St. John’s"), key_of("Mt. Hood")
    ('sao francisco', 'saint john', 'mount hood')
    """
    plain = name if name.isascii() else _without_accents(name)
    words = plain.casefold().translate(_PLAIN).split()
    if len(words) > 1:
        words[0] = _FIRST.get(words[0], words[0])
    return " ".join(words[len(words) > 1 and words[0] == "the" :]).removesuffix("'s").removesuffix("'")


_PLAIN = str.maketrans({".": None, ",": None, "-": " ", "–": " ", "’": "'", "‘": "'", "ʻ": "'", "`": "'"})
_FIRST = {"st": "saint", "mt": "mount", "ft": "fort", "ste": "sainte", "pt": "point"}


def _without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).translate(_LETTERS)


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE"})


# ------------------------------------------------------------------ the table


class Gazetteer:
    """Places by name."""

    def __init__(self, packed: bytes) -> None:
        head = packed.index(b"\n") + 1
        told = json.loads(packed[:head])
        self._codes: dict[int, str] = {int(number): code for number, code in told["countries"].items()}
        self._file, self._places = packed, head
        self._blocks = list(_blocks(packed, head + told["places"] * _PLACE.size + 1))
        self._firsts = [packed[at : packed.index(b"\t", at)] for at in self._blocks]
        self._refs = lru_cache(maxsize=1 << 14)(self._looked_up)
        self._entry = lru_cache(maxsize=1 << 14)(self._unpacked)

    def named(self, name: str) -> tuple[Entry, ...]:
        """Return the places so called, the most peopled first, none twice; one is also found by its people's name."""
        found: dict[int, Entry] = {}
        for ref in (*self._refs("=" + name), *self._refs(key_of(name))):
            if ref[0] != "!":
                by, number = (ref[0], ref[1:]) if ref[0] in "'~=" else ("", ref)
                found.setdefault(int(number, 32), self._entry(int(number, 32), by))
        return tuple(found.values())

    def country(self, code: str) -> tuple[Entry, ...]:
        """Return the country of a code (ISO 3166-1 alpha-2), as the only one of its name."""
        return tuple(self._entry(number) for number, its in self._codes.items() if its == code)

    def also(self, word: str) -> str:
        """Return what else a word may be: ``g`` a given name, ``s`` a surname, ``w`` a word like any other."""
        return next((ref[1:] for ref in self._refs(key_of(word)) if ref[0] == "!"), "")

    def _looked_up(self, key: str) -> tuple[str, ...]:
        wanted = key.encode("utf-8", "replace")
        block = bisect_right(self._firsts, wanted) - 1
        if not wanted or block < 0:
            return ()
        start = self._blocks[block] - 1
        end = self._blocks[block + 1] if block + 1 < len(self._blocks) else len(self._file)
        line = b"\n" + wanted + b"\t"
        at = self._file.find(line, start, end)
        if at < 0:
            return ()
        return tuple(self._file[at + len(line) : self._file.index(b"\n", at + 1)].decode("ascii").split(" "))

    def _unpacked(self, number: int, by: str = "") -> Entry:
        gid, latitude, longitude, area, kind, people = _PLACE.unpack_from(
            self._file, self._places + number * _PLACE.size
        )
        areas = (area - 1, *self._entry(area - 1).areas) if area else ()
        country = next((self._codes[at] for at in (number, *areas) if at in self._codes), None)
        population = 10 ** (people / _STEPS)
        return Entry(number, chr(kind), gid or None, latitude, longitude, population, country, areas, by)


def _blocks(packed: bytes, at: int) -> Iterator[int]:
    """Yield where the blocks of names begin."""
    while at < len(packed):
        yield at
        at = packed.find(b"\n", at + _BLOCK) + 1 or len(packed)


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer that comes with the package."""
    return Gazetteer(files("reportedly.resolve").joinpath("data/gazetteer-en.bin").read_bytes())


# ------------------------------------------------------------------ packing it


def packed(places: Sequence[Place], words: Iterable[tuple[str, str]] = ()) -> bytes:
    """Return the file of some places.

    Args:
        places: Areas before what lies in them.
        words: What else a word may be, as `Gazetteer.also` tells it.
    """
    refs: dict[str, dict[int, str]] = defaultdict(dict)
    for number, place in sorted(enumerate(places), key=lambda pair: -pair[1].population):
        for at, name in enumerate(place.names):
            mark = name[0] if name[0] in "~=" else "'" if at else ""
            key = name if mark == "=" else key_of(name.removeprefix("~"))
            if key:
                refs[key].setdefault(number, mark)
    also = {key_of(word): kinds for word, kinds in words}
    lines = {key: [f"{mark}{_base_32(number)}" for number, mark in found.items()] for key, found in refs.items()}
    for key, kinds in also.items():
        lines.setdefault(key, []).append(f"!{kinds}")
    names = sorted(f"{key}\t{' '.join(found)}\n".encode() for key, found in lines.items())
    head = {"places": len(places), "countries": {n: place.country for n, place in enumerate(places) if place.country}}
    return b"".join([json.dumps(head).encode(), b"\n", *map(_row, places), b"\n", *names])


def _row(place: Place) -> bytes:
    people = min(255, round(math.log10(max(1, place.population)) * _STEPS))
    area = 0 if place.area is None else place.area + 1
    return _PLACE.pack(place.gid, place.latitude, place.longitude, area, ord(place.kind), people)


def _base_32(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 32)
        digits = "0123456789abcdefghijklmnopqrstuv"[digit] + digits
    return digits
