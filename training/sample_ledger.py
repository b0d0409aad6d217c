#!/usr/bin/env python3
"""Turn the gold of the sample stories into ledger files: what a perfect reading of them would hand over.

    python training/sample_ledger.py [STORY …]      write ledger.json beside gold.json (default: every story)

Form of both: docs/samples.md.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from reportedly import samples

Json = dict[str, Any]

NOBODY = "nobody"
"""The gold entity that stands in a chain where words attribute and name nobody."""


def ledger(gold: Json, pages: list[Json]) -> Json:
    """Return the ledger that says what the gold says of these pages."""
    names = {entity["id"]: entity["name"] for entity in gold["entities"]} | {NOBODY: None}
    claims = {claim["id"]: claim for claim in gold["claims"]}
    by_id = {page["id"]: page for page in pages}
    return {
        "pages": [{key: page[key] for key in ("id", "url", "outlet", "published")} for page in pages],
        "reports": [
            {"id": f"r{n:03}", **_report(report, claims[report["claim"]], by_id[report["page"]])}
            for n, report in enumerate(gold["reports"], 1)
        ],
        "claims": [_claim(claim, names) for claim in gold["claims"]],
        "relations": _relations(gold, claims),
        "copies": gold["copies"],
        "stories": [
            {"id": gold["story"], "pages": [page["id"] for page in pages if page["id"] not in gold["distractors"]]}
        ],
        "points": [_point(n, group, names) for n, group in enumerate(gold["independent_origins"], 1)],
    }


def _report(report: Json, claim: Json, page: Json) -> Json:
    start = page["text"].index(report["evidence"])
    return {
        "page": page["id"],
        "claim": claim["id"],
        "chain": _chain(report, claim),
        "evidence": {"start": start, "end": start + len(report["evidence"]), "text": report["evidence"]},
        "status": claim["status"],
        "value": claim["value"],
        "horizon": claim["horizon"],
        "published": page["published"],
    }


def _chain(report: Json, claim: Json) -> list[str | None]:
    """The chain as written; its end is open where nobody is named, or where the page repeats somebody else's claim."""
    chain: list[str | None] = list(report["chain"])
    if report["chain_ids"][-1] == NOBODY:
        return [*chain[:-1], None]
    return chain if len(chain) > 1 or claim["claimant"] == report["chain_ids"][0] else [*chain, None]


def _claim(claim: Json, names: dict[str, str | None]) -> Json:
    claimant = names[claim["claimant"]]
    count = int(claimant is not None)
    kept = {key: claim[key] for key in ("id", "gist", "status", "value", "measure", "date", "horizon")}
    origins = {"at_least": count, "at_most": count, "names": [claimant] if claimant else []}
    return {**kept, "claimant": claimant, "origins": origins}


def _relations(gold: Json, claims: dict[str, Json]) -> list[Json]:
    """Revisions, newer first; of the contradictions those not called weak, as denials where one side denies."""
    found = [{"kind": "revises", "from": new, "to": old} for old, new, _ in gold["revisions"]]
    for one, other, why in gold["contradictions"]:
        if "weak" not in why:
            kind = "denies" if claims[one]["status"] == "denied" else "contradicts"
            found.append({"kind": kind, "from": one, "to": other})
    return found


def _point(number: int, group: Json, names: dict[str, str | None]) -> Json:
    origins = {
        "at_least": group["cautious"],
        "at_most": group["count"],
        "names": [names[key] for key in group["origins"]],
    }
    return {"id": f"p{number:02}", "claims": group["claim_group"], "origins": origins}


def written(ledger: Json) -> str:
    """Return a ledger as it stands in its file: one item a line."""
    lists = (
        f' "{key}": [\n' + ",\n".join(f"  {_line(item)}" for item in items) + "\n ]" for key, items in ledger.items()
    )
    return "{\n" + ",\n".join(lists) + "\n}\n"


def _line(item: object) -> str:
    return json.dumps(item, ensure_ascii=False)


def of_story(story: str) -> str:
    """Return the ledger file of a sample story, made anew from its gold."""
    gold = json.loads(samples.gold(story).read_text(encoding="utf-8"))
    pages = [json.loads(line) for line in samples.pages(story).read_text(encoding="utf-8").splitlines()]
    return written(ledger(gold, pages))


def main() -> None:
    """Write the ledger files of the stories named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*", default=samples.stories(), metavar="STORY")
    for story in parser.parse_args().stories:
        Path(samples.ledger(story)).write_text(of_story(story), encoding="utf-8")


if __name__ == "__main__":
    main()
