"""A newsroom's own sourcing rules, as a TOML file says them: a closed list of checks, each with its keys and defaults.

The file is data: it is read by `tomllib`, and what it may say is said here, in one table. docs/rules.md shows each.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reportedly.errors import PolicyError

E = TypeVar("E", bound=StrEnum)

MAX_BYTES = 256_000
"""A policy file is no longer; what is, is no policy."""

MAX_RULES = 100
"""Rules of one policy, at most."""


class Severity(StrEnum):
    """Whether a rule must be kept, or should be."""

    MUST = "must"
    SHOULD = "should"


class Check(StrEnum):
    """What can be checked."""

    INDEPENDENT_ORIGINS = "independent-origins"
    HAS_ORIGIN = "has-origin"
    SEVERAL_OUTLETS = "several-outlets"
    FIRST_HAND = "first-hand"
    ORIGINAL_READ = "original-read"
    NUMBER_NAMED = "number-named"
    NUMBER_SOURCED = "number-sourced"
    FORECAST_SOURCED = "forecast-sourced"
    ESTIMATE_SOURCED = "estimate-sourced"
    HEARSAY_SOURCED = "hearsay-sourced"
    UNNAMED_DESCRIBED = "unnamed-described"
    UNNAMED_REASON = "unnamed-reason"
    UNNAMED_CORROBORATED = "unnamed-corroborated"
    CONTRADICTION_TOLD = "contradiction-told"
    NEWEST_NUMBER = "newest-number"
    AS_OTHERS_TELL = "as-others-tell"
    RELAY_NAMED = "relay-named"
    COPY_CREDITED = "copy-credited"


class Of(StrEnum):
    """Which claims and points a rule is about."""

    EVERYTHING = "everything"
    POINTS = "points"  # what two claimants or more assert
    NUMBERS = "numbers"
    UNNAMED = "unnamed"  # what nobody with a name says


class By(StrEnum):
    """Which count of origins is meant."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Within(StrEnum):
    """How near something must stand."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    PAGE = "page"


class Tell(StrEnum):
    """What can be told of people without a name."""

    ROLE = "role"
    BODY = "body"
    STATE = "state"


class Rule(Struct, frozen=True):
    """One rule; a check reads those keys that the table gives it, and no others."""

    check: Check
    says: str  # in the newsroom's own words
    severity: Severity
    of: Of = Of.EVERYTHING
    by: By = By.AT_LEAST
    minimum: int = 2
    carried_by: int = 2  # outlets that carry it, from which on the rule holds
    people: bool = False  # whether several people without a name, told of by one outlet, count as several
    unless_official: bool = True  # whether the word of a body that the policy calls official suffices
    within: Within = Within.PARAGRAPH
    tell: tuple[Tell, ...] = tuple(Tell)  # one of these must be told
    exempt: tuple[str, ...] = ()  # roles for which the rule does not hold
    dated: bool = True  # of forecasts: only those that name a day; of old numbers: one told with its day is no breach


class Policy(Struct, frozen=True):
    """A newsroom's rules, and whom it takes for what; names are as the table of outlets or pages have them."""

    name: str
    rules: tuple[Rule, ...]
    about: str = ""
    pages_of: tuple[str, ...] = ()  # outlets whose pages are to keep the rules; none: every page of the story
    first_hand: tuple[str, ...] = ()  # outlets whose own word counts as an origin; none: every outlet's
    first_hand_kinds: tuple[str, ...] = ()  # the same by what kind of outlet it is: "agency"
    official: tuple[str, ...] = ()  # bodies whose count suffices
    only_sure: bool = False  # whether only what was read surely is checked: where grammar and network agree

    @property
    def has_first_hand(self) -> bool:
        """Whether it says which outlets count as first-hand."""
        return bool(self.first_hand or self.first_hand_kinds)


# ------------------------------------------------------------------ the table of checks

BYSTANDERS = (
    "resident", "witness", "eyewitness", "survivor", "neighbour", "neighbor", "villager", "passer-by", "volunteer",
    "student", "parent", "driver", "fisherman", "farmer", "relative", "friend", "worker", "analyst", "economist",
    "expert", "trader",
)  # fmt: skip
"""People who are told of by what they are, and did not ask for it."""

SPEAKERS = ("spokesman", "spokeswoman", "spokesperson")
"""People who speak for a body, whose name adds little."""

_MUST, _SHOULD = Severity.MUST, Severity.SHOULD


def _table(*rows: tuple[Check, Severity, str, dict[str, Any]]) -> Mapping[Check, tuple[Rule, tuple[str, ...]]]:
    made = {check: (Rule(check, says, severity, **keys), tuple(keys)) for check, severity, says, keys in rows}
    return MappingProxyType(made)


