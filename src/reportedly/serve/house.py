"""What every request needs: the ledger to read, the ledger to write, the clock, who is asking."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

from msgspec import Struct

from reportedly.ledger import Ledger
from reportedly.records import utc_now


def is_loopback(host: str) -> bool:
    """Whether a name or an address is this machine's own.

    >>> [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "paper.example")]
    [True, True, True, False, False]
    """
    if host in {"localhost", ""}:
        return host == "localhost"
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Serving(Struct, frozen=True):
    """How the reading room is run."""

    ledger: Path
    host: str = "127.0.0.1"
    port: int = 8000
    needs_accounts: bool = False  # whether nobody reads without an account; always so beyond this machine
    editor: str = "editor"  # who rules where no accounts are needed
    samples: Path | None = None  # a ledger of sample stories, shown until the first page is in the other one

    @property
    def is_guarded(self) -> bool:
        """Whether nothing is answered without an account."""
        return self.needs_accounts or not is_loopback(self.host)


@dataclass(slots=True)
class House:
    """The ledgers, as the threads of the reading room use them: each reads over a connection of its own.

    There are two where there are sample stories: the reader's *own*, into which pages go, and the one that is *shown*.
    They are one as soon as a page is in the own one.
    """

    serving: Serving
    now: Callable[[], datetime] = utc_now
    _threads: threading.local = field(default_factory=threading.local)
    _opened: list[Ledger] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _has_pages: bool = False
    kept: dict[str, object] = field(default_factory=dict)  # what pages keep for some seconds, by a name of theirs

    def reading(self) -> Ledger:
        """Return the ledger that is shown, to read; the same one for one thread.

        Raises:
            LedgerError: it cannot be opened.
        """
        return self._open(self._shown)

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Open the ledger that is shown to write, for a moment: for rulings on what is on the screen."""
        with Ledger.open(self._shown, now=self.now) as ledger:
            yield ledger

    def own(self) -> Ledger:
        """Return the reader's own ledger, to read: its queue, its accounts; it raises what `reading` raises."""
        return self._open(self.serving.ledger)

    @contextmanager
    def keeping(self) -> Iterator[Ledger]:
        """Open the reader's own ledger to write, for a moment: for what is brought, and who gets in."""
        with Ledger.open(self.serving.ledger, now=self.now) as ledger:
            yield ledger

    @property
    def shows_samples(self) -> bool:
        """Whether sample stories are shown, as no page is in the reader's own ledger."""
        if self.serving.samples is None or self._has_pages:
            return False
        self._has_pages = self.own().has_pages()
        return not self._has_pages

    @property
    def _shown(self) -> Path:
        return self.serving.samples if self.serving.samples and self.shows_samples else self.serving.ledger

    def _open(self, path: Path) -> Ledger:
        known: dict[Path, Ledger] | None = getattr(self._threads, "ledgers", None)
        if known is None:
            known = self._threads.ledgers = {}
        if path not in known:
            known[path] = Ledger.open(path, read_only=True, is_shared=True, now=self.now)
            with self._lock:
                self._opened.append(known[path])
        return known[path]

    def close(self) -> None:
        """Close what was opened; no request is running any more."""
        with self._lock:
            for ledger in self._opened:
                ledger.close()
            self._opened.clear()
