"""Ledgers for the browser: one with something of every sort, one that means harm, one of one page, one of a crowd."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

import unsure
from builders import PROVENANCE, article, capture, reading, report, source, span
from karvel import PAGES, dead, placed
from laid import lay, titled
from reportedly.ledger import Ledger, State
from reportedly.link import Told
from reportedly.records import Outlet, Rejection, Source, SourceKind, Status
from tellings import BOARD, ORR, count, day, page, people, said, via

KOREAN = "카르벨강이 넘쳐 마을 열두 곳이 물에 잠겼고 강위원회는 둑이 일요일까지 버틸 것이라고 밝혔다"
ARABIC = "فيضان نهر كارفل يغمر اثنتي عشرة قرية ومجلس النهر يقول إن السد صامد حتى يوم الأحد"
GERMAN = (
    "Hochwasserschutzbeauftragtenversammlung vertagt Talsperrenstandsicherheitsüberprüfungsberichtsvorlage in Karvel"
)
TONGUES = {"ko": KOREAN, "ar": ARABIC, "de": GERMAN}
"""Headlines that are hard to set, by their languages."""

HIT = "window.hit=1"
HARM = {
    "script": f"</title></textarea><script>{HIT}</script><img src=x onerror={HIT}><svg onload={HIT}>",
    "attribute": f'"\' onmouseover="{HIT}" autofocus onfocus="{HIT}" style="position:fixed;inset:0" x="',
    "template": "{{ 7 * 7 }}{% raw %}${7*7}<!--#exec-->&lt;b&gt;",
    "bidi": "\u202e\u2067\u200f turned \u2066 and hidden \u200b\u00ad\ufeff \x1b]0;owned\x07",
    "letters": "W" * 10_000,
    "formula": f'=HYPERLINK("javascript:{HIT}";"@+-cmd|\' /C calc\'!A0")',
    **TONGUES,
}
"""What a page may have for a headline, a name or a sentence, by what it does."""


def everything(path: Path) -> None:
    """Lay a ledger with something of every sort: questions, places, revisions, a queue, what was left out."""
    unsure.fill(path)
    first, *others = PAGES
    headlines = ["The flood at Karvel", "Karvel counts its dead", *TONGUES.values(), *[None] * len(PAGES)]
    told = [placed(first, "Karvel", "city", (47.1, 9.2), 5), *others]
    lay(path, *(titled(one, words) if words else one for one, words in zip(told, headlines, strict=False)))
    with Ledger.open(path) as ledger:
        _revised(ledger)
        _brought(ledger)
        ledger.reject(Rejection("read", "https://courier.example/list", "it is a list of links"))


def _revised(ledger: Ledger) -> None:
    """Add two texts of one address: the latter without a sentence, with another, with a menu that is dropped."""
    for hour, text in enumerate(
        ("The ferry is late.\nIt is old.", "The ferry is late.\nIt is new, she said.\nSubscribe")
    ):
        came = replace(
            capture(text, url="https://courier.example/ferry"), captured_at=datetime(2031, 5, 20, hour, tzinfo=UTC)
        )
        made = article(text, of=came, headline="The ferry at Lowmoor")
        if "Subscribe" in text:
            made = replace(made, furniture=(span(made, "Subscribe"),))
        ledger.add(came, reading(made, [report(made, text.splitlines()[1], "Ada Orr")]))


def _brought(ledger: Ledger) -> None:
    """Bring three pages: one is read, one is left out, one waits."""
    pages = (next(ledger.articles()).id,)
    for address, state, outcome, found in (
        ("https://courier.example/mill", State.DONE, "read", pages),
        ("https://courier.example/list", State.REJECTED, "it is a list of links", ()),
        ("saved page.html", None, "", ()),
    ):
        row = ledger.pending.add(address, who="ada", body=None if state else b"<html>")
        if state:
            assert ledger.pending.take() == ledger.pending.by_id(row.id)
            ledger.pending.finish(row.id, state, outcome, found)


def one_page(path: Path) -> None:
    """Lay a ledger of one page."""
    lay(path, titled(PAGES[0], "The flood at Karvel"))


CROWD = 500
"""Reports on one point."""


def crowd(path: Path) -> None:
    """Lay a ledger in which five hundred outlets tell one thing: from a board, from one another, from nobody."""
    ways: tuple[Callable[[int], tuple[Source, ...]], ...] = (
        lambda n: (via(f"Outlet {n // 7 * 7}"), BOARD),
        lambda _: (),
        lambda _: (people("two officials of the Karvel River Board"),),
        lambda n: (source(f"Witness {n % 12}"),),
    )
    pages = [
        page(f"Outlet {n}", 6 + n // 40, dead(31, *(ways[n % len(ways)](n) if n % 7 else (BOARD,))))
        for n in range(CROWD)
    ]
    lay(path, *(titled(one, "31 dead at Karvel") for one in pages))


def harmful(path: Path, words: str, language: str = "en") -> None:
    """Lay a ledger in which headline, outlet, claimants, sentences and addresses are such words."""
    name, sentence = words[:200] if len(words) > 1_000 else words, f"{words} 31 people were killed in Karvel"
    value = count(31, "deaths @ karvel")
    told = said(sentence, BOARD, value=value)
    ahead = said(f"{words} The dam will hold", ORR, status=Status.PREDICTED, horizon=day(9))
    more = said(f"{words} 44 people were killed in Karvel", source(words), value=count(44, "deaths @ karvel"))
    pages = (
        page("Globe", 6, told, ahead),
        page("Echo", 6, replace(told, chain=(via("Globe"), source(words, role=words)))),
        page("Herald", 7, more),
        page("Siren", 8, replace(told, chain=(source(words, SourceKind.UNNAMED),))),
    )
    lay(path, *(_harmful(titled(one, words, language), name) for one in pages))
    with Ledger.open(path) as ledger:
        ledger.reject(Rejection("read", words, words), provenance=PROVENANCE)
        ledger.pending.add(words[:1_000], who=name, body=b"<html>")


def _harmful(told: Told, name: str) -> Told:
    """Return a page of an outlet of such a name, at an address that runs."""
    old = told.article
    outlet = f"{name} {old.outlet.name if old.outlet else ''}"
    came = capture(old.text, url=f"javascript:{HIT}//{old.id}")
    made = replace(old, outlet=Outlet(outlet), url=came.url, address=came.address, capture_id=came.id, byline=name)
    reports = (replace(one, chain=(replace(one.chain[0], name=outlet), *one.chain[1:])) for one in told.reports)
    return Told(made, tuple(reports))
