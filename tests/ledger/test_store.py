"""What was read stays in the ledger, once, whatever happens to the process, the file or the disk."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from builders import NOON, PROVENANCE, article, attribution, capture, reading, report
from reportedly.errors import LedgerError, NotFoundError, UsageError
from reportedly.ledger import Addition, Counts, Ledger, Query, file, store
from reportedly.records import Capture, Provenance, Reading, Rejection

NEWER = Provenance("0.2.0", "weights-2", "names-1")


def page(
    text: str = "The mill is closed, Ada Orr said.",
    *,
    url: str | None = "https://courier.example/mill",
    provenance: Provenance = PROVENANCE,
) -> tuple[Capture, Reading]:
    """Return a page with one attribution and one report: of its first five words."""
    came = capture(text, url=url)
    read = article(text, of=came)
    words = " ".join(text.split()[:5])
    said = [attribution(read, words, words, words)]
    return came, reading(read, [report(read, words, "Ada Orr")], said, provenance=provenance)


def rows(path: Path) -> Counter[str]:
    """Return how many rows each table of a ledger has."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return Counter({name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a ledger may be made."""
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """Yield an open, empty ledger."""
    with Ledger.open(path, now=lambda: NOON) as opened:
        yield opened


# ------------------------------------------------------------------ adding


def test_adding_the_same_page_twice_changes_nothing(ledger: Ledger, path: Path) -> None:
    """The second time there is no new row."""
    assert not ledger.has(page()[0], PROVENANCE)
    assert ledger.add(*page()) is Addition.NEW
    before = rows(path)
    assert ledger.has(page()[0], PROVENANCE)
    assert ledger.add(*page()) is Addition.UNCHANGED
    assert rows(path) == before


def test_a_changed_page_is_a_revision(ledger: Ledger) -> None:
    """Another text at the same address supersedes the first, which stays."""
    ledger.add(*page("The mill is closed, Ada Orr said."))
    assert ledger.add(*page("The mill is open, Ada Orr said.")) is Addition.REVISED
    assert [one.text for one in ledger.articles()] == ["The mill is open, Ada Orr said."]
    assert [row.words for row in ledger.reports()] == ["The mill is open, Ada"]
    assert len(list(ledger.reports(Query(current=False)))) == 2
    assert ledger.counts() == Counts(pages=1, revisions=1, attributions=1, reports=1, rejections=0, captures=2)


def test_the_same_text_in_other_bytes_is_unchanged(ledger: Ledger) -> None:
    """Where only what surrounds the text changed, the capture is kept and nothing else is added."""
    came, read = page()
    other = replace(came, body=came.body + b"\n<!-- 2 -->")
    again = replace(read, article=replace(read.article, capture_id=other.id))
    assert [ledger.add(came, read), ledger.add(other, again)] == [Addition.NEW, Addition.UNCHANGED]
    assert ledger.has(other, PROVENANCE)
    assert ledger.counts() == Counts(pages=1, revisions=0, attributions=1, reports=1, rejections=0, captures=2)


def test_a_newer_version_reads_anew(ledger: Ledger) -> None:
    """A newer version's reading of an unchanged page supersedes the older one's; both know what made them."""
    ledger.add(*page())
    assert not ledger.has(page()[0], NEWER)
    came, read = page(provenance=NEWER)
    better = replace(read, reports=(replace(read.reports[0], score=0.9),))
    assert ledger.add(came, better) is Addition.UNCHANGED
    assert [(row.report.score, row.provenance) for row in ledger.reports()] == [(0.9, NEWER)]
    assert [row.provenance for row in ledger.reports(Query(current=False))] == [PROVENANCE, NEWER]
    assert ledger.has(came, PROVENANCE)


def test_pages_without_an_address_are_told_apart_by_their_bytes(ledger: Ledger) -> None:
    """Two texts of unknown address are two pages."""
    additions = [ledger.add(*page(text, url=None)) for text in ("One a b c d.", "Two a b c d.", "One a b c d.")]
    assert additions == [Addition.NEW, Addition.NEW, Addition.UNCHANGED]


def test_a_page_without_reports_is_a_page(ledger: Ledger) -> None:
    """A page nobody says anything on is known all the same."""
    came, read = page()
    assert ledger.add(came, replace(read, reports=(), attributions=())) is Addition.NEW
    assert ledger.has(came, PROVENANCE)
    assert ledger.counts().pages == 1


def test_a_reading_needs_its_provenance(ledger: Ledger) -> None:
    """No row without the versions that made it."""
    came, read = page()
    with pytest.raises(ValueError, match="stored with its provenance"):
        ledger.add(came, replace(read, provenance=None))


def test_a_file_name_that_is_no_text(ledger: Ledger) -> None:
    """A path with bytes that are no UTF-8 is stored, and known again."""
    came = replace(capture(url=None), path="caf\udce9.txt")
    ledger.add(came, reading(article(of=came)))
    assert ledger.has(came, PROVENANCE)
    assert [one.address for one in ledger.articles()] == [r"caf\udce9.txt"]


