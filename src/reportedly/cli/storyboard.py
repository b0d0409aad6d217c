"""A story on a terminal, and as JSON: its pages, what ties them together, what is said in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import asdict
from rich.text import Text

from reportedly import wording
from reportedly.clashes import rulings
from reportedly.cli import boards, lines
from reportedly.cli.options import ID
from reportedly.cli.screens import Screen
from reportedly.forecasts import Forecasts
from reportedly.ledger import Ledger, to_claim, to_origins, with_names
from reportedly.link.weights import by_weight, titled
from reportedly.records import CLASHES, Article, Claim, Copy, Origins, Point, Report, Story, Tie, Weight

_TIES = 6
"""Names, numbers and words that are shown of what ties a page to its story."""


class Item(Struct, frozen=True):
    """A point of a story, or a claim that nobody else makes, with who carries it."""

    id: str
    lead: Claim
    claims: tuple[Claim, ...]
    origins: Origins
    weight: Weight


class Told(Struct, frozen=True):
    """A story with its pages and what is said in it."""

    story: Story
    pages: Mapping[str, Article]
    told: Mapping[str, tuple[Report, Article]]  # by report id
    claims: tuple[Claim, ...]
    weight: Weight  # who carries it, and who is cited in it

    @property
    def headline(self) -> str | None:
        """The headline of the page in the middle, else of the first page that has one."""
        return titled(self.story, self.pages).headline

    @property
    def title(self) -> str:
        """The same for a reader; where no page has one, how the page in the middle begins."""
        return wording.neutral(self.headline or "") or wording.title(titled(self.story, self.pages))


def told(ledger: Ledger, story: Story) -> Told:
    """Return a story with its pages and what is said in it."""
    pages: dict[str, Article] = {}
    reports: dict[str, tuple[Report, Article]] = {}
    for article, some in ledger.told(story.pages):
        pages[article.id] = article
        reports.update((report.id, (report, article)) for report in some)
    weight = ledger.books.digest(story.id).weight
    return Told(story, pages, reports, tuple(ledger.books.claims(story=story.id)), weight)


def items(ledger: Ledger, one: Told) -> list[Item]:
    """Return the points of a story and the claims made by one claimant only, those that most outlets carry first."""
    claims = {claim.id: claim for claim in one.claims}
    points = list(ledger.books.points(story=one.story.id))
    joined = {claim for point in points for claim in point.claims}
    lone = [claim for claim in one.claims if claim.id not in joined]
    every: list[Point | Claim] = [*points, *lone]
    return [_item(line, claims) for line in sorted(every, key=by_weight)]


def _item(line: Point | Claim, claims: Mapping[str, Claim]) -> Item:
    if isinstance(line, Claim):
        return Item(line.id, line, (line,), line.origins, line.weight)
    return Item(line.id, claims[line.lead], tuple(claims[one] for one in line.claims), line.origins, line.weight)


# ------------------------------------------------------------------ on a terminal


def heading(screen: Screen, one: Told) -> None:
    """Print a story in two lines: its headline; its days, who carries it, its id."""
    story, weight = one.story, one.weight
    counted = ((len(story.pages), "page"), (weight.outlets, "outlet"), (weight.publishers, "publisher"))
    parts = [wording.between(story), *(wording.count(number, what) for number, what in counted)]
    parts.append(wording.count(weight.claimants, "claimant"))
    screen.print(Text(one.title, "bold underline"))
    screen.indented(Text(" · ".join(parts), "cyan").append(f" · story {story.id[:ID]}", "not bold dim"))
    screen.print()


def whole(screen: Screen, ledger: Ledger, story: Story, most: int) -> None:
    """Print a story: pages, points, contradictions, forecasts."""
    one = told(ledger, story)
    heading(screen, one)
    _pages(screen, one, ledger.books.copies_among(story.pages))
    _said(screen, items(ledger, one), one, most)
    _clashes(screen, ledger, one)
    _forecasts(screen, ledger, one)


def _pages(screen: Screen, one: Told, copies: Sequence[Copy]) -> None:
    """Print the pages day by day, each with what ties it to the story and whose text it carries."""
    shared: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        shared[copy.b if copy.first == copy.a else copy.a].append(copy)
    ties = {tie.page: tie for tie in one.story.ties}
    boards.section(screen, "Pages")
    for day, pages in groupby(one.pages.values(), key=lambda page: page.published.day if page.published else None):
        screen.indented(Text(wording.day(day) if day else "no date", "bold"))
        for page in pages:
            head = Text(wording.outlet(page), "cyan")
            head.append(f" · {wording.title(page)}", "default")
            screen.indented(head.append(f" · {page.id[:ID]}", "dim"), 4)
            if tie := _tied(ties[page.id], one.pages):
                screen.indented(Text(tie, "dim"), 6)
            for copy in shared[page.id]:
                screen.indented(Text(boards.same_text(copy, one.pages), "yellow"), 6)
    screen.print()


def _tied(tie: Tie, pages: Mapping[str, Article]) -> str:
    """Return what ties a page to its story."""
    if tie.to is None:
        return "in the middle of the story" if len(pages) > 1 else ""
    shared = (("names", tie.names), ("numbers", tie.numbers), ("words", tie.words))
    told = [f"{what} {', '.join(map(wording.neutral, some[:_TIES]))}" for what, some in shared if some]
    placed = f"; from about {wording.day(tie.placed)}, as the pages like it" if tie.placed else ""
    return f"like {wording.outlet(pages[tie.to])}'s: {'; '.join(told)}{placed}"


def _said(screen: Screen, found: Sequence[Item], one: Told, most: int) -> None:
    """Print what is said, by weight."""
    boards.section(screen, "What is said, by how many outlets carry it")
    for item in found[:most]:
        report, article = one.told[item.lead.lead]
        screen.indented(boards.statement(report, article, boards.SHORT))
        number = [wording.interval(item.lead.value)] if item.lead.value else []
        names = dict.fromkeys(wording.neutral(claim.name or "") or "nobody named" for claim in item.claims)
        screen.indented(Text(" · ".join([*number, wording.bounded(", ".join(names), boards.LEAF_WORDS)]), "bold"), 4)
        what = "point" if len(item.claims) > 1 else "claim"
        line = Text(wording.weight(item.weight, item.origins), "cyan")
        screen.indented(line.append(f" · {what} {item.id[:ID]}", "dim"), 4)
    if len(found) > most:
        told = f"{len(found) - most:,} more; `reportedly claims --story {one.story.id[:ID]}` lists them"
        screen.indented(Text(told, "dim"))
    screen.print()


def _clashes(screen: Screen, ledger: Ledger, one: Told) -> None:
    """Print what cannot both hold."""
    clashes = list(ledger.books.relations(*CLASHES, story=one.story.id))
    if not clashes:
        return
    boards.section(screen, "Contradictions")
    ruled = rulings(ledger, clashes[: boards.FEW])
    for relation in clashes[: boards.FEW]:
        source, target = (boards.said(ledger, ledger.books.claim(each)) for each in (relation.source, relation.target))
        boards.clash(screen, relation, source, target, ruled.get(relation))
    if len(clashes) > boards.FEW:
        left, asked = len(clashes) - boards.FEW, f"reportedly contradictions --story {one.story.id[:ID]}"
        screen.indented(Text(f"{left} more; `{asked}` lists them", "dim"))
        screen.print()


def _forecasts(screen: Screen, ledger: Ledger, one: Told) -> None:
    """Print the forecasts by the day they fall due, with what people say became of them."""
    forecasts = sorted((claim.horizon, claim.id, claim) for claim in one.claims if claim.horizon)
    if not forecasts:
        return
    boards.section(screen, "Forecasts")
    known = Forecasts(ledger)
    for due, _, claim in forecasts:
        head = Text(f"due {wording.day(due)}: ", "bold")
        screen.indented(head.append_text(boards.brief(boards.said(ledger, claim), boards.LEAF_WORDS)))
        if marked := known.outcome(claim):
            screen.indented(boards.outcome(marked), 4)
    screen.print()


# ------------------------------------------------------------------ as JSON


def to_object(ledger: Ledger, story: Story) -> dict[str, object]:
    """Return a story as one object of JSON."""
    one = told(ledger, story)
    ties = {tie.page: with_names(tie) for tie in one.story.ties}
    return {
        **lines.story(one.story, one.headline, one.weight),
        "pages": [{**lines.page(page), "tie": ties[page.id]} for page in one.pages.values()],
        "copies": [lines.copy(copy) for copy in ledger.books.copies_among(one.story.pages)],
        "points": [_line(item, one) for item in items(ledger, one)],
        "contradictions": lines.ruled(ledger, list(ledger.books.relations(*CLASHES, story=one.story.id))),
        "forecasts": [to_claim(claim) for claim in one.claims if claim.horizon],
    }


def _line(item: Item, one: Told) -> dict[str, object]:
    report, article = one.told[item.lead.lead]
    return {
        "id": item.id,
        "claims": [claim.id for claim in item.claims],
        "words": lines.words(report, article),
        "weight": asdict(item.weight),
        "origins": to_origins(item.origins),
    }
