"""The claim page: one claimant's assertion, with every page that reports it, word for word."""

from datetime import date

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from msgspec import Struct

from reportedly import behind, wording
from reportedly.ledger import Ledger
from reportedly.records import CLASHES, LOOKALIKES, Claim, Digest, RelationKind
from reportedly.serve import links, words
from reportedly.serve.bars import bars
from reportedly.serve.drawings import bar
from reportedly.serve.pages import against, dues, reasons, told
from reportedly.serve.pages.against import Run, Versus
from reportedly.serve.pages.dues import Due
from reportedly.serve.pages.reasons import Ruling
from reportedly.serve.pages.told import Said, Told, Words
from reportedly.serve.views import Feed, Plain, Table, View, add

router = APIRouter()

REPORTS, PAIRS = 50, 12
"""Reports and relations on one screen."""

_TITLE = 160


class Shown(Struct, frozen=True):
    """What a claim's page shows."""

    claim: Claim
    digest: Digest
    said: Said
    title: Words
    role: str  # of the claimant, as the report that words it best has it
    bar: Markup
    reports: tuple[Told, ...]
    distorted: tuple[Told, ...]  # of all its reports, not only those on the screen
    point: str | None
    due: Due | None
    pairs: tuple[Versus, ...]
    runs: tuple[Run, ...]
    rulings: tuple[Ruling, ...]

    @property
    def lead(self) -> Told | None:
        """The report that words it best, if it is on the screen."""
        return next((one for one in self.reports if one.row.report.id == self.claim.lead), None)


def shown(ledger: Ledger, claim: Claim, start: int, today: date) -> Shown:
    """Return what a claim's page shows; how many statements it takes does not depend on the claim."""
    story = claim.story
    told_otherwise = [one.report for one in claim.distorted][:REPORTS]
    page = claim.reports[start : start + REPORTS]
    rows = {row.report.id: row for row in ledger.reports_by_id(sorted({*page, *told_otherwise, claim.lead}))}
    said = told.said(ledger, story, [claim])[claim.id]
    relations = ledger.beside.relations_of([claim.id], limit=200)
    pairs = [one for one in relations if one.kind is not RelationKind.REVISES]
    pairs.sort(key=lambda one: (*CLASHES, *LOOKALIKES).index(one.kind))
    ruled = behind.rulings(ledger, story)
    forecasts = dues.shown(ledger, story, [claim], ruled.outcomes, today) if claim.horizon else []
    judgements = list(ledger.judgements(in_force=True, story=story))
    lead = rows[claim.lead]
    return Shown(
        claim=claim,
        digest=ledger.books.digest(story),
        said=said,
        title=told.words_of(claim.words, lead.article, _TITLE),
        role=words.clean(lead.report.claimant.role or "", 120),
        bar=bar.figure(bars(ledger, [claim])[claim.id], bar.words(claim.weight, claim.origins), is_big=True),
        reports=tuple(told.told(rows[one], claim) for one in page),
        distorted=tuple(told.told(rows[one], claim) for one in told_otherwise),
        point=ledger.books.point_of(claim.id),
        due=forecasts[0] if forecasts else None,
        pairs=tuple(against.versus(ledger, story, pairs[:PAIRS], ruled.clashes)),
        runs=tuple(against.runs(ledger, story, ledger.excerpts.runs_with(story, claim.id))),
        rulings=tuple(reasons.rulings(judgements, list(rows.values()), [claim.name or ""])) if judgements else (),
    )


def page(request: Request, claim: str, start: int = Query(0, alias="from", ge=0, le=1_000_000)) -> View:
    """Return a claim: who, in what words, with what number, and all its reports."""
    house = request.app.state.house
    ledger, today = house.reading(), house.now().date()
    one = ledger.books.claim(claim)
    title = f"{words.clean(one.name or 'nobody named')}: {told.words_of(one.words, None, _TITLE).text}"
    return View(
        "claim.html",
        title,
        lambda: _page(shown(ledger, one, start, today), start, str(request.base_url)),
        lambda: _object(ledger, shown(ledger, one, start, today), start),
        lambda: _table(ledger, one),
        lambda: Feed(f"Claim: {title}", told.entries(ledger, ledger.latest.reports(claims=[one.id], limit=told.NEW))),
        section=links.FRONT,
        called="This claim",
    )


add(router, links.claim("{claim}"), page)


def _page(one: Shown, start: int, base: str) -> dict[str, object]:
    address = links.claim(one.claim.id)
    after, before = start + REPORTS, max(0, start - REPORTS)
    return {
        "claim": one,
        "start": start,
        "next": f"{address}?from={after}#reports" if after < len(one.claim.reports) else None,
        "back": f"{address}{f'?from={before}' if before else ''}#reports" if start else None,
        "permalink": f"{base.rstrip('/')}{address}",
        "share": links.to_words(address, one.title.text[1:-1]),  # the words stand in the heading, between marks
        "review": links.query(links.REVIEW, point=one.point)
        if one.point
        else links.query(links.REVIEW, story=one.claim.story),
    }


def _table(ledger: Ledger, claim: Claim) -> Table:
    """Return all reports of a claim, as rows, the earliest page first."""
    rows = behind.reports(ledger, claim.reports)
    return Table(told.REPORT_COLUMNS, [told.report_cells(told.told(row, claim)) for row in rows])


def _object(ledger: Ledger, one: Shown, start: int) -> Plain:
    claim = one.claim
    return {
        **told.plain_claim(claim),
        "story": claim.story,
        "point": one.point,
        "said_on_words": wording.said_on(claim),
        "offsets": told.OFFSETS,
        "coverage": told.coverage(ledger, one.digest, 0, claim.weight.unread),
        "outcome": dues.plain(one.due)["outcome"] if one.due else None,
        "relations": [against.plain(pair) for pair in one.pairs],
        "reports": {
            "total": len(claim.reports),
            "from": start,
            "items": [told.plain_report(report.row, claim.id) for report in one.reports],
        },
    }
