"""Pages as IPTC ninjs 3.0, one object a line; the reports of a page are components associated with it."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reportedly.exports import fragments, plain
from reportedly.exports.credited import agencies
from reportedly.exports.plain import Json, iri, told
from reportedly.ledger import Selection
from reportedly.outlets import outlet_of
from reportedly.records import Article, Capture, Place, Report, Source, SourceKind

_STANDARD: Json = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
_PINS = frozenset({"point", "city"})


def write(selection: Selection, out: BinaryIO) -> None:
    """Write the pages."""
    plain.write_lines(out, _items(selection))


def _items(selection: Selection) -> Iterator[Json]:
    for article, reports in selection.pages():
        yield to_item(article, selection.ledger.capture(article), reports)


def to_item(article: Article, capture: Capture, reports: Sequence[Report]) -> Json:
    """Return a page with its reports."""
    instant = article.published.instant if article.published else None
    web = fragments.web_address(article.url)
    body: Json = {
        "role": "main",
        "contentType": "text/plain",
        "charCount": len(article.text),
        "wordCount": len(article.text.split()),
        "value": article.text,
    }
    return {
        "standard": _STANDARD,
        "uri": iri("article", article.id),
        "type": "text",
        "representationType": "full",
        **told(
            versionCreated=capture.captured_at.isoformat(),
            contentCreated=instant.isoformat() if instant else None,
            language=article.language,
            headlines=[{"role": "main", "value": article.headline}] if article.headline else None,
            by=article.byline,
            located=article.words(article.dateline) if article.dateline else None,
        ),
        "bodies": [body],
        "infoSources": [_info("publisher", outlet_of(article)), *(_info("agency", one) for one in agencies(article))],
        "altIds": _alternatives(article, capture),
        **told(
            renditions=[{"name": "original", "href": web, "contentType": capture.media_type}] if web else None,
            people=[*_named(reports, SourceKind.PERSON)],
            organisations=[*_named(reports, SourceKind.BODY)],
            places=[*_places(reports)],
            associations=[_association(article, report) for report in reports],
        ),
    }


def _alternatives(article: Article, capture: Capture) -> list[Json]:
    ids = {"address": article.address, "key": capture.given.key, "captured sha256": capture.sha256}
    return [{"role": role, "value": value} for role, value in ids.items() if value]


def _info(role: str, name: str) -> dict[str, Json]:
    return {"name": name, "role": iri("role", role)}


def _named(reports: Sequence[Report], kind: SourceKind) -> Iterator[Json]:
    """Yield the claimants of a kind, each once, in the order in which the page has them."""
    claimants = {report.claimant.name: report.claimant for report in reports if report.claimant.kind is kind}
    for name, claimant in claimants.items():
        yield told(name=name, rel="claimant", literal=claimant.role)


def _places(reports: Sequence[Report]) -> Iterator[Json]:
    """Yield the places reports name, each once; a region or a country is no point."""
    places = {(place.name, place.gid): place for report in reports for place in report.places}
    for place in places.values():
        uri = f"https://sws.geonames.org/{place.gid}/" if place.gid else None
        yield told(name=place.name, rel=place.precision, uri=uri, geoJSON=_point(place))


def _point(place: Place) -> Json:
    if place.latitude is None or place.longitude is None or place.precision not in _PINS:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _association(article: Article, report: Report) -> Json:
    """Return a report: its words, whose they are, and where they stand."""
    words, span = article.words(report.evidence), report.evidence
    where = f"{span.part.value} {span.start}–{span.end}, Unicode code points, the end not included"
    who = "the page itself" if report.is_own else report.claimant.name or "nobody named"
    return {
        "name": "report",
        "uri": iri("report", report.id),
        "type": "component",
        "title": f"{report.status.value}, on the word of {who}",
        "bodies": [{"role": "evidence", "contentType": "text/plain", "charCount": len(words), "value": words}],
        "descriptions": [{"role": "offsets", "contentType": "text/plain", "value": where}],
        **told(infoSources=[*_sources(report.chain[1:])]),
    }


def _sources(links: Sequence[Source]) -> Iterator[Json]:
    for place, link in enumerate(links, start=1):
        role = "claimant" if place == len(links) else "relay"
        if link.name:
            yield _info(role, link.name) | told(literal=link.role)
