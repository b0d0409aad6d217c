"""Methods: how counts come about, what is not measured, and how often we are wrong."""

import json
from functools import cache
from importlib import resources

from fastapi import APIRouter, Request
from msgspec import Struct

from reportedly.records import Origins, Weight
from reportedly.serve import links
from reportedly.serve.drawings.bar import Cells
from reportedly.serve.views import Plain, Table, View, add

router = APIRouter()


class Example(Struct, frozen=True):
    """A made-up case of how origins are counted."""

    title: str
    says: str
    cells: Cells
    weight: Weight
    origins: Origins


EXAMPLES = (
    Example(
        "Many outlets, one origin",
        "The Karvel River Board tells the Lowmoor Post that 31 people are missing. An agency writes it up, citing the "
        "Post; seven papers print the agency’s text. Nine outlets carry it, and all nine rest on the board’s one word.",
        Cells(1, 0, 8),
        Weight(9, 9, 9, 1),
        Origins(1, 1),
    ),
    Example(
        "Two who each speak for themselves",
        "The board says 31, and the farmers’ union, which keeps a list of its own, says 31 as well. Four more outlets "
        "retell one of the two. Two origins, whatever the number of outlets.",
        Cells(2, 0, 4),
        Weight(6, 6, 5, 2),
        Origins(2, 2),
    ),
    Example(
        "Perhaps the same people",
        "The Post has it from “two officials”, and so has the Gazette. Nobody can tell whether they are the same two. "
        "They count apart at most, and once at least: 1–2.",
        Cells(1, 1, 2),
        Weight(4, 4, 4, 2),
        Origins(1, 2),
    ),
    Example(
        "Nobody named",
        "Three outlets write that “31 people were reportedly missing” and name nobody. One of them may have it at "
        "first hand; the others add nothing. 0–1.",
        Cells(0, 1, 2),
        Weight(3, 3, 3, 0),
        Origins(0, 1),
    ),
    Example(
        "A loop",
        "The Mercury cites the Echo, the Echo cites the Mercury, and two more cite both. No page leads to anybody who "
        "knows: no origin, and the loop is flagged.",
        Cells(0, 0, 4),
        Weight(4, 4, 4, 2),
        Origins(0, 0),
    ),
    Example(
        "Outlets that were not read",
        "Three pages cite a report of the Harbour Radio that is not in the ledger. The radio is shown in outline: it "
        "is known to carry the point, and what it says there was not read.",
        Cells(1, 0, 2, 1),
        Weight(3, 3, 3, 1, 1),
        Origins(1, 1),
    ),
)
"""The cases, all invented."""


class Measured(Struct, frozen=True):
    """How often something is right, of how many, and the command that says so."""

    asks: str
    of: str
    command: str
    right: float  # of what we told, the share that is right
    found: float | None = None  # of what there was to tell, the share that we told
    number: float | None = None  # of how many

    @property
    def says(self) -> str:
        """The figure in words."""
        if self.found is None:
            return f"{_hundredths(self.right)} of 100 are right"
        return (
            f"of 100 that we tell {_hundredths(self.right)} are right; "
            f"of 100 there are we find {_hundredths(self.found)}"
        )


def _hundredths(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0")


class Figures(Struct, frozen=True):
    """All figures, as `benchmarks/figures.py` wrote them."""

    version: str
    measured_on: str
    made_by: str
    every: tuple[Measured, ...]


@cache
def figures() -> Figures:
    """Return the figures that ship with the package."""
    told = json.loads(resources.files("reportedly.serve").joinpath("data", "figures.json").read_text("utf-8"))
    every = tuple(Measured(**one) for one in told["figures"])
    return Figures(told["version"], told["measured_on"], told["made_by"], every)


def methods(request: Request) -> View:  # noqa: ARG001  # as every view takes it
    """Return how counts come about."""
    found = figures()
    return View(
        "methods.html",
        "How counts come about, and how often they are wrong",
        {"examples": EXAMPLES, "figures": found},
        lambda: _object(found),
        lambda: Table(_COLUMNS, [_cells(one) for one in found.every]),
        section=links.METHODS,
        called="The figures",
    )


add(router, links.METHODS, methods)

_COLUMNS = ("asks", "of", "right", "found", "number", "command")


def _cells(one: Measured) -> tuple[str | float | None, ...]:
    return one.asks, one.of, one.right, one.found, one.number, one.command


def _object(found: Figures) -> Plain:
    every: list[Plain] = [dict(zip(_COLUMNS, _cells(one), strict=True)) for one in found.every]
    return {
        "version": found.version,
        "measured_on": found.measured_on,
        "made_by": found.made_by,
        "figures": every,
    }
