"""Checks on small invented stories: which sentence breaks a rule, why, and what cannot be measured."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import capture, reading, source
from reportedly import rules
from reportedly.ledger import Ledger
from reportedly.link import Told
from reportedly.link.judged import Judged
from reportedly.records import (
    Article,
    Copy,
    CopyKind,
    Credit,
    Digest,
    Part,
    Passage,
    Source,
    Span,
    Status,
    Story,
    Tier,
    Value,
    Weight,
)
from reportedly.rules import Finding, Outcome, Policy, Unmeasured
from reportedly.rules.told import is_count, sentence
from tellings import (
    BOARD,
    FARMERS,
    LOE,
    ORR,
    Said,
    at_least,
    count,
    day,
    linked_pages,
    page,
    people,
    said,
    span_of_days,
    via,
)

Hold = Callable[..., tuple[Outcome, ...]]

DEAD = "31 people were killed in Karvel"
SAFE = "The river dam of Karvel is safe and will hold"
UNSAFE = "The river dam of Karvel is not safe and will not hold"
AIDES = people("two aides to the mayor of Karvel")
CLERK = people("a clerk of the Karvel water office")
SOMEONE = people("a person familiar with the matter")
NOBODY = source(None)


def dead(*chain: Source, low: float = 31, **more: object) -> Said:
    return said(f"{low:g} people were killed in Karvel", *chain, value=count(low, "deaths @ karvel"), **more)


def policy(check: str, *keys: str, top: str = "") -> Policy:
    """Return a policy of one rule."""
    lines = (top, 'name = "House"', "[[rule]]", f'check = "{check}"', *keys)
    return rules.read("\n".join(lines).encode(), "house.toml")


@pytest.fixture
def hold(tmp_path: Path) -> Hold:
    """Return what holds pages, linked as one story, against a policy."""
    names = (tmp_path / f"{number}.sqlite" for number in range(1_000))

    def held(
        pages: Sequence[Told], wanted: Policy, *, copies: Iterable[Copy] = (), judged: Judged | None = None
    ) -> tuple[Outcome, ...]:
        pairs = tuple(copies)
        found = linked_pages(*pages, copies=pairs, judged=judged)
        story = Story("story", tuple(one.article.id for one in pages), (), None, None)
        with Ledger.open(next(names)) as ledger:
            for one in pages:
                ledger.add(capture(one.article.text, url=one.article.url), reading(one.article, one.reports))
            with ledger.together():
                ledger.books.put_copies(pairs)
                ledger.books.put_story(
                    story,
                    Digest("story", "", "en", len(pages), Weight(), None, 0),
                    entities=found.entities.by_id.values(),
                    doubts=(),
                    claims=found.claims,
                    points=found.points,
                    relations=found.relations,
                    told=[],
                )
                ledger.books.settled()
            return rules.check(ledger, ledger.books.story("story"), wanted)

    return held


def told(pages: Sequence[Told], found: Iterable[Outcome]) -> list[str]:
    """Return what was found, as outlet and sentence; what cannot be measured with a question mark."""
    by_id = {one.article.id: one.article for one in pages}
    return [_line(by_id.get(one.article or ""), one) for one in found]


def _line(article: Article | None, one: Outcome) -> str:
    outlet = article.outlet.name if article and article.outlet else "the story"
    if isinstance(one, Unmeasured):
        return f"{outlet}?"
    assert article is not None
    return f"{outlet}: {article.words(one.sentence)}"


# ------------------------------------------------------------------ origins


@pytest.mark.parametrize(
    ("pages", "keys", "broken"),
    [
        ([page("Globe", 6, dead(BOARD)), page("Echo", 7, dead(BOARD))], (), [f"{DEAD}."]),
        ([page("Globe", 6, dead(BOARD)), page("Echo", 7, dead(FARMERS))], (), []),
        ([page("Globe", 6, dead(via("Echo"))), page("Echo", 7, dead(via("Globe")))], ("minimum = 1",), [f"{DEAD}."]),
        ([page("Globe", 6, dead(BOARD)), page("Echo", 7, dead(FARMERS))], ("minimum = 3",), [f"{DEAD}."]),
        # the board and its spokeswoman are one at the least, and two at the most
        ([page("Globe", 6, dead(CLERK)), page("Echo", 7, dead(people("a clerk of the water office of Karvel")))],
         ('by = "at_most"',), []),
        # only numbers, unless more is asked for
        ([page("Globe", 6, said(SAFE, BOARD))], (), []),
        ([page("Globe", 6, said(SAFE, BOARD))], ('of = "everything"',), [f"{SAFE}."]),
        ([page("Globe", 6, said(SAFE, BOARD))], ('of = "points"',), []),
        ([page("Globe", 6, said(SAFE, SOMEONE))], ('of = "unnamed"',), [f"{SAFE}."]),
        ([page("Globe", 6, said(SAFE, BOARD))], ('of = "unnamed"',), []),
        # few carry it
        ([page("Globe", 6, dead(BOARD))], ("carried_by = 2",), []),
        # a relay that no page was read of: what stands behind it is not known
        ([page("Globe", 6, dead(BOARD)), page("Echo", 7, dead(via("Post")))], ('by = "at_most"',), ["?"]),
    ],
)  # fmt: skip
def test_enough_origins(hold: Hold, pages: list[Told], keys: tuple[str, ...], broken: list[str]) -> None:
    """A number wants so many independent origins; outlets that repeat one add none."""
    found = told(pages, hold(pages, policy("independent-origins", *keys)))
    assert [line[-1] if line.endswith("?") else line.partition(": ")[2] for line in found] == broken


def test_an_official_count_suffices(hold: Hold) -> None:
    """What a body says that the policy calls official, or who speaks for it, needs no second origin."""
    pages = [page("Globe", 6, dead(ORR))]
    top = 'official = ["Karvel River Board"]'
    assert hold(pages, policy("independent-origins", top=top)) == ()
    assert len(hold(pages, policy("independent-origins", "unless_official = false", top=top))) == 1
    assert len(hold(pages, policy("independent-origins", top='official = ["Board of Trade"]'))) == 1


def test_outlets_not_first_hand_are_no_origin(hold: Hold) -> None:
    """Where a policy lists whom it takes at their word, other outlets' own word is none."""
    pages = [page("Globe", 6, dead()), page("Echo", 7, dead(via("Globe")))]
    one = policy("independent-origins", "minimum = 1")
    assert hold(pages, one) == ()
    (finding,) = hold(pages, replace(one, first_hand=("Herald",)))
    assert isinstance(finding, Finding)
    assert finding.why == "1 independent origins are wanted, and 0 counts: Globe; 2 outlets tell it"
    assert hold(pages, replace(one, first_hand=("Globe",))) == ()


