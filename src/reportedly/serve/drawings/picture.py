"""What a chain picture shows, before anything is drawn: who asserts a point, who told it first, who carried it on.

    Behind            →  Picture                        →  wide, narrow (`chain`), rows
    reports, counts      blocks of origins, a teller,
                         groups of carriers

An outlet stands in it once, at its earliest report, or where it told an origin first; its other reports are `others`,
for the table beside the picture. Somebody whom pages cite and who has no page there stands in it as not read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from reportedly.records import Stamp
from reportedly.serve.drawings.marks import Mark

ALL_OPEN = 30
"""Outlets up to which all groups open unfolded."""

ROWS = 60
"""Carriers of an open group that are drawn; the others are counted, and stand in the table."""

CELLS = 48
"""Outlets past which a folded run is one rectangle."""

_CELLS_OF_A_ROW = 16  # of a run, that take as much markup as a row

TOTAL = 160
"""Rows of a picture on one screen, so that its size is bounded whatever stands behind a point."""

ALL = "all"
"""The name that stands for all groups in an address: the names beside it are then those of the folded ones."""


class Manner(Enum):
    """How an outlet has it from whom it stands under."""

    FIRST = "told it first"
    CREDITED = "credits"  # the same text, with credit
    UNCREDITED = "same words, no credit"
    CITES = "cites"
    ITSELF = "names the same source"
    NOBODY = "names nobody"
    LOOP = "cites in a loop"
    UNREAD = "not read"


class What(StrEnum):
    """What a group of carriers has in common: the end of its name in addresses."""

    TEXT = "text"
    CITES = "cites"
    ITSELF = "itself"
    OTHERS = "others"  # cite somebody who does not stand in their block
    NOBODY = "nobody"
    LOOP = "loop"
    UNREAD = "unread"


class Way(Struct, frozen=True):
    """A report by which an outlet carries the point."""

    article: str
    report: str
    published: Stamp | None
    chain: tuple[str, ...]  # as the page states it, the outlet first
    how: str  # how we know whom the outlet has it from


class Carrier(Struct, frozen=True):
    """An outlet; or somebody cited who has no page here, with no way."""

    outlet: str
    manner: Manner
    how: str  # "credits Northline"
    brief: str = ""  # the same where there is little room: "credit"
    mark: Mark = Mark.ECHO
    publisher: str = ""
    kind: str = ""  # "agency", "newspaper"
    language: str | None = None
    way: Way | None = None
    others: tuple[Way, ...] = ()
    flags: tuple[str, ...] = ()  # "told otherwise: counts something else"
    back: tuple[str, ...] = ()  # outlets that have it from this one, and that it cites all the same: loops
    groups: tuple["Group", ...] = ()  # who has it from here
    through: int = 0  # how many stand between it and whom it is drawn under, past the last level

    @property
    def size(self) -> int:
        """How many outlets with a page stand here and under it."""
        return (self.way is not None or self.manner is Manner.UNREAD) + sum(group.size for group in self.groups)


class Group(Struct, frozen=True):
    """Carriers that have it the same way from the same one; larger ones have a head and fold."""

    key: str  # its name in addresses, "northline-text"
    what: What
    carriers: tuple[Carrier, ...]
    has_head: bool = False
    is_open: bool = True
    drawn: int = 0  # of its carriers, where it is open; the others are in the table only

    @property
    def size(self) -> int:
        """How many outlets stand in it."""
        return sum(one.size for one in self.carriers)

    @property
    def left(self) -> int:
        """How many outlets of it are not drawn, though it is open."""
        return sum(one.size for one in self.carriers[self.drawn :])


class Origin(Struct, frozen=True):
    """A root that counts: who asserts the point."""

    number: int  # from 1; what counts comes first among the roots of the point
    name: str
    mark: Mark
    is_unnamed: bool
    sub: str  # what it is: "named body", "unnamed"
    perhaps: str = ""  # why it is perhaps another's, in words; for a half one
    other: int | None = None  # the number of the one it may be
    merged: tuple[str, ...] = ()  # names that pages show to be it

    @property
    def is_half(self) -> bool:
        """Whether it is counted at most, not at least."""
        return self.mark is Mark.HALF


class Sort(Enum):
    """What a block of a picture is about."""

    ORIGIN = "origin"
    PERHAPS = "perhaps one with another"
    LOOP = "loop"
    NOBODY = "nobody named"
    UNREAD = "not read"


class Block(Struct, frozen=True):
    """Origins that one outlet told first, with all who carry them; or a loop, or who names nobody, or is not read."""

    sort: Sort
    origins: tuple[Origin, ...] = ()
    teller: Carrier | None = None
    groups: tuple[Group, ...] = ()  # those that do not have it from the teller
    elsewhere: tuple[str, ...] = ()  # outlets that tell it and stand in another block, where none stands in this one
    loop: tuple[str, ...] = ()  # outlets that cite one another
    note: str = ""  # of those who name nobody, whether there is perhaps an origin all the same
    key: str = ""  # of a fold of origins that are perhaps one with the same other: its name in addresses
    other: Origin | None = None  # which one that is
    blocks: tuple["Block", ...] = ()  # those in the fold
    is_open: bool = True

    @property
    def size(self) -> int:
        """How many outlets stand in it."""
        own = (self.teller.size if self.teller else 0) + sum(group.size for group in self.groups)
        return own + sum(block.size for block in self.blocks)

    @property
    def number_of_origins(self) -> int:
        """How many origins stand in it."""
        return len(self.origins) + sum(len(block.origins) for block in self.blocks)


class Picture(Struct, frozen=True, dict=True):
    """All of it, from the first origin to what is not read; with the part of it that one screen draws."""

    blocks: tuple[Block, ...]
    drawn: int  # of its steps
    keys: frozenset[str]  # of all groups that fold
    open: frozenset[str]  # of those that are open
    start: int = 0  # steps before those that are drawn

    @property
    def every(self) -> tuple[Block, ...]:
        """All blocks, each fold followed by what is in it."""
        return tuple(one for block in self.blocks for one in (block, *block.blocks))

    @cached_property
    def steps(self) -> tuple[Block, ...]:
        """Its blocks as they are drawn one under the other: an open fold is followed by what is in it."""
        return tuple(one for block in self.blocks for one in (block, *(block.blocks if block.is_open else ())))

    @cached_property
    def begun(self) -> tuple[int, Block] | None:
        """The fold that was begun on an earlier screen and goes on here, with its place among the steps."""
        for at, step in reversed([*enumerate(self.steps[: self.start])]):
            if step.blocks:
                is_on = self.start <= at + len(step.blocks) and step.is_open
                return (at, step) if is_on else None
        return None

    @cached_property
    def screen(self) -> tuple[Block, ...]:
        """The blocks that are drawn; first the head of a fold that goes on here."""
        head = (self.begun[1],) if self.begun else ()
        return (*head, *self.steps[self.start : self.start + self.drawn])

    @cached_property
    def rest(self) -> tuple[Block, ...]:
        """The blocks after those that are drawn, without the heads of open folds."""
        after = self.steps[self.start + self.drawn :]
        return tuple(one for one in after if not (one.blocks and one.is_open))

    @property
    def outlets(self) -> int:
        """How many outlets stand in it."""
        return sum(block.size for block in self.blocks)

    @property
    def origins(self) -> int:
        """How many origins stand in it."""
        return sum(block.number_of_origins for block in self.blocks)

    @property
    def is_folded(self) -> bool:
        """Whether a group in it is folded."""
        return self.open != self.keys


# ------------------------------------------------------------------ the table beside it


class Line(Struct, frozen=True):
    """A line of the table: an outlet's way in the picture, or another of its ways."""

    outlet: str
    publisher: str
    language: str | None
    way: Way | None  # None: not read
    how: str
    counted: str  # "an origin", "perhaps one", "adds none", "not read"
    origin: str  # whom it comes from, "; " between several; empty where nobody is named
    is_unnamed: bool
    is_other: bool  # whether the outlet stands in the picture by another way
    flags: tuple[str, ...]


