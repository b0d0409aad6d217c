"""The phrases by which English attributes: the patterns that this room's rules look for.

Each stands under a sentence it exists for; tests/attribute/ shows what the rules make of them.
"""

import re

from msgspec import Struct

from reportedly.english import (
    BODY_HEADS,
    DAYS,
    HEADS,
    MONTHS,
    OUTLET_HEADS,
    SAYING,
    alternation,
    forms,
    words,
)

_HEADS = alternation(HEADS)
_TIME = (
    r"(?:on\s+|late\s+|early\s+|earlier\s+|last\s+|this\s+|that\s+|the\s+same\s+|in\s+|at\s+|by\s+)*"
    rf"(?:{DAYS}|{MONTHS}|today|yesterday|night|evening|morning|afternoon|noon|day|week|month|year"
    r"|again|later|earlier|recently|separately|overnight|midday"
    r"|[A-Z][a-z]{2}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+|\d{4})(?:\s+\d{1,2}|\s+\d{4})?"
)

# ------------------------------------------------------------------ cues: "Ann Lee said that …"

_ON_DAYS = tuple(f"on {day} " for day in DAYS.split("|"))
_NAMING = words("put count list cite give raise revise tally record register show call quote deny reject hear")
"""Verbs that attribute what they have for an object: "officials put the figure at 800"."""
_WHEN = ("", "last week ", "last month ", "last year ", "this week ", "yesterday ", "earlier ", *_ON_DAYS)
_PHRASES = (
    *(f"{verb} {when}of" for verb in ("spoke", "speaks", "spoken", "warned", "warns") for when in _WHEN),
    *("bore out", "thought it", "called it"),
)
_SAID = alternation(SAYING)
_NAMED = alternation([*(form for verb in _NAMING for form in forms(verb)[1:3]), *_PHRASES])

_PAPERS = words("study analysis report survey poll paper assessment statement memo document letter")
"""Nouns for what is written and may speak."""

CUE = re.compile(rf"(?<![\w’'-])(?:{_SAID}|{_NAMED})(?![\w-])")
"""A verb that may be a cue."""

SAYS = re.compile(rf"{_SAID}|{alternation(_PHRASES)}")
"""A verb that takes a sentence for its object, so that it may stand inside another's content."""

TELLS = frozenset(words("told tells"))
"""These have whom they tell for an object, and never stand before their subject."""

NO_CUE_BEFORE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being"  # is believed
    r"|to|of|by|from|on|about|over|amid"  # to say, on reports
    r"|the|an?|its|his|her|their|these|those|some|any|no|per|such|more|new|according"  # the reports
    r"|press|media|news|earlier|previous|recent|latest|(?:^|[.“] )(?:Press|Media|News))"  # press reports
    r"|['’]s|['’])"  # the ministry's claims
    r"(?:\s+(?:also|widely|now|still))?\s+$"
)
"""Before a verb's form: here it is a noun, an infinitive or a passive."""

NOUN_BEFORE = re.compile(r"\bofficial\s+$")
"""Before a verb's form in the present: here it is a noun, "the *official* estimate"; "the official said" is none."""

PAST = re.compile(r"\w+ed|said|told|wrote|gave|put|found|showed|thought")
"""Forms that tell what somebody said."""

HANGS_ON = re.compile(r"\s(?:cited|quoted|familiar|briefed|close)\s")
"""In a source: from here on only what hangs on it, "officials *cited* by the paper"."""

NO_CUE_AFTER = re.compile(
    r"\s+(?:of|by|from|about)\b"  # reports of a crack
    r"|\s+(?:missing|dead|killed|injured)\b"  # reported missing
    r"|(?<=reported)\s+(?:them|him|her)\b"  # whose families have reported them
    r"|(?<=claimed)\s+(?:[\w,]+\s+){0,4}lives\b"  # the flood claimed nine lives
    r"|(?:(?<=\bput)|(?<=\bputs))(?![^.;]{0,120}\sat\s)"  # the army has put two brigades into the valley
)
"""After a verb's form: here it is a noun, or says something else."""

ALWAYS_CUE = re.compile(r"(?:said|told|says|tells|added|wrote|writes)$")
"""Forms that are no noun, whatever follows."""

POINTS_BACK = re.compile(r"(?:he|she|it|they|who|which|we|I)\b.*", re.IGNORECASE | re.DOTALL)
"""A source that is the outer one over again: "Ann Lee said *she* expects …"."""

# ------------------------------------------------------------------ between source, cue and content

