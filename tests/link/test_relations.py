"""What two claims have to do with each other; pairs that only look like contradictions are never told as any."""

from itertools import permutations

import pytest

from builders import source
from reportedly.link import Told
from reportedly.link.claims.measures import Measure
from reportedly.link.claims.ties import Cast
from reportedly.link.judged import Judged
from reportedly.link.relations import LOCAL, PUBLIC, in_full, scope_of, speaker, speakers
from reportedly.records import EntityKind, Source, SourceKind, Status, Value
from tellings import (
    BOARD,
    FARMERS,
    LOE,
    ORR,
    Said,
    at_least,
    at_most,
    count,
    day,
    entity,
    linked_pages,
    page,
    people,
    related,
    said,
    shown,
    span_of_days,
)

CLASHES = {"contradicts", "denies"}


def dead(number: int, *chain: Source, measure: str = "deaths @ karvel", **more: object) -> Said:
    return said(f"{number} people were killed in Karvel", *chain, value=count(number, measure), **more)


def counted(words: str, by: Source, value: Value, **more: object) -> Said:
    return said(words, by, value=value, **more)


def kinds(*pages: Told) -> list[str]:
    """The relations of a story, by their kinds."""
    return [kind for kind, _, _ in related(linked_pages(*pages))]


# ------------------------------------------------------------------ numbers that clash, and look-alikes

CONTRADICTIONS = {
    "one day": (page("Globe", 6, dead(31, BOARD)), page("Echo", 6, dead(44, FARMERS))),
    "the day after, of what grows": (page("Globe", 6, dead(31, BOARD)), page("Echo", 7, dead(44, FARMERS))),
    "what can only grow fell": (page("Globe", 6, dead(44, BOARD)), page("Echo", 12, dead(31, FARMERS))),
    "days apart, of what need not grow": (
        page("Globe", 6, counted("31 people are missing in Karvel", BOARD, count(31, "missing @ karvel"))),
        page("Echo", 10, counted("44 people are missing in Karvel", FARMERS, count(44, "missing @ karvel"))),
    ),
    "a floor above the other number": (
        page("Globe", 6, counted("At least 44 people died in Karvel", BOARD, at_least(44, "deaths @ karvel"))),
        page("Echo", 6, dead(31, FARMERS)),
    ),
    "sums of one thing": (
        page("Globe", 6, counted("Mending the dam costs 31 million euros", BOARD, count(31e6, None, unit="EUR"))),
        page("Echo", 6, counted("Mending the dam costs 44 million euros", FARMERS, count(44e6, None, unit="EUR"))),
    ),
    "authorities of two states": (
        page("Globe", 6, dead(31, people("Peruvian officials"))),
        page("Echo", 6, dead(44, people("Chilean officials"))),
    ),
}


