"""Reports on a terminal: a heading a page, a block a report, all of one with its words marked; a bar for long runs.

Plain where standard output is no terminal. All words come through `wording`, which makes page text harmless.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, pairwise
from threading import Lock, Timer
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from reportedly import wording
from reportedly.cli import options
from reportedly.cli.options import ID
from reportedly.ledger import Row
from reportedly.records import (
    Article,
    Capture,
    Part,
    Provenance,
    Reading,
    Report,
    SourceKind,
    Span,
    Status,
    hull,
)

WIDEST = 100
"""Columns; longer lines are hard to read."""

WORDS = 420
"""Characters of a report's words that are shown; `show` has all of them."""

NARROW = 70
"""Columns; below, what stood side by side stands one under the other."""

_GAP, _HEAD = 2, 28
"""Columns between those of a table, and for what stands before the words."""

HOW = {Status.ASSERTED: "", Status.DENIED: "red"}
"""Styles; whatever is neither is as uncertain as it is worded."""


class Screen(Console):
    """Standard output, as wide as it is read well."""

    def __init__(self, *, icd203: bool = False) -> None:
        super().__init__(highlight=False, markup=False, emoji=False)
        self.icd203 = icd203  # whether probability words are given their bands
        self.width = min(self.width, WIDEST)

    def on_broken_pipe(self) -> None:
        """Let the door hear of it, as of any other error."""
        raise  # noqa: PLE0704  # called while it is being caught

    def whole(self, text: Text | str) -> None:
        """Print without breaking the line: addresses and ids are to be copied."""
        self.print(text, soft_wrap=True)

    def indented(self, text: Text, columns: int = 2) -> None:
        """Print with a margin."""
        margin = Text(" " * columns)
        for line in text.wrap(self, self.width - columns):
            line.rstrip()
            self.print(margin + line)

    def columns(self, rows: Sequence[tuple[Text, ...]], *, margin: int) -> None:
        """Print rows as columns, or where there is no room for these, as lines."""
        widths = [max(cell.cell_len for cell in cells) for cells in zip(*rows, strict=True)]
        if margin + sum(widths) + _GAP * len(widths) > self.width:
            for row in rows:
                self.indented(Text(" · ").join(row), margin)
            return
        for row in rows:
            line = Text(" " * margin)
            for cell, width in zip(row, widths, strict=True):
                line.append_text(cell).append(" " * (width - cell.cell_len + _GAP))
            line.rstrip()
            self.print(line)


# ------------------------------------------------------------------ pages and their reports


def listing(screen: Screen, rows: Iterable[Row]) -> int:
    """Print reports under the headings of their pages; return how many there were."""
    count = 0
    for _, together in groupby(rows, key=lambda row: row.article.id):
        page = list(together)
        heading(screen, page[0].article)
        blocks(screen, page)
        count += len(page)
    return count


def heading(screen: Screen, article: Article) -> None:
    """Print a page's headline, outlet, day and address."""
    screen.print(Text(wording.neutral(article.headline or "") or "(no headline)", "bold underline"))
    where = wording.neutral(article.url or article.address)
    screen.whole(Text(f"{wording.outlet(article)} · {wording.published(article.published)} · {where}", "cyan"))
    screen.print()


def blocks(screen: Screen, rows: Sequence[Row]) -> None:
    """Print a page's reports."""
    for row in rows:
        block(screen, row)
    if not rows:
        screen.print("Nobody is said to say anything here.\n")


def block(screen: Screen, row: Row) -> None:
    """Print a report: who says it, how it came here, the words, what they amount to, how sure the reading is."""
    report, article = row.report, row.article
    screen.print(_claimant(report, article))
    if len(report.chain) > 1:
        screen.indented(_chain(report, article))
    words = " … ".join(wording.neutral(article.words(span)) for span in report.content)
    screen.indented(Text(wording.in_marks(wording.bounded(words, WORDS))))
    screen.indented(_amount(row, icd203=screen.icd203))
    screen.indented(Text(f"{wording.SURENESS[report.tier]} · {report.id[:ID]}", "dim"))
    screen.print()