@pytest.mark.parametrize(
    ("top", "broken"),
    [
        ('first_hand = ["Herald"]', [f"Globe: {DEAD}."]),
        ('first_hand = ["Globe"]', []),
        ('first_hand_kinds = ["agency"]', [f"Globe: {DEAD}."]),
    ],
)
def test_first_hand(hold: Hold, top: str, broken: list[str]) -> None:
    """What is known on outlets' word alone wants one that the policy takes at its word; agencies by their kind."""
    pages = [page("Globe", 6, dead()), page("Echo", 7, dead(via("Globe")))]
    assert told(pages, hold(pages, policy("first-hand", top=top))) == broken
    assert hold([page("Globe", 6, dead(BOARD))], policy("first-hand", top=top)) == ()
    agency = page("Reuters", 6, dead())
    assert hold([agency], policy("first-hand", top='first_hand_kinds = ["agency"]')) == ()


def test_loops_and_nobody_have_no_origin(hold: Hold) -> None:
    """Outlets that cite one another have no origin, and neither has what nobody says; the reason tells which."""
    loop = [page("Globe", 6, dead(via("Echo"))), page("Echo", 7, dead(via("Globe")))]
    (finding,) = hold(loop, policy("has-origin"))
    assert isinstance(finding, Finding)
    assert finding.why == "Echo and Globe cite one another for it, and nobody else"
    pages = [page("Globe", 6, said(SAFE, NOBODY), dead(BOARD))]
    (finding,) = hold(pages, policy("has-origin"))
    assert isinstance(finding, Finding)
    assert (finding.why, told(pages, [finding])) == ("no page names anybody who says it", [f"Globe: {SAFE}."])


