"""How many independent origins stand behind a point: at least, at most, and by which rule two are one."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import source
from reportedly.link import Linked, Told
from reportedly.link.claims.grouping import Book
from reportedly.link.claims.sayings import Saying
from reportedly.link.claims.ties import Cast, Whose
from reportedly.link.judged import Judged
from reportedly.link.origins import of_claim, of_point
from reportedly.records import Copy, CopyKind, EntityKind, Origins, Passage, Source, SourceKind, Span
from tellings import (
    BOARD,
    FARMERS,
    LOE,
    ORR,
    Said,
    at_least,
    count,
    entity,
    heard,
    linked_pages,
    page,
    people,
    said,
    via,
)

WORDS = "31 people were killed in Karvel"
VALUE = count(31, "deaths @ karvel")
OUTLETS = ("Globe", "Echo", "Post", "Star")
SPY = people("an aide to the mayor of Karvel")
NOBODY = source(None)
Chain = tuple[Source, ...]


def dead(*chain: Source) -> Said:
    return said(WORDS, *chain, value=VALUE)


def told(*chains: Chain) -> tuple[Told, ...]:
    """A page for each chain, each of another outlet and a day later."""
    return tuple(page(OUTLETS[n], 6 + n, dead(*chain)) for n, chain in enumerate(chains))


def origins(found: Linked) -> Origins:
    """The origins of a story in which all say one thing."""
    (only,) = [point.origins for point in found.points] or [claim.origins for claim in found.claims]
    return only


@pytest.mark.parametrize(
    ("chains", "least", "most"),
    [
        # people with a name
        (((LOE,), (ORR,)), 2, 2),
        (((LOE,), (LOE,), (LOE,)), 1, 1),
        (((ORR,), (BOARD,), (LOE,)), 2, 2),  # she speaks for the board
        (((BOARD,), (FARMERS,), (LOE,)), 3, 3),
        # people without a name, as one outlet has them
        (((via("Echo"), SPY), (SPY,)), 1, 1),
        (((via("Star"), SPY), (via("Star"), SPY), (via("Star"),)), 1, 1),
        # laundering: whoever stands between is dropped or put in
        (((SPY,), (via("Globe"), SPY), (SPY,)), 1, 1),
        (((via("Star"), ORR), (via("Star"), via("Globe"), ORR), (ORR,)), 1, 1),
        (((via("Post"), BOARD), (via("Star"), BOARD)), 1, 1),  # two relays, one who says it
        # pages that stop at an outlet
        (((BOARD,), (via("Globe"),), (via("Globe"),)), 1, 1),
        (((BOARD,), (via("Globe"),), (FARMERS,)), 2, 2),
        (((via("Star"),), (via("Star"),)), 1, 1),  # whose own page nobody has
        # pages that name nobody
        (((BOARD,), (), (NOBODY,)), 1, 1),
        (((),), 1, 1),
        (((), (), ()), 1, 1),  # the first says it, the others repeat it
        (((NOBODY,), (NOBODY,)), 0, 1),  # whoever it is
        # people of one state, by two outlets; of two states
        (((via("Star"), people("Peruvian officials")), (via("Post"), people("a Peruvian security source"))), 1, 2),
        (((people("Peruvian officials"),), (people("a Peruvian security source"),)), 1, 2),  # each outlet's own
        (((people("Peruvian officials"),), (people("Chilean officials"),)), 2, 2),
        (((people("Peruvian officials"),), (source("Peru's Defence Ministry", BOARD.kind),)), 1, 1),
        # people called by what they are may be any of the others
        (((people("the authorities"),), (BOARD,)), 1, 1),
        (((people("the authorities"),), (BOARD,), (FARMERS,)), 2, 3),
        # outlets that cite one another
        (((via("Echo"),), (via("Post"),), (via("Globe"),)), 0, 0),
        (((via("Echo"),), (via("Globe"),), (LOE,)), 1, 1),  # and one who is in no loop
        (((via("Echo"),), (via("Globe"), LOE)), 1, 1),  # a way out
    ],
)
def test_origins(chains: tuple[Chain, ...], least: int, most: int) -> None:
    """Outlets add no origin, whoever says it does; whichever page is looked at first."""
    for order in permutations(told(*chains)):
        found = origins(linked_pages(*order))
        assert (found.at_least, found.at_most) == (least, most)


@pytest.mark.parametrize(
    ("chains", "rules"),
    [
        (((ORR,), (BOARD,), (LOE,)), {"Karvel River Board": ("Ada Orr", Whose.SPEAKS_FOR)}),
        (((BOARD,), (via("Globe"),), (FARMERS,)), {"Globe": ("Karvel River Board", Whose.CONTINUED)}),
        (((people("the authorities"),), (BOARD,)), {"authorities": ("Karvel River Board", Whose.VAGUE)}),
        (((), ()), {"Echo": ("Globe", Whose.NOBODY)}),
    ],
)
def test_what_is_merged_stays_listed(chains: tuple[Chain, ...], rules: dict[str, tuple[str, Whose]]) -> None:
    """An origin that pages show to be another's is still there, with whose it is and by which rule."""
    roots = origins(linked_pages(*told(*chains))).roots
    assert {one.name: (roots[one.into].name, one.rule) for one in roots if one.into is not None} == rules


