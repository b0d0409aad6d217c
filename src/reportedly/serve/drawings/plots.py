"""A chart drawn: step lines, ranges, bounds, and words where there is room for them.

Up to five tracks share a frame, each with its name at its line's end. More stand one to a frame, on the same axes.
Tracks so far apart in size that the smaller would lie on the axis stand in frames of their own, and words say so.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

from markupsafe import Markup
from msgspec import Struct

from reportedly import wording
from reportedly.serve.drawings import axes, numbers, svg
from reportedly.serve.drawings.axes import Days, Scale, Tick
from reportedly.serve.drawings.labels import Box, Label, Room, apart, around
from reportedly.serve.drawings.numbers import Chart, Step, Track
from reportedly.serve.drawings.widths import cut, fitted, width, wrapped

TOGETHER = 5
"""Tracks that share a frame; and as many colours, dashes and shapes there are."""

DRAWN = 12
"""Tracks that are drawn, the most reported; the others are counted in words, and stand in the table."""

MARKS = 48
"""Marks on a line; of more values some have none, and the line goes through them all."""

FAR = 15
"""How many times greater one track's numbers are than another's, for each to need an axis of its own."""

_VALUE, _NAME, _SUB, _AXIS = 14.0, 15.0, 13.0, 13.0
"""Sizes of type, as the style sheet has them."""

_LONGEST = 44  # code points of a name that its room does not cut first
_MANY = 12  # marks on a line, of which each may have its value; of more, the ends have
_MARK = 6.5  # half the width of a mark with its rim


class Form(Struct, frozen=True):
    """How a drawing is laid out."""

    name: str  # "wide", "tall"
    width: float
    names: float  # where the frame ends and names begin
    height: float  # of a frame with several tracks
    columns: int  # of frames with one track each
    small: float  # the height of such a frame
    days: float  # room for a mark on the axis of time
    values: bool  # whether all marks have their value, or the last ones only
    end: float  # height of the words at a line's end


WIDE = Form("wide", 1056, 756, 348, 3, 124, 74, values=True, end=38)
TALL = Form("tall", 400, 262, 328, 1, 110, 62, values=False, end=54)


def figure(chart: Chart, key: str) -> Markup:
    """Return a chart as a figure: the drawing for wide and for narrow pages, its keys, and what has no place on it.

    Args:
        chart: What to draw; without a value that has a place there is no drawing.
        key: An id that no other figure of the page has, fit for an attribute.
    """
    words = f"As one page has it: {cut(chart.about, most=200)}"
    about = svg.element("p", words, class_="quiet") if chart.about else svg.NOTHING
    if not chart.drawn:
        return svg.element("figure", about, numbers.beside(chart), class_="numbers")
    blocks = _blocks(chart)
    notes = [svg.element("p", note, class_="quiet") for note in _notes(chart, blocks)]
    drawings = [_drawing(chart, blocks, form, key) for form in (WIDE, TALL)]
    return svg.element("figure", about, *notes, *drawings, _keys(chart), numbers.beside(chart), class_="numbers")


def _notes(chart: Chart, blocks: Sequence["Block"]) -> Iterator[str]:
    """Yield what must be known to read the drawing right."""
    if len(blocks) > 1:
        peaks = [wording.number(max(track.peak for track in block.tracks)) for block in blocks]
        ends = f"{', '.join(peaks[:-1])} and {peaks[-1]}"
        told = "Numbers so far apart have an axis each, from 0; the greatest are"
        yield f"{told} {ends}. Compare heights within one axis only."
    elif len(blocks[0].tracks) > TOGETHER:
        yield "Each has a frame of its own, all with the same axes."
    if len(chart.drawn) > DRAWN:
        left = len(chart.drawn) - DRAWN
        yield f"The {DRAWN} most reported are drawn; {left:,} more {'stands' if left == 1 else 'stand'} in the table."
    if any(len(track.drawn) > MARKS for track in chart.drawn[:DRAWN]):
        yield f"A line goes through every value; no more than {MARKS} of them have a mark."


# ------------------------------------------------------------------ what stands on which axes


class Block(Struct, frozen=True):
    """Tracks of one axis of numbers."""

    tracks: tuple[Track, ...]
    heights: tuple[float, ...]  # its ticks, the lowest first

    @property
    def is_apart(self) -> bool:
        """Whether each track has a frame of its own."""
        return len(self.tracks) > TOGETHER


def _blocks(chart: Chart) -> list[Block]:
    """Return the tracks to be drawn by size, those with the greatest numbers first."""
    groups: list[list[Track]] = []
    some = chart.drawn[:DRAWN]
    for track in sorted(some, key=lambda track: -track.peak):
        if not groups or track.peak * FAR < groups[-1][0].peak:
            groups.append([])
        groups[-1].append(track)
    return [_block([track for track in some if track in group]) for group in groups]


def _block(tracks: Sequence[Track]) -> Block:
    bounds = [bound for track in tracks for step in track.drawn for bound in step.bounds]
    is_whole = all(bound.is_integer() for bound in bounds)
    return Block(tuple(tracks), tuple(axes.ticks(bounds, whole=is_whole)))


def _looks(tracks: Sequence[Track]) -> dict[str, int]:
    """Return a number for each claimant: their colour, dash and shape."""
    return {who: at for at, who in enumerate(dict.fromkeys(track.who for track in tracks), 1)}


# ------------------------------------------------------------------ the drawing


def _drawing(chart: Chart, blocks: Sequence[Block], form: Form, key: str) -> Markup:
    span = axes.days([step.day for track in chart.drawn for step in track.drawn if step.day])
    pieces: list[Markup] = []
    top = 0.0
    for number, block in enumerate(blocks, 1):
        if len(blocks) > 1:
            peak = wording.number(block.heights[-1])
            pieces.append(svg.text(f"Axis to {peak}", 0, top + 14, "t-sub"))
            top += 22
        drawn, top = (
            _each(block, span, form, top, f"{key}-{form.name[0]}{number}")
            if block.is_apart
            else _together(block, span, form, top, is_only=len(blocks) == 1)
        )
        pieces += drawn
    title = (
        f"{cut(chart.title, most=80)}{f', {cut(chart.unit, most=40)}' if chart.unit else ''}: who counts what, and when"
    )
    return svg.picture(
        *pieces, key=key, form=form.name, size=(form.width, top), title=title, says=numbers.described(chart)
    )


def _together(block: Block, span: Days, form: Form, top: float, *, is_only: bool) -> tuple[list[Markup], float]:
    """Return tracks in one frame with their names at its right, and where the next may begin."""
    height = max(form.height if is_only else form.height * 0.6, form.end * len(block.tracks))
    box = Box(_margin(block), top + 18, form.names, top + 18 + height)
    frame = Frame(box, span, block.heights, days=form.days)
    looks = _looks(block.tracks)
    lines = [frame.line(track, at, len(block.tracks)) for at, track in enumerate(block.tracks)]
    ends = [line.end for line in lines]
    places = apart(ends, form.end, box.top + 8, box.bottom + 20 - form.end)
    room = Room(Box(box.left - 4, top, box.right - 4, box.bottom - 1))
    for line in lines:
        room.taken += [mark.box for mark in line.marks]
        room.lines += line.segments
    named = _valued(lines, room, every=form.values)
    pieces = frame.axes()
    for line, track in zip(lines, block.tracks, strict=True):
        pieces.append(_line(line, looks[track.who], named))
    for line, track, end, place in zip(lines, block.tracks, ends, places, strict=True):
        is_told = form.values and id(line.last) in named
        pieces.append(_end(line, track, (box.right, end, place), form, look=looks[track.who], is_told=is_told))
    return pieces, box.bottom + frame.foot


def _each(block: Block, span: Days, form: Form, top: float, key: str) -> tuple[list[Markup], float]:
    """Return tracks in a frame each, on the same axes, their names above; and where the next may begin.

    The axes are written once, under an id that begins with `key`, and shown again beside and below.
    """
    gap = 36.0
    wide = (form.width - gap * (form.columns - 1)) / form.columns
    deep = 52 + form.small + 56
    pieces: list[Markup] = []
    for at, track in enumerate(block.tracks):
        row, column = divmod(at, form.columns)
        left, head = column * (wide + gap), top + row * deep
        box = Box(left + _margin(block), head + 52, left + wide - 8, head + 52 + form.small)
        heights = _fewer(block.heights)
        frame = Frame(box, span, heights, days=form.days)
        line = frame.line(track, 0, 1)
        room = Room(
            Box(box.left - 4, head + 38, left + wide, box.bottom - 1), [mark.box for mark in line.marks], line.segments
        )
        named = _valued([line], room, every=True)
        again = svg.element("use", href=f"#{key}", x=left or None, y=row * deep or None)
        frames = again if at else svg.element("g", *frame.axes(), id=key)
        pieces += [frames, _line(line, 1, named), *_heading(track, line, named, (left, head, wide))]
    rows = -(-len(block.tracks) // form.columns)
    return pieces, top + rows * deep


def _fewer(heights: Sequence[float]) -> tuple[float, ...]:
    """Return nought and the ends of an axis, for a small frame."""
    return tuple(sorted({heights[0], 0.0, heights[-1]}))


def _margin(block: Block) -> float:
    return max(40.0, 16 + max(width(wording.number(height), _AXIS) for height in block.heights))


def _heading(
    track: Track, line: "Line", named: dict[int, Label], place: tuple[float, float, float]
) -> Iterator[Markup]:
    """Yield who counts, above a frame of their own; with the latest value where its mark has no room for it."""
    left, top, wide = place
    yield svg.text(fitted(cut(track.name, most=_LONGEST), wide, _NAME), left, top + 15, f"t-label{_italic(track)}")
    parts = [cut(track.counts, most=_LONGEST), "unnamed" if track.is_unnamed else ""]
    if id(line.last) not in named:
        parts.insert(0, line.last.step.label)
    if told := " · ".join(part for part in parts if part):
        yield svg.text(fitted(told, wide, _SUB), left, top + 32, "t-sub")


def _end(
    line: "Line", track: Track, place: tuple[float, float, float], form: Form, *, look: int, is_told: bool
) -> Markup:
    """Return the words at a line's end with their leader: who, and what they count; narrow, the value and who."""
    right, level, foot = place
    lead = svg.path(
        f"M{svg.number(right + 2)} {svg.number(level)}L{svg.number(right + 12)} {svg.number(foot - 1)}h4", "step lead"
    )
    if line.leader < right:
        tie = svg.path(f"M{svg.number(line.leader)} {svg.number(level)}H{svg.number(right + 2)}", "tie")
        lead = tie + lead
    x = right + 20
    room = form.width - x
    last = line.last.step.label
    name, where = cut(track.name, most=_LONGEST), cut(track.counts, most=_LONGEST)
    note = where or ("unnamed" if track.is_unnamed else "")
    if form.values:
        head = f"{name}, unnamed" if track.is_unnamed and where else name
        under = [fitted(" · ".join(part for part in ("" if is_told else last, note) if part), room, _SUB)]
    else:
        head, under = last, wrapped(name, room, _SUB, most=2)
        under += [fitted(note, room, _SUB)] * (len(under) == 1)
    slant = _italic(track) if form.values else ""
    label = svg.text(fitted(head, room, _NAME), x, foot + 3, f"t-label{slant}")
    more = [svg.text(words, x, foot + 20 + at * 16, "t-sub") for at, words in enumerate(under) if words]
    return svg.element("g", lead, label, *more, class_=f"s{look}")


