"""Whose copy a page is, by its credits."""

from reportedly import outlets
from reportedly.records import Article, fold


def agencies(article: Article) -> tuple[str, ...]:
    """Return those whose copy a page carries, by its marks: each once, its own outlet left out.

    >>> from reportedly.records import Credit, Outlet
    >>> page = Article("1", "1", "a", "", outlet=Outlet("Lowmoor Courier"))
    >>> agencies(page)
    ()
    >>> from msgspec.structs import replace
    >>> agencies(replace(page, credits=(Credit("Reuters", "dateline"), Credit("Lowmoor Courier", "byline"))))
    ('Reuters',)
    """
    own = fold(article.outlet.name) if article.outlet else None
    found = {fold(name): name for name in map(canonical, (credit.outlet for credit in article.credits))}
    return tuple(name for folded, name in found.items() if folded != own)


def canonical(name: str) -> str:
    """Return an outlet's name in the table, however a page writes it; another name as it is."""
    known = outlets.by_name(name)
    return known.name if known else name
