"""Two claims side by side, and what they have to do with each other; and one claimant's values, one after the other."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from reportedly import clashes, tracks, wording
from reportedly.ledger import Ledger, to_relation
from reportedly.link.judged import Pair
from reportedly.records import Claim, Judgement, Relation, RelationKind, Value
from reportedly.serve import links, words
from reportedly.serve.pages import told
from reportedly.serve.pages.told import Said, Who
from reportedly.serve.views import Plain

_TYPES: Mapping[RelationKind, tuple[str, str, str]] = {
    RelationKind.CONTRADICTS: ("True contradiction: both cannot hold", "≠", "against"),
    RelationKind.DENIES: ("Denial", "⊣", "denied by"),
    RelationKind.OTHER_SCOPE: ("Not a contradiction: other scope", "∥", "beside, of another scope"),
    RelationKind.OTHER_PERIOD: ("Not a contradiction: other time", "∥", "beside, of another time"),
    RelationKind.OTHER_DEFINITION: ("Not a contradiction: other measure", "∥", "beside, of something else"),
    RelationKind.LOWER_BOUND: ("Not a contradiction: a bound that leaves room for the other", "≤", "leaves room for"),
    RelationKind.NONE: ("Not a contradiction: a person says so", "∥", "beside"),
    RelationKind.REVISES: ("Revised by the same claimant", "→", "revised to"),
}
"""Of each kind: what it is called, the sign between the sides, and the sign for readers aloud."""


class Versus(Struct, frozen=True):
    """Two claims and what they have to do with each other."""

    relation: Relation
    left: Said
    right: Said
    ruling: Judgement | None = None  # on which it stands, where a person ruled

    @property
    def is_true(self) -> bool:
        """Whether both cannot hold."""
        return self.relation.kind is RelationKind.CONTRADICTS

    @property
    def type(self) -> str:
        """What it is called."""
        return _TYPES[self.relation.kind][0]

    @property
    def sign(self) -> str:
        """What stands between the sides."""
        return _TYPES[self.relation.kind][1]

    @property
    def sign_words(self) -> str:
        """The same for readers aloud."""
        return _TYPES[self.relation.kind][2]

    @property
    def why(self) -> str:
        """Why it is what it is."""
        return words.reason(self.relation.why)

    @property
    def ruled(self) -> str:
        """Who rules that it is so, when and why: "confirmed by Ada Orr, 6 May 2031: one river"."""
        return wording.ruled(self.ruling) if self.ruling else ""


def versus(ledger: Ledger, story: str, relations: Sequence[Relation], ruled: Mapping[Pair, Judgement]) -> list[Versus]:
    """Return relations of a story with both claims; the number of statements does not depend on how many they are.

    Args:
        ledger: What to ask.
        story: Its id.
        relations: Of two of its claims each.
        ruled: What people ruled of the story's claims, by pairs of reports.
    """
    ids = sorted({claim for one in relations for claim in (one.source, one.target)})
    claims = ledger.books.claims_by_id(ids)
    shown = told.said(ledger, story, list(claims.values()), 90)
    rulings = clashes.rulings(ledger, relations, claims=claims, known=ruled)
    sides = {one: [shown[claim.id] for claim in _sides(one, claims)] for one in relations}
    return [Versus(one, left, right, rulings.get(one)) for one, (left, right) in sides.items()]


def _sides(relation: Relation, claims: Mapping[str, Claim]) -> tuple[Claim, Claim]:
    """Return both claims in the order in which the sign reads: what is denied, revised or only a bound comes first."""
    source, target = claims[relation.source], claims[relation.target]
    is_turned = relation.kind in (RelationKind.DENIES, RelationKind.REVISES) or (
        relation.kind is RelationKind.LOWER_BOUND and not _is_open(source) and _is_open(target)
    )
    return (target, source) if is_turned else (source, target)


def _is_open(claim: Claim) -> bool:
    return claim.value is not None and None in (claim.value.low, claim.value.high)


def plain(one: Versus) -> dict[str, Plain]:
    """Return a relation with both claims as plain values."""
    return {
        **to_relation(one.relation),
        "type": one.type,
        "ruling": plain_ruling(one.ruling),
        "claims": [told.plain_claim(side.claim) for side in (one.left, one.right)],
    }


def plain_ruling(ruling: Judgement | None) -> Plain:
    """Return the ruling on which a relation stands as plain values; ``None`` where it stands on rules alone."""
    if ruling is None:
        return None
    made_at = ruling.made_at.isoformat()
    return {"id": ruling.id, "kind": ruling.kind.value, "who": ruling.who, "made_at": made_at, "why": ruling.why}


# ------------------------------------------------------------------ runs


class Step(Struct, frozen=True):
    """A value of a run."""

    figure: str
    href: str
    said: str
    is_down: bool
    is_last: bool


class Run(Struct, frozen=True):
    """What one claimant said of one measure, the oldest first."""

    who: Who
    counted: str
    steps: tuple[Step, ...]
    note: str  # what fell


def runs(ledger: Ledger, story: str, found: Sequence[tuple[str, ...]]) -> list[Run]:
    """Return runs of claims that revise each other."""
    claims = ledger.books.claims_by_id(sorted({claim for run in found for claim in run}))
    known = told.cast(ledger, story, claims.values())
    return [_run([claims[claim] for claim in run], told.who(claims[run[-1]], known)) for run in found]


def _run(claims: Sequence[Claim], who: Who) -> Run:
    falls = [(a, b) for a, b in pairwise(claims) if is_below(b.value, a.value)]
    fallen = {b.id for _, b in falls}
    steps = [
        Step(_value(one), links.claim(one.id), wording.said_on(one), one.id in fallen, one is claims[-1])
        for one in claims
    ]
    return Run(who, _counted(claims[-1]), tuple(steps), _note(falls))


def _value(claim: Claim) -> str:
    return wording.figures(claim.value) if claim.value else wording.in_marks(words.clean(claim.words, 60))


def _counted(claim: Claim) -> str:
    return words.clean(wording.counted(tracks.measure_of(claim)), 80) if claim.value else "what was said"


def _note(falls: Sequence[tuple[Claim, Claim]]) -> str:
    if not falls:
        return ""
    times = {1: "once", 2: "twice"}.get(len(falls), f"{len(falls)} times")
    old, new = falls[-1]
    last = "from" if len(falls) == 1 else "the last time from"
    return f"lowered {times}, {last} {_value(old)} to {_value(new)}"


def is_below(new: Value | None, old: Value | None) -> bool:
    """Whether a number is lower than another, whatever the bounds leave open."""
    if new is None or old is None:
        return False
    return new.high is not None and old.low is not None and new.high < old.low
