"""Each report as a note on the words that show it (W3C Web Annotation).

A note has two targets. The page on the web is found by the words, with the 32 characters either side, and by a text
fragment. The text as it was read is found by the words and by their place, in code points: the place is none in the
page's own markup.
"""

from collections.abc import Iterator
from typing import BinaryIO

from reportedly.exports import fragments, plain
from reportedly.exports.plain import Json, iri, told
from reportedly.ledger import Row, Selection
from reportedly.records import Article, Part, Report, Span

AROUND = 32
"""Characters that a quote keeps on either side, as those of judgements do."""

_FRAGMENTS = "https://wicg.github.io/scroll-to-text-fragment/"


def write(selection: Selection, out: BinaryIO) -> None:
    """Write one collection with all notes on its first page."""
    head: dict[str, Json] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": iri("annotations", selection.story.id if selection.story else "all"),
        "type": "AnnotationCollection",
        "label": f"Who is reported to say what. Positions: {plain.OFFSETS}.",
    }
    page: dict[str, Json] = {"id": f"{head['id']}:1", "type": "AnnotationPage", "partOf": head["id"], "startIndex": 0}
    count = 0

    def notes() -> Iterator[Json]:
        nonlocal count
        for row in selection.rows():
            count += 1
            yield to_annotation(row, claim=selection.ledger.books.claim_of(row.report.id))

    before = f'{plain.dumps(head)[:-1]}, "first": {plain.opened(page, "items")}'
    plain.write_list(out, notes(), before=before, after=lambda: f']}}, "total": {count}}}')


def to_annotation(row: Row, *, claim: str | None) -> Json:
    """Return the note on a report; the claim it is of, if it is linked, is named in its body."""
    report, article = row.report, row.article
    bodies: list[Json] = [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": "en",
            "value": _told(report),
        }
    ]
    if claim:
        bodies.append({"type": "SpecificResource", "source": iri("claim", claim), "purpose": "linking"})
    return {
        "id": iri("report", report.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {
            "id": iri("software", row.provenance.key),
            "type": "Software",
            "name": f"Reportedly {row.provenance.reportedly}",
        },
        "body": bodies,
        "target": list(_targets(article, report.evidence)),
    }


def _told(report: Report) -> str:
    """Return in one line who says it, by whom it came, and how it is put."""
    who = "the page itself" if report.is_own else report.claimant.name or "nobody named"
    relays = [link.name or "nobody named" for link in report.chain[1:-1]]
    through = f" by {' ← '.join(relays)}" if relays else ""
    return f"{report.status.value}, on the word of {who}{through}"


def _targets(article: Article, span: Span) -> Iterator[Json]:
    quote = to_quote(article, span)
    if web := fragments.web_address(article.url):
        selectors: list[Json] = [quote]
        if directive := fragments.directive(article, span):
            value = f":~:{directive}"
            selectors.append({"type": "FragmentSelector", "conformsTo": _FRAGMENTS, "value": value})
        yield {"type": "SpecificResource", "source": web, "selector": selectors}
    part = () if span.part is Part.BODY else ("headline",)
    place: Json = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    text = iri("article", article.id, *part)
    yield {
        "type": "SpecificResource",
        "source": {"id": text, "type": "Text", "format": "text/plain", **told(language=article.language)},
        "selector": [quote, place],
    }


def to_quote(article: Article, span: Span) -> Json:
    """Return the selector that finds a span by its words and what stands around them."""
    text = article.text if span.part is Part.BODY else article.headline or ""
    return {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
