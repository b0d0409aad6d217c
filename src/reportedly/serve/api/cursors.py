"""Places in a list, as a cursor that says nothing to whoever holds it but "go on from here"."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from reportedly.errors import UsageError

Place = tuple[str | int, ...]


def to_cursor(*place: str | int) -> str:
    """Return the cursor of a place.

    >>> from_cursor(to_cursor("2031-05-06", 7), (str, int))
    ('2031-05-06', 7)
    """
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def from_cursor(cursor: str, kinds: tuple[type, ...]) -> Place:
    """Return the place of a cursor.

    Raises:
        UsageError: no list gave this cursor.
    """
    try:
        place = json.loads(urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except (ValueError, Error, RecursionError):
        place = None
    if not isinstance(place, list) or len(place) != len(kinds):
        raise UsageError("this cursor is of no list here; take the one that `next` gave")
    if not all(type(part) is kind for part, kind in zip(place, kinds, strict=True)):
        raise UsageError("this cursor is of another list; take the one that `next` gave")
    if any(isinstance(part, int) and not 0 <= part < 1 << 62 for part in place):
        raise UsageError("this cursor is of no list here; take the one that `next` gave")
    return tuple(place)
