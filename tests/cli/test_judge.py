"""`judge`: what a person rules holds, is listed, can be taken back, and never names a derived row."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import linked_pages
from builders import article, capture, reading, report
from reportedly import judging
from reportedly.errors import UsageError
from reportedly.ledger import Ledger
from reportedly.records import JudgementKind

Run = Callable[..., Result]


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Run:
    """Return `run`, with a ledger of six linked pages."""
    linked_pages.fill(tmp_path / "ledger.sqlite")
    return run


def lines(result: Result) -> list[dict[str, Any]]:
    """Return what a command prints as JSON Lines."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def ids(book: Run, words: str) -> list[str]:
    """Return the ids of the claims with some words."""
    return [one["id"] for one in lines(book("claims", "--json")) if words in one["words"]]


def ruled(book: Run, *arguments: str) -> dict[str, Any]:
    """Return the ruling that a command makes."""
    (told,) = lines(book("judge", *arguments, "--who", "ada", "--json"))
    return told


def test_a_ruling_on_claims_holds_until_it_is_taken_back(book: Run) -> None:
    """It points at the words of the claims' lead reports, takes effect at once, and can be undone and put in force."""
    orr, loe = ids(book, "Forty workers")
    made = ruled(book, "other-point", orr, loe, "--why", "Loe only counts")
    assert [quote["exact"] for quote in made["quotes"]] == ["Forty workers at the mill are ill"] * 2
    assert (made["kind"], made["who"], made["why"], made["names"]) == ("other point", "ada", "Loe only counts", [])
    assert lines(book("claims", "--json"))[0]["point"] is None
    undone = ruled(book, "undo", made["id"][:8])
    assert lines(book("claims", "--json"))[0]["point"]
    assert [one["state"] for one in lines(book("judge", "list", "--json"))] == ["taken back"]
    ruled(book, "undo", undone["id"])
    assert [one["state"] for one in lines(book("judge", "list", "--json"))] == ["in force"]
    assert lines(book("claims", "--json"))[0]["point"] is None


def test_no_contradiction(book: Run) -> None:
    """A contradiction that a person rules out is listed among those that only look like one."""
    (clean,), (other,) = ids(book, "is clean"), ids(book, "is not clean")
    ruled(book, "no-contradiction", clean, other)
    assert len(lines(book("contradictions", "--json"))) == 2
    assert "no contradiction" in [one["kind"] for one in lines(book("contradictions", "--all", "--json"))]


def test_a_contradiction(book: Run) -> None:
    """What a person says cannot both hold is listed as a contradiction, with who says so and why."""
    orr, loe = ids(book, "Forty workers")
    made = ruled(book, "contradiction", orr, loe, "--why", "two mills\x1b")
    told = [one for one in lines(book("contradictions", "--json")) if one["ruling"]]
    assert [(one["kind"], one["ruling"]["id"], one["why"]) for one in told] == [
        ("contradicts", made["id"], "a person says that both cannot hold")
    ]
    day = datetime.fromisoformat(made["made_at"])
    assert f"confirmed by ada, {day.day} {day:%b} {day.year}: two mills\ufffd" in book("contradictions").stdout
    assert "confirmed by ada" in " ".join(book("claim", orr).stdout.split())
    assert [one["ruling"]["who"] for one in lines(book("claim", orr, "--json"))[0]["relations"] if one["ruling"]] == [
        "ada"
    ]
    ruled(book, "undo", made["id"])
    assert not [one for one in lines(book("contradictions", "--all", "--json")) if one["ruling"]]


def test_names(book: Run) -> None:
    """Two names are one, or one origin, if a person says so; a name nobody has yet is told."""
    ruled(book, "same-origin", "Ada Orr", "Ben Loe")
    (point,) = {one["point"] for one in lines(book("claims", "--json"))} - {None}
    (told,) = lines(book("point", point, "--json"))
    assert told["origins"]["at_most"] == 1
    assert "(a person says so" in " ".join(book("point", point).stdout.split())
    result = book("judge", "same", "Ada Orr", "Adelheid Orr")
    assert result.stderr == "nobody here is named “Adelheid Orr”; the ruling waits until somebody is\n"


def test_stories(book: Run) -> None:
    """A page is put out of its story, and back into it."""
    pages = [f"https://{name}.example/{day}" for name, day in (("post", 6), ("observer", 10))]
    ruled(book, "other-story", *pages)
    assert [one["pages"] for one in lines(book("stories", "--json"))] == [5, 1]
    ruled(book, "same-story", *pages)
    assert [one["pages"] for one in lines(book("stories", "--json"))] == [6]


def test_a_chain(book: Run) -> None:
    """A report's chain is as a person says it is, and the stored one stays."""
    (loe,) = [one for one in lines(book("claims", "--by", "loe", "--json")) if "Forty" in one["words"]]
    ruled(book, "chain", loe["id"], "Moor Echo", "Hill Gazette", "Ben Loe")
    (told,) = lines(book("claim", ids(book, "Forty workers")[1], "--json"))
    assert [(one["name"], [each["name"] for each in one["branches"]]) for one in told["chains"]] == [
        ("Ben Loe", ["Hill Gazette"])
    ]


