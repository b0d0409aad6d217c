"""Attributions and the page's own words, made reports: one proposition each, at most one value.

A content is cut at its sentences, and a sentence with several values into one clause for each. What nobody is cited for
becomes a report of the page's own when it holds a value or a forecast.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.records import (
    Attributed,
    Attribution,
    Kind,
    Part,
    Place,
    Report,
    Source,
    Span,
    Status,
    Value,
    When,
    hull,
    id_of,
)
from reportedly.resolve.chains import Chains, ParagraphOf
from reportedly.resolve.places import places
from reportedly.resolve.quantities import values
from reportedly.resolve.sources import Sources
from reportedly.resolve.status import status
from reportedly.resolve.times import horizon, times

_ADDING = re.compile(r"\b(?:add|say|not|stress|warn|insist|tell|claim)ing\b|\b(?:said|added|says|and)\b")
_ADDS = re.compile(
    r"[,;]?\s+(?:(?:and|while)\s+)?(?:also\s+)?(?:adding|noting|stressing|warning|insisting),?\s+(?:that\s+)?(?=\S)"
)
_THAT = re.compile(r"that\s+")
_CLAUSE = re.compile(
    r"[;:–—]\s|,\s+(?:(?:and|but|while|with|including|among|as|which|who|where|when|after|before|of|up|down)\s)?|"
    r"\s(?:and|but|while|after|before|compared with|out of|up from|down from)\s"
)
_OPEN = frozenset({Status.PREDICTED, Status.POSSIBLE})
_OF_THEM = re.compile(r"\s+(?:of|among)\s+(?:them|these|those|whom)\b")
_COUNTED = frozenset(
    {"people", "deaths", "troops", "soldiers", "injured", "missing", "casualties", "homes", "households"}
)
REACH = 600  # code points back that a bare number looks for what it counts
LONG = 60  # words of evidence; a longer one is cut to what is attributed


@dataclass(frozen=True, slots=True)
class _Said:
    """What one report says, before it is resolved."""

    content: tuple[Span, ...]
    evidence: Span
    value: Value | None


def _carried(text: str, found: Sequence[Value]) -> tuple[Value, ...]:
    """Give a bare number, or so many "of them", what the number before it counts.

    >>> text = "At least 158 people have died, 155 of them in the east."
    >>> [(value.low, value.unit) for value in _carried(text, values(text))]
    [(158.0, 'deaths'), (155.0, 'deaths')]
    """
    out: list[Value] = []
    for value in found:
        before = out[-1] if out else None
        if before and before.words and value.words and before.unit in _COUNTED:
            of_them = _OF_THEM.match(text, value.words.end)
            if (of_them or not value.unit) and value.words.start - before.words.end < REACH:
                value = replace(value, unit=before.unit, counted=before.counted, measure=before.measure)  # noqa: PLW2901  # the same, with what it counts
        out.append(value)
    return tuple(out)


class Writer:
    """Writes the reports of one article."""

    def __init__(self, attributed: Attributed) -> None:
        parse = attributed.parse
        self.article = parse.article
        self.attributions = attributed.attributions
        self.day = self.article.published.day if self.article.published else None
        self.text = {part: self.article.plain(part) for part in Part}
        self.values = {part: _carried(text, values(text, part=part)) for part, text in self.text.items()}
        self.times = {part: times(text, day=self.day, part=part) for part, text in self.text.items()}
        self.sentences = {part: [s.span for s in parse.sentences if s.span.part is part] for part in Part}
        self.starts = {part: [s.start for s in spans] for part, spans in self.sentences.items()}
        self.places = places(parse.mentions, self.text)
        self.contents = [s for a in self.attributions for s in a.content]
        self.chains = Chains(self.article, Sources(parse), ParagraphOf(self.article))

    def reports(self) -> list[Report]:
        """Return the article's reports in reading order, headline first; none twice."""
        self.chains.expect(self.attributions)
        rows = [report for a in self.attributions for report in self._attributed(a)]
        rows += self._own()
        rows.sort(key=lambda r: (r.evidence.part is Part.BODY, r.evidence.start, r.evidence.end))
        return list({row.id: row for row in rows}.values())

    # -------------------------------------------------------------- what somebody says

    def _attributed(self, attribution: Attribution) -> Iterator[Report]:
        chain = self.chains.of(attribution)
        for said in self._propositions(attribution):
            yield self._report(chain, said, attribution)

    def _propositions(self, attribution: Attribution) -> Iterator[_Said]:
        marks = (*attribution.source, *attribution.cue)
        for sentence, pieces in self._by_sentence(attribution.content):
            near = tuple(mark for mark in marks if sentence.covers(mark))
            inside = [v for piece in pieces for v in self._values_in(piece)]
            if len(inside) < 2:
                yield _Said(pieces, self._evidence(pieces, near), inside[0] if inside else None)
                continue
            for value in inside:
                clause = self._clause(value, pieces)
                yield _Said((clause,), clause, value)

    def _by_sentence(self, content: Sequence[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
        """Cut contents at sentence ends; what "adding" parts stands apart."""
        group: list[Span] = []
        home: Span | None = None
        for piece in (part for whole in sorted(content) for part in self._parted(whole)):
            for sentence in self._sentences_of(piece):
                part = replace(piece, start=max(piece.start, sentence.start), end=min(piece.end, sentence.end))
                between = self.text[part.part][group[-1].end : part.start] if group else ""
                if group and (sentence != home or _ADDING.search(between)):
                    yield home or sentence, tuple(group)
                    group = []
                home = sentence
                group.append(part)
        if group and home:
            yield home, tuple(group)

    def _parted(self, piece: Span) -> Iterator[Span]:
        """Cut a content where somebody adds something: "A", adding that "B"."""
        that = _THAT.match(self.text[piece.part], piece.start, piece.end)
        at = that.end() if that else piece.start
        for adding in _ADDS.finditer(self.text[piece.part], piece.start, piece.end):
            if adding.start() > at:
                yield replace(piece, start=at, end=adding.start())
            at = adding.end()
        if at < piece.end:
            yield replace(piece, start=at)

    def _sentences_of(self, span: Span) -> list[Span]:
        starts, spans = self.starts[span.part], self.sentences[span.part]
        low = max(0, bisect_right(starts, span.start) - 1)
        return [s for s in spans[low : bisect_left(starts, span.end)] if s.overlaps(span)]

    def _values_in(self, span: Span) -> list[Value]:
        return [v for v in self.values[span.part] if v.words and span.covers(v.words)]

    def _evidence(self, pieces: Sequence[Span], near: Sequence[Span]) -> Span:
        """The words to check: source, cue and content where they stand together, else the content."""
        whole = hull([*pieces, *(mark for mark in near if mark.part is pieces[0].part)])
        words = self.text[whole.part][whole.start : whole.end]
        others = (s for s in self.contents if s.overlaps(whole) and not any(s.overlaps(piece) for piece in pieces))
        return hull(pieces) if len(words.split()) > LONG or any(others) else whole

    def _clause(self, value: Value, pieces: Sequence[Span]) -> Span:
        """The clause of a content that a value stands in, without its neighbours' values."""
        assert value.words is not None  # `_values_in` gives values with their words only
        piece = next(p for p in pieces if p.covers(value.words))
        text, others = self.text[piece.part], [v.words for v in self._values_in(piece) if v.words and v is not value]
        start, end = piece.start, piece.end
        for mark in _CLAUSE.finditer(text, piece.start, piece.end):
            if mark.end() <= value.words.start and any(o.start < mark.end() for o in others):
                start = mark.end()
            elif mark.start() >= value.words.end and any(o.start >= mark.start() for o in others):
                end = mark.start()
                break
        return Span(start, end, piece.part)

    # -------------------------------------------------------------- what the page says itself

    def _own(self) -> Iterator[Report]:
        """Values that no attribution holds, and forecasts in sentences where nobody is cited."""
        held = sorted(
            s for a in self.attributions for s in (*a.content, *a.source, *a.cue, *(c.source for c in a.cited))
        )
        for sentence in self.sentences[Part.BODY]:
            touching = [s for s in held if s.overlaps(sentence)]
            free = [
                v
                for v in self._values_in(sentence)
                if v.unit and v.words and not any(s.overlaps(v.words) for s in touching)
            ]
            for value in free:
                clause = self._clause(value, [sentence]) if len(self._values_in(sentence)) > 1 else sentence
                yield self._report(self.chains.own(), _Said((clause,), clause, value), None)
            if not touching and not free:
                said = _Said((sentence,), sentence, None)
                report = self._report(self.chains.own(), said, None)
                if report.status is Status.PREDICTED or report.horizon:
                    yield report

    # -------------------------------------------------------------- resolving

    def _report(self, chain: tuple[Source, ...], said: _Said, attribution: Attribution | None) -> Report:
        first = said.content[0]
        text = " … ".join(self.text[s.part][s.start : s.end] for s in said.content)
        cue = self.article.words(attribution.cue[0]) if attribution and attribution.cue else ""
        source = self.article.words(attribution.source[0]) if attribution and attribution.source else ""
        how, hedge = status(text, cue=cue, source=source)
        said_on = self._said_on(attribution)
        told = said_on.start if said_on and said_on.start else self.day
        due = horizon(text, said=told) if how in _OPEN else None
        return Report(
            id=id_of(
                self.article.id,
                f"{said.evidence.part}:{said.evidence.start}:{said.evidence.end}",
                *(link.name for link in chain),
                "" if said.value is None else f"{said.value.low}:{said.value.high}:{said.value.unit}",
            ),
            article_id=self.article.id,
            chain=chain,
            content=said.content,
            evidence=said.evidence,
            kind=attribution.kind or Kind.STATEMENT if attribution else Kind.STATEMENT,
            status=how,
            tier=attribution.tier if attribution else None,
            score=attribution.score if attribution else 0.0,
            source=attribution.source if attribution else (),
            cue=attribution.cue if attribution else (),
            hedge=self._hedge(hedge, said, attribution),
            value=self._placed(said.value, said.evidence),
            times=tuple(w for w in self.times[first.part] if w.words and any(s.covers(w.words) for s in said.content)),
            said_on=said_on,
            places=self._places_in(said.content),
            horizon=due,
        )

    def _hedge(self, hedge: str | None, said: _Said, attribution: Attribution | None) -> Span | None:
        """Where the words that show the status stand: in the content, else in the cue."""
        if hedge is None:
            return None
        for span in (*said.content, *(attribution.cue if attribution else ())):
            at = self.text[span.part].find(hedge, span.start, span.end)
            if at >= 0:
                return Span(at, at + len(hedge), span.part)
        return None

    def _said_on(self, attribution: Attribution | None) -> When | None:
        """The time beside source and cue, outside the content."""
        if attribution is None or not attribution.cue:
            return None
        cue = attribution.cue[-1]
        for sentence in self._sentences_of(cue):
            for when in self.times[cue.part]:
                if (
                    when.words
                    and sentence.covers(when.words)
                    and not any(c.overlaps(when.words) for c in attribution.content)
                ):
                    return when
        return None

    def _places_in(self, content: Sequence[Span]) -> tuple[Place, ...]:
        return tuple(p for p in self.places if any(s.covers(p.words) for s in content))

    def _placed(self, value: Value | None, around: Span) -> Value | None:
        """Add to a measure where it counts."""
        if value is None or not value.measure:
            return value
        near = [p for p in self.places if around.covers(p.words) and p.name.casefold() not in (value.measure or "")]
        return replace(value, measure=f"{value.measure} @ {near[-1].name.casefold()}") if near else value
