"""What is known, as frozen records: from the bytes of a page to the reports it holds.

``Capture`` (bytes) → ``Article`` (text) → ``Parse`` (sentences, mentions) → ``Attribution`` (spans) → ``Report``.
A ``Reading`` is one capture read: all of these together. What could not be read is a ``Rejection``.

All offsets are code points. A `Span` lies in an article's body or in its headline and says in which.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum

from msgspec import Struct


def fold(text: str) -> str:
    """Return letters without case and accents, for comparing names.

    >>> fold("Óscar Puente")
    'oscar puente'
    """
    if text.isascii():  # nearly all; there is nothing to take off
        return text.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


_NOT_LINE_END = re.compile(r"[^\n]")


def id_of(*parts: str | None) -> str:
    """Return an id for content: 20 hexadecimal digits of the SHA-256 of its parts, kept apart as a JSON list."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()[:20]


# ------------------------------------------------------------------ capture


class Given(Struct, frozen=True):
    """What whoever brought the page says about it; it outranks what the page shows. Not said is ``None``."""

    outlet: str | None = None
    published: str | None = None  # an ISO date or date and time, as given
    title: str | None = None
    key: str | None = None  # the page's id in a set of pages, so that exports can name it


class Capture(Struct, frozen=True):
    """The bytes of one address at one moment."""

    body: bytes
    media_type: str  # "text/html" or "text/plain"; what it really is, `read` decides
    captured_at: datetime  # aware, UTC
    url: str | None = None  # final address, after redirects; None for text without one
    path: str | None = None  # the file it came from, where it came from one
    headers: tuple[tuple[str, str], ...] = ()
    charset: str | None = None  # as the transport said
    given: Given = Given()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def address(self) -> str:
        """What names the page from one capture to the next: its url, else its key, its path, or its bytes."""
        return self.url or self.given.key or self.path or f"sha256:{self.sha256}"

    @property
    def id(self) -> str:
        """The same for the same bytes of the same address, described the same way."""
        given = self.given
        return id_of(self.address, self.sha256, given.outlet, given.published, given.title, given.key)


# ------------------------------------------------------------------ article


class Part(StrEnum):
    """Which text of an article a span lies in."""

    BODY = "body"
    HEADLINE = "headline"


class Span(Struct, frozen=True, order=True):
    """A half-open range of an article's body or headline, in code points."""

    start: int
    end: int
    part: Part = Part.BODY

    def of(self, text: str) -> str:
        """Return the words the span covers in the text of its part."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.part == other.part and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.part == other.part and self.start < other.end and other.start < self.end


class Stamp(Struct, frozen=True):
    """A time a page gives for itself, with the words or tag that show it."""

    day: date  # as printed, in the page's own time zone
    instant: datetime | None  # aware, UTC; None where only a day is given
    evidence: str  # e.g. 'given', 'meta article:published_time=…', 'text "Nov 5, 2024"', 'url /2024/11/05/'


class Outlet(Struct, frozen=True):
    """Who publishes: a row of the outlets table, or a bare name where the table has none."""

    name: str
    short_names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    publisher: str | None = None
    kind: str | None = (
        None  # "agency", "newspaper", "broadcaster", "magazine", "online", "state body"; None: not in the table
    )
    country: str | None = None  # ISO 3166-1 alpha-2


class Credit(Struct, frozen=True):
    """A mark that says whose copy this is: "(Reuters) -", "By AFP", "CNN —"."""

    outlet: str  # the agency's or outlet's name in the table, else as written
    form: str  # "dateline", "byline", "credit line", "end tag", "metadata"
    span: Span | None = None  # None where it stands in the page's metadata


class Article(Struct, frozen=True):
    """One capture read: final text and credits.

    ``text`` is never changed again. Furniture (menus, teasers, captions) is spans of it that later stages skip.
    """

    id: str
    capture_id: str
    address: str
    text: str
    headline: str | None = None
    url: str | None = None
    outlet: Outlet | None = None
    language: str = "en"
    published: Stamp | None = None
    modified: Stamp | None = None
    undated: str | None = None  # why there is no `published`: where it was looked for
    byline: str | None = None
    dateline: Span | None = None  # the place-and-agency mark that opens the text
    credits: tuple[Credit, ...] = ()
    furniture: tuple[Span, ...] = ()  # sorted, disjoint, in the body

    def words(self, span: Span) -> str:
        """Return the words a span of this article covers."""
        return span.of(self.text if span.part is Part.BODY else self.headline or "")

    def plain(self, part: Part) -> str:
        """Return a part's text with dateline and furniture blanked, code point for code point; line ends stay."""
        if part is Part.HEADLINE:
            return self.headline or ""
        pieces, at = [], 0
        for span in sorted((*self.furniture, *((self.dateline,) if self.dateline else ()))):
            start = max(span.start, at)
            pieces += [self.text[at:start], _NOT_LINE_END.sub(" ", self.text[start : span.end])]
            at = max(at, span.end)
        return "".join(pieces) + self.text[at:]


