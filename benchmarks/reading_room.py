"""How long readers wait for pages of the reading room while a writer adds to the ledger.

    python benchmarks/reading_room.py FILE                       # a linked ledger; it is copied first
    python benchmarks/reading_room.py FILE --readers 20 --seconds 60

One process serves, with one worker's threads; each reader asks for one page a second, at a moment of its own, of the
front page, a story, a point, a claim, a search and an article in turn, picked at random; one writer adds a made page
and links it, again and again. Waits are told from the request to the last byte.
"""

import argparse
import http.client
import json
import multiprocessing
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import made_news_linked as linked
from made_news_pages import pages

from reportedly.ledger import Ledger

MEDIAN_S, P95_S = 0.150, 0.400
"""The bars, for the front page, stories, claims and searches."""

BARRED = ("front", "story", "claim", "search")
KINDS = (*BARRED, "point", "article")
WORDS = ("people", "killed", "homes without power", "closed", "will open", "ministry", "harvest", "school", "strike")
HOST = "127.0.0.1"


def some(path: Path, number: int, seed: int) -> dict[str, list[str]]:
    """Return addresses of some pages of each kind, picked at random."""
    die = random.Random(seed)
    found = defaultdict[str, list[str]](list)
    found["front"] = ["/"]
    found["search"] = [f"/search?q={word.replace(' ', '+')}" for word in WORDS]
    with Ledger.open(path, read_only=True) as ledger:
        for _ in range(number):
            at = f"{die.getrandbits(80):020x}"
            for claim in ledger.lists.claims(limit=1, after=at):
                found["claim"].append(f"/claims/{claim.id}")
                found["story"].append(f"/stories/{claim.story}")
                article = ledger.report(claim.lead).article
                found["article"].append(f"/articles/{article.id}")
            found["point"] += [f"/points/{point.id}" for point in ledger.lists.points(limit=1, after=at)]
    return found


def serve(path: Path, port: int) -> "subprocess.Popen[bytes]":
    """Start the reading room in a process of its own; return it once it answers."""
    code = (
        "import sys, uvicorn; from pathlib import Path; from reportedly.serve.app import app; "
        "from reportedly.serve.house import Serving; "
        "uvicorn.run(app(Serving(Path(sys.argv[1]), port=int(sys.argv[2]))), host='127.0.0.1', port=int(sys.argv[2]), "
        "log_level='warning')"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path), str(port)])
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/static/style.css")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return process
    raise SystemExit("the reading room did not start")


def write(path: Path, seed: int, stop: "multiprocessing.synchronize.Event", done: "multiprocessing.Queue[int]") -> None:
    """Add made pages to a ledger, one at a time, each linked, until told to stop; tell how many."""
    count = 0
    with Ledger.open(path) as ledger:
        for page in pages(2_000, seed):
            if stop.is_set():
                break
            ledger.add(*page)
            linked.link(ledger)
            count += 1
    done.put(count)


def read(port: int, addresses: dict[str, list[str]], seed: int, until: float, waits: dict[str, list[float]]) -> None:
    """Ask for a page a second; note how long each took."""
    die = random.Random(seed)
    time.sleep(die.random())
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    for kind in _in_turn(die):
        began = time.perf_counter()
        if began > until:
            return
        connection.request("GET", die.choice(addresses[kind]))
        answer = connection.getresponse()
        answer.read()
        took = time.perf_counter() - began
        if answer.status != 200:
            raise SystemExit(f"{kind}: answered with {answer.status}")
        waits[kind].append(took)
        time.sleep(max(0.0, 1.0 - took))


def _in_turn(die: random.Random) -> Iterator[str]:
    while True:
        yield from die.sample(KINDS, len(KINDS))


def measure(path: Path, readers: int, seconds: int, port: int) -> bool:
    """Print how long readers waited; return whether the bars are met."""
    addresses = some(path, 400, 1)
    waits = defaultdict[str, list[float]](list)
    stop = multiprocessing.Event()
    done: multiprocessing.Queue[int] = multiprocessing.Queue()
    process = serve(path, port)
    writer = multiprocessing.Process(target=write, args=(path, 77, stop, done))
    try:
        writer.start()
        until = time.perf_counter() + seconds
        threads = [threading.Thread(target=read, args=(port, addresses, n, until, waits)) for n in range(readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stop.set()
        written = done.get(timeout=120)
        writer.join()
    finally:
        process.terminate()
        process.wait()
    print(
        f"{readers} readers, {seconds} s, {sum(map(len, waits.values()))} pages read, {written} pages added meanwhile"
    )
    barred = sorted(wait for kind in BARRED for wait in waits[kind])
    for kind in KINDS:
        print(f"{kind:8} {_line(sorted(waits[kind]))}")
    print(f"barred   {_line(barred)}   (bars: median {MEDIAN_S:.3f} s, 95th {P95_S:.3f} s)")
    return statistics.median(barred) <= MEDIAN_S and barred[int(0.95 * len(barred))] <= P95_S


def _line(some: list[float]) -> str:
    if not some:
        return "none"
    median, p95 = statistics.median(some), some[min(len(some) - 1, int(0.95 * len(some)))]
    return f"{len(some):5} pages  median {median:.3f} s  95th {p95:.3f} s  worst {some[-1]:.3f} s"


def main() -> None:
    """Read the arguments; exit with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--port", type=int, default=8765)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.file.parent) as folder:
        path = Path(folder) / "ledger.sqlite"
        shutil.copy(given.file, path)
        os.sync()  # what is measured is reading, not the writing of the copy
        with Ledger.open(path) as ledger:
            print(json.dumps({"reports": ledger.counts().reports, "pages": ledger.counts().pages}))
        is_met = measure(path, given.readers, given.seconds, given.port)
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
