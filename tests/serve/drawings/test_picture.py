"""Where each outlet stands in the chain picture: once, under whom it has it from, with how it has it from there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from behinds import behind_of, copied
from builders import source
from reportedly.behind import Behind
from reportedly.link import Told
from reportedly.outlets import outlet_of
from reportedly.records import Article, Claim, Credit, Distortion, Source
from reportedly.serve.drawings.picture import ALL, ALL_OPEN, ROWS, TOTAL, Block, Carrier, Group, Picture, before, rows
from reportedly.serve.drawings.traced import Unread, picture
from tellings import BOARD, FARMERS, LOE, ORR, count, page, people, said, via

OUTLETS = ("Globe", "Echo", "Post", "Star", "Herald", "Mail", "Sun", "Bee")
AIDE = people("an aide to the mayor of Karvel")
Chain = tuple[Source, ...]


def dead(outlet: str, day: int, *chain: Source) -> Told:
    """A page on which somebody, or nobody, counts the dead of Karvel."""
    return page(outlet, day, said("31 people were killed in Karvel", *chain, value=count(31, "deaths @ karvel")))


def told(*chains: Chain) -> list[Told]:
    """A page for each chain, each of another outlet and a day later."""
    return [dead(outlet, 6 + at, *chain) for at, (outlet, chain) in enumerate(zip(OUTLETS, chains, strict=False))]


def outline(of: Picture) -> list[str]:
    """Return a picture in text, indented, two spaces a level."""
    lines: list[str] = []
    for block in of.blocks:
        names = " & ".join(f"{origin.name}, {origin.mark}" for origin in block.origins)
        lines.append(names or block.sort.value)
        if block.teller:
            lines.append(f"  {block.teller.outlet}, {block.teller.mark}{_back(block.teller)}")
            _outline(block.teller.groups, "    ", lines)
        _outline(block.groups, "  ", lines)
    return lines


def _outline(groups: tuple[Group, ...], indent: str, lines: list[str]) -> None:
    for group in groups:
        lines += [f"{indent}[{group.key}]"] if group.has_head else []
        for one in group.carriers:
            through = f", through {one.through} more" if one.through else ""
            lines.append(f"{indent}{one.outlet}: {one.how}{through}{_back(one)}")
            _outline(one.groups, f"{indent}  ", lines)


def _back(one: Carrier) -> str:
    return f", a loop with {one.back[0]}" if one.back else ""


@pytest.mark.parametrize(
    ("chains", "expected"),
    [
        (  # outlets that cite one another hang under one another
            ((BOARD,), (via("Globe"), BOARD), (via("Echo"), via("Globe"), BOARD), (via("Globe"), BOARD)),
            """
            Karvel River Board, an origin
              Globe, an origin
                [globe-cites]
                Echo: cites Globe
                  Post: cites Echo
                Star: cites Globe
            """,
        ),
        (  # who names the source itself has it from nobody else
            ((BOARD,), (BOARD,), (via("Echo"), BOARD)),
            """
            Karvel River Board, an origin
              Globe, an origin
              Echo: names the same source
                Post: cites Echo
            """,
        ),
        (  # two origins, two who told them
            ((BOARD,), (FARMERS,), (via("Globe"), BOARD)),
            """
            Karvel River Board, an origin
              Globe, an origin
                Post: cites Globe
            Karvel Farmers' Union, an origin
              Echo, an origin
            """,
        ),
        (  # nobody read the page that all cite
            ((via("Nowhere"), BOARD), (via("Nowhere"), BOARD), (via("Nowhere"),)),
            """
            Karvel River Board, an origin
              Nowhere, not read
                [nowhere-cites]
                Globe: cites Nowhere
                Echo: cites Nowhere
                Post: cites Nowhere
            """,
        ),
        (  # a relay without a page gets a place where several cite it, else none
            ((BOARD,), (via("Nowhere"), BOARD), (via("Nowhere"), BOARD), (via("Elsewhere"), BOARD)),
            """
            Karvel River Board, an origin
              Globe, an origin
              Star: cites Elsewhere
              Nowhere: no page of it read
                Echo: cites Nowhere
                Post: cites Nowhere
            """,
        ),
        (  # past three levels it says through how many
            (
                (BOARD,),
                (via("Globe"), BOARD),
                (via("Echo"), BOARD),
                (via("Post"), BOARD),
                (via("Star"), BOARD),
                (via("Herald"), BOARD),
            ),
            """
            Karvel River Board, an origin
              Globe, an origin
                Echo: cites Globe
                  Post: cites Echo
                    [post-cites]
                    Star: cites Post
                    Herald: cites Star, through 1 more
                    Mail: cites Herald, through 2 more
            """,
        ),
        (  # who is perhaps another's
            ((people("the authorities"),), (BOARD,), (FARMERS,)),
            """
            authorities, perhaps one
              Globe, perhaps one
            Karvel River Board, an origin
              Echo, an origin
            Karvel Farmers' Union, an origin
              Post, an origin
            """,
        ),
        (  # pages that name nobody
            ((BOARD,), (), (source(None),)),
            """
            Karvel River Board, an origin
              Globe, an origin
            nobody named
              Echo: states 31, names nobody
              Post: states 31, names nobody
            """,
        ),
        (  # no origin: a loop, its outlets apart from who only cites them
            ((via("Echo"),), (via("Globe"),), (via("Echo"),)),
            """
            loop
              Globe: cites Echo
              Echo: cites Globe
                Post: cites Echo
            """,
        ),
    ],
)
def test_where_outlets_stand(chains: tuple[Chain, ...], expected: str) -> None:
    """The picture says who asserts it, who told it first, and under whom everybody else has it."""
    lines = [line for line in expected.splitlines() if line.strip()]
    indent = len(lines[0]) - len(lines[0].lstrip())
    assert outline(picture(behind_of(*told(*chains)))) == [line[indent:] for line in lines]


def credited(one: Told, agency: str) -> Told:
    """The same page with a credit line."""
    return replace(one, article=replace(one.article, credits=(Credit(agency, "credit line"),)))


def test_copies_stand_under_whose_text_they_are() -> None:
    """A page with another's text stands under that one; without a credit it says how much is the same."""
    first, second, third = told((BOARD,), (BOARD,), (BOARD,))
    third = credited(third, "Globe")
    shares = [copied(first, second, share=0.91), copied(first, third)]
    assert outline(picture(behind_of(first, second, third, copies=shares)))[2:] == [
        "    Echo: no credit, 91 % the same",
        "    Post: credits Globe",
    ]


