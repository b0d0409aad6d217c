"""Rooms over ledgers of several sizes and of one story told by hand, and what they ask of them."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import made_news
import pytest
from fastapi.testclient import TestClient

import linked_pages as mill
from clocked_rooms import Room
from laid import lay
from reportedly.ledger import Ledger, file
from reportedly.link import Told
from reportedly.serve.app import app
from reportedly.serve.house import Serving
from seen import NOW, Read


@pytest.fixture
def empty(tmp_path: Path) -> Room:
    """A room over a ledger with nothing in it."""
    room = Room(tmp_path / "ledger.sqlite")
    Ledger.open(room.path).close()
    return room


@pytest.fixture
def room(empty: Room) -> Room:
    """A room over six pages about a mill, all in by noon."""
    with empty.writing() as ledger:
        mill.pages(ledger)
    return empty


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room over some hundred and fifty made pages, of more stories than the front page shows."""
    room = Room(tmp_path_factory.mktemp("made") / "ledger.sqlite")
    with room.writing() as ledger:
        made_news.write(ledger, 150, 5)
    return room


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that is put to a ledger opened from now on; not those that the full-text table puts itself."""
    told: list[str] = []
    opened = file.connect

    def traced(path: Path, *, read_only: bool, is_shared: bool) -> sqlite3.Connection:
        connection = opened(path, read_only=read_only, is_shared=is_shared)
        connection.set_trace_callback(lambda sql: None if sql.startswith("--") else told.append(sql))
        return connection

    monkeypatch.setattr(file, "connect", traced)
    return told


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
