"""Names and who is who within one article: "she", "the ministry", "the outlet".

Names come from the name finder and the table of outlets; people without a name ("two officials") and words that point
back ("he", "the newspaper") from the tables of `english`. Words that point back take the nearest fitting mention before
them, those who speak before those who are spoken of.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from msgspec import Struct

from reportedly import outlets
from reportedly.english import BODY_HEADS, HEADS, OUTLET_NAME, PRONOUNS
from reportedly.parse import english
from reportedly.records import Mention, Part, Sentence, Span, Who, fold

REACH = 12
"""Sentences back that words which point back look."""
SPEAKS, OPENS, STANDS, IS_QUOTED = 3, 2, 1, 0
"""What a mention does in its sentence, the more the likelier it is meant by a pronoun after it."""

_LABELS = {
    "PERSON": Who.PERSON,
    "ORG": Who.BODY,
    "GPE": Who.PLACE,
    "LOC": Who.PLACE,
    "FAC": Who.PLACE,
    "NORP": Who.GROUP,
}
_NOT_FIRST = (
    english.NO_NAME | frozenset(HEADS) | {"prime", "deputy", "vice", "foreign", "interior", "defence", "defense"}
)
_BODY_WORDS = frozenset(BODY_HEADS)
_PEOPLE = frozenset({Who.PERSON, Who.UNNAMED})
_BODIES = frozenset({Who.BODY, Who.OUTLET})

Found = tuple[int, int, str]  # start, end, label: as the name finder gives it


def mentions(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Span],
    found: Iterable[Found],
    *,
    own_outlet: str | None,
    part: Part,
    first: int = 0,
) -> tuple[Mention, ...]:
    """Return the mentions of one part of an article in reading order, each with whom it stands for.

    Args:
        text: The part's text, furniture blanked.
        sentences: Its sentences.
        quotations: Its quotations.
        found: What the name finder found in it.
        own_outlet: The page's outlet, which may be named in the text.
        part: Which part it is.
        first: The number its first entity gets; the article's other part has those before.
    """
    candidates = _Candidates(text).all(found, own_outlet)
    return tuple(_Reader(text, sentences, quotations, part, _Register(first)).read(candidates))


# ------------------------------------------------------------------ what to look at


class _Candidate(NamedTuple):
    """Words that may be a mention."""

    start: int
    end: int
    kind: str  # "name", "outlet", "back" or "unnamed"
    what: str = ""  # the finder's label, the outlet's name, or how the words point back


class _Candidates:
    """Collects what to look at in a text; where candidates overlap, the first taken stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cover, self.people = bytearray(len(text)), bytearray(len(text))
        self.taken: list[_Candidate] = []

    def all(self, found: Iterable[Found], own_outlet: str | None) -> list[_Candidate]:
        """Return names, then words that point back, then descriptions beside or around them, in reading order."""
        self._outlets(own_outlet)
        self._names(found)
        self._speakers()
        for match in english.BACK.finditer(self.text):
            if match.lastgroup != "nick" or match.group()[english.NICK_AT].isupper():
                self._take(*match.span(), "back", match.lastgroup or "")
        for match in english.UNNAMED.finditer(self.text):
            if not any(self.cover[slice(*match.span())]) or self._is_about_no_person(match):
                self.taken.append(_Candidate(*match.span(), "unnamed"))
        return sorted(self.taken, key=lambda c: (c.start, c.end, c.kind == "unnamed"))

    def _take(self, start: int, end: int, kind: str, what: str) -> None:
        if start < end and not any(self.cover[start:end]):
            self.cover[start:end] = b"\1" * (end - start)
            self.taken.append(_Candidate(start, end, kind, what))

    def _outlets(self, own: str | None) -> None:
        for start, end, outlet in outlets.mentioned(self.text):
            self._take(start, end, "outlet", outlet.name)
        if own:
            for match in re.finditer(rf"(?<!\w){re.escape(own)}(?!\w)", self.text):
                self._take(*match.span(), "outlet", own)

    def _names(self, found: Iterable[Found]) -> None:
        every = list(found)
        places = self._lone_places(every)
        for first, stop, told in every:
            possessive = english.POSSESSIVE.search(self.text[first:stop])
            start, end = first, first + possessive.start() if possessive else stop
            label = "GPE" if told == "PERSON" and self.text[start:end] in places else told
            if label == "PERSON":
                start, end = self._whole_name(start, end)
                self.people[start:end] = b"\1" * (end - start)
            words = self.text[start:end]
            if "\n" in words:
                continue
            if label in ("ORG", "PERSON") and OUTLET_NAME.fullmatch(english.ARTICLE.sub("", words)):
                self._take(start, end, "outlet", _plain(words))
            else:
                self._take(start, end, "name", label)

    def _lone_places(self, found: Sequence[Found]) -> set[str]:
        """Return the single words taken for people that the text says something is "in", if no name has them in it."""
        people = {self.text[start:end] for start, end, label in found if label == "PERSON"}
        known = {word for name in people if " " in name for word in name.split()}
        return {
            self.text[start:end]
            for start, end, label in found
            if label == "PERSON"
            and english.IN_PLACE.search(self.text[max(0, start - 28) : start])
            and self.text[start:end].isalpha()
            and self.text[start:end] not in known
        }

    def _whole_name(self, start: int, end: int) -> tuple[int, int]:
        """Return a person's name with what the finder lost at its ends: "Minister Ada | Orr", "Lee Min | -ho"."""
        given = (
            None if " " in self.text[start:end] else english.GIVEN_NAME.search(self.text[max(0, start - 60) : start])
        )
        lost = english.HYPHENED.match(self.text, end)
        return start - len(given["given"]) - 1 if given else start, lost.end() if lost else end

    def _speakers(self) -> None:
        """Take for people whoever speaks under a name that the finder missed."""
        for match in english.PROPER.finditer(self.text):
            start, end = match.span()
            while (first := self.text[start:end].partition(" ")[0].casefold()) in _NOT_FIRST:
                start += len(first) + 1
            is_name = start < end and " " in self.text[start:end] and not OUTLET_NAME.fullmatch(self.text[start:end])
            if is_name and (english.WHO_AFTER.match(self.text, end) or english.SPEAKS_AFTER.match(self.text, end)):
                bodies = set(self.text[start:end].casefold().split()) & set(BODY_HEADS)
                if not bodies:
                    self._take(start, end, "name", "PERSON")

    def _is_about_no_person(self, match: re.Match[str]) -> bool:
        """Whether a description only has names of states and bodies in it, and is no role before a name."""
        is_role = re.match(r"\s+[A-Z]", self.text[match.end() : match.end() + 4])
        return not is_role and not any(self.people[slice(*match.span())])


