"""What this room knows of English names: titles and offices, sorts of bodies, given names that are one, spelling."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from reportedly.english import DAYS, alternation, wordset

# ------------------------------------------------------------------ persons

PARTICLES = wordset("de del della di da do dos das du la le van von der den ter al el bin ibn ben y e st")
"""Small words of a surname, which pages write or leave out."""

GENERATIONS = MappingProxyType(
    {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3", "iv": "4"}
)
"""At the end of a name: which of several of that name."""

HONOURS = wordset("mp mep msp kc qc phd md mbe obe cbe esq usn usmc ret")
"""At the end of a name, and no part of it."""

TITLES = wordset("""
    mr mrs ms miss mx dr prof professor sir lord lady dame baroness baron count hon reverend rev father sister fr
    gen general maj major lt lieutenant col colonel capt captain sgt sergeant cpl corporal pvt private cmdr commander
    adm admiral brig brigadier marshal cdr lcdr ltc msgt ssgt sec sen senator rep representative congressman
    congresswoman gov governor pres president premier chancellor minister secretary ambassador amb envoy mayor deputy
    king queen prince princess pope archbishop bishop cardinal imam ayatollah sheikh sheik mullah rabbi judge justice
    sheriff chief director head spokesman spokeswoman spokesperson spokespeople lawmaker legislator analyst expert
    economist climatologist meteorologist professor researcher scientist historian journalist reporter correspondent
    commissioner supt superintendent inspector insp det detective constable attorney prosecutor lawyer coach chairman
    chairwoman chair chairperson ceo cfo president-elect boss leader activist adviser advisor aide councillor counsel
    representative delegate author writer doctor nurse officer official speaker whip undersecretary vice-president
    resident comedian coroner undersheriff actor actress singer commander-in-chief secretary-general
    undersecretary-general manager executive founder co-founder partner
    owner spokesmen
""")
"""Words before a name that are no part of it; what stands before them says who it is."""

SUBJECT_WORDS = wordset("""
    of for the and state defence defense foreign affairs internal external interior health public finance treasury
    economy economic justice transport transportation energy education environment agriculture labour labor trade
    commerce culture security national homeland general policy social development emergency situations unification
    press council staff
""")
"""Between a title and a name: "Secretary *of State* Ann Lee"."""

GIVEN = """
    oleksandr aleksandr alexander alex sasha; volodymyr vladimir; mykola nikolai nikolay; dmytro dmitry dmitri dmitriy;
    serhiy sergei sergey sergiy; mykhailo mikhail; yevhen evgeny yevgeny evgeni; kyrylo kirill kiril; pavlo pavel;
    petro petr; yuriy yuri yury iurii; andriy andrei andrey andrii; oleksiy alexei aleksey alexey; olena elena;
    hryhoriy grigory; vasyl vasily; ihor igor; oleh oleg; yulia julia; joe joseph; bill william will billy; tony
    anthony antony; pat patrick; mike michael mick; bob robert bobby rob; jim james jimmy; tom thomas; dan daniel danny;
    dave david; steve steven stephen; matt matthew; chris christopher; ben benjamin; sam samuel; ed edward; nick
    nicholas; rick richard dick; liz elizabeth; kate katherine kathryn catherine; sue susan; greg gregory; jeff jeffrey
    geoffrey; ken kenneth; larry lawrence; ron ronald; andy andrew; don donald; tim timothy; jon jonathan; charlie
    charles chuck; josh joshua; zach zachary; pete peter; phil philip phillip; ray raymond; fred frederick; jack john;
    mohammed muhammad mohamed mohammad mohamad; ahmed ahmad; hussein husain hossein; yusuf yousef yousuf; abdullah
    abdallah; ali aly; sara sarah; teresa theresa; marc mark; eric erik; karl carl; stefan stephan; yoav joav
"""
"""Given names that are one name, in forms or spellings; sets between semicolons."""

FAMILY_FIRST = wordset("""
    kim lee park choi jung jeong kang cho yoon yun jang lim im han oh seo shin kwon hwang ahn an song ryu hong moon bae
    baek nam ri pak ro no roh xi li wang zhang liu chen yang zhao huang zhou wu xu sun zhu ma hu guo he lin gao luo
    liang xie tang xu deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren nguyen
    tran le pham hoang phan vu vo dang bui do ngo duong ly mao tsai
