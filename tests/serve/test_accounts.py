"""Who gets in and what they may do: every address, every kind of visitor, every method."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute, Mount, Route

from reportedly.ledger import Ledger, accounts
from reportedly.serve.accounts import MAX_BYTES, TOKEN_HEADER, back, cookie_name
from reportedly.serve.app import app
from reportedly.serve.house import Serving
from rooms import HOST, OURS, VISITORS, log_in, room, token, visiting

UNSAFE = ("POST", "PUT", "PATCH", "DELETE", "PROPPATCH")
SAFE = {"GET", "HEAD", "OPTIONS"}
OPEN = {"/login"}
"""What is answered to nobody, beside the style sheets."""


def routes(some: Iterable[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the method and the address of every route, with something in place of its parameters."""
    for route in some:
        if isinstance(route, Mount):
            yield from routes(route.routes, before + route.path)
            yield "GET", f"{before}{route.path}/nothing"
        elif isinstance(route, Route):
            path = re.sub(r"\{[^}]*\}", "0123abcd", before + route.path)
            yield from ((method, path) for method in route.methods or ())
        else:  # those of one of our routers; whatever has none is no route that we know, and fails here
            yield from routes(route.original_router.routes, before)  # type: ignore[attr-defined]  # FastAPI's own


@pytest.fixture
def made(ledger_path: Path) -> FastAPI:
    return room(ledger_path)


def every(made: FastAPI) -> list[str]:
    """Return every address of a reading room, and one that has no route."""
    found = sorted({path for _, path in routes(made.routes)} | {"/no/such/page"})
    assert {"/", "/login", "/api/v1/stories", "/static/nothing"} <= set(found)
    return found


def changing(made: FastAPI) -> set[tuple[str, str]]:
    """Return every method and address by which the reading room lets something be changed."""
    return {(method, path) for method, path in routes(made.routes) if method not in SAFE}


@contextmanager
def unchanged(path: Path) -> Iterator[None]:
    """Check that nobody writes to a ledger meanwhile, whatever they are answered."""
    with closing(sqlite3.connect(path)) as ledger:
        version = "PRAGMA data_version"  # another after every write of anybody else
        before = ledger.execute(version).fetchone()
        yield
        assert ledger.execute(version).fetchone() == before


# ------------------------------------------------------------------ the table


def test_what_changes_something_is_known(made: FastAPI) -> None:
    """These are all the ways to change something. A new one belongs here, once the table below has refused it."""
    assert changing(made) == {
        ("POST", "/login"), ("POST", "/logout"), ("POST", "/queue"), ("POST", "/review"), ("POST", "/review/rule"),
        ("POST", "/review/undo"), ("POST", "/api/v1/queue"), ("POST", "/api/v1/judgements"),
    }  # fmt: skip
    assert {method for method, _ in changing(made)} <= set(UNSAFE)
    assert {path for _, path in changing(made)} <= set(every(made))


def test_nothing_is_answered_to_nobody(made: FastAPI) -> None:
    """From another address, without an account: the way in, style sheets, and nothing else, whatever is asked."""
    with visiting(made, "nobody") as client:
        for path in every(made):
            if path in OPEN or path.startswith("/static/"):
                continue
            seen = client.get(path, headers={"Accept": "text/html"})
            assert (seen.status_code, seen.headers.get("location", "")[:12]) == (303, "/login?next="), path
            assert client.get(path).status_code == 401, path
            assert client.get(path).json()["status"] == 401
        assert client.get("/static/style.css").status_code == 200


def test_nobody_and_readers_change_nothing(made: FastAPI, ledger_path: Path) -> None:
    """Every unsafe request of nobody is 401, of a reader 403, though it carries a right token from a page of ours."""
    for who, status in (("nobody", 401), ("reader", 403)):
        with visiting(made, who) as client:
            given = {**OURS, TOKEN_HEADER: token(client)}
            with unchanged(ledger_path):
                refused(client, who, status, every(made), given)


