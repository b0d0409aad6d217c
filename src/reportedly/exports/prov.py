"""How each row came to be, in the words of PROV-O, as JSON-LD with its own context: nothing is fetched to read it.

Captures, articles, reports, claims and points are entities; reading and linking are activities; outlets, claimants and
this program are agents. What a relay or a claimant said is an entity, too, though nobody but them has seen it: the
report is derived from the account nearest to it, and the claimant's own is its primary source.
"""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from reportedly.exports import fragments, plain
from reportedly.exports.plain import Json, iri, told
from reportedly.ledger import Selection
from reportedly.outlets import outlet_of
from reportedly.records import (
    Article,
    Capture,
    Entity,
    EntityKind,
    Provenance,
    RelationKind,
    Report,
    Source,
    SourceKind,
    id_of,
)

_PROV = "http://www.w3.org/ns/prov#"
_LINKS = (
    "wasGeneratedBy", "wasDerivedFrom", "wasQuotedFrom", "wasRevisionOf", "hadPrimarySource", "wasAttributedTo",
    "wasAssociatedWith", "used", "hadMember", "actedOnBehalfOf",
)  # fmt: skip
_XSD = "http://www.w3.org/2001/XMLSchema#"
CONTEXT: dict[str, Json] = {
    "prov": _PROV,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "comment": "rdfs:comment",
    "identifier": "dcterms:identifier",
    "source": {"@id": "dcterms:source", "@type": "@id"},
    "value": "prov:value",
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": f"{_XSD}dateTime"},
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
}
_AGENTS = {SourceKind.PERSON: "Person", SourceKind.BODY: "Organization", SourceKind.OUTLET: "Organization"}
_ENTITIES = {
    EntityKind.PERSON: "Person",
    EntityKind.BODY: "Organization",
    EntityKind.STATE: "Organization",
    EntityKind.OUTLET: "Organization",
}


def write(selection: Selection, out: BinaryIO) -> None:
    """Write one graph."""
    nodes = chain(
        _pages(selection), _copies(selection), _linking(selection), _entities(selection), _claims(selection),
        _points(selection),
    )  # fmt: skip
    before = plain.opened({"@context": CONTEXT}, "@graph")
    plain.write_list(out, nodes, before=before, after=lambda: "]}", encode=plain.for_pages)


def _node(kind: str, key: str, *more: str, **fields: Json) -> Json:
    return {"id": key, "type": [f"prov:{kind}", *(f"prov:{one}" for one in more)], **told(**fields)}


# ------------------------------------------------------------------ what was read


def _pages(selection: Selection) -> Iterator[Json]:
    """Yield captures, articles and reports, and whoever comes in with them; nobody twice, as far as memory reaches."""
    is_new = _once()
    for reading in selection.readings():
        article, version = reading.article, reading.provenance
        if version and is_new(_software(version)):
            yield _node("Agent", _software(version), "SoftwareAgent", label=f"Reportedly {version.reportedly}",
                        comment=f"weights {version.weights}, names {version.names}")  # fmt: skip
        if is_new(_outlet(article)):
            yield _node("Agent", _outlet(article), "Organization", label=outlet_of(article))
        yield from _page(article, selection.ledger.capture(article), version)
        for report in reading.reports:
            yield from _report(article, report)


_REMEMBERED = 100_000


