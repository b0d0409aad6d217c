"""Why so many origins: one card an origin, what adds an outlet and no origin, how the count grew, what people ruled."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from reportedly import behind, wording
from reportedly.behind import Behind
from reportedly.ledger import Row
from reportedly.link.judged import place
from reportedly.records import (
    Article,
    Entity,
    EntityKind,
    Judgement,
    JudgementKind,
    Origin,
    Report,
    fold,
)
from reportedly.serve import words
from reportedly.serve.drawings.marks import Mark, disc, square
from reportedly.serve.drawings.picture import Carrier, Group, Manner, Picture, Sort, What
from reportedly.serve.pages import told
from reportedly.serve.pages.told import Told

NAMES = 3
"""Names of outlets that a sentence tells; the others are counted."""

ECHOES = 12
"""Lines that tell what adds an outlet and no origin; what is left stands in one more."""

MERGED = 8
"""Lines in which a card tells who was merged into its origin, and as many for others it may be; the rest is counted."""


class Merged(Struct, frozen=True):
    """Somebody who is no origin, as pages show them to be another."""

    name: str
    rule: str
    shown: Told | None = None  # the report that shows it


class Card(Struct, frozen=True):
    """An origin, with why it counts."""

    number: int
    name: str
    is_unnamed: bool
    glyph: Markup
    sentence: str
    words: Told | None  # its first report
    rests: str  # who rests on it
    apart: str = ""
    merged: tuple[Merged, ...] = ()
    maybe: tuple[str, ...] = ()  # the others it may be, and why
    rule: str = ""

    @property
    def rows(self) -> tuple[Merged, ...]:
        """Who is merged into it, those together of whom the same is told."""
        alike: dict[object, list[Merged]] = {}
        for one in self.merged:
            alike.setdefault((one.rule, one.shown.href if one.shown else one.rule), []).append(one)
        return tuple(replace(some[0], name=listed([one.name for one in some])) for some in alike.values())

    @property
    def doubts(self) -> tuple[str, ...]:
        """The others it may be, each wording once, with how many it stands for."""
        found = Counter(self.maybe).items()
        return tuple(f"{told} ({wording.count(many, 'such origin')})" if many > 1 else told for told, many in found)


class _Counted(Struct, frozen=True):
    """What the cards of a point's origins are made of."""

    places: Sequence[int]  # of the origins that count, among the roots
    numbers: Mapping[int, int]  # as the chain picture numbers roots: those that count first
    rows: Mapping[str, Row]
    outlets: Mapping[int, list[str]]  # that rest on an origin
    tellers: Mapping[int, str]  # the report of whoever told it first, by the origin's number


def cards(one: Behind, picture: Picture) -> list[Card]:
    """Return a card for each origin that counts, numbered as in the chain picture, and first told by whom it says."""
    counted, numbers = one.origins.counted, one.origins.numbers
    tellers = {
        origin.number: block.teller.way.report
        for block in picture.every
        for origin in block.origins
        if block.teller and block.teller.way
    }
    of = _Counted(counted, numbers, {row.report.id: row for row in one.rows}, _carriers(one), tellers)
    return [_card(one, at, of) for at in counted]


def _carriers(one: Behind) -> dict[int, list[str]]:
    """Return, by origin, the outlets whose reports lead to it, in the order in which they told it."""
    roots = one.origins.roots
    of = {report: behind.settled(roots, at) for at, root in enumerate(roots) for report in root.reports}
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for row in one.rows:
        if row.report.id in of:
            found[of[row.report.id]].setdefault(wording.outlet(row.article))
    return {at: list(names) for at, names in found.items()}


def _card(one: Behind, at: int, of: "_Counted") -> Card:
    roots, root = one.origins.roots, one.origins.roots[at]
    known = one.cast.get(root.entity or "")
    is_unnamed = known is not None and known.kind is EntityKind.UNNAMED
    told_by = of.tellers.get(of.numbers[at])
    first = of.rows.get(told_by if told_by in root.reports else next(iter(root.reports), ""))
    mark = Mark.SOLID if root.maybe is None else Mark.HALF
    into = [other for place, other in enumerate(roots) if other.into is not None and behind.settled(roots, place) == at]
    outlets = of.outlets.get(at, [])
    return Card(
        number=of.numbers[at],
        name=_name(root),
        is_unnamed=is_unnamed,
        glyph=_glyph(mark, is_round=is_unnamed),
        sentence=_sentence(root, first, len(outlets)),
        words=told.told(first) if first else None,
        rests=listed(outlets),
        apart=_apart(one, at, of.places),
        merged=tuple(_merged(other, of.rows) for other in into),
        maybe=tuple(_maybes(roots, at, of.places)),
        rule=_rule(known, first),
    )


def _name(root: Origin) -> str:
    return words.clean(root.name or "") or "nobody named"


