"""Numbers over time: who counts what, as records, as sentences, as a table, as a drawing.

    Chart (tracks of one measure)  →  summary, twin, rows; `plots.figure` draws it

A track is one claimant's: nothing here joins, adds up or averages two of them.
"""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, pairwise

from markupsafe import Markup
from msgspec import Struct

from reportedly import wording
from reportedly.serve.drawings import svg
from reportedly.serve.drawings.widths import cut

BESIDE = 12
"""Values without a place on the drawing that are named under it; the table has all."""

LATEST = 5
"""Claimants whose latest value the sentence above a drawing names."""

FALLS = 3
"""Claimants of whom the same sentence says that they lowered a count."""

_LONG, _SENTENCE = 200, 80  # characters of page text in a cell, and in a sentence


class Step(Struct, frozen=True):
    """A value as a claimant gave it, and since when it holds."""

    label: str  # as a mark has it: "at least 9", "“dozens”: 24 to 99"
    low: float | None  # an open bound is ``None``
    high: float | None
    day: date | None = None
    is_about: bool = False  # whether no page tells the day: it is by the days of pages like it
    is_revised: bool = False  # whether its claimant has given another since
    holds: bool = True  # False: what may be or is to come, which is no level until then
    approx: bool = False
    status: str = "asserted"
    told: str = ""  # with what is counted: "rose to at least 17 deaths"
    first: str = ""  # who told it first, where that is known
    href: str | None = None  # of the claim
    kept_off: str | None = None  # why it has no place on a drawing: "it says how much it changed"

    @property
    def bounds(self) -> tuple[float, ...]:
        """The bounds it has."""
        return tuple(float(bound) for bound in (self.low, self.high) if bound is not None)

    @property
    def level(self) -> float:
        """Where its line runs: the number, the bound, or the middle of the range."""
        return sum(self.bounds) / len(self.bounds)

    @property
    def is_range(self) -> bool:
        """Whether it has two bounds that are not one."""
        return len(set(self.bounds)) == 2

    @property
    def why_off(self) -> str | None:
        """Why it has no place on a drawing; ``None``: it has one."""
        if self.kept_off or self.day is None:
            return self.kept_off or "no day is known"
        is_number = self.bounds and all(math.isfinite(bound) and abs(bound) < 1e100 for bound in self.bounds)
        return None if is_number else "there is no scale for it"


class Track(Struct, frozen=True):
    """The values of one measure by one claimant, the oldest first."""

    who: str  # an id: two claimants may have one name
    name: str  # page text
    steps: tuple[Step, ...]
    counts: str = ""  # what exactly it counts, or where: "province, confirmed"; page text
    is_unnamed: bool = False
    is_one: bool = True  # False where nobody is named: these may be several people's, and are not joined

    @property
    def drawn(self) -> tuple[Step, ...]:
        """The values that have a place on a drawing."""
        return tuple(step for step in self.steps if step.why_off is None)

    @property
    def last(self) -> Step:
        """The latest value that is drawn, of those that hold if any does; there must be one."""
        return next((step for step in reversed(self.drawn) if step.holds and self.is_one), self.drawn[-1])

    @property
    def peak(self) -> float:
        """The greatest bound that is drawn."""
        return max((abs(bound) for step in self.drawn for bound in step.bounds), default=0.0)


class Chart(Struct, frozen=True):
    """Everybody's values of one measure, in one story."""

    title: str  # what is counted: "deaths"; page text
    tracks: tuple[Track, ...]  # the most reported first
    unit: str = ""  # where the title does not say it: "EUR"
    about: str = ""  # words that show what is meant, where the title is a bare unit; page text
    measure: str | None = None  # in full, that of most of its claims, as `Claim.measure` has it

    @property
    def drawn(self) -> tuple[Track, ...]:
        """The tracks that have a value with a place on a drawing."""
        return tuple(track for track in self.tracks if track.drawn)

    @property
    def size(self) -> int:
        """How many values have a place on a drawing: with fewer than two there is nothing to see over time."""
        return sum(len(track.drawn) for track in self.tracks)


