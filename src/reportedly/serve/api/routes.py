"""The addresses of the API: each asks the ledger and answers with a payload."""

import hashlib
from collections.abc import Callable, Coroutine
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from reportedly import behind, records
from reportedly.forecasts import Forecasts
from reportedly.ledger import Ledger, Search
from reportedly.records import RelationKind, Status
from reportedly.serve.api import payload
from reportedly.serve.api.cursors import from_cursor, to_cursor
from reportedly.serve.api.payload import Listing, Model, One
from reportedly.serve.api.problems import responses
from reportedly.serve.screens import html

T = TypeVar("T")


class Tagged(APIRoute):
    """A route whose answer is not sent again to who has it already."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers, with an ETag."""
        answer = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            response = await answer(request)
            if request.method in {"GET", "HEAD"} and response.status_code == 200:
                tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
                response.headers.update({"ETag": tag, "Cache-Control": "private, no-cache"})
                if tag in request.headers.get("If-None-Match", ""):
                    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "private, no-cache"})
            return response

        return tagged


router = APIRouter(responses=responses(422, 503), route_class=Tagged)

MOST = 200
"""Items of a list that one answer holds at most."""


def reading(request: Request) -> Ledger:
    """Return the ledger, to read."""
    ledger: Ledger = request.app.state.house.reading()
    return ledger


Asked = Annotated[Ledger, Depends(reading)]
Id = Annotated[str, Path(min_length=4, max_length=64, pattern="^[0-9a-f]+$", description="an id, or how it begins")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="items at most")]
Cursor = Annotated[str | None, Query(max_length=400, description="`next` of the page before")]
StoryId = Annotated[str | None, Query(max_length=64, pattern="^[0-9a-f]+$", description="only of this story: its id")]
ClaimantId = Annotated[
    str | None, Query(max_length=64, pattern="^[0-9a-f]+$", description="only of this claimant: its id")
]
PutAs = Annotated[Status | None, Query(description="how the claimant puts it")]


# ------------------------------------------------------------------ stories


@router.get("/stories")
def stories(ledger: Asked, limit: Limit = 20, cursor: Cursor = None) -> Listing[payload.Story]:
    """List stories, the one that changed last first."""
    at = from_cursor(cursor, (str, str)) if cursor else None
    found = ledger.lists.digests(limit=limit + 1, before=(str(at[0]), str(at[1])) if at else None)
    shown = found[:limit]
    after = to_cursor(shown[-1][1], shown[-1][0].story) if len(found) > limit else None
    return _listing(ledger, [payload.story(one, changed) for one, changed in shown], after)


class WholeStory(Model):
    """A story: its line, its days, its pages."""

    story: payload.Story
    first_day: date | None
    last_day: date | None
    pages: list[str]


@router.get("/stories/{id}", responses=responses(404))
def story(ledger: Asked, id: Id) -> One[WholeStory]:  # noqa: A002  # as the address has it
    """Give one story with the ids of its pages."""
    found = ledger.books.story(id)
    digest, changed = ledger.books.digest_of(found.id)
    whole = WholeStory(
        story=payload.story(digest, changed),
        first_day=found.first_day,
        last_day=found.last_day,
        pages=[*found.pages],
    )
    return _one(ledger, whole)


# ------------------------------------------------------------------ points, claims


@router.get("/points")
def points(ledger: Asked, limit: Limit = 20, cursor: Cursor = None, story: StoryId = None) -> Listing[payload.Point]:
    """List points in the order of their ids: what several claimants may each assert."""
    found = ledger.lists.points(limit=limit + 1, after=_after(cursor), story=story)
    shown = found[:limit]
    return _listing(ledger, _told(ledger, shown), to_cursor(shown[-1].id) if len(found) > limit else None)


class WholePoint(Model):
    """A point with all its claims, and how their reports came from each origin."""

    point: payload.Point
    claims: list[payload.Claim]
    reports: list[payload.Report]


@router.get("/points/{id}", responses=responses(404))
def point(ledger: Asked, id: Id) -> One[WholePoint]:  # noqa: A002  # as the address has it
    """Give one point with its claims, all their reports and why there are so many origins."""
    found = ledger.books.point(id)
    all_of = behind.of_point(ledger, found)
    whole = WholePoint(
        point=payload.point(found, all_of.lead.words),
        claims=[payload.claim(one) for one in all_of.claims],
        reports=[payload.report(row) for row in all_of.rows],
    )
    return _one(ledger, whole, *payload.no_origins(all_of))


@router.get("/claims")
def claims(
    *,
    ledger: Asked,
    limit: Limit = 20,
    cursor: Cursor = None,
    story: StoryId = None,
    claimant: ClaimantId = None,
    status: PutAs = None,
) -> Listing[payload.Claim]:
    """List claims in the order of their ids: one claimant's one assertion."""
    found = ledger.lists.claims(limit=limit + 1, after=_after(cursor), story=story, claimant=claimant, status=status)
    return _by_id(ledger, found, limit)


