"""Files, folders, JSON Lines and standard input come in whole, or are turned away with a reason."""

import gzip
import io
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ingest.archives import Intake, count, from_path, from_stream
from reportedly.records import Capture, Given, Rejection

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


@dataclass
class Desk:
    """What came in, and what was turned away."""

    max_bytes: int = 20_000_000
    given: Given = field(default_factory=Given)
    captures: list[Capture] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    @property
    def intake(self) -> Intake:
        """Return what the room is told."""
        return Intake(self.max_bytes, self.given, lambda: NOON, self.rejections.append)

    def reads(self, path: Path, url: str | None = None) -> "Desk":
        """Bring a path in."""
        self.captures += from_path(path, self.intake, url=url)
        return self

    def hears(self, body: bytes, url: str | None = None) -> "Desk":
        """Bring standard input in."""
        self.captures += from_stream(io.BytesIO(body), self.intake, url=url)
        return self

    @property
    def reason(self) -> str:
        """Return the reason for the one thing turned away, when nothing came in."""
        assert self.captures == []
        (rejection,) = self.rejections
        assert rejection.stage == "ingest"
        return f"{rejection.address}: {rejection.reason}"


def line(**record: object) -> bytes:
    return json.dumps(record).encode() + b"\n"


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("a.html", b"<!doctype html><p>Rain", "text/html"),
        ("a.HTM", b"no tags at all", "text/html"),
        ("a.xhtml", b"<?xml version='1.0'?><html/>", "text/html"),
        ("a.txt", b"The river rose.", "text/plain"),
        ("a.md", b"# The river rose", "text/plain"),
        ("story", b"The river rose.", "text/plain"),
        ("a.txt", b"<b>bold</b> is no page", "text/plain"),
        ("a.txt", b"\n<!-- saved -->\n<HTML lang=en>", "text/html"),  # whatever it is called
        ("a.txt", "<html><p>Rain".encode("utf-16"), "text/html"),
        ("a.php", b"<!DOCTYPE html><p>Rain", "text/html"),  # a page as it was saved
        ("a.txt", b"", "text/plain"),
        ("a.txt", b"\xff\xfe\0\0", "text/plain"),  # `read` says what is wrong with it
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_files(tmp_path: Path, name: str, body: bytes, expected: str, *, packed: bool) -> None:
    """A file's name and what it opens with tell page from text; its bytes come in as they are, unpacked."""
    path = tmp_path / (name + ".gz" * packed)
    path.write_bytes(gzip.compress(body) if packed else body)
    (capture,) = Desk(given=Given(outlet="The Brennock Echo")).reads(path, "https://echo.example/a").captures
    assert (capture.body, capture.media_type, capture.charset) == (body, expected, None)
    assert (capture.url, capture.path, capture.captured_at) == ("https://echo.example/a", str(path), NOON)
    assert capture.given.outlet == "The Brennock Echo"


