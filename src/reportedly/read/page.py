"""Main text and metadata out of HTML. Nothing else in the project parses HTML.

The tree is made once and shared: trafilatura takes the main text from it, the rest is read here, each finding with the tag
that shows it.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fromstring

from reportedly import outlets
from reportedly.errors import ReadError
from reportedly.read import dates, furniture
from reportedly.read.furniture import Sort
from reportedly.read.text import Draft, decoded
from reportedly.records import Capture, Stamp

MAX_LETTERS = 5_000_000  # of a page's source; no news page is longer
_FEWEST_WORDS = 25  # a page with less text holds no article

_LINKED_MAX = 400_000  # letters of one JSON-LD block
_LINKED_DEEP = 6
_ARTICLE_TYPES = re.compile(r"article|blogposting|report|review|claimreview|posting", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)

_PUBLISHED_TAGS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "publishdate", "publish-date", "publish_date", "pubdate", "published-date",
    "publicationdate", "article_date_original", "originalpublicationdate", "date.published", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date_published", "article:created", "article-publication-date",
    "displaydate", "date", "datecreated", "bt:pubdate", "rnews:datepublished", "created", "og:pubdate", "vr:published_time", "iso-8601-publish-date",
)  # fmt: skip
_MODIFIED_TAGS = (
    "article:modified_time", "og:updated_time", "datemodified", "article.updated", "dc.date.modified", "dcterms.modified",
    "lastmod", "last-modified", "last_updated_date", "article:modified", "revised", "date.updated", "iso-8601-updated-date",
)  # fmt: skip
_AUTHOR_TAGS = ("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author_name", "byl", "cxenseparse:author")
_DESCRIPTION_TAGS = ("og:description", "description", "twitter:description")
_ASIDE = frozenset("nav aside footer".split())
_BY_DATE_CLASS = etree.XPath(
    "(//*[self::span or self::div or self::p or self::li or self::small or self::em or self::a or self::h5 or self::h6 or self::td or self::font]"
    "[contains(@class,'date') or contains(@class,'Date') or contains(@class,'time') or contains(@class,'publish') or contains(@class,'posted')"
    " or contains(@class,'byline') or contains(@class,'meta') or contains(@id,'date') or contains(@itemprop,'date')])[position()<=60]"
)
_PARSER = HTMLParser(collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True)
_SUFFIX = re.compile(r"\s+(?:[|»·•:]|::|-|–|—)\s+|\s*\|\s*")
_WORD = re.compile(r"\w+")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it logs what we reject with a reason
logging.getLogger("htmldate").addHandler(logging.NullHandler())


@dataclass(slots=True)
class _Tags:
    """A page's metadata, as its tags give it."""

    meta: dict[str, str] = field(default_factory=dict)  # name, property or itemprop in small letters → first content
    linked: list[dict[str, Any]] = field(default_factory=list)  # JSON-LD objects about the article, the likeliest first
    title: str = ""
    headings: list[str] = field(default_factory=list)  # h1
    canonical: str = ""

    def first(self, names: Iterable[str]) -> tuple[str, str] | None:
        """Return the first of some meta tags that is there, and its name."""
        return next(((name, self.meta[name]) for name in names if self.meta.get(name)), None)


def draft_of_page(capture: Capture) -> Draft:
    """Return the draft of an HTML page.

    Raises:
        ReadError: it is too large, or there is no article in it.
    """
    source = _source(capture)
    tree = _tree(source, capture)
    tags = _tags(tree)
    site_name = _site_name(tags)
    url = _url(capture.url, tags)
    headline = _headline(tags, site_name, url)
    main = _main_text(tree, tags, headline, capture)
    latest = capture.captured_at.date() + timedelta(days=2)
    published = _published(tree, tags, url, latest)
    return Draft(
        text=main,
        headline=headline,
        url=url,
        site_name=site_name,
        authors=_authors(tags, site_name),
        published=published,
        modified=_modified(tags, latest),
        looked="in JSON-LD, meta tags, time tags, its address and the text near the headline",
    )


# ------------------------------------------------------------------ tree


def _source(capture: Capture) -> str:
    meta = _META_CHARSET.search(capture.body[:8_192])
    charset = meta[1].decode("ascii", "replace") if meta else None
    if len(capture.body) > 4 * MAX_LETTERS:
        raise _too_large(capture, len(capture.body))
    source = decoded(capture.body, (capture.charset, charset))
    if len(source) > MAX_LETTERS:
        raise _too_large(capture, len(source))
    return _XML_DECLARATION.sub("", source, count=1)


def _too_large(capture: Capture, size: int) -> ReadError:
    return ReadError(capture.address, f"it is {size:,} letters of HTML, more than {MAX_LETTERS:,}; save the article alone and give that")


def _tree(source: str, capture: Capture) -> HtmlElement:
    try:
        tree = fromstring(source.encode("utf-8", "replace"), parser=_PARSER)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise _no_article(capture) from error
    return tree


def _no_article(capture: Capture) -> ReadError:
    return ReadError(capture.address, "no article found in the page; give its text as plain text, if there is one")