class WholeClaim(Model):
    """A claim with all its reports, its point and its relations."""

    claim: payload.Claim
    point: str | None
    reports: list[payload.Report]
    relations: list[payload.Relation]


@router.get("/claims/{id}", responses=responses(404))
def claim(ledger: Asked, id: Id) -> One[WholeClaim]:  # noqa: A002  # as the address has it
    """Give one claim with its reports, its point, and what it has to do with other claims."""
    found = ledger.books.claim(id)
    all_of = behind.of_claim(ledger, found)
    whole = WholeClaim(
        claim=payload.claim(found),
        point=ledger.books.point_of(found.id),
        reports=[payload.report(row) for row in all_of.rows],
        relations=payload.relations(ledger, ledger.beside.relations_of([found.id])),
    )
    return _one(ledger, whole, *payload.no_origins(all_of))


# ------------------------------------------------------------------ reports, articles


@router.get("/reports/{id}", responses=responses(404))
def report(ledger: Asked, id: Id) -> One[payload.Report]:  # noqa: A002  # as the address has it
    """Give one report: this page tells that this claimant said this."""
    return _one(ledger, payload.report(ledger.report(id)))


class Facet(Model):
    """A value that reports found have in common, and how many have it."""

    value: payload.Untrusted
    name: payload.Untrusted
    count: int


class FoundReports(Model):
    """Reports found, and how many there are of each sort."""

    items: list[payload.Report]
    next: str | None
    total: int
    total_is_exact: bool
    facets: dict[str, list[Facet]]
    caveats: payload.Caveats


@router.get("/search")
@router.get("/reports")
def search(
    *,
    ledger: Asked,
    limit: Limit = 20,
    cursor: Cursor = None,
    q: Annotated[str | None, Query(max_length=300, description="words; between quotation marks, as they are")] = None,
    claimant: Annotated[str | None, Query(max_length=300, description="whose words: an entity id")] = None,
    outlet: Annotated[str | None, Query(max_length=300, description="on whose pages: its whole name")] = None,
    story: StoryId = None,
    place: Annotated[str | None, Query(max_length=300, description="where: a name as the gazetteer has it")] = None,
    first: Annotated[date | None, Query(description="published on this day or later")] = None,
    last: Annotated[date | None, Query(description="published on this day or earlier")] = None,
    status: PutAs = None,
    unit: Annotated[str | None, Query(max_length=300, description="what its number counts: `people`, `EUR`")] = None,
    low: Annotated[float | None, Query(ge=-1e18, le=1e18, description="its number is this or more")] = None,
    high: Annotated[float | None, Query(ge=-1e18, le=1e18, description="its number is this or less")] = None,
) -> FoundReports:
    """Look for reports by words, claimant (an entity id), outlet, story, place, day, status and value."""
    asked = Search(q or None, claimant, outlet, story, place, first, last, status, unit, low, high)
    (offset,) = from_cursor(cursor, (int,)) if cursor else (0,)
    found = ledger.search(asked, limit=limit, offset=min(int(offset), 1 << 40))
    going_on = int(offset) + limit
    is_more = going_on < found.total or (not found.is_all and len(found.rows) == limit)
    exact = () if found.is_all else (("total", f"there are more than {found.total} reports; the latest are counted"),)
    return FoundReports(
        items=[payload.report(row) for row in found.rows],
        next=to_cursor(going_on) if is_more else None,
        total=found.total,
        total_is_exact=found.is_all,
        facets={
            name: [Facet(value=one.value, name=one.name or one.value, count=one.count) for one in some]
            for name, some in found.facets.items()
        },
        caveats=payload.caveats(ledger, *exact),
    )


@router.get("/articles")
def articles(ledger: Asked, limit: Limit = 20, cursor: Cursor = None, story: StoryId = None) -> Listing[payload.Page]:
    """List articles as they now stand, in the order they came in."""
    (after,) = from_cursor(cursor, (int,)) if cursor else (0,)
    found = ledger.lists.articles(limit=limit + 1, after=int(after), story=story)
    shown = found[:limit]
    going_on = to_cursor(shown[-1][0]) if len(found) > limit else None
    return _listing(ledger, [payload.page(one) for _, one in shown], going_on)


class WholeArticle(Model):
    """An article: the text that offsets count in, and its reports."""

    page: payload.Page
    text: payload.Untrusted
    story: str | None
    capture_sha256: str
    captured_at: str
    reports: list[payload.Report]


