"""Who is who across pages: each link of each report's chain → one person, body, state or outlet.

Two kinds of evidence are kept apart. *Loose* evidence (a bare surname, an office, a description, an acronym) holds
within one story only, and only where exactly one fits. *Firm* evidence (a full name in any of its spellings, a body's
own name, a sort of which a state has but one, the table of outlets) holds across the ledger, unless states or middle
names speak against it. What fits several stays apart and is offered for judgement.

The method is blocking, frozen pairwise rules and connected components (Fellegi and Sunter 1969 without weights;
Christen, *Data Matching*, 2012), so that what comes out is a function of the set of links, not of their order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reportedly import outlets, states
from reportedly.link import organs, people
from reportedly.link.bodies import Body, Gloss
from reportedly.link.forms import Form, Sort, form_of
from reportedly.records import Source, SourceKind, fold, id_of

Key = tuple[str, ...]
MAX_SCOPES = 50
"""Stories in which the body of an entity's office is looked for."""
MAX_CANDIDATES = 8
"""Candidates an offer names."""


@dataclass(frozen=True, slots=True)
class Named:
    """A report's chain, with where it stands."""

    report: str  # the report's id
    page: str  # the article's id
    chain: tuple[Source, ...]  # the page's outlet first
    story: str | None = None  # None: the page alone is the scope of loose evidence


class EntityKind(StrEnum):
    """What an entity is."""

    OUTLET = "outlet"
    PERSON = "person"
    BODY = "body"
    STATE = "state"
    UNNAMED = "unnamed"  # people without a name, as one outlet relays them
    DOCUMENT = "document"
    GROUP = "group"  # several named in one breath


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body, state or outlet, as all pages name them."""

    id: str  # a hash of what makes it the same from one ledger to the next
    name: str  # the fullest form, in its most frequent spelling
    kind: EntityKind
    state: str | None = None  # ISO 3166-1 alpha-2
    parent: str | None = None  # the entity it speaks for or belongs to
    why: str | None = None  # the words or the rule that show the parent
    aliases: tuple[tuple[str, int], ...] = ()  # as pages write it, with how often; most often first
    members: tuple[str, ...] = ()  # of a group
    story: str | None = None  # where it holds for one story or page only


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that may be several entities': offered for judgement."""

    entity: str  # what it is now, kept apart
    name: str
    candidates: tuple[str, ...]  # entity ids
    why: str
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Entities:
    """Who is who in a ledger."""

    of: Mapping[str, tuple[str | None, ...]]  # report id → an entity id for each link; None for nobody
    by_id: Mapping[str, Entity]
    offers: tuple[Ambiguous, ...] = ()
    unfit: tuple[tuple[str, str], ...] = ()  # judgements that fit no entities, for the review queue

    def at(self, report: str, position: int) -> Entity | None:
        """Return whom a link of a report's chain names; ``None`` for nobody."""
        found = self.of[report][position]
        return self.by_id[found] if found else None

    def line(self, entity: str) -> tuple[Entity, ...]:
        """Return an entity and whom it belongs to, outward: spokesman, body, state."""
        out: list[Entity] = []
        at: str | None = entity
        while at and at in self.by_id and all(at != known.id for known in out):
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
    book = _Book()
    for one in named:
        book.add(one)
    cast = _Cast()
    for scope in sorted(book.forms):
        cast.add(scope, book.forms[scope], _glosses_of(scope, book, glosses or {}))
    cast.join()
    cast.place(book)
    kept = sorted({_pair(pair) for pair in apart})
    cast.split(kept)
    return _judged(cast.entities(book), sorted({_pair(pair) for pair in same}), kept)


# ------------------------------------------------------------------ links, by scope


