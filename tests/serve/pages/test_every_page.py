"""What holds of every page: all its links lead somewhere, and it is light."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sundry
from every_page import SORTS, every_page
from reading_rooms import room, shown
from reportedly.serve import links


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with something of every sort."""
    made = tmp_path_factory.mktemp("every") / "everything.sqlite"
    sundry.everything(made)
    return made


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of five hundred outlets on one point."""
    made = tmp_path_factory.mktemp("crowd") / "crowd.sqlite"
    sundry.crowd(made)
    return made


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    """A reader of it."""
    with room(path) as reader:
        yield reader


@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort != "no such page"])
def test_every_link_leads_somewhere(path: Path, client: TestClient, sort: str) -> None:
    """Whatever a page links in the house is there, and where a link names a place on a page, the page has it."""
    for address in every_page(path)[sort]:
        page = shown(client, address)
        for link in sorted(set(re.findall(r'<a [^>]*href="([^"]*)"', page))):
            target, _, place = html.unescape(link).partition("#")
            if target.startswith(("http:", "https:", f"{links.SEEN}?")):
                continue
            there = client.get(target) if target else None
            assert there is None or there.status_code == 200, (address, link)
            place = place.partition(":~:")[0]
            text = there.text if there else page
            assert not place or f'id="{place}"' in text, (address, link)


LIGHT = 100_000
"""Bytes of a page and of the style sheet together, before they are pressed: a first paint needs nothing else."""


def test_pages_are_light(path: Path, crowd: Path, client: TestClient) -> None:
    """However many stand behind a story or a point, its page as it opens and the style sheet stay under 100 KB."""
    sheet = len(client.get(f"{links.STATIC}/style.css").content)
    heavy = {address: len(client.get(address).content) for some in every_page(path).values() for address in some}
    with room(crowd) as reader:
        sorts = every_page(crowd)
        heavy |= {address: len(reader.get(address).content) for some in sorts.values() for address in some}
    assert {address: size + sheet for address, size in heavy.items() if size + sheet >= LIGHT} == {}
