"""The chain picture as drawn: nothing overlaps, nothing sticks out, every row is a link, and no name does harm."""

from itertools import pairwise
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from behinds import behind_of
from builders import source
from reportedly.records import Stamp
from reportedly.serve.drawings import chain
from reportedly.serve.drawings.marks import Mark
from reportedly.serve.drawings.picture import Block, Carrier, Group, Manner, Origin, Picture, Sort, Way, What, bounded
from reportedly.serve.drawings.sheet import Links, head, when
from reportedly.serve.drawings.traced import Unread, picture
from reportedly.serve.drawings.widths import LETTERS, width
from tellings import BOARD, FARMERS, day, page, people, said, via

LINKS = Links(
    article=lambda article, report: f"/articles/{article}#r-{report}",
    fold=lambda _, names: f"?open={','.join(sorted(names))}#chains",
    origin=lambda number: f"#origin-{number}",
    table="#chains-table",
)
DRAWINGS = (chain.wide, chain.narrow)
SIZES = {"t-name": 16, "t-row": 15, "t-fold": 14, "t-sub": 13, "t-alert": 13, "t-head": 13}

# ------------------------------------------------------------------ pictures made up

NAMES = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "\"'><img src=x onerror=alert(1)>",
            "Moor \u202eehcE\u202c",
            "a" * 10_000,
            "WMWM" * 20,
            "보리일보 주말판 특별취재본부",
            "صحيفة النورس اليومية المستقلة",
            "Donaudampfschifffahrtszeitung",
            "]]>&amp;{{ 7 * 7 }}",
        ]
    ),
)
STAMPS = st.sampled_from([None, Stamp(day(6), None, "")])
WAYS = st.builds(Way, st.sampled_from(["a1", '"><b>']), st.just("r1"), STAMPS, st.just(()), st.just("cites"))
MANNERS = st.sampled_from([Manner.CREDITED, Manner.UNCREDITED, Manner.CITES, Manner.ITSELF, Manner.LOOP])
WHATS = st.sampled_from(list(What))


def carriers(groups: st.SearchStrategy[tuple[Group, ...]]) -> st.SearchStrategy[Carrier]:
    """Return outlets of any name, some without a page, with such groups under them."""
    return st.builds(
        Carrier,
        NAMES,
        MANNERS,
        NAMES,
        st.sampled_from(["cites", "credit", "no credit, 91 %", "x" * 300]),
        st.sampled_from([Mark.ECHO, Mark.UNREAD]),
        language=st.sampled_from(["en", "ko", "ar", 'x"onload="y', None]),
        way=st.none() | WAYS,
        back=st.lists(NAMES, max_size=2).map(tuple),
        groups=groups,
        through=st.sampled_from([0, 0, 2]),
    )


def groups(level: int) -> st.SearchStrategy[tuple[Group, ...]]:
    """Return groups of a level, with and without a head, open and folded."""
    below = groups(level + 1) if level < 2 else st.just(())
    some = st.lists(carriers(below), min_size=1, max_size=3).map(tuple)
    one = st.builds(Group, st.sampled_from(["a-text", "b-cites"]), WHATS, some, st.just(True), st.booleans())
    bare = st.builds(Group, st.just(""), WHATS, some)
    return st.lists(one | bare, max_size=2 if level else 3).map(tuple)


ORIGINS = st.builds(
    Origin, st.integers(1, 9), NAMES, st.sampled_from([Mark.SOLID, Mark.HALF]), st.booleans(), NAMES, NAMES,
    st.none() | st.integers(1, 9), st.lists(NAMES, max_size=3).map(tuple),
)  # fmt: skip
TOLD_FIRST = st.builds(
    Block, st.just(Sort.ORIGIN), st.lists(ORIGINS, min_size=1, max_size=14).map(tuple), carriers(groups(0)),
    groups(0), st.lists(NAMES, max_size=3).map(tuple),
)  # fmt: skip
BLOCKS = st.one_of(
    TOLD_FIRST,
    st.builds(
        Block, st.just(Sort.PERHAPS), key=st.just("a-perhaps"), other=ORIGINS, is_open=st.booleans(),
        blocks=st.lists(TOLD_FIRST, min_size=1, max_size=2).map(tuple),
    ),
    st.builds(Block, st.just(Sort.LOOP), groups=groups(0), loop=st.lists(NAMES, min_size=2, max_size=4).map(tuple)),
    st.builds(Block, st.sampled_from([Sort.NOBODY, Sort.UNREAD]), groups=groups(0), note=NAMES),
)  # fmt: skip
PICTURES = st.lists(BLOCKS, max_size=3).map(
    lambda blocks: bounded(Picture(tuple(blocks), 0, frozenset({"a-text", "b-cites"}), frozenset({"a-text"})))
)


