"""An article: its text with sources, cues and contents marked, and beside each report its chain and value."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from fastapi import APIRouter, Request
from msgspec import Struct
from msgspec.structs import replace

from reportedly import wording
from reportedly.ledger import Ledger, with_words
from reportedly.ledger.pages import Kept, Revision, Way, way_of
from reportedly.link.judged import attached
from reportedly.outlets import outlet_of
from reportedly.records import (
    Article,
    Claim,
    Digest,
    JudgementKind,
    Part,
    Point,
    Reading,
    RelationKind,
    Report,
    Source,
    SourceKind,
    Span,
)
from reportedly.serve import links, marks, words
from reportedly.serve.changes import Changes, changes
from reportedly.serve.views import Plain, Table, View, add

router = APIRouter()

REVISIONS = 6
"""Texts of one address that are listed and compared."""

_TIES = 600  # relations that are read for all notes of a page
_TOLD = 3  # of a kind that one note tells
_PIECES = 60  # of furniture that are listed


class Bond(Struct, frozen=True):
    """What a claim has to do with another."""

    says: str  # "revised to", "revises", "against", "denies", "denied by"
    other: Claim


class Note(Struct, frozen=True):
    """A report as it stands beside the text."""

    number: int
    report: Report
    chain: tuple[Source, ...]  # as people say it is, where they do
    claim: Claim | None  # None: the page is not linked, or is superseded
    line: Point | Claim | None  # the point, or the claim where nobody else makes it
    bonds: tuple[Bond, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the page says it itself."""
        return self.report.is_own

    @property
    def relays(self) -> tuple[Source, ...]:
        """Who stands between the page and the claimant."""
        return self.chain[1:-1]

    @property
    def claimant(self) -> Source:
        """Who asserts it first-hand."""
        return self.chain[-1]

    @property
    def says(self) -> str:
        """The number, the day it falls due, and how it is put where that is not plainly."""
        value, due = self.report.value, self.report.horizon
        parts = [wording.interval(value)] if value else []
        parts += [f"due {wording.day(due)}"] if due else []
        parts += [self.report.status.value] if self.report.status.value != "asserted" else []
        return " · ".join(parts)


class Standing(Struct, frozen=True):
    """A text of the address, and what changed in it against the one before."""

    revision: Revision
    is_shown: bool
    changes: Changes | None  # None: it is the first one, or the one before is not listed


class Shown(Struct, frozen=True):
    """All that an article's page shows."""

    reading: Reading
    notes: tuple[Note, ...]
    headline: tuple[marks.Run, ...]
    paragraphs: tuple[marks.Paragraph, ...]
    dropped: tuple[str, ...]  # furniture, in the order of the page
    pieces: int  # of furniture, those not listed too
    kept: Kept
    standings: tuple[Standing, ...]  # the latest first
    story: Digest | None
    lead: tuple[Point | Claim, str] | None  # of the story: its leading point, and its words

    @property
    def article(self) -> Article:
        """The article."""
        return self.reading.article

    @property
    def latest(self) -> str:
        """The id of the text that stands at the address now."""
        return self.standings[0].revision.id if self.standings else self.article.id

    def of(self, numbers: Sequence[int]) -> list[Note]:
        """Return notes by their numbers."""
        return [self.notes[number - 1] for number in numbers]

    @property
    def loose(self) -> list[Note]:
        """The notes whose words stand in no paragraph that is shown."""
        put = {number for paragraph in self.paragraphs for number in paragraph.notes}
        put |= {number for run in self.headline for number in run.notes}
        return [note for note in self.notes if note.number not in put]

    @property
    def counted(self) -> str:
        """How many reports there are, and how the page has them."""
        ways = Counter(way_of(note.report) for note in self.notes)
        told = {Way.FIRST_HAND: "at first hand", Way.RELAYED: "through a relay", Way.OWN: "in its own voice",
                Way.NOBODY: "from nobody named"}  # fmt: skip
        parts = [f"{ways[way]:,} {how}" for way, how in told.items() if ways[way]]
        count = wording.count(len(self.notes), "report")
        return f"{count}: {', '.join(parts)}" if parts else "no report was found in it"


# ------------------------------------------------------------------ made of the ledger


