"""Articles that carry another's text: near-duplicates, pickups of agency copy, shared passages."""

from reportedly.link.copies.crowds import CROWD, NEAR, canonical
from reportedly.link.copies.index import Changed, Index, MemoryStore, Store, copies
from reportedly.link.copies.pairs import compared
from reportedly.link.copies.sketch import keys

__all__ = [
    "CROWD",
    "NEAR",
    "Changed",
    "Index",
    "MemoryStore",
    "Store",
    "canonical",
    "compared",
    "copies",
    "keys",
]
