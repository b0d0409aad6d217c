"""Made news: the same for the same seed, with spans that hold the words they claim and a truth that is consistent."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import made_news
import made_news_pages
import pytest
from made_news_points import PATTERNS
from made_news_truth import DIRECTED, Found, Story, TruePoint, compare
from msgspec.structs import replace

from reportedly.ledger import Addition, Ledger
from reportedly.records import (
    Article,
    Claim,
    Origins,
    Part,
    Point,
    Relation,
    RelationKind,
    Report,
    SourceKind,
    Span,
    Status,
)
from reportedly.records import Story as FoundStory

NUMBER, SEED = 300, 3


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    """Return made stories."""
    return list(made_news_pages.stories(NUMBER, SEED))


def told(stories: list[Story]) -> Iterator[tuple[Article, Report]]:
    """Yield all reports with their articles."""
    for story in stories:
        for _, reading in story.pages:
            yield from ((reading.article, report) for report in reading.reports)


# ------------------------------------------------------------------ pages


def test_the_same_seed_the_same_pages(stories: list[Story]) -> None:
    """Stories and pages are a function of their number and the seed; another seed gives others."""
    assert list(made_news_pages.stories(NUMBER, SEED)) == stories
    assert next(made_news_pages.stories(NUMBER, SEED + 1)) != stories[0]
    in_order = list(made_news_pages.pages(NUMBER, SEED))
    assert sorted(page[0].id for page in in_order) == sorted(page[0].id for story in stories for page in story.pages)
    days = [reading.article.published.day for _, reading in in_order if reading.article.published]
    assert len(days) == NUMBER
    assert days == sorted(days)
    assert all(day >= story.month for story in stories for day in _days(story))


def _days(story: Story) -> list[date]:
    return [reading.article.published.day for _, reading in story.pages if reading.article.published]


def test_pages_are_as_large_as_news(stories: list[Story]) -> None:
    """Some ten reports a page, 100 to 500 words; no page comes twice, no outlet twice in a story."""
    pages = [page for story in stories for page in story.pages]
    assert 9 <= len(list(told(stories))) / len(pages) <= 12
    assert all(100 <= len(reading.article.text.split()) <= 500 for _, reading in pages)
    assert len({capture.id for capture, _ in pages}) == len({reading.article.id for _, reading in pages}) == NUMBER
    for story in stories:
        assert len({reading.article.outlet for _, reading in story.pages}) == len(story.pages)


def test_report_ids_are_unique(stories: list[Story]) -> None:
    """No two reports have one id, and each knows its article."""
    assert max(Counter(report.id for _, report in told(stories)).values()) == 1
    assert all(report.article_id == article.id for article, report in told(stories))


def test_spans_hold_the_words_they_claim(stories: list[Story]) -> None:
    """Numbers, places, times and sources stand where their spans say; all of a report lies in its evidence."""
    for article, report in told(stories):
        evidence = article.words(report.evidence)
        assert report.evidence.end < len(article.text)
        assert evidence == evidence.strip()
        assert article.text[report.evidence.end] == "."
        assert all(report.evidence.covers(span) for span in _spans(report))
        assert [article.words(place.words) for place in report.places] == [place.name for place in report.places]
        if report.value and report.value.words:
            number = report.value.low or 0
            shown = article.words(report.value.words)
            assert f"{number:,.0f} {report.value.counted}" in shown
            assert shown.casefold().startswith("at least") == (report.value.high is None)
            assert report.value.measure
            assert report.value.measure.endswith(f"@ {report.places[0].name.removesuffix(' province').lower()}")
        if report.status is Status.PREDICTED:
            assert report.said_on
            assert report.horizon == report.times[0].end


def _spans(report: Report) -> list[Span]:
    some = [*report.content, *report.cue, *(link.words for link in report.chain[1:])]
    some += [when.words for when in (*report.times, *([report.said_on] if report.said_on else []))]
    some += [report.hedge, report.value.words if report.value else None]
    credited = {report.chain[1].words} if _is_credited(report) else set()
    return [span for span in some if span and span not in credited]


def _is_credited(report: Report) -> bool:
    """Whether the text is an agency's, which stands in the dateline and not in the sentence."""
    words = report.chain[1].words if len(report.chain) > 1 else None
    return bool(words and words.end < report.evidence.start)


