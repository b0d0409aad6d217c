"""The words by which English names sources, retells their reports, and parts what they say into propositions."""

import re

from reportedly.english import BODY_HEADS, DAYS, HEADS, MONTHS, SAYING, UNNAMED_HEADS, alternation, plural, words

# ------------------------------------------------------------------ who is meant

ARTICLE = re.compile(r"^(?:the|an?)\s+")
THE = re.compile(r"^[Tt]he\s+(?=[A-Z])")
"""Before a name, and no part of it."""
OPENING = re.compile(r"^(?:But|And|Also)\s+")
POSSESSIVE = re.compile(r"['’]s\b")

ANTECEDENT = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Ss]everal|[Ss]ome|[Ii]ts|[Tt]heir)\s(?:[\w.’'-]+\s){0,6}?[\w’'-]+(?=,?\s*$)"
)
"""Before a relative pronoun: what it stands for, where that is no name, "*a local paper*, which had seen it"."""

RELATIVE = frozenset(words("who which that"))
"""These stand for whoever is named just before them."""

SIDE = re.compile(r"\bsides?$")
"""The Marnish *side*: people without a name."""

DOCUMENT = re.compile(
    r"\b(?:reports?|statements?|assessments?|stud(?:y|ies)|polls?|surveys?|documents?|letters?|figures|data|estimates?"
    r"|records?|filings?|memos?|transcripts?|briefings?|notices?|bulletins?|indictments?|emails?|posts?)$",
    re.IGNORECASE,
)
"""A new *assessment*."""

REPORTS_BY = re.compile(
    r"^(?:(?:the|an?|media|press|news|earlier|recent|exclusive)\s+){0,3}"
    r"(?:reports?|articles?|stor(?:y|ies)|accounts?|reporting)\s+(?:by|from|in|of)\s+",
    re.IGNORECASE,
)
"""*Reports by* the Courier."""

OTHERS = re.compile(r"\s+and\s+(?:others|colleagues|other\s+\w+(?:\s+\w+)?)$")
"""Ann Lee *and others*."""

AND_OTHERS = re.compile(rf"\sand\s(?=(?:[\w.’'-]+\s){{0,4}}?(?:{alternation(HEADS)}|{alternation(BODY_HEADS)})\b)")
"""After an outlet: whose word it may pass on, "the Courier *and* local officials"."""

SECOND = re.compile(r"\s+and\s")
"""Ann Lee *and* Tom Orr."""

UNNAMED = re.compile(rf"(?:^|[\s-])(?:{alternation(HEADS)})\b")
"""Two *officials*."""

BODY = re.compile(rf"\b(?:{alternation(BODY_HEADS)})\b", re.IGNORECASE)
"""The interior *ministry*."""

TITLED = re.compile(r"\b(?!(?:of|for|at|from|in|with|the|and)\b)[a-z]+\s+[A-Z][\w’'-]+\s+[A-Z][\w’'-]+$")
"""The *mayor Ann Lee*, where the name finder missed her: the noun is only a title."""

ANY = re.compile(
    r"(?:an?|any|one|some|several|many|most|other|another|top|senior|former|ex)\b|\d"
    rf"|.*(?:{alternation(map(plural, UNNAMED_HEADS))})\b",
    re.IGNORECASE,
)
"""A description that means nobody in particular, or several: "*a* minister", "*officials*"."""

WHOSE = re.compile(r"^(?:the|its|his|her|their|an?)\s+")
"""Before an office, folded: what tells nothing of it."""

ROLE_END = re.compile(rf"(?:^|\s)(?:{alternation(UNNAMED_HEADS)})$", re.IGNORECASE)
"""A source that ends with what somebody is: "the city's *mayor*"."""

NAMED_NEXT = re.compile(r",\s+(?:(?:Mr|Ms|Mrs|Dr|Gen|Maj|Lt|Col|Sir)\.?\s)*(?=[A-Z])")
"""After such a source: here its name may follow."""

IS_A = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s(?:[a-z-]+\s){0,3}(?:operator|insurer|retailer|lender|broker|airline|shipper|dealer|forecaster"
    r"|pollster)\s(?P<name>[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*)*)"
)
"""A body's name after what it is: "the operator *GridKess*"."""

SHORT = re.compile(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)(?:\s[a-z-]+){1,4}")
"""A description that may be all that stands before a name: "*a welder*, Ada Orr, said"."""

