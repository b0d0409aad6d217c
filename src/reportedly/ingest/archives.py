"""Files, folders, JSON Lines and standard input → captures.

A file's name says what it holds: ``.html .htm .xhtml`` a page, ``.txt .md`` or no ending a text, ``.jsonl .ndjson`` a
set of pages, one a line, ``.warc .wacz`` a web archive; each may end in ``.gz`` too. Where the name says something
else, what the file opens with tells whether it is a page. Nothing is read beyond the size a setting allows, counted
after decompression.
"""

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct
from msgspec.structs import replace

from reportedly.errors import IngestError
from reportedly.ingest import warcs
from reportedly.ingest.bodies import HTML, SNIFFED_BYTES, TEXT, is_html, too_large
from reportedly.records import Capture, Given, Reject, Rejection

STDIN = "standard input"
_BROKEN = (OSError, EOFError, zlib.error)  # what reading or unpacking may raise
_CHUNK = 1 << 20
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_OPENS_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')  # '{"id": 1, …'


class _Kind(Enum):
    """What a file holds."""

    PAGE = "a page"
    TEXT = "a text"
    LINES = "pages, one a line"
    WARC = "a web archive"
    WACZ = "web archives, packed"


_KINDS = {
    ".html": _Kind.PAGE,
    ".htm": _Kind.PAGE,
    ".xhtml": _Kind.PAGE,
    ".txt": _Kind.TEXT,
    ".md": _Kind.TEXT,
    "": _Kind.TEXT,
    ".jsonl": _Kind.LINES,
    ".ndjson": _Kind.LINES,
    ".warc": _Kind.WARC,
    ".wacz": _Kind.WACZ,
}

_ARCHIVES = {_Kind.WARC: warcs.from_warc, _Kind.WACZ: warcs.from_wacz}


class Intake(Struct, frozen=True):
    """What holds for everything brought in together."""

    max_bytes: int
    given: Given
    now: Callable[[], datetime]
    reject: Reject

    def refuse(self, address: str, reason: str) -> None:
        """Note an item left out."""
        self.reject(Rejection("ingest", _clean(address), reason))


def from_path(path: Path, intake: Intake, *, url: str | None = None) -> Iterator[Capture]:
    """Yield what a file or folder holds; the url is the address of the single page in a file."""
    if not _is_folder(path):
        yield from _from_file(path, intake, url)
        return
    for file in _files(path, intake.refuse):
        yield from _from_file(file, intake, None)


def from_stream(stream: BinaryIO, intake: Intake, *, url: str | None = None) -> Iterator[Capture]:
    """Yield what standard input holds: JSON Lines if it opens like a record, else one page or text."""
    try:
        with _buffered(stream) as buffered:
            unpacked = _unpacked(buffered)
            first = unpacked.readline(intake.max_bytes + 1)
            if _OPENS_RECORD.match(first) and len(first) <= intake.max_bytes:
                yield from _from_lines(chain([first], _lines(unpacked, intake.max_bytes)), None, intake)
            else:
                body = first + unpacked.read(intake.max_bytes + 1 - len(first))
                yield _page(body, STDIN, _Kind.TEXT, intake, url=url)
    except _BROKEN as error:
        intake.refuse(STDIN, _why(error))
    except IngestError as error:
        intake.refuse(error.address, error.reason)


def opening(path: Path, size: int) -> bytes:
    """Return the first bytes of a file, unpacked where it is packed; none where it is no file that can be read."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream, _buffered(stream) as buffered:
            return _unpacked(buffered).read(size)
    except _BROKEN:
        return b""


def count(path: Path) -> int:
    """Return how many items a file or folder holds, each line of JSON Lines one; blank lines are counted too.

    Packed JSON Lines are unpacked for it; of pages nothing is read.
    """
    if not _is_folder(path):
        return _count_file(path)
    refused: list[str] = []
    return sum(_count_file(file) for file in _files(path, lambda address, _: refused.append(address))) + len(refused)


# ------------------------------------------------------------------ folders


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long to be one, as when a text is given in place of its file
        return False


def _files(folder: Path, refuse: Callable[[str, str], None]) -> Iterator[Path]:
    """Yield the files in a folder and all folders in it, sorted; hidden ones are passed over.

    A link is followed to a file in the folder. One to a folder in it is passed over, as that is read in its own place.
    """
    root, waiting = folder.resolve(), [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path != folder and path.is_symlink() and not path.resolve().is_relative_to(root):
                refuse(str(path), "is a link that leads out of the folder; name the file itself")
            elif path.is_dir():
                if path == folder or not path.is_symlink():
                    waiting += sorted((p for p in path.iterdir() if not p.name.startswith(".")), reverse=True)
            elif path.is_file():
                yield path
            else:
                refuse(str(path), "is no file that can be read: a broken link, a pipe or a device; take it away")
        except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself, before Python 3.13
            refuse(str(path), _why(error))


# ------------------------------------------------------------------ files


def _from_file(path: Path, intake: Intake, url: str | None) -> Iterator[Capture]:
    """Yield what a file holds."""
    kind = _kind(path)
    try:
        if kind in _ARCHIVES:
            yield from _ARCHIVES[kind](path, max_bytes=intake.max_bytes, given=intake.given, refuse=intake.refuse)
            return
        with path.open("rb") as file:
            unpacked = _unpacked(file)
            if kind is _Kind.LINES:
                yield from _from_lines(_lines(unpacked, intake.max_bytes), path, intake)
                return
            body = _body(unpacked, path, kind, intake.max_bytes)
        capture = _page(body, str(path), kind or _Kind.PAGE, intake, url=url, path=_where(path))
    except (*_BROKEN, ValueError) as error:  # ValueError: a name with a NUL in it
        intake.refuse(str(path), _why(error))
    except IngestError as error:
        intake.refuse(error.address, error.reason)
    else:
        yield capture


def _body(stream: io.BufferedIOBase, path: Path, kind: _Kind | None, max_bytes: int) -> bytes:
    """Read a file, or as much of it as shows that it is too large or none of ours."""
    head = stream.read(min(SNIFFED_BYTES, max_bytes + 1))
    if kind is None and not is_html(head):
        raise IngestError(str(path), _unread(path))
    return head + stream.read(max_bytes + 1 - len(head))


def _kind(path: Path) -> _Kind | None:
    """Return what a file's name says it holds; ``None`` where it says nothing we know.

    >>> _kind(Path("a.HTML.gz")), _kind(Path("README")), _kind(Path("a.pdf"))
    (<_Kind.PAGE: 'a page'>, <_Kind.TEXT: 'a text'>, None)
    """
    name = Path(path.name.lower().removesuffix(".gz"))
    return _KINDS.get(name.suffix)


def _where(path: Path) -> str | None:
    """Return the whole path of a file, the same from whichever folder it is named; none for a pipe."""
    return _clean(str(path.resolve())) if path.is_file() else None


def _page(
    body: bytes, name: str, kind: _Kind, intake: Intake, *, url: str | None = None, path: str | None = None
) -> Capture:
    if len(body) > intake.max_bytes:
        raise IngestError(name, too_large("it", intake.max_bytes))
    media_type = HTML if kind is _Kind.PAGE or is_html(body) else TEXT
    return Capture(body=body, media_type=media_type, captured_at=intake.now(), url=url, path=path, given=intake.given)


def _unread(path: Path) -> str:
    kind = Path(path.name.lower().removesuffix(".gz")).suffix
    return (
        f"{kind} files are not read, only HTML (.html), text (.txt, .md), JSON Lines (.jsonl), each "
        "also as .gz, and web archives (.warc, .wacz)"
    )


def _why(error: Exception) -> str:
    """Say why a file cannot be read, and the way out."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file; give an address (https://…), a file, a folder or - for standard input"
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return f"its compression is broken ({error}); fetch it again or unpack it"
    return f"it cannot be read ({(isinstance(error, OSError) and error.strerror) or error}); check it"


def _count_file(path: Path) -> int:
    if _kind(path) is not _Kind.LINES:
        return 1
    lines, last = 0, b"\n"
    try:
        with path.open("rb") as file:
            unpacked = _unpacked(file)
            while chunk := unpacked.read1(_CHUNK):  # not `read`, which loses what stands before a break
                lines, last = lines + chunk.count(b"\n"), chunk
    except _BROKEN:
        return lines + 1  # the rest will be one rejection
    return lines + (not last.endswith(b"\n"))


# ------------------------------------------------------------------ JSON Lines


def _lines(stream: io.BufferedIOBase, max_bytes: int) -> Iterator[bytes | None]:
    """Yield the lines of a stream; ``None`` for one that is too large, which is passed over piece by piece."""
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None


def _from_lines(lines: Iterable[bytes | None], file: Path | None, intake: Intake) -> Iterator[Capture]:
    """Yield a capture for each line that is a record; blank lines are nothing, unless there are no others.

    No file is standard input.
    """
    name, path, number, blank = str(file or STDIN), _where(file) if file else None, 0, True
    try:
        for number, line in enumerate(lines, start=1):
            if line is not None and not line.strip():
                continue
            blank = False
            try:
                capture = _record(line, f"{name}, line {number}", path, intake)
            except IngestError as error:
                intake.refuse(error.address, error.reason)
            else:
                yield capture
    except _BROKEN as error:
        blank = False
        intake.refuse(f"{name}, from line {number + 1} on", _why(error))
    if blank:
        intake.refuse(
            name, "it holds no line with a record; each line is one page as a JSON object with `text` or `html`"
        )


def _record(line: bytes | None, where: str, path: str | None, intake: Intake) -> Capture:
    """Return the page a line of JSON holds; the text rather than the HTML where it has both.

    The text is kept code point for code point, lone surrogates and all.
    """
    record = _object(line, where, intake.max_bytes)
    text, page, url, key = (_field(record, field, where) for field in ("text", "html", "url", "id"))
    if text is None and page is None:
        raise IngestError(where, "it has neither `text` nor `html`; give one of them")
    is_text = bool(text) or page is None
    described = {field: _field(record, field, where) for field in ("outlet", "published", "title")} | {"key": key}
    return Capture(
        body=((text if is_text else page) or "").encode("utf-8", "surrogatepass"),
        media_type=TEXT if is_text else HTML,
        captured_at=intake.now(),
        url=_clean(url) if url else None,
        path=path if url or key else None,  # a file of many pages does not name one of them
        charset="utf-8",
        given=replace(intake.given, **{field: _clean(value) for field, value in described.items() if value}),
    )


def _object(line: bytes | None, where: str, max_bytes: int) -> dict[str, object]:
    if line is None:
        raise IngestError(where, too_large("it", max_bytes))
    try:
        record = json.loads(line.decode("utf-8-sig", "surrogatepass"))
    except UnicodeDecodeError as error:
        raise IngestError(where, f"it is not UTF-8 ({error.reason} at byte {error.start}); convert the file") from error
    except (ValueError, RecursionError) as error:
        raise IngestError(where, f"it is not JSON ({error}); give one object a line") from error
    if not isinstance(record, dict):
        raise IngestError(where, "it is JSON, but no object; give one object a line")
    return record


def _field(record: dict[str, object], name: str, where: str) -> str | None:
    """Return a field of a record; absent and null are the same, and an id may be a number."""
    value = record.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value
    raise IngestError(where, f"its `{name}` is no string; give one, or leave it out")


def _clean(words: str) -> str:
    """Replace, one for one, what no ledger can store in names and titles."""
    return _UNSTORABLE.sub("\ufffd", words)


# ------------------------------------------------------------------ streams


@contextmanager
def _buffered(stream: BinaryIO) -> Iterator[io.BufferedReader]:
    """Lend a stream that can be peeked into; the one given stays open."""
    if isinstance(stream, io.BufferedReader):
        yield stream
        return
    reader: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", stream))
    try:
        yield reader
    finally:
        reader.detach()


def _unpacked(stream: io.BufferedReader) -> io.BufferedIOBase:
    """Return a stream without its gzip, if it has one, whatever it is called."""
    return gzip.GzipFile(fileobj=stream) if stream.peek(2)[:2] == b"\x1f\x8b" else stream
