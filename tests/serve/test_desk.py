"""The desk: what is brought joins the queue; what is unsure is asked, ruled under a name, and can be undone."""

import html
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from linked_pages import pages
from reportedly.ledger import Ledger, State
from reportedly.serve import links, questions
from reportedly.serve.app import app
from reportedly.serve.house import Serving
from rooms import room, token, visiting
from unsure import TODAY, fill

OURS = {"Origin": "http://127.0.0.1", "Accept": "text/html"}
TOPICS = [topic.value for topic in questions.Topic]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger in which something of every sort is unsure."""
    path = tmp_path / "unsure.sqlite"
    fill(path)
    return path


@pytest.fixture
def desk(path: Path) -> Iterator[TestClient]:
    """An editor on this machine, some weeks later."""
    made = app(Serving(path, editor="ada"))
    seconds = count()
    made.state.house.now = lambda: datetime(2031, 6, 1, 9, tzinfo=UTC) + timedelta(seconds=next(seconds))
    with TestClient(made, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def asked(desk: TestClient, query: str = "") -> list[dict[str, Any]]:
    """Return the questions of a page of the queue."""
    found: list[dict[str, Any]] = desk.get(f"/review.json{query}").json()["questions"]
    return found


def post(desk: TestClient, where: str, **given: str) -> tuple[int, str]:
    """Send a form; return the status, and where it leads or what it says."""
    answer = desk.post(where, data={"token": token(desk, "/review"), **given}, headers=OURS)
    return answer.status_code, answer.headers.get("location", answer.text)


# ------------------------------------------------------------------ the review queue


def test_something_of_every_sort_is_asked(desk: TestClient) -> None:
    """Who is who, origins, contradictions, claims, points, chains, forecasts and lost rulings: each is a question."""
    assert sorted({one["topic"] for one in asked(desk)}) == sorted(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_answer_settles_its_question(desk: TestClient, topic: str) -> None:
    """Each way to answer is taken, the question is asked no more, and undoing it asks it again."""
    before = asked(desk, f"?kind={topic}")
    for choice in before[0]["choices"]:
        given = {"kind": topic, "reason": "as I was told", "chain": "River Herald\nMara Quill"}
        assert post(desk, "/review", item=before[0]["id"], ruling=choice["value"], **given)[0] == 303, choice
        left = {one["id"] for one in asked(desk, f"?kind={topic}")}
        assert before[0]["id"] not in left, choice
        latest = desk.get("/review.json").json()["rulings"][0]
        if latest["reason"] == "as I was told" and latest["is_in_force"] and latest["ruling"] != "undo":
            assert latest["who"] == "ada"
            assert latest["made_at"].startswith("2031-06-01T09:")
            assert post(desk, links.UNDO, judgement=latest["id"])[0] == 303
        else:
            assert post(desk, links.UNDO, **taken_back(desk, before[0]["id"], latest["id"]))[0] == 303
        again = {one["id"] for one in asked(desk, f"?kind={topic}")}
        assert before[0]["id"] in again, choice


def taken_back(desk: TestClient, key: str, latest: str) -> dict[str, str]:
    """Return what takes a ruling back that is shown as put aside, or takes a ruling back itself."""
    page = desk.get("/review").text
    return {"key": key} if f'value="{key}"' in page.partition("Put aside")[2] else {"judgement": latest}


def test_a_ruling_changes_the_count_as_it_was_foretold(desk: TestClient, path: Path) -> None:
    """What would change is worked out before, and is what changes."""
    one = asked(desk, "?kind=origin")[0]
    shown = desk.get(f"/review?kind=origin&item={one['id']}&effect=yes").text
    effect = re.sub(r"<[^>]+>", "", shown.partition('id="effect"')[2].partition("</div>")[0])
    assert "One origin: “Forty-one people are dead”: 2–4 independent origins would be 1–3." in effect
    assert post(desk, "/review", item=one["id"], ruling="same", kind="origin", reason="one press conference")[0] == 303
    with Ledger.open(path, read_only=True) as ledger:
        counts = {(point.origins.at_least, point.origins.at_most) for point in ledger.books.points()}
    assert (1, 3) in counts
    assert (2, 4) not in counts


def test_a_question_shows_both_sides_in_their_words(desk: TestClient) -> None:
    """Two texts with who says it, outlet, day and a link to the words in the article."""
    shown = desk.get(f"/review?item={asked(desk, '?kind=contradiction')[1]['id']}").text
    for words in ("Ben Loe", "Ada Orr", "At least sixty workers", "Forty workers at the mill", "Arden Observer"):
        assert words in shown
    assert len(re.findall(r'<a href="/articles/[0-9a-f]+#r-[0-9a-f]+">article</a>', shown)) == 2


def test_hostile_words_are_shown_as_text(desk: TestClient) -> None:
    """A reason with markup and signs that turn what follows is text on the page."""
    one = asked(desk, "?kind=who")[0]
    post(desk, "/review", item=one["id"], ruling="apart", kind="who", reason="<script>alert(1)</script>\u202eok")
    shown = desk.get("/review").text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "\u202e" not in shown


def test_an_outcome_needs_where_it_shows(desk: TestClient) -> None:
    """Whoever says that a forecast was met says by what."""
    one = asked(desk, "?kind=forecast")[0]
    assert post(desk, "/review", item=one["id"], ruling="true", kind="forecast", reason=" ")[0] == 400
    assert asked(desk, "?kind=forecast") != []


def ruled(desk: TestClient, story: str, *, as_page: bool = False) -> list[Any]:
    """Return what the story's page, or the API, tells of rulings beside its relations."""
    if as_page:
        shown = re.sub(r"<[^>]+>", "", desk.get(f"/stories/{story}").text)
        return re.findall(r"Confirmed by [^\n]+", shown)
    found = desk.get("/api/v1/relations", params={"story": story, "limit": 50}).json()["items"]
    return [one["ruling"]["why"] for one in found if one["ruling"]]


