"""The address of everything that has a page: in one place, so that links and routes cannot part.

Every view also stands at the same address with an ending: ``.json``, ``.csv`` and, where it grows, ``.atom`` and
``.feed.json``.
"""

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

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
OUTLETS = "/outlets"
MEASURES = "/measures"
QUEUE = "/queue"
REJECTIONS = "/rejections"
LOGIN = "/login"
LOGOUT = "/logout"
API = "/api/v1"
VISITOR = f"{API}/visitor"  # tells a program who it is, and its token
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


def numbers(story_id: str) -> str:
    """Return the address of what is counted in a story."""
    return f"{story(story_id)}/numbers"


def rules(story_id: str, policy: str | None = None) -> str:
    """Return the address of a story held against house rules: a preset's, or those that are tried first."""
    return query(f"{story(story_id)}/rules", policy=policy)


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


def capture_bytes(article_id: str) -> str:
    """Return the address at which the bytes themselves are handed out."""
    return f"/articles/{article_id}/capture/bytes"


def claimant(entity_id: str) -> str:
    """Return the address of a claimant."""
    return f"/claimants/{entity_id}"


def outlet(name: str) -> str:
    """Return the address of an outlet."""
    return query(OUTLETS, name=name)


def measure(name: str, story_id: str | None = None) -> str:
    """Return the address of what a measure counts, in one story or in all."""
    return query(MEASURES, name=name, story=story_id)


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


# ------------------------------------------------------------------ out of this house


def outside(address: str | None) -> str | None:
    """Return an address that a page gave, if it may be linked: one of the web, and nothing that a browser would run.

    >>> outside("https://courier.example/mill"), outside("javascript:alert(1)"), outside("file:///mill.html")
    ('https://courier.example/mill', None, None)
    """
    try:
        parts = urlsplit(address or "")
        is_fit = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # it may be anything that was typed
        return None
    return address if is_fit and address and address.isprintable() and " " not in address else None


_WHOLE = 8  # words that are looked for as they stand; of more, the first and the last few
_ENDS = 4
_LETTERS = 60  # of either end: some languages put no space between words


def to_words(address: str, words: str) -> str:
    """Return an address that a browser opens at some words (a text fragment, which needs no script).

    >>> to_words("/articles/1#r-2", "The mill is closed")
    '/articles/1#r-2:~:text=The%20mill%20is%20closed'
    >>> to_words("/articles/1", "The mill at Lowmoor, on the Arden, is closed for good")
    '/articles/1#:~:text=The%20mill%20at%20Lowmoor%2C,is%20closed%20for%20good'
    """
    told = words.split()
    short = len(told) <= _WHOLE and len(words) <= 2 * _LETTERS
    ends = [" ".join(told)] if short else [" ".join(told[:_ENDS])[:_LETTERS], " ".join(told[-_ENDS:])[-_LETTERS:]]
    directive = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}" if told else address
