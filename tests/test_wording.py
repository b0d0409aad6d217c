"""Numbers, days, sources and hostile text, as they are put into words."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import article, capture, report, source, span
from reportedly import judging, wording
from reportedly.cli import boards, options
from reportedly.records import (
    Judgement,
    JudgementKind,
    Kind,
    Outlet,
    Rejection,
    Source,
    SourceKind,
    Status,
    Value,
    When,
)
from reportedly.serve.outcomes import became


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The mill is closed.", "The mill is closed."),
        ("two\nlines\tand   more\u2028here", "two lines and more here"),
        ("\x1b]0;title\x07\x1b[2Jgone", "�]0;title��[2Jgone"),  # terminal commands
        ("\x9b31mred", "�31mred"),  # the same in one sign
        ("100\u202e001 dead", "100�001 dead"),  # turned round
        ("co\u00adop\u200berate", "cooperate"),  # soft hyphen, no width
        ("free\U000e0041", "free�"),  # letters nobody sees
        ("half \ud83d pair", "half � pair"),
        ("Łódź 개성 👩\u200d🔧", "Łódź 개성 👩\u200d🔧"),  # what people write stays
        ("over\rwritten", "over written"),
    ],
)
def test_hostile_text_is_harmless(text: str, shown: str) -> None:
    """Nothing in page text moves, colours or hides what a terminal shows."""
    assert wording.neutral(text) == shown


@given(st.text(st.characters()))
def test_no_text_commands_a_terminal(text: str) -> None:
    """Whatever comes in, no control character and no turned text goes out, and JSON says the same as before."""
    assert not {c for c in wording.neutral(text) if ord(c) < 32 or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E}
    told = wording.escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(told) == text
    assert "\x9b" not in told


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Value(9, 9, "people"), "9 people"),
        (Value(95, None, "people", counted="deaths"), "at least 95 deaths"),
        (Value(None, 100_000, "troops"), "at most 100,000 troops"),
        (Value(11_000, 11_000, "people", approx=True, counted="soldiers"), "about 11,000 soldiers"),
        (Value(20_000, 99_999, "troops", approx=True), "20,000 to 99,999 troops, approximate"),
        (Value(58, 60, "deaths", counted="toll"), "58 to 60 deaths"),
        (Value(5.5, 5.5, "percent"), "5.5%"),
        (Value(5, 5, "percent", counted="voters"), "5% (voters)"),
        (Value(0.5, 0.5, "fraction", counted="the houses"), "50% (the houses)"),
        (Value(1.2e9, 1.2e9, "EUR", approx=True), "about 1.2 billion EUR"),
        (Value(300, 300, "people per day"), "300 people per day"),
        (Value(280, 280, "minutes after midnight"), "04:40"),
        (Value(3, 3, ""), "3"),
        (Value(3, 3, "homes", counted="empty homes"), "3 empty homes"),
        (Value(1, 1, "people", counted="\x1b[1mfake"), "1 �[1mfake"),
        (Value(float("inf"), None, "EUR"), "at least inf EUR"),
    ],
)
def test_numbers_are_intervals(value: Value, shown: str) -> None:
    """A number is shown with its bounds, what is open, and whether it is approximate."""
    assert wording.interval(value) == shown


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (When(date(2031, 5, 6), date(2031, 5, 6), "day"), "6 May 2031"),
        (When(date(2031, 5, 1), date(2031, 5, 31), "month"), "May 2031"),
        (When(date(2031, 1, 1), date(2031, 12, 31), "year"), "2031"),
        (When(date(2031, 5, 1), date(2031, 6, 30), "interval"), "1 May 2031 to 30 Jun 2031"),
        (When(date(2031, 5, 1), None, "interval"), "from 1 May 2031"),
        (When(None, date(2031, 5, 1), "interval"), "until 1 May 2031"),
        (When(None, None, "vague", span(article("It closed long ago."), "long ago")), "long ago"),
        (When(None, None, "vague"), "some time"),
    ],
)
def test_times_are_as_precise_as_the_text(when: When, shown: str) -> None:
    """A time says what the text allows and no more; a vague one keeps its words."""
    assert wording.time(when, article("It closed long ago.")) == shown


MILL = article("The mill is closed.")


@pytest.mark.parametrize(
    ("claimant", "shown"),
    [
        (source("Ada Orr", role="mayor of Lowmoor"), ("Ada Orr", "mayor of Lowmoor")),
        (source("two clerks", SourceKind.UNNAMED), ("two clerks", "(unnamed)")),
        (source("the annual report", SourceKind.DOCUMENT), ("the annual report", "(a document)")),
        (source(None), ("nobody named", "")),
        (source("Radio Lowmoor", SourceKind.OUTLET), ("Radio Lowmoor", "")),
        (source("Orr\x1b[2J"), ("Orr�[2J", "")),
    ],
)
def test_claimants(claimant: Source, shown: tuple[str, str]) -> None:
    """Who says it stands first: by name, marked as unnamed, or as nobody."""
    assert wording.claimant(report(MILL, "The mill is closed", claimant), MILL) == shown


def test_own_voice_is_marked() -> None:
    """What a page says itself is neither nameless nor somebody's word."""
    own = report(MILL, "The mill is closed")
    assert own.is_own
    assert wording.claimant(own, MILL) == ("Lowmoor Courier itself", "in its own voice")


