"""From the reader outward: the page's outlet, each relay the page names, last the one who asserts it first-hand.

A relay named once holds on over what follows while the page retells the same report: for people without a name and
documents, until another outlet or somebody foreign to that report speaks; for somebody interviewed, as long as it is
them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from reportedly.english import PRONOUNS
from reportedly.records import Article, Attribution, Part, Source, SourceKind, Span
from reportedly.resolve import english
from reportedly.resolve.sources import NOBODY, Sources

_CARRIED = frozenset({SourceKind.UNNAMED, SourceKind.DOCUMENT})  # whom a relay holds on over


def outlet_of(article: Article) -> Source:
    """The first link of each of a page's chains: its outlet, else where it was found."""
    if article.outlet:
        return Source(article.outlet.name, SourceKind.OUTLET)
    host = urlsplit(article.url or "").hostname
    return Source((host or article.address).removeprefix("www."), SourceKind.OUTLET)


@dataclass(slots=True)
class _Relay:
    """An outlet whose report the page retells."""

    links: tuple[Source, ...]
    paragraph: int
    claimant: str | None  # whom it had it from, folded; None for its own word


class Chains:
    """The chains of one article; ask for them in reading order."""

    def __init__(self, article: Article, sources: Sources, attributions: Iterable[Attribution]) -> None:
        self.article, self.sources = article, sources
        self.line_ends = [match.start() for match in re.finditer("\n", article.text)]
        self.base = [outlet_of(article)]
        for credit in article.credits:
            self._append(self.base, Source(credit.outlet, SourceKind.OUTLET, credit.span))
        self.relay: _Relay | None = None
        self.interviews: dict[str, tuple[Source, ...]] = {}
        self.retold = self._retold(attributions)
        self.line = english.SOURCE_LINE.search(article.text)
        aside = english.ASIDE_LINE.search(article.text, self.line.end()) if self.line else None
        self.line_holds = (
            range(self.line.end(), aside.start() if aside else len(article.text)) if self.line else range(0)
        )

    def own(self, at: Span | None = None) -> tuple[Source, ...]:
        """The chain of what the page says in its own voice; just before a "Source:" line, of whom that names."""
        if not self.line or not at or at.part is not Part.BODY or at.end > self.line.start():
            return tuple(self.base)
        if self.article.text[at.end : self.line.start()].strip(" .\n"):
            return tuple(self.base)
        chain = list(self.base)
        for group in ("source", "cited"):
            if self.line[group]:
                self._append(chain, self.sources.resolve(Span(*self.line.span(group))))
        return tuple(chain)

    def is_source_line(self, place: Span) -> bool:
        """Whether a place lies in the "Source:" line, which says nothing itself."""
        return bool(self.line and place.part is Part.BODY and self.line.start() <= place.start < self.line.end())

    def _source_line(self, at: Span) -> tuple[Source, ...]:
        """The outlet that a "Source:" line names, for what stands after it."""
        if not self.line or at.part is not Part.BODY or at.start not in self.line_holds:
            return ()
        named = self.sources.resolve(Span(*self.line.span("source")))
        return (named,) if named.kind is SourceKind.OUTLET else ()

    def nobody(self) -> tuple[Source, ...]:
        """The chain where words attribute but name nobody."""
        return (*self.base, NOBODY)

    def of(self, attribution: Attribution) -> tuple[Source, ...]:
        """Return the chain of an attribution."""
        if not attribution.source:
            return self.nobody()
        spans = (*attribution.source[:1], *(cited.source for cited in attribution.cited))
        named = [self.sources.resolve(part) for span in spans for part in self.sources.parted(span)]
        claimant, paragraph = named[-1], self._paragraph(attribution.source[0])
        relays = tuple(named[:-1]) or self._held(claimant, attribution, paragraph)
        told = bool(attribution.cited and english.TOLD.search(self.article.words(attribution.cue[0])))
        self._remember(relays, claimant, paragraph, told=told)
        chain = list(self.base)
        for link in (*relays, claimant):
            self._append(chain, link)
        return tuple(chain)

    def told_by(self, relays: tuple[Source, ...], claimant: Span) -> tuple[Source, ...]:
        """Return the chain that ends with some words of the text, through relays that are known."""
        out = list(relays)
        self._append(out, self.sources.resolve(claimant))
        return tuple(out)

    def _retold(self, attributions: Iterable[Attribution]) -> dict[int, tuple[Source, ...]]:
        """Which outlet each paragraph retells: known before chains are asked for, since it may be named at the end."""
        out: dict[int, tuple[Source, ...]] = {}
        for attribution in attributions:
            if not attribution.source or not attribution.cue:
                continue
            words = self.article.words(attribution.cue[0])
            source = self.sources.resolve(attribution.source[0])
            retells = english.RETELLS.search(words) or (attribution.cited and not english.TOLD.search(words))
            if source.kind is SourceKind.OUTLET and retells:
                out.setdefault(self._paragraph(attribution.source[0]), (source,))
        return out

    def _paragraph(self, span: Span) -> int:
        """The number of the line a span begins in; the headline's is -1."""
        return bisect_left(self.line_ends, span.start) if span.part is Part.BODY else -1

    def _append(self, chain: list[Source], link: Source) -> None:
        """Add a link, unless it is there: the page's own agency, a relay of itself, an outlet by its short name."""
        if not any(_is_one(link, known) for known in chain):
            chain.append(link)

    def _held(self, claimant: Source, attribution: Attribution, paragraph: int) -> tuple[Source, ...]:
        """The relays that hold on over this claimant."""
        possessed = self.sources.possessed_outlet(attribution.source[0])
        if possessed:
            return (possessed,)
        key = _key(claimant)
        if key in self.interviews:
            return self.interviews[key]
        if claimant.kind in _CARRIED and key not in PRONOUNS:
            if self.relay and (self.relay.claimant is not None or self.relay.paragraph == paragraph):
                return self.relay.links
            if paragraph in self.retold:
                return self.retold[paragraph]
        return () if claimant.kind is SourceKind.OUTLET else self._source_line(attribution.source[0])

    def _remember(self, relays: tuple[Source, ...], claimant: Source, paragraph: int, *, told: bool) -> None:
        """Keep what holds on: an outlet that retells, for others too; one that was told, only for who told it."""
        outlets = tuple(link for link in relays if link.kind is SourceKind.OUTLET)
        if outlets:
            if told or claimant.kind not in _CARRIED:
                self.interviews[_key(claimant)] = relays
            self.relay = None if told else _Relay(outlets, paragraph, _key(claimant))
        elif claimant.kind is SourceKind.OUTLET:
            self.relay = _Relay((claimant,), paragraph, None)
        elif claimant.kind not in _CARRIED:
            self.relay = None


def _is_one(a: Source, b: Source) -> bool:
    """Whether two links are one: the same name or, of outlets, the words of one in the other ("the Courier")."""
    if a.kind is b.kind is SourceKind.OUTLET:
        short, long = sorted((_key(a).split(), _key(b).split()), key=len)
        return bool(short) and set(short) <= set(long)
    return _key(a) == _key(b)


def _key(source: Source) -> str:
    """A source's name without article, possessive ending, marks and capitals, to tell whether two are one."""
    name = english.ARTICLE.sub("", (source.name or "").casefold())
    return re.sub(r"[^\w\s]", "", english.POSSESSIVE.sub("", name))
