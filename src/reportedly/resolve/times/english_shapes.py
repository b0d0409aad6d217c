"""The shapes in which English writes times: one row each, with an example, in the order in which they are tried.

A blank in a pattern stands for any white space. The named groups of a row are what its reader in `days.py` or
`spans.py`, found by the row's name, looks at.
"""

from typing import NamedTuple

from reportedly.english import DAYS, MONTHS, alternation, words
from reportedly.resolve.quantities import english as english_numbers
from reportedly.resolve.times import english


class Shape(NamedTuple):
    """One way a time is written, and an example."""

    name: str
    pattern: str
    example: str


# ------------------------------------------------------------------ pieces

_MONTH = english.MONTH
_WEEKDAY = rf"(?-i:{DAYS})"
_ON = rf"(?:(?P<weekday>{_WEEKDAY}),? (?:the |\()?)?"  # "Tuesday, ", "Tuesday (" before a date
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TENS = alternation(word for word, n in english_numbers.SMALL.items() if n >= 20)
_TEENS = alternation(word for word, n in english_numbers.SMALL.items() if 10 <= n < 20)
_SPOKEN = rf"(?:nineteen|twenty)[- ](?:(?:{_TENS})(?:-[a-z]{{3,5}})?|{_TEENS}|oh[- ][a-z]{{3,5}})"
_DIGITS = r"(?:1[5-9]|20)\d\d"
_YEAR = rf"(?:{_DIGITS}|{_SPOKEN})"
_OF_YEAR = rf"(?:,? (?:of )?(?:(?P<year>{_YEAR})\b|(?P<turn>last|this|next) year\b))?"
_SMALL = rf"(?:{_TENS})(?:-[a-z]{{3,5}})?|{alternation(english_numbers.SMALL)}"
_COUNT = rf"\d{{1,4}}(?:\.\d)?(?: ?[½¼¾]| \d/\d)?|(?:an?|one|two|three|four|five) hundred|{_SMALL}"
_LESS = r"half an?|an?|(?:a )?couple(?: of)?|(?:a )?few|several|many|dozens of|hundreds of"
_MORE = r"(?:more|full|straight|consecutive|trading|business|working|additional|long|whole|solid) "
_N = rf"(?:(?P<n>(?:{_COUNT})(?: and a half)?|{_LESS})(?: ?(?:-|–|to|or) ?(?P<most>{_COUNT}))?)"
_UNIT = rf"(?P<unit>(?:{alternation(english.UNITS_OF_TIME)})s?)"
_UNITS = r"(?P<unit>days|nights|weeks|weekends|months|quarters|years|decades|hours|minutes)"
_PART = r"early|mid|late|(?:the )?(?:start|beginning|middle|end) of"
_HOLIDAYS = "|".join(english.HOLIDAYS)
_EARLY = r"early|mid|late"
_TURN = r"last|next|this|the (?:previous|past|coming)|coming"
_LAST = "(?:(?<=the )|(?<=in )|(?<=over )|(?<=for )|(?<=during ))last"  # "will last two weeks" is no time
_TIME = alternation(english.PARTS_OF_DAY)
_QUARTERS = r"first|second|third|fourth|final|1st|2nd|3rd|4th"
_YEAR_AGO = r"(?:a |one |the )?year[- ](?:ago|earlier|before)"
_ZONE = (
    r"(?:,? \(?(?:(?-i:ET|EST|EDT|CT|CST|CDT|MT|PT|PST|PDT|GMT|UTC|BST|CET|CEST|EET|EEST|MSK|JST|KST|IST|AEST|AEDT)|"
    r"local time)\)?)?(?: \((?=[^()\n]{0,16}\d)[^()\n]{1,24}\))?"
)
_AT_ONE = "GMT|UTC|local time|CES?T|EES?T|MSK"  # the time of one zone
_NAMED_DAY = (
    rf"(?:,? (?:on |late |early )?(?P<day>{_WEEKDAY}(?!,? (?:the )?(?:\d|{_MONTH}))|yesterday|today|tomorrow))?"
)

# ------------------------------------------------------------------ dates

