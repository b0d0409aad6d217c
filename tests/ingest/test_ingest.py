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
from sites import Site, page, serving

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


# ------------------------------------------------------------------ feeds and other lists

OPML = '<opml><outline xmlUrl="{0}/feed"/><outline url="{0}/c"/><outline xmlUrl="{0}/opml"/></opml>'


@pytest.fixture
def site() -> Iterator[Site]:
    """Two feeds, of which one names the other, their pages, and a list of feeds."""
    with serving() as here:
        feed = "<rss><item><link>/a</link></item><item><link>/b</link></item><item><link>/other</link></item></rss>"
        here.says("/feed", page(feed.encode(), "application/rss+xml"))
        here.says("/other", page(b"<rss><item><link>/c</link></item></rss>", "application/rss+xml"))
        here.says("/broken", page(b"<rss><item>", "application/rss+xml"))
        here.says("/opml", page(OPML.format(here.url("")).encode(), "text/xml"))
        for path in ("/a", "/b", "/c"):
            here.says(path, page(f"<html><p>{path}".encode()))
        yield here


def fetched(*places: str, **more: object) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the paths of the pages that came in from this machine, and what was left out, by path, with the reason."""
    rejections: list[Rejection] = []
    settings = Settings(private_addresses=True, pause_s=0.0)
    coming = ingest.captures(places, settings=settings, reject=rejections.append, **more)  # type: ignore[arg-type]  # by name
    captures = [(capture.url or "").rpartition("/")[2] for capture in coming]
    return captures, [(one.address.rpartition("/")[2], one.reason) for one in rejections]


FEED_IN_FEED = "is a feed or a list of addresses, and no page; give its address by itself"
OPML_ONLINE = "is a list of feeds (OPML); save it and give the file"


def test_the_pages_of_a_feed(site: Site) -> None:
    """A feed brings in the pages it names, each once; a feed that it names leads nowhere, and neither does OPML."""
    assert fetched(site.url("/feed")) == (["a", "b"], [("other", FEED_IN_FEED)])
    assert fetched(site.url("/opml")) == ([], [("opml", OPML_ONLINE)])
    ((name, reason),) = fetched(site.url("/broken"))[1]
    assert (name, reason.startswith("is a list or feed in broken XML")) == ("broken", True)


def test_lists_in_files(site: Site, tmp_path: Path) -> None:
    """A file that lists feeds brings in their pages; a feed in a file its own; in a folder neither is opened."""
    (tmp_path / "feeds.opml").write_text(OPML.format(site.url("")))
    (tmp_path / "feed.xml").write_text(f"<rss><item><link>{site.url('/c')}</link></item></rss>")
    (tmp_path / "broken.xml").write_text("<rss><item>")
    left = [("other", FEED_IN_FEED), ("opml", OPML_ONLINE)]
    assert fetched(str(tmp_path / "feeds.opml")) == (["a", "b", "c"], left)
    assert fetched(str(tmp_path / "feed.xml")) == (["c"], [])
    ((_, reason),) = fetched(str(tmp_path / "broken.xml"))[1]
    assert "broken XML" in reason
    assert [name for name, _ in fetched(str(tmp_path))[1]] == ["broken.xml", "feed.xml", "feeds.opml"]


def test_lists_are_told_of_instead(site: Site, tmp_path: Path) -> None:
    """Whoever wants to deal with a feed is told of what it names, and nothing more is fetched."""
    told: list[tuple[str, tuple[str, ...]]] = []
    (tmp_path / "feeds.opml").write_text(OPML.format(site.url("")))

    def listed(where: str, what: ingest.Named) -> None:
        told.append((where.rpartition("/")[2], tuple(one.rpartition("/")[2] for one in what.addresses)))

    assert fetched(site.url("/feed"), str(tmp_path / "feeds.opml"), listed=listed) == ([], [])
    assert told == [("feed", ("a", "b", "other")), ("feeds.opml", ("feed", "c", "opml"))]
    assert site.asked == ["/robots.txt", "/feed"]