class _once:  # noqa: N801  # called, as a function is
    """Tells whether a name is new; forgets all when it knows too many. Said twice is no error in a graph."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def __call__(self, name: str) -> bool:
        if name in self._known:
            return False
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known.add(name)
        return True


def _software(version: Provenance) -> str:
    return iri("software", version.key)


def _outlet(article: Article) -> str:
    return iri("outlet", id_of(outlet_of(article)))


def _page(article: Article, capture: Capture, version: Provenance | None) -> Iterator[Json]:
    captured, read = iri("capture", capture.id), iri("reading", article.id)
    web = fragments.web_address(article.url)
    yield _node(
        "Entity", captured, label=capture.address, identifier=f"sha256:{capture.sha256}", source=web,
        generatedAtTime=capture.captured_at.isoformat(), wasAttributedTo=_outlet(article),
    )  # fmt: skip
    yield _node(
        "Activity", read, label="reading", used=captured, wasAssociatedWith=_software(version) if version else None
    )
    yield _node(
        "Entity", iri("article", article.id), label=article.headline, source=web, wasDerivedFrom=captured,
        wasGeneratedBy=read, wasAttributedTo=_outlet(article),
    )  # fmt: skip


def _report(article: Article, report: Report) -> Iterator[Json]:
    """Yield a report and the accounts it rests on, the one nearest to the page first."""
    own, told_by = iri("report", report.id), report.chain[1:]
    accounts = [iri("account", report.id, str(place)) for place in range(1, len(report.chain))]
    yield _node(
        "Entity", own, label=f"what {report.claimant.name or 'nobody named'} is reported to have said",
        value=article.words(report.evidence), wasQuotedFrom=iri("article", article.id),
        wasGeneratedBy=iri("reading", article.id), wasDerivedFrom=accounts[:1],
        hadPrimarySource=accounts[-1] if accounts and report.claimant.kind is not SourceKind.NOBODY else None,
        wasAttributedTo=_outlet(article), source=fragments.link(article, report.evidence),
    )  # fmt: skip
    for place, (account, source) in enumerate(zip(accounts, told_by, strict=True)):
        yield _node(
            "Entity", account, label=f"the account of {source.name or 'nobody named'}",
            comment="as the page tells; not seen by this program", wasDerivedFrom=accounts[place + 1 : place + 2],
            wasAttributedTo=_agent_of(source, account),
        )  # fmt: skip
        if agent := _agent_of(source, account):
            kinds = [_AGENTS[source.kind]] if source.kind in _AGENTS else []
            yield _node("Agent", agent, *kinds, label=source.name, comment=source.role)


def _agent_of(source: Source, account: str) -> str | None:
    """Return whose account it is. People without a name are nobody's but this report's; names are one by one page."""
    if source.kind in (SourceKind.NOBODY, SourceKind.DOCUMENT) or source.name is None:
        return None
    if source.kind is SourceKind.OUTLET:
        return iri("outlet", id_of(source.name))
    return f"{account}:agent"


def _copies(selection: Selection) -> Iterator[Json]:
    """Yield which articles have their text from which; where neither page shows it, nothing is said."""
    for copy in selection.copies():
        if copy.first:
            other = copy.b if copy.first == copy.a else copy.a
            yield {"id": iri("article", other), "wasQuotedFrom": iri("article", copy.first)}


# ------------------------------------------------------------------ what linking made of it

_LINKING = iri("activity", "linking")


def _linking(selection: Selection) -> Iterator[Json]:
    made_by = selection.ledger.books.state("made by")
    yield _node("Activity", _LINKING, label="linking", comment=f"made by {made_by}" if made_by else None)


def _entities(selection: Selection) -> Iterator[Json]:
    for story, entity in selection.entities():
        yield _agent(story, entity)


def _agent(story: str, entity: Entity) -> Json:
    kinds = [_ENTITIES[entity.kind]] if entity.kind in _ENTITIES else []
    spoken_for = iri("entity", story, entity.parent) if entity.parent else None
    return _node("Agent", iri("entity", story, entity.id), *kinds, label=entity.name, actedOnBehalfOf=spoken_for)


def _claims(selection: Selection) -> Iterator[Json]:
    for claim in selection.claims():
        yield _node(
            "Entity", iri("claim", claim.id), label=f"a claim of {claim.name or 'nobody named'}",
            comment=f"{claim.status.value}; reported, not judged true", wasGeneratedBy=_LINKING,
            wasDerivedFrom=[iri("report", report) for report in claim.reports],
            wasAttributedTo=iri("entity", claim.story, claim.claimant) if claim.claimant else None,
        )  # fmt: skip
    for relation in selection.relations():
        if relation.kind is RelationKind.REVISES:
            yield {"id": iri("claim", relation.source), "wasRevisionOf": iri("claim", relation.target)}


def _points(selection: Selection) -> Iterator[Json]:
    for point in selection.points():
        members: list[Json] = [iri("claim", claim) for claim in point.claims]
        origins = point.origins
        yield _node(
            "Entity", iri("point", point.id), "Collection", label="a point",
            comment=f"independent origins: at least {origins.at_least}, at most {origins.at_most}",
            wasGeneratedBy=_LINKING, wasDerivedFrom=members, hadMember=members,
        )  # fmt: skip
