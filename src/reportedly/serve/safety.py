"""What guards the reading room: headers that keep page text from being executed, hosts, sizes, who may write."""

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from reportedly.serve.house import is_loopback

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline and nothing from elsewhere: words of a page cannot become script or style."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

Next = Callable[[Request], Awaitable[Response]]


async def guarded(request: Request, call_next: Next) -> Response:
    """Answer with the headers that guard; refuse a host's name that is not ours (DNS rebinding)."""
    serving = request.app.state.house.serving
    host = (request.url.hostname or "").casefold()
    if is_loopback(serving.host) and not is_loopback(host) and host != "testserver":
        return Response("This reading room answers on this machine only.\n", 421, media_type="text/plain")
    response = await call_next(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
