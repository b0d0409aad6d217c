"""Words in a drawing: bounded, harmless, no wider than the room there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.serve.drawings.widths import LETTERS, cut, fitted, shown, width, wrapped

HOSTILE = (
    "<script>alert(1)</script>",
    "\"onload='x",
    "Hill \u202egazette\u202c Post",
    "a" * 10_000,
    "Z" + "\u0301" * 5_000,
    "\ufdfd" * 400,
    "보" * 300,
    "\x1b]0;owned\x07",
)
TEXTS = st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE))


@pytest.mark.parametrize(
    ("name", "room", "drawn"),
    [
        ("Lowmoor Courier", 300, "Lowmoor Courier"),
        ("The Evening Standard-Record of Lowmoor", 1000, "The Evening Standard-Reco…"),  # 26 code points
        ("The Lowmoor Courier", 110, "The Lowm…"),
        ("보리일보 주말판", 80, "보리일보…"),
        ("Two\n lines", 300, "Two lines"),
        ("", 100, ""),
    ],
)
def test_names_are_cut(name: str, room: float, drawn: str) -> None:
    """A name is cut after 26 code points, or where its room ends, and says so."""
    assert cut(name, room, 16) == drawn


@given(TEXTS, st.floats(20, 400), st.sampled_from([13, 15, 16]))
def test_what_is_cut_fits(text: str, room: float, size: float) -> None:
    """No name is longer than 26 code points or wider than its room."""
    drawn = cut(text, room, size)
    assert len(drawn) <= LETTERS
    assert width(drawn, size) <= max(room, width("…", size))


@given(TEXTS)
def test_nothing_turns_or_hides_what_follows(text: str) -> None:
    """No sign that turns direction, moves a cursor or ends a line is drawn."""
    assert not set(shown(text)) & set("\n\r\t\x1b\x07\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(TEXTS, st.floats(20, 400))
def test_what_fits_is_whole(text: str, room: float) -> None:
    """Words that have room are cut nowhere."""
    assert fitted(text, room, 13) == shown(text) or width(shown(text), 13) > room


@given(TEXTS, st.floats(60, 400), st.integers(1, 4))
def test_lines_fit_and_lose_no_word_unsaid(text: str, room: float, most: int) -> None:
    """Words stand on a few lines that fit; what is left out leaves a mark."""
    lines = wrapped(text, room, 13, most=most)
    assert len(lines) <= most
    assert all(width(line, 13) <= max(room, width("…", 13)) for line in lines)
    whole = shown(text)
    assert " ".join(lines) == whole or any(line.endswith("…") for line in lines)


def test_marks_do_not_tower() -> None:
    """No letter carries more than three marks, which would cover the lines above it."""
    assert shown("Z" + "\u0301" * 50) == "Z" + "\u0301" * 3


def test_capitals_need_more_room() -> None:
    """A name in capitals is cut sooner than one in small letters."""
    assert len(cut("HALLIN CIVIL PROTECTION COMMAND", 200, 16)) < len(cut("Hallin civil protection command", 200, 16))
    assert fitted("", 10, 13) == ""
