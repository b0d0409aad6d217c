"""Measure full reading of real articles: words per CPU second, start to first report, memory.

    REPORTEDLY_DATA=… python benchmarks/speed.py [--articles N]

Text goes in, reports come out; the articles are those of ``names/`` in the gold data. Words are runs of letters and
digits. The weights are loaded before the clock starts, and memory is the peak of the whole process, weights
included. Start to first report is wall time of a fresh process, from its start to the first line of `reportedly
read` on one article.
"""

import argparse
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reportedly import models, pipeline
from reportedly.records import Capture, Given, utc_now

_BARS = {"words per CPU second": 3000, "seconds to the first report": 2.0, "MB at most": 700}


def texts(limit: int) -> list[str]:
    """Return the texts of the articles."""
    folder = os.environ.get("REPORTEDLY_DATA")
    if not folder:
        sys.exit("set REPORTEDLY_DATA to the folder of gold data that holds names/")
    with gzip.open(Path(folder) / "names" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][:limit]


def measured(limit: int) -> dict[str, float]:
    """Read the articles in this process."""
    loaded = models.load()
    articles = texts(limit)
    captures = [
        Capture(
            text.encode("utf-8", "surrogatepass"), "text/plain", utc_now(), charset="utf-8", given=Given(key=str(n))
        )
        for n, text in enumerate(articles)
    ]
    rejected: list[str] = []
    start = time.process_time()
    readings = list(pipeline.readings(captures, models=loaded, reject=lambda r: rejected.append(r.reason)))
    took = time.process_time() - start
    read = {reading.article.capture_id for reading in readings}
    words = sum(len(re.findall(r"\w+", text)) for text, c in zip(articles, captures, strict=True) if c.id in read)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return {
        "articles": len(readings),
        "rejected": len(rejected),
        "reports": sum(len(reading.reports) for reading in readings),
        "words": words,
        "CPU seconds": round(took, 1),
        "words per CPU second": round(words / took),
        "MB at most": round(peak),
    }


def to_first_report(text: str) -> float:
    """Return the seconds from the start of a process to the first line it prints about an article."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "article.txt"
        page.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        with subprocess.Popen([sys.executable, "-m", "reportedly", "read", page], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            took = time.perf_counter() - start
            process.stdout.read()
        if not line or process.returncode:
            sys.exit("`reportedly read` printed no report; see the message above")
        return took


def main() -> None:
    """Print the figures beside their bars; exit with 1 where one is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="read the first N only")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(json.dumps(measured(arguments.articles)))
        return
    child = [sys.executable, __file__, "--child", "--articles", str(arguments.articles)]
    figures = json.loads(subprocess.run(child, stdout=subprocess.PIPE, check=True).stdout)
    one = next(text for text in texts(50) if 2000 < len(text) < 6000)
    figures["seconds to the first report"] = round(min(to_first_report(one) for _ in range(3)), 2)
    for name, value in figures.items():
        bar = _BARS.get(name)
        print(f"{name:28} {value:>10,}" + (f"   (bar {bar:,})" if bar else ""))
    is_met = figures["words per CPU second"] >= _BARS["words per CPU second"] and all(
        figures[name] <= _BARS[name] for name in ("seconds to the first report", "MB at most")
    )
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
