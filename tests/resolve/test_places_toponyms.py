"""What is taken for the name of a place, and what is not; each row is the example of a sign."""

import pytest

from reportedly.records import Mention, Part, Span, Who
from reportedly.resolve.places.gazetteer import Gazetteer, Place, packed
from reportedly.resolve.places.toponyms import Scan, Toponym, is_place

_PLACES = [
    Place("C", 1, 10.0, 10.0, 40_000_000, None, ("Arland", "~Arlish"), "AA"),
    Place("D", 11, 10.5, 10.5, 900_000, 0, ("Marsh Coast", "=M.C.", "=MC")),
    Place("P", 101, 10.6, 10.6, 120_000, 1, ("Lowmoor",)),
    Place("P", 102, 10.7, 10.7, 3_000, 1, ("Quist",)),
    Place("P", 103, 10.8, 10.8, 3_000, 1, ("Mild",)),
    Place("P", 104, 10.9, 10.9, 70_000, 1, ("Stoke-on-Oss", "Stoke")),
    Place("C", 2, 40.0, 40.0, 30_000_000, None, ("Cote d'Oss", "=CO"), "BB"),
    Place("P", 105, 10.9, 10.9, 30_000, 1, ("Ow",)),
    Place("R", 0, 10.9, 10.9, 70_000, None, ("Oss River",)),
    Place("D", 12, 10.9, 10.9, 900_000, 1, ("Tarn",)),
    Place("R", 0, 10.9, 10.9, 2_000, None, ("Tarn",)),
    Place("C", 3, 30.0, 30.0, 900_000, None, ("Zamba",), "ZZ"),
    Place("R", 0, 30.9, 30.9, 2_000, None, ("Zamba",)),
    Place("D", 13, 10.9, 10.9, 900_000, 1, ("City of Gales", "Gales")),
    Place("E", 14, 10.9, 10.9, 9_000, 1, ("Lowmoor County",)),
    Place("E", 15, 10.9, 10.9, 9_000, 1, ("Quist County",)),
]
KNOWN = Gazetteer(packed(_PLACES, [("Mara", "g"), ("Quist", "s"), ("Mild", "w"), ("Lowmoor", "s"), ("Gale", "w")]))


def scan(text: str, *mentions: tuple[str, Who]) -> Scan:
    """Return the scan of a text with what the name finder found in it."""
    found = [Mention(Span(text.index(words), text.index(words) + len(words)), who, words, 0) for words, who in mentions]
    return Scan(text, found, Part.BODY, KNOWN)


def taken(text: str, *mentions: tuple[str, Who]) -> list[Toponym]:
    """Return what is taken for places."""
    return [toponym for toponym in scan(text, *mentions).toponyms() if is_place(toponym)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rain fell in Lowmoor.", ["Lowmoor"]),
        ("Troops left Arland.", ["Arland"]),
        ("The Oss River rose.", ["Oss River"]),
        ("Trains to Stoke-on-Oss stopped.", ["Stoke-on-Oss"]),  # the longest name
        ("The Lowmoor mayor resigned.", ["Lowmoor"]),  # what is local stands after a place
        ("It is in South Lowmoor.", ["Lowmoor"]),
        ("A man from Lowmoor, M.C., drowned.", ["Lowmoor", "M.C."]),  # with its full stop
        ("A man from Lowmoor, MC drowned.", ["Lowmoor", "MC"]),
        ("ALL FOR MC AND LOWMOOR", ["LOWMOOR"]),  # letters are a state's only after a place
        ("Troops left Côte d’Oss.", ["Côte d’Oss"]),
        ("They left the CO. It rained.", ["CO"]),  # this full stop is the sentence's
        ("They paid CO$5 for it.", []),  # money
        ("The OW met.", []),  # letters that happen to be a name
        ("Mild days are over.", []),  # a word like any other
        ("Gales of up to 90mph are likely.", []),  # nor in the plural
        ("It was 41 degrees Fahrenheit.", []),  # a unit
        ("The Tarn burst its banks.", ["Tarn"]),  # rivers have an article
        ("The River Quist burst its banks.", []),  # the town is no river
        ("Mr Lowmoor resigned.", []),
        ("Mara Quist resigned.", []),
        ("Quist said so.", []),
        ("The police came on Monday.", []),
        ("Marsh", []),
        ("", []),
    ],
)
def test_by_what_stands_around(text: str, names: list[str]) -> None:
    """The words on both sides, and what else a word may be, tell whether it names a place."""
    assert [toponym.words for toponym in taken(text)] == names