def _glyph(mark: Mark, *, is_round: bool) -> Markup:
    shape = '<svg class="glyph" viewBox="-1 -1 20 20" aria-hidden="true">{}</svg>'
    return Markup(shape).format((disc if is_round else square)(mark, 0, 0, 18))  # noqa: S704  # ours


def _sentence(root: Origin, first: Row | None, outlets: int) -> str:
    start = "" if root.maybe is None else "Counted at most, not at least. "
    if first is None:
        return f"{start}No report at hand leads to it."
    by = f"{wording.outlet(first.article)} told it first, {words.published(first.article.published)}"
    return f"{start}{by}; {wording.count(outlets, 'outlet')} {'rests' if outlets == 1 else 'rest'} on it."


def _apart(one: Behind, at: int, counted: Sequence[int]) -> str:
    """Return from which others it is counted apart even at the least, and why."""
    roots = one.origins.roots
    others = [other for other in counted if other != at and roots[other].maybe is None and roots[at].maybe is None]
    if not others:
        return ""
    names = listed([_name(roots[other]) for other in others])
    ruled = {frozenset(pair) for pair in one.judged.other_origin}
    mine = fold(roots[at].name or "")
    if any(frozenset({mine, fold(roots[other].name or "")}) in ruled for other in others):
        return f"from {names}: a person ruled so"
    return f"from {names}: no page has one from the other, and no body or state is known to stand behind both"


def _merged(root: Origin, rows: Mapping[str, Row]) -> Merged:
    shown = rows.get(root.shown_by or "")
    return Merged(_name(root), words.clean(root.rule or "shown to be the same"), told.told(shown) if shown else None)


def _maybes(roots: Sequence[Origin], at: int, counted: Sequence[int]) -> Iterator[str]:
    root = roots[at]
    if root.maybe is not None:
        yield f"as {_name(roots[root.maybe])}: {words.clean(root.rule or '')}"
    for other in counted:
        if roots[other].maybe == at:
            yield f"as {_name(roots[other])}, which is counted at most: {words.clean(roots[other].rule or '')}"


_KINDS = {
    EntityKind.PERSON: "a named person",
    EntityKind.BODY: "a named body",
    EntityKind.STATE: "a state",
    EntityKind.DOCUMENT: "a document",
    EntityKind.GROUP: "several, named in one breath",
}


def _rule(known: Entity | None, first: Row | None) -> str:
    kind = known.kind if known else None
    if kind is EntityKind.UNNAMED:
        by = f", {wording.outlet(first.article)}" if first else ""
        return f"people without a name belong to the outlet that first relays them{by}"
    if kind is EntityKind.OUTLET:
        return "an outlet at which the chain ends, and whose own page names nobody else"
    what = _KINDS.get(kind, "somebody") if kind else "somebody"
    return f"{what}, the last link of the chain that pages state"


def listed(names: Sequence[str]) -> str:
    """Return names in a sentence: the first few, and how many more.

    >>> listed(["A", "B"]), listed(["A", "B", "C", "D", "E"])
    ('A and B', 'A, B, C and 2 more')
    """
    some, more = list(names[:NAMES]), len(names) - NAMES
    if more > 0:
        return f"{', '.join(some)} and {more:,} more"
    return some[0] if len(some) == 1 else " and ".join([", ".join(some[:-1]), some[-1]] if some else [])


# ------------------------------------------------------------------ what adds an outlet and no origin


class Echo(Struct, frozen=True):
    """Outlets that add no origin, by one rule."""

    what: str  # "Carries Northline's text, with credit"
    outlets: int
    which: str
    how: str


def echoes(picture: Picture) -> list[Echo]:
    """Return which outlets of a chain picture add no origin, by rule; the rule with most outlets first."""
    found: defaultdict[str, list[Carrier]] = defaultdict(list)
    for block in picture.every:
        sources = "; ".join(origin.name for origin in block.origins[:2]) or "it"
        if block.teller:
            if block.teller.mark is Mark.ECHO and block.teller.way:
                found["Tells it, and is shown to have it from elsewhere"].append(block.teller)
            _echoes(block.teller.groups, block.teller.outlet, found)
        _echoes(block.groups, sources if block.sort is Sort.ORIGIN else "another", found)
    told_by = [_echo(what, carriers) for what, carriers in found.items()]
    return sorted(told_by, key=lambda one: (-one.outlets, one.what))


def brief(found: Sequence[Echo], most: int = ECHOES) -> list[Echo]:
    """Return the first of them, and one line for all the others where there are more than two of those."""
    rest = found[most:]
    if len(rest) < 3:
        return list(found)
    outlets = sum(one.outlets for one in rest)
    return [
        *found[:most],
        Echo(f"The same in {len(rest):,} more ways", outlets, "", "as the table of chains tells of each"),
    ]


def _echoes(groups: Sequence[Group], under: str, found: defaultdict[str, list[Carrier]]) -> None:
    for group in groups:
        for carrier in group.carriers:
            if carrier.mark is Mark.ECHO and carrier.way:
                found[_what(group.what, carrier, under)].append(carrier)
            _echoes(carrier.groups, carrier.outlet, found)