def parsed(markup: str) -> Tree.Element:
    """Return markup as a tree; it must be well-formed."""
    return Tree.fromstring(markup)


Box = tuple[float, float, float, float]


def boxes(svg: Tree.Element) -> list[Box]:
    """Return the boxes of all rows: left, top, right, bottom."""
    found = []
    for rect in svg.iter("rect"):
        if rect.get("class") == "pad":
            x, y, wide, high = (float(rect.get(name, 0)) for name in ("x", "y", "width", "height"))
            found.append((x, y, x + wide, y + high))
    return found


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes share no ground; what rounding to a tenth takes is none."""
    return any(one[at + 2] <= other[at] + 0.2 or other[at + 2] <= one[at] + 0.2 for at in (0, 1))


def extents(svg: Tree.Element) -> list[tuple[Tree.Element, Box]]:
    """Return the words of a drawing, each with the room that was allowed for them."""
    found = []
    for words in svg.iter("text"):
        size = SIZES[(words.get("class") or "").split()[0]]
        x, y, wide = float(words.get("x", 0)), float(words.get("y", 0)), width(words.text or "", size)
        left = x - wide if "end" in (words.get("class") or "").split() else x
        found.append((words, (left, y - 0.7 * size, left + wide, y + 0.2 * size)))
    return found


@settings(max_examples=15, deadline=None)
@given(PICTURES)
def test_rows_lie_apart_inside_the_drawing(of: Picture) -> None:
    """No row's box overlaps another's, and none sticks out."""
    for draw in DRAWINGS:
        svg = parsed(draw(of, LINKS))
        whole = [float(part) for part in (svg.get("viewBox") or "").split()]
        found = boxes(svg)
        assert all(x >= 0 and y >= 0 and right <= whole[2] and low <= whole[3] for x, y, right, low in found)
        found.sort(key=lambda box: (box[1], box[0]))
        for at, one in enumerate(found):
            assert all(apart(one, other) for other in found[at + 1 :])


@settings(max_examples=15, deadline=None)
@given(PICTURES)
def test_words_lie_apart_inside_the_drawing(of: Picture) -> None:
    """No words run into others or out of the drawing, whatever names they hold."""
    for draw in DRAWINGS:
        svg = parsed(draw(of, LINKS))
        whole = [float(part) for part in (svg.get("viewBox") or "").split()]
        found = [box for words, box in extents(svg) if words.text]
        assert all(x >= -1 and right <= whole[2] + 1 and 0 <= y < low <= whole[3] for x, y, right, low in found)
        for at, one in enumerate(found):
            assert all(apart(one, other) for other in found[at + 1 :])


@settings(max_examples=15, deadline=None)
@given(PICTURES)
def test_names_do_no_harm(of: Picture) -> None:
    """No name becomes markup, nothing is inline or executable, and no name goes on past 26 code points."""
    tags = {"svg", "title", "text", "rect", "circle", "path", "a", "g"}
    for draw in DRAWINGS:
        for one in parsed(draw(of, LINKS)).iter():
            assert "t-row" not in (one.get("class") or "") or len(one.text or "") <= LETTERS
            assert one.tag in tags
            assert not any(name.startswith("on") or name == "style" for name in one.keys())  # noqa: SIM118  # an element
            assert one.tag != "a" or (one.get("href") or "").startswith(("/articles/", "?open=", "#"))


# ------------------------------------------------------------------ pictures of stories


def story() -> Picture:
    """Return a point with all that can stand in a picture: relays, copies, a perhaps, nobody, not read."""
    officials = people("Peruvian officials"), people("a Peruvian security source")
    words = "31 people were killed in Karvel"
    chains = (
        ("Globe", 6, (BOARD,)), ("Echo", 7, (via("Globe"), BOARD)), ("Post", 7, (via("Echo"), BOARD)),
        ("보리일보", 8, (via("Globe"), BOARD)), ("Star", 8, (officials[0],)), ("Herald", 9, (officials[1],)),
        ("Mail", 9, (FARMERS,)), ("Sun", 9, (BOARD,)), ("Bee", 9, (source(None),)),
    )  # fmt: skip
    pages = (page(outlet, on, said(words, *links)) for outlet, on, links in chains)
    return picture(behind_of(*pages), unread=[Unread("Moor Echo", "wants payment")])


def drawn_names(markup: str) -> list[str]:
    """Return the names of outlets that are drawn, in order."""
    svg = parsed(markup)
    rows = [one for one in svg.iter("text") if (one.get("class") or "").startswith("t-row")]
    return [one.text or "" for one in rows]


def test_every_outlet_is_drawn_once() -> None:
    """All that is open is drawn, in the same order in both drawings."""
    of = story()
    wide, narrow = (drawn_names(draw(of, LINKS)) for draw in DRAWINGS)
    assert sorted(wide) == sorted(set(wide))
    assert wide == narrow
    tellers = {block.teller.outlet for block in of.blocks if block.teller}
    assert tellers | set(wide) == {
        "Globe",
        "Echo",
        "Post",
        "보리일보",
        "Star",
        "Herald",
        "Mail",
        "Sun",
        "Bee",
        "Moor Echo",
    }


def test_the_order_of_links_is_the_order_on_screen() -> None:
    """Whoever goes from link to link with the keyboard goes down each column, block by block, from left to right."""
    for draw in DRAWINGS:
        svg = parsed(draw(story(), LINKS))
        columns: dict[float, list[float]] = {}
        for link in svg.iter("a"):
            ((x, y, _, _),) = boxes(link)
            columns.setdefault(x, []).append(y)
        assert all(one < other for tops in columns.values() for one, other in pairwise(tops))


def test_rows_are_links() -> None:
    """Every outlet that was read leads to its report; an origin to its reasons; what is not read to nothing."""
    hrefs = [link.get("href") or "" for link in parsed(chain.wide(story(), LINKS)).iter("a")]
    assert sum(href.startswith("/articles/") for href in hrefs) == 9
    assert sum(href.startswith("#origin-") for href in hrefs) == story().origins
    labels = [text.text for text in parsed(chain.wide(story(), LINKS)).iter("text")]
    assert "Moor Echo" in labels


def test_two_drawings_have_names() -> None:
    """Each drawing is a named group; with a name of its own two fit on a page."""
    of = story()
    ids = []
    for draw in DRAWINGS:
        svg = parsed(draw(of, LINKS, name="toll"))
        title = next(svg.iter("title"))
        assert svg.get("role") == "group"
        assert svg.get("aria-labelledby") == title.get("id")
        assert (title.text or "").startswith("Chains behind the point: ")
        ids.append(title.get("id"))
    assert len(set(ids)) == 2


def test_foreign_names_say_their_language() -> None:
    """A reader aloud is told the language of a name, where it is a language and not English."""
    carriers = tuple(
        Carrier("Il Ponte", Manner.CITES, "cites", language=language, way=Way("a", "r", None, (), ""))
        for language in ("it", "en", 'it" onload="x', None, "und")
    )
    of = bounded(
        Picture((Block(Sort.NOBODY, groups=(Group("", What.NOBODY, carriers),)),), 0, frozenset(), frozenset())
    )
    named = [one for one in parsed(chain.wide(of, LINKS)).iter("text") if one.text == "Il Ponte"]
    assert [one.get("lang") for one in named] == ["it", None, None, None, None]


@pytest.mark.parametrize("is_open", [True, False])
def test_a_head_folds_and_unfolds(*, is_open: bool) -> None:
    """A group's head is a link to the same picture with the group folded, or unfolded, and says which."""
    pages = [page("Globe", 6, said("31 people were killed in Karvel", BOARD))]
    pages += [page(f"Paper {n}", 7, said("31 people were killed in Karvel", via("Globe"), BOARD)) for n in range(4)]
    of = picture(behind_of(*pages), open=frozenset({"globe-cites"} if is_open else ()))
    for draw in DRAWINGS:
        (link,) = [one for one in parsed(draw(of, LINKS)).iter("a") if "old: " in (one.get("aria-label") or "")]
        assert link.get("aria-label") == f"{'Fold' if is_open else 'Unfold'}: 4 cite it"
        assert link.get("href") == ("?open=#chains" if is_open else "?open=globe-cites#chains")
        cells = [
            cell for one in link.iter("path") if one.get("class") == "o-echo" for cell in one.attrib["d"].split("M")[1:]
        ]
        assert len(cells) == (0 if is_open else 4)


