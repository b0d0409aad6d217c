"""Numbers over time, drawn, in a table and in words: whose number is whose, and nothing joined."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import drawn
from reportedly.serve.drawings import axes, numbers, plots
from reportedly.serve.drawings.labels import Box
from reportedly.serve.drawings.numbers import Chart, Step, Track
from reportedly.serve.drawings.plots import Frame

FIRST = date(2026, 11, 10)
HOSTILE = '</text><script>alert(1)</script>" onload="x\u202e\x1b[31m' * 4


def step(label: str, low: float | None, high: float | None, day: int | None, *, is_revised: bool = False) -> Step:
    """Return a value given so many days after the first."""
    when = None if day is None else FIRST + timedelta(days=day)
    return Step(label, low, high, when, is_revised=is_revised, told=f"{label} deaths", href="/claims/1")


CIVIL = Track(
    "civil",
    "Hallin Civil Protection",
    (
        step("at least 9", 9, None, 0, is_revised=True),
        step("41", 41, 41, 2, is_revised=True),
        step("38", 38, 38, 3, is_revised=True),
        step("44", 44, 44, 4),
    ),
    "province",
)
HOSPITAL = Track(
    "hospital",
    "Marrowford District Hospital",
    (step("“dozens”: 24 to 99", 24, 99, 0, is_revised=True), step("47", 47, 47, 3)),
    "hospital",
)
OFFICIALS = Track("officials", "ministry officials", (step("at most 60", None, 60, 4),), "country", is_unnamed=True)
TOLL = Chart("deaths", (CIVIL, HOSPITAL, OFFICIALS))


def lone(who: str, *values: float) -> Track:
    """Return a claimant's exact values, one a day."""
    return Track(who, who, tuple(step(f"{value:,g}", value, value, day) for day, value in enumerate(values)))


# ------------------------------------------------------------------ in words


@pytest.mark.parametrize(
    ("chart", "expected"),
    [
        (
            TOLL,
            (
                "3 claimants count different things. The latest are 44 (Hallin Civil Protection; province), "
                "47 (Marrowford District Hospital; hospital) and at most 60 (ministry officials, unnamed; country). "
                "Hallin Civil Protection lowered the count once, from 41 to 38."
            ),
        ),
        (Chart("deaths", (lone("Ada Orr", 3),)), "One claimant counts this. The latest is 3 (Ada Orr)."),
        (
            Chart("deaths", (lone("Ada Orr", 3), replace(lone("nobody named", 8, 9), who="", is_one=False))),
            "One claimant counts this; 2 values name nobody. The latest are 3 (Ada Orr) and 9 (nobody named).",
        ),
        (
            Chart("deaths", tuple(lone(f"Claimant {n}", n) for n in range(7))),
            (
                "7 claimants count this. The latest are 0 (Claimant 0), 1 (Claimant 1), 2 (Claimant 2), "
                "3 (Claimant 3), 4 (Claimant 4), and 2 more values."
            ),
        ),
        (
            Chart("deaths", (lone("Ada Orr", 9, 7, 8, 5),)),
            (
                "One claimant counts this. The latest is 5 (Ada Orr). Ada Orr lowered the count twice, the last "
                "time from 8 to 5."
            ),
        ),
        (
            Chart("deaths", (Track("a", "Ada Orr", (step("40", 40, 40, None),)),)),
            "No value has a place on an axis of time.",
        ),
    ],
)
def test_summary(chart: Chart, expected: str) -> None:
    """The sentence above a drawing says how many count what, the latest of each, and who went back."""
    assert numbers.summary(chart) == expected


def test_what_is_to_come_is_not_the_latest() -> None:
    """A forecast does not stand for what its claimant counts."""
    to_come = replace(step("90, predicted", 90, 90, 5), holds=False)
    assert "44 (Hallin" in numbers.summary(Chart("deaths", (replace(CIVIL, steps=(*CIVIL.steps, to_come)),)))


# ------------------------------------------------------------------ the drawing


