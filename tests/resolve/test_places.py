"""Which place an article means by a name, of those the gazetteer has."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Mention, Part, Place, Span, Who
from reportedly.resolve.places import gazetteer as table
from reportedly.resolve.places import places
from reportedly.resolve.places.gazetteer import Gazetteer

_PLACES = [
    table.Place("C", 1, 10.0, 10.0, 40_000_000, None, ("Arland", "Republic of Arland", "~Arlish"), "AA"),
    table.Place("C", 2, 50.0, 50.0, 30_000_000, None, ("Bellmark", "~Bellmarker", "~Bellmarkers"), "BB"),
    table.Place("D", 11, 10.5, 10.5, 900_000, 0, ("Lowmoor", "Lowmoor Oblast")),
    table.Place("D", 21, 50.5, 50.5, 4_000_000, 1, ("Marsh Coast", "=M.C.", "=MC")),
    table.Place("E", 22, 50.6, 50.6, 90_000, 3, ("Oss County", "Oss")),
    table.Place("K", 100, 10.1, 10.1, 2_000_000, 0, ("Orrin", "Orrín")),
    table.Place("P", 101, 10.6, 10.6, 800_000, 2, ("Lowmoor",)),
    table.Place("P", 201, 50.6, 50.6, 30_000, 4, ("Lowmoor",)),
    table.Place("P", 202, 50.7, 50.7, 9_000, 4, ("Orrin",)),
    table.Place("P", 203, 50.8, 50.8, 20_000, 4, ("Tamberley",)),
    table.Place("R", 0, 11.0, 11.0, 50_000, None, ("Orrin River",)),
    table.Place("P", 204, 50.9, 50.9, 60_000, 3, ("Quist",)),
]
KNOWN = Gazetteer(table.packed(_PLACES))


def read(text: str, *people: str, home: str | None = None) -> list[Place]:
    """Return the places of a text in which some people are named."""
    mentions = [
        Mention(Span(text.index(name), text.index(name) + len(name)), Who.PERSON, name, n)
        for n, name in enumerate(people)
    ]
    return list(places(mentions, {Part.BODY: text}, known=KNOWN, home=home))


@pytest.mark.parametrize(
    ("text", "gids"),
    [
        ("Rain fell in Orrin.", [100]),  # the capital, with more people
        ("Rain fell in Lowmoor.", [101]),
        ("Rain fell in the Lowmoor region.", [11]),
        ("Rain fell in Lowmoor Oblast.", [11]),
        ("Rain fell in the province of Lowmoor.", [11]),
        ("Rain fell in the city of Lowmoor.", [101]),
        ("Rain fell in Orrin, Marsh Coast.", [202, 21]),
        ("Rain fell in Orrin, M.C., and passed.", [202, 21]),
        ("Rain fell in Orrin, Bellmark.", [202, 2]),
        ("Rain fell in Lowmoor in western Bellmark.", [201, 2]),
        ("Bellmarkers in Tamberley fled to Lowmoor, near Oss County.", [203, 201, 22]),
        ("Boats sank in the Orrin River.", [None]),  # Natural Earth's features have no GeoNames id
        ("Rain fell in Orrín and the Republic of Arland.", [100, 1]),
        ("Lowmoor, Bellmark, is flooded. People in Lowmoor are cut off.", [201, 2, 201]),  # one sense in an article
        ("Two died at Lowmoor Hospital.", [101]),  # a site stands in the place it is named for
        ("He told Lowmoor Council so.", []),  # a body is no place
        ("Arlish troops came.", []),  # nor is a people
    ],
)
def test_which_place_is_meant(text: str, gids: list[int | None]) -> None:
    """What stands beside a name, the article's other names, and else the number of people decide."""
    assert [place.gid for place in read(text)] == gids


def test_people_are_no_places() -> None:
    """Whoever bears the name of a place is none."""
    assert read("Mara Quist said so. Rain fell, Quist said.", "Mara Quist") == []
    assert [place.gid for place in read("Rain fell in Quist.")] == [204]


def test_home() -> None:
    """Of namesakes, those at the outlet's home are likelier."""
    assert [place.gid for place in read("Rain fell in Lowmoor.", home="Marsh Coast")] == [201]


