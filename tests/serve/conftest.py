"""A reading room over the mill's ledger."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from linked_pages import fill
from reportedly.serve.app import app
from reportedly.serve.house import Serving


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """A ledger of six linked pages about a mill."""
    path = tmp_path / "ledger.sqlite"
    fill(path)
    return path


@pytest.fixture
def client(ledger_path: Path) -> Iterator[TestClient]:
    """A reader of that ledger, on this machine."""
    with TestClient(app(Serving(ledger_path)), base_url="http://127.0.0.1") as reader:
        yield reader
