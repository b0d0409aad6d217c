"""`read`, `add` and `demo`: what is printed, what is stored, what is left out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reportedly import ingest, pipeline, samples
from reportedly.ledger import Ledger
from reportedly.records import Capture
from sites import page, serving

Run = Callable[..., Result]


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def mill(tmp_path: Path) -> None:
    """Lay three files into the folder: two to read, one not."""
    (tmp_path / "a.txt").write_text("Ada Orr: The mill is closed.")
    (tmp_path / "b.txt").write_text("Ben Orr: The mill is open.")
    (tmp_path / "c.txt").write_text("Menu Home Share")


# ------------------------------------------------------------------ feeds


def test_add_brings_the_pages_of_a_feed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a feed's address its pages are added, each counted; what cannot be read is left out as ever."""
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "yes")
    monkeypatch.setenv("REPORTEDLY_PAUSE_S", "0")
    with serving() as site:
        site.says("/feed", page(b"<rss><item><link>/a</link></item><item><link>/b</link></item></rss>", "text/xml"))
        site.says("/a", page(b"Ada Orr: The mill is closed.", "text/plain"))
        for expected in ("1 new", "1 unchanged"):
            result = run("add", site.url("/feed"))
            assert f"pages in 2 = {expected} + 1 rejected" in result.stderr
        assert "answered 404" in result.stderr


# ------------------------------------------------------------------ read


@pytest.mark.usefixtures("mill")
def test_read_prints_and_stores_nothing(run: Run) -> None:
    """A page is a heading and its reports; there is no ledger afterwards."""
    result = run("read", "a.txt", "--title", "At the mill")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("At the mill\nLowmoor Courier · 6 May 2031 · ")
    assert "Ada Orr\n  Lowmoor Courier ← Ada Orr\n  “The mill is closed.”\n" in result.stdout
    assert not Path("ledger.sqlite").exists()


@pytest.mark.usefixtures("mill")
def test_read_says_what_it_left_out(run: Run) -> None:
    """What cannot be read or brought in is told with its reason, after the rest; the exit code says so."""
    result = run("read", "a.txt", "c.txt", "none.txt", "b.txt")
    assert result.exit_code == 1
    assert "Ada Orr" in result.stdout
    assert "Ben Orr" in result.stdout
    told = result.stderr.splitlines()
    assert told[0].endswith("there is no article in it; give a page that has one (read)")
    assert told[1].startswith("left out none.txt: ")
    assert told[1].endswith("(ingest)")
    assert told[2] == "pages in 4 = 2 read + 2 rejected"


def test_read_takes_standard_input(run: Run) -> None:
    """`-` is what another program hands over."""
    assert "“The mill is closed.”" in run("read", "-", given="Ada Orr: The mill is closed.").stdout


def test_read_as_json(run: Run) -> None:
    """One report a line, as an export has it."""
    (told,) = lines(run("read", "-", "--json", given="Ada Orr: The mill is closed."))
    assert told["claimant"] == "Ada Orr"
    assert told["content"] == [{"in": "body", "start": 9, "end": 28, "text": "The mill is closed."}]
    assert told["page"]["captured_sha256"]
    assert told["provenance"]["reportedly"]


def test_a_page_where_nobody_speaks(run: Run) -> None:
    """An article without reports is read, not rejected."""
    result = run("read", "-", given="Weather: ")
    assert (result.exit_code, result.stdout.splitlines()[-2]) == (0, "Nobody is said to say anything here.")


def test_own_voice_can_be_left_out(run: Run) -> None:
    """What a page says itself is shown and marked, unless it is not wanted."""
    own = ": The mill is closed."
    assert "Lowmoor Courier itself  in its own voice" in run("read", "-", given=own).stdout
    assert "itself" not in run("read", "-", "--no-own-voice", given=own).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("read",), "Missing argument 'PLACES…'"),
        (("read", "a.txt", "--published", "yesterday"), "give one as 2031-05-06"),
        (("read", "a.txt", "b.txt", "--url", "https://courier.example/"), "give one file"),
        (("read", "a.txt", "--colour"), "No such option"),
        (("listen",), "No such command"),
        (("add", "a.txt", "--ledger", "."), "ledger"),
    ],
)
@pytest.mark.usefixtures("mill")
def test_wrong_use(run: Run, arguments: tuple[str, ...], told: str) -> None:
    """Wrong use ends with 2 and a line that says what would do."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_a_setting_that_makes_no_sense(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment is checked as an option is."""
    monkeypatch.setenv("REPORTEDLY_TIMEOUT_S", "soon")
    result = run("read", "-", given="Ada Orr: The mill is closed.")
    assert (result.exit_code, result.stderr) == (2, "reportedly: REPORTEDLY_TIMEOUT_S='soon': give a number\n")


# ------------------------------------------------------------------ add


@pytest.mark.usefixtures("mill")
def test_add_accounts_for_every_page(run: Run) -> None:
    """Pages in are new, unchanged, revised or rejected; twice the same changes nothing."""
    places = ("add", "a.txt", "b.txt", "c.txt", "none.txt")
    assert "pages in 4 = 2 new + 2 rejected\n2 reports in " in run(*places).stderr
    Path("b.txt").write_text("Ben Orr: The mill is closed.")
    result = run(*places)
    assert result.exit_code == 1
    assert "pages in 4 = 1 unchanged + 1 revised + 2 rejected\n2 reports in " in result.stderr
    assert result.stdout == ""