@pytest.mark.parametrize(
    ("chains", "keys", "broken"),
    [
        ([(AIDES,), (via("Globe"), AIDES)], (), ["Echo"]),
        ([(BOARD,), (BOARD,)], (), []),
        ([(AIDES,)], (), []),
        ([(AIDES,)], ("carried_by = 1",), ["Globe"]),
        ([(AIDES,), (via("Globe"), AIDES), (via("Globe"),)], ("carried_by = 4",), []),
    ],
)
def test_many_tell_what_one_found_out(
    hold: Hold, chains: list[tuple[Source, ...]], keys: tuple[str, ...], broken: list[str]
) -> None:
    """What several outlets have from one is told at the first page that retells it."""
    pages = [page(("Globe", "Echo", "Post")[at], 6 + at, dead(*chain)) for at, chain in enumerate(chains)]
    assert told(pages, hold(pages, policy("several-outlets", *keys))) == [f"{name}: {DEAD}." for name in broken]


def test_the_finder_may_tell_its_own(hold: Hold) -> None:
    """Where only the pages of the outlet are judged that found it out, nothing is wrong with them."""
    pages = [page("Globe", 6, dead(AIDES)), page("Echo", 7, dead(via("Globe"), AIDES))]
    assert hold(pages, replace(policy("several-outlets"), pages_of=("Globe",))) == ()
    assert len(hold(pages, replace(policy("several-outlets"), pages_of=("Echo",)))) == 1


def test_the_original_is_read(hold: Hold) -> None:
    """What all pages have from an outlet without a page in the story is told; with its page it is not."""
    pages = [page("Echo", 7, dead(via("Globe"), AIDES)), page("Post", 8, dead(via("Globe"), AIDES))]
    (finding,) = hold(pages, policy("original-read"))
    assert isinstance(finding, Finding)
    assert finding.way_out == "read what Globe wrote, and add that page"
    assert hold([*pages, page("Globe", 6, dead(AIDES))], policy("original-read")) == ()


# ------------------------------------------------------------------ whose it is


@pytest.mark.parametrize(
    ("telling", "is_broken"),
    [
        (dead(AIDES), True),
        (dead(NOBODY), True),
        (dead(BOARD), False),
        (dead(ORR), False),
        (dead(people("a spokesman for the Karvel River Board")), False),
        (dead(people("the farmers' association")), False),  # a body, whatever it was read as
        (said(SAFE, AIDES), False),
        (said("Two gates were opened", AIDES, value=count(2, "gates", unit="gates")), False),
        (said("Twenty gates were opened", AIDES, value=count(20, "gates", unit="gates")), True),
    ],
)
def test_numbers_are_somebodys_with_a_name(hold: Hold, telling: Said, is_broken: bool) -> None:
    """A number on the word of people without a name, or of nobody, breaks the rule; bodies have a name."""
    assert bool(hold([page("Globe", 6, telling)], policy("number-named"))) is is_broken


def test_a_name_elsewhere_is_the_way_out(hold: Hold) -> None:
    """Where another page names who says it, the finding says whom, and shows the words."""
    pages = [page("Globe", 6, dead(NOBODY)), page("Echo", 7, dead(BOARD))]
    (finding,) = hold(pages, policy("number-named"))
    assert isinstance(finding, Finding)
    assert finding.way_out.endswith("Echo has it from Karvel River Board")
    assert finding.beside == (pages[1].reports[0].id,)


def test_pronouns_that_were_not_read(hold: Hold) -> None:
    """Of "he", for whom nobody knows whom it stands, it is said that this cannot be measured."""
    pages = [page("Globe", 6, dead(people("he")))]
    for check in ("number-named", "unnamed-described", "unnamed-reason"):
        assert told(pages, hold(pages, policy(check))) == ["Globe?"]


