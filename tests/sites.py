"""A web site on this machine, for whatever fetches: what its paths answer is told by the test."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A web site on this machine: what its paths answer, one time after the other, the last for ever."""

    port: int = 0
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str) -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def says(self, path: str, *answers: Answer) -> None:
        """Set what a path answers."""
        self.answers[path] = list(answers)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer a request, and note it."""
        self.asked.append(request.path)
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        turns = self.answers.get(request.path, [status(404)])
        (turns.pop(0) if len(turns) > 1 else turns[0])(request)


class Server(ThreadingHTTPServer):
    """Says nothing when the other side hangs up, as it should on a bomb."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Leave it."""


@contextmanager
def serving() -> Iterator[Site]:
    """Answer on a free port as long as it is asked."""
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            here.answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = Server(("127.0.0.1", 0), Handler)
    here.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def page(body: bytes = b"<html><p>Water rose.", kind: str = "text/html", code: int = 200, **headers: str) -> Answer:
    """Answer with a body of a kind."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in ({"Content_Type": kind, "Content_Length": str(len(body))} | headers).items():
            if value:
                request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def status(code: int, **headers: str) -> Answer:
    """Answer with a status and no body."""
    return page(b"", "", code, **headers)


def to(where: str, code: int = 302) -> Answer:
    """Send on."""
    return status(code, Location=where)


def robots(rules: str) -> Answer:
    """Answer with rules for robots."""
    return page(rules.encode(), "text/plain")


def hangs_up(request: BaseHTTPRequestHandler) -> None:
    """Break the connection."""
    request.connection.shutdown(socket.SHUT_RDWR)
    request.close_connection = True
