"""The way in and out."""

import threading
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from reportedly.serve import links
from reportedly.serve.accounts import back, cookie_name, set_cookie
from reportedly.serve.screens import html

router = APIRouter(include_in_schema=False)

_AT_ONCE = threading.BoundedSemaphore(2)
"""Passwords that are looked at together: each needs 64 MB for a moment."""


@router.get(links.LOGIN)
def login(request: Request, next: str | None = None) -> Response:  # noqa: A002  # the query's name
    """Show the way in; to who is in, the way out."""
    return _page(request, back(next))


@router.post(links.LOGIN)
def log_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1_000)] = "",
    next: Annotated[str, Form(max_length=2_000)] = "",  # noqa: A002  # the field's name
) -> Response:
    """Let somebody in, with a new session whatever cookie they came with."""
    house, peer = request.app.state.house, request.client.host if request.client else ""
    if not house.serving.is_guarded:
        return _on(links.FRONT)
    with _AT_ONCE, house.keeping() as ledger:
        token = ledger.accounts.log_in(name, password, peer=peer)
        is_throttled = token is None and ledger.accounts.is_throttled(name, peer)
        if token is not None and (old := request.cookies.get(cookie_name(house.serving))):
            ledger.accounts.log_out(old)
    if token is None and is_throttled:
        says = "Too many tries failed. Wait a quarter of an hour, then try again."
        return _page(request, back(next), name=name, says=says, status=HTTPStatus.TOO_MANY_REQUESTS)
    if token is None:
        says = "Name and password do not fit together, or the account is closed."
        return _page(request, back(next), name=name, says=says, status=HTTPStatus.UNAUTHORIZED)
    answer = _on(back(next))
    set_cookie(answer, request, token)
    return answer


@router.post(links.LOGOUT)
def log_out(request: Request) -> Response:
    """End a session, here and in the ledger."""
    house = request.app.state.house
    if token := request.cookies.get(cookie_name(house.serving)):
        with house.keeping() as ledger:
            ledger.accounts.log_out(token)
    answer = _on(links.LOGIN)
    answer.delete_cookie(cookie_name(house.serving), httponly=True, samesite="lax")
    return answer


def _page(
    request: Request, next_: str, *, name: str = "", says: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    shown = html(request, "login.html", title="Log in", section="", called="", formats=[], next=next_, name=name,
                 says=says, is_guarded=request.app.state.house.serving.is_guarded)  # fmt: skip
    headers = {"Cache-Control": "no-store"}
    return Response(shown, status, headers, media_type="text/html; charset=utf-8")


def _on(path: str) -> Response:
    return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": path, "Cache-Control": "no-store"})
