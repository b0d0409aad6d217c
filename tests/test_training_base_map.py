"""How the base map is made of Natural Earth's lines: joined, rolled out, kept in whole units."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

_SCRIPTS = Path(__file__).parents[1] / "training"

TOPOLOGY: dict[str, Any] = {
    "transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]},
    "arcs": [
        [[0, 0], [2, 0], [0, 2]],  # the coast of the country in the east
        [[2, 2], [-2, 0], [0, -2]],  # and of the one in the west
        [[0, 0], [2, 2]],  # the border between them
    ],
    "objects": {
        "land": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0, 1]]}]},
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, -3]]},
                {"type": "MultiPolygon", "arcs": [[[2, 1]]]},
            ],
        },
    },
}
"""Two countries on a square island."""


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """The script, from its folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(_SCRIPTS)
        yield importlib.import_module("base_map")


def test_land_and_borders(script: ModuleType) -> None:
    """Land is one closed line; a line that two countries share is a border, and no coast."""
    found = script.base_map(TOPOLOGY)
    assert found == {
        "units": 100,
        "land": [[0, 0, 200, 0, 0, 200, -200, 0, 0, -200]],
        "borders": [[0, 0, 200, 200]],
    }


def test_lines_go_on_past_180_degrees(script: ModuleType) -> None:
    """A ring that jumps from one side of the map to the other is rolled out to one."""
    ring = [(179.0, 0.0), (-179.0, 0.0), (-179.0, 2.0), (179.0, 2.0), (179.0, 0.0)]
    assert script.unrolled(ring) == [(179.0, 0.0), (181.0, 0.0), (181.0, 2.0), (179.0, 2.0), (179.0, 0.0)]
    assert script.unrolled([(-179.0, 0.0), (179.0, 1.0)]) == [(-179.0, 0.0), (-181.0, 1.0)]


def test_a_ring_around_a_pole_is_closed_there(script: ModuleType) -> None:
    """Antarctica's coast runs once around: it is closed along the pole."""
    coast = [(-120.0, -70.0), (0.0, -71.0), (120.0, -72.0), (-120.0, -70.0)]
    found = script.unrolled(coast)
    assert found[0] == found[-1]
    assert {y for _, y in found} == {-70.0, -71.0, -72.0, -90.0}


def test_another_archive_is_refused(script: ModuleType, tmp_path: Path) -> None:
    """Only the version that is named is taken, byte for byte."""
    other = tmp_path / "other.tgz"
    other.write_bytes(b"something else")
    with pytest.raises(SystemExit, match="fetch that version"):
        script.main(other, tmp_path)
    assert list(tmp_path.iterdir()) == [other]
