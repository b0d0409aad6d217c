"""What surrounds an expression of time: the article's day, the words beside it, its tense, the times named before."""

import re
from datetime import date
from functools import cached_property

from msgspec import Struct

from reportedly.resolve.times import english
from reportedly.resolve.times.calendar import Days, years_away

_LOOK_BACK = 200
_LOOK_AHEAD = 80
_NEAR = 400
"""How far before an expression, in code points, stands the time that "a day earlier" counts from."""

_LONGER = re.compile(r"P(?:[6-9]|1[0-2])M|P1Y")
_OF_YEAR = re.compile(r"\d{4}(?:-[A-Z\d]{2})?")
_NEAR_DAYS = 92
"""A date without a year, where no word tells, is the coming one when it is this near."""

_POSSESSIVE = re.compile(r"['’]s\s(\w+)")
_PERFECT = re.compile(rf"\b(?:{english.PERFECT})\b", re.IGNORECASE)
_WILL = re.compile(rf"(?<!\w)(?:(?P<future>{english.WILL})|(?P<past>{english.PAST}))(?!\w)", re.IGNORECASE)
_TENSE = re.compile(rf"(?<!\w)(?:(?P<future>{english.FUTURE})|(?P<past>{english.PAST}))(?!\w)", re.IGNORECASE)
_TOLD = re.compile(rf"(?<!\w){english.TOLD}\s$".replace(" ", r"\s"), re.IGNORECASE)
_DONE = re.compile(rf"\s(?:{english.DONE})\b")
_NAME_BEFORE = re.compile(r"\b[A-Z]\w+ $")
_SPOKE = re.compile(rf"(?<!\w)(?:{english.SPOKE})(?:\s\w+){{0,2}}\s$", re.IGNORECASE)
_LED = tuple((side, re.compile(rf"(?<!\w)(?:{lead}) $", re.IGNORECASE)) for side, lead in english.LEADS.items())
_NO_LEAD = re.compile(english.NO_LEAD, re.IGNORECASE)
_AFTER_LED = re.compile(english.AFTER_LED)
_NEGATED = re.compile(english.NEGATED, re.IGNORECASE)
_IT_WAS = re.compile(english.IT_WAS)
_SENTENCE = re.compile(r"[.!?]['”’\"]{0,2}\s|\n")


class NoDayError(LookupError):
    """The article has no day, and this time takes one."""


class Named:
    """The times a text has named so far, as far as later ones count from them.

    Attributes:
        quarter: The quarter spoken of: the last that has begun. That of the year before is only compared with it.
        is_of_quarter: Whether a quarter was spoken of last, and not "the year" or "nine months".
    """

    def __init__(self, day: date | None) -> None:
        self._day = day
        self._times: list[tuple[int, Days]] = []  # each after its end
        self.quarter: Days | None = None
        self.is_of_quarter = False

    def add(self, end: int, days: Days) -> None:
        """Take up the next time; it ends at a code point of the text."""
        self._times.append((end, days))
        value = days.value or ""
        if "-Q" in value:
            self.is_of_quarter = True
            has_begun = days.start is not None and (self._day is None or days.start <= self._day)
            if has_begun and not (self.quarter and value == years_away(self.quarter, -1).value):
                self.quarter = days
        elif _LONGER.fullmatch(value):
            self.is_of_quarter = False

    def near(self, start: int, unit: str, *, within: int = _NEAR) -> Days | None:
        """Return the last time from which a day, week, … can be counted at a place of the text, if it stands near."""
        for end, days in reversed(self._times):
            if start - end > within:
                return None
            if days.start and days.end and (unit != "day" or days.grain == "day"):
                return days
        return None


