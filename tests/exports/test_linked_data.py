"""JSON-LD: what a reader of graphs makes of claims, provenance and notes, each in the words of its vocabulary."""

import json
import re
from collections import Counter
from collections.abc import Callable
from importlib import resources
from typing import Any
from urllib.parse import unquote

import pytest
from prov.model import ProvDocument
from pyshacl import validate
from rdflib import PROV, RDF, RDFS, SDO, SH, Graph, Namespace, URIRef

from reportedly.ledger import Ledger

# The reader of JSON-LD uses of its own library what that has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.*(ConjunctiveGraph|Dataset).*:DeprecationWarning")

Exported = Callable[..., bytes]
OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("https://www.w3.org/ns/activitystreams#")
OURS = "urn:x-reportedly:"


def as_json(written: bytes) -> dict[str, Any]:
    found = json.loads(written)
    assert isinstance(found, dict)
    return found


def graph(written: dict[str, Any], context: dict[str, Any] | None = None) -> Graph:
    """Return what is written as a graph; a context that stands on the web is given here, and none is fetched."""
    found = written if context is None else {**written, "@context": context}
    return Graph().parse(data=json.dumps(found), format="json-ld")


def conforms(data: Graph, shapes: str) -> tuple[bool, str]:
    prefixes = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix prov: <http://www.w3.org/ns/prov#> . "
        "@prefix sdo: <https://schema.org/> . @prefix oa: <http://www.w3.org/ns/oa#> . "
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    )
    is_so, _, why = validate(data, shacl_graph=Graph().parse(data=prefixes + shapes, format="turtle"))
    return bool(is_so), str(why)


# ------------------------------------------------------------------ schema.org

SCHEMA_CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "datePublished": {"@type": "http://www.w3.org/2001/XMLSchema#date"},
}


def test_schema_org_is_in_its_words(exported: Exported) -> None:
    """Every type and every property is one that schema.org has."""
    data = graph(as_json(exported("schema.org")), SCHEMA_CONTEXT)
    known = {str(SDO[name]) for name in SDO.__annotations__}
    used = {str(p) for p in data.predicates() if p != RDF.type} | {str(o) for o in data.objects(None, RDF.type)}
    assert used <= known
    assert {
        str(SDO[name]) for name in ("Claim", "Quotation", "Statement", "NewsArticle", "appearance", "isBasedOn")
    } < used


SHAPES_OF = Namespace("http://schema.org/")  # the shapes are of the http names; a plain reader takes both for one


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    """Return schema.org as SHACL shapes, made by others from its vocabulary of 2021; pyshacl brings them."""
    shapes = Graph().parse(str(resources.files("pyshacl") / "assets" / "schema.ttl"), format="turtle")
    assert (SHAPES_OF.Statement, RDF.type, None) not in shapes
    shapes.add((SHAPES_OF.Statement, RDFS.subClassOf, SHAPES_OF.CreativeWork))  # which came to it later that year
    return shapes


def of_schema_org(written: dict[str, Any]) -> Graph:
    return graph(written, SCHEMA_CONTEXT | {"@vocab": str(SHAPES_OF)})


def test_schema_org_is_as_its_shapes_ask(exported: Exported, vocabulary: Graph) -> None:
    """Every property has values of the kinds that the vocabulary gives it, and stands on a thing that may have it."""
    data = of_schema_org(as_json(exported("schema.org")))
    is_so, _, why = validate(data, shacl_graph=vocabulary, ont_graph=vocabulary)
    assert is_so, why
    for thing, kind in data.subject_objects(RDF.type):
        kinds = [kind, *vocabulary.transitive_objects(kind, RDFS.subClassOf)]
        may = {path for one in kinds for shape in vocabulary.objects(one, SH.property)
               for path in vocabulary.objects(shape, SH.path)}  # fmt: skip
        assert set(data.predicates(thing)) - {RDF.type} <= may, (thing, kind)


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("Claim", "appearance", {"@type": "Person", "name": "Ada Orr"}),
        ("NewsArticle", "headline", {"@type": "Person", "name": "Ada Orr"}),
        ("Quotation", "isPartOf", {"@type": "Place", "name": "Tarn"}),
    ],
)
def test_what_the_shapes_would_find(
    exported: Exported, vocabulary: Graph, kind: str, name: str, value: dict[str, str]
) -> None:
    """A person where a work belongs, or words, or a place: the shapes refuse it."""
    written = as_json(exported("schema.org", story=True))
    written["@graph"] = [one | {name: value} if one["@type"] == kind else one for one in written["@graph"]]
    is_so, _, why = validate(of_schema_org(written), shacl_graph=vocabulary, ont_graph=vocabulary)
    assert not is_so
    assert name in why


