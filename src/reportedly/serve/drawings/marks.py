"""The signs that all drawings share: what brings an origin, what perhaps does, what repeats, what is not read.

A sign says the same in the origins bar, in the chain picture and in the keys under them.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from markupsafe import Markup, escape

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")


ANCHORS = {"middle": "mid", "end": "end"}
"""The classes of words that stand in the middle of their place, or end at it."""


class Mark(StrEnum):
    """What an outlet, or whoever asserts it, adds to a point."""

    SOLID = "an origin"
    HALF = "perhaps one"  # counted at most, not at least
    ECHO = "adds none"
    UNREAD = "not read"


def n(value: float) -> str:
    """Return a number as markup has it, in few letters: a tenth of a unit is enough.

    >>> n(12.0), n(12.04), n(12.55), n(0.5)
    ('12', '12', '12.6', '.5')
    """
    text = f"{round(value + 1e-9, 1):g}" if abs(value) < 100_000 else f"{value:.1f}"
    return short(text)


def short(number: str) -> str:
    """Return a number without the zero before its point.

    >>> short("0.5"), short("-0.5"), short("10.5")
    ('.5', '-.5', '10.5')
    """
    return number.replace("0.", ".", 1) if number.startswith(("0.", "-0.")) else number


def square(mark: Mark, x: float, y: float, wide: float, high: float | None = None) -> Markup:
    """Return a square sign, or a cell of a run, with its upper left corner at a place."""
    high = wide if high is None else high
    if mark is Mark.SOLID:
        return _rect("o-solid", x, y, wide, high)
    frame = (x + 0.5, y + 0.5, wide - 1, high - 1)
    if mark is not Mark.HALF:
        return _rect("o-echo" if mark is Mark.ECHO else "o-unread", *frame)
    half = Markup('<path class="o-solid" d="M{} {}V{}H{}Z"/>').format(n(x), n(y), n(y + high), n(x + wide))
    return half + _rect("o-frame", *frame)


def run(mark: Mark, lefts: Iterable[float], y: float, wide: float, high: float) -> Markup:
    """Return cells of one kind side by side, each as `square` draws it, in as few letters as can be."""
    places = list(lefts)
    if mark is Mark.SOLID:
        return line("o-solid", _cells(places, y, wide, high))
    frames = _cells([x + 0.5 for x in places], y + 0.5, wide - 1, high - 1)
    if mark is not Mark.HALF:
        return line("o-echo" if mark is Mark.ECHO else "o-unread", frames)
    halves = "".join(f"M{n(x)} {n(y)}v{n(high)}h{n(wide)}z" for x in places)
    return line("o-solid", halves) + line("o-frame", frames)


def _cells(lefts: Iterable[float], y: float, wide: float, high: float) -> str:
    across, down = n(max(0.1, wide)), n(max(0.1, high))
    return "".join(f"M{n(x)} {n(y)}h{across}v{down}h-{across}z" for x in lefts)


def disc(mark: Mark, x: float, y: float, wide: float) -> Markup:
    """Return the round sign of a source without a name: a disc in a broken ring, in the box of a square sign."""
    r = wide / 2
    cx, cy, inner = x + r, y + r, r * 5 / 9
    ring = _circle("ring", cx, cy, r)
    if mark is Mark.SOLID:
        return _circle("o-solid", cx, cy, inner) + ring
    half = Markup('<path class="o-solid" d="M{0} {1}A{2} {2} 0 0 0 {0} {3}Z"/>')
    drawn = half.format(n(cx), n(cy - inner), n(inner), n(cy + inner)) if mark is Mark.HALF else Markup()
    return drawn + _circle("o-frame", cx, cy, inner) + ring


def _rect(name: str, x: float, y: float, wide: float, high: float) -> Markup:
    size = f'width="{n(max(0.1, wide))}" height="{n(max(0.1, high))}"'
    return Markup(f'<rect class="{name}" x="{n(x)}" y="{n(y)}" {size}/>')  # noqa: S704  # numbers, and names of ours


def _circle(name: str, cx: float, cy: float, r: float) -> Markup:
    return Markup(f'<circle class="{name}" cx="{n(cx)}" cy="{n(cy)}" r="{n(r)}"/>')  # noqa: S704  # as above


def text(
    name: str, x: float, y: float, words: str, *, language: str | None = None, anchor: str | None = None
) -> Markup:
    """Return words at a place; they come through `widths` first, so that they are harmless and bounded."""
    more = f' lang="{language}"' if is_foreign(language) else ""
    name += f" {ANCHORS[anchor]}" if anchor else ""
    drawn = f' <text class="{name}" x="{n(x)}" y="{n(y)}"{more}>{escape(words)}</text>'
    return Markup(drawn)  # noqa: S704  # the words are escaped, the rest is ours


def is_foreign(language: str | None) -> bool:
    """Whether words are said to be in a language that a reader aloud must know of."""
    return bool(language and language != "en" and _LANGUAGE.fullmatch(language) and language != "und")


def line(name: str, path: str) -> Markup:
    """Return a line along a path."""
    return Markup(f'<path class="{name}" d="{path}"/>')  # noqa: S704  # numbers, and names of ours


def keys(entries: Iterable[tuple[Markup, str]]) -> Markup:
    """Return a key: signs, each with what it means."""
    items = (Markup("<li>{}{}</li>").format(sign, words) for sign, words in entries)
    return Markup('<ul class="keys">{}</ul>').format(Markup("\n").join(items))


def sign(mark: Mark, *, is_round: bool = False) -> Markup:
    """Return a sign as a picture of its own, for a key or a heading."""
    drawn = disc(mark, 0, 0, 16) if is_round else square(mark, 0, 0, 16)
    return Markup('<svg viewBox="-1 -1 18 18" aria-hidden="true">{}</svg>').format(drawn)


def stroke(name: str) -> Markup:
    """Return a kind of line as a picture of its own, for a key."""
    shape = Markup('<svg class="long" viewBox="0 0 32 16" aria-hidden="true">{}</svg>')
    return shape.format(line(name, "M0 8H32"))
