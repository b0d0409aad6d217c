"""From the reader outward: outlet, relays, claimant."""

import pytest
from msgspec.structs import replace

from builders import article
from readers import models
from reportedly.attribute import attributed
from reportedly.parse import parse
from reportedly.records import Article, Credit
from reportedly.resolve import readings

ANOTHER_OUTLET = """\
Reuters reported, citing two engineers, that the gate had stuck.
CNN reported, citing a diver, that it was new then.
An aide said it had stuck before."""

SOURCE_LINE = """\
Up to 800 men could come.
Source: Reuters, citing two engineers
Ada Orr said the gate had stuck.
Background: Tom Lee said it was old."""


def chains(page: Article) -> list[str]:
    """The chains of a page's reports, without its outlet, nearest link first."""
    (reading,) = readings(attributed([parse(page, models())], models=models()))
    return [" ← ".join(link.name or "nobody" for link in report.chain[1:]) for report in reading.reports]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate stuck, Ada Orr said.", ["Ada Orr"]),
        ("Ada Orr told Reuters that the gate had stuck.", ["Reuters ← Ada Orr"]),
        ("Reuters reported, citing two engineers, that the gate had stuck.", ["Reuters ← two engineers"]),
        ("The gate stuck, officials said, Reuters reported.", ["Reuters ← officials"]),
        ("He is believed to have left town.", ["nobody"]),
        # a relay holds on over people without a name, as long as the page retells the same report
        ("Reuters reported, citing two engineers, that the gate had stuck.\nA third engineer said it was old.",
         ["Reuters ← two engineers", "Reuters ← A third engineer"]),
        # somebody else with a name ends it
        ("Reuters reported, citing engineers, that the gate stuck.\nAda Orr said it was new.\nAn aide said it was so.",
         ["Reuters ← engineers", "Ada Orr", "An aide"]),
        # so does another outlet, whose people are its own
        (ANOTHER_OUTLET,
         ["Reuters ← two engineers", "CNN ← a diver", "CNN ← An aide"]),
        # an outlet's own word holds on within its paragraph only
        ("Reuters reported that the gate had stuck. One expert said it was old.", ["Reuters", "Reuters ← One expert"]),
        ("Reuters reported that the gate had stuck.\nOne expert said it was old.", ["Reuters", "One expert"]),
        # an outlet named at the end of a paragraph relays its officials, and no other paragraph's
        ("Officials said the gate had stuck. It broke in two, Reuters reports.\nOne expert said it was old.",
         ["Reuters ← Officials", "Reuters", "One expert"]),
        # somebody interviewed keeps the interviewer
        ("In an interview with Reuters, Ada Orr said the gate had stuck.\nShe said it was old.",
         ["Reuters ← Ada Orr", "Reuters ← Ada Orr"]),
        # who was told something relays who told it, and nobody else
        ("Ada Orr told Reuters that the gate had stuck. It broke in two, witnesses said.",
         ["Reuters ← Ada Orr", "witnesses"]),
        # a "Source:" line names whose report stands before and after it, up to the background
        (SOURCE_LINE,
         ["Reuters ← two engineers", "Reuters ← Ada Orr", "Tom Lee"]),
        ("Nine people died, according to CNN and local officials.", ["CNN ← local officials"]),
        ("CNN's sources said the gate had stuck.", ["CNN ← CNN's sources"]),
    ],
)  # fmt: skip
def test_chains(text: str, expected: list[str]) -> None:
    """A chain holds what the page states and no more."""
    assert chains(article(text)) == expected


def test_the_agency_of_the_copy_is_the_second_link() -> None:
    """A credit line relays everything on the page, and is no relay of itself."""
    page = replace(
        article("The gate stuck, Ada Orr said. It was old, Reuters reported."), credits=(Credit("Reuters", "dateline"),)
    )
    assert chains(page) == ["Reuters ← Ada Orr", "Reuters"]


def test_a_page_without_an_outlet_is_named_by_its_address() -> None:
    """What is not known stays unknown: the chain opens with where the page was found."""
    page = replace(article("The gate stuck, Ada Orr said."), outlet=None, url="https://www.gate.example/1")
    (reading,) = readings(attributed([parse(page, models())], models=models()))
    assert reading.reports[0].chain[0].name == "gate.example"
