"""Reportedly keeps the books on the news: who said what, on whose word, with what number and how sure.

    ingest  →  read  →  parse  →  attribute  →  resolve  →  ledger
    Capture    Article   Parse    Attribution    Report      (rows)

The left half, up to the reports, needs no ledger::

    import reportedly

    text = "The dam will hold through the night, Ada Orr, who leads the board, told Reuters on Monday."
    reading = reportedly.read_text(text, outlet="The Globe")
    for report in reading.reports:
        print(" ← ".join(link.name or "nobody named" for link in report.chain), report.status)
"""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from reportedly.errors import ReadError, ReportedlyError
from reportedly.records import Article, Capture, Given, Reading, Rejection, Report, Source, Span, Value, utc_now
from reportedly.settings import Settings, load

if TYPE_CHECKING:
    from reportedly.records import Reject

__all__ = [
    "Article",
    "Capture",
    "Given",
    "Reading",
    "Rejection",
    "Report",
    "ReportedlyError",
    "Settings",
    "Source",
    "Span",
    "Value",
    "read_text",
    "readings",
]

__version__ = version("reportedly")


def readings(
    places: Iterable[str], *, settings: Settings | None = None, reject: "Reject", given: Given | None = None
) -> Iterator[Reading]:
    """Read addresses, files, folders and JSON Lines; yield, for each page, its article and its reports.

    Args:
        places: Addresses, paths, or ``-`` for standard input.
        settings: Defaults to what the environment says (`reportedly.settings`).
        reject: Told of each page left out, with stage and reason; the run goes on.
        given: What is known of the pages: outlet, day, title.
    """
    from reportedly import ingest, models, pipeline  # noqa: PLC0415  # importing reportedly loads no model

    chosen = settings or load()
    captures = ingest.captures(places, settings=chosen, given=given or Given(), reject=reject)
    yield from pipeline.readings(captures, models=models.load(), reject=reject, max_characters=chosen.max_characters)


def read_text(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one text as it stands, code point for code point; what is not given stays unknown.

    Raises:
        ReadError: there is no article in it, or it is in a language that cannot be read yet.
    """
    from reportedly import models, pipeline  # noqa: PLC0415  # importing reportedly loads no model

    given = Given(outlet, published, title)
    capture = Capture(
        text.encode("utf-8", "surrogatepass"), "text/plain", utc_now(), url=url, charset="utf-8", given=given
    )
    refused: list[Rejection] = []
    for reading in pipeline.readings([capture], models=models.load(), reject=refused.append):
        return reading
    raise ReadError(url or "the text given", refused[0].reason)
