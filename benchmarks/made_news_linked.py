"""The one place where made news meets linking: what is called to link a ledger, and to read what was found."""

from made_news_truth import Found

from reportedly import linking
from reportedly.ledger import Ledger
from reportedly.records import Point


def link(ledger: Ledger) -> None:
    """Link all that a ledger holds."""
    linking.link(ledger)


def found(ledger: Ledger) -> Found:
    """Read what linking found; a claim that nobody else makes is a point by itself."""
    claims, points = list(ledger.books.claims()), list(ledger.books.points())
    held = {claim for point in points for claim in point.claims}
    alone = [one for one in claims if one.id not in held]
    return Found(
        points=[*points, *(Point(one.id, one.story, (one.id,), one.origins, one.id) for one in alone)],
        claims=claims,
        relations=list(ledger.books.relations()),
        stories=list(ledger.books.stories()),
        copies=list(ledger.books.copy_groups()),
    )
