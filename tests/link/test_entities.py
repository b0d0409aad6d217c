"""Who is who across pages: the same from any order, loose evidence within a story only, the ambiguous kept apart."""

import json
import os
import random
from collections import defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.link.entities import Entities, Entity, entities, together
from reportedly.link.entities.bodies import Gloss, glosses
from reportedly.link.entities.scenes import Key, Named, scene
from reportedly.records import EntityKind, Source, SourceKind

KINDS = {
    "o": SourceKind.OUTLET,
    "p": SourceKind.PERSON,
    "b": SourceKind.BODY,
    "u": SourceKind.UNNAMED,
    "d": SourceKind.DOCUMENT,
}


Link = tuple[str, int]
"""A report and a place in its chain."""


def link(words: str) -> Source:
    """A link written short: "p Ada Orr, mayor of Lowmoor" has a role after the bar."""
    kind, _, name = words.partition(" ")
    name, _, role = name.partition(" | ")
    return Source(name, KINDS[kind], role=role or None) if kind in KINDS else Source(None, SourceKind.NOBODY)


def told(*chains: str, story: str | None = "s") -> list[Named]:
    """Reports of one page each, their chains written short, with arrows between links."""
    return [
        Named(f"{story}-{i}", f"{story}-page-{i}", tuple(map(link, (f"o Courier {i}", *chain.split(" > ")))), story)
        for i, chain in enumerate(chains)
    ]


def last(found: Entities, report: str) -> Entity:
    """Whom the last link of a report names."""
    entity = found.of(report)[-1]
    assert entity is not None
    return found.by_id[entity]


