"""One article as the network and the grammar read it: headline first, furniture blanked; and back to the article's own spans."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from reportedly.attribute.grammar import Found, found
from reportedly.attribute.nesting import is_outlet, seconds
from reportedly.attribute.pairing import Pair, kind_of, pairs
from reportedly.attribute.spans import tagged
from reportedly.models import Models
from reportedly.records import Attribution, Cited, Kind, Parse, Part, Span, Tier, Who

Range = tuple[int, int]

_ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|questions?|inquir\w+|wonder\w*)\b", re.IGNORECASE)
_QUESTION_END = re.compile(r"[?][\"”’»']*$")


class Page:
    """A parsed article's text as one string, with its sentences, quotations and mentions as ranges of it."""

    def __init__(self, parse: Parse) -> None:
        article = parse.article
        self.parse = parse
        headline, body = article.headline or "", article.plain(Part.BODY)
        self.doubled = not headline or body.lstrip()[: len(headline)] == headline  # the body says it once more
        self.shift = 0 if self.doubled else len(headline) + 2
        self.text = body if self.doubled else f"{headline}\n\n{body}"
        self.sentences = [r for s in parse.sentences if (r := self._range(s.span))]
        self.quoted = [r for q in parse.quotations if (r := self._range(q))]
        self.marks = [(r, m) for m in parse.mentions if (r := self._range(m.span))]
        self.mark_starts = [r[0] for r, _ in self.marks]

    def _range(self, span: Span) -> Range | None:
        """Where a span of the article stands here; None for a headline that the body repeats."""
        if span.part is Part.HEADLINE:
            return None if self.doubled else (span.start, span.end)
        return span.start + self.shift, span.end + self.shift

    def _span(self, place: Range) -> Span:
        if place[0] < self.shift - 1:
            return Span(place[0], min(place[1], self.shift - 2), Part.HEADLINE)
        return Span(place[0] - self.shift, place[1] - self.shift)

    def outermost(self, models: Models) -> Iterator[Attribution]:
        """Yield what the network and the sure rules find."""
        for pair in self._pairs(models, self._found()):
            yield self._attribution(pair, self._kind(pair))

    def attributions(self, models: Models) -> Iterator[Attribution]:
        """Yield what is somebody's or, in so many words, nobody's: nested, questions and refusals left out."""
        rules = self._found()
        cited = [pair for pair in self._pairs(models, rules) if self._kind(pair)]
        for pair in sorted([*cited, *self._passives(rules, cited)], key=lambda pair: pair.cue or pair.content[0]):
            answered = self._without_questions(pair)
            if answered:
                yield self._nested(answered)

    # -------------------------------------------------------------- finding

    def _found(self) -> list[Found]:
        out: list[Found] = []
        first_line = self.text.find("\n")
        for sentence in self.sentences:
            near = [q for q in self.quoted if q[0] < sentence[1] and sentence[0] < q[1]]
            low, high = bisect_right(self.mark_starts, sentence[0] - 1), bisect_right(self.mark_starts, sentence[1])
            marks = [r for r, _ in self.marks[low:high]]
            headline = sentence[1] <= max(first_line, self.shift) and self.text[sentence[1] - 1] not in ".”\""
            out += found(self.text, sentence, near, marks, headline=headline)
        return out

    def _pairs(self, models: Models, rules: list[Found]) -> list[Pair]:
        return pairs(self.text, tagged(self.text, models), rules, self.sentences, self.quoted)

    def _kind(self, pair: Pair) -> Kind | None:
        cue = self.text[slice(*pair.cue)] if pair.cue else ""
        source = self.text[slice(*pair.source)] if pair.source else None
        around = self.text[pair.cue[1] : pair.cue[1] + 60] if pair.cue else ""
        return kind_of(cue, source, around)

    def _passives(self, rules: list[Found], cited: list[Pair]) -> Iterator[Pair]:
        """Passives that name nobody, in sentences where nobody is cited."""
        held = [self._sentence(pair.content[0][0]) for pair in cited if pair.source]
        known = [pair.cue for pair in cited if pair.cue]
        for rule in rules:
            if rule.rule == "passive" and self._sentence(rule.cue[0]) not in held:
                if any(a < rule.cue[1] and rule.cue[0] < b for a, b in known):
                    continue
                yield Pair(rule.source, rule.cue, (rule.content,), 0.0, Tier.GRAMMAR)

    def _sentence(self, at: int) -> Range:
        starts = [s[0] for s in self.sentences]
        return self.sentences[max(0, bisect_right(starts, at) - 1)] if self.sentences else (0, len(self.text))

    def _without_questions(self, pair: Pair) -> Pair | None:
        """Drop what an interviewer asks: it is nobody's claim."""
        kept = tuple(piece for piece in pair.content if not self._is_asked(piece, pair))
        return Pair(pair.source, pair.cue, kept, pair.score, pair.tier) if kept else None

    def _is_asked(self, piece: Range, pair: Pair) -> bool:
        words = self.text[slice(*piece)].strip()
        before = self.text[max(0, piece[0] - 40) : piece[0]]
        cue = self.text[slice(*pair.cue)] if pair.cue else ""
        return bool(_QUESTION_END.search(words)) and bool(_ASKS.search(before) or _ASKS.search(cue))

    # -------------------------------------------------------------- nesting

    def _nested(self, pair: Pair) -> Attribution:
        """Add the further sources of the sentence, from the reader inward."""
        if pair.source is None or pair.cue is None:
            return self._attribution(pair, self._kind(pair))
        outlets = [r for r, m in self.marks if m.who is Who.OUTLET]
        sentence = self._sentence(pair.cue[0])
        outer: list[tuple[Range, Range]] = []
        inner: list[tuple[Range, Range]] = []
        source = pair.source
        for second in seconds(self.text, *sentence):
            if second.source[0] < source[1] and source[0] < second.source[1]:
                if second.cue[0] > source[0]:  # "officials cited by the paper": the paper is in the source
                    source = source[0], self._stripped(source[0], second.cue[0])
                else:
                    continue
            if not second.inside and is_outlet(self.text, second.source, outlets):
                outer.append((second.source, second.cue))
            elif second.inside:
                inner.append((second.source, second.cue))
        chain = [*outer, (source, pair.cue), *inner]
        cited = tuple(Cited(self._span(who), self._span(cue)) for who, cue in chain[1:])
        first, cue = chain[0]
        return self._attribution(Pair(first, cue, pair.content, pair.score, pair.tier), self._kind(pair), cited)

    def _stripped(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " ,":
            end -= 1
        return end

    def _attribution(self, pair: Pair, kind: Kind | None, cited: tuple[Cited, ...] = ()) -> Attribution:
        return Attribution(
            (self._span(pair.source),) if pair.source else (),
            (self._span(pair.cue),) if pair.cue else (),
            tuple(map(self._span, pair.content)),
            kind,
            pair.score,
            pair.tier,
            cited,
        )
