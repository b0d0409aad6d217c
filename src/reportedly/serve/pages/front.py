"""The front page: stories by what is new."""

from dataclasses import asdict, dataclass
from datetime import datetime

from fastapi import APIRouter, Request

from reportedly.ledger import Ledger
from reportedly.records import Claim, Digest, Point, Weight
from reportedly.serve import links, words
from reportedly.serve.views import Entry, Feed, Plain, Table, View, add

router = APIRouter()

SHOWN = 20
"""Stories on one page."""


@dataclass(frozen=True, slots=True)
class Item:
    """A story as the front page shows it."""

    digest: Digest
    changed_at: datetime
    lead: Point | Claim | None
    words: str  # of its leading point

    @property
    def weight(self) -> Weight:
        """Who carries its leading point."""
        return self.lead.weight if self.lead else self.digest.weight


def items(ledger: Ledger, before: tuple[str, str] | None) -> list[Item]:
    """Return the stories that changed last, or those after one of them, each with its leading point."""
    found = ledger.books.digests(limit=SHOWN, before=before)
    leads = ledger.books.leads([digest.lead for digest, _ in found if digest.lead])
    return [
        Item(digest, datetime.fromisoformat(changed), *(leads[digest.lead] if digest.lead else (None, "")))
        for digest, changed in found
    ]


def front(request: Request, after: str | None = None) -> View:
    """Return the stories that changed last, or those after a place in the list."""
    ledger = request.app.state.house.reading()
    at, _, story = (after or "").partition("/")
    found = items(ledger, (at, story) if story else None)
    longest = max((item.weight.outlets + item.weight.unread for item in found), default=0)
    more = f"{found[-1].changed_at.isoformat()}/{found[-1].digest.story}" if len(found) == SHOWN else None
    return View(
        "front.html",
        "Stories",
        {"items": found, "longest": longest, "more": links.query(links.FRONT, after=more) if more else None},
        lambda: [_object(item) for item in found],
        lambda: _table(found),
        lambda: Feed("Stories", tuple(map(_entry, found))),
        section=links.FRONT,
    )


add(router, links.FRONT, front, bare="/stories")


def _object(item: Item) -> Plain:
    lead = item.lead
    return {
        "story": item.digest.story,
        "title": item.digest.title,
        "pages": item.digest.pages,
        "changed_at": item.changed_at.isoformat(),
        "leading_point": {
            "id": lead.id,
            "words": item.words,
            "weight": asdict(lead.weight),
            "origins": {"at_least": lead.origins.at_least, "at_most": lead.origins.at_most},
        }
        if lead
        else None,
    }


_COLUMNS = (
    "story", "title", "pages", "changed_at", "leading_point", "words", "outlets", "publishers", "claimants",
    "origins_at_least", "origins_at_most",
)  # fmt: skip


def _table(found: list[Item]) -> Table:
    rows = [
        (
            item.digest.story, item.digest.title, item.digest.pages, item.changed_at.isoformat(),
            item.lead.id if item.lead else None, item.words, item.weight.outlets, item.weight.publishers,
            item.weight.claimants, item.lead.origins.at_least if item.lead else None,
            item.lead.origins.at_most if item.lead else None,
        )
        for item in found
    ]  # fmt: skip
    return Table(_COLUMNS, rows)


def _entry(item: Item) -> Entry:
    told = words.whole(item.lead.weight, item.lead.origins) if item.lead else ""
    return Entry(
        f"story:{item.digest.story}",
        links.story(item.digest.story),
        words.clean(item.digest.title),
        item.changed_at,
        f"{told}: “{words.clean(item.words)}”" if told else "",
    )
