"""A story's places on a map, as exactly as the reports name them, and no more so.

A point is a dot, a town a ringed dot, a region a soft disc with a broken edge: somewhere about here. A country has no
mark. The table has all of them, and counts the reports that name no place.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from reportedly import wording
from reportedly.records import Place, Report, fold
from reportedly.serve.drawings import globe, svg
from reportedly.serve.drawings.globe import View
from reportedly.serve.drawings.labels import Box, Label, Room, around
from reportedly.serve.drawings.widths import cut, width

MARKS = 60
"""Places with a mark, the most reported; the table has all."""

NAMED = 24
"""Of these, those with their name beside it, as far as there is room."""

TOLD = 8
"""Places beside whose names there is room to say how exactly each is known; of more, the keys say it."""

_KINDS: Mapping[str | None, str] = {
    "point": "point",
    "city": "town",
    "region": "region, not exact",
    "country": "whole country",
}
_UNKNOWN = "not on the map: where it is, is not known"
_LEAST = 2.5  # degrees of latitude across a map: 275 km
_LEAST_OF_ONE = 5.0  # the same, of one place: so much that a coast or a border shows where it is
_NAME, _SUB = 13.0, 12.0
_LONGEST = 34  # code points of a name on the map
_ABOUT_KM = 70.0  # half a region, as none says how large it is


class Spot(Struct, frozen=True):
    """A place that reports name."""

    name: str  # page text
    precision: str | None  # "point", "city", "region", "country"; None: it was not found in the gazetteer
    reports: int
    latitude: float | None = None
    longitude: float | None = None
    href: str | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether it has a mark."""
        if self.latitude is None or self.longitude is None or self.precision not in ("point", "city", "region"):
            return False
        return abs(self.latitude) <= globe.POLAR and abs(self.longitude) <= 360

    @property
    def kind(self) -> str:
        """How exactly it is known, in words."""
        return _KINDS[self.precision] if self.precision == "country" or self.is_drawn else _UNKNOWN


class Where(Struct, frozen=True):
    """The places of some reports, the most reported first, and how many name none."""

    spots: tuple[Spot, ...]
    nowhere: int = 0

    @property
    def drawn(self) -> tuple[Spot, ...]:
        """Those with a mark."""
        return tuple(spot for spot in self.spots if spot.is_drawn)[:MARKS]


def where(reports: Iterable[Report], link: Callable[[Place], str | None] = lambda _: None) -> Where:
    """Return where some reports place what they tell; a report counts once for each place it names."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    nowhere = 0
    for report in reports:
        nowhere += not report.places
        for key, place in {_key(place): place for place in report.places}.items():
            places[key].append(place)
    spots = (_spot(some, link) for some in places.values())
    return Where(tuple(sorted(spots, key=lambda spot: (-spot.reports, spot.name, spot.kind))), nowhere)


def _key(place: Place) -> str:
    """Return what makes two places one: the gazetteer's entry, else coordinates or the name."""
    if place.gid is not None:
        return str(place.gid)
    return f"{fold(place.name)} {place.precision} {place.latitude} {place.longitude}"


def _spot(places: Sequence[Place], link: Callable[[Place], str | None]) -> Spot:
    names = Counter(place.name for place in places)
    name = min(names, key=lambda name: (-names[name], name))
    one = next(place for place in places if place.name == name)
    return Spot(name, one.precision, len(places), one.latitude, one.longitude, link(one))


# ------------------------------------------------------------------ the drawing


class Form(Struct, frozen=True):
    """How a map is laid out."""

    name: str
    width: float
    heights: tuple[float, float]


FORMS = (Form("wide", 544, (280, 420)), Form("tall", 360, (260, 440)))


def figure(where: Where, key: str) -> Markup:
    """Return a map as a figure; in words only, where no place has a mark.

    Args:
        where: What to draw.
        key: An id that no other figure of the page has, fit for an attribute.
    """
    if not where.drawn:
        says = "No report names a place that can be drawn: a point, a town or a region known by its coordinates."
        return svg.element("figure", svg.element("p", says, class_="quiet"), class_="map")
    drawn = [_drawing(where, form, key) for form in FORMS]
    note = "Coasts and borders: Natural Earth. A disc is about where a region lies, and says nothing of its size."
    notes = [note, *_left_out(where, is_named=all(is_named for _, is_named in drawn))]
    caption = svg.element("figcaption", " ".join(notes), class_="small")
    return svg.element("figure", *(drawing for drawing, _ in drawn), _keys(where), caption, class_="map")


