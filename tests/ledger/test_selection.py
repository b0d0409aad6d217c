"""What of a ledger leaves the house: all of it or one story, at one moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import linked_pages
from builders import article, capture, reading
from reportedly import linking
from reportedly.ledger import Ledger, Selection
from reportedly.records import Kind, Rejection


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Yield six linked pages, one that waits, and one that could not be read."""
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        linked_pages.pages(opened)
        linking.link(opened)
        for text in ("The quay is open.", "The quay is shut."):  # the second revises the first
            came = capture(text, url="https://quay.example/")
            opened.add(came, reading(article(text, of=came)))
        opened.reject(Rejection("read", "https://bad.example/", "no article"), capture("?", url="https://bad.example/"))
        yield opened


def test_the_whole_is_everything(ledger: Ledger) -> None:
    """Of a whole ledger its current pages leave, and every capture there ever was."""
    every = Selection(ledger)
    assert [page.id for page in every.articles()] == [page.id for page in ledger.articles()]
    assert [page.id for page, _ in every.pages()] == [one.article.id for one in every.readings()]
    assert [row.report.id for row in every.rows()] == [row.report.id for row in ledger.reports()]
    assert [report.id for _, some in every.pages() for report in some] == [row.report.id for row in every.rows()]
    assert len(list(every.captures())) == ledger.counts().captures == 9
    assert len(list(every.articles())) == 7


def test_a_story_is_its_own_pages(ledger: Ledger) -> None:
    """Of a story only its pages leave, in its order, with what was made of them."""
    (story,) = ledger.books.stories()
    some = Selection(ledger, story)
    assert tuple(page.id for page in some.articles()) == story.pages
    assert {row.article.id for row in some.rows()} <= set(story.pages)
    assert [one.article.id for one in some.readings()] == [page.id for page, _ in some.pages()] == [*story.pages]
    assert {capture.url for capture in some.captures()} == {page.url for page in some.articles()}
    assert {claim.id for claim in some.claims()} == {claim.id for claim in ledger.books.claims()}
    assert list(some.stories()) == [story]
    assert {home for home, _ in some.entities()} == {story.id}


def test_kinds_narrow(ledger: Ledger) -> None:
    """Only reports of the kinds asked for leave."""
    none = Selection(ledger, kinds=(Kind.ACT,))
    assert [*none.rows(), *(report for _, some in none.pages() for report in some)] == []
    assert [one.reports for one in none.readings()] == [()] * 7


def test_progress_is_told(ledger: Ledger) -> None:
    """Whoever waits hears what is written, how many are done, and of how many."""
    told: list[tuple[str, int, int]] = []
    list(Selection(ledger, progress=lambda *how: told.append(how)).articles())
    assert told == [("pages", 0, 7)]


def test_a_moment_is_held(ledger: Ledger) -> None:
    """Inside, every question is answered from one moment; outside, from now; one inside another changes nothing."""
    with Ledger.open(ledger.path, read_only=True) as reader:
        with reader.as_it_stands():
            before = reader.counts().pages
            with reader.as_it_stands():
                came = capture("The gate is open.", url="https://gate.example/")
                ledger.add(came, reading(article("The gate is open.", of=came)))
            assert reader.counts().pages == before
        assert reader.counts().pages == before + 1
