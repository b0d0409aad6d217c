"""What the package shows the world."""

import inspect
import pickle
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

import reportedly
from reportedly import errors, records


def test_public_names_are_sorted_documented_and_there() -> None:
    """A dozen names, in order, each with a docstring."""
    assert list(reportedly.__all__) == sorted(reportedly.__all__)
    assert len(reportedly.__all__) <= 14
    for name in reportedly.__all__:
        assert inspect.getdoc(getattr(reportedly, name)), name


def test_no_public_name_hides_a_room() -> None:
    """`from reportedly import read` must give the room, whatever was imported before."""
    rooms = {module.name for module in pkgutil.iter_modules(reportedly.__path__)}
    assert not rooms & set(reportedly.__all__)


ERRORS = [e for e in vars(errors).values() if inspect.isclass(e) and issubclass(e, errors.ReportedlyError)]


@pytest.mark.parametrize("kind", ERRORS)
def test_errors_pickle(kind: type[errors.ReportedlyError]) -> None:
    """Every error survives the way to another process, with its message."""
    wants = list(inspect.signature(kind.__init__).parameters)[1:]
    error = kind(*(name for name in wants if name not in ("args", "kwargs")))
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.args) == (kind, str(error), error.args)


@pytest.mark.parametrize("kind", ERRORS)
def test_errors_are_drawn(kind: type[errors.ReportedlyError]) -> None:
    """The tree at the top of the module shows every error."""
    assert errors.__doc__ is not None
    assert kind.__name__ in errors.__doc__


RECORDS = [r for r in vars(records).values() if isinstance(r, type) and issubclass(r, Struct) and r is not Struct]


@pytest.mark.parametrize("kind", RECORDS)
def test_records_are_frozen(kind: type[Struct]) -> None:
    """Records say what is true, and go on saying it."""
    assert kind.__struct_config__.frozen


def test_importing_loads_no_model() -> None:
    """The package opens at once; weights and toolkits come when something is read."""
    script = (
        "import reportedly, sys; print(sorted({'spacy', 'onnxruntime', 'trafilatura', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_architecture_page_knows_every_module() -> None:
    """docs/architecture.md draws the tree as it is."""
    page = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    for module in pkgutil.walk_packages(reportedly.__path__, "reportedly."):
        assert module.name.rsplit(".", 1)[-1] in page, module.name
