"""What was linked, on a terminal: claims, points and what stands behind them, forecasts, who is who.

All words come through `wording`, which makes page text harmless.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from rich.text import Text

from reportedly import behind, wording
from reportedly.behind import Behind, Branch, Leaf
from reportedly.cli import lines, pictures
from reportedly.cli.options import ID
from reportedly.cli.pictures import Node
from reportedly.cli.screens import HOW, WORDS, Screen
from reportedly.ledger import Ledger, Row
from reportedly.outlets import outlet_of
from reportedly.records import (
    CLASHES,
    Ambiguous,
    Article,
    Claim,
    Copy,
    CopyKind,
    Entity,
    EntityKind,
    Judgement,
    Origins,
    Relation,
    RelationKind,
    Report,
    SourceKind,
    Weight,
)

FOLD = 40
"""Leaves of a tree that are all shown; of more, the first of each branch."""

KEPT = 3
"""Leaves of a branch that are shown where a tree has too many; the others are named."""

FEW = 5
"""Copies, and relations that are no contradiction, that are shown unless all are asked for."""

LEAF_WORDS, SHORT = 120, 200
"""Characters of words on a leaf, and of words beside others."""


class Said(Struct, frozen=True):
    """A claim with its reports, the earliest page first."""

    claim: Claim
    rows: Sequence[Row]
    who: Entity | None = None  # who makes it, as all pages name them

    @property
    def lead(self) -> Row:
        """The report that words it best."""
        return next((row for row in self.rows if row.report.id == self.claim.lead), self.rows[0])


def said(ledger: Ledger, claim: Claim) -> Said:
    """Return a claim with its reports."""
    return Said(claim, behind.reports(ledger, claim.reports), who_makes(ledger, claim))


def who_makes(ledger: Ledger, claim: Claim) -> Entity | None:
    """Return who makes a claim."""
    return ledger.books.entity(claim.claimant) if claim.claimant else None


class Related(Struct, frozen=True):
    """What a claim has to do with another one."""

    relation: Relation
    claim: Claim
    other: Said
    ruling: Judgement | None = None  # on which it stands


# ------------------------------------------------------------------ claims


def claims(screen: Screen, said: Said, *ids: str, more: Iterable[Text] = ()) -> None:
    """Print a claim as a block: who, the words, what they amount to, who carries it, what tells it otherwise."""
    one = said.claim
    screen.print(claimant(said))
    screen.indented(statement(said.lead.report, said.lead.article))
    screen.indented(amount(one))
    screen.indented(Text(_carried(said), "cyan"))
    for line in (*_otherwise(said), *more):
        screen.indented(line)
    screen.indented(Text(" · ".join((f"claim {one.id[:ID]}", *ids)), "dim"))
    screen.print()


def claimant(said: Said) -> Text:
    """Return who makes a claim, and what is to be known of them; of pages' own voice only where none cites anybody."""
    row = said.lead if not said.lead.report.is_own else next((r for r in said.rows if not r.report.is_own), said.lead)
    report = row.report
    who, note = wording.claimant(report, row.article)
    is_unnamed = report.claimant.kind is SourceKind.UNNAMED
    if not report.is_own:
        who = wording.neutral(said.claim.name or "") or who
        if said.who:
            is_unnamed = said.who.kind is EntityKind.UNNAMED
            role = wording.neutral(report.claimant.role or "") if said.who.kind is EntityKind.PERSON else ""
            note = {EntityKind.UNNAMED: "(unnamed)", EntityKind.DOCUMENT: "(a document)"}.get(said.who.kind, role)
    text = Text(who, "bold italic" if is_unnamed else "bold")
    return text.append(f"  {note}" if note else "", "not bold not italic dim")


def name(said: Said) -> Text:
    """Return who makes a claim, by name alone."""
    return Text(claimant(said).plain.partition("  ")[0], "bold")


