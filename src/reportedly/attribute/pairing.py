"""Which source and cue own which content: the network's findings and the grammar's, made one list.

Where both found the same, the network's spans stand unless they are splinters of the grammar's.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportedly.attribute import english
from reportedly.attribute.grammar import Found
from reportedly.attribute.ranges import Range, Ranges, holds, overlap
from reportedly.attribute.spans import Tagged
from reportedly.english import NOUN_KIND, VERB_KIND
from reportedly.records import Kind, Tier

SPLINTER = 1
"""Words: a single piece of content no longer than that is a splinter where the grammar has far more."""
GAP = 40
"""Code points between two pieces of one content, at most, to be closed."""
SURE = frozenset({"before", "after", "inverted", "according", "headline", "remark", "agent"})
"""Rules of the grammar that need no second voice."""


class Pair(Struct, frozen=True):
    """An attribution before nesting; ranges of the text that was read."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    score: float
    tier: Tier
    rule: Found | None = None  # the grammar's finding, where it has one

    @classmethod
    def by_grammar(cls, rule: Found) -> "Pair":
        """Return what the grammar found alone."""
        content = (rule.content, rule.further) if rule.further else (rule.content,)
        return cls(rule.source, rule.cue, content, 0.0, Tier.GRAMMAR, rule)


def pairs(text: str, tagged: Sequence[Tagged], found: Sequence[Found], sentences: Ranges, quoted: Ranges) -> list[Pair]:
    """Return one list of attributions, in the order of their cues.

    Args:
        text: What was read.
        tagged: The network's findings.
        found: The grammar's, sentence by sentence; each lies in one.
        sentences: Ranges of the text's sentences.
        quoted: Ranges of its quotations.
    """
    merger = _Merger(text, sentences, quoted)
    free: dict[int, list[Found]] = defaultdict(list)
    for rule in found:
        free[sentences.number(rule.cue[0])].append(rule)
    seen = [merger.taken(tidy, free) for tag in tagged if (tidy := merger.tidy(tag))]
    alone = merger.alone([rule for rules in free.values() for rule in rules], seen)
    return sorted([*seen, *alone], key=lambda pair: pair.cue)


