"""Commands that ask what was linked: what they find, what they print, what they say when there is nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import linked_pages
from builders import report, source
from reportedly import behind, linking
from reportedly.ledger import Ledger
from reportedly.records import Claim, SourceKind

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


def the(words: str) -> Claim:
    """Return the one claim with some words in its lead report, the most reported first."""
    with Ledger.open(Path("ledger.sqlite"), read_only=True) as ledger:
        return next(one for one in list(ledger.books.claims()) if words in ledger.report(one.lead).words)


# ------------------------------------------------------------------ linking


def test_link_says_what_there_is(run: Run, tmp_path: Path) -> None:
    """What waits is said by those who read, is linked, and then waits no more; all of it can be made anew."""
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        linked_pages.pages(ledger)
    waiting = run("stories")
    assert (waiting.exit_code, waiting.stdout) == (0, "")
    assert waiting.stderr.endswith("6 pages wait to be linked; `reportedly link` links them\n")
    assert run("link").stdout == (
        "6 pages came in; 1 story linked\nlinked: 6 pages, 1 story, 8 claims, 1 point, 4 relations, 0 copies\n"
    )
    assert run("link").stdout.startswith("0 pages came in; 0 stories linked\n")
    assert run("stories").stderr == ""
    (told,) = lines(run("link", "--all", "--json"))
    assert told == {
        "linked": {"pages": 6, "stories": 1},
        "pages": 6,
        "stories": 1,
        "claims": 8,
        "points": 1,
        "relations": 4,
        "copies": 0,
    }


def test_add_links_unless_told_not_to(run: Run, tmp_path: Path) -> None:
    """`add` ends with what there is; `--no-link` leaves it to the next one."""
    (tmp_path / "a.txt").write_text("Ada Orr: The mill is closed.")
    (tmp_path / "b.txt").write_text("Ben Orr: The mill is open.")
    told = run("add", "a.txt", "--no-link").stderr
    assert told.endswith("1 page waits to be linked; `reportedly link` links them\n")
    assert "linked: 2 pages, " in run("add", "b.txt").stderr


# ------------------------------------------------------------------ stories


def test_stories(book: Run) -> None:
    """A story has a headline, its days, and how many carry it."""
    (told,) = lines(book("stories", "--json"))
    assert {name: told[name] for name in ("headline", "pages", "outlets", "claimants")} == {
        "headline": "Workers ill",
        "pages": 6,
        "outlets": 5,
        "claimants": 3,
    }
    assert (told["first_day"], told["last_day"]) == ("2031-05-06", "2031-05-10")
    screen = " ".join(book("stories").stdout.split())
    assert screen.startswith("Workers ill 6–10 May 2031 · 6 pages · 5 outlets · 5 publishers · 3 claimants · story ")


def test_a_story(book: Run) -> None:
    """Its pages by day with what ties them together, its points by weight, contradictions, forecasts."""
    (story,) = lines(book("stories", "--json"))
    screen = book("story", story["id"][:8]).stdout
    assert "Pages\n  6 May 2031\n    " in screen
    assert "names " in screen
    flat = " ".join(screen.split())
    assert "4 outlets · 4 publishers · 2 claimants · 2 independent origins · point " in flat
    assert flat.index("“Forty workers at the mill are ill”") < flat.index("“The water of the Arden is clean”")
    assert "Contradictions contradicts" in flat
    assert "due 9 May 2031: Ada Orr: “The mill will open again on Friday”" in flat
    (told,) = lines(book("story", story["id"], "--json"))
    assert [page["outlet"] for page in told["pages"]].count("Arden Observer") == 2
    assert told["points"][0]["weight"] == {"reports": 4, "outlets": 4, "publishers": 4, "claimants": 2, "unread": 0}
    assert len(told["contradictions"]) == 3
    more = book("story", story["id"], "-n", "1").stdout
    assert "6 more; `reportedly claims --story" in more


# ------------------------------------------------------------------ claims


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("--by orr", ["Ada Orr"] * 3),
        ("--by loe --status asserted -n 2", ["Ben Loe"] * 2),
        ("--status predicted", ["Ada Orr"]),
        ("--status denied", []),
        ("-n 1", ["Ada Orr"]),
        ("--by nobody", []),
    ],
)
def test_claims_are_found(book: Run, command: str, found: list[str]) -> None:
    """Each option narrows the list."""
    assert [one["claimant"] for one in lines(book("claims", *command.split(), "--json"))] == found


def test_claims(book: Run) -> None:
    """A claim is shown with all its reports; where no page tells the day, it says about when."""
    screen = book("claims").stdout
    assert screen.startswith(
        "Ada Orr  mill owner\n  “Forty workers at the mill are ill”\n  40 ill workers · asserted · said 6 May 2031\n"
        "  3 reports in 3 outlets, first "
    )
    assert "said about 7 May 2031" in screen
    first = lines(book("claims", "--json"))[0]
    assert first["words"] == "Forty workers at the mill are ill"
    assert (first["weight"]["reports"], len(first["reports"]), first["value"]["low"]) == (3, 3, 40)
    assert first["point"]
    assert book("claims", "--story", first["story"][:6], "-n", "2").stderr.startswith("2 shown, there are more")
    assert book("claims", "--by", "nobody").stderr == "nothing found; `reportedly claims` lists what there is\n"


def test_distorted_retellings_are_told(book: Run) -> None:
    """A report that tells a claim otherwise than the others stands under it."""
    claim = the("Forty workers")
    with Ledger.open(Path("ledger.sqlite")) as ledger:
        how = json.dumps([{"report": claim.reports[-1], "how": "a lost negation\x1b"}])
        ledger._connection.execute("UPDATE claims SET distorted = ? WHERE id = ?", [how, claim.id])
    assert "told otherwise by Vale Mercury: a lost negation� · " in book("claims").stdout


# ------------------------------------------------------------------ what stands behind one


def test_a_claim_has_its_chains(book: Run) -> None:
    """The origin stands at the root, who passed it on under it, pages as leaves; and why it is one origin."""
    screen = book("claim", the("Forty workers").id).stdout
    assert "3 outlets · 3 publishers · 1 claimant · 1 independent origin\n" in screen
    tree = screen[screen.index("  Ada Orr · 3 reports") : screen.index("\nWhy ")]
    branches = [line.partition(" · “")[0] for line in tree.splitlines() if "─" in line]
    assert branches == [
        "  ├─ Lowmoor Post · 2 reports",
        "  │  ├─ Hill Gazette · 6 May 2031",
        "  │  └─ Vale Mercury · 7 May 2031",
        "  └─ Lowmoor Post · 6 May 2031",
    ]
    assert "Why 1 independent origin\n  1  Ada Orr: counted\n" in screen
    flat = " ".join(screen.split())
    assert "2 Lowmoor Post: no origin of its own, it goes back to 1 (one page stops at the outlet" in flat
    assert "Beside other claims contradicts Ben Loe: “At least sixty workers" in flat


def test_a_point_has_all_who_say_it(book: Run) -> None:
    """A point is found by its id or a claim's, and has every claimant's claim; a claim nobody else makes is shown."""
    point = lines(book("claims", "--json"))[0]["point"]
    by_claim = book("point", the("Forty workers").id[:10]).stdout
    assert by_claim == book("point", point[:8]).stdout
    assert by_claim.startswith("Ada Orr · Ben Loe\n“Forty workers at the mill are ill”\n")
    assert "4 outlets · 4 publishers · 2 claimants · 2 independent origins\n" in by_claim
    (told,) = lines(book("point", point, "--json"))
    assert (told["origins"]["at_least"], told["origins"]["at_most"]) == (2, 2)
    assert [branch["name"] for branch in told["chains"]] == ["Ada Orr", "Ben Loe"]
    assert [page["outlet"] for page in told["chains"][0]["branches"][0]["pages"]] == ["Hill Gazette", "Vale Mercury"]
    alone = the("not open again")
    assert book("point", alone.id).stdout.startswith("Ben Loe\n“The mill did not open again on Friday”\n")


def test_a_large_tree_is_folded(book: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many leaves the first of each branch are shown and the others named; `--all` shows all."""
    monkeypatch.setattr("reportedly.cli.boards.FOLD", 2)
    monkeypatch.setattr("reportedly.cli.boards.KEPT", 1)
    claim = the("Forty workers").id
    assert "1 more: Vale Mercury; `--all` shows them" in book("claim", claim).stdout
    assert "shows them" not in book("claim", claim, "--all").stdout