def test_five_hundred_reports_are_bounded() -> None:
    """Five hundred reports on one point, all open, stay a small drawing, which says how many more the table has."""
    chains = [(f"Paper {n}", 2 + n % 28) for n in range(499)]
    pages = [page("Globe", 1, said("31 people were killed in Karvel", BOARD))]
    pages += [page(name, on, said("31 people were killed in Karvel", via("Globe"), BOARD)) for name, on in chains]
    of = picture(behind_of(*pages), open=frozenset({"globe-cites"}))
    for draw in DRAWINGS:
        markup = draw(of, LINKS)
        assert len(markup.encode()) < 60_000
        more = [one for one in parsed(markup).iter("a") if one.get("href") == "#chains-table"]
        assert ["".join(one.itertext()).strip() for one in more] == ["and 439 more, in the table"]


def test_the_figure_holds_both_and_a_key() -> None:
    """A figure has both drawings in a region that scrolls, and a key of what is in them, no more."""
    figure = parsed(chain.figure(story(), LINKS))
    (region,) = [one for one in figure.iter("div") if one.get("role") == "region"]
    assert [one.get("class") for one in region.findall("svg")] == ["wide", "tall"]
    words = ["".join(one.itertext()) for one in figure.iter("li")]
    assert words == [
        "named source, an origin", "perhaps an origin", "unnamed source", "echo", "not read",
        "says whom it has it from", "names nobody",
    ]  # fmt: skip


