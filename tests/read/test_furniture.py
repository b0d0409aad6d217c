"""Furniture: what is no article is found, and nothing else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reportedly.read import dates, furniture
from reportedly.read.furniture import Sort
from steps import Watched, watched

DOUBLED = "The ferry was late again, the harbour board said."
MORE = ["Ferries", "- Harbour board asks for two more ferries by May", "- Mayor speaks of a lost winter season in Oss"]


def _found(text: str) -> list[str]:
    return [span.of(text) for span in furniture.furniture(text)]


@pytest.mark.parametrize("rule", furniture.rules(), ids=lambda rule: rule.example)
def test_each_rule_finds_its_example(rule: furniture.Rule) -> None:
    """The example beside a rule is furniture, and of the sort the rule says."""
    assert rule.pattern.fullmatch(rule.example) if rule.is_whole else rule.pattern.match(rule.example)
    assert [line.sort for line in furniture.sorted_lines(rule.example)] == [rule.sort]


@pytest.mark.parametrize(
    "line",
    [
        "(AP Photo/Ann Lee)",
        "Ann Lee stands at the weir in Brennock, on Monday, May 5, 2031. (AP Photo/Bob Roe)",
        "FILE - Ann Lee stands at the weir in Brennock.",
        "In this photo released by the harbour board, a boat lies on the quay.",
        "A boat lies on the quay in Osshaven. REUTERS/Ann Lee",
        "A boat lies on the quay. | Ann Lee/Getty Images",
        "A boat lies on the quay. (Ann Lee/Europa Press/dpa)",
        "A boat lies on the quay, on Wednesday. AFP via Getty Images",
        "Ann Lee (Photo by the Office of the Mayor)",
        "The mayor spoke of eight dead, officials said. (Photo courtesy of Ann Lee/AFP)",
        "Image Credit: AFP",
        "Photo : YONHAP News",
        "November 5, 2031, 2:31 AM",
        "Published Nov 5, 2031 11:54 pm",
        "5 Nov, 2031 @ 11:39",
        "Tuesday, 19 November 2031 07:04 AM EST",
        "Last modified: 01 November, 2031, 06:40 pm",
    ],
)
def test_captions_and_stamps(line: str) -> None:
    """Captions, picture credits and the page's own date lines are furniture."""
    assert _found(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The dam will not hold, the mayor said.",
        "Close to 300 homes are cut off.",
        "Share prices fell on Monday, the exchange said.",
        "Top officials left the town.",
        "Follow the money, said Ann Lee.",
        "Related claims were denied by the ministry.",
        "More than 300 people are missing.",
        "More from the river board is expected on Monday, she told Radio Kess.",
        "On Nov 5, 2031 the dam broke.",
        "Nov. 5, 2031 was the day it broke.",
        "She repaired her image. (She paid for the picture herself.)",
        "Photographs show the dam before the flood, the board said.",
        "Images released by the army show the bridge.",
        "Read the law, he told the reporters.",
        "Watch the river, the mayor said.",
        'Ann Lee told the paper: "Subscribe to nothing."',
        "The army put the water at 200 million litres. (AFP)",
        "Background:",
        "Source: Ann Lee in an evening address on 4 May",
        "No soldiers moved",
        "Osshaven: the toll rose to 205, rescuers said.",
    ],
)
def test_sentences_stay(line: str) -> None:
    """A sentence of the story is none, whatever word it begins with."""
    assert _found(f"{line}\nThe ferry did not sail on Tuesday, the harbour board said in a statement.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a line in another script, on a page in Latin letters
            "본문 바로가기\nThe ferry was late, the board said.",
            ["본문 바로가기"],
        ),
        (DOUBLED + "\nNobody knew why.\n" + DOUBLED, [DOUBLED]),  # a paragraph doubled word for word: the second
        (  # what a running time announces
            "The ferry was late.\n02:22\nFerry meets storm in the strait\nNobody knew why.",
            ["02:22", "Ferry meets storm in the strait"],
        ),
        (  # what a teaser's label announces
            "The ferry was late.\nREAD MORE:\nWho pays for the ferry\nNobody knew why.",
            ["READ MORE:", "Who pays for the ferry"],
        ),
        ("\n".join(["The ferry was late.", *MORE]), MORE),  # a list of headlines that ends the page, with its label
        ("- Region\n- Vale\nThe ferry was late.", ["- Region", "- Vale"]),  # a menu before the article
        ("- The ferry was late again on Tuesday\nThe ferry was late.", []),  # a summary
        ("Ferry is late\nFerry is late\nThe ferry was late.", []),  # a headline kept in the text is evidence
    ],
)
def test_lines_among_others(text: str, expected: list[str]) -> None:
    """Some lines are furniture because of the lines around them."""
    assert _found(text) == expected


def test_lists_of_a_page_stay() -> None:
    """Out of HTML, where menus are gone, a list belongs to the article."""
    text = "The board wants:\n- two more ferries by the end of the year\n- a new quay for the boats of Osshaven"
    assert [line.sort for line in furniture.sorted_lines(text, is_page=True)] == [None, None, None]
    assert furniture.sorted_lines(text)[1].sort is Sort.TEASER


@given(st.text(alphabet=st.sampled_from("aA .:-|©(/)\n\r\u2028주 9"), max_size=300))
def test_spans_lie_in_the_text(text: str) -> None:
    """Furniture is whole lines of the text, sorted and disjoint."""
    spans = furniture.furniture(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end < other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@pytest.mark.parametrize(
    "line", ["a" * 1_000_000, "(" * 1_000_000, "Ab/" * 333_000, "A - " * 250_000, "| photo " * 100_000]
)
@pytest.mark.parametrize("letters", [1_000_000, 601, 600, 161])
def test_a_long_line_is_no_trap(line: str, letters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of a megabyte is walked through once; patterns that go back and forth see a few hundred letters of it."""
    rules, long = furniture.rules(), line[:letters]
    with watched(furniture, dates) as work:
        seen = [replace(rule, pattern=Watched(rule.sort, rule.pattern, work)) for rule in rules]
        monkeypatch.setattr(furniture, "rules", lambda: seen)
        furniture.furniture(long)
    assert work.longest["_LINE"] == len(long)
    assert max(most for name, most in work.longest.items() if name != "_LINE") <= 600