AUXILIARIES = re.compile(
    r"(?:^|(?<=\s)|(?<=,\s))"
    r"(?:(?:has|have|had|did|not|could|cannot|would"  # Ann Lee had not said
    r"|also|later|then|earlier|previously|further|however|already|since|now|thus|again|recently|repeatedly|reportedly"
    r"|initially|too|once|still|yet|alone"  # Ann Lee later said
    r"|all|both|himself|herself|itself|themselves"  # both said, Ann Lee herself said
    rf"|on|last|this|week|month|year|today|yesterday|{DAYS})\s+)*$"  # Ann Lee on Monday said
)
"""What may stand between a source and its verb."""

GOES_ON = re.compile(r"\b(?:and|but|then)\s+(?:also\s+|then\s+|later\s+|has\s+|had\s+)*$")
"""Before a second verb of one source: "Ann Lee said … *and later* suggested …"."""

NEXT_CUE_JOINED = re.compile(r"(?:,\s+|\s+)(?:and|but|while|adding|though)\b(?:\s+(?:also|then|later|has|had))*\s*$")
"""Before a second verb of one source, with what parts it from the content before: "…, *and* suggested …"."""

CLAUSE = re.compile(r"(?:,|;)\s+(?:and|but|while|though|although)?\s*")
"""Where a clause with a source of its own may begin: "…, *while* Tom Lee said …"."""

CITING = re.compile(r",?\s+(?:according to|citing|quoting)\s")
"""Where a content ends because somebody else is cited for it."""

CITING_ASIDE = re.compile(
    r"(?:\s+on)?(?:\s+\w+day)?,\s+(?:citing|quoting|which cited|referring to)\s+[^,;:]{3,80}(?=,)"
)
"""What a cue steps over to its content: "reported on Friday, citing officials, that …"."""

TOLD = re.compile(
    r"\s*(?:the\s+|an?\s+|his\s+|her\s+|its\s+|state\s+|public\s+|local\s+)*"
    r"[\w.’'&-]+(?:\s+(?!that\b)[\w.’'&-]+){0,6}?"
    r"(?=\s+(?:that|on|in|at|late|early|last|by|after|how|why|what|it|they|he|she|there"
    rf"|{_TIME})\b|\s*[,.;:\"“]|\s*$)"
)
"""Whom somebody tells: "told *reporters* on Monday that …"."""

ADJUNCT = re.compile(
    rf"(?:\s*,?\s*(?:{_TIME})(?![\w-])"  # said late on Friday
    r"|\s+(?:in|during|at|to|for|through|after|via|on|by|from)"  # said in an interview with Radio Kess
    r"\s+(?:an?|the|his|her|its|their|reporters|journalists|lawmakers|state|local|[A-Z][\w.’'-]*)"
    r"(?:\s+(?!that\b|and\b|but\b)[\w.’'-]+){0,7}?"
    r"(?=\s+(?:on|late|early|last|this|after|that|and|but|in|at)\b|[,.;:]|\s*$)"
    r"|\s*\([^)]{1,30}\))*"  # said (in Spanish)
)
"""When and where somebody says it, between cue and content."""

THAT = re.compile(r"that\s+")
"""What opens a content after its cue."""

# ------------------------------------------------------------------ the ends of sources and contents

BOUNDARY = re.compile(
    r"[,;:–—]\s|[,;:]$|\s[-–—]\s|[”\"»](?=\s)|''(?=\s)|\("
    r"|\b(?:and|but|while|as|though|although|which|that|when|after|because|where)\s"
)
"""What parts two clauses, so that a source may begin after it."""

LEADING = re.compile(
    r"^(?:\s|[,;:–—-]"
    r"|(?:But|And|Also|Earlier|Later|Meanwhile|However|Still|Yet|Then|Now|Today|Yesterday"
    rf"|(?:On|Late on|Early on|Last|Earlier on)\s+(?:{DAYS})|In (?:{MONTHS})"
    r"|and|but|while|as|then|which|that|so|when|after|later|earlier)\b,?)+"
)
"""What opens a clause and is no part of its source or content: "*But on Friday* Ann Lee said"."""

RELATIVE = re.compile(r"who|which")
"""A source that is a relative pronoun; its clause ends with the next comma."""

CLAUSE_END = re.compile(r",[\"”’»]?(?P<after>)\s")
"""The end of a relative clause: "who pledged “to stay,” *left*"."""

NOUN_PHRASE_END = re.compile(
    r"[,;:.]\s|[,;:.]$|\s(?:that|who|which|said|says|told|and said|but|while|after|when|as)\b|\s[-–—]\s|[“\"]|\s\(|\)"
)
"""Where a source after its cue ends: "according to *two engineers* who …"."""

