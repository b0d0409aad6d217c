"""What stands behind a claim or a point: its reports, who carries them, and how each came from its origin.

    claim, point  →  Behind            →  tree
    of a ledger      reports, counts      origin, relays, outlets as leaves

Reads what linking stored, and stores nothing; pictures are the business of whoever shows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from msgspec import Struct

from reportedly import outlets
from reportedly.ledger import Ledger, Row
from reportedly.link.judged import Attached, Judged, attached
from reportedly.outlets import outlet_of
from reportedly.records import (
    Article,
    Claim,
    Copy,
    CopyKind,
    Entity,
    EntityKind,
    Origin,
    Origins,
    Point,
    Source,
    Weight,
    fold,
)


class Behind(Struct, frozen=True):
    """All that stands behind one claim, or behind the claims of one point."""

    id: str  # the point's, else the claim's
    story: str
    claims: tuple[Claim, ...]  # with most reports first
    lead: Claim  # the one that words it best
    origins: Origins
    rows: tuple[Row, ...]  # every report, the earliest page first
    copies: tuple[Copy, ...]  # between its pages
    weight: Weight
    cast: Mapping[str, Entity]  # who is who in the story
    judged: Judged  # what people ruled

    def row(self, report: str | None) -> Row | None:
        """Return one of the reports, by its id."""
        return next((row for row in self.rows if row.report.id == report), None)


def rulings(ledger: Ledger, story: str) -> Attached:
    """Return what people ruled of a story, found again on its pages; each page is looked up once."""
    return attached(ledger.judgements(in_force=True, story=story), cache(ledger.at_address))


def of_point(ledger: Ledger, point: Point, ruled: Attached | None = None) -> Behind:
    """Return what stands behind a point; what people ruled of its story may be at hand already."""
    claims = ledger.books.claims_by_id(point.claims)
    return _behind(ledger, point, tuple(claims.values()), claims[point.lead], ruled)


def of_claim(ledger: Ledger, claim: Claim, ruled: Attached | None = None) -> Behind:
    """Return what stands behind a claim alone, whoever else may say the same."""
    return _behind(ledger, claim, (claim,), claim, ruled)


def _behind(
    ledger: Ledger, one: Claim | Point, claims: tuple[Claim, ...], lead: Claim, ruled: Attached | None
) -> Behind:
    rows = reports(ledger, (report for claim in claims for report in claim.reports))
    return Behind(
        one.id,
        one.story,
        claims,
        lead,
        one.origins,
        rows,
        tuple(ledger.books.copies_among(sorted({row.article.id for row in rows}))),
        one.weight,
        ledger.books.entities(lead.story),
        (ruled or rulings(ledger, one.story)).judged,
    )


def reports(ledger: Ledger, ids: Iterable[str]) -> tuple[Row, ...]:
    """Return reports by their ids, the earliest page first."""
    found = ledger.reports_by_id(tuple(ids))
    return tuple(sorted(found, key=lambda row: (*order(row.article), row.report.evidence)))


def order(article: Article) -> tuple[str, str]:
    """Return what puts pages in order: the day and instant of publication, those without a day last; then the id."""
    stamp = article.published
    instant = stamp.instant.isoformat() if stamp and stamp.instant else ""
    return f"{stamp.day.isoformat()} {instant}" if stamp else "9999", article.id


# ------------------------------------------------------------------ the tree of chains

NOBODY = "nobody named"
REPEATED = "pages that name nobody for it; they add no origin"
LOOP = "outlets that cite one another and nobody else; no origin"


class Leaf(Struct, frozen=True):
    """A page that carries it, with the report there."""

    row: Row
    carried: str | None = None  # the outlet whose text it stands in, where the page only copies it


class Branch(Struct, frozen=True):
    """An origin, or a relay under it: who passed it on from there, and which pages have it from there."""

    name: str
    is_unnamed: bool = False
    note: str | None = None  # for an origin, why it is none, or may be another's; for what was merged, by which rule
    branches: tuple["Branch", ...] = ()
    leaves: tuple[Leaf, ...] = ()

    @property
    def size(self) -> int:
        """How many pages' reports hang here."""
        return len(self.leaves) + sum(branch.size for branch in self.branches)


@dataclass(slots=True)
class _Growing:
    name: str
    is_unnamed: bool = False
    note: str | None = None
    branches: dict[str, "_Growing"] = field(default_factory=dict)
    leaves: list[Leaf] = field(default_factory=list)

    def under(self, name: str, *, is_unnamed: bool = False, note: str | None = None) -> "_Growing":
        """Return the branch of that name; a new one where there is none."""
        known = self.branches.setdefault(fold(name), _Growing(name, is_unnamed, note))
        known.note = known.note or note
        return known

    def grown(self) -> Branch:
        """Return it as it now is, its larger branches first."""
        branches = sorted((one.grown() for one in self.branches.values()), key=lambda one: (-one.size, one.name))
        return Branch(self.name, self.is_unnamed, self.note, tuple(branches), tuple(self.leaves))


