"""Who is asking, and whether they may: sessions, roles, and forms that only our own pages can send.

Every request passes the `Door`. On this machine alone everybody is the one editor; elsewhere nothing but the way in is
answered without an account. Whatever changes something must come from a page of ours: its origin is checked, and it
carries a token that only who holds the cookie can know. No route can forget it, as it stands before all of them.
"""

import hmac
import json
import secrets
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qs

from fastapi import Request, Response
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.errors import LedgerError
from reportedly.ledger import Role
from reportedly.serve import links
from reportedly.serve.house import House, Serving
from reportedly.serve.screens import html

TOKEN = "token"  # noqa: S105  # a field's name
"""The field of a form in which its token stands; `m.csrf()` writes it."""

TOKEN_HEADER = "x-reportedly-token"  # noqa: S105  # a header's name
"""The header that has it where a request is no form."""

MAX_BYTES = 1_000_000
"""Bytes of a request's body at most, where its path has no other limit."""

MAX_BYTES_OF = {links.QUEUE: 66_000_000}
"""The same, of paths to which files go; a little more than the largest file."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_FORM, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
_WEEK_S = 7 * 24 * 3600


class Visitor(Struct, frozen=True):
    """Who is asking."""

    name: str | None  # None: nobody we know
    role: Role | None
    token: str  # what forms for this visitor carry
    has_account: bool = False  # whether there is a session to end

    @property
    def is_editor(self) -> bool:
        """Whether they may bring pages and rule."""
        return self.role is Role.EDITOR


def cookie_name(serving: Serving) -> str:
    """Return what our cookie is called; browsers do not tell ports apart, so the name does."""
    return f"reportedly-{serving.port}"


def form_token(cookie: str) -> str:
    """Return the token that forms carry for whoever holds a cookie."""
    return hmac.new(cookie.encode("utf-8", "backslashreplace"), b"form", sha256).hexdigest()


def set_cookie(response: Response, request: Request, value: str) -> None:
    """Give the browser a cookie that no script can read and no other site can send along with a form."""
    response.set_cookie(
        cookie_name(request.app.state.house.serving),
        value,
        max_age=_WEEK_S,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def back(asked: str | None) -> str:
    r"""Return where to go on to: a path of ours, else the front page.

    >>> back("/review?kind=chain"), back("https://elsewhere.example/"), back("//elsewhere.example"), back("/\\x")
    ('/review?kind=chain', '/', '/', '/')
    """
    is_ours = asked is not None and asked.startswith("/") and asked[1:2] not in {"/", "\\"}
    is_clean = asked is not None and all(sign.isprintable() and sign != "\\" for sign in asked)
    return asked if asked and is_ours and is_clean else links.FRONT


class Door:
    """What every request passes before any route sees it."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app, self._house = app, house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        cookie = request.cookies.get(cookie_name(self._house.serving), "")
        fresh = None if cookie else secrets.token_urlsafe(32)
        try:
            request.state.visitor = await self._visitor(cookie or fresh or "")
            passed = await self._passed(request)
        except HTTPException as refusal:
            await _refused(request, refusal)(scope, receive, send)
            return
        own = _with_cookie(send, request, fresh) if fresh else send
        await self._app(scope, passed, own)

    async def _visitor(self, cookie: str) -> Visitor:
        token = form_token(cookie)
        if not self._house.serving.is_guarded:
            return Visitor(self._house.serving.editor, Role.EDITOR, token)
        try:
            account = await run_in_threadpool(lambda: self._house.own().accounts.session(cookie))
        except LedgerError as error:
            raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "The ledger cannot be read just now.") from error
        if account is None:
            return Visitor(None, None, token)
        return Visitor(account.name, account.role, token, has_account=True)

    async def _passed(self, request: Request) -> Receive:
        """Return what gives the request's body to the routes.

        Raises:
            HTTPException: the request may not pass.
        """
        visitor: Visitor = request.state.visitor
        path = request.url.path
        is_open = path == links.LOGIN or path.startswith(f"{links.STATIC}/")
        if request.method in _SAFE:
            if visitor.role is None and not is_open:
                raise HTTPException(HTTPStatus.UNAUTHORIZED, "Log in to read here.")
            return request.receive
        if not _is_from_here(request):
            raise HTTPException(HTTPStatus.FORBIDDEN, "This came from another site, so nothing was changed.")
        if visitor.role is None and path != links.LOGIN:
            raise HTTPException(HTTPStatus.UNAUTHORIZED, "Log in first; nothing was changed.")
        if not visitor.is_editor and path not in {links.LOGIN, links.LOGOUT}:
            raise HTTPException(HTTPStatus.FORBIDDEN, "This account reads; an editor's may change things.")
        body = await _body(request, MAX_BYTES_OF.get(path, MAX_BYTES))
        if not hmac.compare_digest((await _given_token(request, body)).encode(), visitor.token.encode()):
            raise HTTPException(
                HTTPStatus.FORBIDDEN, "This form is out of date, so nothing was changed. Load its page again."
            )
        return _again(body)


