"""Times in the terms of their gold sets (TIMEX3), whose conventions are met here and nowhere else."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, key_of, place_of, told
from reportedly.models import Models
from reportedly.records import When
from reportedly.resolve.times import times


def predictions(_path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the times each text names, seen from its day."""
    for row in told(gold, progress):
        found = times(row["text"], day=_day(row), every=True)
        yield {**key_of(row), "timex": [_timex(when) for when in found]}


def _day(row: Json) -> date:
    try:
        return date.fromisoformat(row["dct"][:10])
    except ValueError as error:
        raise GoldError(f"row {row['id']} of the gold has no day in `dct` ({error}); see docs/evaluate.md") from error


def _timex(when: When) -> Json:
    value = when.value or ""
    kind = "DATE"
    if when.grain == "set":
        kind = "SET"
    elif value.startswith("P") and not value.endswith("_REF"):
        kind = "DURATION"
    elif "T" in value[4:]:
        kind = "TIME"
    days = {side: day.isoformat() if day else None for side, day in (("start", when.start), ("end", when.end))}
    return {**place_of(when.words), **days, "value": when.value, "type": kind}
