"""Values in the terms of the gold sets; the texts are invented."""

from pathlib import Path
from typing import Any

import pytest

from reportedly.evaluate import quantities
from reportedly.models import Models

Json = dict[str, Any]


def _no_models() -> Models:
    pytest.fail("no weights are needed for this")


def _told(row: Json) -> list[Json]:
    """Return what is written for one row."""
    (told,) = quantities.predictions(Path(), [row], _no_models, lambda _done, _of: None)
    assert {key: told[key] for key in told if key != "quantities"} == {k: row[k] for k in ("corpus", "id") if k in row}
    return list(told["quantities"])


def _point(low: float, unit: str, change: str = "=", high: float | None = None) -> Json:
    return {"low": low, "high": low if high is None else high, "unit": unit, "change": change}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company paid $6 for each.", [_point(6, "dollar")]),
        ("More than 60 families left.", [_point(60, "family", ">")]),
        ("Prices rose 5% in May.", [_point(5, "percentage", "up")]),
        ("Output fell by 5 percent.", [_point(5, "percentage", "down")]),
        ("A 5 percent drop was seen.", [_point(5, "percentage")]),
        ("About 20 boats sank.", [_point(20, "boat", "~")]),
        ("Just under 20 boats sank.", [_point(20, "boat", "<")]),
        ("Just one area was hit.", [_point(1, "area")]),
        ("The board has 5G for three months.", [_point(3, "month"), _point(5, "generation wireless")]),
        ("Dozens of children came.", [_point(12, "child")]),
        ("Hundreds of bosses came.", [_point(100, "boss", high=1000)]),
        ("It fell from 9 yards to 7 yards.", [_point(9, "yard", "down", high=7)]),
        ("It fell 9 % to 7 yards.", [_point(9, "percentage", "down"), _point(7, "yard")]),
        (
            "PS6m was paid at 8 p.m. for 80 km/h cars.",
            [_point(6e6, "pound sterling"), _point(80, "kilometre per hour")],
        ),
        (
            "Ada Orr, 71, sells four times as many at $2 a gallon.",
            [_point(71, "year of age"), _point(4, "count"), _point(2, "dollar per gallon")],
        ),
    ],
)
def test_corpus_terms(text: str, expected: list[Json]) -> None:
    """A corpus has a point with a change beside it, and long names of units in the singular."""
    found = _told({"corpus": "X", "id": "1", "text": text, "quantities": []})
    assert [{key: row[key] for key in ("low", "high", "unit", "change")} for row in found] == expected


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("More than 60 soldiers left.", 60, None, "person"),
        ("Rates rise by 25 basis points.", 0.0025, 0.0025, "fraction"),
        ("It has 40 families.", 40, 40, "family"),
    ],
)
def test_hard_terms(text: str, low: float | None, high: float | None, unit: str) -> None:
    """A hard list has intervals, and where they stand."""
    (found,) = _told({"id": "1", "text": text, "span": [0, 21]})
    assert (found["low"], found["high"], found["unit"], found["approx"]) == (low, high, unit, False)
    assert any(digit.isdigit() for digit in text[found["s"] : found["e"]])
