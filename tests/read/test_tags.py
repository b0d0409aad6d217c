"""What a page's tags say: headline, site, address, authors; broken ones tell nothing."""

import pytest

from reportedly.read import tags as page_tags
from reportedly.read.tags import Tags


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (
            Tags(title="Ferry is late again | Osshaven Echo", meta={"og:site_name": "Osshaven Echo"}),
            "Ferry is late again",
        ),
        (Tags(title="Ferry is late again - CNN"), "Ferry is late again"),
        (Tags(title="Osshaven Echo - Ferry is late", meta={"og:site_name": "Osshaven Echo"}), "Ferry is late"),
        (Tags(title="Ferry is late | Echo", url="https://www.echo.example/1"), "Ferry is late"),
        (Tags(title="Ferry - late again"), "Ferry - late again"),  # nothing says that either part is the site
        (
            Tags(headings=["Osshaven Echo", "Ferry is late, and so are we"], meta={"og:title": "Ferry is late"}),
            "Ferry is late, and so are we",
        ),
        (
            Tags(
                headings=["Osshaven Echo"],
                title="Ferry is late | Osshaven Echo",
                meta={"og:site_name": "Osshaven Echo"},
            ),
            "Ferry is late",
        ),
        (Tags(headings=["Ferry is late"]), "Ferry is late"),
        (Tags(linked=[{"@type": "NewsArticle", "headline": "Ferry is late"}]), "Ferry is late"),
        (Tags(), None),
    ],
)
def test_headline(tags: Tags, expected: str | None) -> None:
    """The headline is the page's own, without the name of the site."""
    assert page_tags.headline(tags) == expected


@pytest.mark.parametrize(
    ("canonical", "url", "expected"),
    [
        ("https://echo.example/a", "https://m.echo.example/a?x=1", "https://echo.example/a"),
        ("https://echo.example/a", None, "https://echo.example/a"),
        ("https://wire.example/a", "https://echo.example/a", "https://echo.example/a"),  # another site's
        ("/a", "https://echo.example/a", "https://echo.example/a"),
        ("https://[broken", "https://echo.example/a", "https://echo.example/a"),
        ("", None, None),
    ],
)
def test_address(canonical: str, url: str | None, expected: str | None) -> None:
    """The canonical address counts only if it is of the same site."""
    assert page_tags.address(Tags(canonical=canonical, url=url)) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (Tags(linked=[{"author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bob Roe"}]}]), "Ann Lee, Bob Roe"),
        (Tags(linked=[{"author": "Ann Lee"}]), "Ann Lee"),
        (Tags(meta={"author": "By Ann Lee"}), "Ann Lee"),
        (Tags(meta={"author": "https://echo.example/ann"}), None),
        (Tags(meta={"author": "admin"}), None),
        (Tags(meta={"author": "Osshaven Echo", "og:site_name": "Osshaven Echo"}), None),
        (Tags(linked=[{"author": [[["Ann"]], {"name": {"name": None}}, 7]}]), None),
    ],
)
def test_authors(tags: Tags, expected: str | None) -> None:
    """Authors are people or agencies, not accounts and not the site."""
    assert page_tags.authors(tags) == expected


@pytest.mark.parametrize(
    "source",
    [
        "",
        "{",
        "null",
        "[" * 100_000,
        '{"@graph":' * 50_000 + "1" + "}" * 50_000,
        '[1, null, {"@type": 5}]',
        "x" * 500_000,
    ],
)
def test_broken_linked_data(source: str) -> None:
    """JSON-LD that is broken, odd, deep or huge tells nothing and harms nothing."""
    assert page_tags.linked_data([source]) == []


def test_linked_data() -> None:
    """An article is found in a graph, before other objects with a date."""
    source = (
        '{"@graph": [{"@type": "WebPage", "datePublished": "2031-01-01"}, {"@type": ["NewsArticle"], "headline": "F"}]}'
    )
    assert [item["@type"] for item in page_tags.linked_data([source])] == [["NewsArticle"], "WebPage"]
