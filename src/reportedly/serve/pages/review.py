"""The review queue: what the system is unsure of, and what people ruled."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from msgspec import Struct
from msgspec.structs import replace

from reportedly import judging, wording
from reportedly.errors import UsageError
from reportedly.ledger import Ledger, Row
from reportedly.records import Judgement, JudgementKind, Span
from reportedly.serve import links
from reportedly.serve.accounts import back
from reportedly.serve.effects import Effect, Effects, too_large
from reportedly.serve.house import House
from reportedly.serve.questions import (
    Choice,
    Cursor,
    Question,
    Scope,
    Side,
    Topic,
    listed,
    reports_of,
    scope,
)
from reportedly.serve.views import Entry, Feed, Plain, Table, View, add

router = APIRouter(include_in_schema=False)

RULINGS = 10
"""Rulings that are listed below a question."""

MAX_REASON = 2_000
"""Characters of a reason."""

_AROUND = 160  # characters before and after the words of a report

_effects = Effects()


class Shown(Struct, frozen=True):
    """A side of a question, with the words that show it."""

    side: Side
    row: Row | None
    pieces: tuple[tuple[str, str], ...]  # "", "hit" or "con", and words
    value: str | None


class Ruled(Struct, frozen=True):
    """A ruling, as it is listed."""

    judgement: Judgement
    is_in_force: bool
    words: str


def review(
    request: Request,
    *,
    kind: str | None = None,
    story: str | None = None,
    point: str | None = None,
    after: str | None = None,
    item: str | None = None,
    effect: str | None = None,
) -> View:
    """Return the questions from a place on, one of them opened."""
    house: House = request.app.state.house
    ledger = house.reading()
    asked = _scope(house, ledger, kind, story, point)
    found, following = listed(ledger, asked, Cursor.of(after))
    chosen = next((number for number, one in enumerate(found) if one.key == item), 0)
    opened = found[chosen] if found else None
    kept = {"kind": asked.topic.value if asked.topic else None, "story": story, "point": point}
    here = {**kept, "after": after}
    rulings = _rulings(ledger)
    shown = {
        "questions": found,
        "opened": opened,
        "sides": _sides(ledger, opened) if opened else [],
        "effects": _effect(ledger, opened, is_asked=effect == "yes") if opened else None,
        "after": after,
        "more": links.query(links.REVIEW, **kept, after=str(following)) if following else None,
        "is_whole": following is None and after is None,
        "was_ruled": item is not None and found and found[chosen].key != item,
        "next": found[chosen + 1].key if chosen + 1 < len(found) else None,
        "previous": found[chosen - 1].key if chosen else None,
        "here": here,
        "topics": list(Topic),
        "asked": asked,
        "scope_name": _scope_name(ledger, asked),
        "roots": _roots(ledger, asked),
        "rulings": rulings,
        "asides": ledger.questions.asides(limit=RULINGS),
    }
    return View(
        "review.html",
        "Review",
        shown,
        lambda: {
            "questions": [_object(one) for one in found],
            "next": str(following) if following else None,
            "rulings": [_ruled_object(one) for one in rulings],
        },
        lambda: _table(found),
        lambda: Feed("Review: rulings", tuple(_entry(one) for one in rulings)),
        section=links.REVIEW,
        called="The queue",
    )


add(router, links.REVIEW, review)


# ------------------------------------------------------------------ ruling


@router.post(links.REVIEW)
def answer(
    request: Request,
    *,
    item: Annotated[str, Form(max_length=64)],
    ruling: Annotated[str, Form(max_length=20)],
    reason: Annotated[str, Form(max_length=MAX_REASON)] = "",
    chain: Annotated[str, Form(max_length=MAX_REASON)] = "",
    kind: Annotated[str, Form(max_length=20)] = "",
    story: Annotated[str, Form(max_length=64)] = "",
    point: Annotated[str, Form(max_length=64)] = "",
    after: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Rule what one of the questions asks, or put it aside; then go on with the next."""
    house, who = request.app.state.house, request.state.visitor.name
    ledger = house.reading()
    asked = _scope(house, ledger, kind, story, point)
    found, _ = listed(ledger, asked, Cursor.of(after))
    question = next((one for one in found if one.key == item), None)
    choice = question.choice(ruling) if question else None
    on = _on(links.query(links.REVIEW, kind=kind, story=story, point=point, after=after, item=item))
    if question is None or choice is None:
        return on  # somebody was faster: the page says so
    if choice.needs_reason and not reason.strip():
        raise UsageError("say what shows it: an address, or words; go back and write it as your reason")
    if choice.value == "change":
        choice = replace(choice, names=(_links(chain),))
    _rule(house, question, choice, who, " ".join(reason.split()))
    later = found[found.index(question) + 1 :]
    return _on(
        links.query(
            links.REVIEW, kind=kind, story=story, point=point, after=after, item=later[0].key if later else None
        )
    )