# ------------------------------------------------------------------ who is who


@dataclass(slots=True, eq=False)
class _Entity:
    """Someone named or described on the page."""

    number: int
    who: Who
    name: str
    role: str | None = None
    words: set[str] = field(default_factory=set)  # of the name and role, folded


class _Seen(Struct, frozen=True):
    """A mention read so far, as a candidate for words that point back."""

    start: int
    sentence: int
    entity: _Entity
    weight: int  # SPEAKS, OPENS, STANDS or IS_QUOTED
    is_plural: bool


class _Register:
    """Everyone met so far, by name."""

    def __init__(self, first: int) -> None:
        self.next = first
        self.named: dict[tuple[Who, str], _Entity] = {}
        self.people: dict[str, list[_Entity]] = defaultdict(list)  # by the first and last words of their names, folded

    def entity(self, who: Who, name: str) -> _Entity:
        """Return the one of a kind and name, new or known."""
        if (who, name) not in self.named:
            self.named[who, name] = self._new(who, name, set(fold(name).split()))
        return self.named[who, name]

    def person(self, name: str) -> _Entity:
        """Return the person met last whom a name may mean, else a new one; the longest name known is kept."""
        parts = fold(name).split()
        ends = {parts[0], parts[-1]} if parts else set()
        alike = {p.number: p for end in ends for p in self.people[end] if _is_same_person(parts, fold(p.name).split())}
        person = alike[max(alike)] if alike else self._new(Who.PERSON, name, set())
        if len(parts) > len(person.name.split()):
            person.name = name
        person.words.update(parts)
        for end in ends:
            if person not in self.people[end]:
                self.people[end].append(person)
        return person

    def _new(self, who: Who, name: str, words: set[str]) -> _Entity:
        self.next += 1
        return _Entity(self.next - 1, who, name, words=words)


