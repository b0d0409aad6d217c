"""The command `check`: what it prints, what a program gets, its exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import linked_pages
from reportedly import rules
from reportedly.ledger import Ledger

Run = Callable[..., Result]

POLICY = """
name = "Lowmoor Post"

[[rule]]
check = "independent-origins"
says = "Two who know \x1b[31mof it."
minimum = 2

[[rule]]
check = "newest-number"
says = "The newest number."

[[rule]]
check = "has-origin"
says = "It goes back to somebody."
"""


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Run:
    """Return `run`, with a ledger of six linked pages, and a policy."""
    linked_pages.fill(tmp_path / "ledger.sqlite")
    (tmp_path / "house.toml").write_text(POLICY.replace("\x1b", "\\u001b"), encoding="utf-8")
    return run


def story() -> str:
    with Ledger.open(Path("ledger.sqlite"), read_only=True) as ledger:
        return next(iter(list(ledger.books.stories()))).id


def test_breaches_are_shown_with_their_sentences(book: Run) -> None:
    """The rule in the newsroom's words, the page, the sentence, why, the way out; then the sum and what is kept."""
    result = book("check", story(), "--rules", "house.toml")
    assert result.exit_code == 1
    flat = " ".join(result.stdout.split())
    assert "Two who know �[31mof it. must · independent-origins Arden Observer · 7 May 2031" in flat
    assert "At least sixty workers at the mill are ill, he said." in flat
    assert "2 independent origins are wanted, and 1 counts: Ben Loe; 1 outlet tells it" in flat
    assert "→ find another source, independent of Ben Loe" in flat
    assert "read surely: grammar and network agree · report " in flat
    assert flat.endswith("Lowmoor Post: 1 must be mended, 0 should be, 1 cannot be measured; kept: has-origin")
    assert "cannot measure: Arden Observer · 7 May 2031: every page that tells the other has no date, so" in flat


def test_programs_get_every_part(book: Run) -> None:
    """With --json a breach is a line, with offsets and words."""
    result = book("check", story(), "--rules", "house.toml", "--json")
    one, other = (json.loads(line) for line in result.stdout.splitlines())
    assert (result.exit_code, one["outcome"], one["check"]) == (1, "broken", "independent-origins")
    assert (one["severity"], one["tier"], one["beside"]) == ("must", "both", [])
    assert (other["outcome"], other["check"]) == ("cannot measure", "newest-number")
    assert one["page"]["outlet"] == "Arden Observer"
    assert one["words"]["text"] == "At least sixty workers at the mill are ill"
    assert one["sentence"]["text"] == "At least sixty workers at the mill are ill, he said."
    assert one["sentence"]["start"] == one["words"]["start"]
    assert one["story"] == story()


def test_only_one_outlet_is_checked(book: Run) -> None:
    """--outlet leaves the other pages to be evidence; a name without a page cannot be measured, which is no breach."""
    assert book("check", story(), "--rules", "house.toml", "--outlet", "Lowmoor Post").exit_code == 0
    absent = book("check", story(), "--rules", "house.toml", "--outlet", "Herald", "--json")
    told = [json.loads(line) for line in absent.stdout.splitlines()]
    assert (absent.exit_code, [one["outcome"] for one in told]) == (0, ["cannot measure"] * 3)
    assert told[0]["reason"] == "no page of Herald is in this story"
    screen = " ".join(book("check", story(), "--rules", "house.toml", "--outlet", "Herald").stdout.split())
    assert "cannot measure: no page of Herald is in this story; add that page, or name another outlet" in screen
    assert screen.endswith("0 must be mended, 0 should be, 3 cannot be measured; kept: none")


def test_pages_that_wait_are_said(book: Run, tmp_path: Path) -> None:
    """What came in and is not linked is not counted, and that is said first."""
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        linked_pages.page(ledger, "Fen Herald", 8, "More", "The mill on the Arden is ill told of by all.")
    result = book("check", story(), "--rules", "house.toml")
    assert result.stdout.startswith("  cannot measure: a page waits to be linked, and what it adds is not counted;")


def test_presets_are_listed_and_printed(run: Run) -> None:
    """--list names the presets; --print gives one's file, which is then a policy."""
    assert [line.split()[0] for line in run("check", "--list").stdout.splitlines()] == list(rules.presets())
    told = [json.loads(line) for line in run("check", "--list", "--json").stdout.splitlines()]
    assert [len(one["rules"]) for one in told] == [len(rules.preset(one["name"]).rules) for one in told]
    printed = run("check", "--print", "ap").stdout
    assert rules.read(printed.encode(), "printed") == rules.preset("ap")
    assert json.loads(run("check", "--print", "ap", "--json").stdout)["text"] == printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "give a story and its rules"),
        (("STORY",), "give a story and its rules"),
        (("STORY", "--rules", "none.toml"), "there is no file 'none.toml', and no preset of that name"),
        (("STORY", "--rules", "wrong.toml"), "wrong.toml, line 4: `minimum` is 'two'; give a whole number"),
        (("0000", "--rules", "ap"), "no story '0000' in this ledger"),
        (("--print", "none"), "there is no such preset; take one of afp, ap, bbc, reuters, wikipedia, or a file"),
        (("STORY", "--rules", "."), "Is a directory"),
    ],
)
def test_wrong_use_says_what_would_do(book: Run, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    """Wrong use is exit code 2 and one line with the way out."""
    wrong = 'name = "X"\n[[rule]]\ncheck = "independent-origins"\nminimum = "two"\n'
    (tmp_path / "wrong.toml").write_text(wrong, encoding="utf-8")
    result = book("check", *(story() if one == "STORY" else one for one in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