MADE_BY = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|analys[ei]s|polls?|surveys?|assessments?|estimates?|statements?|investigations?)\b"
    r"[^,;:]*?\sby\s(?:the\s)?(?=[A-Z])",
)
"""A document's words, up to whose it is: "*a study of the river by* Marn University"."""

COMPLEMENT = re.compile(r"\b(?:of|in|from|at|for|with|to|by|near|upon|on|over|under)\s+(?:the\s+)?$")
"""Before a name that only says whose somebody is: "the government *of* Valencia"."""

GOES_ON = re.compile(r"\s+(?!(?:and|of|from|at|for)\b)[a-z]")
"""After a name that only says whose somebody is: "the Trump *administration*"."""

POSSESSED = re.compile(r"['’]s?\s+\w")
"""After a name that only says whose somebody is: "Zelensky*'s office*", "CNN*'s sources*"."""

TAIL = re.compile(
    # officials *cited by Reuters*, Ann Lee*, who heads the board*
    r",?\s+(?:who|which|whose|speaking|quoted|cited|citing|quoting|when|while|was|were|has|have|had|also|later)\b.*$"
    # the engineer *on*, the board *may*
    r"|\s+(?:on|in|at|by|as|than|may|might|could|would|will|can|is|are)$"
    # the board *itself*, the board *repeatedly*
    r"|\s+(?:meanwhile|however|then|himself|herself|itself|themselves|(?!famil|assemb|monopo|supp|all|rall)[a-z]+ly)$"
    # the Reform Party *(RP)*
    r"|\s*\([^)]*\)?$|[,;:\s“”\"]+$",
    re.DOTALL,
)
"""What hangs on a source and is no part of its name."""

UNFINISHED = re.compile(r"\s(?:with|of|in|to|for|from|by|at|the)$")
"""A source cut in the middle: "officials *of*"."""

REST = re.compile(rf"\s+[^,.;:\n\"“”]{{2,50}}?(?=\s+(?:{alternation(SAYING)}|have|has|had|who)\b|[,.;:\n\"“”]|$)")
"""What such a source lacks: "officials of *the ministry* said"."""

NUMBERS = {word: n for n, word in enumerate(words("one two three four five six seven eight nine ten"), start=1)}
COUNT = re.compile(rf"^(?:(?:at least|the|some)\s+)?({alternation(NUMBERS)}|\d{{1,2}})\s", re.IGNORECASE)
"""*Two* officials."""

# ------------------------------------------------------------------ through whom

SOURCE_LINE = re.compile(
    r"^Source:\s+(?P<source>[A-Z][^\n,;:()]{1,50}?)"
    r"(?:,\s+(?:citing|quoting|with\sreference\sto|referring\sto)\s+(?P<cited>[^\n;:()]{3,90}?))?(?:[,.;(][^\n]*)?$",
    re.MULTILINE,
)
"""A line that names whose report a page retells: "*Source:* Orsany Wire, citing two engineers"."""

ASIDE_LINE = re.compile(r"^(?:Background|Related|Read also|Reminder|Context|Earlier|Previously)\b:?", re.MULTILINE)
"""A line from which on a page tells of other things."""

TOLD = re.compile(r"\b(?:told|tells|telling|interview|speaking|spoke|comments|remarks)\b", re.IGNORECASE)
"""A cue by which an outlet was told something; it relays who told it, and nobody else."""

RETELLS = re.compile(
    r"\b(?:report(?:s|ed)?|according to|per|wrote|writes|cit(?:es|ed|ing)|quot(?:es|ed|ing))\b", re.IGNORECASE
)
"""A cue by which a page retells an outlet's report: "the Courier *reported*"."""

# ------------------------------------------------------------------ one proposition each

THAT = re.compile(r"that\s+")
"""What opens a content and is no part of it."""

ADDS = re.compile(
    r"[,;]?\s+(?:(?:and|while)\s+)?(?:also\s+)?(?:adding|noting|stressing|warning|insisting),?\s+(?:that\s+)?(?=\S)"
    r"|,?\s+(?:and|but)\s+(?:also\s+)?that\s+(?!(?:is|was|be|has|had|will|would|can|could|may|might|should|means?|meant|made)\b)(?=\S)"
)
"""Inside a content, where another begins: "the gate stuck*, adding that* it was old", "*and that* it would hold"."""

