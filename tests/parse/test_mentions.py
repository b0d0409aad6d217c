"""Who is who within one article."""

import re

import pytest
from msgspec.structs import replace

from builders import article
from readers import models
from reportedly.models import Models
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
        ("Ada Orr, the mayor, had no number; they left, he said.", "he", "Ada Orr"),  # nobody else to speak
        ("An engineer at the dam has called. He left.", "He", "An engineer at the dam"),  # one, for all its s
        ("Officials of the ministry said so. They left.", "They", "Officials of the ministry"),
        ("The fire service took calls. It was late.", "It", "The fire service"),
        ("The grid company erred. The harbour company paid.", "The harbour company", "The harbour company"),
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


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Marnish Secretary of State Ada Orr said it.", "Ada Orr", "Marnish Secretary of State"),
        ("It was led by Minister of Defence Ada Orr.", "Ada Orr", "Minister of Defence"),
        ("He met Chief of the General Staff Ada Orr.", "Ada Orr", "Chief of the General Staff"),
        ("Governor of the Bank of Marn Ada Orr spoke.", "Ada Orr", "Governor of the Bank of Marn"),
        ("Minister for Trade and Industry Ada Orr spoke.", "Ada Orr", "Minister for Trade and Industry"),
        ("On Friday council leader Ada Orr spoke.", "Ada Orr", "council leader"),  # no "On Friday"
        ("So said minister of coastal affairs Ada Orr.", "Ada Orr", "minister of coastal affairs"),
        ("President-elect Ada Orr spoke.", "Ada Orr", "President-elect"),
        ("So said climatologist Ada Orr of Kess.", "Ada Orr", "climatologist"),
        ("The transport minister of Marn, Ada Orr, said it.", "Ada Orr", "transport minister of Marn"),
        ("Nobody fell, said the head of the agency, Ada Orr, on Friday.", "Ada Orr", "head of the agency"),
        ("Its press secretary, Maj. Gen. Ada Orr, spoke.", "Ada Orr", "Its press secretary"),
        ("A welder, Ada Orr, said it.", "Ada Orr", "A welder"),
        ("It held, said Ada Orr, mayor of Kess.", "Ada Orr", "mayor of Kess"),  # no comma after it
        ("General Ada Orr, the army's top commander, spoke.", "Ada Orr", "army's top commander"),
        ("Captain Ada Orr spoke.", "Ada Orr", "Captain"),
        ("Ada Orr, who leads the service, spoke.", "Ada Orr", "who leads the service"),
        ("Ada Orr, said the people, had left.", "Ada Orr", None),
        ("Ada Orr, asked on Friday, told the mayor, a friend.", "Ada Orr", None),
        ("They thanked Tom Lee and Mayor Ada Orr.", "Ada Orr", "Mayor"),
    ],
)
def test_roles(text: str, name: str, role: str | None) -> None:
    """An office is kept whole, with whose it is, and without the words around it."""
    roles = {m.name: m.role for m in parse(article(text), _finding((name, "PERSON"))).mentions if m.who is Who.PERSON}
    assert roles[name] == role


@pytest.mark.parametrize(
    ("text", "found", "name", "who"),
    [
        ("Minister Ada Orr spoke.", "Orr", "Ada Orr", Who.PERSON),
        ("Minister Orr spoke.", "Orr", "Orr", Who.PERSON),
        ("So said Lee Min-ho.", "Lee Min", "Lee Min-ho", Who.PERSON),
        ("Forty fell in Brennock.", "Brennock", "Brennock", Who.PLACE),
        ("The head of Brennock left.", "Brennock", "Brennock", Who.PERSON),
    ],
)
def test_what_the_finder_took_for_a_person(text: str, found: str, name: str, who: Who) -> None:
    """A name gets back what the finder lost of it, and a single word that something is "in" is a place."""
    kinds = {m.name: m.who for m in parse(article(text), _finding((found, "PERSON"))).mentions}
    assert kinds[name] is who


def _finding(*names: tuple[str, str]) -> Models:
    """Models whose name finder finds these names, with these labels."""

    def found(text: str) -> list[tuple[int, int, str]]:
        return [(m.start(), m.end(), label) for name, label in names for m in re.finditer(re.escape(name), text)]

    return replace(models(), names=found)


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