def test_a_credit_tells_more_than_who_was_earlier() -> None:
    """Two papers with an agency's text stand under the agency, though one of them was earlier than the other."""
    agency, one, other = told((BOARD,), (BOARD,), (BOARD,))
    one, other = credited(one, "Globe"), credited(other, "Globe")
    copies = [copied(one, other, credited="Globe"), copied(agency, one, credited="Globe")]
    assert outline(picture(behind_of(agency, one, other, copies=copies)))[2:] == [
        "    Echo: credits Globe",
        "    Post: credits Globe",
    ]


def test_a_line_back_is_a_loop() -> None:
    """An outlet that later cites one that has it from this outlet closes a loop; the flag names both."""
    pages = [dead("Globe", 6, BOARD), dead("Echo", 7, via("Globe"), BOARD), dead("Globe", 8, via("Echo"), BOARD)]
    found = picture(behind_of(*pages))
    assert outline(found)[1:] == ["  Globe, an origin, a loop with Echo", "    Echo: cites Globe"]
    assert next(rows(found)).flags == ("cites Echo, which has it from here: a loop",)


def test_one_outlet_tells_two_origins_first() -> None:
    """Origins that one outlet told first share its place; the outlet stands there once."""
    pages = [dead("Globe", 6, BOARD), dead("Globe", 7, FARMERS), dead("Echo", 8, via("Globe"), FARMERS)]
    assert outline(picture(behind_of(*pages))) == [
        "Karvel River Board, an origin & Karvel Farmers' Union, an origin",
        "  Globe, an origin",
        "    Echo: cites Globe",
    ]


def test_who_was_merged_is_listed() -> None:
    """A root that pages show to be another's stands beside the one it is."""
    (block,) = picture(behind_of(*told((ORR,), (BOARD,)))).blocks
    (origin,) = block.origins
    assert {origin.name, *origin.merged} == {"Ada Orr", "Karvel River Board"}


def test_a_perhaps_says_why() -> None:
    """An origin that is perhaps another's names the other, and the reason."""
    found = picture(behind_of(*told((people("the authorities"),), (BOARD,), (FARMERS,))))
    half, other, _ = (block.origins[0] for block in found.blocks)
    assert half.perhaps == "perhaps one with Karvel River Board: it is called only by what it is"
    assert half.other == other.number


def test_told_otherwise_is_flagged() -> None:
    """A report that tells a claim otherwise than most carries a flag in the table."""
    behind = behind_of(*told((BOARD,), (via("Globe"), BOARD)))
    lead: Claim = behind.lead
    distorted = replace(lead, distorted=(Distortion(behind.rows[1].report.id, "a lost negation"),))
    lines = list(rows(picture(replace(behind, claims=(distorted,), lead=distorted))))
    assert [line.flags for line in lines] == [(), ("told otherwise: a lost negation",)]


