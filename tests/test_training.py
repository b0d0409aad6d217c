"""What the attribution network is taught, and how exported weights are scored."""

import importlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.models import Ints

Json = dict[str, Any]

_SCRIPTS = Path(__file__).parents[1] / "training"
_EDGES = (1, 2)
_TEXT = "Ann Lee said the weir is safe. It is believed to hold."
_WINDOW = 254


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """The script, from the folder in which it finds its other modules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(_SCRIPTS)
        yield importlib.import_module("attribution")


@pytest.fixture(scope="module")
def gold(script: ModuleType) -> ModuleType:
    """The script's module of labels and windows."""
    return importlib.import_module(script.batches.__module__)


def _words(text: str) -> tuple[Ints, Ints]:
    """Tokenize by words; the ids count them from 100."""
    places = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    return np.arange(100, 100 + len(places)), np.array(places, dtype=np.int64).reshape(-1, 2)


def _row(*attributions: tuple[str, str, str]) -> Json:
    """Gold of the text: source, cue and content by their words, several spans between bars, none where empty."""

    def spans(words: str) -> list[list[int]]:
        return [[_TEXT.index(part), _TEXT.index(part) + len(part)] for part in words.split("|") if part]

    parts = ("source", "cue", "content")
    return {
        "id": "x",
        "text": _TEXT,
        "attributions": [dict(zip(parts, map(spans, a), strict=True)) for a in attributions],
    }


@pytest.mark.parametrize(
    ("attributions", "tags", "to_cue", "to_source"),
    [
        ([], ("OOOOOOOOOOOOOO", "OOOOOOOOOOOOOO", "OOOOOOOOOOOOOO"), {}, {}),
        (
            [("Ann Lee", "said", "the weir is safe")],
            ("BIOOOOOOOOOOOO", "OOBOOOOOOOOOOO", "OOOBIIIOOOOOOO"),
            {"the": "said", "weir": "said", "is": "said", "safe": "said"},
            {"said": "Ann"},
        ),
        (  # nobody is named, and the content is in two pieces
            [("", "is believed", "It|to hold")],
            ("OOOOOOOOOOOOOO", "OOOOOOOOOBIOOO", "OOOOOOOOBOOBIO"),
            {"It": "is", "to": "is", "hold": "is"},
            {"is": None, "believed": None},
        ),
        (  # half a word is the word; without a cue nothing is tied
            [("nn Le", "", "weir")],
            ("BIOOOOOOOOOOOO", "OOOOOOOOOOOOOO", "OOOOBOOOOOOOOO"),
            {},
            {},
        ),
        (  # one content inside another keeps its own beginning
            [("Ann Lee", "said", "the weir is safe"), ("Ann Lee", "said", "is safe")],
            ("BIOOOOOOOOOOOO", "OOBOOOOOOOOOOO", "OOOBIBIOOOOOOO"),
            {"the": "said", "weir": "said", "is": "said", "safe": "said"},
            {"said": "Ann"},
        ),
    ],
)
def test_labels(
    gold: ModuleType,
    attributions: list[tuple[str, str, str]],
    tags: tuple[str, str, str],
    to_cue: dict[str, str],
    to_source: dict[str, str | None],
) -> None:
    """Each word is outside, begins or goes on in each role; a content points to its cue, a cue to its source."""
    row = _row(*attributions)
    if attributions and attributions[0][1] == "is believed":  # the second "is" is meant
        row["attributions"][0]["cue"] = [[_TEXT.index("is believed"), _TEXT.index("is believed") + 11]]
    found = gold.labelled(row, _words)
    words = [_TEXT[start:end] for start, end in _words(_TEXT)[1]]

    def pointed(column: Ints) -> dict[str, str | None]:
        return {words[k]: None if to == gold.NOBODY else words[to] for k, to in enumerate(column) if to != gold.IGNORED}

    assert tuple("".join("OBI"[tag] for tag in found.tags[:, role]) for role in range(3)) == tags
    assert pointed(found.to_cue) == to_cue
    assert pointed(found.to_source) == to_source


