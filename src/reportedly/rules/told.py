"""A story as the checks read it: its pages, reports, claims and points in memory; and what a check finds there.

Everything is asked of the ledger once, however many rules there are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from reportedly import outlets
from reportedly.behind import order
from reportedly.ledger import VIEWED, Ledger
from reportedly.link.judged import attached
from reportedly.outlets import outlet_of
from reportedly.records import (
    Article,
    Claim,
    Copy,
    Entity,
    EntityKind,
    Origin,
    Origins,
    Part,
    Relation,
    RelationKind,
    Report,
    Source,
    SourceKind,
    Span,
    Story,
    Tier,
    Value,
    fold,
)
from reportedly.rules import english
from reportedly.rules.policy import Of, Policy, Rule, Severity

# ------------------------------------------------------------------ what is found


class Finding(Struct, frozen=True):
    """A rule broken: the sentence that breaks it, why, and what would mend it."""

    rule: Rule
    article: str  # id of the page
    words: Span  # the words to check, on that page
    sentence: Span  # the sentence they stand in
    why: str
    way_out: str
    report: str | None = None  # ids
    claim: str | None = None
    point: str | None = None
    tier: Tier | None = None  # who found the attribution there; None for the outlet's own voice
    beside: tuple[str, ...] = ()  # ids of reports whose words show it: the other number, whom another page names

    @property
    def severity(self) -> Severity:
        """Whether the rule must be kept, or should be."""
        return self.rule.severity


class Unmeasured(Struct, frozen=True):
    """A rule that cannot be measured on a story, a page or a point; it is not kept by that."""

    rule: Rule | None  # None: every rule
    reason: str
    way_out: str
    article: str | None = None  # ids: of what it cannot be measured; all None: of the story
    claim: str | None = None
    point: str | None = None


Outcome = Finding | Unmeasured

# ------------------------------------------------------------------ what is said


class Group(Struct, frozen=True):
    """What is counted together: the claims of a point, or a claim that nobody else shares."""

    claims: tuple[Claim, ...]
    lead: Claim
    origins: Origins
    reports: tuple[Report, ...]  # the earliest page first
    point: str | None = None

    @property
    def counted(self) -> tuple[Origin, ...]:
        """The roots that no page shows to be another's."""
        return tuple(root for root in self.origins.roots if root.into is None)


