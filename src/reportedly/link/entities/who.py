"""Who is who across pages: each link of each report's chain → one person, body, state or outlet.

Two kinds of evidence are kept apart. *Loose* evidence (a bare surname, an office, a description, an acronym) holds
within one story only, and only where exactly one fits. *Firm* evidence (a full name in any of its spellings, a body's
own name, a sort of which a state has but one, the table of outlets) holds across the ledger, unless states or middle
names speak against it. What fits several stays apart and is offered for judgement.

The method is that of record linkage (Fellegi and Sunter 1969; Christen, *Data Matching*, 2012) with frozen rules in
place of weights: blocking keys, pairwise tests, connected components. What comes out is a function of the set of links.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from reportedly import outlets, states
from reportedly.link.entities.bodies import Gloss
from reportedly.link.entities.forms import Form, Sort
from reportedly.link.entities.rulings import Rulings
from reportedly.link.entities.scenes import Key, Named, Role, Scene, scene, scene_of
from reportedly.records import Ambiguous, Entity, EntityKind, fold, id_of

MAX_CANDIDATES = 8
"""Candidates an offer names."""
Place = tuple[int, int]
"""A role: the number of its scene, and its number there."""


class Entities(Struct, frozen=True):
    """Who is who in a ledger."""

    by_id: Mapping[str, Entity]
    offers: tuple[Ambiguous, ...]
    unfit: tuple[tuple[str, str], ...]  # judgements that fit no entities, for the review queue
    scenes: Mapping[str, tuple[Scene, tuple[str, ...]]]  # by name: a scene, and the entity id of each of its slots
    where: Mapping[str, str]  # report id → the name of its scene

    def of(self, report: str) -> tuple[str | None, ...]:
        """Return an entity id for each link of a report's chain; ``None`` for nobody."""
        found, ids = self.scenes[self.where[report]]
        return tuple([ids[slot] if slot >= 0 else None for slot in found.links[report]])

    def line(self, entity: str) -> tuple[Entity, ...]:
        """Return an entity and whom it belongs to, outward: spokesman, body, state."""
        out: list[Entity] = []
        at: str | None = entity
        while at and all(at != known.id for known in out):
            out.append(self.by_id[at])
            at = out[-1].parent
        return tuple(out)