# ------------------------------------------------------------------ in words


def summary(chart: Chart) -> str:
    """Return what a chart shows, in sentences: who counts, the latest of each, and what fell."""
    last = [(track, track.last) for track in chart.drawn]
    if not last:
        return "No value has a place on an axis of time."
    told = [f"{step.label} ({_who(track)})" for track, step in last[:LATEST]]
    more = f", and {wording.count(len(last) - LATEST, 'more value')}" if len(last) > LATEST else ""
    latest = f"The latest {'is' if len(last) == 1 else 'are'} {_listed(told) if not more else ', '.join(told)}{more}."
    return " ".join([_claimants(chart.drawn), latest, *islice(_falls(chart), FALLS)])


def _claimants(tracks: Sequence[Track]) -> str:
    """Return how many count, and whether one thing; values on nobody's word are told apart."""
    named = [track for track in tracks if track.is_one]
    number, senses = len({track.who for track in named}), len({track.counts for track in named})
    loose = sum(len(track.drawn) for track in tracks if not track.is_one)
    nobody = f"{wording.count(loose, 'value')} {'names' if loose == 1 else 'name'} nobody"
    if not number:
        return f"{nobody}."
    who = wording.count(number, "claimant") if number > 1 else "One claimant"
    what = f"count{'s' * (number == 1)} {'this' if senses == 1 else 'different things'}"
    return f"{who} {what}; {nobody}." if loose else f"{who} {what}."


def _who(track: Track) -> str:
    name = cut(track.name, most=_SENTENCE) + (", unnamed" if track.is_unnamed else "")
    return f"{name}; {cut(track.counts, most=_SENTENCE)}" if track.counts else name


def _listed(some: Sequence[str]) -> str:
    return some[0] if len(some) == 1 else f"{', '.join(some[:-1])} and {some[-1]}"


def _falls(chart: Chart) -> Iterator[str]:
    """Yield how often each claimant went below a number of their own, and the last time."""
    for track in chart.drawn:
        held = [step for step in track.drawn if step.holds and track.is_one]
        falls = [(a, b) for a, b in pairwise(held) if _is_below(b, a)]
        if falls:
            old, new = falls[-1]
            times = {1: "once", 2: "twice"}.get(len(falls), f"{len(falls)} times")
            last = "from" if len(falls) == 1 else "the last time from"
            yield f"{cut(track.name, most=_SENTENCE)} lowered the count {times}, {last} {old.label} to {new.label}."


def _is_below(new: Step, old: Step) -> bool:
    return new.high is not None and old.low is not None and new.high < old.low


def described(chart: Chart) -> str:
    """Return each claimant's values in words, for whoever does not see the drawing; of many, the first and last."""
    lines = [f"{_who(track)}: {_run(track.drawn)}." for track in chart.drawn[:BESIDE]]
    more = len(chart.drawn) - BESIDE
    rest = [f"{wording.count(more, 'more line')} in the table."] if more > 0 else []
    ends = "One axis of days, one of numbers from 0. Claimants are never joined."
    return " ".join([ends, *lines, *rest, "The table below has every value."])


def _run(steps: Sequence[Step]) -> str:
    if len(steps) <= 8:
        return ", ".join(step.label for step in steps)
    few = [step.label for step in (*steps[:3], *steps[-3:])]
    return f"{', '.join(few[:3])}, {len(steps) - 6} more, {', '.join(few[3:])}"


def beside(chart: Chart) -> Markup:
    """Return the values without a place on the drawing as a list; nothing where there are none."""
    off = [(track, step) for track in chart.tracks for step in track.steps if step.why_off]
    if not off:
        return svg.NOTHING
    items = [
        svg.element("li", _name(track), f": {step.told or step.label}, {_day(step)} (", step.why_off or "", ")")
        for track, step in off[:BESIDE]
    ]
    if len(off) > BESIDE:
        items.append(svg.element("li", f"{len(off) - BESIDE:,} more in the table"))
    head = svg.element("p", "Not on the drawing:", class_="quiet")
    return svg.element("div", head, svg.element("ul", *items, class_="small"), class_="beside")


