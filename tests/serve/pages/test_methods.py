"""Methods: the examples count as the rules say, and each figure stands beside the command that makes it."""

import html
import re
from importlib.metadata import version

import figures as script
import pytest

from clocked_rooms import Room
from reportedly.cli.check import MEASURES
from reportedly.serve.pages import methods


@pytest.fixture
def page(empty: Room) -> str:
    return html.unescape(empty.reader().get("/methods").text)


@pytest.mark.parametrize("one", methods.EXAMPLES, ids=lambda one: str(one.title))
def test_the_examples_agree_with_themselves(one: methods.Example) -> None:
    """Bar and words of an example say the same: as many outlets, and no more origins than can be brought."""
    read = one.cells.solid + one.cells.half + one.cells.echo
    assert read == one.weight.outlets >= one.weight.publishers
    assert one.cells.unread == one.weight.unread
    assert one.cells.solid <= one.origins.at_most <= one.cells.solid + one.cells.half
    assert one.cells.solid == one.origins.at_least


def test_each_figure_stands_with_its_command(page: str) -> None:
    """Every figure of the repository is on the page, in words, with what it was measured on and by."""
    found = methods.figures()
    assert len(found.every) == len(script.FIGURES)
    for one in found.every:
        assert one.says in page
        assert one.command in page
    assert f"by version {found.version}" in page
    assert "not calibrated" in page


def test_the_figures_are_those_the_script_makes() -> None:
    """What ships asks what the script asks; each is a share, and its command is one that evaluates."""
    for told, made in zip(methods.figures().every, script.FIGURES, strict=True):
        assert (told.asks, told.of, told.command) == (made.asks, made.of, f"reportedly {made.command}")
        assert 0 < told.right <= 1
        assert told.found is None or 0 < told.found <= 1
        assert told.command.split()[1:3][0] == "evaluate"
        assert told.command.split()[2] in MEASURES


def test_the_figures_are_of_this_version() -> None:
    """Figures of an older version are measured again before a release."""
    assert methods.figures().version == version("reportedly")


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ({"right": 0.751, "found": 0.718}, "of 100 that we tell 75.1 are right; of 100 there are we find 71.8"),
        ({"right": 1.0}, "100 of 100 are right"),
        ({"right": 0.79}, "79 of 100 are right"),
    ],
)
def test_figures_in_words(shares: dict[str, float], words: str) -> None:
    """A share is told as so many of a hundred."""
    assert methods.Measured("", "", "", **shares).says == words


def test_several_stories_are_pooled() -> None:
    """Of several stories hits are added up before they are shared out; a story without any says nothing."""
    scores = {
        "one": {"contradictions": {"hit": 1, "pred": 2, "gold": 8}},
        "two": {"contradictions": None},
        "three": {"contradictions": {"hit": 5, "pred": 6, "gold": 10}},
        "all": {"origins": {"right": 0.5, "gold": 4}},
    }
    assert script.pooled(scores, "contradictions") == {"right": 0.75, "found": 6 / 18, "number": 18}
    assert script.origins(scores) == {"right": 0.5, "number": 4}


def test_other_forms(empty: Room) -> None:
    """The figures stand there as JSON and as a table."""
    reader = empty.reader()
    told = reader.get("/methods.json").json()
    assert len(told["figures"]) == len(reader.get("/methods.csv").text.splitlines()) - 1
    assert told["made_by"] == "python benchmarks/figures.py"


def test_it_leads_where_it_says(page: str) -> None:
    """Each link within the page has its place."""
    for target in re.findall(r'href="#([\w-]+)"', page):
        assert f'id="{target}"' in page
