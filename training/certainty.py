"""Fit the table that `resolve.certainty` scores with: how much each feature of a word says for or against it.

    REPORTEDLY_DATA=… python training/certainty.py src/reportedly/resolve/data/certainty-en.tsv.gz

Ridge regression on the rows ``train-*`` of the corpus UW; the rows ``dev-*`` are for measuring (`reportedly evaluate
certainty`). It takes a minute and needs nothing beside the package. The table holds stems, endings and weights, and no
sentence. One line a feature, tab-separated: its name, its weight in hundredths.
"""

import argparse
import gzip
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from reportedly import settings
from reportedly.evaluate import corpora
from reportedly.evaluate.certainty import target_places
from reportedly.evaluate.findings import score_certainty
from reportedly.evaluate.matching import Json
from reportedly.resolve.certainty import features, stretched

CORPUS, ROWS = "UW", "train-"
RARE = 3
"""Features seen less often than this are left out."""
STIFFNESS = 12.0
"""What a weight costs, squared; found by cross-validation."""
FOLDS = 5
LOWS, HIGHS = np.arange(-2.0, 0.61, 0.1), np.arange(1.2, 2.31, 0.1)
"""Where a score may begin to read as what is not so, and as a fact."""

Floats = npt.NDArray[np.float32]


def rows(path: Path | None = None) -> list[Json]:
    """Return the gold rows to fit on, in the order of the corpus."""
    found = corpora.found("certainty", path, settings.load().data)
    gold = corpora.rows(found, corpora.SETS["certainty"].keys)
    return [row for row in gold if row["corpus"] == CORPUS and row["id"].startswith(ROWS)]


def known(counts: Sequence[Counter[str]]) -> list[str]:
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


def fitted(lines: Floats, scores: Floats) -> Floats:
    """Return the weight of each column, by ridge regression; what all have costs nothing."""
    costs = np.full(lines.shape[1], STIFFNESS, np.float32)
    costs[-1] = 0
    square = lines.T @ lines
    square[np.diag_indices_from(square)] += costs
    weights: Floats = np.linalg.solve(square, lines.T @ scores)
    return weights


def foretold(lines: Floats, scores: Floats) -> Floats:
    """Return each word's score as the rest of the corpus foretells it, cut in parts that stand together."""
    out = np.zeros_like(scores)
    for part in np.array_split(np.arange(len(scores)), FOLDS):
        rest = np.delete(np.arange(len(scores)), part)
        out[part] = lines[part] @ fitted(lines[rest], scores[rest])
    return out


def cuts(found: Floats, scores: Floats) -> tuple[float, float]:
    """Return where to cut scores into not so, uncertain and fact, for the best mean F1 of the three."""

    def mean_f1(low: float, high: float) -> float:
        told = [{"tok": n, "score": stretched(float(score), low, high)} for n, score in enumerate(found)]
        want = [{"tok": n, "score": float(score)} for n, score in enumerate(scores)]
        key = {"corpus": CORPUS, "id": "0"}
        return float(score_certainty([{**key, "targets": want}], [{**key, "targets": told}])[CORPUS]["macro_f1"])

    return max(product(map(float, LOWS), map(float, HIGHS)), key=lambda pair: mean_f1(*pair))


def main() -> None:
    """Write the table to the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, help="the corpora; default: as REPORTEDLY_DATA has them")
    arguments = parser.parse_args()
    gold = rows(arguments.gold)
    counts = [Counter(features(row["text"], at)) for row in gold for at in target_places(row)]
    scores = np.array([target["score"] for row in gold for target in row["targets"]], np.float32)
    names = known(counts)
    lines = table(counts, names)
    low, high = cuts(foretold(lines, scores), scores)
    *weights, base = fitted(lines, scores)
    pairs = [("base", base), ("low", low), ("high", high), *zip(names, weights, strict=True)]
    written = "".join(f"{name}\t{round(100 * float(w))}\n" for name, w in pairs if round(100 * float(w)))
    arguments.out.write_bytes(gzip.compress(written.encode(), mtime=0))


if __name__ == "__main__":
    main()
