"""One story linked: its reports made claims and points, with their origins, relations and tracks.

Everything here is a function of the story's pages, reports and of people's judgements, and of nothing else; so a page
that comes asks for its own story to be linked again, and no other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from reportedly.link import origins, relations
from reportedly.link.claims import english, measures, points
from reportedly.link.claims.days import about, counts_of, latest_named, not_before, said, told_with
from reportedly.link.claims.grouping import Book, books, names_most
from reportedly.link.claims.sayings import Saying, is_said, likeness, saying
from reportedly.link.claims.ties import Cast, is_own_voice
from reportedly.link.entities import Named, entities, glosses
from reportedly.link.entities.who import Entities
from reportedly.link.judged import Judged
from reportedly.link.weights import Weigher
from reportedly.records import (
    WORDS,
    Article,
    Claim,
    Copy,
    CopyKind,
    Distortion,
    Kind,
    Point,
    Relation,
    Report,
    Source,
    SourceKind,
    Span,
    Status,
    Story,
    id_of,
)

_BESIDE = 20  # code points beside the word for saying in which it says when
_READ = 4_000  # code points of a page without a day in which days are looked for

KINDS = (Kind.STATEMENT, Kind.BELIEF)
"""The kinds of report that claims are made of."""


ABOUT = 0.3
"""Likeness of words from which two numbers of one unit are about one thing."""


class Told(Struct, frozen=True):
    """A page of a story, with what it reports."""

    article: Article
    reports: tuple[Report, ...]


class Linked(Struct, frozen=True):
    """What linking makes of one story."""

    story: str
    entities: Entities
    claims: tuple[Claim, ...]
    points: tuple[Point, ...]
    relations: tuple[Relation, ...]


def linked(
    story: Story,
    told: Iterable[Told],
    *,
    copies: Iterable[Copy] = (),
    judged: Judged = Judged(),  # noqa: B008  # frozen
) -> Linked:
    """Link the pages of one story; the order in which they come makes no difference.

    Args:
        story: What `stories` made of them.
        told: Its pages, each with its reports; only statements and beliefs are linked.
        copies: What its pages have of one another's text: who says it there is taken to have told the page copied.
        judged: What people ruled.
    """
    pages = sorted(told, key=lambda page: _order(page.article))
    placed = _placed(story, pages)
    chains = _chains(pages, copies, judged)
    who = _who(story.id, pages, chains, judged)
    cast = Cast(who.by_id)
    sayings = [one for page in pages for one in _sayings(page, who, placed.get(page.article.id))]
    some = sorted(books(sayings, cast, judged), key=lambda book: book.first.order)
    _place_anew(some, cast)
    profiles = [points.profile(book) for book in some]
    claimants = relations.in_full([names_most(book, cast) for book in some], cast)
    speakers = relations.speakers(claimants, cast)
    names = _measure_names(some, profiles, speakers)
    weigher = Weigher.of({report.id: (report, page.article) for page in pages for report in page.reports}, who)
    claims = [
        _claim(story.id, book, profiles[i], head=claimants[i], measure=names.get(i), cast=cast, judged=judged)
        for i, book in enumerate(some)
    ]
    claims = [replace(one, weight=weigher.weight([one], one.origins)) for one in claims]
    groups = [
        _point(story.id, [claims[i] for i in group], [some[i] for i in group], cast, judged)
        for group in points.points(profiles, judged)
    ]
    by_id = {one.id: one for one in claims}
    groups = [
        replace(one, weight=weigher.weight([by_id[claim] for claim in one.claims], one.origins)) for one in groups
    ]
    stated = [
        relations.Stated(
            claims[i],
            profiles[i],
            {one.page: one.order[2] for one in sorted(some[i].sayings, key=lambda one: one.order, reverse=True)},
            speakers[i],
            is_own=all(is_own_voice(one, cast) for one in some[i].sayings),
        )
        for i in range(len(some))
    ]
    return Linked(story.id, who, tuple(claims), tuple(groups), tuple(relations.relations(stated, cast, judged)))


def _order(article: Article) -> tuple[str, str]:
    """Return what puts pages in order: the day and instant of publication, the undated last; then the id."""
    stamp = article.published
    instant = stamp.instant.isoformat() if stamp and stamp.instant else ""
    return f"{stamp.day.isoformat()} {instant}" if stamp else "9999", article.id


def _placed(story: Story, pages: Sequence[Told]) -> dict[str, date]:
    """Return about when each page without a day is from: by the pages like it, else by the page it was put with.

    Where it has a count that can only grow, it is from when pages with a day first had that; else where it names days
    near that one, by month and day, from the last of these.
    """
    days = {page.article.id: page.article.published.day for page in pages if page.article.published}
    if len(days) == len(pages):
        return {}
    texts = {page.article.id: f"{page.article.headline or ''}\n{page.article.text[:_READ]}" for page in pages}
    ties = {tie.page: tie for tie in story.ties}
    counts = {page.article.id: counts_of(page.reports) for page in pages}
    dated = [(day, counts[page]) for page, day in days.items() if counts.get(page)]
    found: dict[str, date] = {}
    for page in ties.keys() - days.keys():
        at, seen = page, {page}
        while (tie := ties[at]) and tie.placed is None and tie.to in ties and tie.to not in seen and tie.to not in days:
            at = tie.to
            seen.add(at)
        if day := tie.placed or days.get(tie.to or ""):
            found[page] = told_with(counts[page], dated, day) or latest_named(texts[page], day)
    return found


def _place_anew(some: Sequence[Book], cast: Cast) -> None:
    """Have pages without a day be no older than what they retell of others."""
    days = not_before([one for one in book.sayings if not is_own_voice(one, cast)] for book in some)
    for book in some:
        if any(one.page in days for one in book.sayings):
            book.sayings = [replace(one, placed=days.get(one.page, one.placed)) for one in book.sayings]


def _chains(pages: Sequence[Told], copies: Iterable[Copy], judged: Judged) -> dict[str, tuple[Source, ...]]:
    """Return each report's chain as linking takes it: as people ruled, and from the outlet whose text it stands in.

    A page that carries another's paragraph did not hear what it says itself: people without a name there told the
    outlet copied. Which was copied is what the pages show, else the one published first.
    """
    own = {page.article.id: page for page in pages}
    order = {page.article.id: place for place, page in enumerate(pages)}
    carried: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
    for copy in copies:
        if copy.a in own and copy.b in own and copy.kind is not CopyKind.SPEECH:
            first = copy.first or min(copy.a, copy.b, key=lambda page: order[page])
            other = copy.b if first == copy.a else copy.a
            for passage in copy.passages:
                carried[other].append((order[first], passage.b if other == copy.b else passage.a))
    found = {}
    for page in pages:
        for report in page.reports:
            chain = judged.chain(report)
            froms = [first for first, span in carried[page.article.id] if span.overlaps(report.evidence)]
            if froms and chain and chain[0].kind is SourceKind.OUTLET:
                outlet = _outlet(pages[min(froms)])
                names = [link.name for link in chain]
                if outlet and outlet.name not in names:
                    chain = (outlet, *chain[1:])
                elif outlet and outlet.name in names[1:2] and (len(chain) > 2 or report.tier is None):  # its words
                    chain = chain[1:]
            found[report.id] = chain
    return found


def _outlet(page: Told) -> Source | None:
    """Return a page's outlet as its reports have it."""
    first = next((report.chain[0] for report in page.reports if report.chain), None)
    return first if first and first.kind is SourceKind.OUTLET else None


