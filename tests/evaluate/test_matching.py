"""Pairs and rates that all measures share."""

import random
from itertools import permutations

import pytest

from reportedly.evaluate.matching import Json, assigned, heaviest, judged, meant, rates


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([[3.0, 2.0], [3.0, 0.5]], [1, 0]),
        ([[0.0], [1.0]], [-1, 0]),
        ([[0.0, 0.0]], [-1]),
        ([], []),
    ],
)
def test_assigned(weights: list[list[float]], expected: list[int]) -> None:
    """Each row gets the column that is best for all; one that gains nothing gets none."""
    assert assigned(weights) == expected


@pytest.mark.parametrize("seed", range(60))
def test_heaviest_is_best(seed: int) -> None:
    """No other one-to-one pairing weighs more."""
    draw = random.Random(seed)
    rows, columns = draw.randint(1, 5), draw.randint(1, 5)
    weights = [[draw.choice([0, draw.random()]) for _ in range(columns)] for _ in range(rows)]
    wide = weights if rows <= columns else [list(column) for column in zip(*weights, strict=True)]
    best = max(
        sum(wide[row][column] for row, column in enumerate(order))
        for order in permutations(range(len(wide[0])), len(wide))
    )
    assert sum(weights[row][column] for row, column in heaviest(weights)) == pytest.approx(best)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([{"s": 0, "e": 4}, {"s": 3, "e": 9}], {"s": 3, "e": 9}),  # overlaps more
        ([{"s": 0, "e": 2}], None),  # stands elsewhere
        ([{"x": 1}, {"x": 2}], {"x": 1}),  # none says where: the first
        ([], None),
    ],
)
def test_meant(found: list[Json], expected: Json | None) -> None:
    """Of several findings the one that overlaps the marked span most is judged."""
    assert meant(found, (2, 8)) == expected


def test_judged_names_what_was_missed() -> None:
    """A hard list says which rows went wrong, with their words."""
    gold = [
        {"id": "a", "text": "Nine boats", "span": [0, 4], "n": 9},
        {"id": "b", "text": "Two", "span": [0, 3], "n": 2},
    ]
    told = [{"id": "a", "found": [{"n": 9}]}, {"id": "b", "found": [{"n": 3}]}]
    figures = judged(gold, told, "found", lambda row, finding: bool(row["n"] == finding["n"]))
    assert figures == {"hard": {"items": 2, "right": 1, "missed": ["b Two"]}}


def test_rates_of_nothing() -> None:
    """Nothing wanted and nothing told is no score; something wanted and nothing told is 0."""
    assert rates(0, 0, 0) is None
    assert rates(0, 0, 3) == {"p": 0.0, "r": 0.0, "f1": 0.0, "hit": 0, "pred": 0, "gold": 3}