# ------------------------------------------------------------------ adding together


def pages(count: int) -> list[tuple[Capture, Reading]]:
    """Return pages of different addresses."""
    return [page(f"Number {i} a b c d.", url=f"https://courier.example/{i}") for i in range(count)]


def add_together(ledger: Ledger, *some: tuple[Capture, Reading]) -> None:
    """Add pages together, the last one in an inner block."""
    with ledger.together():
        for one in some[:-1]:
            ledger.add(*one)
        with ledger.together():
            ledger.add(*some[-1])


def add_what_fits(ledger: Ledger, *some: tuple[Capture, Reading]) -> None:
    """Add pages together, and go on where one cannot be added."""
    with ledger.together():
        for one in some:
            with suppress(LedgerError):
                ledger.add(*one)


def test_pages_added_together(ledger: Ledger, path: Path) -> None:
    """Inside the block all that was added is seen at once, as a page already known; others see it when it is left."""
    first, second, third = pages(3)
    with ledger.together():
        assert [ledger.add(*first), ledger.add(*second), ledger.add(*first)] == [
            Addition.NEW,
            Addition.NEW,
            Addition.UNCHANGED,
        ]
        assert ledger.has(first[0], PROVENANCE)
        with ledger.together():  # part of the outer block
            ledger.add(*third)
        with Ledger.open(path, read_only=True) as other:
            assert other.counts().pages == 0
    with Ledger.open(path, read_only=True) as other:
        assert [other.reading(read.article.id) for _, read in (first, second, third)] == [
            read for _, read in (first, second, third)
        ]


def test_added_together_or_one_by_one(ledger: Ledger, tmp_path: Path) -> None:
    """The tables hold the same."""
    with Ledger.open(tmp_path / "single.sqlite", now=lambda: NOON) as single:
        for one in pages(5):
            single.add(*one)
        with ledger.together():
            for one in pages(5):
                ledger.add(*one)
        assert list(single._connection.iterdump()) == list(ledger._connection.iterdump())


def test_an_error_takes_back_all_that_was_added_together(ledger: Ledger, path: Path) -> None:
    """When an error leaves the block, an inner one too, nothing of it is stored, and what was there before stays."""
    first, second, (came, read) = pages(3)
    third = came, replace(read, reports=(replace(read.reports[0], hedge={}),))
    ledger.add(*first)
    before = rows(path)
    with pytest.raises(TypeError, match="no row can hold"):
        add_together(ledger, second, third)
    assert rows(path) == before
    assert ledger.add(*second) is Addition.NEW  # and from now on each page is on the disk by itself
    assert rows(path)["articles"] == 2


