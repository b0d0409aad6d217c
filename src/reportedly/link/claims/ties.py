"""Whether two reports may be of one claim: who says it in both, and whether it is the same.

*Who*: the same one; an outlet that a page stops at, and whom that outlet cites for it on another page (the chain is
continued); people without a name described alike, whom one page has from an outlet and the other page has not (the
outlet was dropped); a body and who speaks for it. *What*: the same number of the same measure, or the same words.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property, lru_cache

from msgspec import Struct

from reportedly import states
from reportedly.link.claims import english
from reportedly.link.claims.measures import has_one_scope, has_same_number, is_of_one_kind
from reportedly.link.claims.sayings import Saying, are_apart, likeness, stemmer
from reportedly.link.stories.words import stem, weight
from reportedly.records import Entity, EntityKind, fold

SAME_WORDS = 0.28
"""Likeness from which one source says one thing in two reports without a number."""

OTHER_WORDS = 0.34
"""The same, where the source is named otherwise."""

SAID = 0.15
"""The same, of what they say of whom they name: one place named in both is not enough."""

_HORIZON = 0.15  # what two forecasts by one source, due within days of one another, have in common beside words
_DUE_DAYS = 3
_NAME_WORD = 7.0  # weight from which a capitalised word is one of a name
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_EMPTY = _ARTICLES | {"there", "here"} | {"of", "and", "for", "at", "in", "on"}
_TELLING = 3.5  # weight from which a word of a name tells who it is
_INDEFINITE = re.compile(r"(?:an?|one|two|three|four|five|several|some|many|both|other|another|\d+)\b", re.IGNORECASE)
_HEAD_END = re.compile(r" (?:of|in|at|from|for|with|on|near|who|there|coordinating)\b|,")
_IN_PLACE = re.compile(r"\bin (?:the )?[A-Z]")
_DESCRIBED = frozenset({EntityKind.UNNAMED, EntityKind.DOCUMENT})
_PUBLIC = frozenset({EntityKind.BODY, EntityKind.STATE})


class Whose(StrEnum):
    """How it comes that two reports may be of one claimant."""

    SAME = "the same source"
    CONTINUED = "one page stops at the outlet that the other page cites further"
    DROPPED = "people described alike, whom one page has from an outlet and the other gives without it"
    SPEAKS_FOR = "a body and who speaks for it"
    VAGUE = "people of a state, and one of that state"
    CALLED = "a name that is short for the other, or for whom the other speaks"
    RULED = "a person says so"
    NOBODY = "a page that names nobody"


class Cast(Struct, frozen=True, dict=True):  # with what is asked of each again and again
    """Who is who in a story, as claims need it."""

    by_id: Mapping[str, Entity]

    def line(self, entity: str) -> tuple[str, ...]:
        """Return an entity and whom it belongs to, outward."""
        return self._lines.get(entity, ())

    @cached_property
    def _lines(self) -> Mapping[str, tuple[str, ...]]:
        return {entity: tuple(self._outward(entity)) for entity in self.by_id}

    def _outward(self, entity: str) -> list[str]:
        out: list[str] = []
        at: str | None = entity
        while at and at not in out and at in self.by_id:
            out.append(at)
            at = self.by_id[at].parent
        return out

    def kind(self, entity: str | None) -> EntityKind | None:
        """Return what kind an entity is."""
        return self.by_id[entity].kind if entity else None

    def is_described(self, entity: str) -> bool:
        """Whether an entity is called by what it is, not by a name: "the authorities", "Regulator", "its head"."""
        return entity in self._described

    @cached_property
    def _described(self) -> frozenset[str]:
        return frozenset(entity for entity, one in self.by_id.items() if _is_described(one))

    def is_public(self, entity: str) -> bool:
        """Whether an entity is the public authorities, or its people, by no other name: "officials", "the state"."""
        one = self.by_id[entity]
        if one.kind is EntityKind.PERSON or _IN_PLACE.search(one.name):  # "officials in Kess" are theirs
            return False
        return _head(one.name) in english.PUBLIC or self.is_office(entity)

    def is_local(self, entity: str) -> bool:
        """Whether public authorities are those of a region or a town, or coordinate the rescue there."""
        words = {fold(word).strip(".,'’") for word in self.by_id[entity].name.split()}
        return self.is_office(entity) or not words.isdisjoint(english.LOCAL)

    def is_office(self, entity: str) -> bool:
        """Whether an entity is a body that coordinates rescue, of no state by name."""
        one = self.by_id[entity]
        is_body = one.kind is EntityKind.BODY and not one.parent and not one.state
        words = {fold(word).strip(".,'’") for word in one.name.split()}
        return is_body and len(words & english.OFFICES) > 1

    def words(self, entity: str) -> frozenset[str]:
        """Return the words of an entity's names, of the words that show whom it belongs to, and of their names."""
        return self._words[entity]

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {entity: self._named(entity) for entity in self.by_id}

    def _named(self, entity: str) -> frozenset[str]:
        found: set[str] = set()
        for at in self.line(entity):
            one = self.by_id[at]
            if one.kind is EntityKind.STATE:
                continue
            for text in (one.name, one.why or "", *(alias for alias, _ in one.aliases)):
                found |= _words(text)
        return frozenset(found)

    def states(self, entity: str) -> frozenset[str]:
        """Return the states an entity is of, by itself or by whom it belongs to."""
        return self._states[entity]

    @cached_property
    def _states(self) -> Mapping[str, frozenset[str]]:
        return {entity: self._of_states(entity) for entity in self.by_id}

    def _of_states(self, entity: str) -> frozenset[str]:
        one = self.by_id[entity]
        found = {self.by_id[at].state for at in (*self.line(entity), *one.members)}
        return frozenset(code for code in found if code)


