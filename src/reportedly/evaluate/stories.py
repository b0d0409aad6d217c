"""How well a ledger tells an annotated story: who said what, on whose word, with what number, on which books.

Gold is a folder with ``gold.json`` and ``pages.jsonl`` (`docs/evaluate.md` has the form); a prediction is a ledger
file, as `reportedly export --format ledger` writes it, of one story or of several. Pages are paired with gold's by
id, else by address (without scheme, "www." and a closing slash). What is said of other pages is ignored, but they
count as pages of their story (row 10): cut the pages as the gold is cut.

P, R, F1 are over counts; ``None`` means the gold has nothing to score. Lenience is in [ ].

Tokens
    Runs of letters and digits, casefolded. Evidence is looked up in the gold page's text as a run of tokens, at
    `start` if it stands there, else anywhere (a doubled paragraph gives several places). Evidence that is not on
    the page, or longer than 80 tokens and 3 times the gold's, matches nothing.
1 reports
    A gold and a predicted report of one page are a candidate pair when (a) they share at least half of the tokens
    of the shorter evidence, and 3 of them (all, if the gold's has fewer): spans differ in taste, and containment
    should not cost anything; or (b) half of the predicted evidence lies in the gold's sentence or its neighbours
    AND the value agrees, or, for a claim without a value, half of it lies in the gold's sentence AND the claimant
    agrees. Of the candidates the one-to-one pairing with the largest total weight is taken; weight = overlap (b:
    0.25) + 1 if the value agrees + 0.5 if the claimant does.
    Recall = paired / gold. Precision = paired / (paired + spurious): gold lists all reports of ITS claims but not
    all claims, so an unpaired prediction is spurious only if (i) its claim also holds paired reports, and the gold
    claim those are mostly of is not reported by that page, or (ii) it repeats a paired prediction: same words (half
    of the tokens of both together are shared) and same value, but not both its claim and its last name, or (iii) it
    repeats a paired report's value (no value: last name) with words that overlap the gold's as in (a), under
    another claim. Distractor pages count in 10, not here. A program that reports every sentence once still looks
    precise here: what was predicted on gold pages, and the same per gold report, show it. Where gold has
    `own_voice` it lists all there is: an unpaired prediction that names a source is spurious; `own voice` counts
    the own-voice statements whose words, as in (a), such a prediction has. `furniture` counts the predictions whose
    evidence reaches into a line of gold's `furniture`.
2 claimant
    Last name of the chain, against the last link of the gold chain. A chain of the page alone, or ending in null,
    fits a gold chain of the page alone. Names are compared with the gold entity's name, aliases and every form its
    chains use: accents, case, articles and glosses in brackets dropped, words cut to 6 letters; equal, one
    contained in the other, or Dice >= 0.5 of the words (so "US officials" fits "senior American officials"), where
    for named entities a word weighs 1 / the number of entities that bear it. An entity that fits better makes it
    wrong, unless it is a part or the whole of the right one (`parent`) or both are unnamed groups. `of found`:
    share among paired. `end to end`: paired AND right, P over paired + spurious, R over gold.
3 chain
    exact: every link right and none too many (among paired). relays: F1 of the links between page and origin.
4 value, status, horizon
    right: low, high within 0.5 % (null = null) and a synonymous unit, over paired reports whose claim has a value.
    [Not where the page garbles the claim (`distorted`); 5 % where a note says the page rounds.] end to end: the
    same over all gold reports whose claim has a value, found or not. number: some bound equals some bound. false:
    share of claims without a value given one. status: exact, and coarse (said; open = possible, predicted; denied).
    horizon: F1, +-1 day [a gold horizon 7 days after the claim's date, "coming days", may also be counted from the
    page's date].
5 grouping
    B-cubed of predicted claim ids over paired reports [not distorted ones; `all` adds those whose page names no
    source though somebody else is the claimant, which gold links by value and date only].
6 origins
    Per gold group of like claims. The answer: for each gold claim, the fewest predicted claims that hold two thirds
    of its reports paired under 5 (if it has any named source, reports with one); over the union, at_most = sum of
    at_most - repeated names, at_least = the same for at_least but no less than its maximum. Nothing found, or
    predicted claims that are not mostly of this group, is an answer of 0. Where the ledger has `points`, the answer
    is the origins of the point that holds most of these predicted claims, which must be mostly of this group as
    well; claims outside it are not added. Claims whose point fits another group with the same gold claims better
    (shared gold claims / all of both) are added as above. The accepted range: [cautious, count], or [origins merged
    by `parent`, origins]. right: the interval lies in the range or holds it, and is at most 1 wider. mae: distance
    of the midpoint from the range. width: mean at_most - at_least. balanced: mean of `right` over groups whose
    range holds 1 and over the others. over, under: wholly above, below the range.
7 copies
    F1 over page pairs of `copies` [pairs of `copies_translated` count neither way].
8 relations
    F1 over pairs of gold claims; a predicted claim stands for the gold claim most of its paired reports are of (no
    such claim: pair ignored). contradictions: unordered, contradicts or denies [pairs gold calls weak count neither
    way]; a pair of `not_contradictions` counts as two false ones, also shown as `traps`. revisions: ordered,
    revises. Other kinds are ignored. Both ends the same gold claim: false.
9 tracks
    Per (claimant, measure) of gold, its claims with a value. A predicted track is the predicted claims of one
    (claimant, measure); the one with most gold points (value right, date +-1 day [any, where a note says the gold
    date is inferred]) is taken. points: share of gold points in it; series: the same, tracks of 2 points or more.
10 story
    F1 of the pages of the main story (the predicted story with most gold pages) against the pages that are no
    distractors. All its pages count as predicted, also those the gold does not know. intruders: reports on
    distractors filed under a claim that holds paired reports.
Headline, claims on the right books
    Share of gold reports (not distorted) that are found, with right claimant, with right value where the claim has
    one, and in a predicted claim that holds more than half of the paired reports of their gold claim and are more
    than half of that claim [page names no source: in one that holds nothing else].
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from reportedly.errors import GoldError
from reportedly.evaluate.matching import Json, rates, share
from reportedly.evaluate.story_gold import Gold, days_between, has_same_bound, is_same_value, named
from reportedly.evaluate.story_links import Origins, copies, grouping, is_grouped, origins_of, relations, story, tracks
from reportedly.evaluate.story_pairs import Pair, Pairing

_COARSE = {"possible": "open", "predicted": "open", "denied": "denied"}


class Checks(Struct, frozen=True):
    """What is right about one pair; ``None`` where it is not asked for."""

    claimant: bool
    chain: bool
    relays: int
    value: bool | None
    number: bool | None
    false_value: bool | None
    status: bool | None
    coarse_status: bool | None
    grouped: bool


def checked(pairing: Pairing, pair: Pair) -> Checks:
    """Check one pair."""
    gold, told = pairing.gold, pair.told
    claim, links, want = gold.claims[pair.gold["claim"]], named(told["chain"]), pair.gold["chain_ids"]
    value, is_clean = claim["value"], pair.is_clean
    tolerance = 0.05 if re.search(r"\bround", pair.gold.get("note", "")) else 0.005
    return Checks(
        claimant=gold.is_claimant_right(pair.gold, told["chain"]),
        chain=_is_chain_right(gold, told["chain"], want),
        relays=sum(any(gold.denotes(name, key) for name in links[1:-1]) for key in want[1:-1]),
        value=is_same_value(value, told.get("value"), tolerance) if value and is_clean else None,
        number=has_same_bound(value, told.get("value")) if value and is_clean else None,
        false_value=bool(told.get("value")) if not value and is_clean else None,
        status=told.get("status") == claim["status"] if is_clean else None,
        coarse_status=_COARSE.get(told.get("status") or "") == _COARSE.get(claim["status"]) if is_clean else None,
        grouped=is_grouped(pairing, pair),
    )


def _is_chain_right(gold: Gold, chain: Sequence[str | None], want: Sequence[str]) -> bool:
    """Whether every link is right and none too many."""
    links = named(chain)
    if len(links) != len(want) or (chain[-1] is None and len(want) > 1):
        return False
    return all(gold.denotes(name, key) for name, key in zip(links[1:], want[1:], strict=True))


def _horizon(pairing: Pairing) -> Json | None:
    hits = told = wanted = 0
    for pair in pairing.clean:
        claim, mine = pairing.gold.claims[pair.gold["claim"]], pair.told.get("horizon")
        due, page = claim["horizon"], pairing.gold.pages[pair.gold["page"]].get("published")
        is_coming = days_between(claim["date"], due) == 7 and abs(days_between(page, mine) - 7) <= 1
        hits += bool(due and mine) and (abs(days_between(due, mine)) <= 1 or is_coming)
        told, wanted = told + bool(mine), wanted + bool(due)
    return rates(hits, told, wanted)


def scored(pairing: Pairing) -> Json:
    """Score one ledger against one story, but for the origins."""
    gold, pairs = pairing.gold.reports, pairing.pairs
    checks = [checked(pairing, pair) for pair in pairs]
    clean = [check for check, pair in zip(checks, pairs, strict=True) if pair.is_clean]
    sound = [report for report in gold if "distorted" not in report]
    numbered = sum(pairing.gold.claims[report["claim"]]["value"] is not None for report in sound)
    claimed = len(pairs) + len(pairing.spurious)
    booked = sum(check.claimant and check.value is not False and check.grouped for check in clean)
    return {
        "headline": booked / len(sound) if sound else None,
        "reports": _reports(pairing, claimed),
        "claimant": {
            "of found": _rate(check.claimant for check in checks),
            "end to end": rates(sum(check.claimant for check in checks), claimed, len(gold)),
        },
        "chain": {"exact": _rate(check.chain for check in checks), "relays": _relays(pairs, checks, len(gold))},
        "value": {
            "right": _rate(check.value for check in checks),
            "number": _rate(check.number for check in checks),
            "false": _rate(check.false_value for check in checks) if pairs else None,
            "end to end": sum(bool(check.value) for check in checks) / numbered if numbered else None,
        },
        "status": {
            "exact": _rate(check.status for check in checks),
            "coarse": _rate(check.coarse_status for check in checks),
        },
        "horizon": _horizon(pairing),
        "grouping": grouping(pairing),
        "copies": copies(pairing),
        **relations(pairing),
        "tracks": tracks(pairing),
        "story": story(pairing),
    }


def _rate(answers: Iterable[bool | None]) -> float | None:
    """Return the share of what is right among what is asked for; 0 where nothing was found at all."""
    answers = list(answers)
    return share(answer for answer in answers if answer is not None) if answers else 0.0


def _reports(pairing: Pairing, claimed: int) -> Json:
    gold = len(pairing.gold.reports)
    return {
        **(rates(len(pairing.pairs), claimed, gold) or {}),
        "all": len(pairing.reports),
        "per gold": len(pairing.reports) / gold if gold else None,
        "own voice": pairing.own_voice(),
        "furniture": pairing.furniture(),
    }


def _relays(pairs: Sequence[Pair], checks: Sequence[Checks], gold: int) -> Json | None:
    told = sum(len(named(pair.told["chain"])[1:-1]) for pair in pairs)
    wanted = sum(len(pair.gold["chain_ids"][1:-1]) for pair in pairs) if pairs else gold
    return rates(sum(check.relays for check in checks), told, wanted)


def score(gold: Sequence[Gold], ledger: Json) -> Json:
    """Score a ledger against stories.

    Returns:
        Figures by story, and where there are several, under "all", what is pooled over them: the origins.

    Raises:
        GoldError: the ledger is not of its form.
    """
    if wrong := faults(ledger):
        raise GoldError(f"this is no ledger file: {'; '.join(wrong[:10])}; {len(wrong)} faults in all")
    figures, verdicts = {}, []
    for one in gold:
        pairing = Pairing(one, ledger)
        mine = Origins(pairing).verdicts()
        verdicts += mine
        figures[one.data["story"]] = {**scored(pairing), "origins": origins_of(mine)}
    return {**figures, "all": {"origins": origins_of(verdicts)}} if len(gold) > 1 else figures


# ------------------------------------------------------------------ the form of a ledger

_NEEDED = {
    "pages": ("id",),
    "reports": ("id", "page", "claim", "evidence", "chain"),
    "claims": ("id",),
    "relations": ("kind", "from", "to"),
    "copies": (),
    "stories": ("id", "pages"),
}
_POINT = ("id", "claims", "origins")


def faults(ledger: Json) -> list[str]:
    """Return what is wrong with a ledger: missing lists or keys, ids that lead nowhere, a claim in two points."""
    out = [f"no list '{key}'" for key in _NEEDED if not isinstance(ledger.get(key), list)]
    if not out:
        needed = {**_NEEDED, "points": _POINT}
        out = [
            f"{key}[{n}]: no '{k}'"
            for key, keys in needed.items()
            for n, item in enumerate(ledger.get(key, []))
            for k in keys
            if k not in item
        ]
    return out or _loose_ends(ledger)


def _loose_ends(ledger: Json) -> list[str]:
    ids = {key: {item["id"] for item in ledger[key]} for key in ("pages", "claims")}
    links = [(f"report {r['id']}", r[k], f"{k}s") for r in ledger["reports"] for k in ("page", "claim")]
    links += [(f"relation {r['kind']}", r[k], "claims") for r in ledger["relations"] for k in ("from", "to")]
    links += [(f"story {s['id']}", page, "pages") for s in ledger["stories"] for page in s["pages"]]
    links += [("copies", page, "pages") for group in ledger["copies"] for page in group]
    links += [(f"point {p['id']}", claim, "claims") for p in ledger.get("points", []) for claim in p["claims"]]
    times = Counter(claim for point in ledger.get("points", []) for claim in set(point["claims"]))
    return [f"{where}: '{key}' is not in {kind}" for where, key, kind in links if key not in ids[kind]] + [
        f"points: claim '{claim}' is in {n}" for claim, n in times.items() if n > 1
    ]


# ------------------------------------------------------------------ the table

ROWS = (
    ("CLAIMS ON THE RIGHT BOOKS", "headline"),
    ("1 reports found", "reports"),
    ("  predicted, on gold pages", "reports all"),
    ("  predicted per gold report", "reports per gold"),
    ("  own voice given a source", "reports own voice"),
    ("  furniture reported", "reports furniture"),
    ("2 claimant right, of found", "claimant of found"),
    ("  claimant end to end", "claimant end to end"),
    ("3 chain exact, of found", "chain exact"),
    ("  relays", "chain relays"),
    ("4 value right, of found", "value right"),
    ("  value end to end", "value end to end"),
    ("  a bound right", "value number"),
    ("  value where gold has none", "value false"),
    ("  status exact", "status exact"),
    ("  status coarse", "status coarse"),
    ("  horizon", "horizon"),
    ("5 grouping B3, sourced", "grouping sourced"),
    ("  grouping B3, all", "grouping all"),
    ("6 origins right", "origins right"),
    ("  where range holds 1", "origins one"),
    ("  where it does not", "origins several"),
    ("  balanced", "origins balanced"),
    ("  mean abs. error", "origins mae"),
    ("  mean width", "origins width"),
    ("  groups counted over / under", "origins over"),
    ("  under", "origins under"),
    ("7 copies", "copies"),
    ("8 contradictions", "contradictions"),
    ("  traps fallen into", "traps"),
    ("  revisions", "revisions"),
    ("9 track points", "tracks points"),
    ("  of series", "tracks series"),
    ("10 story pages", "story"),
    ("  intruders", "story intruders"),
)


Cell = Json | float | None


def cell(figures: Mapping[str, Any], row: str) -> Cell:
    """Return the cell of a row: a number, a record of P, R and F1, or ``None``."""
    first, _, rest = row.partition(" ")
    found: Cell = figures.get(first)
    if isinstance(found, dict):
        found = found.get(rest) if rest else found if "f1" in found else None
    return found


def table(figures: Json) -> list[tuple[str, ...]]:
    """Lay the figures out, heading first: P R F1 or a share for each story, and the mean (of 6: pooled)."""
    stories = {name: part for name, part in figures.items() if name != "all"}
    pooled = figures.get("all", next(iter(stories.values())))
    rows: list[tuple[str, ...]] = [("P R F1, or a share", *stories, "mean (6: pooled)")]
    for label, row in ROWS:
        cells = [cell(part, row) for part in stories.values()]
        last = cell(pooled, row) if row.startswith("origins") else _mean(cells)
        rows.append((label, *map(_shown, [*cells, last])))
    return rows


def _shown(found: Cell) -> str:
    if isinstance(found, dict):
        return f"{found['p']:.3f} {found['r']:.3f} {found['f1']:.3f}"
    return "-" if found is None else f"{found:.3f}" if isinstance(found, float) else str(found)


def _mean(cells: Sequence[Cell]) -> Cell:
    records = [found for found in cells if isinstance(found, dict)]
    numbers = [found for found in cells if found is not None and not isinstance(found, dict)]
    if records:
        return {key: sum(found[key] for found in records) / len(records) for key in ("p", "r", "f1")}
    return sum(numbers) / len(numbers) if numbers else None