class Told:
    """A story in memory, and the policy it is held against."""

    def __init__(self, ledger: Ledger, story: Story, policy: Policy) -> None:
        books = ledger.books
        judged = attached(ledger.judgements(in_force=True), ledger.at_address).judged
        self.story, self.policy = story, policy
        self.articles: dict[str, Article] = {}
        self.reports: dict[str, Report] = {}
        for article, reports in ledger.told(story.pages):
            self.articles[article.id] = article
            for one in reports:
                chain = judged.chain(one)
                self.reports[one.id] = one if chain == one.chain else replace(one, chain=chain)
        self.claims = {claim.id: claim for claim in books.claims(story=story.id)}
        self.relations: tuple[Relation, ...] = tuple(books.relations(story=story.id))
        self.copies: tuple[Copy, ...] = tuple(books.copies_among(sorted(story.pages)))
        self.cast: Mapping[str, Entity] = books.entities(story.id)
        self.groups = tuple(self._groups(ledger))
        self.claim_of = {report: claim for claim in self.claims.values() for report in claim.reports}
        self.group_of = {claim.id: group for group in self.groups for claim in group.claims}
        self._official = {fold(name) for name in policy.official}
        self._first_hand = {fold(_canonical(name)) for name in policy.first_hand}

    def _groups(self, ledger: Ledger) -> Iterator[Group]:
        shared: set[str] = set()
        for point in ledger.books.points(story=self.story.id):
            claims = tuple(self.claims[claim] for claim in point.claims)
            shared.update(point.claims)
            yield Group(claims, self.claims[point.lead], point.origins, self._reports(claims), point.id)
        for claim in self.claims.values():
            if claim.id not in shared:
                yield Group((claim,), claim, claim.origins, self._reports((claim,)))

    def _reports(self, claims: Iterable[Claim]) -> tuple[Report, ...]:
        found = [self.reports[report] for claim in claims for report in claim.reports]
        return tuple(sorted(found, key=lambda one: (*order(self.articles[one.article_id]), one.evidence)))

    # ------------------------------------------------------------------ whose pages, which claims

    @cached_property
    def pages(self) -> tuple[Article, ...]:
        """The pages that are to keep the rules."""
        wanted = {fold(_canonical(name)) for name in self.policy.pages_of}
        every = sorted(self.articles.values(), key=order)
        return tuple(one for one in every if not wanted or fold(outlet_of(one)) in wanted)

    @cached_property
    def _page_ids(self) -> frozenset[str]:
        return frozenset(page.id for page in self.pages)

    def is_judged(self, report: Report) -> bool:
        """Whether a report is to keep the rules: it stands on such a page, and was read as surely as asked for."""
        is_sure = report.tier in (Tier.BOTH, None) or not self.policy.only_sure
        return is_sure and report.article_id in self._page_ids

    def is_judged_page(self, page: Article) -> bool:
        """Whether a page is to keep the rules."""
        return page.id in self._page_ids

    @cached_property
    def judged(self) -> tuple[Report, ...]:
        """The statements and beliefs that are to keep them, page by page."""
        places = {page.id: place for place, page in enumerate(self.pages)}
        found = [one for one in self.reports.values() if self.is_judged(one) and one.kind in VIEWED]
        return tuple(sorted(found, key=lambda one: (places[one.article_id], one.evidence, one.id)))

    def groups_of(self, of: Of) -> Iterator[Group]:
        """Yield the claims and points of a sort that a page tells which is to keep the rules."""
        for group in self.groups:
            if self._is_of(group, of) and any(self.is_judged(one) for one in group.reports):
                yield group

    def _is_of(self, group: Group, of: Of) -> bool:
        match of:
            case Of.EVERYTHING:
                return True
            case Of.POINTS:
                return group.point is not None
            case Of.NUMBERS:
                return any(is_count(claim.value) for claim in group.claims)
            case Of.UNNAMED:
                return self.is_unnamed(group)

    @cached_property
    def on_page(self) -> Mapping[str, Sequence[Report]]:
        """The same, by page."""
        found: defaultdict[str, list[Report]] = defaultdict(list)
        for one in self.judged:
            found[one.article_id].append(one)
        return found

    @cached_property
    def newer(self) -> Mapping[str, Sequence[str]]:
        """For claims, those that revise them."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for one in self.relations:
            if one.kind is RelationKind.REVISES:
                found[one.target].append(one.source)
        return found

    # ------------------------------------------------------------------ who

    @cached_property
    def cited(self) -> Sequence[frozenset[str]]:
        """The names of all whom the story cites, folded and without articles."""
        roots = {root.entity for group in self.groups for root in group.origins.roots}
        some = (
            one for entity, one in sorted(self.cast.items()) if entity in roots and one.kind is not EntityKind.STATE
        )
        return [frozenset(_ARTICLE.sub("", name) for name in (*names_of(one), *_short(one))) - {""} for one in some]

    def outlet(self, report: Report) -> str:
        """Return whose page a report stands on."""
        return outlet_of(self.articles[report.article_id])

    def finder(self, report: Report) -> str:
        """Return the outlet that has it from the claimant: the page's own, or the last relay that is an outlet.

        Of text that the page has from another, it is the other.
        """
        names = [name for link in report.chain[1:] if (name := self.outlet_named(link)) is not None]
        return names[-1] if names else self._carried.get(report.id, self.outlet(report))

    def outlet_named(self, link: Source) -> str | None:
        """Return the outlet that a link of a chain is, by its one name; also one that was read as another body."""
        if link.kind not in (SourceKind.OUTLET, SourceKind.BODY, SourceKind.PERSON) or not link.name:
            return None
        bare = _bare(link.name)
        if bare in self._outlets:
            return self._outlets[bare]
        return _canonical(link.name) if link.kind is SourceKind.OUTLET else None

    @cached_property
    def outlets(self) -> Sequence[str]:
        """The outlets with a page in the story."""
        return sorted({outlet_of(page) for page in self.articles.values()})

    @cached_property
    def _outlets(self) -> dict[str, str]:
        """The outlets with a page in the story, by their names without "agency" and "the", and by their last words."""
        names = self.outlets
        found = {_bare(name): name for name in names}
        for entity in self.cast.values():
            if entity.kind is EntityKind.OUTLET:
                ends = [name for name in names if fold(name).endswith(f" {fold(entity.name)}")]
                if len(ends) == 1:  # "the Courier", of the Marrowford Courier
                    found.setdefault(_bare(entity.name), ends[0])
        return found

    @cached_property
    def _carried(self) -> dict[str, str]:
        """For reports in text that pages credit to an outlet or had later: the outlet whose text it is."""
        found: dict[str, tuple[tuple[str, str], str]] = {}
        places: defaultdict[str, list[Report]] = defaultdict(list)
        for report in self.reports.values():
            places[report.article_id].append(report)
        for copy in self.copies:
            if copy.first is None and copy.credited is None:
                continue
            first = copy.first or min(copy.a, copy.b, key=lambda page: order(self.articles[page]))
            other = copy.b if first == copy.a else copy.a
            owner = _canonical(copy.credited) if copy.credited else outlet_of(self.articles[first])
            spans = [passage.b if other == copy.b else passage.a for passage in copy.passages]
            rank = order(self.articles[first])
            for report in places[other]:
                if (
                    any(span.overlaps(report.evidence) for span in spans)
                    and rank < found.get(report.id, (("~",), ""))[0]
                ):
                    found[report.id] = (rank, owner)
        return {report: owner for report, (_, owner) in found.items()}

    def root(self, report: Report) -> Entity | None:
        """Return who a report's chain ends with, as all pages name them."""
        claim = self.claim_of.get(report.id)
        for one in claim.origins.roots if claim else ():
            if report.id in one.reports:
                return self.cast.get(one.entity or "")
        return None

    def line(self, entity: Entity | None) -> Iterator[Entity]:
        """Yield somebody, and whom they speak for or belong to, outward."""
        seen = set()
        while entity is not None and entity.id not in seen:
            seen.add(entity.id)
            yield entity
            entity = self.cast.get(entity.parent or "")

    def is_official(self, group: Group) -> bool:
        """Whether a body that the policy calls official says it, or who speaks for one."""
        if not self._official:
            return False
        known = (self.cast.get(root.entity or "") for root in group.counted)
        return any(not self._official.isdisjoint(names_of(one)) for who in known for one in self.line(who))

    def is_first_hand(self, outlet: str) -> bool:
        """Whether the policy takes an outlet at its word; where it lists none, every one."""
        if not self.policy.has_first_hand:
            return True
        known = outlets.by_name(outlet)
        own = next((page.outlet for page in self.articles.values() if outlet_of(page) == outlet), known)
        kinds = {one.kind for one in (known, own) if one}
        return fold(_canonical(outlet)) in self._first_hand or not kinds.isdisjoint(self.policy.first_hand_kinds)

    def is_outlet(self, root: Origin) -> bool:
        """Whether a root is an outlet: its own voice, or where pages stop."""
        known = self.cast.get(root.entity or "")
        return known is not None and known.kind is EntityKind.OUTLET

    def is_unnamed(self, group: Group) -> bool:
        """Whether nobody with a name says it: people without one, or nobody at all."""
        kinds = [known.kind for root in group.counted if (known := self.cast.get(root.entity or ""))]
        if not kinds:
            return not group.origins.loops
        return all(kind is EntityKind.UNNAMED for kind in kinds)

    # ------------------------------------------------------------------ what to show

    def shown(self, group: Group) -> Report:
        """Return the report of a claim or point that is shown, on a page that is judged.

        The one that words it best; of several pages with the same words, the earliest.
        """
        judged = [one for one in group.reports if self.is_judged(one)]
        leads = (group.lead.lead, *(claim.lead for claim in group.claims))
        best = next((self.reports[one] for one in leads if self.is_judged(self.reports[one])), judged[0])
        return next(one for one in judged if self._words(one) == self._words(best))

    def _words(self, report: Report) -> str:
        return self.articles[report.article_id].words(report.evidence)

    def finding(self, rule: Rule, report: Report, why: str, way_out: str, *beside: str) -> Finding:
        """Return that a report breaks a rule."""
        claim = self.claim_of.get(report.id)
        return Finding(
            rule,
            report.article_id,
            report.evidence,
            sentence(self.articles[report.article_id], report.evidence),
            why,
            way_out,
            report.id,
            claim.id if claim else None,
            self.group_of[claim.id].point if claim else None,
            report.tier,
            tuple(dict.fromkeys(beside)),
        )

    def source_words(self, report: Report) -> str:
        """Return how a page words who says something."""
        link = report.claimant
        if link.words is None:
            return link.name or ""
        return self.articles[report.article_id].words(link.words)


