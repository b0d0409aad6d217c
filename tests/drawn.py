"""What stands on a drawing, read back from its markup: well-formed, in units of the drawing."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from msgspec import Struct

from reportedly.serve.drawings.labels import Box, Label
from reportedly.serve.drawings.marks import ANCHORS

SIZES = {"t-val": 14.0, "t-label": 15.0, "t-sub": 13.0, "t-axis": 13.0, "halo": 13.0}
"""Sizes of type, as the style sheet has them."""


def parsed(markup: str) -> ET.Element:
    """Return markup as elements; it raises where it is not well formed."""
    return ET.fromstring(f"<all>{markup}</all>")  # ours


class Words(Struct, frozen=True):
    """Words on a drawing, and about what they cover."""

    words: str
    classes: tuple[str, ...]
    box: Box


def drawings(markup: str) -> dict[str, ET.Element]:
    """Return the drawings of a figure, "wide" and "tall"; not the signs of its keys."""
    return {one.attrib["class"]: one for one in parsed(markup).iter("svg") if "class" in one.attrib}


def edge(drawing: ET.Element) -> Box:
    """Return a drawing's own box."""
    return Box(*map(float, drawing.attrib["viewBox"].split()))


def words(drawing: ET.Element, sub: float = 13.0) -> Iterator[Words]:
    """Yield the words of a drawing; those in second place are a little smaller on a map."""
    sizes = {**SIZES, "t-sub": sub}
    for text in drawing.iter("text"):
        classes = tuple(text.attrib["class"].split())
        size = next(sizes[one] for one in classes if one in sizes)
        label = Label(
            (((text.text or ""), size),),
            float(text.attrib["x"]),
            float(text.attrib["y"]),
            next((anchor for anchor, name in ANCHORS.items() if name in classes), "start"),
        )
        yield Words(text.text or "", classes, label.box)


def heights(path: str) -> list[float]:
    """Return the heights that a path of straight lines, along and up and down, comes to."""
    return [float(y) for y in re.findall(r"(?:V|M-?[\d.]+ )(-?[\d.]+)", path)]