def shown(ledger: Ledger, prefix: str) -> Shown:
    """Return an article as its page shows it, by its id or how the id begins.

    Raises:
        NotFoundError: there is none.
        UsageError: there are several.
    """
    reading = ledger.reading(prefix)
    article = reading.article
    notes = _notes(ledger, reading)
    due = [(_place(article, note.report), note.number, note.report.evidence.part) for note in notes]
    marked = marks.of_article(article, reading.reports, reading.attributions)
    story = ledger.books.story_of(article.id)
    digest = ledger.books.digest(story) if story else None
    lead = ledger.beside.leads([digest.lead]) if digest and digest.lead else {}
    dropped = [words.clean(article.words(span)) for span in article.furniture]
    return Shown(
        reading,
        notes,
        tuple(
            marks.runs(
                article.headline or "",
                marks.in_part(marked, Part.HEADLINE),
                [(at, number) for at, number, part in due if part is Part.HEADLINE],
            )
        ),
        tuple(
            marks.paragraphs(
                article.text,
                marks.in_part(marked, Part.BODY),
                [(at, number) for at, number, part in due if part is Part.BODY],
            )
        ),
        tuple(piece for piece in dropped if piece)[:_PIECES],
        sum(1 for piece in dropped if piece),
        ledger.pages.kept(article.capture_id),
        _standings(ledger, article),
        digest,
        next(iter(lead.values()), None),
    )


def _place(article: Article, report: Report) -> int:
    """Return where a report's note is due: after the sentence that its evidence ends in."""
    span = report.evidence
    text = article.text if span.part is Part.BODY else article.headline or ""
    return marks.after_sentence(text, min(span.end, len(text)))


def _notes(ledger: Ledger, reading: Reading) -> tuple[Note, ...]:
    """Return the reports of an article in reading order, each with its claim and what that has to do with others."""
    ordered = sorted(reading.reports, key=lambda one: (one.evidence.part is Part.BODY, one.evidence, one.id))
    claim_of = ledger.beside.claims_of([one.id for one in ordered])
    claims = ledger.books.claims_by_id(sorted(set(claim_of.values())))
    points = ledger.beside.points_of(claims)
    bonds = _bonds(ledger, claims)
    chain_of = _chains(ledger, reading)
    found = []
    for number, report in enumerate(ordered, 1):
        claim = claims.get(claim_of.get(report.id, ""))
        line = (points.get(claim.id) or claim) if claim else None
        chain = chain_of.get(report.id, report.chain)
        found.append(Note(number, report, chain, claim, line, tuple(bonds[claim.id]) if claim else ()))
    return tuple(found)


_BONDS = {
    RelationKind.REVISES: ("revises", "revised to"),
    RelationKind.CONTRADICTS: ("against", "against"),
    RelationKind.DENIES: ("denies", "denied by"),
}
"""What relations are called, from either end."""


def _bonds(ledger: Ledger, claims: Mapping[str, Claim]) -> defaultdict[str, list[Bond]]:
    relations = ledger.beside.relations_of(sorted(claims), *_BONDS, limit=_TIES)
    others = ledger.books.claims_by_id(
        sorted({end for one in relations for end in (one.source, one.target)} - set(claims))
    )
    known = {**claims, **others}
    found: defaultdict[str, list[Bond]] = defaultdict(list)
    for one in relations:
        for says, own, other in zip(_BONDS[one.kind], (one.source, one.target), (one.target, one.source), strict=True):
            told = [bond for bond in found[own] if bond.says == says]
            if own in claims and other in known and len(told) < _TOLD:
                found[own].append(Bond(says, known[other]))
    return found


def _chains(ledger: Ledger, reading: Reading) -> dict[str, tuple[Source, ...]]:
    """Return the chains that people say are other than they were read."""
    address = reading.article.address
    rulings = [
        one
        for one in ledger.judgements(in_force=True)
        if one.kind is JudgementKind.CHAIN and any(quote.address == address for quote in one.quotes)
    ]
    if not rulings:
        return {}
    here = (reading.article, reading.reports)
    judged = attached(rulings, lambda asked: here if asked == address else None).judged
    return {report.id: judged.chain(report) for report in reading.reports if report.id in judged.chains}


def _standings(ledger: Ledger, article: Article) -> tuple[Standing, ...]:
    listed = ledger.pages.revisions(article.address, limit=REVISIONS)
    texts = ledger.pages.texts([one.id for one in listed]) if len(listed) > 1 else {}
    against = {new.id: changes(texts[old.id], texts[new.id]) for new, old in pairwise(listed)}
    return tuple(Standing(one, one.id == article.id, against.get(one.id)) for one in listed)


