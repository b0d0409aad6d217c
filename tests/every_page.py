"""Every sort of page of a reading room, with addresses out of what is in its ledger."""

from collections.abc import Mapping
from pathlib import Path

from reportedly.ledger import Ledger
from reportedly.records import Point
from reportedly.serve import links

PLAIN: Mapping[str, tuple[str, ...]] = {
    "front": (links.FRONT,),
    "claimants": (links.CLAIMANTS,),
    "outlets": (links.OUTLETS,),
    "measures": (links.MEASURES,),
    "search": (links.query(links.SEARCH, q="people"), links.query(links.SEARCH, q="zzyzx")),
    "due": (links.DUE,),
    "rejections": (links.REJECTIONS,),
    "review": (links.REVIEW,),
    "queue": (links.QUEUE,),
    "login": (links.LOGIN,),
    "methods": (links.METHODS,),
    "api": (f"{links.API}/docs",),
    "no such page": ("/no-such-page",),
}
"""Pages that every ledger has."""

SORTS = (*PLAIN, "story", "numbers", "rules", "point", "claim", "article", "capture", "claimant", "measure", "outlet")
"""All sorts of pages."""


def every_page(path: Path, stories: int = 2) -> dict[str, tuple[str, ...]]:
    """Return addresses for each sort of page: of the stories that changed last, one or two for each story."""
    out: dict[str, list[str]] = {sort: [*PLAIN.get(sort, ())] for sort in SORTS}
    with Ledger.open(path, read_only=True) as ledger:
        for digest, _ in ledger.lists.digests(limit=stories):
            out["story"].append(links.story(digest.story))
            out["numbers"].append(links.numbers(digest.story))
            out["rules"].append(links.rules(digest.story))
            _lines(ledger, digest.story, out)
            _pages(ledger, digest.story, out)
    return {sort: tuple(dict.fromkeys(found)) for sort, found in out.items()}


def _lines(ledger: Ledger, story: str, out: dict[str, list[str]]) -> None:
    """Add a story's leading points and claims, a claimant and a measure."""
    lines = ledger.excerpts.lines(story, limit=100)
    out["point"] += [links.line(one) for one in lines if isinstance(one, Point)][:1]
    alone = [links.line(one) for one in lines if not isinstance(one, Point)][:1]
    claims = sorted(ledger.books.claims(story=story), key=lambda one: -len(one.reports))
    out["claim"] += [links.claim(claims[0].id), *alone]
    out["claimant"] += [links.claimant(one.claimant) for one in claims if one.claimant][:1]
    out["measure"] += [links.measure(one.measure, story) for one in claims if one.measure][:1]


def _pages(ledger: Ledger, story: str, out: dict[str, list[str]]) -> None:
    """Add a story's first page, its bytes and its outlet."""
    first = ledger.books.story(story).pages[0]
    out["article"].append(links.article(first))
    out["capture"].append(links.capture(first))
    outlet = ledger.article(first).outlet
    out["outlet"] += [links.outlet(outlet.name)] if outlet else []
