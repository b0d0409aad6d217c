"""Pages to be cited: CSL-JSON for reference managers, ``{{cite news}}`` for wikis."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO
from urllib.parse import quote

from reportedly.exports import fragments, plain
from reportedly.exports.credited import agencies, canonical
from reportedly.exports.plain import Json, told
from reportedly.ledger import Selection, clean
from reportedly.outlets import outlet_of, publisher_of
from reportedly.records import Article, Capture

_BY = re.compile(r"\s*by\s+", re.IGNORECASE)
UNTITLED = "[no headline]"


def _cited(selection: Selection) -> Iterator[tuple[Article, Capture]]:
    for article in selection.articles():
        yield article, selection.ledger.capture(article)


def _author(article: Article) -> str | None:
    """Return who wrote a page, unless its byline only says whose copy it is."""
    name = _BY.sub("", article.byline or "", count=1).strip()
    return name if name and canonical(name) not in agencies(article) else None


# ------------------------------------------------------------------ CSL


def write_csl(selection: Selection, out: BinaryIO) -> None:
    """Write the pages as one list of CSL-JSON."""
    plain.write_list(out, (to_csl(article, capture) for article, capture in _cited(selection)))


def to_csl(article: Article, capture: Capture) -> Json:
    """Return a page as an item; an agency whose copy it is stands as its source."""
    author, outlet, publisher = _author(article), outlet_of(article), publisher_of(article)
    return {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.headline or UNTITLED,
        "container-title": outlet,
        **told(
            author=[{"literal": author}] if author else None,
            issued=_day(article.published.day) if article.published else None,
            accessed=_day(capture.captured_at.date()),
            URL=fragments.web_address(article.url),
            publisher=publisher if publisher != outlet else None,
            source=", ".join(agencies(article)),
            language=article.language,
        ),
    }


def _day(day: date) -> Json:
    return {"date-parts": [[day.year, day.month, day.day]]}


# ------------------------------------------------------------------ wikis


def write_cite(selection: Selection, out: BinaryIO) -> None:
    """Write the pages as templates, one a line."""
    out.writelines(f"{to_cite(article, capture)}\n".encode() for article, capture in _cited(selection))


def to_cite(article: Article, capture: Capture) -> str:
    """Return a page as a template that a wiki's reader can check.

    >>> from reportedly.records import Outlet
    >>> from datetime import UTC, datetime
    >>> page = Article("1", "1", "a", "", headline="Mill | closed", outlet=Outlet("Lowmoor Courier"))
    >>> to_cite(page, Capture(b"", "text/plain", datetime(2031, 5, 6, tzinfo=UTC)))
    '{{cite news |title=Mill &#124; closed |work=Lowmoor Courier}}'
    """
    web = fragments.web_address(article.url)
    fields: Mapping[str, str | None] = {
        "author": _author(article),
        "title": article.headline or UNTITLED,
        "url": web,
        "work": outlet_of(article),
        "agency": ", ".join(agencies(article)),
        "date": article.published.day.isoformat() if article.published else None,
        "access-date": capture.captured_at.date().isoformat() if web else None,
        "language": article.language if article.language != "en" else None,
    }
    given = [f"|{name}={_address(value) if name == 'url' else _wiki(value)}" for name, value in fields.items() if value]
    return f"{{{{cite news {' '.join(given)}}}}}"


_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_WIKI = re.compile(r"[|{}\[\]<>&'~=#*:;_]")


def _wiki(words: str) -> str:
    """Return words that a wiki shows as they are: no template, link, tag, signature or rule begins in them."""
    shown = " ".join(_HIDDEN.sub(" ", clean(words)).split())
    return _WIKI.sub(lambda found: _entity(found, shown), shown)


def _entity(found: re.Match[str], text: str) -> str:
    """Return a sign written out where it could mean something; most stay, to be read."""
    sign, at = found[0], found.start()
    if sign in "'~_" and text[at - 1 : at] != sign and text[at + 1 : at + 2] != sign:
        return sign
    if sign == "&" and not re.match(r"&#?\w+;", text[at:]):
        return sign
    if sign in "#*:;=" and at:
        return sign
    return f"&#{ord(sign)};"


def _address(url: str) -> str:
    """Return an address in which nothing ends a template's field."""
    return quote(clean(url), safe="%/:=&?~#+!$,;@()*.-_")
