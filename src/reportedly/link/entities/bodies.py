"""Names and descriptions of bodies: of which state, of what sort, by which words; and whom an office belongs to.

"The ministry of defence", "Ukraine's Defense Ministry" and, of the United States, "the Pentagon" are one sort; a sort
of which a state has but one makes two wordings one body.

    >>> Body.of("Ukraine's Defense Ministry").key == Body.of("the Ministry of Defence of Ukraine").key
    True
    >>> Body.of("South Korea's spy agency").sort, Body.of("the Pentagon").state
    ('intelligence', 'US')
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from reportedly import states
from reportedly.english import BODY_HEADS
from reportedly.link.entities import english
from reportedly.link.entities.names import skeleton
from reportedly.records import fold

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_OF_STATES = frozenset({"commander", "president", "prime minister", "vice president", "king", "chancellor"})
MAX_LENGTH = 200
"""Code points of a name that are looked at."""
MAX_SUBJECT = 5
"""Words that say what a minister is for, at most."""
MAX_GLOSSES = 200
"""Glosses taken from one page."""


class Body(Struct, frozen=True):
    """A body's name or description, taken apart."""

    text: str  # without article, brackets, and what points back
    states: tuple[str, ...] = ()  # ISO codes, in order
    sort: str | None = None  # from the table of sorts; None where no wording fits
    words: frozenset[str] = frozenset()  # skeletons of what it is called, without states and empty words
    rest: frozenset[str] = frozenset()  # of these, what the sort does not explain
    short: str | None = None  # its acronym, folded, where it is one or has one beside it
    known: str | None = None  # its row of the table of well-known bodies
    is_name: bool = False  # whether capitals call it by name

    @classmethod
    def of(cls, written: str) -> "Body":
        """Take a name or description apart."""
        return _body(" ".join(written.translate(_QUOTES).split())[:MAX_LENGTH])

    @property
    def state(self) -> str | None:
        """The state it belongs to, where its words name just one."""
        return self.states[0] if len(self.states) == 1 else None

    @property
    def key(self) -> tuple[str, ...] | None:
        """What its wordings share in any story; ``None`` where only a story can tell."""
        if self.known:
            return ("known", self.known)
        if self.sort == "state" and not self.rest:
            return ("state", self.state) if self.state else None
        if self.sort and self.state and not self.rest and self.sort not in english.VAGUE:
            return ("sort", self.sort, self.state) if _is_only(self.sort) else None
        if len(self.words) < 2 or not self.is_name or not self.own:
            return None
        if self.words - _generic():
            return ("words", *sorted(self.words))
        return ("words", *sorted(self.words), "of", self.state) if self.state else None

    @property
    def own(self) -> frozenset[str]:
        """The words that are its own: all, unless it is called by its sort alone."""
        return self.rest if self.sort else self.words


class Office(Struct, frozen=True):
    """What somebody holds: "Pentagon spokesman", "Ukraine's defence minister", "mayor of Lowmoor"."""

    name: str  # from the table of offices
    body: Body | None  # whose it is; None for a state's own
    state: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """What wordings of one office share."""
        body = self.body
        return (self.name, self.state or "", (body.sort or " ".join(sorted(body.words))) if body else "")


class Gloss(Struct, frozen=True):
    """A long name with the short one that a page gives it in brackets, and the state named before it."""

    long: str
    short: str
    state: str | None


def office(role: str) -> Office | None:
    """Return what a role says somebody holds; ``None`` where it names no office of the table.

    >>> office("Pentagon spokesman").name, office("Ukraine's defence minister").key
    ('spokesperson', ('minister', 'UA', 'ministry of defense'))
    """
    for some in role.replace(";", ",").split(","):
        part = english.CUT.sub("", some.strip())
        plain = part.casefold()
        for name, words in english.OFFICE:
            found = words.search(plain)
            if found and not english.COMPLEMENT.search(plain, 0, found.start()):
                return _office(name, part, found.start(), found.end())
    return None


def glosses(text: str) -> Iterator[Gloss]:
    """Yield the short names a page gives in brackets, in order, with the state whose body it is.

    >>> list(glosses("Peru's River Water Board (RWB) said so."))
    [Gloss(long='River Water Board', short='RWB', state='PE')]
    """
    for count, found in enumerate(english.GLOSS.finditer(text) if "(" in text else ()):
        if count >= MAX_GLOSSES:
            return
        state = _state_before(text, found.start(1))
        long = found[1]
        for start, end, own, _ in states.mentioned(long):
            if start == 0 and long[end : end + 2] in {"'s", "’s"}:
                state, long = own.code, long[end + 2 :].strip()
                break
        if found[2] != found[2].casefold() and long:
            yield Gloss(long, found[2], state)