def test_the_page_that_shows_it_is_named() -> None:
    """A page that stops at an outlet is continued by the report that cites it further."""
    pages = told((via("Star"),), (via("Star"), BOARD))
    (merged,) = [one for one in origins(linked_pages(*pages)).roots if one.into is not None]
    assert (merged.name, merged.shown_by) == ("Star", pages[1].reports[0].id)
    assert merged.reports == (pages[0].reports[0].id,)


def test_what_may_be_one_says_why() -> None:
    """Officials of one state, by two outlets, are two at most; that they may be one is said, and why."""
    chains = (via("Star"), people("Peruvian officials")), (via("Post"), people("a Peruvian security source"))
    first, other = origins(linked_pages(*told(*chains))).roots
    assert (first.maybe, other.maybe, other.into, other.rule) == (None, 0, None, "both are of Peru")


def test_what_is_called_only_by_what_it_is_may_be_anybody() -> None:
    """What is just "the hospital" may be whoever else counts: it says so, whichever page comes first."""
    words = "people were killed in Karvel by the flood"
    vague = said(f"At least 30 {words}", source("Hospital", SourceKind.BODY), value=at_least(30, "deaths @ karvel"))
    named = said(f"31 {words}", BOARD, value=count(31, "deaths @ karvel"))
    for one, other in ((vague, named), (named, vague)):
        (point,) = linked_pages(page("Globe", 6, one), page("Echo", 7, other)).points
        assert (point.origins.at_least, point.origins.at_most) == (1, 2)
        rules = {root.name: root.rule for root in point.origins.roots}
        assert rules == {"Hospital": "it is called only by what it is", "Karvel River Board": None}


def test_a_loop_is_flagged() -> None:
    """Outlets that cite one another and nobody else are told by name; a way out is no loop."""
    found = linked_pages(*told((via("Echo"),), (via("Globe"),)))
    (loop,) = origins(found).loops
    assert {found.entities.by_id[one].name for one in loop} == {"Globe", "Echo"}
    assert origins(linked_pages(*told((via("Echo"),), (via("Globe"), LOE)))).loops == ()


def test_an_outlet_that_names_somebody_too_is_in_no_loop() -> None:
    """Two outlets that cite each other have an origin where one of them says elsewhere who told it."""
    pages = (*told((via("Echo"),), (via("Globe"),)), page("Globe", 8, dead(LOE)))
    for order in permutations(pages):
        found = origins(linked_pages(*order))
        assert (found.loops, found.at_least, found.at_most) == ((), 1, 1)