def entities(
    named: Iterable[Named],
    *,
    glosses: Mapping[str, Sequence[Gloss]] | None = None,
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> Entities:
    """Return who is who in some reports' chains; the order they come in makes no difference.

    Args:
        named: Each report's chain, once.
        glosses: By page: the short names its text gives in brackets (`bodies.glosses`), for bodies.
        same: Judgements: pairs of names, as pages write them or as entities are called, that are one.
        apart: Judgements: pairs of names that are not.
    """
    by_scene: defaultdict[str, list[Named]] = defaultdict(list)
    for one in named:
        by_scene[scene_of(one)].append(one)
    some = []
    for name in sorted(by_scene):
        pages = sorted({one.page for one in by_scene[name]})
        some.append(scene(by_scene[name], glosses=[gloss for page in pages for gloss in (glosses or {}).get(page, ())]))
    return together(some, same=same, apart=apart)


def together(
    scenes: Iterable[Scene], *, same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
) -> Entities:
    """Return who is who in some scenes, none of them twice.

    Scenes that share no key of `Scene.firm` do not touch one another: where a page came in, its scene and the parts of
    others near it (`Scene.near`) give the same for it as all scenes do, but for how often outlets and states are named.

    Args:
        scenes: In any order.
        same: Judgements, as in `entities`.
        apart: Judgements, as in `entities`.
    """
    return _Joiner(sorted(scenes, key=lambda one: one.name), Rulings.of(same, apart)).entities()


# ------------------------------------------------------------------ joining scenes


class _Joiner:
    """Makes entities of the roles of some scenes."""

    def __init__(self, scenes: Sequence[Scene], rulings: Rulings) -> None:
        self.scenes, self.rulings = scenes, rulings
        self.forms: dict[Place, list[tuple[int, Form, int]]] = defaultdict(list)  # slot, form, count
        for i, one in enumerate(scenes):
            for number, slot in enumerate(one.slots):
                self.forms[i, slot.role].append((number, slot.form, slot.count))
        self.ids: dict[Place, str] = {}
        self.moved: dict[Place, str] = {}  # slots that a judgement gives to another entity
        self.parts: dict[str, list[Place]] = {}
        self.doubts: list[tuple[str, tuple[str, ...], str, str | None]] = []
        self.by_id: dict[str, Entity] = {}

    def entities(self) -> Entities:
        """Return them all."""
        for part in self._components():
            self._name(part)
        for entity, part in list(self.parts.items()):
            self._write(entity, part)
        found = {
            one.name: (one, tuple(self.moved.get((i, n)) or self.ids[i, slot.role] for n, slot in enumerate(one.slots)))
            for i, one in enumerate(self.scenes)
        }
        where = {report: one.name for one in self.scenes for report in one.links}
        return self._judged(Entities(self.by_id, tuple(self._offers()), (), found, where))

    def _role(self, place: Place) -> Role:
        return self.scenes[place[0]].roles[place[1]]

    def _components(self) -> Iterator[list[Place]]:
        """Yield the roles that firm keys connect, in order."""
        root: dict[Place, Place] = {}

        def find(place: Place) -> Place:
            while root[place] != place:
                root[place] = root[root[place]]
                place = root[place]
            return place

        first: dict[Key, Place] = {}
        places = [(i, j) for i, one in enumerate(self.scenes) for j in range(len(one.roles))]
        for place in places:
            root[place] = place
            for key in self._role(place).firm:
                root[find(place)] = find(first.setdefault(key, place))
        parts: defaultdict[Place, list[Place]] = defaultdict(list)
        for place in places:
            parts[find(place)].append(place)
        yield from parts.values()

    def _name(self, part: list[Place]) -> None:
        """Give the roles of a component one id, or several where they cannot all be one."""
        roles = [self._role(place) for place in part]
        firm = min((key for role in roles for key in role.firm), default=None)
        kind = roles[0].kind
        if firm is None:
            self._take(id_of("entity", *roles[0].key), part)
            return
        groups: defaultdict[Key, list[Place]] = defaultdict(list)
        codes, details = {role.state for role in roles if role.state}, {role.detail for role in roles if role.detail}
        for place, role in zip(part, roles, strict=True):
            own = (role.state, *role.detail) if role.state else role.key
            groups[own if len(codes) > 1 or len(details) > 1 else ()].append(place)
        ids = []
        for own, some in sorted(groups.items()):
            ids.append(id_of("entity", kind.value, *firm, *own))
            self._take(ids[-1], some)
        for entity in ids if len(ids) > 1 else ():
            self.doubts.append((entity, tuple(i for i in ids if i != entity), "one name, told of several", None))

    def _take(self, entity: str, part: list[Place]) -> None:
        self.parts[entity] = part
        self.ids.update((place, entity) for place in part)

    # -------------------------------------------------------------- writing them down

    def _write(self, entity: str, part: Sequence[Place]) -> None:
        """Write an entity down; where people judged two of its names apart, as two."""
        forms = [(place, slot, form, count) for place in part for slot, form, count in self.forms[place]]
        called = _called(self._role(part[0]), [(form, count) for _, _, form, count in forms])
        leaving = self.rulings.leaving(called, {_folded(form) for _, _, form, _ in forms})
        self._put(entity, part, [(form, count) for _, _, form, count in forms if not leaving & _folded(form)])
        for name in sorted(leaving):
            gone = [(place, slot, form, count) for place, slot, form, count in forms if name in _folded(form)]
            other = id_of(entity, "apart", name)
            self.moved.update(((place[0], slot), other) for place, slot, _, _ in gone)
            self._put(other, sorted({place for place, _, _, _ in gone}), [(form, count) for _, _, form, count in gone])

    def _put(self, entity: str, part: Sequence[Place], forms: Sequence[tuple[Form, int]]) -> None:
        roles = [self._role(place) for place in part]
        counts: Counter[str] = Counter()
        for form, count in forms:
            counts[form.text] += count
        state = next((role.state for role in roles if role.state), None)
        parent, why = self._parent(part, roles, state)
        members = {
            self.ids[place[0], number] for place, role in zip(part, roles, strict=True) for number in role.members
        }
        self.by_id[entity] = Entity(
            entity,
            _called(roles[0], forms),
            roles[0].kind,
            state,
            parent if parent != entity else None,
            why if parent != entity else None,
            tuple(sorted(((text, n) for text, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))),
            tuple(sorted(members)),
            None if roles[0].firm else self.scenes[part[0][0]].name[1:],
        )

    def _parent(self, part: Sequence[Place], roles: Sequence[Role], state: str | None) -> tuple[str | None, str | None]:
        """Whom an entity belongs to: the body of an office, the state of a body, the publisher of an outlet."""
        owners: Counter[tuple[str, str]] = Counter()
        for place, role in zip(part, roles, strict=True):
            if role.owner:
                owners[self.ids[place[0], role.owner.role], role.owner.words] += role.owner.count
        if owners:
            return min(owners, key=lambda pair: (-owners[pair], pair))
        if publisher := roles[0].publisher:
            return self._publisher(publisher), "its publisher, by the table of outlets"
        if state and roles[0].kind is not EntityKind.STATE:
            return self._state(state), "the state it is named with"
        return None, None

    def _publisher(self, name: str) -> str:
        known = outlets.by_name(name)
        kind = EntityKind.OUTLET if known else EntityKind.BODY
        entity = id_of("entity", kind.value, *(("outlet", known.name) if known else ("publisher", name)))
        self.by_id.setdefault(entity, Entity(entity, known.name if known else name, kind))
        return entity

    def _state(self, code: str) -> str:
        entity = id_of("entity", EntityKind.STATE.value, "state", code)
        row = states.by_code(code)
        self.by_id.setdefault(entity, Entity(entity, row.name if row else code, EntityKind.STATE, code))
        return entity

    def _offers(self) -> Iterator[Ambiguous]:
        for i, one in enumerate(self.scenes):
            for doubt in one.doubts:
                ids = tuple(self.ids[i, number] for number in doubt.candidates)
                self.doubts.append((self.ids[i, doubt.role], ids, doubt.why, one.name[1:]))
        for entity, ids, why, story in dict.fromkeys(self.doubts):
            others = tuple(sorted(set(ids) - {entity}))[:MAX_CANDIDATES]
            if others:
                yield Ambiguous(entity, self.by_id[entity].name, others, why, story)

    # -------------------------------------------------------------- judgements

    def _judged(self, found: Entities) -> Entities:
        """Return the entities with those made one that people say are."""
        names: defaultdict[str, set[str]] = defaultdict(set)
        for entity in found.by_id.values() if self.rulings.same else ():
            for name in (entity.name, *(text for text, _ in entity.aliases)):
                names[fold(name)].add(entity.id)
        offered = {frozenset((offer.entity, other)) for offer in found.offers for other in offer.candidates}
        goal, unfit = self.rulings.joined(names, offered)
        return _renamed(found, goal, unfit, self.rulings)


def _folded(form: Form) -> frozenset[str]:
    """A form as written and without titles, folded."""
    return frozenset({fold(form.text), *([fold(form.person.text)] if form.person else [])})


def _called(role: Role, forms: Sequence[tuple[Form, int]]) -> str:
    """The fullest name, in its most frequent spelling."""
    if role.kind is EntityKind.STATE and role.state and (row := states.by_code(role.state)):
        return row.name
    if role.kind is EntityKind.OUTLET and len(role.key) == 2:
        return role.key[1]
    counts: Counter[str] = Counter()
    fullness: dict[str, int] = {}
    for form, count in forms:
        text = (
            form.person.text if form.person else form.body.text if form.body and form.sort is Sort.BODY else form.text
        )
        counts[text] += count
        fullness[text] = max(_fullness(form), fullness.get(text, 0))
    return min(counts, key=lambda text: (not counts[text], -fullness[text], -counts[text], text))


def _fullness(form: Form) -> int:
    """How full a name is: of a person, how many words; a body's name goes before descriptions."""
    if form.person:
        return sum(len(token) > 1 for token in form.person.tokens)
    return int(bool(form.body and form.body.is_name and (len(form.body.words) > 1 or form.body.known)))


def _renamed(
    found: Entities, goal: Mapping[str, str], unfit: tuple[tuple[str, str], ...], rulings: Rulings
) -> Entities:
    """Return the entities with some of them made one with others, and no offer of what was judged."""
    to = {entity: goal.get(entity, entity) for entity in found.by_id}
    parts: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in found.by_id.values():
        parts[to[entity.id]].append(entity)
    by_id = {one: some[0] if len(some) == 1 and not goal else _merged(one, some, to) for one, some in parts.items()}
    scenes = {name: (one, tuple(to[i] for i in ids) if goal else ids) for name, (one, ids) in found.scenes.items()}
    offers = []
    for offer in found.offers:
        left = tuple(
            sorted(
                {to[c] for c in offer.candidates if not rulings.keeps(offer.name, by_id[to[c]].name)}
                - {to[offer.entity]}
            )
        )
        if left and not any(to[c] == to[offer.entity] for c in offer.candidates):
            offers.append(Ambiguous(offer.entity, offer.name, left, offer.why, offer.story))
    return Entities(by_id, tuple(offers), unfit, scenes, found.where)


def _merged(one: str, some: Sequence[Entity], to: Mapping[str, str]) -> Entity:
    """Return one entity for several."""
    first = max(some, key=lambda e: (len(e.name.split()), sum(n for _, n in e.aliases), e.name))
    counts: Counter[str] = Counter()
    for entity in some:
        counts.update(dict(entity.aliases))
    parent, why = next(
        ((to[e.parent], e.why) for e in sorted(some, key=lambda e: (e.id != first.id, e.id)) if e.parent), (None, None)
    )
    return Entity(
        one,
        first.name,
        first.kind,
        next((e.state for e in (first, *some) if e.state), None),
        parent if parent != one else None,
        why if parent != one else None,
        tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
        tuple(sorted({to[member] for e in some for member in e.members})),
        first.story if len(some) == 1 else None,
    )
