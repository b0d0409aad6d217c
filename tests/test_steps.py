"""Counted work tells what grows as its input from what grows faster."""

import re
import sys
from collections.abc import Callable
from functools import partial

import pytest

from steps import watched, work_of

PATTERN = re.compile("b")
HERE = sys.modules[__name__]


def through(size: int) -> None:
    """Walk through a list once."""
    for _ in range(size):
        pass


def pairs(size: int) -> None:
    """Walk through all pairs of a list."""
    for _ in range(size):
        [None for _ in range(size)]


def ends(size: int) -> None:
    """Set a pattern upon all ends of a text."""
    for start in range(size):
        PATTERN.search("a" * size, start)


@pytest.mark.parametrize(("done", "factor"), [(through, 4), (pairs, 16), (ends, 16)])
def test_growth(done: Callable[[int], None], factor: int) -> None:
    """Four times the input: four times the work where each is seen once, sixteen times where all pairs are."""
    small, large = (work_of(partial(done, size), HERE).whole for size in (200, 800))
    assert large / small == pytest.approx(factor, rel=0.2)


def test_patterns_are_left_as_they_were() -> None:
    """What is watched finds what it always found, and is as it was afterwards."""
    before = PATTERN
    with watched(HERE) as work:
        assert [match.start() for match in PATTERN.finditer("abab")] == [1, 3]
        assert PATTERN.sub("c", "abab") == "acac"
        assert PATTERN.split("abac") == ["a", "ac"]
        assert (work.longest["PATTERN"], work.letters["PATTERN"]) == (4, 12)
    assert PATTERN is before
