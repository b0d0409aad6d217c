"""The chain picture as SVG: in three columns, and for narrow screens as one column, indented like a tree.

Who asserts it, who told it first, who carried it on. Rows are links; a group's head is one that folds or unfolds it.
"""

from collections.abc import Sequence

from markupsafe import Markup

from reportedly import wording
from reportedly.serve.drawings.marks import Mark, disc, keys, n, sign, square, stroke, text
from reportedly.serve.drawings.picture import Block, Carrier, Manner, Origin, Picture, Sort
from reportedly.serve.drawings.sheet import FOLD, NAME, SMALL, TALL, WIDE, Links, Sheet, title, when
from reportedly.serve.drawings.widths import cut, fitted, shown, width, wrapped

ORIGINS = 12
"""Origins of one teller that are drawn; the others are counted, and stand in the table."""

_LINES = 3  # of a reason


def _reasons(sheet: Sheet, origin: Origin, room: float) -> list[str]:
    """Return what stands under an origin: why it is perhaps another's, if the one above does not say it; who merged."""
    is_told, sheet.perhaps = origin.perhaps == sheet.perhaps, origin.perhaps
    lines = [] if is_told else wrapped(origin.perhaps, room, SMALL, most=_LINES)
    if origin.merged:
        lines += wrapped(f"merged with it: {', '.join(map(shown, origin.merged))}", room, SMALL, most=2)
    return lines


def _origin_of(block: Block) -> Sequence[Origin]:
    return block.origins[:ORIGINS]


def _left(picture: Picture, links: Links) -> str:
    """Return, for a picture of which not all is drawn, what is left to the next screen, or to the table."""
    origins = sum(block.number_of_origins for block in picture.rest)
    outlets = wording.count(sum(block.size for block in picture.rest), "outlet")
    parts = [wording.count(origins, "origin"), outlets] if origins else [outlets]
    left = " with ".join(parts)
    return f"next: {left}" if links.more else f"and {left} more, in the table"


def _alike(fold: Block) -> str:
    """Return the sentence of a fold: how many are perhaps one with another, and with whom."""
    return f"{len(fold.blocks):,} are perhaps one with {shown(fold.other.name) if fold.other else 'another'}"


def _sub(carrier: Carrier) -> str:
    """Return what stands under the name of who told it first."""
    if carrier.way is None:
        return "no page of it read"
    return ", ".join(part for part in (carrier.kind, when(carrier.way.published)) if part)


def _loop_words(block: Block) -> str:
    names = " and ".join(map(shown, block.loop)) if len(block.loop) < 3 else f"{len(block.loop)} outlets"
    return f"Loop: {names} cite one another and nobody else"


# ------------------------------------------------------------------ three columns


def wide(picture: Picture, links: Links, *, name: str = "chains") -> Markup:
    """Return the drawing in three columns, 1152 units wide.

    Args:
        picture: What it shows.
        links: Where its links lead.
        name: What its ids begin with, so that two pictures fit on a page.
    """
    sheet = Sheet(picture, links, WIDE)
    heads = ((34, "Who asserts it"), (352, "Who told it first"), (650, "Who carried it on"))
    sheet.items.append(Markup("").join(text("t-head", x, 14, words) for x, words in heads))
    places: dict[int, float] = {}
    y = 42.0
    for block in picture.screen:
        sheet.places.clear()
        if block.sort is Sort.PERHAPS:
            y = 34 + _wide_fold(sheet, block, y, places)
        else:
            is_origin = block.sort is Sort.ORIGIN
            y = 34 + (_wide_origins(sheet, block, y, places) if is_origin else _wide_plain(sheet, block, y))
    if picture.rest:
        words = text("t-fold", 62, y + 5, _left(picture, links))
        sheet.linked(links.more or links.table, sheet.pad(28, y - 14, 560, 28) + words)
        y += 48
    _ties(sheet, places)
    return sheet.markup(max(60, y - 8), f"{name}-wide", "wide", title(picture))


def _wide_fold(sheet: Sheet, fold: Block, y: float, places: dict[int, float]) -> float:
    """Draw the head of a fold, tied to whom those in it are perhaps one with; return where it ends."""
    sheet.y = y
    pad = sheet.pad(28, y - 14, 560, 28)
    sheet.fold(fold.key, _alike(fold), (Mark.HALF, len(fold.blocks)), 36, pad, is_open=fold.is_open)
    if fold.other and fold.other.number in places:
        sheet.edge("edge tie", f"M26 {n(y)}H20V{n(places[fold.other.number])}H26")
    return y + 14


