"""The tables: what a spreadsheet, the data package's own library and Parquet's own library make of them."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pyarrow
import pyarrow.csv
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exports.all_tables import TABLES
from reportedly.exports.csv_tables import Measured, to_cell
from reportedly.exports.tables import AnyTable
from reportedly.ledger import Ledger, Selection

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
InFolder = Callable[[str], Path]

ARROW = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
    "datetime": pyarrow.timestamp("s", tz="UTC"),
}


def package(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


# ------------------------------------------------------------------ the data package


def faults(at: Path) -> set[tuple[str, str]]:
    """Return what the standard's own library finds wrong with a package: of which table, what."""
    report = frictionless.validate(str(at / "datapackage.json"))
    return {(task.name, error.type) for task in report.tasks for error in task.errors} | {
        ("", error.type) for error in report.errors
    }


def test_the_standards_own_library_finds_nothing_wrong(folder: InFolder) -> None:
    """Description, hashes, every cell's type, keys and references of every table are as the library asks."""
    at = folder("tables")
    assert faults(at) == set()
    assert len(frictionless.validate(str(at / "datapackage.json")).tasks) == len(TABLES)


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("numbers.csv", b",40,40,", b",forty,40,", ("numbers", "type-error")),
        ("chains.csv", b"\r\n", b"\r\nffff", ("chains", "foreign-key")),
        ("stories.csv", b"2031-05-06", b"2031-05-07", ("stories", "hash-count")),
        ("articles.csv", b"id,key", b"id,kex", ("articles", "incorrect-label")),
        ("datapackage.json", b'"type": "integer"', b'"type": "whole"', ("", "field-error")),
    ],
)
def test_what_the_library_would_find(
    folder: InFolder, name: str, old: bytes, new: bytes, found: tuple[str, str]
) -> None:
    """A cell of another type, a reference that leads nowhere, a changed byte, another column: each is told."""
    at = folder("tables")
    held = (at / name).read_bytes()
    assert old in held
    (at / name).write_bytes(held.replace(old, new, 1))
    assert found in faults(at)


def test_the_package_tells_what_there_is(folder: InFolder) -> None:
    """What the package says of each file is so: its size, its hash, its columns in order."""
    at = folder("tables")
    told = package(at)
    assert [one["name"] for one in told["resources"]] == [table.name for table in TABLES]
    for one in told["resources"]:
        held = (at / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(held), f"sha256:{hashlib.sha256(held).hexdigest()}")
        header = next(csv.reader(io.StringIO(held.decode("utf-8"))))
        assert header == [field["name"] for field in one["schema"]["fields"]]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_another_reader_finds_the_types_told(folder: InFolder, table: AnyTable) -> None:
    """Every cell of every column is of the type the package tells; another library reads them as such."""
    at = folder("tables")
    (one,) = (one for one in package(at)["resources"] if one["name"] == table.name)
    types = {field["name"]: ARROW[field["type"]] for field in one["schema"]["fields"]}
    found = pyarrow.csv.read_csv(
        at / one["path"],
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=types, strings_can_be_null=True, timestamp_parsers=[pyarrow.csv.ISO8601]
        ),
    )
    assert found.num_rows == len(rows(at, table.name)) > 0


def test_keys_are_keys_and_references_lead_somewhere(folder: InFolder) -> None:
    """No two rows share their key, and what points to a row of another table finds it."""
    at = folder("tables")
    for one in package(at)["resources"]:
        held = rows(at, one["name"])
        keys = [tuple(row[name] for name in one["schema"]["primaryKey"]) for row in held]
        assert len(set(keys)) == len(keys), one["name"]
        for reference in one["schema"].get("foreignKeys", ()):
            (column,), (there,) = reference["fields"], reference["reference"]["fields"]
            known = {row[there] for row in rows(at, reference["reference"]["resource"])}
            assert {row[column] for row in held} - {""} <= known, (one["name"], column)