def test_show_finds_what_was_linked(book: Run) -> None:
    """`show` takes any id, and tells a report's claim and point and a page's story."""
    first = lines(book("claims", "--json"))[0]
    assert book("show", first["id"]).stdout == book("claim", first["id"]).stdout
    assert book("show", first["point"]).stdout == book("point", first["point"]).stdout
    assert book("show", first["story"]).stdout == book("story", first["story"]).stdout
    report = book("show", first["reports"][0]).stdout
    assert report.endswith(f"claim    {first['id']}\npoint    {first['point']}\n")
    assert book("show", first["first"]["id"]).stdout.endswith(f"story    {first['story']}\n")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("claim", "zzz"), "no claim 'zzz' in this ledger; `reportedly claims` lists"),
        (("point", "zzz"), "no point or claim 'zzz' in this ledger"),
        (("story", "zzz"), "no story 'zzz' in this ledger; `reportedly stories` lists"),
        (("claims", "--story", "zzz"), "no story 'zzz'"),
        (("claims", "--by", "!"), "no word"),
        (("due", "--as-of", "Friday"), "give one as 2031-05-06"),
    ],
)
def test_what_is_not_there(book: Run, command: tuple[str, ...], told: str) -> None:
    """An unknown id or name ends with 2, and says the way out."""
    result = book(*command)
    assert result.exit_code == 2
    assert told in result.stderr


