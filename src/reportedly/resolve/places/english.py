"""The words by which English types, joins and surrounds names of places.

What each row does is shown by an example in tests/resolve/test_places_toponyms.py.
"""

import re

from reportedly.english import DAYS, MONTHS, SAYING, alternation, named, words, wordset

# ------------------------------------------------------------------ kinds, as words say them

KINDS = named(
    ("DZEN", "region|oblast|province|state|governorate|prefecture|canton|voivodeship|territory|krai"),
    ("DZEN", "autonomous community"),
    ("DEC", "republic|department|emirate"),
    ("ED", "county|counties"),
    ("EDP", "parish|borough|district|municipality|raion|township|shire"),
    ("PKE", "city|town|village|suburb|hamlet|neighborhood|neighbourhood|port|port city|capital|resort"),
    ("R", "river|rivers|creek|canal|stream"),
    ("W", "lake|lakes|bay|sea|gulf|ocean|strait|lagoon|sound|reservoir"),
    ("M", "mount|mountain|mountains|range|peak|hills"),
    ("I", "island|islands|isle|archipelago|atoll"),
    ("N", "desert|valley|peninsula|cape|coast|delta|plain|plateau|basin|forest"),
    ("C", "country|nation|kingdom|union"),
)
"""A word beside a name → the kinds of place that are then meant; letters as in the gazetteer."""

KIND_AFTER = re.compile(rf"[ -](?P<kind>{alternation(KINDS)})(?![\w-])", re.IGNORECASE)
"""The Kursk *region*; the Marsh *River*; Fulton *County*."""

KIND_BEFORE = re.compile(
    rf"\b(?P<of>{alternation(KINDS)}) of (?:the )?$|\b(?P<name>River|Lake|Mount|County|Cape|Isle|Gulf|Port) $",
    re.IGNORECASE,
)
"""The *city of* Lowmoor; the *River* Oss."""

_NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2}"
COUNTIES_AFTER = re.compile(rf"(?:, {_NAME}){{0,8}}(?:,? and {_NAME})? [Cc]ounties(?!\w)")
"""After each name of a list of counties: "Oss* and Quist counties*"."""

INSIDE = re.compile(
    r",\s(?:in\s)?(?:\w+\s)?|\s\(|\sin\s(?:(?:the\s)?\w+\s)?"
    r"|,?\son\s(?:the\s)?(?:(?:\w+\s)?(?:island|isle)\sof\s)?"
)
"""Between a name and that of the place it lies in: "Paris*, *Texas", "Birmingham* in central *England", an island's
"Quist*, on the island of *Oss"."""

# ------------------------------------------------------------------ "the" before a bare name

THE_BEFORE = re.compile(r"(?P<within>\b[Ii]n )?\b[Tt]he $")
"""*The* Severn is the river, *the* Alps are mountains; *in the* Congo may be the country, too."""

_CLAUSE = """
    is|was|are|were|has|had|have|will|would|could|can|may|might|and|or|but|at|in|near|to|from|on|into|for|by|with|as|
    that|which|while|when|where|after|before|between|above|below|through|towards|toward|around|during|since|until|
    rose|burst|broke|flows|flowed|runs|ran|froze|fell|swelled|peaked|overflowed|flooded|stopped|remains|remained
"""
BARE = re.compile(rf"\s*(?:[.,;:!?)\"”]|$|(?:{alternation(named(('', _CLAUSE)))})\b)")
"""After a bare name: "the Mississippi *rose*" is the river, "the Mississippi governor" is not."""

# ------------------------------------------------------------------ what a capitalised name ends with

SITES = wordset("""
    street st avenue ave road rd lane drive boulevard blvd highway route freeway parkway square plaza park bridge
    airport hospital school college university academy stadium arena center centre church cathedral mosque temple
    synagogue hotel museum station prison jail cemetery courthouse hall mall library theatre theater tower building
    house castle dam harbor harbour terminal racecourse speedway zoo garden gardens beach pier camp base farm mine
    plant barracks depot
""")
"""At its end, the name is a building's, a street's or a ground's: it stands in the place it is named for."""

BODIES = wordset("""
    police department council ministry office agency times post news herald tribune journal gazette company co inc
    corp corporation ltd llc plc bank party association court commission committee board united fc team club union
    institute foundation group authority service services administration congress senate parliament government force
    forces army navy guard bureau society federation organization organisation press network radio television
    airlines airways democrats republicans coalition alliance league conference assembly legislature chamber cabinet
    fund observatory centers observer chronicle sheriff sheriff's fire rescue ambulance clinic trust project program
    programme conservatives patrol premier schools commissioners athletic albion hotspur rovers wanderers
""")
"""At its end, the name is a body's."""

BODY_OF = re.compile(
    r"\b(?:Bank|Church|(?:Archb|B)ishop|Association|Federation|Parliament|Court|Society) of (?:the )?$"
)
"""The *Bank of* England is a body, too."""

_GOALS = r"\d{1,2}[-–]\d{1,2}(?= (?:at|on|in|to|away|against|after|with|and|up|down|ahead|behind|win)\b|[.,;)]|$)"
_RUNS = r"\d{1,3} for \d\b|by \d+ (?:runs|wickets|goals|points|tries)\b|on penalties\b"
_RESULT = r"won|drew|lost|beat|led|trailed|thrashed|edged|defeated|hammered|were|are"
TEAM_AFTER = re.compile(rf" (?:have |had )?(?:{_RESULT}) (?:(?:to|with|against) )?(?:{_NAME} )?(?:{_GOALS}|{_RUNS})")
"""Lowmoor* drew 2-2*: the team."""

