"""The story page: every promise it makes, on a flood told by hand."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from builders import capture
from karvel import DAM, GLOBE, PAGES, SIRENS, dead, placed
from laid import STORY, titled
from reportedly.link import Told
from reportedly.link.judged import quote
from reportedly.records import Copy, CopyKind, Judgement, JudgementKind, Passage, Rejection, Span
from seen import Read, address, got, head, house, plain, section
from tellings import BOARD, LOE, count, page, said, via

AT = f"/stories/{STORY}"


def test_head_counts_no_origins(read: Read) -> None:
    """A story says who carries it and who is cited; origins belong to its points, and it has no number of them."""
    shown = head(got(read(*(titled(one, "The flood at Karvel") for one in PAGES)), AT))
    assert "The flood at Karvel" in shown
    assert "9 outlets of 9 publishers have carried it over 4 days." in shown
    assert "contradictions stand open; 1 forecast is overdue." in shown
    assert "origin" not in shown


def test_points(read: Read) -> None:
    """Points come by the outlets that carry them, each with its bar, its origins and each claimant's latest."""
    points = section(got(read(*PAGES), AT), "points")
    first = plain(points.split("<li>")[1])
    assert "31 people were killed in Karvel" in first
    assert re.search(r"\d outlets · \d publishers · \d claimants · [\d–]+ independent origins", first)
    assert points.count('<figure class="origins"') == points.count("<h3>")
    outlets = [int(found) for found in re.findall(r"(\d+) outlets? · \d+ publisher", plain(points))]
    assert outlets == sorted(outlets, reverse=True)
    assert "Karvel River Board" in first


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (SIRENS, "Denied by Karvel River Board"),
        (DAM, "Forecast 3 days over"),
        ("44 people were killed in Karvel", "true contradiction"),
    ],
)
def test_notes(read: Read, words: str, note: str) -> None:
    """A point says who denies it, that it contradicts another, that it is a forecast and how far its day is."""
    rows = [plain(row) for row in section(got(read(*PAGES), AT), "points").split("<li>")]
    assert any(words in row and note in row for row in rows)


def test_every_point_is_on_one_screen(read: Read) -> None:
    """Points are shown a dozen at a time, and going on shows every one of them once."""
    told = [
        said(f"The bridge number {number} over the river at Karvel was carried away", BOARD) for number in range(30)
    ]
    reader = read(page("Globe", 6, *told), page("Echo", 6, *told[:3]))
    seen: list[str] = []
    at: str | None = AT
    while at:
        shown = got(reader, at)
        seen += re.findall(r'<h3><a href="([^"]+)"', section(shown, "points"))
        following = re.search(r'<a href="([^"]+)#points" rel="next"', shown)
        at = following[1].replace("&amp;", "&") if following else None
    assert len(seen) == len(set(seen)) == reader.get(f"{AT}.json").json()["points"]["total"]
    assert len(list(csv.DictReader(io.StringIO(reader.get(f"{AT}.csv").text)))) == len(seen)


def pairs(reader: TestClient) -> str:
    """Return all pairs that contradict, or only look so: those of the first screen and of the next."""
    return "".join(section(got(reader, f"{AT}{more}"), "contradictions") for more in ("", "?pairs=6"))


def test_contradictions_say_their_type(read: Read) -> None:
    """Two numbers that cannot both hold are one thing, a denial another, and what only looks like one says why not."""
    shown = pairs(read(*PAGES))
    cards = [plain(card) for card in shown.split('<li class="versus')[1:]]
    true = [card for card in cards if "True contradiction" in card]
    assert true
    assert all("numbers that cannot both hold" in card and "≠" in card for card in true)
    assert any("Denial" in card and SIRENS in card and "denied by" in card for card in cards)
    assert any("Not a contradiction" in card and "leaves room for" in card for card in cards)
    assert shown.count('class="versus true"') == len(true)


