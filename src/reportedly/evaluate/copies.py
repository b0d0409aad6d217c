"""How well copies are found: pairs of articles, and the passages they share.

Gold rows, ``{"src", "dst", "kind", "spans": [[src from, to, dst from, to], …]}``: the article `dst` carries text of
`src`, planted there. Beside them lie the articles: ``reuse_docs.jsonl`` (``{"id", "base", "text"}``: text was planted
in the article `base`) and ``stories.jsonl`` (``{"id", "story", "text"}``), and ``natural_overlap.jsonl`` (``{"a",
"b"}``), pairs that share text although nobody planted it. Prediction rows are ``{"a", "b", "spans": [[a from, to, b
from, to], …]}``.

all: precision and recall of pairs, in either order. A predicted pair is wrong only if it joins what has nothing to do
    with one another: not counted either way are natural pairs, and articles that are, or were made of, the same one,
    naturally overlapping ones, or ones of one story.
recall: per kind of copying (verbatim, light, truncated, wrapped, paragraph, quote).
span_chars: over the pairs found, precision and recall of the letters of `dst`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from reportedly.errors import ReadError
from reportedly.evaluate.corpora import rows, text_capture
from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, told
from reportedly.link.copies import copies
from reportedly.read import article
from reportedly.records import Article, Given

Pair = tuple[str, str]
Spans = Sequence[Sequence[int]]


class Reuse(Struct, frozen=True):
    """The gold set: planted pairs, the articles, and what else they have in common."""

    gold: list[Json]
    texts: list[Json]
    base: dict[str, str]  # article → the one it was made of
    story: dict[str, str]
    natural: frozenset[Pair]

    @classmethod
    def load(cls, path: Path) -> "Reuse":
        """Read the files beside the gold rows.

        Raises:
            GoldError: one is missing or of another form.
        """
        docs = rows(path.with_name("reuse_docs.jsonl"), (("id",), ("base",), ("text",)))
        stories = rows(path.with_name("stories.jsonl"), (("id",), ("story",), ("text",)))
        natural = rows(path.with_name("natural_overlap.jsonl"), (("a",), ("b",)))
        return cls(
            gold=rows(path, (("src",), ("dst",), ("kind",), ("spans",))),
            texts=docs + stories,
            base={row["id"]: row["base"] for row in docs},
            story={row["id"]: row["story"] for row in stories},
            natural=frozenset(_pair(row) for row in natural),
        )


def _pair(row: Json) -> Pair:
    a, b = sorted((row["a"], row["b"]))
    return a, b


# ------------------------------------------------------------------ predictions


def predictions(reuse: Reuse, progress: Progress) -> Iterator[Json]:
    """Yield the copies among the articles."""
    ids: dict[str, str] = {}
    articles = []
    for row in told(reuse.texts, progress):
        if found := _article(row):
            ids[found.id] = row["id"]
            articles.append(found)
    for copy in copies(articles):
        spans = [[p.a.start, p.a.end, p.b.start, p.b.end] for p in copy.passages]
        yield {"a": ids[copy.a], "b": ids[copy.b], "kind": copy.kind.value, "spans": spans}


def _article(row: Json) -> Article | None:
    try:
        return article(text_capture(row["text"], Given(key=row["id"])), any_language=True)
    except ReadError:
        return None


# ------------------------------------------------------------------ scores


def score(reuse: Reuse, predicted: Sequence[Json]) -> Json:
    """Score predicted pairs; of a pair that comes twice, the first."""
    gold = {_pair({"a": row["src"], "b": row["dst"]}): row for row in reuse.gold}
    found = {_pair(row): row for row in reversed(predicted) if row["a"] != row["b"]}
    kin = _Kin(reuse)
    hit = Counter(gold[pair]["kind"] for pair in found.keys() & gold.keys())
    free = sum(kin.is_near(*pair) for pair in found.keys() - gold.keys())
    wrong = len(found) - hit.total() - free
    kinds = Counter(row["kind"] for row in reuse.gold)
    spans = [_letters(found[pair], gold[pair]) for pair in found.keys() & gold.keys() if found[pair].get("spans")]
    figures: Json = {
        "all": _rates(hit.total(), hit.total() + wrong, len(reuse.gold)),
        "recall": {kind: round(hit[kind] / number, 3) for kind, number in kinds.items()},
        "wrong": wrong,
        "not_counted": free,
    }
    if spans:
        same, told_letters, gold_letters = (sum(counts) for counts in zip(*spans, strict=True))
        figures["span_chars"] = _rates(same, told_letters, gold_letters)
    return figures


class _Kin:
    """What articles have to do with one another, apart from what was planted."""

    def __init__(self, reuse: Reuse) -> None:
        self._reuse = reuse
        self._source = {row["dst"]: row["src"] for row in reuse.gold}
        self._near: dict[str, set[str]] = defaultdict(set)
        for a, b in reuse.natural:
            self._near[a].add(b)
            self._near[b].add(a)

    def is_near(self, a: str, b: str) -> bool:
        """Whether two articles share real text or a story, so that finding them is no mistake."""
        around_a, around_b = self._around(a), self._around(b)
        stories_a, stories_b = ({self._reuse.story.get(one, one) for one in some} for some in (around_a, around_b))
        return (a, b) in self._reuse.natural or not (around_a.isdisjoint(around_b) and stories_a.isdisjoint(stories_b))

    def _around(self, one: str) -> set[str]:
        made_of = {self._reuse.base[one], self._source[one]} if one in self._reuse.base else {one}
        return made_of.union(*(self._near[other] for other in made_of if other in self._near))


def _letters(predicted: Json, gold: Json) -> tuple[int, int, int]:
    """Return how many letters of the article that carries the text are in both, in the prediction, and in gold."""
    side = slice(0, 2) if predicted["a"] == gold["dst"] else slice(2, 4)
    found, wanted = _covered(predicted["spans"], side), _covered(gold["spans"], slice(2, 4))
    return len(found & wanted), len(found), len(wanted)


def _covered(spans: Spans, side: slice) -> set[int]:
    return {at for span in spans for at in range(*span[side])}


def _rates(hits: int, predicted: int, gold: int) -> Json:
    p, r = (hits / predicted if predicted else 0.0), (hits / gold if gold else 0.0)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


def table(figures: Json) -> list[tuple[str, ...]]:
    """Lay the figures out, heading first."""
    rates = [(name, figures[key]) for name, key in (("pairs", "all"), ("letters", "span_chars")) if key in figures]
    return [
        ("", "P", "R", "F1"),
        *((name, *(f"{cells[key]:.4f}" for key in ("p", "r", "f1"))) for name, cells in rates),
        *((kind, "", f"{recall:.3f}") for kind, recall in figures["recall"].items()),
        ("wrong pairs", str(figures["wrong"])),
        ("not counted", str(figures["not_counted"])),
    ]