# ------------------------------------------------------------------ parse


class Sentence(Struct, frozen=True):
    """A sentence, and the paragraph it stands in."""

    span: Span
    paragraph: int  # numbered within the part, from 0


class Who(StrEnum):
    """What kind of thing a mention names."""

    PERSON = "person"
    BODY = "body"  # an organisation, ministry, company, party
    OUTLET = "outlet"
    PLACE = "place"
    GROUP = "group"  # a people, a nationality
    UNNAMED = "unnamed"  # "two officials"


class Mention(Struct, frozen=True):
    """A span that names or points to someone, and whom it stands for on this page."""

    span: Span
    who: Who
    name: str  # the fullest name the page gives: "Jake Sullivan" for "he"
    entity: int  # the same number, the same one; numbered within the article
    is_name: bool = True  # False for pronouns and bare roles
    role: str | None = None  # "U.S. National Security Advisor"


class Parse(Struct, frozen=True):
    """An article's sentences, quotations and mentions, each in reading order (headline first)."""

    article: Article
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]  # with their marks; outermost only
    mentions: tuple[Mention, ...]


# ------------------------------------------------------------------ attribution


class Kind(StrEnum):
    """Of an attribution: what sort of thing is attributed."""

    STATEMENT = "statement"  # said, wrote, a document shows, an estimate
    BELIEF = "belief"
    INTENTION = "intention"
    ACT = "act"


class Tier(StrEnum):
    """Who found an attribution; where both agree it is right far more often (README.md has the figures)."""

    BOTH = "both"
    GRAMMAR = "grammar"
    NETWORK = "network"


class Cited(Struct, frozen=True):
    """An inner source: in "X, citing Y", the Y and its "citing"."""

    source: Span
    cue: Span


class Attribution(Struct, frozen=True):
    """What the text shows: source, cue and content spans, tied together.

    Outermost attributions only; whom the source cites in turn stands in `cited`, from the reader inward.
    """

    source: tuple[Span, ...]  # empty where nobody is named
    cue: tuple[Span, ...]  # empty where layout attributes
    content: tuple[Span, ...]
    kind: Kind | None  # None: none of these, and no report
    score: float  # the network's, 0 to 1, uncalibrated; 0 where the grammar alone found it
    tier: Tier
    cited: tuple[Cited, ...] = ()


class Attributed(Struct, frozen=True):
    """A parse with its attributions in reading order."""

    parse: Parse
    attributions: tuple[Attribution, ...]


# ------------------------------------------------------------------ report


class SourceKind(StrEnum):
    """What kind of source a link of a chain is."""

    OUTLET = "outlet"
    PERSON = "person"
    BODY = "body"
    UNNAMED = "unnamed"  # "officials", "a senior diplomat"
    DOCUMENT = "document"
    NOBODY = "nobody"  # words attribute but name nobody: "was reportedly"


class Source(Struct, frozen=True):
    """One link of a chain: who says it, as this page names them."""

    name: str | None  # pronouns and bare roles replaced by what they stand for; None for nobody
    kind: SourceKind
    words: Span | None = None  # where it is written; None for the page's outlet and for nobody
    role: str | None = None
    count: "Value | None" = None  # how many, for "two officials"


class Amount(Struct, frozen=True):
    """The same interval in another unit."""

    low: float | None
    high: float | None
    unit: str


class Value(Struct, frozen=True):
    """A number as an interval with a unit. An open bound is ``None``; at least one bound is given.

    Units: "people", "percent", "fraction" (0 to 1), "EUR", "square mile", "people per day", "minutes after midnight";
    "" for a bare number. A change is no level: "rose by" and "fell by" say how much it changed, "rose to" and "fell
    to" what it came to, "from" what it was before.
    """

    low: float | None
    high: float | None
    unit: str
    approx: bool = False
    counted: str | None = None  # what is counted, in the text's words: "North Korean soldiers"
    measure: str | None = None  # its normal form: "north korean soldiers @ kursk"
    words: Span | None = None
    change: str | None = None  # "rose by", "fell by", "rose to", "fell to", "from"
    si: Amount | None = None  # a measured amount in SI units, beside the original


