"""The front page: stories by what is new since the reader last looked, and what is next."""

from datetime import date, datetime, timedelta
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from msgspec import Struct
from msgspec.structs import asdict

from reportedly import forecasts, wording
from reportedly.errors import UsageError
from reportedly.ledger import Ledger, Queued, State, Tally
from reportedly.records import Claim, Digest, Origins, Point, Weight
from reportedly.serve import links, words
from reportedly.serve.bars import bars
from reportedly.serve.drawings.bar import Cells
from reportedly.serve.house import House
from reportedly.serve.news import News, news
from reportedly.serve.questions import Cursor, Scope, Topic, listed
from reportedly.serve.seen import COOKIE, Seen, moment, stamp
from reportedly.serve.views import Entry, Feed, Plain, Table, View, add, leave

router = APIRouter()

SHOWN = 20
"""Stories on one page."""

_DUE = 3  # forecasts that fell due, and that fall due, beside the stories
_DUE_READ = 12  # of which are read, as people may have ruled on some
_QUEUED = 200  # rows of the queue that are looked at
_TOGETHER = timedelta(minutes=1)  # between rows of the queue that were brought together
_REJECTED = 3  # rows that are told of
_BEHIND = 1_000  # pages that are counted one by one when linking is behind


class Item(Struct, frozen=True):
    """A story as the front page shows it."""

    digest: Digest
    changed_at: datetime
    lead: Point | Claim | None
    words: str  # of its leading point
    cells: Cells
    news: tuple[News, ...]

    @property
    def weight(self) -> Weight:
        """Who carries its leading point."""
        return self.lead.weight if self.lead else self.digest.weight


class Line(Struct, frozen=True):
    """The queue: what was brought with the one that waits longest, and what of it is read."""

    waiting: int
    read: int
    rejected: tuple[Queued, ...]  # of those, and of what came last

    @property
    def whole(self) -> int:
        """How many were brought."""
        return self.waiting + self.read


class Asked(Struct, frozen=True):
    """The questions that wait for a ruling: those of the first page of the review."""

    number: int
    on_origins: int  # how many could change a number of origins
    is_more: bool  # whether there are more than that


class Beside(Struct, frozen=True):
    """What stands beside the stories."""

    line: Line
    overdue: tuple[Claim, ...]
    ahead: tuple[Claim, ...]
    asked: Asked
    tally: Tally
    unlinked: int  # pages that came in and are not linked yet; of very many, one more than are counted

    @property
    def behind(self) -> str:
        """The sentence that tells how far linking is behind; empty where it is not."""
        if not self.unlinked:
            return ""
        is_more = self.unlinked > _BEHIND
        pages = f"More than {_BEHIND:,} pages" if is_more else words.many(self.unlinked, "page")
        return (
            f"{pages} came in and {'is' if self.unlinked == 1 else 'are'} not linked yet: no count here knows of them."
        )


def items(ledger: Ledger, before: tuple[str, str] | None, *, since: datetime | None, now: datetime) -> list[Item]:
    """Return the stories that changed last, or those after one of them, each with its leading point and its news."""
    found = ledger.lists.digests(limit=SHOWN, before=before)
    leads = ledger.beside.leads([digest.lead for digest, _ in found if digest.lead])
    drawn = bars(ledger, [lead for lead, _ in leads.values()])
    told = news(
        ledger, [(digest, leads.get(digest.lead or "", (None, ""))[0]) for digest, _ in found], since=since, now=now
    )
    made = []
    for digest, changed in found:
        lead, quoted = leads.get(digest.lead or "", (None, ""))
        cells = drawn[lead.id] if lead else Cells(0, 0, 0)
        made.append(Item(digest, datetime.fromisoformat(changed), lead, quoted, cells, told[digest.story]))
    return made


def line(own: Ledger) -> Line:
    """Return how far the queue of the reader's own ledger is."""
    rows = own.latest.queued(limit=_QUEUED)
    oldest = next((row for row in reversed(rows) if row.is_open), rows[0] if rows else None)
    brought = [row for row in rows if oldest and row.added_at >= oldest.added_at - _TOGETHER]
    waiting = sum(row.is_open for row in brought)
    rejected = [row for row in brought if row.state == State.REJECTED]
    return Line(waiting, len(brought) - waiting, tuple(rejected[:_REJECTED]))


def beside(house: House) -> Beside:
    """Return what fell due and falls due, what waits for a ruling, how much there is, how far linking is behind."""
    ledger, today = house.reading(), house.now().date()
    past = ledger.lists.forecasts(None, today - timedelta(days=1), limit=_DUE_READ, latest_first=True)
    ahead = ledger.lists.forecasts(today, None, limit=_DUE_READ)
    ruled = forecasts.outcomes(ledger, [*past, *ahead])
    overdue, ahead = ([one for one in some if forecasts.is_open(ruled.get(one.id))] for some in (past, ahead))
    return Beside(
        line(house.own()),
        tuple(overdue[:_DUE]),
        tuple(ahead[:_DUE]),
        *_sums(house, ledger),
        ledger.latest.unlinked(_BEHIND),
    )


class _Kept(Struct, frozen=True):
    """What costs most to count, and as of when."""

    of: tuple[Path, int]  # the ledger, and its last ruling
    at: datetime
    asked: Asked
    tally: Tally


_KEPT_FOR = timedelta(seconds=15)


def _sums(house: House, ledger: Ledger) -> tuple[Asked, Tally]:
    """Return how many questions wait and how much there is; some seconds old, unless somebody ruled meanwhile."""
    now, of = house.now(), (ledger.path, ledger.latest.last_ruling())
    kept = house.kept.get("front")
    if not isinstance(kept, _Kept) or kept.of != of or not timedelta(0) <= now - kept.at < _KEPT_FOR:
        kept = house.kept["front"] = _Kept(of, now, _asked(ledger, now.date()), ledger.latest.tally())
    return kept.asked, kept.tally


