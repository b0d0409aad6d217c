"""The words and phrases by which English names times. What each row does is shown by an example in tests/resolve/."""

from collections.abc import Mapping
from types import MappingProxyType

from reportedly.english import DAYS, MONTHS, named, words, wordset

MONTH = rf"(?-i:{MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
"""A month, in full or shortened."""

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

FEW: Mapping[str, float] = MappingProxyType({"a": 1.0, "an": 1.0, "couple": 2.0, "half": 0.5, "hundred": 100.0})
"""Words for how many that are no number elsewhere."""

PARTS_OF_DAY: Mapping[str, str] = MappingProxyType(
    {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
)
"""Parts of a day → their TIMEX3 codes."""

SEASONS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9), "winter": ("WI", 12)}
)
"""A season → its TIMEX3 code and the month it begins with, in the north."""

HOLIDAYS: Mapping[str, tuple[int, int] | str] = MappingProxyType(
    {
        "New Year['’]s Day": (1, 1),
        "Valentine['’]s Day": (2, 14),
        "May Day": (5, 1),
        "Fourth of July": (7, 4),
        "Halloween": (10, 31),
        "Christmas Eve": (12, 24),
        "Christmas(?: Day)?": (12, 25),
        "Boxing Day": (12, 26),
        "New Year['’]s Eve": (12, 31),
        "Thanksgiving(?: Day)?": "11 fourth Thursday",
        "Good Friday": "Easter -2",
        "Easter Monday": "Easter +1",
        "Easter(?: Sunday)?": "Easter +0",
    }
)
"""Days with a name → month and day, or how they are found."""

