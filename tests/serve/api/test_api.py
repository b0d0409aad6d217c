"""The HTTP API: what it answers, page by page, how it fails, and that its description holds."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from reportedly.serve.api.cursors import from_cursor, to_cursor

Object = dict[str, Any]
LISTS = (
    "stories",
    "points",
    "claims",
    "reports",
    "search",
    "articles",
    "numbers",
    "relations",
    "forecasts",
    "judgements",
)


def get(client: TestClient, path: str, status: int = 200, **asked: str | int) -> Object:
    answer = client.get(f"/api/v1/{path}", params=asked)
    assert answer.status_code == status, answer.text
    told: Object = answer.json()
    return told


@pytest.mark.parametrize("name", LISTS)
def test_a_list_read_page_by_page_is_the_whole_list(client: TestClient, name: str) -> None:
    """Following `next` with one item a page gives each item of the list once, in the same order."""
    whole = get(client, name, limit=200)
    assert whole["next"] is None
    found, cursor = [], None
    while True:
        page = get(client, name, limit=1, **({"cursor": cursor} if cursor else {}))
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole["items"]


@pytest.mark.parametrize("name", LISTS)
def test_every_answer_carries_its_caveats(client: TestClient, name: str) -> None:
    """How many pages were read, rejected and wait stands in every answer."""
    assert get(client, name)["caveats"]["coverage"] == {"pages_read": 6, "pages_rejected": 0, "pages_waiting": 0}


@pytest.mark.parametrize("name", ["stories", "points", "claims", "reports", "articles"])
def test_what_a_list_names_can_be_asked_for(client: TestClient, name: str) -> None:
    """Each item of a list is found under its id; so it is by the beginning of it."""
    for item in get(client, name, limit=200)["items"]:
        whole = get(client, f"{name}/{item['id']}")["item"]
        assert item["id"] in str(whole)
        assert get(client, f"{name}/{item['id'][:12]}")["item"] == whole


def test_words_stand_where_their_offsets_say(client: TestClient) -> None:
    """The words of each report are the article's text between its offsets, and so is what stands around them."""
    for item in get(client, "articles", limit=200)["items"]:
        whole = get(client, f"articles/{item['id']}")["item"]
        for report in whole["reports"]:
            for words in (report["evidence"], *report["content"]):
                if words["part"] == "body":
                    assert whole["text"][words["start"] : words["end"]] == words["text"]
                    assert whole["text"][: words["start"]].endswith(words["prefix"])
                    assert whole["text"][words["end"] :].startswith(words["suffix"])


def test_outlets_publishers_and_origins_are_counted_apart(client: TestClient) -> None:
    """A point says all three, and by which rule an origin is none."""
    (point, *_) = sorted(get(client, "points")["items"], key=lambda one: -one["weight"]["outlets"])
    assert point["weight"]["outlets"] == 4
    assert (point["origins"]["at_least"], point["origins"]["at_most"]) == (2, 2)
    assert get(client, f"points/{point['id']}")["item"]["point"] == point


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("stories/0000000000", {}, 404),
        ("stories/zzzz", {}, 422),
        ("stories", {"limit": 0}, 422),
        ("stories", {"limit": 201}, 422),
        ("stories", {"cursor": "rubbish"}, 422),
        ("claims", {"cursor": to_cursor(7)}, 422),
        ("claims", {"status": "true"}, 422),
        ("search", {"q": "…"}, 422),
        ("search", {"first": "soon"}, 422),
        ("nowhere", {}, 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem_in_words(
    client: TestClient, path: str, asked: Object, status: int
) -> None:
    """Errors are problem documents with a status and the way out, never an empty list."""
    answer = client.get(f"/api/v1/{path}", params=asked)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]


def test_what_a_reader_has_is_not_sent_again(client: TestClient) -> None:
    """An answer has an ETag; asked for with it, there is no body."""
    first = client.get("/api/v1/points")
    again = client.get("/api/v1/points", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_nothing_is_written_by_asking(client: TestClient) -> None:
    """No address of the description takes anything but questions without an account's token."""
    for path, methods in client.get("/api/v1/openapi.json").json()["paths"].items():
        for method in {"post", "put", "patch", "delete"}.difference(methods):
            assert client.request(method, f"/api/v1{path}").status_code in {403, 404, 405}


@given(st.lists(st.one_of(st.text(max_size=30), st.integers(0, 1 << 61)), max_size=4))
def test_a_cursor_gives_back_its_place(place: list[str | int]) -> None:
    """Whatever the place, it comes back; and is refused where another kind of place is wanted."""
    kinds = tuple(type(part) for part in place)
    assert from_cursor(to_cursor(*place), kinds) == tuple(place)


def test_the_description_can_be_read(client: TestClient) -> None:
    """The page of the API names each of its addresses."""
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert path in page.text
