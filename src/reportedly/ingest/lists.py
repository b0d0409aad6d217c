"""Lists of addresses: OPML, as feed readers write it, and RSS or Atom, as outlets do → addresses.

A list holds no article: what it names is brought in address by address. The reader takes no entities and no document
types, which only serve to blow a small file up.
"""

import re
from xml.etree import ElementTree
from xml.parsers import expat

from reportedly.errors import IngestError

MOST = 500
"""Addresses that are taken from one list, in its order."""

_OPENS_LIST = re.compile(
    rb"\s*+(?><!--.*?-->\s*+|<\?.*?\?>\s*+)*+<(?:!doctype\s+)?(?:opml|rss|feed|(?:rdf:)?RDF)[\s>]",
    re.DOTALL | re.IGNORECASE,
)
_HEAD = 4_096
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_ATOM = "{http://www.w3.org/2005/Atom}"
_RSS_1 = "{http://purl.org/rss/1.0/}"


def is_list(body: bytes) -> bool:
    r"""Whether bytes open as OPML or a feed does.

    >>> is_list(b'<?xml version="1.0"?>\n<opml version="2.0">'), is_list(b"<html>")
    (True, False)
    """
    return _OPENS_LIST.match(body[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is not None


def addresses(body: bytes, name: str) -> list[str]:
    """Return the addresses that a list names, each once, in its order; `MOST` of them at most.

    Of an outline of OPML it is the page it links to (``url``), else the feed (``xmlUrl``); of a feed each entry's page.

    Args:
        body: The list.
        name: What errors call it.

    Raises:
        IngestError: it is no XML, has a document type, or names no address.
    """
    root = _root(body, name)
    named = [one for element in root.iter() if (one := _named(element))]
    found = list(dict.fromkeys(one for one in named if _HTTP.match(one)))
    if not found:
        raise IngestError(name, "it is a list, but names no address that begins with http:// or https://")
    return found[:MOST]


def _named(element: ElementTree.Element) -> str | None:
    """Return the address that an element of a list names, if it does."""
    if element.tag == "outline":
        return (element.get("url") or element.get("xmlUrl") or "").strip()
    if element.tag in {"item", f"{_RSS_1}item"}:
        return (element.findtext("link") or element.findtext(f"{_RSS_1}link") or "").strip()
    if element.tag == f"{_ATOM}entry":
        links = [link for link in element.findall(f"{_ATOM}link") if link.get("rel", "alternate") == "alternate"]
        return (links[0].get("href") or "").strip() if links else None
    return None


def _root(body: bytes, name: str) -> ElementTree.Element:
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda tag, attributes: builder.start(_clark(tag), attributes)
    parser.EndElementHandler = lambda tag: builder.end(_clark(tag))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(body, True)  # as expat has it
        return builder.close()
    except (expat.ExpatError, ValueError, AssertionError) as error:
        raise IngestError(name, f"it is a list in broken XML ({error}); export it again") from error


def _clark(tag: str) -> str:
    return f"{{{tag}" if "}" in tag else tag


def _refuse_doctype(*_: object) -> None:
    raise ValueError("it has a document type, which no list needs")
