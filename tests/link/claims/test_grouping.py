"""Reports made claims: one claimant, one number, yes or no; whoever names nobody repeats."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.claims.grouping import MOST, Book, books, names_most, pairs_of
from reportedly.link.claims.sayings import Saying
from reportedly.link.claims.ties import Cast, Whose
from reportedly.link.judged import Judged
from reportedly.records import EntityKind, Status, Value
from tellings import BOARD, ORR, at_least, count, entity, heard, linked_pages, page, said

CAST = Cast({
    one.id: one
    for one in (
        entity("globe", EntityKind.OUTLET, "Globe"),
        entity("echo", EntityKind.OUTLET, "Echo"),
        entity("post", EntityKind.OUTLET, "Post"),
        entity("board", EntityKind.BODY, "Karvel River Board"),
        entity("orr", EntityKind.PERSON, "Ada Orr", parent="board"),
        entity("ash", EntityKind.PERSON, "Cy Ash", parent="board"),
        entity("union", EntityKind.BODY, "Farmers' Union of Oss"),
        entity("peruvians", EntityKind.UNNAMED, "Peruvian officials", state="PE"),
        entity("ministry", EntityKind.BODY, "Peru's Defence Ministry", state="PE"),
        entity("authorities", EntityKind.UNNAMED, "the authorities"),
    )
})  # fmt: skip


def dead(number: int, *chain: str | None, on: int = 6, value: Value | None = None) -> Saying:
    words = f"{number} people were killed in Karvel"
    return heard(said(words, value=value or count(number, "deaths @ karvel")), *chain, on=on)


def groups(sayings: list[Saying], judged: Judged | None = None) -> set[frozenset[str]]:
    """Which reports are of one claim, by where they stand in the list."""
    names = {one.report.id: str(i) for i, one in enumerate(sayings)}
    found = books(sayings, CAST, judged or Judged())
    return {frozenset(names[report] for report in book.reports) for book in found}


def apart(*some: str) -> set[frozenset[str]]:
    return {frozenset(one) for one in some}


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        ([dead(31, "globe", "board"), dead(31, "echo", "board")], apart("01")),
        ([dead(31, "globe", "board"), dead(31, "echo", "union")], apart("0", "1")),
        ([dead(31, "globe", "board"), dead(33, "echo", "board")], apart("0", "1")),
        ([dead(31, "globe", "board"), dead(31, "echo", "orr")], apart("01")),  # she speaks for it
        # two who speak for one body are two, and the body goes with one of them
        ([dead(31, "globe", "orr"), dead(31, "echo", "ash"), dead(31, "post", "board")], apart("02", "1")),
        ([dead(31, "globe", "orr"), dead(31, "post", "ash")], apart("0", "1")),
        # a floor goes with its number, and not with two
        ([dead(31, "globe", "board"), dead(31, "echo", "board", value=at_least(31, "deaths @ karvel"))], apart("01")),
        # vague people go with the one of their state who says so
        ([dead(31, "globe", "peruvians"), dead(31, "echo", "ministry")], apart("01")),
        ([dead(31, "globe", "peruvians"), dead(31, "echo", "board")], apart("0", "1")),
        ([dead(31, "globe", "authorities"), dead(31, "echo", "board")], apart("01")),
        # with two, nobody knows with which
        (
            [dead(31, "globe", "authorities"), dead(31, "echo", "board"), dead(31, "post", "union")],
            apart("0", "1", "2"),
        ),
        # a page that names nobody repeats the one who says it; with two, it stays alone
        ([dead(31, "globe"), dead(31, "echo", "board")], apart("01")),
        ([dead(31, "globe", None), dead(31, "echo", "board")], apart("01")),
        ([dead(31, "globe"), dead(31, "echo", "board"), dead(31, "post", "union")], apart("0", "1", "2")),
        ([dead(31, "globe"), dead(31, "echo")], apart("0", "1")),  # nobody is repeated
        ([dead(31, "globe"), dead(31, "globe", on=7)], apart("01")),  # one outlet says it twice
        ([], set()),
    ],
)
def test_books(sayings: list[Saying], expected: set[frozenset[str]]) -> None:
    """Reports of one claim: one claimant, or who speaks for it, and one number."""
    assert groups(sayings) == expected
    assert groups(sayings[::-1]) == {frozenset(str(len(sayings) - 1 - int(i)) for i in some) for some in expected}


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("The dam is safe", "The dam at Karvel is safe", True),
        ("The dam is safe", "The dam is not safe", False),
        ("The dam is safe", "The bridge at Oss fell into the river", False),
    ],
)
def test_books_of_words(one: str, other: str, *, is_one: bool) -> None:
    """Without a number, reports are of one claim by like words and never both yes and no."""
    found = groups([heard(said(words), outlet, "board") for words, outlet in ((one, "globe"), (other, "echo"))])
    assert (len(found) == 1) is is_one


@given(st.randoms(use_true_random=False))
def test_books_do_not_depend_on_order(draw: random.Random) -> None:
    """Whatever comes first, the claims are the same, and each report is of just one."""
    some = [
        dead(number, outlet, *chain, on=on)
        for number in (31, 33)
        for on, (outlet, *chain) in enumerate(
            (("globe", "board"), ("echo", "orr"), ("post", "ash"), ("globe", "echo", "orr"), ("echo",), ("post", None),
             ("globe", "peruvians"), ("echo", "ministry"), ("post", "authorities"), ("globe", "union")), 6
        )
    ]  # fmt: skip
    want = {frozenset(book.reports) for book in books(some, CAST)}
    draw.shuffle(some)
    found = [report for book in books(some, CAST) for report in book.reports]
    assert {frozenset(book.reports) for book in books(some, CAST)} == want
    assert sorted(found) == sorted(one.report.id for one in some)


def test_what_people_ruled_goes_first() -> None:
    """Two reports judged one claim are one, whatever they say; two judged apart are two."""
    same = [dead(31, "globe", "board"), dead(31, "echo", "board")]
    other = [dead(31, "globe", "board"), dead(44, "echo", "union")]
    pairs = [frozenset(one.report.id for one in some) for some in (same, other)]
    assert groups(same, Judged(other_claim=frozenset({pairs[0]}))) == apart("0", "1")
    assert groups(other, Judged(same_claim=frozenset({pairs[1]}))) == apart("01")


def test_an_own_voice_that_people_part_stays_alone() -> None:
    """A page that names nobody is not put with a claim that a person says it does not repeat."""
    some = [dead(31, "globe"), dead(31, "echo", "board")]
    pair = frozenset(one.report.id for one in some)
    assert groups(some, Judged(other_claim=frozenset({pair}))) == apart("0", "1")


def test_how_a_report_came_in_is_kept() -> None:
    """A claim says of each report that came to it why it is the claimant's."""
    some = [dead(31, "globe", "orr"), dead(31, "echo", "board"), dead(31, "post")]
    (book,) = books(some, CAST)
    assert set(book.how.values()) == {Whose.SPEAKS_FOR, Whose.NOBODY}
    assert book.named == {"orr"}  # not the body that she speaks for


