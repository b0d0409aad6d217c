"""The address of everything that has a page: in one place, so that links and routes cannot part.

Every view also stands at the same address with an ending: ``.json``, ``.csv`` and, where it grows, ``.atom`` and
``.feed.json``.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from reportedly.records import Claim, Point

FRONT = "/"
SEEN = "/seen"
SEARCH = "/search"
DUE = "/due"
REVIEW = "/review"
RULE = "/review/rule"  # takes any ruling, from the form of any page
UNDO = "/review/undo"
METHODS = "/methods"
CLAIMANTS = "/claimants"
QUEUE = "/queue"
REJECTIONS = "/rejections"
LOGIN = "/login"
LOGOUT = "/logout"
API = "/api/v1"
STATIC = "/static"


def query(address: str, **parts: str | float | None) -> str:
    """Return an address with what is asked; what is ``None`` or empty is left out.

    >>> query("/search", q="nine dead", place=None)
    '/search?q=nine+dead'
    """
    given = {name: value for name, value in parts.items() if value not in (None, "")}
    return f"{address}?{urlencode(given)}" if given else address


def story(story_id: str) -> str:
    """Return the address of a story."""
    return f"/stories/{story_id}"


def point(point_id: str) -> str:
    """Return the address of a point."""
    return f"/points/{point_id}"


def line(one: Point | Claim) -> str:
    """Return the address of a point, or of a claim that nobody else makes."""
    return point(one.id) if isinstance(one, Point) else claim(one.id)


def claim(claim_id: str) -> str:
    """Return the address of a claim."""
    return f"/claims/{claim_id}"


def article(article_id: str, report: str | None = None) -> str:
    """Return the address of an article, or of one of its reports on it."""
    return f"/articles/{article_id}#r-{report}" if report else f"/articles/{article_id}"


def capture(article_id: str) -> str:
    """Return the address of the bytes an article was read from."""
    return f"/articles/{article_id}/capture"


def claimant(entity_id: str) -> str:
    """Return the address of a claimant."""
    return f"/claimants/{entity_id}"


def outlet(name: str) -> str:
    """Return the address of an outlet."""
    return query("/outlets", name=name)


def measure(name: str, story_id: str | None = None) -> str:
    """Return the address of what a measure counts, in one story or in all."""
    return query("/measures", name=name, story=story_id)


def with_ending(address: str, ending: str) -> str:
    """Return the address of a view in another form.

    >>> with_ending("/search?q=dam", ".csv"), with_ending("/", ".json")
    ('/search.csv?q=dam', '/stories.json')
    """
    path, mark, asked = address.partition("?")
    return f"{'/stories' if path == FRONT else path}{ending}{mark}{asked}"


def again(path: str, asked: Mapping[str, str], **changed: str | None) -> str:
    """Return the address asked for, with some of what is asked changed or, where ``None``, left out."""
    parts = {**asked, **changed}
    return query(path, **parts)
