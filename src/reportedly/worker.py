"""The worker: takes what waits in a ledger's queue, one row after the other; reads it, adds it, links it, marks it.

    queue  →  Reader           →  linking      →  queue
    row       pages, rejections   their story     what became of it

It runs in a process of its own, so that the reading room holds no models and stays quick; `Keeper` starts it again when
it dies. What a killed worker was reading waits again. It stops between two rows, or when its parent is gone.
"""

import multiprocessing
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import replace

from reportedly import settings, wording
from reportedly.errors import LedgerError, ReportedlyError, UsageError
from reportedly.ledger import Ledger, Pending, State
from reportedly.records import Capture, Reading, Rejection

if TYPE_CHECKING:
    from reportedly.ingest import Fetcher, Named

PAUSE_S = 1.0
"""Seconds between two looks at an empty queue."""

STOP_S = 10.0
"""Seconds a worker has to come to the end of a page when it is stopped; then it is ended, and the row waits again."""

MEMORY_S = 600.0
"""Seconds for which a host's robots.txt is remembered."""

_REASONS = 3  # of what was left out of one file, so many are told
_ORDER = ("new", "revised", "unchanged", "rejected")

Tell = Callable[[str], None]
"""Told what is being done."""


class Read(Struct, frozen=True):
    """What became of one row."""

    state: State
    outcome: str
    pages: tuple[str, ...] = ()  # ids of articles


Reader = Callable[[Ledger, Pending, bytes, Tell], Read]
"""Reads one row into a ledger, and links it; the bytes are a file's."""


# ------------------------------------------------------------------ one row after the other


def work(ledger: Ledger, reader: Reader) -> bool:
    """Read the row that waits longest; tell if there was one.

    Whatever reading it raises is its own outcome, unless the ledger itself cannot be written.
    """
    row = ledger.pending.take()
    if row is None:
        return False
    try:
        read = reader(ledger, row, ledger.pending.body(row.id), lambda doing: ledger.pending.tell(row.id, doing))
    except LedgerError:
        raise
    except ReportedlyError as error:
        read = Read(State.REJECTED, str(error))
    except Exception as error:  # a page that finds a bug of ours must not stop the others
        read = Read(State.REJECTED, f"reading it went wrong here ({type(error).__name__}); please tell us of it")
    ledger.pending.finish(row.id, read.state, read.outcome, read.pages)
    return True


def run(path: Path, stop: Event, reader: Reader | None = None) -> None:
    """Work until stopped, or until the parent process is gone: what the worker's process does.

    Args:
        path: The ledger.
        stop: Set when it is to stop.
        reader: What reads; by default the pipeline.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent says when to stop
    parent = multiprocessing.parent_process()
    with Ledger.open(path) as ledger:
        ledger.pending.resume()
        while not stop.is_set() and (parent is None or parent.is_alive()):
            if not work(ledger, reader or read):
                stop.wait(PAUSE_S)


# ------------------------------------------------------------------ reading one row


def read(ledger: Ledger, row: Pending, body: bytes, tell: Tell) -> Read:
    """Read one row: an address, a file with pages, or a list of addresses, each of which becomes a row of its own."""
    if not row.is_file:
        return _bring(ledger, row, row.address, tell, fetched=True)
    with TemporaryDirectory(prefix="reportedly-") as folder:
        file = Path(folder) / _safe(row.address)
        file.write_bytes(body)
        return _bring(ledger, row, str(file), tell, fetched=False)


def _enqueue(ledger: Ledger, row: Pending, named: "Named") -> Read:
    """Put what a list names into the queue; of a feed only what is not known yet, and its pages know it."""
    by = (row.url or row.address) if named.is_feed else None
    some = ledger.pending.unknown(named.addresses) if named.is_feed else named.addresses
    for number, address in enumerate(some):
        try:
            ledger.pending.add(address, who=row.who, url=by)
        except UsageError as error:
            return Read(State.REJECTED, f"{error}; {number} of its {wording.count(len(some), 'page')} were added")
    return Read(State.DONE, _told_of_list(named, len(some)))


def _told_of_list(named: "Named", joined: int) -> str:
    """Say what became of a list: how many joined the queue, how many were known, how many are too many."""
    taken = len(named.addresses)
    if named.is_feed:
        known = f"; {taken - joined} of its pages {'is' if taken - joined == 1 else 'are'} known here already"
        told = f"{wording.count(joined, 'page')} of this feed joined the queue{known if taken > joined else ''}"
    else:
        told = f"a list that names {wording.count(taken, 'page')} or feeds, each now in the queue"
    return f"{told}; of the {named.total:,} it names the first {taken} are taken" if named.total > taken else told


def _bring(ledger: Ledger, row: Pending, place: str, tell: Tell, *, fetched: bool) -> Read:
    from reportedly import bringing, linking, models  # noqa: PLC0415  # with them come the libraries that read pages

    lists: list[Named] = []
    rejections: list[Rejection] = []
    counts: Counter[str] = Counter()
    pages: list[str] = []
    known_settings = settings.load()
    tell("fetching it" if fetched else "reading it")
    came = bringing.bring(
        (place,),
        ledger=ledger,
        settings=known_settings,
        models=models.load,
        provenance=models.provenance(),
        reject=rejections.append,
        fetcher=_fetcher(known_settings, int(time.monotonic() / MEMORY_S)),
        url=row.url if not fetched and _is_one_page(place) else None,
        change=(lambda capture: capture) if fetched else _nameless,
        listed=lambda _place, named: lists.append(named),
    )
    for capture, outcome in came:
        counts[outcome.value] += 1
        known = ledger.at_address(capture.address)
        if known and outcome is not bringing.Outcome.REJECTED:
            pages.append(known[0].id)
        tell(f"{wording.count(sum(counts.values()), 'page')} read")
    if counts["new"] or counts["revised"]:
        tell("linking it with what is there")
        linking.link(ledger)
    if lists and row.named_by:  # feeds that name feeds would lead on without end
        rejections.append(Rejection("ingest", row.address, "is a feed that a feed names; bring its address by itself"))
        ledger.reject(rejections[-1])
    elif lists:
        return _enqueue(ledger, row, lists[0])
    counts["rejected"] = len(rejections)
    return Read(State.DONE if pages else State.REJECTED, _told(counts, rejections), tuple(pages))


@lru_cache(maxsize=1)
def _fetcher(of: settings.Settings, _turn: int) -> "Fetcher":
    """Return who fetches for some minutes: a host whose pages wait in a row is left in peace between them."""
    from reportedly import ingest  # noqa: PLC0415  # as above

    return ingest.Fetcher(of)


def _told(counts: Counter[str], rejections: list[Rejection]) -> str:
    """Say what became of a row's pages."""
    if sum(counts.values()) == 1:
        words = {"new": "read", "unchanged": "known already, and unchanged", "revised": "read; it is a revision"}
        return rejections[0].reason if rejections else next(words[name] for name in words if counts[name])
    if not sum(counts.values()):
        return "it holds no page"
    told = ", ".join(f"{counts[name]} {name}" for name in _ORDER if counts[name])
    reasons = [f"{Path(one.address).name or one.address}: {one.reason}" for one in rejections[:_REASONS]]
    more = [f"and {len(rejections) - _REASONS} more"] if len(rejections) > _REASONS else []
    return "; ".join([told, *reasons, *more])


