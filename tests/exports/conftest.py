"""A ledger of a linked story, and of one page that is hostile in every way, for all that leaves the house."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

import linked_pages
from builders import article, capture, reading, report, source, span
from reportedly import linking
from reportedly.exports import Selection, export
from reportedly.ledger import Ledger
from reportedly.records import Credit, Outlet, Place, SourceKind, Stamp, Status, Value, When

TEXT = (
    '🌾 =SUM(A1) is what "the well-known spring" costs, Ada Orr told Radio Kess on May 4 in Tarn. '
    "+1 </script><script>alert(1)</script> may come to Hallin within days, officials said.\n\n"
    "A NUL\0 is here, and \u202ebidi\u202c, wrote -the clerk. Some 2.5 m of water came.\rFog, mist & rain in Brede.\n"
    "It was well-known, they said\nin two paragraphs."
)
FERRY = (
    "The ferry between Sker and Ostwick will run again from Saturday, harbour master Eve Hart said on Thursday, "
    "seven weeks after a storm tore away the landing stage on the island and left its two hundred people with a mail "
    "boat and a helicopter that flew when the fog let it. Carpenters from four villages built the new stage out of "
    "larch, and the old captain, who is ninety, is to cast off the first rope at noon while the band plays on the quay."
)
"""What two outlets print word for word."""
HEADLINE = "Orr | {{Tarn}} [[spring]] '''costs''' <ref>"
NAME = "Moor\ud800 & <b>Vale</b>"
"""An outlet's name with a lone surrogate in it."""

Exported = Callable[..., bytes]


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the ledger: six linked pages, then two more."""
    file = tmp_path_factory.mktemp("exports") / "ledger.sqlite"
    with Ledger.open(file) as ledger:
        linked_pages.pages(ledger)
        for outlet in ("Fell Herald", "Dale Argus"):
            linked_pages.page(
                ledger, outlet, 8, "Ferry comes back", FERRY, lambda on: report(on, FERRY[:63], "Eve Hart")
            )
        linking.link(ledger)
        _add_hostile(ledger)
        bare = capture("Nothing is known.", url=None, path="/saved/mill page.txt")
        ledger.add(bare, reading(article("Nothing is known.", of=bare, outlet=None, published=None)))
    return file


def _add_hostile(ledger: Ledger) -> None:
    came = replace(
        capture(TEXT, url="https://moor.example/a?b=c|d#top", key="=key"),
        headers=(
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("X-Evil", "a\r\nInjected: yes"),
            ("bad name", "left out"),
        ),
        captured_at=datetime(2031, 5, 6, 12, 30, 15, 250_000, tzinfo=UTC),
    )
    page = replace(
        article(TEXT, of=came, headline=HEADLINE, outlet=Outlet(NAME, kind="newspaper")),
        published=Stamp(date(2031, 5, 6), datetime(2031, 5, 6, 9, tzinfo=UTC), "given"),
        byline="By Ida Moss",
        credits=(Credit("Reuters", "dateline"), Credit(NAME, "byline")),
    )
    tarn = Place("Tarn", span(page, "Tarn"), "city", 42, 54.5, -2.25, "GB")
    hallin = Place("Hallin", span(page, "Hallin"), "region", None, 55.0, -3.0)
    quote = replace(
        report(
            page, "the well-known spring", source("Radio Kess", SourceKind.OUTLET), source("Ada Orr", role="@mayor")
        ),
        evidence=span(page, TEXT[2:60]),
        places=(tarn,),
        said_on=When(date(2031, 5, 4), date(2031, 5, 4), "day", span(page, "May 4")),
    )
    fog = report(page, "Fog, mist & rain in Brede")
    told = [
        quote,
        replace(
            report(
                page,
                "+1 </script><script>alert(1)</script> may come to Hallin",
                source("officials", SourceKind.UNNAMED),
                status=Status.POSSIBLE,
                horizon=date(2031, 5, 13),
            ),
            places=(hallin,),
        ),
        report(page, "A NUL\0 is here, and \u202ebidi\u202c", source("-the clerk")),
        report(page, "Some 2.5 m of water came", value=Value(-2.5, None, "m", counted="=water", measure="water")),
        replace(fog, places=(Place("Brede", span(page, "Brede")),)),
        report(page, "It was well-known, they said\nin two paragraphs", None),
        report(page, HEADLINE, source("the mill's books", SourceKind.DOCUMENT)),
    ]
    ledger.add(came, reading(page, told))


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """Yield the ledger, open for reading."""
    with Ledger.open(path, read_only=True) as opened:
        yield opened


@pytest.fixture
def exported(ledger: Ledger) -> Exported:
    """Return what writes a format of the ledger, or of its largest story, and gives the bytes back."""

    def written(form: str, *, story: bool = False) -> bytes:
        chosen = next(ledger.books.stories()) if story else None
        out = io.BytesIO()
        export(Selection(ledger, chosen), form, out)
        return out.getvalue()

    return written


@pytest.fixture
def folder(exported: Exported, tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes a format of several files, and gives the folder back."""

    def written(form: str) -> Path:
        zipfile.ZipFile(io.BytesIO(exported(form))).extractall(tmp_path / form)
        return tmp_path / form

    return written
