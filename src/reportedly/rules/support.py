"""Checks of what stands behind a claim or a point: how many origins, whose, through whom."""

from collections.abc import Iterable, Iterator

from reportedly.records import Origin
from reportedly.rules import english
from reportedly.rules.policy import By, Rule
from reportedly.rules.told import Group, Outcome, Told, Unmeasured, listed


def independent_origins(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find what rests on too few origins; what is enough only as long as a page is not read cannot be measured."""
    for group in told.groups_of(rule.of):
        is_enough = rule.unless_official and told.is_official(group)
        is_carried = len({told.outlet(one) for one in group.reports}) >= rule.carried_by
        if is_carried and not is_enough:
            yield from _enough(told, rule, group, _number(told, rule, group))


def has_origin(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find outlets that cite one another and nobody else, and what goes back to nobody."""
    for group in told.groups:
        reports = [one for one in group.reports if told.is_judged(one)]
        if not reports or (group.origins.at_least and not group.origins.loops):
            continue
        if group.origins.loops:
            looped = group.origins.looped
            names = [told.cast[one].name for one in sorted(looped) if one in told.cast]
            why = f"{listed(sorted(names))} cite one another for it, and nobody else"
            inside = [one for one in reports if (who := told.root(one)) and who.id in looped]
            report = (inside or reports)[0]
        else:
            report = told.shown(group)
            why = "no page names anybody who says it"
        yield told.finding(rule, report, why, "find who says it first-hand and name them, or leave it out")


def several_outlets(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find what many outlets tell and one found out."""
    for group in told.groups_of(rule.of):
        carrying = {told.outlet(one) for one in group.reports}
        found = {told.finder(one) for one in group.reports}
        if len(carrying) < rule.carried_by or len(found) != 1 or (rule.unless_official and told.is_official(group)):
            continue
        (only,) = found
        others = [one for one in group.reports if told.is_judged(one) and told.outlet(one) != only]
        if not others and len(carrying) > 1:
            continue  # the pages to be judged are of the outlet that found it out
        why = f"{len(carrying)} outlets tell it, and all of them have it from {only}"
        if len(carrying) == 1:
            why = f"only {only} has it"
        way_out = f"say that {only} reports it, or wait until another outlet has it from a source of its own"
        yield told.finding(rule, others[0] if others else told.shown(group), why, way_out)


def first_hand(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find what is known on the word of outlets alone, none of which the policy takes at its word."""
    for group in told.groups_of(rule.of):
        counted = group.counted
        if not counted or not all(told.is_outlet(root) for root in counted):
            continue
        if any(told.is_first_hand(root.name or "") for root in counted):
            continue
        names = listed([root.name or "" for root in counted])
        why = f"it is known on the word of {names}, not on our list of those first-hand"
        way_out = f"find whom {names} has it from, or an outlet on the list"
        yield told.finding(rule, told.shown(group), why, way_out)


def original_read(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find what all pages have from outlets of which no page is in the story."""
    there = {told.outlet(one) for one in told.reports.values()}
    for group in told.groups_of(rule.of):
        found = {told.finder(one) for one in group.reports}
        if found & there:
            continue
        names = listed(sorted(found))
        why = f"every page here has it from {names}, of which no page is in this story"
        yield told.finding(rule, told.shown(group), why, f"read what {names} wrote, and add that page")


def unnamed_corroborated(told: Told, rule: Rule) -> Iterator[Outcome]:
    """Find what people without a name say and too few others bear out; one with a name is enough."""
    exempt = frozenset(rule.exempt)
    for group in told.groups_of(rule.of):
        people = [root for root in group.counted if root.entity in told.cast]
        if not people or not told.is_unnamed(group):
            continue
        words = [told.source_words(one) for one in group.reports if not one.is_own] or [
            root.name or "" for root in people
        ]
        if not any(map(english.are_people, words)) or any(english.roles(english.head(text)) & exempt for text in words):
            continue
        if rule.unless_official and told.is_official(group):
            continue
        yield from _enough(told, rule, group, _heads(told, rule, group, people))


# ------------------------------------------------------------------ how many


def _number(told: Told, rule: Rule, group: Group) -> int:
    """Return how many origins count, without outlets that the policy does not take at their word."""
    left_out = sum(told.is_outlet(root) and not told.is_first_hand(root.name or "") for root in group.counted)
    return max(0, _count(rule, group) - left_out)


def _count(rule: Rule, group: Group) -> int:
    return group.origins.at_least if rule.by is By.AT_LEAST else group.origins.at_most


def _heads(told: Told, rule: Rule, group: Group, people: Iterable[Origin]) -> int:
    """Return how many people without a name say it; several told of by one outlet count as several if so ruled."""
    number = _count(rule, group)
    if not rule.people:
        return number
    heads = [max((_told_of(told, report) for report in root.reports), default=1) for root in people]
    return max(number, max(heads) if rule.by is By.AT_LEAST else sum(heads))


def _told_of(told: Told, report: str) -> int:
    """How many people a report tells of as its source: "two officials"."""
    one = told.reports[report]
    if count := one.claimant.count:
        return int(count.low or 1)
    return 2 if english.are_several(told.source_words(one)) else 1


def _enough(told: Told, rule: Rule, group: Group, number: int) -> Iterator[Outcome]:
    """Yield what is to be said of a claim or point that so many origins stand behind."""
    unread = [root.name or "" for root in group.counted if _is_unread(told, group, root)]
    report = told.shown(group)
    read_on = f"read the page of {listed(unread)}, which is cited and not in this story" if unread else ""
    if number < rule.minimum:
        names = listed([root.name or "nobody named" for root in group.counted]) or "nobody named"
        carried = len({told.outlet(one) for one in group.reports})
        many = f"{carried} outlets tell" if carried > 1 else "1 outlet tells"
        way_out = f"find another source, independent of {names}"
        if len(group.counted) > number > 0:
            names += ", which may rest on one" if number == 1 else ", some of which may rest on one"
        why = f"{rule.minimum} independent origins are wanted, and {number} counts: {names}; {many} it"
        yield told.finding(rule, report, why, f"{way_out}; {read_on}" if unread else way_out)
    elif number - len(unread) < rule.minimum:
        claim = told.claim_of[report.id].id
        reason = f"{number} origins count, and it is not known whom {listed(unread)} has it from"
        yield Unmeasured(rule, reason, read_on, report.article_id, claim, group.point)


def _is_unread(told: Told, group: Group, root: Origin) -> bool:
    """Whether a root is an outlet at which pages stop, and of which no page tells the point."""
    if not told.is_outlet(root):
        return False
    own = {told.outlet(one) for one in group.reports}
    reports = [told.reports[one] for one in root.reports]
    named = {name for one in reports if (name := told.outlet_named(one.claimant)) is not None} | {root.name or ""}
    return not own & named