def _what(what: What, carrier: Carrier, under: str) -> str:
    match what:
        case What.TEXT:
            credit = "no credit" if carrier.manner is Manner.UNCREDITED else "with credit"
            return f"Carries the text of {under}, {credit}"
        case What.CITES:
            return f"Cites {under}"
        case What.ITSELF:
            return f"Names the same source as others before it: {under}"
        case What.NOBODY:
            return "Names nobody for it"
        case What.LOOP:
            return "Cites an outlet that cites it"
        case _:
            return "Cites somebody else who has it"


def _echo(what: str, carriers: Sequence[Carrier]) -> Echo:
    hows = list(dict.fromkeys(words.clean(one.how, 120) for one in carriers if one.how))
    more = f"; {len(hows) - 2:,} more ways" if len(hows) > 2 else ""
    names = listed([words.clean(one.outlet) for one in carriers])
    return Echo(words.clean(what), len(carriers), names, "; ".join(hows[:2]) + more)


# ------------------------------------------------------------------ how the count grew


class Day(Struct, frozen=True):
    """What a day brought."""

    day: date | None
    new: int  # outlets
    outlets: int  # so far
    origins: int  # so far, counted at most
    brought: str  # the origins first told that day
    first: str  # the outlets that first told it that day


def growth(one: Behind) -> list[Day]:
    """Return how outlets and origins grew day by day, as the pages that are here now show it."""
    begins = {root.reports[0]: _name(root) for root in one.origins.counting if root.reports}
    seen: set[str] = set()
    days: dict[date | None, tuple[list[str], list[str]]] = {}
    for row in one.rows:
        new, brought = days.setdefault(row.article.published.day if row.article.published else None, ([], []))
        name = wording.outlet(row.article)
        if name not in seen:
            seen.add(name)
            new.append(name)
        if row.report.id in begins:
            brought.append(begins[row.report.id])
    found, outlets, origins = [], 0, 0
    for day, (new, brought) in days.items():
        outlets, origins = outlets + len(new), origins + len(brought)
        found.append(
            Day(day, len(new), outlets, origins, listed(_alike(brought)) if brought else "", listed(new) if new else "")
        )
    return found


def _alike(names: Sequence[str]) -> list[str]:
    """Return each name once, with how many bear it where several do."""
    return [f"{name} ({number:,} of them)" if number > 1 else name for name, number in Counter(names).items()]


# ------------------------------------------------------------------ what people ruled


class Ruling(Struct, frozen=True):
    """A person's ruling that touches a line."""

    judgement: Judgement
    text: str


_RULED = {
    JudgementKind.SAME_CLAIM: "These are one claim",
    JudgementKind.OTHER_CLAIM: "These are two claims",
    JudgementKind.SAME_POINT: "These are one point",
    JudgementKind.OTHER_POINT: "These are two points",
    JudgementKind.SAME_STORY: "These pages are one story",
    JudgementKind.OTHER_STORY: "These pages are two stories",
    JudgementKind.SAME_ENTITY: "These are one",
    JudgementKind.OTHER_ENTITY: "These are not one",
    JudgementKind.SAME_ORIGIN: "These are one origin",
    JudgementKind.OTHER_ORIGIN: "These are two origins",
    JudgementKind.CONTRADICTION: "These cannot both hold",
    JudgementKind.NOT_CONTRADICTION: "These do not contradict each other",
    JudgementKind.CHAIN: "The chain is",
    JudgementKind.OUTCOME: "What became of the forecast",
    JudgementKind.UNDO: "Taken back",
}


def rulings(judgements: Sequence[Judgement], rows: Sequence[Row], names: Sequence[str]) -> list[Ruling]:
    """Return the rulings on some reports or names, the latest first."""
    pages: dict[str, tuple[Article, tuple[Report, ...]]] = {}
    for row in rows:
        article, reports = pages.get(row.article.address, (row.article, ()))
        pages[row.article.address] = article, (*reports, row.report)
    folded = {fold(name) for name in names if name}
    touching = [one for one in judgements if _touches(one, pages, folded)]
    return [Ruling(one, _text(one)) for one in sorted(touching, key=lambda one: (one.made_at, one.id), reverse=True)]


def _touches(one: Judgement, pages: dict[str, tuple[Article, tuple[Report, ...]]], names: set[str]) -> bool:
    if not one.quotes:
        return any(fold(name) in names for name in one.names)
    found = (place(quote, pages.get) for quote in one.quotes)
    return any(hit is not None and hit[1] is not None for hit in found)


def _text(one: Judgement) -> str:
    said = [*one.names, *(wording.in_marks(wording.bounded(quote.exact, 80)) for quote in one.quotes)]
    if one.outcome:
        said = [wording.OUTCOMES.get(one.outcome, one.outcome), *said]
    glue = " ← " if one.kind is JudgementKind.CHAIN else " · "
    return words.clean(f"{_RULED[one.kind]}: {glue.join(said)}")
