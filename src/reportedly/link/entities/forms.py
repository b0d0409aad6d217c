"""What the links of chains name: an outlet, a person, an office, a body, people without a name, a document, several.

What is decided here, one name decides, wherever it stands; what only other names of the story can tell, `people` and
`organs` decide.
"""

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from reportedly import outlets, states
from reportedly.english import UNNAMED_HEADS, plural
from reportedly.link.entities import english
from reportedly.link.entities.bodies import Body, Office, office, states_of
from reportedly.link.entities.names import PersonName, skeleton
from reportedly.records import SourceKind, fold

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_FIRST = re.compile(r"(?:an?|one|two|three|several|some|many|another|\d+)\s", re.IGNORECASE)
_HELD_BY_ONE = frozenset(
    [
        "president",
        "vice president",
        "prime minister",
        "deputy prime minister",
        "minister",
        "ambassador",
        "chancellor",
        "king",
        "mayor",
        "governor",
        "commander",
        "head",
    ]
)
_HEADS = frozenset(UNNAMED_HEADS) | {plural(head) for head in UNNAMED_HEADS}
_HEAD_OF = re.compile(
    r"(?:the\s+)?(?:[\w’'.-]+\s+){0,4}?(?:head|chief|director|leader|president|minister|mayor|governor|ambassador|commander)"
    r"\s+(?:of|to|at)\s",
    re.IGNORECASE,
)
_OFFICIALS = re.compile(
    r"(?:(?:an?|the|one|two|several|some|senior|top|unnamed|anonymous|unidentified)\s+)*(.+?)"
    r"\s+(?:officials?|sources?|spokes\w+)$",
    re.IGNORECASE,
)
_PUBLIC = frozenset({"state", "authorities"})
MAX_LENGTH = 300
"""Code points of a name, and of a role, that are looked at."""
MAX_MEMBERS = 4
"""Names taken from one link that names several."""


class Sort(StrEnum):
    """What a link names."""

    OUTLET = "outlet"
    PERSON = "person"
    OFFICE = "office"  # a person by their office alone: "Ukraine's president"
    BODY = "body"
    UNNAMED = "unnamed"
    DOCUMENT = "document"
    GROUP = "group"  # "Ann Lee and Bo Diaz", "the Globe and others"


class Form(Struct, frozen=True, cache_hash=True):
    """What a name as pages write it says by itself."""

    sort: Sort
    text: str  # as written, spaces made one
    key: tuple[str, ...]  # equal for wordings that are one wherever they stand side by side
    person: PersonName | None = None
    office: Office | None = None
    body: Body | None = None  # the body itself; of people without a name, whose people they are
    states: tuple[str, ...] = ()
    members: tuple["Form", ...] = ()
    publisher: str | None = None
    page: str = ""  # of what only its page can tell: "the ministry", "the president"

    @property
    def order(self) -> tuple[tuple[str, ...], str, str]:
        """What sorts forms, none like another."""
        return self.key, self.text, (self.person.role or "") if self.person else ""

    @property
    def points_back(self) -> bool:
        """Whether it describes somebody without saying of which state, or by which name."""
        if self.sort is Sort.OFFICE:
            return not self.states and not (self.office and self.office.body and self.office.body.own)
        body = self.body
        return self.sort is Sort.BODY and bool(
            body and not body.states and not body.own and not body.is_name and not body.short
        )

    def on(self, page: str) -> "Form":
        """Return it as the form of one page."""
        return replace(self, page=page, key=(*self.key, "@", page))


@lru_cache(maxsize=1 << 17)
def form_of(name: str, kind: SourceKind, role: str | None = None) -> Form | None:
    """Return what a link of a chain names; ``None`` where it names nobody.

    >>> form_of("NYT", SourceKind.OUTLET).key, form_of("the Ukrainian president", SourceKind.UNNAMED).sort.value
    (('outlet', 'The New York Times'), 'office')
    """
    text = english.SPOKEN.sub("", " ".join(name[:MAX_LENGTH].split())).strip()
    if not text or kind is SourceKind.NOBODY:
        return None
    return _outlet(text, kind) or _several(text, kind) or _single(text, kind, role[:MAX_LENGTH] if role else None)


def _single(text: str, kind: SourceKind, role: str | None) -> Form:
    if kind is SourceKind.DOCUMENT:
        return _described(Sort.DOCUMENT, text)
    if kind is SourceKind.OUTLET:
        return Form(Sort.OUTLET, text, ("outlet", "", _plain(text)))
    is_office = _is_office(text)
    held = office(text) if is_office and not _FIRST.match(text) else None
    if held and held.name in _HELD_BY_ONE:
        return Form(Sort.OFFICE, text, ("office", *held.key), office=held, states=_codes(held.state))
    return _person(text, role) if kind is SourceKind.PERSON and not is_office else _collective(text, kind)


def _collective(text: str, kind: SourceKind) -> Form:
    """A body, or people without a name; "the Peruvian side" and "authorities" are a state's, and public."""
    body = Body.of(text)
    if kind is SourceKind.BODY or body.sort in _PUBLIC:
        return Form(Sort.BODY, text, body_key(body), body=body, states=body.states)
    return _described(Sort.UNNAMED, text)


def _outlet(text: str, kind: SourceKind) -> Form | None:
    """An outlet of the table, whatever the reader took it for; a person is none."""
    if kind not in {SourceKind.OUTLET, SourceKind.BODY}:
        return None
    known = outlets.by_name(text) or outlets.by_name(english.BRACKET.sub("", text))
    if known is None or (kind is SourceKind.BODY and Body.of(text).known):
        return None
    return Form(Sort.OUTLET, text, ("outlet", known.name), publisher=known.publisher)


