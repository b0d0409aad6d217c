"""A ledger against an annotated story; the story, its places and people are invented."""

from collections.abc import Callable
from typing import Any

import pytest

from reportedly.errors import GoldError
from reportedly.evaluate import stories
from reportedly.evaluate.story_gold import Gold, days_between, folded, in_languages, is_same_value, unit_of
from reportedly.evaluate.story_links import judged_origins, origins_of

Json = dict[str, Any]

_TEXTS = (
    "Harbour fire\nAt least 12 boats burned, harbour master Ada Lund told the Coast Post. It should be out by Friday.",
    "Lund put the loss at 12 boats or more, the Coast Post reports. A fire officer saw about 20. Insurers saw none.",
    'Ada Lund now counts 15 boats. "There was no arson," police chief Omar Vik said. A witness said it was arson.',
    'Ada Lund now counts 15 boats. "There was no arson," police chief Omar Vik said. A witness called it arson.',
    "Two barges burned in another port in 2001, said Ada Lund.",
)
_OUTLETS = ("coast", "daily", "north", "south", "coast")
_ENTITIES = (
    ("coast", "Coast Post", "outlet"),
    ("daily", "The Daily", "outlet"),
    ("north", "North Star", "outlet"),
    ("south", "South Sun", "outlet"),
    ("lund", "Ada Lund", "person"),
    ("vik", "Omar Vik", "person"),
    ("officer", "a fire officer (Daily)", "anonymous-group"),
    ("witness", "a witness (North)", "anonymous-group"),
    ("insurers", "insurers", "anonymous-group"),
)


def _claim(
    key: str, who: str, bounds: tuple[int | None, int | None] | None, status: str = "asserted", **more: str
) -> Json:
    value = {"low": bounds[0], "high": bounds[1], "unit": "boats", "approx": False} if bounds else None
    fixed = {"id": key, "claimant": who, "measure": "lost" if value else None, "value": value, "status": status}
    return {**fixed, "horizon": None, "date": "2024-05-01", **more}


_CLAIMS = [
    _claim("m1", "lund", (12, None)),
    _claim("m2", "lund", None, "predicted", horizon="2024-05-03"),
    _claim("m3", "officer", (20, 20)),
    _claim("m4", "lund", (15, 15), date="2024-05-02"),
    _claim("m5", "vik", None, "denied"),
    _claim("m6", "witness", None),
    _claim("m7", "insurers", None, "believed"),
]
_REPORTS = [
    (0, "m1", "Coast Post|Ada Lund", "coast lund", "At least 12 boats burned, harbour master Ada Lund told"),
    (0, "m2", "Coast Post|Lund", "coast lund", "It should be out by Friday"),
    (1, "m1", "The Daily|Coast Post|Lund", "daily coast lund", "Lund put the loss at 12 boats or more"),
    (1, "m3", "The Daily|A fire officer", "daily officer", "A fire officer saw about 20"),
    (1, "m7", "The Daily|Insurers", "daily insurers", "Insurers saw none"),
    (2, "m4", "North Star|Ada Lund", "north lund", "Ada Lund now counts 15 boats"),
    (2, "m5", "North Star|Omar Vik", "north vik", "police chief Omar Vik said"),
    (2, "m6", "North Star|A witness", "north witness", "A witness said it was arson"),
    (3, "m4", "South Sun|Ada Lund", "south lund", "Ada Lund now counts 15 boats"),
    (3, "m5", "South Sun|Omar Vik", "south vik", "police chief Omar Vik said"),
    (3, "m6", "South Sun|A witness", "south witness", "A witness called it arson"),
]