def test_the_toll_as_drawn() -> None:
    """Each claimant has a colour, a line and their name at its end; what is revised is hollow."""
    markup = plots.figure(TOLL, "toll")
    for drawing in drawn.drawings(markup).values():
        groups = Counter(group.attrib["class"] for group in drawing.iter("g"))
        assert groups == {"s1": 2, "s2": 2, "s3": 2}
        hollow = [one.attrib["class"] for one in drawing.iter() if one.attrib.get("class", "").startswith("dot")]
        assert Counter(hollow) == {"dot old": 4, "dot": 3}
    wide, tall = (list(drawn.words(one)) for one in drawn.drawings(markup).values())
    assert {one.words for one in wide if "t-label" in one.classes} == {
        "Hallin Civil Protection",
        "Marrowford District Hospital",
        "ministry officials, unnamed",
    }
    assert {one.words for one in tall if "t-label" in one.classes} == {"44", "47", "at most 60"}
    assert {"at least 9", "41", "38", "44", "47", "at most 60"} <= {one.words for one in wide if "t-val" in one.classes}


@pytest.mark.parametrize(
    ("chart", "keys"),
    [
        (TOLL, ["stands", "since revised by the same claimant", "a range", "at least", "at most"]),
        (Chart("deaths", (lone("Ada Orr", 3),)), ["stands"]),
        (
            Chart("deaths", (replace(CIVIL, steps=(replace(step("3", 3, 3, 1), is_about=True),)),)),
            ["stands", "about then: no page says the day"],
        ),
    ],
)
def test_keys(chart: Chart, keys: list[str]) -> None:
    """The signs that a drawing has are explained, and no others."""
    (listed,) = [one for one in drawn.parsed(plots.figure(chart, "n")).iter("ul") if one.attrib["class"] == "keys"]
    assert ["".join(item.itertext()) for item in listed] == keys


def test_more_than_five_stand_one_to_a_frame() -> None:
    """Of six claimants each has a frame, and all have the same axes; of five, all share one."""
    six = Chart("deaths", tuple(lone(f"Claimant {n}", 10 * n, 90) for n in range(6)))
    for drawing in drawn.drawings(plots.figure(six, "n")).values():
        told = [one.words for one in drawn.words(drawing) if "t-axis" in one.classes]
        (axes,) = (one.attrib["id"] for one in drawing.iter("g") if "id" in one.attrib)
        again = [one.attrib["href"] for one in drawing.iter("use")]
        assert told.count("0") == told.count("100") == 1  # written once, shown six times
        assert again == [f"#{axes}"] * 5
    five = replace(six, tracks=six.tracks[:5])
    wide = drawn.drawings(plots.figure(five, "n"))["wide"]
    assert [one.words for one in drawn.words(wide) if "t-axis" in one.classes].count("0") == 1


def test_numbers_far_apart_have_an_axis_each() -> None:
    """Three households beside three million people are drawn on two axes, both from 0, and words say so."""
    markup = plots.figure(Chart("displaced", (lone("Ada Orr", 3), lone("Relief agency", 3_000_000))), "n")
    assert "the greatest are 3 million and 3." in markup
    wide = drawn.drawings(markup)["wide"]
    told = [one.words for one in drawn.words(wide) if "t-axis" in one.classes]
    assert told.count("0") == 2
    assert {"3", "3 million"} <= set(told)
    assert {one.words for one in drawn.words(wide) if "t-sub" in one.classes} >= {"Axis to 3 million", "Axis to 3"}


def test_many_claimants_are_counted() -> None:
    """No more than twelve frames are drawn; the words say how many are left, and the table has them."""
    many = Chart("deaths", tuple(lone(f"Claimant {n}", 50 + n) for n in range(30)))
    markup = plots.figure(many, "n")
    assert "The 12 most reported are drawn; 18 more stand in the table." in markup
    assert numbers.twin(many).count("<tr>") == 31


def test_nobody_is_joined_to_nobody() -> None:
    """Values for which nobody is named may be several people's: marks, and no line."""
    markup = plots.figure(Chart("deaths", (replace(lone("nobody named", 3, 5, 9), who="", is_one=False),)), "n")
    wide = drawn.drawings(markup)["wide"]
    classes = [one.attrib.get("class") for one in wide.iter()]
    assert classes.count("dot") == 3
    assert "step" not in classes


