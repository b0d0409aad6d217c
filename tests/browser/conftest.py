"""One browser for all these tests, and reading rooms over ledgers of several sorts, each made once."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec import Struct
from playwright.sync_api import Browser, Page, sync_playwright

import sundry
from browsing import AXE, Watched, chromium, launched, reader, served, unfold
from every_page import SORTS, every_page
from reportedly.ledger import Ledger


class Room(Struct, frozen=True):
    """A reading room that answers at a port."""

    path: Path
    home: str
    pages: dict[str, tuple[str, ...]]  # addresses by sorts of pages


class Opened(Struct, frozen=True):
    """The pages of a sort, each in a window of its own."""

    sort: str
    room: Room
    watched: tuple[Watched, ...]


Rooms = Callable[[str], Room]
Reader = Callable[..., Watched]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser."""
    path = chromium()
    if path is None:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        started = launched(playwright, path)
        yield started
        started.close()


@pytest.fixture(scope="package")
def rooms(
    tmp_path_factory: pytest.TempPathFactory,
    everything: Path,
    browser: Browser,  # noqa: ARG001  # no room without it
) -> Iterator[Rooms]:
    """Return the reading room over a ledger of a sort; each is made and opened once."""
    folder = tmp_path_factory.mktemp("rooms")
    known: dict[str, Room] = {}
    with ExitStack() as stack:

        def room(sort: str) -> Room:
            if sort not in known:
                path = folder / f"{sort}.sqlite"
                shutil.copy(everything, path) if sort == "everything" else fill(sort, path)
                known[sort] = Room(path, stack.enter_context(served(path)), every_page(path))
            return known[sort]

        yield room


@pytest.fixture(scope="package")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with something of every sort, to be copied."""
    path = tmp_path_factory.mktemp("laid") / "everything.sqlite"
    fill("everything", path)
    return path


def fill(sort: str, path: Path) -> None:
    """Lay a ledger of a sort."""
    if sort in sundry.HARM:
        sundry.harmful(path, sundry.HARM[sort], sort if sort in sundry.TONGUES else "en")
    elif sort == "empty":
        Ledger.open(path).close()
    else:
        {"everything": sundry.everything, "one page": sundry.one_page, "crowd": sundry.crowd}[sort](path)


@pytest.fixture
def read(browser: Browser) -> Iterator[Reader]:
    """Return a reader of a room, who remembers nothing; their window is closed after the test."""
    made: list[Watched] = []

    def comes(room: Room, **how: object) -> Watched:
        made.append(reader(browser, room.home, **how))  # type: ignore[arg-type]  # as a browser's context takes it
        return made[-1]

    yield comes
    for one in made:
        one.page.context.close()


@pytest.fixture(scope="package", params=SORTS)
def opened(request: pytest.FixtureRequest, rooms: Rooms, browser: Browser) -> Iterator[Opened]:
    """All pages of a sort, of the ledger with something of every sort: loaded once for all tests that look at them."""
    room = rooms("everything")
    context = reader(browser, room.home).page.context
    blank, *_ = context.pages
    found = []
    for address in room.pages[request.param]:
        found.append(Watched(context.new_page(), room.home))
        found[-1].go(address)
    blank.close()
    yield Opened(request.param, room, tuple(found))
    context.close()


@pytest.fixture
def pages(opened: Opened) -> tuple[Page, ...]:
    """Return them as somebody finds them who has just come: on a screen, in light, with nothing unfolded."""
    for one in opened.watched:
        one.page.set_viewport_size({"width": 1280, "height": 900})
        one.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
        unfold(one.page, is_open=False)
    return tuple(one.page for one in opened.watched)


@pytest.fixture(scope="package")
def axe() -> None:
    """Skip where axe-core is not installed."""
    if not AXE.exists():
        pytest.skip(f"there is no axe-core here: npm ci --prefix {AXE.parents[2].relative_to(Path.cwd())}")
