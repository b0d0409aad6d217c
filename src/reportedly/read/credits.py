"""Marks that say whose copy an article is: byline, dateline, credit line, end tag.

A picture's credit is none of them. What credits the article's own outlet is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly import outlets, states
from reportedly.read.furniture import Line, Sort, is_sentence
from reportedly.records import Credit, Outlet, Span

_NEAR_TOP = 8  # lines before which a byline or a credit line stands
_OPENING_LINES = 3  # lines one of which opens with the dateline
_LAST_LINES = 4  # lines among which an end tag stands
_DATELINE_MAX = 200  # letters
_STORY = 60  # letters at least of a line that a place and a colon may open
_CREDIT_MAX = 200  # letters of a line that is a credit from end to end

_DASH = r"(?:[—–-]{1,2}|:)"
_PLACE = r"[^\W\d_][^()|\n•]{0,90}?"
# WASHINGTON (AP) — …; PARIS, Nov 3 (Reuters) - …; (Newser) - …; Washington, (APP - UrduPoint / …) …
_BRACKETED = re.compile(rf"(?P<place>{_PLACE}\s*,?\s*)?\((?P<marks>[^()\n]{{2,80}})\)(?P<dash>\s*{_DASH}+)?\s*")
# CNN — …; AFP - …; also alone on its line
_DASHED = re.compile(r"(?P<marks>[^\W\d_][\w .&'’-]{1,30}?)\s*(?:—|–|--| - |-$)\s*")
# AFP/ …; Reuters / …
_SLASHED = re.compile(r"(?P<marks>[^\W\d_][\w .&'’-]{1,30}?)\s?/\s*(?=[A-Z\"“]|$)")
# Valencia, Spain | AFP; Kyiv • Reuters, alone on the line
_BARRED = re.compile(r"(?P<place>[^\W\d_][\w ,.'’-]{1,60}?)\s*[|•·/]\s*(?P<marks>[^\W\d_][\w .&'’-]{1,40})$")
# BRENNOCK, Oss — …; no agency in it
_PLACED = re.compile(
    r"(?P<place>(?:[A-Z][A-Z.'’-]+\s){0,4}[A-Z][A-Z.'’-]+(?:,\s[A-Z][\w.'’ -]{1,30}){0,2})"
    r"(?:\s*(?:—|–|--)|\s-)\s+(?=\S)"
)
# Brennock: The council …; a place only where the page tells of something in it
_COLONED = re.compile(r"(?P<place>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3})(?:,\s[A-Z][\w.'’ -]{1,30})?\s?:\s+(?=[A-Z])")

_BYLINE = re.compile(
    r"(?:(?:written|reported|words|story|report)\s+)?by\s*[:|]?\s+(?P<who>[^\W\d_][^|\n•]{1,140})", re.IGNORECASE
)
_BYLINE_END = re.compile(
    r"[.,]?\s*\b(?:posted|published|updated|last updated|on|\d{1,2}:\d\d)\b.*|\s[–—-]\s.*|\.$", re.IGNORECASE
)
_NAMED = re.compile(r"(?P<who>[A-Z][\w.'’ -]{2,60}?)\s*[,|/–—]\s*(?P<marks>[^\W\d_][\w .&'’-]{1,40})$")
_SOURCE = re.compile(
    r"(?:source|credit|courtesy|via|agency|from)s?\s*[:|–-]\s*(?P<marks>[^\W\d_][\w .&'’,/-]{1,60})$", re.IGNORECASE
)
_INPUTS = re.compile(
    r"\(?(?:with|additional) (?:agency )?(?:inputs?|reporting|material|information) (?:from|by)\s+"
    r"(?P<marks>[^()\n]{2,80}?)\)?\.?$",
    re.IGNORECASE,
)
_END_TAG = re.compile(
    r"(?:^|(?<=[.!?\"”'’…\]]))\s*"
    r"(?P<tag>\((?P<bracketed>[^()\n]{2,40})\)|(?:—|–|--|-)\s*(?P<dashed>[^\W\d_][\w /&'’.-]{1,30}?))\.?$"
)
_RIGHTS_OF = re.compile(r"(?:©|\(c\)|copyright)[\s\d©,–-]*(?:by\s+)?(?P<marks>[^.,|\n]{2,60})", re.IGNORECASE)

_APART = re.compile(r"\s*[/|,;•]\s*|\s+[–—-]\s*|\s*[–—-]\s+|\s+(?:and|for|of|with|in)\s+", re.IGNORECASE)
_DAY = re.compile(
    r"\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\b", re.IGNORECASE
)
_SMALL = """
    and the for of in with de la le del di da du van von der bin al el y staff reporter reporters correspondent
    correspondents writer writers editor news desk special to
