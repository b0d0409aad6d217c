"""Links to words on a page: what has a meaning in a text fragment is written out, and the words are found again."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, capture
from reportedly.exports.fragments import WHOLE, directive, is_web, link
from reportedly.records import Article, Part, Span


def page(text: str, url: str = "https://courier.example/mill") -> Article:
    return article(text, of=capture(text, url=url))


def span(text: str, words: str, nth: int = 0) -> Span:
    start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "nth", "expected"),
    [
        ("The mill is closed.", "mill is closed", 0, "text=mill%20is%20closed"),
        ("A well-known, dear & old mill.", "well-known, dear & old", 0, "text=well%2Dknown%2C%20dear%20%26%20old"),
        ("Mühle 🌾 zu.", "Mühle 🌾", 0, "text=M%C3%BChle%20%F0%9F%8C%BE"),
        # told apart from the same words elsewhere by those around them
        ("It is shut. No, it is shut now.", "is shut", 1, "text=shut.%20No%2C%20it-,is%20shut,-now."),
        ("It is shut. No, it is shut now.", "is shut", 0, "text=It-,is%20shut,-.%20No%2C%20it"),
        # over the end of a paragraph: no term goes over it
        ("He said so\n\nand went.", "He said so\n\nand went", 0, "text=He%20said,and%20went"),
        ("One\ntwo three four.", "One\ntwo three four", 0, "text=One,three%20four"),
    ],
)
def test_directives(text: str, words: str, nth: int, expected: str) -> None:
    """Short words are given whole, long ones by their ends, ambiguous ones with what stands around them."""
    assert directive(page(text), span(text, words, nth)) == expected


def test_long_words_are_given_by_their_ends() -> None:
    """A passage of many words is given by the first and the last six."""
    text = " ".join(f"word{number}" for number in range(60))
    assert len(text) > WHOLE
    told = directive(page(text), Span(0, len(text)))
    assert told == f"text={'%20'.join(text.split()[:6])},{'%20'.join(text.split()[-6:])}"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/1", "https://a.example/1#:~:text=mill"),
        ("https://a.example/1?x=y#top", "https://a.example/1?x=y#top:~:text=mill"),
        ("https://a.example/1#:~:text=old", "https://a.example/1#:~:text=mill"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://[bad", None),
        ("mill.txt", None),
    ],
)
def test_links(url: str, expected: str | None) -> None:
    """A link keeps the address and its fragment; what does not lead to the web gets none."""
    assert link(page("The mill.", url), Span(4, 8)) == expected
    assert is_web(url) == (expected is not None)


def test_words_of_a_headline_are_looked_for_there() -> None:
    """A span of the headline is taken from the headline."""
    told = article("The mill is closed.", headline="Mill shut")
    assert directive(told, Span(0, 4, Part.HEADLINE)) == "text=Mill"


@given(st.text(min_size=1), st.data())
def test_terms_are_words_of_the_page(text: str, data: st.DataObject) -> None:
    """Whatever the page says, a directive's terms decode to words that stand there, in order, and break no syntax."""
    start = data.draw(st.integers(0, len(text) - 1))
    at = Span(start, data.draw(st.integers(start + 1, len(text))))
    told = directive(page(text.encode("utf-8", "replace").decode()), at)
    if told is None:
        return
    assert re.fullmatch(r"text=(?:[\w.~%]+-,)?[\w.~%]+(?:,[\w.~%]+)?(?:,-[\w.~%]+)?", told, re.ASCII)
    flat = " ".join(text.replace("\0", "\ufffd").encode("utf-8", "replace").decode().split())
    terms = [unquote(term.strip("-")) for term in told.removeprefix("text=").split(",")]
    assert all(term in flat for term in terms)
    assert urlsplit(f"https://a.example/#:~:{told}").path == "/"
