"""What leaves the house: each report with its words, in the forms the docs tell."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from builders import COURIER, article, attribution, capture, reading, report, source, span
from reportedly.ledger import Form, Ledger, export
from reportedly.ledger.export import COLUMNS
from reportedly.records import Kind, Place, Report, Source, SourceKind, Span, Status, Tier, Value, When

TEXT = (
    "🌾 About 1,200 people left Tarn, according to Radio Kess, which cited Ada Orr on May 4. "
    "The quay is said to be unsafe. Some 2.5 m of water could come by Friday, officials said. "
    "=1+1, wrote the clerk. The mill has 40 looms. He hopes for rain."
)
HEADLINE = "Orr: 1,200 gone"
KESS = Source("Radio Kess", SourceKind.OUTLET)
OFFICIALS = source("officials", SourceKind.UNNAMED)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Yield a ledger of one page with every form of report, and one page with none."""
    came = capture(TEXT, key="p1")
    page = article(TEXT, of=came, headline=HEADLINE)
    left = Value(1200, 1200, "people", approx=True, counted="people", measure="people who left @ tarn")
    said = When(date(2031, 5, 4), date(2031, 5, 4), "day", span(page, "May 4"))
    water = Value(None, 2.5, "m", counted="water", measure="water")
    told = [
        replace(
            report(page, "About 1,200 people left Tarn", KESS, source("Ada Orr", role="mayor"), value=left),
            said_on=said,
            places=(Place("Tarn", span(page, "Tarn"), country="GB"),),
        ),
        report(page, HEADLINE, "Ada Orr"),
        report(page, "The quay is said to be unsafe", None, status=Status.BELIEVED),
        report(
            page,
            "Some 2.5 m of water could come by Friday",
            OFFICIALS,
            status=Status.POSSIBLE,
            value=water,
            horizon=date(2031, 5, 9),
        ),
        report(page, "=1+1", source("-the clerk")),
        report(page, "The mill has 40 looms", value=Value(40, 40, "looms")),
        report(page, "He hopes for rain", "Ada Orr", kind=Kind.INTENTION),
    ]
    assert told[0].tier is Tier.BOTH
    assert Span(2, 30) == told[0].evidence  # an emoji is one code point
    bare = capture("The mill is closed.", url=None, path="saved/mill.txt")
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        opened.add(came, reading(page, told, [attribution(page, "Ada Orr", "cited", "About 1,200")]))
        opened.add(bare, reading(article("The mill is closed.", of=bare, outlet=None, published=None)))
        yield opened


def exported(ledger: Ledger, form: Form, **options: Any) -> str:  # noqa: ANN401  # options of `export`
    """Return what an export writes."""
    out = io.StringIO(newline="")
    export(ledger, form, out, **options)
    return out.getvalue()


# ------------------------------------------------------------------ ledger


def test_the_ledger_form_has_its_lists(ledger: Ledger) -> None:
    """Seven lists; where nothing was linked, every page is a story and every report a claim."""
    book = json.loads(exported(ledger, "ledger"))
    assert list(book) == ["offsets", "pages", "reports", "claims", "relations", "copies", "stories", "points"]
    assert [len(book[name]) for name in list(book)[1:]] == [2, 6, 6, 0, 0, 2, 0]
    pages = [page["id"] for page in book["pages"]]
    assert pages == ["p1", next(a.id for a in ledger.articles() if a.outlet is None)]
    assert book["stories"] == [{"id": page, "pages": [page]} for page in pages]
    assert book["pages"][0] | {"text": "", "article": ""} == {
        "id": "p1",
        "url": "https://courier.example/mill",
        "outlet": "Lowmoor Courier",
        "published": "2031-05-06",
        "article": "",
        "headline": HEADLINE,
        "text": "",
    }
    assert (book["pages"][1]["outlet"], book["pages"][1]["published"]) == (None, None)


