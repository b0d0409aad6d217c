"""How the gazetteer's names are made, and how the weights of places are fitted."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

_SCRIPTS = Path(__file__).parents[1] / "training"


@pytest.fixture(scope="module")
def scripts() -> Iterator[tuple[ModuleType, ModuleType]]:
    """The scripts of the gazetteer and of the weights, from the folder in which they find their other modules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(_SCRIPTS)
        yield importlib.import_module("gazetteer"), importlib.import_module("place_weights")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["Lowmoor", "lowmoor", "LWM", "Low", "Лоумор", "Lowmöör", "Low-Moor"], ["Lowmoor", "Lowmöör", "Low-Moor"]),
        (["Lowmoor (Arland)", "Lowmoor 2"], []),
    ],
)
def test_which_names_are_kept(scripts: tuple[ModuleType, ModuleType], given: list[str], kept: list[str]) -> None:
    """Names in Latin letters with a capital are kept; codes, scraps and other scripts fall out."""
    assert scripts[0].latin(given) == kept


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Kess County", ["Kess"]),
        ("County Kess", ["Kess"]),
        ("Province of Kess", ["Kess"]),
        ("Kess", []),
        ("New York", []),
    ],
)
def test_what_a_division_is_called_without_its_kind(
    scripts: tuple[ModuleType, ModuleType], name: str, bare: list[str]
) -> None:
    """News says "Kess" of Kess County too."""
    assert scripts[0]._untyped(name) == bare


def test_peoples(scripts: tuple[ModuleType, ModuleType]) -> None:
    """Peoples have plurals, where English makes them with an s."""
    names = scripts[0]._peoples(["Dane", "Danish", "Frenchmen"])
    assert names == ["~Dane", "~Danes", "~Danish", "~Frenchmen"]


def test_every_row_of_the_tables_is_of_its_form(scripts: tuple[ModuleType, ModuleType]) -> None:
    """Codes have names; regions a kind, a point on the globe and names."""
    build = scripts[0]
    tables = (build.NAMES, build.PEOPLES, build.SHORT, build.CITIES)
    assert all(names and all(names) for table in tables for names in table.values())
    rows = [build.REGION.fullmatch(row.strip()) for row in build.english.REGIONS.replace("\n", " ").split(";")]
    assert all(row and abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180 for row in rows)


def test_fitting_whether_it_is_a_place(scripts: tuple[ModuleType, ModuleType]) -> None:
    """A sign that only places have weighs for, one that none has against."""
    fit = scripts[1]
    seen = [fit.Seen(n, ("in", "always") if n % 2 else ("says", "always"), bool(n % 2)) for n in range(40)]
    weights = fit.fit_name(seen)
    assert weights["in"] > 1 > -1 > weights["says"]


def test_fitting_which_place_it_is(scripts: tuple[ModuleType, ModuleType]) -> None:
    """A sign of the right ones gains weight; what news does not show stays as it was set."""
    fit = scripts[1]
    group = ([{"people": 5.0}, {"people": 5.0, "kind C": 1.0}], (False, True), 1.0)
    weights = fit.climb([group] * 10, fit.START)
    assert weights["kind C"] > 1
    assert weights["home"] == pytest.approx(fit.START["home"])


def test_the_tables_written_are_python(scripts: tuple[ModuleType, ModuleType]) -> None:
    """What is written is a module with the two tables; a weight of nothing is left out."""
    space: dict[str, dict[str, float]] = {}
    exec(scripts[1].module({"always": 0.5, "in": 2.0}, {"people": 1.234, "none": 0.01}), space)
    assert space["NAME"] == {"in": 2.0, "always": 0.5}
    assert space["SENSE"] == {"people": 1.23}
