"""How sure a text presents what a word tells: the table's scores, in the order in which a reader would put them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.status.certainty import certainty, features, stretched


def _score(text: str, word: str) -> float:
    return certainty(text, text.index(word))


@pytest.mark.parametrize(
    ("surer", "word", "less", "other"),
    [
        ("The gate failed.", "failed", "The gate may fail.", "fail"),
        ("The gate failed.", "failed", "The gate did not fail.", "fail"),
        ("The gate failed.", "failed", "The gate will fail.", "fail"),
        ("The gate may fail.", "fail", "The gate did not fail.", "fail"),
        ("The board managed to close the gate.", "close", "The board refused to close the gate.", "close"),
        ("The board closed the gate.", "closed", "The board wants to close the gate.", "close"),
        ("The board closed the gate.", "closed", "If the board closes the gate, the town is safe.", "closes"),
        ("The water rose and the gate could fail.", "rose", "The water rose and the gate could fail.", "fail"),
        ("She said the gate was closed.", "closed", "She denied that the gate was closed.", "closed"),
    ],
)
def test_order(surer: str, word: str, less: str, other: str) -> None:
    """What is told as a fact scores higher than what may be, and that higher than what is not so."""
    assert _score(surer, word) > _score(less, other)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The ferry sank on Monday.", "sank"),
        ("The gate, which could fail, was closed on Monday.", "closed"),
    ],
)
def test_facts(text: str, word: str) -> None:
    """What is told as a fact reads as one."""
    assert _score(text, word) >= 1.5


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They did not plan to go", "go", {"own:go", "before:to", "governor:plan", "negation:2", "to:1"}),
        ("She couldn't have gone", "gone", {"helpers:could not have ", "modal:2", "before:have"}),
        ("It rose; if so, it fell", "fell", {"condition:2|", "whole:if <", "clause:it"}),
        ("Would it fall?", "fall", {"whole:?", "whole:would"}),
    ],
)
def test_features(text: str, word: str, expected: set[str]) -> None:
    """Each idea has its feature."""
    assert expected <= set(features(text, text.index(word)))


@given(st.text(max_size=300), st.integers(0, 320))
def test_any_text(text: str, at: int) -> None:
    """There is a score at any place of any text."""
    assert -3 <= certainty(text, at) <= 3


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_stretched_keeps_the_order(a: float, b: float) -> None:
    """A higher score stays a higher one."""
    low, high = sorted((a, b))
    assert -3 <= stretched(low, -0.3, 1.8) <= stretched(high, -0.3, 1.8) <= 3


def test_stretched() -> None:
    """The cuts come to stand at -1.5 and 1.5."""
    assert [stretched(score, -0.3, 1.8) for score in (-4, -0.3, 1.8, 4)] == pytest.approx([-3, -1.5, 1.5, 3])
