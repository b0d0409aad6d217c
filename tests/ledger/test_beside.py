"""What stands beside reports and claims: asked for many at once, each answer is the one that is given for one."""

from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest

import linked_pages as mill
from builders import NOON, PROVENANCE, article, capture, reading, report
from reportedly import linking
from reportedly.ledger import Ledger
from reportedly.outlets import outlet_of
from reportedly.records import Claim, Point, Provenance, RelationKind


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The mill's pages, all in by noon and linked."""
    with Ledger.open(tmp_path / "a.sqlite", now=lambda: NOON) as opened:
        mill.pages(opened)
        linking.link(opened)
        yield opened


def test_beside_reports(ledger: Ledger) -> None:
    """Of each report its claim is known, whose page it stands on, whom that has it from, when it came."""
    rows = list(ledger.reports())
    ids, beside = [row.report.id for row in rows], ledger.beside
    assert beside.claims_of([*ids, "none"]) == {one: ledger.books.claim_of(one) for one in ids}
    assert beside.outlets_of(ids) == {row.report.id: outlet_of(row.article) for row in rows}
    relays = {row.report.id: row.report.chain[-2].name for row in rows if len(row.report.chain) > 2}
    assert beside.relays_of(ids) == relays != {}
    assert beside.came([*ids, "none"]) == dict.fromkeys(ids, NOON)


def test_beside_claims(ledger: Ledger) -> None:
    """Of each claim its point is known, and whose it is; of a line, the words it is shown by."""
    claims = {one.id: one for one in ledger.books.claims()}
    points = {one: point for one in claims if (point := ledger.books.point_of(one))}
    assert {key: one.id for key, one in ledger.beside.points_of([*claims, "none"]).items()} == points != {}
    leads: dict[str, tuple[Point | Claim, str]] = {one.id: (one, one.words) for one in claims.values()}
    leads |= {one.id: (one, claims[one.lead].words) for one in ledger.books.points()}
    assert ledger.beside.leads([*leads, "none"]) == leads
    story = next(iter(claims.values())).story
    cast = ledger.books.entities(story)
    assert ledger.beside.cast(story, [*cast, "none"]) == cast != {}


def test_relations(ledger: Ledger) -> None:
    """Relations are found from either side, of some kinds or of all, each once, and no more than are asked for."""
    every = sorted(ledger.books.relations(), key=lambda one: (one.kind, one.source, one.target))
    claims = [one.id for one in ledger.books.claims()]
    beside = ledger.beside
    assert beside.relations_of(claims) == beside.relations_of(claims, *RelationKind) == every != []
    for one in every:
        assert one in beside.relations_of([one.source], one.kind)
        assert one in beside.relations_of([one.target], one.kind)
        assert one not in beside.relations_of(claims, *(kind for kind in RelationKind if kind is not one.kind))
    assert beside.relations_of(claims, limit=1) == every[:1]
    assert beside.relations_of([]) == []


def test_where_a_claim_is_told(forecasts: Ledger) -> None:
    """Of some addresses those are found at which a page tells one of some claims."""
    first, *_ = forecasts.lists.forecasts(limit=1)
    at = forecasts.reports_by_id(first.reports)[0].article.address
    assert forecasts.beside.told_at([first.id], [at, "https://elsewhere.example/"]) == {at}
    assert forecasts.beside.told_at([first.id], ["https://elsewhere.example/"]) == set()


def test_a_report_came_when_it_came_first(tmp_path: Path) -> None:
    """A page that a newer version reads again brings no report that was there anew."""
    clock = iter([NOON + timedelta(hours=hours) for hours in range(9)])
    with Ledger.open(tmp_path / "b.sqlite", now=lambda: next(clock)) as opened:
        came = capture()
        page = article(of=came)
        one, later = report(page, "The mill is closed", "Ada Orr"), report(page, "The mill", "Ada Orr")
        opened.add(came, reading(page, [one], provenance=PROVENANCE))
        opened.add(came, reading(page, [one, later], provenance=Provenance("0.2.0", "weights-2", "names-1")))
        found = opened.beside.came([one.id, later.id])
        assert NOON < found[one.id] < found[later.id]
        assert {at.tzinfo for at in found.values()} == {UTC}


ASKED: list[Callable[[Ledger, list[str]], object]] = [
    lambda ledger, ids: ledger.beside.outlets_of(ids),
    lambda ledger, ids: ledger.beside.came(ids),
    lambda ledger, ids: ledger.beside.relations_of(ids, RelationKind.REVISES),
    lambda ledger, ids: ledger.beside.cast("a", ids),
    lambda ledger, ids: ledger.beside.told_at(ids, ids),
    lambda ledger, ids: ledger.beside.digests(ids),
]


@pytest.mark.parametrize("ask", ASKED)
def test_one_statement_for_many(ledger: Ledger, ask: Callable[[Ledger, list[str]], object]) -> None:
    """However many things are asked about, up to five hundred, it is one statement."""
    statements: list[str] = []
    ledger._connection.set_trace_callback(statements.append)
    ask(ledger, [f"id {number}" for number in range(300)])
    assert len(statements) == 1


@pytest.mark.parametrize("end", ["source", "target"])
def test_relations_are_looked_up_by_claim(ledger: Ledger, end: str) -> None:
    """Relations of claims are found by the index on claims, never by going through all of a kind."""
    statements: list[str] = []
    ledger._connection.set_trace_callback(statements.append)
    ledger.beside.relations_of(["a", "b"], RelationKind.REVISES, limit=5)
    ledger._connection.set_trace_callback(None)
    plan = [str(row["detail"]) for row in ledger._connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}")]
    assert sum(f"relations_{end}" in step for step in plan) == 1
    assert not [step for step in plan if "relations_kind" in step or step.startswith("SCAN relations")]
