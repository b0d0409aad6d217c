"""The point page: who says it, on how many independent origins it rests, and why so many."""

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from msgspec import Struct

from reportedly import behind, wording
from reportedly.behind import Behind
from reportedly.ledger import Ledger, to_origins
from reportedly.outlets import outlet_of
from reportedly.records import CLASHES, LOOKALIKES, Digest, Point, RelationKind
from reportedly.serve import links, words
from reportedly.serve.drawings import bar
from reportedly.serve.drawings.picture import ALL_OPEN
from reportedly.serve.pages import against, counts, reasons, told
from reportedly.serve.pages.against import Run, Versus
from reportedly.serve.pages.counts import Drawn
from reportedly.serve.pages.pictures import CARDS, Chains, chains, to_open
from reportedly.serve.pages.reasons import Card, Day, Echo, Ruling
from reportedly.serve.pages.told import Said, Words
from reportedly.serve.views import Feed, Plain, Table, View, add

router = APIRouter()

CLAIMS, PAIRS = 10, 8
"""Claims and relations on one screen."""

_ROWS = 48  # of a chain picture that opens unfolded, on one screen; a large one leaves room for the charts
_LETTERS, _ROW_LETTERS = 34_000, 700  # of a large one and the charts together, and of a row

_CHARTED = 60  # claims whose numbers are drawn
_TITLE = 160  # code points of the words in a heading; all of them stand under it


class Shown(Struct, frozen=True):
    """What a point's page shows."""

    point: Point
    digest: Digest
    behind: Behind
    lead: Said
    title: Words
    bar: Markup
    key: Markup
    cards: tuple[Card, ...]
    loops: tuple[str, ...]
    chains: Chains
    echoes: tuple[Echo, ...]
    growth: tuple[Day, ...]
    claims: tuple[Said, ...]
    pairs: tuple[Versus, ...]
    runs: tuple[Run, ...]
    charts: tuple[Drawn, ...]
    rulings: tuple[Ruling, ...]

    @property
    def articles(self) -> int:
        """On how many pages it is told."""
        return len({row.article.id for row in self.behind.rows})

    @property
    def revisions(self) -> int:
        """How many of its claims' numbers were revised."""
        return sum(len(run.steps) - 1 for run in self.runs)

    @property
    def contradictions(self) -> int:
        """How many relations of its claims are true contradictions, of those shown."""
        return sum(pair.is_true for pair in self.pairs)


def shown(ledger: Ledger, point: Point, asked: "Asked", *, is_drawn: bool = True) -> Shown:
    """Return what a point's page shows, with charts if wanted; how many statements that is, the point has no say in."""
    ruled = behind.rulings(ledger, point.story)
    whole = behind.of_point(ledger, point, ruled)
    relations = ledger.beside.relations_of(point.claims, limit=500)
    pairs = [one for one in relations if one.kind is not RelationKind.REVISES]
    pairs.sort(key=lambda one: (*CLASHES, *LOOKALIKES).index(one.kind))
    page = whole.claims[asked.claims : asked.claims + CLAIMS]
    said = told.said(ledger, point.story, [*page, whole.lead])
    cells = bar.cells(point.weight, point.origins, {row.report.id: outlet_of(row.article) for row in whole.rows})
    counted = [one for one in whole.claims if one.value][:_CHARTED] if is_drawn else []
    charts = counts.charts(ledger, point.story, counted, relations) if len(counted) > 1 else ()
    plotted = counts.drawn([chart for chart in charts if chart.size > 1][: counts.CHARTS], point.story)
    left = (_LETTERS - sum(len(one.figure) + len(one.twin) for one in plotted)) // _ROW_LETTERS
    total = _ROWS if point.weight.outlets <= ALL_OPEN else max(1, left)
    drawn = chains(whole, links.point(point.id), to_open(asked.open), start=asked.rows, total=total, at=asked.chains)
    runs = ledger.excerpts.runs(point.story, limit=CLAIMS, among=point.claims)
    lead = whole.row(whole.lead.lead)
    return Shown(
        point=point,
        digest=ledger.books.digest(point.story),
        behind=whole,
        lead=said[whole.lead.id],
        title=told.words_of(whole.lead.words, lead.article if lead else None, _TITLE),
        bar=bar.figure(cells, bar.words(point.weight, point.origins), is_big=True),
        key=bar.key(cells),
        cards=tuple(reasons.cards(whole, drawn.picture)),
        loops=tuple(_loops(whole)),
        chains=drawn,
        echoes=tuple(reasons.echoes(drawn.picture)),
        growth=tuple(reasons.growth(whole)),
        claims=tuple(said[claim.id] for claim in page),
        pairs=tuple(against.versus(ledger, point.story, pairs[:PAIRS], ruled.clashes)),
        runs=tuple(against.runs(ledger, point.story, runs)),
        charts=tuple(plotted),
        rulings=tuple(_rulings(ledger, whole)),
    )


def _loops(whole: Behind) -> list[str]:
    """Return the outlets of each loop, in words."""
    names = [
        [words.clean(whole.cast[one].name) if one in whole.cast else one for one in loop]
        for loop in whole.origins.loops
    ]
    return [", ".join(loop) for loop in names]


def _rulings(ledger: Ledger, whole: Behind) -> list[Ruling]:
    judgements = list(ledger.judgements(in_force=True, story=whole.story))
    names = [root.name or "" for root in whole.origins.roots] + [claim.name or "" for claim in whole.claims]
    return reasons.rulings(judgements, whole.rows, names) if judgements else []


# ------------------------------------------------------------------ the view


