"""Words of a text that may name places, and how likely they do.

One scan over the runs of capitalised words, each looked up in the gazetteer, the longest name first. Whether words that
stand there name a place in the text is then weighed: what the name finder took them for, what stands around them,
how large the places so called are, and what else the word may be.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportedly.records import Mention, Part, Span, Who
from reportedly.resolve import english_places as english
from reportedly.resolve.gazetteer import Entry, Gazetteer, key_of
from reportedly.resolve.place_weights import NAME

LONGEST = 6
"""Words of a name, at most, joints not counted."""


class Toponym(NamedTuple):
    """Words that may name a place."""

    span: Span
    words: str
    entries: tuple[Entry, ...]
    role: str  # "name", "people", "site" (a building or street named for it), "body" (an organisation named for it)
    kinds: str = ""  # what a word beside it says it is: kinds of the gazetteer
    signs: tuple[str, ...] = ()  # what speaks for and against its being a place

    @property
    def key(self) -> tuple[str, str]:
        """The same for names that mean the same place throughout an article."""
        return key_of(self.words), self.kinds


_WORD = re.compile(
    r"(?<!\w)(?:St|Ste|Mt|Ft|Pt)\.|(?<!\w)(?:[A-Z][a-z]?\.){2,}|[^\W\d_a-zß-öø-ÿ]\w*(?:['’](?![sS]\b)\w+)*"
)
_GAP = re.compile(rf"[ \u00a0]|[-–]|[ -](?:(?:{'|'.join(english.JOINTS)})[ -]){{1,2}}")
_ABBREVIATED = re.compile(r"[A-Z][a-z]{1,4}\.")


def runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the runs of capitalised words of a text, each as the places of its words.

    >>> text = "On Monday, Stoke-on-Trent and Mt. Oss won."
    >>> [[text[a:b] for a, b in run] for run in runs(text)]
    [['On', 'Monday'], ['Stoke', 'Trent', 'Mt.', 'Oss']]
    """
    run: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        if not match.group()[0].isupper():
            continue
        if run and not (match.start() - run[-1][1] <= 12 and _GAP.fullmatch(text, run[-1][1], match.start())):
            yield run
            run = []
        run.append(match.span())
    if run:
        yield run


