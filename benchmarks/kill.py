"""Kill `reportedly add` at random moments, let it finish, and look for pages lost or doubled.

    python benchmarks/kill.py                 # 20 times, over 1,500 made pages

The ledger must open soundly after every kill, and in the end hold what one undisturbed run writes, report for report.
Change nothing of the package meanwhile: each run reads with what it finds.
"""

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from io import StringIO
from pathlib import Path

from made_pages import made_pages, write

from reportedly.ledger import Ledger, export


def start(folder: Path, ledger: Path) -> subprocess.Popen[bytes]:
    """Start adding a folder to a ledger, in a process of its own."""
    command = [sys.executable, "-m", "reportedly", "add", str(folder), "--ledger", str(ledger)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(folder: Path, ledger: Path) -> None:
    """Add a folder to a ledger, undisturbed."""
    process = start(folder, ledger)
    _, complaint = process.communicate()
    if process.returncode:
        raise SystemExit(f"reportedly add ended with {process.returncode}: {complaint.decode()[-2000:]}")


def kill_at(folder: Path, ledger: Path, seconds: float) -> bool:
    """Start adding, and kill the process with no warning after some seconds; whether it was still at work."""
    process = start(folder, ledger)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


def pages_in(ledger: Path) -> int:
    """Return how many pages a ledger holds, once it has opened soundly; none where there is no ledger yet."""
    if not ledger.exists():
        return 0
    with Ledger.open(ledger) as opened:
        pages = opened.counts().pages
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return pages


def reports_in(ledger: Path) -> Counter[str]:
    """Return the reports of a ledger, as lines, and how often each is there."""
    with Ledger.open(ledger, read_only=True) as opened:
        out = StringIO()
        export(opened, "csv", out)
    return Counter(out.getvalue().splitlines())


def measure(number: int, kills: int, longest_s: float, *, seed: int) -> bool:
    """Kill and finish; print what was found. Whether nothing was lost or doubled."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder, killed, whole = (Path(name) / part for part in ("pages", "killed.sqlite", "whole.sqlite"))
        write(folder, number, seed=seed)
        at_work, held = 0, []
        for _ in range(kills):
            at_work += kill_at(folder, killed, dice.uniform(0, longest_s))
            held.append(pages_in(killed))
            print(f"{held[-1]} pages", end=" ", flush=True)
        print()
        finish(folder, killed)
        finish(folder, whole)
        with Ledger.open(killed, read_only=True) as ledger:
            addresses, counts = [article.address for article in ledger.articles()], ledger.counts()
        rejected = counts.rejections
        lost = {page["url"] for page in made_pages(number, seed=seed)} - set(addresses)
        doubled = len(addresses) - len(set(addresses)) + counts.revisions
        found, wanted = reports_in(killed), reports_in(whole)
        other = (found - wanted) + (wanted - found)
    print(
        f"killed {at_work} of {kills} times at work, {number} pages in: {len(lost)} lost, {doubled} doubled, "
        f"{rejected} rejected, {counts.reports} reports, {other.total()} lines other than in one undisturbed run"
    )
    for line in sorted(other)[:10]:
        print(line)
    return not other and held == sorted(held) and len(lost) == rejected and not doubled


def main() -> None:
    """Read the arguments; exit with 1 if a page was lost or doubled."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", "--number", type=int, default=1_500, help="pages")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--longest", type=float, default=6.0, help="seconds a run may last before it is killed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not measure(given.number, given.kills, given.longest, seed=given.seed):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
