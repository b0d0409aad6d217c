"""From claims to charts: one track for each claimant and place, named as the ledger names them."""

from datetime import date

import pytest
from msgspec.structs import replace

from builders import PROVENANCE, article, report
from reportedly.ledger import Row
from reportedly.records import Claim, Entity, EntityKind, Origins, Relation, RelationKind, Status, Value
from reportedly.serve.drawings.counted import charts
from reportedly.serve.drawings.numbers import Chart, Step

CAST = {
    "orr": Entity("orr", "Ada Orr", EntityKind.PERSON),
    "aides": Entity("aides", "aides", EntityKind.UNNAMED),
}


def claim(key: str, who: str | None, value: Value, measure: str, day: int | None = 6, **more: object) -> Claim:
    """Return a claim of one report."""
    name = CAST[who].name if who else None
    when = date(2031, 5, day) if day else None
    one = Claim(key, "mill", who, name, (key,), key, Status.ASSERTED, Origins(1, 1), value, measure, when)
    return replace(one, **more)


def people(low: float | None, high: float | None, *, approx: bool = False, change: str | None = None) -> Value:
    """Return a number of people."""
    return Value(low, high, "people", counted="ill workers", measure="ill", approx=approx, change=change)


def shown(claims: list[Claim], *relations: Relation, rows: dict[str, Row] | None = None) -> tuple[Chart, ...]:
    """Return the charts of some claims."""
    return charts(claims, relations, cast=CAST, link=lambda one: f"/claims/{one.id}", rows=rows)


def only(one: Claim, rows: dict[str, Row] | None = None) -> Step:
    """Return what a chart makes of one claim."""
    ((track,),) = [chart.tracks for chart in shown([one], rows=rows)]
    return track.steps[0]


def test_one_chart_with_a_track_for_each_claimant_and_place() -> None:
    """What is counted in two places is one chart; who counts in both has two lines, and is one claimant."""
    claims = [
        claim("a", "orr", people(40, 40), "ill"),
        claim("b", "orr", people(60, 60), "ill", 7),
        claim("c", "orr", people(9, 9), "ill @ hospital"),
        claim("d", "aides", people(30, None), "ill @ hospital"),
        claim("e", None, people(50, 50), "ill"),
        claim("f", "aides", Value(3, 3, "days", counted="days"), "days"),
    ]
    ill, days = shown(claims, Relation(RelationKind.REVISES, "b", "a", "more"))
    assert (ill.title, days.title) == ("ill", "days")
    told = [(track.name, track.counts, track.is_unnamed, track.is_one, len(track.steps)) for track in ill.tracks]
    assert told == [
        ("Ada Orr", "", False, True, 2),
        ("Ada Orr", "hospital", False, True, 1),
        ("nobody named", "", False, False, 1),
        ("aides", "hospital", True, True, 1),
    ]
    assert [(one.label, one.is_revised, one.href) for one in ill.tracks[0].steps] == [
        ("40", True, "/claims/a"),
        ("60", False, "/claims/b"),
    ]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (people(95, None), "at least 95"),
        (people(None, 300), "at most 300"),
        (people(40, 40, approx=True), "about 40"),
        (people(58, 60), "58 to 60"),
        (people(20000, 99999, approx=True), "20,000 to 99,999"),
        (people(17, None, change="rose to"), "at least 17"),
        (Value(1.2e9, 1.2e9, "EUR"), "1.2 billion"),
        (Value(5, 5, "percent"), "5%"),
        (Value(0.5, 0.5, "fraction"), "50%"),
    ],
)
def test_marks_say_the_number_alone(value: Value, label: str) -> None:
    """A mark has the number with its hedge, and not what it counts: the chart's title says that."""
    assert only(claim("a", "orr", value, "ill")).label == label


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (claim("a", "orr", people(4, 4, change="rose by"), "ill"), "it says how much it changed"),
        (claim("a", "orr", people(4, 4, change="from"), "ill"), "it says what it was before"),
        (claim("a", "orr", people(4, 4), "ill", status=Status.DENIED), "it is denied"),
        (claim("a", "orr", Value(280, 280, "minutes after midnight"), "hour"), "it is a time of day"),
        (claim("a", "orr", people(4, 4), "ill", None), "no day is known"),
        (claim("a", "orr", people(4, 4), "ill"), None),
    ],
)
def test_what_is_no_level_is_kept_off(one: Claim, why: str | None) -> None:
    """What is denied, says how much it changed, is a time of day or has no day is not drawn as a number that stands."""
    assert only(one).why_off == why


def test_what_may_be_is_told_apart() -> None:
    """A forecast is no level until then, and its mark says what it is."""
    step = only(claim("a", "orr", people(None, 100), "ill", status=Status.PREDICTED))
    assert (step.label, step.holds) == ("at most 100, predicted", False)


def test_words_of_the_page() -> None:
    """A number told in a word keeps it; who told it first is named; a bare unit has the words beside it."""
    page = article("Dozens of workers are ill, Ada Orr said.")
    words = replace(people(24, 99, approx=True), words=report(page, "Dozens").evidence)
    row = Row(report(page, "Dozens of workers are ill", "Ada Orr", value=words), page, PROVENANCE)
    step = only(claim("a", "orr", words, "ill"), {"a": row})
    assert (step.label, step.first) == ("“Dozens”: 24 to 99", "Lowmoor Courier")
    sums = replace(claim("a", "orr", Value(5, 5, "EUR"), "EUR (mill)"))
    (chart,) = shown([sums], rows={"a": row})
    assert (chart.title, chart.unit, chart.about) == ("EUR", "", "“Dozens of workers are ill”")
