"""Copies: whole articles, pickups, passages; what is none; which came first."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import COURIER, article, capture, span
from reportedly.link.copies import CROWD, NEAR, canonical, compared, copies, keys
from reportedly.records import Article, Copy, CopyKind, Credit, Outlet, Passage, Span, Stamp

DAM = (
    "The dam above Brennock will hold through the night, the river board said on Tuesday, after engineers had lowered "
    "the water by three metres. About 4,000 people in Lower Quarry spent the day in schools and in a tent camp.\n"
    "Mara Quist, who heads the board, walked along the crest with reporters from Oss and showed them the crack. It is "
    "as long as a bus and no wider than a thumb, and it has not grown since Sunday.\n"
    "Nobody may go back before the inspectors from Tarn have seen it. They are expected on Thursday, and the mayor of "
    "Lower Quarry wants buses ready by then."
)
FAIR = (
    "Visitors to the wool fair in Pell found the gates shut this morning. A storm had taken the roof off the largest "
    "hall, and the fire brigade of Pell would let nobody in.\n"
    "Traders from Stenholm had slept in their vans. They sold what they could from the back doors, and by noon a small "
    "market stood along the railway.\n"
    "The fair has been held since 1871 and was called off only once, in the year of the great frost."
)
MARKET = "It was a quiet day at the grain market in Stenholm. Prices barely moved, and most stalls closed early."


def page(name: str, text: str, **more: object) -> Article:
    """Return an article of an outlet of its own."""
    outlet = Outlet(f"{name} Echo")
    made = article(text, of=capture(text, url=f"https://{name}.example/1"), outlet=outlet, published=None)
    return replace(made, **more)


def both_ways(a: Article, b: Article) -> Copy | None:
    """Compare two articles, which comes first being no matter; a pair found has a key in common."""
    found = compared(a, b)
    assert found == compared(b, a)
    assert found is None or set(keys(a)) & set(keys(b))
    return found


SPUN = (
    DAM.replace("will hold", "is going to hold")
    .replace("spent the day", "passed the day")
    .replace("walked along", "strolled along")
    .replace("showed them", "pointed out")
    .replace("wants buses ready", "would like coaches to be ready")
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (DAM, DAM),
        (DAM, SPUN),  # synonyms exchanged
        (DAM, DAM.replace("\n", " ").upper()),
        (DAM, DAM.rpartition("\n")[0]),  # cut
        (DAM, f"We bring you a report from our friends.\n{DAM}\nTell us what you think."),  # own top and tail
        (DAM, "\n".join(reversed(DAM.split("\n")))),  # told in another order
        (MARKET, MARKET),
        (DAM, DAM.replace(". ", ".\nREAD MORE: What the river took in spring\n")),
    ],
    ids=["same", "spun", "capitals", "cut", "wrapped", "reordered", "short", "teasers between"],
)
def test_whole_copies(a: str, b: str) -> None:
    """Articles with fully or largely the same text are found, whatever was done to it."""
    found = both_ways(page("one", a), page("two", b))
    assert found
    assert found.kind is CopyKind.WHOLE
    assert max(found.share_a, found.share_b) > 0.7


PARAGRAPH = DAM.split("\n")[1]
SENTENCE = "It is as long as a bus and no wider than a thumb, and it has not grown since Sunday."


@pytest.mark.parametrize("planted", [PARAGRAPH, SENTENCE, SENTENCE.replace("no wider", "hardly wider")])
def test_passages(planted: str) -> None:
    """A paragraph or a sentence inside another article is found, with where it stands in both."""
    text = FAIR.replace("railway.", f"railway. {planted}")
    a, b = page("one", DAM), page("two", text)
    found = both_ways(a, b)
    assert found
    assert found.kind is CopyKind.PASSAGE
    (passage,) = found.passages
    in_text = passage.b if found.b == b.id else passage.a
    assert text[in_text.start : in_text.end] == planted.rstrip(".")
    assert passage.words == found.words <= len(planted.split())


RETOLD = (
    "Engineers at Brennock are confident: three metres of water are gone, and a crack in the dam's crest stays small, "
    "says Mara Quist of the river board. Some 4,000 residents remain in shelters until Thursday."
)
FORM = (
    "{} {}, {} {}\nThe {} in {} closed at {} on {}, {} points higher than on the day before, the exchange of {} said."
)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (DAM, FAIR),
        ("", DAM),
        ("", ""),
        (DAM, SENTENCE[:40]),
        (  # a retelling in other words
            DAM,
            RETOLD,
        ),
        (  # a stock sentence
            f"{DAM} The ministry of works did not immediately respond to a request for comment on Tuesday evening.",
            f"{FAIR} The ministry of works did not immediately respond to a request for comment on Tuesday evening.",
        ),
        (  # a name and a title
            f"{DAM} She was joined by Ada Orr, deputy head of the office for dams and bridges of the north.",
            f"{FAIR} Ada Orr, deputy head of the office for dams and bridges of the north, did not come.",
        ),
        (  # a form filled in
            FORM.format("Oss", "9", "May", "2031", "Leaders", "Oss", "4,310", "Monday", "12", "Oss"),
            FORM.format("Tarn", "7", "June", "2030", "Hundred", "Tarn", "977", "Friday", "3.5", "Tarn"),
        ),
    ],
    ids=["others", "empty", "both empty", "a scrap", "retold", "stock sentence", "title", "form"],
)
def test_no_copies(a: str, b: str) -> None:
    """What says the same in other words, or has only formulas in common, is no copy."""
    assert both_ways(page("one", a), page("two", b)) is None


def test_speech() -> None:
    """Words that both pages quote show no copying: both may have heard them."""
    said = "“We lowered the water by three metres and we will lower it by three more before the week is out,” {}."
    found = both_ways(
        page("one", f"{MARKET} {said.format('Quist told this paper')}"),
        page("two", f"{FAIR}\n{said.format('she said')}"),
    )
    assert found
    assert found.kind is CopyKind.SPEECH
    assert all(passage.is_speech for passage in found.passages)


def test_furniture_is_skipped() -> None:
    """A notice that is furniture on either page is no passage."""
    notice = "Our readers pay for this paper, and if you like what you read in it you can help us with a gift."
    pages = [page("one", f"{DAM}\n{notice}"), page("two", f"{FAIR}\n{notice}")]
    assert both_ways(*pages)
    assert both_ways(pages[0], replace(pages[1], furniture=(span(pages[1], notice),))) is None


def test_one_outlet_may_repeat_itself() -> None:
    """A passage that an outlet has on many of its pages is no copy, but a whole article is."""
    a, b = (page(name, text, outlet=COURIER) for name, text in (("one", DAM), ("two", f"{FAIR} {PARAGRAPH}")))
    assert both_ways(a, b) is None
    assert both_ways(a, page("three", DAM, outlet=COURIER))


def test_revisions_are_no_copies() -> None:
    """Two texts of one address are one page."""
    a = page("one", DAM)
    assert compared(a, a) is None
    assert compared(a, replace(page("one", SPUN), id="0")) is None


# ------------------------------------------------------------------ which was first

AGENCY = Outlet("Northern Wire", kind="agency")
AT_NINE, AT_TEN = (Stamp(date(2031, 5, 6), datetime(2031, 5, 6, hour, tzinfo=UTC), "given") for hour in (9, 10))


def credit(name: str) -> tuple[Credit, ...]:
    """Return a credit line."""
    return (Credit(name, "credit line"),)


@pytest.mark.parametrize(
    ("one", "two", "credited", "first"),
    [
        ({}, {}, None, None),
        ({"published": AT_TEN}, {"published": AT_NINE}, None, "two"),
        ({"published": AT_NINE}, {"published": AT_NINE}, None, None),
        ({"published": AT_NINE}, {"published": Stamp(date(2031, 5, 7), None, "given")}, None, None),  # time zones
        ({"published": AT_NINE}, {"published": Stamp(date(2031, 5, 9), None, "given")}, None, "one"),
        ({"published": AT_NINE, "credits": credit("two Echo")}, {"published": AT_TEN}, "two Echo", "two"),
        ({"credits": credit("Two echo")}, {"credits": credit("one Echo")}, None, None),  # a loop
        ({"credits": credit("Northern Wire"), "published": AT_NINE}, {"published": AT_TEN}, "Northern Wire", None),
        ({"credits": credit("Northern Wire")}, {"outlet": AGENCY}, "Northern Wire", "two"),
        ({"credits": credit("Northern Wire")}, {"credits": credit("Southern Wire")}, None, None),
        ({"credits": (*credit("Eastern"), *credit("AP"))}, {"credits": credit("Associated Press")}, "AP", None),
    ],
)
def test_which_was_first(
    one: dict[str, object], two: dict[str, object], credited: str | None, first: str | None
) -> None:
    """A credit outranks the time; an agency credited by either is where both have it from."""
    pages = {"one": page("one", DAM, **one), "two": page("two", DAM, **two)}
    found = both_ways(pages["one"], pages["two"])
    assert found
    assert found.credited == credited
    assert found.first == (pages[first].id if first else None)
    assert (found.evidence is None) == (credited is None and first is None)


# ------------------------------------------------------------------ many


def test_copies_and_groups() -> None:
    """All pairs are found; whole copies are grouped, and a passage joins no group."""
    cut = DAM.rpartition("\n")[0]
    named = {
        name: page(name, text)
        for name, text in (
            ("a", DAM),
            ("b", SPUN),
            ("c", cut),
            ("d", f"{FAIR} {PARAGRAPH}"),
            ("e", FAIR),
            ("f", MARKET),
        )
    }
    names = {made.id: name for name, made in named.items()}
    found = copies(named.values())
    assert {("".join(sorted(names[copy.a] + names[copy.b])), copy.kind.value) for copy in found} == {
        ("ab", "whole"), ("ac", "whole"), ("bc", "whole"), ("de", "whole"),
        ("ad", "passage"), ("bd", "passage"), ("cd", "passage"),
    }  # fmt: skip
    assert [(copy.a, copy.b) for copy in found] == sorted((copy.a, copy.b) for copy in found)
    assert {"".join(sorted(names[one] for one in group)) for group in groups(found)} == {"abc", "de"}


def groups(found: Iterable[Copy]) -> list[tuple[str, ...]]:
    """Return the pages that are joined by having largely the same text."""
    joined: list[set[str]] = []
    for copy in found:
        if copy.kind is CopyKind.WHOLE:
            touched = [group for group in joined if group & {copy.a, copy.b}]
            joined = [group for group in joined if group not in touched] + [{copy.a, copy.b}.union(*touched)]
    return sorted(tuple(sorted(group)) for group in joined)


def test_a_text_of_hundreds() -> None:
    """Copies in their hundreds are one group, though not all pairs are looked at; others stay apart."""
    many = [page(f"p{number}", DAM) for number in range(5 * CROWD)]
    found = copies([*many, page("fair", FAIR)])
    assert groups(found) == [tuple(sorted(made.id for made in many))]
    assert len(found) < 5 * CROWD * CROWD


@pytest.mark.parametrize(
    ("number", "pairs"),
    [
        (2, 1),
        (CROWD, CROWD * (CROWD - 1) // 2),
        (CROWD + 1, CROWD * (CROWD - 1) // 2 + NEAR),
        (3 * CROWD, CROWD * (CROWD - 1) // 2 + NEAR * 2 * CROWD),
    ],
)
def test_crowds(number: int, pairs: int) -> None:
    """The earliest pages with a key are compared with one another, each later one with the two before it."""
    pages = sorted((page(f"p{n}", SENTENCE) for n in range(number)), key=canonical)
    places = {made.id: n for n, made in enumerate(pages)}
    found = {tuple(sorted((places[copy.a], places[copy.b]))) for copy in copies(pages)}
    assert len(found) == pairs
    assert {(0, min(number, CROWD) - 1), (number - 2, number - 1)} <= found


def test_canonical_order() -> None:
    """Days come first, then minutes, a day alone before the minutes of it; the undated last."""
    days = [Stamp(date(1969, 7, 20), None, "given"), Stamp(date(2031, 5, 6), None, "given"), AT_NINE, AT_TEN, None]
    places = [canonical(page("one", DAM, published=stamp)) for stamp in days]
    assert places == sorted(places)
    assert len({mark for _, mark in places}) == 1
    assert all(-(2**31) <= time < 2**31 for time, _ in places)


SENTENCES = st.sampled_from([sentence.strip() for sentence in f"{DAM} {FAIR} {MARKET}".replace("\n", " ").split(". ")])
TEXTS = st.lists(st.lists(SENTENCES, max_size=8).map(". ".join), max_size=8)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_order_is_no_matter(texts: list[str], dice: object) -> None:
    """What is found is a function of the set, lies in the texts, and a later page takes nothing away."""
    pages = [page(f"p{n}", text, published=Stamp(date(2031, 1, 1 + n), None, "given")) for n, text in enumerate(texts)]
    by_id = {made.id: made for made in pages}
    found = copies(pages)
    mixed = list(pages)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert copies(mixed) == found
    assert set(copies(pages[:-1])) <= set(found)
    for copy in found:
        assert copy == compared(by_id[copy.a], by_id[copy.b])
        assert copy.a < copy.b
        assert 0 < copy.share_a <= 1
        assert 0 < copy.share_b <= 1
        for passage in copy.passages:
            assert 0 <= passage.a.start < passage.a.end <= len(by_id[copy.a].text)
            assert 0 <= passage.b.start < passage.b.end <= len(by_id[copy.b].text)


def test_keys_stay_the_same() -> None:
    """Keys depend on the words alone, and not on the machine: a ledger may keep them."""
    found = keys(page("one", DAM))
    assert found == tuple(sorted(set(found))) == keys(page("two", DAM.upper()))
    assert all(-(2**63) <= key < 2**63 for key in found)
    assert keys(page("one", "")) == ()
    short = keys(page("one", "The dam holds, for now and then."))
    assert (short[0], short[-1]) == (-8_320_048_494_809_802_060, 9_183_269_940_683_122_377)


@pytest.mark.parametrize("text", ["spam " * 30_000, "a b " * 20_000, " ".join(map(str, range(40_000))), "x" * 100_000])
def test_hostile_texts(text: str) -> None:
    """A page of nonsense is compared in bounded time and has a bounded number of keys."""
    a, b = page("one", text), page("two", f"{DAM} {text}")
    assert len(keys(a)) <= 528
    both_ways(a, b)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("水坝今晚不会决堤，河务局星期二在奥斯表示，工程师已经把水位降低了三米，约四千人仍在学校过夜。", 20),
        ("На рассвете в Брэнноке открыли плотину, и вода в реке упала на три метра, сообщил во вторник совет.", 11),
    ],
)
def test_other_scripts(text: str, words: int) -> None:
    """Words are found in any script; where no spaces stand between them each letter is one."""
    found = both_ways(page("one", f"{DAM}\n{text}"), page("two", f"{FAIR}\n{text}"))
    assert found
    assert found.words >= words
    assert found.passages == (Passage(*_ends(found, text), found.words),)


def _ends(found: Copy, text: str) -> tuple[Span, Span]:
    """Return where a text stands at the end of both pages, without its full stop."""
    ends = {page(name, f"{rest}\n{text}").id: len(rest) + 1 for name, rest in (("one", DAM), ("two", FAIR))}
    a, b = (Span(ends[one], ends[one] + len(text) - 1) for one in (found.a, found.b))
    return a, b
