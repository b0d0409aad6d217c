"""Captures → articles: final text, headline, times, outlet, credits, furniture.

Text given as text is the article's text, code point for code point; text out of HTML is fixed here, once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from reportedly import outlets
from reportedly.errors import LanguageError, ReadError
from reportedly.read import credits as page_credits
from reportedly.read import dates, furniture, language, text
from reportedly.records import Article, Capture, Outlet, Reject, Rejection, Stamp, id_of

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|span|table|section|main|h1)\b", re.IGNORECASE
)
_MARKUP_TYPES = ("text/html", "application/xhtml")
_TEXT_TYPES = ("text/", "application/octet-stream")


def articles(captures: Iterable[Capture], *, reject: Reject) -> Iterator[Article]:
    """Turn captures into articles, in the order they came.

    Args:
        captures: What `ingest` brought in; bodies are bytes, still encoded.
        reject: Told of each capture that holds no article that can be read; the run goes on.
    """
    for capture in captures:
        try:
            yield article(capture)
        except ReadError as error:
            reject(Rejection("read", error.address, error.reason))


def article(capture: Capture, *, any_language: bool = False) -> Article:
    """Return the article of a capture.

    Args:
        capture: One page's bytes.
        any_language: Also of a page in a language that cannot be read further; `Article.language` says which.

    Raises:
        ReadError: it is empty or binary, or there is no article in it.
        LanguageError: there is one, in a language that cannot be read yet.
    """
    text.refuse_binary(capture)
    draft = _draft(capture)
    lines = furniture.sorted_lines(draft.text)
    found = language.language("\n".join(line.text for line in lines if line.sort is None) or draft.text)
    if found.code != "en" and not any_language:
        raise LanguageError(capture.address, language.reason(found))
    return _article(capture, draft, lines, found.code)


def _draft(capture: Capture) -> text.Draft:
    """Return the draft of a capture, read as what it really is, whatever the transport called it."""
    media_type = capture.media_type.partition(";")[0].strip().casefold()
    is_markup = _HTML.search(capture.body[:20_000]) is not None
    if is_markup and (media_type.startswith(_MARKUP_TYPES) or _HTML.match(capture.body.lstrip()[:200])):
        from reportedly.read import page  # noqa: PLC0415  # HTML parsing is not loaded for text

        return page.draft_of_page(capture)
    if not media_type or media_type.startswith(_TEXT_TYPES):
        return text.draft_of_text(capture)
    raise ReadError(capture.address, f"it is {media_type}, not a page; give HTML or plain text")


def _article(capture: Capture, draft: text.Draft, lines: Sequence[furniture.Line], code: str) -> Article:
    headline = capture.given.title or draft.headline
    outlet = _outlet(capture, draft)
    marks = page_credits.marks(lines, own=outlet, headline=headline)
    for name in page_credits.of_author(draft.authors or "", outlet):
        marks.credit([name], "metadata", None)
    published, undated = _published(capture, draft)
    day = published.day.isoformat() if published else ""
    return Article(
        id=id_of(capture.address, draft.text, headline or "", outlet.name if outlet else "", day),
        capture_id=capture.id,
        address=capture.address,
        text=draft.text,
        headline=headline,
        url=draft.url or capture.url,
        outlet=outlet,
        language=code,
        published=published,
        modified=draft.modified,
        undated=undated,
        byline=marks.byline or draft.authors,
        dateline=marks.dateline,
        credits=tuple(marks.credits),
        furniture=furniture.merged([*(line.span for line in lines if line.sort is not None), *marks.spans]),
    )


def _outlet(capture: Capture, draft: text.Draft) -> Outlet | None:
    """Return the page's outlet: as given, else by its address, else by the name its tags give, else its domain."""
    if capture.given.outlet:
        return outlets.by_name(capture.given.outlet) or Outlet(capture.given.outlet)
    address = draft.url or capture.url or ""
    if found := outlets.by_address(address):
        return found
    if draft.site_name:
        return outlets.by_name(draft.site_name) or Outlet(draft.site_name)
    host = outlets.host_of(address)
    return Outlet(host, domains=(host,)) if host else None


def _published(capture: Capture, draft: text.Draft) -> tuple[Stamp | None, str | None]:
    """Return when it came out, or where that was looked for."""
    given = capture.given.published
    if given and (stamp := dates.from_iso(given, "given")):
        return stamp, None
    if draft.published:
        return draft.published, None
    unfit = f"; {given[:40]!r}, as given, is no ISO date" if given else ""
    return None, f"no date found {draft.looked}{unfit}"
