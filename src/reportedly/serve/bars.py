"""The origins bars of a whole list, in one question to the ledger."""

from collections.abc import Mapping, Sequence

from reportedly.ledger import Ledger
from reportedly.records import Claim, Origin, Origins, Point, Weight
from reportedly.serve.drawings.bar import Cells


def bars(ledger: Ledger, lines: Sequence[Point | Claim]) -> dict[str, Cells]:
    """Return what the bars of some points and claims show, by their ids; none of their pages is read."""
    firsts = [root.reports[0] for line in lines for root in _counted(line.origins)]
    outlets = ledger.beside.outlets_of(list(dict.fromkeys(firsts)))
    return {line.id: cells(line.weight, line.origins, outlets) for line in lines}


def cells(weight: Weight, origins: Origins, outlets: Mapping[str, str]) -> Cells:
    """Return how many outlets bring an origin, as `drawings.bar.cells` does, without any page.

    Args:
        weight: How many outlets there are.
        origins: Of the point or claim.
        outlets: By the first report of each origin.
    """
    counted = _counted(origins)
    brings = [(root.maybe is None, outlets.get(root.reports[0])) for root in counted]
    solid = {outlet for is_sure, outlet in brings if is_sure and outlet}
    half = {outlet for _, outlet in brings if outlet} - solid
    halves = len(half) if counted else min(origins.at_most, weight.outlets, 1)  # nobody is named: one may have it
    return Cells(len(solid), halves, max(0, weight.outlets - len(solid) - halves), weight.unread)


def _counted(origins: Origins) -> list[Origin]:
    """Return the origins that count: not merged into another, in no loop, with a page."""
    looped = {entity for loop in origins.loops for entity in loop}
    return [root for root in origins.roots if root.into is None and root.entity not in looped and root.reports]
