"""The right half on ledgers: made news is counted exactly, and whatever comes when, linking gives the same."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import made_news_linked
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_news_pages import Page, pages
from made_news_pages import stories as made_stories
from made_news_truth import compare

from builders import article, capture, reading, report, source
from reportedly import clashes, linking
from reportedly.errors import NotFoundError
from reportedly.ledger import Ledger
from reportedly.link.judged import attached, quote
from reportedly.records import (
    Judgement,
    JudgementKind,
    Outlet,
    RelationKind,
    Report,
    Source,
    SourceKind,
    Value,
    id_of,
)

NUMBER = 60
SOME = list(pages(24, seed=5))


def rows(ledger: Ledger) -> dict[str, list[str]]:
    """Return all that linking made, in an order of its own."""
    books = ledger.books
    return {
        "stories": sorted(map(repr, books.stories())),
        "claims": sorted(map(repr, books.claims())),
        "points": sorted(map(repr, books.points())),
        "relations": sorted(map(repr, books.relations())),
        "copies": sorted(map(repr, books.copies())),
        "entities": sorted(repr(one) for story in books.stories() for one in books.entities(story.id).values()),
        "doubts": sorted(map(repr, books.doubts())),
    }


def test_made_news_is_counted_exactly(tmp_path: Path) -> None:
    """On clean text every count of origins is right, every clash and revision is found, and none is made up."""
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        for page in pages(NUMBER, seed=1):
            ledger.add(*page)
        linking.link(ledger)
        outcome = compare(made_stories(NUMBER, seed=1), made_news_linked.found(ledger))
    assert outcome.wrong == []
    assert outcome.is_exact


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What linking all pages at once makes."""
    with Ledger.open(tmp_path_factory.mktemp("whole") / "a.sqlite") as ledger:
        for page in SOME:
            ledger.add(*page)
        linking.link(ledger)
        return rows(ledger)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(len(SOME))), cuts=st.sets(st.integers(1, len(SOME) - 1), max_size=4))
def test_pages_that_come_later_and_a_rebuild_give_the_same(
    tmp_path_factory: pytest.TempPathFactory, whole: dict[str, list[str]], order: list[int], cuts: set[int]
) -> None:
    """Whatever comes first, and however often is linked between, the rows are the same; so they are made anew."""
    path = tmp_path_factory.mktemp("parts") / "a.sqlite"
    for batch in _batches([SOME[place] for place in order], sorted(cuts)):
        with Ledger.open(path) as ledger:  # each time in a process that knows nothing yet
            for page in batch:
                ledger.add(*page)
            linking.link(ledger)
    with Ledger.open(path) as ledger:
        assert rows(ledger) == whole
        linking.link(ledger, everything=True)
        assert rows(ledger) == whole


def _batches(some: Sequence[Page], cuts: Sequence[int]) -> Iterator[Sequence[Page]]:
    for start, end in zip([0, *cuts], [*cuts, len(some)], strict=True):
        yield some[start:end]


def test_linking_twice_does_nothing(tmp_path: Path) -> None:
    """What is linked stays as it is."""
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        for page in SOME[:5]:
            ledger.add(*page)
        assert linking.link(ledger).pages == 5
        before = rows(ledger)
        assert linking.link(ledger) == linking.Came(0, 0)
        assert rows(ledger) == before


def test_what_a_killed_run_left_half_done_is_done_anew(tmp_path: Path) -> None:
    """Linking all is stored in parts; one that did not come to its end begins again."""

    class Stopped(Exception):  # noqa: N818  # stands for a kill
        pass

    def stop(what: str, done: int, _of: int) -> None:
        if what == "linking" and done == 1:
            raise Stopped

    with Ledger.open(tmp_path / "a.sqlite") as ledger, pytest.MonkeyPatch.context() as patch:
        for page in SOME:
            ledger.add(*page)
        patch.setattr(linking, "TOGETHER", 1)
        with pytest.raises(Stopped):
            linking.link(ledger, progress=stop)
        assert ledger.books.state("unfinished") is not None
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        linking.link(ledger)
        after = rows(ledger)
        linking.link(ledger, everything=True)
        assert rows(ledger) == after
        assert ledger.books.state("unfinished") is None


