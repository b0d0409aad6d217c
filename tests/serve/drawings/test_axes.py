"""Axes: from nought, with round numbers, and days as close as there is room for."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.serve.drawings.axes import Scale, days, ticks

FIRST = date(2026, 11, 10)
_NUMBERS = st.one_of(st.integers(-5000, 10**12).map(float), st.floats(-1e6, 1e12), st.just(1e-300))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([44.0], [0, 10, 20, 30, 40, 50]),
        ([0.0], [0, 1]),  # nobody
        ([1.0, 3.0], [0, 1, 2, 3]),  # there is nothing between one dead and two
        ([3e6], [0, 1e6, 2e6, 3e6]),
        ([-12.0, 5.5], [-15, -10, -5, 0, 5, 10]),
    ],
)
def test_ticks(values: list[float], expected: list[float]) -> None:
    """An axis has round numbers, nought among them, to the one beyond the greatest value."""
    assert ticks(values) == expected


@given(st.lists(_NUMBERS, min_size=1, max_size=8), st.integers(3, 8))
def test_an_axis_starts_at_nought_and_has_all_values(values: list[float], most: int) -> None:
    """An axis begins at 0, or below it where a value is; it reaches beyond every value, with about so many ticks."""
    found = ticks(values, most, whole=False)
    slack = (found[-1] - found[0]) * 1e-6
    assert 0.0 in found
    assert found[0] == 0.0 or min(values) < 0
    assert found[0] - slack <= min(values)
    assert max(values) <= found[-1] + slack
    assert 2 <= len(found) <= most + 2
    assert all(a < b for a, b in pairwise(found))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.lists(st.floats(0, 1e6), min_size=2, max_size=9))
def test_scales_keep_the_order(start: float, end: float, values: list[float]) -> None:
    """A greater number stands farther along."""
    found = [Scale(0, 1e6, start, end).at(value) for value in sorted(values)]
    assert all((b >= a - 1e-6) if end >= start else (b <= a + 1e-6) for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("length", "most", "expected"),
    [
        (0, 9, ["10 Nov 2026"]),
        (4, 9, ["10 Nov 2026", "11 Nov", "12 Nov", "13 Nov", "14 Nov"]),
        (4, 3, ["10 Nov 2026", "12 Nov", "14 Nov"]),
        (60, 9, ["10 Nov 2026", "17 Nov", "24 Nov", "1 Dec", "8 Dec", "15 Dec", "22 Dec", "29 Dec", "5 Jan 2027"]),
        (300, 6, ["Jan 2027", "Mar", "May", "Jul", "Sep"]),
        (3000, 9, ["2027", "2028", "2029", "2030", "2031", "2032", "2033", "2034", "2035"]),
    ],
)
def test_days_as_close_as_there_is_room_for(length: int, most: int, expected: list[str]) -> None:
    """The axis of time has days, months or years, and says the year where it begins."""
    told = days([FIRST, FIRST + timedelta(days=length)]).ticks(most)
    assert [f"{tick.label} {tick.year}" if tick.year else tick.label for tick in told] == expected


@given(st.dates(), st.dates(), st.integers(2, 12))
def test_ticks_lie_within_their_days(one: date, other: date, most: int) -> None:
    """Whatever the days, marks are in order, not too many, and on the axis."""
    span = days([one, other])
    found = [tick.at for tick in span.ticks(most)]
    assert 1 <= len(found) <= most
    assert all(a < b for a, b in pairwise(found))
    assert span.first <= found[0] <= found[-1] <= span.end
