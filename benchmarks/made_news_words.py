"""The words of made news: names of syllables, what is counted, what is said of things, and the sentences for it.

Marks in a content show what its parts are: ``[412 people were killed]`` the words of the number, ``<Karvel>`` a place,
``~in October~`` a time, ``^would^`` the words that show how sure it is. In a sentence, ``[said]`` is the cue and the
braces are whoever stands there: ``{C}`` the content, ``{X}`` the claimant, ``{R}`` and ``{S}`` the relays from the
reader outward, ``{D}`` the day it was said.
"""

import random

from msgspec import Struct

from reportedly import states

ONSETS = ("B", "Br", "Cl", "D", "Dr", "F", "G", "H", "K", "L", "M", "N", "P", "R", "S", "St", "T", "Tr", "V", "W", "Z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo")
MIDDLES = ("lk", "ld", "lm", "n", "nd", "ng", "r", "rn", "rth", "sk", "st", "ll", "v", "mb", "tr", "gn", "b", "d")
TAILS = ("a", "en", "er", "ia", "ford", "by", "ton", "wick", "holm", "mere", "o", "is", "uk", "an", "ost", "elle")
STATES = tuple(
    row.name
    for row in states.rows()
    if not (row.names or row.peoples or row.seats or "." in row.name) and any(states.mentioned(f"in {row.name}."))
)
"""States the house knows, of those news hardly tells of: the smallest. All other names are made up."""


def name(die: random.Random) -> str:
    """Return a made name, as of a person or a place; one of some 400,000."""
    parts = die.choice(ONSETS), die.choice(VOWELS), die.choice(MIDDLES), die.choice(VOWELS), die.choice(MIDDLES)
    return "".join(parts[: 3 if die.random() < 0.1 else 5]) + die.choice(TAILS)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split(", "))


# ------------------------------------------------------------------ who

PAPERS = ("Courier", "Gazette", "Herald", "Post", "Tribune", "Observer", "Chronicle", "Mirror", "Bulletin", "Monitor")
BODIES = (
    "Rescue Service",
    "Water Company",
    "Port Authority",
    "Hospital",
    "Miners' Union",
    "Institute",
    "Railway",
    "Farmers' League",
    "University",
    "Bank",
    "Weather Office",
    "Shipping Line",
)
WAR_BODIES = ("Relief Corps", "Peace Mission", "Border Commission", "Volunteer Legion")
OFFICES = ("head", "spokesman", "spokeswoman")
UNNAMED = ("officials of", "two officials of", "a senior official of")

# ------------------------------------------------------------------ what is counted


class Counted(Struct, frozen=True):
    """What a number counts, and the measure the house's reader of numbers gives it."""

    things: str
    fate: str
    unit: str
    measure: str  # without the place

    @classmethod
    def of(cls, row: str) -> "Counted":
        """Return a row of the table."""
        return cls(*(cell.strip() for cell in row.split("|")))


_COUNTED = """
people | arrested | people | arrested people
people | injured | people | injured people
families | left homeless | families | families displaced
homes | without power | homes | homes without power
flights | cancelled | flights | flights cancelled
trains | cancelled | trains | trains cancelled
cows | drowned | cows | cows killed
passengers | stranded | passengers | passengers trapped
turbines | damaged | turbines | turbines damaged
police officers | hurt | officers | police officers injured
schools | closed | schools | schools
bridges | swept away | bridges | bridges
trucks | held up | trucks | trucks
tents | put up | tents | tents
workers | laid off | workers | workers
children | treated | children | children
patients | moved out | patients | patients
farms | flooded | farms | farms
boats | sunk | boats | boats
prisoners | set free | prisoners | prisoners
volunteers | at work | volunteers | volunteers
shops | looted | shops | shops
wells | poisoned | wells | wells
refugees | in camps | refugees | refugees
ballots | declared void | ballots | ballots
cars | burnt | cars | cars
teachers | on strike | teachers | teachers
sheep | lost | sheep | sheep
villages | cut off | villages | villages
firefighters | on duty | firefighters | firefighters
customers | without water | customers | customers
jobs | lost | jobs | jobs
trees | felled | trees | trees
barges | stuck | barges | barges
villagers | vaccinated | villagers | villagers
pupils | sent home | pupils | pupils
"""
COUNTED = tuple(Counted.of(row) for row in _COUNTED.strip().splitlines())

