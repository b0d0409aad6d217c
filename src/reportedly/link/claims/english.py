"""The words of English by which claims are compared: what turns a statement round, what counts people, what says alike.

Each row of `ALIKE` is a set of words that news uses for one thing; they are compared as the first of the set.
"""

import re

from reportedly.english import wordset

NEGATIVE = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|without|cannot|denie[sd]|deny|denying|denials?|untrue|false|"
    r"unconfirmed|refuted?|rejected|ruled out|baseless|groundless|unfounded|fake|rumou?rs?|"
    r"held off|holds off|refrain(?:s|ed)? from|fail(?:s|ed)? to|lacks?|"
    r"yet to|has yet|refus(?:es|ed)|unable)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that turn round what a sentence says."""

OF_NUMBERS = re.compile(
    r"\b(?:denie[sd]|deny|denying|denials?|untrue|false|wrong|unconfirmed|refute[sd]?|rejected|baseless|groundless|unfounded|"
    r"fake|(?:not|never) (?:been )?(?:confirmed|verified|true|so))\b",
    re.IGNORECASE,
)
"""Words that turn round what a sentence with a number says: a "no" may stand in it for something else."""

_FALSE = (
    r"(?:not (?:yet )?(?:been )?(?:true|so|correct|confirmed|verified)|"
    r"false|untrue|wrong|incorrect|unconfirmed|baseless|groundless|unfounded|fake)"
)
_NAMED_AGAIN = (
    r"(?:report|claim|story|(?P<number>number|figure|sum|amount)|"
    r"(?P<many>reports|claims|allegations|accusations|rumou?rs|suggestions))"
)
POINTS_BACK = re.compile(
    r"(?:\W*|.{0,60}\b(?:said|says|saying|adding) that )(?:"
    r"(?:there (?:is|was) )?no (?:evidence|proof|indication|sign) (?:of|for) (?:that|this|it|such)\b|"
    rf"(?:(?:the|these|those|such|all|any|both|that|this)\s+)?(?:(?:media|press|news)\s+)?{_NAMED_AGAIN}\b"
    rf"(?P<said>(?:(?:\s+(?:is|are|was|were|has|have|had|been|all|as|simply))+\s+{_FALSE}\b)?)|"
    rf"(?:that|this) (?:is|was) {_FALSE}\b)",
    re.IGNORECASE,
)
"""How a content starts that speaks of what was said before it: "that number is wrong", "no evidence of that"."""

HERE = re.compile(r"\b(?:here|there|in it|inside)\b(?!\s+(?:is|are|was|were)\b)", re.IGNORECASE)
"""Words for the place that a page speaks of, without its name."""

NONE_OF = re.compile(r"\b(?:no|not a single|not one|zero)\s+([a-z]+)(?:\s+([a-z]+))?\b", re.IGNORECASE)
"""That there are none of something."""

PART = re.compile(
    r"\b(?:of|among) (?:them|whom|these|those|the (?:dead|victims|missing|injured|wounded))\b", re.IGNORECASE
)
"""Words that say that a number is a part of another one."""

ADDED = re.compile(r"\b(?:extra|additional|further) (?=\d)", re.IGNORECASE)
"""Words that say that a number comes on top of another one."""

AT_FIRST = re.compile(r"\b(?:originally|initially|at first)\b", re.IGNORECASE)
"""Words that say that a number held before."""

NO_TURN = re.compile(
    r"\b(?:no (?:fewer|less|more|later|longer|sooner) than|not (?:only|just|merely|least|yet been)|no doubt|no matter|"
    r"not (?:fewer|less) than|without (?:power|water|electricity|warning|shelter|homes?))\b",
    re.IGNORECASE,
)
"""Words with a "no" in them that turn nothing round."""

OFFICES = wordset(
    "agency organisation organization service services centre center body office coordination coordinating emergency "
    "emergencies rescue civil protection"
)
"""Words of bodies without a name that give the official count."""

SCALES = wordset(
    "million billion trillion thousand hundred dozen dozens hundreds thousands millions tens mln bln bn m percent per "
    "cent euro euros dollar dollars pound pounds yen pence number figure total count toll"
)
"""Words that belong to a number, and say nothing of what it is about."""

PEOPLE = wordset(
    "people person persons men women soldiers soldier troops troop personnel servicemen fighters forces force "
    "recruits residents inhabitants citizens civilians victims lives life persons individuals others human humans"
)
"""What counts people, whoever they are."""

SORTS = wordset(
    "workers staff children passengers migrants refugees employees customers members users patients students pupils "
    "tourists travellers adults pensioners guests fans protesters officers policemen firefighters rescuers doctors "
    "nurses teachers journalists prisoners hostages infants babies girls boys miners farmers volunteers voters "
    "drivers sailors evacuees detainees demonstrators shareholders depositors subscribers households families"
)
"""What counts people of one sort: each is a measure of its own."""

SOLDIERS = wordset("soldiers soldier troops troop personnel servicemen fighters forces force recruits combatants army")

