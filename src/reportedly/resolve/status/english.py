"""The words by which English tells how sure a claim is. Each row has its example, which is a test."""

from typing import NamedTuple

from reportedly.records import Status


class Sign(NamedTuple):
    """Words that show a status: a pattern, and an example in which they stand.

    ``None`` for words that look like a sign and are none: they are passed over.
    """

    status: Status | None
    pattern: str
    example: str


_QUOTED = r"[“\"‘']?"
_FALSE = r"(?:false|untrue|fake|baseless|unfounded|fabricated|nonsense|lies|an? (?:lie|fabrication|hoax))"
CUES = (
    Sign(
        Status.POSSIBLE,
        r"(?:not|n['’]t|never|cannot|without) (?:\w+ ){0,2}?(?:rul\w+ out|exclud\w+|deny\w*)",
        "did not rule out",
    ),
    Sign(
        Status.POSSIBLE,
        r"(?:not|n['’]t|never) (?:yet |once |so far )?(?:den(?:ied|ies)|rejected|dismissed|disputed)",
        "has not denied",
    ),
    Sign(Status.POSSIBLE, r"neither confirm\w* nor den\w+", "neither confirmed nor denied"),
    Sign(
        Status.POSSIBLE,
        r"(?:can|could|did|do|does|would|ha[sd]|have)(?: ?not|n['’]t) (?:\w+ ){0,2}?"
        r"(?:confirm\w*|verif\w+|corroborat\w+)",
        "could not confirm",
    ),
    Sign(
        Status.POSSIBLE,
        r"(?:refus\w+|declin\w+) to (?:rule out|deny|disavow|reject|say|confirm|comment)",
        "declined to say",
    ),
    Sign(Status.POSSIBLE, r"(?:would|could|did) not say (?:if|whether)|whether", "would not say whether"),
    Sign(Status.POSSIBLE, r"(?:un|not )clear|unknown|not known", "unclear"),
    Sign(Status.DENIED, r"no (?:evidence|indication|proof|sign|basis|truth)", "found no evidence"),
    Sign(Status.DENIED, r"(?:not|n['’]t) (?:see|accept)|never (?:said|claimed)", "does not accept"),
    Sign(Status.DENIED, r"den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w+|rebut\w*|repudiat\w+", "denied"),
    Sign(Status.DENIED, r"debunk\w*|disput\w+|rul\w+ out|disavow\w*", "disputed"),
    Sign(
        Status.DENIED, rf"(?:call|label|brand|describ|deem|declar)\w*\b.{{0,40}}? {_QUOTED}{_FALSE}", "called it false"
    ),
    Sign(Status.DENIED, rf"(?:is|are|was|were|as) {_FALSE}", "dismissed it as false"),
    Sign(
        Status.ESTIMATED,
        r"estimat\w+|assess\w*|calculat\w+|reckon(?:s|ed)?(?! with)|extrapolat\w+|gauge[sd]?",
        "estimates",
    ),
    Sign(Status.ESTIMATED, r"preliminary|put(?:s|ting)?\b.{0,80}?\bat|^put(?:s|ting)?$", "puts the number at"),
    Sign(Status.PREDICTED, r"expect\w*|predict\w*|forecast\w*|anticipat\w+|foresee\w*|foresaw|envisag\w+", "predicted"),
    Sign(
        Status.PREDICTED,
        r"project(?:s|ed|ions?)?|plan(?:s|ned|ning)?|intend\w*|aim(?:s|ed)?(?!.{0,40} at\b)|going to",
        "plans",
    ),
    Sign(Status.PREDICTED, r"pledg\w+|vow\w*|promis\w+", "pledged"),
)
"""What a cue says of the content; earlier rows win."""

