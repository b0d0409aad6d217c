"""Who carries a claim, a point or a story, and who is cited in it."""

from reportedly.link.linked import Linked
from reportedly.link.weights import digest
from reportedly.records import WORDS, Report, Story, Tie, Weight
from tellings import BOARD, FARMERS, claim_of, count, linked_pages, page, said, via

DEAD = "31 people were killed at Karvel"
KILLED = count(31, "deaths @ karvel")


def weight_of(found: Linked, one: Report) -> Weight:
    return claim_of(found, one).weight


def test_a_claim_knows_who_carries_it() -> None:
    """Two outlets tell what the board says; one claimant, two outlets, two reports."""
    one = page("Globe", 6, said(DEAD, BOARD, value=KILLED))
    other = page("Echo", 7, said(f"{DEAD} on Monday", BOARD, value=KILLED))
    found = linked_pages(one, other)
    assert weight_of(found, one.reports[0]) == Weight(2, 2, 2, 1, 0)


def test_an_outlet_that_others_name_and_nobody_read_is_counted_apart() -> None:
    """The Globe has it from the Herald, of which there is no page; of the Echo, which it also names, there is one."""
    one = page("Globe", 6, said(DEAD, via("Herald"), BOARD, value=KILLED))
    other = page("Post", 7, said(f"{DEAD} on Monday", via("Echo"), BOARD, value=KILLED))
    echo = page("Echo", 6, said(f"{DEAD} in the flood", BOARD, value=KILLED))
    found = linked_pages(one, other, echo)
    assert weight_of(found, one.reports[0]) == Weight(3, 3, 3, 1, 1)


def test_a_point_counts_the_claimants_of_its_claims() -> None:
    """The board and the farmers each say it: two claims, one point, two claimants, three outlets."""
    pages = (
        page("Globe", 6, said(DEAD, BOARD, value=KILLED)),
        page("Echo", 6, said(f"{DEAD} on Monday", BOARD, value=KILLED)),
        page("Post", 7, said(f"{DEAD} in the flood", FARMERS, value=KILLED)),
    )
    (point,) = linked_pages(*pages).points
    assert point.weight == Weight(3, 3, 3, 2, 0)


def test_a_claim_shows_the_words_of_its_lead_and_no_more_than_that() -> None:
    """Long words are cut."""
    long = f"{DEAD}, " + ", ".join(["and the river rose"] * 40)
    one = page("Globe", 6, said(long, BOARD, value=KILLED))
    (claim,) = linked_pages(one).claims
    assert claim.words == long[:WORDS] != long


def test_a_digest_leads_with_what_most_outlets_carry() -> None:
    """The title is the middle page's headline, else how it begins; the line is the point that most outlets carry."""
    pages = (
        page("Globe", 6, said(DEAD, BOARD, value=KILLED)),
        page("Echo", 6, said(f"{DEAD} on Monday", FARMERS, value=KILLED)),
        page("Post", 7, said("The road to Arden is closed", BOARD)),
    )
    found = linked_pages(*pages)
    ids = tuple(one.article.id for one in pages)
    ties = (Tie(ids[0], None, 1.0), *(Tie(one, ids[0], 0.5) for one in ids[1:]))
    told = {report.id: (report, one.article) for one in pages for report in one.reports}
    articles = {one.article.id: one.article for one in pages}
    line = digest(Story("story", ids, ties, None, None), articles, told, found.claims, found.points)
    assert (line.title, line.pages, line.lead, line.lines) == (f"{DEAD}.", 3, found.points[0].id, 2)
    assert line.weight == Weight(3, 3, 3, 2)


def test_a_story_without_reports_has_a_digest() -> None:
    """A page on which nobody says anything: no line leads."""
    one = page("Globe", 6, text="The river is high today.")
    story = Story("story", (one.article.id,), (Tie(one.article.id, None, 1.0),), None, None)
    line = digest(story, {one.article.id: one.article}, {}, (), ())
    assert (line.lead, line.lines, line.weight) == (None, 0, Weight(0, 1, 1, 0))
