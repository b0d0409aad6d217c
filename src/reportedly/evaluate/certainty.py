"""Certainty in the terms of its gold sets, whose conventions are met here and nowhere else."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reportedly import attribute, resolve
from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, key_of, parsed, place_of, told
from reportedly.models import Models
from reportedly.records import hull
from reportedly.resolve.status import status
from reportedly.resolve.status.certainty import certainty

_TOKEN = re.compile(r"\S+")


def predictions(_path: Path, gold: Sequence[Json], models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield how sure each event is, or, of a hard list, each report and each sentence that holds none."""
    for row in told(gold, progress):
        targets = _target_certainties(row) if "targets" in row else _report_certainties(row, models())
        yield {**key_of(row), "targets": targets}


def target_places(row: Json) -> list[int]:
    """Return where each target of a corpus row begins; it counts words between blanks."""
    words = [match.start() for match in _TOKEN.finditer(row["text"])]
    return [words[target["tok"]] for target in row["targets"]]


def _target_certainties(row: Json) -> list[Json]:
    """Give each target word its score."""
    return [
        {"tok": target["tok"], "score": round(certainty(row["text"], at), 2)}
        for target, at in zip(row["targets"], target_places(row), strict=True)
    ]


def _report_certainties(row: Json, models: Models) -> list[Json]:
    parses = parsed(row, models)
    found = [
        {**place_of(hull(report.content)), "class": report.status.value}
        for reading in resolve.readings(attribute.attributed(parses, models=models))
        for report in reading.reports
    ]
    lone = [
        s.span
        for one in parses
        for s in one.sentences
        if not any(f["s"] < s.span.end and s.span.start < f["e"] for f in found)
    ]
    return found + [{**place_of(span), "class": status(span.of(row["text"]))[0].value} for span in lone]
