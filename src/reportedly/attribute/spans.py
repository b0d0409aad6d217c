"""The encoder's tags, turned into spans: source, cue and content, each cue tied to its content and its source.

The network (docs/model-card-attribution-en.md) reads windows of word pieces and gives, for each piece, three BIO tags
(one per role) and two pointers: from content to the first piece of its cue, from a cue to the first piece of its
source. Windows overlap; the window in which a piece lies deepest speaks for it.
"""

from bisect import bisect_left

import numpy as np
from msgspec import Struct

from reportedly.attribute.ranges import Range
from reportedly.models import Floats, Ints, Models

WINDOW = 254  # pieces of text in a window; with the two that open and close it, what the network was trained on
MARGIN = 24  # pieces on each side that a window only reads; 16 and 32 were worse on PolNeAR dev, 32 also slower
BATCH = 8  # windows encoded at a time
SOURCE, CUE, CONTENT = range(3)
OUTSIDE, BEGIN, INSIDE = range(3)

Run = tuple[int, int]
"""A half-open range of word pieces."""
Characters = Range
"""A half-open range of the text, in code points."""


class Tagged(Struct, frozen=True):
    """An attribution as the network sees it; ranges are code points of the text it was given."""

    source: Characters | None
    cue: Characters
    content: tuple[Characters, ...]
    score: float


def tagged(text: str, models: Models) -> list[Tagged]:
    """Return the attributions the network finds in a text, by the place of their cues."""
    ids, offsets = models.tokenize(text)
    if not len(ids):
        return []
    net = _Encoded(ids, features(text, offsets), models)
    sources, cues, contents = (_runs(net.tags[:, role]) for role in (SOURCE, CUE, CONTENT))
    owned: dict[Run, list[Run]] = {cue: [] for cue in cues}
    for content in contents:
        if cue := net.cue_of(content, cues):
            owned[cue].append(content)

    def found(cue: Run, mine: list[Run]) -> Tagged:
        source = net.source_of(cue, sources)
        score = min(net.score(cue, CUE), *(net.score(run, CONTENT) for run in mine))
        place, *content = (_characters(run, offsets) for run in (cue, *mine))
        return Tagged(_characters(source, offsets) if source else None, place, tuple(content), score)

    return [found(cue, mine) for cue, mine in owned.items() if mine]


def _characters(run: Run, offsets: Ints) -> Characters:
    return int(offsets[run[0]][0]), int(offsets[run[1] - 1][1])


def _quoted(text: str) -> list[int]:
    """Per character, 1 inside double quotation marks; a paragraph's end closes them."""
    state, inside = [0] * (len(text) + 1), 0
    for i, c in enumerate(text):
        if c in '\n“"”':
            inside = 0 if c == "\n" else 1 if c == "“" else 1 - inside if c == '"' else inside
            state[i] = inside
            inside = 0 if c == "”" else inside
        else:
            state[i] = inside
    return state


def features(text: str, offsets: Ints) -> Ints:
    """Return what an uncased word-piece model cannot see: case, quotation state, place in the paragraph; ``[n, 3]``."""
    quoted, first_break, before = _quoted(text), text.find("\n"), 0
    rows = np.zeros((len(offsets), 3), dtype=np.int64)
    for k, (start, end) in enumerate(offsets.tolist()):
        piece = text[start:end]
        if piece.isupper():
            rows[k, 0] = 2 if len(piece) > 1 else 1
        elif piece[:1].isupper():
            rows[k, 0] = 1
        elif piece[:1].isdigit():
            rows[k, 0] = 3
        rows[k, 1] = quoted[start]
        if k == 0 or "\n" in text[before:start]:
            rows[k, 2] = 1
        elif start == before:
            rows[k, 2] = 2
        if start < first_break:
            rows[k, 2] += 3  # in the first line, mostly the headline
        before = end
    return rows


