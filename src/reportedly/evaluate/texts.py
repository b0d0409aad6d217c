"""Gold texts read through the house, row by row: what the writers of predictions share."""

from collections.abc import Callable, Iterator, Sequence

from reportedly import parse
from reportedly.errors import ReadError
from reportedly.evaluate.corpora import text_capture
from reportedly.evaluate.matching import Json
from reportedly.models import Models
from reportedly.read import article
from reportedly.records import Given, Parse, Rejection, Span

Progress = Callable[[int, int], None]
"""Told how many texts are done, and of how many."""


def told(items: Sequence[Json], progress: Progress) -> Iterator[Json]:
    """Yield the items, telling of each when it is done with."""
    for number, item in enumerate(items, 1):
        yield item
        progress(number, len(items))


def ignored(rejection: Rejection) -> None:
    """Let a rejected text pass: what it holds counts as not found."""


def key_of(row: Json) -> Json:
    """Return what tells a row from the others."""
    return {name: row[name] for name in ("corpus", "id") if name in row}


def place_of(words: Span | None) -> Json:
    """Return where some words stand, in the form of a prediction."""
    return {"s": words.start, "e": words.end} if words else {}


def parsed(row: Json, models: Models) -> list[Parse]:
    """Return the parse of a text in English, whatever its few words look like; none of an empty one."""
    try:
        found = article(text_capture(row["text"], Given(key=str(row["id"]))), any_language=True)
    except ReadError:
        return []
    return list(parse.parses([found], models=models, reject=ignored))
