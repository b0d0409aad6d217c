"""Quantities, times, places and certainty against corpora and hard lists."""

from datetime import date
from typing import Any

import pytest

from reportedly.evaluate import findings

Json = dict[str, Any]


def _row(key: str, items: list[Json]) -> list[Json]:
    return [{"corpus": "X", "id": "1", key: items}]


# ------------------------------------------------------------------ quantities


def test_quantities_of_a_corpus() -> None:
    """A value needs both bounds; its unit and change are counted on top."""
    gold = [
        {"low": 6.0, "high": 6.0, "unit": "dollar", "change": "="},
        {"low": 20.0, "high": 30.0, "unit": "people", "change": "~"},
    ]
    told = [
        {"low": 6, "high": 6, "unit": "Dollar", "change": "~"},
        {"low": 25, "high": 25, "unit": "people", "change": "~"},
        {"low": 6, "high": 6, "unit": "euro", "change": "="},
    ]
    figures = findings.score_quantities(_row("quantities", gold), _row("quantities", told))["X"]
    assert (figures["value"], figures["value_unit"], figures["value_change"]) == (40.0, 40.0, 0.0)


_NEAR = {"id": "h", "text": "just under 48 percent", "span": [0, 21], "low": 0.48, "high": 0.48, "unit": "fraction"}


@pytest.mark.parametrize(
    ("low", "high", "unit", "right"),
    [
        (48, 48, "percent", (1, 1)),
        (0.48, 0.48, "fraction", (1, 1)),
        (None, 48, "%", (0, 1)),  # a bound is right, the interval is not
        (48, 48, "fraction", (0, 0)),
    ],
)
def test_percentages_of_a_hard_list(low: float | None, high: float, unit: str, right: tuple[int, int]) -> None:
    """A percentage may be written either way."""
    told = [{"id": "h", "quantities": [{"low": low, "high": high, "unit": unit, "approx": True}]}]
    figures = findings.score_quantities([{**_NEAR, "approx": True}], told)["hard"]
    assert (figures["interval"], figures["bound"]) == right


# ------------------------------------------------------------------ times


@pytest.mark.parametrize(
    ("value", "first", "after"),
    [
        ("2013-03-22", date(2013, 3, 22), date(2013, 3, 23)),
        ("2013-03-22TEV", date(2013, 3, 22), date(2013, 3, 23)),
        ("2012-12", date(2012, 12, 1), date(2013, 1, 1)),
        ("2013-W11", date(2013, 3, 11), date(2013, 3, 18)),
        ("2013-W11-WE", date(2013, 3, 16), date(2013, 3, 18)),
        ("1989-Q4", date(1989, 10, 1), date(1990, 1, 1)),
        ("1989-H1", date(1989, 1, 1), date(1989, 7, 1)),
        ("199", date(1990, 1, 1), date(2000, 1, 1)),
    ],
)
def test_days_of(value: str, first: date, after: date) -> None:
    """A calendar value stands for its days."""
    assert findings.days_of(value) == (first, after)


@pytest.mark.parametrize("value", ["PRESENT_REF", "P3D", "2013-02-30", "2012-WI", "", None])
def test_no_days(value: str | None) -> None:
    """A reference, a duration, a season and a day that never was are no days."""
    assert findings.days_of(value) is None


def test_times_of_a_corpus() -> None:
    """Spans may overlap; values must be equal, or their days nearly so."""
    gold = [
        {"s": 0, "e": 6, "type": "DATE", "value": "2013-03-22"},
        {"s": 10, "e": 16, "type": "DATE", "value": "2012-08"},
        {"s": 20, "e": 27, "type": "DURATION", "value": "P1M"},
    ]
    told: list[Json] = [
        {"s": 0, "e": 6, "value": "2013-03-22", "type": "DATE"},
        {"s": 9, "e": 16, "start": "2012-08-01", "end": "2012-08-31"},
        {"s": 40, "e": 44, "value": "2012"},
    ]
    figures = findings.score_times(_row("timex", gold), _row("timex", told))["X"]
    assert [figures[key] for key in ("strict", "relaxed", "value", "interval")] == [33.3, 66.7, 33.3, 66.7]


