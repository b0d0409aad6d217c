"""GeoJSON: what is a pin, what is none, and what could not be placed."""

import json
from collections.abc import Callable
from typing import Any

import geojson

from reportedly.ledger import Ledger

Exported = Callable[..., bytes]


def collection(exported: Exported) -> Any:  # noqa: ANN401  # JSON
    return json.loads(exported("geojson"))


def test_another_reader_takes_it(exported: Exported) -> None:
    """The library that reads GeoJSON finds a valid collection, coordinates as longitude, latitude."""
    found = geojson.loads(exported("geojson").decode("utf-8"))
    assert isinstance(found, geojson.FeatureCollection)
    assert found.is_valid, found.errors()
    points = [feature["geometry"]["coordinates"] for feature in found["features"] if feature["geometry"]]
    assert points == [[-2.25, 54.5]]


def test_a_region_is_no_pin(exported: Exported) -> None:
    """A town is a point; a region has no geometry, and its middle, with how precise that is, in its properties."""
    told = {feature["properties"]["name"]: feature for feature in collection(exported)["features"]}
    assert {name: feature["geometry"] for name, feature in told.items()} == {
        "Tarn": {"type": "Point", "coordinates": [-2.25, 54.5]},
        "Hallin": None,
    }
    region = told["Hallin"]["properties"]
    assert (region["precision"], region["centre"]) == ("region", [-3.0, 55.0])
    assert region["uncertainty"] == "somewhere in this region; its extent is not given here"
    assert (told["Tarn"]["properties"]["precision"], told["Tarn"]["properties"]["geonames"]) == ("city", 42)


def test_what_cannot_be_placed_is_counted(exported: Exported) -> None:
    """A place without coordinates is no feature, and no silence either."""
    left_out = collection(exported)["cannot_measure"]["without_coordinates"]
    assert (left_out["places"], left_out["names"]) == (1, {"Brede": 1})
    assert left_out["reason"]


def test_a_place_leads_to_its_words(exported: Exported, ledger: Ledger) -> None:
    """Each feature has the report, the words, and where these stand, in code points."""
    for feature in collection(exported)["features"]:
        told = feature["properties"]
        row = ledger.report(told["report"])
        assert row.article.text[told["start"] : told["end"]].replace("\0", "\ufffd") == told["words"]
        assert told["url"].startswith("https://moor.example/a?b=c%7Cd#top:~:text=")
