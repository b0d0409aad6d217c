"""Forecasts as lists show them: how far their day is, who made them, and on whose word they were met, if anybody's."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from reportedly.forecasts import Forecasts
from reportedly.ledger import Ledger
from reportedly.records import Claim, Judgement
from reportedly.serve.outcomes import Became, became
from reportedly.serve.pages import told
from reportedly.serve.pages.told import Said
from reportedly.serve.views import Plain


class Due(Struct, frozen=True):
    """A forecast."""

    said: Said
    became: Became
    settlers: tuple[Said, ...] = ()  # later claims that may say what became of it

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
        Due(
            shown[one.id],
            became(one.horizon or today, today, outcomes[one.id]),
            tuple(shown[claim.id] for claim in offered.get(one.id, ())),
        )
        for one in found
    ]


def plain(one: Due) -> dict[str, Plain]:
    """Return a forecast as plain values."""
    ruled = one.became.ruling
    return {
        **told.plain_claim(one.said.claim),
        "due": one.became.words,
        "outcome": {"outcome": ruled.outcome, "who": ruled.who, "made_at": ruled.made_at.isoformat(), "why": ruled.why}
        if ruled
        else None,
        "may_be_settled_by": [settler.claim.id for settler in one.settlers],
    }
