"""The story page: what is said about one happening, on whose word, with what number, and who had it first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from msgspec import Struct

from reportedly import behind, wording
from reportedly.behind import Behind
from reportedly.ledger import Ledger
from reportedly.ledger.excerpts import Carried
from reportedly.link.judged import Attached
from reportedly.records import CLASHES, LOOKALIKES, Article, Claim, Digest, Point, RelationKind, Story, Tie
from reportedly.serve import links, words
from reportedly.serve.drawings import map  # noqa: A004  # a drawing
from reportedly.serve.pages import against, counts, dues, told
from reportedly.serve.pages.against import Run, Versus
from reportedly.serve.pages.counts import Drawn
from reportedly.serve.pages.dues import Due
from reportedly.serve.pages.pictures import Chains, chains, to_open
from reportedly.serve.pages.told import Line, Said
from reportedly.serve.views import Feed, Plain, Table, View, add

router = APIRouter()

LINES = 8
"""Points on one screen."""

PAIRS, RUNS, FORECASTS, PAGES, PLACES = 6, 8, 8, 8, 24
"""Relations, runs of revisions, forecasts, pages, places on one screen."""

CHAINS, DRAWN = 6, 30
"""Lines of the table beside the chain picture; the point's own page has all."""

_LISTED = 12  # relations that its JSON has at once

COPIED, CARRIERS = 4, 4
"""Pages whose text others carry on one screen, and of each the carriers that are named."""


# ------------------------------------------------------------------ what the page shows


class Page(Struct, frozen=True):
    """A page of the story, with why it is in it."""

    article: Article
    why: str


class First(Struct, frozen=True):
    """Who told a line first."""

    line: Line
    said: Said
    article: Article
    report: str

    @property
    def when(self) -> str:
        """When, as the page says."""
        return words.published(self.article.published)


class Copied(Struct, frozen=True):
    """A text that several pages carry."""

    first: Article | None
    carriers: tuple[tuple[Article, str], ...]  # each with how much of it
    pairs: int

    @property
    def more(self) -> int:
        """Carriers that are counted and not named."""
        return self.pairs - len(self.carriers)


class Asked(Struct, frozen=True):
    """Where in its lists a story's page stands."""

    lines: int = 0
    pairs: int = 0
    copies: int = 0
    pages: int = 0
    open: str | None = None


class Shown(Struct, frozen=True):
    """What a story's page shows."""

    digest: Digest
    days: Story
    lines: tuple[Line, ...]
    kinds: Mapping[RelationKind, int]
    pairs: tuple[Versus, ...]
    runs: tuple[Run, ...]
    dues: tuple[Due, ...]
    forecasts: int
    charts: tuple[Drawn, ...]
    counted: int
    where: map.Where
    chains: Chains | None
    firsts: tuple[First, ...]
    copies: tuple[Copied, ...]
    copied: int  # texts that several pages carry
    pages: tuple[Page, ...]
    unreadable: int

    @property
    def clashes(self) -> int:
        """How many pairs cannot both hold, or are denied."""
        return sum(self.kinds.get(kind, 0) for kind in CLASHES)

    @property
    def related(self) -> int:
        """How many pairs there are, those among them that only look like contradictions."""
        return self.clashes + sum(self.kinds.get(kind, 0) for kind in LOOKALIKES)

    @property
    def revisions(self) -> int:
        """How many revisions there are."""
        return self.kinds.get(RelationKind.REVISES, 0)

    @property
    def map_figure(self) -> Markup:
        """The map."""
        return map.figure(self.where, "places")

    @property
    def map_twin(self) -> Markup:
        """The places as a table."""
        return map.twin(self.where)