class When(Struct, frozen=True):
    """A time the text names, as precise as the text allows. An open side is ``None``."""

    start: date | None
    end: date | None  # inclusive
    grain: str  # "day", "month", "year", "interval", "set", "vague"
    words: Span | None = None
    value: str | None = None  # TIMEX3 value


class Place(Struct, frozen=True):
    """A place the text names, with a gazetteer entry where one was found."""

    name: str
    words: Span
    precision: str | None = None  # "point", "city", "region", "country"
    gid: int | None = None  # GeoNames id
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2


class Status(StrEnum):
    """How the claimant puts it."""

    ASSERTED = "asserted"
    ESTIMATED = "estimated"
    BELIEVED = "believed"
    POSSIBLE = "possible"
    PREDICTED = "predicted"
    DENIED = "denied"


class Report(Struct, frozen=True):
    """One row of the ledger: this page tells that a claimant said this. One proposition, at most one value."""

    id: str
    article_id: str
    chain: tuple[Source, ...]  # from the reader outward: the page's outlet, relays, claimant
    content: tuple[Span, ...]  # the words attributed
    evidence: Span  # source, cue and content or as much of them as stands together: what to check
    kind: Kind
    status: Status
    tier: Tier | None = None  # None for the outlet's own voice
    score: float = 0.0
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    hedge: Span | None = None  # the words that show the status
    value: Value | None = None
    times: tuple[When, ...] = ()  # when what is claimed happens
    said_on: When | None = None  # when the claimant said it
    places: tuple[Place, ...] = ()
    horizon: date | None = None  # the day a forecast falls due

    @property
    def claimant(self) -> Source:
        """Who asserts it first-hand, as far as the page tells."""
        return self.chain[-1]

    @property
    def is_own(self) -> bool:
        """Whether the page, or the agency whose copy it is, says this in its own voice."""
        return self.claimant.kind is SourceKind.OUTLET and (self.tier is None or len(self.chain) == 1)


class Provenance(Struct, frozen=True):
    """Which version of what made a reading."""

    reportedly: str
    weights: str  # hash of the attribution weights
    names: str  # name and version of the name finder

    @property
    def key(self) -> str:
        """One string for all of it."""
        return id_of(self.reportedly, self.weights, self.names)


class Reading(Struct, frozen=True):
    """One capture read: its article, its attributions, its reports (maybe none), and what made them."""

    article: Article
    attributions: tuple[Attribution, ...]
    reports: tuple[Report, ...]
    provenance: Provenance | None = None  # filled in by the pipeline


# ------------------------------------------------------------------ copy


class CopyKind(StrEnum):
    """How much of their text two articles share."""

    WHOLE = "whole"  # fully or largely the same text
    PASSAGE = "passage"  # a paragraph, a sentence
    SPEECH = "speech"  # nothing but words both pages quote: they may have heard them apart


class Passage(Struct, frozen=True):
    """The same words in two articles, few of them exchanged, added or left out."""

    a: Span
    b: Span
    words: int  # those that both have, in the same order
    is_speech: bool = False  # whether most of it stands in quotation marks on both pages


class Copy(Struct, frozen=True):
    """Two articles with the same text, whole or in part. Which was first stays open where neither page shows it."""

    a: str  # article ids, a < b
    b: str
    kind: CopyKind
    passages: tuple[Passage, ...]  # in the order of a
    share_a: float  # of the words of a that b has too, in the same order; 0 to 1
    share_b: float
    credited: str | None = None  # who supplied the text, as a credit on either page says: "AP"
    first: str | None = None  # the article, of the two, whose text the other carries
    evidence: str | None = None  # what shows `credited` or `first`

    @property
    def words(self) -> int:
        """How many words the passages have in common."""
        return sum(passage.words for passage in self.passages)


# ------------------------------------------------------------------ story


class Tie(Struct, frozen=True):
    """What ties a page to its story: the page it was put with, and what the two have in common."""

    page: str
    to: str | None  # None: the page in the middle, which others were put with
    likeness: float  # 0 to 1, of the two with the pages like each; 1 for the page in the middle
    names: tuple[str, ...] = ()  # in both, those that count most first, as compared: small letters, no plurals
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    days_apart: int | None = None  # None: one of them has no day
    placed: date | None = None  # of a page without a day: the day the pages like it are from


