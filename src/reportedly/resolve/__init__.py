"""Attribution → Report: who is meant, through whom, what number, when, where, how sure."""

from collections.abc import Iterable, Iterator

from reportedly.records import Attributed, Reading
from reportedly.resolve.reports import Writer

__all__ = ["readings"]


def readings(attributed: Iterable[Attributed]) -> Iterator[Reading]:
    """Resolve the attributions of articles into reports; yield one reading an article, in the order they came."""
    for page in attributed:
        yield Reading(page.parse.article, page.attributions, tuple(Writer(page).reports()))
