"""Measure the reading of numbers: sentences and words per CPU second, memory.

    python benchmarks/quantities.py [--sentences N]

The sentences are put together from forms of our own by a seeded die, so it runs anywhere; two in three hold numbers,
hedged, ranged, with units, in words and in figures, as in news about money and disasters. Memory is the peak of the
whole process.
"""

import argparse
import random
import resource
import sys
import time

from reportedly.resolve.quantities import values

_BARS = {"sentences per CPU second": 2000}
_FORMS = (
    "The ferry board said on {day} that {hedge}{n} passengers were taken off the {place} ferry.",
    "Repairs to the {place} dam will cost ${m}bn to ${more}bn over {few} years, the ministry estimates.",
    "At least {n} people died and {few} others are missing near {place}, rescuers told Radio Kess.",
    "Output of the {place} mill rose by {m} percent to {n} tonnes in May, up from {few},000 a year earlier.",
    "Dozens of houses in {place} were flattened and thousands of residents spent the night in schools.",
    "Turnout stood at {m} %, against just under half of the voters four years ago.",
    "{few} in ten farmers around {place} have lost {hedge}{n} square kilometres of pasture.",
    "Mara Quist, {age}, who heads the board, said the road would be shut from 7.36am until 6 May 2031.",
    "“We saw it coming for weeks,” she said, adding that nobody at the ministry had answered her letters.",
    "The council will meet again on {day} to hear what the engineers have found under the old bridge.",
    "Neither the mayor of {place} nor her deputy could be reached for comment.",
)
_WORDS = {
    "day": ("Monday", "Tuesday", "Friday"),
    "place": ("Lowmoor", "Oss", "Kess", "Marsh Coast"),
    "hedge": ("", "about ", "more than ", "as many as ", "up to ", "nearly ", "some "),
    "n": ("11,000", "95", "1,200 to 1,400", "two thousand", "hundreds of", "several hundred", "40-odd", "12.5 million"),
    "m": ("5.4", "1.2", "18", "2.75"),
    "more": ("6", "7.5", "22"),
    "few": ("two", "three", "12", "40"),
    "age": ("43", "71"),
}


def sentences(count: int) -> list[str]:
    """Return so many sentences, the same each time."""
    die = random.Random(3)
    return [die.choice(_FORMS).format(**{name: die.choice(of) for name, of in _WORDS.items()}) for _ in range(count)]


def main() -> None:
    """Print the figures beside their bar; exit with 1 where it is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=20_000, metavar="N")
    texts = sentences(parser.parse_args().sentences)
    values(" ".join(texts[:100]))
    start = time.process_time()
    found = sum(len(values(text)) for text in texts)
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    figures = {
        "sentences": len(texts),
        "values": found,
        "sentences per CPU second": round(len(texts) / took),
        "words per CPU second": round(sum(len(text.split()) for text in texts) / took),
        "MB at most": round(peak),
    }
    for name, value in figures.items():
        print(f"{name:28} {value:>10,}" + (f"   (bar {_BARS[name]:,})" if name in _BARS else ""))
    sys.exit(0 if all(figures[name] >= bar for name, bar in _BARS.items()) else 1)


if __name__ == "__main__":
    main()
