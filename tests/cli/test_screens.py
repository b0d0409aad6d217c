"""What a reader sees: blocks, headings, numbers over time, all of one report; at several widths, plain and coloured."""

import io
from collections.abc import Callable
from datetime import date
from textwrap import dedent

import pytest
from msgspec.structs import replace

from builders import PROVENANCE, article, attribution, capture, reading, report, source, span
from reportedly.cli import screens
from reportedly.ledger import Row
from reportedly.records import Article, Place, Report, SourceKind, Span, Status, Tier, Value, When

TEXT = (
    "Lowmoor, 6 May - Up to 90 people may lose their work at the mill by Friday, "
    "Radio Lowmoor reported, citing clerks.\n"
    "The mill employs more than 400 people."
)
PAGE = article(TEXT, headline="Mill may close, clerks say")

FORECAST = replace(
    report(
        PAGE,
        "Up to 90 people may lose their work at the mill by Friday",
        source("Radio Lowmoor", SourceKind.OUTLET),
        source("clerks", SourceKind.UNNAMED),
        status=Status.POSSIBLE,
        value=Value(None, 90, "people", counted="jobs", measure="jobs @ lowmoor", words=span(PAGE, "Up to 90 people")),
        horizon=date(2031, 5, 9),
    ),
    times=(When(date(2031, 5, 9), date(2031, 5, 9), "day", span(PAGE, "by Friday")),),
    places=(Place("Lowmoor", span(PAGE, "Lowmoor")),),
    source=(span(PAGE, "Radio Lowmoor"),),
    cue=(span(PAGE, "reported"),),
)
OWN = report(PAGE, "The mill employs more than 400 people.", value=Value(400, None, "people"))


def row(told: Report, page: Article = PAGE) -> Row:
    return Row(told, page, PROVENANCE)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what a function prints on a screen of some width."""

    def printed(show: Callable[..., object], *args: object, columns: int = 80) -> str:
        out = io.StringIO()
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.stdout", out)
        show(screens.Screen(), *args)
        return out.getvalue()

    return printed


def told(screen: str, *ids: str) -> str:
    """Return a screen as tests have it: without margin, ids by name."""
    text = dedent(screen).strip("\n")
    for number, one in enumerate(ids):
        text = text.replace(one, f"<id{number}>").replace(one[:8], f"<id{number}>")
    return f"{text}\n"


def test_a_page_as_a_reporter_reads_it(shown: Callable[..., str]) -> None:
    """Claimant, how it came here, the words, the number as an interval, status, time, place, day due, sureness."""
    expected = """
        Mill may close, clerks say
        Lowmoor Courier · 6 May 2031 · https://courier.example/mill

        clerks  (unnamed)
          Lowmoor Courier ← Radio Lowmoor ← clerks (unnamed)
          “Up to 90 people may lose their work at the mill by Friday”
          at most 90 jobs · possible · 9 May 2031 · Lowmoor · due 9 May 2031
          read surely: grammar and network agree · <id0>

        Lowmoor Courier itself  in its own voice
          “The mill employs more than 400 people.”
          at least 400 people · asserted
          nobody is cited · <id1>
        """
    screen = shown(screens.listing, [row(FORECAST), row(OWN)])
    assert told(screen, FORECAST.id, OWN.id).rstrip() == dedent(expected).strip()


def test_a_narrow_screen_wraps_words_and_keeps_addresses_whole(shown: Callable[..., str]) -> None:
    """No line but the address is wider than the screen; nothing is cut."""
    screen = shown(screens.listing, [row(FORECAST)], columns=40)
    wide = [line for line in screen.splitlines() if len(line) > 40]
    assert wide == ["Lowmoor Courier · 6 May 2031 · https://courier.example/mill"]
    assert "Up to 90 people may lose their work at the mill by Friday" in " ".join(screen.split())
    assert not [line for line in screen.splitlines() if line != line.rstrip()]


def test_long_words_and_wide_letters_wrap(shown: Callable[..., str]) -> None:
    """A word longer than the line is broken; letters that take two columns count as two."""
    page = article("x" * 90 + " said so. " + "밤" * 40 + " too.")
    screen = shown(screens.block, row(report(page, page.text, "Ada Orr"), page), columns=40)
    assert max(len(line) + line.count("밤") for line in screen.splitlines()) <= 40
    assert screen.count("x") == 90
    assert screen.count("밤") == 40


def test_hostile_words_reach_no_screen(shown: Callable[..., str]) -> None:
    """Page text in headline, name, words, place and address is made harmless, and rich's own markup is only text."""
    page = article("[bold red]\x1b[2J The mill is shut\u202e.", headline="[blink]\x07Mill")
    page = replace(page, url="https://courier.example/\x1b[31m", outlet=None)
    hostile = replace(
        report(page, page.text, source("Orr\x9b1m", role="\x1bmayor")), places=(Place("\x07", Span(0, 1)),)
    )
    screen = shown(screens.listing, [row(hostile, page)]) + shown(
        screens.whole_report, row(hostile, page), capture("x\x1b", url="https://courier.example/\x1b[31m")
    )
    assert not {sign for sign in screen if sign != "\n" and (ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0)}
    assert "\u202e" not in screen
    assert "[bold red]" in screen


def test_words_are_bounded(shown: Callable[..., str]) -> None:
    """A speech is cut, with a mark where."""
    page = article("It goes on and on. " * 100)
    screen = shown(screens.block, row(report(page, page.text, "Ada Orr"), page))
    assert len(screen) < 700
    assert " …”" in screen