def statement(report: Report, article: Article, characters: int = WORDS) -> Text:
    """Return the words of a report between marks."""
    return Text(wording.in_marks(wording.bounded(wording.neutral(lines.words(report, article)), characters)))


def amount(claim: Claim) -> Text:
    """Return a claim's number, how it is put, when it was said, by when it falls due."""
    parts = [Text(claim.status.value, HOW.get(claim.status, "yellow"))]
    if claim.value:
        parts.insert(0, Text(wording.interval(claim.value), "bold"))
    parts.append(Text(f"said {wording.said_on(claim)}"))
    if claim.horizon:
        parts.append(Text(f"due {wording.day(claim.horizon)}", "bold"))
    return Text(" · ").join(parts)


def _carried(said: Said) -> str:
    outlets = len({outlet_of(row.article) for row in said.rows})
    first = said.rows[0].article
    where = f"{wording.outlet(first)}, {wording.published(first.published)}"
    if len(said.rows) == 1:
        return f"1 report, {where}"
    return f"{wording.count(len(said.rows), 'report')} in {wording.count(outlets, 'outlet')}, first {where}"


def _counted(said: Said) -> str:
    outlets = list(dict.fromkeys(wording.outlet(row.article) for row in said.rows))
    where = outlets[0] if len(outlets) == 1 else wording.count(len(outlets), "outlet")
    return f"{wording.count(len(said.rows), 'report')} in {where}"


def _otherwise(said: Said) -> Iterator[Text]:
    """Yield the reports that tell a claim otherwise than most."""
    rows = {row.report.id: row for row in said.rows}
    for one in said.claim.distorted:
        if row := rows.get(one.report):
            told = f"told otherwise by {wording.outlet(row.article)}: {wording.neutral(one.how)} · {one.report[:ID]}"
            yield Text(told, "yellow")


def brief(said: Said, characters: int = SHORT) -> Text:
    """Return a claim in a line: who, words, number, day, id."""
    claim, row = said.claim, said.lead
    text = Text(claimant(said).plain, "bold").append(": ", "not bold")
    text.append_text(statement(row.report, row.article, characters))
    if claim.value:
        text.append(f" · {wording.interval(claim.value)}")
    return text.append(f" · said {wording.said_on(claim)}").append(f" · claim {claim.id[:ID]}", "dim")


# ------------------------------------------------------------------ all that stands behind one


def core(screen: Screen, one: Behind, *, every: bool = False) -> None:
    """Print a claim or a point: the statement, how many stand behind it, how it came here, why so many origins."""
    lead = _of(one, one.lead)
    screen.indented(claimant(lead) if len(one.claims) == 1 else _claimants(one), 0)
    screen.indented(statement(lead.lead.report, lead.lead.article), 0)
    screen.indented(amount(one.lead), 0)
    weighed(screen, one.weight, one.origins)
    screen.print()
    section(screen, "How it came here, from each origin outward")
    branches = behind.tree(one)
    is_folded = sum(branch.size for branch in branches) > FOLD and not every
    pictures.tree(screen, [_branch(branch, is_folded=is_folded) for branch in branches])
    screen.print()
    _why(screen, one)


def whole(screen: Screen, one: Behind, related: Sequence[Related], *, every: bool) -> None:
    """Print all that stands behind a claim or a point: the same; copies, claims, relations, ids to go on with."""
    core(screen, one, every=every)
    if one.copies:
        _copies(screen, one, every=every)
    if len(one.claims) > 1 or one.lead.distorted:
        _claims(screen, one)
    if related:
        _related(screen, related, every=every)
    commands = [f"claim {each.id[:ID]}" for each in one.claims[:2] if each.id != one.id]
    commands += [f"story {one.story[:ID]}", f"show {one.lead.lead[:ID]}"]
    screen.indented(Text(f"go on with: {' · '.join(commands)}", "dim"), 0)


def section(screen: Screen, title: str) -> None:
    """Print the heading of a part."""
    screen.print(Text(title, "bold underline"))