@pytest.mark.parametrize("pages", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradictions(pages: tuple[Told, Told]) -> None:
    """Numbers of one measure, scope and time that cannot both hold clash, whichever page comes first."""
    assert kinds(*pages) == kinds(*pages[::-1]) == ["contradicts"]


LOOK_ALIKES: dict[str, tuple[str | None, Told, Told]] = {
    "two towns": (
        "other scope",
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, counted("44 people were killed in Oss", FARMERS, count(44, "deaths @ oss"))),
    ),
    "a town and the country": (
        "other scope",
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, counted("44 people died across the country", FARMERS, count(44, "deaths"))),
    ),
    "only one says where": (
        "other scope",
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, counted("44 people were killed", FARMERS, count(44, "deaths"))),
    ),
    "a town and its region": (
        "other scope",
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, dead(44, FARMERS, measure="deaths @ karvel region")),
    ),
    "two stretches of days": (
        "other period",
        page("Globe", 6, dead(31, BOARD, times=(span_of_days(1, 3),))),
        page("Echo", 6, dead(44, FARMERS, times=(span_of_days(4, 5),))),
    ),
    "up to two days": (
        "other period",
        page("Globe", 6, dead(31, BOARD, times=(span_of_days(4, 4),))),
        page("Echo", 6, dead(44, FARMERS, times=(span_of_days(5, 5),))),
    ),
    "it grew in two days": (
        "other period",
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 8, dead(44, FARMERS)),
    ),
    "it fell in eight days": (
        "other period",
        page("Globe", 4, dead(44, BOARD)),
        page("Echo", 12, dead(31, FARMERS)),
    ),
    "five days, of what need not grow": (
        "other period",
        page("Globe", 6, counted("31 people are missing in Karvel", BOARD, count(31, "missing @ karvel"))),
        page("Echo", 11, counted("44 people are missing in Karvel", FARMERS, count(44, "missing @ karvel"))),
    ),
    "a page without a day": (
        "other period",
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", None, dead(44, FARMERS)),
    ),
    "a page that names nobody retells an earlier count": (
        "other period",
        page("Globe", 6, dead(44, BOARD)),
        page("Echo", 7, dead(31)),
    ),
    "killed, and killed or missing": (
        "other definition",
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, dead(44, FARMERS, measure="people killed or missing @ karvel")),
    ),
    "all, and one sort of them": (
        "other definition",
        page("Globe", 6, dead(44, BOARD)),
        page("Echo", 6, counted("31 migrants died in Karvel", FARMERS, count(31, "migrants killed @ karvel"))),
    ),
    "all, and some of them": (
        "other definition",
        page("Globe", 6, counted("44 people were killed", BOARD, count(44, "deaths"))),
        page("Echo", 6, counted("31 of the victims drowned", FARMERS, count(31, "deaths"))),
    ),
    "soldiers of two nations": (
        "other definition",
        page("Globe", 6, counted("310 Peruvian soldiers came", BOARD, count(310, "peruvian soldiers @ karvel"))),
        page("Echo", 6, counted("440 Chilean soldiers came", FARMERS, count(440, "chilean soldiers @ karvel"))),
    ),
    "a floor leaves room": (
        "lower bound",
        page("Globe", 6, counted("At least 31 people died in Karvel", BOARD, at_least(31, "deaths @ karvel"))),
        page("Echo", 6, dead(44, FARMERS)),
    ),
    "a cap leaves room": (
        "lower bound",
        page("Globe", 6, counted("Up to 44 people died in Karvel", BOARD, at_most(44, "deaths @ karvel"))),
        page("Echo", 6, dead(31, FARMERS)),
    ),
    "two floors": (
        "lower bound",
        page("Globe", 6, counted("At least 31 people died in Karvel", BOARD, at_least(31, "deaths @ karvel"))),
        page("Echo", 6, counted("At least 44 people died in Karvel", FARMERS, at_least(44, "deaths @ karvel"))),
    ),
    # what is not even told as a look-alike
    "about, and a number near it": (
        None,
        page("Globe", 6, counted("About 40 died in Karvel", BOARD, count(40, "deaths @ karvel", approx=True))),
        page("Echo", 6, dead(42, FARMERS)),
    ),
    "killed, and injured": (
        None,
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, counted("44 people were hurt in Karvel", FARMERS, count(44, "injured @ karvel"))),
    ),
    "a level, and a change": (
        None,
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, counted("44 more died in Karvel", FARMERS, count(44, "deaths @ karvel", change="rose by"))),
    ),
    "what it is, and what it was": (
        None,
        page("Globe", 6, dead(44, BOARD)),
        page("Echo", 6, counted("It was 31 dead in Karvel", FARMERS, count(31, "deaths @ karvel", change="from"))),
    ),
    "what is, and what may come": (
        None,
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, dead(44, FARMERS, status=Status.PREDICTED)),
    ),
    "far too many to be of one thing": (
        None,
        page("Globe", 6, dead(31, BOARD)),
        page("Echo", 6, dead(310, FARMERS)),
    ),
    "two shares": (
        None,
        page("Globe", 6, counted("31 percent of Karvel is dry", BOARD, count(31, None, unit="percent"))),
        page("Echo", 6, counted("44 percent of Karvel is dry", FARMERS, count(44, None, unit="percent"))),
    ),
    "people, whoever they are": (
        None,
        page("Globe", 6, counted("31 people came to Karvel", BOARD, count(31, "people"))),
        page("Echo", 6, counted("44 people came to Karvel", FARMERS, count(44, "people"))),
    ),
    "sums of two things": (
        None,
        page("Globe", 6, counted("Mending the dam costs 31 million euros", BOARD, count(31e6, None, unit="EUR"))),
        page("Echo", 6, counted("Farmers lost 44 million euros of harvest", FARMERS, count(44e6, None, unit="EUR"))),
    ),
    "a body, and who speaks for it": (
        None,
        page("Globe", 6, counted("31 people are missing in Karvel", BOARD, count(31, "missing @ karvel"))),
        page("Echo", 6, counted("44 people are missing in Karvel", ORR, count(44, "missing @ karvel"))),
    ),
    "two pages that name nobody": (None, page("Globe", 6, dead(31)), page("Echo", 6, dead(44))),
    "yes, and no to something else": (
        None,
        page("Globe", 6, said("The old dam leaks at its foot", BOARD)),
        page("Echo", 6, said("The bridge at Oss does not open on Friday", FARMERS)),
    ),
    "yes, and no, of what may be": (
        None,
        page("Globe", 6, said("The old dam may leak at its foot", BOARD, status=Status.POSSIBLE)),
        page("Echo", 6, said("The old dam may not leak at its foot", FARMERS, status=Status.POSSIBLE)),
    ),
    "yes, and no a fortnight on": (
        None,
        page("Globe", 1, said("The old dam at Karvel leaks at its foot", BOARD)),
        page("Echo", 15, said("The old dam at Karvel does not leak at its foot", FARMERS)),
    ),
    "what will be, and that it is not so": (
        None,
        page("Globe", 6, said("The old dam at Karvel leaks at its foot", BOARD, status=Status.PREDICTED)),
        page("Echo", 6, said("The old dam at Karvel does not leak at its foot", FARMERS)),
    ),
    "yes, and no, by one who said both": (
        None,
        page("Globe", 6, said("The old dam leaks at its foot", BOARD)),
        page("Echo", 6, said("The old dam does not leak at its foot", BOARD)),
    ),
}


