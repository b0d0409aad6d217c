"""Main text and metadata out of HTML. Nothing else in the project parses HTML.

The tree is made once and shared: tags, times and the text near the headline are read from it; then it is mended where
trafilatura would lose text, and trafilatura takes the main text from it.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

import trafilatura
from lxml import etree  # type: ignore[import-untyped]  # ships no types
from lxml.html import HtmlElement, HTMLParser, fromstring  # type: ignore[import-untyped]  # nor here

from reportedly.errors import ReadError
from reportedly.read import dates, furniture
from reportedly.read import tags as page_tags
from reportedly.read.furniture import Sort
from reportedly.read.tags import Tags
from reportedly.read.text import Draft, decoded
from reportedly.records import Capture, Stamp

MAX_BYTES = 10_000_000  # of a page's source, scripts and pictures in it included; the HTML parser's own limit
_FEWEST_WORDS = 25  # a page with less text holds no article
_NEAR_LINES = 25  # text nodes around the headline in which a date is looked for
_CELL_LETTERS = 300  # a table's cell with more text than that is layout, not data
_BARE_LETTERS = 60  # a line from that length on is no label
_PARAGRAPH_LETTERS = 80  # a paragraph from that length on is prose
_LIKE_SHARE = 0.4  # of the text must come from blocks of one kind for the rest of them to belong to it
_MOST_SHOWN = 1_000_000  # letters a page may show; above, the extraction's time grows with the square
_MOST_ELEMENTS = 200_000

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_PARSER = HTMLParser(collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True)
_ASIDE = frozenset({"nav", "aside", "footer", "figure", "figcaption", "form", "table", "header"})
_NOT_SHOWN = frozenset({"script", "style", "noscript", "template", "title", "head", "svg", "iframe", "option"})
_HOLDERS = ("div", "section", "article", "main")
_INLINE_TAGS = (
    "a abbr acronym b bdi big br cite code dfn em font i ins kbd mark q s small span strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_ASIDE_CLASS = re.compile(r"comment|disqus|related|recirc|newsletter|promo|sidebar|caption|footer", re.IGNORECASE)
_WORD = re.compile(r"\w+")

# Furniture that is not even kept in the text of a page: nobody could miss it.
_DROPPED = frozenset({Sort.CONTROL, Sort.TEASER, Sort.PLEA, Sort.RIGHTS, Sort.REMNANT, Sort.STAMP})

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # they log what we reject with a reason


def draft_of_page(capture: Capture) -> Draft:
    """Return the draft of an HTML page.

    Raises:
        ReadError: it is too large, or there is no article in it.
    """
    tree = _tree(capture)
    _refuse_huge(tree, capture)
    tags = _tags(tree, capture.url)
    headline = page_tags.headline(tags)
    published, modified = _times(tree, tags, headline, capture)
    lines = _main_lines(tree, tags)
    if not _is_article(lines):
        raise _no_article(capture)
    return Draft(
        text="\n".join(lines),
        headline=headline,
        url=page_tags.address(tags),
        site_name=page_tags.site_name(tags),
        authors=page_tags.authors(tags),
        published=published,
        modified=modified,
        looked="in JSON-LD, meta tags, time tags, its address and the text near the headline",
    )


# ------------------------------------------------------------------ tree


def _tree(capture: Capture) -> HtmlElement:
    if len(capture.body) > MAX_BYTES:
        raise _too_large(capture, f"{len(capture.body):,} bytes")
    meta = _META_CHARSET.search(capture.body[:8_192])
    source = decoded(capture.body, (capture.charset, meta[1].decode("ascii", "replace") if meta else None))
    try:
        return fromstring(_XML_DECLARATION.sub("", source, count=1).encode("utf-8", "replace"), parser=_PARSER)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise _no_article(capture) from error


def _refuse_huge(tree: HtmlElement, capture: Capture) -> None:
    """Raise where the page shows more than an article could."""
    elements = letters = 0
    for element in tree.iter():
        elements += 1
        shown = "" if element.tag in _NOT_SHOWN else element.text or ""
        letters += len(shown) + len(element.tail or "")
    if letters > _MOST_SHOWN or elements > _MOST_ELEMENTS:
        raise _too_large(capture, f"{letters:,} letters in {elements:,} elements")


def _too_large(capture: Capture, size: str) -> ReadError:
    return ReadError(capture.address, f"it is too large for one article ({size}); save the article alone and give that")


def _no_article(capture: Capture) -> ReadError:
    return ReadError(capture.address, "no article found in the page; if there is one, give its text as plain text")


def _words(element: HtmlElement, most: int = 1_000) -> str:
    """Return the words an element shows, on one line."""
    return " ".join("".join(element.itertext())[:most].split())


# ------------------------------------------------------------------ tags


def _tags(tree: HtmlElement, url: str | None) -> Tags:
    tags = Tags(url=url)
    for element in tree.iter("meta"):
        content = element.get("content")
        for name in (element.get("property"), element.get("name"), element.get("itemprop")):
            if name and content:
                tags.meta.setdefault(name.strip().casefold(), " ".join(content[:2_000].split()))
    scripts = (script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").casefold())
    tags.linked = page_tags.linked_data(script.text or "" for script in scripts)
    tags.title = next((words for element in tree.iter("title") if (words := _words(element))), "")
    tags.headings = [words for element in tree.iter("h1") if (words := _words(element))][:5]
    links = (
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").casefold().split()
    )
    tags.canonical = next(links, "").strip() or tags.meta.get("og:url", "")
    return tags


# ------------------------------------------------------------------ times


def _times(tree: HtmlElement, tags: Tags, headline: str | None, capture: Capture) -> tuple[Stamp | None, Stamp | None]:
    """Return when the page came out and when it was changed; a day after the capture is neither."""
    latest = capture.captured_at.date() + timedelta(days=2)
    address = capture.url or page_tags.address(tags) or ""
    published = next((stamp for stamp in _published(tree, tags, headline, address) if stamp.day <= latest), None)
    modified = next((stamp for stamp in page_tags.modified(tags) if stamp.day <= latest), None)
    return published, modified


def _published(tree: HtmlElement, tags: Tags, headline: str | None, address: str) -> Iterator[Stamp]:
    """Yield what may be the day the page came out, the surest first."""
    yield from page_tags.published(tags)
    yield from _of_time_tags(tree)
    if stamp := dates.of_address(address):
        yield stamp
    yield from _near_headline(tree, headline)


def _of_time_tags(tree: HtmlElement) -> Iterator[Stamp]:
    """Yield the stamps of the first time tags that are in no menu, aside or footer."""
    for _, element in zip(range(20), tree.iter("time"), strict=False):
        if any(parent.tag in {"nav", "aside", "footer"} for parent in element.iterancestors()):
            continue
        value = element.get("datetime") or ""
        stamp = page_tags.stamp(value, f"time tag datetime={value[:60]}") if value else dates.printed(_words(element))
        if stamp:
            yield stamp


def _near_headline(tree: HtmlElement, headline: str | None) -> Iterator[Stamp]:
    """Yield the dates printed around the headline, those after it first."""
    shown = list(_shown(tree))
    wanted = _plain(headline or "")
    places = [n for n, (tag, words) in enumerate(shown) if tag != "a" and _plain(words) == wanted] if wanted else []
    for at in places[:3]:
        for _, words in [*shown[at + 1 : at + _NEAR_LINES], *reversed(shown[max(0, at - _NEAR_LINES) : at])]:
            if len(words) <= 120 and (stamp := dates.printed(words)):
                yield stamp


def _shown(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the pieces of text a page shows, each with the tag it stands in."""
    for element in tree.iter(etree.Element):
        if element.tag not in _NOT_SHOWN and element.text and (words := " ".join(element.text[:1_000].split())):
            yield element.tag, words
        parent = element.getparent()
        if (
            element.tail
            and parent is not None
            and parent.tag not in _NOT_SHOWN
            and (words := " ".join(element.tail[:1_000].split()))
        ):
            yield parent.tag, words


