"""The tables of what was read: articles, reports, chains, numbers, copies."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from reportedly.exports import fragments
from reportedly.exports.credited import agencies
from reportedly.exports.tables import Table, count, day, days_of, instant, joined, number, of_value, text, yes
from reportedly.ledger import Row, Selection
from reportedly.outlets import outlet_of, publisher_of
from reportedly.records import Article, Capture, Claim, Copy, Source


class _Page(Struct, frozen=True):
    article: Article
    capture: Capture
    story: str | None


def _pages(selection: Selection) -> Iterator[_Page]:
    ledger = selection.ledger
    for article in selection.articles():
        yield _Page(article, ledger.capture(article), ledger.books.story_of(article.id))


def _sha256(article: Article) -> str:
    return hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest()


ARTICLES: Table[_Page] = Table(
    "articles",
    "The pages as they now stand.",
    _pages,
    (
        text("id", "the article's id", lambda p: p.article.id),
        text("key", "the page's id in the set it came from", lambda p: p.capture.given.key),
        text("address", "what names the page from one capture to the next", lambda p: p.article.address),
        text("url", "the page's web address", lambda p: p.article.url),
        text("outlet", "who publishes it; its host or address where that is not known", lambda p: outlet_of(p.article)),
        text("publisher", "who owns the outlet; the outlet itself where that is not known",
             lambda p: publisher_of(p.article)),
        text("outlet_kind", "agency, newspaper, broadcaster, magazine, online or state body",
             lambda p: p.article.outlet.kind if p.article.outlet else None),
        text("country", "the outlet's, ISO 3166-1 alpha-2",
             lambda p: p.article.outlet.country if p.article.outlet else None),
        text("language", "the page's language", lambda p: p.article.language),
        day("published", "the day the page says it was published",
            lambda p: p.article.published.day if p.article.published else None),
        instant("published_at", "the instant, where the page tells it",
                lambda p: p.article.published.instant if p.article.published else None),
        text("published_evidence", "what shows the day; where there is none, where it was looked for",
             lambda p: p.article.published.evidence if p.article.published else p.article.undated),
        text("headline", "the page's headline", lambda p: p.article.headline),
        text("byline", "who wrote it, as the page says", lambda p: p.article.byline),
        text("agencies", "agencies whose copy it is, as its credits say; apart by ;",
             lambda p: joined(agencies(p.article))),
        text("story", "the story it is in; empty until it is linked", lambda p: p.story),
        instant("captured_at", "when its bytes came", lambda p: p.capture.captured_at),
        text("captured_sha256", "SHA-256 of its bytes", lambda p: p.capture.sha256),
        text("text_sha256", "SHA-256 of its text, UTF-8", lambda p: _sha256(p.article)),
        text("text", "its text, in which offsets count", lambda p: p.article.text),
    ),
    ("id",),
    (("story", "stories", "id"),),
)  # fmt: skip


# ------------------------------------------------------------------ reports


class _Report(Struct, frozen=True):
    row: Row
    claim: str | None
    point: str | None


def _reports(selection: Selection) -> Iterator[_Report]:
    books = selection.ledger.books
    for row in selection.rows():
        claim = books.claim_of(row.report.id)
        yield _Report(row, claim, books.point_of(claim) if claim else None)


def _chain(row: Row) -> str:
    first, *others = row.report.chain
    links = others if first.kind.value == "outlet" else row.report.chain
    return " ← ".join([outlet_of(row.article), *(link.name or "nobody named" for link in links)])


REPORTS: Table[_Report] = Table(
    "reports",
    "One claimant's one proposition on one page.",
    _reports,
    (
        text("id", "the report's id", lambda r: r.row.report.id),
        text("article", "the article it stands in", lambda r: r.row.article.id),
        text("claim", "the claim it is of; empty until it is linked", lambda r: r.claim),
        text("point", "the point that claim is of", lambda r: r.point),
        text("claimant", "who asserts it first-hand, as far as the page tells; empty for nobody named",
             lambda r: r.row.report.claimant.name),
        text("claimant_kind", "outlet, person, body, unnamed, document or nobody",
             lambda r: r.row.report.claimant.kind.value),
        text("role", "the claimant's role, as the page gives it", lambda r: r.row.report.claimant.role),
        text("chain", "outlet ← relays ← claimant", lambda r: _chain(r.row)),
        yes("own_voice", "whether the page says it itself", lambda r: r.row.report.is_own),
        text("kind", "statement, belief, intention or act", lambda r: r.row.report.kind.value),
        text("status", "asserted, estimated, believed, possible, predicted or denied",
             lambda r: r.row.report.status.value),
        text("hedge", "the words that show the status",
             lambda r: r.row.article.words(r.row.report.hedge) if r.row.report.hedge else None),
        text("words", "the evidence: the words to check", lambda r: r.row.words),
        text("content", "the words attributed",
             lambda r: joined((r.row.article.words(span) for span in r.row.report.content), " … ")),
        *of_value(lambda r: r.row.report.value),
        text("measure", "what is counted, in its normal form",
             lambda r: r.row.report.value.measure if r.row.report.value else None),
        text("said_on", "when the claimant said it: first/last day",
             lambda r: days_of(r.row.report.said_on) if r.row.report.said_on else None),
        text("times", "when what is claimed happens: first/last day; several apart by ;",
             lambda r: joined(map(days_of, r.row.report.times))),
        text("places", "the places named, apart by ;", lambda r: joined(p.name for p in r.row.report.places)),
        day("horizon", "the day a forecast falls due", lambda r: r.row.report.horizon),
        text("tier", "who found the attribution: both, grammar or network; empty for the outlet's own voice",
             lambda r: r.row.report.tier.value if r.row.report.tier else None),
        number("score", "the network's score, 0 to 1, uncalibrated", lambda r: r.row.report.score),
        text("in", "where the evidence lies: body or headline", lambda r: r.row.report.evidence.part.value),
        count("start", "its first code point", lambda r: r.row.report.evidence.start),
        count("end", "the code point after its last", lambda r: r.row.report.evidence.end),
        text("link", "opens the page at the evidence, in browsers that know text fragments",
             lambda r: fragments.link(r.row.article, r.row.report.evidence)),
    ),
    ("id",),
    (("article", "articles", "id"), ("claim", "claims", "id"), ("point", "points", "id")),
)  # fmt: skip


class _Link(Struct, frozen=True):
    row: Row
    position: int
    source: Source


def _links(selection: Selection) -> Iterator[_Link]:
    for row in selection.rows():
        for position, source in enumerate(row.report.chain):
            yield _Link(row, position, source)


CHAINS: Table[_Link] = Table(
    "chains",
    "One link of a report's chain.",
    _links,
    (
        text("report", "the report", lambda k: k.row.report.id),
        count("position", "0 is the page's outlet, the last one the claimant", lambda k: k.position),
        text("name", "who it is, as the page names them; empty for nobody named", lambda k: k.source.name),
        text("kind", "outlet, person, body, unnamed, document or nobody", lambda k: k.source.kind.value),
        text("role", "their role, as the page gives it", lambda k: k.source.role),
        text("words", "where it is written: the words",
             lambda k: k.row.article.words(k.source.words) if k.source.words else None),
        text("in", "body or headline", lambda k: k.source.words.part.value if k.source.words else None),
        count("start", "the first code point", lambda k: k.source.words.start if k.source.words else None),
        count("end", "the code point after the last", lambda k: k.source.words.end if k.source.words else None),
    ),
    ("report", "position"),
    (("report", "reports", "id"),),
)  # fmt: skip


# ------------------------------------------------------------------ numbers


class _Number(Struct, frozen=True):
    row: Row
    claim: Claim | None


def _numbers(selection: Selection) -> Iterator[_Number]:
    books = selection.ledger.books
    claim_at = lru_cache(maxsize=1024)(books.claim)
    for row in selection.rows():
        if row.report.value:
            claim = books.claim_of(row.report.id)
            yield _Number(row, claim_at(claim) if claim else None)


def _measure(n: _Number) -> str | None:
    own = n.row.report.value.measure if n.row.report.value else None
    return (n.claim.measure if n.claim else None) or own


NUMBERS: Table[_Number] = Table(
    "numbers",
    "One number of one report, with what it counts and who says so; a track is the rows of one measure and claimant.",
    _numbers,
    (
        text("report", "the report", lambda n: n.row.report.id),
        text("claim", "the claim it is of", lambda n: n.claim.id if n.claim else None),
        text("measure", "what is counted, in normal form with its scope; by the claim, else by the report", _measure),
        text("claimant", "who says so, by the name all pages of the story give them",
             lambda n: n.claim.name if n.claim else n.row.report.claimant.name),
        text("claimant_id", "the entity", lambda n: n.claim.claimant if n.claim else None),
        day("said_on", "when the claim was first said, as far as pages tell",
            lambda n: n.claim.said_on if n.claim else None),
        yes("said_on_is_placed", "whether no page tells, and it is about then",
            lambda n: n.claim.is_placed if n.claim else None),
        day("published", "the day of the page",
            lambda n: n.row.article.published.day if n.row.article.published else None),
        text("outlet", "whose page it is", lambda n: outlet_of(n.row.article)),
        *of_value(lambda n: n.row.report.value),
        text("status", "how it is put", lambda n: n.row.report.status.value),
        text("words", "the evidence", lambda n: n.row.words),
    ),
    ("report",),
    (("report", "reports", "id"), ("claim", "claims", "id")),
)  # fmt: skip


# ------------------------------------------------------------------ copies

COPIES: Table[Copy] = Table(
    "copies",
    "Two articles with the same text, whole or in part.",
    lambda selection: selection.copies(),
    (
        text("a", "an article", lambda c: c.a),
        text("b", "another", lambda c: c.b),
        text("kind", "whole, passage, or speech: nothing but words both pages quote", lambda c: c.kind.value),
        count("passages", "how many passages they share", lambda c: len(c.passages)),
        count("words", "how many words those have in common", lambda c: c.words),
        number("share_a", "of the words of a that b has too, 0 to 1", lambda c: c.share_a),
        number("share_b", "of the words of b that a has too", lambda c: c.share_b),
        text("credited", "who supplied the text, as a credit on either page says", lambda c: c.credited),
        text("first", "the one whose text the other carries; empty where neither page shows it", lambda c: c.first),
        text("evidence", "what shows that", lambda c: c.evidence),
    ),
    ("a", "b"),
    (("a", "articles", "id"), ("b", "articles", "id")),
)
