"""Polite fetching: an address → a capture, or the list of addresses that is there instead.

One request at a time, by one user agent that says who we are. robots.txt is kept, a host is left in peace between two
requests, trouble that may pass is tried again ever more slowly, redirects are followed one by one and checked like a
first address. Proxies named in the environment are not used: behind a proxy nobody could check which address a name
leads to. (A certificate authority named by ``SSL_CERT_FILE`` is.) Cookies live while one page is fetched, then go.
"""

import re
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus

import httpcore2
import httpx2
from msgspec import Struct
from protego import Protego

from reportedly.errors import IngestError, RefusedError
from reportedly.ingest.addresses import CheckedBackend, Deadline, Resolve, resolve
from reportedly.ingest.bodies import HTML, TEXT, is_html, too_large
from reportedly.ingest.lists import is_list
from reportedly.records import Capture, utc_now
from reportedly.settings import Settings

_ACCEPT = {"Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1", "Accept-Encoding": "gzip, deflate"}
_ENCODINGS = frozenset({"gzip", "deflate", "identity"})
_PAGES = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT, "text/markdown": TEXT}
_SNIFFED = frozenset({"", "application/octet-stream", "application/xml", "text/xml"})  # a page if it opens like one
_LISTS = frozenset(  # a feed or another list of addresses, if it opens like one
    f"{kind}/{name}"
    for kind in ("application", "text")
    for name in ("rss+xml", "atom+xml", "rdf+xml", "feed+json", "json", "x-opml", "x-opml+xml")
)
_NO_PAGE = "no page; only HTML, plain text and feeds are read"
_ROBOTS_BYTES = 512_000  # RFC 9309: read at least 500 KiB, and no more is needed
_ROBOTS_REDIRECTS = 5  # RFC 9309
_TRANSIENT = (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.RemoteProtocolError)
_SECONDS = re.compile(r"\d{1,9}", re.ASCII)


class Listing(Struct, frozen=True):
    """A feed, or another list of addresses, as it was fetched: no page, so nothing of it is kept."""

    url: str  # final address, after redirects
    body: bytes
    charset: str | None = None  # as the transport said


class _Answer(Struct, frozen=True):
    """What a host said to one request; the body is empty unless the status is 200."""

    status: int
    headers: httpx2.Headers
    body: bytes
    next_url: httpx2.URL | None  # where it sends us on to


class _Visit(Struct, frozen=True):
    """What lives while one page is fetched."""

    client: httpx2.Client
    deadline: Deadline


class _Robots(Struct, frozen=True):
    """What a host's robots.txt asks for."""

    rules: Protego
    unread: str | None = None  # why it could not be read; then nothing may be fetched


