"""HTML: main text, headline apart from it, and each time with the tag that shows it."""

from datetime import UTC, datetime

import pytest

from reportedly.read import article
from reportedly.records import Article, Capture

FERRY = "The ferry did not sail on Tuesday because of the storm in the strait, the harbour board said in a statement."
MAYOR = "The mayor of Osshaven told the board that the islands could not wait, and that another boat must be found."
BOARD = "The board, which owns both of the boats, has not said when it will decide about a third, or who is to pay."


def _page(body: str, head: str = "", url: str | None = "https://www.echo.example/a", **more: str) -> Article:
    source = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return article(
        Capture(source.encode(more.get("encoding", "utf-8")), "text/html", datetime(2031, 12, 1, tzinfo=UTC), url=url)
    )


def _story(*paragraphs: str) -> str:
    return "<article>" + "".join(f"<p>{words}</p>" for words in paragraphs or (FERRY, MAYOR, BOARD)) + "</article>"


def _linked(source: str) -> str:
    return f'<script type="application/ld+json">{source}</script>'


def test_main_text() -> None:
    """Paragraphs stand a line each; menus, headline and furniture are gone."""
    found = _page(
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul></nav><h1>Ferry is late again</h1>"
        + _story(FERRY, MAYOR, "READ MORE: Who pays for the ferry", BOARD, "Share this article")
        + "<footer><p>© 2031 Osshaven Echo. All rights reserved.</p></footer>"
    )
    assert found.text == f"{FERRY}\n{MAYOR}\n{BOARD}"
    assert found.headline == "Ferry is late again"


@pytest.mark.parametrize(
    ("head", "body", "day", "evidence"),
    [
        (
            _linked('{"@type": "NewsArticle", "datePublished": "2031-11-05T23:30:00-05:00"}'),
            "",
            "2031-11-05",
            "json-ld datePublished=2031-11-05T23:30:00-05:00",
        ),
        (
            '<meta property="article:published_time" content="2031-11-05T10:00:00Z">',
            "",
            "2031-11-05",
            "meta article:published_time=2031-11-05T10:00:00Z",
        ),
        ("", '<time datetime="2031-11-05">today</time>', "2031-11-05", "time tag datetime=2031-11-05"),
        (
            "",
            "<h1>Ferry is late again</h1><div>By Ann Lee</div><div>5 November 2031</div>",
            "2031-11-05",
            'text "5 November 2031"',
        ),
        (
            '<meta name="date" content="2041-01-01"><meta name="pubdate" content="2031-11-04">',
            "",
            "2031-11-04",
            "meta pubdate=2031-11-04",
        ),  # not a day that was still to come
    ],
)
def test_published(head: str, body: str, day: str, evidence: str) -> None:
    """The day is kept as printed, with the tag or the words that show it."""
    found = _page(f"{body}{_story()}", f"<title>Ferry is late again</title>{head}")
    assert found.published is not None
    assert (found.published.day.isoformat(), found.published.evidence) == (day, evidence)
    assert found.undated is None


def test_an_instant_needs_a_zone() -> None:
    """A time with a zone is an instant in UTC; the day stays the page's own."""
    found = _page(_story(), _linked('{"@type": "NewsArticle", "datePublished": "2031-11-05T23:30:00-05:00"}'))
    assert found.published is not None
    assert found.published.instant == datetime(2031, 11, 6, 4, 30, tzinfo=UTC)


def test_address_before_printed_date() -> None:
    """A day in the address outranks one near the headline; a day in the story is none."""
    found = _page(f"<h1>Ferry is late again</h1>{_story()}", url="https://echo.example/2031/11/04/a")
    assert found.published is not None
    assert found.published.evidence == "url /2031/11/04"
    undated = _page("<h1>Ferry is late again</h1>" + _story(FERRY, MAYOR + " He had said so on May 3, 2030.", BOARD))
    assert undated.published is None
    assert (
        undated.undated == "no date found in JSON-LD, meta tags, time tags, its address and the text near the headline"
    )


