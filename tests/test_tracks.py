"""Numbers over time: what counts the same stands together, each claimant's in the order in which it was given."""

from datetime import date

import pytest

from reportedly.records import Claim, Origins, Relation, RelationKind, Status, Value
from reportedly.tracks import NO_REVISIONS, by_claimant, measure_of, measures, revisions


def claim(
    name: str,
    number: float,
    day: int | None = None,
    *,
    measure: str = "deaths",
    reports: int = 1,
) -> Claim:
    """Return a claim of a number, said on a day of May."""
    return Claim(
        id=f"{name} {number:g} {measure}",
        story="flood",
        claimant=name,
        name=name,
        reports=tuple(f"{name}{number}{at}" for at in range(reports)),
        lead=f"{name}{number}0",
        status=Status.ASSERTED,
        origins=Origins(1, 1),
        value=Value(number, number, "people"),
        measure=measure,
        said_on=date(2031, 5, day) if day else None,
    )


def revises(new: Claim, old: Claim) -> Relation:
    """Return that one claim revises another."""
    return Relation(RelationKind.REVISES, new.id, old.id, "more")


BOARD = [claim("board", 44, 9), claim("board", 31, 6), claim("board", 9, 6)]
UNION = claim("union", 50, 5)


def test_each_claimants_numbers_in_order() -> None:
    """Who says most comes first, then who spoke first; of each the oldest first, what has no day last."""
    later, undated = claim("police", 3, 8), claim("union", 60)
    found = by_claimant([undated, later, *BOARD, UNION])
    assert [one.claimant for one in found] == ["board"] * 3 + ["union"] * 2 + ["police"]
    assert [one.value and one.value.low for one in found] == [31, 9, 44, 50, 60, 3]


def test_of_one_day_what_is_revised_comes_first() -> None:
    """Of two numbers of one day the one that revises the other stands after it, whatever their ids."""
    latest, first, between = BOARD
    known = revisions([revises(latest, first), revises(first, between)])
    assert [one.value and one.value.low for one in by_claimant(BOARD, known)] == [9, 31, 44]
    assert known.revised == {first.id, between.id}
    assert [known.depth(one.id) for one in BOARD] == [2, 1, 0]


def test_only_revisions_put_in_order() -> None:
    """That two claims contradict each other says nothing of their order."""
    clash = Relation(RelationKind.CONTRADICTS, BOARD[0].id, BOARD[1].id, "both cannot hold")
    assert revisions([clash]) == NO_REVISIONS


def test_measures_are_kept_apart() -> None:
    """What counts the same is one group; that which most claimants count comes first, and no number is no track."""
    ill = claim("union", 12, 6, measure="ill")
    told = claim("union", 1, 6, measure="ill")
    nothing = Claim("x", "flood", "union", "union", ("r",), "r", Status.ASSERTED, Origins(1, 1))
    found = list(measures([ill, nothing, told, *BOARD, UNION]))
    assert [(measure, story, len(some)) for measure, story, some in found] == [
        ("deaths", "flood", 4),
        ("ill", "flood", 2),
    ]


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        ("deaths @ hospital", Value(3, 3, "people", measure="deaths"), "deaths @ hospital"),
        (None, Value(3, 3, "people", counted="dead miners", measure="miners"), "miners"),
        (None, Value(3, 3, "people", counted="dead miners"), "dead miners"),
        (None, Value(3, 3, "EUR"), "EUR"),
        (None, Value(3, 3, ""), "numbers without a unit"),
    ],
)
def test_what_is_counted(measure: str | None, value: Value, expected: str) -> None:
    """A number's heading is what it counts, as exactly as is known."""
    one = Claim("x", "s", None, None, ("r",), "r", Status.ASSERTED, Origins(1, 1), value=value, measure=measure)
    assert measure_of(one) == expected
