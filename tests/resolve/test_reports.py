"""One proposition each, at most one value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import article
from readers import models
from reportedly.attribute import attributed
from reportedly.models import Models, load
from reportedly.parse import parse
from reportedly.records import Reading, Status
from reportedly.resolve import readings


def read(text: str, by: Models | None = None) -> Reading:
    """The reading of a text of 6 May 2031; by the grammar alone, unless weights are given."""
    by = by or models()
    (reading,) = readings(attributed([parse(article(text), by)], models=by))
    return reading


def test_two_values_are_two_reports_each_with_its_clause() -> None:
    """Each value stands in a report of its own, with its own words as evidence."""
    reading = read("Ada Orr said that 44 people were killed, and 120 homes were cut off.")
    rows = [(r.value.low, reading.article.words(r.evidence)) for r in reading.reports if r.value]
    assert [low for low, _ in rows] == [44, 120]
    assert "120" not in rows[0][1]
    assert "44" not in rows[1][1]
    assert {r.claimant.name for r in reading.reports} == {"Ada Orr"}


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Ada Orr said that 44 people were killed, and 120 homes were cut off.",
         ["44 people were killed", "120 homes were cut off"]),
        ("Ada Orr said that 44 people were killed, including nine children, in the flood.",
         ["44 people were killed", "nine children, in the flood"]),
        ("Ada Orr said that the toll was 44 dead, up from 12 dead on Friday.",
         ["the toll was 44 dead", "12 dead on Friday"]),
        ("Ada Orr said that, in the east, 44 people were killed.",
         ["Ada Orr said that, in the east, 44 people were killed"]),
    ],
)  # fmt: skip
def test_clauses(text: str, clauses: list[str]) -> None:
    """A sentence with several values is cut between them, where a mark or linking word stands; else it stays whole."""
    reading = read(text)
    assert [reading.article.words(r.evidence) for r in reading.reports if r.value][: len(clauses)] == clauses


def test_a_clause_is_no_lone_number() -> None:
    """An aside with a value of its own does not part a number from its clause."""
    reading = read("They had put the figure for the valley, where 30 villages lie, at about 800 homes.")
    told = {r.value.low: [reading.article.words(s) for s in r.content] for r in reading.reports if r.value}
    assert told[800] == ["the figure for the valley", "at about 800 homes"]


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("Police say that 40 people marched, organisers 400.", ["Police", "organisers"]),
        ("Police said that 40 people were hurt, while rebels put it at 90.", ["Police", "rebels"]),
        ("The party has 40 seats, the council 12.", ["Lowmoor Courier", "Lowmoor Courier"]),
        ("Some 400 men marched, organisers said; police put the figure at 25,000.", ["organisers", "police"]),
        ("The union said that 30 workers and 12 drivers were hurt.", ["The union", "The union"]),
    ],
)
def test_who_gives_a_number(text: str, claimants: list[str]) -> None:
    """Where a second one gives a second number, it is theirs, also where the verb is not said again."""
    assert [r.claimant.name for r in read(text).reports if r.value] == claimants


@pytest.mark.weights
def test_that_is_according_to() -> None:
    """A content that only points to the sentence before it is that sentence; the page does not say it itself."""
    reading = read("The dam keeps 300 homes dry. That is according to the Oss Courier.", load())
    (report,) = reading.reports
    assert [reading.article.words(s) for s in report.content] == ["The dam keeps 300 homes dry."]
    assert reading.article.words(report.evidence).endswith("the Oss Courier")
    assert report.claimant.name == "Oss Courier"


@pytest.mark.weights
def test_citing_comes_first() -> None:
    """Whom an outlet cites may stand before it; nobody is quoted as saying who that is."""
    (report,) = read("Citing a person close to the talks, the Oss Courier said 40 jobs would go.", load()).reports
    assert [link.name for link in report.chain][1:] == ["Oss Courier", "a person close to the talks"]


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Had he listened, Ada Orr said, the weir would have held.", [["Had he listened", "the weir would have held"]]),
        ("“It is over,” Ada Orr said, adding “we will be back.”", [["“It is over,”"], ["“we will be back.”"]]),
    ],
)
def test_an_interrupted_clause(text: str, contents: list[list[str]]) -> None:
    """A clause that its cue interrupts is one proposition; what is added is another."""
    reading = read(text, load())
    assert [[reading.article.words(s) for s in r.content] for r in reading.reports] == contents


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("Ada Orr said that 40 homes were dry and that the pumps would fail within days.",
         [("40 homes were dry", Status.ASSERTED), ("the pumps would fail within days", Status.PREDICTED)]),
        ("Ada Orr said that 300 men are at the dam and will move on within days.",
         [("300 men are at the dam", Status.ASSERTED), ("300 men … will move on within days", Status.PREDICTED)]),
        ("Ada Orr said that the toll is likely to rise, with 40 people dead.",
         [("the toll is likely to rise, with 40 people dead", Status.ASSERTED)]),
    ],
)  # fmt: skip
def test_a_number_and_a_forecast_are_two_reports(text: str, reports: list[tuple[str, Status]]) -> None:
    """What is and what is to come are two propositions, each put in its own way."""
    reading = read(text)
    assert [(" … ".join(map(reading.article.words, r.content)), r.status) for r in reading.reports] == reports


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Ada Orr said that the wall broke at 4:40 a.m.", [(280, 280, False)]),
        ("Ada Orr said that the warning went out only at 20:12.", [(1212, 1212, False)]),
        ("Ada Orr said that nobody was asked until after 8pm.", [(1200, None, False)]),
        ("Ada Orr said that the gate was shut by 9.41am.", [(None, 581, False)]),
        ("Ada Orr said that it broke shortly before 11 p.m.", [(1380, 1380, True)]),
        ("Ada Orr said that 300 homes were cut off at 4:40 a.m.", [(300, 300, False)]),
        ("Ada Orr said that the road was shut from 7:30 to 9:45.", [(450, 585, False)]),
        ("Ada Orr said that it cracked at 7:30 and broke at 9:45.", [(450, 450, False), (585, 585, False)]),
        ("The council sent nothing until 8.03pm.", [(1203, 1203, False)]),  # the page's own voice
        ("The polls open at 8 a.m. in the town.", []),  # a timetable
    ],
)
def test_a_clock_time_is_the_value_where_nothing_is_counted(text: str, bounds: list[tuple[object, ...]]) -> None:
    """When something happened is a number too, in minutes after midnight."""
    assert [(r.value.low, r.value.high, r.value.approx) for r in read(text).reports if r.value] == bounds


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Rescuers found 12 bodies in Lisbon on Monday, Ada Orr said.", "deaths @ lisbon"),
        ("In the town of Vigo 40 people died, officials in Madrid said.", "deaths @ vigo"),
        ("Ada Orr said that 300 soldiers are in Ukraine's Kharkiv region.", "troops @ kharkiv"),
        ("Spain's government said that 300 soldiers would help.", "troops"),
        ("Ada Orr said that 300 soldiers would retake Vigo from Spain.", "troops"),  # not where they are
        ("Ada Orr said that 40 people died in Lisbon, Vigo and Madrid.", "deaths"),  # no single place
        ("Snow fell in Lisbon. Ada Orr said that 40 people died there.", "deaths @ lisbon"),
        ("Snow fell in Lisbon. Ada Orr said that there were 40 people dead.", "deaths"),  # opens a clause
    ],
)
def test_where_it_counts(text: str, measure: str) -> None:
    """A measure has the place something is counted in, not whose government counts."""
    assert [r.value.measure for r in read(text).reports if r.value] == [measure]


def test_who_warns_says_so() -> None:
    """When a body warned is told on its own word, and what it did next in that sentence too."""
    text = "The weather service, Hydromet, issued alerts at 7:30 p.m., and at 9:45 p.m. it lifted them."
    reading = read(text, replace(models(), names=lambda _: [(21, 29, "ORG")]))
    assert [(r.claimant.name, r.value.low) for r in reading.reports if r.value] == [
        ("Hydromet", 1170),
        ("Hydromet", 1305),
    ]


def test_clauses_share_what_their_sentence_ends_with() -> None:
    """Where several numbers stand in one sentence, its last place and day belong to each that has none of its own."""
    reading = read("At least 31 people were killed and 112 injured near Lisbon on Tuesday.")
    assert [r.value.measure for r in reading.reports if r.value] == ["deaths @ lisbon", "injured people @ lisbon"]
    assert [[w.start for w in r.times] for r in reading.reports] == [[date(2031, 5, 6)]] * 2


@pytest.mark.weights
def test_whoever_is_cited_last_puts_it() -> None:
    """An inner source's verb tells how sure the claim is."""
    text = "The New York Times wrote that it rained. Danish officials expected a flood within days, the paper said."
    report = read(text, load()).reports[-1]
    assert (report.status, report.claimant.name) == (Status.PREDICTED, "Danish officials")


