"""Measure the finding of places: articles per CPU second, and what the gazetteer costs a process.

    REPORTEDLY_DATA=… python benchmarks/places.py [--articles N]

The articles are those of ``places/`` in the gold data, read and parsed before the clock starts. The time is that of
finding the places and telling namesakes apart; of the gazetteer, loading it and the first name looked up.
"""

import argparse
import os
import resource
import sys
import time
from pathlib import Path

from reportedly import models
from reportedly.evaluate import corpora, texts
from reportedly.resolve.places import places, texts_of
from reportedly.resolve.places.gazetteer import gazetteer

_BARS = {"articles per CPU second": 100, "milliseconds to load": 100, "MB of the gazetteer": 60}


def memory_mb() -> float:
    """Return the peak of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def loaded() -> dict[str, float]:
    """Load the gazetteer and look a name up."""
    before, start = memory_mb(), time.perf_counter()
    known = len(gazetteer().named("Springfield"))
    took = 1000 * (time.perf_counter() - start)
    return {
        "places called Springfield": known,
        "milliseconds to load": round(took, 1),
        "MB of the gazetteer": round(memory_mb() - before, 1),
    }


def found(limit: int) -> dict[str, float]:
    """Find the places of the articles."""
    folder = os.environ.get("REPORTEDLY_DATA")
    if not folder:
        sys.exit("set REPORTEDLY_DATA to the folder of gold data that holds places/")
    rows = corpora.rows(Path(folder) / "places" / "places.dev.jsonl.gz")[:limit]
    parses = [parsed for row in rows for parsed in texts.parsed(row, models.load())]
    start = time.process_time()
    count = sum(len(places(parsed.mentions, texts_of(parsed.article))) for parsed in parses)
    took = time.process_time() - start
    return {"articles": len(parses), "places": count, "articles per CPU second": round(len(parses) / took)}


def main() -> None:
    """Print the figures beside their bars; exit with 1 where one is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="read the first N only")
    figures = {**loaded(), **found(parser.parse_args().articles)}
    for name, value in figures.items():
        bar = _BARS.get(name)
        print(f"{name:28} {value:>10,}" + (f"   (bar {bar:,})" if bar else ""))
    cheap = all(figures[name] <= _BARS[name] for name in ("milliseconds to load", "MB of the gazetteer"))
    sys.exit(0 if cheap and figures["articles per CPU second"] >= _BARS["articles per CPU second"] else 1)


if __name__ == "__main__":
    main()
