"""Claims and what pages quote for them, in the words of schema.org, as JSON-LD.

A page is a ``NewsArticle``. A report is a ``Quotation`` where its words stand in quotation marks, else a ``Statement``:
the outlet's words for what somebody said. Both are based on the accounts of the relays between outlet and claimant. A
claim is a ``Claim`` with each report as an ``appearance``.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from reportedly.exports import fragments, plain
from reportedly.exports.credited import agencies
from reportedly.exports.plain import Json, iri, told
from reportedly.ledger import Selection
from reportedly.outlets import outlet_of
from reportedly.records import Article, Claim, EntityKind, Report, Source, SourceKind, Span

_MARKS = frozenset('"“”„«»‹›「」『』〝〞')
_AGENTS = {SourceKind.PERSON: "Person", SourceKind.BODY: "Organization", SourceKind.OUTLET: "NewsMediaOrganization"}
_ENTITIES = {
    EntityKind.PERSON: "Person",
    EntityKind.BODY: "Organization",
    EntityKind.STATE: "Organization",
    EntityKind.GROUP: "Organization",
    EntityKind.OUTLET: "NewsMediaOrganization",
}


def write(selection: Selection, out: BinaryIO) -> None:
    """Write one graph: articles with their reports, then claims. It may stand in a page's script element as it is."""
    before = plain.opened({"@context": "https://schema.org"}, "@graph")
    nodes = chain(_articles(selection), _claims(selection))
    plain.write_list(out, nodes, before=before, after=lambda: "]}", encode=plain.for_pages)


def _articles(selection: Selection) -> Iterator[Json]:
    for article, reports in selection.pages():
        yield _article(article)
        for report in reports:
            yield _appearance(article, report)


def _article(article: Article) -> Json:
    suppliers: list[Json] = [{"@type": "NewsMediaOrganization", "name": name} for name in agencies(article)]
    published = article.published
    return {
        "@type": "NewsArticle",
        "@id": iri("article", article.id),
        **told(
            url=fragments.web_address(article.url),
            headline=article.headline,
            datePublished=(published.instant or published.day).isoformat() if published else None,
            inLanguage=article.language,
            publisher={"@type": "NewsMediaOrganization", "name": outlet_of(article)},
            sourceOrganization=suppliers,
        ),
    }


def _appearance(article: Article, report: Report) -> Json:
    claimant, quoted = report.claimant, all(is_quoted(article, span) for span in report.content)
    saying = {} if claimant.kind in (SourceKind.NOBODY, SourceKind.DOCUMENT) else _agent(claimant)
    who = "spokenByCharacter" if quoted else "author"
    relays = report.chain[1:-1]
    bases: list[Json] = [
        {"@type": "CreativeWork", **({"author": agent} if (agent := _agent(relay)) else {})} for relay in relays
    ]
    if claimant.kind is SourceKind.DOCUMENT:
        bases.append({"@type": "CreativeWork", **told(name=claimant.name)})
    return {
        "@type": "Quotation" if quoted else "Statement",
        "@id": iri("report", report.id),
        "text": " … ".join(article.words(span) for span in report.content),
        "isPartOf": {"@id": iri("article", article.id)},
        **told(**{who: saying, "isBasedOn": bases, "url": fragments.link(article, report.evidence)}),
    }


def _agent(source: Source) -> dict[str, Json]:
    """Return who says it; people without a name are described, not named."""
    if source.kind is SourceKind.UNNAMED:
        return {"@type": "Person", **told(description=source.name)}
    if source.kind not in _AGENTS:
        return {}
    return {"@type": _AGENTS[source.kind], **told(name=source.name, description=source.role)}


def is_quoted(article: Article, span: Span) -> bool:
    """Whether words stand in quotation marks from end to end.

    >>> page = Article("1", "1", "a", 'It is "clean", he said; "all of it" is.')
    >>> is_quoted(page, Span(7, 12)), is_quoted(page, Span(6, 13)), is_quoted(page, Span(0, 12))
    (True, True, False)
    """
    text = article.words(Span(0, max(len(article.text), len(article.headline or "")), span.part))
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",."):
        end -= 1
    before, after = text[max(0, start - 1) : start + 1], text[max(start, end - 1) : end + 2]
    return not _MARKS.isdisjoint(before) and not _MARKS.isdisjoint(after)


def _claims(selection: Selection) -> Iterator[Json]:
    for claim in selection.claims():
        yield _claim(selection, claim)


def _claim(selection: Selection, claim: Claim) -> Json:
    ledger = selection.ledger
    lead, first = ledger.report(claim.lead), ledger.report(claim.reports[0])
    entity = ledger.books.entity(claim.claimant) if claim.claimant else None
    author: dict[str, Json] = {}
    if entity and entity.kind is EntityKind.UNNAMED:
        author = {"@type": "Person", "@id": iri("entity", claim.story, entity.id), **told(description=claim.name)}
    elif entity and entity.kind in _ENTITIES:
        author = {
            "@type": _ENTITIES[entity.kind],
            "@id": iri("entity", claim.story, entity.id),
            **told(name=claim.name),
        }
    return {
        "@type": "Claim",
        "@id": iri("claim", claim.id),
        "text": " … ".join(lead.article.words(span) for span in lead.report.content),
        "appearance": _refer(claim.reports),
        **told(
            author=author,
            firstAppearance={"@id": iri("report", claim.reports[0])} if first.article.published else None,
            creativeWorkStatus=claim.status.value,
            inLanguage=lead.article.language,
        ),
    }


def _refer(reports: Sequence[str]) -> list[Json]:
    return [{"@id": iri("report", report)} for report in reports]
