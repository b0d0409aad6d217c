"""The right half of the house: reports made claims, points and stories, a ledger's whole or what came in since.

    link   →  copies, stories  →  who is who, claims, points, relations of each story
    Ledger    of all pages        one story at a time

A story is linked by itself (`link.linked`); so a page that comes asks for its own story to be linked again, and for
those it touched, and no other. Linking all anew gives the same rows.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from importlib.metadata import version
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from reportedly.ledger import Ledger
from reportedly.link import Linked, Told, linked
from reportedly.link.copies import Index
from reportedly.link.judged import Attached, attached
from reportedly.link.stories import Stories, traits
from reportedly.link.weights import digest
from reportedly.records import Article, Judgement, Report, Story, Tie, id_of

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is, and of how much."""

LINKING = "2"
"""The version of what linking makes; another one's is thrown away and made anew."""

TOGETHER = 200
"""Stories, or pages, that are stored in one transaction when all is linked anew."""


class Came(Struct, frozen=True):
    """What linking did."""

    pages: int  # that came in, or went
    stories: int  # that were linked


def link(ledger: Ledger, *, everything: bool = False, progress: Progress = lambda _what, _done, _of: None) -> Came:
    """Link what came into a ledger since it was linked last, and what that touches.

    What a killed run left half done is done anew by the next one.

    Args:
        ledger: Open for writing.
        everything: Throw away what linking made before, and make it anew.
        progress: Told how far it is.

    Raises:
        LedgerError: the file cannot be written.
    """
    books, made_by = ledger.books, f"{version('reportedly')} {LINKING}"
    is_fresh = books.state("made by") != made_by or books.state("unfinished") is not None
    if everything or is_fresh:
        with ledger.together():
            books.clear()
            books.note("made by", made_by)
            books.note("unfinished", "yes")
        came = _link(ledger, progress, in_parts=True)
    else:
        with ledger.together(), _uncollected():
            return _link(ledger, progress, in_parts=False)
    with ledger.together():
        books.finish()
    return came


def _link(ledger: Ledger, progress: Progress, *, in_parts: bool) -> Came:
    books = ledger.books
    waiting = books.waiting()
    ruled = attached(ledger.judgements(in_force=True), ledger.at_address)
    touched = set[str]() if in_parts else _of_judgements(ledger, waiting.judged)
    stories = Stories(ledger.shelves)
    moved, copies = _grouped(ledger, stories, waiting.added, waiting.gone, progress, in_parts=in_parts)
    fresh = {*waiting.added, *waiting.gone}
    old = [pair for pair in copies if fresh.isdisjoint(pair)]
    within = [(a, b) for a, b in old if (home := books.story_of(a)) and home == books.story_of(b)]
    other = touched | fresh | {*chain.from_iterable(within)}
    known = _homes(ledger, moved | other)
    every = {page for story in known.values() for page in story.pages} | moved | other
    gone = set(waiting.gone)
    left = sorted(page for page in every if page not in gone)
    natural = stories.all() if in_parts else stories.of(left)
    final = _regrouped(ledger, stories, natural, ruled)
    known |= _homes(ledger, {page for story in final for page in story.pages} - every)
    same = {story.id for story in final if _is_linked(story, known.get(story.id)) and other.isdisjoint(story.pages)}
    for home in sorted(known.keys() - {story.id for story in final}):
        books.drop_story(home)
    for start in range(0, len(final), TOGETHER):
        with ledger.together() if in_parts else nullcontext():
            for number, story in enumerate(final[start : start + TOGETHER], start):
                if story.id not in same:
                    _write(ledger, story, ruled)
                elif story != known[story.id]:
                    books.put_ties(story)
                progress("linking", number + 1, len(final))
    with ledger.together() if in_parts else nullcontext():
        books.settled()
    return Came(len(waiting.added) + len(waiting.gone), len(final) - len(same))


def _homes(ledger: Ledger, pages: Iterable[str]) -> dict[str, Story]:
    """Return the stories, as they stand, that some pages are in; by their ids."""
    homes = {home for page in pages if (home := ledger.books.story_of(page))}
    return {home: ledger.books.story(home) for home in homes}


def _is_linked(story: Story, known: Story | None) -> bool:
    """Whether linking a story would make what stands already: it reads its pages, and by which one is placed."""
    return known is not None and known.pages == story.pages and _placing(known) == _placing(story)


def _placing(story: Story) -> list[tuple[str | None, date | None]]:
    """Return by which page, or on which day, each page without a day is placed; of pages with one, nothing."""
    return [(tie.to, tie.placed) if tie.days_apart is None else (None, None) for tie in story.ties]


# ------------------------------------------------------------------ copies and stories