def _wide_origins(sheet: Sheet, block: Block, y: float, places: dict[int, float]) -> float:
    """Draw origins that one outlet told first, and all who carry them; return where they end."""
    last, bottom = y, y + 36
    for place, origin in enumerate(_origin_of(block)):
        last = y if not place else bottom + 22
        bottom = _wide_origin(sheet, origin, last)
        places[origin.number] = last
        end = _name_end(origin)
        if place:  # told by the same outlet: its line joins that of the first
            sheet.edge("edge origin", f"M{n(end)} {n(last)}H336V{n(y)}")
        else:
            sheet.edge("edge origin", f"M{n(end)} {n(last)}H344")
    if (more := len(block.origins) - ORIGINS) > 0:
        words = text("t-fold", 62, bottom + 16, f"and {wording.count(more, 'origin')} more, in the table")
        sheet.linked(sheet.links.table, sheet.pad(28, bottom, 284, 24) + words)
        bottom += 28
    teller = block.teller
    assert teller is not None  # of origins one always is
    below = _wide_teller(sheet, teller, y)
    sheet.y = y - WIDE.pitch
    if teller.groups:
        sheet.edge("edge", f"M{n(376 + width(cut(teller.outlet, 210, NAME), NAME) + 10)} {n(y)}H{n(WIDE.stem)}")
        sheet.groups(teller.groups, 0, y)
    if block.groups:
        start = max(sheet.y + WIDE.pitch, below + 18, last + 30 if len(block.origins) > 1 else 0)
        lane = 336 if len(block.origins) == 1 else 326
        sheet.edge("edge", f"M{lane} {n(last)}V{n(start)}H{n(WIDE.stem)}")
        sheet.y = start - WIDE.pitch
        sheet.groups(block.groups, 0, start)
    if block.elsewhere:
        sheet.y += WIDE.pitch
        sheet.items.append(text("t-sub", 650, sheet.y + 5, fitted(_elsewhere(block), 490, SMALL)))
    sheet.loops(block)
    return max(bottom, below, sheet.y + 12)


def _elsewhere(block: Block) -> str:
    names = [shown(name) for name in block.elsewhere]
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return f"told by {', '.join(names[:2])}{more}, drawn elsewhere: see the table"


def _name_end(origin: Origin) -> float:
    return 62 + width(cut(origin.name, 250, NAME), NAME) + 8


def _wide_origin(sheet: Sheet, origin: Origin, y: float) -> float:
    """Draw who asserts it; return where the words under the name end."""
    sheet.linked(sheet.links.origin(origin.number), sheet.pad(28, y - 14, 284, 44) + _asserts(origin, 34, y, 250))
    lines = _reasons(sheet, origin, 256)
    for at, words in enumerate(lines):
        sheet.items.append(text("t-sub t-it", 62, y + 40 + 17 * at, words))
    return y + 36 if not lines else y + 44 + 17 * (len(lines) - 1)


def _asserts(origin: Origin, x: float, y: float, room: float) -> Markup:
    name_x = x + 28
    draw = disc if origin.is_unnamed else square
    style = "t-name t-it" if origin.is_unnamed else "t-name"
    name = text(style, name_x, y + 5, cut(origin.name, room, NAME))
    return draw(origin.mark, x, y - 9, 18) + name + text("t-sub", name_x, y + 23, fitted(origin.sub, room, SMALL))


def _wide_teller(sheet: Sheet, teller: Carrier, y: float) -> float:
    """Draw who told it first; return where the words under the name end."""
    sheet.places[teller.outlet] = (352, y)
    sheet.first = teller.way.published if teller.way else None
    sheet.linked(sheet.href(teller), sheet.pad(346, y - 14, 250, 44) + _tells(teller, 352, y, 210, WIDE.base))
    if not teller.back:
        return y + 30
    words = fitted(f"Loop: later cites {teller.back[0]}", 240, SMALL)
    sheet.items.append(text("t-alert", 376, y + 50, words))
    return y + 54


def _tells(teller: Carrier, x: float, y: float, room: float, base: float) -> Markup:
    name_x = x + 24
    style = "t-name" if teller.way else "t-name t-it"
    name = text(style, name_x, y + base, cut(teller.outlet, room, NAME), language=teller.language)
    sub = text("t-sub", name_x, y + base + 18, fitted(_sub(teller), room + 10, SMALL))
    return square(teller.mark, x, y - 8 + (base > 5), 14) + name + sub


