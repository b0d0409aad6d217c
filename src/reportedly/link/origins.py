"""How many independent origins stand behind a claim or a point: at least, at most, and why.

The root of a report is whom its chain ends with. Of a claim's roots one counts; the others are `into` it, each by the
rule that shows it: a page that stops at an outlet, drops it, or names a body for its spokesman. Pages that name nobody
add no root. Between the claims of a point what *may* be one is counted once in `at_least`: people without a name of one
body or state, a spokesman and the body, a body and its state, outlets of one publisher. That is the least number of
bodies and states that have a hand in every root (a minimal hitting set; greedy where roots are many).
Outlets that cite one another and nobody else are a loop, and no origin.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from reportedly.link.claims.grouping import Book, names_most
from reportedly.link.claims.sayings import Saying
from reportedly.link.claims.ties import Cast, Whose, is_own_voice
from reportedly.link.judged import Judged
from reportedly.records import EntityKind, Origin, Origins, fold

_EXACT = 8  # roots up to which the least number is searched for rather than approached


def of_claim(book: Book, cast: Cast, judged: Judged = Judged()) -> Origins:  # noqa: B008  # frozen
    """Return the origins behind one claim: one, or none where nobody is named or outlets cite each other."""
    return of_point([book], cast, judged)


def of_point(books: Sequence[Book], cast: Cast, judged: Judged = Judged()) -> Origins:  # noqa: B008  # frozen
    """Return the origins behind the claims of a point; what people ruled of two names holds."""
    loops = _loops(books, cast)
    looped = {outlet for loop in loops for outlet in loop}
    roots: list[Origin] = []
    places: dict[str, int] = {}
    headed = [(book, names_most(book, cast)) for book in books]
    for book, head in headed:
        if head is not None:
            _add_roots(book, head, cast, roots, places, looped=looped)
    roots = _ruled(_continued(headed, cast, roots, places), cast, judged)
    counted = [i for i, root in enumerate(roots) if root.into is None and root.entity not in looped]
    if not counted:
        return Origins(0, 0 if loops else min(1, len(books)), tuple(roots), loops)
    tops = _resting({i: _tops(roots[i].entity, cast) for i in counted}, roots, books)
    tops = _parted(tops, roots, cast, judged)
    least = max(1, _fewest([some for some in tops.values() if some]))
    return Origins(least, len(counted), tuple(_maybe(roots, counted, tops, cast)), loops)


# ------------------------------------------------------------------ roots


def _add_roots(
    book: Book, head: str, cast: Cast, roots: list[Origin], places: dict[str, int], *, looped: set[str]
) -> None:
    """Add a claim's roots: its claimant, and those shown to be its claimant."""
    is_own_claim = all(is_own_voice(one, cast) for one in book.sayings)
    by_root: defaultdict[str | None, list[Saying]] = defaultdict(list)
    for one in sorted(book.sayings, key=lambda saying: saying.order):
        root = None if not is_own_claim and is_own_voice(one, cast) else one.root
        by_root[root].append(one)
    at = _place(head, by_root.pop(head, []), cast, roots, places)
    for root, sayings in by_root.items():
        if root is None:
            continue
        other = _place(root, sayings, cast, roots, places)
        if other != at and roots[other].into is None and root not in looped:
            heads = [one for one in book.sayings if one.root == head]
            rule = next(
                (book.how[one.report.id] for one in (*sayings, *heads) if one.report.id in book.how), Whose.SAME
            )
            shown = next((one.report.id for one in heads), None)
            roots[other] = replace(roots[other], into=at, rule=rule.value, shown_by=shown)


def _place(entity: str, sayings: Sequence[Saying], cast: Cast, roots: list[Origin], places: dict[str, int]) -> int:
    """Return the place of a root in the list, with its reports."""
    ids = tuple(one.report.id for one in sayings)
    if entity not in places:
        places[entity] = len(roots)
        roots.append(Origin(entity, cast.by_id[entity].name, ids))
    else:
        at = places[entity]
        known = roots[at]
        roots[at] = replace(known, reports=tuple(dict.fromkeys((*known.reports, *ids))))
    return places[entity]


