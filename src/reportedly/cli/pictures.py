"""Pictures in text: trees with branches of box characters, and numbers along an axis of days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct
from rich.text import Text

from reportedly.cli.screens import Screen

# ------------------------------------------------------------------ trees

_FORK, _LAST, _DOWN, _EMPTY = "├─ ", "└─ ", "│  ", "   "
_NARROWEST = 16
"""Columns that words have at least, however deep they stand."""


class Node(Struct, frozen=True):
    """A line of a tree, and what hangs under it."""

    text: Text
    under: Sequence["Node"] = ()


def tree(screen: Screen, nodes: Iterable[Node], *, margin: int = 2) -> None:
    """Print trees; what is longer than the screen is wide goes on under its own beginning."""
    blank = " " * margin
    for node in nodes:
        _node(screen, node, blank, blank, blank)


def _node(screen: Screen, node: Node, first: str, rest: str, under: str) -> None:
    """Print a node: its first line after `first`, further ones after `rest`, what hangs under it after `under`."""
    for number, line in enumerate(node.text.wrap(screen, max(_NARROWEST, screen.width - len(first)))):
        line.rstrip()
        screen.print(Text(rest if number else first, "dim") + line, soft_wrap=True)
    for number, child in enumerate(node.under):
        is_last = number == len(node.under) - 1
        _node(
            screen,
            child,
            f"{under}{_LAST if is_last else _FORK}",
            f"{under}{_EMPTY if is_last else _DOWN}",
            f"{under}{_EMPTY if is_last else _DOWN}",
        )


# ------------------------------------------------------------------ numbers over time


class Mark(Struct, frozen=True):
    """A value at its day."""

    day: date
    text: str
    is_dim: bool = False


class Line(Struct, frozen=True):
    """One claimant's values."""

    name: Text
    marks: Sequence[Mark]


_WIDEST_NAME = 26
_AXIS = 24
"""Columns an axis has at least; where there are fewer, names stand above their lines."""


def track(screen: Screen, lines: Sequence[Line], *, margin: int = 2) -> None:
    """Print lines of values over one axis of days; a value begins at its day, one that has no room a line below."""
    days = [mark.day for line in lines for mark in line.marks]
    names = min(_WIDEST_NAME, max(line.name.cell_len for line in lines)) + 2
    room = screen.width - margin - names
    widest = max(len(mark.text) for line in lines for mark in line.marks)
    is_above = room < _AXIS + widest
    left = margin + (2 if is_above else names)
    axis = _Axis(min(days), max(days), max(1, screen.width - left - widest))
    screen.print(Text(" " * left + axis.ticks(), "dim"), soft_wrap=True)
    for line in lines:
        name = line.name.copy()
        if is_above:
            screen.indented(name, margin)
            name = Text()
        else:
            name.truncate(names - 2, overflow="ellipsis")
        for number, row in enumerate(axis.rows(line.marks)):
            head = Text(" " * margin) + (name if not number and not is_above else Text())
            head.append(" " * (left - head.cell_len))
            screen.print(head + row, soft_wrap=True)


class _Axis(Struct, frozen=True):
    first: date
    last: date
    columns: int

    def at(self, day: date) -> int:
        """Return the column of a day."""
        length = (self.last - self.first).days
        return round((day - self.first).days * (self.columns - 1) / length) if length else 0

    def ticks(self) -> str:
        """Return the days along the axis, as many as have room."""
        length = (self.last - self.first).days
        wide = len(_tick(self.last)) + 3
        steps = max(1, min(length, self.columns // wide)) if length else 0
        days = dict.fromkeys(self.first + timedelta(days=length * step // (steps or 1)) for step in range(steps + 1))
        told = ""
        for day in days:
            at = self.at(day)
            if at >= len(told) + (1 if told else 0):
                told = f"{told:<{at}}{_tick(day)}"
        return told

    def rows(self, marks: Sequence[Mark]) -> list[Text]:
        """Return the values at their days, on as many lines as they need."""
        rows: list[Text] = []
        for mark in sorted(marks, key=lambda mark: mark.day):
            at = self.at(mark.day)
            row = next((row for row in rows if not row.cell_len or row.cell_len + 1 < at), None)
            if row is None:
                row = Text()
                rows.append(row)
            row.append(" " * (at - row.cell_len))
            row.append(mark.text, "dim" if mark.is_dim else "bold")
        return rows


def _tick(day: date) -> str:
    return f"{day.day} {day:%b}"