def test_a_confirmed_contradiction_says_who_and_why(desk: TestClient, path: Path) -> None:
    """It is told on story, claim and claimant pages and by the API, asked no more, and taken back like any ruling."""
    one = asked(desk, "?kind=contradiction")[0]
    given = {"item": one["id"], "kind": "contradiction", "reason": "one count, <b>two</b> desks"}
    assert post(desk, "/review", ruling="stands", **given)[0] == 303
    assert ruled(desk, one["story"]) == ["one count, <b>two</b> desks"]
    told = "Confirmed by ada, 1 Jun 2031: one count, &lt;b&gt;two&lt;/b&gt; desks."
    assert ruled(desk, one["story"], as_page=True) == [told]
    with Ledger.open(path) as ledger:
        (latest, _), *_ = ledger.latest_judgements(limit=1)
        claim = ledger.books.claim(ledger.books.claim_of(one["sides"][0]["report"]) or "")
        ledger.questions.ask_again(one["id"])  # as for whoever ruled on the command line
    assert told in re.sub(r"<[^>]+>", "", desk.get(f"/claims/{claim.id}").text)
    assert told in re.sub(r"<[^>]+>", "", desk.get(f"/claimants/{claim.claimant}").text)
    relations = desk.get(f"/claims/{claim.id}.json").json()["relations"]
    assert [each["ruling"]["who"] for each in relations if each["ruling"]] == ["ada"]
    assert latest.kind.value == "contradiction"
    assert one["id"] not in {each["id"] for each in asked(desk, "?kind=contradiction")}
    assert post(desk, links.UNDO, judgement=latest.id)[0] == 303
    assert ruled(desk, one["story"]) == ruled(desk, one["story"], as_page=True) == []
    assert one["id"] in {each["id"] for each in asked(desk, "?kind=contradiction")}


