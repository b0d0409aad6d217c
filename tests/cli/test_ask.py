"""Commands that ask the ledger: what they find, how they print it, what they say when there is nothing."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from builders import article, attribution, capture, reading, report, source
from reportedly.cli import options
from reportedly.ledger import Ledger
from reportedly.records import Kind, Rejection, SourceKind, Status, Value

NOTHING = "nothing found; `reportedly reports` lists what there is\n"

Run = Callable[..., Result]

MILL = capture("Nine are ill, Ada Orr said. Clerks fear more. The mill runs.", url="https://courier.example/ill")
BRIDGE = capture("The bridge holds, Ben Orr denied.", url="https://courier.example/bridge", key="b-1")


@pytest.fixture
def book(run: Run, tmp_path: Path) -> Run:
    """Return `run`, with a ledger of two pages and a rejection."""
    mill = article(MILL.body.decode(), of=MILL, headline="Illness at the mill")
    bridge = article(BRIDGE.body.decode(), of=BRIDGE, headline="The bridge", published=date(2031, 5, 7))
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        nine = Value(9, 9, "people", counted="ill", measure="ill")
        reports = [
            report(mill, "Nine are ill", source("Ada Orr", role="mayor"), value=nine),
            report(mill, "Clerks fear more", source("Clerks", SourceKind.UNNAMED), kind=Kind.BELIEF),
            report(mill, "The mill runs."),
            report(mill, "Clerks", source("Clerks", SourceKind.UNNAMED), kind=Kind.ACT),
        ]
        ledger.add(MILL, reading(mill, reports, [attribution(mill, "Ada Orr", "said", "Nine are ill")]))
        ledger.add(BRIDGE, reading(bridge, [report(bridge, "The bridge holds", "Ben Orr", status=Status.DENIED)]))
        ledger.reject(Rejection("ingest", "https://courier.example/gone", "404\x1b; see that the address is right"))
    return run


def claimants(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [json.loads(line)["claimant"] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("reports", ["Ada Orr", "Clerks", "Lowmoor Courier", "Ben Orr"]),
        ("reports --all-kinds", ["Ada Orr", "Clerks", "Lowmoor Courier", "Clerks", "Ben Orr"]),
        ("reports --no-own-voice", ["Ada Orr", "Clerks", "Ben Orr"]),
        ("reports --status denied", ["Ben Orr"]),
        ("reports --outlet courier -n 2", ["Ada Orr", "Clerks"]),
        ("reports --outlet gazette", []),
        ("who orr", ["Ada Orr", "Ben Orr"]),
        ("who MAYOR", ["Ada Orr"]),
        ("who ada orr -n 1", ["Ada Orr"]),
        ("numbers", ["Ada Orr"]),
        ("numbers ill", ["Ada Orr"]),
        ("numbers euros", []),
        ("search bridge holds", ["Ben Orr"]),
        ("search mill --no-own-voice", ["Clerks", "Ada Orr"]),
    ],
)
def test_what_is_found(book: Run, command: str, found: list[str]) -> None:
    """Each command finds what it says it finds."""
    assert claimants(book(*command.split(), "--json")) == found


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("search", "nobody"), NOTHING),
        (
            ("who", "nobody"),
            f"{NOTHING}2 pages wait to be linked; `reportedly link` links them\n",
        ),
        (("reports", "--status", "predicted"), NOTHING),
        (("reports", "-n", "2"), "2 shown, there are more; `--limit N` shows N\n"),
        (("reports", "-n", "4"), ""),
    ],
)
def test_lists_say_where_they_end(book: Run, command: tuple[str, ...], told: str) -> None:
    """Nothing found is said, and so is that there is more; neither is an error."""
    result = book(*command)
    assert (result.exit_code, result.stderr) == (0, told)


def test_lists_are_grouped_by_page(book: Run) -> None:
    """A page has one heading, over all its reports."""
    screen = book("reports").stdout
    assert screen.count("Illness at the mill\nLowmoor Courier · 6 May 2031 · https://courier.example/ill\n") == 1
    assert "Ada Orr  mayor\n  Lowmoor Courier ← Ada Orr\n  “Nine are ill”\n  9 ill · asserted\n" in screen
    assert "Clerks  (unnamed)" in screen
    assert "belief, asserted" in screen


def test_numbers_stand_under_what_they_count(book: Run) -> None:
    """The heading is what is counted."""
    assert book("numbers").stdout.startswith(
        "ill\n  Ada Orr  mayor\n    6 May 2031  9 ill  asserted  Lowmoor Courier  "
    )


def test_a_terminal_gets_the_beginning(book: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a long list is cut, and says so; a file gets all of it, and JSON is never cut."""
    monkeypatch.setattr(options, "LISTED", 1)
    assert book("reports").stderr == ""
    monkeypatch.setattr(options, "is_terminal", lambda: True)
    assert book("reports").stderr == "1 shown, there are more; `--limit N` shows N\n"
    assert book("reports", "-n", "9").stderr == ""
    assert len(claimants(book("reports", "--json"))) == 4


