"""The chain picture as a page shows it: the drawing, what folds, and the table beside it."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from reportedly.behind import Behind
from reportedly.serve import links
from reportedly.serve.drawings import chain, traced
from reportedly.serve.drawings.picture import ALL_OPEN, TOTAL, Line, Picture, rows
from reportedly.serve.drawings.sheet import Links

ROWS = 16
"""Lines of the table beside a large picture on one screen; beside one that opens unfolded stand all."""

CARDS = 10
"""Cards of origins on one screen of a point's page."""

_NONE_OPEN = "none"  # what an address says where all groups are folded


class Chains(Struct, frozen=True):
    """A chain picture with the table beside it."""

    picture: Picture
    name: str
    rows: tuple[Line, ...]
    total: int
    start: int
    address: str  # of the page on which its groups fold and unfold
    claim: str | None = None  # where it is of a claim that nobody else makes: the address of that

    @property
    def figure(self) -> Markup:
        """The drawing."""
        numbers = sorted(origin.number for block in self.picture.every for origin in block.origins)
        screens = {number: at // CARDS * CARDS for at, number in enumerate(numbers)}
        leads = Links(
            article=links.article,
            fold=lambda _, after: _unfolded(self.address, after),
            origin=lambda number: self.claim or self._card(number, screens[number]),
            table=f"#{self.name}-table",
        )
        return chain.figure(self.picture, leads, name=self.name)

    def _card(self, number: int, screen: int) -> str:
        """Return where an origin's card stands: on a screen of the point's page."""
        return f"{links.query(self.address, origins=str(screen) if screen else '')}#origin-{number}"

    @property
    def fold_all(self) -> str | None:
        """Where all groups are folded; nothing where all are."""
        return f"{links.query(self.address, open=_NONE_OPEN)}#chains" if self.picture.open else None

    @property
    def unfold_all(self) -> str | None:
        """Where all groups stand open; nothing where all do."""
        return _unfolded(self.address, self.picture.keys) if self.picture.is_folded else None

    @property
    def next(self) -> str | None:
        """Where the table goes on."""
        at = self.start + len(self.rows)
        if self.claim:
            return f"{self.claim}#reports" if at < self.total else None
        asked = ",".join(sorted(self.picture.open)) or _NONE_OPEN
        return f"{links.query(self.address, open=asked, rows=str(at))}#chains-table" if at < self.total else None

    @property
    def is_large(self) -> bool:
        """Whether its groups open folded."""
        return self.picture.outlets > ALL_OPEN


def to_open(asked: str | None) -> frozenset[str] | None:
    """Return the names of the groups that an address says stand open.

    >>> to_open(None), to_open("none"), sorted(to_open("a-text,b-cites") or ())
    (None, frozenset(), ['a-text', 'b-cites'])
    """
    if asked is None:
        return None
    return frozenset(name for name in asked.split(",") if name and name != _NONE_OPEN)


def _unfolded(address: str, names: frozenset[str]) -> str:
    return f"{links.query(address, open=','.join(sorted(names)) or _NONE_OPEN)}#chains"


def chains(
    of: Behind,
    address: str,
    is_open: frozenset[str] | None,
    *,
    start: int = 0,
    most: int | None = None,
    name: str = "chains",
    total: int = TOTAL,
    claim: str | None = None,
) -> Chains:
    """Return the chain picture of what stands behind a point or a claim.

    Args:
        of: What stands behind it.
        address: Of the page on which groups fold and unfold.
        is_open: Names of the groups that stand open; ``None``: as the size says.
        start: The line with which the table begins.
        most: Lines of it; if nothing is said, as many as the size says.
        name: Of the drawing on its page.
        total: Rows that are drawn at most.
        claim: Where it is of a claim that nobody else makes: its address.
    """
    picture = traced.picture(of, open=is_open, total=total)
    lines: Sequence[Line] = tuple(rows(picture))
    end = start + (most or (ROWS if picture.outlets > ALL_OPEN else 3 * ALL_OPEN))
    return Chains(picture, name, tuple(lines[start:end]), len(lines), start, address, claim)
