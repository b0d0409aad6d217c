"""Every format that leaves the house; each carries the words beside the offsets."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal, TextIO, assert_never
from urllib.parse import urlsplit

from msgspec import Struct

from reportedly.ledger.query import VIEWED, Row
from reportedly.ledger.rows import Plain, to_plain
from reportedly.ledger.selection import Selection
from reportedly.ledger.store import Ledger
from reportedly.records import (
    Article,
    Capture,
    Claim,
    Kind,
    Origins,
    Part,
    Point,
    Relation,
    SourceKind,
    Span,
    Value,
    When,
)

Form = Literal["jsonl", "csv", "ledger"]


def export(ledger: Ledger, form: Form, out: TextIO, *, kinds: tuple[Kind, ...] = VIEWED, text: bool = True) -> None:
    """Write the ledger as it now stands.

    Args:
        ledger: What to write.
        form: ``jsonl``, one report a line with everything; ``csv``, flat; ``ledger``, one JSON object (docs/ledger.md).
        out: Where to; opened with ``newline=""`` and UTF-8 if it is a file.
        kinds: The kinds of report to write.
        text: Of ``ledger``: give each page the text its offsets count in.
    """
    write(Selection(ledger, kinds=kinds), form, out, text=text)


def write(selection: Selection, form: Form, out: TextIO, *, text: bool = True) -> None:
    """Write what was selected; form, out and text as `export` has them."""
    match form:
        case "jsonl":
            _write_lines(selection, out)
        case "csv":
            _write_table(selection, out)
        case "ledger":
            _write_ledger(selection, out, text=text)
        case _:
            assert_never(form)


_UNSTORABLE, _SURROGATES = re.compile("[\0\ud800-\udfff]"), re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return text with U+FFFD for what UTF-8 cannot hold or others cannot read, one for one, so that offsets stay.

    >>> clean("a\0b\udce9")
    'a\ufffdb\ufffd'
    """
    return _UNSTORABLE.sub("\ufffd", text)


# ------------------------------------------------------------------ jsonl


def _write_lines(selection: Selection, out: TextIO) -> None:
    page_of = lru_cache(maxsize=64)(lambda article: to_page(article, selection.ledger.capture(article)))
    out.writelines(f"{_json(to_line(row, page_of(row.article)))}\n" for row in selection.rows())


def to_line(row: Row, page: Plain) -> dict[str, Plain]:
    """Return a report as JSON Lines have it; `page` is what `to_page` says of its article."""
    told = with_words(row.report, row.article)
    assert isinstance(told, dict)  # a record with names
    return {"page": page, "claimant": row.report.claimant.name, **told, "provenance": to_plain(row.provenance)}


def to_page(article: Article, capture: Capture) -> dict[str, Plain]:
    """Return what JSON Lines say of a page: the article, and the capture it was read from."""
    return {
        "id": article.id,
        "key": capture.given.key,
        "address": article.address,
        "url": article.url,
        "outlet": to_plain(article.outlet),
        "published": to_plain(article.published),
        "headline": article.headline,
        "language": article.language,
        "text_sha256": _text_sha256(article),
        "captured_at": to_plain(capture.captured_at),
        "captured_sha256": capture.sha256,
    }


def with_names(value: object) -> Plain:
    """Return a record without spans as plain values with every name."""
    if isinstance(value, tuple):
        return [with_names(item) for item in value]
    if isinstance(value, Struct):
        return {name: with_names(getattr(value, name)) for name in value.__struct_fields__}
    return to_plain(value)


def with_words(value: object, article: Article) -> Plain:
    """Return a record as plain values with every name, and each span with its words."""
    if isinstance(value, Span):
        return {"in": value.part.value, "start": value.start, "end": value.end, "text": article.words(value)}
    if isinstance(value, tuple):
        return [with_words(item, article) for item in value]
    if isinstance(value, Struct):
        return {name: with_words(getattr(value, name), article) for name in value.__struct_fields__}
    return to_plain(value)


# ------------------------------------------------------------------ csv

# fmt: off
COLUMNS = (
    "id", "page", "key", "url", "outlet", "published", "headline", "claimant", "claimant_kind", "role", "chain", "kind",
    "status", "words", "content", "low", "high", "unit", "approx", "counted", "measure", "said_on", "times", "places",
    "horizon", "tier", "score", "in", "start", "end", "text_sha256", "change", "si_low", "si_high", "si_unit",
)
# fmt: on
"""The header of the table; docs/ledger.md says what each column holds. New ones come last."""


