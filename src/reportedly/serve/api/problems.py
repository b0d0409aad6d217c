"""Errors of the API as problem documents (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from reportedly.errors import LedgerError, NotFoundError, UsageError

MEDIA = "application/problem+json"


class Problem(BaseModel):
    """What went wrong, and the way out."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="in words, with the way out")


class ProblemResponse(JSONResponse):
    """A problem, as its media type has it."""

    media_type = MEDIA


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the description of the problems an address may answer with."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
            "model": Problem,
        }
        for status in statuses
    }


def add_handlers(app: FastAPI) -> None:
    """Have an application answer with problems."""
    for kind in (HTTPException, RequestValidationError, NotFoundError, UsageError, LedgerError):
        app.add_exception_handler(kind, _answer)


async def _answer(_request: Request, error: Exception) -> Response:
    status, detail = _told(error)
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    headers = error.headers if isinstance(error, HTTPException) else None
    return ProblemResponse(body.model_dump(), status_code=status, headers=headers)


def _told(error: Exception) -> tuple[int, str]:
    match error:
        case NotFoundError():
            return 404, str(error)
        case UsageError():
            return 422, str(error)
        case LedgerError():
            return 503, str(error)
        case RequestValidationError():
            said = [f"{'.'.join(map(str, one['loc'][1:])) or 'body'}: {one['msg']}" for one in error.errors()]
            return 422, "; ".join(said)
        case HTTPException():
            return error.status_code, str(error.detail)
    raise error
