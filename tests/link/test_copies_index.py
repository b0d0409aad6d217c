"""Copies kept while pages come and go: the same as found anew among those that are left."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import article, capture
from reportedly.ledger.prints import TABLES, Prints
from reportedly.link.copies import Changed, Index, MemoryStore, Store, copies, crowds
from reportedly.records import Article, Copy, Outlet, Stamp

SENTENCES = (
    "The dam above Brennock will hold through the night, the river board said on Tuesday, after a long day.",
    "Traders from Stenholm had slept in their vans, and by noon a small market stood along the railway.",
    "Nobody may go back before the inspectors from Tarn have seen it, and they are expected on Thursday.",
    "The fair has been held since 1871 and was called off only once, in the year of the great frost.",
)
NUMBER = 12


def page(number: int, told: list[int], day: int | None) -> Article:
    """Return a page of some of the sentences, with words of its own between them."""
    text = f" Page{number} goes on. ".join(SENTENCES[one] for one in told)
    made = article(text, of=capture(text, url=f"https://p{number}.example/1"), outlet=Outlet(f"Echo {number}"))
    # With one id at other times, as pages whose date is read anew.
    return replace(made, id=f"{number:020x}", published=_stamp(day))


def _stamp(day: int | None) -> Stamp | None:
    return None if day is None else Stamp(date(2031, 1, 1) + timedelta(day), None, "given")


PAGES = st.lists(
    st.builds(
        page,
        st.integers(0, NUMBER - 1),
        st.lists(st.integers(0, len(SENTENCES) - 1), max_size=3),
        st.none() | st.integers(0, 3),
    ),
    max_size=NUMBER,
)
STEPS = st.lists(
    st.tuples(st.just("add"), PAGES)
    | st.tuples(st.just("remove"), st.lists(st.integers(0, NUMBER - 1).map("{:020x}".format), max_size=4))
    | st.tuples(st.just("reopen"), st.just([])),
    max_size=8,
)


class Kept:
    """A set of pages and its copies, as a caller keeps them."""

    def __init__(self) -> None:
        self.pages: dict[str, Article] = {}
        self.copies: dict[tuple[str, str], Copy] = {}

    def take(self, changed: Changed) -> None:
        """Store what is found, remove what is gone."""
        assert not {(copy.a, copy.b) for copy in changed.copies} & set(changed.gone)
        for pair in changed.gone:
            self.copies.pop(pair, None)
        self.copies |= {(copy.a, copy.b): copy for copy in changed.copies}

    def step(self, index: Index, what: str, given: list[Article] | list[str]) -> None:
        """Add or remove pages."""
        if what == "add":
            self.pages |= {one.id: one for one in given if isinstance(one, Article)}
            self.take(index.add(one for one in given if isinstance(one, Article)))
        if what == "remove":
            for one in given:
                self.pages.pop(str(one), None)
            self.take(index.remove(map(str, given)))


@contextmanager
def small_crowds(crowd: int, near: int) -> Iterator[None]:
    """Have crowds begin with few pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crowds, "CROWD", crowd)
        patch.setattr(crowds, "NEAR", near)
        yield


CROWDS = st.sampled_from([(16, 2), (2, 1), (3, 2), (2, 2), (4, 1), (1, 1)])


@settings(max_examples=150, deadline=None)
@given(STEPS, CROWDS)
def test_in_memory(steps: list[tuple[str, list[Article] | list[str]]], crowd: tuple[int, int]) -> None:
    """Whatever came and went, the copies are those among the pages that are left."""
    kept, store = Kept(), MemoryStore()
    with small_crowds(*crowd):
        for what, given_pages in steps:
            kept.step(Index(store, kept.pages.__getitem__), what, given_pages)
            assert list(dict(sorted(kept.copies.items())).values()) == copies(kept.pages.values())


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(range(7)), st.permutations(range(7)), CROWDS, st.lists(st.integers(0, 2), min_size=7, max_size=7)
)
def test_one_by_one(coming: list[int], going: list[int], crowd: tuple[int, int], days: list[int]) -> None:
    """Pages with sentences in common come one by one, in any order, and go in any other."""
    kept, store = Kept(), MemoryStore()
    pages = [page(number, [0, 1] if number % 2 else [1], day) for number, day in enumerate(days)]
    with small_crowds(*crowd):
        index = Index(store, kept.pages.__getitem__)
        for at, number in enumerate([*coming, *going]):
            if at < len(coming):
                kept.step(index, "add", [pages[number]])
            else:
                kept.step(index, "remove", [pages[number].id])
            assert list(dict(sorted(kept.copies.items())).values()) == copies(kept.pages.values())
    assert store.is_empty()


@contextmanager
def opened(file: Path) -> Iterator[Store]:
    """Open a file of keys, and store what was changed."""
    with closing(sqlite3.connect(file)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            for table in TABLES:
                connection.execute(table)
        with connection:
            yield Prints(connection)


@settings(max_examples=50, deadline=None)
@given(STEPS, CROWDS)
def test_in_a_file(steps: list[tuple[str, list[Article] | list[str]]], crowd: tuple[int, int]) -> None:
    """It is so too where each change is made by a process of its own."""
    kept = Kept()
    with small_crowds(*crowd), TemporaryDirectory() as folder:
        for what, given_pages in steps:
            with opened(Path(folder, "prints.sqlite")) as store:
                kept.step(Index(store, kept.pages.__getitem__), what, given_pages)
        assert list(dict(sorted(kept.copies.items())).values()) == copies(kept.pages.values())


def test_only_a_crowd_is_read_again() -> None:
    """One page more is compared with a bounded number of others, even if it is the first of hundreds."""
    pages = {one.id: one for one in (page(number, [0, 1], 9) for number in range(300))}
    store = MemoryStore()
    Index(store, pages.__getitem__).add(pages.values())
    for day in (1, 9, None):
        asked: list[str] = []
        new = page(999, [0, 1], day)

        def read(one: str, new: Article = new, asked: list[str] = asked) -> Article:
            asked.append(one)
            return new if one == new.id else pages[one]

        found = Index(store, read).add([new]).copies
        assert {new.id} < {end for copy in found for end in (copy.a, copy.b)}
        assert len(asked) <= 4 * crowds.CROWD
        gone = Index(store, read).remove([new.id]).gone
        assert {(copy.a, copy.b) for copy in found if new.id in (copy.a, copy.b)} <= set(gone)
