"""The queue: what waits is read once, in order; nothing that was brought is lost, and it stays bounded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import article, capture, reading
from reportedly.errors import UsageError
from reportedly.ledger import Ledger, State, pending

MILL, DAM = "https://courier.example/mill", "https://courier.example/dam"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as made:
        yield made


def test_what_came_first_is_read_first(ledger: Ledger) -> None:
    """Rows are taken in the order they came, each once."""
    for address in (MILL, DAM):
        ledger.pending.add(address, who="ada")
    taken = [ledger.pending.take(), ledger.pending.take(), ledger.pending.take()]
    assert [row and row.address for row in taken] == [MILL, DAM, None]


def test_what_waits_is_not_put_there_twice(ledger: Ledger) -> None:
    """An address, or the same file under the same name, waits once; once it was read it may come again."""
    first = ledger.pending.add(MILL, who="ada")
    assert ledger.pending.add(f"  {MILL} ", who="ben") == first
    file = ledger.pending.add("mill.html", who="ada", body=b"<html>one")
    assert ledger.pending.add("mill.html", who="ada", body=b"<html>one") == file
    assert ledger.pending.add("mill.html", who="ada", body=b"<html>two") != file
    ledger.pending.finish(first.id, State.DONE, "read")
    assert ledger.pending.add(MILL, who="ada").id != first.id


def test_what_is_known_already(ledger: Ledger) -> None:
    """New is what was never brought, or was left out; not what waits, was read, or stands in the ledger."""
    came = capture("Water rose.", url="https://courier.example/read")
    ledger.add(came, reading(article(of=came)))
    for name, state in (("waits", None), ("done", State.DONE), ("left-out", State.REJECTED)):
        row = ledger.pending.add(f"https://courier.example/{name}", who="ada", url="https://courier.example/feed")
        assert (row.named_by, row.is_file) == ("https://courier.example/feed", False)
        if state:
            ledger.pending.finish(row.id, state, "so it was")
    every = [f"https://courier.example/{name}" for name in ("waits", "new", "done", "left-out", "read")]
    assert ledger.pending.unknown(every) == ["https://courier.example/new", "https://courier.example/left-out"]
    assert ledger.pending.unknown([]) == []


def test_a_file_is_kept_until_it_was_read(ledger: Ledger) -> None:
    """The bytes of a file come back as they were brought, and are forgotten with the outcome."""
    row = ledger.pending.add("mill.html", who="ada", body=b"<html>\xff\x00", url=MILL)
    assert (row.is_file, row.size, row.url, ledger.pending.body(row.id)) == (True, 8, MILL, b"<html>\xff\x00")
    ledger.pending.finish(row.id, State.DONE, "read", ["a1", "a1", "b2"])
    known = ledger.pending.by_id(row.id)
    assert known is not None
    assert (ledger.pending.body(row.id), known.pages, known.outcome) == (b"", ("a1", "b2"), "read")


def test_what_a_killed_worker_was_reading_waits_again(ledger: Ledger) -> None:
    """A row that was being read waits again, until it has ended the worker three times."""
    row = ledger.pending.add(MILL, who="ada")
    for waits in (1, 1, 0):
        ledger.pending.take()
        assert ledger.pending.resume() == waits
    known = ledger.pending.by_id(row.id)
    assert known is not None
    assert (known.state, known.outcome) == (State.REJECTED, "reading it ended the reader 3 times; it is given up")


@pytest.mark.parametrize(
    ("address", "body", "says"),
    [
        ("  ", None, "there is no address"),
        ("https://a.example/" + "x" * 2_000, None, "more than 2,000 characters"),
        ("big.html", b"x" * 100, "big.html: more than 0 MB"),
        (DAM, None, "the queue is full"),
    ],
)
def test_the_queue_is_bounded(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, address: str, body: bytes | None, says: str
) -> None:
    """What is no address, too long, too large or too much is refused with the way out, and changes nothing."""
    monkeypatch.setattr(pending, "MAX_BYTES", 99)
    monkeypatch.setattr(pending, "MAX_WAITING", 1)
    ledger.pending.add(MILL, who="ada")
    with pytest.raises(UsageError, match=says):
        ledger.pending.add(address, who="ada", body=body)
    assert ledger.pending.counts()[State.WAITING] == 1


def test_rows_are_listed_page_by_page(ledger: Ledger) -> None:
    """The last that came stands first, and a list goes on after its last row."""
    for number in range(5):
        ledger.pending.add(f"{MILL}/{number}", who="ada")
    first = ledger.pending.rows(limit=2)
    second = ledger.pending.rows(limit=9, before=first[-1].id)
    assert [row.address[-1] for row in (*first, *second)] == ["4", "3", "2", "1", "0"]