def _wide_plain(sheet: Sheet, block: Block, y: float) -> float:
    """Draw a loop, or those who name nobody, or who are not read; return where they end."""
    bottom = y + 12
    if block.sort is Sort.LOOP:
        sheet.items.append(square(Mark.ECHO, 34, y - 9, 18) + text("t-name", 62, y + 5, "no origin"))
        for at, words in enumerate(wrapped(_loop_words(block), 256, SMALL, most=3)):
            sheet.items.append(text("t-alert", 62, y + 23 + 17 * at, words))
            bottom = y + 27 + 17 * at
    else:
        sheet.items.append(text("t-name t-it", 62, y + 5, block.sort.value))
        for at, words in enumerate(wrapped(block.note, 256, SMALL, most=2)):
            sheet.items.append(text("t-sub t-it", 62, y + 23 + 17 * at, words))
            bottom = y + 27 + 17 * at
    if block.sort is Sort.NOBODY:
        sheet.edge("edge nobody", f"M180 {n(y)}H{n(WIDE.stem)}")
    sheet.y = y - WIDE.pitch
    sheet.groups(block.groups, 0, y)
    return max(bottom, sheet.y + 12)


def _ties(sheet: Sheet, places: dict[int, float]) -> None:
    """Draw, at the left edge, which origins are perhaps one; lines that pass one another keep apart."""
    lanes: list[list[tuple[float, float]]] = [[], [], [], []]
    for block in sheet.picture.screen:
        for origin in _origin_of(block):
            if origin.other is None or origin.other not in places or origin.number not in places:
                continue
            low, high = sorted((places[origin.number], places[origin.other]))
            free = [at for at, lane in enumerate(lanes) if all(high < one or low > other for one, other in lane)]
            at = free[0] if free else len(lanes) - 1
            lanes[at].append((low, high))
            sheet.edge("edge tie", f"M26 {n(high)}H{20 - 6 * at}V{n(low)}H26")


# ------------------------------------------------------------------ one column


def narrow(picture: Picture, links: Links, *, name: str = "chains") -> Markup:
    """Return the drawing in one column, 380 units wide, indented like a tree.

    Args:
        picture: What it shows.
        links: Where its links lead.
        name: What its ids begin with, so that two pictures fit on a page.
    """
    sheet = Sheet(picture, links, TALL)
    bottom = -21.0
    for block in picture.screen:
        sheet.places.clear()
        draw = {Sort.ORIGIN: _tall_origins, Sort.PERHAPS: _tall_fold}.get(block.sort, _tall_plain)
        bottom = draw(sheet, block, bottom + 41)
    if picture.rest:
        words = text("t-fold", 32, bottom + 46, fitted(_left(picture, links), 340, FOLD))
        sheet.linked(links.more or links.table, sheet.pad(1, bottom + 26, 378, 28) + words)
        bottom += 54
    return sheet.markup(max(40, bottom + 20), f"{name}-tall", "tall", title(picture))


def _tall_fold(sheet: Sheet, fold: Block, y: float) -> float:
    """Draw the head of a fold; return where it ends."""
    sheet.y = y
    pad = sheet.pad(1, y - 14, 378, 28)
    sheet.fold(fold.key, _alike(fold), (Mark.HALF, len(fold.blocks)), 6, pad, is_open=fold.is_open)
    return y + 12


def _tall_origins(sheet: Sheet, block: Block, y: float) -> float:
    """Draw origins that one outlet told first, under them the outlet, under it who has it from there."""
    down = y + 12
    for place, origin in enumerate(_origin_of(block)):
        if place:
            sheet.edge("edge origin", f"M13 {n(down)}V{n(y - 9)}")
        sheet.linked(sheet.links.origin(origin.number), sheet.pad(1, y - 16, 378, 44) + _asserts(origin, 4, y, 340))
        lines = _reasons(sheet, origin, 340)
        for at, words in enumerate(lines):
            sheet.items.append(text("t-sub t-it", 32, y + 40 + 17 * at, words))
        down, y = y + 12, y + 51 + 17 * len(lines)
    if (more := len(block.origins) - ORIGINS) > 0:
        words = text("t-fold", 32, y + 2, f"and {wording.count(more, 'origin')} more, in the table")
        sheet.linked(sheet.links.table, sheet.pad(22, y - 18, 357, 30) + words)
        y += 36
    teller = block.teller
    assert teller is not None  # of origins one always is
    y -= 2
    sheet.edge("edge origin", f"M13 {n(down)}V{n(y)}H30")
    bottom = _tall_teller(sheet, teller, y)
    sheet.y = bottom + 18 - TALL.pitch
    sheet.groups(teller.groups, 0, y + 11)
    last = max(bottom, sheet.y + 14)
    if block.groups:
        sheet.y = last + 18 - TALL.pitch
        sheet.groups(block.groups, -1, y, trunk=13)
        last = sheet.y + 14
    if block.elsewhere:
        for at, words in enumerate(wrapped(_elsewhere(block), 310, SMALL, most=2)):
            sheet.items.append(text("t-sub", 58, last + 16 + 17 * at, words))
            last += 0 if not at else 17
        last += 20
    sheet.loops(block)
    return last