def _grouped(  # what came and went, and all that keeps count of it
    ledger: Ledger,
    stories: Stories,
    added: Sequence[str],
    gone: Sequence[str],
    progress: Progress,
    *,
    in_parts: bool,
) -> tuple[set[str], set[tuple[str, str]]]:
    """Let pages in and out of the search for copies and of the stories.

    Returns:
        The pages whose story may be another than before, and the pairs of pages whose copies are.
    """
    copied: set[tuple[str, str]] = set()
    with ledger.together() if in_parts else nullcontext():
        index = Index(ledger.prints, lambda page: next(ledger.texts([page])))
        for change in (index.remove(gone), index.add(_articles(ledger, added, progress, "copies"))):
            copied |= ledger.books.drop_copies(change.gone)
            copied |= ledger.books.put_copies(change.copies)
    with ledger.together() if in_parts else nullcontext():
        left = stories.remove(gone)
        came = stories.add(traits(article) for article in _articles(ledger, added, progress, "stories"))
        stories.flush()
    return set(left.pages) | set(came.pages), copied


def _articles(ledger: Ledger, pages: Sequence[str], progress: Progress, what: str) -> Iterator[Article]:
    for number, article in enumerate(ledger.texts(pages), 1):
        yield article
        progress(what, number, len(pages))


def _regrouped(ledger: Ledger, stories: Stories, natural: Iterable[Story], ruled: Attached) -> list[Story]:
    """Return stories as people ruled: two made one, a page put out of its story."""
    some = {story.id: story for story in natural}
    if not ruled.same_story and not ruled.other_story:
        return list(some.values())
    home = {page: story.id for story in some.values() for page in story.pages}
    while missing := {page for pair in ruled.same_story if home.keys() & set(pair) for page in pair} - home.keys():
        found = stories.of(sorted(missing))
        for story in found:
            some[story.id] = story
            home.update((page, story.id) for page in story.pages)
        if home.keys().isdisjoint(missing):
            break  # they are no pages any more
    members = {story.id: set(story.pages) for story in some.values()}
    changed: set[str] = set()
    for one, page in sorted(ruled.other_story):
        if page in home and home.get(one) == home[page]:
            changed |= {home[page], f"apart {page}"}
            members[home[page]].discard(page)
            home[page] = f"apart {page}"
            members[home[page]] = {page}
    for one, other in sorted(ruled.same_story):
        if one in home and other in home and home[one] != home[other]:
            gone = home[other]
            members[home[one]] |= members[gone]
            changed.add(home[one])
            home.update((page, home[one]) for page in members.pop(gone))
    kept = [story for story in some.values() if story.id in members and story.id not in changed]
    ties = {tie.page: tie for story in some.values() for tie in story.ties}
    return kept + [_story(ledger, pages, ties) for name, pages in members.items() if name in changed and pages]


def _story(ledger: Ledger, pages: set[str], ties: dict[str, Tie]) -> Story:
    """Return the story of some pages of others."""
    days = {page: ties[page].placed for page in pages}
    days |= {one.id: one.published.day for one in ledger.texts(sorted(pages)) if one.published}
    order = sorted(pages, key=lambda page: (days[page] or date.max, page))
    kept = tuple(tie if (tie := ties[page]).to in pages or tie.to is None else replace(tie, to=None) for page in order)
    known = [day for day in days.values() if day]
    return Story(id_of("story", order[0]), tuple(order), kept, min(known, default=None), max(known, default=None))


# ------------------------------------------------------------------ judgements


def _of_judgements(ledger: Ledger, number: int) -> set[str]:
    """Return a page of each story that the latest judgements, or what they take back, are about."""
    every = list(ledger.judgements()) if number else []
    by_id = {one.id: one for one in every}
    new = every[len(every) - number :]
    for one in new:  # it grows as it is gone through: what takes back may take back what took back
        if one.undoes:
            new.append(by_id[one.undoes])
    pages: set[str] = set()
    for judgement in new:
        pages |= {reading[0].id for quote in judgement.quotes if (reading := ledger.at_address(quote.address))}
        pages.update(_with_names(ledger, judgement))
    return pages


def _with_names(ledger: Ledger, judgement: Judgement) -> Iterator[str]:
    for name in judgement.names if not judgement.quotes else ():
        for story, _ in ledger.books.named(name):
            yield ledger.books.story(story).pages[0]


# ------------------------------------------------------------------ one story


def _write(ledger: Ledger, story: Story, ruled: Attached) -> None:
    with _uncollected():
        told = list(ledger.told(story.pages))
        found = _of_told(ledger, story, told, ruled)
        pages = {article.id: article for article, _ in told}
        reports = {report.id: (report, article) for article, some in told for report in some}
        ledger.books.put_story(
            story,
            digest(story, pages, reports, found.claims, found.points),
            entities=found.entities.by_id.values(),
            doubts=found.entities.offers,
            claims=found.claims,
            points=found.points,
            relations=found.relations,
            told=told,
        )


def of_story(ledger: Ledger, story: Story, ruled: Attached) -> Linked:
    """Link one story of a ledger; store nothing."""
    return _of_told(ledger, story, ledger.told(story.pages), ruled)


def _of_told(
    ledger: Ledger, story: Story, told: Iterable[tuple[Article, tuple[Report, ...]]], ruled: Attached
) -> Linked:
    pages = [Told(article, reports) for article, reports in told]
    return linked(story, pages, copies=ledger.books.copies_among(story.pages), judged=ruled.judged)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: a story's records live until it is stored, and going through them finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