def initials(text: str) -> frozenset[str]:
    """Return the acronyms a long name may have: the first letters of its words, without and with small ones.

    >>> sorted(initials("Institute for the Study of War"))
    ['iftsow', 'isow', 'isw']
    """
    words = [word for word in re.split(r"[\s-]+", text) if word]
    great = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0] for word in words)
    most = "".join(word[0] for word in words if word.casefold() not in {"the", "for", "and", "a"})
    return frozenset(fold(some) for some in (great, every, most) if len(some) > 1)


# ------------------------------------------------------------------ taking apart


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": " ", "”": " ", '"': " "})


@lru_cache(maxsize=1 << 16)
def _body(written: str) -> Body:
    text = english.POINTS_BACK.sub("", english.SPOKEN.sub("", written))
    bracket = english.BRACKET.search(text)
    text = english.BRACKET.sub("", text).strip(" ,")
    text = text[4:] if text[:4].casefold() == "the " else text
    known = _known(text)
    if whole := states.by_name(text):
        return Body(text, (whole.code,), "state", is_name=True)
    short = bracket[1] if bracket else text if english.ACRONYM.fullmatch(text) else None
    plain, found = _without_states(text)
    words = _words(plain)
    last = plain.split()[-1:] or [""]
    if short is None and len(words) > 2 and english.ACRONYM.fullmatch(last[0]) and words[-2] in BODY_HEADS:
        short, words = last[0], words[:-1]  # "the weather agency AEMET"
    sort, explained = _sort(words)
    normal = frozenset(skeleton(word) for word in words)
    body = Body(
        text,
        found,
        sort,
        normal,
        frozenset(skeleton(word) for word in words if word not in explained),
        fold(short).replace(".", "") if short else None,
        is_name=sum(word[:1].isupper() for word in text.split()) > len(found),
    )
    return _as_known(body, known) if known else body


def _as_known(body: Body, known: tuple[str | None, str]) -> Body:
    """A well-known body has the state and sort of its row; another state's is another body."""
    state, name = known
    if state and body.states and body.states != (state,):
        return body
    stands_for = english.STANDS_FOR.get(name)
    if stands_for:
        return replace(body, states=(stands_for[0],), sort=stands_for[1], rest=frozenset(), short=body.short)
    return replace(body, states=(state,) if state else body.states, known=name)


