"""A person's ruling, made out of reports, pages and names: stored as words on pages, and the ledger linked by it.

A judgement outlives what it is about: it keeps the words, so that it is found again when claims are made anew.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from reportedly import linking
from reportedly.errors import NotFoundError, UsageError
from reportedly.ledger import Ledger
from reportedly.link.judged import attached, place, quote
from reportedly.records import Article, Judgement, JudgementKind, Part, Quote, Span, id_of, utc_now

OUTCOMES = ("true", "false", "open")
"""What can become of a forecast."""

_PAGE_WORDS = 200  # characters by which a page is found again

_REPORTS = frozenset(
    {
        JudgementKind.SAME_CLAIM,
        JudgementKind.OTHER_CLAIM,
        JudgementKind.SAME_POINT,
        JudgementKind.OTHER_POINT,
        JudgementKind.CONTRADICTION,
        JudgementKind.NOT_CONTRADICTION,
    }
)
_PAGES = frozenset({JudgementKind.SAME_STORY, JudgementKind.OTHER_STORY})
_NAMES = frozenset(
    {
        JudgementKind.SAME_ENTITY,
        JudgementKind.OTHER_ENTITY,
        JudgementKind.SAME_ORIGIN,
        JudgementKind.OTHER_ORIGIN,
    }
)


def judge(
    ledger: Ledger,
    kind: JudgementKind,
    *,
    who: str,
    reports: Sequence[str] = (),
    pages: Sequence[str] = (),
    names: Sequence[str] = (),
    outcome: str | None = None,
    undoes: str | None = None,
    why: str = "",
    now: Callable[[], datetime] = utc_now,
    progress: linking.Progress = lambda _what, _done, _of: None,
) -> Judgement:
    """Store a person's ruling and link what it touches.

    Args:
        ledger: Open for writing.
        kind: What is ruled.
        who: Who rules.
        reports: Of two claims, two points, a contradiction: two; of a chain or an outcome: one. A report's id, or a
            claim's, of which the report that words it best is taken.
        pages: Of a story: two articles, by id or address.
        names: Of one or two entities, one or two origins: two; of a chain: its links, the outlet first.
        outcome: Of a forecast: ``true``, ``false``, ``open``.
        undoes: The id of the judgement that is taken back.
        why: The reason; of an outcome, the evidence.
        now: The clock.
        progress: Told how far linking is.

    Raises:
        NotFoundError: there is no such report, page or judgement.
        UsageError: it needs other targets than it was given, or two that are one.
    """
    judgement = ruling(
        ledger,
        kind,
        who=who,
        reports=reports,
        pages=pages,
        names=names,
        outcome=outcome,
        undoes=undoes,
        why=why,
        now=now,
    )
    ledger.judge(judgement)
    linking.link(ledger, progress=progress)
    return judgement


def ruling(
    ledger: Ledger,
    kind: JudgementKind,
    *,
    who: str,
    reports: Sequence[str] = (),
    pages: Sequence[str] = (),
    names: Sequence[str] = (),
    outcome: str | None = None,
    undoes: str | None = None,
    why: str = "",
    now: Callable[[], datetime] = utc_now,
) -> Judgement:
    """Return a ruling as `judge` would store it; store nothing. It takes and raises what `judge` does."""
    undone = ledger.judgement(undoes).id if undoes is not None else None
    quotes = [_of_report(ledger, one) for one in reports] + [_of_page(ledger, one) for one in pages]
    clean = tuple(" ".join(name.split()) for name in names)
    _check(kind, reports=len(reports), pages=len(pages), names=clean, outcome=outcome, undoes=undone)
    if len({(one.address, one.part, one.exact, one.prefix) for one in quotes}) < len(quotes):
        raise UsageError("both are the same words on the same page; give two that are apart")
    made_at = now()
    parts = [part for one in quotes for part in (one.address, one.text_sha256, one.part.value, one.exact, one.prefix)]
    return Judgement(
        id_of(kind.value, *parts, *clean, outcome, undone, who, made_at.isoformat()),
        kind,
        who,
        made_at,
        why,
        tuple(quotes),
        clean,
        outcome,
        undone,
    )


def _check(
    kind: JudgementKind, *, reports: int, pages: int, names: Sequence[str], outcome: str | None, undoes: str | None
) -> None:
    """Raise unless a judgement has the targets that its kind needs."""
    is_chain, is_outcome = kind is JudgementKind.CHAIN, kind is JudgementKind.OUTCOME
    wanted = (2 if kind in _REPORTS else int(is_chain or is_outcome), 2 if kind in _PAGES else 0)
    if (reports, pages) != wanted or (undoes is None) is (kind is JudgementKind.UNDO):
        raise UsageError(f"{kind.value!r} is about {wanted[0]} reports and {wanted[1]} pages; give just these")
    if kind in _NAMES and (len(names) != 2 or len({name.casefold() for name in names}) < 2):
        raise UsageError(f"{kind.value!r} is about two names; give two that differ")
    if is_chain and not names:
        raise UsageError("a chain has one link at least; give names, the outlet first")
    if any(not any(letter.isalnum() for letter in name) for name in names):
        raise UsageError("a name has letters or digits; give the names as pages write them")
    if is_outcome and outcome not in OUTCOMES:
        raise UsageError(f"a forecast's outcome is one of {', '.join(OUTCOMES)}; give one of these")


def unfit(ledger: Ledger, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return which of some rulings in force no longer fit: their words, pages or names are gone."""
    lost = {one.id for one in attached(judgements, ledger.at_address).unfit}
    return [
        one
        for one in judgements
        if one.id in lost or (not one.quotes and not all(any(ledger.books.named(name)) for name in one.names))
    ]


def is_known(ledger: Ledger, name: str) -> bool:
    """Whether somebody in the ledger has a name with these words."""
    return bool(list(ledger.books.named(name)))


def lead_report(ledger: Ledger, prefix: str) -> str:
    """Return the id of the report whose id begins so, or of the one that words best the claim whose id does.

    Raises:
        NotFoundError: there is neither.
        UsageError: there are several; they are named.
    """
    try:
        return ledger.report(prefix).report.id
    except NotFoundError:
        pass
    try:
        return ledger.books.claim(prefix).lead
    except NotFoundError:
        raise NotFoundError("report or claim", prefix) from None


def _of_report(ledger: Ledger, prefix: str) -> Quote:
    """Return the words by which a report is found again; of several in one sentence, those that only it has."""
    row = ledger.report(lead_report(ledger, prefix))
    for span in (row.report.evidence, *row.report.content):
        told = quote(row.article, span)
        found = place(told, ledger.at_address)
        if found and found[1] and found[1].id == row.report.id:
            return told
    raise UsageError(
        f"report {row.report.id} cannot be found again by its words: another one has the same, or its page was "
        "revised; give another report of the same claim"
    )


def _of_page(ledger: Ledger, page: str) -> Quote:
    """Return the words by which a page is found again: its headline, else its beginning."""
    known = ledger.at_address(page)
    article = known[0] if known else ledger.article(page)
    return quote(article, _beginning(article))


def _beginning(article: Article) -> Span:
    if article.headline:
        return Span(0, len(article.headline), Part.HEADLINE)
    text = article.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Span(start, min(len(text) if end < 0 else end, start + _PAGE_WORDS))