@dataclass(slots=True)
class _Book:
    """The forms of each scope, and which links have them."""

    forms: dict[str, Counter[Form]] = field(default_factory=dict)  # persons, offices, bodies
    pages: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # of each scope
    links: dict[str, tuple[tuple["_At", int] | None, ...]] = field(default_factory=dict)
    counts: Counter["_At"] = field(default_factory=Counter)
    known: dict["_At", "_At"] = field(default_factory=dict)

    def add(self, one: Named) -> None:
        """Take in a report's chain."""
        scope = f"s{one.story}" if one.story is not None else f"p{one.page}"
        self.pages[scope].add(one.page)
        via: Key = ()
        out: list[tuple[_At, int] | None] = []
        for source in one.chain:
            form = form_of(source.name, source.kind, source.role) if source.name else None
            if form is None:
                out.append(None)
                continue
            form = form.on(one.page) if form.points_back else form
            at = self._at(scope, form, via)
            self.counts[at] += 1
            out.append((at, 0))
            via = form.key if form.sort is Sort.OUTLET else via
        self.links[one.report] = tuple(out)

    def _at(self, scope: str, form: Form, via: Key) -> "_At":
        relayed = form.sort in {Sort.UNNAMED, Sort.DOCUMENT}
        at = _At("" if form.sort is Sort.OUTLET else scope, form, via if relayed else ())
        if at in self.known:
            self._count(scope, form, 1)
            return self.known[at]
        self.known[at] = at
        self._count(scope, form, 1)
        return at

    def _count(self, scope: str, form: Form, count: int) -> None:
        """Count a form in its scope, and with no link those it brings along: members, the body of an office."""
        forms = self.forms.setdefault(scope, Counter())
        if form.sort in {Sort.PERSON, Sort.OFFICE, Sort.BODY}:
            forms[form] += count
        elif form.sort is Sort.GROUP:
            for member in form.members:
                self._count(scope, member, 0)
        brought = form.office.body if form.office else form.body if form.sort is Sort.UNNAMED else None
        if brought and (extra := _body_form(brought)):
            forms[extra] += 0


@dataclass(frozen=True, slots=True)
class _At:
    """A form in a scope; people without a name with the outlet that relays them."""

    scope: str
    form: Form
    via: Key = ()


def _body_form(body: Body) -> Form | None:
    if not (body.key or body.sort or body.known or body.short or (body.is_name and len(body.words) > 1)):
        return None
    return form_of(body.text, SourceKind.BODY) if not body.states else _with_state(body)


def _with_state(body: Body) -> Form:
    """A body that an office names in part, with the state the office is of: "Peru's | defence | minister"."""
    text = body.text if Body.of(body.text).states else f"{body.text} ({', '.join(body.states)})"
    key = body.key or ("body", *body.states, body.sort or "", *sorted(body.rest if body.sort else body.words), body.short or "")
    return Form(Sort.BODY, text, key, body=body, states=body.states)


def _glosses_of(scope: str, book: _Book, glosses: Mapping[str, Sequence[Gloss]]) -> list[Gloss]:
    return [gloss for page in sorted(book.pages[scope]) for gloss in glosses.get(page, ())] if glosses else []


# ------------------------------------------------------------------ the cast


@dataclass(slots=True)
class _Role:
    """One entity in the making: its forms, and what it is known by across the ledger."""

    kind: EntityKind
    key: Key  # unique
    forms: Counter[Form] = field(default_factory=Counter)
    scopes: set[str] = field(default_factory=set)
    state: str | None = None
    firm: tuple[Key, ...] = ()  # what it shares with the same one in other scopes
    detail: Key = ()  # of a person: middle names, generation


