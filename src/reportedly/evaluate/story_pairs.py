"""Which predicted report is meant for which report of an annotated story (row 1 of `stories`, which has the rules)."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import product

from msgspec import Struct

from reportedly.evaluate.matching import Json, assigned
from reportedly.evaluate.story_gold import Gold, TokenSpan, alike, is_same_value, named, shared

_LONGEST_EVIDENCE = 80
_SAME_WORDS = 0.5  # tokens shared / tokens of either, from which two predictions have the same words
_NEAR_WEIGHT = 0.25


class Pair(Struct, frozen=True):
    """A gold report and the prediction paired with it."""

    gold: Json
    told: Json

    @property
    def is_clean(self) -> bool:
        """Whether the page does not garble the claim."""
        return "distorted" not in self.gold


class Pairing:
    """One ledger against one story: the reports of both, paired page by page.

    Attributes:
        reports: The predictions on gold's pages.
        pairs: Gold reports with the predictions paired with them.
        clean: Those whose page does not garble the claim.
        members: Predicted claim → the gold claims of its clean paired reports.
        homes: Gold claim → the predicted claims of its clean paired reports.
    """

    def __init__(self, gold: Gold, ledger: Json) -> None:
        self.gold, self.ledger = gold, ledger
        self.page_of = _gold_pages(gold, ledger)
        self.claims: dict[str, Json] = {claim["id"]: claim for claim in ledger.get("claims", [])}
        self.reports: list[Json] = [r for r in ledger.get("reports", []) if r["page"] in self.page_of]
        self._places: dict[int, list[TokenSpan]] = {}
        self.pairs = self._paired()
        self.clean = [pair for pair in self.pairs if pair.is_clean]
        self.members: dict[str, Counter[str]] = defaultdict(Counter)
        self.homes: dict[str, Counter[str]] = defaultdict(Counter)
        for pair in self.clean:
            self.members[pair.told["claim"]][pair.gold["claim"]] += 1
            self.homes[pair.gold["claim"]][pair.told["claim"]] += 1

    def stands_for(self, claim: str) -> str | None:
        """Return the gold claim most of a predicted claim's paired reports are of; distorted ones if no others."""
        members = self.members.get(claim) or Counter(p.gold["claim"] for p in self.pairs if p.told["claim"] == claim)
        return members.most_common(1)[0][0] if members else None

    def words(self, told: Json) -> list[TokenSpan]:
        """Return where a prediction's evidence stands on its gold page."""
        if id(told) not in self._places:
            evidence, page = told["evidence"], self.gold.text[self.page_of[told["page"]]]
            self._places[id(told)] = page.places(evidence["text"], evidence.get("start"))
        return self._places[id(told)]

    # -------------------------------------------------------------- pairing

    def _paired(self) -> list[Pair]:
        told: dict[str, list[Json]] = defaultdict(list)
        wanted: dict[str, list[Json]] = defaultdict(list)
        for report in self.reports:
            told[self.page_of[report["page"]]].append(report)
        for report in self.gold.reports:
            wanted[report["page"]].append(report)
        return [pair for page, golds in wanted.items() for pair in self._paired_on(page, golds, told.get(page, []))]

    def _paired_on(self, page: str, golds: Sequence[Json], told: Sequence[Json]) -> list[Pair]:
        if not told:
            return []
        weights = [[self._weight(page, gold, report) for report in told] for gold in golds]
        return [Pair(golds[i], told[j]) for i, j in enumerate(assigned(weights)) if j >= 0]

    def _weight(self, page: str, gold: Json, told: Json) -> float:
        value = self.gold.claims[gold["claim"]]["value"]
        is_value = is_same_value(value, told.get("value"))
        is_claimant = self.gold.is_claimant_right(gold, told["chain"])
        overlap, is_inside, is_near = self.overlap(page, gold["evidence"], told)
        if not overlap and (is_near and is_value if value else is_inside and is_claimant):
            overlap = _NEAR_WEIGHT
        return overlap + is_value + 0.5 * is_claimant if overlap else 0.0

    def overlap(self, page: str, evidence: str, told: Json) -> tuple[float, bool, bool]:
        """Return the overlap with gold evidence by rule (a), and whether it stands in its sentence, and near it."""
        text = self.gold.text[page]
        best, is_inside, is_near = 0.0, False, False
        for gold, mine in product(text.places(evidence), self.words(told)):
            sizes = gold[1] - gold[0], mine[1] - mine[0]
            if sizes[1] > max(_LONGEST_EVIDENCE, 3 * sizes[0]):
                continue
            common = shared(gold, mine)
            if common >= min(3, sizes[0]) and common >= min(sizes) / 2:
                best = max(best, common / min(sizes))
            is_inside = is_inside or shared(text.around(gold, 0), mine) >= sizes[1] / 2
            is_near = is_near or shared(text.around(gold, 1), mine) >= sizes[1] / 2
        return best, is_inside, is_near

    # -------------------------------------------------------------- what is left over

    @cached_property
    def unpaired(self) -> list[Json]:
        """The predictions on gold's pages that no gold report was paired with."""
        used = {id(pair.told) for pair in self.pairs}
        return [report for report in self.reports if id(report) not in used]

    @cached_property
    def spurious(self) -> list[Json]:
        """The unpaired predictions that count as wrong."""
        listed: dict[str, set[str]] = defaultdict(set)
        paired: dict[str, list[Pair]] = defaultdict(list)
        for report in self.gold.reports:
            listed[report["page"]].add(report["claim"])
        for pair in self.pairs:
            paired[pair.gold["page"]].append(pair)
        return [
            report
            for report in self.unpaired
            if (page := self.page_of[report["page"]]) not in self.gold.distractors
            and self._is_spurious(report, listed[page], paired[page])
        ]

    def _is_spurious(self, report: Json, listed: set[str], paired: Sequence[Pair]) -> bool:
        is_invented = "own_voice" in self.gold.data and len(named(report["chain"])) > 1
        home = self.stands_for(report["claim"])
        return is_invented or bool(home and home not in listed) or any(self._is_repeat(pair, report) for pair in paired)

    def _is_repeat(self, pair: Pair, report: Json) -> bool:
        """Whether an unpaired prediction says what a paired one says, for somebody else or under another claim."""
        value, has_claim = pair.told.get("value"), pair.told["claim"] == report["claim"]
        has_name = named(report["chain"])[-1:] == named(pair.told["chain"])[-1:]
        if (has_claim and has_name) or not is_same_value(value, report.get("value")):
            return False
        if any(alike(a, b) >= _SAME_WORDS for a, b in product(self.words(pair.told), self.words(report))):
            return True
        overlap, _, _ = self.overlap(pair.gold["page"], pair.gold["evidence"], report)
        return not has_claim and bool(value or has_name) and overlap > 0

    def own_voice(self) -> int | None:
        """Return how many statements of the page itself an unpaired prediction gives to somebody else."""
        if "own_voice" not in self.gold.data:
            return None
        sourced = [report for report in self.unpaired if len(named(report["chain"])) > 1]
        return sum(
            any(self.overlap(self.page_of[report["page"]], item["evidence"], report)[0] > 0 for report in sourced)
            for item in self.gold.data["own_voice"]
        )

    def furniture(self) -> int | None:
        """Return how many predictions have evidence that reaches into page furniture."""
        if "furniture" not in self.gold.data:
            return None
        lines = {page: text.lines(self.gold.data["furniture"]) for page, text in self.gold.text.items()}
        return sum(
            any(shared(a, b) for a, b in product(lines[self.page_of[report["page"]]], self.words(report)))
            for report in self.reports
        )


def _gold_pages(gold: Gold, ledger: Json) -> dict[str, str]:
    """Return the gold page of each predicted page: of the same id, else of the same address."""
    by_address = {_plain(page["url"]): key for key, page in gold.pages.items() if page["url"]}
    found = {}
    for page in ledger.get("pages", []):
        key = page["id"] if page["id"] in gold.pages else by_address.get(_plain(page.get("url") or ""))
        if key:
            found[page["id"]] = key
    return found


def _plain(url: str) -> str:
    """Return an address without scheme, "www." and a closing slash."""
    return re.sub(r"^https?://(www\.)?", "", url.strip().casefold()).rstrip("/")
