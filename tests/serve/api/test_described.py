"""Schemathesis asks the API what its description allows, and what it does not: no 5xx, every answer as described.

It asks as nobody, whose changes are refused, and as an editor from another address, whose changes are made.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from msgspec import Struct
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.types import ASGIApp, Receive, Scope, Send

from linked_pages import fill
from reportedly.ledger import Ledger
from reportedly.records import JudgementKind
from reportedly.serve.accounts import TOKEN_HEADER
from reportedly.serve.api import api
from reportedly.serve.house import House, Serving
from rooms import HOST, log_in, room

Described = Any
Asked = Callable[[str, bytes], Any]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
MODES = list(schemathesis.GenerationMode)


def tries(most: int) -> settings:
    """Return how often something is tried; the same tries each time, so that a run tells of the code and no luck."""
    return settings(
        max_examples=most, deadline=None, phases=[Phase.generate], database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


# ------------------------------------------------------------------ nobody


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    """The description of an API over the mill's ledger, where nobody is asking."""
    path = tmp_path_factory.mktemp("api") / "ledger.sqlite"
    fill(path)
    house = House(Serving(path))
    yield schemathesis.openapi.from_asgi("/openapi.json", api(house))
    house.close()


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
def test_every_answer_is_as_described(described: Described, mode: schemathesis.GenerationMode) -> None:
    """Whatever is asked, fitting or not, the answer has a status, a media type and a body as described."""
    asked = 0
    for each in described.get_all_operations():
        operation = each.ok()

        @tries(12)
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: Any) -> None:  # noqa: ANN401  # a case of schemathesis
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=CHECKS)

        try:
            answers()
        except Unsatisfiable:  # it takes nothing, so nothing about it can be wrong
            assert mode is schemathesis.GenerationMode.NEGATIVE, operation.label
            assert not any(True for _ in operation.iter_parameters()), operation.label
    assert asked > 50


# ------------------------------------------------------------------ an editor


