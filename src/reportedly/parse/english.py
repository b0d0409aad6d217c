"""What this room knows of English: abbreviations, roles, people without a name, and words that point back."""

import re

from reportedly.english import BODY_HEADS, DAYS, HEADS, MONTHS, OUTLET_HEADS, REPORT_HEADS, SAYING, alternation, words

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

ROLE_BEFORE = re.compile(
    r"(?:(?:[A-Z][\w.’'-]*|of|for|the|and|to|in|deputy|former|acting|prime|foreign|defen[cs]e|interior|chief|vice"
    r"|senior|top|\w+al|press|policy|affairs|policies|security|state|general"
    rf"|{_HEADS})\s+){{0,9}}(?:{_HEADS}|[A-Z]\w*(?:er|or|ent|ary|man))\s+$"
)
"""*U.S. national security adviser* Ann Lee."""

ROLE_AFTER = re.compile(
    r"\s*,\s+((?:an?|the|its|his|her|[A-Z][\w’'-]+['’]s|[\w-]+)\s+(?:[\w.’'-]+\s+){0,8}?"
    rf"(?:{_HEADS})\b[^,.;:]*)(?=,)"
)
"""Ann Lee, *a retired engineer from Lowmoor*, …"""

_PROPER = r"[A-Z][a-zà-ÿ]+(?:[’'-][A-Za-zà-ÿ]+)*"
PROPER = re.compile(rf"(?<![\w.’'-])(?:{_PROPER} ){{1,3}}{_PROPER}(?![\w-])")
"""Capitalised words that may name somebody the name finder missed."""

NO_NAME = frozenset(
    words("the a an in on at by for from but and or as if when while after before according this that")
) | {day.casefold() for day in f"{DAYS}|{MONTHS}".split("|")}
"""Words that open no name, though they may be capitalised."""

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
    r"\s+[^,.;:\"“”]{3,60}?(?=\s+(?:said|told|says|who|that)|[,.;:\"“”]))?"
)
"""A description of people that names none of them."""

DESCRIBED_BEFORE = re.compile(r"(?:the|these|those)\s+(?P<head>\w+)|(?P<officials>officials)")
"""People described before, folded: "the engineers" after "two engineers"."""

SEVERAL = re.compile(r"s$|people|police")
"""At the end of a description: more than one."""

FROM = " from "
"""Before where described people come from."""

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
