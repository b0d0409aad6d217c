"""An annotated story, and what its reports are compared with: names, values, days, places of words on a page.

The rules are stated in `stories`; this module carries them out and knows nothing of predictions as a whole.
"""

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from reportedly.errors import GoldError
from reportedly.evaluate.matching import Json
from reportedly.records import fold

TokenSpan = tuple[int, int]
"""A half-open range of tokens of one page."""

TOKEN = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(
    r"\n+|(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Lt|St))(?<!\b(?:Mrs|Gen|Col|Oct|Nov|Sep|Aug))[.!?…][\"”’»)]*\s+"
)
_NO_DATE = 10**6


# ------------------------------------------------------------------ names

_NAME_LETTERS = 6
_DROPPED = frozenset(
    "a an the of to in and its their el la los las le les der die das den y et und de del di du des e".split()  # noqa: SIM905  # words
)
_SAME_WORD = {
    "american": "us",
    "usa": "us",
    "defence": "defense",
    "british": "uk",
    "britain": "uk",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "newspaper": "paper",
    "organization": "organisation",
    "center": "centre",
}


def folded(text: str) -> list[str]:
    """Return the words of a name for comparison: no accents, case, possessive or article; six letters of each.

    >>> folded("The U.S. Défense Ministry's") == folded("American defence ministry")
    True
    """
    text = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", re.sub(r"['’]s\b", "", fold(text)))  # U.S. -> us
    found = TOKEN.findall(unicodedata.normalize("NFC", text))
    words = [_SAME_WORD.get(word, word)[:_NAME_LETTERS] for word in found]
    return [word for word in words if word not in _DROPPED] or words


def likeness(name: Sequence[str], form: Sequence[str], weight: Mapping[str, float]) -> float:
    """Return how well two folded names fit, 0 to 1; from 0.45 (Dice 0.5) they may be one. Others weigh 0.3."""
    if not name or not form:
        return 0.0
    if name == form:
        return 1.0

    def weigh(words: Iterable[str]) -> float:
        return sum(weight.get(word, 0.3) for word in words)

    best = 1.8 * weigh((Counter(name) & Counter(form)).elements()) / (weigh(name) + weigh(form))
    short, long = sorted((name, form), key=len)
    if any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)):
        base = 0.5 if len(short) > 1 else 0.4 + 0.1 * weigh(short) if short == form else 0.0
        best = max(best, base + 0.4 * weigh(short) / weigh(long))
    return best


def named(chain: Iterable[str | None]) -> list[str]:
    """Return the links of a chain that have a name."""
    return [name for name in chain if name]


# ------------------------------------------------------------------ values and days

_UNITS = {
    "people": "people person persons soldiers soldier troops personnel servicemen fighters deaths death dead "
    "fatalities killed victims casualties injured wounded missing bodies children residents users customers",
    "reports": "reports report calls call cases",
    "homes": "homes home houses house buildings",
    "mm": "mm millimetres millimeters l/m2 l/m² mm_(l/m2) litres_per_square_metre liters_per_square_meter",
    "time": "time clock time_of_day hh:mm minutes_after_midnight minutes_after_midnight,_local_time "
    "minutes_since_midnight",
    "percent": "percent % per_cent pct percentage",
    "usd": "usd us$ $ dollars dollar us_dollars",
    "mad": "mad dirhams dirham",
    "km": "km kilometres kilometers kilometre kilometer",
    "magnitude": "magnitude mw richter richter_scale",
    "flights": "flights flight cancellations cancelled_flights",
    "requests": "requests request",
    "devices": "devices device machines computers pcs servers windows_devices",
}
_UNIT_OF = {word.replace("_", " "): name for name, words in _UNITS.items() for word in words.split()}


def unit_of(text: str | None) -> str:
    """Return a unit's one name, its rate kept apart.

    >>> unit_of("Troops per day")
    'people/day'
    """
    words = re.sub(r"\s+", " ", (text or "").casefold()).strip()
    base, _, per = words.replace(" per ", "/").replace(" a day", "/day").partition("/")
    return _UNIT_OF.get(words) or _UNIT_OF.get(base.strip(), base.strip()) + (f"/{per}" if per else "")


def is_close(a: float | None, b: float | None, tolerance: float = 0.005) -> bool:
    """Whether two bounds agree; an open one agrees with an open one only."""
    return a is b if a is None or b is None else abs(a - b) <= tolerance * max(abs(a), abs(b)) + 1e-9


