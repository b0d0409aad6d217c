"""What stands on a page and is no article: controls, teasers, pleas, captions, left-overs of the page's making.

Furniture is found line by line and stays in the text; its spans are what later stages skip. The rules, with an
example each in ``furniture-en.txt``, are for precision: a sentence with somebody's word in it is no furniture, unless
it is a caption.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from reportedly import outlets
from reportedly.read import dates
from reportedly.records import Span


class Sort(StrEnum):
    """What sort of furniture a line is."""

    CONTROL = "control"
    TEASER = "teaser"
    PLEA = "plea"
    RIGHTS = "rights"
    CAPTION = "caption"
    REMNANT = "remnant"  # of the page's making: identifiers, tags, scripts
    STAMP = "stamp"  # the page's own date and time lines, counters, reading times
    FOREIGN = "foreign"
    DOUBLE = "double"


class Rule(Struct, frozen=True):
    """A pattern that a line of furniture fits, and a line that does."""

    sort: Sort
    is_whole: bool  # the line from end to end, else how it begins
    pattern: re.Pattern[str]
    example: str


class Line(Struct, frozen=True):
    """A line of a text without the white space around it, and where it stands."""

    start: int
    text: str
    sort: Sort | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))


_WHOLE_MAX = 160  # letters of a line that the rules for whole lines look at
_OPENING_MAX = 600  # … and those for openings; a longer line is prose, or a page in one line
_CREDIT_WITHIN = 160  # letters before its end in which a caption's credit must begin

_PEOPLE = r"[^\W\d_][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,3}"
# What closes a caption: the credit, at the end of its line. Names in it are looked up in the table of agencies.
_PICTURE_WORD = (
    r"(?:photo(?:graph|grapher)?|image|picture|courtesy|credit|file pic|handout|screen ?(?:grab|shot)|drawing)s?"
)
_CREDITED = (
    rf"(?=[A-Z]|{_PICTURE_WORD})[^()\[\]|]{{0,60}}\b{_PICTURE_WORD}"
    r"(?:\s*(?:by\b|:|/|of\b|via\b|courtesy\b|credit\b|from\b)[^()\[\]|]{0,80})?"
)
_PICTURE = re.compile(
    rf"\((?:{_CREDITED})\)[.”\"]?$|\[(?:{_CREDITED})\]$|\|\s*(?:{_CREDITED})$|(?-i:\((?:AP|AFP|EPA) Ph?o?t?o?$)",
    re.IGNORECASE,
)
_SLASHED = re.compile(rf"(?:[(\[|–—-]\s*|(?<=[.!?]\s))((?:{_PEOPLE}/){{1,3}}{_PEOPLE})[)\]]?\.?$")
_VIA = re.compile(rf"(?:[(\[|–—-]\s*|(?<=[.!?]\s))({_PEOPLE})\s+via\s+{_PEOPLE}[)\]]?\.?$")
_AFTER_DASH = re.compile(rf"[.!?]['\"”’]?\s*[—–-]{{1,2}}\s*({_PEOPLE})$")
_HOUSES = """
    getty images, getty, afp, ap, epa, epa-efe, epa-eft, shutterstock, pool, reuters, zuma press, zuma, nurphoto, sipa,
    imago, alamy, istock, handout, twitter, x, facebook, telegram, file photo, file, images, cordon press, pa wire,
    pa images, rex, wikimedia commons
"""
_PICTURE_HOUSES = frozenset(name.strip() for name in _HOUSES.split(","))

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_TEASER_LABEL = re.compile(r".{0,40}[:>»→]$|[^.!?]{1,40}$")
_RUNNING_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_RUNNING_TIME_MAX = 8  # letters
_LONG_ENOUGH_TO_DOUBLE = 40  # letters


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules for English pages; ``furniture-en.txt`` says how to read them."""
    text = (files("reportedly.read") / "furniture-en.txt").read_text(encoding="utf-8")
    return tuple(_rule(block) for block in text.split("\n\n")[1:])


def _rule(block: str) -> Rule:
    title, *pattern, example = (line.strip() for line in block.strip().split("\n"))
    sort, how = title.split()
    end = r"\s*[:>»→.…!|]*" if how == "whole" else ""
    return Rule(
        Sort(sort),
        how == "whole",
        re.compile(f"(?:{''.join(pattern)}){end}", re.IGNORECASE),
        example.removeprefix("e.g. "),
    )


def furniture(text: str) -> tuple[Span, ...]:
    """Return the spans of a text that are furniture: whole lines, sorted and disjoint.

    >>> text = "Text Size || The dam held. || Top".replace(" || ", chr(10))
    >>> [span.of(text) for span in furniture(text)]
    ['Text Size', 'Top']
    """
    return tuple(line.span for line in sorted_lines(text) if line.sort is not None)


def sorted_lines(text: str, *, is_page: bool = False) -> list[Line]:
    """Return a text's lines that are not empty, each with its sort where it is furniture.

    Args:
        text: An article's text.
        is_page: Out of HTML, where menus are gone and a list is part of the article.
    """
    found = list(lines(text))
    is_latin = _is_latin("".join(line.text[:200] for line in found[:200]))
    last = _last_sentence(found)
    sorts = [_sort_of(line.text, is_latin=is_latin, is_last=number >= last) for number, line in enumerate(found)]
    _mark_teased(found, sorts)
    if not is_page:
        _mark_trailing_list(found, sorts)
        _mark_menu(found, sorts)
    _mark_doubled(found, sorts)
    return [Line(line.start, line.text, sort) for line, sort in zip(found, sorts, strict=True)]


