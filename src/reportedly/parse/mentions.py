"""Names and who is who within one article: "she", "the ministry", "the outlet".

Names come from the name finder and the table of outlets; people without a name ("two officials") and words that point back
("he", "the newspaper") from the tables of `reportedly.english`. Words that point back take the nearest fitting mention
before them, those who speak before those who are spoken of.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly import outlets
from reportedly.english import (
    BODY_HEADS,
    DAYS,
    HEADS,
    OUTLET_HEADS,
    OUTLET_NAME,
    PRONOUNS,
    REPORT_HEADS,
    SAYING,
    alternation,
)
from reportedly.records import Mention, Part, Sentence, Span, Who, fold

REACH = 12  # sentences back that words which point back look

_LABELS = {
    "PERSON": Who.PERSON,
    "ORG": Who.BODY,
    "GPE": Who.PLACE,
    "LOC": Who.PLACE,
    "FAC": Who.PLACE,
    "NORP": Who.GROUP,
}
_TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Lt|Col|Capt|Sgt|Sir|Lord|Lady|Dame)\.?\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_HEADS = alternation(HEADS)
_ROLE_BEFORE = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*|of|for|the|and|to|in|deputy|former|acting|prime|foreign|defen[cs]e|interior|chief|vice|senior|top|\w+al|"
    rf"press|policy|affairs|policies|security|state|general|{_HEADS})\s+){{0,9}}(?:{_HEADS}|[A-Z]\w*(?:er|or|ent|ary|man|man))\s+$"
)
_TITLE_BEFORE = re.compile(rf"\b(?:{_HEADS}|Mr|Mrs|Ms|Dr)\.? $", re.IGNORECASE)
_ROLE_AFTER = re.compile(
    rf"\s*,\s+((?:an?|the|its|his|her|[A-Z][\w’'-]+['’]s|[\w-]+)\s+(?:[\w.’'-]+\s+){{0,8}}?(?:{_HEADS})\b[^,.;:]*)(?=,)"
)
_UNNAMED = re.compile(
    r"(?<![\w-])(?:(?:an?|the|one|two|three|four|five|several|some|many|most|few|senior|top|unnamed|anonymous|local|regional|federal|military|"
    r"[A-Z][\w.]*(?:['’]s)?|[a-z]+(?:an|ese|ish|al|ary|ed|ing|ior|ern|ic))\s+(?:and\s+)?){0,7}"
    rf"(?:{_HEADS}|{alternation(head.capitalize() for head in HEADS)})(?![\w-])(?:\s+(?:familiar with|close to|briefed on|involved in|from|at|in|of|with)\s+[^,.;:\"“”]{{3,60}}?(?=\s+(?:said|told|says|who|that)|[,.;:\"“”]))?"
)
_BACK = re.compile(
    rf"(?<![\w-])(?:(?P<pronoun>he|she|they|it)|the\s+(?:[a-z]+\s+)?(?P<outlet>{alternation(OUTLET_HEADS)}|news agency)|"
    rf"(?:the|its|these|those|this)\s+(?:[a-z]+\s+)?(?P<report>{alternation(REPORT_HEADS)})|"
    rf"the\s+(?:same\s+|[a-z]+\s+)?(?P<body>{alternation([*BODY_HEADS])})|the\s+(?P<nick>[A-Z]\w+))(?![\w-])",
    re.IGNORECASE,
)
_SAYS = alternation(SAYING)
_SPEAKS_AFTER = re.compile(
    rf"[\s,]*(?:has|had|have|also|later|then|earlier|previously|further|who)?\s*(?:also\s+)?(?:{_SAYS})\b"
)
_SPEAKS_BEFORE = re.compile(
    rf"(?:\b(?:{_SAYS})|\b[Aa]ccording to) (?:(?!(?:{DAYS}|it|he|she|they|that|there|we|in|on|at|no|not)\b)[\w’'-]+ |(?:Gen|Maj|Lt|Col|Mr|Ms|Mrs|Dr|U\.S)\. ){{0,6}}$"
)


@dataclass(slots=True)
class _Entity:
    """Someone named or described on the page."""

    number: int
    who: Who
    name: str
    role: str | None = None
    words: set[str] = field(default_factory=set)  # of the name and role, folded


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention read so far, as a candidate for words that point back."""

    start: int
    sentence: int
    entity: _Entity
    weight: int  # 3 speaks, 2 opens its sentence, 1 other, 0 inside a quotation
    plural: bool


def mentions(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Span],
    found: Iterable[tuple[int, int, str]],
    *,
    own_outlet: str | None,
    part: Part,
) -> tuple[Mention, ...]:
    """Return the mentions of one part of an article in reading order, each with whom it stands for.

    Args:
        text: The part's text, furniture blanked.
        sentences: Its sentences.
        quotations: Its quotations.
        found: What the name finder found in it.
        own_outlet: The page's outlet, which may be named in the text.
        part: Which part it is.
    """
    return _Reader(text, sentences, quotations, own_outlet, part).read(found)