class Editor(Struct, frozen=True):
    """An editor's program, from another address: its session and its token go with every request."""

    path: Path
    described: Described
    headers: dict[str, str]

    def held(self) -> tuple[frozenset[str], frozenset[str], object]:
        """Return what the ledger holds: rulings, what was brought, and how much of all else."""
        with Ledger.open(self.path, read_only=True) as ledger:
            rulings = frozenset(one.id for one in ledger.judgements())
            return rulings, frozenset(row.id for row in ledger.pending.rows(limit=100_000)), ledger.counts()

    def asks(self, case: Any) -> Any:  # noqa: ANN401  # a case and an answer of schemathesis
        """Ask, check the answer by the description, and that just what it tells was written."""
        rulings, rows, counts = self.held()
        answer = case.call_and_validate(checks=CHECKS, headers=self.headers)
        new_rulings, new_rows, new_counts = self.held()
        told = answer.json() if answer.status_code in {201, 202} else {}
        assert new_rulings - rulings == ({told["item"]["id"]} if answer.status_code == 201 else set())
        assert new_rows - rows <= {row["id"] for row in told.get("items", ())}
        assert (new_rulings >= rulings, new_rows >= rows, new_counts) == (True, True, counts)
        assert all(row["who"] == "editor" for row in told.get("items", ()) if row["id"] not in rows)
        assert answer.status_code != 201 or told["item"]["who"] == "editor"
        return answer


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor of a reading room that asks for accounts."""
    path = tmp_path_factory.mktemp("editor") / "ledger.sqlite"
    fill(path)
    made = room(path)
    with TestClient(made, base_url=HOST, follow_redirects=False) as client:
        assert log_in(client, "editor") == 303
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        told = client.get("/api/v1/visitor").json()
        headers = {"Cookie": cookie, "Origin": "http://testserver", TOKEN_HEADER: told["token"]}
        described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", requests_only(made), headers=headers)
        yield Editor(path, described, headers)


def requests_only(app: ASGIApp) -> ASGIApp:
    """Return an app that stays open: schemathesis starts and stops it around every request."""

    async def passed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for what in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{what}.complete"})

    return passed


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("name", ["queue", "judgements"])
def test_what_an_editor_changes_is_as_described(editor: Editor, name: str, mode: schemathesis.GenerationMode) -> None:
    """Whatever an editor sends, fitting or not, the answer is as described, and just what it tells is written."""
    seen = set()

    @tries(40)
    @given(case=editor.described[f"/{name}"]["POST"].as_strategy(generation_mode=mode))
    def answers(case: Any) -> None:  # noqa: ANN401  # a case of schemathesis
        seen.add(editor.asks(case).status_code)

    answers()
    assert not seen & {401, 403}, "the requests were refused, and nothing was tried"


HOSTILE = (
    "\0", "\ud800", "\u202ekcab\u202c", "</script><script>alert(1)</script>", "=HYPERLINK(1)",
    "'); DROP TABLE judgements; --", "x" * 2_000, "x" * 2_001, " ", "\r\nSet-Cookie: a=b", "🌾", "{{7*7}}",
)  # fmt: skip
WORDS = st.sampled_from(HOSTILE) | st.text(max_size=40)
# What each kind of ruling is about: how many reports, pages and names.
ABOUT = {
    JudgementKind.SAME_CLAIM: (2, 0, 0),
    JudgementKind.OTHER_CLAIM: (2, 0, 0),
    JudgementKind.SAME_POINT: (2, 0, 0),
    JudgementKind.OTHER_POINT: (2, 0, 0),
    JudgementKind.CONTRADICTION: (2, 0, 0),
    JudgementKind.NOT_CONTRADICTION: (2, 0, 0),
    JudgementKind.SAME_STORY: (0, 2, 0),
    JudgementKind.OTHER_STORY: (0, 2, 0),
    JudgementKind.SAME_ENTITY: (0, 0, 2),
    JudgementKind.OTHER_ENTITY: (0, 0, 2),
    JudgementKind.SAME_ORIGIN: (0, 0, 2),
    JudgementKind.OTHER_ORIGIN: (0, 0, 2),
    JudgementKind.CHAIN: (1, 0, 2),
    JudgementKind.OUTCOME: (1, 0, 0),
}


def some(of: list[str], count: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(of), min_size=count, max_size=count)


def test_every_kind_of_ruling_is_tried() -> None:
    """Whatever a person can rule is in the table above; taking back has a test of its own."""
    assert {*ABOUT, JudgementKind.UNDO} == set(JudgementKind)


@pytest.mark.parametrize("kind", ABOUT, ids=lambda kind: kind.value)
def test_rulings_on_what_is_there_are_made(editor: Editor, kind: JudgementKind) -> None:
    """Rulings on reports, pages and names there are, with hostile reasons, are stored, or refused as described."""
    with Ledger.open(editor.path, read_only=True) as ledger:
        reports = [row.report.id for row in ledger.reports()] + [claim.id for claim in ledger.books.claims()]
        pages = [article.id for article in ledger.articles()]
    names = ["Ada Orr", "Ben Loe", "Lowmoor Post", "Hill Gazette", "Nobody of that name"]
    about = ABOUT[kind]
    bodies = st.fixed_dictionaries(
        {"kind": st.just(kind.value), "reports": some(reports, about[0]), "pages": some(pages, about[1]),
         "names": some(names, about[2])} | ({"outcome": st.sampled_from(["true", "false", "open"])} if kind is
         JudgementKind.OUTCOME else {}),
        optional={"why": WORDS},
    )  # fmt: skip
    seen = set()

    @tries(8)
    @given(body=bodies)
    def answers(body: dict[str, Any]) -> None:
        case = editor.described["/judgements"]["POST"].Case(
            body=json.dumps(body).encode(), media_type="application/json"
        )
        seen.add(editor.asks(case).status_code)

    answers()
    assert 201 in seen
    assert seen <= {201, 404, 422}  # 404: a claim that an earlier ruling has made one with another


BODIES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"[" * 50_000, b'{"a":' * 50_000, b"NaN", b"1e999", b"9" * 5_000,
                     b'{"addresses": 1, "addresses": []}', b'\xff\xfe{}', b"", b"null",
                     b'{"kind": "undo", "undoes": "\\ud800"}']),
    st.fixed_dictionaries({}, optional={
        "addresses": st.lists(WORDS | WORDS.map("https://a.example/{}".format), max_size=4),
        "kind": st.sampled_from([one.value for one in JudgementKind]) | WORDS, "reports": st.lists(WORDS, max_size=3),
        "pages": st.lists(WORDS, max_size=3), "names": st.lists(WORDS, max_size=21), "outcome": st.none() | WORDS,
        "undoes": st.none() | WORDS, "why": WORDS, "who": WORDS,
    }).map(lambda body: json.dumps(body).encode()),
)  # fmt: skip


@pytest.mark.parametrize("name", ["queue", "judgements"])
def test_hostile_bodies_change_nothing_untold(editor: Editor, name: str) -> None:
    """What is no JSON, no object, too deep, too long, or full of signs that break things is answered as described."""

    @tries(60)
    @given(body=BODIES, media=st.sampled_from(["application/json", "text/plain", "application/xml", ""]))
    def answers(body: bytes, media: str) -> None:
        case = editor.described[f"/{name}"]["POST"].Case(body=body, media_type="application/json")
        case.headers["Content-Type"] = media
        editor.asks(case)

    answers()


def test_rulings_are_taken_back_once(editor: Editor) -> None:
    """Taking back is a ruling too: of one that is there 201, of one that is not 404, and nothing is erased."""
    operation = editor.described["/judgements"]["POST"]
    made = json.dumps({"kind": "same origin", "names": ["Ada Orr", "Ben Loe"]}).encode()
    assert editor.asks(operation.Case(body=made, media_type="application/json")).status_code == 201

    @tries(10)
    @given(place=st.integers(0, 99), other=st.none() | st.sampled_from(["ffff" * 5, *HOSTILE]))
    def answers(place: int, other: str | None) -> None:
        there = sorted(editor.held()[0])
        undoes = other or there[place % len(there)]
        body = json.dumps({"kind": "undo", "undoes": undoes}).encode()
        status = editor.asks(operation.Case(body=body, media_type="application/json")).status_code
        assert status in ({404, 422} if other else {201, 422})

    answers()
