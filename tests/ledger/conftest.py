"""Ledgers that several modules ask."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders import article, capture, reading, report
from reportedly import linking
from reportedly.ledger import Ledger
from reportedly.records import Outlet, Status


@pytest.fixture
def forecasts(tmp_path: Path) -> Iterator[Ledger]:
    """Four forecasts, for the 7th, twice the 9th, and the 30th of May."""
    with Ledger.open(tmp_path / "due.sqlite") as opened:
        said = (
            (7, "The bridge at Lowmoor opens again", "Ada Orr"),
            (9, "Teachers in Karvel walk out over pay", "Ben Loe"),
            (9, "A comet passes above Harwick", "Cyrus Vane"),
            (30, "Salt prices double in Ostmere", "Dov Ash"),
        )
        for day, words, who in said:
            text = f"{words}, {who} said."
            came = capture(text, url=f"https://courier.example/{who[:3]}")
            page = article(text, of=came, outlet=Outlet(f"{who[:3]} Courier"))
            one = report(page, words, who, status=Status.PREDICTED, horizon=date(2031, 5, day))
            opened.add(came, reading(page, [one]))
        linking.link(opened)
        yield opened