def refused(client: TestClient, who: str, status: int, paths: list[str], given: dict[str, str]) -> None:
    for path in paths:
        for method in UNSAFE:
            if path in {"/login", "/logout"}:
                continue
            assert client.request(method, path, headers=given).status_code == status, (who, method, path)


@pytest.mark.parametrize("who", VISITORS)
def test_no_unsafe_request_passes_without_a_token(made: FastAPI, ledger_path: Path, who: str) -> None:
    """Whoever asks, wherever: without a token, with a wrong one, or from another site, nothing is changed."""
    with visiting(made, who) as client:
        right = token(client) or token(client, "/queue")
        tries: tuple[dict[str, str], ...] = (
            {"Origin": HOST},
            {"Origin": HOST, TOKEN_HEADER: "0" * 64},
            {"Origin": HOST, TOKEN_HEADER: ""},
            {TOKEN_HEADER: right},  # no browser said where it comes from
            {"Origin": "http://elsewhere.example", TOKEN_HEADER: right},
            {"Origin": "null", TOKEN_HEADER: right},
            {"Origin": f"{HOST}.elsewhere.example", TOKEN_HEADER: right},
            {"Origin": "https://news.example", TOKEN_HEADER: right},
            {"Sec-Fetch-Site": "cross-site", TOKEN_HEADER: right},
            {"Sec-Fetch-Site": "same-site", TOKEN_HEADER: right},
            {"Sec-Fetch-Site": "none", TOKEN_HEADER: right},
        )
        asked = [(method, path, given) for method, path in changing(made) for given in tries]
        asked += [(method, path, given) for path in every(made) for method in UNSAFE for given in tries[:1]]
        with unchanged(ledger_path):
            for method, path, given in asked:
                answer = client.request(method, path, headers=given, content=b"")
                assert answer.status_code in {401, 403}, (method, path, given)


# What each address takes, with something that would be written: an editor's request shows that it is.
FITTING: dict[str, dict[str, dict[str, object]]] = {
    "/queue": {"data": {"addresses": "https://courier.example/mill"}},
    "/review": {"data": {"item": "0123abcd", "ruling": "aside"}},
    "/review/rule": {"data": {"kind": "same origin", "name": ["Ada Orr", "Ben Loe"]}},
    "/review/undo": {"data": {"key": "0123abcd"}},
    "/api/v1/queue": {"json": {"addresses": ["https://courier.example/mill"]}},
    "/api/v1/judgements": {"json": {"kind": "same origin", "names": ["Ada Orr", "Ben Loe"]}},
}


def test_every_way_to_change_something_has_a_fitting_request(made: FastAPI) -> None:
    """The table knows what each address takes, beside the way in and out."""
    assert set(FITTING) == {path for _, path in changing(made)} - {"/login", "/logout"}


@pytest.mark.parametrize("path", FITTING)
def test_only_an_editors_own_request_is_answered(made: FastAPI, ledger_path: Path, path: str) -> None:
    """One fitting request: nobody's, a reader's, of a foreign origin or token, is refused; the editor's own passes."""
    with visiting(made, "editor") as editor, visiting(made, "reader") as reader, visiting(made, "nobody") as nobody:
        right, others = token(editor, "/queue"), token(reader)
        for client, origin, given, status in (
            (nobody, HOST, token(nobody), 401),
            (nobody, HOST, right, 401),
            (reader, HOST, others, 403),
            (reader, HOST, right, 403),
            (editor, HOST, others, 403),
            (editor, HOST, "0" * 64, 403),
            (editor, "http://elsewhere.example", right, 403),
            (editor, "null", right, 403),
        ):
            with unchanged(ledger_path):
                headers = {"Origin": origin, TOKEN_HEADER: given}
                assert client.post(path, headers=headers, **FITTING[path]).status_code == status  # type: ignore[arg-type]
        answer = editor.post(path, headers={**OURS, TOKEN_HEADER: right}, **FITTING[path])  # type: ignore[arg-type]
        assert answer.status_code in {201, 202, 303}


