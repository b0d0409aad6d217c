"""Words in drawings: where there is room for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from reportedly.serve.drawings.widths import width


class Box(Struct, frozen=True):
    """A rectangle; y grows downward, as in every drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies within this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def grown(self, by: float) -> "Box":
        """Return the same with a margin all around."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Label(Struct, frozen=True):
    """Lines of words at a place: the first line's foot is at `y`."""

    lines: tuple[tuple[str, float], ...]  # words, size of type
    x: float
    y: float
    anchor: str = "start"

    @property
    def box(self) -> Box:
        """About what the words cover."""
        wide = max(width(words, size) for words, size in self.lines)
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        first = self.lines[0][1]
        below = sum(size * 1.25 for _, size in self.lines[1:])
        return Box(left, self.y - first * 0.8, left + wide, self.y + below + first * 0.25)


def around(box: Box, lines: tuple[tuple[str, float], ...], gap: float = 4) -> list[Label]:
    """Return the places for words beside something, the best first: over it, right, left, under it, at its corners."""
    middle, level = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    first = lines[0][1]
    more = sum(size * 1.25 for _, size in lines[1:])
    over, under = box.top - gap - more, box.bottom + gap + first * 0.8
    beside = level + first * 0.3 - more / 2
    right, left = box.right + gap, box.left - gap
    places = [
        (middle, over, "middle"), (right, beside, "start"), (left, beside, "end"), (middle, under, "middle"),
        (right, over, "start"), (left, over, "end"), (right, under, "start"), (left, under, "end"),
    ]  # fmt: skip
    return [Label(lines, x, y, anchor) for x, y, anchor in places]


@dataclass(slots=True)
class Room:
    """What is taken of a drawing, so that words go where nothing is."""

    edge: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)  # thin ones: better not crossed

    def place(self, some: Iterable[Label], most: int = 1000) -> Label | None:
        """Take the place that crosses fewest lines, of the first ones rather than the last.

        ``None``: there is no room, or nowhere fewer lines than `most` and one more are crossed.
        """
        free = [(self._crossed(one.box), at, one) for at, one in enumerate(some) if self.has(one.box)]
        free = [found for found in free if found[0] <= most]
        if not free:
            return None
        _, _, best = min(free, key=lambda found: found[:2])
        self.taken.append(best.box)
        return best

    def has(self, box: Box) -> bool:
        """Whether nothing is there."""
        return self.edge.holds(box) and not any(box.meets(other) for other in self.taken)

    def _crossed(self, box: Box) -> int:
        return sum(box.meets(line) for line in self.lines)


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places at least a gap apart, as near as can be to those wanted, in their order, between two bounds.

    Where there is too little room, they go on beyond the upper bound.

    >>> apart([10, 12, 80], 20, 0, 100)
    [1.0, 21.0, 80.0]
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    runs: list[tuple[float, int]] = []  # means of what must move together, with how many there are
    for rank, at in enumerate(order):
        mean, size = wanted[at] - rank * gap, 1
        while runs and runs[-1][0] > mean:
            before, many = runs.pop()
            mean, size = (before * many + mean * size) / (many + size), many + size
        runs.append((mean, size))
    flat = [mean for mean, size in runs for _ in range(size)]
    most = max(low, high - gap * (len(order) - 1))
    found = [0.0] * len(order)
    for rank, at in enumerate(order):
        found[at] = float(min(max(flat[rank], low), most) + rank * gap)
    return found