@dataclass(slots=True)
class _Cast:
    """All entities of a ledger in the making."""

    roles: list[_Role] = field(default_factory=list)
    of: dict[tuple[str, Form], _Role] = field(default_factory=dict)
    doubts: list[tuple[str, Form, list[Form], str]] = field(default_factory=list)

    def add(self, scope: str, forms: Mapping[Form, int], glosses: Sequence[Gloss]) -> None:
        """Take in the persons and bodies of one scope."""
        named = {f: n for f, n in forms.items() if f.sort is not Sort.BODY}
        taken = people.mistaken(named, (f for f in forms if f.sort is Sort.BODY))
        for form, person_form in taken.items():
            named[person_form] = named.get(person_form, 0) + forms[form]
        some, doubts = people.persons(named)
        for person in some:
            self._take(scope, _person_role(scope, person), person.forms)
        for form, person_form in taken.items():
            self.of[scope, form] = self.of[scope, person_form]
        self.doubts += [
            (scope, next(iter(d.of.forms)), [next(iter(c.forms)) for c in d.candidates], d.why) for d in doubts
        ]
        found, unsure = organs.organs({f: n for f, n in forms.items() if f.sort is Sort.BODY and f not in taken}, glosses)
        for organ in found:
            self._take(scope, _organ_role(scope, organ), organ.forms)
        self.doubts += [
            (scope, next(iter(d.of.forms)), [next(iter(c.forms)) for c in d.candidates], d.why) for d in unsure
        ]

    def _take(self, scope: str, role: _Role, forms: Mapping[Form, int]) -> None:
        role.forms.update(forms)
        role.scopes.add(scope)
        self.roles.append(role)
        self.of.update(((scope, form), role) for form in forms)

    def join(self) -> None:
        """Make one of those that share what is firm, scope by scope apart where states or middle names differ."""
        root = list(range(len(self.roles)))

        def find(i: int) -> int:
            while root[i] != i:
                root[i] = root[root[i]]
                i = root[i]
            return i

        first: dict[Key, int] = {}
        for i, role in enumerate(self.roles):
            for key in role.firm:
                root[find(i)] = find(first.setdefault(key, i))
        parts: defaultdict[int, list[_Role]] = defaultdict(list)
        for i, role in enumerate(self.roles):
            parts[find(i)].append(role)
        self.roles = [role for part in parts.values() for role in self._merged(part)]

    def _merged(self, part: list[_Role]) -> list[_Role]:
        """The entities a component holds: one, unless its members cannot all be one."""
        if len(part) == 1:
            if part[0].firm:
                part[0].key = min(part[0].firm)
            return part
        groups: defaultdict[Key, list[_Role]] = defaultdict(list)
        one = len({r.state for r in part if r.state}) <= 1 and _details_agree([r.detail for r in part])
        for role in part:
            own = (role.state, *role.detail) if role.state else role.key
            groups[() if one else (str(own[0]), *own[1:])].append(role)
        out = []
        for key, some in sorted(groups.items()):
            merged = replace(some[0], key=(*min(k for r in some for k in r.firm), *key))
            merged.forms, merged.scopes = Counter(), set()
            merged.firm = tuple(sorted({k for r in some for k in r.firm}))
            merged.state = next((r.state for r in some if r.state), None)
            for role in some:
                merged.forms.update(role.forms)
                merged.scopes |= role.scopes
                for scope in role.scopes:
                    self.of.update(((scope, form), merged) for form in role.forms)
            out.append(merged)
        if len(out) > 1:
            for role in out:
                scope, form = min(role.scopes), next(iter(role.forms))
                others = [next(iter(other.forms)) for other in out if other is not role][:MAX_CANDIDATES]
                self.doubts.append((scope, form, others, "one name, told of different states"))
        return out

    def place(self, book: _Book) -> None:
        """Give a role to what persons and bodies do not cover: outlets, people without a name, papers, groups."""
        by_key: dict[Key, _Role] = {}
        for at in sorted(book.known, key=lambda at: (at.scope, at.form.key, at.form.text, at.via)):
            if (at.scope, at.form) in self.of and not at.via:
                continue
            key = _placed_key(at)
            role = by_key.get(key)
            if role is None:
                state = at.form.states[0] if len(at.form.states) == 1 else None
                role = by_key[key] = _Role(EntityKind(at.form.sort.value), key, state=state)
                self.roles.append(role)
            role.forms[at.form] += book.counts[at]
            if at.scope:
                role.scopes.add(at.scope)
            self.of[f"{at.scope} {' '.join(at.via)}" if at.via else at.scope, at.form] = role

    def split(self, apart: Sequence[tuple[str, str]]) -> None:
        """Part what people say are two: of two names of one entity, the one it is not called by becomes another."""
        if not apart:
            return
        where: defaultdict[int, list[tuple[str, Form]]] = defaultdict(list)
        for at, role in self.of.items():
            where[id(role)].append(at)
        for a, b in apart:
            for role in list(self.roles):
                called = fold(_called(role))
                leaves = a if fold(a) != called else b
                gone = [at for at in where[id(role)] if fold(leaves) in _spellings(at[1])]
                if gone and any(fold(b if leaves == a else a) in _spellings(form) for _, form in where[id(role)]):
                    self._part(role, gone, fold(leaves), where)

    def _part(
        self, role: _Role, gone: Sequence[tuple[str, Form]], name: str, where: dict[int, list[tuple[str, Form]]]
    ) -> None:
        """Give some forms of an entity to another."""
        other = _Role(role.kind, (*role.key, "apart", name), state=role.state, scopes={scope for scope, _ in gone})
        for at in gone:
            other.forms[at[1]] += role.forms.pop(at[1], 0)
            self.of[at] = other
            where[id(role)].remove(at)
        where[id(other)] = list(gone)
        self.roles.append(other)

    def entities(self, book: _Book) -> Entities:
        """Return the entities, with their parents, and who stands at each link."""
        return _Writer(self, book).entities()


