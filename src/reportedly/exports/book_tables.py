"""The tables of what linking made: stories, entities, claims, points, origins, relations, forecasts."""

from collections.abc import Iterator

from msgspec import Struct

from reportedly.exports.tables import AnyTable, Table, count, day, instant, joined, number, of_value, text, yes
from reportedly.forecasts import Forecasts
from reportedly.ledger import Selection
from reportedly.records import Claim, Entity, Judgement, Origin, Point, Relation, Story

STORIES: Table[Story] = Table(
    "stories",
    "The articles about one happening.",
    lambda selection: selection.stories(),
    (
        text("id", "the story's id", lambda s: s.id),
        count("pages", "how many pages it has", lambda s: len(s.pages)),
        day("first_day", "the day of its first page", lambda s: s.first_day),
        day("last_day", "the day of its last page", lambda s: s.last_day),
    ),
    ("id",),
)

ENTITIES: Table[tuple[str, Entity]] = Table(
    "entities",
    "Who is who: one person, body, state or outlet, as the pages of one story name it.",
    lambda selection: selection.entities(),
    (
        text("story", "the story", lambda e: e[0]),
        text("id", "the entity's id; the same one may be in several stories", lambda e: e[1].id),
        text("name", "its fullest name", lambda e: e[1].name),
        text("kind", "outlet, person, body, state, unnamed, document or group", lambda e: e[1].kind.value),
        text("state", "of which state, ISO 3166-1 alpha-2", lambda e: e[1].state),
        text("parent", "the entity it speaks for or belongs to", lambda e: e[1].parent),
        text("why", "the words or the rule that show it", lambda e: e[1].why),
        text("aliases", "as pages write it, most often first; apart by ;",
             lambda e: joined(alias for alias, _ in e[1].aliases)),
        text("members", "of a group: the entities, apart by ;", lambda e: joined(e[1].members)),
    ),
    ("story", "id"),
    (("story", "stories", "id"),),
)  # fmt: skip

# ------------------------------------------------------------------ claims and points


class _Claim(Struct, frozen=True):
    claim: Claim
    point: str | None
    words: str


def _claims(selection: Selection) -> Iterator[_Claim]:
    ledger = selection.ledger
    for claim in selection.claims():
        yield _Claim(claim, ledger.books.point_of(claim.id), ledger.report(claim.lead).words)


CLAIMS: Table[_Claim] = Table(
    "claims",
    "One claimant's assertion, with all its reports. Reported, not judged true.",
    _claims,
    (
        text("id", "the claim's id", lambda c: c.claim.id),
        text("story", "its story", lambda c: c.claim.story),
        text("point", "the point it is of", lambda c: c.point),
        text("claimant", "who asserts it; empty for nobody any page names", lambda c: c.claim.name),
        text("claimant_id", "the entity, in the story", lambda c: c.claim.claimant),
        text("status", "how it is put: as most reports have it", lambda c: c.claim.status.value),
        text("words", "the report that words it best", lambda c: c.words),
        text("lead", "its id", lambda c: c.claim.lead),
        count("reports", "how many reports it has", lambda c: len(c.claim.reports)),
        count("origins_at_least", "how many independent origins stand behind it, at least",
              lambda c: c.claim.origins.at_least),
        count("origins_at_most", "and at most", lambda c: c.claim.origins.at_most),
        *of_value(lambda c: c.claim.value),
        text("measure", "what is counted, in normal form with its scope", lambda c: c.claim.measure),
        day("said_on", "when it was first said, as far as the pages tell", lambda c: c.claim.said_on),
        yes("said_on_is_placed", "whether no page tells, and it is about then", lambda c: c.claim.is_placed),
        day("horizon", "the day a forecast falls due", lambda c: c.claim.horizon),
        count("distorted", "how many reports tell it otherwise than most do", lambda c: len(c.claim.distorted)),
    ),
    ("id",),
    (("story", "stories", "id"), ("point", "points", "id")),
)  # fmt: skip

