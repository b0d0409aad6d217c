"""What a page's tags say about it: headline, site, address, authors, times. Plain data; no HTML is parsed here."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reportedly import outlets
from reportedly.read import dates
from reportedly.records import Stamp

_LINKED_MAX = 400_000  # letters of one JSON-LD block
_LINKED_DEEP = 6
_ARTICLE_TYPES = re.compile(r"article|blogposting|report|review|posting", re.IGNORECASE)

_PUBLISHED_TAGS = """
    article:published_time og:article:published_time og:published_time datepublished article.published parsely-pub-date
    sailthru.date cxenseparse:recs:publishtime publishdate publish-date publish_date pubdate published-date
    publicationdate article_date_original originalpublicationdate date.published dc.date.issued dcterms.issued
    dc.date.created dcterms.created dc.date dcterms.date date_published article:created article-publication-date
    displaydate date datecreated bt:pubdate rnews:datepublished created og:pubdate vr:published_time
    iso-8601-publish-date
"""
_MODIFIED_TAGS = """
    article:modified_time og:updated_time datemodified article.updated dc.date.modified dcterms.modified lastmod
    last-modified last_updated_date article:modified revised date.updated iso-8601-updated-date
"""
_AUTHOR_TAGS = "author parsely-author sailthru.author dc.creator dcterms.creator article:author_name byl"
_PUBLISHED, _MODIFIED, _AUTHOR = _PUBLISHED_TAGS.split(), _MODIFIED_TAGS.split(), _AUTHOR_TAGS.split()
_DESCRIPTION = ("og:description", "description", "twitter:description")
_SITE = ("og:site_name", "application-name")

_SUFFIX = re.compile(r"\s+(?:[|»·•:]|::|-|–|—)\s+|\s*\|\s*")
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Tags:
    """A page's metadata, as its tags give it."""

    meta: dict[str, str] = field(default_factory=dict)  # name, property or itemprop in small letters → first content
    linked: list[dict[str, Any]] = field(default_factory=list)  # JSON-LD objects about an article, the likeliest first
    title: str = ""
    headings: list[str] = field(default_factory=list)  # h1
    canonical: str = ""
    url: str | None = None  # where it was fetched from

    def first(self, names: Iterable[str]) -> str | None:
        """Return the first of some meta tags that is there."""
        return next((self.meta[name] for name in names if self.meta.get(name)), None)


def linked_data(sources: Iterable[str]) -> list[dict[str, Any]]:
    """Return the JSON-LD objects that have to do with an article, articles first; what is broken is passed over."""
    found: list[dict[str, Any]] = []
    for source in sources:
        if len(source) > _LINKED_MAX:
            continue
        try:
            found += _objects(json.loads(source.strip().rstrip(";"), strict=False), _LINKED_DEEP)
        except (ValueError, RecursionError):
            continue  # it tells nothing then; the other tags may
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
    return any(
        isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in (kind if isinstance(kind, list) else [kind])
    )


def _names(value: object) -> list[str]:
    """Return the names in a JSON-LD value: a string, an object with a name, or a list of these."""
    if isinstance(value, str):
        return [" ".join(value[:200].split())] if value.strip() and "://" not in value else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:10] if not isinstance(item, list) for name in _names(item)]
    return []


# ------------------------------------------------------------------ site, address, authors


def site_name(tags: Tags) -> str | None:
    """Return the name the site gives itself."""
    if found := tags.first(_SITE):
        return found.lstrip("@")[:80]
    return next((names[0][:80] for item in tags.linked if (names := _names(item.get("publisher")))), None)


def address(tags: Tags) -> str | None:
    """Return the page's canonical address, if it is of the same site; else the one it was fetched from."""
    if not tags.canonical.startswith(("http://", "https://")):
        return tags.url
    own, canonical = outlets.host_of(tags.url or ""), outlets.host_of(tags.canonical)
    is_same = canonical and (
        not own or own == canonical or own.endswith(f".{canonical}") or canonical.endswith(f".{own}")
    )
    return tags.canonical[:2_000] if is_same else tags.url