def test_numbers_are_found_in_any_wording(run: Run, tmp_path: Path) -> None:
    """What is asked for in other words than the page's is found by what both count."""
    flood = capture("Nine people died, Ada Orr said. Forty soldiers came.", url="https://courier.example/flood")
    page = article(flood.body.decode(), of=flood)
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        nine, forty = Value(9, 9, "deaths", measure="deaths"), Value(40, 40, "soldiers", measure="troops")
        rows = [
            report(page, "Nine people died", "Ada Orr", value=nine),
            report(page, "Forty soldiers came", value=forty),
        ]
        ledger.add(flood, reading(page, rows))
    for words, claimant in (("dead", "Ada Orr"), ("killed", "Ada Orr"), ("servicemen", "Lowmoor Courier")):
        assert claimants(run("numbers", words, "--json")) == [claimant]
    assert claimants(run("numbers", "injured", "--json")) == []


def test_bands_are_given_on_request(run: Run, tmp_path: Path) -> None:
    """A word of probability has its band where somebody asks for it, and nowhere else."""
    weir = capture(
        "The weir is likely to hold, Ada Orr said. It may not, Ben Orr said.", url="https://courier.example/w"
    )
    page = article(weir.body.decode(), of=weir)
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        likely = report(page, "The weir is likely to hold", "Ada Orr", status=Status.PREDICTED, hedge="likely")
        may = report(page, "It may not", "Ben Orr", status=Status.POSSIBLE, hedge="may")
        ledger.add(weir, reading(page, [likely, may]))
    assert "ICD" not in run("reports").output
    assert run("reports", "--icd203").output.count("ICD 203: likely, 55–80 %") == 1
    told = [json.loads(line).get("icd203", "none") for line in run("reports", "--json").stdout.splitlines()]
    assert told == ["none", "none"]
    told = [json.loads(line)["icd203"] for line in run("reports", "--json", "--icd203").stdout.splitlines()]
    assert told == [{"name": "likely", "low": 0.55, "high": 0.8}, None]
    assert json.loads(run("show", likely.id, "--json", "--icd203").stdout)["icd203"]["name"] == "likely"


def test_rejections(book: Run) -> None:
    """What was left out is listed with its reason, harmless to a terminal."""
    assert book("rejections").stdout == "https://courier.example/gone: 404�; see that the address is right (ingest)\n"
    assert json.loads(book("rejections", "--json").stdout) == {
        "stage": "ingest",
        "address": "https://courier.example/gone",
        "reason": "404\x1b; see that the address is right",
    }


def test_show_a_report(book: Run) -> None:
    """A report is found by the beginning of its id, and shown with the bytes behind it."""
    told = {**json.loads(book("who", "ada", "--json").stdout), "claim": None, "point": None}
    screen = book("show", told["id"][:8]).stdout
    assert f"sha256   {MILL.sha256}" in screen
    assert "content  body 0–12" in screen
    assert json.loads(book("show", told["id"][:8], "--json").stdout) == told


