"""Checks of who is named for what: numbers, forecasts, estimates, hearsay; and of people without a name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from reportedly.records import EntityKind, Part, Report, SourceKind, Status, fold
from reportedly.rules import english
from reportedly.rules.policy import Rule, Tell, Within
from reportedly.rules.told import (
    Outcome,
    Told,
    Unmeasured,
    is_count,
    is_readable,
    listed,
    paragraph,
    same_number,
    sentence,
)

# ------------------------------------------------------------------ whose it is


def number_named(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find numbers on the word of people without a name, or of nobody."""
    for report in told.judged:
        if not is_count(report.value) or report.is_own or _is_told_below(told, report):
            continue
        if _is_unresolved(told, report):
            yield _who_is_it(told, rule, report)
        if not _is_nameless(told, report):
            continue
        claim = told.claim_of.get(report.id)
        if _is_named_beside(told, report) or (
            rule.unless_official and claim and told.is_official(told.group_of[claim.id])
        ):
            continue
        why = f"the number is given on the word of “{told.source_words(report)}”, without a name"
        if report.claimant.kind is SourceKind.NOBODY:
            why = "the number is put down to others, and nobody is named"
        yield told.finding(rule, report, why, *_namer(told, report))


def number_sourced(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find numbers that a page gives without saying whose they are."""
    for report in told.judged:
        if not report.is_own or not is_count(report.value) or _is_told_below(told, report):
            continue
        if not _is_attributed(told, report) and not _is_in_name(told, report):
            why = f"{told.outlet(report)} gives the number in its own voice, and nobody for it"
            yield told.finding(rule, report, why, *_namer(told, report))


def forecast_sourced(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find forecasts that are nobody's."""

    def is_forecast(report: Report) -> bool:
        return report.horizon is not None or (report.status is Status.PREDICTED and not rule.dated)

    yield from _nobodys(told, rule, is_forecast, "it tells what is to come, on nobody's word")


def estimate_sourced(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find estimates that are nobody's."""
    yield from _nobodys(
        told, rule, lambda one: one.status is Status.ESTIMATED, "it is put as an estimate, and nobody's"
    )


def hearsay_sourced(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find words that attribute and name nobody: "reportedly", "is said to"."""
    for report in told.judged:
        if report.claimant.kind is SourceKind.NOBODY and not _is_named_beside(told, report):
            why = "the words put it down to others, and name nobody"
            yield told.finding(rule, report, why, *_namer(told, report))


def _nobodys(told: Told, rule: Rule, is_such: Callable[[Report], bool], why: str) -> Iterator[Outcome]:
    for report in told.judged:
        if not is_such(report) or not (report.is_own or report.claimant.kind is SourceKind.NOBODY):
            continue
        if not (_is_attributed(told, report) if report.is_own else _is_named_beside(told, report)):
            yield told.finding(rule, report, why, *_namer(told, report))


def _is_nameless(told: Told, report: Report) -> bool:
    """Whether a report is on the word of nobody, or of people whom its page does not name anywhere."""
    if report.claimant.kind is SourceKind.NOBODY:
        return True
    if report.claimant.kind is not SourceKind.UNNAMED or not english.are_people(told.source_words(report)):
        return False
    return not _is_named_on_page(told, report) and not _speaks(told, report)


def _is_unresolved(told: Told, report: Report) -> bool:
    """Whether it was not read for whom "he" or "they" stands."""
    return report.claimant.kind is SourceKind.UNNAMED and english.is_pronoun(told.source_words(report))


def _who_is_it(told: Told, rule: Rule, report: Report) -> Unmeasured:
    reason = f"for whom “{told.source_words(report)}” stands was not read"
    claim = told.claim_of.get(report.id)
    return Unmeasured(rule, reason, "read who that is on the page", report.article_id, claim.id if claim else None)


def _is_told_below(told: Told, report: Report) -> bool:
    """Whether a headline tells what its text tells too: the text has the room to say whose it is."""
    if report.evidence.part is not Part.HEADLINE:
        return False
    claim = told.claim_of.get(report.id)
    return any(
        one.evidence.part is Part.BODY and (told.claim_of.get(one.id) is claim or same_number(one.value, report.value))
        for one in told.on_page[report.article_id]
    )


def _is_in_name(told: Told, report: Report) -> bool:
    """Whether a number is but part of an outlet's name: "France 24"."""
    if report.value is None or report.value.low is None:
        return False
    number = re.compile(rf"(?<!\w){report.value.low:g}(?!\w)")
    article = told.articles[report.article_id]
    words = article.words(sentence(article, report.evidence))
    return any(number.search(name) and name in words for name in told.outlets)


def _speaks(told: Told, report: Report) -> bool:
    """Whether somebody without a name speaks for a body, which says it then."""
    words = told.source_words(report)
    return bool(english.roles(words) & {"spokesman", "spokeswoman", "spokesperson"}) and english.tells_body(words)


def _is_named_on_page(told: Told, report: Report) -> bool:
    """Whether the page names somewhere whom others name for the claim: "its director", of whom it tells the name."""
    claim = told.claim_of.get(report.id)
    known = told.cast.get((claim.claimant if claim else None) or "")
    if known is None or known.kind is EntityKind.UNNAMED:
        return False
    text = told.articles[report.article_id].text
    names = [name for name in (known.name, *(alias for alias, _ in known.aliases)) if name[:1].isupper()]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


def _is_named_beside(told: Told, report: Report) -> bool:
    """Whether the page gives the same on the word of somebody with a name as well."""
    claim = told.claim_of.get(report.id)
    beside = told.group_of[claim.id].reports if claim else ()
    return any(
        one.article_id == report.article_id and not one.is_own and _has_name(told, one)
        for one in beside
        if one.id != report.id
    )


def _has_name(told: Told, report: Report) -> bool:
    is_named = report.claimant.kind not in (SourceKind.NOBODY, SourceKind.UNNAMED)
    return (is_named and not english.are_people(told.source_words(report))) or _speaks(told, report)


def _is_attributed(told: Told, report: Report) -> bool:
    """Whether what a page says itself is said there to be somebody's.

    That is: its sentence names somebody whom the story cites, or the same number is given on the page for somebody.
    """
    article = told.articles[report.article_id]
    words = article.words(sentence(article, report.evidence))
    own = fold(told.outlet(report))
    if any(own not in names and _names(words, names) for names in told.cited):
        return True
    return any(not one.is_own and same_number(one.value, report.value) for one in told.on_page[report.article_id])


def _names(words: str, names: frozenset[str]) -> bool:
    folded = fold(words)
    return any(name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in names)


def _namer(told: Told, report: Report) -> tuple[str, ...]:
    """Return the way out, and the report that shows it: whom another page names for the same."""
    claim = told.claim_of.get(report.id)
    if claim is None:
        return ("name who says it, or leave it out",)
    for one in told.group_of[claim.id].reports:
        if one.article_id != report.article_id and not one.is_own and _has_name(told, one):
            or_else = "" if one.id in claim.reports else ", or give it on the word of somebody with a name"
            return f"name who says it{or_else}: {told.outlet(one)} has it from {one.claimant.name}", one.id
    return ("name who says it, or leave it out",)


# ------------------------------------------------------------------ people without a name


def unnamed_described(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find people without a name of whom a page tells neither what they are nor whose."""
    for reports in _by_source(told, rule):
        described = [one for one in reports if not english.POINTS_BACK.match(told.source_words(one))]
        judged = described or reports
        if any(tell in rule.tell for one in judged for tell in _tells(told, one)):
            continue
        wanted = listed([_TOLD[tell] for tell in rule.tell]).replace(" and ", " or ")
        why = f"of “{told.source_words(judged[0])}” the page does not tell {wanted}"
        yield told.finding(rule, judged[0], why, f"tell {wanted}, as far as it can be told")
    yield from _unread(told, rule)


def unnamed_reason(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find people without a name of whom a page does not say why; those it has from another outlet are not its own."""
    back: defaultdict[str, list[Report]] = defaultdict(list)
    for report in told.judged:
        if english.POINTS_BACK.match(told.source_words(report)):
            back[report.article_id].append(report)
    for reports in _by_source(told, rule, own=True):
        page = told.articles[reports[0].article_id]
        if not any(_has_reason(told, rule, one) for one in (*reports, *back[page.id])):
            why = f"of “{told.source_words(reports[0])}” the page does not say why they are not named"
            way_out = "say why they are not named, or name them"
            yield told.finding(rule, reports[0], why, way_out)
    yield from _unread(told, rule)


_TOLD = {Tell.ROLE: "what they are", Tell.BODY: "for whom they work", Tell.STATE: "of which state they are"}


def _by_source(told: Told, rule: Rule, *, own: bool = False) -> Iterator[list[Report]]:
    """Yield, for each page, the reports in its text of each who has no name there.

    Own: only of those whom the page does not have from an outlet.
    """
    found: defaultdict[tuple[str, str], list[Report]] = defaultdict(list)
    pointing: defaultdict[str, list[Report]] = defaultdict(list)
    exempt = frozenset(rule.exempt)
    for report in told.judged:
        words = told.source_words(report)
        is_text = report.evidence.part is Part.BODY and is_readable(told.articles[report.article_id])
        if not is_text or report.claimant.kind is not SourceKind.UNNAMED:
            continue
        if not _is_nameless(told, report) or english.roles(english.head(words)) & exempt:
            continue
        if own and any(link.kind is SourceKind.DOCUMENT or told.outlet_named(link) for link in report.chain[1:-1]):
            continue
        if not english.roles(words) - english.BARE and english.POINTS_BACK.match(words):
            pointing[report.article_id].append(report)
            continue
        found[report.article_id, _who(told, report)].append(report)
    pages = {page for page, _ in found}
    yield from found.values()
    yield from (some for page, some in pointing.items() if page not in pages)


def _who(told: Told, report: Report) -> str:
    """Return what tells one from another on a page: what they are; else, as all pages name them."""
    words = told.source_words(report)
    roles = english.roles(words) - english.BARE
    claim, root = told.claim_of.get(report.id), told.root(report)
    return " ".join(sorted(roles)) or (claim and claim.claimant) or (root.id if root else words)


def _tells(told: Told, report: Report) -> Iterator[Tell]:
    """Yield what a page tells of people without a name."""
    words, line = told.source_words(report), list(told.line(told.root(report)))
    if english.tells_role(words):
        yield Tell.ROLE
    if english.tells_body(words):
        yield Tell.BODY
    if any(one.kind is EntityKind.STATE or one.state for one in line):
        yield Tell.STATE


def _has_reason(told: Told, rule: Rule, report: Report) -> bool:
    article = told.articles[report.article_id]
    match rule.within:
        case Within.SENTENCE:
            words = article.words(sentence(article, report.evidence))
        case Within.PARAGRAPH:
            words = article.words(paragraph(article, report.evidence))
        case Within.PAGE:
            words = article.text
    return english.REASON.search(words) is not None


def _unread(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Yield of which pages and whom the words were not read."""
    for page in told.pages:
        if not is_readable(page):
            reason = f"the page is in {page.language!r}, and words for people are known in English only"
            yield Unmeasured(rule, reason, "check the page by eye", page.id)
    yield from (_who_is_it(told, rule, one) for one in told.judged if _is_unresolved(told, one))
