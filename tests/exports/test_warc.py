"""WARC: what another library reads back of what was captured."""

import gzip
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from reportedly.ledger import Ledger

Exported = Callable[..., bytes]


@pytest.fixture
def records(exported: Exported) -> list[tuple[Any, bytes]]:
    """Return each record with its content, digests checked."""
    return list(read(exported("warc")))


def read(written: bytes) -> Iterator[tuple[Any, bytes]]:
    for record in ArchiveIterator(io.BytesIO(written), check_digests="raise"):
        yield record, record.content_stream().read()


def header(record: Any, name: str) -> str:  # noqa: ANN401  # of the library
    return str(record.rec_headers.get_header(name))


def test_every_capture_is_read_back(records: list[tuple[Any, bytes]], ledger: Ledger) -> None:
    """Each capture is one record with its bytes, its time and its address; the digests hold."""
    held = [(record, body) for record, body in records if record.rec_type in ("response", "resource")]
    captures = list(ledger.captures())
    assert [body for _, body in held] == [capture.body for capture in captures]
    for (record, _), capture in zip(held, captures, strict=True):
        assert record.rec_headers.protocol == "WARC/1.1"
        assert header(record, "WARC-Date") == capture.captured_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        assert header(record, "WARC-Payload-Digest").startswith("sha256:")
    ids = [header(record, "WARC-Record-ID") for record, _ in records]
    assert len(set(ids)) == len(ids)
    assert records[0][0].rec_type == "warcinfo"


def test_an_answer_is_made_again(records: list[tuple[Any, bytes]]) -> None:
    """What came over the web is an answer; headers of its packing are kept aside, and none smuggles another in."""
    ((record, body),) = ((one, body) for one, body in records if one.rec_type == "response")
    assert header(record, "WARC-Target-URI") == "https://moor.example/a?b=c%7Cd#top"
    assert record.http_headers.get_statuscode() == "200"
    assert dict(record.http_headers.headers) == {
        "Content-Type": "text/plain; charset=utf-8",
        "X-Archive-Orig-Content-Encoding": "gzip",
        "X-Evil": "a Injected: yes",
        "Content-Length": str(len(body)),
    }


def test_what_no_server_sent_is_no_answer(records: list[tuple[Any, bytes]]) -> None:
    """A file is a resource, named by its address if it has one, else by its path."""
    names = {header(record, "WARC-Target-URI") for record, _ in records if record.rec_type == "resource"}
    assert "file:///saved/mill%20page.txt" in names
    assert any(name.startswith("https://post.example/") for name in names)


def test_what_was_said_of_a_page_stands_beside_it(records: list[tuple[Any, bytes]]) -> None:
    """The key a page was given is in a record that refers to it."""
    ((record, body),) = ((one, body) for one, body in records if one.rec_type == "metadata")
    (answer,) = (one for one, _ in records if one.rec_type == "response")
    assert body == b"key: =key\r\n"
    assert header(record, "WARC-Refers-To") == header(answer, "WARC-Record-ID")


def test_each_record_is_packed_by_itself(exported: Exported, records: list[tuple[Any, bytes]]) -> None:
    """A reader may begin at any record: each is a gzip member of its own."""
    written = exported("warc")
    found = ArchiveIterator(io.BytesIO(written))
    starts = [found.get_record_offset() for _ in found]
    assert len(starts) == len(records)
    for start, end in zip(starts, [*starts[1:], len(written)], strict=True):
        assert gzip.decompress(written[start:end]).startswith(b"WARC/1.1\r\n")