def test_own_voice_of_nobody_known() -> None:
    """A text without outlet and address still says that it speaks for itself."""
    page = article(of=capture(url=None), outlet=None)
    assert wording.claimant(report(page, "The mill is closed"), page) == ("the page itself", "in its own voice")
    assert wording.names(report(page, "The mill", "Ada Orr", None), page) == [
        "outlet not known",
        "Ada Orr",
        "nobody named",
    ]


@pytest.mark.parametrize(
    ("kind", "status", "shown"),
    [
        (Kind.STATEMENT, Status.DENIED, "denied"),
        (Kind.BELIEF, Status.POSSIBLE, "belief, possible"),
        (Kind.INTENTION, Status.PREDICTED, "intention, predicted"),
    ],
)
def test_manner(kind: Kind, status: Status, shown: str) -> None:
    """How it is put is always said; what is no statement says what it is."""
    assert wording.manner(report(MILL, "The mill is closed", "Ada Orr", kind=kind, status=status)) == shown


@pytest.mark.parametrize(
    ("outlet", "url", "shown"),
    [
        (MILL.outlet, "https://courier.example/mill", "Lowmoor Courier"),
        (None, "https://www.courier.example/mill", "courier.example"),
        (None, None, "outlet not known"),
    ],
)
def test_outlets(outlet: Outlet | None, url: str | None, shown: str) -> None:
    """A page is its outlet's, else its address's; where neither is known it says so."""
    assert wording.outlet(article(of=capture(url=url), outlet=outlet)) == shown


@pytest.mark.parametrize(
    ("outcome", "said"), [("true", "reported met"), ("false", "reported not met"), ("open", "still open")]
)
def test_outcomes(outcome: str, said: str) -> None:
    """What a person says became of a forecast is told as that person's word, alike on a terminal and on a page."""
    ruling = Judgement("j", JudgementKind.OUTCOME, "Ines", datetime(2031, 5, 10, tzinfo=UTC), outcome=outcome)
    assert wording.outcome(ruling) == said
    assert boards.outcome(ruling).plain == f"{said}, says Ines, 10 May 2031"
    assert said in became(date(2031, 5, 9), date(2031, 5, 9), ruling).line
    assert wording.OUTCOMES.keys() == set(judging.OUTCOMES)


def test_rejections_are_one_line() -> None:
    """A rejection has address, reason and stage, and no page can forge a second one."""
    told = options.told(Rejection("read", "https://courier.example/\n", "no text\x1b[A in it"))
    assert told == "https://courier.example/: no text�[A in it (read)"