# ------------------------------------------------------------------ few pages, told by hand, and judged

TEXTS = {
    "Globe": "The dam at Karvel broke. {number} people were killed in Karvel, {who} said. Water took the bridge.",
    "Echo": "{who} counted this: {number} people were killed in Karvel when its dam gave way and a bridge was lost.",
    "Post": "Below the broken dam, the count of {who}: {number} people were killed in Karvel. The bridge is gone.",
}
AT = datetime(2031, 5, 9, tzinfo=UTC)


def told(ledger: Ledger, outlet: str, number: int, *chain: Source, day: int = 6, added: str = "") -> Report:
    """Add a page on which somebody counts the dead; return its report."""
    text = TEXTS[outlet].format(number=number, who=chain[-1].name if chain else "nobody") + added
    found = capture(text, url=f"https://{outlet.replace(' ', '').lower()}.example/{number}")
    page = article(text, of=found, headline="Dam at Karvel breaks", outlet=Outlet(outlet), published=date(2031, 5, day))
    value = Value(number, number, "people", counted="people", measure="deaths @ karvel")
    one = report(page, f"{number} people were killed in Karvel", *chain, value=value)
    ledger.add(found, reading(page, [one]))
    return one


BOARD = source("Karvel River Board", SourceKind.BODY)
FARMERS = source("Karvel Farmers' Union", SourceKind.BODY)
ORR = source("Ada Orr", role="spokeswoman for the Karvel River Board")
OFFICIALS = source("two officials", SourceKind.UNNAMED)


def via(name: str) -> Source:
    return source(name, SourceKind.OUTLET)


def origins(ledger: Ledger, one: Report) -> tuple[int, int]:
    """Return how many origins stand behind what a report says: at least, at most."""
    claim = ledger.books.claim(str(ledger.books.claim_of(one.id)))
    point = ledger.books.point_of(claim.id)
    found = ledger.books.point(point).origins if point else claim.origins
    return found.at_least, found.at_most


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "a.sqlite") as opened:
        yield opened


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([("Globe", BOARD), ("Echo", BOARD), ("Post", via("Globe"), BOARD)], (1, 1)),  # echo
        ([("Globe", BOARD), ("Echo", via("Globe"))], (1, 1)),  # stops at an outlet whose own page tells more
        ([("Globe", BOARD), ("Echo",)], (1, 1)),  # repeats, and names nobody
        ([("Globe", BOARD), ("Echo", FARMERS)], (2, 2)),  # two who count
        ([("Globe", ORR), ("Echo", BOARD)], (1, 1)),  # whoever speaks for a body says what it says
        ([("Globe", OFFICIALS), ("Echo", OFFICIALS)], (2, 2)),  # nobody knows whose: not even of one state
        ([("Globe", OFFICIALS), ("Echo", via("Globe"), OFFICIALS)], (1, 1)),  # people without a name, relayed
        ([("Globe", via("Echo")), ("Echo", via("Globe"))], (0, 0)),  # a loop
    ],
)
def test_origins_of_a_number(
    ledger: Ledger, pages: list[tuple[str, *tuple[Source, ...]]], expected: tuple[int, int]
) -> None:
    """Outlets add no origin; whoever counts does."""
    reports = [told(ledger, outlet, 31, *chain, day=6 + n) for n, (outlet, *chain) in enumerate(pages)]
    linking.link(ledger)
    assert {origins(ledger, one) for one in reports} == {expected}


def judged(
    ledger: Ledger, kind: JudgementKind, *reports: Report, names: tuple[str, ...] = (), undoes: str | None = None
) -> str:
    """Store a judgement on some reports, and link."""
    quotes = tuple(quote(ledger.report(one.id).article, one.evidence) for one in reports)
    key = id_of(kind.value, *(one.id for one in reports), *names, undoes)
    ledger.judge(Judgement(key, kind, "Ada", AT, quotes=quotes, names=names, undoes=undoes))
    linking.link(ledger)
    return key


