"""What story, point and claim pages have in common: who says it, in which words, the bar beside a line, what is new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from reportedly import wording
from reportedly.ledger import Ledger, Row, to_claim, to_value, with_words
from reportedly.ledger.excerpts import Mark
from reportedly.outlets import outlet_of
from reportedly.records import (
    Article,
    Claim,
    Digest,
    Entity,
    EntityKind,
    Origins,
    Point,
    RelationKind,
    Value,
    Weight,
)
from reportedly.serve import links, words
from reportedly.serve.bars import bars
from reportedly.serve.drawings import bar
from reportedly.serve.views import Entry, Plain

VOICES = 4
"""Claimants of a line whose latest claim is shown in a list; the others are counted."""

NEW = 30
"""Reports that a feed tells."""

OFFSETS = "spans count Unicode code points of the article's text, or of its headline where `in` says so"
"""What every JSON that holds spans says of them."""

_FIGURE = 60  # code points of a number with what it counts
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


# ------------------------------------------------------------------ who


class Who(Struct, frozen=True):
    """Who makes a claim, for the screen."""

    name: str
    is_unnamed: bool = False
    note: str = ""  # "a document"
    href: str | None = None


def who(claim: Claim, cast: Mapping[str, Entity]) -> Who:
    """Return who makes a claim."""
    if claim.claimant is None:
        return Who("nobody named", note="as far as the pages tell")
    known = cast.get(claim.claimant)
    notes = {EntityKind.DOCUMENT: "a document", EntityKind.OUTLET: "an outlet"}
    return Who(
        words.clean(claim.name or (known.name if known else "")) or "nobody named",
        known is not None and known.kind is EntityKind.UNNAMED,
        notes.get(known.kind, "") if known else "",
        links.claimant(claim.claimant),
    )


def cast(ledger: Ledger, story: str, claims: Iterable[Claim]) -> dict[str, Entity]:
    """Return who makes some claims of a story, by entity id."""
    return ledger.beside.cast(story, {claim.claimant for claim in claims if claim.claimant})


def number_word(number: int) -> str:
    """Return a small number as a word: "two"."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def standing(of: Origins) -> str:
    """Return in a sentence how many origins stand behind something.

    >>> standing(Origins(2, 3)), standing(Origins(1, 1)), standing(Origins(0, 0))
    ('At least two and at most three independent origins stand behind this.', 'One independent origin stands behind \
this.', 'No independent origin stands behind this.')
    """
    least, most = of.at_least, of.at_most
    if least == most:
        many = f"{number_word(most)} independent origin{'' if most in (0, 1) else 's'}"
        return f"{many.capitalize()} stand{'s' if most in (0, 1) else ''} behind this."
    if not least:
        many = f"{number_word(most)} independent origin{'' if most == 1 else 's'}"
        return f"At most {many}, perhaps none, stand{'s' if most == 1 else ''} behind this."
    return f"At least {number_word(least)} and at most {number_word(most)} independent origins stand behind this."


# ------------------------------------------------------------------ words


class Words(Struct, frozen=True):
    """A page's words, with the language they are in."""

    text: str  # between quotation marks
    language: str = "und"
    direction: str = "auto"


def words_of(text: str, page: Article | None, most: int = 0) -> Words:
    """Return words as they are quoted; where no page is at hand, their language stays unknown."""
    quoted = wording.in_marks(words.clean(text, most)) if text.strip() else "(no words)"
    return Words(quoted, words.language(page), words.direction(page.language)) if page else Words(quoted)


def figure(value: Value) -> str:
    """Return a number with what it counts, as short as it can be told without being a lone number."""
    return wording.bounded(wording.interval(value), _FIGURE)


class Said(Struct, frozen=True):
    """A claim, as lists show it."""

    claim: Claim
    who: Who
    words: Words
    said: str  # the day, or "about" one
    first: str = ""  # the outlet that told it first

    @property
    def figure(self) -> str:
        """Its number, else nothing."""
        return figure(self.claim.value) if self.claim.value else ""

    @property
    def href(self) -> str:
        """Its page."""
        return links.claim(self.claim.id)


def said(ledger: Ledger, story: str, claims: Sequence[Claim], most: int = 0) -> dict[str, Said]:
    """Return claims of a story as lists show them, by their ids; two statements, however many there are."""
    known = cast(ledger, story, claims)
    heads = ledger.excerpts.heads_of({report for claim in claims for report in (claim.lead, claim.reports[0])})
    return {claim.id: _said(claim, known, heads, most) for claim in claims}