@pytest.mark.parametrize("is_open", [True, False])
def test_a_fold_of_origins_is_a_link(*, is_open: bool) -> None:
    """Many that are perhaps one with another stand behind one link, which says how many, and draws them out."""
    officials, others = people("Peruvian officials"), people("a Peruvian security source")
    pages = [
        page("Globe", 1, said("9 dead", officials)),
        *(page(f"Paper {n}", 2, said("9 dead", others)) for n in range(9)),
    ]
    drawn = picture(behind_of(*pages), open=frozenset({"peruvian-officials-perhaps"} if is_open else ()))
    for svg in (chain.wide(drawn, LINKS), chain.narrow(drawn, LINKS)):
        assert f"{'Fold' if is_open else 'Unfold'}: 9 are perhaps one with Peruvian officials" in svg
        assert ("Paper 8" in svg) is is_open


def _group(what: What, *manners: Manner) -> Group:
    way = Way("a", "r", None, (), "")
    return Group("", what, tuple(Carrier(f"Paper {n}", manner, "", way=way) for n, manner in enumerate(manners)))


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (_group(What.TEXT, *[Manner.CREDITED] * 12, *[Manner.UNCREDITED] * 2), "14 carry its text, 2 without credit"),
        (_group(What.TEXT, *[Manner.UNCREDITED] * 3), "3 carry its text, without credit"),
        (_group(What.TEXT, *[Manner.CREDITED] * 3), "3 carry its text"),
        (_group(What.CITES, *[Manner.CITES] * 3), "3 cite it"),
        (_group(What.ITSELF, *[Manner.ITSELF] * 4), "4 name the same source"),
        (_group(What.NOBODY, *[Manner.NOBODY] * 5), "5 name nobody"),
        (_group(What.NOBODY, Manner.NOBODY), "1 names nobody"),
    ],
)
def test_heads_say_how_many_and_how(group: Group, words: str) -> None:
    """The sentence of a group counts its outlets and says what they have in common."""
    assert head(group) == words


def test_a_head_counts_who_came_through_others() -> None:
    """Those who have it through another of the group are in its number."""
    inner = Group("", What.CITES, (Carrier("Talpost", Manner.CITES, "", way=Way("a", "r", None, (), "")),))
    outer = _group(What.CITES, Manner.CITES, Manner.CITES)
    last = Carrier("Ledger", Manner.CITES, "", way=Way("b", "r", None, (), ""), groups=(inner,))
    assert head(Group("", What.CITES, (*outer.carriers, last))) == "4 cite it, one of them through another"


def test_an_instant_is_told_in_utc() -> None:
    """A page with a day only has no hour."""
    assert when(Stamp(day(6), None, "")) == "6 May"
