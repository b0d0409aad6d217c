"""An article's page: each report's words are marked, its note is beside them, and nothing of the page is executed."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from starlette.testclient import TestClient

import linked_pages as mill
from builders import article, attribution, capture, reading, report, source, span
from reading_rooms import room, shown, statements, words_of
from reportedly import judging, linking
from reportedly.ledger import Ledger
from reportedly.records import (
    Article,
    Cited,
    JudgementKind,
    Outlet,
    Report,
    SourceKind,
    Span,
    Status,
    Value,
)

HEAD = "The dam at Ulven holds 😀, the board said"
TEXT = (
    "ULVEN, 6 May\n"
    "😀😀 The dam at Ulven holds, the board said, according to Northline. Nobody was hurt.\n"
    "Share this page\n"
    "About 40 houses stand empty, and nine are lost, Ada Orr told the Post.\n"
    "The mill has forty rooms.\n"
)


def page(**more: object) -> Article:
    """A page with furniture, an emoji before its words, and a source within a source."""
    made = article(TEXT, of=capture(TEXT, url="https://post.example/ulven"), headline=HEAD, outlet=Outlet("Ulven Post"))
    furniture = tuple(span(made, words) for words in ("ULVEN, 6 May", "Share this page"))
    return replace(made, furniture=furniture, **more)


def reports(on: Article) -> list[Report]:
    """What it reports: relayed, two numbers of one sentence, its own voice, and its headline."""
    northline = source("Northline", SourceKind.OUTLET)
    nine = Value(9, 9, "houses", counted="houses lost", measure="houses lost @ ulven")
    forty = Value(40, 40, "houses", approx=True, counted="empty houses", measure="empty houses @ ulven")
    return [
        report(on, "The dam at Ulven holds, the board said, according to Northline", northline, "the board"),
        report(on, "About 40 houses stand empty", "Ada Orr", value=forty, status=Status.ESTIMATED),
        report(on, "About 40 houses stand empty, and nine are lost, Ada Orr told", "Ada Orr", value=nine),
        report(on, "The mill has forty rooms."),
        report(on, "The dam at Ulven holds 😀, the board said", "the board"),
    ]


def attributions(on: Article) -> list[object]:
    """What its text shows."""
    outer = attribution(on, "Northline", "according to", "The dam at Ulven holds,")
    return [
        replace(outer, cited=(Cited(span(on, "the board"), span(on, "said")),)),
        attribution(on, "Ada Orr", "told", "About 40 houses stand empty, and nine are lost"),
    ]


def lay(path: Path, on: Article | None = None) -> Article:
    """Lay a ledger of that page."""
    told = on or page()
    came = capture(told.text, url=told.url)
    with Ledger.open(path) as ledger:
        ledger.add(came, reading(replace(told, capture_id=came.id), reports(told), attributions(told)))  # type: ignore[arg-type]
        linking.link(ledger)
    return told


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.sqlite"


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with room(path) as opened:
        yield opened


def marked(html: str, kind: str) -> list[str]:
    """Return the words marked as a kind, in the text."""
    text = html[html.index('id="text"') :]
    found = re.findall(rf'<span class="{kind}">((?:[^<]|<(?!/?span))*)', text)
    return [re.sub(r"<[^>]+>", "", words) for words in found]


# ------------------------------------------------------------------ the text


def test_words_are_marked_as_what_they_are(path: Path, client: TestClient) -> None:
    """Both sources and both cues of "X, citing Y" are marked, and the content, with an emoji before them."""
    html = shown(client, f"/articles/{lay(path).id}")
    assert marked(html, "src") == ["the board", "Northline", "Ada Orr"]
    assert marked(html, "cue") == ["said", "according to", "told"]
    content = "".join(marked(html, "con"))
    assert "The dam at Ulven holds" in content
    assert "About 40 houses stand empty, and nine are lost" in content
    assert "forty rooms" not in content  # the paper's own voice


def test_each_report_has_a_number_a_note_and_a_way_back(path: Path, client: TestClient) -> None:
    """A raised number leads to the note of its report, and the note back to the words."""
    told = lay(path)
    html = shown(client, f"/articles/{told.id}")
    for one in reports(told):
        assert html.count(f'id="r-{one.id}"') == html.count(f'id="t-{one.id}"') == 1
        assert f'href="#r-{one.id}"' in html
        assert f'href="#t-{one.id}"' in html
    assert re.findall(r'aria-label="Report (\d)"', html) == ["1", "2", "3", "4", "5"]


def test_a_raised_number_stands_after_its_sentence(path: Path, client: TestClient) -> None:
    """Numbers do not stand in the middle of a sentence; two of one sentence stand together."""
    text = words_of(shown(client, f"/articles/{lay(path).id}"))
    assert "according to Northline . 2" in text
    assert "Ada Orr told the Post. 3 4" in text


def test_a_note_tells_chain_value_and_status(path: Path, client: TestClient) -> None:
    """The chain runs from here outward to the claimant; value, status, origins and the claim are in the note."""
    text = words_of(shown(client, f"/articles/{lay(path).id}"))
    assert "2 here ← from Northline ← from the board" in text
    assert "3 here ← from Ada Orr about 40 empty houses · estimated" in text
    assert "5 here, in its own voice" in text
    assert "1 outlet · 1 publisher · 1 claimant · 1 independent origin" in text


def test_furniture_is_left_out_and_can_be_shown(path: Path, client: TestClient) -> None:
    """What is no article is not among the paragraphs, and is listed at the end."""
    html = shown(client, f"/articles/{lay(path).id}")
    text, after = html.split('id="special"')
    assert "Share this page" not in text
    assert "Dropped as furniture: 2 pieces" in after
    assert "Share this page" in after


def test_furniture_within_a_line_leaves_a_sign(path: Path, client: TestClient) -> None:
    """Words cut out of a paragraph leave a mark that something stood there."""
    told = page()
    told = replace(told, furniture=(*told.furniture, span(told, "Nobody was hurt.")))
    html = shown(client, f"/articles/{lay(path, told).id}")
    text = html[html.index('id="text"') : html.index('id="special"')]
    assert "[…]" in text
    assert "Nobody was hurt" not in text


def test_a_report_of_what_was_dropped_keeps_its_note(path: Path, client: TestClient) -> None:
    """No report goes away with the furniture its words stand in."""
    told = page()
    told = replace(told, furniture=(Span(0, len(told.text)),))
    html = shown(client, f"/articles/{lay(path, told).id}")
    assert "No text of an article was found" in html
    assert "Reports whose words stand in what was dropped" in html
    assert all(f'id="r-{one.id}"' in html for one in reports(told))


def test_the_tools_are_there(path: Path, client: TestClient) -> None:
    """Skip link, text size (with script only), share, special coverage, original, close, top, and no third party."""
    told = lay(path)
    html = shown(client, f"/articles/{told.id}")
    assert '<a class="skip" href="#main">' in html
    assert re.search(r"data-sizes hidden>", html)
    assert re.search(rf'href="/articles/{told.id}#headline:~:text=[^"]+" data-copy', html)
    assert re.search(r'href="/stories/\w+" data-close', html)
    assert 'href="https://post.example/ulven" rel="noreferrer noopener">Original' in html
    assert 'href="#main">Back to top' in html
    assert {f'id="show-{kind}" checked' in html for kind in ("source", "cue", "content")} == {True}
    elsewhere = re.findall(r'(?:href|src|action)="(?!/|#|https://post\.example/)([^"]+)"', html)
    assert elsewhere == []
    assert not re.search(r"<script(?! src=)|\bstyle=|\bon\w+=", html)


@pytest.mark.parametrize(("language", "direction"), [("ko", "ltr"), ("ar", "rtl"), ("de", "ltr"), ("fa-IR", "rtl")])
def test_language_and_direction(path: Path, client: TestClient, language: str, direction: str) -> None:
    """Headline and paragraphs say what they are written in, and which way."""
    html = shown(client, f"/articles/{lay(path, page(language=language)).id}")
    assert f'<h1 id="headline" class="line" lang="{language}" dir="{direction}">' in html
    assert f'<p lang="{language}" dir="{direction}">' in html


def test_a_page_that_is_not_linked_has_its_notes(path: Path, client: TestClient) -> None:
    """Before linking there is no claim and no story, and the page says so."""
    told = page()
    came = capture(told.text, url=told.url)
    with Ledger.open(path) as ledger:
        ledger.add(came, reading(replace(told, capture_id=came.id), reports(told)))
    html = shown(client, f"/articles/{told.id}")
    assert "not linked with others yet" in html
    assert "the claim</a>" not in html


def test_an_article_that_is_not_there(path: Path, client: TestClient) -> None:
    """An unknown id is not found; the page says so."""
    lay(path)
    assert client.get("/articles/nothing").status_code == 404
    assert client.get("/articles/nothing/capture").status_code == 404


def test_a_chain_that_a_person_put_right(path: Path, client: TestClient) -> None:
    """Where somebody ruled on a chain, the note has it as ruled."""
    told = lay(path)
    with Ledger.open(path) as ledger:
        judging.judge(
            ledger,
            JudgementKind.CHAIN,
            who="Imke",
            reports=[reports(told)[1].id],
            names=["Ulven Post", "Hill Gazette", "Ada Orr"],
        )
    assert "here ← from Hill Gazette ← from Ada Orr" in words_of(shown(client, f"/articles/{told.id}"))


def test_a_note_tells_what_is_against_it(tmp_path: Path) -> None:
    """What contradicts a claim stands in its note, with who says it."""
    path = tmp_path / "m.sqlite"
    mill.fill(path)
    with Ledger.open(path) as ledger:
        told = next(one for one in ledger.articles() if one.headline == "Forty ill at the Lowmoor mill")
    with room(path) as client:
        text = words_of(shown(client, f"/articles/{told.id}"))
    assert "Against “The water of the Arden is not clean” , Ben Loe" in text


# ------------------------------------------------------------------ hostile pages

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>"


def test_a_hostile_page_is_shown_and_not_obeyed(path: Path, client: TestClient) -> None:
    """Script in headline, outlet, byline and text is text; what turns or hides text is neutralised."""
    text = f"{SCRIPT} \u202eThe dam holds\u2066, Ada Orr said."
    came = capture(text, url="https://post.example/x")
    told = replace(
        article(text, of=came, headline=f"{SCRIPT}\u202e{'n' * 10_000}", outlet=Outlet(f"{SCRIPT}\u202e Post")),
        byline=SCRIPT,
        language='en" onload="x',
        furniture=(),
    )
    with Ledger.open(path) as ledger:
        ledger.add(came, reading(told, [report(told, f"{SCRIPT} \u202eThe dam holds", source(SCRIPT * 500))]))
        linking.link(ledger)
    html = shown(client, f"/articles/{told.id}")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "onload=" not in html.replace("onload=&#34;", "")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)
    assert "n" * 10_000 in html  # a headline is never cut
    for ending in (".json", ".csv", "/capture", "/capture.json"):
        assert client.get(f"/articles/{told.id}{ending}").status_code == 200


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/x", "https://", "http://[", " x"],
)
def test_only_addresses_of_the_web_are_linked(path: Path, client: TestClient, url: str) -> None:
    """What a browser would run, or that is no address, is shown as text and is no link."""
    text = "The mill is closed, Ada Orr said."
    came = capture(text, url=url)
    told = article(text, of=came, outlet=None)
    with Ledger.open(path) as ledger:
        ledger.add(came, reading(told, [report(told, "The mill is closed", "Ada Orr")]))
    for address in (f"/articles/{told.id}", f"/articles/{told.id}/capture"):
        html = shown(client, address)
        assert f'href="{url.strip()}' not in html
        assert "not linked" in html


# ------------------------------------------------------------------ the capture


def test_the_capture_is_told_of_and_handed_out_as_a_file(path: Path, client: TestClient) -> None:
    """Its page has hash, time and size; the bytes come as a download that no browser shows or runs."""
    told = lay(path)
    body = told.text.encode()
    text = words_of(shown(client, f"/articles/{told.id}/capture"))
    assert hashlib.sha256(body).hexdigest() in text
    assert "6 May 2031, 12:00" in text
    assert f"{len(body):,} bytes" in text
    answer = client.get(f"/articles/{told.id}/capture/bytes")
    assert answer.content == body
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_hostile_headers_of_a_capture_are_text(path: Path, client: TestClient) -> None:
    """What a server sent beside the page is shown, harmless."""
    told = page()
    came = replace(
        capture(told.text, url=told.url), headers=(("X-<b>", SCRIPT), ("Server", "\u202ex")), media_type=SCRIPT
    )
    with Ledger.open(path) as ledger:
        ledger.add(came, reading(replace(told, capture_id=came.id), []))
    html = shown(client, f"/articles/{told.id}/capture")
    assert "<script>alert" not in html
    assert "<b>" not in html
    assert "\u202e" not in html


# ------------------------------------------------------------------ revisions


def test_earlier_texts_are_listed_with_what_changed(path: Path, client: TestClient) -> None:
    """The latest text tells what changed in it; an earlier one leads to the latest."""
    ids = []
    for hour, text in enumerate(("It is shut.\nIt <b>is</b> old.", "It is shut.\nIt is new.\nSo she said.")):
        came = replace(capture(text), captured_at=datetime(2031, 5, 6, hour, tzinfo=UTC))
        told = article(text, of=came, headline="The mill")
        with Ledger.open(path) as ledger:
            ledger.add(came, reading(told))
        ids.append(told.id)
    latest, first = shown(client, f"/articles/{ids[1]}"), shown(client, f"/articles/{ids[0]}")
    assert "1 paragraph added, 1 paragraph changed" in latest
    assert "It &lt;b&gt;is&lt;/b&gt; old." in latest
    assert f'href="/articles/{ids[0]}"' in latest
    assert "the latest of 2 texts" in latest
    assert "go to the latest" in first
    assert f'href="/articles/{ids[1]}"' in first


# ------------------------------------------------------------------ other forms


def test_json_has_words_beside_offsets(path: Path, client: TestClient) -> None:
    """Offsets are code points of the text given, and each comes with its words."""
    told = lay(path)
    found = client.get(f"/articles/{told.id}.json").json()
    assert found["text"] == told.text
    for one in found["reports"]:
        place = one["evidence"]
        text = found["headline"] if place["in"] == "headline" else found["text"]
        assert text[place["start"] : place["end"]] == place["text"]
    assert [one["number"] for one in found["reports"]] == [1, 2, 3, 4, 5]


def test_csv_has_a_row_a_report_and_no_formula(path: Path, client: TestClient) -> None:
    """A table of reports; a cell that a spreadsheet would run is text."""
    text = "=1+1 is what he said."
    told = article(text, of=capture(text))
    with Ledger.open(path) as ledger:
        ledger.add(capture(text), reading(told, [report(told, "=1+1", "@Orr")]))
    head, row = client.get(f"/articles/{told.id}.csv").text.splitlines()
    assert head.startswith("number,report,claimant,")
    assert ",'@Orr," in row
    assert ",'=1+1," in row


# ------------------------------------------------------------------ what it costs


def test_a_page_of_sixty_reports_asks_no_more_than_one_of_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How often the ledger is asked does not grow with what stands on the page."""
    counts = []
    for number in (3, 60):
        path = tmp_path / f"{number}.sqlite"
        text = " ".join(f"House {n} of Ulven stands empty, Ada Orr said." for n in range(number))
        came = capture(text)
        told = article(text, of=came, published=date(2031, 5, 6))
        some = [report(told, f"House {n} of Ulven stands empty", "Ada Orr") for n in range(number)]
        with Ledger.open(path) as ledger:
            ledger.add(came, reading(told, some))
            linking.link(ledger)
        counts.append(statements(path, f"/articles/{told.id}", monkeypatch))
    assert counts[1] <= counts[0] + 2  # points, where there are any
    assert counts[1] <= 30