def authors(tags: Tags) -> str | None:
    """Return who wrote it, as one line; no account names ("admin"), not the site itself."""
    found = next((names for item in tags.linked if (names := _names(item.get("author")))), None) or _names(
        tags.first(_AUTHOR)
    )
    names = [re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in dict.fromkeys(found)]
    site = _plain(site_name(tags) or "")
    people = [name for name in names if any(letter.isupper() for letter in name) and _plain(name) != site]
    return ", ".join(people)[:200] or None


def descriptions(tags: Tags) -> list[str]:
    """Return what the page gives as its summary."""
    found = [tags.meta.get(name, "") for name in _DESCRIPTION] + [
        str(item.get("description") or "") for item in tags.linked[:1]
    ]
    return [description for description in found if description]


# ------------------------------------------------------------------ headline


def headline(tags: Tags) -> str | None:
    """Return the headline as the page shows it, without the site's name before or behind it."""
    site = {_plain(name) for name in (site_name(tags) or "", outlets.host_of(tags.url or "").split(".")[0])} - {""}
    linked = [str(item.get("headline") or "") for item in tags.linked[:1]]
    titles = [tags.meta.get("og:title", ""), *linked, tags.meta.get("twitter:title", ""), tags.title]
    titles = [_without_site(" ".join(title.split()), site) for title in titles]
    titles = [title for title in titles if title and _plain(title) not in site]
    for heading in tags.headings:
        if _plain(heading) not in site and any(_is_alike(heading, title) for title in titles):
            return heading[:500]
    found = titles or [heading for heading in tags.headings if _plain(heading) not in site]
    return found[0][:500] if found else None


def titles(tags: Tags) -> list[str]:
    """Return all that may stand for the headline in the text."""
    linked = [str(item.get("headline") or "") for item in tags.linked[:1]]
    return [headline(tags) or "", tags.title, tags.meta.get("og:title", ""), *tags.headings, *linked]


def _is_alike(one: str, other: str) -> bool:
    """Whether two titles share most of their words."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    shared = len(first & second)
    return (
        bool(shared) and shared >= 0.5 * min(len(first), len(second)) and shared >= 0.25 * max(len(first), len(second))
    )


def _without_site(title: str, site: set[str]) -> str:
    """Return a title without the site's name before or behind it."""
    for part in _SUFFIX.finditer(title):
        before, behind = title[: part.start()], title[part.end() :]
        if _plain(behind) in site or outlets.by_name(behind):
            return before
        if _plain(before) in site or outlets.by_name(before):
            return _without_site(behind, site)
    return title


def _plain(name: str) -> str:
    return "".join(_WORD.findall(name.casefold())).removeprefix("the").removesuffix("com")


# ------------------------------------------------------------------ times


def published(tags: Tags) -> Iterator[Stamp]:
    """Yield when the page came out, by JSON-LD and meta tags."""
    yield from _linked_stamps(tags, ("datePublished", "dateCreated", "uploadDate"))
    yield from _meta_stamps(tags, _PUBLISHED)


def modified(tags: Tags) -> Iterator[Stamp]:
    """Yield when the page was changed, by JSON-LD and meta tags."""
    yield from _linked_stamps(tags, ("dateModified",))
    yield from _meta_stamps(tags, _MODIFIED)


def stamp(value: str, evidence: str) -> Stamp | None:
    """Return the stamp of a tag's value, in ISO form or as printed."""
    return dates.from_iso(value, evidence) or dates.printed(value, evidence)


def _linked_stamps(tags: Tags, names: Iterable[str]) -> Iterator[Stamp]:
    for name in names:
        for item in tags.linked:
            value = item.get(name)
            if isinstance(value, str) and (found := stamp(value, f"json-ld {name}={value[:60]}")):
                yield found


def _meta_stamps(tags: Tags, names: Iterable[str]) -> Iterator[Stamp]:
    for name in names:
        value = tags.meta.get(name)
        if value and (found := stamp(value, f"meta {name}={value[:60]}")):
            yield found
