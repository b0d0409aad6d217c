"""What the words of one sentence show by rule: "X said that C", "C, said X", "according to X, C", "X: C".

A cue is looked up in the tables of `english`, never inside a quotation. Its source is the phrase beside it that holds a
mention; its content is what the cue leaves on the other side. The rules know no syntax tree; where they and the network
agree, the finding is right far more often than where one of them speaks alone.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportedly.attribute import english
from reportedly.attribute.ranges import Range
from reportedly.english import VERB_KIND

Cue = re.Match[str]

LONGEST = 2_000
"""Code points of a sentence, at most: a longer one is none, and the rules look back and forth in it."""
MIN_CONTENT = 3
"""Words of a content, at least, unless it is quoted."""
SHORTEST = 3
"""Code points of a content, at least, quoted or not."""
ASIDE = 60
"""Code points that may hang on a source before the comma that parts it from its content."""
LONGEST_SOURCE = 16
"""Words of a source before its cue, at most: a longer phrase is a clause."""
LONGEST_APPOSITION = 90
"""Code points by which what says who somebody is may lengthen a source."""

_CLOSING = frozenset(",”\"»'’?!")  # what stands between a content and the source or cue after it
_OPENING = frozenset('“"«')  # what a quotation begins with


class Found(Struct, frozen=True):
    """An attribution by rule; ranges are code points of the text the sentence stands in."""

    source: Range | None  # None: nobody is named
    cue: Range
    content: Range
    rule: str  # "before", "after", "inverted", "according", "agent", "remark", "passive", "headline"
    further: Range | None = None  # the other half of a quotation cut in two by its cue
    nested: bool = False  # inside the content of the one before


def found(
    text: str, sentence: Range, quoted: Sequence[Range], marks: Sequence[Range], *, headline: bool
) -> list[Found]:
    """Return what one sentence attributes by rule, in reading order of each kind of rule.

    Args:
        text: The text the sentence stands in.
        sentence: Its range.
        quoted: Quotations that reach into it.
        marks: Ranges of mentions, to tell a phrase that may be a source.
        headline: Whether it is one; only there do "X: C" and "C – X" attribute.
    """
    if sentence[1] - sentence[0] > LONGEST:
        return []
    return list(Rules(text, sentence, quoted, marks).all(headline=headline))


class Rules:
    """The rules, on one sentence."""

    def __init__(self, text: str, sentence: Range, quoted: Sequence[Range], marks: Sequence[Range]) -> None:
        self.text, (self.start, self.end) = text, sentence
        self.quoted, self.marks = quoted, marks

    def all(self, *, headline: bool) -> Iterator[Found]:
        """Yield what the rules find; in a headline only the headline's rule, where it finds something."""
        if headline and (hit := self._colon() or self._dash()):
            yield hit
            return
        yield from self._according()
        yield from self._assessment()
        yield from self._remark()
        yield from self._agent()
        yield from self._verbs()
        yield from self._passive()

    def subject(self, cue: int) -> Range | None:
        """The source before a cue found by other means; None where no mention is."""
        source, _ = self._before(cue)
        return source if source and self._is_marked(source) else None

    # -------------------------------------------------------------- "X said that C"; "C, X said"; "C," said X

    def _verbs(self) -> Iterator[Found]:
        """Read each verb; one inside the content of another is nested, or says again what the other source says."""
        cues = [m for m in english.CUE.finditer(self.text, self.start, self.end) if self._is_cue(m)]
        held = self.start  # what lies before is content of a cue before
        speaker: Range | None = None
        for n, cue in enumerate(cues):
            hit = self._verb(cue, self._limit(cue, cues[n + 1 :]), speaker)
            if hit is None:
                continue
            speaker = hit.source
            if cue.start() >= held:
                held = hit.content[1] if hit.rule == "before" else held
                yield hit
            elif english.SAYS.fullmatch(cue.group()) and not self._points_back(hit):
                yield replace(hit, nested=True)

    def _is_cue(self, verb: Cue) -> bool:
        if self._is_quoted(verb.start()):
            return False
        before = self.text[max(self.start, verb.start() - 24) : verb.start()]
        if english.NO_CUE_BEFORE.search(before):
            return False
        if english.NOUN_BEFORE.search(before) and not english.PAST.fullmatch(verb.group()):
            return False
        return bool(english.ALWAYS_CUE.match(verb.group()) or not english.NO_CUE_AFTER.match(self.text, verb.end()))

    def _points_back(self, hit: Found) -> bool:
        return bool(english.POINTS_BACK.fullmatch(self.text[slice(*hit.source or hit.cue)]))

    def _limit(self, cue: Cue, later: Sequence[Cue]) -> int:
        """Where the content after a cue ends: with the sentence, or where a later cue begins a clause of its own."""
        cited = english.CITING.search(self.text, self._past_aside(cue.end()), self.end)
        end = cited.start() if cited and not self._is_quoted(cited.start()) else self.end
        for following in later:
            if following.start() > end:
                break
            parted = self._parted(cue.end(), following.start())
            if parted is not None:
                return parted
        return end

    def _parted(self, start: int, end: int) -> int | None:
        """Where the words between two cues part: before "and", or before the clause of the second one's source."""
        between = self.text[start:end]
        if between.endswith(", ") and english.INVERTS.match(self.text, end, self.end):
            return end - len(", ")
        joint = english.NEXT_CUE_JOINED.search(between)
        if joint and len(between.split()) > MIN_CONTENT:
            return start + joint.start()
        for mark in reversed(list(english.CLAUSE.finditer(between))):
            has_source = mark.end() < len(between) and self._is_marked((start + mark.end(), end))
            if has_source and len(between[: mark.start()].split()) >= MIN_CONTENT:
                apart = self.text.find("; ", start, start + mark.start())
                return apart if apart >= 0 and not self._is_quoted(apart) else start + mark.start()
        return None

    def _verb(self, cue: Cue, limit: int, speaker: Range | None) -> Found | None:
        """Read what a verb attributes; `speaker` is who spoke before in the sentence, for "… and suggested that …"."""
        if self._ends_content(cue.start()) and (hit := self._inverted(cue)):
            return hit
        source, left = self._before(cue.start())
        if source is None and speaker and english.GOES_ON.search(self.text[self.start : cue.start()]):
            source, left = speaker, self.start
        if source is None or not self._is_marked(source):
            return None
        return self._around(source, left, cue, limit)

    def _around(self, source: Range, left: int, cue: Cue, limit: int) -> Found | None:
        """Choose between what stands before a source, up to `left`, and what stands after its cue."""
        if english.RELATIVE.fullmatch(self.text, *source):
            limit = self._clause_end(cue.end(), limit)
        before, (after, told) = self._trim(self._clause_start(left), left), self._after(cue, limit)
        has_before = self._ends_content(left) and self._is_enough(before)
        has_after = after[1] - after[0] >= SHORTEST and self._is_enough(after)
        quoted = after if has_after and self.text[after[0]] in _OPENING else None
        if has_before and (quoted or not has_after or not self._opens_content(after[0], told)):
            resumed = english.RESUMES.match(self.text, cue.end(), limit) if quoted is None else None
            return Found(source, cue.span(), before, "after", self._trim(resumed.end(), limit) if resumed else quoted)
        if that := english.THAT.match(self.text, *after) if has_after else None:
            after = that.end(), after[1]
        return Found(source, cue.span(), after, "before") if has_after and self._is_enough(after) else None

    def _clause_start(self, end: int) -> int:
        """Where what may be content before a source begins: after a semicolon, if somebody spoke before it."""
        parted = self.text.rfind("; ", self.start, end)
        spoke = parted >= 0 and any(self._is_cue(verb) for verb in english.CUE.finditer(self.text, self.start, parted))
        return parted + 1 if spoke and not self._is_quoted(parted) else self.start

    def _clause_end(self, at: int, limit: int) -> int:
        """Where a relative clause ends: "Orr, who promised to stay, *left*"."""
        end = english.CLAUSE_END.search(self.text, at, limit)
        return end.start("after") if end else limit

    def _after(self, cue: Cue, limit: int) -> tuple[Range, int]:
        """What stands after a cue without whom, when and where; and where whom ends."""
        told = english.TOLD.match(self.text, cue.end(), limit) if cue.group() in english.TELLS else None
        at = min(self._past_aside(told.end() if told else cue.end()), limit)
        adjunct = english.ADJUNCT.match(self.text, at, limit)
        return self._trim(adjunct.end() if adjunct else at, limit), at

    def _ends_content(self, at: int) -> bool:
        """Whether what stands before a place ends like the content of a cue after it."""
        return self.text[self.start : at].rstrip()[-1:] in _CLOSING

    def _opens_content(self, at: int, cue_end: int) -> bool:
        """Whether what follows the cue reads like its content: "that …", or no comma or semicolon between."""
        return bool(english.THAT.match(self.text, at)) or not set(",;") & set(self.text[cue_end:at])

    def _inverted(self, cue: Cue) -> Found | None:
        """Read "C," said X."""
        before = self._trim(self.start, cue.start())
        if cue.group() in english.TELLS or english.NO_NAME.match(self.text, cue.end()) or not self._is_enough(before):
            return None
        stop = self._with_apposition(self._phrase_end(cue.end()))
        source = self._trim(cue.end(), stop)
        if source[0] >= source[1] or not self._is_marked(source) or not english.NAMED.match(self.text, *source):
            return None
        if english.TELLS_ON.search(self.text, *source):
            return None
        rest = self._trim(stop, self.end)
        further = rest if rest[0] < rest[1] and self.text[rest[0]] in _OPENING else None
        return Found(source, cue.span(), before, "inverted", further)

    def _with_apposition(self, stop: int) -> int:
        """Where a source with what says who that is ends: "said Ann Lee, the mayor"."""
        if not english.APPOSITION.match(self.text, stop):
            return stop
        longer = self._phrase_end(stop + 2)
        return longer if longer - stop < LONGEST_APPOSITION else stop

    # -------------------------------------------------------------- the source before a cue

    def _before(self, cue: int) -> tuple[Range | None, int]:
        """The phrase before a cue, and where what stands before it ends."""
        head = self.text[self.start : cue]
        auxiliaries = english.AUXILIARIES.search(head)
        end = self.start + (auxiliaries.start() if auxiliaries else len(head))
        words = self.text[self.start : end].rstrip()
        if words.endswith(","):  # Ann Lee, mayor of Brennock, said
            inner = self._last_boundary(self.start + len(words) - 1)
            start = self._last_boundary(inner - 2) if inner > self.start + 2 else self.start
            name = self.text[start : max(start, inner - 2)]
            if "," not in name and len(name) <= 60:
                return self._phrase(start, end)
        return self._phrase(self._last_boundary(end), end)

    def _phrase(self, start: int, end: int) -> tuple[Range | None, int]:
        """The source in some words, and where it begins; None where they are none or too many."""
        for verb in english.CUE.finditer(self.text, start, end):  # "Ann Lee said she | expects"
            is_by = self.text.startswith(" by ", verb.end())  # officials cited by the paper
            start = verb.end() if self._is_cue(verb) and not is_by else start
        source = self._trim(start, end)
        words = self.text[slice(*source)]
        if not words or words.casefold() in english.DETERMINERS or len(words.split()) > LONGEST_SOURCE:
            return None, start
        return source, start

    def _last_boundary(self, before: int) -> int:
        """The end of the last mark or linking word before a place that parts two clauses."""
        at = self.start
        for mark in english.BOUNDARY.finditer(self.text, self.start, before):
            if mark.group().strip() != "and" or not self._joins_names(mark, before):
                at = mark.end()
        return at

    def _joins_names(self, mark: Cue, before: int) -> bool:
        """Whether an "and" stands inside a source: "U.S. and Ukrainian officials", "Zelensky and others"."""
        left = self.text[max(self.start, mark.start() - 30) : mark.start()].split()
        right = english.HANGS_ON.split(self.text[mark.end() : before], maxsplit=1)[0].split()
        if not left or not right or len(right) > 6:
            return False
        opens = len(left) <= 2 and mark.start() - self.start < 20
        return left[-1][:1].isupper() or right[0] in ("others", "other") or opens

    # -------------------------------------------------------------- "according to X, C" and its like

    def _according(self) -> Iterator[Found]:
        for cue in english.ACCORDING.finditer(self.text, self.start, self.end):
            stop = self._phrase_end(cue.end())
            source = self._trim(cue.end(), stop)
            is_rate = cue.group().casefold().startswith("per") and not english.PER_NAME.match(self.text, source[0])
            if is_rate or self._is_quoted(cue.start()):
                continue
            before = self._trim(self.start, cue.start())
            after = self._trim(self._past_aside(self._clause_after(stop)), self.end)
            content = before if before[1] - before[0] >= SHORTEST else after
            if source[0] < source[1] and self._is_enough(content):
                yield Found(source, self._trim(cue.start(), cue.end()), content, "according")

    def _clause_after(self, at: int) -> int:
        """Step over what hangs on a source to the comma before its content: "the Courier (LC) on Monday, …"."""
        comma = self.text.find(", ", at, self.end)
        return comma if 0 <= comma < at + ASIDE and not self._is_quoted(comma) else at

    def _assessment(self) -> Iterator[Found]:
        lead = english.ASSESSMENT.match(self.text[self.start : self.end])
        if lead:
            source = self.start + lead.start(1), self.start + lead.end(1)
            content = self._trim(self.start + lead.end(), self.end)
            if self._is_enough(content):
                yield Found(source, source, content, "according")

    def _remark(self) -> Iterator[Found]:
        for cue in english.REMARK.finditer(self.text, self.start, self.end):
            content = self._trim(cue.end(), self._phrase_end(cue.end()))
            if not self._is_quoted(cue.start()) and self._is_enough(content):
                yield Found(cue.span(1), cue.span(2), content, "remark")

    def _agent(self) -> Iterator[Found]:
        for cue in english.AGENT.finditer(self.text, self.start, self.end):
            stop = self._phrase_end(cue.end())
            time = english.AGENT_END.search(self.text, cue.end(), stop)
            source = self._trim(cue.end(), time.start() if time else stop)
            content = self._trim(self.start, cue.end(1) - len("by"))
            if self._is_marked(source) and not self._is_quoted(cue.start()) and self._is_enough(content):
                yield Found(source, cue.span(1), content, "agent")

    def _passive(self) -> Iterator[Found]:
        content = self._trim(self.start, self.end)
        for cue in english.PASSIVE.finditer(self.text, self.start, self.end):
            if not self._is_quoted(cue.start()) and self._is_enough(content):
                by = english.BY.match(self.text, cue.end(), self.end)
                yield Found(self._trim(*by.span(1)) if by else None, self._trim(*cue.span()), content, "passive")

    def _past_aside(self, at: int) -> int:
        """Step over ", citing Y," to where the content begins."""
        aside = english.CITING_ASIDE.match(self.text, at, self.end)
        return aside.end() if aside else at

    # -------------------------------------------------------------- headlines: "X: C", "C – X"

    def _colon(self) -> Found | None:
        lead = english.COLON.match(self.text[self.start : self.end])
        if not lead or self._is_quoted(self.start):
            return None
        colon, content = self.start + lead.end(1), self._trim(self.start + lead.end(), self.end)
        if not self._names((self.start, colon)) or not self._is_enough(content):
            return None
        return Found(self._trim(self.start, colon), (colon, colon + 1), content, "headline")

    def _dash(self) -> Found | None:
        tail = english.DASH_END.search(self.text[self.start : self.end])
        if not tail:
            return None
        start, end = tail.span(1 if tail.group(1) else 2)
        source = self._trim(self.start + start, self.start + end)
        content = self._trim(self.start, self.start + tail.start())
        if not self._names(source) or not self._is_enough(content):
            return None
        return Found(source, (source[0] - 2, source[0] - 1), content, "headline")

    def _names(self, phrase: Range) -> bool:
        """Whether a phrase names somebody and tells nothing of them: "operator rejects account" is no source."""
        words = self.text[slice(*phrase)].casefold().split()
        tells = any(word in VERB_KIND and word.endswith(("s", "ed")) for word in words[1:])
        return self._is_marked(phrase) and not tells

    # -------------------------------------------------------------- words

    def _is_quoted(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.quoted)

    def _is_marked(self, phrase: Range) -> bool:
        """Whether a mention begins in a phrase, or a word for people or bodies stands in it."""
        return any(phrase[0] <= a < phrase[1] for a, _ in self.marks) or bool(
            english.SPEAKER.search(self.text, *phrase)
        )

    def _is_enough(self, content: Range) -> bool:
        words = self.text[slice(*content)].split()
        return len(words) >= MIN_CONTENT or (
            bool(words) and any(a < content[1] and content[0] < b for a, b in self.quoted)
        )

    def _trim(self, start: int, end: int) -> Range:
        """Cut blanks, commas and linking words off both ends; an opening quotation mark stays."""
        lead = english.LEADING.match(self.text[start:end])
        start += lead.end() if lead else 0
        while end > start and self.text[start] == "”":
            start += 1
        while end > start and self.text[end - 1] in " ,;:–—-.\n":
            end -= 1
        return start, end

    def _phrase_end(self, at: int) -> int:
        """Where a noun phrase that starts here ends."""
        stop = english.NOUN_PHRASE_END.search(self.text, at, self.end)
        while stop and stop.end() < self.end and self._is_abbreviated(at, stop):
            stop = english.NOUN_PHRASE_END.search(self.text, stop.end(), self.end)
        return stop.start() if stop else self.end

    def _is_abbreviated(self, at: int, stop: Cue) -> bool:
        return stop.group().startswith(".") and bool(english.ABBREVIATED.search(self.text[at : stop.start()]))