class Fetcher:
    """Fetches pages, one at a time; remembers each host's robots.txt, and when it was last asked, while it lives."""

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        resolve: Resolve = resolve,
    ) -> None:
        self._settings, self._now, self._sleep, self._clock, self._resolve = settings, now, sleep, clock, resolve
        self._product = settings.user_agent.split("/")[0].strip()  # what robots.txt knows us by
        self._robots: dict[str, _Robots] = {}  # by scheme, host and port
        self._asked: dict[str, float] = {}  # host → when the last request to it ended, by the clock

    def fetch(self, address: str) -> Capture:
        """Fetch a page; it raises what `visit` does, also where there is a list of addresses."""
        found = self.visit(address)
        if isinstance(found, Listing):
            raise IngestError(address, "is a feed or a list of addresses, and no page; give its address by itself")
        return found

    def visit(self, address: str) -> Capture | Listing:
        """Fetch a page, or the list of addresses that is there instead.

        Raises:
            RefusedError: it may not be fetched, by our rules or by its owner's.
            IngestError: it could not be fetched, or is neither.
        """
        url = _url_of(address)
        deadline = Deadline(self._settings.deadline_s, self._clock)
        transport = _Transport(_tls(), self._backend(deadline))
        with httpx2.Client(
            transport=transport,
            headers={**_ACCEPT, "User-Agent": self._settings.user_agent},
            timeout=self._settings.timeout_s,
            trust_env=False,
        ) as client:
            return self._follow(_Visit(client, deadline), url)

    def _backend(self, deadline: Deadline) -> CheckedBackend:
        return CheckedBackend(deadline, self._resolve, private_addresses=self._settings.private_addresses)

    def _follow(self, visit: _Visit, start: httpx2.URL) -> Capture | Listing:
        """Go where the host sends us, checking each step; errors name the address we began with."""
        url = start
        for hop in range(self._settings.max_redirects + 1):
            try:
                answer = self._page(visit, url, first=not hop)
                if answer.next_url is None:
                    return self._capture(url, answer)
            except IngestError as error:
                on = f"sent on to {url}: " if hop else ""
                raise type(error)(str(start), on + error.reason) from error
            url = answer.next_url
        reason = (
            f"sends us on more than {self._settings.max_redirects} times; open it in a browser and give that address"
        )
        raise IngestError(str(start), reason)

    def _page(self, visit: _Visit, url: httpx2.URL, *, first: bool) -> _Answer:
        _check(url)
        pause = self._settings.pause_s
        if self._settings.robots:
            delay = self._allowed_after(visit, url)
            pause = max(pause, delay) if first else pause  # crawl-delay is asked for between pages
        answer = self._patiently(visit, url, self._read_page, pause)
        if answer.status != HTTPStatus.OK and answer.next_url is None:
            raise IngestError(str(url), _refusal(answer.status))
        return answer

    def _capture(self, url: httpx2.URL, answer: _Answer) -> Capture | Listing:
        declared, charset = _content_type(answer.headers)
        if is_list(answer.body):
            return Listing(str(url.copy_with(fragment=None)), answer.body, charset)
        media_type = _PAGES.get(declared) or (HTML if is_html(answer.body) else TEXT)
        if media_type is TEXT and declared in _SNIFFED | _LISTS and declared:
            raise IngestError(str(url), f"is {declared}, {_NO_PAGE}")
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers.raw]
        return Capture(
            body=answer.body,
            media_type=media_type,
            captured_at=self._now(),
            url=str(url.copy_with(fragment=None)),
            headers=tuple((name, value) for name, value in headers if name.lower() != "set-cookie"),
            charset=charset,
        )

    # ------------------------------------------------------------------ one request, with patience

    def _patiently(
        self, visit: _Visit, url: httpx2.URL, read: Callable[[httpx2.Response], bytes], pause: float | None
    ) -> _Answer:
        """Ask until there is an answer that counts, within the retries and the deadline."""
        trouble, asked = "", 0.0
        for attempt in range(self._settings.retries + 1):
            if attempt:
                self._back_off(visit, url, max(asked, self._settings.backoff_s * 2 ** (attempt - 1)), trouble)
            try:
                answer = self._once(visit, url, read, pause)
            except _TRANSIENT as error:
                trouble, asked = self._trouble(visit, url, error), 0.0
            else:
                if not _may_pass(answer.status):
                    return answer
                trouble, asked = _refusal(answer.status), self._retry_after(answer.headers)
        raise IngestError(str(url), f"{trouble} (tried {self._settings.retries + 1} times)")

    def _once(
        self, visit: _Visit, url: httpx2.URL, read: Callable[[httpx2.Response], bytes], pause: float | None
    ) -> _Answer:
        """Ask once, at this host's next turn; without a pause, at once and without making the next one wait."""
        if pause is not None:
            self._wait_turn(visit, url, pause)
        try:
            with visit.client.stream("GET", url) as response:
                body = read(response) if response.status_code == HTTPStatus.OK else b""
                return _Answer(response.status_code, response.headers, body, _next_url(url, response))
        except (httpx2.HTTPError, httpcore2.LocalProtocolError) as error:  # undecodable bodies, headers out of order
            raise IngestError(str(url), f"answered in a broken way ({error}); try it in a browser") from error
        finally:
            if pause is not None:
                self._asked[url.host] = self._clock()

    def _trouble(self, visit: _Visit, url: httpx2.URL, error: Exception) -> str:
        """Say what broke a connection, where another try may help; raise where it will not."""
        if visit.deadline.left() < 0.05:  # a time-out may ring a moment early
            reason = f"took longer than {self._settings.deadline_s:g} s; try later, or raise REPORTEDLY_DEADLINE_S"
            raise IngestError(str(url), reason) from error
        inner = error.args[0] if error.args else None  # the pool drops the cause, but not the argument
        if isinstance(inner, ssl.SSLCertVerificationError):
            reason = f"the certificate of {url.host} does not hold ({inner.verify_message}); check the address"
            raise IngestError(str(url), reason) from error
        if isinstance(error, httpcore2.TimeoutException):
            return (
                f"{url.host} sent nothing for {self._settings.timeout_s:g} s; try later, or raise REPORTEDLY_TIMEOUT_S"
            )
        return f"the connection to {url.host} failed: {error}; try later"

    def _back_off(self, visit: _Visit, url: httpx2.URL, seconds: float, trouble: str) -> None:
        if seconds >= visit.deadline.left():
            reason = f"{trouble}; the next try, {seconds:g} s from now, would be past REPORTEDLY_DEADLINE_S"
            raise IngestError(str(url), reason)
        self._sleep(seconds)

    def _wait_turn(self, visit: _Visit, url: httpx2.URL, pause: float) -> None:
        """Leave the host in peace for a while after the last request; this does not count toward the deadline."""
        if url.host not in self._asked:
            return
        wait = self._asked[url.host] + pause - self._clock()
        if wait > max(self._settings.deadline_s, self._settings.pause_s):
            reason = f"robots.txt of {url.host} asks for {pause:g} s between two pages; fetch this one later"
            raise RefusedError(str(url), reason)
        if wait > 0:
            self._sleep(wait)
            visit.deadline.extend(wait)

    def _retry_after(self, headers: httpx2.Headers) -> float:
        """Return the seconds that Retry-After asks for; 0 where it asks for nothing we understand."""
        value = headers.get("retry-after", "").strip()
        if _SECONDS.fullmatch(value):
            return float(value)
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return 0.0
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max((aware - self._now()).total_seconds(), 0.0)

    # ------------------------------------------------------------------ bodies

    def _read_page(self, response: httpx2.Response) -> bytes:
        """Read a page as far as it is one and small enough, counted after decompression."""
        address, limit = str(response.url), self._settings.max_bytes
        declared, _ = _content_type(response.headers)
        if declared not in _PAGES and declared not in _SNIFFED | _LISTS:
            raise IngestError(address, f"is {declared}, {_NO_PAGE}")
        length = response.headers.get("content-length", "")
        if _SECONDS.fullmatch(length) and int(length) > limit:
            raise RefusedError(address, too_large("the page", limit))
        body = bytearray()
        for piece in _pieces(response):
            body += piece
            if len(body) > limit:
                raise RefusedError(address, too_large("the page", limit))
        return bytes(body)

    # ------------------------------------------------------------------ robots.txt

    def _allowed_after(self, visit: _Visit, url: httpx2.URL) -> float:
        """Return the pause robots.txt asks for, in seconds.

        Raises:
            RefusedError: it asks us to stay away, or cannot be read.
        """
        site = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        if site not in self._robots:
            self._robots[site] = self._read_robots(visit, httpx2.URL(site))
        robots = self._robots[site]
        if robots.unread:
            raise RefusedError(str(url), robots.unread)
        if not robots.rules.can_fetch(str(url), self._product):
            raise RefusedError(
                str(url), f"robots.txt of {url.host} asks us to stay away; save the page and give the file"
            )
        return robots.rules.crawl_delay(self._product) or 0.0

    def _read_robots(self, visit: _Visit, url: httpx2.URL) -> _Robots:
        """Fetch and read robots.txt. Missing is leave to fetch; unreadable is none, for as long as we live."""
        host, nothing = url.host, Protego.parse("")
        try:
            for _ in range(_ROBOTS_REDIRECTS + 1):
                _check(url)
                answer = self._patiently(visit, url, _read_robots_body, None)
                if answer.next_url is None:
                    break
                url = answer.next_url
        except RefusedError:
            raise  # the host itself may not be asked; that says more than its robots.txt
        except IngestError as error:
            return _Robots(nothing, f"robots.txt of {host} cannot be read, so nothing is fetched there: {error.reason}")
        return _Robots(Protego.parse(answer.body.decode("utf-8-sig", "replace")))


