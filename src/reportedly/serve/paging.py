"""Long lists in pages: where one stands, and the addresses of those around it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Query
from msgspec import Struct

from reportedly.serve import links

Page = Annotated[int, Query(ge=1, le=10_000)]
"""The number of a page of a long list, as an address gives it."""


class Paged(Struct, frozen=True):
    """Where in a long list a page stands: "51–100", and the addresses of those around it."""

    first: int
    last: int
    before: str | None
    after: str | None


def paged(path: str, asked: Mapping[str, str], page: int, most: int, shown: int, *, is_more: bool) -> Paged:
    """Return where in a long list a page stands.

    Args:
        path: Of the page.
        asked: What is asked beside the number of the page.
        page: That number, from 1.
        most: How many stand on one page.
        shown: How many stand on this one.
        is_more: Whether there is another.
    """
    first = most * (page - 1) + 1
    return Paged(
        first,
        first + shown - 1,
        links.again(path, asked, page=str(page - 1) if page > 2 else None) if page > 1 else None,
        links.again(path, asked, page=str(page + 1)) if is_more else None,
    )