def test_a_report_and_its_claim(ledger: Ledger) -> None:
    """A report says how it came here; its claim, who claims what, when, and on how many origins it stands."""
    book = json.loads(exported(ledger, "ledger"))
    value = {"low": 1200, "high": 1200, "unit": "people", "approx": True}
    first = book["reports"][0]
    assert first == {
        "id": first["id"],
        "page": "p1",
        "claim": first["id"],
        "chain": ["Lowmoor Courier", "Radio Kess", "Ada Orr"],
        "evidence": {"start": 2, "end": 30, "text": "About 1,200 people left Tarn"},
        "status": "asserted",
        "value": value,
        "horizon": None,
        "published": "2031-05-06",
        "kind": "statement",
    }
    assert book["claims"][0] == {
        "id": first["id"],
        "claimant": "Ada Orr",
        "status": "asserted",
        "value": value,
        "measure": "people who left @ tarn",
        "date": "2031-05-04",
        "horizon": None,
        "origins": {"at_least": 1, "at_most": 1, "names": ["Ada Orr"]},
    }


@pytest.mark.parametrize(
    ("words", "chain", "origins"),
    [
        (HEADLINE, ["Lowmoor Courier", "Ada Orr"], (1, 1, ["Ada Orr"])),
        ("The quay is said to be unsafe", ["Lowmoor Courier", None], (0, 1, [])),  # nobody named
        ("Some 2.5 m of water could come by Friday", ["Lowmoor Courier", "officials"], (1, 1, ["officials"])),
        ("The mill has 40 looms", ["Lowmoor Courier"], (1, 1, ["Lowmoor Courier"])),  # own voice
    ],
)
def test_chains_and_origins(
    ledger: Ledger, words: str, chain: list[str | None], origins: tuple[int, int, list[str]]
) -> None:
    """Until claims are linked a claim stands on its claimant alone; where nobody is named, perhaps on nobody."""
    book = json.loads(exported(ledger, "ledger"))
    (told,) = (one for one in book["reports"] if one["evidence"]["text"] == words)
    (claim,) = (one for one in book["claims"] if one["id"] == told["claim"])
    assert told["chain"] == chain
    assert claim["claimant"] == chain[-1]
    assert tuple(claim["origins"].values()) == origins


def test_every_evidence_stands_where_it_says(ledger: Ledger) -> None:
    """Offsets count code points of the text the export carries, or of the headline where it says so."""
    book = json.loads(exported(ledger, "ledger"))
    pages = {page["id"]: page for page in book["pages"]}
    for told in book["reports"]:
        evidence, page = told["evidence"], pages[told["page"]]
        text = page["headline"] if evidence.get("in") == "headline" else page["text"]
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_forecasts_open_bounds_and_plain_numbers(ledger: Ledger) -> None:
    """A bound that is open is null, a whole number has no point, a horizon is a day."""
    text = exported(ledger, "ledger")
    assert '"value": {"low": null, "high": 2.5, "unit": "m", "approx": false}' in text
    assert '"low": 40, "high": 40' in text
    assert text.count('"horizon": "2031-05-09"') == 2


def test_what_can_be_left_out_and_asked_for(ledger: Ledger) -> None:
    """Texts can be left out, other kinds can be asked for."""
    assert all("text" not in page for page in json.loads(exported(ledger, "ledger", text=False))["pages"])
    kinds = [one["kind"] for one in json.loads(exported(ledger, "ledger", kinds=tuple(Kind)))["reports"]]
    assert kinds == ["statement"] * 6 + ["intention"]


def test_an_empty_ledger_is_seven_empty_lists(tmp_path: Path) -> None:
    """There is nothing to say, in good form."""
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        book = json.loads(exported(ledger, "ledger"))
        assert [items for items in book.values() if isinstance(items, list)] == [[]] * 7
        assert exported(ledger, "jsonl") == ""
        assert exported(ledger, "csv") == ",".join(COLUMNS) + "\n"


