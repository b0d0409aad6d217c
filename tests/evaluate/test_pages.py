"""Article texts against marked ones."""

import pytest

from reportedly.evaluate import pages

_GOLD = [{"id": "a", "text": "The ferry left at six."}, {"id": "b", "text": "No one was hurt, they said."}]


@pytest.mark.parametrize(
    ("told", "f1", "furniture", "lost"),
    [
        ({"a": "The ferry left at six.", "b": "No one was hurt, they said."}, 1.0, 0, 0),
        ({"a": "the FERRY left, at six", "b": "No one was hurt; they said"}, 1.0, 0, 0),  # words count, not marks
        ({"a": "Menu Home Sport The ferry left at six.", "b": "No one was hurt, they said."}, 0.824, 1, 0),
        ({"b": "No one was hurt, they said."}, 0.5, 1, 1),
        ({}, 0.0, 2, 2),
    ],
)
def test_score(told: dict[str, str], f1: float, furniture: int, lost: int) -> None:
    """Furniture costs precision, lost text costs recall."""
    figures = pages.score(_GOLD, [{"id": key, "text": text} for key, text in told.items()])
    assert figures["f1"] == pytest.approx(f1, abs=0.001)
    assert (figures["with furniture"], figures["lost text"]) == (furniture, lost)


def test_table() -> None:
    """The heading and one line."""
    heading, line = pages.table(pages.score(_GOLD, _GOLD))
    assert dict(zip(heading, line, strict=True)) == {
        "": "text", "P": "1.000", "R": "1.000", "F1": "1.000", "pages": "2", "with furniture": "0", "lost text": "0"
    }  # fmt: skip