SCHEMA_SHAPES = """
[] a sh:NodeShape ; sh:targetClass sdo:Claim ;
   sh:property [ sh:path sdo:text ; sh:minCount 1 ; sh:maxCount 1 ] ,
               [ sh:path sdo:appearance ; sh:minCount 1 ; sh:node _:telling ] ,
               [ sh:path sdo:firstAppearance ; sh:maxCount 1 ; sh:node _:telling ] .
_:telling a sh:NodeShape ; sh:or ( [ sh:class sdo:Quotation ] [ sh:class sdo:Statement ] ) .
[] a sh:NodeShape ; sh:targetClass sdo:Quotation , sdo:Statement ;
   sh:property [ sh:path sdo:isPartOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:class sdo:NewsArticle ] ,
               [ sh:path sdo:text ; sh:minCount 1 ; sh:maxCount 1 ] ,
               [ sh:path sdo:isBasedOn ; sh:class sdo:CreativeWork ] .
[] a sh:NodeShape ; sh:targetSubjectsOf sdo:spokenByCharacter ; sh:class sdo:Quotation .
[] a sh:NodeShape ; sh:targetObjectsOf sdo:spokenByCharacter ;
   sh:or ( [ sh:class sdo:Person ] [ sh:class sdo:Organization ] [ sh:class sdo:NewsMediaOrganization ] ) .
"""


def test_claims_appear_in_quotations_and_statements(exported: Exported) -> None:
    """A claim appears in reports, each part of an article; only quotations are spoken."""
    is_so, why = conforms(graph(as_json(exported("schema.org", story=True)), SCHEMA_CONTEXT), SCHEMA_SHAPES)
    assert is_so, why


def test_who_speaks_and_through_whom(exported: Exported) -> None:
    """Words in quotation marks are spoken by somebody; relays are what they are based on; the unnamed get no name."""
    nodes = {node["text"]: node for node in as_json(exported("schema.org"))["@graph"] if "isPartOf" in node}
    spring = nodes["the well-known spring"]
    assert spring["@type"] == "Quotation"
    assert spring["spokenByCharacter"] == {"@type": "Person", "name": "Ada Orr", "description": "@mayor"}
    assert spring["isBasedOn"] == [
        {"@type": "CreativeWork", "author": {"@type": "NewsMediaOrganization", "name": "Radio Kess"}}
    ]
    forecast = nodes["+1 </script><script>alert(1)</script> may come to Hallin"]
    assert (forecast["@type"], forecast["author"]) == ("Statement", {"@type": "Person", "description": "officials"})


@pytest.mark.parametrize("form", ["schema.org", "prov"])
def test_it_may_stand_in_a_page(exported: Exported, form: str) -> None:
    """No tag begins or ends in it, whatever the page says."""
    text = exported(form).decode("utf-8")
    assert not re.search("[<>&\u2028\u2029]", text)
    assert "</script>" in json.dumps(json.loads(text))


# ------------------------------------------------------------------ provenance

