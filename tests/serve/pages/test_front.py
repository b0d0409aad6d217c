"""The front page: what is new since a reader last looked, the bars, what stands beside them, the first run."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

import linked_pages as mill
from builders import NOON, report
from clocked_rooms import Room
from reportedly import judging
from reportedly.ledger import State
from reportedly.records import JudgementKind, Rejection, Value
from reportedly.serve.pages.front import SHOWN
from reportedly.serve.seen import COOKIE, PAUSE, Seen

FIFTY = Value(50, 50, "people", counted="ill workers", measure="ill")
SEVENTY = Value(70, None, "people", counted="ill workers", measure="ill")
MOST_STATEMENTS = 60
"""Statements that the front page needs, whatever the ledger holds."""


def shown(reader: TestClient, address: str = "/") -> str:
    """Return a page's words, without its marks."""
    answer = reader.get(address)
    assert answer.status_code == 200, answer.text
    return words_of(answer.text)


def words_of(html: str) -> str:
    plain = re.sub(r"<[^>]+>", "", html.partition("<main")[2].partition("</main>")[0])
    return re.sub(r"\s+", " ", plain.replace("&#39;", "'").replace("&#34;", '"').replace("&lt;", "<"))


def told_later(room: Room) -> None:
    """Let a page say fifty where forty were, and a new voice speak."""
    with room.writing() as ledger:
        mill.page(
            ledger,
            "Lowmoor Post",
            8,
            "Fifty ill at the Lowmoor mill",
            f"{mill.ABOUT[0]} Fifty workers at the mill are ill, Ada Orr said. The river rises, Eve Dunn said.",
            lambda on: report(on, "Fifty workers at the mill are ill", "Ada Orr", value=FIFTY),
            lambda on: report(on, "The river rises", "Eve Dunn"),
        )


# ------------------------------------------------------------------ what is new


def test_a_first_look(room: Room) -> None:
    """Somebody who was never here is told so, nothing is marked as new, and a mark is left that no script reads."""
    room.later(hours=1)
    answer = room.reader().get("/")
    assert "You look for the first time" in words_of(answer.text)
    assert 'class="new"' not in answer.text
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{COOKIE}=")]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_what_changed_since(room: Room) -> None:
    """After a pause, what came in meanwhile is new: a revised number, a new voice; and it stays so during the visit."""
    reader = room.reader()
    reader.get("/")
    room.later(hours=2)
    told_later(room)
    room.later(hours=1)
    for _ in range(2):
        words = shown(reader)
        assert "One story changed since you last looked, today at 12:00" in words
        assert "Ada Orr now says 50 ill workers, after 40 ill workers new" in words
        assert "Eve Dunn: “The river rises” new" in words
        assert words.count(" changed ") == 2  # the sentence, and the one story
        room.later(minutes=10)
    room.later(hours=1)
    words = shown(reader)
    assert "No stories changed since you last looked, today at 15:10" in words
    assert " new " not in words
    assert words.count(" changed ") == 1


def test_marking_all_as_seen(room: Room) -> None:
    """A link, and no script, marks what is new as seen; what comes in after the page was made stays new."""
    reader = room.reader()
    reader.get("/")
    room.later(hours=2)
    told_later(room)
    room.later(hours=1)
    link = re.search(r'href="(/seen\?until=\d+)"', reader.get("/").text)
    assert link
    room.later(minutes=1)
    with room.writing() as ledger:
        mill.page(ledger, "Hill Gazette", 9, "Late news", f"{mill.ABOUT[1]} The mill burns, Cy Vane said.",
                  lambda on: report(on, "The mill burns", "Cy Vane"))  # fmt: skip
    words = shown(reader, link[1])
    assert "Cy Vane: “The mill burns” new" in words
    assert "Eve Dunn" not in words


@pytest.mark.parametrize("until", ["", "x", "-1", "9" * 40])
def test_a_spoiled_mark_is_refused(room: Room, until: str) -> None:
    """Until when all is seen is an instant; anything else changes nothing."""
    answer = room.reader().get(f"/seen?until={until}", follow_redirects=False)
    assert answer.status_code == 400
    assert COOKIE not in answer.cookies


def test_nobody_sees_what_is_to_come(room: Room) -> None:
    """A mark of days to come counts as now."""
    answer = room.reader().get("/seen?until=9999999999", follow_redirects=False)
    assert answer.status_code == 303
    assert Seen.of(answer.cookies[COOKIE], NOON) == Seen(NOON, NOON)


