"""The one place where made news meets linking: what is called to link a ledger, and to read what was found."""

from made_news_truth import Found

from reportedly import linking
from reportedly.ledger import Ledger


def link(ledger: Ledger) -> None:
    """Link all that a ledger holds."""
    linking.link(ledger)


def found(ledger: Ledger) -> Found:
    """Read what linking found."""
    return Found(
        points=list(ledger.books.points()),
        claims=list(ledger.books.claims()),
        relations=list(ledger.books.relations()),
        stories=list(ledger.books.stories()),
        copies=list(ledger.books.copy_groups()),
    )
