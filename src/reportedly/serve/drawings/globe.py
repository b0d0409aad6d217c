"""The base map: coasts and borders of a part of the world, flat, as paths.

A place stands at (longitude × cosine of the middle latitude, latitude): true in scale along the middle, north up, all
meridians straight. Rings of land that cross 180 degrees are whole in the data, and are drawn wherever the view is.
"""

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

_FOLDER = Path(__file__).parent.parent / "data"
POLAR = 84.0
"""Degrees of latitude beyond which a flat map shows nothing, and no place has a mark."""

_STEEPEST = 60.0  # the middle latitude of a view from which on shapes are no longer kept true: all would be poles
_WIDE = 70.0  # degrees of longitude from which on the coarser map is drawn
_MARGIN = 8.0  # units around a drawing in which lines are still kept: where they are cut is not seen

MOST_LETTERS = 18_000
"""Letters of the paths of one base map; the grain is made coarser until they are fewer."""

Point = tuple[float, float]


class View(Struct, frozen=True):
    """A part of the world on a drawing: its north-western corner, how large a degree is, and the drawing's size."""

    west: float  # -180 to 180
    north: float
    degree: float  # units a degree of latitude
    squeeze: float  # of a degree of longitude, as part of one of latitude
    width: float
    height: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where a place stands; of the turns of the globe, that within the view or next to it."""
        middle = self.west + self.span / 2
        turned = (longitude - middle + 180) % 360 - 180 + middle
        return (turned - self.west) * self.squeeze * self.degree, (self.north - latitude) * self.degree

    @property
    def span(self) -> float:
        """How many degrees of longitude it shows."""
        return self.width / (self.squeeze * self.degree)

    @property
    def kilometre(self) -> float:
        """How large a kilometre is, in units, along the middle."""
        return self.degree / 111.2


def view(places: Sequence[Point], width: float, heights: tuple[float, float], least: float) -> View:
    """Return the part of the world that shows some places with land around them.

    Args:
        places: Longitudes and latitudes, of one at least.
        width: Of the drawing.
        heights: Between which its height may be.
        least: Degrees of latitude that its width stands for at least.
    """
    west, span = _around([longitude for longitude, _ in places])
    south, north = min(lat for _, lat in places), max(lat for _, lat in places)
    squeeze = math.cos(math.radians(min(abs(north + south) / 2, _STEEPEST)))
    across = min(max(span * squeeze * 1.45, least), 360 * squeeze)
    up = max((north - south) * 1.6, least * heights[0] / width)
    if up / across > heights[1] / width:
        across = min(up * width / heights[1], 360 * squeeze)
    degree = width / across
    height = min(max(up * degree, heights[0]), heights[1], 2 * POLAR * degree)
    tall = height / degree
    top = min(max((north + south) / 2 + tall / 2, tall - POLAR), POLAR)
    middle = west + span / 2
    return View(middle - across / squeeze / 2, top, degree, squeeze, width, height)


def _around(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the shortest way east that meets all longitudes: where it begins, and how long it is."""
    some = sorted({(longitude + 180) % 360 - 180 for longitude in longitudes})
    gaps = [(after - before, after) for before, after in pairwise([*some, some[0] + 360])]
    widest, start = max(gaps)
    return start if start < 180 else start - 360, 360 - widest


# ------------------------------------------------------------------ lines of the data


class Line(Struct, frozen=True):
    """A coast or a border, with what it spans: west, south, east, north."""

    points: tuple[Point, ...]
    spans: tuple[float, float, float, float]


