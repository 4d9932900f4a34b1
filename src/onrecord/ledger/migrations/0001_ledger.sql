-- The ledger, version 1. Every table and view is described in column_descriptions (filled by ledger/descriptions.py).
-- Truth: texts.record holds each record as it was read (zlib over the JSON of docs/record.md). All other tables of an article are drawn from it
-- and from reviews, and can be drawn again. Numbers are of this file alone; ids are content hashes and the same everywhere.

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    url TEXT, title TEXT, byline TEXT, publisher TEXT,
    published TEXT, published_basis TEXT,
    language TEXT NOT NULL,
    characters INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    report INTEGER REFERENCES articles(number) DEFERRABLE INITIALLY DEFERRED,
    read_by TEXT NOT NULL
) STRICT;
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_publisher ON articles(publisher, published);
CREATE INDEX articles_report ON articles(report);

CREATE TABLE texts (
    article INTEGER PRIMARY KEY REFERENCES articles(number) ON DELETE CASCADE,
    text TEXT NOT NULL,
    record BLOB NOT NULL
) STRICT;

CREATE TABLE parties (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT, sector TEXT,
    family TEXT NOT NULL,
    same_as INTEGER REFERENCES parties(number),
    mentions INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX parties_family ON parties(family);
CREATE INDEX parties_same_as ON parties(same_as);
CREATE INDEX parties_name ON parties(name COLLATE NOCASE);
CREATE INDEX parties_country ON parties(country, kind);
CREATE INDEX parties_leader ON parties(coalesce(same_as, number), mentions);

CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    published TEXT,
    speaker TEXT, speaker_party INTEGER REFERENCES parties(number), speaker_country TEXT,
    source TEXT, cue TEXT, content TEXT NOT NULL,
    manner TEXT NOT NULL, stance TEXT, told_by TEXT,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL, confidence REAL NOT NULL,
    review TEXT NOT NULL DEFAULT 'unreviewed'
) STRICT;
CREATE INDEX statements_article ON statements(article);
CREATE INDEX statements_published ON statements(published);
CREATE INDEX statements_speaker ON statements(speaker_party, published);
CREATE INDEX statements_country ON statements(speaker_country, published);

CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    published TEXT,
    thread INTEGER REFERENCES event_threads(number) DEFERRABLE INITIALLY DEFERRED,
    type TEXT NOT NULL, mode TEXT, contexts TEXT NOT NULL, cameo TEXT NOT NULL, quad INTEGER NOT NULL, goldstein REAL NOT NULL,
    actor TEXT NOT NULL, actor_country TEXT, recipient TEXT NOT NULL, recipient_country TEXT,
    status TEXT NOT NULL, certainty TEXT NOT NULL, said_by TEXT,
    date TEXT, date_basis TEXT,
    place TEXT, country TEXT, admin1 TEXT, geonameid INTEGER, latitude REAL, longitude REAL, feature TEXT,
    amount REAL, amount_high REAL, quantifier TEXT, unit TEXT, amount_kind TEXT,
    words TEXT NOT NULL, sentence TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL, confidence REAL NOT NULL,
    review TEXT NOT NULL DEFAULT 'unreviewed'
) STRICT;
CREATE INDEX events_article ON events(article);
CREATE INDEX events_thread ON events(thread);
CREATE INDEX events_published ON events(published, id);

CREATE TABLE commitments (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    published TEXT,
    thread INTEGER REFERENCES commitment_threads(number) DEFERRABLE INITIALLY DEFERRED,
    promisor TEXT NOT NULL, promisor_country TEXT, beneficiary TEXT, beneficiary_country TEXT,
    action TEXT NOT NULL, stage TEXT NOT NULL, condition TEXT,
    due TEXT, due_basis TEXT, due_words TEXT,
    amount REAL, amount_high REAL, quantifier TEXT, unit TEXT, amount_kind TEXT, amount_equals REAL, unit_equals TEXT,
    instrument TEXT, certainty TEXT NOT NULL, said_by TEXT, event TEXT,
    words TEXT NOT NULL, sentence TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    rule TEXT NOT NULL, confidence REAL NOT NULL,
    review TEXT NOT NULL DEFAULT 'unreviewed'
) STRICT;
CREATE INDEX commitments_article ON commitments(article);
CREATE INDEX commitments_thread ON commitments(thread);
CREATE INDEX commitments_published ON commitments(published, id);