def _gold(**more: object) -> Gold:
    keys = ("page", "claim", "chain", "chain_ids", "evidence")
    reports = [
        dict(zip(keys, (f"p{page}", claim, names.split("|"), ids.split(), words), strict=True))
        for page, claim, names, ids, words in _REPORTS
    ]
    data = {
        "story": "miniature",
        "entities": [{"id": key, "name": name, "aliases": [], "kind": kind} for key, name, kind in _ENTITIES],
        "claims": _CLAIMS,
        "reports": reports,
        "copies": [["p2", "p3"]],
        "contradictions": [["m5", "m6", "arson or none"]],
        "not_contradictions": [["m1", "m4", "it grew"]],
        "revisions": [["m1", "m4", "later count"]],
        "distractors": ["p4"],
        "independent_origins": [
            {"claim_group": ["m1"], "origins": ["lund"], "count": 1, "cautious": 1},
            {"claim_group": ["m1", "m3"], "origins": ["lund", "officer"], "count": 2, "cautious": 2},
        ],
        **more,
    }
    pages = [
        {"id": f"p{n}", "url": f"https://{outlet}.example/{n}", "lang": "en", "published": "2024-05-01", "text": text}
        for n, (outlet, text) in enumerate(zip(_OUTLETS, _TEXTS, strict=True))
    ]
    return Gold(data, pages)


def _perfect(gold: Gold) -> Json:
    """The ledger that says what the annotation says; its page ids differ, so that pages are paired by address."""
    reports = []
    for n, report in enumerate(gold.reports):
        claim, start = gold.claims[report["claim"]], gold.pages[report["page"]]["text"].index(report["evidence"])
        reports.append({
            **{key: claim[key] for key in ("status", "value", "horizon")},
            "id": f"r{n}", "page": f"my {report['page']}", "claim": report["claim"], "chain": report["chain"],
            "evidence": {"start": start, "end": start + len(report["evidence"]), "text": report["evidence"]},
        })  # fmt: skip
    names = {key: entity["name"] for key, entity in gold.entities.items()}
    claims = [
        {
            **c,
            "claimant": names[c["claimant"]],
            "origins": {"at_least": 1, "at_most": 1, "names": [names[c["claimant"]]]},
        }
        for c in gold.claims.values()
    ]
    pages = [
        {"id": f"my {key}", "url": page["url"].replace("https://", "http://www.")} for key, page in gold.pages.items()
    ]
    return {
        "pages": pages,
        "reports": reports,
        "claims": claims,
        "copies": [["my p2", "my p3"]],
        "relations": [{"kind": "contradicts", "from": "m6", "to": "m5"}, {"kind": "revises", "from": "m4", "to": "m1"}],
        "stories": [{"id": "s", "pages": [f"my p{n}" for n in range(4)]}],
    }


_RATES = (
    "reports",
    "claimant end to end",
    "chain relays",
    "horizon",
    "grouping all",
    "copies",
    "contradictions",
    "revisions",
    "story",
)
_SHARES = (
    "headline",
    "claimant of found",
    "chain exact",
    "value right",
    "value end to end",
    "status exact",
    "origins right",
    "tracks points",
)


def _figures(change: Callable[[Json], None] = lambda _ledger: None, **gold: object) -> dict[str, float | None]:
    story = _gold(**gold)
    ledger = _perfect(story)
    change(ledger)
    figures = stories.score([story], ledger)["miniature"]
    cells = {row: stories.cell(figures, row) for _, row in stories.ROWS}
    return {row: cell["f1"] if isinstance(cell, dict) else cell for row, cell in cells.items()}


def test_perfect() -> None:
    """The ledger that says what gold says is right in every row."""
    figures = _figures()
    assert {row: figures[row] for row in (*_RATES, *_SHARES)} == dict.fromkeys((*_RATES, *_SHARES), 1.0)
    assert (figures["origins mae"], figures["story intruders"], figures["reports own voice"]) == (0.0, 0, None)


def test_empty() -> None:
    """A ledger that says nothing is wrong in every row."""

    def emptied(ledger: Json) -> None:
        ledger.update({key: [] for key in ledger if key != "pages"})

    figures = _figures(emptied)
    assert not any(figures[row] for row in (*_RATES, *_SHARES))


