"""The word lists of English that more than one room reads by: cues, people without a name, words for outlets.

A language without such a table (and weights of its own) cannot be read; its pages are rejections that say so.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reportedly.records import Kind


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list, in order.

    >>> words("paper  daily")
    ('paper', 'daily')
    """
    return tuple(text.split())


_ODD = re.compile(r"(?<!\d)[^\S \n]|[^\S \n](?!\d)|(?<=[\w,])\n(?=[a-z0-9])|[ſİı\u212a]")
_EVEN = {"ſ": "s", "İ": "I", "ı": "i", "\u212a": "K"}


def level(text: str) -> str:
    r"""Return a text as grammars read it, code point for code point: white space as blanks, old letters as new ones.

    A line end within a clause is a blank too, where a text is wrapped; others stay, and so does what parts the
    thousands of a number.

    >>> level("one in\nfive, $2.5\u00a0million.\nThen it rained")
    'one in five, $2.5 million.\nThen it rained'
    """
    return _ODD.sub(lambda odd: _EVEN.get(odd[0], " "), text) if _ODD.search(text) else text


def wordset(text: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(text.split())


def named(*rows: tuple[str, str]) -> Mapping[str, str]:
    """Return each of the words of some rows, which stand between bars, with its row's name.

    >>> dict(named(("floor", "at least|over")))
    {'at least': 'floor', 'over': 'floor'}
    """
    return MappingProxyType({word.strip(): name for name, words in rows for word in " ".join(words.split()).split("|")})


_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "think": "thinks thought thinking", "know": "knows knew known knowing", "find": "finds found finding",
    "see": "sees saw seen seeing", "hear": "hears heard hearing", "read": "reads read reading",
    "show": "shows showed shown showing", "put": "puts put putting", "forecast": "forecasts forecast forecasting",
    "speak": "speaks spoke spoken speaking", "swear": "swears swore sworn swearing", "hold": "holds held holding",
    "feel": "feels felt feeling", "give": "gives gave given giving", "take": "takes took taken taking",
    "make": "makes made making", "quote": "quotes quoted quoting", "set": "sets set setting",
    "bear": "bears bore borne bearing", "foresee": "foresees foresaw foreseen foreseeing",
    "seek": "seeks sought seeking", "choose": "chooses chose chosen choosing", "mean": "means meant meaning",
    "understand": "understands understood understanding", "tweet": "tweets tweeted tweeting",
    "retweet": "retweets retweeted retweeting", "admit": "admits admitted admitting",
    "concur": "concurs concurred concurring", "refer": "refers referred referring", "plan": "plans planned planning",
    "post": "posts posted posting", "mention": "mentions mentioned mentioning",
    "submit": "submits submitted submitting", "counter": "counters countered countering",
    "dub": "dubs dubbed dubbing", "peg": "pegs pegged pegging", "quip": "quips quipped quipping",
    "broadcast": "broadcasts broadcast broadcasted broadcasting",
    "signal": "signals signaled signalled signaling signalling",
    "label": "labels labeled labelled labeling labelling",
}  # fmt: skip


def forms(lemma: str) -> tuple[str, ...]:
    """Return a verb's forms, the lemma first.

    >>> forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    if lemma in _IRREGULAR:
        return (lemma, *words(_IRREGULAR[lemma]))
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    return lemma, lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"), lemma + "ed", lemma + "ing"


_VERBS = {
    Kind.STATEMENT: """
        say tell add announce report state note write claim declare confirm explain reveal warn argue insist admit
        acknowledge concede stress emphasize emphasise underline underscore assert maintain reply respond answer
        comment remark observe tweet retweet post deny reject dismiss refute allege suggest indicate estimate assess
        predict forecast project put calculate find show conclude describe call recall repeat reiterate quote cite
        testify disclose promise pledge vow assure inform brief clarify contend counter caution speculate analyze
        analyse reckon record register list document publish release detail highlight mention point affirm agree
        concur boast joke quip tout paint label dub brand characterize characterise speak discuss threaten swear
        guarantee complain lament accuse foresee count tally log place peg rate reaffirm certify corroborate verify
        propose recommend advise elaborate continue read interject rule determine judge relay hint imply signal
        proclaim address raise update revise correct charge broadcast bear communicate
    """,
    Kind.BELIEF: """
        believe think expect fear suspect doubt consider anticipate feel worry know understand hope assume regard
        view see hold imagine wonder realize realise trust
    """,
    Kind.INTENTION: """
        want plan intend aim seek try decide refuse decline prepare choose vow threaten attempt hope prefer offer
    """,
    Kind.ACT: """
        blame praise criticize criticise condemn urge ask demand order approve call support oppose back welcome
        denounce slam endorse appeal request question thank honor honour reject invite encourage instruct direct vote
        sue veto celebrate mock attack defend
    """,
}


def _kinds() -> dict[str, Kind]:
    out: dict[str, Kind] = {}
    for kind, lemmas in _VERBS.items():
        for lemma in words(lemmas):
            for form in forms(lemma):
                out.setdefault(form, kind)
    return out


VERB_KIND: Mapping[str, Kind] = MappingProxyType(_kinds())
"""A verb's form → what sort of thing it attributes; the first list a verb stands in decides."""

