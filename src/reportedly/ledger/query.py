"""What can be asked of a ledger's reports, and the SQL it becomes."""

import re

from msgspec import Struct

from reportedly.errors import UsageError
from reportedly.ledger.rows import Cell, folded
from reportedly.records import Article, Kind, Provenance, Report, Status

VIEWED = (Kind.STATEMENT, Kind.BELIEF)
"""The kinds of report shown unless others are asked for."""


class Query(Struct, frozen=True):
    """Which reports to give back; each condition that is set narrows them.

    Words are compared without case and accents and in any order; one of four letters or more also finds the longer
    words that begin with it ("strike" finds "strikes"). In `words` a passage between double quotation marks is taken as
    it is.
    """

    claimant: str | None = None  # words of the claimant's name and role
    words: str | None = None  # words of the evidence, the headline or the claimant; the best match comes first
    outlet: str | None = None  # words of the outlet's name, short names or domain
    measure: str | None = None  # words of what is counted, or its unit
    normal: str | None = None  # the same in normal form ("deaths" for "dead"): what counts the same is found too
    status: Status | None = None
    kinds: tuple[Kind, ...] = VIEWED
    with_value: bool = False
    current: bool = True  # False: also what was superseded
    limit: int | None = None


class Row(Struct, frozen=True):
    """A report, the article it stands in, and what read it."""

    report: Report
    article: Article
    provenance: Provenance

    @property
    def words(self) -> str:
        """The words to check: the report's evidence."""
        return self.article.words(self.report.evidence)


BY_MATCH = "bm25(words, 10, 1, 5, 0, 0), r.row"
"""A word counts most in the evidence, then in the claimant's name, then in the headline."""

BY_TRACK = (
    "coalesce(r.measure, r.counted, r.unit), r.claimant IS NULL, r.claimant, coalesce(r.said, a.day, a.added_at), r.row"
)
"""What is counted, then who counts, then when: the values of a track stand together, the oldest first."""


def to_sql(query: Query, *, order: str | None = None) -> tuple[str, list[Cell]]:
    """Return the statement that finds a query's reports, and its parameters.

    Without an order of its own: the best match first where words are searched, else as they came in.

    Raises:
        UsageError: words were given that have neither letter nor digit.
    """
    terms = match(query)
    kinds = ", ".join("?" * len(query.kinds))
    conditions: list[tuple[str, list[Cell]]] = [(f"r.kind IN ({kinds})", [kind.value for kind in query.kinds])]
    if terms:
        conditions.append(("words MATCH ?", [terms]))
    if query.status:
        conditions.append(("r.status = ?", [query.status.value]))
    if query.with_value:
        conditions.append(("r.value IS NOT NULL", []))
    articles = "current_articles" if query.current else "articles"
    found = "JOIN words ON words.rowid = r.row" if terms else ""
    sql = (
        f"SELECT r.* FROM reports AS r JOIN {articles} AS a ON a.row = r.article {found} "  # noqa: S608  # words of ours
        f"WHERE {' AND '.join(condition for condition, _ in conditions)} "
        f"ORDER BY {order or (BY_MATCH if query.words else 'r.row')} LIMIT ?"
    )
    return sql, [cell for _, cells in conditions for cell in cells] + [-1 if query.limit is None else query.limit]


def match(query: Query) -> str | None:
    """Return a query's words in the language of the full-text table; None if it has none."""
    measures = [_phrases(words) for words in (query.measure, query.normal) if words is not None]
    wanted = {
        "claimant": [_phrases(query.claimant)],
        "outlet": [_phrases(query.outlet)],
        "measure": measures,
        "evidence headline claimant": [_phrases(query.words, quoted=True)],
    }
    told = {columns: " OR ".join(f"({' AND '.join(a)})" for a in any_of if a) for columns, any_of in wanted.items()}
    return " AND ".join(f"{{{columns}}} : ({terms})" for columns, terms in told.items() if terms) or None


_PASSAGE = re.compile(r'"([^"]*)"|([^\s"]+)')  # "clear possibility" sullivan


def _phrases(words: str | None, *, quoted: bool = False) -> list[str]:
    """Return the terms to find, each a passage of words as the table holds them.

    >>> _phrases('Núñez "of the" port', quoted=True)
    ['"of the"', '"nunez"*', '"port"*']
    """
    if words is None:
        return []
    passages = [(m[1], m[2]) for m in _PASSAGE.finditer(words)] if quoted else [("", words)]
    exact = [f'"{" ".join(found)}"' for passage, _ in passages if passage and (found := folded(passage))]
    loose = [f'"{word}"{"*" * (len(word) >= 4)}' for _, passage in passages if passage for word in folded(passage)]
    if not exact and not loose:
        raise UsageError(f"there is no word in {words!r}; give one with letters or digits")
    return exact + loose
