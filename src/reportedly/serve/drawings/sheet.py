"""A sheet on which a chain picture is drawn: its forms, wide and narrow, and the rows that both have.

Lines are kept apart from words and drawn before them, so that a halo of paper keeps words readable where a font is
wider than was allowed for.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from msgspec import Struct

from reportedly import wording
from reportedly.records import Stamp
from reportedly.serve.drawings.marks import Mark, line, n, run, square, text
from reportedly.serve.drawings.picture import CELLS, Block, Carrier, Group, Manner, Picture, What
from reportedly.serve.drawings.widths import cut, fitted, shown, width

NAME, ROW, FOLD, SMALL = 16, 15, 14, 13
"""Sizes of letters, as the style sheet has them: of names, of rows, of heads of groups, of all else."""


class Links(Struct, frozen=True):
    """Where a picture's links lead: a drawing knows no routes."""

    article: Callable[[str, str], str]  # of an article and a report in it, by their ids
    fold: Callable[[str, frozenset[str]], str]  # of a group, and the names of the groups that stand open then
    origin: Callable[[int], str]  # of an origin, by its number
    table: str  # of the table beside the picture
    more: str | None = None  # of the next screen, where the picture has one


# ------------------------------------------------------------------ words


def head(group: Group) -> str:
    """Return the sentence of a group: how many there are, and what they have in common."""
    size = group.size
    is_one = size == 1
    if group.what is What.TEXT:
        silent = sum(one.manner is Manner.UNCREDITED for one in group.carriers)
        told = f"{size:,} {'carries' if is_one else 'carry'} its text"
        if silent == len(group.carriers):
            return f"{told}, without credit"
        return f"{told}, {silent:,} without credit" if silent else told
    if group.what is What.CITES:
        deeper = size - sum(one.way is not None for one in group.carriers if not one.through)
        told = f"{size:,} {'cites' if is_one else 'cite'} it"
        if not deeper:
            return told
        return f"{told}, {'one of them through another' if deeper == 1 else f'{deeper:,} of them through others'}"
    return f"{size:,} {_SENTENCES[group.what][not is_one]}"


_SENTENCES = {
    What.ITSELF: ("names the same source", "name the same source"),
    What.OTHERS: ("cites another for it", "cite others for it"),
    What.NOBODY: ("names nobody", "name nobody"),
    What.LOOP: ("cites another", "cite one another"),
    What.UNREAD: ("not read", "not read"),
}


def when(stamp: Stamp | None) -> str:
    """Return when a page was published, as a drawing has room for it; the zone is UTC.

    >>> from datetime import UTC, date, datetime
    >>> when(Stamp(date(2031, 5, 6), datetime(2031, 5, 6, 12, 41, tzinfo=UTC), "given")), when(None)
    ('6 May 12:41', 'no date')
    """
    if stamp is None:
        return "no date"
    at = stamp.instant
    return f"{at.day} {at:%b} {at:%H:%M}" if at else f"{stamp.day.day} {stamp.day:%b}"


def _brief_when(stamp: Stamp | None, first: Stamp | None) -> str:
    """Return the same for the narrow drawing: the hour alone, on the day on which it was told first."""
    if stamp is None:
        return "no date"
    is_first_day = first is not None and first.instant is not None
    if stamp.instant and is_first_day and first and first.instant and first.instant.date() == stamp.instant.date():
        return f"{stamp.instant:%H:%M}"
    day = stamp.instant or stamp.day
    return f"{day.day} {day:%b}"


def title(picture: Picture) -> str:
    """Return what a picture shows, in a sentence."""
    parts = [wording.count(picture.origins, "origin") if picture.origins else "no origin"]
    parts.append(wording.count(picture.outlets, "outlet"))
    if picture.is_folded:
        parts.append("larger groups folded")
    return f"Chains behind the point: {', '.join(parts)}"


# ------------------------------------------------------------------ a sheet