class Story(Struct, frozen=True):
    """The articles about one happening."""

    id: str  # the hash of its first page's id: the same as long as that page is the first
    pages: tuple[str, ...]  # article ids, by day, then id; those without a day last
    ties: tuple[Tie, ...]  # one for each page, in that order
    first_day: date | None
    last_day: date | None


# ------------------------------------------------------------------ who is who


class EntityKind(StrEnum):
    """What an entity is."""

    OUTLET = "outlet"
    PERSON = "person"
    BODY = "body"
    STATE = "state"
    UNNAMED = "unnamed"  # people without a name, as one outlet relays them
    DOCUMENT = "document"
    GROUP = "group"  # several named in one breath


class Entity(Struct, frozen=True):
    """One person, body, state or outlet, as all pages name them."""

    id: str  # a hash of what makes it the same from one ledger to the next
    name: str  # the fullest form, in its most frequent spelling
    kind: EntityKind
    state: str | None = None  # ISO 3166-1 alpha-2
    parent: str | None = None  # the entity it speaks for or belongs to
    why: str | None = None  # the words or the rule that show the parent
    aliases: tuple[tuple[str, int], ...] = ()  # as pages write it, with how often; most often first
    members: tuple[str, ...] = ()  # of a group
    story: str | None = None  # where it is known by loose evidence only: the one story or page it holds for


class Ambiguous(Struct, frozen=True):
    """A name that may be several entities': offered for judgement."""

    entity: str  # what it is now, kept apart
    name: str
    candidates: tuple[str, ...]  # entity ids
    why: str
    story: str | None = None


# ------------------------------------------------------------------ origins, claims, points


class Origin(Struct, frozen=True):
    """A root that reports of a point lead to; whether it counts by itself, and by which rule not.

    An origin once counted stays listed: one that pages show to be another's is `into` that one, and counts no more.
    """

    entity: str | None  # None: nobody any page names
    name: str | None
    reports: tuple[str, ...]  # ids of the reports whose chains end here, the earliest page first
    into: int | None = None  # the place, among its point's origins, of the one that pages show it to be
    maybe: int | None = None  # the place of one that it may be the same as, or rest on: `at_least` counts them once
    rule: str | None = None  # why `into` or `maybe`, in words
    shown_by: str | None = None  # the report that shows it, where one does