CHECKS: Mapping[Check, tuple[Rule, tuple[str, ...]]] = _table(
    (Check.INDEPENDENT_ORIGINS, _MUST, "What we report rests on enough independent origins.",
     {"of": Of.NUMBERS, "minimum": 2, "by": By.AT_LEAST, "carried_by": 1, "unless_official": True}),
    (Check.HAS_ORIGIN, _MUST, "Whatever we report goes back to somebody.", {}),
    (Check.SEVERAL_OUTLETS, _SHOULD, "What many tell was found out by more than one outlet.",
     {"of": Of.EVERYTHING, "carried_by": 2, "unless_official": True}),
    (Check.FIRST_HAND, _SHOULD, "Of outlets, we take only those at their word that we list.", {"of": Of.NUMBERS}),
    (Check.ORIGINAL_READ, _SHOULD, "We read the report that others retell.", {"of": Of.EVERYTHING}),
    (Check.NUMBER_NAMED, _SHOULD, "A number is given on the word of somebody with a name.", {"unless_official": True}),
    (Check.NUMBER_SOURCED, _SHOULD, "A number is never given without saying whose it is.", {}),
    (Check.FORECAST_SOURCED, _SHOULD, "A forecast is somebody's, and we say whose.", {"dated": True}),
    (Check.ESTIMATE_SOURCED, _SHOULD, "An estimate is somebody's, and we say whose.", {}),
    (Check.HEARSAY_SOURCED, _SHOULD, "We do not write “reportedly” without saying who reports it.", {}),
    (Check.UNNAMED_DESCRIBED, _MUST, "A source without a name is described: what they are, or for whom they work.",
     {"tell": tuple(Tell), "exempt": ()}),
    (Check.UNNAMED_REASON, _SHOULD, "We say why a source is not named.",
     {"within": Within.PARAGRAPH, "exempt": BYSTANDERS + SPEAKERS}),
    (Check.UNNAMED_CORROBORATED, _MUST, "What sources without a name say is borne out by another.",
     {"of": Of.EVERYTHING, "minimum": 2, "by": By.AT_LEAST, "people": False, "unless_official": True,
      "exempt": BYSTANDERS + SPEAKERS}),
    (Check.CONTRADICTION_TOLD, _SHOULD, "What others contradict or deny is told with what they say.",
     {"of": Of.EVERYTHING}),
    (Check.NEWEST_NUMBER, _MUST, "Of a number that was revised we give the newest.", {"dated": True}),
    (Check.AS_OTHERS_TELL, _SHOULD, "We tell what somebody says as they said it.", {}),
    (Check.RELAY_NAMED, _MUST, "What another outlet found out is credited to it.", {}),
    (Check.COPY_CREDITED, _MUST, "Text that we have from another carries its name.", {}),
)  # fmt: skip
"""Each check with its rule as it is unless a policy says otherwise, and the keys that a policy may give."""

# ------------------------------------------------------------------ reading a file


def load(path: Path) -> Policy:
    """Return the policy in a file.

    Raises:
        PolicyError: it is no policy; the message has the line and the way out.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    return read(content, str(path))


def read(content: bytes, where: str) -> Policy:
    """Return the policy that TOML says; `where` is how messages call it. It raises what `load` raises."""
    if len(content) > MAX_BYTES:
        raise PolicyError(where, f"it has more than {MAX_BYTES:,} bytes; give a policy file")
    try:
        text = content.decode("utf-8-sig")
        found = tomllib.loads(text)
    except UnicodeDecodeError:
        raise PolicyError(where, "it is not UTF-8; save it as that") from None
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(where, f"it is no TOML: {error}; mend it there") from None
    except RecursionError:
        raise PolicyError(where, "it is nested too deep; a policy has rules, and they have keys") from None
    return _Reader(where, text).policy(found)


def presets() -> tuple[str, ...]:
    """Return the names of the policies that come with Reportedly, sorted.

    >>> presets()
    ('afp', 'ap', 'bbc', 'reuters', 'wikipedia')
    """
    found = (files("reportedly.rules") / "presets").iterdir()
    return tuple(sorted(one.name.removesuffix(".toml") for one in found if one.name.endswith(".toml")))


def preset(name: str) -> Policy:
    """Return one of them; it raises what `load` raises."""
    return read(preset_text(name).encode(), f"the preset {name}")


def preset_text(name: str) -> str:
    """Return one of them as it is written, to begin one's own with."""
    if name not in presets():
        raise PolicyError(name, f"there is no such preset; take one of {', '.join(presets())}, or a file")
    return (files("reportedly.rules") / "presets" / f"{name}.toml").read_text(encoding="utf-8")


class _WrongError(ValueError):
    """What is wrong with a value, and what would be right."""


