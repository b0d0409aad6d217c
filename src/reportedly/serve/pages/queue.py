"""The queue: addresses and files that wait to be read, and what became of each."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response, UploadFile
from msgspec import Struct
from starlette.concurrency import run_in_threadpool

from reportedly import wording
from reportedly.errors import UsageError
from reportedly.ledger import Pending, State
from reportedly.serve import links
from reportedly.serve.house import House
from reportedly.serve.views import Plain, Table, View, add

router = APIRouter(include_in_schema=False)

SHOWN = 50
"""Rows on one page."""

MOST = 500
"""Addresses, or files, that are taken at once."""

MOST_FILES = 50
_LATEST_TITLES = 5  # stories named beside one file


class Item(Struct, frozen=True):
    """A row, and the stories that its pages are in now."""

    pending: Pending
    stories: tuple[tuple[str, str], ...]  # id and title


class Progress(Struct, frozen=True):
    """How far the queue is."""

    waiting: int
    reading: int
    read: int
    rejected: int

    @property
    def is_at_work(self) -> bool:
        """Whether anything waits or is being read."""
        return self.waiting + self.reading > 0

    @property
    def said(self) -> str:
        """The same in words."""
        if not self.is_at_work:
            return "Nothing waits to be read."
        at = f", {self.reading} being read" if self.reading else ""
        return f"{self.waiting:,} waiting{at}."


def progress(house: House) -> Progress:
    """Return how far the queue is, for this page and for the front page."""
    counts = house.own().pending.counts()
    return Progress(*(counts[state] for state in (State.WAITING, State.READING, State.DONE, State.REJECTED)))


def queue(request: Request, after: str | None = None) -> View:
    """Return the rows that came last, or those after one of them."""
    house: House = request.app.state.house
    found = house.own().pending.rows(limit=SHOWN, before=after)
    how_far = progress(house)
    items = _items(house, found)
    more = links.query(links.QUEUE, after=found[-1].id) if len(found) == SHOWN else None
    return View(
        "queue.html",
        "Queue",
        {"items": items, "progress": how_far, "more": more, "is_first": after is None},
        lambda: {
            "said": how_far.said,
            "waiting": how_far.waiting,
            "reading": how_far.reading,
            "done": how_far.read,
            "rejected": how_far.rejected,
            "rows": [_object(item) for item in items],
        },
        lambda: _table(items),
        section=links.QUEUE,
        called="The queue",
    )


add(router, links.QUEUE, queue)


@router.post(links.QUEUE)
async def bring(
    request: Request,
    addresses: Annotated[str, Form(max_length=500_000)] = "",
    url: Annotated[str, Form(max_length=2_000)] = "",
    file: Annotated[list[UploadFile] | None, Form()] = None,
) -> Response:
    """Put addresses, one a line, and files into the queue; then show it."""
    named = list(dict.fromkeys(line.strip() for line in addresses.splitlines() if line.strip()))
    files = [one for one in file or () if one.filename]
    if not named and not files:
        raise UsageError("there is neither an address nor a file; give one")
    if len(named) > MOST or len(files) > MOST_FILES:
        raise UsageError(f"that is more than {MOST} addresses or {MOST_FILES} files at once; bring them in parts")
    if wrong := next((one for one in named if not one.lower().startswith(("http://", "https://"))), None):
        raise UsageError(f"{wording.bounded(wording.neutral(wrong), 80)} is no address; give one as https://…")
    if url and (len(files) != 1 or not url.lower().startswith(("http://", "https://"))):
        raise UsageError("the address a file was saved from goes with one file, and begins with https://")
    bodies = [(one.filename or "file", await one.read()) for one in files]
    await run_in_threadpool(_put, request.app.state.house, request.state.visitor.name, named, bodies, url or None)
    return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": links.QUEUE})


def _put(house: House, who: str, named: list[str], bodies: list[tuple[str, bytes]], url: str | None) -> None:
    """Put all of them into the queue, or none."""
    with house.keeping() as ledger, ledger.together():
        for address in named:
            ledger.pending.add(address, who=who)
        for name, body in bodies:
            ledger.pending.add(name, who=who, body=body, url=url)


def _items(house: House, found: list[Pending]) -> list[Item]:
    ledger = house.own()
    homes = ledger.books.stories_of([page for row in found for page in row.pages])
    found_in = ledger.beside.digests(sorted(set(homes.values())))
    titles = {story: one.title for story, one in found_in.items()}
    out = []
    for row in found:
        some = dict.fromkeys(homes[page] for page in row.pages if page in homes)
        out.append(Item(row, tuple((one, titles[one]) for one in list(some)[:_LATEST_TITLES] if one in titles)))
    return out


def _object(item: Item) -> Plain:
    row = item.pending
    return {
        "id": row.id,
        "address": row.address,
        "is_file": row.is_file,
        "named_by": row.named_by,
        "who": row.who,
        "added_at": row.added_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
        "state": row.state.value,
        "outcome": row.outcome,
        "articles": list(row.pages),
        "stories": [story for story, _ in item.stories],
    }


def _table(items: list[Item]) -> Table:
    rows = [
        (
            item.pending.id, item.pending.address, item.pending.who, item.pending.added_at.isoformat(),
            item.pending.changed_at.isoformat(), item.pending.state.value, item.pending.outcome,
            " ".join(item.pending.pages), " ".join(story for story, _ in item.stories), item.pending.named_by,
        )
        for item in items
    ]  # fmt: skip
    columns = ("id", "address", "who", "added_at", "changed_at", "state", "outcome", "articles", "stories", "named_by")
    return Table(columns, rows)
