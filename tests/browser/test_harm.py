"""Pages that mean harm: what a headline, a name, a sentence or an address holds stays words, on a page that fits."""

import csv
import html
import io
import re

import pytest

from browser.conftest import Reader, Rooms
from browsing import too_wide, unfold
from every_page import SORTS
from sundry import ARABIC, HARM, TONGUES

pytestmark = pytest.mark.browser

SHOW_IT = [sort for sort in SORTS if sort not in {"api", "methods", "login", "no such page"}]
"""Sorts of pages that show something of a ledger: the others have no words of a page."""

_SUFFERED = """() => ({
  ran: window.hit ?? null,
  turned: /[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\ufeff\\u001b]/.test(document.body.innerText),
  made: document.querySelectorAll('main :is(script, img, iframe, object, [style], [onclick], [onerror])').length,
  leading: document.querySelectorAll('[href^="javascript:"], [src^="javascript:"]').length,
})"""
_UNHARMED = {"ran": None, "turned": False, "made": 0, "leading": 0}


@pytest.mark.parametrize("harm", HARM)
def test_nothing_runs_and_nothing_breaks(rooms: Rooms, read: Reader, harm: str) -> None:
    """No script, handler or address of a page runs, the policy is not even asked to stop one, and every page fits."""
    room = rooms(harm)
    on = read(room, width=320)
    for sort in SHOW_IT:
        for address in room.pages[sort][:2]:
            page = on.go(address)
            unfold(page)
            for width in (1440, 320):
                page.set_viewport_size({"width": width, "height": 900})
                assert too_wide(page) == [], (address[:200], width)
            page.mouse.move(700, 300)
            assert page.evaluate(_SUFFERED) == _UNHARMED, address[:200]
            assert on.wrong == [], address[:200]
    assert on.left == []


@pytest.mark.parametrize("harm", [name for name in HARM if name not in TONGUES])
def test_what_looks_like_a_link_stays_words(rooms: Rooms, read: Reader, harm: str) -> None:
    """An address that would run something is shown and leads nowhere; a page's bytes are handed out as a file."""
    room = rooms(harm)
    page = read(room).go(room.pages["article"][0])
    assert "no address of the web: not linked" in page.locator(".cite").inner_text()
    answer = page.request.get(f"{room.home}{room.pages['capture'][0]}/bytes")
    assert "attachment" in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("harm", ["formula", "script"])
def test_no_cell_is_a_formula(rooms: Rooms, read: Reader, harm: str) -> None:
    """In no table that is handed out does a cell of text begin as a formula would."""
    room = rooms(harm)
    page = read(room).page
    for sort in SHOW_IT:
        for address in room.pages[sort][:1]:
            shown = page.request.get(f"{room.home}{address}").text()
            for link in re.findall(r'href="([^"]*)">\.csv', shown):
                text = page.request.get(f"{room.home}{html.unescape(link)}").text()
                cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
                assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))], link


def test_right_to_left_words_keep_their_place(rooms: Rooms, read: Reader) -> None:
    """An Arabic headline runs from right to left, in a block of its own that stands beside its line."""
    page = read(rooms("ar"), width=1280).go("/")
    headline = page.get_by_role("link", name=ARABIC).first
    assert headline.evaluate("one => getComputedStyle(one).direction") == "rtl"
    box, bar = headline.bounding_box(), page.locator("#stories figure").first.bounding_box()
    assert box
    assert bar
    assert abs(box["x"] - bar["x"]) < 8
    assert page.locator("#stories figcaption").first.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_words_of_the_bidi_kind_cannot_turn_a_count(rooms: Rooms, read: Reader) -> None:
    """A name with signs that turn what follows does not change how the line of counts after it is read."""
    room = rooms("bidi")
    page = read(room).go(room.pages["point"][0])
    assert "publishers ·" in page.locator("main").inner_text()
    assert page.locator("figcaption").first.evaluate("one => getComputedStyle(one).unicodeBidi") != "bidi-override"