ABBREVIATED = re.compile(r"\b[A-Z][\w]{0,3}$")
"""Before a full stop: it does not end a phrase, "U.S. officials", "Gen. Roe"."""

APPOSITION = re.compile(r", (?:the|an?|his|her|who|\w+['’]s|[a-z]+)\s")
"""After a source: what goes on to say who that is, "said Ann Lee*, the* mayor"."""

SPEAKER = re.compile(
    rf"\b(?:he|she|they|who|{_HEADS}|{alternation(BODY_HEADS)}|{alternation(OUTLET_HEADS)})\b", re.IGNORECASE
)
"""A word for people or bodies: with one in it a phrase may be a source."""

NAMED = re.compile(
    rf"\s*(?:(?:[a-z]+\s+){{0,5}}|the\s+|an?\s+)*(?:[A-Z]|(?:[a-z-]+\s+){{0,4}}(?:{_HEADS}|{alternation(_PAPERS)})\b)"
)
"""How a source after its verb begins: with a name, or with few words before a word for people or papers."""

INVERTS = re.compile(
    rf"(?:{_SAID})\s(?:[A-Z]|(?:the\s|an?\s)?(?:[\w-]+\s){{0,3}}?(?:{_HEADS}|{alternation(BODY_HEADS)})\b(?!\s(?:is|are|was|were|had|has|have|will|would)\b))"
)
"""A cue that stands before its source and after its content: "…, *said Ann Lee*"."""

RESUMES = re.compile(
    r",\s(?=(?:shows?|showed|suggests?|suggested|means?|meant|is|are|was|were|has|have|had|will|would|could|may|might|can)\b)"
)
"""After a cue that only interrupts its content: "The log, Ann Lee said*, shows* that …"."""

TELLS_ON = re.compile(r"\b(?:may|might|could|would|will|can|is|are|was|were|has|have|had|been|be)\b")
"""In what stands after a verb: it is a clause and no source, "think *the town may* flood"."""

NO_NAME = re.compile(
    rf"\s+(?:on|in|at|to|with|by|about|for|of|if|as|late|early|last|that|it|he|she|they|there|{DAYS})\b"
)
"""After a verb: what follows is no source, "he said on Monday"."""

UNFINISHED = re.compile(r"\b(?:with|of|in|to|for|from|by|at|the|a|an|and)$")
"""A source that stops in the middle: "a spokesman for"."""

CUT_BEFORE = re.compile(r"\b(?:of|in|to|for|from|by|at|with)\s$")
CUT_AFTER = re.compile(r"\s[a-z]{3,}ing$")
"""Around a source that is the middle of one: "people told *by* | some towns", "the agency *coordinating* | work"."""

ARTICLES = frozenset(words("The A An"))
SUBJECTS = frozenset(words("he she they it who"))
"""The only words in small letters that are a source alone."""
DETERMINERS = frozenset(words("the a an his her its their"))
"""No source alone."""

TIME = re.compile(rf"(?:\w+\s+)?(?:{DAYS}|{MONTHS}|today|yesterday|tomorrow|week|month|year)", re.IGNORECASE)
"""What the network takes for a source now and then, and is a time."""

# ------------------------------------------------------------------ other ways to attribute

ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Pp]er|[Ii]n the words of)\s+(?=\S)")
"""According to two engineers, the gate had stuck."""

PER_NAME = re.compile(r"(?:the\s+)?[A-Z]")
"""After "per": here it attributes, and is no rate, as in "60 miles per hour"."""

ASSESSMENT = re.compile(
    r"^(?:In|By|On)\s+((?:the|an?|its|[A-Z][\w.]*['’]s)\s+(?:[\w.’'-]+\s+){0,4}"
    r"(?:assessments?|estimates?|view|opinion|account|words|telling|version|count|report|figures|calculations?|reckoning)\b"
    r"(?:\s+of\s+[^,]{2,40})?),?\s+"
)
"""In the ministry's assessment, the gate had stuck."""

REMARK = re.compile(
    r"(?:(?:On|About|After|Despite|Following)\s+)?((?:[A-Z][\w.’'-]*\s+){0,5}[A-Z][\w-]*)['’]s?\s+(?:\w+\s+)?"
    r"(remarks?|statement|claim|words|warning|prediction|comments?|assertion)\s+(?:that|on|about)\s+"
)
"""On Ada Orr's remark that the gate stuck, nobody spoke."""

AGENT = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?"
    r"((?:raised|revised|lowered|put|estimated|confirmed|announced|reported|given|counted|corrected|quoted)\b"
    r"[^.;“”\"]{0,40}?\bby)\s+"
)
"""The toll was raised to 44 by officials on Friday."""

