"""Which source and cue own which content: the network's findings and the grammar's, made one list.

Where both found the same, the network's spans stand unless they are splinters of the grammar's.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.attribute.grammar import Found
from reportedly.attribute.spans import Tagged
from reportedly.english import DAYS, MONTHS, NOUN_KIND, VERB_KIND
from reportedly.records import Kind, Tier

Range = tuple[int, int]

SPLINTER = 1  # word: a single piece of content no longer than that, of a longer one by the grammar, is a splinter
GAP = 40  # code points between two pieces of one content, at most, to be closed
SURE = frozenset(
    {"before", "after", "inverted", "according", "headline", "remark", "agent"}
)  # rules that need no second voice


@dataclass(frozen=True, slots=True)
class Pair:
    """An attribution before nesting; ranges of the text that was read."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    score: float
    tier: Tier
    rule: Found | None = None  # the grammar's finding, where it has one


def pairs(
    text: str, tagged: Sequence[Tagged], found: Sequence[Found], sentences: Sequence[Range], quoted: Sequence[Range]
) -> list[Pair]:
    """Return one list of attributions, in the order of their cues.

    Args:
        text: What was read.
        tagged: The network's findings.
        found: The grammar's.
        sentences: Ranges of the text's sentences, in order.
        quoted: Ranges of its quotations, in order.
    """
    seen = _Page(text, sentences, quoted)
    free = list(found)
    out: list[Pair] = []
    for tag in tagged:
        clean = seen.tidy(tag)
        if clean is None:
            continue
        twin = next((rule for rule in free if seen.same(clean, rule)), None)
        if twin:
            free.remove(twin)
            out.append(seen.joined(clean, twin))
        else:
            out.append(Pair(clean.source, clean.cue, clean.content, clean.score, Tier.NETWORK))
    taken = [piece for pair in out for piece in pair.content]
    for rule in free:
        if any(seen.holds(pair, rule) for pair in out):
            rule = replace(rule, nested=True)  # noqa: PLW2901  # the same finding, in its place
        if rule.nested or (rule.rule in SURE and not any(_share(rule.content, piece) > 0.5 for piece in taken)):
            content = (rule.content, rule.further) if rule.further else (rule.content,)
            out.append(Pair(rule.source, rule.cue, content, 0.0, Tier.GRAMMAR, rule))
    return sorted(out, key=lambda pair: pair.cue or pair.content[0])


def _overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _share(a: Range, b: Range) -> float:
    """How much of the shorter range both have."""
    return _overlap(a, b) / max(1, min(a[1] - a[0], b[1] - b[0]))


