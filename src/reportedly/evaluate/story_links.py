"""Whether reports are on the right books: rows 5 to 10 of `stories`, which has the rules."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from reportedly.evaluate.matching import Json, rates, share
from reportedly.evaluate.story_gold import TOKEN, days_between, folded, is_same_value
from reportedly.evaluate.story_pairs import Pair, Pairing

Interval = tuple[int, int]
_CLASHES = {"contradicts", "denies"}


# ------------------------------------------------------------------ 5 grouping


def is_grouped(pairing: Pairing, pair: Pair) -> bool:
    """Whether a paired report is on a book mostly of its claim, which holds most of the claim's reports."""
    claim, home = pair.gold["claim"], pair.told["claim"]
    homes, members = pairing.homes.get(claim, Counter()), pairing.members.get(home, Counter())
    together = homes[home]  # 0 for a distorted report alone on its book
    if 2 * together <= members.total():
        return False
    return 2 * together > homes.total() or (pairing.gold.is_unsourced(pair.gold) and set(members) == {claim})


def grouping(pairing: Pairing) -> Json:
    """Score predicted claims as groups of reports: B-cubed, of sourced reports and of all."""
    sourced = [pair for pair in pairing.clean if not pairing.gold.is_unsourced(pair.gold)]
    return {"sourced": _b_cubed(pairing, sourced), "all": _b_cubed(pairing, pairing.clean)}


def _b_cubed(pairing: Pairing, pairs: Sequence[Pair]) -> Json | None:
    if not pairs:
        return rates(0, 0, 1) if pairing.gold.reports else None
    gold, told = Counter(p.gold["claim"] for p in pairs), Counter(p.told["claim"] for p in pairs)
    both = Counter((p.gold["claim"], p.told["claim"]) for p in pairs)
    p = sum(n * n / told[b] for (_, b), n in both.items()) / len(pairs)
    r = sum(n * n / gold[a] for (a, _), n in both.items()) / len(pairs)
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r), "pred": len(told), "gold": len(gold)}


# ------------------------------------------------------------------ 6 origins


class Origins:
    """The ledger's count of independent origins for each group of like claims."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing, self.gold = pairing, pairing.gold
        self.points: list[Json] = pairing.ledger.get("points", [])
        self.point_of = {claim: point for point in self.points for claim in point["claims"]}
        self.groups: list[Json] = self.gold.data.get("independent_origins", [])

    def verdicts(self) -> list[Json]:
        """Return one verdict for each group."""
        return [judged_origins(self.gold.origin_range(group), self.answer(group)) for group in self.groups]

    def answer(self, group: Json) -> Interval:
        """Return how many origins the ledger counts for a group, at least and at most; (0, 0) for no answer."""
        wanted = set(group["claim_group"])
        homes = sorted({home for claim in wanted for home in self._cover(claim)})
        lent = [home for home in homes if self._is_lent(home, group)]
        points = Counter(self.point_of[h]["id"] for h in homes if h in self.point_of and h not in lent)
        holders, inside = [self.pairing.claims.get(home, {}) for home in homes], homes
        if points:
            key = max(points, key=lambda key: (points[key], key))
            point = next(point for point in self.points if point["id"] == key)
            holders = [point, *(self.pairing.claims.get(home, {}) for home in lent)]
            inside = [*point["claims"], *lent]
        held = Counter[str]()
        for claim in inside:
            held.update(self.pairing.members.get(claim, {}))
        return _added_up(holders) if 2 * sum(held[claim] for claim in wanted) > held.total() else (0, 0)

    def _cover(self, claim: str) -> list[str]:
        """Return the fewest predicted claims that hold two thirds of a gold claim's reports."""
        pairs = [pair for pair in self.pairing.clean if pair.gold["claim"] == claim]
        pairs = [pair for pair in pairs if not self.gold.is_unsourced(pair.gold)] or pairs
        out: list[str] = []
        held = 0
        for home, n in Counter(pair.told["claim"] for pair in pairs).most_common():
            if held >= 2 * len(pairs) / 3:
                break
            out, held = [*out, home], held + n
        return out

    def _is_lent(self, home: str, group: Json) -> bool:
        """Whether a claim's point fits another group with the same gold claims better."""
        point, wanted = self.point_of.get(home), set(group["claim_group"])
        rivals = [g for g in self.groups if g is not group and wanted & set(g["claim_group"])]
        return point is not None and any(self._fit(point, g) > self._fit(point, group) for g in rivals)

    def _fit(self, point: Json, group: Json) -> float:
        """Return the gold claims a point and a group share, over all of both."""
        mine = {self.pairing.stands_for(claim) for claim in point["claims"]} - {None}
        its = set(group["claim_group"])
        return len(mine & its) / len(mine | its)


def _added_up(holders: Iterable[Json]) -> Interval:
    """Return the origins behind some claims or points together: added up, a repeated name counted once."""
    origins = [holder.get("origins") or {} for holder in holders]
    names = [{" ".join(TOKEN.findall(name.casefold())) for name in o.get("names", []) if name} for o in origins]
    repeated = sum(map(len, names)) - len(set[str]().union(*names))
    low = [o.get("at_least") or 0 for o in origins]
    high = [max(o.get("at_most") or 0, least) for o, least in zip(origins, low, strict=True)]
    at_least = max(max(low, default=0), sum(low) - repeated)
    return at_least, max(at_least, max(high, default=0), sum(high) - repeated)


