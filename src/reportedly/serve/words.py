"""What templates say: days, times, counts and names, as the reading room words them."""

import re
from datetime import UTC, date, datetime

from markupsafe import Markup

from reportedly import wording
from reportedly.records import Article, Origins, Stamp, Weight


def clean(text: str | None, most: int = 0) -> str:
    """Return a page's words for the screen: on one line, without signs that hide or turn what follows; maybe cut."""
    plain = wording.neutral(text or "")
    return wording.bounded(plain, most) if most else plain


_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def reason(text: str) -> str:
    """Return why the ledger has it so, as it is read: days and places as they stand elsewhere on the screen.

    >>> reason("said 2 days apart, on 2031-05-07 and 2031-05-09")
    'said 2 days apart, on 7 May 2031 and 9 May 2031'
    >>> reason("deaths @ karvel and injured are not the same")
    'deaths in karvel and injured are not the same'
    """
    return _DAY.sub(lambda found: _as_day(found[0]), clean(text).replace(" @ ", " in "))


def _as_day(written: str) -> str:
    try:
        return day(date.fromisoformat(written))
    except ValueError:  # a page's words look like a day and are none
        return written


def day(when: date | None) -> str:
    """Return a day: "13 Nov", with the year where it is another than this one's."""
    return f"{when.day} {when:%b} {when.year}" if when else "no day known"


def instant(when: datetime) -> str:
    """Return an instant in UTC: "13 Nov 2026, 16:10"."""
    own = when.astimezone(UTC)
    return f"{own.day} {own:%b} {own.year}, {own:%H:%M}"


def published(stamp: Stamp | None) -> str:
    """Return when a page says that it was published."""
    if stamp is None:
        return "no day known"
    return instant(stamp.instant) if stamp.instant else day(stamp.day)


def iso(when: date | datetime | None) -> str:
    """Return the same for a machine."""
    return when.isoformat() if when else ""


def origins(least: int, most: int) -> str:
    """Return how many independent origins there are: "2–3 independent origins"."""
    if most == 0:
        return "no independent origin"
    number = str(most) if least == most else f"{least}–{most}"
    return f"{number} independent origin{'' if most == 1 else 's'}"


def weighed(weight: Weight) -> str:
    """Return who carries and who says it: "24 outlets · 19 publishers · 3 claimants"."""
    said = wording.count(weight.claimants, "claimant") if weight.claimants else "nobody named"
    return f"{wording.count(weight.outlets, 'outlet')} · {wording.count(weight.publishers, 'publisher')} · {said}"


def whole(weight: Weight, of: Origins) -> str:
    """Return the line that matters, in one piece: outlets, publishers, claimants, origins."""
    return f"{weighed(weight)} · {origins(of.at_least, of.at_most)}"


_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def many(number: int, what: str) -> str:
    """Return how many there are of something, to begin a sentence: small numbers in words.

    >>> many(3, "story"), many(1, "page"), many(1200, "page")
    ('Three stories', 'One page', '1,200 pages')
    """
    counted = wording.count(number, what)
    return f"{_SMALL[number]} {counted.partition(' ')[2]}" if number < len(_SMALL) else counted


def lately(when: datetime, now: datetime) -> str:
    """Return an instant as one tells it within the week: "on Friday at 18:05"; in UTC.

    >>> now = datetime(2031, 5, 6, 12, tzinfo=UTC)
    >>> lately(datetime(2031, 5, 6, 8, tzinfo=UTC), now), lately(datetime(2031, 5, 2, 18, 5, tzinfo=UTC), now)
    ('today at 08:00', 'on Friday at 18:05')
    >>> lately(datetime(2031, 4, 2, 18, 5, tzinfo=UTC), now)
    'on 2 Apr 2031 at 18:05'
    """
    own = when.astimezone(UTC)
    days = (now.astimezone(UTC).date() - own.date()).days
    if days < 2:
        return f"{'yesterday' if days else 'today'} at {own:%H:%M}"
    return f"on {f'{own:%A}' if days < 7 else day(own.date())} at {own:%H:%M}"


def due(horizon: date, today: date) -> str:
    """Return how far the day is by which a forecast falls due.

    >>> [due(date(2031, 5, day), date(2031, 5, 6)) for day in (4, 5, 6, 7, 10)]
    ['2 days over', '1 day over', 'due today', 'due tomorrow', 'in 4 days']
    """
    days = (horizon - today).days
    if days < 0:
        return f"{wording.count(-days, 'day')} over"
    return ("due today", "due tomorrow")[days] if days < 2 else f"in {days:,} days"


def direction(language: str) -> str:
    """Return the direction in which a language is written."""
    return "rtl" if language.partition("-")[0] in {"ar", "fa", "he", "ur", "ps", "sd", "yi", "dv", "ug"} else "ltr"


def tongue(language: str, direction: str) -> Markup:
    """Return the attributes of words in a language: none where they are as the page is, English from left to right."""
    is_ours = language == "en" and direction == "ltr"
    return Markup() if is_ours else Markup(' lang="{}" dir="{}"').format(language, direction)


def language(article: Article) -> str:
    """Return the language of a page, as HTML has it."""
    return article.language if article.language.replace("-", "").isalnum() else "und"