@pytest.mark.parametrize(
    ("text", "others", "is_broken"),
    [
        (f"{DEAD}.", (), True),
        (f"{DEAD}, by the count of the Karvel River Board.", (), False),
        (f"{DEAD}.", (said("The toll of 31 is final", BOARD, value=count(31, "deaths @ karvel")),), False),
    ],
)
def test_a_page_says_whose_number_it_gives(hold: Hold, text: str, others: tuple[Said, ...], is_broken: bool) -> None:
    """A number in a page's own voice is a breach unless its sentence, or the page, says whose it is."""
    body = " ".join([text, *(f"{one.words}." for one in others)])
    pages = [page("Globe", 6, dead(), *others, text=body), page("Echo", 5, said(SAFE, BOARD))]
    assert bool(hold(pages, policy("number-sourced"))) is is_broken


def test_an_outlets_name_is_no_number(hold: Hold) -> None:
    """The 24 of "Karvel 24" counts nothing."""
    name = said("Karvel 24 could not check it", value=count(24, "hectares", unit="hectare"))
    assert hold([page("Karvel 24", 6, name)], policy("number-sourced")) == ()
    assert len(hold([page("Globe", 6, name)], policy("number-sourced"))) == 1


FORECAST = said("The dam will be mended by Friday", status=Status.PREDICTED, horizon=day(9))
SOME_DAY = said("The dam will be mended", status=Status.PREDICTED)
ESTIMATE = dead(status=Status.ESTIMATED)


@pytest.mark.parametrize(
    ("check", "telling", "keys", "is_broken"),
    [
        ("forecast-sourced", FORECAST, (), True),
        ("forecast-sourced", replace(FORECAST, chain=(BOARD,)), (), False),
        ("forecast-sourced", replace(FORECAST, chain=(NOBODY,)), (), True),
        ("forecast-sourced", SOME_DAY, (), False),
        ("forecast-sourced", SOME_DAY, ("dated = false",), True),
        ("estimate-sourced", ESTIMATE, (), True),
        ("estimate-sourced", replace(ESTIMATE, chain=(NOBODY,)), (), True),
        ("estimate-sourced", replace(ESTIMATE, chain=(LOE,)), (), False),
        ("estimate-sourced", dead(), (), False),
        ("hearsay-sourced", said(SAFE, NOBODY), (), True),
        ("hearsay-sourced", said(SAFE, AIDES), (), False),
        ("hearsay-sourced", said(SAFE), (), False),
    ],
)
def test_what_is_nobodys(hold: Hold, check: str, telling: Said, keys: tuple[str, ...], is_broken: bool) -> None:
    """A forecast, an estimate, hearsay: each wants somebody whose it is."""
    assert bool(hold([page("Globe", 6, telling)], policy(check, *keys))) is is_broken


# ------------------------------------------------------------------ people without a name


@pytest.mark.parametrize(
    ("who", "keys", "is_broken"),
    [
        (people("a person familiar with the matter"), (), True),
        (people("sources"), (), True),
        (people("Officials"), (), False),
        (people("a senior diplomat"), (), False),
        (people("sources in the water ministry"), (), False),
        (people("people at GridEast"), (), False),
        (people("a senior diplomat"), ('tell = ["body", "state"]',), True),
        (people("a diplomat at the embassy"), ('tell = ["body"]',), False),
        (people("a notice on the door"), (), False),  # no people
        (BOARD, (), False),
    ],
)
def test_people_without_a_name_are_described(hold: Hold, who: Source, keys: tuple[str, ...], is_broken: bool) -> None:
    """What they are, for whom they work or of which state: one of these is told, or those that the rule names."""
    assert bool(hold([page("Globe", 6, said(SAFE, who))], policy("unnamed-described", *keys))) is is_broken


