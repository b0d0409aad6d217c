"""Articles that carry another's text: near-duplicates, pickups of agency copy, shared passages."""

from reportedly.link.copies.pairs import CROWD, HUBS, canonical, compared, copies, groups, keys, partners

__all__ = ["CROWD", "HUBS", "canonical", "compared", "copies", "groups", "keys", "partners"]