def _continued(
    headed: Sequence[tuple[Book, str | None]], cast: Cast, roots: list[Origin], places: Mapping[str, int]
) -> list[Origin]:
    """Continue an outlet at which a claim of the point stops to whoever another claim has through it; drop repeats.

    An outlet that says the point in its own voice, while others name who says it, repeats it.
    """
    out = list(roots)
    through: dict[str, tuple[int, str]] = {}
    books = [book for book, _ in headed]
    for book, head in headed:
        for one in book.sayings:
            for link in one.chain[:-1]:
                if head and link and link != head and link not in through:
                    through[link] = (places[head], one.report.id)
    sourced = [i for i, root in enumerate(out) if root.into is None and cast.kind(root.entity) is not EntityKind.OUTLET]
    for at, root in enumerate(out):
        if root.into is not None or root.entity is None or cast.kind(root.entity) is not EntityKind.OUTLET:
            continue
        known = through.get(root.entity)
        if known and known[0] != at and out[known[0]].into is None:
            out[at] = replace(root, into=known[0], rule=Whose.CONTINUED.value, shown_by=known[1])
        elif _only_repeats(root, books, cast) and (sourced or _is_later(at, out, books)):
            first = sourced[0] if sourced else _first_outlet(out, books)
            if first != at:
                out[at] = replace(root, into=first, rule=Whose.NOBODY.value)
    return out


def _only_repeats(root: Origin, books: Sequence[Book], cast: Cast) -> bool:
    """Whether an outlet says it in its own voice only, and nobody is said to have it from that outlet."""
    mine = set(root.reports)
    return all(is_own_voice(one, cast) for book in books for one in book.sayings if one.report.id in mine)


def _is_later(at: int, roots: Sequence[Origin], books: Sequence[Book]) -> bool:
    return _first_outlet(roots, books) != at


def _first_outlet(roots: Sequence[Origin], books: Sequence[Book]) -> int:
    """Return the place of the root whose first report comes first."""
    order = {one.report.id: one.order for book in books for one in book.sayings}
    free = [i for i, root in enumerate(roots) if root.into is None and root.reports]
    return min(free, key=lambda i: min(order[report] for report in roots[i].reports))


# ------------------------------------------------------------------ what people ruled


def _ruled(roots: Sequence[Origin], cast: Cast, judged: Judged) -> list[Origin]:
    """Return the roots, of which two that people say are one count once."""
    out = list(roots)
    for pair in sorted(map(sorted, judged.same_origin)):
        some = [i for i, root in enumerate(out) if root.into is None and _names(root, cast) & set(pair)]
        for at in some[1:]:
            out[at] = replace(out[at], into=some[0], rule=Whose.RULED.value)
    return out


def _parted(
    tops: dict[int, frozenset[str]], roots: Sequence[Origin], cast: Cast, judged: Judged
) -> dict[int, frozenset[str]]:
    """Return whom each root may rest on; of two that people say are apart, each rests on itself."""
    out = dict(tops)
    for pair in judged.other_origin:
        some = [i for i in tops if _names(roots[i], cast) & pair]
        if len(some) > 1:
            out.update((i, frozenset({f"root {i}"})) for i in some)
    return out


def _names(root: Origin, cast: Cast) -> frozenset[str]:
    """The names of a root, folded."""
    if root.entity is None:
        return frozenset()
    one = cast.by_id[root.entity]
    return frozenset(fold(name) for name in (one.name, *(alias for alias, _ in one.aliases)))


# ------------------------------------------------------------------ what may be one


def _tops(entity: str | None, cast: Cast) -> frozenset[str]:
    """Return whom a root may rest on in the end: states and bodies it belongs to, each of several; else itself.

    None for a body that is described and belongs to nobody known: "the authorities" may be any of the others.
    """
    if entity is None or cast.is_described(entity):
        return frozenset()
    one = cast.by_id[entity]
    found = {top for member in one.members for top in _tops(member, cast)} if one.members else set[str]()
    last = cast.line(entity)[-1]
    states = cast.states(entity)
    found |= {f"state {code}" for code in states} if states else {last}
    return frozenset(found)


