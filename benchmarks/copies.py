"""Measure how copies are found: made pages per CPU second, and whether time grows with the pages only.

    python benchmarks/copies.py [-n 10000] [--seed 1]

Every tenth page is a copy of the one before, cut after two thirds and with one word in twelve exchanged; nothing else
is one, though made pages have many sentence forms in common. Exits with 1 where a copy is missed, other pages are
grouped, fewer than 100 pages a second are done, or a page of the whole takes 1.5 times as long as one of a quarter.
"""

import argparse
import random
import resource
import sys
import time

from made_pages import made_pages

from reportedly.link.copies import copies, groups
from reportedly.records import Article, Outlet, id_of

_PAGES_A_SECOND, _GROWTH = 100, 1.5


def made_articles(number: int, seed: int) -> list[Article]:
    """Return made pages as articles, every tenth of them a copy of the one before."""
    articles: list[Article] = []
    for index, page in enumerate(made_pages(number, seed=seed)):
        text = page.get("text") or page["html"].partition("</h1>")[2].replace("<p>", "").replace("</p>", "\n\n")
        if index % 10 == 9:
            text = _changed(articles[-1].text, random.Random(f"{seed}/{index}"))
        address = page["url"]
        articles.append(
            Article(id_of(address, text), id_of(address), address, text, outlet=Outlet(page["outlet"]), url=address)
        )
    return articles


def _changed(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    return " ".join("surely" if dice.random() < 1 / 12 else word for word in words[: len(words) * 2 // 3])


def measured(articles: list[Article]) -> tuple[float, bool]:
    """Find the copies of some pages; return CPU seconds and whether the groups are the known ones."""
    began = time.process_time()
    found = groups(copies(articles))
    took = time.process_time() - began
    known = sorted(tuple(sorted(one.id for one in articles[at - 1 : at + 1])) for at in range(9, len(articles), 10))
    missed, wrong = len(set(known) - set(found)), len(set(found) - set(known))
    print(
        f"{len(articles):7,} pages  {took:7.1f} s  {len(articles) / took:6.0f} a second  {missed} missed  {wrong} wrong"
    )
    return took, not missed and not wrong


def main() -> None:
    """Print the figures of a quarter, of half and of all pages; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    articles = made_articles(given.number, given.seed)
    parts = [measured(articles[: given.number // part]) for part in (4, 2, 1)]
    growth = parts[-1][0] / parts[0][0] / 4
    rate = given.number / parts[-1][0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"time per page grows {growth:.2f} times (bar {_GROWTH}), {rate:.0f} pages a second (bar {_PAGES_A_SECOND})")
    print(f"{peak:.0f} MB at most")
    is_met = all(right for _, right in parts) and growth < _GROWTH and rate >= _PAGES_A_SECOND
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