POINTS: Table[Point] = Table(
    "points",
    "What several claimants may each assert; independent origins are counted here.",
    lambda selection: selection.points(),
    (
        text("id", "the point's id", lambda p: p.id),
        text("story", "its story", lambda p: p.story),
        text("lead", "the claim that words it best", lambda p: p.lead),
        count("claims", "how many claims it has", lambda p: len(p.claims)),
        count("origins_at_least", "how many independent origins stand behind it, at least",
              lambda p: p.origins.at_least),
        count("origins_at_most", "and at most", lambda p: p.origins.at_most),
        count("loops", "how many rings of outlets cite one another and nobody else", lambda p: len(p.origins.loops)),
    ),
    ("id",),
    (("story", "stories", "id"), ("lead", "claims", "id")),
)  # fmt: skip


class _Root(Struct, frozen=True):
    of: Claim | Point
    place: int
    root: Origin


def _roots(selection: Selection) -> Iterator[_Root]:
    for one in selection.claims():
        for place, root in enumerate(one.origins.roots):
            yield _Root(one, place, root)
    for point in selection.points():
        for place, root in enumerate(point.origins.roots):
            yield _Root(point, place, root)


ORIGINS: Table[_Root] = Table(
    "origins",
    "A root that the reports of a claim or a point lead to, whether it counts by itself or not.",
    _roots,
    (
        text("of", "claim or point", lambda r: "claim" if isinstance(r.of, Claim) else "point"),
        text("id", "its id", lambda r: r.of.id),
        count("place", "the root's place in its list, from 0", lambda r: r.place),
        text("name", "who it is; empty for nobody any page names", lambda r: r.root.name),
        text("entity", "the entity, in the story", lambda r: r.root.entity),
        yes("counted", "whether at_most counts it", lambda r: r.place in r.of.origins.counted),
        count("into", "the place of the root that pages show it to be: then it counts no more", lambda r: r.root.into),
        count("maybe", "the place of one it may rest on: at_least counts them once", lambda r: r.root.maybe),
        text("rule", "why", lambda r: r.root.rule),
        text("shown_by", "the report that shows it", lambda r: r.root.shown_by),
        text("reports", "the reports whose chains end here, the earliest page first; apart by blanks",
             lambda r: joined(r.root.reports, " ")),
    ),
    ("of", "id", "place"),
)  # fmt: skip

# ------------------------------------------------------------------ relations and forecasts

RELATIONS: Table[Relation] = Table(
    "relations",
    "Two claims of one story, and what they have to do with each other.",
    lambda selection: selection.relations(),
    (
        text("kind", "revises, contradicts or denies; or what only looks like a contradiction: other period, other "
             "scope, other definition, lower bound, no contradiction (a person says so)", lambda r: r.kind.value),
        text("from", "a claim: of revises the newer, of denies the one that denies", lambda r: r.source),
        text("to", "the other claim", lambda r: r.target),
        text("why", "why", lambda r: r.why),
        number("change", "of revises: how much the number grew", lambda r: r.change),
    ),
    ("kind", "from", "to"),
    (("from", "claims", "id"), ("to", "claims", "id")),
)  # fmt: skip


class _Forecast(Struct, frozen=True):
    claim: Claim
    words: str
    outcome: Judgement | None


def _forecasts(selection: Selection) -> Iterator[_Forecast]:
    known = Forecasts(selection.ledger)
    for claim in selection.claims():
        if claim.horizon:
            yield _Forecast(claim, selection.ledger.report(claim.lead).words, known.outcome(claim))


FORECASTS: Table[_Forecast] = Table(
    "forecasts",
    "Claims about what is to come that fall due on a day, with what people say became of them.",
    _forecasts,
    (
        text("claim", "the claim", lambda f: f.claim.id),
        text("claimant", "who foretold it", lambda f: f.claim.name),
        day("due", "the day it falls due", lambda f: f.claim.horizon),
        day("said_on", "when it was first said", lambda f: f.claim.said_on),
        text("status", "how it is put", lambda f: f.claim.status.value),
        text("words", "the words", lambda f: f.words),
        text("outcome", "true, false or open, as a person ruled; empty where nobody has",
             lambda f: f.outcome.outcome if f.outcome else None),
        text("ruled_by", "who ruled", lambda f: f.outcome.who if f.outcome else None),
        instant("ruled_at", "when", lambda f: f.outcome.made_at if f.outcome else None),
    ),
    ("claim",),
    (("claim", "claims", "id"),),
)  # fmt: skip

BOOKS: tuple[AnyTable, ...] = (STORIES, ENTITIES, CLAIMS, POINTS, ORIGINS, RELATIONS, FORECASTS)
