"""What is true of made stories, and how what linking found compares with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from reportedly.evaluate import clusters
from reportedly.records import Capture, Claim, Point, Reading, Relation, RelationKind
from reportedly.records import Story as FoundStory

DIRECTED = frozenset({RelationKind.REVISES, RelationKind.DENIES})
"""Relations of which source and target may not be exchanged."""


class TruePoint(Struct, frozen=True):
    """A point and the count of its origins."""

    pattern: str
    at_least: int
    at_most: int
    roots: tuple[str, ...]  # names of those it goes back to; one twice, where two may be meant
    claims: tuple[int, ...]  # their numbers in the story


class Tie(Struct, frozen=True):
    """What two claims have to do with each other."""

    kind: RelationKind
    source: int  # the claim's number in the story
    target: int


class Truth(Struct, frozen=True):
    """What is true of one story."""

    claims: tuple[tuple[str, ...], ...]  # report ids
    points: tuple[TruePoint, ...]
    ties: tuple[Tie, ...]
    copies: tuple[tuple[str, ...], ...]  # article ids, the copied one first


class Story(Struct, frozen=True):
    """A made story: its pages, in no order, and what is true of them."""

    name: str
    month: date  # its first day; no page is of an earlier one
    pages: tuple[tuple[Capture, Reading], ...]
    truth: Truth


class Found(Struct, frozen=True):
    """What linking found in a ledger."""

    points: Sequence[Point]
    claims: Sequence[Claim]
    relations: Sequence[Relation]
    stories: Sequence[FoundStory]
    copies: Sequence[tuple[str, ...]]


CLASHES = (RelationKind.REVISES, RelationKind.CONTRADICTS, RelationKind.DENIES)
"""The relations that say that something is amiss; the others say why it is not."""


@dataclass(slots=True)
class Comparison:
    """How what was found compares with what is true."""

    points: Counter[str] = field(default_factory=Counter)  # by pattern
    exact: Counter[str] = field(default_factory=Counter)  # by pattern, those with just the right count of origins
    wrong: list[str] = field(default_factory=list)  # the others, in words
    claims_b3: float = 0.0
    points_b3: float = 0.0
    stories_b3: float = 0.0
    ties: Counter[RelationKind] = field(default_factory=Counter)
    found: Counter[RelationKind] = field(default_factory=Counter)  # of the true ones
    false: Counter[RelationKind] = field(default_factory=Counter)  # found, and not true
    copies: int = 0  # groups
    copies_found: int = 0
    copies_false: int = 0

    @property
    def is_exact(self) -> bool:
        """Whether every count of origins, every story and copy is right, and no clash or revision is missing or false.

        What only looks like a contradiction may be more than was planned: two claims can be near each other by chance.
        """
        return (
            self.exact == self.points
            and self.stories_b3 == 1
            and all(self.found[kind] == self.ties[kind] and not self.false[kind] for kind in CLASHES)
            and self.copies_found == self.copies
            and not self.copies_false
        )

    def lines(self) -> Iterator[str]:
        """Yield the figures, as lines of a table."""
        yield f"{'points with exactly the expected origins':44} {self.exact.total():6} of {self.points.total():6}"
        for pattern, count in sorted(self.points.items()):
            yield f"  {pattern:42} {self.exact[pattern]:6} of {count:6}"
        for title, score in (("claims", self.claims_b3), ("points", self.points_b3), ("stories", self.stories_b3)):
            yield f"{title + ', B-cubed F1':44} {score:6.4f}"
        for kind in sorted({*self.ties, *self.false}):
            found, count = self.found[kind], self.ties[kind]
            yield f"{'relations: ' + kind:44} {found:6} of {count:6}, {self.false[kind]} false"
        yield f"{'groups of copies':44} {self.copies_found:6} of {self.copies:6}, {self.copies_false} false"


def compare(stories: Iterable[Story], found: Found) -> Comparison:
    """Return how what was found in a ledger compares with the stories written into it."""
    out, claim_of, point_of, story_of = Comparison(), _Clusters(), _Clusters(), _Clusters()
    by_id = {claim.id: claim for claim in found.claims}
    claim_of.find({claim.id: claim.reports for claim in found.claims})
    point_of.find({p.id: [report for one in p.claims for report in by_id[one].reports] for p in found.points})
    story_of.find({story.id: story.pages for story in found.stories})
    points = {point.id: point for point in found.points}
    ties, groups = set[tuple[RelationKind, str, str]](), set[frozenset[str]]()
    for story in stories:
        truth = story.truth
        names = [f"{story.name}/{number}" for number in range(len(truth.claims))]
        claim_of.true(dict(zip(names, truth.claims, strict=True)))
        story_of.true({story.name: [reading.article.id for _, reading in story.pages]})
        ties |= {_tie(tie.kind, names[tie.source], names[tie.target]) for tie in truth.ties}
        groups |= {frozenset(group) for group in truth.copies}
        for number, point in enumerate(truth.points):
            reports = [report for one in point.claims for report in truth.claims[one]]
            point_of.true({f"{story.name}/{number}": reports})
            _count(out, story, point, reports, points.get(point_of.nearest(reports) or ""))
    told = {_tie(one.kind, claim_of.meant(one.source), claim_of.meant(one.target)) for one in found.relations}
    out.ties, out.found, out.false = (Counter(kind for kind, *_ in some) for some in (ties, ties & told, told - ties))
    copies = {frozenset(group) for group in found.copies}
    out.copies, out.copies_found, out.copies_false = len(groups), len(groups & copies), len(copies - groups)
    out.claims_b3, out.points_b3, out.stories_b3 = claim_of.b3(), point_of.b3(), story_of.b3()
    return out


def _count(out: Comparison, story: Story, point: TruePoint, reports: Sequence[str], found: Point | None) -> None:
    """Count a point, and whether its origins are as they should be."""
    out.points[point.pattern] += 1
    origins = found.origins if found else None
    is_flagged = bool(origins and origins.loops) == (point.at_most == 0)
    if origins and (origins.at_least, origins.at_most) == (point.at_least, point.at_most) and is_flagged:
        out.exact[point.pattern] += 1
        return
    shown = f"{origins.at_least} to {origins.at_most}, {len(origins.loops)} loops" if origins else "none"
    out.wrong.append(
        f"{point.pattern}: {point.at_least} to {point.at_most} ({', '.join(point.roots)}), found {shown}; "
        f"story {story.name}, reports {', '.join(reports[:4])}"
    )


def _tie(kind: RelationKind, source: str, target: str) -> tuple[RelationKind, str, str]:
    a, b = (source, target) if kind in DIRECTED else sorted((source, target))
    return kind, a, b


class _Clusters:
    """Items in true groups and in those found."""

    def __init__(self) -> None:
        self.gold: dict[str, str] = {}
        self.told: dict[str, str] = {}
        self.members: dict[str, Sequence[str]] = {}

    def find(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Take the groups that were found."""
        self.members |= groups
        self.told |= {item: group for group, items in groups.items() for item in items}

    def true(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Take true groups."""
        self.gold |= {item: group for group, items in groups.items() for item in items}

    def nearest(self, items: Sequence[str]) -> str | None:
        """Return the group found that has most of some items; of several the one with fewest others."""
        counts = Counter(self.told[item] for item in items if item in self.told)
        return max(counts, key=lambda group: (counts[group], -len(self.members[group]), group), default=None)

    def meant(self, group: str) -> str:
        """Return the true group that most of the items of a group found are of."""
        counts = Counter(self.gold.get(item, "") for item in self.members.get(group, ()))
        return max(counts, key=lambda name: (counts[name], name), default="")

    def b3(self) -> float:
        """Return the B-cubed F1, to four digits; an item that was not found is a group by itself."""
        gold = [{"id": item, "story": group} for item, group in self.gold.items()]
        told = [{"id": item, "cluster": group} for item, group in self.told.items()]
        return float(clusters.score(gold, told)["b3"]["f1"])
