"""How much room words take in a drawing, where nobody can measure them: allowances, in units of a drawing.

The fonts are the reader's, so the allowances are those of a wide one: names in DejaVu Serif, the widest of those that
`style.css` may come to, take as much or up to a sixth less. Names are made harmless here, once for all drawings: on one
line, without control signs, bounded.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

from reportedly.wording import neutral

LETTERS = 26
"""Code points after which a name is cut."""

_NARROW, _LETTER, _FOREIGN, _CAPITAL, _BROAD, _SQUARE, _VAST = 0.4, 0.62, 0.7, 0.78, 1.0, 1.0, 2.5
_VAST_ONES = re.compile("[\ufdf0-\ufdfd\u0bb5-\u0bb9\ua980-\ua9df\u3200-\u33ff\U00012000-\U0001254f]")  # ﷽ and its like
_LATIN = 0x24F  # the last of its letters
_HANGUL = 0.97  # of a syllable, as wide as in Noto Serif CJK; in others it takes up to a twentieth less
_KNOWN = {
    **dict.fromkeys(" ijltfrI.,:;'’‘!|()[]-–·", _NARROW),
    **dict.fromkeys("WMwm@%&—…ŒÆœæ", _BROAD),
    # Arabic letters where they join, in DejaVu Sans or Noto Sans Arabic; in Noto Naskh they take a sixth less
    **dict.fromkeys("اآأإٱ", 0.3),
    **dict.fromkeys("بتثپلنيىئی", 0.42),
    **dict.fromkeys("دذرزژوؤةهعغء", 0.5),
    **dict.fromkeys("فقكکگم", 0.58),
    **dict.fromkeys("جحخچ", 0.67),
    **dict.fromkeys("طظ", 0.85),
    **dict.fromkeys("سشصض", 0.95),
}
_TAIL, _TAILED = 0.5, re.compile(r"[بتثپلنيىئیفقكکگسشصض](?!\w)")  # that the last letter of a word has beside
_LONGEST = 200
"""Code points of a text that are looked at: no line of a drawing holds more."""


def shown(text: str) -> str:
    r"""Return words as a drawing may show them: harmless, on one line, and no longer than a line.

    >>> shown("The\n Hill \u202eGazette")
    'The Hill �Gazette'
    """
    return _harmless(text[: 4 * _LONGEST])[:_LONGEST]


@lru_cache(maxsize=4096)  # names come again in every row
def _harmless(text: str) -> str:
    return _STACKED.sub(r"\1", _NONE.sub("\ufffd", neutral(text)))


_NONE = re.compile("[\ufffe\uffff]")  # no characters; XML takes none of them
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARKS}{{3}}){_MARKS}+")  # a tower of them would cover the lines above


@lru_cache(maxsize=4096)
def _letter(sign: str) -> float:
    """Return the room for one code point, as a share of the size of the letters."""
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me"):
        return 0.0
    if sign in _KNOWN:
        return _KNOWN[sign]
    if _VAST_ONES.match(sign):
        return 10 * _SQUARE if "\ufdf0" <= sign <= "\ufdfd" else _VAST
    if unicodedata.east_asian_width(sign) in ("W", "F") or ord(sign) > 0xFFFF:
        return _HANGUL if "가" <= sign <= "힣" else _SQUARE
    if sign.isupper():
        return _CAPITAL
    return _FOREIGN if ord(sign) > _LATIN else _LETTER


def width(text: str, size: float) -> float:
    """Return the room for words in letters of a size.

    >>> round(width("outlet", 10)), round(width("보리일보", 10))
    (31, 39)
    """
    tails = 0 if text.isascii() else len(_TAILED.findall(text))
    return (sum(map(_letter, text)) + _TAIL * tails) * size


def cut(text: str, room: float = float("inf"), size: float = 1.0, *, most: int = LETTERS) -> str:
    """Return a name as it is drawn: of 26 code points at most, no wider than its room, with … where it was cut.

    >>> cut("Evening Standard-Record"), cut("The Evening Standard-Record of Lowmoor")
    ('Evening Standard-Record', 'The Evening Standard-Reco…')
    """
    return fitted(text, room, size, most=most)


def fitted(text: str, room: float, size: float, *, most: int = _LONGEST) -> str:
    """Return words cut to the room there is, with … where they were cut."""
    words = _harmless(text[: 4 * _LONGEST])
    if len(words) <= most and width(words, size) <= room:
        return words
    left = room - width("…", size)
    ends = accumulate(_letter(sign) * size for sign in words[: most - 1])
    kept = words[: sum(end <= left for end in ends)]
    while kept and width(kept, size) > left:  # its last letter has a tail now
        kept = kept[:-1]
    while kept and (kept[-1].isspace() or unicodedata.combining(words[len(kept)])):
        kept = kept[:-1]
    return f"{kept}…"


def wrapped(text: str, room: float, size: float, *, most: int) -> list[str]:
    """Return words on as many lines as they need, `most` at most; the last one is cut where they need more.

    >>> wrapped("perhaps one with Civil Protection: its count rests on the returns", 250, 13, most=2)
    ['perhaps one with Civil Protection:', 'its count rests on the returns']
    """
    lines: list[str] = []
    left = shown(text).split(" ")
    while left and len(lines) < most:
        taken = 1
        while taken < len(left) and width(" ".join(left[: taken + 1]), size) <= room:
            taken += 1
        if len(lines) == most - 1:
            taken = len(left)
        lines.append(fitted(" ".join(left[:taken]), room, size))
        left = left[taken:]
    return [line for line in lines if line]
