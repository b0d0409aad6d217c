"""The chain picture as a page shows it: the drawing, what folds, and the table beside it."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from reportedly.behind import Behind
from reportedly.serve import links
from reportedly.serve.drawings import chain, traced
from reportedly.serve.drawings.picture import ALL, ALL_OPEN, TOTAL, Line, Picture, before, rows
from reportedly.serve.drawings.sheet import Links

ROWS = 16
"""Lines of the table beside a large picture on one screen; beside one that opens unfolded, and whole, stand all."""

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
    before: str | None = None  # where the screen of the picture before this one is
    after: str | None = None

    @property
    def figure(self) -> Markup:
        """The drawing."""
        numbers = sorted(origin.number for block in self.picture.every for origin in block.origins)
        screens = {number: at // CARDS * CARDS for at, number in enumerate(numbers)}
        leads = Links(
            article=links.article,
            fold=self._folded,
            origin=lambda number: self.claim or self._card(number, screens[number]),
            table=f"#{self.name}-table",
            more=self.after,
        )
        return chain.figure(self.picture, leads, name=self.name)

    def _card(self, number: int, screen: int) -> str:
        """Return where an origin's card stands: on a screen of the point's page."""
        return f"{links.query(self.address, origins=str(screen) if screen else '')}#origin-{number}"

    def _folded(self, key: str, names: frozenset[str]) -> str:
        """Return where other groups stand open, on this screen; of a fold that goes on here, where it begins."""
        begun = self.picture.begun
        start = begun[0] if begun and begun[1].key == key else self.picture.start
        return _screen(self.address, self.picture, start, names)

    @property
    def fold_all(self) -> str | None:
        """Where all groups are folded; nothing where all are."""
        return _screen(self.address, self.picture, 0, frozenset()) if self.picture.open else None

    @property
    def unfold_all(self) -> str | None:
        """Where all groups stand open; nothing where all do."""
        return _screen(self.address, self.picture, 0, self.picture.keys) if self.picture.is_folded else None

    @property
    def origins(self) -> tuple[int, int]:
        """The first and the last of its origins on this screen; where there is none, the first is past the last."""
        steps = self.picture.steps[: self.picture.start + self.picture.drawn]
        counts = [len(step.origins) or (0 if step.is_open else len(step.blocks)) for step in steps]
        return sum(counts[: self.picture.start]) + 1, sum(counts)

    @property
    def next(self) -> str | None:
        """Where the table goes on."""
        at = self.start + len(self.rows)
        if self.claim:
            return f"{self.claim}#reports" if at < self.total else None
        asked = _opened(self.picture, self.picture.open)
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


def _opened(picture: Picture, names: frozenset[str]) -> str:
    """Return how an address says which groups stand open: by their names or by those of the others, as is shorter."""
    opened, folded = ",".join(sorted(names)), ",".join([ALL, *sorted(picture.keys - names)])
    return min(opened, folded, key=len) if names else _NONE_OPEN


def _screen(address: str, picture: Picture, start: int, names: frozenset[str]) -> str:
    """Return the address of a screen of a picture with some groups open."""
    asked = links.query(address, open=_opened(picture, names), chains=str(start) if start else None)
    return f"{asked}#chains"


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
    at: int | None = None,
) -> Chains:
    """Return the chain picture of what stands behind a point or a claim.

    Args:
        of: What stands behind it.
        address: Of the page on which groups fold and unfold.
        is_open: Names of the groups that stand open; ``None``: as the size says.
        start: The line with which the table begins.
        most: Lines of it; if nothing is said, as many as the size says.
        name: Of the drawing on its page.
        total: Rows of it on one screen.
        claim: Where it is of a claim that nobody else makes: its address.
        at: The step of it with which the screen begins; ``None``: there is only one screen, and the table has the rest.
    """
    picture = traced.picture(of, open=is_open, total=total, start=at or 0)
    lines: Sequence[Line] = tuple(rows(picture))
    is_whole = picture.outlets <= ALL_OPEN and not picture.start and not picture.rest
    end = start + (most or (3 * ALL_OPEN if is_whole else ROWS))
    found = Chains(picture, name, tuple(lines[start:end]), len(lines), start, address, claim)
    return found if at is None else _on_screens(found, total)


def _on_screens(of: Chains, total: int) -> Chains:
    """Return a picture that goes on, with where it does."""
    picture = of.picture
    first, after = before(picture, total, picture.start), picture.start + picture.drawn
    return replace(
        of,
        before=None if first is None else _screen(of.address, picture, first, picture.open),
        after=_screen(of.address, picture, after, picture.open) if picture.rest else None,
    )
