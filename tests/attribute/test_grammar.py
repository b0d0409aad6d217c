"""What the words of one sentence show by rule."""

import pytest

from readers import names
from reportedly.attribute.grammar import Found, found
from reportedly.parse.sentences import quotations

CASES = [
    # sentence, rule, source, cue, content
    ("Ada Orr said that the gate had stuck.", "before", "Ada Orr", "said", "the gate had stuck"),
    ("Ada Orr told reporters on Monday that the gate had stuck.", "before", "Ada Orr", "told", "the gate had stuck"),
    ("Ada Orr, mayor of Lowmoor, told Radio Kess that cars were piled up.",
     "before", "Ada Orr, mayor of Lowmoor", "told", "cars were piled up"),
    ("Ada Orr said late on Friday (in Spanish) that the gate had stuck.",
     "before", "Ada Orr", "said", "the gate had stuck"),
    ("Radio Kess reported on Friday, citing two engineers, that the gate had stuck.",
     "before", "Radio Kess", "reported", "the gate had stuck"),
    ("But Ada Orr had also said that the gate had stuck.", "before", "Ada Orr", "said", "the gate had stuck"),
    ("Tom Lee and Ada Orr said that the gate had stuck.",
     "before", "Tom Lee and Ada Orr", "said", "the gate had stuck"),
    ("It was late and Ada Orr said that the gate had stuck.", "before", "Ada Orr", "said", "the gate had stuck"),
    ("Clerks had on Friday put the sum at about 800.", "before", "Clerks", "put", "the sum at about 800"),
    ("The gate had stuck for hours, Ada Orr said on Monday.",
     "after", "Ada Orr", "said", "The gate had stuck for hours"),
    ('"The gate stuck," said Ada Orr, the mayor.', "inverted", "Ada Orr, the mayor", "said", '"The gate stuck,"'),
    ('"The gate stuck," said Gen. Ada Orr.', "inverted", "Gen. Ada Orr", "said", '"The gate stuck,"'),
    ("According to two engineers, the gate had stuck.",
     "according", "two engineers", "According to", "the gate had stuck"),
    ("The gate had stuck for hours, according to Ada Orr.",
     "according", "Ada Orr", "according to", "The gate had stuck for hours"),
    ("The gate had stuck for hours, per Ada Orr.", "according", "Ada Orr", "per", "The gate had stuck for hours"),
    ("The gate had stuck for hours, per the Kess Post.",
     "according", "the Kess Post", "per", "The gate had stuck for hours"),
    ("But later Ada Orr said that the gate had stuck.", "before", "Ada Orr", "said", "the gate had stuck"),
    ("In the ministry's assessment, the gate had stuck.",
     "according", "the ministry's assessment", "the ministry's assessment", "the gate had stuck"),
    ("He is believed to have left the town.", "passive", None, "is believed", "He is believed to have left the town"),
    ("He is believed by officials to have left.",
     "passive", "officials", "is believed", "He is believed by officials to have left"),
    ("The gate reportedly stuck for hours.", "passive", None, "reportedly", "The gate reportedly stuck for hours"),
    ("The toll was raised to 44 by officials on Friday.",
     "agent", "officials", "raised to 44 by", "The toll was raised to 44"),
    ("The US official said the gate had stuck.", "before", "The US official", "said", "the gate had stuck"),
    ("It was late, American and Marnish officials cited by Radio Kess said.",
     "after", "American and Marnish officials cited by Radio Kess", "said", "It was late"),
    ("Minister Orr spoke last week of 800 men in Kess.",
     "before", "Minister Orr", "spoke last week of", "800 men in Kess"),
    ("Two more gates will stick, says a study by Ada Orr.",
     "inverted", "a study by Ada Orr", "says", "Two more gates will stick"),
    ("On Ada Orr's remark that the gate stuck, nobody spoke.", "remark", "Ada Orr", "remark", "the gate stuck"),
]  # fmt: skip


def rules(text: str, *, headline: bool = False) -> list[Found]:
    """The rules' findings in one sentence."""
    marks = [(a, b) for a, b, _ in names(text)]
    return found(text, (0, len(text)), list(quotations(text, 0, len(text))), marks, headline=headline)


@pytest.mark.parametrize(("text", "rule", "source", "cue", "content"), CASES)
def test_rules(text: str, rule: str, source: str | None, cue: str, content: str) -> None:
    """Each rule finds source, cue and content in the sentence it stands for."""
    hit = rules(text)[0]
    shown = (hit.rule, hit.source and text[slice(*hit.source)], text[slice(*hit.cue)], text[slice(*hit.content)])
    assert shown == (rule, source, cue, content)


def test_a_relative_clause_ends_with_its_comma() -> None:
    """What the main clause goes on to say is not what "who" promised."""
    text = 'Ada Orr, who pledged "to stay for good," was seen to leave.'
    (hit,) = rules(text)
    assert text[slice(*hit.content)] == '"to stay for good,"'


