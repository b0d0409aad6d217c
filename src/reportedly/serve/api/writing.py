"""What the API takes: addresses for the queue, and rulings; and who is asking.

A program does what a page's form does: it asks ``/visitor`` for its token, keeps the cookie that comes with it, and
sends the token in a header, with the reading room's own ``Origin``. The `Door` checks all of this before any route.
"""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.exceptions import HTTPException

from reportedly import judging, records
from reportedly.errors import UsageError
from reportedly.ledger import Pending, State
from reportedly.serve.accounts import TOKEN_HEADER, Visitor
from reportedly.serve.api import payload
from reportedly.serve.api.cursors import from_cursor, to_cursor
from reportedly.serve.api.payload import Listing, Model, One
from reportedly.serve.api.problems import responses
from reportedly.serve.house import House

router = APIRouter(responses=responses(400, 401, 403, 422, 503))

MOST = 200
"""Rows, or addresses, of one answer or request at most."""

Words = Annotated[str, Field(max_length=2_000)]


class Asking(Model):
    """Who is asking, and what they send along to change something."""

    name: str
    role: str
    token: str = Field(description=f"goes into the header `{TOKEN_HEADER}` of whatever changes something")


class Row(Model):
    """An address or a file that waits to be read, or was."""

    id: str
    address: str = Field(description="of a file: its name")
    is_file: bool
    named_by: str | None = Field(description="the feed that names the page, if one does")
    who: str
    added_at: datetime
    changed_at: datetime
    state: State
    outcome: str = Field(description="in words")
    articles: list[str] = Field(description="ids of what came of it")


class Addresses(Model):
    """What is to be read."""

    addresses: list[Words] = Field(min_length=1, max_length=MOST)


class Ruling(Model):
    """What a person rules; which of the targets are needed depends on the kind."""

    kind: records.JudgementKind
    reports: list[Words] = Field(default=[], max_length=2, description="ids of reports or claims")
    pages: list[Words] = Field(default=[], max_length=2, description="ids or addresses of articles")
    names: list[Words] = Field(default=[], max_length=20)
    outcome: Words | None = None
    undoes: Words | None = Field(default=None, description="the id of the judgement that is taken back")
    why: Words = ""


def visitor(request: Request) -> Visitor:
    """Return who is asking.

    Raises:
        HTTPException: it is nobody we know.
    """
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None or found.role is None:
        raise HTTPException(401, "log in first")
    return found


def editor(request: Request) -> Visitor:
    """Return who is asking; it raises what `visitor` does, also where they only read."""
    found = visitor(request)
    if not found.is_editor:
        raise HTTPException(403, "an editor's account may do this")
    return found


@router.get("/visitor")
def asking(who: Annotated[Visitor, Depends(visitor)]) -> Asking:
    """Say who is asking, and give the token that changes need."""
    assert who.role  # else there is no visitor
    return Asking(name=who.name or "", role=who.role.value, token=who.token)


@router.get("/queue")
def queue(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=MOST, description="items at most")] = 50,
    cursor: Annotated[str | None, Query(max_length=400, description="`next` of the page before")] = None,
) -> Listing[Row]:
    """List what was brought, the last first, with what became of it."""
    house: House = request.app.state.house
    before = str(from_cursor(cursor, (str,))[0]) if cursor else None
    found = house.own().pending.rows(limit=limit + 1, before=before)
    going_on = to_cursor(found[limit - 1].id) if len(found) > limit else None
    return Listing(items=[_row(one) for one in found[:limit]], next=going_on, caveats=payload.caveats(house.own()))


@router.post("/queue", status_code=202)
def bring(request: Request, given: Addresses, who: Annotated[Visitor, Depends(editor)]) -> Listing[Row]:
    """Put addresses at the end of the queue, all or none; what waits there already is answered with its row."""
    house: House = request.app.state.house
    for one in given.addresses:
        if not one.lower().startswith(("http://", "https://")):
            raise UsageError("an address begins with https:// or http://; mend it, and send all of them again")
    with house.keeping() as ledger, ledger.together():
        rows = [ledger.pending.add(one, who=who.name or "") for one in given.addresses]
    return Listing(items=[_row(one) for one in rows], next=None, caveats=payload.caveats(house.own()))


@router.post("/judgements", status_code=201, responses=responses(404))
def rule(request: Request, given: Ruling, who: Annotated[Visitor, Depends(editor)]) -> One[payload.Judgement]:
    """Store a ruling under the name of who is asking, and link what it touches."""
    house: House = request.app.state.house
    with house.writing() as ledger:
        made = judging.judge(
            ledger,
            given.kind,
            who=who.name or "",
            reports=given.reports,
            pages=given.pages,
            names=given.names,
            outcome=given.outcome,
            undoes=given.undoes,
            why=given.why,
            now=house.now,
        )
        return One(item=payload.judgement(made), caveats=payload.caveats(ledger))


def _row(one: Pending) -> Row:
    return Row(
        id=one.id,
        address=one.address,
        is_file=one.is_file,
        named_by=one.named_by,
        who=one.who,
        added_at=one.added_at,
        changed_at=one.changed_at,
        state=one.state,
        outcome=one.outcome,
        articles=list(one.pages),
    )
