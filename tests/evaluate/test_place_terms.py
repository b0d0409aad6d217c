"""Places in their gold sets' terms; the sentences are our own, the places are real."""

import os
from pathlib import Path
from typing import Any

import pytest

from reportedly import models
from reportedly.errors import UsageError
from reportedly.evaluate import evaluate, places
from reportedly.models import Models
from reportedly.records import Span
from reportedly.resolve.places.toponyms import Toponym

Json = dict[str, Any]

_TEXT = "Norwegian police searched a house in Bergen, Norway, for Oslo Bank."


def _no_models() -> Models:
    pytest.fail("no weights are needed for this")


def _told(row: Json) -> list[str]:
    (told,) = places.predictions(Path(), [row], models.load, lambda _done, _of: None)
    assert all(t["lat"] is not None for t in told["toponyms"])
    return [row["text"][t["s"] : t["e"]] for t in told["toponyms"]]


@pytest.mark.weights
@pytest.mark.parametrize(
    ("corpus", "names"),
    [("LGL", ["Norwegian", "Bergen", "Norway", "Oslo"]), ("GeoVirus", ["Bergen", "Norway"])],
)
def test_what_a_corpus_counts(corpus: str, names: list[str]) -> None:
    """Most corpora count peoples and the places within names of bodies; GeoVirus counts neither."""
    assert _told({"corpus": corpus, "id": "1", "text": _TEXT, "toponyms": []}) == names


@pytest.mark.parametrize(
    ("corpus", "role", "words", "is_counted"),
    [
        ("LGL", "people", "Norwegians", True),
        ("GWN", "people", "Norwegians", False),
        ("TR-News", "people", "Norwegian", True),
        ("GeoVirus", "people", "Norwegian", False),
        ("GeoVirus", "site", "Oslo", False),
        (None, "body", "Oslo", True),
    ],
)
def test_which_names_count(corpus: str | None, role: str, words: str, *, is_counted: bool) -> None:
    """A corpus's own rule is met by the kind of name, never by the name."""
    assert places.counts(corpus, Toponym(Span(0, len(words)), words, (), role)) is is_counted


@pytest.mark.weights
def test_a_place_without_coordinates() -> None:
    """What is not in the gazetteer is not handed in."""
    assert _told({"id": "1", "text": "They live in Brennockmoor.", "span": [13, 25]}) == []


def test_spans_of_the_gold() -> None:
    """With the gold's spans, each of them is resolved, without weights."""
    spans = [{"s": _TEXT.index(name), "e": _TEXT.index(name) + len(name)} for name in ("Norway", "Bergen")]
    row = {"corpus": "LGL", "id": "1", "text": _TEXT, "toponyms": spans}
    (told,) = places.of_gold_spans(Path(), [row], _no_models, lambda _done, _of: None)
    assert [(t["s"], t["gid"]) for t in told["toponyms"]] == [(spans[1]["s"], 3161732), (spans[0]["s"], 3144096)]


@pytest.mark.weights
def test_the_span_of_a_hard_list() -> None:
    """A hard list gives one span; the other names of its text are found, and tell which place is meant."""
    text = "The road from Bergen, Norway, to Oslo is shut."
    (told,) = places.of_gold_spans(
        Path(), [{"id": "1", "text": text, "span": [14, 20]}], models.load, lambda _done, _of: None
    )
    assert [t["gid"] for t in told["toponyms"]] == [3161732, 3144096, 3143244]


def test_only_places_take_spans(tmp_path: Path) -> None:
    """No other measure has its spans handed in."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "1", "text": "x", "timex": [], "dct": "2025-03-04"}', encoding="utf-8")
    with pytest.raises(UsageError, match="only places can"):
        evaluate("times", gold, models=_no_models, spans="gold")


@pytest.mark.gold
@pytest.mark.weights
@pytest.mark.skipif("REPORTEDLY_DATA" not in os.environ, reason="REPORTEDLY_DATA names no folder of gold data")
@pytest.mark.parametrize(
    ("spans", "bars"),
    [
        ("gold", {"LGL": 0.80, "TR-News": 0.91, "GeoVirus": 0.92, "GWN": 0.80}),
        ("found", {"LGL": 0.60, "TR-News": 0.78, "GeoVirus": 0.86, "GWN": 0.70}),
    ],
)
def test_bars(spans: str, bars: dict[str, float]) -> None:
    """The bars of the places set are met, with the names handed in and end to end."""
    figures = evaluate("places", data=Path(os.environ["REPORTEDLY_DATA"]), models=models.load, spans=spans).to_json()
    told = {c: figures[c]["acc161_area"] if spans == "gold" else figures[c]["e2e"]["f1"] for c in bars}
    assert all(told[corpus] >= bar for corpus, bar in bars.items()), told