-- Who stands in which role of an item. `item` is the number of a statement, an event or a commitment: the three share one row of numbers.
CREATE TABLE item_parties (
    item INTEGER NOT NULL,
    role TEXT NOT NULL,
    n INTEGER NOT NULL,
    party INTEGER NOT NULL REFERENCES parties(number),
    name TEXT NOT NULL, country TEXT, sector TEXT, office TEXT,
    words TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, basis TEXT NOT NULL,
    PRIMARY KEY (item, role, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_parties_party ON item_parties(party, role, item);
CREATE TRIGGER item_parties_are_counted AFTER INSERT ON item_parties BEGIN
    UPDATE parties SET mentions = mentions + 1 WHERE number = new.party;
END;
CREATE TRIGGER item_parties_are_discounted AFTER DELETE ON item_parties BEGIN
    UPDATE parties SET mentions = mentions - 1 WHERE number = old.party;
END;

-- The words behind every field of an item.
CREATE TABLE spans (
    item INTEGER NOT NULL,
    field TEXT NOT NULL,
    n INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    words TEXT NOT NULL, basis TEXT,
    PRIMARY KEY (item, field, n)
) STRICT, WITHOUT ROWID;

-- One commitment, many reports.
CREATE TABLE commitment_threads (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    promisor TEXT NOT NULL, promisor_country TEXT, beneficiary TEXT, beneficiary_country TEXT,
    action TEXT NOT NULL, instrument TEXT,
    stage TEXT NOT NULL, stage_since TEXT,
    amount REAL, unit TEXT, delivered REAL,
    due TEXT, due_by TEXT, condition TEXT,
    certainty TEXT NOT NULL,
    first_reported TEXT, last_reported TEXT,
    mentions INTEGER NOT NULL, reports INTEGER NOT NULL, outlets INTEGER NOT NULL,
    denials INTEGER NOT NULL, contradictions INTEGER NOT NULL,
    review TEXT NOT NULL
) STRICT;
CREATE INDEX commitment_threads_stage ON commitment_threads(stage, last_reported);
CREATE INDEX commitment_threads_last ON commitment_threads(last_reported, id);
CREATE INDEX commitment_threads_promisor ON commitment_threads(promisor_country, last_reported);
CREATE INDEX commitment_threads_beneficiary ON commitment_threads(beneficiary_country, last_reported);
CREATE INDEX commitment_threads_due ON commitment_threads(due_by);
CREATE INDEX commitment_threads_amount ON commitment_threads(unit, amount);
CREATE INDEX commitment_threads_differ ON commitment_threads(last_reported, id) WHERE contradictions > 0;
CREATE INDEX commitment_threads_denied ON commitment_threads(last_reported, id) WHERE denials > 0;
CREATE INDEX commitment_threads_reviewed ON commitment_threads(last_reported, id) WHERE review <> 'unreviewed';

-- One act, many reports.
CREATE TABLE event_threads (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL, mode TEXT, cameo TEXT NOT NULL, quad INTEGER NOT NULL, goldstein REAL NOT NULL,
    actor TEXT NOT NULL, actor_country TEXT, recipient TEXT NOT NULL, recipient_country TEXT,
    status TEXT NOT NULL, certainty TEXT NOT NULL,
    date TEXT, place TEXT, country TEXT, admin1 TEXT, geonameid INTEGER, latitude REAL, longitude REAL,
    amount REAL, unit TEXT,
    words TEXT NOT NULL,
    first_reported TEXT, last_reported TEXT,
    mentions INTEGER NOT NULL, reports INTEGER NOT NULL, outlets INTEGER NOT NULL,
    contradictions INTEGER NOT NULL,
    review TEXT NOT NULL
) STRICT;
CREATE INDEX event_threads_type ON event_threads(type, last_reported);
CREATE INDEX event_threads_last ON event_threads(last_reported, id);
CREATE INDEX event_threads_date ON event_threads(date);
CREATE INDEX event_threads_actor ON event_threads(actor_country, last_reported);
CREATE INDEX event_threads_recipient ON event_threads(recipient_country, last_reported);
CREATE INDEX event_threads_country ON event_threads(country, last_reported);
CREATE INDEX event_threads_first ON event_threads(first_reported, id);
CREATE INDEX event_threads_amount ON event_threads(unit, amount);
CREATE INDEX event_threads_differ ON event_threads(last_reported, id) WHERE contradictions > 0;
CREATE INDEX event_threads_reviewed ON event_threads(last_reported, id) WHERE review <> 'unreviewed';

-- Which parties and countries a thread has, in which role, whoever of its reports names them; in the order in which they are listed
-- (`last_reported`: the thread's, '' where it has no date). A country's role may also be "place".
CREATE TABLE thread_parties (
    party INTEGER NOT NULL REFERENCES parties(number),
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    last_reported TEXT NOT NULL,
    thread INTEGER NOT NULL,
    PRIMARY KEY (party, kind, role, last_reported, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_parties_thread ON thread_parties(kind, thread);
CREATE TABLE thread_countries (
    country TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    last_reported TEXT NOT NULL,
    thread INTEGER NOT NULL,
    PRIMARY KEY (country, kind, role, last_reported, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_countries_thread ON thread_countries(kind, thread);

-- The history of a commitment: each report as a step, and how the commitment stood after it, from `date` until the day before `until`.
CREATE TABLE steps (
    thread INTEGER NOT NULL REFERENCES commitment_threads(number) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    item INTEGER NOT NULL,
    date TEXT, until TEXT,
    told_stage TEXT NOT NULL, does TEXT NOT NULL,
    outlets TEXT NOT NULL, said_by TEXT, certainty TEXT NOT NULL,
    told_amount REAL, told_unit TEXT, told_due TEXT, told_condition TEXT, words TEXT NOT NULL,
    stage TEXT NOT NULL, amount REAL, unit TEXT, delivered REAL, due TEXT, due_by TEXT, condition TEXT, reports INTEGER NOT NULL,
    stage_since TEXT, stage_certainty TEXT NOT NULL,
    PRIMARY KEY (thread, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX steps_stage ON steps(stage, date, until);
CREATE INDEX steps_date ON steps(date);
CREATE INDEX steps_due ON steps(due_by);

-- Where reports of one thread cannot both be right.
CREATE TABLE contradictions (
    kind TEXT NOT NULL,
    thread INTEGER NOT NULL,
    n INTEGER NOT NULL,
    field TEXT NOT NULL,
    item INTEGER NOT NULL, value TEXT NOT NULL,
    other_item INTEGER NOT NULL, other_value TEXT NOT NULL,
    date TEXT,
    PRIMARY KEY (kind, thread, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX contradictions_date ON contradictions(date);

-- Why two mentions are taken for the same event or commitment; `score` in 0..1.
-- `held`: 1 where both ended in one thread, 0 where something else in their threads speaks against it. A commitment may be linked to an event that
-- shows it delivered.
CREATE TABLE links (
    kind TEXT NOT NULL,
    item INTEGER NOT NULL,
    other INTEGER NOT NULL,
    score REAL NOT NULL,
    why TEXT NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (kind, item, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_other ON links(kind, other, item);

-- What linking looks up: an item stands under its keys in a stretch of time; and its features, so that no record is read again.
CREATE TABLE link_keys (
    stretch INTEGER NOT NULL,
    key INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY (stretch, key, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE link_features (
    kind TEXT NOT NULL,
    item INTEGER NOT NULL,
    features TEXT NOT NULL,
    PRIMARY KEY (kind, item)
) STRICT, WITHOUT ROWID;

-- Copies: the MinHash signature of an article, cut into bands.
CREATE TABLE copy_bands (
    band INTEGER NOT NULL,
    value INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    PRIMARY KEY (band, value, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE copies (
    article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
    similarity REAL NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;

-- What people say of the program's reading: appended, never changed. `item_id` names a mention by its id; of a join or split, `new` names the other.
-- `part_of`: the first row of the same command, where one command made several.
CREATE TABLE reviews (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    item_id TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('accept', 'reject', 'correct', 'comment', 'join', 'split', 'undo')),
    field TEXT, old TEXT, new TEXT, why TEXT,
    undoes INTEGER REFERENCES reviews(number),
    part_of INTEGER REFERENCES reviews(number)
) STRICT;
CREATE INDEX reviews_item ON reviews(item_id);
CREATE TRIGGER reviews_are_kept BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are never deleted'); END;
CREATE TRIGGER reviews_are_final BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are never changed'); END;

-- What each run of `onrecord add` and `onrecord reread` did.
CREATE TABLE readings (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    version TEXT NOT NULL,
    added INTEGER NOT NULL DEFAULT 0, known INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0,
    ended TEXT
) STRICT;
CREATE TABLE skipped (
    reading INTEGER NOT NULL REFERENCES readings(number),
    n INTEGER NOT NULL,
    source TEXT NOT NULL, problem TEXT NOT NULL, remedy TEXT NOT NULL,
    PRIMARY KEY (reading, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE column_descriptions (
    "table" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY ("table", "column")
) STRICT, WITHOUT ROWID;

-- Full-text search (FTS5): article_words over texts, item_words over the words of statements, events and commitments (rowid: the item's number).
CREATE VIEW article_texts AS SELECT a.number, a.title, t.text FROM articles a JOIN texts t ON t.article = a.number;
CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='article_texts', content_rowid='number', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE item_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2');