_DATES = (
    Shape("iso", rf"(?P<year>{_DIGITS})-(?P<month>\d\d)-(?P<day>\d\d)", "2031-05-06"),
    Shape(
        "date",
        rf"{_ON}(?P<month>{_MONTH}) (?P<day>{_DAY})\b(?!,\d)"
        rf"(?: ?(?:[-–]|to|and|through) ?(?:(?P<month2>{_MONTH}) )?(?P<day2>{_DAY})\b(?![,.]?\d|%))?{_OF_YEAR}",
        "July 28 to August 3",
    ),
    Shape(
        "date",
        rf"{_ON}(?P<day>{_DAY})(?:(?: of)? (?P<month>{_MONTH}))? ?(?:[-–]|to|and|or) ?"
        rf"(?P<day2>{_DAY})(?: of)? (?P<month2>{_MONTH}){_OF_YEAR}",
        "6 and 10 August",
    ),
    Shape("date", rf"{_ON}(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH}){_OF_YEAR}", "6 May last year"),
    Shape(
        "month",
        rf"(?:(?P<part>{_PART})[- ])?(?:(?P<which>last|next|this)(?: past| coming)? )?"
        rf"(?P<month>(?-i:{MONTHS}))\b{_OF_YEAR}",
        "early November",
    ),
    Shape(
        "holiday",
        rf"(?:(?P<which>last|next|this) )?(?P<holiday>(?-i:{_HOLIDAYS}))(?P<span> week(?:end)?\b)?"
        rf"(?:,? (?P<year>{_DIGITS})\b)?",
        "last Thanksgiving",
    ),
    Shape(
        "ordinal",
        r"the (?P<day>\d{1,2}(?:st|nd|rd|th))(?: \(local time\))?"
        r"(?!,? (?:and|or|to) \d+(?:st|nd|rd|th) (?!at|that|when|in|and|to|as|of|local)[a-z])"
        r"(?=[^\w\s]|$| (?:at|that|when|in|and|to|as|local)\b)",
        "the 10th (local time)",
    ),
)

# ------------------------------------------------------------------ days of the week, parts of the day, clock times

_AROUND_TODAY = (
    Shape(
        "clock",
        rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?{_ZONE}{_NAMED_DAY}",
        "5:30 p.m. local time on Tuesday",
    ),
    Shape(
        "clock",
        rf"(?:(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d)(?= (?:{_AT_ONE}|hours|on {_WEEKDAY}|yesterday))"
        rf"|(?P<hour2>\d\d)(?P<minute2>[0-5]\d)(?= (?:{_AT_ONE}|hours)))(?: hours)?{_ZONE}{_NAMED_DAY}",
        "14:30 GMT",
    ),
    Shape("clock", rf"(?P<word>noon|midnight){_ZONE}{_NAMED_DAY}", "noon on Friday"),
    Shape(
        "nth_of",
        rf"(?:the )?(?P<nth>first|second|third|fourth|last) (?P<unit>weekend|week|day|{_WEEKDAY}) "
        rf"of (?P<month>{_MONTH}){_OF_YEAR}",
        "the last week of October",
    ),
    Shape("from_day", rf"(?P<n>a|one|two|three) weeks? from (?P<weekday>{_WEEKDAY})", "a week from Monday"),
    Shape(
        "weekday_set",
        rf"(?:(?P<each>every|each)(?: other)? (?P<weekday>{_WEEKDAY})(?: (?P<time>{_TIME}))?"
        rf"|(?P<weekday2>{_WEEKDAY})(?:s(?: (?P<time2>{_TIME})s?)?| (?P<time3>{_TIME})s))",
        "every Friday",
    ),
    Shape(
        "weekday",
        rf"(?:(?P<which>{_TURN}|this (?:coming|past)) )?(?P<weekday>{_WEEKDAY})(?: (?P<time>{_TIME}))?"
        r"(?: (?:of )?(?P<week>last|next|this) week)?",
        "next Friday",
    ),
    Shape(
        "deictic",
        rf"(?:(?:earlier|later) )?(?:(?:mid-?|late )?(?P<time>{_TIME}) )?(?P<word>yesterday|today|tomorrow)"
        rf"(?: (?P<time2>{_TIME}))?",
        "yesterday morning",
    ),
    Shape("deictic", rf"(?P<word>tonight|overnight|last night|this (?P<time>{_TIME}))", "this morning"),
    Shape("after_next", r"the (?P<unit>weekend|week|month|year) after next", "the week after next"),
    Shape("deictic", r"the (?P<word>day (?:before yesterday|after tomorrow))", "the day after tomorrow"),
)

# ------------------------------------------------------------------ counted from a day

_COUNTED = (
    Shape(
        "first_of",
        rf"(?:the )?(?P<end>first|opening|last|final) (?:{_N}) (?P<unit>days|weeks|months|quarters|years)"
        rf"(?= of (?:(?:(?P<turn>this|last|next|the)(?: fiscal)? year|(?P<year>{_DIGITS}))\b))",
        "the first nine months of 2031",
    ),
    Shape(
        "ago",
        rf"{_N}[- ](?:{_MORE})?{_UNIT} (?P<way>ago|earlier|later|before|after|prior|from now|hence)\b",
        "three weeks ago",
    ),
    Shape("ago", rf"{_UNITS} (?P<way>ago|earlier|later)", "months ago"),
    Shape(
        "year_ago",
        r"(?:the )?(?:year|12-month|12-months)-(?:ago|earlier)(?! quarter| period| \w+ quarter)",
        "year-earlier",
    ),
    Shape(
        "within",
        rf"within (?:(?:a matter of|just|about) )?(?:the (?:next|coming|following) )?(?:{_N} )?{_UNIT}\b(?P<of> of\b)?",
        "within 24 hours",
    ),
    Shape(
        "around",
        r"(?:(?:in|over|for|during) )?(?:the )?"
        rf"(?P<way>coming|next|upcoming|past|previous|recent|following|{_LAST}) "
        rf"(?:{_N} )?(?:{_MORE})?{_UNIT}(?<=s)",
        "in the coming weeks",
    ),
    Shape("around", rf"(?P<way>in) the {_UNITS} (?:ahead|to come)", "in the days ahead"),
)