def lines(text: str) -> Iterator[Line]:
    """Yield a text's lines that are not empty, without the white space around them."""
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if words:
            yield Line(match.start() + match.group().index(words[0]), words)


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(line, max(0, len(line) - 8)) is not None


# ------------------------------------------------------------------ one line


def _sort_of(line: str, *, is_latin: bool, is_last: bool) -> Sort | None:
    if len(line) > _OPENING_MAX:
        return None
    if sort := _sort_by_rule(line):
        return sort
    if is_latin and len(line) <= _WHOLE_MAX and _is_foreign(line):
        return Sort.FOREIGN
    return Sort.CAPTION if _is_caption(line, is_last=is_last) else None


@lru_cache(maxsize=4_096)  # a page's lines are sorted more than once, and sites repeat themselves
def _sort_by_rule(line: str) -> Sort | None:
    is_short = len(line) <= _WHOLE_MAX
    for rule in rules():
        if (
            rule.pattern.fullmatch(line)
            if rule.is_whole and is_short
            else not rule.is_whole and rule.pattern.match(line)
        ):
            return rule.sort
    return Sort.STAMP if is_short and dates.is_stamp_line(line) else None


def _is_caption(line: str, *, is_last: bool) -> bool:
    """Whether a line ends in a picture's credit: "(Photo: Ann Lee)", "REUTERS/Ann Lee", "| Ann Lee/Getty Images"."""
    end = line[-_CREDIT_WITHIN:]
    if _PICTURE.search(end):
        return True
    slashed = _SLASHED.search(end) or _VIA.search(end)
    if slashed and any(_is_picture_house(part) for part in slashed[1].split("/")):
        return True
    after_dash = None if is_last else _AFTER_DASH.search(end)
    return after_dash is not None and len(line) < 300 and _is_picture_house(after_dash[1])


def _is_picture_house(name: str) -> bool:
    name = name.strip()
    known = outlets.by_name(name)
    return name.casefold() in _PICTURE_HOUSES or (known is not None and known.kind == "agency")


def _is_latin(text: str) -> bool:
    return _latin_share(text) > 0.5


def _is_foreign(line: str) -> bool:
    return len(_LETTER.findall(line)) >= 2 and _latin_share(line) < 0.3


def _latin_share(text: str) -> float:
    letters = len(_LETTER.findall(text))
    return len(_LATIN.findall(text)) / letters if letters else 1.0


# ------------------------------------------------------------------ lines among others


def _last_sentence(found: Sequence[Line]) -> int:
    """Return the number of the last line that ends as a sentence; -1 where none does."""
    return max((number for number, line in enumerate(found) if is_sentence(line.text)), default=-1)


def _mark_teased(found: Sequence[Line], sorts: list[Sort | None]) -> None:
    """Mark what a teaser's label or a video's running time announces: the lines after it that are no sentences."""
    announced = False
    for number, line in enumerate(found):
        if sorts[number] is Sort.TEASER or _is_running_time(line.text):
            announced = sorts[number] is not Sort.TEASER or _TEASER_LABEL.fullmatch(line.text) is not None
        elif announced and sorts[number] is None:
            announced = not is_sentence(line.text) and len(line.text) < 140
            if announced:
                sorts[number] = Sort.TEASER


def _is_running_time(line: str) -> bool:
    return len(line) <= _RUNNING_TIME_MAX and _RUNNING_TIME.fullmatch(line) is not None


def _mark_trailing_list(found: Sequence[Line], sorts: list[Sort | None]) -> None:
    """Mark a list of headlines that ends the page: items that are no sentences, and the label before them."""
    number = len(found) - 1
    items = []
    while number >= 0 and (sorts[number] is not None or _is_headline_item(found[number].text)):
        if sorts[number] is None:
            items.append(number)
        number -= 1
    if len(items) >= 2:
        for item in items:
            sorts[item] = Sort.TEASER
        if number >= 0 and not is_sentence(found[number].text) and len(found[number].text) < 60:
            sorts[number] = Sort.TEASER


def _is_headline_item(line: str) -> bool:
    return line[:2] in {"- ", "• ", "* "} and len(line.split()) >= 6 and not is_sentence(line)


def _mark_menu(found: Sequence[Line], sorts: list[Sort | None]) -> None:
    """Mark a menu before the article: items of one to three words, two or more, before the first sentence."""
    menu = []
    for number, line in enumerate(found):
        if is_sentence(line.text):
            break
        if line.text[:2] in {"- ", "• "} and len(line.text.split()) <= 4:
            menu.append(number)
    if len(menu) >= 2:
        for number in menu:
            sorts[number] = Sort.CONTROL


def _mark_doubled(found: Sequence[Line], sorts: list[Sort | None]) -> None:
    """Mark a paragraph that has stood on the page before, word for word."""
    seen: set[str] = set()
    for number, line in enumerate(found):
        if len(line.text) < _LONG_ENOUGH_TO_DOUBLE:
            continue
        if line.text in seen and sorts[number] is None and (is_sentence(line.text) or len(line.text) > 80):
            sorts[number] = Sort.DOUBLE
        seen.add(line.text)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans sorted and disjoint; those that overlap become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(span.end, result[-1].end))
        elif span.start < span.end:
            result.append(span)
    return tuple(result)
