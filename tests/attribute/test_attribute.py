"""From a parse to attributions: the network's findings, the grammar's, and what is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article
from readers import models
from reportedly.attribute import attributed, outermost
from reportedly.attribute.pairing import kind_of
from reportedly.models import Models
from reportedly.parse import parse
from reportedly.records import Kind, Tier

Shown = tuple[str, str, list[str], Tier]


def shown(text: str, network: Models, *, headline: str | None = None) -> list[Shown]:
    """The attributions of a text, in words: chain of sources, cue, contents, tier."""
    page = article(text, headline=headline)
    (found,) = attributed([parse(page, network)], models=network)
    return [
        (
            " ← ".join(page.words(s) for s in (*a.source, *(c.source for c in a.cited))),
            " ".join(page.words(s) for s in a.cue),
            [page.words(s) for s in a.content],
            a.tier,
        )
        for a in found.attributions
    ]


@pytest.mark.parametrize(
    ("text", "network", "expected"),
    [
        ("The gate had stuck, Ada Orr said.", [("Ada Orr", "said", "The gate had stuck")],
         [("Ada Orr", "said", ["The gate had stuck"], Tier.BOTH)]),
        ("The gate had stuck, Ada Orr said.", [], [("Ada Orr", "said", ["The gate had stuck"], Tier.GRAMMAR)]),
        ("Ada Orr is adamant the gate had stuck.", [("Ada Orr", "warned", "the gate")], []),
        ("The ministry floated a second gate.", [("The ministry", "claims", "a second gate")], []),
        ("Ada Orr told Radio Kess that the gate had stuck.", [],
         [("Radio Kess ← Ada Orr", "told", ["the gate had stuck"], Tier.GRAMMAR)]),
        ("The gate stuck, Ada Orr said, according to Reuters.", [],
         [("Reuters ← Ada Orr", "according to", ["The gate stuck"], Tier.GRAMMAR)]),
        ("Reuters reported that two engineers said the gate had stuck.", [],
         [("Reuters ← two engineers", "reported", ["the gate had stuck"], Tier.GRAMMAR)]),
        ("Minister Lee spoke last week of 800 men in Kess, said Ada Orr.", [],
         [("Ada Orr ← Minister Lee", "said", ["800 men in Kess"], Tier.GRAMMAR)]),
        ("Clerks put the sum, which the town had paid, at about 800.", [("Clerks", "had", "the")],
         [("Clerks", "put", ["the sum, which the town had paid, at about 800"], Tier.GRAMMAR)]),
        ("He is believed to have left town.", [],
         [("", "is believed", ["He is believed to have left town"], Tier.GRAMMAR)]),
        ("Ada Orr declined to comment on the gate.", [("Ada Orr", "declined", "to comment on the gate")], []),
        ("“Will the gate hold?” the reporter asked.", [("the reporter", "asked", "“Will the gate hold?”")], []),
    ],
)  # fmt: skip
def test_attributions(text: str, network: list[tuple[str, str, str]], expected: list[Shown]) -> None:
    """Who agrees is kept as the tier; relays stand before whom they cite; refusals and questions are nobody's claim."""
    assert shown(text, models(network)) == expected


def test_a_headline_attributes_with_a_colon() -> None:
    """The headline is read too, apart from the body."""
    found = shown("The gate had stuck.", models(), headline="Orr: gate stuck for hours")
    assert [row[0] for row in found] == ["Orr"]


def test_a_cue_without_a_source_takes_who_spoke_before() -> None:
    """In "…, she said, adding …" the second quotation is hers."""
    text = 'Ada Orr said "it stuck for hours", adding "it was late by then".'
    found = shown(text, models([("Ada Orr", "said", '"it stuck for hours"'), ("", "adding", '"it was late by then"')]))
    assert [row[0] for row in found] == ["Ada Orr", "Ada Orr"]


def test_whom_a_source_cites_is_no_content() -> None:
    """In "Reuters, citing two engineers" the engineers are a source, whatever the network takes them for."""
    text = "Reuters reported, citing two engineers, that the gate had stuck."
    found = shown(text, models([("Reuters", "citing", "two engineers")]))
    assert [row[2] for row in found] == [["the gate had stuck"]]


def test_the_corpora_want_the_outermost_only() -> None:
    """Nothing is nested or dropped for what the gold sets measure."""
    text = "Reuters reported that two engineers said the gate had stuck."
    page = article(text)
    (only,) = outermost(parse(page, models()), models=models())
    assert page.words(only.source[0]) == "Reuters"
    assert only.cited == ()


@pytest.mark.parametrize(
    ("cue", "around", "kind"),
    [
        ("has repeatedly warned", "", Kind.STATEMENT),
        ("believes", "", Kind.BELIEF),
        ("wants", "", Kind.INTENTION),
        ("praised", "", Kind.ACT),
        ("according to", "", Kind.STATEMENT),
        ("per", "", Kind.STATEMENT),
        ("quipped", "", Kind.STATEMENT),
        (":", "", Kind.STATEMENT),
        ("could count on", "", None),
        ("first found out", "", None),
        ("declined", " to comment", None),
        ("claimed", " at least nine lives", None),
    ],
)
def test_kinds(cue: str, around: str, kind: Kind | None) -> None:
    """A cue's verb or noun says what sort of thing it attributes; some attribute nothing."""
    assert kind_of(cue, around) == kind


WORDS = [
    "Ada Orr",
    "said",
    "that",
    "the gate",
    "stuck",
    ",",
    ".",
    '"',
    "Reuters",
    "reported",
    "citing",
    "officials",
    "\n",
    "he",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_spans_lie_in_the_text(words: list[str]) -> None:
    """Whatever the words, every span of every attribution covers some of the article's own."""
    page = article(" ".join(words) or "-")
    (found,) = attributed([parse(page, models())], models=models())
    for a in found.attributions:
        for span in (*a.source, *a.cue, *a.content, *(c.source for c in a.cited), *(c.cue for c in a.cited)):
            assert 0 <= span.start < span.end <= len(page.text)
