"""What changed between two texts of one address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.serve.changes import COMPARED, How, changes

SHUT, OLD, NEW = "The mill is shut.", "It is old.", "It is new."


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ([SHUT], [SHUT, OLD], "1 paragraph added"),
        ([SHUT, OLD], [SHUT], "1 paragraph dropped"),
        ([SHUT, OLD], [SHUT, NEW], "1 paragraph changed"),
        ([SHUT, OLD], [NEW, SHUT, OLD, SHUT], "2 paragraphs added"),
        ([SHUT], [f"  {SHUT} "], "no paragraph; spaces or credits"),
    ],
)
def test_changes_are_counted_by_paragraph(before: list[str], after: list[str], words: str) -> None:
    """A reader is told how many paragraphs came, went and changed; white space is no change."""
    assert changes("\n\n".join(before), "\n".join(after)).words == words


@given(st.lists(st.sampled_from([SHUT, OLD, NEW]), max_size=8), st.lists(st.sampled_from([SHUT, OLD, NEW]), max_size=8))
def test_changes_lead_from_the_old_text_to_the_new(before: list[str], after: list[str]) -> None:
    """What is dropped stood in the old text, what is added stands in the new one, and the numbers add up."""
    every = changes("\n".join(before), "\n".join(after)).every
    assert all(one.old in before for one in every if one.old)
    assert all(one.new in after for one in every if one.new)
    grown = sum((one.how is How.ADDED) - (one.how is How.DROPPED) for one in every)
    assert len(after) - len(before) == grown


def test_a_text_too_long_is_compared_in_part_and_says_so() -> None:
    """A hostile page of endless lines costs no endless time."""
    long = "\n".join(f"line {n}" for n in range(3 * COMPARED))
    found = changes(long, f"{long}\nand one")
    assert found.is_cut
    assert found.words == "nothing in what was compared"