def test_lower_bounds_read_from_the_bound_to_the_number(read: Read) -> None:
    """On the left of the sign stands what leaves room, on the right what has it."""
    shown = pairs(read(*PAGES))
    card = next(plain(card) for card in shown.split('<li class="versus')[1:] if "≤" in card)
    assert card.index("at least 20") < card.index("≤")


def test_revisions_run_from_the_oldest(read: Read) -> None:
    """A claimant's numbers stand in the order in which they were said, and a fall is told in words."""
    pages = [
        page(outlet, of, dead(number, BOARD)) for outlet, of, number in (("A", 6, 31), ("B", 8, 44), ("C", 10, 38))
    ]
    shown = section(got(read(*pages), AT), "revisions")
    assert re.findall(r'<a class="(old|now)[^"]*"[^>]*>(\d+)', shown) == [("old", "31"), ("old", "44"), ("now", "38")]
    assert "lowered once, from 44 to 38" in plain(shown)


def test_forecasts(read: Read) -> None:
    """A forecast says when its day is, who made it and when, and who told it first."""
    shown = plain(section(got(read(*PAGES), AT), "forecasts"))
    assert "3 days over due 9 May 2031" in shown
    assert f"{DAM}” Ada Orr · said 6 May 2031 · first told by Globe · carried by 1 outlet" in shown


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (PAGES[:1], "Nobody has ruled what became of it."),
        (PAGES, "May be settled by Karvel River Board"),
    ],
)
def test_overdue_forecasts(read: Read, pages: tuple[Told, ...], told: str) -> None:
    """An overdue forecast says that nobody has ruled on it, and offers later claims that may say what became of it."""
    assert told in plain(section(got(read(*pages), AT), "forecasts"))


def test_met_forecasts(read: Read) -> None:
    """What became of a forecast is told with who says so, when, and why."""
    reader = read(*PAGES)
    (forecast,) = (one for one in GLOBE.reports if one.horizon)
    ruled_at = datetime(2031, 5, 10, 8, 0, tzinfo=UTC)
    words = (quote(GLOBE.article, forecast.evidence),)
    why = "the Herald saw it stand"
    with house(reader).writing() as ledger:
        ledger.judge(Judgement("j", JudgementKind.OUTCOME, "Ines", ruled_at, why, words, outcome="true"))
    shown = plain(section(got(reader, AT), "forecasts"))
    assert "reported met" in shown
    assert "Met, says Ines , 10 May 2031, 08:00 : the Herald saw it stand" in shown
    assert "May be settled by" not in shown


def test_numbers(read: Read) -> None:
    """What is counted is drawn with a sentence and a table; the table of all numbers names every one."""
    reader = read(*PAGES)
    shown = section(got(reader, AT), "numbers")
    assert "<svg" in shown
    assert "The same as a table" in plain(shown)
    rows = list(csv.DictReader(io.StringIO(reader.get(f"{AT}/numbers.csv").text)))
    assert {row["value"] for row in rows} >= {"31 deaths", "44 deaths", "35 deaths", "at least 20 deaths"}
    assert got(reader, f"{AT}/numbers").count('<figure class="numbers"') == 1


def test_places(read: Read) -> None:
    """Places stand on a map and in a table, as exactly as they are named; reports without one are counted."""
    shown = section(got(read(placed(PAGES[0], "Karvel", "city", (47.1, 9.2), 5), *PAGES[1:]), AT), "places")
    assert "<svg" in shown
    assert "Karvel town 1" in plain(shown)
    assert "no place named" in plain(shown)


def test_copies(read: Read) -> None:
    """A text that another page carries is told with how much of it, and whose it is said to be."""
    a, b = sorted((PAGES[0], PAGES[1]), key=lambda one: one.article.id)
    passage = Passage(Span(0, 20), Span(0, 20), 5)
    copy = Copy(
        a.article.id, b.article.id, CopyKind.WHOLE, (passage,), 0.92, 0.92, "Globe", PAGES[0].article.id, "credit"
    )
    shown = plain(section(got(read(*PAGES, copies=[copy]), AT), "copies"))
    assert "Globe" in shown
    assert "Echo 92% of its words, credited to Globe" in shown


