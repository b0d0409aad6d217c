"""Every table that leaves the house, in the order in which it does."""

from reportedly.exports.book_tables import BOOKS
from reportedly.exports.page_tables import ARTICLES, CHAINS, COPIES, NUMBERS, REPORTS
from reportedly.exports.tables import AnyTable

TABLES: tuple[AnyTable, ...] = (ARTICLES, REPORTS, CHAINS, NUMBERS, COPIES, *BOOKS)
