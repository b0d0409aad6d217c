"""The definitions here and the scorers beside the gold data give the same figures, on spoilt predictions too."""

import gzip
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly.evaluate import Scores, score
from reportedly.evaluate.story_gold import Gold

pytestmark = pytest.mark.gold

Json = dict[str, Any]

_HARD = {
    "quantities": ("quantities", "quantities/hard.jsonl", ("low", "high", "unit", "approx")),
    "times": ("timex", "times/hard.jsonl", ("value", "start", "end")),
    "places": ("toponyms", "places/expect.jsonl", ("gid",)),
    "certainty": ("targets", "certainty/claims_hard.jsonl", ("certainty",)),
}


@pytest.fixture
def data() -> Path:
    """The folder of gold data."""
    if not (folder := os.environ.get("REPORTEDLY_DATA")):
        pytest.skip("REPORTEDLY_DATA names no folder of gold data")
    return Path(folder)


def _tool(data: Path, name: str, *arguments: str | Path) -> str:
    """Run a published scorer, which lies in tools/ beside the data."""
    tool = data.parent / "tools" / name
    if not tool.is_file():
        pytest.skip(f"there is no {name} in tools/ beside REPORTEDLY_DATA")
    return subprocess.run([sys.executable, tool, *arguments], capture_output=True, text=True, check=True).stdout


def _rows(path: Path) -> list[Json]:
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in text.decode().splitlines() if line.strip()]


