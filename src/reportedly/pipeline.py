"""The stages in order: the left half of the house, on one screen."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from msgspec.structs import replace

from reportedly import attribute, parse, read, resolve
from reportedly.ledger import Ledger
from reportedly.models import Models
from reportedly.records import Capture, Provenance, Reading, Reject
from reportedly.settings import MAX_CHARACTERS


def readings(
    captures: Iterable[Capture], *, models: Models, reject: Reject, max_characters: int = MAX_CHARACTERS
) -> Iterator[Reading]:
    """Read captured pages; yield, for each, the article and what it reports on whose word."""
    articles = read.articles(captures, reject=reject)
    parses = parse.parses(articles, models=models, reject=reject, max_characters=max_characters)
    attributed = attribute.attributed(parses, models=models)
    for reading in resolve.readings(attributed):
        yield replace(reading, provenance=models.provenance)


class Outcome(StrEnum):
    """What became of one page: pages in = new + unchanged + revised + rejected."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    REJECTED = "rejected"


def add(
    captures: Iterable[Capture],
    *,
    ledger: Ledger,
    models: Callable[[], Models],
    provenance: Provenance,
    reject: Reject,
    max_characters: int = MAX_CHARACTERS,
) -> Iterator[tuple[Capture, Outcome]]:
    """Read captured pages into a ledger, each in one transaction; yield what became of each, in order.

    Args:
        captures: What `ingest` brought in.
        ledger: Open for writing.
        models: Called once there is a page that was not read before.
        provenance: The versions the models would have: a page they have read is not read again.
        reject: Told of each page that holds nothing to read, also when an earlier run found that.
        max_characters: A longer article is rejected.
    """
    for capture in captures:
        if ledger.has(capture, provenance):
            yield capture, Outcome.UNCHANGED
            continue
        known = ledger.rejected(capture, provenance)
        refused = [known] if known else []
        if not known:
            for reading in readings([capture], models=models(), reject=refused.append, max_characters=max_characters):
                addition = ledger.add(capture, reading)
                yield capture, Outcome(addition.value)
            for rejection in refused:
                ledger.reject(rejection, capture, provenance)
        for rejection in refused:
            reject(rejection)
            yield capture, Outcome.REJECTED