def _asked(ledger: Ledger, today: date) -> Asked:
    found, following = listed(ledger, Scope(day=today), Cursor(Topic.ORIGIN))
    return Asked(len(found), sum(one.topic is Topic.ORIGIN for one in found), following is not None)


def front(request: Request, after: str | None = None, since: str | None = None) -> View:
    """Return the stories that changed last, or those after a place in the list.

    What is new is what came in since the reader last looked, or since an instant that the address gives in seconds.
    """
    house: House = request.app.state.house
    ledger, now = house.reading(), house.now()
    seen = Seen.of(request.cookies.get(COOKIE), now)
    visit = seen.looking(now) if seen else Seen(now, now)
    looked = moment(since or "") or (visit.before if seen else None)
    at, _, story = (after or "").partition("/")
    found = items(ledger, (at, story) if story else None, since=looked, now=now)
    if not found and not story:
        return _empty(ledger, house.own())
    longest = max(item.cells.outlets for item in found) if found else 0
    more = f"{found[-1].changed_at.isoformat()}/{found[-1].digest.story}" if len(found) == SHOWN else None
    changed = ledger.latest.changed(looked) if looked else 0
    shown = {
        "items": found,
        "is_first": looked is None,
        "changed": changed,
        "looked": looked,
        "longest": longest,
        "is_later": bool(story),
        "more": links.query(links.FRONT, after=more, since=since) if more else None,
        "mark": links.query(links.SEEN, until=stamp(now)) if changed else None,
        "beside": beside(house),
    }
    return View(
        "front.html",
        "Stories",
        shown,
        lambda: [_object(item) for item in found],
        lambda: _table(found),
        lambda: Feed("Stories", tuple(map(_entry, found))),
        section=links.FRONT,
        cookies={} if story else {COOKIE: visit.cookie},
    )


add(router, links.FRONT, front, bare="/stories")


@router.get(links.SEEN, include_in_schema=False)
def mark_seen(request: Request, until: str) -> Response:
    """Mark all that came in until a moment as seen, and show the stories again."""
    now = request.app.state.house.now()
    at = moment(until)
    if at is None:
        raise UsageError("until when all is seen is a number of seconds; follow the link on the front page")
    at = min(at, now)
    seen = Seen.of(request.cookies.get(COOKIE), now) or Seen(at, at)
    response = RedirectResponse(links.FRONT, status_code=303, headers={"Cache-Control": "no-store"})
    leave(response, request, COOKIE, seen.all_until(at).cookie)
    return response


_CELLS, _WEIGHT, _ORIGINS = Cells(2, 1, 19, 2), Weight(31, 24, 19, 3, 2), Origins(2, 3)
"""What the bar on the first page shows: an example."""


def _empty(ledger: Ledger, own: Ledger) -> View:
    """Return the page of a ledger in which nothing is linked: how to bring pages."""
    waiting = Beside(
        line(own), (), (), Asked(0, 0, is_more=False), ledger.latest.tally(), ledger.latest.unlinked(_BEHIND)
    )
    return View(
        "empty.html",
        "The ledger is empty",
        {"beside": waiting, "example": _CELLS, "example_weight": _WEIGHT, "example_origins": _ORIGINS},
        list,
        lambda: Table(_COLUMNS, []),
        lambda: Feed("Stories", ()),
        section=links.FRONT,
    )


# ------------------------------------------------------------------ other forms


def _object(item: Item) -> Plain:
    lead = item.lead
    return {
        "story": item.digest.story,
        "title": item.digest.title,
        "language": item.digest.language,
        "pages": item.digest.pages,
        "changed_at": item.changed_at.isoformat(),
        "leading_point": {
            "id": lead.id,
            "link": links.line(lead),
            "words": item.words,
            "weight": asdict(lead.weight),
            "origins": {"at_least": lead.origins.at_least, "at_most": lead.origins.at_most},
            "outlets": {"bring": item.cells.solid, "perhaps": item.cells.half, "echo": item.cells.echo},
        }
        if lead
        else None,
        "news": [
            {"sort": one.sort.value, "words": one.words, "is_new": one.is_new, "link": one.link} for one in item.news
        ],
    }


_COLUMNS = (
    "story", "title", "pages", "changed_at", "leading_point", "words", "outlets", "publishers", "claimants",
    "origins_at_least", "origins_at_most", "news",
)  # fmt: skip


def _table(found: list[Item]) -> Table:
    rows = [
        (
            item.digest.story, item.digest.title, item.digest.pages, item.changed_at.isoformat(),
            item.lead.id if item.lead else None, item.words, item.weight.outlets, item.weight.publishers,
            item.weight.claimants, item.lead.origins.at_least if item.lead else None,
            item.lead.origins.at_most if item.lead else None, _lines(item),
        )
        for item in found
    ]  # fmt: skip
    return Table(_COLUMNS, rows)


def _lines(item: Item) -> str:
    return "; ".join(f"{one.flag}: {one.words}" if one.flag else one.words for one in item.news)


def _entry(item: Item) -> Entry:
    told = words.whole(item.lead.weight, item.lead.origins) if item.lead else ""
    more = f". {words.clean(_lines(item))}" if item.news else ""
    return Entry(
        f"story:{item.digest.story}",
        links.story(item.digest.story),
        words.clean(item.digest.title),
        item.changed_at,
        f"{told}: {wording.in_marks(words.clean(item.words))}{more}" if told else "",
    )
