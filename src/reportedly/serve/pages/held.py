"""A story held against a newsroom's sourcing rules: what breaks one, and what cannot be measured.

This reads the whole story, so it stands on a page of its own and is made only when somebody asks.
"""

from collections.abc import Sequence

from fastapi import APIRouter, Query, Request
from msgspec import Struct

from reportedly import rules, wording
from reportedly.errors import UsageError
from reportedly.ledger import Ledger, with_words
from reportedly.records import Article, Digest
from reportedly.rules import Finding, Outcome, Policy, Severity, Unmeasured
from reportedly.serve import links, words
from reportedly.serve.pages import told
from reportedly.serve.pages.told import Words
from reportedly.serve.views import Plain, Table, View, add

router = APIRouter()

SHOWN = 40
"""Findings on one screen."""


class Broken(Struct, frozen=True):
    """A sentence that breaks a rule."""

    finding: Finding
    article: Article
    sentence: Words

    @property
    def is_must(self) -> bool:
        """Whether the rule must be kept."""
        return self.finding.severity is Severity.MUST

    @property
    def href(self) -> str:
        """Where the sentence stands."""
        return links.article(self.article.id, self.finding.report)


def broken(ledger: Ledger, found: Sequence[Finding]) -> list[Broken]:
    """Return findings, each with its page and its sentence."""
    pages = {article.id: article for article in ledger.texts({one.article for one in found})}
    return [
        Broken(one, pages[one.article], told.words_of(pages[one.article].words(one.sentence), pages[one.article]))
        for one in found
    ]


def page(
    request: Request,
    story: str,
    policy: str = Query(rules.presets()[0], max_length=64),
    start: int = Query(0, alias="from", ge=0, le=1_000_000),
) -> View:
    """Return a story held against one of the policies that come with Reportedly."""
    ledger = request.app.state.house.reading()
    digest = ledger.books.digest(story)
    if policy not in rules.presets():
        raise UsageError(f"there is no policy {policy!r}; take one of {', '.join(rules.presets())}")
    held = rules.preset(policy)
    return View(
        "rules.html",
        f"House rules · {words.clean(digest.title, 100)}",
        lambda: _page(ledger, digest, policy, held, start),
        lambda: _object(ledger, digest, policy, held),
        lambda: _table(ledger, digest, held),
        section=links.FRONT,
        called="These findings",
    )


add(router, links.rules("{story}"), page)


def _check(ledger: Ledger, digest: Digest, held: Policy) -> tuple[list[Finding], list[Unmeasured]]:
    found: Sequence[Outcome] = rules.check(ledger, ledger.books.story(digest.story), held)
    return [one for one in found if isinstance(one, Finding)], [one for one in found if isinstance(one, Unmeasured)]


def _page(ledger: Ledger, digest: Digest, name: str, held: Policy, start: int) -> dict[str, object]:
    findings, unmeasured = _check(ledger, digest, held)
    address, after = links.rules(digest.story, name), start + SHOWN
    return {
        "digest": digest,
        "policy": name,
        "held": held,
        "policies": [(one, rules.preset(one).name, links.rules(digest.story, one)) for one in rules.presets()],
        "findings": broken(ledger, findings[start:after]),
        "total": len(findings),
        "must": sum(one.severity is Severity.MUST for one in findings),
        "start": start,
        "unmeasured": list(dict.fromkeys((words.clean(one.reason), words.clean(one.way_out)) for one in unmeasured)),
        "next": f"{address}&from={after}" if after < len(findings) else None,
        "back": f"{address}&from={max(0, start - SHOWN)}" if start else None,
    }


def _object(ledger: Ledger, digest: Digest, name: str, held: Policy) -> Plain:
    findings, unmeasured = _check(ledger, digest, held)
    return {
        "story": digest.story,
        "policy": name,
        "about": held.about,
        "offsets": told.OFFSETS,
        "broken": [_plain(one) for one in broken(ledger, findings)],
        "cannot_measure": [
            {"check": one.rule.check.value if one.rule else None, "reason": one.reason, "way_out": one.way_out}
            for one in unmeasured
        ],
    }


def _plain(one: Broken) -> Plain:
    finding = one.finding
    return {
        "check": finding.rule.check.value,
        "severity": finding.severity.value,
        "says": finding.rule.says,
        "article": one.article.id,
        "outlet": wording.outlet(one.article),
        "sentence": with_words(finding.sentence, one.article),
        "why": finding.why,
        "way_out": finding.way_out,
        "report": finding.report,
        "claim": finding.claim,
        "point": finding.point,
    }


_COLUMNS = ("check", "severity", "says", "outlet", "url", "sentence", "why", "way_out", "report", "claim", "point")


def _table(ledger: Ledger, digest: Digest, held: Policy) -> Table:
    findings, _ = _check(ledger, digest, held)
    rows = [
        (
            one.finding.rule.check.value, one.finding.severity.value, one.finding.rule.says,
            wording.outlet(one.article), one.article.url, one.article.words(one.finding.sentence), one.finding.why,
            one.finding.way_out, one.finding.report, one.finding.claim, one.finding.point,
        )
        for one in broken(ledger, findings)
    ]  # fmt: skip
    return Table(_COLUMNS, rows)
