"""The sample stories hold together: words, ids, chains, relations, and everything they promise to show."""

import json
import re
import runpy
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from reportedly import samples
from reportedly.records import Status

Json = dict[str, Any]

KINDS = {"person", "organisation", "state", "outlet", "anonymous-group", "document"}
PAGE_KEYS = {"id", "url", "outlet", "outlet_id", "lang", "published", "title", "text"}
CLAIM_KEYS = ["id", "gist", "claimant", "first_published_by", "date", "measure", "value", "status", "horizon", "place"]
REPORT_KEYS = {"page", "claim", "chain", "chain_ids", "evidence"}

WORDS = {  # what the title or text of a page shows by its words
    "according to": r"[Aa]ccording to ",
    "agentless passive": r"reportedly|(?:is|are) (?:believed|said|expected|understood|reported) to|is thought that",
    "citing": r", citing |, quoted by ",
    "correction": r"earlier version|corrected itself|listed twice",
    "declined to comment": r"declined to comment|not wish to comment",
    "direct quotation": r"[“\"][A-Z][^”\"]+[,.][”\"]",
    "furniture": r"Share|Subscribe|Read more|Listen live|Back to top|Text size|Report an error|cookies|On air now",
    "indirect quotation": r"\bsaid(?: on \w+)?(?: that|\.)",
    "mixed quotation": r"[a-z,] [“\"]\w",
    "multi paragraph quotation": r"“[^”]+\n\n“",
    "pronoun": r"\b(?:he|she|they|it) (?:said|had|now)|, (?:he|she|they|it) said|[Ss]he ",
    "question": r"\?\n\n",
    "role": r"\b[Tt]he (?:service|director|officials|regulator|analyst|company|authority|ministry|person|city)\b",
    "told": r"\btold\b",
    "translated headline": r"translates as|reads in English",
    "wire pickup": r"\((?:Northline|Seaboard Press)\)|Source: Meriton",
}
TITLES = {"headline attribution": r"^\w[^:]*: |: ‘|[–-] [A-Za-z ]+$|say$"}


def _tells(gold: Json, page: str) -> list[tuple[Json, Json]]:
    """The reports of a page, each with its claim."""
    claims = {claim["id"]: claim for claim in gold["claims"]}
    return [(report, claims[report["claim"]]) for report in gold["reports"] if report["page"] == page]


def _is_hedged(value: Json | None) -> bool:
    return value is not None and (value["approx"] or value["low"] != value["high"])


GOLD: dict[str, Callable[[Json, str], bool]] = {  # what the gold says of a page
    "copy without credit": lambda gold, page: any(page in group[1:] for group in gold["copies"]),
    "distorted": lambda gold, page: any("distorted" in report for report, _ in _tells(gold, page)),
    "distractor": lambda gold, page: page in gold["distractors"],
    "echo chain": lambda gold, page: any(len(report["chain"]) > 2 for report, _ in _tells(gold, page)),
    "forecast": lambda gold, page: any(claim["status"] == "predicted" for _, claim in _tells(gold, page)),
    "hedged number": lambda gold, page: any(_is_hedged(claim["value"]) for _, claim in _tells(gold, page)),
    "laundered echo": lambda gold, page: any(claim["id"] == "gate-warning" for _, claim in _tells(gold, page)),
    "loop": lambda gold, page: any(claim["id"] == "tessel-crack" for _, claim in _tells(gold, page)),
    "nobody named": lambda gold, page: all(r["chain_ids"][1:] in ([], ["nobody"]) for r, _ in _tells(gold, page)),
    "pledge": lambda gold, page: any(claim["horizon"] for _, claim in _tells(gold, page)),
    "revised number": lambda gold, page: any(
        claim["id"] in (old, new) for _, claim in _tells(gold, page) for old, new, _ in gold["revisions"]
    ),
}


def _pages(story: str) -> dict[str, Json]:
    lines = samples.pages(story).read_text(encoding="utf-8").splitlines()
    return {page["id"]: page for page in map(json.loads, lines)}


def _gold(story: str) -> Json:
    gold: Json = json.loads(samples.gold(story).read_text(encoding="utf-8"))
    return gold


def _family(entities: dict[str, Json], key: str) -> Iterator[str]:
    """An entity, what it belongs to, and so on."""
    yield key
    if parent := entities[key].get("parent"):
        yield from _family(entities, parent)


every_story = pytest.mark.parametrize("story", samples.stories())


def test_there_are_three_stories_of_enough_pages() -> None:
    """The samples are three stories, at least 34 pages in all, under ids and addresses of their own."""
    assert samples.stories() == ("brennock", "corvane-bank", "port-sallow-outage")
    pages = [page for story in samples.stories() for page in _pages(story).values()]
    lines = [line for story in samples.stories() for line in samples.pages(story).read_text("utf-8").splitlines()]
    assert len(pages) == len(lines) >= 34
    assert len({page["url"] for page in pages}) == len(pages)


