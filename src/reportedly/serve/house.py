"""What every request needs: the ledger to read, the ledger to write, the clock, who is asking."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reportedly.ledger import Ledger
from reportedly.records import utc_now


@dataclass(frozen=True, slots=True)
class Serving:
    """How the reading room is run."""

    ledger: Path
    host: str = "127.0.0.1"
    port: int = 8000
    needs_accounts: bool = False  # whether nobody reads without an account; always so beyond this machine
    editor: str = "editor"  # who rules where no accounts are needed


@dataclass(slots=True)
class House:
    """One ledger, as the threads of the reading room use it: each reads over a connection of its own."""

    serving: Serving
    now: Callable[[], datetime] = utc_now
    _own: threading.local = field(default_factory=threading.local)
    _opened: list[Ledger] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def reading(self) -> Ledger:
        """Return the ledger, to read; the same one for one thread.

        Raises:
            LedgerError: it cannot be opened.
        """
        known: Ledger | None = getattr(self._own, "ledger", None)
        if known is None:
            known = self._own.ledger = Ledger.open(self.serving.ledger, read_only=True, is_shared=True)
            with self._lock:
                self._opened.append(known)
        return known

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Open the ledger to write, for a moment."""
        with Ledger.open(self.serving.ledger, now=self.now) as ledger:
            yield ledger

    def close(self) -> None:
        """Close what was opened; no request is running any more."""
        with self._lock:
            for ledger in self._opened:
                ledger.close()
            self._opened.clear()