def test_what_may_be_is_no_level() -> None:
    """A forecast has a mark with its word; the line goes on from the last value that stands."""
    to_come = replace(step("90, predicted", 90, 90, 5), holds=False)
    markup = plots.figure(Chart("deaths", (replace(CIVIL, steps=(*CIVIL.steps[1:], to_come)),)), "n")
    wide = drawn.drawings(markup)["wide"]
    (path,) = [one.attrib["d"] for one in wide.iter("path") if one.attrib["class"] == "step"]
    assert len(set(drawn.heights(path))) == 3
    assert "90, predicted" in [one.words for one in drawn.words(wide)]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (step("40", 40, 40, None), "no day is known"),
        (replace(step("rose by 12", 12, 12, 2), kept_off="it says how much it changed"), "it says how much it changed"),
        (step("∞", float("inf"), None, 2), "there is no scale for it"),
    ],
)
def test_what_has_no_place_is_named_beside(value: Step, why: str) -> None:
    """A value without a day, or that is no level, is never given a place: it is listed, with the reason."""
    markup = plots.figure(Chart("deaths", (replace(CIVIL, steps=(*CIVIL.steps, value)),)), "n")
    (beside,) = [one for one in drawn.parsed(markup).iter("div") if one.attrib.get("class") == "beside"]
    assert f"Hallin Civil Protection: {value.told}" in "".join(beside.itertext())
    assert why in "".join(beside.itertext())
    assert markup.count('class="dot') == plots.figure(Chart("deaths", (CIVIL,)), "n").count('class="dot')


def test_nothing_to_draw() -> None:
    """Where no value has a place there is no empty frame, only what there is in words."""
    chart = Chart("deaths", (Track("a", "Ada Orr", (step("40", 40, 40, None),)),))
    markup = plots.figure(chart, "n")
    assert "<svg" not in markup
    assert "Ada Orr" in markup


def test_a_thousand_values_are_bounded() -> None:
    """A line of a thousand values goes through them all; the drawing stays small, and words say what it leaves out."""
    long = Chart("troops", (lone("General staff", *(7e5 + n for n in range(1000))),))
    markup = plots.figure(long, "n")
    assert "no more than 48 of them have a mark" in markup
    assert len(markup) < 40_000
    (path,) = [one.attrib["d"] for one in drawn.drawings(markup)["wide"].iter("path") if one.attrib["class"] == "step"]
    assert path.count("H") == 1000


def test_hostile_names() -> None:
    """Whatever a page calls a claimant or a measure, it stays text, turns nothing around, and is cut in drawings."""
    bad = Chart(HOSTILE, (replace(CIVIL, name=HOSTILE, counts=HOSTILE),), unit=HOSTILE, about=HOSTILE)
    for markup in (plots.figure(bad, "n"), numbers.twin(bad)):
        assert drawn.parsed(markup)
        assert "<script" not in markup
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", markup)
        assert not [key for one in drawn.parsed(markup).iter() for key in one.attrib if key.startswith("on")]
        assert "style=" not in markup
    for drawing in drawn.drawings(plots.figure(bad, "n")).values():
        assert all(len(one.words) <= 60 for one in drawn.words(drawing))


# ------------------------------------------------------------------ laws