def _claimant(report: Report, article: Article) -> Text:
    name, note = wording.claimant(report, article)
    italic = " italic" if report.claimant.kind is SourceKind.UNNAMED else ""
    return Text(name, f"bold{italic}").append(f"  {note}" if note else "", "not bold dim")


def _chain(report: Report, article: Article) -> Text:
    links = zip(wording.names(report, article), report.chain, strict=True)
    return Text(" ← ").join(_link(name, is_unnamed=link.kind is SourceKind.UNNAMED) for name, link in links)


def _link(name: str, *, is_unnamed: bool) -> Text:
    return Text(name, "italic").append(" (unnamed)", "not italic") if is_unnamed else Text(name)


def _amount(row: Row, *, icd203: bool) -> Text:
    """The number, how it is put, when, where, by when."""
    report, article = row.report, row.article
    parts = [Text(wording.manner(report), HOW.get(report.status, "yellow"))]
    if report.value:
        parts.insert(0, Text(wording.interval(report.value), "bold"))
    if icd203 and (band := wording.band(row)):
        parts.append(Text(wording.probability(band)))
    if report.said_on:
        parts.append(Text(f"said {wording.time(report.said_on, article)}"))
    parts += [Text(told) for told in dict.fromkeys(wording.time(when, article) for when in report.times)]
    parts += [Text(name) for name in dict.fromkeys(wording.neutral(place.name) for place in report.places)]
    if report.horizon:
        parts.append(Text(f"due {wording.day(report.horizon)}", "bold"))
    return Text(" · ").join(parts)


# ------------------------------------------------------------------ numbers over time


def tracks(screen: Screen, rows: Iterable[Row]) -> int:
    """Print numbers under what they count and who counts, the oldest first; return how many there were."""
    count = 0
    for measure, counting in groupby(rows, key=lambda row: wording.measure(row.report)):
        screen.print(Text(measure, "bold underline"))
        for _, track in groupby(counting, key=lambda row: wording.claimant(row.report, row.article)):
            lines = list(track)
            screen.indented(_claimant(lines[0].report, lines[0].article))
            screen.columns([_track(row) for row in lines], margin=4)
            count += len(lines)
        screen.print()
    return count


def _track(row: Row) -> tuple[Text, ...]:
    report, article = row.report, row.article
    assert report.value is not None  # `numbers` asks for those that have one
    return (
        Text(wording.published(article.published)),
        Text(wording.interval(report.value), "bold"),
        Text(wording.manner(report), HOW.get(report.status, "yellow")),
        Text(wording.outlet(article), "cyan"),
        Text(report.id[:ID], "dim"),
    )


# ------------------------------------------------------------------ everything about one


def whole_report(
    screen: Screen, row: Row, capture: Capture, *, claim: str | None = None, point: str | None = None
) -> None:
    """Print all that is known of a report, the words marked where they stand."""
    heading(screen, row.article)
    block(screen, row)
    for part, text in _marked(row):
        screen.print(Text(f"In the {part.value}", "bold"))
        screen.indented(text)
        screen.print()
    for name, span in wording.spans(row.report):
        _place(screen, name, span, row.article)
    if row.report.value and row.report.value.si:
        screen.print(f"{'in SI':<9}{wording.in_si(row.report.value.si)}")
    screen.print()
    _origin(screen, row.article, capture, row.provenance)
    screen.whole(f"report   {row.report.id}, network score {row.report.score:.2f}")
    for name, linked in (("claim", claim), ("point", point)):
        if linked:
            screen.whole(f"{name:<9}{linked}")


def whole_page(screen: Screen, reading: Reading, capture: Capture, *, story: str | None = None) -> None:
    """Print all that is known of a page, its reports of every kind among it."""
    article = reading.article
    heading(screen, article)
    blocks(screen, options.rows(reading))
    for name, told in wording.self_told(article):
        screen.print(Text(f"{name:<9}{told}"))
    assert reading.provenance is not None  # the ledger stores none without
    _origin(screen, article, capture, reading.provenance)
    if story:
        screen.whole(f"story    {story}")


