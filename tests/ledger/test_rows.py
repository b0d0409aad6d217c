"""The ledger gives back what it took, whatever a reading holds."""

import typing
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from builders import NOON, PROVENANCE, article, capture, report, source, span
from reportedly.ledger import Ledger
from reportedly.ledger.rows import folded, to_columns, to_words
from reportedly.records import (
    Article,
    Attribution,
    Capture,
    Given,
    Outlet,
    Provenance,
    Reading,
    Report,
    Value,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)  # any code point but lone surrogates


def anything(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # a type, as `typing` hands it out
    """Return records, or parts of records, of a type: every field filled, those with defaults as well."""
    if typing.get_origin(hint) in (typing.Union, UnionType):
        return st.one_of(*(anything(arm) for arm in typing.get_args(hint)))
    if typing.get_origin(hint) is tuple:
        kinds = typing.get_args(hint)
        if kinds[-1] is Ellipsis:
            return st.lists(anything(kinds[0]), max_size=3).map(tuple)
        return st.tuples(*(anything(kind) for kind in kinds))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return st.builds(hint, **{name: anything(kind) for name, kind in typing.get_type_hints(hint).items()})
    plain: dict[Any, st.SearchStrategy[Any]] = {
        NoneType: st.none(),
        str: TEXT,
        int: st.integers(0, 10**6),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        date: st.dates(),
        datetime: st.datetimes(timezones=st.just(UTC)),
        bytes: st.binary(max_size=50),
    }
    return st.sampled_from(list(hint)) if isinstance(hint, type) and issubclass(hint, Enum) else plain[hint]


REPORTS = anything(Report).filter(lambda one: one.chain)


@st.composite
def additions(draw: st.DrawFn) -> tuple[Capture, Reading]:
    """Return a capture and a reading of it, of any content."""
    page: Capture = draw(anything(Capture))
    text: Article = draw(anything(Article))
    reports = tuple(draw(st.lists(REPORTS, max_size=2)))
    attributions = tuple(draw(st.lists(anything(Attribution), max_size=2)))
    placed = replace(text, capture_id=page.id, address=page.address)
    return page, Reading(placed, attributions, reports, draw(anything(Provenance)))


@given(additions())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_gives_back_what_it_took(addition: tuple[Capture, Reading]) -> None:
    """A reading and its capture come out of the ledger equal to what went in, code point for code point."""
    page, taken = addition
    with Ledger.open(Path(":memory:")) as ledger:
        ledger.add(page, taken)
        given_back = ledger.reading(taken.article.id)
        assert given_back == taken
        assert ledger.capture(given_back.article) == page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Volodymyr Zelensky", ["volodymyr", "zelensky"]),
        ("Łukasz Núñez-O'Strauß", ["lukasz", "nunez", "o", "strauss"]),
        ("ÉCOLE İstanbul ﬁn", ["ecole", "istanbul", "fin"]),
        ("snake_case, 1,200 %", ["snake", "case", "1", "200"]),
        ("кафе́ 東京", ["кафе", "東京"]),
        ("… — !", []),
    ],
)
def test_folded(text: str, expected: list[str]) -> None:
    """Names are compared without case, accents and marks."""
    assert folded(text) == expected


def test_words_to_find() -> None:
    """A report is found by its words, its headline, its claimant, its outlet and what it counts."""
    page = article(
        "Some 40 barges sank, Ada Orr said.", headline="Barges lost", outlet=Outlet("Kess", ("RK",), ("kess.example",))
    )
    value = Value(40, 40, "barges", approx=True, counted="barges", measure="barges sunk")
    told = report(page, "Some 40 barges sank", source("Ada Orr", role="harbour master"), value=value)
    assert to_words(replace(told, content=(span(page, "barges sank, Ada"),)), page) == {
        "evidence": "some 40 barges sank barges sank ada",
        "headline": "barges lost",
        "claimant": "ada orr harbour master",
        "outlet": "kess rk kess example kess",
        "measure": "barges sunk barges barges",
    }


def test_outlet_unknown_is_found_by_its_domain() -> None:
    """Where the outlet is not known, the address's host stands for it."""
    page = replace(article(outlet=None), url="https://www.kess.example/barges/40")
    told = report(page, "The mill is closed", "Ada Orr")
    assert to_words(told, page)["outlet"] == "www kess example"
    assert to_words(told, replace(page, url="http://[broken"))["outlet"] == ""


def test_times_are_stored_in_utc() -> None:
    """An instant is stored in UTC, whatever zone it came in."""
    east = datetime.fromisoformat("2031-05-06T14:00:00+02:00")
    page = replace(capture(), captured_at=east, given=Given(key="p1"))
    assert to_columns(page, without=("body",)) == {
        "media_type": "text/plain",
        "captured_at": NOON.isoformat(),
        "url": "https://courier.example/mill",
        "path": None,
        "headers": "[]",
        "charset": None,
        "given": '{"key":"p1"}',
    }


def test_a_field_of_no_known_type_is_our_bug() -> None:
    """What no row can hold is refused, not guessed at."""
    with pytest.raises(TypeError, match="no row can hold a set"):
        to_columns(replace(PROVENANCE, names={"a"}))