class Origins(Struct, frozen=True):
    """How many independent origins stand behind a claim or a point: `at_least` to `at_most`, and why."""

    at_least: int
    at_most: int
    roots: tuple[Origin, ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()  # outlets that cite one another and nobody else: entity ids

    @property
    def looped(self) -> frozenset[str]:
        """Who stands in a loop, and so is no origin: entity ids."""
        return frozenset(entity for loop in self.loops for entity in loop)

    @property
    def counted(self) -> tuple[int, ...]:
        """The places of the roots that count: no page shows them to be another's, and they stand in no loop."""
        looped = self.looped
        return tuple(at for at, root in enumerate(self.roots) if root.into is None and root.entity not in looped)

    @property
    def counting(self) -> tuple[Origin, ...]:
        """The roots at these places."""
        return tuple(self.roots[at] for at in self.counted)

    @property
    def numbers(self) -> dict[int, int]:
        """The number by which each root is told, by its place: those that are their own come first."""
        order = sorted(range(len(self.roots)), key=lambda at: (self.roots[at].into is not None, at))
        return {at: number for number, at in enumerate(order, 1)}


class Weight(Struct, frozen=True):
    """Who carries a claim, a point or a story, and who is cited in it."""

    reports: int = 0
    outlets: int = 0
    publishers: int = 0
    claimants: int = 0
    unread: int = 0  # outlets that pages name as having it, and of which the story has no page


class Distortion(Struct, frozen=True):
    """A report that tells a claim otherwise than the others do."""

    report: str
    how: str  # "a lost negation", "counts something else: injured"


WORDS = 300
"""Code points of a report's content that a claim is shown by in lists."""


class Claim(Struct, frozen=True):
    """One claimant's assertion, with all its reports. Reported, not judged true."""

    id: str
    story: str
    claimant: str | None  # entity id; None: nobody any page names
    name: str | None  # of the claimant
    reports: tuple[str, ...]  # ids, the earliest page first; distorted ones among them
    lead: str  # the report that words it best
    status: Status
    origins: Origins
    value: Value | None = None
    measure: str | None = None  # what is counted, in normal form, with its scope: "deaths @ valencia"
    said_on: date | None = None  # when it was first said, as far as the pages tell
    is_placed: bool = False  # whether no page tells: then `said_on` is about when, by the days of the pages like those
    horizon: date | None = None
    distorted: tuple[Distortion, ...] = ()
    words: str = ""  # of the content of the report that words it best; cut after `WORDS` code points
    weight: Weight = Weight()


class Point(Struct, frozen=True):
    """What several claimants may each assert: claims that say the same, and the origins behind them."""

    id: str
    story: str
    claims: tuple[str, ...]  # ids, the one with most reports first
    origins: Origins
    lead: str  # the claim that words it best
    weight: Weight = Weight()


class Digest(Struct, frozen=True):
    """A story in a line: what lists show of it."""

    story: str
    title: str  # a page's headline; where none has one, how a page begins
    language: str  # of that page
    pages: int
    weight: Weight  # of all that is said in it
    lead: str | None  # the id of the point, or of the claim nobody else makes, that most outlets carry
    lines: int  # points, and claims nobody else makes


class RelationKind(StrEnum):
    """What two claims have to do with each other; the last five only look like contradictions."""

    REVISES = "revises"  # the same claimant, later
    CONTRADICTS = "contradicts"  # the same measure, scope and time, or one proposition: they cannot both hold
    DENIES = "denies"
    OTHER_PERIOD = "other period"
    OTHER_SCOPE = "other scope"
    OTHER_DEFINITION = "other definition"
    LOWER_BOUND = "lower bound"  # a bound leaves room for the other number
    NONE = "no contradiction"  # a person says so


CLASHES = (RelationKind.CONTRADICTS, RelationKind.DENIES)
"""What two claims that cannot both hold have to do with each other."""

LOOKALIKES = (
    RelationKind.OTHER_SCOPE,
    RelationKind.OTHER_PERIOD,
    RelationKind.OTHER_DEFINITION,
    RelationKind.LOWER_BOUND,
    RelationKind.NONE,
)
"""What only looks like a contradiction."""


class Relation(Struct, frozen=True):
    """Two claims of one story, and what they have to do with each other."""

    kind: RelationKind
    source: str  # claim id: of `revises` the newer, of `denies` the one that denies
    target: str
    why: str
    change: float | None = None  # of `revises`: how much the number grew


# ------------------------------------------------------------------ judgement


class JudgementKind(StrEnum):
    """What a person rules."""

    SAME_CLAIM = "same claim"  # two reports, one claim
    OTHER_CLAIM = "other claim"  # two reports, two claims
    SAME_POINT = "same point"
    OTHER_POINT = "other point"
    SAME_STORY = "same story"  # two pages
    OTHER_STORY = "other story"
    SAME_ENTITY = "same"  # two names
    OTHER_ENTITY = "not the same"
    SAME_ORIGIN = "same origin"  # two names, of one point or of any
    OTHER_ORIGIN = "other origin"
    CONTRADICTION = "contradiction"  # two reports, whose claims cannot both hold
    NOT_CONTRADICTION = "not a contradiction"  # they can
    CHAIN = "chain"  # one report: its chain is this
    OUTCOME = "outcome"  # of a forecast: it was met, was not, or is still open
    UNDO = "undo"


class Quote(Struct, frozen=True):
    """Words on a page, by which they are found again whatever else changes (W3C Web Annotation, TextQuoteSelector)."""

    address: str
    text_sha256: str  # of the article's text
    exact: str
    prefix: str  # the 32 characters before, and after; fewer at the ends of the text
    suffix: str
    part: Part = Part.BODY


class Judgement(Struct, frozen=True):
    """A person's ruling; a row of its own, never edited. It points at words or names, not at derived ids."""

    id: str
    kind: JudgementKind
    who: str
    made_at: datetime  # aware, UTC
    why: str = ""
    quotes: tuple[Quote, ...] = ()
    names: tuple[str, ...] = ()  # of entities; for a chain its links, outlet first
    outcome: str | None = None  # "true", "false", "open"
    undoes: str | None = None  # the id of the judgement taken back


# ------------------------------------------------------------------ rejection


class Rejection(Struct, frozen=True):
    """An item left out, with stage and reason."""

    stage: str  # the room: "ingest", "read", "parse", …
    address: str
    reason: str


Reject = Callable[[Rejection], None]
"""Told of each item left out; the run goes on."""


def utc_now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def hull(spans: Sequence[Span]) -> Span:
    """Return the smallest span over some spans of one part; there must be one at least."""
    return Span(min(s.start for s in spans), max(s.end for s in spans), spans[0].part)
