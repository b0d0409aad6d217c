"""Outlets: how much of what each reports is first-hand, relayed, copied; and its pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

import linked_pages as mill
from builders import report
from reading_rooms import room, shown, statements, words_of
from reportedly import linking
from reportedly.ledger import Ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.sqlite"
    mill.fill(path)
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with room(path) as opened:
        yield opened


def test_the_list_leads_to_each_outlet(client: TestClient) -> None:
    """Every outlet is listed with its pages, and every link of the list is there."""
    html = shown(client, "/outlets")
    links = re.findall(r'href="(/outlets\?name=[^"]+)"', html)
    assert len(links) == 5
    assert all(client.get(link).status_code == 200 for link in links)
    assert "Arden Observer" in shown(client, "/outlets?q=arden").partition("<tbody>")[2]
    assert "Nothing is here" in shown(client, "/outlets?q=zzz")


def test_an_outlet_says_how_it_has_what_it_reports(client: TestClient) -> None:
    """Each count stands with the words for how it is counted."""
    text = words_of(shown(client, "/outlets?name=Vale+Mercury"))
    assert "1 page, 2 reports: 1 at first hand, 1 through others" in text
    assert "first-hand 1 50% the page cites who asserts it, and nobody stands between" in text
    assert "relayed 1 50%" in text
    assert "carry another outlet’s text 0 0%" in text


def test_rows_of_an_outlet(client: TestClient) -> None:
    """As a table, as JSON and as a feed the same pages are there; what is counted says how."""
    rows = client.get("/outlets.csv?name=Arden+Observer").text.splitlines()
    told = client.get("/outlets.json?name=Arden+Observer").json()
    assert len(rows) - 1 == told["pages"] == len(told["latest"]) == 2
    assert told["reports"]["first_hand"] == 3
    assert set(told["counted_how"]) == {"first_hand", "relayed", "own", "nobody"}
    assert len(client.get("/outlets.feed.json?name=Arden+Observer").json()["items"]) == 2


def test_no_such_outlet(client: TestClient) -> None:
    """A name that no page has is not found."""
    assert client.get("/outlets?name=No+Such+Paper").status_code == 404


def test_a_hostile_name(tmp_path: Path) -> None:
    """An outlet may call itself anything: it is text, cut where it is too long, and its page is found by it."""
    path = tmp_path / "b.sqlite"
    name = f"<script>alert(1)</script>\u202e&name=\"'{'Å' * 10_000} Post"
    with Ledger.open(path) as ledger:
        mill.page(
            ledger,
            name,
            6,
            "Mill",
            "The mill is shut, Ada Orr said.",
            lambda on: report(on, "The mill is shut", "Ada Orr"),
        )
        linking.link(ledger)
        (article,) = ledger.articles()
    with room(path) as client:
        for address in ("/outlets", f"/outlets?name={quote(name)}", f"/articles/{article.id}"):
            html = shown(client, address)
            assert "<script>alert" not in html
            assert "\u202e" not in html
        assert re.search(r'href="/outlets\?name=%3Cscript', shown(client, f"/articles/{article.id}"))
        assert client.get(f"/outlets.csv?name={quote(name)}").status_code == 200


def test_an_outlet_of_many_pages_is_paged_and_asks_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows so many of its pages and leads to the next; what it asks of the ledger does not grow."""
    counts = []
    for number in (5, 70):
        path = tmp_path / f"{number}.sqlite"
        with Ledger.open(path) as ledger, ledger.together():
            for n in range(number):
                words = f"House {n} of Ulven stands empty"
                mill.page(
                    ledger,
                    "Post",
                    1 + n % 28,
                    f"House {n}",
                    f"{words}, Ada Orr said. {n}",
                    lambda on, w=words: report(on, w, "Ada Orr"),
                )
        with Ledger.open(path) as ledger:
            linking.link(ledger)
            listed = ledger.pages.outlet("Post").pages
        with room(path) as client:
            found = [
                client.get(f"/outlets.json?name=Post&page={n}").json()["latest"] for n in range(1, listed // 30 + 2)
            ]
            assert len({one["page"] for page in found for one in page}) == listed
            assert ('rel="next"' in shown(client, "/outlets?name=Post")) is (listed > 30)
        counts.append(statements(path, "/outlets?name=Post", monkeypatch))
    assert counts[1] <= counts[0] + 1
    assert counts[1] <= 12
