"""How well attributions (source, cue, content) are found, against an annotated corpus.

Gold rows are articles, ``{"id", "text", "attributions": [{"source": [[start, end], …], "cue": […], "content":
[…]}]}``; predictions have the same form without the text, their spans counting code points of gold's text. An
article that is not predicted counts as one without attributions; a predicted attribution without a content token is
ignored.

Definitions
    Token: a run of letters and digits, with inner apostrophe, hyphen, full stop or comma ("don't", "1,200", "U.S").
    Punctuation, quotation marks and white space are no tokens and never matter. A token belongs to a span when they
    share a character; each source, cue and content is a set of tokens (several spans: their union).

    Matching: per article, one to one between gold and predicted attributions, with the largest total number of
    shared content tokens; ties go to the higher content IoU (shared / union), then to sources and cues that agree.
    A pair needs one shared content token.

    exact: the two sets are equal. strict: the spans are equal code point by code point, up to white space,
    quotation marks and punctuation at their outer ends. soft: tokens shared within matched pairs over all predicted
    (P), all gold (R). Counts are summed over the articles.

Rows
    found: a matched pair. found@.5: with a content IoU of at least .5.
    content exact, strict, soft.
    source e2e, cue e2e: over all that have a source (a cue). source|match, cue|match: within matched pairs.
    unlinked: exact match of single spans, each taken alone, as sequence-labelling papers count.
    END-TO-END: content IoU at least .5 AND the source agrees: they share a token that is no function word (any
    token, where one side has function words only), or neither has a source.
    end-to-end strict: content exact and source exact.
    direct, mixed, indirect: by how much of the content lies inside double quotation marks: all, some, none. A
    quotation left open ends with its paragraph. R counts the gold attributions of a type, P the predicted ones,
    typed by their own content.
    speech-cue, other-cue: whether the cue has a verb of saying or writing, or "according"; counted likewise.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reportedly.evaluate.matching import Json, heaviest

_TOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_QUOTE = re.compile(r"“|”|\"|«|»|„|``|''|\n")
_OPENING, _CLOSING = ("“", "«", "„", "``"), ("”", "»")
_EDGES = " \t\r\n\u00a0\"“”‘’'`«».,;:!?"
_FUNCTION_WORDS = frozenset(
    """
    a an the of and or in on at for to with by from as 's ’s that this who whom which is are was were be not
    his her its their my our your
    """.split()  # noqa: SIM905  # words read better as words
)
_VERBS = frozenset(
    """
    say tell add ask write announce claim report state argue note explain acknowledge admit allege assert
    assure comment concede confirm contend declare deny insist maintain mention predict promise propose reply
    respond reveal suggest testify tweet urge warn vow stress emphasize reiterate remark quote recall conclude
    answer complain cite caution advise accuse observe joke point indicate repeat read disclose retort quip
    speak talk
    """.split()  # noqa: SIM905  # words read better as words
)
_IRREGULAR = frozenset(
    """
    said told wrote written spoke spoken according denied denies replied replies testified testifies admitted
    admitting quipped quipping saying says
    """.split()  # noqa: SIM905  # words read better as words
)
_SPEECH = _IRREGULAR | {
    form
    for verb in _VERBS
    for stem in [verb.removesuffix("e")]
    for form in (verb, f"{verb}s", f"{stem}ed", f"{stem}ing")
}

_PARTS = ("source", "cue", "content")
_KINDS = ("direct", "mixed", "indirect")
_KIND_ROWS = ("found@.5", "content exact", "END-TO-END")
_CUES = ("speech-cue", "other-cue")
_CUE_ROWS = ("found@.5", "END-TO-END")
_WHOLE_ROWS = ("found", "found@.5", "content exact", "content strict", "END-TO-END", "end-to-end strict")
ROWS = (
    *("found", "found@.5", "content exact", "content strict", "content soft"),
    *(
        f"source {of} {how}" if of == "e2e" else f"source{of} {how}"
        for of in ("e2e", "|match")
        for how in ("exact", "soft", "head")
    ),
    *(f"cue e2e {how}" for how in ("exact", "soft")),
    *(f"cue|match {how}" for how in ("exact", "soft")),
    *(f"unlinked {part}" for part in _PARTS),
    *("END-TO-END", "end-to-end strict"),
    *(f"{kind} {row}" for kind in _KINDS for row in ("found@.5", "content exact", "content soft", "END-TO-END")),
    *(f"{cue} {row}" for cue in _CUES for row in _CUE_ROWS),
)

Spans = Sequence[Sequence[int]]
Tokens = frozenset[int]
Counts = Counter[tuple[str, str]]
"""(row, field) → number; fields: gold, pred, and the hits on either side, tp (gold's) and tpp (the prediction's)."""


# ------------------------------------------------------------------ a text as tokens


class Text:
    """One article's text as numbered tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in self.spans]
        self.ends = [end for _, end in self.spans]
        self.words = [text[start:end].lower() for start, end in self.spans]
        self.quoted = frozenset(self._quoted())

    def tokens(self, spans: Spans | None) -> Tokens:
        """Return the numbers of the tokens that share a character with one of the spans."""
        found: set[int] = set()
        for start, end in spans or ():
            first = bisect_left(self.ends, max(0, start) + 1)
            last = bisect_left(self.starts, end) if start < end else first
            found.update(range(first, last))
        return frozenset(found)

    def edges(self, spans: Spans | None) -> tuple[tuple[int, int], ...]:
        """Return the spans without white space, quotation marks and punctuation at their outer ends."""
        out = []
        for start, end in sorted((max(0, s), min(e, len(self.text))) for s, e in spans or ()):
            words = self.text[start:end]
            left = len(words) - len(words.lstrip(_EDGES))
            if kept := words.strip(_EDGES):
                out.append((start + left, start + left + len(kept)))
        return tuple(out)

    def _quoted(self) -> Iterator[int]:
        """Yield the tokens that lie inside double quotation marks."""
        regions = list(self._quotations())
        at = 0
        for token, (start, end) in enumerate(self.spans):
            while at < len(regions) and regions[at][1] < end:
                at += 1
            if at < len(regions) and regions[at][0] <= start and end <= regions[at][1]:
                yield token

    def _quotations(self) -> Iterator[tuple[int, int]]:
        """Yield what stands between double marks; straight ones pair in order, one left open ends with its line."""
        opened: int | None = None
        for match in _QUOTE.finditer(self.text):
            mark = match.group()
            if opened is None:
                opened = None if mark == "\n" or mark in _CLOSING else match.end()
            elif mark == "\n" or mark not in _OPENING:
                yield opened, match.start()
                opened = None
        if opened is not None:
            yield opened, len(self.text)