""")
"""Surnames that stand first in names of East Asia."""

SPELLING = (
    ("shch", "s"), ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("kh", "h"), ("zh", "s"), ("ph", "f"),
    ("th", "t"), ("dh", "d"), ("gh", "g"), ("ck", "k"), ("ch", "ç"), ("c", "k"), ("ç", "c"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("z", "s"), ("y", "i"), ("j", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ie", "e"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"),
)  # fmt: skip
"""Letters that spellings of one name exchange, in the order in which they are made one."""

# ------------------------------------------------------------------ offices

OFFICES = """
    spokesperson: spokesman / spokeswoman / spokesperson / spokespeople / spokesmen / press secretary / press
        officer;
    vice president: vice president / vice-president;
    deputy prime minister: deputy prime minister / vice prime minister;
    prime minister: prime minister / premier / pm / taoiseach;
    minister: minister / secretary of state / secretary of / defen[cs]e secretary / foreign secretary / home
        secretary / health secretary / interior secretary / treasury secretary;
    ambassador: ambassador / envoy / permanent representative / representative / delegate;
    president: president / president-elect;
    chancellor: chancellor;
    king: king / queen / monarch / emperor / emir;
    lawmaker: lawmaker / senator / congressman / congresswoman / legislator / mp / member of parliament /
        deputy;
    mayor: mayor;
    governor: governor;
    commander: commander-in-chief / commander in chief / defen[cs]e chief / army chief / military chief / top
        general / chief of staff / chief of the general staff / head of (the )?(military|army|armed forces);
    head: director general / director / head / chief / boss / chairman / chairwoman / chair / secretary general
        / secretary-general / leader / who heads / who leads / ceo / chief executive;
    member: expert / scientist / researcher / analyst / member / official / officer / adviser / advisor / engineer
        / professor / economist / manager / president of / executive;
"""
"""Offices and the words for them; the first that fits is meant."""

OFFICE = tuple(
    (name.strip(), re.compile(rf"(?<![\w-])(?:{words.strip().replace(' / ', '|')})(?![\w-])"))
    for name, words in (row.split(":", 1) for row in " ".join(OFFICES.split()).rstrip(";").split("; "))
)

CUT = re.compile(rf"^(?:to|[Oo]n|[Aa]bout|at|for|by|with|from|as)\s+(?:(?:{DAYS})\s+)?(?=[A-Z])")
"""Before a role, a scrap of what stands before it on the page."""

COMPLEMENT = re.compile(r"(?<![\w-])(?:to|of|for|by|with|from) (?:the )?(?:[\w-]+ )?$")
"""Before an office that somebody else holds: "an aide *to the* minister"."""

RANKS = re.compile(
    r"(?<![\w-])(?:former|ex|outgoing|acting|deputy|assistant|senior|top|then|new|incoming|interim|first|principal"
    r"|government|for|of|the|an?|its|their|at|in|to|and|chief)(?![\w-])"
    rf"|(?:on|at|in)\s+(?:{DAYS}|noon|midnight)(?![\w-])",
    re.IGNORECASE,
)
"""Words of an office that do not tell whose it is."""

# ------------------------------------------------------------------ bodies

SAME_WORD = MappingProxyType(
    {
        "defence": "defense", "centre": "center", "organisation": "organization", "labour": "labor", "services":
        "service", "agencies": "agency", "ministries": "ministry", "forces": "force", "courts": "court",
        "prosecutors": "prosecutor", "authorities": "authority", "offices": "office", "secret": "spy", "intel":
        "intelligence", "weatherman": "weather", "meteorology": "meteorological", "transportation": "transport",
        "program": "programme", "affair": "affairs", "directorate": "directorate", "headquarters":
        "headquarter", "departments": "department", "committees": "committee", "seismology": "seismological",
    }
)  # fmt: skip
"""Words of a body's name that are one, in spelling or number."""

