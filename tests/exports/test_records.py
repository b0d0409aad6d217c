"""JSON Lines of everything, and JSON that nothing chokes on."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exports.plain import cleaned, dumps, for_pages
from reportedly.ledger import Ledger

Exported = Callable[..., bytes]


@pytest.fixture
def lines(exported: Exported) -> list[dict[str, Any]]:
    """Return the lines."""
    return [json.loads(line) for line in exported("records").splitlines()]


def test_every_line_has_its_type(lines: list[dict[str, Any]], ledger: Ledger) -> None:
    """All there is stands there, each as a line; the first tells how offsets count and what waits to be linked."""
    kinds = Counter(line["type"] for line in lines)
    sizes = ledger.books.sizes()
    assert (kinds["claim"], kinds["point"], kinds["relation"], kinds["copy"]) == (
        sizes.claims,
        sizes.points,
        sizes.relations,
        sizes.copies,
    )
    assert (kinds["article"], kinds["report"]) == (ledger.counts().pages, ledger.counts().reports)
    assert min(kinds[name] for name in ("claim", "point", "relation", "copy", "entity", "story")) > 0
    assert lines[0] | {"offsets": ""} == {
        "type": "about",
        "offsets": "",
        "story": None,
        "kinds": ["statement", "belief"],
        "pages_not_linked": 2,
    }
    assert "Unicode code points" in lines[0]["offsets"]


def test_ids_lead_from_line_to_line(lines: list[dict[str, Any]]) -> None:
    """A report names its article, its claim and its point; a claim its reports; and all of these are there."""
    ids = {
        kind: {line["id"] for line in lines if line["type"] == kind} for kind in ("article", "report", "claim", "point")
    }
    for line in lines:
        if line["type"] == "report":
            assert line["article_id"] in ids["article"]
            assert line["claim"] in ids["claim"] | {None}
            assert line["point"] in ids["point"] | {None}
        if line["type"] == "claim":
            assert set(line["reports"]) <= ids["report"]
        if line["type"] == "relation":
            assert {line["source"], line["target"]} <= ids["claim"]


def test_spans_stand_in_the_text(lines: list[dict[str, Any]]) -> None:
    """Offsets count code points of the text that the line of the article has."""
    texts = {line["id"]: line for line in lines if line["type"] == "article"}
    for line in lines:
        if line["type"] == "report":
            span, page = line["evidence"], texts[line["article_id"]]
            text = page["text"] if span["in"] == "body" else page["headline"]
            assert text[span["start"] : span["end"]] == span["text"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_json_is_one_clean_line(value: Any) -> None:  # noqa: ANN401  # JSON
    """Whatever is told is one line of UTF-8 that says the same, but for NUL and lone surrogates; no tag is in it."""
    for text in (dumps(value), for_pages(value)):
        assert text.encode("utf-8")
        assert len(text.splitlines()) == 1
        assert json.loads(text) == cleaned(value)
    assert not set("<>&") & set(for_pages(value))