_DEFINITIONS = (
    ("people | killed | deaths | deaths", "people | killed or missing | people | people killed or missing"),
    (
        "homes | destroyed | homes | homes destroyed",
        "homes | destroyed or damaged | homes | homes destroyed or damaged",
    ),
    (
        "tanks | destroyed | tanks | tanks destroyed",
        "tanks | destroyed or damaged | tanks | tanks destroyed or damaged",
    ),
)
DEFINITIONS = tuple((Counted.of(narrow), Counted.of(wide)) for narrow, wide in _DEFINITIONS)
"""Two ways to count that are easily taken for one."""

NUMBERED = (
    "[{bound}{n} {things} were {fate}] in <{place}>{when}",
    "in <{place}>{when}, [{bound}{n} {things} were {fate}]",
    "[{bound}{n} {things}] in <{place}> were {fate}{when}",
    "there were [{bound}{n} {things} {fate}] in <{place}>{when}",
    "in and around <{place}>, [{bound}{n} {things} were {fate}]{when}",
)
"""A number, its words now here, now there."""

# ------------------------------------------------------------------ what is said of things

THINGS = _listed(
    "dam, bridge, harbour, airport, hospital wing, power station, market hall, railway line, sawmill, "
    "boarding school, prison, reservoir, town hall, refinery, road tunnel, ferry pier, radio mast, fuel depot, "
    "archive, stadium, lighthouse, canal lock, grain store, tannery, brewery, cable car, slaughterhouse, "
    "observatory, quarry, shipyard, orphanage, customs house, bakery, laboratory, monastery, swimming bath"
)
PREDICATES = (
    "had been built without a permit",
    "had not been inspected since the last war",
    "was sold to a foreign buyer in secret",
    "had lost its insurance",
    "was guarded by mercenaries",
    "had been searched twice by prosecutors",
    "was used to store ammunition",
    "belonged to a cousin of the governor",
    "had leaked oil into the river",
    "was insured far above its worth",
    "had been on fire before dawn",
    "was mined by deserters",
    "lacked a night watchman",
    "had ignored every letter of warning",
    "was paid for with pension money",
    "had been evacuated too late",
    "was sinking into soft clay",
    "was struck by lightning",
    "had been run by a convicted swindler",
    "was to become a casino",
    "had its alarm switched off",
    "was photographed by spies",
    "had poisoned the neighbouring orchards",
    "was left to squatters",
    "had failed every earthquake test",
    "was occupied by students",
    "had hidden its true debts",
    "was haunted by sabotage",
    "had been promised to veterans",
    "was riddled with asbestos",
)
FORECASTS = (
    "be torn down",
    "open its gates again",
    "run dry",
    "be handed to the army",
    "declare bankruptcy",
    "be fenced in",
    "get a new roof",
    "dismiss its whole staff",
)
SAID = (
    "the {thing} in <{place}> {predicate}",
    "in <{place}>, the {thing} {predicate}",
    "it was the {thing} in <{place}> that {predicate}",
    "the {thing} of <{place}>, of all places, {predicate}",
)
FORETOLD = (
    "the {thing} in <{place}> ^would^ {predicate} ~within {weeks} weeks~",
    "~within {weeks} weeks~ the {thing} in <{place}> ^would^ {predicate}",
)
WEEKS = ("two", "three", "four", "five", "six")

# ------------------------------------------------------------------ who says it, and through whom

SENTENCES: dict[str, tuple[str, ...]] = {
    "": ("{C}.",),
    "X": (
        "{C}, {X} [said]{D}.",
        "{X} [said]{D} that {C}.",
        "[According to] {X}, {C}.",
        "{X} [told] reporters{D} that {C}.",
        "“{C},” {X} [said]{D}.",
    ),
    "R": ("{C}, {R} [reported].", "{R} [reported] that {C}.", "[According to] {R}, {C}.", "{C}, {R} [wrote]."),
    "RX": (
        "{C}, {X} [told] {R}{D}.",
        "{R} [quoted] {X} as saying{D} that {C}.",
        "{R}, citing {X}, [reported] that {C}.",
        "{X} [told] {R}{D} that {C}.",
    ),
    "RSX": (
        "{C}, {X} [told] {S}{D}, {R} reported.",
        "{R}, citing {S}, [reported] that {X} had said{D} that {C}.",
        "{X} [told] {S}{D} that {C}, according to {R}.",
    ),
}
DENIALS: dict[str, tuple[str, ...]] = {
    "X": ("{X} [denied]{D} that {C}.", "Asked about it, {X} [denied]{D} that {C}."),
    "RX": ("{R} reported that {X} had [denied]{D} that {C}.", "{X} [denied]{D} that {C}, {R} reported."),
    "RSX": ("{R}, citing {S}, reported that {X} had [denied]{D} that {C}.",),
}