def _who(story: str, pages: Sequence[Told], chains: Mapping[str, tuple[Source, ...]], judged: Judged) -> Entities:
    named = [
        Named(report.id, page.article.id, chains[report.id], story)
        for page in pages
        for report in page.reports
        if report.kind in KINDS
    ]
    short = {page.article.id: list(glosses(page.article.text)) for page in pages}
    return entities(named, glosses=short, same=judged.same, apart=judged.apart)


def _is_told_here(report: Report, article: Article) -> bool:
    """Whether a report's words say that the page's own outlet was told."""
    words = article.words(report.evidence)
    is_us, is_told = _tells(words)
    names = (article.outlet.name, *article.outlet.short_names) if article.outlet and is_told else ()
    return is_us or any(name in words for name in names)


@lru_cache(maxsize=1 << 12)  # pages of a story share sentences
def _tells(words: str) -> tuple[bool, bool]:
    """Whether some words say that "we" were told, and whether they say that somebody was."""
    return english.TOLD_US.search(words) is not None, english.TOLD.search(words) is not None


def _sayings(page: Told, who: Entities, placed: date | None) -> Iterable[Saying]:
    article = page.article
    when, key = _order(article)
    for place, report in enumerate(page.reports):
        if report.kind in KINDS:
            yield saying(
                report,
                " … ".join(article.words(span) for span in report.content),
                page=article.id,
                day=article.published.day if article.published else None,
                order=(when, key, place),
                chain=who.of(report.id),
                placed=placed,
                said_words=_said_words(article, report),
                is_first_hand=_is_told_here(report, article),
            )


