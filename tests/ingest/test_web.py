"""Pages are fetched politely, completely or not at all, and only from where they may be."""

import gzip
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import NoReturn

import httpcore2
import pytest

from reportedly.errors import IngestError, RefusedError
from reportedly.ingest.web import Fetcher, Listing
from reportedly.settings import Settings
from sites import Answer, Site, hangs_up, page, robots, serving, status, to

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that only moves when somebody sleeps."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        """Tell the time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on this machine."""
    with serving() as here:
        yield here


def fetcher(clock: Clock, **changed: object) -> Fetcher:
    settings = Settings(**({"private_addresses": True, "pause_s": 0.0} | changed))  # type: ignore[arg-type]  # by name
    return Fetcher(settings, now=lambda: NOON, sleep=clock.sleep, clock=clock)


# ------------------------------------------------------------------ a page


def test_a_page(site: Site) -> None:
    """A fetched page keeps its bytes, its address, its time, its charset and its headers, but no cookies."""
    site.says("/a", page(b"<p>\xe9", "text/html; charset=ISO-8859-1", ETag="x1", Set_Cookie="id=7"))
    capture = fetcher(Clock()).fetch(site.url("/a#top"))
    assert (capture.body, capture.media_type, capture.charset) == (b"<p>\xe9", "text/html", "iso-8859-1")
    assert (capture.url, capture.captured_at, capture.path) == (site.url("/a"), NOON, None)
    assert ("ETag", "x1") in capture.headers
    assert "set-cookie" not in {name.lower() for name, _ in capture.headers}


def test_who_we_say_we_are(site: Site) -> None:
    """The page and robots.txt are asked for by one user agent, the one in the settings."""
    site.says("/a", page())
    fetcher(Clock(), user_agent="Deskbot/2 (+https://desk.example)").fetch(site.url("/a"))
    assert site.asked == ["/robots.txt", "/a"]
    assert {headers["user-agent"] for headers in site.headers} == {"Deskbot/2 (+https://desk.example)"}


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve names where we cannot check them."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    site.says("/a", page())
    assert fetcher(Clock()).fetch(site.url("/a")).body


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/html", b"plain after all", "text/html"),  # as declared; `read` decides
        ("application/xhtml+xml", b"<html/>", "text/html"),
        ("text/plain; charset=utf-8", b"<b>", "text/plain"),
        ("", b"<!-- x --> <!DOCTYPE html><p>", "text/html"),
        ("", b"Water rose.", "text/plain"),
        ("application/octet-stream", b"<html>", "text/html"),
        ("text/xml", b'<?xml version="1.0"?>\n<html xmlns="x">', "text/html"),
    ],
)
def test_kinds_of_page(site: Site, kind: str, body: bytes, expected: str) -> None:
    """HTML and plain text are read, as declared or, where that says nothing, as they open."""
    site.says("/a", page(body, kind))
    assert fetcher(Clock()).fetch(site.url("/a")).media_type == expected


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/pdf", b"%PDF"),
        ("image/png", b"x"),
        ("text/xml", b"<svg>"),
        ("application/octet-stream", b"MZ"),
        ("application/json", b'{"items": []}'),
        ("application/rss+xml", b"Down for repairs."),
    ],
)
def test_what_is_no_page(site: Site, kind: str, body: bytes) -> None:
    """What is neither HTML nor text is turned away with what it is."""
    site.says("/a", page(body, kind))
    with pytest.raises(IngestError, match=re.escape(kind)):
        fetcher(Clock()).fetch(site.url("/a"))


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "application/atom+xml; charset=utf-8",
        "text/xml",
        "application/xml",
        "text/html",
        "text/plain",
        "",
    ],
)
def test_a_feed(site: Site, kind: str) -> None:
    """A feed is told by how it opens, whatever it is called; it is fetched like a page, and is none."""
    feed = b"<rss><channel><item><link>/1</link></item></channel></rss>"
    site.says("/feed", to("/new"))
    site.says("/new", page(feed, kind))
    found = fetcher(Clock()).visit(site.url("/feed"))
    assert isinstance(found, Listing)
    assert (found.url, found.body) == (site.url("/new"), feed)
    with pytest.raises(IngestError, match="is a feed or a list of addresses, and no page"):
        fetcher(Clock()).fetch(site.url("/feed"))


def test_a_feed_has_its_limits_too(site: Site) -> None:
    """What holds for pages holds for feeds: robots.txt, size, private addresses."""
    site.says("/robots.txt", robots("User-agent: *\nDisallow: /feed"))
    site.says("/big", page(b"<rss>" + b" " * 2_000, "application/rss+xml"))
    for path, reason in (("/feed", "asks us to stay away"), ("/big", "larger than 1000 bytes")):
        with pytest.raises(RefusedError, match=reason):
            fetcher(Clock(), max_bytes=1_000).visit(site.url(path))
    with pytest.raises(RefusedError, match="no public address"):
        fetcher(Clock(), private_addresses=False).visit(site.url("/big"))


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_compressed(site: Site, encoding: str) -> None:
    """Compressed pages come out unpacked."""
    packed = gzip.compress(b"<p>Rain") if encoding == "gzip" else zlib.compress(b"<p>Rain")
    site.says("/a", page(packed, Content_Encoding=encoding))
    assert fetcher(Clock()).fetch(site.url("/a")).body == b"<p>Rain"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(b"not gzip", Content_Encoding="gzip"), "broken way"),
        (page(b"x", Content_Encoding="br"), "compressed as br"),
        (status(404), r"answered 404 \(Not Found\); check the address"),
        (status(410), "answered 410"),
        (status(403), "save it and give the file"),
        (status(204), "answered 204"),
        (status(302), "answered 302"),  # to nowhere
        (status(799), "answered 799"),
    ],
)
def test_answers_that_bring_no_page(site: Site, answer: Answer, reason: str) -> None:
    """What the host said instead of a page is told, with a way out."""
    site.says("/a", answer)
    with pytest.raises(IngestError, match=reason) as caught:
        fetcher(Clock(), retries=0).fetch(site.url("/a"))
    assert caught.value.address == site.url("/a")


# ------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://news.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript://news.example/%0aalert(1)", "only http and https"),
        ("//news.example/a", "only http and https"),
        ("https:///a", "no host"),
        ("http://[::1/a", "no web address"),
        ("http://news.example:port/", "no web address"),
        ("http://news.example/\n", "no web address"),
    ],
)
def test_what_is_never_fetched(address: str, reason: str) -> None:
    """Only http and https addresses that name a host are fetched."""
    with pytest.raises(RefusedError, match=reason):
        fetcher(Clock()).fetch(address)


def test_passwords_are_not_repeated() -> None:
    """An address with a password is refused, and what is told of it holds no password."""
    with pytest.raises(RefusedError) as caught:
        fetcher(Clock()).fetch("https://ann:secret@news.example/a")
    assert caught.value.address == "https://news.example/a"
    assert "secret" not in str(caught.value)


def test_this_machine_is_private(site: Site) -> None:
    """Without the setting nothing on this machine is asked, not even for robots.txt."""
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1, which is no public address"):
        fetcher(Clock(), private_addresses=False).fetch(site.url("/a"))
    assert site.asked == []


NAMES = {
    "news.example": ["93.184.216.34"],
    "inside.example": ["10.0.0.1"],
    "mixed.example": ["93.184.216.34", "::1"],
    "metadata.example": ["169.254.169.254"],
}


@pytest.fixture
def internet(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lead every connection to the site, and note which address it was for."""
    connect, connected = httpcore2.SyncBackend.connect_tcp, []

    def to_site(self: httpcore2.SyncBackend, host: str, _: int, *more: object) -> httpcore2.NetworkStream:
        connected.append(host)
        return connect(self, "127.0.0.1", site.port, *more)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", to_site)
    return connected


