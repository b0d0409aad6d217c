"""A mill's illness as five outlets of ours tell it, for the commands that ask what was linked."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from builders import article, capture, reading, report, source
from reportedly import linking
from reportedly.ledger import Ledger
from reportedly.records import Outlet, Report, SourceKind, Status, Value

FORTY = Value(40, 40, "people", counted="ill workers", measure="ill")
SIXTY = Value(60, None, "people", counted="ill workers", measure="ill")
HOSTILE = "\x1b]0;owned\x07\x9b31m\u202e"

ABOUT = (
    "Ill workers fill the hospital of Lowmoor, where Ada Orr runs the mill on the river Arden.",
    "Nobody at the Lowmoor mill drinks from the Arden any more, though owner Ada Orr calls workers ill by chance.",
    "On the Arden the wheels stand still: Ada Orr sent the workers of Lowmoor home, many of them ill.",
    "Inspector Ben Loe filled bottles with Arden water below the Lowmoor mill while ill workers looked on.",
    "Ben Loe came back to Lowmoor with his bottles; workers at the mill on the Arden had waited for him, ill or not.",
    "A village beside the Arden counts its ill: workers of the Lowmoor mill, and the mill of Ada Orr counts none.",
)
"""How each page begins: about one happening, and in no other page's words."""


def page(
    ledger: Ledger, outlet: str, day: int | None, headline: str | None, text: str, *reports: Callable[..., Report]
) -> None:
    """Add a page of an outlet; each report is made of the page."""
    came = capture(text, url=f"https://{outlet.rsplit(maxsplit=1)[-1].casefold()}.example/{day or 'undated'}")
    published = date(2031, 5, day) if day else None
    told = article(
        came.body.decode(), of=came, headline=headline, outlet=Outlet(outlet, kind="newspaper"), published=published
    )
    ledger.add(came, reading(told, [one(told) for one in reports]))


def fill(path: Path) -> None:
    """Lay a ledger of six linked pages."""
    with Ledger.open(path) as ledger:
        pages(ledger)
        linking.link(ledger)


def pages(ledger: Ledger) -> None:
    """Add the pages, and link nothing."""
    forty = "Forty workers at the mill are ill"
    clean = "The water of the Arden is clean"
    page(
        ledger,
        "Lowmoor Post",
        6,
        "Forty ill at the Lowmoor mill",
        f'{ABOUT[0]} {forty}, Ada Orr said. "{clean}."',
        lambda on: report(on, forty, source("Ada Orr", role="mill owner"), value=FORTY),
        lambda on: report(on, clean, "Ada Orr"),
    )
    page(
        ledger,
        "Hill Gazette",
        6,
        "Workers ill",
        f"{ABOUT[1]} {forty}, Ada Orr told the Lowmoor Post.",
        lambda on: report(on, forty, source("Lowmoor Post", SourceKind.OUTLET), "Ada Orr", value=FORTY),
    )
    page(
        ledger,
        "Vale Mercury",
        7,
        f"Mill {HOSTILE} illness",
        f"{ABOUT[2]} {forty}, the Lowmoor Post reported. The mill will open again on Friday, Ada Orr said.",
        lambda on: report(on, forty, source("Lowmoor Post", SourceKind.OUTLET), value=FORTY),
        lambda on: report(
            on, "The mill will open again on Friday", "Ada Orr", status=Status.PREDICTED, horizon=date(2031, 5, 9)
        ),
    )
    page(
        ledger,
        "Arden Observer",
        7,
        "Inspector finds more ill workers",
        f"{ABOUT[3]} At least sixty workers at the mill are ill, he said. The water of the Arden is not clean.",
        lambda on: report(on, "At least sixty workers at the mill are ill", "Ben Loe", value=SIXTY),
        lambda on: report(on, "The water of the Arden is not clean", "Ben Loe"),
    )
    page(
        ledger,
        "Arden Observer",
        10,
        "Mill still shut",
        f"{ABOUT[4]} The mill did not open again on Friday, he said.",
        lambda on: report(on, "The mill did not open again on Friday", "Ben Loe"),
    )
    page(
        ledger,
        "Moor Echo",
        None,
        None,
        f"{ABOUT[5]} {forty}, Ben Loe confirmed. {HOSTILE} Nothing is known.",
        lambda on: report(on, forty, "Ben Loe", value=FORTY),
        lambda on: report(on, f"{HOSTILE} Nothing is known", source(f"Cy{HOSTILE}rus")),
    )
