"""Every format that leaves the house: a ledger, or one story of it, written for others to read.

    with Ledger.open(path, read_only=True) as ledger:
        export(Selection(ledger), "geojson", Path("places.geojson"))

What is written is the ledger as it stands when the export begins, and is never held in memory as a whole. Nothing is
cut, and what a page says is data: it runs in no spreadsheet, page or wiki.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from msgspec import Struct

from reportedly.errors import UsageError
from reportedly.exports import files
from reportedly.ledger import Selection

__all__ = ["FORMATS", "File", "Folder", "Format", "Selection", "export"]


class File(Struct, frozen=True):
    """A format that is one file; its writer is loaded when it is used."""

    module: str
    function: str = "write"
    is_text: bool = True

    @property
    def write(self) -> Callable[[Selection, BinaryIO], None]:
        """What writes it."""
        return cast("Callable[[Selection, BinaryIO], None]", _loaded(self.module, self.function))


class Folder(Struct, frozen=True):
    """A format that is several files: a folder of them, or a zip."""

    module: str

    @property
    def write(self) -> Callable[[Selection, files.Files], None]:
        """What writes it."""
        return cast("Callable[[Selection, files.Files], None]", _loaded(self.module, "write"))


def _loaded(module: str, function: str) -> object:
    return getattr(import_module(f"{__name__}.{module}"), function)


class Format(Struct, frozen=True):
    """A format by its name."""

    about: str  # what it is, in a few words
    media_type: str  # of the file; of the zip, where it is several
    ending: str  # of the file's name
    kind: File | Folder


_LINES, _LD, _ZIP = "application/x-ndjson", "application/ld+json", "application/zip"
_CSL = "application/vnd.citationstyles.csl+json"
_GEO = "application/geo+json"
# fmt: off
FORMATS: Mapping[str, Format] = MappingProxyType({
    "jsonl": Format("reports, one a line with everything", _LINES, ".jsonl", File("own", "write_jsonl")),
    "csv": Format("reports, one flat table", "text/csv", ".csv", File("own", "write_csv")),
    "ledger": Format("all lists in one JSON object", "application/json", ".json", File("own", "write_ledger")),
    "records": Format("articles, reports, claims, points, relations and more, one a line", _LINES, ".jsonl",
                      File("lines")),
    "tables": Format("every table as CSV, with datapackage.json", _ZIP, ".zip", Folder("csv_tables")),
    "parquet": Format("every table as Parquet", _ZIP, ".zip", Folder("parquet")),
    "schema.org": Format("claims and quotations: schema.org, JSON-LD", _LD, ".jsonld", File("schema_org")),
    "prov": Format("how each row came to be: PROV-O, JSON-LD", _LD, ".jsonld", File("prov")),
    "annotations": Format("reports as notes on their words: W3C Web Annotation", _LD, ".jsonld", File("annotations")),
    "geojson": Format("the places reports name", _GEO, ".geojson", File("geojson")),
    "ninjs": Format("pages with their reports: IPTC ninjs 3.0, one a line", _LINES, ".jsonl", File("ninjs")),
    "csl": Format("pages to cite: CSL-JSON", _CSL, ".json", File("citations", "write_csl")),
    "cite": Format("pages to cite in a wiki: {{cite news}}", "text/plain", ".txt", File("citations", "write_cite")),
    "warc": Format("what was captured: WARC 1.1", "application/warc", ".warc.gz", File("warc", is_text=False)),
})
# fmt: on
"""Every format, by the name it is asked for; docs/exports.md says what is in each."""


def export(selection: Selection, form: str, out: Path | BinaryIO, *, replace: bool = False) -> None:
    """Write what was selected, as it stands now.

    Args:
        selection: What to write.
        form: The name of a format.
        out: A file; for a format of several files a folder, or a file that ends in ``.zip``. To a stream, several files
            go as a zip. A file has its name only once it is whole.
        replace: Whether a file that is there may be replaced.

    Raises:
        UsageError: there is no such format, something is there already, or an extra is not installed.
        OSError: it cannot be written.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}; take one of {', '.join(FORMATS)}")
    kind = FORMATS[form].kind
    with selection.ledger.as_it_stands():
        if isinstance(kind, Folder):
            with files.into(out, replace=replace) as some:
                kind.write(selection, some)
        else:
            with files.one(out, replace=replace) as file:
                kind.write(selection, file)