def weighed(screen: Screen, weight: Weight, origins: Origins) -> None:
    """Print who carries and who says it."""
    screen.indented(Text(wording.weight(weight, origins), "cyan"), 0)


def _of(one: Behind, claim: Claim) -> Said:
    """Return one of the claims shown, with its reports."""
    rows = [row for row in one.rows if row.report.id in claim.reports]
    return Said(claim, rows, one.cast.get(claim.claimant or ""))


def _claimants(one: Behind) -> Text:
    """Return who makes the claims of a point; outlets that only repeat it are left out."""
    repeating = {root.entity for root in one.origins.roots if root.into is not None}
    said = [_of(one, claim) for claim in one.claims if claim.claimant not in repeating]
    return Text(" · ", "bold").join(name(each) for each in said)


def _branch(branch: Branch, *, is_folded: bool, depth: int = 0) -> Node:
    """Return an origin or a relay as a node, with all that hangs under it."""
    text = Text(wording.neutral(branch.name), "" if depth else "bold")
    if branch.is_unnamed:
        text.stylize("italic")
        text.append(" (unnamed)", "not italic not bold")
    if branch.size > 1:
        text.append(f" · {branch.size} reports", "not bold")
    if branch.note:
        text.append(f" · {wording.neutral(branch.note)}", "not bold dim")
    alike: defaultdict[tuple[str, str], list[Leaf]] = defaultdict(list)
    for leaf in branch.leaves:
        alike[leaf.row.article.id, lines.words(leaf.row.report, leaf.row.article)].append(leaf)
    leaves = list(alike.values())
    kept = leaves[:KEPT] if is_folded else leaves
    under = [_branch(one, is_folded=is_folded, depth=depth + 1) for one in branch.branches]
    under += [Node(_leaf(some[0], len(some))) for some in kept]
    if left := leaves[len(kept) :]:
        names = ", ".join(dict.fromkeys(wording.outlet(some[0].row.article) for some in left))
        under.append(Node(Text(f"{len(left)} more: {wording.bounded(names, SHORT)}; `--all` shows them", "dim")))
    return Node(text, under)


def _leaf(leaf: Leaf, times: int) -> Text:
    """Return a page as a leaf: its outlet and day, the words, how often it has them, the report's id."""
    row = leaf.row
    text = Text(wording.outlet(row.article), "cyan").append(f" · {wording.published(row.article.published)}", "default")
    if leaf.carried:
        text.append(" · carries that text", "yellow")
    text.append(" · ", "default").append_text(statement(row.report, row.article, LEAF_WORDS))
    text.append(f" · {times} times" if times > 1 else "")
    return text.append(f" · {row.report.id[:ID]}", "dim")


def _why(screen: Screen, one: Behind) -> None:
    """Print each root with the rule by which it counts or does not."""
    origins = one.origins
    section(screen, f"Why {wording.origins(origins)}")
    places = origins.numbers
    for at in sorted(places, key=lambda at: places[at]):
        screen.indented(_root(at, one, places))
    for loop in origins.loops:
        names = ", ".join(sorted(_entity_name(entity, one.cast) for entity in loop))
        screen.indented(Text(f"a loop: {names} cite one another and nobody else, and are no origin", "yellow"))
    told = {report for root in origins.roots for report in root.reports}
    silent = [row for row in one.rows if row.report.id not in told]
    if silent:
        names = ", ".join(dict.fromkeys(wording.outlet(row.article) for row in silent))
        screen.indented(Text(f"–  {names}: no origin is named there, so none is added"))
    screen.print()


