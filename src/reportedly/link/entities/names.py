"""Names of persons: which spellings are one name, which names are one person's, which cannot be.

Spellings that transliteration and diacritics exchange ("Zelensky", "Selenskyj") are made one *skeleton*, in the manner
of phonetic codes (Soundex; Daitch and Mokotoff's for Slavic names) but with the vowels kept, so that short names stay
apart. Names in other scripts than Latin stay as they are.

    >>> skeleton("Zelenskyy") == skeleton("Selenskyj") == skeleton("Zelenskiy")
    True
    >>> PersonName.of("Maj. Gen. Pat Ryder").tokens
    ('pat', 'rider')
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from reportedly import states
from reportedly.link.entities import english
from reportedly.records import fold

_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_TOKEN = re.compile(r"[^\s,]+")
_MARKS = re.compile(r"[\"'’‘“”ʼ`´()]")
_DOUBLE = re.compile(r"(.)\1+")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?|[A-Z]")
MAX_WORDS = 12
"""Words of a name that are looked at."""
TYPOS = 2
"""Letters in which a long given name may differ on pages of one story, where the surname is the same."""
LONG = 6
"""Letters a given name has, at least, for that."""


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return what the spellings of one name share: letters without case, accents and what transliterations exchange.

    >>> [skeleton(word) for word in ("Umerov", "Umyerov", "Mazón", "Syrskyi", "Syrsky", "젤렌스키")]
    ['umerov', 'umerov', 'mason', 'sirski', 'sirski', '젤렌스키']
    """
    plain = _MARKS.sub("", fold(word).translate(_STROKES)).replace("-", "").replace(".", "")
    if not plain.isascii():
        return unicodedata.normalize("NFC", plain)
    for written, one in english.SPELLING:
        plain = plain.replace(written, one)
    return _DOUBLE.sub(r"\1", plain)


def _given_names() -> dict[str, str]:
    """Return, for the skeleton of each given name of the table, that of the first of its set."""
    sets = [[skeleton(word) for word in row.split()] for row in english.GIVEN.split(";")]
    out: dict[str, str] = {}
    for names in sets:
        for name in names:
            out.setdefault(name, names[0])
    return out


_GIVEN = _given_names()
_FAMILY_FIRST = frozenset(skeleton(word) for word in english.FAMILY_FIRST)


class PersonName(Struct, frozen=True):
    """A person's name, taken apart."""

    text: str  # as written, without titles
    role: str | None  # what the words before or after it say of them
    tokens: tuple[str, ...]  # skeletons; an initial is one letter; particles are left out
    generation: str | None = None  # "jr"

    @classmethod
    def of(cls, written: str, role: str | None = None) -> "PersonName":
        """Take a name apart, with what a page says of its bearer.

        >>> name = PersonName.of("U.S. Secretary of State Antony Blinken")
        >>> name.text, name.role
        ('Antony Blinken', 'U.S. Secretary of State')
        """
        before, text, after = _split(" ".join(written.split()[: 3 * MAX_WORDS]))
        roles = [part for part in (role, before, after) if part]
        words = text.replace("-", " ").split()[:MAX_WORDS]
        generation = next(
            (english.GENERATIONS[w] for w in (_plain(w) for w in words[1:]) if w in english.GENERATIONS), None
        )
        return cls(text, ", ".join(roles) or None, _tokens(words), generation)

    @property
    def is_full(self) -> bool:
        """Whether it has a given name and a surname, both written out."""
        return len(self.tokens) > 1 and len(self.tokens[0]) > 1 and len(self.tokens[-1]) > 1

    @property
    def is_family_first(self) -> bool:
        """Whether its first word may be the surname."""
        return len(self.tokens) > 1 and self.tokens[0] in _FAMILY_FIRST

    @property
    def joined(self) -> str:
        """All of it in one: "Sun-won" and "Sunwon" are the same."""
        return "".join(self.tokens)

    @property
    def key(self) -> tuple[str, ...]:
        """What names of one person share in any story: given name and surname, or all of it where that is unclear."""
        if self.is_family_first or not self.is_full:
            return (self.joined,)
        return (_GIVEN.get(self.tokens[0], self.tokens[0]), self.tokens[-1])

    @property
    def surnames(self) -> frozenset[str]:
        """The words by which pages may call them."""
        if len(self.tokens) == 1:
            return frozenset(self.tokens)
        some = set(self.tokens[1:]) | ({self.tokens[0]} if self.is_family_first else set())
        return frozenset(word for word in some if len(word) > 1) | {"".join(self.tokens[1:])}


def is_one(a: PersonName, b: PersonName) -> bool:
    """Whether two full names are one person's wherever they stand, if nothing else speaks against it.

    >>> is_one(PersonName.of("Volodymyr Zelensky"), PersonName.of("Vladimir Selenskyj"))
    True
    >>> is_one(PersonName.of("Park Sun-won"), PersonName.of("Park Sunwon"))
    True
    >>> is_one(PersonName.of("John A. Smith"), PersonName.of("John B. Smith"))
    False
    """
    if not (a.is_full and b.is_full) or (a.generation and b.generation and a.generation != b.generation):
        return False
    if a.joined == b.joined:
        return True
    return a.key == b.key and len(a.key) == 2 and _middles_agree(a.tokens[1:-1], b.tokens[1:-1])


