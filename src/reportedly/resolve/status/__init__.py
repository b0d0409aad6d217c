"""How sure a claim is, as its claimant puts it."""

from reportedly.resolve.status.signs import Band, band, status

__all__ = ["Band", "band", "status"]
