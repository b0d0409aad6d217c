"""What this room knows of English: abbreviations, roles, people without a name, and words that point back."""

import re

from reportedly.english import (
    BODY_HEADS,
    DAYS,
    HEADS,
    MONTHS,
    OUTLET_HEADS,
    REPORT_HEADS,
    SAYING,
    UNNAMED_HEADS,
    alternation,
    plural,
    words,
)

_HEADS = alternation(HEADS)
_SAYS = alternation(SAYING)

# ------------------------------------------------------------------ sentences

BEFORE_NAME = frozenset(
    words("""
        mr mrs ms dr prof gen maj col lt cmdr capt sgt adm brig sen rep gov pres rev hon st jr sr supt insp sec amb
        messrs mt ft
    """)
)
"""Abbreviations that never end a sentence: "Gen. Roe"."""

ABBREVIATED = frozenset(
    words("""
        no vs cf approx est etc al inc ltd co corp bros
        jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri
    """)
)
"""Abbreviations that end a sentence unless a figure follows: "No. 5", "Jan. 3"."""

OPENERS = re.compile(r"(?:The|A|An|He|She|It|They|In|On|At|But|And|This|That)\b")
"""After initials these open a sentence: "sent to the U.S. *He* kept a copy"."""

INITIALS = re.compile(r"(?:^|[\s(\"“])(?:[A-Z]\.)+$|(?:^|\s)[ap]\.m\.$", re.MULTILINE)
"""Letters with a full stop each, which may or may not end a sentence: "U.S.", "J. D.", "5 p.m."."""

# ------------------------------------------------------------------ names

POSSESSIVE = re.compile(r"['’]s?$")
ARTICLE = re.compile(r"^[Tt]he\s+")
TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Lt|Col|Capt|Sgt|Sir|Lord|Lady|Dame)\.?\s+", re.IGNORECASE)
"""Before a name, and no part of it."""

TITLE_BEFORE = re.compile(rf"\b(?:{_HEADS}|Mr|Mrs|Ms|Dr)\.? $", re.IGNORECASE)
"""Before a name that is a person's, even if it was taken for a body's: "Minister Ann Lee"."""

_NO_ROLE = alternation(
    words("""
        a an the and but or nor as if so than that this these those there who which whom what when where while
        of to in on at for from with by about after before over under into near against since until amid via per
        is are was were be been being has have had do does did no not will would can could may might must
        he she it they we you i his her its their our my now also later earlier meanwhile however yesterday today
        tomorrow citing quoting quotes quoted cites cited told wrote thought
    """)
    + tuple(verb for verb in SAYING if verb.endswith(("s", "d")) and verb != "states")
    + tuple(f"{DAYS}|{MONTHS}".lower().split("|"))
)
_WORD = rf"(?!(?i:{_NO_ROLE})\b)(?!(?!retired|elected|appointed|designated|armed|united)[a-z]+ed\b)[A-Za-zÀ-ÿ][\w.’'-]*"
_OFFICES = tuple(head for head in UNNAMED_HEADS if head not in words("source person people crew figure local"))
_OFFICE = rf"(?:\w+-(?:in-)?)?(?i:{alternation(_OFFICES)}|chairperson)(?:-[a-zA-Z]+)?"
_TITLED = rf"(?!(?i:{_NO_ROLE})\b)(?:[A-Z][\w.’'-]*|deputy|former|acting|prime|foreign|vice|interim|then)"
_GREAT = rf"(?!(?i:{alternation(head for head in _OFFICES if head != 'general')})\b)(?:[A-Z][\w’'-]*|[A-Z]\.)"
_OF_NAMES = (  # Secretary *of State*, Governor *of the Bank of Kess*, Minister *for Trade and Industry*
    rf"(?:\s(?:of|for|to)(?:\sthe)?(?:\s{_GREAT}){{1,5}}?(?:\sand(?:\s{_GREAT}){{1,3}}?)?){{0,3}}"
)
_OF_ANY = (  # head *of the agency*, director *of emergencies in Kess*
    r"(?:\s(?:of|for|to|in|at|on|from|with)"
    r"(?:\s(?!(?:and|who|that|which|was|were|is|are|has|had)\b)(?:[A-Z]\.)*(?:[\w’'&-]+)?){1,9}?)?"
)
_RANK = r"(?:(?:Maj|Lt|Col|Gen|Brig|Capt|Adm|Sgt|Cmdr|Dr|Prof|Sir)\.?|General|Colonel|Major|Captain|Admiral|Lieutenant)"
_WHOSE = (
    r"(?:(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother|[Aa]n?|one\sof\sthe"
    r"|(?:[A-Z][\w’'-]*\s)?[A-Z][\w’'-]*['’]s)\s)"
)
_OF_AFFAIRS = r"(?:\s(?:of|for)(?:\s[a-z-]+){1,3}?)?"  # minister *of territorial policies*