@pytest.mark.parametrize(("kind", "one", "other"), LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_look_alikes(kind: str | None, one: Told, other: Told) -> None:
    """What only looks like a contradiction says what it is, or nothing; it is never told as one, from either side."""
    assert kinds(one, other) == kinds(other, one) == ([kind] if kind else [])


def test_no_look_alike_is_a_clash() -> None:
    """The table itself holds no clash, and every kind of look-alike that there is."""
    told = {kind for kind, _, _ in LOOK_ALIKES.values()}
    assert told == {"other scope", "other period", "other definition", "lower bound", None}
    assert not told & CLASHES


# ------------------------------------------------------------------ one claimant's numbers


def test_numbers_of_one_claimant_in_order() -> None:
    """Each number revises the one before, up or down, with how much it changed; whichever page comes first."""
    pages = [page("Globe", on, dead(number, BOARD)) for on, number in ((6, 31), (7, 44), (9, 40))]
    for order in permutations(pages):
        found = linked_pages(*order)
        assert related(found) == [
            ("revises", "Karvel River Board 40", "Karvel River Board 44"),
            ("revises", "Karvel River Board 44", "Karvel River Board 31"),
        ]
        assert sorted(one.change or 0 for one in found.relations) == [-4, 13]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # of one day, what can only grow has grown; what need not has no order
        ((page("Globe", 6, dead(44, BOARD)), page("Echo", 6, dead(31, BOARD))), ["revises"]),
        (
            (
                page("Globe", 6, counted("44 are missing", BOARD, count(44, "missing @ karvel"))),
                page("Echo", 6, counted("31 are missing", BOARD, count(31, "missing @ karvel"))),
            ),
            [],
        ),
        # whoever speaks for a body gives the body's number
        ((page("Globe", 6, dead(31, ORR)), page("Echo", 7, dead(44, BOARD))), ["revises"]),
        # another measure, or a change, revises nothing
        (
            (
                page("Globe", 6, dead(31, BOARD)),
                page("Echo", 7, counted("44 were hurt in Karvel", BOARD, count(44, "injured @ karvel"))),
            ),
            [],
        ),
        (
            (
                page("Globe", 6, dead(31, BOARD)),
                page("Echo", 7, counted("The toll rose by 13", BOARD, count(13, "deaths @ karvel", change="rose by"))),
            ),
            [],
        ),
        # a forecast is no count
        ((page("Globe", 6, dead(31, BOARD, status=Status.PREDICTED)), page("Echo", 7, dead(44, BOARD))), []),
        # nor does a page that names nobody revise itself
        ((page("Globe", 6, dead(31)), page("Globe", 7, dead(44))), []),
    ],
)
def test_revises(pages: tuple[Told, ...], expected: list[str]) -> None:
    """A number is revised by a later one of the same measure, in the same name."""
    assert kinds(*pages) == expected


