"""Which prediction is meant for which gold item, and the rates that all measures share."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Json = dict[str, Any]
"""One row of a gold set or of predictions, in its published form."""


def rates(hits: float, predicted: float, gold: float) -> Json | None:
    """Return precision, recall and F1 of counts; ``None`` where there is nothing to score on either side."""
    if not predicted and not gold:
        return None
    p, r = (hits / predicted if predicted else 0.0), (hits / gold if gold else 0.0)
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "hit": hits, "pred": predicted, "gold": gold}


def share(flags: Iterable[float]) -> float | None:
    """Return the mean of flags; ``None`` of none."""
    flags = list(flags)
    return sum(flags) / len(flags) if flags else None


# ------------------------------------------------------------------ one to one


def heaviest(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the one-to-one pairs (row, column) of the largest total weight; all rows or all columns are in one.

    >>> heaviest([[3.0, 2.0], [3.0, 0.5]])
    [(1, 0), (0, 1)]
    >>> heaviest([[1.0], [2.0]])
    [(1, 0)]
    """
    if not weights:
        return []
    if len(weights) > len(weights[0]):
        turned = [[row[c] for row in weights] for c in range(len(weights[0]))]
        return [(r, c) for c, r in heaviest(turned)]
    row_of = _hungarian(weights)
    return [(row_of[j] - 1, j - 1) for j in range(1, len(row_of)) if row_of[j]]


def assigned(weights: Sequence[Sequence[float]]) -> list[int]:
    """Return the column given to each row so that the weights add up to most; -1 for a row better off with none.

    >>> assigned([[0.0], [1.0]])
    [-1, 0]
    """
    spare = [0.0] * len(weights)
    out = [-1] * len(weights)
    for row, column in heaviest([[*row, *spare] for row in weights]):
        if column < len(weights[row]) and weights[row][column] > 0:
            out[row] = column
    return out


def _hungarian(weights: Sequence[Sequence[float]]) -> list[int]:
    """Return, for each column from 1, its row from 1, or 0: Hungarian algorithm with potentials; rows ≤ columns."""
    rows, columns = len(weights), len(weights[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], last = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while row_of[last]:
            used[last], at, step, nearest = True, row_of[last], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                reduced = -weights[at - 1][j - 1] - of_row[at] - of_column[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, last
                if least[j] < step:
                    step, nearest = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    of_row[row_of[j]] += step
                    of_column[j] -= step
                else:
                    least[j] -= step
            last = nearest
        while last:
            row_of[last], last = row_of[way[last]], way[last]
    return row_of


# ------------------------------------------------------------------ one marked span a row


def is_hard(gold: Sequence[Json]) -> bool:
    """Whether a gold set is a hard list: one marked span a row, instead of a corpus."""
    return bool(gold) and "span" in gold[0]


def meant(found: Sequence[Json], span: tuple[int, int]) -> Json | None:
    """Return the finding meant for a span: that which overlaps it most; the first, where none says where it is."""
    placed = [(min(f["e"], span[1]) - max(f["s"], span[0]), f) for f in found if f.get("s") is not None]
    if not placed:
        return found[0] if found else None
    overlap, best = max(placed, key=lambda pair: pair[0])
    return best if overlap > 0 else None


def judged(gold: Sequence[Json], predictions: Sequence[Json], key: str, is_right: Callable[[Json, Json], bool]) -> Json:
    """Judge a hard list: at most one finding a row.

    Args:
        gold: Its rows: ``{"id", "text", "span": [start, end], …}``.
        predictions: Rows ``{"id", KEY: [finding, …]}`` in any order; a missing id or an empty list is wrong.
        key: Where a prediction row keeps its findings.
        is_right: Whether a finding is right for a gold row.
    """
    found = {str(row["id"]): row[key] for row in predictions}
    missed = []
    for row in gold:
        start, end = row["span"]
        finding = meant(found.get(str(row["id"]), []), (start, end))
        if finding is None or not is_right(row, finding):
            missed.append(f"{row['id']} {row['text'][start:end]}")
    return {"hard": {"items": len(gold), "right": len(gold) - len(missed), "missed": missed}}