def test_every_copied_text_is_on_one_screen(read: Read) -> None:
    """Texts that several pages carry are shown four at a time, and going on and back shows every one of them once."""
    originals = [page(f"Wire {number}", 6, said(f"The bridge number {number} is gone", BOARD)) for number in range(10)]
    pickups = [page(f"Paper {number}", 7, said(f"The bridge number {number} is gone", BOARD)) for number in range(10)]
    reader = read(*originals, *pickups, copies=[_whole(*pair) for pair in zip(originals, pickups, strict=True)])
    seen = _gone_through(reader, AT, "next")
    assert [len(texts) for _, texts in seen] == [4, 4, 2]
    assert sorted(text for _, texts in seen for text in texts) == sorted(one.article.id for one in originals)
    assert _gone_through(reader, seen[-1][0], "prev") == seen[::-1]
    shown = plain(section(got(reader, seen[1][0]), "copies"))
    assert "5 to 8 of 10 texts. Earlier copies More copies" in shown
    assert reader.get(f"{AT}.json?copies=8").json()["copies"]["total"] == 10


def _whole(first: Told, other: Told) -> Copy:
    """Return a copy of all of a page's text, known to be that page's."""
    a, b = sorted((first.article.id, other.article.id))
    return Copy(a, b, CopyKind.WHOLE, (Passage(Span(0, 9), Span(0, 9), 3),), 0.9, 0.9, None, first.article.id, "credit")


def _gone_through(reader: TestClient, at: str | None, way: str) -> list[tuple[str, list[str]]]:
    """Follow the links of a story's list of copies; return its screens, each with whose texts it shows."""
    screens = []
    while at:
        shown = section(got(reader, at), "copies")
        screens.append((at, re.findall(r'<th scope="row"><a href="/articles/([^"]+)"', shown)))
        found = re.search(rf'<a href="([^"]+)#copies" rel="{way}"', shown)
        at = found[1].replace("&amp;", "&") if found else None
    return screens


def test_who_came_first(read: Read) -> None:
    """Of each point the earliest page is told, in the order of days."""
    shown = plain(section(got(read(*PAGES), AT), "first"))
    assert shown.index("31 people were killed") < shown.index(SIRENS)
    assert "6 May 2031 Globe" in shown or "6 May 2031 Echo" in shown or "6 May 2031 Tribune" in shown


def test_pages_say_why(read: Read) -> None:
    """Every page of the story stands there with why it is in it: eight on the first screen, the others on the next."""
    reader = read(*PAGES)
    shown = "".join(plain(section(got(reader, f"{AT}{more}"), "pages")) for more in ("", "?pages=8"))
    assert all(one.article.outlet and one.article.outlet.name in shown for one in PAGES)
    assert "both have karvel" in shown


@pytest.mark.parametrize(
    ("times", "told"), [(0, None), (1, "1 of 9 pages could not be read when it was fetched again")]
)
def test_pages_not_read_again(read: Read, times: int, told: str | None) -> None:
    """Pages of which a newer version could not be read are counted above the numbers that this weakens."""
    reader = read(*PAGES)
    with house(reader).writing() as ledger:
        for one in PAGES[:times]:
            ledger.reject(Rejection("read", one.article.address, "no text"), capture("x", url=one.article.url))
    shown = head(got(reader, AT))
    assert (told in shown) if told else "could not be read" not in shown
    assert reader.get(f"{AT}.json").json()["coverage"]["pages_of_the_story_not_read_again"] == times


# ------------------------------------------------------------------ what is unusual


HOSTILE = '<script>alert(1)</script> =cmd() \u202egnitset " onmouseover="x'