LEANINGS = (
    Sign(Status.DENIED, r"(?:not|n['’]t) (?:believe|think)", "does not believe"),
    Sign(
        Status.BELIEVED,
        r"believ\w+|belief|think(?:s|ing)?|thought|suspect\w*|convinced|feels?|felt|guess\w*",
        "believes",
    ),
    Sign(Status.BELIEVED, r"assum\w+|presum\w+|consider\w*|suggest\w*|suppos\w+|surmis\w+|infer\w*", "suggested"),
    Sign(Status.BELIEVED, r"(?:appear|seem)(?:s|ed)?", "appears"),
    Sign(Status.BELIEVED, r"(?:(?:in|on) (?:\w+ )?)?(?:view(?:s|ed)?|opinion)", "in her view"),
    Sign(
        Status.POSSIBLE,
        r"speculat\w+|wonder\w*|hint\w*|doubt\w*|possib\w+|rais\w+ the (?:possibility|prospect)",
        "speculated",
    ),
    Sign(Status.PREDICTED, r"(?:hop\w+|wants?|prepar\w+|threaten\w*|agree\w*|decid\w+) to", "hopes to"),
    Sign(Status.POSSIBLE, r"fear\w*|hop(?:e|es|ed|ing)|worr\w+", "feared"),
    Sign(Status.PREDICTED, r"(?:warn\w*|threat\w*|caution\w*) of", "warned of"),
    Sign(Status.POSSIBLE, r"(?:recommend|propos|demand|urg)(?:e?s|ed|ing)?|call(?:s|ed|ing)? for", "recommends"),
)
"""What a cue says of the content where the content does not say more itself: "believes it will", "fears it may"."""

