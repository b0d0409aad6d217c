"""Reports looked for by words and by what stands beside them: what is found, and that the counts keep their word."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields, replace

import linked_pages as mill
from builders import NOON, article, capture, reading, report
from reportedly import linking
from reportedly.errors import UsageError
from reportedly.ledger import Ledger, Search, finding
from reportedly.ledger.finding import FACETS
from reportedly.records import Kind, Outlet, Place, Span, Status, Value

KURSK = Place("Kârsk", Span(0, 5), "city", 1)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Six pages about a mill, and two about a storm with places, money and a bare intention."""
    with Ledger.open(tmp_path_factory.mktemp("finding") / "a.sqlite") as opened:
        mill.pages(opened)
        storm(opened)
        linking.link(opened)
        yield opened


def storm(ledger: Ledger) -> None:
    """Add two pages of a story of its own."""
    cost = Value(2_000_000, 5_000_000, "EUR", counted="damage", measure="damage")
    for day, outlet in ((2, "Karsk Gazette"), (3, "Harbour Radio")):
        text = "Kârsk was cut off by the storm. The damage comes to between 2 and 5 million euros, Dov Ash said."
        came = capture(text, url=f"https://storm.example/{day}")
        page = article(text, of=came, headline="Storm over Kârsk", outlet=Outlet(outlet), published=date(2031, 6, day))
        cut = report(page, "Kârsk was cut off by the storm", status=Status.ESTIMATED)
        ledger.add(
            came,
            reading(
                page,
                [
                    replace(cut, places=(KURSK, replace(KURSK, name="Karsk"))),
                    report(page, "The damage comes to between 2 and 5 million euros", "Dov Ash", value=cost),
                    report(page, "cut off", "Dov Ash", kind=Kind.INTENTION),
                ],
            ),
        )


def said(ledger: Ledger, search: Search) -> list[str]:
    """Return how what is found begins, in the order in which it is shown."""
    return [row.words[:24] for row in ledger.search(search, limit=100).rows]


def number(ledger: Ledger, search: Search) -> int:
    return ledger.search(search, limit=0).total


# ------------------------------------------------------------------ what is found


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search(words="damage"), 2),
        (Search(words="KARSK"), 4),  # case and accents do not matter; headlines are looked in
        (Search(words="mill illness open"), 1),  # all words, in any order
        (Search(words='"open again"'), 2),  # as it stands
        (Search(words='"again open"'), 0),
        (Search(outlet="Harbour Radio"), 2),
        (Search(outlet="harbour radio"), 0),  # an outlet is asked for by its whole name
        (Search(place="karsk"), 2),  # and a place named twice in one report counts once
        (Search(place="Kârsk"), 2),
        (Search(place="Kar"), 0),
        (Search(first=date(2031, 6, 3)), 2),
        (Search(last=date(2031, 5, 6)), 3),
        (Search(first=date(2031, 5, 7), last=date(2031, 5, 7)), 4),  # both days are included; undated pages are not
        (Search(status=Status.PREDICTED), 1),
        (Search(status=Status.BELIEVED), 0),
        (Search(unit="EUR"), 2),
        (Search(unit="people"), 5),
        (Search(unit="EUR", low=4_000_000), 2),  # it can be as high
        (Search(unit="EUR", low=6_000_000), 0),
        (Search(unit="EUR", high=2_000_000), 2),  # it can be as low
        (Search(unit="EUR", high=1_000_000), 0),
        (Search(unit="people", low=1_000), 1),  # "at least sixty" can be a thousand
        (Search(unit="people", high=50), 4),  # and not as low as fifty
        (Search(words="damage", unit="people"), 0),
    ],
)
def test_what_is_found(ledger: Ledger, search: Search, expected: int) -> None:
    """Each condition narrows to the reports that meet it, and only statements and beliefs are found."""
    found = ledger.search(search, limit=100)
    assert (found.total, len(found.rows), found.is_all) == (expected, expected, True)


def test_by_who_says_it_and_in_which_story(ledger: Ledger) -> None:
    """A claimant and a story are asked for by their ids, which the facets tell."""
    facets = ledger.search(Search(words="mill"), limit=0).facets
    orr = next(one for one in facets["claimant"] if one.name == "Ada Orr")
    story = facets["story"][0]
    assert (orr.count, number(ledger, Search(words="mill", claimant=orr.value))) == (orr.count, orr.count)
    assert set(said(ledger, Search(claimant=orr.value, status=Status.PREDICTED))) == {"The mill will open again"}
    assert number(ledger, Search(words="mill", story=story.value)) == story.count
    assert number(ledger, Search(story=story.value, unit="EUR")) == 0