def _write_table(selection: Selection, out: TextIO) -> None:
    key_of = lru_cache(maxsize=64)(lambda article: selection.ledger.capture(article).given.key)
    out.write(_line(COLUMNS))
    for row in selection.rows():
        cells = _cells(row) | {"key": key_of(row.article)}
        out.write(_line([safe(cells[name]) for name in COLUMNS]))


def _line(cells: Sequence[object]) -> str:
    r"""Return a line of the table. The writer puts marks about a line end in a cell only if it ends lines with it.

    >>> _line(["a\rb", "c"])
    '"a\rb",c\n'
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return f"{line.getvalue()[:-2]}\n"


def _cells(row: Row) -> dict[str, object]:
    report, article, chain = row.report, row.article, _chain(row)
    return {
        **{name: getattr(report, name) for name in ("id", "kind", "status", "horizon", "tier", "score")},
        "page": article.id,
        "url": article.url,
        "outlet": article.outlet.name if article.outlet else None,
        "published": _day(article),
        "headline": article.headline,
        "text_sha256": _text_sha256(article),
        "claimant": chain[-1],
        "claimant_kind": report.claimant.kind,
        "role": report.claimant.role,
        "chain": " ← ".join(name or "nobody named" for name in chain),
        "words": row.words,
        "content": " … ".join(article.words(span) for span in report.content),
        "said_on": _first_day(report.said_on),
        "times": "; ".join(f"{when.start or ''}/{when.end or ''}" for when in report.times),
        "places": "; ".join(place.name for place in report.places),
        "in": report.evidence.part,
        "start": report.evidence.start,
        "end": report.evidence.end,
        **_value_cells(report.value),
    }


def _value_cells(value: Value | None) -> dict[str, object]:
    return {
        "low": _number(value.low) if value else None,
        "high": _number(value.high) if value else None,
        "unit": value.unit if value else None,
        "approx": str(value.approx).lower() if value else None,
        "counted": value.counted if value else None,
        "measure": value.measure if value else None,
        "change": value.change if value else None,
        "si_low": _number(value.si.low) if value and value.si else None,
        "si_high": _number(value.si.high) if value and value.si else None,
        "si_unit": value.si.unit if value and value.si else None,
    }


_FORMULA = re.compile("'*[-=+@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # as wide letters, too: some spreadsheets take them


def safe(cell: object) -> object:
    r"""Return a cell no spreadsheet takes for a formula: text that may be one has an apostrophe before it.

    >>> safe('=HYPERLINK("http://example.org")'), safe("no formula"), safe(-3)
    ('\'=HYPERLINK("http://example.org")', 'no formula', -3)
    """
    if isinstance(cell, str):
        return f"'{clean(cell)}" if _FORMULA.match(cell) else clean(cell)
    return cell


# ------------------------------------------------------------------ ledger


def _write_ledger(selection: Selection, out: TextIO, *, text: bool) -> None:
    """Write one JSON object, item by item: a ledger may be larger than memory."""
    ids, books = _page_ids(selection), selection.ledger.books
    alone = (row for row in selection.rows() if not books.claim_of(row.report.id))
    apart = (page for article, page in ids.items() if not books.story_of(article))
    groups = ([ids[page] for page in group if page in ids] for group in books.copy_groups())
    lists: dict[str, Iterable[Plain]] = {
        "pages": (_page(article, ids[article.id], text=text) for article in selection.articles()),
        "reports": (
            _report(row, ids[row.article.id], books.claim_of(row.report.id) or row.report.id)
            for row in selection.rows()
        ),
        "claims": chain(map(to_claim, selection.claims()), map(_claim, alone)),
        "relations": map(to_relation, selection.relations()),
        "copies": ([*group] for group in groups if len(group) > 1),
        "stories": chain(
            ({"id": story.id, "pages": [ids[page] for page in story.pages]} for story in selection.stories()),
            ({"id": page, "pages": [page]} for page in apart),
        ),
        "points": map(to_point, selection.points()),
    }
    out.write('{"offsets": "Unicode code points of the page\'s text, or of its headline where `in` says so"')
    for name, items in lists.items():
        out.write(f',\n"{name}": [')
        out.writelines(f"{',' if number else ''}\n{_json(item)}" for number, item in enumerate(items))
        out.write("]")
    out.write("}\n")


def _page_ids(selection: Selection) -> dict[str, str]:
    """Return, for each article, what its page is called: as it was given, unless another page is called so."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for article in selection.articles():
        key = selection.ledger.capture(article).given.key
        ids[article.id] = key if key and key not in taken else article.id
        taken.add(ids[article.id])
    return ids


