"""What was left out: each page that came in and could not be read, with the reason."""

from fastapi import APIRouter, Request

from reportedly.ledger import Left
from reportedly.serve import links, words
from reportedly.serve.views import Entry, Feed, Plain, Table, View, add

router = APIRouter()

SHOWN = 50
"""Rejections on one page."""


def rejections(request: Request, before: int | None = None) -> View:
    """Return what was left out last, or before one of them."""
    ledger = request.app.state.house.reading()
    found = ledger.latest.rejections(limit=SHOWN, before=before)
    more = found[-1].row if len(found) == SHOWN else None
    return View(
        "rejections.html",
        "Rejections",
        {
            "found": found,
            "number": ledger.latest.tally().rejections,
            "is_later": before is not None,
            "more": links.query(links.REJECTIONS, before=more) if more else None,
        },
        lambda: [_object(one) for one in found],
        lambda: Table(("stage", "address", "reason", "at"), [_cells(one) for one in found]),
        lambda: Feed("Rejections", tuple(map(_entry, found))),
        section=links.REJECTIONS,
    )


add(router, links.REJECTIONS, rejections)


def _cells(one: Left) -> tuple[str, str, str, str]:
    return one.rejection.stage, one.rejection.address, one.rejection.reason, words.iso(one.at)


def _object(one: Left) -> Plain:
    stage, address, reason, at = _cells(one)
    return {"stage": stage, "address": address, "reason": reason, "at": at}


def _entry(one: Left) -> Entry:
    address, reason = words.clean(one.rejection.address, 300), words.clean(one.rejection.reason)
    return Entry(f"rejection:{one.row}", links.REJECTIONS, address, one.at, f"{address}: {reason}")