def test_two_claims_judged_one_and_taken_back(ledger: Ledger) -> None:
    """A judgement holds at the next linking and at every rebuild, until it is taken back."""
    one, other = told(ledger, "Globe", 31, BOARD), told(ledger, "Echo", 33, BOARD)
    linking.link(ledger)
    claim_of = ledger.books.claim_of
    assert claim_of(one.id) != claim_of(other.id)
    ruling = judged(ledger, JudgementKind.SAME_CLAIM, one, other)
    assert claim_of(one.id) == claim_of(other.id)
    linking.link(ledger, everything=True)
    assert claim_of(one.id) == claim_of(other.id)
    judged(ledger, JudgementKind.UNDO, undoes=ruling)
    assert claim_of(one.id) != claim_of(other.id)


def test_one_claim_judged_two(ledger: Ledger) -> None:
    """What people part stays apart."""
    one, other = told(ledger, "Globe", 31, BOARD), told(ledger, "Echo", 31, BOARD, day=7)
    linking.link(ledger)
    assert ledger.books.claim_of(one.id) == ledger.books.claim_of(other.id)
    judged(ledger, JudgementKind.OTHER_CLAIM, one, other)
    assert ledger.books.claim_of(one.id) != ledger.books.claim_of(other.id)


def test_names_judged_one(ledger: Ledger) -> None:
    """Two names of one body count once."""
    one = told(ledger, "Globe", 31, BOARD)
    told(ledger, "Echo", 31, FARMERS)
    linking.link(ledger)
    assert origins(ledger, one) == (2, 2)
    judged(ledger, JudgementKind.SAME_ENTITY, names=("Karvel River Board", "Karvel Farmers' Union"))
    assert origins(ledger, one) == (1, 1)


def test_origins_judged_one(ledger: Ledger) -> None:
    """Two who stay two, but whose words go back to one."""
    one = told(ledger, "Globe", 31, BOARD)
    told(ledger, "Echo", 31, FARMERS)
    judged(ledger, JudgementKind.SAME_ORIGIN, names=("Karvel River Board", "Karvel Farmers' Union"))
    assert origins(ledger, one) == (1, 1)


def test_a_chain_judged_wrong(ledger: Ledger) -> None:
    """The chain a person gives takes the place of the one that was read."""
    one = told(ledger, "Globe", 31, BOARD)
    told(ledger, "Echo", 31, FARMERS)
    judged(ledger, JudgementKind.CHAIN, one, names=("Globe", "Karvel Farmers' Union"))
    assert origins(ledger, one) == (1, 1)


def test_a_contradiction_and_what_a_person_says_is_none(ledger: Ledger) -> None:
    """Two counts of one day clash, unless a person says that both can hold."""
    one, other = told(ledger, "Globe", 31, BOARD), told(ledger, "Echo", 44, FARMERS)
    linking.link(ledger)
    assert [found.kind for found in ledger.books.relations()] == [RelationKind.CONTRADICTS]
    judged(ledger, JudgementKind.NOT_CONTRADICTION, one, other)
    assert [found.kind for found in ledger.books.relations()] == [RelationKind.NONE]


def test_a_contradiction_that_only_a_person_sees(ledger: Ledger) -> None:
    """Counts of two days are none by rule; one that a person makes holds at every rebuild, until it is taken back."""
    one, other = told(ledger, "Globe", 31, BOARD), told(ledger, "Echo", 44, FARMERS, day=9)
    linking.link(ledger)
    kinds = [found.kind for found in ledger.books.relations()]
    assert kinds == [RelationKind.OTHER_PERIOD]
    before = rows(ledger)
    ruling = judged(ledger, JudgementKind.CONTRADICTION, one, other)
    for everything in (False, True):
        linking.link(ledger, everything=everything)
        assert [found.kind for found in ledger.books.relations()] == [RelationKind.CONTRADICTS]
    (relation,) = ledger.books.relations()
    assert [on.id for on in clashes.rulings(ledger, [relation]).values()] == [ruling]
    judged(ledger, JudgementKind.NOT_CONTRADICTION, one, other)
    assert [found.kind for found in ledger.books.relations()] == [RelationKind.OTHER_PERIOD]
    for undone in list(ledger.judgements(in_force=True)):
        judged(ledger, JudgementKind.UNDO, undoes=undone.id)
    assert rows(ledger) == before
    assert clashes.rulings(ledger, list(ledger.books.relations())) == {}


