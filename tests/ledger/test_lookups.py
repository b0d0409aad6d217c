"""Lists and sums over all stories: they count what the records say, whatever the database does to count it."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import linked_pages as mill
from builders import article, capture, reading, report, source
from reportedly import linking
from reportedly.errors import NotFoundError
from reportedly.ledger import Ledger
from reportedly.ledger.claimants import ClaimantOrder
from reportedly.ledger.pages import OutletOrder, Way, Ways, way_of
from reportedly.outlets import outlet_of
from reportedly.records import (
    Copy,
    CopyKind,
    EntityKind,
    Outlet,
    Passage,
    RelationKind,
    Report,
    SourceKind,
    Span,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The mill's illness, linked, and a page with the ways it lacks."""
    with Ledger.open(tmp_path / "a.sqlite") as opened:
        mill.pages(opened)
        mill.page(
            opened,
            "Lowmoor Post",
            8,
            "What is said of the mill",
            f"{mill.ABOUT[0]} It is closed. It was reportedly sold. Two officials wept, he said.",
            lambda on: report(on, "It is closed"),
            lambda on: report(on, "It was reportedly sold", None),
            lambda on: report(on, "Two officials wept", source("two officials", SourceKind.UNNAMED)),
            lambda on: report(on, "he said", source("Hill Gazette", SourceKind.OUTLET)),
        )
        linking.link(opened)
        yield opened


def entity(ledger: Ledger, name: str) -> str:
    """Return the id of the one claimant of a name."""
    (found,) = {one.id for one in ledger.claimants.listed(words=name, limit=9)}
    return found


# ------------------------------------------------------------------ claimants


def test_claimants_come_with_what_they_said(ledger: Ledger) -> None:
    """Whoever is cited is listed with how many claims; outlets only if they are asked for."""
    claims = Counter(claim.claimant for claim in ledger.books.claims() if claim.claimant)
    kinds = {key: one.kind for story in ledger.books.stories() for key, one in ledger.books.entities(story.id).items()}
    listed = ledger.claimants.listed(limit=99)
    assert {one.id: one.claims for one in listed} == {
        key: number for key, number in claims.items() if kinds[key] is not EntityKind.OUTLET
    }
    assert [one.claims for one in listed] == sorted((one.claims for one in listed), reverse=True)
    outlets = ledger.claimants.listed(kind=EntityKind.OUTLET, limit=99)
    assert {one.id for one in outlets} == {key for key in claims if kinds[key] is EntityKind.OUTLET} != set()


def test_claimants_by_name_and_in_pages(ledger: Ledger) -> None:
    """A to Z is by name whatever the capitals, and pages of a list put together are the list."""
    every = ledger.claimants.listed(order=ClaimantOrder.NAME, limit=99)
    names = [one.name.casefold() for one in every]
    assert names == sorted(names)
    in_pages = [ledger.claimants.listed(order=ClaimantOrder.NAME, limit=1, offset=at)[0] for at in range(len(every))]
    assert in_pages == every


@pytest.mark.parametrize(
    ("words", "names"), [("orr", {"Ada Orr"}), ("ÓRR ada", {"Ada Orr"}), ("loe", {"Ben Loe"}), ("nobody such", set())]
)
def test_claimants_by_words(ledger: Ledger, words: str, names: set[str]) -> None:
    """Words of a name find it, whatever case, accents and order."""
    assert {one.name for one in ledger.claimants.listed(words=words, limit=9)} == names


def test_a_claimants_claims_stand_by_story_the_latest_first(ledger: Ledger) -> None:
    """All that somebody said is there once, in pages too."""
    orr = entity(ledger, "Ada Orr")
    every = ledger.claimants.claims(orr, limit=99)
    assert {claim.id for claim in every} == {claim.id for claim in ledger.books.claims(claimant=orr)}
    assert len(every) == ledger.claimants.said(orr).claims
    days = [claim.said_on or date.min for claim in every]
    assert days == sorted(days, reverse=True)
    assert [ledger.claimants.claims(orr, limit=1, offset=at)[0] for at in range(len(every))] == every


def test_a_claimants_forecasts_and_who_is_against(ledger: Ledger) -> None:
    """What falls due, and what contradicts or denies, is found from the claimant."""
    orr = entity(ledger, "Ada Orr")
    assert [claim.horizon for claim in ledger.claimants.forecasts(orr, limit=9)] == [date(2031, 5, 9)]
    mine = {claim.id for claim in ledger.books.claims(claimant=orr)}
    opposing = {RelationKind.CONTRADICTS, RelationKind.DENIES}
    wanted = [one for one in ledger.books.relations(*opposing) if {one.source, one.target} & mine]
    assert sorted(map(str, ledger.claimants.against(orr, limit=99))) == sorted(map(str, wanted))
    assert wanted


