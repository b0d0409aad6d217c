"""What forms take: whatever is typed, or sent by somebody's own program, is answered and never breaks the room."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from linked_pages import fill
from reportedly.records import JudgementKind
from reportedly.serve.accounts import TOKEN_HEADER
from rooms import OURS, room, token, visiting

HOSTILE = (
    "\0", "\u202ekcab", "</script><script>alert(1)</script>", "=HYPERLINK(1)", "'); DROP TABLE judgements; --",
    "x" * 3_000, "\r\nSet-Cookie: a=b", "//elsewhere.example", "javascript:alert(1)", "%ff", "{{7*7}}", "🌾",
    "-1", "9" * 40, "ffff",
)  # fmt: skip
TYPED = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
FIELDS = {
    "/queue": ("addresses", "url"),
    "/review": ("item", "ruling", "reason", "chain", "kind", "story", "point", "after"),
    "/review/rule": ("kind", "report", "page", "name", "outcome", "reason", "next"),
    "/review/undo": ("judgement", "key", "reason", "next"),
    "/login": ("name", "password", "next"),
}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An editor of the mill's ledger, from another address."""
    path = tmp_path_factory.mktemp("forms") / "ledger.sqlite"
    fill(path)
    with visiting(room(path), "editor") as client:
        client.headers.update({**OURS, TOKEN_HEADER: token(client, "/queue")})
        yield client


@pytest.mark.parametrize("path", FIELDS)
def test_whatever_is_typed_is_answered(editor: TestClient, path: str) -> None:
    """Any words in any fields, some left out, some twice: an answer in words or a way on, and never to another site."""
    most = 8 if path == "/login" else 40  # passwords are slow to check, and shall be

    @settings(max_examples=most, deadline=None, phases=[Phase.generate], database=None, derandomize=True,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(
        typed=st.fixed_dictionaries(
            {}, optional={name: st.lists(TYPED, min_size=1, max_size=2) for name in FIELDS[path]}
        ),
        kind=st.sampled_from([one.value for one in JudgementKind]),
        is_ruling=st.booleans(),
    )
    def answers(typed: dict[str, list[str]], kind: str, is_ruling: bool) -> None:
        if "kind" in typed and is_ruling:
            typed["kind"] = [kind]
        answer = editor.post(path, data=typed)
        assert answer.status_code in {303, 400, 401, 404, 422, 429}, (answer.status_code, typed)
        where = answer.headers.get("location", "/")
        assert (where[0], where[1:2] in {"/", "\\"}) == ("/", False)
        assert "a=b" not in answer.headers.get("set-cookie", "")
        assert "<script>alert" not in answer.text

    answers()