EMPTY = wordset("the of for a an and its their to in on at by country nation s & und de")
"""Words that a body's name may have or not."""

GENERIC = wordset("""
    fire rescue emergency health national state regional local city county district public general supreme high central
    federal royal provincial municipal town village civil water energy power police security safety transport traffic
    justice education finance economic labor trade people popular democratic socialist communist republican liberal
    conservative green workers national guard stock exchange electoral supreme regulatory human rights river road
    railway air port airport coast maritime nuclear medical social weather space food
    ministry government agency council court office department army military party company bank board commission
    committee service union administration parliament senate regulator watchdog embassy hospital university institute
    organization group authority federation center command force firm operator side body team corps bureau unit fund
    association society press media brigade house secretariat division centre school college party movement front
""")
"""Words of which many bodies' names are made: a name of these alone is one body's only within a story or a state."""

NO_MINISTRIES = frozenset({"US"})
"""States whose ministries are departments: "the defence ministry" is never theirs, unless it says so."""

LOOSE = wordset("national state federal main central country royal republic own")
"""Words that a description of a body may have or not."""

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        " ".join(sorted(wording.split())): subject
        for wording, subject in {
            "foreign affairs": "foreign", "external affairs": "foreign", "external relations": "foreign",
            "internal affairs": "interior", "home affairs": "interior", "home": "interior", "war": "defense",
            "public health": "health", "health care": "health", "economic affairs": "economy", "economics": "economy",
            "financial": "finance", "environmental": "environment", "emergency": "emergency situations",
            "justice affairs": "justice", "labor employment": "labor",
        }.items()
    }
)  # fmt: skip
"""What a ministry is for, where two wordings are one; words in alphabetical order, as ministries are compared."""

DEPARTMENTS = wordset("""
    defense foreign interior health finance economy justice transport energy education environment agriculture labor
    trade commerce culture treasury
""")
"""What a "department" is for that is a ministry."""

SORTS = """
    ministry of foreign: foreign office | foreign commonwealth office | foreign commonwealth development office;
    ministry of interior: home office;
    ministry of defense: mod;
    military intelligence: military intelligence | military intelligence agency | military intelligence service
        | defense intelligence | defense intelligence agency | intelligence directorate | defense intelligence
        directorate | military intelligence directorate | military spy agency;
    foreign intelligence: foreign intelligence | foreign intelligence service | foreign intelligence agency;
    intelligence *: intelligence | spy | intelligence service | intelligence agency | spy agency | spy service |
        spy intelligence service | intelligence community | intelligence official agency;
    security service *: security service | domestic security service | domestic intelligence service;
    military: military | armed force | army armed force | military force;
    army: army | ground force;
    navy: navy | naval force;
    air force: air force;
    general staff: general staff | joint chiefs staff | armed force general staff | general staff army;
    coast guard: coast guard | coastguard;
    border guard: border guard | border service | border force | border guard service;
    presidency: presidential office | president office | presidential administration | presidency | presidential
        palace | president administration;
    prime minister's office: prime minister office | prime ministers office;
    parliament: parliament | legislature | assembly;
    central bank: central bank | reserve bank;
    weather service: met office | weather service | weather office | weather agency | weather bureau |
        meteorological agency | meteorological office | meteorological service | meteorological department |
        meteorological institute | meteorological bureau | meteorological center | weather forecaster |
        forecaster | meteorological hydrological service | hydrometeorological center | weather center;
    geological survey: geological survey | geological agency | geological institute;
    seismological service: seismological agency | seismological center | seismological institute | seismic agency
        | earthquake center | seismological service | seismological observatory;
    civil protection: civil protection | civil protection agency | civil protection service | civil defense |
        civil defense agency | disaster agency | disaster management agency | disaster mitigation agency |
        emergency agency | emergency management agency | emergency service agency | civil protection department;
    emergency services *: emergency service | rescue service | emergency rescue service;
    space agency: space agency;
    police *: police | police force | police service;
    supreme court: supreme court;
    constitutional court: constitutional court;
    prosecutor general: prosecutor general office | attorney general office | prosecutor office | public
        prosecutor office | prosecutor general;
    election commission: election commission | electoral commission | election authority;
    statistics office: statistics office | statistics agency | statistics bureau | statistical office |
        statistical agency;
    health service *: health service | public health service;
    health agency *: health agency | public health agency | public health institute | health authority;
    food agency: food agency | food standards agency | food safety agency;
    nuclear regulator: nuclear regulator | nuclear safety agency | nuclear agency;
    financial regulator *: financial regulator | financial watchdog | financial supervisory authority | market
        regulator | market watchdog;
    regional government *: regional government | government region | local government | government province |
        provincial government;
    city government *: city government | city council | city hall | town hall | mayor office;
    state: government | side | administration | cabinet | government side | leadership;
    authorities *: authority | official authority;
    television *: television | tv;
    media *: media | press | news media;
"""
"""Sorts of bodies and the wordings of each, which are sets of words; a star: a state may have several."""

