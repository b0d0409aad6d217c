"""The words and phrases by which English names times. What each row does is shown by an example in tests/resolve/."""

from collections.abc import Mapping
from types import MappingProxyType

from reportedly.english import named, wordset

UNITS_OF_TIME: Mapping[str, str] = named(
    ("second", "second"),
    ("minute", "minute"),
    ("hour", "hour"),
    ("day", "day|night"),
    ("week", "week|weekend"),
    ("month", "month"),
    ("quarter", "quarter"),
    ("year", "year"),
    ("decade", "decade"),
    ("century", "century|centurie"),
)
"""Units of time in the singular → the one they are counted as."""

FEW: Mapping[str, float] = MappingProxyType({"a": 1.0, "an": 1.0, "couple": 2.0, "half": 0.5})
"""Words for how many that are no number elsewhere."""

SEASONS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}
)
"""A season → its TIMEX3 code and the month it begins with, in the north."""

FUTURE = (
    r"will|would|won['’]t|shall|['’]ll|may|might|could|(?:is|are|was|were|be|been) (?:set|due|slated|planned|to)|"
    r"expect\w*|plan(?:s|ned|ning)? to|going to|schedul\w+|anticipat\w+|predict\w*|forecast\w*|opens|begins|starts|"
    r"expires|meets|takes effect|ahead of|deadline|until|by the time|upcoming"
)
"""Before a day without a year or week these say that it is to come."""

PAST = r"said|told|says|was|were|had|did|wrote|began|since|\w{3,}ed"
"""Before it, these say that it has been."""

LATER_TODAY = (
    r"\b(?:by|at|before|until|from) (?:early |late |mid[- ])?"
    r"(?:\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|noon|midnight|evening|nightfall|dawn|midday)"
)
"""In a forecast without a day: it falls due the same day."""

BACKWARD = wordset("of since after following")
"""A time after one of these says, in a forecast, when something else was."""

BEFORE_MONTH = wordset(
    "in by since until till of last next this during through from before after late early mid throughout"
)
"""Before "May" or "March": the month is meant."""

BEFORE_SPAN = wordset(
    "for in after within over about nearly almost than lasting takes take took lasted once roughly under"
)
"""Before "a year": a span of time, no rate."""

NO_YEAR = wordset("some about around nearly almost over than least roughly approximately no. number flight room")
"""Before four digits: no year."""

LEADS: Mapping[str, str] = named(
    ("from", "since"),
    ("to", "by|until|till"),
)
"""What stands right before a time → which side of it is meant: from it on, or up to it."""
