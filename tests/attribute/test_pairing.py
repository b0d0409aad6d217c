"""The network's findings and the grammar's, made one list."""

import pytest

from builders import article
from readers import models
from reportedly.attribute import attributed
from reportedly.parse import parse
from reportedly.records import Tier

Tags = tuple[str, str, str]  # source, cue, content
Row = tuple[str, list[str], Tier]


def paired(text: str, *tags: Tags) -> list[Row]:
    """Source, contents and tier of each attribution of a text in which the network sees some."""
    page = article(text)
    (found,) = attributed([parse(page, models(tags))], models=models(tags))
    return [
        (" ".join(page.words(s) for s in a.source), [page.words(s) for s in a.content], a.tier)
        for a in found.attributions
    ]


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        # one word of content is a splinter of the grammar's
        ("Ada Orr said that the gate had stuck for hours.", ("Ada Orr", "said", "stuck"),
         ("Ada Orr", ["the gate had stuck for hours"], Tier.BOTH)),
        # so is a source that stops in the middle, and one small word
        ("A spokesman for the board said the gate had stuck.", ("A spokesman for", "said", "the gate had stuck"),
         ("A spokesman for the board", ["the gate had stuck"], Tier.BOTH)),
        ("Two engineers said the gate had stuck.", ("engineers", "said", "the gate had stuck"),
         ("Two engineers", ["the gate had stuck"], Tier.BOTH)),
        # so is the middle of one: after a preposition, or up to a participle
        ("People briefed on it by some towns said the gate had stuck.", ("some towns", "said", "the gate had stuck"),
         ("People briefed on it by some towns", ["the gate had stuck"], Tier.BOTH)),
        ("The agency coordinating the work said the gate had stuck.",
         ("The agency coordinating", "said", "the gate had stuck"),
         ("The agency coordinating the work", ["the gate had stuck"], Tier.BOTH)),
        # who stands in what is said does not say it
        ("Storms as strong as Kess saw will come, says a study by Ada Orr.", ("Kess", "says", "Storms as strong"),
         ("a study by Ada Orr", ["Storms as strong as Kess saw will come"], Tier.BOTH)),
        # a name the network cuts shorter is none
        ("Mayor Ada Orr said the gate had stuck.", ("Ada Orr", "said", "the gate had stuck"),
         ("Ada Orr", ["the gate had stuck"], Tier.BOTH)),
        # the network took words of the source for content: the grammar is right
        ("The gate had stuck, said Ada Orr, the mayor.", ("Orr", "said", "Ada Orr, the mayor"),
         ("Ada Orr, the mayor", ["The gate had stuck"], Tier.GRAMMAR)),
        # a time is no source
        ("The rain of that week warned of a flood in Lowmoor.", ("that week", "warned", "a flood in Lowmoor"),
         ("", ["a flood in Lowmoor"], Tier.NETWORK)),
    ],
)  # fmt: skip
def test_splinters_and_confusions(text: str, tags: Tags, expected: Row) -> None:
    """Where both found the same, the network's spans stand unless they are splinters of the grammar's."""
    assert paired(text, tags)[0] == expected


def test_content_is_kept_beside_its_cue() -> None:
    """Of a content that runs on over sentences only the cue's own belongs to it, unless the rest is quoted."""
    plain = "Ada Orr warned of a flood. The road is long."
    assert paired(plain, ("Ada Orr", "warned", "a flood. The road is long"))[0][1] == ["a flood."]
    quoted = 'Ada Orr warned of a flood in the town. "It is old."'
    found = paired(quoted, ("Ada Orr", "warned", 'a flood in the town. "It is old."'))
    assert found[0][1] == ["a flood in the town.", '"It is old."']


def test_the_grammar_alone_must_be_sure() -> None:
    """A passive that names nobody waits for sentences in which nobody is cited."""
    text = "Ada Orr said that the gate is believed to be old."
    assert [source for source, _, _ in paired(text)] == ["Ada Orr"]
