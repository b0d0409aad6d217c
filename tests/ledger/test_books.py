"""The derived rows: what is written comes back, a story goes without a trace, and an older ledger can be linked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import linked_pages as mill
from builders import PROVENANCE, article, capture, reading, report
from reportedly import linking
from reportedly.errors import LedgerError, NotFoundError, UsageError
from reportedly.ledger import Ledger, schema
from reportedly.ledger.books import Sizes
from reportedly.records import (
    Ambiguous,
    Claim,
    Copy,
    CopyKind,
    Digest,
    Distortion,
    Entity,
    EntityKind,
    Origin,
    Origins,
    Passage,
    Point,
    Rejection,
    Relation,
    RelationKind,
    Span,
    Status,
    Story,
    Tie,
    Value,
    Weight,
)

DERIVED = ("stories", "story_pages", "entities", "doubts", "claims", "claim_of", "points", "point_of", "relations")
"""The tables that hold what linking makes of a story."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as opened:
        yield opened


def rows(path: Path, table: str) -> int:
    """Count the rows of a table, past the ledger."""
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


# ------------------------------------------------------------------ there and back

ROOTS = (
    Origin("orr", "Ada Orr", ("r1", "r3")),
    Origin("board", "Karvel River Board", ("r2",), into=0, rule="a body and who speaks for it", shown_by="r2"),
    Origin(None, None, ("r4",), maybe=0, rule="nobody is named"),
)


def story(key: str) -> Story:
    """A story of two pages, all its fields filled."""
    pages = f"{key}-1", f"{key}-2"
    ties = (
        Tie(pages[0], None, 1.0),
        Tie(pages[1], pages[0], 0.5, ("karvel",), ("31",), ("dam",), days_apart=2, placed=date(2031, 5, 8)),
    )
    return Story(key, pages, ties, date(2031, 5, 6), None)


def entities(key: str) -> list[Entity]:
    return [
        Entity("orr", "Ada Orr", EntityKind.PERSON, parent="board", why="the board’s spokeswoman"),
        Entity(
            "board",
            "Kárvel River Board",
            EntityKind.BODY,
            "PE",
            aliases=(("Kárvel River Board", 3), ("KRB", 1)),
            members=("orr",),
            story=key,
        ),
    ]


def doubt(key: str) -> Ambiguous:
    return Ambiguous("board", "the board", ("board", "orr"), "two are called so", key)


def claims(key: str) -> list[Claim]:
    value = Value(31, None, "people", approx=True, counted="people", measure="deaths @ karvel", words=Span(0, 2))
    full = Claim(
        f"{key}-c1",
        key,
        "orr",
        "Ada Orr",
        (f"{key}-r1", f"{key}-r2", f"{key}-r3"),
        f"{key}-r2",
        Status.PREDICTED,
        Origins(1, 2, ROOTS, (("globe", "echo"),)),
        value,
        "deaths @ karvel",
        date(2031, 5, 6),
        is_placed=True,
        horizon=date(2031, 5, 13),
        distorted=(Distortion(f"{key}-r3", "a lost negation"),),
        words="about 31 people were killed",
        weight=Weight(3, 2, 2, 1, 1),
    )
    bare = Claim(f"{key}-c2", key, None, None, (f"{key}-r4",), f"{key}-r4", Status.DENIED, Origins(0, 1))
    return [full, bare]


def digest(key: str) -> Digest:
    return Digest(key, "The dam at Karvel", "en", 2, Weight(4, 2, 1, 1, 1), f"{key}-p", 1)


def put(ledger: Ledger, key: str) -> None:
    """Store a story, with one of everything."""
    ledger.books.put_story(
        story(key),
        digest(key),
        entities=entities(key),
        doubts=[doubt(key)],
        claims=claims(key),
        points=[Point(f"{key}-p", key, (f"{key}-c1", f"{key}-c2"), Origins(1, 2, ROOTS), f"{key}-c1", Weight(4, 2))],
        relations=[
            Relation(RelationKind.REVISES, f"{key}-c1", f"{key}-c2", "more", 13.0),
            Relation(RelationKind.OTHER_SCOPE, f"{key}-c2", f"{key}-c1", "two places"),
        ],
        told=[],
    )


def test_what_is_written_comes_back(ledger: Ledger, path: Path) -> None:
    """Every field of every derived record is read as it was written, also by another process."""
    put(ledger, "a")
    with Ledger.open(path, read_only=True) as other:
        books = other.books
        assert list(books.stories()) == [story("a")]
        assert books.entities("a") == {one.id: one for one in entities("a")}
        assert list(books.doubts()) == [("a", doubt("a"))]
        assert list(books.claims()) == claims("a")
        assert [(one.origins.roots, one.weight) for one in books.points()] == [(ROOTS, Weight(4, 2))]
        assert books.digest("a") == digest("a")
        assert [(one.kind.value, one.change) for one in books.relations()] == [("other scope", None), ("revises", 13.0)]
        assert books.sizes() == Sizes(1, 2, 1, 2, 0)


