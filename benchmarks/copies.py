"""Measure how copies are found: made pages per CPU second, whether time grows with the pages only, and one page more.

    python benchmarks/copies.py [-n 10000] [--seed 1]

Every tenth page is a copy of the one before, cut after two thirds and with one word in twelve exchanged; nothing else
is one, though made pages have many sentence forms in common. Their keys are written to a file. To the file of all
pages some more are added, and some removed, one at a time, each by a new process.

Exits with 1 where a copy is missed, other pages are grouped, fewer than 150 pages a second are done, a page of the
whole takes 1.1 times as long as one of a quarter, or a page more or less takes longer than 0.2 CPU seconds.
"""

import argparse
import multiprocessing
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from made_pages import made_pages
from msgspec.structs import replace

from reportedly.ledger.prints import TABLES, Prints
from reportedly.link.copies import Changed, Index
from reportedly.records import Article, CopyKind, Outlet, Stamp, id_of

_PAGES_A_SECOND, _GROWTH, _ONE_MORE_S = 150, 1.1, 0.2
_CHANGES = 20


def made_articles(number: int, seed: int) -> list[Article]:
    """Return made pages as articles, every tenth of them a copy of the one before."""
    articles: list[Article] = []
    for index, page in enumerate(made_pages(number, seed=seed)):
        text = page.get("text") or page["html"].partition("</h1>")[2].replace("<p>", "").replace("</p>", "\n\n")
        if index % 10 == 9:
            text = _changed(articles[-1].text, random.Random(f"{seed}/{index}"))
        articles.append(_article(page["url"], text, page["outlet"]))
    return articles


def _article(address: str, text: str, outlet: str) -> Article:
    return Article(id_of(address, text), id_of(address), address, text, outlet=Outlet(outlet), url=address)


def _changed(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    return " ".join("surely" if dice.random() < 1 / 12 else word for word in words[: len(words) * 2 // 3])


def measured(articles: Sequence[Article], file: Path) -> tuple[float, bool]:
    """Find the copies of some pages, into a new file; return CPU seconds and whether the pairs are the known ones."""
    by_id = {article.id: article for article in articles}
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for table in (*TABLES, "CREATE TABLE pages (id TEXT PRIMARY KEY, address TEXT, text TEXT, outlet TEXT)"):
            connection.execute(table)
        began = time.process_time()
        with connection:
            copies = Index(Prints(connection), by_id.__getitem__).add(articles).copies
        took = time.process_time() - began
    found = {frozenset((copy.a, copy.b)) for copy in copies if copy.kind is CopyKind.WHOLE}
    known = {frozenset(one.id for one in articles[at - 1 : at + 1]) for at in range(9, len(articles), 10)}
    missed, wrong = len(known - found), len(found - known)
    print(
        f"{len(articles):7,} pages  {took:7.1f} s  {len(articles) / took:6.0f} a second  {missed} missed  {wrong} wrong"
    )
    return took, not missed and not wrong


# ------------------------------------------------------------------ one page more or less


def seconds(file: Path, change: Callable[[Index], Changed]) -> float:
    """Open a file and change it; return the CPU seconds from before it is opened until the change is stored."""
    began = time.process_time()
    with closing(sqlite3.connect(file)) as connection, connection:
        change(Index(Prints(connection), partial(_read, connection)))
    return time.process_time() - began


def _read(connection: sqlite3.Connection, one: str) -> Article:
    row = connection.execute("SELECT address, text, outlet FROM pages WHERE id = ?", (one,)).fetchone()
    return replace(_article(*row), id=one)


def _add(articles: Sequence[Article], index: Index) -> Changed:
    return index.add(articles)


def _remove(ids: Sequence[str], index: Index) -> Changed:
    return index.remove(ids)


def one_more(file: Path, articles: Sequence[Article], seed: int) -> list[float]:
    """Add made pages that are not in a file, one older than all, and remove some; return the CPU seconds each."""
    new = made_articles(len(articles) + _CHANGES, seed)[len(articles) :]
    new.append(replace(new.pop(), published=Stamp(date(1999, 1, 1), None, "given")))
    with closing(sqlite3.connect(file)) as connection, connection:
        rows = ((one.id, one.address, one.text, one.outlet and one.outlet.name) for one in (*articles, *new))
        connection.executemany("INSERT INTO pages VALUES (?, ?, ?, ?)", rows)
    gone = random.Random(seed).sample(articles, _CHANGES - 1)
    changes = [partial(_add, [one]) for one in new], [partial(_remove, [one.id]) for one in (*gone, new[-1])]
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        took = [[pool.apply(seconds, (file, change)) for change in some] for some in changes]
    for name, some in zip(("added", "removed"), took, strict=True):
        print(f"one page {name} by a new process: {median(some):.3f} CPU s in the median, {max(some):.3f} at most")
    return [*took[0], *took[1]]


def main() -> None:
    """Print the figures of a quarter, of half and of all pages; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    articles = made_articles(given.number, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        files = {part: Path(folder, f"{part}.sqlite") for part in (4, 2, 1)}
        parts = [measured(articles[: given.number // part], file) for part, file in files.items()]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        print(f"{files[1].stat().st_size / given.number:,.0f} bytes of keys a page, {peak:.0f} MB of memory at most")
        slowest = max(one_more(files[1], articles, given.seed))
    growth = parts[-1][0] / parts[0][0] / 4
    rate = given.number / parts[-1][0]
    print(f"time per page grows {growth:.2f} times (bar {_GROWTH}), {rate:.0f} pages a second (bar {_PAGES_A_SECOND})")
    is_met = growth < _GROWTH and rate >= _PAGES_A_SECOND and slowest <= _ONE_MORE_S
    sys.exit(0 if is_met and all(right for _, right in parts) else 1)


if __name__ == "__main__":
    main()
