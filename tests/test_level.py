"""Odd white space and letters: what grammars read in their place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.english import level
from reportedly.resolve.quantities import values
from reportedly.resolve.status import status
from reportedly.resolve.times import horizon, times

SENTENCES = (
    "One in five homes and nine out of ten boats were lost on Good Friday.",
    "The force may grow to tens of thousands of men within two weeks.",
    "It is believed to have cost 2.5 million euros, up from 20 per cent a year earlier.",
    "The gate is very likely to fail by the end of May, two days after Christmas Eve.",
)
ODD = st.sampled_from(("\u00a0", "\t", "\u2009", "\u202f", "\r"))


@given(st.text(max_size=60))
def test_nothing_moves(text: str) -> None:
    """A levelled text is as long as it was, and level."""
    assert len(level(text)) == len(text)
    assert level(level(text)) == level(text)


@given(st.sampled_from(SENTENCES), st.data())
def test_odd_blanks_change_nothing(text: str, data: st.DataObject) -> None:
    """Which white space stands between the words makes no difference to what is read."""
    odd = "".join(data.draw(ODD) if letter == " " and data.draw(st.booleans()) else letter for letter in text)
    assert values(odd) == values(text)
    day = date(2031, 5, 6)
    assert times(odd, day=day) == times(text, day=day)
    assert (status(odd), horizon(odd, said=day)) == (status(text), horizon(text, said=day))


@pytest.mark.parametrize("text", ["on Christmas\nEve", "one in\nfive", "ſeven men", "12 İnches", "every ſecond day"])
def test_odd_letters_are_read(text: str) -> None:
    """Wrapped lines and letters of old prints are read, or left; never a crash."""
    assert values(text, every=True) or times(text, day=date(2031, 5, 6), every=True)