def test_an_unknown_story_is_refused_with_the_way_out() -> None:
    """Whoever asks for another story is told which there are."""
    with pytest.raises(ValueError, match="take one of brennock, corvane-bank, port-sallow-outage"):
        samples.pages("kessary-bridge")


@every_story
def test_pages_are_ours(story: str) -> None:
    """Each page is English news of 80 to 350 words, of one week, at an address that nobody owns."""
    for page in _pages(story).values():
        assert set(page) == PAGE_KEYS
        assert re.match(r"https://[a-z0-9-]+\.example/", page["url"])
        assert page["lang"] == "en"
        assert "2025-11-10" <= date.fromisoformat(page["published"]).isoformat() <= "2025-11-15"
        assert 80 <= len(page["text"].split()) <= 350, page["id"]


@every_story
def test_entities_are_known(story: str) -> None:
    """Outlets, claimants, parents and measures lead to what the gold lists, once each."""
    gold, pages = _gold(story), _pages(story)
    entities = {entity["id"]: entity for entity in gold["entities"]}
    assert gold["story"] == story
    assert len(entities) == len(gold["entities"])
    assert {entity["kind"] for entity in entities.values()} <= KINDS
    assert {entity["parent"] for entity in entities.values() if "parent" in entity} <= set(entities)
    assert all(entities[page["outlet_id"]]["kind"] == "outlet" for page in pages.values())
    assert {claim["claimant"] for claim in gold["claims"]} <= set(entities)
    assert {claim["first_published_by"] for claim in gold["claims"]} - {None} <= set(entities)


@every_story
def test_claims_are_well_formed(story: str) -> None:
    """A claim has one status, at most one interval in the unit of its measure, and a horizon only as a forecast."""
    gold = _gold(story)
    units = {measure["id"]: measure["unit"] for measure in gold["measures"]}
    assert len(units) == len(gold["measures"])
    assert len({claim["id"] for claim in gold["claims"]}) == len(gold["claims"])
    for claim in gold["claims"]:
        assert list(claim)[: len(CLAIM_KEYS)] == CLAIM_KEYS
        assert Status(claim["status"])
        assert claim["horizon"] is None or claim["horizon"] >= claim["date"]
        assert claim["horizon"] is None or claim["status"] == "predicted"
        if value := claim["value"]:
            bounds = [bound for bound in (value["low"], value["high"]) if bound is not None]
            assert bounds
            assert bounds == sorted(bounds)
            assert claim["measure"] is None or units[claim["measure"]] == value["unit"]


@every_story
def test_reports_stand_on_their_pages(story: str) -> None:
    """The evidence of each report stands in the text once, and its chain runs from the outlet to the claimant."""
    gold, pages = _gold(story), _pages(story)
    entities = {entity["id"]: entity for entity in gold["entities"]}
    claims = {claim["id"]: claim for claim in gold["claims"]}
    assert len({(report["page"], report["claim"]) for report in gold["reports"]}) == len(gold["reports"])
    for report in gold["reports"]:
        page, ids = pages[report["page"]], report["chain_ids"]
        assert set(report) - {"note", "distorted"} == REPORT_KEYS
        assert page["text"].count(report["evidence"]) == 1
        assert len(report["evidence"]) <= 200
        assert (report["chain"][0], ids[0]) == (page["outlet"], page["outlet_id"])
        assert len(report["chain"]) == len(ids) == len(set(ids))
        last, claimant = entities[ids[-1]], claims[report["claim"]]["claimant"]
        kin = set(_family(entities, ids[-1])) & set(_family(entities, claimant))
        assert kin or last["kind"] == "outlet" or last["id"] == "nobody", report


@every_story
def test_gold_is_whole(story: str) -> None:
    """Every page but the distractors reports a claim, every claim is reported, every entity plays a part."""
    gold, pages = _gold(story), _pages(story)
    distractors = set(gold["distractors"])
    assert distractors
    assert {report["page"] for report in gold["reports"]} == set(pages) - distractors
    assert {report["claim"] for report in gold["reports"]} == {claim["id"] for claim in gold["claims"]}
    assert all(any(line in page["text"].split("\n") for page in pages.values()) for line in gold["furniture"])


@every_story
def test_relations_join_claims(story: str) -> None:
    """Relations, origins and copies name claims and pages of the story; who revises a number gave the old one."""
    gold, pages = _gold(story), _pages(story)
    entities = {entity["id"]: entity for entity in gold["entities"]}
    claims = {claim["id"]: claim for claim in gold["claims"]}
    related = [*gold["contradictions"], *gold["not_contradictions"], *gold["revisions"]]
    assert all(one != other and {one, other} <= set(claims) and why for one, other, why in related)
    pairs = [frozenset(pair[:2]) for pair in related]
    assert len(set(pairs)) == len(pairs)
    for old, new, _ in gold["revisions"]:
        lines = [set(_family(entities, claims[key]["claimant"])) for key in (old, new)]
        assert lines[0] & lines[1]
        assert claims[old]["date"] <= claims[new]["date"]
    grouped = [key for group in gold["independent_origins"] for key in group["claim_group"]]
    assert len(set(grouped)) == len(grouped)
    for group in gold["independent_origins"]:
        assert set(group["claim_group"]) <= set(claims)
        assert len(group["origins"]) == group["count"] >= group["cautious"] >= 1
    assert all(len(group) > 1 and set(group) <= set(pages) for group in gold["copies"])


