"""Which language a text is in, and how a page in another is turned away."""

import sys

import pytest

from builders import capture
from reportedly import read
from reportedly.errors import LanguageError
from reportedly.read import language
from reportedly.read.language import Found

TEXTS = {
    "en": """The ferry did not sail on Tuesday because of the storm, and the harbour board said that it would be late
        again on Friday. Nobody knows when the boats of the islands will be mended.""",
    "de": """Die Fähre fuhr am Dienstag wegen des Sturms nicht, und die Hafenverwaltung teilte mit, dass sie auch am
        Freitag nicht fahren werde. Niemand weiß, wann die Boote der Inseln wieder fahren.""",
    "es": """El transbordador no zarpó el martes a causa de la tormenta, y la junta del puerto dijo que tampoco saldrá
        el viernes. Nadie sabe cuándo volverán a navegar los barcos de las islas.""",
    "nl": """De veerboot voer dinsdag niet uit vanwege de storm, en het havenbestuur zei dat hij ook vrijdag niet zal
        varen. Niemand weet wanneer de boten van de eilanden weer zullen varen.""",
    "ko": """화요일 폭풍으로 여객선이 출항하지 못했으며 항만 당국은 금요일까지 운항이 어려울 것이라고 밝혔다.
        섬 주민들은 배가 언제 다시 다닐지 모른다고 말했다.""",
}


@pytest.mark.parametrize("code", list(TEXTS))
def test_language(code: str) -> None:
    """A few sentences are enough."""
    assert language.language(TEXTS[code]).code == code


def test_english_with_a_foreign_line() -> None:
    """A page with a line in another script is still English."""
    assert language.language(f"본문 바로가기 {TEXTS['en']}").code == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ferry was late, she said.", "en"),
        ("Fähre kommt spät", "und"),
        ("", "und"),
        ("12 34 56", "und"),
        ("Zu kurz, sagt Orr", "und"),
        ("Hochwasserschutzbeauftragte vertagten die Talsperrenüberprüfung", "de"),
        ("Jokivarren asukkaat palautettiin koteihinsa tulvavaroituksen jälkeen", "fi"),
        ("강물이 넘쳐 마을이 물에 잠겼다.", "ko"),
        ("川があふれて村が水に沈んだ。", "ja"),
        ("河水泛滥，淹没了十二个村庄。", "zh"),
        ("แม่น้ำล้นท่วมหมู่บ้านสิบสองแห่ง", "th"),
        ("فيضان النهر يغمر اثنتي عشرة قرية.", "ar"),
        ("Река затопила двенадцать деревень.", "ru"),
    ],
)
def test_short(text: str, code: str) -> None:
    """A short text is English if it looks like it; a few Latin words are too few; long words and other scripts tell."""
    assert language.language(text).code == code


@pytest.mark.parametrize(
    ("line", "shape", "times"),
    [("{}", "{}", times) for times in (1, 2, 10, 100)]
    + [("<p>{}</p>", "<html><body><article>{}</article></body></html>", times) for times in (10, 100)],
)
def test_one_sentence_over_and_over(line: str, shape: str, times: int) -> None:
    """A page of one Korean sentence, however often, is turned away for its language, not for its length."""
    sentence = line.format("강물이 넘쳐 마을 열두 곳이 물에 잠겼다.")
    with pytest.raises(LanguageError, match="it is in Korean"):
        read.article(capture(shape.format("\n".join([sentence] * times))))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Found("de", 0.999), "it is in German (99 %); only English can be read so far"),
        (Found("qq", 0.75), "it is in qq (75 %); only English can be read so far"),
        (Found("uz", 0.02), "it is in no language that can be told (perhaps Uzbek, 2 %); give its text"),
        (
            Found("und", 0.0),
            "it has too few words to tell its language; only English can be read so far, give more of the text",
        ),
    ],
)
def test_reason(found: Found, expected: str) -> None:
    """A rejection says which language was found, and how surely."""
    assert language.reason(found) == expected


def test_english_costs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain English is told without loading a model."""
    monkeypatch.setattr(language, "_model", lambda: sys.exit("the model was asked"))
    assert language.language(TEXTS["en"] * 200).code == "en"