_BE = r"(?:is|are|was|were|am|be|been|['’]s|['’]re)"
_VERB = r"(?-i:(?!(?:the|an?|its?|his|her|their|this|that|these|those|\w+ing)\b)[a-z]+)"
_NO_NOUN = r"(?<!\bthe )(?<!\bof )(?<!\bits )(?<!\btheir )(?<!\bpolitical )(?<!\bfree )(?<!\bown )"
_PAST = r"(?:\w+ed|was|were|is|are|has|have|had|began|took|came|went|fell|cost|due)"
_UNSAID = (
    r"(?:(?:declin|refus)\w+ to|yet to|(?:no one|nobody)(?: \w+){0,4}?|(?:unable|impossible|possible) to|without"
    r"|(?:can|could|would|do|does|did|ha[sd]|have) ?(?:not|n['’]t)) (?:\w+ ){0,2}?"
)
_WHOM = r"(?: (?!how\b|that\b)[\w’']+){0,6}?"
_WRONG = r"(?:is|are|was|were)(?: (?:wrong|incorrect|inaccurate|mistaken)|(?: not|n['’]t) (?:true|correct|accurate))"
_COME = r"(?![^,.;]{0,80}\b(?:will|would|going to)\b)"
_SO = rf"(?: to have| that {_COME}[^,.;]{{1,60}}? (?-i:was|were|has|have|had|is|are|did|[a-z]+ed)"
_SO += rf"| (?:the|an?|its|his|her|their|due|because)\b{_COME})\b"
_CONFIRMED = r" (?:(?:it|this) is )?(?:confirmed|true|verified|proven)"
_TIME = (
    r"(?:\d|next|then|tomorrow|tonight|days|weeks|months|an? (?:day|week|month|year)|the (?:end|start|middle)"
    r"|early|late|mid|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|March|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)"
)
SIGNS = (
    # what looks like a sign, and is none
    Sign(
        None,
        r"would(?:-be| like| rather)|than (?:\w+ )?would have|as (?:soon|far|quickly) as possible|(?:if|best) possible",
        "if possible",
    ),
    Sign(None, r"(?:what(?:ever)?|all|as \w+ as|best) \w+ (?:could|can|may|might)", "they took what they could"),
    Sign(None, r"(?:an?|the|its|his|her|their) (?:\w+ly )?expected", "a widely expected cut"),
    Sign(
        None,
        r"['’]s (?:\w+ly )?(?:expected|forecast|predicted|projected|scheduled|estimated)"
        r"(?! (?:to|that|for|on|in|at)\b)",
        "the board’s projected loss",
    ),
    Sign(None, r"so (?:that )?(?:[\w’']+ ){1,4}(?:could|can|may|might|would)", "moved it so that boats could pass"),
    Sign(None, r"and (?:probably|possibly|perhaps|likely) (?:many |far )?more", "cost nine lives and probably more"),
    Sign(Status.POSSIBLE, rf"if{_CONFIRMED}", "if confirmed"),
    # what the claimant does not know or will not say
    Sign(
        Status.POSSIBLE,
        r"(?:(?:can|could|do|does|did|would|ha[sd]|have) ?)?(?:not|n['’]t|never) (?:\w+ ){0,2}?"
        r"(?:rul\w+ out|exclud\w+)",
        "could not rule out a strike",
    ),
    Sign(
        Status.POSSIBLE, r"(?:(?:can|could|will|would) )?neither confirm\w* nor den\w+", "neither confirmed nor denied"
    ),
    Sign(
        Status.POSSIBLE,
        rf"{_UNSAID}(?:say|said|tell|told|know|comment|answer|disclose|confirm|verify)\b{_WHOM} (?:if|whether)",
        "refused to say if",
    ),
    Sign(
        Status.ASSERTED,
        r"(?:could|can|would) ?(?:not|n['’]t) (?:\w+ )?(?:say|confirm|verify|comment|tell|give)",
        "could not say",
    ),
    Sign(None, r"could(?:n['’]t| not) (?!have\b)[a-z]+", "could not reach the village"),
    Sign(None, r"no (?:[a-z]+ ){1,5}could (?:yet )?be [a-z]+", "no count could be given"),
    Sign(
        Status.POSSIBLE,
        r"(?:un|not )clear (?:if|whether|how)|(?:not |un)known (?:if|whether)|remains to be seen",
        "remains to be seen",
    ),
    Sign(
        Status.POSSIBLE,
        r"(?:claim|report|rumou?r|allegation|figure|toll|number|account)s?\b[^.;:\d]{1,80}\d[^.;:]{1,80}"
        r" (?:could|can|ha[sd]|have) ?(?:not|n['’]t) (?:\w+ ){0,2}?be(?:en)? (?:\w+ )?(?:verif|confirm|corroborat)\w+",
        "the report of 3 leaks could not be verified",
    ),
    # what is not so
    Sign(
        Status.DENIED,
        r"(?:there (?:is|was|are)|there['’]s|found|saw|seen|with) no (?:evidence|indications?|proof|signs?|truth)",
        "there is no evidence",
    ),
    Sign(Status.DENIED, rf"(?:is|are|was|were|[’']s) (?:simply |completely |entirely )?{_QUOTED}{_FALSE}", "is false"),
    Sign(Status.DENIED, r"(?:not|n['’]t) (?:true|the case|correct|so) that", "not true that"),
    Sign(
        Status.DENIED,
        r"(?:wrong|mistaken|incorrect|lying) (?:to|when \w+|in)"
        r" (?:say|said|claim|suggest|report|stat|insist)\w*(?: that)?",
        "wrong to say that",
    ),
    Sign(
        Status.DENIED,
        r"(?:claim|report|rumou?r|allegation|accusation|suggestion|figure|toll|number|account|stor(?:y|ie))s?\b"
        rf"[^.;:]{{1,120}} (?:{_QUOTED}{_FALSE}|{_WRONG})",
        "the claim that the gate was open false",
    ),
    Sign(
        None,
        r"there (?:is|was|are|were) no (?:\w+ )?(?:possibility|chance|risk|danger|prospect)",
        "there is no danger to the town",
    ),
    # numbers that are worked out
    Sign(
        Status.ESTIMATED,
        r"(?:could|may|might|would) (?:now )?be (?:(?:closer to|as many as|about|around|some|roughly) ){0,2}\d[\d,.]*",
        "could be closer to 300",
    ),
    Sign(
        Status.ESTIMATED,
        _BE + r" (?:\w+ly )?(?:estimated|put at|reckoned|calculated)|an estimated|estimated (?:at|to)",
        "is estimated",
    ),
    Sign(
        Status.ESTIMATED,
        r"estimates (?:put|suggest|say|range)|by (?:some|most|our|their) estimates?|preliminary"
        r"|^(?:an|the|its|their) (?:\w+ )?(?:assessment|estimate) (?:is|was|of|that)",
        "estimates put",
    ),
    # what may be
    Sign(Status.POSSIBLE, r"(?:would|['’]d)(?: not|n['’]t)? have(?! to\b)", "would have lost money had it stayed"),
    Sign(Status.BELIEVED, r"must have [a-z]+", "must have lost it"),
    Sign(
        Status.POSSIBLE,
        r"(?-i:may)(?! \d)|might(?= (?:not|also|still|well|be|have|[a-z]+)\b)|could(?:n['’]t| not)?",
        "may",
    ),
    Sign(
        Status.PREDICTED,
        r"(?:there (?:is|was) )?(?:(?:almost|virtually) no|(?:a )?(?:remote|slim)|little) (?:chance|prospect)",
        "almost no chance",
    ),
    Sign(
        Status.POSSIBLE,
        r"there (?:is|was|are|were|remains) (?:\w+ ){0,4}?(?:possibility|chances?|odds|risk|danger|prospect)"
        r"|an? (?:very )?(?:real|clear|strong|growing|serious|distinct|even|fair) (?:possibility|chance|risk|danger)"
        r"|(?:possibility|likelihood|probability|prospect)(?= (?:of|that)\b)",
        "a clear possibility",
    ),
    Sign(
        Status.POSSIBLE,
        r"perhaps|maybe|possibly|possible(?= \d)|it(?: is|['’]s| was) possible(?! to\b)|potentially|conceivab\w+"
        r"|not (?:be )?ruled out",
        "possibly",
    ),
    Sign(
        Status.POSSIBLE,
        _BE + r" (?:feared|speculated|rumou?red)|feared (?:dead|drowned|trapped|lost|killed)",
        "is feared",
    ),
    # what is held to be so
    Sign(
        Status.BELIEVED,
        rf"(?:{_BE}|widely) (?:\w+ly )?(?:believed|thought|presumed|suspected|assumed|understood|considered)",
        "is believed",
    ),
    Sign(
        Status.BELIEVED,
        r"(?:appear|seem)(?:s|ed)? (?:to|that)|looks (?:like|as (?:if|though))|apparently|presumably|seemingly",
        "appears to",
    ),
    Sign(
        Status.BELIEVED,
        r"(?:un)?likely(?= " + _PAST + r"\b)|(?:im)?prob(?:ably|able)|(?:almost|nearly) certainly"
        r"|(?:was|were) (?:\w+ )?likely(?! to\b)"
        rf"|(?:(?:un)?likely|(?:almost|nearly|virtually) certain)(?={_SO})",
        "likely that the gate was open",
    ),
    Sign(
        Status.BELIEVED,
        r"(?:evidence|data|findings|signs|images|results) (?:also |strongly )?(?:suggest|indicat|point)\w*"
        r"|consistent with",
        "evidence suggests",
    ),
    Sign(Status.DENIED, r"(?:I|we|they|s?he) (?:do|does|did) ?(?:not|n['’]t) (?:think|believe)", "I do not think"),
    Sign(Status.BELIEVED, r"(?:I|we) (?:\w+ )?(?:think|believe|suspect|guess|suppose)", "I think"),
    Sign(Status.BELIEVED, r"(?:s?he|they) (?:\w+ )?(?:believe[sd]?|thinks?|thought|suspect(?:s|ed)?)", "she believed"),
    Sign(Status.BELIEVED, r"in (?:my|our|his|her|their) (?:view|opinion)", "in our view"),
    # what is to come
    Sign(
        Status.PREDICTED,
        _NO_NOUN + r"(?-i:will)(?! of\b)|won['’]t|shall|['’]ll|would(?:n['’]t)?(?! have)"
        r"|['’]d(?= (?:\w+ly )?(?:be|do|get|give|go|keep|make|need|see|support|take|want|win|work)\b)",
        "will",
    ),
    Sign(
        Status.PREDICTED,
        r"(?:un)?likely|(?:almost |nearly |virtually )?certain to|(?:almost|nearly|virtually) certain",
        "likely",
    ),
    Sign(
        Status.PREDICTED,
        _BE
        + r" (?:\w+ly |now |still |also |all )?(?:expected|forecast|predicted|projected|scheduled|slated|poised|bound)",
        "is expected",
    ),
    Sign(
        Status.PREDICTED,
        _BE + r" (?:\w+ly |now )?(?:(?:set|about|gearing up|planning|threatening) to|on (?:course|track) (?:to|for))",
        "is set to",
    ),
    Sign(Status.PREDICTED, rf"{_BE}(?:n['’]t)? (?:not |\w+ly |now |never )?going to {_VERB}", "is going to lose"),
    Sign(Status.PREDICTED, r"looks? (?:set|certain|bound|likely) to|at risk of|in danger of", "at risk of"),
    Sign(Status.PREDICTED, r"expected (?:to|in|by|on|within|over|later)", "expected within"),
    Sign(
        Status.PREDICTED,
        r"(?<!\bthan )(?<!\bas )(?<!\bthe )(?:expect(?:s|ed|ing)?|anticipat(?:es?|ed|ing)|foresees?"
        r"|predict(?:s|ed|ing))(?= (?!of\b|by\b)\w)",
        "the town expects a flood",
    ),
    Sign(Status.PREDICTED, rf"{_BE} (?:due )?to {_VERB}|due (?:to {_VERB}|in|on|by)", "is to meet"),
    Sign(Status.PREDICTED, rf"should [^,.;:]{{2,60}} (?:by|within)(?= {_TIME})", "should be done by June"),
    Sign(
        Status.PREDICTED,
        r"(?:getting ready|preparing) to|(?<!an )(?<!the )imminent(?:ly)?|looming|on the verge of",
        "imminent",
    ),
    Sign(
        Status.PREDICTED,
        _NO_NOUN + r"(?:plans|intends|aims|vows|pledges|promises|threatens|hopes|wants|prepares) to",
        "plans to",
    ),
    Sign(Status.PREDICTED, r"ha(?:s|ve|d) (?:decided|agreed|undertaken|threatened) to", "had decided to"),
    Sign(Status.PREDICTED, r"(?:vowed|pledged|promised|planned|intended) to|we (?:would )?expect", "promised to"),
)
"""What a content says of itself; at one place, earlier rows win."""