def _each(key: str, **fields: object) -> Callable[[Json], None]:
    def change(ledger: Json) -> None:
        for item in ledger[key]:
            item.update(fields)

    return change


def _stranger(ledger: Json) -> None:
    for report in ledger["reports"]:
        report["chain"] = [*report["chain"][:-1], "Zora Quill"]


def _relay(ledger: Json) -> None:
    for report in ledger["reports"]:
        report["chain"] = [report["chain"][0], "Zuider Gazette", *report["chain"][1:]]


def _split(ledger: Json) -> None:
    known = {claim["id"]: claim for claim in ledger["claims"]}
    for report in ledger["reports"]:
        ledger["claims"].append({**known[report["claim"]], "id": report["id"]})
        report["claim"] = report["id"]


def _trap(ledger: Json) -> None:
    ledger["relations"].append({"kind": "denies", "from": "m1", "to": "m4"})


def _intruder(ledger: Json) -> None:
    ledger["stories"][0]["pages"].append("my p4")


def _many_names(ledger: Json) -> None:
    for report in list(ledger["reports"]):
        ledger["claims"].append({"id": f"x {report['id']}"})
        ledger["reports"].append({**report, "claim": f"x {report['id']}", "chain": [report["chain"][0], "Zora Quill"]})


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (_stranger, ("claimant of found", "chain exact", "headline")),
        (_relay, ("chain exact", "chain relays")),
        (
            _each("reports", value={"low": 7, "high": 7, "unit": "people"}),
            ("value right", "value end to end", "headline"),
        ),
        (_each("reports", status="none"), ("status exact",)),
        (_each("reports", horizon="1999-01-01"), ("horizon",)),
        (_split, ("grouping all", "headline")),
        (_each("claims", origins={"at_least": 9, "at_most": 9, "names": []}), ("origins right",)),
        (_each("claims", origins={"at_least": 1, "at_most": 99, "names": []}), ("origins right",)),
        (_each("claims", value=None), ("tracks points",)),
        (_trap, ("contradictions",)),
        (_intruder, ("story",)),
        (_many_names, ("reports", "claimant end to end")),
    ],
)
def test_damage(change: Callable[[Json], None], rows: tuple[str, ...]) -> None:
    """What goes wrong shows in its rows, and the pairing of reports stands."""
    figures, best = _figures(change), _figures()
    assert all((figures[row] or 0) < (best[row] or 0) for row in rows)
    assert change is _many_names or figures["reports"] == 1.0


def test_point_answers_for_its_claims() -> None:
    """Where the ledger has points, their origins count and not the claims' own."""

    def pointed(ledger: Json) -> None:
        _each("claims", origins={"at_least": 1, "at_most": 1, "names": []})(ledger)
        ledger["points"] = [{"id": "t", "claims": ["m1", "m3"], "origins": {"at_least": 2, "at_most": 2, "names": []}}]

    assert _figures(pointed)["origins right"] == 1.0


def test_own_voice_and_furniture() -> None:
    """Where gold lists all there is, a source given to the page's own words counts, and so does furniture."""

    def invented(ledger: Json) -> None:
        words = {"start": 0, "end": 12, "text": "Harbour fire"}
        more = {"id": "x", "evidence": words, "chain": ["Coast Post", "Ada Lund"], "value": None, "claim": "m7"}
        ledger["reports"].append({**ledger["reports"][0], **more})

    voice: Json = {"own_voice": [{"id": "o", "evidence": "Harbour fire"}], "furniture": ["Harbour fire"]}
    figures, best = _figures(invented, **voice), _figures(**voice)
    assert (best["reports own voice"], best["reports furniture"], best["reports"]) == (0, 0, 1.0)
    assert (figures["reports own voice"], figures["reports furniture"]) == (1, 1)
    assert (figures["reports"] or 0) < 1


