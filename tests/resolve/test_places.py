"""Place names and the gazetteer: which place an article means by a name."""

import pytest

from reportedly.records import Mention, Part, Place, Span, Who
from reportedly.resolve.places import Gazetteer, gazetteer, places

LINES = """\
C	1	AA		10.0	10.0	40000000	Arland|Republic of Arland|~Arlish
C	2	BB		50.0	50.0	30000000	Bellmark|~Bellmarker
D	11	AA	01	10.5	10.5	900000	Lowmoor|Lowmoor Oblast
D	21	BB	07	50.5	50.5	4000000	Marsh Coast
K	100	AA	09	10.1	10.1	2000000	Orrin|Orrín
P	101	AA	01	10.6	10.6	400000	Lowmoor
P	201	BB	07	50.6	50.6	30000	Lowmoor
P	202	BB	07	50.7	50.7	9000	Orrin
P	203	BB	07	50.8	50.8	20000	Tamberley
"""
KNOWN = Gazetteer(LINES.splitlines())


def read(text: str, *names: str) -> list[Place]:
    """Return the places of a text; names in capitals after a tilde are peoples."""
    mentions: list[Mention] = []
    at = 0
    for name in names:
        who, words = (Who.GROUP, name[1:]) if name.startswith("~") else (Who.PLACE, name)
        at = text.index(words, at)
        mentions.append(Mention(Span(at, at + len(words)), who, words, len(mentions)))
        at += len(words)
    return list(places(mentions, {Part.BODY: text}, known=KNOWN))


@pytest.mark.parametrize(
    ("text", "names", "gids"),
    [
        ("Rain fell on Orrin.", ["Orrin"], [100]),  # the capital, with more people
        ("Rain fell on Lowmoor.", ["Lowmoor"], [101]),
        ("Rain fell on the Lowmoor region.", ["Lowmoor"], [11]),
        ("Rain fell on Lowmoor Oblast.", ["Lowmoor Oblast"], [11]),
        ("Rain fell on the province of Lowmoor.", ["Lowmoor"], [11]),
        ("Rain fell on Orrin, Marsh Coast.", ["Orrin", "Marsh Coast"], [202, 21]),
        ("Rain fell on Orrin, Bellmark.", ["Orrin", "Bellmark"], [202, 2]),
        ("Rain fell on Lowmoor in western Bellmark.", ["Lowmoor", "Bellmark"], [201, 2]),
        ("Bellmarkers in Tamberley fled to Lowmoor.", ["~Bellmarkers", "Tamberley", "Lowmoor"], [203, 201]),
        ("Orrín and the Republic of Arland", ["Orrín", "the Republic of Arland"], [100, 1]),
        ("Rain fell on Nowhere.", ["Nowhere"], [None]),
    ],
)
def test_which_place_is_meant(text: str, names: list[str], gids: list[int | None]) -> None:
    """What stands beside a name, the article's other names, and else the number of people decide."""
    assert [place.gid for place in read(text, *names)] == gids


def test_one_sense_in_an_article() -> None:
    """A name means what it meant before, unless it is said which one."""
    text = "Lowmoor, Bellmark, is flooded. Lowmoor is cut off."
    assert [place.gid for place in read(text, "Lowmoor", "Bellmark", "Lowmoor")] == [201, 2, 201]


def test_what_a_place_holds() -> None:
    """A place found has id, coordinates, country and precision; one not found keeps its words."""
    found, lost = read("From Orrin to Nowhere.", "Orrin", "Nowhere")
    assert (found.precision, found.gid, found.latitude, found.longitude, found.country) == (
        "city",
        100,
        10.1,
        10.1,
        "AA",
    )
    assert (lost.name, lost.precision, lost.gid, lost.country) == ("Nowhere", None, None, None)


def test_without_text_and_names() -> None:
    """No mentions, no places; without the text the names alone decide; pronouns and people name no place."""
    assert places((), known=KNOWN) == ()
    mention = Mention(Span(0, 5), Who.PLACE, "Orrin", 0)
    assert [place.gid for place in places([mention], known=KNOWN)] == [100]
    others = [Mention(Span(0, 2), Who.PLACE, "Orrin", 0, is_name=False), Mention(Span(0, 3), Who.PERSON, "Orr", 1)]
    assert places(others, known=KNOWN) == ()


@pytest.mark.parametrize(
    ("name", "precision", "country"),
    [
        ("France", "country", "FR"),
        ("U.S.", "country", "US"),
        ("the United Kingdom", "country", "GB"),
        ("Queensland", "region", "AU"),
        ("Reykjavik", "city", "IS"),
        ("São Paulo", "city", "BR"),
    ],
)
def test_the_gazetteer_that_comes_with_the_package(name: str, precision: str, country: str) -> None:
    """Countries, first-level divisions and cities of the world are there, with or without accents and full stops."""
    (place,) = places([Mention(Span(0, len(name)), Who.PLACE, name, 0)])
    assert (place.precision, place.country) == (precision, country)


def test_the_gazetteer_is_whole() -> None:
    """Every line can be taken apart, and lies on the globe."""
    entries = [entry for name in ("Lyon", "Norwegian", "Norwegians", "Ontario") for entry in gazetteer().named(name)]
    assert {entry.country for entry in entries} >= {"FR", "NO", "CA"}
    assert all(-90 <= entry.latitude <= 90 and -180 <= entry.longitude <= 180 for entry in entries)
