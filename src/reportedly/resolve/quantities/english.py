"""The words and phrases by which English writes numbers: spellings, units, hedges, and what can be counted.

What each row does is shown by an example in tests/resolve/.
"""

from collections.abc import Mapping
from types import MappingProxyType

from reportedly.english import named, wordset

# ------------------------------------------------------------------ how numbers are written

_BELOW_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL: Mapping[str, float] = MappingProxyType(
    {word: float(n) for n, word in enumerate(_BELOW_TWENTY.split())}
    | {word: 10.0 * n for n, word in enumerate(_TENS.split(), 2)}
)

SCALES: Mapping[str, float] = MappingProxyType(
    {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
    | {"lakh": 1e5, "crore": 1e7}
    | {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
)

PARTS: Mapping[str, float] = MappingProxyType(
    {"half": 2.0, "halve": 2.0, "third": 3.0, "quarter": 4.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0, "seventh": 7.0}
    | {"eighth": 8.0, "ninth": 9.0, "tenth": 10.0}
)

GLYPHS: Mapping[str, float] = MappingProxyType(
    {
        "½": 1 / 2,
        "⅓": 1 / 3,
        "⅔": 2 / 3,
        "¼": 1 / 4,
        "¾": 3 / 4,
        "⅕": 1 / 5,
        "⅛": 1 / 8,
        "⅜": 3 / 8,
        "⅝": 5 / 8,
        "⅞": 7 / 8,
    }
)

VAGUE: Mapping[str, tuple[float, float, float]] = MappingProxyType({
    # "hundreds" is 200 to 999, "several hundred" and "a few hundred" 300 to 999
    "dozen": (24.0, 36.0, 99.0), "score": (40.0, 60.0, 99.0), "hundred": (200.0, 300.0, 999.0),
    "thousand": (2e3, 3e3, 9_999.0), "million": (2e6, 3e6, 9_999_999.0), "billion": (2e9, 3e9, 9_999_999_999.0),
    "trillion": (2e12, 3e12, 9_999_999_999_999.0),
})  # fmt: skip

CHANGES: Mapping[str, float] = MappingProxyType(
    {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "halv": 0.5}
)
"""Stems of verbs that say how many times as much: "prices doubled"."""

RISING = (
    r"r[oi]se[ns]?|rising|grew|grown|grow(?:ing|s)?|increas\w+|climb\w+|jump\w+|went|gone|go|going|rais\w+|revis\w+|up|surg\w+|"
    r"swell\w*|expand\w+|chang\w+|down|fell|fall\w*|drop\w*|slow\w*|cut|doubl\w+|tripl\w+|quadrupl\w+|halv\w+"
)
"""Before "from 40 to 60" these tell a change, so that it is no interval."""

MOVES: Mapping[str, str] = named(
    (
        "rose",
        """
        rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|increase|increases|increased|increasing|climb|
        climbs|climbed|climbing|jump|jumps|jumped|jumping|surge|surges|surged|surging|soar|soars|soared|soaring|
        rally|rallies|rallied|rallying|rebound|rebounded|rebounding|advance|advances|advanced|advancing|gain|gains|
        gained|gaining|widen|widened|widening|swell|swelled|swelling|up|expand|expanded|expanding|strengthened|
        raise|raised|raising|lift|lifted|lifting|boost|boosted|boosting|hike|hiked|hiking|appreciated|leapt|leaped|
        upward|upwards|inched up|edged up
        """,
    ),
    (
        "fell",
        """
        fall|falls|fell|fallen|falling|drop|drops|dropped|dropping|decrease|decreases|decreased|decreasing|decline|
        declines|declined|declining|slide|slides|slid|sliding|slip|slips|slipped|slipping|tumble|tumbles|tumbled|
        tumbling|plunge|plunges|plunged|plunging|plummet|plummets|plummeted|plummeting|slump|slumps|slumped|
        slumping|sink|sank|sunk|sinking|shrink|shrank|shrunk|shrinking|ease|eases|eased|easing|narrow|narrowed|
        narrowing|slow|slowed|slowing|dip|dips|dipped|dipping|down|contracted|contracting|weakened|
        reduce|reduced|reducing|cut|cuts|cutting|lowered|lowering|trim|trimmed|trimming|depreciated|lose|
        loses|losing|lost|shed|sheds|shedding|downward|downwards|retreated|crashed
        """,
    ),
)
"""Verbs and particles of change → which way."""

MOVING_THINGS = wordset("""
    gain gains gained gaining raise raised raising lift lifted lifting boost boosted boosting hike hiked hiking cut
    cuts cutting lowered lowering reduce reduced reducing trim trimmed trimming lose loses losing lost shed
    sheds shedding advance advances advanced advancing jump jumps jumped jumping climb climbs climbed
    slip slips dip drop drops dropped dropping up down sink sank sunk
    sinking
""")
"""Those that may have an object: "lost 200 men"; straight before a share or money they tell a change."""

MOVING_MONEY = wordset("""
    raise raised raising lift lifted lifting boost boosted boosting cut cuts cutting reduce reduced reducing trim
    trimmed trimming lose loses losing lost shed sheds shedding
""")
"""Those of them that may have money as their object: "raised $5 million"."""

MOVING_UP = wordset("""
    tick ticks ticked ticking edge edges edged edging creep creeps crept creeping inch inches inched inching nudged
    nudging went gone shot pushed pushing bumped ratcheted drifted drifting
""")
"""Before "up to" these tell what it came to and no ceiling: "ticked up to 3.6 %"."""

TALLIES = wordset("toll total tally number count rate price")
"""What is "up to 45" has come to 45; "taking the *total* up to 45"."""

IDIOMS_WITH_UP = wordset(
    "make makes made making give gives gave given take takes took taken set sets put picked end ended"
)
"""Before "up" and "down" these tell no change: "makes up a third"."""

MOVED: Mapping[str, str] = named(
    ("rose", "rise|increase|jump|gain|surge|hike|growth|uptick|higher|more|up|bump|boost"),
    ("fell", "fall|decrease|drop|decline|slump|slide|plunge|dip|lower|less|fewer|down|reduction|cut|loss|discount"),
)
"""After a number: "a 5 % *rise*", "5 % *lower*"."""

# ------------------------------------------------------------------ hedges

BEFORE: Mapping[str, str] = named(
    (
        "about",
        """
        about|some|around|roughly|nearly|almost|approximately|approx|approx.|circa|c.|~|≈|close to|
        closer to|just under|just over|just shy of|just short of|an estimated|estimated|in the region of|
        in the order of|on the order of|something like|approaching|virtually|practically|a little over|
        a little under|slightly more than|slightly less than|slightly over|slightly under
        """,
    ),
    (
        "floor",
        """
        at least|no fewer than|no less than|not fewer than|not less than|more than|over|above|upwards of|
        upward of|exceeding|exceeds|exceeded|in excess of|beyond|north of|greater than|a minimum of|
        surpassed|surpassing|topped|topping|>|not only
        """,
    ),
    (
        "ceiling",
        """
        up to|as many as|as much as|at most|at the most|no more than|not more than|under|fewer than|
        less than|below|a maximum of|maximum|<|south of|no higher than
        """,
    ),
    (
        "",
        """
        a total of|total of|a record|record|another|an additional|additional|a further|further|only|just|
        now|currently|well|far|an extra|extra|anywhere|somewhere|even|still|between|from|possibly|
        perhaps|probably|maybe
        """,
    ),
)
"""What stands before a number → what it does to its bounds."""

AFTER: Mapping[str, str] = named(
    ("about", "or so|-or-so|give or take|or thereabouts"),
    ("floor", "-plus|plus|+|or more|and counting|at least|and over|and above|or higher"),
    ("ceiling", "or fewer|or less|at most|or lower"),
)
"""What stands after a number, perhaps after a comma."""

# ------------------------------------------------------------------ what is counted

STATES: Mapping[str, str] = named(
    ("killed", "dead|killed|deaths|fatalities|lives|bodies|corpses|toll"),
    ("injured", "injured|wounded|injuries"),
    ("missing", "missing"),
    ("displaced", "displaced"),
    ("evacuated", "evacuees|evacuations"),
    ("arrested", "arrests|detainees|detentions"),
)
"""Nouns that say what became of people → its one name."""

AFTER_STATES: Mapping[str, str] = named(
    (
        "killed",
        """
        dead|killed|died|dying|perished|drowned|slain|shot dead|lost their lives|lost his life|lost her life|
        lost their life
        """,
    ),
    ("injured", "injured|wounded|hurt|hospitalised|hospitalized|suffered injuries|sustained injuries"),
    (
        "missing",
        """
        missing|unaccounted for|unaccounted|not accounted for|not yet accounted for|not been accounted for|
        not yet been accounted for|yet to be accounted for
        """,
    ),
    (
        "displaced",
        """
        displaced|uprooted|homeless|made homeless|left homeless|lost their homes|lost his home|lost her home|
        lost their home|fled their homes|left their homes|forced from their homes|driven from their homes
        """,
    ),
    ("evacuated", "evacuated"),
    ("arrested", "arrested|detained|taken into custody"),
    ("rescued", "rescued"),
    ("trapped", "trapped|stranded"),
    ("captured", "captured|taken prisoner"),
    ("destroyed", "destroyed|flattened|razed|burned down|burnt down"),
    ("damaged", "damaged"),
    ("cancelled", "cancelled|canceled"),
    ("without power", "without power|without electricity|lost power"),
)
"""After what is counted: "12 people *died*" → the one name for what became of it."""

FINITE_STATES = wordset("died perished drowned fell lost suffered fled")
"""Verbs that may stand straight after an aside: "23 people, including six children, *died*"."""

CLAUSE_WORDS = wordset("that who and as when where after how said says told saw heard")
"""Between what is counted and what became of it these say that another clause begins."""

OWN_VERBS: Mapping[str, str] = named(
    (
        "people",
        """
        fled|escaped|survived|slept|marched|voted|lived|queued|waited|gathered|treated|sheltered|ill|sick|
        fell ill|fallen ill|taken ill|fell sick|sickened|infected|saved|freed|sleeping|sheltering|recovering
        """,
    ),
    ("any", "lost|left|moved|returned|took|sought|fell|got|came|went|live|need|needed|turned|housed|taken|sent|kept"),
    ("any", "flown|released|pulled|cut|living|waiting|staying"),
)
"""What is said of the living → who does so, people or whatever was spoken of before: "1,900 *lost* their homes"."""

BEFORE_STATES: Mapping[str, str] = named(
    ("killed", "killed|kills|killing|kill|claimed|claims|claiming|claim|dead|deaths of|death of|bodies of"),
    ("injured", "injured|injures|injuring|injure|wounded|wounding|hurting"),
    ("displaced", "displaced|displacing|uprooted|uprooting"),
    ("evacuated", "evacuated|evacuating"),
    ("arrested", "arrested|arresting|detained|detaining"),
    ("rescued", "rescued|rescuing"),
    ("captured", "captured|capturing"),
    ("destroyed", "destroyed|destroying|destroys|flattened|flattening|razed|razing"),
    ("damaged", "damaged|damaging|damages"),
    ("cancelled", "cancelled|canceled|cancelling|canceling"),
)
"""Before the number: "*killed* 12" → the one name for what became of them."""

PEOPLE_STATES = wordset("killed injured missing displaced evacuated arrested rescued trapped captured") | {
    f"{one} {link} {other}"
    for link in ("or", "and")
    for one in ("killed", "injured", "missing")
    for other in ("killed", "injured", "missing")
}
"""What becomes of people: where no noun stands beside it, people are counted."""

MEASURED: Mapping[str, str] = named(
    (
        "troops",
        "soldiers|servicemen|troops|personnel|fighters|forces|force|contingent|army|regulars|infantrymen|conscripts",
    ),
    ("people", "people|persons|lives|individuals|victims|dead|bodies|corpses|others"),
    ("people killed or injured", "casualties"),
    ("homes", "houses|homes|dwellings"),
    ("children", "children|kids"),
)
"""Nouns that count the same → the one that stands for them in a measure."""

FILLERS = wordset("more additional further other new extra different separate such same total confirmed")
"""Modifiers that are no part of what is counted."""

IRREGULAR: Mapping[str, str] = named(
    ("people", "person"), ("men", "man"), ("women", "woman"), ("children", "child"), ("policemen", "policeman")
)
"""Singular nouns whose plural has no s."""

COLLECTIVES: Mapping[str, str] = named(
    ("troops", "force|forces|contingent|army|regulars|infantrymen|conscripts"),
    ("people", "crowd|crowds|audience|audiences|congregation"),
)
"""Nouns that count as many as they hold → whom."""

ANIMALS = wordset(
    "cattle sheep livestock cows pigs goats horses chickens birds hens turkeys dogs cats animals fish seals whales"
)
"""Those killed of them are no deaths."""

ONE_PERSON = wordset("man woman boy girl child baby infant toddler teenager youth lad pensioner widow widower")
"""Before "of" and a number: "a man *of* 71" is that old."""

NOBODIES = wordset("""
    people persons person lives individuals victims others bodies corpses dead killed fatalities deaths injured injuries
    wounded missing displaced evacuees arrests detainees
""")
"""Heads that say no more than that people are counted."""

PLURALS = wordset("""
    people men women children police troops personnel cattle livestock aircraft servicemen servicewomen policemen
    military staff crew dead injured wounded missing killed teeth feet mice geese clergy sheep fish spacecraft
    gunmen fishermen lawmen homeless displaced force contingent army crowd audience congregation
""")
"""Nouns that are plural without an s, or count as such."""

PEOPLES = (
    r"(?:(?:North|South|East|West)\s)?(?:[A-Z]\w*(?:ians|eans|icans|ghans|guans|yans|nese|aelis|raqis|anis|enis|mans)|Poles|Britons|Spaniards|Turks|Arabs|Jews|Kurds|Swedes|Danes|"
    r"Finns|Greeks|Czechs|Serbs|Croats|Slovaks|Slovenes|Thais|Scots|Filipinos|Muslims|Christians|Tibetans|Uyghurs)"
)
"""Names for people of a nation or faith."""

BACK = (
    r"(?:death\s)?toll|(?:number|numbers|count)\sof\s(?:the\s)?(?:dead|deaths|fatalities|victims|missing|injured|wounded)|bodies|[Dd]eaths|fatalities|missing|the\sdead|"
    r"(?:force|army|contingent|crowd)(?=\sof\s)|(?:(?!The\s)[A-Z][a-z]+\s){0,2}(?:troops|soldiers|servicemen|personnel|forces|fighters|contingent|people|residents|civilians|victims|migrants|"
    r"refugees|workers|houses|homes|buildings|flights|[Cc]ases|tickets|jobs|votes|vehicles|cars|children|prisoners|hostages|students|"
    r"patients|passengers|protesters|demonstrators|customers)"
)
"""What may be counted by a number that comes later in the sentence."""

BEFORE_YEAR = wordset("""
    in since by of until till from early late mid before after during between to and for the
    spring summer autumn winter fall
""")
"""Before four digits: a year, unless they count people or homes."""

NUMBERED = wordset("""
    junction article section chapter page room route flight phase stage level gate exit table track line platform
""")
"""Of those, what is numbered in pairs too: "junctions 10 and 11"."""

WATERS = (
    r"(?:rivers?|lakes?|seas?|reservoirs?|tides?|tidal|waves?|swells?|surges?|snow|snowfall|depths?|heights?|"
    r"gauges?|walls?|(?:flood)?waters?|snowdrifts?)"
)
"""Near them "4.8m" is so many metres: "the *river* rose to 4.8m"."""

COSTLY = (
    r"(?:costs?|costing|worth|spen[dt]\w*|pa(?:y|id)\w*|budget\w*|fund\w*|people|"
    r"los[st]\w*|rais\w+|invest\w*|revenue|profits?|customers|million)"
)
"""Near them it is so many millions all the same."""

LABELS = wordset("""
    article section chapter page row channel route highway flight boeing airbus room no number block unit brigade
    division regiment resolution group phase stage level type class mark model windows apollo covid area zone
    version episode season volume gate exit round game formula figure table grade category tier step line lane bus
    platform studio building apartment flat suite act junction title amendment psalm verse track issue size top war
""")
"""A number after one of these is a name."""

STOPS = wordset("""
    a an the and or but nor of in on at to for from by with without within into onto over under above below between
    among amid across through during before after since until till against about around as than that which who whom
    whose where when while if because so such though although is are was were be been being has have had do does did
    will would can could may might shall should must not no it its he she they them his her we us our you your i my
    this these those there here how what said says say told tells also already still then now per each every out up
    down off away back near inside outside along toward towards behind beyond despite via versus like unlike went
    came come got get made make left according ahead later earlier ago today yesterday tomorrow alone together only
    remain remained remains began begin opposed backed signed walked voted crossed gathered marched fled lost found
    died gave held live lived accuse accused expect expected believed believe thought need needed believes work
    worked took take won killed injured wounded missing including plus both either just yet again once turned arrived
    moved joined entered dead confirmed strong
""")
"""Words that end the noun phrase after a number."""

NEVER_YEARS = wordset(
    "people men women children troops soldiers homes houses dead deaths killed jobs workers votes miles km "
    "metres meters tons tonnes"
)
"""After four digits: no year."""
