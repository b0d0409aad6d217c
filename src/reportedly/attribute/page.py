"""One article as the network and the grammar read it: headline first, furniture blanked; and back to the article's own spans."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.attribute.grammar import Found, Rules, found
from reportedly.attribute.nesting import is_outlet, seconds
from reportedly.attribute.pairing import Pair, kind_of, pairs
from reportedly.attribute.spans import tagged
from reportedly.models import Models
from reportedly.records import Attribution, Cited, Kind, Parse, Part, Span, Tier, Who

Range = tuple[int, int]
Link = tuple[Range, Range]  # source, cue

_ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|questions?|inquir\w+|wonder\w*)\b", re.IGNORECASE)
_QUESTION_END = re.compile(r"[?][\"”’»']*$")
_NO_SUBJECT = re.compile(r"\b(?:is|are|was|were|been|be|being|reportedly|allegedly|supposedly|as)\b", re.IGNORECASE)


class Page:
    """A parsed article's text as one string, with its sentences, quotations and mentions as ranges of it."""

    def __init__(self, parse: Parse) -> None:
        article = parse.article
        headline, body = article.headline or "", article.plain(Part.BODY)
        self.doubled = not headline or body.lstrip()[: len(headline)] == headline  # the body says it once more
        self.shift = 0 if self.doubled else len(headline) + 2
        self.text = body if self.doubled else f"{headline}\n\n{body}"
        self.sentences = [r for s in parse.sentences if (r := self._range(s.span))]
        self.starts = [s[0] for s in self.sentences]
        self.quoted = [r for q in parse.quotations if (r := self._range(q))]
        marks = [(r, m.who) for m in parse.mentions if (r := self._range(m.span))]
        self.marks = [r for r, _ in marks]
        self.mark_starts = [r[0] for r in self.marks]
        self.outlets = [r for r, who in marks if who is Who.OUTLET]
        self.people = [r for r, who in marks if who is Who.PERSON]

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
        rules = [rule for rule in self._found() if not rule.nested]
        for pair in self._pairs(models, rules):
            if pair.rule is None or not pair.rule.nested:
                yield self._attribution(pair)

    def attributions(self, models: Models) -> Iterator[Attribution]:
        """Yield what is somebody's or, in so many words, nobody's: nested, questions and refusals left out."""
        rules = self._found()
        cited: list[Pair] = []
        for pair in self._pairs(models, rules):
            if self._kind(pair):
                cited.append(self._whole(pair, cited))
        every = sorted([*cited, *self._passives(rules, cited)], key=lambda pair: pair.cue or pair.content[0])
        asserted = [kept for pair in every if (kept := self._without_questions(pair))]
        for together in self._by_sentence(asserted):
            mine = [pair for pair in together if self._speaks_for_itself(pair, self._holder(pair, together))]
            around = [self._holder(pair, mine) for pair in mine]
            for pair, holder in zip(mine, around, strict=True):
                held = [inner for inner, other in zip(mine, around, strict=True) if other is pair]
                if not any(self._covers_most(inner, pair) for inner in held):  # who only passes it on is a relay
                    yield self._nested(pair, holder)

    def _by_sentence(self, every: Sequence[Pair]) -> Iterator[list[Pair]]:
        """Group attributions by the sentence of their cue."""
        groups: dict[Range, list[Pair]] = {}
        for pair in every:
            groups.setdefault(self._sentence((pair.cue or pair.content[0])[0]), []).append(pair)
        yield from groups.values()

    # -------------------------------------------------------------- finding

    def _found(self) -> list[Found]:
        out: list[Found] = []
        first_line = self.text.find("\n")
        for sentence in self.sentences:
            headline = sentence[1] <= max(first_line, self.shift) and self.text[sentence[1] - 1] not in '.”"'
            quoted, marks = self._near(sentence)
            out += found(self.text, sentence, quoted, marks, headline=headline)
        return out

    def _near(self, sentence: Range) -> tuple[list[Range], list[Range]]:
        """The quotations and mentions of a sentence."""
        low, high = bisect_right(self.mark_starts, sentence[0] - 1), bisect_right(self.mark_starts, sentence[1])
        return [q for q in self.quoted if q[0] < sentence[1] and sentence[0] < q[1]], self.marks[low:high]

    def _pairs(self, models: Models, rules: list[Found]) -> list[Pair]:
        return pairs(self.text, tagged(self.text, models), rules, self.sentences, self.quoted)

    def _kind(self, pair: Pair) -> Kind | None:
        cue = self.text[slice(*pair.cue)] if pair.cue else ""
        source = self.text[slice(*pair.source)] if pair.source else None
        around = self.text[pair.cue[1] : pair.cue[1] + 60] if pair.cue else ""
        return kind_of(cue, source, around)

    def _lacks_source(self, pair: Pair) -> bool:
        if pair.source is None:
            return pair.cue is not None and not _NO_SUBJECT.search(self.text[slice(*pair.cue)])
        return self.text[slice(*pair.source)].casefold() in ("the", "a", "an", "his", "her", "its", "their")

    def _subject(self, cue: Range, before: Sequence[Pair]) -> Range | None:
        """Who a cue without a source belongs to: the phrase beside it, whoever spoke before in the sentence, its first person."""
        sentence = self._sentence(cue[0])
        beside = Rules(self.text, sentence, *self._near(sentence)).subject(cue[0])
        if beside:
            return beside
        spoke = [pair.source for pair in before if pair.source and sentence[0] <= pair.source[0] < cue[0]]
        if spoke:
            return spoke[-1]
        quoted, _ = self._near(sentence)
        free = (p for p in self.people if sentence[0] <= p[0] < cue[0] and not any(a <= p[0] < b for a, b in quoted))
        return next(free, None)

    def _whole(self, pair: Pair, before: Sequence[Pair]) -> Pair:
        """Give a content its whole clause, and a cue without a source the subject beside it.

        The corpus the network learnt from annotates the shortest content; a reader wants what else the clause says.
        """
        if pair.cue and self._lacks_source(pair):
            pair = replace(pair, source=self._subject(pair.cue, before))
        rule = pair.rule
        if rule is None or rule.rule not in ("before", "after", "inverted", "according", "agent"):
            return pair
        touching = [p for p in pair.content if p[0] < rule.content[1] and rule.content[0] < p[1]]
        if not touching:
            return pair
        follows = rule.rule == "before" and touching[0][0] >= rule.cue[1]
        whole = (
            rule.content[0] if follows else min(rule.content[0], touching[0][0]),
            max(rule.content[1], touching[-1][1]),
        )
        return replace(pair, content=tuple(sorted({whole, *(p for p in pair.content if p not in touching)})))

    def _passives(self, rules: Sequence[Found], cited: Sequence[Pair]) -> Iterator[Pair]:
        """Passives that name nobody, in sentences where nobody is cited."""
        held = {self._sentence(piece[0]) for pair in cited if pair.source for piece in pair.content}
        known = [pair.cue for pair in cited if pair.cue]
        for rule in rules:
            if rule.rule == "passive" and self._sentence(rule.cue[0]) not in held:
                if not any(a < rule.cue[1] and rule.cue[0] < b for a, b in known):
                    yield Pair(rule.source, rule.cue, (rule.content,), 0.0, Tier.GRAMMAR, rule)

    def _sentence(self, at: int) -> Range:
        return self.sentences[max(0, bisect_right(self.starts, at) - 1)] if self.sentences else (0, len(self.text))

    def _without_questions(self, pair: Pair) -> Pair | None:
        """Drop what an interviewer asks: it is nobody's claim."""
        kept = tuple(piece for piece in pair.content if not self._is_asked(piece, pair))
        return replace(pair, content=kept) if kept else None

    def _is_asked(self, piece: Range, pair: Pair) -> bool:
        words = self.text[slice(*piece)].strip()
        before = self.text[max(0, piece[0] - 40) : piece[0]]
        cue = self.text[slice(*pair.cue)] if pair.cue else ""
        opening = re.split(r"[“\"«]", words)[0]
        return bool(_QUESTION_END.search(words)) and any(_ASKS.search(near) for near in (before, cue, opening))

    # -------------------------------------------------------------- nesting

    def _holder(self, pair: Pair, others: Sequence[Pair]) -> Pair | None:
        """The attribution whose content holds this one, source, cue and all."""
        if pair.source is None or pair.cue is None:
            return None
        for other in others:
            if other is pair or other.source is None or other.source == pair.source:
                continue
            if any(
                p[0] <= pair.source[0] and pair.source[1] <= p[1] and p[0] <= pair.cue[0] < p[1] for p in other.content
            ):
                return other
        return None

    def _speaks_for_itself(self, pair: Pair, holder: Pair | None) -> bool:
        """Whether an inner attribution is more than what the outer source says of itself: "Ann Lee said the town expects"."""
        if pair.rule is None or not pair.rule.nested:
            return True
        if holder is None or holder.source is None:
            return False
        speaks = any(_touch(person, holder.source) for person in self.people)
        passes_on = not speaks and is_outlet(self.text, holder.source, self.outlets)
        return passes_on or self._kind(pair) is Kind.STATEMENT

    def _covers_most(self, inner: Pair, outer: Pair) -> bool:
        """Whether the outer content says little but the inner attribution."""
        inside = [(a, b) for a, b in inner.content if any(c <= a and b <= d for c, d in outer.content)]
        said = sum(b - a for a, b in (*inside, *((inner.source, inner.cue) if inner.source and inner.cue else ())))
        return bool(inside) and said > 0.4 * sum(b - a for a, b in outer.content)

    def _nested(self, pair: Pair, holder: Pair | None) -> Attribution:
        """Add the further sources of the sentence, from the reader inward."""
        if pair.source is None or pair.cue is None:
            return self._attribution(pair)
        if pair.rule and pair.rule.rule == "remark":
            return self._attribution(pair)
        source, outer, inner = self._seconds(pair.source, pair.cue)
        if holder and holder.source and holder.cue:
            above, further, _ = self._seconds(holder.source, holder.cue)
            outer = [*further, (above, holder.cue), *(link for link in outer if not _touch(link[0], above))]
        links = [*outer, (source, pair.cue), *inner]
        seen: list[Link] = []
        for link in links:
            if not any(_touch(link[0], known[0]) for known in seen):
                seen.append(link)
        cited = tuple(Cited(self._span(who), self._span(cue)) for who, cue in seen[1:])
        return self._attribution(replace(pair, source=seen[0][0], cue=seen[0][1]), cited, kind=self._kind(pair))

    def _seconds(self, source: Range, cue: Range) -> tuple[Range, list[Link], list[Link]]:
        """A source without what is said of it, the relays outside it, and whom it cites."""
        outer: list[Link] = []
        inner: list[Link] = []
        for second in seconds(self.text, *self._sentence(cue[0])):
            who = self._outlet_in(second.source) if not second.inside else second.source
            if _touch(who, source):
                if second.cue[0] <= source[0] + 1:  # "In an interview with the paper Ann Lee"
                    if who[1] < source[1] - 1:
                        source = who[1] + 1, source[1]
                        outer.append((who, second.cue))
                    continue
                source = source[0], self._end_before(source[0], second.cue[0])  # "officials cited by the paper"
            if second.inside:
                inner.append((who, second.cue))
            elif is_outlet(self.text, who, self.outlets):
                outer.append((who, second.cue))
        return source, outer, inner

    def _outlet_in(self, words: Range) -> Range:
        """The outlet's name in some words, where there is one: "VOA" of "VOA Ann Lee"."""
        return next((o for o in self.outlets if words[0] <= o[0] and o[1] <= words[1]), words)

    def _end_before(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " ,":
            end -= 1
        return end

    def _attribution(self, pair: Pair, cited: tuple[Cited, ...] = (), kind: Kind | None = None) -> Attribution:
        return Attribution(
            (self._span(pair.source),) if pair.source else (),
            (self._span(pair.cue),) if pair.cue else (),
            tuple(map(self._span, pair.content)),
            kind or self._kind(pair),
            pair.score,
            pair.tier,
            cited,
        )


def _touch(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]