RANK = re.compile(rf"{_RANK}(?:\s{_RANK})*")
"""A role that says little."""

ROLE_BEFORE = tuple(
    re.compile(rf"(?:^|(?<=[\s(\"“]))(?P<role>{role}),?(?:\s{_RANK}){{0,2}}\s$")
    for role in (
        # Ukraine's Ambassador to Peru, | the transport minister of Spain, | its press secretary, Maj. Gen. |
        rf"{_WHOSE}(?:{_WORD}\s){{0,6}}?{_OFFICE}{_OF_ANY}(?=,)",
        # police spokesperson | minister of territorial policies | lawmakers |
        rf"(?:{_WORD}\s){{0,6}}?(?:{alternation((*_OFFICES, *map(plural, _OFFICES)))}){_OF_AFFAIRS}(?!,)",
        # U.S. Secretary of State | Minister of Defence | Chief of the General Staff |
        rf"(?:{_TITLED}\s){{0,8}}{_OFFICE}{_OF_NAMES}(?!,)",
        # climatologist |
        r"[a-z-]+(?:ist|ian|man|woman|keeper|owner)(?!,)",
        # A welder, |
        rf"(?<![^\n])An?\s(?:{_WORD}\s){{0,3}}[a-z-]+(?=,)",
    )
)
"""What stands before a name and says who that is; the first that fits."""

ROLE_AFTER = re.compile(
    rf"\s*,\s+(?P<role>who\s(?:heads|leads|runs|chairs|commands)\s[^,.;:]{{3,70}}"
    rf"|{_WHOSE}?(?:{_WORD}\s){{0,6}}?{_OFFICE}\b{_OF_ANY})(?=[,;:)\n]|\.(?:\s|$)|$|\s(?:{_SAYS}|and)\b)"
)
"""Ann Lee, *a retired engineer from Lowmoor*, …"""

_PROPER = r"[A-Z][a-zà-ÿ]+(?:[’'-][A-Za-zà-ÿ]+)*"
PROPER = re.compile(rf"(?<![\w.’'-])(?:{_PROPER} ){{1,3}}{_PROPER}(?![\w-])")
"""Capitalised words that may name somebody the name finder missed."""

NO_NAME = frozenset(
    words("the a an in on at by for from but and or as if when while after before according this that")
) | {day.casefold() for day in f"{DAYS}|{MONTHS}".split("|")}
"""Words that open no name, though they may be capitalised."""

HYPHENED = re.compile(r"-[a-zà-ÿ]+\b")
"""After a name: the end of it that the finder lost, "Lee Min*-ho*"."""

GIVEN_NAME = re.compile(rf"\b(?i:{alternation(_OFFICES)}) (?P<given>[A-ZÀ-Þ][a-zà-ÿ’'-]+) $")
"""Before a surname: the first name that the finder took for part of a title, "Minister *Ada* | Orr"."""

IN_PLACE = re.compile(
    r"\b(?:in|near|around|across|outside)(?: the (?:city|town|village|region|province|district) of)? $"
)
"""Before a name that is a place's, though it may be taken for a person's: "*in* Lowmoor"."""