def test_a_later_number_revises(ledger: Ledger) -> None:
    """The same claimant's later number revises the one before: with the direction and size of the change."""
    told(ledger, "Globe", 31, BOARD)
    told(ledger, "Globe", 44, BOARD, day=8)
    linking.link(ledger)
    (found,) = ledger.books.relations()
    assert (found.kind, found.change) == (RelationKind.REVISES, 13.0)


def test_pages_judged_of_one_story_and_of_two(ledger: Ledger) -> None:
    """Stories are merged and split page by page."""
    one, other = told(ledger, "Globe", 31, BOARD), told(ledger, "Echo", 31, BOARD)
    linking.link(ledger)
    story_of = ledger.books.story_of
    assert story_of(one.article_id) == story_of(other.article_id)
    apart = judged(ledger, JudgementKind.OTHER_STORY, one, other)
    assert story_of(one.article_id) != story_of(other.article_id)
    judged(ledger, JudgementKind.UNDO, undoes=apart)
    assert story_of(one.article_id) == story_of(other.article_id)


@pytest.mark.parametrize("kind", [JudgementKind.OTHER_STORY, JudgementKind.SAME_STORY])
def test_a_page_that_people_moved_leaves_no_trace_when_it_is_revised(ledger: Ledger, kind: JudgementKind) -> None:
    """What stood at its address before is in no story any more, as if all were linked anew."""
    one, other = told(ledger, "Globe", 31, BOARD), told(ledger, "Echo", 31, BOARD)
    linking.link(ledger)
    judged(ledger, kind, one, other)
    found = capture("Rain fell on the fair at Tormund. Nobody counts.", url="https://echo.example/31")
    ledger.add(found, reading(article(found.body.decode(), of=found, outlet=Outlet("Echo"))))
    linking.link(ledger)
    before = rows(ledger)
    assert ledger.books.story_of(other.article_id) is None
    linking.link(ledger, everything=True)
    assert rows(ledger) == before


def test_a_judgement_is_found_again_on_a_revised_page(ledger: Ledger) -> None:
    """It points at words: they are looked for in the text that now stands at the address."""
    one, other = told(ledger, "Globe", 31, BOARD), told(ledger, "Echo", 33, BOARD)
    judged(ledger, JudgementKind.SAME_CLAIM, one, other)
    again = told(ledger, "Globe", 31, BOARD, added=" An update: rain is expected.")
    linking.link(ledger)
    assert again.id != one.id
    assert ledger.books.claim_of(one.id) is None
    assert ledger.books.claim_of(again.id) == ledger.books.claim_of(other.id)
    assert attached(ledger.judgements(in_force=True), ledger.at_address).unfit == ()


def test_a_judgement_whose_words_are_gone_is_not_lost(ledger: Ledger) -> None:
    """It is offered for review."""
    one, other = told(ledger, "Globe", 31, BOARD), told(ledger, "Echo", 33, BOARD)
    ruling = judged(ledger, JudgementKind.SAME_CLAIM, one, other)
    text = "The dam at Karvel broke. Nobody counts."
    found = capture(text, url="https://globe.example/31")
    ledger.add(found, reading(article(text, of=found, outlet=Outlet("Globe"))))
    linking.link(ledger)
    assert [one.id for one in attached(ledger.judgements(in_force=True), ledger.at_address).unfit] == [ruling]


def test_a_judgement_taken_back_must_be_there(ledger: Ledger) -> None:
    """What was never judged cannot be undone."""
    with pytest.raises(NotFoundError, match="judgement"):
        ledger.judge(Judgement("x", JudgementKind.UNDO, "Ada", AT, undoes="y"))
