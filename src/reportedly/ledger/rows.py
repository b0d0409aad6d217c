"""Records as rows, and back: each field in a column of its name, and what is no plain value as JSON.

The functions go by the types of the fields, so that a field added to a record is neither forgotten nor guessed: it
needs its column, and until it has one, adding a reading fails. JSON leaves out what is as by default.
"""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from reportedly.records import Article, Report

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
Cell = None | int | float | str | bytes
T = TypeVar("T")
Reader = Callable[[Any], Any]
"""What turns a cell into the field of a record."""

_JSON = json.JSONEncoder(separators=(",", ":"), allow_nan=False)

# ------------------------------------------------------------------ out


def to_plain(value: object) -> Plain:
    """Return a record, or a tuple of them, as what JSON can hold.

    >>> from reportedly.records import Part, Span
    >>> to_plain((Span(3, 7), Span(0, 2, Part.HEADLINE)))
    [{'start': 3, 'end': 7}, {'start': 0, 'end': 2, 'part': 'headline'}]
    """
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value  # type: ignore[return-value]  # its type says so
    if kind is tuple:
        return [to_plain(item) for item in value]  # type: ignore[attr-defined]  # a tuple
    known = _fields(kind)  # type: ignore[arg-type]  # classes are hashable
    if not known:
        return _plain_scalar(value)
    told = ((name, getattr(value, name), default) for name, default in known)
    return {name: to_plain(content) for name, content, default in told if content != default}


_AS_THEY_ARE = frozenset({NoneType, bool, int, float, str})


@cache
def _fields(kind: type) -> tuple[tuple[str, object], ...]:
    """The names and defaults of the fields of a type of record; none for other types."""
    return tuple((f.name, f.default) for f in msgspec.structs.fields(kind)) if issubclass(kind, Struct) else ()


def _plain_scalar(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
    raise TypeError(f"no row can hold a {type(value).__name__}")  # a record's field of a type nobody foresaw


def to_columns(record: object, *, without: tuple[str, ...] = ()) -> dict[str, Cell]:
    """Return a record's fields as the cells of a row, by column."""
    known = _fields(type(record))  # type: ignore[arg-type]  # classes are hashable
    return {name: _cell(getattr(record, name)) for name, _ in known if name not in without}


def _cell(value: object) -> Cell:
    if value is None:
        return None
    if value == ():
        return "[]"
    plain = to_plain(value)
    if isinstance(plain, str):
        return storable(plain)
    return _JSON.encode(plain) if isinstance(plain, list | dict) else plain


def storable(text: str) -> str:
    r"""Return text with lone surrogates written out: file names may hold them, the database's UTF-8 cannot.

    >>> print(storable("caf\udce9.html"))
    caf\udce9.html
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


# ------------------------------------------------------------------ in


def from_columns(kind: type[T], row: sqlite3.Row, **other: object) -> T:
    """Return a record out of a row that has a column for each of its fields, but for those given as `other`."""
    read: Callable[..., T] = reader(kind, tuple(row.keys()), tuple(other))  # type: ignore[arg-type]  # classes are hashable
    return read(row, **other)


@cache
def reader(kind: type[T], names: tuple[str, ...], without: tuple[str, ...] = ()) -> Callable[..., T]:
    """Return what makes records out of rows that have such columns, as `from_columns` does: for where rows are many."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in without}
    plan = [(names.index(name), _from_cell(hint)) for name, hint in hints.items()]

    def read(row: sqlite3.Row, **other: object) -> T:
        cells = [cell if (cell := row[at]) is None or turn is None else turn(cell) for at, turn in plan]
        return kind(**dict(zip(hints, cells, strict=True)), **other) if other else kind(*cells)

    return read


def columns(kind: type, *, without: tuple[str, ...] = ()) -> str:
    """Return the names of the columns that hold a type of record, for a statement: not those worked out of others."""
    return ", ".join(name for name, _ in _fields(kind) if name not in without)


@cache
def _from_cell(hint: Any) -> Reader | None:  # noqa: ANN401  # a type, as `typing` hands it out
    """Return what turns a cell into a field of that type; ``None`` where it is one already."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (arm for arm in get_args(hint) if arm is not NoneType)  # no record has a field of two types
    if get_origin(hint) is tuple:
        decode = _from_json(hint)
        return lambda cell: () if cell == "[]" else decode(cell)
    if issubclass(hint, Struct):
        return _from_json(hint)
    if issubclass(hint, date):  # a datetime is one, too
        return hint.fromisoformat  # type: ignore[no-any-return]  # of the hint's own type
    if issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__  # half of what calling the type takes
    return bool if hint is bool else None  # which the database has as 0 and 1


def _from_json(hint: Any) -> Reader:  # noqa: ANN401  # a type, as `typing` hands it out
    decode = msgspec.json.Decoder(hint).decode

    def read(cell: str) -> object:
        try:
            return decode(cell)
        except msgspec.DecodeError:  # hostile text: a lone surrogate, which only Python takes for a letter
            return msgspec.convert(json.loads(cell), hint)

    return read


# ------------------------------------------------------------------ words to find

_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "œ": "oe", "æ": "ae"}
)
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> list[str]:
    """Return the words of a text without case and accents, as names are compared.

    >>> folded("Łukasz Núñez-O'Strauß")
    ['lukasz', 'nunez', 'o', 'strauss']
    """
    letters = text.casefold()
    if not letters.isascii():
        apart = unicodedata.normalize("NFKD", letters).casefold().translate(_PLAIN_LETTERS)
        letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _WORD.findall(letters)


def to_words(report: Report, article: Article) -> dict[str, str]:
    """Return what a report can be found by: the columns of the table ``words``."""
    claimant, value, outlet = report.claimant, report.value, article.outlet
    passages = [report.evidence, *(span for span in report.content if not report.evidence.covers(span))]
    publisher = [outlet.name, *outlet.short_names, *outlet.domains] if outlet else [_host(article.url)]
    columns: dict[str, Sequence[str | None]] = {
        "evidence": [article.words(span) for span in passages],
        "headline": [article.headline],
        "claimant": [claimant.name, claimant.role],
        "outlet": [*publisher, report.chain[0].name],
        "measure": [value.measure, value.counted, value.unit] if value else [],
    }
    return {name: " ".join(folded(" ".join(part for part in parts if part))) for name, parts in columns.items()}


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:  # an address may be anything that was typed
        return None
