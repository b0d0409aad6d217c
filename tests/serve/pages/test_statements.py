"""No page reads more than it shows: the number of statements it takes does not grow with the story."""

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from karvel import PAGES, dead
from laid import STORY
from reportedly.ledger import Ledger
from reportedly.link import Told
from reportedly.serve.house import House
from seen import Read, got, house, section
from tellings import BOARD, LOE, page, said, via

Where = Callable[[TestClient], str]


def story(_reader: TestClient) -> str:
    """Return the story's address."""
    return f"/stories/{STORY}"


def point(reader: TestClient) -> str:
    """Return the address of the point that most outlets carry."""
    found = re.search(r'href="(/points/[^"]+)"', section(got(reader, story(reader)), "points"))
    assert found
    return found[1]


def claim(reader: TestClient) -> str:
    """Return the address of a claim of that point."""
    found = re.search(r'href="(/claims/[^"]+)"', section(got(reader, point(reader)), "claims"))
    assert found
    return found[1]


def larger(times: int) -> tuple[Told, ...]:
    """Return the flood with so many more outlets that carry its toll, and so many more things said."""
    more = [
        page(
            f"Outlet {number}",
            7,
            dead(31, via("Globe"), BOARD),
            said(f"Bridge number {number} over the river at Karvel was carried away", LOE),
        )
        for number in range(times)
    ]
    return (*PAGES, *more)


def statements(reader: TestClient, address: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the statements that a page takes."""
    counted: list[str] = []
    with (
        Ledger.open(house(reader).serving.ledger, read_only=True, is_shared=True) as ledger,
        monkeypatch.context() as patched,
    ):
        ledger._connection.set_trace_callback(counted.append)  # to count what is asked of it
        patched.setattr(House, "reading", lambda _house: ledger)
        got(reader, address)
    return len(counted)


@pytest.mark.parametrize("where", [story, point, claim], ids=lambda where: where.__name__)
@pytest.mark.parametrize("form", ["", ".json", ".atom"])
def test_statements(read: Read, monkeypatch: pytest.MonkeyPatch, where: Where, form: str) -> None:
    """A story with seven times as many pages takes no more statements than a small one."""
    small, large = read(*larger(10)), read(*larger(120))
    counts = [statements(reader, f"{where(reader)}{form}", monkeypatch) for reader in (small, large)]
    assert 0 < counts[1] <= counts[0] < 60