def test_pairs_that_only_look_like_contradictions() -> None:
    """At least ten pairs of numbers look like contradictions and are none, for each of the usual reasons."""
    pairs = [pair for story in samples.stories() for pair in _gold(story)["not_contradictions"]]
    numbers = {c["id"] for story in samples.stories() for c in _gold(story)["claims"] if c["value"]}
    assert sum({one, other} <= numbers for one, other, _ in pairs) >= 10
    for reason in ("other scope", "other period", "other time", "lower bound", "other definition", "other measure"):
        assert any(why.startswith(reason) for _, _, why in pairs), reason


@pytest.mark.parametrize("feature", [*WORDS, *TITLES, *GOLD])
def test_each_feature_is_shown(feature: str) -> None:
    """Everything the samples promise to show is shown somewhere, and on each page that is named for it."""
    shown = {page: story for story in samples.stories() for page in _gold(story)["shows"].get(feature, ())}
    assert shown
    for key, story in shown.items():
        page = _pages(story)[key]
        assert re.search(WORDS.get(feature, ""), f"{page['title']}\n\n{page['text']}"), key
        assert re.search(TITLES.get(feature, ""), page["title"]), key
        assert feature not in GOLD or GOLD[feature](_gold(story), key), key


def test_features_are_listed() -> None:
    """The gold names no feature that these tests do not know."""
    named = {feature for story in samples.stories() for feature in _gold(story)["shows"]}
    assert named == {*WORDS, *TITLES, *GOLD}


def test_long_chains_and_loops() -> None:
    """An echo chain of five links and a loop of two outlets are among the samples."""
    reports = [report for story in samples.stories() for report in _gold(story)["reports"]]
    assert max(len(report["chain"]) for report in reports) == 5
    looped = {tuple(report["chain_ids"]) for report in reports if report["claim"] == "tessel-crack"}
    assert looped == {("ledger", "tribuna"), ("tribuna", "ledger")}


@every_story
def test_ledger_is_made_from_the_gold(story: str) -> None:
    """The ledger file is what `training/sample_ledger.py` makes of the gold, byte for byte."""
    script = Path(__file__).parents[1] / "training" / "sample_ledger.py"
    assert runpy.run_path(str(script))["of_story"](story) == samples.ledger(story).read_text(encoding="utf-8")


@every_story
def test_ledger_counts_in_the_text(story: str) -> None:
    """The ledger's offsets are code points of the page's text, its ids lead somewhere, and a loop has no origin."""
    ledger, pages = json.loads(samples.ledger(story).read_text(encoding="utf-8")), _pages(story)
    claims = {claim["id"]: claim for claim in ledger["claims"]}
    for report in ledger["reports"]:
        evidence = report["evidence"]
        assert pages[report["page"]]["text"][evidence["start"] : evidence["end"]] == evidence["text"]
        assert report["claim"] in claims
    assert all({relation["from"], relation["to"]} <= set(claims) for relation in ledger["relations"])
    assert all(set(point["claims"]) <= set(claims) for point in ledger["points"])
    assert all(claim["origins"]["at_most"] == 0 for claim in claims.values() if claim["claimant"] is None)


class _Words(HTMLParser):
    """What a reader sees of a page, one paragraph a line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden = tag in {"script", "style", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden = self.hidden and tag not in {"script", "style", "title"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.lines.append(data)


@pytest.mark.parametrize(
    "path", [path for story in samples.stories() for path in sorted(samples.saved(story).glob("*"))]
)
def test_saved_pages_say_the_same(path: Path) -> None:
    """A page that is there as saved HTML too has the same title, day and words there, among the furniture of a page."""
    story = path.parent.parent.name
    page, text, words = _pages(story)[path.stem], path.read_text(encoding="utf-8"), _Words()
    words.feed(text)
    seen = "\n".join(words.lines)
    assert page["title"] in seen
    assert page["url"] in text
    assert f'"datePublished": "{page["published"]}T' in text
    assert all(report["evidence"] in seen for report in _gold(story)["reports"] if report["page"] == path.stem)
    assert all(mark in text for mark in ("<ul>", "og:title", "More" if 'class="sidebar"' in text else "<nav"))


def test_enough_saved_pages() -> None:
    """At least four pages are there as saved HTML."""
    assert sum(len(list(samples.saved(story).glob("*.html"))) for story in samples.stories()) >= 4