# ------------------------------------------------------------------ words and numbers


def names_of(entity: Entity) -> frozenset[str]:
    """Return all the ways in which pages write somebody, folded."""
    return frozenset(fold(name) for name in (entity.name, *(alias for alias, _ in entity.aliases)))


def _short(entity: Entity) -> Iterator[str]:
    """Yield how a page may call somebody for short, folded: a surname, the last two words of a body's name."""
    for name in (entity.name, *(alias for alias, _ in entity.aliases)):
        words = name.split()
        number = 1 if entity.kind is EntityKind.PERSON else 2
        if len(words) > number and all(word[:1].isupper() for word in words[-number:]):
            yield fold(" ".join(words[-number:]))


_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their) ")


def _canonical(name: str) -> str:
    known = outlets.by_name(name)
    return known.name if known else name


_BESIDE = re.compile(r"^the | (?:news )?agency$|^(?:the )?(?:news )?(?:agency|newspaper|paper|broadcaster) ")


def _bare(name: str) -> str:
    """Return an outlet's name without what it is called besides: "the news agency Northline"."""
    return _BESIDE.sub("", fold(_canonical(name))).removeprefix("the ")


SMALL = 10
"""Numbers from which on a count of things is one; of people and money every number is."""

_ALWAYS = frozenset({"people", "deaths", "percent", "fraction"})
_CLOCK = "minutes after midnight"
_CURRENCY = re.compile(r"[A-Z]{3}\b")