ONE = [
    # spellings of a name
    ("p Volodymyr Zelensky", "p Volodymyr Zelenskyy"),
    ("p Volodymyr Zelenskiy", "p Wolodymyr Selenskyj"),
    ("p Vladimir Zelensky", "p Volodymyr Zelenskyi"),
    ("p Carlos Mazón", "p Carlos Mazon"),
    ("p Park Sun-won", "p Park Sunwon"),
    ("p Rustem Umerov", "p Rustem Umierov"),
    ("p Vodymyr Brenko", "p Volodymyr Brenko"),
    # titles, particles, initials, middle names
    ("p Maj. Gen. Pat Orr", "p Patrick Orr"),
    ("p U.S. Secretary of State Ada Orr", "p Ada Orr"),
    ("p Ruben del Campo", "p Del Campo"),
    ("p Ada Orr", "p Secretary Orr"),
    ("p A. Orr", "p Ada Orr"),
    ("p Angel Victor Torres", "p Ángel Torres"),
    ("p Fernando Grande-Marlaska", "p Grande Marlaska"),
    ("p Ada Orr | Peru's president", "u the Peruvian president"),
    ("p Ada Orr | spy chief of Chile", "p Chile's spy chief"),
    ("p Ada Orr", "b Ada Orr"),  # read as a body
    # bodies
    ("b Peru's Defense Ministry", "b the Ministry of Defence of Peru"),
    ("b the Pentagon", "b U.S. Department of Defense"),
    ("p Ada Orr | Secretary of Defense", "u the US defense minister"),
    ("b Peru's spy agency", "b Peruvian intelligence"),
    ("b Institute for River Studies", "b IRS"),
    ("b National Water Board (NWB)", "b NWB"),
    ("b Chile's weather service", "b the Chilean met office"),
    ("b Chile's met office", "b the weather agency"),  # the only one of the story
    ("b High Court of Lowmoor Region", "b Lowmoor High Court"),
    ("b Lowmoor Civil Protection", "b Civil Protection"),
    ("b the regional government of Lowmoor", "b Lowmoor's regional government"),
    ("b Kyiv", "b the Ukrainian government"),
    ("b UN", "b the United Nations"),
    # outlets
    ("o NYT", "o The New York Times"),
    ("o The Lowmoor Gazette", "o Lowmoor Gazette"),
    ("b Reuters", "o Reuters"),
    ("o Lowmoor Courier", "o the Courier"),  # the only one of the story
    ("o Northline", "o Northline news agency"),
    # people without a name, by one relay
    ("o Reuters > u US and Peruvian officials", "o Reuters > u unnamed Peruvian and American officials"),
    ("o Reuters > d the US estimate", "o Reuters > d a new American assessment"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_one(a: str, b: str) -> None:
    """These two names of one story are one entity."""
    found = entities(told(a, b))
    assert last(found, "s-0") == last(found, "s-1")


TWO = [
    ("p Ada Orr", "p Bea Orr"),
    ("p Ada Orr", "p Ada Orrin"),
    ("p John A. Orr", "p John B. Orr"),
    ("p Oleksandr Brenko", "p Oleksandra Brenko"),
    ("p George Orr Sr.", "p George Orr Jr."),
    ("p Georgina A. Orr", "p Georgina B. Orr"),
    ("p Ada Orr | Peru's defence minister", "u Chile's defence minister"),
    ("p Ada Orr | defence minister", "u Chile's defence minister"),  # whose minister she is, nobody says
    ("p Kim Ru-won", "p Kim Ra-won"),
    ("b Peru's Defense Ministry", "b Chile's Defense Ministry"),
    ("b Peru's Defense Ministry", "b Peru's Health Ministry"),
    ("b Ukraine's military intelligence", "b Ukrainian intelligence"),
    ("b Lowmoor police", "b Brennock police"),
    ("b the Pentagon", "b the Defence Ministry"),  # some other state's, not named
    ("b Lowmoor State", "b league that told Lowmoor State on Monday of nine breaches"),
    ("p Ada Ford", "b Ford"),  # a company, for all we know
    ("b the Red Cross", "b the Turkish Red Cross"),
    ("b PB", "b Polder Board"),  # two letters are too few
    ("o The Lowmoor Gazette", "o The Brennock Gazette"),
    ("u two US officials", "u two US officials"),  # of two outlets
    ("o Reuters > u a US official", "o AFP > u a US official"),
    ("o Reuters > u a US official", "o Reuters > u US officials"),
    ("p Ada Orr", "p Ada Orr and others"),
    ("p Ada Orr", "p Ada Orr and Bo Diaz"),
]


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two(a: str, b: str) -> None:
    """These two names of one story are two entities."""
    found = entities(told(a, b))
    assert last(found, "s-0").id != last(found, "s-1").id


@pytest.mark.parametrize(
    ("chains", "name", "candidates"),
    [
        (["p Ada Orr", "p Bea Orr", "p Orr"], "Orr", {"Ada Orr", "Bea Orr"}),
        (["p Ada Orr", "p Alma Orr", "p A. Orr"], "A. Orr", {"Ada Orr", "Alma Orr"}),
        (
            ["b Peru's spy agency", "b Chile's spy agency", "b the spy agency"],
            "spy agency",
            {"Peru's spy agency", "Chile's spy agency"},
        ),
        (
            ["b National Water Board", "b Northern Wool Bank", "b NWB"],
            "NWB",
            {"National Water Board", "Northern Wool Bank"},
        ),
        (["p Ada Orr | defence minister", "u Chile's defence minister"], "Chile's defence minister", {"Ada Orr"}),
    ],
)
def test_ambiguous(chains: list[str], name: str, candidates: set[str]) -> None:
    """What fits several stays apart, and is offered with those it fits."""
    found = entities(told(*chains))
    offers = [o for o in found.offers if o.name == name]
    assert [{found.by_id[c].name for c in o.candidates} for o in offers] == [candidates]
    assert last(found, f"s-{len(chains) - 1}").id == offers[0].entity


def test_a_title_tells_who_is_meant() -> None:
    """Of two persons of one surname, the one whose office stands before it is meant."""
    found = entities(told("p Ada Orr | Peru's president", "p Bea Orr", "p Peru's President Orr"))
    assert last(found, "s-0") == last(found, "s-2")


def test_chains_do_not_run_away() -> None:
    """A name that is one with two that are not one ties none of them together."""
    found = entities(told("p John A. Orr", "p John Orr", "p John B. Orr"))
    assert len({last(found, f"s-{i}").id for i in range(3)}) == 3
    assert found.offers


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        ("p Ada Orr", "p Ada Orr", True),
        ("p Volodymyr Zelensky", "p Volodymyr Zelenskyy", True),
        ("p Ada Orr | Peru's president", "p Ada Orr | Chile's health minister", False),
        ("p Orr", "p Orr", False),  # a surname alone is loose
        ("u Peru's president", "u Peru's president", False),  # offices change hands
        ("b Peru's Defense Ministry", "b the Peruvian defence ministry", True),
        ("b the Institute for River Studies", "b Institute for River Studies", True),
        ("b the spy agency", "b the spy agency", False),
        ("b the Fire Department", "b the Fire Department", False),  # every town has one
        ("b the Lowmoor Fire Department", "b Lowmoor Fire Department", True),
        ("b the Ministry of Health", "b the Ministry of Health", False),
        ("b the Supreme Court", "b the Supreme Court", False),
        ("b NWB", "b NWB", False),
        ("b WHO", "b the World Health Organization", True),
        ("b Moscow", "b the Kremlin", True),
        ("o NYT", "o New York Times", True),
        ("o Reuters > u US officials", "o Reuters > u US officials", False),
    ],
)
def test_across_stories(a: str, b: str, is_one: bool) -> None:  # a column of the table
    """Across stories only firm evidence makes two names one."""
    found = entities([*told(a, story="s"), *told(b, story="t")])
    assert (last(found, "s-0").id == last(found, "t-0").id) is is_one


