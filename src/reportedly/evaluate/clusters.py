"""Articles put into stories, against the stories they are of.

B-cubed (Bagga and Baldwin 1998), the story-clustering literature's measure: for each article the share of its
predicted cluster that is of its story (P), and the share of its story that is in its cluster (R); then the mean over
articles. F1 is that of the two means. Beside it P, R and F1 over pairs of articles put together, and the adjusted Rand
index (Hubert and Arabie 1985), which is 0 for clusters drawn by lot.

Gold rows are ``{"id", "story", "text"}``, predictions ``{"id", "cluster"}``; a missing id counts as alone.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import comb
from pathlib import Path

from reportedly import read
from reportedly.errors import ReadError
from reportedly.evaluate.corpora import text_capture
from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, told
from reportedly.link.stories import Stories, traits
from reportedly.models import Models
from reportedly.records import Given


def predictions(_path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the story each text is put into, all texts read into one set."""
    names, found = {}, []
    for row in told(gold, progress):
        given = Given(row.get("outlet"), row.get("published"), row.get("title"), str(row["id"]))
        try:
            article = read.article(text_capture(row["text"], given), any_language=True)
        except ReadError:
            continue
        names[article.id] = row["id"]
        found.append(traits(article))
    grouped = Stories()
    grouped.add(found)
    for story in grouped.all():
        yield from ({"id": names[page], "cluster": story.id} for page in story.pages)


def score(gold: Sequence[Json], predictions: Sequence[Json]) -> Json:
    """Score predicted clusters against stories."""
    wanted = {row["id"]: str(row["story"]) for row in gold}
    said = {row["id"]: str(row["cluster"]) for row in predictions}
    pairs = [(story, ("put", said[key]) if key in said else ("alone", str(key))) for key, story in wanted.items()]
    both = Counter(pairs)
    stories, clusters = Counter(story for story, _ in pairs), Counter(cluster for _, cluster in pairs)
    count = max(1, len(pairs))
    precision = sum(n * n / clusters[cluster] for (_, cluster), n in both.items()) / count
    recall = sum(n * n / stories[story] for (story, _), n in both.items()) / count
    joined, put, meant = (sum(comb(n, 2) for n in counts.values()) for counts in (both, clusters, stories))
    return {
        "n": len(pairs),
        "gold_clusters": len(stories),
        "pred_clusters": len(clusters),
        "b3": _rounded(precision, recall),
        "pair": _rounded(joined / put if put else 0.0, joined / meant if meant else 0.0),
        "ari": _adjusted(joined, put, meant, comb(len(pairs), 2)),
    }


def _rounded(p: float, r: float) -> Json:
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0}


def _adjusted(joined: int, put: int, meant: int, pairs: int) -> float:
    """Return the adjusted Rand index from counts of pairs."""
    by_lot = put * meant / pairs if pairs else 0.0
    span = (put + meant) / 2 - by_lot
    return round((joined - by_lot) / span, 4) if span else 1.0


def table(figures: Json) -> list[tuple[str, ...]]:
    """Lay the figures out, heading first."""
    rows: list[tuple[str, ...]] = [("", "P", "R", "F1")]
    for label, key in (("B-cubed", "b3"), ("pairs", "pair")):
        rows.append((label, *(f"{figures[key][side]:.3f}" for side in ("p", "r", "f1"))))
    rows.append(("adjusted Rand", "", "", f"{figures['ari']:.3f}"))
    rows.append(
        ("articles, stories, clusters", *(str(figures[key]) for key in ("n", "gold_clusters", "pred_clusters")))
    )
    return rows
