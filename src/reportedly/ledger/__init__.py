"""The book: what was read stays in it; what is newer supersedes, and nothing is erased.

The only room that knows the database: one SQLite file, one writer and many readers.
"""

from reportedly.ledger.accounts import Account, Role
from reportedly.ledger.export import (
    Form,
    clean,
    export,
    safe,
    to_claim,
    to_line,
    to_origins,
    to_page,
    to_point,
    to_relation,
    to_value,
    with_names,
    with_words,
    write,
)
from reportedly.ledger.finding import Facet, Found, Search
from reportedly.ledger.latest import Arrival, Latest, Left, Queued, Tally
from reportedly.ledger.pending import Pending, State
from reportedly.ledger.query import VIEWED, Query, Row
from reportedly.ledger.readings import Counts
from reportedly.ledger.rows import Plain, to_plain
from reportedly.ledger.selection import Progress, Selection
from reportedly.ledger.store import Addition, Ledger

__all__ = [
    "VIEWED",
    "Account",
    "Addition",
    "Arrival",
    "Counts",
    "Facet",
    "Form",
    "Found",
    "Latest",
    "Ledger",
    "Left",
    "Pending",
    "Plain",
    "Progress",
    "Query",
    "Queued",
    "Role",
    "Row",
    "Search",
    "Selection",
    "State",
    "Tally",
    "clean",
    "export",
    "safe",
    "to_claim",
    "to_line",
    "to_origins",
    "to_page",
    "to_plain",
    "to_point",
    "to_relation",
    "to_value",
    "with_names",
    "with_words",
    "write",
]