def test_hostile_words(read: Read) -> None:
    """Page text is shown as text, whatever it holds; in tables for spreadsheets it is no formula."""
    told = said(f"=SUM(1) {HOSTILE} people left Karvel", via("Globe"), LOE)
    reader = read(titled(page(HOSTILE, 6, told), HOSTILE), page("Echo", 6, told))
    for at in (AT, *re.findall(r'<h3><a href="([^"]+)"', got(reader, AT))):
        shown = got(reader, at)
        assert "<script>alert" not in shown
        assert "\u202e" not in shown
        assert 'onmouseover="x' not in shown
    cells = [cell for row in csv.reader(io.StringIO(reader.get(f"{AT}.csv").text)) for cell in row]
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


@pytest.mark.parametrize(
    "pages",
    [
        (page("Globe", 6, text="Nothing is said here."),),
        (page("Globe", None, dead(31, BOARD)),),
        (page("Globe", 6, said("The road to Karvel is closed")),),
        (page("Globe", 6, dead(31, None)), page("Echo", 6, dead(31, None))),
        (page("Globe", 6, dead(31, via("Echo"))), page("Echo", 6, dead(31, via("Globe")))),
    ],
    ids=["no report", "no day", "its own voice", "nobody named", "a loop"],
)
def test_small_stories(read: Read, pages: tuple[Told, ...]) -> None:
    """A story of a page, without points, days, claimants or origins has a page like any other."""
    shown = got(read(*pages), AT)
    assert plain(section(shown, "pages"))
    assert ("tells anything on somebody’s word" in plain(section(shown, "points"))) is (not pages[0].reports)


def test_headlines_keep_their_language(read: Read) -> None:
    """A headline says its language and its direction."""
    arabic = "انهار السد فوق البلدة"
    shown = got(read(titled(PAGES[0], arabic, "ar"), titled(PAGES[1], "카르벨 댐 붕괴로 서른한 명 사망", "ko")), AT)
    assert f'lang="ar" dir="rtl">{arabic}' in shown
    assert 'lang="ko" dir="ltr">카르벨' in shown


def test_no_such_story(read: Read) -> None:
    """An id of no story says so."""
    assert read(PAGES[0]).get("/stories/nothing").status_code == 404


# ------------------------------------------------------------------ its other forms


def test_json(read: Read) -> None:
    """The object counts outlets, publishers and claimants apart, says what it rests on, and where lists go on."""
    told = read(*PAGES).get(f"{AT}.json").json()
    assert told["weight"]["outlets"] == 9
    assert "origins" not in told
    assert told["coverage"]["pages_of_the_story"] == 9
    assert "code points" in told["offsets"]
    first = told["points"]["items"][0]
    assert first["origins"]["at_least"] <= first["origins"]["at_most"]
    assert {relation["kind"] for relation in told["relations"]["items"]} >= {"contradicts", "denies", "lower bound"}


@pytest.mark.parametrize("form", [".atom", ".feed.json"])
def test_feeds(read: Read, form: str) -> None:
    """A story's feed tells its reports, each with the address of its words."""
    answer = read(*PAGES).get(f"{AT}{form}")
    assert answer.status_code == 200
    assert answer.text.count("#r-") == sum(len(one.reports) for one in PAGES)


def test_addresses_of_points(read: Read) -> None:
    """What only one claimant says leads to the claim; what several say leads to the point."""
    shown = section(got(read(*PAGES), AT), "points")
    assert address(shown, DAM, "/claims/")
    assert address(shown, "31 people were killed", "/points/")


def test_a_number_alone_is_no_number(read: Read) -> None:
    """Every number beside a claimant says what it counts."""
    assert "31 deaths" in plain(section(got(read(page("Globe", 6, dead(31, BOARD))), AT), "points"))
    other = said("The storm cost Karvel 90 million euros", LOE, value=count(9e7, None, unit="EUR"))
    assert "90 million EUR" in plain(section(got(read(page("Echo", 6, other)), AT), "points"))
