"""The tables of what linking makes of a ledger's pages, thrown away and made anew at will."""

TABLES: tuple[str, ...] = (
    """
    CREATE TABLE stories (
        id TEXT PRIMARY KEY,
        pages TEXT NOT NULL,  -- JSON, as is the next
        ties TEXT NOT NULL,
        first_day TEXT,
        last_day TEXT
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE story_pages (page TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE entities (
        home TEXT NOT NULL,  -- the story it was found in
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT,
        parent TEXT,
        why TEXT,
        aliases TEXT NOT NULL,  -- JSON, as is the next
        members TEXT NOT NULL,
        story TEXT,
        words TEXT NOT NULL,  -- of all its names, folded, between blanks
        PRIMARY KEY (home, id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX entities_id ON entities (id)",
    """
    CREATE TABLE doubts (
        home TEXT NOT NULL,
        place INTEGER NOT NULL,
        entity TEXT NOT NULL,
        name TEXT NOT NULL,
        candidates TEXT NOT NULL,  -- JSON
        why TEXT NOT NULL,
        story TEXT,
        PRIMARY KEY (home, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE claims (
        id TEXT PRIMARY KEY,
        story TEXT NOT NULL,
        claimant TEXT,
        name TEXT,
        reports TEXT NOT NULL,  -- JSON
        lead TEXT NOT NULL,
        status TEXT NOT NULL,
        origins TEXT NOT NULL,  -- JSON, as is the next
        value TEXT,
        measure TEXT,
        said_on TEXT,
        is_placed INTEGER NOT NULL,
        horizon TEXT,
        distorted TEXT NOT NULL,  -- JSON
        size INTEGER GENERATED ALWAYS AS (json_array_length(reports)) VIRTUAL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX claims_story ON claims (story)",
    "CREATE INDEX claims_claimant ON claims (claimant)",
    "CREATE INDEX claims_horizon ON claims (horizon) WHERE horizon IS NOT NULL",
    "CREATE TABLE claim_of (report TEXT PRIMARY KEY, claim TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE points (
        id TEXT PRIMARY KEY,
        story TEXT NOT NULL,
        claims TEXT NOT NULL,  -- JSON, as is the next
        origins TEXT NOT NULL,
        lead TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX points_story ON points (story)",
    "CREATE TABLE point_of (claim TEXT PRIMARY KEY, point TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE relations (
        story TEXT NOT NULL,
        kind TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        why TEXT NOT NULL,
        change REAL,
        PRIMARY KEY (story, kind, source, target)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE copies (
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        kind TEXT NOT NULL,
        passages TEXT NOT NULL,  -- JSON
        share_a REAL NOT NULL,
        share_b REAL NOT NULL,
        credited TEXT,
        first TEXT,
        evidence TEXT,
        PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX copies_b ON copies (b)",
    "CREATE TABLE linking (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
)
"""The statements that make the tables."""

MORE_TABLES: tuple[str, ...] = (
    "DROP TABLE claims",
    "DROP TABLE points",
    """
    CREATE TABLE claims (
        id TEXT PRIMARY KEY,
        story TEXT NOT NULL,
        claimant TEXT,
        name TEXT,
        reports TEXT NOT NULL,  -- JSON
        lead TEXT NOT NULL,
        status TEXT NOT NULL,
        origins TEXT NOT NULL,  -- JSON, as is the next
        value TEXT,
        measure TEXT,
        said_on TEXT,
        is_placed INTEGER NOT NULL,
        horizon TEXT,
        distorted TEXT NOT NULL,  -- JSON
        words TEXT NOT NULL,
        weight TEXT NOT NULL,  -- JSON
        size INTEGER GENERATED ALWAYS AS (json_array_length(reports)) VIRTUAL,
        outlets INTEGER GENERATED ALWAYS AS (json_extract(weight, '$.outlets')) VIRTUAL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX claims_story ON claims (story)",
    "CREATE INDEX claims_claimant ON claims (claimant, name, story, said_on, horizon)",
    "CREATE INDEX claims_measure ON claims (measure, story, claimant) WHERE measure IS NOT NULL",
    "CREATE INDEX claims_horizon ON claims (horizon) WHERE horizon IS NOT NULL",
    """
    CREATE TABLE points (
        id TEXT PRIMARY KEY,
        story TEXT NOT NULL,
        claims TEXT NOT NULL,  -- JSON, as is the next
        origins TEXT NOT NULL,
        lead TEXT NOT NULL,
        weight TEXT NOT NULL,  -- JSON
        outlets INTEGER GENERATED ALWAYS AS (json_extract(weight, '$.outlets')) VIRTUAL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX points_story ON points (story)",
    "CREATE INDEX relations_source ON relations (source)",
    "CREATE INDEX relations_target ON relations (target)",
    """
    CREATE TABLE digests (
        story TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        language TEXT NOT NULL,
        pages INTEGER NOT NULL,
        weight TEXT NOT NULL,  -- JSON
        lead TEXT,
        lines INTEGER NOT NULL,
        changed_at TEXT NOT NULL  -- when the latest of its pages came in
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX digests_changed ON digests (changed_at, story)",
    # What reports are looked for by beside their words: one row a report of a page that now stands, under its row.
    """
    CREATE TABLE finds (
        row INTEGER PRIMARY KEY,
        story TEXT NOT NULL,
        claim TEXT,
        claimant TEXT,  -- an entity
        name TEXT,  -- of it
        outlet TEXT NOT NULL,
        day TEXT,  -- of the page
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        unit TEXT,
        low REAL,
        high REAL
    ) STRICT
    """,
    "CREATE INDEX finds_story ON finds (story)",
    "CREATE INDEX finds_claimant ON finds (claimant)",
    "CREATE INDEX finds_outlet ON finds (outlet, kind)",
    "CREATE INDEX finds_status ON finds (status)",
    "CREATE INDEX finds_unit ON finds (unit, low) WHERE unit IS NOT NULL",
    "CREATE INDEX finds_day ON finds (day)",
    """
    CREATE TABLE found_places (
        place TEXT NOT NULL,  -- folded
        row INTEGER NOT NULL,
        story TEXT NOT NULL,
        PRIMARY KEY (place, row)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX found_places_story ON found_places (story)",
    "CREATE INDEX found_places_row ON found_places (row)",
    # For the lists of claimants and of outlets; the last one is of what `pages.OUTLET` says.
    "CREATE INDEX entities_kind ON entities (id, kind)",
    "CREATE INDEX entities_words ON entities (words, id)",
    "CREATE INDEX entities_parent ON entities (parent, id, name) WHERE parent IS NOT NULL",
    "CREATE INDEX articles_outlet ON articles (coalesce(json_extract(outlet, '$.name'), address), day)",
    "DELETE FROM linking",  # so that the next linking makes all of it anew
)
"""The statements that lead to the tables of the next version."""

NAMES: tuple[str, ...] = (
    "stories", "story_pages", "entities", "doubts", "claims", "claim_of", "points", "point_of", "relations", "copies",
    "linking", "shelf_pages", "shelf_states", "shelf_lines", "prints", "printed", "digests", "finds",
    "found_places",
)  # fmt: skip
"""All of them, with those of `shelves` and `prints`."""