# From the ontology's own table of domains and ranges.
PROV_SHAPES = "".join(
    f"[] a sh:NodeShape ; sh:targetSubjectsOf prov:{name} ; sh:class prov:{domain} .\n"
    f"[] a sh:NodeShape ; sh:targetObjectsOf prov:{name} ; sh:class prov:{range_} .\n"
    for name, domain, range_ in (
        ("wasGeneratedBy", "Entity", "Activity"),
        ("wasDerivedFrom", "Entity", "Entity"),
        ("wasQuotedFrom", "Entity", "Entity"),
        ("wasRevisionOf", "Entity", "Entity"),
        ("hadPrimarySource", "Entity", "Entity"),
        ("wasAttributedTo", "Entity", "Agent"),
        ("wasAssociatedWith", "Activity", "Agent"),
        ("actedOnBehalfOf", "Agent", "Agent"),
        ("used", "Activity", "Entity"),
        ("hadMember", "Collection", "Entity"),
    )
) + """
[] a sh:NodeShape ; sh:targetSubjectsOf prov:generatedAtTime ;
   sh:property [ sh:path prov:generatedAtTime ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] .
[] a sh:NodeShape ; sh:targetClass prov:Entity ; sh:not [ sh:class prov:Activity ] .
"""  # fmt: skip


def test_provenance_is_in_the_words_of_prov(exported: Exported) -> None:
    """Every term of PROV that is used is one it has, with subjects and objects of the classes it asks for."""
    data = graph(as_json(exported("prov")))
    used = {str(term) for triple in data for term in triple if str(term).startswith(str(PROV))}
    assert used <= {str(PROV[name]) for name in PROV.__annotations__}
    for name in ("wasQuotedFrom", "wasDerivedFrom", "hadPrimarySource", "wasAssociatedWith", "wasAttributedTo"):
        assert (None, PROV[name], None) in data, name
    is_so, why = conforms(data, PROV_SHAPES)
    assert is_so, why


def test_the_data_model_takes_the_provenance(exported: Exported) -> None:
    """The library of PROV's data model finds each thing, agent and relation that is told, and no other."""
    written = as_json(exported("prov"))
    document = ProvDocument.deserialize(content=json.dumps(written), format="rdf", rdf_format="json-ld")
    found = Counter(str(record.get_type().localpart) for record in document.records)
    told = Counter(kind for one in {node["id"]: node for node in written["@graph"] if "type" in node}.values()
                   for kind in one["type"])  # fmt: skip
    assert {name: found[name] for name in ("Entity", "Activity", "Agent")} == {
        name: told[f"prov:{name}"] for name in ("Entity", "Activity", "Agent")
    }
    data = graph(written)
    for name, relation in (
        ("Derivation", PROV.wasDerivedFrom),
        ("Generation", PROV.wasGeneratedBy),
        ("Attribution", PROV.wasAttributedTo),
        ("Association", PROV.wasAssociatedWith),
        ("Usage", PROV.used),
        ("Membership", PROV.hadMember),
    ):
        assert found[name] == len(list(data.subject_objects(relation))) > 0, name


def test_a_report_leads_back_to_its_bytes(exported: Exported, ledger: Ledger) -> None:
    """From every report the graph leads to the article quoted, to the capture, and to its SHA-256."""
    data = graph(as_json(exported("prov")))
    for row in ledger.reports():
        (article,) = data.objects(URIRef(f"{OURS}report:{row.report.id}"), PROV.wasQuotedFrom)
        (capture,) = data.objects(article, PROV.wasDerivedFrom)
        (digest,) = data.objects(capture, URIRef("http://purl.org/dc/terms/identifier"))
        assert str(digest) == f"sha256:{ledger.capture(row.article).sha256}"


def test_the_primary_source_is_the_claimants_account(exported: Exported, ledger: Ledger) -> None:
    """A report is derived from its relay's account, and that from the claimant's, which is the primary source."""
    data = graph(as_json(exported("prov")))
    (row,) = (row for row in ledger.reports() if row.report.claimant.role == "@mayor")
    own = URIRef(f"{OURS}report:{row.report.id}")
    (near,) = data.objects(own, PROV.wasDerivedFrom)
    (first,) = data.objects(own, PROV.hadPrimarySource)
    assert first in set(data.objects(near, PROV.wasDerivedFrom))
    labels = [str(label) for account in (near, first) for label in data.objects(account, RDFS_LABEL)]
    assert labels == ["the account of Radio Kess", "the account of Ada Orr"]


RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")

# ------------------------------------------------------------------ notes

