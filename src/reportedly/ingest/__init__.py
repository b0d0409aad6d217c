"""Ingest: the world → `Capture` (bytes, address, time, headers).

Takes addresses, files, folders and standard input. Each item that comes in is one capture or one rejection, in order.
A feed is no item: the pages it names are.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from reportedly.errors import IngestError, UsageError
from reportedly.ingest.archives import Intake, from_path, from_stream, opening
from reportedly.ingest.archives import count as _count
from reportedly.ingest.lists import HEAD, MAX_BYTES, Named, is_list, named
from reportedly.ingest.web import Fetcher, Listing
from reportedly.records import Capture, Given, Reject, Rejection, utc_now
from reportedly.settings import Settings

__all__ = ["Fetcher", "Listed", "Named", "captures", "count", "is_address"]

Listed = Callable[[str, Named], None]
"""Told of a feed or another list, by its address or path, and of what it names, which is not brought in then."""

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
    listed: Listed | None = None,
    fetcher: Fetcher | None = None,
    reject: Reject,
) -> Iterator[Capture]:
    """Bring places in, one after the other, as they are asked for.

    Of a feed at an address the pages it names are brought in, bounded in number; so are those of a list of addresses in
    a file (OPML, a feed), if the file itself is given. A feed that a feed names is left out.

    Args:
        places: Addresses, files, folders, and "-" for standard input.
        settings: How much, how long, how politely.
        given: What is known of the pages beforehand; a line of JSON Lines may know better.
        url: The address of the one page in the one file that is given; lines of JSON Lines have their own.
        now: Tells the time each page is captured.
        stdin: Standard input, in bytes; default: this process's.
        listed: Told of each feed or other list, instead of what it names being brought in.
        fetcher: Who fetches, where hosts are to be remembered from one call to the next; default: a new one.
        reject: Told of each item left out; the run goes on.

    Raises:
        UsageError: a url for more than one place, or for one that has its own.
    """
    places = _one_file(places) if url else places
    intake = Intake(settings.max_bytes, given, now, reject)
    web = _Web(fetcher or Fetcher(settings, now=now), intake, listed)
    for place in places:
        if is_address(place):
            yield from web.place(place)
        elif place != "-" and is_list(opening(Path(place), HEAD)):
            yield from web.list_in(Path(place), url)
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


class _Web(Struct, frozen=True):
    """Brings in what addresses lead to, and what lists of addresses name."""

    fetcher: Fetcher
    intake: Intake
    listed: Listed | None

    def place(self, address: str) -> Iterator[Capture]:
        """Yield the page at an address, or those that the feed there names."""
        try:
            found = self.fetcher.visit(address)
            feed = _feed(found, address) if isinstance(found, Listing) else None
        except IngestError as error:
            self.intake.reject(Rejection("ingest", error.address, error.reason))
            return
        if isinstance(found, Capture):
            yield replace(found, given=self.intake.given)
        elif feed and self.listed:
            self.listed(found.url, feed)
        elif feed:
            yield from self._pages(feed)

    def list_in(self, path: Path, url: str | None) -> Iterator[Capture]:
        """Yield the pages that a list in a file names, and those of the feeds it names; the url is the list's."""
        try:
            found = named(opening(path, MAX_BYTES + 1), str(path), base=url)
        except IngestError as error:
            self.intake.refuse(error.address, error.reason)
            return
        if self.listed:
            self.listed(str(path), found)
        elif found.is_feed:
            yield from self._pages(found)
        else:
            for address in found.addresses:
                yield from self.place(address)

    def _pages(self, feed: Named) -> Iterator[Capture]:
        for address in feed.addresses:
            try:
                yield replace(self.fetcher.fetch(address), given=self.intake.given)
            except IngestError as error:
                self.intake.reject(Rejection("ingest", error.address, error.reason))


def _feed(found: Listing, address: str) -> Named:
    """Return what a feed names.

    Raises:
        IngestError: it is broken, or OPML: who may name feeds without end is somebody at the keyboard, not a web site.
    """
    told = named(found.body, address, base=found.url, charset=found.charset)
    if not told.is_feed:
        raise IngestError(address, "is a list of feeds (OPML); save it and give the file")
    return told