class _Merger:
    """Weighs findings about one text against one another."""

    def __init__(self, text: str, sentences: Ranges, quoted: Ranges) -> None:
        self.text, self.sentences, self.quoted = text, sentences, quoted

    # -------------------------------------------------------------- the network's findings

    def tidy(self, tag: Tagged) -> Tagged | None:
        """Keep of a content what may belong to its cue; None where that is nothing."""
        pieces = [part for piece in tag.content for line in self._lines(piece) for part in self._sentences(line)]
        kept = tuple(p for p in self._belonging(pieces, tag.cue) if any(c.isalnum() for c in self._words(p)))
        words = self._words(tag.source).strip(" ,") if tag.source else ""
        is_time = english.TIME.fullmatch(words)
        return replace(tag, content=kept, source=None if is_time else tag.source) if kept else None

    def _lines(self, piece: Range) -> Iterator[Range]:
        for line in re.finditer(r"[^\n]+", self._words(piece)):
            yield piece[0] + line.start(), piece[0] + line.end()

    def _sentences(self, piece: Range) -> Iterator[Range]:
        """Cut unquoted content at sentence ends."""
        if self._is_quoted(piece):
            yield piece
            return
        first, last = self.sentences.number(piece[0]), self.sentences.number(piece[1] - 1)
        for sentence in self.sentences.all[first : last + 1]:
            if overlap(sentence, piece):
                yield max(piece[0], sentence[0]), min(piece[1], sentence[1])

    def _belonging(self, pieces: Sequence[Range], cue: Range) -> list[Range]:
        """What stands in a cue's own sentence, else in its paragraph; and quotations."""
        if any(self._is_near(piece, cue) for piece in pieces):
            pieces = [piece for piece in pieces if self._is_near(piece, cue) or self._is_quoted(piece)]
        home = self._paragraph(cue[0])
        own = [piece for piece in pieces if self._paragraph(piece[0]) == home]
        if own and not any(map(self._is_quoted, own)):
            return own
        return own + [piece for piece in pieces if piece not in own and self._is_quoted(piece)]

    # -------------------------------------------------------------- both findings

    def taken(self, tag: Tagged, free: dict[int, list[Found]]) -> Pair:
        """Join a finding of the network with the first of the grammar that means the same; that one is free no more."""
        for number in self._touched(tag):
            twin = next((rule for rule in free.get(number, ()) if self._is_same(tag, rule)), None)
            if twin:
                free[number].remove(twin)
                return self._joined(tag, twin)
        return Pair(tag.source, tag.cue, tag.content, tag.score, Tier.NETWORK)

    def _touched(self, tag: Tagged) -> list[int]:
        """The numbers of the sentences in which a finding's cue or source lies."""
        places = (tag.cue, tag.source) if tag.source else (tag.cue,)
        number = self.sentences.number
        return sorted({n for start, end in places for n in range(number(start), number(end - 1) + 1)})

    def _is_same(self, tag: Tagged, rule: Found) -> bool:
        """Whether the network and the grammar speak of one attribution."""
        if rule.rule == "passive" and rule.source is None and tag.source is not None:
            return False
        if overlap(tag.cue, rule.cue) or self._is_confused(tag, rule):
            return True
        together = sum(overlap(rule.content, piece) for piece in tag.content)
        one_source = rule.source is None or tag.source is None or overlap(rule.source, tag.source) > 0
        return one_source and 2 * together > rule.content[1] - rule.content[0] and self._is_near(tag.cue, rule.cue)

    def _is_confused(self, tag: Tagged, rule: Found) -> bool:
        """Whether the network took words of the grammar's source for content."""
        if rule.source is None or tag.source is None or not overlap(rule.source, tag.source):
            return False
        return 3 * sum(overlap(rule.source, piece) for piece in tag.content) > rule.source[1] - rule.source[0]

    def _joined(self, tag: Tagged, rule: Found) -> Pair:
        """One attribution of two findings: the network's spans, unless they are splinters of the grammar's."""
        if self._is_confused(tag, rule):
            return Pair(rule.source, rule.cue, (rule.content,), 0.0, Tier.GRAMMAR, rule)
        cue = tag.cue if overlap(tag.cue, rule.cue) else rule.cue
        return Pair(self._source(tag, rule), cue, self._content(tag, rule), tag.score, Tier.BOTH, rule)

    def _content(self, tag: Tagged, rule: Found) -> tuple[Range, ...]:
        content = self._bridged(tag)
        is_splinter = len(content) == 1 and self._count(content[0]) <= SPLINTER < self._count(rule.content) // 2
        return Pair.by_grammar(rule).content if is_splinter else content

    def _bridged(self, tag: Tagged) -> tuple[Range, ...]:
        """Close the gaps between pieces of content that neither source nor cue parts."""
        out: list[Range] = []
        for piece in sorted(tag.content):
            if out and self._is_bridge((out[-1][1], piece[0]), tag):
                out[-1] = out[-1][0], piece[1]
            else:
                out.append(piece)
        return tuple(out)

    def _is_bridge(self, gap: Range, tag: Tagged) -> bool:
        parted = any(overlap(gap, part) for part in (tag.source, tag.cue) if part)
        return not parted and gap[1] - gap[0] <= GAP and "\n" not in self._words(gap)

    def _source(self, tag: Tagged, rule: Found) -> Range | None:
        """The network's source, unless it is missing, a splinter of the grammar's, or what the grammar's says."""
        if tag.source is None or rule.source is None:
            return tag.source or rule.source
        words = self._words(tag.source)
        is_held = holds(rule.source, tag.source) and (overlap(tag.cue, rule.source) or self._is_cut(tag.source))
        is_said = holds(rule.content, tag.source) and not overlap(tag.source, rule.source)
        return rule.source if is_held or is_said or _is_splinter(words) else tag.source

    def _is_cut(self, source: Range) -> bool:
        """Whether a source begins after a preposition or ends with a participle: it is the middle of one."""
        before = self.text[max(0, source[0] - 12) : source[0]]
        return bool(english.CUT_BEFORE.search(before) or english.CUT_AFTER.search(self._words(source)))

    # -------------------------------------------------------------- the grammar's findings

    def alone(self, rules: Sequence[Found], seen: Sequence[Pair]) -> Iterator[Pair]:
        """Yield what the grammar found alone: nested in one of the contents seen, or by a sure rule outside them."""
        pieces = (piece for pair in seen for piece in pair.content)
        contents = Ranges(piece for piece in pieces if self._count(piece) > SPLINTER)
        beside: dict[int, list[Pair]] = defaultdict(list)
        for pair in seen:
            beside[self.sentences.number(pair.cue[0])].append(pair)
        for rule in rules:
            together = beside[self.sentences.number(rule.cue[0])]
            is_nested = rule.nested or any(_holds(pair, rule) for pair in together)
            is_new = not any(_share(rule.content, piece) > 0.5 for piece in contents.touching(rule.content))
            if is_nested or (rule.rule in SURE and is_new):
                pair = Pair.by_grammar(replace(rule, nested=is_nested))
                together.append(pair)
                yield pair

    # -------------------------------------------------------------- places

    def _words(self, place: Range) -> str:
        return self.text[slice(*place)]

    def _count(self, place: Range) -> int:
        return len(self._words(place).split())

    def _is_quoted(self, piece: Range) -> bool:
        return any(overlap(q, piece) > (piece[1] - piece[0]) / 2 for q in self.quoted.touching(piece))

    def _is_near(self, a: Range, b: Range) -> bool:
        """Whether two ranges begin in one sentence."""
        return self.sentences.number(a[0]) == self.sentences.number(b[0])

    def _paragraph(self, at: int) -> int:
        return self.text.rfind("\n", 0, at)


def _holds(pair: Pair, rule: Found) -> bool:
    """Whether a content holds a finding's source and cue."""
    if rule.source is None:
        return False
    both = min(rule.source[0], rule.cue[0]), max(rule.source[1], rule.cue[1])
    return any(holds(piece, both) for piece in pair.content)


def _share(a: Range, b: Range) -> float:
    """How much of the shorter range both have."""
    return overlap(a, b) / max(1, min(a[1] - a[0], b[1] - b[0]))


def _is_splinter(source: str) -> bool:
    """Whether the words of a source are only part of one."""
    one_small = len(source.split()) == 1 and source[0].islower() and source not in english.SUBJECTS
    return one_small or source in english.ARTICLES or bool(english.UNFINISHED.search(source))


def kind_of(cue: str, around: str) -> Kind | None:
    """Return what sort of thing a cue attributes; None for what is no attribution at all to a reader.

    Args:
        cue: The cue's words.
        around: The words of the sentence after the cue.

    >>> kind_of("has repeatedly warned", " of it")
    <Kind.STATEMENT: 'statement'>
    >>> kind_of("declined", " to comment on the matter") is None
    True
    """
    if english.NOT_SAID.search(cue + " " + around.lstrip()[:40]):
        return None
    words = re.findall(r"[a-z]+", cue.casefold())
    if not words:  # a colon, a dash
        return Kind.STATEMENT
    last_first = words[::-1]
    return next((kinds[word] for kinds in (VERB_KIND, NOUN_KIND) for word in last_first if word in kinds), None)
