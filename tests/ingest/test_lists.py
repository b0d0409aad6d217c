"""Lists of addresses: OPML and feeds give their addresses, and nothing else does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import IngestError
from reportedly.ingest.lists import MAX_BYTES, MOST, MOST_PAGES, is_list, named

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by hand -->\n'
BASE = "https://a.example/news/feed.xml"

NESTED = """<opml><body><outline text="all"><outline xmlUrl="http://a.example/feed" htmlUrl="http://a.example/"/>
<outline url=" https://a.example/2 "/><outline url="https://a.example/2"/></outline></body></opml>"""
RSS = """<rss version="2.0"><channel><link>https://a.example/</link><item><link>https://a.example/3#top</link></item>
<item><guid>https://a.example/4</guid></item><item><guid isPermaLink="false">https://a.example/no</guid></item>
<item><title>Nowhere</title></item><item><link>/5</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/><entry>
<link rel="enclosure" href="https://a.example/4.mp3"/><link href="https://a.example/4"/></entry>
<entry xml:base="/old/"><link href="5"/></entry><entry><id>https://a.example/no</id></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item>
<link>https://a.example/5</link></item></rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Arden",
    "items": [{"id": "1", "url": "https://a.example/6"}, {"external_url": "7"}, {"id": "https://a.example/no"}, 8],
}


@pytest.mark.parametrize(
    ("text", "expected", "is_feed"),
    [
        ('<opml><body><outline url="https://a.example/1"/></body></opml>', ["https://a.example/1"], False),
        (NESTED, ["http://a.example/feed", "https://a.example/2"], False),
        (RSS, ["https://a.example/3", "https://a.example/4", "https://a.example/5"], True),
        (ATOM, ["https://a.example/4", "https://a.example/old/5"], True),
        (RDF, ["https://a.example/5"], True),
        (json.dumps(JSON_FEED), ["https://a.example/6", "https://a.example/news/7"], True),
    ],
)
def test_addresses_of_a_list(text: str, expected: list[str], is_feed: bool) -> None:
    """A list gives the pages and feeds it names, each once, in its order; relative to where it was fetched."""
    body = (text if text.startswith("{") else f"{HEAD}{text}").encode()
    assert is_list(body)
    told = named(body, "list", base=BASE)
    assert (list(told.addresses), told.total, told.is_feed) == (expected, len(expected), is_feed)


def test_without_a_base_nothing_is_relative() -> None:
    """Of a file whose address is not known, only whole addresses are taken."""
    assert named(RSS.encode(), "list").addresses == ("https://a.example/3", "https://a.example/4")


@pytest.mark.parametrize("text", ["<html><body>x", "opml", "", "<html><opml></opml></html>", "{}", '{"items": []}'])
def test_other_files_are_no_lists(text: str) -> None:
    """A page, a text and other JSON are none."""
    assert not is_list(text.encode())


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (b'<?xml version="1.0" encoding="windows-1252"?>{}', None),
        (b'<?xml version="1.0" encoding="windows-1252"?>{}', "utf-8"),  # what the list says goes first
        (b"{}", "windows-1252"),
    ],
)
def test_encodings(body: bytes, charset: str | None) -> None:
    """A feed is decoded as it says itself, else as the transport does."""
    text = "<rss><channel><item><link>https://a.example/m\xfchle</link></item></channel></rss>"
    assert named(body.replace(b"{}", text.encode("cp1252")), "list", charset=charset).addresses == (
        "https://a.example/m\xfchle",
    )


def test_utf_16() -> None:
    """A list in UTF-16 is told by its byte order mark."""
    body = '<?xml version="1.0" encoding="utf-16"?><rss><item><link>https://a.example/1</link></item></rss>'
    assert is_list(body.encode("utf-16"))
    assert named(body.encode("utf-16"), "list", charset="utf-8").addresses == ("https://a.example/1",)


BOMB = '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml><outline url="https://a.example/&b;"/></opml>'
FILE = (
    '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item><link>https://a.example/&a;</link></item></rss>'
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<opml><body>", "broken XML"),
        ("<rss><channel></rss>", "broken XML"),
        ("<rss><item><link>https://a.example/&a;</link></item></rss>", "broken XML"),
        ('<opml><outline url="javascript:alert(1)"/><outline url="file:///etc/passwd"/></opml>', "names no address"),
        ("<rss><item><link>http://[::1</link></item></rss>", "names no address"),
        (f"<rss><item><link>https://a.example/{'x' * 2_000}</link></item></rss>", "names no address"),
        ("<rss><channel/></rss>", "names no address"),
        (BOMB, "document type"),
        (FILE, "document type"),
        (f"<rss>{'<a>' * 200}", "nested too deep"),
        (f"<rss>{'<a/>' * 100_001}", "too many parts"),
        (f"<rss>{' ' * MAX_BYTES}", "more than 5 MB"),
        ('{"version": "https://jsonfeed.org/version/1"', "broken JSON"),
        (f'{{"version": "https://jsonfeed.org/version/1", "items": {"[" * 100_000}', "broken JSON"),
        ('{"version": "https://jsonfeed.org/version/1", "items": {"url": "https://a.example/"}}', "names no address"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [{"url": 7}, {"url": ["x"]}]}', "names no address"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(text: str, says: str) -> None:
    """A broken list, entities that blow up or read files, and one without a web address are refused with the reason."""
    assert is_list(text.encode())
    with pytest.raises(IngestError, match=says):
        named(text.encode(), "list")


@pytest.mark.parametrize(
    ("opening", "each", "end", "most"),
    [
        ("<opml>", '<outline url="https://a.example/{}"/>', "</opml>", MOST),
        ("<rss>", "<item><link>https://a.example/{}</link></item>", "</rss>", MOST_PAGES),
    ],
)
def test_a_list_is_bounded(opening: str, each: str, end: str, most: int) -> None:
    """Of a list of a thousand addresses the first few hundred are taken, of a feed the first hundred."""
    body = opening + "".join(each.format(number) for number in range(1_000)) + end
    told = named(body.encode(), "list")
    assert (len(told.addresses), told.total) == (most, 1_000)
    assert told.addresses[-1] == f"https://a.example/{most - 1}"


@given(
    st.binary(max_size=300),
    st.sampled_from([b"<rss>", b"<feed ", b"<opml>", b'{"version": "https://jsonfeed.org/version/1"']),
)
def test_whatever_a_list_holds_it_is_read_or_refused(rest: bytes, opening: bytes) -> None:
    """No bytes make anything else of a list than addresses of the web, or a refusal."""
    try:
        told = named(opening + rest, "list", base=BASE)
    except IngestError:
        return
    assert all(one.startswith(("http://", "https://")) for one in told.addresses)
