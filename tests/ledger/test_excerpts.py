"""What screens show of a story: each in one statement, in order, and no more than is asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from karvel import DAM, PAGES, SIRENS, dead, placed
from laid import STORY, lay
from reportedly.ledger import Ledger
from reportedly.ledger.excerpts import BEGINNING
from reportedly.records import Claim, Copy, CopyKind, Passage, RelationKind, Span
from tellings import BOARD, LOE, count, page, said


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The flood at Karvel."""
    with Ledger.open(lay(tmp_path / "a.sqlite", *PAGES), read_only=True) as opened:
        yield opened


def named(ledger: Ledger, words: str, who: str) -> Claim:
    """Return a claim by its words and who makes it."""
    return next(one for one in ledger.books.claims() if words in one.words and who in (one.name or ""))


def test_days_and_ties(ledger: Ledger) -> None:
    """A story's days come without its pages, and its pages a few at a time, in their order."""
    days = ledger.excerpts.days(STORY)
    assert (days.first_day, days.last_day) == (ledger.books.story(STORY).first_day, ledger.books.story(STORY).last_day)
    assert ledger.excerpts.days("none").first_day is None
    two = [tie.page for at in range(0, 10, 2) for tie in ledger.excerpts.ties(STORY, limit=2, offset=at)]
    assert tuple(two) == ledger.books.story(STORY).pages


def test_heads(tmp_path: Path) -> None:
    """A page's head has how its text begins, and everything else that a list shows of it."""
    long = page("Globe", 6, dead(31, BOARD), text=f"31 people were killed in Karvel. {'The river rose. ' * 90}")
    with Ledger.open(lay(tmp_path / "a.sqlite", long), read_only=True) as ledger:
        head = ledger.excerpts.heads([long.article.id, "none"])[long.article.id]
        assert head.text == long.article.text[:BEGINNING]
        assert (head.outlet, head.published, head.url) == (
            long.article.outlet, long.article.published, long.article.url,
        )  # fmt: skip
        assert ledger.excerpts.heads_of([long.reports[0].id]) == {long.reports[0].id: head}


def test_voices(ledger: Ledger) -> None:
    """Of each claimant of a line the last claim comes, not one that it revised."""
    (point,) = (one for one in ledger.books.points() if len(one.claims) > 1)
    voices = ledger.excerpts.voices([point.id], each=9)[point.id]
    claimants = [one.claimant for one in voices]
    assert len(claimants) == len(set(claimants))
    assert set(claimants) == {one.claimant for one in ledger.books.claims_by_id(point.claims).values()}
    assert len(ledger.excerpts.voices([point.id], each=1)[point.id]) == 1
    alone = named(ledger, DAM, "Orr")
    assert ledger.excerpts.voices([alone.id], each=9)[alone.id] == [alone]


def test_marks(ledger: Ledger) -> None:
    """A line knows how often it is denied, and by which claim; who denies knows that it does."""
    denied, denier = named(ledger, SIRENS, "farmers"), named(ledger, SIRENS, "Board")
    marks = ledger.excerpts.marks([denied.id, denier.id])
    of = {line: next(mark for mark in some if mark.kind is RelationKind.DENIES) for line, some in marks.items()}
    assert (of[denied.id].count, of[denied.id].against, of[denied.id].other) == (1, 1, denier.id)
    assert (of[denier.id].count, of[denier.id].against, of[denier.id].other) == (1, 0, None)


def test_firsts(ledger: Ledger) -> None:
    """Who told a line first is its earliest report, of whichever claim."""
    for line in ledger.excerpts.lines(STORY, limit=50):
        claims = [line] if isinstance(line, Claim) else ledger.books.claims_by_id(line.claims).values()
        report, claim = ledger.excerpts.firsts([line.id])[line.id]
        rows = ledger.reports_by_id([report for one in claims for report in one.reports])
        days = [row.article.published.day for row in rows if row.article.published]
        row = ledger.report(report)
        assert row.article.published
        assert row.article.published.day == min(days)
        assert report in ledger.books.claim(claim).reports


