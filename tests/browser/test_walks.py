"""Whole ways through the reading room, as somebody goes them: new here, by keyboard alone, without script."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import saved
from browser.conftest import Reader, Room, Rooms, fill
from browsing import reader, served, violations
from every_page import every_page
from reportedly import worker
from reportedly.ledger import Ledger, Role
from rooms import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def own(tmp_path: Path, browser: Browser) -> Iterator[Room]:  # noqa: ARG001  # no room without it
    """A reading room over a ledger with nothing in it, that a test may fill."""
    path = tmp_path / "own.sqlite"
    fill("empty", path)
    with served(path) as home:
        yield Room(path, home, {})


@pytest.fixture
def unsure(tmp_path: Path, everything: Path, browser: Browser) -> Iterator[Room]:  # noqa: ARG001  # as above
    """A reading room with something of every sort, that a test may change."""
    path = tmp_path / "unsure.sqlite"
    shutil.copy(everything, path)
    with served(path) as home:
        yield Room(path, home, every_page(path))


def work(room: Room) -> None:
    """Read what waits, as the worker beside the reading room does."""
    with Ledger.open(room.path) as ledger:
        while worker.work(ledger, saved.read):
            pass


# ------------------------------------------------------------------ somebody new


def test_somebody_new(own: Room, browser: Browser, tmp_path: Path) -> None:
    """From an empty ledger to a ruling and back: files, queue, story, point, claim, article, words, review, undo."""
    on = reader(browser, own.home)
    on.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=own.home)
    page = on.go("/")
    page.locator("#addr").fill("https://courier.example/mill")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_role("row", name="https://courier.example/mill")).to_contain_text("waits")
    page.locator("#file").set_input_files(saved.write(tmp_path))
    page.get_by_role("button", name="Add to the queue").click()
    expect(page.locator("tr[data-row]")).to_have_count(4)
    work(own)
    done = page.get_by_role("row", name="weir-star.html")
    expect(done.get_by_role("link", name="the article")).to_be_visible()  # the page asks by itself
    expect(page.get_by_role("row", name="https://courier.example/mill")).to_contain_text("left out")
    done.get_by_role("link", name=re.compile("Flood|Kesting")).first.click()
    _down_to_the_words(page)
    _share(page)
    _rule_and_undo(page)
    assert on.wrong == []
    assert on.left == []
    page.context.close()


def _down_to_the_words(page: Page) -> None:
    """Go from a story to its leading point, to a claim on it, to an article, and to the note beside its words."""
    expect(page).to_have_url(re.compile("/stories/"))
    page.locator("#points h3 a").first.click()
    expect(page.locator("h1")).to_contain_text("Forty-one people are dead")
    expect(page).to_have_url(re.compile("/points/"))
    expect(page.locator("main")).to_contain_text("2 independent origins")
    page.locator("#claims a[href^='/claims/']").first.click()
    expect(page).to_have_url(re.compile("/claims/"))
    page.locator("main a[href^='/articles/']").first.click()
    expect(page).to_have_url(re.compile(r"/articles/\w+#r-"))
    expect(page.locator("details.note:target")).to_be_in_viewport()
    page.locator("details.note:target summary").click()
    expect(page.locator("details.note:target dl")).to_be_visible()


def _share(page: Page) -> None:
    """Copy a link to the words, open it elsewhere, and find the words there; copy the page's own, too."""
    page.get_by_role("link", name="link to these words").filter(visible=True).click()
    expect(page.get_by_role("status").last).to_have_text("Link copied")
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert "#r-" in link
    assert ":~:text=" in link
    other = page.context.new_page()
    other.goto(link)
    expect(other.locator("h1")).to_have_text(page.locator("h1").inner_text())
    expect(other.locator("details.note:target, .para .con").first).to_be_visible()
    other.close()
    page.get_by_role("link", name="Share: copy link").click()
    own = page.evaluate("() => navigator.clipboard.readText()")
    assert own.startswith(f"{page.url.partition('#')[0]}#headline")