@given(st.permutations(range(5)))
def test_later_pages_never_make_fewer_who_say_it(order: list[int]) -> None:
    """Each further named claimant is one more origin, whoever comes first; pages that cite them add none."""
    sources = [BOARD, FARMERS, LOE]
    pages = [*told(*((one,) for one in sources)), page("Gull", 9, dead()), page("Wren", 9, dead(via("Globe"), BOARD))]
    for size in range(1, len(order) + 1):
        some = [pages[i] for i in order[:size]]
        named = {i if i < 3 else 0 for i in order[:size] if i != 3}
        assert origins(linked_pages(*some)).at_most == max(1, len(named))


# ------------------------------------------------------------------ copies


def copied(*, kind: CopyKind, with_copy: bool) -> Origins:
    """Officials of two outlets, one of which may carry the other's paragraph."""
    body = "The dam broke at night. 31 people were killed in Karvel"
    pages = [page(outlet, on, dead(SPY), text=f"{body}.") for outlet, on in (("Globe", 6), ("Echo", 7))]
    a, b = sorted(one.article.id for one in pages)
    passage = Passage(Span(0, len(body)), Span(0, len(body)), 11)
    copy = Copy(a, b, kind, (passage,), 1.0, 1.0)
    apart = page("Star", 8, dead(LOE))  # so that there is a point
    return origins(linked_pages(*pages, apart, copies=[copy] if with_copy else []))


@pytest.mark.parametrize(
    ("kind", "with_copy", "expected"),
    [
        (CopyKind.WHOLE, True, (2, 2)),  # the aide is the first outlet's
        (CopyKind.PASSAGE, True, (2, 2)),
        (CopyKind.SPEECH, True, (3, 3)),  # each outlet may have heard its own aide
        (CopyKind.WHOLE, False, (3, 3)),
    ],
)
def test_copies(kind: CopyKind, *, with_copy: bool, expected: tuple[int, int]) -> None:
    """People without a name in a paragraph that another outlet had first told that outlet."""
    found = copied(kind=kind, with_copy=with_copy)
    assert (found.at_least, found.at_most) == expected


# ------------------------------------------------------------------ what people ruled


@pytest.mark.parametrize(
    ("chains", "judged", "expected"),
    [
        (((BOARD,), (FARMERS,)), {"same_origin": ("karvel river board", "karvel farmers' union")}, (1, 1)),
        (((BOARD,), (FARMERS,)), {"same_origin": ("karvel river board", "somebody else")}, (2, 2)),
        (
            ((via("Star"), people("Peruvian officials")), (via("Post"), people("a Peruvian security source"))),
            {"other_origin": ("peruvian officials", "a peruvian security source")},
            (2, 2),
        ),
    ],
)
def test_what_people_ruled(
    chains: tuple[Chain, ...], judged: dict[str, tuple[str, str]], expected: tuple[int, int]
) -> None:
    """Two that people say go back to one count once; two that they say are apart count twice at the least."""
    ((how, names),) = judged.items()
    ruled = Judged(**{how: frozenset({frozenset(names)})})  # type: ignore[arg-type]  # one of two fields by name
    found = origins(linked_pages(*told(*chains), judged=ruled))
    assert (found.at_least, found.at_most) == expected


# ------------------------------------------------------------------ by themselves

CAST = Cast({
    one.id: one
    for one in (
        *(entity(name, EntityKind.OUTLET, name.title()) for name in ("globe", "echo", "post")),
        entity("house", EntityKind.BODY, "Karvel Press"),
        *(entity(name, EntityKind.OUTLET, name.title(), parent="house") for name in ("gull", "wren")),
        entity("peru", EntityKind.STATE, "Peru", state="PE"),
        entity("ministry", EntityKind.BODY, "Peru's Defence Ministry", state="PE", parent="peru"),
        entity("minister", EntityKind.PERSON, "Cy Ash", parent="ministry", why="Peru's defence minister"),
        entity("general", EntityKind.PERSON, "Dee Moss", state="PE"),
        entity("board", EntityKind.BODY, "Karvel River Board"),
        entity("orr", EntityKind.PERSON, "Ada Orr", parent="board", why="spokeswoman for the Karvel River Board"),
        entity("ben", EntityKind.PERSON, "Ben Loe", parent="board"),
        entity("both", EntityKind.GROUP, "Ada Orr and Cy Ash", members=("orr", "minister")),
        entity("authorities", EntityKind.UNNAMED, "the authorities"),
    )
})  # fmt: skip


