"""Saved pages of ours about one flood, and a reading of them without weights, for walks through the reading room."""

from pathlib import Path
from tempfile import TemporaryDirectory

import readers
from reportedly import bringing, linking, settings
from reportedly.ledger import Ledger, Pending, State
from reportedly.records import Rejection
from reportedly.worker import Read, Tell

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{headline} - {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{headline}">
<link rel="canonical" href="https://{host}.example/2024/05/{day:02}/flood">
<meta property="article:published_time" content="2024-05-{day:02}T{hour:02}:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{headline}</h1><p class="byline">By our reporter</p>{text}</article></body></html>
"""

_TOLD = (
    ("Kesting Post", 6, 9, "Flood takes the bridge at Kesting", (
        "The Sael took the bridge at Kesting in the night, and the fields below the town stand under water.",
        "“Forty-one people are dead in Kesting,” said Mara Quill, the mayor of Kesting, on Tuesday morning.",
        "Boats went from roof to roof until noon. “The dam above Kesting will hold until Sunday,” said Jon Aske.",
    )),
    ("River Herald", 6, 14, "Dozens dead as river floods Kesting", (
        "Nobody crosses the Sael at Kesting since the flood took the bridge there, and boats search the fields.",
        "Forty-one people are dead in Kesting, Mara Quill told the Kesting Post.",
        "“Nobody warned us,” said Dov Quill, who keeps the mill below the bridge at Kesting.",
    )),
    ("Weir Star", 7, 8, "Kesting counts its dead after the flood", (
        "From the roofs of Kesting one sees the Sael, boats and the flood, and no fields and no bridge.",
        "“Sixty people are dead in Kesting,” said Dov Quill. The dam above Kesting will not hold, Quill said.",
        "Forty-one people are dead in Kesting, said Jon Aske.",
    )),
)  # fmt: skip


def write(folder: Path) -> list[Path]:
    """Write the pages as they would be saved; return their files."""
    out = []
    for outlet, day, hour, headline, text in _TOLD:
        host = outlet.replace(" ", "-").casefold()
        paragraphs = "".join(f"<p>{one}</p>" for one in text)
        file = folder / f"{host}.html"
        told = _PAGE.format(outlet=outlet, host=host, day=day, hour=hour, headline=headline, text=paragraphs)
        file.write_text(told, "utf-8")
        out.append(file)
    return out


def read(ledger: Ledger, _row: Pending, body: bytes, tell: Tell) -> Read:
    """Read a row of the queue as the worker does, with names found by their capitals and no network behind it."""
    tell("reading it")
    rejections: list[Rejection] = []
    models = readers.models()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "file.html"
        file.write_bytes(body)
        came = bringing.bring(
            (str(file),),
            ledger=ledger,
            settings=settings.load(),
            models=lambda: models,
            provenance=models.provenance,
            reject=rejections.append,
        )
        addresses = [capture.address for capture, _ in came]
    known = [found[0].id for address in addresses if (found := ledger.at_address(address))]
    linking.link(ledger)
    reason = rejections[0].reason if rejections else "it holds no page"
    return Read(State.DONE, "read", tuple(known)) if known else Read(State.REJECTED, reason)
