"""The door: captures become articles, or rejections that say why."""

import pickle
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import LanguageError, ReadError
from reportedly.read import article, articles
from reportedly.records import Capture, Given, Rejection

STORY = (
    "The ferry did not sail on Tuesday, the harbour board said. It will be late again on Friday, and nobody knows why."
)
GERMAN = "Die Fähre fuhr am Dienstag nicht, teilte die Hafenverwaltung mit. Auch am Freitag wird sie nicht fahren. " * 3


def _capture(body: str | bytes, media_type: str = "text/plain", url: str | None = None, **given: str) -> Capture:
    content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return Capture(content, media_type, datetime(2031, 5, 6, tzinfo=UTC), url=url, given=Given(**given))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (STORY, STORY),
        (f"  \n\n{STORY}\r\n\t ", f"  \n\n{STORY}\r\n\t "),  # nothing is stripped
        (f"{STORY} e\u0301 \ufb01 \u2028 \U0001f6a2", f"{STORY} e\u0301 \ufb01 \u2028 \U0001f6a2"),  # or normalised
        (f"{STORY} \x00 \ud83d.", f"{STORY} \ufffd \ufffd."),  # one for one
        (f"{STORY} café".encode("cp1252"), f"{STORY} café"),
        (f"{STORY} café".encode("utf-16"), f"{STORY} café"),
        (STORY.encode() + b" caf\xc3\xa9 na\xc3\xafve" * 20 + b"\xff", STORY + " café naïve" * 20 + "\ufffd"),
    ],
)
def test_text_stays_as_it_is(body: str | bytes, expected: str) -> None:
    """Text given as text is the article's text, code point for code point."""
    assert article(_capture(body)).text == expected


@given(st.text(max_size=200))
def test_any_text_stays(text: str) -> None:
    """Whatever stands around an English text, no code point is lost or added."""
    whole = f"{STORY}\n{text}"
    assert article(_capture(whole), any_language=True).text == whole.replace("\x00", "\ufffd")


def test_what_is_given_outranks_the_page() -> None:
    """Outlet, day and title as given hold; the outlet is the table's, if it has one."""
    found = article(
        _capture(
            f"Nov 5, 2031\n{STORY}",
            url="https://www.cnn.com/2031/11/04/a",
            outlet="NYT",
            published="2031-11-03",
            title="Ferry late",
        )
    )
    assert found.outlet is not None
    assert (found.outlet.name, found.headline) == ("The New York Times", "Ferry late")
    assert found.published is not None
    assert (found.published.day.isoformat(), found.published.evidence) == ("2031-11-03", "given")


@pytest.mark.parametrize(
    ("url", "outlet", "expected"),
    [
        ("https://edition.cnn.com/a", None, "CNN"),
        ("https://www.echo.example/a", None, "echo.example"),
        (None, "Osshaven Echo", "Osshaven Echo"),
        (None, None, None),
    ],
)
def test_outlet(url: str | None, outlet: str | None, expected: str | None) -> None:
    """The outlet is as given, else by its address, else its domain, else unknown."""
    found = article(_capture(STORY, url=url, **({"outlet": outlet} if outlet else {}))).outlet
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("text", "url", "published", "modified"),
    [
        (f"By Ann Lee. Posted Nov 10, 2031 4:35 PM CST\n{STORY}", None, "2031-11-10", None),
        (f"01 November, 2031, 06:20 pm\nLast modified: 02 November, 2031\n{STORY}", None, "2031-11-01", "2031-11-02"),
        (f"Updated October 31, 2031 at 12:16 PM ET\n{STORY}", None, "2031-10-31", "2031-10-31"),
        (f"OSS, (APP - Oss Point - 1st Nov, 2031) {STORY} {STORY}", None, "2031-11-01", None),
        (STORY, "https://echo.example/2031/11/05/a", "2031-11-05", None),
        (f"{STORY} It sank on Nov 5, 2031.", None, None, None),  # a day of the story
    ],
)
def test_dates_of_text(text: str, url: str | None, published: str | None, modified: str | None) -> None:
    """A text's date is read from its first lines or its address, never from its story."""
    found = article(_capture(text, url=url))
    assert (found.published.day.isoformat() if found.published else None) == published
    assert (found.modified.day.isoformat() if found.modified else None) == modified
    assert (found.undated is None) == (published is not None)


