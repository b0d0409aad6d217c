"""Which language a text is in. Only English can be read so far; another is a rejection that says so.

English is told by its function words, at no cost; where these do not settle it, py3langid's model is loaded and asked.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_ENOUGH_WORDS = 20  # of Latin letters; other scripts tell a language, or few of them, by a handful of letters
_ENOUGH_LETTERS = 40  # some languages say in three long words what others say in a dozen
_SURE = 0.8  # a share from which fewer words name a language
_UNSURE = 0.3  # a share below that names no language
_SAMPLE_LETTERS = 2_000  # of each of the stretches looked at

# Words that make up a third of English prose, less those other languages write alike ("in", "an", "was", "die").
_COMMON = """
    the of and to that is it for on with as be are this by not but from they have had has his her he she you we were
    which or at their been would there what will all if can when who more no out up said its than into could about some
    only other new after also did many before must where much your should because any over our how them these two may
"""
ENGLISH = frozenset(_COMMON.split())

# Names of the languages the model tells apart and a newsroom may meet; another keeps its code.
_NAMES = """
    af Afrikaans, sq Albanian, am Amharic, ar Arabic, hy Armenian, az Azerbaijani, eu Basque, be Belarusian, bn Bengali,
    bs Bosnian, bg Bulgarian, my Burmese, ca Catalan, zh Chinese, wuu Chinese, yue Chinese, hr Croatian, cs Czech,
    da Danish, nl Dutch, en English, eo Esperanto, et Estonian, fi Finnish, fr French, gl Galician, ka Georgian,
    de German, el Greek, gu Gujarati, ht Haitian Creole, ha Hausa, he Hebrew, hi Hindi, hu Hungarian, is Icelandic,
    id Indonesian, ga Irish, it Italian, ja Japanese, kn Kannada, kk Kazakh, km Khmer, ko Korean, ku Kurdish, ky Kyrgyz,
    lo Lao, la Latin, lv Latvian, lt Lithuanian, lb Luxembourgish, mk Macedonian, ms Malay, ml Malayalam, mt Maltese,
    mr Marathi, mn Mongolian, ne Nepali, no Norwegian, nb Norwegian, nn Norwegian Nynorsk, ps Pashto, fa Persian,
    pl Polish, pt Portuguese, pa Punjabi, ro Romanian, ru Russian, sr Serbian, si Sinhala, sk Slovak, sl Slovenian,
    so Somali, es Spanish, sw Swahili, sv Swedish, tl Tagalog, tg Tajik, ta Tamil, te Telugu, th Thai, tr Turkish,
    uk Ukrainian, ur Urdu, uz Uzbek, vi Vietnamese, cy Welsh, xh Xhosa, yo Yoruba, zu Zulu
"""
NAMES = {code: name for code, _, name in (entry.strip().partition(" ") for entry in _NAMES.split(","))}


class Found(Struct, frozen=True):
    """The language of a text, and how surely."""

    code: str  # ISO 639-1; "und" where the text is too short to tell
    share: float  # 0 to 1; the model's probability, or 1 where the function words settle it

    @property
    def name(self) -> str:
        """The language's English name, or its code."""
        return NAMES.get(self.code, self.code)


def language(text: str) -> Found:
    """Return the language a text is mostly in.

    >>> language("The ferry was late again, and the harbour board said that it would be late tomorrow.").code
    'en'
    """
    sample = " ".join(_stretches(text))
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    latin = len(_LATIN.findall(sample)) / letters if letters else 0.0
    common = sum(word in ENGLISH for word in words) / len(words) if words else 0.0
    is_short = latin >= 0.2 and len(words) < _ENOUGH_WORDS
    if latin > 0.8 and common >= (0.3 if is_short else 0.2):
        return Found("en", 1.0)
    if latin > 0.8 and is_short and common >= 0.15:
        return Found("en", 0.5)
    if letters < (_ENOUGH_LETTERS if is_short else 1):
        return Found("und", 0.0)
    code, share = _model().classify(sample)
    return Found("und", 0.0) if is_short and share < _SURE else Found(str(code), float(share))


def reason(found: Found) -> str:
    """Say why a text in that language is left out."""
    if found.code == "und":
        return "it has too few words to tell its language; only English can be read so far, give more of the text"
    if found.share < _UNSURE:
        return f"it is in no language that can be told (perhaps {found.name}, {_percent(found.share)}); give its text"
    return f"it is in {found.name} ({_percent(found.share)}); only English can be read so far"


def _percent(share: float) -> str:
    return f"{min(99, round(share * 100))} %"


def _stretches(text: str) -> Iterator[str]:
    """Yield the beginning, the middle and the end of a text, or all of a short one."""
    if len(text) <= 3 * _SAMPLE_LETTERS:
        yield text
        return
    middle = len(text) // 2
    for start in (0, middle, len(text) - _SAMPLE_LETTERS):
        yield text[start : start + _SAMPLE_LETTERS]


@cache
def _model() -> "LanguageIdentifier":
    """Load the model; a tenth of a second, so not before it is needed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  # see above

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
