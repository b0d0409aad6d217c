"""Web archives: the pages in them come in as they were captured; the rest is passed over or refused."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly import ingest
from reportedly.records import Capture, Rejection
from reportedly.settings import Settings

PAGE = b"<html><body><p>The mill is closed, Ada Orr said."


def archive(*, gzip: bool = True) -> bytes:
    """Return a WARC of a page, a redirect, a picture, a page that is too large, and a text kept as a resource."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, status, kind, body in (
        ("https://courier.example/mill#top", "200 OK", "text/html; charset=ISO-8859-1", PAGE),
        ("https://courier.example/old", "301 Moved", "text/html", b"gone"),
        ("https://courier.example/mill.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://courier.example/large", "200 OK", "text/html", b"<html>" + b"x" * 5_000),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind), ("Server", "x")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), http_headers=headers,
            warc_headers_dict={"WARC-Date": "2031-05-06T12:00:00Z"},
        )  # fmt: skip
        writer.write_record(record)
        record.raw_stream.close()
    record = writer.create_warc_record(
        "https://courier.example/note", "resource", payload=io.BytesIO(b"A note."), warc_content_type="text/plain"
    )
    writer.write_record(record)
    record.raw_stream.close()
    return out.getvalue()


def brought(path: Path) -> tuple[list[Capture], list[Rejection]]:
    """Bring a file in, where a page may have 1,000 bytes."""
    rejections: list[Rejection] = []
    found = ingest.captures([str(path)], settings=Settings(max_bytes=1_000), reject=rejections.append)
    return list(found), rejections


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz"])
def test_pages_of_an_archive(tmp_path: Path, name: str) -> None:
    """Pages and texts come in with address, day and charset of their capture; pictures and redirects do not."""
    path = tmp_path / name
    if name.endswith(".wacz"):
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("archive/data.warc.gz", archive())
            packed.writestr("pages/pages.jsonl", "{}")
    else:
        path.write_bytes(archive(gzip=name.endswith(".gz")))
    found, rejections = brought(path)
    assert [(one.url, one.body, one.media_type) for one in found] == [
        ("https://courier.example/mill", PAGE, "text/html"),
        ("https://courier.example/note", b"A note.", "text/plain"),
    ]
    assert found[0].captured_at == datetime(2031, 5, 6, 12, tzinfo=UTC)
    assert found[0].charset == "iso-8859-1"
    assert ("Server", "x") in found[0].headers
    assert [one.address for one in rejections] == ["https://courier.example/large"]


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("a.warc", b"no archive\r\n", "no web archive"),
        ("cut.warc.gz", archive()[:40], "no web archive"),
        ("a.wacz", b"no zip", "no ZIP file"),
    ],
    ids=["no archive", "cut", "no zip"],  # an archive's bytes are others each time
)
def test_broken_archives_are_rejections(tmp_path: Path, name: str, body: bytes, says: str) -> None:
    """An archive that is none, or is cut short, says so."""
    (tmp_path / name).write_bytes(body)
    found, rejections = brought(tmp_path / name)
    assert found == []
    assert [says in one.reason for one in rejections] == [True]


def test_a_zip_file_without_archives_is_no_wacz(tmp_path: Path) -> None:
    """A ZIP file of something else says what is missing."""
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as packed:
        packed.writestr("../archive/x.warc", "x")
    found, (rejection,) = brought(tmp_path / "a.wacz")
    assert found == []
    assert "without archive/" in rejection.reason
