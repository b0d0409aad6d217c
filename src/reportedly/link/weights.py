"""Who carries a claim, a point or a story, and who is cited in it: counts that lists show and sort by."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from msgspec import Struct

from reportedly.link.entities.who import Entities
from reportedly.outlets import outlet_of, publisher_of
from reportedly.records import Article, Claim, Digest, EntityKind, Origins, Point, Report, Story, Weight

_TITLE = 120
"""Code points of a page's text that stand for its story where no page has a headline."""


class Weigher(Struct, frozen=True):
    """The pages of a story, as their outlets are counted."""

    reports: Mapping[str, tuple[Report, Article]]  # by report id
    who: Entities
    read: frozenset[str]  # the outlets of its pages, as entities

    @classmethod
    def of(cls, reports: Mapping[str, tuple[Report, Article]], who: Entities) -> Self:
        """Return the weigher of a story, from its reports by id."""
        chains = (who.of(report) for report in who.where)
        return cls(reports, who, frozenset(chain[0] for chain in chains if chain[0]))

    def weight(self, claims: Sequence[Claim], origins: Origins) -> Weight:
        """Return who carries some claims, and how many claimants there are; who only repeats others is none."""
        told = [self.reports[report] for claim in claims for report in claim.reports]
        own = {report.id for report, _ in told if report.is_own}
        repeating = {root.entity for root in origins.roots if root.into is not None}
        claimants = {
            claim.claimant
            for claim in claims
            if claim.claimant and not (claim.claimant in repeating and own.issuperset(claim.reports))
        }
        return _weight(told, len(claimants), len(self._named(report.id for report, _ in told) - self.read))

    def _named(self, reports: Iterable[str]) -> set[str]:
        """Return the outlets that some reports name as having it, as entities."""
        return {
            link
            for report in reports
            for link in self.who.of(report)[1:]
            if link and self.who.by_id[link].kind is EntityKind.OUTLET
        }


def _weight(told: Sequence[tuple[Report, Article]], claimants: int, unread: int) -> Weight:
    carried = {outlet_of(article): publisher_of(article) for _, article in told}
    return Weight(len(told), len(carried), len(set(carried.values())), claimants, unread)


def digest(
    story: Story, pages: Mapping[str, Article], reports: Mapping[str, tuple[Report, Article]], claims: Sequence[Claim],
    points: Sequence[Point],
) -> Digest:  # fmt: skip
    """Return a story in a line: what it is called, who carries it, and the point or claim most outlets carry."""
    said = {
        claim.claimant
        for claim in claims
        if claim.claimant and not all(reports[report][0].is_own for report in claim.reports)
    }
    carried = {outlet_of(page): publisher_of(page) for page in pages.values()}
    weight = Weight(len(reports), len(carried), len(set(carried.values())), len(said))
    page = titled(story, pages)
    joined = {claim for point in points for claim in point.claims}
    lines: list[Claim | Point] = [*points, *(claim for claim in claims if claim.id not in joined)]
    lead = min(lines, key=by_weight, default=None)
    title = page.headline or page.text[:_TITLE]
    return Digest(story.id, title, page.language, len(pages), weight, lead.id if lead else None, len(lines))


def by_weight(line: Claim | Point) -> tuple[int, int, int, str]:
    """Return what puts points and claims in order: those that most outlets carry, then most reports, come first."""
    claims = len(line.claims) if isinstance(line, Point) else 1
    return -line.weight.outlets, -line.weight.reports, -claims, line.id


def titled(story: Story, pages: Mapping[str, Article]) -> Article:
    """Return the page whose headline stands for the story: the one in the middle, else the first that has one."""
    middle = pages[next((tie.page for tie in story.ties if tie.to is None), story.pages[0])]
    return next((page for page in (middle, *pages.values()) if page.headline), middle)
