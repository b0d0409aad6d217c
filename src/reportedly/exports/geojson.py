"""The places that reports name (GeoJSON, RFC 7946).

A point or a town is a point. A region or a country is no pin: it has no geometry, and where its middle lies stands in
the properties, for whoever draws it as a shape or a soft disc. What has no coordinates at all is counted, with why.
"""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from reportedly.exports import fragments, plain
from reportedly.exports.plain import Json, iri
from reportedly.ledger import Row, Selection, to_plain
from reportedly.outlets import outlet_of
from reportedly.records import Place

_MEANS = {
    "point": "this place",
    "city": "somewhere in this town or city",
    "region": "somewhere in this region; its extent is not given here",
    "country": "somewhere in this country; its extent is not given here",
}
_PINS = frozenset({"point", "city"})
_UNKNOWN = "not in the gazetteer, or it cannot be told which place of that name is meant"


def write(selection: Selection, out: BinaryIO) -> None:
    """Write one collection, a feature for each place of each report."""
    missing: Counter[str] = Counter()

    def features() -> Iterator[Json]:
        for row in selection.rows():
            for number, place in enumerate(row.report.places):
                if place.latitude is None or place.longitude is None:
                    missing[place.name] += 1
                else:
                    yield _feature(selection, row, number, place)

    def after() -> str:
        left_out: Json = {"reason": _UNKNOWN, "places": missing.total(), "names": dict(missing.most_common(_NAMES))}
        return f'], "cannot_measure": {plain.dumps({"without_coordinates": left_out})}}}'

    head: dict[str, Json] = {"type": "FeatureCollection", "offsets": plain.OFFSETS}
    plain.write_list(out, features(), before=plain.opened(head, "features"), after=after)


_NAMES = 100
"""Names of places without coordinates that are told; those that come most often."""


def _feature(selection: Selection, row: Row, number: int, place: Place) -> Json:
    report, article = row.report, row.article
    where: list[Json] = [place.longitude, place.latitude]
    claim = selection.ledger.books.claim_of(report.id)
    return {
        "type": "Feature",
        "id": iri("report", report.id, "place", str(number)),
        "geometry": {"type": "Point", "coordinates": where} if place.precision in _PINS else None,
        "properties": {
            "name": place.name,
            "precision": place.precision,
            "uncertainty": _MEANS.get(place.precision or "", "how precise is not known"),
            "centre": where,
            "country": place.country,
            "geonames": place.gid,
            "report": report.id,
            "claim": claim,
            "story": selection.ledger.books.story_of(article.id),
            "claimant": report.claimant.name,
            "status": report.status.value,
            "words": row.words,
            "in": report.evidence.part.value,
            "start": report.evidence.start,
            "end": report.evidence.end,
            "outlet": outlet_of(article),
            "published": to_plain(article.published.day) if article.published else None,
            "url": fragments.link(article, report.evidence),
        },
    }
