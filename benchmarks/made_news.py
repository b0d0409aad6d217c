"""Made news whose origins are known: as many pages as wanted, how long linking them takes, and how exact it is.

    python benchmarks/made_news.py write FILE -n 100000     # into a ledger
    python benchmarks/made_news.py exact -n 300             # link some, and compare with what is true
    python benchmarks/made_news.py measure -n 100000        # link a tenth and all, then add single pages
    python benchmarks/made_news.py add FILE                 # add single pages to a linked ledger

Some ten reports a page, two years of stories of mostly few pages, a third of them in wars that share places and
bodies. Names are made of syllables; but for the states, which are small ones the house knows. No model runs: the
generator writes text and reports together, each with the spans, measures and chains that reading would give it. A
single page is one of the ledger's, picked at random, as another outlet prints it; so large stories get most of them.
"""

import argparse
import json
import os
import pickle
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import made_news_linked as linked
from made_news_pages import Page, pages, stories
from made_news_truth import compare
from msgspec import Struct
from msgspec.structs import replace

from reportedly.ledger import Ledger
from reportedly.records import Outlet, Source, SourceKind, id_of

TOGETHER = 500
"""Pages written in one transaction."""
SINGLE = 20
"""Pages that are added one by one."""
GROWTH, GB, WORST_S = 1.5, 6.0, 1.0
"""The bars: time per page, of all over that of a tenth; memory at most; one more page."""


def write(ledger: Ledger, number: int, seed: int) -> None:
    """Write so many made pages into a ledger, in the order of their days."""
    some = pages(number, seed)
    while batch := list(islice(some, TOGETHER)):
        with ledger.together():
            for page in batch:
                ledger.add(*page)


def again(ledger: Ledger, number: int, seed: int) -> Iterator[Page]:
    """Yield some pages of a ledger, picked at random, as other outlets print them."""
    die = random.Random(seed)
    last = ledger.counts().pages
    for place in sorted(die.sample(range(last), number)):
        ((_, known),) = ledger.lists.articles(limit=1, after=place)
        read, capture = ledger.reading(known.id), ledger.capture(known)
        outlet = Outlet(f"Second {place} Courier")
        copied = replace(capture, url=f"https://second-{place}.example/{known.id}")
        article = replace(
            known, id=id_of(copied.id), capture_id=copied.id, address=copied.address, url=copied.url, outlet=outlet
        )
        own = Source(outlet.name, SourceKind.OUTLET)
        reports = (
            replace(one, id=id_of(article.id, one.id), article_id=article.id, chain=(own, *one.chain[1:]))
            for one in read.reports
        )
        yield copied, replace(read, article=article, reports=tuple(reports))


# ------------------------------------------------------------------ exact


