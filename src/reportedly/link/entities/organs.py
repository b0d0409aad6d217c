"""Bodies of one scope (a story, or a page of none): which names and descriptions are one body's.

Names of one key are one. An acronym joins the one name it is put beside in brackets or is the first letters of; a
description joins the one body of its sort and state; a shorter name the one longer name that has all its words. Where
two fit, none is joined, and both are offered.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from reportedly.link.entities import english
from reportedly.link.entities.bodies import Body, Gloss, initials
from reportedly.link.entities.forms import Form
from reportedly.records import fold

MORE = 4
"""Words a longer name has more than a shorter one, at most."""
MOST = 60
"""Bodies that are offered or compared where many fit."""
LETTERS = 8
"""Letters of an acronym, at most."""
STEM = 6
"""Letters of a place's name that its adjective shares: "Lowmoor", "Lowmoorian"."""


@dataclass(slots=True)
class Organ:
    """Names taken for one body, in one scope."""

    bodies: dict[tuple[str, ...], Body] = field(default_factory=dict)  # by form key
    forms: Counter[Form] = field(default_factory=Counter)
    glossed: str | None = None  # the state that a page names before its name

    @property
    def state(self) -> str | None:
        """The state most of its names are of, else the one named before it."""
        counts = Counter(body.state for body in self.bodies.values() if body.state)
        best = counts.most_common(2)
        if best and (len(best) == 1 or best[0][1] > best[1][1]):
            return best[0][0]
        return None if best else self.glossed

    @property
    def sorts(self) -> set[str]:
        """The sorts that explain all of one of its names."""
        return {body.sort for body in self.bodies.values() if body.sort and not body.rest}

    def take(self, other: "Organ") -> None:
        """Add another's names and forms."""
        self.bodies.update(other.bodies)
        self.forms.update(other.forms)
        self.glossed = self.glossed or other.glossed


class Doubt(Struct, frozen=True):
    """A name that may be several bodies'."""

    of: Organ
    candidates: tuple[Organ, ...]
    why: str


Fits = Callable[[Organ], list[Organ]]


def organs(forms: Mapping[Form, int], glosses: Iterable[Gloss] = ()) -> tuple[list[Organ], list[Doubt]]:
    """Return the bodies that the forms of one scope name, and the names that may be several's.

    Args:
        forms: Forms of bodies, each with how many links have it; 0 for one that only a role names.
        glosses: The short names that pages of the scope give in brackets.
    """
    brackets = (Gloss(f.body.text, f.body.short, f.body.state) for f in forms if f.body and f.body.short)
    paired = _paired([*glosses, *(gloss for gloss in brackets if " " in gloss.long)])
    nodes: dict[tuple[str, ...], Organ] = {}
    for form in sorted(forms, key=lambda form: form.order):
        if form.body is None:
            continue
        body = _overruled(form.body, paired)
        own = form.key if form.page else _same(body) or (form.key if body is form.body else ("short", body.text))
        node = nodes.setdefault(own, Organ())
        node.forms[form] += forms[form]
        node.bodies.setdefault((*form.key, body.short or ""), body)
    doubts: list[Doubt] = []
    found = list(nodes.values())
    for organ in found:
        organ.glossed = _glossed(organ, paired)
    found = _joined(found, _by_bracket(found), doubts, "an acronym of several")
    found = _joined(found, _by_sort(found), doubts, "a description that fits several")
    found = _joined(found, _by_acronym(found, paired), doubts, "an acronym of several")
    return _joined(found, _by_words(found), doubts, "a name that several have in part"), doubts


def _overruled(body: Body, paired: Mapping[str, list[Gloss]]) -> Body:
    """A well-known acronym as a mere acronym, where pages of the scope say that it stands for something else."""
    short = fold(body.text).replace(".", "")
    if not (body.known or body.sort) or not body.text.isupper() or " " in body.text:
        return body
    longs = [Body.of(gloss.long) for gloss in paired.get(short, ()) if fold(gloss.short).replace(".", "") == short]
    if not longs or any(long.known == body.known and long.sort == body.sort for long in longs):
        return body
    return Body(body.text, words=frozenset({short}), rest=frozenset({short}), short=short, is_name=True)


