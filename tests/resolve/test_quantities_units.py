"""Units by every name of their tables, and the same amounts in SI units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Value
from reportedly.resolve.quantities import english_units as english
from reportedly.resolve.quantities import units, values


@pytest.mark.parametrize(
    ("sign", "currency"), [*english.SIGNS.items(), *((code, code) for code in sorted(english.CODES))]
)
def test_money_before(sign: str, currency: str) -> None:
    """Each sign and code before an amount names its currency."""
    (value,) = values(f"It paid {sign} 4,000 there")
    assert (value.low, value.unit) == (4_000, currency)


@pytest.mark.parametrize(("name", "unit"), [*english.MONEY.items(), *english.MEASURES.items()])
def test_units_after(name: str, unit: str) -> None:
    """Each name after a number names its unit."""
    (value,) = values(f"It had 4,000 {name} there")
    assert (value.low, value.unit) == (4_000, unit)


@pytest.mark.parametrize(("symbol", "unit"), [row for row in english.SYMBOLS.items() if row[0] != "m"])
def test_symbols(symbol: str, unit: str) -> None:
    """A letter written on to the figures is a unit, large or small as the table has it; "4m" is four million."""
    (value,) = values(f"It had 4.5{symbol} there")
    assert (value.low, value.unit) == (4.5, unit)


@pytest.mark.parametrize(("name", "unit"), list(english.SPANS_OF_TIME.items()))
def test_spans_of_time(name: str, unit: str) -> None:
    """Each span of time is known, and no quantity."""
    (value,) = values(f"It took 14 {name} there", every=True)
    assert value.unit == unit
    assert values(f"It took 14 {name} there") == ()


@pytest.mark.parametrize(("name", "per"), list(english.PER.items()))
def test_rates(name: str, per: str) -> None:
    """Each rate is told after "per"."""
    (value,) = values(f"It costs $4 per {name}.")
    assert value.unit == f"USD per {per}"


@pytest.mark.parametrize(("word", "per"), list(english.ADVERBS.items()))
def test_rates_in_a_word(word: str, per: str) -> None:
    """Each adverb tells its rate."""
    assert [value.unit for value in values(f"It makes 40 tonnes {word}.")] == [f"tonne per {per}"]


@pytest.mark.parametrize("text", ["five won medals", "12 pen friends", "4 A levels", "at 5 p.m.", "try 40 boats"])
def test_words_that_are_no_units(text: str) -> None:
    """What only looks like a unit is none."""
    assert not {value.unit for value in values(text)} & {"KRW", "PEN", "ampere", "penny", "TRY"}


@pytest.mark.parametrize(
    ("value", "low", "unit"),
    [
        (Value(5.0, 5.0, "mile"), 8046.72, "metre"),
        (Value(10.0, 10.0, "degree Celsius"), 283.15, "kelvin"),
        (Value(50.0, 50.0, "degree Fahrenheit"), 283.15, "kelvin"),
        (Value(2.0, 2.0, "tonne"), 2000.0, "kg"),
        (Value(36.0, 36.0, "km/h"), 10.0, "metre per second"),
        (Value(1.0, 1.0, "square kilometre"), 1e6, "square metre"),
        (Value(2.0, 2.0, "tonne per day"), 2000.0, "kg per day"),
    ],
)
def test_to_si(value: Value, low: float, unit: str) -> None:
    """What is measured can be had in SI units, rates by what they are counted by."""
    converted = units.to_si(value)
    assert converted
    assert converted.low == pytest.approx(low)
    assert converted.unit == unit


@pytest.mark.parametrize("unit", ["percent", "people", "EUR", "", "metre"])
def test_nothing_to_convert(unit: str) -> None:
    """Shares, money, what is counted, and what is in SI units already stay as they are."""
    assert units.to_si(Value(1.0, 1.0, unit)) is None


@given(st.sampled_from(sorted(units.SI)), st.floats(0, 1e9), st.booleans())
def test_to_si_keeps_the_interval(unit: str, bound: float, is_open: bool) -> None:  # given, not called
    """An open bound stays open, a point a point, and what is about stays about."""
    value = Value(bound, None if is_open else bound, unit, approx=True)
    converted = units.to_si(value)
    assert converted
    assert converted.approx
    assert (converted.high is None) == is_open
    assert is_open or converted.low == converted.high
