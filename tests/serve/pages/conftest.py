"""Readers of ledgers with one story told by hand, on a day of May 2031."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from laid import lay
from reportedly.link import Told
from reportedly.serve.app import app
from reportedly.serve.house import Serving
from seen import NOW, Read


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    """Lay a ledger of some pages; return a reader of it."""
    numbers = count()
    with ExitStack() as stack:

        def reader(*pages: Told, **how: object) -> TestClient:
            made = app(Serving(lay(tmp_path / f"{next(numbers)}.sqlite", *pages, **how)))  # type: ignore[arg-type]  # as `lay` takes it
            made.state.house.now = lambda: NOW
            return stack.enter_context(TestClient(made, base_url="http://127.0.0.1"))

        yield reader
