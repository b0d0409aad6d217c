"""The tables as CSV, with a ``datapackage.json`` that says what each column holds (Frictionless Data Package 2)."""

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import BinaryIO

from reportedly.exports import plain
from reportedly.exports.all_tables import TABLES
from reportedly.exports.files import Files
from reportedly.exports.plain import Json
from reportedly.exports.tables import AnyTable, Cell
from reportedly.ledger import Selection, safe

_PROFILE = "https://datapackage.org/profiles/2.0/"
ABOUT = (
    "Who said what, on whose word: what news pages report, read by Reportedly. Offsets count "
    f"{plain.OFFSETS}. Cells are UTF-8, fields apart by commas, lines end in CR LF, unknown is an empty cell. A text "
    "that a spreadsheet might take for a formula has an apostrophe before it (and one more where it began with "
    "apostrophes already): take one away. NUL and lone surrogates are U+FFFD."
)


def write(selection: Selection, files: Files) -> None:
    """Write every table, then what says what they are."""
    resources = [_write_table(table, selection, files) for table in TABLES]
    with files.file("datapackage.json") as out:
        out.write((json.dumps(_package(selection, resources), ensure_ascii=False, indent=2) + "\n").encode())


def _package(selection: Selection, resources: Sequence[Json]) -> Json:
    what = f"story {selection.story.id}" if selection.story else "a whole ledger"
    return {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": f"reportedly-{selection.story.id}" if selection.story else "reportedly",
        "title": f"Reportedly: {what}",
        "description": ABOUT,
        "resources": resources,
    }


def _write_table(table: AnyTable, selection: Selection, files: Files) -> Json:
    """Write a table; return what the package says of it."""
    name = f"{table.name}.csv"
    with files.file(name) as out:
        measured = Measured(out)
        measured.write_row([column.name for column in table.columns])
        for row in table.rows(selection):
            measured.write_row([to_cell(cell) for cell in row])
    return {
        "name": table.name,
        "type": "table",
        "path": name,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": measured.bytes,
        "hash": f"sha256:{measured.sha256.hexdigest()}",
        "schema": schema(table),
    }


def schema(table: AnyTable) -> Json:
    """Return a table's schema (Table Schema 2)."""
    fields: list[Json] = [
        {"name": column.name, "type": column.type.value, "description": column.about}
        | ({"constraints": {"required": True}} if column.name in table.key else {})
        for column in table.columns
    ]
    keys: list[Json] = [
        {"fields": [column], "reference": {"resource": other, "fields": [there]}}
        for column, other, there in table.leads
    ]
    told: dict[str, Json] = {"$schema": f"{_PROFILE}tableschema.json", "fields": fields, "primaryKey": [*table.key]}
    return told | ({"foreignKeys": keys} if keys else {})


def to_cell(cell: Cell) -> object:
    """Return a cell as it is written: numbers of ours as they are, texts so that no spreadsheet runs them."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return safe(cell)


class Measured:
    """Writes rows, and knows how many bytes these were and what they hash to."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._line = out, io.StringIO()
        self._writer = csv.writer(self._line, lineterminator="\r\n")
        self.bytes, self.sha256 = 0, hashlib.sha256()

    def write_row(self, cells: Sequence[object]) -> None:
        """Write a row."""
        self._writer.writerow(cells)
        row = self._line.getvalue().encode()
        self._line.seek(0)
        self._line.truncate()
        self._out.write(row)
        self.sha256.update(row)
        self.bytes += len(row)