@pytest.mark.usefixtures("mill")
def test_add_as_json(run: Run) -> None:
    """One page a line, in order, with what became of it and why."""
    told = lines(run("add", "a.txt", "c.txt", "none.txt", "b.txt", "--json"))
    assert [(line["outcome"], line["stage"]) for line in told] == [
        ("new", None),
        ("rejected", "read"),
        ("rejected", "ingest"),
        ("new", None),
    ]
    assert told[2]["address"] == "none.txt"
    assert told[2]["reason"]


@pytest.mark.usefixtures("mill")
def test_add_fills_the_ledger_it_is_given(run: Run) -> None:
    """`--ledger` names another file; its folder is made."""
    assert run("add", "a.txt", "--ledger", "books/mill.sqlite").exit_code == 0
    with Ledger.open(Path("books/mill.sqlite"), read_only=True) as ledger:
        assert [row.report.claimant.name for row in ledger.reports()] == ["Ada Orr"]


@pytest.mark.usefixtures("mill")
def test_the_ledger_has_a_place_of_its_own(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without option and setting it lies in the user's data folder."""
    monkeypatch.setattr("platformdirs.user_data_path", lambda name: tmp_path / "data" / name)
    monkeypatch.delenv("REPORTEDLY_LEDGER", raising=False)
    run("add", "a.txt")  # the setting stands
    assert not (tmp_path / "data").exists()
    from reportedly.cli import options  # noqa: PLC0415  # beside its one use

    assert options.ledger_path(None) == tmp_path / "data" / "reportedly" / "ledger.sqlite"


@pytest.mark.usefixtures("mill")
def test_add_can_be_stopped(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C tells what is stored; the same command goes on from there."""
    bring = ingest.captures

    def stopped(*places: object, **other: object) -> Iterator[Capture]:
        found = bring(*places, **other)  # type: ignore[arg-type]  # whatever it takes
        yield next(found)
        raise KeyboardInterrupt

    monkeypatch.setattr(ingest, "captures", stopped)
    result = run("add", "a.txt", "b.txt")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[0] == "pages in 1 = 1 new"
    assert "stopped; what is counted here is stored" in result.stderr
    monkeypatch.setattr(ingest, "captures", bring)
    assert "pages in 2 = 1 new + 1 unchanged" in run("add", "a.txt", "b.txt").stderr


def test_read_can_be_stopped(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends reading without a traceback."""

    def stopped(*_: object, **__: object) -> Iterator[Capture]:
        raise KeyboardInterrupt

    monkeypatch.setattr(ingest, "captures", stopped)
    result = run("read", "-", given="")
    assert (result.exit_code, result.stderr) == (130, "")


# ------------------------------------------------------------------ demo


def test_the_demo_shows_the_samples(run: Run) -> None:
    """The samples are read into a ledger that is forgotten; a page, numbers, and what to try next are shown."""
    result = run("demo")
    count = sum(len(samples.pages(story).read_text().splitlines()) for story in samples.stories())
    assert result.exit_code in (0, 1), result.output
    assert f"pages in {count} = " in result.stderr
    assert "What one page tells, and on whose word" in result.stdout
    assert "reportedly demo --ledger demo.sqlite" in result.stdout
    assert not Path("ledger.sqlite").exists()


def test_the_demo_can_be_kept(run: Run) -> None:
    """With a ledger of its own, the demo can be asked afterwards."""
    assert "reportedly stories --ledger demo.sqlite" in run("demo", "--ledger", "demo.sqlite").stdout
    assert run("reports", "--ledger", "demo.sqlite").stdout
    assert lines(run("demo", "--ledger", "demo.sqlite", "--json"))[0]["claimant"]


@pytest.mark.weights
def test_from_a_page_to_the_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample page, saved as HTML, goes through the whole house: read, stored, asked for, shown, exported."""
    from click.testing import CliRunner  # noqa: PLC0415  # beside its one use

    from reportedly.cli import reportedly  # noqa: PLC0415

    monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "ledger.sqlite"))
    monkeypatch.setenv("COLUMNS", "80")
    page = str(samples.saved("brennock") / "br-002.html")

    def ran(*arguments: str) -> str:
        result = CliRunner().invoke(reportedly, arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    words = "At least nine people are known to have died"
    assert words in ran("read", page)
    ran("add", page)
    claims = ran("who", "hallin civil protection", "--reports")
    assert "Arvenna Today ← Northline ← Hallin Civil Protection" in claims
    (report, *_) = (json.loads(line) for line in ran("search", "nine people died", "--json").splitlines())
    assert report["evidence"]["text"].startswith(words)
    assert f"sha256   {report['page']['captured_sha256']}" in ran("show", report["id"])
    exported = json.loads(ran("export", "--format", "ledger"))
    told = next(one for one in exported["reports"] if one["id"] == report["id"])
    evidence = told["evidence"]
    assert exported["pages"][0]["text"][evidence["start"] : evidence["end"]] == evidence["text"]


def test_outcomes_are_named_as_the_pipeline_has_them() -> None:
    """The account has a place for each outcome there is."""
    from reportedly.cli import bring  # noqa: PLC0415  # beside its one use

    assert tuple(outcome.value for outcome in pipeline.Outcome) == bring.ADDED


@pytest.mark.parametrize("url", ["mill closes", "courier.example/mill", "ftp://courier.example/mill", "https://"])
def test_an_address_is_one(run: Run, tmp_path: Path, url: str) -> None:
    """What is given as an address and is none is refused before anything is read."""
    (tmp_path / "mill.txt").write_text("Ada Orr: The mill is closed.", encoding="utf-8")
    result = run("read", "mill.txt", "--url", url)
    assert result.exit_code == 2
    assert "is no address; give one as https://" in result.output