STREETS = frozenset(words("street lane road avenue square bridge river valley park hill station boulevard highway"))
"""At the end of a name that the finder may take for a person's: "Mill Lane"."""

WHO_AFTER = re.compile(r",? who\b")
"""After a name that is a person's: "Ann Lee, *who* leads the service"."""

# ------------------------------------------------------------------ people without a name

UNNAMED = re.compile(
    r"(?<![\w-])(?:(?:an?|the|one|two|three|four|five|several|some|many|most|few"  # two officials
    r"|senior|top|unnamed|anonymous|local|regional|federal|military"  # a senior official
    r"|[A-Z][\w.]*(?:['’]s)?"  # Lowmoor officials
    r"|[a-z]+(?:an|ese|ish|al|ary|ed|ing|ior|ern|ic))\s+(?:and\s+)?){0,7}"  # retired engineers
    rf"(?:{_HEADS}|{alternation(head.capitalize() for head in HEADS)})(?![\w-])"
    r"(?:\s+(?:familiar with|close to|briefed on|involved in|from|at|in|of|with)"  # people familiar with the plan
    rf"\s+[^,.;:\"“”]{{3,60}}?(?=\s+(?:{_SAYS}|has|have|had|was|were|is|are|may|might|could|would|will|also|on|who|that)\b"
    r"|[,.;:\"“”]))?"
)
"""A description of people that names none of them."""

DESCRIBED_BEFORE = re.compile(r"(?:the|these|those)\s+(?P<head>\w+)|(?P<officials>officials)")
"""People described before, folded: "the engineers" after "two engineers"."""

SEVERAL = re.compile(r"s$|people|police")
"""At the end of a description: more than one."""

FROM = re.compile(r"\s(?:familiar|close|briefed|involved|from|at|in|of|with)\s")
"""Before where described people come from, and what they know."""

# ------------------------------------------------------------------ words that point back

BACK = re.compile(
    r"(?<![\w-])(?:(?P<pronoun>he|she|they|it)"
    rf"|the\s+(?:[a-z]+\s+)?(?P<outlet>{alternation(OUTLET_HEADS)}|news agency)"
    rf"|(?:the|its|these|those|this)\s+(?:[a-z]+\s+)?(?P<report>{alternation(REPORT_HEADS)})"
    rf"|the\s+(?:same\s+|[a-z]+\s+)?(?P<body>{alternation(BODY_HEADS)})"
    r"|the\s+(?P<nick>[A-Z]\w+))(?![\w-])",  # the Courier, for the Lowmoor Courier
    re.IGNORECASE,
)
"""Words that stand for somebody named before; the group says how they point."""

SAME = frozenset(words("the same its"))
"""Of words that point back to a body, those that do not tell which."""

BARE_BODIES = frozenset(words("company service agency group firm organisation organization operator board union"))
"""Words for a body that may have any name: "the *company*", after "GridEast said"."""

NICK_AT = len("the ")
"""Where in a match of "nick" the name begins."""

SPEAKS_AFTER = re.compile(
    r"[\s,]*(?:has|had|have|also|later|then|earlier|previously|further|who)?\s*(?:also\s+)?"
    rf"(?:{_SAYS})\b"
)
"""After a mention that speaks: "Ann Lee *also said*"."""

SPEAKS_BEFORE = re.compile(
    rf"(?:\b(?:{_SAYS})|\b[Aa]ccording to) "
    rf"(?:(?!(?:{DAYS}|it|he|she|they|that|there|we|in|on|at|no|not)\b)[\w’'-]+ "
    r"|(?:Gen|Maj|Lt|Col|Mr|Ms|Mrs|Dr|U\.S)\. ){0,6}$"
)
"""Before a mention that speaks: "*said the mayor*, Ann Lee"."""

BELONGS_BEFORE = re.compile(r"\b(?:of|for|from|at|in) (?:the )?$")
"""Before a mention that only says whose speaker it is: "said an aide *of the* ministry"."""
