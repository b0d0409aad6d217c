"""Predicted attributions against annotated ones."""

from typing import Any

import pytest

from reportedly.evaluate import attribution

_TEXT = (
    'The warden said the weir is safe. "We looked at it twice," Ann Lee told reporters on Monday. '
    "According to divers, “two boats” sank. It is believed to be a loss."
)


def _at(words: str) -> list[int]:
    start = _TEXT.index(words)
    return [start, start + len(words)]


def _row(source: str | None, cue: str, content: str) -> dict[str, Any]:
    return {"source": [_at(source)] if source else [], "cue": [_at(cue)], "content": [_at(content)]}


_ROWS = [
    _row("The warden", "said", "the weir is safe"),
    _row("Ann Lee", "told", '"We looked at it twice,"'),
    _row("divers", "According to", "“two boats” sank"),
    _row(None, "is believed", "to be a loss"),
]
_GOLD = [{"id": "x", "text": _TEXT, "attributions": _ROWS}]


def _metrics(rows: list[dict[str, Any]]) -> dict[str, Any]:
    metrics: dict[str, Any] = attribution.score(_GOLD, [{"id": "x", "attributions": rows}])["metrics"]
    return metrics


def test_perfect() -> None:
    """What equals the annotation is right in every row."""
    metrics = _metrics(_ROWS)
    assert {row: cell["f1"] for row, cell in metrics.items()} == dict.fromkeys(attribution.ROWS, 1.0)
    assert [metrics[f"{kind} found@.5"]["gold"] for kind in ("direct", "mixed", "indirect")] == [1, 1, 2]


def test_nothing_told() -> None:
    """An article without a prediction counts as missed throughout."""
    metrics = attribution.score(_GOLD, [])["metrics"]
    assert not any(cell["f1"] for cell in metrics.values())


@pytest.mark.parametrize(
    ("changed", "row", "right"),
    [
        (
            [_ROWS[0], _row("Ann Lee", "told", "We looked at it twice"), *_ROWS[2:]],
            "content strict",
            4,
        ),  # marks are no words
        ([_row("Monday", "said", "the weir is safe"), *_ROWS[1:]], "content exact", 4),  # wrong source, right content
        ([_row("Monday", "said", "the weir is safe"), *_ROWS[1:]], "END-TO-END", 3),
        ([_row("The", "said", "the weir is safe"), *_ROWS[1:]], "END-TO-END", 4),  # one side has a function word only
        ([_row(None, "said", "the weir is safe"), *_ROWS[1:]], "END-TO-END", 3),
        ([{"source": [], "cue": [], "content": [[0, len(_TEXT)]]}], "found", 1),  # one cannot stand for all
        ([_row("The warden", "said", "safe"), *_ROWS[1:]], "found@.5", 3),  # a quarter of the content is too little
    ],
)
def test_rows(changed: list[dict[str, Any]], row: str, right: int) -> None:
    """Each row asks for its own thing."""
    assert _metrics(changed)[row]["tp"] == right


def test_repetition_costs_precision_only() -> None:
    """The same attribution twice is one right and one wrong."""
    found = _metrics([*_ROWS, _ROWS[0]])["found"]
    assert (found["p"], found["r"]) == (0.8, 1.0)


def test_order_does_not_matter() -> None:
    """Predictions are a set."""
    moved = [{part: [[a + 5, b + 5] for a, b in spans] for part, spans in row.items()} for row in _ROWS]
    assert _metrics(moved) == _metrics(moved[::-1])
    assert 0 < _metrics(moved)["content soft"]["f1"] < 1


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"It held," she said. "For now."', ["it", "held", "for", "now"]),
        ("“It held”", ["it", "held"]),
        ("''It held'' then", ["it", "held"]),
        ('"It held\nand went on.', ["it", "held"]),  # left open: ends with its paragraph
        ("It held” and “went", ["went"]),
    ],
)
def test_quoted(text: str, quoted: list[str]) -> None:
    """Words between double marks make an attribution direct."""
    tokens = attribution.Text(text)
    assert [tokens.words[token] for token in sorted(tokens.quoted)] == quoted
