"""Programs bring addresses and rule through the API, with the token that they are given, and never without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.serve.accounts import TOKEN_HEADER
from reportedly.serve.app import app
from reportedly.serve.house import Serving
from rooms import room, visiting

ORIGIN = {"Origin": "http://127.0.0.1"}
QUEUE, JUDGEMENTS = "/api/v1/queue", "/api/v1/judgements"


@pytest.fixture
def program(ledger_path: Path) -> Iterator[TestClient]:
    """A program on this machine that has its token."""
    with TestClient(app(Serving(ledger_path, editor="ada")), base_url="http://127.0.0.1") as client:
        told = client.get("/api/v1/visitor").json()
        assert (told["name"], told["role"]) == ("ada", "editor")
        client.headers.update({**ORIGIN, TOKEN_HEADER: told["token"]})
        yield client


def test_addresses_join_the_queue(program: TestClient) -> None:
    """Addresses are taken all or none, and the queue tells what became of them, page by page."""
    answer = program.post(QUEUE, json={"addresses": [f"https://a.example/{n}" for n in range(3)]})
    assert (answer.status_code, [row["state"] for row in answer.json()["items"]]) == (202, ["waiting"] * 3)
    assert program.post(QUEUE, json={"addresses": ["https://a.example/9", "file:///etc/passwd"]}).status_code == 422
    first = program.get(QUEUE, params={"limit": 2}).json()
    second = program.get(QUEUE, params={"limit": 2, "cursor": first["next"]}).json()
    assert [row["address"][-1] for row in (*first["items"], *second["items"])] == ["2", "1", "0"]
    assert second["next"] is None


def test_a_ruling_is_stored_and_taken_back(program: TestClient) -> None:
    """A ruling carries the name of who is asking, and can be undone; what makes no sense says what would."""
    given = {"kind": "same origin", "names": ["Ada Orr", "Ben Loe"], "why": "one press conference"}
    made = program.post(JUDGEMENTS, json=given)
    assert made.status_code == 201
    assert made.json()["item"]["who"] == "ada"
    assert program.post(JUDGEMENTS, json={"kind": "undo", "undoes": made.json()["item"]["id"]}).status_code == 201
    assert program.post(JUDGEMENTS, json={"kind": "undo", "undoes": "ffff"}).status_code == 404
    assert program.post(JUDGEMENTS, json={"kind": "same origin", "names": ["Ada Orr"]}).status_code == 422


@pytest.mark.parametrize("header", [TOKEN_HEADER, "Origin"])
def test_nothing_is_taken_without_token_and_origin(program: TestClient, header: str) -> None:
    """A program that leaves one of them out is refused, with a problem document."""
    del program.headers[header]
    answer = program.post(QUEUE, json={"addresses": ["https://a.example/1"]})
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


def test_nobody_is_told_no_token(ledger_path: Path) -> None:
    """From another address, a program without an account learns nothing, not even who it is."""
    with visiting(room(ledger_path), "nobody") as client:
        assert client.get("/api/v1/visitor").status_code == 401
