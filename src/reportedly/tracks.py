"""Numbers over time: which claims count the same, each claimant's in the order in which they were given.

A track is one claimant's values of one measure. Claimants are never joined.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from reportedly.records import Claim, Relation, RelationKind


class Revisions(Struct, frozen=True):
    """Which claim revises which, as far as relations tell."""

    older: Mapping[str, str]  # claim ids: the newer one's, the older one's
    revised: frozenset[str]  # those that a later claim revises

    def depth(self, claim: str) -> int:
        """Return how many claims, one after the other, stand behind a claim."""
        seen = {claim}
        while (older := self.older.get(claim)) and older not in seen:
            seen.add(older)
            claim = older
        return len(seen) - 1


def revisions(relations: Iterable[Relation]) -> Revisions:
    """Return what revises what; other relations are passed over."""
    older = {one.source: one.target for one in relations if one.kind is RelationKind.REVISES}
    return Revisions(older, frozenset(older.values()))


NO_REVISIONS = Revisions({}, frozenset())


def measure_of(claim: Claim) -> str:
    """Return what a claim's number counts: the heading under which it stands."""
    value = claim.value
    return claim.measure or (value and (value.measure or value.counted or value.unit)) or "numbers without a unit"


def measures(claims: Iterable[Claim], known: Revisions = NO_REVISIONS) -> Iterator[tuple[str, str, list[Claim]]]:
    """Yield what is counted, in which story, with each claimant's numbers in order; what most claimants count first.

    Args:
        claims: Those without a number are passed over.
        known: Puts numbers of one day in order.
    """
    groups: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.value:
            groups[measure_of(claim), claim.story].append(claim)
    ordered = sorted(
        groups.items(), key=lambda item: (-len({one.claimant for one in item[1]}), -_size(item[1]), item[0])
    )
    for (measure, story), some in ordered:
        yield measure, story, by_claimant(some, known)


def _size(claims: Sequence[Claim]) -> int:
    return sum(len(claim.reports) for claim in claims)


def by_claimant(claims: Sequence[Claim], known: Revisions = NO_REVISIONS) -> list[Claim]:
    """Return claims by claimant, the most reported first, then whoever spoke first; of each the oldest first.

    Of one day, what is revised stands before what revises it. What has no day stands last.
    """
    days = [one.said_on.isoformat() if one.said_on else "9999-99" for one in claims]
    sizes: defaultdict[str | None, int] = defaultdict(int)
    firsts: dict[str | None, str] = {}
    for claim, day in zip(claims, days, strict=True):
        sizes[claim.claimant] += len(claim.reports)
        firsts[claim.claimant] = min(day, firsts.get(claim.claimant, day))
    keys = [
        (-sizes[one.claimant], firsts[one.claimant], one.claimant or "", day, known.depth(one.id), one.id)
        for one, day in zip(claims, days, strict=True)
    ]
    return [claim for _, claim in sorted(zip(keys, claims, strict=True), key=lambda pair: pair[0])]