def test_the_best_match_comes_first_or_the_latest(ledger: Ledger) -> None:
    """Words in a report's own sentence outweigh those of a headline; asked for the latest, it is the latest."""
    best = said(ledger, Search(words="storm"))
    assert best[:2] == ["Kârsk was cut off by the"] * 2
    latest = [row.article.outlet for row in ledger.search(Search(words="storm"), latest_first=True).rows]
    assert [one.name for one in latest if one] == ["Harbour Radio"] * 2 + ["Karsk Gazette"] * 2


def test_of_very_many_the_latest_are_counted(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past a bound it is told that there are more, and the latest come first whatever matches best."""
    from reportedly.ledger import readings  # noqa: PLC0415

    monkeypatch.setattr(finding, "COUNTED", 3)
    monkeypatch.setattr(readings, "COUNTED", 3)
    found = ledger.search(Search(words="storm"), limit=2)
    assert (found.total, found.is_all) == (3, False)
    assert [row.article.outlet.name for row in found.rows if row.article.outlet] == ["Harbour Radio"] * 2


@pytest.mark.parametrize("words", ["-", '""', "…", "  "])
def test_words_without_a_letter_are_refused(ledger: Ledger, words: str) -> None:
    """What has neither letter nor digit finds nothing, and says so."""
    with pytest.raises(UsageError, match="letters or digits"):
        ledger.search(Search(words=words))


def test_an_empty_search_asks_for_everything(ledger: Ledger) -> None:
    """Nothing asked is all there is."""
    assert Search().is_empty
    assert not Search(low=0).is_empty
    assert number(ledger, Search()) == 14


def test_what_was_superseded_is_not_found(tmp_path: Path) -> None:
    """A revised page is found as it now stands."""
    with Ledger.open(tmp_path / "a.sqlite", now=lambda: NOON) as opened:
        for text in ("The mill is closed.", "The mill is open."):
            came = capture(text)
            page = article(text, of=came)
            opened.add(came, reading(page, [report(page, text[:-1], "Ada Orr")]))
            linking.link(opened)
        assert said(opened, Search(words="mill")) == ["The mill is open"]


# ------------------------------------------------------------------ properties

OF = {
    "words": ("mill", "storm", "workers", "orr", '"the mill"', "people damage"),
    "outlet": ("Lowmoor Post", "Arden Observer", "Harbour Radio", "nobody's"),
    "place": ("karsk", "Lowmoor"),
    "first": (date(2031, 5, 6), date(2031, 5, 8), date(2031, 6, 3)),
    "last": (date(2031, 5, 6), date(2031, 5, 8), date(2031, 6, 3)),
    "status": tuple(Status),
    "unit": ("people", "EUR", "metre"),
    "low": (0.0, 40.0, 61.0, 3e6),
    "high": (39.0, 40.0, 60.0, 3e6),
}
SEARCHES = st.fixed_dictionaries({}, optional={name: st.sampled_from(some) for name, some in OF.items()}).map(
    lambda chosen: Search(**chosen)  # type: ignore[arg-type]  # fields by name
)
LEDGERS = settings(max_examples=60, deadline=None)


@LEDGERS
@given(search=SEARCHES)
def test_a_facet_counts_what_is_found_when_it_is_chosen(ledger: Ledger, search: Search) -> None:
    """The number beside a facet is the number that is found once it is chosen as well."""
    found = ledger.search(search, limit=0)
    assert set(found.facets) <= set(FACETS)
    for name, some in found.facets.items():
        if getattr(search, name) is not None and name != "place":
            assert [one.count for one in some] == [found.total], "what was chosen is all there is"
        for one in some:
            value = Status(one.value) if name == "status" else one.value
            if name == "place" and search.place is not None:
                continue  # another place would take the first one's place
            chosen = replace(search, **{name: value})
            assert number(ledger, chosen) == one.count, (name, one)


@LEDGERS
@given(search=SEARCHES, also=SEARCHES)
def test_narrowing_never_finds_more(ledger: Ledger, search: Search, also: Search) -> None:
    """A further condition leaves out, and adds nothing."""
    more = {
        one.name: getattr(also, one.name)
        for one in fields(Search)
        if getattr(search, one.name) is None and getattr(also, one.name) is not None
    }
    wide = {row.report.id for row in ledger.search(search, limit=100).rows}
    narrow = {row.report.id for row in ledger.search(replace(search, **more), limit=100).rows}
    assert narrow <= wide


@LEDGERS
@given(search=SEARCHES, size=st.integers(1, 5), latest_first=st.booleans())
def test_pages_are_the_whole(ledger: Ledger, search: Search, size: int, latest_first: bool) -> None:
    """Page after page shows what all of it shows at once: nothing twice, nothing lost."""
    whole = [row.report.id for row in ledger.search(search, limit=100, latest_first=latest_first).rows]
    pages: list[str] = []
    for start in range(0, len(whole) + size, size):
        found = ledger.search(search, limit=size, offset=start, latest_first=latest_first)
        pages += [row.report.id for row in found.rows]
    assert pages == whole
    assert len(set(whole)) == len(whole) == number(ledger, search)
