"""What became of forecasts: on whose ruling, else how long they are over or have to go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly import wording
from reportedly.ledger import Ledger
from reportedly.link.judged import attached
from reportedly.records import Claim, Judgement, JudgementKind

_RULED = {"true": "met", "false": "not met", "open": "still open"}


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a forecast."""

    words: str  # "met, as Ada Orr rules", "2 days over", "in 35 days"
    is_over: bool = False  # whether its day has passed and nobody says what became of it
    ruling: Judgement | None = None


def rulings(ledger: Ledger, claims: Sequence[Claim]) -> dict[str, Judgement]:
    """Return what people say became of some forecasts, the last time somebody did; by the claims' ids."""
    every = [one for one in ledger.judgements(in_force=True) if one.kind is JudgementKind.OUTCOME]
    if not every:
        return {}
    addresses = set(ledger.beside.addresses_of([report for claim in claims for report in claim.reports]).values())
    near = [one for one in every if any(quote.address in addresses for quote in one.quotes)]
    outcomes = attached(near, ledger.at_address).outcomes
    found: dict[str, Judgement] = {}
    for claim in claims:
        ruled = [outcomes[report] for report in claim.reports if report in outcomes]
        if ruled:
            found[claim.id] = max(ruled, key=lambda one: (one.made_at, one.id))
    return found


def became(horizon: date, today: date, ruling: Judgement | None) -> Became:
    """Return what became of a forecast.

    >>> became(date(2031, 5, 9), date(2031, 5, 11), None).words, became(date(2031, 5, 9), date(2031, 5, 8), None).words
    ('2 days over', 'in 1 day')
    """
    if ruling is not None:
        told = _RULED.get(ruling.outcome or "", "still open")
        return Became(
            f"{told}, as {wording.neutral(ruling.who)} rules, {wording.day(ruling.made_at.date())}", ruling=ruling
        )
    left = (horizon - today).days
    if left < 0:
        return Became(f"{wording.count(-left, 'day')} over", is_over=True)
    return Became(f"in {wording.count(left, 'day')}" if left else "today")