def test_a_page_that_fails_is_taken_back_alone(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its error is caught inside the block, the other pages stay, and nothing of this one does."""
    first, second, third = pages(3)
    with ledger.together():
        ledger.add(*first)
        with monkeypatch.context() as patch:
            patch.setattr(store, "to_words", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                ledger.add(*second)
        ledger.add(*third)
    assert ledger.counts() == Counts(pages=2, revisions=0, attributions=2, reports=2, rejections=0, captures=2)


def test_a_full_disk_while_adding_together(path: Path) -> None:
    """The whole block is lost, and it cannot be left as if nothing had happened."""
    with Ledger.open(path) as ledger:
        ledger.add(*page())
        used = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._connection.execute(f"PRAGMA max_page_count = {used + 2}")
        large = page(" ".join(f"word{number}" for number in range(20_000)), url="https://courier.example/large")
        with pytest.raises(LedgerError, match="lost what was being added together: the disk is full"):
            add_what_fits(ledger, pages(1)[0], large, pages(2)[1])
        assert ledger.counts().pages == 1
        ledger._connection.execute("PRAGMA max_page_count = 1000000")
        assert ledger.add(*large) is Addition.NEW


# ------------------------------------------------------------------ rejecting


def test_a_rejection_is_stored_once(ledger: Ledger, path: Path) -> None:
    """What could not be read is remembered with its reason, and tried again by a newer version only."""
    came, why = (
        capture("", url="https://courier.example/empty"),
        Rejection("read", "https://courier.example/empty", "empty"),
    )
    ledger.reject(why, came, PROVENANCE)
    before = rows(path)
    ledger.reject(why, came, PROVENANCE)
    assert rows(path) == before
    assert (ledger.rejected(came, PROVENANCE), ledger.rejected(came, NEWER)) == (why, None)
    assert not ledger.has(came, PROVENANCE)
    assert list(ledger.rejections()) == [why]


def test_what_never_came_is_rejected_without_a_capture(ledger: Ledger) -> None:
    """An address that could not be fetched has a rejection and nothing else."""
    why = Rejection("ingest", "https://nowhere.example/", "no such host")
    ledger.reject(why)
    ledger.reject(why)
    assert list(ledger.rejections()) == [why]
    assert ledger.counts() == Counts(pages=0, revisions=0, attributions=0, reports=0, rejections=1, captures=0)


# ------------------------------------------------------------------ asking by id


def test_by_the_beginning_of_an_id(ledger: Ledger) -> None:
    """As much of an id is enough as tells it from the others; if it is too little, they are named."""
    came, read = page()
    reports = tuple(replace(read.reports[0], id=key) for key in ("ab12", "ab34", "ab3", "cd56"))
    ledger.add(came, replace(read, reports=reports))
    assert ledger.report("cd").report == reports[3]
    assert ledger.report("ab3").report == reports[2]  # the whole id of one, though it begins another
    assert ledger.article(read.article.id[:8]) == read.article
    with pytest.raises(UsageError, match=r"more than one report: ab12, ab3, ab34; give more of it"):
        ledger.report("ab")
    with pytest.raises(NotFoundError, match="no report 'ef'"):
        ledger.report("ef")
    with pytest.raises(NotFoundError, match="no article 'ef'"):
        ledger.article("ef")


def test_of_several_versions_the_newest_is_shown(ledger: Ledger) -> None:
    """Two readings may call a report by one id: the newer one is meant."""
    ledger.add(*page())
    came, read = page(provenance=NEWER)
    ledger.add(came, replace(read, reports=(replace(read.reports[0], score=0.9),)))
    assert ledger.report(read.reports[0].id).report.score == 0.9
    assert ledger.reading(read.article.id).provenance == NEWER


# ------------------------------------------------------------------ trouble


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a ledger as another writer would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_another_writer_is_waited_for_and_then_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that does not end in time is an error that says what to do; readers are not held up."""
    monkeypatch.setattr(file, "BUSY_S", 0.05)
    with Ledger.open(path) as ledger:
        ledger.add(*page())
        with locked(path):
            with pytest.raises(LedgerError, match=r"another program is writing to it .* let it end"):
                ledger.add(*page("Another a b c d."))
            with Ledger.open(path, read_only=True) as reader:
                assert reader.counts().pages == 1
        assert ledger.add(*page("Another a b c d.")) is Addition.REVISED


def test_a_full_disk_loses_nothing(path: Path) -> None:
    """When there is no more room the page is not half stored, the message says so, and the rest is as it was."""
    with Ledger.open(path) as ledger:
        ledger.add(*page())
        used = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._connection.execute(f"PRAGMA max_page_count = {used + 2}")
        large = " ".join(f"word{number}" for number in range(20_000))
        with pytest.raises(LedgerError, match="the disk is full; make room and run the same command again"):
            ledger.add(*page(large, url="https://courier.example/large"))
        assert ledger.counts() == Counts(pages=1, revisions=0, attributions=1, reports=1, rejections=0, captures=1)
    with Ledger.open(path) as ledger:
        assert ledger._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert ledger.reading(page()[1].article.id) == page()[1]
        assert ledger.add(*page(large, url="https://courier.example/large")) is Addition.NEW


def test_an_error_half_way_stores_nothing(ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is stored whole or not at all, also when our own code breaks."""
    before = rows(path)
    monkeypatch.setattr(store, "to_words", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ledger.add(*page())
    assert rows(path) == before


def test_a_file_that_may_not_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before anything is read, with the way out; it can still be asked."""
    with Ledger.open(path) as ledger:
        ledger.add(*page())
    may = os.access
    monkeypatch.setattr(os, "access", lambda name, mode: mode != os.W_OK and may(name, mode))
    with pytest.raises(LedgerError, match="may not be written; change its permissions"):
        Ledger.open(path)
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.counts().pages == 1
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_reading_adds_nothing(path: Path) -> None:
    """A ledger opened for reading cannot be written."""
    with Ledger.open(path):
        pass
    with (
        Ledger.open(path, read_only=True) as ledger,
        pytest.raises(LedgerError, match="may not be written"),
    ):
        ledger.add(*page())


def test_a_damaged_file_is_told(path: Path) -> None:
    """A ledger whose pages were overwritten says so, and how to save what is left."""
    with Ledger.open(path) as ledger:
        for number in range(20):
            ledger.add(*page(f"Number {number} a b c d.", url=f"https://courier.example/{number}"))
    with path.open("r+b") as damaged:
        damaged.seek(4096)
        damaged.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(LedgerError, match="is damaged; restore a copy"), Ledger.open(path, read_only=True) as ledger:
        list(ledger.articles())


def test_two_writers_at_once(path: Path) -> None:
    """Processes that add the same pages at the same time wait for one another; each page is stored once."""
    program = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[2:]\n"
        "from builders import *; from reportedly.ledger import Ledger\n"
        "with Ledger.open(Path(sys.argv[1])) as ledger:\n"
        "    for number in range(40):\n"
        "        came = capture(f'Number {number}', url=f'https://courier.example/{number}')\n"
        "        ledger.add(came, reading(article(f'Number {number}', of=came)))\n"
    )
    command = [sys.executable, "-c", program, str(path), str(Path(__file__).parents[1])]
    writers = [subprocess.Popen(command) for _ in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.counts() == Counts(pages=40, revisions=0, attributions=0, reports=0, rejections=0, captures=40)