def _page(article: Article, page_id: str, *, text: bool) -> Plain:
    page: dict[str, Plain] = {
        "id": page_id,
        "url": article.url,
        "outlet": article.outlet.name if article.outlet else None,
        "published": _day(article),
        "article": article.id,
        "headline": article.headline,
    }
    return page | {"text": article.text} if text else page


def _report(row: Row, page_id: str, claim: str) -> Plain:
    span = row.report.evidence
    evidence: dict[str, Plain] = {"start": span.start, "end": span.end, "text": row.words}
    if span.part is Part.HEADLINE:
        evidence["in"] = "headline"
    return {
        "id": row.report.id,
        "page": page_id,
        "claim": claim,
        "chain": [*_chain(row)],
        "evidence": evidence,
        "status": row.report.status.value,
        "value": to_value(row.report.value),
        "horizon": to_plain(row.report.horizon),
        "published": _day(row.article),
        "kind": row.report.kind.value,
    }


def to_claim(claim: Claim) -> dict[str, Plain]:
    """Return a claim as the ledger file has it."""
    return {
        "id": claim.id,
        "claimant": claim.name,
        "claimant_id": claim.claimant,
        "status": claim.status.value,
        "value": to_value(claim.value),
        "measure": claim.measure,
        "date": to_plain(claim.said_on),
        "date_is_placed": claim.is_placed,
        "horizon": to_plain(claim.horizon),
        "origins": to_origins(claim.origins),
        "lead": claim.lead,
        "distorted": to_plain(claim.distorted),
    }


def to_origins(origins: Origins) -> dict[str, Plain]:
    """Return how many origins there are, who they are, and why not more."""
    counted = [root.name for root in origins.roots if root.into is None and root.name]
    return {
        "at_least": origins.at_least,
        "at_most": origins.at_most,
        "names": [*counted],
        "roots": [with_names(root) for root in origins.roots],
        "loops": to_plain(origins.loops),
    }


def to_point(point: Point) -> dict[str, Plain]:
    """Return a point as the ledger file has it."""
    return {"id": point.id, "claims": [*point.claims], "origins": to_origins(point.origins), "lead": point.lead}


def to_relation(relation: Relation) -> dict[str, Plain]:
    """Return a relation as the ledger file has it."""
    told: dict[str, Plain] = {"kind": relation.kind.value, "from": relation.source, "to": relation.target}
    return told | {"why": relation.why, "change": relation.change}


def _claim(row: Row) -> Plain:
    """Return a report that was not linked as a claim of its own."""
    report, claimant = row.report, _chain(row)[-1]
    return {
        "id": report.id,
        "claimant": claimant,
        "status": report.status.value,
        "value": to_value(report.value),
        "measure": report.value.measure if report.value else None,
        "date": _first_day(report.said_on) or _day(row.article),
        "horizon": to_plain(report.horizon),
        "origins": {"at_least": int(claimant is not None), "at_most": 1, "names": [claimant] if claimant else []},
    }


def _chain(row: Row) -> list[str | None]:
    """Return the names of a chain, its outlet as the page's: by name, else by domain, else by what names the page."""
    article, links = row.article, row.report.chain
    outlet = article.outlet.name if article.outlet else urlsplit(article.url or "").hostname or article.address
    return [outlet, *(link.name for link in links[links[0].kind is SourceKind.OUTLET :])]


def to_value(value: Value | None) -> Plain:
    """Return a number as the ledger file has it."""
    if value is None:
        return None
    told: dict[str, Plain] = {
        "low": _number(value.low),
        "high": _number(value.high),
        "unit": value.unit,
        "approx": value.approx,
    }
    return told | {name: to_plain(more) for name in ("change", "si") if (more := getattr(value, name))}


def _number(number: float | None) -> int | float | None:
    """Return a number as it is written: whole ones without a decimal point."""
    return int(number) if number is not None and number == int(number) else number


def _day(article: Article) -> Plain:
    return to_plain(article.published.day) if article.published else None


def _first_day(when: When | None) -> Plain:
    return to_plain(when.start or when.end) if when else None


def _text_sha256(article: Article) -> str:
    return hashlib.sha256(article.text.encode()).hexdigest()


def _json(item: Plain) -> str:
    return _SURROGATES.sub("\ufffd", json.dumps(item, ensure_ascii=False))
