"""Read gold texts through the pipeline, and put what was found into each gold set's own form.

Where a corpus counts by rules of its own, its conventions are met in the module named for what it measures, and nowhere
else.
"""

import io
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reportedly import attribute, linking, parse, pipeline
from reportedly.errors import ReadError
from reportedly.evaluate import certainty, clusters, places, quantities, times
from reportedly.evaluate.corpora import page_capture, story_captures, text_capture
from reportedly.evaluate.matching import Json
from reportedly.evaluate.story_gold import Gold
from reportedly.evaluate.texts import Progress, ignored, told
from reportedly.ledger import Ledger, export
from reportedly.models import Models, provenance
from reportedly.read import article, articles
from reportedly.records import Capture, Given, Part, Span


def pages(path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the text of each saved page, as it is read."""
    for row in told(gold, progress):
        try:
            found = article(page_capture(path, row), any_language=True)
        except ReadError:
            yield {"id": row["id"], "text": ""}
        else:
            yield {"id": row["id"], "text": found.text}


def attributions(_path: Path, gold: Sequence[Json], models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the outermost cited attributions of each text, in the corpus's broad sense."""
    for row in told(gold, progress):
        capture = text_capture(row["text"], Given(row.get("publisher"), row.get("date"), key=row["id"]))
        found = [
            {part: _ranges(spans) for part, spans in (("source", a.source), ("cue", a.cue), ("content", a.content))}
            for parsed in parse.parses(articles([capture], reject=ignored), models=models(), reject=ignored)
            for a in attribute.outermost(parsed, models=models())
        ]
        yield {"id": row["id"], "attributions": found}


def _ranges(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if span.part is Part.BODY]


def stories(gold: Sequence[Gold], *, models: Callable[[], Models], progress: Progress | None = None) -> Json:
    """Return the ledger file of some stories, read into one ledger."""
    captures = [capture for story in gold for capture in story_captures(list(story.pages.values()))]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.sqlite") as ledger:
        _add(captures, ledger, models, progress)
        linking.link(ledger)
        out = io.StringIO()
        export(ledger, "ledger", out, text=False)
    told: Json = json.loads(out.getvalue())
    return told


def _add(captures: Sequence[Capture], ledger: Ledger, models: Callable[[], Models], progress: Progress | None) -> None:
    added = pipeline.add(captures, ledger=ledger, models=models, provenance=provenance(), reject=ignored)
    for number, _ in enumerate(added, 1):
        if progress:
            progress(number, len(captures))


WRITERS = {
    "pages": pages,
    "attribution": attributions,
    "quantities": quantities.predictions,
    "times": times.predictions,
    "places": places.predictions,
    "certainty": certainty.predictions,
    "clusters": clusters.predictions,
}
"""How each measure's predictions are made, from its gold's path and rows, one row after the other."""
