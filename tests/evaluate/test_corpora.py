"""Where gold lies, and what is said where it does not."""

import gzip
import json
from pathlib import Path

import pytest

from reportedly.errors import GoldError, UsageError
from reportedly.evaluate import Scores, corpora, score
from reportedly.records import Given

_ROW = {"id": "a", "url": "https://weir.example/a", "text": "The weir holds."}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a set of pages and one story."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "gold.jsonl.gz").write_bytes(gzip.compress(json.dumps(_ROW).encode()))
    (pages / "mine.jsonl").write_text(f"{json.dumps(_ROW)}\n\n", encoding="utf-8")
    story = tmp_path / "stories" / "weir"
    story.mkdir(parents=True)
    (story / "gold.json").write_text('{"entities": [], "claims": [], "reports": []}', encoding="utf-8")
    page = {**_ROW, "lang": "en"}
    (story / "pages.jsonl").write_text(json.dumps(page), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("what", "gold", "expected"),
    [
        ("pages", None, "pages/gold.jsonl.gz"),
        ("pages", "pages", "pages/gold.jsonl.gz"),
        ("pages", "pages/mine", "pages/mine.jsonl"),
        ("pages", "pages/gold.jsonl.gz", "pages/gold.jsonl.gz"),
        ("stories", None, "stories"),
        ("stories", "stories/weir", "stories/weir"),
    ],
)
def test_found(data: Path, what: str, gold: str | None, expected: str) -> None:
    """A set is found by its name in the data folder, or by its path alone."""
    assert corpora.found(what, Path(gold) if gold else None, data) == data / expected
    if gold:
        assert corpora.found(what, data / gold, None) == data / expected


@pytest.mark.parametrize(
    ("what", "gold"), [("times", None), ("pages", "pages/no"), ("stories", "pages"), ("stories", None)]
)
def test_not_found(data: Path, what: str, gold: str | None) -> None:
    """What is missing is named, with the way out."""
    if what == "stories" and gold is None:
        data /= "nowhere"
    with pytest.raises(GoldError, match="set REPORTEDLY_DATA to the folder that holds"):
        corpora.found(what, Path(gold) if gold else None, data)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no json", "cannot be read as JSON Lines"),
        ('{"id": 1}', "line 1 has no text"),
        ("[1]", "line 1 has no id, text"),
    ],
)
def test_broken_rows(tmp_path: Path, text: str, reason: str) -> None:
    """A file of another form is refused, with the line."""
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=reason):
        corpora.rows(path, (("id",), ("text",)))


def test_text_capture_keeps_the_text() -> None:
    """Offsets count in the text as it was given, whatever is in it."""
    text = "A\x00b \ud800 c\r\n"
    assert corpora.text_capture(text, Given()).body.decode("utf-8", "surrogatepass") == text


def test_score_reads_a_file(data: Path) -> None:
    """Predictions that lie in a file are scored without any weights."""
    scores = score("pages", None, data / "pages" / "mine.jsonl", data=data)
    assert scores.to_json()["f1"] == 1.0
    assert str(scores).splitlines()[0].split() == ["P", "R", "F1", "pages", "with", "furniture", "lost", "text"]


def test_score_of_the_wrong_form(data: Path) -> None:
    """A file of another measure is refused."""
    ledger = data / "ledger.json"
    ledger.write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError, match="no ledger file"):
        score("stories", None, ledger, data=data)
    with pytest.raises(GoldError, match="no id"):
        score("pages", None, ledger, data=data)


def test_what_cannot_be_asked(data: Path) -> None:
    """Only stories are cut by language, and only measures can be evaluated."""
    with pytest.raises(UsageError, match="only stories can"):
        score("pages", None, data, languages=["en"], data=data)
    with pytest.raises(UsageError, match="there are pages, attribution"):
        score("truth", None, data, data=data)
    with pytest.raises(GoldError, match="no page in da"):
        score("stories", None, data, languages=["da"], data=data)


def test_scores_are_a_table() -> None:
    """Printed, the columns stand under one another."""
    assert str(Scores({}, (("", "F1"), ("found", "0.5")))) == "        F1\nfound  0.5"
