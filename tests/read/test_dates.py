"""Times a page gives: the day as printed, an instant only with a zone, nothing where two days are possible."""

from datetime import date

import pytest

from reportedly.read import dates
from reportedly.records import Stamp


def _shown(stamp: Stamp | None) -> tuple[str, str | None] | None:
    return (stamp.day.isoformat(), stamp.instant.isoformat() if stamp.instant else None) if stamp else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031-11-05", ("2031-11-05", None)),
        ("2031-11-05T02:31:00Z", ("2031-11-05", "2031-11-05T02:31:00+00:00")),
        ("2031-11-05T23:31:00.123-0500", ("2031-11-05", "2031-11-06T04:31:00+00:00")),  # the day as printed
        ("2031-11-05 02:31", ("2031-11-05", None)),
        ("2031-13-45", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_iso(text: str, expected: tuple[str, str | None] | None) -> None:
    """An ISO time is read; without a zone it is a day."""
    assert _shown(dates.from_iso(text, "given")) == expected


@pytest.mark.parametrize(
    ("text", "expected", "evidence"),
    [
        ("November 5, 2031, 2:31 AM", ("2031-11-05", None), 'text "November 5, 2031, 2:31 AM"'),
        (
            "Updated October 31, 2031 at 12:16 PM ET",
            ("2031-10-31", "2031-10-31T16:16:00+00:00"),
            'text "October 31, 2031 at 12:16 PM ET"',
        ),
        ("01 November, 2031, 06:20 pm", ("2031-11-01", None), 'text "01 November, 2031, 06:20 pm"'),
        (
            "Posted Nov 10, 2031 4:35 PM CST",
            ("2031-11-10", "2031-11-10T22:35:00+00:00"),
            'text "Nov 10, 2031 4:35 PM CST"',
        ),
        ("23 Oct 2031 9:34 AM GMT", ("2031-10-23", "2031-10-23T09:34:00+00:00"), 'text "23 Oct 2031 9:34 AM GMT"'),
        ("5th of Nov, 2031", ("2031-11-05", None), 'text "5th of Nov, 2031"'),
        ("Mon, 18 Nov 2031 16:07:38 -0600", ("2031-11-18", "2031-11-18T22:07:00+00:00"), None),
        ("13/11/2031", ("2031-11-13", None), 'text "13/11/2031"'),
        ("11/13/2031", ("2031-11-13", None), 'text "11/13/2031"'),
        ("05/11/2031", None, None),  # May or November
        ("05/05/2031", ("2031-05-05", None), 'text "05/05/2031"'),
        ("5.11.2031", ("2031-11-05", None), 'text "5.11.2031"'),
        ("[ 2031-08-25 15:24 ]", ("2031-08-25", None), 'text "2031-08-25 15:24"'),
        ("Nov 31, 2031", None, None),
        ("Nov 5, 2031 25:61 PM", ("2031-11-05", None), 'text "Nov 5, 2031"'),
        ("in 2031", None, None),
    ],
)
def test_printed(text: str, expected: tuple[str, str | None] | None, evidence: str | None) -> None:
    """A date printed in English is read, with its clock and zone, and its words are the evidence."""
    stamp = dates.printed(text)
    assert _shown(stamp) == expected
    if evidence:
        assert stamp is not None
        assert stamp.evidence == evidence


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://echo.example/2031/11/05/dam", (date(2031, 11, 5), "url /2031/11/05")),
        ("https://echo.example/stories/2031/oct/31/dam", (date(2031, 10, 31), "url /2031/oct/31")),
        ("https://echo.example/noticias/2031-11-14-dam", (date(2031, 11, 14), "url /2031-11-14")),
        ("https://echo.example/2031/11/dam", None),  # a month is no day
        ("https://echo.example/article/20319999", None),
        ("https://echo.example/2031/13/45/", None),
    ],
)
def test_of_address(url: str, expected: tuple[date, str] | None) -> None:
    """A day in an address is read; a month alone is not."""
    stamp = dates.of_address(url)
    assert ((stamp.day, stamp.evidence) if stamp else None) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tuesday, 15 August 2031, 14:09", True),
        ("Published Oct 31, 2031 11:54 pm", True),
        ("23 February 2031, 09:46 | Updated 10:49h.", True),
        ("On Oct 31, 2031 the dam broke", False),
        ("Oct 31, 2031 was the day", False),
        ("The dam", False),
    ],
)
def test_is_stamp_line(line: str, expected: bool) -> None:
    """A line that holds nothing but the page's own date is told from a sentence with a date."""
    assert dates.is_stamp_line(line) is expected
