"""What is counted: every value, by claimant, in time; claimants are never joined."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import linked_pages as mill
from reading_rooms import room, shown, statements, words_of
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


def measure(path: Path) -> tuple[str, str]:
    """Return what most claims count, and a story in which."""
    with Ledger.open(path, read_only=True) as ledger:
        one = ledger.claimants.measures(limit=1)[0].measure
        return one, ledger.claimants.counted_in(one, limit=1)[0].story


def test_the_list_leads_to_each_measure(client: TestClient) -> None:
    """Everything that is counted is listed, and every link of the list is there."""
    links = re.findall(r'href="(/measures\?name=[^"]+)"', shown(client, "/measures"))
    assert links
    assert all(client.get(link.replace("&amp;", "&")).status_code == 200 for link in links)
    assert "Nothing is here" in shown(client, "/measures?q=zzz")


@pytest.mark.parametrize("in_story", [False, True])
def test_a_measure_has_every_value(path: Path, client: TestClient, in_story: bool) -> None:
    """Drawing, table, CSV and JSON have the values of all claimants, in one story or in all."""
    name, story = measure(path)
    asked = {"name": name, **({"story": story} if in_story else {})}
    html = client.get("/measures", params=asked).text
    rows = client.get("/measures.csv", params=asked).text.splitlines()
    told = client.get("/measures.json", params=asked).json()
    claims = [one for each in told["stories"] for one in each["claims"]]
    assert len(rows) - 1 == len(claims) == told["values"] > 1
    assert all(f"/claims/{one['claim']}" in html for one in claims)
    assert {"Ada Orr", "Ben Loe"} <= {one["name"] for one in claims}
    assert "<svg" in html
    assert "never joined" in words_of(html)


def test_no_such_measure(path: Path, client: TestClient) -> None:
    """What nobody counts, or not in that story, is not found."""
    assert client.get("/measures", params={"name": "<script>"}).status_code == 404
    assert client.get("/measures", params={"name": measure(path)[0], "story": "none"}).status_code == 404


def test_a_measure_asks_little(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page asks is bounded by the stories it shows."""
    name, _ = measure(path)
    assert statements(path, f"/measures?name={name}", monkeypatch) <= 12
