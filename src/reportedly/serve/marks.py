"""An article's text cut into runs: which of its words are a source, a cue, a content, and where a note is due.

    text, marks, notes  →  runs  →  paragraphs

All of it counts in code points, so that one emoji shifts nothing; a browser gets words and no offsets.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from reportedly.records import Article, Attribution, Part, Report, Span


class Role(StrEnum):
    """What words are in an article."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    FURNITURE = "furniture"  # no article: left out, and listed apart


class Mark(Struct, frozen=True):
    """Words that have a role."""

    role: Role
    span: Span


class Run(Struct, frozen=True):
    """Neighbouring words that are alike in their roles; notes are due at its end."""

    start: int
    text: str
    roles: frozenset[Role] = frozenset()
    notes: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    def has(self, role: str) -> bool:
        """Whether its words have a role."""
        return role in self.roles


def runs(
    text: str, marks: Iterable[Mark], notes: Iterable[tuple[int, int]] = (), *, cuts: Iterable[int] = ()
) -> list[Run]:
    """Return a text cut where a role begins or ends, or a note is due; the runs put together are the text.

    Args:
        text: Of one part of an article.
        marks: Of that part; they may overlap and nest. What lies beyond the text is cut off.
        notes: Where notes are due, and their numbers.
        cuts: Where else to cut.
    """
    turns: defaultdict[int, Counter[Role]] = defaultdict(Counter)
    for mark in marks:
        start, end = max(0, mark.span.start), min(len(text), mark.span.end)
        if start < end:
            turns[start][mark.role] += 1
            turns[end][mark.role] -= 1
    due: defaultdict[int, list[int]] = defaultdict(list)
    for at, number in notes:
        due[min(max(0, at), len(text))].append(number)
    always = {at for at in cuts if 0 < at < len(text)} | set(due)
    depth: Counter[Role] = Counter()
    begun: list[tuple[int, frozenset[Role]]] = []  # where a run begins, and what it is
    for at in sorted({0, *turns, *always} - {len(text)}):
        depth.update(turns.get(at, {}))
        roles = frozenset(+depth)
        if at in always or not begun or begun[-1][1] != roles:
            begun.append((at, roles))
    ends = [at for at, _ in begun[1:]] + [len(text)] * bool(begun)
    first = [Run(0, "", notes=tuple(sorted(due[0])))] if 0 in due else []
    return first + [
        Run(start, text[start:end], roles, tuple(sorted(due.get(end, ()))))
        for (start, roles), end in zip(begun, ends, strict=True)
        if start < end
    ]


class Paragraph(Struct, frozen=True):
    """A line of an article that is not all furniture."""

    runs: tuple[Run, ...]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.runs[0].start, self.runs[-1].end)

    @property
    def notes(self) -> tuple[int, ...]:
        """The numbers of the notes that are due in it."""
        return tuple(number for run in self.runs for number in run.notes)


_LINE = re.compile(r"[^\n]+")


def paragraphs(text: str, marks: Iterable[Mark], notes: Iterable[tuple[int, int]] = ()) -> list[Paragraph]:
    """Return the lines of a text that hold words of the article; a line that is all furniture is left out."""
    lines = [(line.start(), line.end()) for line in _LINE.finditer(text)]
    cut = runs(text, marks, notes, cuts=[at for line in lines for at in line])
    by_line: dict[int, list[Run]] = {start: [] for start, _ in lines}
    starts = [start for start, _ in lines]
    for run in cut:
        place = bisect_right(starts, run.start) - 1
        if place >= 0 and run.end <= lines[place][1]:  # not a line's end itself
            by_line[starts[place]].append(run)
    return [Paragraph(tuple(some)) for some in by_line.values() if any(map(_is_shown, some))]


def _is_shown(run: Run) -> bool:
    return bool(run.text.strip()) and Role.FURNITURE not in run.roles


# ------------------------------------------------------------------ what is marked, and where notes are due


def of_article(article: Article, reports: Iterable[Report], attributions: Iterable[Attribution]) -> list[Mark]:
    """Return what to mark: all that the text attributes, down to whom a source cites in turn; and furniture.

    What an outlet says in its own voice is marked as nothing: nobody else's words are in it.
    """
    marks = [Mark(Role.FURNITURE, span) for span in article.furniture]
    for one in reports:
        if not one.is_own:
            marks += _marked(one.source, one.cue, one.content)
    for each in attributions:
        if each.kind is not None:
            marks += _marked(each.source, each.cue, each.content)
            marks += _marked([inner.source for inner in each.cited], [inner.cue for inner in each.cited], ())
    return marks


def _marked(source: Iterable[Span], cue: Iterable[Span], content: Iterable[Span]) -> Iterator[Mark]:
    for role, spans in ((Role.SOURCE, source), (Role.CUE, cue), (Role.CONTENT, content)):
        for span in spans:
            yield Mark(role, span)


def in_part(marks: Iterable[Mark], part: Part) -> list[Mark]:
    """Return the marks of one part of an article."""
    return [mark for mark in marks if mark.span.part is part]


_STOP = re.compile(r"[.!?…。？！؟।]+[\"”’»)\]]*")
_LOOKED_AT = 400  # code points after some words in which their sentence must end
_SMALL = 2  # letters before a full stop that end no sentence: "U.S. officials", "J. Orr"


def after_sentence(text: str, at: int) -> int:
    """Return where the sentence ends that some words end in: there a note is due; no further than their line.

    >>> after_sentence("The U.S. mill is shut, he said. It was old.", 20)
    31
    """
    line_end = text.find("\n", at)
    end = min(len(text) if line_end < 0 else line_end, at + _LOOKED_AT)
    for stop in _STOP.finditer(text, max(0, at - 3), end):
        if stop.end() >= at and _ends_sentence(text, stop.start(), stop.end()):
            return stop.end()
    return end if end < at + _LOOKED_AT else at


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether signs that may end a sentence do: what follows begins anew, and what precedes is no abbreviation."""
    if text[start] in "。？！।":
        return True
    after = text[end : end + 3]
    if after[:1] and not after[:1].isspace():
        return False
    last = re.search(r"[\w.]*$", text[max(0, start - 12) : start])
    is_short = last is not None and last[0][:1].isupper() and (len(last[0]) < _SMALL or "." in last[0])
    follows = after.strip()[:1]
    return not (is_short and follows) and not follows.islower()