def public_fetcher(clock: Clock, names: Callable[[str, int], list[str]] = lambda host, _: NAMES[host]) -> Fetcher:
    return Fetcher(Settings(pause_s=0), now=lambda: NOON, sleep=clock.sleep, clock=clock, resolve=names)


def test_the_host_keeps_its_name(site: Site, internet: list[str]) -> None:
    """The connection goes to the checked address; the request still names the host."""
    site.says("/a", page())
    assert public_fetcher(Clock()).fetch("http://news.example/a").url == "http://news.example/a"
    assert set(internet) == {"93.184.216.34"}
    assert {headers["host"] for headers in site.headers} == {"news.example"}


@pytest.mark.parametrize("host", ["inside.example", "mixed.example", "metadata.example"])
def test_sent_on_to_the_inside(site: Site, internet: list[str], host: str) -> None:
    """A public page that sends us on to a private address is refused there, and the way is told."""
    site.says("/a", to(f"http://{host}/secret"))
    with pytest.raises(RefusedError, match=f"sent on to http://{host}/secret: {host} is at") as caught:
        public_fetcher(Clock()).fetch("http://news.example/a")
    assert caught.value.address == "http://news.example/a"
    assert set(internet) == {"93.184.216.34"}


def test_a_name_that_changes_its_mind(site: Site, internet: list[str]) -> None:
    """A name that is public when first asked and private when asked again leads nowhere private."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    site.says("/robots.txt", status(404, Connection="close"))
    site.says("/a", page())
    with pytest.raises(RefusedError, match="no public address"):
        public_fetcher(Clock(), lambda *_: next(answers)).fetch("http://news.example/a")
    assert internet == ["93.184.216.34"]


class SecureWire(httpcore2.MockStream):
    """A connection on which nothing can be secured; it notes for which name that was tried."""

    def __init__(self, names: list[str | None]) -> None:
        super().__init__([])
        self.names = names

    def start_tls(self, _: ssl.SSLContext, server_hostname: str | None = None, __: float | None = None) -> NoReturn:
        """Fail as on a certificate of somebody else."""
        self.names.append(server_hostname)
        error = ssl.SSLCertVerificationError("hostname mismatch")
        error.verify_message = "hostname mismatch"
        raise httpcore2.ConnectError(error)


def test_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate must be the name's, though the connection is to an address; a wrong one is not tried again."""
    names: list[str | None] = []
    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", lambda *_: SecureWire(names))
    with pytest.raises(IngestError, match=r"certificate of news\.example does not hold \(hostname mismatch\)"):
        public_fetcher(Clock()).fetch("https://news.example/a")
    assert names == ["news.example"]


