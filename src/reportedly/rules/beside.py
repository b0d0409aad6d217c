"""Checks of a page beside the others: contradictions it leaves out, old numbers, words told otherwise, copies."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from reportedly.behind import order
from reportedly.link.claims.ties import Whose
from reportedly.outlets import outlet_of
from reportedly.records import CLASHES, Article, Claim, Copy, CopyKind, RelationKind, Report, Span, fold
from reportedly.rules.policy import Of, Rule
from reportedly.rules.told import Finding, Outcome, Told, Unmeasured, is_count, listed, same_number, sentence

# ------------------------------------------------------------------ contradictions


def contradiction_told(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find what others had contradicted or denied before a page told it without them."""
    against = _against(told)
    for page, claim, report in _by_claim(told):
        others = [told.claims[one] for one in against[claim.id]]
        if not others or (rule.of is Of.NUMBERS and not is_count(claim.value)) or _is_not_of(told, rule, claim):
            continue
        if any(_tells(told, page, other) for other in others):
            continue
        before = {other.id: _was_told_before(told, other, page) for other in others}
        known = [other for other in others if before[other.id] and not _is_replaced(told, other, page)]
        if known:
            names = listed([other.name or "nobody named" for other in known])
            why = f"{names} had contradicted or denied it, and the page does not say so"
            yield told.finding(rule, report, why, f"tell beside it what {names} said", *(other.lead for other in known))
        elif None in before.values():
            yield _undated(rule, page, claim, "whether the page could know of a contradiction")


def _is_not_of(told: Told, rule: Rule, claim: Claim) -> bool:
    group = told.group_of[claim.id]
    return (rule.of is Of.UNNAMED and not told.is_unnamed(group)) or (rule.of is Of.POINTS and group.point is None)


def _against(told: Told) -> defaultdict[str, list[str]]:
    """Return, for claims, those that contradict or deny them; a denial tells what it denies by itself."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in told.relations:
        if one.kind in CLASHES:
            found[one.target].append(one.source)
        if one.kind is RelationKind.CONTRADICTS:
            found[one.source].append(one.target)
    return found


# ------------------------------------------------------------------ revisions


def newest_number(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find numbers that their claimant had revised before the page gave them as they were."""
    for page, claim, report in _by_claim(told):
        later = [told.claims[one] for one in _onward(told, claim.id)]
        if not later or not is_count(claim.value) or any(_tells(told, page, one) for one in later):
            continue
        if rule.dated and _is_dated(report, page):
            continue
        before = {one.id: _was_told_before(told, one, page) for one in later}
        known = [one for one in later if before[one.id]]
        if known:
            last = max(known, key=lambda one: (_first_told(told, one) or date.min, one.id))
            who = last.name or "the same source"
            why = f"{who} had given a newer number before this page came out"
            yield told.finding(
                rule, report, why, f"give the newest number of {who}, or say of when this one is", last.lead
            )
        elif None in before.values():
            yield _undated(rule, page, claim, "which number was the newest when the page came out")


def _onward(told: Told, claim: str) -> list[str]:
    """Return the claims that revise one, and those that revise these."""
    seen: list[str] = []
    waiting = list(told.newer.get(claim, ()))
    while waiting:
        one = waiting.pop(0)
        if one not in seen and one != claim:
            seen.append(one)
            waiting += told.newer.get(one, ())
    return seen


def _is_replaced(told: Told, claim: Claim, page: Article) -> bool:
    """Whether a claim's own claimant had revised it before a page came out."""
    return any(_was_told_before(told, told.claims[one], page) for one in _onward(told, claim.id))


def _is_dated(report: Report, page: Article) -> bool:
    """Whether a page tells a number as one of an earlier day, or of before."""
    if report.value and report.value.change == "from":
        return True
    when = report.said_on
    return when is not None and page.published is not None and when.end is not None and when.end < page.published.day


# ------------------------------------------------------------------ before, and on the page


def _by_claim(told: Told) -> Iterator[tuple[Article, Claim, Report]]:
    """Yield each claim that a page tells, with the first report there."""
    seen: set[tuple[str, str]] = set()
    for report in told.judged:
        claim = told.claim_of.get(report.id)
        if claim and (report.article_id, claim.id) not in seen:
            seen.add((report.article_id, claim.id))
            yield told.articles[report.article_id], claim, report


def _first_told(told: Told, claim: Claim) -> date | None:
    days = [
        page.published.day for one in claim.reports if (page := told.articles[told.reports[one].article_id]).published
    ]
    return min(days, default=None)


def _was_told_before(told: Told, claim: Claim, page: Article) -> bool | None:
    """Whether a claim was out before a page; on one day, only where both tell the hour. None where no page tells."""
    if page.published is None:
        return None
    first = _first_told(told, claim)
    if first is None:
        return None
    if first != page.published.day:
        return first < page.published.day
    stamps = [told.articles[told.reports[one].article_id].published for one in claim.reports]
    instants = [stamp.instant for stamp in stamps if stamp and stamp.instant]
    return bool(page.published.instant and instants and min(instants) < page.published.instant)


