"""One story's cast: who is who among the links of its reports' chains, and by what each is known beyond it.

A *scene* is a story, or a page that is in none. It is a pure function of its own links, so that a page that comes in
asks for one scene to be made again and no other. What joins scenes is firm evidence, in `Role.firm`; see `entities`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from reportedly.link.entities import organs, people
from reportedly.link.entities.bodies import Body, Gloss
from reportedly.link.entities.forms import Form, Sort, body_key, form_of
from reportedly.records import EntityKind, Source, fold

Key = tuple[str, ...]
_SPOKESPERSON = ("spokesperson", "", "")


class Named(Struct, frozen=True):
    """A report's chain, with where it stands."""

    report: str  # the report's id
    page: str  # the article's id
    chain: tuple[Source, ...]  # the page's outlet first
    story: str | None = None  # None: the page alone is the scope of loose evidence


class Owner(Struct, frozen=True):
    """Whose office somebody holds, whose people they are."""

    role: int  # in the same scene
    count: int  # links that show it
    words: str  # which show it


class Role(Struct, frozen=True):
    """Somebody in a scene."""

    kind: EntityKind
    key: Key  # what tells them from all others, in any scene
    state: str | None = None  # ISO 3166-1 alpha-2
    firm: tuple[Key, ...] = ()  # what they share with themselves in other scenes
    detail: Key = ()  # of a person: middle names, generation
    owner: Owner | None = None
    members: tuple[int, ...] = ()  # of a group: roles of the scene
    publisher: str | None = None  # of an outlet


class Slot(Struct, frozen=True):
    """A form that links of a scene have, and whose it is."""

    form: Form
    role: int
    count: int  # links; 0 for what only an office or a group names


class Doubt(Struct, frozen=True):
    """A role that may be one of several others."""

    role: int
    candidates: tuple[int, ...]
    why: str