class Item(Struct, frozen=True):
    """One attribution as sets of tokens."""

    source: Tokens
    cue: Tokens
    content: Tokens
    strict: tuple[tuple[int, int], ...]
    single: Mapping[str, frozenset[Tokens]]  # part → its spans, each as its tokens
    kind: str
    speech: str

    @classmethod
    def of(cls, row: Json, text: Text) -> "Item":
        """Make it from a row's spans."""
        source, cue, content = (text.tokens(row.get(part)) for part in _PARTS)
        single = {part: frozenset(t for s in row.get(part) or () if (t := text.tokens([s]))) for part in _PARTS}
        inside = len(content & text.quoted)
        kind = "direct" if inside == len(content) else "mixed" if inside else "indirect"
        speech = "speech-cue" if any(text.words[t] in _SPEECH for t in cue) else "other-cue"
        return cls(source, cue, content, text.edges(row.get("content")), single, kind, speech)

    def tokens(self, part: str) -> Tokens:
        """Return the tokens of one of its parts."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[part]


# ------------------------------------------------------------------ matching


def matched(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[int, int]]:
    """Return the pairs (gold, predicted) that share most content tokens in all, in gold's order."""
    weights = _weights(gold, predicted)
    pairs = []
    for rows, columns in _components(weights):
        matrix = [[weights.get((i, j), 0.0) for j in columns] for i in rows]
        pairs += [(rows[a], columns[b]) for a, b in heaviest(matrix) if (rows[a], columns[b]) in weights]
    return sorted(pairs)


def _weights(gold: Sequence[Item], predicted: Sequence[Item]) -> dict[tuple[int, int], float]:
    """Weigh the pairs that share a content token."""
    holders: dict[int, list[int]] = defaultdict(list)
    for j, item in enumerate(predicted):
        for token in item.content:
            holders[token].append(j)
    weights = {}
    for i, want in enumerate(gold):
        for j, n in Counter(j for token in want.content for j in holders.get(token, ())).items():
            got = predicted[j]
            alike = n / (len(want.content) + len(got.content) - n)
            weights[i, j] = n + 0.4 * alike + 0.05 * bool(want.source & got.source) + 0.05 * bool(want.cue & got.cue)
    return weights


