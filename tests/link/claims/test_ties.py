"""Whether two reports are of one claimant, and how that comes; whether they say the same."""

import pytest
from msgspec.structs import replace

from reportedly.link.claims.sayings import Saying
from reportedly.link.claims.ties import (
    Cast,
    Whose,
    is_own_voice,
    is_relayed,
    is_same_number,
    is_short_for,
    relayer,
    says_the_same,
    whose,
)
from reportedly.records import EntityKind, Status, Value
from tellings import at_least, count, day, entity, heard, said, span_of_days

CAST = Cast({
    one.id: one
    for one in (
        entity("globe", EntityKind.OUTLET, "Globe"),
        entity("echo", EntityKind.OUTLET, "Echo"),
        entity("post", EntityKind.OUTLET, "Post"),
        entity("board", EntityKind.BODY, "Karvel River Board"),
        entity("the board", EntityKind.BODY, "the Karvel Board"),
        entity("orr", EntityKind.PERSON, "Ada Orr", parent="board", why="spokeswoman for the Karvel River Board"),
        entity("loe", EntityKind.PERSON, "Ben Loe"),
        entity("peru", EntityKind.STATE, "Peru", state="PE"),
        entity("chile", EntityKind.STATE, "Chile", state="CL"),
        entity("ministry", EntityKind.BODY, "Peru's Defence Ministry", state="PE", parent="peru"),
        entity("peruvians", EntityKind.UNNAMED, "Peruvian officials", state="PE"),
        entity("other peruvians", EntityKind.UNNAMED, "two officials from Peru", state="PE"),
        entity("chileans", EntityKind.UNNAMED, "Chilean officials", state="CL"),
        entity("board staff", EntityKind.UNNAMED, "board staff", parent="board"),
        entity("divers", EntityKind.UNNAMED, "divers"),
        entity("rescue divers", EntityKind.UNNAMED, "rescue divers"),
        entity("authorities", EntityKind.UNNAMED, "the authorities"),
        entity("officials in karvel", EntityKind.UNNAMED, "officials in Karvel"),
        entity("regional", EntityKind.UNNAMED, "regional authorities"),
        entity("rescuers", EntityKind.UNNAMED, "the rescuers"),
        entity("service", EntityKind.BODY, "the emergency coordination centre"),
    )
})  # fmt: skip

DEAD = said("31 people were killed in Karvel", value=count(31, "deaths @ karvel"))


def by(*chain: str | None, on: int | None = 6) -> Saying:
    """The number of dead, through some entities."""
    return heard(DEAD, *chain, on=on)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (by("globe", "board"), by("echo", "board"), Whose.SAME),
        (by("globe", "echo"), by("echo", "echo", "orr"), Whose.CONTINUED),  # the Echo's own page tells more
        (by("globe", "echo"), by("post", "echo", "orr"), Whose.CONTINUED),
        (by("globe", "echo"), by("post", "orr"), None),
        (by("globe", "echo", "peruvians"), by("post", "peruvians", on=7), Whose.SAME),
        (by("globe", "echo", "peruvians"), by("post", "other peruvians", on=7), Whose.DROPPED),
        (by("globe", "echo", "peruvians", on=7), by("post", "other peruvians", on=6), None),  # it was first
        (by("globe", "echo", "peruvians"), by("post", "chileans", on=7), None),  # of another state
        (by("globe", "echo", "divers"), by("post", "rescue divers", on=7), Whose.DROPPED),
        (by("globe", "peruvians"), by("echo", "other peruvians"), None),  # each has its own
        (by("globe", "peruvians"), by("globe", "other peruvians", on=7), Whose.DROPPED),  # one outlet's
        (by("globe", "orr"), by("echo", "board"), Whose.SPEAKS_FOR),
        (by("globe", "board staff"), by("echo", "board"), Whose.VAGUE),
        (by("globe", "peruvians"), by("echo", "ministry"), Whose.VAGUE),
        (by("globe", "chileans"), by("echo", "ministry"), None),
        (by("globe", "the board"), by("echo", "board"), Whose.CALLED),
        (by("globe", "the board"), by("echo", "orr"), Whose.CALLED),  # for whom she speaks
        (by("globe", "loe"), by("echo", "orr"), None),
        (by("globe", "peru"), by("echo", "chile"), None),
        (by("globe"), by("echo", "orr"), None),  # in its own voice
        (by("globe", None), by("echo", "orr"), None),  # names nobody
    ],
)
def test_whose(one: Saying, other: Saying, how: Whose | None) -> None:
    """Each way in which two reports may be of one claimant, whichever comes first, and the next case that is none."""
    assert whose(one, other, CAST) is whose(other, one, CAST) is how


def test_who_told_the_page_itself_is_nobody_elses() -> None:
    """Officials who told the page that names them are not those another outlet has."""
    first, told = by("globe", "echo", "peruvians"), by("post", "other peruvians", on=7)
    assert whose(first, told, CAST) is Whose.DROPPED
    assert whose(first, replace(told, is_first_hand=True), CAST) is None


