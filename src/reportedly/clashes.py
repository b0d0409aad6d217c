"""On whose word two claims cannot both hold, or can: people's rulings, found again for the relations they speak of."""

from collections.abc import Mapping, Sequence

from reportedly.ledger import Ledger
from reportedly.link import judged
from reportedly.link.judged import Pair, attached, latest
from reportedly.records import CLASHES, Claim, Judgement, JudgementKind, Relation, RelationKind


def rulings(
    ledger: Ledger,
    relations: Sequence[Relation],
    *,
    claims: Mapping[str, Claim] | None = None,
    known: Mapping[Pair, Judgement] | None = None,
) -> dict[Relation, Judgement]:
    """Return on which ruling relations stand; those that stand on rules alone are left out.

    Only pages are read on which somebody ruled and one of the claims is told.

    Args:
        ledger: What is asked.
        relations: What claims have to do with each other.
        claims: Theirs, by id, where they are at hand.
        known: The rulings on pairs of reports, as `attached` finds them, where they are at hand.
    """
    made = list(ledger.judgements(*judged.CLASHES, in_force=True)) if known is None and relations else []
    if not relations or not (known or made):
        return {}
    some = claims if claims is not None else _claims(ledger, relations)
    ruled = known or attached(ledger.beside.ruled_near(made, list(some)), ledger.at_address).clashes
    found = ((one, latest(ruled, some[one.source].reports, some[one.target].reports)) for one in relations)
    return {one: ruling for one, ruling in found if ruling and _bears(ruling, one)}


def _claims(ledger: Ledger, relations: Sequence[Relation]) -> dict[str, Claim]:
    return ledger.books.claims_by_id(sorted({claim for one in relations for claim in (one.source, one.target)}))


def _bears(ruling: Judgement, relation: Relation) -> bool:
    """Whether a relation is what a ruling says; one that was ruled since is told when it is linked."""
    if relation.kind is RelationKind.REVISES:
        return False
    return (ruling.kind is JudgementKind.CONTRADICTION) is (relation.kind in CLASHES)