def _said(claim: Claim, known: Mapping[str, Entity], heads: Mapping[str, Article], most: int) -> Said:
    first = heads.get(claim.reports[0])
    return Said(
        claim,
        who(claim, known),
        words_of(claim.words, heads.get(claim.lead), most),
        wording.said_on(claim),
        wording.outlet(first) if first else "",
    )


# ------------------------------------------------------------------ lines: points, and claims nobody else makes


class Note(Struct, frozen=True):
    """What is to be known of a line beside who says it."""

    text: str
    is_flag: bool = False
    href: str | None = None


class Line(Struct, frozen=True):
    """A point, or a claim nobody else makes, as lists show it."""

    one: Point | Claim
    lead: Claim  # the claim that words it
    words: Words
    bar: Markup
    voices: tuple[Said, ...]
    notes: tuple[Note, ...] = ()

    @property
    def href(self) -> str:
        """Its page."""
        return links.line(self.one)

    @property
    def others(self) -> int:
        """Claimants that are counted and not shown."""
        return max(0, self.one.weight.claimants - len(self.voices))


def lines(
    ledger: Ledger, story: str, found: Sequence[Point | Claim], today: date, scale: int | None = None
) -> list[Line]:
    """Return lines of a story as lists show them; the number of statements does not depend on how many they are."""
    excerpts, ids = ledger.excerpts, [one.id for one in found]
    leads = ledger.books.claims_by_id([one.lead for one in found if isinstance(one, Point)])
    lead = {one.id: leads[one.lead] if isinstance(one, Point) else one for one in found}
    voices, marks = excerpts.voices(ids, each=VOICES), excerpts.marks(ids)
    against = [
        mark.other for some in marks.values() for mark in some if mark.kind is RelationKind.DENIES and mark.other
    ]
    deniers = ledger.books.claims_by_id(sorted(set(against)))
    every = {one.id: one for one in chain(lead.values(), deniers.values(), *voices.values())}
    shown = said(ledger, story, list(every.values()), 160)
    cells = bars(ledger, found)
    longest = scale or max((one.weight.outlets + one.weight.unread for one in found), default=0)
    return [
        Line(
            one,
            lead[one.id],
            shown[lead[one.id].id].words,
            bar.figure(cells[one.id], bar.words(one.weight, one.origins), scale=longest),
            tuple(shown[claim.id] for claim in voices.get(one.id, ())),
            tuple(_notes(one, lead[one.id], marks.get(one.id, ()), shown, today)),
        )
        for one in found
    ]


def _notes(
    one: Point | Claim, lead: Claim, marks: Iterable[Mark], shown: Mapping[str, Said], today: date
) -> Iterator[Note]:
    if one.origins.loops:
        yield Note("Loop", is_flag=True)
        yield Note("outlets that cite one another, and nobody else")
    for mark in marks:
        if mark.kind is RelationKind.CONTRADICTS:
            yield Note(wording.count(mark.count, "true contradiction"), is_flag=True)
        elif mark.kind is RelationKind.DENIES:
            yield _denial(mark, shown)
        elif mark.kind is RelationKind.REVISES:
            yield Note(wording.count(mark.count, "revision"))
    if lead.horizon:
        yield Note(f"Forecast {words.due(lead.horizon, today)}", is_flag=lead.horizon < today)


def _denial(mark: Mark, shown: Mapping[str, Said]) -> Note:
    if mark.other is None:
        return Note(f"Denies {wording.count(mark.count, 'other claim')}")
    more = f" and {mark.against - 1:,} more" if mark.against > 1 else ""
    return Note(f"Denied by {shown[mark.other].who.name}{more}", href=shown[mark.other].href)


# ------------------------------------------------------------------ reports


class Told(Struct, frozen=True):
    """A report, as lists show it: the words, the way it came, where it stands."""

    row: Row
    words: Words
    chain: tuple[str, ...]  # from the page's outlet outward; the last one asserts it
    is_unnamed: bool
    when: datetime | date | None
    flag: str = ""  # how it tells the claim otherwise
    claim: str | None = None

    @property
    def href(self) -> str:
        """Where it stands on its page."""
        return links.article(self.row.article.id, self.row.report.id)


def told(row: Row, claim: Claim | None = None) -> Told:
    """Return a report as lists show it."""
    report, article = row.report, row.article
    stamp = article.published
    flags = {one.report: one.how for one in claim.distorted} if claim else {}
    return Told(
        row,
        words_of(" … ".join(article.words(span) for span in report.content) or row.words, article, 400),
        tuple(wording.names(report, article)),
        report.claimant.kind.value == "unnamed",
        (stamp.instant or stamp.day) if stamp else None,
        words.clean(flags.get(report.id, "")),
        claim.id if claim else None,
    )


