"""The world of made news: outlets, months with their wars, and for each story a cast of bodies and people."""

import random
from functools import cache

import made_news_words as words
from msgspec import Struct

from reportedly.records import Outlet, SourceKind, Value

OUTLETS, AGENCIES, MONTHS, WARS = 300, 8, 24, 3
"""In all; wars a month."""


class Actor(Struct, frozen=True):
    """Somebody cited: as a chain names them, and as pages write them, in full and later."""

    name: str
    kind: SourceKind
    full: str
    short: str
    role: str | None = None
    count: Value | None = None
    body: str = ""  # whose word it is in the end: claimants of different bodies are independent


class Body(Struct, frozen=True):
    """A body with those who speak for it."""

    itself: Actor
    people: tuple[Actor, ...]  # its head first
    unnamed: Actor


class War(Struct, frozen=True):
    """What several stories of one month share."""

    state: str
    places: tuple[str, ...]
    bodies: tuple[Body, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names made for it."""
        bodies = (actor.name for body in self.bodies for actor in (body.itself, *body.people))
        return (*self.places, *(word for title in bodies for word in title.split()))


class Cast(Struct, frozen=True):
    """Who and what a story has to tell of."""

    event: str
    places: tuple[str, ...]  # its own first, then those it shares with other stories of a war
    residents: tuple[str, ...]
    bodies: tuple[Body, ...]
    ministry: Actor
    government: Actor
    minister: Actor
    things: tuple[str, ...]  # of which a story tells one thing each
    predicates: tuple[str, ...]
    forecasts: tuple[str, ...]
    counted: tuple[words.Counted, ...]
    definitions: tuple[tuple[words.Counted, words.Counted], ...]
    numbers: tuple[int, ...]

    @property
    def home(self) -> tuple[str, ...]:
        """The places that are the story's own."""
        return self.places[:6]


def outlets(seed: int) -> tuple[tuple[Outlet, ...], tuple[Outlet, ...]]:
    """Return the outlets and the agencies of a seed; every third outlet is one of a publisher's four."""
    return _outlets(seed)


@cache
def _outlets(seed: int) -> tuple[tuple[Outlet, ...], tuple[Outlet, ...]]:
    die, taken = random.Random(f"{seed}/outlets"), set[str]()
    papers = tuple(
        Outlet(
            title := f"{_fresh(die, taken)} {die.choice(words.PAPERS)}",
            domains=(f"{title.lower().replace(' ', '-')}.example",),
            publisher=f"{words.PAPERS[i // 12 % 10]} Group {i // 12}" if i % 3 == 0 else None,
            kind="newspaper",
        )
        for i in range(OUTLETS - AGENCIES)
    )
    agencies = tuple(
        Outlet(title := f"{_fresh(die, taken)}press", domains=(f"{title.lower()}.example",), kind="agency")
        for _ in range(AGENCIES)
    )
    return papers, agencies


def publishing(die: random.Random, seed: int, count: int) -> list[Outlet]:
    """Return outlets for the pages of a story, none twice; now and then two of one publisher among them."""
    papers, _ = outlets(seed)
    if count < 2 or die.random() > 0.3:
        return die.sample(papers, count)
    publisher = die.choice([paper.publisher for paper in papers if paper.publisher])
    pair = die.sample([paper for paper in papers if paper.publisher == publisher], 2)
    some = pair + die.sample([paper for paper in papers if paper not in pair], count - 2)
    die.shuffle(some)
    return some


def of_outlet(outlet: Outlet) -> Actor:
    """Return an outlet as a link of other pages' chains."""
    written = outlet.name if outlet.kind == "agency" else f"the {outlet.name}"
    return Actor(outlet.name, SourceKind.OUTLET, written, written)


def wars(seed: int, month: int) -> tuple[War, ...]:
    """Return the wars of a month."""
    out = []
    for number in range(WARS):
        die, taken = random.Random(f"{seed}/{month}/war {number}"), set[str]()
        places = tuple(_fresh(die, taken) for _ in range(4))
        bodies = tuple(_body(die, taken, kind) for kind in die.sample(words.WAR_BODIES, 2))
        out.append(War(die.choice(words.STATES), places, bodies))
    return tuple(out)


def cast(die: random.Random, war: War | None) -> Cast:
    """Return the cast of a story, in part the war's if it belongs to one."""
    taken = {made[:4] for made in war.names} if war else set[str]()
    own = tuple(_fresh(die, taken) for _ in range(6))
    state = war.state if war else die.choice(words.STATES)
    minister = _person(f"{_fresh(die, taken)} {_fresh(die, taken)}", f"{state}'s interior minister", state)
    bodies = tuple(_body(die, taken, kind) for kind in die.sample(words.BODIES, 8))
    return Cast(
        event=die.choice(words.EVENTS),
        places=own + (war.places if war else ()),
        residents=tuple(f"{_fresh(die, taken)} {_fresh(die, taken)}" for _ in range(5)),
        bodies=bodies + (war.bodies if war else ()),
        ministry=_named(f"interior ministry of {state}", state),
        government=_named(f"government of {state}", state),
        minister=minister,
        things=tuple(die.sample(words.THINGS, len(words.THINGS))),
        predicates=tuple(die.sample(words.PREDICATES, len(words.PREDICATES))),
        forecasts=tuple(die.sample(words.FORECASTS, len(words.FORECASTS))),
        counted=tuple(die.sample(words.COUNTED, len(words.COUNTED))),
        definitions=tuple(die.sample(words.DEFINITIONS, len(words.DEFINITIONS))),
        numbers=tuple(die.sample(_NUMBERS, 80)),
    )


_NUMBERS = tuple(sorted({*range(21, 400), *range(400, 9000, 7)}))


def _fresh(die: random.Random, taken: set[str]) -> str:
    """A name that nobody in the story has yet, nor one that begins like it."""
    while (found := words.name(die))[:4] in taken:
        pass
    taken.add(found[:4])
    return found


def _body(die: random.Random, taken: set[str], kind: str) -> Body:
    title = f"{_fresh(die, taken)} {kind}"
    offices = (words.OFFICES[0], die.choice(words.OFFICES[1:]))
    people = (_person(f"{_fresh(die, taken)} {_fresh(die, taken)}", f"{title} {office}", title) for office in offices)
    described = f"{die.choice(words.UNNAMED)} the {title}"
    count = Value(2.0, 2.0, "people") if described.startswith("two") else None
    unnamed = Actor(described, SourceKind.UNNAMED, described, described, count=count, body=title)
    return Body(_named(title, title), tuple(people), unnamed)


def _named(title: str, body: str) -> Actor:
    return Actor(title, SourceKind.BODY, f"the {title}", f"the {title}", body=body)


def _person(full_name: str, role: str, body: str) -> Actor:
    return Actor(full_name, SourceKind.PERSON, f"{role} {full_name}", full_name, role, body=body)
