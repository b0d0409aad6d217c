"""Who is who within one article."""

from dataclasses import replace

import pytest

from builders import article
from readers import models
from reportedly.parse import parse, parses
from reportedly.records import Rejection, Who


def who(text: str, words: str) -> tuple[str, Who] | None:
    """Whom the last mention of some words stands for."""
    page = article(text)
    found = [m for m in parse(page, models()).mentions if page.words(m.span) == words]
    return (found[-1].name, found[-1].who) if found else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ada Orr, the mayor, said it. Orr left.", "Orr", "Ada Orr"),
        ("Mayor Ada Orr said it broke. She left at once.", "She", "Ada Orr"),
        ("Ada Orr said it broke. Tom Lee fell, he said. ", "he", "Ada Orr"),  # who speaks, not who is spoken of
        ("Tom Lee said it broke and Ada Orr listened. He left.", "He", "Tom Lee"),
        ('Ada Orr spoke. "Tom Lee did it," she said.', "she", "Ada Orr"),  # nobody inside a quotation
        ("A local commander told us so. He left.", "He", "A local commander"),
        ("Two officials spoke. The officials were pale.", "The officials", "Two officials"),
        ("Reuters reported it. The outlet added nothing.", "The outlet", "Reuters"),
        ("Reuters reported it. The reports were short.", "The reports", "Reuters"),
    ],
)
def test_words_that_point_back(text: str, words: str, name: str) -> None:
    """Pronouns, bare roles and "the outlet" stand for the nearest fitting mention, speakers first."""
    found = who(text, words)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize("text", ["He left early.", "The outlet wrote it.", "It said so."])
def test_nobody_is_invented(text: str) -> None:
    """Words that point back to nobody on the page are no mentions."""
    assert parse(article(text), models()).mentions == ()


def test_outlets_are_known_by_all_their_names() -> None:
    """The table's short names stand for the outlet."""
    assert who("The NYT wrote it.", "NYT") == ("The New York Times", Who.OUTLET)


def test_a_role_is_kept_with_its_name() -> None:
    """What stands before or after a name says who that is."""
    page = article("Deputy Mayor Ada Orr spoke. Tom Lee, a retired engineer, listened.")
    roles = {m.name: m.role for m in parse(page, models()).mentions if m.who is Who.PERSON}
    assert roles["Tom Lee"] == "a retired engineer"


def test_two_people_never_share_a_number() -> None:
    """Who is named in the headline is told from who is named in the body."""
    page = article("Tom Lee fell.", headline="Ada Orr spoke")
    numbers = {m.name: m.entity for m in parse(page, models()).mentions}
    assert numbers["Ada Orr"] != numbers["Tom Lee"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ada Orr spoke. Ann Orr listened. Orr left.", "Orr", "Ann Orr"),  # whoever was named last
        ("Orr spoke. Ada Orr listened. Orr left.", "Orr", "Ada Orr"),
        ("The ministry erred. Two local officials said so. They left.", "They", "Two local officials"),
    ],
)
def test_who_shares_a_name(text: str, words: str, name: str) -> None:
    """One surname is one person, unless first names tell two apart; the longest name stands for all."""
    found = who(text, words)
    assert found is not None
    assert found[0] == name


def test_too_long_an_article_is_rejected_with_the_way_out() -> None:
    """Nothing is cut: an article that is none is left out, and the reason names the setting."""
    refused: list[Rejection] = []
    assert not list(parses([article("long " * 50)], models=models(), reject=refused.append, max_characters=100))
    assert refused[0].stage == "parse"
    assert "REPORTEDLY_MAX_CHARACTERS" in refused[0].reason


def test_a_speaker_whom_the_finder_missed_is_a_person() -> None:
    """Capitalised words that speak, or are followed by "who", name somebody; roles and days before them do not."""
    blind = replace(models(), names=lambda _text: [])
    page = article("Deputy Mayor Ada Orr, who leads the board, left. Tom Lee said so. The Low Road runs on.")
    found = [m.name for m in parse(page, blind).mentions if m.who is Who.PERSON]
    assert found == ["Ada Orr", "Tom Lee"]