def _said_words(article: Article, report: Report) -> str:
    """Return the words that say when somebody spoke; on a page without a day, those beside the word for saying."""
    if report.said_on and report.said_on.words:
        return article.words(report.said_on.words)
    if article.published or not report.cue:
        return ""
    cue = report.cue[-1]
    near = Span(max(0, cue.start - _BESIDE), cue.end + _BESIDE, cue.part)
    return article.words(near)


# ------------------------------------------------------------------ claims


def _claim(
    story: str,
    book: Book,
    profile: points.Profile,
    *,
    head: str | None,
    measure: str | None,
    cast: Cast,
    judged: Judged,
) -> Claim:
    some = sorted(book.sayings, key=lambda one: one.order)
    lead = _best_worded(some, profile)
    said_on, is_placed = _said_on(some)
    return Claim(
        id=id_of("claim", some[0].report.id),
        story=story,
        claimant=head,
        name=cast.by_id[head].name if head else None,
        reports=tuple(one.report.id for one in some),
        lead=lead.report.id,
        status=_status(some),
        origins=origins.of_claim(book, cast, judged),
        value=profile.value,
        measure=measure,
        said_on=said_on,
        is_placed=is_placed,
        horizon=_horizon(some),
        distorted=tuple(_distorted(some, profile)),
        words=lead.words[:WORDS],
    )


def _best_worded(some: Sequence[Saying], profile: points.Profile) -> Saying:
    """Return the report with the claim's number that has most to say."""
    fitting = [one for one in some if one.value == profile.value] or list(some)
    return max(fitting, key=lambda one: (len(one.terms), [-ord(c) for c in one.report.id]))


def _status(some: Sequence[Saying]) -> Status:
    counts = Counter(one.report.status for one in some)
    return min(counts, key=lambda status: (-counts[status], list(Status).index(status)))


def _said_on(some: Sequence[Saying]) -> tuple[date | None, bool]:
    """Return the earliest day on which it was said, as far as the pages tell; else about when, and that it is that."""
    told = min((day for one in some if (day := said(one))), default=None)
    if told:
        return told, False
    placed = min((day for one in some if (day := about(one))), default=None)
    return placed, placed is not None


def _horizon(some: Sequence[Saying]) -> date | None:
    counts = Counter(one.report.horizon for one in some if one.report.horizon)
    return min(counts, key=lambda due: (-counts[due], due), default=None)


def _distorted(some: Sequence[Saying], profile: points.Profile) -> Iterable[Distortion]:
    """Yield the reports that tell a claim otherwise than most do."""
    if len(some) < 3:
        return
    for one in some:
        if one.is_negative != profile.is_negative:
            how = "a lost negation" if profile.is_negative else "a negation that the others lack"
            yield Distortion(one.report.id, how)
        elif one.measure and profile.measure and not measures.is_of_one_kind(one.measure, profile.measure):
            yield Distortion(one.report.id, f"counts something else: {one.value.counted if one.value else ''}")