def test_the_day_it_was_said_puts_numbers_in_order() -> None:
    """A late page with yesterday's count revises nothing: the day counts on which it was said."""
    late = page("Echo", 9, dead(31, BOARD, said_on=span_of_days(5, 5)))
    early = page("Globe", 6, dead(44, BOARD))
    assert related(linked_pages(late, early)) == [("revises", "Karvel River Board 44", "Karvel River Board 31")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the authorities", "Peruvian officials"),  # of the only state that any page names
        ("Peruvian officials", "the Peruvian authorities"),
        ("local authorities", "the rescuers"),
    ],
)
def test_authorities_are_one_public_voice(one: str, other: str) -> None:
    """The authorities by whatever name give one official count, and revise it."""
    pages = page("Globe", 6, dead(31, people(one))), page("Echo", 7, dead(44, people(other)))
    ((kind, newer, older),) = related(linked_pages(*pages))
    assert (kind, newer[-2:], older[-2:]) == ("revises", "44", "31")


# ------------------------------------------------------------------ yes and no


def test_yes_and_no() -> None:
    """Two claimants of whom one says that it is and the other that it is not contradict each other."""
    pages = (
        page("Globe", 6, said("The old dam leaks at its foot", BOARD)),
        page("Echo", 6, said("The old dam does not leak at its foot", FARMERS)),
    )
    expected = [("contradicts", "Karvel Farmers' Union", "Karvel River Board")]
    assert related(linked_pages(*pages)) == related(linked_pages(*pages[::-1])) == expected


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The old dam at Karvel leaks at its foot", None),
        ("31 people were killed in Karvel", count(31, "deaths @ karvel")),
    ],
)
def test_denies(words: str, value: Value | None) -> None:
    """What is put as a denial denies whoever says it."""
    yes, no = said(words, BOARD, value=value), said(words, FARMERS, value=value, status=Status.DENIED)
    ((kind, source, target),) = related(linked_pages(page("Globe", 6, yes), page("Echo", 7, no)))
    assert kind == "denies"
    assert source.startswith("Karvel Farmers' Union")
    assert target.startswith("Karvel River Board")


@pytest.mark.parametrize(
    "no",
    [
        dead(44, FARMERS, status=Status.DENIED),
        counted("It is untrue that 44 died in Karvel", FARMERS, count(44, "deaths @ karvel")),
    ],
)
def test_a_denied_number_clashes_with_itself_only(no: Said) -> None:
    """Whoever says that it is not 44 neither denies 31 nor gives another number for it."""
    assert kinds(page("Globe", 6, dead(31, BOARD)), page("Echo", 6, no)) == []
    assert len(kinds(page("Globe", 6, dead(44, BOARD)), page("Echo", 6, no))) == 1


LEAKS = said("The dam leaks at its foot", FARMERS)


@pytest.mark.parametrize(
    ("told", "words", "denied"),
    [
        ((dead(31, BOARD),), "The number is wrong", "Karvel River Board 31"),
        ((dead(31, BOARD), LEAKS), "The number is wrong", "Karvel River Board 31"),  # not the last one told
        ((dead(31, BOARD), LEAKS), "That figure is untrue", "Karvel River Board 31"),
        ((dead(31, BOARD), LEAKS), "There is no evidence of that", "Karvel Farmers' Union"),
        ((LEAKS, dead(31, BOARD)), "There is no evidence of that", "Karvel River Board 31"),
        ((LEAKS, dead(31, BOARD)), "The reports are false", "Karvel Farmers' Union"),  # what most pages tell
        ((LEAKS,), "The number is wrong", None),  # there is none
        ((LEAKS,), "The reports are alarming", None),  # denies nothing
        ((), "The reports are false", None),
    ],
)
def test_denials_that_point_back(told: tuple[Said, ...], words: str, denied: str | None) -> None:
    """A denial that does not repeat what it denies is of what stands before it on its page."""
    pages = page("Echo", 5, LEAKS), page("Globe", 6, *told, said(words, LOE))
    expected = [("denies", "Ben Loe", denied)] if denied else []
    assert related(linked_pages(*pages)) == expected


