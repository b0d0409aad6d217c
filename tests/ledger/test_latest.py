"""What is new in a ledger since a moment, what falls due, what was left out: in pieces as large as a page shows."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import linked_pages as mill
from builders import NOON, PROVENANCE, article, capture, reading, report
from reportedly import linking
from reportedly.ledger import Ledger, Tally
from reportedly.ledger.latest import ARRIVALS
from reportedly.records import Outlet, Provenance, Rejection, RelationKind, Status, Value


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
    assert {claim.words for claim in claims} == {"Fifty workers at the mill are ill", "The river rises"}
    assert ledger.latest.changed(NOON) == 1
    every = [claim.id for claim in ledger.books.claims()]
    assert ledger.latest.is_new(every, mark) == {claim.id for claim in claims}


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


def test_what_new_claims_have_to_do_with_others(ledger: Ledger, clock: Clock) -> None:
    """A new number revises its claimant's old one, and a contradiction is found from either side."""
    told_later(ledger, clock)
    claims = {one.id: one for one in ledger.books.claims()}
    fifty = next(one for one in claims.values() if one.value and one.value.low == 50)
    (revised,) = [one for one in ledger.latest.relations([fifty.id]) if one.kind is RelationKind.REVISES]
    assert (revised.source, claims[revised.target].value) == (fifty.id, mill.FORTY)
    assert not [one for one in ledger.latest.relations([revised.target]) if one.kind is RelationKind.REVISES]
    for one in ledger.books.relations(RelationKind.CONTRADICTS):
        assert one in ledger.latest.relations([one.source])
        assert one in ledger.latest.relations([one.target])


def test_one_contradiction_a_story(ledger: Ledger) -> None:
    """Of a story's contradictions one is told, where it has any."""
    every = list(ledger.books.relations(RelationKind.CONTRADICTS))
    stories = [one.id for one in ledger.books.stories()]
    found = ledger.latest.contradictions([*stories, "no such story"])
    assert len(found) == len({claim.story for claim in ledger.books.claims_by_id([one.source for one in every])})
    assert set(found.values()) <= set(every)
    assert ledger.latest.contradictions([]) == {}


def test_outlets_of_reports_and_when_pages_came(ledger: Ledger) -> None:
    """Whose page a report stands on, and when it came in, are known without reading the page."""
    rows = list(ledger.reports())
    told = ledger.beside.outlets_of([row.report.id for row in rows])
    assert told == {row.report.id: row.article.outlet.name for row in rows if row.article.outlet}
    pages = sorted({row.article.id for row in rows})
    assert ledger.latest.came_in([*pages, "no such page"]) == dict.fromkeys(pages, NOON)


# ------------------------------------------------------------------ forecasts


@pytest.fixture
def forecasts(tmp_path: Path) -> Iterator[Ledger]:
    """Four forecasts, for the 7th, twice the 9th, and the 30th of May."""
    with Ledger.open(tmp_path / "due.sqlite") as opened:
        said = (
            (7, "The bridge at Lowmoor opens again", "Ada Orr"),
            (9, "Teachers in Karvel walk out over pay", "Ben Loe"),
            (9, "A comet passes above Harwick", "Cyrus Vane"),
            (30, "Salt prices double in Ostmere", "Dov Ash"),
        )
        for day, words, who in said:
            text = f"{words}, {who} said."
            came = capture(text, url=f"https://courier.example/{who[:3]}")
            page = article(text, of=came, outlet=Outlet(f"{who[:3]} Courier"))
            one = report(page, words, who, status=Status.PREDICTED, horizon=date(2031, 5, day))
            opened.add(came, reading(page, [one]))
        linking.link(opened)
        yield opened


def may(number: int) -> date:
    return date(2031, 5, number)


@pytest.mark.parametrize(
    ("first", "last", "latest_first", "expected"),
    [
        (None, None, False, [7, 9, 9, 30]),
        (None, may(9), True, [9, 9, 7]),
        (may(9), may(9), False, [9, 9]),
        (may(10), may(29), False, []),
        (may(10), None, False, [30]),
    ],
)
def test_due(forecasts: Ledger, first: date | None, last: date | None, latest_first: bool, expected: list[int]) -> None:
    """Forecasts are found by the day they fall due, from either end, and page by page none is lost or told twice."""
    found = forecasts.latest.due(first, last, limit=10, latest_first=latest_first)
    assert [one.horizon.day for one in found if one.horizon] == expected
    assert forecasts.latest.number_due(first, last) == len(expected)
    pages, after = [], None
    while some := forecasts.latest.due(first, last, limit=1, after=after, latest_first=latest_first):
        pages += some
        after = str(some[-1].horizon), some[-1].id
    assert pages == found


def test_what_fell_due_in_some_stories(forecasts: Ledger) -> None:
    """Only the stories that are shown are asked about."""
    claims = forecasts.latest.due(None, None, limit=10)
    stories = sorted({one.story for one in claims})
    fell = forecasts.latest.fell_due(stories, may(8), may(9))
    assert {one.horizon for one in fell} == {may(9)}
    assert {one.story for one in forecasts.latest.fell_due(stories[:1], may(1), may(31))} == {stories[0]}
    assert forecasts.latest.fell_due([], may(1), may(31)) == []


def test_where_a_claim_is_told(forecasts: Ledger) -> None:
    """Of some addresses those are found at which a page tells one of some claims."""
    first, *_ = forecasts.latest.due(None, None, limit=1)
    at = forecasts.reports_by_id(first.reports)[0].article.address
    assert forecasts.latest.told_at([first.id], [at, "https://elsewhere.example/"]) == {at}
    assert forecasts.latest.told_at([first.id], ["https://elsewhere.example/"]) == set()


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
        lambda ledger, ids: ledger.beside.outlets_of(ids),
        lambda ledger, ids: ledger.latest.is_new(ids, 0),
        lambda ledger, ids: ledger.latest.relations(ids),
        lambda ledger, ids: ledger.latest.fell_due(ids, may(1), may(2)),
        lambda ledger, ids: ledger.latest.told_at(ids, ids),
        lambda ledger, ids: ledger.latest.came_in(ids),
    ],
)
def test_one_statement_for_many(ledger: Ledger, ask: Callable[[Ledger, list[str]], object]) -> None:
    """However many things are asked about, up to five hundred, it is one statement."""
    statements: list[str] = []
    ledger._connection.set_trace_callback(statements.append)
    ask(ledger, [f"id {number}" for number in range(300)])
    assert len(statements) == 1


def test_times_are_aware(ledger: Ledger) -> None:
    """Instants come back in UTC."""
    (at,) = set(ledger.latest.came_in([next(ledger.articles()).id]).values())
    assert at.tzinfo == UTC