# ------------------------------------------------------------------ tags


def _tags(tree: HtmlElement) -> _Tags:
    tags = _Tags()
    for element in tree.iter("meta"):
        content = element.get("content")
        for name in (element.get("property"), element.get("name"), element.get("itemprop")):
            if name and content:
                tags.meta.setdefault(name.strip().casefold(), " ".join(content[:2_000].split()))
    tags.linked = _linked(tree)
    tags.title = next((_words(element) for element in tree.iter("title") if _words(element)), "")
    tags.headings = [words for element in tree.iter("h1") if (words := _words(element))][:5]
    canonical = next((e.get("href", "") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").casefold().split()), "")
    tags.canonical = canonical.strip() or tags.meta.get("og:url", "")
    return tags


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext())[:1_000].split())


def _linked(tree: HtmlElement) -> list[dict[str, Any]]:
    """Return the JSON-LD objects that have to do with an article, articles first."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        source = script.text or ""
        if "ld+json" not in (script.get("type") or "").casefold() or len(source) > _LINKED_MAX:
            continue
        try:
            found += _objects(json.loads(source.strip().rstrip(";"), strict=False), _LINKED_DEEP)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD tells nothing; the other tags may
    dated = [item for item in found if _is_article(item) or "datePublished" in item]
    return sorted(dated, key=lambda item: not _is_article(item))[:20]


def _objects(value: object, deep: int) -> Iterator[dict[str, Any]]:
    if deep and isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _objects(value.get(name), deep - 1)
    elif deep and isinstance(value, list):
        for item in value[:50]:
            yield from _objects(item, deep - 1)


def _is_article(item: dict[str, Any]) -> bool:
    kind = item.get("@type")
    return any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in (kind if isinstance(kind, list) else [kind]))


def _names(value: object) -> list[str]:
    """Return the names in a JSON-LD value: a string, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [" ".join(value[:200].split())] if value.strip() and "://" not in value else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:10] if not isinstance(item, list) for name in _names(item)]
    return []


def _site_name(tags: _Tags) -> str | None:
    if found := tags.first(("og:site_name", "application-name", "twitter:app:name:iphone")):
        return found[1].lstrip("@")[:80]
    for item in tags.linked:
        if names := _names(item.get("publisher")):
            return names[0][:80]
    return None


def _url(url: str | None, tags: _Tags) -> str | None:
    """Return the page's canonical address, if it is of the same site; else the one it was fetched from."""
    own, canonical = outlets.host_of(url or ""), outlets.host_of(tags.canonical) if "//" in tags.canonical else ""
    if not canonical or not tags.canonical.startswith(("http:", "https:")):
        return url
    is_same = not own or own == canonical or own.endswith(f".{canonical}") or canonical.endswith(f".{own}")
    return tags.canonical[:2_000] if is_same else url


def _authors(tags: _Tags, site_name: str | None) -> str | None:
    for item in tags.linked:
        if names := list(dict.fromkeys(_names(item.get("author")))):
            return _author_line(names, site_name)
    found = tags.first(_AUTHOR_TAGS)
    return _author_line([found[1]], site_name) if found and "://" not in found[1] else None


def _author_line(names: list[str], site_name: str | None) -> str | None:
    line = ", ".join(names)[:200].strip()
    line = re.sub(r"^by\s+", "", line, flags=re.IGNORECASE)
    return line if line and line.casefold() != (site_name or "").casefold() else None


# ------------------------------------------------------------------ headline


def _headline(tags: _Tags, site_name: str | None, url: str | None) -> str | None:
    """Return the headline as the page shows it, without the site's name behind it."""
    titles = [tags.meta.get("og:title", ""), *(str(item.get("headline") or "") for item in tags.linked[:1]), tags.meta.get("twitter:title", ""), tags.title]
    titles = [" ".join(title.split()) for title in titles if title.strip()]
    for heading in tags.headings:
        if len(_WORD.findall(heading)) >= 3 and (not titles or any(_is_alike(heading, title) for title in titles)):
            return heading[:500]
    for title in titles:
        return _without_site(title, site_name, url)[:500]
    return next((heading[:500] for heading in tags.headings), None)


def _is_alike(one: str, other: str) -> bool:
    """Whether two titles share most of their words."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return bool(first and second) and len(first & second) >= 0.5 * min(len(first), len(second))


def _without_site(title: str, site_name: str | None, url: str | None) -> str:
    """Return a title without the site's name before or behind it."""
    parts = list(_SUFFIX.finditer(title))
    names = {_plain(name) for name in (site_name or "", outlets.host_of(url or ""), outlets.host_of(url or "").split(".")[0])} - {""}
    for part in parts:
        rest = title[part.end() :]
        if _plain(rest) in names or outlets.by_name(rest) or _plain(rest.split(" | ")[-1]) in names:
            return title[: part.start()]
    if parts and (_plain(title[: parts[0].start()]) in names or outlets.by_name(title[: parts[0].start()])):
        return title[parts[0].end() :]
    return title


