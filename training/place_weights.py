"""Fit the weights by which place names are told from other words, and from their namesakes.

    REPORTEDLY_DATA=… python training/place_weights.py check    # each fifth of the articles by the others' weights
    REPORTEDLY_DATA=… python training/place_weights.py fit src/reportedly/resolve/places/weights.py

Gold is the `places` set (docs/evaluate.md). Nothing but the signs that `toponyms` and `senses` see is fitted: no name,
no place, no corpus has a weight. Both fits start from fixed numbers, so that two runs give the same.
"""

import math
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly import models
from reportedly.evaluate import corpora, texts
from reportedly.evaluate.findings import kilometres
from reportedly.evaluate.places import counts
from reportedly.records import Part
from reportedly.resolve.places import texts_of
from reportedly.resolve.places.gazetteer import Entry, gazetteer
from reportedly.resolve.places.senses import Senses, beside
from reportedly.resolve.places.toponyms import Scan

Json = dict[str, Any]
Weights = dict[str, float]
Floats = npt.NDArray[np.float64]

FOLDS = 5
NEAR_KM = 161

START: Weights = {
    "people": 1.0, "lies in what follows": 6.0, "holds what precedes": 2.0, "other kind beside it": -1.0,
    "lies in what stands between commas": 2.5, "its country's body": 2.5,
    "home": 3.0, "home country": 1.0, "others in country": 1.0, "others in division": 1.0,
    "kind D beside it": 4.0, **{f"kind {kind} beside it": 3.0 for kind in "CEPKRWMIN"},
}  # fmt: skip
"""What an editor would say before seeing any news; fitted weights are held near to it, or to 0."""
COUNTS = {"LGL": 1.0, "TR-News": 2.0, "GeoVirus": 2.0, "GWN": 1.5}
"""How much an article of a corpus counts: the smaller corpora more."""


# ------------------------------------------------------------------ is it a place


class Seen(NamedTuple):
    """Words that may name a place, and whether the gold has them."""

    article: int
    signs: tuple[str, ...]
    is_gold: bool


def seen(rows: Sequence[Json]) -> list[Seen]:
    """Read the articles, and collect what may name a place."""
    loaded, out = models.load(), []
    for number, row in enumerate(rows):
        gold = [(t["s"], t["e"]) for t in row["toponyms"]]
        for parsed in texts.parsed(row, loaded):
            text = texts_of(parsed.article)[Part.BODY]
            for t in Scan(text, parsed.mentions, Part.BODY, gazetteer()).toponyms():
                if t.entries and counts(row["corpus"], t):
                    is_gold = any(s < t.span.end and t.span.start < e for s, e in gold)
                    out.append(Seen(number, (*t.signs, "always"), is_gold))
    return out


def fit_name(items: Sequence[Seen]) -> Weights:
    """Fit a logistic regression by Newton's method."""
    names = sorted({sign for item in items for sign in item.signs})
    at = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(items), len(names)))
    for n, item in enumerate(items):
        table[n, [at[sign] for sign in item.signs]] = 1
    gold, weights = np.array([item.is_gold for item in items], dtype=float), np.zeros(len(names))
    for _ in range(25):
        p = 1 / (1 + np.exp(-table @ weights))
        curve = (table * (p * (1 - p))[:, None]).T @ table + 2 * np.eye(len(names))
        weights -= np.linalg.solve(curve, table.T @ (p - gold) + 2 * weights)
    return dict(zip(names, map(float, weights), strict=True))


# ------------------------------------------------------------------ which place is it


class Told(NamedTuple):
    """An article with gold places: what its names may mean, and which of that is right, each time it is named."""

    article: int
    corpus: str
    senses: Senses
    right: list[list[tuple[bool, ...]]]


def told(rows: Sequence[Json]) -> list[Told]:
    """Collect the names of the gold, as `evaluate places --spans gold` hands them in."""
    out = []
    for number, row in enumerate(rows):
        scan = Scan(row["text"], (), Part.BODY, gazetteer())
        gold = sorted(row["toponyms"], key=lambda t: (t["s"], t["e"]))
        names = beside([scan.at(t["s"], t["e"]) for t in gold], {Part.BODY: row["text"]})
        units, right = {name.key: name for name in reversed(names)}, defaultdict(list)
        for name, toponym in zip(names, gold, strict=True):
            if "lat" in toponym:
                right[name.key].append(right_ones(name.toponym.entries, toponym))
        out.append(Told(number, row["corpus"], Senses(list(units.values())), [right[key] for key in units]))
    return out


def right_ones(entries: Sequence[Entry], gold: Json) -> tuple[bool, ...]:
    """Return which places are the gold's: by id, else by where they lie."""
    same = tuple(bool(e.gid) and e.gid == gold.get("gid") for e in entries)
    return same if any(same) else tuple(is_near(e, gold) for e in entries)


def is_near(entry: Entry, gold: Json) -> bool:
    """Whether a place counts as right: it is the area meant, or within 100 miles."""
    here, there = (entry.latitude, entry.longitude), (gold["lat"], gold["lon"])
    return bool(entry.gid and entry.gid == gold.get("area_gid")) or kilometres(here, there) <= NEAR_KM