class Scan:
    """Finds what may be toponyms in one part of an article."""

    def __init__(self, text: str, mentions: Iterable[Mention], part: Part, known: Gazetteer) -> None:
        self.text, self.part, self.known = text, part, known
        self.mentions = [m for m in mentions if m.span.part is part and m.is_name]
        self.starts = [m.span.start for m in self.mentions]
        self.longest = max((m.span.end - m.span.start for m in self.mentions), default=0)
        self.surnames = {
            word for m in self.mentions if m.who is Who.PERSON for word in m.name.split()[1:] if len(m.name.split()) > 1
        }

    def toponyms(self) -> list[Toponym]:
        """Return what the gazetteer knows, and what else the name finder takes for a place, in reading order."""
        known = list(self._known_names())
        held = bytearray(len(self.text))
        for toponym in known:
            held[toponym.span.start : toponym.span.end] = b"\1" * len(toponym.words)
        unknown = [
            Toponym(m.span, m.span.of(self.text), (), "name")
            for m in self.mentions
            if m.who is Who.PLACE and m.span.end <= len(self.text) and not any(held[m.span.start : m.span.end])
        ]
        return sorted([*known, *unknown], key=lambda toponym: toponym.span)

    def _known_names(self) -> Iterator[Toponym]:
        for run in runs(self.text):
            at = 0
            while at < len(run):
                end, entries = self._longest_known(run, at)
                if entries and not self._is_bare_letters(run, at, end, entries):
                    yield self._toponym(run, at, end, entries)
                    at = end
                else:
                    at += 1

    def at(self, start: int, end: int) -> Toponym:
        """Return the toponym at a place that is known to hold one."""
        words = self.text[start:end]
        entries = self._known_in(words)
        role = "people" if entries and entries[0].by == "~" else "name"
        return Toponym(Span(start, end, self.part), words, entries, role, self._kinds(start, end, words))

    def _known_in(self, words: str) -> tuple[Entry, ...]:
        """Return what a name may mean, or a part of it, the longest known: of "Lowmoor General Hospital", Lowmoor."""
        pieces = words.split()[:LONGEST]
        for size in range(len(pieces), 0, -1):
            for at in range(len(pieces) - size + 1):
                part = " ".join(pieces[at : at + size])
                if part[0].isupper() and key_of(part) not in english.NO_PLACE and (found := self.known.named(part)):
                    return found
        return ()

    def _longest_known(self, run: Sequence[tuple[int, int]], at: int) -> tuple[int, tuple[Entry, ...]]:
        for end in range(min(len(run), at + LONGEST), at, -1):
            words = self.text[run[at][0] : run[end - 1][1]]
            if end - at == 1 and key_of(words) in english.NO_PLACE and not words.isupper():
                return at, ()
            if self.text[run[end - 1][1] : run[end - 1][1] + 1] == "." and (found := self.known.named(words + ".")):
                if any(entry.by == "=" for entry in found):
                    return end, tuple(entry for entry in found if entry.by == "=")
            if found := self.known.named(words):
                return end, found
        return at, ()

    def _is_bare_letters(self, run: Sequence[tuple[int, int]], at: int, end: int, entries: Sequence[Entry]) -> bool:
        """Whether two letters are no state's: "IN" of a headline in capitals; "Gary, IN" is one."""
        start, stop = run[at][0], run[end - 1][1]
        short = entries[0].by == "=" and entries[0].kind == "D" and "." not in self.text[start : stop + 1]
        return short and not re.search(r", ?$", self.text[max(0, start - 2) : start])

    # -------------------------------------------------------------- one of them

    def _toponym(self, run: Sequence[tuple[int, int]], at: int, end: int, entries: tuple[Entry, ...]) -> Toponym:
        start, stop = run[at][0], run[end - 1][1]
        words = self.text[start:stop]
        kinds = self._kinds(start, stop, words)
        role = self._role(run, end, entries)
        signs = tuple(self._signs(run, at, end, entries, role, kinds))
        return Toponym(Span(start, stop, self.part), words, entries, role, kinds, signs)

    def _kinds(self, start: int, stop: int, words: str) -> str:
        """What a word in the name or beside it says the place is."""
        last = words.rpartition(" ")[2].casefold()
        if " " in words and last in english.KINDS:
            return english.KINDS[last]
        if after := english.TYPE_AFTER.match(self.text, stop):
            return english.KINDS[after["type"].casefold()]
        before = english.TYPE_BEFORE.search(self.text[max(0, start - 24) : start])
        return english.KINDS[(before["of"] or before["name"]).casefold()] if before else ""

    def _role(self, run: Sequence[tuple[int, int]], end: int, entries: Sequence[Entry]) -> str:
        if entries[0].by == "~":
            return "people"
        head = self._word(run, len(run) - 1) if end < len(run) else ""
        return "site" if head in english.SITES else "body" if head in english.BODIES else "name"

    def _word(self, run: Sequence[tuple[int, int]], at: int) -> str:
        return self.text[slice(*run[at])].casefold() if 0 <= at < len(run) else ""

    def _touching(self, start: int, end: int) -> Mention | None:
        """Return the mention that shares most with some words."""
        low = bisect_left(self.starts, start - self.longest)
        high = bisect_left(self.starts, end)
        near = [m for m in self.mentions[low:high] if m.span.end > start]
        return max(near, key=lambda m: min(end, m.span.end) - max(start, m.span.start), default=None)

    def _signs(
        self, run: Sequence[tuple[int, int]], at: int, end: int, entries: Sequence[Entry], role: str, kinds: str
    ) -> Iterator[str]:
        start, stop = run[at][0], run[end - 1][1]
        words, text = self.text[start:stop], self.text
        mention = self._touching(start, stop)
        if mention is None:
            yield "finder: nothing"
        else:
            wider = mention.span.start < start - 4 or mention.span.end > stop + 2
            yield f"finder: {mention.who}{', wider' if wider else ''}"
        yield f"role: {role}"
        before = text[max(0, start - 40) : start]
        previous = before.rstrip(" ").rpartition(" ")[2].rpartition("\n")[2].strip('"“‘(')
        is_apart_before = at == 0 or text[run[at - 1][1] : start] not in (" ", "\u00a0", "-", "–")
        is_apart_after = end == len(run) or text[stop : run[end][0]] not in (" ", "\u00a0", "-", "–")
        if is_apart_before:
            low = previous.casefold()
            yield (
                "before: in"
                if low in english.IN
                else "before: at"
                if low in english.AT
                else "before: of"
                if low in english.OF
                else "before: direction"
                if low in english.DIRECTIONS
                else "before: title"
                if low.rstrip(".") in english.TITLES
                else "before: comma"
                if low.endswith(",")
                else "before: start"
                if not low or low[-1] in '.!?:;—–-”"\n'
                else "before: the"
                if low == "the"
                else "before: other"
            )
        else:
            word = self._word(run, at - 1)
            joined = text[run[at - 1][1] : start]
            yield (
                "run: hyphen before"
                if joined in "-–"
                else "run: title before"
                if word in english.TITLES
                else "run: direction before"
                if word in english.DIRECTIONS
                else "run: given name before"
                if "g" in self.known.also(word)
                else "run: opener before"
                if word in english.NO_PLACE
                else "run: word before"
            )
        after = text[stop : stop + 40]
        if not is_apart_after:
            word = self._word(run, end)
            yield (
                "run: hyphen after"
                if text[stop : run[end][0]] in "-–"
                else "run: kind after"
                if word in english.KINDS
                else "run: site after"
                if word in english.SITES
                else "run: body after"
                if word in english.BODIES
                else "run: local after"
                if word in english.LOCAL
                else "run: title after"
                if word in english.TITLES
                else "run: surname after"
                if "s" in self.known.also(word)
                else "run: word after"
            )
        else:
            match = re.match(r"(['’]s)?[ -]?([^\W\d_]*)", after)
            low = match[2] if match else ""
            yield (
                "after: says"
                if low in english.SAYS
                else "after: local"
                if low in english.LOCAL
                else "after: comma"
                if after.startswith(",")
                else "after: possessive"
                if match and match[1]
                else "after: bracket"
                if after.startswith(" (") or re.match(r",? ?(?:[-—–]|--)", after)
                else "after: stop"
                if after[:1] in ".;:!?"
                else "after: other"
            )
        if kinds:
            yield "kind beside it"
        also = self.known.also(words)
        if role != "people":
            yield from (f"also: {letter}" for letter in also)
            if len(words.split()) > 1:
                yield "several words"
            if end - at == 1 and words in self.surnames:
                yield "surname here"
            top = max(entry.population for entry in entries)
            yield f"people: {['<2k', '<10k', '<50k', '<200k', '<1m', '<10m', '>10m'][sum(top >= x for x in (2e3, 1e4, 5e4, 2e5, 1e6, 1e7))]}"
            if any(entry.kind == "C" and entry.by == "" for entry in entries):
                yield "country"
            if any(entry.kind == "D" for entry in entries):
                yield "division"
            if all(entry.by == "'" for entry in entries):
                yield "other name"
            if entries[0].by == "=":
                yield "short form"
        if words.isupper() and len(words) > 3:
            yield "capitals"


def is_place(toponym: Toponym) -> bool:
    """Whether words name a place in their text, by the signs for and against it; what only the finder knows does."""
    return not toponym.entries or sum(NAME.get(sign, 0.0) for sign in toponym.signs) + NAME.get("always", 0.0) > 0
