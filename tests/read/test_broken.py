"""Broken input: an article or a clear rejection, never a crash, never a hang."""

import random
import time
from datetime import UTC, datetime

import pytest

from reportedly.read import articles
from reportedly.records import Capture, Rejection

WORDS = "The ferry did not sail on Tuesday because of the storm, and the harbour board said that it would be late. "
PAGE = f"<html><head><title>T</title></head><body><h1>Late</h1><article>{f'<p>{WORDS}</p>' * 8}</article></body></html>"
LIMIT_S = 8.0

TEXTS = {
    "a megabyte in one line": WORDS.encode() * 9_500,
    "a megabyte in one word": b"a" * 1_000_000,
    "a megabyte of brackets": b"(" * 1_000_000,
    "a megabyte of slashes": b"Ab/" * 333_000,
    "a megabyte of dashes": b"A - " * 250_000,
    "a megabyte of blanks": b"x" + b" " * 1_000_000 + b"y",
    "a megabyte of line ends": b"x" + b"\n" * 1_000_000 + b"y",
    "100,000 lines": b"It is late. (AP Photo/X)\n" * 60_000,
    "50 MB": b"x" * 50_000_000,
    "NULs in the text": WORDS.encode() * 4 + b"\x00" * 40,
    "lone surrogates": WORDS.encode() * 4 + b"\xed\xa0\x80" * 40,
    "noise": random.Random(7).randbytes(200_000),
    "half of UTF-16": WORDS.encode("utf-16")[:-1],
}
NESTED = ("div", "p", "b", "ul><li", "table><tr><td", "a", "select")
ODD_LINKED = '[1, {"@type": ["Article", 5], "headline": {}, "datePublished": ["x"], "author": [[]], "publisher": 7}]'
ODD_DATES = (
    '<meta property="article:published_time" content="2031-13-45T99:99+99:99"><meta name="date" content="9999-99-99">'
    '<meta name="pubdate" content="Nov 31, 2031 25:61 PM +77:99">'
)
ODD_ADDRESSES = '<link rel="canonical" href="http://[::1"><meta property="og:url" content="https://[">'


def _with_head(head: str) -> str:
    return PAGE.replace("</head>", f"{head}</head>")


def _with_linked(source: str) -> str:
    return _with_head(f'<script type="application/ld+json">{source}</script>')


PAGES = {
    **{f"10,000 nested {tag}": f"<html><body>{f'<{tag}>' * 10_000}{WORDS * 5}" for tag in NESTED},
    **{f"1,000 blocks in {tag}": f"<html><body>{f'<{tag} class=a>{WORDS}' * 1_000}" for tag in ("div", "td", "q")},
    "5 MB of paragraphs": f"<html><body>{f'<p>{WORDS}</p>' * 40_000}",
    "5 MB of spans": f"<html><body><p>{f'<span>{WORDS}</span>' * 40_000}",
    "a million letters in spans": f"<html><body><p>{f'<span>{WORDS}</span>' * 9_000}",
    "a million empty tags": "<html><body>" + "<b></b>" * 650_000 + WORDS * 5,
    "half a million attributes": "<html><body " + 'a="b" ' * 500_000 + ">" + WORDS * 5,
    "a million brackets": "<html><body>" + "<" * 1_000_000,
    "deep JSON-LD": _with_linked("[" * 100_000),
    "odd JSON-LD": _with_linked(ODD_LINKED),
    "odd dates": _with_head(ODD_DATES),
    "odd addresses": _with_head(ODD_ADDRESSES),
    "an XML declaration": f'<?xml version="1.0" encoding="utf-16"?>{PAGE}',
    "odd characters": "<html><body><p>" + "&#0;&#xD800;&#x110000;" * 1_000 + WORDS * 5,
    "frames": '<html><frameset><frame src="x"></frameset></html>',
    "a comment": f"<html><!-- {WORDS * 5} --></html>",
}


def _survives(body: bytes, media_type: str, charset: str | None = None) -> None:
    """Read it; what comes is an article whose spans lie in its text, or a rejection that says something."""
    capture = Capture(body, media_type, datetime(2031, 5, 6, tzinfo=UTC), url="https://echo.example/a", charset=charset)
    begun = time.process_time()
    rejected: list[Rejection] = []
    for found in articles([capture], reject=rejected.append):
        assert all(0 <= span.start < span.end <= len(found.text) for span in found.furniture)
        assert "\x00" not in found.text
        for words in (found.text, found.headline, found.byline, found.url):
            (words or "").encode()
    assert all(len(rejection.reason) > 10 for rejection in rejected)
    assert time.process_time() - begun < LIMIT_S


@pytest.mark.parametrize("name", list(TEXTS))
@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_texts(name: str, media_type: str) -> None:
    """Odd bytes are read as text, or rejected."""
    _survives(TEXTS[name], media_type)


@pytest.mark.parametrize("name", list(PAGES))
def test_pages(name: str) -> None:
    """Odd HTML is read, or rejected."""
    _survives(PAGES[name].encode(), "text/html")


@pytest.mark.parametrize("charset", ["utf-16", "hex", "idna", "undefined", "no-such", "a\x00b", "utf-7", ""])
def test_wrong_charsets(charset: str) -> None:
    """A charset that does not fit, or is none, harms nothing."""
    _survives(PAGE.encode() + b"\xff\xfe\x81", "text/html", charset)
    _survives(WORDS.encode() * 4 + b"\xff\xfe\x81", "text/plain", charset)


def test_cut_and_broken_pages() -> None:
    """A page cut anywhere, or with bytes gone wrong, is read or rejected."""
    chance = random.Random(11)
    body = PAGE.encode()
    for end in range(0, len(body), 61):
        _survives(body[:end], "text/html")
    for _ in range(60):
        broken = bytearray(body)
        for _ in range(chance.choice([3, 30, 300])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        _survives(bytes(broken), "text/html")
