"""Lists of addresses: feeds (RSS, Atom, JSON Feed), as outlets write them, and OPML, as feed readers do → addresses.

A list holds no article: what it names is brought in address by address. The reader takes no entities and no document
types, which only serve to blow a small file up, and bounds how much there may be of anything.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree
from xml.parsers import expat

from msgspec import Struct

from reportedly.errors import IngestError

MOST = 500
"""Addresses that are taken from one list of feeds or pages (OPML), in its order."""

MOST_PAGES = 100
"""Pages that are taken from one feed, in its order, which is the latest first."""

HEAD = 4_096
"""Bytes by which a list is told."""

MAX_BYTES = 5_000_000
"""Bytes of a list at most."""

_LONGEST = 2_000  # characters of an address; a longer one is passed over
_ELEMENTS, _DEPTH = 100_000, 100  # of XML
_OPENS_LIST = re.compile(
    rb"\s*+(?><!--.*?-->\s*+|<\?.*?\?>\s*+)*+<(?:!doctype\s+)?(?:opml|rss|feed|(?:rdf:)?RDF)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_IS_JSON_FEED = re.compile(rb'\s*+\{.*?"version"\s*+:\s*+"https?:\\?/\\?/jsonfeed\.org\\?/version', re.DOTALL)
_TELLS_ENCODING = re.compile(rb"<\?xml[^>]*?\sencoding\s*=")
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS_1 = "{http://purl.org/rss/1.0/}"
_BASE = "http://www.w3.org/XML/1998/namespace}base"  # as `_root` leaves names of attributes


class Named(Struct, frozen=True):
    """What a list names: each address once, in the list's order."""

    addresses: tuple[str, ...]  # bounded
    total: int  # how many it names
    is_feed: bool  # whether it is a feed, whose entries are pages; else OPML, which names feeds and pages


def is_list(body: bytes) -> bool:
    r"""Whether bytes open as OPML or a feed does.

    >>> is_list(b'<?xml version="1.0"?>\n<opml version="2.0">'), is_list(b"<html>")
    (True, False)
    >>> is_list(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}'), is_list(b'{"items": []}')
    (True, False)
    """
    head = _ascii(body[:HEAD])
    return (_OPENS_LIST.match(head) or _IS_JSON_FEED.match(head)) is not None


def named(body: bytes, name: str, *, base: str | None = None, charset: str | None = None) -> Named:
    """Return the addresses that a list names, as far as they are bounded.

    Of an outline of OPML it is the page it links to (``url``), else the feed (``xmlUrl``); of a feed each entry's page.

    Args:
        body: The list.
        name: What errors call it.
        base: The address it was fetched from, which addresses in it may be relative to.
        charset: How it is encoded, as the transport said; what the list itself says goes first.

    Raises:
        IngestError: it is too large, broken, has a document type, or names no address.
    """
    if len(body) > MAX_BYTES:
        raise IngestError(name, f"is a list or feed of more than {MAX_BYTES // 1_000_000} MB; give its pages")
    if _ascii(body[:HEAD]).lstrip().startswith(b"{"):
        is_feed, links = True, _of_json(body, name)
    else:
        root = _root(body, name, charset)
        is_feed, links = root.tag.lower() != "opml", list(_of_xml(root))
    found = list(dict.fromkeys(one for link in links if (one := _address(link, base))))
    if not found:
        raise IngestError(name, "is a list or feed, but names no address that begins with http:// or https://")
    return Named(tuple(found[: MOST_PAGES if is_feed else MOST]), len(found), is_feed)


def _ascii(head: bytes) -> bytes:
    """Return the beginning of a list without byte order mark and NULs, so that UTF-16 reads as ASCII."""
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


def _address(link: str, base: str | None) -> str | None:
    """Return a web address out of a link, which may be relative; the place on its page is left out."""
    try:
        joined = urldefrag(urljoin(base or "", " ".join(link.split()))).url
        has_host = bool(urlsplit(joined).hostname)
    except ValueError:  # no address at all
        return None
    return joined if has_host and _HTTP.match(joined) and len(joined) <= _LONGEST else None


# ------------------------------------------------------------------ JSON Feed


def _of_json(body: bytes, name: str) -> list[str]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise IngestError(name, f"is a feed in broken JSON ({error}); give its pages") from error
    items = told.get("items") if isinstance(told, dict) else None
    links = [_of_item(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [link for link in links if isinstance(link, str)]


def _of_item(item: dict[str, object]) -> object:
    return item.get("url") or item.get("external_url")


# ------------------------------------------------------------------ XML


def _of_xml(root: ElementTree.Element) -> Iterator[str]:
    """Yield the links of a list, resolved as far as the list itself says against what (XML Base)."""
    base = root.get(_BASE, "")
    for element in root.iter():
        if link := _link(element):
            yield _joined(_joined(base, element.get(_BASE, "")), link)


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def _link(element: ElementTree.Element) -> str | None:
    """Return where an element of a list leads, if it leads anywhere."""
    if element.tag == "outline":
        return element.get("url") or element.get("xmlUrl")
    if element.tag == "item":
        guid = element.find("guid")
        is_link = guid is not None and guid.get("isPermaLink", "true") == "true"
        return (element.findtext("link") or "").strip() or (guid.text if guid is not None and is_link else None)
    if element.tag == f"{_RSS_1}item":
        return element.findtext(f"{_RSS_1}link")
    if element.tag == f"{_ATOM}entry":
        links = [link for link in element.findall(f"{_ATOM}link") if link.get("rel", "alternate") == "alternate"]
        return links[0].get("href") if links else None
    return None


def _root(body: bytes, name: str, charset: str | None) -> ElementTree.Element:
    is_told = body.startswith((b"\xff\xfe", b"\xfe\xff")) or _TELLS_ENCODING.search(body[:HEAD])
    builder = ElementTree.TreeBuilder()
    depth = elements = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > _DEPTH or elements > _ELEMENTS:
            raise ValueError("it is nested too deep, or has too many parts")
        builder.start(_clark(tag), attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_clark(tag))

    try:
        parser = expat.ParserCreate(None if is_told else charset, namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = builder.data
        parser.Parse(body, True)  # as expat has it
        return builder.close()
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        raise IngestError(name, f"is a list or feed in broken XML ({error}); give its pages") from error


def _clark(tag: str) -> str:
    return f"{{{tag}" if "}" in tag else tag


def _refuse_doctype(*_: object) -> None:
    raise ValueError("it has a document type, which no list needs")
