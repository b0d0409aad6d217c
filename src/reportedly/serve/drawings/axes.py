"""Axes: tidy ticks from nought, days along the foot."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

_LAST = date.max.toordinal()
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class Scale(Struct, frozen=True):
    """Where numbers stand between two places of a drawing."""

    low: float
    high: float
    start: float  # where the low end stands; on a height it is the greater
    end: float

    def at(self, value: float) -> float:
        """Return where a number stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(values: Iterable[float], most: int = 6, *, whole: bool = True) -> list[float]:
    """Return round numbers from nought to beyond the greatest; below nought only where a value is.

    Args:
        values: Finite ones.
        most: Ticks, about.
        whole: Whether there is nothing between 1 and 2.

    >>> ticks([9, 44, 99]), ticks([3]), ticks([0.4], whole=False)
    ([0.0, 20.0, 40.0, 60.0, 80.0, 100.0], [0.0, 1.0, 2.0, 3.0], [0.0, 0.1, 0.2, 0.3, 0.4])
    """
    some = [0.0, *values]
    low, high = min(some), max(some)
    rough = max((high - low) or 1.0, 1e-9) / (most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * (1 - 1e-9))
    step = max(step, 1.0) if whole else step
    first, last = math.floor(low / step + 1e-9), max(math.ceil(high / step - 1e-9), 1)
    return [float(f"{at * step:.12g}") for at in range(first, last + 1)]


# ------------------------------------------------------------------ days


class Tick(Struct, frozen=True):
    """A mark on the axis of time."""

    at: float  # day number; the middle of a day is its number and a half
    label: str
    year: int | None  # where it is to be said anew


class Days(Struct, frozen=True):
    """The days of a drawing, from the start of the first to the end of the last, as day numbers."""

    first: int
    end: int

    def ticks(self, most: int) -> list[Tick]:
        """Return marks on days, months or years, whichever are as close as there is room for."""
        found = next((some for some in _candidates(self) if 1 <= len(some) <= max(most, 2)), None)
        return _dated(found) if found else _dated([(self.first, "day")])

    @property
    def count(self) -> int:
        """How many days there are."""
        return self.end - self.first


def days(some: Sequence[date]) -> Days:
    """Return the days from the first to the last of some, and a little beyond; there must be one at least."""
    first, last = min(some).toordinal(), max(some).toordinal()
    return Days(first, last + 1 + (last - first) // 30)


def _candidates(span: Days) -> Iterator[list[tuple[int, str]]]:
    for step in _DAYS:
        if span.count // step <= 60:
            yield [(day, "day") for day in range(span.first, min(span.end, _LAST + 1), step)]
    first, last = date.fromordinal(span.first), date.fromordinal(min(span.end, _LAST))
    for step in _MONTHS:
        if last.year - first.year <= 20:
            months = range(first.year * 12, last.year * 12 + 12, step)
            starts = [date(month // 12, month % 12 + 1, 1).toordinal() for month in months]
            yield _within(starts, span, "month")
    for step in _YEARS:
        years = range(-(-first.year // step) * step, last.year + 1, step)
        yield _within([date(year, 1, 1).toordinal() for year in years if year], span, "year")


def _within(starts: Sequence[int], span: Days, grain: str) -> list[tuple[int, str]]:
    return [(day, grain) for day in starts if span.first <= day < span.end]


def _dated(some: Sequence[tuple[int, str]]) -> list[Tick]:
    found, year = [], None
    for day, grain in some:
        when = date.fromordinal(day)
        at = day + 0.5 if grain == "day" else float(day)
        label = {"day": f"{when.day} {when:%b}", "month": f"{when:%b}", "year": str(when.year)}[grain]
        found.append(Tick(at, label, when.year if grain != "year" and when.year != year else None))
        year = when.year
    return found
