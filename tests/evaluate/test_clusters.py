"""Clusters of articles against stories; the figures are worked out by hand."""

import os
from pathlib import Path

import pytest

from reportedly.evaluate import clusters, evaluate, predictions
from reportedly.models import Models


def rows(key: str, told: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": name, key: label} for name, label in told.items()]


@pytest.mark.parametrize(
    ("gold", "told", "b3", "pair", "ari"),
    [
        ("aabb", "xxyy", (1, 1), (1, 1), 1),
        ("aabb", "xxxy", ((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 0.75), (1 / 3, 1 / 2), 0),
        ("aabb", "xxxx", (0.5, 1), (1 / 3, 1), 0),
        ("aabb", "wxyz", (1, 0.5), (0, 0), 0),
        ("aab", "    ", (1, 2 / 3), (0, 0), 0),  # told of none: each alone
    ],
)
def test_score(gold: str, told: str, b3: tuple[float, float], pair: tuple[float, float], ari: float) -> None:
    """Precision falls where stories are joined, recall where one is split."""
    said = {name: label for name, label in zip("1234", told, strict=False) if label.strip()}
    figures = clusters.score(rows("story", dict(zip("1234", gold, strict=False))), rows("cluster", said))
    assert (figures["b3"]["p"], figures["b3"]["r"]) == pytest.approx(b3, abs=1e-4)
    assert (figures["pair"]["p"], figures["pair"]["r"]) == pytest.approx(pair, abs=1e-4)
    assert figures["ari"] == pytest.approx(ari, abs=1e-4)
    assert len(clusters.table(figures)) == 5


def test_nothing_to_score() -> None:
    """An empty set has figures too."""
    assert clusters.score([], [])["b3"]["f1"] == 0


def _no_models() -> Models:
    pytest.fail("no weights are needed for this")


def test_predictions() -> None:
    """Texts of one happening are put together; an empty one is told of in none."""
    texts = {
        "1": "The Ossel dam burst above Lowmoor, and 312 homes in Hathe were flooded, Governor Ada Orr said.",
        "2": "Dockers in Corvane are on strike, said Jonas Imre, who leads the union of the harbour.",
        "3": "Governor Orr came to flooded Lowmoor: the Ossel dam broke, and Hathe lost 312 homes.",
        "4": "",
    }
    told = predictions.WRITERS["clusters"](Path(), rows("text", texts), _no_models, lambda _done, _of: None)
    found = {row["id"]: row["cluster"] for row in told}
    assert found["1"] == found["3"] != found["2"]
    assert found.keys() <= texts.keys()


@pytest.mark.gold
@pytest.mark.skipif("REPORTEDLY_DATA" not in os.environ, reason="REPORTEDLY_DATA names no folder of gold data")
def test_gold() -> None:
    """Stories of the gold set are told apart as well as the bar asks."""
    scores = evaluate("clusters", data=Path(os.environ["REPORTEDLY_DATA"]), models=_no_models)
    assert scores.figures["b3"]["f1"] >= 0.87