def is_same_value(gold: Json | None, told: Json | None, tolerance: float = 0.005) -> bool:
    """Whether both bounds and the unit agree, or neither has a value."""
    if not gold or not told:
        return not gold and not told
    bounds = all(is_close(gold[key], told.get(key), tolerance) for key in ("low", "high"))
    return bounds and unit_of(gold["unit"]) in (unit_of(told.get("unit")), "magnitude" if not told.get("unit") else "")


def has_same_bound(gold: Json, told: Json | None) -> bool:
    """Whether some bound equals some bound."""
    bounds = [(told or {}).get("low"), (told or {}).get("high")]
    return any(is_close(a, b) for a in (gold["low"], gold["high"]) for b in bounds if a is not None and b is not None)


def days_between(a: str | None, b: str | None) -> int:
    """Return the days from a to b; a large number when one is missing or no date."""
    try:
        return (date.fromisoformat((b or "")[:10]) - date.fromisoformat((a or "")[:10])).days
    except ValueError:
        return _NO_DATE


# ------------------------------------------------------------------ words on a page


class Page:
    """A gold page's text as tokens, and where a string of it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [match.start() for match in TOKEN.finditer(text)]
        ends = [match.start() for match in _SENTENCE_END.finditer(text)]
        self.sentence = [bisect_left(ends, start) for start in self.starts]

    def places(self, text: str, start: int | None = None) -> list[TokenSpan]:
        """Return where the tokens of a string stand in a row (its ends may cut one): at `start`, else anywhere."""
        words = TOKEN.findall(text)
        pattern = r"[\W_]+".join(map(re.escape, words))
        runs = re.finditer(pattern, self.text, re.IGNORECASE) if words else ()
        found = [self._tokens(match) for match in runs]
        return [p for p in found if start is not None and abs(self.starts[p[0]] - start) <= 3] or found

    def _tokens(self, match: re.Match[str]) -> TokenSpan:
        return bisect_right(self.starts, match.start()) - 1, bisect_left(self.starts, match.end())

    def lines(self, wanted: Iterable[str]) -> list[TokenSpan]:
        """Return the tokens of the text's lines that read exactly so but for outer blanks."""
        known = {line.strip() for line in wanted}
        runs = (match for match in re.finditer(r"[^\n]+", self.text) if match.group().strip() in known)
        spans = ((bisect_left(self.starts, m.start()), bisect_left(self.starts, m.end())) for m in runs)
        return [span for span in spans if span[0] < span[1]]

    def around(self, span: TokenSpan, reach: int) -> TokenSpan:
        """Return the sentences of a span and `reach` sentences on either side."""
        low, high = self.sentence[span[0]] - reach, self.sentence[span[1] - 1] + reach
        return bisect_left(self.sentence, low), bisect_right(self.sentence, high)


