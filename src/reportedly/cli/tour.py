"""What the sample stories show: a page, a number over time, a point with its origins and chains, what to try next."""

import shutil
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from rich.text import Text

from reportedly import behind, tracks, wording
from reportedly.behind import Behind, Branch
from reportedly.cli import boards
from reportedly.cli.options import ID
from reportedly.cli.screens import Screen, listing
from reportedly.ledger import Ledger, Row
from reportedly.records import Claim, RelationKind, Tier

_TOUR_BLOCKS, _TOUR_LEAVES = 4, 20


def tour(screen: Screen, ledger: Ledger, kept: Path | None) -> None:
    """Print what the sample stories show: a point, a number over time, a page, what to try next."""
    surely = (row for row in ledger.reports() if row.report.tier in (Tier.BOTH, None))
    point, counted = _point(ledger), _disputed(ledger)
    shown = _most_telling(surely, {row.article.id for one in counted for row in one.said.rows})
    _section(screen, "What one page tells, and on whose word (some of what was read surely)")
    listing(screen, shown[:_TOUR_BLOCKS])
    if point:
        _section(screen, "What all pages tell together: who says it, and on how many origins it rests")
        boards.core(screen, point)
    if counted:
        _section(screen, "Who counts what, and since when")
        boards.section(screen, wording.neutral(counted[0].said.claim.measure or ""))
        boards.numbers(screen, counted)
    _section(screen, "Now you")
    counts = ledger.counts()
    told = f"{wording.pages(counts.pages)} of three invented stories gave {counts.reports:,} reports."
    screen.print(f"{told} Ask them:" if kept else f"{told} They are forgotten now. Keep them, and ask them:")
    where = f"--ledger {wording.neutral(str(kept or 'demo.sqlite'))}"
    questions = ["stories", *([f"point {point.id[:ID]}"] if point else []), "who dray", "numbers deaths"]
    for command in ([] if kept else ["demo"]) + questions + [f"show {row.report.id[:ID]}" for row in shown[:1]]:
        screen.whole(f"  {_called()} {command} {where}")
    screen.print("\nOr read pages of your own:")
    screen.whole(f"  {_called()} read https://… | page.html | story.txt | folder/")


def _called() -> str:
    """How to call this program from here: by its name where the shell would find it, else as it was called."""
    if shutil.which("reportedly") or not sys.argv[0].endswith("bin/reportedly"):
        return "reportedly"
    return sys.argv[0]


def _section(screen: Screen, title: str) -> None:
    screen.rule(Text(title, "bold"), align="left", style="dim")
    screen.print()


def _most_telling(rows: Iterable[Row], articles: set[str]) -> list[Row]:
    """Return, of the page among these that retells and shows most, the reports that each show something new."""
    pages = [list(page) for article, page in groupby(rows, key=lambda row: row.article.id) if article in articles]
    page = max(pages, key=lambda page: (("relayed", True) in _features(page), len(_features(page))), default=[])
    return [row for number, row in enumerate(page) if _features([row]) - _features(page[:number])]


def _features(rows: Iterable[Row]) -> set[object]:
    """Return what reports show: kinds of claimants, relays, statuses, kinds of numbers, forecasts."""
    found: set[object] = set()
    for report in (row.report for row in rows):
        found |= {report.claimant.kind, report.status, ("relayed", len(report.chain) > 2)}
        found |= {("due", report.horizon is not None), ("own", report.is_own)}
        if value := report.value:
            found.add((value.low is None, value.high is None, value.approx))
    return found


def _point(ledger: Ledger) -> Behind | None:
    """Return the point that shows most: several origins, relays, many outlets; and still fits on a screen."""
    found = [behind.of_point(ledger, point) for point in list(ledger.books.points())]
    fitting = [one for one in found if len(one.rows) <= _TOUR_LEAVES]
    return max(fitting, key=_telling, default=None)


def _telling(one: Behind) -> tuple[bool, bool, int, str]:
    branches = behind.tree(one)
    is_relayed = any(_relays(branch) for branch in branches)
    return one.origins.at_most > 1, is_relayed, one.weight.outlets, one.id


def _relays(branch: Branch) -> int:
    return sum(1 + _relays(one) for one in branch.branches)


def _disputed(ledger: Ledger) -> list[boards.Counted]:
    """Return each claimant's numbers of the one measure that several count most; a bare unit or "people" is none."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in list(ledger.books.claims(with_value=True)):
        if claim.value and claim.value.measure not in (None, "", "people") and claim.measure:
            groups.setdefault((claim.story, claim.measure), []).append(claim)
    found = max(groups.values(), key=lambda some: (len({claim.claimant for claim in some}) > 1, len(some)), default=[])
    known = tracks.revisions(ledger.books.relations(RelationKind.REVISES))
    ordered = tracks.by_claimant(found, known)
    return [boards.Counted(boards.said(ledger, claim), claim.id in known.revised) for claim in ordered]
