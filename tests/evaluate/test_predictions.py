"""What was found, in each gold set's own form; the texts are invented."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from reportedly import models
from reportedly.errors import GoldError, UsageError
from reportedly.evaluate import corpora, evaluate, predictions
from reportedly.models import Models

Json = dict[str, Any]

_TEXT = (
    "At least 300 homes were cut off on Tuesday, the river board told Radio Kess. “We saw it coming,” said Mara Quist, "
    "who heads the board. According to the Oss Courier, the dam may fail within days. About 40 people were taken away."
)


def _no_models() -> Models:
    pytest.fail("no weights are needed for this")


def _told(what: str, *rows: Json) -> list[Json]:
    steps: list[tuple[int, int]] = []
    told = list(predictions.WRITERS[what](Path(), rows, _no_models, lambda done, of: steps.append((done, of))))
    assert steps == [(n, len(rows)) for n in range(1, len(rows) + 1)]
    return told


def test_pages(tmp_path: Path) -> None:
    """A saved page is read; one that holds nothing has an empty text."""
    (tmp_path / "html").mkdir()
    words = " ".join([_TEXT] * 3)
    for key, html in (("a", f"<html><body><article><p>{words}</p></article></body></html>"), ("b", "")):
        (tmp_path / "html" / f"{key}.html.gz").write_bytes(gzip.compress(html.encode()))
    gold = tmp_path / "gold.jsonl"
    rows = [{"id": key, "url": f"https://kess.example/{key}", "text": words} for key in "ab"]
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    out = tmp_path / "told.jsonl"
    evaluate("pages", gold, models=_no_models, out=out)
    told = {row["id"]: row["text"] for row in corpora.rows(out)}
    assert told["b"] == ""
    assert "the river board told Radio Kess" in told["a"]


def test_missing_page(tmp_path: Path) -> None:
    """A gold row without its saved page says where that should lie."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "url": "https://kess.example", "text": "x"}', encoding="utf-8")
    with pytest.raises(GoldError, match="html/ beside the gold"):
        evaluate("pages", gold, models=_no_models)


def test_nowhere_to_write(tmp_path: Path) -> None:
    """What cannot be written is said before anything is read."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "url": "https://kess.example", "text": "x"}', encoding="utf-8")
    for out in (tmp_path, tmp_path / "no" / "told.jsonl"):
        with pytest.raises(UsageError, match="cannot be written"):
            evaluate("pages", gold, models=_no_models, out=out)


@pytest.mark.weights
def test_attribution(tmp_path: Path) -> None:
    """Who says what is found, with offsets into the text as it was given."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": _TEXT, "attributions": []}), encoding="utf-8")
    out = tmp_path / "told.jsonl"
    evaluate("attribution", gold, models=models.load, out=out)
    (row,) = corpora.rows(out)
    words = [
        {part: " ".join(_TEXT[a:b] for a, b in x[part]) for part in ("source", "cue", "content")}
        for x in row["attributions"]
    ]
    assert any("river board" in x["source"] and x["cue"] == "told" and "300 homes" in x["content"] for x in words)


@pytest.mark.weights
def test_stories(tmp_path: Path) -> None:
    """Several stories are read into one ledger; pages keep their ids, and what cannot be read is left out."""
    for name, language in (("weir", "en"), ("wehr", "de")):
        folder = tmp_path / name
        folder.mkdir()
        text = (
            _TEXT
            if language == "en"
            else "Der Damm hält nach Angaben der Behörde. Das teilte die Stadt am Dienstag mit, sagte er."
        )
        known = {
            "id": name,
            "url": f"https://{name}.example",
            "lang": language,
            "published": "2025-03-04",
            "title": None,
        }
        (folder / "pages.jsonl").write_text(json.dumps({**known, "outlet": "Oss Echo", "text": text}), encoding="utf-8")
        lists = dict.fromkeys(("entities", "claims", "reports"), ())
        (folder / "gold.json").write_text(json.dumps(lists), encoding="utf-8")
    steps: list[tuple[int, int]] = []
    out = tmp_path / "ledger.json"
    scores = evaluate("stories", tmp_path, models=models.load, out=out, progress=lambda *step: steps.append(step))
    ledger = corpora.ledger(out)
    assert steps == [(1, 2), (2, 2)]
    assert [page["id"] for page in ledger["pages"]] == ["weir"]
    assert scores.to_json()["weir"]["reports"]["all"] == len(ledger["reports"]) > 2
    assert all(_TEXT[r["evidence"]["start"] : r["evidence"]["end"]] == r["evidence"]["text"] for r in ledger["reports"])
