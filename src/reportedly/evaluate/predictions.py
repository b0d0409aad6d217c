"""Read gold texts through the pipeline, and put what was found into each gold set's own form.

Where a corpus counts by rules of its own, its conventions are met here and nowhere else.
"""

import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from reportedly import attribute, parse, pipeline, resolve
from reportedly.errors import GoldError, ReadError
from reportedly.evaluate.corpora import page_capture, story_captures, text_capture
from reportedly.evaluate.matching import Json
from reportedly.evaluate.story_gold import Gold
from reportedly.ledger import Ledger, export
from reportedly.models import Models, provenance
from reportedly.read import article, articles
from reportedly.records import Capture, Given, Parse, Part, Place, Rejection, Span, Value, When, hull
from reportedly.resolve.places import places
from reportedly.resolve.quantities import values
from reportedly.resolve.status import status
from reportedly.resolve.times import times

Progress = Callable[[int, int], None]
"""Told how many texts are done, and of how many."""


def _told(items: Sequence[Json], progress: Progress) -> Iterator[Json]:
    """Yield the items, telling of each when it is done with."""
    for number, item in enumerate(items, 1):
        yield item
        progress(number, len(items))


def _ignored(rejection: Rejection) -> None:
    """Let a rejected text pass: what it holds counts as not found."""


# ------------------------------------------------------------------ pages, attribution, stories


def pages(path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the text of each saved page, as it is read."""
    for row in _told(gold, progress):
        try:
            found = article(page_capture(path, row), any_language=True)
        except ReadError:
            yield {"id": row["id"], "text": ""}
        else:
            yield {"id": row["id"], "text": found.text}


def attributions(_path: Path, gold: Sequence[Json], models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the outermost cited attributions of each text, in the corpus's broad sense."""
    for row in _told(gold, progress):
        capture = text_capture(row["text"], Given(row.get("publisher"), row.get("date"), key=row["id"]))
        found = [
            {part: _ranges(spans) for part, spans in (("source", a.source), ("cue", a.cue), ("content", a.content))}
            for parsed in parse.parses(articles([capture], reject=_ignored), models=models(), reject=_ignored)
            for a in attribute.outermost(parsed, models=models())
        ]
        yield {"id": row["id"], "attributions": found}


def _ranges(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans if span.part is Part.BODY]


def stories(gold: Sequence[Gold], *, models: Callable[[], Models], progress: Progress | None = None) -> Json:
    """Return the ledger file of some stories, read into one ledger."""
    captures = [capture for story in gold for capture in story_captures(list(story.pages.values()))]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.sqlite") as ledger:
        _add(captures, ledger, models, progress)
        out = io.StringIO()
        export(ledger, "ledger", out, text=False)
    told: Json = json.loads(out.getvalue())
    return told


def _add(captures: Sequence[Capture], ledger: Ledger, models: Callable[[], Models], progress: Progress | None) -> None:
    added = pipeline.add(captures, ledger=ledger, models=models, provenance=provenance(), reject=_ignored)
    for number, _ in enumerate(added, 1):
        if progress:
            progress(number, len(captures))


# ------------------------------------------------------------------ quantities

_LONG_NAMES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "HKD": "hong kong dollar",
    "INR": "rupee",
    "ILS": "shekel",
    "km": "kilometre",
    "m": "metre",
    "cm": "centimetre",
    "mm": "millimetre",
    "kg": "kilogram",
    "tonne": "metric ton",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "degree Celsius": "celsius",
    "": "-",
    "degree Fahrenheit": "fahrenheit",
    "percent": "percentage",
    "pound (weight)": "pound-mass",
}
_PERSONS = set(
    """
    people troops soldiers fighters officers civilians residents workers members deaths passengers protesters
    demonstrators migrants refugees children students lawmakers miners
    """.split()  # noqa: SIM905  # words read better as words
)
_RISING = re.compile(
    r"\b(?:rose|rise[sn]?|rising|gain(?:s|ed)?|climb(?:s|ed)?|jump(?:s|ed)?|grew|grow[sn]?|increased?|up)\b[^.;]*$"
)
_FALLING = re.compile(
    r"\b(?:fell|falls?|fallen|falling|los[et]s?|drop(?:s|ped)?|slid|slip(?:s|ped)?|decreased?|down)\b[^.;]*$"
)
_CHANGE_REACH = 30  # code points before a number


