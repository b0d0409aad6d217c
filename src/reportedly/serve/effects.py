"""What a ruling would change: its story linked with it in memory, and compared with how it stands."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from threading import Lock

from msgspec import Struct

from reportedly import judging, linking, wording
from reportedly.errors import ReportedlyError
from reportedly.ledger import Ledger
from reportedly.link import Linked
from reportedly.link.judged import Attached, attached
from reportedly.records import CLASHES, Claim, Judgement, Origins, Point
from reportedly.serve import words
from reportedly.serve.questions import Choice, Question

MOST = 300
"""Pages of a story up to which it is worked out."""

_KEPT = 128  # answers that are remembered
_TOLD = 3  # points whose count would change, so many are told


class Effect(Struct, frozen=True):
    """What one way to answer would change."""

    choice: str  # its words
    changes: tuple[str, ...]  # empty: no count


@dataclass(slots=True)
class Effects:
    """Works out what rulings would change; remembers it until something is added or ruled."""

    _known: OrderedDict[tuple[str, ...], Effect | None] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def known(self, ledger: Ledger, question: Question) -> tuple[Effect, ...] | None:
        """Return the same as `of` if it was worked out already, or if there is nothing to work out."""
        keys = [_key(ledger, question, choice) for choice in question.choices if _may_change(choice)]
        with self._lock:
            if all(key in self._known for key in keys):
                return tuple(one for key in keys if (one := self._known[key]))
        return None

    def of(self, ledger: Ledger, question: Question) -> tuple[Effect, ...]:
        """Return what each way to answer would change, of those that rule something."""

        @cache
        def before() -> Linked:
            return linking.of_story(ledger, ledger.books.story(question.story or ""), _ruled(ledger, ()))

        found = (self._one(ledger, question, choice, before) for choice in question.choices if _may_change(choice))
        return tuple(one for one in found if one)

    def _one(self, ledger: Ledger, question: Question, choice: Choice, before: Callable[[], Linked]) -> Effect | None:
        key = _key(ledger, question, choice)
        with self._lock:
            if key in self._known:
                return self._known[key]
        made = _effect(ledger, question, choice, before)
        with self._lock:
            self._known[key] = made
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return made


def too_large(ledger: Ledger, question: Question) -> int:
    """Return how many pages a question's story has, if these are too many to link them for it; else 0."""
    pages = ledger.books.digest(question.story).pages if question.story else 0
    return pages if pages > MOST else 0


def _key(ledger: Ledger, question: Question, choice: Choice) -> tuple[str, ...]:
    state = (ledger.books.state("article") or "", ledger.books.state("judgement") or "")
    return (str(ledger.path), *state, question.key, choice.value)


def _may_change(choice: Choice) -> bool:
    return choice.kind is not None and choice.undoes is None and choice.outcome is None and bool(
        choice.reports or choice.names
    ) and choice.value != "change"  # fmt: skip


def _effect(ledger: Ledger, question: Question, choice: Choice, before: Callable[[], Linked]) -> Effect | None:
    if question.story is None or choice.kind is None:
        return None
    try:
        rulings = [
            judging.ruling(ledger, choice.kind, who="", reports=choice.reports, names=names)
            for names in choice.names or ((),)
        ]
    except ReportedlyError:
        return None  # it cannot be ruled, which it says when it is tried
    story = ledger.books.story(question.story)
    after = linking.of_story(ledger, story, _ruled(ledger, rulings))
    return Effect(choice.words, tuple(_changes(before(), after)))


def _ruled(ledger: Ledger, more: Sequence[Judgement]) -> Attached:
    return attached([*ledger.judgements(in_force=True), *more], ledger.at_address)


class _Line(Struct, frozen=True):
    words: str
    origins: Origins
    claims: int
    outlets: int


def _changes(before: Linked, after: Linked) -> list[str]:
    old, new = _lines(before), _lines(after)
    changed: dict[str, int] = {}
    for report, line in old.items():
        now = new.get(report)
        if now and (_counts(now), now.claims) != (_counts(line), line.claims):
            changed.setdefault(_told(line, now), line.outlets)
    out = sorted(changed, key=lambda one: (-changed[one], one))
    more = [f"and {len(out) - _TOLD} points more"] if len(out) > _TOLD else []
    clashes = [sum(one.kind in CLASHES for one in linked.relations) for linked in (before, after)]
    if clashes[0] != clashes[1]:
        more.append(f"{wording.count(clashes[0], 'contradiction')} in the story would be {clashes[1]}")
    claims = [len(linked.claims) for linked in (before, after)]
    if claims[0] != claims[1] and not out:
        more.append(f"{wording.count(claims[0], 'claim')} in the story would be {claims[1]}")
    return [*out[:_TOLD], *more]


def _told(old: _Line, new: _Line) -> str:
    of = wording.in_marks(wording.bounded(wording.neutral(old.words), 80))
    if _counts(old) != _counts(new):
        return f"{of}: {words.origins(*_counts(old))} would be {words.origins(*_counts(new)).partition(' ')[0]}"
    return f"{of}: {wording.count(old.claims, 'claim')} on it would be {new.claims}"


def _counts(line: _Line) -> tuple[int, int]:
    return line.origins.at_least, line.origins.at_most


def _lines(linked: Linked) -> dict[str, _Line]:
    """Return the points, and the claims nobody else makes, by the report that words each of their claims best."""
    claims = {claim.id: claim for claim in linked.claims}
    out: dict[str, _Line] = {}
    for point in linked.points:
        out |= {claims[one].lead: _line(point, claims[point.lead]) for one in point.claims}
    for claim in linked.claims:
        out.setdefault(claim.lead, _line(claim, claim))
    return out


def _line(one: Point | Claim, lead: Claim) -> _Line:
    return _Line(lead.words, one.origins, len(one.claims) if isinstance(one, Point) else 1, one.weight.outlets)