def tree(behind: Behind) -> tuple[Branch, ...]:
    """Return the tree of chains: an origin at each root, those with most pages first, pages as leaves.

    What is merged into an origin hangs under it, with the rule. Last come loops, and pages that name nobody.
    """
    grower = _Grower(behind)
    for row in behind.rows:
        grower.add(row)
    return grower.roots()


class _Grower:
    def __init__(self, behind: Behind) -> None:
        self._behind, self._roots = behind, behind.origins.roots
        self._of = {report: place for place, root in enumerate(self._roots) for report in root.reports}
        self._looped = behind.origins.looped
        self._top = _Growing("")
        self._nobody, self._loops = _Growing(NOBODY, note=REPEATED), _Growing("a loop", note=LOOP)
        self._carried = _carried(behind)
        self._outlets = _outlets_by_alias(behind.cast.values())

    def add(self, row: Row) -> None:
        """Hang a report where its chain says."""
        chain = self._behind.judged.chain(row.report)
        at = self._start(row, chain)
        leaf = Leaf(row, self._carried.get(row.report.id))
        relays = [self._name(link) for link in reversed(chain[1:-1])]
        seen = {fold(at.name), fold(outlet_of(row.article))}
        for name in [*relays, *([leaf.carried] if leaf.carried else [])]:
            if fold(name) not in seen:
                seen.add(fold(name))
                at = at.under(name)
        at.leaves.append(leaf)

    def roots(self) -> tuple[Branch, ...]:
        """Return the origins, and what is none."""
        found = self._top.grown().branches
        return (*found, *(one.grown() for one in (self._loops, self._nobody) if one.branches or one.leaves))

    def _start(self, row: Row, chain: Sequence[Source]) -> _Growing:
        """Return the branch from which a report's relays go on: its origin, or what is merged into it."""
        place = self._of.get(row.report.id)
        if place is None or (self._roots[place].into is not None and len(chain) == 1):
            return self._nobody
        last = settled(self._roots, place)
        root, own = self._roots[last], self._roots[place]
        if root.entity in self._looped:
            return self._loops.under(own.name or NOBODY)
        at = self._top.under(root.name or NOBODY, is_unnamed=self._is_unnamed(root), note=self._maybe(root))
        if last == place or own.name is None or fold(own.name) == fold(at.name):
            return at
        is_outlet = self._is(own, EntityKind.OUTLET)
        note = None if is_outlet else f"taken to be the same: {own.rule}"
        return at.under(self._canonical(own.name), is_unnamed=self._is_unnamed(own), note=note)

    def _maybe(self, root: Origin) -> str | None:
        if root.maybe is None:
            return None
        return f"may rest on {self._roots[root.maybe].name or NOBODY}: {root.rule}"

    def _is(self, root: Origin, kind: EntityKind) -> bool:
        known = self._behind.cast.get(root.entity or "")
        return known is not None and known.kind is kind

    def _is_unnamed(self, root: Origin) -> bool:
        return self._is(root, EntityKind.UNNAMED)

    def _name(self, link: Source) -> str:
        return self._canonical(link.name or NOBODY)

    def _canonical(self, name: str) -> str:
        """Return the one name of an outlet, however a page writes it."""
        known = outlets.by_name(name)
        return known.name if known else self._outlets.get(fold(name), name)


def _outlets_by_alias(cast: Iterable[Entity]) -> dict[str, str]:
    """Return, for the ways in which pages write just one outlet, its name."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for one in cast:
        if one.kind is EntityKind.OUTLET:
            for alias, _ in one.aliases:
                names[fold(alias)].add(one.name)
    return {alias: next(iter(found)) for alias, found in names.items() if len(found) == 1}


def settled(roots: Sequence[Origin], place: int) -> int:
    """Return the place of the origin that a root is in the end."""
    seen = {place}
    while (into := roots[place].into) is not None and into not in seen:
        seen.add(into)
        place = into
    return place


def _carried(behind: Behind) -> dict[str, str]:
    """Return, for reports in text that their page has from another, the outlet that it has it from."""
    pages = {row.article.id: row.article for row in behind.rows}
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in behind.rows:
        rows[row.article.id].append(row)
    found: defaultdict[str, list[tuple[tuple[str, str], str]]] = defaultdict(list)
    for copy in behind.copies:
        if copy.kind is CopyKind.SPEECH:
            continue
        first = copy.first or min(copy.a, copy.b, key=lambda page: order(pages[page]))
        other = copy.b if first == copy.a else copy.a
        spans = [passage.b if other == copy.b else passage.a for passage in copy.passages]
        for row in rows[other]:
            is_inside = any(span.overlaps(row.report.evidence) for span in spans)
            if is_inside and outlet_of(pages[first]) != outlet_of(row.article):
                found[row.report.id].append((order(pages[first]), outlet_of(pages[first])))
    return {report: min(froms)[1] for report, froms in found.items()}