def _root(at: int, one: Behind, places: Mapping[int, int]) -> Text:
    root = one.origins.roots[at]
    text = Text(f"{places[at]}  ").append(
        wording.neutral(root.name or "") or "nobody named", "bold" if root.into is None else ""
    )
    if root.entity in one.origins.looped:
        return text.append(": in a loop, not counted")
    if root.into is not None:
        last = behind.settled(one.origins.roots, at)
        text.append(f": no origin of its own, it goes back to {places[last]}")
    elif root.maybe is not None:
        text.append(f": counted; at the least it is the same as {places[root.maybe]} or rests on it")
    else:
        text.append(": counted")
    if root.rule:
        text.append(f" ({wording.neutral(root.rule)}")
        if shown := one.row(root.shown_by):
            text.append(f"; {wording.outlet(shown.article)} shows it, {shown.report.id[:ID]}")
        text.append(")")
    return text


def _entity_name(entity: str, cast: Mapping[str, Entity]) -> str:
    known = cast.get(entity)
    return wording.neutral(known.name) if known else entity[:ID]


def _claims(screen: Screen, one: Behind) -> None:
    section(screen, "Who says it")
    for claim in one.claims:
        claims(screen, _of(one, claim))


# ------------------------------------------------------------------ copies


def _copies(screen: Screen, one: Behind, *, every: bool) -> None:
    section(screen, "The same text on two pages")
    pages = {row.article.id: row.article for row in one.rows}
    shown = one.copies if every else one.copies[:FEW]
    for copy in shown:
        screen.indented(Text(f"{same_text(copy, pages)}"))
    _rest(screen, len(one.copies) - len(shown))
    screen.print()


def same_text(copy: Copy, pages: Mapping[str, Article]) -> str:
    """Return what two pages have of one another's text, and what shows whose it is."""
    ordered = sorted((copy.a, copy.b), key=lambda page: behind.order(pages[page]))
    a, b = (wording.outlet(pages[page]) for page in ordered)
    how = {
        CopyKind.WHOLE: "largely the same text",
        CopyKind.PASSAGE: f"the same {copy.words:,} words in part",
        CopyKind.SPEECH: f"the same quotation, {copy.words:,} words",
    }[copy.kind]
    if copy.first:
        first, other = (a, b) if copy.first == ordered[0] else (b, a)
        told = f"{other} carries the text of {first}: {how}"
    else:
        told = f"{a} and {b} have {how}"
    credited = f"; credited to {wording.neutral(copy.credited)}" if copy.credited else ""
    return f"{told}{credited}"


def _rest(screen: Screen, number: int) -> None:
    if number > 0:
        screen.indented(Text(f"{number:,} more; `--all` shows them", "dim"))


# ------------------------------------------------------------------ relations


def _related(screen: Screen, related: Sequence[Related], *, every: bool) -> None:
    section(screen, "Beside other claims")
    real = (*CLASHES, RelationKind.REVISES)
    once = {(one.relation.kind, one.other.claim.id, _towards(one)): one for one in reversed(related)}
    ordered = sorted(once.values(), key=lambda one: (one.relation.kind not in real, one.relation.kind.value))
    most = None if every else max(FEW, sum(one.relation.kind in real for one in ordered))
    for one in ordered[:most]:
        how = Text(f"{_towards(one)} ", "red" if one.relation.kind in CLASHES else "default")
        screen.indented(how.append_text(brief(one.other, LEAF_WORDS)))
        screen.indented(Text(wording.neutral(one.relation.why), "dim"), 4)
        if one.ruling:
            screen.indented(Text(wording.ruled(one.ruling), "italic"), 4)
    _rest(screen, len(ordered[most:]) if most else 0)
    screen.print()


def _towards(one: Related) -> str:
    """Return what a claim has to do with another one, seen from it."""
    is_source = one.relation.source == one.claim.id
    told = {
        RelationKind.REVISES: ("revises", "is revised by"),
        RelationKind.CONTRADICTS: ("contradicts", "contradicts"),
        RelationKind.DENIES: ("denies", "is denied by"),
    }.get(one.relation.kind)
    return told[not is_source] if told else f"no contradiction, {one.relation.kind.value}:"