class Context(Struct, frozen=True, dict=True):  # with a place for what few are asked for
    """An expression's surroundings."""

    text: str
    start: int
    end: int
    day: date | None
    named: Named
    forecast: bool = False  # in a forecast, what lies open is to come

    @property
    def words(self) -> str:
        """The expression itself."""
        return self.text[self.start : self.end]

    @property
    def today(self) -> date:
        """The article's day."""
        if self.day is None:
            raise NoDayError
        return self.day

    @cached_property
    def is_future(self) -> bool:
        """Whether the words around speak of what is to come; in a forecast, unless they speak of the past."""
        return self.tense == "future" or (self.forecast and self.tense is None)

    @cached_property
    def tense(self) -> str | None:
        """Say "future" or "past": the last word before that tells decides, else the first after it."""
        before = self._before_in_sentence
        told = list(_TENSE.finditer(before))
        right_before = _TOLD.search(before, max(0, len(before) - 40))
        is_open = right_before and told and told[-1]["future"] and told[-1].start() > right_before.start()
        if (right_before and not is_open) or self.follows(_DONE):
            return "past"
        if told:
            return told[-1].lastgroup
        after = self.text[self.end : self.end + _LOOK_AHEAD]
        stop = _SENTENCE.search(after)
        first = _WILL.search(after, 0, stop.start() if stop else len(after))
        return first.lastgroup if first else None

    @cached_property
    def _before_in_sentence(self) -> str:
        before = self.text[max(0, self.start - _LOOK_BACK) : self.start]
        ends = [match.end() for match in _SENTENCE.finditer(before)]
        return before[ends[-1] :] if ends else before

    @cached_property
    def before(self) -> str:
        """The word right before, in lower case."""
        return (self.text[max(0, self.start - 12) : self.start].split() or [""])[-1].lower()

    @property
    def is_to_come(self) -> bool:
        """Whether a weekday is the coming one: "by Friday", "will rule on Tuesday", not "Tuesday's raid"."""
        its = self.follows(_POSSESSIVE)
        if its and its[1].lower() not in english.COMING_EVENTS and not self.forecast:
            return False
        if self.before in ("until", "till", "through", "least"):
            return not self.text.startswith("Until", max(0, self.start - 6)) or self.tense != "past"
        if self.before not in ("by", "before") and (not self.lead or self.lead[0] != "to"):
            return self.is_future
        before = self._before_in_sentence.strip()
        return self.tense != "past" if " " not in before else self.is_future or not _PERFECT.search(before)

    def year_of(self, day: date) -> int:
        """Return the year of a day that names none: it has passed, unless it is near or the future is spoken of."""
        ahead = (day - self.today).days
        if self.is_future:
            return day.year + (ahead < -31)
        near = 0 if _IT_WAS.search(self._before_in_sentence[-40:]) else 31 if self.tense else _NEAR_DAYS
        return day.year - (ahead > near) + (ahead < near - 366)

    @cached_property
    def lead(self) -> tuple[str, int] | None:
        """Which side of the time is meant, and where the words that say so begin: "since Tuesday", "before Friday"."""
        if self.before not in english.LEAD_ENDS:
            return None
        near = max(0, self.start - 24)
        words = self.text[near : self.start]
        side, found = next(((side, led) for side, lead in _LED if (led := lead.search(words))), (None, None))
        if side is None or found is None:
            return None
        if side in ("before", "after"):
            rest = words[: found.start()].rstrip()
            if _NO_LEAD.search(rest[-12:]) or not self.follows(_AFTER_LED):
                return None
        return side, near + found.start()

    @property
    def is_negated(self) -> bool:
        """Whether the clause has a negation before the time: "no trains before Wednesday"."""
        return bool(_NEGATED.search(re.split(r"[,;:]", self._before_in_sentence)[-1]))

    @property
    def is_beside_told(self) -> bool:
        """Whether the words before say that something else was then: "since Monday", "said on Wednesday"."""
        return self.before in english.BACKWARD or bool(_SPOKE.search(self._before_in_sentence[-40:]))

    @property
    def year_spoken_of(self) -> Days | None:
        """The year, or a season or month of another year, that the same sentence names before."""
        near = self.named.near(self.start, "year", within=len(self._before_in_sentence))
        is_other = near and near.start and near.start.year != self.today.year
        return near if is_other and near and _OF_YEAR.fullmatch(near.value or "") else None

    @property
    def is_in_name(self) -> bool:
        """Whether a capitalised word stands right before, in the same line and sentence."""
        return bool(_NAME_BEFORE.search(self.text[max(0, self.start - 30) : self.start]))

    def anchor(self, unit: str) -> Days | None:
        """Return the time named just before that a day, week, … can be counted from."""
        return self.named.near(self.start, unit)

    def follows(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what a pattern finds right after the expression."""
        return pattern.match(self.text, self.end, self.end + 60)

    def precedes(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern, ended with ``$``, fits right before the expression."""
        return bool(pattern.search(self.text[max(0, self.start - 60) : self.start].rstrip()))
