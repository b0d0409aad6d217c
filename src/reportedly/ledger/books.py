"""What linking made of a ledger's pages: stories, who is who, claims, points, relations, copies.

Every row here is derived: a function of the reports and of people's judgements, thrown away and made anew at will. A
record stands in a table of its name, each field in a column of its own (`rows`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from reportedly.errors import NotFoundError, UsageError
from reportedly.ledger import derived
from reportedly.ledger.asked import Asked, batches, between, named, only
from reportedly.ledger.rows import Cell, folded, from_columns, storable, to_columns
from reportedly.outlets import outlet_of
from reportedly.records import (
    Ambiguous,
    Article,
    Claim,
    Copy,
    CopyKind,
    Digest,
    Entity,
    Point,
    Relation,
    RelationKind,
    Report,
    Story,
)

T = TypeVar("T")


class Waiting(Struct, frozen=True):
    """What came into a ledger since it was linked last."""

    added: tuple[str, ...]  # article ids
    gone: tuple[str, ...]  # of articles that were superseded
    judged: int  # new judgements


class Sizes(Struct, frozen=True):
    """How much there is of what linking makes."""

    stories: int
    claims: int
    points: int
    relations: int
    copies: int


class Books(Asked):
    """The derived rows of one ledger, all there are; made by `reportedly.linking`, read by everybody."""

    # ------------------------------------------------------------------ what is to be done

    def state(self, key: str) -> str | None:
        """Return a mark that linking left: which version of it ran, how far."""
        row = self._row("SELECT value FROM linking WHERE key = ?", key)
        return str(row["value"]) if row else None

    def note(self, key: str, value: str) -> None:
        """Leave such a mark."""
        self._do("INSERT OR REPLACE INTO linking VALUES (?, ?)", key, value)

    def finish(self) -> None:
        """Mark that all was linked to the end."""
        self._do("DELETE FROM linking WHERE key = 'unfinished'")

    def waiting(self) -> Waiting:
        """Return what came since `settled` was called last; all there is, where it never was."""
        last, judged = int(self.state("article") or 0), int(self.state("judgement") or 0)
        added = self._rows("SELECT id FROM current_articles WHERE row > ? ORDER BY row", last)
        gone = self._rows(
            "SELECT old.id FROM articles AS new JOIN articles AS old ON old.row = new.supersedes WHERE new.row > ? "
            "AND old.row <= ? AND old.id NOT IN (SELECT id FROM current_articles WHERE row > ?)",
            last,
            last,
            last,
        )
        new = self._one("SELECT count(*) AS number FROM judgements WHERE row > ?", judged)
        return Waiting(tuple(row["id"] for row in added), tuple(row["id"] for row in gone), int(new["number"]))

    def settled(self) -> None:
        """Mark all that is in the ledger as linked."""
        for key, table in (("article", "articles"), ("judgement", "judgements")):
            row = self._one(f"SELECT coalesce(max(row), 0) AS row FROM {table}")  # noqa: S608  # names of ours
            self.note(key, str(row["row"]))

    def clear(self) -> None:
        """Throw all derived rows away."""
        for name in derived.NAMES:
            self._do(f"DELETE FROM {name}")  # noqa: S608  # names of ours

    # ------------------------------------------------------------------ writing

    def put_story(
        self,
        story: Story,
        digest: Digest,
        *,
        entities: Iterable[Entity],
        doubts: Iterable[Ambiguous],
        claims: Sequence[Claim],
        points: Sequence[Point],
        relations: Iterable[Relation],
        told: Iterable[tuple[Article, Sequence[Report]]],
    ) -> None:
        """Store a story and what linking made of it, instead of what stands for it; what stays so is not written."""
        numbered = enumerate(doubts)
        finds, places = self._finds(story.id, claims, told)
        made: dict[str, list[Mapping[str, Cell]]] = {
            "stories": [to_columns(story)],
            "story_pages": [{"page": page, "story": story.id} for page in story.pages],
            "digests": [to_columns(digest) | {"changed_at": self._changed_at(story.pages)}],
            "entities": [{"home": story.id, "words": _words(one), **to_columns(one)} for one in entities],
            "doubts": [{"home": story.id, "place": place, **to_columns(one)} for place, one in numbered],
            "claims": [to_columns(claim) for claim in claims],
            "claim_of": [{"report": report, "claim": claim.id} for claim in claims for report in claim.reports],
            "points": [to_columns(point) for point in points],
            "point_of": [{"claim": claim, "point": point.id} for point in points for claim in point.claims],
            "relations": [{"story": story.id, **to_columns(relation)} for relation in relations],
            "finds": finds,
            "found_places": places,
        }
        self._make_so(story.id, made)

    def put_ties(self, story: Story) -> None:
        """Store why a story's pages are in it, where linking it would make nothing else new."""
        self._insert("stories", [to_columns(story)], replace=True)

    def drop_story(self, story: str) -> None:
        """Throw away a story and what linking made of it."""
        self._make_so(story, {})

    def _make_so(self, story: str, made: Mapping[str, Sequence[Mapping[str, Cell]]]) -> None:
        """Have nothing but some rows, by table, stand for a story; a row that another story took over is its own."""
        stood = {
            table: self._standing(table, story, tuple(made[table][0]) if made.get(table) else ()) for table in _KEYS
        }
        for table, (keys, _) in _KEYS.items():
            wanted = {tuple(row.values()): row for row in made.get(table, ())}
            gone = [key for row, key in stood[table].items() if row not in wanted]
            condition = " AND ".join(f"{name} = ?" for name in keys)
            with self._explained():
                self._connection.executemany(f"DELETE FROM {table} WHERE {condition}", gone)  # noqa: S608  # names of ours
            self._insert(table, [row for cells, row in wanted.items() if cells not in stood[table]], replace=True)

    def _standing(self, table: str, story: str, names: Sequence[str]) -> dict[tuple[Cell, ...], tuple[Cell, ...]]:
        """Return the rows of a table that stand for a story, as some of their columns, each with its key."""
        keys, where = _KEYS[table]
        columns = names or keys
        sql = f"SELECT {', '.join(columns)} FROM {where}"  # noqa: S608  # names of ours
        rows = [tuple(row) for row in self._rows(sql, story)]
        places = [columns.index(name) for name in keys]
        return dict(zip(rows, zip(*([row[at] for row in rows] for at in places), strict=True), strict=True))

    def _changed_at(self, pages: Sequence[str]) -> str:
        """Return when the latest of some pages came in."""
        latest = ""
        for marks, some in batches(pages):
            row = self._row(f"SELECT max(added_at) AS at FROM articles WHERE id IN ({marks})", *some)  # noqa: S608  # marks
            latest = max(latest, str(row["at"] or "") if row else "")
        return latest

    def _finds(
        self, story: str, claims: Sequence[Claim], told: Iterable[tuple[Article, Sequence[Report]]]
    ) -> tuple[list[Mapping[str, Cell]], list[Mapping[str, Cell]]]:
        """Return the rows by which a story's reports are found, and by which they are found by place."""
        of = {report: claim for claim in claims for report in claim.reports}
        pages = list(told)
        rows: dict[str, int] = {}
        for marks, some in batches([article.id for article, _ in pages]):
            newest = f"SELECT max(row) FROM articles WHERE id IN ({marks}) GROUP BY id"  # noqa: S608  # marks
            rows.update(map(tuple, self._rows(f"SELECT id, row FROM reports WHERE article IN ({newest})", *some)))  # noqa: S608
        finds: list[Mapping[str, Cell]] = []
        places: list[Mapping[str, Cell]] = []
        for article, reports in pages:
            page = {
                "outlet": storable(outlet_of(article)),
                "day": article.published.day.isoformat() if article.published else None,
            }
            for one in reports:
                finds.append({"row": rows[one.id], "story": story, **_found_by(one, of.get(one.id)), **page})
                foldings = {" ".join(folded(place.name)) for place in one.places} if one.places else ()
                places += [{"place": folding, "row": rows[one.id], "story": story} for folding in foldings]
        return finds, places

    def put_copies(self, copies: Iterable[Copy]) -> set[tuple[str, str]]:
        """Store pairs of pages with the same text, instead of what stood of these pairs; return those it is new for."""
        new = [row for copy in copies if (row := to_columns(copy)) != self._copy(copy.a, copy.b)]
        self._insert("copies", new, replace=True)
        return {(str(row["a"]), str(row["b"])) for row in new}

    def drop_copies(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Throw such pairs away; return those that there were."""
        there = [pair for pair in pairs if self._copy(*pair) is not None]
        for pair in there:
            self._do("DELETE FROM copies WHERE a = ? AND b = ?", *pair)
        return set(there)

    def _copy(self, a: str, b: str) -> Mapping[str, Cell] | None:
        row = self._row("SELECT * FROM copies WHERE a = ? AND b = ?", a, b)
        return dict(row) if row else None

    # ------------------------------------------------------------------ stories and who is who

    def stories(self) -> Iterator[Story]:
        """Yield the stories, the one with most pages first."""
        for row in self._rows("SELECT * FROM stories ORDER BY json_array_length(pages) DESC, id"):
            yield from_columns(Story, row)

    def story(self, prefix: str) -> Story:
        """Return the story whose id begins so.

        Raises:
            NotFoundError: there is none.
            UsageError: there are several; they are named.
        """
        return self._begun("stories", "story", Story, prefix)

    def digest(self, story: str) -> Digest:
        """Return a story in a line, by its id; it raises what `digest_of` raises."""
        return self.digest_of(story)[0]

    def digest_of(self, story: str) -> tuple[Digest, str]:
        """Return a story in a line, and when the latest of its pages came in.

        Raises:
            NotFoundError: there is no such story.
        """
        row = self._row("SELECT * FROM digests WHERE story = ?", story)
        if row is None:
            raise NotFoundError("story", story)
        return from_columns(Digest, row), str(row["changed_at"])

    def stories_of(self, pages: Collection[str]) -> dict[str, str]:
        """Return the id of the story that each of some articles is in; those in none are left out."""
        return self._pairs("SELECT page, story FROM story_pages WHERE page IN ({})", pages)

    def story_of(self, page: str) -> str | None:
        """Return the id of the story an article is in."""
        row = self._row("SELECT story FROM story_pages WHERE page = ?", page)
        return str(row["story"]) if row else None

    def entities(self, story: str) -> Mapping[str, Entity]:
        """Return who is who in a story, by entity id."""
        found = self._rows("SELECT * FROM entities WHERE home = ?", story)
        return {row["id"]: from_columns(Entity, row) for row in found}

    def entity(self, entity: str) -> Entity | None:
        """Return an entity, by its id; as the story with most of its names has it."""
        row = self._row("SELECT * FROM entities WHERE id = ? ORDER BY length(aliases) DESC, home LIMIT 1", entity)
        return from_columns(Entity, row) if row else None

    def entities_by_id(self, ids: Collection[str]) -> dict[str, Entity]:
        """Return entities by their ids, each as one of the stories it is in has it; unknown ids are left out."""
        return self._records(Entity, "entities", ids)

    def named(self, words: str) -> Iterator[tuple[str, Entity]]:
        """Yield the entities one of whose names has these words, each with its story; case and accents do not matter.

        Raises:
            UsageError: there is no word in it.
        """
        condition, cells = named(words)
        if not condition:
            raise UsageError(f"there is no word in {words!r}; give one with letters or digits")
        sql = f"SELECT * FROM entities WHERE {condition} ORDER BY id, home"  # noqa: S608  # ours
        for row in self._rows(sql, *cells):
            yield str(row["home"]), from_columns(Entity, row)

    def doubts(self) -> Iterator[tuple[str, Ambiguous]]:
        """Yield the names that may be several entities', each with its story."""
        for row in self._rows("SELECT * FROM doubts ORDER BY home, place"):
            yield str(row["home"]), from_columns(Ambiguous, row)

    # ------------------------------------------------------------------ claims, points, relations

    def claims(
        self, *, story: str | None = None, claimant: str | None = None, with_value: bool = False
    ) -> Iterator[Claim]:
        """Yield claims, those with most reports first.

        Args:
            story: Only of this story, by its id.
            claimant: Only by this entity, by its id.
            with_value: Only those with a number.
        """
        wanted = [("story = ?", story), ("claimant = ?", claimant)]
        given = [(condition, value) for condition, value in wanted if value is not None]
        conditions = [condition for condition, _ in given] + ["value IS NOT NULL"] * with_value
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        sql = f"SELECT * FROM claims {where} ORDER BY size DESC, id"  # noqa: S608  # conditions of ours
        for row in self._rows(sql, *(value for _, value in given)):
            yield from_columns(Claim, row)

    def claim(self, prefix: str) -> Claim:
        """Return the claim whose id begins so; it raises what `story` raises."""
        return self._begun("claims", "claim", Claim, prefix)

    def claims_by_id(self, ids: Collection[str]) -> dict[str, Claim]:
        """Return claims by their ids, in that order.

        Raises:
            NotFoundError: there is no claim of one of the ids.
        """
        found = self._records(Claim, "claims", ids)
        for missing in (one for one in ids if one not in found):
            raise NotFoundError("claim", missing)
        return {one: found[one] for one in ids}

    def claim_of(self, report: str) -> str | None:
        """Return the id of the claim a report is of."""
        row = self._row("SELECT claim FROM claim_of WHERE report = ?", report)
        return str(row["claim"]) if row else None

    def points(self, *, story: str | None = None) -> Iterator[Point]:
        """Yield points, of one story or of all; those with most claims first."""
        where, cells = ("WHERE story = ?", (story,)) if story else ("", ())
        sql = f"SELECT * FROM points {where} ORDER BY json_array_length(claims) DESC, id"  # noqa: S608  # ours
        for row in self._rows(sql, *cells):
            yield from_columns(Point, row)

    def point(self, prefix: str) -> Point:
        """Return the point whose id begins so; it raises what `story` raises."""
        return self._begun("points", "point", Point, prefix)

    def point_of(self, claim: str) -> str | None:
        """Return the id of the point a claim is of."""
        row = self._row("SELECT point FROM point_of WHERE claim = ?", claim)
        return str(row["point"]) if row else None

    def relations(self, *kinds: RelationKind, story: str | None = None) -> Iterator[Relation]:
        """Yield relations, of some kinds or of all, of one story or of all."""
        conditions = [f"kind IN ({', '.join('?' * len(kinds))})"] * bool(kinds) + ["story = ?"] * (story is not None)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        cells = [*(kind.value for kind in kinds), *([story] if story else [])]
        sql = f"SELECT * FROM relations {where} ORDER BY story, kind, source, target"  # noqa: S608  # ours
        for row in self._rows(sql, *cells):
            yield from_columns(Relation, row)

    def due(self, day: date | None = None) -> Iterator[Claim]:
        """Yield forecasts that name a day: those that have fallen due as of one, or all; the earliest first."""
        sql = "SELECT * FROM claims WHERE horizon IS NOT NULL AND horizon <= ? ORDER BY horizon, id"
        for row in self._rows(sql, day.isoformat() if day else "9999"):
            yield from_columns(Claim, row)

    # ------------------------------------------------------------------ copies

    def copies(self, page: str | None = None) -> Iterator[Copy]:
        """Yield pairs of pages with the same text, of one article or of all."""
        where, cells = ("WHERE a = ?1 OR b = ?1", (page,)) if page else ("", ())
        for row in self._rows(f"SELECT * FROM copies {where} ORDER BY a, b", *cells):  # noqa: S608  # ours
            yield from_columns(Copy, row)

    def copies_among(self, pages: Sequence[str]) -> list[Copy]:
        """Return the pairs both of whose pages are among some."""
        every, found = set(pages), []
        for marks, some in batches(pages):
            sql = f"SELECT * FROM copies WHERE a IN ({marks}) ORDER BY a, b"  # noqa: S608  # marks
            found += [from_columns(Copy, row) for row in self._rows(sql, *some) if row["b"] in every]
        return found

    def copy_groups(self) -> list[tuple[str, ...]]:
        """Return the articles with fully or largely the same text, as sorted groups of ids."""
        parent: dict[str, str] = {}

        def root(one: str) -> str:
            while parent.setdefault(one, one) != one:
                parent[one] = parent[parent[one]]
                one = parent[one]
            return one

        for row in self._rows("SELECT a, b FROM copies WHERE kind = ? ORDER BY a, b", CopyKind.WHOLE.value):
            ends = sorted((root(row["a"]), root(row["b"])))
            parent[ends[1]] = ends[0]
        members: defaultdict[str, list[str]] = defaultdict(list)
        for one in sorted(parent):
            members[root(one)].append(one)
        return sorted(tuple(some) for some in members.values())

    def sizes(self) -> Sizes:
        """Return how much there is of each."""
        row = self._one(
            "SELECT (SELECT count(*) FROM stories), (SELECT count(*) FROM claims), (SELECT count(*) FROM points), "
            "(SELECT count(*) FROM relations), (SELECT count(*) FROM copies)"
        )
        return Sizes(*row)

    # ------------------------------------------------------------------ the file

    def _begun(self, table: str, what: str, kind: type[T], prefix: str) -> T:
        sql = f"SELECT * FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 6"  # noqa: S608  # a name of ours
        rows = {str(row["id"]): row for row in self._rows(sql, *between(prefix))}
        return from_columns(kind, rows[only([*rows], what, prefix)])

    def _insert(self, table: str, rows: Sequence[Mapping[str, Cell]], *, replace: bool = False) -> None:
        if not rows:
            return
        names = tuple(rows[0])
        marks = ", ".join("?" * len(names))
        how = "INSERT OR REPLACE" if replace else "INSERT"
        sql = f"{how} INTO {table} ({', '.join(names)}) VALUES ({marks})"
        with self._explained():
            self._connection.executemany(sql, [tuple(row[name] for name in names) for row in rows])

    def _do(self, sql: str, *cells: Cell) -> None:
        with self._explained():
            self._connection.execute(sql, cells)


_KEYS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "stories": (("id",), "stories WHERE id = ?"),
    "story_pages": (
        ("page", "story"),
        "(SELECT each.value AS page, s.id AS story FROM stories AS s, json_each(s.pages) AS each WHERE s.id = ?)",
    ),
    "digests": (("story",), "digests WHERE story = ?"),
    "entities": (("home", "id"), "entities WHERE home = ?"),
    "doubts": (("home", "place"), "doubts WHERE home = ?"),
    "claims": (("id", "story"), "claims WHERE story = ?"),
    "claim_of": (
        ("report", "claim"),
        "(SELECT each.value AS report, c.id AS claim FROM claims AS c, json_each(c.reports) AS each WHERE c.story = ?)",
    ),
    "points": (("id", "story"), "points WHERE story = ?"),
    "point_of": (
        ("claim", "point"),
        "(SELECT each.value AS claim, p.id AS point FROM points AS p, json_each(p.claims) AS each WHERE p.story = ?)",
    ),
    "relations": (("story", "kind", "source", "target"), "relations WHERE story = ?"),
    "finds": (("row", "story"), "finds WHERE story = ?"),
    "found_places": (("place", "row", "story"), "found_places WHERE story = ?"),
}
"""The tables of what linking makes of a story: what tells a row of it, and where the rows of one story stand."""


def _found_by(report: Report, claim: Claim | None) -> dict[str, Cell]:
    """Return what a report is looked for by."""
    value = report.value
    return {
        "claim": claim.id if claim else None,
        "claimant": claim.claimant if claim else None,
        "name": storable(claim.name) if claim and claim.name else None,
        "kind": report.kind.value,
        "status": report.status.value,
        "unit": storable(value.unit) if value else None,
        "low": value.low if value else None,
        "high": value.high if value else None,
    }


def _words(entity: Entity) -> str:
    """Return the words of all of an entity's names, as `Books.named` finds them."""
    names = [entity.name, *(alias for alias, _ in entity.aliases)]
    return f" {' '.join(dict.fromkeys(word for name in names for word in folded(name)))} "