def judged_origins(accepted: Interval, answer: Interval) -> Json:
    """Compare an interval of origins with the accepted range.

    >>> judged_origins((1, 1), (1, 2))["right"], judged_origins((1, 1), (1, 3))["right"]
    (True, False)
    """
    (low, high), (least, most) = accepted, answer
    is_nested = (low <= least and most <= high) or (least <= low and high <= most)
    middle = (least + most) / 2
    return {
        "right": least > 0 and is_nested and most - least <= high - low + 1,
        "error": max(low - middle, middle - high, 0.0),
        "width": most - least,
        "single": low == 1,
        "over": least > high,
        "under": most < low,
    }


def origins_of(verdicts: Sequence[Json]) -> Json | None:
    """Add up verdicts on groups, of one story or of several."""
    if not verdicts:
        return None
    single, several = (share(v["right"] for v in verdicts if v["single"] is side) for side in (True, False))
    return {
        "right": share(v["right"] for v in verdicts),
        "one": single,
        "several": several,
        "balanced": share(part for part in (single, several) if part is not None),
        "mae": share(v["error"] for v in verdicts),
        "width": share(v["width"] for v in verdicts),
        "over": sum(v["over"] for v in verdicts),
        "under": sum(v["under"] for v in verdicts),
        "gold": len(verdicts),
    }


# ------------------------------------------------------------------ 7 copies, 8 relations


def copies(pairing: Pairing) -> Json | None:
    """Score page pairs that carry one text."""
    data, pages = pairing.gold.data, pairing.page_of
    gold, free = _page_pairs(data.get("copies", [])), _page_pairs(data.get("copies_translated", []))
    groups = [[pages[page] for page in group if page in pages] for group in pairing.ledger.get("copies", [])]
    told = _page_pairs(groups) - (free - gold)
    return rates(len(gold & told), len(told), len(gold))


def _page_pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {(a, b) for group in groups for a, b in combinations(sorted(set(group)), 2)}


def relations(pairing: Pairing) -> Json:
    """Score contradictions and revisions, as pairs of gold claims."""
    data = pairing.gold.data
    listed = data.get("contradictions", [])
    weak = {frozenset(pair[:2]) for pair in listed if "weak" in pair[2]}
    traps = {frozenset(pair[:2]) for pair in data.get("not_contradictions", [])}
    clashing = {frozenset(pair[:2]) for pair in listed} - weak
    revised = {(old, new) for old, new, *_ in data.get("revisions", [])}
    clashes, revisions = _told_relations(pairing)
    clashes -= weak
    caught = clashes & traps
    return {
        "contradictions": rates(len(clashing & clashes), len(clashes) + len(caught), len(clashing)),
        "revisions": rates(len(revised & revisions), len(revisions), len(revised)),
        "traps": len(caught) if traps else None,
    }


def _told_relations(pairing: Pairing) -> tuple[set[frozenset[str]], set[tuple[str, str]]]:
    """Return the predicted clashes and revisions (older, newer) between gold claims."""
    clashes: set[frozenset[str]] = set()
    revisions: set[tuple[str, str]] = set()
    for relation in pairing.ledger.get("relations", []):
        new, old = pairing.stands_for(relation["from"]), pairing.stands_for(relation["to"])
        if new and old and relation["kind"] == "revises":
            revisions.add((old, new))
        elif new and old and relation["kind"] in _CLASHES:
            clashes.add(frozenset((old, new)))
    return clashes, revisions


# ------------------------------------------------------------------ 9 tracks, 10 story


def tracks(pairing: Pairing) -> Json:
    """Score the series of numbers of each claimant and measure."""
    gold: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for claim in pairing.gold.claims.values():
        if claim["measure"] and claim["value"]:
            gold[claim["claimant"], claim["measure"]].append(claim)
    lines = _told_tracks(pairing)
    counts = []
    for (who, _), points in gold.items():
        fitting = [line for line in lines if pairing.gold.denotes(line[0]["claimant"], who)]
        hits = [sum(any(_is_same_point(want, claim) for claim in line) for want in points) for line in fitting]
        counts.append((max(hits, default=0), len(points)))
    return {"points": _rate(counts), "series": _rate([c for c in counts if c[1] > 1]), "gold": len(counts)}


def _told_tracks(pairing: Pairing) -> list[list[Json]]:
    """Return the predicted claims with a value and a report on gold's pages, one list a claimant and measure."""
    told = {report["claim"] for report in pairing.reports}
    lines: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for claim in pairing.claims.values():
        if claim.get("claimant") and claim.get("value") and claim["id"] in told:
            lines[" ".join(folded(claim["claimant"])), claim.get("measure") or ""].append(claim)
    return list(lines.values())


def _is_same_point(gold: Json, told: Json) -> bool:
    is_inferred = re.search(r"\b(date|dated|bound)\b", gold.get("note", ""), re.IGNORECASE) is not None
    is_near = is_inferred or abs(days_between(gold["date"], told.get("date"))) <= 1
    return is_near and is_same_value(gold["value"], told["value"])


def _rate(counts: Sequence[tuple[int, int]]) -> float | None:
    return sum(hits for hits, _ in counts) / sum(n for _, n in counts) if counts else None


def story(pairing: Pairing) -> Json | None:
    """Score the pages of the main story; ``None`` where gold has no distractors."""
    gold = pairing.gold
    if not gold.distractors:
        return None
    want = set(gold.pages) - gold.distractors
    stories = [{pairing.page_of.get(page, page) for page in s["pages"]} for s in pairing.ledger.get("stories", [])]
    main = max(stories, key=lambda pages: (len(pages & want), -len(pages)), default=set[str]())
    intruders = [
        report
        for report in pairing.reports
        if pairing.page_of[report["page"]] in gold.distractors and report["claim"] in pairing.members
    ]
    return {**(rates(len(main & want), len(main), len(want)) or {}), "intruders": len(intruders)}