@pytest.mark.parametrize(
    ("sayings", "who"),
    [
        ([dead(31, "globe", "board"), dead(31, "echo", "board"), dead(31, "post", "orr")], "orr"),  # a person
        ([dead(31, "globe", "peruvians"), dead(31, "echo", "ministry")], "ministry"),
        ([dead(31, "globe", "echo"), dead(31, "post", "echo", "peruvians")], "peruvians"),  # before the outlet
        ([dead(31, "globe", "echo"), dead(31, "post", "echo")], "echo"),
        ([dead(31, "globe")], "globe"),
        ([dead(31, "globe", None)], None),  # nobody any page names
    ],
)
def test_names_most(sayings: list[Saying], who: str | None) -> None:
    """A claim is of whoever its pages name that tells most of who it is."""
    assert names_most(Book(sayings), CAST) == who


@given(st.integers(0, 3 * MOST))
def test_pairs_of_a_crowd(size: int) -> None:
    """No pair is compared twice, everybody is compared with somebody, and of a crowd not all with all."""
    pairs = list(pairs_of(range(size)))
    assert len(set(pairs)) == len(pairs)
    assert {one for pair in pairs for one in pair} == (set(range(size)) if size > 1 else set())
    assert len(pairs) <= MOST * (MOST - 1) / 2 + 2 * max(0, size - MOST)


def test_a_report_that_turns_its_claim_round_is_told() -> None:
    """Of three pages that a person puts on one book, the one that lost the "not" tells it otherwise."""
    pages = [
        page(outlet, 6 + n, said(words, BOARD))
        for n, (outlet, words) in enumerate(
            (("Globe", "The dam is not safe"), ("Echo", "The old dam is not safe"), ("Post", "The dam is safe"))
        )
    ]
    ids = [one.reports[0].id for one in pages]
    (claim,) = linked_pages(*pages, judged=Judged(same_claim=frozenset({frozenset((ids[0], ids[2]))}))).claims
    assert [(one.report, one.how) for one in claim.distorted] == [(ids[2], "a lost negation")]


def test_a_report_that_counts_something_else_is_told() -> None:
    """31 injured is not what the others say of the 31."""
    words = "31 people were {} in Karvel"
    pages = [
        page(outlet, 6, said(words.format(fate), ORR, value=count(31, f"{measure} @ karvel")))
        for outlet, fate, measure in (
            ("Globe", "killed", "deaths"), ("Echo", "killed", "deaths"), ("Post", "hurt", "injured"),
        )
    ]  # fmt: skip
    ids = [one.reports[0].id for one in pages]
    assert [len(claim.distorted) for claim in linked_pages(*pages).claims] == [0, 0]  # two claims, each told right
    (claim,) = linked_pages(*pages, judged=Judged(same_claim=frozenset({frozenset((ids[0], ids[2]))}))).claims
    assert [(one.report, one.how) for one in claim.distorted] == [(ids[2], "counts something else: injured")]


def test_the_status_of_a_claim_is_that_of_most_reports() -> None:
    """One page that puts it as a denial does not make it one."""
    words = "The dam leaks and the valley will flood"
    pages = [
        page("Globe", 6, said(words, BOARD)),
        page("Echo", 6, said(words, BOARD)),
        page("Post", 6, said(words, BOARD, status=Status.BELIEVED)),
    ]
    (claim,) = linked_pages(*pages).claims
    assert claim.status is Status.ASSERTED
