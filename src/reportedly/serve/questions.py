"""What the system is unsure of, as questions to a person: found page by page, with what may be ruled.

ledger.questions  →  listed          →  Question
rows, by index       those not asked    in brief; its sides and its effect are worked out when it is opened
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from reportedly import clashes, judging, wording
from reportedly.ledger import Ledger
from reportedly.link.judged import attached
from reportedly.records import (
    CLASHES,
    Claim,
    Entity,
    EntityKind,
    Judgement,
    JudgementKind,
    Point,
    Relation,
    RelationKind,
    id_of,
)
from reportedly.serve.words import reason

SHOWN = 20
"""Questions on one page."""

_BATCH = 40  # rows that are looked at together
_BATCHES = 12  # at most for one page: then it goes on from there
_CANDIDATES = 3  # whom a name may mean, of those that are offered
_BRIEF = 60  # characters of words in a list
_JUDGEMENTS = 200  # the latest, among which those that no longer fit are looked for


class Topic(StrEnum):
    """What a question is about; in the order in which they are asked."""

    ORIGIN = "origin"
    WHO = "who"
    CONTRADICTION = "contradiction"
    CLAIM = "claim"
    POINT = "point"
    CHAIN = "chain"
    FORECAST = "forecast"
    UNFIT = "unfit"

    @property
    def label(self) -> str:
        """The same as a short question."""
        return _LABELS[self]


_LABELS = {
    Topic.ORIGIN: "One origin?",
    Topic.WHO: "Same source?",
    Topic.CONTRADICTION: "Contradiction?",
    Topic.CLAIM: "Same claim?",
    Topic.POINT: "Same point?",
    Topic.CHAIN: "Chain?",
    Topic.FORECAST: "Forecast met?",
    Topic.UNFIT: "Ruling lost?",
}


class Choice(Struct, frozen=True):
    """One way to answer."""

    value: str  # what the form sends
    words: str
    key: str  # of the keyboard
    kind: JudgementKind | None = None  # None: nothing is ruled, and the question is put aside
    reports: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()  # one ruling for each
    outcome: str | None = None
    undoes: str | None = None
    says: str = ""  # for a question put aside
    needs_reason: bool = False


OPEN = Choice("open", "Cannot tell", "u", says="cannot be told")


class Side(Struct, frozen=True):
    """One of the two things that a question compares: who, or a report."""

    name: str
    is_unnamed: bool = False
    entity: str | None = None
    report: str | None = None  # absent: one of the entity's is looked for


class Question(Struct, frozen=True):
    """Something a person may rule."""

    key: str  # the same as long as the same is asked
    topic: Topic
    story: str | None
    title: str
    brief: str
    sides: tuple[Side, ...]
    choices: tuple[Choice, ...]
    facts: tuple[tuple[str, str], ...] = ()  # what speaks for it and against it
    chain: tuple[str, ...] = ()  # of a question about one: as it was read

    def choice(self, value: str) -> Choice | None:
        """Return one of the ways to answer."""
        return next((one for one in self.choices if one.value == value), None)


class Scope(Struct, frozen=True):
    """Which questions are asked for."""

    day: date  # today
    topic: Topic | None = None
    story: str | None = None
    point: str | None = None
    claims: frozenset[str] = frozenset()  # of the point, as are the next two
    reports: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()

    def admits(self, question: Question) -> bool:
        """Whether a question is about the point, if one is asked for."""
        return not self.point or any(
            side.report in self.reports or side.entity in self.entities for side in question.sides
        )


def scope(ledger: Ledger, *, topic: Topic | None, story: str | None, point: str | None, day: date) -> Scope:
    """Return which questions are asked for.

    Raises:
        NotFoundError: there is no such story or point.
    """
    if point:
        found = ledger.books.point(point)
        claims = ledger.books.claims_by_id(found.claims)
        reports = frozenset(report for claim in claims.values() for report in claim.reports)
        roots = frozenset(root.entity for root in found.origins.roots if root.entity)
        return Scope(day, topic, found.story, found.id, frozenset(found.claims), reports, roots)
    return Scope(day, topic, ledger.books.story(story).id if story else None)


class Cursor(Struct, frozen=True):
    """A place in the list: a topic, and how many of its rows are behind."""

    topic: Topic
    offset: int = 0

    def __str__(self) -> str:
        return f"{self.topic.value}.{self.offset}"

    @staticmethod
    def of(text: str | None) -> "Cursor":
        """Read a place; anything else is the beginning.

        >>> str(Cursor.of("chain.40")), str(Cursor.of("x.-1"))
        ('chain.40', 'origin.0')
        """
        topic, _, offset = (text or "").partition(".")
        if topic in set(Topic) and offset.isdecimal() and len(offset) < 8:
            return Cursor(Topic(topic), int(offset))
        return Cursor(Topic.ORIGIN)


def listed(ledger: Ledger, asked: Scope, start: Cursor) -> tuple[list[Question], Cursor | None]:
    """Return the questions from a place on, and where the next page begins; ``None`` at the end."""
    topics = [asked.topic] if asked.topic else list(Topic)
    at = start if start.topic in topics else Cursor(topics[0])
    found: dict[str, Question] = {}
    for _ in range(_BATCHES):
        rows = _ROWS[at.topic](ledger, asked, at.offset)
        fresh = _unanswered(ledger, rows)
        for number, questions in enumerate(rows, 1):
            found |= {one.key: one for one in questions if one.key in fresh and asked.admits(one)}
            if len(found) >= SHOWN:
                return list(found.values()), Cursor(at.topic, at.offset + number)
        if len(rows) == _BATCH:
            at = Cursor(at.topic, at.offset + _BATCH)
        elif later := topics[topics.index(at.topic) + 1 :]:
            at = Cursor(later[0])
        else:
            return list(found.values()), None
    return list(found.values()), at


def _unanswered(ledger: Ledger, rows: Sequence[Sequence[Question]]) -> set[str]:
    keys = [one.key for questions in rows for one in questions]
    put: set[str] = set()
    for start in range(0, len(keys), 500):
        put |= ledger.questions.put_aside_of(keys[start : start + 500])
    return set(keys) - put


Rows = list[list[Question]]
"""For each row of the ledger that was looked at, its questions."""


# ------------------------------------------------------------------ who is who


def _who(ledger: Ledger, asked: Scope, offset: int) -> Rows:
    found = ledger.questions.doubts(story=asked.story, limit=_BATCH, offset=offset)
    ids = {one for _, doubt in found for one in (doubt.entity, *doubt.candidates[:_CANDIDATES])}
    known = ledger.books.entities_by_id(sorted(ids))
    rows: Rows = []
    for story, doubt in found:
        some = [known[one] for one in doubt.candidates[:_CANDIDATES] if one in known]
        own = known.get(doubt.entity)
        sides = (_entity_side(doubt.name, own, doubt.entity), *(_entity_side(one.name, one, one.id) for one in some))
        choices = [
            Choice(f"same-{at}", f"One: {wording.bounded(wording.neutral(one.name), _BRIEF)}" if len(some) > 1 else
                   "One", "y" if at == 0 else str(at + 1), JudgementKind.SAME_ENTITY, names=((doubt.name, one.name),))
            for at, one in enumerate(some)
            if one.name.casefold() != doubt.name.casefold()
        ]  # fmt: skip
        apart = tuple((doubt.name, one.name) for one in some if one.name.casefold() != doubt.name.casefold())
        if not apart:
            rows.append([])
            continue
        none = "Two" if len(some) == 1 else "None of them"
        choices.append(Choice("apart", none, "n", JudgementKind.OTHER_ENTITY, names=apart))
        names = " or ".join(one.name for one in some)
        rows.append(
            [
                Question(
                    id_of("who", story, doubt.name, *sorted(one.name for one in some)),
                    Topic.WHO,
                    story,
                    "Are these one?" if len(some) == 1 else "Who is meant?",
                    f"{_brief(doubt.name)} and {wording.bounded(wording.neutral(names), _BRIEF * 2)}",
                    sides,
                    (*choices, OPEN),
                    (("Why it is asked", doubt.why), ("Where it holds", "a ruling on names holds in every story")),
                )
            ]
        )
    return rows


def _entity_side(name: str, entity: Entity | None, entity_id: str) -> Side:
    is_unnamed = entity is not None and entity.kind is EntityKind.UNNAMED
    return Side(name, is_unnamed, entity_id)


# ------------------------------------------------------------------ origins


def _origins(ledger: Ledger, asked: Scope, offset: int) -> Rows:
    points = ledger.questions.unsure_points(story=asked.story, point=asked.point, limit=_BATCH, offset=offset)
    entities = {root.entity for point in points for root in point.origins.roots if root.entity}
    known = ledger.books.entities_by_id(sorted(entities))
    leads = ledger.books.claims_by_id([point.lead for point in points])
    return [_of_point(point, known, leads[point.lead].words) for point in points]


def _of_point(point: Point, known: Mapping[str, Entity], words: str) -> list[Question]:
    roots, out = point.origins.roots, []
    for root in roots:
        other = roots[root.maybe] if root.maybe is not None else None
        if other is None or not root.name or not other.name or root.name.casefold() == other.name.casefold():
            continue
        if not root.reports or not other.reports:
            continue
        pair = (root.name, other.name)
        sides = tuple(
            Side(str(one.name), _is_unnamed(known.get(one.entity or "")), one.entity, one.reports[0])
            for one in (root, other)
        )
        out.append(
            Question(
                id_of("origin", *sorted(pair), point.id),
                Topic.ORIGIN,
                point.story,
                "Do the words of these two go back to one?",
                f"{_brief(root.name)} and {_brief(other.name)}",
                sides,
                (
                    Choice("same", "One origin", "y", JudgementKind.SAME_ORIGIN, names=(pair,)),
                    Choice("apart", "Two origins", "n", JudgementKind.OTHER_ORIGIN, names=(pair,)),
                    OPEN,
                ),
                (
                    ("The point", f"{wording.in_marks(words)}: {wording.origins(point.origins)}"),
                    ("Speaks for one", root.rule or "nothing but that they say the same"),
                    ("Speaks for two", "no page says that they are one"),
                ),
            )
        )
    return out


def _is_unnamed(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is EntityKind.UNNAMED


# ------------------------------------------------------------------ claims and relations


def _contradictions(ledger: Ledger, asked: Scope, offset: int) -> Rows:
    """Return contradictions and denials of which nobody said yet that both cannot hold."""

    def question(story: str, one: Relation, a: Claim, b: Claim) -> Question:
        return Question(
            id_of("contradiction", *sorted((a.lead, b.lead))),
            Topic.CONTRADICTION,
            story,
            "Can both of these hold?",
            f"{_claim_brief(a)} and {_claim_brief(b)}",
            (_claim_side(a), _claim_side(b)),
            (
                Choice("stands", "Both cannot hold", "y", JudgementKind.CONTRADICTION, reports=(a.lead, b.lead)),
                Choice("none", "Both can hold", "n", JudgementKind.NOT_CONTRADICTION, reports=(a.lead, b.lead)),
                OPEN,
            ),
            (("Speaks for a contradiction" if one.kind is RelationKind.CONTRADICTS else "It denies", reason(one.why)),),
        )

    found = _relations(ledger, asked, offset, CLASHES)
    ruled = clashes.rulings(ledger, [one for _, one, _, _ in found])
    return [[] if row[1] in ruled else [question(*row)] for row in found]


def _points(ledger: Ledger, asked: Scope, offset: int) -> Rows:
    kinds = (RelationKind.LOWER_BOUND,)

    def question(story: str, one: Relation, a: Claim, b: Claim) -> Question:
        pair = (a.lead, b.lead)
        return Question(
            id_of("point", *sorted(pair)),
            Topic.POINT,
            story,
            "Do these two say the same?",
            f"{_claim_brief(a)} and {_claim_brief(b)}",
            (_claim_side(a), _claim_side(b)),
            (
                Choice("same", "One point", "y", JudgementKind.SAME_POINT, reports=pair),
                Choice("apart", "Two points", "n", JudgementKind.OTHER_POINT, reports=pair),
                OPEN,
            ),
            (("Speaks for one", reason(one.why)), ("Speaks for two", "the numbers are not the same")),
        )

    return [[question(*row)] for row in _relations(ledger, asked, offset, kinds)]


def _relations(
    ledger: Ledger, asked: Scope, offset: int, kinds: Sequence[RelationKind]
) -> list[tuple[str, Relation, Claim, Claim]]:
    """Return relations with their story and both claims."""
    claims = sorted(asked.claims)[:100]
    found = ledger.questions.relations(kinds, story=asked.story, claims=claims, limit=_BATCH, offset=offset)
    ids = sorted({end for _, one in found for end in (one.source, one.target)})
    known = ledger.books.claims_by_id(ids)
    return [(story, one, known[one.source], known[one.target]) for story, one in found]


def _claims(ledger: Ledger, asked: Scope, offset: int) -> Rows:
    rows: Rows = []
    for claim in ledger.questions.distorted(story=asked.story, limit=_BATCH, offset=offset):
        name = claim.name or "nobody named"
        rows.append(
            [
                Question(
                    id_of("claim", *sorted((claim.lead, one.report))),
                    Topic.CLAIM,
                    claim.story,
                    "Is this one claim?",
                    f"{_brief(claim.words)}: told otherwise",
                    (Side(name, entity=claim.claimant, report=claim.lead), Side(name, report=one.report)),
                    (
                        Choice("same", "One claim", "y", JudgementKind.SAME_CLAIM, reports=(claim.lead, one.report)),
                        Choice("apart", "Two claims", "n", JudgementKind.OTHER_CLAIM, reports=(claim.lead, one.report)),
                        OPEN,
                    ),
                    (("Speaks for one", "the same claimant, and like words"), ("Speaks for two", one.how)),
                )
                for one in claim.distorted
                if one.report != claim.lead
            ]
        )
    return rows


def _claim_side(claim: Claim) -> Side:
    return Side(claim.name or "nobody named", claim.name is None, claim.claimant, claim.lead)


def _claim_brief(claim: Claim) -> str:
    told = wording.interval(claim.value) if claim.value else wording.in_marks(wording.neutral(claim.words))
    return wording.bounded(f"{wording.neutral(claim.name or 'nobody named')}, {told}", _BRIEF)


# ------------------------------------------------------------------ chains


def _chains(ledger: Ledger, asked: Scope, offset: int) -> Rows:
    found = ledger.questions.low_scores(story=asked.story, limit=_BATCH, offset=offset)
    stories = dict(found)
    rows = {row.report.id: row for row in ledger.reports_by_id([report for report, _ in found])}
    out: Rows = []
    for report, _ in found:
        row = rows[report]
        names = tuple(wording.names(row.report, row.article))
        is_whole = all(link.name for link in row.report.chain)
        accept = Choice("right", "As read", "y", JudgementKind.CHAIN, reports=(report,), names=(names,))
        change = Choice("change", "As I write it", "c", JudgementKind.CHAIN, reports=(report,))
        out.append(
            [
                Question(
                    id_of("chain", report),
                    Topic.CHAIN,
                    stories[report],
                    "Did it come here this way?",
                    f"{wording.bounded(names[0], _BRIEF)}: {_brief(_words(row.article.words(row.report.evidence)))}",
                    (Side(names[-1], report=report),),
                    (*([accept] if is_whole else []), change, OPEN),
                    (
                        ("As it was read", " ← ".join(names)),
                        ("Score", f"{row.report.score:.2f}, not calibrated; the network alone found it"),
                    ),
                    names,
                )
            ]
        )
    return out


# ------------------------------------------------------------------ forecasts


def _forecasts(ledger: Ledger, asked: Scope, offset: int) -> Rows:
    past = asked.day - timedelta(days=1)
    claims = ledger.lists.forecasts(None, past, limit=_BATCH, offset=offset, latest_first=True, story=asked.story)
    told = [one for one in ledger.judgements(in_force=True) if one.kind is JudgementKind.OUTCOME] if claims else []
    settled = attached(told, ledger.at_address).outcomes
    out: Rows = []
    for claim in claims:
        if not settled.keys().isdisjoint(claim.reports) or claim.horizon is None:
            out.append([])
            continue
        reports = (claim.lead,)
        choices = [
            Choice(value, words.capitalize(), key, JudgementKind.OUTCOME, reports=reports, outcome=value,
                   needs_reason=value != "open")
            for (value, words), key in zip(wording.OUTCOMES.items(), "yno", strict=True)
        ]  # fmt: skip
        out.append(
            [
                Question(
                    id_of("forecast", claim.lead),
                    Topic.FORECAST,
                    claim.story,
                    "What became of this?",
                    _claim_brief(claim),
                    (_claim_side(claim),),
                    (*choices, Choice("later", "Cannot tell", "u", says="cannot be told")),
                    (("Fell due", wording.day(claim.horizon)), ("Needed", "where it shows: an address, or words")),
                )
            ]
        )
    return out


# ------------------------------------------------------------------ rulings that lost their words


def _unfit(ledger: Ledger, asked: Scope, offset: int) -> Rows:
    if asked.story or offset:
        return []
    latest = [one for one, is_in_force in ledger.latest_judgements(limit=_JUDGEMENTS) if is_in_force]
    lost = judging.unfit(ledger, [one for one in latest if one.kind is not JudgementKind.UNDO])
    return [[_lost(one)] for one in lost[: _BATCH - 1]]


def _lost(one: Judgement) -> Question:
    told = "; ".join(wording.in_marks(wording.bounded(quote.exact, _BRIEF * 2)) for quote in one.quotes)
    return Question(
        id_of("unfit", one.id),
        Topic.UNFIT,
        None,
        "The words of this ruling are gone. Does it still hold?",
        f"{one.kind.value}: {_brief(' · '.join(one.names) or told)}",
        (),
        (
            Choice("undo", "Take it back", "y", JudgementKind.UNDO, undoes=one.id),
            Choice("keep", "Keep it, in case they return", "n", says="kept"),
        ),
        (
            ("Ruling", f"{one.kind.value}{f', {one.outcome}' if one.outcome else ''}"),
            ("About", " · ".join(one.names) or told),
            ("By", f"{one.who}, {wording.day(one.made_at.date())}"),
            ("Reason", one.why or "none was given"),
        ),
    )


_ROWS: Mapping[Topic, Callable[[Ledger, Scope, int], Rows]] = {
    Topic.ORIGIN: _origins,
    Topic.WHO: _who,
    Topic.CONTRADICTION: _contradictions,
    Topic.CLAIM: _claims,
    Topic.POINT: _points,
    Topic.CHAIN: _chains,
    Topic.FORECAST: _forecasts,
    Topic.UNFIT: _unfit,
}


def _brief(words: str) -> str:
    return wording.in_marks(wording.bounded(wording.neutral(words), _BRIEF))


def _words(text: str) -> str:
    return wording.neutral(text)


# ------------------------------------------------------------------ what is shown beside it


def reports_of(ledger: Ledger, question: Question) -> Iterator[tuple[Side, str | None]]:
    """Yield the sides of a question, each with a report that shows it: its own, else one of the claimant's."""
    for side in question.sides:
        report = side.report
        if report is None and side.entity and question.story:
            first = next(ledger.books.claims(story=question.story, claimant=side.entity), None)
            report = first.lead if first else None
        yield side, report
