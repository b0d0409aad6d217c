"""Persons of one scope (a story, or a page of none): which names and offices are one person's.

Full names of one spelling are one. What is looser joins only where exactly one person fits, and is offered where
several do; nothing looser ever ties two full names together, so that chains cannot run away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from reportedly.link.entities.forms import Form, Sort, form_of
from reportedly.link.entities.names import PersonName, is_one, is_slip, may_be_one
from reportedly.records import SourceKind

MAX_NAME = 10
"""Words of a person's name that was taken for a body's, at most."""
MOST = 60
"""Names of one surname that are compared pair by pair; where more share it, only equal ones are one."""


@dataclass(slots=True)
class Person:
    """Names taken for one person, in one scope."""

    names: dict[tuple[str, ...], PersonName] = field(default_factory=dict)  # by form key
    forms: Counter[Form] = field(default_factory=Counter)

    @property
    def full(self) -> list[PersonName]:
        """The full names among them."""
        return [name for name in self.names.values() if name.is_full]

    @property
    def state(self) -> str | None:
        """The state most of their offices are of; ``None`` where none is or two are as many."""
        counts: Counter[str] = Counter()
        for form, count in self.forms.items():
            if form.office and form.office.state:
                counts[form.office.state] += count + 1
        best = counts.most_common(2)
        return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None

    @property
    def offices(self) -> set[tuple[str, ...]]:
        """The keys of the offices pages give them."""
        return {form.office.key for form in self.forms if form.office}

    def take(self, other: "Person") -> None:
        """Add another's names and forms."""
        self.names.update(other.names)
        self.forms.update(other.forms)


class Doubt(Struct, frozen=True):
    """A name that may be several's."""

    of: Person
    candidates: tuple[Person, ...]
    why: str


def persons(forms: Mapping[Form, int]) -> tuple[list[Person], list[Doubt]]:
    """Return the persons that the forms of one scope name, and the names that may be several's.

    Args:
        forms: Forms of persons and offices, each with how many links have it.
    """
    named: dict[tuple[str, ...], Person] = {}
    held: dict[tuple[str, ...], Person] = {}
    for form in sorted(forms, key=lambda form: form.order):
        person = (held if form.sort is Sort.OFFICE else named).setdefault(form.key, Person())
        person.forms[form] += forms[form]
        if form.person:
            person.names.setdefault(form.key, form.person)
    nodes = list(named.values())
    parts = {part for node in nodes if _name(node).is_full for part in _parts(_name(node))}
    short = [node for node in nodes if not _name(node).is_full or _name(node).joined in parts]
    short.sort(key=lambda node: (-len(_name(node).tokens), _name(node).tokens))
    whole, doubts = _full(node for node in nodes if _name(node).is_full and _name(node).joined not in parts)
    people = _attached(whole, short, doubts)
    return _with_offices(people, held.values(), doubts), doubts


def mistaken(named: Iterable[Form], bodies: Iterable[Form]) -> dict[Form, Form]:
    """Return, for forms read as bodies that are persons' names of the same scope, the same as persons' forms."""
    persons_ = [form.person for form in named if form.person]
    keys = {name.key for name in persons_ if name.is_full} | {name.tokens for name in persons_}
    surnames = {word for name in persons_ if name.is_full for word in name.surnames}
    out = {}
    for form in bodies:
        body = form.body
        if body is None or body.sort or body.known or body.states or len(form.text.split()) > MAX_NAME:
            continue
        name = PersonName.of(form.text)
        is_theirs = name.tokens in keys or (name.is_full and name.key in keys)
        is_theirs |= bool(name.role) and len(name.tokens) == 1 and name.joined in surnames  # "General Orr"
        one = form_of(form.text, SourceKind.PERSON) if is_theirs else None
        if one and one.sort is Sort.PERSON:
            out[form] = one
    return out


def _name(node: Person) -> PersonName:
    return next(iter(node.names.values()))


def _parts(name: PersonName) -> tuple[str, ...]:
    """A long name without its first word, and without its last: what pages may call in full as well."""
    tokens = name.tokens
    return ("".join(tokens[1:]), "".join(tokens[:-1])) if len(tokens) > 2 and not name.is_family_first else ()


def _full(nodes: Iterable[Person]) -> tuple[list[Person], list[Doubt]]:
    """Join full names that are one; where a name is one with two that are not one, none of these is joined."""
    blocks: defaultdict[tuple[str, ...], list[Person]] = defaultdict(list)
    for node in nodes:
        name = _name(node)
        blocks[name.key].append(node)
        blocks["joined", name.joined].append(node)
    links: list[tuple[Person, Person]] = []
    for block in blocks.values():
        if len(block) <= MOST:
            links += [(a, b) for i, a in enumerate(block) for b in block[:i] if is_one(_name(a), _name(b))]
    every = list(dict.fromkeys(id(node) for block in blocks.values() for node in block))
    by_id = {id(node): node for block in blocks.values() for node in block}
    people: list[Person] = []
    doubts: list[Doubt] = []
    for some in _components([by_id[i] for i in every], links):
        if all(is_one(_name(a), _name(b)) for i, a in enumerate(some[:MOST]) for b in some[:i]):
            people.append(_one(some))
        else:
            people += some
            doubts += [
                Doubt(
                    a, tuple(b for b in some if b is not a and is_one(_name(a), _name(b)))[:MOST], "names that differ"
                )
                for a in some
            ]
    return _slips(people), doubts