def test_who_is_described_once_may_be_pointed_to(hold: Hold) -> None:
    """“The source” is judged with the words that told of them first; alone it tells nothing."""
    first, then = said(SAFE, people("a clerk")), said("The gates were opened at nine", people("the source"))
    assert hold([page("Globe", 6, first, then)], policy("unnamed-described")) == ()
    assert len(hold([page("Globe", 6, then)], policy("unnamed-described"))) == 1


@pytest.mark.parametrize(
    ("text", "keys", "is_broken"),
    [
        (f"{SAFE}, a clerk said.", (), True),
        (f"{SAFE}, said a clerk, who asked not to be named because she fears for her job.", (), False),
        (f"{SAFE}, said a clerk who was not authorised to speak to reporters.", (), False),
        (f"{SAFE}, a clerk said on condition of anonymity.", (), True),  # that is no reason
        (f"{SAFE}, a clerk said. He was not allowed to talk to the press.", (), False),
        (f"{SAFE}, a clerk said. He was not allowed to talk to the press.", ('within = "sentence"',), True),
        (f"{SAFE}, a clerk said.\nHe was not allowed to talk to the press.", (), True),
        (f"{SAFE}, a clerk said.\nHe was not allowed to talk to the press.", ('within = "page"',), False),
        (f"{SAFE}, a clerk said.", ('exempt = ["clerk"]',), False),
    ],
)
def test_the_reason_for_not_naming(hold: Hold, text: str, keys: tuple[str, ...], is_broken: bool) -> None:
    """A page that cites somebody without a name says why, as near as the rule wants it."""
    pages = [page("Globe", 6, said(SAFE, people("a clerk")), text=text)]
    assert bool(hold(pages, policy("unnamed-reason", *keys))) is is_broken


def test_the_reason_is_for_who_grants_it(hold: Hold) -> None:
    """A page that has them from another outlet need not say why that one does not name them."""
    assert hold([page("Echo", 6, said(SAFE, via("Globe"), people("a clerk")))], policy("unnamed-reason")) == ()


def test_bystanders_gave_no_condition(hold: Hold) -> None:
    """Residents and analysts are told of by what they are; nobody withholds their names."""
    assert hold([page("Echo", 6, said(SAFE, people("a resident of Karvel")))], policy("unnamed-reason")) == ()


@pytest.mark.parametrize(
    ("chains", "keys", "is_broken"),
    [
        ([(AIDES,)], (), True),
        ([(AIDES,), (via("Globe"), AIDES)], (), True),
        ([(AIDES,), (CLERK,)], (), False),
        ([(AIDES,), (CLERK,)], ("minimum = 3",), True),
        ([(AIDES,), (BOARD,)], (), False),  # one with a name bears it out
        ([(AIDES,)], ("people = true",), False),  # two of them
        ([(people("an aide to the mayor"),)], ("people = true",), True),
        ([(people("a resident of Karvel"),)], (), False),
        ([(people("a spokeswoman for the board"),)], (), False),
    ],
)
def test_people_without_a_name_are_borne_out(
    hold: Hold,
    chains: list[tuple[Source, ...]],
    keys: tuple[str, ...],
    is_broken: bool,
) -> None:
    """What people without a name say wants another outlet's, or somebody with a name; retelling is neither."""
    pages = [page(("Globe", "Echo")[at], 6 + at, dead(*chain)) for at, chain in enumerate(chains)]
    found = hold(pages, policy("unnamed-corroborated", *keys))
    assert bool([one for one in found if isinstance(one, Finding)]) is is_broken


def test_another_language_cannot_be_measured(hold: Hold) -> None:
    """Words for people are known in English only: a page in another language says that it was not checked."""
    one = page("Globe", 6, said(SAFE, SOMEONE))
    other = replace(one, article=replace(one.article, language="de"))
    for check in ("unnamed-described", "unnamed-reason"):
        assert told([other], hold([other], policy(check))) == ["Globe?"]


# ------------------------------------------------------------------ beside the others


