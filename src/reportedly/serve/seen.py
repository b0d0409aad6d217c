"""When a reader last looked: a mark that the front page leaves with the reader, and nobody else reads.

It holds two instants: until when the reader had looked before this visit, and when they looked last. A pause longer
than `PAUSE` begins a new visit, so that going to and fro within one keeps what is new marked as new.
"""

from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

COOKIE = "seen"

PAUSE = timedelta(minutes=30)
"""Time without looking after which a new visit begins."""


class Seen(Struct, frozen=True):
    """What a reader has seen: all until `before`, on this visit's beginning."""

    before: datetime
    last: datetime

    @classmethod
    def of(cls, cookie: str | None, now: datetime) -> "Seen | None":
        """Return what a mark says; nothing of one that is absent, spoiled, or from days to come.

        >>> now = datetime(2031, 5, 6, 12, tzinfo=UTC)
        >>> Seen.of("1935820800.1935820800", now), Seen.of("x", now), Seen.of(None, now)
        (Seen(before=datetime.datetime(2031, 5, 6, 8, 0, tzinfo=datetime.timezone.utc), \
last=datetime.datetime(2031, 5, 6, 8, 0, tzinfo=datetime.timezone.utc)), None, None)
        """
        found = [moment(part) for part in (cookie or "").split(".")]
        if len(found) != 2 or found[0] is None or found[1] is None or not found[0] <= found[1] <= now:
            return None
        return cls(found[0], found[1])

    def looking(self, now: datetime) -> "Seen":
        """Return the same, now that the reader looks again: after a pause, all until then is seen."""
        return Seen(self.last if now - self.last > PAUSE else self.before, max(now, self.last))

    def all_until(self, at: datetime) -> "Seen":
        """Return the same with all marked as seen until a moment."""
        return replace(self, before=max(self.before, at), last=max(self.last, at))

    @property
    def cookie(self) -> str:
        """The mark."""
        return f"{stamp(self.before)}.{stamp(self.last)}"


def stamp(when: datetime) -> int:
    """Return an instant in whole seconds, as marks and addresses have it."""
    return int(when.timestamp())


def moment(text: str) -> datetime | None:
    """Return the instant of such a number; nothing of what is none."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 11):
        return None
    return datetime.fromtimestamp(int(text), UTC)
