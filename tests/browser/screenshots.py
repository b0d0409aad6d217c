"""Take a picture of every page: wide and narrow, light and dark.

python tests/browser/screenshots.py [--ledger FILE] [FOLDER]       # by default the sample stories, into screenshots/
python tests/browser/screenshots.py --pictures docs/pictures      # the three of the README
"""

import argparse
import sys
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from browsing import chromium, launched, reader, served
from every_page import every_page
from reportedly.cli.rooms import make_samples
from reportedly.serve import links
from reportedly.serve.questions import Topic

WIDTHS = {"wide": 1440, "narrow": 400}
SCHEMES = ("light", "dark")

PICTURES = {"front": (760, 1.0), "point": (1530, 0.75), "article": (780, 1.0)}
"""The pictures of the README: the sorts of their pages, how high, and how much smaller they are taken."""


def every(browser: Browser, ledger: Path, home: str, folder: Path) -> int:
    """Take all pictures into a folder; return how many."""
    taken = 0
    questions = {f"review {topic}": (links.query(links.REVIEW, kind=topic.value),) for topic in Topic}
    sorts = every_page(ledger) | questions
    for (size, width), scheme in product(WIDTHS.items(), SCHEMES):
        page = reader(browser, home, width=width, color_scheme=scheme).page
        for sort, addresses in sorts.items():
            for number, address in enumerate(addresses, 1):
                page.goto(f"{home}{address}")
                file = folder / f"{sort.replace(' ', '-')}-{number}-{size}-{scheme}.png"
                page.screenshot(path=file, full_page=True)
                taken += 1
        page.context.close()
    return taken


def pictures(browser: Browser, ledger: Path, home: str, folder: Path) -> int:
    """Take the pictures of the README; return how many."""
    addresses = every_page(ledger)
    for sort, (height, scale) in PICTURES.items():
        page = reader(browser, home, height=height, color_scheme="light", device_scale_factor=scale).page
        page.goto(f"{home}{addresses[sort][0].partition('#')[0]}")
        page.screenshot(path=folder / f"{sort}.png")
        page.context.close()
    return len(PICTURES)


def main() -> None:
    """Read the sample stories unless a ledger is given; open a reading room over it and take its pictures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=Path("screenshots"))
    asked.add_argument("--ledger", type=Path, help="whose pages; by default the sample stories are read")
    asked.add_argument("--pictures", action="store_true", help="only the three of the README")
    given = asked.parse_args()
    path = chromium()
    if path is None:
        sys.exit("there is no Chromium here: apt-get install chromium")
    given.folder.mkdir(parents=True, exist_ok=True)
    take = pictures if given.pictures else every
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        ledger = given.ledger or Path(name) / "samples.sqlite"
        if given.ledger is None:
            make_samples(ledger)
        browser = launched(playwright, path)
        with served(ledger) as home:
            print(f"{take(browser, ledger, home, given.folder)} pictures in {given.folder}")
        browser.close()


if __name__ == "__main__":  # the samples are read in this process and no other
    main()