class _Page:
    """What a finding is checked against."""

    def __init__(self, text: str, sentences: Sequence[Range], quoted: Sequence[Range]) -> None:
        self.text, self.sentences, self.quoted = text, sentences, quoted
        self.starts = [s[0] for s in sentences]

    def sentence(self, at: int) -> int:
        """The number of the sentence a place lies in."""
        return max(0, bisect_right(self.starts, at) - 1)

    def _is_quoted(self, piece: Range) -> bool:
        return any(_overlap(q, piece) > (piece[1] - piece[0]) / 2 for q in self.quoted)

    def tidy(self, tag: Tagged) -> Tagged | None:
        """Keep of a content what may belong to its cue: its own paragraph, and quotations beside it."""
        pieces = [part for piece in tag.content for line in self._lines(piece) for part in self._cut(line)]
        home_sentence = self.sentence(tag.cue[0])
        beside = [p for p in pieces if self.sentence(p[0]) == home_sentence]
        if beside:  # another sentence belongs to this cue only where it is quoted
            pieces = [p for p in pieces if p in beside or self._is_quoted(p)]
        home = self._paragraph(tag.cue[0])
        own = [p for p in pieces if self._paragraph(p[0]) == home]
        kept = (
            own
            if own and not any(map(self._is_quoted, own))
            else [*own, *(p for p in pieces if p not in own and self._is_quoted(p))]
        )
        kept = [p for p in kept if any(c.isalnum() for c in self.text[slice(*p)])]
        timed = tag.source and _TIME.fullmatch(self.text[slice(*tag.source)].strip(" ,"))
        return replace(tag, content=tuple(kept), source=None if timed else tag.source) if kept else None

    def _cut(self, piece: Range) -> Iterator[Range]:
        """Cut unquoted content at sentence ends."""
        if self._is_quoted(piece):
            yield piece
            return
        for n in range(self.sentence(piece[0]), self.sentence(piece[1] - 1) + 1):
            start, end = max(piece[0], self.sentences[n][0]), min(piece[1], self.sentences[n][1])
            if start < end:
                yield start, end

    def _lines(self, piece: Range) -> Iterator[Range]:
        for line in re.finditer(r"[^\n]+", self.text[slice(*piece)]):
            yield piece[0] + line.start(), piece[0] + line.end()

    def _paragraph(self, at: int) -> int:
        return self.text.rfind("\n", 0, at)

    def same(self, tag: Tagged, rule: Found) -> bool:
        """Whether the network and the grammar speak of one attribution."""
        if rule.rule == "passive" and rule.source is None and tag.source is not None:
            return False
        if _overlap(tag.cue, rule.cue):
            return True
        if rule.source and self.confused(tag, rule):
            return True
        together = sum(_overlap(rule.content, piece) for piece in tag.content)
        sources = rule.source is None or tag.source is None or _overlap(rule.source, tag.source)
        return bool(sources) and 2 * together > rule.content[1] - rule.content[0] and self._near(tag.cue, rule.cue)

    def holds(self, pair: Pair, rule: Found) -> bool:
        """Whether a content holds a finding's source and cue."""
        if rule.source is None or (pair.cue and not self._near(pair.cue, rule.cue)):
            return False
        return any(
            p[0] <= min(rule.source[0], rule.cue[0]) and max(rule.source[1], rule.cue[1]) <= p[1] for p in pair.content
        )

    def confused(self, tag: Tagged, rule: Found) -> bool:
        """Whether the network took words of the grammar's source for content."""
        if rule.source is None or tag.source is None or not _overlap(rule.source, tag.source):
            return False
        return 3 * sum(_overlap(rule.source, piece) for piece in tag.content) > rule.source[1] - rule.source[0]

    def _near(self, a: Range, b: Range) -> bool:
        return self.sentence(a[0]) == self.sentence(b[0])

    def joined(self, tag: Tagged, rule: Found) -> Pair:
        """One attribution of two findings: the network's spans, unless they are splinters of the grammar's."""
        whole = rule.content
        if self.confused(tag, rule):
            return Pair(rule.source, rule.cue, (whole,), 0.0, Tier.GRAMMAR, rule)
        content = self._bridged(tag)
        words = [len(self.text[slice(*piece)].split()) for piece in (*content, whole)]
        if len(content) == 1 and words[0] <= SPLINTER < words[1] // 2:
            content = (whole, rule.further) if rule.further else (whole,)
        cue = tag.cue if _overlap(tag.cue, rule.cue) else rule.cue
        return Pair(self._source(tag, rule), cue, content, tag.score, Tier.BOTH, rule)

    def _bridged(self, tag: Tagged) -> tuple[Range, ...]:
        """Close the gaps between pieces of content that neither source nor cue parts."""
        out: list[Range] = []
        for piece in sorted(tag.content):
            gap = (out[-1][1], piece[0]) if out else None
            parted = gap and any(_overlap(gap, part) for part in (tag.source, tag.cue) if part)
            if gap and not parted and gap[1] - gap[0] <= GAP and "\n" not in self.text[slice(*gap)]:
                out[-1] = out[-1][0], piece[1]
            else:
                out.append(piece)
        return tuple(out)

    def _source(self, tag: Tagged, rule: Found) -> Range | None:
        """The network's source, unless it is missing or only a splinter of the grammar's."""
        if tag.source is None or rule.source is None:
            return tag.source or rule.source
        words = self.text[slice(*tag.source)]
        splinter = len(words.split()) == 1 and words[0].islower() and words not in ("he", "she", "they", "it", "who")
        splinter = splinter or words in ("The", "A", "An")
        splinter = splinter or bool(_UNFINISHED.search(words))
        held = _overlap(tag.source, rule.source) == tag.source[1] - tag.source[0] and bool(
            _overlap(tag.cue, rule.source)
        )
        return rule.source if splinter or held else tag.source


_UNFINISHED = re.compile(r"\b(?:with|of|in|to|for|from|by|at|the|a|an|and)$")
_TIME = re.compile(rf"(?:\w+\s+)?(?:{DAYS}|{MONTHS}|today|yesterday|tomorrow|week|month|year)", re.IGNORECASE)
_NOT_SAID = re.compile(
    r"\b(?:could count on|declined? to (?:comment|say|speak|discuss|give)|refus\w+ to comment|(?:did not|didn['’]t|not) "
    r"(?:immediately )?(?:respond|reply|return|answer)|no comment|asked (?:not )?to be named|asked for comment|first found out|found out|"
    r"claim(?:ed|s|ing)? (?:[\w,-]+ ){0,5}lives?|reported (?:missing|dead|killed|injured))\b",
    re.IGNORECASE,
)


def kind_of(cue: str, source: str | None, around: str) -> Kind | None:
    """Return what sort of thing a cue attributes; None for what is no attribution at all to a reader.

    Args:
        cue: The cue's words.
        source: The source's words.
        around: The words of the sentence from the cue on.

    >>> kind_of("has repeatedly warned", "the union", "has repeatedly warned of it")
    <Kind.STATEMENT: 'statement'>
    >>> kind_of("declined", "she", "declined to comment on the matter") is None
    True
    """
    if _NOT_SAID.search(cue + " " + around.lstrip()[:40]):
        return None
    words = re.findall(r"[a-z]+", cue.casefold())
    for word in reversed(words):
        if word in VERB_KIND:
            return VERB_KIND[word]
    for word in reversed(words):
        if word in NOUN_KIND:
            return NOUN_KIND[word]
    if not words:  # a colon, a dash
        return Kind.STATEMENT
    return None
