"""What a table is: columns that say what they hold, and how it comes out of an item."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from msgspec import Struct

from reportedly.ledger import Selection
from reportedly.records import Value, When

Cell = None | bool | int | float | str | date | datetime
T = TypeVar("T")


class Type(StrEnum):
    """What a column holds, in the words of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


class Column(Struct, Generic[T], frozen=True):
    """A column of a table of items."""

    name: str
    type: Type
    about: str
    of: Callable[[T], Cell]


class Table(Struct, Generic[T], frozen=True):
    """A table: one row an item."""

    name: str
    about: str
    items: Callable[[Selection], Iterator[T]]
    columns: tuple[Column[T], ...]
    key: tuple[str, ...]  # the columns that tell one row from all others
    leads: tuple[tuple[str, str, str], ...] = ()  # a column, and the table and column where its row is found

    def rows(self, selection: Selection) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows, each with a cell for every column."""
        for item in self.items(selection):
            yield tuple(column.of(item) for column in self.columns)


AnyTable = Table[Any]


def text(name: str, about: str, of: Callable[[T], Cell]) -> Column[T]:
    """Return a column of words."""
    return Column(name, Type.STRING, about, of)


def number(name: str, about: str, of: Callable[[T], Cell]) -> Column[T]:
    """Return a column of numbers, whole or not."""
    return Column(name, Type.NUMBER, about, of)


def count(name: str, about: str, of: Callable[[T], Cell]) -> Column[T]:
    """Return a column of whole numbers."""
    return Column(name, Type.INTEGER, about, of)


def yes(name: str, about: str, of: Callable[[T], Cell]) -> Column[T]:
    """Return a column of true and false."""
    return Column(name, Type.BOOLEAN, about, of)


def day(name: str, about: str, of: Callable[[T], Cell]) -> Column[T]:
    """Return a column of days."""
    return Column(name, Type.DATE, about, of)


def instant(name: str, about: str, of: Callable[[T], Cell]) -> Column[T]:
    """Return a column of instants, in UTC."""
    return Column(name, Type.DATETIME, about, of)


# ------------------------------------------------------------------ what several tables have


def of_value(value_of: Callable[[T], Value | None]) -> tuple[Column[T], ...]:
    """Return the columns that tell a value."""

    def part(pick: Callable[[Value], Cell]) -> Callable[[T], Cell]:
        return lambda item: pick(value) if (value := value_of(item)) else None

    return (
        number("low", "the number's lower bound; empty if open", part(lambda v: v.low)),
        number("high", "its upper bound; empty if open", part(lambda v: v.high)),
        text("unit", "its unit", part(lambda v: v.unit or None)),
        yes("approx", "whether the words say about, some, nearly", part(lambda v: v.approx)),
        text("counted", "what is counted, in the text's words", part(lambda v: v.counted)),
        text("change", "for a change: rose by, fell by, rose to, fell to; from, for what it was before",
             part(lambda v: v.change)),
        number("si_low", "the lower bound of a measured amount in SI units",
               part(lambda v: v.si.low if v.si else None)),
        number("si_high", "its upper bound", part(lambda v: v.si.high if v.si else None)),
        text("si_unit", "the SI unit", part(lambda v: v.si.unit if v.si else None)),
    )  # fmt: skip


def joined(parts: object, by: str = "; ") -> str | None:
    """Return several texts as one; ``None`` for none of them."""
    return by.join(str(part) for part in parts if part) or None  # type: ignore[attr-defined]  # whatever can be gone through


def days_of(when: When) -> str:
    """Return a time as its first and last day."""
    return f"{when.start or ''}/{when.end or ''}"