class Form(Struct, frozen=True):
    """Where things stand on one of the two drawings, in units."""

    wide: float  # of the drawing
    pitch: float  # from row to row
    base: float  # from a row's middle down to the line on which letters stand
    top: float  # from a row's middle up to the upper edge of its box
    high: float  # of a row's box
    left: float  # of rows that do not indent
    step: float  # of an indent
    name: float  # from there to a name
    right: float  # edge of the boxes of rows
    stem: float  # where the line down to rows that do not indent stands
    deeper: float  # from a row's left edge to the line down to those under it

    def x(self, level: int) -> float:
        """Return the left edge of the rows of a level."""
        return self.left + self.step * level

    def trunk(self, level: int) -> float:
        """Return where the line down to the rows of a level stands."""
        return self.stem if level <= 0 else self.x(level - 1) + self.deeper


WIDE = Form(1152, 24, 5, 13, 24, 650, 26, 22, 1146, 622, 4)
TALL = Form(380, 30, 6, 14, 28, 64, 24, 20, 376, 41, 1)
_WHEN, _HOW, _HOW_ROOM = 874, 970, 176  # columns of the wide drawing
_EDGES = {Manner.UNCREDITED: "edge uncredited", Manner.NOBODY: "edge nobody", Manner.LOOP: "edge loop"}


