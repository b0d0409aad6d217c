"""How the ledger is searched for each page: by an index, and never from the first row of a large table to the last."""

import re
from pathlib import Path

import pytest

import sundry
from every_page import SORTS, every_page
from reading_rooms import asked
from reportedly.ledger import Ledger

LARGE = (
    "articles", "attributions", "captures", "chains", "claim_of", "claims", "copies", "digests", "entities", "finds",
    "found_places", "point_of", "points", "readings", "rejections", "relations", "reports", "stories", "story_pages",
)  # fmt: skip
_WHOLE = re.compile(rf"SCAN (?:{'|'.join(LARGE)}|[acdefprs])$|relations_kind \(kind=\?\)$")
"""Steps of a plan that grow with the ledger; tables have one letter for short, judgements are few."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay a ledger with a page of every sort."""
    path = tmp_path_factory.mktemp("plans") / "ledger.sqlite"
    sundry.everything(path)
    return path


@pytest.mark.parametrize("sort", SORTS)
def test_no_page_goes_through_a_large_table(everything: Path, sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each statement finds its rows by an index, or goes through a table in its order and stops after some."""
    for address in every_page(everything)[sort][:1]:
        statements = [
            one for one in asked(everything, address, monkeypatch) if one.lstrip().startswith(("SELECT", "WITH"))
        ]
        assert statements or sort in {"methods", "no such page", "login", "api"}
        with Ledger.open(everything, read_only=True) as ledger:
            for statement in statements:
                plan = [row["detail"] for row in ledger._connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
                assert " LIMIT " in statement or not [step for step in plan if _WHOLE.search(step)], (statement, plan)
