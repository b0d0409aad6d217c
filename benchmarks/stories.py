"""Measure how long grouping made pages into stories takes, how that grows, and what one page more or less costs.

    python benchmarks/stories.py [-n 100000] [--seed 7]

Pages are made of syllables: each story has names of its own, and four of those that the news of its month shares.
Each page tells some of it; a story has 300 pages at most, and most have few. A tenth of the pages has no day.
The stories they are made from are known, so that the groups found are scored as well (B-cubed). All is kept in a SQLite
file. One page comes or goes in a process of its own, which has nothing but the file: from opening it to the commit,
with the stories it touches told anew.
"""

import argparse
import multiprocessing
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from reportedly.evaluate import clusters
from reportedly.ledger.shelves import TABLES, Shelves
from reportedly.link.stories import Stories, traits
from reportedly.link.stories.about import Traits
from reportedly.records import Article, Stamp

_BARS = {
    "growth of time per page": 1.5,
    "seconds to add one at most": 1.0,
    "seconds to remove one at most": 1.0,
    "GB at most": 6.0,
}
_TRIES = 200
_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_CODAS = ("la", "ne", "rik", "so", "mund", "ta", "vel", "dor", "wen", "ris", "gar", "lo")
_PLAIN = (
    "officials",
    "residents",
    "workers",
    "bridge",
    "river",
    "road",
    "school",
    "police",
    "court",
    "money",
    "report",
    "damage",
    "power",
    "water",
    "night",
    "market",
    "crowd",
    "minister",
    "mayor",
    "station",
    "rain",
    "fire",
    "harbour",
    "strike",
    "union",
    "repair",
    "flood",
    "search",
    "team",
    "figure",
    "plan",
    "budget",
)
_VERBS = ("said", "closed", "reached", "warned", "counted", "visited", "blamed", "opened", "left", "called")


def _name(die: random.Random) -> str:
    return "".join((die.choice(_ONSETS), die.choice("aeiou"), *die.choices(_CODAS, k=3))).capitalize()


def made(count: int, seed: int) -> Iterator[tuple[str, Traits]]:
    """Yield pages, each with the story it is of; the same count and seed, the same pages."""
    die = random.Random(seed)
    months, page, story = [[_name(die) for _ in range(60)] for _ in range(24)], 0, 0
    while page < count:
        month, story = die.randrange(24), story + 1
        names = [_name(die) for _ in range(10)] + die.sample(months[month], 4)
        things = die.sample(_PLAIN, 8)
        first = date(2031, 1, 1) + timedelta(30 * month + die.randrange(30))
        told = [_sentences(die, names, things)]
        for _ in range(min(count - page, int(die.paretovariate(1.1)), 300)):
            if len(told) < 200 and die.random() < 0.5:
                told.append(_sentences(die, names, things))
            text = " ".join(die.sample(die.choice(told), 10))
            day = None if die.random() < 0.1 else first + timedelta(min(20, int(die.expovariate(0.3))))
            stamp = Stamp(day, None, "given") if day else None
            yield f"s{story}", traits(Article(f"p{seed}-{page}", "", "", text, published=stamp))
            page += 1


def _sentences(die: random.Random, names: list[str], things: list[str]) -> list[str]:
    return [
        f"The {die.choice(things)} in {die.choice(names)} {die.choice(_VERBS)} {die.randrange(2, 900)} "
        f"{die.choice(things)} near {die.choice(names)}, {die.choice(names)} {die.choice(_VERBS)}."
        for _ in range(12)
    ]


def measured(path: Path, count: int, seed: int) -> dict[str, float]:
    """Group made pages into a new file; return what it took."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in TABLES:
        connection.execute(statement)
    grouped, story_of, making = Stories(Shelves(connection)), dict[str, str](), 0.0

    def pages() -> Iterator[Traits]:
        nonlocal making
        start = time.process_time()
        for story, one in made(count, seed):
            story_of[one.page] = story
            making += time.process_time() - start
            yield one
            start = time.process_time()

    start = time.process_time()
    grouped.add(pages())
    found = grouped.all()
    grouped.flush()
    connection.commit()
    took = time.process_time() - start - making
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    told = [{"id": page, "cluster": one.id} for one in found for page in one.pages]
    b3 = clusters.score([{"id": page, "story": story} for page, story in story_of.items()], told)["b3"]["f1"]
    return {
        "pages": count,
        "stories": len(found),
        "milliseconds per page": 1000 * took / count,
        "kB of the file per page": path.stat().st_size / 1000 / count,
        "B-cubed F1": b3,
    }


def one_changed(path: Path, page: Traits | str) -> float:
    """Add a page, or remove the one of that id, from the file alone; return the seconds from opening to commit."""
    start = time.perf_counter()
    connection = sqlite3.connect(path)
    grouped = Stories(Shelves(connection))
    changed = grouped.remove([page]) if isinstance(page, str) else grouped.add([page])
    grouped.of(changed.pages)
    grouped.flush()
    connection.commit()
    connection.close()
    return time.perf_counter() - start


def cold(path: Path, pages: Sequence[Traits | str]) -> list[float]:
    """Return what each of some pages takes to add or remove, each in a process of its own, the quickest first."""
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as processes:
        return sorted(processes.map(partial(one_changed, path), pages, chunksize=1))


def main() -> None:
    """Print the figures beside their bars; exit with 1 where one is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=100_000, metavar="N", help="pages")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        few = measured(Path(folder) / "few.db", arguments.n // 10, arguments.seed)
        file = Path(folder) / "many.db"
        many = measured(file, arguments.n, arguments.seed)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform != "darwin" else 1024**3)
        # The same first stories again, under other ids; then pages of all ages go.
        added = cold(file, [replace(one, page=f"late-{one.page}") for _, one in made(_TRIES, arguments.seed)])
        step = max(1, arguments.n // _TRIES)
        removed = cold(file, [f"p{arguments.seed}-{n}" for n in range(0, arguments.n, step)][:_TRIES])
    medians = {"median seconds to add one": added, "median seconds to remove one": removed}
    for name, value in [*few.items(), *many.items(), *((k, v[len(v) // 2]) for k, v in medians.items())]:
        print(f"{name:32} {value:>12,.4g}")
    figures = {
        "growth of time per page": many["milliseconds per page"] / few["milliseconds per page"],
        "seconds to add one at most": added[-1],
        "seconds to remove one at most": removed[-1],
        "GB at most": peak,
    }
    for name, value in figures.items():
        print(f"{name:32} {value:>12,.3g}   (bar {_BARS[name]:,})")
    sys.exit(0 if all(value <= _BARS[name] for name, value in figures.items()) else 1)


if __name__ == "__main__":
    main()