def _components(nodes: Sequence[Person], links: Iterable[tuple[Person, Person]]) -> list[list[Person]]:
    """Return the connected components, nodes and components in the order of the nodes."""
    root = {id(node): id(node) for node in nodes}

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in links:
        root[find(id(a))] = find(id(b))
    out: defaultdict[int, list[Person]] = defaultdict(list)
    for node in nodes:
        out[find(id(node))].append(node)
    return list(out.values())


def _one(some: Sequence[Person]) -> Person:
    out = Person()
    for node in some:
        out.take(node)
    return out


def _slips(people: list[Person]) -> list[Person]:
    """Join two persons of one surname where a given name has a slip, if each is the only such for the other."""
    blocks: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for last in sorted({name.tokens[-1] for name in person.full}):
            blocks[last].append(person)
    near: defaultdict[int, dict[int, Person]] = defaultdict(dict)
    for last, block in blocks.items():
        for i, a in enumerate(block if len(block) <= MOST else ()):
            for b in block[:i]:
                if any(
                    is_slip(x.tokens[0], y.tokens[0])
                    for x in a.full
                    for y in b.full
                    if x.tokens[-1] == y.tokens[-1] == last
                ):
                    near[id(a)][id(b)], near[id(b)][id(a)] = b, a
    links = [
        (person, other)
        for person in people
        for other in near[id(person)].values()
        if len(near[id(person)]) == 1 == len(near[id(other)]) and not _at_odds(person, other)
    ]
    return [some[0] if len(some) == 1 else _one(some) for some in _components(people, links)]


def _at_odds(a: Person, b: Person) -> bool:
    """Whether two are of different states."""
    return a.state is not None and b.state is not None and a.state != b.state


def _attached(whole: list[Person], short: Iterable[Person], doubts: list[Doubt]) -> list[Person]:
    """Give each shorter name to the one person it fits; those that fit nobody are persons of their own."""
    by_surname: defaultdict[str, list[Person]] = defaultdict(list)
    for person in whole:
        for surname in sorted({word for name in person.names.values() for word in name.surnames}):
            by_surname[surname].append(person)
    alone: list[Person] = []
    given: list[tuple[Person, Person]] = []
    for node in short:
        name = _name(node)
        block = by_surname.get(name.tokens[-1], []) if name.tokens else []
        fits = [p for p in block[:MOST] if any(may_be_one(name, full) for full in p.full) and not _at_odds(node, p)]
        if len(fits) > 1:
            same = [person for person in fits if person.offices & node.offices - {("spokesperson", "", "")}]
            fits = same if len(same) == 1 else fits
        if len(fits) == 1:
            given.append((node, fits[0]))
            continue
        alone.append(node)
        if fits:
            doubts.append(Doubt(node, tuple(fits), "a name that several bear"))
    for node, person in given:
        person.take(node)
    return whole + _initialled(alone)


def _initialled(alone: list[Person]) -> list[Person]:
    """Join a bare surname to the one name with initials that fits it, where nobody's full name is known."""
    longer = [node for node in alone if len(_name(node).tokens) > 1]
    by_last: defaultdict[str, list[Person]] = defaultdict(list)
    for node in longer:
        by_last[_name(node).tokens[-1]].append(node)
    out = list(longer)
    for node in alone:
        if len(_name(node).tokens) > 1:
            continue
        fits = by_last.get(_name(node).joined, [])
        if len(fits) == 1 and not _at_odds(node, fits[0]):
            fits[0].take(node)
        else:
            out.append(node)
    return out


def _with_offices(people: list[Person], held: Iterable[Person], doubts: list[Doubt]) -> list[Person]:
    """Give each office to the one person who holds it; one nobody holds is a person of its own."""
    holders: defaultdict[str, list[tuple[Person, tuple[str, ...]]]] = defaultdict(list)
    for person in people:
        for key in sorted(person.offices):
            holders[key[0]].append((person, key))
    alone: list[Person] = []
    given: list[tuple[Person, Person]] = []
    for node in held:
        key = next(iter(node.offices))
        near = {id(p): p for p, other in holders[key[0]] if _may_be(key, other) and not _at_odds(node, p)}
        fits = list({id(p): p for p, other in holders[key[0]] if id(p) in near and _is_office_of(key, other)}.values())
        if len(fits) == 1:
            given.append((node, fits[0]))
        else:
            alone.append(node)
            if near:
                doubts.append(Doubt(node, tuple(near.values())[:MOST], "an office that these may hold"))
    for node, person in given:
        person.take(node)
    return people + alone


def _may_be(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two wordings of an office may be of one: no other state and no other body."""
    return all(not a or not b or a == b for a, b in zip(key, other, strict=True)) and any(key[1:])


def _is_office_of(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two wordings of an office are of one: the same state and body, or both are the head of one body.

    Ministers are many: whose one is, somebody must say.
    """
    is_head = key[0] == "head" and bool(key[2]) and key[2] == other[2] and _may_be(key, other)
    return is_head or (key == other and any(key[1:]))