def test_a_write_would_be_seen(made: FastAPI, ledger_path: Path) -> None:
    """The check that nothing was written fails where something was."""
    with visiting(made, "editor") as client:
        given = {"token": token(client, "/queue"), "addresses": "https://courier.example/mill"}
        with pytest.raises(AssertionError), unchanged(ledger_path):
            client.post("/queue", data=given, headers=OURS)


def test_looking_changes_nothing(made: FastAPI, ledger_path: Path) -> None:
    """Whatever an editor looks at, with whatever safe method, nothing is written."""
    with visiting(made, "editor") as client, unchanged(ledger_path):
        for path in every(made):
            for method in ("GET", "HEAD", "OPTIONS"):
                assert client.request(method, path).status_code < 500, (method, path)


def test_an_editor_passes_with_a_token(made: FastAPI) -> None:
    """The table above refuses for what it says: the same request with all of it right passes."""
    with visiting(made, "editor") as client:
        given = {"token": token(client, "/queue"), "addresses": "https://courier.example/mill"}
        assert client.post("/queue", data=given, headers=OURS).status_code == 303
        fetched = {"Sec-Fetch-Site": "same-origin"}
        assert client.post("/queue", data=given, headers=fetched).status_code == 303
        assert client.get("/queue.json").json()["waiting"] == 1


def test_readers_see_every_page_that_editors_see(made: FastAPI) -> None:
    """A reader reads the pages, without the forms that would be refused."""
    with visiting(made, "reader") as client:
        for path in ("/", "/queue", "/review"):
            assert client.get(path, headers=OURS).status_code == 200
        assert '<button class="main" name="ruling"' not in client.get("/review", headers=OURS).text
        assert 'name="addresses"' not in client.get("/queue", headers=OURS).text


# ------------------------------------------------------------------ on this machine


def test_on_this_machine_everybody_is_the_editor(client: TestClient) -> None:
    """Alone on a machine nobody logs in; but a form of another site is refused there too."""
    given = {"token": token(client, "/queue"), "addresses": "https://courier.example/mill"}
    ours = {"Origin": "http://127.0.0.1"}
    assert client.post("/queue", data=given, headers=ours, follow_redirects=False).status_code == 303
    assert client.post("/queue", data=given, headers={"Origin": "http://localhost:3000"}).status_code == 403
    assert client.post("/queue", data={**given, "token": "0" * 64}, headers=ours).status_code == 403
    assert client.post("/queue", data=given).status_code == 403


def test_another_hosts_name_is_refused(client: TestClient) -> None:
    """A name of another site that leads here (DNS rebinding) is not answered."""
    for host in ("elsewhere.example", "127.0.0.1.elsewhere.example"):
        assert client.get("/", headers={"Host": host}).status_code == 421


def test_accounts_can_be_asked_for_on_this_machine(ledger_path: Path) -> None:
    """Where it is wished, this machine asks for accounts too."""
    made = app(Serving(ledger_path, needs_accounts=True))
    with TestClient(made, base_url="http://127.0.0.1", follow_redirects=False) as client:
        assert client.get("/").status_code == 401


# ------------------------------------------------------------------ sessions


def test_a_session_is_new_at_each_login(made: FastAPI) -> None:
    """A cookie that somebody planted before the login is worth nothing after it (session fixation)."""
    name = cookie_name(made.state.house.serving)
    with visiting(made, "nobody") as victim:
        victim.cookies.set(name, "planted-by-somebody")
        assert log_in(victim, "editor") == 303
        assert victim.cookies.get(name, domain="news.example") != "planted-by-somebody"
    with visiting(made, "nobody") as attacker:
        attacker.cookies.set(name, "planted-by-somebody")
        assert attacker.get("/queue").status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(made: FastAPI) -> None:
    """The cookie is HttpOnly and SameSite, for the whole host, and Secure where the page came by https."""
    for base, is_secure in ((HOST, False), ("https://news.example", True)):
        with TestClient(made, base_url=base) as client:
            told = client.get("/login", headers={"Accept": "text/html"}).headers["set-cookie"].lower()
        assert {"httponly", "samesite=lax", "path=/"} <= {part.strip() for part in told.split(";")}
        assert ("secure" in told) is is_secure


