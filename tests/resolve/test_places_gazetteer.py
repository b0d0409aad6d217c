"""The gazetteer: names, keys, and the file that comes with the package."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.resolve.places.gazetteer import Gazetteer, Place, gazetteer, key_of, packed

_ARLAND = Place("C", 1, 10.0, 10.0, 40_000_000, None, ("Arland", "~Arlish", "=A.L."), "AA")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Tomé", "sao tome"),
        ("U.S.", "us"),
        ("the Oss", "oss"),
        ("St. Oss", "saint oss"),
        ("Łódź", "lodz"),
        ("Stoke-on-Trent", "stoke on trent"),
        ("Lowmoor’s", "lowmoor"),
        ("The", "the"),
        ("", ""),
    ],
)
def test_keys(name: str, key: str) -> None:
    """Spelling that varies from page to page is no part of a key."""
    assert key_of(name) == key


def test_what_is_found_by_which_name() -> None:
    """Areas hold what lies in them; short forms only hold as they are written."""
    town = Place("P", 2, 10.5, 10.5, 1000, 0, ("Quist", "Quiste"))
    table = Gazetteer(packed([_ARLAND, town], [("Quist", "s"), ("Mara", "g")]))
    (found,) = table.named("quiste")
    assert (found.gid, found.country, found.areas, found.by, found.population) == (2, "AA", (0,), "'", 1000)
    assert [entry.by for name in ("Arland", "Arlish", "A.L.", "AL") for entry in table.named(name)] == ["", "~", "="]
    assert [table.also(word) for word in ("Mara", "Quist", "Arland")] == ["g", "s", ""]
    assert table.named("Nowhere") == table.named("") == ()


@given(st.lists(st.text(min_size=1, max_size=12), max_size=40, unique_by=key_of), st.text(max_size=12))
def test_every_name_is_found(names: list[str], other: str) -> None:
    """What was packed is found by its name, whatever its letters, and nothing else is."""
    names = [name for name in names if key_of(name) and name[0] not in "~=" and name.isprintable()]
    table = Gazetteer(packed([Place("P", n, 1.0, 1.0, 1, None, (name,)) for n, name in enumerate(names, 1)]))
    assert [[entry.gid for entry in table.named(name)] for name in names] == [[n] for n in range(1, len(names) + 1)]
    assert bool(table.named(other)) == (key_of(other) in map(key_of, names))


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("France", "C", "FR"),
        ("U.S.", "C", "US"),
        ("Norwegians", "C", "NO"),
        ("Queensland", "D", "AU"),
        ("Calif.", "D", "US"),
        ("Fulton County", "E", "US"),
        ("Reykjavik", "K", "IS"),
        ("São Paulo", "P", "BR"),
        ("Lake Victoria", "W", None),
    ],
)
def test_the_gazetteer_that_comes_with_the_package(name: str, kind: str, country: str | None) -> None:
    """Countries, divisions, counties, cities and waters of the world are there, by the names that English news uses."""
    assert (kind, country) in [(entry.kind, entry.country) for entry in gazetteer().named(name)]


def test_the_gazetteer_lies_on_the_globe() -> None:
    """Each place has a point on the globe."""
    entries = [entry for name in ("Lyon", "Kharkiv", "Paris", "Ontario") for entry in gazetteer().named(name)]
    assert len(entries) > 10
    assert all(-90 <= entry.latitude <= 90 and -180 <= entry.longitude <= 180 for entry in entries)