# ------------------------------------------------------------------ the view


def article(request: Request, article: str) -> View:
    """Return an article."""
    found = shown(request.app.state.house.reading(), article)
    page = found.article
    return View(
        "article.html",
        f"{wording.bounded(wording.title(page), 90)} · {wording.outlet(page)}",
        {
            "shown": found,
            "article": page,
            "outlet": wording.outlet(page),
            "whose": outlet_of(page),
            "ends": _ends(found),
            "most": REVISIONS,
        },
        lambda: _object(found),
        lambda: _table(found),
        called="This article",
    )


add(router, "/articles/{article}", article)


def _ends(found: Shown) -> dict[str, str | None]:
    """Return the addresses that the article's tools lead to."""
    page = found.article
    said = words.clean(page.headline) or words.clean(page.text[:400])
    own = links.article(page.id)
    return {
        "share": links.to_words(f"{own}#headline", said),
        "original": links.outside(page.url),
        "story": links.story(found.story.story) if found.story else None,
    }


def _object(found: Shown) -> Plain:
    page = found.article
    return {
        "id": page.id,
        "address": page.address,
        "url": page.url,
        "outlet": page.outlet.name if page.outlet else None,
        "headline": page.headline,
        "language": page.language,
        "byline": page.byline,
        "dateline": with_words(page.dateline, page) if page.dateline else None,
        "credits": with_words(page.credits, page),
        "published": with_words(page.published, page) if page.published else None,
        "modified": with_words(page.modified, page) if page.modified else None,
        "undated_because": page.undated,
        "captured_at": found.kept.captured_at.isoformat(),
        "captured_sha256": found.kept.sha256,
        "story": found.story.story if found.story else None,
        "offsets": "code points of the text, or of the headline where a span says so",
        "text": page.text,
        "furniture": with_words(page.furniture, page),
        "reports": [_report(note, page) for note in found.notes],
        "revisions": [
            {
                "id": one.revision.id,
                "captured_at": one.revision.captured_at.isoformat(),
                "is_shown": one.is_shown,
                "changed": one.changes.words if one.changes else None,
            }
            for one in found.standings
        ],
    }


def _report(note: Note, page: Article) -> Plain:
    told = with_words(note.report, page)
    assert isinstance(told, dict)  # a record with names
    return {
        "number": note.number,
        **told,
        "chain": with_words(note.chain, page),
        "claim": note.claim.id if note.claim else None,
        "point": note.line.id if isinstance(note.line, Point) else None,
        "origins": {"at_least": note.line.origins.at_least, "at_most": note.line.origins.at_most}
        if note.line
        else None,
        "relations": [{"this": bond.says, "claim": bond.other.id} for bond in note.bonds],
    }


_COLUMNS = (
    "number", "report", "claimant", "unnamed", "chain", "words", "status", "kind", "value", "low", "high", "unit",
    "measure", "said_on", "due", "places", "start", "end", "in", "claim", "outlets", "origins_at_least",
    "origins_at_most",
)  # fmt: skip


def _table(found: Shown) -> Table:
    return Table(_COLUMNS, [_row(note, found.article) for note in found.notes])


def _row(note: Note, page: Article) -> tuple[str | int | float | None, ...]:
    report, value, line = note.report, note.report.value, note.line
    span: Span = report.evidence
    return (
        note.number,
        report.id,
        wording.claimant(replace(report, chain=note.chain), page)[0],
        "yes" if note.claimant.kind is SourceKind.UNNAMED else "no",
        " < ".join(wording.names(replace(report, chain=note.chain), page)),
        said(report, page),
        report.status.value,
        report.kind.value,
        wording.interval(value) if value else None,
        value.low if value else None,
        value.high if value else None,
        value.unit if value else None,
        value.measure if value else None,
        wording.days(report.said_on) if report.said_on else None,
        report.horizon.isoformat() if report.horizon else None,
        "; ".join(wording.neutral(place.name) for place in report.places),
        span.start,
        span.end,
        span.part.value,
        note.claim.id if note.claim else None,
        line.weight.outlets if line else None,
        line.origins.at_least if line else None,
        line.origins.at_most if line else None,
    )


def said(report: Report, page: Article) -> str:
    """Return the words attributed."""
    return " … ".join(wording.neutral(page.words(span)) for span in report.content)
