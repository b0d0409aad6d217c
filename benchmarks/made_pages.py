"""Made news pages, as many as wanted, and how long it takes to add them twice.

    python benchmarks/made_pages.py write FOLDER -n 10000      # one file of JSON Lines
    python benchmarks/made_pages.py measure -n 10000           # add them to a new ledger, then once more

Every place, person and outlet is made up of syllables; every page has 80 words at least, some in HTML, and sources of
all kinds: named, unnamed, nobody, relays, documents, the page itself, with numbers, hedges and forecasts.
"""

import argparse
import html
import json
import random
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

ONSETS = ("B", "Br", "Cl", "D", "Dr", "F", "G", "H", "K", "L", "M", "N", "P", "Qu", "R", "S", "St", "T", "Tr", "V", "W")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo")
CODAS = ("lk", "ld", "lm", "n", "nd", "ng", "r", "rn", "rth", "sk", "st", "ll", "v")
TAILS = ("", "", "a", "en", "er", "ia", "ford", "by", "ton", "wick", "holm", "mere")
GIVEN_NAMES = ("Ada", "Bruno", "Clara", "Dario", "Edith", "Femi", "Greta", "Hamid", "Ines", "Jonas", "Kaia", "Luis")
PAPERS = ("Courier", "Gazette", "Herald", "Post", "Tribune", "Observer")
ROLES = ("mayor", "harbour master", "fire chief", "governor", "health minister", "union leader", "head of the railways")
BODIES = ("the river board", "the ministry of works", "the port authority", "the miners' union", "the weather service")
UNNAMED = (
    "officials",
    "two officials",
    "a senior diplomat",
    "people familiar with the matter",
    "residents",
    "witnesses",
)
THINGS = ("people", "homes", "workers", "soldiers", "families", "bridges", "trucks", "tonnes of grain", "hectares")
FATES = ("cut off by the flood", "counted so far", "out of work", "moved to the coast", "lost in the fire", "on strike")
BOUNDS = ("", "about ", "at least ", "more than ", "nearly ", "up to ", "fewer than ")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

SENTENCES = (
    "{Bound}{n} {things} are {fate}, {person} said on {day}.",
    "“We have seen {bound}{n} {things} {fate},” said {person}, the {role} of {place}. “It will take weeks.”",
    "According to the {paper}, citing {unnamed}, {bound}{n} {things} could be {fate} by {day}.",
    "{Unnamed} told the {paper} that {bound}{n} {things} had been {fate} since {day}.",
    "{Body} estimated that {bound}{n} {things} were {fate} in {place}.",
    "The road between {place} and {other} is believed to have carried {bound}{n} trucks a day.",
    "{person} denied that {n} {things} had been {fate}, and called the figure a rumour.",
    "A report by {body} put the cost at {n} million crowns, {percent} percent more than a year ago.",
    "{person} expects the work in {place} to be done within {k} weeks.",
    "The {place} bridge was built in {year} and is {n} metres long.",
    "{Body} declined to comment.",
    "Asked about {other}, {person} said there was “a clear chance” that it would follow.",
    "It was a quiet week in {place}, and the market on the square opened late.",
    "“I do not know,” the {role} said. “Nobody in {other} has told us.”",
    "The {paper} reported that {person} plans to leave {place}; {body} could not confirm it.",
)
HEADLINES = (
    "{n} {things} {fate}, says {role} of {place}",
    "{place}: {bound}{n} {things} {fate}",
    "{person}: “It will take weeks”",
    "What we know about {place} and {other}",
)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li><li>Sign in</li></ul></nav>"