def _person(text: str, role: str | None) -> Form:
    name = PersonName.of(text, role)
    held = office(name.role) if name.role else None
    key = ("person", *name.tokens, name.generation or "")
    return Form(Sort.PERSON, text, key, person=name, office=held, states=_codes(held.state if held else None))


def _codes(state: str | None) -> tuple[str, ...]:
    return (state,) if state else ()


def body_key(body: Body) -> tuple[str, ...]:
    """Return what a body's wordings share side by side."""
    own = body.key
    return own or (
        "body",
        *body.states,
        body.sort or "",
        *sorted(body.rest if body.sort else body.words),
        body.short or "",
    )


def _several(text: str, kind: SourceKind) -> Form | None:
    """Several in one: two persons, two bodies, somebody and others."""
    others = english.OTHERS.search(text)
    if others and others.start():
        parts, rest = [text[: others.start()]], "others"
    else:
        parts, rest = english.AND.split(text), ""
        if len(parts) == 1 or len(parts) > MAX_MEMBERS or kind in {SourceKind.UNNAMED, SourceKind.DOCUMENT}:
            return None
    if not rest:
        parts = _completed(parts)
    members = [_member(part, kind, alone=bool(rest)) for part in parts]
    if any(member is None for member in members):
        return None
    some = tuple(sorted((member for member in members if member), key=lambda member: member.key))
    key = ("group", rest, *(part for member in some for part in (*member.key, "+")))
    return Form(Sort.GROUP, text, key, members=some)


def _completed(parts: list[str]) -> list[str]:
    """Give a state the body that only the last part names: "Peru | and Chilean intelligence"."""
    last = next(states.mentioned(parts[-1]), None)
    if last is None or last[0] or not (rest := parts[-1][last[1] :].removeprefix("'s").strip()):
        return parts
    bare = [next(states.mentioned(part), None) for part in parts[:-1]]
    return [
        f"{part} {rest}" if one and one[:2] == (0, len(part)) else part
        for part, one in zip(parts, [*bare, None], strict=True)
    ]


def _member(text: str, kind: SourceKind, *, alone: bool) -> Form | None:
    """One of several, where its words stand by themselves: each half of "labour and social affairs" does not."""
    form = form_of(text, kind)
    if form and form.sort is Sort.OUTLET and "" in form.key and not alone:
        form = form_of(text, SourceKind.BODY)
    if form is None or not (text[:1].isupper() or text[:4] == "the "):
        return None
    if form.sort is Sort.PERSON:
        return form if form.person and (alone or form.person.is_full) else None
    if form.sort is Sort.BODY:
        return form if alone or (form.body and (form.body.sort or form.body.known)) else None
    return form if form.sort is Sort.OUTLET else None


# ------------------------------------------------------------------ people without a name


def _described(sort: Sort, text: str) -> Form:
    """People or papers that are described only: of which state and body, and what they are."""
    codes = states_of(text)
    words = [fold(word).replace(".", "") for word in _WORD.findall(_without_states(text))]
    if sort is Sort.DOCUMENT:
        words = [word for word in words if word != "intelligence"]
    heads = [english.HEADS_ONE.get(word, word) for word in words if word in _HEADS or word in english.HEADS_ONE]
    head = heads[0] if heads else ""
    rest = [english.SAME_WORD.get(word, word) for word in words if _tells(word)]
    body = _whose(text) if sort is Sort.UNNAMED else None
    first = next((word for word in words if word in _HEADS), "")
    one = "one" if sort is Sort.UNNAMED and first in UNNAMED_HEADS and first not in {"people", "police"} else ""
    key = (sort.value, *sorted(codes), "+", head, *sorted({skeleton(word) for word in rest}), one)
    return Form(sort, text, key, body=body, states=codes)


def _tells(word: str) -> bool:
    """Whether a word tells who is described."""
    return not (
        word in english.RANK_WORDS
        or word in english.EMPTY
        or word in english.HEADS_ONE
        or word in _HEADS
        or word.isdigit()
    )


def _whose(text: str) -> Body | None:
    """The body whose people they are: "Pentagon officials", "officials of the River Board"."""
    held = office(text)
    if held and held.body:
        return held.body
    for part in re.split(r"\b(?:of|from|at)\s+(?:the\s+)?", text)[1:2]:
        body = Body.of(part)
        if body.key or body.sort:
            return body
    found = _OFFICIALS.match(text)
    own = Body.of(found[1]) if found else None
    return own if own and own.sort != "state" and (own.key or own.sort) else None


def _without_states(text: str) -> str:
    out = text
    for start, end, _, _ in reversed(list(states.mentioned(text))):
        out = out[:start] + " " + out[end:]
    return out


def _is_office(text: str) -> bool:
    """Whether words end with an office, or with whose it is, rather than with a name."""
    words = text.split()
    if len(words) < 2:
        return False
    last = words[-1].strip(".,").casefold()
    if last in english.TITLES or last in _HEADS:
        return True
    name = PersonName.of(text).text
    return bool(_HEAD_OF.match(text)) and (
        name[0].islower() or bool(re.search(rf"\b(?:of|to|at)\s+(?:the\s+)?{re.escape(name)}$", text))
    )


def _plain(text: str) -> str:
    """An outlet's name that no table has: letters and digits without article, accents and capitals."""
    words = [fold(word) for word in _WORD.findall(english.OUTLET_TAIL.sub("", text))]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words) or fold(text)
