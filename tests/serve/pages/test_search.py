"""Search: what is typed is understood or said not to be, narrowed by links, shown with its words, saved as a feed."""

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

import linked_pages as mill
from builders import report
from clocked_rooms import Room
from reportedly.ledger import finding, readings
from reportedly.records import Status
from reportedly.serve.pages.search import MOST_LETTERS, Asked, pieces, to_search

MOST_STATEMENTS = 30
"""Statements that a page of results needs, whatever the ledger holds."""


@pytest.fixture
def reader(room: Room) -> Iterator[TestClient]:
    with room.reader() as opened:
        yield opened


def words_of(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    plain = re.sub(r"<[^>]+>", "", re.sub(r"<(?:br|/p|/h3|/span|/time)>", " ", main))
    return re.sub(r"\s+", " ", html.unescape(plain))


def total(reader: TestClient, address: str) -> int:
    """Return how many reports an address finds, as its JSON says."""
    found: dict[str, int] = reader.get(address.replace("/search", "/search.json", 1)).json()
    return found["total"]


# ------------------------------------------------------------------ what is found


def test_a_report_is_shown_with_its_words(reader: TestClient) -> None:
    """Each is shown as words on a page: outlet, day, chain, number, status, and links to the words and the claim."""
    page = reader.get("/search?q=forty&outlet=Hill+Gazette").text
    assert "1 report best match first" in words_of(page)
    assert "Workers ill Hill Gazette 6 May 2031 Forty workers at the mill are ill" in words_of(page)
    assert "Hill Gazette ← Lowmoor Post ← Ada Orr · 40 ill workers · asserted · the claim" in words_of(page)
    assert '<mark class="hit">Forty</mark>' in page
    words = re.search(r'<h3[^>]*><a href="(/articles/\w+#r-\w+)">', page)
    claim = re.search(r'href="/claims/(\w+)">the claim', page)
    (one,) = reader.get("/search.json?q=forty&outlet=Hill+Gazette").json()["reports"]
    assert words
    assert claim
    assert (words[1], claim[1]) == (one["link"], one["claim"])


def test_facets_narrow_by_links(reader: TestClient) -> None:
    """Each value beside the results is a link, and the number beside it is what is found when it is followed."""
    page = reader.get("/search?q=mill").text
    found = re.findall(r'<li><a href="(/search\?[^"]+)"><bdi>[^<]+</bdi> <span class="n">([\d,]+)<', page)
    assert len(found) > 8
    for link, number in found:
        address = html.unescape(link)
        assert total(reader, address) == int(number), address
        assert reader.get(address).status_code == 200


def test_what_is_chosen_can_be_dropped(reader: TestClient) -> None:
    """What narrows stands above the results, by name, each with a link that drops it and keeps the rest."""
    (orr,) = [one for one in reader.get("/search.json").json()["facets"]["claimant"] if one["name"] == "Ada Orr"]
    page = reader.get(f"/search?q=mill&claimant={orr['value']}&last=2031-05-06&status=asserted").text
    found = re.findall(r'<li><a href="(/search[^"]*)">(Claimant|To|Status):', page)
    chips = {name: html.unescape(link) for link, name in found}
    assert set(chips) == {"Claimant", "To", "Status"}
    assert chips["To"] == f"/search?q=mill&claimant={orr['value']}&status=asserted"
    assert "Claimant: Ada Orr" in words_of(page)


def test_results_page_by_page(made: Room) -> None:
    """Page after page every report is shown once, and back again."""
    reader = made.reader()
    told: list[str] = []
    address: str | None = "/search?unit=people&limit=10"
    while address:
        page = reader.get(address).text
        told += re.findall(r'<a href="/articles/\w+#r-(\w+)">', page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = html.unescape(following[1]) if following else None
    assert len(told) == len(set(told)) == total(reader, "/search?unit=people") > 30
    back = re.search(r'href="([^"]+)" rel="prev"', page)
    assert back
    assert reader.get(html.unescape(back[1])).status_code == 200


def test_more_than_are_counted(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are very many, the page says so, and shows the latest."""
    for module in (finding, readings):
        monkeypatch.setattr(module, "COUNTED", 3)
    monkeypatch.setattr("reportedly.serve.pages.search.COUNTED", 3)
    words = words_of(room.reader().get("/search?q=mill").text)
    assert "more than 3 reports" in words
    assert "the latest first, as there are so many" in words


def test_nothing_found(reader: TestClient) -> None:
    """Nothing found is the query, what narrows it, and a link to drop each."""
    page = reader.get("/search?q=zebra&status=denied&place=Lowmoor").text
    assert "Nothing was found for “zebra”" in words_of(page)
    links = {html.unescape(link) for link in re.findall(r'<a href="(/search[^"]*)">without', page)}
    assert links == {
        "/search?q=zebra&place=Lowmoor",
        "/search?q=zebra&status=denied",
        "/search?place=Lowmoor&status=denied",
    }


def test_an_empty_ledger(empty: Room) -> None:
    """Before the first page nothing is found, and the page says why."""
    assert "No page is linked yet" in words_of(empty.reader().get("/search").text)


@pytest.mark.parametrize("start", ["0", "5", "9999", "-1", "x", "9" * 30])
def test_any_place_in_the_list(reader: TestClient, start: str) -> None:
    """A place that is not there is an empty page with a way back, or the beginning."""
    assert reader.get(f"/search?q=mill&start={start}").status_code == 200


# ------------------------------------------------------------------ what is typed


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("low=9&high=3", "The lowest value is above the highest"),
        ("low=many", "At least: “many” is no number"),
        ("high=1e400", "At most: “1e400” is no number"),
        ("low=nan", "“nan” is no number"),
        ("first=yesterday", "From: “yesterday” is no day"),
        ("first=2031-02-30", "From: “2031-02-30” is no day"),
        ("first=2031-06-01&last=2031-05-01", "The first day is after the last"),
        ("status=true", "Status: “true” is none"),
        ("q=%2B%2B", "has neither letter nor digit"),
        ("q=%22%22", "has neither letter nor digit"),
        ("place=!", "Place: “!” has neither letter nor digit"),
        (f"q={'x' * (MOST_LETTERS + 1)}", f"Words: more than {MOST_LETTERS} characters"),
    ],
)
def test_what_is_not_understood(reader: TestClient, asked: str, wrong: str) -> None:
    """Bad input is a message on the page, with what was typed kept; every form of it says 400."""
    answer = reader.get(f"/search?outlet=Hill+Gazette&{asked}")
    assert answer.status_code == 400
    assert wrong in words_of(answer.text)
    assert 'value="Hill Gazette"' in answer.text
    typed = html.unescape(answer.text)
    value = asked.partition("=")[2].partition("&")[0]
    assert value.startswith(("%", "x")) or f'value="{value}"' in typed or value in ("!", "true")
    assert reader.get(f"/search.json?{asked}").status_code == 400


@pytest.mark.parametrize(("typed", "low"), [("1,200", 1200), ("0.5", 0.5), ("-3", -3), ("1 000 000", 1_000_000)])
def test_numbers_as_people_type_them(typed: str, low: float) -> None:
    """Thousands may be set apart; a fraction has a point."""
    search, wrong = to_search(Asked(low=typed))
    assert (search.low, wrong) == (low, [])


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(list(Asked.__struct_fields__)), st.text(max_size=40)))
def test_whatever_is_typed_is_understood_or_told(given_: dict[str, str]) -> None:
    """No text of any kind is an error of ours, and asking for what was understood asks for the same again."""
    asked = Asked.of(given_)
    search, wrong = to_search(asked)
    assert wrong or search == to_search(Asked.of(asked.parts()))[0]


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80), terms=st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_pieces_are_the_text(text: str, terms: list[str]) -> None:
    """Marking what was looked for changes no letter."""
    assert "".join(piece.words for piece in pieces(text, tuple(terms))) == text


def test_hits_are_words_as_the_search_finds_them() -> None:
    """Case and accents do not matter, and a term of four letters also finds the longer word."""
    found = [piece.words for piece in pieces("Strikes in Córdoba: a strike, an ox, oxen", ("strike", "cordoba", "ox"))
             if piece.is_hit]  # fmt: skip
    assert found == ["Strikes", "Córdoba", "strike", "ox"]


def test_hostile_words(reader: TestClient) -> None:
    """What is typed, and what pages say, is shown and does nothing."""
    page = reader.get("/search?q=<script>alert(1)</script>&outlet=<b>&place=<i>x").text
    assert "<script>alert" not in page
    assert "<b>" not in page.replace("<b>0", "")
    told = reader.get("/search?q=cyrus").text
    assert "\x1b" not in told
    assert "\u202e" not in told


# ------------------------------------------------------------------ other forms


def test_a_search_as_a_table(reader: TestClient) -> None:
    """The table has the same reports, and no cell begins as a formula would."""
    table = reader.get("/search.csv?q=mill").text.splitlines()
    assert table[0].startswith("report,claim,article,headline,outlet")
    assert len(table) - 1 == total(reader, "/search?q=mill")


def test_a_search_as_a_feed(room: Room) -> None:
    """A saved search is a feed: what came in last stands first, whatever matches best."""
    room.later(hours=3)
    with room.writing() as ledger:
        mill.page(ledger, "Dale Times", 20, "The river", "A wheel of the mill broke, Eve Dunn said.",
                  lambda on: report(on, "A wheel of the mill broke", "Eve Dunn"))  # fmt: skip
    reader = room.reader()
    (first, second, *_) = reader.get("/search.feed.json?q=mill").json()["items"]
    assert first["title"] == "A wheel of the mill broke"
    assert first["date_modified"] == "2031-05-06T15:00:00+00:00" > second["date_modified"]
    assert first["url"].startswith("http://127.0.0.1/articles/")
    page = reader.get("/search?q=mill").text
    assert 'href="/search.atom?q=mill"' in page
    assert reader.get("/search.atom?q=mill").text.count("<entry>") == total(reader, "/search?q=mill")


def test_the_order_can_be_chosen(reader: TestClient) -> None:
    """The best match comes first, or, by a link, the latest."""
    page = reader.get("/search?q=mill").text
    assert 'href="/search?q=mill&amp;order=latest">latest first' in page
    assert "latest first · best match first" in words_of(reader.get("/search?q=mill&order=latest").text)


# ------------------------------------------------------------------ for all readers


def test_every_control_is_named(reader: TestClient) -> None:
    """Each field has a label, and nothing stands in the page's order that a keyboard does not reach in that order."""
    page = reader.get("/search?q=mill&unit=people").text
    fields = re.findall(r"<(?:input|select)(?![^>]*hidden)[^>]*>", page)
    labelled = re.findall(r"<label[^>]*>[^<]*<(?:input|select)", page)
    by_id = [found[1] for one in fields if (found := re.search(r'id="([\w-]+)"', one))]
    assert len(labelled) + len(by_id) == len(fields) == 10
    assert all(f'for="{one}"' in page for one in by_id)
    assert not re.search(r'tabindex="[1-9]', page)
    assert page.index('class="searchbar"') < page.index('class="list tight"') < page.index('id="facets"')


# ------------------------------------------------------------------ bounded


def test_no_more_is_read_than_is_shown(made: Room, statements: list[str]) -> None:
    """Twenty results take as few statements as two, in every form."""
    reader = made.reader()
    reader.get("/search")
    counts = set()
    for asked in ("limit=2", "limit=20", "q=people&limit=20", f"status={Status.ASSERTED.value}&limit=200"):
        statements.clear()
        assert reader.get(f"/search?{asked}").status_code == 200
        counts.add(len(statements))
    assert max(counts) <= MOST_STATEMENTS
    assert max(counts) - min(counts) <= 2
