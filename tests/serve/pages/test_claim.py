"""The claim page: one claimant's assertion with every report of it, word for word."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from karvel import CLARION, DAM, ECHO, GLOBE, MERCURY, PAGES, SIRENS, TRIBUNE, VALLEY, dead
from laid import STORY
from reportedly.ledger import Ledger
from reportedly.ledger.rows import to_columns
from reportedly.records import Distortion
from seen import Read, address, got, head, house, plain, section
from tellings import BOARD, FARMERS, LOE, ORR, page, said, via


def at(reader: TestClient, words: str, who: str = "") -> str:
    """Return the address of a claim, by words of it and of who makes it."""
    with Ledger.open(house(reader).serving.ledger, read_only=True) as ledger:
        found = [one for one in ledger.books.claims(story=STORY) if words in one.words and who in (one.name or "")]
    return f"/claims/{found[0].id}"


def test_what_is_claimed(read: Read) -> None:
    """A claim says who, with what words and number, how it is put and when it was said."""
    shown = plain(got(reader := read(*PAGES), at(reader, "31 people", "Board")))
    for told in (
        "Who Karvel River Board", "Words “31 people were killed in Karvel”", "Number 31 deaths",
        "How it is put asserted", "Said 6 May 2031", "Point others say the same",
    ):  # fmt: skip
        assert told in shown


def test_when_no_page_tells(read: Read) -> None:
    """Where no page says when, the day is told as about one, and why."""
    reader = read(page("Globe", 6, dead(31, BOARD)))
    where = at(reader, "31 people")
    with house(reader).writing() as ledger, ledger.together():
        ledger.books._do("UPDATE claims SET is_placed = 1")  # as linking leaves it for undated pages
    shown = plain(got(reader, where))
    assert "said about 6 May 2031" in shown
    assert "it is placed by the days of the pages like it" in shown


def test_reports_tell_their_chains(read: Read) -> None:
    """Every report stands there with its words, its chain, and the place on its page."""
    shown = section(got(reader := read(GLOBE, ECHO, MERCURY), at(reader, "31 people", "Board")), "reports")
    told = plain(shown)
    assert "Echo ← Globe ← Karvel River Board" in told
    assert "Globe ← Karvel River Board" in told
    assert "Mercury , in its own voice" in told or "Mercury, in its own voice" in told
    assert len(re.findall(r'href="/articles/[^"#]+#r-', shown)) == 3


def test_every_report_is_on_one_screen(read: Read) -> None:
    """Reports are shown fifty at a time, and going on shows every one once; the table has all."""
    outlets = [page(f"Outlet {number}", 7, dead(31, via("Globe"), BOARD)) for number in range(120)]
    reader = read(GLOBE, *outlets)
    first = where = at(reader, "31 people")
    seen: list[str] = []
    going = True
    while going:
        shown = got(reader, where)
        seen += re.findall(r'<li id="r-([^"]+)"', shown)
        following = re.search(r'href="([^"]+)#reports" rel="next"', shown)
        going = following is not None
        where = following[1] if following else where
    assert len(seen) == len(set(seen)) == 121
    assert len(list(csv.DictReader(io.StringIO(reader.get(f"{first}.csv").text)))) == 121
    assert reader.get(f"{first}.json").json()["reports"]["total"] == 121


def test_told_otherwise(read: Read) -> None:
    """A report that tells a claim otherwise than the others is flagged, and told in words."""
    reader = read(GLOBE, ECHO, MERCURY)
    where = at(reader, "31 people", "Board")
    with house(reader).writing() as ledger, ledger.together():
        (claim,) = (one for one in ledger.books.claims() if where.endswith(one.id))
        odd = replace(claim, distorted=(Distortion(claim.reports[-1], "counts something else: injured"),))
        ledger.books._do("DELETE FROM claims WHERE id = ?", claim.id)  # to store it otherwise
        ledger.books._insert("claims", [to_columns(odd)])  # as above
    shown = plain(got(reader, where))
    assert "1 report tells it otherwise than the others." in shown
    assert "Told otherwise here: counts something else: injured" in shown


@pytest.mark.parametrize(
    ("words", "who", "told"),
    [(DAM, "Orr", "3 days over"), (SIRENS, "farmers", "Denial"), ("31 people", "Board", "True contradiction")],
)
def test_beside_it(read: Read, words: str, who: str, told: str) -> None:
    """A claim says when it falls due, who denies it, what contradicts it."""
    reader = read(*PAGES)
    assert told in plain(got(reader, at(reader, words, who)))


def test_a_run_is_whole_from_any_of_its_claims(read: Read) -> None:
    """The first, the middle and the last number of a run all show the whole of it."""
    pages = [
        page(outlet, of, dead(number, BOARD)) for outlet, of, number in (("A", 6, 31), ("B", 8, 44), ("C", 10, 51))
    ]
    reader = read(*pages)
    for number in (31, 44, 51):
        shown = section(got(reader, at(reader, f"{number} people")), "revisions")
        assert re.findall(r'<a class="(?:old|now)[^"]*"[^>]*>(\d+)', shown) == ["31", "44", "51"]


def test_permalink(read: Read) -> None:
    """The page names its own address in full, to be passed on."""
    where = at(reader := read(*PAGES), DAM)
    assert f'href="http://127.0.0.1{where}"' in got(reader, where)


def test_a_claim_alone_has_no_point(read: Read) -> None:
    """What only one claimant says leads to no point; what several say leads to theirs."""
    reader = read(*PAGES)
    assert "nobody else is known to say the same" in plain(got(reader, at(reader, DAM)))
    assert address(got(reader, at(reader, "31 people", "Loe")), "others say the same", "/points/")


def test_head(read: Read) -> None:
    """The head has who and when, and the line that matters whole."""
    shown = head(got(reader := read(GLOBE, ECHO, TRIBUNE, CLARION, VALLEY), at(reader, "31 people", "Board")))
    assert "Karvel River Board" in shown
    assert "3 outlets · 3 publishers · 1 claimant · 1 independent origin" in shown


def test_nobody_named(read: Read) -> None:
    """A claim on nobody's word says so."""
    reader = read(page("Globe", 6, dead(31, None)))
    assert "nobody named" in head(got(reader, at(reader, "31 people")))


@pytest.mark.parametrize("form", ["", ".json", ".csv", ".atom", ".feed.json"])
def test_forms(read: Read, form: str) -> None:
    """A claim has a page, an object, a table and feeds at one address."""
    assert (reader := read(*PAGES)).get(f"{at(reader, DAM)}{form}").status_code == 200


def test_role(read: Read) -> None:
    """Who somebody speaks for stands beside the name, as the page that words it best has it."""
    reader = read(page("Globe", 6, said("The gates of the dam are shut", ORR)), page("Echo", 6, dead(31, FARMERS, LOE)))
    assert "spokeswoman for the Karvel River Board" in head(got(reader, at(reader, "gates")))