@pytest.mark.parametrize(
    ("pages", "broken"),
    [
        ([page("Globe", 6, dead(BOARD)), page("Echo", 7, dead(FARMERS, low=60))], ["Echo"]),
        ([page("Globe", 6, dead(BOARD)), page("Echo", 7, dead(FARMERS, low=60), dead(BOARD))], []),
        ([page("Globe", 6, dead(BOARD)), page("Echo", 6, dead(FARMERS, low=60))], []),  # neither could know
        ([page("Globe", 6, dead(BOARD)), page("Echo", 7, dead(FARMERS, low=60), said("No more than 31", LOE,
          value=count(31, "deaths @ karvel")))], []),
        ([page("Globe", 6, said(SAFE, BOARD)), page("Echo", 7, said(UNSAFE, LOE)), page("Post", 8, said(SAFE, BOARD))],
         ["Echo", "Post"]),
    ],
)  # fmt: skip
def test_a_contradiction_is_told(hold: Hold, pages: list[Told], broken: list[str]) -> None:
    """Who tells one side, when the other was out, tells the other too; the same number in other words will do."""
    found = hold(pages, policy("contradiction-told"))
    assert [line.partition(":")[0] for line in told(pages, found)] == broken
    assert all(isinstance(one, Finding) and one.beside for one in found)


def test_contradictions_of_numbers_only(hold: Hold) -> None:
    """A rule about numbers leaves other words alone."""
    pages = [page("Globe", 6, said(SAFE, BOARD)), page("Echo", 7, said(UNSAFE, LOE))]
    assert hold(pages, policy("contradiction-told", 'of = "numbers"')) == ()


FIRST, THEN = page("Globe", 6, dead(BOARD)), page("Globe", 7, dead(BOARD, low=44))


@pytest.mark.parametrize(
    ("last", "keys", "broken"),
    [
        (page("Echo", 8, dead(BOARD)), (), [f"Echo: {DEAD}."]),
        (page("Echo", 7, dead(BOARD)), (), []),  # on the day of the new number nobody knows which was first
        (page("Echo", 8, dead(BOARD), dead(BOARD, low=44)), (), []),
        (page("Echo", 8, dead(BOARD, said_on=span_of_days(6, 6))), (), []),
        (page("Echo", 8, dead(BOARD, said_on=span_of_days(6, 6))), ("dated = false",), [f"Echo: {DEAD}."]),
        (page("Echo", None, dead(BOARD)), (), ["Echo?"]),
    ],
)
def test_the_newest_number_is_given(hold: Hold, last: Told, keys: tuple[str, ...], broken: list[str]) -> None:
    """Once a claimant has revised a number, the old one is told only with its day, or with the new one."""
    pages = [FIRST, THEN, last]
    found = hold(pages, policy("newest-number", *keys))
    assert told(pages, found) == broken
    assert all(one.beside == (THEN.reports[0].id,) for one in found if isinstance(one, Finding))


def test_words_told_otherwise(hold: Hold) -> None:
    """A page that loses a negation which the others have is told, with the report that words it best."""
    words = {"Globe": "The dam is not safe", "Echo": "The old dam is not safe", "Post": "The dam is safe"}
    pages = [page(name, 6 + at, said(words[name], BOARD)) for at, name in enumerate(words)]
    one_claim = Judged(same_claim=frozenset({frozenset((pages[0].reports[0].id, pages[2].reports[0].id))}))
    found = hold(pages, policy("as-others-tell"), judged=one_claim)
    assert told(pages, found) == ["Post: The dam is safe."]
    assert isinstance(found[0], Finding)
    assert found[0].why.startswith("a lost negation")


def test_a_relay_is_named(hold: Hold) -> None:
    """Who gives another outlet's people without that outlet is told; who names it somewhere is not."""
    pages = [page("Globe", 6, dead(AIDES)), page("Echo", 7, dead(via("Globe"), AIDES)), page("Post", 8, dead(AIDES))]
    found = hold(pages, policy("relay-named"))
    assert told(pages, found) == [f"Post: {DEAD}."]
    named = page("Post", 8, dead(AIDES), text=f"{DEAD}. The Globe has more.")
    assert hold([*pages[:2], named], policy("relay-named")) == ()


# ------------------------------------------------------------------ copies

TEXT = f"{SAFE}. {DEAD}. Divers looked at the gates until dark."


