"""Words in drawings: where nothing else is."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from reportedly.serve.drawings.labels import Box, Room, apart, around


@given(st.lists(st.floats(0, 340), min_size=1, max_size=9), st.floats(10, 36))
def test_names_at_line_ends_are_pushed_apart(wanted: list[float], gap: float) -> None:
    """Names stand a gap apart in the order of their lines, within their bounds where all of them fit."""
    found = apart(wanted, gap, 0, 340)
    ordered = [place for _, place in sorted(zip(wanted, found, strict=True), key=lambda pair: (pair[0], pair[1]))]
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(ordered))
    assert ordered[0] >= 0
    assert ordered[-1] <= 340 + 1e-6 or gap * (len(wanted) - 1) > 340


def test_names_that_are_apart_already_stay() -> None:
    """What has room stands where its line ends."""
    assert apart([10, 60, 200], 38, 0, 340) == [10, 60, 200]


_PLACES = st.tuples(st.floats(0, 500), st.floats(0, 300))


@given(st.lists(st.tuples(_PLACES, st.text("abcdefg ", min_size=1, max_size=20)), max_size=25))
def test_no_two_labels_meet(marks: list[tuple[tuple[float, float], str]]) -> None:
    """Labels cover neither one another nor a mark, and lie on the drawing."""
    edge = Box(0, 0, 500, 300)
    cores = [Box(x - 5, y - 5, x + 5, y + 5) for (x, y), _ in marks]
    room = Room(edge, list(cores))
    labels = [room.place(around(core, ((words, 14.0),))) for core, (_, words) in zip(cores, marks, strict=True)]
    boxes = [label.box for label in labels if label]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert not any(box.meets(core) for box in boxes for core in cores)
    assert all(edge.holds(box) for box in boxes)


def test_a_label_crosses_as_few_lines_as_it_can() -> None:
    """Where a line runs over a mark, its words go under it; where they must cross too many, there are none."""
    mark = Box(95, 95, 105, 105)
    over = Box(0, 80, 200, 90)
    assert (label := Room(Box(0, 0, 200, 200), [mark], [over]).place(around(mark, (("44", 14.0),))))
    assert not label.box.meets(over)
    every = [Box(0, y, 200, y + 2) for y in range(0, 200, 4)]
    assert Room(Box(0, 0, 200, 200), [mark], every).place(around(mark, (("44", 14.0),)), most=0) is None