def _tall_teller(sheet: Sheet, teller: Carrier, y: float) -> float:
    sheet.places[teller.outlet] = (34, y)
    sheet.first = teller.way.published if teller.way else None
    sheet.linked(sheet.href(teller), sheet.pad(28, y - 14, 350, 44) + _tells(teller, 34, y, 310, TALL.base))
    if not teller.back:
        return y + 30
    sheet.items.append(text("t-alert", 58, y + 43, fitted(f"Loop: later cites {teller.back[0]}", 310, SMALL)))
    return y + 48


def _tall_plain(sheet: Sheet, block: Block, y: float) -> float:
    if block.sort is Sort.LOOP:
        sheet.items.append(square(Mark.ECHO, 4, y - 9, 18) + text("t-name", 32, y + 5, "no origin"))
        y += 23
        for words in wrapped(_loop_words(block), 340, SMALL, most=3):
            sheet.items.append(text("t-alert", 32, y, words))
            y += 17
        y -= 11
    else:
        sheet.items.append(text("t-name t-it", 32, y - 7, block.sort.value))
        for words in wrapped(block.note, 340, SMALL, most=1):
            sheet.items.append(text("t-sub t-it", 32, y + 11, words))
            y += 18
    sheet.y = y + 17 - TALL.pitch
    sheet.groups(block.groups, 0, y)
    return sheet.y + 14


# ------------------------------------------------------------------ beside the drawings


def figure(picture: Picture, links: Links, *, name: str = "chains") -> Markup:
    """Return both drawings with their key; the style sheet shows the one that fits."""
    label = f"Chain picture, {wording.count(picture.outlets, 'outlet')}{', folded' if picture.is_folded else ''}"
    shape = Markup(
        '<figure class="chain">\n<div class="scroll" tabindex="0" role="region" aria-label="{}">\n{}\n{}\n</div>\n'
        "{}\n</figure>"
    )
    return shape.format(label, wide(picture, links, name=name), narrow(picture, links, name=name), key(picture))


def key(picture: Picture) -> Markup:
    """Return what the signs and lines of a picture mean; what it has none of is left out."""
    origins = [origin for block in picture.every for origin in block.origins]
    carriers = list(_carriers(picture))
    manners = {one.manner for one in carriers}
    is_looped = Manner.LOOP in manners or any(one.back for one in carriers)
    entries = (
        (sign(Mark.SOLID), "named source, an origin", any(not one.is_unnamed for one in origins)),
        (sign(Mark.HALF), "perhaps an origin", any(one.is_half for one in origins)),
        (sign(Mark.SOLID, is_round=True), "unnamed source", any(one.is_unnamed for one in origins)),
        (sign(Mark.ECHO), "echo", any(one.mark is Mark.ECHO for one in carriers)),
        (sign(Mark.UNREAD), "not read", any(one.mark is Mark.UNREAD for one in carriers)),
        (stroke("edge plain"), "says whom it has it from", not manners.isdisjoint(_SAYS)),
        (stroke("edge uncredited"), "same words, no credit", Manner.UNCREDITED in manners),
        (stroke("edge nobody"), "names nobody", Manner.NOBODY in manners),
        (stroke("edge loop"), "closes a loop", is_looped),
    )
    return keys((drawn, words) for drawn, words, is_there in entries if is_there)


_SAYS = frozenset({Manner.CREDITED, Manner.CITES, Manner.ITSELF})


def _carriers(picture: Picture) -> list[Carrier]:
    found: list[Carrier] = []
    for block in picture.every:
        waiting = [
            *([block.teller] if block.teller else []),
            *(one for group in block.groups for one in group.carriers),
        ]
        while waiting:
            carrier = waiting.pop()
            found.append(carrier)
            waiting += [one for group in carrier.groups for one in group.carriers]
    return found
