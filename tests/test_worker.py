"""The worker: every row gets an outcome, whatever reading it does; a killed one starts again, a stopped one ends."""

import os
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from builders import article, capture, reading, report
from reportedly import worker
from reportedly.errors import LedgerError, ReadError
from reportedly.ledger import Ledger, Pending, State
from reportedly.worker import Keeper, Read, Tell, work

MILL, DAM = "https://courier.example/mill", "https://courier.example/dam"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as made:
        yield made


def adding(ledger: Ledger, row: Pending, _body: bytes, tell: Tell) -> Read:
    """Read a row without weights: one page with one report."""
    tell("reading it")
    came = capture(url=row.address)
    page = article(of=came)
    ledger.add(came, reading(page, [report(page, "The mill is closed", "Ada Orr")]))
    return Read(State.DONE, "read", (page.id,))


def test_each_row_is_read_and_marked(ledger: Ledger) -> None:
    """A worker goes on until nothing waits, and each row says what became of it."""
    for address in (MILL, DAM):
        ledger.pending.add(address, who="ada")
    assert [work(ledger, adding) for _ in range(3)] == [True, True, False]
    rows = ledger.pending.rows(limit=9)
    assert [(row.state, row.outcome, len(row.pages)) for row in rows] == [(State.DONE, "read", 1)] * 2
    assert ledger.counts().pages == 2


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ReadError(MILL, "holds no article"), f"cannot read {MILL}: holds no article"),
        (ZeroDivisionError("x"), "reading it went wrong here (ZeroDivisionError); please tell us of it"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_rejection(ledger: Ledger, error: Exception, outcome: str) -> None:
    """Whatever a page does, its row says why it was left out, and the next one is read."""

    def failing(*_: object) -> Read:
        raise error

    ledger.pending.add(MILL, who="ada")
    ledger.pending.add(DAM, who="ada")
    assert work(ledger, failing)
    assert work(ledger, adding)
    states = {row.address: (row.state, row.outcome) for row in ledger.pending.rows(limit=9)}
    assert states == {MILL: (State.REJECTED, outcome), DAM: (State.DONE, "read")}


def test_a_ledger_that_cannot_be_written_stops_the_worker(ledger: Ledger) -> None:
    """A full disk is no fault of the page: the row waits for the next worker."""

    def full(*_: object) -> Read:
        raise LedgerError("ledger.sqlite", "the disk is full")

    row = ledger.pending.add(MILL, who="ada")
    with pytest.raises(LedgerError):
        work(ledger, full)
    assert ledger.pending.resume() == 1
    assert ledger.pending.by_id(row.id) is not None


OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="x">
<outline url="https://courier.example/a"/><outline xmlUrl="https://courier.example/feed"/>
<outline url="javascript:alert(1)"/></outline></body></opml>"""


def test_a_list_becomes_rows_of_its_own(ledger: Ledger) -> None:
    """A list of addresses is no page: each address joins the queue, under the name of who brought the list."""
    ledger.pending.add("feeds.opml", who="ada", body=OPML)
    assert work(ledger, worker.read)
    rows = ledger.pending.rows(limit=9)
    assert [(row.address, row.state.value, row.who) for row in rows] == [
        ("https://courier.example/feed", "waiting", "ada"),
        ("https://courier.example/a", "waiting", "ada"),
        ("feeds.opml", "done", "ada"),
    ]


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("a.pdf", b"%PDF-1.7", ".pdf files are not read"),
        ("../../etc/passwd.zip", b"PK", ".zip files are not read"),
        ("a.warc", b"no archive at all\r\n", "no web archive"),
        ("list.opml", b'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "document type"),
    ],
)
def test_files_that_hold_no_page_say_so(ledger: Ledger, name: str, body: bytes, says: str) -> None:
    """What is brought and is no page is left out, with its reason beside it."""
    ledger.pending.add(name, who="ada", body=body)
    assert work(ledger, worker.read)
    (row,) = ledger.pending.rows(limit=9)
    assert row.state is State.REJECTED
    assert says in row.outcome


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://127.0.0.1:9/admin", "no public address"),
        ("http://[::1]/", "no public address"),
        ("http://10.0.0.1/", "no public address"),
        ("file:///etc/passwd", "only http and https"),
    ],
)
def test_private_addresses_are_not_fetched(ledger: Ledger, address: str, says: str) -> None:
    """An address of our own network is refused, whoever puts it into the queue."""
    ledger.pending.add(address, who="ada")
    assert work(ledger, worker.read)
    (row,) = ledger.pending.rows(limit=9)
    assert row.state is State.REJECTED
    assert says in row.outcome
    assert ledger.counts().captures == 0


# ------------------------------------------------------------------ in a process of its own


def dying_once(ledger: Ledger, row: Pending, body: bytes, tell: Tell) -> Read:
    """End the process without a word the first time."""
    mark = ledger.path.with_name("died")
    if not mark.exists():
        mark.touch()
        os._exit(9)
    return adding(ledger, row, body, tell)


def until(what: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    event = get_context("spawn").Event()
    for _ in range(600):
        if what():
            return
        event.wait(0.05)
    raise AssertionError("it did not happen")


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    """What a killed worker was reading is read by the next one; when the room closes, so does the worker."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        row = ledger.pending.add(MILL, who="ada")
        keeper = Keeper(path, dying_once, pauses_s=(0.01,))
        keeper.start()

        def is_done() -> bool:
            known = ledger.pending.by_id(row.id)
            return known is not None and known.state is State.DONE

        until(is_done)
        keeper.stop()
        assert keeper.starts == 2
        assert not keeper.is_running
