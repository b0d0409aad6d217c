"""Bylines, datelines, credit lines and end tags: whose copy it is."""

import pytest

from reportedly.read import credits as page_credits
from reportedly.read import dates, furniture
from reportedly.records import Outlet
from steps import watched

ECHO = Outlet("Osshaven Echo", ("Echo",), ("echo.example",), publisher="Oss Press")
STORY = "The ferry did not sail on Tuesday, the harbour board said.\n" + "\n".join(
    f"Boat {n} was late." for n in range(12)
)


def _marks(text: str, own: Outlet | None = ECHO) -> page_credits.Marks:
    return page_credits.marks(furniture.sorted_lines(text), own=own)


@pytest.mark.parametrize(
    ("opening", "dateline", "credited"),
    [
        ("OSSHAVEN (AP) — ", "OSSHAVEN (AP) —", ["Associated Press"]),
        ("OSSHAVEN, Oss (AP) — ", "OSSHAVEN, Oss (AP) —", ["Associated Press"]),
        ("PARIS, Nov 3 (Reuters) - ", "PARIS, Nov 3 (Reuters) -", ["Reuters"]),
        ("SEOUL, Nov. 13 (UPI) — ", "SEOUL, Nov. 13 (UPI) —", ["United Press International"]),
        ("BERLIN (dpa) - ", "BERLIN (dpa) -", ["Deutsche Presse-Agentur"]),
        ("Osshaven (AFP) – ", "Osshaven (AFP) –", ["Agence France-Presse"]),
        ("(Reuters) - ", "(Reuters) -", ["Reuters"]),
        ("(MENAFN- UkrinForm) ", "(MENAFN- UkrinForm)", ["MENAFN", "Ukrinform"]),
        (
            "Osshaven, (APP - UrduPoint / Oss Point News - 1st Nov, 2031) ",
            "Osshaven, (APP - UrduPoint / Oss Point News - 1st Nov, 2031)",
            ["Associated Press of Pakistan", "UrduPoint"],
        ),
        ("OSSHAVEN, May 3 (Oss Wire) - ", "OSSHAVEN, May 3 (Oss Wire) -", ["Oss Wire"]),  # as written
        ("CNN — ", "CNN —", ["CNN"]),
        ("CNN —\n", "CNN —", ["CNN"]),
        ("AFP/ ", "AFP/", ["Agence France-Presse"]),
        ("Osshaven, Oss | AFP\n", "Osshaven, Oss | AFP", ["Agence France-Presse"]),
        ("OSSHAVEN, Oss — ", "OSSHAVEN, Oss —", []),  # a place and no agency
        ("OSSHAVEN, Oss - ", "OSSHAVEN, Oss -", []),
        ("(Echo) - ", "(Echo) -", []),  # the article's own outlet
        ("Osshaven, May 3 (OE) - ", "Osshaven, May 3 (OE) -", []),  # its initials
        ("The Associated Press (AP) first had it: ", None, []),
        ("Ann Lee (right) - ", None, []),
        ("Zelensky: ", None, []),
        ("", None, []),
    ],
)
def test_datelines(opening: str, dateline: str | None, credited: list[str]) -> None:
    """The mark a text opens with is found, with the agencies in it."""
    text = opening + STORY
    found = _marks(text)
    assert (found.dateline.of(text) if found.dateline else None) == dateline
    assert [credit.outlet for credit in found.credits] == credited
    assert all(credit.form == "dateline" and credit.span == found.dateline for credit in found.credits)


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("Brennock: ", "Brennock:"),
        ("OLD BRENNOCK: ", "OLD BRENNOCK:"),
        ("Brennock, Oss: ", "Brennock, Oss:"),
        ("Orr: ", None),  # somebody who speaks
        ("Update: ", None),
        ("Italy: ", None),  # a state may speak
    ],
)
def test_a_place_and_a_colon(opening: str, dateline: str | None) -> None:
    """They are a dateline where the page tells of something in that place."""
    text = f"{opening}{STORY}\nShops in Brennock, in Old Brennock and in Italy were shut. Ada Orr was at Orr's shop."
    found = _marks(text)
    assert (found.dateline and found.dateline.of(text)) == dateline


