"""Real pages and annotated texts, where they are at hand: what is read is what a person marked."""

import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reportedly.read import article
from reportedly.records import Article, Capture, Given

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif("REPORTEDLY_DATA" not in os.environ, reason="REPORTEDLY_DATA names no folder of gold data"),
]

F1 = 0.955


def _data(*parts: str) -> Path:
    return Path(os.environ["REPORTEDLY_DATA"], *parts)


def _rows(path: Path) -> list[dict[str, Any]]:
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in body.decode("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def pages() -> list[tuple[dict[str, Any], Capture]]:
    """Each gold page with its capture."""
    return [
        (
            row,
            Capture(
                gzip.decompress(_data("pages", "html", f"{row['id']}.html.gz").read_bytes()),
                "text/html",
                datetime(2026, 1, 1, tzinfo=UTC),
                url=row["url"],
            ),
        )
        for row in _rows(_data("pages", "gold.jsonl.gz"))
    ]


def _texts() -> Iterator[tuple[dict[str, Any], Article]]:
    for path in sorted(_data().glob("s*/**/pages.jsonl")):
        for row in _rows(path):
            given = Given(row["outlet"], row["published"], row["title"], row["id"])
            capture = Capture(
                row["text"].encode(), "text/plain", datetime(2026, 1, 1, tzinfo=UTC), url=row["url"], given=given
            )
            yield row, article(capture, any_language=True)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def test_main_text(pages: list[tuple[dict[str, Any], Capture]]) -> None:
    """The text is the one a person marked (shingle F1)."""
    found = [article(capture, any_language=True).text for _, capture in pages]
    precision = recall = 0.0
    for (row, _), text in zip(pages, found, strict=True):
        gold, ours = _shingles(row["text"]), _shingles(text)
        precision += (gold & ours).total() / ours.total() / len(pages)
        recall += (gold & ours).total() / gold.total() / len(pages)
    assert 2 * precision * recall / (precision + recall) >= F1


def test_every_page_is_described(pages: list[tuple[dict[str, Any], Capture]]) -> None:
    """Every page has a headline, a language, an outlet, and the evidence for its date or for its absence."""
    for row, capture in pages:
        found = article(capture, any_language=True)
        assert found.headline, row["url"]
        assert found.language not in {"", "und"}, row["url"]
        assert found.outlet, row["url"]
        if found.published:
            assert re.match(r"json-ld |meta |time tag |url |text ", found.published.evidence), row["url"]
        else:
            assert found.undated, row["url"]


def test_furniture_of_the_seed_page() -> None:
    """All furniture of the first page is found, and nothing else."""
    gold = json.loads(_data("seed", "gold.json").read_text(encoding="utf-8"))
    row = _rows(_data("seed", "pages.jsonl"))[0]
    found = article(Capture(row["text"].encode(), "text/plain", datetime(2026, 1, 1, tzinfo=UTC)))
    assert sorted(found.words(span) for span in found.furniture) == sorted(gold["furniture"])
    assert found.text == row["text"]


def test_languages_and_texts() -> None:
    """Each annotated text keeps its code points, and its language is the one it is in."""
    for row, found in _texts():
        assert found.text == row["text"], row["id"]
        assert found.language == row["lang"], row["id"]