# ------------------------------------------------------------------ spans of the calendar

_SPANS = (
    Shape(
        "decade",
        r"(?:the )?(?:(?P<half>first|second|last) half of the )?(?:(?P<part>early|mid|late)[- ])?(?:the )?"
        r"(?P<decade>(?:1[5-9]|20)\d0['’]?s|['’][2-9]0['’]?s)",
        "the early 1990s",
    ),
    Shape(
        "century",
        rf"(?:the )?(?:(?P<half>first|second|last|latter) half of the )?(?:(?P<part>{_EARLY})[- ])?"
        rf"(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{alternation(english.ORDINALS)})[- ]century",
        "the 19th century",
    ),
    Shape(
        "quarter",
        rf"(?:(?P<turn>last|this|next) year['’]s |(?P<year>{_DIGITS})['’]s |(?:the |its )?"
        r"(?:fiscal |latest |calendar ){0,3}"
        rf"(?:(?P<ago>year[- ](?:ago|earlier)) |(?P<year2>{_DIGITS}) )?(?:fiscal )?)"
        rf"(?P<q>{_QUARTERS})(?:[- ]fiscal)?[- ](?P<unit>quarter|half|period)\b"
        rf"(?:,? (?:of )?(?:(?:the )?(?:fiscal )?(?:year )?(?P<year3>{_DIGITS})\b"
        rf"|(?P<turn2>last|this|next|the(?: current| fiscal)?) year|(?P<ago2>{_YEAR_AGO})))?",
        "the first quarter of 2031",
    ),
    Shape("quarter", rf"(?-i:Q(?P<q>[1-4]))(?: (?:of )?(?P<year>{_DIGITS}))?(?![:)])", "Q3 2031"),
    Shape(
        "named_before",
        rf"(?:the |that |its |this )(?:(?:same|corresponding|comparable|like|latest|current|full|fiscal) ){{0,3}}"
        rf"(?:(?P<ago>year[- ](?:ago|earlier)) |(?P<year>{_DIGITS}) )?(?P<unit>quarter|period)\b(?!-)"
        rf"(?: (?:of )?(?:(?P<ago2>{_YEAR_AGO})|(?P<turn>last) year|in (?P<year2>{_DIGITS})))?",
        "the year-ago quarter",
    ),
    Shape("named_before", r"(?P<turn>last|next) year['’]s (?P<unit>quarter|period)", "last year's quarter"),
    Shape(
        "named_before",
        rf"(?:earlier |later |(?:early |late )?on )?(?:that(?: same| very)?|the same) "
        rf"(?P<unit>day|week|month|year|{_TIME})",
        "earlier that day",
    ),
    Shape("named_before", r"(?:earlier|later) in the (?P<unit>day|week|month|year)", "later in the day"),
    Shape(
        "named_before",
        rf"the (?P<unit>day|week|month|year|{_TIME}) (?P<way>before|after|earlier|later)"
        r"(?=[^\w\s]|$| (?:and|but|that|to)\b)",
        "the day before",
    ),
    Shape(
        "named_before",
        rf"the (?P<way>next|following|previous|preceding|prior) (?P<unit>day|week|weekend|month|quarter|year|{_TIME})",
        "the following month",
    ),
    Shape(
        "period",
        rf"(?:(?P<part>earlier|later|{_PART}) )?(?P<which>{_TURN}|(?:the )?current|(?:the )?present|this past) "
        r"(?:fiscal |calendar )?(?P<unit>week|weekend|month|year|quarter|decade|century)",
        "earlier this month",
    ),
    Shape(
        "period", rf"(?P<part>{_PART}) (?P<which>the) (?P<unit>week|month|year|decade|century)", "the end of the month"
    ),
    Shape(
        "period",
        r"(?P<which>the) (?:full |fiscal |whole |entire |calendar ){1,3}(?P<unit>year|month|week)",
        "the full year",
    ),
    Shape("year", r"the year (?P<year>two thousand(?:[- ](?:and )?(?:[a-z]{3,9}))?)", "the year two thousand"),
    Shape("the_span", r"the (?P<unit>year|month|week)", "the year"),
    Shape("weekend", r"(?:over |during |at |on |by )?the (?P<unit>weekend)", "over the weekend"),
    Shape(
        "year_end",
        rf"(?:the )?(?P<unit>year|month|quarter|week)(?:['’]s[- ]|[- ]?)end\b(?:,? (?:of )?(?P<year>{_DIGITS})\b)?",
        "year-end",
    ),
    Shape(
        "season",
        r"(?P<which>this past|this|last|next|the|in|since|during|by|until|late|early|mid)[- ](?:the )?"
        rf"(?:(?P<part>{_EARLY})[- ])?(?P<season>spring|summer|autumn|winter)\b(?:(?: of|,)? (?P<year>{_DIGITS}))?",
        "this autumn",
    ),
    Shape(
        "season", rf"(?P<which>)(?P<season>spring|summer|autumn|fall|winter) (?:of )?(?P<year>{_DIGITS})", "spring 2031"
    ),
    Shape(
        "season",
        rf"(?P<which>this past|this|last|next|in the|the|by) (?:(?P<part>{_EARLY})[- ])?(?P<season>fall)"
        rf"(?: of (?P<year>{_DIGITS})|(?<!the fall))",
        "last fall",
    ),
    Shape("years", rf"(?P<year>{_DIGITS})(?:[-–]| (?:to|through) )(?P<until>{_DIGITS}|\d\d)(?![-–,.]?\d|%)", "1994-97"),
    Shape(
        "year",
        rf"(?:(?P<part>{_PART})[- ])?(?:the (?:fiscal )?year |(?:fiscal|calendar) (?:year )?|FY ?)?"
        rf"(?P<year>{_YEAR})(?![-–,./]?\d|%)",
        "2024",
    ),
)