def test_what_is_not_read_stands_last() -> None:
    """Outlets whose page could not be read are in the picture and the table, with the reason."""
    behind = behind_of(*told((BOARD,), (via("Globe"), BOARD)))
    found = picture(behind, unread=[Unread("Moor Echo", "wants payment"), Unread("Hill Post", "robots barred")])
    assert outline(found)[-3:] == ["not read", "  Moor Echo: wants payment", "  Hill Post: robots barred"]
    assert [line.how for line in rows(found) if line.counted == "not read"] == ["wants payment", "robots barred"]
    assert found.outlets == 4


# ------------------------------------------------------------------ folding


def many(count: int) -> Behind:
    """Return one origin, one who told it, and many who cite that one."""
    return behind_of(
        dead("Globe", 1, BOARD), *(dead(f"Paper {n}", 2 + n % 28, via("Globe"), BOARD) for n in range(count))
    )


def heads(groups: tuple[Group, ...]) -> list[Group]:
    """Return all groups that have a head."""
    below = [one for group in groups for carrier in group.carriers for one in heads(carrier.groups)]
    return [*(group for group in groups if group.has_head), *below]


def all_heads(found: Picture) -> list[Group]:
    """Return all groups of a picture that have a head."""
    blocks: tuple[Block, ...] = found.blocks
    return [one for block in blocks for one in heads((*(block.teller.groups if block.teller else ()), *block.groups))]


@pytest.mark.parametrize(
    ("outlets", "asked", "is_open"),
    [
        (ALL_OPEN, None, True),
        (ALL_OPEN + 1, None, False),
        (ALL_OPEN + 1, frozenset({"globe-cites"}), True),
        (ALL_OPEN, frozenset(), False),
        (ALL_OPEN, frozenset({"nonsense", "<script>"}), False),
    ],
)
def test_groups_fold(outlets: int, asked: frozenset[str] | None, *, is_open: bool) -> None:
    """Up to 30 outlets all groups open unfolded, above none; an address that says which is obeyed."""
    found = picture(many(outlets - 1), open=asked)
    (group,) = all_heads(found)
    assert (group.key, group.is_open, found.is_folded) == ("globe-cites", is_open, not is_open)
    assert found.open == (frozenset({"globe-cites"}) if is_open else frozenset())


def test_a_large_group_is_bounded() -> None:
    """Of 500 reports on one point 60 rows of a group are drawn, the others counted; the table has all."""
    found = picture(many(500), open=frozenset({"globe-cites"}))
    (group,) = all_heads(found)
    assert (group.drawn, group.left) == (ROWS, 500 - ROWS)
    assert sum(not line.is_other for line in rows(found)) == 501


def test_many_origins_are_bounded() -> None:
    """Of hundreds of origins as many are drawn as there is room for; the others are counted, and in the table."""
    made = (dead(f"Paper {n}", 2 + n % 28, source(f"Ben Loe{n:03d}x Orr")) for n in range(200))
    behind = behind_of(*made)
    found = picture(behind)
    assert len(found.blocks) == behind.origins.at_most > found.drawn
    assert found.drawn * 2 <= TOTAL + 2
    drawn = {one.outlet for block in found.blocks[: found.drawn] for one in [block.teller] if one}
    assert len(drawn) == found.drawn
    assert len(list(rows(found))) == 200


# ------------------------------------------------------------------ laws

ROOTS = (BOARD, FARMERS, LOE, ORR, AIDE, people("the authorities"), source(None))
LINKS = st.lists(st.sampled_from([via(name) for name in (*OUTLETS, "Nowhere")]), max_size=2)
CHAINS = st.builds(lambda links, root: (*links, *root), LINKS, st.sampled_from([(), *((root,) for root in ROOTS)]))
PAGES = st.lists(st.tuples(st.sampled_from(OUTLETS), st.integers(1, 9), CHAINS), min_size=1, max_size=12)


def newsroom(made: list[tuple[str, int, Chain]]) -> list[Told]:
    """Pages, each with a text of its own so that none is another's revision."""
    return [
        page(
            outlet,
            day,
            said("31 people were killed in Karvel", *chain, value=count(31, "deaths @ karvel")),
            text=f"31 people were killed in Karvel. Page {at}.",
        )
        for at, (outlet, day, chain) in enumerate(made)
    ]