def _rule(house: House, question: Question, choice: Choice, who: str, why: str) -> None:
    words = f"{question.brief}: {choice.says or choice.words.casefold()}{f': {why}' if why else ''}"
    with house.writing() as ledger:
        made = [
            judging.judge(
                ledger, choice.kind, who=who, reports=choice.reports, names=names, outcome=choice.outcome,
                undoes=choice.undoes, why=why, now=house.now,
            ).id
            for names in choice.names or ((),)
            if choice.kind is not None
        ]  # fmt: skip
        ledger.questions.put_aside(question.key, who=who, words=words, judgements=made)


@router.post(links.RULE)
def rule(
    request: Request,
    *,
    kind: Annotated[str, Form(max_length=40)],
    report: Annotated[list[str] | None, Form()] = None,
    page: Annotated[list[str] | None, Form()] = None,
    name: Annotated[list[str] | None, Form()] = None,
    outcome: Annotated[str, Form(max_length=10)] = "",
    reason: Annotated[str, Form(max_length=MAX_REASON)] = "",
    next: Annotated[str, Form(max_length=2_000)] = "",  # noqa: A002  # the field's name
) -> Response:
    """Rule anything, from a form on any page; then go back there."""
    house: House = request.app.state.house
    if kind not in set(JudgementKind) or kind == JudgementKind.UNDO:
        known = ", ".join(one.value for one in JudgementKind if one is not JudgementKind.UNDO)
        raise UsageError(f"{wording.bounded(wording.neutral(kind), 40)!r} is no ruling; take one of {known}")
    with house.writing() as ledger:
        judging.judge(
            ledger,
            JudgementKind(kind),
            who=request.state.visitor.name,
            reports=[one for one in report or () if one],
            pages=[one for one in page or () if one],
            names=[one for one in name or () if one.strip()],
            outcome=outcome or None,
            why=" ".join(reason.split()),
            now=house.now,
        )
    return _on(back(next or links.REVIEW))


@router.post(links.UNDO)
def undo(
    request: Request,
    judgement: Annotated[str, Form(max_length=64)] = "",
    key: Annotated[str, Form(max_length=64)] = "",
    reason: Annotated[str, Form(max_length=MAX_REASON)] = "",
    next: Annotated[str, Form(max_length=2_000)] = "",  # noqa: A002  # the field's name
) -> Response:
    """Take a ruling back, or ask again what was put aside."""
    house: House = request.app.state.house
    if not judgement and not key:
        raise UsageError("there is nothing to take back; name a ruling")
    with house.writing() as ledger:
        if judgement:
            _take_back(house, ledger, ledger.judgement(judgement).id, request.state.visitor.name, reason)
        else:
            ledger.questions.ask_again(key)
    return _on(back(next or links.REVIEW))


def _take_back(house: House, ledger: Ledger, judgement: str, who: str, reason: str) -> None:
    """Take a ruling back, with those that were made by the same answer, and ask its question again."""
    answered = ledger.questions.ruled_by(judgement)
    in_force = {one.id for one in ledger.judgements(in_force=True)}
    every = answered.judgements if answered else ()
    others = [one for one in every if one != judgement and one in in_force]
    for one in (judgement, *others):
        judging.judge(ledger, JudgementKind.UNDO, who=who, undoes=one, why=" ".join(reason.split()), now=house.now)
    if answered:
        ledger.questions.ask_again(answered.key)


def _links(text: str) -> tuple[str, ...]:
    """Return the links of a chain as a person writes it: one a line, the outlet first."""
    found = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if not found:
        raise UsageError("a chain has one link at least; write one a line, the outlet first")
    return found


def _on(path: str) -> Response:
    return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": path})


# ------------------------------------------------------------------ what is shown


def _scope(house: House, ledger: Ledger, kind: str | None, story: str | None, point: str | None) -> Scope:
    topic = Topic(kind) if kind in set(Topic) else None
    return scope(ledger, topic=topic, story=story or None, point=point or None, day=house.now().date())


def _scope_name(ledger: Ledger, asked: Scope) -> tuple[str, str] | None:
    """Return what the list is narrowed to: words and their address."""
    if asked.point:
        point = ledger.books.point(asked.point)
        lead = ledger.books.claim(point.lead)
        return lead.words, links.point(point.id)
    return (ledger.books.digest(asked.story).title, links.story(asked.story)) if asked.story else None


def _roots(ledger: Ledger, asked: Scope) -> list[str]:
    """Return the names of a point's origins, to be ruled one or two."""
    if not asked.point:
        return []
    roots = ledger.books.point(asked.point).origins.roots
    return list(dict.fromkeys(root.name for root in roots if root.name))


def _sides(ledger: Ledger, question: Question) -> list[Shown]:
    pairs = list(reports_of(ledger, question))
    rows = {row.report.id: row for row in ledger.reports_by_id(sorted({report for _, report in pairs if report}))}
    return [_shown(side, rows.get(report or "")) for side, report in pairs]


def _shown(side: Side, row: Row | None) -> Shown:
    if row is None:
        return Shown(side, None, (), None)
    value = wording.interval(row.report.value) if row.report.value else None
    return Shown(side, row, tuple(_pieces(row)), value)


