"""Links that open a page at some of its words: text fragments (``#:~:text=``), as browsers know them."""

import re
from urllib.parse import quote, urlsplit

from reportedly.ledger import clean
from reportedly.records import Article, Part, Span

WHOLE = 200
"""Characters up to which words are given whole; longer ones by how they begin and end."""

_EDGE = 6  # words that a long passage is given by at either end
_AROUND = 3  # words before and after that tell one place from others with the same words
_MARK = ":~:"


def link(article: Article, span: Span) -> str | None:
    """Return the address that opens an article at some words; ``None`` where it has no web address.

    >>> from reportedly.records import Part
    >>> page = Article("1", "1", "a", "A well-known spring, he said.", url="https://courier.example/1#top")
    >>> link(page, Span(2, 19))
    'https://courier.example/1#top:~:text=well%2Dknown%20spring'
    """
    address = web_address(article.url)
    if address is None:
        return None
    base, words = address.partition(_MARK)[0], directive(article, span)
    return f"{base}{'' if '#' in base else '#'}{_MARK}{words}" if words else base


def directive(article: Article, span: Span) -> str | None:
    """Return the directive that finds some words of an article on its page: ``text=…``; ``None`` for no words."""
    text = article.text if span.part is Part.BODY else article.headline or ""
    words = span.of(text)
    if not words.strip():
        return None
    parts = _ends(words)
    if text.count(words) > 1:
        before, after = text[: span.start].split()[-_AROUND:], text[span.end :].split()[:_AROUND]
        parts = [*([f"{_encoded(before)}-"] if before else []), *parts, *([f"-{_encoded(after)}"] if after else [])]
    return f"text={','.join(parts)}"


def _ends(words: str) -> list[str]:
    """Return words as one term, or, where they are long or go over the end of a paragraph, as first and last ones."""
    each = words.split()
    if len(each) < 2 or (len(words) <= WHOLE and not re.search(r"[\n\r]", words.strip())):
        return [_encoded(each)]
    edge = min(_EDGE, len(each) // 2)
    first, last = each[:edge], each[-edge:]
    lines = [line.split() for line in words.strip().splitlines() if line.strip()]
    return [_encoded(first[: len(lines[0])]), _encoded(last[-len(lines[-1]) :])]  # a term stays in its paragraph


def _encoded(words: list[str]) -> str:
    """Return words as a term: what has a meaning in directives is written out."""
    return quote(clean(" ".join(words)), safe="").replace("-", "%2D")


_UNFIT = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]")


def web_address(url: str | None) -> str | None:
    """Return an address as others can take it, with what no address may hold written out; ``None`` if it is no web's.

    >>> web_address("https://courier.example/a|b"), web_address("javascript:alert(1)")
    ('https://courier.example/a%7Cb', None)
    """
    return _UNFIT.sub(lambda found: quote(found[0]), clean(url)) if url and is_web(url) else None


def is_web(url: str | None) -> bool:
    """Whether an address leads to the web, and nowhere else: no script, no file."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