_BOUNDS = st.one_of(
    st.integers(0, 300).map(lambda n: (n, n)),
    st.integers(0, 300).map(lambda n: (n, None)),
    st.integers(0, 300).map(lambda n: (None, n)),
    st.tuples(st.integers(0, 100), st.integers(1, 100)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    st.integers(0, 10**7).map(lambda n: (n, n)),
)
_STEPS = st.builds(
    lambda bounds, day, label, old: step(label, bounds[0], bounds[1], day, is_revised=old),
    _BOUNDS,
    st.integers(0, 40) | st.none(),
    st.sampled_from(["44", "at least 9", "58 to 60", "“dozens”: 24 to 99", "1.2 billion, possible"]),
    st.booleans(),
)


def _ordered(steps: list[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda one: one.day or date.max))


_TRACKS = st.builds(
    lambda steps, counts, unnamed: Track("", "", _ordered(steps), counts, is_unnamed=unnamed),
    st.lists(_STEPS, min_size=1, max_size=8),
    st.sampled_from(["", "province", "people brought to the hospital, identified or not"]),
    st.booleans(),
)
_NAMES = st.text(min_size=1, max_size=60)


@st.composite
def _charts(draw: st.DrawFn) -> Chart:
    some = draw(st.lists(st.tuples(_TRACKS, _NAMES), min_size=1, max_size=14))
    return Chart("deaths", tuple(replace(track, who=f"c{at}", name=name) for at, (track, name) in enumerate(some)))


@settings(max_examples=60, deadline=None)
@given(_charts())
def test_words_lie_on_the_drawing_and_apart(chart: Chart) -> None:
    """Whatever is counted: the markup is well formed, all words lie on it, and no two of them meet."""
    for drawing in drawn.drawings(plots.figure(chart, "n")).values():
        edge = drawn.edge(drawing).grown(0.2)
        told = list(drawn.words(drawing))
        assert all(edge.holds(one.box) for one in told)
        free = [one.box.grown(-0.6) for one in told]
        assert not any(a.meets(b) for a, b in combinations(free, 2))


@settings(max_examples=60, deadline=None)
@given(_charts())
def test_a_line_is_one_claimants(chart: Chart) -> None:
    """A line comes to no height but those of its own claimant's values: none leads to another's."""
    frame = Frame(Box(40, 18, 700, 366), axes.days([FIRST, FIRST + timedelta(days=40)]), (0.0, 1e7), days=74)
    for at, track in enumerate(track for track in chart.tracks if track.drawn):
        line = frame.line(track, at, len(chart.tracks))
        own = {round(y, 1) for mark in line.marks for y in (mark.y, mark.low, mark.high)}
        assert all(min(abs(y - one) for one in own) <= 0.15 for y in drawn.heights(line.path))
        assert [mark.x for mark in line.marks] == sorted(mark.x for mark in line.marks)
        assert all(frame.box.left <= mark.x <= frame.box.right for mark in line.marks)
    for drawing in drawn.drawings(plots.figure(chart, "n")).values():
        lines = [one for one in drawing.iter("path") if one.attrib["class"] == "step"]
        assert len(lines) <= min(len(chart.drawn), plots.DRAWN)


@settings(max_examples=60, deadline=None)
@given(_charts())
def test_the_table_has_what_the_drawing_has(chart: Chart) -> None:
    """Table and rows hold every value once; the drawing has a mark for each that has a place, up to its bounds."""
    every = [one for track in chart.tracks for one in track.steps]
    rows = list(numbers.rows(chart))
    assert len(rows) == len(every) == numbers.twin(chart).count("<tr>") - 1
    assert all(len(row) == len(numbers.COLUMNS) for row in rows)
    placed = sum(row[numbers.COLUMNS.index("not_drawn_because")] is None for row in rows)
    assert placed == chart.size
    if len(chart.drawn) <= plots.DRAWN:
        for drawing in drawn.drawings(plots.figure(chart, "n")).values():
            marks = [one for one in drawing.iter() if one.attrib.get("class") in ("dot", "dot old")]
            assert len(marks) == placed


def test_rows() -> None:
    """A row has the bounds as numbers, the words, the standing, and what page text can do no harm with."""
    row = dict(zip(numbers.COLUMNS, next(numbers.rows(TOLL)), strict=True))
    assert row == {
        "claimant": "Hallin Civil Protection",
        "unnamed": "no",
        "counts": "province",
        "day": "2026-11-10",
        "about_day": "no",
        "value": "at least 9 deaths",
        "low": 9,
        "high": None,
        "approximate": "no",
        "status": "asserted",
        "standing": "revised",
        "first_told_by": None,
        "not_drawn_because": None,
        "claim": "/claims/1",
    }


def test_the_table_leads_to_the_claims() -> None:
    """Each value of the table is a link to its claim; an unnamed claimant is in italics, with the word."""
    table = numbers.twin(TOLL)
    assert table.count('<a href="/claims/1">') == 7
    assert "<bdi><i>ministry officials</i></bdi> (unnamed)" in table
    assert '<time datetime="2026-11-10">10 Nov 2026</time>' in table
