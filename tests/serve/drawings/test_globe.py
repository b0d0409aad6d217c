"""The base map: land and borders of the part of the world that a story's places lie in."""

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import serve
from reportedly.serve.drawings import globe
from reportedly.serve.drawings.globe import View

DATA = Path(serve.__file__).parent / "data"
SIZE = 544, (280.0, 420.0)

_PLACES = st.lists(st.tuples(st.floats(-180, 180), st.floats(-84, 84)), min_size=1, max_size=12)


def points(path: str) -> list[list[tuple[float, float]]]:
    """Return the lines of a path."""
    found = []
    for line in path.split("M")[1:]:
        numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", line.rstrip("Z"))]
        x = y = 0.0
        way = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            way.append((x, y))
        found.append(way)
    return found


@settings(deadline=None)
@given(_PLACES)
def test_every_place_is_on_its_map(places: list[tuple[float, float]]) -> None:
    """Wherever places lie, on both sides of 180 degrees too, all are on the drawing, which keeps its bounds."""
    view = globe.view(places, *SIZE, 2.5)
    assert view.width == 544
    assert view.height <= 420 + 1e-6
    assert view.span <= 360 + 1e-6
    for place in places:
        x, y = view.at(*place)
        assert -1e-6 <= x <= view.width + 1e-6
        assert -1e-6 <= y <= view.height + 1e-6


def test_the_shorter_way_round() -> None:
    """Fiji and Samoa, on two sides of 180 degrees, are neighbours: the map is of the Pacific, not of the world."""
    view = globe.view([(178.44, -18.14), (-171.77, -13.83)], *SIZE, 2.5)
    assert view.span < 30
    (fiji, _), (samoa, _) = view.at(178.44, -18.14), view.at(-171.77, -13.83)
    assert fiji < samoa


@pytest.mark.parametrize(
    ("place", "has_land", "has_borders"),
    [
        ((36.2, 51.7), True, True),  # Kursk
        ((-140.0, 0.0), False, False),  # the open Pacific
        ((178.0, -17.8), True, False),  # Fiji, which lies on both sides
        ((-179.5, 71.2), True, False),  # Wrangel Island, too
        ((166.67, -77.85), True, False),  # McMurdo
    ],
)
def test_land_where_there_is_land(place: tuple[float, float], has_land: bool, has_borders: bool) -> None:
    """A map has the land and the borders around its place, and no others."""
    land, borders = globe.paths(globe.view([place], *SIZE, 5.0))
    assert (bool(land), bool(borders)) == (has_land, has_borders)


def test_no_line_is_drawn_along_180_degrees() -> None:
    """Chukotka, which 180 degrees run through, has no coast there."""
    view = globe.view([(175.0, 67.0), (-172.0, 66.0)], *SIZE, 2.5)
    (dateline, _) = view.at(180.0, 67.0)
    land, _ = globe.paths(view)
    steep = [
        (a, b)
        for line in points(land)
        for a, b in pairwise(line)
        if abs(a[0] - dateline) < 1 and abs(b[0] - dateline) < 1 and abs(a[1] - b[1]) > 20
    ]
    assert steep == []


@settings(deadline=None, max_examples=25)
@given(_PLACES)
def test_a_base_map_is_small_and_within_its_bounds(places: list[tuple[float, float]]) -> None:
    """Whatever the view, the paths are short, and hardly leave the drawing: land is cut just outside it."""
    view = globe.view(places, *SIZE, 2.5)
    land, borders = globe.paths(view)
    assert len(land) + len(borders) <= globe.MOST_LETTERS
    for x, y in (point for line in points(land) for point in line):
        assert -10 <= x <= view.width + 10
        assert -10 <= y <= view.height + 10


def test_the_same_view_gives_the_same_paths() -> None:
    """A map is a function of its view."""
    view = View(30.0, 55.0, 40.0, 0.64, 544.0, 300.0)
    first = globe.paths(view)
    globe.paths.cache_clear()
    assert globe.paths(view) == first


@pytest.mark.parametrize(("scale", "most"), [("110m", 120_000), ("50m", 160_000)])
def test_the_packaged_data(scale: str, most: int) -> None:
    """The data is small; each ring of land is closed, has its middle on the globe, and no name is kept."""
    path = DATA / f"world-{scale}.json.gz"
    assert path.stat().st_size <= most
    told = json.loads(gzip.decompress(path.read_bytes()))
    assert sorted(told) == ["borders", "land", "units"]
    for numbers in told["land"]:
        xs, ys = numbers[::2], numbers[1::2]
        assert sum(xs[1:]) == sum(ys[1:]) == 0
        assert -18000 <= xs[0] <= 36000