def test_a_denial_points_back_to_others_only() -> None:
    """Nobody denies what they said themselves, nor what comes after, nor what another page tells."""
    own = page("Globe", 6, dead(31, LOE), said("The number is wrong", LOE))
    before = page("Globe", 6, said("The number is wrong", LOE), dead(31, BOARD))
    assert kinds(own) == kinds(before) == []
    assert kinds(page("Echo", 6, dead(31, BOARD)), page("Globe", 6, said("The number is wrong", LOE))) == []


# ------------------------------------------------------------------ what people ruled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (page("Globe", 6, dead(31, BOARD)), page("Echo", 6, dead(44, FARMERS))),
        (
            page("Globe", 6, said("The old dam at Karvel leaks at its foot", BOARD)),
            page("Echo", 6, said("The old dam at Karvel leaks at its foot", FARMERS, status=Status.DENIED)),
        ),
    ],
)
def test_a_person_says_that_both_can_hold(one: Told, other: Told) -> None:
    """What a person ruled no contradiction is told as none, with whose word that is."""
    pair = frozenset((one.reports[0].id, other.reports[0].id))
    (relation,) = linked_pages(one, other, judged=Judged(clashes={pair: False})).relations
    assert (relation.kind.value, relation.why) == ("no contradiction", "a person says that both can hold")


def test_a_ruling_on_a_pair_leaves_others_alone() -> None:
    """Two numbers that a third contradicts are not excused by a ruling on the two."""
    pages = [page(outlet, 6, dead(n, by)) for outlet, n, by in (("G", 31, BOARD), ("E", 44, FARMERS), ("P", 52, LOE))]
    pair = frozenset(one.reports[0].id for one in pages[:2])
    found = related(linked_pages(*pages, judged=Judged(clashes={pair: False})))
    assert sorted(kind for kind, _, _ in found) == ["contradicts", "contradicts", "no contradiction"]


SPOKEN = "the old dam at Karvel leaks at its foot"
BY_A_PERSON = "a person says that both cannot hold"


@pytest.mark.parametrize(
    ("one", "other", "kinds_told", "why"),
    [
        (  # what is a contradiction stays one, with the rule's reason and a person's word
            page("Globe", 6, dead(31, BOARD)),
            page("Echo", 6, dead(44, FARMERS)),
            ["contradicts"],
            "one measure, scope and time, and numbers that cannot both hold; a person says so too",
        ),
        (  # a denial stays one
            page("Globe", 6, said(f"It was said that {SPOKEN}", BOARD)),
            page("Echo", 6, said(f"It was said that {SPOKEN}", FARMERS, status=Status.DENIED)),
            ["denies"],
            "one says that it is so, the other that it is not; a person says so too",
        ),
        (  # what only looks like one becomes one, and says what it would be else
            page("Globe", 6, dead(31, BOARD)),
            page("Echo", 9, dead(44, FARMERS)),
            ["contradicts"],
            f"{BY_A_PERSON}; else it would be told as other period: said 3 days apart, on 2031-05-06 and 2031-05-09",
        ),
        (  # where rules see nothing, there is one
            page("Globe", 6, said("The mayor opened the bridge at noon", BOARD)),
            page("Echo", 6, said("Nobody has crossed the river since Friday", FARMERS)),
            ["contradicts"],
            BY_A_PERSON,
        ),
        (  # who replaces a number with another replaces it, whatever else is ruled
            page("Globe", 6, dead(31, BOARD)),
            page("Globe", 8, dead(44, BOARD)),
            ["contradicts", "revises"],
            BY_A_PERSON,
        ),
    ],
)
def test_a_person_says_that_both_cannot_hold(one: Told, other: Told, kinds_told: list[str], why: str) -> None:
    """Two claims of which a person says that both cannot hold contradict each other, whatever rules make of them."""
    pair = frozenset((one.reports[0].id, other.reports[0].id))
    found = linked_pages(one, other, judged=Judged(clashes={pair: True}))
    assert [relation.kind.value for relation in found.relations] == kinds_told
    assert found.relations[0].why == why
    assert found == linked_pages(other, one, judged=Judged(clashes={pair: True}))


