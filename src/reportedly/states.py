"""The table of states and territories: names, peoples, and the seats that stand for their governments in news.

The rows stand in ``states.txt``, which says how to read them. "Moscow", "the Kremlin" and "Russia" are one state when
they speak; "Russian" is its adjective.

    >>> by_name("the Kremlin") is by_name("Russian Federation")
    True
    >>> [(state.code, form.value) for _, _, state, form in mentioned("U.S. and Ukrainian officials")]
    [('US', 'name'), ('UA', 'people')]
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files

from msgspec import Struct

from reportedly.records import fold

_MARKS = "=?"
_WORD = re.compile(r"\w+")
_ONE_FOR_ONE = str.maketrans({"’": "'", "‘": "'", "\xa0": " "})
_POSSESSED = re.compile(r"'s?(?!\w)")


class Form(StrEnum):
    """How words name a state."""

    NAME = "name"  # "Russia"
    PEOPLE = "people"  # "Russian", "Russians"
    SEAT = "seat"  # "Moscow", "the Kremlin"


class State(Struct, frozen=True):
    """A row of the table."""

    code: str  # ISO 3166-1 alpha-2; XK for Kosovo
    name: str
    names: tuple[str, ...] = ()  # other names
    peoples: tuple[str, ...] = ()  # adjectives and peoples
    seats: tuple[str, ...] = ()


class _Entry(Struct, frozen=True):
    """One way to write a state."""

    text: str  # folded, unless only as written
    state: State
    form: Form
    mark: str


class _Table(Struct, frozen=True):
    rows: tuple[State, ...]
    codes: dict[str, State]
    whole: dict[str, _Entry]  # by folded words, without "the"
    first: dict[str, tuple[_Entry, ...]]  # by folded first word; longest first


def rows() -> tuple[State, ...]:
    """Return all states of the table, by code."""
    return _table().rows


def by_code(code: str) -> State | None:
    """Return the state of an ISO 3166-1 alpha-2 code.

    >>> by_code("KR").name
    'South Korea'
    """
    return _table().codes.get(code)


def by_name(words: str) -> State | None:
    """Return the state that words as a whole name, or whose seat they name; ``None`` for a people or no state.

    >>> by_name("Kyiv").code, by_name("the United States").code, by_name("Russian"), by_name("us")
    ('UA', 'US', None, None)
    """
    plain = " ".join(words.translate(_ONE_FOR_ONE).split())
    plain = plain[4:] if plain[:4].casefold() == "the " else plain
    entry = _table().whole.get(fold(plain))
    if entry is None or entry.form is Form.PEOPLE or (entry.mark == "=" and entry.text != plain):
        return None
    return entry.state


def mentioned(text: str) -> Iterator[tuple[int, int, State, Form]]:
    """Yield the states that words name as (start, end, state, form), in code points, in reading order.

    The longest name wins; names of several things count as a whole, or before what a state has.

        >>> [(start, end, state.code) for start, end, state, _ in mentioned("South Korea's army and Jordan Lee")]
        [(0, 11, 'KR')]
    """
    first, plain, done = _table().first, text.translate(_ONE_FOR_ONE), 0
    for word in _WORD.finditer(plain):
        name = word.group()
        if word.start() < done or not name[0].isupper():
            continue
        for entry in _opening(first, fold(name)):
            end = _end(plain, word.start(), entry)
            if end is not None:
                done = end
                yield word.start(), end, entry.state, entry.form
                break


def _opening(first: dict[str, tuple[_Entry, ...]], word: str) -> tuple[_Entry, ...]:
    """The entries that a word or, in the plural, its singular opens."""
    return first.get(word) or (first.get(word[:-1], ()) if word.endswith("s") else ())


def _end(text: str, start: int, entry: _Entry) -> int | None:
    """Where an entry ends that begins at a place of a text; ``None`` if it does not stand there as a state."""
    words = text[start : start + len(entry.text)]
    if entry.mark != "=" and len(fold(words)) == len(words):
        words = fold(words)
    end = start + len(entry.text)
    if words != entry.text or not text[start].isupper():
        return None
    if entry.form is Form.PEOPLE and text[end : end + 1] == "s":
        end += 1
    if text[end : end + 1].isalnum() or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()):
        return None
    if entry.mark == "?" and text[:start].strip(" ").casefold() not in {"", "the"}:
        return end if _POSSESSED.match(text, end) else None
    if entry.mark == "?" and text[end:].strip(" .") and not _POSSESSED.match(text, end):
        return end if entry.form is Form.PEOPLE else None
    return end


@cache
def _table() -> _Table:
    lines = (files("reportedly") / "states.txt").read_text(encoding="utf-8").splitlines()
    entries = [entry for line in lines if line and not line.startswith("#") for entry in _entries(line)]
    states = {entry.state.code: entry.state for entry in entries}
    whole: dict[str, _Entry] = {}
    first: defaultdict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        whole.setdefault(fold(entry.text), entry)
        first[fold(_WORD.match(entry.text)[0])].append(entry)  # type: ignore[index]  # a name begins with a word
    longest = {word: tuple(sorted(some, key=lambda entry: -len(entry.text))) for word, some in first.items()}
    return _Table(tuple(states.values()), states, whole, longest)


def _entries(line: str) -> Iterator[_Entry]:
    """Yield the ways to write the state of a row."""
    code, *fields = [field.strip() for field in line.split("|")]
    listed = [tuple(_marked(word) for word in field.split(",") if word.strip()) for field in fields]
    (name,), names, peoples, seats = listed[0], *(listed[1:] + [()] * (4 - len(listed)))
    state = State(code, name[1], *(tuple(word for _, word in some) for some in (names, peoples, seats)))
    for some, form in (((name, *names), Form.NAME), (peoples, Form.PEOPLE), (seats, Form.SEAT)):
        for mark, word in some:
            bare = word.removeprefix("The ").removeprefix("the ")
            yield _Entry(bare if mark == "=" else fold(bare), state, form, mark)


def _marked(word: str) -> tuple[str, str]:
    """Return a word's mark and the word."""
    name = word.strip().lstrip(_MARKS).translate(_ONE_FOR_ONE)
    return word.strip()[: len(word.strip()) - len(name)], name
