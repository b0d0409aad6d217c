"""From what stands behind a point to its picture: where each outlet stands, under whom, how it has it from there.

`ways` says whom each report leads to and through whom. Here each outlet gets one place: under an origin that it told
first, else at its earliest report. Whom several pages cite and who has no page gets one too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from reportedly import behind, wording
from reportedly.behind import Behind, settled
from reportedly.outlets import publisher_of
from reportedly.records import EntityKind, Stamp, fold, id_of
from reportedly.serve.drawings.marks import Mark
from reportedly.serve.drawings.picture import (
    ALL,
    ALL_OPEN,
    TOTAL,
    Block,
    Carrier,
    Group,
    Manner,
    Origin,
    Picture,
    Sort,
    Way,
    What,
    bounded,
)
from reportedly.serve.drawings.ways import Told, tellings
from reportedly.serve.drawings.widths import shown

LEVELS = 3
"""How deep outlets indent; what lies deeper says through how many more it came."""

_HEADED = 3  # outlets from which a group has a head, and folds
_ALIKE = 5  # origins that are perhaps one with the same other, from which they stand in a fold
_RELAY = 3  # outlets under one from which it stands outside of its group
_FOLLOWED = 2  # outlets that cite somebody without a page, from which that one gets a place


class Unread(Struct, frozen=True):
    """An outlet known to carry the point whose page could not be read."""

    outlet: str
    why: str  # "wants payment"
    published: Stamp | None = None
    publisher: str = ""
    language: str | None = None


def picture(
    behind: Behind,
    *,
    open: frozenset[str] | None = None,  # noqa: A002  # as addresses say it
    unread: Sequence[Unread] = (),
    total: int = TOTAL,
    start: int = 0,
) -> Picture:
    """Return what the chain picture of a claim or a point shows.

    Args:
        behind: What stands behind it.
        open: Names of the groups that stand open, as an address has them; beside `ALL`, of those that are folded. Names
            of none are passed over. ``None``, where the address says nothing: all up to 30 outlets, none above.
        unread: Outlets known to carry it whose page could not be read.
        total: Rows on one screen.
        start: Steps of the picture before this screen.
    """
    return bounded(_Tracer(behind, open, unread).picture(), total, start)


# ------------------------------------------------------------------ where each stands


@dataclass(slots=True, eq=False)
class _Node:
    """An outlet, or somebody cited without a page, in its place."""

    name: str
    block: str
    told: Told | None = None  # how it carries the point, as the picture has it
    every: Sequence[Told] = ()
    parent: "_Node | None" = None
    under: list["_Node"] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    size: int = 0  # outlets under it

    @property
    def at(self) -> int:
        return self.told.at if self.told else min((one.at for one in self.under), default=0)

    def above(self) -> Iterator["_Node"]:
        """Yield whom it has it from, inside out."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent


