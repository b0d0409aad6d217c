"""Ingest: the world → `Capture` (bytes, address, time, headers).

Takes addresses, files, folders and standard input. Each item that comes in is one capture or one rejection, in order.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import IngestError, UsageError
from reportedly.ingest.archives import Intake, from_path, from_stream
from reportedly.ingest.archives import count as _count
from reportedly.ingest.web import Fetcher
from reportedly.records import Capture, Given, Reject, Rejection, utc_now
from reportedly.settings import Settings

__all__ = ["captures", "count", "is_address"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_NOTHING = Given()


def is_address(place: str) -> bool:
    """Whether a place is an address, and no file.

    >>> is_address("https://example.org/a"), is_address("story.txt"), is_address("-")
    (True, False, False)
    """
    return _SCHEME.match(place) is not None


def captures(
    places: Iterable[str],
    *,
    settings: Settings,
    given: Given = _NOTHING,
    url: str | None = None,
    now: Callable[[], datetime] = utc_now,
    stdin: BinaryIO | None = None,
    reject: Reject,
) -> Iterator[Capture]:
    """Bring places in, one after the other, as they are asked for.

    Args:
        places: Addresses, files, folders, and "-" for standard input.
        settings: How much, how long, how politely.
        given: What is known of the pages beforehand; a line of JSON Lines may know better.
        url: The address of the one page in the one file that is given; lines of JSON Lines have their own.
        now: Tells the time each page is captured.
        stdin: Standard input, in bytes; default: this process's.
        reject: Told of each item left out; the run goes on.

    Raises:
        UsageError: a url for more than one place, or for one that has its own.
    """
    places = _one_file(places) if url else places
    intake = Intake(settings.max_bytes, given, now, reject)
    fetcher: Fetcher | None = None
    for place in places:
        if is_address(place):
            fetcher = fetcher or Fetcher(settings, now=now)
            yield from _from_web(fetcher, place, intake)
        elif place == "-":
            yield from from_stream(stdin or sys.stdin.buffer, intake, url=url)
        else:
            yield from from_path(Path(place), intake, url=url)


def count(places: Iterable[str]) -> int | None:
    """Return how many items some places hold, without bringing them in; ``None`` where standard input is one of them.

    A page is one, a line of JSON Lines is one. Blank lines count, though they yield nothing.
    """
    total = 0
    for place in places:
        if place == "-":
            return None
        total += 1 if is_address(place) else _count(Path(place))
    return total


def _one_file(places: Iterable[str]) -> list[str]:
    """Return the one place that a url can be given for."""
    listed = list(places)
    if len(listed) != 1 or is_address(listed[0]) or Path(listed[0]).is_dir():
        raise UsageError("a url can be given for one file or for standard input; leave it out, or give one file")
    return listed


def _from_web(fetcher: Fetcher, address: str, intake: Intake) -> Iterator[Capture]:
    try:
        capture = replace(fetcher.fetch(address), given=intake.given)
    except IngestError as error:
        intake.reject(Rejection("ingest", error.address, error.reason))
    else:
        yield capture
