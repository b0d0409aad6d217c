"""What a reader sees of a page: its words without markup, whole or of one section."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime

from fastapi.testclient import TestClient

from reportedly.serve.house import House

NOW = datetime(2031, 5, 12, 9, 20, tzinfo=UTC)
"""When pages are read."""

Read = Callable[..., TestClient]
"""Lays a ledger of pages and returns a reader of it."""

_TAG = re.compile(r"<[^>]*>")


def plain(markup: str) -> str:
    """Return the words of markup, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def section(page: str, name: str) -> str:
    """Return the markup of a section, by its id; nothing where there is none."""
    found = re.search(rf'<section class="part" id="{name}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def head(page: str) -> str:
    """Return the words of a page's head."""
    found = re.search(r'<div class="head">.*?</div>', page, re.DOTALL)
    assert found
    return plain(found[0])


def got(reader: TestClient, address: str) -> str:
    """Return a page that is there."""
    answer = reader.get(address)
    assert answer.status_code == 200, (address, answer.text[-400:])
    return answer.text


def address(page: str, words: str, under: str) -> str:
    """Return the address under a path that the link with some words leads to."""
    links = re.findall(rf'<a [^>]*?href="({under}[^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return next(html.unescape(href) for href, inner in links if words in plain(inner))


def house(reader: TestClient) -> House:
    """Return what a reader's requests are answered with."""
    found = reader.app.state.house  # type: ignore[attr-defined]  # a FastAPI application
    assert isinstance(found, House)
    return found
