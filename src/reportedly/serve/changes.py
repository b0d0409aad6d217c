"""What changed between two texts of one address, paragraph by paragraph: counted, and the first few told."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from msgspec import Struct

from reportedly import wording

COMPARED = 1_000
"""Paragraphs of a text that are compared; what comes after is not."""

TOLD = 6
"""Changes that are told."""


class How(StrEnum):
    """What became of a paragraph."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


class Change(Struct, frozen=True):
    """A paragraph that is not as it was."""

    how: How
    old: str = ""  # page text
    new: str = ""


class Changes(Struct, frozen=True):
    """All that changed."""

    every: tuple[Change, ...]
    is_cut: bool = False  # whether one of the texts is longer than what was compared

    @property
    def told(self) -> tuple[Change, ...]:
        """Those to tell."""
        return self.every[:TOLD]

    @property
    def words(self) -> str:
        """How many paragraphs changed, and how."""
        counts = [(how, sum(one.how is how for one in self.every)) for how in How]
        told = [f"{wording.count(number, 'paragraph')} {how.value}" for how, number in counts if number]
        return ", ".join(told) or ("nothing in what was compared" if self.is_cut else "no paragraph; spaces or credits")


def changes(old: str, new: str) -> Changes:
    r"""Return what changed from one text to another.

    >>> changes("The mill is shut.\nIt is old.", "The mill is shut.\nIt is new.\nSo they say.").words
    '1 paragraph added, 1 paragraph changed'
    """
    before, after = _paragraphs(old), _paragraphs(new)
    is_cut = max(len(before), len(after)) > COMPARED
    return Changes(tuple(_changes(before[:COMPARED], after[:COMPARED])), is_cut)


def _paragraphs(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def _changes(before: list[str], after: list[str]) -> Iterator[Change]:
    for _, a, b, c, d in (code for code in SequenceMatcher(None, before, after).get_opcodes() if code[0] != "equal"):
        for old, new in zip_longest(before[a:b], after[c:d], fillvalue=""):
            yield Change(How.CHANGED if old and new else How.ADDED if new else How.DROPPED, old, new)
