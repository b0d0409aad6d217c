"""Measure how long grouping made pages into stories takes, how that grows, and what one more page costs.

    python benchmarks/stories.py [-n 100000] [--seed 7]

Pages are made of syllables: each story has names of its own, and four of those that the news of its month shares.
Each page tells some of it; a story has 300 pages at most, and most have few. A tenth of the pages has no day.
The stories they are made from are known, so that the groups found are scored as well (B-cubed).
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from reportedly.evaluate import clusters
from reportedly.link.stories import Stories, traits
from reportedly.link.stories.about import Traits
from reportedly.records import Article, Stamp

_BARS = {"growth of time per page": 1.5, "seconds for one more page": 1.0, "GB at most": 6.0}
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


def measured(count: int, seed: int) -> tuple[Stories, dict[str, float]]:
    """Group made pages; return the stories and what it took."""
    pages = list(made(count, seed))
    start = time.process_time()
    found = Stories()
    found.add(one for _, one in pages)
    grouped = found.all()
    took = time.process_time() - start
    told = [{"id": page, "cluster": story.id} for story in grouped for page in story.pages]
    b3 = clusters.score([{"id": one.page, "story": story} for story, one in pages], told)["b3"]["f1"]
    return found, {
        "pages": count,
        "stories": len(grouped),
        "milliseconds per page": 1000 * took / count,
        "B-cubed F1": b3,
    }


def one_more(found: Stories, seed: int, times: int) -> list[float]:
    """Return what each of some further pages takes, with the stories it touches told anew."""
    took = []
    late = [replace(one, page=f"late-{one.page}") for _, one in made(times, seed)]
    for one in late:
        start = time.perf_counter()
        found.of(found.add([one]))
        took.append(time.perf_counter() - start)
    return sorted(took)


def main() -> None:
    """Print the figures beside their bars; exit with 1 where one is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=100_000, metavar="N", help="pages")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    _, few = measured(arguments.n // 10, arguments.seed)
    found, many = measured(arguments.n, arguments.seed)
    took = one_more(found, arguments.seed, 200)  # the same first stories again, under other ids
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform != "darwin" else 1024**3)
    figures = {
        "growth of time per page": many["milliseconds per page"] / few["milliseconds per page"],
        "seconds for one more page": took[-1],
        "GB at most": peak,
    }
    for name, value in [*few.items(), *many.items(), ("median seconds for one", took[len(took) // 2])]:
        print(f"{name:28} {value:>12,.4g}")
    for name, value in figures.items():
        print(f"{name:28} {value:>12,.3g}   (bar {_BARS[name]:,})")
    sys.exit(0 if all(value <= _BARS[name] for name, value in figures.items()) else 1)


if __name__ == "__main__":
    main()