def test_modified() -> None:
    """When it was changed is kept apart from when it came out."""
    found = _page(_story(), '<meta property="article:modified_time" content="2031-11-06">')
    assert found.published is None
    assert found.modified is not None
    assert found.modified.evidence == "meta article:modified_time=2031-11-06"


def test_outlet_byline_and_credit() -> None:
    """Site name and authors are read from the tags; an agency among the authors is a credit."""
    head = '<meta property="og:site_name" content="Osshaven Echo"><meta name="author" content="Reuters">'
    found = _page(_story(), head)
    assert found.outlet is not None
    assert (found.outlet.name, found.byline) == ("Osshaven Echo", "Reuters")
    assert [(credit.outlet, credit.form, credit.span) for credit in found.credits] == [("Reuters", "metadata", None)]


def test_article_cut_into_blocks() -> None:
    """Blocks of one kind, with advertisements between them, are one article."""
    chunk = '<div class="chunk"><p>{} {n}</p><p>{} {n}</p><p>{} {n}</p></div>'
    blocks = "".join(f'<div>{chunk.format(FERRY, MAYOR, BOARD, n=n)}</div><div class="ad">Ad</div>' for n in range(4))
    found = _page(f"<h1>Ferry is late again</h1><main>{blocks}</main>")
    assert found.text.split("\n") == [f"{words} {n}" for n in range(4) for words in (FERRY, MAYOR, BOARD)]


def test_text_outside_paragraphs() -> None:
    """Text that stands between line breaks is no worse than paragraphs."""
    found = _page(f'<h1>Ferry is late again</h1><div class="content">{FERRY}<br><br>{MAYOR}<br><br>{BOARD}</div>')
    assert all(words in found.text for words in (FERRY, MAYOR, BOARD))
    assert found.text.count(FERRY) == 1


def test_layout_table() -> None:
    """Paragraphs in a table that only lays out the page do not run together."""
    found = _page(f"<table><tr><td><p>{FERRY}</p><p>{MAYOR}</p><p>{BOARD}</p></td></tr></table>")
    assert found.text == f"{FERRY}\n{MAYOR}\n{BOARD}"


def test_standfirst_is_kept_apart() -> None:
    """A summary set apart from the text, and given as the page's description, is no paragraph of it."""
    summary = "Islands wait for a boat as the harbour board says nothing about who is going to pay for it."
    body = f'<h1>Ferry is late again</h1><div class="top"><p>{summary}</p></div>{_story()}'
    assert summary not in _page(f"<main>{body}</main>", f'<meta name="description" content="{summary}">').text
    first = _page(f"<main>{_story()}</main>", f'<meta name="description" content="{FERRY}">')
    assert FERRY in first.text  # a first paragraph given as description stays


def test_lines_that_lead_elsewhere() -> None:
    """A line that is nothing but a link is a teaser; a link in a sentence stays."""
    teaser = '<a href="/b">Harbour board asks for two more boats</a>'
    found = _page(_story(FERRY, teaser, f'{MAYOR} <a href="/c">He wrote so in a letter to the board.</a>', BOARD))
    assert "asks for two more boats" not in found.text
    assert "He wrote so in a letter to the board." in found.text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_charsets(encoding: str) -> None:
    """Bytes are read by their mark, as UTF-8, or as the page or the transport says."""
    found = _page(_story(FERRY + " Café Øst.", MAYOR, BOARD), '<meta charset="windows-1252">', encoding=encoding)
    assert "Café Øst." in found.text


def test_canonical_address() -> None:
    """The page's own canonical address holds; another site's does not."""
    assert _page(_story(), '<link rel="canonical" href="https://echo.example/b">').url == "https://echo.example/b"
    assert _page(_story(), '<link rel="canonical" href="https://wire.example/b">').url == "https://www.echo.example/a"
