"""Who is meant by the words of a source: a person, a body, an outlet, a document, or people without a name."""

import re
from bisect import bisect_left
from dataclasses import replace

from reportedly.english import BODY_HEADS, HEADS, SAYING, alternation
from reportedly.records import Mention, Parse, Source, SourceKind, Span, Value, Who, fold

_DOCUMENT = re.compile(
    r"\b(?:reports?|statements?|assessments?|stud(?:y|ies)|polls?|surveys?|documents?|letters?|figures|data|estimates?|records?|"
    r"filings?|memos?|transcripts?|briefings?|notices?|bulletins?|indictments?|emails?|posts?)$",
    re.IGNORECASE,
)
_REPORTS_BY = re.compile(
    r"^(?:(?:the|an?|media|press|news|earlier|recent|exclusive)\s+){0,3}(?:reports?|articles?|stor(?:y|ies)|accounts?|reporting)\s+"
    r"(?:by|from|in|of)\s+",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\s+and\s+(?:others|colleagues|other\s+\w+(?:\s+\w+)?)$")
_UNNAMED = re.compile(rf"(?:^|[\s-])(?:{alternation(HEADS)})\b")
_TAIL = re.compile(
    r",?\s+(?:who|which|whose|speaking|quoted|cited|citing|quoting|when|while|was|were|has|have|had|also|later)\b.*$"
    r"|\s+(?:meanwhile|however|then|himself|herself|itself|themselves|(?!famil|assemb|monopo|supp|all|rall)[a-z]+ly)$"
    r"|\s*\([^)]*\)?$|[,;:\s“”\"]+$",
    re.DOTALL,
)
_BODY = re.compile(rf"\b(?:{alternation(BODY_HEADS)})\b", re.IGNORECASE)
_COMPLEMENT = re.compile(r"\b(?:of|in|from|at|for|with|to|by|near)\s+(?:the\s+)?$")
_GOES_ON = re.compile(r"\s+(?!and\b)[a-z]")  # the Trump administration, the Malawi government
_POSSESSED = re.compile(r"['’]s?\s+\w")
_UNFINISHED = re.compile(r"\s(?:with|of|in|to|for|from|by|at|the)$")
_REST = re.compile(rf"\s+[^,.;:\n\"“”]{{2,50}}?(?=\s+(?:{alternation(SAYING)}|have|has|had|who)\b|[,.;:\n\"“”]|$)")
_NUMBERS = {
    word: n
    for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1)
}
_COUNT = re.compile(rf"^(?:(?:at least|the|some)\s+)?({'|'.join(_NUMBERS)}|\d{{1,2}})\s", re.IGNORECASE)

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
        self.mentions = sorted(parse.mentions, key=lambda m: (m.span.part, m.span.start, -m.span.end))
        self.keys = [(m.span.part, m.span.start) for m in self.mentions]
        self.people = {fold(m.name).split()[-1]: m for m in self.mentions if m.who is Who.PERSON and m.name.split()}

    def resolve(self, span: Span) -> Source:
        """Return whom the words of a span name, as this page names them most fully."""
        span = self._core(self._finished(span))
        if self.article.words(span).casefold() in ("who", "which", "that"):
            span = self._before(span)
        words, inside = self.article.words(span), self.inside(span)
        return (
            self._pointed_to(words, span, inside)
            or self._outlet(words, span, inside)
            or self._person(words, span, inside)
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
            after = self.article.plain(span.part)[mention.span.end : span.end]
            if mention.who is Who.OUTLET and _POSSESSED.match(after):
                return Source(mention.name, SourceKind.OUTLET, mention.span)
        return None

    def _finished(self, span: Span) -> Span:
        """A source's words with the end that a cut after a preposition lost: "officials of | the ministry"."""
        if not _UNFINISHED.search(self.article.words(span)):
            return span
        rest = _REST.match(self.article.plain(span.part), span.end)
        return replace(span, end=rest.end()) if rest else span

    def _core(self, span: Span) -> Span:
        """A source's words without the clause that hangs on them."""
        words = self.article.words(span)
        while (tail := _TAIL.search(words)) and tail.start() > 0:
            words = words[: tail.start()]
        return replace(span, end=span.start + len(words))

    def _before(self, span: Span) -> Span:
        """What a relative pronoun stands for: the mention just before it."""
        low = bisect_left(self.keys, (span.part, span.start))
        last = self.mentions[low - 1] if low else None
        near = last and last.span.part is span.part and span.start - last.span.end < 40
        return last.span if last and near else span

    def _pointed_to(self, words: str, span: Span, inside: list[Mention]) -> Source | None:
        """She, the ministry, the outlet: whoever that is."""
        for mention in inside:
            whole = mention.span.end <= span.end and mention.span.end - mention.span.start >= len(words) - 1
            if whole and not mention.is_name and mention.name.casefold() != words.casefold():
                return Source(mention.name, KINDS[mention.who], span, mention.role)
        return None

    def _outlet(self, words: str, span: Span, inside: list[Mention]) -> Source | None:
        by = _REPORTS_BY.match(words)
        if by:
            span, words = replace(span, start=span.start + by.end()), words[by.end() :]
        others = _OTHERS.search(words)
        for mention in inside:
            if mention.who is not Who.OUTLET or mention.span.start < span.start:
                continue
            before = words[: mention.span.start - span.start]
            after = words[mention.span.end - span.start :]
            if _POSSESSED.match(after) or _UNNAMED.search(after) or _UNNAMED.search(before):
                return None  # CNN's sources, a Reuters reporter, officials quoted by …
            return Source(mention.name + (others.group() if others else ""), SourceKind.OUTLET, span)
        return None

    def _person(self, words: str, span: Span, inside: list[Mention]) -> Source | None:
        people = [m for m in inside if m.who is Who.PERSON and m.is_name]
        for mention in people:
            after = words[mention.span.end - span.start :]
            before = words[: mention.span.start - span.start]
            if _POSSESSED.match(after) or _GOES_ON.match(after) or _COMPLEMENT.search(before):
                continue  # Zelensky's office, Trump administration officials, the government of Valencia
            others = _OTHERS.search(words)
            second = next((m for m in people if m.entity != mention.entity and re.match(r"\s+and\s", after)), None)
            name = mention.name + (others.group() if others else f" and {second.name}" if second else "")
            return Source(name, SourceKind.PERSON, span, mention.role)
        return None

    def _described(self, words: str, span: Span, inside: list[Mention]) -> Source:
        """Whoever has no name of their own: people without one, documents, bodies."""
        name = re.sub(r"^(?:But|And|Also)\s+", "", " ".join(words.split()))
        known = self.people.get(fold(name))
        if known:
            return Source(known.name, SourceKind.PERSON, span, known.role)
        if _UNNAMED.search(words) and not _ends_with_name(words):
            return Source(name, SourceKind.UNNAMED, span, count=_count(words))
        if _DOCUMENT.search(words):
            return Source(name, SourceKind.DOCUMENT, span)
        named = next((m for m in inside if m.is_name and m.span.end - m.span.start >= 0.6 * len(words)), None)
        kind = SourceKind.BODY if named or _BODY.search(words) or words[-1:].isalpha() else SourceKind.UNNAMED
        if kind is SourceKind.BODY and not named and not _BODY.search(words) and not re.search(r"[A-Z]", words[1:]):
            kind = SourceKind.UNNAMED  # "neighbours upstream", "both sides"
        return Source(re.sub(r"^[Tt]he\s+(?=[A-Z])", "", name), kind, span)


def _ends_with_name(words: str) -> bool:
    """Whether a head noun is only a title: "mayor Ann Lee" where the name finder missed her."""
    return bool(re.search(r"\b[a-z]+\s+[A-Z][\w’'-]+\s+[A-Z][\w’'-]+$", words))


def _count(words: str) -> Value | None:
    """How many people without a name: "two officials"."""
    found = _COUNT.match(words)
    if not found:
        return None
    n = _NUMBERS.get(found.group(1).casefold()) or float(found.group(1))
    return Value(float(n), float(n), "people")
