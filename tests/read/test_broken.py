"""Broken input: an article or a clear rejection, never a crash, and no more work than there is input."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from reportedly import read
from reportedly.read import articles, dates, furniture, language, page, tags, text
from reportedly.read import credits as page_credits
from reportedly.records import Capture, Rejection
from steps import work_of

WORDS = "The ferry did not sail on Tuesday because of the storm, and the harbour board said that it would be late. "
PAGE = f"<html><head><title>T</title></head><body><h1>Late</h1><article>{f'<p>{WORDS}</p>' * 8}</article></body></html>"

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
    rejected: list[Rejection] = []
    for found in articles([capture], reject=rejected.append):
        assert all(0 <= span.start < span.end <= len(found.text) for span in found.furniture)
        assert "\x00" not in found.text
        for words in (found.text, found.headline, found.byline, found.url):
            (words or "").encode()
    assert all(len(rejection.reason) > 10 for rejection in rejected)


ROOM = (read, page_credits, dates, furniture, language, page, tags, text)


def _nested(tag: str, size: int) -> str:
    return f"<html><body>{f'<{tag}>' * size}{WORDS * 5}"


def _blocks(tag: str, size: int) -> str:
    return f"<html><body>{f'<{tag}>{WORDS}' * size}"


GROWING: dict[str, Callable[[int], str]] = {
    **{f"nested {tag}": partial(_nested, tag) for tag in NESTED},
    **{f"blocks in {tag}": partial(_blocks, tag) for tag in ("div", "td", "q")},
    "paragraphs": lambda size: f"<html><body>{f'<p>{WORDS}</p>' * size}",
    "spans": lambda size: f"<html><body><p>{f'<span>{WORDS}</span>' * size}",
    "empty tags": lambda size: f"<html><body>{'<b></b>' * size}{WORDS * 5}",
    "attributes": lambda size: f"<html><body {'a=b ' * size}>{WORDS * 5}",
    "tag brackets": lambda size: f"<html><body>{'<' * size}",
    "deep JSON-LD": lambda size: _with_linked("[" * size),
    "odd characters": lambda size: f"<html><body><p>{'&#0;&#xD800;' * size}{WORDS * 5}",
    "a comment": lambda size: f"<html><!-- {WORDS * size} --></html>",
    "one line": lambda size: WORDS * size,
    "one word": lambda size: "a" * 100 * size,
    "brackets": lambda size: "(" * 100 * size,
    "slashes": lambda size: "Ab/" * 40 * size,
    "dashes": lambda size: "A - " * 25 * size,
    "blanks": lambda size: f"x{' ' * 100 * size}y",
    "line ends": lambda size: "x" + "\n" * 100 * size + "y",
    "lines that are one": lambda size: "It is late. (AP Photo/X)\n" * size,
    "lines": lambda size: "".join(f"Boat {number} is late. (AP Photo/X)\n" for number in range(size)),
}
"""Input of any size that is hard to read."""


@pytest.mark.parametrize("name", list(GROWING))
@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_the_work_grows_as_the_input_does(name: str, media_type: str) -> None:
    """Four times as much is four times the work at most, not sixteen times: steps and letters gone over are counted."""
    bodies = [GROWING[name](size).encode() for size in (250, 1_000)]
    small, large = (work_of(partial(_survives, body, media_type), *ROOM).whole for body in bodies)
    assert 0 < large < 5 * small


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
