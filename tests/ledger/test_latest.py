"""What is new in a ledger: what came in last or since a moment, what fell due, how far linking and reading are."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import linked_pages as mill
from builders import NOON, PROVENANCE, article, capture, reading, report
from reportedly import linking
from reportedly.ledger import Ledger, Tally
from reportedly.ledger.latest import ARRIVALS
from reportedly.records import Provenance, Rejection, RelationKind, Value


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now: datetime = NOON

    def __call__(self) -> datetime:  # noqa: D102  # as a clock is asked
        return self.now

    def hours(self, number: int) -> None:
        """Go on by some hours."""
        self.now += timedelta(hours=number)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """The mill's pages, all in by noon and linked."""
    with Ledger.open(tmp_path / "a.sqlite", now=clock) as opened:
        mill.pages(opened)
        linking.link(opened)
        yield opened


def story_of_the_mill(ledger: Ledger) -> str:
    """Return the id of the story most pages are in."""
    return next(iter(ledger.books.stories())).id


def told_later(ledger: Ledger, clock: Clock) -> None:
    """An hour after noon a page says fifty where forty were, and a new voice speaks."""
    clock.hours(1)
    mill.page(
        ledger,
        "Lowmoor Post",
        8,
        "Fifty ill at the Lowmoor mill",
        f"{mill.ABOUT[0]} Fifty workers at the mill are ill, Ada Orr said. The river rises, Eve Dunn said.",
        lambda on: report(
            on,
            "Fifty workers at the mill are ill",
            "Ada Orr",
            value=Value(50, 50, "people", counted="ill workers", measure="ill"),
        ),
        lambda on: report(on, "The river rises", "Eve Dunn"),
    )
    linking.link(ledger)


# ------------------------------------------------------------------ since a moment


def test_nothing_is_new_since_now(ledger: Ledger) -> None:
    """What was in is not new."""
    mark = ledger.latest.mark(NOON)
    assert (ledger.latest.changed(NOON), ledger.latest.arrivals([story_of_the_mill(ledger)], mark)) == (0, [])


def test_all_is_new_since_before(ledger: Ledger) -> None:
    """Before the first page came nothing was in."""
    before = NOON - timedelta(seconds=1)
    story = story_of_the_mill(ledger)
    assert ledger.latest.mark(before) == 0
    assert ledger.latest.changed(before) == ledger.books.sizes().stories
    arrivals = ledger.latest.arrivals([story], 0)
    claims = {one.claim for one in arrivals if one.claim}
    assert ledger.latest.is_new(sorted(claims), 0) == claims


def test_what_came_since(ledger: Ledger, clock: Clock) -> None:
    """Reports of a later page arrive; a claim is new where no page told it before."""
    told_later(ledger, clock)
    mark = ledger.latest.mark(NOON)
    story = next(one for one in ledger.books.stories() if len(one.pages) > 1).id
    arrivals = ledger.latest.arrivals([story, "no such story"], mark)
    assert {(one.story, one.outlet) for one in arrivals} == {(story, "Lowmoor Post")}
    claims = ledger.books.claims_by_id(sorted(one.claim for one in arrivals if one.claim))
    assert {claim.words for claim in claims.values()} == {"Fifty workers at the mill are ill", "The river rises"}
    assert ledger.latest.changed(NOON) == 1
    every = [claim.id for claim in ledger.books.claims()]
    assert ledger.latest.is_new(every, mark) == claims.keys()


def test_what_a_newer_version_reads_again_is_not_new(tmp_path: Path, clock: Clock) -> None:
    """The same words of the same page, read again, were there before."""
    with Ledger.open(tmp_path / "b.sqlite", now=clock) as opened:
        came = capture()
        page = article(of=came)
        one = report(page, "The mill is closed", "Ada Orr")
        opened.add(came, reading(page, [one], provenance=PROVENANCE))
        clock.hours(1)
        opened.add(came, reading(page, [one], provenance=Provenance("0.2.0", "weights-2", "names-1")))
        linking.link(opened)
        (story,) = opened.books.stories()
        mark = opened.latest.mark(NOON)
        assert mark > 0
        assert opened.latest.arrivals([story.id], mark) == []


def test_of_very_much_the_latest_is_looked_at(tmp_path: Path, clock: Clock) -> None:
    """Of one story no more reports are looked at than are needed for a few lines."""
    with Ledger.open(tmp_path / "b.sqlite", now=clock) as opened:
        words = [f"Mill {number} is closed" for number in range(ARRIVALS + 5)]
        came = capture(". ".join(words))
        page = article(". ".join(words), of=came)
        opened.add(came, reading(page, [report(page, one, "Ada Orr") for one in words]))
        linking.link(opened)
        (story,) = opened.books.stories()
        arrivals = opened.latest.arrivals([story.id], 0)
        assert {one.report for one in arrivals} == {report(page, one, "Ada Orr").id for one in words[5:]}


def test_the_reports_that_came_in_last(ledger: Ledger, clock: Clock) -> None:
    """Of a story, and of a claim, what came in last comes first."""
    told_later(ledger, clock)
    rows = {row.report.id: row for row in ledger.reports()}
    claim = max(ledger.books.claims(), key=lambda one: len(one.reports))
    last = ledger.latest.reports(story=claim.story, limit=2)
    assert [rows[one].words for one in last] == ["The river rises", "Fifty workers at the mill are ill"]
    assert ledger.latest.reports(claims=[claim.id], limit=99) == [one for one in [*rows][::-1] if one in claim.reports]