TEAM_BEFORE = re.compile(r"\b(?:beat|thrashed|edged|defeated|hammered|against|over|with|visitors|hosts) $")
SCORE_AFTER = re.compile(rf",? {_GOALS}")
"""They *beat* Lowmoor* 2-1*: the team."""

ROAD = re.compile(r"(?:the )?(?:(?:Route|Interstate|Highway|Motorway|Junction|Exit)s? .{0,4}\d.*|[AMI]-?\d{1,3})")
"""A road by its number is no place on the map."""

NATIONAL = named(
    ("GB", "the Met Office|the Environment Agency|Defra|the RNLI|the RSPCA|HM Coastguard|the Home Office|the NHS"),
    ("GB", "Natural England|Network Rail|Ofsted|Ofcom|the Crown Prosecution Service"),
    ("US", "the National Weather Service|FEMA|the FBI|the National Hurricane Center|the IRS"),
    ("US", "the U.S. Coast Guard|the US Coast Guard|the Bureau of Land Management|the Department of Homeland Security"),
    ("AU", "the Bureau of Meteorology|the State Emergency Service"),
    ("CA", "Environment Canada|the RCMP|the Royal Canadian Mounted Police"),
    ("IE", "Met Éireann|the Garda|the gardaí|Gardaí|the HSE"),
    ("IN", "the India Meteorological Department|the NDRF"),
    ("JP", "the Japan Meteorological Agency"),
    ("PH", "Pagasa|PAGASA|Phivolcs"),
)
"""Whose country a body of the state is at home in: with *the Met Office*, Newport is likelier the Welsh one."""

# ------------------------------------------------------------------ what stands around a place

_DIRECTIONS = """
    north|south|east|west|northern|southern|eastern|western|northeast|northwest|southeast|southwest|northeastern|
    northwestern|southeastern|southwestern|central|upper|lower|greater|mid
"""
_TITLES = """
    mr|mrs|ms|miss|dr|prof|sir|lord|lady|dame|rev|fr|gen|lt|col|capt|maj|sgt|cpl|pvt|officer|detective|deputy|judge|
    justice|president|premier|chancellor|senator|sen|rep|gov|governor|mayor|sheriff|chief|minister|secretary|king|
    queen|prince|princess|pope|sheikh|imam|coach|pastor|father|sister|brother|commissioner|director|chairman|
    chairwoman|spokesman|spokeswoman|ambassador|attorney|coroner|commander
"""
_LOCAL = """
    area|region|city|town|village|county|state|province|border|government|police|resident|residents|native|man|woman|
    mayor|governor|airport|hospital|officials|authorities|troops|forces|capital|metropolitan|district|suburb|suburbs|
    neighborhood|neighborhoods|neighbourhood|downtown|family|firm|company|school|schools|firefighters|teenager|couple|
    lawmakers|councillor|councilman|councilwoman|alderman|aldermen|prosecutors|court|market|economy|embassy|coast|
    river|office|plant|towns|cities|based|born
"""

DIRECTIONS = named(("direction", _DIRECTIONS))

BEFORE = named(
    ("title", _TITLES),
    ("direction", _DIRECTIONS),
    ("in", "in|near|outside|across|throughout|downtown|around|toward|towards|within|inside|leaving|visiting"),
    ("at", "at|from|to|into|through|between|beyond|off|via|onto|over|against|reach|reached|left"),
    ("of", "of|for|with|by|and|or|on|than"),
    ("the", "the"),
)
"""A word right before a name → what it tells: "*in* Lowmoor" is a place, "*Mayor* Lowmoor" is none."""

AFTER = named(("local", _LOCAL), ("says", "|".join(SAYING)))
"""A word right after a name → what it tells: "the Lowmoor *mayor*" names a place, "Lowmoor *said*" hardly."""

CAPITAL_BEFORE = named(("title", _TITLES), ("direction", _DIRECTIONS))
CAPITAL_AFTER = named(
    ("title", _TITLES),
    ("local", _LOCAL),
    ("body", "|".join(BODIES)),
    ("site", "|".join(SITES)),
    ("kind", "|".join(KINDS)),
)
"""The same, of capitalised words beside it: "*North* Lowmoor", "Lowmoor *Council*"."""

# ------------------------------------------------------------------ names

JOINTS = words("of de del la las los le les du des da do dos das di della el al on upon sur am an der den and the")
"""Small words inside a name: Stoke *on* Trent."""

NO_PLACE = frozenset(f"{DAYS}|{MONTHS}".casefold().split("|")) | wordset("""
    i he she it we they you a an the this that these those and or but if as of on in at by for to from with no not yes
    so my his her our your their its who what when where why how which there here then than more most many much some
    all one two three four five six seven eight nine ten first second third last new old good police god jesus christ
    allah lord internet republican republicans democrat democrats road city town best men may can will says said
    mr mrs ms dr celsius fahrenheit kelvin
""")
"""Single words that name no place, whatever the gazetteer has; kinds, sites and bodies alone name none either."""
