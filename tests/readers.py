"""Models without weights: names are runs of capitals, the network tags what it is told to and nothing else."""

import re
from collections.abc import Sequence

import numpy as np

from reportedly.models import Floats, Ints, Models
from reportedly.records import Provenance

_NAME = re.compile(r"(?:[A-Z][\w’'-]+|[A-Z]{2,})(?:\s+[A-Z][\w’'-]+)*")
_NOT_NAMES = frozenset(
    ["The", "A", "An", "He", "She", "It", "They", "In", "On", "At", "But", "And", "According", "Officials", "Police", "Nine", "No", "We", "There", "Mayor", "Deputy", "Two", "As"]
)
_PIECE = re.compile(r"\w+|[^\w\s]")


def names(text: str) -> list[tuple[int, int, str]]:
    """Find names by their capitals; two words are a person, one is a place."""
    out = []
    surnames = {name.split()[-1] for name in _NAME.findall(text) if " " in name}
    for found in _NAME.finditer(text):
        start, words = found.start(), found.group()
        while words and (first := words.split()[0]) in _NOT_NAMES:
            rest = words[len(first) :].lstrip()
            start, words = found.end() - len(rest), rest
        if words:
            person = " " in words or words in surnames
            out.append((start, start + len(words), "PERSON" if person else "GPE"))
    return out


def models(tags: Sequence[tuple[str, str, str]] = ()) -> Models:
    """Return models whose network sees the attributions given, as (source, cue, content) words; an empty source is none."""
    vocabulary: list[str] = []

    def tokenize(text: str) -> tuple[Ints, Ints]:
        pieces = list(_PIECE.finditer(text))
        vocabulary[:] = [piece.group() for piece in pieces]
        offsets = np.array([piece.span() for piece in pieces], dtype=np.int64).reshape(-1, 2)
        return np.arange(len(pieces), dtype=np.int64), offsets

    def encode(ids: Ints, features: Ints, mask: Ints) -> tuple[Floats, Floats, Floats]:
        batch, n = ids.shape
        logits = np.zeros((batch, n, 3, 3), dtype=np.float32)
        logits[..., 0] = 9.0
        to_cue, to_source = np.zeros((batch, n, n), np.float32), np.zeros((batch, n, n), np.float32)
        to_cue[..., 0] = to_source[..., 0] = 1.0
        for row in range(batch):
            words = ["", *(vocabulary[i] for i in ids[row, 1:-1]), ""]
            for parts in tags:
                places = [_find(words, _PIECE.findall(part)) for part in parts]
                for role, place in enumerate(places):
                    if place:
                        logits[row, place[0] : place[1], role] = (0.0, 0.0, 18.0)
                        logits[row, place[0], role] = (0.0, 18.0, 0.0)
                source, cue, content = places
                if cue and content:
                    to_cue[row, content[0] : content[1], cue[0]] = 18.0
                if cue and source:
                    to_source[row, cue[0] : cue[1], source[0]] = 18.0
        return logits.reshape(batch, n, 9), to_cue, to_source

    return Models(tokenize, encode, (0, 0), names, Provenance("0", "none", "capitals"))


def _find(words: Sequence[str], wanted: Sequence[str]) -> tuple[int, int] | None:
    for at in range(len(words) - len(wanted) + 1):
        if wanted and list(words[at : at + len(wanted)]) == list(wanted):
            return at, at + len(wanted)
    return None