def entries(ledger: Ledger, reports: Sequence[str]) -> tuple[Entry, ...]:
    """Return reports as a feed tells them, in the order given."""
    rows = {row.report.id: row for row in ledger.reports_by_id(reports)}
    came = ledger.beside.came(reports)
    return tuple(_entry(rows[one], came[one]) for one in reports)


def _entry(row: Row, came: datetime) -> Entry:
    names = " ← ".join(wording.names(row.report, row.article))
    return Entry(
        f"report:{row.report.id}",
        links.article(row.article.id, row.report.id),
        f"{names}: {wording.in_marks(words.clean(row.words, 160))}",
        came.astimezone(UTC),
        f"{wording.title(row.article)}\n\n{wording.in_marks(words.clean(row.words))}",
    )


# ------------------------------------------------------------------ as plain values


def plain_weight(weight: Weight) -> Plain:
    """Return who carries something: outlets, publishers and claimants counted apart."""
    return asdict(weight)


def plain_claim(claim: Claim) -> dict[str, Plain]:
    """Return a claim, with the words it is shown by and its weight."""
    return {
        **to_claim(claim),
        "words": claim.words,
        "value_words": wording.interval(claim.value) if claim.value else None,
        "weight": plain_weight(claim.weight),
        "address": links.claim(claim.id),
    }


def plain_line(line: Line) -> dict[str, Plain]:
    """Return a point, or a claim nobody else makes, as lists show it."""
    return {
        "id": line.one.id,
        "is_point": isinstance(line.one, Point),
        "address": line.href,
        "words": line.lead.words,
        "lead_claim": line.lead.id,
        "weight": plain_weight(line.one.weight),
        "origins": {"at_least": line.one.origins.at_least, "at_most": line.one.origins.at_most},
        "latest": [
            {"claimant": one.claim.name, "claim": one.claim.id, "value": to_value(one.claim.value), "said_on": one.said}
            for one in line.voices
        ],
        "notes": [note.text for note in line.notes],
    }


def plain_report(row: Row, claim: str | None = None) -> dict[str, Plain]:
    """Return a report with its words and spans."""
    report, article = row.report, row.article
    return {
        "id": report.id,
        "claim": claim,
        "article": {
            "id": article.id,
            "url": article.url,
            "outlet": outlet_of(article),
            "headline": article.headline,
            "language": article.language,
            "published": article.published.day.isoformat() if article.published else None,
        },
        "address": links.article(article.id, report.id),
        "chain": list(wording.names(report, article)),
        "claimant": report.claimant.name,
        "words": row.words,
        "evidence": with_words(report.evidence, article),
        "content": with_words(report.content, article),
        "status": report.status.value,
        "kind": report.kind.value,
        "value": to_value(report.value),
        "tier": report.tier.value if report.tier else None,
        "score_not_calibrated": report.score,
    }


REPORT_COLUMNS = (
    "report", "claim", "outlet", "published", "headline", "url", "chain", "claimant", "words", "in", "start", "end",
    "status", "low", "high", "unit", "counted", "told_otherwise",
)  # fmt: skip
"""The columns of `report_cells`."""


def report_cells(one: Told) -> tuple[str | int | float | None, ...]:
    """Return a report as a row of a table; offsets are code points."""
    report, article, value = one.row.report, one.row.article, one.row.report.value
    return (
        report.id, one.claim, outlet_of(article), article.published.day.isoformat() if article.published else None,
        article.headline, article.url, " ← ".join(one.chain), report.claimant.name, one.row.words,
        report.evidence.part.value, report.evidence.start, report.evidence.end, report.status.value,
        value.low if value else None, value.high if value else None, value.unit if value else None,
        value.counted if value else None, one.flag or None,
    )  # fmt: skip


def coverage(ledger: Ledger, digest: Digest, unreadable: int = 0, unread: int = 0) -> Plain:
    """Return what an answer rests on: pages of the ledger and of the story, and what of them could not be read."""
    whole = ledger.coverage()
    return {
        "pages_read": whole.pages,
        "pages_rejected": whole.rejections,
        "pages_waiting": whole.waiting,
        "pages_of_the_story": digest.pages,
        "pages_of_the_story_not_read_again": unreadable,
        "outlets_named_and_not_read": unread,
    }
