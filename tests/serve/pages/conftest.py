"""Rooms over ledgers of several sizes, and what they ask of them."""

import sqlite3
from pathlib import Path

import made_news
import pytest

import linked_pages as mill
from clocked_rooms import Room
from reportedly.ledger import Ledger, store


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
    opened = store._connection

    def traced(path: Path, *, read_only: bool, is_shared: bool) -> sqlite3.Connection:
        connection = opened(path, read_only=read_only, is_shared=is_shared)
        connection.set_trace_callback(lambda sql: None if sql.startswith("--") else told.append(sql))
        return connection

    monkeypatch.setattr(store, "_connection", traced)
    return told