@pytest.mark.parametrize(
    ("text", "gids"),
    [
        ("Rain fell in Newbeck.", [301]),
        ("Rain fell in Newbeck, the Met Office said.", [302]),
        ("Rain fell in Newbeck, the RNLI and FEMA said.", [301]),
        ("Flights from Newbeck, Ireland, to Newbeck, Iowa, stopped.", [303, 4, 301, 33]),
        ("Newbeck, on the island of Skarn, was cut off.", [304, 34]),
    ],
)
def test_what_speaks_for_a_country(text: str, gids: list[int]) -> None:
    """A body of a state, and a place between commas, outweigh the number of people."""
    known = [
        table.Place("C", 5, 40.0, -100.0, 300_000_000, None, ("America",), "US"),
        table.Place("C", 6, 52.0, 0.0, 60_000_000, None, ("Britain",), "GB"),
        table.Place("C", 4, 53.0, -8.0, 5_000_000, None, ("Ireland",), "IE"),
        table.Place("D", 33, 41.0, -93.0, 3_000_000, 0, ("Iowa",)),
        table.Place("D", 34, 60.0, -3.0, 20_000, 1, ("Skarn",)),
        table.Place("P", 301, 41.0, -93.0, 400_000, 3, ("Newbeck",)),
        table.Place("P", 302, 52.0, 1.0, 100_000, 1, ("Newbeck",)),
        table.Place("P", 303, 53.0, -8.0, 30_000, 2, ("Newbeck",)),
        table.Place("P", 304, 60.0, -3.0, 2_000, 4, ("Newbeck",)),
    ]
    found = places((), {Part.BODY: text}, known=Gazetteer(table.packed(known)))
    assert [place.gid for place in found] == gids


@pytest.mark.parametrize(
    ("text", "gids"),
    [
        ("Rain fell in Ashby County.", [None]),  # a guess among six is no answer
        ("Rain fell in Ashby County, Delta Province.", [404, 304]),
        ("Rain fell in Ashby County and in Delta Province.", [404, 304]),
        ("Rain fell in Haverly.", [500]),  # the city and the county around it are no rivals
    ],
)
def test_no_guess(text: str, gids: list[int | None]) -> None:
    """Where nothing tells a place from its namesakes, its name is kept without an id."""
    provinces = [f"{name} Province" for name in ("Alpha", "Beta", "Gamma", "Kappa", "Delta", "Zeta")]
    known = [
        table.Place("C", 5, 40.0, -100.0, 300_000_000, None, ("America",), "US"),
        *(table.Place("D", 300 + n, 10.0 * n, -93.0, 3_000_000, 0, (name,)) for n, name in enumerate(provinces)),
        *(table.Place("E", 400 + n, 10.0 * n, -93.0, 50_000, 1 + n, ("Ashby County",)) for n in range(6)),
        table.Place("P", 500, 41.0, -93.0, 50_000, 1, ("Haverly",)),
        *(table.Place("P", 501 + n, 41.0, -93.0, 50_000, 1, ("Haverly",)) for n in range(5)),
    ]
    found = places((), {Part.BODY: text}, known=Gazetteer(table.packed(known)))
    assert [place.gid for place in found] == gids


def test_what_a_place_holds() -> None:
    """A place has id, coordinates, country and precision."""
    (found,) = read("Rain fell in Orrin.")
    where = (found.precision, found.gid, found.country, round(found.latitude or 0, 3), round(found.longitude or 0, 3))
    assert where == ("city", 100, "AA", 10.1, 10.1)


def test_what_the_gazetteer_lacks() -> None:
    """What the name finder takes for a place keeps its words; without texts there are no places."""
    mention = Mention(Span(13, 20), Who.PLACE, "Nowhere", 0)
    (lost,) = places([mention], {Part.BODY: "Rain fell in Nowhere."}, known=KNOWN)
    assert (lost.name, lost.words, lost.precision, lost.gid, lost.country) == (
        "Nowhere",
        Span(13, 20),
        None,
        None,
        None,
    )
    assert places([mention], known=KNOWN) == ()


@given(st.text(alphabet="OrinLwmoBelak ,.-()'’\n", max_size=200))
def test_places_lie_in_the_text(text: str) -> None:
    """Whatever the text, places have its words, in reading order, and none shares a letter with the next."""
    found = read(text)
    assert [place.name for place in found] == [place.words.of(text) for place in found]
    assert all(a.words.end <= b.words.start for a, b in pairwise(found))
