"""What pages have to do with one another: copies, stories, who is who, claims, points, origins, relations.

Linking is order-free: what comes out is a function of the set of pages, reports and judgements, not of the order they
came in. `linked` is the door: it links one story, by itself.
"""

from reportedly.link.linked import Linked, Told, linked

__all__ = ["Linked", "Told", "linked"]
