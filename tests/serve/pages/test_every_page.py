"""What holds of every page: all its links lead somewhere, and it is light."""

import html
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sundry
from builders import source
from every_page import SORTS, every_page
from karvel import dead
from laid import lay
from reading_rooms import room, shown
from reportedly.records import Source
from reportedly.serve import links
from tellings import page, people, via


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


ORIGINS = 107
"""Outlets that tell one point, each on somebody's word of its own."""


@pytest.fixture(scope="module")
def origins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Ledgers of a point with many origins or a few, all apart or perhaps one, each alone or with some who cite it."""
    folder = tmp_path_factory.mktemp("origins")
    official = page("Tribune", 6, dead(31, people("Peruvian officials")))
    sorts: tuple[Callable[[int], Source], ...] = (
        lambda n: source(f"Witness {n}"),
        lambda _: people("a Peruvian security source"),
    )
    paths: list[Path] = []
    for who, (number, echoes) in product(sorts, ((ORIGINS, 0), (ORIGINS, 3), (29, 0), (10, 40))):
        first = [page(f"Paper {n}", 7, dead(31, who(n))) for n in range(number - 1)]
        more = [
            page(f"Echo {n} {k}", 8, dead(31, via(f"Paper {n}"), who(n)))
            for k in range(echoes)
            for n in range(len(first))
        ]
        paths.append(lay(folder / f"{len(paths)}.sqlite", official, *first, *more))
    return tuple(paths)


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


def test_every_screen_of_many_origins_is_light(origins: tuple[Path, ...]) -> None:
    """However many its origins, a point is under 100 KB on every screen, also unfolded; one of them has each origin."""
    for path in origins:
        with room(path) as reader:
            (first,) = every_page(path)["point"]
            sheet = len(reader.get(f"{links.STATIC}/style.css").content)
            unfolded = re.findall(r'<a href="([^"]+)">Unfold all groups', shown(reader, first))
            for start in (first, *map(html.unescape, unfolded)):
                screens = _gone_through(reader, start, "next")
                assert [size for size in (len(one.encode()) + sheet for _, one in screens) if size >= LIGHT] == []
                drawn = [_drawn(one) for _, one in screens]
                assert [_drawn(one) for _, one in _gone_through(reader, screens[-1][0], "prev")] == drawn[::-1]
            assert sorted(number for some in drawn for number in some) == list(range(1, sum(map(len, drawn)) + 1))


def _drawn(page: str) -> list[int]:
    """Return the numbers of the origins that the wide drawing has."""
    return [int(number) for number in re.findall(r'#origin-(\d+)"><rect class="pad" x="28"', page)]


def _gone_through(reader: TestClient, at: str, way: str) -> list[tuple[str, str]]:
    """Follow the links of a chain picture; return its screens, each with its address."""
    screens = []
    while at:
        screens.append((at.partition("#")[0], shown(reader, at)))
        found = re.search(rf'<a href="([^"]+#chains)" rel="{way}"', screens[-1][1])
        at = html.unescape(found[1]) if found else ""
    return screens