def shown(ledger: Ledger, story: str, asked: Asked, today: date, *, is_drawn: bool = True) -> Shown:
    """Return what a story's page shows; how many statements it takes does not depend on the story.

    Args:
        ledger: What to ask.
        story: Its id.
        asked: Where in its lists.
        today: The day by which forecasts are over or not.
        is_drawn: Whether charts and the chain picture are wanted.

    Raises:
        NotFoundError: there is no such story.
    """
    digest, excerpts = ledger.books.digest(story), ledger.excerpts
    ruled = behind.rulings(ledger, story)
    found = ledger.excerpts.lines(story, limit=LINES, offset=asked.lines)
    leading = ledger.beside.leads([digest.lead]).get(digest.lead) if digest.lead else None
    lead = leading[0] if leading else None
    scale = lead.weight.outlets + lead.weight.unread if lead else None
    lines = tuple(told.lines(ledger, story, found, today, scale))
    pairs = excerpts.relations(story, (*CLASHES, *LOOKALIKES), limit=PAIRS if is_drawn else _LISTED, offset=asked.pairs)
    forecasts, number = excerpts.forecasts(story, limit=FORECASTS)
    charts, counted = counts.of_story(ledger, story) if is_drawn else ([], 0)
    copies, copied = _copies(ledger, story, asked.copies)
    return Shown(
        digest=digest,
        days=excerpts.days(story),
        lines=lines,
        kinds=excerpts.kinds(story),
        pairs=tuple(against.versus(ledger, story, pairs, ruled.clashes)),
        runs=tuple(against.runs(ledger, story, excerpts.runs(story, limit=RUNS))),
        dues=tuple(dues.shown(ledger, story, forecasts, ruled.outcomes, today)),
        forecasts=number,
        charts=tuple(charts),
        counted=counted,
        where=_where(ledger, story),
        chains=_chains(ledger, lead, ruled, asked.open) if is_drawn else None,
        firsts=tuple(_firsts(ledger, story, lines)),
        copies=tuple(copies),
        copied=copied,
        pages=tuple(_pages(ledger, story, asked.pages)),
        unreadable=excerpts.unreadable(story),
    )


def _chains(ledger: Ledger, lead: Point | Claim | None, ruled: Attached, is_open: str | None) -> Chains | None:
    """Return the chain picture of the leading point, its groups folded; none where one page alone tells it.

    A point's groups unfold on its own page; those of a claim that nobody else makes unfold here.
    """
    if lead is None or lead.weight.outlets < 2:  # one outlet is no chain
        return None
    whole = behind_of(ledger, lead, ruled)
    if isinstance(lead, Point):
        return chains(whole, links.line(lead), frozenset(), most=CHAINS, name="lead-chains", total=DRAWN)
    opened = to_open(is_open) or frozenset()
    home = links.story(lead.story)
    return chains(whole, home, opened, most=CHAINS, name="lead-chains", total=DRAWN, claim=links.line(lead))


def behind_of(ledger: Ledger, one: Point | Claim, ruled: Attached) -> Behind:
    """Return what stands behind a point, or a claim nobody else makes."""
    return behind.of_point(ledger, one, ruled) if isinstance(one, Point) else behind.of_claim(ledger, one, ruled)


def _where(ledger: Ledger, story: str) -> map.Where:
    seen, nowhere = ledger.excerpts.places(story, limit=PLACES)
    spots = [
        map.Spot(
            one.place.name,
            one.place.precision,
            one.reports,
            one.place.latitude,
            one.place.longitude,
            links.query(links.SEARCH, story=story, place=one.place.name),
        )
        for one in seen
    ]
    return map.Where(tuple(spots), nowhere)


def _firsts(ledger: Ledger, story: str, lines: Sequence[Line]) -> list[First]:
    """Return who told each line first, the earliest first."""
    found = ledger.excerpts.firsts([line.one.id for line in lines])
    heads = ledger.excerpts.heads_of([report for report, _ in found.values()])
    claims = ledger.books.claims_by_id(sorted({claim for _, claim in found.values()}))
    said = told.said(ledger, story, list(claims.values()), 120)
    firsts = [
        First(line, said[claim], heads[report], report)
        for line in lines
        if line.one.id in found
        for report, claim in [found[line.one.id]]
    ]
    return sorted(firsts, key=lambda one: behind.order(one.article))


def _copies(ledger: Ledger, story: str, offset: int) -> tuple[list[Copied], int]:
    """Return texts that several pages carry, and how many there are."""
    found, number = ledger.excerpts.carried(story, limit=COPIED, each=CARRIERS, offset=offset)
    heads = ledger.excerpts.heads({page for one in found for copy in one.copies for page in (copy.a, copy.b)})
    return [_copied(one, heads) for one in found], number


def _copied(one: Carried, heads: Mapping[str, Article]) -> Copied:
    """Return a text with who carries it; where it is open who was first, the later page of each pair."""
    carriers = []
    for copy in one.copies:
        first = one.first or min(copy.a, copy.b, key=lambda page: behind.order(heads[page]))
        other, share = (copy.b, copy.share_b) if first == copy.a else (copy.a, copy.share_a)
        pair = "" if one.first else f"and {wording.outlet(heads[first])}, "
        by = f", credited to {words.clean(copy.credited, 60)}" if copy.credited else ""
        carriers.append((heads[other], f"{pair}{share:.0%} of its words{by}"))
    return Copied(heads[one.first] if one.first else None, tuple(carriers), one.pairs)


