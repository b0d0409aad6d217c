"""A view: what one page shows, and its other forms at the same address.

A page's module makes a `View` out of the ledger; here it becomes HTML, JSON, CSV, an Atom or a JSON Feed.
"""

import csv
import hashlib
import inspect
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from xml.etree import ElementTree

from fastapi import APIRouter, Request, Response
from msgspec import Struct, field

from reportedly.serve import links
from reportedly.serve.screens import html

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


class Table(Struct, frozen=True):
    """A view as rows of cells."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str | int | float | None]]


class Entry(Struct, frozen=True):
    """One thing that a feed tells."""

    id: str  # stays the same
    link: str  # path on this host
    title: str
    updated: datetime  # aware, UTC
    text: str = ""


class Feed(Struct, frozen=True):
    """What came in, the latest first."""

    title: str
    entries: tuple[Entry, ...]


class View(Struct, frozen=True):
    """What one page shows. The other forms are made only when they are asked for."""

    template: str
    title: str
    shown: Mapping[str, Any] | Callable[[], Mapping[str, Any]]  # what the template is given
    to_json: Callable[[], Plain]
    to_table: Callable[[], Table] | None = None
    to_feed: Callable[[], Feed] | None = None
    section: str = ""  # which link of the masthead it stands under: an address
    called: str = "This page"  # what the line of formats calls it
    status: int = 200
    cookies: Mapping[str, str] = field(default_factory=dict)  # that its page leaves with the reader

    @property
    def endings(self) -> tuple[str, ...]:
        """The forms it has beside HTML."""
        table = (".csv",) if self.to_table else ()
        return (".json", *table, *((".atom", ".feed.json") if self.to_feed else ()))


Viewer = Callable[..., View]
"""A function that makes a view: its parameters are those of the path and of the query, as FastAPI reads them."""


def add(router: APIRouter, path: str, viewer: Viewer, *, bare: str | None = None) -> None:
    """Add the routes of a view: its page, and each other form at the same address with an ending.

    Args:
        router: Of the page's module.
        path: Of the page: "/stories/{story}".
        viewer: Makes the view.
        bare: The path that endings are put to, where it is not the same.
    """

    def route(form: "Form") -> Callable[..., Response]:
        @wraps(viewer)
        def answer(request: Request, **given: Any) -> Response:  # noqa: ANN401  # as FastAPI hands it in
            with request.app.state.house.reading().as_it_stands():
                return to_response(viewer(request=request, **given), form, request)

        return answer

    assert "request" in inspect.signature(viewer).parameters, viewer
    endings = sorted(FORMS.items(), key=lambda item: -len(item[0]))  # ".feed.json" is no "….feed" as ".json"
    for at, form in (*((f"{bare or path}{ending}", form) for ending, form in endings), (path, _page)):
        router.add_api_route(at, route(form), methods=["GET", "HEAD"], include_in_schema=False, response_model=None)


# ------------------------------------------------------------------ forms

Form = Callable[[View, Request], Response]


def to_response(view: View, form: Form, request: Request) -> Response:
    """Return a view in a form; what the reader has already is not sent again."""
    response = form(view, request)
    if response.status_code == 200:
        response.status_code = view.status
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    if response.status_code == 200 and tag in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "private, no-cache"})
    return response


def _page(view: View, request: Request) -> Response:
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    formats = [(ending, links.with_ending(path, ending)) for ending in view.endings]
    shown = view.shown() if callable(view.shown) else view.shown
    words = html(request, view.template, title=view.title, section=view.section, called=view.called, formats=formats,
                 **shown)  # fmt: skip
    response = Response(words, media_type="text/html; charset=utf-8")
    for name, value in view.cookies.items():
        leave(response, request, name, value)
    return response


COOKIE_S = 400 * 24 * 3600
"""Seconds that a reader's mark is kept; browsers keep none longer."""


def leave(response: Response, request: Request, name: str, value: str) -> None:
    """Leave a mark with the reader: no script reads it, and no other site sends it along with what it posts."""
    is_secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=COOKIE_S, httponly=True, samesite="lax", secure=is_secure)


def _json(view: View, _request: Request) -> Response:
    body = json.dumps(view.to_json(), ensure_ascii=False, indent=1, allow_nan=False)
    return Response(body.encode("utf-8", "backslashreplace"), media_type="application/json")


def _csv(view: View, _request: Request) -> Response:
    if view.to_table is None:
        return _none(view, ".csv")
    return Response(to_csv(view.to_table()), media_type="text/csv; charset=utf-8; header=present")


def _atom(view: View, request: Request) -> Response:
    if view.to_feed is None:
        return _none(view, ".atom")
    return Response(to_atom(view.to_feed(), request), media_type="application/atom+xml")


def _json_feed(view: View, request: Request) -> Response:
    if view.to_feed is None:
        return _none(view, ".feed.json")
    return Response(
        json.dumps(to_json_feed(view.to_feed(), request), ensure_ascii=False), media_type="application/feed+json"
    )


def _none(view: View, ending: str) -> Response:
    has = ", ".join(view.endings)
    return Response(f"This page has no form {ending}; it has {has}.\n", status_code=404, media_type="text/plain")


FORMS: Mapping[str, Form] = {".feed.json": _json_feed, ".json": _json, ".csv": _csv, ".atom": _atom}
"""By the ending of the address; the longer of two that end alike comes first, so that it is not taken for an id."""


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(table: Table) -> bytes:
    r"""Return a table as CSV (RFC 4180); no cell of text begins as a formula would.

    >>> to_csv(Table(("what", "dead"), [("=1+1", -9)]))
    b"what,dead\r\n'=1+1,-9\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8", "backslashreplace")


def _cell(cell: str | float | None) -> str | int | float | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


_ATOM = "http://www.w3.org/2005/Atom"


def to_atom(feed: Feed, request: Request) -> bytes:
    """Return a feed as Atom (RFC 4287)."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    own = str(request.url)

    def put(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
        element.text = _storable(text) if text else None
        return element

    put(root, "title", feed.title)
    put(root, "id", own)
    put(root, "link", rel="self", href=own)
    updated = max((entry.updated for entry in feed.entries), default=datetime(1970, 1, 1, tzinfo=UTC))
    put(root, "updated", updated.isoformat())
    put(put(root, "author"), "name", "Reportedly")
    for entry in feed.entries:
        one = put(root, "entry")
        put(one, "title", entry.title)
        put(one, "id", f"urn:reportedly:{entry.id}")
        put(one, "link", href=str(request.base_url).rstrip("/") + entry.link)
        put(one, "updated", entry.updated.isoformat())
        put(one, "content", entry.text or entry.title, type="text")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def to_json_feed(feed: Feed, request: Request) -> dict[str, Plain]:
    """Return a feed as JSON Feed 1.1."""
    base = str(request.base_url).rstrip("/")
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "feed_url": str(request.url),
        "items": [
            {
                "id": entry.id,
                "url": base + entry.link,
                "title": _storable(entry.title),
                "content_text": _storable(entry.text or entry.title),
                "date_modified": entry.updated.isoformat(),
            }
            for entry in feed.entries
        ],
    }


_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def _storable(text: str) -> str:
    """Return text without signs that XML and feed readers do not take."""
    return _UNFIT.sub("\ufffd", text)
