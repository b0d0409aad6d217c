"""People's judgements in the form in which linking one story takes them: pairs of names, pairs of reports, chains."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportedly import outlets
from reportedly.link.entities.bodies import Body
from reportedly.records import Report, Source, SourceKind, fold

Pair = frozenset[str]
"""Two reports by their ids, or two names, folded."""

_PERSON_WORDS = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """What people ruled, as far as it concerns one story; names concern every story."""

    same: tuple[tuple[str, str], ...] = ()  # names of one person, body or outlet
    apart: tuple[tuple[str, str], ...] = ()
    same_origin: frozenset[Pair] = frozenset()  # names whose words go back to one
    other_origin: frozenset[Pair] = frozenset()
    same_claim: frozenset[Pair] = frozenset()  # reports
    other_claim: frozenset[Pair] = frozenset()
    same_point: frozenset[Pair] = frozenset()
    other_point: frozenset[Pair] = frozenset()
    no_contradiction: frozenset[Pair] = frozenset()
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # report → its links by name, outlet first

    def chain(self, report: Report) -> tuple[Source, ...]:
        """Return a report's chain as people say it is, else as it was read."""
        names = self.chains.get(report.id)
        if names is None:
            return report.chain
        known = {fold(link.name): link for link in report.chain if link.name}
        return tuple(known.get(fold(name)) or Source(name, _kind(name)) for name in names)


def _kind(name: str) -> SourceKind:
    """Return what kind of source a name, as a person wrote it, most likely is."""
    if outlets.by_name(name):
        return SourceKind.OUTLET
    body = Body.of(name)
    words = name.split()
    is_person = 1 < len(words) <= _PERSON_WORDS and all(word[:1].isupper() for word in words)
    return SourceKind.PERSON if is_person and not (body.known or body.sort) else SourceKind.BODY


def holds(pairs: frozenset[Pair], ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some and one of others are a pair that was judged."""
    if not pairs:
        return False
    left, right = set(ones), set(others)
    return any(len(pair) == 2 and _is_across(pair, left, right) for pair in pairs)


def _is_across(pair: Pair, left: set[str], right: set[str]) -> bool:
    a, b = pair
    return (a in left and b in right) or (b in left and a in right)