def _components(weights: Mapping[tuple[int, int], float]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the groups of gold and predicted attributions that touch one another."""
    touching: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for i, j in weights:
        touching["gold", i].append(("pred", j))
        touching["pred", j].append(("gold", i))
    seen: set[tuple[str, int]] = set()
    for first in touching:
        group, rest = [], [first]
        while rest:
            node = rest.pop()
            if node not in seen:
                seen.add(node)
                group.append(node)
                rest += touching[node]
        if group:
            yield tuple(sorted(n for side, n in group if side == of) for of in ("gold", "pred"))  # type: ignore[misc]  # two


# ------------------------------------------------------------------ counting


def is_same_source(a: Tokens, b: Tokens, words: Sequence[str]) -> bool:
    """Whether two sources share a token that says something, or neither is there."""
    shared = a & b
    if not shared:
        return not a and not b
    said = [side for side in (a, b) if any(words[token] not in _FUNCTION_WORDS for token in side)]
    return len(said) < 2 or any(words[token] not in _FUNCTION_WORDS for token in shared)


def counted(text: str, gold: Sequence[Json], predicted: Sequence[Json]) -> Counts:
    """Count one article."""
    tokens = Text(text)
    wanted, told = ([item for row in rows if (item := Item.of(row, tokens)).content] for rows in (gold, predicted))
    counts: Counts = Counter()
    for field, items in (("gold", wanted), ("pred", told)):
        for row, n in _sizes(items).items():
            counts[row, field] += n
    for i, j in matched(wanted, told):
        _count_pair(counts, wanted[i], told[j], tokens.words)
    for part in _PARTS:
        both = len(_alone(wanted, part) & _alone(told, part))
        counts[f"unlinked {part}", "tp"] += both
        counts[f"unlinked {part}", "tpp"] += both
    return counts


def _alone(items: Sequence[Item], part: str) -> set[Tokens]:
    return {tokens for item in items for tokens in item.single[part]}


def _sizes(items: Sequence[Item]) -> Counter[str]:
    """How many of one side's attributions, or tokens, each row is out of."""
    sizes = Counter({f"unlinked {part}": len(_alone(items, part)) for part in _PARTS})
    for item in items:
        sizes.update(
            [
                *_WHOLE_ROWS,
                *(f"{item.kind} {row}" for row in _KIND_ROWS),
                *(f"{item.speech} {row}" for row in _CUE_ROWS),
            ]
        )
        sizes.update({row: len(item.content) for row in ("content soft", f"{item.kind} content soft")})
        for part in ("source", "cue"):
            sizes.update(_part_sizes(f"{part} e2e", item.tokens(part)))
    return sizes


def _part_sizes(prefix: str, tokens: Tokens) -> dict[str, int]:
    return {f"{prefix} exact": bool(tokens), f"{prefix} head": bool(tokens), f"{prefix} soft": len(tokens)}


def _count_pair(counts: Counts, gold: Item, told: Item, words: Sequence[str]) -> None:
    """Add what is right about a matched pair."""
    shared = len(gold.content & told.content)
    is_good = shared / len(gold.content | told.content) >= 0.5
    is_exact, has_head = gold.content == told.content, is_same_source(gold.source, told.source, words)
    hits: dict[str, int] = dict(
        zip(
            _WHOLE_ROWS,
            (
                True,
                is_good,
                is_exact,
                gold.strict == told.strict,
                is_good and has_head,
                is_exact and gold.source == told.source,
            ),
            strict=True,
        )
    )
    for field, item in (("tp", gold), ("tpp", told)):
        rows = [*hits.items()]
        rows += [(f"{item.kind} {row}", hits[row]) for row in _KIND_ROWS]
        rows += [(f"{item.speech} {row}", hits[row]) for row in _CUE_ROWS]
        rows += [("content soft", shared), (f"{item.kind} content soft", shared)]
        for part in ("source", "cue"):
            a, b = gold.tokens(part), told.tokens(part)
            right: dict[str, int] = {
                "exact": bool(a) and a == b,
                "soft": len(a & b),
                "head": bool(a) and bool(b) and has_head,
            }
            rows += [(f"{part}{of} {how}", n) for of in (" e2e", "|match") for how, n in right.items()]
        for row, n in rows:
            counts[row, field] += n
    for field, item in (("gold", gold), ("pred", told)):
        for part in ("source", "cue"):
            for row, n in _part_sizes(f"{part}|match", item.tokens(part)).items():
                counts[row, field] += n


def score(gold: Sequence[Json], predictions: Sequence[Json]) -> Json:
    """Score predicted attributions against the annotated ones; see the module for the rows."""
    told = {row["id"]: row["attributions"] for row in predictions}
    total: Counts = Counter()
    for article in gold:
        total.update(counted(article["text"], article["attributions"], told.get(article["id"], ())))
    return {"articles": len(gold), "metrics": {row: _rates(total, row) for row in ROWS}}


def _rates(counts: Counts, row: str) -> Json:
    tp, tpp, gold, pred = (counts[row, field] for field in ("tp", "tpp", "gold", "pred"))
    p, r = (tpp / pred if pred else 0.0), (tp / gold if gold else 0.0)
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "tp": tp, "gold": gold, "pred": pred}


def table(figures: Json) -> list[tuple[str, ...]]:
    """Lay the figures out, heading first."""
    rows: list[tuple[str, ...]] = [("", "P", "R", "F1", "correct", "gold", "pred")]
    for name in ROWS:
        cell = figures["metrics"][name]
        rows.append(
            (
                name,
                *(f"{cell[key]:.3f}" for key in ("p", "r", "f1")),
                *(str(cell[key]) for key in ("tp", "gold", "pred")),
            )
        )
    return rows
