"""Web archives → captures: WARC, as crawlers write it, and WACZ, a ZIP file of such.

Of an archive the pages are taken: answers of status 200 and resources that are HTML or plain text. Pictures, styles and
requests in it are passed over, as a browser's visit to a page brings dozens of them.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from reportedly.errors import IngestError
from reportedly.ingest.bodies import HTML, TEXT, is_html, too_large
from reportedly.records import Capture, Given

_PAGES = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT}
_MEMBER = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
MAX_MEMBERS = 1_000
"""Archives in one WACZ file at most."""

Refuse = Callable[[str, str], None]


def from_warc(path: Path, *, max_bytes: int, given: Given, refuse: Refuse) -> Iterator[Capture]:
    """Yield the pages in a WARC file, each as it was captured then; what is too large is refused.

    Raises:
        IngestError: the file is broken, or the library that reads it is not there.
    """
    with path.open("rb") as file:
        yield from _from_stream(file, str(path), max_bytes, given, refuse)


def from_wacz(path: Path, *, max_bytes: int, given: Given, refuse: Refuse) -> Iterator[Capture]:
    """Yield the pages in the archives of a WACZ file; it raises what `from_warc` raises."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [name for name in archive.namelist() if _MEMBER.fullmatch(name)][:MAX_MEMBERS]
            if not members:
                raise IngestError(str(path), "it is a ZIP file without archive/….warc.gz in it, so no WACZ")
            for name in members:
                with archive.open(name) as member:
                    yield from _from_stream(member, f"{path}, {name}", max_bytes, given, refuse)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # the last two: encrypted, unknown packing
        raise IngestError(str(path), f"it is no ZIP file that can be read ({error}); fetch it again") from error


def _from_stream(
    stream: Any,  # noqa: ANN401  # a file, or a member of a ZIP file
    name: str,
    max_bytes: int,
    given: Given,
    refuse: Refuse,
) -> Iterator[Capture]:
    reader, broken = _library()
    number = 0
    try:
        for number, record in enumerate(reader(stream), 1):  # noqa: B007  # whether there was one
            if record.rec_headers.get_header("Content-Length") is None:
                raise ValueError("a record is cut short")  # noqa: TRY301  # told below, as the library's own are
            kind = record.rec_type
            if kind == "response" and record.http_headers is not None and record.http_headers.get_statuscode() != "200":
                continue
            if kind not in {"response", "resource"}:
                continue
            if capture := _capture(record, max_bytes, given, refuse):
                yield capture
    except (broken, OSError, EOFError, ValueError) as error:
        raise IngestError(
            name, f"it is no web archive that can be read to its end ({error}); fetch it again"
        ) from error
    if not number:
        raise IngestError(name, "it is no web archive, or an empty one; fetch it again")


def _capture(record: Any, max_bytes: int, given: Given, refuse: Refuse) -> Capture | None:  # noqa: ANN401  # untyped
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    fields = record.http_headers or record.rec_headers
    declared, _, parameters = (fields.get_header("Content-Type") or "").partition(";")
    media_type = _PAGES.get(declared.strip().lower())
    if media_type is None or not url.startswith(("http://", "https://")):
        return None
    body = record.content_stream().read(max_bytes + 1)
    if len(body) > max_bytes:
        refuse(url, too_large("the page", max_bytes))
        return None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return Capture(
        body=body,
        media_type=HTML if is_html(body) else media_type,
        captured_at=_instant(record.rec_headers.get_header("WARC-Date")),
        url=url.partition("#")[0],
        headers=tuple(record.http_headers.headers) if record.http_headers else (),
        charset=charset[1].lower() if charset else None,
        given=given,
    )


def _instant(text: str | None) -> datetime:
    """Read the day and time of a record.

    >>> _instant("2031-05-06T12:00:00Z").isoformat()
    '2031-05-06T12:00:00+00:00'
    """
    when = datetime.fromisoformat(text or "")
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)


def _library() -> tuple[Callable[[BinaryIO], Iterator[Any]], type[Exception]]:
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # an extra
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ImportError as error:
        raise IngestError("web archive", "is read with `pip install reportedly[warc]`") from error
    return ArchiveIterator, ArchiveLoadFailed
