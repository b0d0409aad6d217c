"""Articles about one happening are found together, whoever comes first, and each can say why."""

import random
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builders import article
from reportedly.ledger.shelves import TABLES, Shelves
from reportedly.link.stories import SPAN_DAYS, Memory, Store, Stories, Story, happenings, lines, near, stories
from reportedly.link.stories.about import Kind, Traits, traits
from reportedly.records import Span

DAM = (
    "The Ossel dam burst above Lowmoor on Monday. Governor Ada Orr said 312 homes in Lowmoor and Hathe were flooded.",
    "Flood water from the burst Ossel dam reached 312 homes in Lowmoor, Governor Orr said. Hathe was cut off.",
    "Lowmoor counts its losses: the Ossel dam broke on Monday, flooding Hathe and 312 homes. Governor Orr came to see.",
    "Who knew that the Ossel dam was weak? Ada Orr, the governor, is asked about it in Hathe and flooded Lowmoor.",
)
STRIKE = (
    "Dockers in Corvane walked out on Monday. Jonas Imre of the dockers' union said 900 members were on strike.",
    "The Corvane strike goes on. Dockers want more pay, said Jonas Imre, who leads the union.",
    "Union leader Imre met the harbour company of Corvane: the dockers' strike, with 900 on the picket line, may end.",
)
MONDAY = date(2031, 5, 5)


def page(name: str, text: str, day: date | None = MONDAY) -> Traits:
    """Return the traits of a text, under a name of its own."""
    found = traits(article(text, published=day))
    return Traits(name, found.day, found.terms)


def put_together(found: Sequence[Story]) -> set[frozenset[str]]:
    """Return which pages are together."""
    return {frozenset(story.pages) for story in found}


def dam(day: date | None = MONDAY) -> list[Traits]:
    return [page(f"dam {n}", text, day) for n, text in enumerate(DAM)]


def strike(day: date | None = MONDAY) -> list[Traits]:
    return [page(f"strike {n}", text, day) for n, text in enumerate(STRIKE)]


# ------------------------------------------------------------------ what belongs together


def test_two_happenings() -> None:
    """Pages about two happenings are two stories, and the first page comes first."""
    first, second = stories([*strike(), *dam()])
    assert [set(first.pages), set(second.pages)] == [{p.page for p in dam()}, {p.page for p in strike()}]
    assert (first.first_day, first.last_day) == (MONDAY, MONDAY)


ELSEWHERE = "The Brenn dam burst above Tarn on Monday. Mayor Femi Sool said 77 homes in Tarn and Vell were flooded."
LIBRARY = (
    "Governor Orr opened the Tessa Quill library in Corbet. She read a fairy tale to 40 children of Lowmoor, and the "
    "Vell brass band played a waltz."
)


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ((DAM[0], ELSEWHERE), "another place"),
        ((DAM[0], LIBRARY), "the same names, another matter"),
        ((DAM[0], STRIKE[0]), "nothing in common"),
        ((DAM[0], ""), "no words at all"),
        (("", ""), "two without words"),
    ],
)
def test_kept_apart(texts: tuple[str, str], why: str) -> None:
    """What only looks like one happening is two stories."""
    assert len(stories([page(f"page {n}", text) for n, text in enumerate(texts)])) == 2, why


def test_another_year() -> None:
    """The same words in another year are another story."""
    before = [page(f"old {n}", text, MONDAY - timedelta(365)) for n, text in enumerate(DAM)]
    assert put_together(stories([*dam(), *before])) == {frozenset(p.page for p in group) for group in (dam(), before)}


def test_a_long_war() -> None:
    """News of one kind, day for day through a year, is no single story."""
    found = stories(page(f"{n:03}", DAM[n % 4], MONDAY + timedelta(n)) for n in range(0, 365, 3))
    assert len(found) > 4
    for story in found:
        assert story.first_day
        assert story.last_day
        assert (story.last_day - story.first_day).days <= 2 * SPAN_DAYS


def test_a_month() -> None:
    """A happening told for a month is one story."""
    assert len(stories(page(f"{n:02}", DAM[n % 4], MONDAY + timedelta(n)) for n in range(0, 31, 2))) == 1


