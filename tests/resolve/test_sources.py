"""Who is meant by the words of a source."""

import pytest

from builders import article
from readers import models
from reportedly.parse import parse
from reportedly.records import Part, SourceKind, Span
from reportedly.resolve.sources import Sources


def resolved(text: str, words: str) -> tuple[str | None, SourceKind]:
    """Whom the last occurrence of some words names."""
    at = text.rindex(words)
    source = Sources(parse(article(text), models())).resolve(Span(at, at + len(words), Part.BODY))
    return source.name, source.kind


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("Deputy Mayor Ada Orr spoke.", "Deputy Mayor Ada Orr", "Ada Orr", SourceKind.PERSON),
        ("Ada Orr spoke, and Orr left.", "Orr", "Ada Orr", SourceKind.PERSON),
        ("Ada Orr said so. Then she left.", "she", "Ada Orr", SourceKind.PERSON),
        ("Ada Orr, who heads the board, left.", "who", "Ada Orr", SourceKind.PERSON),
        ("Mayor Ada Orr and others left.", "Mayor Ada Orr and others", "Ada Orr and others", SourceKind.PERSON),
        ("Ada Orr's office spoke.", "Ada Orr's office", "Ada Orr's office", SourceKind.BODY),
        ("The NYT wrote it.", "The NYT", "The New York Times", SourceKind.OUTLET),
        ("Reports by the NYT and others say so.", "Reports by the NYT and others",
         "The New York Times and others", SourceKind.OUTLET),
        ("Reuters wrote it. The outlet stood by it.", "The outlet", "Reuters", SourceKind.OUTLET),
        ("A Reuters reporter saw it.", "A Reuters reporter", "A Reuters reporter", SourceKind.UNNAMED),
        ("Two senior officials spoke.", "Two senior officials", "Two senior officials", SourceKind.UNNAMED),
        ("People familiar with the matter spoke.", "People familiar with the matter", "People familiar with the matter",
         SourceKind.UNNAMED),
        ("A new assessment says so.", "A new assessment", "A new assessment", SourceKind.DOCUMENT),
        ("The interior ministry spoke.", "The interior ministry", "The interior ministry", SourceKind.BODY),
        ("The government of Lowmoor spoke.", "The government of Lowmoor", "The government of Lowmoor", SourceKind.BODY),
        ("officials cited by Reuters spoke.", "officials cited by Reuters", "officials", SourceKind.UNNAMED),
        # an office is whoever the page says holds it; a description before a name is that person's
        ("Ada Orr, the mayor of Kess, left. The mayor of Kess spoke.", "The mayor of Kess", "Ada Orr",
         SourceKind.PERSON),
        ("Ada Orr, mayor of Kess, left. Tom Lee, mayor of Kess, came. The mayor of Kess spoke.", "The mayor of Kess",
         "The mayor of Kess", SourceKind.UNNAMED),
        ("Ada Orr, a mayor, left. A mayor spoke.", "A mayor", "A mayor", SourceKind.UNNAMED),
        ("The board's head, Ada Orr, spoke.", "The board's head", "Ada Orr", SourceKind.PERSON),
        ("A welder, Ada Orr, spoke.", "A welder", "Ada Orr", SourceKind.PERSON),
        ("So said Ada Orr of Lowmoor.", "Ada Orr of Lowmoor", "Ada Orr", SourceKind.PERSON),
        ("The Marnish side spoke.", "The Marnish side", "The Marnish side", SourceKind.UNNAMED),
        ("The operator GridKess spoke.", "The operator GridKess", "GridKess", SourceKind.BODY),
        ("A spokesman for Kess Waterworks spoke.", "A spokesman for Kess Waterworks", "A spokesman for Kess Waterworks",
         SourceKind.UNNAMED),
        ("So says a study of the river by Marn University.", "a study of the river by Marn University",
         "Marn University", SourceKind.PERSON),
        ("An engineer on the Ledger may say so.", "An engineer on", "An engineer", SourceKind.UNNAMED),
        ("They asked a Kess guard at dawn, who had seen it.", "who", "a Kess guard at dawn", SourceKind.UNNAMED),
    ],
)  # fmt: skip
def test_sources(text: str, words: str, name: str, kind: SourceKind) -> None:
    """A source is named as fully as the page names it, and never invented."""
    assert resolved(text, words) == (name, kind)


def test_how_many_of_them() -> None:
    """People without a name keep how many they are."""
    text = "Two officials spoke."
    source = Sources(parse(article(text), models())).resolve(Span(0, 13, Part.BODY))
    assert source.count is not None
    assert (source.count.low, source.count.high, source.count.unit) == (2, 2, "people")


def test_an_outlet_and_whom_it_tells_of_are_two_links() -> None:
    """Of "the NYT and local officials" the outlet passes on the word of the others."""
    text = "Nine fell, according to the NYT and local officials."
    page = article(text)
    start = text.index("the NYT")
    parts = Sources(parse(page, models())).parted(Span(start, len(text) - 1, Part.BODY))
    assert [page.words(part) for part in parts] == ["the NYT", "local officials"]