ADDING = re.compile(r"\b(?:add|say|not|stress|warn|insist|tell|claim)ing\b|\b(?:said|added|says|and)\b")
"""Between two pieces of content that are two propositions: "A", he said, *adding* "B"."""

INTERRUPTED = re.compile(r",[\"”’]?\s(?![^,;]*\b(?:adding|and)\b)[^,;.\"“”]{1,80},\s[\"“‘]?(?=[a-z])")
"""Between two pieces of one clause: "Had he listened*, Ada Orr said, *the weir would have held"."""

BEFORE_THAT = re.compile(
    r"[\"“]?(?:That|This)(?:\s(?:is|was|comes|came)(?:\s(?:all|also))?(?:\s(?:according\sto|from)\b.*)?)?", re.DOTALL
)
"""A content that only points to the sentence before it: "*That is* according to the board"."""

CLAUSE = re.compile(
    r"[;:–—]\s"
    r"|,\s+(?:(?:compared with|out of|up from|down from"
    r"|and|but|while|with|including|among|as|which|who|where|when|after|before|of|up|down)\s)?"
    r"|\s(?:and|but|while|after|before|compared with|out of|up from|down from)\s"
)
"""Between two values of one sentence: "44 people died*, and* 120 homes were cut off"."""

PARTED = re.compile(r"(?:at|to|of|from|by)\s")
"""All that stands before a number which an aside parts from its clause."""

AND_WILL = re.compile(
    r",?\s(?:and|but)\s(?=(?:will|would|may|might|could)\s"
    r"|(?:is|are|was|were)\s(?:\w+ly\s)?(?:expected|likely|due|set|about|poised|scheduled|going)\s)"
)
"""After a number, where the same ones are forecast to do something: "300 men are there *and will* join in"."""

DEAD = re.compile(
    r"\b(?:dead|died|deaths?|killed|kills|killing|fatal(?:ly|ities)|perished|drowned|bodies|morgues?|funerals?|autops(?:y|ies)"
    r"|death\stoll)\b",
    re.IGNORECASE,
)
"""Beside victims: they are among the dead."""

LISTED = re.compile(r",?\s(?:and|or)\s(?:also\s)?(?:in\s)?(?:the\s)?$|,\s(?:in\s)?(?:the\s)?$")
"""Between two places of a list, "in Kess*, *Orsan* and *Vale"; a comma alone may say in which state a town lies."""

AT = re.compile(
    r"\b(?i:in|at|near|to|into|inside|across|around|on|outside|through|throughout|over|off)\s"
    r"(?:(?:the|its|their|all|most|[A-Z][\w’'-]*['’]s|[a-z]+ern|north|south|east|west|(?:town|city|village|region|province|state|district)\sof)\s){0,4}$"
)
"""Before a place, in which something is: "12 died *in* Kess", "in the Vale's northern *Oss*"."""

THERE = re.compile(
    r"\bthere\b(?!\s+(?:is|are|was|were|has|have|had|will|would|may|might|could|can|seems?|must)\b)", re.IGNORECASE
)
"""That something is in a place named before; not what only opens a clause: "there were"."""

REGION = re.compile(
    r"^the\s|\s(?:region|oblast|province|state|district|county|prefecture|governorate|area)$", re.IGNORECASE
)
"""What may be left out of a place's name: "the Kess *region*"."""

MAY_GROW = re.compile(
    r"\b(?:may|might|could|can)\s(?:\w+\s){0,2}?"
    r"(?:(?:grow|rise|climb|swell|increase|jump|expand)\s(?:up\s)?to|reach|hit)\s$",
    re.IGNORECASE,
)
"""Before a number that is the most something may come to: "*may grow to* 100,000"."""

UNCOUNTED = re.compile(
    r"\d[:.]\d\d|\d\s?[ap]\.?\s?m\b|o['’]clock|in\sthe\s(?:morning|afternoon|evening)|at\snight|\d\d\s(?:GMT|UTC|hrs)"
    r"|\b(?:minutes?|hours?|days?|weeks?|months?|years?)\b"
)
"""A text without this names no clock time and no length of time."""

LASTING = re.compile(r"\b(?:for|on|lasts?|lasted|takes?|took|taken)\s$", re.IGNORECASE)
"""Before how long or how often: "run *for* up to 30 hours", "*on* four days"."""

APART = re.compile(r"\s(?:after|before|later|earlier|ago|since|from|of|old|prior)\b")
"""After a span of time that only says how far off: "eight hours *after* the flood"."""

