"""The reading room over a ledger of our own, asked without a network, and how much it asks the ledger for a page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.ledger import Ledger
from reportedly.serve.app import app
from reportedly.serve.house import Serving


@contextmanager
def room(path: Path) -> Iterator[TestClient]:
    """Open the reading room over a ledger."""
    with TestClient(app(Serving(path))) as client:
        yield client


def shown(client: TestClient, address: str) -> str:
    """Return a page; it must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.text[:400])
    return answer.text


def words_of(page: str) -> str:
    """Return the words that a reader sees of a page's main part, on one line."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def asked(path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements that the ledger is asked to show a page."""
    found: list[str] = []
    opened = Ledger.open

    def traced(at: Path, **more: Any) -> Ledger:  # noqa: ANN401  # as it is opened
        ledger = opened(at, **more)
        ledger._connection.set_trace_callback(found.append)
        return ledger

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "open", traced)
        with room(path) as client:
            client.get(address)
    return found


def statements(path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many statements the ledger is asked to show a page."""
    return len(asked(path, address, monkeypatch))
