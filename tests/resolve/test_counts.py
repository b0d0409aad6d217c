"""What the numbers of a whole text count."""

import pytest

from reportedly.resolve.counts import counts, uncounted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 158 people have died, 155 of them in the east.", [(158, "deaths"), (155, "deaths")]),
        (
            "Some 2,140 people had left their homes, up from about 1,900.",
            [(2140, "people"), (1900, "people")],
        ),
        ("Some 40 homes were cut off.\nOn Friday it was 12.", [(40, "homes"), (12, "homes")]),
        ("Customers took out 400 million euros, and by Friday 1.5 billion.", [(4e8, "EUR"), (1.5e9, "EUR")]),
        ("A ticket cost 5 euros. About 12 million came.", [(5, "EUR"), (12e6, "EUR")]),
        ("Clerks found 61 branches open and 4 people inside.", [(61, "branches"), (4, "people")]),
        ("It was not 12 men but 14 men.", [(14, "men")]),
        ("Ada Orr, 43, saw 12 men.", [(12, "men")]),
        ("Bodies were found. The council named 51 victims.", [(51, "deaths")]),
        ("The court heard of 51 victims of the fraud.", [(51, "people")]),
        (
            "At least 217 died, 213 of them in Harlow, three in Brennock, where a girl was found, and one in Kess.",
            [(217, "deaths"), (213, "deaths"), (3, "deaths"), (1, "deaths")],
        ),
        (
            "95 deaths: 92 in the region of Harlow, two in Olm, one in Kess.",
            [(95, "deaths"), (92, "deaths"), (2, "deaths"), (1, "deaths")],
        ),
        ("12 people died in Harlow, two in May, three in hospital. Four in Kess sang.", [(12, "deaths")]),
    ],
)
def test_counts(text: str, expected: list[tuple[float, str]]) -> None:
    """A bare number counts what was spoken of before it; what is denied and ages count nothing."""
    assert [(value.low, value.unit) for value in counts(text)] == expected


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The force may grow to 100,000 men.", [(None, 100_000)]),
        ("The toll could still rise to 40.", [(None, 40)]),
        ("The toll rose to 40.", [(40, 40)]),
        ("Debts might reach 3 to 4 million euros.", [(3e6, 4e6)]),
    ],
)
def test_what_a_number_may_grow_to_is_its_ceiling(text: str, bounds: list[tuple[float | None, float | None]]) -> None:
    """What may come to 40 is at most 40; what has come to it is 40."""
    assert [(value.low, value.high) for value in counts(text)] == bounds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It broke at 4:40 a.m.", [(280, 280, "minutes after midnight")]),
        ("The pumps can run for up to 30 hours.", [(None, 30, "hours")]),
        ("The gate was slow on four days in March.", [(4, 4, "days")]),
        ("The strike lasted at least two weeks.", [(2, None, "weeks")]),
        ("It came eight hours after the flood.", []),
        ("She was there for two days after the flood.", []),
        ("Three years ago it held.", []),
        ("It was sent at eight in the evening.", [(1200, 1200, "minutes after midnight")]),
        ("It was sent at eight or nine in the evening.", [(1200, 1260, "minutes after midnight")]),
        ("It broke at 8 o'clock at night.", [(1200, 1200, "minutes after midnight")]),
        ("It broke at 3 at night.", [(180, 180, "minutes after midnight")]),
        ("They met nine in the morning.", []),  # nine of them
        ("Nothing was sent before 8 pm.", [(1200, None, "minutes after midnight")]),
        ("It was shut before 8 pm.", [(None, 1200, "minutes after midnight")]),
        ("Nobody came.", []),
    ],
)
def test_uncounted(text: str, expected: list[tuple[float | None, float | None, str]]) -> None:
    """Clock times, and how long or how often; not how far off something is."""
    assert [(value.low, value.high, value.unit) for value in uncounted(text)] == expected


def test_degrees_more_are_no_temperature() -> None:
    """A difference of degrees has no value in kelvin of its own; a temperature has."""
    more, warm = counts("It rose by 2 degrees Celsius in May. It was 12 degrees Celsius.")
    assert more.si is None
    assert warm.si is not None


def test_a_bare_number_looks_only_so_far_back() -> None:
    """What was spoken of long before is not what a bare number counts."""
    far = " It rained on, and the river rose, and nobody knew why it did." * 12
    assert [value.unit for value in counts(f"Some 40 men came.\n{far}\nIt was 12.")][-1] == ""
