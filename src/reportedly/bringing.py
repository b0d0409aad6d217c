"""Pages brought in and read into a ledger: what the command `add` and the worker of the queue have in common.

places  →  ingest  →  pipeline.add  →  ledger
           captures   readings         pages, and what was left out
"""

from collections.abc import Callable, Iterator, Sequence

from reportedly import ingest, pipeline
from reportedly.ledger import Ledger
from reportedly.models import Models
from reportedly.pipeline import Outcome
from reportedly.records import Capture, Given, Provenance, Reject, Rejection
from reportedly.settings import Settings

__all__ = ["Outcome", "bring"]

Change = Callable[[Capture], Capture]


def bring(
    places: Sequence[str],
    *,
    ledger: Ledger,
    settings: Settings,
    models: Callable[[], Models],
    provenance: Provenance,
    reject: Reject,
    given: Given = Given(),  # noqa: B008  # frozen
    url: str | None = None,
    change: Change = lambda capture: capture,
    listed: ingest.Listed | None = None,
    fetcher: ingest.Fetcher | None = None,
) -> Iterator[tuple[Capture, Outcome]]:
    """Bring places in and read them into a ledger; yield what became of each page, in order.

    What is left out is stored as a rejection too, be it that it could not be brought in or could not be read.

    Args:
        places: Addresses, files, folders, "-" for standard input.
        ledger: Open for writing.
        settings: How much, how long, how politely.
        models: Called once there is a page that was not read before.
        provenance: The versions the models would have.
        reject: Told of each item left out.
        given: What is known of the pages beforehand.
        url: The address of the one page in the one file given.
        change: Applied to each capture before it is read.
        listed: Told of each feed or other list, instead of what it names being brought in.
        fetcher: Who fetches, where it is to remember hosts from one call to the next.
    """

    def leave_out(rejection: Rejection) -> None:
        ledger.reject(rejection)  # what could not be brought in; what could not be read, the pipeline stores
        reject(rejection)

    captures = ingest.captures(
        places, settings=settings, given=given, url=url, listed=listed, fetcher=fetcher, reject=leave_out
    )
    return pipeline.add(
        map(change, captures),
        ledger=ledger,
        models=models,
        provenance=provenance,
        reject=reject,
        max_characters=settings.max_characters,
    )
