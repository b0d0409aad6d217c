"""Measure `read` alone: saved HTML pages per CPU second.

    REPORTEDLY_DATA=… python benchmarks/read_pages.py [--rounds N]

The pages are those of ``pages/html`` in the gold data, unpacked before the clock starts. Exits with 1 below 40 a
second.
"""

import argparse
import gzip
import json
import os
import sys
import time
from pathlib import Path

from reportedly.read import articles
from reportedly.records import Capture, Rejection, utc_now

_BAR = 40


def captures(folder: Path) -> list[Capture]:
    """Return the saved pages."""
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Capture(
            gzip.decompress((folder / "html" / f"{row['id']}.html.gz").read_bytes()),
            "text/html",
            utc_now(),
            url=row["url"],
        )
        for row in rows
    ]


def main() -> None:
    """Print pages per CPU second, the first round (cold) apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds after the first")
    arguments = parser.parse_args()
    if not (folder := os.environ.get("REPORTEDLY_DATA")):
        sys.exit("set REPORTEDLY_DATA to the folder of gold data that holds pages/")
    pages = captures(Path(folder) / "pages")
    rejected: list[Rejection] = []
    rates = []
    for _ in range(arguments.rounds + 1):
        rejected.clear()
        start = time.process_time()
        read = sum(1 for _ in articles(pages, reject=rejected.append))
        rates.append(len(pages) / (time.process_time() - start))
    best = max(rates[1:] or rates)
    print(f"{len(pages)} pages, {read} articles, {len(rejected)} rejected")
    print(f"pages per CPU second: first round {rates[0]:.0f}, then {best:.0f}   (bar {_BAR})")
    sys.exit(0 if best >= _BAR else 1)


if __name__ == "__main__":
    main()