def by(*chain: str | None, on: int = 6) -> Saying:
    return heard(dead(), *chain, on=on)


def point(*claims: list[Saying]) -> Origins:
    return of_point([Book(some) for some in claims], CAST)


@pytest.mark.parametrize(
    ("claims", "least", "most"),
    [
        ([["orr"], ["ben"]], 1, 2),  # two of one body
        ([["minister"], ["general"]], 1, 2),  # two of one state
        ([["minister"], ["orr"]], 2, 2),
        ([["both"], ["orr"]], 1, 2),  # a group rests on each of its members
        ([["both"], ["orr"], ["minister"]], 2, 3),
        ([["authorities"], ["orr"]], 1, 2),
        ([["authorities"]], 1, 1),
        ([["minister"], ["minister"]], 1, 1),
        ([["gull"], ["wren"]], 1, 2),  # outlets of one house
        ([["gull"], ["globe"]], 2, 2),
    ],
)
def test_what_may_be_one_counts_once_at_least(claims: list[list[str]], least: int, most: int) -> None:
    """Between claims, people of one body or state, or a group and its member, are one in the cautious count only."""
    sayings = [[by(f"outlet {i}", *chain)] for i, chain in enumerate(claims)]
    found = of_point([Book(some) for some in sayings], _with_outlets(len(claims)))
    assert (found.at_least, found.at_most) == (least, most)


def test_whoever_is_called_only_by_what_they_are_may_be_the_first_of_those() -> None:
    """Of several that are called only by what they are, with nobody named, each but the first may be the first."""
    described = {name: entity(name, EntityKind.UNNAMED, f"the {name}") for name in ("engineers", "residents")}
    cast = Cast({**_with_outlets(2).by_id, **described})
    found = of_point([Book([by(f"outlet {at}", name)]) for at, name in enumerate(described)], cast)
    assert (found.at_least, found.at_most) == (1, 2)
    assert [root.maybe for root in found.roots] == [None, 0]
    assert found.roots[1].rule


def _with_outlets(number: int) -> Cast:
    outlets = {f"outlet {i}": entity(f"outlet {i}", EntityKind.OUTLET) for i in range(number)}
    return Cast({**CAST.by_id, **outlets})


def test_whoever_has_it_from_another_may_rest_on_that_one() -> None:
    """A body that is said to have it from another's minister may be no origin of its own."""
    apart = point([by("globe", "board")], [by("echo", "minister")])
    resting = point([by("globe", "board")], [by("echo", "board", "minister")])
    assert (apart.at_least, apart.at_most) == (2, 2)
    assert resting.at_least == 1


def test_no_claim_is_no_origin() -> None:
    """Nobody says what nobody says."""
    assert point() == Origins(0, 0)


def test_a_claim_of_nobody() -> None:
    """Where no page names anybody, there may be one who says it, or none."""
    found = of_claim(Book([by("globe", None)]), CAST)
    assert (found.at_least, found.at_most, found.roots) == (0, 1, ())


NAMES = st.sampled_from(sorted(CAST.by_id))
CLAIMS = st.lists(st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=4), min_size=1, max_size=5)


@given(CLAIMS)
def test_counts_are_in_order(claims: list[list[list[str]]]) -> None:
    """Whatever the chains, at least is no more than at most, and at most no more than there are roots or claims."""
    number = 0
    books = []
    for chains in claims:
        sayings = []
        for chain in chains:
            sayings.append(heard(dead(), *chain, on=6, place=number))
            number += 1
        books.append(Book(sayings))
    found = of_point(books, CAST)
    assert 0 <= found.at_least <= found.at_most
    assert found.at_most <= max(1, len([one for one in found.roots if one.into is None]))
    for at, one in enumerate(found.roots):
        assert one.into != at
        assert one.maybe is None or one.rule
        assert one.maybe is None or one.maybe < at or found.roots[one.maybe].maybe != at  # never each other
    assert all(one.into is None or one.rule for one in found.roots)
