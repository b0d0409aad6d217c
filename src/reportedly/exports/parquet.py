"""The tables as Parquet, one file each; the columns say what they hold."""

from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO

from reportedly.errors import UsageError
from reportedly.exports.all_tables import TABLES
from reportedly.exports.files import Files
from reportedly.exports.plain import OFFSETS
from reportedly.exports.tables import AnyTable, Cell, Type
from reportedly.ledger import Selection, clean

_AT_ONCE = 2_000
"""Rows held in memory together: a group of the file."""


def write(selection: Selection, files: Files) -> None:
    """Write every table.

    Raises:
        UsageError: the package that does so is not installed.
    """
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise UsageError("Parquet needs pyarrow; install it with `pip install 'reportedly[parquet]'`") from None
    for table in TABLES:
        with files.file(f"{table.name}.parquet") as out:
            _write_table(table, selection, out, arrow, parquet)


def _write_table(table: AnyTable, selection: Selection, out: BinaryIO, arrow: Any, parquet: Any) -> None:  # noqa: ANN401  # modules
    schema, rows = _schema(table, arrow), table.rows(selection)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while some := list(islice(rows, _AT_ONCE)):
            columns = zip(*some, strict=True)
            arrays = [
                arrow.array([_cell(cell) for cell in cells], field.type)
                for cells, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _schema(table: AnyTable, arrow: Any) -> Any:  # noqa: ANN401  # of the library
    kinds = {
        Type.STRING: arrow.string(),
        Type.INTEGER: arrow.int64(),
        Type.NUMBER: arrow.float64(),
        Type.BOOLEAN: arrow.bool_(),
        Type.DATE: arrow.date32(),
        Type.DATETIME: arrow.timestamp("us", tz="UTC"),
    }
    fields = [
        arrow.field(one.name, kinds[one.type], nullable=one.name not in table.key, metadata={"description": one.about})
        for one in table.columns
    ]
    return arrow.schema(fields, metadata={"description": table.about, "offsets": OFFSETS})


def _cell(cell: Cell) -> Cell:
    return clean(cell) if isinstance(cell, str) else cell