def test_late_page() -> None:
    """A page that comes weeks later finds its story."""
    late = page("late", "Three weeks after the Ossel dam broke, Lowmoor and Hathe clean up.", MONDAY + timedelta(21))
    (found,) = stories([*dam(), late])
    assert found.pages[-1] == "late"
    assert found.last_day == late.day


def test_without_a_day() -> None:
    """A page without a day finds its story by its words, stands last, and is placed by the pages like it."""
    (found,) = stories([*dam()[:3], page("a", DAM[3], None)])
    assert found.pages[-1] == "a"
    assert found.last_day == MONDAY
    (tie,) = [tie for tie in found.ties if tie.page == "a"]
    assert (tie.placed, tie.days_apart) == (MONDAY, None)


def test_a_page_without_a_day_joins_no_two_years() -> None:
    """Two years' stories are not joined by a page that might be of either."""
    old = [page(f"old {n}", text, MONDAY - timedelta(365)) for n, text in enumerate(DAM)]
    found = stories([*dam(), *old, page("a", DAM[0], None)])
    assert sorted(len(story.pages) for story in found) == [4, 5]


def test_none_has_a_day() -> None:
    """Where no page has a day, words suffice."""
    first, second = stories([*strike(None), *dam(None)])
    assert (first.first_day, first.last_day) == (None, None)
    assert [len(first.pages), len(second.pages)] == [4, 3]


def test_across_languages() -> None:
    """Names and numbers carry from one language to the next."""
    text = "La presa de Ossel se rompió sobre Lowmoor. La gobernadora Ada Orr habla de 312 casas inundadas y de Hathe."
    spanish = traits(article(text))
    assert len(stories([*dam(), Traits("es", spanish.day, spanish.terms)])) == 1


def test_across_alphabets() -> None:
    """Names in Cyrillic letters, with their endings, are those of the English pages."""
    text = "50 000 солдат собрано у Курска: под Сумами и Харьковом ждут. В Курской области тихо."
    found = {term.form for term in traits(replace(article(text), language="ru")).terms}
    assert {"kursk", "kharkov"} <= found


# ------------------------------------------------------------------ why


def test_ties() -> None:
    """Each page tells with which it was put, and what the two have in common; the middle one tells nothing."""
    (found,) = stories(dam())
    assert [tie.page for tie in found.ties] == list(found.pages)
    assert [tie.to is None for tie in found.ties].count(True) == 1
    for tie in found.ties:
        if tie.to:
            assert tie.names
            assert {"ossel", "orr"} & set(tie.names)
            assert tie.days_apart == 0
            assert 0.5 <= tie.likeness <= 1
    assert any("312" in tie.numbers for tie in found.ties)


def test_ids() -> None:
    """A story keeps its id as later pages come; alone or in company, the first page gives it."""
    (alone,) = stories(dam()[:1])
    (all_four,) = stories(dam())
    assert alone.id == all_four.id
    assert stories([]) == []


# ------------------------------------------------------------------ order-free

_POOL = [
    *dam(),
    *strike(),
    *(page(f"later {n}", text, MONDAY + timedelta(12 * n)) for n, text in enumerate(DAM)),
    *(page(f"undated {n}", text, None) for n, text in enumerate((*DAM[:2], *STRIKE[:2]))),
    *(page(f"autumn {n}", text, MONDAY + timedelta(150 + n)) for n, text in enumerate(DAM)),
]


def _in_memory() -> Callable[[], Store]:
    held = Memory()
    return lambda: held


def _in_a_file() -> Callable[[], Store]:
    connection = sqlite3.connect(":memory:")
    for statement in TABLES:
        connection.execute(statement)
    return lambda: Shelves(connection)


STORES = pytest.mark.parametrize("make", [_in_memory, _in_a_file])
_TURNS = st.lists(st.tuples(st.sampled_from(["add", "remove", "reopen"]), st.sets(st.sampled_from(range(len(_POOL))))))


@STORES
@settings(max_examples=60, deadline=None)
@given(turns=_TURNS)
def test_order_is_nothing(make: Callable[[], Callable[[], Store]], turns: list[tuple[str, set[int]]]) -> None:
    """Whatever came and went, in whatever order and heaps, the stories are those that the pages left make."""
    kept, here = make(), dict[str, Traits]()
    _follow(kept, here, [(turn, [_POOL[n] for n in sorted(some)]) for turn, some in turns])


