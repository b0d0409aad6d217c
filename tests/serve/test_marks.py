"""Words of an article and their roles: nothing of the text is lost, and every span is marked as what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import article, attribution, report, span
from reportedly.records import Cited, Part, Span
from reportedly.serve import marks
from reportedly.serve.marks import Mark, Role, after_sentence, paragraphs, runs

TEXTS = st.text("ab 😀é\n\u202e.", max_size=60)
PLACES = st.integers(-3, 70)
MARKS = st.lists(
    st.builds(lambda role, a, b: Mark(role, Span(min(a, b), max(a, b))), st.sampled_from(Role), PLACES, PLACES)
)
NOTES = st.lists(st.tuples(PLACES, st.integers(1, 99)), max_size=6)


@given(TEXTS, MARKS, NOTES)
def test_runs_put_together_are_the_text(text: str, some: list[Mark], notes: list[tuple[int, int]]) -> None:
    """Cutting loses no letter, adds none, and each note stands where it is due."""
    found = runs(text, some, notes)
    assert "".join(run.text for run in found) == text
    assert all(text[run.start : run.end] == run.text for run in found)
    due = sorted((min(max(0, at), len(text)), number) for at, number in notes)
    assert sorted((run.end, number) for run in found for number in run.notes) == due


@given(TEXTS, MARKS)
def test_words_have_the_roles_of_the_spans_over_them(text: str, some: list[Mark]) -> None:
    """Each code point has just the roles whose spans cover it, however they overlap."""
    roles = [role for run in runs(text, some) for role in [run.roles] * len(run.text)]
    for at in range(len(text)):
        assert roles[at] == {mark.role for mark in some if mark.span.start <= at < mark.span.end}


@given(TEXTS, MARKS, NOTES)
def test_paragraphs_hold_all_that_is_no_furniture(text: str, some: list[Mark], notes: list[tuple[int, int]]) -> None:
    """A line is shown if any of its words is no furniture, whole, and in the order of the text."""
    found = paragraphs(text, some, notes)
    dropped = {at for mark in some if mark.role is Role.FURNITURE for at in range(mark.span.start, mark.span.end)}
    wanted, at = [], 0
    for line in text.split("\n"):
        if any(not letter.isspace() and at + i not in dropped for i, letter in enumerate(line)):
            wanted.append(line)
        at += len(line) + 1
    assert ["".join(run.text for run in paragraph.runs) for paragraph in found] == wanted


def test_an_emoji_shifts_nothing() -> None:
    """Marks are cut in code points: signs beyond the first plane count once, as everywhere here."""
    text = "😀😀 The mill is shut, Ada Orr said."
    page = article(text)
    told = report(page, "The mill is shut", "Ada Orr")
    found = runs(text, marks.of_article(page, [told], []))
    assert [run.text for run in found if run.roles] == ["The mill is shut"]


def test_whom_a_source_cites_is_marked_too() -> None:
    """In "X, citing Y" both sources and both cues are marked, and the innermost words once."""
    page = article("The dam holds, the board said, according to Northline.")
    outer = attribution(page, "Northline", "according to", "The dam holds")
    both = replace(outer, cited=(Cited(span(page, "the board"), span(page, "said")),))
    told = report(page, "The dam holds", "Northline", "the board")
    found = runs(page.text, marks.of_article(page, [told], [both]))
    assert [(run.text, sorted(run.roles)) for run in found if run.roles] == [
        ("The dam holds", ["content"]),
        ("the board", ["source"]),
        ("said", ["cue"]),
        ("according to", ["cue"]),
        ("Northline", ["source"]),
    ]


def test_two_reports_of_overlapping_words() -> None:
    """Where two contents overlap, their words are marked once and all of them."""
    page = article("Forty were hurt and nine died, he said.")
    some = [report(page, "Forty were hurt and nine", "Ada Orr"), report(page, "hurt and nine died", "Ada Orr")]
    found = runs(page.text, marks.of_article(page, some, []))
    assert [run.text for run in found if run.has("content")] == ["Forty were hurt and nine died"]


def test_own_voice_is_marked_as_nobodys_words() -> None:
    """What the paper says itself is nobody else's content."""
    page = article("Forty houses stand empty.")
    assert marks.of_article(page, [report(page, "Forty houses stand empty")], []) == []


def test_marks_of_the_headline_stay_there() -> None:
    """A span of the headline marks no words of the body."""
    page = article("Nobody is here.", headline="Mill shut, says Orr")
    some = marks.of_article(page, [report(page, "Mill shut", "Ada Orr")], [])
    assert marks.in_part(some, Part.BODY) == []
    assert [mark.span.of(page.headline or "") for mark in marks.in_part(some, Part.HEADLINE)] == ["Mill shut"]


@pytest.mark.parametrize(
    ("text", "words", "upto"),
    [
        ("It is shut, she said on Friday. It was old.", "It is shut, she said", "It is shut, she said on Friday."),
        ('"It is shut." It was old.', '"It is shut."', '"It is shut."'),
        ('"It is shut," said Orr. "It was old."', "said Orr", '"It is shut," said Orr.'),
        ("U.S. officials say it is shut. Nobody knows.", "U.S. officials", "U.S. officials say it is shut."),
        ("It cost 3.5 million, he said, at least.", "It cost", "It cost 3.5 million, he said, at least."),
        ("No full stop here\nAnother line.", "No full", "No full stop here"),
        ("댐이 무너졌다고 했다. 물이 넘쳤다.", "댐이", "댐이 무너졌다고 했다."),
        ("大坝垮了。没人知道。", "大坝", "大坝垮了。"),
        ("هل انهار السد؟ لا أحد يعلم.", "هل", "هل انهار السد؟"),
    ],
)
def test_a_note_is_due_after_the_sentence(text: str, words: str, upto: str) -> None:
    """The raised number stands where the sentence ends that the evidence ends in, in any script."""
    at = text.index(words) + len(words)
    assert text[: after_sentence(text, at)] == upto


def test_a_sentence_without_an_end_is_not_searched_for_ever() -> None:
    """In a page without full stops the note stands at the words themselves."""
    assert after_sentence("word " * 10_000, 8) == 8