def _left_out(where: Where, *, is_named: bool) -> Iterator[str]:
    """Yield what of the places is not on the map."""
    if left := sum(spot.is_drawn for spot in where.spots) - len(where.drawn):
        yield f"The {MARKS} most reported places are drawn; {left:,} more {'stands' if left == 1 else 'stand'} below."
    if not is_named:
        yield "Where a name had no room, the table has it."


def _drawing(where: Where, form: Form, key: str) -> tuple[Markup, bool]:
    """Return a map, and whether every place of it has its name beside it."""
    places = [(spot.longitude or 0.0, spot.latitude or 0.0) for spot in where.drawn]
    least = _LEAST if len(set(places)) > 1 else _LEAST_OF_ONE
    regions = [place for spot, place in zip(where.drawn, places, strict=True) if spot.precision == "region"]
    discs = [corner for place in regions for corner in _corners(*place)]
    seen = globe.view([*places, *discs], form.width, form.heights, least)
    land, borders = globe.paths(seen)
    marks = [Mark(spot, *seen.at(*place), _radius(spot, seen)) for spot, place in zip(where.drawn, places, strict=True)]
    room = Room(Box(2, 2, seen.width - 2, seen.height - 2), [mark.core for mark in marks])
    scale = _scale(seen)
    room.taken.append(Box(0, seen.height - 30, scale[1] + 20, seen.height))
    labels = [label for mark in marks[:NAMED] if (label := _label(mark, room, is_told=len(marks) <= TOLD))]
    pieces = [
        svg.path(land, "land") if land else svg.NOTHING,
        svg.path(borders, "border") if borders else svg.NOTHING,
        *(mark.drawn() for mark in sorted(marks, key=lambda mark: mark.spot.precision != "region")),
        *labels,
        *scale[0],
        svg.element("rect", class_="edge", x=0.5, y=0.5, width=seen.width - 1, height=seen.height - 1),
    ]
    title = "Where the reports place it"
    drawn = svg.picture(
        *pieces, key=key, form=form.name, size=(seen.width, seen.height), title=title, says=described(where)
    )
    return drawn, len(labels) == len(marks)


def described(where: Where) -> str:
    """Return what a map shows in words: its places by how exactly they are known."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for spot in where.drawn[:NAMED]:
        kinds[spot.kind].append(cut(spot.name, most=60))
    told = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in kinds.items())
    left = len(where.drawn) - NAMED
    return f"{told}{f'; and {left} more' if left > 0 else ''}. The table below has every place."


class Mark(Struct, frozen=True):
    """A place on the drawing."""

    spot: Spot
    x: float
    y: float
    radius: float

    @property
    def core(self) -> Box:
        """What of it no words may cover: a dot; of a disc nothing but its middle."""
        half = min(self.radius, 10.0)
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)

    def drawn(self) -> Markup:
        """Return its sign."""
        if self.spot.precision == "region":
            return svg.element("circle", class_="soft", cx=self.x, cy=self.y, r=self.radius)
        dot = svg.element("circle", class_="spot", cx=self.x, cy=self.y, r=4 if self.spot.precision == "point" else 3)
        ring = svg.element("circle", class_="o-frame", cx=self.x, cy=self.y, r=8)
        return dot if self.spot.precision == "point" else ring + dot


def _corners(longitude: float, latitude: float) -> Iterator[tuple[float, float]]:
    """Yield the ends of a region's disc to all sides, so that it has room on the map."""
    up = _ABOUT_KM / 111.2
    across = up / math.cos(math.radians(latitude))
    yield from ((longitude - across, latitude), (longitude + across, latitude))
    yield from ((longitude, max(latitude - up, -globe.POLAR)), (longitude, min(latitude + up, globe.POLAR)))


def _radius(spot: Spot, seen: View) -> float:
    if spot.precision == "region":
        return min(max(_ABOUT_KM * seen.kilometre, 20.0), 70.0)
    return 4.0 if spot.precision == "point" else 8.5


def _label(mark: Mark, room: Room, *, is_told: bool) -> Markup | None:
    """Return a name where there is room, farther off with a leader; with how exactly it is known, if that fits too."""
    name, kind = cut(mark.spot.name, most=_LONGEST), mark.spot.kind
    forms: tuple[tuple[tuple[str, float], ...], ...] = ((name, _NAME), (kind, _SUB)), ((name, _NAME),)
    for lines in forms if is_told else forms[1:]:
        beside = [*([_within(mark, lines)] * (mark.spot.precision == "region")), *around(mark.core, lines)]
        near = room.place(beside)
        if label := near or room.place(_farther(mark, lines)):
            lead = svg.NOTHING if near else _leader(mark, label)
            words = svg.text(name, label.x, label.y, "halo", label.anchor)
            under = svg.text(kind, label.x, label.y + _SUB * 1.25, "t-sub halo", label.anchor)
            return lead + words + (under if len(lines) > 1 else svg.NOTHING)
    return None