def _is_described(one: Entity) -> bool:
    if one.kind not in {EntityKind.UNNAMED, EntityKind.PERSON, EntityKind.BODY} or one.state:
        return False
    words = [word for word in one.name.split() if word.casefold() not in _ARTICLES]
    if _INDEFINITE.match(one.name) or not words:
        return False
    is_one_word = len(words) == 1 and one.kind is not EntityKind.PERSON and _is_common(words[0])
    return is_one_word or (all(word[:1].islower() for word in words[1:]) and _is_common(words[0]))


@lru_cache(maxsize=1 << 14)
def _telling(text: str) -> frozenset[str]:
    """The words of a name that tell who it is, without endings; of which state says too little."""
    for start, end, _, _ in reversed(list(states.mentioned(text))):
        text = f"{text[:start]} {text[end:]}"
    return frozenset(stemmer(word) for word in _plain(text) if weight(stem(word)) >= _TELLING)


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> frozenset[str]:
    """The words of a name, folded and without endings, but for articles and the like."""
    return frozenset(map(stemmer, _plain(text)))


def _plain(text: str) -> list[str]:
    words = (fold(word).strip(".,'’\"“”()").removesuffix("'s").removesuffix("’s") for word in text.split())
    return [word for word in words if len(word) > 1 and word not in _EMPTY]


def _head(name: str) -> str:
    """The noun that a name is built on: "rescuers" of "the rescuers in Valencia"."""
    words = [fold(word).strip(".,'’") for word in _HEAD_END.split(name, maxsplit=1)[0].split()]
    return words[-1] if words else ""


def _is_common(word: str) -> bool:
    """Whether a word is a common one, rather than of a name."""
    return word[:1].islower() or weight(fold(word).strip(".,'’")) < _NAME_WORD


def relayer(saying: Saying, cast: Cast) -> str | None:
    """Return the outlet whose people without a name these are: the last one named before them."""
    outlets = [link for link in saying.chain[:-1] if link and cast.kind(link) is EntityKind.OUTLET]
    return outlets[-1] if outlets else saying.outlet


def is_relayed(saying: Saying, cast: Cast) -> bool:
    """Whether the page names an outlet, other than itself, that has it from whoever says it."""
    return any(link and link != saying.outlet and cast.kind(link) is EntityKind.OUTLET for link in saying.chain[1:-1])


def is_own_voice(saying: Saying, cast: Cast) -> bool:
    """Whether a page, or the agency whose copy it is, says it without naming anybody."""
    if saying.root is None or len(saying.chain) == 1 or saying.root == saying.outlet:
        return True
    return saying.is_credit and cast.kind(saying.root) is EntityKind.OUTLET