def _plain(name: str) -> str:
    return "".join(_WORD.findall(name.casefold())).removeprefix("the").removesuffix("com")


# ------------------------------------------------------------------ dates


def _published(tree: HtmlElement, tags: _Tags, url: str | None, latest: date) -> Stamp | None:
    """Return when the page came out, by the first tag that shows it, its address, or the text near its headline."""
    candidates = (
        *_linked_stamps(tags, ("datePublished", "dateCreated", "uploadDate")),
        *_meta_stamps(tags, _PUBLISHED_TAGS),
        *_time_stamps(tree),
    )
    for stamp in candidates:
        if stamp.day <= latest:
            return stamp
    if url and (stamp_of_url := dates.of_address(url)):
        return stamp_of_url
    return next((stamp for stamp in _printed_stamps(tree) if stamp.day <= latest), None)


def _modified(tags: _Tags, latest: date) -> Stamp | None:
    candidates = (*_linked_stamps(tags, ("dateModified",)), *_meta_stamps(tags, _MODIFIED_TAGS))
    return next((stamp for stamp in candidates if stamp.day <= latest), None)


def _stamp(value: str, evidence: str) -> Stamp | None:
    return dates.from_iso(value, evidence) or dates.printed(value, evidence)


def _linked_stamps(tags: _Tags, names: tuple[str, ...]) -> Iterator[Stamp]:
    for name in names:
        for item in tags.linked:
            value = item.get(name)
            if isinstance(value, str) and (stamp := _stamp(value, f"json-ld {name}={value[:60]}")):
                yield stamp


def _meta_stamps(tags: _Tags, names: tuple[str, ...]) -> Iterator[Stamp]:
    for name in names:
        if (value := tags.meta.get(name)) and (stamp := _stamp(value, f"meta {name}={value[:60]}")):
            yield stamp


def _time_stamps(tree: HtmlElement) -> Iterator[Stamp]:
    """Yield the stamps of time tags that are not in a menu, an aside or a footer."""
    for number, element in enumerate(tree.iter("time")):
        if number >= 20:
            return
        if any(parent.tag in _ASIDE for parent in element.iterancestors()):
            continue
        value = element.get("datetime") or ""
        stamp = _stamp(value, f"time tag datetime={value[:60]}") if value else dates.printed(_words(element)[:100])
        if stamp:
            yield stamp


def _printed_stamps(tree: HtmlElement) -> Iterator[Stamp]:
    """Yield the dates printed in elements named for them, then in what follows the headline."""
    for element in _BY_DATE_CLASS(tree):
        words = _words(element)
        if len(words) <= 160 and (stamp := dates.printed(words)):
            yield stamp
    for heading in tree.iter("h1", "h2"):
        if any(parent.tag in _ASIDE for parent in heading.iterancestors()):
            continue
        if stamp := dates.printed(_after(heading)):
            yield stamp


def _after(heading: HtmlElement) -> str:
    """Return the first words that follow a heading."""
    words: list[str] = []
    for element in heading.itersiblings():
        words.append(_words(element)[:200])
        if sum(map(len, words)) > 250:
            break
    return " ".join(words)[:300]


# ------------------------------------------------------------------ text

_DROPPED = frozenset({Sort.CONTROL, Sort.TEASER, Sort.PLEA, Sort.RIGHTS, Sort.REMNANT, Sort.STAMP, Sort.DOUBLE})


def _main_text(tree: HtmlElement, tags: _Tags, headline: str | None, capture: Capture) -> str:
    """Return the page's main text, a paragraph a line, without its headline and what is plainly furniture.

    Raises:
        ReadError: there is none, or too little for an article.
    """
    lines = [line for line in (" ".join(line.split()) for line in _extracted(tree).split("\n")) if line]
    lines = _without_headline(lines, [headline or "", tags.title, *tags.headings, tags.meta.get("og:title", "")])
    kept = [line.text for line in furniture.sorted_lines("\n".join(lines)) if line.sort not in _DROPPED]
    if sum(len(line.split()) for line in kept) < _FEWEST_WORDS and not _is_unspaced("".join(kept)):
        raise _no_article(capture)
    return "\n".join(kept)


def _extracted(tree: HtmlElement) -> str:
    try:
        document = trafilatura.bare_extraction(tree, fast=True, include_comments=False, favor_recall=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return ""  # its bugs are a page without text to us
    text = getattr(document, "text", None)
    return text if isinstance(text, str) else ""


def _without_headline(lines: list[str], titles: list[str]) -> list[str]:
    """Return lines without the headline and what little stands before it; it is kept apart."""
    plain = {_plain_line(title) for title in titles} - {""}
    for number, line in enumerate(lines[:6]):
        if _plain_line(line) in plain:
            before = [early for early in lines[:number] if furniture.is_sentence(early) and len(early) > 60]
            return before + _without_headline(lines[number + 1 :], titles)
    return lines


def _plain_line(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


def _is_unspaced(text: str) -> bool:
    """Whether a text is of a script without spaces between words, and long enough for an article."""
    return len(text) > 100 and len(text.split()) < len(text) / 15