def _same(body: Body) -> tuple[str, ...] | None:
    """What bodies of one scope share that are one by their own words."""
    if body.key:
        return body.key
    if body.sort and body.rest:
        return ("local", body.sort, *sorted(word[:STEM] for word in body.rest))
    if body.sort and not body.is_name:
        return ("sort", body.sort, body.state or "")
    return ("words", body.state or "", *sorted(body.words)) if body.words else None


def _joined(found: list[Organ], fits: Fits, doubts: list[Doubt], why: str) -> list[Organ]:
    """Give each body to the one it fits, all at once, so that none is tied to another through a third."""
    chosen: dict[int, Organ] = {}
    for organ in found:
        some = fits(organ)
        if len(some) == 1:
            chosen[id(organ)] = some[0]
        elif some:
            doubts.append(Doubt(organ, tuple(some[:MOST]), why))
    out = []
    for organ in found:
        goal = chosen.get(id(organ))
        if goal is None or id(goal) in chosen:  # what is given away itself takes nobody
            out.append(organ)
        else:
            goal.take(organ)
    return out


# ------------------------------------------------------------------ acronyms


def _paired(glosses: Iterable[Gloss]) -> dict[str, list[Gloss]]:
    """Return the glosses by the words of the long name, and by the short one."""
    out: defaultdict[str, list[Gloss]] = defaultdict(list)
    for gloss in sorted(set(glosses), key=lambda gloss: (gloss.short, gloss.long, gloss.state or "")):
        out[fold(gloss.short)].append(gloss)
        out[_words(gloss.long)].append(gloss)
    return dict(out)


def _words(text: str) -> str:
    return " ".join(sorted(Body.of(text).words))


def _glossed(organ: Organ, paired: Mapping[str, list[Gloss]]) -> str | None:
    """The one state that pages name before a body's name where they give its acronym."""
    keys = {body.short for body in organ.bodies.values() if body.short}
    keys |= {" ".join(sorted(body.words)) for body in organ.bodies.values() if len(body.words) > 1 and body.is_name}
    codes = {gloss.state for key in keys for gloss in paired.get(key, ()) if gloss.state}
    return codes.pop() if len(codes) == 1 else None


def _acronym(body: Body) -> str | None:
    """A body's name, folded, if it may be an acronym: one word of few letters that begins with a capital."""
    text = fold(body.text).replace(".", "")
    return text if text.isalnum() and 1 < len(text) <= LETTERS and body.is_name and not body.sort else None


def _by_acronym(found: list[Organ], paired: Mapping[str, list[Gloss]]) -> Fits:
    """Which longer names an acronym stands for."""
    beside: defaultdict[str, dict[int, Organ]] = defaultdict(dict)
    letters: defaultdict[str, dict[int, Organ]] = defaultdict(dict)
    words: defaultdict[str, dict[int, Organ]] = defaultdict(dict)
    for organ in found:
        for body in organ.bodies.values():
            if _acronym(body):
                continue
            words[" ".join(sorted(body.words))][id(organ)] = organ
            if body.short:
                beside[body.short][id(organ)] = organ
            if body.is_name and len(body.words) > 1:
                for some in sorted(initials(body.text)):
                    letters[some][id(organ)] = organ

    def fits(organ: Organ) -> list[Organ]:
        acronyms = {_acronym(body) for body in organ.bodies.values()}
        short = acronyms.pop() if len(acronyms) == 1 else None
        if short is None:
            return []
        glossed = {
            i: o
            for g in paired.get(short, ())
            for i, o in words.get(_words(g.long), {}).items()
            if fold(g.short) == short
        }
        is_acronym = len(short) > 2 and all(body.text.isupper() for body in organ.bodies.values())
        some = {**beside.get(short, {}), **glossed} or (letters.get(short, {}) if is_acronym else {})
        return _in_keeping(organ, some.values())

    return fits