def test_relations(ledger: Ledger) -> None:
    """Relations come by kind, in the order asked for, a few at a time."""
    every = list(ledger.books.relations(story=STORY))
    kinds = list(dict.fromkeys(one.kind for one in every))
    found = [one for at in range(len(every)) for one in ledger.excerpts.relations(STORY, kinds, limit=1, offset=at)]
    assert sorted(found, key=repr) == sorted(every, key=repr)
    assert [kinds.index(one.kind) for one in found] == sorted(kinds.index(one.kind) for one in found)
    assert sum(ledger.excerpts.kinds(STORY).values()) == len(every)


def test_runs(tmp_path: Path) -> None:
    """Claims that revise each other stand in one run, the oldest first, from whichever of them it is asked for."""
    told = [("A", 6, 31), ("B", 7, 35), ("C", 9, 44)]
    pages = [page(outlet, of, dead(number, BOARD)) for outlet, of, number in told]
    with Ledger.open(lay(tmp_path / "a.sqlite", *pages), read_only=True) as ledger:
        ids = tuple(named(ledger, str(number), "Board").id for _, _, number in told)
        assert ledger.excerpts.runs(STORY, limit=5) == [ids]
        assert all(ledger.excerpts.runs_with(STORY, one) == [ids] for one in ids)
        assert ledger.excerpts.runs(STORY, limit=5, among=[ids[0]]) == []


def test_forecasts(ledger: Ledger) -> None:
    """Forecasts that name a day are counted, those that most outlets carry shown."""
    found, number = ledger.excerpts.forecasts(STORY, limit=5)
    assert [one.words for one in found] == [DAM]
    assert number == 1
    assert ledger.excerpts.forecasts("none", limit=5) == ([], 0)


def test_counted(tmp_path: Path) -> None:
    """What is counted in several places is one thing; what is counted once is none to be seen over time."""
    pages = [
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 7, said("44 people died in the hospital", LOE, value=count(44, "deaths @ hospital"))),
        page("Herald", 7, said("Nine bridges are gone", LOE, value=count(9, "bridges", unit="bridges"))),
    ]
    with Ledger.open(lay(tmp_path / "a.sqlite", *pages), read_only=True) as ledger:
        assert ledger.excerpts.counted(STORY, limit=5) == (["deaths"], 1)
        claims = ledger.excerpts.counts(STORY, ["deaths"], limit=9)
        assert {one.value.low for one in claims if one.value} == {31, 44}


def test_places(tmp_path: Path) -> None:
    """Places come with how many reports name each, and how many name none."""
    pages = (placed(PAGES[0], "Karvel", "city", (47.1, 9.2), 5), *PAGES[1:])
    with Ledger.open(lay(tmp_path / "a.sqlite", *pages), read_only=True) as ledger:
        seen, nowhere = ledger.excerpts.places(STORY, limit=5)
        assert [(one.place.name, one.place.gid, one.reports) for one in seen] == [("Karvel", 5, 1)]
        assert nowhere == sum(len(one.reports) for one in pages) - 1


def test_carried(tmp_path: Path) -> None:
    """Pages whose text others carry come with how many do, those with most first; of each no more than asked for.

    One at a time they come in the same order, each time with how many there are.
    """

    def copy(one: int, other: int, first: int | None) -> Copy:
        a, b = sorted((PAGES[one].article.id, PAGES[other].article.id))
        origin = PAGES[first].article.id if first is not None else None
        return Copy(a, b, CopyKind.WHOLE, (Passage(Span(0, 9), Span(0, 9), 3),), 0.9, 0.9, None, origin)

    copies = [copy(0, 1, 0), copy(0, 2, 0), copy(3, 4, None)]
    with Ledger.open(lay(tmp_path / "a.sqlite", *PAGES, copies=copies), read_only=True) as ledger:
        found, number = ledger.excerpts.carried(STORY, limit=5, each=1)
        assert number == 2
        assert [ledger.excerpts.carried(STORY, limit=1, each=1, offset=at) for at in range(3)] == [
            (found[:1], 2), (found[1:], 2), ([], 0),
        ]  # fmt: skip
        assert [(one.first, one.pairs, len(one.copies)) for one in found] == [
            (PAGES[0].article.id, 2, 1), (None, 1, 1),
        ]  # fmt: skip


def test_judgements_of_a_story(ledger: Ledger) -> None:
    """Of a story only those rulings come that have words on its pages, or that are on names."""
    assert list(ledger.judgements(story=STORY)) == []
