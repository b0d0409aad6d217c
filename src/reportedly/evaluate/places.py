"""Places in the terms of their gold sets, whose conventions are met here and nowhere else."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reportedly.evaluate.matching import Json
from reportedly.evaluate.texts import Progress, key_of, parsed, place_of, told
from reportedly.models import Models
from reportedly.records import Part, Place
from reportedly.resolve.places import places


def predictions(_path: Path, gold: Sequence[Json], models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the places each text names."""
    for row in told(gold, progress):
        found = [
            place
            for one in parsed(row, models())
            for place in places(one.mentions, {Part.BODY: one.article.plain(Part.BODY)})
        ]
        yield {**key_of(row), "toponyms": [_toponym(place) for place in found if place.words.part is Part.BODY]}


def _toponym(place: Place) -> Json:
    return {**place_of(place.words), "lat": place.latitude, "lon": place.longitude, "gid": place.gid}
