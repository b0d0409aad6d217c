"""The words by which English tells how sure a claim is. Each row has its example, which is a test."""

from typing import NamedTuple

from reportedly.records import Status


class Sign(NamedTuple):
    """Words that show a status: a pattern, and an example in which they stand."""

    status: Status
    pattern: str
    example: str


CUES = (
    Sign(
        Status.POSSIBLE,
        r"(?:not|n['’]t|never|cannot|without) (?:\w+ ){0,2}?(?:rul\w+ out|exclud\w+|deny\w*)",
        "did not rule out",
    ),
    Sign(Status.POSSIBLE, r"(?:refus\w+|declin\w+) to (?:rule out|deny|say|confirm|comment)", "declined to say"),
    Sign(Status.POSSIBLE, r"(?:would|could|did) not say (?:if|whether)|whether", "would not say whether"),
    Sign(Status.POSSIBLE, r"(?:un|not )clear|unknown|not known", "unclear"),
    Sign(Status.DENIED, r"no (?:evidence|indication|proof|sign|basis|truth)", "found no evidence"),
    Sign(
        Status.DENIED, r"(?:not|n['’]t) (?:believe|think|expect|see|accept)|never (?:said|claimed)", "does not believe"
    ),
    Sign(Status.DENIED, r"den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w+|rebut\w*|repudiat\w+", "denied"),
    Sign(Status.DENIED, r"debunk\w*|disput\w+|rul\w+ out|disavow\w*", "disputed"),
    Sign(Status.DENIED, r"false|untrue|baseless|lie|fake|unfounded", "called it false"),
    Sign(Status.ESTIMATED, r"estimat\w+|assess\w*|calculat\w+|reckon\w*|extrapolat\w+|gauge[sd]?", "estimates"),
    Sign(Status.ESTIMATED, r"preliminary|put(?:s|ting)?\b.{0,80}?\bat|^put(?:s|ting)?$", "puts the number at"),
    Sign(Status.PREDICTED, r"expect\w*|predict\w*|forecast\w*|anticipat\w+|foresee\w*|foresaw|envisag\w+", "predicted"),
    Sign(Status.PREDICTED, r"project(?:s|ed|ions?)?|plan(?:s|ned|ning)?|intend\w*|aim(?:s|ed)?|going to", "plans"),
    Sign(Status.PREDICTED, r"pledg\w+|vow\w*|promis\w+", "pledged"),
)
"""What a cue says of the content; earlier rows win."""

LEANINGS = (
    Sign(
        Status.BELIEVED,
        r"believ\w+|belief|think(?:s|ing)?|thought|suspect\w*|convinced|feels?|felt|guess\w*",
        "believes",
    ),
    Sign(Status.BELIEVED, r"assum\w+|presum\w+|consider\w*|suggest\w*", "suggested"),
    Sign(Status.BELIEVED, r"(?:in|on) (?:\w+ )?(?:view|opinion)", "in her view"),
    Sign(
        Status.POSSIBLE,
        r"speculat\w+|wonder\w*|hint\w*|doubt\w*|possib\w+|rais\w+ the (?:possibility|prospect)",
        "speculated",
    ),
    Sign(Status.POSSIBLE, r"fear\w*|hop(?:e|es|ed|ing)|worr\w+", "feared"),
    Sign(Status.PREDICTED, r"(?:warn\w*|threat\w*|caution\w*) of", "warned of"),
)
"""What a cue says of the content where the content does not say more itself: "believes it will", "fears it may"."""