class _Transport(httpx2.BaseTransport):
    """Carries a client's requests over connections that were checked."""

    def __init__(self, tls: ssl.SSLContext, backend: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(ssl_context=tls, network_backend=backend)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore2.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx2.SyncByteStream):
    """A body as it comes over the connection."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@cache
def _tls() -> ssl.SSLContext:
    """Return what connections are secured by; made once a process, as reading the certificates takes a while."""
    return httpx2.create_ssl_context()


def _url_of(address: str) -> httpx2.URL:
    """Read an address.

    Raises:
        RefusedError: it is none, or one that is never fetched.
    """
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError) as error:
        raise RefusedError(address, f"is no web address ({error}); check it") from error
    _check(url)
    return url.copy_with(fragment=None)


def _check(url: httpx2.URL) -> None:
    """Refuse what is never fetched; the error's address is without the password."""
    if url.userinfo:
        reason = "holds a user name or password; give the address without it"
        raise RefusedError(str(url.copy_with(userinfo=b"")), reason)
    if url.scheme not in ("http", "https"):
        raise RefusedError(
            str(url), f"{url.scheme or 'no scheme'} is not fetched, only http and https; give the file itself"
        )
    if not url.raw_host:
        raise RefusedError(str(url), "names no host; check the address")


def _next_url(url: httpx2.URL, response: httpx2.Response) -> httpx2.URL | None:
    """Return where an answer sends us on to.

    Raises:
        IngestError: it does, to what is no address.
    """
    if not response.has_redirect_location:
        return None
    try:
        return url.join(response.headers["location"]).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise IngestError(str(url), f"sends us on to no web address ({error}); try it in a browser") from error