VAGUE = frozenset({"authorities", "media", "television", "emergency services", "regional government", "police"})
"""Sorts that a state has many of: only within a story may two wordings be one."""

WORLD = """
    UN, United Nations, U.N.; EU, European Union, E.U.; NATO, North Atlantic Treaty Organization; WHO, World Health
    Organization; IMF, International Monetary Fund; WTO, World Trade Organization; IAEA, International Atomic Energy
    Agency; ICC, International Criminal Court; ICJ, International Court of Justice; ICRC, International Committee of
    the Red Cross; OPEC, Organization of the Petroleum Exporting Countries; OECD, Organisation for Economic
    Co-operation and Development; OSCE, Organization for Security and Co-operation in Europe; UNICEF; UNHCR; UNESCO;
    UNRWA; OCHA; FAO, Food and Agriculture Organization; WFP, World Food Programme; WMO, World Meteorological
    Organization; ECB, European Central Bank; ASEAN; African Union; Arab League; World Bank; European Commission;
    European Council; European Parliament; G7, Group of Seven; G20, Group of 20, Group of Twenty; BRICS; Amnesty
    International, Amnesty; HRW, Human Rights Watch; MSF, Doctors Without Borders, Medecins Sans Frontieres; Red
    Cross; Greenpeace; Europol; Interpol; EASA; ECDC; FIFA; IOC, International Olympic Committee; Frontex; Hamas;
    Hezbollah; Taliban
"""
"""Bodies of several states, each with its names; sets between semicolons."""

NATIONAL = """
    US: FBI, Federal Bureau of Investigation; US: CIA, Central Intelligence Agency; US: NSA, National Security
    Agency; US: FDA, Food and Drug Administration; US: CDC, Centers for Disease Control and Prevention; US:
    FEMA, Federal Emergency Management Agency; US: NASA; US: NOAA, National Oceanic and Atmospheric
    Administration; US: USGS; US: NWS, National Weather Service; US: NHC, National Hurricane Center; US: EPA,
    Environmental Protection Agency; US: DHS, Department of Homeland Security, Homeland Security; US: DOJ,
    Justice Department, Department of Justice; US: FAA, Federal Aviation Administration; US: NTSB, National
    Transportation Safety Board; US: SEC, Securities and Exchange Commission; US: Fed, Federal Reserve; US:
    FDIC; US: CENTCOM; GB: MI5; GB: MI6; GB: GCHQ; GB: NHS; GB: BoE, Bank of England; GB: Scotland Yard,
    Metropolitan Police, Met Police; GB: ONS, Office for National Statistics; RU: FSB, Federal Security Service;
    RU: GRU; RU: SVR; IL: IDF, Israel Defense Forces, Israeli military, Israeli army; IL: Mossad; IL: Shin Bet;
    IR: IRGC, Revolutionary Guard, Revolutionary Guards; CN: PLA, People's Liberation Army; DE: Bundesbank; DE:
    BND; FR: DGSE; JP: JMA; JP: BOJ, Bank of Japan; IN: RBI, Reserve Bank of India; TR: AFAD; UA: SBU, SSU,
    Security Service of Ukraine; UA: HUR, GUR; US: State Department, Department of State; US: Pentagon, Defense
    Department, Department of Defense
"""
"""Bodies of one state, each with its names; sets between semicolons, the state's code first."""

