"""What was linked, as JSON Lines have it: a claim, a point, a story, a relation a line."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict

from reportedly import clashes
from reportedly.behind import Behind, Branch, Leaf, tree
from reportedly.ledger import (
    Ledger,
    Row,
    to_claim,
    to_origins,
    to_relation,
    to_value,
    with_names,
)
from reportedly.outlets import outlet_of
from reportedly.records import Ambiguous, Article, Claim, Copy, Entity, Judgement, Relation, Report, Story, Weight

Object = dict[str, Any]


def claim(one: Claim, rows: Sequence[Row], ledger: Ledger) -> Object:
    """Return a claim: what the ledger file says of it, its words, who carries it, its reports."""
    lead = next(row for row in rows if row.report.id == one.lead)
    return {
        **to_claim(one),
        "words": words(lead.report, lead.article),
        "story": one.story,
        "point": ledger.books.point_of(one.id),
        "weight": asdict(one.weight),
        "first": page(rows[0].article),
        "reports": [row.report.id for row in rows],
    }


def words(report: Report, article: Article) -> str:
    """Return the words attributed."""
    return " … ".join(article.words(span) for span in report.content)


def page(article: Article) -> Object:
    """Return whose page it is, and of which day."""
    return {
        "id": article.id,
        "outlet": outlet_of(article),
        "published": article.published.day.isoformat() if article.published else None,
        "headline": article.headline,
        "url": article.url,
    }


def whole(one: Behind, relations: Sequence[Relation], ledger: Ledger) -> Object:
    """Return all that stands behind a claim or a point."""
    rows = {row.report.id: row for row in one.rows}
    lead = rows[one.lead.lead]
    claims = [claim(each, [rows[report] for report in each.reports], ledger) for each in one.claims]
    return {
        "id": one.id,
        "story": one.story,
        "words": words(lead.report, lead.article),
        "weight": asdict(one.weight),
        "origins": to_origins(one.origins),
        "chains": [_branch(branch) for branch in tree(one)],
        "claims": claims,
        "copies": [copy(each) for each in one.copies],
        "relations": ruled(ledger, relations),
    }


def ruled(ledger: Ledger, relations: Sequence[Relation]) -> list[Object]:
    """Return relations, each with the ruling on which it stands, if on any."""
    rulings = clashes.rulings(ledger, relations)
    told = ((one, rulings.get(one)) for one in relations)
    return [{**to_relation(one), "ruling": judgement(ruling) if ruling else None} for one, ruling in told]


def _branch(branch: Branch) -> Object:
    return {
        "name": branch.name,
        "is_unnamed": branch.is_unnamed,
        "note": branch.note,
        "branches": [_branch(one) for one in branch.branches],
        "pages": [_leaf(one) for one in branch.leaves],
    }


def _leaf(leaf: Leaf) -> Object:
    told = page(leaf.row.article)
    return {
        "report": leaf.row.report.id,
        **told,
        "words": words(leaf.row.report, leaf.row.article),
        "carried_from": leaf.carried,
    }


def copy(one: Copy) -> Object:
    """Return two pages with the same text."""
    told = with_names(one)
    assert isinstance(told, dict)  # a record
    return {**told, "kind": one.kind.value, "words": one.words, "passages": len(one.passages)}


def story(one: Story, headline: str | None, weight: Weight) -> Object:
    """Return a story."""
    return {
        "id": one.id,
        "headline": headline,
        "first_day": one.first_day.isoformat() if one.first_day else None,
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "pages": len(one.pages),
        "outlets": weight.outlets,
        "publishers": weight.publishers,
        "claimants": weight.claimants,
    }


def number(one: Claim, *, is_revised: bool) -> Object:
    """Return a claim's number as a value at its day."""
    return {
        "measure": one.measure,
        "story": one.story,
        "claimant": one.name,
        "claimant_id": one.claimant,
        "date": one.said_on.isoformat() if one.said_on else None,
        "date_is_placed": one.is_placed,
        "value": to_value(one.value),
        "counted": one.value.counted if one.value else None,
        "status": one.status.value,
        "revised": is_revised,
        "reports": one.weight.reports,
        "outlets": one.weight.outlets,
        "claim": one.id,
    }


def entity(one: Entity) -> Object:
    """Return who somebody is."""
    told = with_names(one)
    assert isinstance(told, dict)  # a record
    return told


def doubt(one: Ambiguous) -> Object:
    """Return a name that may be several entities'."""
    told = with_names(one)
    assert isinstance(told, dict)  # a record
    return told


def judgement(one: Judgement) -> Object:
    """Return a person's ruling."""
    told = with_names(one)
    assert isinstance(told, dict)  # a record
    return told
