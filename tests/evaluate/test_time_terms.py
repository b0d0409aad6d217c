"""Times in the terms of their gold sets; the texts are invented."""

import os
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import GoldError
from reportedly.evaluate import evaluate, times
from reportedly.models import Models

Json = dict[str, Any]


def _no_models() -> Models:
    pytest.fail("no weights are needed for this")


def _told(text: str, row: Json) -> list[Json]:
    gold = {"id": "1", "dct": "2025-03-04T10:00", "text": text, **row}
    (told,) = times.predictions(Path(), [gold], _no_models, lambda *_: None)
    assert {key: told.get(key) for key in ("corpus", "id")} == {key: gold.get(key) for key in ("corpus", "id")}
    return [{**found, "words": text[found["s"] : found["e"]]} for found in told["timex"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell on 2 March 2025.", [("2 March 2025", "DATE", "2025-03-02")]),
        ("It fell at 5 p.m. on Monday.", [("5 p.m. on Monday", "TIME", "2025-03-03T17:00")]),
        ("It is swept every day.", [("every day", "SET", "P1D")]),
        ("It is now shut.", [("now", "DATE", "PRESENT_REF")]),
        ("It took 30 months.", [("30 months", "DURATION", "P30M")]),
        # the corpora count in months and years
        ("It took two decades.", [("two decades", "DURATION", "P20Y")]),
        ("It lasted for three quarters.", [("three quarters", "DURATION", "P9M")]),
        # they mark both ends of an interval
        ("It ran from 2019 to 2021.", [("2019", "DATE", "2019"), ("2021", "DATE", "2021")]),
        ("It ran between 6 and 10 May 2024.", [("6", "DATE", "2024-05-06"), ("10 May 2024", "DATE", "2024-05-10")]),
        (
            "It was shut from 5pm on Sunday until Monday.",
            [("5pm on Sunday", "TIME", "2025-03-02T17:00"), ("Monday", "DATE", "2025-03-03")],
        ),
        # and take what counts from another time for a length, unless it is a year
        ("In 2019 it fell. Two days later it rose.", [("2019", "DATE", "2019"), ("Two days later", "DURATION", "P2D")]),
        ("In 2019 it fell. A year earlier it rose.", [("2019", "DATE", "2019"), ("A year earlier", "DATE", "2018")]),
    ],
)
def test_in_corpus_terms(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A corpus has TIMEX3 types and values, by its own habits."""
    assert [(x["words"], x["type"], x["value"]) for x in _told(text, {"corpus": "X", "timex": []})] == expected


def test_beside_a_day() -> None:
    """A corpus has the day that is named for what lies before it or after it."""
    (found,) = _told("It will end before Friday.", {"corpus": "X", "timex": []})
    assert (found["start"], found["end"], found["value"]) == ("2025-03-07", "2025-03-07", "2025-03-07")


def test_in_aquaint_terms() -> None:
    """AQUAINT has the day alone for a part of it."""
    (found,) = _told("It fell on Monday night.", {"corpus": "AQUAINT", "timex": []})
    assert (found["type"], found["value"]) == ("DATE", "2025-03-03")


def test_in_hard_terms() -> None:
    """A hard list asks for the days meant, as our grammar tells them."""
    (found,) = _told("It ran between 6 and 10 May 2024.", {"span": [7, 32]})
    assert (found["start"], found["end"], found["value"]) == ("2024-05-06", "2024-05-10", "2024-05-06/2024-05-10")


def test_no_day() -> None:
    """A row without a day it can be seen from is refused."""
    with pytest.raises(GoldError, match="row 1 of the gold has no day"):
        _told("It fell.", {"dct": "last week", "timex": []})


@pytest.mark.gold
@pytest.mark.skipif("REPORTEDLY_DATA" not in os.environ, reason="REPORTEDLY_DATA names no folder of gold data")
def test_bars(tmp_path: Path) -> None:
    """The dev halves of both corpora are read at least as well as the project asks for."""
    gold = Path(os.environ["REPORTEDLY_DATA"], "times", "times.dev.jsonl.gz")
    figures = evaluate("times", gold, models=_no_models, out=tmp_path / "told.jsonl").to_json()
    assert min(figures[corpus]["relaxed"] for corpus in ("TimeBank", "AQUAINT")) >= 90
    assert figures["TimeBank"]["value"] >= 76
    assert figures["AQUAINT"]["value"] >= 76
