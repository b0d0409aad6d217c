"""Gold, as the network learns it: what it is to say of each word piece, cut into windows and batches (numpy only)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct

from reportedly.attribute.spans import BEGIN, INSIDE, OUTSIDE, WINDOW, Run, features
from reportedly.models import Ints

Row = dict[str, Any]

SEED = 1  # of everything random in training
IGNORED = -100  # what torch's cross entropy leaves out
NOBODY = -1  # a cue without a source points here
BATCH = 8  # windows
SHORT = 24  # pieces; what is left of a cut text and shorter than this teaches nothing
BUCKETS = 16  # batches that are sorted by length together, so that little is padded


class Pieces(Struct, frozen=True):
    """Word pieces in a row, a whole text or a window of it.

    Attributes:
        ids: ``[n]``.
        features: ``[n, 3]``, as `spans.features` has them.
        tags: ``[n, 3]``: source, cue and content, each outside, begin or inside.
        to_cue: ``[n]``: of a piece of a content, the place of its cue's first piece; ignored elsewhere.
        to_source: ``[n]``: of a piece of a cue, the place of its source's first piece; ignored elsewhere.
    """

    ids: Ints
    features: Ints
    tags: Ints
    to_cue: Ints
    to_source: Ints


class Batch(NamedTuple):
    """Windows side by side, ``[b, n]`` or ``[b, n, 3]``; shorter ones are filled up, and masked there."""

    ids: Ints
    features: Ints
    mask: Ints
    tags: Ints
    to_cue: Ints
    to_source: Ints


# ------------------------------------------------------------------ texts


def labelled(row: Row, tokenize: Callable[[str], tuple[Ints, Ints]]) -> Pieces:
    """Return a text's word pieces with what its annotation says of them."""
    ids, offsets = tokenize(row["text"])
    tags = np.full((len(ids), 3), OUTSIDE, dtype=np.int64)
    to_cue, to_source = np.full((2, len(ids)), IGNORED, dtype=np.int64)
    for attribution in row["attributions"]:
        by_role = [runs(attribution[role], offsets) for role in ("source", "cue", "content")]
        for role, mine in enumerate(by_role):
            _tag(mine, tags[:, role])
        sources, cues, contents = by_role
        if cues:
            for first, last in contents:
                to_cue[first:last] = cues[0][0]
            to_source[slice(*cues[0])] = sources[0][0] if sources else NOBODY
    return Pieces(ids, features(row["text"], offsets), tags, to_cue, to_source)


def runs(spans: Iterable[Sequence[int]], offsets: Ints) -> list[Run]:
    """Return the word pieces that spans of code points touch; a span that touches none falls out."""
    starts, ends = offsets[:, 0], offsets[:, 1]
    found = (
        (int(np.searchsorted(ends, start, side="right")), int(np.searchsorted(starts, end, side="left")))
        for start, end in spans
    )
    return [(first, last) for first, last in found if first < last]


def _tag(found: Iterable[Run], tags: Ints) -> None:
    """Write runs into one role's tags; where two overlap, each keeps its beginning."""
    for first, last in found:
        tags[first] = BEGIN
        rest = tags[first + 1 : last]
        rest[rest == OUTSIDE] = INSIDE


# ------------------------------------------------------------------ windows


def windows(text: Pieces, edges: tuple[int, int], die: Random) -> Iterator[Pieces]:
    """Cut a text into windows, from a random offset if it is longer than one.

    A window opens and closes with the pieces `edges`. Its pointers count from the opening piece: 0 stands for a target
    that there is not, or not in this window.
    """
    n = len(text.ids)
    offset = die.randrange(WINDOW) if n > WINDOW else 0
    for at in range(-offset, n, WINDOW):
        start, end = max(at, 0), min(at + WINDOW, n)
        if end - start >= SHORT or end - start == n:
            yield _window(text, start, end, edges)


def _window(text: Pieces, start: int, end: int, edges: tuple[int, int]) -> Pieces:
    def framed(column: Ints, fill: int) -> Ints:
        width = [(1, 1), *[(0, 0)] * (column.ndim - 1)]
        out: Ints = np.pad(column, width, constant_values=fill)
        return out

    ids = framed(text.ids[start:end], 0)
    ids[0], ids[-1] = edges
    return Pieces(
        ids,
        framed(text.features[start:end], 0),
        framed(text.tags[start:end], IGNORED),
        framed(_from_within(text.to_cue, start, end), IGNORED),
        framed(_from_within(text.to_source, start, end), IGNORED),
    )


def _from_within(targets: Ints, start: int, end: int) -> Ints:
    mine = targets[start:end]
    is_inside = (mine >= start) & (mine < end)
    return np.where(mine == IGNORED, IGNORED, np.where(is_inside, mine - start + 1, 0))


# ------------------------------------------------------------------ batches


def batches(texts: Iterable[Pieces], edges: tuple[int, int], die: Random) -> list[Batch]:
    """Return an epoch: every text cut anew, windows of like length together, in random order."""
    cut = [window for text in texts for window in windows(text, edges, die)]
    die.shuffle(cut)
    chunk = BUCKETS * BATCH
    groups = []
    for at in range(0, len(cut), chunk):
        alike = sorted(cut[at : at + chunk], key=lambda window: len(window.ids))
        groups += [alike[first : first + BATCH] for first in range(0, len(alike), BATCH)]
    die.shuffle(groups)
    return [_batch(group) for group in groups]


def _batch(group: Sequence[Pieces]) -> Batch:
    return Batch(
        _stacked([window.ids for window in group], 0),
        _stacked([window.features for window in group], 0),
        _stacked([np.ones_like(window.ids) for window in group], 0),
        _stacked([window.tags for window in group], IGNORED),
        _stacked([window.to_cue for window in group], IGNORED),
        _stacked([window.to_source for window in group], IGNORED),
    )


def _stacked(columns: Sequence[Ints], fill: int) -> Ints:
    out = np.full((len(columns), max(map(len, columns)), *columns[0].shape[1:]), fill, dtype=np.int64)
    for row, column in zip(out, columns, strict=True):
        row[: len(column)] = column
    return out
