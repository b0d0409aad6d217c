"""Ranges near a place are found as if all were looked at."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribute.ranges import Ranges, overlap

RANGE = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(RANGE, max_size=12), RANGE)
def test_what_touches_a_place(ranges: list[tuple[int, int]], place: tuple[int, int]) -> None:
    """No range that shares a code point is missed, overlapping or not, and no other is found."""
    assert Ranges(ranges).touching(place) == [r for r in sorted(ranges) if overlap(r, place)]


@given(st.lists(RANGE, max_size=12), st.integers(0, 50))
def test_the_last_that_begins_before_a_place(ranges: list[tuple[int, int]], at: int) -> None:
    """A place belongs to the last range that begins at or before it, else to the first."""
    assert Ranges(ranges).number(at) == max(0, sum(start <= at for start, _ in ranges) - 1)