def test_each_row_leads_to_its_own(ledger: Ledger) -> None:
    """From a page to its story, from a report to its claim, from a claim to its point; what is not there is nowhere."""
    put(ledger, "a")
    put(ledger, "b")
    books = ledger.books
    assert [books.story_of(page) for page in ("a-1", "b-2", "c-1")] == ["a", "b", None]
    assert [books.claim_of(one) for one in ("a-r3", "b-r4", "c-r1")] == ["a-c1", "b-c2", None]
    assert [books.point_of(one) for one in ("a-c1", "b-c2", "c-c1")] == ["a-p", "b-p", None]


def test_what_is_asked_for_by_story_and_claimant(ledger: Ledger) -> None:
    """Claims, points and relations can be asked for of one story, one claimant, one kind, with a number only."""
    put(ledger, "a")
    put(ledger, "b")
    books = ledger.books
    assert {one.story for one in books.claims(story="a")} == {"a"}
    assert [one.id for one in books.claims(claimant="orr")] == ["a-c1", "b-c1"]
    assert [one.id for one in books.claims(story="b", with_value=True)] == ["b-c1"]
    assert [one.id for one in books.points(story="b")] == ["b-p"]
    assert [one.source for one in books.relations(RelationKind.REVISES, story="b")] == ["b-c1"]
    assert len(list(books.relations(RelationKind.REVISES, RelationKind.OTHER_SCOPE))) == 4
    assert list(books.relations(RelationKind.DENIES)) == []


def test_a_story_goes_without_a_trace(ledger: Ledger, path: Path) -> None:
    """When a story is dropped, nothing of it is left in any table, and nothing of another is touched."""
    put(ledger, "b")
    alone = {table: rows(path, table) for table in DERIVED}
    put(ledger, "a")
    assert all(rows(path, table) > number for table, number in alone.items())
    ledger.books.drop_story("a")
    assert {table: rows(path, table) for table in DERIVED} == alone
    assert list(ledger.books.stories()) == [story("b")]
    assert list(ledger.books.claims()) == claims("b")
    ledger.books.drop_story("b")
    assert {table: rows(path, table) for table in DERIVED} == dict.fromkeys(DERIVED, 0)
    ledger.books.drop_story("nowhere")  # what is not there is gone already


def test_a_dropped_story_can_be_put_again(ledger: Ledger) -> None:
    """Linking a story again replaces it."""
    for _ in range(2):
        put(ledger, "a")
        ledger.books.drop_story("a")
    put(ledger, "a")
    assert list(ledger.books.claims()) == claims("a")


def test_all_derived_rows_are_thrown_away_at_once(ledger: Ledger, path: Path) -> None:
    """Clearing leaves no derived row, and every page."""
    mill.pages(ledger)
    linking.link(ledger)
    pages = ledger.counts()
    assert rows(path, "prints") > 0
    ledger.books.clear()
    assert ledger.books.sizes() == Sizes(0, 0, 0, 0, 0)
    assert not any(rows(path, table) for table in (*DERIVED, "copies", "prints", "printed", "shelf_pages", "linking"))
    assert ledger.counts() == pages


def test_copies(ledger: Ledger) -> None:
    """Pairs are stored instead of what stood of them, asked for by page, and dropped by pair."""
    pairs = [("a", "b", CopyKind.WHOLE), ("b", "c", CopyKind.WHOLE), ("c", "d", CopyKind.PASSAGE)]
    some = [
        Copy(a, b, kind, (Passage(Span(0, 9), Span(3, 12), 2),), 0.5, 0.25, "Northline", first=a, evidence="by day")
        for a, b, kind in pairs
    ]
    books = ledger.books
    books.put_copies(some)
    books.put_copies([replace(some[0], share_a=1.0)])
    assert list(books.copies()) == [replace(some[0], share_a=1.0), *some[1:]]
    assert [(one.a, one.b) for one in books.copies("c")] == [("b", "c"), ("c", "d")]
    assert [(one.a, one.b) for one in books.copies_among(["a", "b", "d"])] == [("a", "b")]
    assert books.copy_groups() == [("a", "b", "c")]  # a shared passage makes no group
    books.drop_copies([("b", "c"), ("x", "y")])
    assert [(one.a, one.b) for one in books.copies()] == [("a", "b"), ("c", "d")]
    assert books.copy_groups() == [("a", "b")]


def test_ids_are_found_by_their_beginning(ledger: Ledger) -> None:
    """A beginning that fits one claim is enough; one that fits several names them, one that fits none says so."""
    put(ledger, "a")
    books = ledger.books
    assert books.claim("a-c1") == claims("a")[0]
    assert books.point("a").id == "a-p"
    with pytest.raises(UsageError, match="more than one claim: a-c1, a-c2; give more of it"):
        books.claim("a-")
    for prefix in ("x", "", "%"):
        with pytest.raises(NotFoundError, match="story"):
            books.story(prefix)