def test_chains_name_who_stands_in_the_text(stories: list[Story]) -> None:
    """A chain begins with the page's outlet; its other links are written in full at their first place at least."""
    for article, report in told(stories):
        assert article.outlet
        assert report.chain[0].name == article.outlet.name
        assert 1 <= len(report.chain) <= 4
        for link in report.chain[1:]:
            assert link.words
            assert link.words.part is Part.BODY
            assert link.name
            assert link.name.casefold() in article.words(link.words).casefold()
        if len(report.chain) == 1:
            assert report.value
            assert report.tier is None


def test_copies_carry_the_text_of_the_agency(stories: list[Story]) -> None:
    """Each has all of the agency's words and its reports, through the agency."""
    articles = {reading.article.id: reading for story in stories for _, reading in story.pages}
    groups = [group for story in stories for group in story.truth.copies]
    assert groups
    for first, *others in groups:
        for other in others:
            original, copy = articles[first], articles[other]
            assert copy.article.text.startswith(original.article.text)
            assert copy.article.credits == original.article.credits
            assert [report.chain[1:] for report in original.reports] == [report.chain[2:] for report in copy.reports]
            assert original.article.outlet
            assert {report.chain[1].name for report in copy.reports} == {original.article.outlet.name}


def test_a_ledger_gives_back_what_was_written(stories: list[Story], tmp_path: Path) -> None:
    """Every page as it was made."""
    pages = {reading.article.id: reading for story in stories[:40] for _, reading in story.pages}
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        made_news.write(ledger, NUMBER, SEED)
        assert ledger.counts().pages == NUMBER
        assert all(ledger.reading(one) == reading for one, reading in pages.items())


def test_a_single_page_is_one_of_the_ledger_as_another_outlet_prints_it(tmp_path: Path) -> None:
    """Its text and who says what stay; its address, its outlet and all ids are new, and the ledger takes it as new."""
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        made_news.write(ledger, NUMBER, SEED)
        known = {article.text for article in ledger.articles()}
        for capture, reading in list(made_news.again(ledger, 3, SEED)):
            assert reading.article.text in known
            assert {report.chain[0].name for report in reading.reports} == {getattr(reading.article.outlet, "name", "")}
            assert ledger.add(capture, reading) is Addition.NEW
            assert ledger.reading(reading.article.id) == reading


# ------------------------------------------------------------------ what is true


def test_each_report_is_of_one_claim_and_each_claim_of_one_point(stories: list[Story]) -> None:
    """Claims part the reports, points part the claims."""
    for story in stories:
        truth = story.truth
        reports = [report.id for _, reading in story.pages for report in reading.reports]
        assert sorted(report for claim in truth.claims for report in claim) == sorted(reports)
        assert sorted(claim for point in truth.points for claim in point.claims) == list(range(len(truth.claims)))


def test_every_pattern_is_made(stories: list[Story]) -> None:
    """Each way of passing news on is there, most with wire copies as well; so is each relation."""
    made = {point.pattern for story in stories for point in story.truth.points}
    assert {name.removesuffix(", with wire copies") for name in made} == set(PATTERNS)
    assert {tie.kind for story in stories for tie in story.truth.ties} == set(RelationKind) - {RelationKind.NONE}


INTERVALS = {
    "loop": {(0, 0)},
    "unnamed, two outlets": {(1, 2)},
    "agency and minister": {(1, 2)},
    "independent": {(2, 2), (3, 3)},
}


def test_counts_of_origins_fit_their_pattern(stories: list[Story]) -> None:
    """One origin, but for the patterns that are about others; the roots named are as many as there may be."""
    for story in stories:
        for point in story.truth.points:
            pattern = point.pattern.removesuffix(", with wire copies")
            assert (point.at_least, point.at_most) in INTERVALS.get(pattern, {(1, 1)})
            assert len(point.roots) == point.at_most


def test_chains_end_as_their_pattern_says(stories: list[Story]) -> None:
    """Told from the chains alone: the roots are their ends, less outlets whose own page tells more, and nobody."""
    by_id = {report.id: report for _, report in told(stories)}
    for story in stories:
        for point in story.truth.points:
            chains = [by_id[report].chain for claim in point.claims for report in story.truth.claims[claim]]
            ends = {chain[-1].name for chain in chains if chain[-1].kind is not SourceKind.OUTLET}
            is_in_its_name = point.pattern.startswith(("spokesman and body", "body and state"))
            assert set(point.roots) <= ends if is_in_its_name else ends == set(point.roots)
            if "loop" in point.pattern:
                assert all(len(chain) == 2 for chain in chains)


