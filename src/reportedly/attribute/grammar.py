"""What the words of one sentence show by rule: "X said that C", "C, said X", "according to X, C", "is believed to", "X: C".

A cue is looked up in the tables of `reportedly.english`, never inside a quotation. Its source is the phrase beside it that
holds a mention; its content is what the cue leaves on the other side. The rules know no syntax tree; where they and the
network agree, the finding is right far more often than where one of them speaks alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.english import BODY_HEADS, DAYS, HEADS, MONTHS, OUTLET_HEADS, SAYING, alternation, forms

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution by rule; ranges are code points of the text the sentence stands in."""

    source: Range | None  # None: nobody is named
    cue: Range
    content: Range
    rule: str  # "before", "after", "inverted", "according", "passive", "headline"
    further: Range | None = None  # the other half of a quotation cut in two by its cue
    nested: bool = False  # inside the content of the one before


_SAID = alternation(SAYING)
_OBJECT = alternation(
    [
        form
        for verb in ["put", "count", "list", "cite", "give", "raise", "revise", "tally", "record", "register", "show", "call", "quote", "deny", "reject", "hear"]
        for form in forms(verb)[1:3]
    ]
    + ["spoke of", "speaks of", "spoken of", "warned of", "warns of", "bore out", "thought it", "called it"]
)
_AUX = (
    r"(?:(?:has|have|had|also|later|then|earlier|previously|further|however|already|since|now|thus|again|recently|repeatedly|"
    r"reportedly|initially|on|last|this|week|month|year|did|not|too|could|cannot|would|once|all|both|still|yet|alone|himself|"
    rf"herself|itself|themselves|today|yesterday|{DAYS})\s+)*"
)
_VERB = re.compile(rf"(?<![\w’'-])(?:{_SAID}|{_OBJECT})(?![\w-])")
_NO_VERB_BEFORE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|to|of|by|from|the|an?|its|his|her|their|these|those|some|any|no|per|such|more|new|"
    r"according|press|media|news|earlier|previous|recent|latest|official|(?:^|[.“] )(?:Press|Media|News))|['’]s|['’])(?:\s+(?:also|widely|now|still))?\s+$"
)  # the reports, to say, is believed
_NO_VERB_AFTER = re.compile(
    r"\s+(?:of|by|from|about|missing|dead|killed|injured)\b|(?<=claimed)\s+(?:[\w,]+\s+){0,4}lives\b"
)
_FINITE_ONLY = re.compile(r"(?:said|told|says|tells|added|wrote|writes)$")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Pp]er|[Ii]n the words of|[Cc]iting|[Qq]uoting)\s+(?=\S)")
_ASSESSMENT = re.compile(
    r"^(?:In|By|On)\s+((?:the|an?|its|[A-Z][\w.]*['’]s)\s+(?:[\w.’'-]+\s+){0,4}"
    r"(?:assessments?|estimates?|view|opinion|account|words|telling|version|count|report|figures|calculations?|reckoning)\b"
    r"(?:\s+of\s+[^,]{2,40})?),?\s+"
)
_SAYS = re.compile(_SAID)
_POINTS_BACK = re.compile(r"(?:he|she|it|they|who|which|we|I)\b.*", re.IGNORECASE | re.DOTALL)
_CITING = re.compile(r",?\s+(?:according to|citing|quoting)\s")
_STEP = re.compile(r"(?:\s+on)?(?:\s+\w+day)?,\s+(?:citing|quoting|which cited|referring to)\s+[^,;:]{3,80}(?=,)")
_AGENT = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?"
    r"((?:raised|revised|lowered|put|estimated|confirmed|announced|reported|given|counted|corrected|quoted)\b[^.;“”\"]{0,40}?\bby)\s+"
)
_GOES_ON = re.compile(r"\b(?:and|but|then)\s+(?:also\s+|then\s+|later\s+|has\s+|had\s+)*$")
_NO_NAME = re.compile(
    rf"\s+(?:on|in|at|to|with|by|about|for|of|if|as|late|early|last|that|it|he|she|they|there|{DAYS})\b"
)
_REMARK = re.compile(
    r"(?:(?:On|About|After|Despite|Following)\s+)?((?:[A-Z][\w.’'-]*\s+){0,5}[A-Z][\w-]*)['’]s?\s+(?:\w+\s+)?(remarks?|statement|claim|words|warning|prediction|comments?|assertion)"
    r"\s+(?:that|on|about)\s+"
)
_PASSIVE = re.compile(
    r"\b(?:(?:is|are|was|were|been|be)\s+(?:also\s+|now\s+|widely\s+|still\s+)?"
    r"(?:believed|said|thought|reported|expected|understood|feared|estimated|alleged|rumou?red|speculated|presumed|assumed|"
    r"suspected|claimed|deemed|considered)\s+(?=to\b|that\b|by\b)"
    r"|reportedly|allegedly|supposedly|purportedly)\b",
)
_BY = re.compile(r"by\s+([^,.;]{3,60}?)(?=\s+to\b|[,.;]|$)")
_BOUNDARY = re.compile(
    r"[,;:–—]\s|[,;:]$|\s[-–—]\s|[”\"»](?=\s)|''(?=\s)|\b(?:and|but|while|as|though|although|which|that|when|after|because|where)\s|\("
)
_LEADING = re.compile(
    rf"^(?:\s|[,;:–—-]|(?:But|And|Also|Earlier|Later|Meanwhile|However|Still|Yet|Then|Now|Today|Yesterday|"
    rf"(?:On|Late on|Early on|Last|Earlier on)\s+(?:{DAYS})|and|but|while|as|then|which|that|so|when|after|In (?:{MONTHS}))\b,?)+"
)
_TIME = (
    rf"(?:on\s+|late\s+|early\s+|earlier\s+|last\s+|this\s+|that\s+|the\s+same\s+|in\s+|at\s+|by\s+)*(?:{DAYS}|{MONTHS}|today|yesterday|"
    r"night|evening|morning|afternoon|noon|day|week|month|year|again|later|earlier|recently|separately|overnight|midday|"
    r"[A-Z][a-z]{2}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+|\d{4})(?:\s+\d{1,2}|\s+\d{4})?"
)
_ADJUNCT = re.compile(
    rf"(?:\s*,?\s*(?:{_TIME})(?![\w-])"
    r"|\s+(?:in|during|at|to|for|through|after|via|on|by|from)\s+(?:an?|the|his|her|its|their|reporters|journalists|lawmakers|state|local|"
    r"[A-Z][\w.’'-]*)(?:\s+(?!that\b|and\b|but\b)[\w.’'-]+){0,7}?(?=\s+(?:on|late|early|last|this|after|that|and|but|in|at)\b|[,.;:]|\s*$)"
    r"|\s*\([^)]{1,30}\))*"
)
_TOLD = re.compile(
    r"\s*(?:the\s+|an?\s+|his\s+|her\s+|its\s+|state\s+|public\s+|local\s+)*[\w.’'&-]+(?:\s+(?!that\b)[\w.’'&-]+){0,6}?"
    rf"(?=\s+(?:that|on|in|at|late|early|last|by|after|how|why|what|it|they|he|she|there|{_TIME})\b|\s*[,.;:\"“]|\s*$)"
)
_NP_END = re.compile(
    r"[,;:.]\s|[,;:.]$|\s(?:that|who|which|said|says|told|and said|but|while|after|when|as)\b|\s[-–—]\s|[“\"]|\s\(|\)"
)
_HEADS = alternation(HEADS)
_SPEAKER = re.compile(
    rf"\b(?:he|she|they|who|{_HEADS}|{alternation(BODY_HEADS)}|{alternation(OUTLET_HEADS)})\b", re.IGNORECASE
)
_CAPITAL = re.compile(r"\s*(?:(?:[a-z]+\s+){0,5}|the\s+|an?\s+)*(?:[A-Z]|(?:[a-z-]+\s+){0,4}(?:" + _HEADS + r")\b)")
_COLON = re.compile(r"^([^:“\"]{2,50}):\s+(?=\S)")
_DASH_END = re.compile(r"\s+[-–—]\s+([^-–—:“\"]{2,45})$|:\s+([^-–—:“\"]{2,45})$")
_CLOSING = frozenset(",”\"»'’?!")  # what stands between a content and the source or cue after it
LONGEST = 2_000
"""Code points of a sentence, at most: a longer one is none, and the rules look back and forth in it."""
MIN_CONTENT = 3  # words
"""A content has so many words at least, or a quotation."""