@STORES
@pytest.mark.parametrize("seed", range(8))
def test_order_is_nothing_in_long_lines(
    make: Callable[[], Callable[[], Store]], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same where more pages share their words than any page sees."""
    monkeypatch.setattr(lines, "_ASIDE", 1)
    monkeypatch.setattr(lines, "_LAYER_BITS", 1)
    monkeypatch.setattr(near, "KEPT", 3)
    monkeypatch.setattr(happenings, "KEPT", 3)
    monkeypatch.setattr(happenings, "_COMPANY", 3)
    monkeypatch.setattr(near, "_SPARE", 1)
    die = random.Random(seed)
    turns = [(die.choice(["add", "add", "remove", "reopen"]), die.sample(_POOL, die.randrange(8))) for _ in range(30)]
    _follow(make(), {}, [("add", die.sample(_POOL, 12)), *turns, *(("remove", [one]) for one in _POOL)])


def _follow(kept: Callable[[], Store], here: dict[str, Traits], turns: Sequence[tuple[str, list[Traits]]]) -> None:
    """Let pages come and go; all stories are right, and so are those that each turn is said to change."""
    shelf, told = Stories(kept()), dict[str, Story]()
    for turn, pages in turns:
        if turn == "reopen":
            shelf.flush()
            shelf = Stories(kept())
        elif turn == "add":
            changed = shelf.add(pages)
            here.update((one.page, one) for one in pages)
        else:
            changed = shelf.remove(one.page for one in pages)
            for one in pages:
                here.pop(one.page, None)
        if turn != "reopen":
            for story in changed.stories_before:
                del told[story]
            told.update((story.id, story) for story in shelf.of(changed.pages))
        assert shelf.all() == stories(here.values())
        assert told == {story.id: story for story in shelf.all()}


def test_what_a_page_touches() -> None:
    """A page touches its own story, and tells so; others are left alone."""
    shelf = Stories()
    shelf.add([*dam()[:3], *strike()])
    touched = shelf.add(dam()[3:]).pages
    assert "dam 3" in touched
    assert not any(name.startswith("strike") for name in touched)
    (found,) = shelf.of(touched)
    assert set(found.pages) == {p.page for p in dam()}


def test_a_page_twice() -> None:
    """A page that is there already changes nothing."""
    shelf = Stories()
    shelf.add(dam())
    assert shelf.add(dam()).pages == frozenset()


# ------------------------------------------------------------------ traits


def test_traits() -> None:
    """Names, numbers and words are told apart, names weigh most, and common words are left out."""
    found = {
        term.form: term for term in traits(article("Yesterday the Ossel dam near Lowmoor lost 4,500 tonnes.")).terms
    }
    assert {form: found[form].kind for form in ("ossel", "4500", "dam")} == {
        "ossel": Kind.NAME,
        "4500": Kind.NUMBER,
        "dam": Kind.WORD,
    }
    assert found["ossel"].share > found["dam"].share
    assert "the" not in found
    assert sum(term.share**2 for term in found.values()) == pytest.approx(1, abs=0.01)


def test_furniture_is_left_out() -> None:
    """Menus and teasers are not what an article is about."""
    whole = article("Weather Quizzes Horoscope\nThe Ossel dam burst.")
    cut = article("The Ossel dam burst.")
    told = traits(replace(whole, furniture=(Span(0, 25),)))
    assert told.terms == traits(cut).terms


def test_headline_counts_once() -> None:
    """A headline that the body repeats is no second mention."""
    text = "Ossel dam bursts\nThe water came at night."
    assert traits(article(text, headline="Ossel dam bursts")).terms == traits(article(text)).terms


@pytest.mark.parametrize(
    "text",
    [
        "A" * 100_000,
        "1,234," * 20_000,
        "Ossel " * 50_000,
        "\n" * 100_000,
        "\x00 \ufffd \u202e",
        "é̈" * 9_999,
        "''' ’s ’ 's",
    ],
)
def test_hostile_text(text: str) -> None:
    """However long and odd a text is, its traits are few."""
    assert len(traits(article(text)).terms) <= 96


def test_kept_as_plain_values() -> None:
    """Traits can be written down and read again."""
    for one in (*dam(), page("none", "", None)):
        assert Traits.from_json(one.to_json()) == one