def test_relayers() -> None:
    """People without a name are of the last outlet named before them, else of the page's."""
    assert relayer(by("globe", "echo", "peruvians"), CAST) == "echo"
    assert relayer(by("globe", "peruvians"), CAST) == "globe"
    assert is_relayed(by("globe", "echo", "peruvians"), CAST)
    assert not is_relayed(by("globe", "board", "orr"), CAST)  # a body is no outlet
    assert not is_relayed(by("globe", "globe", "orr"), CAST)  # nor is the page itself another


@pytest.mark.parametrize(
    ("one", "own"),
    [
        (by("globe"), True),
        (by("globe", None), True),
        (by("globe", "orr"), False),
        (by("globe", "echo"), False),  # cites the Echo
        (replace(by("globe", "echo"), is_credit=True), True),  # is the Echo's copy
        (replace(by("globe", "orr"), is_credit=True), False),
    ],
)
def test_is_own_voice(one: Saying, *, own: bool) -> None:
    """A page that cites nobody, or is an agency's copy, says it itself."""
    assert is_own_voice(one, CAST) is own


@pytest.mark.parametrize(
    ("who", "public", "local"),
    [
        ("authorities", True, False),
        ("peruvians", True, False),
        ("regional", True, True),
        ("rescuers", True, True),
        ("service", True, True),  # an office called by what it is, of nobody known
        ("officials in karvel", False, False),  # those there, not the authorities
        ("ministry", False, False),
        ("board staff", False, False),
        ("orr", False, False),
    ],
)
def test_public_and_local(who: str, *, public: bool, local: bool) -> None:
    """The authorities by no other name give the official count; those of a region or a town are told apart."""
    assert (CAST.is_public(who), CAST.is_local(who)) == (public, local)


@pytest.mark.parametrize(
    ("who", "described"),
    [
        ("authorities", True),
        ("divers", True),
        ("board staff", True),
        ("peruvians", False),  # of a state: that is much
        ("other peruvians", False),
        ("orr", False),
        ("board", False),
        ("globe", False),
    ],
)
def test_is_described(who: str, *, described: bool) -> None:
    """Who is called by what they are, of no state, may be anybody."""
    assert CAST.is_described(who) is described


def test_short_names() -> None:
    """A name is short for another where all its words stand there; the longer one is short for nothing."""
    assert is_short_for("the board", "board", CAST)
    assert not is_short_for("board", "the board", CAST)
    assert not is_short_for("loe", "board", CAST)  # a person's name is short for no body


def says(words: str, value: Value | None = None, **more: object) -> Saying:
    return heard(said(words, value=value, **more), "globe", "board")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # numbers
        (("31 people died in Karvel", count(31, "deaths @ karvel")), ("31 dead", count(31, "deaths")), True),
        (("31 people died", count(31, "deaths")), ("At least 31 died", at_least(31, "deaths")), True),
        (("31 people died", count(31, "deaths")), ("32 people died", count(32, "deaths")), False),
        (("31 people died", count(31, "deaths")), ("31 people were hurt", count(31, "injured")), False),
        (("Deaths rose by 31", count(31, "deaths", change="rose by")), ("31 died", count(31, "deaths")), False),
        (("31 people died", count(31, "deaths")), ("People died there", None), False),
        # words
        (("The dam is safe", None), ("The dam at Karvel is safe", None), True),
        (("The dam is safe", None), ("The dam is not safe", None), False),
        (("The dam is safe", None), ("The bridge will be closed", None), False),
        (("The dam is in Karvel", None), ("The fair is in Karvel", None), False),  # one place in common
    ],
)
def test_says_the_same(one: tuple[str, Value | None], other: tuple[str, Value | None], *, same: bool) -> None:
    """One source says one thing twice where number and measure are the same, or the words are alike."""
    sure = says_the_same(says(*one), says(*other), Whose.SAME)
    assert sure == pytest.approx(says_the_same(says(*other), says(*one), Whose.SAME))
    assert (sure > 0) is same


def test_numbers_are_surer_than_words() -> None:
    """Where a number is the same, more is the same than words can be."""
    number = says("31 people died", count(31, "deaths"))
    words = says("The dam is safe")
    assert says_the_same(number, number, Whose.SAME) > 1 >= says_the_same(words, words, Whose.SAME) - 1e-9


def test_two_periods_are_two_claims() -> None:
    """Nine dead in one week are not nine dead in the next."""
    one, other = (
        says("9 people died", count(9, "deaths"), times=(span_of_days(first, first + 3),)) for first in (1, 5)
    )
    assert is_same_number(one, other)
    assert says_the_same(one, other, Whose.SAME) == 0
    assert says_the_same(one, one, Whose.SAME) > 0


def test_forecasts_due_at_one_time_are_more_alike() -> None:
    """Two forecasts in other words are one where they fall due within days."""
    first = says("The dam could break soon", status=Status.PREDICTED, horizon=day(13))
    near, far = (says("It may break within days", status=Status.PREDICTED, horizon=day(due)) for due in (14, 28))
    assert says_the_same(first, near, Whose.SAME) > says_the_same(first, far, Whose.SAME)


def test_who_is_named_otherwise_must_say_more_alike() -> None:
    """A number without its place is not given to people of a state on their word alone."""
    here = says("9 people died in Karvel", count(9, "deaths @ karvel"))
    there = says("Nine bodies lay in the town of Oss", count(9, "deaths @ oss"))
    assert says_the_same(here, there, Whose.VAGUE) == 0
