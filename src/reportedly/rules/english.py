"""What English words tell of people without a name: whether they are people, what they are, why they are not named."""

import re
from collections.abc import Iterable

from reportedly.english import BODY_HEADS, UNNAMED_HEADS, words
from reportedly.records import fold

LANGUAGE = "en"

BARE = frozenset(words("source person people figure insider observer local interlocutor individual somebody someone"))
"""Words for people that say nothing of what they are."""

_COMPANIES = frozenset(words("operator insurer retailer lender broker shipper airline forecaster pollster authority"))
_ROLES = frozenset(UNNAMED_HEADS) - BARE - _COMPANIES
_COUNTED = re.compile(r"(?:the )?(?:two|three|four|five|both|others?)", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|they|it|who|which|we|i|you)", re.IGNORECASE)
_TAIL = re.compile(
    r",|\b(?:of|in|at|from|for|with|on|near|by|to|who|which|that|whose|familiar|close|briefed|involved|inside|within|among)\b"
)
_BODIES = frozenset(BODY_HEADS) | frozenset(words("association union society charity club campaign presidency cabinet"))
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")

POINTS_BACK = re.compile(
    r"(?:the|this|that|these|those|its|their|his|her|he|she|they|who|which|both|"
    r"(?:one|two|some|most|all|each|several|another|others?)(?: of (?:them|these|those|the .*))?)\b",
    re.IGNORECASE,
)
"""Words that begin so name people told of before: "the two", "its source", "one of them"."""

SEVERAL = re.compile(r"(?:several|some|many|both|two|three|four|five|six|multiple|a number of)\b", re.IGNORECASE)

REASON = re.compile(
    r"\bnot\s(?:been\s)?(?:author|permit|allow|clear)\w*\s(?:\w+\s){0,3}?to\b"
    r"|\b(?:anonym\w+|(?:not|nor|refus\w+|declin\w+)\s(?:to\s)?(?:be\s|being\s)?(?:named|identified)|without\sbeing\snamed"
    r"|withh\w+\s(?:\w+\s){0,2}names?|only\son\scondition)\b[^.!?]{0,80}"
    r"\b(?:because|since|as\s(?:he|she|they|the|it)|for\sfear|fear\w*|citing|due\sto|owing\sto|given|so\sas|in\sorder\sto"
    r"|to\s(?:discuss|speak|describe|talk|protect|avoid))\b"
    r"|\b(?:because|since|as\s(?:he|she|they|it)|for\sfear|fearing|citing|given)\b[^.!?]{0,80}"
    r"\b(?:anonym\w+|not\s(?:to\s)?be\s(?:named|identified)|name\s(?:not\s)?be)\b",
    re.IGNORECASE,
)
"""Words that say why somebody is not named; that they are not is no reason."""


def _singles(word: str) -> Iterable[str]:
    """Yield what a word may be the plural of, and the word."""
    yield word
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("s"):
        yield word[:-1]
        yield word[:-2]
    if word.endswith("men"):
        yield f"{word[:-3]}man"


def _plain(text: str) -> list[str]:
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(fold(text))]


def roles(text: str) -> frozenset[str]:
    """Return the nouns for people in some words, in the singular.

    >>> sorted(roles("two senior officials and a person familiar with it"))
    ['official', 'person']
    """
    known = _ROLES | BARE
    return frozenset(one for word in _plain(text) for one in _singles(word) if one in known)


def head(text: str) -> str:
    """Return words for somebody without what hangs on them.

    >>> head("two officials of the ministry"), head("a person familiar with the matter")
    ('two officials', 'a person')
    """
    tail = _TAIL.search(text, 1)
    one_of = re.match(r"(?:one|two|some|several|most|many|\w+teen|\d+) of (.+)", text, re.IGNORECASE)
    return head(one_of[1]) if one_of else (text[: tail.start()].strip() if tail else text)


def is_pronoun(text: str) -> bool:
    """Whether words name nobody by themselves: whom they stand for was not read."""
    return _PRONOUN.fullmatch(text) is not None


def are_people(text: str) -> bool:
    """Whether some words are for people, and not for a paper, a register or a body.

    >>> are_people("an engineer at GridEast"), are_people("a page of the maintenance log"), are_people("The two")
    (True, False, True)
    >>> are_people("the insurers' association"), are_people("he")
    (False, False)
    """
    core = _plain(head(text))
    if not core or is_pronoun(text) or not _BODIES.isdisjoint(_singles(core[-1])):
        return False
    return bool(roles(head(text))) or _COUNTED.fullmatch(text) is not None


def tells_role(text: str) -> bool:
    """Whether some words tell what people are.

    >>> tells_role("a senior diplomat"), tells_role("a person familiar with the matter")
    (True, False)
    """
    return bool(roles(text) - BARE)


def tells_body(text: str) -> bool:
    """Whether some words tell of a body: by a noun for one, or by a name behind the first word.

    >>> tells_body("sources in the ministry"), tells_body("people at GridEast"), tells_body("Officials")
    (True, True, False)
    """
    names = any(word[:1].isupper() for word in _WORD.findall(text)[1:])
    return names or any(one in _BODIES for word in _plain(text) for one in _singles(word))


def are_several(text: str) -> bool:
    """Whether some words are for more than one.

    >>> are_several("two officials"), are_several("ministry officials"), are_several("one of the officials")
    (True, True, False)
    """
    if SEVERAL.match(text):
        return True
    if re.match(r"(?:an?|one|another)\b", text, re.IGNORECASE):
        return False
    known = _ROLES | BARE
    return any(word == "people" or (word not in known and set(_singles(word)) & known) for word in _plain(text))