def test_glosses_tell_whose_body_it_is() -> None:
    """A page that puts state and acronym beside a body's name tells it for its story."""
    chains = told(
        "b National Water Service",
        "b Peru's water service",
        "b NWS",
        "b Peruvian intelligence",
        "b National Intelligence Board",
    )
    texts = {
        "s-page-0": "Peru's National Intelligence Board (NIB) spoke.",
        "s-page-2": "The National Water Service (NWS) spoke.",
    }
    found = entities(chains, glosses={page: tuple(glosses(text)) for page, text in texts.items()})
    assert last(found, "s-0") == last(found, "s-2")
    assert last(found, "s-4").state == "PE"


def test_pages_outweigh_the_table_of_acronyms() -> None:
    """An acronym of a well-known body means another where a page of the story says so."""
    found = entities(told("b National Water Service (NWS)", "b NWS", "b United Nurses (UN)"))
    assert last(found, "s-0") == last(found, "s-1")
    assert last(found, "s-2").name == "United Nurses"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("p Pat Orr | Pentagon spokesman", ["Pentagon", "United States"]),
        ("p Ada Orr | U.S. State Department deputy spokesperson", ["U.S. State Department", "United States"]),
        ("p Ada Orr | Peru's defence minister", ["Ministry of defence (Peru)", "Peru"]),
        ("p Ada Orr | Peruvian President", ["Peru"]),
        ("p Ada Orr | spokeswoman for the Lowmoor River Board", ["Lowmoor River Board"]),
        ("p Ada Orr | to Peruvian President", ["Peru"]),  # a scrap of the page before the role
        ("p Ada Orr | Secretary of State", ["Ministry of foreign affairs (United States)", "United States"]),
        ("p Ada Orr | who heads Peru's Centre for River Levels", ["Peru's Centre for River Levels", "Peru"]),
        ("p Ada Orr | RWB expert", ["RWB"]),
        ("p Ada Orr | a retired engineer", []),
        ("u an aide to the minister", []),
        ("u a Pentagon official", ["Pentagon", "United States"]),
        ("u two US officials", ["United States"]),
        ("b Peru's spy agency", ["Peru"]),
        ("b Peru", []),
        ("o dpa-AFX", ["Deutsche Presse-Agentur"]),
        ("p Ada Orr", []),
    ],
)
def test_parents(words: str, line: list[str]) -> None:
    """A spokesman belongs to the body, the body to its state, an outlet to its publisher."""
    found = entities(told(words))
    assert [entity.name for entity in found.line(last(found, "s-0").id)[1:]] == line


def test_groups_have_members() -> None:
    """Several named in one breath are an entity of their own, whose members are known."""
    found = entities(told("p Ada Orr and Bo Diaz", "p Ada Orr", "b US and Peruvian intelligence"))
    group = last(found, "s-0")
    assert (group.kind, {found.by_id[m].name for m in group.members}) == (EntityKind.GROUP, {"Ada Orr", "Bo Diaz"})
    assert last(found, "s-1").id in group.members
    assert {found.by_id[m].state for m in last(found, "s-2").members} == {"US", "PE"}


