"""Forecasts as lists show them: how far their day is, who made them, and on whose word they were met, if anybody's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.forecasts import Forecasts
from reportedly.ledger import Ledger
from reportedly.records import Claim, Judgement
from reportedly.serve import words
from reportedly.serve.pages import told
from reportedly.serve.pages.told import Said
from reportedly.serve.views import Plain

_OUTCOMES = {"true": "met", "false": "not met", "open": "still open"}


@dataclass(frozen=True, slots=True)
class Due:
    """A forecast."""

    said: Said
    text: str  # "2 days over", "in 35 days", "reported met"
    is_flag: bool  # whether its day is past and nobody has said what became of it
    outcome: str  # who says what became of it; else that nobody does
    settlers: tuple[Said, ...] = ()  # later claims that may say it
    ruled: Judgement | None = None

    @property
    def horizon(self) -> date | None:
        """The day it falls due."""
        return self.said.claim.horizon


def shown(ledger: Ledger, story: str, found: Sequence[Claim], ruled: Mapping[str, Judgement], today: date) -> list[Due]:
    """Return forecasts of a story with what people say became of them.

    Args:
        ledger: What to ask.
        story: Its id.
        found: The forecasts.
        ruled: What people ruled, by report.
        today: The day by which they are over or not.
    """
    forecasts = Forecasts(ledger, ruled)
    outcomes = {one.id: forecasts.outcome(one) for one in found}
    waiting = [one for one in found if outcomes[one.id] is None and one.horizon and one.horizon < today]
    offered = {one.id: [settler.claim for settler in forecasts.settlers(one)] for one in waiting}
    every = {one.id: one for one in (*found, *(claim for some in offered.values() for claim in some))}
    shown = told.said(ledger, story, list(every.values()), 200)
    return [
        _due(shown[one.id], outcomes[one.id], tuple(shown[claim.id] for claim in offered.get(one.id, ())), today)
        for one in found
    ]


def _due(said: Said, outcome: Judgement | None, settlers: tuple[Said, ...], today: date) -> Due:
    text, is_over = told.due_in(said.claim.horizon or today, today)
    if outcome and outcome.outcome != "open":
        what = _OUTCOMES.get(outcome.outcome or "", "settled")
        return Due(said, f"reported {what}", is_flag=False, outcome=_told(outcome), ruled=outcome)
    says = _told(outcome) if outcome else ""
    if is_over and not settlers and not says:
        says = "No page read since then is known to say what became of it."
    return Due(said, text, is_over, says, settlers, outcome)


def _told(outcome: Judgement) -> str:
    """Return on whose word it was met or not, and why."""
    why = f": {words.clean(outcome.why, 200)}" if outcome.why else ""
    what = _OUTCOMES.get(outcome.outcome or "", "settled")
    return f"{what.capitalize()}, says {words.clean(outcome.who, 60)}, {words.instant(outcome.made_at)}{why}"


def plain(one: Due) -> dict[str, Plain]:
    """Return a forecast as plain values."""
    ruled = one.ruled
    return {
        **told.plain_claim(one.said.claim),
        "due": one.text,
        "outcome": {"outcome": ruled.outcome, "who": ruled.who, "made_at": ruled.made_at.isoformat(), "why": ruled.why}
        if ruled
        else None,
        "may_be_settled_by": [settler.claim.id for settler in one.settlers],
    }
