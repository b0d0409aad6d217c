"""How much a word says about what an article is about: its weight, from a table that ships and never changes.

The weight of a word is the negative logarithm of the share of articles that hold it (inverse document frequency,
Spärck Jones 1972), estimated once (`training/word_weights.py`). It depends on nothing a ledger holds, so that adding a
page moves no other page's weights.
"""

import gzip
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<number>\d[\d.,]*\d|\d)(?P<thousand>[kK]\b|[ -]thousand\b)?"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<stop>[.!?:\n\"“”„«»|•])"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LONGEST = 40  # letters of a word; what is longer is an address or noise


class Token(NamedTuple):
    """A word or number of a text, in the form in which texts are compared."""

    form: str
    start: int  # code point at which it stands
    is_number: bool = False
    is_capital: bool = False  # begins with a capital where nothing but a name asks for one
    is_small: bool = False  # begins with a small letter


def stem(word: str) -> str:
    """Return an English word without the ending of its plural (the S-stemmer of Harman 1991) or possessive.

    >>> [stem(word) for word in ("countries", "floods", "houses", "kursk's", "press", "news")]
    ['country', 'flood', 'house', 'kursk', 'press', 'new']
    """
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 3 and word.endswith("s"):
        if word.endswith("ies") and word[-4] not in "ae":
            return f"{word[:-3]}y"
        if word.endswith("es") and word[-3] not in "aeo":
            return word[:-1]
        if word[-2] not in "us" and not word.endswith("es"):
            return word[:-1]
    return word


_LETTERS = "а б в г ґ д е ё є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"
_LATIN = "a b v g g d e e ie zh z i i i i k l m n o p r s t u f kh ts ch sh shch '' y '' e iu ia".replace("''", "")
_CYRILLIC = str.maketrans(dict(zip(_LETTERS.split(" "), _LATIN.split(" "), strict=True)))

_ENDING = re.compile("(?<=[а-яёіїєґ]{4})(?:ого|ому|ами|ями|ої|ою|ой|ий|ій|ая|ое|ом|ем|ах|ях|ів|[аеиоуыэюяіїйь])$")
"""The commonest endings of names in Russian and Ukrainian."""


def latin(word: str) -> str:
    """Return a word in small letters without accents, and with Latin letters for Cyrillic ones (as in passports).

    Cyrillic words lose their endings, which names have in all cases but one.

    >>> latin("mazón"), latin("курской"), latin("харьковом")
    ('mazon', 'kursk', 'kharkov')
    """
    if word.isascii():
        return word
    bare = _ENDING.sub("", word)
    plain = unicodedata.normalize("NFD", bare.translate(_CYRILLIC))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def number(written: str, *, thousand: bool = False) -> str:
    """Return the digits of a number, whichever mark groups its thousands; years and clock times stay as they are.

    >>> number("50,000"), number("50.000"), number("50", thousand=True), number("12.5"), number("1,100.5")
    ('50000', '50000', '50000', '12.5', '1,100.5')
    """
    plain = re.sub("[.,]", "", written) if _GROUPED.fullmatch(written) else written.strip(".,")
    return f"{plain}000" if thousand and plain.isdigit() else plain


def tokens(text: str, *, language: str = "en") -> list[Token]:
    """Return the words and numbers of a text in reading order."""
    found, fresh = [], True
    for match in _TOKEN.finditer(text):
        if match["stop"]:
            fresh = True
            continue
        if written := match["number"]:
            form = number(written, thousand=bool(match["thousand"]))[:_LONGEST]
            found.append(Token(form, match.start(), is_number=True))
        elif len(word := match["word"]) <= _LONGEST:
            capital = word[0].isupper()
            form = _form(word, language)
            found.append(Token(form, match.start(), is_capital=capital and not fresh, is_small=word[0].islower()))
        fresh = False
    return found


@lru_cache(maxsize=1 << 16)
def _form(word: str, language: str) -> str:
    plain = latin(word.casefold())
    return stem(plain) if language == "en" else international(plain)


@cache
def _table(name: str) -> dict[str, float]:
    packed = resources.files("reportedly.link").joinpath("data", name).read_bytes()
    table: dict[str, float] = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        tenths, words = line.split("\t")
        worth = int(tenths) / 10
        for word in words.split():
            table[word] = worth
    return table


RAREST = 9.0
"""The weight of a word the table of its language does not have: a name, mostly."""


def international(form: str) -> str:
    """Return a word of any language without up to three letters of its ending, if English news has what is left.

    >>> international("presidente"), international("turis")
    ('president', 'turis')
    """
    table = _table("words-en.tsv.gz")
    shorter = (form[:end] for end in range(len(form), max(4, len(form) - 4), -1))
    return next((one for one in shorter if one in table), form)


_NO_TABLE = 2.4  # of a word in a language without a table of weights
_STRANGE_NAME = 4.5  # there, of a word with a capital that English news does not know: it may be any noun


def weight(form: str, *, language: str = "en", is_name: bool = False) -> float:
    """Return how much a word in comparing form says, 0 to `RAREST`.

    Words of other languages have no weights yet: function words say nothing, names weigh what they do in English, all
    else says little.
    """
    if language == "en":
        return _table("words-en.tsv.gz").get(form, RAREST)
    if form in _table("function-words.tsv.gz") or len(form) < 2:
        return 0.0
    return _table("words-en.tsv.gz").get(form, _STRANGE_NAME) if is_name else _NO_TABLE
