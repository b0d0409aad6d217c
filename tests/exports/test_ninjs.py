"""IPTC ninjs 3.0: only what the standard has, and what a page tells in it."""

import json
import os
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from reportedly.ledger import Ledger

Exported = Callable[..., bytes]
Schema = dict[str, Any]

# The properties of the standard that we write, and their types, as its schema (3.0.1) lists them; in our words, since
# no package brings the schema. Where it is at hand, `test_the_standards_own_schema` asks it.
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
URI: Schema = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}
INSTANT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}


GEOJSON = "https://geojson.org/schema/GeoJSON.json"


def valid(item: object, schema: object) -> None:
    """Check an item; GeoJSON in it is checked by the schema that frictionless brings."""
    geo = json.loads((resources.files("frictionless") / "assets" / "profiles" / "geojson.json").read_text("utf-8"))
    registry: Any = Registry().with_resource(GEOJSON, Resource.from_contents(geo, default_specification=DRAFT4))
    jsonschema.Draft202012Validator(schema, registry=registry).validate(item)


def only(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


NAMED = only(name=TEXT, rel=TEXT, uri=URI, literal=TEXT)
ITEM: dict[str, Schema] = {
    "uri": URI,
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
    "representationType": {"enum": ["full", "partial"]},
    "standard": only(name={"const": "ninjs"}, version={"const": "3.0"}, schema=URI),
    "versionCreated": INSTANT,
    "contentCreated": INSTANT,
    "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"},
    "title": TEXT,
    "by": TEXT,
    "located": TEXT,
    "headlines": many(only(("value",), role=TEXT, contentType=TEXT, value=TEXT)),
    "descriptions": many(only(("value",), role=TEXT, contentType=TEXT, value=TEXT)),
    "bodies": many(only(("value",), role=TEXT, contentType=TEXT, charCount=COUNT, wordCount=COUNT, value=TEXT)),
    "infoSources": many(only(name=TEXT, role=TEXT, uri=URI, literal=TEXT)),
    "altIds": many(only(role=TEXT, value=TEXT)),
    "renditions": many(only(("name",), name=TEXT, href=URI, contentType=TEXT)),
    "people": many(NAMED),
    "organisations": many(NAMED),
    "places": many(only(name=TEXT, rel=TEXT, uri=URI, literal=TEXT, geoJSON={"$ref": GEOJSON})),
}
NINJS = only(("uri",), **ITEM, associations=many(only(("name", "uri"), name=TEXT, **ITEM)))


@pytest.fixture
def items(exported: Exported) -> list[dict[str, Any]]:
    """Return the pages as they are written."""
    return [json.loads(line) for line in exported("ninjs").splitlines()]


def test_pages_are_as_the_standard_has_them(items: list[dict[str, Any]], ledger: Ledger) -> None:
    """Every page is a valid item, with nothing in it that the standard does not know."""
    for item in items:
        valid(item, NINJS)
    assert len(items) == ledger.counts().pages


def test_the_standards_own_schema(items: list[dict[str, Any]]) -> None:
    """The schema that IPTC publishes takes every page; it is not ours to give out, so a folder of schemas is named."""
    folder = os.environ.get("REPORTEDLY_SCHEMAS")
    if not folder:
        pytest.skip("REPORTEDLY_SCHEMAS names no folder with IPTC's ninjs-schema_3.0.json")
    schema = json.loads((Path(folder) / "ninjs-schema_3.0.json").read_text(encoding="utf-8"))
    for item in items:
        assert item["standard"]["schema"].rpartition("/")[2] == "ninjs-schema_3.0.json"
        valid(item, schema)


def test_what_a_page_tells(items: list[dict[str, Any]], ledger: Ledger) -> None:
    """Headline, byline, agency, claimants, places and reports stand where a newsroom's system looks for them."""
    (item,) = (one for one in items if {"role": "key", "value": "=key"} in one["altIds"])
    assert [(one["role"].rsplit(":", 1)[1], one["name"]) for one in item["infoSources"]] == [
        ("publisher", "Moor\ufffd & <b>Vale</b>"),
        ("agency", "Reuters"),
    ]
    assert (item["by"], item["contentCreated"]) == ("By Ida Moss", "2031-05-06T09:00:00+00:00")
    assert {"name": "Ada Orr", "rel": "claimant", "literal": "@mayor"} in item["people"]
    assert [place.get("geoJSON") for place in item["places"]] == [
        {"type": "Point", "coordinates": [-2.25, 54.5]},
        None,
        None,
    ]
    text = item["bodies"][0]["value"]
    assert item["bodies"][0]["charCount"] == len(text)
    assert len(item["associations"]) == 7
    for one in item["associations"]:
        row = ledger.report(one["uri"].rsplit(":", 1)[1])
        span = row.report.evidence
        assert one["descriptions"][0]["value"].startswith(f"{span.part.value} {span.start}–{span.end}, Unicode")
        assert one["bodies"][0]["value"] == row.words.replace("\0", "\ufffd")
