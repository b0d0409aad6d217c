"""The one place where made news meets linking: what is called to link a ledger, and to read what was found."""

from made_news_truth import Found

from reportedly import pipeline
from reportedly.ledger import Ledger


def link(ledger: Ledger) -> None:
    """Link all that a ledger holds."""
    pipeline.link(ledger)  # type: ignore[attr-defined]  # linking is about to come in; so are the next five


def found(ledger: Ledger) -> Found:
    """Read what linking found."""
    return Found(
        points=list(ledger.points()),  # type: ignore[attr-defined]
        claims=list(ledger.linked_claims()),  # type: ignore[attr-defined]
        relations=list(ledger.relations()),  # type: ignore[attr-defined]
        stories=list(ledger.stories()),  # type: ignore[attr-defined]
        copies=list(ledger.copy_groups()),  # type: ignore[attr-defined]
    )