def rows(picture: Picture) -> Iterator[Line]:
    """Yield every outlet in the order of the picture, folded or not, each followed by its other ways."""
    for block in picture.every:
        if block.teller:
            yield from _lines(block.teller, block)
        for group in block.groups:
            yield from _in_group(group, block)


def _in_group(group: Group, block: Block) -> Iterator[Line]:
    for carrier in group.carriers:
        yield from _lines(carrier, block)


def _lines(carrier: Carrier, block: Block) -> Iterator[Line]:
    name = "; ".join(origin.name for origin in block.origins)
    is_unnamed = bool(block.origins) and all(origin.is_unnamed for origin in block.origins)
    ways: Sequence[Way | None] = (carrier.way, *carrier.others)
    for place, way in enumerate(ways):
        is_other = place > 0
        yield Line(
            carrier.outlet,
            carrier.publisher,
            carrier.language,
            way,
            way.how if way and is_other else carrier.how,
            str(carrier.mark if not is_other else Mark.ECHO),
            "" if is_other else name,
            is_unnamed and not is_other,
            is_other,
            () if is_other else carrier.flags,
        )
    for group in carrier.groups:
        yield from _in_group(group, block)


# ------------------------------------------------------------------ bounds


def bounded(whole: Picture, total: int = TOTAL, start: int = 0) -> Picture:
    """Return a picture with as many rows on its screen as there is room for.

    Args:
        whole: All of it.
        total: Rows there is room for.
        start: Steps to pass over; of more than it has, none.
    """
    at = start if start < len(whole.steps) else 0
    room = _Room(total, at, total)
    return replace(whole, blocks=tuple(map(room.block, whole.blocks)), drawn=room.drawn, start=at)


