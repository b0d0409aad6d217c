"""How sure events and claims are, in their gold sets' own form; the texts are invented."""

import os
from pathlib import Path
from typing import Any

import pytest

from reportedly import models
from reportedly.evaluate import evaluate, findings
from reportedly.evaluate.certainty import predictions, target_places
from reportedly.models import Models

Json = dict[str, Any]


def _no_models() -> Models:
    pytest.fail("no weights are needed for this")


def test_places_of_targets() -> None:
    """A target counts words between blanks."""
    assert target_places({"text": "It  fell , then rose .", "targets": [{"tok": 1}, {"tok": 4}]}) == [4, 16]


def test_certainty_of_targets() -> None:
    """Each target word has a score of its own."""
    text = "The dam may fail , and the road was closed ."
    gold = {"corpus": "X", "id": "1", "text": text, "targets": [{"tok": 3}, {"tok": 8}]}
    (row,) = predictions(Path(), [gold], _no_models, lambda _done, _of: None)
    assert (row["corpus"], row["id"], [target["tok"] for target in row["targets"]]) == ("X", "1", [3, 8])
    may_fail, closed = (target["score"] for target in row["targets"])
    assert may_fail < 1.5 <= closed


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The board denied that the gate was forced.", "the gate was forced", "denied"),
        ("The gate will open on Friday, the board said.", "The gate will open", "predicted"),
        ("The gate possibly failed in the night.", "The gate possibly failed", "possible"),  # nobody is cited
    ],
)
def test_certainty_of_claims(text: str, words: str, expected: str) -> None:
    """Of a hard list, each report has its status, and each sentence that holds none."""
    start = text.index(words)
    gold = {"id": "1", "text": text, "span": [start, start + len(words)], "certainty": expected}
    told = list(predictions(Path(), [gold], models.load, lambda _done, _of: None))
    assert findings.score_certainty([gold], told)["hard"]["right"] == 1


def test_rows_held_out() -> None:
    """Where a table may have been fitted on a corpus's other rows, those held out are scored once more alone."""
    gold: list[Json] = [
        {"corpus": corpus, "id": key, "targets": [{"tok": 1, "score": score}]}
        for corpus, key, score in (("X", "train-1", 3.0), ("X", "dev-1", -3.0), ("Y", "dev-1", 3.0), ("Z", "9", 3.0))
    ]
    figures = findings.score_certainty(gold, gold)
    assert {name: cells["targets"] for name, cells in figures.items()} == {"X": 2, "X dev": 1, "Y": 1, "Z": 1}


_has_gold = pytest.mark.skipif(
    "REPORTEDLY_DATA" not in os.environ, reason="REPORTEDLY_DATA names no folder of gold data"
)


@pytest.mark.gold
@_has_gold
def test_words_of_news() -> None:
    """On rows the table was not fitted on, words are scored at least as well as the project asks for."""
    gold = Path(os.environ["REPORTEDLY_DATA"], "certainty", "certainty.dev.jsonl.gz")
    figures = evaluate("certainty", gold, models=_no_models).to_json()["UW dev"]
    assert figures["r"] >= 0.70
    assert figures["macro_f1"] >= 0.62


@pytest.mark.gold
@pytest.mark.weights
@_has_gold
def test_hard_claims() -> None:
    """Of the hard list, at least as many claims have their status as the project asks for."""
    gold = Path(os.environ["REPORTEDLY_DATA"], "certainty", "claims_hard.jsonl")
    assert evaluate("certainty", gold, models=models.load).to_json()["hard"]["right"] >= 28