def _by_bracket(found: list[Organ]) -> Fits:
    """Which name leads those that have one acronym beside them."""
    beside: defaultdict[str, list[Organ]] = defaultdict(list)
    for organ in found:
        for short in sorted(_beside(organ)):
            beside[short].append(organ)
    leads = {short: min(some, key=_rank) for short, some in beside.items()}

    def fits(organ: Organ) -> list[Organ]:
        return _in_keeping(
            organ, list({id(lead): lead for short in sorted(_beside(organ)) if (lead := leads[short])}.values())
        )

    return fits


def _beside(organ: Organ) -> set[str]:
    """The acronyms beside a body's longer names."""
    return {body.short for body in organ.bodies.values() if body.short and not _acronym(body)}


def _rank(organ: Organ) -> tuple[bool, int, list[tuple[str, ...]]]:
    """The order in which names of one acronym lead: names before descriptions, the longest first."""
    return (
        not any(body.is_name for body in organ.bodies.values()),
        -max(len(body.words) for body in organ.bodies.values()),
        sorted(organ.bodies),
    )


def _in_keeping(organ: Organ, some: Iterable[Organ]) -> list[Organ]:
    """Those of no other state."""
    return [other for other in some if other is not organ and not _at_odds(organ, other)]


def _at_odds(a: Organ, b: Organ) -> bool:
    return a.state is not None and b.state is not None and a.state != b.state


# ------------------------------------------------------------------ sorts and words


def _by_sort(found: list[Organ]) -> Fits:
    """Which body of its sort and state a description means."""
    sorts: defaultdict[str, list[Organ]] = defaultdict(list)
    for organ in found:
        for sort in sorted(organ.sorts):
            sorts[sort].append(organ)
    leads = {
        (sort, state): min((organ for organ in some if organ.state == state), key=_rank)
        for sort, some in sorts.items()
        for state in {organ.state for organ in some}
    }

    def fits(organ: Organ) -> list[Organ]:
        for sort in sorted(organ.sorts - {"state"}):
            known = sorted({other.state for other in sorts[sort] if other.state} - _never(organ))
            if organ.state or not known:
                lead = leads[sort, organ.state]
                return [] if lead is organ else [lead]
            return [leads[sort, state] for state in known]
        return []

    return fits


def _never(organ: Organ) -> frozenset[str]:
    """The states a body that names none is never of."""
    is_ministry = any("ministry" in body.text.casefold() for body in organ.bodies.values())
    return english.NO_MINISTRIES if is_ministry and not organ.state else frozenset()


def _by_words(found: list[Organ]) -> Fits:
    """Which longer name has all the words of a shorter one."""
    having: defaultdict[str, dict[int, Organ]] = defaultdict(dict)
    for organ in found:
        for body in organ.bodies.values():
            if body.is_name and not body.known:
                for word in sorted(body.words):
                    having[word][id(organ)] = organ

    def fits(organ: Organ) -> list[Organ]:
        out: dict[int, Organ] = {}
        for body in organ.bodies.values():
            is_own = len(body.own) > 1 if not body.sort else not body.own and not body.states
            if not body.is_name or body.known or len(body.words) < 2 or not is_own:
                continue
            rarest = min((having.get(word, {}) for word in sorted(body.words)), key=len)
            near = list(rarest.items())[:MOST]
            out |= {i: other for i, other in near if any(_is_short_of(body, long) for long in other.bodies.values())}
        return _in_keeping(organ, out.values())

    return fits


def _is_short_of(short: Body, long: Body) -> bool:
    """Whether a name has some words of a longer one; a clause with the name in it is no longer name."""
    capitals = [word for word in long.text.split() if word[0].isupper()]
    return (
        short.words < long.words
        and len(long.words) <= len(short.words) + MORE
        and len(capitals) >= len(short.words)
        and len(long.text.split()) < 2 * len(capitals)
    )