def test_pages_of_one_key_keep_apart(tmp_path: Path) -> None:
    """Two pages that were given one id are two pages of an export."""
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        for number in (1, 2):
            came = capture(f"Text {number}.", url=f"https://courier.example/{number}", key="p1")
            ledger.add(came, reading(article(f"Text {number}.", of=came)))
        pages = [page["id"] for page in json.loads(exported(ledger, "ledger"))["pages"]]
        assert pages == ["p1", list(ledger.articles())[1].id]


@pytest.mark.parametrize(
    ("url", "path", "expected"),
    [("https://kess.example/a", None, "kess.example"), (None, "saved/a.txt", "saved/a.txt")],
)
def test_an_outlet_unknown_goes_by_its_domain_or_address(
    tmp_path: Path, url: str | None, path: str | None, expected: str
) -> None:
    """Where the outlet is not known, a chain begins with what is: the domain, or the address."""
    came = capture(url=url, path=path)
    page = article(of=came, outlet=None)
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        ledger.add(came, reading(page, [report(page, "The mill is closed", "Ada Orr")]))
        assert json.loads(exported(ledger, "ledger"))["reports"][0]["chain"] == [expected, "Ada Orr"]


# ------------------------------------------------------------------ jsonl and csv


def test_jsonl_has_everything(ledger: Ledger) -> None:
    """A line a report, with every field of the record, and the words beside each span."""
    lines = [json.loads(line) for line in exported(ledger, "jsonl").splitlines()]
    first = lines[0]
    assert set(Report.__struct_fields__) < set(first)
    assert first["evidence"] == {"in": "body", "start": 2, "end": 30, "text": "About 1,200 people left Tarn"}
    assert lines[1]["evidence"] == {"in": "headline", "start": 0, "end": 15, "text": HEADLINE}
    assert [(link["name"], link["kind"]) for link in first["chain"]] == [
        ("Lowmoor Courier", "outlet"),
        ("Radio Kess", "outlet"),
        ("Ada Orr", "person"),
    ]
    assert first["said_on"]["words"]["text"] == "May 4"
    assert first["page"]["outlet"]["name"] == COURIER.name
    assert first["page"]["key"] == "p1"
    assert re.fullmatch("[0-9a-f]{64}", first["page"]["text_sha256"])
    assert first["provenance"] == {"reportedly": "0.1.0", "weights": "weights-1", "names": "names-1"}


def test_csv_is_flat(ledger: Ledger) -> None:
    """A row a report, one header, empty cells for what is not known."""
    rows = list(csv.DictReader(io.StringIO(exported(ledger, "csv"))))
    assert len(rows) == 6
    first = rows[0]
    wanted = {
        "key": "p1",
        "outlet": "Lowmoor Courier",
        "published": "2031-05-06",
        "claimant": "Ada Orr",
        "claimant_kind": "person",
        "role": "mayor",
        "chain": "Lowmoor Courier ← Radio Kess ← Ada Orr",
        "words": "About 1,200 people left Tarn",
        "low": "1200",
        "high": "1200",
        "approx": "true",
        "said_on": "2031-05-04",
        "places": "Tarn",
        "horizon": "",
        "tier": "both",
        "in": "body",
        "start": "2",
    }
    assert {name: first[name] for name in wanted} == wanted
    assert [row["chain"] for row in rows[2:4]] == ["Lowmoor Courier ← nobody named", "Lowmoor Courier ← officials"]
    assert rows[5]["claimant"] == "Lowmoor Courier"


def test_csv_is_no_program(ledger: Ledger) -> None:
    """Words that a spreadsheet would take for a formula begin with an apostrophe."""
    row = list(csv.DictReader(io.StringIO(exported(ledger, "csv"))))[4]
    assert (row["words"], row["claimant"]) == ("'=1+1", "'-the clerk")


def test_the_docs_name_every_column() -> None:
    """docs/ledger.md tells of each column of the table, in order."""
    docs = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` +\|", docs.partition("## CSV")[2], re.MULTILINE) == list(COLUMNS)