def quantities(_path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the values in each text, in the terms of its corpus."""
    for row in _told(gold, progress):
        text: str = row["text"]
        to_terms = _in_corpus_terms if "quantities" in row else _in_hard_terms
        yield {**_key(row), "quantities": [to_terms(value, text) for value in values(text)]}


def _key(row: Json) -> Json:
    return {name: row[name] for name in ("corpus", "id") if name in row}


def _place_of(words: Span | None) -> Json:
    return {"s": words.start, "e": words.end} if words else {}


def _in_hard_terms(value: Value, _text: str) -> Json:
    """Return a value as hard lists have it: any number of persons is counted in "person", things in the singular."""
    unit = "person" if value.unit in _PERSONS else _singular(value.unit)
    return {**_place_of(value.words), "low": value.low, "high": value.high, "unit": unit, "approx": value.approx}


def _in_corpus_terms(value: Value, text: str) -> Json:
    """Return a value as NewsQuant has it: an open bound is a point with a change, a unit what one counts, singular."""
    change = ">" if value.high is None else "<" if value.low is None else "~" if value.approx else "="
    if change == "=" and value.unit == "percent" and value.words:
        before = text[max(0, value.words.start - _CHANGE_REACH) : value.words.start]
        change = "up" if _RISING.search(before) else "down" if _FALLING.search(before) else change
    low = value.low if value.low is not None else value.high
    high = value.high if value.high is not None else value.low
    head, per, span = value.unit.partition(" per ")
    unit = f"{_LONG_NAMES.get(head) or _singular(value.counted or head)}{per}{span}"
    return {**_place_of(value.words), "low": low, "high": high, "unit": unit, "change": change}


def _singular(words: str) -> str:
    """Return a noun phrase in the singular, as far as endings show it.

    >>> _singular("lost families"), _singular("homes"), _singular("people")
    ('lost family', 'home', 'people')
    """
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


# ------------------------------------------------------------------ times, places


def time_expressions(
    _path: Path, gold: Sequence[Json], _models: Callable[[], Models], progress: Progress
) -> Iterator[Json]:
    """Yield the times each text names, seen from its day."""
    for row in _told(gold, progress):
        found = times(row["text"], day=_day(row))
        yield {**_key(row), "timex": [_timex(when) for when in found]}


def _day(row: Json) -> date:
    try:
        return date.fromisoformat(row["dct"][:10])
    except ValueError as error:
        raise GoldError(f"row {row['id']} of the gold has no day in `dct` ({error}); see docs/evaluate.md") from error


def _timex(when: When) -> Json:
    value = when.value or ""
    kind = (
        "DURATION" if value.startswith("P") and not value.endswith("_REF") else "TIME" if "T" in value[4:] else "DATE"
    )
    days = {side: day.isoformat() if day else None for side, day in (("start", when.start), ("end", when.end))}
    return {**_place_of(when.words), **days, "value": when.value, "type": kind}


def toponyms(_path: Path, gold: Sequence[Json], models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield the places each text names."""
    for row in _told(gold, progress):
        found = [
            place
            for parsed in _parsed(row, models())
            for place in places(parsed.mentions, {Part.BODY: parsed.article.plain(Part.BODY)})
        ]
        yield {**_key(row), "toponyms": [_toponym(place) for place in found if place.words.part is Part.BODY]}


def _toponym(place: Place) -> Json:
    return {**_place_of(place.words), "lat": place.latitude, "lon": place.longitude, "gid": place.gid}


def _parsed(row: Json, models: Models) -> list[Parse]:
    """Return the parse of a text in English, whatever its few words look like; none of an empty one."""
    try:
        found = article(text_capture(row["text"], Given(key=str(row["id"]))), any_language=True)
    except ReadError:
        return []
    return list(parse.parses([found], models=models, reject=_ignored))


# ------------------------------------------------------------------ certainty

_TOKEN = re.compile(r"\S+")


def certainties(_path: Path, gold: Sequence[Json], models: Callable[[], Models], progress: Progress) -> Iterator[Json]:
    """Yield how sure each event is, or, of a hard list, each report and each sentence that holds none."""
    for row in _told(gold, progress):
        targets = _target_certainties(row) if "targets" in row else _report_certainties(row, models())
        yield {**_key(row), "targets": targets}


def _target_certainties(row: Json) -> list[Json]:
    """Give each target word the status of its clause."""
    text: str = row["text"]
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    found = []
    for target in row["targets"]:
        at = tokens[target["tok"]][0]
        start, end = next((c for c in clauses if c[0] <= at < c[1]), (0, len(text)))
        found.append({"tok": target["tok"], "class": status(text[start:end])[0].value})
    return found


_CLAUSE = re.compile(r"(?:(?!\s(?:that|but|because|and)\s|[,;:]\s).)+.?", re.DOTALL)


def _report_certainties(row: Json, models: Models) -> list[Json]:
    parsed = _parsed(row, models)
    found = [
        {**_place_of(hull(report.content)), "class": report.status.value}
        for reading in resolve.readings(attribute.attributed(parsed, models=models))
        for report in reading.reports
    ]
    lone = [
        s.span
        for one in parsed
        for s in one.sentences
        if not any(f["s"] < s.span.end and s.span.start < f["e"] for f in found)
    ]
    return found + [{**_place_of(span), "class": status(span.of(row["text"]))[0].value} for span in lone]


WRITERS = {
    "pages": pages,
    "attribution": attributions,
    "quantities": quantities,
    "times": time_expressions,
    "places": toponyms,
    "certainty": certainties,
}
"""How each measure's predictions are made, from its gold's path and rows, one row after the other."""
