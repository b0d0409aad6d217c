"""The bytes an article was read from: what is known of them, and the bytes themselves as a download, never rendered."""

from fastapi import APIRouter, Request, Response

from reportedly import wording
from reportedly.outlets import outlet_of
from reportedly.records import Article, Capture
from reportedly.serve import links
from reportedly.serve.views import Plain, Table, View, add

router = APIRouter()

HEADERS = 60
"""Headers that are listed."""


def capture(request: Request, article: str) -> View:
    """Return what is known of the bytes an article was read from."""
    ledger = request.app.state.house.reading()
    page = ledger.article(article)
    found = ledger.capture(page)
    return View(
        "capture.html",
        f"Capture of {wording.bounded(wording.title(page), 90)}",
        {
            "article": page,
            "capture": found,
            "outlet": wording.outlet(page),
            "whose": outlet_of(page),
            "original": links.outside(found.url),
            "headers": found.headers[:HEADERS],
        },
        lambda: _object(page, found),
        lambda: Table(("name", "value"), found.headers),
        called="This capture",
    )


add(router, "/articles/{article}/capture", capture)


@router.api_route("/articles/{article}/capture/bytes", methods=["GET", "HEAD"], include_in_schema=False)
def captured(request: Request, article: str) -> Response:
    """Hand out the bytes themselves, so that no browser takes them for anything that it might show or run."""
    ledger = request.app.state.house.reading()
    found = ledger.capture(ledger.article(article))
    return Response(
        found.body,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="capture-{found.sha256[:12]}.bin"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )


def _object(page: Article, found: Capture) -> Plain:
    return {
        "article": page.id,
        "capture": found.id,
        "address": found.address,
        "url": found.url,
        "captured_at": found.captured_at.isoformat(),
        "sha256": found.sha256,
        "bytes": len(found.body),
        "media_type": found.media_type,
        "charset": found.charset,
        "headers": [[name, value] for name, value in found.headers],
        "download": links.capture_bytes(page.id),
    }