@dataclass(slots=True)
class Sheet:
    """What is drawn so far: lines and words, and the middle of the last row."""

    picture: Picture
    links: Links
    form: Form
    edges: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # paths, by what they say
    items: list[Markup] = field(default_factory=list)
    y: float = 0.0
    first: Stamp | None = None  # when the teller of the block told it
    places: dict[str, tuple[float, float]] = field(default_factory=dict)  # of outlets
    perhaps: str = ""  # why the last origin is perhaps another's

    def edge(self, name: str, path: str) -> None:
        """Add a line; all lines lie under all words."""
        self.edges[name].append(path)

    def linked(self, href: str | None, drawn: Markup, label: str = "") -> None:
        """Add what is a link, with the words that a reader aloud says instead of those drawn."""
        said = Markup(' aria-label="{}"').format(shown(label)) if label else Markup()
        if href is None:
            self.items.append(Markup("<g>{}</g>").format(drawn))
        else:
            self.items.append(Markup('<a href="{}"{}>{}</a>').format(href, said, drawn))

    def pad(self, x: float, y: float, wide: float, high: float) -> Markup:
        """Return the box of a row: what can be pointed at, and what a focus ring goes round."""
        shape = Markup('<rect class="pad" x="{}" y="{}" width="{}" height="{}"/>')
        return shape.format(n(x), n(y), n(wide), n(high))

    def row_pad(self, level: int) -> Markup:
        """Return the box of the row that is being drawn."""
        form, x = self.form, self.form.x(level)
        return self.pad(x - 4, self.y - form.top, form.right - x + 4, form.high)

    # -------------------------------------------------------------- rows

    def groups(self, groups: Sequence[Group], level: int, top: float, *, trunk: float | None = None) -> None:
        """Draw groups under a place, with the line down from it and a line to each row."""
        at = self.form.trunk(level) if trunk is None else trunk
        stops: list[tuple[float, str]] = []
        for group in groups:
            if group.has_head:
                self.y += self.form.pitch
                self._head(group, level)
                if not group.is_open:
                    stops.append((self.y, self._of_all(group)))
            for carrier in group.carriers[: group.drawn] if group.is_open else ():
                self.y += self.form.pitch
                if carrier.manner is not Manner.UNREAD:
                    stops.append((self.y, _EDGES.get(carrier.manner, "edge")))
                self._row(carrier, level)
                self.groups(carrier.groups, level + 1, self.y + 8)
            if group.left and group.is_open:
                self.y += self.form.pitch
                self._more(group.left, level)
        self._lines(stops, level, at, top)

    def _lines(self, stops: Sequence[tuple[float, str]], level: int, at: float, top: float) -> None:
        for y, name in stops:
            end = self.form.x(level) - 4
            self.edge(name, f"M{n(at)} {n(y)}H{n(end)}")
            if name == "edge loop":
                self.items.append(line("arrow loop", f"M{n(end + 2)} {n(y)}l-10 -5v10Z"))
        if stops and stops[-1][0] > top:
            kinds = {name for _, name in stops}
            self.edge(kinds.pop() if len(kinds) == 1 else "edge", f"M{n(at)} {n(top)}V{n(stops[-1][0])}")

    @staticmethod
    def _of_all(group: Group) -> str:
        """Return the line to a folded group: that of its carriers, where all have the same."""
        kinds = {_EDGES.get(one.manner, "edge") for one in group.carriers}
        return kinds.pop() if len(kinds) == 1 else "edge"

    def _row(self, carrier: Carrier, level: int) -> None:
        form, x, y = self.form, self.form.x(level), self.y
        self.places[carrier.outlet] = (x, y)
        drawn = self.row_pad(level) + square(carrier.mark, x, y - form.base - 2 + (form is TALL), 13)
        how = f"through {carrier.through} more" if carrier.through else carrier.how
        if form is WIDE:
            room = _WHEN - 20 - x - form.name
            columns = self._columns(carrier, how)
        else:
            columns, taken = self._at_the_end(carrier)
            room = form.right - taken - 10 - x - form.name
        name = cut(carrier.outlet, room, ROW)
        style = "t-row" if carrier.way or carrier.manner is Manner.UNREAD else "t-row t-it"
        words = text(style, x + form.name, y + form.base, name, language=carrier.language)
        parts = [carrier.outlet, when(carrier.way.published) if carrier.way else "", how, *carrier.flags]
        label = ", ".join(part for part in parts if part) if name != carrier.outlet or carrier.flags else ""
        self.linked(self.href(carrier), drawn + words + columns, label)

    def href(self, carrier: Carrier) -> str | None:
        """Return where an outlet's row leads: to its report, if its page was read."""
        way = carrier.way
        return self.links.article(way.article, way.report) if way and way.article else None

    def _columns(self, carrier: Carrier, how: str) -> Markup:
        """Return time and manner in their columns; a loop is named."""
        base = self.y + self.form.base
        told = text("t-sub", _WHEN, base, when(carrier.way.published)) if carrier.way else Markup()
        if carrier.back:
            return told + text("t-alert", _HOW, base, fitted(f"Loop: {carrier.back[0]}", 176, SMALL))
        brief = how if width(how, SMALL) <= _HOW_ROOM else how.partition(", ")[0]
        return told + text("t-sub", _HOW, base, fitted(brief, _HOW_ROOM, SMALL))

    def _at_the_end(self, carrier: Carrier) -> tuple[Markup, float]:
        """Return time and manner in few words, at the right edge, and the room they take."""
        stamp = carrier.way.published if carrier.way else None
        brief = f"through {carrier.through}" if carrier.through else carrier.brief
        if carrier.manner is Manner.UNREAD:
            told = carrier.brief
        elif carrier.way is None or carrier.manner is Manner.LOOP or "%" in brief:
            told = brief
        else:
            told = ", ".join(part for part in (_brief_when(stamp, self.first), brief) if part)
        style = "t-sub"
        if carrier.back:
            told, style = "Loop", "t-alert"
        words = fitted(told, 130, SMALL)
        return text(style, self.form.right, self.y + self.form.base, words, anchor="end"), width(words, SMALL)

    def _head(self, group: Group, level: int) -> None:
        """Draw the head of a group."""
        mark = Mark.UNREAD if group.what is What.UNREAD else Mark.ECHO
        cells = (mark, group.size)
        self.fold(group.key, head(group), cells, self.form.x(level), self.row_pad(level), is_open=group.is_open)

    def fold(self, key: str, sentence: str, cells: tuple[Mark, int], x: float, pad: Markup, *, is_open: bool) -> None:
        """Draw the head of what folds: a box to fold it, folded a run of cells, and the sentence.

        Args:
            key: Its name in addresses.
            sentence: How many there are in it, and what they have in common.
            cells: The sign of a cell, and how many there are.
            x: The left edge.
            pad: The box of the row.
            is_open: Whether it is not folded.
        """
        form, y = self.form, self.y
        box_y = y - form.base - 2 + (form is TALL)
        box = Markup('<rect class="box" x="{}" y="{}" width="13" height="13"/>').format(n(x), n(box_y))
        middle = box_y + 6.5
        plus = "" if is_open else f"M{n(x + 6.5)} {n(box_y + 3)}V{n(box_y + 10)}"
        drawn = pad + box + line("sign", f"M{n(x + 3)} {n(middle)}H{n(x + 10)}{plus}")
        at = x + form.name
        if not is_open:
            run, length = self._cells(*cells, at, y - form.base - 2.5 + (form is TALL))
            drawn += run
            at += length + (8 if form is WIDE else 6)
        told = sentence if width(sentence, FOLD) <= form.right - at else sentence.partition(", ")[0]
        words = text("t-fold", at, y + form.base, fitted(told, form.right - at, FOLD))
        label = f"{'Fold' if is_open else 'Unfold'}: {sentence}"
        self.linked(self.links.fold(key, self.picture.open ^ {key}), drawn + words, label)

    def _cells(self, mark: Mark, size: int, x: float, y: float) -> tuple[Markup, float]:
        """Return what is folded as a run of cells, one an outlet, and how long the run is."""
        longest = 190 if self.form is WIDE else 108
        gap = 2 if self.form is WIDE else 1.5
        if size > CELLS:
            return square(mark, x, y, longest, 14), longest
        pitch = min(12.0, longest / max(1, size))
        return run(mark, (x + at * pitch for at in range(size)), y, pitch - gap + 1, 14), pitch * size

    def _more(self, left: int, level: int) -> None:
        """Draw how many a group has that are not drawn, as a link to the table, which has all."""
        form = self.form
        told = f"and {left:,} more, in the table"
        words = text("t-fold", form.x(level) + form.name, self.y + form.base, told)
        self.linked(self.links.table, self.row_pad(level) + words)

    # -------------------------------------------------------------- loops

    def loops(self, block: Block) -> None:
        """Draw the red lines by which an outlet cites one that has it from there, where both are drawn."""
        waiting = [
            *([block.teller] if block.teller else []),
            *(one for group in block.groups for one in group.carriers),
        ]
        while waiting:
            carrier = waiting.pop()
            waiting += [one for group in carrier.groups for one in group.carriers]
            for name in carrier.back:
                if name in self.places and carrier.outlet in self.places:
                    self._loop(self.places[name], self.places[carrier.outlet], is_teller=carrier is block.teller)

    def _loop(self, source: tuple[float, float], target: tuple[float, float], *, is_teller: bool) -> None:
        (from_x, from_y), (x, y) = source, target
        lane = self.form.stem - 10
        start = f"M{n(from_x - 4)} {n(from_y + 5)}H{n(lane)}"
        if is_teller and self.form is WIDE:
            self.edge("edge loop", f"{start}V{n(y + 34)}H{n(x + 7)}V{n(y + 18)}")
            self.items.append(line("arrow loop", f"M{n(x + 7)} {n(y + 10)}l-5 9h10Z"))
        elif is_teller:
            self.edge("edge loop", f"{start}V{n(y + 9)}")
            self.items.append(line("arrow loop", f"M{n(lane)} {n(y + 8)}l-5 9h10Z"))
        else:
            self.edge("edge loop", f"{start}V{n(y + 5)}H{n(x - 6)}")
            self.items.append(line("arrow loop", f"M{n(x - 2)} {n(y + 5)}l-9 -4.5v9Z"))

    def markup(self, height: float, name: str, kind: str, words: str) -> Markup:
        """Return the drawing."""
        shape = Markup(
            '<svg class="{}" viewBox="0 0 {} {}" role="group" aria-labelledby="{}">\n'
            '<title id="{}">{}</title>\n{}\n{}\n</svg>'
        )
        edges = [line(name, "".join(paths)) for name, paths in self.edges.items()]
        joined = (Markup("\n").join(some) for some in (edges, self.items))
        return shape.format(kind, n(self.form.wide), n(height), name, name, words, *joined)