class Asked(Struct, frozen=True):
    """Where in its lists a point's page stands, and what of its picture stands open."""

    claims: int = 0
    rows: int = 0
    open: str | None = None
    origins: int = 0
    chains: int = 0


def page(
    request: Request,
    point: str,
    *,
    open: str | None = Query(None, max_length=20_000),  # noqa: A002  # as addresses say it
    rows: int = Query(0, ge=0, le=1_000_000),
    claims: int = Query(0, ge=0, le=1_000_000),
    origins: int = Query(0, ge=0, le=1_000_000),
    chains: int = Query(0, ge=0, le=1_000_000),
) -> View:
    """Return a point: its origins with the reasons, the chains, the claims, what contradicts it."""
    ledger = request.app.state.house.reading()
    asked = Asked(claims, rows, open, origins, chains)
    one = ledger.books.point(point)
    lead = ledger.books.claim(one.lead)
    title = told.words_of(lead.words, None, _TITLE).text
    return View(
        "point.html",
        title,
        lambda: _page(shown(ledger, one, asked), asked),
        lambda: _object(ledger, shown(ledger, one, asked, is_drawn=False)),
        lambda: _table(behind.of_point(ledger, one)),
        lambda: Feed(f"Point: {title}", told.entries(ledger, ledger.latest.reports(claims=one.claims, limit=told.NEW))),
        section=links.FRONT,
        called="This point",
    )


add(router, links.point("{point}"), page)


def _page(one: Shown, asked: Asked) -> dict[str, object]:
    review = links.query(links.REVIEW, point=one.point.id)
    first = asked.origins if asked.origins < len(one.cards) else 0
    return {
        "point": one,
        "says": _says(one),
        "asked": asked,
        "more_claims": _more(one, asked),
        "cards": one.cards[first : first + CARDS],
        "echoes": reasons.brief(one.echoes),
        "first_card": first,
        "more_cards": _beside(one, first),
        "review": review,
        "most": reasons.MERGED,
    }


def _beside(one: Shown, first: int) -> tuple[str | None, str | None]:
    """Return where the cards before those shown stand, and those after."""

    def at(start: int) -> str:
        return f"{links.query(links.point(one.point.id), origins=str(start) if start else '')}#why"

    return at(max(0, first - CARDS)) if first else None, at(first + CARDS) if first + CARDS < len(one.cards) else None


def _more(one: Shown, asked: Asked) -> str | None:
    after = asked.claims + CLAIMS
    return (
        f"{links.query(links.point(one.point.id), claims=str(after))}#claims"
        if after < len(one.behind.claims)
        else None
    )


def _says(one: Shown) -> str:
    """Return in a sentence or two on what it rests."""
    others = sum(echo.outlets for echo in one.echoes)
    last = (
        f" {wording.count(others, 'other outlet')} {'repeats' if others == 1 else 'repeat'} "
        f"{'it' if len(one.cards) == 1 else 'them'}."
        if others and one.cards
        else ""
    )
    return f"{told.standing(one.point.origins)}{last}"


# ------------------------------------------------------------------ its other forms


_COLUMNS = (*told.REPORT_COLUMNS, "origin")


def _table(whole: Behind) -> Table:
    """Return all reports of a point as rows, each with the origin it leads to, if its page names anybody."""
    of = {report: claim for claim in whole.claims for report in claim.reports}
    roots = whole.origins.roots
    origins = {
        report: roots[behind.settled(roots, at)].name for at, root in enumerate(roots) for report in root.reports
    }
    rows = [(*told.report_cells(told.told(row, of[row.report.id])), origins.get(row.report.id)) for row in whole.rows]
    return Table(_COLUMNS, rows)


def _object(ledger: Ledger, one: Shown) -> Plain:
    point = one.point
    of = {report: claim.id for claim in one.behind.claims for report in claim.reports}
    return {
        "id": point.id,
        "story": point.story,
        "address": links.point(point.id),
        "words": one.behind.lead.words,
        "weight": told.plain_weight(point.weight),
        "origins": to_origins(point.origins),
        "why": [_plain_card(card) for card in one.cards],
        "adds_no_origin": [
            {"what": echo.what, "outlets": echo.outlets, "which": echo.which, "how": echo.how} for echo in one.echoes
        ],
        "coverage": told.coverage(ledger, one.digest, 0, point.weight.unread),
        "offsets": told.OFFSETS,
        "claims": [told.plain_claim(claim) for claim in one.behind.claims],
        "relations": [against.plain(pair) for pair in one.pairs],
        "growth": [
            {"day": words.iso(day.day) or None, "outlets": day.outlets, "origins_at_most": day.origins}
            for day in one.growth
        ],
        "rulings": [
            {"id": ruling.judgement.id, "who": ruling.judgement.who, "made_at": ruling.judgement.made_at.isoformat(),
             "text": ruling.text, "why": ruling.judgement.why}
            for ruling in one.rulings
        ],
        "reports": [told.plain_report(row, of[row.report.id]) for row in one.behind.rows],
    }  # fmt: skip


def _plain_card(card: Card) -> Plain:
    return {
        "number": card.number,
        "name": card.name,
        "is_unnamed": card.is_unnamed,
        "first_report": card.words.row.report.id if card.words else None,
        "words": card.words.row.words if card.words else None,
        "rests_on_it": card.rests,
        "kept_apart": card.apart or None,
        "merged": [{"name": merged.name, "rule": merged.rule} for merged in card.merged],
        "may_be_the_same": list(card.maybe),
        "rule": card.rule,
    }
