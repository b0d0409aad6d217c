"""Parse → Attribution: source, cue and content, tied together; whom the source cites in turn."""

from collections.abc import Iterable, Iterator

from reportedly.attribute.page import Page
from reportedly.models import Models
from reportedly.records import Attributed, Attribution, Parse

__all__ = ["attributed", "outermost"]


def attributed(parses: Iterable[Parse], *, models: Models) -> Iterator[Attributed]:
    """Find the attributions of parsed articles, in the order they came; questions and refusals to speak are none."""
    for parse in parses:
        yield Attributed(parse, tuple(Page(parse).attributions(models)))


def outermost(parse: Parse, *, models: Models) -> tuple[Attribution, ...]:
    """Return the cited attributions in the broad sense of the corpora.

    None is dropped for its kind, passives that name nobody are left to the network, and nothing is nested.
    """
    return tuple(Page(parse).outermost(models))