def test_what_a_person_says_last_holds() -> None:
    """Rulings on other reports of the same two claims are rulings on the same; the one made last holds."""
    told = [
        page(outlet, 6, dead(n, by)) for outlet, n, by in (("G", 31, BOARD), ("E", 44, FARMERS), ("P", 44, FARMERS))
    ]
    first, second = (frozenset((told[0].reports[0].id, told[at].reports[0].id)) for at in (1, 2))
    for cannot in (True, False):
        (relation,) = linked_pages(*told, judged=Judged(clashes={first: not cannot, second: cannot})).relations
        assert relation.kind.value == ("contradicts" if cannot else "no contradiction")


def test_what_cannot_both_hold_is_no_point() -> None:
    """Two claims that were one point are none once a person says that both cannot hold."""
    one, other = page("Globe", 6, dead(31, BOARD)), page("Echo", 6, dead(31, FARMERS))
    assert len(linked_pages(one, other).points) == 1
    pair = frozenset((one.reports[0].id, other.reports[0].id))
    found = linked_pages(one, other, judged=Judged(clashes={pair: True}))
    assert (len(found.points), [relation.kind.value for relation in found.relations]) == (0, ["contradicts"])


def test_one_claim_does_not_contradict_itself() -> None:
    """A ruling on two reports of one claim does nothing."""
    one, other = page("Globe", 6, dead(31, BOARD)), page("Echo", 6, dead(31, BOARD))
    pair = frozenset((one.reports[0].id, other.reports[0].id))
    assert linked_pages(one, other, judged=Judged(clashes={pair: True})) == linked_pages(one, other)


# ------------------------------------------------------------------ in whose name

CAST = Cast({
    one.id: one
    for one in (
        entity("board", EntityKind.BODY, "Karvel River Board"),
        entity("short", EntityKind.BODY, "the Karvel Board"),
        entity("oss", EntityKind.BODY, "Oss Tannery Guild"),
        entity("orr", EntityKind.PERSON, "Ada Orr", parent="board"),
        entity("loe", EntityKind.PERSON, "Ben Loe"),
        entity("minister", EntityKind.PERSON, "Cy Ash", parent="ministry"),
        entity("ministry", EntityKind.BODY, "Peru's Defence Ministry", state="PE", parent="peru"),
        entity("peru", EntityKind.STATE, "Peru", state="PE"),
        entity("peruvians", EntityKind.UNNAMED, "Peruvian officials", state="PE"),
        entity("chileans", EntityKind.UNNAMED, "Chilean officials", state="CL"),
        entity("authorities", EntityKind.UNNAMED, "the authorities"),
        entity("regional", EntityKind.UNNAMED, "regional authorities"),
        entity("peru regional", EntityKind.UNNAMED, "regional authorities of Peru", state="PE"),
        entity("staff", EntityKind.UNNAMED, "board staff", parent="board"),
    )
})  # fmt: skip


@pytest.mark.parametrize(
    ("claimant", "expected"),
    [
        ("orr", "board"),
        ("staff", "board"),
        ("board", "board"),
        ("loe", "loe"),
        ("minister", "ministry"),  # the body, not the state
        ("peru", "peru"),
        ("peruvians", f"{PUBLIC} PE"),
        ("authorities", PUBLIC),
        ("regional", f"{PUBLIC} {LOCAL}"),
        ("peru regional", f"{PUBLIC} {LOCAL} PE"),
        (None, None),
    ],
)
def test_speaker(claimant: str | None, expected: str | None) -> None:
    """Whoever speaks for a body says it in its name; the authorities of a state are one voice, local ones another."""
    assert speaker(claimant, CAST) == expected


