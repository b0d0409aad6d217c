"""Write the figures that the page on methods shows: how often we are right, each with the command that measures it.

    REPORTEDLY_DATA=… python benchmarks/figures.py [--out FILE]

Runs ``reportedly evaluate`` on the gold data and keeps of each outcome what the page tells. A figure is a share of what
we told that is right (``right``), of what there was to be told that we found (``found``), or both.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from msgspec import Struct

OUT = Path(__file__).parent.parent / "src" / "reportedly" / "serve" / "data" / "figures.json"

Scores = Mapping[str, Any]
"""What ``reportedly evaluate --json`` prints."""

Shares = dict[str, float]
"""``right``, ``found``, ``number``: of how many."""


class Figure(Struct, frozen=True):
    """A figure: what is asked, of what, and where it stands in the scores of which command."""

    asks: str
    of: str
    command: str
    shares: Callable[[Scores], Shares]


def rates(found: Mapping[str, float]) -> Shares:
    """Return precision and recall as shares."""
    return {"right": found["p"], "found": found["r"], "number": found["gold"]}


def pooled(scores: Scores, row: str, inner: str | None = None) -> Shares:
    """Return the rates of a row over several stories."""
    rows = [one[row][inner] if inner else one[row] for name, one in scores.items() if name != "all" and one.get(row)]
    hit, told, gold = (sum(one[key] for one in rows) for key in ("hit", "pred", "gold"))
    return {"right": hit / told, "found": hit / gold, "number": gold}


def origins(scores: Scores) -> Shares:
    """Return how often the count of origins is right."""
    return {"right": scores["all"]["origins"]["right"], "number": scores["all"]["origins"]["gold"]}


_REAL, _SAMPLES = "evaluate stories stories --lang en", "evaluate stories src/reportedly/samples"
_TWO = "two real stories, 81 English pages of many outlets"
_THREE = "the three invented stories that come with Reportedly, 48 pages"

FIGURES = (
    Figure(
        "Who says what: the words and whose they are, on one page",
        "84 news articles that people annotated (PolNeAR)",
        "evaluate attribution polnear/dev.jsonl.gz",
        lambda scores: rates(scores["metrics"]["END-TO-END"]),
    ),
    Figure(
        "The numbers in a sentence, as intervals",
        "282 sentences of news (NewsQuant)",
        "evaluate quantities",
        lambda scores: {
            "right": scores["NewsQuant"]["value_p"] / 100,
            "found": scores["NewsQuant"]["value_r"] / 100,
            "number": scores["NewsQuant"]["gold"],
        },
    ),
    Figure(
        "The days that a text names",
        "86 news articles (TimeBank)",
        "evaluate times",
        lambda scores: {"right": scores["TimeBank"]["value"] / 100, "number": scores["TimeBank"]["gold"]},
    ),
    Figure(
        "The place that a name means, where the name is given: within 161 km, or in its area",
        "299 articles of local papers (LGL)",
        "evaluate places --spans gold",
        lambda scores: {"right": scores["LGL"]["acc161_area"], "number": scores["LGL"]["linked_gold"]},
    ),
    Figure(
        "The article on a saved page: its text without menus and teasers",
        "108 saved pages",
        "evaluate pages pages/gold.jsonl.gz",
        lambda scores: {"right": scores["precision"], "found": scores["recall"], "number": scores["pages"]},
    ),
    Figure(
        "Text that one article has from another",
        "articles with planted copies",
        "evaluate copies",
        lambda scores: {"right": scores["all"]["p"], "found": scores["all"]["r"]},
    ),
    Figure(
        "Articles about one happening put together",
        "772 articles",
        "evaluate clusters",
        lambda scores: {"right": scores["b3"]["p"], "found": scores["b3"]["r"], "number": scores["n"]},
    ),
    Figure(
        "Who is the claimant of a report, end to end",
        _TWO,
        _REAL,
        lambda scores: pooled(scores, "claimant", "end to end"),
    ),
    Figure("The number of independent origins, as a range one wide at most", _TWO, _REAL, origins),
    Figure("Contradictions", _TWO, _REAL, lambda scores: pooled(scores, "contradictions")),
    Figure("Numbers that their claimant revised", _TWO, _REAL, lambda scores: pooled(scores, "revisions")),
    Figure("The day by which a forecast falls due", _TWO, _REAL, lambda scores: pooled(scores, "horizon")),
    Figure(
        "Who is the claimant of a report, end to end",
        _THREE,
        _SAMPLES,
        lambda scores: pooled(scores, "claimant", "end to end"),
    ),
    Figure("The number of independent origins, as a range one wide at most", _THREE, _SAMPLES, origins),
    Figure("Contradictions", _THREE, _SAMPLES, lambda scores: pooled(scores, "contradictions")),
)
"""What the page tells, in its order."""


def measured(command: str) -> Scores:
    """Run a command, and return its scores."""
    line = [sys.executable, "-m", "reportedly", *shlex.split(command), "--json"]
    started = time.monotonic()
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    if done.returncode:
        sys.exit(f"reportedly {command} failed:\n{done.stderr}")
    print(f"{time.monotonic() - started:5.0f} s  reportedly {command}", flush=True)
    scores: Scores = json.loads(done.stdout)
    return scores


def told(figure: Figure, scores: Scores) -> dict[str, str | float]:
    """Return a figure as the page takes it; shares are rounded to a thousandth."""
    shares = {name: round(float(share), 3) for name, share in figure.shares(scores).items()}
    return {"asks": figure.asks, "of": figure.of, "command": f"reportedly {figure.command}", **shares}


def main() -> None:
    """Measure all figures, and write them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    if "REPORTEDLY_DATA" not in os.environ:
        sys.exit("set REPORTEDLY_DATA to the folder of gold data; docs/evaluate.md says where the sets come from")
    commands = {command: measured(command) for command in dict.fromkeys(figure.command for figure in FIGURES)}
    made = {
        "version": version("reportedly"),
        "measured_on": datetime.now(UTC).date().isoformat(),
        "made_by": "python benchmarks/figures.py",
        "figures": [told(figure, commands[figure.command]) for figure in FIGURES],
    }
    arguments.out.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {arguments.out}")


if __name__ == "__main__":
    main()
