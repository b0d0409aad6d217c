"""Three invented news stories, as several outlets told each: for the demo, the docs and the tests.

Places, people, outlets and wording are ours. Each story is a folder; ``docs/samples.md`` tells what its files hold.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent


def stories() -> tuple[str, ...]:
    """Return the names of the sample stories, sorted.

    >>> stories()
    ('brennock', 'corvane-bank', 'port-sallow-outage')
    """
    return tuple(sorted(path.parent.name for path in _FOLDER.glob("*/pages.jsonl")))


def pages(story: str) -> Path:
    """Return the file with a story's pages, as JSON Lines.

    >>> pages("brennock").name
    'pages.jsonl'
    """
    return _folder(story) / "pages.jsonl"


def saved(story: str) -> Path:
    """Return the folder with those of a story's pages that are there as saved HTML too, named by their ids."""
    return _folder(story) / "html"


def gold(story: str) -> Path:
    """Return the file that says what a careful reader takes from a story's pages."""
    return _folder(story) / "gold.json"


def ledger(story: str) -> Path:
    """Return the same as a ledger file, as a perfect reading would export it."""
    return _folder(story) / "ledger.json"


def _folder(story: str) -> Path:
    if story not in stories():
        raise ValueError(f"there is no sample story {story!r}: take one of {', '.join(stories())}")
    return _FOLDER / story