def test_one_file_has_one_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has the same address from whichever folder it is named."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"Rain")
    monkeypatch.chdir(tmp_path)
    desk = Desk().reads(Path("in/a.txt"))
    monkeypatch.chdir(tmp_path / "in")
    desk.reads(Path("a.txt")).reads(Path("../in/a.txt"))
    assert len({capture.id for capture in desk.captures}) == 1


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.pdf", b"%PDF-1.7", ".pdf files are not read, only HTML"),
        ("a.json", b"{}", ".json files are not read"),
        ("a.tar.gz", gzip.compress(b"ustar"), ".tar files are not read"),
        ("a.html.gz", gzip.compress(b"<p>" * 99)[:-9], "compression is broken"),
        ("a.txt.gz", b"\x1f\x8bbroken", "compression is broken"),
        ("a.html", b"x" * 1001, "larger than 1000 bytes; to read it raise REPORTEDLY_MAX_BYTES"),
        ("a.php", b"<html>" + b"x" * 1001, "larger than 1000 bytes"),
        ("a.txt.gz", gzip.compress(b"x" * 1001), "larger than 1000 bytes"),
        ("a.txt.gz", gzip.compress(b"\0" * 100_000_000), "larger than 1000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_turned_away(tmp_path: Path, name: str, body: bytes, reason: str) -> None:
    """What cannot be read, and what is too large, is turned away with the way out."""
    (tmp_path / name).write_bytes(body)
    assert reason in Desk(max_bytes=1000).reads(tmp_path / name).reason


def test_exactly_as_large_as_allowed(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    assert len(Desk(max_bytes=1000).reads(tmp_path / "a.txt").captures) == 1


def test_fifty_megabytes(tmp_path: Path) -> None:
    """A file of 50 MB says that it is too large."""
    with (tmp_path / "a.html").open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than 20 MB" in Desk().reads(tmp_path / "a.html").reason


@pytest.mark.parametrize("name", ["missing.html", "no\0name.txt", "The river rose at noon. " * 400])
def test_no_such_file(tmp_path: Path, name: str) -> None:
    """A name that is no file is turned away, however strange it is."""
    desk = Desk().reads(tmp_path / name)
    assert desk.reason
    assert "\0" not in desk.reason


def test_not_allowed(tmp_path: Path) -> None:
    """A file that may not be opened is turned away."""
    (tmp_path / "a.txt").symlink_to("a.txt")  # leads to itself; root may open whatever can be
    assert "cannot be read" in Desk().reads(tmp_path / "a.txt").reason


def test_pipes() -> None:
    """A pipe that is named is read, and is no address."""
    reading, writing = os.pipe()
    os.write(writing, b"The river rose.")
    os.close(writing)
    (capture,) = Desk().reads(Path(f"/dev/fd/{reading}")).captures
    os.close(reading)
    assert (capture.body, capture.path) == (b"The river rose.", None)


# ------------------------------------------------------------------ folders


def test_folders(tmp_path: Path) -> None:
    """A folder is read to the bottom, sorted, without hidden files; what is not read is turned away."""
    for name in ["b.txt", "a/z.html", "a/c/d.md", ".hidden.txt", ".git/e.txt", "a/page_files/x.png", "f.jsonl"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(line(text="Rain", id=1) if name.endswith("jsonl") else b"Rain")
    (tmp_path / "empty").mkdir()
    desk = Desk().reads(tmp_path)
    paths = [Path(capture.path or "").relative_to(tmp_path).as_posix() for capture in desk.captures]
    assert paths == ["a/c/d.md", "a/z.html", "b.txt", "f.jsonl"]
    assert [(Path(r.address).name, r.reason[:9]) for r in desk.rejections] == [("x.png", ".png file")]
    assert count(tmp_path) == 5


def test_links(tmp_path: Path) -> None:
    """Links are followed within the folder, and not out of it, nor round in circles."""
    outside = tmp_path / "outside"
    folder = tmp_path / "folder"
    for path in (outside, folder, folder / "in"):
        path.mkdir()
        (path / "a.txt").write_bytes(b"Rain")
    (folder / "in" / "again.txt").symlink_to(folder / "a.txt")
    (folder / "in" / "up").symlink_to(folder)
    (folder / "leak.txt").symlink_to(outside / "a.txt")
    (folder / "leaks").symlink_to(outside)
    (folder / "nothing.txt").symlink_to(folder / "gone.txt")
    (folder / "self.txt").symlink_to("self.txt")
    desk = Desk().reads(folder)
    assert len(desk.captures) == 3
    turned_away = {Path(rejection.address).name: rejection.reason for rejection in desk.rejections}
    assert set(turned_away) == {"leak.txt", "leaks", "nothing.txt", "self.txt"}
    assert "out of the folder" in turned_away["leaks"]
    assert count(folder) == 7


def test_a_folder_that_is_a_link(tmp_path: Path) -> None:
    """The folder that is named may itself be a link."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.txt").write_bytes(b"Rain")
    (tmp_path / "here").symlink_to(tmp_path / "there")
    assert len(Desk().reads(tmp_path / "here").captures) == 1


def test_pipes_in_folders(tmp_path: Path) -> None:
    """A pipe that merely lies in a folder is not waited for."""
    os.mkfifo(tmp_path / "a.txt")
    assert "a pipe or a device" in Desk().reads(tmp_path).reason


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A file name in no encoding comes in with a name that can be stored."""
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Rain")
    (capture,) = Desk().reads(tmp_path).captures
    assert (capture.path or "").encode().endswith("caf\ufffd.txt".encode())


# ------------------------------------------------------------------ JSON Lines


def test_records(tmp_path: Path) -> None:
    """A line says of its page what it knows; the rest is as given for all; further keys are nothing to us."""
    (tmp_path / "a.jsonl").write_bytes(
        line(id=7, url="https://echo.example/a", outlet="Echo", published="2031-05-04", title="Rain", text="It rose.")
        + line(id="x", html="<p>It rose.", mood="grey", outlet=None)
        + line(text="It fell.", html="<p>It fell.")
    )
    desk = Desk(given=Given(outlet="Brennock Wire")).reads(tmp_path / "a.jsonl")
    first, second, third = desk.captures
    assert (first.url, first.body, first.media_type, first.charset) == (
        "https://echo.example/a",
        b"It rose.",
        "text/plain",
        "utf-8",
    )
    assert first.given == Given("Echo", "2031-05-04", "Rain", "7")
    assert (second.address, second.media_type, second.given.outlet) == ("x", "text/html", "Brennock Wire")
    assert (third.body, third.media_type) == (b"It fell.", "text/plain")  # its text before its HTML
    assert third.address == f"sha256:{third.sha256}"  # the file holds many pages, and names none
    assert desk.rejections == []


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"{", "not JSON"),
        (b'{"text": "Rain"', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'["text"]', "no object"),
        (b"null", "no object"),
        (b"{}", "neither `text` nor `html`"),
        (b'{"text": null}', "neither `text` nor `html`"),
        (b'{"text": 5}', "`text` is no string"),
        (b'{"text": "Rain", "title": ["a"]}', "`title` is no string"),
        (b'{"text": "Rain", "id": true}', "`id` is no string"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        ('{"text": "Rain"}'.encode("utf-16"), "not UTF-8"),
        (b'{"text": "' + b"x" * 200_000 + b'"}', "larger than 0.15 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("ending", [".jsonl", ".ndjson.gz"])
def test_broken_lines(tmp_path: Path, broken: bytes, reason: str, ending: str) -> None:
    """A broken line is turned away with its number; those around it come in."""
    body = line(text="Before") + b"\n" + broken + b"\r\n" + line(text="After")
    path = tmp_path / f"a{ending}"
    path.write_bytes(gzip.compress(body) if ending.endswith("gz") else body)
    desk = Desk(max_bytes=150_000).reads(path)
    assert [capture.body for capture in desk.captures] == [b"Before", b"After"]
    (rejection,) = desk.rejections
    assert rejection.address == f"{path}, line 3"
    assert reason in rejection.reason


def test_lines_cut_off(tmp_path: Path) -> None:
    """What stands before the place where a packed file breaks comes in; the rest is turned away once."""
    lines = b"".join(line(id=n, text=os.urandom(2000).hex()) for n in range(50))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines)[:-60_000])
    desk = Desk().reads(tmp_path / "a.jsonl.gz")
    (rejection,) = desk.rejections
    assert 5 < len(desk.captures) < 50
    assert rejection.address.endswith(f", from line {len(desk.captures) + 1} on")
    assert count(tmp_path / "a.jsonl.gz") == len(desk.captures) + 1


def test_lines_come_as_they_are_asked_for(tmp_path: Path) -> None:
    """A file of a million pages is not read before the first of them is given."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(line(text="First") + line(text="Second"))
    coming = from_path(path, Desk().intake)
    assert next(coming).body == b"First"
    coming.close()  # type: ignore[attr-defined]  # a generator


@pytest.mark.parametrize("field_name", ["id", "url", "outlet", "published", "title"])
def test_names_that_cannot_be_stored(field_name: str) -> None:
    """NUL and lone surrogates in names become U+FFFD, one for one; the text is left to `read`."""
    desk = Desk().hears(line(**({"text": "a\0\ud800"} | {field_name: "a\0\ud800b"})))
    (capture,) = desk.captures
    given_words = (capture.given.key, capture.url, capture.given.outlet, capture.given.published, capture.given.title)
    assert "a\ufffd\ufffdb" in given_words
    assert capture.body.decode("utf-8", "surrogatepass") == "a\0\ud800"


ANYTHING = st.text(st.characters(exclude_categories=()))  # lone surrogates, NULs, U+2028 and all


@given(texts=st.lists(ANYTHING, max_size=5), ascii_only=st.booleans())
def test_text_stays_as_it_is(texts: list[str], *, ascii_only: bool) -> None:
    """Any text written as JSON Lines comes in code point for code point."""
    lines = [json.dumps({"id": str(n), "text": text}, ensure_ascii=ascii_only) for n, text in enumerate(texts)]
    body = "".join(one + "\n" for one in lines).encode("utf-8", "surrogatepass")
    desk = Desk().hears(body) if texts else Desk()
    expected = [json.loads(one)["text"] for one in lines]  # JSON itself joins a high and a low surrogate
    assert [capture.body.decode("utf-8", "surrogatepass") for capture in desk.captures] == expected
    assert desk.rejections == []


@given(lines=st.lists(st.binary(max_size=40).map(lambda b: b.replace(b"\n", b"")).filter(bytes.strip), max_size=8))
def test_nothing_is_lost(lines: list[bytes]) -> None:
    """Whatever the lines are, each is one page or one rejection."""
    desk = Desk(max_bytes=30).hears(b'{"text": "x"}\n' + b"\n".join(lines))
    assert len(desk.captures) + len(desk.rejections) == 1 + len(lines)


# ------------------------------------------------------------------ standard input


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"The river rose.\nAnd fell.", "text/plain"),
        (b"{curly} opens no record", "text/plain"),
        (b"", "text/plain"),
        (b"<!-- saved -->\n<html><p>Rain", "text/html"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input(body: bytes, kind: str, *, packed: bool) -> None:
    """What comes by standard input is known by how it opens."""
    (capture,) = Desk().hears(gzip.compress(body) if packed else body, "https://echo.example/a").captures
    assert (capture.body, capture.media_type) == (body, kind)
    assert (capture.url, capture.path) == ("https://echo.example/a", None)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_lines_by_standard_input(mark: bytes) -> None:
    """JSON Lines come by standard input too, and a broken one names its line."""
    desk = Desk().hears(mark + line(id=1, text="Rain") + b'{"broken\n' + line(id=2, text="Sun"))
    assert [(capture.given.key, capture.path) for capture in desk.captures] == [("1", None), ("2", None)]
    assert [rejection.address for rejection in desk.rejections] == ["standard input, line 2"]


@pytest.mark.parametrize("body", [b"x" * 1001, b'{"text": "' + b"x" * 1001, gzip.compress(b"\n" * 1001)], ids=len)
def test_too_much_by_standard_input(body: bytes) -> None:
    """Standard input has the same limit."""
    assert "larger than 1000 bytes" in Desk(max_bytes=1000).hears(body).reason


def test_broken_standard_input() -> None:
    """Packed input that breaks off is turned away."""
    assert "compression is broken" in Desk().hears(gzip.compress(b"Rain")[:-6]).reason


def test_standard_input_stays_open() -> None:
    """What was lent is not closed."""
    lent = io.BytesIO(b"Rain")
    assert len(list(from_stream(lent, Desk().intake))) == 1
    assert not lent.closed
