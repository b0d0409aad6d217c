"""The table of states: found by name, by people, by seat, and in running text."""

import pytest

from reportedly import states


def test_rows() -> None:
    """There are all states, each with a code of its own; no word belongs to two."""
    rows = states.rows()
    assert len(rows) >= 195
    assert len({row.code for row in rows}) == len(rows)
    owner: dict[str, str] = {}
    for row in rows:
        for word in (row.name, *row.names, *row.peoples, *row.seats):
            assert word == word.strip("=? ")
            assert owner.setdefault(word.casefold(), row.code) == row.code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Ukraine", "UA"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("US", "US"),
        ("us", None),
        ("the White House", "US"),
        ("Washington", "US"),
        ("Kremlin", "RU"),
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("Russian", None),  # a people is not its state
        ("Congo", None),  # two states
        ("Lowmoor", None),
        ("", None),
    ],
)
def test_by_name(words: str, code: str | None) -> None:
    """Names and seats stand for a state; what is ambiguous or no name stands for none."""
    found = states.by_name(words)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US and Ukrainian officials", ["US", "UA"]),
        ("South Korea's spy agency", ["KR"]),
        ("Ukraine’s presidential office", ["UA"]),
        ("Russians and Georgian officials", ["RU", "GE"]),
        ("Jordan Lee told us", []),
        ("Jordan's army", ["JO"]),
        ("Washington police", []),
        ("polish the Peruvian silver", ["PE"]),
        ("a US-based group", []),
        ("the Indianapolis mayor", []),
    ],
)
def test_mentioned(text: str, expected: list[str]) -> None:
    """States are found in running text; words with another meaning only where they have something."""
    assert [state.code for _, _, state, _ in states.mentioned(text)] == expected


def test_spans_hold_their_words() -> None:
    """What is found is what stands there, in code points."""
    text = "Côte d’Ivoire's army, the Kyrgyz side and Kyiv"
    assert [text[start:end] for start, end, _, _ in states.mentioned(text)] == ["Côte d’Ivoire", "Kyrgyz", "Kyiv"]
