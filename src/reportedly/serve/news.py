"""What is new in stories since a reader last looked, in a few lines each: out of rows, and in their words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from reportedly import forecasts, wording
from reportedly.ledger import Arrival, Ledger
from reportedly.ledger.latest import ARRIVALS
from reportedly.records import Claim, Digest, Origin, Point, Relation, RelationKind
from reportedly.serve import links, words

LINES = 3
"""Lines a story has at most."""

_WORDS = 110  # characters of a claim that are quoted
_NAMES = 3  # claimants that one line names
_MANY = 3  # outlets from which on it is told that all rest on one origin
_OVERDUE_DAYS = 31  # further back nothing is looked for that fell due since


class Sort(StrEnum):
    """What a line tells; those that matter most come first."""

    CONTRADICTION = "true contradiction"
    REVISION = "revision"
    OVERDUE = "overdue"
    ORIGIN = "new origin"
    ECHO = "no new origin"
    CLAIM = "new claim"
    LOOP = "loop"
    ONE = "one origin"


FLAGS = {Sort.CONTRADICTION: "True contradiction", Sort.OVERDUE: "Overdue", Sort.LOOP: "Loop"}
"""The word that goes before a line, by what it tells."""


class News(Struct, frozen=True):
    """One line about a story."""

    sort: Sort
    words: str  # partly of pages
    link: str  # to what it tells of
    is_new: bool = True

    @property
    def flag(self) -> str:
        """The word that goes before it, if any."""
        return FLAGS.get(self.sort, "")


Lead = Point | Claim
Shown = tuple[Digest, Lead | None]


def news(
    ledger: Ledger, stories: Sequence[Shown], *, since: datetime | None, now: datetime
) -> dict[str, tuple[News, ...]]:
    """Return a few lines on each of some stories, by their ids: what is new first, then what stands.

    Args:
        ledger: What is asked.
        stories: Those that are shown, each with its leading point.
        since: When the reader last looked; ``None`` where nothing is known to be new.
        now: Until when forecasts fall due.
    """
    ids = [digest.story for digest, _ in stories]
    found = _Since(ledger, ids, since, now.date()).lines(stories) if since and ids else {}
    standing = _standing(ledger, stories)
    return {story: _chosen(found.get(story, []), standing[story]) for story in ids}


def _chosen(new: Sequence[News], standing: Sequence[News]) -> tuple[News, ...]:
    """Return the lines that are shown: of each sort one before there are two of any, what stands at the end."""
    by_sort = [[one for one in new if one.sort is sort] for sort in Sort]
    turns = [one for turn in zip_longest(*by_sort) for one in turn if one]
    told = {one.sort for one in turns}
    kept = [*turns, *(one for one in standing if one.sort not in told)][:LINES]
    return tuple(sorted(kept, key=lambda one: (not one.is_new, list(Sort).index(one.sort))))


# ------------------------------------------------------------------ since a moment


@dataclass(slots=True)
class _Since:
    """What came in since a moment on some stories."""

    ledger: Ledger
    stories: Sequence[str]
    since: datetime
    today: date

    def lines(self, stories: Sequence[Shown]) -> dict[str, list[News]]:
        """Return what can be told of each story."""
        mark = self.ledger.latest.mark(self.since)
        arrivals: defaultdict[str, list[Arrival]] = defaultdict(list)
        for arrival in self.ledger.latest.arrivals(self.stories, mark):
            arrivals[arrival.story].append(arrival)
        told = Counter(one.claim for some in arrivals.values() for one in some if one.claim)
        new = self.ledger.latest.is_new(list(told), mark)
        related = self._related(arrivals, new)
        fresh = {story: _largest(some, new, told) for story, some in arrivals.items()}
        ends = {end for some in related.values() for one in some for end in (one.source, one.target)}
        wanted = sorted(ends | {claim for some in fresh.values() for claim in some})
        claims = self.ledger.books.claims_by_id(wanted)
        overdue = self._overdue()
        return {
            digest.story: [
                *(_related_line(one, claims) for one in related[digest.story]),
                *overdue.get(digest.story, ()),
                *_on_lead(lead, arrivals[digest.story]),
                *(_claim_line(claims[one]) for one in fresh.get(digest.story, ()) if not _is_of(lead, one, ends)),
            ]
            for digest, lead in stories
        }

    def _related(self, arrivals: Mapping[str, Sequence[Arrival]], new: set[str]) -> defaultdict[str, list[Relation]]:
        """Return, by story, what new claims revise or contradict: of each kind a few."""
        of = {one.claim: story for story, some in arrivals.items() for one in some if one.claim}
        found: defaultdict[str, list[Relation]] = defaultdict(list)
        kinds = (RelationKind.REVISES, RelationKind.CONTRADICTS)
        for one in self.ledger.beside.relations_of(new, *kinds):
            if one.kind is RelationKind.REVISES and one.source not in new:
                continue  # a new claim is revised by one that was there
            story = of.get(one.source) or of[one.target]
            if sum(other.kind is one.kind for other in found[story]) < LINES:
                found[story].append(one)
        return found

    def _overdue(self) -> dict[str, list[News]]:
        """Return, by story, forecasts whose day went by since, and on which nobody has ruled."""
        first = max(self.since.date(), self.today - timedelta(days=_OVERDUE_DAYS))
        due = self.ledger.latest.fell_due(self.stories, first, self.today - timedelta(days=1))
        few: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in due:
            if len(few[claim.story]) < LINES:
                few[claim.story].append(claim)
        some = [claim for claims in few.values() for claim in claims]
        ruled = forecasts.outcomes(self.ledger, some)
        return {
            story: [_overdue_line(one) for one in claims if forecasts.is_open(ruled.get(one.id))]
            for story, claims in few.items()
        }


def _largest(arrivals: Sequence[Arrival], new: set[str], told: Counter[str]) -> list[str]:
    """Return the new claims that most reports came in for."""
    claims = {one.claim for one in arrivals if one.claim in new and one.claim}
    return sorted(claims, key=lambda claim: (-told[claim], claim))[:LINES]


def _is_of(lead: Lead | None, claim: str, told: set[str]) -> bool:
    """Whether a claim is told of already: in a line of its own, or with the leading point."""
    return claim in told or (lead is not None and claim in _claims(lead))


def _claims(lead: Lead) -> tuple[str, ...]:
    return lead.claims if isinstance(lead, Point) else (lead.id,)


# ------------------------------------------------------------------ in words


def who(claim: Claim) -> str:
    """Return whose claim it is."""
    return claim.name or "a page that names nobody"


def says(claim: Claim) -> str:
    """Return what is claimed: the number, else some words."""
    if claim.value:
        return wording.interval(claim.value)
    return wording.in_marks(words.clean(claim.words, _WORDS))


def _related_line(one: Relation, claims: Mapping[str, Claim]) -> News:
    source, target = claims[one.source], claims[one.target]
    if one.kind is RelationKind.REVISES:
        told = _begun(f"{who(source)} now says {says(source)}, after {says(target)}")
        return News(Sort.REVISION, told, links.claim(source.id))
    told = f"{who(source)} says {says(source)}; {who(target)} says {says(target)}"
    return News(Sort.CONTRADICTION, told, links.claim(source.id))


def _overdue_line(claim: Claim) -> News:
    quoted = wording.in_marks(words.clean(claim.words, _WORDS))
    told = f"{quoted}, said by {who(claim)}, fell due on {words.day(claim.horizon)}; nobody has ruled what came of it"
    return News(Sort.OVERDUE, told, links.claim(claim.id))


def _claim_line(claim: Claim) -> News:
    quoted = wording.in_marks(words.clean(claim.words, _WORDS))
    return News(Sort.CLAIM, _begun(f"{who(claim)}: {quoted}"), links.claim(claim.id))


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _on_lead(lead: Lead | None, arrivals: Sequence[Arrival]) -> Iterator[News]:
    """Yield what new reports brought to the leading point: an origin, or none."""
    if lead is None:
        return
    carried = [one for one in arrivals if one.claim in _claims(lead)]
    if len(carried) == lead.weight.reports:
        return  # all of it is new, and each claim on it is told by itself
    came = {one.report for one in carried}
    brought = [root for root in _standing_alone(lead) if came.issuperset(root.reports)]
    if brought:
        names = [root.name or "nobody named" for root in brought[:_NAMES]]
        more = f" and {len(brought) - _NAMES} more" if len(brought) > _NAMES else ""
        what = wording.count(len(brought), "new origin")
        yield News(Sort.ORIGIN, f"{what} on its leading point: {', '.join(names)}{more}", links.line(lead))
    elif carried and len(arrivals) < ARRIVALS:  # of more it is not known what all of them brought
        outlets = wording.count(len({one.outlet for one in carried}), "outlet")
        told = f"Reports of {outlets} came in on its leading point; they brought no new origin"
        yield News(Sort.ECHO, told, links.line(lead))


def _standing_alone(lead: Lead) -> list[Origin]:
    return [one for one in lead.origins.counting if one.reports]


# ------------------------------------------------------------------ what stands


def _standing(ledger: Ledger, stories: Sequence[Shown]) -> dict[str, list[News]]:
    """Return what can be told of stories though it is not new: a contradiction, a loop, that all rests on one."""
    found = ledger.latest.contradictions([digest.story for digest, _ in stories])
    ends = sorted({end for one in found.values() for end in (one.source, one.target)})
    claims = ledger.books.claims_by_id(ends)
    told: dict[str, list[News]] = {}
    for digest, lead in stories:
        relation = found.get(digest.story)
        lines = [_related_line(relation, claims)] if relation else []
        told[digest.story] = [replace(one, is_new=False) for one in [*lines, *_of_lead(lead)]]
    return told


def _of_lead(lead: Lead | None) -> Iterator[News]:
    if lead is None:
        return
    outlets = lead.weight.outlets
    if lead.origins.loops:
        yield News(Sort.LOOP, "outlets cite one another for its leading point, and nobody else", links.line(lead))
    alone = _standing_alone(lead)
    if lead.origins.at_most == 1 and len(alone) == 1 and outlets >= _MANY:
        root = alone[0].name or "nobody named"
        yield News(
            Sort.ONE, f"All {outlets:,} outlets on its leading point rest on one origin: {root}", links.line(lead)
        )
