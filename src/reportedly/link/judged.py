"""People's judgements in the form in which linking one story takes them: pairs of names, pairs of reports, chains."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile
from typing import TypeVar

from msgspec import Struct, field

from reportedly import outlets
from reportedly.link.entities.bodies import Body
from reportedly.records import (
    Article,
    Judgement,
    JudgementKind,
    Part,
    Quote,
    Report,
    Source,
    SourceKind,
    Span,
    fold,
)

T = TypeVar("T")
Pair = frozenset[str]
"""Two reports by their ids, or two names, folded."""

_PERSON_WORDS = 4
AROUND = 32
"""Characters that a quote keeps on either side."""


class Judged(Struct, frozen=True):
    """What people ruled, as far as it concerns one story; names concern every story."""

    same: tuple[tuple[str, str], ...] = ()  # names of one person, body or outlet
    apart: tuple[tuple[str, str], ...] = ()
    same_origin: frozenset[Pair] = frozenset()  # names whose words go back to one
    other_origin: frozenset[Pair] = frozenset()
    same_claim: frozenset[Pair] = frozenset()  # reports
    other_claim: frozenset[Pair] = frozenset()
    same_point: frozenset[Pair] = frozenset()
    other_point: frozenset[Pair] = frozenset()
    clashes: Mapping[Pair, bool] = field(default_factory=dict)  # whether both cannot hold; what was ruled last is last
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # report → its links by name, outlet first

    def chain(self, report: Report) -> tuple[Source, ...]:
        """Return a report's chain as people say it is, else as it was read."""
        names = self.chains.get(report.id)
        if names is None:
            return report.chain
        known = {fold(link.name): link for link in report.chain if link.name}
        return tuple(known.get(fold(name)) or Source(name, _kind(name)) for name in names)


def _kind(name: str) -> SourceKind:
    """Return what kind of source a name, as a person wrote it, most likely is."""
    if outlets.by_name(name):
        return SourceKind.OUTLET
    body = Body.of(name)
    words = name.split()
    is_person = 1 < len(words) <= _PERSON_WORDS and all(word[:1].isupper() for word in words)
    return SourceKind.PERSON if is_person and not (body.known or body.sort) else SourceKind.BODY


def latest(ruled: Mapping[Pair, T], ones: Iterable[str], others: Iterable[str]) -> T | None:
    """Return what was ruled last on one of some and one of others; ``None`` where nothing was."""
    if not ruled:
        return None
    left, right = set(ones), set(others)
    return next((what for pair, what in reversed(tuple(ruled.items())) if _is_across(pair, left, right)), None)