def _rule_and_undo(page: Page) -> None:
    """Rule with a reason that two numbers do not contradict: asked no more, under a name; undone, it is asked again."""
    page.get_by_role("link", name="Review", exact=True).click()
    asked = question(page)
    page.locator("#why").fill("as both pages have it")
    page.locator(".ruling button[aria-keyshortcuts=n]").click()
    ruled = page.get_by_role("row").filter(has_text="as both pages have it")
    expect(ruled).to_contain_text("ada")
    expect(asked).to_have_count(0)
    ruled.get_by_role("button", name="Undo").click()
    expect(asked).to_have_count(1)


def question(page: Page) -> Locator:
    """Return the question that is open, by its link in the queue."""
    address = page.locator(".queue a[aria-current]").get_attribute("href")
    assert address
    return page.locator(f".queue a[href*='{address.rpartition('item=')[2]}']")


@pytest.mark.parametrize(("sort", "anchor"), [("claim", "#:~:text="), ("article", "#headline:~:text=")])
def test_a_page_is_shared_by_its_words(unsure: Room, read: Reader, sort: str, anchor: str) -> None:
    """The share control copies a link to the page with a text fragment: the words that its heading has."""
    on = read(unsure)
    on.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=unsure.home)
    for address in unsure.pages[sort]:
        page = on.go(address)
        page.get_by_role("link", name="Share: copy link").click()
        expect(page.get_by_role("status").last).to_have_text("Link copied")
        link = page.evaluate("() => navigator.clipboard.readText()")
        assert link.startswith(f"{unsure.home}{address.partition('#')[0]}{anchor}")
        told = [unquote(words) for words in link.partition(":~:text=")[2].split(",")]
        assert all(words in page.locator("h1").inner_text() for words in told), told
        assert page.url.partition("#")[0] == link.partition("#")[0]  # the reader stays
        page.goto(link)
        expect(page.locator("h1")).to_be_in_viewport()


# ------------------------------------------------------------------ by keyboard alone

_AT = """() => {
  const one = document.activeElement, pad = one.querySelector(':scope > .pad');  // in a drawing the ring is drawn
  const style = getComputedStyle(pad ?? one);
  const isSeen = pad ? style.stroke !== 'none' : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const words = one.innerText ?? one.textContent ?? '';
  return [words, one.id, one.getAttribute('href') ?? '', isSeen || one === document.body];
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus has such words, id or address; whatever is passed on the way is seen."""
    for _ in range(150):
        page.keyboard.press("Tab")
        text, key, address, is_seen = page.evaluate(_AT)
        assert is_seen or key == "main", text
        if words in (text.strip(), key) or address.startswith(words):
            return
    raise AssertionError(f"no Tab leads to {words}")


def test_by_keyboard_alone(unsure: Room, read: Reader) -> None:
    """Skip link, story, point, claim, article, its notes, Escape; then a search: with Tab, Enter and Escape."""
    page = read(unsure).go("/")
    tab_to(page, "Skip to the text")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    for under in ("/stories/", "/points/", "/claims/", "/articles/"):
        tab_to(page, under)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{under}**")
    tab_to(page, "#r-")
    page.keyboard.press("Enter")
    summary = page.locator("details.note:target summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.note:target")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    page.wait_for_url("**/stories/**")
    tab_to(page, "q-mast")
    page.keyboard.type("sirens")
    page.keyboard.press("Enter")
    expect(page.locator("mark.hit").first).to_be_visible()


def test_review_by_keys(unsure: Room, read: Reader) -> None:
    """Single keys go on, back, rule and undo; they type where one types; switched off they do nothing."""
    page = read(unsure).go("/review")
    first = question(page)
    page.keyboard.press("j")
    expect(first).not_to_have_attribute("aria-current", "true")
    page.keyboard.press("k")
    expect(first).to_have_attribute("aria-current", "true")
    page.locator("#why").focus()
    page.keyboard.type("yes, by both")
    assert page.locator("#why").input_value() == "yes, by both"
    page.keyboard.press("Tab")
    page.keyboard.press("y")
    expect(first).to_have_count(0)
    page.keyboard.press("z")
    expect(first).to_have_count(1)
    page.locator("#keys-on").press("Space")
    page.locator("h1").click()
    address = page.url
    page.keyboard.press("j")
    assert page.url == address


