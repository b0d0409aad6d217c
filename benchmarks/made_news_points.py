"""What the pages of a made story tell: points, who tells them through whom, and how many origins that makes.

Each pattern is a way in which news passes a statement on, with the count of independent origins that follows from the
rules (`Origins`). Patterns are named as the figures show them.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

import made_news_words as words
from made_news_world import Actor, Body, Cast, of_outlet
from msgspec import Struct
from msgspec.structs import replace

from reportedly.records import Outlet, RelationKind, Status, Value, When

COMMON = 4
"""Points that two pages of a story both tell, mostly: with more of them they read like copies of one text."""
Link = int | Actor
"""Who is cited: the outlet of the story's page of that number, or somebody."""


class Content(Struct, frozen=True):
    """What a claim says, in several wordings."""

    forms: tuple[str, ...]  # with marks, see `made_news_words`
    status: Status = Status.ASSERTED
    value: Value | None = None
    when: When | None = None


class Telling(Struct, frozen=True):
    """That a page tells a claim, and whom it cites for it: from the reader outward, nobody for its own voice."""

    page: int
    links: tuple[Link, ...]


@dataclass(slots=True)
class Claim:
    """One claimant's assertion, as planned."""

    content: Content
    said_on: date
    tellings: list[Telling] = field(default_factory=list)
    is_dated: bool = False  # whether every telling says when it was said
    wording: int | None = None  # 0 or 1: told in every second form only, so that no page has another's sentence


class Point(Struct, frozen=True):
    """Claims that say the same."""

    pattern: str
    at_least: int
    at_most: int
    roots: tuple[str, ...]
    claims: tuple[Claim, ...]


class Tie(Struct, frozen=True):
    """What two claims have to do with each other: `Relation`, as planned."""

    kind: RelationKind
    source: Claim
    target: Claim


@dataclass(slots=True)
class Plan:
    """What a story tells."""

    points: list[Point] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)


def plan(
    die: random.Random, cast: Cast, outlets: Sequence[Outlet], days: Sequence[date], *, copied: int | None
) -> Plan:
    """Return what the pages of a story tell, some ten claims each.

    Args:
        die: Decides.
        cast: Who speaks, what of.
        outlets: Of each page its outlet, none twice.
        days: Of each page its day, sorted.
        copied: The page whose text others carry; it cites at most one relay, and tells nothing in its own voice.
    """
    planner = _Planner(die, cast, outlets, days, copied)
    planner.fill()
    return planner.plan


