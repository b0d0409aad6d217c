"""The reading room put together: routes, guards, errors; and how it is started and stopped."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.gzip import GZipMiddleware

from reportedly.errors import LedgerError, NotFoundError, UsageError
from reportedly.serve import links, pages
from reportedly.serve.accounts import Door
from reportedly.serve.api import api
from reportedly.serve.house import House, Serving
from reportedly.serve.safety import guarded
from reportedly.serve.screens import html, make_ready
from reportedly.serve.static_files import Static

_SAYS = {
    404: "There is no such page here.",
    405: "This address takes no such request.",
    413: "That is too large.",
    503: "The ledger cannot be read just now.",
}


def app(serving: Serving) -> FastAPI:
    """Return the reading room over one ledger, ready to be run."""
    house = House(serving)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        make_ready()
        yield
        house.close()

    made = FastAPI(title="Reportedly", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    made.state.house = house
    made.add_middleware(Door, house=house)
    made.add_middleware(BaseHTTPMiddleware, dispatch=guarded)
    made.add_middleware(GZipMiddleware, minimum_size=2_000)
    for router in pages.ROUTERS:
        made.include_router(router)
    made.mount(links.API, api(house))
    static = resources.files("reportedly.serve").joinpath("static")
    made.mount(links.STATIC, Static(directory=str(static)), name="static")
    for kind in (HTTPException, RequestValidationError, NotFoundError, UsageError, LedgerError):
        made.add_exception_handler(kind, _failed)
    return made


async def _failed(request: Request, error: Exception) -> Response:
    """Answer with a page that says what went wrong, and the way out."""
    status, says = _told(error)
    shown = html(request, "error.html", title=f"{status}", section="", called="", formats=[], status=status, says=says)
    headers = error.headers if isinstance(error, HTTPException) else None
    return Response(shown, status, headers=headers, media_type="text/html; charset=utf-8")


def _told(error: Exception) -> tuple[int, str]:
    match error:
        case NotFoundError():
            return 404, f"{error}."
        case UsageError():
            return 400, f"{error}."
        case LedgerError():
            return 503, f"{error}."
        case RequestValidationError():
            first = error.errors()[0]
            return 422, f"{first['loc'][-1]}: {first['msg']}."
        case HTTPException():
            return error.status_code, _SAYS.get(error.status_code, str(error.detail))
    raise error
