"""Attributions and the page's own words, made reports: one proposition each, at most one value.

A content is cut at its sentences, and a sentence with several values into one clause for each. What nobody is cited for
becomes a report of the page's own when it holds a value or a forecast.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

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
from reportedly.resolve import english
from reportedly.resolve.chains import Chains
from reportedly.resolve.counts import counts, uncounted
from reportedly.resolve.places import places, texts_of
from reportedly.resolve.quantities.numerals import CLOCK
from reportedly.resolve.sources import Sources
from reportedly.resolve.status import status
from reportedly.resolve.times import filed_on, horizon, times

THERE_WITHIN = 200
"""Code points before "there" within which the place it means is looked for."""

LONG = 60
"""Words of evidence, at most; a longer one is cut to what is attributed."""

_GAP = " … "  # between the pieces of a content that are read as one
_OPEN = frozenset({Status.PREDICTED, Status.POSSIBLE})  # what may fall due

T = TypeVar("T")


class _Said(Struct, frozen=True):
    """What one report says, before it is resolved."""

    content: tuple[Span, ...]
    evidence: Span
    value: Value | None
    by: Span | None = None  # who says this number, where it is not the attribution's source: "organisers 400"
    whole: tuple[Span, ...] = ()  # the content it is a clause of


class _ByPlace(Generic[T]):
    """Findings of one article, by the place of their words; what has no words is left out."""

    def __init__(self, findings: Iterable[T], words: Callable[[T], Span | None]) -> None:
        placed = [(span, finding) for finding in findings if (span := words(finding))]
        self._placed = sorted(placed, key=lambda pair: (pair[0].part, pair[0].start))
        self._starts = [(span.part, span.start) for span, _ in self._placed]
        self._longest = max((span.end - span.start for span, _ in placed), default=0)

    def inside(self, place: Span) -> list[T]:
        """The findings whose words lie inside a span, in reading order."""
        return [finding for span, finding in self._from(place.start, place) if place.covers(span)]

    def touching(self, place: Span) -> list[T]:
        """The findings whose words share a code point with a span, in reading order."""
        return [finding for span, finding in self._from(place.start - self._longest, place) if place.overlaps(span)]

    def before(self, place: Span) -> T | None:
        """The last finding that begins before a place."""
        at = bisect_left(self._starts, (place.part, place.start))
        return self._placed[at - 1][1] if at else None

    def _from(self, start: int, place: Span) -> list[tuple[Span, T]]:
        low, high = bisect_left(self._starts, (place.part, start)), bisect_left(self._starts, (place.part, place.end))
        return self._placed[low:high]


def _number_in(said: _Said) -> int | None:
    """Where in the joined words of a content its number begins."""
    before = 0
    for span in said.content:
        if said.value and said.value.words and span.covers(said.value.words):
            return before + said.value.words.start - span.start
        before += span.end - span.start + len(_GAP)
    return None


def _itself(span: Span) -> Span:
    return span


class Writer:
    """Writes the reports of one article."""

    def __init__(self, attributed: Attributed) -> None:
        parse, self.attributions = attributed.parse, attributed.attributions
        self.article = parse.article
        self.day = filed_on(
            self.article.words(line) if (line := self.article.dateline) else "",
            published=self.article.published.day if self.article.published else None,
        )
        self.sources = Sources(parse)
        self.text = self.sources.text
        self.chains = Chains(self.article, self.sources, self.attributions)
        self.sentences = [s.span for s in parse.sentences]
        self.sentences_at = _ByPlace(self.sentences, _itself)
        self.told = {a: self._told(a) for a in self.attributions}
        self.contents = _ByPlace((s for told in self.told.values() for s in told), _itself)
        counted = (value for part, text in self.text.items() for value in counts(text, part=part))
        self.values = _ByPlace(counted, lambda value: value.words)
        lone = (value for part, text in self.text.items() for value in uncounted(text, part=part))
        self.uncounted = _ByPlace(lone, lambda value: value.words)
        dated = (times(text, day=self.day, part=part) for part, text in self.text.items())
        self.times = _ByPlace((when for found in dated for when in found), lambda when: when.words)
        home = self.article.outlet.country if self.article.outlet else None
        named = places(parse.mentions, texts_of(self.article), home=home)
        self.places = _ByPlace(named, lambda place: place.words)

    def reports(self) -> list[Report]:
        """Return the article's reports in reading order, headline first; none twice."""
        rows = [report for a in self.attributions for report in self._attributed(a)]
        rows += self._own()
        rows.sort(key=lambda r: (r.evidence.part is Part.BODY, r.evidence.start, r.evidence.end))
        return list({row.id: row for row in rows}.values())

    def _words(self, span: Span) -> str:
        return span.of(self.text[span.part])

    # -------------------------------------------------------------- what somebody says

    def _attributed(self, attribution: Attribution) -> Iterator[Report]:
        chain = self.chains.of(attribution)
        for said in self._propositions(attribution):
            yield self._report(self.chains.told_by(chain[:-1], said.by) if said.by else chain, said, attribution)

    def _propositions(self, attribution: Attribution) -> Iterator[_Said]:
        """Cut what is attributed into sentences, and a sentence with several values into a clause for each."""
        marks = (*attribution.source, *attribution.cue)
        content = self.told[attribution]
        is_pointed_at = content is not attribution.content
        for sentence, pieces in self._by_sentence(content):
            inside = self._counted(pieces)
            if len(inside) < 2:
                evidence = self._evidence(pieces, [m for m in marks if is_pointed_at or sentence.covers(m)])
                told, foretold = self._foretold(inside[0], pieces) if inside else (tuple(pieces), None)
                yield _Said(told, evidence, inside[0] if inside else None)
                if foretold:
                    yield _Said(foretold, foretold[-1], None)
                continue
            for value in inside:
                clause = self._clause(value, pieces, among=inside)
                by = None if value is inside[0] else self._other(value, clause[-1], cited=True)
                yield _Said(clause, hull(clause), value, by, tuple(pieces))

    def _counted(self, pieces: Sequence[Span]) -> list[Value]:
        """The values in a content; where it counts nothing, the clock times or the one length of time it is about."""
        inside = [value for piece in pieces for value in self.values.inside(piece)]
        lone = [] if inside else [value for piece in pieces for value in self.uncounted.inside(piece)]
        return inside or (lone if len(lone) == 1 else [value for value in lone if value.unit == CLOCK])

    def _foretold(self, value: Value, pieces: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...] | None]:
        """Part a number from what those it counts are forecast to do: "300 men are there | and will join in"."""
        assert value.words is not None  # `values` has values with their words only
        last, text = pieces[-1], self.text[pieces[-1].part]
        found = english.AND_WILL.search(text, value.words.end, last.end) if last.covers(value.words) else None
        if not found:
            return tuple(pieces), None
        subject = text.find(value.counted, value.words.end, found.start()) if value.counted else -1
        end = subject + len(value.counted or "") if subject >= 0 else value.words.end
        told = (*pieces[:-1], replace(last, end=found.start()))
        return told, (replace(last, end=end), replace(last, start=found.end()))

    def _other(self, value: Value, clause: Span, *, cited: bool) -> Span | None:
        """Who else gives a number: "*rebels* put it at 90"; where one was `cited` before, the verb may be left out."""
        assert value.words is not None  # `values` has values with their words only
        found = english.GAPPED.fullmatch(self.text[clause.part], clause.start, value.words.start)
        return Span(*found.span("source"), clause.part) if found and (cited or found["verb"]) else None

    def _told(self, attribution: Attribution) -> tuple[Span, ...]:
        """What is attributed; where it only points back ("That is according to the board"), the sentence before it."""
        content = attribution.content
        inner = [cited.source for cited in attribution.cited]
        pieces = [piece for piece in content if not any(source.covers(piece) for source in inner)]
        if len(pieces) != 1 or not english.BEFORE_THAT.fullmatch(self._words(pieces[0])):
            return content
        before = self.sentences_at.before(pieces[0])
        is_next = before is not None and before.part is pieces[0].part and before.end <= pieces[0].start
        return (before,) if before and is_next else content

    def _by_sentence(self, content: Sequence[Span]) -> list[tuple[Span, list[Span]]]:
        """Group the pieces of a content by their sentences; what "adding" parts stands apart."""
        groups: list[tuple[Span, list[Span]]] = []
        for sentence, piece in self._cut(content):
            home, group = groups[-1] if groups else (None, [])
            if home == sentence and self._is_one_clause(group[-1], piece):
                group.append(piece)
            else:
                groups.append((sentence, [piece]))
        return groups

    def _is_one_clause(self, one: Span, other: Span) -> bool:
        """Whether two pieces of a content, in one sentence, say one thing: nothing is added between them."""
        text = self.text[other.part]
        is_interrupted = english.INTERRUPTED.match(text, one.end, other.start + 1)
        return bool(is_interrupted or not english.ADDING.search(text, one.end, other.start))

    def _cut(self, content: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
        """Cut contents at sentence ends and where something is added; yield each piece after its sentence."""
        for piece in (part for whole in sorted(content) for part in self._parted(whole)):
            for sentence in self.sentences_at.touching(piece):
                start, end = max(piece.start, sentence.start), min(piece.end, sentence.end)
                yield sentence, replace(piece, start=start, end=end)

    def _parted(self, piece: Span) -> Iterator[Span]:
        """Cut a content where somebody adds something: "A", adding that "B"."""
        text = self.text[piece.part]
        that = english.THAT.match(text, piece.start, piece.end)
        at = that.end() if that else piece.start
        for adding in english.ADDS.finditer(text, piece.start, piece.end):
            if adding.start() > at:
                yield replace(piece, start=at, end=adding.start())
            at = adding.end()
        if at < piece.end:
            yield replace(piece, start=at)

    def _evidence(self, pieces: Sequence[Span], near: Sequence[Span]) -> Span:
        """The words to check: source, cue and content where they stand together, else the content."""
        whole = hull([*pieces, *(mark for mark in near if mark.part is pieces[0].part)])
        others = (s for s in self.contents.touching(whole) if not any(s.overlaps(piece) for piece in pieces))
        is_apart = len(self._words(whole).split()) > LONG or any(others)
        return hull(pieces) if is_apart else whole

    def _clause(self, value: Value, pieces: Sequence[Span], *, among: Sequence[Value]) -> tuple[Span, ...]:
        """The clause of a content that a value stands in, without its neighbours, which are those `among` some.

        Where nothing but the number would be left, because an aside parts it from its clause ("put the figure for
        the valley, where 300 homes stand, at 80"), what stands before the aside belongs to it.
        """
        assert value.words is not None  # `values` has values with their words only
        piece = next(p for p in pieces if p.covers(value.words))
        others = [v.words for v in among if v.words and v is not value and piece.covers(v.words)]
        start, end, opened = piece.start, piece.end, piece.start
        for mark in english.CLAUSE.finditer(self.text[piece.part], piece.start, piece.end):
            if mark.end() <= value.words.start and any(o.start < mark.end() for o in others):
                start = mark.end()
            elif mark.end() <= value.words.start:
                opened = mark.start()
            elif mark.start() >= value.words.end and any(o.start >= mark.start() for o in others):
                end = mark.start()
                break
        clause = Span(start, end, piece.part)
        is_parted = opened > piece.start and english.PARTED.fullmatch(self.text[piece.part], start, value.words.start)
        return (Span(piece.start, opened, piece.part), clause) if is_parted else (clause,)

    # -------------------------------------------------------------- what the page says itself

    def _own(self) -> Iterator[Report]:
        """Values that no attribution holds, and forecasts in sentences where nobody is cited."""
        cited = ((*self.told[a], *a.source, *a.cue, *(inner.source for inner in a.cited)) for a in self.attributions)
        held = _ByPlace((span for spans in cited for span in spans), _itself)
        for sentence in self.sentences:
            if sentence.part is not Part.BODY or self.chains.is_source_line(sentence):
                continue
            inside = self.values.inside(sentence)
            free = [
                report
                for value in inside
                if value.words
                and not held.touching(value.words)
                and (report := self._own_value(value, sentence, inside))
            ]
            yield from free
            asks = self.text[sentence.part][sentence.start : sentence.end].rstrip('”" ').endswith("?")
            if not free and not asks and not held.touching(sentence):
                report = self._report(self.chains.own(), _Said((sentence,), sentence, None), None)
                if report.status is Status.PREDICTED or report.horizon:
                    yield report
                else:
                    yield from self._own_times(sentence)

    def _own_times(self, sentence: Span) -> Iterator[Report]:
        """Report at what time of day things happened, in a sentence that counts nothing."""
        clocks = [value for value in self.uncounted.inside(sentence) if value.unit == CLOCK]
        if not clocks:
            return
        issuer, own = self.sources.issuer(sentence), self.chains.own()
        chain = self.chains.told_by(own, issuer) if issuer else own
        for value in clocks:
            clause = self._clause(value, [sentence], among=clocks)
            if english.WENT.search(self._words(clause[-1])):
                yield self._report(chain, _Said(clause, hull(clause), value), None)

    def _own_value(self, value: Value, sentence: Span, inside: Sequence[Value]) -> Report | None:
        """Report a number of the page, or of whoever its clause says gives it; a bare one only if somebody does."""
        is_one_of_many = len(inside) > 1
        clause = self._clause(value, [sentence], among=inside) if is_one_of_many else (sentence,)
        by, own = self._other(value, clause[-1], cited=False), self.chains.own(sentence)
        if not value.unit and not by:
            return None
        said = _Said(clause, hull(clause), value, whole=(sentence,) if is_one_of_many else ())
        return self._report(self.chains.told_by(own, by) if by else own, said, None)

    # -------------------------------------------------------------- resolving

    def _report(self, chain: tuple[Source, ...], said: _Said, attribution: Attribution | None) -> Report:
        source, cue = (attribution.source, attribution.cue) if attribution else ((), ())
        inner_cues = [cited.cue for cited in attribution.cited] if attribution else []
        text = _GAP.join(map(self._words, said.content))
        how, hedge = self._status(text, attribution, at=_number_in(said))
        said_on = self._said_on(attribution) if attribution else None
        return Report(
            id=_id(self.article.id, chain, said),
            article_id=self.article.id,
            chain=chain,
            content=said.content,
            evidence=said.evidence,
            kind=(attribution and attribution.kind) or Kind.STATEMENT,
            status=how,
            tier=attribution.tier if attribution else None,
            score=attribution.score if attribution else 0.0,
            source=source,
            cue=cue,
            hedge=self._hedge(hedge, (*said.content, *cue, *inner_cues)) if hedge else None,
            value=self._placed(said.value, self._shared(self.places, said) or self._there(said)),
            times=tuple(self._shared(self.times, said)),
            said_on=said_on,
            places=tuple(self._shared(self.places, said)),
            horizon=horizon(text, said=(said_on and said_on.start) or self.day) if how in _OPEN else None,
        )

    def _status(self, text: str, attribution: Attribution | None, *, at: int | None) -> tuple[Status, str | None]:
        """How the claimant puts it; whoever is cited last stands nearest ("they *expected* it, the paper said")."""
        if attribution is None:
            return status(text, at=at)
        for cited in reversed(attribution.cited):
            how, hedge = status("", cue=self.article.words(cited.cue))
            if how is not Status.ASSERTED:
                return how, hedge
        return status(text, cue=self._first(attribution.cue), source=self._first(attribution.source), at=at)

    def _first(self, spans: Sequence[Span]) -> str:
        """The words of the first span; none, where there is none."""
        return self.article.words(spans[0]) if spans else ""

    def _hedge(self, hedge: str, spans: Iterable[Span]) -> Span | None:
        """Where the words that show the status stand: in the content, else in the cue."""
        for span in spans:
            at = self.text[span.part].find(hedge, span.start, span.end)
            if at >= 0:
                return Span(at, at + len(hedge), span.part)
        return None

    def _said_on(self, attribution: Attribution) -> When | None:
        """The point in time nearest to the cue, outside every content."""
        if not attribution.cue:
            return None
        cue = attribution.cue[-1]
        beside = [when for sentence in self.sentences_at.touching(cue) for when in self.times.inside(sentence)]
        points = [w for w in beside if w.words and w.start and w.end and not (w.value or "").startswith("P")]
        apart = [w for w in points if w.words and not self.contents.touching(w.words)]
        return min(apart, key=lambda w: abs(w.words.start - cue.start) if w.words else 0, default=None)

    def _shared(self, found: "_ByPlace[T]", said: _Said) -> list[T]:
        """What a content names; a clause that names none shares what its sentence names after its last number.

        "31 people were killed | and 112 injured outside Kess on Tuesday": both there, and on Tuesday; but not
        "31 people were killed | 12 of them in Kess | and two in Olm", where each number has its own.
        """
        inside = [one for span in said.content for one in found.inside(span)]
        if inside or not said.whole:
            return inside
        numbers = [v.words for piece in said.whole for v in self.values.inside(piece) if v.words]
        if not numbers:
            return inside
        last = max(numbers)
        end = max((span.end for span in said.content if span.part is last.part), default=0)
        if any(
            found.inside(replace(piece, start=end, end=last.start)) for piece in said.whole if _holds(piece, end, last)
        ):
            return inside
        return [one for piece in said.whole for one in found.inside(replace(piece, start=max(piece.start, last.end)))]

    def _placed(self, value: Value | None, places: Sequence[Place]) -> Value | None:
        """Add to a measure where it counts: the first place after the number that it is in, or the last before."""
        if value is None or not value.measure or not value.words:
            return value
        named = [p for p in places if self._is_scene(p)]
        after = [p for p in named if p.words.start > value.words.start]
        scene = english.REGION.sub("", (after[:1] or named[-1:])[0].name.casefold()).strip() if named else ""
        if after and self._is_listed(after[0], places):
            return value
        return replace(value, measure=f"{value.measure} @ {scene}") if scene and scene not in value.measure else value

    def _is_listed(self, place: Place, places: Sequence[Place]) -> bool:
        """Whether a place is one of several that something is said to be in: "in Kess, Orsan and Vale"."""
        text, end, joints = self.text[place.words.part], place.words.end, ""
        for other in (p for p in places if p.words.start > place.words.start):
            if not english.LISTED.fullmatch(text, end, other.words.start):
                break
            joints += text[end : other.words.start]
            end = other.words.end
        return " and " in joints or " or " in joints

    def _there(self, said: _Said) -> list[Place]:
        """The place that a content means by "there": the last one before it, near by, that something is in."""
        for span in said.content:
            if found := english.THERE.search(self.text[span.part], span.start, span.end):
                near = Span(max(0, found.start() - THERE_WITHIN), found.start(), span.part)
                return [place for place in self.places.inside(near) if self._is_scene(place)][-1:]
        return []

    def _is_scene(self, place: Place) -> bool:
        """Whether something is said to be in a place: "in Kess", not "the Kess council", "Kess's army"."""
        text = self.text[place.words.part]
        before = text[max(0, place.words.start - 60) : place.words.start]
        return bool(english.AT.search(before)) and not english.POSSESSIVE.match(text, place.words.end)


def _id(article: str, chain: Sequence[Source], said: _Said) -> str:
    """The same for the same words, told of the same people with the same value."""
    value, words = said.value, said.evidence
    number = f"{value.low}:{value.high}:{value.unit}" if value else ""
    return id_of(article, f"{words.part}:{words.start}:{words.end}", *(link.name for link in chain), number)


def _holds(piece: Span, start: int, end: Span) -> bool:
    """Whether a piece of text reaches from a place in it to the start of a span."""
    return piece.part is end.part and piece.start <= start < end.start <= piece.end