def _tells(told: Told, page: Article, claim: Claim) -> bool:
    """Whether a page tells a claim: itself, one that says the same, or the same number."""
    group = told.group_of[claim.id]
    if any(one.article_id == page.id for one in group.reports):
        return True
    return any(same_number(one.value, claim.value) for one in told.on_page[page.id])


def _undated(rule: Rule, page: Article, claim: Claim, what: str) -> Unmeasured:
    whose = "it" if page.published is None else "every page that tells the other"
    return Unmeasured(
        rule, f"{whose} has no date, so it is not known {what}", "find the day it came out", page.id, claim.id
    )


# ------------------------------------------------------------------ retelling


def as_others_tell(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find reports that tell a claim otherwise than the others do."""
    for claim in told.claims.values():
        for one in claim.distorted:
            report = told.reports[one.report]
            if told.is_judged(report):
                why = f"{one.how}, beside the other pages that tell what {claim.name or 'nobody named'} says"
                yield told.finding(rule, report, why, "take it from the words as they were said", claim.lead)


def relay_named(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find people without a name whom a page gives without the outlet that had them."""
    seen = set()
    for claim in told.claims.values():
        for root in claim.origins.roots:
            if root.into is None or root.rule != Whose.DROPPED.value:
                continue
            for report in (told.reports[one] for one in root.reports):
                shown = root.shown_by if root.shown_by in told.reports else None
                had = told.finder(told.reports[shown]) if shown else "another outlet"
                if not told.is_judged(report) or report.id in seen or _names_outlet(told, report.article_id, had):
                    continue
                seen.add(report.id)
                why = f"{had} had these people for it, described alike; the page does not name {had}"
                yield told.finding(rule, report, why, f"say that it is {had} they told", *([shown] if shown else []))


# ------------------------------------------------------------------ copies


def copy_credited(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find pages with largely another's text and no word of whose it is."""
    for pages, copies in _same_text(told):
        owners = {outlet_of(told.articles[one.first]) for one in copies if one.credited and one.first}
        owners |= {one.credited for one in copies if one.credited}
        first = _first(copies)
        for page in pages:
            is_theirs = outlet_of(page) in owners or page.id == first or bool(page.credits)
            if not told.is_judged_page(page) or is_theirs:
                continue
            others = [outlet_of(other) for other in pages if outlet_of(other) != outlet_of(page)]
            if any(_names_outlet(told, page.id, one) for one in owners or others):
                continue
            if not owners and first is None:
                reason = f"it has largely one text with {listed(others)}, and no page shows whose it is"
                yield Unmeasured(rule, reason, "ask the desk whose text it is", page.id)
                continue
            whose = listed(sorted(owners)) if owners else outlet_of(told.articles[first or ""])
            shown = "as other pages credit it" if owners else "which came out before"
            span = _longest(page, copies)
            begins = sentence(page, Span(span.start, min(span.end, span.start + 1), span.part))
            why = f"it has the text of {whose}, {shown}, and no credit"
            yield Finding(rule, page.id, span, begins, why, f"credit the text to {whose}")


def _same_text(told: Told) -> Iterator[tuple[list[Article], list[Copy]]]:
    """Yield pages of several outlets with largely one text, the earliest first, and their pairs."""
    whole = [one for one in told.copies if one.kind is CopyKind.WHOLE]
    group = {page: {page} for one in whole for page in (one.a, one.b)}
    for one in whole:
        joined = group[one.a] | group[one.b]
        for page in joined:
            group[page] = joined
    done: set[str] = set()
    for page in sorted(group):
        if page not in done:
            done |= group[page]
            pages = sorted((told.articles[one] for one in group[page]), key=order)
            if len({outlet_of(one) for one in pages}) > 1:
                yield pages, [one for one in whole if one.a in group[page]]


def _first(copies: list[Copy]) -> str | None:
    """Return the page that has no other before it, where every pair of it shows that."""
    firsts = {one.first for one in copies if one.first}
    later = {one.b if one.first == one.a else one.a for one in copies if one.first}
    found = sorted(firsts - later)
    return found[0] if len(found) == 1 else None


def _longest(page: Article, copies: list[Copy]) -> Span:
    sides = [(passage, one.a == page.id) for one in copies if page.id in (one.a, one.b) for passage in one.passages]
    longest, is_a = max(sides, key=lambda side: side[0].words)
    return longest.a if is_a else longest.b


def _names_outlet(told: Told, page: str, name: str) -> bool:
    """Whether a page names an outlet somewhere."""
    article = told.articles[page]
    known = next((one.outlet for one in told.articles.values() if one.outlet and one.outlet.name == name), None)
    names = [name, *(known.short_names if known else ())]
    text = fold("\n".join((article.headline or "", article.byline or "", article.text)))
    return any(fold(one) in text for one in names)