def _pages(ledger: Ledger, story: str, offset: int) -> list[Page]:
    ties = ledger.excerpts.ties(story, limit=PAGES, offset=offset)
    heads = ledger.excerpts.heads({page for tie in ties for page in (tie.page, tie.to) if page})
    return [Page(heads[tie.page], _why(tie, heads)) for tie in ties if tie.page in heads]


def _why(tie: Tie, heads: Mapping[str, Article]) -> str:
    """Return why a page is in its story."""
    if tie.to is None:
        return "the page in the middle, which others are like"
    other = heads.get(tie.to)
    shared = [*tie.names[:4], *tie.numbers[:2], *tie.words[:3]]
    by = f": both have {', '.join(words.clean(one, 40) for one in shared)}" if shared else ""
    apart = {None: "", 0: "same day", 1: "a day apart"}.get(tie.days_apart, f"{tie.days_apart} days apart")
    placed = f"; it has no day, and is placed by the pages like it about {words.day(tie.placed)}" if tie.placed else ""
    near = f" ({apart})" if apart else ""
    return f"like {wording.outlet(other) if other else 'another page'}{near}{by}{placed}"


# ------------------------------------------------------------------ the view


def page(
    request: Request,
    story: str,
    *,
    start: int = Query(0, alias="from", ge=0, le=1_000_000),
    pairs: int = Query(0, ge=0, le=1_000_000),
    copies: int = Query(0, ge=0, le=1_000_000),
    pages: int = Query(0, ge=0, le=1_000_000),
    open: str | None = Query(None, max_length=20_000),  # noqa: A002  # as addresses say it
) -> View:
    """Return a story: its points by weight, and all that is known about them."""
    house = request.app.state.house
    ledger, today = house.reading(), house.now().date()
    asked = Asked(start, pairs, copies, pages, open)
    digest = ledger.books.digest(story)
    title = words.clean(digest.title)
    return View(
        "story.html",
        title,
        lambda: _page(shown(ledger, story, asked, today), asked),
        lambda: _object(ledger, shown(ledger, story, asked, today, is_drawn=False), asked),
        lambda: _table(ledger, digest, today),
        lambda: Feed(f"Story: {title}", told.entries(ledger, ledger.latest.reports(story=story, limit=told.NEW))),
        section=links.FRONT,
        called="This story",
    )


add(router, links.story("{story}"), page)


def _page(one: Shown, asked: Asked) -> dict[str, object]:
    return {"story": one, "asked": asked, "says": _says(one), "next": _next(one, asked)}


def _next(one: Shown, asked: Asked) -> dict[str, str | None]:
    """Return where each list of the page goes on, and goes back."""
    totals = {
        "from": (asked.lines, LINES, one.digest.lines, "points"),
        "pairs": (asked.pairs, PAIRS, one.related, "contradictions"),
        "copies": (asked.copies, COPIED, one.copied, "copies"),
        "pages": (asked.pages, PAGES, one.digest.pages, "pages"),
    }
    at = {name: value for name, (value, *_) in totals.items()}
    found: dict[str, str | None] = {}
    for name, (start, size, total, anchor) in totals.items():
        for key, to, is_there in (
            (name, start + size, start + size < total),
            (f"{name}_back", max(0, start - size), start > 0),
        ):
            parts = {part: value for part, value in (at | {name: to}).items() if value}
            mark = f"?{urlencode(parts)}" if parts else ""
            found[key] = f"{links.story(one.digest.story)}{mark}#{anchor}" if is_there else None
    return found


def _says(one: Shown) -> str:
    """Return the story in a sentence; never with a number of origins, which belong to a point."""
    weight = one.digest.weight
    who = f"{wording.count(weight.outlets, 'outlet')} of {wording.count(weight.publishers, 'publisher')}"
    first, last = one.days.first_day, one.days.last_day
    span = (last - first).days + 1 if first and last else 0
    during = f" over {wording.count(span, 'day')}" if span > 1 else ""
    carried = f"{who} {'has' if weight.outlets == 1 else 'have'} carried it{during}."
    if not one.digest.lines:
        return f"{carried} Nothing is told in it on anybody’s word."
    number = told.number_word(weight.claimants) if weight.claimants else "nobody named"
    many = {0: "", 1: " claimant"}.get(weight.claimants, " claimants")
    stands = "stands" if weight.claimants <= 1 else "stand"
    points = wording.count(one.digest.lines, "point")
    end = "".join(f"; {state}" for state in _open(one))
    return f"{carried} {number[:1].upper()}{number[1:]}{many} {stands} behind {points}{end}."