# ------------------------------------------------------------------ redirects


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects(site: Site, code: int) -> None:
    """A redirect is followed, and the page has the address it was found at."""
    site.says("/a", to("/b?x=1#y", code))
    site.says("/b?x=1", page())
    assert fetcher(Clock()).fetch(site.url("/a")).url == site.url("/b?x=1")


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("ftp://news.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://a:b@127.0.0.1/", "user name or password"),
        ("http://[::1", "no web address"),
    ],
)
def test_redirects_to_what_is_never_fetched(site: Site, where: str, reason: str) -> None:
    """A redirect is checked like a first address."""
    site.says("/a", to(where))
    with pytest.raises(IngestError, match=reason) as caught:
        fetcher(Clock()).fetch(site.url("/a"))
    assert caught.value.address == site.url("/a")


def test_redirect_loop(site: Site) -> None:
    """A host that sends us round in circles is left after the redirects we follow."""
    site.says("/a", to("/b"))
    site.says("/b", to("/a"))
    with pytest.raises(IngestError, match="more than 5 times"):
        fetcher(Clock()).fetch(site.url("/a"))
    assert len(site.asked) == 1 + 6


def test_cookies_live_for_one_page(site: Site) -> None:
    """A page that sets a cookie and asks again gets it back; the next page does not."""
    site.says("/a", status(302, Location="/b", Set_Cookie="seen=1"))
    site.says("/b", page())
    asking = fetcher(Clock())
    asking.fetch(site.url("/a"))
    asking.fetch(site.url("/b"))
    assert [headers.get("cookie") for headers in site.headers] == [None, None, "seen=1", None]


# ------------------------------------------------------------------ patience


@pytest.mark.parametrize("trouble", [status(503), status(500), status(429), hangs_up])
def test_trouble_that_passes(site: Site, trouble: Answer) -> None:
    """What may pass is tried again, ever more slowly."""
    clock = Clock()
    site.says("/a", trouble, trouble, trouble, page(b"<p>At last"))
    assert fetcher(clock).fetch(site.url("/a")).body == b"<p>At last"
    assert clock.slept == [0.5, 1.0, 2.0]


def test_a_page_broken_off_is_fetched_again(site: Site) -> None:
    """Half a page is none: where the connection breaks within it, it is asked for again."""
    site.says("/a", page(b"<p>Half", Content_Length="99", Connection="close"), page(b"<p>Whole"))
    assert fetcher(Clock()).fetch(site.url("/a")).body == b"<p>Whole"


@pytest.mark.parametrize(("trouble", "reason"), [(status(503), "answered 503"), (hangs_up, "connection to 127.0.0.1")])
def test_trouble_that_stays(site: Site, trouble: Answer, reason: str) -> None:
    """After the last try the trouble is told."""
    site.says("/a", trouble)
    with pytest.raises(IngestError, match=rf"{reason}.*\(tried 3 times\)"):
        fetcher(Clock(), retries=2).fetch(site.url("/a"))
    assert site.asked.count("/a") == 3