def _italic(track: Track) -> str:
    return " t-it" if track.is_unnamed else ""


# ------------------------------------------------------------------ a frame and its axes


class Mark(Struct, frozen=True):
    """A value on the drawing."""

    step: Step
    x: float
    y: float
    low: float  # where the ends of its range stand; the same where it has none
    high: float

    @property
    def box(self) -> Box:
        """What it covers, with its arrow or its beam."""
        top, bottom = min(self.y, self.high), max(self.y, self.low)
        up = 20 if self.step.high is None else 0
        down = 20 if self.step.low is None else 0
        return Box(self.x - _MARK, min(top, self.y - _MARK) - up, self.x + _MARK, max(bottom, self.y + _MARK) + down)


class Line(Struct, frozen=True):
    """A track on a drawing."""

    marks: tuple[Mark, ...]
    path: str  # of the step line; "" where nothing is joined
    bands: tuple[Box, ...]  # of ranges, as long as they hold
    segments: list[Box]  # the line as thin boxes
    end: float  # at which height it leaves the frame
    leader: float  # from where on a leader takes it to its name
    last: Mark  # the value that its name stands for
    shown: tuple[Mark, ...] = ()  # those that are drawn


class Frame(Struct, frozen=True, dict=True):
    """A box with days along its foot and numbers up its side."""

    box: Box
    span: Days
    heights: tuple[float, ...]
    days: float

    @cached_property
    def numbers(self) -> Scale:
        """Where a number is on its side."""
        return Scale(self.heights[0], self.heights[-1], self.box.bottom, self.box.top)

    @cached_property
    def time(self) -> Scale:
        """Where a day is along its foot."""
        return Scale(self.span.first, self.span.end, self.box.left, self.box.right)

    @property
    def ticks(self) -> list[Tick]:
        """The marks on days, as many as there is room for."""
        return self.span.ticks(int((self.box.right - self.box.left) / self.days))

    @property
    def foot(self) -> float:
        """How high the words under it are."""
        return 44.0 if any(tick.year for tick in self.ticks) else 30.0

    def axes(self) -> list[Markup]:
        """Return the grid, and the words along it."""
        box, pieces, grid, axis = self.box, list[Markup](), "", ""
        for height in self.heights:
            y = self.numbers.at(height)
            line = f"M{svg.number(box.left)} {svg.number(y)}H{svg.number(box.right)}"
            grid, axis = (grid + line, axis) if height else (grid, axis + line)
            pieces.append(svg.text(wording.number(height), box.left - 8, y + 4, "t-axis", "end"))
        for tick in self.ticks:
            x = self.time.at(tick.at)
            axis += f"M{svg.number(x)} {svg.number(box.bottom)}v5"
            half = width(tick.label, _AXIS) / 2
            at = min(max(x, box.left - 8 + half), box.right + 8 - half)
            pieces.append(svg.text(tick.label, at, box.bottom + 19, "t-axis", "middle"))
            if tick.year:
                pieces.append(svg.text(str(tick.year), at, box.bottom + 34, "t-axis", "middle"))
        lines = (svg.path(path, name) for path, name in ((grid, "grid"), (axis, "axis")) if path)
        return [*lines, *pieces]

    def line(self, track: Track, at: int, of: int) -> Line:
        """Return a track as marks and a line; of several tracks each keeps to its own part of a day."""
        marks = self._marks(track, (at - (of - 1) / 2) / of)
        joined = [mark for mark in marks if mark.step.holds] if track.is_one else []
        right = self.box.right
        path, bands = "", []
        segments: list[Box] = []
        for mark, after in zip_longest(joined, joined[1:]):
            until = after.x if after else right
            if mark.step.is_range:
                bands.append(Box(mark.x, mark.high, until, mark.low))
            path += f"M{svg.number(mark.x)} {svg.number(mark.y)}" if not path else ""
            path += _to(mark, after, until)
            segments += _segments(mark, after, until)
        last = joined[-1] if joined else marks[-1]
        leader = right if joined else last.x + _MARK + 3
        return Line(tuple(marks), path, tuple(bands), segments, last.y, leader, last, _thinned(marks))

    def _marks(self, track: Track, aside: float) -> list[Mark]:
        """Return a track's marks: those of one day one after the other within it."""
        by_day: defaultdict[int, list[Step]] = defaultdict(list)
        for step in track.drawn:
            assert step.day  # else it is not drawn
            by_day[step.day.toordinal()].append(step)
        wide = self.time.at(self.span.first + 1) - self.time.at(self.span.first)
        found = []
        for day, steps in sorted(by_day.items()):
            for rank, step in enumerate(steps, 1):
                part = rank / (len(steps) + 1) + (0.5 * aside / (len(steps) + 1) if wide >= 24 else 0)
                found.append(self._mark(step, self.time.at(day + part)))
        return found

    def _mark(self, step: Step, x: float) -> Mark:
        low, high = (self.numbers.at(step.level if bound is None else bound) for bound in (step.low, step.high))
        return Mark(step, x, self.numbers.at(step.level), low, high)


