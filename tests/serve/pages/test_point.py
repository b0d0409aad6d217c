"""The point page: why so many origins, who carries it, how it grew, what people ruled."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from karvel import CLARION, ECHO, GLOBE, MERCURY, PAGES, dead
from laid import STORY
from reportedly.ledger import Ledger
from reportedly.link import Told
from reportedly.link.judged import quote
from reportedly.records import Judgement, JudgementKind
from seen import Read, got, head, house, plain, section
from tellings import BOARD, FARMERS, LOE, ORR, page, people, via

DEAD = "31 people were killed in Karvel"
OFFICIALS = page("Tribune", 6, dead(31, people("Peruvian officials")))
A_SOURCE = page("Globe", 6, dead(31, people("a Peruvian security source")))


def at(reader: TestClient) -> str:
    """Return the address of the point that most outlets carry."""
    found = re.search(r'href="(/points/[^"]+)"', section(got(reader, f"/stories/{STORY}"), "points"))
    assert found
    return found[1]


def test_head(read: Read) -> None:
    """A point's head has the words, the line that matters whole, and on how many pages it is told."""
    shown = head(got(reader := read(*PAGES), at(reader)))
    assert f"“{DEAD}”" in shown
    assert re.search(r"5 outlets · 5 publishers · 2 claimants · 2 independent origins", shown)
    assert "Two independent origins stand behind this." in shown
    assert "5 reports on 5 pages" in shown


@pytest.mark.parametrize(
    ("pages", "heading", "cards"),
    [
        ((GLOBE, CLARION), "Why 2 independent origins", ["Karvel River Board", "Ben Loe"]),
        ((GLOBE, ECHO, CLARION), "Why 2 independent origins", ["Karvel River Board", "Ben Loe"]),
        (
            (OFFICIALS, A_SOURCE, CLARION),
            "Why 2–3 independent origins",
            ["Peruvian officials", "security source", "Ben Loe"],
        ),
    ],
)
def test_cards(read: Read, pages: tuple[Told, ...], heading: str, cards: list[str]) -> None:
    """There is a card for each origin that counts, with its words on a page, who rests on it, and the rule."""
    shown = got(reader := read(*pages), at(reader))
    assert heading in plain(shown)
    found = re.findall(r'<li id="origin-\d+">.*?</li>', shown, re.DOTALL)
    assert len(found) == len(cards)
    for card in found:
        told = plain(card)
        assert any(name in told for name in cards)
        assert f"Words “{DEAD}”" in told
        assert "Rests on it" in told
        assert "Rule" in told
        assert re.search(r'href="/articles/[^"#]+#r-', card)
        assert 'href="/review?point=' in card


def test_apart_and_maybe_the_same(read: Read) -> None:
    """Origins counted apart say from whom; those that may be another's say whose, and why."""
    shown = plain(got(reader := read(OFFICIALS, A_SOURCE, CLARION), at(reader)))
    assert "Kept apart from" in shown
    assert "May be the same as" in shown
    assert "Counted at most, not at least." in shown


def test_echoes(read: Read) -> None:
    """What adds an outlet and no origin is told by rule, with how many outlets and how it is known."""
    shown = got(reader := read(*PAGES), at(reader))
    table = plain(shown[shown.index("What adds an outlet and no origin") :].partition("</table>")[0])
    assert "Cites Globe 1 Echo" in table
    assert "Names nobody for it 1 Mercury" in table


def test_loops_have_no_card(read: Read) -> None:
    """Outlets that cite one another are named as a loop, and are no origin."""
    circle = (page("Globe", 6, dead(31, via("Echo"))), page("Echo", 6, dead(31, via("Globe"))))
    reader = read(*circle)
    story = got(reader, f"/stories/{STORY}")
    assert "Loop" in plain(section(story, "points"))
    assert "no independent origin" in plain(section(story, "points"))


def test_open_groups(read: Read) -> None:
    """The address says which groups of the picture stand open; without a word about it, small pictures are all open."""
    outlets = [page(f"Outlet {number}", 7, dead(31, via("Globe"), BOARD)) for number in range(40)]
    reader = read(GLOBE, CLARION, *outlets)
    folded, drawn = got(reader, at(reader)), got(reader, f"{at(reader)}?open=globe-cites")
    row = re.compile(r'<text class="t-row"[^>]*>Outlet')
    assert not row.search(folded)
    assert len(row.findall(drawn)) > 20  # in the two drawings
    assert "1 to 16 of 42 rows" in plain(folded)  # the table has every outlet, folded or not
    assert any("Outlet 39" in got(reader, f"{at(reader)}?rows={start}") for start in (16, 32))


def test_claims(read: Read) -> None:
    """The claims of the point stand there with who, how many, when, and how many carry each."""
    shown = plain(section(got(reader := read(*PAGES), at(reader)), "claims"))
    assert "Karvel River Board 31 deaths · asserted · said 6 May 2031 · 3 reports in 3 outlets" in shown
    assert "Ben Loe" in shown


def test_growth(read: Read) -> None:
    """Day by day it is told how many outlets were new, and which origins they brought."""
    shown = got(reader := read(GLOBE, ECHO, MERCURY, CLARION), at(reader))
    table = plain(shown[shown.index("How the count grew") :].partition("</table>")[0])
    assert "6 May 2031 2 2 1 Karvel River Board, told by" in table
    assert "7 May 2031 2 4 2 Ben Loe, told by" in table