@pytest.mark.parametrize(
    ("ledger", "fault"),
    [
        ({}, "no list 'pages'"),
        ({"reports": [{"id": "r"}]}, "no 'page'"),
        ({"stories": [{"id": "s", "pages": ["p"]}]}, "story s: 'p' is not in pages"),
        (
            {"claims": [{"id": "c"}], "points": [{"id": key, "claims": ["c"], "origins": {}} for key in "ab"]},
            "points: claim 'c' is in 2",
        ),
    ],
)
def test_faults(ledger: Json, fault: str) -> None:
    """What is no ledger file is refused with what is wrong."""
    lists: Json = {key: [] for key in ("pages", "reports", "claims", "relations", "copies", "stories")}
    with pytest.raises(GoldError, match=fault):
        stories.score([_gold()], ledger and {**lists, **ledger})


def test_in_languages() -> None:
    """A story cut to a language keeps what stands on its pages."""
    gold = _gold()
    pages = [{**page, "lang": "en" if key in ("p0", "p1", "p2") else "da"} for key, page in gold.pages.items()]
    data, kept = in_languages(gold.data, pages, {"en"})
    assert [page["id"] for page in kept] == ["p0", "p1", "p2"]
    assert len(data["reports"]) == 8
    assert (data["copies"], data["distractors"], len(data["independent_origins"])) == ([], [], 2)


def test_table_has_a_mean() -> None:
    """Several stories stand side by side, with their mean; origins are pooled."""
    one, other = _gold(), _gold(story="other")
    ledger = _perfect(one)
    figures = stories.score([one, other], ledger)
    heading, headline, *_ = stories.table(figures)
    assert heading == ("P R F1, or a share", "miniature", "other", "mean (6: pooled)")
    assert headline == ("CLAIMS ON THE RIGHT BOOKS", "1.000", "1.000", "1.000")
    assert figures["all"]["origins"]["gold"] == 4


@pytest.mark.parametrize(
    ("accepted", "answer", "right"),
    [
        ((1, 1), (1, 1), True),
        ((1, 1), (1, 2), True),
        ((1, 1), (1, 3), False),
        ((1, 5), (2, 3), True),
        ((2, 3), (1, 3), True),
        ((2, 2), (3, 3), False),
        ((3, 3), (1, 99), False),
        ((1, 1), (0, 0), False),
    ],
)
def test_judged_origins(accepted: tuple[int, int], answer: tuple[int, int], right: bool) -> None:
    """An interval is right if it lies in the accepted range, or holds it and is little wider."""
    assert judged_origins(accepted, answer)["right"] is right


def test_origins_are_balanced() -> None:
    """To say "one" always does not win where most groups have one origin."""
    verdicts = [judged_origins(*case) for case in (((1, 1), (1, 1)), ((1, 1), (2, 2)), ((2, 3), (2, 2)))]
    assert (origins_of(verdicts) or {})["balanced"] == 0.75


@pytest.mark.parametrize(
    ("name", "entity", "is_it"),
    [
        ("harbour master Ada Lund", "lund", True),
        ("Lund", "lund", True),
        ("Omar Vik", "lund", False),
        ("the officer", "officer", True),
        (None, "lund", False),
    ],
)
def test_denotes(name: str | None, entity: str, is_it: bool) -> None:
    """A name stands for the entity it fits best."""
    assert _gold().denotes(name, entity) is is_it


def test_values_and_days() -> None:
    """Units have synonyms, bounds a small tolerance, and a missing day is far from every day."""
    value = {"low": 1000, "high": None, "unit": "deaths"}
    assert is_same_value(value, {**value, "low": 1004, "unit": "killed"})
    assert not is_same_value(value, {**value, "high": 1000})
    assert (unit_of("US$"), unit_of("per cent"), unit_of("soldiers a day")) == ("usd", "percent", "people/day")
    assert days_between("2024-02-28", "2024-03-01") == 2
    assert days_between(None, "x") > 1000
    assert folded("The Harbour's Señor") == ["harbou", "senor"]
