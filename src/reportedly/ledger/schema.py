"""The tables of a ledger, and the steps from one version of them to the next.

A column has the name and the form of the record's field it holds (`rows`): what is no plain value is JSON. The columns
added for questions (``day``, ``low``, ``claimant`` …) repeat what such a field says; those SQLite can work out itself
are generated, so that they cannot disagree with it.

Rows are inserted, never changed and never deleted. What replaces a row names it in ``supersedes``. Only what linking
derives from them is thrown away and made anew, and the desk's own tables (`pending`, `accounts`, `questions`) change.
"""

import sqlite3
from collections.abc import Sequence

from reportedly.errors import LedgerError
from reportedly.ledger import accounts, derived, latest, pending, prints, questions, shelves

APPLICATION_ID = 0x52707464
"""The letters "Rptd": in the file's header it says whose file this is."""

Step = tuple[str, ...]
"""The statements that lead from one version to the next."""

MIGRATIONS: tuple[Step, ...] = (
    (
        """
        CREATE TABLE provenance (
            row INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            reportedly TEXT NOT NULL,
            weights TEXT NOT NULL,
            names TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE captures (
            id TEXT PRIMARY KEY,
            address TEXT NOT NULL,
            sha256 TEXT NOT NULL,  -- of the body as it came
            body BLOB NOT NULL,  -- compressed with zlib
            media_type TEXT NOT NULL,
            captured_at TEXT NOT NULL,
            url TEXT,
            path TEXT,
            headers TEXT NOT NULL,  -- JSON
            charset TEXT,
            given TEXT NOT NULL,  -- JSON
            added_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE articles (
            row INTEGER PRIMARY KEY,
            provenance INTEGER NOT NULL REFERENCES provenance (row),
            supersedes INTEGER UNIQUE REFERENCES articles (row),
            added_at TEXT NOT NULL,
            id TEXT NOT NULL,
            capture_id TEXT NOT NULL REFERENCES captures (id),
            address TEXT NOT NULL,
            text TEXT NOT NULL,
            headline TEXT,
            url TEXT,
            outlet TEXT,  -- JSON, as are the next two
            language TEXT NOT NULL,
            published TEXT,
            modified TEXT,
            undated TEXT,
            byline TEXT,
            dateline TEXT,  -- JSON, as are the next two
            credits TEXT NOT NULL,
            furniture TEXT NOT NULL,
            day TEXT GENERATED ALWAYS AS (json_extract(published, '$.day')) VIRTUAL
        ) STRICT
        """,
        "CREATE INDEX articles_id ON articles (id)",
        "CREATE INDEX articles_address ON articles (address)",
        # Which captures were read, by which versions, and to which article it led: two captures may show one text.
        """
        CREATE TABLE readings (
            capture_id TEXT NOT NULL REFERENCES captures (id),
            provenance INTEGER NOT NULL REFERENCES provenance (row),
            article INTEGER NOT NULL REFERENCES articles (row),
            PRIMARY KEY (capture_id, provenance)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE attributions (
            article INTEGER NOT NULL REFERENCES articles (row),
            position INTEGER NOT NULL,  -- in the reading, from 0
            provenance INTEGER NOT NULL REFERENCES provenance (row),
            source TEXT NOT NULL,  -- JSON, as are the next two
            cue TEXT NOT NULL,
            content TEXT NOT NULL,
            kind TEXT,
            score REAL NOT NULL,
            tier TEXT NOT NULL,
            cited TEXT NOT NULL,  -- JSON
            PRIMARY KEY (article, position)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE reports (
            row INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES articles (row),
            position INTEGER NOT NULL,  -- in the reading, from 0
            provenance INTEGER NOT NULL REFERENCES provenance (row),
            id TEXT NOT NULL,
            article_id TEXT NOT NULL,
            content TEXT NOT NULL,  -- JSON, as is the next
            evidence TEXT NOT NULL,
            kind TEXT NOT NULL,
            status TEXT NOT NULL,
            tier TEXT,
            score REAL NOT NULL,
            source TEXT NOT NULL,  -- JSON, as are the next seven
            cue TEXT NOT NULL,
            hedge TEXT,
            value TEXT,
            times TEXT NOT NULL,
            said_on TEXT,
            places TEXT NOT NULL,
            horizon TEXT,
            claimant TEXT,  -- the name of the chain's last link
            low REAL GENERATED ALWAYS AS (json_extract(value, '$.low')) VIRTUAL,
            high REAL GENERATED ALWAYS AS (json_extract(value, '$.high')) VIRTUAL,
            unit TEXT GENERATED ALWAYS AS (json_extract(value, '$.unit')) VIRTUAL,
            counted TEXT GENERATED ALWAYS AS (json_extract(value, '$.counted')) VIRTUAL,
            measure TEXT GENERATED ALWAYS AS (json_extract(value, '$.measure')) VIRTUAL,
            said TEXT GENERATED ALWAYS AS (json_extract(said_on, '$.start')) VIRTUAL,
            UNIQUE (article, position)
        ) STRICT
        """,
        "CREATE INDEX reports_id ON reports (id)",
        """
        CREATE TABLE chains (
            report INTEGER NOT NULL REFERENCES reports (row),
            position INTEGER NOT NULL,  -- from the reader outward, 0 is the page's outlet
            name TEXT,
            kind TEXT NOT NULL,
            words TEXT,  -- JSON
            role TEXT,
            count TEXT,  -- JSON
            PRIMARY KEY (report, position)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE rejections (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            stage TEXT NOT NULL,
            address TEXT NOT NULL,
            reason TEXT NOT NULL,
            capture_id TEXT REFERENCES captures (id),  -- absent where nothing could be brought in
            provenance INTEGER REFERENCES provenance (row),
            added_at TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX rejections_capture ON rejections (capture_id, provenance)",
        # The words of each report, without case and accents, under its row; the texts themselves are not kept twice.
        """
        CREATE VIRTUAL TABLE words USING fts5 (
            evidence, headline, claimant, outlet, measure, content = '', tokenize = 'unicode61'
        )
        """,
        """
        CREATE VIEW current_articles AS
        SELECT * FROM articles AS a WHERE NOT EXISTS (SELECT 1 FROM articles AS b WHERE b.supersedes = a.row)
        """,
    ),
    (
        # What people ruled: rows like the others, never changed. `undoes` takes one back.
        """
        CREATE TABLE judgements (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            who TEXT NOT NULL,
            made_at TEXT NOT NULL,
            why TEXT NOT NULL,
            quotes TEXT NOT NULL,  -- JSON, as is the next
            names TEXT NOT NULL,
            outcome TEXT,
            undoes TEXT REFERENCES judgements (id)
        ) STRICT
        """,
        # All else is derived: made by linking, thrown away and made anew at will.
        *derived.TABLES,
        *shelves.TABLES,
        *prints.TABLES,
    ),
    (
        *derived.MORE_TABLES,
        *latest.TABLES,
        # The desk: what waits to be read, who may get in, what was asked. Errands, not news: these rows change.
        *pending.TABLES,
        *accounts.TABLES,
        *questions.TABLES,
    ),
)
"""Step *n* leads from version *n* to *n* + 1. A step that was ever released is never changed: add one."""


_STATE = """
SELECT (SELECT user_version FROM pragma_user_version),
       (SELECT application_id FROM pragma_application_id),
       (SELECT count(*) FROM sqlite_schema)
"""  # in one statement, as another process may be making the tables just now


def version(connection: sqlite3.Connection, path: str, steps: Sequence[Step]) -> int:
    """Return the version of the tables in an open file; 0 for a file with nothing in it.

    Raises:
        LedgerError: the file is no ledger, or one of a newer Reportedly.
    """
    found, owner, tables = connection.execute(_STATE).fetchone()
    if owner != APPLICATION_ID and (owner or found or tables):
        raise LedgerError(path, "is a database of another program; name another file with --ledger")
    if found > len(steps):
        raise LedgerError(
            path,
            f"was written by a newer Reportedly (tables of version {found}, this one knows {len(steps)}); "
            "upgrade with `pip install -U reportedly`",
        )
    return int(found)


def migrate(connection: sqlite3.Connection, path: str, steps: Sequence[Step]) -> None:
    """Bring the tables of an open file to the version the steps lead to, in one transaction; there, nothing happens.

    The connection must be in autocommit mode (``isolation_level=None``).

    Raises:
        LedgerError: the file is no ledger, or one of a newer Reportedly.
    """
    if version(connection, path, steps) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[version(connection, path, steps) :]:  # again: another process may have been first
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
