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
    "سبب" * 100,
    "جريدة الشرق الجديدة في كارفل",
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
        ("مجلس النهر والسدود", 110, "مجلس النهر…"),
        ("Two\n lines", 300, "Two lines"),
        ("", 100, ""),
    ],
)
def test_names_are_cut(name: str, room: float, drawn: str) -> None:
    """A name is cut after 26 code points, or where its room ends, and says so."""
    assert cut(name, room, 16) == drawn


@pytest.mark.parametrize(
    ("words", "measured"),
    [
        # the widest of Noto Serif CJK KR, Noto Sans CJK KR, Nanum Gothic and Nanum Myeongjo
        ("저녁신문", 3.88),
        ("항만 당국", 4.14),
        ("보리일보 주말판", 7.05),
        ("카르벨강위원회 대변인", 9.96),
        ("사망자 31명, 실종자 9명", 10.49),
        ("강물이 넘쳐 마을이 물에 잠겼다", 13.65),
        ("화요일 폭풍으로 여객선이 출항하지 못했다", 18.5),
        ("川があふれて村が水に沈んだ", 13.0),
        # the widest of Noto Naskh Arabic, Noto Sans Arabic, Amiri and DejaVu Sans
        ("ليل", 1.36),
        ("بنك", 1.53),
        ("كتاب", 2.06),
        ("سبب", 2.21),
        ("حسب", 2.53),
        ("الشمس", 3.32),
        ("مصادر", 2.64),
        ("مجلس النهر", 5.0),
        ("جريدة الشرق", 5.61),
        ("روزنامه عصر", 5.44),
        ("صحيفة المساء", 5.99),
        ("وكالة الأنباء", 4.62),
        ("الخميس ٨ مايو", 6.2),
        ("قال ثلاثة مسؤولين", 7.64),
        ("رئيس مجلس الوزراء", 8.57),
        ("إذاعة لوومور المحلية", 8.61),
        ("شورای رودخانه کارول", 9.16),
        ("ثلاثون قتيلا على الأقل", 8.9),
        ("المتحدث باسم الشرطة", 9.66),
        ("يقول المسؤولون إن السد صامد", 13.13),
        ("فيضان نهر كارفل يغمر اثنتي عشرة قرية", 16.68),
    ],
)
def test_room_is_that_of_the_widest_font(words: str, measured: float) -> None:
    """Words get as much room as the widest font took in Chromium, and up to a quarter more; a lone word a third."""
    assert 0.99 * measured <= width(words, 1) <= (1.25 if " " in words else 1.33) * measured


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
