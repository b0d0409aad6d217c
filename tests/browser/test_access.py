"""Nothing keeps people out of a page: axe finds nothing, and the focus is always seen."""

import pytest
from playwright.sync_api import Page
from starlette.routing import Match, Route

from browser.conftest import Reader, Room, Rooms
from browsing import unfold, violations
from reportedly.serve import links, pages

pytestmark = pytest.mark.browser

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe to which it matters whether a page is light or dark."""


@pytest.fixture(scope="package")
def room(rooms: Rooms) -> Room:
    """A reading room with something of every sort."""
    return rooms("everything")


def test_every_sort_of_page_is_looked_at(room: Room) -> None:
    """No page can be added that these tests do not look at."""

    def is_met(route: Route) -> bool:
        scopes = [{"type": "http", "method": "GET", "path": address.partition("?")[0]} for address in addresses]
        return any(route.matches(scope)[0] is Match.FULL for scope in scopes)

    addresses = [address for some in room.pages.values() for address in some]
    missed = [
        route.path
        for router in pages.ROUTERS
        for route in router.routes
        if isinstance(route, Route)
        and route.path != links.SEEN  # it leads on
        and "GET" in (route.methods or ())
        and not route.path.endswith((".json", ".csv", ".atom", "/bytes"))
        and not is_met(route)
    ]
    assert missed == []


@pytest.mark.usefixtures("axe")
def test_axe_finds_nothing(pages: tuple[Page, ...]) -> None:
    """Light and dark, all that folds open and closed; dark changes colours alone, so only their rules run again."""
    for page in pages:
        found = violations(page)
        if page.locator("details").count():  # else it looks the same
            unfold(page)
            found += violations(page)
        page.emulate_media(color_scheme="dark")
        assert found + violations(page, *COLOURS) == [], page.url


@pytest.mark.usefixtures("axe")
def test_axe_finds_what_is_wrong(room: Room, read: Reader) -> None:
    """A page that has lost a name and its contrast does not pass."""
    page = read(room).go("/queue")
    page.locator("h1").evaluate("one => { one.style.color = '#ddd'; }")
    page.locator("#file").evaluate("one => one.labels[0].remove()")
    assert {one.partition(" ")[0] for one in violations(page)} == {"color-contrast", "label"}


_RINGS = """() => {
  const out = [];
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')) {
    if (!one.checkVisibility() || one.type === 'hidden' || one.tabIndex < 0) continue;
    one.focus({ focusVisible: true });
    if (document.activeElement !== one) { out.push(`not reached: ${one.outerHTML.slice(0, 80)}`); continue; }
    const pad = one.querySelector(':scope > .pad');  // in a drawing the ring is drawn
    const style = getComputedStyle(pad ?? one);
    const [line, width] = pad ? [style.stroke, style.strokeWidth] : [style.outlineStyle, style.outlineWidth];
    if (line === 'none' || parseFloat(width) < 2)
      out.push(`not seen: ${one.outerHTML.slice(0, 80)}`);
  }
  return out;
}"""


def test_focus_is_always_seen(pages: tuple[Page, ...]) -> None:
    """Whatever can be focused has a ring of two pixels or more, with all that folds open."""
    for page in pages:
        unfold(page)
        assert page.evaluate(_RINGS) == [], page.url