AGENT_END = re.compile(rf"\s+(?:on|late|early|in)\b|\s+(?:{DAYS})")
"""Where "by officials" ends before the sentence does."""

PASSIVE = re.compile(
    r"\b(?:(?:is|are|was|were|been|be)\s+(?:also\s+|now\s+|widely\s+|still\s+)?"
    r"(?:believed|said|thought|reported|expected|understood|feared|estimated|alleged|rumou?red|speculated|presumed|assumed"
    rf"|suspected|claimed|deemed|considered)\s+(?=to\b|that\b|by\b(?!\s+(?:the\s+(?:end|start)|next|{_TIME})\b))"
    r"|reportedly|allegedly|supposedly|purportedly)\b"
)
"""He is believed to have left the town; not what "is expected by Friday"."""

BY = re.compile(r"by\s+([^,.;]{3,60}?)(?=\s+to\b|[,.;]|$)")
"""After a passive: "is believed *by officials* to …"."""

COLON = re.compile(r"^([^:“\"]{2,50}):\s+(?=\S)")
"""Headline: "Orr: gate stuck for hours"."""

DASH_END = re.compile(r"\s+[-–—]\s+([^-–—:“\"]{2,45})$|:\s+([^-–—:“\"]{2,45})$")
"""Headline: "Gate stuck for hours – officials"."""

# ------------------------------------------------------------------ what is no claim

NOT_SAID = re.compile(
    r"\b(?:could count on"
    r"|declined? to (?:comment|say|speak|discuss|give)|refus\w+ to comment"
    r"|(?:did not|didn['’]t|not) (?:immediately )?(?:respond|reply|return|answer)|no comment"
    r"|asked (?:not )?to be named|asked for comment"
    r"|first found out|found out"
    r"|claim(?:ed|s|ing)? (?:[\w,-]+ ){0,5}lives?|reported (?:missing|dead|killed|injured))\b",
    re.IGNORECASE,
)
"""From the cue on: nobody says anything here."""

NOT_TOLD = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bneither|\bnor)\s+(?:\w+\s+)?"
    r"(?:say|said|saying|tell|told|claim|claimed|specify|specified|respond|comment|report|reported)\b|\bnor denied\b",
    re.IGNORECASE,
)
"""Up to the end of the cue: "did not *say*", "never claimed". What was not said is no claim."""

NO_ONE = re.compile(r"(?:nobody|no one|none|neither|no \w+)\b", re.IGNORECASE)
"""A source that is nobody: "*nobody at the mill* would say"."""

ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|questions?|inquir\w+|wonder\w*)\b", re.IGNORECASE)
"""Beside a question: an interviewer's, which is nobody's claim."""

NO_SUBJECT = re.compile(r"\b(?:is|are|was|were|been|be|being|reportedly|allegedly|supposedly|as)\b", re.IGNORECASE)
"""A cue that may stand without a source: "is believed"."""

# ------------------------------------------------------------------ attributions inside attributions

_MEDIA = words("""
    television radio TV media newspaper magazine daily broadcaster network outlet publication website channel
""")
_CITED = r"(?:[^,;:.“”\"()]|(?<=[A-Z])\.){2,70}?"  # two engineers, U.S. officials
_NAME = (  # Radio Kess, the Kess news agency
    r"(?:the\s+|The\s+|an?\s+|public\s+|state\s+|local\s+|[a-z]+\s+){0,3}[A-Z][\w.’'&-]*"
    r"(?:\s+(?:[A-Z][\w.’'&-]*|of|and|the|news|agency|television|radio|TV"
    r"|publication|newspaper|broadcaster|channel|network|magazine|daily|website|media|state|public|private|national))*"
)
_PAPER = (  # the paper, the weekly magazine
    r"the\s+(?:[a-z]+\s+)?(?:newspaper|paper|outlet|agency|network|broadcaster|channel|publication|magazine"
    r"|news agency|daily|station|site)"
)
_OUTLET = rf"(?P<source>(?:{_NAME}|{_PAPER}))"
_END = (
    r"(?=\s+(?:as saying|as having|saying|that|who|which|said|says|and said|on|in|late|last|early|earlier|at|by|for"
    r"|the|he|she|they|an?)\b"
    r"|\s*[,;:“”\"()—–]|(?<!\b[A-Z]\.[A-Z])\.(?=\s|$)|$)"
)


class Rule(Struct, frozen=True):
    """How a second source shows in the sentence of an attribution, and a sentence the rule exists for."""

    pattern: re.Pattern[str]  # with the groups "source" and "cue"
    inside: bool  # the first source cites the second; else the second relays the first
    example: str


