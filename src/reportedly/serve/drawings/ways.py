"""The way by which each report came: whom it leads to, through whom, and whose text its page has it in.

The tree of chains (`behind.tree`) tells the first two; copies, and the credits that pages carry, tell the third.
"""

from collections.abc import Iterator

from msgspec import Struct

from reportedly import behind, outlets
from reportedly.behind import Behind, Branch, Leaf, settled
from reportedly.ledger import Row
from reportedly.outlets import outlet_of
from reportedly.records import CopyKind, fold
from reportedly.serve.drawings.picture import Sort
from reportedly.serve.drawings.widths import shown

_SORTS = {behind.LOOP: Sort.LOOP, behind.REPEATED: Sort.NOBODY}


class Told(Struct, frozen=True):
    """A report, whom it leads to, and through whom."""

    row: Row
    at: int  # its place among the reports, the earliest page first
    sort: Sort
    place: int | None  # of its origin among the roots
    names: tuple[str, ...]  # through whom it came, from the origin to the outlet
    text_of: str | None  # whose text it stands in, where its page has it from another
    is_credited: bool  # whether the page says so

    @property
    def outlet(self) -> str:
        """Whose page it stands on."""
        return outlet_of(self.row.article)

    @property
    def key(self) -> str:
        """The same, for comparing."""
        return fold(self.outlet)

    @property
    def day(self) -> str:
        """The day of its page; one without comes after all others."""
        stamp = self.row.article.published
        return stamp.day.isoformat() if stamp else "9999"

    @property
    def words(self) -> str:
        """How the page has it, apart from any picture."""
        if self.text_of:
            return f"carries the text of {shown(self.text_of)}"
        if self.names:
            return f"cites {shown(self.names[-1])}"
        if self.sort is Sort.NOBODY:
            return "names nobody"
        return "in its own voice" if self.row.report.is_own else "names the source itself"


def tellings(of: Behind) -> list[Told]:
    """Return every report with the way it came, the earliest page first."""
    places = {row.report.id: at for at, row in enumerate(of.rows)}
    roots = {report: at for at, root in enumerate(of.origins.roots) for report in root.reports}
    supplied = _suppliers(of)
    found = []
    for top in behind.tree(of):
        sort = _SORTS.get(top.note or "", Sort.ORIGIN)
        for leaf, through in _leaves(top, ()):
            row, root = leaf.row, roots.get(leaf.row.report.id)
            place = settled(of.origins.roots, root) if root is not None and sort is not Sort.NOBODY else None
            said = {fold(_canonical(link.name)) for link in of.judged.chain(row.report)[1:-1] if link.name}
            text_of = supplied.get(row.article.id, leaf.carried) if leaf.carried else None
            names = _with_text(through, leaf.carried, text_of, said)
            said |= {fold(_canonical(credit.outlet)) for credit in row.article.credits}
            is_credited = text_of is not None and fold(text_of) in said
            found.append(Told(row, places[row.report.id], sort, place, names, text_of, is_credited))
    return sorted(found, key=lambda told: told.at)


def _leaves(branch: Branch, names: tuple[str, ...]) -> Iterator[tuple[Leaf, tuple[str, ...]]]:
    """Yield the leaves under a branch with whom they came through; a name merged into the origin is nobody between."""
    yield from ((leaf, names) for leaf in branch.leaves)
    for under in branch.branches:
        yield from _leaves(under, names if under.note else (*names, under.name))


def _with_text(names: tuple[str, ...], carried: str | None, text_of: str | None, said: set[str]) -> tuple[str, ...]:
    """Return through whom it came, with whose text it is: the one credited, not one that merely was earlier."""
    if carried and names and fold(names[-1]) == fold(carried) and fold(carried) not in said:
        names = names[:-1]
    return (*names, text_of) if text_of and fold(text_of) not in set(map(fold, names)) else names


def _suppliers(of: Behind) -> dict[str, str]:
    """Return, by page, the agency or outlet that a credit on either page of a copy says supplied the text."""
    pages = {row.article.id: row.article for row in of.rows}
    found: dict[str, str] = {}
    for copy in of.copies:
        if copy.credited is not None and copy.kind is not CopyKind.SPEECH:
            name = _canonical(copy.credited)
            found.update((page, name) for page in (copy.a, copy.b) if fold(outlet_of(pages[page])) != fold(name))
    return found


def _canonical(name: str) -> str:
    known = outlets.by_name(name)
    return known.name if known else name