class _Planner:
    """Plans one story."""

    def __init__(
        self, die: random.Random, cast: Cast, outlets: Sequence[Outlet], days: Sequence[date], copied: int | None
    ) -> None:
        self.die, self.cast, self.outlets, self.days, self.copied = die, cast, outlets, days, copied
        self.plan = Plan()
        self.room = [die.randrange(8, 13) for _ in days]  # claims each page may still tell
        points = min(44, 7 + 7 * len(days) ** 0.72)
        self.common: Counter[tuple[int, int]] = Counter()  # points that two pages both tell
        self.tellings = sum(self.room) / points  # of a point, on average
        self.counted, self.definitions = list(cast.counted), list(cast.definitions)
        self.things, self.predicates = list(cast.things), list(cast.predicates)
        self.forecasts, self.numbers = list(cast.forecasts), list(cast.numbers)

    def fill(self) -> None:
        """Plan points until the pages are full, or the story has nothing left to tell of."""
        names, weights = list(_PATTERNS), [pattern.weight for pattern in _PATTERNS.values()]
        while max(self.room) > 0 and len(self.counted) > 2 and len(self.predicates) > 2:
            (name,) = self.die.choices(names, weights)
            pattern = _PATTERNS[name]
            pages = self._pages(pattern.pages, but=None if pattern.is_for_copies else self.copied)
            if len(pages) >= pattern.pages:
                pattern.make(self, name, pages)

    def _pages(self, least: int, *, but: int | None) -> list[int]:
        """Some pages that have room, the emptiest of them, in the order of their days."""
        wanted = max(least, min(len(self.days), 1 + int(self.die.expovariate(1 / max(self.tellings, 0.1)))))
        open_ = [page for page, room in enumerate(self.room) if room > 0 and page != but]
        self.die.shuffle(open_)
        open_.sort(key=lambda page: -self.room[page] // 4)
        some: list[int] = []
        for page in open_:
            if len(some) < wanted and all(self.common[min(page, one), max(page, one)] < COMMON for one in some):
                some.append(page)
        return sorted(some)

    # ------------------------------------------------------------------ parts

    def claim(self, content: Content, first: int, *, ago: int = 0, is_dated: bool = False) -> Claim:
        """Return a claim made on the day of a page, or some days before."""
        return Claim(content, self.days[first] - timedelta(ago), is_dated=is_dated)

    def tell(self, claim: Claim, page: int, *links: Link) -> None:
        """Let a page tell a claim."""
        claim.tellings.append(Telling(page, links))
        self.room[page] -= 1

    def add(self, pattern: str, counts: tuple[int, int], roots: Sequence[str], *claims: Claim) -> None:
        """Add a point; copies of a page make no other count, but are told apart in the figures."""
        pages = {telling.page for claim in claims for telling in claim.tellings}
        self.common.update(combinations(sorted(pages), 2))
        name = f"{pattern}, with wire copies" if self.copied in pages else pattern
        self.plan.points.append(Point(name, *counts, tuple(roots), claims))

    def through(self, page: int, first: int, others: Sequence[int]) -> tuple[int, ...]:
        """The relays through which a page has what the first page told: that page's outlet, sometimes by another."""
        between = [other for other in others if first < other < page and other != self.copied]
        if between and page != self.copied and self.die.random() < 0.25:
            return self.die.choice(between), first
        return (first,)

    def has_one_publisher(self, a: int, b: int) -> bool:
        """Whether two pages are of outlets of one publisher."""
        owner = self.outlets[a].publisher
        return owner is not None and owner == self.outlets[b].publisher

    def claimants(self, count: int) -> list[Actor]:
        """Return claimants of different bodies; the state is one at most."""
        bodies: list[Body | None] = list(self.bodies(count))
        if self.die.random() < 0.1:
            bodies[0] = None
        state = self.cast.ministry if self.die.random() < 0.5 else self.cast.minister
        return [self.die.choice((body.itself, body.itself, *body.people)) if body else state for body in bodies]

    def bodies(self, count: int) -> list[Body]:
        """Return different bodies of the story; a few of them speak most of the time."""
        found: dict[int, Body] = {}
        while len(found) < count:
            place = min(int(self.die.expovariate(0.4)), len(self.cast.bodies) - 1)
            found[place] = self.cast.bodies[place]
        return list(found.values())

    def body(self) -> Body:
        """Return one of them."""
        return self.bodies(1)[0]

    def place(self) -> str:
        """Return where something happened; mostly where the story did."""
        return self.cast.home[min(int(self.die.expovariate(0.7)), len(self.cast.home) - 1)]

    # ------------------------------------------------------------------ contents

    def content(self) -> Content:
        """Return something to tell: a number or a statement."""
        return self.number() if self.die.random() < 0.6 else self.statement()

    def number(self) -> Content:
        """Return a number of something the story has not counted yet."""
        return self.counting(self.counted.pop(), self.numbers.pop(), self.place())

    def what(self) -> words.Counted:
        """Return something the story has not counted yet, sometimes the dead."""
        is_told_apart = self.definitions and self.die.random() < 0.25
        return self.definitions.pop()[0] if is_told_apart else self.counted.pop()

    def counting(
        self, what: words.Counted, n: int, place: str, *, bound: str = "", when: When | None = None
    ) -> Content:
        """Return that so many of something were counted in a place, at a time if one is given."""
        month = f" ~in {when.start:%B}~" if when and when.start else ""
        forms = tuple(
            form.format(bound=bound, n=f"{n:,}", things=what.things, fate=what.fate, place=place, when=month)
            for form in words.NUMBERED
        )
        high = None if bound else float(n)
        measure = f"{what.measure} @ {place.removesuffix(' province').lower()}"
        return Content(forms, value=Value(float(n), high, what.unit, counted=what.things, measure=measure), when=when)

    def statement(self) -> Content:
        """Return something said of a thing that nothing was said of before."""
        told = {
            "thing": self.things.pop(),
            "predicate": self.predicates.pop(),
            "place": self.place(),
        }
        return Content(tuple(form.format(**told) for form in words.SAID))

    def forecast(self, said_on: date) -> Content:
        """Return what is to come of a thing within some weeks of a day."""
        weeks = self.die.randrange(len(words.WEEKS))
        told = {"thing": self.things.pop(), "predicate": self.forecasts.pop(), "place": self.place()}
        forms = tuple(form.format(**told, weeks=words.WEEKS[weeks]) for form in words.FORETOLD)
        due = When(said_on, said_on + timedelta(weeks=weeks + 2), "interval", value=f"P{weeks + 2}W")
        return Content(forms, Status.PREDICTED, when=due)


# ------------------------------------------------------------------ patterns of one point


def _direct(self: _Planner, name: str, pages: list[int]) -> None:
    (who,) = self.claimants(1)
    claim = self.claim(self.content(), pages[0], ago=self.die.randrange(2))
    for page in pages:
        self.tell(claim, page, who)
    self.add(name, (1, 1), [who.name], claim)


def _echo(self: _Planner, name: str, pages: list[int]) -> None:
    (who,) = self.claimants(1)
    claim = self.claim(self.content(), pages[0], ago=self.die.randrange(2))
    self.tell(claim, pages[0], who)
    for page in pages[1:]:
        self.tell(claim, page, *self.through(page, pages[0], pages), who)
    self.add(name, (1, 1), [who.name], claim)


def _echo_from_afar(self: _Planner, name: str, pages: list[int]) -> None:
    (who,) = self.claimants(1)
    claim = self.claim(self.content(), pages[0], ago=1)
    relay = of_outlet(self.die.choice([outlet for outlet in _ELSEWHERE if outlet not in self.outlets]))
    for page in pages:
        self.tell(claim, page, relay, who)
    self.add(name, (1, 1), [who.name], claim)


_ELSEWHERE = tuple(Outlet(f"{title} Review", kind="magazine") for title in ("Osterlind", "Pellumbra", "Quarndale"))
"""Outlets of which there is never a page."""


def _laundered(self: _Planner, name: str, pages: list[int]) -> None:
    """The paper that has it names the claimant; of the others one drops the paper, one the claimant."""
    (who,) = self.claimants(1)
    claim = self.claim(self.content(), pages[0], ago=self.die.randrange(2))
    paper, *others = pages
    self.tell(claim, paper, who)
    for number, page in enumerate(others):
        self.tell(claim, page, *((paper,), (who,), (paper, who))[number % 3])
    self.add(name, (1, 1), [who.name], claim)


def _nameless(self: _Planner, name: str, pages: list[int]) -> None:
    """Some repeat the number and name nobody."""
    (who,) = self.claimants(1)
    claim = self.claim(self.number(), pages[0])
    first, *others = pages
    self.tell(claim, first, who)
    for number, page in enumerate(others):
        self.tell(claim, page, *(() if number % 2 == 0 else (who,)))
    self.add(name, (1, 1), [who.name], claim)


def _unnamed(self: _Planner, name: str, pages: list[int]) -> None:
    who = self.body().unnamed
    claim = self.claim(self.content(), pages[0])
    self.tell(claim, pages[0], who)
    for page in pages[1:]:
        self.tell(claim, page, *self.through(page, pages[0], pages), who)
    self.add(name, (1, 1), [who.name], claim)


def _unnamed_twice(self: _Planner, name: str, pages: list[int]) -> None:
    """Two outlets have it from people of one body, each from its own as far as anybody can tell."""
    who, content = self.body().unnamed, self.content()
    first, second = pages[:2]
    claims = [self.claim(content, page) for page in (first, second)]
    for wording, (claim, page) in enumerate(zip(claims, (first, second), strict=True)):
        claim.wording = wording
        self.tell(claim, page, who)
    for number, page in enumerate(
        pages[2:] if len(pages) > 3 else []
    ):  # both are relayed, or none: else it was dropped
        self.tell(claims[number % 2], page, (first, second)[number % 2], who)
    self.add(name, (1, 2), [who.name, who.name], *claims)


def _two(self: _Planner, name: str, pages: list[int], counts: tuple[int, int], *who: Actor) -> None:
    """Let several claimants assert the same, each on its share of the pages."""
    content = self.content()
    claims = [self.claim(content, pages[0]) for _ in who]
    for number, page in enumerate([*pages, *pages[: max(0, len(who) - len(pages))]]):
        self.tell(claims[number % len(who)], page, who[number % len(who)])
    for missed, one in zip(claims, who, strict=True):
        if not missed.tellings:
            self.tell(missed, pages[0], one)
    self.add(name, counts, [one.name for one in who], *claims)


def _in_its_name(self: _Planner, name: str, pages: list[int], *who: Actor) -> None:
    """Let a body and whoever speaks for it say one thing: one claim, whichever of them a page names."""
    claim = self.claim(self.content(), pages[0])
    for number, page in enumerate([*pages, *pages[: max(0, len(who) - len(pages))]]):
        self.tell(claim, page, who[number % len(who)])
    self.add(name, (1, 1), [who[0].name], claim)


def _spokesman(self: _Planner, name: str, pages: list[int]) -> None:
    body = self.body()
    _in_its_name(self, name, pages, body.people[1], body.itself)


def _body_and_state(self: _Planner, name: str, pages: list[int]) -> None:
    _in_its_name(self, name, pages, self.cast.ministry, self.cast.government)


def _agency_and_minister(self: _Planner, name: str, pages: list[int]) -> None:
    """A body says it, and elsewhere is said to have it from a minister."""
    agency, content = self.body().itself, self.content()
    claims = [self.claim(content, pages[0]) for _ in range(2)]
    for number, page in enumerate([*pages, *pages[: 2 - len(pages)]] if len(pages) < 2 else pages):
        self.tell(claims[number % 2], page, *((agency,), (agency, self.cast.minister))[number % 2])
    self.add(name, (1, 2), [agency.name, self.cast.minister.name], *claims)


def _independent(self: _Planner, name: str, pages: list[int]) -> None:
    who = self.claimants(self.die.choice((2, 2, 3)))
    _two(self, name, pages, (len(who), len(who)), *who)


def _loop(self: _Planner, name: str, pages: list[int]) -> None:
    claim = self.claim(self.number(), pages[0])
    first, second, *others = pages[:6]
    self.tell(claim, first, second)
    self.tell(claim, second, first)
    for page in others:
        self.tell(claim, page, first)
    self.add(name, (0, 0), [], claim)


def _publisher(self: _Planner, name: str, _pages: list[int]) -> None:
    """Of two outlets of one publisher, one says in its own voice what the other was told."""
    open_ = [page for page, room in enumerate(self.room) if room > 0 and page != self.copied]
    pair = next((pair for pair in combinations(open_, 2) if self.has_one_publisher(*pair)), None)
    if not pair:
        return
    (who,) = self.claimants(1)
    claim = self.claim(self.number(), pair[0])
    self.tell(claim, pair[0], who)
    self.tell(claim, pair[1])
    self.add(name, (1, 1), [who.name], claim)


def _forecast(self: _Planner, name: str, pages: list[int]) -> None:
    if not self.forecasts:
        return
    (who,) = self.claimants(1)
    claim = self.claim(self.forecast(self.days[pages[0]]), pages[0], is_dated=True)
    for page in pages:
        self.tell(claim, page, who)
    self.add(name, (1, 1), [who.name], claim)


# ------------------------------------------------------------------ patterns of two


def _pair(self: _Planner, name: str, pages: list[int], kind: RelationKind, both: tuple[Content, Content]) -> None:
    """Let two claimants say what only looks the same, or cannot both hold; on one day."""
    pair = self.claimants(2)
    claims = [self.claim(content, pages[0], is_dated=True) for content in both]
    for number, page in enumerate(pages if len(pages) > 1 else pages * 2):
        self.tell(claims[number % 2], page, pair[number % 2])
    for claim, who in zip(claims, pair, strict=True):
        self.add(name, (1, 1), [who.name], claim)
    self.plan.ties.append(Tie(kind, claims[1], claims[0]))


def _more(self: _Planner, n: int, least: float = 0.2) -> int:
    """Return a number so much higher than another that nobody takes it for the same, and not much more."""
    return n + max(2, int(n * self.die.uniform(least, 0.6)))


def _contradicts(self: _Planner, name: str, pages: list[int]) -> None:
    what, n, place = self.what(), self.numbers.pop(), self.place()
    both = self.counting(what, n, place), self.counting(what, _more(self, n), place)
    _pair(self, name, pages, RelationKind.CONTRADICTS, both)


def _lower_bound(self: _Planner, name: str, pages: list[int]) -> None:
    what, n, place = self.what(), self.numbers.pop(), self.place()
    both = self.counting(what, n, place, bound="at least "), self.counting(what, _more(self, n), place)
    _pair(self, name, pages, RelationKind.LOWER_BOUND, both)


def _other_period(self: _Planner, name: str, pages: list[int]) -> None:
    what, n, place = self.what(), self.numbers.pop(), self.place()
    last = _month_before(self.days[0])
    both = (
        self.counting(what, n, place, when=_month_before(last.start or self.days[0])),
        self.counting(what, _more(self, n), place, when=last),
    )
    _pair(self, name, pages, RelationKind.OTHER_PERIOD, both)


def _month_before(day: date) -> When:
    end = day.replace(day=1) - timedelta(1)
    return When(end.replace(day=1), end, "month", value=f"{end:%Y-%m}")


def _other_scope(self: _Planner, name: str, pages: list[int]) -> None:
    what, n, place = self.what(), self.numbers.pop(), self.cast.home[1]
    both = self.counting(what, n, place), self.counting(what, _more(self, n), f"{self.cast.home[0]} province")
    _pair(self, name, pages, RelationKind.OTHER_SCOPE, both)


def _other_definition(self: _Planner, name: str, pages: list[int]) -> None:
    if not self.definitions:
        return
    (narrow, wide), n, place = self.definitions.pop(), self.numbers.pop(), self.place()
    both = self.counting(narrow, n, place), self.counting(wide, _more(self, n), place)
    _pair(self, name, pages, RelationKind.OTHER_DEFINITION, both)


def _denied(self: _Planner, name: str, pages: list[int]) -> None:
    content = self.content()
    _pair(self, name, pages, RelationKind.DENIES, (content, replace(content, status=Status.DENIED)))


def _revised(self: _Planner, name: str, pages: list[int]) -> None:
    """One claimant, two numbers: the later one is told on the later pages."""
    (who,) = self.claimants(1)
    what, n, place = self.what(), self.numbers.pop(), self.place()
    later_n = _more(self, n) if self.die.random() < 0.8 else n - max(1, n // 5)
    early, late = (pages[: len(pages) // 2], pages[len(pages) // 2 :]) if len(pages) > 1 else (pages, pages)
    older = self.claim(self.counting(what, n, place), early[0], ago=2, is_dated=True)
    newer = self.claim(self.counting(what, later_n, place), late[0], is_dated=True)
    for claim, some in ((older, early), (newer, late)):
        for page in some:
            self.tell(claim, page, who)
        self.add(name, (1, 1), [who.name], claim)
    self.plan.ties.append(Tie(RelationKind.REVISES, newer, older))


class _Pattern(Struct, frozen=True):
    make: Callable[[_Planner, str, list[int]], None]
    weight: int
    pages: int = 1  # at least
    is_for_copies: bool = True  # whether a page may tell it whose text others carry


_PATTERNS = {
    "told directly": _Pattern(_direct, 14),
    "echo": _Pattern(_echo, 14, 2),
    "echo of an outlet without a page": _Pattern(_echo_from_afar, 5),
    "laundered": _Pattern(_laundered, 9, 3, is_for_copies=False),
    "repeated, naming nobody": _Pattern(_nameless, 8, 2, is_for_copies=False),
    "unnamed, relayed": _Pattern(_unnamed, 8),
    "unnamed, two outlets": _Pattern(_unnamed_twice, 5, 2),
    "spokesman and body": _Pattern(_spokesman, 5),
    "body and state": _Pattern(_body_and_state, 3),
    "agency and minister": _Pattern(_agency_and_minister, 3),
    "independent": _Pattern(_independent, 9),
    "loop": _Pattern(_loop, 3, 2, is_for_copies=False),
    "one publisher": _Pattern(_publisher, 8, 2, is_for_copies=False),
    "forecast": _Pattern(_forecast, 5),
    "revises": _Pattern(_revised, 6),
    "contradicts": _Pattern(_contradicts, 4),
    "other period": _Pattern(_other_period, 2),
    "other scope": _Pattern(_other_scope, 2),
    "other definition": _Pattern(_other_definition, 3),
    "lower bound": _Pattern(_lower_bound, 3),
    "denies": _Pattern(_denied, 4),
}

PATTERNS = tuple(_PATTERNS)
"""The names of the patterns."""
