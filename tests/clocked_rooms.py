"""A reading room with a clock that goes when it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from builders import NOON
from reportedly import linking
from reportedly.ledger import Ledger
from reportedly.serve.app import app
from reportedly.serve.house import Serving


@dataclass(slots=True)
class Room:
    """A reading room, its ledger, and its clock."""

    path: Path
    now: datetime = NOON

    def clock(self) -> datetime:
        """Return what the clock shows."""
        return self.now

    def later(self, **more: float) -> None:
        """Let some time go by."""
        self.now += timedelta(**more)

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Open the ledger to write, and link what was written."""
        with Ledger.open(self.path, now=self.clock) as ledger:
            yield ledger
            linking.link(ledger)

    def reader(self) -> TestClient:
        """Return a browser that nobody has used before."""
        room = app(Serving(self.path))
        room.state.house.now = self.clock
        return TestClient(room, base_url="http://127.0.0.1")
