"""What is counted: all values of one measure, by claimant, in time."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from reportedly import wording
from reportedly.ledger import Ledger, to_value
from reportedly.ledger.claimants import Counting, Track
from reportedly.records import Claim, Digest, Relation, RelationKind
from reportedly.serve import links, words
from reportedly.serve.drawings import counted, numbers, plots
from reportedly.serve.paging import Page, paged
from reportedly.serve.views import Plain, Table, View, add

router = APIRouter()

LISTED = 50
"""Measures on one page of the list."""

STORIES = 4
"""Stories on one page of a measure; each is drawn apart, as its numbers are of another happening."""

VALUES = 120
"""Values of a measure on one page, where one story is asked for; of several, an eighth of it each."""


class Drawn(Struct, frozen=True):
    """The values that one story has of a measure."""

    track: Track
    story: Digest | None
    claims: tuple[Claim, ...]
    charts: tuple[numbers.Chart, ...]

    @property
    def left(self) -> int:
        """How many more there are."""
        return self.track.values - len(self.claims)

    def figures(self, key: str) -> list[tuple[str, Markup, Markup]]:
        """Return for each chart the sentence above it, the drawing if it shows anything, and the table."""
        named = words.clean(self.story.title if self.story else self.track.story, 80)  # so that tables have names apart
        return [
            (
                numbers.summary(chart),
                plots.figure(chart, f"{key}-{place}") if chart.size > 1 else Markup(),
                numbers.twin(replace(chart, title=f"{chart.title} {chart.unit} · {named}")),
            )
            for place, chart in enumerate(self.charts)
        ]


def measures(request: Request, name: str = "", story: str = "", q: str = "", page: Page = 1) -> View:
    """Return all values of a measure, in one story or in each, or, where none is named, what is counted."""
    ledger = request.app.state.house.reading()
    if name:
        return _measure(request, ledger, name, story, page)
    found = ledger.claimants.measures(words=q, limit=LISTED + 1, offset=LISTED * (page - 1))
    some = found[:LISTED]
    rows = [(one.measure, one.values, one.claimants, one.stories) for one in some]
    columns = ("measure", "values", "claimants", "stories")
    return View(
        "measures.html",
        "Measures",
        {
            "some": some,
            "asked": {"q": q},
            "paged": paged(request.url.path, {"q": q}, page, LISTED, len(some), is_more=len(found) > LISTED),
        },
        lambda: [dict(zip(columns, row, strict=True)) for row in rows],
        lambda: Table(columns, rows),
        section=links.CLAIMANTS,
        called="This list",
    )


add(router, links.MEASURES, measures)


def _measure(request: Request, ledger: Ledger, name: str, story: str, page: int) -> View:
    every = ledger.claimants.counting(name, story or None)
    if story:
        most, offset = VALUES, VALUES * (page - 1)
        tracks, is_more = [Track(story, name, every.values, None)], every.values > VALUES * page
    else:
        most, offset = VALUES // 8, 0
        tracks = ledger.claimants.counted_in(name, limit=STORIES + 1, offset=STORIES * (page - 1))
        tracks, is_more = tracks[:STORIES], len(tracks) > STORIES
    found = _drawn(ledger, tracks, most, offset)
    shown = len(found[0].claims) if story else len(found)
    asked = {"name": name, "story": story}
    return View(
        "measure.html",
        wording.counted(name),
        {
            "every": every,
            "found": found,
            "story": story,
            "paged": paged(request.url.path, asked, page, VALUES if story else STORIES, shown, is_more=is_more),
        },
        lambda: _object(every, found),
        lambda: _table(found),
        section=links.CLAIMANTS,
        called="These numbers",
    )


def _drawn(ledger: Ledger, tracks: Sequence[Track], most: int, offset: int) -> list[Drawn]:
    values = [tuple(ledger.claimants.values(one.measure, story=one.story, limit=most, offset=offset)) for one in tracks]
    ids = [claim.id for claims in values for claim in claims]
    relations = ledger.beside.relations_of(ids, RelationKind.REVISES, limit=2 * VALUES)
    stories = ledger.beside.digests([one.story for one in tracks])
    return [
        Drawn(one, stories.get(one.story), claims, _charts(ledger, one, claims, relations))
        for one, claims in zip(tracks, values, strict=True)
    ]


def _charts(
    ledger: Ledger, track: Track, claims: Sequence[Claim], relations: Sequence[Relation]
) -> tuple[numbers.Chart, ...]:
    cast = ledger.beside.cast(track.story, sorted({claim.claimant for claim in claims if claim.claimant}))
    return counted.charts(claims, relations, cast=cast, link=lambda claim: links.claim(claim.id))


def _table(found: Sequence[Drawn]) -> Table:
    rows = [(one.track.story, *row) for one in found for chart in one.charts for row in numbers.rows(chart)]
    return Table(("story", *numbers.COLUMNS), rows)


def _object(every: Counting, found: Sequence[Drawn]) -> Plain:
    return {
        "measure": every.measure,
        "values": every.values,
        "claimants": every.claimants,
        "stories": [
            {
                "story": one.track.story,
                "title": words.clean(one.story.title) if one.story else None,
                "values": one.track.values,
                "claims": [
                    {
                        "claim": claim.id,
                        "claimant": claim.claimant,
                        "name": claim.name,
                        "said_on": claim.said_on.isoformat() if claim.said_on else None,
                        "about_day": claim.is_placed,
                        "value": to_value(claim.value),
                        "status": claim.status.value,
                        "outlets": claim.weight.outlets,
                    }
                    for claim in one.claims
                ],
            }
            for one in found
        ],
    }
