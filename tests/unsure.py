"""A ledger in which linking is unsure of something of every sort: a flood as outlets of ours tell it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from builders import report, source
from linked_pages import page, pages
from reportedly import judging, linking
from reportedly.ledger import Ledger
from reportedly.records import Article, JudgementKind, Report, SourceKind, Tier, Value

DEAD = Value(41, 41, "people", counted="dead", measure="dead")
MORE = Value(30, None, "people", counted="dead", measure="dead")
ABOUT = (
    "The flood at Kesting took the bridge over the Sael, and boats search the fields below Kesting for people.",
    "Boats on the Sael look for people whom the flood carried off below the bridge at Kesting, field by field.",
    "Below Kesting the Sael stands in the fields; the bridge is gone since the flood, and boats go from roof to roof.",
    "Nobody crosses the Sael at Kesting since the flood took the bridge; boats bring people off the roofs there.",
    "The fields at Kesting lie under the Sael, and boats have taken people off their roofs since the flood came.",
    "A flood has the fields at Kesting: boats on the Sael look for people, where the bridge was.",
    "From the roofs of Kesting one sees the Sael, boats and the flood, and no fields and no bridge.",
)
HELP = ("The army brings help to Kesting today", "The army does not bring help to Kesting today")
TOLD = "Forty-one people are dead"


def network(one: Report) -> Report:
    """Return a report as the network alone finds it, not surely."""
    return replace(one, tier=Tier.NETWORK, score=0.2)


def fill(path: Path) -> None:
    """Lay the ledger; the last ruling in it is one whose words are gone."""
    with Ledger.open(path) as ledger:
        pages(ledger)
        flood(ledger)
        linking.link(ledger)
        words = {row.article.words(row.report.evidence): row.report.id for row in ledger.reports()}
        quill = [words[one] for one in HELP]
        judging.judge(ledger, JudgementKind.SAME_CLAIM, who="ada", reports=quill, why="told the wrong way round")
        judging.judge(ledger, JudgementKind.SAME_ENTITY, who="ada", names=("Nobody Here", "No One"), why="a test")


def flood(ledger: Ledger) -> None:
    """Add the pages of the flood."""
    ministry = source("interior ministry", SourceKind.BODY)
    officials = source("officials of the interior ministry", SourceKind.UNNAMED)
    told: tuple[tuple[str, int, Callable[[Article], Report]], ...] = (
        ("Sael Post", 6, lambda on: report(on, TOLD, ministry, value=DEAD)),
        ("Kesting Mail", 6, lambda on: report(on, TOLD, officials, value=DEAD)),
        ("River Herald", 7, lambda on: network(report(on, TOLD, "Mara Quill", value=DEAD))),
        ("Bridge Echo", 7, lambda on: report(on, "At least thirty people are dead", "Jon Aske", value=MORE)),
    )
    for text, (outlet, day, made) in zip(ABOUT, told, strict=False):
        words = "At least thirty people are dead" if outlet == "Bridge Echo" else TOLD
        page(ledger, outlet, day, "Flood at Kesting", f"{text} {words}, it was said.", made)
    page(
        ledger, "Roof News", 8, "Boats", f"{ABOUT[5]} {HELP[1]}, Mara Quill said.",
        lambda on: report(on, HELP[1], "Mara Quill"),
    )  # fmt: skip
    page(
        ledger, "Weir Star", 8, "Help", f"{ABOUT[6]} {HELP[0]}, Mara Quill said. {TOLD}, Jon Aske said.",
        lambda on: report(on, HELP[0], "Mara Quill"),
        lambda on: report(on, TOLD, "Jon Aske", value=DEAD),
    )  # fmt: skip
    page(
        ledger, "Field Times", 8, "Two named Quill", f"{ABOUT[4]} {HELP[0]}, Mara Quill said. No help comes, Dov "
        "Quill said. The bridge is lost, Quill said.",
        lambda on: report(on, HELP[0], "Mara Quill"),
        lambda on: report(on, "No help comes", "Dov Quill"),
        lambda on: report(on, "The bridge is lost", "Quill"),
    )  # fmt: skip


TODAY = date(2031, 6, 1)
"""A day on which the mill's forecast is overdue."""