def fit_sense(articles: Sequence[Told]) -> Weights:
    """Fit by turns: what the other names point to by these weights, then the weights by what they point to."""
    weights = dict(START)
    for _ in range(4):
        groups = []
        for article in articles:
            article.senses.weigh(weights)
            for candidates, evidence, right in zip(
                article.senses.candidates, article.senses.evidence(), article.right, strict=True
            ):
                for labels, times in Counter(right).items():
                    if any(labels) and not all(labels):
                        signs = [{**c.signs, **e} for c, e in zip(candidates, evidence, strict=True)]
                        groups.append((signs, labels, math.sqrt(times) * COUNTS[article.corpus]))
        weights = climb(groups, weights)
    return weights


def climb(groups: Sequence[tuple[list[Weights], Sequence[bool], float]], weights: Weights) -> Weights:
    """Move weights so that each group's right ones get the larger share, by gradient with moments (Adam)."""
    names = sorted({sign for signs, _, _ in groups for one in signs for sign in one} | set(START))
    at = {name: n for n, name in enumerate(names)}
    table = np.zeros((sum(len(signs) for signs, _, _ in groups), len(names)))
    for row, one in enumerate(one for signs, _, _ in groups for one in signs):
        for sign, value in one.items():
            table[row, at[sign]] = value
    group = np.repeat(np.arange(len(groups)), [len(signs) for signs, _, _ in groups])
    right = np.array([label for _, labels, _ in groups for label in labels], dtype=float)
    counts = np.array([count for _, _, count in groups])[group]
    start, now = (np.array([known.get(name, 0.0) for name in names]) for known in (START, weights))
    first, second = np.zeros_like(now), np.zeros_like(now)
    for step in range(1, 501):
        pull = table.T @ ((shares(table @ now, group, right) - shares(table @ now, group)) * counts) - (now - start)
        first, second = 0.9 * first + 0.1 * pull, 0.999 * second + 0.001 * pull**2
        now = now + 0.03 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, map(float, now), strict=True))


def shares(scores: Floats, group: npt.NDArray[np.int64], among: Floats | float = 1.0) -> Floats:
    """Return each one's share of its group, among some of it."""
    top = np.full(group[-1] + 1, -np.inf)
    np.maximum.at(top, group, scores)
    powers = np.exp(scores - top[group]) * among
    found: Floats = powers / np.bincount(group, powers)[group]
    return found


# ------------------------------------------------------------------ what is done with it


def check(names: Sequence[Seen], articles: Sequence[Told]) -> None:
    """Print how often articles are read right by weights fitted on others."""
    hits: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = fit_name([item for item in names if item.article % FOLDS != fold])
        for item in (item for item in names if item.article % FOLDS == fold):
            guess = sum(weights.get(sign, 0.0) for sign in item.signs) > 0
            hits.update({"named": guess, "gold": item.is_gold, "both": guess and item.is_gold})
        sense = fit_sense([a for a in articles if a.article % FOLDS != fold])
        for article in (a for a in articles if a.article % FOLDS == fold):
            article.senses.weigh(sense)
            for share, right in zip(article.senses.shares, article.right, strict=True):
                hits[f"{article.corpus} names"] += len(right)
                hits[article.corpus] += sum(labels[share.index(max(share))] for labels in right if share)
    print(f"is a place: P {hits['both'] / hits['named']:.3f} R {hits['both'] / hits['gold']:.3f}")
    for corpus in COUNTS:
        print(f"which place, {corpus}: {hits[corpus] / hits[f'{corpus} names']:.3f}")


def module(name: Mapping[str, float], sense: Mapping[str, float]) -> str:
    """Return the tables as a module."""
    return f'''"""How much each sign counts for and against a place: numbers fitted by training/place_weights.py."""

from collections.abc import Mapping
from types import MappingProxyType

NAME: Mapping[str, float] = MappingProxyType(
    {{
{_lines(name.items())}    }}
)
"""Whether words name a place: above 0 they do. The signs are those of `toponyms.Scan`."""

SENSE: Mapping[str, float] = MappingProxyType(
    {{
{_lines(sense.items())}    }}
)
"""Which of the places so called is meant; a sign is there, or counts something. The signs are those of `senses`."""
'''


def _lines(weights: Iterable[tuple[str, float]]) -> str:
    rounded = [(sign, round(weight, 2)) for sign, weight in weights]
    kept = sorted((pair for pair in rounded if abs(pair[1]) >= 0.05), key=lambda pair: (-pair[1], pair[0]))
    return "".join(f'        "{sign}": {weight},\n' for sign, weight in kept)


def main() -> None:
    """Check the fit, or write the tables."""
    if sys.argv[1:] != ["check"] and (len(sys.argv) != 3 or sys.argv[1] != "fit"):
        sys.exit(__doc__)
    rows = corpora.rows(Path(os.environ["REPORTEDLY_DATA"]) / "places" / "places.dev.jsonl.gz")
    names, articles = seen(rows), told(rows)
    if sys.argv[1] == "check":
        check(names, articles)
    else:
        Path(sys.argv[2]).write_text(module(fit_name(names), fit_sense(articles)), encoding="utf-8")


if __name__ == "__main__":
    main()