def test_rulings(read: Read) -> None:
    """What people ruled is listed with who, when and why; where nobody did, that is said."""
    reader = read(GLOBE, CLARION)
    where = at(reader)
    assert "Nobody has ruled on this point." in plain(got(reader, where))
    made_at = datetime(2031, 5, 10, 8, 0, tzinfo=UTC)
    words = tuple(quote(one.article, one.reports[0].evidence) for one in (GLOBE, CLARION))
    with house(reader).writing() as ledger:
        ledger.judge(Judgement("j", JudgementKind.SAME_POINT, "Ines", made_at, "the same toll", words))
        ledger.judge(
            Judgement("k", JudgementKind.SAME_ORIGIN, "Ines", made_at, names=("Ben Loe", "Karvel River Board"))
        )
    shown = plain(got(reader, where))
    assert "These are one point" in shown
    assert "These are one origin: Ben Loe · Karvel River Board" in shown
    assert "Ines, 10 May 2031, 08:00" in shown
    assert "the same toll" in shown


def test_rulings_on_others_are_not_listed(read: Read) -> None:
    """A ruling on somebody else's words or names has no place here."""
    reader = read(GLOBE, CLARION)
    made_at = datetime(2031, 5, 10, tzinfo=UTC)
    with house(reader).writing() as ledger:
        ledger.judge(Judgement("k", JudgementKind.SAME_ENTITY, "Ines", made_at, names=("Rolf Amsel", "R. Amsel")))
    assert "Nobody has ruled on this point." in plain(got(reader, at(reader)))


def test_spans_are_code_points(read: Read) -> None:
    """In the object every report's words stand where its span says, counted in code points."""
    reader = read(*PAGES)
    told = reader.get(f"{at(reader)}.json").json()
    assert "code points" in told["offsets"]
    with Ledger.open(house(reader).serving.ledger, read_only=True) as ledger:
        for report in told["reports"]:
            span = report["evidence"]
            text = ledger.article(report["article"]["id"]).text
            assert text[span["start"] : span["end"]] == span["text"] == report["words"]
    assert told["origins"]["at_least"] == 2
    assert told["coverage"]["pages_read"] == 9


def test_csv(read: Read) -> None:
    """The table has a row for every report, with its chain and the origin it leads to."""
    reader = read(*PAGES)
    rows = list(csv.DictReader(io.StringIO(reader.get(f"{at(reader)}.csv").text)))
    assert len(rows) == 5
    assert {row["chain"]: row["origin"] for row in rows}["Echo ← Globe ← Karvel River Board"] == "Karvel River Board"


def test_five_hundred_reports(read: Read) -> None:
    """Five hundred outlets on one point make a page of bounded size, whose table goes on."""
    outlets = [page(f"Outlet {number}", 7, dead(31, via("Globe"), BOARD)) for number in range(500)]
    reader = read(GLOBE, page("Herald", 6, dead(31, FARMERS)), page("Siren", 6, dead(31, LOE)), *outlets)
    shown = got(reader, at(reader))
    assert "503 outlets" in head(shown)
    assert len(shown) < 200_000
    assert "1 to 16 of 503 rows." in plain(shown)
    following = re.search(r'href="([^"]+)#chains-table" rel="next"', shown)
    assert following
    assert "17 to 32 of 503 rows." in plain(got(reader, following[1].replace("&amp;", "&")))


def test_unread_outlets(read: Read) -> None:
    """An outlet that pages name as having it, and of which no page is here, is said to be not read."""
    reader = read(GLOBE, page("Herald", 6, dead(31, via("Corvine"), LOE)))
    assert "1 outlet that pages name as having it could not be read" in head(got(reader, at(reader)))


def test_unnamed(read: Read) -> None:
    """People without a name are shown in italics, with the word."""
    reader = read(page("Globe", 6, dead(31, people("two officials"))), page("Echo", 6, dead(31, ORR)))
    assert re.search(r'<i class="unnamed"><bdi>two officials</bdi></i> \(unnamed\)', got(reader, at(reader)))


SOURCES = [page(f"Paper {n}", 7, dead(31, people("a Peruvian security source"))) for n in range(20)]


def test_many_origins_stand_on_several_screens(read: Read) -> None:
    """Of 21 origins 10 cards stand on the first screen and the others on the next; the picture leads to each."""
    shown = got(reader := read(OFFICIALS, *SOURCES), at(reader))
    assert len(re.findall(r'<li id="origin-', shown)) == 10
    assert "1 to 10 of 21 origins" in plain(shown)
    assert "(20 such origins)" in plain(shown)
    following = got(reader, f"{at(reader)}?origins=20")
    assert len(re.findall(r'<li id="origin-', following)) == 1
    drawn = got(reader, f"{at(reader)}?open=peruvian-officials-perhaps")
    for link, number in set(re.findall(r'href="([^"]*#origin-(\d+))"', drawn)):
        assert f'id="origin-{number}"' in got(reader, link.partition("#")[0])


def test_many_ways_to_add_no_origin_are_brief(read: Read) -> None:
    """Past a dozen lines one says how many ways and outlets are left; the JSON has each."""
    citing = [page(f"Paper {n}", 7, dead(31, via(f"Wire {n}"), BOARD)) for n in range(20)]
    wires = [page(f"Wire {n}", 6, dead(31, BOARD)) for n in range(20)]
    reader = read(*wires, *citing, CLARION)
    table = got(reader, at(reader)).partition("What adds an outlet and no origin")[2].partition("</table>")[0]
    found = reader.get(f"{at(reader)}.json").json()["adds_no_origin"]
    assert table.count("<tr>") == 14
    assert f"The same in {len(found) - 12} more ways" in plain(table)