@pytest.mark.parametrize(
    ("line", "byline", "credited"),
    [
        ("By Ann Lee", "Ann Lee", []),
        ("By Ann Lee and Bob Roe", "Ann Lee and Bob Roe", []),
        ("BY ANN LEE", "ANN LEE", []),
        ("By the Echo staff. Posted Nov 10, 2031 4:35 PM CST", "the Echo staff", []),
        ("By Ann Lee | May 3, 2031", "Ann Lee", []),
        ("By Agence France-Presse", "Agence France-Presse", ["Agence France-Presse"]),
        ("By Ann Lee, Associated Press", "Ann Lee, Associated Press", ["Associated Press"]),
        ("Ann Lee, Associated Press", "Ann Lee", ["Associated Press"]),
        ("By Monday the ferry had not sailed.", None, []),
        ("By the river nobody slept, the mayor said.", None, []),
    ],
)
def test_bylines(line: str, byline: str | None, credited: list[str]) -> None:
    """Who wrote it stands on a line of its own; an agency there is a credit."""
    found = _marks(f"{line}\n{STORY}")
    assert found.byline == byline
    assert [(credit.outlet, credit.form) for credit in found.credits] == [(name, "byline") for name in credited]
    assert [span.of(f"{line}\n{STORY}") for span in found.spans] == ([line] if byline else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Reuters\n{STORY}", [("Reuters", "credit line", "Reuters")]),
        (f"{STORY}\nSource: Reuters", [("Reuters", "end tag", "Source: Reuters")]),
        (f"{STORY}\n(ANI)", [("ANI", "end tag", "(ANI)")]),
        (f"{STORY} (AFP)", [("Agence France-Presse", "end tag", "(AFP)")]),
        (f"{STORY} — Reuters", [("Reuters", "end tag", "— Reuters")]),
        (f"{STORY} -- dpa", [("Deutsche Presse-Agentur", "end tag", "-- dpa")]),
        (f"{STORY}\nWith inputs from PTI", [("Press Trust of India", "end tag", "With inputs from PTI")]),
        (
            f"{STORY}\n© 2031 Associated Press. All rights reserved.",
            [("Associated Press", "credit line", "© 2031 Associated Press. All rights reserved.")],
        ),
        (f"A boat at the quay. (AP Photo/Ann Lee)\n{STORY}", []),  # a picture's credit is none
        (f"Image Credit: AFP\n{STORY}", []),
        (f"TT\n{STORY}", []),  # a control, not the Swedish agency
        (f"Source: Ann Lee, a major harbour\n{STORY}", []),
        (f"{STORY}\n© 2031 Osshaven Echo. All rights reserved.", []),
        (f"{STORY} The board told AFP so.", []),
    ],
)
def test_credits(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Credit lines and end tags are credits of the outlet in the table; pictures and the page's own name are not."""
    found = [
        (credit.outlet, credit.form, credit.span.of(text) if credit.span else "") for credit in _marks(text).credits
    ]
    assert found == expected


def test_a_further_dateline_is_skipped() -> None:
    """A dateline that opens a later part of the article is no words of the story, and no second credit."""
    text = f"OSSHAVEN (AP) — {STORY}\nBRENNOCK (AP) — The mayor asked for help."
    found = _marks(text)
    assert [span.of(text) for span in found.spans] == ["BRENNOCK (AP) —"]
    assert len(found.credits) == 1


def test_authors_in_tags() -> None:
    """An agency among the authors is a credit; the own outlet and people are not."""
    assert page_credits.of_author("Ann Lee, The Associated Press", ECHO) == ["Associated Press"]
    assert page_credits.of_author("Osshaven Echo", ECHO) == []


@pytest.mark.parametrize("line", ["A" * 1_000_000, "(" * 1_000_000, "A, " * 300_000, "By " * 300_000, "A - " * 250_000])
def test_a_long_line_is_no_trap(line: str) -> None:
    """A line of a megabyte is walked through once; patterns that go back and forth see a few hundred letters of it."""
    with watched(page_credits, furniture, dates) as work:
        _marks(line)
    assert work.longest["_LINE"] == len(line)
    assert max(most for name, most in work.longest.items() if name != "_LINE") <= 200