def test_how_a_claimants_words_travel(ledger: Ledger) -> None:
    """At first hand is a chain of two; who stands between is named with how often."""
    orr = entity(ledger, "Ada Orr")
    told = [row for row in ledger.reports() if ledger.books.claim_of(row.report.id) in _ids(ledger, orr)]
    found = ledger.claimants.travelled(orr, limit=9)
    first = [row for row in told if len(row.report.chain) == 2]
    assert (found.reports, found.first_hand) == (len(told), len(first))
    assert found.outlets == len({outlet_of(row.article) for row in told})
    assert found.first_hand_outlets == len({outlet_of(row.article) for row in first})
    between = Counter(link.name for row in told for link in row.report.chain[1:-1])
    assert dict(found.relays) == dict(between) == {"Lowmoor Post": 1}


def _ids(ledger: Ledger, claimant: str) -> set[str]:
    return {claim.id for claim in ledger.books.claims(claimant=claimant)}


def test_nobody_said_nothing(ledger: Ledger) -> None:
    """An id that no claimant has is no error here: its sums are nought."""
    assert (ledger.claimants.said("none").claims, ledger.claimants.travelled("none", limit=9).reports) == (0, 0)
    assert ledger.claimants.aliases("none", limit=9) == []


# ------------------------------------------------------------------ measures


def test_what_is_counted(ledger: Ledger) -> None:
    """Each measure has as many values as there are claims that count it, and they come by day."""
    counts = Counter(claim.measure for claim in ledger.books.claims() if claim.measure)
    assert {one.measure: one.values for one in ledger.claimants.measures(limit=99)} == dict(counts)
    for measure, number in counts.items():
        assert ledger.claimants.counting(measure).values == number
        tracks = ledger.claimants.counted_in(measure, limit=9)
        values = [claim for one in tracks for claim in ledger.claimants.values(measure, story=one.story, limit=99)]
        assert len(values) == number
        assert sum(one.values for one in tracks) == number
    with pytest.raises(NotFoundError, match="no measure"):
        ledger.claimants.counting("no such measure")


# ------------------------------------------------------------------ outlets


def test_outlets_and_their_pages(ledger: Ledger) -> None:
    """Each outlet has the pages that stand, the latest day first."""
    pages = Counter(outlet_of(one) for one in ledger.articles())
    assert {one.name: one.pages for one in ledger.pages.outlets(limit=99)} == dict(pages)
    assert [one.name for one in ledger.pages.outlets(words="ARDEN", limit=9)] == ["Arden Observer"]
    assert [one.name for one in ledger.pages.outlets(order=OutletOrder.NAME, limit=2)] == [
        "Arden Observer",
        "Hill Gazette",
    ]
    found = ledger.pages.of_outlet("Arden Observer", limit=9)
    assert [one.day for one in found] == [date(2031, 5, 10), date(2031, 5, 7)]
    assert ledger.pages.of_outlet("Arden Observer", limit=1, offset=1) == found[1:]
    with pytest.raises(NotFoundError, match="no outlet"):
        ledger.pages.outlet("No Such Paper")


def test_a_page_that_was_superseded_counts_no_more(ledger: Ledger) -> None:
    """An outlet has as many pages as stand now, not as many as were read."""
    came = capture("The mill is open.", url="https://observer.example/7")
    ledger.add(came, reading(article("The mill is open.", of=came, outlet=Outlet("Arden Observer"))))
    assert ledger.pages.outlet("Arden Observer").pages == 2


def test_how_an_outlet_has_what_it_reports(ledger: Ledger) -> None:
    """The database counts as the records say: first-hand, relayed, own voice, nobody named; and unnamed across."""
    for outlet in {outlet_of(one) for one in ledger.articles()}:
        told = [row for row in ledger.reports() if outlet_of(row.article) == outlet]
        ways = Counter(way_of(row.report) for row in told)
        unnamed = sum(row.report.claimant.kind is SourceKind.UNNAMED for row in told)
        wanted = Ways(len(told), **{way.value: ways[way] for way in Way}, unnamed=unnamed)
        assert ledger.pages.ways(outlet) == wanted
        pages = ledger.pages.of_outlet(outlet, limit=9)
        each = ledger.pages.ways_of(pages).values()
        assert sum(one.reports for one in each) == wanted.reports
    assert min(Counter(way_of(row.report) for row in ledger.reports()).values()) > 0  # each way is there