def is_count(value: Value | None) -> bool:
    """Whether a number is one that rules are about: of people, money or a share, or ten and more of anything.

    >>> is_count(Value(3, 3, "people")), is_count(Value(3, 3, "gates")), is_count(Value(540, 540, _CLOCK))
    (True, False, False)
    """
    if value is None or value.unit == _CLOCK:
        return False
    if value.unit in _ALWAYS or _CURRENCY.match(value.unit):
        return True
    bound = value.high if value.high is not None else value.low
    return bound is not None and bound >= SMALL and bool(value.unit or value.counted)


def same_number(one: Value | None, other: Value | None) -> bool:
    """Whether two numbers are the same interval of the same unit."""
    if one is None or other is None:
        return False
    return (one.low, one.high, one.unit) == (other.low, other.high, other.unit)


_STOP = re.compile(
    r"(?<![.\s][A-Z])(?<!\bM[rs])(?<!\bDr)(?<!\bMrs)(?<!\bGen)(?<!\bSt)[.!?…]+[\"'’”»)\]]*\s+(?=[\"“„«‘'(\[]?[A-Z\d])"
)


def sentence(article: Article, words: Span) -> Span:
    """Return the sentence, or sentences, in which words stand, within their paragraph; of a headline all of it.

    Where it is in doubt that a sentence ends, it goes on.
    """
    whole = paragraph(article, words)
    if words.part is Part.HEADLINE:
        return whole
    text = article.text
    ends = [stop.end() for stop in _STOP.finditer(text, whole.start, whole.end)]
    start = max((end for end in ends if end <= words.start), default=whole.start)
    end = min((end for end in ends if end >= words.end), default=whole.end)
    return Span(start, start + len(text[start:end].rstrip()), words.part)


def paragraph(article: Article, words: Span) -> Span:
    """Return the line in which words stand, or the lines."""
    text = article.text if words.part is Part.BODY else article.headline or ""
    start = text.rfind("\n", 0, words.start) + 1
    end = text.find("\n", words.end)
    return Span(start, len(text) if end < 0 else end, words.part)


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return names as a list in words.

    >>> listed(["Globe", "Echo"]), listed(["A", "B", "C", "D", "E"])
    ('Globe and Echo', 'A, B, C and 2 more')
    """
    some = list(dict.fromkeys(names))
    if len(some) > most:
        return f"{', '.join(some[:most])} and {len(some) - most} more"
    return " and ".join([", ".join(some[:-1]), some[-1]] if len(some) > 1 else some)


def is_readable(article: Article) -> bool:
    """Whether words of the page's language are known to the checks."""
    return article.language == english.LANGUAGE