def _marked(row: Row) -> Iterator[tuple[Part, Text]]:
    """Yield the paragraphs a report was read from: source bold, cue italic, content underlined."""
    report, article = row.report, row.article
    styles = [*((s, "bold") for s in report.source), *((s, "italic") for s in report.cue)]
    styles += [(s, "underline") for s in report.content]
    for part in (Part.HEADLINE, Part.BODY):
        marks = [(span, style) for span, style in styles if span.part is part]
        if marks:
            around = _paragraphs(article, hull([span for span, _ in marks]))
            yield part, _styled(article, around, marks)


def _paragraphs(article: Article, span: Span) -> Span:
    """Return the whole lines that a span touches."""
    text = article.text if span.part is Part.BODY else article.headline or ""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end, span.part)


def _styled(article: Article, around: Span, marks: list[tuple[Span, str]]) -> Text:
    """Return words with marks, cut where a mark begins or ends: making text harmless changes its length."""
    edges = {around.start, around.end, *(edge for span, _ in marks for edge in (span.start, span.end))}
    cuts = sorted(edge for edge in edges if around.start <= edge <= around.end)
    text = Text()
    for start, end in pairwise(cuts):
        piece = Span(start, end, around.part)
        text.append(wording.neutral_piece(article.words(piece)), " ".join(s for span, s in marks if span.covers(piece)))
    return text


def _place(screen: Screen, name: str, span: Span, article: Article) -> None:
    """Print what was found, where it stands in code points, and the words."""
    words = Text(wording.in_marks(wording.bounded(wording.neutral(article.words(span)), WORDS)))
    head = f"{name:<9}{span.part.value} {span.start}–{span.end}"
    if screen.width < NARROW:
        screen.print(head)
        screen.indented(words)
        return
    for number, line in enumerate(words.wrap(screen, screen.width - _HEAD)):
        screen.print(Text(f"{'' if number else head:<{_HEAD}}") + line)


def _origin(screen: Screen, article: Article, capture: Capture, provenance: Provenance) -> None:
    """Print which bytes it was read from, and which versions read them."""
    captured = f"{capture.captured_at:%Y-%m-%d %H:%M:%S} UTC, {len(capture.body):,} bytes"
    screen.whole(f"captured {captured} from {wording.neutral(capture.address)}")
    screen.whole(f"sha256   {capture.sha256}")
    screen.whole(f"page     {article.id}")
    screen.whole(f"read by  reportedly {provenance.reportedly}, weights {provenance.weights}, names {provenance.names}")


# ------------------------------------------------------------------ long runs

_PATIENCE_S = 1.0


class Bar:
    """Tells on standard error how far a run is: on a terminal, once it has lasted a second; elsewhere never."""

    def __init__(self, what: str, total: int | None) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = self._progress.add_task(what, total=total)
        self._lock, self._is_on = Lock(), False
        self._timer = Timer(_PATIENCE_S, self._turn_on) if console.is_interactive else None

    def __enter__(self) -> Self:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            if self._timer:
                self._timer.cancel()
                self._timer = None
            self._turn_off()

    def advance(self) -> None:
        """One more is done."""
        self._progress.advance(self._task)
        task = next(one for one in self._progress.tasks if one.id == self._task)
        if task.total is not None and task.completed > task.total:  # more came than was counted, as of a feed
            self._progress.update(self._task, total=task.completed)

    def set(self, done: int, total: int) -> None:
        """So many are done, of so many."""
        self._progress.update(self._task, completed=done, total=total)

    def tell(self, what: str, done: int, total: int) -> None:
        """This is being done now, and so far."""
        self._progress.update(self._task, description=what, completed=done, total=total)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Out of the way while something else is printed."""
        with self._lock:
            was_on = self._is_on
            self._turn_off()
            yield
            if was_on:
                self._progress.start()
                self._is_on = True

    def _turn_on(self) -> None:
        with self._lock:
            if self._timer:  # not over meanwhile
                self._progress.start()
                self._is_on = True

    def _turn_off(self) -> None:
        if self._is_on:
            self._progress.stop()
            self._is_on = False
