"""Everything as JSON Lines: one object a line, each with its `type`."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from reportedly.exports import fragments, plain
from reportedly.exports.plain import Json
from reportedly.ledger import Selection, to_page, to_plain, to_value, with_names, with_words
from reportedly.records import Claim


def write(selection: Selection, out: BinaryIO) -> None:
    """Write a line about the whole, then articles, reports, stories, entities, claims, points, relations, copies."""
    plain.write_lines(out, chain([_about(selection)], _lines(selection)))


def _about(selection: Selection) -> Json:
    waits = len(selection.ledger.books.waiting().added)
    return {
        "type": "about",
        "offsets": plain.OFFSETS,
        "story": selection.story.id if selection.story else None,
        "kinds": [kind.value for kind in selection.kinds],
        "pages_not_linked": waits,  # their reports stand here all the same, without a claim
    }


def _lines(selection: Selection) -> Iterator[Json]:
    yield from _articles(selection)
    yield from _reports(selection)
    yield from _typed("story", ({"id": one.id, **_named(one)} for one in selection.stories()))
    yield from _typed("entity", ({"in_story": story, **_named(one)} for story, one in selection.entities()))
    yield from _typed("claim", (_claim(selection, one) for one in selection.claims()))
    yield from _typed("point", (_named(one) for one in selection.points()))
    yield from _typed("relation", (_named(one) for one in selection.relations()))
    yield from _typed("copy", (_named(one) for one in selection.copies()))


def _typed(kind: str, items: Iterable[dict[str, Json]]) -> Iterator[Json]:
    for item in items:
        yield {"type": kind, **item}


def _named(record: object) -> dict[str, Json]:
    told = with_names(record)
    assert isinstance(told, dict)  # a record
    return {**told}


def _articles(selection: Selection) -> Iterator[Json]:
    books = selection.ledger.books
    for article in selection.articles():
        page = to_page(article, selection.ledger.capture(article))
        more = {name: to_plain(getattr(article, name)) for name in ("modified", "undated", "byline")}
        spans = {name: with_words(getattr(article, name), article) for name in ("dateline", "credits", "furniture")}
        yield {
            "type": "article", **page, **more, **spans, "story": books.story_of(article.id), "text": article.text,
        }  # fmt: skip


def _reports(selection: Selection) -> Iterator[Json]:
    books = selection.ledger.books
    for row in selection.rows():
        told = with_words(row.report, row.article)
        assert isinstance(told, dict)  # a record
        claim = books.claim_of(row.report.id)
        yield {
            "type": "report",
            **told,
            "claim": claim,
            "point": books.point_of(claim) if claim else None,
            "link": fragments.link(row.article, row.report.evidence),
            "provenance": to_plain(row.provenance),
        }


def _claim(selection: Selection, claim: Claim) -> dict[str, Json]:
    return {**_named(claim), "value": to_value(claim.value), "point": selection.ledger.books.point_of(claim.id)}