def _within(mark: Mark, lines: tuple[tuple[str, float], ...]) -> Label:
    """Return the place for a region's name: above the middle of its disc."""
    return Label(lines, mark.x, mark.y - 14 - 15 * (len(lines) - 1), "middle")


def _farther(mark: Mark, lines: tuple[tuple[str, float], ...]) -> Iterator[Label]:
    for far in (26.0, 44.0, 66.0, 92.0):
        for turn in range(12):
            x = mark.x + far * math.cos(turn * math.pi / 6)
            y = mark.y + far * math.sin(turn * math.pi / 6)
            yield Label(lines, x, y, "start" if x >= mark.x else "end")


def _leader(mark: Mark, label: Label) -> Markup:
    box = label.box
    x = min(max(mark.x, box.left), box.right)
    y = min(max(mark.y, box.top), box.bottom)
    return svg.path(f"M{svg.number(mark.x)} {svg.number(mark.y)}L{svg.number(x)} {svg.number(y)}", "lead")


def _scale(seen: View) -> tuple[list[Markup], float]:
    """Return a bar of so many kilometres, and how far it reaches; none where a map is too wide for one scale."""
    if seen.span > 60:
        return [], 0.0
    most = seen.width / 4 / seen.kilometre
    power = 10.0 ** math.floor(math.log10(most))
    length = next(step * power for step in (5, 2, 1) if step * power <= most)
    end, foot = 12 + length * seen.kilometre, seen.height - 10
    words = f"{wording.number(length)} km"
    bar = f"M12 {svg.number(foot - 5)}v5H{svg.number(end)}v-5"
    marks = [svg.path(bar, "scale"), svg.text(words, 12, foot - 8, "t-sub halo")]
    return marks, max(end, 12 + width(words, _SUB))


def _keys(where: Where) -> Markup:
    """Return what the signs of a map mean: those that it has."""
    signs: Mapping[str, tuple[Markup, str]] = {
        "point": (svg.element("circle", class_="spot", cx=8, cy=8, r=4), "a point"),
        "city": (
            svg.element("circle", class_="o-frame", cx=8, cy=8, r=6.5)
            + svg.element("circle", class_="spot", cx=8, cy=8, r=2.5),
            "a town",
        ),
        "region": (svg.element("circle", class_="soft", cx=8, cy=8, r=7), "about where a region lies"),
    }
    there = {spot.precision for spot in where.drawn}
    return svg.key(sign for precision, sign in signs.items() if precision in there)


# ------------------------------------------------------------------ the table under it

COLUMNS = ("place", "named_as", "reports", "latitude", "longitude")
"""What the columns of `rows` are called."""


def rows(where: Where) -> Iterator[tuple[str | int | float | None, ...]]:
    """Yield the places, every one, then how many reports name none; page text is harmless, but no cell is quoted."""
    for spot in where.spots:
        yield wording.neutral(spot.name), spot.kind, spot.reports, spot.latitude, spot.longitude
    if where.nowhere:
        yield "no place named", None, where.nowhere, None, None


def twin(where: Where) -> Markup:
    """Return the places as a table that opens under the map, in the order of `rows`."""
    heads = [
        svg.element("th", head, scope="col", class_="n" if head == "Reports" else None)
        for head in ("Place", "Named as", "Reports")
    ]
    lines = [
        _row(svg.element("bdi", cut(spot.name, most=200)), spot.kind, spot.reports, spot.href) for spot in where.spots
    ]
    lines += [_row(Markup("no place named"), "", where.nowhere, None)] * bool(where.nowhere)
    table = svg.element(
        "table",
        svg.element("thead", svg.element("tr", *heads)),
        svg.element("tbody", *lines),
        class_="stack",
    )
    return svg.element("details", svg.element("summary", "The same as a table"), table, class_="twin")


def _row(name: Markup, kind: str, reports: int, href: str | None) -> Markup:
    return svg.element(
        "tr",
        svg.element("th", svg.element("a", name, href=href) if href else name, scope="row"),
        svg.element("td", kind, data_th="Named as"),
        svg.element("td", f"{reports:,}", data_th="Reports", class_="n"),
    )