def test_an_outcome(book: Run) -> None:
    """What became of a forecast is what a person said last, with what shows it."""
    (forecast,) = ids(book, "will open again")
    ruled(book, "outcome", forecast, "open")
    ruled(book, "outcome", forecast, "false", "--evidence", "https://observer.example/10", "--why", "went there\x1b")
    (told,) = lines(book("due", "--all", "--json"))
    assert told["outcome"] == {
        "outcome": "false",
        "evidence": "https://observer.example/10; went there\x1b",
        "who": "ada",
    }
    flat = " ".join(book("who", "orr").stdout.split())
    assert "reported not met, says ada, " in flat
    assert "went there�" in flat


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("same-claim", "zzz", "zzz"), "no report or claim 'zzz'"),
        (("same", "Ada Orr", "ada  ORR"), "give two that differ"),
        (("same", "Ada Orr", "!"), "letters or digits"),
        (("undo", "zzz"), "no judgement 'zzz' in this ledger; `reportedly judge list` lists"),
        (("same-story", "zzz", "zzz"), "no article 'zzz'"),
        (("same-story", "https://post.example/6", "https://post.example/6"), "the same words on the same page"),
        (("outcome", "zzz", "true"), "--evidence"),
        (("outcome", "zzz", "maybe"), "'true', 'false', 'open'"),
        (("same-claim", "zzz"), "nargs=2"),
    ],
)
def test_wrong_use(book: Run, arguments: tuple[str, ...], told: str) -> None:
    """What cannot be ruled ends with 2, says why, and stores nothing."""
    result = book("judge", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr or told == "nargs=2"
    assert lines(book("judge", "list", "--json")) == []


def test_a_ruling_makes_no_ledger(run: Run) -> None:
    """Where there is no ledger, there is nothing to rule on."""
    assert run("judge", "same", "Ada Orr", "Ada").exit_code == 2
    assert not Path("ledger.sqlite").exists()


def test_the_list(book: Run) -> None:
    """Rulings in force, taken back, and those whose words are gone stand under their headings, harmless."""
    assert book("judge", "list").stderr == "nothing was ruled, and nothing is in doubt\n"
    orr, loe = ids(book, "Forty workers")
    ruled(book, "same-claim", orr, loe, "--why", "one\x1b count")
    gone = ruled(book, "same-point", ids(book, "not open again")[0], orr)
    ruled(book, "undo", ruled(book, "not-same", "Ada Orr", "Ben Loe")["id"])
    changed = capture("The mill is a museum now.", url="https://observer.example/10")
    with Ledger.open(Path("ledger.sqlite")) as ledger:
        page = article(changed.body.decode(), of=changed)
        ledger.add(changed, reading(page, [report(page, "The mill is a museum now.")]))
    states = {one["id"]: one["state"] for one in lines(book("judge", "list", "--json"))}
    assert states[gone["id"]] == "its words or names are no longer there"
    screen = book("judge", "list").stdout
    heads = [line for line in screen.splitlines() if line and not line.startswith(" ")]
    assert heads == ["In force", "Its words or names are no longer there", "Taken back"]
    assert "one� count" in screen


def test_from_python(tmp_path: Path) -> None:
    """The same from a program: the id is made of what is ruled, by whom, and when."""
    linked_pages.fill(tmp_path / "mill.sqlite")
    noon = datetime(2031, 6, 1, 12, tzinfo=UTC)
    with Ledger.open(tmp_path / "mill.sqlite") as ledger:
        names = ("Ada Orr", "Ben Loe")
        made = judging.judge(ledger, JudgementKind.OTHER_ENTITY, who="ada", names=names, now=lambda: noon)
        again = judging.judge(ledger, JudgementKind.OTHER_ENTITY, who="ada", names=names, now=lambda: noon)
        assert made == again == ledger.judgement(made.id)
        assert [one.id for one in ledger.judgements()] == [made.id]
        with pytest.raises(UsageError, match="about 2 reports"):
            judging.judge(ledger, JudgementKind.SAME_CLAIM, who="ada", names=names)


def test_words_that_two_reports_share(tmp_path: Path) -> None:
    """Where two reports have the same words, a ruling that could not be found again is refused."""
    text = "Forty people came, say police and Ada Orr, to Lowmoor on the Arden."
    came = capture(text, url="https://courier.example/march")
    page = article(text, of=came)
    some = [report(page, "Forty people came", name) for name in ("Police", "Ada Orr")]
    with Ledger.open(tmp_path / "march.sqlite") as ledger:
        ledger.add(came, reading(page, some))
        with pytest.raises(UsageError, match="cannot be found again"):
            judging.judge(ledger, JudgementKind.OTHER_CLAIM, who="ada", reports=[one.id for one in some])
        assert list(ledger.judgements()) == []
