"""What of a ledger leaves the house: all pages as they now stand, or those of one story.

Everything is read as it is asked for: a ledger may be larger than memory.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reportedly.ledger.query import VIEWED, Query, Row
from reportedly.ledger.store import Ledger
from reportedly.records import Article, Capture, Claim, Copy, Entity, Kind, Point, Reading, Relation, Report, Story

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Told what is being written, how many of it are done, and of how many; the last is 0 where nobody counted."""

_EVERY = 20
"""Items between two words about how far it is."""


def _nobody(_what: str, _done: int, _total: int) -> None:
    """Told of what nobody asked for."""


class Selection(Struct, frozen=True):
    """The pages to write, and what was read from and made of them."""

    ledger: Ledger
    story: Story | None = None  # None: the whole ledger
    kinds: tuple[Kind, ...] = VIEWED  # of reports
    progress: Progress = _nobody

    @property
    def _story(self) -> str | None:
        return self.story.id if self.story else None

    # ------------------------------------------------------------------ pages

    def articles(self) -> Iterator[Article]:
        """Yield the articles as they now stand: as they came in, those of a story by day."""
        found = self.ledger.texts(self.story.pages) if self.story else self.ledger.articles()
        return self._told("pages", found, self._pages)

    def pages(self) -> Iterator[tuple[Article, tuple[Report, ...]]]:
        """Yield the same, each with its reports of the kinds asked for."""
        ids = self.story.pages if self.story else (article.id for article in self.ledger.articles())
        for article, reports in self._told("pages", self.ledger.told(ids), self._pages):
            yield article, tuple(report for report in reports if report.kind in self.kinds)

    def readings(self) -> Iterator[Reading]:
        """Yield the same, each with what else was read from it and what read it."""
        ids = self.story.pages if self.story else (article.id for article in self.ledger.articles())
        for reading in self._told("pages", map(self.ledger.reading, ids), self._pages):
            yield replace(reading, reports=tuple(one for one in reading.reports if one.kind in self.kinds))

    def rows(self) -> Iterator[Row]:
        """Yield the reports of the kinds asked for, page by page."""
        found = self._rows_of(self.story.pages) if self.story else self.ledger.reports(Query(kinds=self.kinds))
        return self._told("reports", found, 0 if self.story else self.ledger.counts().reports)

    def captures(self) -> Iterator[Capture]:
        """Yield the bytes the pages were read from; of the whole ledger all that were ever captured."""
        if self.story is None:
            return self._told("captures", self.ledger.captures(), self.ledger.counts().captures)
        found = (self.ledger.capture(article) for article in self.ledger.texts(self.story.pages))
        return self._told("captures", found, self._pages)

    def _rows_of(self, pages: Sequence[str]) -> Iterator[Row]:
        for page in pages:
            reading = self.ledger.reading(page)
            assert reading.provenance is not None  # it is out of a ledger
            for report in reading.reports:
                if report.kind in self.kinds:
                    yield Row(report, reading.article, reading.provenance)

    @property
    def _pages(self) -> int:
        return len(self.story.pages) if self.story else self.ledger.counts().pages

    # ------------------------------------------------------------------ what linking made of them

    def stories(self) -> Iterator[Story]:
        """Yield the stories, the one with most pages first."""
        return iter((self.story,)) if self.story else self.ledger.books.stories()

    def entities(self) -> Iterator[tuple[str, Entity]]:
        """Yield who is who, story by story, each with the id of its story."""
        for story in self.stories():
            for entity in self.ledger.books.entities(story.id).values():
                yield story.id, entity

    def claims(self) -> Iterator[Claim]:
        """Yield the claims, those with most reports first."""
        total = 0 if self.story else self.ledger.books.sizes().claims
        return self._told("claims", self.ledger.books.claims(story=self._story), total)

    def points(self) -> Iterator[Point]:
        """Yield the points, those with most claims first."""
        total = 0 if self.story else self.ledger.books.sizes().points
        return self._told("points", self.ledger.books.points(story=self._story), total)

    def relations(self) -> Iterator[Relation]:
        """Yield what claims have to do with each other."""
        return self.ledger.books.relations(story=self._story)

    def copies(self) -> Iterator[Copy]:
        """Yield the pairs of pages with the same text, both of them among those selected."""
        books = self.ledger.books
        return iter(books.copies_among(self.story.pages)) if self.story else books.copies()

    def _told(self, what: str, items: Iterator[T], total: int) -> Iterator[T]:
        for number, item in enumerate(items):
            if number % _EVERY == 0:
                self.progress(what, number, total)
            yield item
