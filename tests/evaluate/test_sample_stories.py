"""What is read and linked of the sample stories, against what a careful reader takes from them: floors, not figures.

`reportedly evaluate stories` prints the figures themselves; each floor lies somewhat below the one measured.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from reportedly import models, samples
from reportedly.evaluate import evaluate, stories

Json = dict[str, Any]

pytestmark = pytest.mark.weights

FOLDER = samples.pages(samples.stories()[0]).parent.parent
"""Where the sample stories lie."""


@pytest.fixture(scope="module")
def figures() -> Json:
    """The scores of all sample stories, read into one ledger and linked."""
    return evaluate("stories", FOLDER, models=models.load).to_json()


def mean(figures: Json, row: str) -> float:
    """Return a row's F1 or share, as the table has it: the mean of the stories."""
    cells = [stories.cell(figures[story], row) for story in samples.stories()]
    found = [cell["f1"] if isinstance(cell, dict) else cell for cell in cells if cell is not None]
    return sum(found) / len(found)


@pytest.mark.parametrize("story", samples.stories())
def test_no_trap_is_fallen_into(figures: Json, story: str) -> None:
    """No pair that only looks like a contradiction is told as one, in any story; there are traps in each."""
    assert stories.cell(figures[story], "traps") == 0


@pytest.mark.parametrize(
    ("row", "floor"),
    [
        ("headline", 0.65),
        ("reports", 0.93),
        ("claimant of found", 0.84),
        ("grouping sourced", 0.85),
        ("grouping all", 0.85),
        ("copies", 0.90),
        ("contradictions", 0.40),
        ("revisions", 0.40),
        ("tracks points", 0.70),
        ("story", 0.85),
    ],
)
def test_floors(figures: Json, row: str, floor: float) -> None:
    """The mean of the sample stories stays above what it once was."""
    assert mean(figures, row) >= floor


def test_origins(figures: Json) -> None:
    """Whether one origin stands behind a point or several, it is mostly counted right, and not by always saying one."""
    pooled = figures["all"]["origins"]
    assert pooled["balanced"] >= 0.70
    assert min(pooled["one"], pooled["several"]) >= 0.50
    assert pooled["gold"] >= 12


@pytest.mark.parametrize("row", ["contradictions", "revisions"])
def test_relations_are_told_at_all(figures: Json, row: str) -> None:
    """Traps are not avoided by telling nothing: each story has a true contradiction and a true revision."""
    for story in samples.stories():
        cell = stories.cell(figures[story], row)
        assert isinstance(cell, dict)
        assert cell["hit"] >= 1


@pytest.mark.gold
@pytest.mark.skipif("REPORTEDLY_DATA" not in os.environ, reason="REPORTEDLY_DATA names no folder of gold data")
def test_copies_between_pages() -> None:
    """Planted copies are found, and little that has nothing to do with one another is joined."""
    scores = evaluate("copies", data=Path(os.environ["REPORTEDLY_DATA"]), models=models.load).to_json()
    assert scores["all"]["f1"] >= 0.90