def may_be_one(a: PersonName, b: PersonName) -> bool:
    """Whether two names may be one person's within a story: initials, a shorter form, a slip in a given name.

    >>> may_be_one(PersonName.of("A. Diaz"), PersonName.of("Ana Diaz"))
    True
    >>> may_be_one(PersonName.of("Diaz"), PersonName.of("Ana Diaz"))
    True
    >>> may_be_one(PersonName.of("Bea Diaz"), PersonName.of("Ana Diaz"))
    False
    """
    if a.generation and b.generation and a.generation != b.generation:
        return False
    short, long = sorted((a, b), key=lambda name: (len(name.tokens), name.tokens))
    if len(short.tokens) == 1:
        return bool(short.surnames & long.surnames)
    if (
        is_one(a, b)
        or short.joined == "".join(long.tokens[1:])
        or (_is_within(short.tokens, long.tokens) and _same_given(short.tokens[0], long.tokens[0]))
    ):
        return True
    return short.tokens[-1] == long.tokens[-1] and (
        (_same_given(short.tokens[0], long.tokens[0]) and _middles_agree(short.tokens[1:-1], long.tokens[1:-1]))
        or is_slip(short.tokens[0], long.tokens[0])
    )


def is_slip(a: str, b: str) -> bool:
    """Whether two given names may be one with letters lost or changed; a change at the end may be another's name.

    >>> is_slip("vodimir", "volodimir"), is_slip("oleksandr", "oleksandra")
    (True, False)
    """
    if a == b or min(len(a), len(b)) < LONG or a[0] != b[0] or a[-2:] != b[-2:]:
        return False
    return _distance(a, b, TYPOS) <= TYPOS


# ------------------------------------------------------------------ parts


def _split(text: str) -> tuple[str, str, str]:
    """Return what stands before a name, the name, and what stands after it."""
    head, comma, tail = text.partition(", ")
    if not comma or len(head.split()) < 2:
        head, tail = text, ""
    words = list(_TOKEN.finditer(head))
    last = max((i for i, word in enumerate(words[:-1]) if _is_title(word.group(), i)), default=-1)
    at = _name_at(head, words, last + 1) if last >= 0 else 0
    name = head[at:]
    found = english.ROLE_AFTER.search(name)
    if found and len(name[: found.start()].split()) > 1:
        name, tail = name[: found.start()], f"{name[found.end() :]} {tail}".strip()
    return head[:at].strip(" ,"), name, tail


def _name_at(text: str, words: Sequence[re.Match[str]], start: int) -> int:
    """Where a name begins after its title: "Secretary of State | Ann Lee", "President of Peru | Ann Lee"."""
    while start < len(words) - 1 and _plain(words[start].group()) in english.SUBJECT_WORDS:
        start += 1
    state = next(states.mentioned(text[words[start].start() :]), None)
    if state and state[0] == 0 and start < len(words) - 1:
        end = words[start].start() + state[1]
        start = next((i for i, word in enumerate(words) if word.start() >= end), len(words) - 1)
    while start < len(words) - 1 and words[start].group()[0].islower():
        if _plain(words[start].group()) in english.PARTICLES:
            break
        start += 1
    return words[start].start()


def _is_title(word: str, place: int) -> bool:
    """Whether a word at a place of a name is a title: written small it always is, "Dean" at the front may be a name."""
    plain = _plain(word.partition("/")[0])
    return plain in english.TITLES or (place == 0 and plain.endswith(("'s", "’s")))


def _plain(word: str) -> str:
    return word.strip('.,;:"“”').casefold()


def _tokens(words: Sequence[str]) -> tuple[str, ...]:
    """Return the skeletons of a name's words; initials one by one, particles and honours left out."""
    out: list[str] = []
    for word in words:
        plain = _plain(word)
        if _INITIALS.fullmatch(word) or (len(word) == 2 and word.isupper() and word == words[0] and len(words) > 1):
            out += [letter.casefold() for letter in word if letter.isalpha()]
        elif (
            plain
            and plain not in english.PARTICLES
            and not (out and plain in english.HONOURS | english.GENERATIONS.keys())
        ):
            stem = english.POSSESSIVE.sub("", word.strip('.,;:"“”'))
            out.append(skeleton(stem.removeprefix("al-").removeprefix("Al-")))
    return tuple(token for token in out if token) or tuple(skeleton(word) for word in words if skeleton(word))


def _same_given(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return _GIVEN.get(a, a) == _GIVEN.get(b, b)


def _middles_agree(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the middle names of one are among the other's, in order; an initial stands for any it begins."""
    short, long = sorted((a, b), key=len)
    return _is_within(short, long)


def _is_within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of one stand in the other, in order."""
    rest = iter(long)
    return all(any(_same_given(word, other) for other in rest) for word in short)


def _distance(a: str, b: str, most: int) -> int:
    """Return in how many letters two words differ (Levenshtein), or more than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]
