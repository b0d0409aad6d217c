"""What is counted in a story, over time: the charts of its page, and a page of its own with all of them."""

from collections.abc import Sequence

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from msgspec import Struct

from reportedly.ledger import Ledger
from reportedly.records import Claim, Digest, Relation
from reportedly.serve import links, words
from reportedly.serve.drawings import counted, numbers, plots
from reportedly.serve.drawings.numbers import Chart
from reportedly.serve.pages import told
from reportedly.serve.views import Plain, Table, View, add

router = APIRouter()

CHARTS = 2
"""Things counted that a story's page draws; its page of numbers has all, ten at a time."""

VALUES = 60
"""Values on one screen, the most carried; the table of all numbers has every one."""

ROWS = 4
"""Rows of the table under a chart; the page of all numbers has more, and its CSV has all."""

_MORE = 10
_MORE_ROWS = 40  # of a table on the page of all numbers of a story
_ALL = 20_000  # claims with a number that a table of a story has


class Drawn(Struct, frozen=True):
    """A chart as a page shows it."""

    title: str
    unit: str
    summary: str
    figure: Markup
    twin: Markup
    measure: str | None  # the address of the page on what is counted


def charts(ledger: Ledger, story: str, claims: Sequence[Claim], relations: Sequence[Relation]) -> tuple[Chart, ...]:
    """Return the charts of some claims of a story."""
    ids = {report for claim in claims if claim.value for report in (claim.lead, claim.reports[0])}
    rows = {row.report.id: row for row in ledger.reports_by_id(sorted(ids))}
    return counted.charts(
        claims,
        relations,
        cast=told.cast(ledger, story, claims),
        link=lambda claim: links.claim(claim.id),
        rows=rows,
    )


def drawn(
    charts: Sequence[Chart], story: str, first: int = 1, *, rows: int = ROWS, rest: str | None = None
) -> list[Drawn]:
    """Return charts as a page shows them.

    Args:
        charts: Of a story.
        story: Its id.
        first: The number from which each has an id of its own.
        rows: Of the table under each, at most.
        rest: Where the other rows are; if nothing is said, on the page of all its numbers.
    """
    return [
        Drawn(
            words.clean(chart.title, 80),
            words.clean(chart.unit, 20),
            numbers.summary(chart),
            plots.figure(chart, f"n{number}"),
            numbers.twin(chart, rows, rest or links.numbers(story)),
            links.measure(chart.measure, story) if chart.measure else None,
        )
        for number, chart in enumerate(charts, first)
    ]


def of_story(ledger: Ledger, story: str, *, limit: int = CHARTS) -> tuple[list[Drawn], int]:
    """Return the charts of what most claimants count in a story, and how many things are counted more than once."""
    found, number = _of_story(ledger, story, limit, 0)
    return drawn(found, story), number


def _of_story(ledger: Ledger, story: str, limit: int, offset: int) -> tuple[list[Chart], int]:
    names, number = ledger.excerpts.counted(story, limit=limit, offset=offset)
    if not names:
        return [], number
    claims = ledger.excerpts.counts(story, names, limit=VALUES)
    relations = ledger.beside.relations_of([claim.id for claim in claims], limit=10 * VALUES)
    found = [chart for chart in charts(ledger, story, claims, relations) if chart.size > 1]
    return found[:limit], number


# ------------------------------------------------------------------ its own page


def page(request: Request, story: str, start: int = Query(0, alias="from", ge=0)) -> View:
    """Return what is counted in a story."""
    ledger = request.app.state.house.reading()
    digest = ledger.books.digest(story)
    return View(
        "numbers.html",
        f"Numbers · {words.clean(digest.title, 100)}",
        lambda: _page(ledger, digest, start),
        lambda: _object(ledger, digest.story),
        lambda: _table(ledger, digest.story),
        section=links.FRONT,
        called="These numbers",
    )


add(router, links.numbers("{story}"), page)


def _page(ledger: Ledger, digest: Digest, start: int) -> dict[str, object]:
    some, number = _of_story(ledger, digest.story, _MORE, start)
    rest = links.with_ending(links.numbers(digest.story), ".csv")
    found = drawn(some, digest.story, start + 1, rows=_MORE_ROWS, rest=rest)
    after = start + _MORE
    more = f"{links.numbers(digest.story)}?from={after}" if number > after else None
    return {"digest": digest, "charts": found, "number": number, "more": more}


def _every(ledger: Ledger, story: str) -> tuple[Chart, ...]:
    claims = list(ledger.books.claims(story=story, with_value=True))[:_ALL]
    relations = ledger.beside.relations_of([claim.id for claim in claims], limit=_ALL)
    return charts(ledger, story, claims, relations)


_COLUMNS = ("counted", "unit", *numbers.COLUMNS)


def _table(ledger: Ledger, story: str) -> Table:
    found = _every(ledger, story)
    return Table(_COLUMNS, [(chart.title, chart.unit, *row) for chart in found for row in numbers.rows(chart)])


def _object(ledger: Ledger, story: str) -> Plain:
    return {
        "story": story,
        "charts": [
            {
                "counted": chart.title,
                "unit": chart.unit,
                "summary": numbers.summary(chart),
                "values": [dict(zip(numbers.COLUMNS, row, strict=True)) for row in numbers.rows(chart)],
            }
            for chart in _every(ledger, story)
        ],
    }
