"""Made stories as pages: plans told in sentences, each word of a report where its spans say."""

import heapq
import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import made_news_points as points
import made_news_words as words
import made_news_world as world
from made_news_points import Claim, Telling
from made_news_truth import Story, Tie, TruePoint, Truth
from made_news_world import Actor, Cast
from msgspec import Struct
from msgspec.structs import replace

from reportedly.records import (
    Article,
    Capture,
    Credit,
    Given,
    Kind,
    Outlet,
    Place,
    Provenance,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Stamp,
    Status,
    Tier,
    Value,
    When,
    id_of,
)

Page = tuple[Capture, Reading]

FIRST_DAY = date(2031, 1, 1)
MOST, RARELY = 60, 200
"""Pages of a story at most; and of one large story in ten."""
LEAST = 1500
"""Code points of a page, so that pages that tell the same are not taken for one text."""
COPIES = 0.12
"""Of a story's pages, how many carry the text of another."""
PROVENANCE = Provenance("made-news", "none", "none")

_SLOT = re.compile(r"\{(\w)\}|\[([^\]]+)\]")
_MARK = re.compile(r"[\[\]<>~^]")
_ENDS = {"[": "]", "<": ">", "~": "~", "^": "^"}


class _Month(Struct, frozen=True):
    """A month of the calendar, for the stories that begin in it."""

    seed: int
    first: date
    wars: tuple[world.War, ...]