def test_claims_by_their_ids(ledger: Ledger) -> None:
    """Claims come in the order they are asked for; one that is not there is named."""
    put(ledger, "a")
    first, second = claims("a")[:2]
    assert list(ledger.books.claims_by_id([second.id, first.id]).items()) == [(second.id, second), (first.id, first)]
    with pytest.raises(NotFoundError, match="a-c9"):
        ledger.books.claims_by_id([first.id, "a-c9"])


@pytest.mark.parametrize("words", ["Karvel", "board karvel", "KRB", "kárvel"])
def test_named(ledger: Ledger, words: str) -> None:
    """Somebody is found by the words of any of their names, whatever their order, case and accents."""
    put(ledger, "a")
    assert [(home, one.id) for home, one in ledger.books.named(words)] == [("a", "board")]


def test_nobody_is_named_by_no_word(ledger: Ledger) -> None:
    """A name without a letter is refused, with the way out."""
    put(ledger, "a")
    assert list(ledger.books.named("arvel")) == []  # words begin so, or do not count
    with pytest.raises(UsageError, match="no word in '…'; give one with letters"):
        list(ledger.books.named("…"))


def test_due(ledger: Ledger) -> None:
    """Forecasts are due from their day on."""
    put(ledger, "a")
    books = ledger.books
    assert [one.id for one in books.due()] == ["a-c1"]
    assert [one.id for one in books.due(date(2031, 5, 13))] == ["a-c1"]
    assert list(books.due(date(2031, 5, 12))) == []


def test_what_waits(ledger: Ledger) -> None:
    """A page waits until it is linked; one that a newer one takes the place of is to go."""
    page = article()
    ledger.add(capture(), reading(page))
    assert ledger.books.waiting().added == (page.id,)
    ledger.books.settled()
    assert ledger.books.waiting().added == ()
    newer = article("The mill is open.", of=capture("The mill is open."))
    ledger.add(capture("The mill is open."), reading(newer))
    waiting = ledger.books.waiting()
    assert (waiting.added, waiting.gone, waiting.judged) == ((newer.id,), (page.id,), False)


# ------------------------------------------------------------------ ledgers of the first version


@pytest.fixture
def first(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger as the first version of the tables had it: pages, reports, rejections, and nothing linked."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        with Ledger.open(path) as ledger:
            mill.pages(ledger)
            gone = capture("", url="https://moor.example/gone")
            ledger.reject(Rejection("read", gone.address, "no article in it"), gone, PROVENANCE)
    assert "judgements" not in tables(path)
    return path


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def stored(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a ledger of the first version holds."""
    names = ("provenance", "captures", "articles", "readings", "attributions", "reports", "chains", "rejections")
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}


def test_a_first_ledger_is_brought_up_to_date_without_loss(first: Path) -> None:
    """Opening it adds the tables it lacks; every row stays what it was."""
    before = stored(first)
    assert (len(before["articles"]), len(before["rejections"])) == (6, 1)
    with pytest.raises(LedgerError, match="older Reportedly; any `reportedly add` brings it up to date"):
        Ledger.open(first, read_only=True)
    assert stored(first) == before
    with Ledger.open(first) as ledger:
        assert ledger.counts().reports == len(before["reports"])
        assert list(ledger.judgements()) == []
        assert ledger.books.sizes() == Sizes(0, 0, 0, 0, 0)
    assert stored(first) == before
    assert {"judgements", *DERIVED} <= tables(first)
    with closing(sqlite3.connect(first)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)


def test_a_first_ledger_is_as_a_new_one(first: Path, tmp_path: Path) -> None:
    """The steps from the first version lead to the tables of a new ledger, column for column."""
    Ledger.open(first).close()
    Ledger.open(tmp_path / "new.sqlite").close()
    shapes = []
    for path in (first, tmp_path / "new.sqlite"):
        with closing(sqlite3.connect(path)) as connection:
            shapes.append(connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall())
    assert shapes[0] == shapes[1]


def test_a_first_ledger_can_be_linked(first: Path, tmp_path: Path) -> None:
    """All its pages wait to be linked, and come to what a new ledger of the same pages comes to."""
    with Ledger.open(first) as ledger:
        assert len(ledger.books.waiting().added) == 6
        assert linking.link(ledger).pages == 6
        found = sorted(ledger.books.claims(), key=lambda one: one.id)
        clashes = list(ledger.books.relations())
    with Ledger.open(tmp_path / "new.sqlite") as new:
        mill.pages(new)
        linking.link(new)
        assert sorted(new.books.claims(), key=lambda one: one.id) == found
        assert list(new.books.relations()) == clashes
    assert found
    assert clashes


def test_a_first_ledger_goes_on(first: Path) -> None:
    """After the step, pages are added and linked as ever."""
    page = article("The mill at Lowmoor is open.", of=capture("The mill at Lowmoor is open.", url="https://x.example"))
    with Ledger.open(first) as ledger:
        linking.link(ledger)
        came = capture("The mill at Lowmoor is open.", url="https://x.example")
        ledger.add(came, reading(page, [report(page, "The mill at Lowmoor is open", "Ada Orr")], provenance=PROVENANCE))
        assert linking.link(ledger).pages == 1
        assert ledger.books.story_of(page.id)
