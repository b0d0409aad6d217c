"""One article as network and grammar read it: headline first, furniture blanked; and back to the article's spans."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from reportedly.attribute import english
from reportedly.attribute.grammar import Found, Rules, found
from reportedly.attribute.nesting import Second, is_outlet, seconds
from reportedly.attribute.pairing import Pair, kind_of, pairs
from reportedly.attribute.ranges import Range, Ranges, holds, overlap
from reportedly.attribute.spans import tagged
from reportedly.models import Models
from reportedly.records import Attribution, Cited, Kind, Parse, Part, Span, Who

Link = tuple[Range, Range]  # source, cue

_QUESTION_END = re.compile(r"[?][\"”’»']*$")
_WHOLE_CLAUSE = frozenset({"before", "after", "inverted", "according", "agent"})
"""Rules whose content is the whole clause, of which the network may have taken a part."""
_RELAYED = 0.4
"""Who says little but what somebody else says only passes it on: that fills at least so much of the outer content."""


class Page:
    """A parsed article's text as one string, with its sentences, quotations and mentions as ranges of it."""

    def __init__(self, parse: Parse) -> None:
        article = parse.article
        headline, body = article.headline or "", article.plain(Part.BODY)
        self.is_doubled = not headline or body.lstrip()[: len(headline)] == headline  # the body says it once more
        self.shift = 0 if self.is_doubled else len(headline) + 2
        self.text = body if self.is_doubled else f"{headline}\n\n{body}"
        self.sentences = self._ranges(s.span for s in parse.sentences)
        self.quoted = self._ranges(parse.quotations)
        self.seconds: dict[Range, list[Second]] = {}  # by sentence
        self.marks = self._ranges(m.span for m in parse.mentions)
        self.outlets = self._ranges(m.span for m in parse.mentions if m.who is Who.OUTLET)
        self.people = self._ranges(m.span for m in parse.mentions if m.who is Who.PERSON)

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
                cited.append(self._whole(self._with_source(pair, cited)))
        every = sorted([*cited, *self._passives(rules, cited)], key=lambda pair: pair.cue)
        asserted = [kept for pair in every if (kept := self._without_questions(pair))]
        for together in self._by_sentence(asserted):
            yield from self._of_sentence(together)

    # -------------------------------------------------------------- places

    def _ranges(self, spans: Iterable[Span]) -> Ranges:
        """Where spans of the article stand here; a headline that the body repeats stands nowhere."""
        here = (s for s in spans if not (self.is_doubled and s.part is Part.HEADLINE))
        return Ranges(
            (s.start, s.end) if s.part is Part.HEADLINE else (s.start + self.shift, s.end + self.shift) for s in here
        )

    def _span(self, place: Range) -> Span:
        if place[0] < self.shift - 1:
            return Span(place[0], min(place[1], self.shift - 2), Part.HEADLINE)
        return Span(place[0] - self.shift, place[1] - self.shift)

    def _words(self, place: Range) -> str:
        return self.text[slice(*place)]

    def _sentence(self, at: int) -> Range:
        return self.sentences.all[self.sentences.number(at)] if self.sentences.all else (0, len(self.text))

    def _beside(self, sentence: Range) -> tuple[list[Range], list[Range]]:
        """The quotations and mentions of a sentence."""
        return self.quoted.touching(sentence), self.marks.starting_in(*sentence)

    def _by_sentence(self, every: Sequence[Pair]) -> Iterable[list[Pair]]:
        """Group attributions by the sentence of their cue."""
        groups: dict[int, list[Pair]] = defaultdict(list)
        for pair in every:
            groups[self.sentences.number(pair.cue[0])].append(pair)
        return groups.values()

    # -------------------------------------------------------------- finding

    def _found(self) -> list[Found]:
        out: list[Found] = []
        first_line = max(self.text.find("\n"), self.shift)
        for sentence in self.sentences.all:
            is_headline = sentence[1] <= first_line and self.text[sentence[1] - 1] not in '.”"'
            out += found(self.text, sentence, *self._beside(sentence), headline=is_headline)
        return out

    def _pairs(self, models: Models, rules: list[Found]) -> list[Pair]:
        return pairs(self.text, tagged(self.text, models), rules, self.sentences, self.quoted)

    def _kind(self, pair: Pair) -> Kind | None:
        unsaid = english.NOT_TOLD.search(self.text[max(0, pair.cue[0] - 20) : pair.cue[1]])
        if unsaid or (pair.source and english.NO_ONE.match(self._words(pair.source))):
            return None
        return kind_of(self._words(pair.cue), self.text[pair.cue[1] : pair.cue[1] + 60])

    def _passives(self, rules: Sequence[Found], cited: Sequence[Pair]) -> Iterator[Pair]:
        """Passives that name nobody, in sentences where nobody is cited."""
        held = {self._sentence(piece[0]) for pair in cited if pair.source for piece in pair.content}
        known = Ranges(pair.cue for pair in cited)
        for rule in rules:
            if rule.rule == "passive" and self._sentence(rule.cue[0]) not in held and not known.touching(rule.cue):
                yield Pair.by_grammar(rule)

    # -------------------------------------------------------------- completing

    def _with_source(self, pair: Pair, before: Sequence[Pair]) -> Pair:
        """Give a cue without a source the subject beside it."""
        if pair.source:
            is_lacking = self._words(pair.source).casefold() in english.DETERMINERS
        else:
            is_lacking = not english.NO_SUBJECT.search(self._words(pair.cue))
        return replace(pair, source=self._subject(pair.cue, before)) if is_lacking else pair

    def _subject(self, cue: Range, before: Sequence[Pair]) -> Range | None:
        """The phrase beside a cue, else whoever spoke before in the sentence, else its first person."""
        sentence = self._sentence(cue[0])
        quoted, marks = self._beside(sentence)
        beside = Rules(self.text, sentence, quoted, marks).subject(cue[0])
        if beside:
            return beside
        for pair in reversed(before):
            if pair.source and sentence[0] <= pair.source[0] < cue[0]:
                return pair.source
        people = self.people.starting_in(sentence[0], cue[0])
        return next((p for p in people if not any(a <= p[0] < b for a, b in quoted)), None)

    def _whole(self, pair: Pair) -> Pair:
        """Give a content its whole clause, and none of the next one's.

        The corpus the network learnt from annotates the shortest content; a reader wants what else the clause says.
        """
        rule = pair.rule
        if rule is None or rule.rule not in _WHOLE_CLAUSE or not any(overlap(p, rule.content) for p in pair.content):
            return pair
        others = (p for p in pair.content if not overlap(p, rule.content))
        apart = (p for p in others if self._is_quotation(p) or self._goes_on(pair.cue[1], p))
        return replace(pair, content=tuple(sorted({rule.content, *apart})))

    def _goes_on(self, cue_end: int, piece: Range) -> bool:
        """Whether a cue only interrupts its content: "the gate, Orr said, had stuck"."""
        return self.text[cue_end : piece[0]].strip() in ("", ",")

    def _is_quotation(self, piece: Range) -> bool:
        return bool(self.quoted.touching(piece))

    def _without_questions(self, pair: Pair) -> Pair | None:
        """Drop what an interviewer asks: it is nobody's claim."""
        kept = tuple(piece for piece in pair.content if not self._is_asked(piece, pair))
        return replace(pair, content=kept) if kept else None

    def _is_asked(self, piece: Range, pair: Pair) -> bool:
        words = self._words(piece).strip()
        if not _QUESTION_END.search(words):
            return False
        before, opening = self.text[max(0, piece[0] - 40) : piece[0]], re.split(r"[“\"«]", words)[0]
        return any(english.ASKS.search(near) for near in (before, self._words(pair.cue), opening))

    # -------------------------------------------------------------- nesting

    def _of_sentence(self, together: Sequence[Pair]) -> Iterator[Attribution]:
        """Tie together the attributions of one sentence; who only passes on what another says is its relay."""
        told = [pair for pair in together if not self._only_names(pair)]
        mine = [pair for pair in told if self._speaks_for_itself(pair, self._holder(pair, told))]
        around = [self._holder(pair, mine) for pair in mine]
        for pair, holder in zip(mine, around, strict=True):
            held = [inner for inner, other in zip(mine, around, strict=True) if other is pair]
            if not any(self._covers_most(inner, pair) for inner in held):
                yield self._nested(pair, holder)

    def _further(self, cue: Range) -> list[Second]:
        """The further sources of a cue's sentence, looked for once."""
        sentence = self._sentence(cue[0])
        if sentence not in self.seconds:
            self.seconds[sentence] = list(seconds(self.text, *sentence))
        return self.seconds[sentence]

    def _only_names(self, pair: Pair) -> bool:
        """Whether all that a content says is whom its source cites: "the Courier, citing | two engineers"."""
        cited = [second for second in self._further(pair.cue) if second.inside]
        if pair.source is None and any(overlap(second.cue, pair.cue) for second in cited):
            return True  # "Citing somebody, the Courier reported …"
        return all(any(holds(second.source, piece) for second in cited) for piece in pair.content)

    def _holder(self, pair: Pair, others: Sequence[Pair]) -> Pair | None:
        """The attribution whose content holds this one, source, cue and all."""
        source = pair.source
        if source is None:
            return None
        for other in others:
            if other is pair or other.source is None or other.source == source:
                continue
            if any(holds(piece, source) and piece[0] <= pair.cue[0] < piece[1] for piece in other.content):
                return other
        return None

    def _speaks_for_itself(self, pair: Pair, holder: Pair | None) -> bool:
        """Whether an inner attribution is more than what a source says of itself: "Ann Lee said the town expects"."""
        if pair.rule is None or not pair.rule.nested:
            return True
        if holder is None or holder.source is None:
            return False
        is_person = bool(self.people.touching(holder.source))
        passes_on = not is_person and is_outlet(self.text, holder.source, self.outlets)
        return passes_on or self._kind(pair) is Kind.STATEMENT

    def _covers_most(self, inner: Pair, outer: Pair) -> bool:
        """Whether the outer content says little but the inner attribution."""
        inside = [piece for piece in inner.content if any(holds(around, piece) for around in outer.content)]
        marks = (inner.source, inner.cue) if inner.source else ()
        said = sum(end - start for start, end in (*inside, *marks))
        return bool(inside) and said > _RELAYED * sum(end - start for start, end in outer.content)

    def _nested(self, pair: Pair, holder: Pair | None) -> Attribution:
        """Add the further sources of the sentence, from the reader inward."""
        if pair.source is None or (pair.rule and pair.rule.rule == "remark"):
            return self._attribution(pair)
        source, outer, inner = self._seconds(pair.source, pair.cue)
        if holder and holder.source:
            above, further, _ = self._seconds(holder.source, holder.cue)
            outer = [*further, (above, holder.cue), *(link for link in outer if not overlap(link[0], above))]
        links: list[Link] = []
        for link in (*outer, (source, pair.cue), *inner):
            if not any(overlap(link[0], known[0]) for known in links):
                links.append(link)
        cited = tuple(Cited(self._span(who), self._span(cue)) for who, cue in links[1:])
        return self._attribution(replace(pair, source=links[0][0], cue=links[0][1]), cited, kind=self._kind(pair))

    def _seconds(self, source: Range, cue: Range) -> tuple[Range, list[Link], list[Link]]:
        """A source without what is said of it, the relays outside it, and whom it cites."""
        outer: list[Link] = []
        inner: list[Link] = []
        for second in self._further(cue):
            who = second.source if second.inside else self._outlet_in(second.source)
            if overlap(who, source):
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
        return next((outlet for outlet in self.outlets.starting_in(*words) if outlet[1] <= words[1]), words)

    def _end_before(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " ,":
            end -= 1
        return end

    def _attribution(self, pair: Pair, cited: tuple[Cited, ...] = (), kind: Kind | None = None) -> Attribution:
        return Attribution(
            (self._span(pair.source),) if pair.source else (),
            (self._span(pair.cue),),
            tuple(map(self._span, pair.content)),
            kind or self._kind(pair),
            pair.score,
            pair.tier,
            cited,
        )