"""
_SMALL_EN = frozenset(_SMALL.split())  # words of a byline or a place that need no capital


@dataclass(slots=True)
class Marks:
    """What was found: who wrote it, whose copy it is, which words say nothing else."""

    byline: str | None = None
    dateline: Span | None = None
    credits: list[Credit] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)  # bylines, credit lines, end tags: skipped like furniture

    def credit(self, names: Iterable[str], form: str, span: Span | None) -> None:
        """Keep a credit for each outlet not credited before."""
        for name in names:
            if all(known.outlet != name for known in self.credits):
                self.credits.append(Credit(name, form, span))


def marks(lines: Sequence[Line], *, own: Outlet | None, headline: str | None = None) -> Marks:
    """Find byline, dateline and credits among an article's lines.

    Args:
        lines: The lines that are not empty, with their sort where they are furniture.
        own: The article's outlet; what credits it is left out.
        headline: A line equal to it is no byline and no dateline.
    """
    found = Marks()
    text = [line for line in lines if line.sort is None and line.text != headline]
    text = [line for number, line in enumerate(text) if not (number < _NEAR_TOP and _takes_top_line(line, own, found))]
    for line in text[:_OPENING_LINES]:
        if _takes_dateline(line, own, found) or _takes_colon(line, text, found):
            break
    for line in text[1:]:
        _skip_further_dateline(line, found)
    for line in text[-_LAST_LINES:]:
        _take_end_tag(line, own, found)
    for line in lines:
        if line.sort is Sort.RIGHTS and (match := _RIGHTS_OF.match(line.text)):
            found.credit(_agencies(match["marks"], own), "credit line", line.span)
    return found


def of_author(author: str, own: Outlet | None) -> list[str]:
    """Return the agencies among the authors a page's tags name, own outlet left out.

    >>> of_author("Ann Lee, Reuters", None)
    ['Reuters']
    """
    return _agencies(author, own)


# ------------------------------------------------------------------ lines


def _takes_top_line(line: Line, own: Outlet | None, found: Marks) -> bool:
    """Take a byline or a credit line near the top; tell whether the line is one."""
    if len(line.text) > 160 or line.text[0] in "([" or _DASHED.fullmatch(line.text):
        return False
    source = _SOURCE.match(line.text)
    if who := _byline(line.text):
        found.byline = found.byline or who
        found.credit(_known(who, own), "byline", line.span)
    elif _is_lone_name(words := source["marks"] if source else line.text):
        found.credit(_known(words, own), "credit line", line.span)
    elif (named := _NAMED.match(line.text)) and _is_agency(named["marks"]) and not is_sentence(line.text):
        if _BARRED.match(line.text) and not found.byline and len(named["who"].split()) == 1:
            return False  # "Brennock | AFP": a dateline
        found.byline = found.byline or named["who"]
        found.credit(_known(named["marks"], own), "byline", line.span)
    else:
        return False
    found.spans.append(line.span)
    return True


def _byline(text: str) -> str | None:
    """Return who wrote it, where the line says nothing else: "By Ann Lee and Bob Roe", "By the Echo staff"."""
    match = _BYLINE.match(text)
    if match is None:
        return None
    who = _BYLINE_END.sub("", match["who"], count=1).strip(" ,.")
    words = re.findall(r"[^\s,/&]+", who)
    if not words or _DAY.match(words[0]) or (is_sentence(text) and len(words) > 6):
        return None
    return who if all(word[0].isupper() or word.casefold() in _SMALL_EN for word in words) else None


def _takes_dateline(line: Line, own: Outlet | None, found: Marks) -> bool:
    """Take the place-and-agency mark a line opens with; tell whether there is one."""
    opening = line.text[:_DATELINE_MAX]
    for pattern in (_BRACKETED, _BARRED, _DASHED, _SLASHED, _PLACED):
        match = pattern.match(opening)
        if match is None:
            continue
        parts = match.groupdict()
        names = _dateline_names(parts, own)
        if names is None:
            continue
        span = Span(line.start, line.start + len(match.group().rstrip()))
        found.dateline = span
        found.credit(names, "dateline", span)
        return True
    return False


def _takes_colon(line: Line, text: Sequence[Line], found: Marks) -> bool:
    """Take "Brennock: " before the story's first sentence, where its words are a place on this very page; tell if so.

    "Orr: We will stay" is somebody who speaks, "Ossland: We will stay" a state that does.
    """
    match = _COLONED.match(line.text[:_DATELINE_MAX])
    if match is None or len(line.text) < _STORY or not is_sentence(line.text):
        return False
    place = match["place"]
    if any(form is states.Form.NAME for *_, form in states.mentioned(place)):
        return False
    within = re.compile(rf"\b(?:in|at|near|outside|around)\s{re.escape(place)}\b(?!['’]s)", re.IGNORECASE)
    if not any(within.search(one.text) for one in text):
        return False
    found.dateline = Span(line.start, line.start + len(match.group().rstrip()))
    return True


def _skip_further_dateline(line: Line, found: Marks) -> None:
    """Skip a dateline that opens a later part of the article: "OSSHAVEN (AP) — …"."""
    match = _BRACKETED.match(line.text[:_DATELINE_MAX])
    if match is None or not match["dash"] or not (match["place"] or "").split(",")[0].strip().isupper():
        return
    span = Span(line.start, line.start + len(match.group().rstrip()))
    if span != found.dateline and _known(match["marks"], None):
        found.spans.append(span)


def _dateline_names(parts: dict[str, str | None], own: Outlet | None) -> list[str] | None:
    """Return whom an opening credits; ``None`` where it is no dateline."""
    place, written, dash = (parts.get("place") or "").strip(), parts.get("marks"), parts.get("dash")
    if place and (not _is_place(place) or _outlet(place)):
        return None
    if written is None:
        return []  # a place alone
    known = [outlet for part in _parts(written) if (outlet := _outlet(part))]
    if "dash" not in parts:
        return _known(written, own) if known else None
    is_marked = bool(dash) or not place or place.endswith(",") or place.isupper()
    if known:
        return _known(written, own) if is_marked else None
    is_name = written[0].isupper() and len(written.split()) <= 4 and not _DAY.match(written)
    if not dash or not is_name or (place and not place.isupper() and not re.search(r"\d", place)):
        return None
    return [] if _is_own(written, own) else [written.strip()]


def _take_end_tag(line: Line, own: Outlet | None, found: Marks) -> None:
    """Take "(AFP)", "— Reuters", "With inputs from PTI", "Source: dpa" at the end of a line."""
    is_short = len(line.text) <= _CREDIT_MAX
    whole = (_INPUTS.match(line.text) or _SOURCE.match(line.text)) if is_short else None
    if whole and all(_outlet(part) for part in _parts(whole["marks"])):
        found.credit(_known(whole["marks"], own), "end tag", line.span)
        found.spans.append(line.span)
        return
    shift = max(0, len(line.text) - 60)
    tag = _END_TAG.search(line.text, shift)
    if tag and _known(written := tag["bracketed"] or tag["dashed"], None) and _outlet(_parts(written)[0]):
        span = Span(line.start + tag.start("tag"), line.start + tag.end())
        found.credit(_known(written, own), "end tag", span)
        found.spans.append(span)


# ------------------------------------------------------------------ names


def _parts(written: str) -> list[str]:
    """Return the names set side by side in a mark; a name with a hyphen in it stays whole."""
    if _outlet(written):
        return [written]
    return [part.strip() for part in _APART.split(written) if part.strip()]


def _outlet(name: str) -> Outlet | None:
    return outlets.by_name(name.strip(" .()")) if len(name) <= 60 else None


def _is_lone_name(words: str) -> bool:
    """Whether words alone on a line name an outlet; two letters may be a control ("TT"), unless they are AP's."""
    return (len(words) > 2 or words == "AP") and _outlet(words) is not None


