"""A ledger with one story told by hand, laid without asking whether its pages are about one happening.

>>> from tellings import BOARD, count, page, said
>>> dead = said("31 people were killed in Karvel", BOARD, value=count(31, "deaths @ karvel"))
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from builders import capture, reading
from reportedly.behind import order
from reportedly.ledger import Ledger
from reportedly.link import Told
from reportedly.link.judged import Judged
from reportedly.link.weights import digest
from reportedly.records import Copy, Story, Tie
from tellings import linked_pages

STORY = "story"
"""The id of the story that `lay` lays."""


def titled(told: Told, headline: str, language: str = "en") -> Told:
    """Return a page with a headline, in a language."""
    return Told(replace(told.article, headline=headline, language=language), told.reports)


def lay(path: Path, *pages: Told, copies: Iterable[Copy] = (), judged: Judged | None = None) -> Path:
    """Lay a ledger of pages that are one story; return its file."""
    with Ledger.open(path) as ledger:
        with ledger.together():
            for one in pages:
                came = capture(one.article.text, url=one.article.url)
                ledger.add(came, reading(one.article, one.reports))
        with ledger.together():
            link(ledger, pages, list(copies), judged)
    return path


def link(ledger: Ledger, pages: Sequence[Told], copies: Sequence[Copy] = (), judged: Judged | None = None) -> None:
    """Link pages of a ledger as one story, and mark all that is in it as linked."""
    ordered = sorted(pages, key=lambda one: order(one.article))
    days = sorted(one.article.published.day for one in ordered if one.article.published)
    middle = ordered[0].article.id
    ties = tuple(
        Tie(one.article.id, None if one.article.id == middle else middle, 1.0, ("karvel",), days_apart=1)
        for one in ordered
    )
    ids = tuple(one.article.id for one in ordered)
    story = Story(STORY, ids, ties, days[0] if days else None, days[-1] if days else None)
    found = linked_pages(*ordered, copies=copies, judged=judged)
    reports = {report.id: (report, one.article) for one in ordered for report in one.reports}
    ledger.books.put_copies(copies)
    ledger.books.put_story(
        story,
        digest(story, {one.article.id: one.article for one in ordered}, reports, found.claims, found.points),
        entities=found.entities.by_id.values(),
        doubts=(),
        claims=found.claims,
        points=found.points,
        relations=found.relations,
        told=[(one.article, one.reports) for one in ordered],
    )
    ledger.books.settled()