def test_nobody_there() -> None:
    """A refused connection is told as what it is."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(IngestError, match="refused"):
        fetcher(Clock(), robots=False, retries=1).fetch(f"http://127.0.0.1:{port}/a")


@pytest.mark.parametrize(
    ("asks", "slept"),
    [
        ("7", 7.0),
        ("0", 0.5),
        ("Sun, 04 May 2031 12:00:09 GMT", 9.0),
        ("Sun, 04 May 2031 11:00:00 GMT", 0.5),  # past
        ("soon", 0.5),
        ("-3", 0.5),
    ],
)
def test_retry_after(site: Site, asks: str, slept: float) -> None:
    """A host that says when to come again is taken at its word."""
    clock = Clock()
    site.says("/a", status(429, Retry_After=asks), page())
    fetcher(clock).fetch(site.url("/a"))
    assert clock.slept == [slept]


def test_retry_after_the_deadline(site: Site) -> None:
    """A host that asks for more patience than a page may take is left at once."""
    clock = Clock()
    site.says("/a", status(429, Retry_After="3600"))
    with pytest.raises(IngestError, match=r"answered 429.*3600 s from now.*REPORTEDLY_DEADLINE_S"):
        fetcher(clock).fetch(site.url("/a"))
    assert clock.slept == []


@pytest.mark.parametrize("in_headers", [True, False])
def test_slow_drip(site: Site, *, in_headers: bool) -> None:
    """Bytes that drip in, each in time, end with the deadline."""
    clock = Clock()

    def drips(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"" if in_headers else b"\r\n"))
        for _ in range(1000):
            request.wfile.write(b"X: y\r\n" if in_headers else b"<p>")
            request.wfile.flush()
            clock.time += 1
        request.close_connection = True

    site.says("/a", drips)
    with pytest.raises(IngestError, match=r"longer than 10 s.*REPORTEDLY_DEADLINE_S"):
        fetcher(clock, deadline_s=10).fetch(site.url("/a"))


def test_silence(site: Site) -> None:
    """A host that takes the request and says nothing is given up after the time-out."""
    done = threading.Event()
    site.says("/a", lambda _: (done.wait(10), None)[1])
    with pytest.raises(IngestError, match=r"sent nothing for 0\.05 s"):
        fetcher(Clock(), timeout_s=0.05, retries=1, robots=False).fetch(site.url("/a"))
    done.set()


# ------------------------------------------------------------------ size


def test_size_as_declared(site: Site) -> None:
    """A page that says it is too large is not begun."""
    site.says("/a", page(b"", Content_Length="50000000"))
    with pytest.raises(RefusedError, match="larger than 20 MB; to read it raise REPORTEDLY_MAX_BYTES"):
        fetcher(Clock()).fetch(site.url("/a"))


def test_size_as_it_comes(site: Site) -> None:
    """A page that does not say how large it is is cut off where it becomes too large."""
    site.says("/a", page(b"x" * 5000, Content_Length="", Connection="close"))
    with pytest.raises(RefusedError, match="larger than 4000 bytes"):
        fetcher(Clock(), max_bytes=4000).fetch(site.url("/a"))
    assert len(fetcher(Clock(), max_bytes=5000).fetch(site.url("/a")).body) == 5000


def test_bomb(site: Site) -> None:
    """A small answer that unpacks to a huge page is refused while it unpacks."""
    bomb = gzip.compress(gzip.compress(b"\0" * 200_000_000, 9), 9)
    assert len(bomb) < 10_000
    site.says("/a", page(bomb, Content_Encoding="gzip, gzip"))
    with pytest.raises(RefusedError, match="larger than 20 MB"):
        fetcher(Clock()).fetch(site.url("/a"))


# ------------------------------------------------------------------ robots.txt and pauses


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/news/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/a", True),
        ("User-agent: Reportedly\nDisallow: /", "/a", False),
        ("User-agent: reportedly\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: Otherbot\nDisallow: /", "/a", True),
        ("User-agent: news\nDisallow: /", "/a", True),  # a word of our user agent, and not our name
        ("User-agent: *\nDisallow: /*?print", "/a?print=1", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("<html>No such page", "/a", True),
        ("", "/a", True),
    ],
)
def test_robots(site: Site, rules: str, path: str, *, allowed: bool) -> None:
    """What robots.txt asks for is kept."""
    site.says("/robots.txt", robots(rules))
    site.says(path, page())
    if allowed:
        assert fetcher(Clock()).fetch(site.url(path)).body
    else:
        with pytest.raises(RefusedError, match=r"robots\.txt of 127\.0\.0\.1 asks us to stay away"):
            fetcher(Clock()).fetch(site.url(path))
    assert (path in site.asked) is allowed


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_no_robots(site: Site, code: int) -> None:
    """Where there is no robots.txt, pages may be fetched."""
    site.says("/robots.txt", status(code))
    site.says("/a", page())
    assert fetcher(Clock()).fetch(site.url("/a")).body


@pytest.mark.parametrize("trouble", [status(503), status(429), hangs_up])
def test_robots_that_cannot_be_read(site: Site, trouble: Answer) -> None:
    """Where robots.txt cannot be read nothing is fetched, and it is not asked for again."""
    site.says("/robots.txt", trouble)
    site.says("/a", page())
    asking = fetcher(Clock(), retries=1)
    for _ in range(2):
        with pytest.raises(RefusedError, match=r"robots\.txt of 127\.0\.0\.1 cannot be read, so nothing is"):
            asking.fetch(site.url("/a"))
    assert site.asked == ["/robots.txt"] * 2


def test_robots_once_a_host(site: Site) -> None:
    """robots.txt is asked for once."""
    site.says("/a", page())
    asking = fetcher(Clock())
    asking.fetch(site.url("/a"))
    asking.fetch(site.url("/a"))
    assert site.asked == ["/robots.txt", "/a", "/a"]


def test_robots_elsewhere(site: Site) -> None:
    """robots.txt may send us on; what it says there counts."""
    site.says("/robots.txt", to("/rules"))
    site.says("/rules", robots("User-agent: *\nDisallow: /"))
    with pytest.raises(RefusedError, match="stay away"):
        fetcher(Clock()).fetch(site.url("/a"))


def test_robots_in_circles(site: Site) -> None:
    """A robots.txt that is never reached is none."""
    site.says("/robots.txt", to("/robots.txt"))
    site.says("/a", page())
    assert fetcher(Clock()).fetch(site.url("/a")).body
    assert site.asked.count("/robots.txt") == 6


def test_robots_of_great_length(site: Site) -> None:
    """Of a robots.txt without end only the beginning is read."""
    site.says("/robots.txt", robots("User-agent: *\nDisallow: /a\n" + "#\n" * 1_000_000))
    with pytest.raises(RefusedError, match="stay away"):
        fetcher(Clock()).fetch(site.url("/a"))


def test_robots_where_we_are_sent(site: Site) -> None:
    """robots.txt holds for the address we are sent on to."""
    site.says("/robots.txt", robots("User-agent: *\nDisallow: /b"))
    site.says("/a", to("/b"))
    with pytest.raises(RefusedError, match="stay away"):
        fetcher(Clock()).fetch(site.url("/a"))
    assert "/b" not in site.asked


def test_robots_by_setting(site: Site) -> None:
    """A setting leaves robots.txt alone."""
    site.says("/robots.txt", robots("User-agent: *\nDisallow: /"))
    site.says("/a", page())
    assert fetcher(Clock(), robots=False).fetch(site.url("/a")).body
    assert site.asked == ["/a"]


@pytest.mark.parametrize(
    ("pause_s", "rules", "slept"),
    [
        (1.0, "", 1.0),
        (1.0, "User-agent: *\nCrawl-delay: 5", 5.0),
        (3.0, "User-agent: *\nCrawl-delay: 2", 3.0),
        (1.0, "User-agent: *\nCrawl-delay: often", 1.0),
    ],
)
def test_pause(site: Site, pause_s: float, rules: str, slept: float) -> None:
    """Between two pages a host is left in peace for as long as we or it wants, whichever is longer."""
    clock = Clock()
    site.says("/robots.txt", robots(rules))
    site.says("/a", page())
    asking = fetcher(clock, pause_s=pause_s)
    asking.fetch(site.url("/a"))
    assert clock.slept == []
    asking.fetch(site.url("/a"))
    assert clock.slept == [slept]
    clock.time += 60
    asking.fetch(site.url("/a"))
    assert clock.slept == [slept]


def test_pause_between_retries_and_redirects(site: Site) -> None:
    """The pause holds for every request to a page of one host, and does not count toward the deadline."""
    clock = Clock()
    site.says("/a", to("/b"))
    site.says("/b", to("/c"))
    site.says("/c", page())
    assert fetcher(clock, pause_s=4.0, deadline_s=5.0).fetch(site.url("/a")).body
    assert clock.slept == [4.0, 4.0]


def test_crawl_delay_beyond_reason(site: Site) -> None:
    """A host that wants an hour between two pages gives one page, and the next is left for later."""
    clock = Clock()
    site.says("/robots.txt", robots("User-agent: *\nCrawl-delay: 3600"))
    site.says("/a", page())
    asking = fetcher(clock)
    asking.fetch(site.url("/a"))
    with pytest.raises(RefusedError, match="asks for 3600 s between two pages"):
        asking.fetch(site.url("/a"))
    assert clock.slept == []
