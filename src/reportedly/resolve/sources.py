"""Who is meant by the words of a source: a person, a body, an outlet, a document, or people without a name."""

import re
from bisect import bisect_left

from msgspec.structs import replace

from reportedly.english import level
from reportedly.records import Mention, Parse, Part, Source, SourceKind, Span, Value, Who, fold
from reportedly.resolve import english

NAMES = 0.6
"""A mention that fills so much of a source's words, at least, names it."""
NEAR = 40
"""Code points between somebody and the "who" that stands for them, at most."""
NOBODY = Source(None, SourceKind.NOBODY)
KINDS = {
    Who.PERSON: SourceKind.PERSON,
    Who.OUTLET: SourceKind.OUTLET,
    Who.UNNAMED: SourceKind.UNNAMED,
    Who.BODY: SourceKind.BODY,
    Who.PLACE: SourceKind.BODY,  # "Moscow said"
    Who.GROUP: SourceKind.UNNAMED,
}


class Sources:
    """Resolves the sources of one article."""

    def __init__(self, parse: Parse) -> None:
        self.article = parse.article
        self.text = {part: level(parse.article.plain(part)) for part in Part}
        self.mentions = sorted(parse.mentions, key=lambda m: (m.span.part, m.span.start, -m.span.end))
        self.keys = [(m.span.part, m.span.start) for m in self.mentions]
        people = [m for m in self.mentions if m.who is Who.PERSON]
        self.people = {parts[-1]: m for m in people if (parts := fold(m.name).split())}  # by surname
        self.holders: dict[str, dict[int, Mention]] = {}  # by role, those who have it
        for mention in people:
            if mention.role:
                self.holders.setdefault(_office(mention.role), {})[mention.entity] = mention

    def resolve(self, span: Span) -> Source:
        """Return whom the words of a span name, as this page names them most fully."""
        span = self._core(self._finished(span))
        if self.article.words(span).casefold() in english.RELATIVE:
            span = self._before(span)
        words, inside = self.article.words(span), self.inside(span)
        return (
            self._pointed_to(words, span, inside)
            or self._outlet(words, span, inside)
            or self._person(words, span, inside)
            or self._named_next(span)
            or self._author(words, span)
            or self._described(words, span, inside)
        )

    def inside(self, span: Span) -> list[Mention]:
        """The mentions that begin in a span, in reading order."""
        low = bisect_left(self.keys, (span.part, span.start))
        high = bisect_left(self.keys, (span.part, span.end))
        return self.mentions[low:high]

    def possessed_outlet(self, span: Span) -> Source | None:
        """The outlet whose people these are: "the newspaper's sources", "CNN's interlocutors"."""
        for mention in self.inside(span):
            after = self.text[span.part][mention.span.end : span.end]
            if mention.who is Who.OUTLET and english.POSSESSED.match(after):
                return Source(mention.name, SourceKind.OUTLET, mention.span)
        return None

    def parted(self, span: Span) -> tuple[Span, ...]:
        """A source's words, parted where an outlet and whom it tells of are named as one: "CNN and local officials"."""
        words = self.article.words(span)
        for mention in self.inside(span):
            joint = english.AND_OTHERS.match(words, mention.span.end - span.start)
            if mention.who is Who.OUTLET and mention.span.start - span.start <= len("the ") and joint:
                at = span.start + joint.end()
                rest = Span(at, span.end, span.part)
                if not any(other.who is Who.OUTLET for other in self.inside(rest)):
                    return replace(span, end=mention.span.end), rest
        return (span,)

    def issuer(self, sentence: Span) -> Span | None:
        """The body that warns or announces something in a sentence, where it says so itself by doing so."""
        text = self.text[sentence.part]
        return next(
            (
                mention.span
                for mention in reversed(self.inside(sentence))
                if mention.who is Who.BODY and english.ISSUES.match(text, mention.span.end, sentence.end)
            ),
            None,
        )

    def _finished(self, span: Span) -> Span:
        """A source's words with the end that a cut after a preposition lost: "officials of | the ministry"."""
        if not english.UNFINISHED.search(self.article.words(span)):
            return span
        rest = english.REST.match(self.text[span.part], span.end)
        return replace(span, end=rest.end()) if rest else span

    def _core(self, span: Span) -> Span:
        """A source's words without the clause that hangs on them."""
        words = self.article.words(span)
        while (tail := english.TAIL.search(words)) and tail.start() > 0:
            words = words[: tail.start()]
        return replace(span, end=span.start + len(words))

    def _before(self, span: Span) -> Span:
        """What a relative pronoun stands for: the mention just before it."""
        low = bisect_left(self.keys, (span.part, span.start))
        last = self.mentions[low - 1] if low else None
        if not last or last.span.part is not span.part or span.start - last.span.end >= NEAR:
            return span
        text = self.text[span.part]
        if text[last.span.end : span.start].strip(", "):
            found = english.ANTECEDENT.search(text, max(0, span.start - 90), span.start)
            return Span(*found.span(), span.part) if found else last.span
        return last.span

    def _pointed_to(self, words: str, span: Span, inside: list[Mention]) -> Source | None:
        """She, the ministry, the outlet: whoever that is."""
        for mention in inside:
            whole = mention.span.end <= span.end and mention.span.end - mention.span.start >= len(words) - 1
            if whole and not mention.is_name and mention.name.casefold() != words.casefold():
                return self._holder(mention.name, span) or Source(mention.name, KINDS[mention.who], span, mention.role)
        return None

    def _holder(self, words: str, span: Span) -> Source | None:
        """Whoever the page says has a role, where only the role is told: "the mayor of Kess"; nobody where two do."""
        is_one = not english.ANY.match(words)
        holders = self.holders.get(_office(words), {}) if is_one else {}
        held = next(iter(holders.values())) if len(holders) == 1 else None
        return Source(held.name, SourceKind.PERSON, span, held.role) if held else None

    def _named_next(self, span: Span) -> Source | None:
        """Whoever is named after a comma, where a source ends with what they are: "its head, | Ada Orr, said"."""
        words = self.article.words(span)
        following = english.NAMED_NEXT.match(self.text[span.part], span.end)
        if not following or not (english.ROLE_END.search(words) or english.SHORT.fullmatch(words)):
            return None
        named = self.inside(Span(following.end(), following.end() + 1, span.part))
        person = next((m for m in named if m.who is Who.PERSON and m.is_name), None)
        return Source(person.name, SourceKind.PERSON, span, person.role) if person else None

    def _outlet(self, words: str, span: Span, inside: list[Mention]) -> Source | None:
        by = english.REPORTS_BY.match(words)
        if by:
            span, words = replace(span, start=span.start + by.end()), words[by.end() :]
        others = english.OTHERS.search(words)
        for mention in inside:
            if mention.who is not Who.OUTLET or mention.span.start < span.start:
                continue
            before = words[: mention.span.start - span.start]
            after = words[mention.span.end - span.start :]
            if english.POSSESSED.match(after) or english.UNNAMED.search(after) or english.UNNAMED.search(before):
                return None  # CNN's sources, a Reuters reporter, officials quoted by …
            return Source(mention.name + (others.group() if others else ""), SourceKind.OUTLET, span)
        return None

    def _person(self, words: str, span: Span, inside: list[Mention]) -> Source | None:
        people = [m for m in inside if m.who is Who.PERSON and m.is_name]
        for mention in people:
            after = words[mention.span.end - span.start :]
            before = words[: mention.span.start - span.start]
            if english.POSSESSED.match(after) or english.GOES_ON.match(after) or english.COMPLEMENT.search(before):
                continue  # Zelensky's office, Trump administration officials, the government of Valencia
            others = english.OTHERS.search(words)
            second = next((m for m in people if m.entity != mention.entity and english.SECOND.match(after)), None)
            name = mention.name + (others.group() if others else f" and {second.name}" if second else "")
            return Source(name, SourceKind.PERSON, span, mention.role)
        return None

    def _author(self, words: str, span: Span) -> Source | None:
        """Whose document it is that speaks: "a study of the river by Marn University"."""
        by = english.MADE_BY.search(words)
        return self.resolve(replace(span, start=span.start + by.end())) if by else None

    def _unnamed(self, words: str, name: str, span: Span) -> Source:
        """People told by what they are: an operator by its name, the holder of an office, or nobody."""
        body = english.IS_A.fullmatch(words)
        if body:
            return Source(body["name"], SourceKind.BODY, span)
        return self._holder(words, span) or Source(name, SourceKind.UNNAMED, span, count=_count(words))

    def _described(self, words: str, span: Span, inside: list[Mention]) -> Source:
        """Whoever has no name of their own: people without one, documents, bodies."""
        name = english.OPENING.sub("", " ".join(words.split()))
        known = self.people.get(fold(name))
        if known:
            return Source(known.name, SourceKind.PERSON, span, known.role)
        appended = english.APPENDED_NAME.search(name)
        if appended:
            return Source(appended.group("name"), SourceKind.PERSON, span, appended.group("role"))
        if english.UNNAMED.search(words) and not english.TITLED.search(words):
            return self._unnamed(words, name, span)
        if told := english.DOCUMENT.search(words) or english.SIDE.search(words):
            return Source(name, SourceKind.UNNAMED if told.re is english.SIDE else SourceKind.DOCUMENT, span)
        named = any(m.is_name and m.span.end - m.span.start >= NAMES * len(words) for m in inside)
        if not named and english.LONE_NAME.fullmatch(name) and fold(name) not in english.COMMON:
            return Source(name, SourceKind.PERSON, span)
        reads_like_name = words[-1:].isalpha() and re.search(r"[A-Z]", words[1:])
        is_body = named or english.BODY.search(words) or reads_like_name  # else "neighbours upstream", "both sides"
        return Source(english.THE.sub("", name), SourceKind.BODY if is_body else SourceKind.UNNAMED, span)


def _office(role: str) -> str:
    """A role without article and whose it is by a pronoun, to tell whether two are one."""
    return english.WHOSE.sub("", fold(role))


def _count(words: str) -> Value | None:
    """How many people without a name: "two officials"."""
    found = english.COUNT.match(words)
    if not found:
        return None
    n = english.NUMBERS.get(found.group(1).casefold()) or float(found.group(1))
    return Value(float(n), float(n), "people")