def carriers(found: Picture) -> list[Carrier]:
    """Return everybody in a picture."""
    waiting = [one for block in found.blocks for one in (*([block.teller] if block.teller else []), *_in(block.groups))]
    out = []
    while waiting:
        one = waiting.pop()
        out.append(one)
        waiting += _in(one.groups)
    return out


def _in(groups: tuple[Group, ...]) -> list[Carrier]:
    return [one for group in groups for one in group.carriers]


@settings(max_examples=60, deadline=None)
@given(PAGES, st.data())
def test_every_outlet_stands_once_and_every_report_is_told(
    made: list[tuple[str, int, Chain]], data: st.DataObject
) -> None:
    """Whoever cites whom: each outlet has one place, each report a line, each origin that counts a block."""
    pages = newsroom(made)
    pairs = data.draw(st.lists(st.tuples(*[st.sampled_from(pages)] * 2), max_size=4))
    copies = {(one.article.id, other.article.id): copied(one, other) for one, other in pairs if one is not other}
    behind = behind_of(*pages, copies=list({frozenset(key): copy for key, copy in copies.items()}.values()))
    found = picture(behind)
    here = [one.outlet for one in carriers(found) if one.way]
    articles: list[Article] = [row.article for row in behind.rows]
    assert sorted(here) == sorted({outlet_of(article) for article in articles})
    assert found.origins == behind.origins.at_most or not behind.origins.roots
    lines = list(rows(found))
    assert {line.way.article for line in lines if line.way} == {article.id for article in articles}
    assert [line.outlet for line in lines if line.way and not line.is_other] == list(
        dict.fromkeys(line.outlet for line in lines if line.way)
    )
    keys = [group.key for group in all_heads(found)]
    assert len(keys) == len(set(keys))
    assert found.keys == frozenset(keys)


def perhaps(outlets: int) -> Behind:
    """Return officials, and so many outlets that each have it from people who may be the same."""
    officials, others = people("Peruvian officials"), people("a Peruvian security source")
    return behind_of(dead("Globe", 1, officials), *(dead(f"Paper {n}", 2 + n % 28, others) for n in range(outlets)))


@pytest.mark.parametrize(
    ("outlets", "asked", "drawn"),
    [
        (8, None, ["Globe", *(f"Paper {n}" for n in range(8))]),
        (8, frozenset(), ["Globe"]),
        (40, None, ["Globe"]),
        (3, frozenset(), ["Globe", "Paper 0", "Paper 1", "Paper 2"]),  # a few do not fold
    ],
)
def test_many_that_are_perhaps_one_fold(outlets: int, asked: frozenset[str] | None, drawn: list[str]) -> None:
    """Origins that are perhaps one with the same other stand in a fold after it; the table has all of them."""
    found = picture(perhaps(outlets), open=asked)
    shown = [block for block in found.every if not block.key]
    folded = {id(one) for block in found.blocks if not block.is_open for one in block.blocks}
    assert sorted(one.teller.outlet for one in shown if one.teller and id(one) not in folded) == drawn
    assert found.origins == outlets + 1
    assert found.outlets == outlets + 1
    assert len(list(rows(found))) == outlets + 1


def test_an_open_fold_is_bounded() -> None:
    """Of hundreds in a fold that stands open each is drawn on one screen, under the fold's head, in their order."""
    behind, opened = perhaps(200), frozenset({"peruvian-officials-perhaps"})
    screens = [picture(behind, open=opened)]
    while screens[-1].rest:
        screens.append(picture(behind, open=opened, start=screens[-1].start + screens[-1].drawn))
    assert all(sum(one.key != "" for one in found.screen) == 1 for found in screens)
    assert all(3 * len(found.screen) <= TOTAL + 6 for found in screens)
    drawn = [block.teller.outlet for found in screens for block in found.screen if block.teller]
    assert drawn == [block.teller.outlet for block in screens[0].every if block.teller]
    starts = [found.start for found in screens]
    assert [before(screens[0], TOTAL, start) for start in starts] == [None, *starts[:-1]]


def test_beside_all_names_are_of_what_is_folded() -> None:
    """An address may name the few groups that are folded in place of the many that are open."""
    behind = perhaps(40)
    assert picture(behind, open=frozenset({ALL})).open == {"peruvian-officials-perhaps"}
    assert picture(behind, open=frozenset({ALL, "peruvian-officials-perhaps"})).open == frozenset()


def test_a_screen_past_the_end_is_the_first() -> None:
    """Whatever an address says, something is drawn."""
    assert picture(perhaps(3), start=1_000_000) == picture(perhaps(3))
