"""Forecasts that fell due: what people say became of them, and what may settle them. Nothing is decided here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from msgspec import Struct

from reportedly.ledger import Ledger
from reportedly.link.judged import Reading, attached
from reportedly.link.stories.words import stem, weight
from reportedly.records import Claim, Judgement, JudgementKind, Status

Page = Callable[[str], Reading | None]
"""Tells which article stands at an address, with its reports."""

MOST = 3
"""Later claims that are offered for one forecast."""

COMPARED = 1_000
"""Claims of a story that are compared with a forecast: those with most reports."""

_TELLING = 2.0  # weight from which a word tells what is spoken of
_ALIKE = 0.4  # of the weight of a forecast's telling words that a claim must have to be offered
_SHARED = 2  # telling words that the two must share
_AHEAD = frozenset({Status.PREDICTED, Status.POSSIBLE})
_WORD = re.compile(r"[^\W\d_]{3,}")


class Settler(Struct, frozen=True):
    """A later claim that shares a forecast's telling words: it may say what became of it, and may not."""

    claim: Claim
    shared: tuple[str, ...]  # as the later claim has them, those that tell most first


def outcomes(ledger: Ledger, claims: Sequence[Claim], *, page: Page | None = None) -> dict[str, Judgement]:
    """Return what people say became of some forecasts, by their ids, the last time somebody did.

    Only pages are read on which somebody ruled and one of these is told.

    Args:
        ledger: What is asked.
        claims: The forecasts.
        page: What stands at an address, if something else than the ledger knows.
    """
    rulings = list(ledger.judgements(JudgementKind.OUTCOME, in_force=True))
    near = ledger.beside.ruled_near(rulings, [claim.id for claim in claims])
    found = attached(near, page or ledger.at_address).outcomes
    ruled = {claim.id: [found[report] for report in claim.reports if report in found] for claim in claims}
    return {claim: max(some, key=lambda one: (one.made_at, one.id)) for claim, some in ruled.items() if some}


def is_open(ruling: Judgement | None) -> bool:
    """Whether nobody says that a forecast was met or was not."""
    return ruling is None or ruling.outcome == "open"


@dataclass(slots=True)
class Forecasts:
    """The forecasts of a ledger with what became of them."""

    ledger: Ledger
    outcomes: Mapping[str, Judgement] | None = None  # by report, where they are at hand
    _words: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _claims: dict[str, list[Claim]] = field(default_factory=dict)  # by story

    def outcome(self, claim: Claim) -> Judgement | None:
        """Return what a person says became of a forecast, the last time somebody did."""
        if self.outcomes is None:
            self.outcomes = attached(self.ledger.judgements(in_force=True), self.ledger.at_address).outcomes
        found = [self.outcomes[report] for report in claim.reports if report in self.outcomes]
        return max(found, key=lambda one: (one.made_at, one.id), default=None)

    def settlers(self, claim: Claim) -> list[Settler]:
        """Return claims of the same story, said later, that share a forecast's telling words; the closest first."""
        wanted = self._telling(claim)
        total = sum(map(weight, wanted))
        found: list[tuple[float, Settler]] = []
        if claim.story not in self._claims:
            self._claims[claim.story] = list(islice(self.ledger.books.claims(story=claim.story), COMPARED))
        for other in self._claims[claim.story]:
            if not _is_later(other, claim) or other.status in _AHEAD:
                continue
            words = self._telling(other)
            shared = sorted(wanted.keys() & words.keys(), key=_by_weight)
            share = sum(map(weight, shared)) / total if total else 0.0
            if len(shared) >= _SHARED and share >= _ALIKE:
                found.append((share, Settler(other, tuple(words[form] for form in shared))))
        found.sort(key=lambda pair: (-pair[0], pair[1].claim.said_on, pair[1].claim.id))
        return [settler for _, settler in found[:MOST]]

    def _telling(self, claim: Claim) -> Mapping[str, str]:
        """Return the telling words that a claim is shown by, in comparing form, each as it is written."""
        if claim.id not in self._words:
            forms = {stem(word.casefold()): word for word in _WORD.findall(claim.words)}
            self._words[claim.id] = {form: word for form, word in forms.items() if weight(form) >= _TELLING}
        return self._words[claim.id]


def _by_weight(form: str) -> tuple[float, str]:
    return -weight(form), form


def _is_later(other: Claim, forecast: Claim) -> bool:
    if other.id == forecast.id or other.said_on is None or forecast.said_on is None:
        return False
    return other.said_on > forecast.said_on