def _is_agency(name: str) -> bool:
    outlet = _outlet(name)
    return outlet is not None and outlet.kind == "agency"


def _known(written: str, own: Outlet | None) -> list[str]:
    """Return the names, as the table has them, of the outlets in a mark, own outlet left out."""
    known = [outlet for part in _parts(written) if (outlet := _outlet(part))]
    return [outlet.name for outlet in known if not _is_own(outlet.name, own)]


def _agencies(written: str, own: Outlet | None) -> list[str]:
    return _known(" / ".join(part for part in _parts(written) if _is_agency(part)), own)


def _is_own(name: str, own: Outlet | None) -> bool:
    """Whether a mark means the article's own outlet, its publisher, or its initials ("HBTV" of Harbour Bay TV)."""
    if own is None:
        return False
    plain = re.sub(r"\W", "", name.casefold())
    if name in {own.name, own.publisher} or plain in {
        re.sub(r"\W", "", word.casefold()) for word in (own.name, *own.short_names)
    }:
        return True
    letters = iter(own.name.casefold())
    return name.isupper() and _outlet(name) is None and all(letter in letters for letter in plain)


def _is_place(words: str) -> bool:
    """Whether words may be a dateline's place, with or without a day: "PARIS, Nov 3", "Madrid [Spain], October 31"."""
    tokens = re.findall(r"[\w.'’-]+", words)
    return 0 < len(tokens) <= 10 and all(
        token[0].isupper() or token[0].isdigit() or token.casefold() in _SMALL_EN for token in tokens
    )
