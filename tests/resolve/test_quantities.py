"""Numbers in running text: bounds, units, what is counted, and what is no quantity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Part, Value
from reportedly.resolve.quantities import english, numerals, values


def only(text: str) -> Value:
    """Return the one quantity of a text."""
    found = values(text)
    assert len(found) == 1, [v.words and v.words.of(text) for v in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("11,000 boats", 11_000, 11_000),
        ("11 000 boats", 11_000, 11_000),
        ("11.000 boats", 11_000, 11_000),  # nobody writes three decimals of nought
        ("1.8m boats", 1_800_000, 1_800_000),
        ("50K boats", 50_000, 50_000),
        ("2.5 million boats", 2_500_000, 2_500_000),
        ("eight-thousand boats", 8_000, 8_000),
        ("twenty-one boats", 21, 21),
        ("a hundred boats", 100, 100),
        ("a hundred and twenty boats", 120, 120),
        ("two thousand five hundred boats", 2_500, 2_500),
        ("two and a half million boats", 2_500_000, 2_500_000),
        ("half a million boats", 500_000, 500_000),
        ("a dozen boats", 12, 12),
        ("50 lakh boats", 5_000_000, 5_000_000),
        ("not a single boat", 0, 0),
        ("half of the 300 boats", 150, 150),
        ("all but three of the 40 boats", 37, 37),
        ("three quarters of a million boats", 750_000, 750_000),
        ("a quarter of a million boats", 250_000, 250_000),
        ("half a billion boats", 5e8, 5e8),
        ("a million and a half boats", 1_500_000, 1_500_000),
        ("a dozen and a half boats", 18, 18),
        # the vague ones, as agreed
        ("a couple of boats", 2, 2),
        ("a couple of thousand boats", 2_000, 2_000),
        ("dozens of boats", 24, 99),
        ("dozens and dozens of boats", 24, 99),
        ("hundreds of boats", 200, 999),
        ("several hundred boats", 300, 999),
        ("thousands of boats", 2_000, 9_999),
        ("a few thousand boats", 3_000, 9_999),
        ("tens of thousands of boats", 20_000, 99_999),
        ("hundreds of thousands of boats", 200_000, 999_999),
        ("a low six-figure number of boats", 100_000, 300_000),
        ("ninety-odd boats", 90, 99),
        ("1.250.000 boats", 1_250_000, 1_250_000),
        ("2.500 boats", 2_500, 2_500),  # a thousand as written on the Continent: no half boats
        ("50\u00a0000 boats", 50_000, 50_000),
        ("50\u200b000 boats", 50_000, 50_000),
        ("12,34,567 boats", 1_234_567, 1_234_567),
        ("2½ boats", 2.5, 2.5),
        ("2×10^3 boats", 2_000, 2_000),
        ("1.8 bn boats", 1.8e9, 1.8e9),
        # intervals
        ("11 to 12,000 boats", 11_000, 12_000),
        ("between 20 and 30 boats", 20, 30),
        ("between twenty and thirty boats", 20, 30),
        ("20-30 boats", 20, 30),
        ("20-\n30 boats", 20, 30),
        ("2 to 3 million boats", 2_000_000, 3_000_000),
        ("two or three boats", 2, 3),
        ("20- to 30 boats", 20, 30),
    ],
)
def test_how_numbers_are_written(text: str, low: float, high: float) -> None:
    """Digits, words and vague plurals of news writing are read as intervals."""
    value = only(text)
    assert (value.low, value.high, value.unit) == (low, high, "boats")


_ALONE = {"between", "from", "c.", "<", ">"}
"""These stand with a second number, or before figures only."""


@pytest.mark.parametrize(("words", "bound"), [row for row in english.BEFORE.items() if row[0] not in _ALONE])
def test_hedges_before(words: str, bound: str) -> None:
    """Each hedge before a number opens the bound that its row of the table says, or makes the number approximate."""
    value = only(f"They counted {words} 40 boats there")
    expected = {"about": (40, 40, True), "floor": (40, None, False), "ceiling": (None, 40, False), "": (40, 40, False)}
    assert (value.low, value.high, value.approx) == expected[bound]


@pytest.mark.parametrize(("words", "bound"), list(english.AFTER.items()))
def test_hedges_after(words: str, bound: str) -> None:
    """Each hedge after a number does what its row of the table says."""
    value = only(f"They counted 40{'' if words[0] in '-+' else ' '}{words} boats there")
    expected = {"about": (40, 40, True), "floor": (40, None, False), "ceiling": (None, 40, False)}
    assert (value.low, value.high, value.approx) == expected[bound]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It cost £65m plus £10m in fees", [(65e6, 65e6), (10e6, 10e6)]),
        ("It cost £2bn plus interest", [(2e9, 2e9)]),
        ("It cost £2bn plus", [(2e9, None)]),
        ("It spent £2bn plus on boats", [(2e9, None)]),
        ("It holds 40 plus a reserve", [(40, 40)]),
        ("The margin is plus or minus 3.1 points", [(3.1, 3.1)]),
    ],
)
def test_plus(text: str, bounds: list[tuple[float, float | None]]) -> None:
    """A "plus" that adds something opens no bound, and "plus or minus" makes nothing negative."""
    assert [(value.low, value.high) for value in values(text)] == bounds


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$5.4bn", 5.4e9, 5.4e9, "USD"),
        ("US$1.2-billion", 1.2e9, 1.2e9, "USD"),
        ("£2 to £3 million", 2e6, 3e6, "GBP"),
        ("anywhere from EUR 200m to EUR 250m", 2e8, 2.5e8, "EUR"),
        ("2.1 trillion yen", 2.1e12, 2.1e12, "JPY"),
        ("90 million pounds", 9e7, 9e7, "GBP"),
        ("thousands of dollars", 2_000, 9_999, "USD"),
        ("1.5-2%", 1.5, 2, "percent"),
        ("20 per cent", 20, 20, "percent"),
        ("two percentage points", 2, 2, "percentage points"),
        ("two-thirds", 2 / 3, 2 / 3, "fraction"),
        ("one in five", 0.2, 0.2, "fraction"),
        ("nine out of ten", 0.9, 0.9, "fraction"),
        ("by a quarter", 0.25, 0.25, "fraction"),
        ("half of the town", 0.5, 0.5, "fraction"),
        ("threefold", 3, 3, "ratio"),
        ("prices doubled", 2, 2, "ratio"),
        ("1,000 square kilometers", 1_000, 1_000, "square kilometre"),
        ("150 to 180 litres per square metre", 150, 180, "mm"),
        ("minus 15 degrees Celsius", -15, -15, "degree Celsius"),
        ("a 6.8-magnitude tremor", 6.8, 6.8, "magnitude"),
        ("magnitude 6.8", 6.8, 6.8, "magnitude"),
        ("a wall 10m high", 10, 10, "metre"),
        ("the river stood at 4.8m", 4.8, 4.8, "metre"),
        ("snow lay up to 1.2m in the valley", None, 1.2, "metre"),
        ("2.1m people live by the river", 2.1e6, 2.1e6, "people"),
        ("the river wall will cost 2.1m", 2.1e6, 2.1e6, ""),
        ("it was minus 41 degrees", -41, -41, "degree"),
        ("10m people", 1e7, 1e7, "people"),
        ("60,000 barrels a day", 60_000, 60_000, "barrel per day"),
        ("300 boats a month ago", 300, 300, "boats"),
        ("9 points a week earlier", 9, 9, "points"),
        ("than the 300 boats a year before.", 300, 300, "boats"),
        ("$300 a week before tax", 300, 300, "USD per week"),
        ("$52 a barrel earlier", 52, 52, "USD per barrel"),
        ("in her mid-30s", 34, 36, "years of age"),
        ("between one in five and one in four", 0.2, 0.25, "fraction"),
        ("between a third and a half of it", 1 / 3, 1 / 2, "fraction"),
        ("430 sq ft up to 860 sq ft", 430, 860, "square foot"),
        ("minus-15 °C", -15, -15, "degree Celsius"),
        ("a sub-500 sq m hall", None, 500, "square metre"),
        ("$US3 million", 3e6, 3e6, "USD"),
        ("US $3 million", 3e6, 3e6, "USD"),
        ("a $ 3 fine", 3, 3, "USD"),
        ("1,200€", 1_200, 1_200, "EUR"),
        ("RM79 a month", 79, 79, "MYR per month"),
        ("30 SEK", 30, 30, "SEK"),
        ("half a mile", 0.5, 0.5, "mile"),
        ("$52 a barrel", 52, 52, "USD per barrel"),
        ("$21 per square foot", 21, 21, "USD per square foot"),
        ("300 cases per 100,000 people", 300, 300, "cases per 100,000 people"),
        ("a 25-pound parcel", 25, 25, "pound (weight)"),
        ("four times as many", 4, 4, "ratio"),
        ("one mile off", 1, 1, "mile"),
        ("5pc lower", 5, 5, "percent"),
    ],
)
def test_units(text: str, low: float, high: float, unit: str) -> None:
    """Money, shares, measures and rates bear their unit."""
    value = only(text)
    assert value.unit == unit
    assert (value.low, value.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "unit", "counted", "measure"),
    [
        ("11,000 Marsh Coast soldiers are here", "soldiers", "Marsh Coast soldiers", "marsh coast troops"),
        (
            "40,000 Danish and North Korean troops",
            "troops",
            "Danish and North Korean troops",
            "danish and north korean troops",
        ),
        ("10,000 Norwegians were training", "people", "Norwegians", "norwegians"),
        ("killed at least 95", "deaths", None, "deaths"),
        ("95 people dead", "deaths", "people", "deaths"),
        ("claimed at least 158 lives", "deaths", "lives", "deaths"),
        ("the death toll rose to 205", "deaths", "death toll", "deaths"),
        ("the death toll rose to 44 people", "deaths", "people", "deaths"),
        ("202 have died", "deaths", None, "deaths"),
        ("one person was killed", "deaths", "person", "deaths"),
        ("155 bodies were found", "deaths", "bodies", "deaths"),
        ("2,000 people remain missing", "people", "people", "missing people"),
        ("the toll may rise, with 40 people not accounted for", "people", "people", "missing people"),
        ("40 people have yet to be accounted for", "people", "people", "missing people"),
        ("the toll stands at 9, and “dozens and dozens” are missing", "people", None, "missing people"),
        ("a team of 12 people", "people", "people", "people"),
        ("a man of 12 trades", "trades", "trades", "trades"),
        ("40 injured", "people", None, "injured people"),
        ("300 people were killed or missing", "people", "people", "people killed or missing"),
        ("12 soldiers were killed", "soldiers", "soldiers", "deaths (troops killed)"),
        ("320 killed or wounded every day", "people per day", None, "people killed or injured per day"),
        ("1,200 casualties per day", "casualties per day", "casualties", "people killed or injured per day"),
        ("a 50,000-strong force", "troops", "force", "troops"),
        ("the board puts the ferries' passengers at no fewer than 900", "passengers", "passengers", "passengers"),
        ("the size of their forces is tens of thousands", "troops", "forces", "troops"),
        ("one woman was killed", "women", "woman", "deaths (women killed)"),
        ("200 cold and hungry sailors", "sailors", "cold and hungry sailors", "cold and hungry sailors"),
        ("300 additional homes", "homes", "additional homes", "homes"),
        ("seven of the crew members left", "members", "crew members", "crew members"),
        ("prices of 11,000", "", None, None),
        ("the boats of up to 60 each", "", None, None),
        ("the boats' passengers, at 12", "", None, None),
        ("the passengers paid 12.50", "", None, None),
        ("40,000-plus", "", None, None),
        ("12 fatalities", "deaths", "fatalities", "deaths"),
        ("the death toll rose to 12", "deaths", "death toll", "deaths"),
        ("12 people in the upper town were killed", "deaths", "people", "deaths"),
        ("12 people, most of them old, were killed", "deaths", "people", "deaths"),
        ("12 lost their lives", "deaths", None, "deaths"),
        ("40 others were hurt", "people", "others", "injured people"),
        ("12 wounded sailors", "sailors", "sailors", "sailors injured"),
        ("11,000 regulars", "troops", "regulars", "troops"),
        ("destroyed 300 houses", "houses", "houses", "homes destroyed"),
        ("300 homes were flattened", "homes", "homes", "homes destroyed"),
        ("40 flights were canceled", "flights", "flights", "flights cancelled"),
        ("displaced 2,000 people", "people", "people", "displaced people"),
        ("2,000 displaced people", "people", "displaced people", "displaced people"),
        ("2,000 evacuees", "people", "evacuees", "evacuated people"),
        ("40 were detained", "people", None, "arrested people"),
        ("claims 40 seats", "seats", "seats", "seats"),
        ("5 % of the voters", "percent", "voters", "share of voters"),
        ("half of the voters", "fraction", "voters", "share of voters"),
        ("one in five voters", "fraction", "voters", "share of voters"),
        ("claimed 40 lives", "deaths", "lives", "deaths"),
        ("40 lives were lost", "deaths", "lives", "deaths"),
        ("could have saved 2,000 lives", "people", "lives", "lives saved"),
        ("it changed 2,000 lives", "people", "lives", "lives"),
        ("none of the 48 sailors was hurt", "sailors", "sailors", "sailors"),
        ("all of the 48 sailors were hurt", "sailors", "sailors", "sailors injured"),
        ("all but 3 of the 40 sailors were rescued", "sailors", "sailors", "sailors rescued"),
        ("23 people, including a child, died in the fire", "deaths", "people", "deaths"),
        ("all 176 people on board died", "deaths", "people", "deaths"),
        ("12 people at the camp said others died", "people", "people", "people"),
        ("1,900 lost their homes", "people", None, "displaced people"),
        ("up to 10 were believed trapped", "people", None, "trapped people"),
        ("40 fell ill", "people", None, "people"),
        ("14 militants were killed", "militants", "militants", "deaths (militants killed)"),
        ("14 cattle were killed", "cattle", "cattle", "cattle killed"),
        ("a crowd of 73,612", "people", "crowd", "crowd"),
        ("a 900-strong crowd", "people", "crowd", "crowd"),
        ("cases are running at about 1,200 a day", "cases per day", "cases", "cases per day"),
    ],
)
def test_what_is_counted(text: str, unit: str, counted: str | None, measure: str | None) -> None:
    """The noun after a number, what became of people, or what was spoken of before: words and one form."""
    value = only(text)
    assert (value.unit, value.counted, value.measure) == (unit, counted, measure)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("9,000 soldiers came, 400 of them by boat", ["soldiers", "soldiers"]),
        ("The fleet grew from 40 to 60 boats", ["boats", "boats"]),
        ("12 killed and 40 injured", ["deaths", "people"]),
        ("600 homes and 8 boats", ["homes", "boats"]),
        ("The river rose from 2.1m to 4.8m", ["metre", "metre"]),
        ("Cases run at 1,200 a day, up from 400 a week", ["cases per day", "cases per week"]),
        ("Forty people died and 300 fled", ["deaths", "people"]),
        ("Forty people died; 12 were treated in town", ["deaths", "people"]),
        ("Forty people died, 12 of them at sea", ["deaths", "deaths"]),
        ("The toll rose to 40 and 1,900 fled", ["deaths", "people"]),
        ("40 boats sailed and 12 returned", ["boats", "boats"]),
        ("Forty people died and 12 fell ill", ["deaths", "people"]),
        ("The ship sank and 12 were saved", ["people"]),
    ],
)
def test_neighbours(text: str, units: list[str]) -> None:
    """A number without a noun of its own counts what its neighbour counts."""
    assert [value.unit for value in values(text)] == units


@pytest.mark.parametrize(("verb", "who"), list(english.OWN_VERBS.items()))
def test_every_verb_of_the_living(verb: str, who: str) -> None:
    """Each verb of the table tells that its number is none of the dead; some tell of people by themselves."""
    assert [value.unit for value in values(f"Nine people died; 40 {verb} that day")] == ["deaths", "people"]
    assert only(f"40 {verb} that day").unit == ("people" if who == "people" else "")


@pytest.mark.parametrize(
    "text",
    [
        "on 6 May 2031, on Oct. 30 and between 6 and 10 August",
        "in 2031, since 1998, the 1990s, 2031-05-06, 6/5/31, from 1293 to 1527",
        "at 7.36am, 8 p.m., 20:12 and nine o'clock",
        "Ada Orr, 71, and Tom Lee, 43, who is aged 9, a 71-year-old and 20-year-olds",
        "the 10th, the 1,000th and the 22nd of the year",
        "the girls, aged 14, 15 and 16, and boys aged 9 or 12, both 14 and 15 years old",
        "call 0800 555 0199 or 020 7946 0958, dial 1-800-555-0199, text HELP to 85258",
        "it passed 52-48, the board voted 11-1, between junctions 10 and 11, at 10.40 on the morning",
        "call 555-010-0199 or +44 20 7946 0958",
        "won 3-2 and drew 2-2, a 2-1 win",
        "the 810 Marsh Brigade, a Boeing 737, the V-31, Flight 12, Covid-19, Article 5, the Group of 20",
        "one of them, one Marsh commander, one on one, no one, over one another",
        "1. Close the gate\n2) Open it",
        "three months, 24 hours, a two-week pause, half an hour, hundreds of years",
        "a third man, the first quarter, the second half, a two-state plan",
        "the second half of the year, no one was hurt, not one of them, all but three of them",
        "version 2.0.1, https://courier.example/2031/77, 24/7",
        "a double-digit rise, the 2031-32 season, an Orr 11 Pro, a call to the 112 emergency line",
        "it doubles as a school, a double room, they double down, the halves",
        "at 12 Mill Road, open from 9 a.m. to 5 p.m., the age of 5 years",
    ],
)
def test_no_quantities(text: str) -> None:
    """Dates, clock times, ages, ordinals, scores, names, list marks and durations are left out."""
    assert [value.words and value.words.of(text) for value in values(text)] == []


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("Ada Orr, 71, spoke", 71, "years of age"),
        ("aged between 9 and 12", 9, "years of age"),
        ("among the dead is a man of 71, who had drowned", 71, "years of age"),
        ("a girl of just 9 was hurt", 9, "years of age"),
        ("a 71-year-old", 71, "years of age"),
        ("a calf, 3 months old", 3, "months of age"),
        ("she turns 41 by harvest time", 41, "years of age"),
        ("for three months", 3, "month"),
        ("half an hour", 0.5, "hour"),
        ("40 hours a week", 40, "hour per week"),
        ("at 7.36am", 456, "minutes after midnight"),
        ("at 8 p.m.", 1200, "minutes after midnight"),
        ("by nine o'clock", 540, "minutes after midnight"),
        ("one of the boats", 1, "boats"),
        ("one Marsh commander", 1, "commanders"),
        ("a 12-member board", 12, "members"),
    ],
)
def test_every_number(text: str, low: float, unit: str) -> None:
    """Ages, spans of time, clock times, "one" and compounds are no quantities, and there for whoever asks for all."""
    (value,) = values(text, every=True)
    assert (value.low, value.unit) == (low, unit)
    assert values(text) == ()


@pytest.mark.parametrize("text", ["no one", "one another", "One by one", "this one", "at 25:70"])
def test_not_even_a_number(text: str) -> None:
    """A pronoun, an idiom, an hour that no clock shows."""
    assert values(text, every=True) == ()


@pytest.mark.parametrize("shape", numerals.SHAPES, ids=lambda shape: f"{shape.kind} {shape.example}")
def test_every_shape_has_a_true_example(shape: numerals.Shape) -> None:
    """The example of each row of the scan is read whole, and by a row of its kind."""
    found = numerals.SCAN.match(shape.example)
    assert found
    assert found[0] == shape.example
    assert numerals.SHAPES[(found.lastindex or 0) - 1].kind == shape.kind


def test_spans_and_parts() -> None:
    """A value's words are its hedges, number and noun, in the part it was read from."""
    text = "In all, at least 40 homes were lost."
    (value,) = values(text, part=Part.HEADLINE)
    assert value.words
    assert (value.words.of(text), value.words.part) == ("at least 40 homes", Part.HEADLINE)


@given(st.text(alphabet="0123456789 ,.-$%€amkbn half of the two dozen people dead to and\n", max_size=80))
def test_any_text(text: str) -> None:
    """Whatever the text: spans lie in it and in order, and some bound is given."""
    found = values(text)
    assert all(v.words and 0 <= v.words.start < v.words.end <= len(text) for v in found)
    assert all(v.low is not None or v.high is not None for v in found)
    assert [v.words for v in found] == sorted(v.words for v in found if v.words)


@pytest.mark.parametrize("piece", ["1,000 ", "6 to ", "a few ", "one hundred and ", "1.", "$", "+44 ", "\n"])
def test_long_lines(piece: str) -> None:
    """A long line of almost-numbers takes time in proportion to its length."""
    values(piece * (30_000 // len(piece)))