def _placed_key(at: _At) -> Key:
    return at.form.key if at.form.sort is Sort.OUTLET else (at.form.sort.value, at.scope, *at.via, "<", *at.form.key)


def _details_agree(details: Sequence[Key]) -> bool:
    known = {detail for detail in details if any(detail)}
    return len(known) <= 1


def _person_role(scope: str, person: people.Person) -> _Role:
    full = sorted(person.full, key=lambda name: (-len(name.tokens), name.tokens, name.generation or ""))
    if not full:
        return _Role(EntityKind.PERSON, ("person", scope, *min(form.key for form in person.forms)), state=person.state)
    name = full[0]
    middle = tuple(token for token in name.tokens[1:-1]) if len(name.key) == 2 else ()
    detail = (" ".join(middle), name.generation or "")
    key = ("person", scope, *name.key, *detail)
    return _Role(EntityKind.PERSON, key, state=person.state, firm=(("person", *name.key),), detail=detail)


def _organ_role(scope: str, organ: organs.Organ) -> _Role:
    keys = {body.key for body in organ.bodies.values() if body.key}
    state = organ.state
    for sort in sorted(organ.sorts):
        if state and sort != "state" and (key := replace(Body("", sort=sort), states=(state,)).key):
            keys.add(key)
    is_state = any(key[0] == "state" for key in keys)
    firm = tuple(sorted(("state", *key[1:]) if is_state else ("body", *key) for key in keys if not is_state or key[0] == "state"))
    own = ("body", scope, *min(form.key for form in organ.forms))
    return _Role(EntityKind.STATE if is_state else EntityKind.BODY, own, state=state, firm=firm)


# ------------------------------------------------------------------ what is handed over