@lru_cache(maxsize=2)
def _lines(scale: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the rings of land, and the borders."""
    with gzip.open(_FOLDER / f"world-{scale}.json.gz", "rt", encoding="ascii") as file:
        told = json.load(file)
    units = float(told["units"])
    land, borders = (tuple(_line(line, units) for line in told[kind]) for kind in ("land", "borders"))
    return land, borders


def _line(numbers: Sequence[int], units: float) -> Line:
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / units, y / units))
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return Line(tuple(points), (min(longitudes), min(latitudes), max(longitudes), max(latitudes)))


# ------------------------------------------------------------------ paths


@lru_cache(maxsize=64)
def paths(seen: View) -> tuple[str, str]:
    """Return the land of a view as one closed path, and its borders as another; "" where there is none."""
    is_wide = seen.span > _WIDE
    land, borders = _lines("110m" if is_wide else "50m")
    for grain in (1.0, 2.0, 4.0, 8.0) if is_wide else (0.5, 1.0, 2.0, 4.0, 8.0):
        rings = "".join(f"{_told(ring)}Z" for line in land for ring in _rings(line, seen, grain))
        lines = "".join(_told(run) for line in borders for run in _runs(line, seen, grain))
        if len(rings) + len(lines) <= MOST_LETTERS:
            break
    return rings, lines


def _turned(line: Line, seen: View) -> Iterator[float]:
    """Yield by how many degrees a line is to be turned to come into view: no time, once, or on both sides."""
    west, south, east, north = line.spans
    margin = _MARGIN / seen.degree / seen.squeeze
    if north < seen.north - seen.height / seen.degree - margin or south > seen.north + margin:
        return
    for turn in (-360.0, 0.0, 360.0):
        if east + turn > seen.west - margin and west + turn < seen.west + seen.span + margin:
            yield turn


def _placed(line: Line, turn: float, seen: View, grain: float) -> list[Point]:
    """Return a line on the drawing, its points on a grid; those that say nothing more are left out."""
    found: list[Point] = []
    across = seen.degree * seen.squeeze
    for longitude, latitude in line.points:
        x = round((longitude + turn - seen.west) * across / grain) * grain
        y = round((seen.north - latitude) * seen.degree / grain) * grain
        if found and found[-1] == (x, y):
            continue
        if len(found) > 1 and _is_straight(found[-2], found[-1], (x, y)):
            found[-1] = (x, y)
        else:
            found.append((x, y))
    return found


def _is_straight(a: Point, b: Point, c: Point) -> bool:
    """Whether three points go one way on a line."""
    (ax, ay), (bx, by), (cx, cy) = a, b, c
    return (bx - ax) * (cy - by) == (by - ay) * (cx - bx) and (bx - ax) * (cx - bx) + (by - ay) * (cy - by) > 0


def _rings(line: Line, seen: View, grain: float) -> Iterator[list[Point]]:
    """Yield a ring of land as far as it is in view; where it is cut lies outside the drawing."""
    for turn in _turned(line, seen):
        ring = _placed(line, turn, seen, grain)[:-1]
        for axis, sign, limit in (
            (0, 1, -_MARGIN), (0, -1, -seen.width - _MARGIN), (1, 1, -_MARGIN), (1, -1, -seen.height - _MARGIN),
        ):  # fmt: skip
            ring = _cut(ring, axis, sign, limit)
        if len(ring) > 2:
            yield ring


def _cut(ring: list[Point], axis: int, sign: int, limit: float) -> list[Point]:
    """Return the part of a ring on one side of a line: Sutherland and Hodgman's way."""
    found: list[Point] = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was, now = before[axis] * sign - limit, point[axis] * sign - limit
        if (was < 0) != (now < 0):
            part = was / (was - now)
            found.append(tuple(a + (b - a) * part for a, b in zip(before, point, strict=True)))  # type: ignore[arg-type]  # two
        if now >= 0:
            found.append(point)
    return found


def _runs(line: Line, seen: View, grain: float) -> Iterator[list[Point]]:
    """Yield the parts of a border that are in view, or go into it."""
    for turn in _turned(line, seen):
        run: list[Point] = []
        for before, point in pairwise(_placed(line, turn, seen, grain)):
            if _is_near(before, point, seen):
                run = run or [before]
                run.append(point)
            elif run:
                yield run
                run = []
        if run:
            yield run


def _is_near(a: Point, b: Point, seen: View) -> bool:
    """Whether a stretch may be in view."""
    return (
        max(a[0], b[0]) >= -_MARGIN
        and min(a[0], b[0]) <= seen.width + _MARGIN
        and max(a[1], b[1]) >= -_MARGIN
        and min(a[1], b[1]) <= seen.height + _MARGIN
    )


def _told(points: Sequence[Point]) -> str:
    """Return points as a path, each told from the one before, to a tenth of a unit.

    >>> _told([(1.0, 2.5), (4.0, 2.0), (4.0, 9.0)])
    'M1 2.5l3-.5 0 7'
    """
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(tenths)]
    way = " ".join(_pair(*step) for step in steps)
    return f"M{_pair(*tenths[0])}l{way}"


def _pair(x: int, y: int) -> str:
    first, second = _short(x), _short(y)
    return f"{first}{second}" if second.startswith("-") else f"{first} {second}"


def _short(tenths: int) -> str:
    whole, part = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{part}" if part else str(whole)
    return f"-{digits}" if tenths < 0 else digits