def _is_from_here(request: Request) -> bool:
    """Whether a page of ours sent a request, as the browser says."""
    origin = request.headers.get("origin")
    if origin is not None:
        return origin == f"{request.url.scheme}://{request.headers.get('host', '')}"
    return request.headers.get("sec-fetch-site") == "same-origin"


async def _body(request: Request, most: int) -> bytes:
    """Read a request's body, as long as it is not too large.

    Raises:
        HTTPException: it is.
    """
    too_large = HTTPException(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"That is larger than {most // 1_000_000} MB; bring it in parts."
    )
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise too_large
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise too_large
    return bytes(body)


def _again(body: bytes) -> Receive:
    """Return what gives a body that was read once more."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    return receive


async def _given_token(request: Request, body: bytes) -> str:
    """Return the token that a request carries, if it does."""
    if (named := request.headers.get(TOKEN_HEADER)) is not None:
        return named
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _FORM:
        try:
            found = parse_qs(body.decode("utf-8", "replace"), max_num_fields=1_000).get(TOKEN, [""])
        except ValueError:
            return ""
        return found[-1]
    if kind == _MULTIPART:
        try:
            async with Request(request.scope, _again(body)).form(max_files=200, max_fields=200) as form:
                given = form.get(TOKEN, "")
                return "" if isinstance(given, UploadFile) else given
        except (MultiPartException, HTTPException):
            return ""
    return ""


def _with_cookie(send: Send, request: Request, value: str) -> Send:
    """Return what sends an answer, with a new visitor's cookie where the answer brings none."""
    jar = Response()
    set_cookie(jar, request, value)
    named = f"{cookie_name(request.app.state.house.serving)}="

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_page = headers.get("content-type", "").startswith("text/html") or request.url.path == links.VISITOR
            if is_page and not any(one.startswith(named) for one in headers.getlist("set-cookie")):
                headers.append("set-cookie", jar.headers["set-cookie"])
        await send(message)

    return sent


def _refused(request: Request, refusal: HTTPException) -> Response:
    """Answer what may not pass: with the way in, where a person asks."""
    wants_page = "text/html" in request.headers.get("accept", "")
    if refusal.status_code == HTTPStatus.UNAUTHORIZED and wants_page and request.method in _SAFE:
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        answer = Response(status_code=HTTPStatus.SEE_OTHER)
        answer.headers["Location"] = links.query(links.LOGIN, next=path)
        return answer
    if wants_page:
        shown = html(
            request, "error.html", title=str(refusal.status_code), section="", called="", formats=[],
            status=refusal.status_code, says=refusal.detail,
        )  # fmt: skip
        return Response(shown, refusal.status_code, media_type="text/html; charset=utf-8")
    problem = {"type": "about:blank", "status": refusal.status_code,
               "title": HTTPStatus(refusal.status_code).phrase, "detail": refusal.detail}  # fmt: skip
    return Response(json.dumps(problem), refusal.status_code, media_type="application/problem+json")