def _pieces(response: httpx2.Response) -> Iterator[bytes]:
    """Yield a body decompressed, in pieces of a megabyte at most."""
    encodings = {name.lower() for name in response.headers.get_list("content-encoding", split_commas=True)}
    if strange := encodings - _ENCODINGS:
        raise IngestError(
            str(response.url), f"is compressed as {min(strange)}, which we did not ask for; save the page"
        )
    return response.iter_bytes()


def _read_robots_body(response: httpx2.Response) -> bytes:
    body = bytearray()
    for piece in _pieces(response):
        body += piece
        if len(body) >= _ROBOTS_BYTES:
            break
    return bytes(body[:_ROBOTS_BYTES])


def _content_type(headers: httpx2.Headers) -> tuple[str, str | None]:
    """Return the media type a header names ("" for none) and its charset.

    >>> _content_type(httpx2.Headers({"Content-Type": 'Text/HTML; charset="utf-8"'}))
    ('text/html', 'utf-8')
    """
    media_type, *parameters = headers.get("content-type", "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and (charset := value.strip(" \t'\"")):
            return media_type.strip().lower(), charset.lower()
    return media_type.strip().lower(), None


def _may_pass(status: int) -> bool:
    return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _refusal(status: int) -> str:
    """Say what a status that brings no page means to a reader.

    >>> _refusal(404)
    'answered 404 (Not Found); check the address'
    """
    phrase = f" ({HTTPStatus(status).phrase})" if status in set(HTTPStatus) else ""
    if _may_pass(status):
        return f"answered {status}{phrase}; try later"
    closed = status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN)
    way_out = "open it in a browser, save it and give the file" if closed else "check the address"
    return f"answered {status}{phrase}; {way_out}"