# ------------------------------------------------------------------ without script


def test_without_script(unsure: Room, browser: Browser, tmp_path: Path) -> None:
    """Everything reads, folds, filters, hides and posts where no script runs."""
    on = reader(browser, unsure.home, java_script_enabled=False)
    page = on.go("/")
    page.locator("#stories h2 a").first.click()
    page.locator("#points h3 a").first.click()
    twin = page.locator("details.twin").first
    twin.locator("summary").click()
    expect(twin.locator("table, ul").first).to_be_visible()

    page = on.go(unsure.pages["article"][0])
    expect(page.locator("[data-sizes]")).to_be_hidden()
    content = page.locator(".text .con").first
    before = content.evaluate("one => getComputedStyle(one).textDecorationLine")
    page.locator("#show-content").uncheck()
    assert content.evaluate("one => getComputedStyle(one).textDecorationLine") != before
    page.get_by_role("link", name="Close").click()
    expect(page).to_have_url(re.compile("/stories/"))

    page = on.go("/search")
    page.locator("#q-mast").fill("people")
    page.get_by_role("button", name="Search").first.click()
    expect(page.locator("mark.hit").first).to_be_visible()
    facet = page.locator(".facets li a").first
    name = facet.locator("bdi").inner_text()
    facet.click()
    expect(page.locator("main")).to_contain_text(name)

    page = on.go("/queue")
    page.locator("#file").set_input_files(saved.write(tmp_path)[:1])
    page.get_by_role("button", name="Add to the queue").click()
    work(unsure)
    page.get_by_role("link", name="Load this page again").click()
    expect(page.get_by_role("row", name="kesting-post.html")).to_contain_text("read")

    page = on.go("/review")
    asked = question(page)
    page.locator(".ruling button.main").first.click()
    expect(asked).to_have_count(0)
    page.get_by_role("button", name=re.compile("Undo")).first.click()
    expect(asked).to_have_count(1)
    assert on.left == []
    page.context.close()


def test_folding_is_in_the_address(rooms: Rooms, read: Reader) -> None:
    """What folds in the picture of a crowd is a link: opened and closed without script, and the address keeps it."""
    room = rooms("crowd")
    page = read(room, java_script_enabled=False).go(room.pages["point"][0])
    rows = page.locator(".chain svg.wide a")
    before = rows.count()
    page.locator(".chain svg.wide a[href*='open=']").first.click()
    expect(page).to_have_url(re.compile("open="))
    assert rows.count() > before


# ------------------------------------------------------------------ who may


def test_a_way_in(unsure: Room, browser: Browser) -> None:
    """Where accounts are needed a page leads to the way in, says that a password is wrong, and leads on to the page."""
    with Ledger.open(unsure.path) as ledger:
        ledger.accounts.add("ben", Role.READER, PASSWORD)
    with served(unsure.path, needs_accounts=True) as home:
        page = reader(browser, home).go("/review")
        assert violations(page) == []
        for password in ("no such word", PASSWORD):
            page.get_by_label("Name").fill("ben")
            page.get_by_label("Password").fill(password)
            page.get_by_role("button", name="Log in").click()
            if password != PASSWORD:
                expect(page.get_by_role("alert")).to_contain_text("do not fit together")
        expect(page).to_have_url(f"{home}/review")
        expect(page.locator("main")).to_contain_text("An editor’s account rules here.")
        assert page.get_by_role("button", name=re.compile("Undo")).count() == 0
        assert violations(page) == []
        page.context.close()


def test_text_size_is_remembered(unsure: Room, read: Reader) -> None:
    """The size of the text that one chose is that of the next article, too."""
    page = read(unsure).go(unsure.pages["article"][0])
    size = "() => parseFloat(getComputedStyle(document.querySelector('.para p')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name=re.compile("largest")).click()
    page.goto(f"{unsure.home}{unsure.pages['article'][1]}")
    assert page.evaluate(size) > before
    expect(page.get_by_role("button", name=re.compile("largest"))).to_have_attribute("aria-pressed", "true")