def same(one: Told, other: Told, *, credited: str | None = None, first: Told | None = None) -> Copy:
    """Return two pages as copies of largely one text."""
    a, b = sorted((one.article.id, other.article.id))
    passage = Passage(Span(0, len(TEXT)), Span(0, len(TEXT)), 24)
    return Copy(a, b, CopyKind.WHOLE, (passage,), 1.0, 1.0, credited, first.article.id if first else None)


def test_text_of_others_is_credited(hold: Hold) -> None:
    """A page with another's text and no credit is told; with a credit, or the other's name, it is not."""
    globe, echo, post = (
        page(name, 6 + at, dead(BOARD), text=TEXT) for at, name in enumerate(("Globe", "Echo", "Post"))
    )
    credit = replace(echo, article=replace(echo.article, credits=(Credit("Globe", "byline"),)))
    copies = [same(globe, credit, credited="Globe", first=globe), same(globe, post)]
    pages = [globe, credit, post]
    found = hold(pages, policy("copy-credited"), copies=copies)
    assert told(pages, found) == [f"Post: {SAFE}."]
    assert isinstance(found[0], Finding)
    assert found[0].why == "it has the text of Globe, as other pages credit it, and no credit"
    named = page("Post", 8, dead(BOARD), text=f"{TEXT} So the Globe wrote.")
    assert hold([globe, credit, named], policy("copy-credited"), copies=[*copies[:1], same(globe, named)]) == ()


def test_whose_text_it_is_may_be_unknown(hold: Hold) -> None:
    """Where no page shows whose text it is, that is said of each; where one came out before, of the other."""
    pages = [page("Globe", 6, dead(BOARD), text=TEXT), page("Echo", 6, dead(BOARD), text=TEXT)]
    assert told(pages, hold(pages, policy("copy-credited"), copies=[same(*pages)])) == ["Globe?", "Echo?"]
    earlier = [same(*pages, first=pages[0])]
    assert told(pages, hold(pages, policy("copy-credited"), copies=earlier)) == [f"Echo: {SAFE}."]


# ------------------------------------------------------------------ what holds of all


def test_only_some_pages_are_judged(hold: Hold) -> None:
    """Pages of other outlets are evidence, and are not judged themselves."""
    pages = [page("Globe", 6, dead(NOBODY)), page("Echo", 7, dead(NOBODY))]
    found = hold(pages, replace(policy("number-named"), pages_of=("echo",)))
    assert told(pages, found) == [f"Echo: {DEAD}."]


@pytest.mark.parametrize("name", rules.presets())
def test_what_has_nothing_to_check_is_not_kept(hold: Hold, name: str) -> None:
    """Where nobody says anything, or no page is the outlet's, every rule says that it cannot be measured."""
    wanted = rules.preset(name)
    empty = hold([page("Globe", 6, text="It rained.")], wanted)
    absent = hold([page("Globe", 6, dead(BOARD))], replace(wanted, pages_of=("Herald",)))
    for found in (empty, absent):
        assert [one.rule for one in found] == list(wanted.rules)
        assert all(isinstance(one, Unmeasured) for one in found)


def test_unsure_readings_can_be_left_out(hold: Hold) -> None:
    """A policy may ask that only what grammar and network both found is judged; own voice is judged always."""
    one = page("Globe", 6, dead(NOBODY))
    unsure = Told(one.article, tuple(replace(report, tier=Tier.NETWORK) for report in one.reports))
    assert len(hold([unsure], policy("number-named"))) == 1
    (left,) = hold([unsure], policy("number-named", top="only_sure = true"))
    assert isinstance(left, Unmeasured)
    assert len(hold([page("Globe", 6, dead())], policy("number-sourced", top="only_sure = true"))) == 1


def test_one_sentence_breaks_a_rule_once(hold: Hold) -> None:
    """Two numbers in one sentence, or one sentence printed twice, are one finding."""
    words = ("31 people were killed in Karvel", "60 people were hurt in Karvel")
    both = [said(words[0], value=count(31, "deaths")), said(words[1], value=count(60, "injured people"))]
    pages = [page("Globe", 6, *both, text=f"{words[0]} and {words[1]}.")]
    assert told(pages, hold(pages, policy("number-sourced"))) == [f"Globe: {words[0]} and {words[1]}."]


