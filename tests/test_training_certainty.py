"""How the table of `resolve.status.certainty` is fitted."""

import gzip
import importlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

_SCRIPTS = Path(__file__).parents[1] / "training"


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """The script."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(_SCRIPTS)
        yield importlib.import_module("certainty")


def test_table(script: ModuleType) -> None:
    """Rare features are left out; each word has a line, and a 1 in the last column."""
    counts = [Counter({"a": 2, "b": 1}), Counter({"a": 1}), Counter({"a": 1, "b": 1})]
    assert script.known(counts) == ["a"]
    assert script.table(counts, ["a"]).tolist() == [[2, 1], [1, 1], [1, 1]]


def test_fitted(script: ModuleType) -> None:
    """What speaks against a word has a weight below nothing; what all have is their mean."""
    lines = np.array([[1, 1], [0, 1]] * 500, np.float32)
    against, base = script.fitted(lines, np.array([-3, 3] * 500, np.float32), np.ones(1000, np.float32))
    assert against < -4
    assert base == pytest.approx(3, abs=0.2)


def test_cuts(script: ModuleType) -> None:
    """Scores are cut where gold is."""
    gold = np.array([-3, -3, 0, 0, 3, 3], np.float32)
    low, high = script.cuts(np.array([0.1, 0.2, 0.9, 1.0, 1.9, 2.0], np.float32), gold)
    assert 0.2 <= low < 0.9
    assert 1.0 < high <= 1.9


def test_script(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gold goes in, and out comes a table with the constants and a weight for each feature; rows `dev-*` stay out."""
    texts = ("The gate failed today .", "The gate may fail today .", "The gate never failed today .")
    scores = {"The gate failed today .": 3.0, "The gate may fail today .": 0.6, "The gate never failed today .": -3.0}
    rows = [
        {
            "corpus": "UW",
            "id": f"{part}-{n}",
            "text": text,
            "targets": [{"tok": text.split().index("today") - 1, "score": scores[text]}],
        }
        for part in ("train", "dev")
        for n, text in enumerate(texts * 5)
    ]
    gold, out = tmp_path / "gold.jsonl", tmp_path / "table.tsv.gz"
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["certainty.py", str(out), "--gold", str(gold)])
    script.main()
    weights = dict(line.split("\t") for line in gzip.decompress(out.read_bytes()).decode().splitlines())
    assert len(script.words(gold)) == 15
    assert {"base", "low", "high"} < set(weights)
    assert int(weights["before:never"]) < int(weights.get("before:gate", 0))
