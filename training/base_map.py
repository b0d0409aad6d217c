"""Build the base map that the reading room draws places on: coasts, and the borders between countries.

The npm package world-atlas is Natural Earth's data (public domain) as TopoJSON. Fetch the version named here, and give
the archive; it is refused where its bytes are others.

    npm pack world-atlas@2.0.2
    python training/base_map.py world-atlas-2.0.2.tgz src/reportedly/serve/data

Two files come out, for wide views and for near ones: rings of land and lines of borders, in hundredths of a degree. Of
a line, the place where it begins is told, and of each other one how far it is from the one before. No name is kept. The
same archive gives the same files.
"""

import gzip
import hashlib
import json
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

PACKAGE = "world-atlas-2.0.2"
SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
SCALES = ("110m", "50m")
UNITS = 100
"""Steps of a degree: a kilometre each, which is finer than either scale."""

Json = dict[str, Any]
Line = list[tuple[float, float]]  # longitude, latitude


def arcs(topology: Json) -> list[Line]:
    """Return the lines of a topology in degrees."""
    (width, height), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * width + left, y * height + bottom))
        found.append(line)
    return found


def rings(geometry: Json) -> Iterator[list[int]]:
    """Yield the rings of a geometry and of all within it, each as the numbers of its arcs."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for inner in geometry["geometries"]:
            yield from rings(inner)
    elif kind == "Polygon":
        yield from geometry["arcs"]
    elif kind == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def joined(ring: Sequence[int], lines: Sequence[Line]) -> Line:
    """Return a ring's arcs as one line; a number below nought is an arc told backwards."""
    found: Line = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        found += line[1:] if found else line
    return found


def unrolled(line: Line) -> Line:
    """Return a line that goes on past 180 degrees instead of jumping to the other side; around a pole it is closed.

    Its middle lies between -180 and 180 degrees.
    """
    found, turn = line[:1], 0
    for (before, _), (x, y) in pairwise(line):
        turn += (before - x > 180) - (x - before > 180)
        found.append((x + 360 * turn, y))
    if turn and line[0] == line[-1]:
        pole = -90.0 if found[0][1] < 0 else 90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    middle = (min(x for x, _ in found) + max(x for x, _ in found)) / 2
    home = 360 * round(middle / 360)
    return [(x - home, y) for x, y in found]


def told(line: Line) -> list[int]:
    """Return a line in whole units: where it begins, then how far it goes; a place that comes twice running is one."""
    places = [(round(x * UNITS), round(y * UNITS)) for x, y in line]
    kept = [places[0], *(b for a, b in pairwise(places) if a != b)]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
    return [number for pair in (kept[0], *steps) for number in pair]


def base_map(topology: Json) -> Json:
    """Return a topology's land, and its borders: the arcs of countries that are no coast."""
    lines = arcs(topology)
    land = list(rings(topology["objects"]["land"]))
    coast = {number if number >= 0 else ~number for ring in land for number in ring}
    every = {number if number >= 0 else ~number for ring in rings(topology["objects"]["countries"]) for number in ring}
    borders = (unrolled(lines[number]) for number in sorted(every - coast))
    return {
        "units": UNITS,
        "land": _kept(unrolled(joined(ring, lines)) for ring in land),
        "borders": _kept(borders, least=4),
    }


def _kept(some: Iterable[Line], least: int = 8) -> list[list[int]]:
    """Return lines in units; what is smaller than a unit falls out."""
    return [line for line in map(told, some) if len(line) >= least]


def main(archive: Path, folder: Path) -> None:
    """Write the base maps into a folder."""
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{archive} is not {PACKAGE}.tgz as it was when this was written; fetch that version")
    with tarfile.open(archive) as package:
        for scale in SCALES:
            member = package.extractfile(f"package/countries-{scale}.json")
            if member is None:
                sys.exit(f"{archive} has no countries of 1:{scale}")
            text = json.dumps(base_map(json.load(member)), separators=(",", ":"))
            path = folder / f"world-{scale}.json.gz"
            path.write_bytes(gzip.compress(text.encode("ascii"), mtime=0))
            print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