@pytest.mark.parametrize("cookie", ["x", "1.2.3", "2.1", "99999999999.99999999999", "-5.-5", "1", "", "1e9.1e9"])
def test_a_spoiled_cookie_is_no_cookie(room: Room, cookie: str) -> None:
    """What nobody here wrote is as if it were not there."""
    assert Seen.of(cookie, NOON) is None
    assert Seen.of("٣.٣", NOON) is None
    answer = room.reader().get("/", headers={"Cookie": f"{COOKIE}={cookie}"})
    assert "You look for the first time" in answer.text


def test_a_visit_goes_on_until_a_pause() -> None:
    """Within half an hour it is the same visit; after it what was seen last counts as seen."""
    seen = Seen(NOON, NOON + timedelta(minutes=5))
    assert seen.looking(seen.last + PAUSE) == Seen(NOON, seen.last + PAUSE)
    later = seen.last + PAUSE + timedelta(seconds=1)
    assert seen.looking(later) == Seen(seen.last, later)


def test_since_stands_in_the_address_too(room: Room) -> None:
    """A program asks for what is new since an instant, and needs no mark."""
    room.later(hours=2)
    told_later(room)
    reader = room.reader()
    (mills, *_) = reader.get(f"/stories.json?since={int(NOON.timestamp())}").json()
    assert {(one["sort"], one["is_new"]) for one in mills["news"]} >= {("revision", True), ("new claim", True)}
    assert not any(one["is_new"] for story in reader.get("/stories.json").json() for one in story["news"])


def test_a_forecast_whose_day_went_by(room: Room) -> None:
    """A forecast that fell due since is told as overdue; not so once a person ruled what became of it."""
    reader = room.reader()
    reader.get("/")
    room.later(days=6)  # it is the 12th; the mill was to open on the 9th
    assert "Overdue: “The mill will open again on Friday”, said by Ada Orr, fell due on 9 May 2031" in shown(reader)
    with room.writing() as ledger:
        (forecast,) = ledger.lists.forecasts(limit=5)
        judging.judge(ledger, JudgementKind.OUTCOME, who="Rook", reports=[forecast.lead], outcome="false")
    assert "Overdue" not in shown(reader)


def test_a_new_contradiction(room: Room) -> None:
    """Two who count the same and differ are told as a true contradiction, with both numbers."""
    reader = room.reader()
    reader.get("/")
    room.later(hours=2)
    with room.writing() as ledger:
        mill.page(
            ledger,
            "Dale Times",
            7,
            "Seventy ill",
            f"{mill.ABOUT[0]} At least seventy workers at the mill are ill, Eve Dunn said.",
            lambda on: report(on, "At least seventy workers at the mill are ill", "Eve Dunn", value=SEVENTY),
        )
    assert "True contradiction: Eve Dunn says at least 70 ill workers; Ada Orr says 40 ill workers new" in shown(reader)


# ------------------------------------------------------------------ the list


def test_the_bar_says_what_the_line_says(room: Room) -> None:
    """Each story shows its leading point: a cell an outlet, and the same in words."""
    reader = room.reader()
    (mills,) = [one for one in reader.get("/stories.json").json() if one["pages"] > 2]
    point = mills["leading_point"]
    cells = point["outlets"]
    assert cells["bring"] + cells["perhaps"] + cells["echo"] == point["weight"]["outlets"] > 2
    assert cells["bring"] >= 1
    figure = reader.get("/").text.partition(mills["story"])[2].partition("</figure>")[0]
    assert sum(path.count("M") for path in re.findall(r'<path class="o-echo" d="([^"]*)"', figure)) == cells["echo"]
    assert f"{point['weight']['outlets']} outlets" in words_of(f"<main>{figure}</main>")


def test_older_stories_follow(made: Room) -> None:
    """Page after page every story is shown once, the one that changed last first."""
    reader = made.reader()
    told: list[str] = []
    address: str | None = "/"
    pages = 0
    while address:
        html = reader.get(address).text
        pages += 1
        found = re.findall(r'<h2><a href="/stories/(\w+)"', html)
        assert len(found) <= SHOWN
        told += found
        following = re.search(r'href="([^"]+)" rel="next"', html)
        address = following[1].replace("&amp;", "&") if following else None
    with made.writing() as ledger:
        every = {story.id for story in ledger.books.stories()}
    assert pages > 1
    assert len(told) == len(set(told)) == len(every)


def test_a_story_in_which_nobody_speaks(room: Room) -> None:
    """A page on which nobody says anything is a story with its page, and no bar."""
    with room.writing() as ledger:
        mill.page(ledger, "Dale Times", 20, "A quiet day in Harwick", "Snow fell on the hills of Harwick.")
    words = shown(room.reader())
    assert "A quiet day in Harwick 1 page; nobody is reported to say anything in it." in words


