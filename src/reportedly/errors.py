"""Every error, drawn as a tree.

    ReportedlyError
    ├── IngestError       an address or file could not be brought in
    │   └── RefusedError  it may not be fetched: private address, robots.txt, scheme, size
    ├── ReadError         the bytes arrived, but there is no article in them
    │   └── LanguageError there is one, in a language that cannot be read yet
    ├── LedgerError       the ledger cannot be opened, or was made by a newer version
    ├── NotFoundError     no row of that id
    ├── GoldError         gold data is missing or not in the form expected
    ├── PolicyError       a file of house rules is not in the form expected
    └── UsageError        what was asked for makes no sense; the message says what would

Each takes and keeps all its arguments, so that it pickles. Messages end with the way out.
"""


class ReportedlyError(Exception):
    """The root: everything this package raises on purpose."""


class IngestError(ReportedlyError):
    """An address or file could not be brought in."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)
        self.address, self.reason = address, reason

    def __str__(self) -> str:
        return f"cannot fetch {self.address}: {self.reason}"


class RefusedError(IngestError):
    """The address may not be fetched, by our rules or by its owner's."""


class ReadError(ReportedlyError):
    """The bytes arrived, but there is no article in them."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)
        self.address, self.reason = address, reason

    def __str__(self) -> str:
        return f"cannot read {self.address}: {self.reason}"


class LanguageError(ReadError):
    """The article is in a language that cannot be read yet."""


class LedgerError(ReportedlyError):
    """The ledger cannot be opened, or was made by a newer version."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"ledger {self.path}: {self.reason}"


_LISTS = {"story": "stories", "judgement": "judge list", "report": "reports", "account": "accounts list"}
"""The commands that list rows of a kind."""


class NotFoundError(ReportedlyError):
    """No row of that id."""

    def __init__(self, what: str, key: str) -> None:
        super().__init__(what, key)
        self.what, self.key = what, key

    def __str__(self) -> str:
        lists = _LISTS.get(self.what, "claims")
        return f"no {self.what} {self.key!r} in this ledger; `reportedly {lists}` lists what there is"


class GoldError(ReportedlyError):
    """Gold data is missing or not in the form expected."""


class PolicyError(ReportedlyError):
    """A file of house rules is not in the form expected."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where, self.reason = where, reason

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


class UsageError(ReportedlyError):
    """What was asked for makes no sense."""
