"""Citations: what a reference manager and a wiki make of them."""

import json
from collections.abc import Callable
from datetime import date
from importlib import resources
from typing import Any
from xml.etree import ElementTree as ET

import mwparserfromhell
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import article, capture
from reportedly.exports.citations import to_cite
from reportedly.records import Credit, Outlet

Exported = Callable[..., bytes]

RNG = "{http://relaxng.org/ns/structure/1.0}"


@pytest.fixture(scope="module")
def csl() -> dict[str, set[str]]:
    """Return the names that the schema of the standard lists, by what they are names of; citeproc-py brings it."""
    schema = resources.files("citeproc") / "data" / "schema" / "schemas" / "styles" / "csl.rng"
    tree = ET.fromstring(schema.read_bytes())
    return {
        str(one.get("name")): {str(value.text) for value in one.iter(f"{RNG}value")}
        for one in tree.iter(f"{RNG}define")
    }


@pytest.fixture
def items(exported: Exported) -> list[dict[str, Any]]:
    """Return the pages as reference managers get them."""
    found: list[dict[str, Any]] = json.loads(exported("csl"))
    return found


def test_reference_managers_take_them(items: list[dict[str, Any]]) -> None:
    """A processor of citations reads each page's day, its outlet and its author."""
    known = CiteProcJSON(items)
    assert len(known) == len(items)
    (key,) = (item["id"] for item in items if item.get("source") == "Reuters")
    page = known[key.lower()]
    assert (page.issued.year, page.issued.month, page.issued.day) == (2031, 5, 6)
    assert str(page.container_title) == "Moor\ufffd & <b>Vale</b>"
    assert page.author == [{"literal": "Ida Moss"}] or page.author[0].family == "Ida Moss"


def test_every_name_is_one_of_the_standards(items: list[dict[str, Any]], csl: dict[str, set[str]]) -> None:
    """What an item is, and what is said of it, has a name that the standard's own schema lists, of the right sort."""
    for item in items:
        said = {name: value for name, value in item.items() if name not in {"id", "type"}}
        assert item["type"] in csl["item-types"]
        assert {name for name, value in said.items() if isinstance(value, str)} <= (
            csl["variables.strings"] | csl["variables.titles"]
        )
        assert {name for name, value in said.items() if isinstance(value, dict)} <= csl["variables.dates"]
        assert {name for name, value in said.items() if isinstance(value, list)} <= csl["variables.names"]
    assert {"issued", "accessed", "author", "source"} <= {name for item in items for name in item}


def test_a_style_cites_every_page(items: list[dict[str, Any]]) -> None:
    """A style that others wrote makes a line of each page: who, when, what, where, and when it was looked at."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        listed.register(Citation([CitationItem(item["id"])]))
    listed.sort()
    lines = [str(line) for line in listed.bibliography()]
    assert len(lines) == len(items)
    assert (
        "Ida Moss (2031) “Orr | {{Tarn}} [[spring]] '''costs''' <ref>”, Moor\ufffd & <b>Vale</b>, 6 May. "
        "Available at: https://moor.example/a?b=c%7Cd#top (Accessed: May 6, 2031)."
    ) in lines
    assert any("(no date) “[no headline]”" in line for line in lines)


def cited(line: str) -> dict[str, str]:
    """Return the fields of the one template a line is, as the wiki's own reader takes it apart."""
    code = mwparserfromhell.parse(line)
    (template,) = code.filter_templates(recursive=True)
    assert str(template) == line
    assert not code.filter_wikilinks() + code.filter_tags() + code.filter_comments()
    return {
        str(field.name): str(
            mwparserfromhell.parse(str(field.value)).strip_code(normalize=True, collapse=False)
        ).strip()
        for field in template.params
    }


def test_wikis_take_them(exported: Exported) -> None:
    """A headline full of a wiki's signs is words; the agency is named; every line is one template."""
    lines = exported("cite").decode("utf-8").splitlines()
    found = [cited(line) for line in lines]
    (page,) = (one for one in found if "agency" in one)
    assert page == {
        "author": "Ida Moss",
        "title": "Orr | {{Tarn}} [[spring]] '''costs''' <ref>",
        "url": "https://moor.example/a?b=c%7Cd#top",
        "work": "Moor\ufffd & <b>Vale</b>",
        "agency": "Reuters",
        "date": "2031-05-06",
        "access-date": "2031-05-06",
    }
    assert {"title": "[no headline]", "work": "/saved/mill page.txt"} in found


@pytest.mark.parametrize(
    ("byline", "agency", "author"),
    [("By AFP", "AFP", None), ("By Ida Moss", "AFP", "Ida Moss"), ("Ida Moss", None, "Ida Moss"), (None, None, None)],
)
def test_a_byline_that_names_an_agency_is_no_author(byline: str | None, agency: str | None, author: str | None) -> None:
    """Who supplied the copy is its agency, and did not write it."""
    page = replace(article(headline="Shut"), byline=byline, credits=(Credit(agency, "byline"),) if agency else ())
    told = cited(to_cite(page, capture()))
    assert (told.get("author"), told.get("agency")) == (author, agency and "Agence France-Presse")


@given(st.text(min_size=1), st.text(min_size=1))
def test_nothing_breaks_out_of_a_template(headline: str, outlet: str) -> None:
    """Whatever a page calls itself, the wiki reads one template, and no link, tag, template or signature in it."""
    page = article(headline=headline, outlet=Outlet(outlet), published=date(2031, 5, 6))
    line = to_cite(page, capture())
    told = cited(line)
    assert set(told) == {"title", "url", "work", "date", "access-date"} or not (headline.split() and outlet.split())
    assert "\n" not in line
    assert "~~~" not in line
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\0") & set(line)
