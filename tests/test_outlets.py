"""The table of outlets: one row an outlet, found by name, by address and in running text."""

import pytest

from reportedly import outlets
from reportedly.records import Outlet

KINDS = {"agency", "newspaper", "broadcaster", "magazine", "online", "state body"}


def _name(outlet: Outlet | None) -> str | None:
    return outlet.name if outlet else None


def test_rows() -> None:
    """There are many rows, of all kinds, each with a country; none is written like a mark."""
    rows = outlets.rows()
    assert len(rows) >= 500
    assert {row.kind for row in rows} == KINDS
    assert all(row.country and len(row.country) == 2 for row in rows)
    assert not [
        row for row in rows for name in (row.name, *row.short_names) if name[0] in "=?~" or name != name.strip()
    ]


@pytest.mark.parametrize("attribute", ["name", "short_names", "domains"])
def test_nothing_belongs_to_two(attribute: str) -> None:
    """No name, short name or domain stands in two rows, in whatever capitals."""
    owner: dict[str, str] = {}
    for row in outlets.rows():
        words = {row.name} if attribute == "name" else {row.name, *row.short_names}
        for word in row.domains if attribute == "domains" else words:
            assert owner.setdefault(word, row.name) == row.name


def test_names_find_their_row() -> None:
    """Each name, each short name and each domain leads to its own row."""
    for row in outlets.rows():
        assert [outlets.by_name(name) for name in (row.name, *row.short_names)] == [row] * (1 + len(row.short_names))
        assert [outlets.by_address(f"https://www.{domain}/a") for domain in row.domains] == [row] * len(row.domains)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("NYT", "The New York Times"),
        ("new york times", "The New York Times"),
        ("The New York Times", "The New York Times"),
        ("nytimes.com", "The New York Times"),
        ("AP", "Associated Press"),
        ("the AP", "Associated Press"),
        ("ap", None),  # initials that are letters of other words: only as written
        ("the associated press", "Associated Press"),
        ("TASS news agency", "TASS"),
        ("tass", None),
        ("El Pais", "El País"),
        ("Barron’s", "Barron's"),
        ("The Sun", "The Sun"),
        ("sun", None),
        ("Time", "Time"),
        ("time", None),
        ("The Times", "The Times"),
        ("the Times", None),  # whose, only the article can tell
        ("Times", None),
        ("the paper", None),
        ("the agency", None),
        ("", None),
        ("The", None),
        ("The Quarry Gazette", None),
    ],
)
def test_by_name(name: str, expected: str | None) -> None:
    """A name is found whatever its capitals and article, unless they are all that makes it a name."""
    assert _name(outlets.by_name(name)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.nytimes.com/2024/11/05/world/a.html", "The New York Times"),
        ("http://amp.theguardian.com/x", "The Guardian"),
        ("https://m.dw.com:443/en", "Deutsche Welle"),
        ("cnn.com/2024/a", "CNN"),
        ("https://abcnews.go.com/x", "ABC News"),
        ("https://go.com/", None),
        ("https://g1.globo.com/a", "G1"),  # the longest part of the domain wins
        ("https://oglobo.globo.com/a", "O Globo"),
        ("https://notcnn.com/", None),
        ("https://cnn.com.example.org/", None),
        ("https://[broken/", None),
        ("", None),
    ],
)
def test_by_address(url: str, expected: str | None) -> None:
    """An address belongs to the outlet of its domain."""
    assert _name(outlets.by_address(url)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The New York Times said so.", [("The New York Times", "The New York Times")]),
        ("the New York Times", [("the New York Times", "The New York Times")]),
        ("a New York Times story", [("New York Times", "The New York Times")]),
        ("CNN Türk, not CNN", [("CNN Türk", "CNN Türk"), ("CNN", "CNN")]),
        ("officials told the AP on Monday", [("AP", "Associated Press")]),
        ("a leap, an ap, an APP", []),
        ("Time is short; she told Time so. Time reported it.", [("Time", "Time"), ("Time", "Time")]),
        ("The Hill was steep", []),
        ("The Hill reported it", [("The Hill", "The Hill")]),
        ("the Guardian reported", [("the Guardian", "The Guardian")]),
        ("Iran's Guardian Council; the Guardian Council", []),
        ("the Times and the paper", []),
        ("see nytimes.com for more", [("nytimes.com", "The New York Times")]),
        ("https://www.nytimes.com/2024/a and desk@reuters.com", []),
        ("Mr. Bloomberg told Bloomberg", [("Bloomberg", "Bloomberg")]),
        ("Barron’s wrote", [("Barron’s", "Barron's")]),
        ("an AP-1000 reactor", []),
        ("", []),
    ],
)
def test_mentioned(text: str, expected: list[tuple[str, str]]) -> None:
    """Outlets are found in running text by their names, the longest first, and nothing else is."""
    assert [(text[start:end], outlet.name) for start, end, outlet in outlets.mentioned(text)] == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("The New York Times told it to Reuters and to the mayor. " * 20_000, 40_000), ("x" * 1_000_000, 0)],
)
def test_mentioned_in_a_megabyte(text: str, number: int) -> None:
    """A long text is searched to its end, in a time that grows as it does: this test would not come back otherwise."""
    assert sum(1 for _ in outlets.mentioned(text)) == number
