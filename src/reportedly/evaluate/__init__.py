"""How good are we: read a gold set's texts, write down what was found in the set's own form, and score it.

Each measure has its definitions at the top of its module: `pages`, `attribution`, `findings` (quantities, times,
places, certainty), `clusters` and `stories`. They know JSON only; `predictions` puts our records into it.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from reportedly.errors import GoldError, UsageError
from reportedly.evaluate import attribution, clusters, copies, corpora, findings, pages, places, predictions, stories
from reportedly.evaluate.matching import Json
from reportedly.evaluate.story_gold import Gold
from reportedly.evaluate.texts import Progress
from reportedly.models import Models

__all__ = ["MEASURES", "Progress", "Scores", "evaluate", "score"]

MEASURES = tuple(corpora.SETS)
"""What can be evaluated."""

Table = list[tuple[str, ...]]

_SCORES: dict[str, tuple[Callable[[list[Json], list[Json]], Json], Callable[[Json], Table]]] = {
    "pages": (pages.score, pages.table),
    "attribution": (attribution.score, attribution.table),
    "quantities": (findings.score_quantities, findings.table),
    "times": (findings.score_times, findings.table),
    "places": (findings.score_places, findings.table),
    "certainty": (findings.score_certainty, findings.table),
    "clusters": (clusters.score, clusters.table),
}


class Scores(Struct, frozen=True):
    """Figures of one measure, and the same as a table."""

    figures: Json
    rows: tuple[tuple[str, ...], ...]  # heading first; the first cell of each is its label

    def to_json(self) -> Json:
        """Return the figures as plain values."""
        return self.figures

    def __str__(self) -> str:
        wide = [max(len(row[n]) for row in self.rows if n < len(row)) for n in range(max(map(len, self.rows)))]
        return "\n".join(
            "  ".join([row[0].ljust(wide[0]), *(c.rjust(w) for c, w in zip(row[1:], wide[1:], strict=False))]).rstrip()
            for row in self.rows
        )


def evaluate(
    what: str,
    gold: Path | None = None,
    *,
    models: Callable[[], Models],
    out: Path | None = None,
    languages: Sequence[str] = (),
    data: Path | None = None,
    spans: str = "found",
    progress: Progress | None = None,
) -> Scores:
    """Read a gold set through the whole pipeline, and score what was found.

    Args:
        what: One of `MEASURES`.
        gold: The set's path, or its name inside `data`; not given, the usual one. Of `stories`: one story's folder, or
            a folder of them, which are read into one ledger.
        models: Called once there is something to read with them.
        out: Where to write what was found, in the set's own form; a file that is there is replaced.
        languages: Of `stories`: only the pages in these (ISO 639-1).
        data: The folder of gold sets, as the setting of that name has it.
        spans: Of `places`: "gold" to be told where the names stand, and only say what they mean.
        progress: Told how many texts are done, and of how many.

    Raises:
        UsageError: there is no such measure, it cannot be cut by language or take gold's spans, or nothing can be
            written to `out`.
        GoldError: the set is missing or of another form.
    """
    path = _found(what, gold, data, languages)
    if spans == "gold" and what != "places":
        raise UsageError(f"{what} cannot take the spans of the gold, only places can; leave --spans out")
    if out and (out.is_dir() or not out.parent.is_dir()):
        raise UsageError(f"{out} cannot be written; name a file in a folder that is there")
    if what == "stories":
        stories_gold = _stories(path, languages)
        ledger = predictions.stories(stories_gold, models=models, progress=progress)
        if out:
            out.write_text(json.dumps(ledger, ensure_ascii=False), encoding="utf-8")
        return _scored_stories(stories_gold, ledger)
    if what == "copies":
        reuse = copies.Reuse.load(path)
        told = list(copies.predictions(reuse, progress or _silent))
        _write(out, told)
        return _scored_copies(reuse, told)
    rows = corpora.rows(path, corpora.SETS[what].keys)
    writer = places.of_gold_spans if spans == "gold" else predictions.WRITERS[what]
    told = list(writer(path, rows, models, progress or _silent))
    _write(out, told)
    return _scored(what, rows, told)


def _silent(_done: int, _of: int) -> None:
    """Tell nobody how far it has come."""


def _write(out: Path | None, told: Sequence[Json]) -> None:
    if out:
        out.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in told), encoding="utf-8")


def score(
    what: str, gold: Path | None, told: Path, *, languages: Sequence[str] = (), data: Path | None = None
) -> Scores:
    """Score predictions that lie in a file, in the set's own form; the rest is as in `evaluate`."""
    path = _found(what, gold, data, languages)
    if what == "stories":
        return _scored_stories(_stories(path, languages), corpora.ledger(told))
    if what == "copies":
        return _scored_copies(copies.Reuse.load(path), corpora.rows(told, (("a",), ("b",))))
    return _scored(what, corpora.rows(path, corpora.SETS[what].keys), corpora.rows(told, (("id",),)))


def _found(what: str, gold: Path | None, data: Path | None, languages: Sequence[str]) -> Path:
    if what not in MEASURES:
        raise UsageError(f"{what!r} is nothing that can be evaluated; there are {', '.join(MEASURES)}")
    if languages and what != "stories":
        raise UsageError(f"{what} cannot be cut by language, only stories can; leave the languages out")
    return corpora.found(what, gold, data)


def _stories(path: Path, languages: Sequence[str]) -> list[Gold]:
    found = [Gold.load(folder, languages) for folder in corpora.story_folders(path)]
    if not any(story.pages for story in found):
        raise GoldError(f"{path} has no page in {', '.join(languages)}; leave the languages out to read them all")
    return found


def _scored(what: str, gold: list[Json], told: list[Json]) -> Scores:
    score_of, table_of = _SCORES[what]
    with _of_its_form(what):
        figures = score_of(gold, told)
    return Scores(figures, tuple(table_of(figures)))


def _scored_copies(reuse: copies.Reuse, told: list[Json]) -> Scores:
    with _of_its_form("copies"):
        figures = copies.score(reuse, told)
    return Scores(figures, tuple(copies.table(figures)))


@contextmanager
def _of_its_form(what: str) -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(
            f"gold or predictions of {what} are not of their form ({error!r}); see docs/evaluate.md"
        ) from error


def _scored_stories(gold: list[Gold], ledger: Json) -> Scores:
    figures = stories.score(gold, ledger)
    return Scores(figures, tuple(stories.table(figures)))