class _Tracer:
    def __init__(self, of: Behind, open_keys: frozenset[str] | None, unread: Sequence[Unread]) -> None:
        self._of, self._unread, self._wanted = of, unread, open_keys
        self._roots = of.origins.roots
        self._told = tellings(of)
        self._by_outlet: dict[str, list[Told]] = defaultdict(list)
        for told in self._told:
            self._by_outlet[told.key].append(told)
        self._counted, self._number = of.origins.counted, of.origins.numbers
        self._cited = Counter(fold(name) for told in self._told for name in told.names)
        self._distorted = {one.report: one.how for claim in of.claims for one in claim.distorted}
        self._shares: dict[tuple[str, str], float] = {}  # of the words of the first page that the second has too
        for copy in of.copies:
            self._shares[copy.a, copy.b], self._shares[copy.b, copy.a] = copy.share_a, copy.share_b
        self._nodes: dict[str, _Node] = {}
        self._first: dict[str, list[int]] = {}  # of each teller, the places of the origins that it told first
        self._top: dict[str, list[_Node]] = defaultdict(list)  # of each block, those who have it from nobody in it
        self._keys: list[str] = []
        self._open: set[str] = set()

    def picture(self) -> Picture:
        """Return the picture, with all its rows."""
        self._place_tellers()
        self._place_others()
        self._place_unpaged()
        self._hang()
        for node in self._nodes.values():
            for one in node.above():
                one.size += node.told is not None
        blocks: list[Block | None] = [*self._folded([self._origins(key) for key in self._first])]
        blocks += [self._loop(at) for at in range(len(self._of.origins.loops))]
        blocks += [self._nobody(), self._not_read()]
        return Picture(tuple(one for one in blocks if one), 0, frozenset(self._keys), frozenset(self._open))

    # -------------------------------------------------------------- places

    def _place_tellers(self) -> None:
        for place in sorted(self._counted, key=lambda at: self._number[at]):
            name, told = self._teller(place)
            key = fold(name)
            self._first.setdefault(key, []).append(place)
            if key not in self._nodes:
                self._nodes[key] = _Node(name, key, told, self._by_outlet.get(key, ()))

    def _teller(self, place: int) -> tuple[str, Told | None]:
        """Return who told an origin first: an outlet that has it from nobody else, else whom most pages cite for it."""
        root = self._roots[place]
        here = [told for told in self._told if told.sort is Sort.ORIGIN and told.place == place]
        entity = self._of.cast.get(root.entity or "")
        if entity and entity.kind is EntityKind.OUTLET and root.name:
            own = [told for told in here if told.key == fold(root.name)] or self._by_outlet.get(fold(root.name), [])
            return (own[0].outlet, own[0]) if own else (root.name, None)
        if direct := [told for told in here if not told.names]:
            first = self._earliest(direct)
            return first.outlet, first
        if not here:
            return root.name or behind.NOBODY, None
        name = Counter(told.names[0] for told in here).most_common(1)[0][0]
        known = self._by_outlet.get(fold(name))
        return (known[0].outlet, known[0]) if known else (name, None)

    def _earliest(self, some: Sequence[Told]) -> Told:
        """Return the earliest report; of those of one day without an hour, that of the outlet cited most."""
        first = min(told.day for told in some)
        same = [told for told in some if told.day == first]
        stamps = [told.row.article.published for told in same]
        if all(stamp and stamp.instant for stamp in stamps):
            return min(same, key=lambda told: told.at)
        return min(same, key=lambda told: (-self._cited[told.key], told.at))

    def _place_others(self) -> None:
        """Give each outlet that told no origin first its place: its earliest page; there, what names somebody."""
        ranks = {Sort.ORIGIN: 0, Sort.LOOP: 1, Sort.NOBODY: 2}
        blocks = {place: key for key, places in self._first.items() for place in places}
        for key, every in self._by_outlet.items():
            if key in self._nodes:
                continue
            page = every[0].row.article.id
            told = min((one for one in every if one.row.article.id == page), key=lambda one: (ranks[one.sort], one.at))
            block = blocks.get(told.place if told.place is not None else -1, "")
            if told.sort is Sort.LOOP or (told.place is not None and not block):
                block = self._loop_block(told)
            self._nodes[key] = _Node(told.outlet, block or Sort.NOBODY.value, told, every)

    def _loop_block(self, told: Told) -> str:
        entity = self._roots[told.place].entity if told.place is not None else None
        return next((f"loop {at}" for at, loop in enumerate(self._of.origins.loops) if entity in loop), "")

    def _place_unpaged(self) -> None:
        """Give those a place whom several pages cite, and who have no page here."""
        followers: dict[tuple[str, str], list[_Node]] = defaultdict(list)
        for node in self._nodes.values():
            if (told := node.told) and told.sort is Sort.ORIGIN and not self._is_teller(node):
                name = next((one for one in reversed(told.names) if self._stands(one, node) is not False), None)
                if name and self._stands(name, node) is None:
                    followers[node.block, fold(name)].append(node)
        for (block, key), some in followers.items():
            if len(some) >= _FOLLOWED and (told := some[0].told):
                name = next(one for one in told.names if fold(one) == key)
                self._nodes[f"{block}/{key}"] = _Node(name, block)

    def _is_teller(self, node: _Node) -> bool:
        return fold(node.name) in self._first and node.block == fold(node.name)

    def _stands(self, name: str, node: _Node) -> bool | None:
        """Whether somebody stands in an outlet's block; ``None`` for one who has no page at all."""
        key = fold(name)
        if key == fold(node.name):
            return False
        if key in self._nodes:
            return self._nodes[key].block == node.block
        return None

    def _hang(self) -> None:
        """Hang each under whom it has it from, as far as that one stands in its block."""
        for _, node in sorted(self._nodes.items(), key=lambda entry: (entry[1].told is None, entry[1].at, entry[0])):
            if self._is_teller(node):
                continue
            parent = self._parent(node)
            if parent is None:
                self._top[node.block].append(node)
            else:
                node.parent = parent
                parent.under.append(node)
        for node in self._nodes.values():
            node.under.sort(key=lambda one: one.at)
            self._close(node)

    def _parent(self, node: _Node) -> _Node | None:
        if node.told and node.told.sort is Sort.LOOP and self._is_looped(node):
            return None
        names = node.told.names if node.told else self._beyond(node)
        for name in reversed(names):
            key = fold(name)
            other = self._nodes.get(f"{node.block}/{key}") or self._nodes.get(key)
            if other is None or other is node or other.block != node.block:
                continue
            if node in other.above():
                node.back.append(other.name)
                continue
            return other
        teller = self._nodes.get(node.block)
        is_own = teller and any(fold(self._roots[at].name or "") == node.block for at in self._first[node.block])
        return teller if is_own and teller is not node else None

    def _is_looped(self, node: _Node) -> bool:
        """Whether an outlet is in the loop of its block, not only behind it."""
        names = self._loop_names(int(node.block.removeprefix("loop ")))
        return fold(node.name) in names

    def _loop_names(self, at: int) -> dict[str, str]:
        entities = (self._of.cast.get(entity) for entity in self._of.origins.loops[at])
        return {fold(one.name): one.name for one in entities if one}

    def _beyond(self, ghost: _Node) -> tuple[str, ...]:
        """Return through whom somebody without a page has it, as the first page that cites them says."""
        key = fold(ghost.name)
        for told in self._told:
            folded = [fold(name) for name in told.names]
            if key in folded and self._nodes[told.key].block == ghost.block:
                return told.names[: folded.index(key)]
        return ()

    def _close(self, node: _Node) -> None:
        """Note whom an outlet cites, on another page, that has it from this outlet: that closes a loop."""
        for told in node.every:
            if told is node.told or told.sort is not Sort.ORIGIN or not told.names:
                continue
            other = self._nodes.get(fold(told.names[-1]))
            if other and other is not node and node in other.above() and other.name not in node.back:
                node.back.append(other.name)

    # -------------------------------------------------------------- blocks

    def _origins(self, key: str) -> Block:
        places = self._first[key]
        node = self._nodes[key]
        origins = tuple(self._origin(place) for place in places)
        mark = Mark.HALF if all(one.is_half for one in origins) else Mark.SOLID
        carrier = self._carrier(node, -1)
        first = replace(carrier, manner=Manner.FIRST, mark=mark if node.told else Mark.UNREAD)
        block = Block(Sort.ORIGIN, origins, first, self._groups(self._top[key], 0, _slug(origins[0].name)))
        if block.size:
            return block
        told = (one for one in self._told if one.place in places)
        return replace(block, elsewhere=tuple(dict.fromkeys(one.outlet for one in told)))

    def _origin(self, place: int) -> Origin:
        root = self._roots[place]
        entity = self._of.cast.get(root.entity or "")
        kind = entity.kind if entity else None
        other = None if root.maybe is None else self._roots[root.maybe]
        merged = (
            one.name
            for at, one in enumerate(self._roots)
            if one.into is not None and settled(self._roots, at) == place and self._is_merged(one.entity)
        )
        return Origin(
            self._number[place],
            root.name or behind.NOBODY,
            Mark.HALF if other else Mark.SOLID,
            kind is EntityKind.UNNAMED,
            self._sub(kind, root.reports) if kind else "named",
            f"perhaps one with {other.name or behind.NOBODY}: {root.rule}" if other else "",
            self._number[root.maybe] if root.maybe is not None else None,
            tuple(dict.fromkeys(name for name in merged if name and fold(name) != fold(root.name or ""))),
        )

    def _is_merged(self, entity: str | None) -> bool:
        """Whether a root that counts no more is named beside the one it is; an outlet stands in the chains anyway."""
        known = self._of.cast.get(entity or "")
        return known is None or known.kind is not EntityKind.OUTLET

    def _sub(self, kind: EntityKind, reports: Sequence[str]) -> str:
        """Return what somebody is: in a person's case, as pages describe them."""
        if kind is EntityKind.PERSON:
            rows = (self._of.row(report) for report in reports)
            return next((row.report.claimant.role for row in rows if row and row.report.claimant.role), _KINDS[kind])
        return _KINDS[kind]

    def _folded(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Yield blocks of origins; many that are perhaps one with the same other stand in a fold, after that one."""
        alike: defaultdict[int, list[Block]] = defaultdict(list)
        for block in blocks:
            if len(block.origins) == 1 and block.origins[0].other is not None:
                alike[block.origins[0].other].append(block)
        folds = {number: some for number, some in alike.items() if len(some) >= _ALIKE}
        inside = {block.origins[0].number for some in folds.values() for block in some}
        for block in blocks:
            if block.origins[0].number in inside:
                continue
            yield block
            for origin in block.origins:
                if origin.number in folds:
                    yield self._fold(origin, folds.pop(origin.number))
        for some in folds.values():  # that one stands in a fold itself
            yield from some

    def _fold(self, other: Origin, some: Sequence[Block]) -> Block:
        key, is_open = self._key(other.name, "perhaps")
        return Block(Sort.PERHAPS, key=key, other=other, blocks=tuple(some), is_open=is_open)

    def _loop(self, at: int) -> Block | None:
        """Return the outlets that cite one another, those of the loop before those that only cite them."""
        names = {
            fold(one.name): one.name for entity in self._of.origins.loops[at] if (one := self._of.cast.get(entity))
        }
        nodes = sorted(self._top[f"loop {at}"], key=lambda node: (fold(node.name) not in names, node.at))
        inner = [node for node in nodes if fold(node.name) in names]
        outer = [node for node in nodes if fold(node.name) not in names]
        groups = [Group("", What.LOOP, tuple(self._carrier(node, 0) for node in inner))] if inner else []
        groups += self._groups(outer, 0, f"loop-{at + 1}")
        return Block(Sort.LOOP, groups=tuple(groups), loop=tuple(names.values())) if groups else None

    def _nobody(self) -> Block | None:
        groups = self._groups(self._top[Sort.NOBODY.value], 0, "")
        is_all = not self._counted and self._of.origins.at_most > 0
        note = "perhaps an origin that no page names" if is_all else ""
        return Block(Sort.NOBODY, groups=groups, note=note) if groups else None

    def _not_read(self) -> Block | None:
        carriers = tuple(
            Carrier(
                shown(one.outlet),
                Manner.UNREAD,
                one.why,
                one.why,
                Mark.UNREAD,
                shown(one.publisher),
                language=one.language,
                way=Way("", "", one.published, (one.outlet,), one.why) if one.published else None,
            )
            for one in self._unread
        )
        if not carriers:
            return None
        return Block(Sort.UNREAD, groups=(self._group("", What.UNREAD, carriers, len(carriers)),))

    # -------------------------------------------------------------- carriers

    def _groups(self, nodes: Iterable[_Node], level: int, under: str) -> tuple[Group, ...]:
        """Return carriers by what they have in common; who passes it on to several stands alone."""
        alike: dict[What, list[tuple[_Node, int]]] = defaultdict(list)
        alone: list[tuple[_Node, int]] = []
        for node, hops in _lifted(nodes, level):
            passes_on = level < LEVELS - 1 and (node.size >= _RELAY or node.told is None)
            (alone if passes_on else alike[self._what(node)]).append((node, hops))
        groups = []
        for what, some in alike.items():
            carriers = tuple(self._carrier(node, level, hops) for node, hops in some)
            groups.append(self._group(under, what, carriers, sum(one.size for one in carriers)))
        groups.sort(key=lambda group: (-group.size, group.what))
        for node, hops in alone:
            carrier = self._carrier(node, level, hops)
            groups.append(Group("", self._what(node), (carrier,)))
        return tuple(groups)

    def _group(self, under: str, what: What, carriers: tuple[Carrier, ...], size: int) -> Group:
        if size < _HEADED:
            return Group("", what, carriers)
        key, is_open = self._key(under, what.value)
        return Group(key, what, carriers, has_head=True, is_open=is_open)

    def _key(self, under: str, what: str) -> tuple[str, bool]:
        """Return the name of what folds, that nothing else has, and whether it stands open."""
        key = f"{_slug(under)}-{what}".lstrip("-")
        unique = next(one for one in (f"{key}-{n}" if n > 1 else key for n in count(1)) if one not in self._keys)
        self._keys.append(unique)
        by_default = len(self._by_outlet) + len(self._unread) <= ALL_OPEN
        is_open = by_default if self._wanted is None else (unique in self._wanted) is not (ALL in self._wanted)
        if is_open:
            self._open.add(unique)
        return unique, is_open

    def _what(self, node: _Node) -> What:
        manner = self._manner(node)[0]
        if manner is Manner.CITES and node.parent is None:
            return What.OTHERS
        return {
            Manner.CREDITED: What.TEXT,
            Manner.UNCREDITED: What.TEXT,
            Manner.ITSELF: What.ITSELF,
            Manner.NOBODY: What.NOBODY,
            Manner.LOOP: What.LOOP,
        }.get(manner, What.CITES)

    def _carrier(self, node: _Node, level: int, hops: int = 0) -> Carrier:
        manner, how, brief = self._manner(node)
        below = self._groups(node.under, level + 1, node.name) if level < LEVELS - 1 else ()
        told = node.told
        if told is None:
            return Carrier(shown(node.name), manner, how, brief, Mark.UNREAD, groups=below, through=hops)
        article = told.row.article
        flags = [f"told otherwise: {how}" for how in [self._distorted.get(told.row.report.id)] if how]
        flags += [f"cites {name}, which has it from here: a loop" for name in node.back]
        return Carrier(
            shown(node.name),
            manner,
            how,
            brief,
            publisher=shown(publisher_of(article)),
            kind=(article.outlet.kind if article.outlet else None) or "",
            language=article.language,
            way=self._way(told),
            others=self._others(node),
            flags=tuple(map(shown, flags)),
            back=tuple(map(shown, node.back)),
            groups=below,
            through=hops,
        )

    def _way(self, told: Told) -> Way:
        chain = self._of.judged.chain(told.row.report)
        names = tuple(shown(link.name or "") or behind.NOBODY for link in chain[1:])
        article = told.row.article
        return Way(article.id, told.row.report.id, article.published, (shown(told.outlet), *names), told.words)

    def _others(self, node: _Node) -> tuple[Way, ...]:
        if node.told is None or len(node.every) < 2:
            return ()
        ways = {(way.article, way.chain): way for way in map(self._way, reversed(node.every))}
        own = self._way(node.told)
        ways.pop((own.article, own.chain), None)
        return tuple(reversed(ways.values()))

    def _manner(self, node: _Node) -> tuple[Manner, str, str]:
        """Return how one has it from whom it stands under: the manner, in words, in few words."""
        told = node.told
        if told is None:
            return Manner.CITES, "no page of it read", "not read"
        above = node.parent.name if node.parent else None
        if told.text_of and above and fold(told.text_of) == fold(above):
            return self._copied(told, above)
        if above or (told.names and told.sort is Sort.ORIGIN):
            return Manner.CITES, f"cites {shown(above or told.names[-1])}", "cites"
        if told.sort is Sort.LOOP:
            name = shown(told.names[-1]) if told.names else "another"
            return Manner.LOOP, f"cites {name}", f"cites {name}"
        if told.sort is Sort.NOBODY:
            value = told.row.report.value
            return Manner.NOBODY, f"states {wording.figures(value)}, names nobody" if value else "names nobody", ""
        return Manner.ITSELF, "names the same source", "names it"

    def _copied(self, told: Told, above: str) -> tuple[Manner, str, str]:
        if told.is_credited:
            return Manner.CREDITED, f"credits {shown(above)}", "credit"
        others = {one.row.article.id for one in self._by_outlet.get(fold(above), ())}
        found = (self._shares.get((told.row.article.id, other)) for other in others)
        shares = [share for share in found if share is not None]
        if not shares:
            return Manner.UNCREDITED, "same words, no credit", "no credit"
        share = round(100 * max(shares))
        return Manner.UNCREDITED, f"no credit, {share} % the same", f"no credit, {share} %"


_KINDS = {
    EntityKind.OUTLET: "in its own voice",
    EntityKind.PERSON: "named person",
    EntityKind.BODY: "named body",
    EntityKind.STATE: "state",
    EntityKind.UNNAMED: "unnamed",
    EntityKind.DOCUMENT: "document",
    EntityKind.GROUP: "several, named together",
}


def _lifted(nodes: Iterable[_Node], level: int) -> Iterator[tuple[_Node, int]]:
    """Yield those of a level; at the deepest, also all under them, each with how many stand between."""
    waiting = [(node, 0) for node in nodes]
    while waiting:
        node, hops = waiting.pop(0)
        yield node, hops
        if level >= LEVELS - 1:
            waiting[:0] = [(one, hops + 1) for one in node.under]


def _slug(name: str) -> str:
    """Return a name as it stands in addresses; one without Latin letters is a few digits.

    >>> _slug("Hallin Civil Protection")
    'hallin-civil-protection'
    """
    words = re.findall(r"[a-z0-9]+", fold(name[:80]))
    return "-".join(words)[:32].strip("-") if words else id_of(name)[:6] if name else ""
