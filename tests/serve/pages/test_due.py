"""Forecasts by the day they fall due, and what people say became of them; what was left out; how counts come about."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from builders import NOON, article, capture, reading, report
from clocked_rooms import Room
from reportedly import judging
from reportedly.ledger import Ledger
from reportedly.records import JudgementKind, Outlet, Status
from reportedly.serve.pages import due

TODAY = NOON.date()
MOST_STATEMENTS = 45
"""Statements that the page needs, whatever the ledger holds."""

SAID = (
    (-3, "The bridge at Lowmoor opens again", "Ada Orr"),
    (-1, "Teachers in Karvel walk out over pay", "Ben Loe"),
    (0, "A comet passes above Harwick", "Cyrus Vane"),
    (30, "Salt prices double in Ostmere", "Dov Ash"),
    (31, "The inquiry into the ferry reports", "Eve Dunn"),
)
"""Forecasts: days from today on, words, who says so."""


def say(ledger: Ledger, days: int, words: str, who: str) -> None:
    """Add a page on which somebody forecasts something."""
    text = f"{words}, {who} said."
    came = capture(text, url=f"https://courier.example/{who}/{words}")
    page = article(text, of=came, outlet=Outlet(f"{who[:3]} Courier"), published=TODAY - timedelta(days=9))
    one = report(page, words, who, status=Status.PREDICTED, horizon=TODAY + timedelta(days=days))
    ledger.add(came, reading(page, [one]))


@pytest.fixture
def forecasts(empty: Room) -> Room:
    """A room over five forecasts, two of them overdue."""
    with empty.writing() as ledger:
        for one in SAID:
            say(ledger, *one)
    return empty


@pytest.fixture
def reader(forecasts: Room) -> Iterator[TestClient]:
    with forecasts.reader() as opened:
        yield opened


def rule(room: Room, words: str, outcome: str, why: str = "") -> str:
    """Let somebody rule what became of a forecast; return the ruling's id."""
    with room.writing() as ledger:
        claim = next(one for one in ledger.lists.forecasts(limit=100) if one.words == words)
        made = judging.judge(
            ledger, JudgementKind.OUTCOME, who="Rook", reports=[claim.lead], outcome=outcome, why=why, now=room.clock
        )
    return made.id


def words_of(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    plain = re.sub(r"<[^>]+>", "", re.sub(r"<(?:br|/p|/h3|/span)>", " ", main))
    return re.sub(r"\s+", " ", plain)


def parts(reader: TestClient, address: str = "/due.json") -> dict[str, list[str]]:
    """Return the words of the forecasts in each part."""
    told: dict[str, list[dict[str, str]]] = reader.get(address).json()
    return {key: [one["words"] for one in some] for key, some in told.items()}


def test_by_the_day(reader: TestClient) -> None:
    """What is over comes first, the latest of it on top; then what is due within thirty days, and later."""
    told = [words for _, words, _ in SAID]
    assert parts(reader) == {
        "overdue": [told[1], told[0]],
        "soon": told[2:4],
        "later": told[4:],
        "settled": [],
    }
    words = words_of(reader.get("/due").text)
    assert "3 days over 3 May 2031 “The bridge at Lowmoor opens again” Ada Orr" in words
    assert "Nobody has ruled what became of it." in words
    assert "due today 6 May 2031 “A comet passes above Harwick”" in words
    assert "in 30 days" in words


def test_on_whose_word_it_was_met(forecasts: Room, reader: TestClient) -> None:
    """A ruling moves a forecast to those that are settled, with who rules it, when, and why."""
    rule(forecasts, SAID[0][1], "false", "the Post says that it is shut")
    forecasts.later(hours=1)
    rule(forecasts, SAID[1][1], "true")
    told = parts(reader)
    assert told["overdue"] == []
    assert told["settled"] == [SAID[1][1], SAID[0][1]]
    words = words_of(reader.get("/due").text)
    assert "reported not met" in words
    assert "Not met, says Rook, 6 May 2031, 12:00: the Post says that it is shut" in words
    assert "Met, says Rook, 6 May 2031, 13:00" in words
    assert "2 forecasts among these are ruled" in words


def test_the_later_ruling_holds(forecasts: Room, reader: TestClient) -> None:
    """Ruled again it is told once, by the later ruling; ruled open, or the ruling taken back, it is overdue again."""
    rule(forecasts, SAID[0][1], "false")
    forecasts.later(hours=1)
    last = rule(forecasts, SAID[0][1], "true")
    assert reader.get("/due.json").json()["settled"][0]["outcome"] == "met"
    assert len(parts(reader)["settled"]) == 1
    with forecasts.writing() as ledger:
        judging.judge(ledger, JudgementKind.UNDO, who="Rook", undoes=last)
    assert reader.get("/due.json").json()["settled"][0]["outcome"] == "not met"
    forecasts.later(hours=1)
    rule(forecasts, SAID[0][1], "open")
    assert parts(reader)["settled"] == []
    assert SAID[0][1] in parts(reader)["overdue"]


def test_one_part_page_by_page(forecasts: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part alone goes on page by page; nothing is lost and nothing told twice."""
    monkeypatch.setattr(due, "SHOWN", 1)
    monkeypatch.setattr(due, "FEW", 1)
    rule(forecasts, SAID[2][1], "true")
    rule(forecasts, SAID[3][1], "true")
    reader = forecasts.reader()
    whole = reader.get("/due").text
    assert 'href="/due?part=overdue">All of this part' in whole
    for part, expected in (("overdue", [SAID[1][1], SAID[0][1]]), ("settled", [SAID[3][1], SAID[2][1]])):
        told: list[str] = []
        address: str | None = f"/due?part={part}"
        while address:
            page = reader.get(address).text
            told += re.findall(r"“([^”]+)”</a>", page)
            following = re.search(r'href="([^"]+)" rel="next"', page)
            address = following[1].replace("&amp;", "&") if following else None
        assert told == expected


@pytest.mark.parametrize(("address", "status"), [("/due?part=never", 400), ("/due?part=soon&after=x", 200)])
def test_what_is_asked_wrongly(reader: TestClient, address: str, status: int) -> None:
    """A part that is not there is refused; a place that is none is the beginning."""
    assert reader.get(address).status_code == status


def test_other_forms(reader: TestClient) -> None:
    """The same as a table, and what fell due as a feed."""
    assert len(reader.get("/due.csv").text.splitlines()) == len(SAID) + 1
    items = reader.get("/due.feed.json").json()["items"]
    assert [one["date_modified"] for one in items] == ["2031-05-06T00:00:00+00:00", "2031-05-04T00:00:00+00:00"]


def test_no_forecast(empty: Room) -> None:
    """Where nobody names a day the page says so."""
    assert "No forecast in the ledger names a day." in words_of(empty.reader().get("/due").text)


def test_no_more_is_read_than_is_shown(forecasts: Room, statements: list[str]) -> None:
    """Some sixty forecasts and twelve rulings take hardly more statements than five and none."""
    few = forecasts.reader()
    few.get("/due")
    statements.clear()
    few.get("/due")
    least = len(statements)
    with forecasts.writing() as ledger:
        for number in range(60):
            say(ledger, number - 30, f"Barge {number} of the Arden fleet sails", f"Skipper Nr{number} Vale")
    for _, words, _ in SAID:
        rule(forecasts, words, "true")
    many = forecasts.reader()
    many.get("/due")
    statements.clear()
    answer = many.get("/due")
    assert answer.status_code == 200
    assert len(statements) <= least + 4 * len(SAID) <= MOST_STATEMENTS  # a ruling's page is read for its words