def _resting(
    tops: dict[int, frozenset[str]], roots: Sequence[Origin], books: Sequence[Book]
) -> dict[int, frozenset[str]]:
    """Return whom each root may rest on; one that has it from another may rest on what that one rests on."""
    at = {roots[i].entity: i for i in tops}
    out = dict(tops)
    for book in books:
        for one in book.sayings:
            for link in one.chain[1:-1]:
                if link in at and one.root in at and link != one.root:
                    out[at[link]] |= tops[at[one.root]]
    return out


def _fewest(tops: Sequence[frozenset[str]]) -> int:
    """Return the least number of tops of which every root has one.

    >>> _fewest([frozenset("ab"), frozenset("a"), frozenset("b")]), _fewest([frozenset("a"), frozenset("a")])
    (2, 1)
    """
    distinct = set(tops)
    if not distinct:
        return 0
    every = sorted(set().union(*distinct))
    if len(every) <= _EXACT:
        for size in range(1, len(every) + 1):
            for some in combinations(every, size):
                if all(not one.isdisjoint(some) for one in distinct):
                    return size
    chosen: set[str] = set()
    left = set(distinct)
    while left:
        best = min(every, key=lambda top: (-sum(top in one for one in left), top))
        chosen.add(best)
        left = {one for one in left if best not in one}
    return len(chosen)


def _maybe(
    roots: Sequence[Origin], counted: Sequence[int], tops: Mapping[int, frozenset[str]], cast: Cast
) -> Iterable[Origin]:
    """Yield the roots; those that may be another's say whose, and by what."""
    for at, root in enumerate(roots):
        if at not in tops:
            yield root
            continue
        if not tops[at]:  # anybody of the others that is named; where nobody is, whoever of these was first
            first = next((i for i in counted if tops.get(i)), counted[0])
            other = None if first == at else first
            why = "it is called only by what it is"
        else:
            other = next((i for i in counted if i < at and not tops[i].isdisjoint(tops[at])), None)
            why = _why(roots[other].entity, root.entity, cast) if other is not None else ""
        yield replace(root, maybe=other, rule=why) if other is not None else root


def _why(one: str | None, other: str | None, cast: Cast) -> str:
    """Return in words why two roots may be one."""
    if not one or not other:
        return "nobody is named"
    a, b = cast.line(one), cast.line(other)
    if other in a or one in b:
        inner = other if one in b else one
        return cast.by_id[inner].why or "one speaks for the other"
    shared = next((link for link in a if link in b), None)
    return f"both are of {cast.by_id[shared].name}" if shared else "both are of one state"


# ------------------------------------------------------------------ loops


def _loops(books: Sequence[Book], cast: Cast) -> tuple[tuple[str, ...], ...]:
    """Return the outlets that cite one another for it and nobody else, as sorted groups.

    An outlet cites those it stops at; one that also names somebody else, or says it of its own, has a way out.
    """
    cites: defaultdict[str, set[str]] = defaultdict(set)
    has_way_out: set[str] = set()
    for book in books:
        for one in book.sayings:
            if one.outlet is None:
                continue
            is_stopped = one.root != one.outlet and cast.kind(one.root) is EntityKind.OUTLET and not one.is_credit
            if one.root and is_stopped:
                cites[one.outlet].add(one.root)
            elif one.root is not None and not is_own_voice(one, cast):
                has_way_out |= {link for link in one.chain if link}
    return tuple(sorted({loop for outlet in cites if (loop := _loop(outlet, cites, has_way_out))}))


def _loop(outlet: str, cites: Mapping[str, set[str]], has_way_out: set[str]) -> tuple[str, ...]:
    """Return the loop an outlet is in, if all that it leads to leads back and nowhere else."""
    reached: set[str] = set()
    waiting = [outlet]
    while waiting:
        for other in cites.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    closed = outlet in reached and reached.isdisjoint(has_way_out) and all(cites.get(other) for other in reached)
    return tuple(sorted(reached)) if closed else ()