@pytest.mark.parametrize(
    ("gold", "told", "right"),
    [
        ({"value": None, "start": "2024-08-15", "end": "2024-08-22", "unit": "day"}, ("2024-08-15", "2024-08-23"), 1),
        ({"value": None, "start": "2024-08-15", "end": "2024-08-22", "unit": "day"}, ("2024-08-15", "2024-08-24"), 0),
        ({"value": None, "start": "2022-01-01", "end": None}, ("2022-01-01", None), 1),
        ({"value": None, "start": "2022-01-01", "end": None}, ("2022-01-01", "2022-12-31"), 0),
        ({"value": "2024-08", "start": "2024-08-01", "end": "2024-08-31"}, ("2024-8-1", "2024-08-31"), 0),
    ],
)
def test_times_of_a_hard_list(gold: Json, told: tuple[str, str | None], right: int) -> None:
    """Both days count, an open side only fits an open one, an arguable row may be off by its unit."""
    row = {"id": "t", "text": "in a while", "span": [0, 10], "arguable": "unit" in gold, **gold}
    found = [{"id": "t", "timex": [{"start": told[0], "end": told[1]}]}]
    assert findings.score_times([row], found)["hard"]["right"] == right


# ------------------------------------------------------------------ places


def test_places_of_a_corpus() -> None:
    """The area meant counts as found, wherever its point is put."""
    gold: list[Json] = [
        {"s": 0, "e": 5, "lat": 39.76, "lon": -98.5, "gid": 1, "area_gid": 1},
        {"s": 9, "e": 14, "lat": 51.73, "lon": 36.18, "gid": 2},
        {"s": 20, "e": 24},
    ]
    told: list[Json] = [
        {"s": 0, "e": 5, "lat": 38.0, "lon": -97.0, "gid": 1},
        {"s": 8, "e": 14, "lat": 51.7, "lon": 36.2, "gid": 2},
        {"s": 30, "e": 33, "lat": 0, "lon": 0},
    ]
    figures = findings.score_places(_row("toponyms", gold), _row("toponyms", told))
    assert [figures["X"][key] for key in ("acc161", "acc161_area", "id")] == [0.5, 1.0, 1.0]
    assert figures["X"]["overlap"] == {"p": 0.6667, "r": 0.6667, "f1": 0.6667}
    assert figures["macro"]["e2e_f1"] == figures["X"]["e2e"]["f1"]


# ------------------------------------------------------------------ certainty


def test_certainty_of_a_corpus() -> None:
    """A status has its place on the scale; what is missing counts as asserted."""
    gold = [{"tok": 1, "score": 3.0}, {"tok": 4, "score": -3.0}, {"tok": 7, "score": 0.0}]
    told: list[Json] = [{"tok": 1, "score": 3.0}, {"tok": 4, "class": "denied"}, {"tok": 7, "class": "possible"}]
    figures = findings.score_certainty(_row("targets", gold), _row("targets", told))["X"]
    assert (figures["mae"], figures["macro_f1"], figures["missing"]) == (0.167, 1.0, 0)
    nothing = findings.score_certainty(_row("targets", gold), [])["X"]
    assert (nothing["mae"], nothing["r"], nothing["missing"]) == (3.0, None, 3)


@pytest.mark.parametrize(
    ("figures", "cells"),
    [
        ({"X": {"docs": 2, "overlap": {"p": 1, "r": 0.5, "f1": 0.667}, "id": None}}, ("X", "2", "0.667", "-")),
        ({"hard": {"items": 3, "right": 2, "missed": ["a two"]}}, ("hard", "3", "2")),
    ],
)
def test_table(figures: Json, cells: tuple[str, ...]) -> None:
    """A line for each corpus; of a hard list also what was missed."""
    assert findings.table(figures)[1] == cells
