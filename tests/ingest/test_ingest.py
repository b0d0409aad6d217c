"""Places come in by one door: each item is one capture or one rejection, in order, as it is asked for."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportedly import ingest
from reportedly.errors import UsageError
from reportedly.records import Capture, Given, Rejection
from reportedly.settings import Settings

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def bring(*places: str, **more: object) -> tuple[list[Capture], list[Rejection]]:
    rejections: list[Rejection] = []
    coming = ingest.captures(places, settings=Settings(), now=lambda: NOON, reject=rejections.append, **more)  # type: ignore[arg-type]  # by name
    return list(coming), rejections


def test_places(tmp_path: Path) -> None:
    """Files, folders, standard input and addresses are told apart, and trouble with one stops no other."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"First")
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF")
    (tmp_path / "c.jsonl").write_text('{"text": "Second"}\n{}\n')
    places = [str(tmp_path / "in"), "https://ann:secret@news.example/", str(tmp_path / "c.jsonl"), "gone.html", "-"]
    given = Given(outlet="Echo", published="2031-05-04")
    captures, rejections = bring(*places, given=given, stdin=io.BytesIO(b"Third"))
    assert [capture.body for capture in captures] == [b"First", b"Second", b"Third"]
    assert {capture.given for capture in captures} == {given}
    assert {capture.captured_at for capture in captures} == {NOON}
    assert [(Path(r.address).name, r.stage) for r in rejections] == [
        ("b.pdf", "ingest"),
        ("news.example", "ingest"),  # without its password
        ("c.jsonl, line 2", "ingest"),
        ("gone.html", "ingest"),
    ]
    assert ingest.count(places[:4]) == len(captures) - 1 + len(rejections)
    assert ingest.count(places) is None


def test_nothing_before_it_is_asked_for() -> None:
    """Places are taken one by one."""
    asked = []

    def places() -> Iterator[str]:
        for place in ("a.txt", "b.txt", "-"):
            asked.append(place)
            yield place

    coming = ingest.captures(places(), settings=Settings(), stdin=io.BytesIO(b"Rain"), reject=lambda _: None)
    assert asked == []
    assert next(coming).body == b"Rain"
    assert asked == ["a.txt", "b.txt", "-"]


def test_this_machine_is_private() -> None:
    """By default no address of this machine is fetched."""
    captures, (rejection,) = bring("http://127.0.0.1:9/a")
    assert captures == []
    assert "no public address" in rejection.reason


def test_standard_input_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without another, standard input is this process's."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9")))
    captures, _ = bring("-")
    assert captures[0].body == b"caf\xe9"


def test_a_url_for_a_file(tmp_path: Path) -> None:
    """One file can be told its address."""
    (tmp_path / "a.txt").write_bytes(b"Rain")
    captures, _ = bring(str(tmp_path / "a.txt"), url="https://echo.example/a")
    assert captures[0].address == "https://echo.example/a"


@pytest.mark.parametrize("places", [["a.txt", "b.txt"], [], ["https://echo.example/b"], ["."]])
def test_a_url_for_no_file(places: list[str]) -> None:
    """A url for several places, a folder or an address is a mistake."""
    with pytest.raises(UsageError, match="one file"):
        bring(*places, url="https://echo.example/a")


def test_counting(tmp_path: Path) -> None:
    """Pages count one, lines one each, whether or not the last is ended."""
    (tmp_path / "a.html").write_bytes(b"<p>")
    (tmp_path / "b.jsonl").write_text("\n".join(json.dumps({"text": str(n)}) for n in range(3)))
    (tmp_path / "c.jsonl").write_text("")
    assert ingest.count([str(tmp_path), str(tmp_path / "a.html"), "https://news.example/", "gone.jsonl"]) == 7
