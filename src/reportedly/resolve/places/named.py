"""Place names → the gazetteer: what names a place in an article, which one it means, where that lies, how large it is.

`toponyms` finds the names, `senses` tells namesakes apart: by a kind that is written beside the name ("Marsh region"),
by a place named right after it ("Paris, Texas"), by where the article's other places lie, and else by the number of
people. How much each sign counts was fitted on news with known places (training/place_weights.py).
One name means one place throughout an article, unless what is written beside it says otherwise.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reportedly.records import Article, Mention, Part, Place
from reportedly.resolve.places.gazetteer import KINDS, Entry, Gazetteer, gazetteer
from reportedly.resolve.places.senses import meant
from reportedly.resolve.places.toponyms import Scan, Toponym, is_place

_NO_TEXT: Mapping[Part, str] = MappingProxyType({})
_PLACES = frozenset({"name", "site"})  # a people is no place, nor is a body that is named for one


def places(
    mentions: Iterable[Mention],
    text: Mapping[Part, str] = _NO_TEXT,
    *,
    known: Gazetteer | None = None,
    home: str | None = None,
) -> tuple[Place, ...]:
    """Return the places an article names, headline first; one the gazetteer lacks keeps its name only.

    Args:
        mentions: Of one article.
        text: The article's texts, as `texts_of` has them.
        known: The gazetteer; the package's own, where none is given.
        home: Where the outlet is at home: a country's code (ISO 3166-1 alpha-2) or a place's name. Of namesakes, those
            there are likelier.
    """
    table, listed = known or gazetteer(), tuple(mentions)
    found = [
        toponym
        for part in (Part.HEADLINE, Part.BODY)
        for toponym in Scan(text.get(part, ""), listed, part, table).toponyms()
        if is_place(toponym)
    ]
    at_home = (table.country(home) or table.named(home)) if home else ()
    entries = meant(found, text, home=at_home)
    return tuple(_place(t, entry) for t, entry in zip(found, entries, strict=True) if t.role in _PLACES)


def texts_of(article: Article) -> dict[Part, str]:
    """Return an article's texts without its furniture, but with its dateline: that names a place."""
    texts = {part: article.plain(part) for part in Part}
    if line := article.dateline:
        body = texts[Part.BODY]
        texts[Part.BODY] = body[: line.start] + article.words(line) + body[line.end :]
    return texts


def _place(toponym: Toponym, entry: Entry | None) -> Place:
    if entry is None:
        return Place(toponym.words, toponym.span)
    where = (entry.gid, entry.latitude, entry.longitude, entry.country)
    return Place(toponym.words, toponym.span, KINDS[entry.kind], *where)