def shared(a: TokenSpan, b: TokenSpan) -> int:
    """Return how many tokens two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def alike(a: TokenSpan, b: TokenSpan) -> float:
    """Return the tokens in both spans over the tokens in either, 0 to 1."""
    common = shared(a, b)
    return common / (a[1] - a[0] + b[1] - b[0] - common)


# ------------------------------------------------------------------ the story


class Gold:
    """An annotated story as read, with lookups."""

    def __init__(self, data: Json, pages: Sequence[Json]) -> None:
        self.data, self.pages = data, {page["id"]: page for page in pages}
        self.text = {page["id"]: Page(page["text"]) for page in pages}
        self.claims: dict[str, Json] = {claim["id"]: claim for claim in data["claims"]}
        self.entities: dict[str, Json] = {entity["id"]: entity for entity in data["entities"]}
        self.distractors = set(data.get("distractors", []))
        self.reports = [self._without_nobody(report) for report in data["reports"]]
        self._forms = self._folded_forms()
        self._weights = self._word_weights()
        self._known: dict[str, dict[str, float]] = {}

    @classmethod
    def load(cls, folder: Path, languages: Sequence[str] = ()) -> "Gold":
        """Read a folder with ``gold.json`` and ``pages.jsonl``, cut down to its pages in some languages.

        Raises:
            GoldError: a file is missing, or is not of that form.
        """
        try:
            data = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
            lines = (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines()
            pages = [json.loads(line) for line in lines if line.strip()]
            if languages:
                data, pages = in_languages(data, pages, set(languages))
            return cls({**data, "story": folder.name}, pages)
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise GoldError(
                f"{folder} holds no annotated story ({error!r}): it needs gold.json and pages.jsonl"
            ) from error

    def _without_nobody(self, report: Json) -> Json:
        """Return the report without a last link such as "(nobody named)", which is no link."""
        if not self.entities[report["chain_ids"][-1]]["name"].startswith("("):
            return report
        return {**report, "chain": report["chain"][:-1], "chain_ids": report["chain_ids"][:-1]}

    def _folded_forms(self) -> dict[str, list[list[str]]]:
        """Return the forms of each entity: name, aliases, and how its chains write it."""
        forms: dict[str, set[str]] = {
            key: {_without_gloss(entity["name"]), *entity["aliases"]} for key, entity in self.entities.items()
        }
        for report in self.reports:
            for name, key in zip(report["chain"], report["chain_ids"], strict=True):
                forms[key].add(name)
        return {key: [list(words) for words in {tuple(folded(f)) for f in names}] for key, names in forms.items()}

    def _word_weights(self) -> dict[str, Mapping[str, float]]:
        """Return how much each word of an entity's names tells: "agency" less than "Yonhap"; all alike for groups."""
        carriers = Counter(word for names in self._forms.values() for word in {w for name in names for w in name})
        rare = {word: 1 / n for word, n in carriers.items()}
        even = dict.fromkeys(carriers, 1.0)
        return {key: even if e["kind"] == "anonymous-group" else rare for key, e in self.entities.items()}

    def family(self, key: str | None) -> list[str]:
        """Return an entity with its parent, the parent's parent and so on."""
        line: list[str] = []
        while key is not None and key in self.entities and key not in line:
            line.append(key)
            key = self.entities[key].get("parent")
        return line

    def denotes(self, name: str | None, key: str) -> bool:
        """Whether a predicted name stands for an entity, and for no other better."""
        if not name:
            return False
        scores = self._scores(name)
        return scores[key] >= 0.45 and not any(
            score > scores[key] + 0.02 and self._is_rival(key, other) for other, score in scores.items()
        )

    def _scores(self, name: str) -> dict[str, float]:
        """Return how well a name fits each entity."""
        if name not in self._known:
            words = folded(_without_gloss(name))
            self._known[name] = {
                key: max(likeness(words, form, self._weights[key]) for form in forms)
                for key, forms in self._forms.items()
            }
        return self._known[name]

    def _is_rival(self, key: str, other: str) -> bool:
        """Whether another entity excludes this one: neither a part or the whole of it, nor both unnamed groups."""
        kinds = {self.entities[key]["kind"], self.entities[other]["kind"]}
        return key not in self.family(other) and other not in self.family(key) and kinds != {"anonymous-group"}

    def is_claimant_right(self, report: Json, chain: Sequence[str | None]) -> bool:
        """Whether the last name of a predicted chain is the claimant; a page alone, or nobody, fits a page alone."""
        links = named(chain)
        if len(report["chain_ids"]) == 1:
            return len(links) == 1
        return len(links) > 1 and chain[-1] is not None and self.denotes(links[-1], report["chain_ids"][-1])

    def is_unsourced(self, report: Json) -> bool:
        """Whether the page names no source though somebody else is the claimant."""
        chain = report["chain_ids"]
        return len(chain) == 1 and bool(self.claims[report["claim"]]["claimant"] != chain[0])

    def origin_range(self, group: Json) -> tuple[int, int]:
        """Return the accepted count of origins: the cautious one and the full one."""
        high = group.get("count", len(group["origins"]))
        return group.get("cautious", len({self.family(origin)[-1] for origin in group["origins"]})), high


def _without_gloss(name: str) -> str:
    return re.sub(r"\(.*?\)", " ", name)


def in_languages(data: Json, pages: Sequence[Json], languages: set[str]) -> tuple[Json, list[Json]]:
    """Cut an annotated story down to its pages in some languages.

    Kept are these pages, the reports on them, the claims that still have a report, the relations whose both ends are
    kept, the copies with two pages left, and the origin groups that lose no claim.
    """
    kept = [page for page in pages if page["lang"] in languages]
    ids = {page["id"] for page in kept}
    reports = [report for report in data["reports"] if report["page"] in ids]
    claims = {report["claim"] for report in reports}
    out = {**data, "reports": reports, "claims": [claim for claim in data["claims"] if claim["id"] in claims]}
    for name in ("contradictions", "revisions", "not_contradictions"):
        if name in data:
            out[name] = [pair for pair in data[name] if pair[0] in claims and pair[1] in claims]
    for name in ("copies", "copies_translated"):
        groups = [[page for page in group if page in ids] for group in data.get(name, [])]
        out[name] = [group for group in groups if len(group) > 1]
    groups = data.get("independent_origins", [])
    out["independent_origins"] = [group for group in groups if set(group["claim_group"]) <= claims]
    out["distractors"] = [page for page in data.get("distractors", []) if page in ids]
    return out, kept