def test_must_and_should(hold: Hold) -> None:
    """A story is broken by a rule that must be kept, and by no other."""
    pages = [page("Globe", 6, dead(NOBODY))]
    assert rules.is_broken(hold(pages, policy("number-named", 'severity = "must"')))
    assert not rules.is_broken(hold(pages, policy("number-named", 'severity = "should"')))


CHAINS: list[tuple[Source, ...]] = [
    (),
    (BOARD,),
    (FARMERS,),
    (AIDES,),
    (CLERK,),
    (via("Globe"),),
    (via("Echo"), BOARD),
    (NOBODY,),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=5), st.sampled_from(["at_least", "at_most"]))
def test_a_stricter_minimum_breaks_no_fewer(hold: Hold, chains: list[tuple[Source, ...]], by: str) -> None:
    """Whatever breaks a minimum breaks every higher one."""
    pages = [
        page(("Globe", "Echo", "Post", "Star", "Mail")[at], 6 + at, dead(*chain)) for at, chain in enumerate(chains)
    ]
    for check in ("independent-origins", "unnamed-corroborated"):
        broken: set[str] = set()
        for minimum in (1, 2, 3, 4):
            found = hold(pages, policy(check, f"minimum = {minimum}", f'by = "{by}"'))
            now = {one.report or "" for one in found if isinstance(one, Finding)}
            assert broken <= now
            broken = now


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CHAINS), min_size=1, max_size=5), st.sampled_from(rules.presets()))
def test_findings_stand_on_judged_pages(hold: Hold, chains: list[tuple[Source, ...]], name: str) -> None:
    """Every finding has words inside its sentence, on a page of the story, and a way out."""
    pages = [
        page(("Globe", "Echo", "Post", "Star", "Mail")[at], 6 + at, dead(*chain)) for at, chain in enumerate(chains)
    ]
    articles = {one.article.id: one.article for one in pages}
    for one in hold(pages, rules.preset(name)):
        assert one.way_out
        if isinstance(one, Finding):
            assert one.sentence.covers(Span(one.words.start, one.words.start + 1, one.words.part))
            assert articles[one.article].words(one.sentence).strip()


# ------------------------------------------------------------------ words and numbers


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It rained. The dam broke. It is dry.", "dam", "The dam broke."),
        ("Mr. Loe spoke. “It broke,” he said.", "spoke", "Mr. Loe spoke."),
        ("The U.S. Army came. It went.", "Army", "The U.S. Army came."),
        ("One.\nTwo and three.\nFour.", "three", "Two and three."),
        ("It broke. 31 died.", "31", "31 died."),
    ],
)
def test_the_sentence_around_words(text: str, words: str, expected: str) -> None:
    """The sentence is found around the words, within its paragraph; titles and initials end none."""
    article = page("Globe", 6, text=text).article
    start = text.index(words)
    found = sentence(article, Span(start, start + len(words)))
    assert article.words(found) == expected


def test_a_headline_is_one_sentence() -> None:
    """Of a headline all of it is shown."""
    article = replace(page("Globe", 6, text="It rained.").article, headline="Dam broke. 31 dead")
    assert sentence(article, Span(11, 13, Part.HEADLINE)) == Span(0, 18, Part.HEADLINE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, False),
        (count(2, "deaths"), True),
        (at_least(2, "deaths"), True),
        (count(3, None, unit="EUR"), True),
        (count(3, None, unit="percent"), True),
        (count(9, "gates", unit="gates"), False),
        (count(10, "gates", unit="gates"), True),
        (count(540, None, unit="minutes after midnight"), False),
        (Value(40, 40, ""), False),
    ],
)
def test_what_is_a_number(value: Value | None, expected: bool) -> None:
    """People, money and shares are numbers however small; of other things ten and more; times of day are none."""
    assert is_count(value) is expected