CLOCK_BOUND = re.compile(
    r"\b(?:(?P<about>about|around|roughly|shortly (?:before|after)|just (?:before|after)|nearly)"
    r"|(?P<floor>after|since|from)|(?P<ceiling>by|before))\s(?:about\s|around\s)?$",
    re.IGNORECASE,
)
"""Before a clock time: "*shortly before* nine", "*after* 8 p.m.", "*by* noon"; "until" eight is at eight."""

NOT_YET = re.compile(
    r"(?:\b(?:not|no|nothing|nobody|never|none)|n['’]t)\b[^.;:]{0,80}\bbefore\s(?:about\s|around\s)?$", re.IGNORECASE
)
"""Before a clock time at which, or later, something happened: "sent *nothing before* 8 p.m."."""

WENT = re.compile(
    r"\b(?:was|were|had|did|[a-z]{2,}ed|sent|put|went|came|began|broke|fell|got|gave|took|left|rose|met|hit|struck|ran|saw"
    r"|lost|cut|shut|told|flew|stood|set|made|fought|blew|burst|spread)\b"
)
"""In a clause with a clock time: it tells when something happened, and no timetable."""

ISSUES = re.compile(
    r"(?:\s\([^()]{1,20}\))?,?\s(?:(?:has|had|also|then|later|first)\s){0,2}"
    r"(?:warned|alerted|issued|sounded|put\sout|announced|declared|published|broadcast|updated|lifted"
    r"|(?:put|placed|raised)\s(?=[^.;]{2,60}\s(?:on|to)\s(?:red|orange|yellow|amber|high|alert)))"
)
"""After a body: it says so itself, by what it issues, "the weather service*, Hydromet, put out* an alert at 9 p.m."."""

GAPPED = re.compile(
    rf"(?:(?:and|but|while)\s)?(?P<source>(?:[\w’'-]+\s){{0,4}}?(?:{alternation(HEADS)}|{alternation(BODY_HEADS)}))\s"
    r"(?P<verb>(?:say|says|said|claim|claims|claimed|puts?\s(?:it|the\s(?:\w+\s){1,4}?)\s?at)\s)?",
    re.IGNORECASE,
)
"""Before a second number, who gives it: "police say 40 marched, *organisers* 400"."""

_THEM = "(?:them|these|those|whom)"
OF_THEM = re.compile(rf"\s+(?:of|among)\s+{_THEM}\b")
"""After a number that counts what the number before it counts: "158 died, 155 *of them* in the east"."""

PLACED = re.compile(
    rf"(?:\s(?:of|among)\s{_THEM})?\sin\s(?:the\s(?:[\w-]+\s){{0,3}}?(?:of\s)?)?(?=[A-Z])(?!(?:{MONTHS}|{DAYS})\b)"
)
"""After a number that may be told by place: "213 *of them in* Harlow, three *in* Brennock"."""
AND = re.compile(r"(?:,|;|:|\band|—|–)\s$")
"""Before the next number of those told by place."""

COMPARED = re.compile(r"\b(?:up|down)\sfrom\b|\bcompared\s(?:with|to)\b|\binstead\sof\b|\brather\sthan\b")
"""Between two numbers that count the same: "2,140 people who left their homes, *up from* 1,900"."""

AGE_BEFORE = re.compile(r"\bage[ds]?\s+(?:\w+\s+to\s+)?$")
"""Before an age: "aged 43"."""

NEGATED_BEFORE = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bwithout)\s+(?!only|fewer|less|more|yet|just|until|before|since)(?:(?!\bbut\b)[^,.;:!?\n\"“”]){0,34}$",
    re.IGNORECASE,
)
"""Before a number that is said not to be: "not 12", "never had *500 deaths*"."""

APPENDED_NAME = re.compile(
    rf"^(?P<role>(?:[\w.’'-]+\s+){{0,6}}(?:{alternation(HEADS)})),\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+)(?:,\s+\d+)?$"
)
"""People described and then named: "the mayor's spokeswoman, *Rita Fos*"."""

LONE_NAME = re.compile(r"[A-Z][a-zà-ÿ’'-]+")
"""One capitalised word, where nobody else is known by it: a surname."""

COMMON = (
    frozenset(HEADS) | frozenset(BODY_HEADS) | frozenset(words("he she they it who which that we i you both all none"))
)
"""Words that may open a sentence, and so are capitalised, but are no surname."""