def holds(pairs: frozenset[Pair], ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some and one of others are a pair that was judged."""
    if not pairs:
        return False
    left, right = set(ones), set(others)
    return any(_is_across(pair, left, right) for pair in pairs)


def _is_across(pair: Pair, left: set[str], right: set[str]) -> bool:
    if len(pair) != 2:
        return False
    a, b = pair
    return (a in left and b in right) or (b in left and a in right)


# ------------------------------------------------------------------ from words on a page


Reading = tuple[Article, tuple[Report, ...]]
"""An article with its reports."""

_PAIRS = {
    JudgementKind.SAME_CLAIM: "same_claim",
    JudgementKind.OTHER_CLAIM: "other_claim",
    JudgementKind.SAME_POINT: "same_point",
    JudgementKind.OTHER_POINT: "other_point",
}
CLASHES = (JudgementKind.CONTRADICTION, JudgementKind.NOT_CONTRADICTION)
"""The rulings on whether two claims can both hold."""

_NAMES = {JudgementKind.SAME_ORIGIN: "same_origin", JudgementKind.OTHER_ORIGIN: "other_origin"}


class Attached(Struct, frozen=True):
    """Judgements found again on the pages as they now stand."""

    judged: Judged
    unfit: tuple[Judgement, ...]  # whose words or pages are no longer there
    same_story: tuple[tuple[str, str], ...] = ()  # article ids
    other_story: tuple[tuple[str, str], ...] = ()
    outcomes: Mapping[str, Judgement] = field(default_factory=dict)  # report → the last ruling on its forecast
    clashes: Mapping[Pair, Judgement] = field(default_factory=dict)  # reports → whether both can hold, the last last


def attached(judgements: Iterable[Judgement], page: Callable[[str], Reading | None]) -> Attached:
    """Attach judgements to the pages as they now stand; where two rule on one thing, the later holds.

    Args:
        judgements: Those in force, the oldest first.
        page: The article that stands at an address, with its reports.
    """
    pairs: dict[str, dict[Pair, str]] = {name: {} for name in (*_PAIRS.values(), *_NAMES.values())}
    names: dict[Pair, tuple[bool, tuple[str, str]]] = {}
    stories: dict[Pair, tuple[bool, tuple[str, str]]] = {}
    chains: dict[str, tuple[str, ...]] = {}
    outcomes: dict[str, Judgement] = {}
    clashes: dict[Pair, Judgement] = {}
    unfit = []
    for one in judgements:
        found = [place(quote, page) for quote in one.quotes]
        reports = [report.id for _, report in filter(None, found) if report]
        articles = [article.id for article, _ in filter(None, found)]
        if one.kind in {JudgementKind.SAME_ENTITY, JudgementKind.OTHER_ENTITY} and len(one.names) == 2:
            names[frozenset(map(fold, one.names))] = one.kind is JudgementKind.SAME_ENTITY, (one.names[0], one.names[1])
        elif one.kind in _NAMES and len(one.names) == 2:
            _put(pairs, _NAMES[one.kind], frozenset(map(fold, one.names)))
        elif one.kind in _PAIRS and len(set(reports)) == 2:
            _put(pairs, _PAIRS[one.kind], frozenset(reports))
        elif one.kind in CLASHES and len(set(reports)) == 2:
            clashes.pop(frozenset(reports), None)  # to stand last
            clashes[frozenset(reports)] = one
        elif one.kind in {JudgementKind.SAME_STORY, JudgementKind.OTHER_STORY} and len(set(articles)) == 2:
            stories[frozenset(articles)] = one.kind is JudgementKind.SAME_STORY, (articles[0], articles[1])
        elif one.kind is JudgementKind.CHAIN and len(reports) == 1 and one.names:
            chains[reports[0]] = one.names
        elif one.kind is JudgementKind.OUTCOME and len(reports) == 1:
            outcomes[reports[0]] = one
        else:
            unfit.append(one)
    judged = Judged(
        same=tuple(pair for is_same, pair in names.values() if is_same),
        apart=tuple(pair for is_same, pair in names.values() if not is_same),
        chains=chains,
        clashes={pair: one.kind is JudgementKind.CONTRADICTION for pair, one in clashes.items()},
        **{name: frozenset(found) for name, found in pairs.items()},
    )
    together, apart = (tuple(pair for is_same, pair in stories.values() if is_same is kind) for kind in (True, False))
    return Attached(judged, tuple(unfit), together, apart, outcomes, clashes)


_AGAINST = {
    "same_claim": "other_claim", "other_claim": "same_claim", "same_point": "other_point", "other_point": "same_point",
    "same_origin": "other_origin", "other_origin": "same_origin",
}  # fmt: skip


def _put(pairs: dict[str, dict[Pair, str]], name: str, pair: Pair) -> None:
    """Note a ruling on a pair, instead of an earlier one against it."""
    pairs[name][pair] = name
    if against := _AGAINST.get(name):
        pairs[against].pop(pair, None)


def place(quote: Quote, page: Callable[[str], Reading | None]) -> tuple[Article, Report | None] | None:
    """Return where a quote stands now: its article, and the report whose evidence has most of it.

    Words that stand there several times are told apart by what stands around them. ``None`` where they are gone.
    """
    reading = page(quote.address)
    if reading is None:
        return None
    article, reports = reading
    text = article.text if quote.part is Part.BODY else article.headline or ""
    starts = [found.start() for found in re.finditer(re.escape(quote.exact), text)] if quote.exact else []
    if not starts:
        return None
    start = max(starts, key=lambda at: (_shared(text, at, quote), -at))
    span = Span(start, start + len(quote.exact), quote.part)
    fitting = [(_overlap(report.evidence, span), report) for report in reports]
    best = max(fitting, key=lambda pair: (pair[0], pair[1].id), default=None)
    return article, best[1] if best and best[0] > 0 else None


def _shared(text: str, at: int, quote: Quote) -> int:
    """How many characters around a place are those around the quote."""
    before, after = reversed(text[max(0, at - AROUND) : at]), text[at + len(quote.exact) :]
    sides = zip(before, reversed(quote.prefix), strict=False), zip(after, quote.suffix, strict=False)
    return sum(len(list(takewhile(lambda pair: pair[0] == pair[1], side))) for side in sides)


def _overlap(evidence: Span, quote: Span) -> float:
    """How much of two spans is shared, 0 to 1."""
    if evidence.part is not quote.part:
        return 0.0
    shared = min(evidence.end, quote.end) - max(evidence.start, quote.start)
    return max(0.0, shared / max(1, max(evidence.end, quote.end) - min(evidence.start, quote.start)))


def quote(article: Article, span: Span) -> Quote:
    """Return the quote that words of an article are found again by."""
    text = article.text if span.part is Part.BODY else article.headline or ""
    return Quote(
        article.address,
        hashlib.sha256(article.text.encode()).hexdigest(),
        span.of(text),
        text[max(0, span.start - AROUND) : span.start],
        text[span.end : span.end + AROUND],
        span.part,
    )
