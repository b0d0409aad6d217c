"""Further sources in the sentence of an attribution."""

import pytest

from reportedly.attribute.english import RULES, Rule
from reportedly.attribute.nesting import is_outlet, seconds
from reportedly.attribute.ranges import Ranges


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_each_rule_finds_its_example(rule: Rule) -> None:
    """A rule stands for a sentence, and finds a second source on its side in it."""
    assert rule.inside in [second.inside for second in seconds(rule.example, 0, len(rule.example))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Globe reported, citing U.S. officials, that it broke.", [("U.S. officials", True)]),
        ("Orr said so, citing the board.", [("the board", True)]),
        ("Quoting two engineers, the Courier said that it broke.", [("two engineers", True)]),
        ("Orr told public radio RKS; cars were piled up.", [("public radio RKS", False)]),
        ("Nine died, officials said, Orsany Wire reported.", [("Orsany Wire", False)]),
        ("In an interview with KBX on the same day, Orr said so.", [("KBX", False)]),
        ("Nine died, said the mayor, Orsany Wire reported; when is unclear.", [("Orsany Wire", False)]),
        (
            "In an interview with Marnish public broadcaster KBX, Orr said so.",
            [("Marnish public broadcaster KBX", False)],
        ),
        ("Orr pointed to a report by the guards about the gate.", [("the guards", True)]),
        ("Orr confirmed the minister's figure.", [("the minister", True)]),
        ("Orr spoke of it on Monday.", []),
    ],
)
def test_seconds(text: str, expected: list[tuple[str, bool]]) -> None:
    """Who is cited stands inside, who passes it on outside."""
    assert [(text[slice(*s.source)], s.inside) for s in seconds(text, 0, len(text))] == expected


def test_only_outlets_relay() -> None:
    """Whoever told lawmakers has no relay; told state television they have one, though no outlet is named."""
    text = "Orr told lawmakers. Lee told state television. Roe told KBX."
    assert not is_outlet(text, (9, 18), Ranges([]))
    assert is_outlet(text, (29, 45), Ranges([]))
    assert is_outlet(text, (56, 59), Ranges([(56, 59)]))