def test_by_the_name_finder() -> None:
    """What the name finder says counts; a surname of somebody on the page is that person's."""
    text = "People know Quist well."
    assert taken(text) == []
    assert [toponym.words for toponym in taken(text, ("Quist", Who.PLACE))] == ["Quist"]
    assert taken("Ann Lowmoor wept. A friend of Lowmoor wept.", ("Ann Lowmoor", Who.PERSON)) == []


def test_what_only_the_name_finder_knows() -> None:
    """A place that the gazetteer lacks is kept, with nothing known of it."""
    (found,) = taken("They fled to Nowhere.", ("Nowhere", Who.PLACE))
    assert (found.words, found.entries, found.role) == ("Nowhere", (), "name")


@pytest.mark.parametrize("words", ["Route 66", "Interstate 40", "the A38", "I-95", "Fahrenheit"])
def test_roads_and_units(words: str) -> None:
    """What the name finder takes for a place is none where it is a road by its number, or a unit."""
    assert taken(f"They passed {words} there.", (words, Who.PLACE)) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("It rained in Lowmoor.", "name"),
        ("Many Arlish people came.", "people"),
        ("He is in Lowmoor General Hospital.", "site"),
        ("He is in the Lowmoor Police Department.", "body"),
        ("The Bank of Lowmoor fell.", "body"),
        ("Lowmoor Athletic lost.", "body"),
        ("Lowmoor drew 2-2 on Monday.", "body"),
        ("Lowmoor were 287 for 6 at lunch.", "body"),
        ("They beat Lowmoor 3-1.", "body"),
        ("Lowmoor lost 10-15 homes.", "name"),
        ("Lowmoor won praise for its 2019-20 plan.", "name"),
    ],
)
def test_roles(text: str, role: str) -> None:
    """A name may stand for a people, or within the name of a site or a body."""
    assert [toponym.role for toponym in scan(text).toponyms()] == [role]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("in Lowmoor.", ""),
        ("in the Lowmoor region.", "DZEN"),
        ("in Lowmoor County.", "ED"),
        ("in the city of Lowmoor.", "PKE"),
        ("in County Lowmoor.", "ED"),
        ("in Lowmoor Parish.", "EDP"),
        ("the Oss River.", "R"),
        ("Lowmoor regional news", ""),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    """A word beside a name, or at its end, says what kind of place is meant."""
    assert [toponym.kinds for toponym in scan(text).toponyms()] == [kinds]


@pytest.mark.parametrize(
    ("words", "gids"),
    [
        ("Lowmoor", [101]),
        ("Lowmoor General Hospital", [101]),  # by the part that is well known
        ("Quist General Hospital", []),
        ("Police", []),
    ],
)
def test_where_a_name_is_known_to_stand(words: str, gids: list[int]) -> None:
    """A name given by its place in the text is looked up, whole or in part."""
    text = f"Near {words}."
    assert [entry.gid for entry in scan(text).at(5, 5 + len(words)).entries] == gids


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The Tarn rose overnight.", ["R"]),
        ("They swam in the Tarn.", ["R"]),
        ("The Tarn governor spoke.", ["D"]),
        ("Tarn is flooded.", ["D"]),
        ("Boats came up the Zamba.", ["R"]),
        ("They live in the Zamba.", ["C", "R"]),  # some countries have an article, too
        ("Fires burned in Lowmoor, Mild and Quist counties.", ["E", "P", "E"]),
    ],
)
def test_what_a_name_may_mean(text: str, kinds: list[str]) -> None:
    """An article is a river's, and a list of counties names counties."""
    assert [entry.kind for toponym in scan(text).toponyms() for entry in toponym.entries] == kinds