def test_a_session_that_is_over_is_nobodys(made: FastAPI, ledger_path: Path) -> None:
    """After the logout, or when the account is closed, the old cookie opens nothing."""
    name = cookie_name(made.state.house.serving)
    with visiting(made, "editor") as client:
        kept = client.cookies.get(name)
        assert client.post("/logout", data={"token": token(client)}, headers=OURS).status_code == 303
        client.cookies.set(name, str(kept), domain="news.example")
        assert client.get("/queue").status_code == 401
    with visiting(made, "editor") as client:
        with Ledger.open(ledger_path) as ledger:
            ledger.accounts.disable("editor")
        assert client.get("/queue").status_code == 401


def test_a_readers_token_is_no_editors(made: FastAPI) -> None:
    """A token belongs to one session: another's is refused."""
    with visiting(made, "reader") as reader, visiting(made, "editor") as editor:
        stolen = token(reader)
        answer = editor.post("/queue", data={"token": stolen, "addresses": "https://a.example/"}, headers=OURS)
        assert answer.status_code == 403


def test_guessing_is_throttled(made: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some wrong passwords the right one is refused for a while, and the page says so."""
    monkeypatch.setattr(accounts, "MAX_TRIES", 2)
    with visiting(made, "nobody") as client:
        assert [log_in(client, "editor", "a guess at it") for _ in range(2)] == [401, 429]
        assert log_in(client, "editor") == 429


@pytest.mark.parametrize("name", ["editor", "nobody-of-that-name", "<script>alert(1)</script>"])
def test_a_failed_login_says_nothing_about_names(made: FastAPI, name: str) -> None:
    """Whether the name or the password was wrong is not told, and what was typed is shown as text."""
    with visiting(made, "nobody") as client:
        given = {"token": token(client), "name": name, "password": "a guess at it"}
        answer = client.post("/login", data=given, headers=OURS)
    assert answer.status_code == 401
    assert "Name and password do not fit together" in answer.text
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "asked",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "/\tx"],
)
def test_the_login_leads_nowhere_else(made: FastAPI, asked: str) -> None:
    """After the login a visitor stays here, whatever the link says."""
    assert back(asked) == "/"
    with visiting(made, "nobody") as client:
        given = {"token": token(client), "name": "editor", "password": "a mill on the Arden", "next": asked}
        assert client.post("/login", data=given, headers=OURS).headers["location"] == "/"


# ------------------------------------------------------------------ sizes


def test_large_bodies_are_refused(made: FastAPI) -> None:
    """A body that is too large is refused by what it says of itself, and by what comes when it lies."""

    def pieces() -> Iterator[bytes]:
        for _ in range(3):
            yield b"x" * (MAX_BYTES // 2)

    with visiting(made, "editor") as client:
        given = {**OURS, TOKEN_HEADER: token(client)}
        for content in (b"x" * (MAX_BYTES + 1), pieces()):
            assert client.post("/review", content=content, headers=given).status_code == 413
        assert client.post("/queue", content=b"", headers={**given, "Content-Length": str(10**9)}).status_code == 413


def test_a_broken_form_is_refused(made: FastAPI) -> None:
    """What cannot be read as a form carries no token."""
    with visiting(made, "editor") as client:
        for kind, content in (
            ("multipart/form-data; boundary=x", b"--y\r\n"),
            ("multipart/form-data", b"token=1"),
            ("application/x-www-form-urlencoded", b"token=%ff&" + b"a=1&" * 2_000),
            ("application/json", b'{"token": "x"}'),
        ):
            answer = client.post("/queue", content=content, headers={**OURS, "Content-Type": kind})
            assert answer.status_code == 403, kind