def test_ties_are_of_claims_that_fit_them(stories: list[Story]) -> None:
    """A revision is by the same claimant and later; the others are by two, and only denials need no number."""
    by_id = {report.id: report for _, report in told(stories)}
    for story in stories:
        for tie in story.truth.ties:
            a, b = (by_id[story.truth.claims[number][0]] for number in (tie.source, tie.target))
            assert (a.claimant.name == b.claimant.name) == (tie.kind is RelationKind.REVISES)
            assert a.said_on
            assert b.said_on
            assert (a.said_on.start != b.said_on.start) == (tie.kind is RelationKind.REVISES)
            assert (a.status is Status.DENIED) == (tie.kind is RelationKind.DENIES)
            if tie.kind is not RelationKind.DENIES:
                assert a.value
                assert b.value
                is_one_measure = tie.kind not in {RelationKind.OTHER_SCOPE, RelationKind.OTHER_DEFINITION}
                assert (a.value.measure == b.value.measure) == is_one_measure


# ------------------------------------------------------------------ comparing


def perfect(stories: list[Story]) -> Found:
    """Return what linking would find if it found all of it."""
    points, claims, relations, found = list[Point](), list[Claim](), list[Relation](), list[FoundStory]()
    for story in stories:
        truth, key = story.truth, story.name
        for point in truth.points:
            origins = _origins(point)
            ids = tuple(f"{key}/{number}" for number in point.claims)
            points.append(Point(f"p{ids[0]}", key, ids, origins, ids[0]))
            claims += [
                Claim(one, key, None, None, truth.claims[n], truth.claims[n][0], Status.ASSERTED, origins)
                for one, n in zip(ids, point.claims, strict=True)
            ]
        relations += [Relation(tie.kind, f"{key}/{tie.source}", f"{key}/{tie.target}", "") for tie in truth.ties]
        found.append(FoundStory(key, tuple(reading.article.id for _, reading in story.pages), (), None, None))
    return Found(points, claims, relations, found, [group for story in stories for group in story.truth.copies])


def _origins(point: TruePoint) -> Origins:
    return Origins(point.at_least, point.at_most, loops=(("a", "b"),) if point.pattern.startswith("loop") else ())


def test_all_found_is_exact(stories: list[Story]) -> None:
    """Where linking finds what is true, everything is exact; relations without direction may be told either way."""
    outcome = compare(stories, perfect(stories))
    assert outcome.is_exact
    assert not outcome.wrong
    assert outcome.points.total() == sum(len(story.truth.points) for story in stories)
    found = perfect(stories)
    turned = [
        one if one.kind in DIRECTED else replace(one, source=one.target, target=one.source) for one in found.relations
    ]
    assert compare(stories, replace(found, relations=turned)).is_exact


def _without_a_point(found: Found) -> Found:
    return replace(found, points=found.points[1:])


def _one_origin_more(found: Found) -> Found:
    origins = found.points[0].origins
    more = replace(found.points[0], origins=replace(origins, at_most=origins.at_most + 1))
    return replace(found, points=[more, *found.points[1:]])


def _two_claims_as_one(found: Found) -> Found:
    a, b = found.claims[:2]
    joined = replace(a, reports=a.reports + b.reports)
    return replace(found, claims=[joined, replace(b, reports=()), *found.claims[2:]])


def _turned_revision(found: Found) -> Found:
    some = list(found.relations)
    at = next(i for i, one in enumerate(some) if one.kind is RelationKind.REVISES)
    some[at] = replace(some[at], source=some[at].target, target=some[at].source)
    return replace(found, relations=some)


def _two_stories_as_one(found: Found) -> Found:
    a, b = found.stories[:2]
    return replace(found, stories=[replace(a, pages=a.pages + b.pages), *found.stories[2:]])


def _no_copies(found: Found) -> Found:
    return replace(found, copies=found.copies[1:])


@pytest.mark.parametrize(
    "spoil",
    [_without_a_point, _one_origin_more, _two_claims_as_one, _turned_revision, _two_stories_as_one, _no_copies],
)
def test_what_is_missed_is_not_exact(stories: list[Story], spoil: Callable[[Found], Found]) -> None:
    """One thing missed or too much shows in the figures."""
    outcome = compare(stories, spoil(perfect(stories)))
    assert not outcome.is_exact
    assert list(outcome.lines())