def clash(screen: Screen, relation: Relation, source: Said, target: Said, ruling: Judgement | None = None) -> None:
    """Print two claims that contradict each other, or only look like it, and why, and who rules that it is so."""
    is_real = relation.kind in CLASHES
    title = relation.kind.value if is_real else f"no contradiction: {relation.kind.value}"
    head = Text(title, "bold red" if is_real else "bold").append(
        f"  {wording.neutral(relation.why)}", "not bold default"
    )
    screen.indented(head, 0)
    if ruling:
        screen.indented(Text(wording.ruled(ruling), "italic"))
    for said in (source, target):
        screen.indented(brief(said))
    screen.print()


# ------------------------------------------------------------------ forecasts


def outcome(judgement: Judgement | None) -> Text:
    """Return what a person says became of a forecast, and by what."""
    if judgement is None:
        return Text(wording.UNRULED)
    why = f": {wording.neutral(judgement.why)}" if judgement.why else ""
    who = f"{wording.neutral(judgement.who)}, {wording.day(judgement.made_at.date())}"
    return Text(f"{wording.outcome(judgement)}, says {who}{why}", "bold")


# ------------------------------------------------------------------ who is who


def person(
    screen: Screen, one: Entity, line: Sequence[Entity], doubts: Sequence[tuple[Ambiguous, Sequence[str]]]
) -> None:
    """Print who somebody is: names, for whom they speak, what is in doubt."""
    screen.print(
        Text(wording.neutral(one.name), "bold underline").append(f"  {one.kind.value}", "not underline not bold dim")
    )
    others = [(alias, number) for alias, number in one.aliases if alias != one.name]
    if others:
        told = ", ".join(f"{wording.neutral(alias)} ({number})" for alias, number in others)
        screen.indented(Text(f"also written {wording.bounded(told, SHORT)}"))
    if line:
        names = " → ".join(wording.neutral(above.name) for above in line)
        why = f" ({wording.neutral(one.why)})" if one.why else ""
        screen.indented(Text(f"belongs to {names}{why}"))
    for doubt, candidates in doubts:
        some = " or ".join(wording.neutral(name) for name in candidates)
        told = f"in doubt: {wording.neutral(doubt.name)} may be {some}: {wording.neutral(doubt.why)}"
        screen.indented(Text(told, "yellow"))
    screen.indented(Text(f"entity {one.id[:ID]}", "dim"))
    screen.print()


# ------------------------------------------------------------------ numbers


class Counted(Struct, frozen=True):
    """A claim with a number, and whether a later one of its claimant revises it."""

    said: Said
    is_revised: bool


def numbers(screen: Screen, counted: Sequence[Counted]) -> None:
    """Print the numbers of one measure: a picture over time, then each claimant's values with what is behind them."""
    by_claimant = [list(group) for _, group in groupby(counted, key=lambda one: one.said.claim.claimant)]
    drawn = [line for some in by_claimant if (line := _line(some)).marks]
    if len({mark.day for line in drawn for mark in line.marks}) > 1:
        pictures.track(screen, drawn)
        screen.print()
    for some in by_claimant:
        screen.indented(claimant(some[0].said))
        screen.columns([_value(one) for one in some], margin=4)
    screen.print()


def _line(some: Sequence[Counted]) -> pictures.Line:
    marks = [
        pictures.Mark(one.said.claim.said_on, wording.short(one.said.claim.value), one.is_revised)
        for one in some
        if one.said.claim.said_on and one.said.claim.value
    ]
    return pictures.Line(name(some[0].said), list(dict.fromkeys(marks)))


def _value(one: Counted) -> tuple[Text, ...]:
    claim = one.said.claim
    assert claim.value is not None  # `numbers` asks for those that have one
    style = "dim" if one.is_revised else "bold"
    status = Text(claim.status.value, HOW.get(claim.status, "yellow"))
    return (
        Text(wording.said_on(claim)),
        Text(wording.interval(claim.value), style),
        status.append(", revised", "dim") if one.is_revised else status,
        Text(_counted(one.said), "cyan"),
        Text(claim.id[:ID], "dim"),
    )