def _without_states(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a name without the states in it, and their codes."""
    plain, codes = text, list[str]()
    for start, end, state, _ in reversed(list(states.mentioned(text))):
        possessive = 2 if text[end : end + 2] == "'s" else 1 if text[end : end + 1] == "'" else 0
        plain = plain[:start] + " " + plain[end + possessive :]
        codes.insert(0, state.code)
    return plain, tuple(dict.fromkeys(codes))


def _words(plain: str) -> list[str]:
    """Return the words of a name that tell, folded, in one spelling and number."""
    words = (fold(english.POSSESSIVE.sub("", word)).rstrip(".").replace(".", "") for word in _WORD.findall(plain))
    return [english.SAME_WORD.get(word, word) for word in words if word and word not in english.EMPTY]


def _sort(words: list[str]) -> tuple[str | None, frozenset[str]]:
    """Return of what sort a name's words are, and which of them say so."""
    every = frozenset(words)
    tight = every - english.LOOSE
    if "ministry" in every or ("department" in every and every & english.DEPARTMENTS) or "secretariat" in every:
        subject = " ".join(sorted(tight - {"ministry", "department", "secretariat"}))
        return (f"ministry of {english.SUBJECTS.get(subject, subject)}", every) if subject else (None, frozenset())
    sorts = _sorts()
    for some in (every, tight):
        if some in sorts:
            return sorts[some], every
    found = max(_contained(tight), key=lambda some: (len(some), sorted(some)), default=None)
    return (sorts[found], found | english.LOOSE) if found else (None, frozenset())


def _contained(words: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield the wordings of local sorts that stand in a name whose other words say where: "Lowmoor police"."""
    for some, sort in _sorts().items():
        if sort in english.VAGUE and len(words - some) <= 2 and some < words:
            yield some


@cache
def _sorts() -> dict[frozenset[str], str]:
    """Return the sorts by their sets of words."""
    return {
        frozenset(wording.split()): row.partition(":")[0].removesuffix(" *")
        for row in _rows(english.SORTS)
        for wording in row.partition(":")[2].split("|")
    }


def _rows(table: str) -> list[str]:
    """The rows of a table, which end with semicolons."""
    return [row.strip() for row in " ".join(table.split()).split(";") if row.strip()]


@cache
def _generic() -> frozenset[str]:
    """The skeletons of the words that tell no body from another."""
    return frozenset(skeleton(word) for word in english.GENERIC | english.LOOSE)


@cache
def _is_only(sort: str) -> bool:
    """Whether a state has but one body of a sort."""
    return sort.startswith("ministry of ") or any(row.partition(":")[0] == sort for row in _rows(english.SORTS))


@cache
def _known_names() -> dict[str, tuple[str | None, str]]:
    """Return the rows of the tables of well-known bodies by every name: state or none, first name."""
    out: dict[str, tuple[str | None, str]] = {}
    for table, of_state in ((english.WORLD, False), (english.NATIONAL, True)):
        for row in _rows(table):
            code, names = row.split(": ", 1) if of_state else (None, row)
            first, *others = [name.strip() for name in names.split(",")]
            for name in (first, *others):
                out.setdefault(name if name.isupper() else fold(name), (code, first))
    return out


def _known(text: str) -> tuple[str | None, str] | None:
    """The row of a well-known body; one of a state also with the state before it."""
    table = _known_names()
    plain, codes = _without_states(text)
    bare = " ".join(plain.split())
    bare = bare[4:] if bare[:4].casefold() == "the " else bare
    for name in (text, bare):
        row = table.get(name) or table.get(fold(name)) if name else None
        if row and (name == text or row[0] in codes):
            return row
    return None


# ------------------------------------------------------------------ offices


def _office(name: str, part: str, start: int, end: int) -> Office:
    """Whose office it is: what stands before the word for it, else what follows "of", "for" or "at"."""
    before, words, after = part[:start], part[start:end], part[end:]
    if name == "minister":
        return _minister(before, words, after)
    if name in _OF_STATES:
        place = Body.of(after) if _plain(after) and not _one_state(after) and not _one_state(before) else None
        return Office(name, place if place and place.words else None, _one_state(before) or _one_state(after))
    if name == "ambassador":
        return Office(name, None, _one_state(before) or (None if " to " in part else _one_state(after)))
    rest = _trimmed(before) or _trimmed(after)
    body = Body.of(rest) if rest else None
    if body and not body.states and (state := _one_state(after)):
        body = replace(body, states=(state,))
    return Office(name, body if body and _may_have(body, name) else None, body.state if body else None)


def _may_have(body: Body, office_name: str) -> bool:
    """Whether words before or after an office name a body that has such: "retired engineer" is of none."""
    if body.sort == "state" or not (body.words or body.known):
        return False
    return office_name != "member" or (body.is_name and bool(body.key or body.sort or body.short))


def _minister(before: str, words: str, after: str) -> Office:
    """The office of a minister or secretary, with the ministry."""
    found = re.search(r"(\w+) secretary|secretary of (\w+)", words, re.IGNORECASE)
    subject = next((group for group in found.groups() if group), "") if found else _plain(before)
    wording = "foreign affairs" if fold(subject) == "state" else subject or _plain(after)
    state = _one_state(before) or _one_state(after)
    if state is None and words.casefold() == "secretary of state" and not after.strip():
        state = "US"  # elsewhere a secretary of state is one for something
    if "secretary of" in words.casefold() and not state:
        return _department("minister", wording)
    return Office("minister", _ministry(wording, state), state)


def _department(name: str, wording: str) -> Office:
    """The office of a "secretary of defense": with a department for a ministry, where that is well known."""
    body = Body.of(f"Department of {wording}")
    return Office(name, body if body.state else _ministry(wording, None), body.state)


def _ministry(wording: str, state: str | None) -> Body | None:
    """The ministry a minister heads: "defence", of Peru; ``None`` where the words are too many to be its name."""
    if not wording.strip() or len(wording.split()) > MAX_SUBJECT or "charge" in wording:
        return None
    body = Body.of(f"Ministry of {wording}")
    row = states.by_code(state) if state else None
    return replace(body, text=f"{body.text} ({row.name})", states=(row.code,)) if row else body


def _trimmed(words: str) -> str:
    """The words of a role that may name a body, without those that tell a rank."""
    text = " ".join(words.split())
    while (found := re.match(rf"(?:{english.RANKS.pattern})\s*", text, re.IGNORECASE)) and found.end():
        text = text[found.end() :]
    while (found := re.search(rf"\s*(?:{english.RANKS.pattern})$", text, re.IGNORECASE)) and found.start() < len(text):
        text = text[: found.start()]
    return text.strip()


def _plain(words: str) -> str:
    """The words of a role without states and ranks."""
    return _trimmed(" ".join(english.POSSESSIVE.sub("", _without_states(words)[0]).split()))


def _one_state(words: str) -> str | None:
    """The first state that words name."""
    return next((state.code for _, _, state, _ in states.mentioned(words.strip())), None)


def _state_before(text: str, start: int) -> str | None:
    """The state whose name or people stands right before a place of a text."""
    before = text[max(0, start - 60) : start]
    cut = before.rfind("\n") + 1
    last = None
    for _, end, state, _ in states.mentioned(before[cut:]):
        tail = before[cut + end :]
        last = state.code if re.fullmatch(r"(?:['’]s?)?\s+(?:[a-z-]+\s+){0,3}(?:,?\s*the\s+)?", tail) else last
    return last


def states_of(words: str) -> tuple[str, ...]:
    """Return the codes of the states that words name, in order, none twice."""
    return _without_states(words)[1]
