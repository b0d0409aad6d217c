"""The captures as WARC 1.1, each record compressed by itself.

What came over the web is a ``response``, made again of the headers and the body that were kept: the body is as it was
after decompression, so headers that told of its packing are kept under other names. All else is a ``resource``, also
what has an address but was brought in as a file: nobody saw its server answer. What was said of a capture when it was
brought in is a ``metadata`` record beside it.
"""

import base64
import io
import re
from collections.abc import Mapping
from importlib import import_module, metadata
from typing import Any, BinaryIO
from urllib.parse import quote
from uuid import UUID

from reportedly.errors import UsageError
from reportedly.exports import fragments
from reportedly.ledger import Selection
from reportedly.records import Capture, id_of

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_PACKING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_KEPT_AS = "X-Archive-Orig-"


def write(selection: Selection, out: BinaryIO) -> None:
    """Write the captures.

    Raises:
        UsageError: the package that does so is not installed.
    """
    try:
        warcio, headers = import_module("warcio.warcwriter"), import_module("warcio.statusandheaders")
    except ImportError:
        raise UsageError("WARC needs warcio; install it with `pip install 'reportedly[warc]'`") from None
    writer = _Writer(warcio.WARCWriter(out, gzip=True, warc_version="1.1"), headers.StatusAndHeaders)
    is_first = True
    for capture in selection.captures():
        if is_first:
            writer.begin(capture)
            is_first = False
        writer.add(capture)


class _Writer:
    """Writes records; the same captures give the same bytes."""

    def __init__(self, writer: Any, headers: Any) -> None:  # noqa: ANN401  # of the library
        self._writer, self._headers = writer, headers

    def begin(self, first: Capture) -> None:
        """Write what the file is."""
        told = {
            "software": f"reportedly/{metadata.version('reportedly')}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "description": "Pages as they were captured; response bodies are decompressed.",
        }
        self._fields("warcinfo", _named("info", first.id), first, told, {})

    def add(self, capture: Capture) -> None:
        """Write a capture, and what was said of it."""
        head = {
            "WARC-Record-ID": _named("capture", capture.id),
            "WARC-Date": _date(capture),
            "WARC-Payload-Digest": f"sha256:{base64.b32encode(bytes.fromhex(capture.sha256)).decode('ascii')}",
        }
        is_web = bool(capture.headers) and fragments.is_web(capture.url)
        http = self._headers("200 OK", _http(capture), protocol="HTTP/1.1") if is_web else None
        record = self._writer.create_warc_record(
            _target(capture),
            "response" if is_web else "resource",
            payload=io.BytesIO(capture.body),
            length=len(capture.body),
            warc_content_type="" if is_web else capture.media_type,
            warc_headers_dict=head,
            http_headers=http,
        )
        self._writer.write_record(record)
        given = capture.given
        told = {"outlet": given.outlet, "published": given.published, "title": given.title, "key": given.key}
        told |= {"charset": capture.charset}
        if any(told.values()):
            beside = {"WARC-Refers-To": head["WARC-Record-ID"], "WARC-Target-URI": _target(capture)}
            self._fields("metadata", _named("given", capture.id), capture, told, beside)

    def _fields(
        self, kind: str, name: str, capture: Capture, told: Mapping[str, str | None], more: dict[str, str]
    ) -> None:
        lines = [f"{key}: {_one_line(value)}\r\n" for key, value in told.items() if value]
        body = "".join(lines).encode("utf-8", "replace")
        head = {"WARC-Record-ID": name, "WARC-Date": _date(capture), **more}
        record = self._writer.create_warc_record(
            more.get("WARC-Target-URI", ""),
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type="application/warc-fields",
            warc_headers_dict=head,
        )
        self._writer.write_record(record)


def _named(kind: str, capture: str) -> str:
    """Return a record's name: the same for the same capture."""
    return f"<urn:uuid:{UUID(hex=id_of(kind, capture)[:12] + '4' + '000' + '8' + id_of(capture, kind)[:15])}>"


def _date(capture: Capture) -> str:
    return capture.captured_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _http(capture: Capture) -> list[tuple[str, str]]:
    """Return the headers that were kept, none of which ends its line early, fitted to the body that was kept."""
    kept = [(name, _one_line(value)) for name, value in capture.headers if _TOKEN.fullmatch(name)]
    fitted = [(f"{_KEPT_AS}{name}" if name.lower() in _PACKING else name, value) for name, value in kept]
    if not any(name.lower() == "content-type" for name, _ in fitted):
        charset = f"; charset={_one_line(capture.charset)}" if capture.charset else ""
        fitted.append(("Content-Type", f"{_one_line(capture.media_type)}{charset}"))
    return [*fitted, ("Content-Length", str(len(capture.body)))]


def _target(capture: Capture) -> str:
    """Return what names the capture: its address; without one its file; else its bytes (RFC 6920)."""
    if fragments.is_web(capture.url):
        return quote(capture.url or "", safe="%/:=&?~#+!$,;'@()*[]-._", errors="replace")
    if capture.path:
        return f"file://{quote(capture.path if capture.path.startswith('/') else f'/{capture.path}', errors='replace')}"
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(capture.sha256)).decode('ascii').rstrip('=')}"


def _one_line(value: str) -> str:
    return _CONTROLS.sub(" ", value.encode("utf-8", "replace").decode()).strip()
