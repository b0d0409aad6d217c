"""Markup of drawings: elements whose text and attributes are always escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from reportedly.serve.drawings.marks import ANCHORS, keys, short

NOTHING = Markup("")


def number(value: float) -> str:
    """Return a length in units of a drawing, to a tenth.

    >>> number(12.04), number(-0.01), number(3.25), number(0.5)
    ('12', '0', '3.2', '.5')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else short(text)


def element(name: str, *inner: Markup | str, **attributes: str | float | None) -> Markup:
    """Return an element; an attribute that is ``None`` is left out, a trailing ``_`` taken off its name.

    >>> element("text", "a < b", class_="t-sub", x=1.5, text_anchor="end")
    Markup('<text class="t-sub" x="1.5" text-anchor="end">a &lt; b</text>')
    """
    told = "".join(  # not by `Markup.format`: a page has thousands of these
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not inner:
        return Markup(f"<{name}{told}/>")  # noqa: S704  # all of it is ours or escaped
    body = "".join(map(escape, inner))
    return Markup(f"<{name}{told}>{body}</{name}>")  # noqa: S704  # as above


def text(words: str, x: float, y: float, classes: str, anchor: str = "start") -> Markup:
    """Return words at a place, to the unit: no letter is so narrow that less could be seen."""
    names = f"{classes} {ANCHORS[anchor]}" if anchor in ANCHORS else classes
    return element("text", words, class_=names, x=round(x), y=round(y))


def path(line: str, classes: str) -> Markup:
    """Return a line."""
    return element("path", class_=classes, d=line)


def key(entries: Iterable[tuple[Markup, str]]) -> Markup:
    """Return a key: what is drawn in a square of 16 units, each with what it means."""
    return keys((element("svg", sign, viewBox="0 0 16 16", aria_hidden="true"), words) for sign, words in entries)


def picture(*inner: Markup, key: str, form: str, size: tuple[float, float], title: str, says: str) -> Markup:
    """Return a drawing with its title and what it shows in words; the narrow one is called as the wide one beside it.

    Args:
        inner: What is drawn.
        key: An id that no other drawing of the page has.
        form: "wide" or "tall": the page shows one of the two.
        size: Width and height, in units.
        title: What it is a drawing of.
        says: The same in words.
    """
    width, height = size
    names = f"{key}-t", f"{key}-d"
    called = (element("title", title, id=names[0]), element("desc", says, id=names[1])) if form == "wide" else ()
    return element(
        "svg",
        *called,
        *inner,
        class_=form,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby=" ".join(names),
    )