def test_undated_says_where_it_was_looked_for() -> None:
    """No date is a finding too; a given one that cannot be read is named."""
    assert article(_capture(STORY)).undated == "no date found in the first lines and the address"
    assert "'last week', as given, is no ISO date" in (article(_capture(STORY, published="last week")).undated or "")


def test_parts_are_spans() -> None:
    """Furniture, dateline, byline and credits are spans of the text as it stands."""
    text = f"Text Size\nBy Ann Lee\nOSSHAVEN (AP) — {STORY}\n(AP Photo/Bob Roe)\nTop"
    found = article(_capture(text, outlet="Osshaven Echo"))
    assert [found.words(span) for span in found.furniture] == ["Text Size", "By Ann Lee", "(AP Photo/Bob Roe)", "Top"]
    assert found.byline == "Ann Lee"
    assert found.dateline is not None
    assert found.words(found.dateline) == "OSSHAVEN (AP) —"
    assert [credit.outlet for credit in found.credits] == ["Associated Press"]


def test_id_tells_articles_apart() -> None:
    """The same page, described the same way, has the same id; another text, title or outlet has another."""
    one = article(_capture(STORY, key="a"))
    assert one.id == article(_capture(STORY, key="a")).id
    assert one.capture_id == _capture(STORY, key="a").id
    others = [_capture(STORY + "!", key="a"), _capture(STORY, key="a", title="T"), _capture(STORY, key="a", outlet="O")]
    assert len({one.id, *(article(other).id for other in others)}) == 4


@pytest.mark.parametrize(
    ("body", "media_type", "reason"),
    [
        (b"", "text/plain", "it is empty"),
        (b" \n ", "text/html", "it is empty"),
        (b"%PDF-1.7 ...", "text/html", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "it is an image"),
        (b"\x00" * 5_000, "text/plain", "full of NUL"),
        (bytes(range(1, 32)) * 50, "text/plain", "control characters"),
        (b'{"a": 1}', "application/json", "it is application/json"),
        (b"<html><body><p>Not here.</p></body></html>", "text/html", "no article found"),
        (GERMAN.encode(), "text/plain", "it is in German (99 %)"),
        (f"<html><body><article><p>{GERMAN}</p></article></body></html>".encode(), "text/html", "it is in German"),
        (b"Zu kurz", "text/plain", "too few words"),
    ],
)
def test_rejections(body: bytes, media_type: str, reason: str) -> None:
    """What holds no article that can be read is rejected with a reason, and the run goes on."""
    rejected: list[Rejection] = []
    read = list(articles([_capture(body, media_type, key="bad"), _capture(STORY)], reject=rejected.append))
    assert [article.text for article in read] == [STORY]
    assert [(rejection.stage, rejection.address) for rejection in rejected] == [("read", "bad")]
    assert reason in rejected[0].reason


def test_language_error() -> None:
    """A page in another language is an error of its own kind, which pickles; asked for, it is read all the same."""
    with pytest.raises(LanguageError) as caught:
        article(_capture(GERMAN))
    assert pickle.loads(pickle.dumps(caught.value)).reason == caught.value.reason
    assert isinstance(caught.value, ReadError)
    assert article(_capture(GERMAN), any_language=True).language == "de"


@pytest.mark.parametrize(
    "media_type", ["text/plain", "text/html", "application/octet-stream", "", "text/html; charset=x"]
)
def test_what_it_really_is(media_type: str) -> None:
    """A page is read as what it is, whatever the transport called it."""
    page = f"<!doctype html><html><body><article><p>{STORY}</p><p>{STORY.upper()}</p></article></body></html>"
    assert "<p>" not in article(_capture(page, media_type)).text
    assert article(_capture(STORY, media_type)).text == STORY