class _Reader:
    """Walks through a text once, from name to name."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Span], own: str | None, part: Part
    ) -> None:
        self.text, self.part, self.own = text, part, own
        self.starts = [s.span.start for s in sentences]
        self.quotes = [(q.start, q.end) for q in quotations]
        self.quote_starts = [q[0] for q in self.quotes]
        self.entities: list[_Entity] = []
        self.seen: list[_Seen] = []

    def read(self, found: Iterable[tuple[int, int, str]]) -> tuple[Mention, ...]:
        out = []
        for start, end, kind in sorted(self._candidates(found)):
            mention = self._mention(start, end, kind)
            if mention:
                out.append(mention)
        return tuple(out)

    def _candidates(self, found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """What to look at, names before descriptions before words that point back where they overlap."""
        taken: list[tuple[int, int, str]] = []
        cover = bytearray(len(self.text))

        def take(start: int, end: int, kind: str) -> None:
            if start < end and not any(cover[start:end]):
                cover[start:end] = b"\1" * (end - start)
                taken.append((start, end, kind))

        for start, end, outlet in outlets.mentioned(self.text):
            take(start, end, f"outlet:{outlet.name}")
        if self.own:
            for match in re.finditer(rf"(?<!\w){re.escape(self.own)}(?!\w)", self.text):
                take(*match.span(), f"outlet:{self.own}")
        names = [(s, e - len(m.group()) if (m := _POSSESSIVE.search(self.text[s:e])) else e, k) for s, e, k in found]
        for start, end, label in names:
            named = self.text[start:end]
            outlet_like = label in ("ORG", "PERSON") and OUTLET_NAME.fullmatch(
                named.removeprefix("the ").removeprefix("The ")
            )
            if "\n" not in named:
                take(start, end, f"outlet:{_plain(named)}" if outlet_like else label)
        for match in _BACK.finditer(self.text):
            if match.lastgroup != "nick" or match.group()[4:5].isupper():
                take(*match.span(), f"back:{match.lastgroup}")
        for match in _UNNAMED.finditer(self.text):
            if not any(cover[match.start() : match.end()]) or self._leads(match, names):
                taken.append((match.start(), match.end(), "unnamed"))
        return taken

    def _leads(self, match: re.Match[str], names: Iterable[tuple[int, int, str]]) -> bool:
        """Whether an unnamed description only has names of states and bodies in it, and none of a person."""
        return not any(
            label == "PERSON" and start < match.end() and match.start() < end for start, end, label in names
        ) and not re.match(r"\s+[A-Z]", self.text[match.end() : match.end() + 4])

    def _mention(self, start: int, end: int, kind: str) -> Mention | None:
        words, span = self.text[start:end], Span(start, end, self.part)
        if kind.startswith("back:"):
            entity = self._antecedent(start, words, kind.removeprefix("back:"))
            if entity is None:
                return None
            self._see(start, end, entity)
            return Mention(span, entity.who, entity.name, entity.number, is_name=False, role=entity.role)
        if kind == "unnamed":
            entity = self._described(words)
        elif kind.startswith("outlet:"):
            entity = self._entity(Who.OUTLET, kind.removeprefix("outlet:"))
        elif kind == "PERSON" or (kind == "ORG" and self._is_titled(start, words)):
            entity = self._person(start, end)
        else:
            entity = self._entity(_LABELS[kind], _plain(words))
        self._see(start, end, entity)
        return Mention(span, entity.who, entity.name, entity.number, is_name=kind != "unnamed", role=entity.role)

    def _see(self, start: int, end: int, entity: _Entity) -> None:
        at = bisect_right(self.quote_starts, start) - 1
        quoted = at >= 0 and start < self.quotes[at][1]
        sentence = bisect_right(self.starts, start) - 1
        if quoted:
            weight = 0
        elif _SPEAKS_AFTER.match(self.text, end) or _SPEAKS_BEFORE.search(self.text[max(0, start - 80) : start]):
            weight = 3
        else:
            weight = 2 if sentence >= 0 and start - self.starts[sentence] <= 40 else 1
        plural = entity.who is Who.UNNAMED and bool(re.search(r"s$|people|police", entity.name.split(" from ")[0]))
        self.seen.append(_Seen(start, sentence, entity, weight, plural))

    def _entity(self, who: Who, name: str) -> _Entity:
        for entity in self.entities:
            if entity.who is who and entity.name == name:
                return entity
        entity = _Entity(len(self.entities), who, name, words=set(fold(name).split()))
        self.entities.append(entity)
        return entity

    def _described(self, words: str) -> _Entity:
        """An unnamed group: "the official" is the one described before, if there is one."""
        folded = fold(words)
        bare = re.fullmatch(r"(?:the|these|those)\s+(\w+)|(officials)", folded)
        if bare:
            head = bare.group(1) or bare.group(2)
            for seen in reversed(self.seen):
                if seen.entity.who in (Who.UNNAMED, Who.PERSON) and head in seen.entity.words:
                    return seen.entity
        return self._entity(Who.UNNAMED, words)

    def _person(self, start: int, end: int) -> _Entity:
        name = _plain(_TITLES.sub("", self.text[start:end]))
        parts = fold(name).split()
        entity = next((e for e in reversed(self.entities) if e.who is Who.PERSON and _same_person(parts, e)), None)
        if entity is None:
            entity = _Entity(len(self.entities), Who.PERSON, name)
            self.entities.append(entity)
        elif len(parts) > len(entity.name.split()):
            entity.name = name
        role = self._role(start, end)
        if role and (entity.role is None or len(role) > len(entity.role)):
            entity.role = role
        entity.words |= {*parts, *fold(entity.role or "").split()}
        return entity

    def _is_titled(self, start: int, words: str) -> bool:
        """Whether a name taken for a body's is a person's: "Defence Minister Rustem Umerov"."""
        return 2 <= len(words.split()) <= 3 and bool(_TITLE_BEFORE.search(self.text[max(0, start - 40) : start]))

    def _role(self, start: int, end: int) -> str | None:
        sentence = bisect_right(self.starts, start) - 1
        low = self.starts[sentence] if sentence >= 0 else 0
        before = _ROLE_BEFORE.search(self.text[max(low, start - 90) : start])
        if before and before.group().strip():
            return _plain(before.group())
        after = _ROLE_AFTER.match(self.text, end, end + 120)
        return _plain(after.group(1)) if after else None

    def _antecedent(self, start: int, words: str, kind: str) -> _Entity | None:
        sentence = bisect_right(self.starts, start) - 1
        near = [seen for seen in reversed(self.seen) if sentence - seen.sentence <= REACH]
        if kind == "pronoun":
            if _SPEAKS_AFTER.match(self.text, start + len(words)):  # whoever it speaks of is not who speaks
                near = [seen for seen in near if seen.sentence < sentence or seen.weight == 3]
            return self._pronoun(PRONOUNS[words.casefold()], sentence, near)
        if kind in ("outlet", "report"):
            return next((seen.entity for seen in near if seen.entity.who is Who.OUTLET), None)
        last = fold(words).split()[-1]
        if kind == "nick":
            named = (
                s.entity
                for s in reversed(self.seen)
                if s.entity.who in (Who.OUTLET, Who.BODY) and last in s.entity.words
            )
            return next(named, None)
        bodies = (s.entity for s in near if s.entity.who in (Who.BODY, Who.OUTLET) and last in s.entity.words)
        return next(bodies, None)

    def _pronoun(self, wanted: str, sentence: int, near: Sequence[_Seen]) -> _Entity | None:
        """The speaker before, if the last three sentences have one; else whoever opens a sentence; else anybody."""

        def fits(seen: _Seen) -> bool:
            who = seen.entity.who
            if wanted == "person":
                return who is Who.PERSON or (who is Who.UNNAMED and not seen.plural)
            if wanted == "several":
                return (who is Who.UNNAMED and seen.plural) or (who is Who.BODY and seen.weight == 3)
            return who in (Who.BODY, Who.OUTLET) or (who is Who.PLACE and seen.weight == 3)

        fitting = [seen for seen in near if fits(seen)]
        best = max(
            fitting,
            key=lambda seen: (
                min(seen.weight, 3) - (sentence - seen.sentence) * 0.9 - (seen.weight == 0) * 3,
                seen.start,
            ),
            default=None,
        )
        return best.entity if best and best.weight else None


def _plain(name: str) -> str:
    """Return a name without its article and outer blanks; a possessive ending falls off."""
    return re.sub(r"^[Tt]he\s+", "", _POSSESSIVE.sub("", " ".join(name.split()))).strip(" ,")


def _same_person(parts: Sequence[str], entity: _Entity) -> bool:
    """Whether a name, folded and cut into words, may be the person known: same surname, and no other first name."""
    known = fold(entity.name).split()
    if not parts or not known:
        return False
    short, long = sorted((list(parts), known), key=len)
    if short == long or (len(short) == 1 and (short[0] == long[-1] or (short[0] == long[0] and len(long) > 1))):
        return True
    return len(short) > 1 and short[-1] == long[-1] and short[0] == long[0]