def test_one_contradiction_a_story(ledger: Ledger) -> None:
    """Of a story's contradictions one is told, where it has any."""
    every = list(ledger.books.relations(RelationKind.CONTRADICTS))
    stories = [one.id for one in ledger.books.stories()]
    found = ledger.latest.contradictions([*stories, "no such story"])
    sides = ledger.books.claims_by_id({one.source for one in every})
    assert len(found) == len({claim.story for claim in sides.values()})
    assert set(found.values()) <= set(every)
    assert ledger.latest.contradictions([]) == {}


# ------------------------------------------------------------------ forecasts


def test_what_fell_due_in_some_stories(forecasts: Ledger) -> None:
    """Only the stories that are shown are asked about."""
    claims = forecasts.lists.forecasts(limit=10)
    stories = sorted({one.story for one in claims})
    fell = forecasts.latest.fell_due(stories, date(2031, 5, 8), date(2031, 5, 9))
    assert {one.horizon for one in fell} == {date(2031, 5, 9)}
    assert {one.story for one in forecasts.latest.fell_due(stories[:1], date(2031, 5, 1), date(2031, 5, 31))} == {
        stories[0]
    }
    assert forecasts.latest.fell_due([], date(2031, 5, 1), date(2031, 5, 31)) == []


# ------------------------------------------------------------------ what is in, what is not


def test_how_far_linking_is_behind(ledger: Ledger) -> None:
    """Pages that came in since linking ran are counted, up to one more than is asked for."""
    assert ledger.latest.unlinked(10) == 0
    mill.page(ledger, "Late Post", 11, None, "Nothing is known.")
    mill.page(ledger, "Late Post", 12, None, "Still nothing is known.")
    assert [ledger.latest.unlinked(most) for most in (10, 1, 0)] == [2, 2, 1]
    linking.link(ledger)
    assert ledger.latest.unlinked(10) == 0


def test_how_much_there_is(ledger: Ledger) -> None:
    """Pages as they now stand, their reports, and what was left out."""
    assert ledger.latest.tally() == Tally(6, 10, 0)
    ledger.reject(Rejection("read", "https://courier.example/list", "it is a list of links"))
    mill.page(ledger, "Lowmoor Post", 6, "Forty ill", f"{mill.ABOUT[0]} It was not said.")  # a revision
    linking.link(ledger)
    assert ledger.latest.tally() == Tally(6, 8, 1)


def test_rejections_page_by_page(tmp_path: Path, clock: Clock) -> None:
    """What was left out is told the latest first, each with when, and goes on after any of them."""
    with Ledger.open(tmp_path / "b.sqlite", now=clock) as opened:
        for number in range(3):
            opened.reject(Rejection("read", f"https://courier.example/{number}", "no article"))
            clock.hours(1)
        first = opened.latest.rejections(limit=2)
        rest = opened.latest.rejections(limit=2, before=first[-1].row)
        assert [one.rejection.address[-1] for one in (*first, *rest)] == ["2", "1", "0"]
        assert [one.at for one in rest] == [NOON]


def test_the_queue_is_told_without_its_files(ledger: Ledger) -> None:
    """Rows of the queue come the latest first, with how far each is."""
    ledger.pending.add("https://courier.example/1", who="Orr")
    ledger.pending.add("page.html", who="Orr", body=b"<p>The mill is closed.</p>")
    told = ledger.latest.queued(limit=5)
    assert [(one.address, one.is_open) for one in told] == [("page.html", True), ("https://courier.example/1", True)]
    assert len(ledger.latest.queued(limit=1)) == 1


# ------------------------------------------------------------------ one moment


def test_one_moment(tmp_path: Path, ledger: Ledger) -> None:
    """All that is asked in one block is answered as of its beginning; after it what came meanwhile is there."""
    with Ledger.open(tmp_path / "a.sqlite", read_only=True) as reader:
        with reader.as_it_stands(), reader.as_it_stands():
            before = reader.latest.tally()
            mill.page(ledger, "Late Post", 11, None, "Nothing is known.")
            assert reader.latest.tally() == before
        assert reader.latest.tally().pages == before.pages + 1


# ------------------------------------------------------------------ bounded


@pytest.mark.parametrize(
    "ask",
    [
        lambda ledger, ids: ledger.latest.arrivals(ids, 0),
        lambda ledger, ids: ledger.latest.contradictions(ids),
        lambda ledger, ids: ledger.latest.is_new(ids, 0),
        lambda ledger, ids: ledger.latest.fell_due(ids, date(2031, 5, 1), date(2031, 5, 2)),
        lambda ledger, ids: ledger.latest.reports(claims=ids, limit=9),
    ],
)
def test_one_statement_for_many(ledger: Ledger, ask: Callable[[Ledger, list[str]], object]) -> None:
    """However many things are asked about, up to five hundred, it is one statement."""
    statements: list[str] = []
    ledger._connection.set_trace_callback(statements.append)
    ask(ledger, [f"id {number}" for number in range(300)])
    assert len(statements) == 1
