"""Lists of addresses: OPML and feeds give their addresses, and nothing else does."""

import pytest

from reportedly.errors import IngestError
from reportedly.ingest.lists import MOST, addresses, is_list

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by hand -->\n'


NESTED = """<opml><body><outline text="all"><outline xmlUrl="http://a.example/feed" htmlUrl="http://a.example/"/>
<outline url=" https://a.example/2 "/><outline url="https://a.example/2"/></outline></body></opml>"""
RSS = """<rss version="2.0"><channel><link>https://a.example/</link><item><link>https://a.example/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/><entry>
<link rel="enclosure" href="https://a.example/4.mp3"/><link href="https://a.example/4"/></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item>
<link>https://a.example/5</link></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<opml><body><outline url="https://a.example/1"/></body></opml>', ["https://a.example/1"]),
        (NESTED, ["http://a.example/feed", "https://a.example/2"]),
        (RSS, ["https://a.example/3"]),
        (ATOM, ["https://a.example/4"]),
        (RDF, ["https://a.example/5"]),
    ],
)
def test_addresses_of_a_list(text: str, expected: list[str]) -> None:
    """A list gives the pages and feeds it names, each once, in its order."""
    body = f"{HEAD}{text}".encode()
    assert is_list(body)
    assert addresses(body, "list") == expected


@pytest.mark.parametrize("text", ["<html><body>x", "opml", "", "<html><opml></opml></html>", "{}"])
def test_other_files_are_no_lists(text: str) -> None:
    """A page, a text and JSON are none."""
    assert not is_list(text.encode())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<opml><body>", "broken XML"),
        ('<opml><outline url="javascript:alert(1)"/><outline url="file:///etc/passwd"/></opml>', "names no address"),
        (
            '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml><outline url="https://a.example/&b;"/></opml>',
            "document type",
        ),
    ],
)
def test_what_is_wrong_with_a_list_is_told(text: str, says: str) -> None:
    """Broken XML, entities that blow up, and a list without a web address are refused with the reason."""
    with pytest.raises(IngestError, match=says):
        addresses(text.encode(), "list")


def test_a_list_is_bounded() -> None:
    """A list of a million addresses brings in its first few hundred."""
    body = "".join(f'<outline url="https://a.example/{number}"/>' for number in range(MOST + 5))
    assert len(addresses(f"<opml>{body}</opml>".encode(), "list")) == MOST