# ------------------------------------------------------------------ contradictions and forecasts


def test_contradictions(book: Run) -> None:
    """Both claims, their words, their days, and why; what only looks like one on demand."""
    told = lines(book("contradictions", "--json"))
    assert [one["kind"] for one in told] == ["contradicts"] * 3
    assert {claim["claimant"] for claim in told[0]["claims"]} == {"Ada Orr", "Ben Loe"}
    flat = " ".join(book("contradictions").stdout.split())
    assert "contradicts one measure, scope and time, and numbers that cannot both hold Ben Loe: “At least" in flat
    assert len(lines(book("contradictions", "--all", "--json"))) >= 3
    assert book("contradictions", "-n", "1").stderr.startswith("1 shown, there are more")


def test_due(book: Run) -> None:
    """A forecast falls due on its day, and later claims with its words are offered beside it."""
    assert book("due", "--as-of", "2031-05-08").stderr.startswith("no forecast has fallen due")
    assert len(lines(book("due", "--all", "--json"))) == 1
    (told,) = lines(book("due", "--as-of", "2031-05-09", "--json"))
    assert (told["claimant"], told["horizon"], told["outcome"]) == ("Ada Orr", "2031-05-09", None)
    assert told["may_be_settled_by"] == [
        {"claim": the("not open again").id, "shared": ["mill", "open", "again", "Friday"]}
    ]
    flat = " ".join(book("due", "--as-of", "2031-05-09").stdout.split())
    assert "nobody has ruled what became of it may be settled by Ben Loe: “The mill did not open again" in flat


# ------------------------------------------------------------------ who and numbers


def test_who(book: Run) -> None:
    """Who is meant, and what they say; a role finds them too; reports on demand."""
    (told,) = lines(book("who", "orr", "--json"))
    assert (told["name"], told["kind"], len(told["claims"])) == ("Ada Orr", "person", 3)
    assert [one["name"] for one in lines(book("who", "mill owner", "--json"))] == ["Ada Orr"]
    screen = book("who", "orr").stdout
    assert screen.startswith("Ada Orr  person\n")
    assert "nobody has ruled what became of it" in screen
    assert [one["claimant"] for one in lines(book("who", "orr", "--reports", "--json"))] == ["Ada Orr"] * 4
    assert book("who", "orr", "-n", "1").stderr == "there are more; `--limit N` shows N claims\n"
    assert book("who", "nobody").stderr == "nothing found; `reportedly reports` lists what there is\n"


def test_numbers(book: Run) -> None:
    """One line a claimant over one axis; bounds are shown, what was revised is marked, claimants are never joined."""
    screen = book("numbers", "ill").stdout
    axis, orr, *loe = (line.split() for line in screen.splitlines()[1:5])
    assert (axis, orr) == (["6", "May", "7", "May"], ["Ada", "Orr", "40"])
    assert sorted(word for line in loe for word in line) == ["40", "60", "Ben", "Loe", "≥"]
    assert "at least 60 ill workers · asserted, revised" in " ".join(screen.split())
    told = lines(book("numbers", "--json"))
    assert {(one["claimant"], one["date"], one["value"]["low"], one["date_is_placed"]) for one in told} == {
        ("Ada Orr", "2031-05-06", 40, False),
        ("Ben Loe", "2031-05-07", 60, False),
        ("Ben Loe", "2031-05-07", 40, True),
    }
    assert [one["value"]["low"] for one in told if one["revised"]] == [60]
    assert book("numbers", "euros").stderr == "nothing found; `reportedly claims` lists what there is\n"
    assert len(lines(book("numbers", "--reports", "--json"))) == 5