class _Reader:
    """Walks through a text once, from candidate to candidate."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Span], part: Part, register: _Register
    ) -> None:
        self.text, self.part = text, part
        self.starts = [s.span.start for s in sentences]
        self.quotes = quotations
        self.quote_starts = [q.start for q in quotations]
        self.register = register
        self.seen: list[_Seen] = []
        self.named_to = 0  # where the last name of a person ends: nothing before it is another's role
        self.last: dict[tuple[frozenset[Who], str], _Entity] = {}  # whom a word of a name or role meant last

    def read(self, candidates: Iterable[_Candidate]) -> Iterator[Mention]:
        """Yield the mentions; words that point back to nobody are none."""
        for candidate in candidates:
            entity = self._entity(candidate)
            if entity:
                self._see(candidate, entity)
                yield Mention(
                    Span(candidate.start, candidate.end, self.part),
                    entity.who,
                    entity.name,
                    entity.number,
                    is_name=candidate.kind in ("name", "outlet"),
                    role=entity.role,
                )

    def _entity(self, candidate: _Candidate) -> _Entity | None:
        start, end, kind, what = candidate
        words = self.text[start:end]
        if kind == "back":
            return self._antecedent(candidate)
        if kind == "unnamed":
            return self._described(words)
        if kind == "outlet":
            return self.register.entity(Who.OUTLET, what)
        if what == "PERSON" and english.STREETS.intersection(words.casefold().split()[-1:]):
            return self.register.entity(Who.PLACE, _plain(words))
        if what == "PERSON" or (what == "ORG" and self._is_titled(start, words)):
            return self._person(start, end)
        return self.register.entity(_LABELS[what], _plain(words))

    def _sentence(self, at: int) -> int:
        """The number of the sentence a place lies in; -1 before the first."""
        return bisect_right(self.starts, at) - 1

    # -------------------------------------------------------------- mentions read so far

    def _see(self, candidate: _Candidate, entity: _Entity) -> None:
        is_plural = entity.who is Who.UNNAMED and bool(english.SEVERAL.search(english.FROM.split(entity.name)[0]))
        sentence = self._sentence(candidate.start)
        self.seen.append(_Seen(candidate.start, sentence, entity, self._weight(candidate, sentence), is_plural))
        for group in (_PEOPLE, _BODIES):
            if entity.who in group:
                self.last.update(((group, word), entity) for word in entity.words)

    def _weight(self, candidate: _Candidate, sentence: int) -> int:
        start = candidate.start
        quote = bisect_right(self.quote_starts, start) - 1
        if quote >= 0 and start < self.quotes[quote].end:
            return IS_QUOTED
        before = self.text[max(0, start - 80) : start]
        speaks = english.SPEAKS_AFTER.match(self.text, candidate.end) or english.SPEAKS_BEFORE.search(before)
        if speaks and not english.BELONGS_BEFORE.search(before):
            return SPEAKS
        return OPENS if sentence >= 0 and start - self.starts[sentence] <= 40 else STANDS

    # -------------------------------------------------------------- people

    def _described(self, words: str) -> _Entity:
        """An unnamed group: "the official" is the one described before, if there is one."""
        bare = english.DESCRIBED_BEFORE.fullmatch(fold(words))
        known = self.last.get((_PEOPLE, bare["head"] or bare["officials"])) if bare else None
        return known or self.register.entity(Who.UNNAMED, words)

    def _person(self, start: int, end: int) -> _Entity:
        person = self.register.person(_plain(english.TITLES.sub("", self.text[start:end])))
        role = self._role(start, end)
        self.named_to = end
        if role and (person.role is None or len(role) > len(person.role)):
            person.role = role
            person.words.update(fold(role).split())
        return person

    def _is_titled(self, start: int, words: str) -> bool:
        """Whether a name taken for a body's is a person's: "Defence Minister Rustem Umerov"."""
        before, parts = self.text[max(0, start - 40) : start], words.split()
        if len(parts) > 3 or "," in words or not _BODY_WORDS.isdisjoint(words.casefold().split()):
            return False
        is_known = fold(parts[-1]) in self.register.people if parts else False
        return is_known or bool(english.TITLE_BEFORE.search(before))

    def _role(self, start: int, end: int) -> str | None:
        """What stands before or after a name to say who that is."""
        sentence = self._sentence(start)
        low = max(self.starts[sentence] if sentence >= 0 else 0, start - 110, self.named_to)
        words = self.text[low:start]
        tried = (pattern.search(words) for pattern in english.ROLE_BEFORE if words.strip())
        before = next((found["role"] for found in tried if found), None)
        if before and not english.RANK.fullmatch(before):
            return _plain(before)
        after = english.ROLE_AFTER.match(self.text, end, end + 140)
        role = after["role"] if after else before
        return _plain(role) if role else None

    # -------------------------------------------------------------- words that point back

    def _antecedent(self, candidate: _Candidate) -> _Entity | None:
        """Whom words that point back stand for, by how they point; None where nobody fits."""
        words, sentence = self.text[candidate.start : candidate.end], self._sentence(candidate.start)
        near = list(takewhile(lambda seen: sentence - seen.sentence <= REACH, reversed(self.seen)))
        if candidate.what == "pronoun":
            is_it = words.casefold() == "it"  # mostly the subject of its sentence
            if not is_it and english.SPEAKS_AFTER.match(
                self.text, candidate.end
            ):  # whoever it speaks of is not who speaks
                others = [seen for seen in near if seen.sentence < sentence or seen.weight == SPEAKS]
                if found := _pronoun(PRONOUNS[words.casefold()], sentence, others):
                    return found
            return _pronoun(PRONOUNS[words.casefold()], sentence, near)
        if candidate.what in ("outlet", "report"):
            return next((seen.entity for seen in near if seen.entity.who is Who.OUTLET), None)
        last = fold(words).split()[-1]
        if candidate.what == "nick":
            return self.last.get((_BODIES, last))
        return self._body(words, last, near)

    def _body(self, words: str, last: str, near: Sequence[_Seen]) -> _Entity:
        """The body named before that has these words, or that spoke last and may be called so; else a new one."""
        told = {word for word in fold(words).split() if word not in english.SAME}
        bodies = [seen for seen in near if seen.entity.who in _BODIES]
        known = next((seen.entity for seen in bodies if told <= seen.entity.words), None)
        if known or len(told) > 1 or last not in english.BARE_BODIES:
            return known or self.register.entity(Who.BODY, " ".join(words.split()))
        spoke = (seen.entity for seen in bodies if seen.weight == SPEAKS and seen.entity.who is Who.BODY)
        named = next((entity for entity in spoke if _BODY_WORDS.isdisjoint(entity.words)), None)
        return named or self.register.entity(Who.BODY, " ".join(words.split()))


def _pronoun(wanted: str, sentence: int, near: Sequence[_Seen]) -> _Entity | None:
    """The speaker before, if the last three sentences have one; else whoever opens a sentence; else anybody."""

    def likeliness(seen: _Seen) -> tuple[float, int]:
        score = seen.weight - (sentence - seen.sentence) * 0.9 - (seen.weight == IS_QUOTED) * 3
        return score, seen.start

    best = max((seen for seen in near if _fits(seen, wanted)), key=likeliness, default=None)
    return best.entity if best and best.weight != IS_QUOTED else None


def _fits(seen: _Seen, wanted: str) -> bool:
    """Whether a pronoun may stand for a mention: for a "person", for "several", for a "body"."""
    who = seen.entity.who
    if wanted == "person":
        return who is Who.PERSON or (who is Who.UNNAMED and not seen.is_plural)
    if wanted == "several":
        return (who is Who.UNNAMED and seen.is_plural) or (who is Who.BODY and seen.weight == SPEAKS)
    return who in _BODIES or (who is Who.PLACE and seen.weight == SPEAKS)


def _plain(name: str) -> str:
    """Return a name without its article and outer blanks; a possessive ending falls off."""
    return english.ARTICLE.sub("", english.POSSESSIVE.sub("", " ".join(name.split()))).strip(" ,")


def _is_same_person(parts: Sequence[str], known: Sequence[str]) -> bool:
    """Whether two names, folded and cut into words, may be one person's: one surname, and no two first names.

    >>> [_is_same_person(["ada", "orr"], name.split()) for name in ("orr", "ada", "ada m. orr", "tom orr")]
    [True, True, True, False]
    """
    if not parts or not known:
        return False
    short, long = sorted((parts, known), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return short == long or (short[0] == long[0] and short[-1] == long[-1])