def test_a_page_without_reports_says_so(shown: Callable[..., str]) -> None:
    """An empty page is no silence."""
    assert shown(screens.blocks, []) == "Nobody is said to say anything here.\n\n"


def test_numbers_over_time(shown: Callable[..., str]) -> None:
    """Under what they count, each claimant's numbers, the oldest first."""
    early, late = article("Nine are ill, Ada Orr said."), article("Some 40 are ill, Ada Orr said.", published=None)
    nine = report(early, "Nine are ill", "Ada Orr", value=Value(9, 9, "people", counted="ill", measure="ill"))
    forty = report(
        late, "Some 40 are ill", "Ada Orr", status=Status.ESTIMATED, value=Value(40, 40, "people", True, "ill", "ill")
    )
    clerks = report(
        early, "Nine are ill", source("clerks", SourceKind.UNNAMED), value=Value(9, None, "people", measure="ill")
    )
    expected = """
        ill
          Ada Orr
            6 May 2031  9 ill         asserted   Lowmoor Courier  <id0>
            no date     about 40 ill  estimated  Lowmoor Courier  <id1>
          clerks  (unnamed)
            6 May 2031  at least 9 people  asserted  Lowmoor Courier  <id2>
        """
    screen = shown(screens.tracks, [row(nine, early), row(forty, late), row(clerks, early)])
    assert told(screen, nine.id, forty.id, clerks.id).rstrip() == dedent(expected).strip()


def test_numbers_on_a_narrow_screen_are_lines(shown: Callable[..., str]) -> None:
    """Where columns have no room, nothing is cut off."""
    screen = shown(screens.tracks, [row(FORECAST)], columns=44)
    assert max(map(len, screen.splitlines())) <= 44
    assert FORECAST.id[:8] in screen
    assert "at most 90 jobs" in screen


def test_all_of_a_report(shown: Callable[..., str]) -> None:
    """Its sentence, where each word stands, which bytes it was read from, when, and by which versions."""
    came = capture(TEXT)
    screen = shown(screens.whole_report, row(FORECAST), came)
    expected = f"""
        In the body
          Lowmoor, 6 May - Up to 90 people may lose their work at the mill by Friday,
          Radio Lowmoor reported, citing clerks.

        source   body 76–89         “Radio Lowmoor”
        cue      body 90–98         “reported”
        content  body 17–74         “Up to 90 people may lose their work at the mill by
                                    Friday”
        number   body 17–32         “Up to 90 people”
        time     body 65–74         “by Friday”
        place    body 0–7           “Lowmoor”

        captured 2031-05-06 12:00:00 UTC, {len(TEXT)} bytes from https://courier.example/mill
        sha256   {came.sha256}
        page     {PAGE.id}
        read by  reportedly 0.1.0, weights weights-1, names names-1
        report   {FORECAST.id}, network score 0.75
        """
    lines = "\n".join(line.rstrip() for line in screen[screen.index("In the body") :].splitlines())
    assert lines.strip() == dedent(expected).strip()


def test_all_of_a_page(shown: Callable[..., str]) -> None:
    """Its reports of every kind, what it says of itself and what shows it."""
    page = replace(PAGE, byline="Ben Orr")
    screen = shown(
        screens.whole_page,
        reading(page, [OWN], [attribution(page, "Radio Lowmoor", "reported", "Up to 90")]),
        capture(TEXT),
    )
    assert "Lowmoor Courier itself" in screen
    assert "dated    6 May 2031 (given)" in screen
    assert "byline   Ben Orr" in screen
    undated = replace(PAGE, published=None, undated="neither in its tags nor in its text")
    screen = shown(screens.whole_page, reading(undated), capture(TEXT))
    assert "dated    not known: neither in its tags nor in its text" in screen


def test_a_report_of_headline_and_body_shows_both(shown: Callable[..., str]) -> None:
    """Where the words stand in two parts, each part is shown with its own offsets."""
    both = replace(FORECAST, cue=(span(PAGE, "clerks say"),))
    screen = shown(screens.whole_report, row(both), capture(TEXT))
    assert "In the headline\n  Mill may close, clerks say\n" in screen
    assert "cue      headline 16–26" in screen


@pytest.mark.parametrize(
    ("environment", "has_colour", "has_styles"),
    [
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, True),
        ({}, False, False),
    ],
)
def test_colour_is_for_terminals(
    shown: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    has_colour: bool,  # a column of the table
    has_styles: bool,
) -> None:
    """In a pipe there is neither colour nor style; NO_COLOR leaves the styles."""
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, text in {**environment, "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, text)
    screen = shown(screens.listing, [row(FORECAST)])
    assert ("\x1b[36m" in screen) is has_colour
    assert ("\x1b[1;3mclerks" in screen) is has_styles


@pytest.mark.parametrize(
    ("tier", "words"), [(Tier.BOTH, "read surely"), (Tier.GRAMMAR, "grammar alone"), (Tier.NETWORK, "network alone")]
)
def test_how_sure_the_reading_is(shown: Callable[..., str], tier: Tier, words: str) -> None:
    """Each block says who found the attribution."""
    assert words in shown(screens.block, row(replace(FORECAST, tier=tier)))


def test_no_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, a long run is silent."""
    with screens.Bar("reading", 2) as bar:
        bar.advance()
        with bar.hidden():
            print("words")  # what the bar makes room for
        bar.set(2, 2)
    assert capsys.readouterr() == ("words\n", "")
