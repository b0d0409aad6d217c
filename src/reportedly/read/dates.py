"""Times a page gives for itself: ISO times in tags, dates printed in English, dates in an address.

A day is kept as it was printed; an instant only where the page gives the zone too. What could be two days (05/11/2024)
is none.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reportedly.records import Stamp

_MONTHS = "january february march april may june july august september october november december"
MONTHS_EN = {
    name[:length]: number for number, name in enumerate(_MONTHS.split(), start=1) for length in (3, len(name))
} | {"sept": 9}

# Offsets in hours.
ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "hkt": 8, "sgt": 8,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "jst": 9, "kst": 9,
    "aest": 10, "aedt": 11,
}  # fmt: skip
# Zones in which summer time decides.
PLACES = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}

_MONTH = "(?:" + "|".join(sorted(MONTHS_EN, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAYS = (
    rf"{_WEEKDAY}(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}){_ORDINAL}\s*,?\s+{_YEAR}\b",  # November 5, 2024
    # 5th of Nov, 2024
    rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s-]+(?P<month>{_MONTH})\s*,?[\s-]+{_YEAR}\b",
    rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b",
    rf"\b{_YEAR}[./](?P<month>\d\d)[./](?P<day>\d\d)\b",
    rf"\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}\b",  # 5.11.2024: with dots the day comes first
    rf"\b(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-]{_YEAR}\b",  # 13/11/2024: only where one of them can be no month
)
_DAY = tuple(re.compile(day, re.IGNORECASE) for day in _DAYS)
_CLOCK = re.compile(
    r"(?P<between>[\s,|@–—-]{0,4}(?:at\s+)?|T)(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?\s*h?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*\(?(?P<zone>[A-Z]{2,4}\b|Z\b|(?:GMT|UTC)?\s*[+-]\d{1,2}(?::?\d\d)?)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<zone>Z|[+-]\d\d:?\d\d|UTC|GMT)?)?"
)
_IN_ADDRESS = re.compile(
    r"/(?P<year>20\d\d|19\d\d)[/-](?P<month>\d\d|[a-z]{3,9})[/-](?P<day>\d\d?)(?=[/_.-]|$)"
    r"|[/_-](?P<year2>20\d\d)-?(?P<month2>0\d|1[0-2])-?(?P<day2>[0-2]\d|3[01])(?=[/_.-]|$|\d{4,8}\b)",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:first\s+|last\s+|date\s+)?(?:published|updated|posted|modified|created|issued|released|edited|uploaded)"
    r"(?:\s+(?:on|at|date))?|date|on"
)
_BEFORE_STAMP = re.compile(rf"^\W*(?:(?:{_LABEL})\s*[:|]?\s*)?$", re.IGNORECASE)
_AGO = r"(?:\d+|a|an|\w{3,6})\s*(?:min(?:ute)?s?|hours?|days?)(?:\s*(?:ago|read))?"
_AFTER_STAMP = re.compile(
    rf"^[\s|•·,()/–—-]*(?:(?:{_LABEL})?[\s:|]*(?:{_AGO}|\d{{1,2}}[:.]\d\d\s*h?\.?(?:[ap]m)?"
    r"|(?-i:[A-Z]{2,4})|local time|last (?:updated|modified)|updated))*[\s|•·,()./–—-]*$",
    re.IGNORECASE,
)
_MODIFIED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def from_iso(text: str, evidence: str) -> Stamp | None:
    """Return the stamp of an ISO date or date and time; ``None`` where it is none.

    >>> from_iso("2024-11-05T02:31:00-05:00", "given").instant.isoformat()
    '2024-11-05T07:31:00+00:00'
    """
    match = _ISO.match(text.strip()[:60])
    if match is None:
        return None
    day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    zone = _zone(match["zone"], day) if match["hour"] else None
    instant = _instant(day, int(match["hour"]), int(match["minute"]), zone) if zone else None
    return Stamp(day, instant, evidence)


def printed(text: str, evidence: str | None = None) -> Stamp | None:
    """Return the stamp of the first date printed in a text, with the clock behind it.

    Args:
        text: A line or a tag's value; only its first 300 letters are looked at.
        evidence: How it is shown; the words themselves where not given.
    """
    found = _first_day(text[:300])
    if found is None:
        return None
    start, end, day = found
    clock = _CLOCK.match(text, end, end + 40)
    instant = None
    if clock and (at := _clock(clock, day)):
        instant, end = at[0], clock.end()
    words = " ".join(text[start:end].split()).rstrip(" (,|-")
    return Stamp(day, instant, evidence or f'text "{words}"')


def of_address(url: str) -> Stamp | None:
    """Return the day in an address: ``/2024/11/05/``, ``/2024/nov/05/``, ``-20241105``.

    >>> of_address("https://echo.example/2024/nov/05/dam").day.isoformat()
    '2024-11-05'
    """
    match = _IN_ADDRESS.search(url[:2_000])
    if match is None:
        return None
    year, month, number = (
        match["year"] or match["year2"],
        match["month"] or match["month2"],
        match["day"] or match["day2"],
    )
    at = int(month) if month.isdigit() else MONTHS_EN.get(month.casefold(), 0)
    day = _day(int(year), at, int(number))
    return Stamp(day, None, f"url {match.group()}") if day else None


def is_modified(line: str) -> bool:
    """Whether a line's first date tells when the page was changed, and not when it came out.

    >>> is_modified("Updated October 31, 2024"), is_modified("Posted Oct 30, 2024; updated Oct 31, 2024")
    (True, False)
    """
    found = _first_day(line[:300])
    return found is not None and _MODIFIED.search(line[max(0, found[0] - 30) : found[0]]) is not None


def is_stamp_line(line: str) -> bool:
    """Whether a line is nothing but a date of the page's own.

    >>> is_stamp_line("Posted Nov 10, 2024 4:35 PM CST"), is_stamp_line("On Nov 10, 2024 the dam broke.")
    (True, False)
    """
    found = _first_day(line)
    if found is None:
        return False
    start, end, _ = found
    clock = _CLOCK.match(line, end, end + 40)
    rest = line[clock.end() if clock else end :]
    return _BEFORE_STAMP.match(line[:start]) is not None and (
        _AFTER_STAMP.match(rest) is not None or (len(rest) < 60 and is_stamp_line(rest))
    )


# ------------------------------------------------------------------ parts


def _first_day(text: str) -> tuple[int, int, date] | None:
    found = []
    for pattern in _DAY:
        match = pattern.search(text)
        if match and (day := _matched_day(match.groupdict())):
            found.append((match.start(), match.end(), day))
    return min(found, default=None)


def _matched_day(parts: dict[str, str]) -> date | None:
    year = int(parts["year"])
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        if one == two or one > 12:
            return _day(year, two, one)
        return _day(year, one, two) if two > 12 else None
    month = parts["month"].rstrip(".").casefold()
    return _day(year, int(month) if month.isdigit() else MONTHS_EN[month], int(parts["day"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _clock(match: re.Match[str], day: date) -> tuple[datetime | None] | None:
    """Return the instant of a clock, in a tuple: ``(None,)`` where it has no zone; ``None`` where it is no clock."""
    hour, minute, half = int(match["hour"]), int(match["minute"]), (match["half"] or "").replace(".", "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    zone = _zone(match["zone"], day)
    return (_instant(day, hour, minute, zone),) if zone else (None,)


def _zone(name: str | None, day: date) -> timezone | None:
    """Return the zone of "EST", "ET", "+02:00", "GMT+2"; ``None`` for none or one that is not known."""
    if not name:
        return None
    plain = name.casefold().replace(" ", "")
    if plain in ZONES:
        return timezone(timedelta(hours=ZONES[plain]))
    if plain in PLACES:
        return _zone_of_place(PLACES[plain], day)
    match = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d\d)?", plain)
    if match is None:
        return None
    shift = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(shift if match[1] == "+" else -shift) if shift < timedelta(hours=24) else None


def _zone_of_place(place: str, day: date) -> timezone | None:
    try:
        offset = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(place)).utcoffset()
    except ZoneInfoNotFoundError:
        return None  # this machine has no table of zones
    return timezone(offset) if offset is not None else None


def _instant(day: date, hour: int, minute: int, zone: timezone) -> datetime | None:
    try:
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