def _thinned(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return as many marks as are drawn, the last among them."""
    every = -(-len(marks) // MARKS)
    return tuple(mark for at, mark in enumerate(reversed(marks)) if at % every == 0)[::-1]


def _near(mark: Mark, y: float) -> float:
    """Return where a line that comes from a height meets a mark's range."""
    return min(max(y, mark.high), mark.low)


def _to(mark: Mark, after: Mark | None, until: float) -> str:
    """Return a line's way from one mark to the next: along, as long as it holds, then up or down."""
    if not mark.step.is_range:
        return f"H{svg.number(until)}" + (f"V{svg.number(after.y)}" if after else "")
    if after is None:
        return ""
    start = _near(mark, after.y)
    way = f"M{svg.number(until)} {svg.number(start)}"
    return f"{way}V{svg.number(after.y)}" if start != after.y else f"{way}"


def _segments(mark: Mark, after: Mark | None, until: float) -> Iterator[Box]:
    if not mark.step.is_range:
        yield Box(mark.x, mark.y - 1, until, mark.y + 1)
    if after:
        start = _near(mark, after.y) if mark.step.is_range else mark.y
        yield Box(until - 1, min(start, after.y), until + 1, max(start, after.y))


# ------------------------------------------------------------------ lines, marks and their values


def _valued(lines: Sequence[Line], room: Room, *, every: bool) -> dict[int, Label]:
    """Return the marks that have room for their value beside them: the last ones first, then the first ones."""
    ends = [line.last for line in lines] if every else []
    firsts = [line.shown[0] for line in lines if len(line.shown) > 1 or not every]
    rest = [mark for line in lines if len(line.shown) <= _MANY for mark in line.shown[1:]] if every else []
    found: dict[int, Label] = {}
    for marks, most in ((ends, 1), (firsts, 1), (rest, 0)):
        for mark in marks:
            label = None if id(mark) in found else room.place(around(mark.box, ((mark.step.label, _VALUE),)), most)
            if label:
                found[id(mark)] = label
    return found


def _line(line: Line, look: int, named: dict[int, Label]) -> Markup:
    """Return a track in its colour: bands, line, marks, values."""
    pieces = [
        svg.element("rect", class_="band", x=b.left, y=b.top, width=b.right - b.left, height=b.bottom - b.top)
        for b in line.bands
    ]
    if line.path:
        pieces.append(svg.path(line.path, "step"))
    for mark in line.shown:
        pieces += _mark(mark, look)
    pieces += [
        svg.text(label.lines[0][0], label.x, label.y, "t-val", label.anchor)
        for mark in line.shown
        if (label := named.get(id(mark)))
    ]
    return svg.element("g", *pieces, class_=f"s{look}")


def _mark(mark: Mark, look: int) -> Iterator[Markup]:
    """Yield a mark: its beam or arrow, and its shape, hollow where its claimant has revised it."""
    x, y, step = svg.number(mark.x), svg.number(mark.y), mark.step
    if step.is_range:
        low, high, side = svg.number(mark.low), svg.number(mark.high), svg.number(mark.x - 5)
        yield svg.path(f"M{x} {high}V{low}M{side} {high}h10M{side} {low}h10", "step lead")
    elif step.high is None:
        yield svg.path(f"M{x} {y}v-20m-4 5l4 -5l4 5", "step lead")
    elif step.low is None:
        yield svg.path(f"M{x} {y}v20m-4 -5l4 5l4 -5", "step lead")
    if step.is_about:
        yield svg.path(f"M{svg.number(mark.x - 10)} {y}h20m-20 -4v8m20 -8v8", "step lead")
    yield shape(look, mark.x, mark.y, "dot old" if step.is_revised else "dot")


_SHAPES = {
    3: "m0 -6l6 6l-6 6l-6 -6Z",  # a diamond
    4: "m-6 4.5l6 -10l6 10Z",  # a triangle
    5: "m-2 -5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5Z",  # a cross
}


def shape(look: int, x: float, y: float, classes: str) -> Markup:
    """Return the mark of a claimant: circle, square, diamond, triangle, cross."""
    if look == 1:
        return svg.element("circle", class_=classes, cx=x, cy=y, r=4.5)
    if look == 2:
        return svg.element("rect", class_=classes, x=x - 4.2, y=y - 4.2, width=8.4, height=8.4)
    return svg.path(f"M{svg.number(x)} {svg.number(y)}{_SHAPES[look]}", classes)


def _keys(chart: Chart) -> Markup:
    """Return what the signs of a drawing mean: those that it has."""
    steps = [step for track in chart.drawn[:DRAWN] for step in track.drawn]
    signs = (
        (any(not step.is_revised for step in steps), shape(1, 8, 8, "dot"), "stands"),
        (any(s.is_revised for s in steps), shape(1, 8, 8, "dot old"), "since revised by the same claimant"),
        (
            any(step.is_range for step in steps),
            svg.element("rect", class_="band", x=3, y=1, width=10, height=14),
            "a range",
        ),
        (any(step.high is None for step in steps), svg.path("M8 15V3M4 7L8 2L12 7", "step lead"), "at least"),
        (any(step.low is None for step in steps), svg.path("M8 1V13M4 9L8 14L12 9", "step lead"), "at most"),
        (
            any(step.is_about for step in steps),
            svg.path("M1 8H15M1 4V12M15 4V12", "step lead"),
            "about then: no page says the day",
        ),
    )
    return svg.key((sign, words) for is_there, sign, words in signs if is_there)