def stories(number: int, seed: int) -> Iterator[Story]:
    """Yield made stories month by month, with that many pages in all; the same for the same number and seed."""
    for i in range(world.MONTHS):
        left = number * (i + 1) // world.MONTHS - number * i // world.MONTHS
        month = _Month(seed, date(FIRST_DAY.year + i // 12, i % 12 + 1, 1), world.wars(seed, i))
        for count in itertools.count():
            if not left:
                break
            story = _story(random.Random(f"{seed}/{i}/{count}"), f"{seed}-{i}-{count}", month, left)
            left -= len(story.pages)
            yield story


def pages(number: int, seed: int) -> Iterator[Page]:
    """Yield the pages of made stories by the days they are of, as they would come in."""
    waiting: list[tuple[date, str, Page]] = []
    for story in stories(number, seed):
        for page in story.pages:
            heapq.heappush(waiting, (_day(page), page[0].address, page))
        while waiting and waiting[0][0] < story.month:  # no story begins before the first day of its month
            yield heapq.heappop(waiting)[2]
    while waiting:
        yield heapq.heappop(waiting)[2]


def _day(page: Page) -> date:
    published = page[1].article.published
    assert published is not None  # every made page has a day
    return published.day


def _story(die: random.Random, name: str, month: _Month, most: int) -> Story:
    size = min(most, _size(die))
    copies = round(size * COPIES) if size > 3 else 0
    told = size - copies
    begins = month.first + timedelta(die.randrange(28))
    days = sorted(begins + timedelta(min(13, int(die.expovariate(0.3)))) for _ in range(size))
    cast = world.cast(die, die.choice(month.wars) if die.random() < 0.35 else None)
    outlets = world.publishing(die, month.seed, size)
    agency = die.randrange((told + 1) // 2) if copies else None
    if agency is not None:
        outlets[agency] = die.choice(world.outlets(month.seed)[1])
    own = sorted(days[:1] + die.sample(days[1:], told - 1))
    late = [max(day, own[agency or 0]) for day in die.sample(days, copies)]
    plan = points.plan(die, cast, outlets[:told], own, copied=agency)
    return _Writer(die, cast, outlets, own + late, plan).story(name, month.first, told, agency)


def _size(die: random.Random) -> int:
    """How many pages a story has: mostly few."""
    size = int(die.paretovariate(1.1))
    return min(size, RARELY if die.random() < 0.1 else MOST)


# ------------------------------------------------------------------ sentences


@lru_cache(maxsize=4096)
def marked(text: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """Return a content without its marks, and where what they mark stands.

    >>> marked("[two homes] in <Kess>")
    ('two homes in Kess', (('[', 0, 9), ('<', 13, 17)))
    """
    plain, found, at, opened = "", list[tuple[str, int, int]](), 0, ("", 0)
    for mark in _MARK.finditer(text):
        plain, at = plain + text[at : mark.start()], mark.end()
        if _ENDS.get(opened[0]) == mark.group():
            found.append((opened[0], opened[1], len(plain)))
            opened = ("", 0)
        else:
            opened = (mark.group(), len(plain))
    return plain + text[at:], tuple(found)


@dataclass(slots=True)
class _Draft:
    """A report before its page has an id."""

    claim: int  # its number
    evidence: Span
    chain: tuple[Source, ...]
    fields: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _Sheet:
    """A page's text as it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    known: set[str] = field(default_factory=set)  # who was named already

    def write(self, text: str) -> Span:
        """Append words; return where they stand."""
        self.pieces.append(text)
        self.length += len(text)
        return Span(self.length - len(text), self.length)

    def mention(self, actor: Actor) -> str:
        """How the page names somebody now: in full, and later shorter."""
        is_known = actor.name in self.known
        self.known.add(actor.name)
        return actor.short if is_known else actor.full


@dataclass(slots=True)
class _Writer:
    """Writes the pages of one story."""

    die: random.Random
    cast: Cast
    outlets: Sequence[Outlet]  # of each page
    days: Sequence[date]  # of each page
    plan: points.Plan
    name: str = ""
    claims: list[Claim] = field(default_factory=list)
    reports: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # by the claim's number

    def story(self, name: str, month: date, own: int, agency: int | None) -> Story:
        """Return the pages and what is true of them; those from `own` on carry the text of the agency's."""
        self.name, told = name, defaultdict[int, list[tuple[int, Telling]]](list)
        self.claims = [claim for point in self.plan.points for claim in point.claims]
        for number, claim in enumerate(self.claims):
            for telling in claim.tellings:
                told[telling.page].append((number, telling))
        written = [self._page(page, told[page], is_wire=page == agency) for page in range(own)]
        if agency is not None:
            written += [self._copy(page, written[agency]) for page in range(own, len(self.outlets))]
        copied = () if agency is None else (written[agency], *written[own:])
        return Story(name, month, tuple(written), self._truth(tuple(page[1].article.id for page in copied)))

    def _truth(self, copies: tuple[str, ...]) -> Truth:
        number = {id(claim): i for i, claim in enumerate(self.claims)}
        true = tuple(
            TruePoint(p.pattern, p.at_least, p.at_most, p.roots, tuple(number[id(claim)] for claim in p.claims))
            for p in self.plan.points
        )
        ties = tuple(Tie(tie.kind, number[id(tie.source)], number[id(tie.target)]) for tie in self.plan.ties)
        claims = tuple(tuple(self.reports[i]) for i in range(len(self.claims)))
        return Truth(claims, true, ties, (copies,) if copies else ())

    # ------------------------------------------------------------------ a page

    def _page(self, page: int, told: list[tuple[int, Telling]], *, is_wire: bool) -> Page:
        sheet, dateline, credits_ = _Sheet(), None, tuple[Credit, ...]()
        if is_wire:
            dateline, credits_ = self._dateline(sheet, page)
        self.die.shuffle(told)
        sheet.write(self._opened(words.LEADS))
        fillers, drafts = iter(self.die.sample(words.FILLERS, len(words.FILLERS))), []
        for count, (claim, telling) in enumerate(told):
            sheet.write("\n\n" if count % 2 == 0 else " ")
            drafts.append(self._sentence(sheet, claim, telling))
            if self.die.random() < 0.7:
                sheet.write(" " + self._filled(next(fillers), *self._somewhere()))
        for filler in fillers:
            if sheet.length > LEAST:
                break
            sheet.write("\n\n" + self._filled(filler, *self._somewhere()))
        return self._made(page, "".join(sheet.pieces), drafts, dateline=dateline, credits=credits_)

    def _dateline(self, sheet: _Sheet, page: int) -> tuple[Span, tuple[Credit, ...]]:
        """Open an agency's text: "KARVEL, November 3 (Northpress) - "."""
        day, agency = self.days[page], self.outlets[page].name
        start = sheet.length
        sheet.write(f"{self.cast.home[0].upper()}, {day:%B} {day.day} (")
        named = sheet.write(agency)
        end = sheet.write(")").end
        sheet.write(" - ")
        return Span(start, end), (Credit(agency, "dateline", named),)

    def _copy(self, page: int, original: Page) -> Page:
        """Return a page that carries an agency's text, with a headline and a last line of its own."""
        article, reports = original[1].article, original[1].reports
        agency = article.outlet
        assert agency is not None  # it is a made page
        tail = self.die.choice(words.TAILS_OF_COPIES).format(
            outlet=self.outlets[page].name, agency=agency.name, event=self.cast.event
        )
        credit = Source(agency.name, SourceKind.OUTLET, article.credits[0].span)
        claims = {report: number for number, some in self.reports.items() for report in some}
        drafts = [
            _Draft(
                claims[one.id],
                one.evidence,
                (credit, *one.chain[1:]),
                {name: getattr(one, name) for name in _CARRIED},
            )
            for one in reports
        ]
        text = f"{article.text}\n\n{tail}"
        return self._made(page, text, drafts, dateline=article.dateline, credits=article.credits)

    def _made(
        self,
        page: int,
        text: str,
        drafts: Sequence[_Draft],
        *,
        dateline: Span | None,
        credits: tuple[Credit, ...],  # noqa: A002  # the record's field
    ) -> Page:
        outlet, day = self.outlets[page], self.days[page]
        headline = self._opened(words.HEADLINES)
        url = f"https://{outlet.domains[0]}/{day:%Y/%m/%d}/{self.name}-{page}"
        given = Given(outlet.name, day.isoformat(), headline)
        at = datetime.combine(day, time(12, tzinfo=UTC))
        capture = Capture(text.encode(), "text/plain", at, url=url, charset="utf-8", given=given)
        article = Article(
            id_of(url, text, headline, outlet.name, day.isoformat()),
            capture.id,
            url,
            text,
            headline=headline,
            url=url,
            outlet=outlet,
            published=Stamp(day, None, "given"),
            dateline=dateline,
            credits=credits,
        )
        reports = tuple(self._report(article, outlet, draft) for draft in drafts)
        return capture, Reading(article, (), reports, PROVENANCE)

    def _report(self, article: Article, outlet: Outlet, draft: _Draft) -> Report:
        chain = (Source(outlet.name, SourceKind.OUTLET), *draft.chain)
        words_, value = draft.evidence, draft.fields["value"]
        number = f"{value.low}:{value.high}:{value.unit}" if isinstance(value, Value) else ""
        key = id_of(article.id, f"{words_.part}:{words_.start}:{words_.end}", *(link.name for link in chain), number)
        self.reports[draft.claim].append(key)
        return Report(key, article.id, chain, evidence=words_, kind=Kind.STATEMENT, **draft.fields)  # type: ignore[arg-type]  # fields of a report

    # ------------------------------------------------------------------ a sentence

    def _sentence(self, sheet: _Sheet, number: int, telling: Telling) -> _Draft:
        """Write a telling of a claim as a sentence."""
        claim, day = self.claims[number], self.days[telling.page]
        content = claim.content
        actors = [world.of_outlet(self.outlets[link]) if isinstance(link, int) else link for link in telling.links]
        start, spans, cue = sheet.length, dict[str, Span](), None
        forms = content.forms if claim.wording is None else content.forms[claim.wording :: 2]
        told, marks = marked(self.die.choice(forms))
        for kind, word in self._form(telling, claim):
            if kind == "D":
                sheet.write(" on ")
                spans["D"] = sheet.write(_day_word(claim.said_on, day))
            elif kind == "C":
                spans["C"] = sheet.write(_opening(told) if sheet.length - start < 2 else told)
            elif kind in "XRS":
                actor = actors[-1] if kind == "X" else actors["RS".index(kind)]
                shown = sheet.mention(actor)
                spans[kind] = sheet.write(_opening(shown) if sheet.length == start else shown)
            else:
                span = sheet.write(word)
                cue = span if kind == "cue" else cue
        at = {mark: Span(spans["C"].start + a, spans["C"].start + b) for mark, a, b in marks}
        places = [Place(told[a:b], at["<"]) for mark, a, b in marks if mark == "<"]
        named = _spans_of(actors, spans)
        return _Draft(
            number,
            Span(start, sheet.length - 1),
            tuple(_source(actor, span) for actor, span in zip(actors, named, strict=True)),
            {
                "content": (spans["C"],),
                "status": content.status,
                "tier": Tier.BOTH if actors else None,
                "score": 0.9 if actors else 0.0,
                "source": (named[-1],) if named else (),
                "cue": (cue,) if cue else (),
                "hedge": cue if content.status is Status.DENIED else at.get("^"),
                "value": replace(content.value, words=at["["]) if content.value else None,
                "times": (replace(content.when, words=at["~"]),) if content.when else (),
                "said_on": _said_on(claim, spans.get("D")),
                "places": tuple(places),
                "horizon": content.when.end if content.when and content.status is Status.PREDICTED else None,
            },
        )

    def _form(self, telling: Telling, claim: Claim) -> tuple[tuple[str, str], ...]:
        """Choose a sentence for as many links; one with room for the day, where the day has to be told."""
        last = telling.links[-1:]
        shape = "" if not last else "R" if isinstance(last[0], int) else ("X", "RX", "RSX")[len(telling.links) - 1]
        table = words.DENIALS if claim.content.status is Status.DENIED else words.SENTENCES
        fitting = [form for form in table[shape] if "{D}" in form or not claim.is_dated]
        return _parsed(self.die.choice(fitting if claim.wording is None else fitting[claim.wording :: 2]))

    def _opened(self, forms: Sequence[str]) -> str:
        """Return a headline or a first sentence: all of a story's name where it happened."""
        return self._filled(self.die.choice(forms), self.cast.home[0], self.die.choice(self.cast.home[1:3]))

    def _somewhere(self) -> tuple[str, str]:
        """Two places of the story, the second now and then one that other stories of its war name as well."""
        place, other = self.die.sample(self.cast.home, 2)
        shared = self.cast.places[len(self.cast.home) :]
        return place, self.die.choice(shared) if shared and self.die.random() < 0.3 else other

    def _filled(self, form: str, place: str, other: str) -> str:
        """Return a sentence that holds no report."""
        die, cast = self.die, self.cast
        text = form.format(
            event=cast.event,
            Event=_opening(cast.event),
            place=place,
            other=other,
            person=die.choice(cast.residents),
            noun=die.choice(words.NOUNS),
            quality=die.choice(words.QUALITIES),
            state=die.choice(words.CONDITIONS),
            goods=die.choice(words.GOODS),
        )
        return _opening(text)


_CARRIED = (
    "content",
    "status",
    "tier",
    "score",
    "source",
    "cue",
    "hedge",
    "value",
    "times",
    "said_on",
    "places",
    "horizon",
)
"""What reports of a copied text have in common with those of the text it was copied from."""


def _opening(text: str) -> str:
    return text[0].upper() + text[1:]


@lru_cache
def _parsed(form: str) -> tuple[tuple[str, str], ...]:
    """Return a sentence's parts: who or what stands there, the cue, other words."""
    out, at = list[tuple[str, str]](), 0
    for slot in _SLOT.finditer(form):
        if slot.start() > at:
            out.append(("words", form[at : slot.start()]))
        out.append((slot[1], "") if slot[1] else ("cue", slot[2]))
        at = slot.end()
    return (*out, ("words", form[at:])) if at < len(form) else tuple(out)


def _day_word(said_on: date, today: date) -> str:
    """Return a day as a page of another names it."""
    return f"{said_on:%A}" if (today - said_on).days < 6 else f"{said_on:%B} {said_on.day}"


def _said_on(claim: Claim, shown: Span | None) -> When | None:
    return When(claim.said_on, claim.said_on, "day", shown, claim.said_on.isoformat()) if shown else None


def _spans_of(actors: Sequence[Actor], spans: dict[str, Span]) -> list[Span]:
    """Return where each link of a chain is named, in the chain's order."""
    slots = {0: "", 1: "X" if "X" in spans else "R", 2: "RX", 3: "RSX"}[len(actors)]
    return [spans[slot] for slot in slots]


def _source(actor: Actor, span: Span) -> Source:
    return Source(actor.name, actor.kind, span, actor.role, actor.count)
