"""Numbers in running text, as intervals with a unit and what is counted."""

from reportedly.resolve.quantities.intervals import values
from reportedly.resolve.quantities.units import to_si

__all__ = ["to_si", "values"]