def _text(gold: ModuleType, n: int) -> Any:  # noqa: ANN401  # a type of the script
    """A text of n pieces, each the content of the cue 40 pieces before it, or of none."""
    ids = np.arange(100, 100 + n)
    to_cue = np.where(np.arange(n) < 40, gold.IGNORED, np.arange(n) - 40)
    return gold.Pieces(ids, np.ones((n, 3), np.int64), np.ones((n, 3), np.int64), to_cue, np.full(n, gold.NOBODY))


@given(n=st.integers(0, 3 * _WINDOW), seed=st.integers(0, 99))
def test_windows(gold: ModuleType, n: int, seed: int) -> None:
    """Windows hold a text in order but for short ends, and a pointer still leads to its piece, or to none."""
    text = _text(gold, n)
    cut = list(gold.windows(text, _EDGES, Random(seed)))
    held = [int(piece) for window in cut for piece in window.ids[1:-1]]
    assert held == sorted(set(held))
    assert n - len(held) < (2 * gold.SHORT if n > _WINDOW else 1)
    for window in cut:
        assert (window.ids[0], window.ids[-1]) == _EDGES
        assert len(window.ids) <= _WINDOW + 2
        assert set(window.to_source[1:-1]) == {0}
        for column in (window.tags, window.to_cue, window.to_source):
            assert (column[[0, -1]] == gold.IGNORED).all()
        for piece, to in zip(window.ids, window.to_cue, strict=True):
            target = piece - 40
            if to != gold.IGNORED:
                assert window.ids[to] == target if to else target not in window.ids[1:-1]


def test_batches(gold: ModuleType) -> None:
    """An epoch has every text once, in batches as wide as their longest window; what fills up is masked."""
    texts = [_text(gold, n) for n in (*range(1, 20), 100, 200)]
    epoch = gold.batches(texts, _EDGES, Random(1))
    assert sorted(int(n) for batch in epoch for n in batch.mask.sum(1)) == sorted(len(t.ids) + 2 for t in texts)
    assert max(len(batch.ids) for batch in epoch) == gold.BATCH
    for batch in epoch:
        assert batch.mask.any(0).all()
        assert batch.features.shape == batch.tags.shape == (*batch.ids.shape, 3)
        for column in (batch.tags.max(2), batch.to_cue, batch.to_source):
            assert (column[batch.mask == 0] == gold.IGNORED).all()


def test_epochs_differ_and_repeat(gold: ModuleType) -> None:
    """Each epoch cuts anew; the same seed gives the same epochs."""

    def epochs(seed: int) -> list[list[int]]:
        die, texts = Random(seed), [_text(gold, 900)]
        return [sorted(int(batch.ids[0, 1]) for batch in gold.batches(texts, _EDGES, die)) for _ in range(2)]

    assert epochs(1) == epochs(1)
    assert epochs(1)[0] != epochs(1)[1]


@pytest.mark.weights
def test_shipped_weights_are_scored(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`eval` reads exported weights, and prints how well they do on the gold it is given."""
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(_row(("Ann Lee", "said", "the weir is safe"))), encoding="utf-8")
    weights = Path(importlib.import_module("reportedly").__file__ or "").parent / "weights" / "attribution-en"
    monkeypatch.setattr("sys.argv", ["attribution.py", "eval", str(weights), "--gold", str(path)])
    script.main()
    assert re.match(r"END-TO-END P \d\.\d{3} R 1\.000 F1 \d\.\d{3} on 1 articles\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["eval", "nowhere"], "tokenizer.json.*--help says"),
        (["train", "nowhere", "out"], "nowhere|torch is not installed here; training/README.md"),
        (["eval", "--gold", "nowhere"], "no gold for `attribution`"),
    ],
)
def test_what_is_missing_is_said(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    """What is not there ends the script with the way out."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["attribution.py", *words])
    with pytest.raises(SystemExit, match=message):
        script.main()


@pytest.mark.gold
@pytest.mark.weights
@pytest.mark.skipif("REPORTEDLY_DATA" not in os.environ, reason="REPORTEDLY_DATA names no folder of gold data")
def test_shipped_weights_on_polnear(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The weights shipped reach alone what the whole path must; the last digits are the processor's."""
    monkeypatch.setattr("sys.argv", ["attribution.py", "eval"])
    script.main()
    printed = re.fullmatch(r"END-TO-END .* F1 (\d\.\d{3}) on 84 articles\n", capsys.readouterr().out)
    assert printed
    assert float(printed[1]) >= 0.72
