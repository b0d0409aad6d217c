"""The origins bar, a cell an outlet: solid brings an origin, half perhaps does, hatched repeats, outlined is not read.

In a list all bars share one scale, so that length is the number of outlets. The words beside a bar say the same.
"""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from reportedly.records import Origins, Weight
from reportedly.serve import words as worded
from reportedly.serve.drawings.marks import Mark, keys, n, run, sign

RUN = 120
"""Outlets past which a kind is drawn as one rectangle; those that bring an origin, where they are many."""

_PITCH, _GAP, _HIGH = 12.0, 2.0, 16.0
_NARROWEST = 297.0  # CSS pixels that a bar has at least
_LEAST = 4.0  # CSS pixels of a cell that brings an origin, or perhaps does
_FEWEST = 24  # outlets that the scale of a bar has at least, so that a few cells stay cells
_THIN = 4.0  # units that a cell that repeats has at least
_LEADING = 0.34  # of a long bar: the share that cells which bring an origin take at most


class Cells(Struct, frozen=True):
    """How many outlets bring an origin, perhaps do, repeat others, are not read."""

    solid: int
    half: int
    echo: int
    unread: int = 0

    @property
    def outlets(self) -> int:
        """How many outlets there are."""
        return self.solid + self.half + self.echo + self.unread


def cells(weight: Weight, origins: Origins, outlets: Mapping[str, str]) -> Cells:
    """Return how many outlets bring an origin: an origin is brought by the outlet that told it first.

    Args:
        weight: How many outlets carry the claim or point, and how many more are known to whose page could not be read.
        origins: Of it.
        outlets: Whose page a report stands on: by report, of the first one of each origin at least.
    """
    counted = origins.counting
    first = [(root.maybe is None, outlets.get(root.reports[0])) for root in counted if root.reports]
    solid = {outlet for is_sure, outlet in first if is_sure and outlet}
    half = {outlet for _, outlet in first if outlet} - solid
    halves = len(half) if counted else min(origins.at_most, weight.outlets, 1)  # nobody is named: one may have it
    return Cells(len(solid), halves, max(0, weight.outlets - len(solid) - halves), weight.unread)


# ------------------------------------------------------------------ the drawing


def svg(of: Cells, scale: int | None = None) -> Markup:
    """Return the bar alone, hidden from readers aloud: the words beside it say it.

    Args:
        of: What it shows.
        scale: Outlets of the longest bar in its list; its own, where it stands alone.
    """
    most = max(_FEWEST, of.outlets, scale or 0)
    whole = _PITCH * most - _GAP
    least = max(_PITCH - _GAP, _LEAST * whole / _NARROWEST)
    gap = max(_GAP, least / 5)
    drawn = Markup()
    x = 0.0
    for mark, count, wide in _runs(of, whole, least, gap, is_long=most > RUN):
        if count:
            drawn += run(mark, (x + at * (wide + gap) for at in range(count)), 0, wide, _HIGH)
        x += count * (wide + gap)
    shape = Markup('<svg viewBox="0 0 {} 16" preserveAspectRatio="none" aria-hidden="true">{}</svg>')
    return shape.format(n(max(whole, x - gap)), drawn)


def _runs(of: Cells, whole: float, least: float, gap: float, *, is_long: bool) -> list[tuple[Mark, int, float]]:
    """Return the cells of a bar: sign, how many, how wide each; in a long one what repeats is one rectangle."""
    rest = [(mark, count) for mark, count in ((Mark.ECHO, of.echo), (Mark.UNREAD, of.unread)) if count]
    thin = least if is_long else _THIN
    pieces = len(rest) if is_long else sum(count for _, count in rest)
    leading = of.solid + of.half
    if is_long and leading * (least + gap) > _LEADING * whole:
        return _blocks(of, least, gap)
    wide = min(least, max(gap, (whole + gap - pieces * (thin + gap)) / leading - gap)) if leading else least
    room = _PITCH * of.outlets - leading * (wide + gap)  # for what repeats, each piece with its gap
    share = min(1.0, max(0.0, room / (_PITCH * (of.outlets - leading)))) if rest else 1.0
    wides = [max(thin, share * _PITCH * (count if is_long else 1) - gap) for _, count in rest]
    if is_long and wides:  # a short run that was widened takes its room from the longer one
        over = sum(wides) + gap * (len(wides) - 1) - (whole - leading * (wide + gap))
        wides[wides.index(max(wides))] -= max(0.0, over)
    lead = [(Mark.SOLID, of.solid, wide), (Mark.HALF, of.half, wide)]
    return lead + [(mark, 1 if is_long else count, one) for (mark, count), one in zip(rest, wides, strict=True)]


def _blocks(of: Cells, least: float, gap: float) -> list[tuple[Mark, int, float]]:
    """Return each kind as one rectangle, as long as it has outlets: cells of so many would crowd out the others."""
    counts = ((Mark.SOLID, of.solid), (Mark.HALF, of.half), (Mark.ECHO, of.echo), (Mark.UNREAD, of.unread))
    marks, wides = [mark for mark, count in counts if count], [_PITCH * count - gap for _, count in counts if count]
    kept = [max(least, wide) for wide in wides]
    kept[kept.index(max(kept))] -= sum(kept) - sum(wides)  # what was widened takes its room from the longest
    return [(mark, 1, wide) for mark, wide in zip(marks, kept, strict=True)]


# ------------------------------------------------------------------ the words


def words(weight: Weight, origins: Origins) -> Markup:
    """Return the line that matters: outlets, publishers, claimants, origins.

    >>> print(words(Weight(24, 24, 19, 3), Origins(2, 3)))
    24 outlets · 19 publishers · 3 claimants · <strong>2–3 independent origins</strong>
    >>> print(words(Weight(4, 4, 1, 0), Origins(0, 0)))
    4 outlets · 1 publisher · nobody named · <strong>no independent origin</strong>
    """
    told = worded.origins(origins.at_least, origins.at_most)
    return Markup("{} · <strong>{}</strong>").format(worded.weighed(weight), told)


def figure(of: Cells, caption: Markup, *, scale: int | None = None, is_big: bool = False) -> Markup:
    """Return a bar with the words that say the same.

    Args:
        of: What it shows.
        caption: What `words` gives for it.
        scale: Outlets of the longest bar in its list.
        is_big: Whether it stands on its own, at the head of a page.
    """
    shape = Markup('<figure class="origins{}">\n{}\n<figcaption>{}</figcaption>\n</figure>')
    return shape.format(" big" if is_big else "", svg(of, scale), caption)


def key(of: Cells) -> Markup:
    """Return what the cells of a bar mean and how many there are of each; what is not there is left out."""
    is_one = (of.solid or of.half) == 1
    brings = "brings an origin of its own" if is_one else "bring an origin of their own"
    does = "does" if of.half == 1 else "do"
    told = (
        (Mark.SOLID, of.solid, f"{'outlet' if of.solid == 1 else 'outlets'} {brings}"),
        (Mark.HALF, of.half, f"perhaps {does}" if of.solid else f"perhaps {brings}"),
        (Mark.ECHO, of.echo, "echoes" if of.echo == 1 else "echo"),
        (Mark.UNREAD, of.unread, "not read"),
    )
    return keys((sign(mark), f"{count:,} {what}") for mark, count, what in told if count)
