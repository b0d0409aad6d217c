"""What can be asked: who says it, in which words, with which number, in which outlet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from builders import article, capture, reading, report, source
from reportedly.errors import UsageError
from reportedly.ledger import Ledger, Query
from reportedly.records import Article, Capture, Kind, Outlet, SourceKind, Status, Value, When

COURIER = Outlet("Lowmoor Courier", ("Courier",), ("courier.example",))
GAZETTE = Outlet("The Tarn Gazette")

NUNEZ = source("Zoë Núñez", role="mayor of Lowmoor")
OWNERS = source("owners", SourceKind.UNNAMED)
UNION = source("Weavers' Union", SourceKind.BODY)


def looms(low: float, high: float | None) -> Value:
    """Return a number of looms."""
    return Value(low, high, "looms", measure="looms stopped")


def placed(number: int, outlet: Outlet | None, headline: str, text: str) -> tuple[Capture, Article]:
    """Return a page of an outlet's."""
    host = outlet.name.split()[-1].lower() if outlet else "unknown"
    came = capture(text, url=f"https://{host}.example/{number}")
    return came, article(text, of=came, headline=headline, outlet=outlet)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Yield a ledger of three pages and seven reports."""
    with Ledger.open(tmp_path_factory.mktemp("query") / "ledger.sqlite") as opened:
        text = "Some 40 looms stopped. Mayor Zoë Núñez fears a long winter. The mill may open in May, owners said."
        came, page = placed(1, COURIER, "Strikes close the mill", text)
        told = [
            report(page, "Some 40 looms stopped", UNION, value=looms(40, 40)),
            report(page, "fears a long winter", NUNEZ, kind=Kind.BELIEF),
            report(page, "The mill may open in May", OWNERS, status=Status.POSSIBLE),
        ]
        opened.add(came, reading(page, told))
        text = "At least 30 looms stopped, the union says. Talks were reportedly held. She plans to go."
        came, page = placed(2, GAZETTE, "Looms at rest", text)
        told = [
            report(page, "At least 30 looms stopped", UNION, value=looms(30, None)),
            report(page, "Talks were reportedly held", None),
            report(page, "She plans to go", NUNEZ, kind=Kind.INTENTION),
        ]
        opened.add(came, reading(page, told))
        came, page = placed(3, None, "A wall", "The quay wall moved 3 cm.")
        moved = Value(3, 3, "cm", counted="the quay wall")
        opened.add(came, reading(page, [report(page, "The quay wall moved 3 cm", value=moved)]))
        yield opened


ALL = ["Some 40", "fears a", "The mill", "At least", "Talks were", "She plans", "The quay"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), ["Some 40", "fears a", "The mill", "At least", "Talks were", "The quay"]),
        (Query(limit=2), ["Some 40", "fears a"]),
        (Query(limit=0), []),
        (Query(kinds=tuple(Kind)), ALL),
        (Query(kinds=(Kind.INTENTION,)), ["She plans"]),
        (Query(kinds=()), []),
        # who
        (Query(claimant="nunez"), ["fears a"]),
        (Query(claimant="NÚÑEZ, Zoe"), ["fears a"]),  # any order, case and accents
        (Query(claimant="mayor"), ["fears a"]),  # by role
        (Query(claimant="lowmoor nunez"), ["fears a"]),
        (Query(claimant="weaver"), ["Some 40", "At least"]),  # the beginning of a longer word
        (Query(claimant="zo"), []),  # too short for a beginning
        (Query(claimant="nunez", kinds=tuple(Kind)), ["fears a", "She plans"]),
        (Query(claimant="owners union"), []),
        # words
        (Query(words="mill"), ["The mill", "Some 40", "fears a"]),  # in the evidence, or in the headline
        (Query(words="looms stopped"), ["At least", "Some 40"]),  # the first has it in the headline as well
        (Query(words='"looms at rest"'), ["Talks were", "At least"]),
        (Query(words='"stopped looms"'), []),
        (Query(words="mill OR talks"), []),  # words, no language of operators
        (Query(words='weavers "40 looms'), ["Some 40"]),
        # outlet
        (Query(outlet="gazette"), ["At least", "Talks were"]),
        (Query(outlet="courier.example"), ["Some 40", "fears a", "The mill"]),
        (Query(outlet="unknown.example"), ["The quay"]),
        # number and status
        (Query(with_value=True), ["Some 40", "At least", "The quay"]),
        (Query(measure="looms"), ["Some 40", "At least"]),
        (Query(measure="quay wall"), ["The quay"]),
        (Query(measure="jetty", normal="quay wall"), ["The quay"]),
        (Query(status=Status.POSSIBLE), ["The mill"]),
        (Query(words="looms", outlet="gazette", claimant="union", with_value=True), ["At least"]),
    ],
)
def test_reports(ledger: Ledger, query: Query, expected: list[str]) -> None:
    """Each condition narrows the reports; they come as they came in, or the best match first."""
    assert [" ".join(row.words.split()[:2]) for row in ledger.reports(query)] == expected


@pytest.mark.parametrize("words", ["", "  ", "?!", '""', "_"])
def test_a_search_without_words_is_refused(ledger: Ledger, words: str) -> None:
    """Where there is nothing to look for, the message says what to give."""
    for query in (Query(words=words), Query(claimant=words), Query(outlet=words), Query(measure=words)):
        with pytest.raises(UsageError, match="give one with letters or digits"):
            ledger.reports(query)


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", "NEAR(a b)", "{evidence}: x", "a\0b", "*", "^mill -looms", "\U0001f33e x"]
)
def test_words_are_never_commands(ledger: Ledger, words: str) -> None:
    """Whatever is typed is looked for, or refused as no word; it does not reach the database as a command."""
    try:
        list(ledger.reports(Query(words=words, claimant=words)))
    except UsageError:
        assert words == "*"


def test_measures_stand_by_what_is_counted_then_claimant_then_time(tmp_path: Path) -> None:
    """The values of one measure by one claimant stand together, the oldest first."""
    text = "a1 b2 c3 d4 e5 f6"
    came = capture(text)
    page = article(text, of=came, published=date(2031, 5, 6))
    told = [
        report(page, "a1", "Orr", value=Value(1, 1, "people", measure="dead")),
        report(page, "b2", "Abel", value=Value(2, 2, "people", measure="dead")),
        replace(
            report(page, "c3", "Orr", value=Value(3, 3, "people", measure="dead")),
            said_on=When(date(2031, 5, 1), None, "day"),
        ),
        report(page, "d4", None, value=Value(4, 4, "people", measure="dead")),
        report(page, "e5", "Orr", value=Value(5, 5, "barges")),
        report(page, "f6", "Orr"),
    ]
    with Ledger.open(tmp_path / "a.sqlite") as ledger:
        ledger.add(came, reading(page, told))
        assert [row.words for row in ledger.measures()] == ["e5", "b2", "c3", "a1", "d4"]
        assert [row.words for row in ledger.measures(Query(claimant="orr", words="e5"))] == ["e5"]