def test_page_text_stays_text(room: Room) -> None:
    """A headline with marks and turning signs is shown and does nothing."""
    with room.writing() as ledger:
        mill.page(
            ledger, "<b>Dale</b>", 20, "<script>alert(1)</script>\u202eturned", "Snow fell on the hills of Harwick."
        )
    html = room.reader().get("/").text
    assert "<script>alert" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\ufffdturned" in html


def test_other_forms(room: Room) -> None:
    """The same stands there as JSON, as a table and as two feeds; none of them leaves a mark."""
    reader = room.reader()
    stories = reader.get("/stories.json").json()
    table = reader.get("/stories.csv").text.splitlines()
    atom = reader.get("/stories.atom").text
    feed = reader.get("/stories.feed.json").json()
    assert len(table) == len(stories) + 1 == atom.count("<entry>") + 1 == len(feed["items"]) + 1
    assert COOKIE not in reader.cookies


# ------------------------------------------------------------------ beside the list


def test_what_stands_beside_the_list(room: Room) -> None:
    """The queue, forecasts, questions and the ledger's counts stand beside the stories, each with a link."""
    room.later(days=1)
    with room.writing() as ledger:
        ledger.reject(Rejection("read", "https://courier.example/list", "it is a list of links"))
        for number in range(3):
            ledger.pending.add(f"https://courier.example/{number}", who="Orr")
        read = ledger.pending.take()
        left = ledger.pending.take()
        assert read
        assert left
        ledger.pending.finish(read.id, State.DONE, "read")
        ledger.pending.finish(left.id, State.REJECTED, "it holds a list of links")
    answer = room.reader().get("/")
    words = words_of(answer.text)
    assert "3 pages in the queue, 2 read" in words
    assert '<progress id="prog" value="2" max="3">' in answer.text
    assert "Rejected: https://courier.example/1: it holds a list of links" in words
    assert "in 2 days “The mill will open again on Friday” Ada Orr, for 9 May 2031" in words
    assert "7 pages came in: 6 articles and 1 rejection. They hold 10 reports." in words
    assert re.search(r'<a href="/review">[^<]*\d+ questions?</a>', answer.text)
    assert 'action="/queue" method="post" enctype="multipart/form-data"' in answer.text
    assert re.search(r'<input type="hidden" name="token" value="[\w-]+">', answer.text)


def test_a_forecast_that_is_over_is_flagged(room: Room) -> None:
    """Beside the list, a forecast whose day went by says since when."""
    room.later(days=5)
    assert "2 days over “The mill will open again on Friday”" in shown(room.reader())


@pytest.mark.parametrize(("number", "words"), [(1, "One page came in and is"), (3, "Three pages came in and are")])
def test_linking_that_is_behind_is_told(room: Room, number: int, words: str) -> None:
    """Above the counts it weakens stands how many pages are not linked yet."""
    reader = room.reader()
    assert "not linked yet" not in shown(reader)
    with room.writing() as ledger, pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportedly.linking.link", lambda _ledger: None)
        for day in range(number):
            mill.page(ledger, "Dale Times", 20 + day, f"News {day}", f"Snow fell on hill number {day}.")
        assert f"{words} not linked yet" in shown(reader)


# ------------------------------------------------------------------ the first run


def test_an_empty_ledger(empty: Room) -> None:
    """Who opens an empty ledger is told how to bring pages, and how to read the bar."""
    answer = empty.reader().get("/")
    words = words_of(answer.text)
    assert answer.status_code == 200
    assert "The ledger is empty" in words
    assert answer.text.count('action="/queue" method="post"') == 2
    assert "24 outlets · 19 publishers · 3 claimants · 2–3 independent origins" in words
    assert empty.reader().get("/stories.json").json() == []
    assert empty.reader().get("/stories.atom").status_code == 200


def test_an_empty_ledger_with_rejections(empty: Room) -> None:
    """Nothing is left out in silence, not even on the first page."""
    with empty.writing() as ledger:
        ledger.reject(Rejection("read", "https://courier.example/list", "it is a list of links"))
    assert "1 page came in and could not be read" in shown(empty.reader())


# ------------------------------------------------------------------ bounded


def test_no_more_is_read_than_is_shown(made: Room, room: Room, statements: list[str]) -> None:
    """A page of twenty stories takes a fixed number of statements, and few more than one of two stories."""
    counts = []
    for one in (made, room):
        reader = one.reader()
        reader.get(f"/?since={int((NOON - timedelta(days=1)).timestamp())}")  # all of it is new
        statements.clear()
        answer = reader.get(f"/?since={int((NOON - timedelta(days=1)).timestamp())}")
        assert answer.status_code == 200
        counts.append(len(statements))
    assert max(counts) <= MOST_STATEMENTS
    assert not any("FROM articles WHERE row" in one for one in statements), "no page is read"