class _Writer:
    """Turns a cast into entities."""

    def __init__(self, cast: _Cast, book: _Book) -> None:
        self.cast, self.book = cast, book
        self.ids = {id(role): id_of("entity", role.kind.value, *role.key) for role in cast.roles}
        self.by_id: dict[str, Entity] = {}

    def entities(self) -> Entities:
        """Return all there is."""
        for role in self.cast.roles:
            self._write(role)
        of = {report: tuple(self._id(link[0]) if link else None for link in links) for report, links in self.book.links.items()}
        return Entities(of, self.by_id, tuple(self._offers()))

    def _id(self, at: _At) -> str:
        role = self.cast.of.get((f"{at.scope} {' '.join(at.via)}" if at.via else at.scope, at.form))
        return self.ids[id(role if role is not None else self.cast.of[at.scope, at.form])]

    def _write(self, role: _Role) -> None:
        entity = self.ids[id(role)]
        parent, why = self._parent(role)
        counts: Counter[str] = Counter()
        for form, count in role.forms.items():
            counts[form.text] += count
        self.by_id[entity] = Entity(
            entity,
            _called(role),
            role.kind,
            role.state,
            parent if parent != entity else None,
            why if parent != entity else None,
            tuple(sorted(((text, n) for text, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))),
            self._members(role),
            min(role.scopes)[1:] if len(role.scopes) == 1 and not role.firm else None,
        )

    def _members(self, role: _Role) -> tuple[str, ...]:
        scope = min(role.scopes, default="")
        found = (self._of(scope, member) for form in sorted(role.forms, key=lambda f: f.text)[:1] for member in form.members)
        return tuple(sorted({entity for entity in found if entity}))

    def _of(self, scope: str, form: Form) -> str | None:
        role = self.cast.of.get((scope, form))
        if role is not None:
            return self.ids[id(role)]
        return self._outlet(form.key) if form.sort is Sort.OUTLET else None

    def _outlet(self, key: Key) -> str:
        entity = id_of("entity", "outlet", *key)
        self.by_id.setdefault(entity, Entity(entity, key[-1], EntityKind.OUTLET))
        return entity

    def _parent(self, role: _Role) -> tuple[str | None, str | None]:
        """Whom an entity belongs to: a person to the body of their office, a body to its state, an outlet to its owner."""
        if role.kind is EntityKind.OUTLET:
            return self._publisher(role)
        best: tuple[int, str, str] | None = None
        for form, count in sorted(role.forms.items(), key=lambda pair: (-pair[1], pair[0].text)):
            body = form.office.body if form.office else form.body if form.sort is Sort.UNNAMED else None
            extra = _body_form(body) if body else None
            for scope in sorted(role.scopes)[:MAX_SCOPES] if extra else ():
                owner = self.cast.of.get((scope, extra)) if extra else None
                if owner is not None and (best is None or count > best[0]):
                    best = (count, self.ids[id(owner)], (form.person.role if form.person else None) or form.text)
        if best:
            return best[1], best[2]
        if role.state and role.kind is not EntityKind.STATE:
            return self._state(role.state), "the state it is named with"
        return None, None

    def _publisher(self, role: _Role) -> tuple[str | None, str | None]:
        name = next((form.publisher for form in role.forms if form.publisher), None)
        if not name or role.key == ("outlet", name):
            return None, None
        known = outlets.by_name(name)
        why = "its publisher, by the table of outlets"
        if known:
            return self._outlet(("outlet", known.name)), why
        entity = id_of("entity", "publisher", name)
        self.by_id.setdefault(entity, Entity(entity, name, EntityKind.BODY))
        return entity, why

    def _state(self, code: str) -> str:
        entity = id_of("entity", "state", "state", code)
        state = states.by_code(code)
        self.by_id.setdefault(entity, Entity(entity, state.name if state else code, EntityKind.STATE, code))
        return entity

    def _offers(self) -> Iterator[Ambiguous]:
        seen = set()
        for scope, form, others, why in self.cast.doubts:
            entity = self._of(scope, form)
            if entity is None:
                continue
            ids = sorted({found for other in others if (found := self._of(scope, other)) and found != entity})
            if ids and (entity, tuple(ids)) not in seen:
                seen.add((entity, tuple(ids)))
                yield Ambiguous(entity, self.by_id[entity].name, tuple(ids[:MAX_CANDIDATES]), why, scope[1:])


def _spellings(form: Form) -> set[str]:
    """A form as written and without titles, folded."""
    return {fold(form.text), *([fold(form.person.text)] if form.person else [])}


def _called(role: _Role) -> str:
    """The fullest name, in its most frequent spelling."""
    if role.kind is EntityKind.STATE and role.state and (state := states.by_code(role.state)):
        return state.name
    if role.kind is EntityKind.OUTLET and len(role.key) == 2:
        return role.key[1]
    counts: Counter[str] = Counter()
    rank: dict[str, tuple[bool, int]] = {}
    for form, count in role.forms.items():
        text = form.person.text if form.person else form.body.text if form.body and form.sort is Sort.BODY else form.text
        counts[text] += count
        rank[text] = _fullness(form)
    return min(counts, key=lambda text: (not counts[text], tuple(-int(x) for x in rank[text]), -counts[text], text))


def _fullness(form: Form) -> tuple[bool, int]:
    if form.person:
        return True, sum(len(token) > 1 for token in form.person.tokens)
    if form.body:
        return form.body.is_name and (len(form.body.words) > 1 or bool(form.body.known)), 0
    return False, 0


# ------------------------------------------------------------------ judgements


