"""Places in the terms of their gold sets, whose conventions are met here and nowhere else.

LGL, TR-News and GeoWebNews count peoples ("Syrian troops") and the places inside names of bodies and sites ("Lowmoor
Police Department"); GeoVirus counts neither. TR-News and GeoWebNews count peoples beside what is theirs, and not by
themselves ("Syrians"). Only places with coordinates are handed in, since end to end a place
counts by its coordinates.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, key_of, parsed, place_of, told
from reportedly.models import Models
from reportedly.records import Article, Mention, Part, Span
from reportedly.resolve.places import texts_of
from reportedly.resolve.places.gazetteer import Entry, gazetteer
from reportedly.resolve.places.senses import meant
from reportedly.resolve.places.toponyms import Scan, Toponym, is_place

_NAMES_ONLY = frozenset({"GeoVirus"})
_NO_PLURALS = frozenset({"TR-News", "GWN"})


def counts(corpus: str | None, toponym: Toponym) -> bool:
    """Whether a corpus counts such a name, if it is a place."""
    if corpus in _NAMES_ONLY:
        return toponym.role == "name"
    return not (corpus in _NO_PLURALS and toponym.role == "people" and toponym.words.endswith("s"))


def predictions(_path: Path, gold: Sequence[Json], models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the places each text names."""
    for row in told(gold, progress):
        found = [t for one in parsed(row, models()) for t in _named(one.article, one.mentions)]
        told_of = zip(found, _resolved(row["text"], found), strict=True)
        counted = [place for t, place in told_of if counts(row.get("corpus"), t) and place["lat"] is not None]
        yield {**key_of(row), "toponyms": counted}


def of_gold_spans(
    _path: Path, gold: Sequence[Json], models: Callable[[], Models], progress: Progress
) -> Iterator[Json]:
    """Yield what each gold name means: where the names stand is given.

    A corpus gives all names of a text, a hard list one; there the others are found, for they help to tell.
    """
    for row in told(gold, progress):
        scan = Scan(row["text"], (), Part.BODY, gazetteer())
        given = [scan.at(*span) for span in sorted((t["s"], t["e"]) for t in row.get("toponyms", ()))]
        if "span" in row:
            asked = scan.at(*row["span"])
            others = [t for one in parsed(row, models()) for t in _named(one.article, one.mentions)]
            given = sorted([asked, *(t for t in others if not t.span.overlaps(asked.span))], key=lambda t: t.span)
        yield {**key_of(row), "toponyms": _resolved(row["text"], given)}


def _named(article: Article, mentions: Sequence[Mention]) -> list[Toponym]:
    text = texts_of(article)[Part.BODY]
    return [toponym for toponym in Scan(text, mentions, Part.BODY, gazetteer()).toponyms() if is_place(toponym)]


def _resolved(text: str, toponyms: Sequence[Toponym]) -> list[Json]:
    entries = meant(toponyms, {Part.BODY: text})
    return [_toponym(t.span, entry) for t, entry in zip(toponyms, entries, strict=True)]


def _toponym(words: Span, entry: Entry | None) -> Json:
    where = (entry.latitude, entry.longitude, entry.gid) if entry else (None, None, None)
    return {**place_of(words), **dict(zip(("lat", "lon", "gid"), where, strict=True))}