# ------------------------------------------------------------------ text


def _main_lines(tree: HtmlElement, tags: Tags) -> list[str]:
    """Return the page's main text, a paragraph a line, without its headline and what is plainly furniture."""
    _unpack_layout_tables(tree)
    lines = _extracted(tree)
    lines = _with_like_paragraphs(tree, lines)
    lines = _without_headline(lines, page_tags.titles(tags))
    lines = _without_standfirst(tree, lines, page_tags.descriptions(tags))
    links = _link_lines(tree)
    sorted_lines = furniture.sorted_lines("\n".join(lines), is_page=True)
    return [line.text for line in sorted_lines if line.sort not in _DROPPED and not _leads_elsewhere(line.text, links)]


def _extracted(tree: HtmlElement) -> list[str]:
    try:
        document = trafilatura.bare_extraction(tree, fast=True, include_comments=False, favor_recall=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return []  # to us, what it stumbles over is a page without text
    text = getattr(document, "text", None) or ""
    return [words for line in text.split("\n") if (words := " ".join(line.split()))]


def _is_article(lines: Sequence[str]) -> bool:
    """Whether there is enough text for an article; in a script without spaces, letters count."""
    words, letters = sum(len(line.split()) for line in lines), sum(map(len, lines))
    return words >= _FEWEST_WORDS or (letters > 100 and letters > 15 * words)


def _plain(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


# ------------------------------------------------------------------ mending the tree


def _unpack_layout_tables(tree: HtmlElement) -> None:
    """Turn tables that only lay out the page into plain blocks; as tables, their paragraphs would run together."""
    for cell in list(tree.iter("td")):
        if len(_words(cell, _CELL_LETTERS * 3)) < _CELL_LETTERS:
            continue
        for element in (cell, *cell.iterancestors()):
            if element.tag in {"td", "tr", "tbody", "table"}:
                element.tag = "div"
            if element.tag == "body":
                break


# ------------------------------------------------------------------ mending the text


def _with_like_paragraphs(tree: HtmlElement, lines: list[str]) -> list[str]:
    """Add the prose left out of an article that stands outside paragraphs, or is cut into several blocks of one kind.

    Where much of the text comes from blocks with one tag and class, the rest of these blocks belongs to it; so do
    further blocks of that kind, unless they hold far more than was found.
    """
    whole = _plain(" ".join(lines))
    letters = sum(map(len, lines))
    for blocks in _prose_by_kind(tree).values():
        touched = [block for block in blocks if any(_opening(words) in whole for words in block)]
        found = sum(len(words) for block in touched for words in block if _opening(words) in whole)
        if found > _LIKE_SHARE * letters:
            everything = sum(len(words) for block in blocks for words in block)
            belonging = blocks if everything < 3 * found else touched
            return _merged(lines, [words for block in belonging for words in block], whole)
    return lines


def _opening(words: str) -> str:
    return _plain(words[: 2 * _PARAGRAPH_LETTERS])[:_PARAGRAPH_LETTERS].strip()


def _prose_by_kind(tree: HtmlElement) -> dict[tuple[str, str], list[list[str]]]:
    """Return the prose of the page's blocks by their tag and class, in reading order."""
    kinds: dict[tuple[str, str], list[list[str]]] = {}
    for block in tree.iter(*_HOLDERS):
        if (
            block.get("class")
            and (prose := list(_prose(block)))
            and not any(map(_is_aside, (block, *block.iterancestors())))
        ):
            kinds.setdefault((block.tag, block.get("class", "")), []).append(prose)
    return kinds


def _is_aside(element: HtmlElement) -> bool:
    return (
        element.tag in _ASIDE or _ASIDE_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
    )


def _prose(block: HtmlElement) -> Iterator[str]:
    """Yield the prose that stands in a block itself: its paragraphs, and text between line breaks or other blocks."""
    run, linked = [block.text or ""], 0
    for child in (*block, None):
        if child is not None and child.tag in _INLINE and child.tag != "br":
            words = _words(child, 10_000)
            run += [words, child.tail or ""]
            linked += len(words) if child.tag == "a" else 0
            continue
        yield from _as_prose(" ".join(" ".join(run).split()), linked)
        if child is not None and child.tag == "p":
            yield from _as_prose(_words(child, 10_000), sum(len(_words(link)) for link in child.iter("a")))
        run, linked = [child.tail or "" if child is not None else ""], 0


def _as_prose(words: str, linked: int) -> Iterator[str]:
    if len(words) >= _PARAGRAPH_LETTERS and linked < 0.5 * len(words):
        yield words


def _merged(lines: list[str], paragraphs: list[str], whole: str) -> list[str]:
    """Return lines with the paragraphs they lack, each after the one it follows on the page."""
    place = {_opening(line): number for number, line in enumerate(lines)}
    after: dict[int, list[str]] = {}
    last = -1
    for words in paragraphs:
        opening = _opening(words)
        if opening in place:
            last = max(last, place[opening])
        elif opening not in whole:
            after.setdefault(last, []).append(words)
            place[opening] = last
    return [
        *after.get(-1, []),
        *(words for number, line in enumerate(lines) for words in (line, *after.get(number, []))),
    ]


def _without_headline(lines: list[str], titles: list[str]) -> list[str]:
    """Return lines without the headline and what little stands before it; it is kept apart."""
    plain = {_plain(title) for title in titles} - {""}
    for number, line in enumerate(lines[:6]):
        if _plain(line) in plain:
            before = [early for early in lines[:number] if furniture.is_sentence(early) and len(early) > _BARE_LETTERS]
            return before + _without_headline(lines[number + 1 :], titles)
    return lines


def _without_standfirst(tree: HtmlElement, lines: list[str], descriptions: list[str]) -> list[str]:
    """Return lines without the standfirst: the page's summary, set apart from the paragraphs of the text."""
    summaries = {_plain(description) for description in descriptions} - {""}
    for number, line in enumerate(lines[:2]):
        if _plain(line) in summaries and _is_apart(tree, line, lines[number + 1 :]):
            return lines[:number] + lines[number + 1 :]
    return lines


def _is_apart(tree: HtmlElement, line: str, others: list[str]) -> bool:
    """Whether a line stands in a block that holds none of the paragraphs that follow it."""
    followers = {other[:_BARE_LETTERS] for other in others if len(other) >= _PARAGRAPH_LETTERS}
    plain = _plain(line)
    for element in tree.iter("p", "div", "h2", "h3", "h4", "span", "strong"):
        if len(element) > 3 or _plain(_words(element)) != plain:
            continue
        block = element.getparent()
        if block is None:
            continue
        beside = sum(_words(other)[:_BARE_LETTERS] in followers for other in block if other is not element)
        return beside == 0
    return False


def _link_lines(tree: HtmlElement) -> frozenset[str]:
    """Return the words of the links that are long enough to be a headline."""
    return frozenset(_plain(words) for link in tree.iter("a") if len((words := _words(link)).split()) >= 3)


def _leads_elsewhere(line: str, links: frozenset[str]) -> bool:
    """Whether a line is nothing but a link, or an item that begins with one: a teaser."""
    plain = _plain(line)
    if plain in links:
        return True
    words = plain.split()
    return line.startswith("- ") and any(" ".join(words[:length]) in links for length in range(4, min(len(words), 20)))