_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
"""
ORDINALS: Mapping[str, int] = MappingProxyType({word: n for n, word in enumerate(words(_ORDINALS), 1)} | {"final": 4})
"""Ordinal words; of quarters the final one is the fourth."""

OFTEN: Mapping[str, str] = named(
    ("PT1H", "hourly"),
    ("P1D", "daily|nightly"),
    ("P1W", "weekly"),
    ("P1M", "monthly"),
    ("P1Y", "yearly|annually"),
)
"""Adverbs of how often → the TIMEX3 value of the set."""

IN_THE_PAST = (
    r"recently|recent|lately|not long ago|long ago|"
    r"(?<=in )the past(?=[^\w ]| (?:and|but|it|he|she|they|we|the|was|were|has|have|had)\b)"
)
"""Some time before now: PAST_REF."""

AT_PRESENT = r"(?:right |just )?now|currently|current|at present|presently|at the moment|these days|nowadays"
"""About now: PRESENT_REF."""

IN_THE_FUTURE = (
    r"soon(?! after| as)|as soon as possible|someday|in due course|a later date|"
    r"the (?:near|foreseeable|immediate|distant|not-too-distant) future|(?<=in |to )the future(?! of)"
)
"""Some time after now: FUTURE_REF."""

_ITS_HOURS = r"open|close|start|begin|end|leave|depart|arrive|meet|vote|play|face|host|return|run|expire|resume"
_PLURAL = r"(?:(?<!['’]s )(?<!his )(?<!this )(?<=s )|(?<=they )|(?<=and ))"
_NOT_RUNS = r"(?<!\d )(?<!two )(?<!three )(?<!four )(?<!five )(?<!the )(?<!of )"
_TIMETABLE = (
    rf"{_NOT_RUNS}(?:{_ITS_HOURS})s|goes|{_PLURAL}(?:{_ITS_HOURS}|go)|(?:goes?|heads?) to the polls|"
    r"(?:gets?|kicks?) (?:off|under way)|takes? (?:effect|place)|comes? into force|(?:is|are)(?= on )|"
    r"(?-i:[A-Z][a-z]+ (?:host|face|play|meet|visit)(?= [A-Z]))"
)
"""What goes by a timetable is told in the present: "polls open on Tuesday", "Ede host Oss on Friday"; no "two runs"."""

FUTURE = (
    r"will|would|must|should|won['’]t|shall|['’]ll|(?-i:may)|might|could(?! not)|to be|going to|plan(?:s|ned|ning)? to|"
    r"(?:is|are|was|were|be|been) (?:set|due|slated|planned|to)|expect\w*|schedul\w+|anticipat\w+|predict\w*|"
    r"forecast\w*|chances? of|(?:risk|threat|likelihood|probability|odds) of|(?:un)?likely|"
    rf"{_TIMETABLE}|ahead of|deadline|by the time|upcoming|payable|effective|beginning|starting"
)
"""Before a day without a year or week these say that it is to come."""

WILL = r"will|must|should|could|(?-i:may)|won['’]t|shall|['’]ll|(?:is|are) (?:set|due|slated|expected|scheduled|to)"
"""After it, these say that it is to come."""

PAST = (
    r"(?<!be )(?:said|told|says|was|were|had|did|since|(?-i:[a-z]{3,}ed)|began|broke|brought|came|drove|fell|fled|"
    r"flew|found|gave|got|grew|held|kept|left|lost|made|met|ran|rose|sank|saw|sent|shot|spoke|struck|took|tore|threw|"
    r"went|won|wrote)"
)
"""Before it, these say that it has been."""

TOLD = (
    r"(?:(?:said|says|told|wrote)(?: \w+){0,2}|(?<!be )(?-i:(?!expected|scheduled|planned|slated)[a-z]{2,}ed))"
    r"(?: (?:on|late|early|in))?"
)
"""Right before a day: what happened then has happened, whatever else the sentence tells of."""

DONE = r"said|told|wrote|was|were|had|(?!expected|scheduled|planned|slated)[a-z]{2,}ed"
"""Right after a day: "the ministry on Sunday issued"."""

PERFECT = r"had|was|were"
"""Before "by Tuesday", these say that it has been."""

SPOKE = r"said|says|told|wrote|announced"
"""Before a time: when something was said, and not when it is due."""

COMING_EVENTS = wordset("election elections vote meeting summit hearing match game deadline talks ballot debate")
"""After "Sunday's": the day may be to come."""

LATER_TODAY = (
    r"\b(?:by|at|before|until|from) (?:early |late |mid[- ])?(?:midnight|evening|nightfall|dawn|midday|noon)\b"
    r"(?! (?:on|yesterday))"
)
"""In a forecast without a day: it falls due the same day."""

BACKWARD = wordset("of since after following")
"""A time after one of these says, in a forecast, when something else was."""

BEFORE_MONTH = wordset(
    "in by since between until till of last next this during through from before after late early mid throughout"
)
"""Before "May" or "March": the month is meant."""

AFTER_MONTH = rf"(?-i:\b(?:{MONTHS}))(?: \d{{4}})? (?:to|and|or|through|until)$"
"""Before "May" or "March" too: "from November to March"."""

BEFORE_CLOCK = wordset("at around about by until since before after till from")
"""Before "noon": a time of the day."""

BEFORE_SPAN = wordset(
    "for in after within over about nearly almost than lasting takes take took lasted once roughly under barely just "
    "only every"
)
"""Before "a year": a span of time, no rate."""

BEFORE_ONE_DAY = wordset("may might could would will can maybe perhaps and")
"""Before "one day": some day to come, no length."""

BEFORE_THE_SPAN = wordset("for in of during throughout over through this")
"""Before "the year": the year spoken of."""

AFTER_THE_SPAN = r" (?:of|that|when|before|after|in which|he|she|they|it|we)\b"
"""After "the year": another one, which these words tell."""

ENDED = (
    rf" (?:that )?(?:ended|ending|to)(?: on)? (?:end-|the end of )?(?P<month>{MONTH})"
    r"(?: \d\d?(?:, (?P<year>\d{4})\b)?)?"
)
"""After "the quarter", "the year", "three months": the last day of one that is not the calendar's."""

OF_AMOUNT = r" (?:of a |point|percentage|mark|ounce)"
"""After "the quarter": a fourth part, and no time."""