def test_show_a_page(book: Run) -> None:
    """A page is shown with its reports of every kind; as JSON it has its text and attributions too."""
    page = json.loads(book("who", "ada", "--json").stdout)["page"]
    screen = book("show", page["id"][:10]).stdout
    assert "act, asserted" in screen
    assert "dated    6 May 2031 (given)" in screen
    told = json.loads(book("show", page["id"], "--json").stdout)
    assert told["page"] == page
    assert told["text"] == MILL.body.decode()
    assert [one["cue"][0]["text"] for one in told["attributions"]] == ["said"]
    assert [one["kind"] for one in told["reports"]] == ["statement", "belief", "statement", "act"]


@pytest.mark.parametrize(
    ("prefix", "told"),
    [
        (
            "zzz",
            "reportedly: no report, page, claim, point or story 'zzz' in this ledger; `reportedly claims` lists",
        ),
        ("", "reportedly: no report, page, claim, point or story '' in this ledger"),
    ],
)
def test_ids_that_find_nothing(book: Run, prefix: str, told: str) -> None:
    """An unknown id, and none at all, say where ids are listed."""
    result = book("show", prefix)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize("command", [("reports",), ("show", "a"), ("export",), ("rejections",), ("search", "x")])
def test_no_ledger_yet(run: Run, command: tuple[str, ...]) -> None:
    """Asking before anything was added says how to begin, and makes no file."""
    result = run(*command)
    assert result.exit_code == 2
    assert "there is none yet; `reportedly add` makes it" in result.stderr
    assert not Path("ledger.sqlite").exists()


def test_an_empty_ledger(run: Run, tmp_path: Path) -> None:
    """A ledger without reports says how to fill it."""
    Ledger.open(tmp_path / "ledger.sqlite").close()
    assert run("reports").stderr == "no reports here; `reportedly add PLACES…` reads pages into the ledger\n"


def test_words_without_letters(book: Run) -> None:
    """A search for nothing is wrong use."""
    assert book("search", "!!").exit_code == 2


# ------------------------------------------------------------------ export


@pytest.mark.parametrize(
    ("form", "first"),
    [("jsonl", '{"page": {"id": '), ("csv", "id,page,key,"), ("ledger", '{"offsets": ')],
)
def test_exports_go_out_or_into_a_file(book: Run, form: str, first: str) -> None:
    """An export is printed, or written to a file, and is the same either way."""
    printed = book("export", "--format", form)
    assert printed.exit_code == 0
    assert printed.stdout.startswith(first)
    assert book("export", "--format", form, "-o", "out").stdout == ""
    assert Path("out").read_text(encoding="utf-8") == printed.stdout


def test_export_kinds(book: Run) -> None:
    """Statements and beliefs leave the house; intentions and acts on demand."""
    assert len(book("export").stdout.splitlines()) == 4
    assert len(book("export", "--json", "--all-kinds").stdout.splitlines()) == 5


@pytest.mark.parametrize("form", ["jsonl", "csv", "ledger"])
def test_an_export_on_a_terminal_is_harmless(book: Run, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """What a program gets is exact; what a terminal gets commands nothing."""
    hostile = capture("Ada Orr: \x9b2Jgone", url="https://courier.example/hostile")
    page = article(hostile.body.decode(), of=hostile)
    with Ledger.open(Path("ledger.sqlite")) as ledger:
        ledger.add(hostile, reading(page, [report(page, "\x9b2Jgone", "Ada Orr")]))
    assert "\x9b" in book("export", "--format", form).stdout
    monkeypatch.setattr("reportedly.cli.options.is_terminal", lambda: True)
    screen = book("export", "--format", form).stdout
    assert "\x9b" not in screen
    assert "2Jgone" in screen


def test_an_export_does_not_overwrite_the_ledger(book: Run) -> None:
    """The one file that must not be lost is not written over."""
    result = book("export", "-o", "ledger.sqlite")
    assert (result.exit_code, result.stderr) == (
        2,
        "reportedly: ledger.sqlite is the ledger itself; name another file with -o\n",
    )
    assert book("reports").exit_code == 0


def test_a_file_that_cannot_be_written(book: Run) -> None:
    """A file that cannot be written is one line on standard error."""
    result = book("export", "-o", "none/out.csv")
    assert result.exit_code == 2
    assert result.stderr == "reportedly: No such file or directory: none/out.csv; mend it and run it again\n"