def _open(one: Shown) -> Iterator[str]:
    """Yield what of a story stands open."""
    if number := one.kinds.get(RelationKind.CONTRADICTS, 0):
        yield f"{wording.count(number, 'contradiction')} {'stands' if number == 1 else 'stand'} open"
    if over := sum(due.became.is_over for due in one.dues):
        yield f"{wording.count(over, 'forecast')} {'is' if over == 1 else 'are'} overdue"


# ------------------------------------------------------------------ its other forms


def _object(ledger: Ledger, one: Shown, asked: Asked) -> Plain:
    return {
        "id": one.digest.story,
        "title": one.digest.title,
        "language": one.digest.language,
        "first_day": one.days.first_day.isoformat() if one.days.first_day else None,
        "last_day": one.days.last_day.isoformat() if one.days.last_day else None,
        "weight": told.plain_weight(one.digest.weight),
        "coverage": told.coverage(ledger, one.digest, one.unreadable),
        "caveat": "origins are counted for each point; a story has no number of origins",
        "offsets": told.OFFSETS,
        "points": {
            "total": one.digest.lines, "from": asked.lines, "items": [told.plain_line(line) for line in one.lines],
        },
        "relations": {
            "total": one.related, "from": asked.pairs, "items": [against.plain(pair) for pair in one.pairs],
            "by_kind": {kind.value: number for kind, number in one.kinds.items()},
        },
        "revisions": [
            {"claimant": run.who.name, "counted": run.counted, "values": [step.figure for step in run.steps]}
            for run in one.runs
        ],
        "forecasts": {"total": one.forecasts, "items": [dues.plain(due) for due in one.dues]},
        "numbers": {"address": links.with_ending(links.numbers(one.digest.story), ".json")},
        "places": {
            "items": [
                {"name": s.name, "precision": s.precision, "reports": s.reports, "latitude": s.latitude,
                 "longitude": s.longitude}
                for s in one.where.spots
            ],
            "reports_without_a_place": one.where.nowhere,
        },
        "copies": {
            "total": one.copied, "from": asked.copies,
            "items": [
                {"first": text.first.id if text.first else None, "pages": text.pairs,
                 "carriers": [{"id": a.id, "outlet": wording.outlet(a), "how": how} for a, how in text.carriers]}
                for text in one.copies
            ],
        },
        "first_told": [
            {"line": first.line.one.id, "outlet": wording.outlet(first.article), "report": first.report,
             "article": first.article.id, "published": first.when}
            for first in one.firsts
        ],
        "pages": {
            "total": one.digest.pages, "from": asked.pages,
            "items": [
                {"id": p.article.id, "url": p.article.url, "outlet": wording.outlet(p.article),
                 "headline": p.article.headline, "language": p.article.language,
                 "published": words.iso(p.article.published.day) if p.article.published else None, "why": p.why}
                for p in one.pages
            ],
        },
    }  # fmt: skip


_COLUMNS = (
    "id", "is_point", "words", "claimants_latest", "reports", "outlets", "publishers", "claimants",
    "origins_at_least", "origins_at_most", "outlets_not_read", "notes",
)  # fmt: skip
_AT_ONCE = 500


def _table(ledger: Ledger, digest: Digest, today: date) -> Table:
    """Return all lines of a story, as rows."""
    rows: list[tuple[str | int | float | None, ...]] = []
    for start in range(0, digest.lines, _AT_ONCE):
        found = ledger.excerpts.lines(digest.story, limit=_AT_ONCE, offset=start)
        rows += [_cells(line) for line in told.lines(ledger, digest.story, found, today)]
    return Table(_COLUMNS, rows)


def _cells(line: Line) -> tuple[str | int | float | None, ...]:
    one, weight = line.one, line.one.weight
    latest = "; ".join(f"{voice.who.name}: {voice.figure}" if voice.figure else voice.who.name for voice in line.voices)
    return (
        one.id, "yes" if isinstance(one, Point) else "no", line.lead.words, latest, weight.reports, weight.outlets,
        weight.publishers, weight.claimants, one.origins.at_least, one.origins.at_most, weight.unread,
        "; ".join(note.text for note in line.notes),
    )  # fmt: skip
