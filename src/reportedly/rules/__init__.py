"""A newsroom's own sourcing rules, checked on a story: each breach with the sentence that breaks it.

    policy (TOML)  →  check(ledger, story, policy)  →  Finding, Unmeasured

Nothing is stored, and nothing is said to be true or false: a finding says which rule a sentence does not keep, why, and
what would mend it. A rule that cannot be measured says so, with the reason.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from reportedly.ledger import Ledger
from reportedly.records import Story
from reportedly.rules import beside, sources, support
from reportedly.rules.policy import CHECKS, Check, Policy, Rule, Severity, load, preset, preset_text, presets, read
from reportedly.rules.told import Finding, Outcome, Told, Unmeasured

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "Outcome",
    "Policy",
    "Rule",
    "Severity",
    "Unmeasured",
    "check",
    "is_broken",
    "load",
    "preset",
    "preset_text",
    "presets",
    "read",
]

_HOW: Mapping[Check, Callable[[Told, Rule], Iterator[Outcome]]] = MappingProxyType(
    {
        Check.INDEPENDENT_ORIGINS: support.independent_origins,
        Check.HAS_ORIGIN: support.has_origin,
        Check.SEVERAL_OUTLETS: support.several_outlets,
        Check.FIRST_HAND: support.first_hand,
        Check.ORIGINAL_READ: support.original_read,
        Check.NUMBER_NAMED: sources.number_named,
        Check.NUMBER_SOURCED: sources.number_sourced,
        Check.FORECAST_SOURCED: sources.forecast_sourced,
        Check.ESTIMATE_SOURCED: sources.estimate_sourced,
        Check.HEARSAY_SOURCED: sources.hearsay_sourced,
        Check.UNNAMED_DESCRIBED: sources.unnamed_described,
        Check.UNNAMED_REASON: sources.unnamed_reason,
        Check.UNNAMED_CORROBORATED: support.unnamed_corroborated,
        Check.CONTRADICTION_TOLD: beside.contradiction_told,
        Check.NEWEST_NUMBER: beside.newest_number,
        Check.AS_OTHERS_TELL: beside.as_others_tell,
        Check.RELAY_NAMED: beside.relay_named,
        Check.COPY_CREDITED: beside.copy_credited,
    }
)


def check(ledger: Ledger, story: Story, policy: Policy) -> tuple[Outcome, ...]:
    """Return what of a story does not keep a policy's rules, and which rules cannot be measured on it.

    Rule by rule, in the policy's order; under each the earliest page first. One sentence breaks one rule once.
    """
    told = Told(ledger, story, policy)
    found: list[Outcome] = list(_waiting(ledger))
    if not told.judged:
        return (*found, *_unread(told))
    for rule in policy.rules:
        found += _ordered(told, _HOW[rule.check](told, rule))
    return tuple(found)


def is_broken(found: Iterable[Outcome]) -> bool:
    """Whether a rule that must be kept is broken."""
    return any(isinstance(one, Finding) and one.severity is Severity.MUST for one in found)


def _ordered(told: Told, found: Iterable[Outcome]) -> list[Outcome]:
    """Return what a rule finds, page by page; a sentence that stands twice on its page once."""
    places = {page.id: place for place, page in enumerate(told.pages)}
    once: dict[tuple[str, ...], Outcome] = {}
    for one in found:
        if isinstance(one, Finding):
            key = ("broken", one.article, told.articles[one.article].words(one.sentence))
        else:
            key = ("cannot measure", one.article or "", one.reason.casefold())
        once.setdefault(key, one)

    def place(one: Outcome) -> tuple[int, int]:
        return places.get(one.article or "", len(places)), one.words.start if isinstance(one, Finding) else -1

    return sorted(once.values(), key=place)


def _waiting(ledger: Ledger) -> Iterator[Unmeasured]:
    """Yield that there are pages which no rule has seen."""
    number = len(ledger.books.waiting().added)
    if number or ledger.books.state("unfinished") is not None:
        some = f"{number} pages wait to be linked, and what they add is not counted"
        one = "a page waits to be linked, and what it adds is not counted"
        reason = (one if number == 1 else some) if number else "linking was stopped before its end"
        yield Unmeasured(None, reason, "run `reportedly link`, and check again")


def _unread(told: Told) -> Iterator[Unmeasured]:
    """Yield, for each rule, that no page holds anything to check."""
    whose = ", ".join(told.policy.pages_of)
    if told.pages or not whose:
        reason, way_out = "nobody is said to say anything on these pages", "read the pages again, or check them by eye"
    else:
        reason, way_out = f"no page of {whose} is in this story", "add that page, or name another outlet"
    yield from (Unmeasured(rule, reason, way_out) for rule in told.policy.rules)