_BE = r"(?:is|are|was|were|am|be|been|['’]s|['’]re)"
_VERB = r"(?!(?:the|an?|its?|his|her|their|this|that|these|those|\w+ing)\b)[a-z]+"
_NO_NOUN = r"(?<!the )(?<!of )(?<!its )(?<!their )(?<!political )(?<!free )(?<!own )"
SIGNS = (
    Sign(
        Status.ASSERTED,
        r"(?:could|can|would) ?(?:not|n['’]t) (?:\w+ )?(?:say|confirm|verify|comment|rule|tell|give)",
        "could not say",
    ),
    Sign(
        Status.ASSERTED,
        r"would (?:like|rather|have been)|as (?:soon|far|quickly) as possible|if possible|best possible",
        "if possible",
    ),
    Sign(
        Status.ESTIMATED,
        r"(?:could|may|might|would) (?:now )?be (?:(?:closer to|as many as|about|around|some|roughly) ){0,2}\d[\d,.]*",
        "could be closer to 300",
    ),
    Sign(
        Status.DENIED,
        r"(?:there (?:is|was)|there['’]s|found|saw|with) no (?:evidence|indication|proof|sign|truth)",
        "there is no evidence",
    ),
    Sign(Status.DENIED, _BE + r" (?:false|untrue|fake)", "is false"),
    Sign(
        Status.POSSIBLE, r"may(?! \d)|might(?= (?:not|also|still|well|be|have|[a-z]+)\b)|could(?:n['’]t| not)?", "may"
    ),
    Sign(Status.POSSIBLE, r"perhaps|maybe|possibl[ey]|potentially|conceivab\w+", "possibly"),
    Sign(
        Status.POSSIBLE,
        r"not (?:be )?ruled out|(?:un|not )clear (?:if|whether|how)|not known (?:if|whether)",
        "not ruled out",
    ),
    Sign(Status.POSSIBLE, r"remains to be seen", "remains to be seen"),
    Sign(
        Status.POSSIBLE,
        r"(?:a|the|some|no small|real|clear|strong|growing) (?:possibility|chance|risk|danger|prospect)",
        "a clear possibility",
    ),
    Sign(
        Status.POSSIBLE,
        _BE + r" (?:feared|speculated|rumou?red)|feared (?:dead|drowned|trapped|lost|killed)",
        "is feared",
    ),
    Sign(
        Status.BELIEVED,
        rf"(?:{_BE}|widely) (?:\w+ly )?(?:believed|thought|presumed|suspected|assumed|understood|considered)",
        "is believed",
    ),
    Sign(Status.BELIEVED, r"appear(?:s|ed)? to|seem(?:s|ed)? (?:to|that)|apparently|presumably", "appears to"),
    Sign(
        Status.BELIEVED,
        r"(?:probably|likely) (?:\w+ed|was|were|is|are|has|have|had|began|took|came|went|fell|cost)",
        "likely caused",
    ),
    Sign(Status.BELIEVED, r"(?:I|[Ww]e) (?:\w+ )?(?:think|believe|suspect|guess|suppose)", "I think"),
    Sign(Status.BELIEVED, r"[Ii]n (?:my|our|his|her|their) (?:view|opinion)", "in our view"),
    Sign(
        Status.ESTIMATED,
        _BE + r" (?:\w+ly )?(?:estimated|put at|reckoned|calculated)|an estimated|estimated (?:at|to)",
        "is estimated",
    ),
    Sign(
        Status.ESTIMATED,
        r"[Ee]stimates (?:put|suggest|say|range)|by (?:some|most|our|their) estimates?",
        "by some estimates",
    ),
    Sign(Status.ESTIMATED, r"[Pp]reliminary", "preliminary"),
    Sign(Status.PREDICTED, _NO_NOUN + r"will(?! of\b)|won['’]t|shall|['’]ll|would(?:n['’]t)?(?! have)", "will"),
    Sign(Status.PREDICTED, r"(?:un)?likely", "likely"),
    Sign(
        Status.PREDICTED,
        _BE
        + r" (?:\w+ly |now |still |also |all )?(?:expected|forecast|predicted|projected|scheduled|slated|poised|bound)",
        "is expected",
    ),
    Sign(
        Status.PREDICTED, _BE + r" (?:\w+ly |now )?(?:set|about|going|gearing up|planning|threatening) to", "is set to"
    ),
    Sign(Status.PREDICTED, r"expected (?:to|in|by|on|within|over|later)", "expected within"),
    Sign(Status.PREDICTED, rf"{_BE} (?:due )?to {_VERB}|due (?:to {_VERB}|in|on|by)", "is to meet"),
    Sign(Status.PREDICTED, r"(?:getting ready|preparing) to|imminent(?:ly)?|looming|on the verge of", "imminent"),
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
    r"|(?:^|,? )(?:[Ii]f|[Ww]hen|[Oo]nce|[Aa]fter|[Bb]efore))\b[^,;—]*"
)
"""A clause of the content that says nothing of the whole."""

TELLING_NOUNS = (
    r"estimates?|assessments?|preliminary|analys[ei]s|model(?:s|ling)?|calculations?|extrapolations?|projections?"
)
"""Sources that are estimates themselves."""
