"""Long lists, a page at a time: page by page none of it is lost or told twice."""

from datetime import date

import pytest

from reportedly.ledger import Ledger


def may(number: int) -> date:
    return date(2031, 5, number)


@pytest.mark.parametrize(
    ("first", "last", "latest_first", "expected"),
    [
        (None, None, False, [7, 9, 9, 30]),
        (None, may(9), True, [9, 9, 7]),
        (may(9), may(9), False, [9, 9]),
        (may(10), may(29), False, []),
        (may(10), None, False, [30]),
    ],
)
def test_forecasts(
    forecasts: Ledger, first: date | None, last: date | None, latest_first: bool, expected: list[int]
) -> None:
    """Forecasts are found by the day they fall due, from either end, and page by page none is lost or told twice."""
    found = forecasts.lists.forecasts(first, last, limit=10, latest_first=latest_first)
    assert [one.horizon.day for one in found if one.horizon] == expected
    assert forecasts.lists.number_of_forecasts(first, last) == len(expected)
    pages, after = [], None
    while some := forecasts.lists.forecasts(first, last, limit=1, after=after, latest_first=latest_first):
        pages += some
        after = str(some[-1].horizon), some[-1].id
    assert pages == found
    by_offset = [
        one
        for at in range(len(found) + 1)
        for one in forecasts.lists.forecasts(first, last, limit=1, offset=at, latest_first=latest_first)
    ]
    assert by_offset == found
    for story in {one.story for one in forecasts.lists.forecasts(limit=10)}:
        own = forecasts.lists.forecasts(first, last, limit=10, latest_first=latest_first, story=story)
        assert own == [one for one in found if one.story == story]


def test_stories_by_when_they_changed(forecasts: Ledger) -> None:
    """The story that changed last comes first, and after it the one before."""
    found = forecasts.lists.digests(limit=99)
    assert len(found) == forecasts.books.sizes().stories > 1
    assert [(changed, one.story) for one, changed in found] == sorted(
        ((at, one.story) for one, at in found), reverse=True
    )
    pages, before = [], None
    while some := forecasts.lists.digests(limit=1, before=before):
        pages += some
        before = some[-1][1], some[-1][0].story
    assert pages == found
