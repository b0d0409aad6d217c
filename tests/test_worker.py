"""The worker: every row gets an outcome, whatever reading it does; a killed one starts again, a stopped one ends."""

import os
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from builders import article, capture, reading, report
from reportedly import worker
from reportedly.errors import LedgerError, ReadError
from reportedly.ledger import Ledger, Pending, State, pending
from reportedly.worker import Keeper, Read, Tell, work
from sites import Site, page, serving

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


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web site on this machine, which may be fetched."""
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "yes")
    monkeypatch.setenv("REPORTEDLY_PAUSE_S", "0")
    worker._fetcher.cache_clear()  # what other sites at this port asked for
    with serving() as here:
        yield here


def rss(*links: str) -> bytes:
    """Return a feed."""
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return f"<rss><channel>{items}</channel></rss>".encode()


def test_the_pages_of_a_feed_join_the_queue(ledger: Ledger, site: Site) -> None:
    """A feed that is brought is no page: what it names joins the queue, but for what is known, each with the feed."""
    site.says("/feed", page(rss("/a", "/a#top", "/b", MILL, DAM, "/feed"), "application/rss+xml"))
    came = capture(url=MILL)
    ledger.add(came, reading(article(of=came)))
    ledger.pending.add(site.url("/feed"), who="ada")
    ledger.pending.add(DAM, who="ben")
    assert work(ledger, worker.read)
    rows = ledger.pending.rows(limit=9)
    assert [(row.address, row.state.value, row.who, row.named_by) for row in rows] == [
        (site.url("/b"), "waiting", "ada", site.url("/feed")),
        (site.url("/a"), "waiting", "ada", site.url("/feed")),
        (DAM, "waiting", "ben", None),
        (site.url("/feed"), "done", "ada", None),
    ]
    assert rows[-1].outcome == "2 pages of this feed joined the queue; 3 of its pages are known here already"
    assert site.asked == ["/robots.txt", "/feed"]
    assert ledger.counts().captures == 1  # the feed is none


def test_a_feed_brought_again_brings_what_is_new(ledger: Ledger, site: Site) -> None:
    """What joined before is not asked for again, unless it was left out."""
    site.says("/feed", page(rss("/a", "/b"), "text/xml"), page(rss("/c", "/a", "/b"), "text/xml"))
    ledger.pending.add(site.url("/feed"), who="ada")
    assert work(ledger, worker.read)
    for state in (State.DONE, State.REJECTED):
        taken = ledger.pending.take()
        assert taken
        ledger.pending.finish(taken.id, state, "")
    ledger.pending.add(site.url("/feed"), who="ada")
    assert work(ledger, worker.read)
    waiting = [row.address for row in ledger.pending.rows(limit=9) if row.state is State.WAITING]
    assert waiting == [site.url("/b"), site.url("/c")]


def test_a_long_feed_is_bounded(ledger: Ledger, site: Site) -> None:
    """Of a feed of three hundred pages a hundred join, and its row says so."""
    site.says("/feed", page(rss(*(f"/{number}" for number in range(300))), "text/xml"))
    ledger.pending.add(site.url("/feed"), who="ada")
    assert work(ledger, worker.read)
    told = "100 pages of this feed joined the queue; of the 300 it names the first 100 are taken"
    assert ledger.pending.rows(limit=101)[-1].outcome == told


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<rss><channel><item>", "is a list or feed in broken XML"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "it has a document type"),
        (b"<rss><channel/></rss>", "names no address"),
        (OPML, "is a list of feeds (OPML); save it and give the file"),
    ],
)
def test_a_broken_feed_is_a_rejection(ledger: Ledger, site: Site, body: bytes, says: str) -> None:
    """Its row says what is wrong with it, and it stands among what was left out."""
    site.says("/feed", page(body, "application/rss+xml"))
    ledger.pending.add(site.url("/feed"), who="ada")
    assert work(ledger, worker.read)
    (row,) = ledger.pending.rows(limit=9)
    assert row.state is State.REJECTED
    assert says in row.outcome
    assert [(one.stage, one.address) for one in ledger.rejections()] == [("ingest", site.url("/feed"))]


def test_a_feed_leads_to_no_further_feed(ledger: Ledger, site: Site) -> None:
    """A site whose feeds name feeds without end is followed one step, whatever it answers."""
    site.says("/feed", page(rss("/feed?2"), "text/xml"))
    site.says("/feed?2", page(rss("/feed?3"), "text/xml"))
    ledger.pending.add(site.url("/feed"), who="ada")
    assert [work(ledger, worker.read) for _ in range(3)] == [True, True, False]
    last, first = ledger.pending.rows(limit=9)
    assert (first.state, last.state, last.address) == (State.DONE, State.REJECTED, site.url("/feed?2"))
    assert last.outcome == "is a feed that a feed names; bring its address by itself"
    assert site.asked == ["/robots.txt", "/feed", "/feed?2"]


def test_a_full_queue_says_how_far_a_feed_came(ledger: Ledger, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the queue is full the row of the feed says how many of its pages joined."""
    monkeypatch.setattr(pending, "MAX_WAITING", 3)
    site.says("/feed", page(rss("/a", "/b", "/c"), "text/xml"))
    ledger.pending.add(site.url("/feed"), who="ada")
    assert work(ledger, worker.read)
    row = ledger.pending.rows(limit=9)[-1]
    assert row.state is State.REJECTED
    assert row.outcome.endswith("2 of its 3 pages were added")


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
