"""A flood at Karvel, as outlets of ours tell it: what the pages on stories, points and claims are tried on."""

from msgspec.structs import replace

from reportedly.link import Told
from reportedly.records import Place, Span, Status
from tellings import BOARD, FARMERS, LOE, ORR, Said, at_least, count, day, page, people, said, via

DAM = "The dam above Karvel will hold until Sunday"
SIRENS = "The sirens above the town of Karvel stayed silent that night"


def dead(number: int, *chain: object, **more: object) -> Said:
    """Return what somebody says of the dead."""
    return said(f"{number} people were killed in Karvel", *chain, value=count(number, "deaths @ karvel"), **more)  # type: ignore[arg-type]  # sources


GLOBE = page("Globe", 6, dead(31, BOARD), said(DAM, ORR, status=Status.PREDICTED, horizon=day(9)))
ECHO = page("Echo", 6, dead(31, via("Globe"), BOARD))
MERCURY = page("Mercury", 7, dead(31))
HERALD = page("Herald", 6, dead(44, FARMERS))
LEDGER = page("Ledger", 9, dead(35, BOARD))
VALLEY = page(
    "Valley Post",
    8,
    said("At least 20 people were killed in Karvel", LOE, value=at_least(20, "deaths @ karvel")),
    said(SIRENS, people("two farmers")),
)
SIREN = page("Siren", 9, said(SIRENS, BOARD, status=Status.DENIED))
TRIBUNE = page("Tribune", 6, dead(31, people("two officials of the Karvel River Board")))
CLARION = page("Clarion", 7, dead(31, LOE))

PAGES = (GLOBE, ECHO, MERCURY, HERALD, LEDGER, VALLEY, SIREN, TRIBUNE, CLARION)


def placed(told: Told, name: str, precision: str, at: tuple[float, float], gid: int) -> Told:
    """Return a page whose first report names a place."""
    first, *others = told.reports
    start = told.article.text.index(name)
    where = Place(name, Span(start, start + len(name)), precision, gid, *at)
    return Told(told.article, (replace(first, places=(where,)), *others))