# ------------------------------------------------------------------ how long, how often, about when

_WITHOUT_DAYS = (
    Shape("set", rf"(?:every|each)(?P<other> other| single)? (?:(?P<n>\d\d?|{_SMALL}) )?{_UNIT}", "every day"),
    Shape("set", rf"(?:once|twice|(?:{_COUNT}|several) times) (?:an?|per|each|every) {_UNIT}", "twice a week"),
    Shape("set", rf"(?P<often>{alternation(english.OFTEN)})", "daily"),
    Shape(
        "duration",
        rf"(?!\w+-quarters\b){_N}[- ](?:{_MORE})?{_UNIT}(?:(?P<half> and a half)"
        rf"|(?:,| and|, and)? (?P<n2>{_COUNT}) (?P<unit2>seconds?|minutes?|hours?|days?|weeks?|months?))?"
        r"(?![- ](?:olds?|older|younger|of age)\b)",
        "30 months",
    ),
    Shape("duration", rf"(?P<n>)(?:{_UNITS})(?![- ](?:olds?|older|younger|of age)\b)", "weeks"),
    Shape("vague", rf"(?P<past>{english.IN_THE_PAST})", "recently"),
    Shape("vague", rf"(?P<present>{english.AT_PRESENT})", "now"),
    Shape("vague", rf"(?P<future>{english.IN_THE_FUTURE})", "the near future"),
)

SHAPES = (*_DATES, *_AROUND_TODAY, *_COUNTED, *_SPANS, *_WITHOUT_DAYS)
"""Every shape; where two fit the same words, the first is meant."""

# ------------------------------------------------------------------ with which words they open

_FIRST_WORDS = words("""
    a an the this that these its last latest next past previous upcoming coming following recent in over for during
    within every each once twice half couple few several many dozens hundreds first second third fourth final opening
    start beginning middle end early mid late earlier later year month quarter week year-ago year-earlier 12-month
    days nights weeks weekends months quarters years decades hours minutes fiscal calendar current present at on by
    until since noon midnight yesterday today tomorrow tonight overnight q1 q2 q3 q4 fy now right just currently
    presently nowadays recently lately not long soon as someday jan feb mar apr jun jul aug sep sept oct nov dec new
    may valentine boxing good easter christmas thanksgiving halloween
""")


def _openers() -> str:
    """Return a pattern for how an expression may open, by first letters: other words are passed over at once."""
    opening = {*_FIRST_WORDS, *english_numbers.SMALL, *english.SEASONS, *english.PARTS_OF_DAY, *english.OFTEN}
    opening |= {*english.ORDINALS, *DAYS.lower().split("|"), *MONTHS.lower().split("|")}
    rest: dict[str, list[str]] = {}
    for word in sorted(opening):
        rest.setdefault(word[0], []).append(word[1:])
    letters = (f"[{first}{first.upper()}](?i:{alternation(ends)})" for first, ends in rest.items() if first.isalpha())
    return rf"['’]?\d|(?:{'|'.join(letters)})s?(?![a-z])"


OPENERS = _openers()
"""What stands at the start of any expression."""