def test_what_only_looks_like_a_contradiction_is_ruled_on_its_page(desk: TestClient) -> None:
    """Beside two claims an editor says that both cannot hold, or can; the same place takes it back."""
    one = next(each for each in asked(desk, "?kind=point") if each["facts"]["Speaks for one"].startswith("a bound"))

    def kinds() -> list[str]:
        found = desk.get("/api/v1/relations", params={"story": one["story"], "limit": 50}).json()["items"]
        return [each["kind"] for each in found]

    def form(beside: str) -> dict[str, list[str]]:
        shown = desk.get(f"/stories/{one['story']}").text.partition(beside)[2]
        fields = re.findall(r'name="(\w+)" value="([^"]*)"', shown.partition("<form")[2].partition("</form>")[0])
        return {name: [value for key, value in fields if key == name] for name, _ in fields}

    before = kinds()
    given = form("a bound that leaves room")
    sent = {**given, "kind": "contradiction", "reason": "thirty here, forty-one there"}
    answer = desk.post(links.RULE, data=sent, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/stories/{one['story']}#contradictions")
    assert [kinds().count(kind) - before.count(kind) for kind in ("contradicts", "lower bound")] == [1, -1]
    assert ruled(desk, one["story"]) == ["thirty here, forty-one there"]
    assert desk.post(links.UNDO, data=form("Confirmed by ada"), headers=OURS).status_code == 303
    assert kinds() == before


def test_readers_see_no_form_to_rule(path: Path) -> None:
    """Who only reads sees what was ruled, and nothing to rule with."""
    with visiting(room(path), "reader") as reader, visiting(room(path), "editor") as editor:
        story = asked(editor, "?kind=contradiction")[0]["story"]
        assert links.RULE in editor.get(f"/stories/{story}", headers={"Accept": "text/html"}).text
        assert links.RULE not in reader.get(f"/stories/{story}", headers={"Accept": "text/html"}).text


def test_a_reason_is_kept_with_what_is_put_aside(desk: TestClient) -> None:
    """Whoever cannot tell may say why, and is shown with it."""
    one = asked(desk, "?kind=contradiction")[0]
    post(desk, "/review", item=one["id"], ruling="open", kind="contradiction", reason="both pages  are gone")
    assert f"{one['about']}: cannot be told: both pages are gone" in html.unescape(desk.get("/review").text)


def test_a_question_that_is_gone_says_so(desk: TestClient) -> None:
    """When somebody was faster nothing is ruled twice, and the page says so."""
    status, where = post(desk, "/review", item="f" * 20, ruling="same")
    assert (status, where) == (303, f"/review?item={'f' * 20}")
    assert "asked no more" in desk.get(where).text


def test_the_queue_is_narrowed(desk: TestClient, path: Path) -> None:
    """Of a story or a point only its own questions are asked."""
    every = asked(desk)
    story = next(one["story"] for one in every if one["topic"] == "origin")
    narrowed = asked(desk, f"?story={story}")
    assert {one["story"] for one in narrowed} == {story}
    assert len(narrowed) < len(every)
    with Ledger.open(path, read_only=True) as ledger:
        point = next(point for point in ledger.books.points() if point.origins.at_most == 4)
    about = asked(desk, f"?point={point.id}")
    assert {one["topic"] for one in about} == {"origin", "who", "claim", "point", "chain"}
    assert desk.get("/review?point=ffffffff").status_code == 404


def test_the_queue_is_read_page_by_page(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many questions there are, a page has few; following the links meets each once, in the same order."""
    whole = [one["id"] for one in asked(desk)]
    monkeypatch.setattr(questions, "SHOWN", 3)
    met, where = [], "/review.json"
    for _ in range(10):
        told = desk.get(where).json()
        assert len(told["questions"]) <= 3
        met += [one["id"] for one in told["questions"]]
        if not told["next"]:
            break
        where = f"/review.json?after={told['next']}"
    assert met == whole


def test_the_page_asks_the_ledger_no_more_for_more_rows(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of many questions costs as many statements as a page of few."""

    def statements() -> int:
        counted: list[str] = []
        house = desk.app.state.house  # type: ignore[attr-defined]  # a FastAPI application
        connection: sqlite3.Connection = house.reading()._connection
        connection.set_trace_callback(counted.append)
        try:
            questions.listed(house.reading(), questions.Scope(day=TODAY), questions.Cursor.of(None))
        finally:
            connection.set_trace_callback(None)
        return len(counted)

    many = statements()
    monkeypatch.setattr(questions, "SHOWN", 12)
    assert statements() <= many < 45


def test_any_ruling_comes_from_any_page(desk: TestClient, path: Path) -> None:
    """A form elsewhere rules by names, and leads back to where it stood."""
    given = {"kind": "same origin", "reason": "", "next": "/stories/abc"}
    answer = desk.post(
        links.RULE, data={"token": token(desk, "/review"), "name": ["Ada Orr", "Ben Loe"], **given}, headers=OURS
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories/abc")
    with Ledger.open(path, read_only=True) as ledger:
        latest, _ = ledger.latest_judgements(limit=1)[0]
    assert (latest.kind.value, latest.names, latest.who) == ("same origin", ("Ada Orr", "Ben Loe"), "ada")


@pytest.mark.parametrize(
    ("where", "given", "status"),
    [
        (links.RULE, {"kind": "undo"}, 400),
        (links.RULE, {"kind": "no such thing"}, 400),
        (links.RULE, {"kind": "same claim"}, 400),
        (links.RULE, {"kind": "chain", "report": "ffff"}, 404),
        (links.UNDO, {"judgement": "ffff"}, 404),
        (links.UNDO, {}, 400),
        ("/review", {"ruling": "same"}, 422),
        ("/review", {"item": "x" * 65, "ruling": "same"}, 422),
    ],
)
def test_what_makes_no_ruling_is_refused(desk: TestClient, where: str, given: dict[str, str], status: int) -> None:
    """A ruling that makes no sense says what would, and stores nothing."""
    before = len(desk.get("/review.json").json()["rulings"])
    assert post(desk, where, **given)[0] == status
    assert len(desk.get("/review.json").json()["rulings"]) == before


def test_the_keys_can_be_switched_off(desk: TestClient) -> None:
    """Each button names its key, and a box on the page switches single keys off (WCAG 2.1.4)."""
    shown = desk.get("/review").text
    assert {"y", "n", "u", "j", "z"} <= set(re.findall(r'aria-keyshortcuts="(\w)"', shown))
    assert 'type="checkbox" id="keys-on"' in shown


# ------------------------------------------------------------------ what is brought


def test_addresses_and_files_join_the_queue(desk: TestClient, path: Path) -> None:
    """Addresses, one a line, and files wait under the name of who brought them, with their bytes."""
    answer = desk.post(
        "/queue",
        data={"token": token(desk, "/queue"), "addresses": "https://a.example/1\n\n https://a.example/2 \n"},
        files=[("file", ("../saved.html", b"<html>\xff", "text/html"))],
        headers=OURS,
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    told = desk.get("/queue.json").json()
    assert told["waiting"] == 3
    assert [(row["address"], row["who"]) for row in told["rows"]] == [
        ("../saved.html", "ada"),
        ("https://a.example/2", "ada"),
        ("https://a.example/1", "ada"),
    ]
    with Ledger.open(path) as ledger:
        assert ledger.pending.body(told["rows"][0]["id"]) == b"<html>\xff"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"addresses": " \n"}, "neither an address nor a file"),
        ({"addresses": "https://a.example/1\njavascript:alert(1)"}, "javascript:alert(1) is no address"),
        ({"addresses": "https://a.example/1\nfile:///etc/passwd"}, "is no address"),
        ({"addresses": "\n".join(f"https://a.example/{n}" for n in range(501))}, "more than 500 addresses"),
        ({"addresses": "https://a.example/1\nhttps://a.example/" + "x" * 2_000}, "more than 2,000 characters"),
        ({"addresses": "https://a.example/1", "url": "https://a.example/2"}, "goes with one file"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(desk: TestClient, given: dict[str, str], says: str) -> None:
    """Where one of some addresses is none, none is taken, and the page says which."""
    status, text = post(desk, "/queue", **given)
    assert status == 400
    assert says in text
    assert desk.get("/queue.json").json()["waiting"] == 0


def test_each_row_says_what_became_of_it(desk: TestClient, path: Path) -> None:
    """A page that was read leads to its story and article; one that was left out says why."""
    with Ledger.open(path) as ledger:
        article = next(ledger.articles())
        for address, state, outcome, pages in (
            ("https://a.example/<b>", State.REJECTED, "holds a list of links and no article", ()),
            ("https://a.example/2", State.DONE, "read", (article.id,)),
        ):
            ledger.pending.add(address, who="ben")
            row = ledger.pending.take()
            assert row is not None
            ledger.pending.finish(row.id, state, outcome, pages)
        story = ledger.books.story_of(article.id)
    shown = desk.get("/queue").text
    assert f'href="/stories/{story}"' in shown
    assert f'href="/articles/{article.id}"' in shown
    assert "holds a list of links and no article" in shown
    assert "https://a.example/&lt;b&gt;" in shown
    assert "http-equiv" not in shown  # nothing waits: nothing to load again
    assert "Nothing waits to be read." in shown


def test_a_page_says_which_feed_named_it(desk: TestClient, path: Path) -> None:
    """A page that came of a feed says of which, on the page and in its other forms."""
    with Ledger.open(path) as ledger:
        ledger.pending.add("https://a.example/1", who="ben", url="https://a.example/<feed>")
    assert "named by https://a.example/&lt;feed&gt;" in desk.get("/queue").text
    assert desk.get("/queue.json").json()["rows"][0]["named_by"] == "https://a.example/<feed>"
    assert desk.get("/api/v1/queue").json()["items"][0]["named_by"] == "https://a.example/<feed>"
    assert desk.get("/queue.csv").text.splitlines()[1].endswith(",https://a.example/<feed>")


def test_the_queue_goes_on_without_script(desk: TestClient) -> None:
    """While something waits the page loads itself again where there is no script, and has a link to do so."""
    post(desk, "/queue", addresses="https://a.example/1")
    shown = desk.get("/queue").text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in shown
    assert "Load this page again" in shown


# ------------------------------------------------------------------ sample stories


def test_sample_stories_are_shown_until_the_first_page(path: Path, tmp_path: Path) -> None:
    """An empty ledger shows the samples and says so; what is brought goes into the reader's own, shown from then on."""
    own = tmp_path / "own.sqlite"
    Ledger.open(own).close()
    made = app(Serving(own, samples=path))
    with TestClient(made, base_url="http://127.0.0.1") as client:
        assert "invented sample stories" in client.get("/").text
        assert len(client.get("/stories.json").json()) == 2
        given = {"token": token(client, "/queue"), "addresses": "https://a.example/1"}
        client.post("/queue", data=given, headers=OURS)
        with Ledger.open(own) as ledger, Ledger.open(path) as samples:
            assert (ledger.pending.counts()[State.WAITING], samples.pending.counts()[State.WAITING]) == (1, 0)

            pages(ledger)
        assert "invented sample stories" not in client.get("/").text
        assert client.get("/stories.json").json() == []  # nothing is linked yet
