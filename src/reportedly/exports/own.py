"""The forms that the ledger itself knows: reports one a line, reports as a table, all lists in one object."""

import io
from typing import BinaryIO

from reportedly import ledger
from reportedly.ledger import Form, Selection


def write_jsonl(selection: Selection, out: BinaryIO) -> None:
    """Write the reports, one a line with everything."""
    _write(selection, "jsonl", out)


def write_csv(selection: Selection, out: BinaryIO) -> None:
    """Write the reports as one flat table."""
    _write(selection, "csv", out)


def write_ledger(selection: Selection, out: BinaryIO) -> None:
    """Write all lists in one object."""
    _write(selection, "ledger", out)


def _write(selection: Selection, form: Form, out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        ledger.write(selection, form, text)
    finally:
        text.detach()  # the stream is whoever lent it
