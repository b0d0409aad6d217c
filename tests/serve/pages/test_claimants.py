"""Claimants: all that somebody is reported to have said, by story, and what became of it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import linked_pages as mill
from builders import report, source
from reading_rooms import room, shown, statements, words_of
from reportedly import judging, linking
from reportedly.ledger import Ledger
from reportedly.records import JudgementKind, Value
from reportedly.serve import outcomes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.sqlite"
    mill.fill(path)
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with room(path) as opened:
        opened.app.state.house.now = lambda: datetime(2031, 5, 11, tzinfo=UTC)  # type: ignore[attr-defined]  # the app
        yield opened


def who(path: Path, name: str) -> str:
    """Return the id of the claimant of a name."""
    with Ledger.open(path, read_only=True) as ledger:
        return ledger.claimants.listed(words=name, limit=1)[0].id


def test_the_list_leads_to_each_claimant(path: Path, client: TestClient) -> None:
    """Everybody who is cited is listed, and every link of the list is there."""
    html = shown(client, "/claimants")
    links = re.findall(r'href="(/claimants/\w+)"', html)
    assert f"/claimants/{who(path, 'Ada Orr')}" in links
    assert all(client.get(link).status_code == 200 for link in links)


@pytest.mark.parametrize(
    ("asked", "has", "lacks"),
    [
        ("?q=orr", "Ada Orr", "Ben Loe"),
        ("?kind=person", "Ben Loe", "Lowmoor Post"),
        ("?kind=outlet", "", "Ben Loe"),
        ("?by=name", "Ada Orr", "Lowmoor Post"),
        ("?kind=<script>", "Ada Orr", "<script>"),
    ],
)
def test_the_list_is_narrowed(client: TestClient, asked: str, has: str, lacks: str) -> None:
    """By words, by kind; a kind that is none is as if it were not asked."""
    table = shown(client, f"/claimants{asked}").partition("<tbody>")[2]
    assert has in table
    assert lacks not in table


def test_nothing_found_says_so_and_leads_back(client: TestClient) -> None:
    """Words that no claimant has are shown, with a way to drop them."""
    text = shown(client, "/claimants?q=<b>zzz</b>")
    assert "Nothing is here" in text
    assert "<b>zzz" not in text


def test_a_claimant_has_all_it_said(path: Path, client: TestClient) -> None:
    """Each claim is there, with who told it first and what became of it."""
    orr = who(path, "Ada Orr")
    html = shown(client, f"/claimants/{orr}")
    with Ledger.open(path, read_only=True) as ledger:
        claims = list(ledger.books.claims(claimant=orr))
    assert claims
    assert all(f"/claims/{claim.id}" in html for claim in claims)
    text = words_of(html)
    assert "First told by" in text
    assert "Lowmoor Post (1 report)" in text
    assert "2 days over" in text  # the mill did not open on 9 May, and nobody has ruled
    assert "True contradiction" in text


def test_a_forecast_tells_who_ruled(path: Path, client: TestClient) -> None:
    """Once a person says what became of a forecast, it is on that word."""
    with Ledger.open(path) as ledger:
        (claim,) = ledger.claimants.forecasts(who(path, "Ada Orr"), limit=9)
        judging.judge(
            ledger,
            JudgementKind.OUTCOME,
            who="Imke <b>",
            reports=[claim.lead],
            outcome="false",
            why="It was shut on the tenth.",
            now=lambda: datetime(2031, 5, 12, tzinfo=UTC),
        )
    html = shown(client, f"/claimants/{who(path, 'Ada Orr')}")
    text = words_of(html)
    assert "reported not met, says Imke &lt;b&gt;, 12 May 2031, 00:00" in text
    assert "Not met, says Imke &lt;b&gt; , 12 May 2031, 00:00 : It was shut on the tenth." in text
    assert "days over" not in text


@pytest.mark.parametrize(
    ("today", "words", "is_over"),
    [
        (7, "in 2 days", False),
        (8, "due tomorrow", False),
        (9, "due today", False),
        (10, "1 day over", True),
        (19, "10 days over", True),
    ],
)
def test_how_long_a_forecast_has_to_go(today: int, words: str, is_over: bool) -> None:
    """A day is over when it has passed, not on the day."""
    found = outcomes.became(date(2031, 5, 9), date(2031, 5, today), None)
    assert (found.words, found.is_over) == (words, is_over)


def test_rows_of_a_claimant(path: Path, client: TestClient) -> None:
    """As a table, as JSON and as a feed the same claims are there."""
    orr = who(path, "Ada Orr")
    rows = client.get(f"/claimants/{orr}.csv").text.splitlines()
    told = client.get(f"/claimants/{orr}.json").json()
    feed = client.get(f"/claimants/{orr}.feed.json").json()
    assert len(rows) - 1 == len(told["said"]) == len(feed["items"]) == told["claims"]
    assert client.get(f"/claimants/{orr}.atom").text.count("<entry>") == told["claims"]


def test_a_hostile_name(tmp_path: Path) -> None:
    """A name that is script, turns text or has ten thousand letters is shown harmless, and the page holds."""
    path = tmp_path / "b.sqlite"
    name = f"<script>alert(1)</script>\u202e{'Ő' * 10_000}"
    with Ledger.open(path) as ledger:
        mill.page(
            ledger,
            "Post",
            6,
            "Mill",
            "The mill is shut, he said.",
            lambda on: report(on, "The mill is shut", source(name)),
        )
        linking.link(ledger)
        (one,) = ledger.claimants.listed(limit=9)
    with room(path) as client:
        for address in ("/claimants", f"/claimants/{one.id}"):
            html = shown(client, address)
            assert "<script>alert" not in html
            assert "\u202e" not in html
            assert "Ő" * 200 not in html
        for ending in (".json", ".csv", ".atom", ".feed.json"):
            assert client.get(f"/claimants/{one.id}{ending}").status_code == 200


def test_an_unknown_claimant_and_an_empty_ledger(tmp_path: Path) -> None:
    """Who is not there is not found; where there is nobody, the list says so."""
    path = tmp_path / "b.sqlite"
    Ledger.open(path).close()
    with room(path) as client:
        assert client.get("/claimants/none").status_code == 404
        assert "Nothing is here" in shown(client, "/claimants")
        assert client.get("/claimants?page=0").status_code == 422


def many(path: Path, claims: int) -> str:
    """Lay a ledger in which somebody said so many things; return who."""
    with Ledger.open(path) as ledger:
        for day in range(1, 4):
            said = [f"House {day * 1000 + n} of Ulven stands empty since the flood" for n in range(claims // 3)]
            text = " ".join(f"{one}, Ada Orr said." for one in said)

            def told(words: str, number: int) -> object:
                value = Value(number, number, "people", counted="people", measure="people @ ulven")
                return lambda on: report(on, words, "Ada Orr", value=value)

            mill.page(ledger, f"Post {day}", day, f"Flood {day}", text, *(told(one, n) for n, one in enumerate(said)))  # type: ignore[arg-type]
        linking.link(ledger)
    return who(path, "Ada Orr")


def test_a_claimant_of_many_claims_is_paged_and_asks_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows so many claims and leads to the next; what it asks of the ledger does not grow with all there is."""
    few, lots = tmp_path / "few.sqlite", tmp_path / "lots.sqlite"
    a, b = many(few, 60), many(lots, 240)
    with room(lots) as client:
        html = shown(client, f"/claimants/{b}")
        assert f"/claimants/{b}?page=2" in html
        every = client.get(f"/claimants/{b}.json").json()["claims"]
        pages = [client.get(f"/claimants/{b}.json?page={n}").json()["said"] for n in range(1, every // 50 + 2)]
    assert len({one["claim"] for page in pages for one in page}) == every > 50
    counts = [statements(path, f"/claimants/{one}", monkeypatch) for path, one in ((few, a), (lots, b))]
    assert counts[1] <= counts[0] + 4
    assert counts[1] <= 36


def test_the_list_asks_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of claimants is one question to the ledger, however many there are."""
    assert statements(path, "/claimants", monkeypatch) <= 3
