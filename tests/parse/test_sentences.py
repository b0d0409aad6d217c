"""Sentences and quotations are cut where an editor would cut them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.parse.sentences import paragraphs, quotations, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam held. Nobody was hurt.", ["The dam held.", "Nobody was hurt."]),
        ('"We will appeal," she said. "Soon."', ['"We will appeal," she said.', '"Soon."']),
        ("Maj. Gen. Ada Roe spoke at 5 p.m. on Friday.", ["Maj. Gen. Ada Roe spoke at 5 p.m. on Friday."]),
        ("It was sent to the U.S. He kept a copy.", ["It was sent to the U.S.", "He kept a copy."]),
        ("The U.S. and U.K. agreed on No. 5.", ["The U.S. and U.K. agreed on No. 5."]),
        ('"Why now?" he asked. Nobody knew.', ['"Why now?" he asked.', "Nobody knew."]),
        ("Roe spoke Thursday.Orr listened.", ["Roe spoke Thursday.", "Orr listened."]),  # a lost space
        ("It cost 8.5 million. That is all!", ["It cost 8.5 million.", "That is all!"]),
        ("He wrote to info@dam.example and left", ["He wrote to info@dam.example and left"]),
        ("“It is over.” Orr left.", ["“It is over.”", "Orr left."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """A paragraph is cut at the ends of its sentences and nowhere else."""
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will appeal," she said. "Soon."', ['"We will appeal,"', '"Soon."']),
        ("“Curly ‘inside’ too,” he said", ["“Curly ‘inside’ too,”"]),
        ("''Two marks,'' he said, ``and these''", ["''Two marks,''", "``and these''"]),
        ("He said « oui » and „nein“.", ["« oui »", "„nein“"]),
        ("It's the workers' right, 'no more', she said", ["'no more'"]),  # apostrophes open nothing
        ("‘Single curly,’ she said", ["‘Single curly,’"]),
        ('"Left open and on', ['"Left open and on']),  # ends with its paragraph
        ("Nobody is quoted here.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    """Words between marks are found, with the marks; the outermost pair counts."""
    assert [text[a:b] for a, b in quotations(text, 0, len(text))] == expected


def test_a_quotation_over_several_paragraphs_is_one_in_each() -> None:
    """Each paragraph re-opens the marks; only the last closes them."""
    text = '"First part.\n"Second part.\n"The end," he said.'
    found = [text[a:b] for p in paragraphs(text) for a, b in quotations(text, *p)]
    assert found == ['"First part.', '"Second part.', '"The end,"']


@given(st.text(alphabet=st.sampled_from("aB .!?\n\"“”'’«»„‘`1"), max_size=200))
def test_ranges_lie_in_the_text(text: str) -> None:
    """Sentences and quotations lie in their paragraph, in order, apart; no letter is lost between sentences."""
    for start, end in paragraphs(text):
        assert text[start:end].strip() == text[start:end] != ""
        for cut in (sentences, quotations):
            at = start
            for a, b in cut(text, start, end):
                assert at <= a < b <= end
                at = b
        kept = set().union(*(range(a, b) for a, b in sentences(text, start, end)))
        assert all(i in kept for i in range(start, end) if not text[i].isspace())