def _name(track: Track) -> Markup:
    """Return who counts, whole; unnamed people in italics, with the word."""
    name = cut(track.name, most=_LONG)
    told = svg.element("bdi", svg.element("i", name) if track.is_unnamed else name)
    return told + " (unnamed)" if track.is_unnamed else told


def _day(step: Step) -> str:
    if step.day is None:
        return "on no day known"
    return f"{'about ' if step.is_about else ''}{wording.day(step.day)}"


# ------------------------------------------------------------------ the table under it

COLUMNS = (
    "claimant", "unnamed", "counts", "day", "about_day", "value", "low", "high", "approximate", "status", "standing",
    "first_told_by", "not_drawn_because", "claim",
)  # fmt: skip
"""What the columns of `rows` are called."""


def rows(chart: Chart) -> Iterator[tuple[str | float | None, ...]]:
    """Yield a chart's values, every one, as rows of a table; page text is harmless, but no cell is quoted."""
    for track in chart.tracks:
        for step in track.steps:
            yield (
                wording.neutral(track.name),
                "yes" if track.is_unnamed else "no",
                wording.neutral(track.counts),
                step.day.isoformat() if step.day else None,
                "yes" if step.is_about else "no",
                step.told or step.label,
                step.low,
                step.high,
                "yes" if step.approx else "no",
                step.status,
                "revised" if step.is_revised else "stands",
                wording.neutral(step.first) or None,
                step.why_off,
                step.href,
            )


def twin(chart: Chart, most: int | None = None, rest: str | None = None) -> Markup:
    """Return a chart as a table that opens under it: every value, in the order of `rows`.

    Args:
        chart: Whose values it has.
        most: Rows it has at most; what is left is counted.
        rest: The address of a page that has all.
    """
    has_first = any(step.first for track in chart.tracks for step in track.steps)
    has_counts = any(track.counts for track in chart.tracks)
    heads = [
        "Claimant", "As of", "Value", "How it is put", "Standing", *["First told by"] * has_first,
        *["Counts"] * has_counts,
    ]  # fmt: skip
    columns = [svg.element("th", head, scope="col", class_="n" if head == "Value" else None) for head in heads]
    every = [(track, step) for track in chart.tracks for step in track.steps]
    shown = every[:most]
    lines = [svg.element("tr", *_row(track, step, has_counts=has_counts, has_first=has_first)) for track, step in shown]
    table = svg.element(
        "table",
        svg.element("thead", svg.element("tr", *columns)),
        svg.element("tbody", *lines),
        class_="stack of-numbers",
    )
    scroll = svg.element(
        "div", table, class_="scroll", tabindex="0", role="region", aria_label=f"Table of numbers: {cut(chart.title)}"
    )
    more = svg.NOTHING
    if left := len(every) - len(shown):
        words = f"and {wording.count(left, 'more value')}"
        more = svg.element("p", svg.element("a", words, href=rest) if rest else words)
    return svg.element("details", svg.element("summary", "The same as a table"), scroll, more, class_="twin")


def _row(track: Track, step: Step, *, has_counts: bool, has_first: bool) -> list[Markup]:
    day = step.day
    when = svg.element("time", _day(step), datetime=day.isoformat()) if day else _day(step)
    value = svg.element("a", step.label, href=step.href) if step.href else step.label
    standing = "○ revised" if step.is_revised else "● stands"
    cells = [
        svg.element("th", _name(track), scope="row"),
        svg.element("td", when),  # on narrow pages the style sheet says what each is
        svg.element("td", value, class_="n"),
        svg.element("td", step.status),
        svg.element("td", standing),
    ]
    if has_first:
        cells.append(svg.element("td", cut(step.first, most=_LONG), data_th="First told by"))
    if has_counts:
        cells.append(svg.element("td", cut(track.counts, most=_LONG), data_th="Counts"))
    return cells