def test_what_an_entity_shows() -> None:
    """It is called by the fullest name in its most frequent spelling; nobody is no entity."""
    found = entities(told("p Ada Orr", "p Ada Maria Orr", "p Orr", "p Orr", "-"))
    assert last(found, "s-2").name == "Ada Maria Orr"
    assert last(found, "s-2").aliases == (("Orr", 2), ("Ada Maria Orr", 1), ("Ada Orr", 1))
    assert found.of("s-4")[-1] is None


# ------------------------------------------------------------------ judgements


def test_same_and_apart() -> None:
    """Judgements make one of two and two of one; what is judged is offered no more."""
    chains = told("p Ada Orr", "p Bea Orr", "p Orr", "p Ada Diaz", "p Diaz")
    found = entities(chains, same=[("Orr", "Bea Orr")], apart=[("Diaz", "Ada Diaz")])
    assert last(found, "s-2") == last(found, "s-1")
    assert last(found, "s-3").id != last(found, "s-4").id
    assert not found.offers
    assert not found.unfit


def test_a_judgement_that_fits_nobody() -> None:
    """A judgement on names that no page has goes to the review queue."""
    assert entities(told("p Ada Orr"), same=[("Ada Orr", "Bo Diaz")]).unfit == (("Ada Orr", "Bo Diaz"),)


def test_apart_outweighs_same() -> None:
    """Of two names judged both, "not the same" holds."""
    found = entities(told("p Ada Orr", "p Bo Diaz"), same=[("Ada Orr", "Bo Diaz")], apart=[("Bo Diaz", "Ada Orr")])
    assert last(found, "s-0").id != last(found, "s-1").id


# ------------------------------------------------------------------ laws

_LINKS = st.sampled_from(
    sorted(
        {words for pair in (*ONE, *TWO) for words in pair} | {"p Orr", "p A. Orr", "b NWB", "-", "p ¿?", "b '", "u 3"}
    )
)
_NAMED = st.lists(st.tuples(_LINKS, st.sampled_from(["s", "t", None])), max_size=14)


def _chains(rows: list[tuple[str, str | None]]) -> list[Named]:
    return [
        Named(f"r{i}", f"page-{i % 3}-{story}", tuple(map(link, (f"o Courier {i % 3}", *words.split(" > ")))), story)
        for i, (words, story) in enumerate(rows)
    ]


@given(_NAMED, st.randoms(use_true_random=False))
@example([("p Ada Orr | Peru's defence minister", "s"), ("p Ada Orr | Secretary of Defense", "s")], random.Random(4))
def test_order_makes_no_difference(rows: list[tuple[str, str | None]], rng: random.Random) -> None:
    """The same links in any order are the same entities, with the same ids, names, parents and offers."""
    chains = _chains(rows)
    found = entities(chains)
    rng.shuffle(chains)
    other = entities(chains)
    assert found.by_id == other.by_id
    assert set(found.offers) == set(other.offers)
    assert all(found.of(one.report) == other.of(one.report) for one in chains)


@given(_NAMED)
def test_each_entity_is_told_from_all_others(rows: list[tuple[str, str | None]]) -> None:
    """Each link is somebody's, whom `by_id` has; parents, members and candidates are there too; no id is two's."""
    chains = _chains(rows)
    found = entities(chains)
    for one in chains:
        assert [link is None for link in found.of(one.report)] == [s.name is None for s in one.chain]
    links = [link for one in chains for link in found.of(one.report) if link]
    assert set(links) <= found.by_id.keys()
    assert sum(n for entity in found.by_id.values() for _, n in entity.aliases) == len(links)
    for entity in found.by_id.values():
        assert found.line(entity.id)[0] == entity
        assert {*entity.members, *([entity.parent] if entity.parent else [])} <= found.by_id.keys()
    assert all({o.entity, *o.candidates} <= found.by_id.keys() and o.entity not in o.candidates for o in found.offers)


