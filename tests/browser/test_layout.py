"""Every page fits: narrow and wide, zoomed, in other colours, without motion, on paper; and it loads little."""

from collections import Counter

import pytest
from playwright.sync_api import Page

from browser.conftest import Opened, Reader, Room, Rooms
from browsing import too_wide, unfold

pytestmark = pytest.mark.browser

_GROWING = ("front", "claimants", "outlets", "search", "story", "numbers", "point", "claim", "article", "outlet")
HOLD = [
    *(("one page", sort) for sort in _GROWING if sort != "point"),  # which needs two claims
    *(("crowd", sort) for sort in _GROWING),  # five hundred reports on one point
]
"""Ledgers of little and of much, and the sorts of their pages that are looked at."""


@pytest.fixture(scope="package")
def room(rooms: Rooms) -> Room:
    """A reading room with something of every sort."""
    return rooms("everything")


def fits(page: Page) -> None:
    """Assert that nothing reaches over the edge, from 320 pixels (which is 400 % zoom) to 1600."""
    page.set_viewport_size({"width": 320, "height": 256})
    assert too_wide(page) == [], (page.url, "folded")
    unfold(page)
    for width in (320, 400, 1024, 1600):
        page.set_viewport_size({"width": width, "height": 900 if width > 320 else 256})
        assert too_wide(page) == [], (page.url, width)


def test_pages_fit(pages: tuple[Page, ...]) -> None:
    """Nothing reaches over the edge, however wide the window, folded and unfolded."""
    for page in pages:
        fits(page)


@pytest.mark.parametrize(("ledger", "sort"), HOLD)
def test_pages_of_little_and_of_much_fit(rooms: Rooms, read: Reader, ledger: str, sort: str) -> None:
    """The same holds for a ledger of one page, and for five hundred reports on one point; nothing goes wrong there."""
    on = read(rooms(ledger))
    for address in rooms(ledger).pages[sort]:
        fits(on.go(address))
    assert (on.wrong, on.left) == ([], [])


def test_pages_load_little_and_ask_nobody_else(opened: Opened) -> None:
    """A page needs one style sheet and a script or two; it loads no font and no picture, and no request leaves."""
    for one in opened.watched:
        kinds = Counter(request.resource_type for request in one.loaded)
        assert kinds["document"] == kinds["stylesheet"] == 1, one.page.url
        assert kinds["script"] <= 2, one.page.url
        assert set(kinds) <= {"document", "stylesheet", "script", "fetch", "other"}, one.page.url
        assert opened.sort == "no such page" or one.wrong == [], one.page.url
        assert one.left == [], one.page.url


@pytest.mark.parametrize("width", [320, 1600])
def test_an_empty_ledger_says_what_to_do(rooms: Rooms, read: Reader, width: int) -> None:
    """The first page of an empty ledger has a form for addresses, one for files, and fits."""
    page = read(rooms("empty"), width=width).go("/")
    assert page.get_by_role("heading", name="The ledger is empty").is_visible()
    assert page.get_by_role("button", name="Read them").is_visible()
    assert page.get_by_role("button", name="Read the files").is_visible()
    assert too_wide(page) == []


@pytest.mark.parametrize("sort", ["front", "claimants", "outlets", "measures", "search", "due", "review", "queue"])
def test_pages_of_an_empty_ledger_are_no_blank_lists(rooms: Rooms, read: Reader, sort: str) -> None:
    """Where there is nothing to list a sentence says so."""
    room = rooms("empty")
    page = read(room).go(room.pages[sort][0])
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("main li:empty, main tbody:not(:has(tr))").count() == 0
    assert len(page.locator("main").inner_text().split()) > 12


def test_a_crowd_is_folded(rooms: Rooms, read: Reader) -> None:
    """The picture of five hundred outlets on one point folds most of them into heads that open; the line counts all."""
    room = rooms("crowd")
    page = read(room).go(room.pages["point"][0])
    assert "500 outlets · 500 publishers ·" in page.locator("main").inner_text()
    assert page.locator(".chain svg.wide a[href*='open=']").count() > 0
    assert page.locator(".chain svg.wide a").count() < 200


# ------------------------------------------------------------------ as the reader wants it


def test_forced_colours_keep_the_drawings(pages: tuple[Page, ...]) -> None:
    """In forced colours solid cells, echoes and cells not read still differ from the page and from one another."""
    for page in pages:
        page.emulate_media(forced_colors="active")
        told = page.evaluate(
            """() => ['.o-solid', '.o-echo', '.o-unread'].map((name) => {
                 const one = [...document.querySelectorAll(name)].find((each) => each.checkVisibility());
                 return one ? [getComputedStyle(one).fill, getComputedStyle(one).stroke].join(' ') : null;
               }).filter((one) => one)"""
        )
        paper = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert len(set(told)) == len(told), page.url
        assert not any(one.split(" ")[0] == paper and one.endswith("none") for one in told), page.url
        assert too_wide(page) == [], page.url


@pytest.mark.parametrize("sort", ["front", "story", "point", "article", "review"])
def test_nothing_moves_where_motion_is_unwanted(room: Room, read: Reader, sort: str) -> None:
    """With reduced motion no page has an animation, nor the line of reading progress."""
    page = read(room, reduced_motion="reduce").go(room.pages[sort][0])
    assert page.evaluate("() => document.getAnimations().length") == 0
    assert not page.locator(".reading").is_visible() or sort != "article"
    assert page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_paper_has_words_and_sources_and_no_controls(pages: tuple[Page, ...]) -> None:
    """In print the menu, forms and buttons go, what folds is open, and sources stay."""
    for page in pages:
        page.emulate_media(media="print")
        assert page.get_by_role("heading", level=1).count() == 1
        assert page.locator(":is(nav, form, button, .skip, .tools)").filter(visible=True).count() == 0, page.url
        shut = page.locator("details:not(.rule-on)").evaluate_all(  # a form to rule with goes as a whole
            "all => all.filter((one) => !one.checkVisibility() || "
            "(one.checkVisibility() && one.lastElementChild.getBoundingClientRect().height < 4)).length"
        )
        assert shut == 0, page.url
        assert too_wide(page) == [], page.url


def test_paper_keeps_the_capture(room: Room, read: Reader) -> None:
    """A printed article keeps its address, when it was captured, and the hash of the bytes."""
    page = read(room).go(room.pages["article"][0])
    page.emulate_media(media="print")
    assert {"ADDRESS", "CAPTURED", "SHA-256"} <= {one.upper() for one in page.locator(".cite dt").all_inner_texts()}
    assert page.locator(".cite .hash").is_visible()


@pytest.mark.parametrize("sort", ["story", "point", "article"])
def test_paper_says_where_it_is_from(room: Room, read: Reader, sort: str) -> None:
    """A printed page has its own address at its foot, and nothing that only leads to more on a screen."""
    page = read(room).go(room.pages[sort][0].partition("#")[0])
    assert not page.locator(".paper").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".paper").inner_text() == page.url
    assert page.locator(".pages, a[href='#main']").filter(visible=True).count() == 0