def made_pages(number: int, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """Yield made pages as records of JSON Lines; the same for the same seed, each with an address of its own."""
    for index in range(number):
        yield _page(index, random.Random(f"{seed}/{index}"))


def write(folder: Path, number: int, *, seed: int = 1) -> Path:
    """Write made pages into a folder, as one file of JSON Lines; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "pages.jsonl"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(page, ensure_ascii=False)}\n" for page in made_pages(number, seed=seed))
    return file


def _page(index: int, dice: random.Random) -> dict[str, str]:
    paper = f"{_name(dice)} {dice.choice(PAPERS)}"
    headline, sentences = _told(dice)
    published = (date(2031, 1, 1) + timedelta(days=dice.randrange(700))).isoformat()
    page = {
        "id": f"made-{index}",
        "url": f"https://{paper.lower().replace(' ', '-')}.example/{published}/{index}",
        "outlet": paper,
        "published": published,
        "title": headline,
    }
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    if index % 4:
        return page | {"text": "\n\n".join(paragraphs)}
    return page | {"html": _html(headline, paragraphs)}


def _html(headline: str, paragraphs: Sequence[str]) -> str:
    told = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    title = html.escape(headline)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>{MENU}'
        f"<article><h1>{title}</h1>{told}</article><footer>All rights reserved</footer></body></html>"
    )


def _told(dice: random.Random) -> tuple[str, list[str]]:
    """Return a headline, and sentences of a hundred words or more; people and places come back within a page."""
    people = [f"{dice.choice(GIVEN_NAMES)} {_name(dice)}" for _ in range(3)]
    places = [_name(dice) for _ in range(3)]
    papers = [f"{_name(dice)} {dice.choice(PAPERS)}" for _ in range(2)]
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < 100:
        sentences.append(_filled(dice.choice(SENTENCES), dice, people, places, papers))
    return _filled(dice.choice(HEADLINES), dice, people, places, papers), sentences


def _filled(form: str, dice: random.Random, people: Sequence[str], places: Sequence[str], papers: Sequence[str]) -> str:
    bound, unnamed, body = dice.choice(BOUNDS), dice.choice(UNNAMED), dice.choice(BODIES)
    number = dice.choice((dice.randrange(3, 100), dice.randrange(100, 5000), dice.randrange(2, 90) * 1000))
    place, other = dice.sample(places, 2)
    sentence = form.format(
        bound=bound,
        unnamed=unnamed,
        body=body,
        Bound=bound.capitalize(),
        Unnamed=unnamed.capitalize(),
        Body=body.capitalize(),
        n=f"{number:,}",
        k=dice.randrange(2, 9),
        percent=dice.randrange(1, 60),
        year=dice.randrange(1880, 2020),
        things=dice.choice(THINGS),
        fate=dice.choice(FATES),
        day=dice.choice(DAYS),
        role=dice.choice(ROLES),
        person=dice.choice(people),
        paper=dice.choice(papers),
        place=place,
        other=other,
    )
    return sentence[0].upper() + sentence[1:]


def _name(dice: random.Random) -> str:
    return dice.choice(ONSETS) + dice.choice(VOWELS) + dice.choice(CODAS) + dice.choice(TAILS)


# ------------------------------------------------------------------ adding them twice


def measure(number: int, *, seed: int = 1) -> bool:
    """Add made pages to a new ledger twice; print seconds and rows. Whether the second time was as it should be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "pages", number, seed=seed)
        path = folder / "ledger.sqlite"
        first, rows = _add(folder / "pages", path), _rows(path)
        second, again = _add(folder / "pages", path), _rows(path)
        size = path.stat().st_size
    reports, total = rows["reports"], sum(rows.values())
    print(f"{number} made pages, {reports} reports, {total} rows, ledger {size / 1e6:.1f} MB")
    print(f"first time  {first:8.2f} s")
    print(f"second time {second:8.2f} s: {first / second:.0f} times faster, {sum(again.values()) - total} new rows")
    return again == rows and first >= 20 * second


def _add(folder: Path, path: Path) -> float:
    """Add a folder to a ledger as the command line does, models and all; return the seconds it took."""
    from reportedly import ingest, models, pipeline  # noqa: PLC0415  # `write` needs nothing of ours
    from reportedly.ledger import Ledger  # noqa: PLC0415
    from reportedly.settings import Settings  # noqa: PLC0415

    began = time.perf_counter()
    outcomes: Counter[str] = Counter()
    with Ledger.open(path) as ledger:
        captures = ingest.captures([str(folder)], settings=Settings(), reject=ledger.reject)
        added = pipeline.add(
            captures, ledger=ledger, models=models.load, provenance=models.provenance(), reject=lambda _: None
        )
        outcomes.update(outcome.value for _, outcome in added)
    print(", ".join(f"{count} {outcome}" for outcome, count in outcomes.items()))
    return time.perf_counter() - began


def _rows(path: Path) -> dict[str, int]:
    """Return how many rows each table of a ledger has."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def main() -> None:
    """Read the arguments; exit with 1 if the second time was not as it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("write", help="write them into a folder").add_argument("folder", type=Path)
    commands.add_parser("measure", help="add them to a ledger twice")
    for command in commands.choices.values():
        command.add_argument("-n", "--number", type=int, default=10_000)
        command.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.command == "write":
        print(write(given.folder, given.number, seed=given.seed))
    elif not measure(given.number, seed=given.seed):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