Key = tuple[str, tuple[str, ...], str]
"""What tells measures of a story apart: kind (with words, where the unit is all that is told), nations, scope."""


def _measure_names(
    some: Sequence[Book], profiles: Sequence[points.Profile], speakers: Sequence[str | None]
) -> dict[int, str]:
    """Return what each claim counts, by one name for what is one measure of one speaker.

    A measure told without its place or nation is the one of the same speaker that is told with it, if there is but one.
    Sums, shares and times of day are one measure where like words go with them.
    """
    about = _told_by_words(profiles)
    keys: dict[int, Key] = {}
    by_speaker: defaultdict[tuple[str | None, bool], list[int]] = defaultdict(list)
    for i, profile in enumerate(profiles):
        if profile.measure:
            kind = about.get(i, profile.measure.kind)
            scope = "" if i in about else relations.scope_of(profile.measure, speakers[i])
            keys[i] = (kind, tuple(sorted(profile.measure.nations)), scope)
            by_speaker[speakers[i], profile.is_open].append(i)
    full = {i: _completed(keys[i], [keys[j] for j in by_speaker[speakers[i], profiles[i].is_open]]) for i in keys}
    words: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for i, key in full.items():
        for one in some[i].sayings:
            if one.value:
                words[key][(one.value.measure or one.value.unit).partition(" @ ")[0]] += 1
    names = {key: min(counts, key=lambda w: (-counts[w], w)) for key, counts in words.items()}
    return {i: _named(about.get(i) or names[key], key[2]) for i, key in full.items()}


def _named(name: str, scope: str) -> str:
    return f"{name} @ {scope.strip('()')}" if scope else name


def _told_by_words(profiles: Sequence[points.Profile]) -> dict[int, str]:
    """Return, for claims whose number has a unit and nothing that it counts, what the words beside it tell."""
    bare = [i for i, p in enumerate(profiles) if p.value and not p.value.measure]
    home = {i: [i] for i in bare}
    for a, b in combinations(bare, 2):
        one, other = profiles[a], profiles[b]
        if one.measure and other.measure and one.measure.kind == other.measure.kind and home[a] is not home[b]:
            best = max(likeness(x.predicate, y.predicate) for x in one.sayings[:3] for y in other.sayings[:3])
            if best >= ABOUT:
                home[a].extend(home[b])
                home.update((i, home[a]) for i in home[b])
    return {i: _about([profiles[j] for j in home[i]]) for i in bare}


def _about(some: Sequence[points.Profile]) -> str:
    """Return the unit of some numbers, with the words that most say what they are about."""
    worth: defaultdict[str, float] = defaultdict(float)
    for profile in some:
        for form, share in profile.sayings[0].terms.items():
            if is_said(form):
                worth[form] += share
    measure = some[0].measure
    words = sorted(sorted(worth, key=lambda form: (-worth[form], form))[:2])
    return f"{measure.kind if measure else ''} ({', '.join(words)})" if words else (measure.kind if measure else "")


def _completed(key: Key, others: Sequence[Key]) -> Key:
    kind, nations, scope = key
    if not nations:
        known = {other[1] for other in others if other[0] == kind and other[1]}
        nations = known.pop() if len(known) == 1 else nations
    if not scope:
        fitting = [other for other in others if other[0] == kind and (not nations or other[1] == nations)]
        places = {other[2] for other in fitting if other[2]}
        scope = places.pop() if len(places) == 1 else scope
    return kind, nations, scope


# ------------------------------------------------------------------ points


def _point(story: str, claims: Sequence[Claim], some: Sequence[Book], cast: Cast, judged: Judged) -> Point:
    lead = min(claims, key=lambda claim: (-len(claim.reports), claim.id))
    ordered = sorted(claims, key=lambda claim: (-len(claim.reports), claim.id))
    return Point(
        id_of("point", *sorted(claim.id for claim in claims)[:1]),
        story,
        tuple(claim.id for claim in ordered),
        origins.of_point(some, cast, judged),
        lead.id,
    )
