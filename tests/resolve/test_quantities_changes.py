"""Levels and changes of numbers: "rose by", "rose to", "from"."""

import pytest

from reportedly.resolve.quantities import english, values


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Prices rose by 5 %.", ["rose by"]),
        ("Prices rose 5 %.", ["rose by"]),
        ("Prices rose sharply to 5 %.", ["rose to"]),
        ("The rate rose from 2.9 % to 3.4 %.", ["from", "rose to"]),
        ("The rate went from 2.9 % to 3.4 %.", ["from", "rose to"]),
        ("Output fell 3 % to 40 tonnes.", ["fell by", "fell to"]),
        ("Sales narrowed to 60 lots from 90 lots.", ["fell to", "from"]),
        ("The toll rose by 12 to 205.", ["rose by", "rose to"]),
        ("It raised its forecast for the year to 5 %.", ["rose to"]),
        ("There were 63 cases, up from 40 cases.", [None, "from"]),
        ("An increase of 60,000 jobs was seen.", ["rose by"]),
        ("It saw a 3 % drop.", ["fell by"]),
        ("Sales were 3 % lower.", ["fell by"]),
        ("The index was +0.2 %.", ["rose by"]),
        ("Prices doubled.", ["rose to"]),
        ("Prices halved.", ["fell to"]),
        ("The army lost 200 men.", [None]),
        ("It sank 12 boats.", [None]),
        ("It raised $5 million.", [None]),
        ("It makes up 5 % of it.", [None]),
        ("Visits rose above 7,000 boats.", ["rose to"]),
        ("Cases doubled from 9 boats to 18 boats.", ["rose to", "from", "rose to"]),
        ("The choir is made up of 19 singers.", [None]),
        ("Boats came from 12 ports.", [None]),
        ("Between 5 % and 6 % of boats sank.", [None]),
        ("Prices rose. It has 40 boats.", [None]),
        ("Up to 40 boats sank.", [None]),
        ("The rate ticked up to 3.6%.", ["rose to"]),
        ("The price crept up to about $71.20.", ["rose to"]),
        ("The toll is up to 45.", ["rose to"]),
        ("It took the total up to 45.", ["rose to"]),
        ("Trains go at up to 45 mph.", [None]),
    ],
)
def test_changes(text: str, changes: list[str | None]) -> None:
    """How much it changed is told from what it came to and from what it was before."""
    assert [value.change for value in values(text)] == changes


@pytest.mark.parametrize(("verb", "way"), list(english.MOVES.items()))
def test_every_word_of_change(verb: str, way: str) -> None:
    """Each word of the table, before "by", tells the way its row says."""
    (value,) = values(f"Output {verb} by 5 %")
    assert value.change == f"{way} by"


@pytest.mark.parametrize(("noun", "way"), list(english.MOVED.items()))
def test_every_word_after_a_change(noun: str, way: str) -> None:
    """Each word of the table, after a share, tells the way its row says."""
    (value,) = values(f"It was 5 % {noun}")
    assert value.change == f"{way} by"


def test_measure_of_a_change() -> None:
    """Twelve more deaths are no death toll: a change has a measure of its own, and the ends of one share theirs."""
    assert [v.measure for v in values("The toll rose by 12 to 205")] == ["change in deaths", "deaths"]
    assert [(v.low, v.unit) for v in values("The fleet shrank from 60 to 40 boats")] == [(60, "boats"), (40, "boats")]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("The stock fell 8.5 pence to 212.5p", [8.5, 212.5], "penny"),
        ("The fee rose £4,000 to £289,000", [4_000, 289_000], "GBP"),
        ("The lake fell nearly 3 feet to 1,037 feet", [3, 1_037], "foot"),
        ("Petrol fell 2.1 pence to 133.4 pence", [2.1, 133.4], "penny"),
        ("Sales could rise 2 to 5 percent", [2], "percent"),  # an interval: no level is so near
        ("The line lost 100 to 400 boats", [100], "boats"),  # lost what, not by how much
    ],
)
def test_how_much_and_to_what(text: str, low: list[float], unit: str) -> None:
    """Straight after a verb of change stand how much it changed, and to what: two values and no interval."""
    found = values(text)
    assert [value.low for value in found] == low
    assert {value.unit for value in found} == {unit}