@pytest.mark.parametrize(
    ("claimants", "expected"),
    [
        (["authorities", "peruvians"], [f"{PUBLIC} PE", f"{PUBLIC} PE"]),
        (["authorities", "peruvians", "chileans"], [PUBLIC, f"{PUBLIC} PE", f"{PUBLIC} CL"]),  # of which, nobody says
        (["regional", "peru regional"], [f"{PUBLIC} {LOCAL} PE", f"{PUBLIC} {LOCAL} PE"]),
        (["authorities", "regional"], [PUBLIC, f"{PUBLIC} {LOCAL}"]),
        (["authorities", "loe", None], [PUBLIC, "loe", None]),
    ],
)
def test_speakers(claimants: list[str | None], expected: list[str | None]) -> None:
    """Authorities that no page gives a state are those of the one state whose authorities speak there."""
    assert speakers(claimants, CAST) == expected


def test_in_full() -> None:
    """A name that is short for the one longer name among those who speak stands for it; else for itself."""
    assert in_full(["short", "board", None], CAST) == ["board", "board", None]
    assert in_full(["short", "orr"], CAST) == ["board", "orr"]  # for whom she speaks
    assert in_full(["short", "oss"], CAST) == ["short", "oss"]


@pytest.mark.parametrize(
    ("kind", "scope", "by", "expected"),
    [
        ("deaths", "", f"{PUBLIC} PE", "peru"),
        ("deaths", "(country)", f"{PUBLIC} PE", "peru"),
        ("deaths", "karvel", f"{PUBLIC} PE", "karvel"),
        ("siren", "", f"{PUBLIC} PE", ""),  # only what is counted nationwide
        ("deaths", "", f"{PUBLIC} {LOCAL} PE", ""),
        ("deaths", "", PUBLIC, ""),
        ("deaths", "", "board", ""),
        ("deaths", "", None, ""),
    ],
)
def test_scope_of(kind: str, scope: str, by: str | None, expected: str) -> None:
    """A state's authorities, who say no place, count in the country."""
    assert scope_of(Measure(kind, scope=scope), by) == expected


def test_days_are_of_the_story() -> None:
    """A relation tells how far apart its claims are."""
    (relation,) = linked_pages(page("Globe", 6, dead(31, BOARD)), page("Echo", 8, dead(44, FARMERS))).relations
    assert relation.why == f"said 2 days apart, on {day(6)} and {day(8)}"


# ------------------------------------------------------------------ none, and some here

NONE = said("No bodies were found in the mill", BOARD)


def here(words: str) -> Said:
    return said(words, LOE, value=count(60, "deaths"))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((page("Globe", 6, NONE, here("There were 60 dead here")),), ["contradicts"]),
        ((page("Globe", 6, here("There were 60 dead here"), NONE),), []),  # "here" is no place named later
        ((page("Globe", 6, NONE, here("The storm killed 60 people")),), []),  # anywhere
        ((page("Globe", 6, NONE), page("Echo", 6, here("There were 60 dead here"))), []),  # another page's place
    ],
)
def test_none_against_some_here(pages: tuple[Told, ...], expected: list[str]) -> None:
    """A count "here" is of the place that the page spoke of: who said that there are none there said otherwise."""
    assert kinds(*pages) == expected


def test_who_coordinates_the_rescue_is_one_body() -> None:
    """Described on one page and named on another, as long as just one is named."""
    centre = source("Arden Emergency Coordination Centre", SourceKind.BODY)
    described = source("agency coordinating rescue work there", SourceKind.BODY)
    pages = (page("Globe", 6, dead(31, described)), page("Echo", 7, said("Its lines are down", centre)))
    assert {shown(claim) for claim in linked_pages(*pages).claims} == {
        "Arden Emergency Coordination Centre 31",
        "Arden Emergency Coordination Centre",
    }


def test_a_no_answers_no_forecast_until_it_is_due() -> None:
    """That it has not opened yet contradicts nobody who says that it will; that it did not open on the day does."""
    forecast = said("The Karvel dam will open again", BOARD, status=Status.PREDICTED, horizon=day(9))
    no = said("The Karvel dam did not open again", LOE)
    assert kinds(page("Globe", 6, forecast), page("Echo", 8, no)) == []
    assert kinds(page("Globe", 6, forecast), page("Echo", 10, no)) == ["contradicts"]