def _pieces(row: Row) -> list[tuple[str, str]]:
    """Return the words of a report with a little around them; who says it is marked, and so is the rest of it."""
    report, evidence = row.report, row.report.evidence
    start, end = max(0, evidence.start - _AROUND), evidence.end + _AROUND + 1
    sources = sorted(span for span in report.source if span.part is evidence.part and evidence.covers(span))
    out = [("", _from_word(_text(row, start, evidence.start), is_cut=start > 0))]
    at = evidence.start
    for span in sources:
        out += [("con", _text(row, at, span.start)), ("hit", _text(row, max(at, span.start), span.end))]
        at = max(at, span.end)
    out.append(("con", _text(row, at, evidence.end)))
    after = _text(row, evidence.end, end).partition("\n")[0]
    out.append(("", wording.bounded(after, _AROUND) if len(after) >= _AROUND else after))
    return [(kind, wording.neutral_piece(words)) for kind, words in out if words]


def _from_word(text: str, *, is_cut: bool) -> str:
    """Return text from its last line end on; where it was cut inside, from the next word on."""
    line = text.rpartition("\n")[2]
    return line.partition(" ")[2] if is_cut and line == text else line


def _text(row: Row, start: int, end: int) -> str:
    return row.article.words(Span(start, max(start, end), row.report.evidence.part))


class Worked(Struct, frozen=True):
    """What is shown of what a ruling would change."""

    effects: tuple[Effect, ...] = ()
    may_ask: bool = False  # whether it is worked out when somebody asks for it
    pages: int = 0  # of a story that is too large for it


def _effect(ledger: Ledger, question: Question, *, is_asked: bool) -> Worked:
    """Return what a ruling would change: as far as it is known, unless it is asked for, as it takes a while."""
    if not is_asked and (known := _effects.known(ledger, question)) is not None:
        return Worked(known)
    if pages := too_large(ledger, question):
        return Worked(pages=pages)
    return Worked(_effects.of(ledger, question)) if is_asked else Worked(may_ask=True)


def _rulings(ledger: Ledger) -> list[Ruled]:
    return [Ruled(one, is_in_force, said(one)) for one, is_in_force in ledger.latest_judgements(limit=RULINGS)]


_SAID: Mapping[JudgementKind, str] = {
    JudgementKind.SAME_CLAIM: "one claim",
    JudgementKind.OTHER_CLAIM: "two claims",
    JudgementKind.SAME_POINT: "one point",
    JudgementKind.OTHER_POINT: "two points",
    JudgementKind.SAME_STORY: "one story",
    JudgementKind.OTHER_STORY: "two stories",
    JudgementKind.SAME_ENTITY: "one",
    JudgementKind.OTHER_ENTITY: "two",
    JudgementKind.SAME_ORIGIN: "one origin",
    JudgementKind.OTHER_ORIGIN: "two origins",
    JudgementKind.CONTRADICTION: "both cannot hold",
    JudgementKind.NOT_CONTRADICTION: "both can hold",
    JudgementKind.CHAIN: "it came this way",
    JudgementKind.OUTCOME: "the forecast",
    JudgementKind.UNDO: "a ruling was taken back",
}


def said(one: Judgement) -> str:
    """Return a ruling in a line."""
    if one.kind is JudgementKind.CHAIN:
        about = " ← ".join(one.names)
    else:
        quotes = [wording.in_marks(wording.bounded(wording.neutral(quote.exact), 60)) for quote in one.quotes]
        about = " and ".join([f"“{wording.neutral(name)}”" for name in one.names] + quotes)
    outcome = f" is {wording.OUTCOMES[one.outcome]}" if one.outcome in wording.OUTCOMES else ""
    return f"{about}: {_SAID[one.kind]}{outcome}" if about else f"{_SAID[one.kind]}{outcome}"


def _object(one: Question) -> Plain:
    return {
        "id": one.key,
        "topic": one.topic.value,
        "story": one.story,
        "question": one.title,
        "about": one.brief,
        "sides": [{"name": side.name, "entity": side.entity, "report": side.report} for side in one.sides],
        "facts": dict(one.facts),
        "choices": [{"value": choice.value, "words": choice.words} for choice in one.choices],
    }


def _ruled_object(one: Ruled) -> Plain:
    made = one.judgement
    return {
        "id": made.id,
        "ruling": made.kind.value,
        "words": one.words,
        "who": made.who,
        "made_at": made.made_at.isoformat(),
        "reason": made.why,
        "is_in_force": one.is_in_force,
    }


def _table(found: list[Question]) -> Table:
    rows = [(one.key, one.topic.value, one.story, one.title, one.brief) for one in found]
    return Table(("id", "topic", "story", "question", "about"), rows)


def _entry(one: Ruled) -> Entry:
    made = one.judgement
    why = f": {made.why}" if made.why else ""
    return Entry(f"judgement:{made.id}", links.REVIEW, one.words, made.made_at, f"{made.who}{why}")