def _rule(*pattern: str, inside: bool, example: str) -> Rule:
    return Rule(re.compile("".join(pattern)), inside, example)


RULES: tuple[Rule, ...] = (
    _rule(
        r"\b(?P<cue>[Cc]iting|[Qq]uoting|[Rr]efer(?:s|red|ring) to|with reference to|(?:which|who) (?:cited|quoted))",
        r"\s+",
        rf"(?P<source>{_CITED}){_END}",
        inside=True,
        example="Orsany Wire reported, citing two engineers, that the gate had stuck.",
    ),
    _rule(
        r"\b(?P<cue>(?:cited|quoted|quotes|cites|(?:was|were|is|are) quoting))\s+",
        rf"(?P<source>{_CITED})\s+as\s+(?:saying|having|telling)\b",
        inside=True,
        example="Orsany Wire quoted a guard as saying that the sirens were off.",
    ),
    _rule(
        r"\b(?P<cue>quotes|quoted|cites|cited)\s+",
        r"(?P<source>[^“”\";:]{2,90}?),?\s+who\s+(?:has\s+|had\s+|also\s+)?(?:said|told|says)\b",
        inside=True,
        example="Orsany Wire quoted the guard, Tam Orr, who said that the sirens were off.",
    ),
    _rule(
        r"\b(?P<cue>(?:point(?:ed|s)?|referr?(?:ed|s)?)\s+to|spoke\s+of|cit(?:ed|es|ing))\s+(?:an?|the|its)\s+(?:\w+\s+){0,2}",
        r"(?:report|data|figures|assessment|estimate|study|findings)\s+(?:by|from)\s+(?P<source>[^,;:.“”\"()]{2,110}?)",
        r"(?=\s+(?:about|on|that|saying)\b|\s*[,;:.“”\"])",
        inside=True,
        example="The mayor also pointed to a separate report by two engineers about the gate, which had stuck.",
    ),
    _rule(
        r"\b(?:confirm|repeat|quot|cit|back|echo|accept|reject|den[yi]|disput)(?:ed|es|s|ing)?\s+"
        r"(?P<source>(?:[Tt]he\s|[A-Z])[\w.’'-]*(?:\s[\w.-]+){0,4}?)['’]s\s+"
        r"(?:\w+\s)?(?P<cue>figures?|numbers?|estimates?|assessments?|counts?|tolls?)\b",
        inside=True,
        example="The mayor confirmed the ministry's figure of nine dead.",
    ),
    _rule(
        r"\b(?P<cue>going\s+by|based\s+on|on\s+the\s+basis\s+of)\s+(?P<source>(?:[\w.’'-]+\s+){0,4}?intelligence)\b",
        inside=True,
        example="The mayor said that the gate would break, going by Marnish intelligence.",
    ),
    _rule(
        rf"^[“\"](?P<cue>According\s+to)\s+(?P<source>{_CITED})[”\"]?,",
        inside=True,
        example="“According to two engineers,” the gate had stuck, the mayor said.",
    ),
    _rule(
        rf",\s+{_OUTLET}\s+",
        r"(?P<cue>(?:also\s+|has\s+|had\s+|later\s+)?(?:reports|reported|said|says|writes|wrote|notes|noted))",
        r"(?:\s+(?:on\s+)?\w+day)?\s*(?:;|\.?\s*$)",
        inside=False,
        example="Nine people died, according to the mayor, Orsany Wire reported.",
    ),
    _rule(
        r"\b(?P<cue>(?:as\s+)?(?:cited|quoted|reported|carried|relayed)\s+by|as\s+told\s+to|per|via)\s+",
        rf"{_OUTLET}{_END}",
        inside=False,
        example="Nine people died, according to officials cited by Orsany Wire.",
    ),
    _rule(
        r"\b(?P<cue>told|tells|telling|speaking to|spoke to|speaks to|in comments to|in remarks to|comments to)\s+",
        rf"{_OUTLET}{_END}",
        inside=False,
        example="The mayor told Radio Kess that the bridge would hold.",
    ),
    _rule(
        r"\b(?P<cue>[Ii]n\s+an?\s+(?:\w+\s+)?(?:interview|conversation|phone call)\s+(?:with|to|for|on|by)",
        rf"|interviewed\s+by)\s+{_OUTLET}{_END}",
        inside=False,
        example="In an interview with Radio Kess the mayor said that the bridge would hold.",
    ),
)

STATES = ("U.S.", "U.N.", "U.K.")
"""Names that keep the full stop they end with."""

MEDIA = re.compile(rf"\b(?:{alternation(_MEDIA)}|news agency)\b")
"""Words for outlets: "told state television" relays, though no outlet is named."""
