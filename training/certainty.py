"""Fit the table that `resolve.status.certainty` scores with: how much each feature of a word says for or against it.

    REPORTEDLY_DATA=… python training/certainty.py src/reportedly/resolve/data/certainty-en.tsv.gz

Ridge regression on the rows ``train-*`` of UW, which is news, and with less weight on those of three corpora about what
verbs say of their clauses, where each row also has its corpus as a feature: their scales differ. The rows ``dev-*`` are
for measuring (`reportedly evaluate certainty`). It takes a minute and needs nothing beside the package. The table holds
stems, endings and weights, and no sentence. One line a feature, tab-separated: its name, its weight in hundredths.
"""

import argparse
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from reportedly import settings
from reportedly.evaluate import corpora
from reportedly.evaluate.certainty import target_places
from reportedly.evaluate.findings import score_certainty
from reportedly.evaluate.matching import Json
from reportedly.resolve.status.certainty import features, stretched

CORPUS, ROWS = "UW", "train-"
OTHERS = {"MV2": 0.3, "RP": 0.3, "CB": 0.3}
"""How much a word of these weighs against one of the first."""
RARE = 3
"""Features seen less often than this are left out."""
STIFFNESS = 12.0
"""What a weight costs, squared; found by cross-validation."""
FOLDS = 5
LOWS, HIGHS = np.arange(-2.0, 0.61, 0.1), np.arange(1.2, 2.31, 0.1)
"""Where a score may begin to read as what is not so, and as a fact."""

Floats = npt.NDArray[np.float32]


class Word(NamedTuple):
    """A word of the gold: what is found around it, its score, how much it weighs."""

    found: Counter[str]
    score: float
    weight: float


def words(path: Path | None = None) -> list[Word]:
    """Return the words to fit on: the first corpus's before those of the others, each in the order of its file."""
    gold = corpora.rows(corpora.found("certainty", path, settings.load().data), corpora.SETS["certainty"].keys)
    return [
        Word(Counter(_found(row, at)), target["score"], OTHERS.get(corpus, 1.0))
        for corpus in (CORPUS, *OTHERS)
        for row in gold
        if row["corpus"] == corpus and row["id"].startswith(ROWS)
        for target, at in zip(row["targets"], target_places(row), strict=True)
    ]


def _found(row: Json, at: int) -> Iterator[str]:
    yield from features(row["text"], at)
    if row["corpus"] != CORPUS:
        yield row["corpus"]


def known(counts: Iterable[Counter[str]]) -> list[str]:
    """Return the names of the features that are not rare, sorted."""
    seen = Counter(name for count in counts for name in count)
    return sorted(name for name, times in seen.items() if times >= RARE)


def table(counts: Sequence[Counter[str]], names: Sequence[str]) -> Floats:
    """Return a line for each word: how often it has each feature, and a 1 for what all have."""
    columns = {name: n for n, name in enumerate(names)}
    out = np.zeros((len(counts), len(names) + 1), np.float32)
    out[:, -1] = 1
    for line, count in enumerate(counts):
        for name, times in count.items():
            if name in columns:
                out[line, columns[name]] = times
    return out


def fitted(lines: Floats, scores: Floats, weights: Floats) -> Floats:
    """Return what each column says, by ridge regression on weighted lines; what all have costs nothing."""
    costs = np.full(lines.shape[1], STIFFNESS, np.float32)
    costs[-1] = 0
    weighed = lines * np.sqrt(weights)[:, None]
    square = weighed.T @ weighed
    square[np.diag_indices_from(square)] += costs
    found: Floats = np.linalg.solve(square, weighed.T @ (scores * np.sqrt(weights)))
    return found


def foretold(lines: Floats, scores: Floats, weights: Floats) -> Floats:
    """Return the scores of the words of full weight as the rest foretells them, cut in parts that stand together."""
    judged = np.flatnonzero(weights == 1)
    out = np.zeros(len(judged), np.float32)
    for part in np.array_split(judged, FOLDS):
        rest = np.delete(np.arange(len(scores)), part)
        out[part] = lines[part] @ fitted(lines[rest], scores[rest], weights[rest])
    return out


def cuts(found: Floats, scores: Floats) -> tuple[float, float]:
    """Return where to cut scores into not so, uncertain and fact, for the best mean F1 of the three."""

    def mean_f1(low: float, high: float) -> float:
        told = [{"tok": n, "score": stretched(float(score), low, high)} for n, score in enumerate(found)]
        want = [{"tok": n, "score": float(score)} for n, score in enumerate(scores)]
        key = {"corpus": CORPUS, "id": "0"}
        return float(score_certainty([{**key, "targets": want}], [{**key, "targets": told}])[CORPUS]["macro_f1"])

    return max(product(map(float, LOWS), map(float, HIGHS)), key=lambda pair: mean_f1(*pair))


def fit(gold: Sequence[Word]) -> dict[str, float]:
    """Return the table: its constants, and what each feature says."""
    names = known(word.found for word in gold)
    lines = table([word.found for word in gold], names)
    scores, weights = (np.array([word[n] for word in gold], np.float32) for n in (1, 2))
    low, high = cuts(foretold(lines, scores, weights), scores[weights == 1])
    *says, base = map(float, fitted(lines, scores, weights))
    told = {name: score for name, score in zip(names, says, strict=True) if name not in OTHERS and round(100 * score)}
    return {"base": base, "low": low, "high": high, **told}


def main() -> None:
    """Write the table to the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, help="the corpora; default: as REPORTEDLY_DATA has them")
    arguments = parser.parse_args()
    written = "".join(f"{name}\t{round(100 * score)}\n" for name, score in fit(words(arguments.gold)).items())
    arguments.out.write_bytes(gzip.compress(written.encode(), mtime=0))


if __name__ == "__main__":
    main()