ASIDES = (
    r"(?:,? (?:who|whom|whose|which|where|while|although|though|because|since|unless|until)"
    rf"|(?:^|,? )(?:[Ii]f(?!{_CONFIRMED}\b)|[Ww]hen|[Oo]nce|[Aa]fter|[Bb]efore))\b(?:[^,;—.?!]|[.?!](?=\S))*"
)
"""A clause of the content that says nothing of the whole."""

OF_NUMBERS = (
    # it ought to be so, and need not be
    Sign(Status.POSSIBLE, r"should|must(?! have\b)|ought to|needs? to|ha(?:s|ve) to(?! date)", "the board must find"),
    Sign(
        Status.POSSIBLE,
        r"(?:recommend|propos|demand)(?:e?s|ed|ing)?(?! by\b)(?: that)?"
        r"|(?:urg|advis)(?:e?s|ed|ing) that|call(?:s|ed|ing)? for",
        "the report recommends",
    ),
    # it is asked about, or nobody will say it
    Sign(Status.POSSIBLE, r"whether", "the board asked whether it had"),
    Sign(
        Status.POSSIBLE,
        rf"{_UNSAID}(?:sa(?:y|id)|comment|confirm|verif|corroborat|discuss|respond)\w*{_WHOM}"
        r" (?:that|(?:report|claim|rumou?r|account|allegation|figure|suggestion)s?"
        r"(?:(?: [\w’']+){0,4}? that| of)?)",
        "the board declined to comment on reports of",
    ),
    Sign(Status.POSSIBLE, r"(?:not|n['’]t|never) den(?:y|ied) (?:that|reports)", "the board did not deny that"),
    # it is not so
    Sign(
        Status.DENIED,
        r"den(?:y|ies|ied|ying) (?:\w+ )?(?:that|(?:report|claim|rumou?r|allegation|suggestion)s?(?: that| of)?)",
        "the board denied reports of",
    ),
    Sign(
        Status.DENIED,
        r"(?:falsely|wrongly|incorrectly|mistakenly) (?:sa(?:y|ys|id|ying)|claim\w*|report\w*|suggest\w*)(?: that)?",
        "the board falsely claimed that",
    ),
)
"""What tells of a number after it that nobody says it is so; of a claim without a number it tells nothing.

That the town *should* be led by engineers is asserted; that it should have sent 40 boats does not say that it sent any.
"""