def found(
    text: str, sentence: Range, quoted: Sequence[Range], marks: Sequence[Range], *, headline: bool
) -> list[Found]:
    """Return what one sentence attributes by rule, in reading order.

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
        if headline and (hit := self._headline()):
            yield hit
            return
        yield from self._according()
        yield from self._assessment()
        yield from self._remark()
        yield from self._agent()
        cues = [m for m in _VERB.finditer(self.text, self.start, self.end) if self._is_verb(m)]
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
            elif _SAYS.fullmatch(cue.group()) and not _POINTS_BACK.fullmatch(
                self.text[slice(*hit.source or cue.span())]
            ):
                yield replace(hit, nested=True)
        yield from self._passive()

    def _is_verb(self, cue: re.Match[str]) -> bool:
        if self._in_quotation(cue.start()):
            return False
        before = self.text[max(self.start, cue.start() - 24) : cue.start()]
        if _NO_VERB_BEFORE.search(before):
            return False
        return bool(_FINITE_ONLY.match(cue.group())) or not _NO_VERB_AFTER.match(self.text, cue.end())

    def _in_quotation(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.quoted)

    def _marked(self, start: int, end: int) -> bool:
        """Whether a mention begins in a phrase, or a word for people or bodies stands in it."""
        return any(start <= a < end for a, _ in self.marks) or bool(_SPEAKER.search(self.text, start, end))

    def _trim(self, start: int, end: int) -> Range:
        """Cut blanks, commas and linking words off both ends; an opening quotation mark stays."""
        lead = _LEADING.match(self.text[start:end])
        start += lead.end() if lead else 0
        while end > start and self.text[start] in "”":
            start += 1
        while end > start and self.text[end - 1] in " ,;:–—-.\n":
            end -= 1
        return start, end

    def _enough(self, content: Range) -> bool:
        words = self.text[slice(*content)]
        return len(words.split()) >= MIN_CONTENT or (
            any(a < content[1] and content[0] < b for a, b in self.quoted) and bool(words.strip())
        )

    def _limit(self, cue: re.Match[str], later: Sequence[re.Match[str]]) -> int:
        """Where the content after a cue ends: at the sentence's end, or where a later cue with a source of its own begins."""
        told = _CITING.search(self.text, self._skip_citing(cue.end()), self.end)
        end = told.start() if told and not self._in_quotation(told.start()) else self.end
        for following in later:
            if following.start() > end:
                break
            between = self.text[cue.end() : following.start()]
            joint = re.search(
                r"(?:,\s+|\s+)(?:and|but|while|adding|though)\b(?:\s+(?:also|then|later|has|had))*\s*$", between
            )
            if joint and len(between.split()) > MIN_CONTENT:
                return cue.end() + joint.start()
            clause = list(re.finditer(r"(?:,|;)\s+(?:and|but|while|though|although)?\s*", between))
            for mark in reversed(clause):
                source = cue.end() + mark.end(), following.start()
                if (
                    mark.end() < len(between)
                    and self._marked(*source)
                    and len(between[: mark.start()].split()) > MIN_CONTENT
                ):
                    return cue.end() + mark.start()
        return end

    def _according(self) -> Iterator[Found]:
        for cue in _ACCORDING.finditer(self.text, self.start, self.end):
            word = cue.group().split()[0].casefold()
            if self._in_quotation(cue.start()) or word in ("citing", "quoting"):
                continue
            stop = self._np_end(cue.end())
            source = self._trim(cue.end(), stop)
            if word == "per" and not self.text[source[0] : source[0] + 4].lstrip("the ")[:1].isupper():
                continue  # 60 miles per hour
            before = self._trim(self.start, cue.start())
            after = self._trim(self._skip_citing(stop), self.end)
            content = after if before[1] - before[0] < 3 else before
            if source[0] < source[1] and self._enough(content):
                yield Found(source, self._trim(cue.start(), cue.end()), content, "according")

    def _skip_citing(self, at: int) -> int:
        """Step over ", citing Y," to where the content begins."""
        step = _STEP.match(self.text, at, self.end)
        return step.end() if step else at

    def _assessment(self) -> Iterator[Found]:
        lead = _ASSESSMENT.match(self.text[self.start : self.end])
        if lead:
            source = self.start + lead.start(1), self.start + lead.end(1)
            content = self._trim(self.start + lead.end(), self.end)
            if self._enough(content):
                yield Found(source, source, content, "according")

    def _remark(self) -> Iterator[Found]:
        for cue in _REMARK.finditer(self.text, self.start, self.end):
            content = self._trim(cue.end(), self._np_end(cue.end()))
            if not self._in_quotation(cue.start()) and self._enough(content):
                yield Found(cue.span(1), cue.span(2), content, "remark")

    def _agent(self) -> Iterator[Found]:
        for cue in _AGENT.finditer(self.text, self.start, self.end):
            stop = self._np_end(cue.end())
            time = re.compile(rf"\s+(?:on|late|early|in)\b|\s+(?:{DAYS})").search(self.text, cue.end(), stop)
            source = self._trim(cue.end(), time.start() if time else stop)
            content = self._trim(self.start, cue.end(1) - 2)
            if self._marked(*source) and not self._in_quotation(cue.start()) and self._enough(content):
                yield Found(source, cue.span(1), content, "agent")

    def subject(self, cue: int) -> Range | None:
        """The source before a cue found by other means; None where no mention is."""
        source, _ = self._subject(cue)
        return source if source and self._marked(*source) else None

    def _np_end(self, at: int) -> int:
        """Where a noun phrase that starts here ends."""
        stop = _NP_END.search(self.text, at, self.end)
        while (
            stop
            and stop.group()[:1] == "."
            and re.search(r"\b[A-Z][\w]{0,3}$", self.text[at : stop.start()])
            and stop.end() < self.end
        ):
            stop = _NP_END.search(self.text, stop.end(), self.end)  # "U.S. officials", "Gen. Roe"
        return stop.start() if stop else self.end

    def _verb(self, cue: re.Match[str], limit: int, speaker: Range | None) -> Found | None:
        """Read what a verb attributes; `speaker` is who spoke before in the sentence, for "… and suggested that …"."""
        if self.text[self.start : cue.start()].rstrip()[-1:] in _CLOSING and (hit := self._inverted(cue)):
            return hit
        source, left = self._subject(cue.start())
        if source is None and speaker and _GOES_ON.search(self.text[self.start : cue.start()]):
            source, left = speaker, self.start
        right = cue.end()
        if cue.group() in ("told", "tells"):
            told = _TOLD.match(self.text, right, limit)
            right = told.end() if told else right
        span = cue.span()
        if source is None or not self._marked(*source):
            return None
        right = min(self._skip_citing(right), limit)
        adjunct = _ADJUNCT.match(self.text, right, limit)
        rest = self._trim(adjunct.end() if adjunct else right, limit)
        before = self._trim(self.start, left)
        has_right = rest[1] - rest[0] > 2 and self._enough((rest[0], rest[1]))
        ends = self.text[self.start : left].rstrip()[-1:]
        has_left = ends in _CLOSING and self._enough(before)
        if has_left and (not has_right or not self._opens_content(rest[0], right)):
            further = rest if has_right and self.text[rest[0]] in '“"«' else None
            return Found(source, span, before, "after", further)
        if has_left and self.text[rest[0]] in '“"«':
            return Found(source, span, before, "after", rest)
        if has_right:
            rest = self._without_that(rest)
            return Found(source, span, rest, "before") if self._enough(rest) else None
        return None

    def _opens_content(self, at: int, cue_end: int) -> bool:
        """Whether what follows the cue reads like its content: "that …", or no comma between."""
        return bool(re.match(r"that\b", self.text[at:])) or "," not in self.text[cue_end:at]

    def _without_that(self, rest: Range) -> Range:
        that = re.match(r"that\s+", self.text[slice(*rest)])
        return rest if that is None else (rest[0], rest[1])

    def _subject(self, cue: int) -> tuple[Range | None, int]:
        """The phrase before a cue, and where what stands before it ends."""
        head = self.text[self.start : cue]
        aux = re.search(rf"(?:^|(?<=\s)|(?<=,\s)){_AUX}$", head)
        end = self.start + (aux.start() if aux else len(head))
        words = self.text[self.start : end].rstrip()
        if words.endswith(","):  # Ann Lee, mayor of Brennock, said
            inner = self._last_boundary(self.start + len(words) - 1)
            start = self._last_boundary(inner - 2) if inner > self.start + 2 else self.start
            if re.match(r"[^,]{0,60}$", self.text[start : max(start, inner - 2)]):
                return self._source(start, end)
        return self._source(self._last_boundary(end), end)

    def _source(self, start: int, end: int) -> tuple[Range | None, int]:
        for said in _VERB.finditer(self.text, start, end):  # "Ann Lee said she | expects"
            by = self.text.startswith(" by ", said.end())  # officials cited by the paper
            start = said.end() if self._is_verb(said) and not by else start
        source = self._trim(start, end)
        if source[0] >= source[1] or len(self.text[slice(*source)].split()) > 16:
            return None, start
        return source, start

    def _last_boundary(self, before: int) -> int:
        """The end of the last mark or linking word before a place that parts two clauses."""
        at = self.start
        for mark in _BOUNDARY.finditer(self.text, self.start, before):
            word = mark.group().strip()
            if word == "and" and self._joins_names(mark.start(), mark.end(), before):
                continue
            at = mark.end()
        return at

    def _joins_names(self, start: int, end: int, before: int) -> bool:
        """Whether an "and" stands inside a source: "U.S. and Ukrainian officials", "Zelensky and others"."""
        left, right = self.text[max(self.start, start - 30) : start].split(), self.text[end:before].split()
        if not left or not right or len(right) > 6:
            return False
        return left[-1][:1].isupper() or right[0] in ("others", "other") or (len(left) <= 2 and start - self.start < 20)

    def _inverted(self, cue: re.Match[str]) -> Found | None:
        """Read "C," said X."""
        before = self._trim(self.start, cue.start())
        if not self._enough(before) or cue.group() in ("told", "tells") or _NO_NAME.match(self.text, cue.end()):
            return None
        stop = self._np_end(cue.end())
        if self.text[stop : stop + 2] == ", " and re.match(
            r", (?:the|an?|his|her|who|\w+['’]s|[a-z]+)\s", self.text[stop:]
        ):
            longer = self._np_end(stop + 2)
            stop = longer if longer - stop < 90 else stop
        source = self._trim(cue.end(), stop)
        if source[0] < source[1] and self._marked(*source) and _CAPITAL.match(self.text, source[0], source[1]):
            rest = self._trim(stop, self.end)
            further = rest if rest[0] < rest[1] and self.text[rest[0]] in '“"«' else None
            return Found(source, cue.span(), before, "inverted", further)
        return None

    def _passive(self) -> Iterator[Found]:
        for cue in _PASSIVE.finditer(self.text, self.start, self.end):
            if self._in_quotation(cue.start()):
                continue
            by = _BY.match(self.text, cue.end(), self.end)
            source = self._trim(*by.span(1)) if by else None
            content = self._trim(self.start, self.end)
            if self._enough(content):
                yield Found(source, self._trim(*cue.span()), content, "passive")

    def _headline(self) -> Found | None:
        line = self.text[self.start : self.end]
        lead = _COLON.match(line)
        if lead and self._marked(self.start, self.start + lead.end(1)) and not self._in_quotation(self.start):
            content = self._trim(self.start + lead.end(), self.end)
            colon = self.start + lead.end(1)
            if self._enough(content):
                return Found(self._trim(self.start, colon), (colon, colon + 1), content, "headline")
        tail = _DASH_END.search(line)
        if tail:
            group = 1 if tail.group(1) else 2
            source = self._trim(self.start + tail.start(group), self.start + tail.end(group))
            content = self._trim(self.start, self.start + tail.start())
            if self._marked(*source) and self._enough(content):
                return Found(source, (source[0] - 2, source[0] - 1), content, "headline")
        return None