def _nameless(capture: Capture) -> Capture:
    """Return a capture out of a file that lay here for a moment: its path names nothing, its bytes do."""
    return replace(capture, path=None)


def _is_one_page(place: str) -> bool:
    return Path(place.removesuffix(".gz")).suffix.lower() not in {".jsonl", ".ndjson", ".warc", ".wacz"}


def _safe(name: str) -> str:
    """Return a name by which a file can lie in a folder: its ending is what says what it holds.

    >>> _safe("../../a b.HTML"), _safe("…"), _safe("x.warc.gz")
    ('file.html', 'file', 'file.warc.gz')
    """
    endings = [end for end in Path(name.replace("\\", "/")).suffixes[-2:] if end[1:].isascii() and end[1:].isalnum()]
    return "file" + "".join(endings).lower()[:20]


# ------------------------------------------------------------------ kept alive


@dataclass(slots=True)
class Keeper:
    """Keeps one worker running beside the reading room: starts it, starts it again, stops it."""

    ledger: Path
    reader: Reader | None = None
    pauses_s: tuple[float, ...] = (0.5, 2.0, 10.0, 60.0)  # before it is started again, ever longer
    _stop: Event = field(default_factory=lambda: multiprocessing.get_context("spawn").Event())
    _process: BaseProcess | None = None
    _thread: threading.Thread | None = None
    starts: int = 0  # how often it was started

    @property
    def is_running(self) -> bool:
        """Whether there is a worker now."""
        return self._process is not None and self._process.is_alive()

    def start(self) -> None:
        """Start it."""
        self._thread = threading.Thread(target=self._keep, name="keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop it after the page it is at; where that takes too long, at once: the row waits again."""
        self._stop.set()
        if self._thread:
            self._thread.join(STOP_S + 5)

    def _keep(self) -> None:
        while not self._stop.is_set():
            self._process = multiprocessing.get_context("spawn").Process(
                target=run, args=(self.ledger, self._stop, self.reader), name="reportedly worker", daemon=True
            )
            self._process.start()
            self.starts += 1
            while self._process.is_alive() and not self._stop.is_set():
                self._process.join(0.2)
            if not self._stop.is_set():
                self._stop.wait(self.pauses_s[min(self.starts, len(self.pauses_s)) - 1])
        self._end()

    def _end(self) -> None:
        if self._process is None:
            return
        self._process.join(STOP_S)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()


# ------------------------------------------------------------------ a text, for agents


class TextReader:
    """Reads pasted texts in a process of its own, which starts with the first one; nothing is stored.

    Use it in a ``with`` statement, or end it with `close`.
    """

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, text: str, outlet: str | None, published: date | None) -> Reading:
        """Read a text.

        Args:
            text: An article's.
            outlet: Who publishes it, if known.
            published: The day it was published, if known.

        Raises:
            ReadError: there is no article in it, or it is in a language that cannot be read yet.
        """
        return self._pool.submit(text_read, text, outlet, published).result()

    def close(self) -> None:
        """End the process."""
        self._pool.shutdown(cancel_futures=True)


def text_read(text: str, outlet: str | None, published: date | None) -> Reading:
    """Read a text in this process; it raises what `TextReader.read` raises."""
    from reportedly import read_text  # noqa: PLC0415  # it loads what reads

    return read_text(text, outlet=outlet, published=published.isoformat() if published else None)
