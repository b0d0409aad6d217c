"""A story's places: a mark as exact as the reports, a table with the rest."""

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import drawn
from builders import article, report, span
from reportedly.records import Place, Report
from reportedly.serve.drawings import map as maps
from reportedly.serve.drawings.map import Spot, Where

PAGE = article("In Valencia and Paiporta, a town in the province of Valencia in Spain, Ada Orr said it rains.")
TOWN = Place("Paiporta", span(PAGE, "Paiporta"), "city", 1, 39.43, -0.42, "ES")
PROVINCE = Place("Valencia", span(PAGE, "Valencia"), "region", 2, 39.5, -0.75, "ES")
COUNTRY = Place("Spain", span(PAGE, "Spain"), "country", 3, 40.0, -3.7, "ES")
UNKNOWN = Place("Atlantis", span(PAGE, "town"))
DAM = Place("the dam", span(PAGE, "town"), "point", 4, 39.3, -0.9, "ES")


def told(*places: Place) -> Report:
    """Return a report that names some places."""
    return replace(report(PAGE, "it rains", "Ada Orr"), places=places)


STORY = maps.where(
    [
        told(TOWN),
        told(TOWN, PROVINCE, TOWN),
        told(replace(TOWN, name="Paiporta town"), COUNTRY),
        told(DAM, UNKNOWN),
        told(),
        told(),
    ],
    lambda place: f"/places/{place.gid}",
)


def test_where_reports_place_it() -> None:
    """A place counts once a report, by its most frequent name; reports that name none are counted."""
    assert [(spot.name, spot.kind, spot.reports) for spot in STORY.spots] == [
        ("Paiporta", "town", 3),
        ("Atlantis", "not on the map: where it is, is not known", 1),
        ("Spain", "whole country", 1),
        ("Valencia", "region, not exact", 1),
        ("the dam", "point", 1),
    ]
    assert STORY.nowhere == 2
    assert STORY.spots[0].href == "/places/1"


def test_marks() -> None:
    """A point is a dot, a town a ringed dot, a region a soft disc and never a dot; a country has no mark."""
    for drawing in drawn.drawings(maps.figure(STORY, "m")).values():
        signs = [one.attrib["class"] for one in drawing.iter("circle")]
        assert sorted(signs) == ["o-frame", "soft", "spot", "spot"]
        words = {one.words for one in drawn.words(drawing)}
        assert {"Paiporta", "town", "Valencia", "region, not exact", "the dam", "point"} <= words
        assert not {"Spain", "Atlantis"} & words


def test_no_place() -> None:
    """Where no place can be drawn there is no empty map, and the table counts them still."""
    for where in (Where((), 7), Where((Spot("Spain", "country", 3, 40.0, -3.7),), 7)):
        assert "<svg" not in maps.figure(where, "m")
        assert "no place named" in maps.twin(where)


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(None, 3.0), (float("nan"), 3.0), (90.0, 0.0), (91.0, 0.0), (3.0, float("inf"))]
)
def test_impossible_places_have_no_mark(latitude: float | None, longitude: float) -> None:
    """Coordinates that are none, or that a flat map has no room for, put nothing anywhere."""
    assert not Spot("Nowhere", "city", 1, latitude, longitude).is_drawn


def test_hostile_names() -> None:
    """Whatever a page calls a place, it stays text, turns nothing around, and is cut on the map."""
    name = '</text><script>alert(1)</script>" onload="x\u202e\x1b' * 4
    where = Where((Spot(name, "city", 3, 39.4, -0.4),))
    for markup in (maps.figure(where, "m"), maps.twin(where)):
        assert drawn.parsed(markup)
        assert "<script" not in markup
        assert not re.search("[\u202a-\u202e\x1b]", markup)
        assert "style=" not in markup
    for drawing in drawn.drawings(maps.figure(where, "m")).values():
        assert all(len(one.words) <= 40 for one in drawn.words(drawing))


def test_a_crowd_of_places_is_counted() -> None:
    """Of eighty villages sixty have a mark; how many more there are is said, and the table has them all."""
    crowd = Where(
        tuple(Spot(f"Village {n}", "city", 99 - n, 50 + n % 10 * 0.03, 30 + n // 10 * 0.04) for n in range(80))
    )
    markup = maps.figure(crowd, "m")
    assert "The 60 most reported places are drawn; 20 more stand below." in markup
    assert "Where a name had no room, the table has it." in markup
    assert maps.twin(crowd).count("<tr>") == 81
    assert len(markup) <= 45_000


_SPOTS = st.builds(
    Spot,
    name=st.text(min_size=1, max_size=50),
    precision=st.sampled_from(["point", "city", "region", "country", None]),
    reports=st.integers(1, 400),
    latitude=st.floats(-84, 84) | st.none(),
    longitude=st.floats(-180, 180) | st.none(),
)
_NEAR = st.builds(
    lambda spot, x, y: replace(spot, latitude=39.4 + y, longitude=-0.4 + x),
    _SPOTS,
    st.floats(-0.5, 0.5),
    st.floats(-0.5, 0.5),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_SPOTS | _NEAR, max_size=20), st.integers(0, 50))
def test_maps(spots: list[Spot], nowhere: int) -> None:
    """Wherever places lie: the map is well formed and small, marks and words are on it, and no two names meet."""
    where = Where(tuple(spots), nowhere)
    markup = maps.figure(where, "m")
    assert len(markup) <= 45_000
    for drawing in drawn.drawings(markup).values():
        edge = drawn.edge(drawing).grown(0.2)
        told = [one.box for one in drawn.words(drawing, sub=12.0)]
        assert all(edge.holds(box) for box in told)
        assert not any(a.grown(-0.6).meets(b.grown(-0.6)) for a, b in combinations(told, 2))
        marks = [one for one in drawing.iter("circle") if one.attrib["class"] in ("spot", "soft")]
        assert len(marks) == len(where.drawn)
        for mark in marks:
            assert edge.left <= float(mark.attrib["cx"]) <= edge.right
            assert edge.top <= float(mark.attrib["cy"]) <= edge.bottom


@given(st.lists(_SPOTS, max_size=20), st.integers(0, 50))
def test_the_table_has_every_place(spots: list[Spot], nowhere: int) -> None:
    """Table and rows have all places, drawn or not, and how many reports name none."""
    where = Where(tuple(spots), nowhere)
    rows = list(maps.rows(where))
    assert len(rows) == len(spots) + bool(nowhere) == maps.twin(where).count("<tr>") - 1
    assert all(len(row) == len(maps.COLUMNS) for row in rows)
    assert sum(int(row[2] or 0) for row in rows) == sum(spot.reports for spot in spots) + nowhere
