"""People's judgements on who is who: "the same person", "not the same", as pairs of names."""

from collections.abc import Collection, Iterable, Mapping
from typing import Self

from msgspec import Struct

from reportedly.records import fold

Pair = tuple[str, str]


class Rulings(Struct, frozen=True):
    """Judgements in force; where a pair is judged both, "not the same" holds."""

    same: tuple[Pair, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()  # folded

    @classmethod
    def of(cls, same: Iterable[Pair], apart: Iterable[Pair]) -> Self:
        """Make them of pairs of names, in any order."""
        kept = frozenset(frozenset(map(fold, pair)) for pair in apart)
        pairs = {(min(pair), max(pair)) for pair in same}
        return cls(tuple(sorted(pair for pair in pairs if frozenset(map(fold, pair)) not in kept)), kept)

    def keeps(self, a: str, b: str) -> bool:
        """Whether two names were judged to be two."""
        return frozenset((fold(a), fold(b))) in self.apart

    def leaving(self, called: str, names: Collection[frozenset[str]]) -> frozenset[str]:
        """Return which of an entity's names are another's: of two judged apart, the one it is not called by.

        Args:
            called: What the entity is called.
            names: For each of its forms, the ways it is written, folded.
        """
        every = {name for some in names for name in some}
        pairs = (sorted(pair) for pair in self.apart if len(pair) == 2 and pair <= every)
        return frozenset(b if a == fold(called) or b != fold(called) else a for a, b in pairs)

    def joined(
        self, names: Mapping[str, set[str]], offered: Collection[frozenset[str]]
    ) -> tuple[dict[str, str], tuple[Pair, ...]]:
        """Return which entity becomes which, and the judgements that fit none.

        Where a name is several entities', it means those for which an entity of the other name was offered.

        Args:
            names: Folded name → the entities that bear it.
            offered: Pairs of entities that were offered as perhaps one.
        """
        goal: dict[str, str] = {}
        unfit = []
        for a, b in self.same:
            some, others = names.get(fold(a), set()), names.get(fold(b), set())
            if len(some) == len(others) == 1:
                pairs = [(x, y) for x in some for y in others]
            else:
                pairs = [(x, y) for x in sorted(some) for y in sorted(others) if frozenset((x, y)) in offered]
            if not pairs and not some & others:
                unfit.append((a, b))
            for pair in pairs:
                one, other = sorted(_goal(goal, entity) for entity in pair)
                if one != other:
                    goal[other] = one
        return {entity: _goal(goal, entity) for entity in goal}, tuple(unfit)


def _goal(goal: Mapping[str, str], entity: str) -> str:
    while entity in goal:
        entity = goal[entity]
    return entity