# ------------------------------------------------------------------ what else stands on a page

EVENTS = _listed(
    "flood, fire, dock strike, train crash, landslide, siege, snowstorm, fever, murder trial, ferry disaster, "
    "mine collapse, bank run, harvest failure, border clash, pipeline leak, prison revolt, election, "
    "coup attempt"
)
HEADLINES = (
    "{Event} in {place}: what {other} fears",
    "{place} after the {event}",
    "How the {event} reached {place} and {other}",
    "{Event} near {other} alarms {place}",
    "{place} counts the cost of the {event}",
    "In {place}, the {event} is not over",
)
LEADS = (
    "The {event} in {place} has reached {other} as well, where the {noun} stayed {state}.",
    "Two streets from the {noun} in {place}, and in {other} too, the {event} is all that people talk about.",
    "{place} woke to {quality} news of the {event}, and so did {other}.",
    "Nobody in {place} had expected the {event} to go on; in {other} the {noun} is {state}.",
    "After the {event}, {place} is a {quality} town, and {other} is not much better off.",
    "{person} was asleep in {place} when the {event} came; in {other}, few had gone to bed.",
    "From {other} one can see the {state} {noun} of {place}, and what the {event} left of it.",
    "There is no {noun} left in {place} that the {event} has not touched, {other} hears.",
)
FILLERS = (
    "The {quality} {noun} on the road to {place} stayed {state} while {person} waited outside.",
    "{person}, who sells {goods} in {place}, had packed {goods} and a {quality} {noun}.",
    "A {quality} wind came down from {other}, and the {noun} was {state} by noon.",
    "Children in {place} played with {goods} near the {state} {noun}.",
    "“We have {goods}, and a {quality} {noun},” said a neighbour of {person}.",
    "Between {place} and {other} the {noun} is {state}, and {goods} are hard to find.",
    "{person} remembers another {event}, with {quality} nights and no {goods}.",
    "On the market of {other}, {goods} lay beside the {quality} {noun}.",
    "It is {quality} in {place}; {person} lit a {noun} and counted {goods}.",
    "Somebody had painted {goods} on the {state} {noun} of {other}.",
    "Behind the {noun}, {person} kept {goods} for {quality} days.",
    "Even the {quality} {noun} of {place} is {state} this week.",
    "“Bring {goods},” a sign on the {noun} of {other} reads.",
    "Where the {noun} of {place} stood, there are only {goods} and {quality} ash.",
    "{person} walked from {other} to {place} with nothing but {goods}.",
    "The {noun} of {place} smells of {goods}, and {quality} light falls through its {state} door.",
    "Neighbours share {goods} at the {state} {noun}, as {quality} as it is.",
    "For {person}, the {event} began beside a {quality} {noun}.",
)
NOUNS = _listed(
    "chapel, square, well, mill, cart, bus stop, lamp, stairway, garden, fence, bench, barn, library, cellar, "
    "tram, oven, gate, ditch, orchard, kiosk, statue, roof, tent, wall, boathouse, pump, bell, clock, yard, "
    "window"
)
QUALITIES = _listed(
    "quiet, bitter, grey, narrow, damp, sudden, long, early, bright, cold, weary, strange, pale, heavy, gentle, "
    "dusty, hollow, rough, silent, uneasy, slow, dark, thin, mild, sour, plain, sharp, faint"
)
CONDITIONS = _listed(
    "shut, empty, crowded, broken, dark, lit, flooded, guarded, deserted, locked, covered, tilted, dry, "
    "unfinished, forgotten, repaired, blocked, warm, half open, smoking"
)
GOODS = _listed(
    "apples, blankets, candles, pots, ropes, shoes, radios, onions, maps, coats, tins, loaves, umbrellas, "
    "bottles, buttons, ladders, bricks, letters, lemons, hats, bicycles, nails, carpets, drums, mirrors, plums, "
    "spades, wheels"
)
TAILS_OF_COPIES = (
    "{outlet} takes its reports from abroad from {agency}.",
    "Readers of {outlet} can write to the editors.",
    "More on the {event} in the print edition of {outlet}.",
)
