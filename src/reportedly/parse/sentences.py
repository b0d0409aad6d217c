"""Paragraphs, sentences and quotations of a text, as half-open code-point ranges.

Rules over marks, case and a table of abbreviations: news is edited text, and a parser is dear on the reading path.
"""

import re
from collections.abc import Iterator

from reportedly.parse import english

Range = tuple[int, int]

_STOP = re.compile(
    r"""[.!?…]+                 # what ends it
        ['’"”»)\]]*             # and closes with it
        (?: (?=\s)             # before a space, or where one was lost
          | (?:(?<=[a-z0-9)][.]) | (?<=U\.S\.) | (?<=["”])) (?=[A-Z][a-z]) )
    """,
    re.VERBOSE,
)
_START = re.compile(r"\s*[\"“”„«‘'(\[—–-]*\s*(?=[^\W_])")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)$")


def paragraphs(text: str) -> Iterator[Range]:
    r"""Yield each line that is not blank, without its outer blanks.

    >>> list(paragraphs("One.\n\n Two. "))
    [(0, 4), (7, 11)]
    """
    for line in re.finditer(r"[^\n]+", text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        end = line.start() + len(words.rstrip())
        if start < end:
            yield start, end


def sentences(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the sentences of one paragraph.

    >>> text = 'Gen. Aro spoke at 6 p.m. on Friday. "We stay," he said. "For now."'
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Gen. Aro spoke at 6 p.m. on Friday.', '"We stay," he said.', '"For now."']
    """
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() >= end or not _ends(text, stop, end):
            continue
        yield at, stop.end()
        at = stop.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        yield at, end


def _ends(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence ends at this mark."""
    head = _START.match(text, stop.end(), end)
    following = text[head.end()] if head else ""
    if not head or following.islower():
        return False  # "What now?" he asked.  /  at 6 p.m. on Friday
    if not stop.group().startswith(".") or stop.group()[1:2]:
        return True
    before = text[max(0, stop.start() - 12) : stop.start()]
    word = _WORD_BEFORE.search(before)
    abbreviation = word.group(1).casefold() if word else ""
    if abbreviation in english.BEFORE_NAME:
        return False
    if english.INITIALS.search(before + "."):  # U.S. officials / J. D. Vance, but also: to the U.S. He said
        return bool(english.OPENERS.match(text, head.end()))
    return not (abbreviation in english.ABBREVIATED and following.isdigit())


_PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"', "``": "''", "''": "''"}
_MARK = re.compile(r"[“„«»”\"]|``|''|(?<![\w’'])[‘'](?=\w)|(?<=[\w.,!?…])['’](?!\w)")


def quotations(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the outermost quotations of one paragraph, with their marks; one left open ends with the paragraph.

    Curly, straight and doubled single marks, guillemets, low-high marks; single marks only where they stand like
    quotation marks and no double ones are open. A paragraph that opens with a mark and does not close it goes on in the
    next, which re-opens it: each paragraph holds a quotation of its own.

    >>> text = "He said ``it's 'fine' now'' and “left"
    >>> [text[a:b] for a, b in quotations(text, 0, len(text))]
    ["``it's 'fine' now''", '“left']
    """
    opened: int | None = None
    closing = ""
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group()
        if opened is None:
            closing = _closing(sign, text[mark.start() - 1 : mark.start()])
            opened = mark.start() if closing else None
        elif sign == closing or (len(sign) == 1 and sign in closing and closing != "''"):
            yield opened, mark.end()
            opened = None
    if opened is not None and closing != "’'":  # a single mark left open was an apostrophe
        yield opened, end


def _closing(sign: str, before: str) -> str:
    """What closes a quotation opened by this mark; empty where the mark, after this character, opens none."""
    if sign in "‘'":
        return "" if before.isalnum() or before in (".", ",", "!", "?", "…") else "’'"
    return _PAIRS.get(sign, "")