class Scene(Struct, frozen=True):
    """The cast of one story or page."""

    name: str  # "s" and the story's id, or "p" and the page's
    links: Mapping[str, tuple[int, ...]]  # report id → for each link the number of its slot; -1 for nobody
    slots: tuple[Slot, ...]
    roles: tuple[Role, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def firm(self) -> frozenset[Key]:
        """What it may share with other scenes: only those that have one of these keys can change who is who in it.

        Outlets and states are left out: they are the same ones in any scene.
        """
        some = (role for role in self.roles if role.kind in {EntityKind.PERSON, EntityKind.BODY})
        return frozenset(key for role in some for key in role.firm)

    def near(self, keys: frozenset[Key]) -> "Scene":
        """Return the part of it that has some keys, without links: all that a page of another scene can touch here.

        Where a page came in, `together` needs its scene whole and, of the others, the parts near its keys; then near
        the keys of these parts, until there are no more.
        """
        kept = {i for i, role in enumerate(self.roles) if not keys.isdisjoint(role.firm)}
        kept |= {role.owner.role for i, role in enumerate(self.roles) if i in kept and role.owner}
        number = {old: new for new, old in enumerate(sorted(kept))}
        return Scene(
            self.name,
            {},
            tuple(replace(slot, role=number[slot.role]) for slot in self.slots if slot.role in number),
            tuple(_renumbered(self.roles[i], number) for i in sorted(kept)),
        )


def _renumbered(role: Role, number: Mapping[int, int]) -> Role:
    owner = replace(role.owner, role=number[role.owner.role]) if role.owner and role.owner.role in number else None
    return replace(role, owner=owner, members=())


def scene_of(one: Named) -> str:
    """Return the name of the scene a report belongs to."""
    return f"s{one.story}" if one.story is not None else f"p{one.page}"


def scene(named: Iterable[Named], *, glosses: Iterable[Gloss] = ()) -> Scene:
    """Return who is who in the reports of one scene; the order they come in makes no difference.

    Args:
        named: The chains of all reports of one story or, where there is none, of one page.
        glosses: The short names that its pages' texts give in brackets (`bodies.glosses`).
    """
    return _Maker(list(named), glosses).scene()


# ------------------------------------------------------------------ making one


class _At(Struct, frozen=True):
    """A form in a scene; people without a name with the outlet that relays them."""

    form: Form
    via: Key = ()


@dataclass(slots=True)
class _Maker:
    """Makes one scene."""

    named: list[Named]
    glosses: Iterable[Gloss]
    name: str = ""
    counts: Counter[_At] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    of: dict[_At, int] = field(default_factory=dict)
    pages: defaultdict[_At, set[str]] = field(default_factory=lambda: defaultdict(set))
    doubts: list[Doubt] = field(default_factory=list)

    def scene(self) -> Scene:
        """Return the scene."""
        self.name = min(map(scene_of, self.named), default="")
        links = {one.report: tuple(self._chain(one)) for one in self.named}
        for at in list(self.counts):
            for brought in _brought(at.form):
                self.counts[_At(brought)] += 0
        self._cast()
        order = {at: i for i, at in enumerate(sorted(self.counts, key=lambda at: (at.form.order, at.via)))}
        slots = tuple(Slot(at.form, self.of[at], self.counts[at]) for at in order)
        numbered = {report: tuple(order[at] if at else -1 for at in chain) for report, chain in links.items()}
        return Scene(
            self.name,
            numbered,
            slots,
            tuple(map(self._complete, range(len(self.roles)), self._forms())),
            tuple(self.doubts),
        )

    def _chain(self, one: Named) -> Iterator[_At | None]:
        """Yield the forms of a chain; people without a name stay with the outlet that relays them."""
        via: Key = ()
        for source in one.chain:
            form = form_of(source.name, source.kind, source.role) if source.name else None
            if form is None:
                yield None
                continue
            at = _At(
                form.on(one.page) if form.points_back else form,
                via if form.sort in {Sort.UNNAMED, Sort.DOCUMENT} else (),
            )
            self.counts[at] += 1
            self.pages[at].add(one.page)
            yield at
            via = form.key if form.sort is Sort.OUTLET else via

    def _cast(self) -> None:
        forms = {at.form: count for at, count in self.counts.items() if not at.via}
        bodies = {form: count for form, count in forms.items() if form.sort is Sort.BODY}
        named = {form: count for form, count in forms.items() if form.sort in {Sort.PERSON, Sort.OFFICE}}
        taken = people.mistaken(named, bodies)
        for form, person in taken.items():
            named[person] = named.get(person, 0) + bodies.pop(form)
        some, doubts = people.persons(named)
        self._add(
            ((_person(self.name, one), one.forms) for one in some),
            ((d.of.forms, [c.forms for c in d.candidates], d.why) for d in doubts),
        )
        self.of.update((_At(form), self.of[_At(person)]) for form, person in taken.items())
        found, unsure = organs.organs(bodies, self.glosses)
        self._add(
            ((_organ(self.name, one), one.forms) for one in found),
            ((d.of.forms, [c.forms for c in d.candidates], d.why) for d in unsure),
        )
        self._add_others()

    def _add(
        self,
        some: Iterable[tuple[Role, Mapping[Form, int]]],
        doubts: Iterable[tuple[Mapping[Form, int], list[Counter[Form]], str]],
    ) -> None:
        for role, forms in some:
            self.of.update((_At(form), len(self.roles)) for form in forms)
            self.roles.append(role)
        for forms, others, why in doubts:
            role_of, candidates = self._role(forms), tuple(sorted({self._role(other) for other in others}))
            self.doubts.append(Doubt(role_of, tuple(c for c in candidates if c != role_of), why))

    def _role(self, forms: Iterable[Form]) -> int:
        return self.of[_At(next(iter(forms)))]

    def _add_others(self) -> None:
        """Outlets, people without a name, papers, groups: each key is one."""
        by_key: dict[Key, int] = {}
        nicknames = _nicknames(at.form for at in self.counts if at.form.sort is Sort.OUTLET)
        for at in sorted(self.counts, key=lambda at: (at.form.order, at.via)):
            if at in self.of:
                continue
            role = _other(self.name, replace(at, form=nicknames.get(at.form, at.form)))
            if role.key not in by_key:
                by_key[role.key] = len(self.roles)
                self.roles.append(role)
            self.of[at] = by_key[role.key]

    def _forms(self) -> list[list[tuple[Form, int]]]:
        """The forms of each role, those most links have first."""
        out: list[list[tuple[Form, int]]] = [[] for _ in self.roles]
        for at, role in self.of.items():
            out[role].append((at.form, self.counts.get(at, 0)))
        return [sorted(some, key=lambda pair: (-pair[1], pair[0].order)) for some in out]

    def _complete(self, number: int, forms: Sequence[tuple[Form, int]]) -> Role:
        """A role with whose it is, and with its members."""
        role = self.roles[number]
        members = tuple(sorted({self.of[_At(member)] for member in forms[0][0].members})) if forms else ()
        for form, count in forms:
            body = _whose(form)
            owner = self.of.get(_At(body)) if body else None
            if owner is not None and owner != number:
                words = (form.person.role if form.person else None) or form.text
                return replace(role, members=members, owner=Owner(owner, count, words))
        return replace(role, members=members, owner=self._spoken_for(forms))

    def _spoken_for(self, forms: Sequence[tuple[Form, int]]) -> Owner | None:
        """The body that a "spokesperson" speaks for where pages do not say: the only one that speaks on them."""
        bare = [form for form, _ in forms if form.office and form.office.key == _SPOKESPERSON]
        if not bare or not all(form.sort is Sort.PERSON for form, _ in forms):
            return None
        pages = set().union(*(self.pages[_At(form)] for form, _ in forms))
        bodies = {
            self.of[at] for at, where in self.pages.items() if at.form.sort is Sort.BODY and not where.isdisjoint(pages)
        }
        bodies = {body for body in bodies if self.roles[body].kind is EntityKind.BODY}
        return Owner(bodies.pop(), len(bare), "the only body that speaks on the page") if len(bodies) == 1 else None


def _brought(form: Form) -> Iterator[Form]:
    """Yield what a form names beside itself: members, the body of an office."""
    for member in form.members:
        yield member
        yield from _brought(member)
    if body := _whose(form):
        yield body


def _whose(form: Form) -> Form | None:
    """The body whose office a form tells of, or whose people."""
    body = form.office.body if form.office else form.body if form.sort is Sort.UNNAMED else None
    if body is None or not (
        body.key or body.sort or body.known or body.short or (body.is_name and len(body.words) > 1)
    ):
        return None
    return Form(Sort.BODY, body.text, body_key(body), body=body, states=body.states)


def _person(scene: str, person: people.Person) -> Role:
    full = sorted(person.full, key=lambda name: (-len(name.tokens), name.tokens, name.generation or ""))
    own = min(form.key for form in person.forms)
    if not full:
        return Role(EntityKind.PERSON, ("person", scene, *own), person.state)
    name = full[0]
    middle = name.tokens[1:-1] if len(name.key) == 2 else ()
    detail = (" ".join(middle), name.generation or "")
    return Role(
        EntityKind.PERSON,
        ("person", scene, *own),
        person.state,
        (("person", *name.key),),
        detail if any(detail) else (),
    )


def _organ(scene: str, organ: organs.Organ) -> Role:
    keys = {body.key for body in organ.bodies.values() if body.key}
    for sort in sorted(organ.sorts - {"state"}) if organ.state else ():
        if key := Body("", (organ.state or "",), sort).key:
            keys.add(key)
    state = min((key for key in keys if key[0] == "state"), default=None)
    own = ("body", scene, *min(form.key for form in organ.forms))
    if state:
        return Role(EntityKind.STATE, own, state[1], (state,))
    return Role(EntityKind.BODY, own, organ.state, tuple(sorted(("body", *key) for key in keys)))


def _nicknames(forms: Iterable[Form]) -> dict[Form, Form]:
    """Return the outlets called by one word ("the Courier") that is the last of just one other outlet's name."""
    some = list(forms)
    ends: defaultdict[str, dict[Key, Form]] = defaultdict(dict)
    for form in sorted(some, key=lambda form: form.order):
        words = form.key[-1].split()
        if len(words) > 1:
            ends[fold(words[-1])].setdefault(form.key, form)
    short = (
        form for form in some if form.key[1] == "" and " " not in form.key[-1] and form.text[:4].casefold() == "the "
    )
    return {form: next(iter(ends[form.key[-1]].values())) for form in short if len(ends.get(form.key[-1], {})) == 1}


def _other(scene: str, at: _At) -> Role:
    form = at.form
    if form.sort is Sort.OUTLET:
        return Role(EntityKind.OUTLET, form.key, firm=(form.key,), publisher=form.publisher)
    key = (form.sort.value, scene, *at.via, "<", *form.key)
    return Role(EntityKind(form.sort.value), key, form.states[0] if len(form.states) == 1 else None)