def exact(number: int, seed: int) -> bool:
    """Link a small ledger and compare with what is true; print how many of each are right. Whether all are."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.sqlite") as ledger:
        write(ledger, number, seed)
        linked.link(ledger)
        outcome = compare(stories(number, seed), linked.found(ledger))
    print(*outcome.lines(), sep="\n")
    print(*outcome.wrong[:20], sep="\n")
    return outcome.is_exact


# ------------------------------------------------------------------ measuring


class Cost(Struct, frozen=True):
    """What linking in a process of its own took."""

    cpu_s: float  # of the process and those it waited for, but for its start
    wall_s: float
    gb: float  # at most


def measure(number: int, seed: int) -> bool:
    """Link a tenth and all of the pages, add single pages; print figures beside their bars. Whether all are met.

    The tenth is linked before all and again after them: machines run slower one minute than the next.
    """
    with tempfile.TemporaryDirectory() as name:
        few, same, many = (Path(name) / file for file in ("few.sqlite", "same.sqlite", "many.sqlite"))
        sizes = {few: number // 10, many: number, same: number // 10}
        _make(few, sizes[few], seed)
        shutil.copyfile(few, same)
        _make(many, sizes[many], seed)
        costs = [_linked(path, size) for path, size in sizes.items()]
        before, whole, after = (cost.cpu_s / size for cost, size in zip(costs, sizes.values(), strict=True))
        growth, gb = whole / ((before + after) / 2), max(cost.gb for cost in costs)
        print(
            f"growth of CPU time per page {growth:.3f} (bar {GROWTH}), from {whole / before:.3f} over the tenth before "
            f"to {whole / after:.3f} over the tenth after; GB at most {gb:.3f} (bar {GB})"
        )
        return add(many, seed) and growth < GROWTH and gb <= GB


def add(path: Path, seed: int) -> bool:
    """Add single pages to a linked ledger; print how long each took at worst. Whether the bar is met."""
    with Ledger.open(path) as ledger:
        some = list(again(ledger, SINGLE, seed))
    took = sorted(_added(path, some))
    print(
        f"one more page: {statistics.median(took):.3f} s in the median, {took[-1]:.3f} s at worst (bar {WORST_S}); "
        "from opening the ledger, without imports"
    )
    return took[-1] <= WORST_S


def _make(path: Path, number: int, seed: int) -> None:
    """Write a ledger; print how fast and how large."""
    began = time.perf_counter()
    with Ledger.open(path) as ledger:
        write(ledger, number, seed)
    rate, size = number / (time.perf_counter() - began), path.stat().st_size
    print(f"{number:,} pages: written at {rate:.0f} a second, {size / number / 1024:.1f} KB a page", flush=True)


def _linked(path: Path, number: int) -> Cost:
    """Link a ledger of so many pages in a process of its own; print what it took."""
    cost, _ = _child("_link", path)
    cpu_ms, wall_ms = 1000 * cost.cpu_s / number, 1000 * cost.wall_s / number
    print(f"{number:,} pages: linked in {cpu_ms:.2f} ms CPU ({wall_ms:.2f} ms) a page, {cost.gb:.2f} GB", flush=True)
    return cost


def _added(path: Path, some: Iterable[Page]) -> Iterator[float]:
    """Add and link pages one by one, each in a process of its own; yield the seconds each took."""
    for number, page in enumerate(some):
        file = path.with_name(f"page-{number}.pickle")
        file.write_bytes(pickle.dumps(page))
        _, seconds = _child("_add", path, file)
        yield seconds


def _child(*command: str | Path) -> tuple[Cost, float]:
    """Run a command of this file in a process of its own; return what it cost, and the seconds it measured itself."""
    with subprocess.Popen([sys.executable, __file__, *map(str, command)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # a pipe
        with closing(process.stdout) as out:
            told = out.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed: exit code {process.returncode}")
    own = json.loads(told)
    scale = 1024**3 if sys.platform == "darwin" else 1024**2
    cpu_s = usage.ru_utime + usage.ru_stime - own["start_s"]
    return Cost(cpu_s, own["seconds"], usage.ru_maxrss / scale), own["seconds"]


def _timed(path: Path, page: Page | None = None) -> None:
    """Open a ledger, add a page if there is one, link; print what that took, and what the start of the process did."""
    start_s, began = time.process_time(), time.perf_counter()
    with Ledger.open(path) as ledger:
        if page:
            ledger.add(*page)
        linked.link(ledger)
    print(json.dumps({"start_s": start_s, "seconds": time.perf_counter() - began}))


# ------------------------------------------------------------------ commands


def main() -> None:
    """Read the arguments; exit with 1 where a bar is missed or something is not exact."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("write", help="write them into a ledger").add_argument("file", type=Path)
    commands.add_parser("exact", help="link some, and compare with what is true")
    commands.add_parser("measure", help="link a tenth and all, then add single pages")
    for name, command in commands.choices.items():
        command.add_argument("-n", "--number", type=int, default=300 if name == "exact" else 100_000, help="pages")
        command.add_argument("--seed", type=int, default=1)
    adding = commands.add_parser("add", help="add single pages to a linked ledger")
    adding.add_argument("file", type=Path)
    adding.add_argument("--seed", type=int, default=1)
    commands.add_parser("_link").add_argument("file", type=Path)
    commands.add_parser("_add").add_argument("file", type=Path)
    commands.choices["_add"].add_argument("page", type=Path)
    given = parser.parse_args()
    match given.command:
        case "write":
            _make(given.file, given.number, given.seed)
        case "add":
            sys.exit(0 if add(given.file, given.seed) else 1)
        case "_link":
            _timed(given.file)
        case "_add":
            _timed(given.file, pickle.loads(given.page.read_bytes()))
        case _:
            is_met = {"exact": exact, "measure": measure}[given.command](given.number, given.seed)
            sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
