"""The presets on the sample stories, as the house reads them: what an editor would want to be told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly import rules
from reportedly.cli import reportedly
from reportedly.ledger import Ledger
from reportedly.rules import Check, Finding

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Return the ledger of the demo."""
    path: Path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    assert CliRunner().invoke(reportedly, ["demo", "--json", "--ledger", str(path)]).exit_code == 0
    with Ledger.open(path, read_only=True) as opened:
        yield opened


@pytest.mark.parametrize(
    ("preset", "check", "outlet", "words"),
    [
        ("ap", Check.UNNAMED_DESCRIBED, "Corvane Chronicle", "a person familiar with the matter told"),
        ("ap", Check.NUMBER_SOURCED, "Free Sunday", "More than 2,000 people are out of their homes."),
        ("ap", Check.COPY_CREDITED, "Daily Beacon", "At least nine people are known to have died"),
        ("ap", Check.COPY_CREDITED, "Gull Coast Online", "About 48,000 households in Port Sallow"),
        ("reuters", Check.UNNAMED_CORROBORATED, "Velmar Daily", "citing a person familiar with the matter"),
        ("afp", Check.CONTRADICTION_TOLD, "Meriton", "Regulator puts withdrawals at Corvane Mutual"),
        ("afp", Check.UNNAMED_REASON, "Tidewater Radio", "An engineer at GridEast has told Tidewater Radio"),
        ("bbc", Check.HEARSAY_SOURCED, "Free Sunday", "Whole families are believed to be among the dead."),
        ("wikipedia", Check.HAS_ORIGIN, "Corvane Chronicle", "Corvane Mutual is said to be in talks"),
        ("wikipedia", Check.INDEPENDENT_ORIGINS, "Seaboard Press", "About 48,000 households without power"),
    ],
)
def test_what_an_editor_is_told(ledger: Ledger, preset: str, check: Check, outlet: str, words: str) -> None:
    """Each of these sentences breaks that rule."""
    assert any(where == outlet and words in sentence for where, sentence in broken(ledger, preset, check))


@pytest.mark.parametrize(
    ("preset", "check", "outlet", "words"),
    [
        ("ap", Check.NUMBER_SOURCED, "Morning Ledger", "Civil Protection counted 17 dead"),  # it says whose it is
        ("ap", Check.NUMBER_SOURCED, "Quickwire 24", "Quickwire 24 has not been able"),  # an outlet's name
        ("afp", Check.UNNAMED_REASON, "Daily Beacon", "engineers"),  # "because they fear for their jobs"
        ("ap", Check.UNNAMED_DESCRIBED, "Radio Arvenna", "officials of the interior ministry"),
        ("ap", Check.COPY_CREDITED, "Arvenna Today", ""),  # it credits Northline
        ("reuters", Check.NUMBER_NAMED, "Northline", "the insurers' association"),  # a body
    ],
)
def test_what_an_editor_is_spared(ledger: Ledger, preset: str, check: Check, outlet: str, words: str) -> None:
    """None of these sentences does."""
    assert not [sentence for where, sentence in broken(ledger, preset, check) if where == outlet and words in sentence]


def broken(ledger: Ledger, preset: str, check: Check) -> Iterator[tuple[str, str]]:
    """Yield the sentences that break a rule of a preset, each with its outlet."""
    for story in list(ledger.books.stories()):
        for one in rules.check(ledger, story, rules.preset(preset)):
            if isinstance(one, Finding) and one.rule.check is check:
                article = ledger.article(one.article)
                yield article.outlet.name if article.outlet else "", article.words(one.sentence)