_NOUNS = {
    Kind.STATEMENT: """
        statement statements report reports estimate estimates assessment assessments claim claims remark remarks
        comment comments announcement warning warnings allegation allegations accusation accusations denial figures
        data document documents study poll survey letter according per account accounts testimony interview tweet post
        prediction forecast view information confirmation promise pledge words message citing quoting quoted cited
        reportedly allegedly speculation speculated analysis conclusion finding findings suggestion
    """,
    Kind.BELIEF: """
        belief opinion view fear fears concern concerns expectation expectations hopes doubt doubts
    """,
    Kind.INTENTION: """
        plan plans intention intentions decision effort efforts aim goal
    """,
    Kind.ACT: """
        call calls request demand order criticism support
    """,
}

NOUN_KIND: Mapping[str, Kind] = MappingProxyType(
    {noun: kind for kind, nouns in _NOUNS.items() for noun in words(nouns)}
)
"""A noun or particle that attributes → what sort of thing; the last list it stands in decides."""

_STRONG = """
    say tell add announce report state note write claim declare confirm explain reveal warn argue insist admit
    acknowledge concede stress emphasize emphasise underline assert maintain reply tweet deny allege suggest indicate
    estimate assess predict forecast conclude recall reiterate testify disclose caution reckon believe think expect
    fear anticipate suspect analyze analyse respond clarify contend remark counter pledge promise vow mention repeat
"""
SAYING = tuple(dict.fromkeys(form for lemma in words(_STRONG) for form in forms(lemma)[:3]))
"""Finite forms of the verbs that attribute whatever follows or precedes them."""

UNNAMED_HEADS = words("""
    official source person people diplomat expert analyst witness resident lawmaker commander soldier spokesman
    spokeswoman spokesperson aide adviser advisor insider executive doctor rescuer observer economist critic
    supporter investigator prosecutor researcher scientist engineer neighbour neighbor employee worker survivor
    eyewitness villager passer-by interlocutor minister senator legislator politician officer general trader banker
    lawyer attorney teacher student parent driver fisherman farmer shopkeeper local pilot activist campaigner
    volunteer medic nurse relative friend colleague figure representative negotiator envoy ambassador mediator
    reporter journalist correspondent veteran historian professor authority director mayor president premier
    chancellor secretary chief head leader chairman chairwoman chair manager governor deputy captain colonel sergeant
    lieutenant judge sheriff guard clerk author member MP councillor sailor ferryman operator crew owner founder
    organiser organizer rebel militant insurgent separatist opponent insurer retailer lender broker forecaster pollster
    dealer shipper airline
""")
"""Nouns for someone who speaks; with a name beside them they are a role, alone they name nobody."""

BODY_HEADS = words("""
    ministry government agency council court office department army military police party company bank board
    commission committee service services union administration parliament senate regulator watchdog embassy hospital
    university institute organisation organization group authority authorities federation centre center command force
    forces state firm operator side body think-tank fund team directorate corps bureau unit presidency palace kremlin
    pentagon
""")

OUTLET_HEADS = words("""
    outlet newspaper paper publication network broadcaster channel magazine daily weekly site website portal tabloid
    station journal newswire wire
""")
"""Words that point back to the outlet named last."""

REPORT_HEADS: tuple[str, ...] = ("report", "reports", "article", "story", "account", "piece")
"""Words for what an outlet published; "the reports" are those of the outlet cited last."""

OUTLET_NAME = re.compile(
    r"\b(?:[A-Z][\w.’'-]*\s+)*(?:Radio|Daily|Times|Post|News|TV|Herald|Tribune|Gazette|Courier|Chronicle|Journal|Observer|"
    r"Telegraph|Mail|Ledger|Beacon|Broadcasting|Newswire|Wire|Dispatch|Sentinel|Examiner|Bugle|Television|Newspaper|"
    r"Tribuna|Today)\b(?:\s+[A-Z][\w.’'-]*)*"
)
"""A capitalised name that reads like an outlet's."""

PRONOUNS: Mapping[str, str] = MappingProxyType(
    {"he": "person", "she": "person", "they": "several", "it": "body", "who": "person"}
)

DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def plural(noun: str) -> str:
    """Return a noun's plural.

    >>> [plural(noun) for noun in ("official", "authority", "spokesman", "witness")]
    ['officials', 'authorities', 'spokesmen', 'witnesses']
    """
    if noun in ("people", "police"):
        return noun
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh")) else "s")


def alternation(words: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, the longest first.

    >>> alternation(["paper", "newspaper"])
    'newspaper|paper'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


HEADS = tuple(dict.fromkeys(form for head in UNNAMED_HEADS for form in (head, plural(head))))
"""`UNNAMED_HEADS` in both numbers."""