@router.get("/articles/{id}", responses=responses(404))
def article(ledger: Asked, id: Id) -> One[WholeArticle]:  # noqa: A002  # as the address has it
    """Give one article with its text, its reports, and the hash and time of its capture."""
    found = ledger.reading(id)
    capture = ledger.capture(found.article)
    rows = ledger.reports_by_id([one.id for one in found.reports])
    whole = WholeArticle(
        page=payload.page(found.article),
        text=found.article.text,
        story=ledger.books.story_of(found.article.id),
        capture_sha256=capture.sha256,
        captured_at=capture.captured_at.isoformat(),
        reports=[payload.report(row) for row in rows],
    )
    return _one(ledger, whole)


# ------------------------------------------------------------------ numbers, relations, forecasts


@router.get("/numbers")
def numbers(
    *,
    ledger: Asked,
    limit: Limit = 20,
    cursor: Cursor = None,
    story: StoryId = None,
    claimant: ClaimantId = None,
    measure: Annotated[str | None, Query(max_length=300, description="as `Claim.measure` has it")] = None,
) -> Listing[payload.Claim]:
    """List claims with a number, of one measure, story or claimant, or all, in the order of their ids."""
    found = ledger.lists.claims(
        limit=limit + 1, after=_after(cursor), story=story, claimant=claimant, measure=measure, with_value=True
    )
    return _by_id(ledger, found, limit)


@router.get("/relations")
def relations(
    *,
    ledger: Asked,
    limit: Limit = 20,
    cursor: Cursor = None,
    story: StoryId = None,
    kind: Annotated[list[RelationKind], Query(max_length=8, description="only of these kinds")] = [],  # noqa: B006  # never changed
) -> Listing[payload.Relation]:
    """List what claims have to do with each other; those that only look like contradictions say what they are."""
    at = from_cursor(cursor, (str, str, str, str)) if cursor else ("", "", "", "")
    edge = (str(at[0]), str(at[1]), str(at[2]), str(at[3]))
    found = ledger.lists.relations(*kind, limit=limit + 1, after=edge, story=story)
    shown = found[:limit]
    going_on = to_cursor(*shown[-1][0]) if len(found) > limit else None
    return _listing(ledger, payload.relations(ledger, [one for _, one in shown]), going_on)


@router.get("/forecasts")
def forecasts(
    *,
    request: Request,
    ledger: Asked,
    limit: Limit = 20,
    cursor: Cursor = None,
    first: Annotated[date | None, Query(description="falls due on this day or later")] = None,
    last: Annotated[date | None, Query(description="falls due on this day or earlier")] = None,
) -> Listing[payload.Forecast]:
    """List forecasts by the day they fall due, with what a person says became of them."""
    at = from_cursor(cursor, (str, str)) if cursor else ("", "")
    found = ledger.lists.forecasts(limit=limit + 1, after=(str(at[0]), str(at[1])), first=first, last=last)
    known, today = Forecasts(ledger), request.app.state.house.now().date()
    shown = found[:limit]
    items = [payload.forecast(one, known.outcome(one), today) for one in shown]
    more = shown[-1] if len(found) > limit else None
    return _listing(ledger, items, to_cursor(str(more.horizon), more.id) if more else None)


# ------------------------------------------------------------------ judgements


@router.get("/judgements")
def judgements(ledger: Asked, limit: Limit = 20, cursor: Cursor = None) -> Listing[payload.Judgement]:
    """List what people ruled, the oldest first; who and when stand with each."""
    (after,) = from_cursor(cursor, (int,)) if cursor else (0,)
    found = ledger.lists.judgements(limit=limit + 1, after=int(after))
    shown = found[:limit]
    going_on = to_cursor(shown[-1][0]) if len(found) > limit else None
    return _listing(ledger, [payload.judgement(one) for _, one in shown], going_on)


# ------------------------------------------------------------------ the description, to be read


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """Show the description of the API as a page of the reading room."""
    described = request.app.openapi()
    shown = html(request, "api.html", title="API", section="", called="", formats=[], described=described)
    return HTMLResponse(shown)


# ------------------------------------------------------------------ answers


def _listing(ledger: Ledger, items: list[T], following: str | None) -> Listing[T]:
    return Listing(items=items, next=following, caveats=payload.caveats(ledger))


def _one(ledger: Ledger, item: T, *cannot: tuple[str, str]) -> One[T]:
    return One(item=item, caveats=payload.caveats(ledger, *cannot))


def _by_id(ledger: Ledger, found: list[records.Claim], limit: int) -> Listing[payload.Claim]:
    shown = found[:limit]
    going_on = to_cursor(shown[-1].id) if len(found) > limit else None
    return _listing(ledger, [payload.claim(one) for one in shown], going_on)


def _after(cursor: str | None) -> str:
    return str(from_cursor(cursor, (str,))[0]) if cursor else ""


def _told(ledger: Ledger, some: list[records.Point]) -> list[payload.Point]:
    leads = ledger.books.claims_by_id([point.lead for point in some])
    return [payload.point(one, leads[one.lead].words) for one in some]