@given(_NAMED, _NAMED)
def test_scenes_that_share_nothing_do_not_touch(
    rows: list[tuple[str, str | None]], more: list[tuple[str, str | None]]
) -> None:
    """A scene joined with the parts of others near it gives what all scenes give."""
    by_scene: defaultdict[str | None, list[Named]] = defaultdict(list)
    for one in _chains([(words, "s") for words, _ in rows]) if rows else []:
        by_scene["s"].append(one)
    for one in _chains([(words, f"t{i % 3}") for i, (words, _) in enumerate(more)]):
        by_scene[one.story].append(Named(f"{one.story}{one.report}", one.page, one.chain, one.story))
    scenes = {story: scene(some) for story, some in by_scene.items()}
    if "s" not in scenes:
        return
    own, keys = scenes.pop("s"), frozenset[Key]()
    parts, more_keys = [own], own.firm
    while more_keys != keys:
        keys = more_keys
        parts = [own, *(one.near(keys) for one in scenes.values())]
        more_keys = keys.union(*(part.firm for part in parts))
    every, some = together([own, *scenes.values()]), together(parts)
    for one in by_scene["s"]:
        assert every.of(one.report) == some.of(one.report)
        known = [every.by_id[i] for i in every.of(one.report) if i]
        theirs = [entity for entity in known if entity.kind not in {EntityKind.OUTLET, EntityKind.STATE}]
        assert all(entity == some.by_id[entity.id] for entity in theirs)


def test_hostile_names_cost_little() -> None:
    """Thousands of names of one surname, and names without end, are looked at once each."""
    chains = [f"p {'abcdefghij'[i % 10]}x{i} Orr" for i in range(3000)] + [
        "b " + "Of The " * 5000,
        "p " + "Al " * 5000,
        "u " + "a's " * 5000,
    ]
    found = entities(told(*chains))
    assert len(found.by_id) > 3000
    for text in ("A" * 200_000, "A " * 100_000, "A (" * 60_000, "Of the " * 60_000 + "(AB)"):
        assert len(list(glosses(text))) <= 1


# ------------------------------------------------------------------ gold


@pytest.mark.gold
def test_annotated_stories() -> None:
    """The links of the annotated stories' English pages are put together as annotators put them (B-cubed)."""
    if not (folder := os.environ.get("REPORTEDLY_DATA")):
        pytest.skip("REPORTEDLY_DATA names no folder of gold data")
    path = Path(folder) / "stories"
    if not path.is_dir():
        pytest.skip("REPORTEDLY_DATA has no annotated stories")
    gold, predicted = _gold(path)
    precision, recall = _b_cubed(predicted, gold), _b_cubed(gold, predicted)
    assert precision >= 0.97
    assert 2 * precision * recall / (precision + recall) >= 0.93


def _gold(path: Path) -> tuple[dict[Link, Hashable], dict[Link, Hashable]]:
    kinds = {"person": "p", "organisation": "b", "state": "b", "outlet": "o", "anonymous-group": "u", "document": "d"}
    gold: dict[Link, Hashable] = {}
    chains, short = [], dict[str, tuple[Gloss, ...]]()
    for file in sorted(path.glob("*/gold.json")):
        story = json.loads(file.read_text(encoding="utf-8"))
        lines = file.with_name("pages.jsonl").read_text(encoding="utf-8").splitlines()
        pages = {page["id"]: page for page in map(json.loads, lines) if page["lang"] == "en"}
        kind = {entity["id"]: entity["kind"] for entity in story["entities"]}
        short |= {page: tuple(glosses(row["text"])) for page, row in pages.items()}
        for number, report in enumerate(r for r in story["reports"] if r["page"] in pages):
            name = f"{story['story']} {number}"
            some = zip(report["chain"], report["chain_ids"], strict=True)
            links = tuple(Source(words, KINDS[kinds[kind[one]]]) for words, one in some)
            chains.append(Named(name, report["page"], links, story["story"]))
            for i, one in enumerate(report["chain_ids"]):
                gold[name, i] = one if kind[one] == "outlet" else (story["story"], one)
    found = entities(chains, glosses=short)
    return gold, {(name, i): found.of(name)[i] for name, i in gold}


def _b_cubed(a: Mapping[Link, Hashable], b: Mapping[Link, Hashable]) -> float:
    """Return the mean share of an item's group in `a` that is in its group in `b`."""
    groups: defaultdict[Hashable, set[Link]] = defaultdict(set)
    others: defaultdict[Hashable, set[Link]] = defaultdict(set)
    for item in a:
        groups[a[item]].add(item)
        others[b[item]].add(item)
    return sum(len(groups[a[item]] & others[b[item]]) / len(groups[a[item]]) for item in a) / len(a)
