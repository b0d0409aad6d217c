"""JSON that leaves the house: nothing in it that UTF-8, a web page or a reader of lines chokes on."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import BinaryIO

from reportedly.ledger import clean

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

OFFSETS = (
    "Unicode code points, from 0, the end not included; of the article's text, or of its headline where `in` says so"
)

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_UNCLEAN = re.compile(r"[\ud800-\udfff]|\\u0000")
_LINE_END = re.compile("[\x85\u2028\u2029]")  # which some readers of lines take for one, though JSON does not
_MARKUP = re.compile("[<>&]")


def dumps(value: Json) -> str:
    r"""Return a value as JSON on one line; NUL and lone surrogates become U+FFFD, one for one.

    >>> dumps({"a": "b\0"})
    '{"a": "b\ufffd"}'
    """
    text = _ENCODER.encode(value)
    if _UNCLEAN.search(text):
        text = _ENCODER.encode(cleaned(value))
    return _LINE_END.sub(_written_out, text)


def for_pages(value: Json) -> str:
    r"""Return a value as JSON that may stand in a web page as it is: no tag begins or ends in it.

    >>> print(for_pages("</script>"))
    "\u003c/script\u003e"
    """
    return _MARKUP.sub(_written_out, dumps(value))


def _written_out(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def cleaned(value: Json) -> Json:
    """Return a value with all its texts clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(name): cleaned(item) for name, item in value.items()}
    if isinstance(value, Sequence):
        return [cleaned(item) for item in value]
    return value


def told(**fields: Json) -> dict[str, Json]:
    """Return fields without those that are not known, or empty."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], (), {})}


def write_lines(out: BinaryIO, items: Iterable[Json]) -> None:
    """Write items, one a line."""
    out.writelines(f"{dumps(item)}\n".encode() for item in items)


def write_list(
    out: BinaryIO,
    items: Iterable[Json],
    *,
    before: str = "[",
    after: Callable[[], str] = lambda: "]",
    encode: Callable[[Json], str] = dumps,
) -> None:
    """Write items as a list, one after the other, within what stands before and after it.

    Args:
        out: Where to.
        items: The items.
        before: What opens it, the bracket included.
        after: What closes it; asked for when all items are written.
        encode: How an item becomes JSON.
    """
    out.write(before.encode())
    out.writelines(f"{',' if number else ''}\n{encode(item)}".encode() for number, item in enumerate(items))
    out.write(f"\n{after()}\n".encode())


def opened(head: Mapping[str, Json], name: str, *, encode: Callable[[Json], str] = dumps) -> str:
    """Return the beginning of an object that ends with a list of that name.

    >>> opened({"type": "FeatureCollection"}, "features")
    '{"type": "FeatureCollection", "features": ['
    """
    return f"{encode(head)[:-1]}{', ' if head else ''}{dumps(name)}: ["


# ------------------------------------------------------------------ what things are called outside

_ROOT = "urn:x-reportedly"


def iri(kind: str, key: str, *more: str) -> str:
    """Return the name by which a row is called outside the house.

    >>> iri("claim", "3f2a")
    'urn:x-reportedly:claim:3f2a'
    """
    return ":".join((_ROOT, kind, key, *more))