# ------------------------------------------------------------------ every screen

SCREENS = ("stories", "claims", "contradictions --all", "due --all", "numbers", "who o", "who r", "judge list")


def screens(book: Run) -> list[str]:
    """Return what every command prints that asks what was linked."""
    (story,) = lines(book("stories", "--json"))
    shown = [f"claim {one['id']} --all" for one in lines(book("claims", "--json"))]
    return [book(*command.split()).stdout for command in (*SCREENS, *shown, f"story {story['id']} -n 99")]


def test_hostile_pages_are_harmless(book: Run) -> None:
    """No page commands the terminal, whatever its headline, names and words hold."""
    told = "".join(screens(book))
    assert "owned" in told
    assert not {sign for sign in told if sign != "\n" and (ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0)}
    assert "\u202e" not in told


@pytest.mark.parametrize("columns", [40, 60])
def test_narrow_terminals(book: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """No line is wider than the terminal."""
    monkeypatch.setattr("rich.console.Console.width", property(lambda _: columns, lambda *_: None))
    for screen in screens(book):
        wide = [line for line in screen.splitlines() if len(line) > columns and "https://" not in line]
        assert not wide, wide


@pytest.mark.usefixtures("book")
def test_a_tree_counts_every_report() -> None:
    """Each report of a claim or point hangs in its tree once."""
    with Ledger.open(Path("ledger.sqlite"), read_only=True) as ledger:
        some = [behind.of_claim(ledger, one) for one in list(ledger.books.claims())]
        some += [behind.of_point(ledger, one) for one in list(ledger.books.points())]
        assert all(sum(branch.size for branch in behind.tree(one)) == len(one.rows) for one in some)


def test_an_empty_ledger(run: Run, tmp_path: Path) -> None:
    """Where there is nothing, it says how to begin, and is no error."""
    Ledger.open(tmp_path / "ledger.sqlite").close()
    assert run("claims").stderr == (
        "no claims here; `reportedly add PLACES…` reads pages into the ledger and links them\n"
    )
    assert run("stories").stderr.startswith("no stories here; `reportedly add PLACES…`")
    for command in ("contradictions", "due", "judge list", "who orr", "numbers"):
        result = run(*command.split())
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr


def test_copies_and_loops_are_told(run: Run, tmp_path: Path) -> None:
    """Who carries another's text hangs under it; outlets that cite one another and nobody else are no origin."""
    first = (
        "Divers found a bell in the Arden below the Lowmoor bridge, harbour master Eve Sand told reporters. "
        "The bell weighs half a ton, bears the year 1604 and will go to the town's museum once it has been cleaned."
    )
    bell, tower = (
        "Divers found a bell in the Arden below the Lowmoor bridge",
        "The bell hung in Saint Olave's tower",
    )
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        linked_pages.page(
            ledger, "Lowmoor Post", 6, "Bell in the Arden", first, lambda on: report(on, bell, "Eve Sand")
        )
        linked_pages.page(ledger, "Fen Herald", 7, "Bell found", first, lambda on: report(on, bell, "Eve Sand"))
        for outlet, day, other in (("Vale Mercury", 8, "Hill Gazette"), ("Hill Gazette", 9, "Vale Mercury")):
            text = f"{tower}, {other} reported of the bell that divers found in the Arden at Lowmoor, day {day}."
            cited = source(other, SourceKind.OUTLET)
            linked_pages.page(ledger, outlet, day, "Arden bell", text, lambda on, by=cited: report(on, tower, by))
        linking.link(ledger)
    screen = run("claim", the(bell).id).stdout
    assert "  Eve Sand · 2 reports\n  ├─ Lowmoor Post\n  │  └─ Fen Herald · 7 May 2031 · carries that text · " in screen
    assert "The same text on two pages\n  Lowmoor Post and Fen Herald have largely the same text\n" in screen
    flat = " ".join(run("point", the(tower).id).stdout.split())
    assert "no origin How it came here" in flat
    assert "a loop · 2 reports · outlets that cite one another and nobody else; no origin" in flat
    assert "a loop: Hill Gazette, Vale Mercury cite one another and nobody else" in flat
