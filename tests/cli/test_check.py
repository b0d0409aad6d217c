"""`evaluate`: what is handed to the measures, and how figures are printed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reportedly import evaluate
from reportedly.cli import check

Run = Callable[..., Result]


def test_every_measure_can_be_asked_for() -> None:
    """The command knows the measures without loading them."""
    assert check.MEASURES == evaluate.MEASURES


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Return what the measures were asked for last."""
    found: dict[str, object] = {}

    def measured(what: str, gold: Path | None, **options: object) -> evaluate.Scores:
        found.update(options, what=what, gold=gold)
        return evaluate.Scores({"f1": 0.5}, (("", "F1"), ("all", "0.500")))

    monkeypatch.setattr(evaluate, "evaluate", measured)
    return found


def test_figures_are_a_table_or_json(run: Run, asked: dict[str, object]) -> None:
    """Figures are printed for people, or for programs."""
    table = run("evaluate", "stories", "flood", "--lang", "en", "--lang", "fr", "--predictions", "out.json")
    assert table.stdout == "        F1\nall  0.500\n"
    assert (asked["what"], asked["gold"], asked["out"]) == ("stories", Path("flood"), Path("out.json"))
    assert asked["languages"] == ("en", "fr")
    assert json.loads(run("evaluate", "times", "--json").stdout) == {"f1": 0.5}
    assert (asked["gold"], asked["spans"]) == (None, "found")
    run("evaluate", "places", "--spans", "gold")
    assert asked["spans"] == "gold"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("evaluate", "taste"), "is not one of"),
        (("evaluate", "times", "nowhere"), "no gold for `times` at nowhere"),
        (("evaluate", "times", "--lang", "en"), "leave the languages out"),
        (("evaluate", "places", "--spans", "mine"), "is not one of"),
    ],
)
def test_wrong_use(run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], told: str) -> None:
    """A measure or a set that is not there is one line on standard error."""
    monkeypatch.delenv("REPORTEDLY_DATA", raising=False)
    result = run(*command)
    assert result.exit_code == 2
    assert told in result.stderr
