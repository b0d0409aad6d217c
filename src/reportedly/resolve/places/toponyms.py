"""Words of a text that may name places, and whether they do.

One scan over the runs of capitalised words, each looked up in the gazetteer, the longest name first. Then it is weighed
whether they name a place where they stand: what the name finder took them for, what stands around them, how large the
places so called are, and what else the words may be.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportedly.records import Mention, Part, Span, Who
from reportedly.resolve.places import english
from reportedly.resolve.places.gazetteer import Entry, Gazetteer
from reportedly.resolve.places.weights import NAME

LONGEST = 6
"""Words of a name, at most, joints not counted."""
WELL_KNOWN = 20_000
"""People of a place that is known by a part of a name."""

_SIZES = ((2e3, "<2k"), (1e4, "<10k"), (5e4, "<50k"), (2e5, "<200k"), (1e6, "<1m"), (1e7, "<10m"))


class Toponym(NamedTuple):
    """Words that may name a place."""

    span: Span
    words: str
    entries: tuple[Entry, ...]  # what the gazetteer has under this name
    role: str  # "name", "people", "site" (within the name of a building or street), "body" (within a body's)
    kinds: str = ""  # the kinds of place that a word beside it says are meant
    signs: tuple[str, ...] = ()  # what tells whether it is a place


def is_place(toponym: Toponym) -> bool:
    """Whether words name a place in their text; what only the name finder takes for one does."""
    return not toponym.entries or sum(NAME.get(sign, 0.0) for sign in toponym.signs) + NAME["always"] > 0


# ------------------------------------------------------------------ runs of capitalised words

_WORD = re.compile(
    r"(?<!\w)(?:(?:St|Ste|Mt|Ft|Pt)\.|(?:[A-Z][a-z]?\.){2,}|[^\W\d_a-zß-öø-ÿ]\w*(?:['’](?![sS]\b)\w+)*(?![$€£]))"
)
_GAP = re.compile(rf"[ \u00a0]|[-–]|[ -][dl]['’]|[ -](?:(?:{'|'.join(english.JOINTS)})[ -]){{1,2}}")
_PLAIN_GAPS = frozenset(" \u00a0-–")
_OPENING = "\"“‘'("  # what may stand between a name and the word before it
_ENDS = '.!?:;—–-”"'  # what ends a sentence or a clause before a name
_STOPS = ".;:!?"
_NEXT = re.compile(r"(?P<possessive>['’]s)?[ -]?(?P<word>[^\W\d_]*)")
_BRACKET = re.compile(r" \(|,? ?(?:[-—–]|--)")
_LETTERS_BEFORE = re.compile(r", ?$")

Word = tuple[int, int]  # where a word stands in the text


def runs(text: str) -> Iterator[list[Word]]:
    """Yield the runs of capitalised words of a text, each as the places of its words.

    >>> text = "On Monday, Stoke-on-Trent and Mt. Oss won."
    >>> [[text[a:b] for a, b in run] for run in runs(text)]
    [['On', 'Monday'], ['Stoke', 'Trent', 'Mt.', 'Oss']]
    """
    run: list[Word] = []
    for match in _WORD.finditer(text):
        if not match.group()[0].isupper():
            continue
        if run and not (match.start() - run[-1][1] <= 12 and _GAP.fullmatch(text, run[-1][1], match.start())):
            yield run
            run = []
        run.append(match.span())
    if run:
        yield run


class _Found(NamedTuple):
    """Words of a run that the gazetteer knows."""

    run: Sequence[Word]
    first: int
    last: int  # the word after the last
    end: int  # of the name, with its full stop: "Calif."
    entries: tuple[Entry, ...]

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.run[self.first][0]


# ------------------------------------------------------------------ the scan


class Scan:
    """Finds what may name places in one part of an article."""

    def __init__(self, text: str, mentions: Iterable[Mention], part: Part, known: Gazetteer) -> None:
        self.text, self.part, self.known = text, part, known
        self._mentions = [m for m in mentions if m.span.part is part and m.is_name and m.span.end <= len(text)]
        self._starts = [m.span.start for m in self._mentions]
        people = [m.name.split() for m in self._mentions if m.who is Who.PERSON]
        self._surnames = {word for name in people for word in name[1:]}
        self._given_names = {name[0] for name in people if len(name) > 1}

    def toponyms(self) -> list[Toponym]:
        """Return what the gazetteer knows, and what else the name finder takes for a place, in reading order."""
        known = [self._toponym(found) for found in self._known_names()]
        held = bytearray(len(self.text))
        for toponym in known:
            held[toponym.span.start : toponym.span.end] = b"\1" * len(toponym.words)
        unknown = [
            Toponym(m.span, m.span.of(self.text), (), "name")
            for m in self._mentions
            if m.who is Who.PLACE and not any(held[m.span.start : m.span.end])
            if not english.ROAD.fullmatch(words := m.span.of(self.text)) and words.casefold() not in english.NO_PLACE
        ]
        return sorted([*known, *unknown], key=lambda toponym: toponym.span)

    def at(self, start: int, end: int) -> Toponym:
        """Return the toponym at a place that is known to hold one."""
        words = self.text[start:end]
        entries = self.known.named(words) or self._known_within(words)
        role = "people" if entries and entries[0].by == "~" else "name"
        return Toponym(Span(start, end, self.part), words, entries, role, self._kinds(start, end))

    # -------------------------------------------------------------- looking names up

    def _known_names(self) -> Iterator[_Found]:
        for run in runs(self.text):
            at = 0
            while at < len(run):
                found = self._longest_known(run, at)
                if found:
                    yield found
                at = found.last if found else at + 1

    def _longest_known(self, run: Sequence[Word], first: int) -> _Found | None:
        if first + 1 < len(run) and self._word(run[first]) == "the":
            return None
        for last in range(min(len(run), first + LONGEST), first, -1):
            start, end = run[first][0], run[last - 1][1]
            if last - first == 1 and self._is_common(self.text[start:end]):
                return None
            if short := self._short_form(start, end):
                return _Found(run, first, last, end + 1, short)
            if entries := self._of_its_kind(start, end, self._known_at(start, end)):
                return _Found(run, first, last, end, entries)
        return None

    def _short_form(self, start: int, end: int) -> tuple[Entry, ...]:
        """Return what words mean that are a short form with the full stop after them: "Calif."."""
        with_stop = f"{self.text[start:end]}." if self.text.startswith(".", end) else ""
        return tuple(entry for entry in self.known.named(with_stop) if entry.by == "=")

    def _known_at(self, start: int, end: int) -> tuple[Entry, ...]:
        """Return what words may mean; the letters of a state only after a place: "Gary, IN", not a headline's "IN"."""
        words = self.text[start:end]
        entries = self.known.named(words)
        is_letters = entries and entries[0].by == "=" and entries[0].kind == "D" and "." not in words
        if is_letters and (len(words) == 2 or "w" in self.known.also(words)):
            return entries if _LETTERS_BEFORE.search(self.text, max(0, start - 2), start) else ()
        return entries

    def _of_its_kind(self, start: int, end: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Return what a name may mean by the words around it: listed counties, a river with its article, or land."""
        before = self.text[max(0, start - 9) : start]
        if before.endswith("River "):
            return tuple(entry for entry in entries if entry.kind in "RW")
        if english.COUNTIES_AFTER.match(self.text, end):
            return self.known.named(f"{self.text[start:end]} County") or entries
        if not (the := self._the_before(start, end)):
            has_land = any(entry.kind in "CD" for entry in entries) and not self._kinds(start, end)
            return tuple(entry for entry in entries if not (has_land and entry.kind in "RW"))
        if the["within"] and any(entry.kind == "C" for entry in entries):
            return entries
        natural = [tuple(entry for entry in entries if entry.kind == kind and entry.by == "") for kind in "RWM"]
        return next((some for some in natural if some), entries)

    def _the_before(self, start: int, end: int) -> re.Match[str] | None:
        """Return the article before a bare name, as rivers and mountains have it."""
        before = english.THE_BEFORE.search(self.text[max(0, start - 9) : start])
        return before if before and english.BARE.match(self.text, end) else None

    def _known_within(self, words: str) -> tuple[Entry, ...]:
        """Return the longest part of a name that is well known: of "Lowmoor General Hospital", Lowmoor."""
        pieces = words.split()[:LONGEST]
        for size in range(len(pieces) - 1, 0, -1):
            parts = (" ".join(pieces[at : at + size]) for at in range(len(pieces) - size + 1))
            found = [self.known.named(part) for part in parts if part[0].isupper() and not self._is_common(part)]
            best = max(found, key=_most_people, default=())
            if _most_people(best) >= WELL_KNOWN:
                return best
        return ()

    def _is_common(self, words: str) -> bool:
        """Whether a word names no place by itself: "The", "River", "Police"."""
        word = words.casefold()
        common = (english.NO_PLACE, english.DIRECTIONS, english.KINDS, english.SITES, english.BODIES)
        return not words.isupper() and any(word in listed for listed in common)

    # -------------------------------------------------------------- what stands around

    def _toponym(self, found: _Found) -> Toponym:
        span = Span(found.start, found.end, self.part)
        kinds, role = self._kinds(found.start, found.end), self._role(found)
        signs = (*self._around(found, role), *self._words_themselves(found, role))
        is_natural = all(entry.kind in "RWM" for entry in found.entries) and self._the_before(found.start, found.end)
        signs = (*signs, "kind beside it") if kinds or is_natural else signs
        return Toponym(span, span.of(self.text), found.entries, role, kinds, signs)

    def _kinds(self, start: int, end: int) -> str:
        """Return which kinds a word in the name or beside it says the place is of."""
        last = self.text[start:end].rpartition(" ")
        if last[0] and last[2].casefold() in english.KINDS:
            return english.KINDS[last[2].casefold()]
        if english.COUNTIES_AFTER.match(self.text, end):
            return english.KINDS["counties"]
        if after := english.KIND_AFTER.match(self.text, end):
            return english.KINDS[after["kind"].casefold()]
        before = english.KIND_BEFORE.search(self.text[max(0, start - 28) : start])
        return english.KINDS[(before["of"] or before["name"]).casefold()] if before else ""

    def _role(self, found: _Found) -> str:
        if found.entries[0].by == "~":
            return "people"
        if self._is_team(found) or english.BODY_OF.search(self.text[max(0, found.start - 24) : found.start]):
            return "body"
        head = self._word(found.run[-1]) if found.last < len(found.run) else ""
        return "site" if head in english.SITES else "body" if head in english.BODIES else "name"

    def _is_team(self, found: _Found) -> bool:
        """Whether a name is a team's, by the score beside it, or by a plural verb: "Lowmoor were …"."""
        text, start, end = self.text, found.start, found.end
        if english.TEAM_AFTER.match(text, end):
            return True
        return bool(
            english.SCORE_AFTER.match(text, end) and english.TEAM_BEFORE.search(text[max(0, start - 10) : start])
        )

    def _word(self, place: Word) -> str:
        return self.text[slice(*place)].casefold()

    def _around(self, found: _Found, role: str) -> Iterator[str]:
        """Yield what the name finder and the words on both sides tell."""
        yield f"role: {role}"
        yield f"finder: {self._finder(found.start, found.end)}"
        text, run = self.text, found.run
        before = text[run[found.first - 1][1] : found.start] if found.first else ""
        if before in _PLAIN_GAPS:
            yield f"capital before: {self._capital_before(found, before)}"
        else:
            yield f"before: {self._before(found.start)}"
        after = text[run[found.last - 1][1] : run[found.last][0]] if found.last < len(run) else ""
        if after in _PLAIN_GAPS:
            yield f"capital after: {self._capital_after(found, after)}"
        else:
            yield f"after: {self._after(found.end)}"

    def _finder(self, start: int, end: int) -> str:
        """Return what the name finder took the words for, or the words around them."""
        low, high = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        near = [m for m in self._mentions[max(0, low) : high] if m.span.end > start]
        if not near:
            return "nothing"
        best = max(near, key=lambda m: min(end, m.span.end) - max(start, m.span.start))
        is_wider = best.span.start < start - len("the ") or best.span.end > end + len("'s")
        return f"{best.who}, wider" if is_wider else str(best.who)

    def _capital_before(self, found: _Found, gap: str) -> str:
        word = self._word(found.run[found.first - 1])
        if gap in "-–":
            return "hyphen"
        known = english.CAPITAL_BEFORE.get(word) or ("opener" if word in english.NO_PLACE else None)
        return known or ("given name" if "g" in self.known.also(word) else "other")

    def _before(self, start: int) -> str:
        words = self.text[max(0, start - 30) : start].rstrip(" ").rpartition("\n")[2]
        word = words.rpartition(" ")[2].strip(_OPENING).casefold()
        known = english.BEFORE.get(word.rstrip("."))
        if known or word.endswith(","):
            return known or "comma"
        return "start" if not word or word[-1] in _ENDS else "other"

    def _capital_after(self, found: _Found, gap: str) -> str:
        word = self._word(found.run[found.last])
        if gap in "-–":
            return "hyphen"
        return english.CAPITAL_AFTER.get(word) or ("surname" if "s" in self.known.also(word) else "other")

    def _after(self, end: int) -> str:
        after = _NEXT.match(self.text, end)
        if after and (known := english.AFTER.get(after["word"])):
            return known
        if self.text.startswith(",", end):
            return "comma"
        if after and after["possessive"]:
            return "possessive"
        if _BRACKET.match(self.text, end):
            return "bracket"
        return "stop" if self.text[end : end + 1] in _STOPS else "other"

    def _words_themselves(self, found: _Found, role: str) -> Iterator[str]:
        """Yield what the words tell by themselves: what else they may be, and what places are so called."""
        words = self.text[found.start : found.end]
        if words.isupper() and len(words) > 3:
            yield "capitals"
        if words.isupper() and len(words) <= 4 and found.entries[0].by != "=":
            yield "letters"
        if role == "people":
            return
        opens = not found.first and self._before(found.start) == "start"
        also = self.known.also(words)
        if opens and not also and "w" in self.known.also(words.removesuffix("s")):
            also = "w"
        yield from (f"also: {letter}" for letter in also)
        if "w" in also and opens:
            yield "word that opens"
        if " " in words:
            yield "several words"
        if words in self._surnames:
            yield "surname here"
        if words in self._given_names:
            yield "given name here"
        people = _most_people(found.entries)
        yield f"people: {next((size for most, size in _SIZES if people < most), '>10m')}"
        if any(entry.kind == "C" and entry.by == "" for entry in found.entries):
            yield "country"
        if found.entries[0].by == "=":
            yield "short form"
        elif all(entry.by == "'" for entry in found.entries):
            yield "other name"


def _most_people(entries: Sequence[Entry]) -> float:
    return max((entry.population for entry in entries), default=0.0)