def test_the_tables_say_what_the_pages_say(folder: InFolder) -> None:
    """Some rows a reader can check: chains in order, a number with its claim, a forecast, a revision of a count."""
    at = folder("tables")
    chains = [
        row for row in rows(at, "chains") if row["name"] in ("Radio Kess", "Ada Orr") and row["role"] == "'@mayor"
    ]
    assert [(row["position"], row["kind"]) for row in chains] == [("2", "person")]
    numbers = {(row["claimant"], row["low"], row["high"]) for row in rows(at, "numbers")}
    assert {("Ada Orr", "40", "40"), ("Ben Loe", "60", ""), ("Ben Loe", "40", "40")} <= numbers
    (forecast,) = (row for row in rows(at, "forecasts"))
    assert (forecast["claimant"], forecast["due"], forecast["outcome"]) == ("Ada Orr", "2031-05-09", "")
    assert {row["kind"] for row in rows(at, "relations")} & {"contradicts", "denies", "revises", "lower bound"}
    (hostile,) = (row for row in rows(at, "articles") if row["key"] == "'=key")
    assert (hostile["agencies"], hostile["published_at"], hostile["captured_at"]) == (
        "Reuters",
        "2031-05-06T09:00:00Z",
        "2031-05-06T12:30:15Z",
    )
    assert hostile["story"] == ""  # it waits to be linked


# ------------------------------------------------------------------ cells

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def test_no_cell_is_a_formula(folder: InFolder) -> None:
    """A cell that begins like a formula is a number of ours, and no words."""
    at = folder("tables")
    for one in package(at)["resources"]:
        numeric = {field["name"] for field in one["schema"]["fields"] if field["type"] in ("number", "integer")}
        for row in rows(at, one["name"]):
            assert not [name for name, cell in row.items() if FORMULA.match(cell) and name not in numeric]
    assert "-2.5" in {row["low"] for row in rows(at, "numbers")}  # a number stays one
    assert "'=water" in {row["counted"] for row in rows(at, "numbers")}


@given(st.text())
def test_what_is_made_safe_can_be_had_back(words: str) -> None:
    """Taking one apostrophe away, as the package says, gives back the words; but for what UTF-8 cannot hold."""
    cell = str(to_cell(words))
    assert not FORMULA.match(cell)
    back = re.sub(r"^'('*[=+\-@\t\r\n＝＋－＠])", r"\1", cell)
    assert back == re.sub("[\0\ud800-\udfff]", "\ufffd", words)


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=5))
def test_rows_stay_rows(cells: list[str]) -> None:
    """Whatever line ends, marks and commas are in its cells, a row is read back as one row."""
    out = io.BytesIO()
    Measured(out).write_row(cells)
    assert list(csv.reader(io.StringIO(out.getvalue().decode("utf-8"), newline=""), strict=True)) == [cells]


# ------------------------------------------------------------------ parquet


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_parquet_has_the_same_rows(folder: InFolder, ledger: Ledger, table: AnyTable) -> None:
    """Parquet's own library reads the rows of each table, whole, typed, and each column with what it holds."""
    found = pyarrow.parquet.read_table(folder("parquet") / f"{table.name}.parquet")
    assert found.schema.names == [column.name for column in table.columns]
    for column in table.columns:
        field = found.schema.field(column.name)
        assert field.metadata[b"description"].decode() == column.about
        assert not (field.nullable and column.name in table.key)
    expected = [[re.sub("[\0\ud800-\udfff]", "\ufffd", c) if isinstance(c, str) else c for c in row] for row in
                table.rows(Selection(ledger))]  # fmt: skip
    assert [list(row.values()) for row in found.to_pylist()] == expected
    assert found.num_rows > 0


# ------------------------------------------------------------------ the docs


def test_the_docs_name_every_column() -> None:
    """docs/exports.md tells of each table and each of its columns, in order, in the words of the package."""
    page = DOCS.read_text(encoding="utf-8")
    for table in TABLES:
        _, _, rest = page.partition(f"\n#### {table.name}\n")
        told = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", rest.partition("\n#")[0], re.MULTILINE)
        assert told == [(column.name, column.type.value, column.about) for column in table.columns], table.name
