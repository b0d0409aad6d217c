"""How copies are scored, and that a gold set is read through the house; the texts are invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import GoldError
from reportedly.evaluate import copies, evaluate, score
from reportedly.models import Models

Json = dict[str, Any]

_DAM = "The dam above Brennock will hold through the night, the river board said after it had lowered the water. "
_FAIR = "Visitors to the wool fair in Pell found the gates shut, since a storm had taken the roof off a hall. "
_BANK = "The bank of Corvane opened its doors again on Friday, and a long queue stood before its branch in Oss. "
_MILL = "Nobody in Tarn remembers a year in which the mill stood still for as long as it did this dry summer. "


def _gold(folder: Path, **lists: list[Json]) -> Path:
    """Write a gold set: two stories; r1 is t with all of s, r2 is u with a part of t."""
    rows: dict[str, list[Json]] = {
        "reuse_gold": [
            {"src": "s", "dst": "r1", "kind": "verbatim", "spans": [[0, 10, 0, 10]]},
            {"src": "t", "dst": "r2", "kind": "quote", "spans": [[0, 4, 6, 10]]},
        ],
        "reuse_docs": [{"id": "r1", "base": "s", "text": ""}, {"id": "r2", "base": "u", "text": ""}],
        "stories": [{"id": one, "story": one, "text": ""} for one in ("s", "t", "u", "z", "q")],
        "natural_overlap": [{"a": "z", "b": "s"}],
        **lists,
    }
    for name, some in rows.items():
        (folder / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in some), encoding="utf-8")
    return folder / "reuse_gold.jsonl"


@pytest.mark.parametrize(
    ("told", "wrong", "free", "found"),
    [
        ([("r1", "s"), ("s", "r1")], 0, 0, {"verbatim": 1.0, "quote": 0.0}),
        ([("t", "r2")], 0, 0, {"verbatim": 0.0, "quote": 1.0}),
        ([("q", "s"), ("q", "t"), ("q", "q")], 2, 0, {"verbatim": 0.0, "quote": 0.0}),
        ([("r2", "u"), ("s", "z"), ("r1", "z")], 0, 3, {"verbatim": 0.0, "quote": 0.0}),  # made of it; natural
    ],
)
def test_pairs(tmp_path: Path, told: list[tuple[str, str]], wrong: int, free: int, found: Json) -> None:
    """A pair counts in either order and once; real text in common is neither right nor wrong."""
    figures = copies.score(copies.Reuse.load(_gold(tmp_path)), [{"a": a, "b": b} for a, b in told])
    assert (figures["wrong"], figures["not_counted"], figures["recall"]) == (wrong, free, found)
    assert "span_chars" not in figures


def test_one_story_is_not_counted(tmp_path: Path) -> None:
    """Articles of one story may share text without having been planted."""
    stories = [{"id": one, "story": "q" if one == "s" else one, "text": ""} for one in ("s", "t", "u", "z", "q")]
    figures = copies.score(copies.Reuse.load(_gold(tmp_path, stories=stories)), [{"a": "q", "b": "s"}])
    assert (figures["wrong"], figures["not_counted"]) == (0, 1)


def test_letters(tmp_path: Path) -> None:
    """Spans are scored on the article that carries the text, whichever of the pair it is."""
    reuse = copies.Reuse.load(_gold(tmp_path))
    straight = copies.score(reuse, [{"a": "t", "b": "r2", "spans": [[0, 4, 8, 12]]}])
    turned = copies.score(reuse, [{"a": "r2", "b": "t", "spans": [[8, 12, 0, 4]]}])
    assert straight == turned
    assert straight["span_chars"] == {"p": 0.5, "r": 0.5, "f1": 0.5}
    assert [row[0] for row in copies.table(straight)] == [
        "", "pairs", "letters", "verbatim", "quote", "wrong pairs", "not counted",
    ]  # fmt: skip


def _no_models() -> Models:
    pytest.fail("no weights are needed for this")


def test_evaluate(tmp_path: Path) -> None:
    """A gold set is read, its copies are found and written down, and what was written is scored the same."""
    text = _DAM + _FAIR
    planted = _BANK + _DAM.strip() + " " + _MILL
    rows: dict[str, list[Json]] = {
        "reuse_gold": [
            {"src": "s", "dst": "r", "kind": "quote", "spans": [[0, len(_DAM) - 1, len(_BANK), len(_BANK + _DAM) - 1]]}
        ],
        "reuse_docs": [{"id": "r", "base": "t", "text": planted}],
        "stories": [{"id": "s", "story": "1", "text": text}, {"id": "t", "story": "2", "text": ""}],
    }
    gold, out = _gold(tmp_path, **rows), tmp_path / "told.jsonl"
    steps: list[tuple[int, int]] = []
    scores = evaluate("copies", gold, models=_no_models, out=out, progress=lambda *step: steps.append(step))
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert scores.to_json()["all"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert scores.to_json()["span_chars"]["f1"] > 0.98
    assert score("copies", gold, out) == scores


def test_missing_and_broken(tmp_path: Path) -> None:
    """A file that is missing beside the gold, or predictions of another form, are said to be."""
    gold = _gold(tmp_path)
    told = tmp_path / "told.jsonl"
    told.write_text('{"a": "r1", "b": "s", "spans": [["x"]]}', encoding="utf-8")
    with pytest.raises(GoldError, match="not of their form"):
        score("copies", gold, told)
    told.write_text('{"a": "r1"}', encoding="utf-8")
    with pytest.raises(GoldError, match="no b"):
        score("copies", gold, told)
    (tmp_path / "natural_overlap.jsonl").unlink()
    with pytest.raises(GoldError, match="natural_overlap"):
        score("copies", gold, told)