def _judged(found: Entities, same: Sequence[tuple[str, str]], apart: Sequence[tuple[str, str]]) -> Entities:
    """Return the entities with people's judgements upon them."""
    return found if not same and not apart else _Judge(found).judged(same, apart)


def _pair(pair: tuple[str, str]) -> tuple[str, str]:
    a, b = sorted(pair)
    return a, b


class _Judge:
    """Applies judgements to entities."""

    def __init__(self, found: Entities) -> None:
        self.found = found
        self.names: defaultdict[str, set[str]] = defaultdict(set)
        for entity in found.by_id.values():
            for name in (entity.name, *(text for text, _ in entity.aliases)):
                self.names[fold(name)].add(entity.id)
        self.offered = {frozenset((o.entity, c)) for o in found.offers for c in o.candidates}

    def judged(self, same: Sequence[tuple[str, str]], apart: Sequence[tuple[str, str]]) -> Entities:
        """Return the entities with `same` made one; what is judged apart is neither joined nor offered."""
        kept = {frozenset(map(fold, pair)) for pair in apart}
        goal: dict[str, str] = {}
        unfit = []
        for pair in same:
            pairs = self._meant(*pair) if frozenset(map(fold, pair)) not in kept else []
            if not pairs and not self._is_one(*pair):
                unfit.append(pair)
            for a, b in pairs:
                one, other = sorted((_goal(goal, a), _goal(goal, b)))
                if one != other:
                    goal[other] = one
        out = _renamed(self.found, goal)
        return replace(out, offers=tuple(o for o in map(lambda o: self._left(o, kept), out.offers) if o), unfit=tuple(unfit))

    def _left(self, offer: Ambiguous, kept: set[frozenset[str]]) -> Ambiguous | None:
        """An offer without the candidates that were judged to be others."""
        left = tuple(c for c in offer.candidates if not any(frozenset((a, b)) in kept for a in self._all(offer.entity) for b in self._all(c)))
        return replace(offer, candidates=left) if left else None

    def _all(self, entity: str) -> set[str]:
        """An entity's names, folded."""
        known = self.found.by_id.get(entity)
        return {fold(name) for name in (known.name, *(text for text, _ in known.aliases))} if known else set()

    def _is_one(self, a: str, b: str) -> bool:
        return bool(self.names.get(fold(a), set()) & self.names.get(fold(b), set()))

    def _meant(self, a: str, b: str) -> list[tuple[str, str]]:
        """The entities two names mean: where a name is several's, those for which the other was offered."""
        some, others = self.names.get(fold(a), set()), self.names.get(fold(b), set())
        if len(some) == len(others) == 1:
            return [(x, y) for x in some for y in others if x != y]
        return [(x, y) for x in sorted(some) for y in sorted(others) if frozenset((x, y)) in self.offered]


def _goal(goal: Mapping[str, str], entity: str) -> str:
    while entity in goal:
        entity = goal[entity]
    return entity


def _renamed(found: Entities, goal: Mapping[str, str]) -> Entities:
    """Return the entities with some of them made one with others."""
    parts: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in found.by_id.values():
        parts[_goal(goal, entity.id)].append(entity)
    by_id = {}
    for one, some in parts.items():
        first = max(some, key=lambda e: (len(e.name.split()), sum(n for _, n in e.aliases), e.name))
        counts: Counter[str] = Counter()
        for entity in some:
            counts.update(dict(entity.aliases))
        parent = next((_goal(goal, e.parent) for e in sorted(some, key=lambda e: e.id) if e.parent), None)
        by_id[one] = replace(
            first,
            id=one,
            parent=parent if parent != one else None,
            aliases=tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
            members=tuple(sorted({_goal(goal, member) for member in first.members})),
        )
    of = {report: tuple(_goal(goal, link) if link else None for link in links) for report, links in found.of.items()}
    offers = []
    for offer in found.offers:
        entity = _goal(goal, offer.entity)
        left = tuple(sorted({_goal(goal, c) for c in offer.candidates} - {entity}))
        if left and entity == offer.entity:
            offers.append(replace(offer, candidates=left))
    return Entities(of, by_id, tuple(offers))
