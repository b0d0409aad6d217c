"""The origins bars of a whole list, in one question to the ledger."""

from collections.abc import Sequence

from reportedly.ledger import Ledger
from reportedly.records import Claim, Point
from reportedly.serve.drawings.bar import Cells, cells


def bars(ledger: Ledger, lines: Sequence[Point | Claim]) -> dict[str, Cells]:
    """Return what the bars of some points and claims show, by their ids; none of their pages is read."""
    counting = [root for line in lines for root in line.origins.counting]
    outlets = ledger.beside.outlets_of(list(dict.fromkeys(root.reports[0] for root in counting if root.reports)))
    return {line.id: cells(line.weight, line.origins, outlets) for line in lines}