class _Encoded:
    """A text's log probabilities, and which window speaks for which piece."""

    def __init__(self, ids: Ints, features: Ints, models: Models) -> None:
        n = len(ids)
        self.cuts = [0]
        while self.cuts[-1] + WINDOW < n:
            self.cuts.append(min(self.cuts[-1] + WINDOW - 2 * MARGIN, n - WINDOW))
        self.owner = np.zeros(n, dtype=np.int64)
        for w, cut in enumerate(self.cuts):
            self.owner[cut + (MARGIN if w else 0) :] = w
        self.links: list[tuple[Floats, Floats]] = []
        logits = np.zeros((n, 9), dtype=np.float32)
        for first in range(0, len(self.cuts), BATCH):
            self._encode(range(first, min(first + BATCH, len(self.cuts))), ids, features, models, logits)
        self.tags = _log_softmax(logits.reshape(n, 3, 3))

    def _encode(self, windows: range, ids: Ints, features: Ints, models: Models, logits: Floats) -> None:
        width = min(len(ids), WINDOW)
        x = np.empty((len(windows), width + 2), dtype=np.int64)
        x[:, 0], x[:, -1] = models.edges
        f = np.zeros((len(windows), width + 2, 3), dtype=np.int64)
        for row, w in enumerate(windows):
            x[row, 1:-1] = ids[self.cuts[w] : self.cuts[w] + width]
            f[row, 1:-1] = features[self.cuts[w] : self.cuts[w] + width]
        tags, to_cue, to_source = models.encode(x, f, np.ones_like(x))
        for row, w in enumerate(windows):
            mine = self.owner[self.cuts[w] : self.cuts[w] + width] == w
            logits[self.cuts[w] : self.cuts[w] + width][mine] = tags[row, 1:-1][mine]
            self.links.append((to_cue[row], to_source[row]))

    def cue_of(self, content: Run, cues: list[Run]) -> Run | None:
        """The cue most of a content's pieces point to; None where they point to none of the window's."""
        window = int(self.owner[(content[0] + content[1]) // 2])
        near, at = self._near(cues, window)
        low, high = max(content[0], at), min(content[1], at + WINDOW)
        if not near or high <= low:
            return None
        rows = _log_softmax(self.links[window][0][low - at + 1 : high - at + 1])
        best = int(rows[:, [0, *(run[0] - at + 1 for run in near)]].mean(0).argmax())
        return near[best - 1] if best else None

    def source_of(self, cue: Run, sources: list[Run]) -> Run | None:
        """The source a cue's first piece points to; None where it points to none."""
        window = int(self.owner[cue[0]])
        near, at = self._near(sources, window)
        row = self.links[window][1][cue[0] - at + 1][[0, *(run[0] - at + 1 for run in near)]]
        best = int(row.argmax())
        return near[best - 1] if best else None

    def _near(self, runs: list[Run], window: int) -> tuple[list[Run], int]:
        """The runs that begin in a window, and where it begins."""
        at = self.cuts[window]
        return runs[bisect_left(runs, (at, 0)) : bisect_left(runs, (at + WINDOW, 0))], at

    def score(self, run: Run, role: int) -> float:
        """How sure the network is that these pieces have the role: the geometric mean, 0 to 1."""
        inside = np.logaddexp(self.tags[run[0] : run[1], role, BEGIN], self.tags[run[0] : run[1], role, INSIDE])
        return round(float(np.exp(inside.mean())), 3)


def _log_softmax(x: Floats) -> Floats:
    x = x - x.max(-1, keepdims=True)
    out: Floats = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return out


def _runs(tags: Floats) -> list[Run]:
    """The best path through BIO tags in which INSIDE never follows OUTSIDE (Viterbi), as runs."""
    rows = tags.tolist()
    outside, begin, inside = rows[0][OUTSIDE], rows[0][BEGIN], -1e9
    back: list[tuple[int, int]] = []  # best tag before (OUTSIDE or BEGIN, INSIDE)
    for o, b, i in rows[1:]:
        into = BEGIN if begin >= inside else INSIDE
        held = max(begin, inside)
        anything = OUTSIDE if outside >= held else into
        best = max(outside, held)
        back.append((anything, into))
        outside, begin, inside = o + best, b + best, i + held
    tag = max((outside, OUTSIDE), (begin, BEGIN), (inside, INSIDE), key=lambda pair: pair[0])[1]
    path = [tag]
    for anything, into in reversed(back):
        tag = into if tag == INSIDE else anything
        path.append(tag)
    runs: list[Run] = []
    for k, tag in enumerate(reversed(path)):
        if tag == BEGIN:
            runs.append((k, k + 1))
        elif tag == INSIDE:
            runs[-1] = (runs[-1][0], k + 1)
    return runs