PUBLIC = wordset("authorities officials rescuers responders authority")
"""Who gives the official count without being named."""

LOCAL = wordset("regional local judicial provincial municipal city town district county council rescuers responders")
"""Words that say that authorities are of a region or a town."""

_IN = "(?:in|across|throughout) the"
TOLD_US = re.compile(
    r"\b(?:told|speaking to|in an interview with|interviewed by|tells) "
    r"(?:us|this (?:newspaper|paper|outlet|station|site)|"
    r"our (?:correspondent|reporter|newsroom))\b",
    re.IGNORECASE,
)
"""Words by which a page says that it was told itself."""

TOLD = re.compile(r"\b(?:told|tells|speaking to|in an interview with|interviewed by)\b", re.IGNORECASE)

SCOPES = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("(country)", f"nationwide|country-?wide|nationally|{_IN} (?:whole )?country"),
        ("(province)", f"{_IN} (?:province|region|state|county|district)"),
        ("(city)", f"{_IN} (?:city|town|capital|village)"),
        ("(hospital)", "hospital|clinic|morgue|mortuary"),
    )
)
"""Words that say in what a number counts without naming it."""

FATES = {
    "deaths": "deaths", "dead": "deaths", "killed": "deaths", "fatalities": "deaths", "bodies": "deaths",
    "died": "deaths", "injured": "injured", "wounded": "injured", "hurt": "injured", "missing": "missing",
    "unaccounted": "missing", "disappeared": "missing", "displaced": "displaced", "evacuated": "evacuated",
    "rescued": "rescued", "saved": "rescued", "arrested": "arrested", "detained": "arrested",
    "identified": "identified", "autopsies": "autopsies", "hospitalised": "hospital", "hospitalized": "hospital",
    "casualties": "deaths+injured", "captured": "captured", "homeless": "homeless", "trapped": "trapped",
    "stranded": "stranded",
}  # fmt: skip
"""What became of those who are counted: two fates are two measures."""

ALIKE = """
send dispatch deploy station move transfer relocate ; gather mass amass assemble concentrate build ;
soldier troop force fighter servicemen unit personnel army ; attack assault offensive counteroffensive strike push ;
fight combat battle clash engagement engage ; kill die dead death fatality toll casualty lose loss ;
flee leave escape ; say state ; big large great major massive significant ; small limited ;
rise grow increase climb jump surge ; fall drop decline sink decrease ; begin start open launch commence ;
end finish stop close halt ; house home household ; injure wound hurt ; rain rainfall downpour precipitation ;
flood flooding inundate deluge ; warn warning alert alarm ; text message sms ; phone mobile telephone cellphone ;
miss missing unaccounted disappear ; find locate recover discover ; evacuate displace ; destroy wreck ruin ;
break burst collapse fail failure ; crack fissure ; power electricity outage blackout ; bank lender ;
withdraw withdrawal pull ; deposit saving ; money cash fund ; probe investigate investigation inquiry inquest ;
cause blame reason ; repair mend fix restore ; soon imminent shortly coming ; day daily ; plan intend prepare ready ;
expect anticipate foresee forecast predict ; confirm verify corroborate ; false fake untrue baseless groundless rumour ;
hack cyberattack breach intrusion attack ; earthquake quake tremor temblor ; shake tremble ; magnitude strength ;
buy purchase acquire ; sell sale ; cut reduce slash weaken thin ; help aid assist support ; ask request call urge ;
train training ; east eastern ; west western ; north northern ; south southern ; region oblast province ;
child children ; man men ; woman women ; person people ; near close nearby ; win regain retake recapture back ;
promise pledge vow ; safe secure safety security ; hospital clinic ; vote poll ballot ; car vehicle ;
clean clear clearance ; water drinking ; road highway motorway street ; arrest detain custody ; school class
"""
"""Words that news uses for one thing, a set between semicolons."""

FORMS = """
send sent ; bring brought ; take took taken ; go went gone ; come came ; fall fell fallen ; rise rose risen ;
lose lost ; find found ; hold held ; begin began begun ; break broke broken ; leave left ; meet met ; make made
; give gave given ; get got gotten ; win won ; fight fought ; fly flew flown ; grow grew grown ; keep kept ; pay
paid ; see saw seen ; sell sold ; shoot shot ; stand stood ; strike struck stricken ; throw threw thrown ; buy
bought ; build built ; catch caught ; drive drove driven ; flee fled ; hear heard ; lead led ; seek sought ;
shake shook shaken ; sink sank sunk ; spend spent ; steal stole stolen ; sweep swept ; withdraw withdrew
withdrawn ; run ran ; know knew known ; die died dying ; burst ; wake woke woken ; freeze froze frozen ; choose chose
chosen ; drink drank drunk ; eat ate eaten ; forbid forbade forbidden ; hide hid hidden ; lend lent ; mean meant
; ride rode ridden ; ring rang rung ; tear tore torn ; wear wore worn ; write wrote written ; speak spoke spoken
; overflow overflowed
"""
"""Forms of irregular verbs, which taking off endings does not make one."""
