"""Models without weights: names are runs of capitals, the network tags what it is told to and nothing else."""

import re
from collections.abc import Sequence

import numpy as np

from reportedly.english import words
from reportedly.models import Floats, Ints, Models
from reportedly.records import Provenance

_NAME = re.compile(r"(?:[A-Z][\w’'-]+|[A-Z]{2,})(?:\s+[A-Z][\w’'-]+)*")
_NOT_NAMES = frozenset(
    words("""
        The A An He She It They We There No In On At As But And According
        Officials Police Mayor Deputy Two Nine
    """)
)
_PIECE = re.compile(r"\w+|[^\w\s]")


def names(text: str) -> list[tuple[int, int, str]]:
    """Find names by their capitals; two words are a person, one is a place."""
    out = []
    surnames = {name.split()[-1] for name in _NAME.findall(text) if " " in name}
    for found in _NAME.finditer(text):
        start, name = found.start(), found.group()
        while name and (first := name.split()[0]) in _NOT_NAMES:
            rest = name[len(first) :].lstrip()
            start, name = found.end() - len(rest), rest
        if name:
            is_person = " " in name or name in surnames
            out.append((start, start + len(name), "PERSON" if is_person else "GPE"))
    return out


def models(tags: Sequence[tuple[str, str, str]] = ()) -> Models:
    """Return models whose network sees the (source, cue, content) given, in words; an empty source is none."""
    vocabulary: list[str] = []

    def tokenize(text: str) -> tuple[Ints, Ints]:
        pieces = list(_PIECE.finditer(text))
        vocabulary[:] = [piece.group() for piece in pieces]
        offsets = np.array([piece.span() for piece in pieces], dtype=np.int64).reshape(-1, 2)
        return np.arange(len(pieces), dtype=np.int64), offsets

    def encode(ids: Ints, _features: Ints, _mask: Ints) -> tuple[Floats, Floats, Floats]:
        batch, n = ids.shape
        logits = np.zeros((batch, n, 3, 3), dtype=np.float32)
        logits[..., 0] = 9.0
        to_cue, to_source = np.zeros((batch, n, n), np.float32), np.zeros((batch, n, n), np.float32)
        to_cue[..., 0] = to_source[..., 0] = 1.0
        for row in range(batch):
            pieces = ["", *(vocabulary[i] for i in ids[row, 1:-1]), ""]
            for parts in tags:
                places = [_find(pieces, _PIECE.findall(part)) for part in parts]
                _tag(logits[row], to_cue[row], to_source[row], places)
        return logits.reshape(batch, n, 9), to_cue, to_source

    return Models(tokenize, encode, (0, 0), names, Provenance("0", "none", "capitals"))


def _tag(tags: Floats, to_cue: Floats, to_source: Floats, places: Sequence[tuple[int, int] | None]) -> None:
    """Write into one window's logits where source, cue and content stand, and whose they are."""
    for role, place in enumerate(places):
        if place:
            tags[place[0] : place[1], role] = (0.0, 0.0, 18.0)
            tags[place[0], role] = (0.0, 18.0, 0.0)
    source, cue, content = places
    if cue and content:
        to_cue[content[0] : content[1], cue[0]] = 18.0
    if cue and source:
        to_source[cue[0] : cue[1], source[0]] = 18.0


def _find(pieces: Sequence[str], wanted: Sequence[str]) -> tuple[int, int] | None:
    for at in range(len(pieces) - len(wanted) + 1):
        if wanted and list(pieces[at : at + len(wanted)]) == list(wanted):
            return at, at + len(wanted)
    return None