def whose(a: Saying, b: Saying, cast: Cast) -> Whose | None:  # noqa: PLR0911  # one line a rule
    """Return how it comes that two reports may be of one claimant; ``None`` where they are not.

    Neither is in its page's own voice.
    """
    one, other = a.root, b.root
    if one is None or other is None:
        return None
    if one == other:
        return Whose.SAME
    kinds = cast.kind(one), cast.kind(other)
    if EntityKind.OUTLET in kinds:
        return Whose.CONTINUED if one in b.chain[:-1] or other in a.chain[:-1] else None
    if kinds[0] in _DESCRIBED and kinds[1] in _DESCRIBED:
        return _described(a, b, cast)
    if one in cast.line(other) or other in cast.line(one):
        return Whose.SPEAKS_FOR if not _DESCRIBED & set(kinds) else Whose.VAGUE
    if _DESCRIBED & set(kinds) and _PUBLIC & set(kinds) and _is_of_one_state(one, other, cast):
        return Whose.VAGUE
    if is_called_so(one, other, cast):
        return Whose.CALLED
    return None


def is_called_so(one: str, other: str, cast: Cast) -> bool:
    """Whether one of two names may be short for the other."""
    return is_short_for(one, other, cast) or is_short_for(other, one, cast)


def is_short_for(short: str, long: str, cast: Cast) -> bool:
    """Whether a name may be short for another, or for whom that one speaks for: "Traders", "Corvane", "the analyst".

    All its telling words must stand in the other's names, in its role, or in the names of whom it belongs to.
    """
    one = cast.by_id[short]
    if one.kind is not EntityKind.BODY and not (one.kind is EntityKind.UNNAMED and cast.is_described(short)):
        return False
    return bool(_telling(one.name)) and _words(one.name) <= cast.words(long)


def _described(a: Saying, b: Saying, cast: Cast) -> Whose | None:
    """People without a name, described in two reports: of one outlet, or of one that the other page dropped."""
    if not a.root or not b.root or not _is_described_alike(a.root, b.root, cast):
        return None
    if relayer(a, cast) == relayer(b, cast):
        return Whose.DROPPED
    shared = {link for link in a.chain[:-1] if link} & {link for link in b.chain[:-1] if link}
    if any(cast.kind(link) is EntityKind.OUTLET for link in shared):
        return Whose.DROPPED
    if is_relayed(a, cast) == is_relayed(b, cast):
        return None
    first, bare = (a, b) if is_relayed(a, cast) else (b, a)
    is_before = bare.day is not None and first.day is not None and bare.day < first.day
    return None if bare.is_first_hand or is_before else Whose.DROPPED


def _is_described_alike(one: str, other: str, cast: Cast) -> bool:
    """Whether two descriptions may be of the same people: of one state, or the same word where one is of none."""
    a, b = cast.states(one), cast.states(other)
    if a and b:
        return not a.isdisjoint(b)
    return not _words(cast.by_id[one].name).isdisjoint(_words(cast.by_id[other].name))


def _is_of_one_state(one: str, other: str, cast: Cast) -> bool:
    a, b = cast.states(one), cast.states(other)
    return bool(a) and a == b


def alike(a: Saying, b: Saying) -> float:
    """Return how alike what two reports say is, by words; forecasts due at one time are more so."""
    words = likeness(a.terms, b.terms)
    if a.report.horizon and b.report.horizon and words > 0:
        words += _HORIZON * (abs((a.report.horizon - b.report.horizon).days) <= _DUE_DAYS)
    return words


def is_same_number(a: Saying, b: Saying) -> bool:
    """Whether two reports give one number of one measure."""
    if a.value is None or b.value is None or a.measure is None or b.measure is None:
        return False
    by = {"rose by", "fell by"}
    if (a.value.change in by or b.value.change in by) and a.value.change != b.value.change:
        return False
    return has_same_number(a.value, b.value) and is_of_one_kind(a.measure, b.measure)


def says_the_same(a: Saying, b: Saying, how: Whose) -> float:
    """Return how surely two reports of one claimant are of one claim: 0 for not, else up to 2."""
    if a.measure and b.measure:
        if not is_same_number(a, b) or are_apart(a.period, b.period):
            return 0.0
        near = alike(a, b)
        is_placed = has_one_scope(a.measure, b.measure) or (near >= SAME_WORDS and how is not Whose.VAGUE)
        return 1.0 + near if is_placed else 0.0
    if a.measure or b.measure or a.is_negative != b.is_negative or are_apart(a.period, b.period):
        return 0.0
    near = alike(a, b)
    least = SAME_WORDS if how is Whose.SAME else OTHER_WORDS
    if near < (least if a.is_open == b.is_open else max(least, 2 * SAME_WORDS)):
        return 0.0
    return near if likeness(a.predicate, b.predicate) >= SAID else 0.0