def test_a_number_without_a_noun_counts_what_the_one_before_does() -> None:
    """So many "of them" are of the same kind."""
    reading = read("Ada Orr said that 158 people were killed. Of the dead, 155 of them lived in the east.")
    assert [r.value.unit for r in reading.reports if r.value] == ["deaths", "deaths"]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("At least 44 people were killed in the flood.", [["Lowmoor Courier"]]),  # a value
        ("The toll will rise in the coming days.", [["Lowmoor Courier"]]),  # a forecast
        ("The road runs along the river.", []),
        (
            "It was late, Ada Orr said, before the toll jumped to 95 dead.",
            [["Lowmoor Courier", "Ada Orr"], ["Lowmoor Courier"]],
        ),
    ],
)
def test_own_voice(text: str, chains: list[list[str]]) -> None:
    """What nobody is cited for is a report of the outlet's own when it holds a value or a forecast."""
    assert [[link.name for link in r.chain] for r in read(text).reports] == chains


def test_status_hedge_time_and_horizon() -> None:
    """A report keeps how it is put and the words that show it, when it was said, and when it falls due."""
    reading = read("The dam may fail within days, Ada Orr said on Monday.")
    (report,) = reading.reports
    assert report.status is Status.POSSIBLE
    assert report.hedge is not None
    assert reading.article.words(report.hedge) == "may"
    assert report.said_on is not None
    assert report.said_on.start == date(2031, 5, 5)
    assert report.horizon == date(2031, 5, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Orr said that the town did not lose 200 men.",
        "Ada Orr said that men were hurt, not 12 as others wrote.",
        "Ada Orr said that her son, 14, was hurt.",
        "Ada Orr said that men aged 43 were hurt.",
    ],
)
def test_no_number_that_is_denied_or_an_age(text: str) -> None:
    """A number said not to be, and somebody's age, are no values."""
    assert [r.value for r in read(text).reports] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Orr did not say that 300 people had died.",
        "Nobody at the mill said why.",
        "Will the dam hold until Friday?",
    ],
)
def test_what_nobody_says_is_no_claim(text: str) -> None:
    """What was not said, what nobody said and what is only asked is on nobody's word."""
    assert not [r for r in read(text).reports if len(r.chain) > 1 or not r.value]