TAKEN_AS_SO = (
    r"\b(?:why|how|what|(?<!ensure )that|about|into|over|because|since|deaths? of|loss(?:es)? of)\b"
    r"|\b(?:the|its|his|her|their|these|those) $"
)
"""Between such a sign and a number that is so all the same: "should explain *why* 40 died", "must mend *the* 40"."""

OPENS = (" that", " whether", " if")
"""How a sign ends that speaks of what follows it only: "refused to say *whether*"."""

RELATIVE = r"\w that $"
"""Before a sign of a relative clause: "the homes that *might* flood"."""

CONDITION = r"[\s,\"“'‘]*(?:[Ii]f|[Ww]hen|[Oo]nce|Should|[Uu]nless)\b"
"""How a clause begins on which the rest depends: "if the rain goes on, the gate may fail"."""

OWN_VIEW = ("i ", "we ", "he ", "she ", "they ")
"""How a sign begins that gives way to what follows it: "I think the gate *may* fail"."""

BREAKS = (
    r"[;:—–]|[.?!]\s|,\s(?:and|but|while|with|as|after|before)\b"
    r"|\s(?:but|after)\b|\sand (?:that|it|he|she|they|the|an?)\b"
)
"""Between a sign and a number that it says nothing of: "at least 40 died*, and* the toll may rise"."""