CLAUSE_END = r"[^\w\s]|$| (?:and|but|when|in|to|at)\b"
"""After "two years before": it counts from a time named earlier, and not from what follows."""

_THEN = rf",? (?:on )?(?:(?P<weekday>{DAYS}),? )?"
DATE_AFTER = tuple(
    rf"{_THEN}{order}(?:,? (?P<year>\d{{4}}))?\b"
    for order in (rf"(?P<day>\d\d?) (?P<month>{MONTH})", rf"(?P<month>{MONTH}) (?P<day>\d\d?)")
)
"""After a clock time: its day."""

DAY_OF_BOTH = (
    r"(?: and(?: [a-z]+){0,3}| to| until| till|,|,? then)? ?[-–]?(?: ?at)? ?"
    r"(?:\d{1,2}(?:[:.][0-5]\d)? ?[apAP]\.?[mM]\b\.?|\d{1,2}:[0-5]\d|noon|midnight)"
    rf" (?:on )?(?P<day>{DAYS}|yesterday|today|tomorrow)\b(?! \d)"
)
"""After a clock time without a day: another one with it, "open at 7am and close at 10pm on Thursday"."""

PREVIOUS = ("previous", "prior", "preceding")
TURNS: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(("last", "past", "before", "earlier", *PREVIOUS), -1)
    | dict.fromkeys(("next", "coming", "following", "after", "later"), 1)
)
"""Words for the one before, and the one after."""

COMPARED = (
    r"(?:\bfrom|compared (?:with|to)|"
    r"(?<!more )(?<!less )\bthan|\bagainst|\bversus|\bover|\d[\w%.]*(?: [a-z-]+){0,4},?)(?: the| for| in)?$"
)
"""Right before "a year ago": a comparison, so the same span of the year before."""

NO_YEAR = wordset(
    "some about around nearly almost over than least roughly approximately no. number flight room resolution article "
    "section highway page route channel"
)
"""Before four digits: no year."""

LEADS: Mapping[str, str] = MappingProxyType(
    {
        "from": r"since|(?:until|till) at least|at least (?:until|till)|not (?:before|until)|no earlier than",
        "to": r"by|until|till|no later than|not later than|on or before",
        "before": r"before|prior to",
        "after": r"after|(?<!no )(?<!not )later than",
    }
)
"""Which side of a time is meant → what stands right before it: from it on, up to it, without it up to it or after."""

LEAD_ENDS = wordset("since least until till before than by to after")
"""With one of these words each of them ends."""

NO_LEAD = (
    r"\b(?:(?:second|minute|hour|day|night|morning|evening|week|month|year)s?|"
    r"shortly|soon|just|right|long|immediately)$"
)
"""Right before "before" and "after": they only lead up to a length, "two days before Christmas"."""

AFTER_LED = (
    r"[^\w\s'’]|$| (?:and|but|or|when|in|to|at|on|for|with|as|that|because|if|unless|while|by|the|he|she|they|it|will|"
    r"would|could|is|are|was|were|has|had|have)\b"
)
"""After the time in "before Thursday": that time itself is meant, and no "Thursday's vote", no "overnight rain"."""

NEGATED = r"(?<!\w)(?:no|not|never|nobody|none|nothing|without|cannot)\b|n['’]t\b"
"""Before "before Thursday": nothing falls due then."""

OR_THEN = r" (?:or|and) (?:(?:on|in|early|late|even|perhaps|possibly) ){0,2}"
"""Between two times: "late Wednesday or early Thursday" is both."""

FROM_TO = (
    r"\bfrom(?: (?:early|late|about|around|the|at))? $",
    r" (?:to|until|till|through|up to)(?: (?:early|late|about|around|the|at))? ",
)
BETWEEN_AND = (r"\bbetween(?: (?:early|late|the))? $", r" and(?: (?:early|late|the))? ")
"""What stands before the first and before the second of two times that are one interval."""

IT_WAS = rf"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeing )(?!expected|scheduled|planned|slated)(?:{PAST})(?: on)? $"
"""Right before a date: it has been, however near the coming one is."""