def test_two_counts_in_one_sentence_are_two_claimants() -> None:
    """In "A said N, while B put it at M": each number is its own claimant's."""
    rows = read("Organisers said 60,000 people marched, while police put the number at 9,000.").reports
    assert [(r.claimant.name, r.value and r.value.low) for r in rows] == [("Organisers", 60_000), ("police", 9_000)]


def test_adding_parts_two_quotations() -> None:
    """In "A", she said, adding "B" there are two reports."""
    reading = read('Ada Orr said "the gate stuck for hours", adding that "it was old by then".')
    assert len(reading.reports) == 2


def test_reading_twice_gives_the_same_ids() -> None:
    """A report's id is a hash of what it says and where."""
    text = "Ada Orr said that 44 people were killed.\nAda Orr said that 44 people were killed."
    first, second = read(text), read(text)
    assert first == second
    assert len({r.id for r in first.reports}) == len(first.reports)


WORDS = [
    "Ada Orr",
    "said",
    "that",
    "44 people",
    "may",
    "die",
    ",",
    ".",
    "Reuters",
    "reported",
    "on Monday",
    "\n",
    "two officials",
    "and",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_evidence_lies_in_the_text_and_holds_its_value(words: list[str]) -> None:
    """Whatever the words, evidence and value stand in the article, the value within the content."""
    reading = read(" ".join(words) or "-")
    for report in reading.reports:
        assert reading.article.words(report.evidence).strip()
        assert report.chain[0].name == "Lowmoor Courier"
        if report.value and report.value.words:
            assert any(span.covers(report.value.words) for span in report.content)
