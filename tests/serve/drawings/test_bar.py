"""The origins bar: as many cells as outlets, in order, and the words that say the same."""

import re
from itertools import pairwise
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from behinds import behind_of
from reportedly.link import Told
from reportedly.outlets import outlet_of
from reportedly.records import Origins, Weight
from reportedly.serve.drawings import bar
from reportedly.serve.drawings.bar import Cells
from tellings import BOARD, FARMERS, count, page, people, said, via

DEAD = {"value": count(31, "deaths @ karvel")}
CELLS = st.builds(Cells, *(st.integers(0, most) for most in (120, 90, 700, 30)))


def dead(outlet: str, day: int, *chain: object) -> Told:
    """A page on which somebody, or nobody, counts the dead of Karvel."""
    return page(outlet, day, said("31 people were killed in Karvel", *chain, **DEAD))  # type: ignore[arg-type]  # sources


def drawn(of: Cells, scale: int | None = None) -> tuple[float, list[tuple[str, float, float]]]:
    """Return how wide a bar is, and its cells: class, left edge, width."""
    svg = Tree.fromstring(bar.svg(of, scale))
    cells = [
        (path.get("class", ""), float(x), float(wide))
        for path in svg
        for x, wide in re.findall(r"M([\d.]+) [\d.]+h([\d.]+)v", path.get("d", ""))
    ]
    return float((svg.get("viewBox") or "").split()[2]), cells


@pytest.mark.parametrize(
    ("of", "kinds"),
    [
        (Cells(2, 1, 3, 1), ["o-solid"] * 2 + ["o-frame"] + ["o-echo"] * 3 + ["o-unread"]),
        (Cells(0, 0, 4), ["o-echo"] * 4),  # no origin, no solid cell
        (Cells(2, 0, 400, 3), ["o-solid"] * 2 + ["o-echo", "o-unread"]),  # past 120, what repeats is one rectangle
        (Cells(75, 0, 425), ["o-solid", "o-echo"]),  # of so many that bring an origin each cell would be a hair
        (Cells(4, 107, 389), ["o-solid", "o-frame", "o-echo"]),
        (Cells(0, 0, 0), []),
    ],
)
def test_cells_stand_in_order(of: Cells, kinds: list[str]) -> None:
    """First who brings an origin, then who perhaps does, then who repeats, then who is not read."""
    assert [kind for kind, _, _ in drawn(of)[1]] == kinds


@settings(max_examples=50, deadline=None)
@given(CELLS, st.integers(0, 900))
def test_cells_lie_apart_inside_the_bar(of: Cells, scale: int) -> None:
    """No two cells overlap, and none sticks out."""
    whole, cells = drawn(of, scale)
    edges = [0.0, *(edge for _, x, wide in cells for edge in (x, x + wide)), whole]
    assert all(left <= right + 0.3 for left, right in pairwise(edges))


@settings(max_examples=50, deadline=None)
@given(CELLS, st.integers(0, 900))
def test_who_brings_an_origin_can_be_seen(of: Cells, scale: int) -> None:
    """What is solid is four pixels wide on the narrowest screen, however long the bar."""
    whole, cells = drawn(of, scale)
    if of.solid + of.half > 20 and max(of.outlets, scale) <= bar.RUN:
        return  # a cell an outlet, and no room for four pixels each
    assert all(wide * 297 / whole >= 3.9 for kind, _, wide in cells if kind == "o-solid")


def test_many_that_bring_an_origin_leave_room_for_the_others() -> None:
    """Where 75 of 500 outlets bring an origin, 15 of 100 parts of the bar are solid, and the rest repeats."""
    whole, ((_, _, solid), (_, _, echo)) = drawn(Cells(75, 0, 425))
    assert solid / whole == pytest.approx(0.15, abs=0.01)
    assert echo / whole == pytest.approx(0.85, abs=0.01)


@settings(max_examples=30, deadline=None)
@given(st.lists(CELLS, min_size=2, max_size=4))
def test_bars_of_a_list_share_a_scale(some: list[Cells]) -> None:
    """In a list all bars have one width, so that length is the number of outlets."""
    scale = max(one.outlets for one in some)
    assert max(drawn(one, scale)[0] for one in some) - min(drawn(one, scale)[0] for one in some) < 0.3


def test_a_small_bar_keeps_its_cells() -> None:
    """Cells are ten units wide and two apart, up to what a narrow screen shows."""
    whole, cells = drawn(Cells(2, 1, 58, 1))
    assert whole == 742
    assert [x for kind, x, _ in cells if kind == "o-solid"] == [0, 12]
    assert cells[-1][1:] == (732.5, 9)


@pytest.mark.parametrize(
    ("weight", "origins", "words"),
    [
        (Weight(30, 24, 19, 3), Origins(2, 3), "24 outlets · 19 publishers · 3 claimants · 2–3 independent origins"),
        (Weight(1, 1, 1, 1), Origins(1, 1), "1 outlet · 1 publisher · 1 claimant · 1 independent origin"),
        (Weight(4, 4, 4, 0), Origins(0, 0), "4 outlets · 4 publishers · nobody named · no independent origin"),
    ],
)
def test_words_say_the_same(weight: Weight, origins: Origins, words: str) -> None:
    """The line that matters is one line, with its singulars, and says where there is nobody and nothing."""
    caption = bar.words(weight, origins)
    assert caption.striptags() == words
    figure = Tree.fromstring(bar.figure(Cells(1, 0, 2), caption, is_big=True))
    assert figure.get("class") == "origins big"
    assert "".join(figure.itertext()).strip() == words


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (Cells(2, 1, 58, 1), ["2 outlets bring an origin of their own", "1 perhaps does", "58 echo", "1 not read"]),
        (Cells(1, 0, 1), ["1 outlet brings an origin of its own", "1 echoes"]),
        (Cells(0, 1, 3), ["1 perhaps brings an origin of its own", "3 echo"]),
        (Cells(0, 0, 1_200), ["1,200 echo"]),
    ],
)
def test_the_key_counts(of: Cells, words: list[str]) -> None:
    """The key tells how many there are of each kind, and leaves out what is not there."""
    assert ["".join(one.itertext()) for one in Tree.fromstring(bar.key(of))] == words


OFFICIALS = (people("Peruvian officials"), people("a Peruvian security source"))


@pytest.mark.parametrize(
    ("pages", "cells"),
    [
        ((dead("Globe", 6, BOARD), dead("Echo", 7, via("Globe"), BOARD), dead("Post", 8, FARMERS)), Cells(2, 0, 1)),
        ((dead("Globe", 6, BOARD), dead("Echo", 7, via("Globe"), BOARD), dead("Globe", 8, FARMERS)), Cells(1, 0, 1)),
        ((dead("Globe", 6, OFFICIALS[0]), dead("Echo", 7, OFFICIALS[1])), Cells(1, 1, 0)),
        ((dead("Globe", 6, via("Echo")), dead("Echo", 7, via("Globe"))), Cells(0, 0, 2)),  # a loop
    ],
)
def test_cells_are_counted_from_reports(pages: tuple[Told, ...], cells: Cells) -> None:
    """An origin is brought by the outlet that told it first; one outlet with two origins is one cell."""
    behind = behind_of(*pages)
    outlets = {row.report.id: outlet_of(row.article) for row in behind.rows}
    assert bar.cells(behind.weight, behind.origins, outlets) == cells
    assert bar.cells(replace(behind.weight, unread=2), behind.origins, outlets).unread == 2
