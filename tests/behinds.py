"""What stands behind a point, told by hand and linked as any story is.

>>> from behinds import behind_of
>>> from tellings import BOARD, count, page, said, via
>>> dead = said("31 people were killed in Karvel", BOARD, value=count(31, "deaths @ karvel"))
>>> behind_of(page("Globe", 6, dead)).origins.at_most
1
"""

from collections.abc import Iterable

from builders import PROVENANCE
from reportedly.behind import Behind, order
from reportedly.ledger import Row
from reportedly.link import Told
from reportedly.link.judged import Judged
from reportedly.records import Claim, Copy, CopyKind, Passage, Point, Span
from tellings import linked_pages


def behind_of(*pages: Told, copies: Iterable[Copy] = ()) -> Behind:
    """Return what stands behind the point that most reports make, or behind the claim, where there is no point."""
    copied = tuple(copies)
    found = linked_pages(*pages, copies=copied)
    claims = {claim.id: claim for claim in found.claims}
    made: tuple[Point | Claim, ...] = (*found.points, *found.claims)
    one = max(made, key=lambda one: one.weight.reports)
    told = tuple(claims[claim] for claim in one.claims) if isinstance(one, Point) else (one,)
    ids = {report for claim in told for report in claim.reports}
    rows = [Row(report, page.article, PROVENANCE) for page in pages for report in page.reports if report.id in ids]
    rows.sort(key=lambda row: (*order(row.article), row.report.evidence))
    lead = claims[one.lead] if isinstance(one, Point) else one
    return Behind(
        one.id, one.story, told, lead, one.origins, tuple(rows), copied, one.weight, found.entities.by_id, Judged()
    )


def copied(one: Told, other: Told, *, share: float = 0.9, credited: str | None = None) -> Copy:
    """Return two pages as one text, of which the first page is the first."""
    a, b = sorted((one.article, other.article), key=lambda article: article.id)
    passage = Passage(Span(0, len(a.text)), Span(0, len(b.text)), 11)
    return Copy(a.id, b.id, CopyKind.WHOLE, (passage,), share, share, credited, one.article.id)