# As the model has it (W3C Web Annotation Vocabulary, appendix on JSON-LD), for the terms we use.
OA_CONTEXT: dict[str, Any] = {
    "oa": str(OA),
    "as": str(AS),
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": str(RDF),
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in (
        "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector",
        "FragmentSelector", "exact", "prefix", "suffix", "start", "end",
    )},
    **{name: f"as:{to}" for name, to in (
        ("AnnotationCollection", "OrderedCollection"), ("AnnotationPage", "OrderedCollectionPage"),
        ("Software", "Application"), ("total", "totalItems"), ("startIndex", "startIndex"),
    )},
    "Text": "http://purl.org/dc/dcmitype/Text",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "name": "http://xmlns.com/foaf/0.1/name",
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "describing": "oa:describing",
    "linking": "oa:linking",
    "first": {"@id": "as:first", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "items": {"@id": "as:items", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "conformsTo": {"@id": "dcterms:conformsTo", "@type": "@id"},
    "generator": {"@id": "as:generator", "@type": "@id"},
}  # fmt: skip

OA_SHAPES = """
[] a sh:NodeShape ; sh:targetClass oa:Annotation ;
   sh:property [ sh:path oa:hasTarget ; sh:minCount 1 ; sh:class oa:SpecificResource ] ,
               [ sh:path oa:motivatedBy ; sh:hasValue oa:describing ] ,
               [ sh:path oa:hasBody ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass oa:SpecificResource ;
   sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetObjectsOf oa:hasTarget ; sh:property [ sh:path oa:hasSelector ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass oa:TextQuoteSelector ;
   sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:maxCount 1 ] , [ sh:path oa:prefix ; sh:maxCount 1 ] ,
               [ sh:path oa:suffix ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass oa:TextPositionSelector ;
   sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ] ,
               [ sh:path oa:end ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] .
[] a sh:NodeShape ; sh:targetClass oa:FragmentSelector ;
   sh:property [ sh:path rdf:value ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


def test_notes_are_as_the_model_asks(exported: Exported, ledger: Ledger) -> None:
    """Notes have targets, targets have a source and selectors, selectors what each sort of them must have."""
    written = as_json(exported("annotations"))
    assert written["@context"] == "http://www.w3.org/ns/anno.jsonld"
    data = graph(written, OA_CONTEXT)
    is_so, why = conforms(data, OA_SHAPES)
    assert is_so, why
    notes = set(data.subjects(RDF.type, OA.Annotation))
    assert len(notes) == written["total"] == len(list(ledger.reports()))


def test_notes_find_their_words(exported: Exported, ledger: Ledger) -> None:
    """By quote and by place every note finds the words of its report, in code points, emoji and all."""
    rows = {f"{OURS}report:{row.report.id}": row for row in ledger.reports()}
    for note in as_json(exported("annotations"))["first"]["items"]:
        row = rows[note["id"]]
        text = row.article.text if row.report.evidence.part.value == "body" else row.article.headline or ""
        quote, place = note["target"][-1]["selector"]
        found = text[place["start"] : place["end"]]
        around = text[max(0, place["start"] - 32) : place["end"] + 32]
        assert (quote["prefix"] + quote["exact"] + quote["suffix"]) == around.replace("\0", "\ufffd")
        assert quote["exact"] == found.replace("\0", "\ufffd")
        assert max(len(quote["prefix"]), len(quote["suffix"])) <= 32


def test_the_page_on_the_web_is_not_found_by_place(exported: Exported) -> None:
    """Places count in the text as read; on the page itself words and fragments do, and only where there is a page."""
    notes = as_json(exported("annotations"))["first"]["items"]
    for note in notes:
        for target in note["target"]:
            kinds = {selector["type"] for selector in target["selector"]}
            is_page = isinstance(target["source"], str)
            assert kinds == {"TextQuoteSelector", "FragmentSelector" if is_page else "TextPositionSelector"}
    (spring,) = (note for note in notes if "on the word of Ada Orr by Radio Kess" in note["body"][0]["value"])
    (fragment,) = (one for one in spring["target"][0]["selector"] if one["type"] == "FragmentSelector")
    assert "well%2Dknown" in fragment["value"]
    assert unquote(fragment["value"]).startswith(':~:text==SUM(A1) is what "the well-known spring"')