class _Reader:
    def __init__(self, where: str, text: str) -> None:
        self._where, self._lines = where, text.splitlines()

    def policy(self, found: dict[str, Any]) -> Policy:
        rules = found.pop("rule", None)
        if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
            self._wrong("there is no rule in it; write `[[rule]]` and below it `check = …`")
        if not 0 < len(rules) <= MAX_RULES:
            self._wrong(f"it has {len(rules)} rules; give 1 to {MAX_RULES}")
        top = self._read(found, _POLICY, None)
        if not top.get("name"):
            self._wrong('it has no name; write `name = "…"` at its top')
        policy = Policy(rules=tuple(self._rule(rule, number) for number, rule in enumerate(rules)), **top)
        for number, rule in enumerate(policy.rules):
            if rule.check is Check.FIRST_HAND and not policy.has_first_hand:
                way_out = "write `first_hand = […]` or `first_hand_kinds = […]` at the top"
                self._wrong(f"`first-hand` needs to know who is; {way_out}", "check", number)
        return policy

    def _rule(self, found: dict[str, Any], number: int) -> Rule:
        name = found.pop("check", None)
        if not isinstance(name, str) or name not in {check.value for check in Check}:
            told = "has no `check`" if name is None else f"checks {name!r}, which is none of ours"
            self._wrong(f"the rule {told}; take one of {_listed(Check)}", "check", number)
        rule, keys = CHECKS[Check(name)]
        readers = {key: _KEYS[key] for key in ("says", "severity", *keys)}
        return replace(rule, **self._read(found, readers, number, of=name))

    def _read(
        self, found: dict[str, Any], readers: Mapping[str, "_Read"], number: int | None, *, of: str = ""
    ) -> dict[str, Any]:
        out = {}
        for key, value in found.items():
            if key not in readers:
                whose = f"`{of}` takes" if of else "a policy has"
                self._wrong(f"there is no key `{key}` here; {whose} {', '.join(readers)}", key, number)
            try:
                out[key] = readers[key](value)
            except _WrongError as error:
                self._wrong(f"`{key}` is {value!r}; {error}"[:400], key, number)
        return out

    def _wrong(self, reason: str, key: str | None = None, number: int | None = None) -> NoReturn:
        line = self._line(key, number)
        raise PolicyError(f"{self._where}, line {line}" if line else self._where, reason)

    def _line(self, key: str | None, number: int | None) -> int | None:
        """Return the line on which a key of the policy, or of its rule of that number, stands."""
        if key is None:
            return None
        at, header = -1, None
        for place, line in enumerate(self._lines, 1):
            if _HEADER.match(line):
                at, header = at + 1, place
            if (at if number is not None else -1) == (number if number is not None else at) and re.match(
                rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line
            ):
                return place
            if number is not None and at > number:
                break
        return header if number is not None and at == number else None


_HEADER = re.compile(r"\s*\[\[\s*rule\s*\]\]")

_Read = Callable[[Any], object]


def _listed(kind: type[StrEnum]) -> str:
    return ", ".join(one.value for one in kind)


def _words(value: Any) -> str:  # noqa: ANN401  # TOML
    if not isinstance(value, str) or not value.strip() or len(value) > 1_000:
        raise _WrongError("give words between quotation marks, up to 1,000 letters")
    return " ".join(value.split())


def _flag(value: Any) -> bool:  # noqa: ANN401  # TOML
    if not isinstance(value, bool):
        raise _WrongError("give true or false")
    return value


def _whole(least: int) -> _Read:
    def read_it(value: Any) -> int:  # noqa: ANN401  # TOML
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= 1_000:
            raise _WrongError(f"give a whole number from {least} to 1000")
        return value

    return read_it


def _one(kind: type[E]) -> Callable[[Any], E]:
    def read_it(value: Any) -> E:  # noqa: ANN401  # TOML
        if not isinstance(value, str) or value not in {one.value for one in kind}:
            raise _WrongError(f"give one of {_listed(kind)}")
        return kind(value)

    return read_it


def _several(read_one: Callable[[Any], object], *, none: bool = True) -> _Read:
    def read_it(value: Any) -> tuple[object, ...]:  # noqa: ANN401  # TOML
        if not isinstance(value, list) or not (value or none) or len(value) > 1_000:
            raise _WrongError('give a list: ["…", "…"]')
        return tuple(read_one(each) for each in value)

    return read_it


OUTLET_KINDS = ("agency", "newspaper", "broadcaster", "magazine", "online", "state body")


def _outlet_kind(value: Any) -> str:  # noqa: ANN401  # TOML
    if value not in OUTLET_KINDS:
        raise _WrongError(f"give kinds of outlets: {', '.join(OUTLET_KINDS)}")
    return str(value)


_POLICY: Mapping[str, _Read] = MappingProxyType(
    {
        "name": _words,
        "about": _words,
        "pages_of": _several(_words),
        "first_hand": _several(_words),
        "first_hand_kinds": _several(_outlet_kind),
        "official": _several(_words),
        "only_sure": _flag,
    }
)
_KEYS: Mapping[str, _Read] = MappingProxyType(
    {
        "says": _words,
        "severity": _one(Severity),
        "of": _one(Of),
        "by": _one(By),
        "minimum": _whole(1),
        "carried_by": _whole(1),
        "people": _flag,
        "unless_official": _flag,
        "within": _one(Within),
        "tell": _several(_one(Tell), none=False),
        "exempt": _several(_words),
        "dated": _flag,
    }
)
