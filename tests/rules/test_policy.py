"""Policy files: what they may say, how they are read, and what is said where they are wrong."""

import re
from pathlib import Path

import pytest

from reportedly import rules
from reportedly.errors import PolicyError
from reportedly.rules import CHECKS, Check, Severity, policy
from reportedly.rules.policy import By, Of, Tell, Within

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"

WHOLE = """
name = "Lowmoor Courier"
about = "Of May 2031"
pages_of = ["Lowmoor Courier"]
first_hand = ["Reuters"]
first_hand_kinds = ["agency"]
official = ["Karvel River Board"]
only_sure = true

[[rule]]
check = "independent-origins"
says = "Two of their own,\tor an official count."
severity = "should"
of = "points"
by = "at_most"
minimum = 3
carried_by = 4
unless_official = false

[[rule]]
check = "unnamed-reason"
within = "page"
exempt = ["baker"]

[[rule]]
check = "unnamed-described"
tell = ["body", "state"]
"""


def test_every_key_is_read() -> None:
    """What a policy says stands in its rules; what it leaves out is as the table has it."""
    read = rules.read(WHOLE.encode(), "house.toml")
    assert (read.name, read.about, read.only_sure) == ("Lowmoor Courier", "Of May 2031", True)
    assert (read.pages_of, read.first_hand, read.official) == (
        ("Lowmoor Courier",),
        ("Reuters",),
        ("Karvel River Board",),
    )
    origins, reason, described = read.rules
    assert (origins.says, origins.severity) == ("Two of their own, or an official count.", Severity.SHOULD)
    assert (origins.of, origins.by, origins.minimum, origins.carried_by) == (Of.POINTS, By.AT_MOST, 3, 4)
    assert origins.unless_official is False
    assert (reason.within, reason.exempt, reason.says) == (
        Within.PAGE,
        ("baker",),
        CHECKS[Check.UNNAMED_REASON][0].says,
    )
    assert described.tell == (Tell.BODY, Tell.STATE)


@pytest.mark.parametrize("name", rules.presets())
def test_every_preset_is_a_policy(name: str) -> None:
    """Each preset is read, says after whom it is, and each of its rules says in a comment what it is after."""
    read = rules.preset(name)
    assert read.about.startswith("After ")
    lines = rules.preset_text(name).splitlines()
    after = [lines[at + 1] for at, line in enumerate(lines) if line == "[[rule]]"]
    assert len(after) == len(read.rules)
    assert all(line.startswith("# ") for line in after)


def test_presets_and_defaults_use_every_check() -> None:
    """Every check is in a preset, and each says in words of its own what it wants."""
    assert {rule.check for name in rules.presets() for rule in rules.preset(name).rules} == set(Check)
    assert len({rule.says for rule, _ in CHECKS.values()}) == len(Check)


HEAD = 'name = "Courier"\n\n[[rule]]\ncheck = "newest-number"\n'


@pytest.mark.parametrize(
    ("text", "where", "reason"),
    [
        ("name = Courier", "house.toml", "it is no TOML: Invalid value (at line 1, column 8); mend it there"),
        ('name = "Courier"', "house.toml", "there is no rule in it; write `[[rule]]`"),
        ('name = "Courier"\nrule = "none"', "house.toml", "there is no rule in it"),
        ('name = "Courier"\nrule = []', "house.toml", "it has 0 rules; give 1 to 100"),
        ('[[rule]]\ncheck = "newest-number"', "house.toml", 'it has no name; write `name = "…"` at its top'),
        (
            "owner = 1\n" + HEAD,
            "house.toml, line 1",
            "there is no key `owner` here; a policy has name, about, pages_of",
        ),
        ("name = 4\n" + HEAD[17:], "house.toml, line 1", "`name` is 4; give words between quotation marks"),
        ('official = "Board"\n' + HEAD, "house.toml, line 1", "`official` is 'Board'; give a list"),
        ("only_sure = 1\n" + HEAD, "house.toml, line 1", "`only_sure` is 1; give true or false"),
        ('first_hand_kinds = ["blog"]\n' + HEAD, "house.toml, line 1", "give kinds of outlets: agency, newspaper"),
        (
            HEAD + "[[rule]]\nminimum = 2",
            "house.toml, line 5",
            "the rule has no `check`; take one of independent-origins",
        ),
        (HEAD + '[[rule]]\ncheck = "truth"', "house.toml, line 6", "the rule checks 'truth', which is none of ours"),
        (
            HEAD + "minimum = 2",
            "house.toml, line 5",
            "there is no key `minimum` here; `newest-number` takes says, severity",
        ),
        (HEAD + 'severity = "maybe"', "house.toml, line 5", "`severity` is 'maybe'; give one of must, should"),
        (HEAD + "dated = 1", "house.toml, line 5", "`dated` is 1; give true or false"),
        (
            HEAD + '[[rule]]\ncheck = "independent-origins"\nminimum = "two"',
            "house.toml, line 7",
            "`minimum` is 'two'; give a whole number from 1 to 1000",
        ),
        (HEAD + '[[rule]]\ncheck = "independent-origins"\nminimum = true', "house.toml, line 7", "give a whole number"),
        (HEAD + '[[rule]]\ncheck = "unnamed-described"\ntell = []', "house.toml, line 7", "give a list"),
        (HEAD + '[[rule]]\ncheck = "first-hand"', "house.toml, line 6", "`first-hand` needs to know who is; write"),
        ("x = " + "[" * 100_000, "house.toml", "it is nested too deep"),
        ("#" * 300_000, "house.toml", "it has more than 256,000 bytes; give a policy file"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, where: str, reason: str) -> None:
    """A wrong file is told with the line, the key and the way out, and nothing of it is used."""
    with pytest.raises(PolicyError) as caught:
        rules.read(text.encode(), "house.toml")
    assert caught.value.where == where
    assert reason in caught.value.reason


def test_other_bytes_are_refused() -> None:
    """A file that is no UTF-8 says so."""
    with pytest.raises(PolicyError, match="it is not UTF-8; save it as that"):
        rules.read(b'name = "\xff"', "house.toml")


def test_no_such_preset() -> None:
    """An unknown preset is answered with those there are."""
    with pytest.raises(PolicyError, match="take one of afp, ap, bbc, reuters, wikipedia, or a file"):
        rules.preset("../policy")


def test_a_file_is_loaded(tmp_path: Path) -> None:
    """A policy is read from a file, also from one with a byte order mark."""
    path = tmp_path / "house.toml"
    path.write_text(WHOLE, encoding="utf-8-sig")
    assert rules.load(path) == rules.read(WHOLE.encode(), "house.toml")


def test_the_policies_of_the_docs_are_policies() -> None:
    """Every example that a newsroom may paste is read."""
    found = re.findall(r"^```toml\n(.*?)^```$", DOCS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert [rules.read(one.encode(), "docs").name for one in found] == ["Lowmoor Courier", "Echoes", "Tolls"]


def test_the_docs_have_every_check_and_key() -> None:
    """docs/rules.md has each check with its severity, its words and its keys, and each key of a policy."""
    page = DOCS.read_text(encoding="utf-8")
    for check, (rule, keys) in CHECKS.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{check.value}` |")]
        assert f"| {rule.severity.value} |" in row, check
        assert all(f"`{key}`" in row for key in keys), check
    assert [key for key in (*policy._POLICY, *policy._KEYS) if f"| `{key}` |" not in page] == []
    assert [name for name in rules.presets() if f"| `{name}` |" not in page] == []