def _write(path: Path, rows: list[Json]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def _spoilt(rows: list[Json], key: str, spoil: Callable[[random.Random, Json], Json]) -> list[Json]:
    """Return gold rows as predictions: some left out, some findings dropped, doubled or spoilt."""
    draw = random.Random(3)
    return [
        {
            **{k: row[k] for k in ("corpus", "id") if k in row},
            key: [spoil(draw, item) for item in row[key] for _ in range(draw.choice((0, 1, 1, 1, 2)))],
        }
        for row in rows
        if draw.random() > 0.05
    ]


def _shift(draw: random.Random, item: Json) -> Json:
    moved: Json = {k: max(0, item[k] + draw.choice((0, 0, 0, -4, 1, 3))) for k in ("s", "e") if k in item}
    other: dict[str, tuple[object, ...]] = {
        "low": (None, 7, 3.0), "high": (None, 7, 3.0), "change": ("=", "~", None), "value": ("2012", "P3D"),
        "gid": (1, None), "lat": (0.0, None), "score": (0.0, -2.0, 3.0), "class": ("denied", "possible"),
    }  # fmt: skip
    return {**item, **moved, **{k: draw.choice(v) for k, v in other.items() if k in item and draw.random() < 0.2}}


def _shift_spans(draw: random.Random, item: Json) -> Json:
    def moved(spans: list[list[int]]) -> list[list[int]]:
        return [[max(0, s + draw.choice((0, 0, -8, 30))), e + draw.choice((0, 0, 7, -3))] for s, e in spans]

    parts = {part: moved(item[part]) for part in ("source", "cue", "content")}
    return {**parts, "source": []} if draw.random() < 0.2 else parts


def _same_table(scores: Scores, printed: str) -> bool:
    return [" ".join(row).split() for row in scores.rows] == [line.split() for line in printed.splitlines()]


def test_pages(data: Path, tmp_path: Path) -> None:
    gold = data / "pages" / "gold.jsonl.gz"
    cut = [
        {"id": row["id"], "text": f"Menu Home Sport {row['text'][: n * 50]}"} for n, row in enumerate(_rows(gold)[2:])
    ]
    told = _write(tmp_path / "told.jsonl", cut)
    assert score("pages", gold, told).to_json() == json.loads(_tool(data, "score_pages.py", gold, told, "--json"))


def test_copies(data: Path, tmp_path: Path) -> None:
    draw = random.Random(3)
    gold = _rows(data / "copies" / "reuse_gold.jsonl")
    ids = [row["id"] for name in ("reuse_docs", "stories") for row in _rows(data / "copies" / f"{name}.jsonl")]
    planted = [
        {"a": row["src"], "b": row["dst"], "spans": [[a, b, c + draw.choice((0, 5)), d] for a, b, c, d in row["spans"]]}
        for row in gold
        if draw.random() < 0.8
    ]
    turned = [
        {"a": row["dst"], "b": row["src"], "spans": [[c, d, a, b] for a, b, c, d in row["spans"]]} for row in gold
    ]
    others = [{"a": draw.choice(ids), "b": draw.choice(ids)} for _ in range(500)]
    natural = _rows(data / "copies" / "natural_overlap.jsonl")[::2]
    told = _write(tmp_path / "told.jsonl", planted + turned[::3] + others + natural)
    printed = _tool(data, "score_copies.py", "reuse", "--gold", data / "copies", "--pred", told)
    assert score("copies", data / "copies", told).to_json() == json.loads(printed)


def test_attribution(data: Path, tmp_path: Path) -> None:
    gold = data / "polnear" / "dev.jsonl.gz"
    told = _write(tmp_path / "told.jsonl", _spoilt(_rows(gold), "attributions", _shift_spans))
    scores = score("attribution", gold, told)
    assert scores.to_json() == json.loads(_tool(data, "score_attribution.py", gold, told, "--json", "-"))
    assert _same_table(scores, _tool(data, "score_attribution.py", gold, told))


@pytest.mark.parametrize("what", _HARD)
def test_corpora(data: Path, tmp_path: Path, what: str) -> None:
    gold, key = data / what / f"{what}.dev.jsonl.gz", _HARD[what][0]
    told = _write(tmp_path / "told.jsonl", _spoilt(_rows(gold), key, _shift))
    figures = {name: cells for name, cells in score(what, gold, told).to_json().items() if not name.endswith(" dev")}
    assert figures == json.loads(_tool(data, f"score_{what}.py", gold, told, "--json"))


@pytest.mark.parametrize("what", _HARD)
def test_hard_lists(data: Path, tmp_path: Path, what: str) -> None:
    key, name, fields = _HARD[what]
    rows = [
        {
            **row,
            key: [
                {"s": row["span"][0], "e": row["span"][1], **{k.replace("certainty", "class"): row[k] for k in fields}}
            ],
        }
        for row in _rows(data / name)
    ]
    told = _write(tmp_path / "told.jsonl", _spoilt(rows, key, _shift))
    figures = score(what, data / name, told).to_json()
    assert figures == json.loads(_tool(data, f"score_{what}.py", data / name, told, "--json"))
    assert 0 < len(figures["hard"]["missed"]) < len(rows)


# ------------------------------------------------------------------ stories


def _perfect(gold: Gold) -> Json:
    """The ledger that says what the annotation says."""
    reports = [
        {
            **{key: gold.claims[report["claim"]][key] for key in ("status", "value", "horizon")},
            "id": f"{gold.data['story']} {n}",
            "page": report["page"],
            "claim": report["claim"],
            "chain": [*report["chain"], *([None] if gold.is_unsourced(report) else [])],
            "evidence": {"text": report["evidence"]},
        }
        for n, report in enumerate(gold.reports)
    ]
    names = {key: entity["name"] for key, entity in gold.entities.items()}
    claims = [
        {
            **c,
            "claimant": names[c["claimant"]],
            "origins": {"at_least": 1, "at_most": 1, "names": [names[c["claimant"]]]},
        }
        for c in gold.claims.values()
    ]
    kinds = (("contradicts", "contradictions"), ("revises", "revisions"))
    return {
        "pages": [{"id": key, "url": page["url"]} for key, page in gold.pages.items()],
        "reports": reports,
        "claims": claims,
        "copies": gold.data.get("copies", []),
        "relations": [{"kind": kind, "from": b, "to": a} for kind, key in kinds for a, b, *_ in gold.data.get(key, [])],
        "stories": [{"id": "s", "pages": [page for page in gold.pages if page not in gold.distractors]}],
    }


def _perturbed(gold: Gold, ledger: Json) -> Json:
    """Spoil a little of everything: names, relays, values, days, books, copies, relations, points, stories."""
    draw = random.Random(11)
    claims = [claim["id"] for claim in ledger["claims"]]
    reports = [
        _spoilt_report(draw, report, claims)
        for report in ledger["reports"]
        for _ in range(draw.choice((0, 1, 1, 1, 2)))
    ]
    for n, report in enumerate(reports):
        report["id"] = str(n)
    for claim in ledger["claims"]:
        if draw.random() < 0.3:
            claim |= {
                "date": "2024-01-01",
                "origins": {"at_least": 1, "at_most": draw.randint(1, 4), "names": ["Zora Quill"]},
            }
    groups = gold.data.get("independent_origins", [])[::2]
    taken: set[str] = set()
    points = []
    for n, group in enumerate(groups):
        mine = [claim for claim in group["claim_group"] if claim not in taken and claim in claims]
        taken.update(mine)
        points.append({"id": f"t{n}", "claims": mine, "origins": {"at_least": 1, "at_most": len(mine), "names": []}})
    relations = [r for r in ledger["relations"] if draw.random() < 0.6]
    relations += [
        {"kind": draw.choice(("denies", "revises")), "from": draw.choice(claims), "to": draw.choice(claims)}
        for _ in range(9)
    ]
    pages = [page["id"] for page in ledger["pages"]]
    return {
        **ledger,
        "reports": reports,
        "relations": relations,
        "points": points,
        "copies": [*ledger["copies"][1:], pages[:3]],
        "stories": [{"id": "s", "pages": pages[4:]}, {"id": "t", "pages": pages[:9]}],
    }


def _spoilt_report(draw: random.Random, report: Json, claims: list[str]) -> Json:
    """Change about a third of what a report says."""
    words, chain = report["evidence"]["text"], report["chain"]
    changes: list[Json] = [
        {"evidence": {"text": words[len(words) // 3 :]}},
        {"chain": [*chain[:-1], "Zora Quill"]},
        {"chain": [chain[0], None]},
        {"chain": [chain[0], "Zuider Gazette", *chain[1:]]},
        {"value": {"low": 7, "high": None, "unit": "people", "approx": False}},
        {"value": None, "status": "possible"},
        {"horizon": "2024-11-17"},
        {"claim": draw.choice(claims)},
    ]
    return {**report, **draw.choice(changes)} if draw.random() < 0.6 else {**report}


@pytest.mark.parametrize("name", ["seed", "stories/kursk-2024", "stories/valencia-flood-2024", "stories"])
@pytest.mark.parametrize("spoil", [False, True])
def test_stories(data: Path, tmp_path: Path, name: str, spoil: bool) -> None:
    folder = data / name
    golds = [Gold.load(path.parent) for path in sorted(folder.glob("**/gold.json"))]
    ledgers = [_perturbed(gold, _perfect(gold)) if spoil else _perfect(gold) for gold in golds]
    for number, ledger in enumerate(ledgers):  # ids of stories and points are free, but unique
        for item in (*ledger["stories"], *ledger.get("points", [])):
            item["id"] = f"{number} {item['id']}"
    told = tmp_path / "ledger.json"
    keys = ("pages", "reports", "claims", "copies", "relations", "stories", "points")
    told.write_text(
        json.dumps({key: [x for led in ledgers for x in led.get(key, [])] for key in keys}), encoding="utf-8"
    )
    scores = score("stories", folder, told)
    assert scores.to_json() == json.loads(_tool(data, "score_stories.py", folder, told, "--json", "-"))
    assert _same_table(scores, _tool(data, "score_stories.py", folder, told))


@pytest.mark.parametrize("name", ["kursk-2024", "valencia-flood-2024"])
def test_languages(data: Path, tmp_path: Path, name: str) -> None:
    _tool(data, "only_language.py", data / "stories" / name, tmp_path / name, "en", "de")
    cut, ours = Gold.load(tmp_path / name), Gold.load(data / "stories" / name, ["en", "de"])
    assert (cut.data, cut.pages) == (ours.data, ours.pages)