@pytest.mark.parametrize(
    ("chain", "way"),
    [
        (("Ada Orr",), Way.FIRST_HAND),
        ((source("two officials", SourceKind.UNNAMED),), Way.FIRST_HAND),
        (("Northline", "Ada Orr"), Way.RELAYED),
        ((source("Northline", SourceKind.OUTLET),), Way.RELAYED),
        ((None,), Way.NOBODY),
        ((source("Northline", SourceKind.OUTLET), None), Way.NOBODY),
        ((), Way.OWN),
    ],
)
def test_ways(chain: tuple[str | None], way: Way) -> None:
    """What is first-hand, relayed, own voice, nobody's."""
    page = article()
    assert way_of(report(page, "The mill is closed", *chain)) is way


def copied(a: str, b: str, kind: CopyKind, first: str | None) -> Copy:
    """Two pages with the same text; of the two ids the smaller comes first."""
    low, high = sorted((a, b))
    return Copy(low, high, kind, (Passage(Span(0, 3), Span(0, 3), 1),), 1.0, 1.0, first=first)


@pytest.mark.parametrize(
    ("kind", "first", "wanted"),
    [
        (CopyKind.WHOLE, "other", "carried"),
        (CopyKind.WHOLE, "own", "lent"),
        (CopyKind.WHOLE, None, "open"),
        (CopyKind.PASSAGE, "other", "passages"),
        (CopyKind.SPEECH, "other", None),
    ],
)
def test_what_an_outlet_shares(ledger: Ledger, kind: CopyKind, first: str | None, wanted: str | None) -> None:
    """A page is counted by whose text it is: another's, open, its own, a passage; words both quote do not count."""
    own = ledger.pages.of_outlet("Hill Gazette", limit=1)[0]
    other = ledger.pages.of_outlet("Lowmoor Post", limit=1)[0]
    firsts = {"own": own.id, "other": other.id}
    ledger.books.put_copies([copied(own.id, other.id, kind, firsts.get(first or ""))])
    found = ledger.pages.copying("Hill Gazette")
    counts = {name: getattr(found, name) for name in ("carried", "open", "lent", "passages")}
    assert counts == {name: int(name == wanted) for name in counts}
    assert found.reports_on_carried == (1 if wanted == "carried" else 0)
    assert ledger.pages.carried_from([own]) == ({own.id: "Lowmoor Post"} if wanted == "carried" else {})


def test_an_outlet_shares_nothing_with_itself(ledger: Ledger) -> None:
    """The same text on two pages of one outlet is no copy of another's."""
    one, other = ledger.pages.of_outlet("Arden Observer", limit=2)
    ledger.books.put_copies([copied(one.id, other.id, CopyKind.WHOLE, one.id)])
    assert ledger.pages.copying("Arden Observer").carried == 0


# ------------------------------------------------------------------ revisions


def test_revisions_of_an_address(tmp_path: Path) -> None:
    """Every text that stood at an address is listed once, the latest first; another address has its own."""
    with Ledger.open(tmp_path / "b.sqlite") as ledger:
        ids = []
        for text in ("It is shut.", "It is open.", "It is sold."):
            came = capture(text)
            page = article(text, of=came)
            ledger.add(came, reading(page))
            ids.append(page.id)
        elsewhere = capture("It is shut.", url="https://courier.example/other")
        ledger.add(elsewhere, reading(article("It is shut.", of=elsewhere)))
        found = ledger.pages.revisions("https://courier.example/mill", limit=9)
        assert [one.id for one in found] == ids[::-1]
        assert ledger.pages.texts(ids) == dict(zip(ids, ("It is shut.", "It is open.", "It is sold."), strict=True))
        assert ledger.pages.kept(capture("It is sold.").id).sha256 == capture("It is sold.").sha256


ASKED: list[Callable[[Ledger], object]] = [
    lambda ledger: ledger.claimants.listed(limit=5),
    lambda ledger: ledger.pages.outlets(limit=5),
    lambda ledger: ledger.claimants.measures(limit=5),
]


@pytest.mark.parametrize("ask", ASKED)
def test_an_empty_ledger_lists_nothing(tmp_path: Path, ask: Callable[[Ledger], list[Report]]) -> None:
    """Where there is nothing, lists are empty and no error."""
    with Ledger.open(tmp_path / "c.sqlite") as ledger:
        assert ask(ledger) == []