STANDS_FOR = MappingProxyType(
    {
        "Pentagon": ("US", "ministry of defense"), "State Department": ("US", "ministry of foreign"),
        "HUR": ("UA", "military intelligence"), "JMA": ("JP", "weather service"), "IDF": ("IL", "military"),
        "NWS": ("US", "weather service"),
        "USGS": ("US", "geological survey"), "Fed": ("US", "central bank"), "BOJ": ("JP", "central bank"),
        "RBI": ("IN", "central bank"), "PLA": ("CN", "military"), "FEMA": ("US", "civil protection"),
        "AFAD": ("TR", "civil protection"), "NASA": ("US", "space agency"), "BoE": ("GB", "central bank"),
        "ONS": ("GB", "statistics office"), "DOJ": ("US", "ministry of justice"),
    }
)  # fmt: skip
"""National bodies that descriptions name by sort: "South Korea's spy agency"."""

# ------------------------------------------------------------------ people without a name

RANK_WORDS = wordset("""
    senior top high-ranking high ranking unnamed anonymous unidentified several some many two three four five one a an
    the other another both new recent latest initial preliminary early from with in at by few number of same government
""")
"""Words of a description that do not tell who is described."""

HEADS_ONE: Mapping[str, str] = MappingProxyType(
    {
        "officials": "official", "sources": "source", "people": "source", "interlocutors": "source", "insiders":
        "source", "interlocutor": "source", "persons": "source", "aides": "aide", "diplomats": "diplomat",
        "experts": "expert", "analysts": "analyst", "witnesses": "witness", "residents": "resident",
        "commanders": "commander", "assessment": "assessment", "assessments": "assessment", "report": "report",
        "estimates": "assessment", "estimate": "assessment", "scientists": "scientist", "researchers":
        "scientist", "spokesman": "spokesperson", "spokeswoman": "spokesperson", "ministers": "minister",
        "rescuers": "rescuer", "soldiers": "soldier", "lawmakers": "lawmaker", "reports": "report",
    }
)  # fmt: skip
"""Nouns for people and papers → the one they are counted under."""

OTHERS = re.compile(r",?\s+(?:and|among) (?:(?:several |many |some )?others|other \w+|more)\s*$", re.IGNORECASE)
"""After a name that does not stand alone: "the Globe *and others*"."""

AND = re.compile(r"\s+and\s+|\s*&\s*", re.IGNORECASE)
SPOKEN = re.compile(
    rf"^(?:(?:according to|citing|quoting|known as|(?:on|at) (?:{DAYS}|noon|midnight)),?\s+)+|[\s,;:]+(?:details)?$",
    re.IGNORECASE,
)
"""Scraps around a name, left by reading."""

ROLE_AFTER = re.compile(r"\s*,\s+|\s+[-–—]+\s+(?=[a-z])|\s+(?=(?:of|from|at|with)\s+(?:the\s+)?[A-Z])")
"""Between a full name and what says who it is: "Ann Lee*, *a nurse", "Ann Lee* *of the River Board"."""

BRACKET = re.compile(r"\s*\(([^()]{2,40})\)")
OUTLET_TAIL = re.compile(
    r"\s+(?:news agency|news website|agency|newspaper|website|magazine|broadcaster|newswire|daily)$"
)
"""After an outlet's name, and no part of it."""

ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z0-9&-]{1,9}s?")
POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")

_NAME = r"[A-Z][\w.’'-]{0,40}+(?:\s{1,3}(?:of|for|the|and|de|del|la)(?=\s)|\s{1,3}[A-Z][\w.’'-]{0,40}+){0,8}"
GLOSS = re.compile(rf"(?<![\w.’'-])({_NAME})\s{{0,3}}\(\s{{0,3}}(?:the\s|or\s)?([A-Z][A-Za-z]{{1,9}})\s{{0,3}}\)")
"""A long name with its short one in brackets: "River Water Board (RWB)"."""

POINTS_BACK = re.compile(
    rf"^(?:the|its|this|that|their)\s+(?:{alternation(('country', 'nation'))})['’]s\s+", re.IGNORECASE
)