TELLING_NOUNS = (
    r"estimates?|assessments?|preliminary|analys[ei]s|model(?:s|ling)?|calculations?|extrapolations?|projections?"
)
"""Sources that are estimates themselves."""

# ------------------------------------------------------------------ probability words

PROBABILITY = (
    r"(?:(?:not|no|less|more|most|very|highly|quite|rather|fairly|extremely|increasingly|almost|nearly|virtually|about"
    r"|roughly|even|remote|slim|small|little|good|fair|strong|real|clear|high|low|an?|the) ){0,3}"
    r"(?:(?:un)?likely|likelihood|(?:im)?prob(?:able|ably|ability)|certain(?:ly)?|chances?|odds|possib(?:le|ly|ility)|remote)"
)
"""A probability with all that grades it: "not very likely", "a roughly even chance"."""

BANDS = (
    ("almost no chance", 0.01, 0.05, r"almost no chance|(?:a )?remote(?: chance)?"),
    ("very unlikely", 0.05, 0.20, r"(?:very|highly) (?:unlikely|improbable|improbably)"),
    ("unlikely", 0.20, 0.45, r"unlikely|improbabl[ey]"),
    ("roughly even chance", 0.45, 0.55, r"(?:a )?roughly even (?:chances?|odds)"),
    ("likely", 0.55, 0.80, r"likely|probabl[ey]"),
    ("very likely", 0.80, 0.95, r"(?:very|highly) (?:likely|probable|probably)"),
    ("almost certain", 0.95, 0.99, r"(?:almost|nearly) certain(?:ly)?"),
)
"""The bands of ICD 203: name, lowest and highest probability, the words that mean it.

The directive has two columns of words ("very likely", "highly probable") and wants no mixture of them in one product;
"highly likely" is read as the grade it names. Other words ("may", "could", "a chance") stand for no band.
"""