def test_what_hangs_on_a_source_is_no_content() -> None:
    """The content after "according to" begins with its clause."""
    text = "According to the Lowmoor Courier (LC) and others on Monday, the gate had stuck."
    assert text[slice(*rules(text)[0].content)] == "the gate had stuck"


def test_a_clause_is_no_source_of_a_headline() -> None:
    """What tells of somebody is told, not whoever tells."""
    assert not rules("'The gate held for hours': operator rejects blame", headline=True)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Orr: gate stuck for hours", "Orr", "gate stuck for hours"),
        ("Gate stuck for hours – officials", "officials", "Gate stuck for hours"),
        ("Gate stuck for hours: officials", "officials", "Gate stuck for hours"),
    ],
)
def test_headlines(text: str, source: str, content: str) -> None:
    """In a headline a colon or a dash attributes."""
    (hit,) = rules(text, headline=True)
    assert hit.source is not None
    assert (hit.rule, text[slice(*hit.source)], text[slice(*hit.content)]) == ("headline", source, content)


def test_a_semicolon_parts_two_speakers() -> None:
    """What stands before it is the first one's, what stands after it the second one's."""
    text = "Ada Orr spoke of 800 men in Kess; the gate had stuck for hours, Tom Lee said."
    assert [(text[slice(*hit.source or hit.cue)], text[slice(*hit.content)]) for hit in rules(text)] == [
        ("Ada Orr", "800 men in Kess"),
        ("Tom Lee", "the gate had stuck for hours"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "An official estimate is lacking, and nobody has one.",  # a noun
        "Those whose families have reported them to the town are counted.",
        "Press reports of a crack are being checked.",  # a noun
        'The sign read "Ada Orr said so" in red.',  # inside a quotation
        "Nine people were reported missing.",
        "The new gate is expected by Friday.",
        "The guard refused to comment on reports that the gate had stuck.",
        "Ten more are expected by the end of May.",
        "The army has put two brigades into the valley.",
        "The flood that claimed nine lives is over.",
        "They plan to say more on Friday.",
        "The bus goes at 60 miles per hour to Lowmoor.",
    ],
)
def test_no_attribution(text: str) -> None:
    """Nouns, infinitives, quoted words and participles attribute nothing."""
    assert rules(text) == []


def test_two_cues_part_their_contents() -> None:
    """In "X said A and suggested that B" each content ends where the next cue begins."""
    text = "Radio Kess also estimated the damage at millions and suggested that the dam could fail within days."
    first, second = rules(text)
    assert text[slice(*first.content)] == "the damage at millions"
    assert text[slice(*second.content)] == "the dam could fail within days"


def test_inner_attributions_are_marked() -> None:
    """In "A said B said C" the inner one is nested; what the outer says of itself is none."""
    text = "Tom Lee said Ada Orr announced that the gate had stuck."
    assert [(text[slice(*hit.source)], hit.nested) for hit in rules(text) if hit.source] == [
        ("Tom Lee", False),
        ("Ada Orr", True),
    ]
    assert len(rules("Tom Lee said he expected the gate to hold.")) == 1


@pytest.mark.parametrize(
    ("text", "content", "further"),
    [
        ('"The gate stuck," Ada Orr said, "for hours."', '"The gate stuck,"', '"for hours."'),
        ('"The gate stuck," said Ada Orr. "It is old."', '"The gate stuck,"', '"It is old."'),
        ('"The gate stuck," Ada Orr said on Friday.', '"The gate stuck,"', None),
        ("The log of the gate, Ada Orr said, shows that it stuck.", "The log of the gate", "shows that it stuck"),
    ],
)
def test_a_quotation_cut_in_two_by_its_cue(text: str, content: str, further: str | None) -> None:
    """Both halves belong to it."""
    hit = rules(text)[0]
    assert text[slice(*hit.content)] == content
    assert (hit.further and text[slice(*hit.further)].rstrip(".")) == (further and further.rstrip("."))


def test_a_clause_of_its_own_ends_the_content_before() -> None:
    """In "X said A, while Y said B" each has what stands beside it."""
    text = "Ada Orr said the gate had stuck, while Tom Lee said it was old by then."
    assert [text[slice(*hit.content)] for hit in rules(text)] == ["the gate had stuck", "it was old by then"]


def test_who_goes_on_speaks_again() -> None:
    """A second verb without a subject has the first one's source."""
    text = "Ada Orr said the gate had stuck and later warned that it was old by then."
    assert [hit.source and text[slice(*hit.source)] for hit in rules(text)] == ["Ada Orr", "Ada Orr"]


def test_a_line_without_end_is_no_sentence() -> None:
    """The rules look back and forth in a sentence, so a longer one than anybody writes is left alone."""
    assert rules("Ada Orr said that " + "the gate had stuck and " * 200) == []