def before(whole: Picture, total: int, start: int) -> int | None:
    """Return with which step the screen before the one at `start` begins; ``None`` where that one is the first."""
    found, at = None, 0
    while at < start:
        found, at = at, at + bounded(whole, total, at).drawn
    return found


@dataclass(slots=True)
class _Room:
    """What there is room for on a screen."""

    total: int  # rows of it
    before: int  # steps still to pass over
    left: int  # rows of it that are free
    drawn: int = 0  # steps

    def block(self, block: Block) -> Block:
        """Return a block with what is drawn of its groups, and of those of the blocks in it."""
        if self.before:
            self.before -= 1
        elif self.drawn and self.left < _rows(block) <= self.total:
            self.left = 0  # the next screen has room for all of it
        elif self.left > 0:
            self.drawn += 1
            self.left -= _own_rows(block)
            teller = block.teller and replace(block.teller, groups=self._groups(block.teller.groups))
            block = replace(block, teller=teller, groups=self._groups(block.groups))
        return replace(block, blocks=tuple(map(self.block, block.blocks))) if block.is_open else block

    def _groups(self, groups: Sequence[Group]) -> tuple[Group, ...]:
        found, self.left = _drawn(groups, self.left)
        return found


def _own_rows(block: Block) -> int:
    """Return the rows of a block without its groups: names in two columns, and why an origin is perhaps another's."""
    return 3 * len(block.origins) or 2


def _rows(block: Block) -> int:
    """Return the rows that all of a block takes."""
    groups = (*(block.teller.groups if block.teller else ()), *block.groups)
    return _own_rows(block) - _drawn(groups, 1_000_000)[1] + 1_000_000


def _drawn(groups: Sequence[Group], left: int) -> tuple[tuple[Group, ...], int]:
    """Return groups with how many of their carriers are drawn, and how many rows are left after them."""
    found = []
    for group in groups:
        left -= group.has_head + (0 if group.is_open else min(group.size, CELLS) // _CELLS_OF_A_ROW)
        carriers = list(group.carriers)
        drawn = 0
        while group.is_open and drawn < min(ROWS, len(carriers)) and left > 0:
            left -= 1
            below, left = _drawn(carriers[drawn].groups, left)
            carriers[drawn] = replace(carriers[drawn], groups=below)
            drawn += 1
        found.append(replace(group, carriers=tuple(carriers), drawn=drawn))
    return tuple(found), left
